/* fidelity_load.h: the world of the live estimate from the database.
 */
#ifndef SPIL_FEATURE_FIDELITY_FIDELITY_LOAD_H
#define SPIL_FEATURE_FIDELITY_FIDELITY_LOAD_H

#include "db/db.h"
#include "feature/fidelity/fidelity_live.h"

enum { FIDELITY_MONTHS = 12 }; /* the longest window */

/* What matters to a programme from `from` up to t: for t alone from is day_add_months(t,
 * -FIDELITY_MONTHS). With a target group ("" is all) only its clients; hours and visits of the
 * specialists are not divided over groups (fidelity_of_clients()). In the arena; in an open
 * transaction. */
struct fidelity_world fidelity_load(struct db *db, struct arena *a, int64_t programme_id,
                                    const char *target_group, int32_t from, int32_t t);

/* Adds all contacts of the last years of a programme up again, in the open write transaction; the
 * number of rows that were another than what was kept (0 when all is well). */
int64_t fidelity_rebuild(struct db *db, struct arena *a, int64_t programme_id, int32_t today);

#endif
