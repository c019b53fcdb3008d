/* handover_sql.c: every SQL text about caseloads handed over at once.
 * Not: one client to another specialist (feature/staff), or who may (handover_web.c).
 * Start at handover_add(). */
#include "core/access_req.h"
#include "core/values.h"
#include "feature/appointment/appointment.h"

enum { CLIENTS_MOST = 300 };

/* ---- reading --------------------------------------------------------------------------------- */

#define HANDOVER_COLUMNS                                                                           \
    "select h.id, h.programme_id, h.from_staff, h.to_staff, h.from_on, h.reason, h.made_by,"       \
    " h.made_at, h.done_at, h.undone_at, f.name, t.name, b.name,"                                  \
    " (select count(*) from handover_client k where k.handover_id = h.id)"                         \
    " from handover h join staff f on f.id = h.from_staff join staff t on t.id = h.to_staff"       \
    " join staff b on b.id = h.made_by"

static struct handover handover_row(const struct db_rows *q, struct arena *a)
{
    return (struct handover){.id = db_int(q, 0),
                             .programme_id = db_int(q, 1),
                             .from_staff = db_int(q, 2),
                             .to_staff = db_int(q, 3),
                             .from_on = day_at(q, 4),
                             .reason = db_text_copy(q, 5, a),
                             .made_by = db_int(q, 6),
                             .made_at = db_int(q, 7),
                             .done_at = db_int(q, 8),
                             .undone_at = db_int(q, 9),
                             .from_name = db_text_copy(q, 10, a),
                             .to_name = db_text_copy(q, 11, a),
                             .by_name = db_text_copy(q, 12, a),
                             .clients = db_int(q, 13)};
}

static struct handovers read_all(struct db_rows q, struct arena *a, size_t most)
{
    struct handovers list = {.at = ARENA_ARRAY(a, struct handover, most)};

    while (db_next(&q))
        list.at[list.n++] = handover_row(&q, a);
    return list;
}

struct handovers handover_list(struct req *r, int64_t programme_id)
{
    enum { MOST = 50 };

    return read_all(db_query(r->db,
                             SQL(HANDOVER_COLUMNS " where h.programme_id = $1"
                                                  " order by h.made_at desc, h.id desc limit $2"),
                             ARGS(I(programme_id), I(MOST))),
                    r->arena, MOST);
}

enum rc handover_get(struct db *db, struct arena *a, int64_t id, struct handover *h)
{
    struct handovers list =
        read_all(db_query(db, SQL(HANDOVER_COLUMNS " where h.id = $1"), ARGS(I(id))), a, 1);

    if (!list.n)
        return NOT_FOUND;
    *h = list.at[0];
    return OK;
}

int64_t *handover_trajectories(struct db *db, struct arena *a, int64_t id, size_t *n)
{
    int64_t *list = ARENA_ARRAY(a, int64_t, CLIENTS_MOST);
    struct db_rows q = db_query(db,
                                SQL("select trajectory_id from handover_client"
                                    " where handover_id = $1 order by trajectory_id limit $2"),
                                ARGS(I(id), I(CLIENTS_MOST)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = db_int(&q, 0);
    return list;
}

struct choice *handover_specialists(struct req *r, int64_t programme_id, size_t *n)
{
    enum { MOST = 200 };
    struct choice *list = ARENA_ARRAY(r->arena, struct choice, MOST);
    char day[DAY_TEXT];
    struct db_rows q =
        db_query(r->db,
                 SQL("select distinct s.id, s.name, s.sort_key from staff s join staff_role o"
                     " on o.staff_id = s.id where o.programme_id = $1 and o.role = 'specialist'"
                     " and s.active = 1 and o.from_on <= $2 and (o.to_on is null or o.to_on >= $2)"
                     " order by s.sort_key, s.id limit $3"),
                 ARGS(I(programme_id), S(day_iso(r->today, day)), I(MOST)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = (struct choice){arena_fmt(r->arena, "%" PRId64, db_int(&q, 0)),
                                       db_text_copy(&q, 1, r->arena), NULL};
    return list;
}

/* ---- doing ----------------------------------------------------------------------------------- */

/* A line for each: each client may ask who came in between. */
static void log_client(struct req *r, const struct handover *h, int64_t trajectory_id)
{
    int64_t client_id = db_one_int(r->db, SQL("select client_id from trajectory where id = $1"),
                                   ARGS(I(trajectory_id)), 0);

    if (r->user) {
        r->client_id = client_id;
        access_req_add(r, ACCESS_CHANGE);
        r->client_id = 0;
    } else { /* its day has come: who arranged it, by the job */
        site_log(r->site, r->db, h->made_by, client_id, ACCESS_CHANGE, 0);
    }
}

/* Only who is still with the old specialist: who left or was handed on meanwhile stays. */
static int64_t handover_do(struct req *r, const struct handover *h)
{
    size_t n;
    int64_t *trajectories = handover_trajectories(r->db, r->arena, h->id, &n), done = 0;

    for (size_t i = 0; i < n; i++) {
        const char *was = db_one_text(
            r->db, r->arena,
            SQL("select a.from_on from assignment a join trajectory t on t.id = a.trajectory_id"
                " where a.trajectory_id = $1 and a.staff_id = $2 and a.to_on is null"
                " and t.closed_on is null"),
            ARGS(I(trajectories[i]), I(h->from_staff)), NULL);

        if (!was || trajectory_assign(r, trajectories[i], h->to_staff, h->from_on) != OK)
            continue;
        db_run(r->db,
               SQL("update handover_client set was_from = $3 where handover_id = $1"
                   " and trajectory_id = $2"),
               ARGS(I(h->id), I(trajectories[i]), S(was)));
        appointment_hand_over(r->db, trajectories[i], h->from_staff, h->to_staff, h->from_on,
                              r->now);
        log_client(r, h, trajectories[i]);
        done++;
    }
    db_run(r->db, SQL("update handover set done_at = $2 where id = $1"), ARGS(I(h->id), I(r->now)));
    return done;
}

enum rc handover_add(struct req *r, struct handover *h, const int64_t *trajectories, size_t n)
{
    char day[DAY_TEXT];

    h->id = req_new_id(r);
    enum rc rc = db_write(
        r->db,
        SQL("insert into handover (id, programme_id, from_staff, to_staff, from_on, reason,"
            " made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8)"),
        ARGS(I(h->id), I(h->programme_id), I(h->from_staff), I(h->to_staff),
             S(day_iso(h->from_on, day)), S(h->reason), I(r->user->id), I(r->now)));

    for (size_t i = 0; i < n && rc == OK; i++)
        rc = db_write(r->db,
                      SQL("insert into handover_client (handover_id, trajectory_id)"
                          " values ($1, $2)"),
                      ARGS(I(h->id), I(trajectories[i])));
    if (rc == OK && h->from_on <= r->today)
        (void)handover_do(r, h);
    return rc;
}

int64_t handover_do_waiting(struct req *r)
{
    enum { MOST = 100 };
    char day[DAY_TEXT];
    int64_t done = 0;
    struct handovers list = read_all(
        db_query(r->db,
                 SQL(HANDOVER_COLUMNS " where h.done_at is null and h.undone_at is null"
                                      " and h.from_on <= $1 order by h.from_on, h.id limit $2"),
                 ARGS(S(day_iso(r->today, day)), I(MOST))),
        r->arena, MOST);

    for (size_t i = 0; i < list.n; i++)
        done += handover_do(r, &list.at[i]);
    return done;
}

/* ---- undoing --------------------------------------------------------------------------------- */

/* The assignment that this hand-over made goes, the one before runs on. */
static bool give_back(struct req *r, const struct handover *h, int64_t trajectory_id,
                      const char *was)
{
    char day[DAY_TEXT], before[DAY_TEXT];

    db_run(r->db,
           SQL("delete from assignment where trajectory_id = $1 and staff_id = $2"
               " and from_on = $3 and to_on is null"),
           ARGS(I(trajectory_id), I(h->to_staff), S(day_iso(h->from_on, day))));
    if (!db_touched(r->db))
        return false;
    db_run(r->db,
           SQL("update assignment set to_on = null where trajectory_id = $1 and staff_id = $2"
               " and to_on = $3"),
           ARGS(I(trajectory_id), I(h->from_staff), S(day_iso(h->from_on - 1, before))));
    if (!db_touched(r->db)) /* it began on that very day, and was replaced */
        db_run(r->db,
               SQL("insert into assignment (id, trajectory_id, staff_id, from_on)"
                   " values ($1, $2, $3, $4)"),
               ARGS(I(req_new_id(r)), I(trajectory_id), I(h->from_staff), S(was)));
    trajectory_refresh(r->db, trajectory_id);
    appointment_hand_over(r->db, trajectory_id, h->to_staff, h->from_staff, h->from_on, r->now);
    return true;
}

enum rc handover_undo(struct req *r, const struct handover *h, size_t *left)
{
    struct db_rows q;

    *left = 0;
    if (h->undone_at || (h->done_at && local_from_ms(h->made_at).day != r->today))
        return DENIED;
    q = db_query(r->db,
                 SQL("select trajectory_id, was_from from handover_client where handover_id = $1"
                     " and was_from is not null order by trajectory_id"),
                 ARGS(I(h->id)));
    while (db_next(&q)) {
        int64_t trajectory_id = db_int(&q, 0);

        if (give_back(r, h, trajectory_id, db_text_copy(&q, 1, r->arena)))
            log_client(r, h, trajectory_id);
        else
            ++*left;
    }
    db_run(r->db, SQL("update handover set undone_at = $2, undone_by = $3 where id = $1"),
           ARGS(I(h->id), I(r->now), I(r->user->id)));
    return OK;
}
