/* t_stat_tests.c: descriptives, shares, tables, tests, correlation, adjustment and rounding against
 * R 4.2.2 (test/stat/tests.csv, made by tests_reference.R), hand-counted cases, laws and refusals.
 * Not: distribution functions, certified data, the published tables.
 * Start at the test functions; say() compares one figure with R. */
#include "base/base.h"

#include <math.h>
#include <setjmp.h>

#include <cmocka.h>

#include "stat/corr.h"
#include "stat/desc.h"
#include "stat/multiple.h"
#include "stat/prop.h"
#include "stat/round.h"
#include "stat/table.h"
#include "stat/test.h"

/* the data of tests_reference.R */
static const double data_a[] = {3.1, 2.2, 8, 9.5, 4.4, 4.4, 1.7, 12.25, 6.5};
static const double data_b[] = {5.5, 9.1, 4.4, 10.75, 14, 8, 7.2};
static const double data_d[] = {1.5, -0.5, 2, 0, 3.5, -1, 2, 0.5, -4, 6, 2.25};
static const double data_y[] = {2, 1, 5.5, 7, 7, 3, 2.5, 6, 9};
static const double data_k[] = {11, 9, 20, 3, 8, 15, 7, 12, 10};

static const struct {
    const char *name;
    int rows;
    int cols;
    int64_t n[16];
} data_tables[] = {
    {"sex", 2, 2, {87, 81, 1030, 577}},
    {"tea", 2, 2, {3, 1, 1, 3}},
    {"skew", 2, 2, {1, 12, 30, 7}},
    {"zero", 2, 2, {0, 168, 241, 1366}},
    {"job", 4, 4, {1, 3, 10, 6, 2, 3, 10, 7, 1, 6, 14, 12, 0, 1, 9, 11}},
    {"age", 2, 5, {26, 55, 47, 29, 11, 158, 630, 474, 293, 52}},
    {"small", 4, 3, {2, 0, 7, 1, 4, 3, 0, 5, 2, 6, 1, 1}},
};

static struct arena *arena;
static int compared;
static double worst;

static int set_up(void **state)
{
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    print_message("# %d figures, worst relative deviation from R %.1e\n", compared, worst);
    arena_free(arena);
    return 0;
}

static double r_value(const char *key, int index)
{
    FILE *file = fopen("test/stat/tests.csv", "r");
    char line[200], wanted[100];
    double value = NAN;

    assert_non_null(file);
    int n = snprintf(wanted, sizeof(wanted), "%s.%d,", key, index);
    while (fgets(line, sizeof(line), file))
        if (!strncmp(line, wanted, (size_t)n))
            value = strtod(line + n, NULL);
    (void)fclose(file);
    return value;
}

static void say_within(const char *key, int index, double got, double tolerance)
{
    double want = r_value(key, index);
    double error = want == got ? 0 : fabs(want) < 1e-12 ? fabs(got - want) : fabs(got / want - 1);

    if (!(error <= tolerance))
        fail_msg("%s.%d is %.17g, R says %.17g", key, index, got, want);
    if (error > worst)
        worst = error;
    compared++;
}

static void say(const char *key, int index, double got)
{
    say_within(key, index, got, 1e-12);
}

static void descriptives(void **state)
{
    struct summary s;
    double gaps[] = {3.1, NAN, 2.2, 8, 9.5, 4.4, NAN, 4.4, 1.7, 12.25, 6.5}, one[] = {7};

    assert_int_equal(desc_summarise(arena, gaps, COUNT(gaps), &s), STAT_OK);
    assert_int_equal(s.n, 9);
    assert_int_equal(s.missing, 2);
    assert_true(s.min == 1.7 && s.max == 12.25);
    say("summary", 0, s.mean);
    say("summary", 1, s.sd);
    say("summary", 2, s.q25);
    say("summary", 3, s.median);
    say("summary", 4, s.q75);
    assert_int_equal(desc_summarise(arena, one, 1, &s), STAT_OK);
    assert_true(isnan(s.sd) && s.q25 == 7 && s.max == 7);
    assert_int_equal(desc_summarise(arena, gaps + 1, 1, &s), STAT_TOO_FEW);

    double sorted[] = {10, 20, 40, 80}; /* h = 3 p */
    assert_true(desc_quantile(sorted, 4, 0.5) == 30);
    assert_true(desc_quantile(sorted, 4, 0.75) == 50);
    assert_true(desc_quantile(sorted, 4, 1) == 80);

    double tied[] = {5, 1, 5, 2, 5, 2}, rank[6];
    assert_true(desc_ranks(arena, tied, 6, rank) == 24 + 6); /* 3^3-3 and 2^3-2 */
    assert_true(rank[0] == 5 && rank[1] == 1 && rank[3] == 2.5);

    struct stat_interval sd = desc_sd_range(2, 3, 1, 5); /* 1 and 5: SD is sqrt 8 */
    assert_true(fabs(sd.low - sqrt(8)) < 1e-15 && fabs(sd.high - sqrt(8)) < 1e-15);
}

/* Any cut of the data, combined again, gives the moments of the whole. */
static void moments_combine(void **state)
{
    struct moments whole = desc_moments(data_d, COUNT(data_d));

    for (size_t cut = 0; cut <= COUNT(data_d); cut++) {
        struct moments both =
            desc_combine(desc_moments(data_d, (int64_t)cut),
                         desc_moments(data_d + cut, (int64_t)(COUNT(data_d) - cut)));
        assert_int_equal(both.n, whole.n);
        assert_true(fabs(both.mean - whole.mean) < 1e-15);
        assert_true(fabs(both.squares - whole.squares) < 1e-14);
    }
    struct moments table = desc_from_sd(76, 11.5, 7.4);
    assert_true(fabs(desc_sd(table) - 7.4) < 1e-15);
}

static void shares(void **state)
{
    static const int64_t cases[][2] = {{76, 168}, {0, 15}, {15, 15}, {1, 100000}, {8, 15}};
    struct stat_interval limits;

    for (size_t i = 0; i < COUNT(cases); i++) {
        char key[60];
        (void)snprintf(key, sizeof(key), "wilson_%" PRId64 "_%" PRId64, cases[i][0], cases[i][1]);
        /* R writes 1e+05 */
        const char *name = i == 3 ? "wilson_1_1e+05" : key;
        assert_int_equal(prop_wilson(cases[i][0], cases[i][1], 0.95, &limits), STAT_OK);
        say(name, 0, limits.low);
        say(name, 1, limits.high);
        (void)snprintf(key, sizeof(key), "exact_%" PRId64 "_%" PRId64, cases[i][0], cases[i][1]);
        name = i == 3 ? "exact_1_1e+05" : key;
        assert_int_equal(prop_exact(cases[i][0], cases[i][1], 0.95, &limits), STAT_OK);
        say(name, 0, limits.low);
        say(name, 1, limits.high);
    }
    assert_int_equal(prop_wilson(0, 0, 0.95, &limits), STAT_TOO_FEW);
    assert_int_equal(prop_exact(0, 0, 0.95, &limits), STAT_TOO_FEW);
    assert_int_equal(prop_exact(3, 2, 0.95, &limits), STAT_BAD_INPUT);
    assert_int_equal(prop_wilson(-1, 2, 0.95, &limits), STAT_BAD_INPUT);
    assert_int_equal(prop_wilson(1, 2, 1, &limits), STAT_BAD_INPUT);

    say("poisson", 0, prop_poisson_p(21, 5.8));
    say("poisson", 1, prop_poisson_p(4, 4.9));
    say("poisson", 2, prop_poisson_p(19, 23.6));
    say("poisson", 3, prop_poisson_p(0, 3));
    say("poisson", 4, prop_poisson_p(38, 34));
    assert_true(prop_poisson_p(6, 6) == 1 && isnan(prop_poisson_p(1, 0)));
}

static void tables(void **state)
{
    for (size_t i = 0; i < COUNT(data_tables); i++) {
        struct table t = {data_tables[i].rows, data_tables[i].cols, data_tables[i].n, NULL};
        struct table_test r;
        struct table_exact exact;
        char key[40];

        assert_int_equal(table_compute(arena, &t, &r), STAT_OK);
        (void)snprintf(key, sizeof(key), "chi_%s", data_tables[i].name);
        double figures[] = {r.pearson,  r.df,           r.pearson_p,    r.g,
                            r.cramer_v, r.min_expected, r.share_below_5};
        for (int j = 0; j < 7; j++)
            say(key, j, figures[j]);
        (void)snprintf(key, sizeof(key), "residual_%s", data_tables[i].name);
        for (int j = 0; j < t.rows * t.cols; j++)
            say(key, j, r.residual[j]);
        /* the same test by the general way: p of 2 x 2 must agree */
        assert_int_equal(table_fisher_exact(arena, &t, TABLE_WORK, 1, TABLE_DRAWS, &exact),
                         STAT_OK);
        assert_true(exact.exact);
        (void)snprintf(key, sizeof(key), "fisher_%s", data_tables[i].name);
        say_within(key, 0, exact.p, 1e-10);
        if (r.df > 1) {
            assert_true(isnan(r.yates) && isnan(r.yates_p));
            continue;
        }
        struct table_fisher fisher;
        assert_int_equal(table_fisher_2x2(data_tables[i].n, &fisher), STAT_OK);
        say_within(key, 0, fisher.p, 1e-10);
        (void)snprintf(key, sizeof(key), "odds_%s", data_tables[i].name);
        say(key, 0, fisher.odds_ratio);
        (void)snprintf(key, sizeof(key), "yates_%s", data_tables[i].name);
        say(key, 0, r.yates);
        say(key, 1, r.yates_p);
    }
}

/* Lady tasting tea, by hand: tables 0..4 of 4 have 1, 16, 36, 16, 1 of 70 ways. */
static void fisher_by_hand(void **state)
{
    struct table_fisher f;
    const int64_t three[] = {3, 1, 1, 3}, all[] = {4, 0, 0, 4}, half[] = {2, 2, 2, 2},
                  empty[] = {0, 0, 3, 4}, big[] = {30000, 20000, 29000, 21000};

    assert_int_equal(table_fisher_2x2(three, &f), STAT_OK);
    assert_true(fabs(f.p - 34.0 / 70) < 1e-15);
    assert_int_equal(table_fisher_2x2(all, &f), STAT_OK);
    assert_true(fabs(f.p - 2.0 / 70) < 1e-16 && isinf(f.odds_ratio));
    assert_int_equal(table_fisher_2x2(half, &f), STAT_OK);
    assert_true(f.p == 1 && fabs(f.odds_ratio - 1) < 1e-15);
    assert_int_equal(table_fisher_2x2(empty, &f), STAT_TOO_FEW);
    assert_int_equal(table_fisher_2x2(big, &f), STAT_OK);
    /* chi-square 41.33, p 1.3e-10; the sample odds ratio is 1.0862 */
    assert_true(f.p > 1e-10 && f.p < 1.6e-10 && fabs(f.odds_ratio - 1.0862) < 1e-4);
}

/* Merging equal rows, swapping rows and columns, adding empty ones: nothing moves. Refusals. */
static void tables_laws(void **state)
{
    const int64_t plain[] = {2, 0, 7, 1, 4, 3}, turned[] = {2, 1, 0, 4, 7, 3},
                  padded[] = {2, 0, 0, 7, 0, 0, 0, 0, 1, 0, 4, 3}, minus[] = {1, 2, -1, 4};
    const bool impossible[] = {false, true, false, false, false, false};
    struct table a = {2, 3, plain, NULL}, b = {3, 2, turned, NULL}, c = {3, 4, padded, NULL},
                 bad = {2, 2, minus, NULL}, hole = {2, 3, plain, impossible},
                 flat = {1, 3, plain, NULL};
    struct table_test ra, rb, rc;
    struct table_exact ea, eb, ec, simulated, again;

    assert_int_equal(table_compute(arena, &a, &ra), STAT_OK);
    assert_int_equal(table_compute(arena, &b, &rb), STAT_OK);
    assert_int_equal(table_compute(arena, &c, &rc), STAT_OK);
    assert_true(fabs(ra.pearson - rb.pearson) < 1e-14 && fabs(ra.pearson - rc.pearson) < 1e-14);
    assert_true(ra.df == rc.df && ra.min_expected == rc.min_expected && isnan(rc.residual[1]));
    assert_int_equal(table_fisher_exact(arena, &a, TABLE_WORK, 1, 10, &ea), STAT_OK);
    assert_int_equal(table_fisher_exact(arena, &b, TABLE_WORK, 1, 10, &eb), STAT_OK);
    assert_int_equal(table_fisher_exact(arena, &c, TABLE_WORK, 1, 10, &ec), STAT_OK);
    assert_true(fabs(ea.p - eb.p) < 1e-14 && fabs(ea.p - ec.p) < 1e-14 && ec.exact);

    assert_int_equal(table_fisher_exact(arena, &a, 1, 42, 20000, &simulated), STAT_OK);
    assert_int_equal(table_fisher_exact(arena, &a, 1, 42, 20000, &again), STAT_OK);
    assert_false(simulated.exact);
    assert_true(simulated.p == again.p && simulated.p_se > 0);
    assert_true(fabs(simulated.p - ea.p) < 5 * simulated.p_se);

    assert_int_equal(table_compute(arena, &bad, &ra), STAT_BAD_INPUT);
    assert_int_equal(table_compute(arena, &hole, &ra), STAT_STRUCTURAL);
    assert_int_equal(table_fisher_exact(arena, &hole, 1, 1, 1, &ea), STAT_STRUCTURAL);
    assert_int_equal(table_compute(arena, &flat, &ra), STAT_TOO_FEW);
}

static void say_t(const char *key, const struct test_t *t)
{
    double figures[] = {t->t, t->df, t->p, t->limits.low, t->limits.high};

    for (int i = 0; i < 5; i++)
        say(key, i, figures[i]);
}

static void means(void **state)
{
    struct moments a = desc_moments(data_a, COUNT(data_a)), b = desc_moments(data_b, COUNT(data_b)),
                   d = desc_moments(data_d, COUNT(data_d)), one = desc_moments(data_a, 1),
                   flat = {.n = 5, .mean = 2, .squares = 0}, group[] = {a, b, d};
    struct test_t t;
    struct anova r;

    assert_int_equal(test_t_welch(a, b, 0.95, &t), STAT_OK);
    say_t("welch", &t);
    assert_int_equal(test_t_student(a, b, 0.95, &t), STAT_OK);
    say_t("student", &t);
    assert_int_equal(test_t_paired(d, 0.95, &t), STAT_OK);
    say_t("paired", &t);
    assert_int_equal(test_t_welch(a, one, 0.95, &t), STAT_TOO_FEW);
    assert_int_equal(test_t_student(one, b, 0.95, &t), STAT_TOO_FEW);
    assert_int_equal(test_t_welch(a, flat, 0.95, &t), STAT_NO_VARIANCE);
    assert_int_equal(test_t_paired(flat, 0.95, &t), STAT_NO_VARIANCE);
    assert_int_equal(test_t_paired(d, 1.5, &t), STAT_BAD_INPUT);

    assert_int_equal(test_anova(group, 3, &r), STAT_OK);
    double figures[] = {r.between, r.within, r.f, r.p, r.eta2, r.welch_f, r.welch_df2, r.welch_p};
    for (int i = 0; i < 8; i++)
        say("anova", i, figures[i]);
    struct moments with_one[] = {a, one, {0}}, apart[] = {one, one}, flats[] = {flat, flat};
    assert_int_equal(test_anova(with_one, 3, &r), STAT_OK);
    assert_true(r.groups == 2 && isnan(r.welch_p) && r.df2 == 8);
    assert_int_equal(test_anova(apart, 2, &r), STAT_TOO_FEW);
    assert_int_equal(test_anova(group, 1, &r), STAT_TOO_FEW);
    assert_int_equal(test_anova(flats, 2, &r), STAT_NO_VARIANCE);
}

static void ranks(void **state)
{
    struct test_rank r;
    double zeros[] = {0, 0}, same[] = {2, 2, 2};

    assert_int_equal(test_rank_sum(arena, data_a, COUNT(data_a), data_b, COUNT(data_b), &r),
                     STAT_OK);
    say("ranksum", 0, r.statistic);
    say("ranksum", 1, r.p);
    assert_int_equal(test_signed_rank(arena, data_d, COUNT(data_d), &r), STAT_OK);
    say("signed", 0, r.statistic);
    say("signed", 1, r.p);
    assert_int_equal(test_signed_rank(arena, zeros, 2, &r), STAT_TOO_FEW);
    assert_int_equal(test_rank_sum(arena, same, 3, same, 2, &r), STAT_NO_VARIANCE);
    assert_int_equal(test_rank_sum(arena, same, 0, same, 2, &r), STAT_TOO_FEW);
}

static void correlations(void **state)
{
    struct corr r;
    double weighted, flat[] = {3, 3, 3, 3}, line[] = {1, 2, 3, 4}, minus[] = {1, 1, -1, 1};

    assert_int_equal(corr_pearson(arena, data_a, data_y, COUNT(data_a), 0.95, &r), STAT_OK);
    say("pearson", 0, r.r);
    say("pearson", 1, r.p);
    say("pearson", 2, r.limits.low);
    say("pearson", 3, r.limits.high);
    assert_int_equal(corr_spearman(arena, data_a, data_y, COUNT(data_a), &r), STAT_OK);
    say("spearman", 0, r.r);
    say("spearman", 1, r.p);
    assert_int_equal(corr_weighted(data_a, data_y, data_k, COUNT(data_a), &weighted), STAT_OK);
    say("weighted", 0, weighted);
    assert_int_equal(corr_pearson(arena, line, line, 4, 0.95, &r), STAT_OK);
    assert_true(r.r == 1 && r.p == 0);
    assert_int_equal(corr_pearson(arena, line, flat, 4, 0.95, &r), STAT_NO_VARIANCE);
    assert_int_equal(corr_pearson(arena, line, line, 2, 0.95, &r), STAT_TOO_FEW);
    assert_int_equal(corr_weighted(line, line, minus, 4, &weighted), STAT_BAD_INPUT);
}

static void adjusted(void **state)
{
    const double p[] = {0.01, 0.04, 0.03, NAN, 0.2, 0.005, 0.9, 0.03};
    double holm[8], bh[8];

    assert_int_equal(multiple_holm(arena, p, 8, holm), 7);
    assert_int_equal(multiple_bh(arena, p, 8, bh), 7);
    assert_true(isnan(holm[3]) && isnan(bh[3]));
    for (int i = 0, key = 0; i < 8; i++) {
        if (i == 3)
            continue;
        say("holm", key, holm[i]);
        say("bh", key++, bh[i]);
    }
}

static void rounding(void **state)
{
    static const struct {
        double x;
        int decimals;
        double want;
    } cases[] = {
        {3.625, 2, 3.63},   {-1.375, 2, -1.38},      {1.005, 2, 1.01},
        {2.675, 2, 2.68},   {0.15, 1, 0.2},          {0.1 + 0.2, 1, 0.3},
        {1.15 * 3, 1, 3.5}, {12.5, 0, 13},           {0.5, 0, 1},
        {-0.5, 0, -1},      {0.4999999999, 0, 0},    {0.04, 1, 0},
        {0.05, 1, 0.1},     {9.995, 2, 10},          {123456789.5, 0, 123456790},
        {1e20, 2, 1e20},    {44.736842105, 1, 44.7},
    };

    for (size_t i = 0; i < COUNT(cases); i++)
        if (round_decimal(cases[i].x, cases[i].decimals) != cases[i].want)
            fail_msg("%.17g at %d decimals is %.17g", cases[i].x, cases[i].decimals,
                     round_decimal(cases[i].x, cases[i].decimals));
    assert_true(isnan(round_decimal(NAN, 2)) && isinf(round_decimal(-INFINITY, 2)));

    assert_int_equal(round_ratio(21, 168, 100, 0), 13); /* 12.5 */
    assert_int_equal(round_ratio(21, 168, 100, 1), 125);
    assert_int_equal(round_ratio(34, 76, 100, 1), 447); /* 44.7368 */
    assert_int_equal(round_ratio(-11, 8, 1, 2), -138);  /* -1.375 */
    assert_int_equal(round_ratio(29, 8, 1, 2), 363);    /* 3.625 */
    assert_int_equal(round_ratio(0, 5, 100, 2), 0);
    assert_int_equal(round_ratio(INT64_C(4000000000000), 3, 1000000, 0),
                     INT64_C(1333333333333333333));
}

static void reasons(void **state)
{
    for (int rc = STAT_OK; rc <= STAT_BAD_INPUT; rc++) {
        assert_true(strlen(stat_reason((enum stat_rc)rc)) > 1);
        for (int other = STAT_OK; other < rc; other++)
            assert_string_not_equal(stat_reason((enum stat_rc)rc),
                                    stat_reason((enum stat_rc)other));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(descriptives),   cmocka_unit_test(moments_combine),
        cmocka_unit_test(shares),         cmocka_unit_test(tables),
        cmocka_unit_test(fisher_by_hand), cmocka_unit_test(tables_laws),
        cmocka_unit_test(means),          cmocka_unit_test(ranks),
        cmocka_unit_test(correlations),   cmocka_unit_test(adjusted),
        cmocka_unit_test(rounding),       cmocka_unit_test(reasons),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
