/* t_stat_agree.c: kappas and intraclass correlations against published and exact values.
 * Not the handling of visits.
 * Start at exact_fractions(). */
#include "stat/agree.h"

#include "stat_support.h"

#define ITEMS 26

/* Two reviewers on 26 items; the expected fractions were computed exactly (fidelity research 3.5).
 */
static void exact_fractions(void **state)
{
    static const int first[ITEMS] = {4, 5, 5, 4, 3, 4, 4, 3, 5, 4, 3, 4, 5,
                                     5, 3, 5, 4, 4, 5, 4, 2, 4, 2, 4, 4, 4};
    static const int second[ITEMS] = {4, 5, 5, 3, 3, 4, 5, 3, 4, 4, 4, 4, 5,
                                      4, 3, 5, 3, 4, 5, 4, 1, 4, 3, 4, 3, 3};
    int64_t table[25] = {0};
    struct agreement r;
    assert_ok(agree_count(first, second, ITEMS, 5, table));
    assert_ok(agree_kappa(table, 5, &r));
    assert_int_equal(r.n, 26);
    assert_near(r.exact, 16.0 / 26, CLOSED);
    assert_near(r.within_one, 1, CLOSED);
    assert_near(r.mean_abs_difference, 10.0 / 26, CLOSED);
    assert_near(r.bias, -4.0 / 26, CLOSED);
    assert_near(r.kappa, 199.0 / 459, CLOSED);
    assert_near(r.linear, 94.0 / 159, CLOSED);
    assert_near(r.quadratic, 411.0 / 541, CLOSED);

    double rows[2 * ITEMS];
    struct icc icc;
    for (int i = 0; i < ITEMS; i++) {
        rows[2 * i] = first[i];
        rows[2 * i + 1] = second[i];
    }
    assert_ok(agree_icc(rows, ITEMS, 2, 0.95, &icc));
    assert_near(icc.icc1_1, 819.0 / 1069, CLOSED);
    assert_near(icc.icc2_1, 411.0 / 536, CLOSED);
    assert_near(icc.icc3_1, 411.0 / 533, CLOSED);
    assert_near(icc.icc2_k, 822.0 / 947, CLOSED);
}

static void totals_of_six_visits(void **state)
{
    static const double rows[] = {96, 94, 103, 105, 110, 108, 118, 117, 89, 92, 101, 100};
    struct icc icc;
    assert_ok(agree_icc(rows, 6, 2, 0.95, &icc));
    assert_near(icc.icc1_1, 5623.0 / 5738, CLOSED);
    assert_near(icc.icc2_1, 244.0 / 249, CLOSED);
    assert_near(icc.icc3_1, 5612.0 / 5749, CLOSED);
    /* by hand: differences 2 -2 2 1 -3 1, mean 1/6, sum of squares 23; MSE = (23 - 1/6)/2/5 */
    assert_near(icc.mse, (23 - 1.0 / 6) / 10, CLOSED);
    assert_near(icc.sem_consistency, sqrt((23 - 1.0 / 6) / 10), CLOSED);
}

/* Shrout and Fleiss 1979, table 2: printed .17, .29, .71; averaged .44, .62, .91. Limits of
 * ICC(2,1) as printed by McGraw and Wong's formulas in R's irr and psych: 0.019 to 0.761. */
static void shrout_and_fleiss(void **state)
{
    static const double rows[] = {9, 2, 5, 8, 6,  1, 3, 2, 8, 4, 6, 8,
                                  7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7};
    struct icc icc;
    assert_ok(agree_icc(rows, 6, 4, 0.95, &icc));
    assert_near(icc.icc1_1, 0.1657, 3e-4);
    assert_near(icc.icc2_1, 0.2898, 2e-4);
    assert_near(icc.icc3_1, 0.7148, 1e-4);
    assert_near(icc.icc1_k, 0.4428, 2e-4);
    assert_near(icc.icc2_k, 0.6201, 1e-4);
    assert_near(icc.icc3_k, 0.9093, 1e-4);
    assert_near(icc.icc2_1_limits.low, 0.0188, 5e-3);
    assert_near(icc.icc2_1_limits.high, 0.7611, 2e-4);
    assert_near(icc.icc3_1_limits.low, 0.3425, 2e-4);
    assert_near(icc.icc3_1_limits.high, 0.9459, 2e-4);
}

static void one_category_has_no_kappa(void **state)
{
    int64_t same[25] = {0}, one_off[25] = {0};
    struct agreement r;
    same[24] = 26;
    assert_ok(agree_kappa(same, 5, &r));
    assert_true(isnan(r.kappa) && isnan(r.linear) && isnan(r.quadratic) && isnan(r.kappa_se));
    assert_near(r.exact, 1, CLOSED);
    one_off[24] = 25;
    one_off[19] = 1; /* 4 against 5 */
    assert_ok(agree_kappa(one_off, 5, &r));
    assert_near(r.kappa, 0, CLOSED);
    assert_near(r.quadratic, 0, CLOSED);
    assert_near(r.exact, 25.0 / 26, CLOSED);
}

/* test/stat/cmd168/fidelity.csv: [programme][wave][rater][item], 0 when missing. */
static int score[15][2][2][ITEMS];

static void read_fidelity(void)
{
    FILE *file = fopen("test/stat/cmd168/fidelity.csv", "r");
    char line[64];
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file)) {
        char *end = line;
        long at[4];
        for (int i = 0; i < 4; i++)
            at[i] = strtol(end + (i > 0), &end, 10);
        score[at[0] - 1][at[1] - 1][at[2] - 1][at[3] - 1] = (int)strtol(end + 1, NULL, 10);
    }
    fclose(file);
}

static double prorated_total(const int *items)
{
    int sum = 0, valid = 0;
    for (int i = 0; i < ITEMS; i++) {
        sum += items[i];
        valid += items[i] > 0;
    }
    return valid > 0 ? ITEMS * (double)sum / valid : NAN;
}

static void cohort_matches_the_reference(void **state)
{
    int64_t table[25] = {0};
    double rows[60];
    struct agreement r;
    struct icc icc;
    read_fidelity();
    for (int p = 0; p < 15; p++)
        for (int w = 0; w < 2; w++) {
            assert_ok(agree_count(score[p][w][0], score[p][w][1], ITEMS, 5, table));
            rows[2 * (2 * p + w)] = prorated_total(score[p][w][0]);
            rows[2 * (2 * p + w) + 1] = prorated_total(score[p][w][1]);
        }
    assert_ok(agree_kappa(table, 5, &r));
    assert_int_equal(r.n, reference_number("agreement.n"));
    assert_near(r.exact, reference_number("agreement.exact"), CLOSED);
    assert_near(r.kappa, reference_number("agreement.kappa"), CLOSED);
    assert_near(r.linear, reference_number("agreement.kappa_linear"), CLOSED);
    assert_near(r.quadratic, reference_number("agreement.kappa_quadratic"), CLOSED);
    assert_near(r.quadratic_se, reference_number("agreement.kappa_quadratic_se"), CLOSED);
    assert_ok(agree_icc(rows, 30, 2, 0.95, &icc));
    assert_near(icc.msr, reference_number("icc.MSR"), CLOSED);
    assert_near(icc.msc, reference_number("icc.MSC"), CLOSED);
    assert_near(icc.mse, reference_number("icc.MSE"), CLOSED);
    assert_near(icc.icc2_1, reference_number("icc.icc2_1"), CLOSED);
    assert_near(icc.icc3_1, reference_number("icc.icc3_1"), CLOSED);
    assert_near(icc.icc2_k, reference_number("icc.icc2_k"), CLOSED);
    assert_near(icc.icc3_1_limits.low, reference_number("icc.icc3_1_low"), CLOSED);
    assert_near(icc.icc3_1_limits.high, reference_number("icc.icc3_1_high"), CLOSED);
}

static void refusals(void **state)
{
    static const int good[] = {1, 2}, bad[] = {1, 6}, missing[] = {0, 0};
    static const double equal[] = {3, 3, 3, 3}, broken[] = {3, NAN, 3, 4};
    int64_t table[25] = {0};
    struct agreement r;
    struct icc icc;
    assert_int_equal(agree_count(good, bad, 2, 5, table), STAT_BAD_INPUT);
    assert_ok(agree_count(good, missing, 2, 5, table));
    assert_int_equal(agree_kappa(table, 5, &r), STAT_TOO_FEW);
    assert_int_equal(agree_icc(equal, 2, 2, 0.95, &icc), STAT_NO_VARIANCE);
    assert_int_equal(agree_icc(broken, 2, 2, 0.95, &icc), STAT_BAD_INPUT);
    assert_int_equal(agree_icc(equal, 1, 4, 0.95, &icc), STAT_TOO_FEW);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_fractions),
        cmocka_unit_test(totals_of_six_visits),
        cmocka_unit_test(shrout_and_fleiss),
        cmocka_unit_test(one_category_has_no_kappa),
        cmocka_unit_test(cohort_matches_the_reference),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests_name("stat_agree", tests, NULL, NULL);
}
