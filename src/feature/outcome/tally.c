/* tally.c: how often each whole number occurs, and the summary that follows from it.
 * Not: numbers with decimals (block_summary).
 * Start at tally_summary(). */
#include "feature/outcome/efforts.h"

#include <math.h>

void tally_init(struct tally *t, struct arena *a)
{
    *t = (struct tally){.arena = a, .count = ARENA_ARRAY(a, uint32_t, TALLY_BINS)};
}

void tally_add_other(struct tally *t, int64_t value, int by)
{
    if (by < 0) {
        for (size_t i = 0; i < t->others; i++) {
            if (t->other[i] == value) {
                t->other[i] = t->other[--t->others];
                return;
            }
        }
        BUG("a value is taken out that was not there");
    }
    if (t->others == t->room) {
        t->room = 2 * t->room + 64;
        t->other = arena_grow(t->arena, t->other, t->others * sizeof(*t->other),
                              t->room * sizeof(*t->other));
    }
    t->other[t->others++] = value;
}

void tally_scale(struct tally *t, int factor)
{
    for (size_t i = 0; i < t->others; i++)
        t->other[i] *= factor;
    for (int64_t value = TALLY_BINS - 1; value > 0; value--) { /* from above: moves only upwards */
        uint32_t n = t->count[value];

        t->count[value] = 0;
        if (value * factor < TALLY_BINS)
            t->count[value * factor] = n;
        else
            for (; n; n--)
                tally_add_other(t, value * factor, 1);
    }
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* The values in ascending order: negative others, bins, larger others. */
struct ordered {
    const struct tally *t;
    int64_t n;
    int64_t below; /* negative others */
    int64_t binned;
};

static double value_at(const struct ordered *o, int64_t i)
{
    size_t value = 0;

    if (i < o->below)
        return (double)o->t->other[i];
    if (i >= o->below + o->binned)
        return (double)o->t->other[i - o->binned];
    for (i -= o->below; i >= o->t->count[value]; value++)
        i -= o->t->count[value];
    return (double)value;
}

/* Type 7, as desc_quantile. */
static double quantile(const struct ordered *o, double p)
{
    double h = (double)(o->n - 1) * p;
    int64_t i = (int64_t)floor(h);
    double low = value_at(o, i), high = value_at(o, MIN(i + 1, o->n - 1));

    return low + (h - (double)i) * (high - low);
}

static struct ordered put_in_order(const struct tally *t, int64_t *sum)
{
    struct ordered o = {.t = t};

    *sum = 0;
    if (t->others)
        qsort(t->other, t->others, sizeof(*t->other), by_value);
    for (size_t i = 0; i < t->others; i++) {
        o.below += t->other[i] < 0;
        *sum += t->other[i];
    }
    for (int64_t value = 0; value < TALLY_BINS; value++) {
        o.binned += t->count[value];
        *sum += value * t->count[value];
    }
    o.n = o.binned + (int64_t)t->others;
    return o;
}

struct summary tally_summary(struct tally *t, double unit)
{
    int64_t sum;
    struct ordered o = put_in_order(t, &sum);
    struct summary s = {o.n, 0, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    long double squares = 0;

    if (!o.n)
        return s;
    long double mean = (long double)sum / (long double)o.n;
    for (size_t i = 0; i < t->others; i++) {
        long double d = (long double)t->other[i] - mean;

        squares += d * d;
    }
    for (int64_t value = 0; value < TALLY_BINS; value++) {
        if (!t->count[value])
            continue;
        long double d = (long double)value - mean;
        squares += t->count[value] * d * d;
    }
    s.mean = (double)(mean / unit);
    s.sd = o.n > 1 ? (double)(sqrtl(squares / (long double)(o.n - 1)) / unit) : NAN;
    s.min = value_at(&o, 0) / unit;
    s.q25 = quantile(&o, 0.25) / unit;
    s.median = quantile(&o, 0.5) / unit;
    s.q75 = quantile(&o, 0.75) / unit;
    s.max = value_at(&o, o.n - 1) / unit;
    return s;
}
