/* review_plan.c: planning a review: day, scope, two reviewers from outside, the agenda of the day.
 * Not: scoring (review_sheet.c).
 * Start at review_plan_page(). */
#include "feature/review/review_pages.h"
#include "feature/review/review_sample.h"

struct plan {
    const char *programma, *groep, *soort, *hoe, *organisaties;
    int32_t bezoek;
    int64_t toetser1, toetser2;
};

static const struct field fields[] = {
    F_DAY(struct plan, bezoek, TEXT_review_visit_on, REQUIRED | NARROW),
    F_CODE(struct plan, groep, TEXT_review_scope, REQUIRED | NARROW, NULL),
    F_CODE(struct plan, soort, TEXT_review_reason, REQUIRED, review_reasons),
    F_CODE(struct plan, hoe, TEXT_review_mode, REQUIRED, review_modes),
    {"toetser1", FIELD_ID, offsetof(struct plan, toetser1), TEXT_review_reviewer_1,
     TEXT_review_reviewer_help, REQUIRED | NARROW, 0, INT64_MAX, NULL},
    F_ID(struct plan, toetser2, TEXT_review_reviewer_2, REQUIRED | NARROW),
    {"organisaties", FIELD_NOTE, offsetof(struct plan, organisaties), TEXT_review_organisations,
     TEXT_review_organisations_help, 0, 0, 500, NULL},
    F_END};

static struct form *make_form(struct req *r, int64_t programme_id, struct plan *plan)
{
    size_t n;
    struct form *f;

    form_empty(fields, plan);
    plan->groep = "all";
    plan->soort = "regular";
    plan->hoe = "visit";
    f = req_form(r, fields, plan);
    struct choice *groups = review_target_groups(r, &n);
    form_choices(f, "groep", groups, n);
    struct choice *people = review_candidates(r, programme_id, &n);
    form_choices(f, "toetser1", people, n);
    form_choices(f, "toetser2", people, n);
    return f;
}

static void show_page(struct req *r, const struct req_programme *programme, struct form *f)
{
    struct frame_link crumb = {"/modeltrouw", T(review_title), NULL, 0};
    struct frame frame = page_frame(r, T(review_plan_title));

    frame.crumbs = &crumb;
    frame.n_crumbs = 1;
    frame.subtitle = programme->name;
    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    page_form_begin(r, "fields card", "/modeltrouw/plannen");
    html(r->out, "<input type=\"hidden\" name=\"_programma\" value=\"%" PRId64 "\">",
         programme->id);
    form_show_fields(r->out, f);
    html(r->out, "<div class=\"buttons\"><button>%s</button></div></form>", T(review_plan));
    page_end(r);
}

void review_plan_page(struct req *r)
{
    struct req_programme programme;
    struct plan plan;

    if (req_find_programme(r, req_query(r, "programma"), PERM_FIDELITY_PLAN, &programme))
        show_page(r, &programme, make_form(r, programme.id, &plan));
}

/* Does this person work in the programme in any other role? */
static bool inside(struct req *r, int64_t programme_id, int64_t staff_id)
{
    char day[DAY_TEXT];

    return db_exists(r->db,
                     SQL("select 1 from staff_role where staff_id = $1 and programme_id = $2"
                         " and role <> 'reviewer' and (to_on is null or to_on >= $3)"),
                     ARGS(I(staff_id), I(programme_id), S(day_iso(r->today, day))));
}

static void check_reviewer(struct req *r, struct form *f, int64_t programme_id, const char *name)
{
    int64_t id = req_value_id(r, name);

    if (id && form_wrong(f, name) && inside(r, programme_id, id))
        form_error_text(f, NULL, T(review_reviewer_inside)); /* beside "no such choice" */
}

void review_plan_save(struct req *r)
{
    struct req_programme programme;
    struct plan plan;

    if (!req_find_programme(r, req_value(r, "_programma"), PERM_FIDELITY_PLAN, &programme))
        return;
    struct form *f = make_form(r, programme.id, &plan);
    bool good = req_form_read(r, f);

    check_reviewer(r, f, programme.id, "toetser1");
    check_reviewer(r, f, programme.id, "toetser2");
    if (good && plan.toetser1 == plan.toetser2)
        form_error(f, "toetser2", TEXT_review_reviewer_same);
    if (good && plan.bezoek < r->today)
        form_error(f, "bezoek", TEXT_review_past);
    struct review v = {.programme_id = programme.id,
                       .scale = fidelity_scale_find("nl26_2022"),
                       .bands = fidelity_bands_find("N1"),
                       .target_group = strcmp(plan.groep, "all") ? plan.groep : "",
                       .organisations = plan.organisaties,
                       .reason = plan.soort,
                       .mode = plan.hoe,
                       .origin = "spil",
                       .visit_on = plan.bezoek,
                       .state = "planned",
                       .reviewers = "",
                       .reported_total = NUMBER_NONE,
                       .report_at = "",
                       .recommendations = ""};
    if (!form_error_count(f) && review_add(r, &v) != OK)
        form_error(f, "bezoek", TEXT_review_twice);
    if (form_error_count(f)) {
        req_invalid(r);
        show_page(r, &programme, f);
        return;
    }
    review_reviewer_add(r, v.id, plan.toetser1);
    review_reviewer_add(r, v.id, plan.toetser2);
    req_flash(r, TEXT_review_saved);
    req_redirect(r, "/modeltrouw/meting/%" PRId64, v.id);
}

/* ---- the agenda of the visit ------------------------------------------------------------------
 */

struct part {
    const char *begint, *onderdeel, *wat, *punten;
};
static const struct field part_fields[] = {
    F_TEXT(struct part, begint, TEXT_review_begins, REQUIRED | NARROW, 5),
    F_CODE(struct part, onderdeel, TEXT_review_part, REQUIRED | NARROW, review_kinds),
    F_TEXT(struct part, wat, TEXT_review_what, REQUIRED, 200),
    {"punten", FIELD_TEXT, offsetof(struct part, punten), TEXT_review_items, TEXT_review_items_help,
     0, 0, 100, NULL},
    F_END};

/* "9:30" and "09:30" are 09:30; NULL: no time. */
static const char *time_of(struct req *r, const char *typed)
{
    char *end;
    long hour = strtol(typed, &end, 10), minute;

    if (*typed < '0' || *typed > '9' || end - typed > 2 || *end != ':' || strlen(end) != 3)
        return NULL;
    const char *rest = end + 1;
    minute = strtol(rest, &end, 10);
    if (*rest < '0' || *rest > '9' || *end || hour > 23 || minute > 59)
        return NULL;
    return arena_fmt(r->arena, "%02ld:%02ld", hour, minute);
}

void review_agenda_save(struct req *r)
{
    struct review v;
    struct part part;

    if (!review_here(r, PERM_FIDELITY_READ, &v))
        return;
    if (!review_plans(r, v.programme_id) && !review_scores_it(r, &v)) {
        req_not_found(r);
        return;
    }
    form_empty(part_fields, &part);
    struct form *f = req_form(r, part_fields, &part);
    bool good = req_form_read(r, f);
    const char *begins = time_of(r, part.begint);

    if (good && !begins)
        form_error(f, "begint", TEXT_review_begins_wrong);
    if (form_error_count(f)) {
        req_invalid(r);
        review_page(r, TEXT_review_agenda, &v, form_error_count(f));
        form_show_errors(r->out, f);
        page_form_begin(r, "fields card", "/modeltrouw/meting/%" PRId64 "/agenda", v.id);
        form_show_fields(r->out, f);
        html(r->out, "<div class=\"buttons\"><button>%s</button></div></form>", T(review_part_add));
        page_end(r);
        return;
    }
    review_part_add(r, v.id,
                    &(struct review_part){.begins = begins,
                                          .kind = part.onderdeel,
                                          .what = part.wat,
                                          .items = part.punten,
                                          .note = ""});
    req_redirect(r, "/modeltrouw/meting/%" PRId64 "#dag", v.id);
}

/* Notes are the reviewers'. */
void review_note_save(struct req *r)
{
    struct review v;

    if (!review_here(r, PERM_REVIEW, &v))
        return;
    if (review_part_note(r, v.id, req_value_id(r, "_deel"), req_value(r, "_notitie")) != OK) {
        req_not_found(r);
        return;
    }
    req_redirect(r, "/modeltrouw/meting/%" PRId64 "#dag", v.id);
}

/* ---- a reviewer who stops, a review that does not take place ----------------------------------
 */

void review_replace_save(struct req *r)
{
    struct review v;
    int64_t who = req_value_id(r, "_wie"), next = req_value_id(r, "_nieuw");
    const char *reason = req_value(r, "_reden");
    enum text_id problem = TEXT_NONE;
    size_t n;
    bool fits = false, there = false;

    if (!review_here(r, PERM_FIDELITY_PLAN, &v))
        return;
    struct reviewers list = review_reviewers(r, v.id);
    struct choice *people = review_candidates(r, v.programme_id, &n);
    for (size_t i = 0; i < n; i++)
        fits = fits || next == strtoll(people[i].value, NULL, 10);
    for (size_t i = 0; i < list.n; i++) {
        there = there || (list.at[i].staff_id == who && !*list.at[i].withdrawn);
        fits = fits && list.at[i].staff_id != next;
    }
    if (strcmp(v.state, "planned") || !there)
        problem = TEXT_review_stale;
    else if (!*reason)
        problem = TEXT_review_withdraw_reason;
    else if (!fits)
        problem = next && inside(r, v.programme_id, next) ? TEXT_review_reviewer_inside
                                                          : TEXT_review_reviewer_same;
    if (problem) {
        req_invalid(r);
        review_page(r, TEXT_review_withdraw, &v, 1);
        review_problem(r, problem);
        page_end(r);
        return;
    }
    review_reviewer_withdraw(r, v.id, who, reason);
    sample_end(r, v.id, who);
    review_reviewer_add(r, v.id, next);
    req_flash(r, TEXT_review_replaced);
    req_redirect(r, "/modeltrouw/meting/%" PRId64, v.id);
}

void review_cancel_save(struct req *r)
{
    struct review v;
    const char *reason = req_value(r, "_reden");

    if (!review_here(r, PERM_FIDELITY_PLAN, &v))
        return;
    if (!strcmp(v.state, "final") || !*reason ||
        review_change_state(r, &v, "cancelled", reason) != OK) {
        req_invalid(r);
        review_page(r, TEXT_review_cancel, &v, 1);
        review_problem(r, *reason ? TEXT_review_stale : TEXT_review_withdraw_reason);
        page_end(r);
        return;
    }
    sample_end(r, v.id, 0);
    req_flash(r, TEXT_review_cancelled);
    req_redirect(r, "/modeltrouw?programma=%" PRId64, v.programme_id);
}
