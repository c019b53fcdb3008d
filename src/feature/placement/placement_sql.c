/* placement_sql.c: every SQL text about placements, and what they mean for the facts.
 * Not: employers (feature/employer).
 * Start at placement_refresh(). */
#include "core/values.h"
#include "feature/client/client.h"
#include "feature/employer/employer.h"
#include "feature/placement/placement.h"
#include "feature/trajectory/due.h"
#include "feature/trajectory/trajectory.h"

#define PLACEMENT_COLUMNS                                                                          \
    "p.id, p.organisation_id, p.trajectory_id, p.employer_id, coalesce(e.name, ''),"               \
    " p.establishment_id, p.kind, p.contract_type, p.permanent, p.started_on, p.ends_on, "         \
    "p.ended_on,"                                                                                  \
    " p.end_reason, p.lesson, p.hours_week, p.wage_month, p.job_title, p.job_level, p.sector,"     \
    " p.subsidy, p.wage_value, p.target_register, p.job_coach, p.no_risk, p.mentor, p.disclosure," \
    " p.found_by, p.promise, p.promise_by, p.note, p.version,"                                     \
    " p.adjustments, p.expectations, p.responsible"                                                \
    " from placement p left join employer e on e.id = p.employer_id"

static struct placement placement_row(const struct db_rows *q, struct arena *a)
{
    return (struct placement){
        .id = db_int(q, 0),
        .organisation_id = db_int(q, 1),
        .trajectory_id = db_int(q, 2),
        .employer_id = db_int(q, 3),
        .employer_name = db_text_copy(q, 4, a),
        .establishment_id = db_int(q, 5),
        .kind = db_text_copy(q, 6, a),
        .contract_type = db_text_copy(q, 7, a),
        .permanent = db_int(q, 8),
        .started_on = day_from_iso(db_text(q, 9)),
        .ends_on = day_at(q, 10),
        .ended_on = day_at(q, 11),
        .end_reason = db_text_copy(q, 12, a),
        .lesson = db_text_copy(q, 13, a),
        .hours_week = number_at(q, 14),
        .wage_month = number_at(q, 15),
        .job_title = db_text_copy(q, 16, a),
        .job_level = db_text_copy(q, 17, a),
        .sector = db_text_copy(q, 18, a),
        .subsidy = db_text_copy(q, 19, a),
        .wage_value = number_at(q, 20),
        .target_register = db_text_copy(q, 21, a),
        .job_coach = db_text_copy(q, 22, a),
        .no_risk = db_text_copy(q, 23, a),
        .mentor = db_text_copy(q, 24, a),
        .disclosure = db_text_copy(q, 25, a),
        .found_by = db_text_copy(q, 26, a),
        .promise = db_text_copy(q, 27, a),
        .promise_by = db_text_copy(q, 28, a),
        .note = db_text_copy(q, 29, a),
        .version = db_int(q, 30),
        .adjustments = db_text_copy(q, 31, a),
        .expectations = db_text_copy(q, 32, a),
        .responsible = db_text_copy(q, 33, a),
    };
}

static struct placements read_all(struct db_rows q, struct arena *a)
{
    struct placements list = {0};
    size_t room = 0;

    while (db_next(&q)) {
        if (list.n == room) {
            list.at =
                arena_grow(a, list.at, room * sizeof(*list.at), (2 * room + 4) * sizeof(*list.at));
            room = 2 * room + 4;
        }
        list.at[list.n++] = placement_row(&q, a);
    }
    return list;
}

enum rc placement_get(struct db *db, struct arena *a, int64_t id, struct placement *p)
{
    struct placements list =
        read_all(db_query(db, SQL("select " PLACEMENT_COLUMNS " where p.id = $1"), ARGS(I(id))), a);

    if (!list.n)
        return NOT_FOUND;
    *p = list.at[0];
    return OK;
}

struct placements placement_by_trajectory(struct db *db, struct arena *a, int64_t trajectory_id)
{
    return read_all(db_query(db,
                             SQL("select " PLACEMENT_COLUMNS " where p.trajectory_id = $1"
                                 " order by p.started_on, p.id limit 500"),
                             ARGS(I(trajectory_id))),
                    a);
}

struct placements placement_by_employer(struct db *db, struct arena *a, int64_t employer_id,
                                        int limit)
{
    return read_all(db_query(db,
                             SQL("select " PLACEMENT_COLUMNS " where p.employer_id = $1"
                                 " order by p.started_on desc, p.id desc limit $2"),
                             ARGS(I(employer_id), I(limit))),
                    a);
}

/* ---- terms: what was agreed from a day on ---------------------------------------------------- */

struct placement_terms *placement_history(struct db *db, struct arena *a, int64_t placement_id,
                                          size_t *n)
{
    enum { MOST = 100 };
    struct placement_terms *list = ARENA_ARRAY(a, struct placement_terms, MOST);
    struct db_rows q =
        db_query(db,
                 SQL("select t.id, t.from_on, t.hours_week, t.wage_month, t.permanent, t.ends_on,"
                     " t.why, s.name from placement_terms t join staff s on s.id = t.recorded_by"
                     " where t.placement_id = $1 order by t.from_on limit $2"),
                 ARGS(I(placement_id), I(MOST)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = (struct placement_terms){.id = db_int(&q, 0),
                                                .from_on = day_from_iso(db_text(&q, 1)),
                                                .hours_week = number_at(&q, 2),
                                                .wage_month = number_at(&q, 3),
                                                .permanent = db_int(&q, 4),
                                                .ends_on = day_at(&q, 5),
                                                .why = db_text_copy(&q, 6, a),
                                                .recorder = db_text_copy(&q, 7, a)};
    return list;
}

/* The terms in force go to the placement; a form that is open with the old ones becomes stale. */
static void terms_put_in_force(struct db *db, int64_t trajectory_id, int32_t today)
{
    char day[DAY_TEXT];

    db_run(db,
           SQL("update placement set hours_week = t.hours_week, wage_month = t.wage_month,"
               " permanent = t.permanent, ends_on = t.ends_on, version = placement.version + 1"
               " from placement_terms t where t.placement_id = placement.id"
               " and placement.trajectory_id = $1 and t.from_on <= $2"
               " and not exists (select 1 from placement_terms n where"
               "  n.placement_id = t.placement_id and n.from_on > t.from_on and n.from_on <= $2)"
               " and (placement.hours_week is distinct from t.hours_week"
               "  or placement.wage_month is distinct from t.wage_month"
               "  or placement.permanent <> t.permanent"
               "  or placement.ends_on is distinct from t.ends_on)"),
           ARGS(I(trajectory_id), S(day_iso(today, day))));
}

/* The placement was corrected: so are the terms in force, or the first when it is still to begin.
 */
static void terms_correct(struct req *r, const struct placement *p)
{
    char started[DAY_TEXT], ends[DAY_TEXT], day[DAY_TEXT];

    db_run(r->db,
           SQL("update placement_terms set from_on = $2 where placement_id = $1 and from_on ="
               " (select min(f.from_on) from placement_terms f where f.placement_id = $1)"),
           ARGS(I(p->id), S(day_iso(p->started_on, started))));
    db_run(r->db,
           SQL("update placement_terms set hours_week = $3, wage_month = $4, permanent = $5,"
               " ends_on = $6 where placement_id = $1 and from_on = (select coalesce("
               " max(case when f.from_on <= $2 then f.from_on end), min(f.from_on))"
               " from placement_terms f where f.placement_id = $1)"),
           ARGS(I(p->id), S(day_iso(r->today, day)), val_number(p->hours_week),
                val_number(p->wage_month), I(p->permanent), val_day(p->ends_on, ends)));
}

static enum rc terms_insert(struct req *r, int64_t placement_id, struct placement_terms *t)
{
    char from[DAY_TEXT], ends[DAY_TEXT];

    t->id = req_new_id(r);
    return db_write(r->db,
                    SQL("insert into placement_terms (id, placement_id, from_on, hours_week,"
                        " wage_month, permanent, ends_on, why, recorded_by, recorded_at)"
                        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"),
                    ARGS(I(t->id), I(placement_id), S(day_iso(t->from_on, from)),
                         val_number(t->hours_week), val_number(t->wage_month), I(t->permanent),
                         val_day(t->ends_on, ends), S(t->why), I(r->user->id), I(r->now)));
}

enum rc placement_terms_add(struct req *r, const struct placement *p, struct placement_terms *t)
{
    struct placement_terms begin = {.from_on = p->started_on,
                                    .hours_week = p->hours_week,
                                    .wage_month = p->wage_month,
                                    .permanent = p->permanent,
                                    .ends_on = p->ends_on,
                                    .why = ""};
    enum rc rc = OK;

    if (!db_exists(r->db, SQL("select 1 from placement_terms where placement_id = $1"),
                   ARGS(I(p->id))))
        rc = terms_insert(r, p->id, &begin);
    if (rc == OK)
        rc = terms_insert(r, p->id, t);
    if (rc == OK) {
        placement_refresh(r->db, p->trajectory_id, r->today);
        client_substantive(r->db, p->trajectory_id, r->today);
    }
    return rc;
}

enum rc placement_terms_remove(struct req *r, const struct placement *p, int64_t id)
{
    db_run(r->db,
           SQL("delete from placement_terms where id = $1 and placement_id = $2 and from_on >"
               " (select min(f.from_on) from placement_terms f where f.placement_id = $2)"),
           ARGS(I(id), I(p->id)));
    if (!db_touched(r->db))
        return NOT_FOUND;
    placement_refresh(r->db, p->trajectory_id, r->today);
    db_run(r->db,
           SQL("delete from placement_terms where placement_id = $1 and 1 ="
               " (select count(*) from placement_terms f where f.placement_id = $1)"),
           ARGS(I(p->id)));
    return OK;
}

/* ---- writing --------------------------------------------------------------------------------- */

enum rc placement_add(struct req *r, struct placement *p)
{
    char started[DAY_TEXT], ends[DAY_TEXT], ended[DAY_TEXT];

    p->id = req_new_id(r);
    enum rc rc = db_write(
        r->db,
        SQL("insert into placement (id, organisation_id, trajectory_id, employer_id,"
            " establishment_id, kind, contract_type, permanent, started_on, ends_on, ended_on,"
            " end_reason, lesson, hours_week, wage_month, job_title, job_level, sector, subsidy,"
            " wage_value, target_register, job_coach, no_risk, mentor, disclosure, found_by, "
            "promise,"
            " promise_by, note, created_at, adjustments, expectations, responsible) values ($1, "
            "$2, $3, $4, $5, $6, $7, $8, "
            "$9, $10, $11, "
            "$12,"
            " $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, "
            "$30, $31, $32, $33)"),
        ARGS(I(p->id), I(p->organisation_id), I(p->trajectory_id), ID(p->employer_id),
             ID(p->establishment_id), S(p->kind), S(p->contract_type), I(p->permanent),
             S(day_iso(p->started_on, started)), val_day(p->ends_on, ends),
             val_day(p->ended_on, ended), S(p->end_reason), S(p->lesson), val_number(p->hours_week),
             val_number(p->wage_month), S(p->job_title), S(p->job_level), S(p->sector),
             S(p->subsidy), val_number(p->wage_value), S(p->target_register), S(p->job_coach),
             S(p->no_risk), S(p->mentor), S(p->disclosure), S(p->found_by), S(p->promise),
             S(p->promise_by), S(p->note), I(r->now), S(p->adjustments), S(p->expectations),
             S(p->responsible)));

    if (rc == OK) {
        placement_refresh(r->db, p->trajectory_id, r->today);
        client_substantive(r->db, p->trajectory_id, r->today);
        employer_index(r->db, r->arena,
                       p->employer_id); /* a job clients had there: who knows one? */
    }
    return rc;
}

enum rc placement_change(struct req *r, const struct placement *p)
{
    char started[DAY_TEXT], ends[DAY_TEXT], ended[DAY_TEXT];
    enum rc rc = db_update(
        r->db,
        SQL("update placement set employer_id = $3, establishment_id = $4, kind = $5,"
            " contract_type = $6, permanent = $7, started_on = $8, ends_on = $9, ended_on = $10,"
            " end_reason = $11, lesson = $12, hours_week = $13, wage_month = $14, job_title = $15,"
            " job_level = $16, sector = $17, subsidy = $18, wage_value = $19, target_register = "
            "$20,"
            " job_coach = $21, no_risk = $22, mentor = $23, disclosure = $24, found_by = $25,"
            " promise = $26, promise_by = $27, note = $28, adjustments = $29, expectations = $30,"
            " responsible = $31,"
            " version = version + 1"
            " where id = $1 and version = $2"),
        ARGS(I(p->id), I(p->version), ID(p->employer_id), ID(p->establishment_id), S(p->kind),
             S(p->contract_type), I(p->permanent), S(day_iso(p->started_on, started)),
             val_day(p->ends_on, ends), val_day(p->ended_on, ended), S(p->end_reason), S(p->lesson),
             val_number(p->hours_week), val_number(p->wage_month), S(p->job_title), S(p->job_level),
             S(p->sector), S(p->subsidy), val_number(p->wage_value), S(p->target_register),
             S(p->job_coach), S(p->no_risk), S(p->mentor), S(p->disclosure), S(p->found_by),
             S(p->promise), S(p->promise_by), S(p->note), S(p->adjustments), S(p->expectations),
             S(p->responsible)));

    if (rc == OK) {
        terms_correct(r, p);
        placement_refresh(r->db, p->trajectory_id, r->today);
        client_substantive(r->db, p->trajectory_id, r->today);
        employer_index(r->db, r->arena,
                       p->employer_id); /* a job clients had there: who knows one? */
    }
    return rc;
}

/* The running placement that matters most: paid before unpaid, then the most hours. */
static const struct placement *main_running(const struct placements *all, int32_t today)
{
    const struct placement *best = NULL;

    for (size_t i = 0; i < all->n; i++) {
        const struct placement *p = &all->at[i];

        if (!placement_runs(p, today))
            continue;
        if (!best || placement_unpaid(p->kind) < placement_unpaid(best->kind) ||
            (placement_unpaid(p->kind) == placement_unpaid(best->kind) &&
             p->hours_week > best->hours_week))
            best = p;
    }
    return best;
}

static bool has_ordinary(const struct placements *all, int32_t today)
{
    for (size_t i = 0; i < all->n; i++)
        if (placement_runs(&all->at[i], today) && placement_ordinary(all->at[i].kind))
            return true;
    return false;
}

/* The first day on which work is still to begin. */
static int32_t next_beginning(const struct placements *all, int32_t today)
{
    for (size_t i = 0; i < all->n; i++) /* oldest first */
        if (all->at[i].started_on > today && all->at[i].ended_on == DAY_NONE)
            return all->at[i].started_on;
    return DAY_NONE;
}

/* The last day that was agreed, also by a change that comes into force later: who extended a
 * contract is not reminded of its end. Nor who recorded already on which day the work stops. */
static int32_t agreed_end(struct db *db, struct arena *a, const struct placement *p)
{
    size_t n;
    const struct placement_terms *t = placement_history(db, a, p->id, &n);

    if (p->ended_on != DAY_NONE)
        return DAY_NONE;
    return n ? t[n - 1].ends_on : p->ends_on;
}

/* The facts tell when the work of now ends; of work beside it that is a matter of its own. */
static void remind_beside(struct db *db, struct arena *a, int64_t trajectory_id,
                          const struct placements *all, const struct placement *now, int32_t today)
{
    static const char *const rules[] = {"beside_contract", "beside_unpaid"};

    for (size_t i = 0; i < all->n; i++) {
        const struct placement *p = &all->at[i];
        int32_t ends = p != now && placement_runs(p, today) ? agreed_end(db, a, p) : DAY_NONE;

        for (int unpaid = 0; unpaid <= 1; unpaid++) {
            if (ends != DAY_NONE && placement_unpaid(p->kind) == unpaid)
                due_set(db, trajectory_id, rules[unpaid], p->id, ends,
                        *p->employer_name ? p->employer_name : p->job_title);
            else
                due_clear(db, trajectory_id, rules[unpaid], p->id);
        }
    }
}

void placement_refresh(struct db *db, int64_t trajectory_id, int32_t today)
{
    struct arena *a = arena_new();
    terms_put_in_force(db, trajectory_id, today);
    struct placements all = placement_by_trajectory(db, a, trajectory_id);
    const struct placement *p = main_running(&all, today);
    char since[DAY_TEXT], ends[DAY_TEXT], begins[DAY_TEXT];

    db_run(db,
           SQL("update trajectory_fact set placement_id = $2, working_since = $3,"
               " placement_ends_on = $4, unpaid = $5, employer = $6, disclosure_open = $7,"
               " begins_on = $8, seeks = $9 where trajectory_id = $1"),
           ARGS(I(trajectory_id), ID(p ? p->id : 0), val_day(p ? p->started_on : DAY_NONE, since),
                val_day(p ? agreed_end(db, a, p) : DAY_NONE, ends),
                I(p && placement_unpaid(p->kind)), S(p ? p->employer_name : ""),
                I(p && p->employer_id && !*p->disclosure),
                val_day(next_beginning(&all, today), begins), I(p && !has_ordinary(&all, today))));
    remind_beside(db, a, trajectory_id, &all, p, today);
    arena_free(a);
    trajectory_refresh(db, trajectory_id);
    for (const struct feature *const *f = features; *f; f++)
        if ((*f)->work_changed)
            (*f)->work_changed(db, trajectory_id, today);
}

int64_t placement_refresh_some(struct db *db, struct arena *a, int32_t today, int64_t after)
{
    enum { SOME = 500, DAYS_BACK = 31 };
    int64_t *ids = ARENA_ARRAY(a, int64_t, SOME);
    size_t n = 0;
    char first[DAY_TEXT], last[DAY_TEXT];
    struct db_rows q = db_query(
        db,
        SQL("select trajectory_id from placement"
            " where started_on >= $1 and started_on <= $2 and trajectory_id > $3"
            " union select trajectory_id from placement"
            " where ended_on >= $1 and ended_on <= $2 and trajectory_id > $3"
            " union select p.trajectory_id from placement_terms t"
            " join placement p on p.id = t.placement_id"
            " where t.from_on >= $1 and t.from_on <= $2 and p.trajectory_id > $3"
            " order by trajectory_id limit $4"),
        ARGS(S(day_iso(today - DAYS_BACK, first)), S(day_iso(today, last)), I(after), I(SOME)));

    while (db_next(&q))
        ids[n++] = db_int(&q, 0);
    for (size_t i = 0; i < n; i++)
        placement_refresh(db, ids[i], today);
    return n ? ids[n - 1] : 0;
}

/* ---- build-up -------------------------------------------------------------------------------- */

struct placement_hours *placement_build_up(struct db *db, struct arena *a, int64_t placement_id,
                                           size_t *n)
{
    struct placement_hours *list = ARENA_ARRAY(a, struct placement_hours, 200);
    struct db_rows q = db_query(db,
                                SQL("select from_on, planned, actual from placement_hours"
                                    " where placement_id = $1 order by from_on limit 200"),
                                ARGS(I(placement_id)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = (struct placement_hours){.from_on = day_from_iso(db_text(&q, 0)),
                                                .planned = number_at(&q, 1),
                                                .actual = number_at(&q, 2)};
    return list;
}

void placement_build_up_set(struct req *r, int64_t placement_id,
                            const struct placement_hours *hours)
{
    char from[DAY_TEXT];

    day_iso(hours->from_on, from);
    if (hours->planned == NUMBER_NONE && hours->actual == NUMBER_NONE) {
        db_run(r->db, SQL("delete from placement_hours where placement_id = $1 and from_on = $2"),
               ARGS(I(placement_id), S(from)));
        return;
    }
    db_run(r->db,
           SQL("insert into placement_hours (id, placement_id, from_on, planned, actual)"
               " values ($1, $2, $3, $4, $5) on conflict (placement_id, from_on)"
               " do update set planned = excluded.planned, actual = excluded.actual"),
           ARGS(I(req_new_id(r)), I(placement_id), S(from), val_number(hours->planned),
                val_number(hours->actual)));
}

/* ---- coaching on the job --------------------------------------------------------------------- */

struct placement_coaching *placement_coached(struct db *db, struct arena *a,
                                             const struct placement *p, size_t *n)
{
    enum { MOST = 100 };
    struct placement_coaching *list = ARENA_ARRAY(a, struct placement_coaching, MOST);
    char from[DAY_TEXT], to[DAY_TEXT];
    struct db_rows q =
        db_query(db,
                 SQL("select k.day, k.minutes, s.name from contact_client k"
                     " join contact c on c.id = k.contact_id join staff s on s.id = c.staff_id"
                     " where k.trajectory_id = $1 and k.day >= $2 and (k.day <= $3 or $3 = '')"
                     " and c.coaching = 1 and (c.employer_id is null or c.employer_id = $4)"
                     " order by k.day desc, k.contact_id desc limit $5"),
                 ARGS(I(p->trajectory_id), S(day_iso(p->started_on, from)),
                      S(day_iso(p->ended_on, to)), ID(p->employer_id), I(MOST)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = (struct placement_coaching){day_from_iso(db_text(&q, 0)), db_int(&q, 1),
                                                   db_text_copy(&q, 2, a)};
    return list;
}
