/* figures.h: what a trajectory came to, in a few numbers that anyone can count again: days to the
 * first employer contact and to the first job, months worked, the longest job, hours per activity,
 * the share of the network, warning signs that are open.
 *
 * Work is counted as in research: research/stats.md C.2 and C.4, on Spil's own placements. A month
 * counts when a job that counts ran in it for a day or more; two jobs in a month count once. A job
 * is one employer: a gap of one empty month is bridged, more begins a new job.
 */
#ifndef SPIL_FEATURE_FIGURES_FIGURES_H
#define SPIL_FEATURE_FIGURES_FIGURES_H

#include "base/arena.h"
#include "base/date.h"
#include "db/db.h"

/* One placement that counts, with the days it ran up to today, both included. */
struct figures_job {
    int64_t at; /* the employer; below 0 the placement itself, for a business of one's own */
    int32_t from, to;
};
struct figures_work {
    int32_t first_on; /* DAY_NONE: no job yet */
    int64_t months;   /* calendar months with work */
    int64_t longest;  /* months from the first to the last of the longest job */
};
/* Sorts jobs. */
struct figures_work figures_work(struct figures_job *jobs, size_t n);

/* The client's share of the minutes, without travel, per activity in the order of table B4. */
struct figures_hours {
    const char *activity;
    int64_t minutes;
};
struct figures_hours *figures_hours(struct db *db, struct arena *a, int64_t trajectory_id,
                                    size_t *n);

#endif
