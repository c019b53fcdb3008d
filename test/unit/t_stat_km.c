/* t_stat_km.c: Kaplan-Meier and log-rank against the reference cohort and hand-made curves.
 * Not regression: t_stat_cox.c.
 * Start at curve_matches_the_reference(). */
#include "stat/km.h"

#include "stat_support.h"

static int setup(void **state)
{
    static struct cohort cohort;
    cohort_read(&cohort, false);
    *state = &cohort;
    return 0;
}

static void curve_matches_the_reference(void **state)
{
    const struct cohort *c = *state;
    struct arena *a = arena_new();
    struct km_table table;
    struct km_curve curve;
    double at_risk[7], share[7], se[7], low[7], high[7], plain_low[7], plain_high[7];
    assert_ok(km_count(a, c->days, c->ever, c->n, &table));
    assert_ok(km_estimate(a, &table, &curve));
    assert_int_equal(table.events, reference_number("km.events"));
    for (int i = 0; i < 7; i++) {
        struct km_point point;
        km_at(&curve, json_number_value(json_array_get(reference("km.days"), (size_t)i)), 0.95,
              &point);
        at_risk[i] = (double)point.at_risk;
        share[i] = point.share;
        se[i] = point.se;
        low[i] = point.loglog.low;
        high[i] = point.loglog.high;
        plain_low[i] = point.plain.low;
        plain_high[i] = point.plain.high;
    }
    assert_reference(at_risk, "km.n_risk", 0);
    assert_reference(share, "km.F", CLOSED);
    assert_reference(se, "km.se_greenwood", CLOSED);
    assert_reference(low, "km.ci_loglog_low", CLOSED);
    assert_reference(high, "km.ci_loglog_high", CLOSED);
    assert_reference(plain_low, "km.ci_plain_low", CLOSED);
    assert_reference(plain_high, "km.ci_plain_high", CLOSED);
    assert_near(km_quantile(&curve, 0.25), reference_number("km.q25_days"), 0);
    assert_true(isnan(km_quantile(&curve, 0.5))); /* null in the reference */
    arena_free(a);
}

/* Compares one log-rank block; group numbers 0 .. k-1, -1 for not in the test. */
static void check_logrank(const struct cohort *c, const int32_t *group, int k, const char *name)
{
    struct arena *a = arena_new();
    struct km_table tables[4];
    struct logrank result;
    char path[64];
    for (int g = 0; g < k; g++)
        assert_ok(km_count_group(a, c->days, c->ever, group, g, c->n, &tables[g]));
    assert_ok(km_logrank(a, tables, k, &result));
    snprintf(path, sizeof path, "logrank.%s.obs", name);
    assert_reference(result.observed, path, 0);
    snprintf(path, sizeof path, "logrank.%s.exp", name);
    assert_reference(result.expected, path, CLOSED);
    snprintf(path, sizeof path, "logrank.%s.chisq", name);
    assert_near(result.chisq, reference_number(path), CLOSED);
    snprintf(path, sizeof path, "logrank.%s.p", name);
    assert_near(result.p_value, reference_number(path), P_VALUE);
    assert_int_equal(result.df, k - 1);
    arena_free(a);
}

static void logrank_matches_the_reference(void **state)
{
    const struct cohort *c = *state;
    int32_t group[COHORT_MAX];
    for (int64_t i = 0; i < c->n; i++)
        group[i] = c->scheme[i];
    check_logrank(c, group, 2, "scheme");
    for (int64_t i = 0; i < c->n; i++)
        group[i] = c->sex[i];
    check_logrank(c, group, 2, "sex");
    for (int64_t i = 0; i < c->n; i++) {
        double years = c->exp_years[i];
        group[i] = isnan(years) ? -1 : (years > 2.5) + (years > 5.5) + (years > 10.5);
    }
    check_logrank(c, group, 4, "experience");
}

/* Six persons: events at 1, 2, 2, censored 2, event 4, censored 5. By hand: S = 5/6 at 1; 5/6 * 3/5
 * = 1/2 at 2; 1/4 at 4. */
static void small_curve_by_hand(void **state)
{
    static const double time[] = {4, 2, 5, 1, 2, 2};
    static const uint8_t event[] = {1, 1, 0, 1, 0, 1};
    struct arena *a = arena_new();
    struct km_table table;
    struct km_curve curve;
    struct km_point point;
    assert_ok(km_count(a, time, event, 6, &table));
    assert_ok(km_estimate(a, &table, &curve));
    km_at(&curve, 0.5, 0.95, &point);
    assert_near(point.share, 0, 0);
    assert_true(isnan(point.loglog.low));
    assert_int_equal(point.at_risk, 6);
    km_at(&curve, 2, 0.95, &point);
    assert_int_equal(point.at_risk, 5); /* censored at 2 is at risk at 2 */
    assert_near(point.share, 0.5, CLOSED);
    assert_near(point.se, 0.5 * sqrt(1.0 / 30 + 2.0 / 15), CLOSED);
    km_at(&curve, 3, 0.95, &point);
    assert_int_equal(point.at_risk, 2);
    assert_near(km_quantile(&curve, 0.5), 3, 0); /* S is 1/2 from 2 to 4: the middle */
    assert_near(km_quantile(&curve, 0.6), 4, 0);
    assert_true(isnan(km_quantile(&curve, 0.9)));
    arena_free(a);
}

static void all_dead_has_no_limits(void **state)
{
    static const double time[] = {1, 2};
    static const uint8_t event[] = {1, 1};
    struct arena *a = arena_new();
    struct km_table table;
    struct km_curve curve;
    struct km_point point;
    assert_ok(km_count(a, time, event, 2, &table));
    assert_ok(km_estimate(a, &table, &curve));
    km_at(&curve, 2, 0.95, &point);
    assert_near(point.share, 1, 0);
    assert_true(isnan(point.se) && isnan(point.loglog.low) && isnan(point.plain.high));
    arena_free(a);
}

/* Tables of two parts of the cohort add up to the table of the whole. */
static void parts_add_up(void **state)
{
    const struct cohort *c = *state;
    struct arena *a = arena_new();
    struct km_table first, second, sum, whole;
    int64_t half = c->n / 2;
    assert_ok(km_count(a, c->days, c->ever, half, &first));
    assert_ok(km_count(a, c->days + half, c->ever + half, c->n - half, &second));
    assert_ok(km_count(a, c->days, c->ever, c->n, &whole));
    km_add(a, &first, &second, &sum);
    assert_int_equal(sum.times, whole.times);
    assert_int_equal(sum.n, whole.n);
    for (int64_t i = 0; i < whole.times; i++) {
        assert_true(sum.time[i] == whole.time[i]);
        assert_int_equal(sum.died[i], whole.died[i]);
        assert_int_equal(sum.censored[i], whole.censored[i]);
    }
    arena_free(a);
}

/* Times 0 to 12 for 240 persons; quantiles and plateaus as R's quantile.survfit. */
static void made_data_match_r(void **state)
{
    static struct made d;
    static const double four[] = {1, 2, 3, 4}, flat[] = {1, 2, 6, 8};
    static const uint8_t three_events[] = {1, 1, 1, 0}, two_events[] = {1, 1, 0, 0};
    struct arena *a = arena_new();
    struct km_table table, groups[3];
    struct km_curve curve;
    struct logrank test;
    double survival[13], se[13], low[13], high[13], quantile[9];
    int32_t group[MADE];
    made_read(&d);
    assert_ok(km_count(a, d.time, d.event, MADE, &table));
    assert_ok(km_estimate(a, &table, &curve));
    for (int t = 0; t <= 12; t++) {
        struct km_point point;
        km_at(&curve, t, 0.95, &point);
        survival[t] = 1 - point.share;
        se[t] = point.se;
        low[t] = 1 - point.loglog.high;
        high[t] = 1 - point.loglog.low;
    }
    assert_model(survival, "km.surv", 13, CLOSED);
    assert_model(se, "km.se", 13, CLOSED);
    assert_model(low, "km.lower", 13, CLOSED);
    assert_model(high, "km.upper", 13, CLOSED);
    for (int i = 0; i < 9; i++)
        quantile[i] = km_quantile(&curve, (i + 1) / 10.0);
    assert_model(quantile, "km.quantile", 9, 0);
    for (int i = 0; i < MADE; i++)
        group[i] = d.g[i];
    for (int g = 0; g < 3; g++)
        assert_ok(km_count_group(a, d.time, d.event, group, g, MADE, &groups[g]));
    assert_ok(km_logrank(a, groups, 3, &test));
    assert_model(test.expected, "logrank.exp", 3, CLOSED);
    assert_near(test.chisq, model_value("logrank.chisq", 0), CLOSED);

    assert_ok(km_count(a, four, three_events, 4, &table));
    assert_ok(km_estimate(a, &table, &curve));
    for (int i = 0; i < 3; i++)
        quantile[i] = km_quantile(&curve, (i + 1) / 4.0);
    assert_model(quantile, "plateau.middle", 3, 0);
    assert_ok(km_count(a, flat, two_events, 4, &table));
    assert_ok(km_estimate(a, &table, &curve));
    assert_near(km_quantile(&curve, 0.5), model_value("plateau.end", 0), 0);
    arena_free(a);
}

/* Whoever of a group left before the first event: the group expects nothing and takes no degree of
 * freedom. By survdiff: exp 1.757..., 4.242..., 0; chi-square 1.7198364 on 1 df. */
static void a_group_gone_before_the_first_event(void **state)
{
    static const double time[] = {2, 3, 5, 7, 1, 1, 3, 6, 8, 9};
    static const uint8_t event[] = {1, 1, 1, 0, 0, 0, 1, 0, 1, 1};
    static const int32_t group[] = {0, 0, 0, 0, 1, 1, 2, 2, 2, 2};
    struct arena *a = arena_new();
    struct km_table tables[3];
    struct logrank all, pair;

    for (int g = 0; g < 3; g++)
        assert_ok(km_count_group(a, time, event, group, g, 10, &tables[g]));
    assert_ok(km_logrank(a, tables, 3, &all));
    assert_near(all.expected[0], 1.7571428571428571, CLOSED);
    assert_near(all.expected[1], 0, 0);
    assert_near(all.expected[2], 4.2428571428571429, CLOSED);
    assert_near(all.chisq, 1.719836400817996, CLOSED);
    assert_int_equal(all.df, 1);
    assert_near(all.p_value, 0.18971410512798606, CLOSED);
    tables[0].n = tables[0].events = tables[0].times = 0; /* nobody is left to compare with */
    assert_int_equal(km_logrank(a, tables, 3, &pair), STAT_TOO_FEW);
    arena_free(a);
}

static void refusals(void **state)
{
    static const double time[] = {1, 2, NAN};
    static const uint8_t event[] = {0, 0, 1};
    struct arena *a = arena_new();
    struct km_table tables[2], empty;
    struct km_curve curve;
    struct logrank result;
    assert_int_equal(km_count(a, time, event, 3, &tables[0]), STAT_BAD_INPUT);
    assert_ok(km_count(a, time, event, 0, &empty));
    assert_int_equal(km_estimate(a, &empty, &curve), STAT_TOO_FEW);
    assert_ok(km_count(a, time, event, 1, &tables[0]));
    assert_ok(km_count(a, time + 1, event + 1, 1, &tables[1]));
    assert_int_equal(km_logrank(a, tables, 2, &result), STAT_TOO_FEW); /* no events */
    tables[1] = empty;
    assert_int_equal(km_logrank(a, tables, 2, &result), STAT_TOO_FEW); /* one group */
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(curve_matches_the_reference),
        cmocka_unit_test(logrank_matches_the_reference),
        cmocka_unit_test(small_curve_by_hand),
        cmocka_unit_test(all_dead_has_no_limits),
        cmocka_unit_test(parts_add_up),
        cmocka_unit_test(made_data_match_r),
        cmocka_unit_test(a_group_gone_before_the_first_event),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests_name("stat_km", tests, setup, NULL);
}
