/* table.c: Pearson and its relatives for r x c counts, Fisher's exact test of 2 x 2.
 * Not: the exact test of larger tables (table_exact.c).
 * Start at table_compute(). */
#include "stat/table.h"

#include <math.h>

#include "stat/dist.h"
#include "stat/table_inner.h"

enum stat_rc table_margins(struct arena *arena, const struct table *t, struct table_margins *m)
{
    *m = (struct table_margins){
        .row = ARENA_ARRAY(arena, int64_t, (size_t)MAX(t->rows, 0)),
        .col = ARENA_ARRAY(arena, int64_t, (size_t)MAX(t->cols, 0)),
    };
    for (int i = 0; i < t->rows; i++)
        for (int j = 0; j < t->cols; j++) {
            int64_t count = t->n[i * t->cols + j];
            if (count < 0)
                return STAT_BAD_INPUT;
            if (t->impossible && t->impossible[i * t->cols + j])
                return STAT_STRUCTURAL;
            m->row[i] += count;
            m->col[j] += count;
            m->n += count;
        }
    for (int i = 0; i < t->rows; i++)
        m->rows += m->row[i] > 0;
    for (int j = 0; j < t->cols; j++)
        m->cols += m->col[j] > 0;
    return m->rows < 2 || m->cols < 2 ? STAT_TOO_FEW : STAT_OK;
}

/* One cell with its expected count. */
static void add_cell(struct table_test *r, double observed, double expected, double correction)
{
    double gap = observed - expected, corrected = fmax(0, fabs(gap) - correction);

    r->pearson += gap * gap / expected;
    r->yates += corrected * corrected / expected;
    if (observed > 0)
        r->g += 2 * observed * log(observed / expected);
    r->min_expected = fmin(r->min_expected, expected);
    r->share_below_5 += expected < 5;
}

enum stat_rc table_compute(struct arena *arena, const struct table *t, struct table_test *result)
{
    struct table_margins m;
    enum stat_rc rc = table_margins(arena, t, &m);
    double all = (double)m.n, correction = 0.5;

    if (rc != STAT_OK)
        return rc;
    struct table_test r = {.n = m.n, .df = (m.rows - 1) * (m.cols - 1), .min_expected = INFINITY};
    r.residual = ARENA_ARRAY(arena, double, (size_t)(t->rows * t->cols));
    /* in 2 x 2 all |O-E| are equal, so the correction is the same for the four cells */
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < t->rows; i++)
            for (int j = 0; j < t->cols; j++) {
                double row = (double)m.row[i], col = (double)m.col[j];
                double expected = row * col / all, observed = (double)t->n[i * t->cols + j];
                if (row == 0 || col == 0)
                    r.residual[i * t->cols + j] = NAN;
                else if (pass == 0)
                    correction = fmin(correction, fabs(observed - expected));
                else {
                    add_cell(&r, observed, expected, correction);
                    r.residual[i * t->cols + j] =
                        (observed - expected) /
                        sqrt(expected * ((all - row) / all) * ((all - col) / all));
                }
            }
    r.share_below_5 /= m.rows * m.cols;
    r.small = r.min_expected < 1 || r.share_below_5 > 0.2;
    r.pearson_p = dist_chi2_upper(r.pearson, r.df);
    r.g_p = dist_chi2_upper(r.g, r.df);
    r.cramer_v = sqrt(r.pearson / (all * (MIN(m.rows, m.cols) - 1)));
    r.yates = r.df == 1 ? r.yates : (double)NAN;
    r.yates_p = r.df == 1 ? dist_chi2_upper(r.yates, 1) : (double)NAN;
    *result = r;
    return STAT_OK;
}

/* ---- Fisher's exact test of 2 x 2: k white of `drawn` ---- */

struct two_by_two {
    int64_t k;
    int64_t white;
    int64_t black;
    int64_t drawn;
    int64_t least; /* smallest and largest possible k */
    int64_t most;
};

static bool no_more_likely(const struct two_by_two *t, int64_t k, double limit)
{
    return dist_hyper_pmf(k, t->white, t->black, t->drawn) <= limit;
}

/* Probabilities rise to the mode and fall after it: the tables no more likely than the observed one
 * are two tails, and the inner end of the other tail is found by halving. */
static double two_sided(const struct two_by_two *t)
{
    double limit = dist_hyper_pmf(t->k, t->white, t->black, t->drawn) * (1 + 1e-7);
    int64_t mode = (int64_t)((double)(t->white + 1) * (double)(t->drawn + 1) /
                             (double)(t->white + t->black + 2));

    mode = MAX(t->least, MIN(t->most, mode));
    if (no_more_likely(t, mode, limit))
        return 1;
    int64_t low = t->k < mode ? mode : t->least - 1, high = t->k < mode ? t->most + 1 : mode;
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        bool outside = no_more_likely(t, middle, limit);
        if (outside == (t->k < mode))
            high = middle;
        else
            low = middle;
    }
    double p = t->k < mode ? dist_hyper_cdf(t->k, t->white, t->black, t->drawn) +
                                 dist_hyper_upper(high - 1, t->white, t->black, t->drawn)
                           : dist_hyper_upper(t->k - 1, t->white, t->black, t->drawn) +
                                 dist_hyper_cdf(low, t->white, t->black, t->drawn);
    return fmin(1, p);
}

/* Mean and variance of the noncentral hypergeometric law with odds ratio psi, by its weights
 * relative to that of k; they rise and fall once, so both sides end when they have become small. */
static void noncentral(const struct two_by_two *t, long double psi, long double *mean,
                       long double *variance)
{
    long double sum = 1, first = 0, second = 0, w = 1;
    long double white = t->white, drawn = t->drawn, rest = t->black - t->drawn;

    for (int64_t k = t->k; k < t->most; k++) {
        long double ratio = psi * (white - k) / (k + 1) * ((drawn - k) / (rest + k + 1));
        long double gap = k + 1 - t->k;
        w *= ratio;
        sum += w;
        first += w * gap;
        second += w * gap * gap;
        if (ratio < 1 && w * gap * gap < 1e-21L * sum)
            break;
    }
    w = 1;
    for (int64_t k = t->k; k > t->least; k--) {
        long double ratio = k / (psi * (white - k + 1)) * ((rest + k) / (drawn - k + 1));
        long double gap = k - 1 - t->k;
        w *= ratio;
        sum += w;
        first += w * gap;
        second += w * gap * gap;
        if (ratio < 1 && w * gap * gap < 1e-21L * sum)
            break;
    }
    *mean = first / sum; /* from k */
    *variance = second / sum - *mean * *mean;
}

/* The psi under which k is the mean. The mean rises with log psi by the variance: Newton's steps,
 * kept between bounds, from the sample odds ratio. */
static double conditional_odds_ratio(const struct two_by_two *t)
{
    long double low = -60, high = 60, mean, variance;

    if (t->k == t->least || t->k == t->most)
        return t->k == t->least ? 0 : INFINITY;
    long double x = logl((long double)t->k / (t->white - t->k) *
                         ((long double)(t->black - t->drawn + t->k) / (t->drawn - t->k)));
    for (int step = 0; step < 200; step++) {
        noncentral(t, expl(x), &mean, &variance);
        if (mean > 0)
            high = x;
        else
            low = x;
        long double next = x - mean / variance;
        if (!(next > low && next < high))
            next = (low + high) / 2;
        if (fabsl(next - x) < 1e-18L)
            break;
        x = next;
    }
    return (double)expl(x);
}

enum stat_rc table_fisher_2x2(const int64_t n[4], struct table_fisher *result)
{
    for (int i = 0; i < 4; i++)
        if (n[i] < 0)
            return STAT_BAD_INPUT;
    if (n[0] + n[1] == 0 || n[2] + n[3] == 0 || n[0] + n[2] == 0 || n[1] + n[3] == 0)
        return STAT_TOO_FEW;
    struct two_by_two t = {
        .k = n[0],
        .white = n[0] + n[1],
        .black = n[2] + n[3],
        .drawn = n[0] + n[2],
    };
    t.least = MAX(0, t.drawn - t.black);
    t.most = MIN(t.drawn, t.white);
    result->p = two_sided(&t);
    result->odds_ratio = conditional_odds_ratio(&t);
    return STAT_OK;
}
