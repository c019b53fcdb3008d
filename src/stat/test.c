/* test.c: t tests, analysis of variance, Wilcoxon's rank tests.
 * Not: tables of counts (table.c), survival (km.c).
 * Start at test_t_welch(). */
#include "stat/test.h"

#include <math.h>

#include "stat/dist.h"

static enum stat_rc finish_t(double level, struct test_t *r)
{
    if (!(level > 0 && level < 1))
        return STAT_BAD_INPUT;
    if (!(r->se > 0))
        return STAT_NO_VARIANCE;
    double half = dist_t_upper_quantile((1 - level) / 2, r->df) * r->se;
    r->t = r->difference / r->se;
    r->p = 2 * dist_t_upper(fabs(r->t), r->df);
    r->limits = (struct stat_interval){r->difference - half, r->difference + half};
    return STAT_OK;
}

enum stat_rc test_t_welch(struct moments a, struct moments b, double level, struct test_t *result)
{
    if (a.n < 2 || b.n < 2)
        return STAT_TOO_FEW;
    double va = desc_variance(a) / (double)a.n, vb = desc_variance(b) / (double)b.n;
    if (va == 0 || vb == 0)
        return STAT_NO_VARIANCE;
    *result = (struct test_t){
        .difference = a.mean - b.mean,
        .se = sqrt(va + vb),
        .df = (va + vb) * (va + vb) / (va * va / (double)(a.n - 1) + vb * vb / (double)(b.n - 1)),
    };
    return finish_t(level, result);
}

enum stat_rc test_t_student(struct moments a, struct moments b, double level, struct test_t *result)
{
    if (a.n < 2 || b.n < 2)
        return STAT_TOO_FEW;
    if (a.squares == 0 || b.squares == 0)
        return STAT_NO_VARIANCE;
    double df = (double)(a.n + b.n - 2);
    double pooled = (a.squares + b.squares) / df;
    *result = (struct test_t){
        .difference = a.mean - b.mean,
        .se = sqrt(pooled / (double)a.n + pooled / (double)b.n),
        .df = df,
    };
    return finish_t(level, result);
}

enum stat_rc test_t_paired(struct moments differences, double level, struct test_t *result)
{
    if (differences.n < 2)
        return STAT_TOO_FEW;
    *result = (struct test_t){
        .difference = differences.mean,
        .se = sqrt(desc_variance(differences) / (double)differences.n),
        .df = (double)(differences.n - 1),
    };
    return finish_t(level, result);
}

/* Welch (1951): weights n/s^2, F with k-1 and (k^2-1)/(3 sum) degrees of freedom. */
static void welch(const struct moments *group, int k, struct anova *r)
{
    double weights = 0, mean = 0, between = 0, sum = 0, groups = r->groups;

    r->welch_f = r->welch_df2 = r->welch_p = NAN;
    for (int i = 0; i < k; i++) {
        if (group[i].n == 0)
            continue;
        if (group[i].n == 1 || group[i].squares == 0)
            return;
        double w = (double)group[i].n / desc_variance(group[i]);
        weights += w;
        mean += w * (group[i].mean - mean) / weights;
    }
    for (int i = 0; i < k; i++) {
        if (group[i].n == 0)
            continue;
        double w = (double)group[i].n / desc_variance(group[i]), rest = 1 - w / weights;
        between += w * (group[i].mean - mean) * (group[i].mean - mean);
        sum += rest * rest / (double)(group[i].n - 1);
    }
    r->welch_f = between / (groups - 1) / (1 + 2 * (groups - 2) / (groups * groups - 1) * sum);
    r->welch_df2 = (groups * groups - 1) / (3 * sum);
    r->welch_p = dist_f_upper(r->welch_f, groups - 1, r->welch_df2);
}

enum stat_rc test_anova(const struct moments *group, int k, struct anova *result)
{
    long double within = 0, between = 0;
    struct moments all = {0};
    struct anova r = {0};

    for (int i = 0; i < k; i++) {
        all = desc_combine(all, group[i]);
        within += group[i].squares;
        r.groups += group[i].n > 0;
    }
    if (r.groups < 2 || all.n <= r.groups)
        return STAT_TOO_FEW;
    if (within == 0)
        return STAT_NO_VARIANCE;
    for (int i = 0; i < k; i++) {
        long double gap = (long double)group[i].mean - all.mean;
        between += group[i].n * gap * gap;
    }
    r.n = all.n;
    r.between = (double)between;
    r.within = (double)within;
    r.df1 = r.groups - 1;
    r.df2 = (double)(r.n - r.groups);
    r.f = (double)(between / r.df1 / (within / r.df2));
    r.p = dist_f_upper(r.f, r.df1, r.df2);
    r.eta2 = (double)(between / (between + within));
    welch(group, k, &r);
    *result = r;
    return STAT_OK;
}

enum stat_rc test_anova_values(struct arena *arena, const double *x, const int *group, int64_t n,
                               int k, struct anova *result)
{
    struct moments *of = ARENA_ARRAY(arena, struct moments, (size_t)MAX(k, 0));
    double *mine = ARENA_ARRAY(arena, double, (size_t)n);
    double origin = NAN;

    for (int64_t i = 0; i < n; i++) {
        if (group[i] < 0 || group[i] >= k)
            return STAT_BAD_INPUT;
        if (isnan(origin))
            origin = x[i];
    }
    for (int j = 0; j < k; j++) {
        int64_t count = 0;
        for (int64_t i = 0; i < n; i++)
            if (group[i] == j)
                mine[count++] = x[i] - origin;
        of[j] = desc_moments(mine, count);
    }
    return test_anova(of, k, result);
}

/* Half a step towards the mean, then the normal. */
static void finish_rank(double above_mean, double variance, struct test_rank *r)
{
    double step = above_mean > 0 ? 0.5 : above_mean < 0 ? -0.5 : 0;

    r->z = (above_mean - step) / sqrt(variance);
    r->p = fmin(1, 2 * dist_normal_upper(fabs(r->z)));
}

enum stat_rc test_rank_sum(struct arena *arena, const double *a, int64_t n_a, const double *b,
                           int64_t n_b, struct test_rank *result)
{
    int64_t n = n_a + n_b;
    double *both = ARENA_ARRAY(arena, double, (size_t)n);
    double *rank = ARENA_ARRAY(arena, double, (size_t)n);
    double na = (double)n_a, nb = (double)n_b, sum = 0;

    if (n_a < 1 || n_b < 1)
        return STAT_TOO_FEW;
    memcpy(both, a, (size_t)n_a * sizeof(*both));
    memcpy(both + n_a, b, (size_t)n_b * sizeof(*both));
    double ties = desc_ranks(arena, both, n, rank);
    for (int64_t i = 0; i < n_a; i++)
        sum += rank[i];
    double variance = na * nb / 12 * (na + nb + 1 - ties / ((na + nb) * (na + nb - 1)));
    if (!(variance > 0))
        return STAT_NO_VARIANCE;
    result->statistic = sum - na * (na + 1) / 2;
    finish_rank(result->statistic - na * nb / 2, variance, result);
    return STAT_OK;
}

enum stat_rc test_signed_rank(struct arena *arena, const double *difference, int64_t n,
                              struct test_rank *result)
{
    double *size = ARENA_ARRAY(arena, double, (size_t)n);
    double *rank = ARENA_ARRAY(arena, double, (size_t)n);
    bool *positive = ARENA_ARRAY(arena, bool, (size_t)n);
    double sum = 0;
    int64_t kept = 0;

    for (int64_t i = 0; i < n; i++) {
        if (difference[i] == 0 || isnan(difference[i]))
            continue;
        positive[kept] = difference[i] > 0;
        size[kept++] = fabs(difference[i]);
    }
    if (kept == 0)
        return STAT_TOO_FEW;
    double ties = desc_ranks(arena, size, kept, rank), count = (double)kept;
    for (int64_t i = 0; i < kept; i++)
        sum += positive[i] ? rank[i] : 0;
    result->statistic = sum;
    finish_rank(sum - count * (count + 1) / 4,
                count * (count + 1) * (2 * count + 1) / 24 - ties / 48, result);
    return STAT_OK;
}
