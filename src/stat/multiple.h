/* multiple.h: p-values of several tests, adjusted together (section C.6; R: p.adjust). A missing
 * p-value (NAN) stays missing and does not count as a test. Adjusted values are at most 1. */
#ifndef SPIL_STAT_MULTIPLE_H
#define SPIL_STAT_MULTIPLE_H

#include "stat/stat.h"

/* Holm (1979): keeps the chance of any false finding. Both return the number of tests. */
int64_t multiple_holm(struct arena *arena, const double *p, int64_t n, double *adjusted);
/* Benjamini and Hochberg (1995): keeps the expected share of false findings. */
int64_t multiple_bh(struct arena *arena, const double *p, int64_t n, double *adjusted);

#endif
