/* t_stat_meta.c: meta-analysis of risk ratios against the reference (R's metafor) and by hand.
 * Not the forest plot.
 * Start at trials_match_the_reference(). */
#include "stat/meta.h"

#include "stat_support.h"

#define TRIALS 4

/* The four trials with public counts (Davis 2012 and 2018, Poremski 2017, Hellstrom 2017). */
static const struct meta_study trials[TRIALS] = {
    {32, 42, 12, 43}, {105, 271, 63, 270}, {15, 44, 9, 41}, {72, 162, 62, 164}};

/* Paule-Mandel is exact here and to 1e-4 of tau2 in the reference. */
static void check(const char *name, enum meta_method method, bool hartung_knapp)
{
    double tolerance = method == META_PM ? 1e-4 : ITERATIVE;
    double yi[TRIALS], vi[TRIALS];
    struct meta_result r;
    char path[64];
#define AT(key) reference_number((snprintf(path, sizeof path, "meta.%s." key, name), path))
    assert_ok(meta_log_rr(trials, TRIALS, yi, vi));
    assert_ok(meta_pool(yi, vi, TRIALS, method, hartung_knapp, &r));
    assert_near(r.estimate, AT("log_rr"), tolerance);
    assert_near(r.se, AT("se"), tolerance);
    assert_near(exp(r.estimate), AT("rr"), tolerance);
    assert_near(exp(r.low), AT("low"), tolerance);
    assert_near(exp(r.high), AT("high"), tolerance);
    assert_near(r.p_value, AT("p"), tolerance);
    assert_near(r.tau2, AT("tau2"), tolerance);
    assert_near(r.i2, AT("I2"), tolerance);
    assert_near(r.h2, AT("H2"), tolerance);
    assert_near(r.q, AT("Q"), CLOSED);
    assert_near(r.q_p, AT("Q_p"), P_VALUE);
    if (method == META_FIXED) {
        assert_true(isnan(r.predict_low) && isnan(r.predict_high));
    } else {
        assert_near(exp(r.predict_low), AT("pi_low"), tolerance);
        assert_near(exp(r.predict_high), AT("pi_high"), tolerance);
    }
#undef AT
    assert_true(r.few);
}

static void trials_match_the_reference(void **state)
{
    double yi[TRIALS], vi[TRIALS];
    assert_ok(meta_log_rr(trials, TRIALS, yi, vi));
    assert_reference(yi, "meta.yi", CLOSED);
    assert_reference(vi, "meta.vi", CLOSED);
    check("fixed", META_FIXED, false);
    check("DL", META_DL, false);
    check("REML", META_REML, false);
    check("PM", META_PM, false);
    check("REML_HKSJ", META_REML, true);
}

static void mantel_haenszel_matches(void **state)
{
    struct meta_mh r;
    assert_ok(meta_mantel_haenszel(trials, TRIALS, &r));
    assert_near(exp(r.log_rr), reference_number("meta.mantel_haenszel_rr"), CLOSED);
    assert_near(exp(r.low), reference_number("meta.mh_low"), CLOSED);
    assert_near(exp(r.high), reference_number("meta.mh_high"), CLOSED);
}

/* Paule and Mandel's equation holds: sum (y - mean)^2 / (v + tau2) = k - 1. */
static void paule_mandel_is_exact(void **state)
{
    double yi[TRIALS], vi[TRIALS], q = 0;
    struct meta_result r;
    assert_ok(meta_log_rr(trials, TRIALS, yi, vi));
    assert_ok(meta_pool(yi, vi, TRIALS, META_PM, false, &r));
    for (int i = 0; i < TRIALS; i++)
        q += (yi[i] - r.estimate) * (yi[i] - r.estimate) / (vi[i] + r.tau2);
    assert_near(q, TRIALS - 1, 1e-11);
}

/* Equal studies: no heterogeneity, all methods give the common value, se sqrt(v/k). */
static void equal_studies(void **state)
{
    static const double yi[] = {0.3, 0.3, 0.3, 0.3, 0.3}, vi[] = {0.05, 0.05, 0.05, 0.05, 0.05};
    for (int method = META_FIXED; method <= META_PM; method++) {
        struct meta_result r;
        assert_ok(meta_pool(yi, vi, 5, (enum meta_method)method, false, &r));
        assert_near(r.estimate, 0.3, CLOSED);
        assert_near(r.se, 0.1, CLOSED);
        assert_near(r.tau2, 0, 0);
        assert_near(r.i2, 0, 0);
        assert_false(r.few);
    }
}

/* With equal variances REML, PM and DL all solve sum (y - mean)^2/(k-1) = v + tau2; here the sum of
 * squares is 10, k - 1 = 4. */
static void equal_variances(void **state)
{
    static const double yi[] = {-2, -1, 0, 1, 2}, vi[] = {0.5, 0.5, 0.5, 0.5, 0.5};
    static const enum meta_method methods[] = {META_DL, META_REML, META_PM};
    for (size_t i = 0; i < COUNT(methods); i++) {
        struct meta_result r;
        assert_ok(meta_pool(yi, vi, 5, methods[i], false, &r));
        assert_near(r.tau2, 2, 1e-11);
    }
}

static void zero_cells(void **state)
{
    static const struct meta_study one = {0, 10, 3, 10}, all = {10, 10, 10, 10};
    double yi = 0, vi = 0;
    assert_ok(meta_log_rr(&one, 1, &yi, &vi));
    assert_near(yi, log((0.5 / 11) / (3.5 / 11)), CLOSED);
    assert_near(vi, 1 / 0.5 - 1.0 / 11 + 1 / 3.5 - 1.0 / 11, CLOSED);
    assert_ok(meta_log_rr(&all, 1, &yi, &vi));
    assert_near(yi, 0, 0);
    assert_true(vi > 0);
}

static void refusals(void **state)
{
    static const double yi[] = {0.1, 0.2}, vi[] = {0.1, 0};
    static const struct meta_study wrong = {5, 4, 1, 4}, none[] = {{0, 5, 1, 5}, {0, 6, 2, 6}};
    double y = 0, v = 0;
    struct meta_result r;
    struct meta_mh mh;
    assert_int_equal(meta_pool(yi, vi, 1, META_DL, false, &r), STAT_TOO_FEW);
    assert_int_equal(meta_pool(yi, vi, 2, META_DL, false, &r), STAT_BAD_INPUT);
    assert_int_equal(meta_log_rr(&wrong, 1, &y, &v), STAT_BAD_INPUT);
    assert_int_equal(meta_mantel_haenszel(none, 2, &mh), STAT_TOO_FEW);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trials_match_the_reference),
        cmocka_unit_test(mantel_haenszel_matches),
        cmocka_unit_test(paule_mandel_is_exact),
        cmocka_unit_test(equal_studies),
        cmocka_unit_test(equal_variances),
        cmocka_unit_test(zero_cells),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests_name("stat_meta", tests, NULL, NULL);
}
