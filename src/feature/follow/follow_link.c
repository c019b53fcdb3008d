/* follow_link.c: a relative or an employer without an account tells once what they notice, by a
 * link that only lives while the consent holds. Not: who may read something by a link
 * (consent/link_pages.c). Start at follow_report_save(). */
#include "feature/consent/link.h"
#include "feature/follow/follow_pages.h"

/* ---- asking somebody ------------------------------------------------------------------------- */

/* Parties who may be asked: a relative, and the employer of a job. */
static bool may_ask(struct req *r, const struct consent *c)
{
    return (!strcmp(c->party, "relative") || !strcmp(c->party, "employer")) &&
           consent_state(c, r->today) == CONSENT_HOLDS;
}

void follow_ask_show(struct req *r)
{
    struct consents all = consent_current(r->db, r->arena, r->client_id);
    size_t shown = 0;

    if (!gate_may_change(&r->gate, GROUP_CONSENT))
        return;
    for (size_t i = 0; i < all.n; i++) {
        if (!may_ask(r, &all.at[i]))
            continue;
        html(r->out, shown++ ? " · " : "<p class=\"no-print\">");
        html(r->out, "<a href=\"/deelnemers/%" PRId64 "/toestemming/%" PRId64 "/merken\">%s</a>",
             r->client_id, all.at[i].first_id,
             text_fill(r->arena, r->lang, TEXT_follow_ask,
                       consent_party_words(r->arena, &all.at[i]), NULL, NULL, NULL));
    }
    if (shown)
        html(r->out, "</p>");
    else
        html(r->out, "<p class=\"small muted no-print\">%s</p>", T(follow_ask_none));
}

void follow_link_form(struct req *r)
{
    struct consent c;

    if (!link_consent_load(r, &c))
        return;
    client_page_begin(r, T(follow_link_title), NULL);
    html(r->out, "<p class=\"lead\">%s</p>",
         text_fill(r->arena, r->lang, TEXT_follow_link_what, consent_party_words(r->arena, &c),
                   NULL, NULL, NULL));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/toestemming/%" PRId64 "/merken",
                    r->client_id, c.first_id);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/deelnemers/%" PRId64
         "/werk\">%s</a></div></form>",
         T(link_make), r->client_id, T(cancel));
    page_end(r);
}

void follow_link_save(struct req *r)
{
    char token[SESSION_TOKEN_TEXT];
    struct consent c;

    if (!link_consent_load(r, &c))
        return;
    struct link l = {.client_id = r->client_id,
                     .consent_id = c.id,
                     .purpose = "report",
                     .for_name = c.party_name};
    link_add(r, &l, token);
    r->access = ACCESS_GRANT;
    link_made_show(r, &l, "merken", token);
}

/* ---- what they see --------------------------------------------------------------------------- */

static const struct field fields[] = {
    F_NOTE(struct follow_signal, words, TEXT_follow_report_words, 0, 2000), F_END};

static void show_dead(struct req *r)
{
    http_status(r->x, 410);
    page_begin(r, T(link_dead));
    html(r->out, "<p class=\"lead\">%s</p>", T(follow_dead));
    page_end(r);
}

/* No name is on it: scanners of mail fetch links. Asking does not spend it. */
static void show_report(struct req *r, struct form *f, const char *token,
                        const struct follow_signal *s)
{
    size_t n;
    const struct choice *list = follow_choices(r, NULL, &n);
    struct frame frame = page_frame(r, T(follow_report_title));

    frame.errors = form_error_count(f);
    frame.here = NULL;
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    html(r->out, "<p class=\"lead\">%s</p>", T(follow_report_lead));
    page_form_begin(r, "fields", "/merken");
    html(r->out, "<input type=\"hidden\" name=\"_s\" value=\"%s\">", token);
    follow_boxes_show(r, list, n, s->signs);
    form_help(f, "words", TEXT_follow_report_help);
    form_show_fields(r->out, f);
    html(r->out, "<div class=\"buttons\"><button>%s</button></div></form><p class=\"muted\">%s</p>",
         T(follow_report_send), T(follow_report_once));
    page_end(r);
}

static struct follow_signal report_empty(const struct req *r)
{
    return (struct follow_signal){.noticed_on = r->today,
                                  .signs = "",
                                  .words = "",
                                  .reporter = "relative",
                                  .reporter_name = "",
                                  .done_words = ""};
}

static bool link_works(struct req *r, const char *token, struct link *l)
{
    return link_find(r, token, l) == OK && l->alive && !strcmp(l->purpose, "report");
}

void follow_report_form(struct req *r)
{
    struct follow_signal s = report_empty(r);
    const char *token = req_query(r, "s");
    struct link l;

    if (link_works(r, token, &l))
        show_report(r, req_form(r, fields, &s), token, &s);
    else
        show_dead(r);
}

/* A consent that was withdrawn while the page was open: nothing is saved, and the page says so. */
void follow_report_save(struct req *r)
{
    struct follow_signal s = report_empty(r);
    const char *token = req_value(r, "_s");
    struct consent c;
    struct link l;
    size_t n;
    bool known = link_find(r, token, &l) == OK;

    if (known)
        r->client_id = l.client_id;
    if (!link_works(r, token, &l)) {
        r->access = ACCESS_REFUSED;
        show_dead(r);
        return;
    }
    r->log_object = OBJECT_RECORD;
    r->log_object_id = l.id;
    struct form *f = req_form(r, fields, &s);
    bool read = req_form_read(r, f);
    const struct choice *list = follow_choices(r, NULL, &n);
    s.signs = follow_boxes_read(r, list, n);
    if (read && !*s.signs && !*s.words)
        form_error(f, "words", TEXT_follow_nothing);
    if (form_error_count(f)) {
        req_invalid(r);
        show_report(r, f, token, &s);
        return;
    }
    if (consent_row_get(r->db, r->arena, l.consent_id, &c) != OK)
        BUG("a link to a consent that is not there");
    s.trajectory_id = link_trajectory(r, l.client_id);
    s.reporter = c.party;
    s.reporter_name = c.party_name;
    s.link_id = l.id;
    follow_signal_add(r, &s, *s.signs ? follow_sign_words(r, NULL, s.signs) : s.words);
    link_opened(r, l.id);
    page_begin(r, T(follow_report_thanks));
    html(r->out, "<p class=\"lead\">%s</p>", T(follow_report_thanks_what));
    page_end(r);
}
