/* placement_sql.c: every SQL text about placements, and what they mean for the facts.
 * Not: employers (feature/employer).
 * Start at placement_refresh(). */
#include "core/values.h"
#include "feature/client/client.h"
#include "feature/employer/employer.h"
#include "feature/placement/placement.h"
#include "feature/trajectory/trajectory.h"

#define PLACEMENT_COLUMNS                                                                          \
    "p.id, p.organisation_id, p.trajectory_id, p.employer_id, coalesce(e.name, ''),"               \
    " p.establishment_id, p.kind, p.contract_type, p.permanent, p.started_on, p.ends_on, "         \
    "p.ended_on,"                                                                                  \
    " p.end_reason, p.lesson, p.hours_week, p.wage_month, p.job_title, p.job_level, p.sector,"     \
    " p.subsidy, p.wage_value, p.target_register, p.job_coach, p.no_risk, p.mentor, p.disclosure," \
    " p.found_by, p.promise, p.promise_by, p.note, p.version,"                                     \
    " p.adjustments"                                                                               \
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
            " promise_by, note, created_at, adjustments) values ($1, $2, $3, $4, $5, $6, $7, $8, "
            "$9, $10, $11, "
            "$12,"
            " $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, "
            "$30, $31)"),
        ARGS(I(p->id), I(p->organisation_id), I(p->trajectory_id), ID(p->employer_id),
             ID(p->establishment_id), S(p->kind), S(p->contract_type), I(p->permanent),
             S(day_iso(p->started_on, started)), val_day(p->ends_on, ends),
             val_day(p->ended_on, ended), S(p->end_reason), S(p->lesson), val_number(p->hours_week),
             val_number(p->wage_month), S(p->job_title), S(p->job_level), S(p->sector),
             S(p->subsidy), val_number(p->wage_value), S(p->target_register), S(p->job_coach),
             S(p->no_risk), S(p->mentor), S(p->disclosure), S(p->found_by), S(p->promise),
             S(p->promise_by), S(p->note), I(r->now), S(p->adjustments)));

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
            " promise = $26, promise_by = $27, note = $28, adjustments = $29,"
            " version = version + 1"
            " where id = $1 and version = $2"),
        ARGS(I(p->id), I(p->version), ID(p->employer_id), ID(p->establishment_id), S(p->kind),
             S(p->contract_type), I(p->permanent), S(day_iso(p->started_on, started)),
             val_day(p->ends_on, ends), val_day(p->ended_on, ended), S(p->end_reason), S(p->lesson),
             val_number(p->hours_week), val_number(p->wage_month), S(p->job_title), S(p->job_level),
             S(p->sector), S(p->subsidy), val_number(p->wage_value), S(p->target_register),
             S(p->job_coach), S(p->no_risk), S(p->mentor), S(p->disclosure), S(p->found_by),
             S(p->promise), S(p->promise_by), S(p->note), S(p->adjustments)));

    if (rc == OK) {
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

void placement_refresh(struct db *db, int64_t trajectory_id, int32_t today)
{
    struct arena *a = arena_new();
    struct placements all = placement_by_trajectory(db, a, trajectory_id);
    const struct placement *p = main_running(&all, today);
    char since[DAY_TEXT], ends[DAY_TEXT];

    db_run(db,
           SQL("update trajectory_fact set placement_id = $2, working_since = $3,"
               " placement_ends_on = $4, unpaid = $5, employer = $6, disclosure_open = $7"
               " where trajectory_id = $1"),
           ARGS(I(trajectory_id), ID(p ? p->id : 0), val_day(p ? p->started_on : DAY_NONE, since),
                val_day(p ? p->ends_on : DAY_NONE, ends), I(p && placement_unpaid(p->kind)),
                S(p ? p->employer_name : ""), I(p && p->employer_id && !*p->disclosure)));
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
