/* due_sql.c: what becomes due on a day.
 * Not: whether it shows (feature/attention).
 * Start at due_set(). */
#include "feature/trajectory/due.h"

#include "base/vec.h"
#include "core/values.h"

enum { DUE_LIMIT = 500 };

void due_set(struct db *db, int64_t trajectory_id, const char *rule, int64_t ref_id, int32_t day,
             const char *words)
{
    char text[DAY_TEXT];

    db_run(db,
           SQL("insert into due (trajectory_id, rule, ref_id, day, words) values ($1, $2, $3, $4,"
               " $5) on conflict (trajectory_id, rule, ref_id) do update set day = excluded.day,"
               " words = excluded.words"),
           ARGS(I(trajectory_id), S(rule), I(ref_id), S(day_iso(day, text)), S(words)));
}

void due_clear(struct db *db, int64_t trajectory_id, const char *rule, int64_t ref_id)
{
    db_run(db, SQL("delete from due where trajectory_id = $1 and rule = $2 and ref_id = $3"),
           ARGS(I(trajectory_id), S(rule), I(ref_id)));
}

static int by_day(const void *x, const void *y)
{
    const struct due *a = x, *b = y;

    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->trajectory_id != b->trajectory_id)
        return a->trajectory_id < b->trajectory_id ? -1 : 1;
    return (a->ref_id > b->ref_id) - (a->ref_id < b->ref_id);
}

/* Sorted here: Vandaag asks it each time, and a database sorts rows of text at a third of the cost
 * of reading them. */
struct due *due_of_staff(struct db *db, struct arena *a, int64_t staff_id, int32_t until, size_t *n)
{
    struct {
        struct due *at;
        size_t n, cap;
    } list = {0};
    char day[DAY_TEXT];
    struct db_rows q = db_query(
        db,
        SQL("select d.trajectory_id, d.rule, d.ref_id, d.day, d.words from trajectory_fact f"
            " join due d on d.trajectory_id = f.trajectory_id where f.staff_id = $1"
            " and f.phase > 'closed' and d.day <= $2 limit $3"),
        ARGS(I(staff_id), S(day_iso(until, day)), I(DUE_LIMIT)));

    while (db_next(&q)) {
        struct due d = {db_int(&q, 0), db_text_copy(&q, 1, a), db_int(&q, 2), day_at(&q, 3),
                        db_text_copy(&q, 4, a)};

        ARENA_PUSH(a, &list, d);
    }
    if (list.n)
        qsort(list.at, list.n, sizeof(*list.at), by_day);
    *n = list.n;
    return list.at;
}
