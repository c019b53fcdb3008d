/* income_web.c: the tab about work and income: moments, advice, and the reason without it.
 * Not: the card of the first pay (income_card.c).
 * Start at moments_block(). */
#include "feature/client/client.h"
#include "feature/consent/consent.h"
#include "feature/income/income.h"
#include "feature/placement/placement.h"

static void to_tab(struct req *r)
{
    req_redirect(r, "/deelnemers/%" PRId64 "/inkomen", r->client_id);
}

static void end_form(struct req *r)
{
    html(r->out,
         "<div class=\"buttons\"><button>%s</button>"
         "<a href=\"/deelnemers/%" PRId64 "/inkomen\">%s</a></div></form>",
         T(save), r->client_id, T(cancel));
}

/* ---- advice ---------------------------------------------------------------------------------- */

static const struct field advice_fields[] = {
    F_DAY(struct income_advice, advised_on, TEXT_income_advised_on, REQUIRED | PAST_ONLY | NARROW),
    F_ID(struct income_advice, placement_id, TEXT_income_job, NARROW),
    F_CODE(struct income_advice, adviser_kind, TEXT_income_adviser_kind, REQUIRED, income_advisers),
    F_TEXT(struct income_advice, adviser, TEXT_income_adviser, 0, 150),
    F_NOTE(struct income_advice, summary, TEXT_income_summary, REQUIRED, 1500),
    F_NOTE(struct income_advice, open_questions, TEXT_income_open, 0, 1000),
    F_HIDDEN_ID(struct income_advice, version),
    F_END};

/* Who advised before, and the experts around the client. */
static struct client_names advisers_known(struct req *r)
{
    struct income_advices had = income_advice_list(r->db, r->arena, r->trajectory_id);
    struct client_names list = client_known(r, "expert");

    for (size_t i = 0; i < had.n; i++)
        client_known_add(r, &list, had.at[i].adviser,
                         code_text(r->lang, income_advisers, had.at[i].adviser_kind));
    return list;
}

static struct form *advice_form_of(struct req *r, struct income_advice *advice)
{
    struct placements jobs = placement_by_trajectory(r->db, r->arena, r->trajectory_id);
    struct choice *choices = ARENA_ARRAY(r->arena, struct choice, jobs.n + 1);
    struct form *f = req_form(r, advice_fields, advice);

    for (size_t i = 0; i < jobs.n; i++) {
        const struct placement *p = &jobs.at[jobs.n - 1 - i];

        choices[i] = (struct choice){arena_fmt(r->arena, "%" PRId64, p->id),
                                     arena_fmt(r->arena, "%s, %s",
                                               *p->employer_name ? p->employer_name : p->job_title,
                                               page_day(r, p->started_on)),
                                     NULL};
    }
    form_choices(f, "placement_id", choices, jobs.n);
    struct client_names known = advisers_known(r);
    form_choices(f, "adviser", known.at, known.n);
    form_help(f, "placement_id", TEXT_income_job_help);
    form_help(f, "summary", TEXT_income_summary_help);
    form_help(f, "open_questions", TEXT_income_open_help);
    return f;
}

static bool advice_load(struct req *r, struct income_advice *advice)
{
    *advice = (struct income_advice){.client_id = r->client_id};
    form_empty(advice_fields, advice);
    if (r->id)
        return income_advice_get(r, r->id, advice) == OK;
    if (http_method(r->x) == HTTP_GET) {
        advice->advised_on = r->today;
        advice->placement_id = req_query_id(r, "baan");
    }
    return true;
}

static void advice_show(struct req *r, const struct form *f)
{
    client_page_begin(r, r->id ? T(income_change) : T(income_new), f);
    html(r->out, "<p class=\"lead\">%s</p>", T(income_lead));
    if (r->id)
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/inkomen/advies/%" PRId64,
                        r->client_id, r->id);
    else
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/inkomen/advies/nieuw", r->client_id);
    form_show_fields(r->out, f);
    end_form(r);
    page_end(r);
}

static void advice_form(struct req *r)
{
    struct income_advice advice;

    if (advice_load(r, &advice))
        advice_show(r, advice_form_of(r, &advice));
    else
        req_not_found(r);
}

static void advice_save(struct req *r)
{
    struct income_advice advice;

    if (!advice_load(r, &advice)) {
        req_not_found(r);
        return;
    }
    struct form *f = advice_form_of(r, &advice);
    if (req_form_read(r, f)) {
        if (!r->id)
            income_advice_add(r, &advice);
        else if (income_advice_change(r, &advice) != OK)
            form_error(f, NULL, TEXT_income_stale);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        advice_show(r, f);
        return;
    }
    req_flash(r, TEXT_income_saved);
    to_tab(r);
}

/* ---- no advice: why -------------------------------------------------------------------------- */

struct reason {
    const char *reason;
};
static const struct field reason_fields[] = {
    F_NOTE(struct reason, reason, TEXT_income_reason, REQUIRED | AUTOFOCUS, 500), F_END};

static void reason_show(struct req *r, const struct form *f)
{
    client_page_begin(r, T(income_reason_title), f);
    html(r->out, "<p class=\"lead\">%s</p>", T(income_reason_lead));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/inkomen/werk/%" PRId64 "/reden",
                    r->client_id, r->id);
    form_show_fields(r->out, f);
    end_form(r);
    page_end(r);
}

static bool of_trajectory(struct req *r)
{
    struct placement p;

    return placement_get(r->db, r->arena, r->id, &p) == OK && p.trajectory_id == r->trajectory_id;
}

static void reason_form(struct req *r)
{
    struct reason why = {.reason = ""};

    if (of_trajectory(r))
        reason_show(r, req_form(r, reason_fields, &why));
    else
        req_not_found(r);
}

static void reason_save(struct req *r)
{
    struct reason why = {.reason = ""};
    struct form *f = req_form(r, reason_fields, &why);

    if (!of_trajectory(r)) {
        req_not_found(r);
        return;
    }
    if (!req_form_read(r, f)) {
        req_invalid(r);
        reason_show(r, f);
        return;
    }
    income_give_reason(r, r->id, why.reason);
    req_flash(r, TEXT_income_reason_saved);
    to_tab(r);
}

/* ---- the tab --------------------------------------------------------------------------------- */

/* "Start bij Bakkerij Bos, 16-11-2026", "Andere uren of loon bij Bakkerij Bos, 1-2-2027". */
static const char *moment_words(struct req *r, const struct income_moment *m)
{
    return text_fill(r->arena, r->lang,
                     m->number == 1 ? TEXT_income_start_at : TEXT_income_change_at, m->employer,
                     page_day(r, m->from_on), NULL, NULL);
}

static const char *moment_state(struct req *r, const struct income_moments *moments, size_t i,
                                const struct income_advices *advices)
{
    const struct income_advice *advice = income_advice_of(moments, i, advices);

    if (advice)
        return text_fill(r->arena, r->lang,
                         advice->advised_on <= moments->at[i].from_on ? TEXT_income_in_time
                                                                      : TEXT_income_after,
                         page_day(r, advice->advised_on), NULL, NULL, NULL);
    if (*moments->at[i].reason)
        return text_fill(r->arena, r->lang, TEXT_income_because, moments->at[i].reason, NULL, NULL,
                         NULL);
    return T(income_no_advice);
}

static void show_acts(struct req *r, const struct income_moment *m)
{
    html(r->out,
         "<div class=\"acts wrap\"><a class=\"button quiet\" href=\"/deelnemers/%" PRId64
         "/inkomen/advies/nieuw?baan=%" PRId64 "\">%s<span class=\"sr\">: %s</span></a>"
         "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/inkomen/werk/%" PRId64
         "/reden\">%s<span class=\"sr\">: %s</span></a></div>",
         r->client_id, m->placement_id, T(income_record), m->employer, r->client_id,
         m->placement_id, T(income_reason_link), m->employer);
}

static void moments_block(struct req *r)
{
    struct income_moments moments = income_moment_list(r->db, r->arena, r->trajectory_id, r->today);
    struct income_advices advices = income_advice_list(r->db, r->arena, r->trajectory_id);

    html(r->out, "<p>%s</p>", T(income_what));
    if (!moments.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(income_no_job));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = moments.n; i-- > 0;) {
        bool open = income_is_open(&moments, i, &advices);

        html(r->out,
             open ? "<li><div class=\"what\"><strong>%s</strong><p><strong "
                    "class=\"warn\">%s</strong></p>"
                  : "<li><div class=\"what\"><strong>%s</strong><p>%s</p>",
             moment_words(r, &moments.at[i]), moment_state(r, &moments, i, &advices));
        if (open && gate_may_change(&r->gate, GROUP_WORK))
            show_acts(r, &moments.at[i]);
        html(r->out, "</div></li>");
    }
    html(r->out, "</ul>");
}

static void advice_row(struct req *r, const struct income_advice *advice)
{
    html(r->out, "<li><p class=\"when\">%s · %s%s%s%s%s</p>", page_day(r, advice->advised_on),
         code_text(r->lang, income_advisers, advice->adviser_kind), *advice->adviser ? ", " : "",
         advice->adviser, *advice->employer ? " · " : "", advice->employer);
    html_lines(r->out, advice->summary);
    if (*advice->open_questions) {
        html(r->out, "<p><strong>%s</strong></p>", T(income_open));
        html_lines(r->out, advice->open_questions);
    }
    if (gate_may_change(&r->gate, GROUP_WORK))
        html(r->out,
             "<p class=\"no-print\"><a class=\"small\" href=\"/deelnemers/%" PRId64
             "/inkomen/advies/%" PRId64 "\">%s<span class=\"sr\">: %s</span></a></p>",
             r->client_id, advice->id, T(change), page_day(r, advice->advised_on));
    html(r->out, "</li>");
}

static void advice_block(struct req *r)
{
    struct income_advices list = income_advice_list(r->db, r->arena, r->trajectory_id);

    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(income_none));
    html(r->out, "<ol class=\"timeline\">");
    for (size_t i = 0; i < list.n; i++)
        advice_row(r, &list.at[i]);
    html(r->out, "</ol>");
    if (gate_may_change(&r->gate, GROUP_WORK))
        html(r->out,
             "<p class=\"buttons\"><a class=\"button\" href=\"/deelnemers/%" PRId64
             "/inkomen/advies/nieuw\">%s</a></p>",
             r->client_id, T(income_new));
}

/* For the client: what they understood themselves, and the card. */
static void mine_block(struct req *r)
{
    struct income_advices list = income_advice_list(r->db, r->arena, r->trajectory_id);
    struct income_cards cards = income_card_list(r->db, r->arena, r->client_id);

    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(income_mine_none));
    else {
        html(r->out, "<p class=\"small muted\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_income_mine_last,
                       consent_day_words(r, list.at[0].advised_on), NULL, NULL, NULL));
        html_lines(r->out, list.at[0].summary);
        if (*list.at[0].open_questions)
            html(r->out, "<p><strong>%s</strong></p>", T(income_mine_open));
        html_lines(r->out, list.at[0].open_questions);
    }
    if (cards.n)
        html(r->out,
             "<p class=\"buttons\"><a class=\"button quiet\" href=\"/mijn/loonkaart\">%s</a></p>",
             T(income_card_mine));
}

static const struct route routes[] = {
    {GET, "/deelnemers/:client/inkomen/advies/nieuw", advice_form, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     READ, ACCESS_READ, TEXT_income_new, GROUP_WORK},
    {POST, "/deelnemers/:client/inkomen/advies/nieuw", advice_save, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     WRITE, ACCESS_CREATE, TEXT_income_new, GROUP_WORK},
    {GET, "/deelnemers/:client/inkomen/advies/:id", advice_form, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     READ, ACCESS_READ, TEXT_income_change, GROUP_WORK},
    {POST, "/deelnemers/:client/inkomen/advies/:id", advice_save, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     WRITE, ACCESS_CHANGE, TEXT_income_change, GROUP_WORK},
    {GET, "/deelnemers/:client/inkomen/werk/:id/reden", reason_form, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, READ, ACCESS_READ, TEXT_income_reason_title, GROUP_WORK},
    {POST, "/deelnemers/:client/inkomen/werk/:id/reden", reason_save, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CHANGE, TEXT_income_reason_title, GROUP_WORK},
    {GET, "/deelnemers/:client/inkomen/kaart/nieuw", income_card_form, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, READ, ACCESS_READ, TEXT_income_card, GROUP_WORK},
    {POST, "/deelnemers/:client/inkomen/kaart/nieuw", income_card_save, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CREATE, TEXT_income_card, GROUP_WORK},
    {GET, "/deelnemers/:client/inkomen/kaart/:id", income_card_form, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, READ, ACCESS_READ, TEXT_income_card, GROUP_WORK},
    {POST, "/deelnemers/:client/inkomen/kaart/:id", income_card_save, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CHANGE, TEXT_income_card, GROUP_WORK},
    {GET, "/deelnemers/:client/inkomen/kaart/:id/blad", income_card_sheet, SCOPE_CLIENT,
     PERM_CLIENT_READ, READ, ACCESS_READ, TEXT_income_card, GROUP_WORK},
    {GET, "/mijn/loonkaart", income_card_mine, SCOPE_MINE, PERM_MINE, READ, ACCESS_READ,
     TEXT_income_card, GROUP_WORK},
    {0}};

static const struct client_block blocks[] = {{.draw = moments_block,
                                              .title = TEXT_income_moments,
                                              .group = GROUP_WORK,
                                              .tab = TAB_INCOME,
                                              .order = 10,
                                              .name = "momenten"},
                                             {.draw = advice_block,
                                              .title = TEXT_income_advice,
                                              .group = GROUP_WORK,
                                              .tab = TAB_INCOME,
                                              .order = 20,
                                              .name = "advies"},
                                             {.draw = income_card_block,
                                              .title = TEXT_income_card,
                                              .group = GROUP_WORK,
                                              .tab = TAB_INCOME,
                                              .order = 30,
                                              .aside = true,
                                              .name = "loonkaart"},
                                             {0}};

const struct feature income_feature = {.name = "income",
                                       .routes = routes,
                                       .client_blocks = blocks,
                                       .work_changed = income_work_changed,
                                       .mine_block = mine_block,
                                       .mine_group = GROUP_WORK,
                                       .mine_order = 40,
                                       .mine_title = TEXT_income_mine};
