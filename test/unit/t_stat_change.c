/* t_stat_change.c: change on a questionnaire.
 * Not scoring.
 * Start at cohort_matches_the_reference(). */
#include "stat/change.h"

#include "stat_support.h"

static double number_or_nan(const char *cell)
{
    char *end;
    double value = strtod(cell, &end);
    return end == cell ? NAN : value;
}

static void cohort_matches_the_reference(void **state)
{
    static double base[COHORT_MAX], follow[COHORT_MAX];
    FILE *file = fopen("test/stat/cmd168/questionnaire.csv", "r");
    char line[64];
    int64_t n = 0;
    struct arena *a = arena_new();
    struct change r;
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file)) {
        char *rest = line;
        strsep(&rest, ",");
        base[n] = number_or_nan(strsep(&rest, ","));
        follow[n++] = number_or_nan(rest);
    }
    fclose(file);
    assert_ok(change_compute(a, base, follow, n, 0.85, &r));
    assert_int_equal(r.n_base, reference_number("questionnaire.n_base"));
    assert_int_equal(r.n_pairs, reference_number("questionnaire.n_pairs"));
    assert_near(r.mean_change, reference_number("questionnaire.mean_change"), CLOSED);
    assert_near(r.sd_change, reference_number("questionnaire.sd_change"), CLOSED);
    assert_near(r.t, reference_number("questionnaire.t"), CLOSED);
    assert_near(r.df, reference_number("questionnaire.df"), 0);
    assert_near(r.p_value, reference_number("questionnaire.p"), P_VALUE);
    assert_reference(&r.interval.low, "questionnaire.ci", CLOSED); /* low and high are neighbours */
    assert_near(r.effect_size, reference_number("questionnaire.effect_size"), CLOSED);
    assert_near(r.srm, reference_number("questionnaire.srm"), CLOSED);
    assert_near(r.wilcoxon_v, reference_number("questionnaire.wilcoxon_V"), 0);
    assert_near(r.wilcoxon_p, reference_number("questionnaire.wilcoxon_p"), P_VALUE);
    assert_near(r.difference_sd, reference_number("questionnaire.rci_sdiff"), CLOSED);
    assert_int_equal(MAX(r.risen, r.fallen), 15); /* improved and worse of the reference */
    assert_int_equal(MIN(r.risen, r.fallen), 7);
    assert_near(r.mean_base_complete, reference_number("questionnaire.mean_base_complete"), CLOSED);
    assert_near(r.mean_base_missing, reference_number("questionnaire.mean_base_missing"), CLOSED);
    arena_free(a);
}

/* Changes 1, 2, -3 with bases 0, 0, 3 and one person without follow-up. */
static void three_pairs_by_hand(void **state)
{
    static const double base[] = {0, 0, 3, 5, NAN}, follow[] = {1, 2, 0, NAN, 9};
    struct arena *a = arena_new();
    struct change r;
    assert_ok(change_compute(a, base, follow, 5, 0, &r));
    assert_int_equal(r.n_base, 4);
    assert_int_equal(r.n_pairs, 3);
    assert_near(r.mean_change, 0, CLOSED);
    assert_near(r.sd_change, sqrt(7), CLOSED); /* (1 + 4 + 9)/2 */
    assert_near(r.p_value, 1, CLOSED);
    assert_near(r.wilcoxon_v, 3, 0); /* ranks 1 and 2 rose */
    assert_near(r.wilcoxon_p, 1, CLOSED);
    assert_near(r.mean_base_complete, 1, CLOSED);
    assert_near(r.mean_base_missing, 5, CLOSED);
    assert_int_equal(r.risen + r.fallen, 0);
    arena_free(a);
}

static void refusals(void **state)
{
    static const double base[] = {1, 2, 3}, same[] = {2, 3, 4}, missing[] = {2, NAN, NAN};
    static const double flat[] = {2, 2, 2}, follow[] = {1, 5, 3};
    struct arena *a = arena_new();
    struct change r;
    assert_int_equal(change_compute(a, base, same, 3, 0.8, &r), STAT_NO_VARIANCE);
    assert_int_equal(change_compute(a, flat, follow, 3, 0.8, &r), STAT_NO_VARIANCE);
    assert_int_equal(change_compute(a, base, missing, 3, 0.8, &r), STAT_TOO_FEW);
    assert_int_equal(change_compute(a, base, follow, 3, 1, &r), STAT_BAD_INPUT);
    arena_free(a);
}

/* The mean of whole numbers is the nearest double there is: a limit of the interval near 0 is a
 * small difference of two numbers, and shows every digit that they lost. */
static void mean_to_the_last_digit(void **state)
{
    enum { PAIRS = 134 };
    double base[PAIRS], follow[PAIRS];
    struct arena *a = arena_new();
    struct change r;
    for (int i = 0; i < PAIRS; i++) {
        base[i] = 10 + i % 7;
        follow[i] = base[i] + i * 28 % 27 - 14; /* adds up to -147 */
    }
    assert_ok(change_compute(a, base, follow, PAIRS, 0, &r));
    assert_true(r.mean_change == -147.0 / PAIRS);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cohort_matches_the_reference),
        cmocka_unit_test(three_pairs_by_hand),
        cmocka_unit_test(mean_to_the_last_digit),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests_name("stat_change", tests, NULL, NULL);
}
