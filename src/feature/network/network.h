/* network.h: the employers of a team as a network: who spoke with them, which clients they met, how
 * the jobs spread over sectors, and two records that turn out to be one employer.
 */
#ifndef SPIL_FEATURE_NETWORK_NETWORK_H
#define SPIL_FEATURE_NETWORK_NETWORK_H

#include "feature/employer/employer.h"

/* ---- one employer: network_sql.c --------------------------------------------------------------
 */

struct network_colleague {
    const char *name;
    int64_t contacts;
    int32_t last_on;
};
/* Who spoke with them, the last one first; at most 20. */
struct network_colleague *network_colleagues(struct db *db, struct arena *a, int64_t employer_id,
                                             size_t *n);

/* A client the employer met or heard of, without a placement there. Who may know it is the gate's:
 * of a lead GROUP_PLAN, of a talk GROUP_NOTES. */
struct network_introduced {
    int64_t trajectory_id;
    int32_t on; /* the last day */
    bool lead, talk;
};
/* The last one first. */
struct network_introduced *network_introduced(struct db *db, struct arena *a, int64_t employer_id,
                                              int limit, size_t *n);

/* ---- the whole network: network_sql.c ---------------------------------------------------------
 */

struct network_sector {
    const char *sector; /* "" not filled in */
    int64_t employers, spoken, needs;
};
/* Most employers first. */
struct network_sector *network_sectors(struct db *db, struct arena *a, int64_t organisation_id,
                                       size_t *n);
struct network_job {
    const char *title;
    int64_t begun, employers;
};
/* Jobs clients began in between two days, most often first; at most 60. all: of all of them, how
 * often begun, at how many employers; titles: how many different ones. */
struct network_job *network_jobs(struct db *db, struct arena *a, int64_t organisation_id,
                                 int32_t from, int32_t to, size_t *n, struct network_job *all,
                                 int64_t *titles);

/* ---- two that are one: network_merge_sql.c -----------------------------------------------------
 */

/* What hangs on an employer and moves with it. */
struct network_counts {
    int64_t establishments, people, contacts, placements, leads;
};
struct network_counts network_count(struct db *db, int64_t employer_id);

/* The other goes on in the kept one: all that hangs on it moves, and what the kept one lacks is
 * filled in from it. Both of one organisation and not merged, else BUG. Sets *merge_id. STALE:
 * a colleague was first. */
enum rc network_merge(struct req *r, const struct employer *kept, const struct employer *other,
                      int64_t *merge_id) MUST_USE;
/* Everything back, but for what came since. NOT_FOUND: no such merge here; CONFLICT: undone
 * already, or one of the two was merged again. */
enum rc network_unmerge(struct req *r, int64_t merge_id) MUST_USE;

struct network_merge {
    int64_t id;
    int64_t kept_id;
    const char *kept, *other; /* names */
    const char *staff_name;
    int32_t on;
};
/* Those that hold, newest first; at most 50. */
struct network_merge *network_merges(struct db *db, struct arena *a, int64_t organisation_id,
                                     size_t *n);
struct network_pair {
    struct employer at[2]; /* the one with most contacts first */
};
/* Employers with the same folded name, in the same place or one of them without; at most 50. */
struct network_pair *network_doubles(struct db *db, struct arena *a, int64_t organisation_id,
                                     size_t *n);

#endif
