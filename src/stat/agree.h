/* agree.h: agreement between raters (section C.11; fidelity research 3.5): exact agreement,
 * weighted kappa on a fixed scale, intraclass correlations.
 */
#ifndef SPIL_STAT_AGREE_H
#define SPIL_STAT_AGREE_H

#include "stat/stat.h"

/* Cohen's kappas of two raters from the categories x categories table of counts (row: first rater).
 * All categories of the scale count, also those nobody used. Weighted kappa 1 - sum v O / sum v E,
 * v = |i-j|/(c-1) or its square. */
struct agreement {
    int64_t n;
    double exact;      /* share of equal scores */
    double within_one; /* share that differs by at most one */
    double mean_abs_difference;
    double bias;  /* mean of second minus first */
    double kappa; /* NAN, with the other two, when both used one and the same category */
    double linear;
    double quadratic;
    double kappa_se; /* large-sample, Fleiss, Cohen and Everitt, Psychol. Bull. 72, 1969 */
    double linear_se;
    double quadratic_se;
};

/* Adds n pairs to a table; a pair with a missing score (below 1) is skipped. Scores are 1 ..
 * categories; anything above is STAT_BAD_INPUT. */
MUST_USE enum stat_rc agree_count(const int *first, const int *second, int64_t n, int categories,
                                  int64_t *table);
/* STAT_TOO_FEW for an empty table. */
MUST_USE enum stat_rc agree_kappa(const int64_t *table, int categories, struct agreement *result);

/* Intraclass correlations (Shrout and Fleiss, Psychol. Bull. 86, 1979) of n targets (rows) by k
 * raters, complete, row by row. Negative values are given as they are. */
struct icc {
    int64_t n;
    int k;
    double msr, msc, mse, msw; /* mean squares: rows, raters, residual, within rows */
    double icc1_1, icc2_1, icc3_1;
    double icc1_k, icc2_k, icc3_k;
    struct stat_interval icc2_1_limits; /* Satterthwaite, as McGraw and Wong 1996 */
    struct stat_interval icc3_1_limits; /* from F(n-1, (n-1)(k-1)) */
    double sem;             /* sqrt(MSE + between-rater variance): agreement, one rater */
    double sem_consistency; /* sqrt(MSE) */
    double smallest_detectable_change; /* 1.96 sqrt(2) sem */
};

/* STAT_TOO_FEW: fewer than 2 rows or raters; STAT_NO_VARIANCE: all values equal; STAT_BAD_INPUT. */
MUST_USE enum stat_rc agree_icc(const double *rows, int64_t n, int k, double level,
                                struct icc *result);

#endif
