/* worksheet_web.c: the worksheet: filling it in, printing it, and its history.
 * Not: what an employer is told about a job (feature/consent).
 * Start at form_page(). */
#include "feature/client/client.h"
#include "feature/consent/consent.h"
#include "feature/placement/placement.h"
#include "feature/trajectory/trajectory.h"
#include "feature/worksheet/worksheet.h"

static const struct field before[] = {
    F_DAY(struct worksheet, talked_on, TEXT_worksheet_talked_on, REQUIRED | PAST_ONLY | NARROW),
    F_ID(struct worksheet, placement_id, TEXT_worksheet_job, 0)};
static const struct field after[] = {
    F_CODE(struct worksheet, decision, TEXT_worksheet_decision, REQUIRED, worksheet_decisions),
    F_DAY(struct worksheet, review_on, TEXT_worksheet_review_on, NARROW),
    F_HIDDEN_ID(struct worksheet, version)};

static const char *job_words(struct req *r, const struct placement *p)
{
    if (!*p->employer_name && !*p->job_title)
        return code_text(r->lang, placement_kinds, p->kind);
    return arena_fmt(r->arena, "%s%s%s", p->employer_name,
                     *p->employer_name && *p->job_title ? ", " : "", p->job_title);
}

static struct form *form_of(struct req *r, struct worksheet *w)
{
    struct field *fields =
        ARENA_ARRAY(r->arena, struct field, COUNT(before) + QUESTIONS_MOST + COUNT(after) + 1);
    struct placements jobs = placement_by_trajectory(r->db, r->arena, r->trajectory_id);
    struct choice *choices = ARENA_ARRAY(r->arena, struct choice, jobs.n + 1);
    struct field *at = fields;

    for (size_t i = 0; i < COUNT(before); i++)
        *at++ = before[i];
    at = answers_fields(r, &w->answers, offsetof(struct worksheet, answers), at);
    for (size_t i = 0; i < COUNT(after); i++)
        *at++ = after[i];
    *at = (struct field)F_END;
    struct form *f = req_form(r, fields, w);
    answers_choices(r, &w->answers, f);
    for (size_t i = 0; i < jobs.n; i++) { /* the newest first */
        const struct placement *p = &jobs.at[jobs.n - 1 - i];

        choices[i] = (struct choice){arena_fmt(r->arena, "%" PRId64, p->id), job_words(r, p), NULL};
    }
    form_choices(f, "placement_id", choices, jobs.n);
    form_help(f, "placement_id", TEXT_worksheet_job_help);
    form_help(f, "review_on", TEXT_worksheet_review_help);
    return f;
}

/* The one of the path; or the next conversation, which begins with what was said in the last. */
static bool load(struct req *r, struct worksheet *w)
{
    struct worksheets all;
    struct trajectory t;

    if (r->id)
        return worksheet_get(r, r->id, w) == OK;
    if (trajectory_get(r->db, r->arena, r->trajectory_id, &t) != OK)
        BUG("the gate let through a trajectory that is not there");
    *w = (struct worksheet){.client_id = r->client_id,
                            .target_group = t.target_group,
                            .talked_on = r->today,
                            .review_on = DAY_NONE,
                            .decision = "",
                            .answers = answers_of("worksheet", t.target_group, GROUP_NONE)};
    all = worksheet_list(r->db, r->arena, r->client_id);
    if (all.n) {
        struct worksheet last;

        if (worksheet_get(r, all.at[0].id, &last) != OK)
            BUG("a worksheet of the list is not there");
        for (size_t i = 0; i < last.answers.n; i++)
            answers_set(&w->answers, last.answers.of[i]->code, last.answers.text[i]);
    }
    return true;
}

static void show_form(struct req *r, const struct worksheet *w, const struct form *f)
{
    client_page_begin(r, r->id ? T(worksheet_change) : T(worksheet_new), f);
    html(r->out, "<p class=\"lead\">%s</p>", T(worksheet_lead));
    if (r->id)
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/openheid/%" PRId64, r->client_id,
                        r->id);
    else
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/openheid/nieuw", r->client_id);
    form_show_field(r->out, f, "talked_on");
    form_show_field(r->out, f, "placement_id");
    answers_show_fields(r, &w->answers, f);
    html(r->out, "<h2>%s</h2>", T(worksheet_decision_title));
    form_show_field(r->out, f, "decision");
    form_show_field(r->out, f, "review_on");
    form_show_field(r->out, f, "version");
    html(r->out,
         "<div class=\"buttons\"><button>%s</button>"
         "<a href=\"/deelnemers/%" PRId64 "/openheid\">%s</a></div></form>",
         T(save), r->client_id, T(cancel));
    page_end(r);
}

static void form_page(struct req *r)
{
    struct worksheet w;

    if (load(r, &w))
        show_form(r, &w, form_of(r, &w));
    else
        req_not_found(r);
}

static void save(struct req *r)
{
    struct worksheet w;

    if (!load(r, &w)) {
        req_not_found(r);
        return;
    }
    struct form *f = form_of(r, &w);
    if (req_form_read(r, f) && w.review_on != DAY_NONE && w.review_on < w.talked_on)
        form_error(f, "review_on", TEXT_worksheet_review_before);
    if (!form_error_count(f)) {
        answers_take(r, &w.answers);
        if (!r->id)
            worksheet_add(r, &w);
        else if (worksheet_change(r, &w) != OK)
            form_error(f, NULL, TEXT_worksheet_stale);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_form(r, &w, f);
        return;
    }
    req_flash(r, TEXT_worksheet_saved);
    req_redirect(r, "/deelnemers/%" PRId64 "/openheid", r->client_id);
}

/* ---- shown and printed ----------------------------------------------------------------------- */

static void show_decision(struct req *r, const struct worksheet *w)
{
    html(r->out, "<p><strong>%s</strong>%s%s</p>",
         code_text(r->lang, worksheet_decisions, w->decision), *w->employer ? " · " : "",
         w->employer);
    if (w->review_on != DAY_NONE)
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_worksheet_review, page_day(r, w->review_on), NULL,
                       NULL, NULL));
}

static void show_sheet(struct req *r, const struct worksheet *w)
{
    html(r->out,
         "<section class=\"card sheet\"><h2 class=\"sr\">%s</h2><p class=\"small muted\">%s</p>",
         T(worksheet_sheet),
         text_fill(r->arena, r->lang, TEXT_worksheet_talked, page_day(r, w->talked_on), w->by, NULL,
                   NULL));
    show_decision(r, w);
    answers_show(r, &w->answers, NULL);
    html(r->out, "</section>");
}

static void sheet_page(struct req *r)
{
    struct worksheet w;

    if (worksheet_get(r, r->id, &w) != OK) {
        req_not_found(r);
        return;
    }
    client_page_begin(r, T(worksheet_sheet), NULL);
    html(r->out, "<p class=\"lead no-print\">%s</p>", T(worksheet_sheet_lead));
    show_sheet(r, &w);
    page_end(r);
}

static void mine_page(struct req *r)
{
    struct worksheets all = worksheet_list(r->db, r->arena, r->client_id);
    struct worksheet w;

    page_begin(r, T(worksheet_mine_sheet));
    if (!all.n || worksheet_get(r, all.at[0].id, &w) != OK)
        html(r->out, "<p class=\"empty\">%s</p>", T(worksheet_mine_none));
    else
        show_sheet(r, &w);
    page_end(r);
}

/* ---- the tab --------------------------------------------------------------------------------- */

static void show_history(struct req *r, const struct worksheets *all)
{
    if (all->n < 2)
        return;
    html(r->out, "<h3>%s</h3><ul class=\"rows\">", T(worksheet_before));
    for (size_t i = 1; i < all->n; i++) {
        const struct worksheet *w = &all->at[i];

        html(r->out,
             "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64 "/openheid/%" PRId64
             "/blad\">%s</a><p>%s%s%s · %s</p></div></li>",
             r->client_id, w->id, page_day(r, w->talked_on),
             code_text(r->lang, worksheet_decisions, w->decision), *w->employer ? " · " : "",
             w->employer, w->by);
    }
    html(r->out, "</ul>");
}

static void block(struct req *r)
{
    struct worksheets all = worksheet_list(r->db, r->arena, r->client_id);
    bool change = gate_may_change(&r->gate, GROUP_DIAGNOSIS);
    struct worksheet w;

    if (!all.n) {
        html(r->out, "<p class=\"empty\">%s</p>", T(worksheet_empty));
    } else {
        if (worksheet_get(r, all.at[0].id, &w) != OK)
            BUG("a worksheet of the list is not there");
        html(r->out, "<p class=\"small muted\">%s · %s</p>",
             text_fill(r->arena, r->lang, TEXT_worksheet_talked, page_day(r, w.talked_on), w.by,
                       NULL, NULL),
             text_count(r->arena, r->lang, TEXT_worksheet_talks, (int64_t)all.n));
        show_decision(r, &w);
        answers_show(r, &w.answers, NULL);
    }
    html(r->out, "<p class=\"buttons\">");
    if (change)
        html(r->out, "<a class=\"button\" href=\"/deelnemers/%" PRId64 "/openheid/nieuw\">%s</a>",
             r->client_id, all.n ? T(worksheet_next) : T(worksheet_first));
    if (change && all.n)
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/openheid/%" PRId64
             "\">%s</a>",
             r->client_id, all.at[0].id, T(worksheet_change));
    if (all.n)
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/openheid/%" PRId64
             "/blad\">%s</a>",
             r->client_id, all.at[0].id, T(worksheet_sheet));
    html(r->out, "</p>");
    show_history(r, &all);
}

/* What was decided per job: all that the job itself knows. */
static void jobs_block(struct req *r)
{
    struct placements jobs = placement_by_trajectory(r->db, r->arena, r->trajectory_id);
    size_t shown = 0;

    html(r->out, "<ul class=\"rows\">");
    for (size_t i = jobs.n; i-- > 0;) {
        const struct placement *p = &jobs.at[i];

        if (!p->employer_id || (p->ended_on != DAY_NONE && p->ended_on <= r->today))
            continue;
        shown++;
        html(r->out, "<li><div class=\"what\"><strong>%s</strong><p>%s</p></div></li>",
             job_words(r, p),
             *p->disclosure ? code_text(r->lang, placement_disclosures, p->disclosure)
                            : T(worksheet_not_asked));
    }
    html(r->out, "</ul>");
    if (!shown)
        html(r->out, "<p class=\"empty\">%s</p>", T(worksheet_no_job));
    html(r->out, "<p class=\"small muted\">%s</p>", T(worksheet_jobs_help));
}

static void mine_block(struct req *r)
{
    struct worksheets all = worksheet_list(r->db, r->arena, r->client_id);

    if (!all.n) {
        html(r->out, "<p class=\"empty\">%s</p>", T(worksheet_mine_none));
        return;
    }
    html(r->out, "<p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_worksheet_mine_last,
                   consent_day_words(r, all.at[0].talked_on), NULL, NULL, NULL));
    show_decision(r, &all.at[0]);
    html(r->out,
         "<p class=\"buttons\"><a class=\"button quiet\" href=\"/mijn/openheid\">%s</a></p>",
         T(worksheet_mine_open));
}

static const struct route routes[] = {
    {GET, "/deelnemers/:client/openheid/nieuw", form_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_worksheet_new, GROUP_DIAGNOSIS},
    {POST, "/deelnemers/:client/openheid/nieuw", save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CREATE, TEXT_worksheet_new, GROUP_DIAGNOSIS},
    {GET, "/deelnemers/:client/openheid/:id", form_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_worksheet_change, GROUP_DIAGNOSIS},
    {POST, "/deelnemers/:client/openheid/:id", save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_worksheet_change, GROUP_DIAGNOSIS},
    {GET, "/deelnemers/:client/openheid/:id/blad", sheet_page, SCOPE_CLIENT, PERM_CLIENT_READ, READ,
     ACCESS_READ, TEXT_worksheet_sheet, GROUP_DIAGNOSIS},
    {GET, "/mijn/openheid", mine_page, SCOPE_MINE, PERM_MINE, READ, ACCESS_READ,
     TEXT_worksheet_mine_sheet, GROUP_DIAGNOSIS},
    {0}};

static const struct client_block blocks[] = {{.draw = block,
                                              .title = TEXT_worksheet,
                                              .group = GROUP_DIAGNOSIS,
                                              .tab = TAB_DISCLOSURE,
                                              .order = 10,
                                              .name = "werkblad"},
                                             {.draw = jobs_block,
                                              .title = TEXT_worksheet_jobs,
                                              .group = GROUP_WORK,
                                              .tab = TAB_DISCLOSURE,
                                              .order = 20,
                                              .aside = true,
                                              .name = "besluit"},
                                             {0}};

const struct feature worksheet_feature = {.name = "worksheet",
                                          .routes = routes,
                                          .client_blocks = blocks,
                                          .mine_block = mine_block,
                                          .mine_group = GROUP_DIAGNOSIS,
                                          .mine_order = 30,
                                          .mine_title = TEXT_worksheet_mine};
