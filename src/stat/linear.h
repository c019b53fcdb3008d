/* linear.h: linear least squares. Method: Householder QR (matrix.h) with iterative refinement
 * of coefficients and residuals in long double, so that the NIST StRD sets come out to the digits
 * their condition allows. Refusals: STAT_TOO_FEW (fewer rows than columns), STAT_BAD_INPUT (a value
 * that is not finite). Source: Golub and Van Loan, Matrix Computations, chapter 5; tested with NIST
 * StRD.
 */
#ifndef SPIL_STAT_LINEAR_H
#define SPIL_STAT_LINEAR_H

#include "stat/matrix.h"

struct linear_fit {
    int64_t n;
    int p;              /* columns asked for, the intercept included when the caller gave one */
    int rank;           /* columns used */
    double *coef;       /* p; NAN for an aliased column */
    double *se;         /* p; sqrt(s2 (X'X)^-1_jj); NAN when aliased or n == rank */
    double sse;         /* residual sum of squares */
    double residual_sd; /* sqrt(sse / (n - rank)); NAN when n == rank */
    double r_squared;   /* 1 - sse/sst, sst about the mean when `intercept`, else about zero */
};

/* y on the p columns x; give the intercept as a column of ones and say so with `intercept`. */
MUST_USE enum stat_rc linear_fit_columns(struct arena *arena, const double *const *x, int p,
                                         const double *y, int64_t n, bool intercept,
                                         double tolerance, struct linear_fit *fit);

#endif
