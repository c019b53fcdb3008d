/* agree.c: agreement between raters: kappas from a table, intraclass correlations from rows.
 * Not the choice of unit (items of a visit, visits of a programme): the caller's.
 * Start at agree_kappa and agree_icc.
 */
#include "stat/agree.h"

#include <math.h>

#include "stat/dist.h"

enum stat_rc agree_count(const int *first, const int *second, int64_t n, int categories,
                         int64_t *table)
{
    for (int64_t i = 0; i < n; i++)
        if (first[i] > categories || second[i] > categories)
            return STAT_BAD_INPUT;
    for (int64_t i = 0; i < n; i++)
        if (first[i] >= 1 && second[i] >= 1)
            table[(first[i] - 1) * categories + second[i] - 1]++;
    return STAT_OK;
}

/* Agreement weight of two categories: 1 when equal. power 0 is plain kappa, 1 linear, 2 quadratic.
 */
static double weight_of(int i, int j, int categories, int power)
{
    double distance = fabs((double)(i - j)) / (categories - 1);
    return power == 0 ? i == j : 1 - (power == 1 ? distance : distance * distance);
}

/* Shares of the categories of both raters. */
struct margins {
    double *row;
    double *column;
};

/* Kappa with weights of `power` and its large-sample error (Fleiss, Cohen and Everitt 1969, formula
 * for a kappa that is not 0). */
static double kappa_of(struct arena *work, const int64_t *table, int c, double n,
                       const struct margins *m, int power, double *se)
{
    double observed = 0, expected = 0, square = 0;
    double *row_weight = ARENA_ARRAY(work, double, (size_t)c);
    double *column_weight = ARENA_ARRAY(work, double, (size_t)c);
    for (int i = 0; i < c; i++)
        for (int j = 0; j < c; j++) {
            double w = weight_of(i, j, c, power);
            row_weight[i] += w * m->column[j];
            column_weight[j] += w * m->row[i];
            observed += w * (double)table[i * c + j] / n;
            expected += w * m->row[i] * m->column[j];
        }
    if (!(1 - expected > 1e-15))
        return *se = NAN;
    for (int i = 0; i < c; i++)
        for (int j = 0; j < c; j++) {
            double w = weight_of(i, j, c, power);
            double term = w * (1 - expected) - (row_weight[i] + column_weight[j]) * (1 - observed);
            square += (double)table[i * c + j] / n * term * term;
        }
    double centre = observed * expected - 2 * expected + observed;
    double variance = (square - centre * centre) / (n * pow(1 - expected, 4));
    *se = sqrt(MAX(variance, 0));
    return (observed - expected) / (1 - expected);
}

enum stat_rc agree_kappa(const int64_t *table, int c, struct agreement *result)
{
    struct agreement r = {0};
    int64_t exact = 0, near = 0, distance = 0, bias = 0;
    if (c < 2)
        return STAT_BAD_INPUT;
    for (int i = 0; i < c; i++)
        for (int j = 0; j < c; j++) {
            int64_t count = table[i * c + j];
            r.n += count;
            exact += i == j ? count : 0;
            near += abs(i - j) <= 1 ? count : 0;
            distance += abs(i - j) * count;
            bias += (j - i) * count;
        }
    if (r.n == 0)
        return STAT_TOO_FEW;
    struct arena *work = arena_new();
    struct margins m = {ARENA_ARRAY(work, double, (size_t)c), ARENA_ARRAY(work, double, (size_t)c)};
    double n = (double)r.n;
    for (int i = 0; i < c; i++)
        for (int j = 0; j < c; j++) {
            m.row[i] += (double)table[i * c + j] / n;
            m.column[j] += (double)table[i * c + j] / n;
        }
    r.exact = (double)exact / n;
    r.within_one = (double)near / n;
    r.mean_abs_difference = (double)distance / n;
    r.bias = (double)bias / n;
    r.kappa = kappa_of(work, table, c, n, &m, 0, &r.kappa_se);
    r.linear = kappa_of(work, table, c, n, &m, 1, &r.linear_se);
    r.quadratic = kappa_of(work, table, c, n, &m, 2, &r.quadratic_se);
    arena_free(work);
    *result = r;
    return STAT_OK;
}

/* Mean squares of a two-way layout without repeats. The deviations are taken from the grand mean
 * first, so that scores of 100 with differences of 1 keep their digits. */
static void mean_squares(struct arena *work, const double *x, int64_t n, int k, struct icc *r)
{
    double grand = 0, rows = 0, columns = 0, within = 0, rest = 0;
    double *row = ARENA_ARRAY(work, double, (size_t)n);
    double *column = ARENA_ARRAY(work, double, (size_t)k);
    for (int64_t i = 0; i < n * k; i++)
        grand += x[i];
    grand /= (double)n * k;
    for (int64_t i = 0; i < n; i++)
        for (int j = 0; j < k; j++) {
            row[i] += (x[i * k + j] - grand) / k;
            column[j] += (x[i * k + j] - grand) / (double)n;
        }
    for (int64_t i = 0; i < n; i++) {
        rows += k * row[i] * row[i];
        for (int j = 0; j < k; j++) {
            double inside = x[i * k + j] - grand - row[i];
            within += inside * inside;
            rest += (inside - column[j]) * (inside - column[j]);
        }
    }
    for (int j = 0; j < k; j++)
        columns += (double)n * column[j] * column[j];
    r->msr = rows / (double)(n - 1);
    r->msc = columns / (k - 1);
    r->msw = within / ((double)n * (k - 1));
    r->mse = rest / ((double)(n - 1) * (k - 1));
}

/* McGraw and Wong, Psychological Methods 1, 1996, table 7, case 2A. */
static struct stat_interval limits_2_1(const struct icc *r, double tail)
{
    double n = (double)r->n, k = r->k, rho = r->icc2_1;
    double a = k * rho / (n * (1 - rho));
    double b = 1 + k * rho * (n - 1) / (n * (1 - rho));
    double mean = a * r->msc + b * r->mse;
    double df = mean * mean /
                (a * r->msc * a * r->msc / (k - 1) + b * r->mse * b * r->mse / ((n - 1) * (k - 1)));
    double f_low = dist_f_upper_quantile(tail, n - 1, df);
    double f_high = dist_f_upper_quantile(tail, df, n - 1);
    double other = k * r->msc + (k * n - k - n) * r->mse;
    return (struct stat_interval){
        n * (r->msr - f_low * r->mse) / (f_low * other + n * r->msr),
        n * (f_high * r->msr - r->mse) / (other + n * f_high * r->msr),
    };
}

static struct stat_interval limits_3_1(const struct icc *r, double tail)
{
    double n = (double)r->n, k = r->k, f = r->msr / r->mse;
    double low = f / dist_f_upper_quantile(tail, n - 1, (n - 1) * (k - 1));
    double high = f * dist_f_upper_quantile(tail, (n - 1) * (k - 1), n - 1);
    return (struct stat_interval){(low - 1) / (low + k - 1), (high - 1) / (high + k - 1)};
}

enum stat_rc agree_icc(const double *x, int64_t n, int k, double level, struct icc *result)
{
    struct icc r = {.n = n, .k = k};
    bool all_equal = true;
    if (n < 2 || k < 2)
        return STAT_TOO_FEW;
    for (int64_t i = 0; i < n * k; i++) {
        if (!isfinite(x[i]))
            return STAT_BAD_INPUT;
        all_equal = all_equal && x[i] == x[0];
    }
    if (all_equal)
        return STAT_NO_VARIANCE;
    struct arena *work = arena_new();
    mean_squares(work, x, n, k, &r);
    arena_free(work);
    double between = (r.msc - r.mse) / (double)n;
    r.icc1_1 = (r.msr - r.msw) / (r.msr + (k - 1) * r.msw);
    r.icc2_1 = (r.msr - r.mse) / (r.msr + (k - 1) * r.mse + k * between);
    r.icc3_1 = (r.msr - r.mse) / (r.msr + (k - 1) * r.mse);
    r.icc1_k = (r.msr - r.msw) / r.msr;
    r.icc2_k = (r.msr - r.mse) / (r.msr + between);
    r.icc3_k = (r.msr - r.mse) / r.msr;
    bool perfect = !(r.mse > 0);
    r.icc2_1_limits = (struct stat_interval){NAN, NAN};
    r.icc3_1_limits = (struct stat_interval){NAN, NAN};
    if (!perfect) {
        r.icc2_1_limits = limits_2_1(&r, (1 - level) / 2);
        r.icc3_1_limits = limits_3_1(&r, (1 - level) / 2);
    }
    r.sem = sqrt(r.mse + MAX(between, 0));
    r.sem_consistency = sqrt(r.mse);
    r.smallest_detectable_change = dist_normal_upper_quantile(0.025) * sqrt(2) * r.sem;
    *result = r;
    return STAT_OK;
}
