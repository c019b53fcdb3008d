/* funnel.c: funnel limits for shares, with overdispersion.
 * Not a league table. Start at funnel_compute.
 */
#include "stat/funnel.h"

#include <math.h>

#include "stat/dist.h"
#include "stat/order.h"

#define WINSOR         0.1
#define ENOUGH_FOR_PHI 5
#define SIZES          256 /* whose limits are remembered */

double funnel_limit(double q, int64_t n, double p0)
{
    int64_t r = dist_binomial_quantile(q, n, p0);
    double at = dist_binomial_cdf(r, n, p0);
    double here = dist_binomial_pmf(r, n, p0);
    double limit = ((double)r - (at - q) / here) / (double)n;
    return MIN(MAX(limit, 0), 1);
}

/* Type 7 quantile of sorted values. */
static double sorted_quantile(const double *x, const uint32_t *order, int n, double p)
{
    double index = (n - 1) * p;
    int low = (int)floor(index);
    double rest = index - low;
    if (low + 1 >= n || rest == 0)
        return x[order[low]];
    return (1 - rest) * x[order[low]] + rest * x[order[low + 1]];
}

/* Mean of z^2 after pulling the outer tenths in. */
static double winsorised_phi(const double *z, int n)
{
    struct arena *work = arena_new();
    uint32_t *order = ARENA_ARRAY(work, uint32_t, (size_t)n);
    order_doubles(z, n, order);
    double low = sorted_quantile(z, order, n, WINSOR);
    double high = sorted_quantile(z, order, n, 1 - WINSOR);
    double sum = 0;
    for (int i = 0; i < n; i++) {
        double pulled = MIN(MAX(z[i], low), high);
        sum += pulled * pulled;
    }
    arena_free(work);
    return sum / n;
}

/* The limits of programmes of one size. */
struct limits {
    int64_t n; /* 0: none yet */
    struct stat_interval of95, of998;
};

static struct stat_interval limits_at(double tail, int64_t n, double p0)
{
    return (struct stat_interval){funnel_limit(tail, n, p0), funnel_limit(1 - tail, n, p0)};
}

/* They hang on the size alone, and many programmes are of one size. */
static const struct limits *limits_of(struct limits known[SIZES], int64_t n, double p0)
{
    struct limits *l = &known[n % SIZES];

    if (l->n != n)
        *l = (struct limits){n, limits_at(0.025, n, p0), limits_at(0.001, n, p0)};
    return l;
}

static void fill_programme(struct funnel *r, int i, int64_t k, const struct limits *limits)
{
    double p0 = r->p0, n = (double)limits->n, share = (double)k / n;

    r->z[i] = (share - p0) / sqrt(p0 * (1 - p0) / n);
    r->limit95[i] = limits->of95;
    r->limit998[i] = limits->of998;
    r->outside998 += share < r->limit998[i].low || share > r->limit998[i].high;
}

static struct stat_interval widen(const struct funnel *r, struct stat_interval limit)
{
    return (struct stat_interval){fmax(0, r->p0 + r->widened * (limit.low - r->p0)),
                                  fmin(1, r->p0 + r->widened * (limit.high - r->p0))};
}

/* The limits to be read: those of chance alone, or widened where there is more than chance. */
static void fill_wide(struct arena *arena, struct funnel *r, const int64_t *k, const int64_t *n)
{
    r->widened = r->overdispersed ? sqrt(r->phi) : 1;
    r->wide95 = ARENA_ARRAY(arena, struct stat_interval, (size_t)r->programmes);
    r->wide998 = ARENA_ARRAY(arena, struct stat_interval, (size_t)r->programmes);
    for (int i = 0; i < r->programmes; i++) {
        r->wide95[i] = r->wide998[i] = (struct stat_interval){NAN, NAN};
        if (n[i] == 0)
            continue;
        r->wide95[i] = r->overdispersed ? widen(r, r->limit95[i]) : r->limit95[i];
        r->wide998[i] = r->overdispersed ? widen(r, r->limit998[i]) : r->limit998[i];
        double share = (double)k[i] / (double)n[i];
        r->outside_wide998 += share < r->wide998[i].low || share > r->wide998[i].high;
    }
}

enum stat_rc funnel_compute(struct arena *arena, const int64_t *k, const int64_t *n, int programmes,
                            struct funnel *result)
{
    struct funnel r = {.programmes = programmes, .phi = NAN};
    struct limits known[SIZES] = {0};
    int64_t all_k = 0, all_n = 0;
    int used = 0;
    for (int i = 0; i < programmes; i++) {
        if (k[i] < 0 || n[i] < k[i])
            return STAT_BAD_INPUT;
        all_k += k[i];
        all_n += n[i];
        used += n[i] > 0;
    }
    if (used < 2)
        return STAT_TOO_FEW;
    if (all_k == 0 || all_k == all_n)
        return STAT_NO_VARIANCE;
    r.p0 = (double)all_k / (double)all_n;
    r.z = ARENA_ARRAY(arena, double, (size_t)programmes);
    r.limit95 = ARENA_ARRAY(arena, struct stat_interval, (size_t)programmes);
    r.limit998 = ARENA_ARRAY(arena, struct stat_interval, (size_t)programmes);
    double *some_z = ARENA_ARRAY(arena, double, (size_t)programmes);
    used = 0;
    for (int i = 0; i < programmes; i++) {
        r.z[i] = NAN;
        r.limit95[i] = r.limit998[i] = (struct stat_interval){NAN, NAN};
        if (n[i] == 0)
            continue;
        fill_programme(&r, i, k[i], limits_of(known, n[i], r.p0));
        some_z[used++] = r.z[i];
    }
    if (used >= ENOUGH_FOR_PHI) {
        r.phi = winsorised_phi(some_z, used);
        r.overdispersed = r.phi > 1 + 2 * sqrt(2.0 / used);
    }
    fill_wide(arena, &r, k, n);
    *result = r;
    return STAT_OK;
}
