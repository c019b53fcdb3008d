/* placement_change.c: a contract that changes from a day on, and work that stops, each undone with
 * one press.
 * Not: correcting what was recorded (placement_web.c). Start at placement_terms_save(). */
#include "feature/placement/placement_pages.h"

#include "feature/client/client.h"

/* The placement of the path that did not stop yet; else that has been answered. */
static bool load(struct req *r, struct placement *p, bool stopped)
{
    if (placement_get(r->db, r->arena, r->id, p) == OK && p->trajectory_id == r->trajectory_id &&
        (p->ended_on != DAY_NONE) == stopped)
        return true;
    req_not_found(r);
    return false;
}

static void begin_page(struct req *r, const struct placement *p, enum text_id title,
                       const struct form *f)
{
    client_page_begin(r, text(r->lang, title), f);
    html(r->out, "<p class=\"lead\"><strong>%s</strong>%s%s</p>",
         *p->employer_name ? p->employer_name : T(placement_no_employer),
         *p->job_title ? " · " : "", p->job_title);
}

static void end_form(struct req *r)
{
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/deelnemers/%" PRId64
         "/werk\">%s</a></div></form>",
         T(save), r->client_id, T(cancel));
}

/* ---- other terms ----------------------------------------------------------------------------- */

static const struct field terms_fields[] = {
    F_DAY(struct placement_terms, from_on, TEXT_placement_terms_from,
          REQUIRED | NARROW | AUTOFOCUS),
    F_HUNDREDTHS(struct placement_terms, hours_week, TEXT_placement_hours_week, NARROW, 25, 6000),
    F_MONEY(struct placement_terms, wage_month, TEXT_placement_wage, NARROW, 0, 5000000),
    F_DAY(struct placement_terms, ends_on, TEXT_placement_ends_on, NARROW),
    F_YES(struct placement_terms, permanent, TEXT_placement_permanent),
    F_TEXT(struct placement_terms, why, TEXT_placement_terms_why, 0, 200),
    F_END};

/* An unpaid placement has no wage and no permanent contract. */
static struct form *terms_form(struct req *r, const struct placement *p, struct placement_terms *t)
{
    struct field *mine = ARENA_ARRAY(r->arena, struct field, COUNT(terms_fields));
    size_t kept = 0;

    for (size_t i = 0; i < COUNT(terms_fields); i++) {
        const char *name = terms_fields[i].name;

        if (!name || !placement_unpaid(p->kind) ||
            (strcmp(name, "wage_month") != 0 && strcmp(name, "permanent") != 0))
            mine[kept++] = terms_fields[i];
    }
    struct form *f = req_form(r, mine, t);
    form_help(f, "why", TEXT_placement_terms_why_help);
    return f;
}

static struct placement_terms terms_now(const struct placement *p)
{
    return (struct placement_terms){.from_on = DAY_NONE,
                                    .hours_week = p->hours_week,
                                    .wage_month = p->wage_month,
                                    .permanent = p->permanent,
                                    .ends_on = p->ends_on,
                                    .why = ""};
}

static void show_terms(struct req *r, const struct placement *p, struct form *f)
{
    begin_page(r, p, TEXT_placement_act_terms, f);
    html(r->out, "<p>%s</p>", T(placement_terms_lead));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/werk/%" PRId64 "/contract", r->client_id,
                    p->id);
    form_show_fields(r->out, f);
    end_form(r);
    page_end(r);
}

void placement_terms_form(struct req *r)
{
    struct placement p;

    if (!load(r, &p, false))
        return;
    struct placement_terms t = terms_now(&p);
    show_terms(r, &p, terms_form(r, &p, &t));
}

/* What was in force the day before. */
static struct placement_terms terms_before(struct req *r, const struct placement *p, int32_t day)
{
    size_t n;
    const struct placement_terms *list = placement_history(r->db, r->arena, p->id, &n);
    struct placement_terms before = terms_now(p);

    for (size_t i = 0; i < n && list[i].from_on < day; i++)
        before = list[i];
    return before;
}

static void check_terms(struct req *r, struct form *f, const struct placement *p,
                        const struct placement_terms *t)
{
    struct placement_terms was = terms_before(r, p, t->from_on);

    if (t->from_on <= p->started_on)
        form_error_text(f, "from_on",
                        text_fill(r->arena, r->lang, TEXT_placement_terms_early,
                                  page_day(r, p->started_on), NULL, NULL, NULL));
    if (t->ends_on != DAY_NONE && t->ends_on < t->from_on)
        form_error(f, "ends_on", TEXT_placement_terms_ends);
    if (t->permanent && t->ends_on != DAY_NONE)
        form_error(f, "ends_on", TEXT_placement_terms_permanent);
    if (placement_unpaid(p->kind) && t->ends_on == DAY_NONE)
        form_error(f, "ends_on", TEXT_placement_terms_unpaid);
    if (!form_error_count(f) && was.hours_week == t->hours_week &&
        was.wage_month == t->wage_month && was.permanent == t->permanent &&
        was.ends_on == t->ends_on)
        form_error(f, NULL, TEXT_placement_terms_same);
}

void placement_terms_save(struct req *r)
{
    struct placement p;

    if (!load(r, &p, false))
        return;
    struct placement_terms t = terms_now(&p);
    struct form *f = terms_form(r, &p, &t);
    if (req_form_read(r, f))
        check_terms(r, f, &p, &t);
    if (!form_error_count(f) && placement_terms_add(r, &p, &t) != OK)
        form_error(f, "from_on", TEXT_placement_terms_twice);
    if (form_error_count(f)) {
        req_invalid(r);
        show_terms(r, &p, f);
        return;
    }
    req_flash_undo(r, TEXT_placement_terms_saved,
                   arena_fmt(r->arena, "/deelnemers/%" PRId64 "/werk/%" PRId64 "/contract/terug",
                             r->client_id, p.id));
    req_redirect(r, "/deelnemers/%" PRId64 "/werk", r->client_id);
}

/* The change that was recorded last. */
void placement_terms_undo(struct req *r)
{
    struct placement p;
    size_t n;
    int64_t newest = 0;

    if (!load(r, &p, false))
        return;
    const struct placement_terms *list = placement_history(r->db, r->arena, p.id, &n);
    for (size_t i = 1; i < n; i++)
        newest = MAX(newest, list[i].id);
    if (placement_terms_remove(r, &p, newest) != OK) {
        req_not_found(r);
        return;
    }
    req_flash(r, TEXT_placement_terms_undone);
    req_redirect(r, "/deelnemers/%" PRId64 "/werk", r->client_id);
}

/* ---- stopping -------------------------------------------------------------------------------- */

static const struct field stop_fields[] = {
    F_DAY(struct placement, ended_on, TEXT_placement_ended_on, REQUIRED | NARROW),
    F_CODE(struct placement, end_reason, TEXT_placement_end_reason, REQUIRED | NARROW,
           placement_end_reasons),
    F_NOTE(struct placement, lesson, TEXT_placement_lesson, AUTOFOCUS, 2000), F_END};

static void show_stop(struct req *r, const struct placement *p, struct form *f)
{
    begin_page(r, p, TEXT_placement_act_stop, f);
    form_help(f, "lesson", TEXT_placement_lesson_help);
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/werk/%" PRId64 "/stop", r->client_id,
                    p->id);
    form_show_fields(r->out, f);
    end_form(r);
    page_end(r);
}

void placement_stop_form(struct req *r)
{
    struct placement p;

    if (!load(r, &p, false))
        return;
    p.ended_on = r->today;
    show_stop(r, &p, req_form(r, stop_fields, &p));
}

static bool works_on(struct req *r)
{
    struct placements all = placement_by_trajectory(r->db, r->arena, r->trajectory_id);

    for (size_t i = 0; i < all.n; i++)
        if (all.at[i].ended_on == DAY_NONE)
            return true;
    return false;
}

/* Without other work straight on to the next search. */
void placement_stop_save(struct req *r)
{
    struct placement p;

    if (!load(r, &p, false))
        return;
    struct form *f = req_form(r, stop_fields, &p);
    if (req_form_read(r, f) && p.ended_on < p.started_on)
        form_error(f, "ended_on", TEXT_placement_end_before_start);
    if (form_error_count(f)) {
        req_invalid(r);
        show_stop(r, &p, f);
        return;
    }
    if (placement_change(r, &p) != OK)
        BUG("a placement that was read in this transaction is refused");
    bool on = works_on(r);
    req_flash_undo(
        r, on ? TEXT_placement_stopped_one : TEXT_placement_stopped_all,
        arena_fmt(r->arena, "/deelnemers/%" PRId64 "/werk/%" PRId64 "/weer", r->client_id, p.id));
    req_redirect(r, "/deelnemers/%" PRId64 "/%s", r->client_id, on ? "werk" : "zoeken");
}

void placement_stop_undo(struct req *r)
{
    struct placement p;

    if (!load(r, &p, true))
        return;
    p.ended_on = DAY_NONE;
    p.end_reason = "";
    if (placement_change(r, &p) != OK)
        BUG("a placement that was read in this transaction is refused");
    req_flash(r, TEXT_placement_goes_on);
    req_redirect(r, "/deelnemers/%" PRId64 "/werk", r->client_id);
}
