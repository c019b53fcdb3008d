/* corr.h: correlations (section C.12). Pairs with a missing value (NAN) are left out.
 */
#ifndef SPIL_STAT_CORR_H
#define SPIL_STAT_CORR_H

#include "stat/stat.h"

struct corr {
    int64_t n;
    double r;
    double p;                    /* t with n-2 df; NAN when n is 2, 0 when |r| is 1 */
    struct stat_interval limits; /* Fisher z, se 1/sqrt(n-3); NAN when n < 4 and for Spearman */
};

/* Refusals: STAT_TOO_FEW under 3 pairs, STAT_NO_VARIANCE when one side does not vary. */
MUST_USE enum stat_rc corr_pearson(struct arena *arena, const double *x, const double *y, int64_t n,
                                   double level, struct corr *result);
/* Pearson of the midranks; p by the same t, also with few pairs (R: exact = FALSE). */
MUST_USE enum stat_rc corr_spearman(struct arena *arena, const double *x, const double *y,
                                    int64_t n, struct corr *result);
/* Each pair counts with its weight (>= 0; numbers of participants per programme). Only r: the pairs
 * do not tell how much the weights may be trusted. STAT_BAD_INPUT: a negative weight. */
MUST_USE enum stat_rc corr_weighted(const double *x, const double *y, const double *weight,
                                    int64_t n, double *r);

#endif
