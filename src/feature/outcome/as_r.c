/* as_r.c: the root search of R, for the two figures that carry its tolerance.
 * Not: the exact values (stat/).
 * Start at as_r_root(). */
#include "feature/outcome/as_r.h"

#include <float.h>
#include <math.h>

enum { STEPS_MAX = 1000 };

/* The step to try: secant or inverse quadratic interpolation when that stays well inside the
 * bracket, else half of it. a: the approximation before, b: the best one, c: the other end;
 * taken: the step that was taken last. */
static double brent_step(double a, double fa, double b, double fb, double c, double fc,
                         double taken, double tolerance)
{
    double half = (c - b) / 2, width = c - b, p, q;

    if (fabs(taken) < tolerance || fabs(fa) <= fabs(fb))
        return half;
    if (a == c) {
        double s = fb / fa;

        p = width * s;
        q = 1 - s;
    } else {
        double r = fa / fc, s = fb / fc, t = fb / fa;

        p = t * (width * r * (r - s) - (b - a) * (s - 1));
        q = (r - 1) * (s - 1) * (t - 1);
    }
    if (p > 0)
        q = -q;
    else
        p = -p;
    if (p < 0.75 * width * q - fabs(tolerance * q) / 2 && p < fabs(taken * q / 2))
        return p / q;
    return half;
}

double as_r_root(double (*f)(double, const void *), const void *data, double low, double high)
{
    const double asked = pow(DBL_EPSILON, 0.25);
    double a = low, fa = f(low, data), b = high, fb = f(high, data), c = a, fc = fa;

    if (fa == 0)
        return a;
    for (int i = 0; i < STEPS_MAX && fb != 0; i++) {
        double taken = b - a; /* before the best end becomes b */

        if (fabs(fc) < fabs(fb)) {
            a = b, fa = fb;
            b = c, fb = fc;
            c = a, fc = fa;
        }
        double tolerance = 2 * DBL_EPSILON * fabs(b) + asked / 2;
        if (fabs(c - b) / 2 <= tolerance)
            break;
        double step = brent_step(a, fa, b, fb, c, fc, taken, tolerance);
        if (fabs(step) < tolerance)
            step = step > 0 ? tolerance : -tolerance;
        a = b, fa = fb;
        b += step;
        fb = f(b, data);
        if ((fb > 0 && fc > 0) || (fb < 0 && fc < 0))
            c = a, fc = fa;
    }
    return b;
}

/* ---- odds ratio -------------------------------------------------------------------------------
 */

struct hypergeometric {
    int64_t low, high; /* what cell 1 can be, given the margins */
    int64_t column, other, row;
    double observed;
    bool inverse;
};

/* log of the ratio of the probabilities of x + 1 and x, at odds ratio 1; falls with x. */
static double log_step(const struct hypergeometric *h, int64_t x)
{
    return log((double)(h->column - x) * (double)(h->row - x)) -
           log((double)(x + 1) * (double)(h->other - h->row + x + 1));
}

/* Mean of cell 1 at this odds ratio: from the most likely value outwards, until what comes is too
 * small to count. */
static double mean_at(const struct hypergeometric *h, double odds)
{
    if (odds == 0)
        return (double)h->low;
    double log_odds = log(odds);
    int64_t from = h->low, to = h->high;
    while (from < to) {
        int64_t middle = from + (to - from) / 2;

        if (log_step(h, middle) + log_odds > 0)
            from = middle + 1;
        else
            to = middle;
    }
    long double sum = 1, moment = (long double)from, weight = 1, log_weight = 0;
    for (int64_t x = from; x < h->high && weight > 1e-30L; x++) {
        log_weight += log_step(h, x) + log_odds;
        weight = expl(log_weight);
        sum += weight;
        moment += weight * (long double)(x + 1);
    }
    log_weight = 0;
    weight = 1;
    for (int64_t x = from - 1; x >= h->low && weight > 1e-30L; x--) {
        log_weight -= log_step(h, x) + log_odds;
        weight = expl(log_weight);
        sum += weight;
        moment += weight * (long double)x;
    }
    return (double)(moment / sum);
}

static double above_observed(double x, const void *data)
{
    const struct hypergeometric *h = data;

    return mean_at(h, h->inverse ? 1 / x : x) - h->observed;
}

double as_r_odds_ratio(const int64_t n[4])
{
    struct hypergeometric h = {
        .column = n[0] + n[2], .other = n[1] + n[3], .row = n[0] + n[1], .observed = (double)n[0]};

    h.low = MAX(0, h.row - h.other);
    h.high = MIN(h.row, h.column);
    if (n[0] == h.low)
        return 0;
    if (n[0] == h.high)
        return INFINITY;
    double mean = mean_at(&h, 1);
    if (mean == h.observed)
        return 1;
    h.inverse = mean < h.observed;
    return h.inverse ? 1 / as_r_root(above_observed, &h, DBL_EPSILON, 1)
                     : as_r_root(above_observed, &h, 0, 1);
}

/* ---- Paule-Mandel -----------------------------------------------------------------------------
 */

struct studies {
    const double *yi, *vi;
    int k;
};

/* Generalised Q less its expectation. */
static double excess(double tau2, const void *data)
{
    const struct studies *s = data;
    double sum = 0, mean = 0, q = 0;

    for (int i = 0; i < s->k; i++) {
        sum += 1 / (s->vi[i] + tau2);
        mean += s->yi[i] / (s->vi[i] + tau2);
    }
    mean /= sum;
    for (int i = 0; i < s->k; i++)
        q += (s->yi[i] - mean) * (s->yi[i] - mean) / (s->vi[i] + tau2);
    return q - (s->k - 1);
}

double as_r_paule_mandel(const double *yi, const double *vi, int k)
{
    struct studies s = {yi, vi, k};

    return excess(0, &s) < 0 ? 0 : as_r_root(excess, &s, 0, 100);
}
