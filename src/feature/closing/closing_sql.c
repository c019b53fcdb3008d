/* closing_sql.c: every SQL text about the end of a trajectory.
 * Not: the days on the trajectory itself (feature/trajectory).
 * Start at closing_save(). */
#include "core/values.h"
#include "feature/client/client.h"
#include "feature/closing/closing.h"

enum { HISTORY = 20 };

/* ---- reading --------------------------------------------------------------------------------- */

#define CLOSING_COLUMNS                                                                            \
    "select c.id, c.trajectory_id, c.closed_on, c.close_reason, c.destination, c.support,"         \
    " c.support_who, c.aftercare, c.aftercare_until, c.gain_growth, c.gain_confidence,"            \
    " c.gain_distance, c.gain_network, c.gain_fit, c.gain_rhythm, c.gain_citizen, c.gain_words,"   \
    " c.asked, c.satisfied_support, c.satisfied_result, c.recommend, c.better, c.without_ips,"     \
    " c.without_words, s.name, c.recorded_by, c.recorded_at, c.reopened_on,"                       \
    " coalesce(o.name, ''), c.reopened_why, t.version from closing c"                              \
    " join trajectory t on t.id = c.trajectory_id join staff s on s.id = c.recorded_by"            \
    " left join staff o on o.id = c.reopened_by where c.trajectory_id = $1"

static struct closing closing_row(const struct db_rows *q, struct arena *a)
{
    return (struct closing){
        .id = db_int(q, 0),
        .trajectory_id = db_int(q, 1),
        .closed_on = day_at(q, 2),
        .close_reason = db_text_copy(q, 3, a),
        .destination = db_text_copy(q, 4, a),
        .support = db_text_copy(q, 5, a),
        .support_who = db_text_copy(q, 6, a),
        .aftercare = db_text_copy(q, 7, a),
        .aftercare_until = day_at(q, 8),
        .gain_growth = db_int(q, 9),
        .gain_confidence = db_int(q, 10),
        .gain_distance = db_int(q, 11),
        .gain_network = db_int(q, 12),
        .gain_fit = db_int(q, 13),
        .gain_rhythm = db_int(q, 14),
        .gain_citizen = db_int(q, 15),
        .gain_words = db_text_copy(q, 16, a),
        .asked = db_text_copy(q, 17, a),
        .satisfied_support = number_at(q, 18),
        .satisfied_result = number_at(q, 19),
        .recommend = db_text_copy(q, 20, a),
        .better = db_text_copy(q, 21, a),
        .without_ips = db_text_copy(q, 22, a),
        .without_words = db_text_copy(q, 23, a),
        .recorder = db_text_copy(q, 24, a),
        .recorder_id = db_int(q, 25),
        .recorded_at = db_int(q, 26),
        .reopened_on = day_at(q, 27),
        .reopener = db_text_copy(q, 28, a),
        .reopened_why = db_text_copy(q, 29, a),
        .version = db_int(q, 30),
    };
}

struct closings closing_history(struct db *db, struct arena *a, int64_t trajectory_id)
{
    struct closings list = {.at = ARENA_ARRAY(a, struct closing, HISTORY)};
    struct db_rows q = db_query(db, SQL(CLOSING_COLUMNS " order by c.id desc limit $2"),
                                ARGS(I(trajectory_id), I(HISTORY)));

    while (db_next(&q))
        list.at[list.n++] = closing_row(&q, a);
    return list;
}

enum rc closing_get(struct db *db, struct arena *a, int64_t trajectory_id, struct closing *c)
{
    struct closings list = closing_history(db, a, trajectory_id);

    if (!list.n || list.at[0].reopened_on != DAY_NONE)
        return NOT_FOUND;
    *c = list.at[0];
    return OK;
}

int64_t closing_outreach(struct db *db, int64_t trajectory_id)
{
    return db_one_int(db,
                      SQL("select count(distinct k.day) from contact_client k"
                          " join contact c on c.id = k.contact_id where k.trajectory_id = $1"
                          " and c.initiative = 'outreach' and c.reached = 0"
                          " and k.day > coalesce((select max(r.day) from contact_client r"
                          " join contact e on e.id = r.contact_id where r.trajectory_id = $1"
                          " and (e.party = 'client' or e.client_there = 1)"
                          " and e.reached = 1), '')"),
                      ARGS(I(trajectory_id)), 0);
}

int32_t closing_last_contact(struct db *db, int64_t trajectory_id)
{
    struct db_rows q =
        db_query(db, SQL("select max(day) from contact_client where trajectory_id = $1"),
                 ARGS(I(trajectory_id)));
    int32_t day = DAY_NONE;

    while (db_next(&q))
        day = day_at(&q, 0);
    return day;
}

/* ---- writing --------------------------------------------------------------------------------- */

static enum rc close_trajectory(struct req *r, int64_t id, int64_t version, int32_t on,
                                const char *reason, const char *destination)
{
    struct trajectory t;

    if (trajectory_get(r->db, r->arena, id, &t) != OK)
        BUG("closing a trajectory that is not there");
    t.version = version ? version : t.version;
    t.closed_on = on;
    t.close_reason = reason;
    t.destination = destination;
    return trajectory_change(r, &t);
}

enum rc closing_save(struct req *r, struct closing *c)
{
    char closed[DAY_TEXT], until[DAY_TEXT];
    enum rc rc = close_trajectory(r, c->trajectory_id, c->version, c->closed_on, c->close_reason,
                                  c->destination);

    if (rc != OK)
        return rc;
    if (!c->id) {
        c->id = req_new_id(r);
        rc = db_write(
            r->db,
            SQL("insert into closing (id, trajectory_id, closed_on, close_reason, support,"
                " asked, recorded_by, recorded_at)"
                " values ($1, $2, $3, $4, $5, $6, $7, $8)"),
            ARGS(I(c->id), I(c->trajectory_id), S(day_iso(c->closed_on, closed)),
                 S(c->close_reason), S(c->support), S(c->asked), I(r->user->id), I(r->now)));
        if (rc != OK)
            return rc == CONFLICT ? STALE : rc;
    }
    return db_update(
        r->db,
        SQL("update closing set closed_on = $2, close_reason = $3, destination = $4, support = $5,"
            " support_who = $6, aftercare = $7, aftercare_until = $8, gain_growth = $9,"
            " gain_confidence = $10, gain_distance = $11, gain_network = $12, gain_fit = $13,"
            " gain_rhythm = $14, gain_citizen = $15, gain_words = $16, asked = $17,"
            " satisfied_support = $18, satisfied_result = $19, recommend = $20, better = $21,"
            " without_ips = $22, without_words = $23 where id = $1"),
        ARGS(I(c->id), S(day_iso(c->closed_on, closed)), S(c->close_reason), S(c->destination),
             S(c->support), S(c->support_who), S(c->aftercare), val_day(c->aftercare_until, until),
             I(c->gain_growth), I(c->gain_confidence), I(c->gain_distance), I(c->gain_network),
             I(c->gain_fit), I(c->gain_rhythm), I(c->gain_citizen), S(c->gain_words), S(c->asked),
             val_number(c->satisfied_support), val_number(c->satisfied_result), S(c->recommend),
             S(c->better), S(c->without_ips), S(c->without_words)));
}

enum rc closing_reopen(struct req *r, const struct closing *c)
{
    char day[DAY_TEXT];
    enum rc rc = close_trajectory(r, c->trajectory_id, 0, DAY_NONE, "", "");

    if (rc != OK)
        return rc;
    return db_update(
        r->db,
        SQL("update closing set reopened_on = $2, reopened_by = $3, reopened_why = $4"
            " where id = $1"),
        ARGS(I(c->id), S(day_iso(c->reopened_on, day)), I(r->user->id), S(c->reopened_why)));
}

enum rc closing_undo(struct req *r, int64_t trajectory_id)
{
    struct closing c;

    if (closing_get(r->db, r->arena, trajectory_id, &c) != OK || c.recorder_id != r->user->id ||
        local_from_ms(c.recorded_at).day != r->today)
        return NOT_FOUND;
    enum rc rc = close_trajectory(r, trajectory_id, 0, DAY_NONE, "", "");
    if (rc == OK)
        db_run(r->db, SQL("delete from closing where id = $1"), ARGS(I(c.id)));
    return rc;
}
