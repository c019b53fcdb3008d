/* block.h: the parts of the report, inside the engine. Each fills its own fields of the outcome
 * from the cohort and the records; refusals go into outcome.refusals.
 */
#ifndef SPIL_OUTCOME_BLOCK_H
#define SPIL_OUTCOME_BLOCK_H

#include "feature/outcome/outcome.h"

void block_work(struct outcome *o);        /* C.1 to C.5 */
void block_curves(struct outcome *o);      /* C.3 */
void block_comparisons(struct outcome *o); /* C.6 */
void block_disclosure(struct outcome *o);  /* C.15 */
void block_models(struct outcome *o);      /* C.7, C.8 */
void block_phases(struct outcome *o);      /* C.9 */
void block_efforts(struct outcome *o, struct csv *c);
void block_fidelity(struct outcome *o, struct csv *c);
void block_funnel(struct outcome *o);
void block_questionnaire(struct outcome *o, struct csv *c);
void block_meta(struct outcome *o);

/* Opens one of the five files, from the folder or from memory; NULL, with a refusal, when that
 * fails.
 */
struct csv *block_open(const struct outcome *o, struct arena *a, enum outcome_file file,
                       struct csv_log *log);
/* True when rc is OK; else the refusal is noted under this name. */
bool block_good(struct outcome *o, const char *name, enum stat_rc rc) MUST_USE;
struct share block_share(int64_t k, int64_t n);
/* Summary of n values, NAN skipped; all NAN with n 0 when nothing is left. */
struct summary block_summary(const double *x, int64_t n);
/* Levels of a group that occur among the persons, in order; returns how many. */
int block_levels(const struct outcome *o, enum person_group g, uint8_t *level);
/* The group that comparisons are made by: scheme, or sex where there is one scheme. */
enum person_group block_compare_by(const struct outcome *o);
/* Time to the first job in days, censored at the last day of the last observed month. */
double block_job_time(const struct outcome *o, int64_t person);

#endif
