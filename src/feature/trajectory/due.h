/* due.h: what becomes due on a day: the one way for a feature to get a matter on the list of
 * attention (feature/attention).
 *
 * The feature that owns the row sets and clears it in the transaction of its own write. Whether and
 * when it shows is data: the line of rules/attention.csv of that name, with the measure `due` (days
 * since the day) or `due_ahead` (days until it).
 */
#ifndef SPIL_FEATURE_TRAJECTORY_DUE_H
#define SPIL_FEATURE_TRAJECTORY_DUE_H

#include "base/arena.h"
#include "db/db.h"

struct due {
    int64_t trajectory_id;
    const char *rule; /* of rules/attention.csv */
    int64_t ref_id;   /* the row it is about */
    int32_t day;
    const char *words; /* what it is about, or "" */
};

/* One per row and rule: a later day or other words take the place of what was there. */
void due_set(struct db *db, int64_t trajectory_id, const char *rule, int64_t ref_id, int32_t day,
             const char *words);
/* It is done, or no longer asked for; nothing when there was none. */
void due_clear(struct db *db, int64_t trajectory_id, const char *rule, int64_t ref_id);

/* Of the running trajectories of one specialist, with a day up to `until`, by day; at most 500. */
struct due *due_of_staff(struct db *db, struct arena *a, int64_t staff_id, int32_t until,
                         size_t *n);

#endif
