/* linear.c: least squares by QR with refinement.
 * Not a model with tests: coefficients, errors and the residual. Start at linear_fit_columns.
 */
#include "stat/linear.h"

#include <math.h>

#define REFINEMENTS 3

/* y - Xb with products and sums in long double: refinement needs the residual to more digits than
 * the columns have. */
static void residual_of(const double *const *x, int p, const double *y, int64_t n,
                        const long double *b, long double *residual)
{
    for (int64_t i = 0; i < n; i++) {
        long double sum = y[i];
        for (int j = 0; j < p; j++)
            sum -= b[j] * x[j][i];
        residual[i] = sum;
    }
}

/* Least squares of r on the factored columns: b (columns), zero where aliased. */
static void solve(const struct qr *qr, const double *r, double *work, double *b)
{
    memcpy(work, r, sizeof(double) * (size_t)qr->rows);
    qr_multiply_qt(qr, work);
    qr_solve_r(qr, work);
    for (int j = 0; j < qr->columns; j++)
        b[qr->pivot[j]] = j < qr->rank ? work[j] : 0;
}

static void refine(struct arena *arena, const struct qr *qr, const double *const *x,
                   const double *y, long double *b, long double *residual)
{
    int64_t n = qr->rows;
    double *rounded = ARENA_ARRAY(arena, double, (size_t)n);
    double *work = ARENA_ARRAY(arena, double, (size_t)n);
    double *change = ARENA_ARRAY(arena, double, (size_t)qr->columns);
    for (int step = 0; step <= REFINEMENTS; step++) {
        residual_of(x, qr->columns, y, n, b, residual);
        for (int64_t i = 0; i < n; i++)
            rounded[i] = (double)residual[i];
        solve(qr, rounded, work, change);
        for (int j = 0; j < qr->columns; j++)
            b[j] += change[j];
    }
    residual_of(x, qr->columns, y, n, b, residual);
}

/* Row j of R^-1 has length sqrt((X'X)^-1_jj). */
static void fill_errors(struct arena *arena, const struct qr *qr, double sd, double *se)
{
    double *unit = ARENA_ARRAY(arena, double, (size_t)qr->rank);
    double *sum = ARENA_ARRAY(arena, double, (size_t)qr->rank);
    for (int k = 0; k < qr->rank; k++) {
        memset(unit, 0, sizeof(double) * (size_t)qr->rank);
        unit[k] = 1;
        qr_solve_r(qr, unit);
        for (int j = 0; j <= k; j++)
            sum[j] += unit[j] * unit[j];
    }
    for (int j = 0; j < qr->columns; j++)
        se[qr->pivot[j]] = j < qr->rank ? sd * sqrt(sum[j]) : NAN;
}

static double total_squares(const double *y, int64_t n, bool about_mean)
{
    long double mean = 0, sum = 0;
    for (int64_t i = 0; i < n && about_mean; i++)
        mean += y[i];
    mean /= n;
    for (int64_t i = 0; i < n; i++)
        sum += (y[i] - mean) * (y[i] - mean);
    return (double)sum;
}

static bool all_finite(const double *const *x, int p, const double *y, int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        if (!isfinite(y[i]))
            return false;
    for (int j = 0; j < p; j++)
        for (int64_t i = 0; i < n; i++)
            if (!isfinite(x[j][i]))
                return false;
    return true;
}

enum stat_rc linear_fit_columns(struct arena *arena, const double *const *x, int p, const double *y,
                                int64_t n, bool intercept, double tolerance, struct linear_fit *fit)
{
    if (n < p || p < 1)
        return STAT_TOO_FEW;
    if (!all_finite(x, p, y, n))
        return STAT_BAD_INPUT;
    struct qr qr;
    qr_factor(arena, x, n, p, tolerance, &qr);
    long double *b = ARENA_ARRAY(arena, long double, (size_t)p);
    long double *residual = ARENA_ARRAY(arena, long double, (size_t)n);
    refine(arena, &qr, x, y, b, residual);
    *fit = (struct linear_fit){.n = n, .p = p, .rank = qr.rank};
    fit->coef = ARENA_ARRAY(arena, double, (size_t)p);
    fit->se = ARENA_ARRAY(arena, double, (size_t)p);
    long double sse = 0;
    for (int64_t i = 0; i < n; i++)
        sse += residual[i] * residual[i];
    fit->sse = (double)sse;
    fit->residual_sd = n > qr.rank ? sqrt(fit->sse / (double)(n - qr.rank)) : NAN;
    fit->r_squared = 1 - fit->sse / total_squares(y, n, intercept);
    for (int j = 0; j < p; j++)
        fit->coef[qr.pivot[j]] = j < qr.rank ? (double)b[qr.pivot[j]] : NAN;
    fill_errors(arena, &qr, fit->residual_sd, fit->se);
    return STAT_OK;
}
