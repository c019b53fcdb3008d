/* closing_web.c: closing a trajectory, correcting that, and coming back in it.
 * Not: a trajectory that never began (feature/referral).
 * Start at save(). */
#include "core/codes.h"
#include "feature/client/client.h"
#include "feature/closing/closing.h"
#include "feature/referral/referral.h"

static struct trajectory trajectory_now(struct req *r)
{
    struct trajectory t;

    if (trajectory_get(r->db, r->arena, r->trajectory_id, &t) != OK)
        BUG("the gate let through a trajectory that is not there");
    return t;
}

/* ---- the form -------------------------------------------------------------------------------- */

static const struct field fields[] = {
    F_DAY(struct closing, closed_on, TEXT_trajectory_closed_on, REQUIRED | PAST_ONLY | NARROW),
    F_CODE(struct closing, close_reason, TEXT_trajectory_close_reason, REQUIRED | NARROW,
           closing_reasons),
    F_NOTE(struct closing, destination, TEXT_trajectory_destination, 0, 2000),
    F_CODE(struct closing, support, TEXT_closing_support, REQUIRED | NARROW, closing_supports),
    F_TEXT(struct closing, support_who, TEXT_closing_support_who, NARROW, 200),
    F_NOTE(struct closing, aftercare, TEXT_closing_aftercare, 0, 2000),
    F_DAY(struct closing, aftercare_until, TEXT_closing_aftercare_until, NARROW),
    F_YES(struct closing, gain_growth, TEXT_closing_gain_growth),
    F_YES(struct closing, gain_confidence, TEXT_closing_gain_confidence),
    F_YES(struct closing, gain_distance, TEXT_closing_gain_distance),
    F_YES(struct closing, gain_network, TEXT_closing_gain_network),
    F_YES(struct closing, gain_fit, TEXT_closing_gain_fit),
    F_YES(struct closing, gain_rhythm, TEXT_closing_gain_rhythm),
    F_YES(struct closing, gain_citizen, TEXT_closing_gain_citizen),
    F_NOTE(struct closing, gain_words, TEXT_closing_gain_words, 0, 2000),
    F_CODE(struct closing, asked, TEXT_closing_asked, REQUIRED, closing_askeds),
    F_INT(struct closing, satisfied_support, TEXT_closing_satisfied_support, NARROW, 0, 10),
    F_INT(struct closing, satisfied_result, TEXT_closing_satisfied_result, NARROW, 0, 10),
    F_CODE(struct closing, recommend, TEXT_closing_recommend, 0, closing_recommends),
    F_NOTE(struct closing, better, TEXT_closing_better, 0, 2000),
    F_CODE(struct closing, without_ips, TEXT_closing_without, 0, closing_withouts),
    F_NOTE(struct closing, without_words, TEXT_closing_without_words, 0, 1000),
    F_HIDDEN_ID(struct closing, version),
    F_END};

/* A heading before the field of this name. */
static const struct {
    const char *before;
    enum text_id heading, what;
} parts[] = {{"support", TEXT_closing_part_support, TEXT_closing_part_support_what},
             {"gain_growth", TEXT_closing_part_gain, TEXT_closing_part_gain_what},
             {"asked", TEXT_closing_part_asked, TEXT_closing_part_asked_what},
             {"without_ips", TEXT_closing_part_without, TEXT_closing_part_without_what}};

static struct closing closing_new(const struct req *r, const struct trajectory *t)
{
    return (struct closing){.trajectory_id = t->id,
                            .closed_on = t->closed_on == DAY_NONE ? r->today : t->closed_on,
                            .close_reason = t->close_reason,
                            .destination = t->destination,
                            .support = "",
                            .support_who = "",
                            .aftercare = "",
                            .aftercare_until = DAY_NONE,
                            .gain_words = "",
                            .asked = "",
                            .satisfied_support = NUMBER_NONE,
                            .satisfied_result = NUMBER_NONE,
                            .recommend = "",
                            .better = "",
                            .without_ips = "",
                            .without_words = "",
                            .reopened_on = DAY_NONE,
                            .version = t->version};
}

struct page {
    struct trajectory t;
    struct closing c;
    struct form *f;
};

static bool never_began(struct req *r, const struct trajectory *t)
{
    return t->started_on == DAY_NONE &&
           strcmp(referral_recorded(r->db, r->arena, t->id), "accepted") != 0;
}

/* A referral that led to nothing has its outcome, and no closing. */
static bool load(struct req *r, struct page *page)
{
    page->t = trajectory_now(r);
    if (page->t.closed_on != DAY_NONE && !code_known(closing_reasons, page->t.close_reason)) {
        req_not_found(r);
        return false;
    }
    if (closing_get(r->db, r->arena, page->t.id, &page->c) != OK)
        page->c = closing_new(r, &page->t);
    page->f = req_form(r, fields, &page->c);
    struct client_names known = client_known(r, "practitioner relative expert work");
    form_choices(page->f, "support_who", known.at, known.n);
    form_help(page->f, "close_reason", TEXT_closing_reason_help);
    form_help(page->f, "aftercare", TEXT_closing_aftercare_help);
    form_help(page->f, "satisfied_support", TEXT_closing_mark_help);
    form_help(page->f, "satisfied_result", TEXT_closing_mark_help);
    return true;
}

static void show_fields(struct req *r, const struct page *page)
{
    for (size_t i = 0; fields[i].name; i++) {
        for (size_t k = 0; k < COUNT(parts); k++)
            if (!strcmp(parts[k].before, fields[i].name))
                html(r->out, "<h2>%s</h2><p class=\"help\">%s</p>", text(r->lang, parts[k].heading),
                     text(r->lang, parts[k].what));
        form_show_field(r->out, page->f, fields[i].name);
    }
}

static void show_form(struct req *r, const struct page *page)
{
    bool closed = page->t.closed_on != DAY_NONE;

    client_page_begin(r, closed ? T(closing_change) : T(closing_title), page->f);
    if (!closed && never_began(r, &page->t)) {
        html(r->out,
             "<div class=\"next-step\"><p>%s</p><a class=\"button\" href=\"/deelnemers/%" PRId64
             "/uitkomst\">%s</a></div>",
             T(closing_never_began), r->client_id, T(referral_outcome));
        page_end(r);
        return;
    }
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/afsluiten", r->client_id);
    show_fields(r, page);
    client_form_end(r);
    page_end(r);
}

static void close_page(struct req *r)
{
    struct page page;

    if (load(r, &page))
        show_form(r, &page);
}

/* ---- what must be so ------------------------------------------------------------------------- */

static void check_outreach(struct req *r, const struct page *page)
{
    int64_t needed = closing_outreach_needed(), had = closing_outreach(r->db, page->t.id);

    if (strcmp(page->c.close_reason, "no_contact") != 0 || had >= needed)
        return;
    form_error_text(page->f, "close_reason",
                    text_fill(r->arena, r->lang, TEXT_closing_outreach_first,
                              arena_fmt(r->arena, "%" PRId64, needed),
                              arena_fmt(r->arena, "%" PRId64, had), NULL, NULL));
}

static void check_days(struct req *r, const struct page *page)
{
    const struct closing *c = &page->c;
    int32_t last = closing_last_contact(r->db, page->t.id);

    if (c->closed_on < page->t.referred_on)
        form_error(page->f, "closed_on", TEXT_trajectory_order);
    else if (page->t.started_on != DAY_NONE && c->closed_on < page->t.started_on)
        form_error(page->f, "closed_on", TEXT_closing_before_start);
    else if (last != DAY_NONE && last > c->closed_on)
        form_error_text(page->f, "closed_on",
                        text_fill(r->arena, r->lang, TEXT_closing_contact_after, page_day(r, last),
                                  NULL, NULL, NULL));
    if (c->aftercare_until != DAY_NONE && c->aftercare_until < c->closed_on)
        form_error(page->f, "aftercare_until", TEXT_closing_aftercare_before);
}

static void check_answers(const struct page *page)
{
    const struct closing *c = &page->c;
    bool asked = !strcmp(c->asked, "asked");
    bool said =
        c->satisfied_support != NUMBER_NONE || c->satisfied_result != NUMBER_NONE || *c->recommend;

    if (asked && !said)
        form_error(page->f, "asked", TEXT_closing_asked_nothing);
    if (!asked && said)
        form_error(page->f, "asked", TEXT_closing_asked_something);
    if (strcmp(c->support, "nobody") && strcmp(c->support, "not_needed") &&
        strcmp(c->support, "specialist") && !*c->support_who)
        form_error(page->f, "support_who", TEXT_closing_support_name);
    if (!strcmp(c->support, "nobody") && !*c->aftercare)
        form_error(page->f, "aftercare", TEXT_closing_nobody_why);
}

static void save(struct req *r)
{
    struct page page;

    if (!load(r, &page))
        return;
    bool was_open = page.t.closed_on == DAY_NONE;
    if (was_open && never_began(r, &page.t))
        form_error(page.f, NULL, TEXT_closing_never_began);
    else if (req_form_read(r, page.f)) {
        check_days(r, &page);
        check_outreach(r, &page);
        check_answers(&page);
    }
    if (!form_error_count(page.f)) {
        enum rc rc = closing_save(r, &page.c);

        if (rc == STALE)
            form_error(page.f, NULL, TEXT_trajectory_stale);
        else if (rc != OK)
            BUG("a closing that was checked is refused");
    }
    if (form_error_count(page.f)) {
        req_invalid(r);
        show_form(r, &page);
        return;
    }
    if (was_open)
        req_flash_undo(
            r, TEXT_closing_saved,
            arena_fmt(r->arena, "/deelnemers/%" PRId64 "/afsluiten/einde", r->client_id));
    else
        req_flash(r, TEXT_trajectory_saved);
    req_redirect(r, "/deelnemers/%" PRId64 "/dossier", r->client_id);
}

static void undo(struct req *r)
{
    enum rc rc = closing_undo(r, r->trajectory_id);

    if (rc != OK) {
        req_error_page(r, 422, TEXT_closing_title,
                       rc == CONFLICT ? TEXT_trajectory_running_already : TEXT_closing_nothing);
        return;
    }
    req_flash(r, TEXT_closing_undone);
    req_redirect(r, "/deelnemers/%" PRId64 "/dossier", r->client_id);
}

/* ---- coming back ----------------------------------------------------------------------------- */

static const struct field reopen_fields[] = {
    F_DAY(struct closing, reopened_on, TEXT_closing_reopened_on, REQUIRED | PAST_ONLY | NARROW),
    F_NOTE(struct closing, reopened_why, TEXT_closing_reopened_why, REQUIRED, 1000), F_END};

static void show_reopen(struct req *r, struct form *f, const struct closing *c)
{
    int32_t until = closing_return_until(c->closed_on);

    client_page_begin(r, T(closing_reopen), f);
    html(r->out, "<p class=\"lead\">%s</p>",
         text_fill(r->arena, r->lang,
                   r->today > until ? TEXT_closing_too_late : TEXT_closing_reopen_lead,
                   page_day(r, c->closed_on), page_day(r, until), NULL, NULL));
    if (r->today > until) {
        html(r->out,
             "<p><a class=\"button\" href=\"/deelnemers/%" PRId64 "/traject/nieuw\">%s</a></p>",
             r->client_id, T(trajectory_again));
        page_end(r);
        return;
    }
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/heropenen", r->client_id);
    form_show_fields(r->out, f);
    client_form_end(r);
    page_end(r);
}

/* What was closed before this form was there has no row, only its days. */
static bool load_closed(struct req *r, struct closing *c)
{
    struct trajectory t = trajectory_now(r);

    if (t.closed_on == DAY_NONE) {
        req_error_page(r, 422, TEXT_closing_reopen, TEXT_closing_runs);
        return false;
    }
    if (!code_known(closing_reasons, t.close_reason)) {
        req_not_found(r);
        return false;
    }
    if (closing_get(r->db, r->arena, t.id, c) != OK)
        *c = closing_new(r, &t);
    c->reopened_on = r->today;
    c->reopened_why = "";
    return true;
}

static void reopen_page(struct req *r)
{
    struct closing c;

    if (load_closed(r, &c))
        show_reopen(r, req_form(r, reopen_fields, &c), &c);
}

/* Only the days are known of what was closed before: the row says so. */
static enum rc reopen(struct req *r, struct closing *c)
{
    if (!c->id) {
        c->support = "other";
        c->asked = "not_reached";
        enum rc rc = closing_save(r, c);

        if (rc != OK)
            return rc;
    }
    return closing_reopen(r, c);
}

static void reopen_save(struct req *r)
{
    struct closing c;

    if (!load_closed(r, &c))
        return;
    struct form *f = req_form(r, reopen_fields, &c);
    if (req_form_read(r, f) && c.reopened_on < c.closed_on)
        form_error(f, "reopened_on", TEXT_closing_reopened_before);
    if (!form_error_count(f) && r->today > closing_return_until(c.closed_on))
        form_error(f, NULL, TEXT_closing_too_late_short);
    if (!form_error_count(f) && reopen(r, &c) != OK)
        form_error(f, NULL, TEXT_trajectory_running_already);
    if (form_error_count(f)) {
        req_invalid(r);
        show_reopen(r, f, &c);
        return;
    }
    req_flash(r, TEXT_closing_reopened);
    req_redirect(r, "/deelnemers/%" PRId64, r->client_id);
}

/* ---- on the client's page -------------------------------------------------------------------- */

static void row(struct req *r, enum text_id label, const char *value)
{
    if (!*value)
        return;
    html(r->out, "<dt>%s</dt><dd>", text(r->lang, label));
    html_lines(r->out, value);
    html(r->out, "</dd>");
}

static const char *support_words(struct req *r, const struct closing *c)
{
    return arena_fmt(r->arena, "%s%s%s", code_text(r->lang, closing_supports, c->support),
                     *c->support_who ? ": " : "", c->support_who);
}

static const char *aftercare_words(struct req *r, const struct closing *c)
{
    if (c->aftercare_until == DAY_NONE || !*c->aftercare)
        return c->aftercare_until == DAY_NONE ? c->aftercare : page_day(r, c->aftercare_until);
    return text_fill(r->arena, r->lang, TEXT_closing_aftercare_to, c->aftercare,
                     page_day(r, c->aftercare_until), NULL, NULL);
}

static void show_gains(struct req *r, const struct closing *c)
{
    size_t n;
    const enum text_id *gains = closing_gains(c, r->arena, &n);

    if (!n && !*c->gain_words)
        return;
    html(r->out, "<dt>%s</dt><dd>", T(closing_part_gain));
    if (n)
        html(r->out, "<ul class=\"points\">");
    for (size_t i = 0; i < n; i++)
        html(r->out, "<li>%s</li>", text(r->lang, gains[i]));
    if (n)
        html(r->out, "</ul>");
    html_lines(r->out, c->gain_words);
    html(r->out, "</dd>");
}

static void show_closing(struct req *r, const struct closing *c)
{
    html(r->out, "<dl class=\"questions\">");
    row(r, TEXT_trajectory_closed_on, page_day(r, c->closed_on));
    row(r, TEXT_trajectory_close_reason,
        code_text(r->lang, trajectory_close_reasons, c->close_reason));
    row(r, TEXT_trajectory_destination, c->destination);
    if (*c->support) {
        row(r, TEXT_closing_support, support_words(r, c));
        row(r, TEXT_closing_aftercare, aftercare_words(r, c));
        show_gains(r, c);
        row(r, TEXT_closing_asked, code_text(r->lang, closing_askeds, c->asked));
        row(r, TEXT_closing_satisfied_support,
            closing_satisfied(r->arena, r->lang, c->satisfied_support));
        row(r, TEXT_closing_satisfied_result,
            closing_satisfied(r->arena, r->lang, c->satisfied_result));
        row(r, TEXT_closing_recommend, code_text(r->lang, closing_recommends, c->recommend));
        row(r, TEXT_closing_better, c->better);
        row(r, TEXT_closing_without, code_text(r->lang, closing_withouts, c->without_ips));
        row(r, TEXT_closing_without_words, c->without_words);
    }
    html(r->out, "</dl>");
}

static void show_returns(struct req *r, const struct closings *list)
{
    bool any = list->n && list->at[list->n - 1].reopened_on != DAY_NONE;

    if (any)
        html(r->out, "<ol class=\"timeline\">");
    for (size_t i = 0; i < list->n; i++) {
        const struct closing *c = &list->at[i];

        if (c->reopened_on == DAY_NONE)
            continue;
        html(r->out, "<li><p class=\"when\">%s · %s</p><p>%s</p><p class=\"muted\">%s</p></li>",
             page_day(r, c->reopened_on), c->reopener,
             text_fill(r->arena, r->lang, TEXT_closing_was_reopened, page_day(r, c->closed_on),
                       code_text(r->lang, trajectory_close_reasons, c->close_reason), NULL, NULL),
             c->reopened_why);
    }
    if (any)
        html(r->out, "</ol>");
}

static void show_acts(struct req *r, const struct trajectory *t)
{
    if (t->closed_on == DAY_NONE) {
        html(r->out,
             "<p class=\"no-print\"><a href=\"/deelnemers/%" PRId64 "/afsluiten\">%s</a></p>",
             r->client_id, T(closing_title));
        return;
    }
    html(r->out, "<p class=\"no-print\">");
    if (r->today <= closing_return_until(t->closed_on))
        html(r->out, "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/heropenen\">%s</a> ",
             r->client_id, T(closing_reopen));
    html(r->out, "<a href=\"/deelnemers/%" PRId64 "/afsluiten\">%s</a></p>", r->client_id,
         T(closing_change));
}

static void block(struct req *r)
{
    struct trajectory t = trajectory_now(r);
    struct closings list = closing_history(r->db, r->arena, t.id);
    bool ours = t.closed_on == DAY_NONE || code_known(closing_reasons, t.close_reason);

    if (t.closed_on == DAY_NONE) {
        html(r->out, "<p class=\"muted\">%s</p>", T(closing_runs));
    } else if (list.n && list.at[0].reopened_on == DAY_NONE) {
        show_closing(r, &list.at[0]);
    } else {
        struct closing days_only = closing_new(r, &t);

        show_closing(r, &days_only);
    }
    show_returns(r, &list);
    if (ours && gate_may_change(&r->gate, GROUP_PLAN))
        show_acts(r, &t);
}

/* For the client: that it is over, who helps now, and until when coming back is simple. */
static void mine_block(struct req *r)
{
    struct trajectory t = trajectory_now(r);
    struct closing c;

    if (t.closed_on == DAY_NONE || closing_get(r->db, r->arena, t.id, &c) != OK) {
        html(r->out, "<p>%s</p>", t.closed_on == DAY_NONE ? T(mine_closing_runs) : T(mine_closing));
        return;
    }
    html(r->out, "<p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_mine_closed_on, page_day_long(r, t.closed_on), NULL,
                   NULL, NULL));
    if (strcmp(c.support, "nobody") != 0 && strcmp(c.support, "not_needed") != 0)
        html(r->out, "<p>%s <strong>%s</strong></p>", T(mine_support), support_words(r, &c));
    html_lines(r->out, aftercare_words(r, &c));
    if (r->today <= closing_return_until(t.closed_on))
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_mine_return,
                       page_day_long(r, closing_return_until(t.closed_on)), NULL, NULL, NULL));
}

static const struct route routes[] = {
    {GET, "/deelnemers/:client/afsluiten", close_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_closing_title, GROUP_PLAN},
    {POST, "/deelnemers/:client/afsluiten", save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_closing_title, GROUP_PLAN},
    {POST, "/deelnemers/:client/afsluiten/einde", undo, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_closing_title, GROUP_PLAN},
    {GET, "/deelnemers/:client/heropenen", reopen_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_closing_reopen, GROUP_PLAN},
    {POST, "/deelnemers/:client/heropenen", reopen_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_closing_reopen, GROUP_PLAN},
    {0}};

static const struct client_block blocks[] = {{.draw = block,
                                              .title = TEXT_closing_block,
                                              .group = GROUP_PLAN,
                                              .tab = TAB_FILE,
                                              .order = 70,
                                              .name = "afsluiting"},
                                             {0}};

const struct feature closing_feature = {.name = "closing",
                                        .routes = routes,
                                        .client_blocks = blocks,
                                        .mine_block = mine_block,
                                        .mine_group = GROUP_PLAN,
                                        .mine_order = 90,
                                        .mine_title = TEXT_mine_closing_title};
