/* t_stat_funnel.c: funnel limits and overdispersion.
 * Not the case-mix: that is the logistic model.
 * Start at cohort_matches_the_reference(). */
#include "stat/funnel.h"

#include "stat_support.h"

static void read_counts(const char *path, int64_t *counts)
{
    for (size_t i = 0; i < 15; i++)
        counts[i] = json_integer_value(json_array_get(reference(path), i));
}

static void cohort_matches_the_reference(void **state)
{
    struct arena *a = arena_new();
    int64_t n[15], k[15];
    double low95[15], high95[15], low998[15], high998[15];
    struct funnel r;
    read_counts("funnel.n", n);
    read_counts("funnel.ever", k);
    assert_ok(funnel_compute(a, k, n, 15, &r));
    for (int i = 0; i < 15; i++) {
        low95[i] = r.limit95[i].low;
        high95[i] = r.limit95[i].high;
        low998[i] = r.limit998[i].low;
        high998[i] = r.limit998[i].high;
    }
    assert_near(r.p0, reference_number("funnel.p0"), CLOSED);
    assert_reference(r.z, "funnel.z", CLOSED);
    assert_reference(low95, "funnel.low95", CLOSED);
    assert_reference(high95, "funnel.high95", CLOSED);
    assert_reference(low998, "funnel.low998", CLOSED);
    assert_reference(high998, "funnel.high998", CLOSED);
    assert_near(r.phi, reference_number("funnel.phi_winsor10"), CLOSED);
    assert_int_equal(r.outside998, reference_number("funnel.flagged998"));
    assert_false(r.overdispersed);
    arena_free(a);
}

/* n = 2, p0 = 1/2: F = 1/4, 3/4, 1. At 0.5: r = 1, alpha = (3/4 - 1/2)/(1/2), limit (1 - 1/2)/2. */
static void limit_by_hand(void **state)
{
    assert_near(funnel_limit(0.5, 2, 0.5), 0.25, CLOSED);
    assert_near(funnel_limit(0.75, 2, 0.5), 0.5, CLOSED);
    assert_near(funnel_limit(0.001, 2, 0.5), 0, 0); /* below 0 becomes 0 */
}

/* Limits hang on the size alone: of many programmes each has those of its own size. */
static void each_size_has_its_own_limits(void **state)
{
    enum { MANY = 900 };
    struct arena *a = arena_new();
    int64_t k[MANY], n[MANY];
    struct funnel r;
    for (int i = 0; i < MANY; i++) {
        n[i] = 10 + i * 64 % 700;
        k[i] = n[i] / 2;
    }
    assert_ok(funnel_compute(a, k, n, MANY, &r));
    for (int i = 0; i < MANY; i++) {
        assert_true(r.limit95[i].low == funnel_limit(0.025, n[i], r.p0));
        assert_true(r.limit998[i].high == funnel_limit(0.999, n[i], r.p0));
    }
    arena_free(a);
}

/* Five programmes far apart: z = +-4 by hand (n 64, p0 1/2: z = (p - 1/2) 16). */
static void overdispersion(void **state)
{
    static const int64_t k[] = {16, 16, 48, 48, 32}, n[] = {64, 64, 64, 64, 64};
    struct arena *a = arena_new();
    struct funnel r;
    assert_ok(funnel_compute(a, k, n, 5, &r));
    assert_near(r.z[0], -4, CLOSED);
    assert_near(r.phi, 4 * 16.0 / 5, CLOSED); /* the quantiles 10% and 90% are -4 and 4 */
    assert_true(r.overdispersed);
    assert_int_equal(r.outside998, 4);
    /* by R: 95% limit 0.3692841, widened sqrt(12.8) times 0.0323367; 99.8%: beyond 0 and 1 */
    assert_near(r.widened, sqrt(12.8), CLOSED);
    assert_near(r.limit95[0].low, 0.3692841, 1e-6);
    assert_near(r.wide95[0].low, 0.0323367, 1e-5);
    assert_near(r.wide95[4].high - 0.5, sqrt(12.8) * (r.limit95[4].high - 0.5), CLOSED);
    assert_near(r.wide998[0].low, 0, 0);
    assert_near(r.wide998[0].high, 1, 0);
    assert_int_equal(r.outside_wide998, 0);
    assert_ok(funnel_compute(a, k, n, 4, &r));
    assert_true(isnan(r.phi)); /* four programmes are too few */
    assert_near(r.widened, 1, 0);
    assert_near(r.wide95[0].low, r.limit95[0].low, 0);
    assert_int_equal(r.outside_wide998, 4);
    arena_free(a);
}

static void refusals(void **state)
{
    static const int64_t none[] = {0, 0}, n[] = {5, 6}, more[] = {6, 6}, empty[] = {0, 9};
    struct arena *a = arena_new();
    struct funnel r;
    assert_int_equal(funnel_compute(a, none, n, 2, &r), STAT_NO_VARIANCE);
    assert_int_equal(funnel_compute(a, n, n, 2, &r), STAT_NO_VARIANCE);
    assert_int_equal(funnel_compute(a, more, n, 2, &r), STAT_BAD_INPUT);
    assert_int_equal(funnel_compute(a, none, empty, 2, &r), STAT_TOO_FEW);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cohort_matches_the_reference),
        cmocka_unit_test(limit_by_hand),
        cmocka_unit_test(each_size_has_its_own_limits),
        cmocka_unit_test(overdispersion),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests_name("stat_funnel", tests, NULL, NULL);
}
