/* placement_web.c: recording and correcting work, its build-up, the night job.
 * Not: a contract that changes, and stopping (placement_change.c); the page of a client
 * (placement_block.c). Start at show_page(). */
#include "core/codes.h"
#include "core/job.h"
#include "feature/client/client.h"
#include "feature/employer/employer.h"
#include "feature/lead/lead.h"
#include "feature/placement/placement_pages.h"
#include "feature/trajectory/trajectory.h"

/* ---- which questions fit which kind ---------------------------------------------------------- */

enum group { PAID = 1, OWN = 2, UNPAID = 4, JOB = PAID | UNPAID, ALL = PAID | OWN | UNPAID };
enum part { PART_MAIN, PART_CONTRACT, PART_SUPPORT, PART_END, PARTS };

static const enum text_id part_titles[PARTS] = {
    [PART_CONTRACT] = TEXT_placement_part_contract,
    [PART_SUPPORT] = TEXT_placement_part_support,
    [PART_END] = TEXT_placement_part_end,
};

struct question {
    enum part part;
    unsigned asked;    /* of which groups */
    unsigned required; /* idem */
    struct field field;
};

static const struct question questions[] = {
    {PART_MAIN, JOB, JOB, F_ID(struct placement, employer_id, TEXT_placement_employer, 0)},
    {PART_MAIN, JOB, 0, F_ID(struct placement, establishment_id, TEXT_placement_establishment, 0)},
    {PART_MAIN, ALL, 0, F_TEXT(struct placement, job_title, TEXT_placement_job_title, 0, 150)},
    {PART_MAIN, ALL, ALL, F_DAY(struct placement, started_on, TEXT_placement_started_on, NARROW)},
    {PART_MAIN, ALL, UNPAID, F_DAY(struct placement, ends_on, TEXT_placement_ends_on, NARROW)},
    {PART_MAIN, ALL, PAID | OWN,
     F_HUNDREDTHS(struct placement, hours_week, TEXT_placement_hours_week, NARROW, 25, 6000)},
    {PART_MAIN, PAID, PAID,
     F_CODE(struct placement, contract_type, TEXT_placement_contract_type, 0,
            placement_contract_types)},
    {PART_MAIN, PAID, 0, F_YES(struct placement, permanent, TEXT_placement_permanent)},
    {PART_MAIN, JOB, 0,
     F_CODE(struct placement, disclosure, TEXT_placement_disclosure, 0, placement_disclosures)},
    {PART_MAIN, UNPAID, UNPAID, F_NOTE(struct placement, promise, TEXT_placement_promise, 0, 1000)},
    {PART_MAIN, UNPAID, UNPAID,
     F_TEXT(struct placement, promise_by, TEXT_placement_promise_by, 0, 150)},
    {PART_CONTRACT, PAID | OWN, 0,
     F_MONEY(struct placement, wage_month, TEXT_placement_wage, NARROW, 0, 5000000)},
    {PART_CONTRACT, PAID, 0,
     F_CODE(struct placement, job_level, TEXT_placement_job_level, 0, placement_job_levels)},
    {PART_CONTRACT, ALL, 0, F_CODE(struct placement, sector, TEXT_placement_sector, 0, NULL)},
    {PART_CONTRACT, PAID, 0,
     F_CODE(struct placement, subsidy, TEXT_placement_subsidy, 0, placement_subsidies)},
    {PART_CONTRACT, PAID, 0,
     F_INT(struct placement, wage_value, TEXT_placement_wage_value, NARROW, 0, 100)},
    {PART_CONTRACT, JOB, 0,
     F_CODE(struct placement, target_register, TEXT_placement_register, 0, placement_registers)},
    {PART_CONTRACT, PAID, 0,
     F_CODE(struct placement, no_risk, TEXT_placement_no_risk, 0, placement_no_risks)},
    {PART_SUPPORT, JOB, 0,
     F_CODE(struct placement, job_coach, TEXT_placement_job_coach, 0, placement_job_coaches)},
    {PART_SUPPORT, JOB, 0,
     F_TEXT(struct placement, responsible, TEXT_placement_responsible, 0, 150)},
    {PART_SUPPORT, JOB, 0, F_TEXT(struct placement, mentor, TEXT_placement_mentor, 0, 150)},
    {PART_SUPPORT, JOB, 0,
     F_NOTE(struct placement, expectations, TEXT_placement_expectations, 0, 2000)},
    {PART_SUPPORT, JOB, 0,
     F_NOTE(struct placement, adjustments, TEXT_placement_adjustments, 0, 2000)},
    {PART_SUPPORT, ALL, 0,
     F_CODE(struct placement, found_by, TEXT_placement_found_by, 0, placement_found_bys)},
    {PART_SUPPORT, ALL, 0, F_NOTE(struct placement, note, TEXT_placement_note, 0, 4000)},
    {PART_END, ALL, 0, F_DAY(struct placement, ended_on, TEXT_placement_ended_on, NARROW)},
    {PART_END, ALL, 0,
     F_CODE(struct placement, end_reason, TEXT_placement_end_reason, 0, placement_end_reasons)},
    {PART_END, ALL, 0, F_NOTE(struct placement, lesson, TEXT_placement_lesson, 0, 2000)},
    {PART_MAIN, ALL, 0, F_CODE(struct placement, kind, TEXT_placement_kind, 0, placement_kinds)},
    {PART_MAIN, ALL, 0, F_HIDDEN_ID(struct placement, version)},
};

static enum group group_of(const char *kind)
{
    return placement_unpaid(kind) ? UNPAID : !strcmp(kind, "own_business") ? OWN : PAID;
}

/* Is this question drawn with the others? The kind was chosen before; a question needs choices. */
static bool is_drawn(const struct question *q, enum group group, bool has_establishments)
{
    if (!strcmp(q->field.name, "establishment_id") && !has_establishments)
        return false;
    return (q->asked & group) && strcmp(q->field.name, "kind") != 0;
}

/* ---- the form -------------------------------------------------------------------------------- */

struct page {
    struct placement p;
    struct trajectory t;
    struct form *f;
    bool has_establishments;
    const char *unknown_employer; /* what was typed and is none of ours, or NULL */
    struct lead lead;             /* that becomes this work; id 0: none */
};

static const struct field hours_fields[] = {
    F_DAY(struct placement_hours, from_on, TEXT_placement_build_up_from, REQUIRED | NARROW),
    F_HUNDREDTHS(struct placement_hours, planned, TEXT_placement_planned, NARROW, 0, 6000),
    F_HUNDREDTHS(struct placement_hours, actual, TEXT_placement_actual, NARROW, 0, 6000), F_END};

static void add_establishments(struct req *r, struct page *page)
{
    size_t n;
    const struct establishment *at =
        employer_establishments(r->db, r->arena, page->p.employer_id, &n);
    struct choice *choices = ARENA_ARRAY(r->arena, struct choice, n);

    for (size_t i = 0; i < n; i++)
        choices[i] = (struct choice){
            arena_fmt(r->arena, "%" PRId64, at[i].id),
            arena_fmt(r->arena, "%s%s%s", at[i].place, *at[i].street ? ", " : "", at[i].street),
            NULL};
    form_choices(page->f, "establishment_id", choices, n);
    page->has_establishments = n > 0;
}

/* The questions that fit page->p.kind. */
static void make_form(struct req *r, struct page *page)
{
    enum group group = group_of(page->p.kind);
    struct field *fields = ARENA_ARRAY(r->arena, struct field, COUNT(questions) + 1);
    size_t n = 0;

    for (size_t i = 0; i < COUNT(questions); i++) {
        if (!(questions[i].asked & group))
            continue;
        fields[n] = questions[i].field;
        fields[n++].flags |= questions[i].required & group ? REQUIRED : 0;
    }
    page->f = req_form(r, fields, &page->p);
    const struct choice *sectors = codes_choices("sbi2008_sections", r->lang, &n);
    form_choices(page->f, "sector", sectors, n);
    form_help(page->f, "ends_on", TEXT_placement_ends_on_help);
    if (group == OWN)
        return;
    form_suggest(page->f, "employer_id",
                 "/werkgevers/zoek?q=", page->p.employer_id ? page->p.employer_name : NULL);
    form_help(page->f, "employer_id", TEXT_placement_employer_help);
    form_help(page->f, "disclosure", TEXT_placement_disclosure_help);
    form_help(page->f, "adjustments", TEXT_placement_adjustments_help);
    form_help(page->f, "responsible", TEXT_placement_responsible_help);
    form_help(page->f, "expectations", TEXT_placement_expectations_help);
    if (group == UNPAID)
        form_help(page->f, "promise", TEXT_placement_promise_help);
    add_establishments(r, page);
}

static const char *usual_contract(const char *kind)
{
    if (!strcmp(kind, "agency") || !strcmp(kind, "payroll"))
        return kind;
    return strcmp(kind, "competitive") ? "" : "employment";
}

/* ?kans=: a lead that becomes work brings what was entered with it. */
static void from_lead(struct req *r, struct page *page)
{
    struct lead l;

    if (lead_get(r->db, r->arena, r->trajectory_id, req_query_id(r, "kans"), &l) != OK ||
        l.placement_id)
        return;
    page->lead = l;
    page->p.employer_id = l.employer_id;
    page->p.employer_name = l.employer_name;
    page->p.job_title = l.job_title;
    page->p.disclosure = l.disclosure;
    page->p.found_by = l.source;
}

/* The placement of the path, or an empty one; false: it is none of this trajectory, and that has
 * been answered. The kind may be chosen anew by the address or the form. */
static bool load(struct req *r, struct page *page)
{
    const char *kind =
        http_method(r->x) == HTTP_POST ? req_value(r, "kind") : req_query(r, "soort");

    *page = (struct page){.p = {.organisation_id = r->user->organisation_id,
                                .trajectory_id = r->trajectory_id,
                                .employer_name = "",
                                .kind = "",
                                .contract_type = "",
                                .started_on = DAY_NONE,
                                .ends_on = DAY_NONE,
                                .ended_on = DAY_NONE,
                                .end_reason = "",
                                .lesson = "",
                                .hours_week = NUMBER_NONE,
                                .wage_month = NUMBER_NONE,
                                .job_title = "",
                                .job_level = "",
                                .sector = "",
                                .subsidy = "",
                                .wage_value = NUMBER_NONE,
                                .target_register = "",
                                .job_coach = "",
                                .no_risk = "",
                                .mentor = "",
                                .disclosure = "",
                                .found_by = "",
                                .promise = "",
                                .promise_by = "",
                                .note = "",
                                .adjustments = "",
                                .expectations = "",
                                .responsible = ""}};
    if (trajectory_get(r->db, r->arena, r->trajectory_id, &page->t) != OK)
        BUG("the gate let through a trajectory that is not there");
    if (!r->id)
        from_lead(r, page);
    if (r->id && (placement_get(r->db, r->arena, r->id, &page->p) != OK ||
                  page->p.trajectory_id != r->trajectory_id)) {
        req_not_found(r);
        return false;
    }
    if (code_known(placement_kinds, kind))
        page->p.kind = kind;
    else if (*kind && r->id)
        page->p.kind = "";                        /* ?soort=anders: choose again */
    if (!r->id && http_method(r->x) != HTTP_POST) /* what was sent without it is missing it */
        page->p.contract_type = usual_contract(page->p.kind);
    if (*page->p.kind)
        make_form(r, page);
    return true;
}

static void begin_page(struct req *r, const char *title, size_t errors)
{
    struct client client;
    struct frame frame = page_frame(r, title);

    if (client_get(r->db, r->arena, r->client_id, &client) != OK)
        BUG("the gate let through a client that is not there");
    struct frame_link crumbs[] = {{"/deelnemers", page_client_word(r, true, true), NULL, 0},
                                  {arena_fmt(r->arena, "/deelnemers/%" PRId64, client.id),
                                   client_name(r->arena, &client), NULL, 0}};
    frame.crumbs = crumbs;
    frame.n_crumbs = COUNT(crumbs);
    frame.errors = errors;
    page_begin_frame(r, &frame);
}

/* The last part of the address of this placement, or of a new one; kind: another one, or NULL. */
static const char *own_segment(struct req *r, const char *kind)
{
    const char *own = r->id ? arena_fmt(r->arena, "%" PRId64, r->id) : "nieuw";
    int64_t lead_id = r->id ? 0 : req_query_id(r, "kans");

    if (kind)
        own = arena_fmt(r->arena, "%s?soort=%s", own, kind);
    if (lead_id)
        own = arena_fmt(r->arena, "%s%ckans=%" PRId64, own, kind ? '&' : '?', lead_id);
    return own;
}

static void show_kind_links(struct req *r, enum text_id title, bool unpaid)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2><ul class=\"rows\">", text(r->lang, title));
    for (const struct code *c = placement_kinds; c->code; c++)
        if (placement_unpaid(c->code) == unpaid)
            html(r->out,
                 "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64 "/werk/%s\">%s</a>"
                 "</div></li>",
                 r->client_id, own_segment(r, c->code), text(r->lang, c->label));
    html(r->out, "</ul></section>");
}

static void show_kinds(struct req *r)
{
    begin_page(r, r->id ? T(placement_change) : T(placement_new), 0);
    html(r->out, "<p class=\"lead\">%s</p><div class=\"columns\">", T(placement_which_kind));
    show_kind_links(r, TEXT_placement_kinds_paid, false);
    show_kind_links(r, TEXT_placement_kinds_unpaid, true);
    html(r->out, "</div>");
    page_end(r);
}

/* A part lies open when something in it is wrong, or when the work has stopped. */
static bool part_is_open(const struct page *page, enum part part)
{
    enum group group = group_of(page->p.kind);

    if (part == PART_END && page->p.ended_on != DAY_NONE)
        return true;
    for (size_t i = 0; i < COUNT(questions); i++)
        if (questions[i].part == part && (questions[i].asked & group) &&
            form_wrong(page->f, questions[i].field.name))
            return true;
    return false;
}

static void show_part(struct req *r, const struct page *page, enum part part)
{
    enum group group = group_of(page->p.kind);

    if (part != PART_MAIN)
        html(r->out, "<details%s><summary>%s</summary>", part_is_open(page, part) ? " open" : "",
             text(r->lang, part_titles[part]));
    for (size_t i = 0; i < COUNT(questions); i++)
        if (questions[i].part == part && is_drawn(&questions[i], group, page->has_establishments))
            form_show_field(r->out, page->f, questions[i].field.name);
    if (part != PART_MAIN)
        html(r->out, "</details>");
}

static void show_counts(struct req *r, const char *kind)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2><dl>", T(placement_counts));
    for (const struct code *d = placement_definitions; d->code; d++) {
        int counts = placement_counts(d->code, kind);

        html(r->out, "<dt>%s</dt><dd>%s</dd>", text(r->lang, d->label),
             counts < 0 ? T(unknown)
             : counts   ? T(yes)
                        : T(no));
    }
    html(r->out, "</dl></section>");
}

/* ---- build-up -------------------------------------------------------------------------------- */

static const char *hours_or_none(struct req *r, int64_t hundredths)
{
    return hundredths == NUMBER_NONE ? "" : page_hundredths(r, hundredths);
}

static void show_hours_table(struct req *r, const struct placement_hours *rows, size_t n)
{
    char day[DAY_TEXT];

    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data\"><caption class=\"sr\">%s</caption><thead><tr>"
         "<th scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>",
         T(placement_build_up), T(placement_build_up), T(placement_build_up_from),
         T(placement_planned), T(placement_actual));
    for (size_t i = 0; i < n; i++)
        html(r->out,
             "<tr><th scope=\"row\" class=\"day\"><a href=\"/deelnemers/%" PRId64 "/werk/%" PRId64
             "?vanaf=%s#opbouw\">%s</a></th><td class=\"number\">%s</td>"
             "<td class=\"number\">%s</td></tr>",
             r->client_id, r->id, day_iso(rows[i].from_on, day), page_day(r, rows[i].from_on),
             hours_or_none(r, rows[i].planned), hours_or_none(r, rows[i].actual));
    html(r->out, "</tbody></table></div>");
}

/* f NULL: an empty form, or one filled with the line of ?vanaf=. */
static void show_hours(struct req *r, struct form *f)
{
    struct placement_hours line = {DAY_NONE, NUMBER_NONE, NUMBER_NONE};
    int32_t chosen = day_from_iso(req_query(r, "vanaf"));
    size_t n;
    const struct placement_hours *rows = placement_build_up(r->db, r->arena, r->id, &n);

    for (size_t i = 0; i < n; i++)
        if (rows[i].from_on == chosen)
            line = rows[i];
    if (!f)
        f = req_form(r, hours_fields, &line);
    html(r->out, "<section class=\"card\" id=\"opbouw\"><h2>%s</h2>", T(placement_build_up));
    if (n)
        show_hours_table(r, rows, n);
    else
        html(r->out, "<p class=\"empty\">%s</p>", T(placement_build_up_empty));
    html(r->out,
         "<form class=\"fields\" method=\"post\" action=\"/deelnemers/%" PRId64 "/werk/%" PRId64
         "/uren\">",
         r->client_id, r->id);
    page_csrf(r);
    form_show_fields(r->out, f);
    html(r->out,
         "<p class=\"help\">%s</p><div class=\"buttons\"><button class=\"quiet\">%s</button></div>"
         "</form></section>",
         T(placement_build_up_help), T(save));
}

/* ---- the page -------------------------------------------------------------------------------- */

/* hours: the form of the build-up when that is the one with messages, or NULL. */
static void show_page(struct req *r, const struct page *page, struct form *hours)
{
    size_t errors = form_error_count(page->f) + (hours ? form_error_count(hours) : 0);

    begin_page(r, r->id ? T(placement_change) : T(placement_new), errors);
    form_show_errors(r->out, page->f);
    if (hours)
        form_show_errors(r->out, hours);
    if (!r->id && page->t.closed_on != DAY_NONE && !errors)
        html(r->out, "<div class=\"next-step\"><p>%s</p></div>",
             text_fill(r->arena, r->lang, TEXT_placement_closed, page_day(r, page->t.closed_on),
                       NULL, NULL, NULL));
    html(r->out,
         "<div class=\"columns\"><div><p class=\"lead\"><strong>%s</strong> · "
         "<a href=\"/deelnemers/%" PRId64 "/werk/%s\">%s</a></p>"
         "<form class=\"fields\" method=\"post\" data-guard action=\"/deelnemers/%" PRId64
         "/werk/%s\"><input type=\"hidden\" name=\"kind\" value=\"%s\">",
         code_text(r->lang, placement_kinds, page->p.kind), r->client_id, own_segment(r, "anders"),
         T(placement_other_kind), r->client_id, own_segment(r, NULL), page->p.kind);
    page_csrf(r);
    if (r->id && page->p.ended_on == DAY_NONE)
        html(r->out,
             "<p class=\"help\">%s <a href=\"/deelnemers/%" PRId64 "/werk/%" PRId64
             "/contract\">%s</a></p>",
             T(placement_correct_only), r->client_id, r->id, T(placement_act_terms));
    for (enum part part = 0; part < PARTS; part++)
        show_part(r, page, part);
    employer_pick_offer(r, page->unknown_employer);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button>"
         "<a href=\"/deelnemers/%" PRId64 "/werk\">%s</a></div></form></div><div>",
         T(save), r->client_id, T(cancel));
    if (r->id)
        show_hours(r, hours);
    show_counts(r, page->p.kind);
    html(r->out, "</div></div>");
    page_end(r);
}

static void form_page(struct req *r)
{
    struct page page;

    if (!load(r, &page))
        return;
    if (*page.p.kind)
        show_page(r, &page, NULL);
    else
        show_kinds(r);
}

/* ---- what was sent --------------------------------------------------------------------------- */

/* The terms that changed first stay after the beginning. */
static void check_terms(struct req *r, const struct page *page)
{
    size_t n;
    const struct placement_terms *list = placement_history(r->db, r->arena, page->p.id, &n);

    if (n > 1 && page->p.started_on >= list[1].from_on)
        form_error_text(page->f, "started_on",
                        text_fill(r->arena, r->lang, TEXT_placement_after_terms,
                                  page_day(r, list[1].from_on), NULL, NULL, NULL));
}

static void check_days(struct req *r, const struct page *page)
{
    const struct placement *p = &page->p;
    const struct trajectory *t = &page->t;

    if (p->started_on < t->referred_on)
        form_error(page->f, "started_on", TEXT_placement_before_referral);
    else if (t->closed_on != DAY_NONE && p->started_on > t->closed_on)
        form_error(page->f, "started_on", TEXT_placement_after_closing);
    if (p->ends_on != DAY_NONE && p->ends_on < p->started_on)
        form_error(page->f, "ends_on", TEXT_placement_end_before_start);
    if (p->ended_on != DAY_NONE && p->ended_on < p->started_on)
        form_error(page->f, "ended_on", TEXT_placement_end_before_start);
    if (p->ended_on != DAY_NONE && !*p->end_reason)
        form_error(page->f, "end_reason", TEXT_placement_reason_needed);
    if (p->ended_on == DAY_NONE && *p->end_reason)
        form_error(page->f, "ended_on", TEXT_placement_end_day_needed);
    if (r->id)
        check_terms(r, page);
    if (!r->id && t->closed_on != DAY_NONE)
        form_error_text(page->f, NULL,
                        text_fill(r->arena, r->lang, TEXT_placement_closed,
                                  page_day(r, t->closed_on), NULL, NULL, NULL));
}

/* What does not fit the kind goes: a trial placement that became a job has no promise any more, and
 * own business no employer. */
static void drop_unasked(struct placement *p)
{
    enum group group = group_of(p->kind);

    for (size_t i = 0; i < COUNT(questions); i++) {
        const struct field *field = &questions[i].field;
        void *member = (char *)p + field->offset;

        if (questions[i].asked & group)
            continue;
        if (field->kind == FIELD_TEXT || field->kind == FIELD_NOTE || field->kind == FIELD_CODE)
            *(const char **)member = "";
        else if (field->kind == FIELD_ID)
            *(int64_t *)member = 0;
        else if (field->kind == FIELD_YES)
            *(bool *)member = false;
        else
            *(int64_t *)member = NUMBER_NONE;
    }
}

static void check_establishment_of(struct req *r, struct page *page)
{
    struct establishment e;
    struct placement *p = &page->p;

    if (p->establishment_id &&
        establishment_get(r->db, r->arena, p->employer_id, p->establishment_id, &e) != OK)
        p->establishment_id = 0; /* the employer was changed: its establishment no longer fits */
}

static void save(struct req *r)
{
    struct page page;

    if (!load(r, &page))
        return;
    if (!*page.p.kind) { /* only a form that was tampered with has no kind */
        req_invalid(r);
        show_kinds(r);
        return;
    }
    bool job = group_of(page.p.kind) != OWN;
    if (req_form_read(r, page.f))
        check_days(r, &page);
    if (job)
        employer_pick(r, page.f, "employer_id", &page.p.employer_id, &page.unknown_employer);
    if (!form_error_count(page.f)) {
        drop_unasked(&page.p);
        check_establishment_of(r, &page);
        enum rc rc = r->id ? placement_change(r, &page.p) : placement_add(r, &page.p);

        if (rc == STALE)
            form_error(page.f, NULL, TEXT_placement_stale);
        else if (rc != OK)
            BUG("a placement that was checked is refused");
        if (rc == OK && page.lead.id)
            lead_placed(r, &page.lead, page.p.id, page.p.started_on);
    }
    if (form_error_count(page.f)) {
        req_invalid(r);
        show_page(r, &page, NULL);
        return;
    }
    req_flash(r, r->id ? TEXT_placement_saved : TEXT_placement_added);
    req_redirect(r, "/deelnemers/%" PRId64 "/werk", r->client_id);
}

static void save_hours(struct req *r)
{
    struct page page;
    struct placement_hours hours = {DAY_NONE, NUMBER_NONE, NUMBER_NONE};
    size_t n;
    bool there = false;

    if (!load(r, &page))
        return;
    struct form *f = req_form(r, hours_fields, &hours);
    if (req_form_read(r, f)) {
        const struct placement_hours *rows = placement_build_up(r->db, r->arena, r->id, &n);

        for (size_t i = 0; i < n; i++)
            there = there || rows[i].from_on == hours.from_on;
        if (hours.from_on < page.p.started_on)
            form_error(f, "from_on", TEXT_placement_build_up_early);
        if (!there && hours.planned == NUMBER_NONE && hours.actual == NUMBER_NONE)
            form_error(f, "planned", TEXT_placement_build_up_none);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_page(r, &page, f);
        return;
    }
    placement_build_up_set(r, r->id, &hours);
    req_flash(r, TEXT_placement_build_up_saved);
    req_redirect(r, "/deelnemers/%" PRId64 "/werk/%" PRId64 "#opbouw", r->client_id, r->id);
}

/* ---- at night -------------------------------------------------------------------------------- */

static bool nightly(struct job *j)
{
    struct db *db = j->site->write;
    int64_t last = 0;
    bool goes_on;

    do {
        db_begin_write(db);
        last = placement_refresh_some(db, j->arena, today(), last);
        goes_on = job_progress(j, 50);
        db_commit(db);
    } while (last && goes_on);
    return goes_on;
}

static const struct route routes[] = {
    {GET, "/deelnemers/:client/werk/nieuw", form_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_placement_new, GROUP_WORK},
    {POST, "/deelnemers/:client/werk/nieuw", save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CREATE, TEXT_placement_new, GROUP_WORK},
    {GET, "/deelnemers/:client/werk/:id", form_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_placement_change, GROUP_WORK},
    {POST, "/deelnemers/:client/werk/:id", save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_placement_change, GROUP_WORK},
    {POST, "/deelnemers/:client/werk/:id/uren", save_hours, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_placement_build_up, GROUP_WORK},
    {GET, "/deelnemers/:client/werk/:id/contract", placement_terms_form, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, READ, ACCESS_READ, TEXT_placement_act_terms, GROUP_WORK},
    {POST, "/deelnemers/:client/werk/:id/contract", placement_terms_save, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CHANGE, TEXT_placement_act_terms, GROUP_WORK},
    {POST, "/deelnemers/:client/werk/:id/contract/terug", placement_terms_undo, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CHANGE, TEXT_placement_act_terms, GROUP_WORK},
    {GET, "/deelnemers/:client/werk/:id/stop", placement_stop_form, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     READ, ACCESS_READ, TEXT_placement_act_stop, GROUP_WORK},
    {POST, "/deelnemers/:client/werk/:id/stop", placement_stop_save, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CHANGE, TEXT_placement_act_stop, GROUP_WORK},
    {POST, "/deelnemers/:client/werk/:id/weer", placement_stop_undo, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CHANGE, TEXT_placement_act_stop, GROUP_WORK},
    {0}};

static const struct job_kind jobs[] = {{"placement_nightly", nightly, 24 * 60}, {0}};

static const struct client_block blocks[] = {{.draw = placement_overview_block,
                                              .title = TEXT_placement,
                                              .group = GROUP_WORK,
                                              .tab = TAB_OVERVIEW,
                                              .order = 20,
                                              .name = "placement"},
                                             {.draw = placement_work_block,
                                              .title = TEXT_placement,
                                              .group = GROUP_WORK,
                                              .tab = TAB_WORK,
                                              .order = 10,
                                              .name = "placement"},
                                             {.draw = placement_lessons_block,
                                              .title = TEXT_placement_lessons,
                                              .group = GROUP_WORK,
                                              .tab = TAB_SEARCH,
                                              .order = 80,
                                              .name = "lessen"},
                                             {0}};

const struct feature placement_feature = {
    .name = "placement", .routes = routes, .jobs = jobs, .client_blocks = blocks};
