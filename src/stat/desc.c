/* desc.c: moments, quantiles, ranks.
 * Not: tests (test.c works on the moments made here).
 * Start at desc_moments(). */
#include "stat/desc.h"

#include <math.h>

#include "stat/order.h"

struct sums {
    int64_t n;
    long double sum;
    long double squares;
};

/* The sums of what lies from `origin`. Even and odd places are added side by side: one sum alone
 * would wait for its own last addition. */
static struct sums sums_from(long double origin, const double *x, int64_t n)
{
    struct sums even = {0}, odd = {0};

    for (int64_t i = 0; i < n; i += 2) {
        if (!isnan(x[i])) {
            long double d = x[i] - origin;
            even.n++;
            even.sum += d;
            even.squares += d * d;
        }
        if (i + 1 < n && !isnan(x[i + 1])) {
            long double d = x[i + 1] - origin;
            odd.n++;
            odd.sum += d;
            odd.squares += d * d;
        }
    }
    return (struct sums){even.n + odd.n, even.sum + odd.sum, even.squares + odd.squares};
}

struct moments desc_moments(const double *x, int64_t n)
{
    struct sums all = sums_from(0, x, n);

    if (all.n == 0)
        return (struct moments){0};
    long double mean = all.sum / all.n;
    struct sums around = sums_from(mean, x, n);
    return (struct moments){
        .n = all.n,
        .mean = (double)(mean + around.sum / all.n),
        .squares = (double)fmaxl(0, around.squares - around.sum * around.sum / all.n),
    };
}

struct moments desc_combine(struct moments a, struct moments b)
{
    int64_t n = a.n + b.n;

    if (a.n == 0 || b.n == 0)
        return a.n == 0 ? b : a;
    long double gap = (long double)b.mean - a.mean, share = (long double)b.n / n;
    return (struct moments){
        .n = n,
        .mean = (double)(a.mean + gap * share),
        .squares = (double)(a.squares + (long double)b.squares + gap * gap * a.n * share),
    };
}

struct moments desc_from_sd(int64_t n, double mean, double sd)
{
    return (struct moments){.n = n, .mean = mean, .squares = (double)(n - 1) * sd * sd};
}

double desc_variance(struct moments m)
{
    return m.n < 2 ? (double)NAN : m.squares / (double)(m.n - 1);
}

double desc_sd(struct moments m)
{
    return sqrt(desc_variance(m));
}

double desc_quantile(const double *sorted, int64_t n, double p)
{
    double h = (double)(n - 1) * p;
    int64_t below = MIN((int64_t)floor(h), n - 1), above = MIN(below + 1, n - 1);

    return sorted[below] + (h - (double)below) * (sorted[above] - sorted[below]);
}

double *desc_sort(struct arena *arena, const double *x, int64_t n)
{
    uint32_t *order = ARENA_ARRAY(arena, uint32_t, (size_t)n);
    double *sorted = ARENA_ARRAY(arena, double, (size_t)n);

    order_doubles(x, n, order);
    for (int64_t i = 0; i < n; i++)
        sorted[i] = x[order[i]];
    return sorted;
}

enum stat_rc desc_summarise(struct arena *arena, const double *x, int64_t n,
                            struct summary *summary)
{
    double *present = ARENA_ARRAY(arena, double, (size_t)n);
    int64_t count = 0;

    for (int64_t i = 0; i < n; i++)
        if (!isnan(x[i]))
            present[count++] = x[i];
    if (count == 0)
        return STAT_TOO_FEW;
    struct moments m = desc_moments(present, count);
    double *sorted = desc_sort(arena, present, count);
    *summary = (struct summary){
        .n = count,
        .missing = n - count,
        .mean = m.mean,
        .sd = desc_sd(m),
        .min = sorted[0],
        .q25 = desc_quantile(sorted, count, 0.25),
        .median = desc_quantile(sorted, count, 0.5),
        .q75 = desc_quantile(sorted, count, 0.75),
        .max = sorted[count - 1],
    };
    return STAT_OK;
}

double desc_ranks(struct arena *arena, const double *x, int64_t n, double *rank)
{
    uint32_t *order = ARENA_ARRAY(arena, uint32_t, (size_t)n);
    double ties = 0;

    order_doubles(x, n, order);
    for (int64_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && x[order[to]] == x[order[from]]; to++)
            ;
        for (int64_t i = from; i < to; i++)
            rank[order[i]] = (double)(from + to + 1) / 2;
        double t = (double)(to - from);
        ties += t * t * t - t;
    }
    return ties;
}

struct stat_interval desc_sd_range(int64_t n, double mean, double min, double max)
{
    double size = (double)n, far = fmax(fabs(max - mean), fabs(mean - min));

    return (struct stat_interval){
        .low = far * sqrt(size) / (size - 1),
        .high = sqrt((mean - min) * (max - mean) * size / (size - 1)),
    };
}
