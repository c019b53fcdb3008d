/* link_pages.c: making a link for a relative or an employer, ending it, and the page it opens.
 * Not: what may be in it (link_sql.c).
 * Start at link_open(). */
#include "feature/consent/link.h"
#include "feature/consent/pages.h"
#include "core/site.h"
#include "feature/placement/placement.h"

/* ---- what the reader sees -------------------------------------------------------------------- */

static void row(struct req *r, enum text_id label, const char *value)
{
    if (*value)
        html(r->out, "<dt>%s</dt><dd>%s</dd>", text(r->lang, label), value);
}

static void show_job(struct req *r, const struct shown *s)
{
    if (!*s->employer)
        return;
    html(r->out, "<section class=\"card\"><h2>%s</h2><dl>", T(link_job));
    row(r, TEXT_link_employer, s->employer);
    row(r, TEXT_placement_job_title, s->job_title);
    row(r, TEXT_link_from, page_day(r, s->started_on));
    row(r, TEXT_link_until, page_day(r, s->ends_on));
    if (s->hours_week != NUMBER_NONE)
        row(r, TEXT_link_hours, page_hundredths(r, s->hours_week));
    row(r, TEXT_link_responsible, s->responsible);
    row(r, TEXT_placement_mentor, s->mentor);
    row(r, TEXT_placement_promise, s->promise);
    row(r, TEXT_placement_promise_by, s->promise_by);
    if (*s->promise && s->ends_on != DAY_NONE && s->ends_on >= r->today)
        row(r, TEXT_link_left,
            text_count(r->arena, r->lang, TEXT_days, (int64_t)s->ends_on - r->today));
    html(r->out, "</dl></section>");
    if (!s->n_build_up)
        return;
    html(r->out,
         "<section class=\"card\"><h2>%s</h2><table class=\"data\"><thead><tr><th scope=\"col\">%s"
         "</th><th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>",
         T(placement_build_up), T(placement_build_up_from), T(link_hours));
    for (size_t i = 0; i < s->n_build_up; i++)
        if (s->build_up[i].planned != NUMBER_NONE)
            html(r->out,
                 "<tr><th scope=\"row\" class=\"day\">%s</th><td class=\"number\">%s</td></tr>",
                 page_day(r, s->build_up[i].from_on), page_hundredths(r, s->build_up[i].planned));
    html(r->out, "</tbody></table></section>");
}

static void show_text_card(struct req *r, enum text_id title, const char *words)
{
    if (!*words)
        return;
    html(r->out, "<section class=\"card\"><h2>%s</h2>", text(r->lang, title));
    html_lines(r->out, words);
    html(r->out, "</section>");
}

static void show_all(struct req *r, const struct shown *s)
{
    show_job(r, s);
    show_text_card(r, TEXT_link_goal, s->work_goal);
    show_text_card(r, TEXT_placement_adjustments, s->adjustments);
    if (!*s->employer && !*s->work_goal && !*s->adjustments)
        html(r->out, "<p class=\"empty\">%s</p>", T(link_nothing_yet));
    html(r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p></section>", T(link_questions),
         text_fill(r->arena, r->lang, TEXT_link_specialist, s->specialist, s->organisation,
                   s->given_name, NULL));
}

/* ---- opening --------------------------------------------------------------------------------- */

static void show_dead(struct req *r)
{
    http_status(r->x, 410);
    page_begin(r, T(link_dead));
    html(r->out, "<p class=\"lead\">%s</p>", T(link_dead_what));
    page_end(r);
}

/* Asking is not opening. */
void link_closed(struct req *r)
{
    const char *token = req_query(r, "s");
    struct link l;

    if (link_find(r, token, &l) != OK || !l.alive || strcmp(l.purpose, "read") != 0) {
        show_dead(r);
        return;
    }
    page_begin(r, T(link_title));
    html(r->out, "<p class=\"lead\">%s</p><form method=\"post\" action=\"/delen\">", T(link_ask));
    page_csrf(r);
    html(r->out,
         "<input type=\"hidden\" name=\"_s\" value=\"%s\"><div "
         "class=\"buttons\"><button>%s</button></div>"
         "</form><p class=\"muted\">%s</p>",
         token, T(link_open), T(link_once));
    page_end(r);
}

void link_open(struct req *r)
{
    struct link l;
    struct consent c;
    bool found = link_find(r, req_value(r, "_s"), &l) == OK;

    if (found)
        r->client_id = l.client_id;
    if (!found || !l.alive || strcmp(l.purpose, "read") != 0) {
        r->access = ACCESS_REFUSED;
        show_dead(r);
        return;
    }
    r->log_object = OBJECT_RECORD;
    r->log_object_id = l.id;
    link_opened(r, l.id);
    if (l.consent_id && consent_row_get(r->db, r->arena, l.consent_id, &c) != OK)
        BUG("a link to a consent that is not there");
    struct shown s = link_shown(r, l.client_id, l.consent_id ? &c : NULL, l.placement_id);
    struct frame frame =
        page_frame(r, text_fill(r->arena, r->lang, TEXT_link_about,
                                *s.employer ? s.full_name : s.given_name, NULL, NULL, NULL));
    frame.here = NULL; /* another language would lose it */
    page_begin_frame(r, &frame);
    html(r->out, "<p class=\"lead\">%s</p>",
         text_fill(r->arena, r->lang, TEXT_link_for, l.for_name, s.given_name, NULL, NULL));
    show_all(r, &s);
    html(r->out, "<p class=\"muted no-print\">%s</p>", T(link_keep));
    page_end(r);
}

/* ---- making ---------------------------------------------------------------------------------- */

void link_made_show(struct req *r, const struct link *l, const char *path, const char *token)
{
    client_page_begin(r, T(link_made), NULL);
    html(r->out,
         "<p class=\"lead\">%s</p><section class=\"card\"><p><label for=\"link\">%s</label></p>"
         "<input id=\"link\" type=\"text\" readonly value=\"%s/%s?s=%s\"></section>"
         "<p><a class=\"button\" href=\"/deelnemers/%" PRId64 "/toestemming\">%s</a></p>",
         text_fill(r->arena, r->lang, TEXT_link_made_what, l->for_name,
                   consent_when(r, l->until_at), NULL, NULL),
         T(link_address), r->site->config.url, path, token, r->client_id, T(back));
    page_end(r);
}

/* What will be seen, before it is sent. */
static void show_preview(struct req *r, const char *for_name, const struct shown *s,
                         const char *path)
{
    client_page_begin(r, T(link_make), NULL);
    html(r->out, "<p class=\"lead\">%s</p>",
         text_fill(r->arena, r->lang, TEXT_link_preview, for_name, NULL, NULL, NULL));
    show_all(r, s);
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/%s/%" PRId64 "/link", r->client_id, path,
                    r->id);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/deelnemers/%" PRId64
         "/toestemming\">%s</a></div></form>",
         T(link_make), r->client_id, T(cancel));
    page_end(r);
}

bool link_consent_load(struct req *r, struct consent *c)
{
    if (consent_get(r->db, r->arena, r->client_id, r->id, c) == OK &&
        (!strcmp(c->party, "relative") || !strcmp(c->party, "employer"))) {
        if (consent_state(c, r->today) == CONSENT_HOLDS &&
            consent_trajectory(r).closed_on == DAY_NONE)
            return true;
        req_error_page(r, 422, TEXT_link_none, TEXT_link_none_consent);
        return false;
    }
    req_not_found(r);
    return false;
}

void link_consent_form(struct req *r)
{
    struct consent c;

    if (!link_consent_load(r, &c))
        return;
    struct shown s = link_shown(r, r->client_id, &c, 0);
    show_preview(r, consent_party_words(r->arena, &c), &s, "toestemming");
}

void link_consent_save(struct req *r)
{
    char token[SESSION_TOKEN_TEXT];
    struct consent c;

    if (!link_consent_load(r, &c))
        return;
    struct link l = {
        .client_id = r->client_id, .consent_id = c.id, .purpose = "read", .for_name = c.party_name};
    link_add(r, &l, token);
    link_made_show(r, &l, "delen", token);
}

/* A job whose employer may hear something; else that has been answered. */
static bool load_job(struct req *r, struct placement *p)
{
    size_t n;
    struct choice *jobs;

    if (placement_get(r->db, r->arena, r->id, p) != OK || p->trajectory_id != r->trajectory_id) {
        req_not_found(r);
        return false;
    }
    jobs = consent_jobs(r, &n);
    for (size_t i = 0; i < n; i++)
        if (!strcmp(jobs[i].value, arena_fmt(r->arena, "%" PRId64, p->id)) &&
            consent_trajectory(r).closed_on == DAY_NONE)
            return true;
    req_error_page(r, 422, TEXT_link_none, TEXT_link_none_job);
    return false;
}

void link_job_form(struct req *r)
{
    struct placement p;

    if (!load_job(r, &p))
        return;
    struct shown s = link_shown(r, r->client_id, NULL, p.id);
    show_preview(r, p.employer_name, &s, "werk");
}

void link_job_save(struct req *r)
{
    char token[SESSION_TOKEN_TEXT];
    struct placement p;

    if (!load_job(r, &p))
        return;
    struct link l = {.client_id = r->client_id,
                     .placement_id = p.id,
                     .purpose = "read",
                     .for_name = p.employer_name};
    link_add(r, &l, token);
    link_made_show(r, &l, "delen", token);
}

void link_end_save(struct req *r)
{
    if (link_end(r, r->id) != OK) {
        req_not_found(r);
        return;
    }
    req_flash(r, TEXT_link_ended);
    req_redirect(r, "/deelnemers/%" PRId64 "/toestemming", r->client_id);
}

/* ---- the list -------------------------------------------------------------------------------- */

static const char *state_words(struct req *r, const struct link *l)
{
    if (l->opened_at)
        return text_fill(r->arena, r->lang, TEXT_link_was_opened, consent_when(r, l->opened_at),
                         NULL, NULL, NULL);
    if (l->ended_at)
        return text_fill(r->arena, r->lang, TEXT_link_was_ended, consent_when(r, l->ended_at), NULL,
                         NULL, NULL);
    return text_fill(r->arena, r->lang, l->alive ? TEXT_link_works_until : TEXT_link_works_no_more,
                     consent_when(r, l->until_at), NULL, NULL, NULL);
}

void link_list_show(struct req *r)
{
    struct links list = link_by_client(r, r->client_id);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(link_list));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(link_list_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++) {
        const struct link *l = &list.at[i];

        html(r->out,
             "<li><div class=\"what\"><strong>%s</strong><p>%s: %s</p><p class=\"small\">%s · "
             "%s</p></div>",
             l->for_name, !strcmp(l->purpose, "read") ? T(link_to_read) : T(link_to_report),
             state_words(r, l), consent_when(r, l->made_at), l->maker);
        if (l->alive && gate_may_change(&r->gate, GROUP_CONSENT))
            consent_button(r,
                           arena_fmt(r->arena, "/deelnemers/%" PRId64 "/link/%" PRId64 "/einde",
                                     r->client_id, l->id),
                           TEXT_link_end, l->for_name);
        html(r->out, "</li>");
    }
    html(r->out, "</ul></section>");
}
