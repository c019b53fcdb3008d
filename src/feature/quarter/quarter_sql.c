/* quarter_sql.c: what the database knows of a programme in a quarter, and the signed returns.
 * Not: what is counted (quarter.c).
 * Start at quarter_load(). */
#include "feature/quarter/quarter.h"

#include "base/id.h"
#include "base/vec.h"
#include "core/codes.h"
#include "core/values.h"
#include "feature/placement/placement.h"

enum {
    NORM_UNKNOWN = 20, /* fidelity item B1, score 5: of who has no caseload */
    BACK_DAYS = 91,    /* retention looks at jobs that began this long before the quarter */
    KINDS_MAX = 32,
};

/* What each kind of work counts as, looked up once for the whole quarter. */
struct kinds {
    struct {
        char name[24];
        signed char counts[QUARTER_DEFINITIONS];
    } at[KINDS_MAX];
    size_t n;
};

static const signed char *kind_counts(struct kinds *kinds, const char *kind)
{
    size_t i = 0;

    while (i < kinds->n && strcmp(kinds->at[i].name, kind))
        i++;
    if (i == kinds->n) {
        if (kinds->n++ == KINDS_MAX)
            BUG("more than %d kinds of work", KINDS_MAX);
        snprintf(kinds->at[i].name, sizeof(kinds->at[i].name), "%s", kind);
        for (int d = 0; d < QUARTER_DEFINITIONS; d++)
            kinds->at[i].counts[d] = (signed char)placement_counts(quarter_definitions[d], kind);
    }
    return kinds->at[i].counts;
}

struct trajectories {
    struct quarter_trajectory *at;
    size_t n, cap;
};
struct jobs {
    struct quarter_job *at;
    size_t n, cap;
};
struct groups {
    struct quarter_group *at;
    size_t n, cap;
};
struct staffs {
    struct quarter_staff *at;
    size_t n, cap;
};

/* The groups of the rules first, in their order; one that is no longer there at the end. */
static int group_of(struct arena *a, struct groups *groups, const char *code)
{
    for (size_t i = 0; i < groups->n; i++)
        if (!strcmp(groups->at[i].code, code))
            return (int)i;
    struct quarter_group group = {
        arena_str(a, code),
        (double)codes_number("target_groups", code, "caseload_norm", NORM_UNKNOWN)};
    ARENA_PUSH(a, groups, group);
    return (int)groups->n - 1;
}

static void load_trajectories(struct db *db, struct arena *a, int64_t programme_id,
                              struct quarter q, struct trajectories *list, struct groups *groups)
{
    char last[DAY_TEXT], back[DAY_TEXT];
    struct db_rows rows = db_query(
        db,
        SQL("select t.id, t.client_id, t.target_group, t.first_talk_on, t.started_on, t.ends_on,"
            " t.closed_on, (select max(s.staff_id) from assignment s where s.trajectory_id = t.id"
            " and s.from_on <= $2 and (s.to_on is null or s.to_on >= $2)) from trajectory t"
            " where t.programme_id = $1 and t.referred_on <= $2"
            " and (t.closed_on is null or t.closed_on >= $3)"
            " order by t.client_id, t.started_on nulls last, t.id"),
        ARGS(I(programme_id), S(day_iso(q.last, last)), S(day_iso(q.first - BACK_DAYS, back))));

    while (db_next(&rows)) {
        struct quarter_trajectory t = {.id = db_int(&rows, 0),
                                       .client_id = db_int(&rows, 1),
                                       .group = group_of(a, groups, db_text(&rows, 2)),
                                       .first_talk_on = day_at(&rows, 3),
                                       .started_on = day_at(&rows, 4),
                                       .ends_on = day_at(&rows, 5),
                                       .closed_on = day_at(&rows, 6),
                                       .staff_id = db_int(&rows, 7)};
        ARENA_PUSH(a, list, t);
    }
}

/* In the order of the trajectories, so that each gets its own piece of one list. */
static void load_jobs(struct db *db, struct arena *a, int64_t programme_id, struct quarter q,
                      struct trajectories *list)
{
    char last[DAY_TEXT], back[DAY_TEXT];
    struct kinds kinds = {.n = 0};
    struct jobs jobs = {0};
    size_t at = 0;
    struct db_rows rows = db_query(
        db,
        SQL("select p.trajectory_id, p.id, p.kind, p.started_on, p.ends_on, p.ended_on"
            " from trajectory t join placement p on p.trajectory_id = t.id"
            " where t.programme_id = $1 and t.referred_on <= $2"
            " and (t.closed_on is null or t.closed_on >= $3) and p.started_on <= $2"
            " order by t.client_id, t.started_on nulls last, t.id, p.started_on, p.id"),
        ARGS(I(programme_id), S(day_iso(q.last, last)), S(day_iso(q.first - BACK_DAYS, back))));

    while (db_next(&rows)) {
        struct quarter_job job = {.id = db_int(&rows, 1),
                                  .started_on = day_at(&rows, 3),
                                  .ends_on = day_at(&rows, 4),
                                  .ended_on = day_at(&rows, 5)};

        memcpy(job.counts, kind_counts(&kinds, db_text(&rows, 2)), sizeof(job.counts));
        while (at < list->n && list->at[at].id != db_int(&rows, 0))
            at++;
        if (at == list->n)
            BUG("a placement without its trajectory");
        ARENA_PUSH(a, &jobs, job);
        list->at[at].jobs++;
    }
    size_t begin = 0; /* only now: the list may have moved while it grew */
    for (size_t i = 0; i < list->n; i++) {
        list->at[i].job = jobs.at ? jobs.at + begin : NULL;
        begin += list->at[i].jobs;
    }
}

static void load_staff(struct db *db, struct arena *a, int64_t programme_id, struct quarter q,
                       struct staffs *list)
{
    char last[DAY_TEXT];
    struct db_rows rows = db_query(
        db,
        SQL("select s.id, s.name, s.fte, s.active, max(case when r.to_on is null then 1 else 0 end)"
            " from staff_role r join staff s on s.id = r.staff_id where r.programme_id = $1"
            " and r.role = 'specialist' and r.from_on <= $2"
            " and (r.to_on is null or r.to_on >= $2)"
            " group by s.id, s.name, s.fte, s.active, s.sort_key order by s.sort_key, s.id"),
        ARGS(I(programme_id), S(day_iso(q.last, last))));

    while (db_next(&rows)) {
        struct quarter_staff s = {.id = db_int(&rows, 0),
                                  .name = db_text_copy(&rows, 1, a),
                                  .fte = (double)db_int(&rows, 2) / 100,
                                  .role_open = !db_int(&rows, 3) && db_int(&rows, 4)};
        ARENA_PUSH(a, list, s);
    }
}

struct quarter_world quarter_load(struct db *db, struct arena *a, int64_t programme_id,
                                  struct quarter q)
{
    struct trajectories trajectories = {0};
    struct groups groups = {0};
    struct staffs staffs = {0};
    size_t n;
    const struct choice *known = codes_choices("target_groups", LANG_NL, &n);

    for (size_t i = 0; i < n; i++)
        (void)group_of(a, &groups, known[i].value);
    load_trajectories(db, a, programme_id, q, &trajectories, &groups);
    load_jobs(db, a, programme_id, q, &trajectories);
    load_staff(db, a, programme_id, q, &staffs);
    return (struct quarter_world){
        q, groups.at, groups.n, NORM_UNKNOWN, trajectories.at, trajectories.n, staffs.at, staffs.n};
}

/* ---- signed returns -------------------------------------------------------------------------- */

struct quarter_returns quarter_returns_of(struct db *db, struct arena *a, int64_t programme_id,
                                          struct quarter q)
{
    struct quarter_returns list = {0};
    char code[QUARTER_TEXT];
    struct db_rows rows =
        db_query(db,
                 SQL("select r.id, r.revision, s.name, r.signed_at, r.reason, r.figures"
                     " from quarter_return r join staff s on s.id = r.staff_id"
                     " where r.programme_id = $1 and r.quarter = $2 order by r.revision desc"),
                 ARGS(I(programme_id), S(quarter_text(q, code))));

    while (db_next(&rows)) {
        struct quarter_return r = {.id = db_int(&rows, 0),
                                   .revision = (int)db_int(&rows, 1),
                                   .signed_by = db_text_copy(&rows, 2, a),
                                   .signed_at = db_int(&rows, 3),
                                   .reason = db_text_copy(&rows, 4, a),
                                   .figures = db_text_copy(&rows, 5, a)};
        ARENA_PUSH(a, &list, r);
    }
    return list;
}

enum rc quarter_sign(struct db *db, int64_t id, int64_t programme_id, struct quarter q,
                     const struct quarter_return *r, int64_t staff_id)
{
    char code[QUARTER_TEXT];

    return db_write(
        db,
        SQL("insert into quarter_return (id, programme_id, quarter, revision, staff_id, signed_at,"
            " reason, figures) values ($1, $2, $3, $4, $5, $6, $7, $8)"),
        ARGS(I(id), I(programme_id), S(quarter_text(q, code)), I(r->revision), I(staff_id),
             I(r->signed_at), S(r->reason), S(r->figures)));
}

/* ---- settings ---------------------------------------------------------------------------------
 */

int64_t quarter_threshold(struct db *db, struct arena *a)
{
    const char *value = db_one_text(
        db, a, SQL("select value from setting where name = 'disclosure_threshold'"), NO_ARGS, "");
    int64_t n;

    return id_parse(value, &n) && n >= 2 && n <= 1000 ? n : QUARTER_THRESHOLD;
}
