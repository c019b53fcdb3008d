/* prop.c: limits for shares and counts.
 * Not: comparisons of shares (table.c).
 * Start at prop_wilson(). */
#include "stat/prop.h"

#include <math.h>

#include "stat/dist.h"

static enum stat_rc check(int64_t k, int64_t n, double level)
{
    if (k < 0 || k > n || !(level > 0 && level < 1))
        return STAT_BAD_INPUT;
    return n == 0 ? STAT_TOO_FEW : STAT_OK;
}

/* The limits are the roots of (1 + a) x^2 - (2p + a) x + p^2 with a = z^2/n. Each is found from the
 * share on its own side (p, or 1 - p mirrored), by the root that does not cancel. */
static long double wilson_low(long double p, long double a)
{
    long double half = sqrtl(a * (4 * p * (1 - p) + a)) / 2, high = p + a / 2 + half;

    return p * p / high;
}

enum stat_rc prop_wilson(int64_t k, int64_t n, double level, struct stat_interval *limits)
{
    enum stat_rc rc = check(k, n, level);

    if (rc != STAT_OK)
        return rc;
    long double z = dist_normal_upper_quantile((1 - level) / 2), size = n, a = z * z / size;
    limits->low = (double)wilson_low(k / size, a);
    limits->high = (double)(1 - wilson_low((n - k) / size, a));
    return STAT_OK;
}

enum stat_rc prop_exact(int64_t k, int64_t n, double level, struct stat_interval *limits)
{
    enum stat_rc rc = check(k, n, level);
    double outside = (1 - level) / 2;

    if (rc != STAT_OK)
        return rc;
    limits->low = k == 0 ? 0 : dist_beta_quantile(outside, (double)k, (double)(n - k + 1));
    limits->high = k == n ? 1 : dist_beta_upper_quantile(outside, (double)(k + 1), (double)(n - k));
    return STAT_OK;
}

/* Probabilities rise up to the mean and fall after it, so the counts that are no more likely than k
 * are two tails; the place where the other one begins is found by halving. */
double prop_poisson_p(int64_t k, double expected)
{
    if (k < 0 || !(expected > 0) || isinf(expected))
        return NAN;
    double most = dist_poisson_pmf(k, expected) * (1 + 1e-7);
    int64_t mode = (int64_t)expected, low, high;
    if ((double)k == expected || dist_poisson_pmf(mode, expected) <= most)
        return 1;
    if ((double)k < expected) {
        low = mode;
        for (high = mode + 1; dist_poisson_pmf(high, expected) > most;)
            high = mode + 2 * (high - mode);
        while (high - low > 1) {
            int64_t middle = low + (high - low) / 2;
            *(dist_poisson_pmf(middle, expected) > most ? &low : &high) = middle;
        }
        return fmin(1, dist_poisson_cdf(k, expected) + dist_poisson_upper(low, expected));
    }
    low = -1;
    high = mode;
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        *(dist_poisson_pmf(middle, expected) > most ? &high : &low) = middle;
    }
    return fmin(1, dist_poisson_upper(k - 1, expected) + dist_poisson_cdf(low, expected));
}
