/* fidelity_items.h: what the formulas of the live estimate share. Not for other folders.
 */
#ifndef SPIL_FEATURE_FIDELITY_FIDELITY_ITEMS_H
#define SPIL_FEATURE_FIDELITY_FIDELITY_ITEMS_H

#include "feature/fidelity/fidelity_live.h"

struct fidelity_ask {
    const struct fidelity_world *w;
    const struct fidelity_item *item;
    int32_t t;
    struct fidelity_rows *rows;
};
void fidelity_push(const struct fidelity_ask *ask, struct fidelity_row row);
bool fidelity_runs(const struct fidelity_trajectory *x, int32_t t); /* started, not closed on t */
bool fidelity_job_runs(const struct fidelity_job *j, int32_t t);
/* The worker of a trajectory on a day; -1. */
int fidelity_worker_of(const struct fidelity_world *w, size_t trajectory, int32_t t);
/* Has this worker a running trajectory on t? */
bool fidelity_has_caseload(const struct fidelity_world *w, int worker, int32_t t);
/* "upper5" .. "upper2": the score whose bound holds value; "lower5" .. for shares in percent. */
int fidelity_score_upper(const struct fidelity_item *item, double value);
int fidelity_score_lower(const struct fidelity_item *item, double percent);

/* fidelity_items.c: those about clients and jobs. */
void fidelity_search(const struct fidelity_ask *ask, struct fidelity_live *out);
void fidelity_fitting(const struct fidelity_ask *ask, struct fidelity_live *out);
void fidelity_job_titles(const struct fidelity_ask *ask, struct fidelity_live *out);
void fidelity_employers(const struct fidelity_ask *ask, struct fidelity_live *out);
void fidelity_competitive(const struct fidelity_ask *ask, struct fidelity_live *out);
void fidelity_follow(const struct fidelity_ask *ask, struct fidelity_live *out);
void fidelity_disclosure(const struct fidelity_ask *ask, struct fidelity_live *out);
void fidelity_advice(const struct fidelity_ask *ask, struct fidelity_live *out);
void fidelity_profile(const struct fidelity_ask *ask, struct fidelity_live *out);
void fidelity_support(const struct fidelity_ask *ask, struct fidelity_live *out);
void fidelity_network(const struct fidelity_ask *ask, struct fidelity_live *out);
void fidelity_outreach(const struct fidelity_ask *ask, struct fidelity_live *out);
void fidelity_phases(const struct fidelity_ask *ask, struct fidelity_live *out);

/* fidelity_meetings.c: those about treatment teams and about meetings. */
void fidelity_integration(const struct fidelity_ask *ask, struct fidelity_live *out);
void fidelity_team_contact(const struct fidelity_ask *ask, struct fidelity_live *out);
void fidelity_unit(const struct fidelity_ask *ask, struct fidelity_live *out);
void fidelity_supervision(const struct fidelity_ask *ask, struct fidelity_live *out);
/* Share of the weeks [from, until) in which the employers this worker met were talked over in the
 * caseload meeting; NAN when there was no such meeting at all. */
double fidelity_log_share(const struct fidelity_world *w, int worker, int32_t from, int32_t until);
/* Components: all not recorded. */
void fidelity_parts_unknown(const struct fidelity_ask *ask, struct fidelity_live *out);

#endif
