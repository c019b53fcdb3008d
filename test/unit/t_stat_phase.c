/* t_stat_phase.c: phase-adjusted expected counts and Poisson limits.
 * Not the counting of person-months: cohort168.R made phase168.csv.
 * Start at cohort_matches_the_reference(). */
#include "stat/phase.h"

#include "stat_support.h"

#define PHASES  4
#define PERIODS 3

static const int phase_length[] = {6, 6, 6, 7}, period_length[] = {4, 10, 5};

/* Person-months from test/stat/models/phase168.csv: phase, all, period 1 to 3. */
static void read_person_months(int64_t *months, int64_t *all)
{
    FILE *file = fopen("test/stat/models/phase168.csv", "r");
    char line[128];
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    for (int k = 0; k < PHASES; k++) {
        char *end = fgets(line, sizeof line, file);
        assert_non_null(end);
        assert_int_equal(strtol(end, &end, 10), k + 1);
        all[k] = strtol(end + 1, &end, 10);
        for (int r = 0; r < PERIODS; r++)
            months[k * PERIODS + r] = strtol(end + 1, &end, 10);
    }
    fclose(file);
}

static void read_counts(const char *path, int64_t *counts, int n)
{
    for (int i = 0; i < n; i++)
        counts[i] = json_integer_value(json_array_get(reference(path), (size_t)i));
}

static void check_block(const char *name)
{
    struct arena *a = arena_new();
    int64_t months[PHASES * PERIODS], all[PHASES], starts[PHASES], actual[PERIODS];
    struct phase_result result;
    double share[PHASES * PERIODS], low[PERIODS], high[PERIODS];
    char path[64];
#define AT(key) (snprintf(path, sizeof path, "phase_adjusted.%s." key, name), path)
    read_person_months(months, all);
    read_counts(AT("per_phase"), starts, PHASES);
    read_counts(AT("actual"), actual, PERIODS);
    struct phase_counts counts = {PHASES, PERIODS, starts,       actual,
                                  months, all,     phase_length, period_length};
    assert_ok(phase_adjust(a, &counts, &result));
    for (int r = 0; r < PERIODS; r++) {
        for (int k = 0; k < PHASES; k++) /* the reference has them period by period */
            share[r * PHASES + k] = result.share[k * PERIODS + r];
        low[r] = result.limits[r].low;
        high[r] = result.limits[r].high;
    }
    assert_reference(share, AT("share"), CLOSED);
    assert_reference(result.literal, AT("expected_literal"), CLOSED);
    assert_reference(result.length_scaled, AT("expected_length_scaled"), CLOSED);
    assert_reference(result.person_months, AT("expected_person_months"), CLOSED);
    assert_reference(result.percent, AT("pct_person_months"), CLOSED);
    assert_reference(low, AT("poisson_low"), CLOSED);
    assert_reference(high, AT("poisson_high"), CLOSED);
#undef AT
    arena_free(a);
}

static void cohort_matches_the_reference(void **state)
{
    check_block("start");
    check_block("stop");
}

/* When the periods cover all months, expected by person-months adds up to all events. */
static void expected_adds_up(void **state)
{
    static const int64_t starts[] = {30, 10}, actual[] = {25, 15};
    static const int64_t months[] = {100, 20, 40, 160}, all[] = {120, 200};
    static const int lengths[] = {6, 6};
    struct phase_counts counts = {2, 2, starts, actual, months, all, lengths, lengths};
    struct phase_result result;
    struct arena *a = arena_new();
    assert_ok(phase_adjust(a, &counts, &result));
    assert_near(result.person_months[0], 30 * 100.0 / 120 + 10 * 40.0 / 200, CLOSED); /* 27 */
    assert_near(result.person_months[0] + result.person_months[1], 40, CLOSED);
    assert_near(result.ratio[0], 25.0 / 27, CLOSED);
    arena_free(a);
}

/* Garwood's limits: none for 0 below, -log(0.025) above; 21 observed as in report 002. */
static void poisson_limits(void **state)
{
    struct stat_interval none = phase_poisson_limits(0, 0.95),
                         some = phase_poisson_limits(21, 0.95);
    assert_near(none.low, 0, 0);
    assert_near(none.high, -log(0.025), CLOSED);
    assert_near(some.low / 5.8, 2.24, 0.003); /* printed 2.24 and 5.53 */
    assert_near(some.high / 5.8, 5.53, 0.003);
}

static void refusals(void **state)
{
    static const int64_t starts[] = {3}, actual[] = {3}, months[] = {0}, none[] = {0}, five[] = {5};
    static const int64_t negative[] = {-1};
    static const int length[] = {6};
    struct arena *a = arena_new();
    struct phase_result result;
    struct phase_counts counts = {1, 1, starts, actual, months, none, length, length};
    assert_int_equal(phase_adjust(a, &counts, &result), STAT_STRUCTURAL);
    counts.person_months_phase = five;
    assert_ok(phase_adjust(a, &counts, &result)); /* nobody in this phase in this period */
    assert_true(isnan(result.share[0]) && isnan(result.ratio[0]) && isnan(result.limits[0].low));
    counts.events_period = negative;
    assert_int_equal(phase_adjust(a, &counts, &result), STAT_BAD_INPUT);
    counts.phases = 0;
    assert_int_equal(phase_adjust(a, &counts, &result), STAT_TOO_FEW);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cohort_matches_the_reference),
        cmocka_unit_test(expected_adds_up),
        cmocka_unit_test(poisson_limits),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests_name("stat_phase", tests, NULL, NULL);
}
