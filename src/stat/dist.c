/* dist.c: incomplete gamma and beta in long double, and the distributions that are made of them.
 * Not: tests or intervals; those are in desc, table, test, prop and corr.
 * Start at gamma_tails() and beta_tails(); the public functions below them only choose arguments.
 */
#include "base/base.h"

#include <math.h>

#include "stat/dist.h"

static const long double LOG_SQRT_2PI = 0.918938533204672741780329736405617640L;
static const long double TWO_PI = 6.283185307179586476925286766559005768L;
static const long double SQRT_HALF = 0.707106781186547524400844362104849039L;
static const long double SETTLED = 1e-20L;        /* below the last bit of a 64-bit mantissa */
static const long double SETTLED_FACTOR = 2e-19L; /* the last bits of a factor next to 1 */
static const long double LAST_STEP = 1e-11L;      /* towards a quantile, in u of struct law */
enum { MAX_TERMS = 1000000, MAX_STEPS = 400, MAX_COUNT = 1000000000 };

/* Both tails of a law at one place; the smaller one is computed, the other is its complement. */
struct tails {
    long double lower;
    long double upper;
};

/* ---- building blocks ---- */

static long double log_gamma(long double x)
{
    int sign;

    return lgammal_r(x, &sign);
}

/* log x! minus Stirling's (x + 1/2) log x - x + log sqrt(2 pi); x > 0. */
static long double stirling_error(long double x)
{
    static const long double series[] = {
        1.0L / 12,   -1.0L / 360,       1.0L / 1260, -1.0L / 1680,
        1.0L / 1188, -691.0L / 360360L, 1.0L / 156,  -3617.0L / 122400L,
    };
    long double sum = 0, square = 1 / (x * x);

    if (x < 16)
        return log_gamma(x + 1) - ((x + 0.5L) * logl(x) - x + LOG_SQRT_2PI);
    for (size_t i = COUNT(series); i > 0; i--)
        sum = sum * square + series[i - 1];
    return sum / x;
}

/* x log(x / mean) + mean - x without cancellation near x = mean (Loader 2000, bd0). */
static long double deviance(long double x, long double mean)
{
    long double d = x - mean, v = d / (x + mean);

    if (fabsl(v) >= 0.1L)
        return x * logl(x / mean) - d;
    long double sum = d * v, term = 2 * x * v;
    for (int j = 1; j < 100; j++) {
        term *= v * v;
        long double next = sum + term / (2 * j + 1);
        if (next == sum)
            break;
        sum = next;
    }
    return sum;
}

/* mean^x e^-mean / gamma(x + 1), for real x >= 0. */
static long double poisson_term(long double x, long double mean)
{
    if (mean <= 0)
        return x == 0;
    if (x == 0)
        return expl(-mean);
    return expl(-stirling_error(x) - deviance(x, mean)) / sqrtl(TWO_PI * x);
}

/* gamma(a + b + 1) / (gamma(a + 1) gamma(b + 1)) p^a q^b with p + q = 1, for real a, b >= 0. */
static long double binomial_term(long double a, long double b, long double p, long double q)
{
    long double n = a + b;

    if (p <= 0)
        return a == 0;
    if (q <= 0)
        return b == 0;
    if (a == 0)
        return expl(b * (p < 0.5L ? log1pl(-p) : logl(q)));
    if (b == 0)
        return expl(a * (q < 0.5L ? log1pl(-q) : logl(p)));
    long double power = stirling_error(n) - stirling_error(a) - stirling_error(b) -
                        deviance(a, n * p) - deviance(b, n * q);
    return expl(power) * sqrtl(n / (TWO_PI * a * b));
}

static long double log_beta(long double a, long double b)
{
    long double n = a + b, log_p = a < b ? logl(a / n) : log1pl(-b / n),
                log_q = a < b ? log1pl(-a / n) : logl(b / n);

    return a * log_p + b * log_q + 0.5L * logl(TWO_PI / a * (n / b)) -
           (stirling_error(n) - stirling_error(a) - stirling_error(b));
}

/* ---- incomplete gamma ---- */

static long double gamma_series(long double a, long double x)
{
    long double sum = 1, term = 1;

    for (int i = 1; i < MAX_TERMS; i++) {
        term *= x / (a + i);
        sum += term;
        if (term <= SETTLED * sum)
            return sum;
    }
    return NAN;
}

/* Modified Lentz evaluation of 6.5.31. */
static long double gamma_fraction(long double a, long double x)
{
    long double b = x + 1 - a, c = 1 / 1e-4000L, d = 1 / b, h = d;

    for (int i = 1; i < MAX_TERMS; i++) {
        long double numerator = -i * (i - a);
        b += 2;
        d = 1 / (numerator * d + b);
        c = b + numerator / c;
        h *= d * c;
        if (fabsl(d * c - 1) <= SETTLED_FACTOR)
            return h;
    }
    return NAN;
}

static struct tails gamma_tails(long double a, long double x)
{
    struct tails t;

    if (x <= 0)
        return (struct tails){0, 1};
    if (isinf(x))
        return (struct tails){1, 0};
    if (x < a + 1) {
        t.lower = poisson_term(a, x) * gamma_series(a, x);
        t.upper = 1 - t.lower;
    } else {
        t.upper = poisson_term(a, x) * a * gamma_fraction(a, x);
        t.lower = 1 - t.upper;
    }
    return t;
}

/* ---- incomplete beta ---- */

/* Continued fraction of DiDonato and Morris (1992, TOMS 708, section 9) by modified Lentz. It is
 * built on lambda = a - (a + b) x = a y - b x >= 0, which keeps its digits when x is near 1. */
static long double beta_fraction(long double a, long double b, long double x, long double y)
{
    const long double tiny = 1e-4000L;
    long double lambda = a * y - b * x, term = a / (a + 1) * (lambda + 1), c = 1 / tiny,
                d = 1 / term, h = d;

    for (int n = 1; n < MAX_TERMS; n++) {
        long double s = a + 2 * n - 1, w = n * (b - n) * x;
        long double alpha = (a + n - 1) / s * ((a + b + n - 1) / s) * w * x;
        term = n + w / s + (a + n) / (s + 2) * (lambda + 1 + n * (1 + y));
        d = term + alpha * d;
        d = 1 / (fabsl(d) < tiny ? tiny : d);
        c = term + alpha / c;
        c = fabsl(c) < tiny ? tiny : c;
        h *= d * c;
        if (fabsl(d * c - 1) <= SETTLED_FACTOR)
            return h;
    }
    return NAN;
}

/* y is 1 - x, passed apart so that neither end loses digits. */
static struct tails beta_tails(long double a, long double b, long double x, long double y)
{
    struct tails t;

    if (x <= 0)
        return (struct tails){0, 1};
    if (y <= 0)
        return (struct tails){1, 0};
    long double power = binomial_term(a, b, x, y) * (a / (a + b)) * b; /* x^a y^b / B(a, b) */
    if (a * y >= b * x) {
        t.lower = power * beta_fraction(a, b, x, y);
        t.upper = 1 - t.lower;
    } else {
        t.upper = power * beta_fraction(b, a, y, x);
        t.lower = 1 - t.upper;
    }
    return t;
}

/* ---- quantiles ---- */

/* A gamma law in u = log x (b = 0) or a beta law in u = log(x / (1 - x)): both are log-concave in
 * u, so that Newton's steps on the logarithm of a tail run to the root without ever circling. */
struct law {
    long double a;
    long double b;
};

static struct tails law_tails(const struct law *law, long double u, long double *density)
{
    if (law->b == 0) {
        long double x = expl(u);
        *density = poisson_term(law->a, x) * law->a;
        return gamma_tails(law->a, x);
    }
    long double x = 1 / (1 + expl(-u)), y = 1 / (1 + expl(u));
    *density = binomial_term(law->a, law->b, x, y) * (law->a * law->b / (law->a + law->b));
    return beta_tails(law->a, law->b, x, y);
}

/* Where the search for a quantile is: `low` and `high` enclose it as far as is known. */
struct search {
    long double u;
    long double low;
    long double high;
};

/* One Newton step, or halfway (or one on) where Newton leaves the bounds, as it does where a tail
 * is so far out that it is 0 and has no slope. True when it was the last: what is left after a step
 * is about its square times the steepness of the law, which counts no more after a step this small,
 * while the digits of the tails would keep smaller ones going for ever. */
static bool search_step(struct search *s, bool rising, long double miss, long double slope)
{
    long double next = s->u - miss / slope;

    if (rising ? miss > 0 : miss < 0)
        s->high = s->u;
    else
        s->low = s->u;
    if (fabsl(next - s->u) <= LAST_STEP * fmaxl(1, fabsl(s->u))) {
        s->u = next;
        return true;
    }
    if (!(next > s->low && next < s->high)) {
        next = (s->low + s->high) / 2;
        if (isinf(s->low) || isinf(s->high))
            next = isinf(s->low) ? s->high - 1 : s->low + 1;
    }
    s->u = next;
    return false;
}

/* The u whose tails are `want`; +-INFINITY where a tail is 0 or u leaves what double can hold. */
static long double law_solve(const struct law *law, struct tails want)
{
    const long double far = 11000;
    bool use_lower = want.lower <= want.upper;
    long double target = logl(use_lower ? want.lower : want.upper);
    struct search s = {law->b == 0 ? logl(law->a) : logl(law->a / law->b), -INFINITY, INFINITY};

    if (isinf(target))
        return use_lower ? -INFINITY : INFINITY;
    for (int step = 0; step < MAX_STEPS && fabsl(s.u) < far; step++) {
        long double density;
        struct tails at = law_tails(law, s.u, &density);
        long double tail = use_lower ? at.lower : at.upper;
        if (search_step(&s, use_lower, logl(tail) - target,
                        (use_lower ? density : -density) / tail))
            break;
    }
    return fabsl(s.u) < far ? s.u : copysignl(INFINITY, s.u);
}

static bool is_probability(double p)
{
    return p >= 0 && p <= 1;
}

static struct tails tails_of_lower(long double p)
{
    return (struct tails){p, 1 - p};
}

static struct tails tails_of_upper(long double q)
{
    return (struct tails){1 - q, q};
}

/* ---- gamma, chi-square, Poisson ---- */

double dist_log_gamma(double x)
{
    return x > 0 ? (double)log_gamma(x) : (double)NAN;
}

double dist_log_beta(double a, double b)
{
    return a > 0 && b > 0 ? (double)log_beta(a, b) : (double)NAN;
}

double dist_log_choose(int64_t n, int64_t k)
{
    if (n < 0 || k < 0 || k > n)
        return -INFINITY;
    if (k == 0 || k == n)
        return 0;
    return (double)(-logl(n + 1.0L) - log_beta(n - k + 1.0L, k + 1.0L));
}

double dist_gamma_p(double a, double x)
{
    return a > 0 && x >= 0 ? (double)gamma_tails(a, x).lower : (double)NAN;
}

double dist_gamma_q(double a, double x)
{
    return a > 0 && x >= 0 ? (double)gamma_tails(a, x).upper : (double)NAN;
}

double dist_chi2_cdf(double x, double df)
{
    return df > 0 && !isnan(x) ? (double)gamma_tails(df / 2.0L, x / 2.0L).lower : (double)NAN;
}

double dist_chi2_upper(double x, double df)
{
    return df > 0 && !isnan(x) ? (double)gamma_tails(df / 2.0L, x / 2.0L).upper : (double)NAN;
}

static double chi2_solve(struct tails want, double df)
{
    struct law law = {.a = df / 2.0L, .b = 0};

    return (double)(2 * expl(law_solve(&law, want)));
}

double dist_chi2_quantile(double p, double df)
{
    return df > 0 && is_probability(p) ? chi2_solve(tails_of_lower(p), df) : (double)NAN;
}

double dist_chi2_upper_quantile(double q, double df)
{
    return df > 0 && is_probability(q) ? chi2_solve(tails_of_upper(q), df) : (double)NAN;
}

double dist_poisson_pmf(int64_t k, double mean)
{
    if (!(mean >= 0))
        return NAN;
    return k < 0 ? 0 : (double)poisson_term(k, mean);
}

double dist_poisson_cdf(int64_t k, double mean)
{
    if (!(mean >= 0))
        return NAN;
    return k < 0 ? 0 : (double)gamma_tails(k + 1.0L, mean).upper;
}

double dist_poisson_upper(int64_t k, double mean)
{
    if (!(mean >= 0))
        return NAN;
    return k < 0 ? 1 : (double)gamma_tails(k + 1.0L, mean).lower;
}

/* ---- beta, t, F, binomial ---- */

double dist_beta_cdf(double x, double a, double b)
{
    if (!(a > 0 && b > 0) || isnan(x))
        return NAN;
    return (double)beta_tails(a, b, x, 1 - (long double)x).lower;
}

double dist_beta_upper(double x, double a, double b)
{
    if (!(a > 0 && b > 0) || isnan(x))
        return NAN;
    return (double)beta_tails(a, b, x, 1 - (long double)x).upper;
}

static double beta_solve(struct tails want, double a, double b)
{
    struct law law = {.a = a, .b = b};

    return (double)(1 / (1 + expl(-law_solve(&law, want))));
}

double dist_beta_quantile(double p, double a, double b)
{
    return a > 0 && b > 0 && is_probability(p) ? beta_solve(tails_of_lower(p), a, b) : (double)NAN;
}

double dist_beta_upper_quantile(double q, double a, double b)
{
    return a > 0 && b > 0 && is_probability(q) ? beta_solve(tails_of_upper(q), a, b) : (double)NAN;
}

/* P(|T| > t) is the beta law of df / (df + t^2). */
double dist_t_upper(double t, double df)
{
    if (!(df > 0) || isnan(t))
        return NAN;
    if (isinf(df))
        return dist_normal_upper(t);
    if (isinf(t))
        return t < 0;
    long double square = (long double)t * t, n = df;
    struct tails two = beta_tails(n / 2, 0.5L, n / (n + square), square / (n + square));
    return (double)(t > 0 ? two.lower / 2 : 0.5L + two.upper / 2);
}

double dist_t_cdf(double t, double df)
{
    return dist_t_upper(-t, df);
}

double dist_t_upper_quantile(double q, double df)
{
    if (!(df > 0) || !is_probability(q))
        return NAN;
    if (isinf(df))
        return dist_normal_upper_quantile(q);
    long double outside = 2 * fminl(q, 1 - (long double)q);
    struct law law = {.a = df / 2.0L, .b = 0.5L};
    double t = (double)sqrtl(df * expl(-law_solve(&law, tails_of_lower(outside))));
    return q <= 0.5 ? t : -t;
}

double dist_t_quantile(double p, double df)
{
    return -dist_t_upper_quantile(p, df);
}

static struct tails f_tails(long double f, long double df1, long double df2)
{
    if (isinf(f))
        return (struct tails){f > 0, f < 0};
    if (f <= 0)
        return (struct tails){0, 1};
    long double top = df1 * f;
    return beta_tails(df1 / 2, df2 / 2, top / (top + df2), df2 / (top + df2));
}

double dist_f_cdf(double f, double df1, double df2)
{
    return df1 > 0 && df2 > 0 && !isnan(f) ? (double)f_tails(f, df1, df2).lower : (double)NAN;
}

double dist_f_upper(double f, double df1, double df2)
{
    return df1 > 0 && df2 > 0 && !isnan(f) ? (double)f_tails(f, df1, df2).upper : (double)NAN;
}

static double f_solve(struct tails want, double df1, double df2)
{
    struct law law = {.a = df1 / 2.0L, .b = df2 / 2.0L};

    return (double)(df2 / (long double)df1 * expl(law_solve(&law, want)));
}

double dist_f_quantile(double p, double df1, double df2)
{
    return df1 > 0 && df2 > 0 && is_probability(p) ? f_solve(tails_of_lower(p), df1, df2)
                                                   : (double)NAN;
}

double dist_f_upper_quantile(double q, double df1, double df2)
{
    return df1 > 0 && df2 > 0 && is_probability(q) ? f_solve(tails_of_upper(q), df1, df2)
                                                   : (double)NAN;
}

double dist_binomial_pmf(int64_t k, int64_t n, double p)
{
    if (n < 0 || !is_probability(p))
        return NAN;
    return k < 0 || k > n ? 0 : (double)binomial_term(k, n - k, p, 1 - (long double)p);
}

static struct tails binomial_tails(int64_t k, int64_t n, double p)
{
    if (k < 0)
        return (struct tails){0, 1};
    if (k >= n)
        return (struct tails){1, 0};
    struct tails beta = beta_tails(k + 1.0L, n - k, p, 1 - (long double)p);
    return (struct tails){beta.upper, beta.lower};
}

double dist_binomial_cdf(int64_t k, int64_t n, double p)
{
    return n >= 0 && is_probability(p) ? (double)binomial_tails(k, n, p).lower : (double)NAN;
}

double dist_binomial_upper(int64_t k, int64_t n, double p)
{
    return n >= 0 && is_probability(p) ? (double)binomial_tails(k, n, p).upper : (double)NAN;
}

/* ---- normal ---- */

double dist_normal_upper(double z)
{
    return (double)(erfcl(z * SQRT_HALF) / 2);
}

double dist_normal_cdf(double z)
{
    return dist_normal_upper(-z);
}

/* Newton's steps; in the middle on erf, where z may be near 0, in the tail on log erfc. Both start
 * on the side from which a concave function is approached without overshooting. */
static long double normal_solve(long double q)
{
    const long double sqrt_pi = 1.772453850905516027298167483341145183L;
    long double w;

    if (q > 0.25L) {
        w = (1 - 2 * q) * sqrt_pi / 2;
        for (int step = 0; step < 20; step++)
            w += (1 - 2 * q - erfl(w)) * expl(w * w) * sqrt_pi / 2;
        return w / SQRT_HALF;
    }
    w = sqrtl(-logl(2 * q));
    for (int step = 0; step < 60; step++) {
        long double tail = erfcl(w), density = 2 / sqrt_pi * expl(-w * w);
        long double move = (logl(tail) - logl(2 * q)) * tail / density;
        w += move;
        if (fabsl(move) <= SETTLED_FACTOR * w)
            break;
    }
    return w / SQRT_HALF;
}

double dist_normal_upper_quantile(double q)
{
    if (!is_probability(q))
        return NAN;
    if (q == 0 || q == 1)
        return q == 0 ? INFINITY : -INFINITY;
    return q <= 0.5 ? (double)normal_solve(q) : -(double)normal_solve(1 - (long double)q);
}

double dist_normal_quantile(double p)
{
    return -dist_normal_upper_quantile(p);
}

/* ---- hypergeometric ---- */

struct urn {
    int64_t white;
    int64_t black;
    int64_t drawn;
};

static bool urn_is_valid(const struct urn *urn)
{
    return urn->white >= 0 && urn->black >= 0 && urn->drawn >= 0 &&
           urn->drawn <= urn->white + urn->black;
}

static int64_t urn_least(const struct urn *urn)
{
    return MAX(0, urn->drawn - urn->black);
}

static int64_t urn_most(const struct urn *urn)
{
    return MIN(urn->drawn, urn->white);
}

/* Loader's form: three binomial terms with p = drawn / all, whose powers cancel. */
static long double urn_term(const struct urn *urn, int64_t k)
{
    long double all = (long double)urn->white + urn->black;

    if (k < urn_least(urn) || k > urn_most(urn))
        return 0;
    if (all == 0)
        return 1;
    long double p = urn->drawn / all, q = (all - urn->drawn) / all;
    return binomial_term(k, urn->white - k, p, q) *
           binomial_term(urn->drawn - k, urn->black - urn->drawn + k, p, q) /
           binomial_term(urn->drawn, all - urn->drawn, p, q);
}

/* Adds the terms from k outwards until they no longer matter. */
static long double urn_sum(const struct urn *urn, int64_t k, bool downwards)
{
    long double term = urn_term(urn, k), sum = 0;
    long double white = urn->white, drawn = urn->drawn, rest = urn->black - urn->drawn;

    while (term > SETTLED * sum) {
        sum += term;
        if (downwards) {
            term *= k / (white - k + 1) * ((rest + k) / (drawn - k + 1));
            k--;
        } else {
            term *= (white - k) / (k + 1) * ((drawn - k) / (rest + k + 1));
            k++;
        }
    }
    return sum;
}

static struct tails urn_tails(const struct urn *urn, int64_t k)
{
    long double middle =
        (urn->white + 1.0L) * (urn->drawn + 1.0L) / ((long double)urn->white + urn->black + 2);

    if (k < urn_least(urn))
        return (struct tails){0, 1};
    if (k >= urn_most(urn))
        return (struct tails){1, 0};
    if (k < middle)
        return tails_of_lower(urn_sum(urn, k, true));
    return tails_of_upper(urn_sum(urn, k + 1, false));
}

double dist_hyper_pmf(int64_t k, int64_t white, int64_t black, int64_t drawn)
{
    struct urn urn = {white, black, drawn};

    return urn_is_valid(&urn) ? (double)urn_term(&urn, k) : (double)NAN;
}

double dist_hyper_cdf(int64_t k, int64_t white, int64_t black, int64_t drawn)
{
    struct urn urn = {white, black, drawn};

    return urn_is_valid(&urn) ? (double)urn_tails(&urn, k).lower : (double)NAN;
}

double dist_hyper_upper(int64_t k, int64_t white, int64_t black, int64_t drawn)
{
    struct urn urn = {white, black, drawn};

    return urn_is_valid(&urn) ? (double)urn_tails(&urn, k).upper : (double)NAN;
}

/* ---- quantiles of counts: halving between two bounds ---- */

static const long double NEARLY = 1 - 1e-13L;

int64_t dist_binomial_quantile(double prob, int64_t n, double p)
{
    int64_t low = 0, high = n;

    if (n < 0 || n > MAX_COUNT || !is_probability(p) || !is_probability(prob))
        return -1;
    if (prob == 1)
        return p == 0 ? 0 : n;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (binomial_tails(middle, n, p).lower >= prob * NEARLY)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

int64_t dist_poisson_quantile(double prob, double mean)
{
    int64_t low = 0, high = 1;

    if (!(mean >= 0 && mean <= MAX_COUNT) || !is_probability(prob) || prob == 1)
        return -1;
    while (gamma_tails(high + 1.0L, mean).upper < prob * NEARLY)
        high *= 2;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (gamma_tails(middle + 1.0L, mean).upper >= prob * NEARLY)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

int64_t dist_hyper_quantile(double prob, int64_t white, int64_t black, int64_t drawn)
{
    struct urn urn = {white, black, drawn};

    if (!urn_is_valid(&urn) || !is_probability(prob))
        return -1;
    int64_t low = urn_least(&urn), high = urn_most(&urn);
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (urn_tails(&urn, middle).lower >= prob * NEARLY && prob < 1)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}
