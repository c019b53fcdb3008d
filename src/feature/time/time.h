/* time.h: the hours of a week: what contacts say, plus other time. Nothing is typed twice.
 *
 * Minutes of contacts exclude travel, as in the reports; travel has a row of its own.
 */
#ifndef SPIL_FEATURE_TIME_TIME_H
#define SPIL_FEATURE_TIME_TIME_H

#include "core/req.h"

struct time_entry {
    int64_t id;
    int64_t programme_id;
    int64_t staff_id;
    int32_t day;
    int64_t minutes;
    const char *kind;
    const char *note;
    int64_t version;
};
struct time_entries {
    struct time_entry *at;
    size_t n;
};

extern const struct code time_kinds[];

/* One week of one person, in minutes. Rows: the five activities, travel, then the other kinds. */
enum { TIME_ACTIVITIES = 5, TIME_TRAVEL = TIME_ACTIVITIES, TIME_OTHER = TIME_TRAVEL + 1 };
enum { TIME_KINDS = 6, TIME_ROWS = TIME_OTHER + TIME_KINDS };
struct time_week {
    int32_t monday;
    int64_t minutes[TIME_ROWS][7];
};
const char *time_row_name(enum lang lang, int row);
int64_t time_row_total(const struct time_week *w, int row);
int64_t time_day_total(const struct time_week *w, int day); /* travel included */
int64_t time_total(const struct time_week *w);

void time_week_read(struct db *db, struct arena *a, int64_t staff_id, int32_t monday,
                    struct time_week *w);
struct time_entries time_entries_of(struct db *db, struct arena *a, int64_t staff_id, int32_t from,
                                    int32_t to);
/* A closed week (feature/contact) is DENIED by all three. */
enum rc time_add(struct req *r, struct time_entry *e) MUST_USE;             /* sets id */
enum rc time_get(struct req *r, int64_t id, struct time_entry *e) MUST_USE; /* one's own only */
/* day_was: where it stood. STALE when e->version is no longer the newest. */
enum rc time_change(struct req *r, const struct time_entry *e, int32_t day_was) MUST_USE;
enum rc time_remove(struct req *r, int64_t id) MUST_USE; /* one's own only */

/* Minutes of one person in a week per client, most first. */
struct time_client {
    int64_t client_id;
    const char *name;
    int64_t minutes;
};
struct time_client *time_by_client(struct db *db, struct arena *a, int64_t staff_id, int32_t from,
                                   int32_t to, size_t *n);

#endif
