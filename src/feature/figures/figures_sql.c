/* figures_sql.c: the hours of one trajectory per activity.
 * Not: work, which is counted from placements (figures.c).
 * Start at figures_hours(). */
#include "feature/figures/figures.h"

#include "feature/contact/contact.h"

struct figures_hours *figures_hours(struct db *db, struct arena *a, int64_t trajectory_id,
                                    size_t *n)
{
    struct figures_hours *list;

    *n = 0;
    while (contact_activities[*n].code)
        ++*n;
    list = ARENA_ARRAY(a, struct figures_hours, *n);
    for (size_t i = 0; i < *n; i++)
        list[i] = (struct figures_hours){contact_activities[i].code, 0};
    struct db_rows q =
        db_query(db,
                 SQL("select c.activity, cast(sum(k.minutes) as bigint) from contact_client k"
                     " join contact c on c.id = k.contact_id where k.trajectory_id = $1"
                     " group by c.activity"),
                 ARGS(I(trajectory_id)));
    while (db_next(&q))
        for (size_t i = 0; i < *n; i++)
            if (!strcmp(list[i].activity, db_text(&q, 0)))
                list[i].minutes = db_int(&q, 1);
    return list;
}
