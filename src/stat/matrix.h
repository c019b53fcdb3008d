/* matrix.h: the little linear algebra that the models need. Matrices are plain arrays of double:
 * square ones row by row, tall ones column by column (so that a column is contiguous). Sizes are
 * those of models (tens of columns), except the rows of a QR.
 */
#ifndef SPIL_STAT_MATRIX_H
#define SPIL_STAT_MATRIX_H

#include "stat/stat.h"

/* Cholesky A = L L' in place: a holds the n x n symmetric matrix (the lower half is read) and gets
 * L below and on the diagonal. STAT_SINGULAR when a pivot falls under 1e-13 of its diagonal (the
 * matrix is then not positive definite in double precision); a is spoilt in that case. */
MUST_USE enum stat_rc cholesky_factor(double *a, int n);
void cholesky_solve(const double *l, int n, double *b);        /* b becomes A^-1 b */
void cholesky_invert(const double *l, int n, double *inverse); /* full symmetric n x n */

/* Newton's step where a log-likelihood has this gradient (n) and information (n x n): step becomes
 * information^-1 score, *decrement score'step, factor (n x n) the Cholesky factor. */
MUST_USE enum stat_rc newton_step(const double *information, const double *score, int n,
                                  double *factor, double *step, double *decrement);

/* Householder QR with limited column pivoting, the strategy of LINPACK's dqrdc2 as used by R: a
 * column whose remaining norm is below tolerance times its own original norm is moved to the end,
 * so of a set of dependent columns the last ones are called aliased, never the first. After
 * qr_factor the first `rank` columns (in the order `pivot`) are independent. */
struct qr {
    int64_t rows;
    int columns;
    int rank;
    int *pivot;       /* pivot[j]: the original column in place j; those from rank on are aliased */
    double *a;        /* rows x columns by column: R above the diagonal, reflections from it on */
    double *diagonal; /* of R */
    double *scale;    /* 2 / v'v of each reflection v */
};

/* Copies the columns. Tolerance 1e-11 is what section C.7 asks; 0 drops zero
 * columns only, a negative one nothing. Work
 * grows with rows x columns^2. Fewer rows than columns is allowed: rank <= rows. */
void qr_factor(struct arena *arena, const double *const *columns, int64_t rows, int n_columns,
               double tolerance, struct qr *qr);
double qr_r(const struct qr *qr, int i, int j);      /* R[i][j], columns in pivot order */
void qr_multiply_qt(const struct qr *qr, double *y); /* y (rows) becomes Q'y */
void qr_multiply_q(const struct qr *qr, double *y);  /* Qy */
void qr_solve_r(const struct qr *qr, double *b);     /* first rank of b: R^-1 b, pivot order */
void qr_solve_rt(const struct qr *qr, double *b);    /* R'^-1 b */

#endif
