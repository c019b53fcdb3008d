/* linear.c: least squares by QR with refinement.
 * Not a model with tests: coefficients, errors and the residual. Start at linear_fit_columns.
 */
#include "stat/linear.h"

#include <math.h>

#define REFINEMENTS 5

/* What is being solved: r + Xb = y, X'r = 0, over the columns that are not aliased. */
struct problem {
    const struct qr *qr;
    const double *const *x;
    const double *y;
    long double *b;        /* columns */
    long double *residual; /* rows */
};

/* One correction of residual and b together (Bjorck, BIT 7, 1967): what is left of both equations
 * in long double, solved with the factors in double. With b alone, large residuals cost digits. */
static void refine(const struct problem *s, double *left, double *slack, double *change)
{
    const struct qr *qr = s->qr;
    int64_t n = qr->rows;
    for (int64_t i = 0; i < n; i++) {
        long double sum = s->y[i] - s->residual[i];
        for (int j = 0; j < qr->columns; j++)
            sum -= s->b[j] * s->x[j][i];
        left[i] = (double)sum;
    }
    for (int j = 0; j < qr->rank; j++) {
        long double sum = 0;
        for (int64_t i = 0; i < n; i++)
            sum -= s->residual[i] * s->x[qr->pivot[j]][i];
        slack[j] = (double)sum;
    }
    qr_solve_rt(qr, slack);
    qr_multiply_qt(qr, left);
    for (int j = 0; j < qr->rank; j++) {
        change[j] = left[j] - slack[j];
        left[j] = slack[j];
    }
    qr_solve_r(qr, change);
    qr_multiply_q(qr, left);
    for (int j = 0; j < qr->rank; j++)
        s->b[qr->pivot[j]] += change[j];
    for (int64_t i = 0; i < n; i++)
        s->residual[i] += left[i];
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
    struct problem s = {.qr = &qr, .x = x, .y = y};
    s.b = ARENA_ARRAY(arena, long double, (size_t)p);
    s.residual = ARENA_ARRAY(arena, long double, (size_t)n);
    double *left = ARENA_ARRAY(arena, double, (size_t)n);
    double *slack = ARENA_ARRAY(arena, double, (size_t)p);
    double *change = ARENA_ARRAY(arena, double, (size_t)p);
    for (int step = 0; step <= REFINEMENTS; step++)
        refine(&s, left, slack, change);
    *fit = (struct linear_fit){.n = n, .p = p, .rank = qr.rank};
    fit->coef = ARENA_ARRAY(arena, double, (size_t)p);
    fit->se = ARENA_ARRAY(arena, double, (size_t)p);
    long double sse = 0;
    for (int64_t i = 0; i < n; i++)
        sse += s.residual[i] * s.residual[i];
    fit->sse = (double)sse;
    fit->residual_sd = n > qr.rank ? sqrt(fit->sse / (double)(n - qr.rank)) : NAN;
    fit->r_squared = 1 - fit->sse / total_squares(y, n, intercept);
    for (int j = 0; j < p; j++)
        fit->coef[qr.pivot[j]] = j < qr.rank ? (double)s.b[qr.pivot[j]] : NAN;
    fill_errors(arena, &qr, fit->residual_sd, fit->se);
    return STAT_OK;
}
