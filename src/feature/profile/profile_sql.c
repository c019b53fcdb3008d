/* profile_sql.c: every SQL text of the profile, earlier work and education.
 * Not: which text holds (profile.c).
 * Start at profile_save(). */
#include "base/vec.h"
#include "core/values.h"
#include "feature/client/client.h"
#include "feature/profile/profile.h"
#include "feature/trajectory/due.h"

enum { REMIND_DAYS = 180 }; /* of a job that ended longer ago nobody is reminded */

struct profile profile_load(struct db *db, struct arena *a, int64_t client_id)
{
    struct profile p = {.on = DAY_NONE, .by = ""};
    struct db_rows q = db_query(db,
                                SQL("select p.revision, p.recorded_on, s.name from profile p"
                                    " join staff s on s.id = p.recorded_by where p.client_id = $1"
                                    " order by p.revision desc limit 1"),
                                ARGS(I(client_id)));

    while (db_next(&q)) {
        p.revision = db_int(&q, 0);
        p.on = day_at(&q, 1);
        p.by = db_text_copy(&q, 2, a);
    }
    q = db_query(db,
                 SQL("select a.question, a.body, p.revision, a.seen, s.name, p.recorded_at"
                     " from profile_answer a join profile p on p.id = a.profile_id"
                     " join staff s on s.id = p.recorded_by where a.client_id = $1"
                     " order by p.revision desc, a.question limit 5000"),
                 ARGS(I(client_id)));
    while (db_next(&q)) {
        struct profile_text t = {.question = db_text_copy(&q, 0, a),
                                 .body = db_text_copy(&q, 1, a),
                                 .revision = db_int(&q, 2),
                                 .seen = db_int(&q, 3),
                                 .by = db_text_copy(&q, 4, a),
                                 .at = db_int(&q, 5)};
        ARENA_PUSH(a, &p.texts, t);
    }
    return p;
}

static int64_t revision_add(struct req *r, const struct profile *now)
{
    int64_t id = req_new_id(r);
    char day[DAY_TEXT];

    db_run(
        r->db,
        SQL("insert into profile (id, client_id, revision, recorded_on, recorded_by, recorded_at)"
            " values ($1, $2, $3, $4, $5, $6)"),
        ARGS(I(id), I(r->client_id), I(now->revision + 1), S(day_iso(r->today, day)),
             I(r->user->id), I(r->now)));
    client_substantive(r->db, r->trajectory_id, r->today);
    profile_work_changed(r->db, r->trajectory_id, r->today);
    return id;
}

static void answer_add(struct req *r, int64_t profile_id, const char *question, int64_t seen,
                       const char *body)
{
    db_run(r->db,
           SQL("insert into profile_answer (id, profile_id, client_id, question, seen, body)"
               " values ($1, $2, $3, $4, $5, $6)"),
           ARGS(I(req_new_id(r)), I(profile_id), I(r->client_id), S(question), I(seen), S(body)));
}

static const char *body_at(const struct profile *p, const char *question, int64_t until)
{
    const struct profile_text *text = profile_text_at(p, question, until);

    return text ? text->body : "";
}

size_t profile_save(struct req *r, const struct profile *now, const struct answers *mine,
                    int64_t seen)
{
    int64_t id = revision_add(r, now);
    size_t beside = 0;

    for (size_t i = 0; i < mine->n; i++) {
        const char *question = mine->of[i]->code;
        const char *read = body_at(now, question, seen);
        const char *newest = body_at(now, question, INT64_MAX);

        if (!strcmp(mine->text[i], read) || !strcmp(mine->text[i], newest))
            continue;
        answer_add(r, id, question, seen, mine->text[i]);
        beside += strcmp(read, newest) != 0;
    }
    return beside;
}

enum rc profile_choose(struct req *r, const struct profile *now, const char *question, int64_t seen,
                       const char *body)
{
    const struct profile_text *newest = profile_text_at(now, question, INT64_MAX);

    if (!newest || newest->revision != seen)
        return STALE;
    answer_add(r, revision_add(r, now), question, seen, body);
    return OK;
}

void profile_work_changed(struct db *db, int64_t trajectory_id, int32_t today)
{
    struct arena *a = arena_new();
    struct placements jobs = placement_by_trajectory(db, a, trajectory_id);
    const char *last = db_one_text(db, a,
                                   SQL("select max(p.recorded_on) from profile p join trajectory t"
                                       " on t.client_id = p.client_id where t.id = $1"),
                                   ARGS(I(trajectory_id)), "");
    int32_t saved = day_from_iso(last);

    for (size_t i = 0; i < jobs.n; i++) {
        const struct placement *p = &jobs.at[i];
        bool ended = p->ended_on != DAY_NONE && p->ended_on <= today;

        if (ended && p->ended_on >= today - REMIND_DAYS &&
            (saved == DAY_NONE || saved < p->ended_on))
            due_set(db, trajectory_id, "profile_job", p->id, p->ended_on,
                    *p->employer_name ? p->employer_name : p->job_title);
        else
            due_clear(db, trajectory_id, "profile_job", p->id);
    }
    arena_free(a);
}

/* ---- earlier work ---------------------------------------------------------------------------- */

#define WORK_COLUMNS                                                                               \
    "select w.id, w.client_id, w.placement_id, w.job_title, w.employer, w.from_year, w.to_year,"   \
    " w.tasks, w.went_well, w.stopped, w.on_cv, w.version from work_history w"

static struct work_history work_row(const struct db_rows *q, struct arena *a)
{
    return (struct work_history){.id = db_int(q, 0),
                                 .client_id = db_int(q, 1),
                                 .placement_id = db_int(q, 2),
                                 .job_title = db_text_copy(q, 3, a),
                                 .employer = db_text_copy(q, 4, a),
                                 .from_year = number_at(q, 5),
                                 .to_year = number_at(q, 6),
                                 .tasks = db_text_copy(q, 7, a),
                                 .went_well = db_text_copy(q, 8, a),
                                 .stopped = db_text_copy(q, 9, a),
                                 .on_cv = db_int(q, 10),
                                 .version = db_int(q, 11)};
}

static struct work_history of_placement(struct req *r, const struct placement *p)
{
    bool over = p->ended_on != DAY_NONE && p->ended_on <= r->today;

    return (struct work_history){
        .client_id = r->client_id,
        .placement_id = p->id,
        .job_title = *p->job_title ? p->job_title : code_text(r->lang, placement_kinds, p->kind),
        .employer = p->employer_name,
        .from_year = day_ymd(p->started_on).year,
        .to_year = over ? day_ymd(p->ended_on).year : NUMBER_NONE,
        .tasks = "",
        .went_well = "",
        .stopped = "",
        .on_cv = work_history_usual(p->kind)};
}

/* What runs first, then by the last year. */
static int64_t place_of(const struct work_history *w)
{
    return w->to_year != NUMBER_NONE     ? w->to_year
           : w->from_year != NUMBER_NONE ? w->from_year + 1000
                                         : 0;
}

static void put_in_place(struct work_histories *list)
{
    size_t at = list->n - 1;
    struct work_history w = list->at[at];

    for (; at > 0 && place_of(&list->at[at - 1]) < place_of(&w); at--)
        list->at[at] = list->at[at - 1];
    list->at[at] = w;
}

static void add_placements(struct req *r, struct work_histories *list)
{
    enum { TRAJECTORIES = 20 };
    int64_t ids[TRAJECTORIES];
    size_t n = 0, told = list->n;
    struct db_rows q = db_query(r->db,
                                SQL("select id from trajectory where client_id = $1"
                                    " order by referred_on desc limit 20"),
                                ARGS(I(r->client_id)));

    while (db_next(&q))
        ids[n++] = db_int(&q, 0);
    for (size_t i = 0; i < n; i++) {
        struct placements jobs = placement_by_trajectory(r->db, r->arena, ids[i]);

        for (size_t k = 0; k < jobs.n; k++) {
            bool known = jobs.at[k].started_on > r->today;

            for (size_t m = 0; m < told; m++)
                known = known || list->at[m].placement_id == jobs.at[k].id;
            if (known)
                continue;
            struct work_history w = of_placement(r, &jobs.at[k]);
            ARENA_PUSH(r->arena, list, w);
        }
    }
}

struct work_histories work_history_list(struct req *r, bool jobs)
{
    struct work_histories list = {0}, sorted = {0};
    struct db_rows q =
        db_query(r->db, SQL(WORK_COLUMNS " where w.client_id = $1 order by w.id desc limit 200"),
                 ARGS(I(r->client_id)));

    while (db_next(&q)) {
        struct work_history w = work_row(&q, r->arena);
        ARENA_PUSH(r->arena, &list, w);
    }
    if (jobs)
        add_placements(r, &list);
    for (size_t i = 0; i < list.n; i++) {
        ARENA_PUSH(r->arena, &sorted, list.at[i]);
        put_in_place(&sorted);
    }
    return sorted;
}

enum rc work_history_get(struct req *r, int64_t id, struct work_history *w)
{
    struct db_rows q = db_query(r->db, SQL(WORK_COLUMNS " where w.id = $1 and w.client_id = $2"),
                                ARGS(I(id), I(r->client_id)));
    enum rc rc = NOT_FOUND;

    while (db_next(&q)) {
        *w = work_row(&q, r->arena);
        rc = OK;
    }
    return rc;
}

enum rc work_history_of(struct req *r, int64_t placement_id, struct work_history *w)
{
    struct placement p;

    if (placement_get(r->db, r->arena, placement_id, &p) != OK ||
        !db_exists(r->db, SQL("select 1 from trajectory where id = $1 and client_id = $2"),
                   ARGS(I(p.trajectory_id), I(r->client_id))))
        return NOT_FOUND;
    *w = of_placement(r, &p);
    return OK;
}

enum rc work_history_add(struct req *r, struct work_history *w)
{
    w->id = req_new_id(r);
    return db_write(r->db,
                    SQL("insert into work_history (id, client_id, placement_id, job_title,"
                        " employer, from_year, to_year, tasks, went_well, stopped, on_cv,"
                        " created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"),
                    ARGS(I(w->id), I(r->client_id), ID(w->placement_id), S(w->job_title),
                         S(w->employer), val_number(w->from_year), val_number(w->to_year),
                         S(w->tasks), S(w->went_well), S(w->stopped), I(w->on_cv), I(r->now)));
}

enum rc work_history_change(struct req *r, const struct work_history *w)
{
    return db_update(r->db,
                     SQL("update work_history set job_title = $4, employer = $5, from_year = $6,"
                         " to_year = $7, tasks = $8, went_well = $9, stopped = $10, on_cv = $11,"
                         " version = version + 1"
                         " where id = $1 and client_id = $2 and version = $3"),
                     ARGS(I(w->id), I(r->client_id), I(w->version), S(w->job_title), S(w->employer),
                          val_number(w->from_year), val_number(w->to_year), S(w->tasks),
                          S(w->went_well), S(w->stopped), I(w->on_cv)));
}

void work_history_remove(struct req *r, int64_t id)
{
    db_run(r->db, SQL("delete from work_history where id = $1 and client_id = $2"),
           ARGS(I(id), I(r->client_id)));
}

/* ---- education ------------------------------------------------------------------------------- */

#define ENROLMENT_COLUMNS                                                                          \
    "select e.id, e.client_id, e.school, e.course, e.goal, e.started_on, e.ends_on, e.ended_on,"   \
    " e.result, e.hours_week, e.on_cv, e.version from enrolment e"

static struct enrolment enrolment_row(const struct db_rows *q, struct arena *a)
{
    return (struct enrolment){.id = db_int(q, 0),
                              .client_id = db_int(q, 1),
                              .school = db_text_copy(q, 2, a),
                              .course = db_text_copy(q, 3, a),
                              .goal = db_text_copy(q, 4, a),
                              .started_on = day_at(q, 5),
                              .ends_on = day_at(q, 6),
                              .ended_on = day_at(q, 7),
                              .result = db_text_copy(q, 8, a),
                              .hours_week = number_at(q, 9),
                              .on_cv = db_int(q, 10),
                              .version = db_int(q, 11)};
}

struct enrolments enrolment_list(struct db *db, struct arena *a, int64_t client_id)
{
    struct enrolments list = {0};
    struct db_rows q =
        db_query(db,
                 SQL(ENROLMENT_COLUMNS " where e.client_id = $1 order by"
                                       " case when e.ended_on is null then 0 else 1"
                                       " end, e.ended_on desc nulls first,"
                                       " e.started_on desc nulls last, e.id desc limit 200"),
                 ARGS(I(client_id)));

    while (db_next(&q)) {
        struct enrolment e = enrolment_row(&q, a);
        ARENA_PUSH(a, &list, e);
    }
    return list;
}

enum rc enrolment_get(struct req *r, int64_t id, struct enrolment *e)
{
    struct db_rows q =
        db_query(r->db, SQL(ENROLMENT_COLUMNS " where e.id = $1 and e.client_id = $2"),
                 ARGS(I(id), I(r->client_id)));
    enum rc rc = NOT_FOUND;

    while (db_next(&q)) {
        *e = enrolment_row(&q, r->arena);
        rc = OK;
    }
    return rc;
}

void enrolment_add(struct req *r, struct enrolment *e)
{
    char started[DAY_TEXT], ends[DAY_TEXT], ended[DAY_TEXT];

    e->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into enrolment (id, client_id, school, course, goal, started_on, ends_on,"
               " ended_on, result, hours_week, on_cv, created_at)"
               " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"),
           ARGS(I(e->id), I(r->client_id), S(e->school), S(e->course), S(e->goal),
                val_day(e->started_on, started), val_day(e->ends_on, ends),
                val_day(e->ended_on, ended), S(e->result), val_number(e->hours_week), I(e->on_cv),
                I(r->now)));
}

enum rc enrolment_change(struct req *r, const struct enrolment *e)
{
    char started[DAY_TEXT], ends[DAY_TEXT], ended[DAY_TEXT];

    return db_update(r->db,
                     SQL("update enrolment set school = $4, course = $5, goal = $6,"
                         " started_on = $7, ends_on = $8, ended_on = $9, result = $10,"
                         " hours_week = $11, on_cv = $12, version = version + 1"
                         " where id = $1 and client_id = $2 and version = $3"),
                     ARGS(I(e->id), I(r->client_id), I(e->version), S(e->school), S(e->course),
                          S(e->goal), val_day(e->started_on, started), val_day(e->ends_on, ends),
                          val_day(e->ended_on, ended), S(e->result), val_number(e->hours_week),
                          I(e->on_cv)));
}

void enrolment_remove(struct req *r, int64_t id)
{
    db_run(r->db, SQL("delete from enrolment where id = $1 and client_id = $2"),
           ARGS(I(id), I(r->client_id)));
}
