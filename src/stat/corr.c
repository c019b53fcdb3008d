/* corr.c: Pearson, Spearman and weighted correlation.
 * Not: regression (linear.c).
 * Start at corr_pearson(). */
#include "stat/corr.h"

#include <math.h>

#include "stat/desc.h"
#include "stat/dist.h"

enum stat_rc corr_weighted(const double *x, const double *y, const double *weight, int64_t n,
                           double *r)
{
    long double all = 0, mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;
    int64_t pairs = 0;

    for (int64_t i = 0; i < n; i++) {
        if (weight[i] < 0)
            return STAT_BAD_INPUT;
        if (isnan(x[i]) || isnan(y[i]) || !(weight[i] > 0))
            continue;
        pairs++;
        all += weight[i];
        mean_x += (long double)weight[i] * x[i];
        mean_y += (long double)weight[i] * y[i];
    }
    if (pairs < 3)
        return STAT_TOO_FEW;
    mean_x /= all;
    mean_y /= all;
    for (int64_t i = 0; i < n; i++) {
        if (isnan(x[i]) || isnan(y[i]) || !(weight[i] > 0))
            continue;
        long double dx = x[i] - mean_x, dy = y[i] - mean_y;
        xx += weight[i] * dx * dx;
        yy += weight[i] * dy * dy;
        xy += weight[i] * dx * dy;
    }
    /* equal values leave a rounding crumb of the mean, never a spread */
    if (xx <= all * mean_x * mean_x * 1e-36L || yy <= all * mean_y * mean_y * 1e-36L)
        return STAT_NO_VARIANCE;
    *r = (double)fmaxl(-1, fminl(1, xy / sqrtl(xx) / sqrtl(yy)));
    return STAT_OK;
}

/* Two-sided p of r from n pairs: t = r sqrt((n-2)/(1-r^2)). */
static double p_of(double r, int64_t n)
{
    double df = (double)(n - 2);

    if (fabs(r) == 1)
        return 0;
    return 2 * dist_t_upper(fabs(r) * sqrt(df / ((1 - r) * (1 + r))), df);
}

static double *ones(struct arena *arena, int64_t n)
{
    double *one = ARENA_ARRAY(arena, double, (size_t)n);

    for (int64_t i = 0; i < n; i++)
        one[i] = 1;
    return one;
}

static int64_t count_pairs(const double *x, const double *y, int64_t n)
{
    int64_t pairs = 0;

    for (int64_t i = 0; i < n; i++)
        pairs += !isnan(x[i]) && !isnan(y[i]);
    return pairs;
}

enum stat_rc corr_pearson(struct arena *arena, const double *x, const double *y, int64_t n,
                          double level, struct corr *result)
{
    double r;
    enum stat_rc rc = corr_weighted(x, y, ones(arena, n), n, &r);

    if (!(level > 0 && level < 1))
        return STAT_BAD_INPUT;
    if (rc != STAT_OK)
        return rc;
    *result = (struct corr){.n = count_pairs(x, y, n), .r = r, .limits = {NAN, NAN}};
    result->p = p_of(r, result->n);
    if (result->n > 3) {
        double half = dist_normal_upper_quantile((1 - level) / 2) / sqrt((double)(result->n - 3));
        result->limits.low = tanh(atanh(r) - half);
        result->limits.high = tanh(atanh(r) + half);
    }
    return STAT_OK;
}

enum stat_rc corr_spearman(struct arena *arena, const double *x, const double *y, int64_t n,
                           struct corr *result)
{
    int64_t pairs = 0;
    double *x_kept = ARENA_ARRAY(arena, double, (size_t)n);
    double *y_kept = ARENA_ARRAY(arena, double, (size_t)n);
    double *x_rank = ARENA_ARRAY(arena, double, (size_t)n);
    double *y_rank = ARENA_ARRAY(arena, double, (size_t)n);

    for (int64_t i = 0; i < n; i++) {
        if (isnan(x[i]) || isnan(y[i]))
            continue;
        x_kept[pairs] = x[i];
        y_kept[pairs++] = y[i];
    }
    desc_ranks(arena, x_kept, pairs, x_rank);
    desc_ranks(arena, y_kept, pairs, y_rank);
    enum stat_rc rc = corr_weighted(x_rank, y_rank, ones(arena, pairs), pairs, &result->r);
    if (rc != STAT_OK)
        return rc;
    result->n = pairs;
    result->p = p_of(result->r, pairs);
    result->limits = (struct stat_interval){NAN, NAN};
    return STAT_OK;
}
