/* t_stat_dist.c: every distribution function against test/stat/dist.csv (series in arithmetic of
 * 60 digits and more, see dist_reference.py) to 1e-13 relative; the rest by laws and identities.
 * Not: tests and intervals made of them.
 * Start at reference_values(). */
#include "stat/dist.h"

#include <math.h>
#include <setjmp.h>

#include <cmocka.h>

enum shape { D, DD, DDD, ID, II, IID, IIII };

static const struct subject {
    const char *name;
    enum shape shape;
    union {
        double (*d)(double);
        double (*dd)(double, double);
        double (*ddd)(double, double, double);
        double (*id)(int64_t, double);
        double (*ii)(int64_t, int64_t);
        double (*iid)(int64_t, int64_t, double);
        double (*iiii)(int64_t, int64_t, int64_t, int64_t);
    } call;
} subjects[] = {
    {"normal_cdf", D, {.d = dist_normal_cdf}},
    {"normal_upper", D, {.d = dist_normal_upper}},
    {"normal_upper_quantile", D, {.d = dist_normal_upper_quantile}},
    {"log_gamma", D, {.d = dist_log_gamma}},
    {"chi2_cdf", DD, {.dd = dist_chi2_cdf}},
    {"chi2_upper", DD, {.dd = dist_chi2_upper}},
    {"chi2_quantile", DD, {.dd = dist_chi2_quantile}},
    {"chi2_upper_quantile", DD, {.dd = dist_chi2_upper_quantile}},
    {"t_upper", DD, {.dd = dist_t_upper}},
    {"t_upper_quantile", DD, {.dd = dist_t_upper_quantile}},
    {"log_beta", DD, {.dd = dist_log_beta}},
    {"f_upper", DDD, {.ddd = dist_f_upper}},
    {"f_cdf", DDD, {.ddd = dist_f_cdf}},
    {"f_upper_quantile", DDD, {.ddd = dist_f_upper_quantile}},
    {"beta_cdf", DDD, {.ddd = dist_beta_cdf}},
    {"beta_upper", DDD, {.ddd = dist_beta_upper}},
    {"beta_quantile", DDD, {.ddd = dist_beta_quantile}},
    {"poisson_cdf", ID, {.id = dist_poisson_cdf}},
    {"poisson_upper", ID, {.id = dist_poisson_upper}},
    {"poisson_pmf", ID, {.id = dist_poisson_pmf}},
    {"log_choose", II, {.ii = dist_log_choose}},
    {"binomial_cdf", IID, {.iid = dist_binomial_cdf}},
    {"binomial_upper", IID, {.iid = dist_binomial_upper}},
    {"binomial_pmf", IID, {.iid = dist_binomial_pmf}},
    {"hyper_cdf", IIII, {.iiii = dist_hyper_cdf}},
    {"hyper_upper", IIII, {.iiii = dist_hyper_upper}},
    {"hyper_pmf", IIII, {.iiii = dist_hyper_pmf}},
};

static double compute(const struct subject *s, const double *x)
{
    int64_t i[4];

    for (int k = 0; k < 4; k++)
        i[k] = fabs(x[k]) < 1e18 ? (int64_t)x[k] : 0;
    switch (s->shape) {
    case D:
        return s->call.d(x[0]);
    case DD:
        return s->call.dd(x[0], x[1]);
    case DDD:
        return s->call.ddd(x[0], x[1], x[2]);
    case ID:
        return s->call.id(i[0], x[1]);
    case II:
        return s->call.ii(i[0], i[1]);
    case IID:
        return s->call.iid(i[0], i[1], x[2]);
    case IIII:
        return s->call.iiii(i[0], i[1], i[2], i[3]);
    }
    return NAN;
}

/* function,x,a,b,c,value: fills name, x[4] (0 where empty) and value. */
static void read_line(char *line, char **name, double x[4], double *value)
{
    char *cell = line;

    *name = strsep(&cell, ",");
    for (int k = 0; k < 4; k++)
        x[k] = strtod(strsep(&cell, ","), NULL);
    *value = strtod(cell, NULL);
}

static void reference_values(void **state)
{
    FILE *file = fopen("test/stat/dist.csv", "r");
    double worst[COUNT(subjects)] = {0};
    int seen[COUNT(subjects)] = {0};
    char line[256];

    (void)state;
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof(line), file)); /* the header */
    while (fgets(line, sizeof(line), file)) {
        char *name;
        double x[4], value;
        size_t s = 0;

        read_line(line, &name, x, &value);
        while (s < COUNT(subjects) && strcmp(subjects[s].name, name))
            s++;
        if (s == COUNT(subjects))
            fail_msg("no function for %s", name);
        double got = compute(&subjects[s], x);
        double error = value == 0 ? fabs(got) : fabs(got / value - 1);
        if (!(error <= 1e-13))
            fail_msg("%s(%.17g, %.17g, %.17g, %.17g) is %.17g, should be %.17g", name, x[0], x[1],
                     x[2], x[3], got, value);
        worst[s] = fmax(worst[s], error);
        seen[s]++;
    }
    (void)fclose(file);
    for (size_t s = 0; s < COUNT(subjects); s++) {
        print_message("# %-22s %3d values, worst relative error %.1e\n", subjects[s].name, seen[s],
                      worst[s]);
        if (seen[s] < 3)
            fail_msg("%s has %d reference values", subjects[s].name, seen[s]);
    }
}

/* What the two-letter relatives answer follows from the ones above. */
static void relatives(void **state)
{
    (void)state;
    for (double x = 0.3; x < 60; x *= 1.7) {
        assert_true(dist_gamma_p(4.25, x) == dist_chi2_cdf(2 * x, 8.5));
        assert_true(dist_gamma_q(4.25, x) == dist_chi2_upper(2 * x, 8.5));
        assert_true(dist_t_cdf(x, 6.5) == dist_t_upper(-x, 6.5));
        assert_true(dist_t_upper(x, INFINITY) == dist_normal_upper(x));
    }
    for (double p = 1e-200; p < 1; p *= 37) {
        assert_true(dist_normal_quantile(p) == -dist_normal_upper_quantile(p));
        assert_true(dist_t_quantile(p, 3) == -dist_t_upper_quantile(p, 3));
        double f = dist_f_quantile(p, 3, 8), beta = dist_beta_upper_quantile(p, 2.5, 4);
        assert_true(fabs(dist_f_cdf(f, 3, 8) / p - 1) < 1e-13);
        assert_true(fabs(1 / dist_f_upper_quantile(p, 8, 3) / f - 1) < 1e-13);
        assert_true(fabs(1 - beta - dist_beta_quantile(p, 4, 2.5)) < 2e-16);
    }
}

/* quantile(cdf(k)) is k wherever the law still moves there. */
static void quantiles_of_counts(void **state)
{
    (void)state;
    for (int64_t k = 0; k <= 60; k++) {
        if (dist_binomial_pmf(k, 60, 0.13) > 1e-12)
            assert_int_equal(dist_binomial_quantile(dist_binomial_cdf(k, 60, 0.13), 60, 0.13), k);
        if (dist_poisson_pmf(k, 7.75) > 1e-12)
            assert_int_equal(dist_poisson_quantile(dist_poisson_cdf(k, 7.75), 7.75), k);
        if (dist_hyper_pmf(k, 60, 90, 40) > 1e-12)
            assert_int_equal(dist_hyper_quantile(dist_hyper_cdf(k, 60, 90, 40), 60, 90, 40), k);
    }
    assert_int_equal(dist_binomial_quantile(0.5, 2, 0.5), 1); /* 1/4, 3/4, 1 */
    assert_int_equal(dist_binomial_quantile(0.76, 2, 0.5), 2);
    assert_int_equal(dist_binomial_quantile(0, 2, 0.5), 0);
    assert_int_equal(dist_binomial_quantile(1, 2, 0.5), 2);
    assert_int_equal(dist_hyper_quantile(1, 3, 4, 2), 2);
    assert_int_equal(dist_poisson_quantile(0.36, 1), 0); /* e^-1 = 0.3679 */
    assert_int_equal(dist_poisson_quantile(0.37, 1), 1);
}

static void ends_of_the_support(void **state)
{
    (void)state;
    assert_true(dist_chi2_cdf(-1, 3) == 0 && dist_chi2_upper(-1, 3) == 1);
    assert_true(dist_chi2_upper(INFINITY, 3) == 0 && dist_chi2_quantile(0, 3) == 0);
    assert_true(isinf(dist_chi2_quantile(1, 3)) && isinf(dist_normal_quantile(1)));
    assert_true(dist_beta_cdf(0, 2, 3) == 0 && dist_beta_cdf(1, 2, 3) == 1);
    assert_true(dist_beta_quantile(0, 2, 3) == 0 && dist_beta_quantile(1, 2, 3) == 1);
    assert_true(dist_t_upper(-INFINITY, 3) == 1 && dist_t_upper(0, 3) == 0.5);
    assert_true(dist_f_upper(-1, 2, 3) == 1 && dist_f_upper(INFINITY, 2, 3) == 0);
    assert_true(dist_binomial_cdf(-1, 5, 0.5) == 0 && dist_binomial_upper(5, 5, 0.5) == 0);
    assert_true(dist_binomial_pmf(0, 5, 0) == 1 && dist_binomial_pmf(5, 5, 1) == 1);
    assert_true(dist_poisson_cdf(0, 0) == 1 && dist_poisson_pmf(-1, 2) == 0);
    assert_true(dist_hyper_pmf(0, 0, 0, 0) == 1 && isinf(dist_log_choose(3, 4)));
    assert_true(dist_log_choose(7, 7) == 0);
}

static void outside_the_domain(void **state)
{
    (void)state;
    assert_true(isnan(dist_chi2_upper(1, 0)) && isnan(dist_t_quantile(1.5, 3)));
    assert_true(isnan(dist_t_upper(NAN, 3)) && isnan(dist_f_cdf(1, 2, -1)));
    assert_true(isnan(dist_binomial_cdf(1, 2, 1.5)) && isnan(dist_hyper_cdf(1, 2, 3, 6)));
    assert_true(isnan(dist_beta_cdf(0.5, 0, 1)) && isnan(dist_log_gamma(0)));
    /* beyond what the series can settle: no answer rather than a wrong one */
    assert_true(isnan(dist_chi2_upper(1e300, 1e300)) && isnan(dist_gamma_p(1e15, 1e15)));
    assert_int_equal(dist_poisson_quantile(1, 2), -1);
    assert_int_equal(dist_poisson_quantile(0.5, 1e12), -1);
    assert_int_equal(dist_binomial_quantile(0.5, -1, 0.5), -1);
    assert_int_equal(dist_hyper_quantile(2, 3, 4, 2), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reference_values),    cmocka_unit_test(relatives),
        cmocka_unit_test(quantiles_of_counts), cmocka_unit_test(ends_of_the_support),
        cmocka_unit_test(outside_the_domain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
