/* contact_week.c: weeks whose hours are closed, and the hours that a scheme pays.
 * Not: the pages about them (feature/time).
 * Start at contact_week_locked(). */
#include "core/codes.h"
#include "core/values.h"
#include "feature/contact/contact.h"
#include "feature/trajectory/due.h"
#include "feature/trajectory/trajectory.h"

enum { WARN_PERCENT = 80 };

/* ---- closed weeks ---------------------------------------------------------------------------- */

bool contact_week_locked(struct db *db, int64_t staff_id, int32_t day)
{
    char monday[DAY_TEXT];

    return day != DAY_NONE &&
           db_exists(db,
                     SQL("select 1 from week_lock where staff_id = $1 and monday = $2"
                         " and opened_at is null"),
                     ARGS(I(staff_id), S(day_iso(day_monday(day), monday))));
}

enum rc contact_week_lock(struct req *r, int64_t staff_id, int32_t monday)
{
    char day[DAY_TEXT];

    return db_write(
        r->db,
        SQL("insert into week_lock (id, staff_id, monday, locked_by, locked_at)"
            " values ($1, $2, $3, $4, $5)"),
        ARGS(I(req_new_id(r)), I(staff_id), S(day_iso(monday, day)), I(r->user->id), I(r->now)));
}

enum rc contact_week_open(struct req *r, int64_t staff_id, int32_t monday, const char *reason)
{
    char day[DAY_TEXT];

    db_run(r->db,
           SQL("update week_lock set opened_by = $3, opened_at = $4, reason = $5"
               " where staff_id = $1 and monday = $2 and opened_at is null"),
           ARGS(I(staff_id), S(day_iso(monday, day)), I(r->user->id), I(r->now), S(reason)));
    return db_touched(r->db) ? OK : NOT_FOUND;
}

struct contact_locks contact_week_history(struct db *db, struct arena *a, int64_t staff_id,
                                          int32_t monday)
{
    enum { MOST = 50 };
    struct contact_locks list = {.at = ARENA_ARRAY(a, struct contact_lock, MOST)};
    char day[DAY_TEXT];
    struct db_rows q = db_query(
        db,
        SQL("select w.id, w.staff_id, w.monday, l.name, w.locked_at, coalesce(o.name, ''),"
            " w.opened_at, w.reason from week_lock w join staff l on l.id = w.locked_by"
            " left join staff o on o.id = w.opened_by where w.staff_id = $1 and w.monday = $2"
            " order by w.locked_at desc, w.id desc limit $3"),
        ARGS(I(staff_id), S(day_iso(monday, day)), I(MOST)));

    while (db_next(&q))
        list.at[list.n++] = (struct contact_lock){.id = db_int(&q, 0),
                                                  .staff_id = db_int(&q, 1),
                                                  .monday = day_at(&q, 2),
                                                  .locked_by = db_text_copy(&q, 3, a),
                                                  .locked_at = db_int(&q, 4),
                                                  .opened_by = db_text_copy(&q, 5, a),
                                                  .opened_at = db_int(&q, 6),
                                                  .reason = db_text_copy(&q, 7, a)};
    return list;
}

/* ---- the hours of a scheme ------------------------------------------------------------------- */

struct contact_budget contact_budget(struct db *db, struct arena *a, int64_t trajectory_id)
{
    const char *scheme = db_one_text(db, a, SQL("select scheme from trajectory where id = $1"),
                                     ARGS(I(trajectory_id)), "");
    struct contact_budget b = {.minutes = 60 * codes_number("schemes", scheme, "budget_hours", 0)};

    if (!b.minutes)
        return b;
    b.warn = b.minutes * WARN_PERCENT / 100;
    b.used = db_one_int(db,
                        SQL("select cast(coalesce(sum(minutes), 0) as bigint) from contact_client"
                            " where trajectory_id = $1"),
                        ARGS(I(trajectory_id)), 0);
    return b;
}

void contact_budget_refresh(struct db *db, int64_t trajectory_id, int32_t today)
{
    struct arena *a = arena_new();
    struct contact_budget b = contact_budget(db, a, trajectory_id);

    if (b.minutes && b.used >= b.warn)
        due_set(db, trajectory_id, "budget", trajectory_id, today,
                arena_fmt(a, "%" PRId64 " %%", b.used * 100 / b.minutes));
    else if (b.minutes)
        due_clear(db, trajectory_id, "budget", trajectory_id);
    arena_free(a);
}

void contact_minutes_by_activity(struct db *db, int64_t trajectory_id, int64_t minutes[5])
{
    struct db_rows q =
        db_query(db,
                 SQL("select c.activity, cast(sum(k.minutes) as bigint) from contact_client k"
                     " join contact c on c.id = k.contact_id where k.trajectory_id = $1"
                     " group by c.activity"),
                 ARGS(I(trajectory_id)));

    memset(minutes, 0, 5 * sizeof(*minutes));
    while (db_next(&q))
        for (int i = 0; contact_activities[i].code; i++)
            if (!strcmp(contact_activities[i].code, db_text(&q, 0)))
                minutes[i] = db_int(&q, 1);
}
