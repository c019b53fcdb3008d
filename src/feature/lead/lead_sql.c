/* lead_sql.c: every SQL text about leads, and about employers the client spoke alone.
 * Not: what both mean for the facts of a trajectory (contact_refresh()).
 * Start at lead_by_trajectory(). */
#include "core/values.h"
#include "base/vec.h"
#include "feature/client/client.h"
#include "feature/contact/contact.h"
#include "feature/lead/lead.h"
#include "feature/trajectory/due.h"

#define LEAD_COLUMNS                                                                               \
    "select l.id, l.trajectory_id, l.employer_id, l.job_title, l.stage, l.stage_on, l.reason,"     \
    " l.source, l.disclosure, l.fits, l.why_on, l.note, l.next_step, l.next_on, l.placement_id,"   \
    " l.version, coalesce(e.name, ''), coalesce(e.place, '')"                                      \
    " from lead l left join employer e on e.id = l.employer_id"

static struct lead lead_row(const struct db_rows *q, struct arena *a)
{
    return (struct lead){.id = db_int(q, 0),
                         .trajectory_id = db_int(q, 1),
                         .employer_id = db_int(q, 2),
                         .job_title = db_text_copy(q, 3, a),
                         .stage = db_text_copy(q, 4, a),
                         .stage_on = day_at(q, 5),
                         .reason = db_text_copy(q, 6, a),
                         .source = db_text_copy(q, 7, a),
                         .disclosure = db_text_copy(q, 8, a),
                         .fits = db_text_copy(q, 9, a),
                         .why_on = db_text_copy(q, 10, a),
                         .note = db_text_copy(q, 11, a),
                         .next_step = db_text_copy(q, 12, a),
                         .next_on = day_at(q, 13),
                         .placement_id = db_int(q, 14),
                         .version = db_int(q, 15),
                         .employer_name = db_text_copy(q, 16, a),
                         .employer_place = db_text_copy(q, 17, a)};
}

enum rc lead_get(struct db *db, struct arena *a, int64_t trajectory_id, int64_t id, struct lead *l)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q = db_query(db, SQL(LEAD_COLUMNS " where l.id = $1 and l.trajectory_id = $2"),
                                ARGS(I(id), I(trajectory_id)));

    while (db_next(&q)) {
        rc = OK;
        *l = lead_row(&q, a);
    }
    return rc;
}

struct leads lead_by_trajectory(struct db *db, struct arena *a, int64_t trajectory_id)
{
    struct leads list = {0};
    struct db_rows q =
        db_query(db,
                 SQL(LEAD_COLUMNS " where l.trajectory_id = $1 order by case l.stage"
                                  " when 'offer' then 1 when 'interview' then 2"
                                  " when 'applied' then 3 when 'contacted' then 4"
                                  " when 'idea' then 5 when 'started' then 6 else 7 end,"
                                  " l.stage_on desc, l.id desc limit 300"),
                 ARGS(I(trajectory_id)));

    while (db_next(&q)) {
        struct lead l = lead_row(&q, a);
        ARENA_PUSH(a, &list, l);
    }
    return list;
}

struct lead_stage *lead_history(struct db *db, struct arena *a, int64_t lead_id, size_t *n)
{
    enum { MOST = 100 };
    struct lead_stage *list = ARENA_ARRAY(a, struct lead_stage, MOST);
    struct db_rows q =
        db_query(db,
                 SQL("select g.stage, g.from_on, g.reason, s.name from lead_stage g"
                     " join staff s on s.id = g.staff_id where g.lead_id = $1 order by g.id"
                     " limit $2"),
                 ARGS(I(lead_id), I(MOST)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = (struct lead_stage){db_text_copy(&q, 0, a), day_at(&q, 1),
                                           db_text_copy(&q, 2, a), db_text_copy(&q, 3, a)};
    return list;
}

/* ---- writing --------------------------------------------------------------------------------- */

/* What Vandaag has to remind of: the next step on its day, or else that nothing moved since the
 * last stage. */
static void remind(struct req *r, int64_t lead_id)
{
    struct lead l;

    if (lead_get(r->db, r->arena, r->trajectory_id, lead_id, &l) != OK)
        BUG("a lead that was written is not there");
    bool open = lead_is_open(&l), planned = open && l.next_on != DAY_NONE;
    if (planned)
        due_set(r->db, l.trajectory_id, "lead_step", l.id, l.next_on,
                arena_fmt(r->arena, "%s (%s)", l.next_step, lead_title(r->arena, &l)));
    else
        due_clear(r->db, l.trajectory_id, "lead_step", l.id);
    if (open && !planned && strcmp(l.stage, "idea") != 0)
        due_set(r->db, l.trajectory_id, "lead_quiet", l.id, l.stage_on, lead_title(r->arena, &l));
    else
        due_clear(r->db, l.trajectory_id, "lead_quiet", l.id);
    client_substantive(r->db, l.trajectory_id, r->today);
}

static void write_stage(struct req *r, int64_t lead_id, const char *stage, int32_t on,
                        const char *reason)
{
    char day[DAY_TEXT];

    db_run(r->db,
           SQL("insert into lead_stage (id, lead_id, stage, from_on, reason, staff_id, created_at)"
               " values ($1, $2, $3, $4, $5, $6, $7)"),
           ARGS(I(req_new_id(r)), I(lead_id), S(stage), S(day_iso(on, day)), S(reason),
                I(r->user->id), I(r->now)));
}

void lead_add(struct req *r, struct lead *l)
{
    char on[DAY_TEXT], next[DAY_TEXT];

    l->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into lead (id, trajectory_id, employer_id, job_title, stage, stage_on,"
               " source, disclosure, fits, why_on, note, next_step, next_on, created_at)"
               " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"),
           ARGS(I(l->id), I(l->trajectory_id), ID(l->employer_id), S(l->job_title), S(l->stage),
                S(day_iso(l->stage_on, on)), S(l->source), S(l->disclosure), S(l->fits),
                S(l->why_on), S(l->note), S(l->next_step), val_day(l->next_on, next), I(r->now)));
    write_stage(r, l->id, l->stage, l->stage_on, "");
    remind(r, l->id);
}

enum rc lead_change(struct req *r, const struct lead *l)
{
    char next[DAY_TEXT];
    enum rc rc = db_update(
        r->db,
        SQL("update lead set employer_id = $3, job_title = $4, source = $5, disclosure = $6,"
            " fits = $7, why_on = $8, note = $9, next_step = $10, next_on = $11,"
            " version = version + 1 where id = $1 and version = $2"),
        ARGS(I(l->id), I(l->version), ID(l->employer_id), S(l->job_title), S(l->source),
             S(l->disclosure), S(l->fits), S(l->why_on), S(l->note), S(l->next_step),
             val_day(l->next_on, next)));

    if (rc == OK)
        remind(r, l->id);
    return rc;
}

/* The lead as its last stage says; what it became belongs to "started" only. */
static void follow_history(struct req *r, int64_t lead_id)
{
    db_run(
        r->db,
        SQL("update lead set"
            " stage = (select stage from lead_stage where lead_id = $1 order by id desc limit 1),"
            " stage_on = (select from_on from lead_stage where lead_id = $1 order by id desc"
            "  limit 1),"
            " reason = (select reason from lead_stage where lead_id = $1 order by id desc"
            "  limit 1),"
            " placement_id = case when (select stage from lead_stage where lead_id = $1"
            "  order by id desc limit 1) = 'started' then placement_id end,"
            " version = version + 1 where id = $1"),
        ARGS(I(lead_id)));
    remind(r, lead_id);
}

void lead_step(struct req *r, struct lead *l, const char *stage, int32_t on, const char *reason)
{
    write_stage(r, l->id, stage, on, reason);
    /* The step that was planned is done: what comes after it is asked anew. */
    db_run(r->db, SQL("update lead set next_step = '', next_on = null where id = $1"),
           ARGS(I(l->id)));
    follow_history(r, l->id);
}

void lead_placed(struct req *r, struct lead *l, int64_t placement_id, int32_t started_on)
{
    db_run(r->db, SQL("update lead set placement_id = $2 where id = $1"),
           ARGS(I(l->id), I(placement_id)));
    lead_step(r, l, "started", started_on, "");
}

enum rc lead_step_back(struct req *r, const struct lead *l)
{
    bool only = db_one_int(r->db, SQL("select count(*) from lead_stage where lead_id = $1"),
                           ARGS(I(l->id)), 0) < 2;

    if (only && l->version > 1)
        return INVALID;
    db_run(r->db,
           SQL("delete from lead_stage where id = (select max(id) from lead_stage"
               " where lead_id = $1)"),
           ARGS(I(l->id)));
    if (!only) {
        follow_history(r, l->id);
        return OK;
    }
    due_clear(r->db, l->trajectory_id, "lead_step", l->id);
    due_clear(r->db, l->trajectory_id, "lead_quiet", l->id);
    db_run(r->db, SQL("delete from lead where id = $1"), ARGS(I(l->id)));
    return OK;
}

/* ---- employers spoken ------------------------------------------------------------------------ */

void client_visit_add(struct req *r, struct client_visit *v)
{
    char day[DAY_TEXT];

    v->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into client_visit (id, trajectory_id, employer_id, day, mode, note,"
               " recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)"),
           ARGS(I(v->id), I(v->trajectory_id), I(v->employer_id), S(day_iso(v->day, day)),
                S(v->mode), S(v->note), I(r->user->id), I(r->now)));
    contact_refresh(r->db, v->trajectory_id);
    client_substantive(r->db, v->trajectory_id, r->today);
}

enum rc client_visit_remove(struct req *r, int64_t id)
{
    db_run(r->db,
           SQL("delete from client_visit where id = $1 and trajectory_id = $2"
               " and (recorded_by = $3 or cast($4 as bigint) = 0)"),
           ARGS(I(id), I(r->trajectory_id), I(r->user->id), I(r->route->scope == SCOPE_MINE)));
    if (!db_touched(r->db))
        return NOT_FOUND;
    contact_refresh(r->db, r->trajectory_id);
    return OK;
}

struct lead_talks client_visit_own(struct req *r, int limit)
{
    struct lead_talks list = {.at = ARENA_ARRAY(r->arena, struct lead_talk, limit)};
    struct db_rows q = db_query(r->db,
                                SQL("select v.id, v.day, v.employer_id, e.name, v.mode, v.note"
                                    " from client_visit v join employer e on e.id = v.employer_id"
                                    " where v.trajectory_id = $1 and v.recorded_by = $2"
                                    " order by v.day desc, v.id desc limit $3"),
                                ARGS(I(r->trajectory_id), I(r->user->id), I(limit)));

    while (db_next(&q))
        list.at[list.n++] = (struct lead_talk){.id = db_int(&q, 0),
                                               .alone = true,
                                               .day = day_at(&q, 1),
                                               .employer_id = db_int(&q, 2),
                                               .employer_name = db_text_copy(&q, 3, r->arena),
                                               .mode = db_text_copy(&q, 4, r->arena),
                                               .staff_name = "",
                                               .note = db_text_copy(&q, 5, r->arena)};
    return list;
}

struct lead_talks lead_talks(struct db *db, struct arena *a, int64_t trajectory_id, int limit)
{
    struct lead_talks list = {.at = ARENA_ARRAY(a, struct lead_talk, limit)};
    struct db_rows q = db_query(
        db,
        SQL("select c.id as id, 0 as alone, k.day as day, c.employer_id as employer_id,"
            " coalesce(e.name, '') as name, c.mode as mode, s.name as staff, c.note as note"
            " from contact_client k join contact c on c.id = k.contact_id"
            " join staff s on s.id = c.staff_id left join employer e on e.id = c.employer_id"
            " where k.trajectory_id = $1 and c.party = 'employer' and c.reached = 1"
            " union all select v.id, 1, v.day, v.employer_id, e.name, v.mode, s.name, v.note"
            " from client_visit v join employer e on e.id = v.employer_id"
            " join staff s on s.id = v.recorded_by where v.trajectory_id = $1"
            " order by 3 desc, 1 desc limit $2"),
        ARGS(I(trajectory_id), I(limit + 1)));

    while (db_next(&q)) {
        list.more = list.n == (size_t)limit;
        if (!list.more)
            list.at[list.n++] = (struct lead_talk){.id = db_int(&q, 0),
                                                   .alone = db_int(&q, 1),
                                                   .day = day_at(&q, 2),
                                                   .employer_id = db_int(&q, 3),
                                                   .employer_name = db_text_copy(&q, 4, a),
                                                   .mode = db_text_copy(&q, 5, a),
                                                   .staff_name = db_text_copy(&q, 6, a),
                                                   .note = db_text_copy(&q, 7, a)};
    }
    return list;
}
