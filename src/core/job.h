/* job.h: work that takes long or comes every night: rows in `job`, done by `spil worker`.
 *
 * A job is leased, so that two job workers never do one job; a worker that dies loses its lease and
 * the job is tried again, at most three times. Kinds are columns of a feature's table (route.h).
 */
#ifndef SPIL_CORE_JOB_H
#define SPIL_CORE_JOB_H

#include "core/route.h"
#include "core/site.h"

struct job {
    int64_t id;
    const char *argument;
    struct site *site;
    struct arena *arena;
    const char *message; /* set by the job: what was done, or why it failed; no personal data */
};

/* Adds a job in the open write transaction. */
int64_t job_add(struct site *site, const char *kind, const char *argument, int64_t staff_id,
                int64_t due_at);
/* Stores the progress and renews the lease; false when someone cancelled the job: stop, clean up.
 */
bool job_progress(struct job *j, int percent) MUST_USE;
/* Does one due job; false when there was none. */
bool job_run_one(struct site *site);
/* Runs until SIGTERM: plans the regular kinds, does what is due. */
_Noreturn void job_worker(const struct config *config);

#endif
