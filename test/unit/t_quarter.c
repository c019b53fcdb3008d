/* t_quarter.c: the quarterly return against a world counted by hand.
 * Not: the SQL that loads such a world; that is tested by the story quarter.t.
 * Start at the trajectories: the third quarter of 2026, 1 July up to and including 30 September. */
#include "feature/quarter/quarter.h"

#include <setjmp.h>

#include <cmocka.h>

#define COUNTS                                                                                     \
    {                                                                                              \
        1, 1, 1, 1                                                                                 \
    }
/* Supported work: not strict, published in 2022. */
#define SUPPORTED                                                                                  \
    {                                                                                              \
        0, 1, 1, -1                                                                                \
    }
#define TRIAL                                                                                      \
    {                                                                                              \
        0, 0, 0, 0                                                                                 \
    }
#define OWN                                                                                        \
    {                                                                                              \
        -1, 0, -1, -1                                                                              \
    }

/* Not strict; the publication of 2022 does not say. */
#define PARTICIPATION                                                                              \
    {                                                                                              \
        0, -1, -1, -1                                                                              \
    }

enum { EPA, LVB };
enum { NOBODY, ANNE, BO, CEES, DIRK };

struct job_row {
    const char *from, *agreed, *ended;
    signed char counts[QUARTER_DEFINITIONS];
};
struct row {
    int64_t client, staff;
    int group;
    const char *talk, *start, *ends, *closed;
    struct job_row job[2];
};

/* What each brings: S served, + started, - ended, R running, W works at the end (strict), 2 only as
 * published in 2022, D sustainably, Q worked in the quarter, U without work at the start, F first
 * job since, m matured, k kept. */
static const struct row rows[] = {
    /* 1: S R W D Q U F m k: 91 days after 1 April is 1 July, and 91 before 30 September too */
    {1, ANNE, EPA, "", "2026-03-02", "", "", {{"2026-04-01", "", "", COUNTS}}},
    /* 2: S + R W Q U F, job start, first; a day too late to be sustained or to mature */
    {2, ANNE, EPA, "", "2026-07-01", "", "", {{"2026-07-02", "", "", COUNTS}}},
    /* 3: S - U F; closed on the first day, so no day of work in the quarter; the 91 days of its job
     * are over on 31 July: nobody knows */
    {3, ANNE, EPA, "", "2026-01-05", "", "2026-07-01", {{"2026-05-01", "", "", COUNTS}}},
    /* 4: closed the day before the quarter; m, not k: ended after 61 days */
    {4, ANNE, EPA, "", "2026-01-05", "", "2026-06-30", {{"2026-04-15", "", "2026-06-15", COUNTS}}},
    /* 5: S - U; closed on the last day, so not running at the end; supported work is left out */
    {5, BO, LVB, "", "2026-05-01", "", "2026-09-30", {{"2026-08-03", "", "", SUPPORTED}}},
    /* 6: S R W D Q, worked at the start: no job start of ours */
    {6, BO, LVB, "", "2025-10-01", "", "", {{"2025-09-01", "", "", COUNTS}}},
    /* 7: S R 2 U; supported work is left out of the strict figures */
    {7, BO, LVB, "", "2026-06-15", "", "", {{"2026-08-03", "", "", SUPPORTED}}},
    /* 8: S + R U, started on the last day, in a participation job; Bo's only one of EPA */
    {8, BO, EPA, "", "2026-09-30", "", "", {{"2026-09-30", "", "", PARTICIPATION}}},
    /* 9: starts the day after the quarter: not started */
    {9, ANNE, EPA, "", "2026-10-01", "", "", {{0}}},
    /* 10: a trial placement and no start: not started, to mend */
    {10, ANNE, EPA, "2026-09-01", "", "", "", {{"2026-09-02", "", "", TRIAL}}},
    /* 11, first trajectory: S - Q U F, job ending on 10 July */
    {11, ANNE, EPA, "", "2025-06-01", "", "2026-07-15", {{"2025-09-01", "", "2026-07-10", COUNTS}}},
    /* 11, second: the same client: + R, job start, first; ended on the last day, so not working */
    {11, ANNE, EPA, "", "2026-08-01", "", "", {{"2026-08-10", "", "2026-09-30", COUNTS}}},
    /* 12: S R W D Q U F; no specialist, scheme over, agreed end of the job over: three to mend */
    {12,
     NOBODY,
     LVB,
     "",
     "2026-02-01",
     "2026-08-31",
     "",
     {{"2026-03-01", "2026-08-31", "", COUNTS}}},
    /* 13: S + - U; closed before it started: to mend */
    {13, ANNE, EPA, "", "2026-07-10", "", "2026-07-05", {{0}}},
    /* 14: S R U; an own business: the strict definition does not say */
    {14, BO, LVB, "", "2026-04-01", "", "", {{"2026-08-01", "", "", OWN}}},
    /* 15: S R W Q U F m k, job start that is not the first, job ending on 20 August */
    {15,
     BO,
     LVB,
     "",
     "2026-03-01",
     "",
     "",
     {{"2026-04-10", "", "2026-08-20", COUNTS}, {"2026-09-01", "", "", COUNTS}}},
    /* 16: talks since 92 days and no start: not started, to mend */
    {16, ANNE, EPA, "2026-06-30", "", "", "", {{0}}},
    /* 17: talks since 90 days: not started */
    {17, ANNE, EPA, "2026-07-02", "", "", "", {{0}}},
};

/* Cees has no caseload, Dirk has gone and his role has no end. */
static const struct quarter_staff staff[] = {{ANNE, "Anne", 1.0, false},
                                             {BO, "Bo", 0.5, false},
                                             {CEES, "Cees", 0.8, false},
                                             {DIRK, "Dirk", 1.0, true}};
static const struct quarter_group groups[] = {{"EPA", 20}, {"LVB", 15}};

struct test {
    struct arena *a;
    struct quarter_world world;
    struct quarter_figures figures;
};

static int32_t day(const char *iso)
{
    return iso && *iso ? day_from_iso(iso) : DAY_NONE;
}

static struct quarter_trajectory build(struct arena *a, const struct row *row, int64_t id)
{
    struct quarter_job *jobs = ARENA_ARRAY(a, struct quarter_job, COUNT(row->job));
    struct quarter_trajectory t = {id,
                                   row->client,
                                   row->staff,
                                   row->group,
                                   day(row->talk),
                                   day(row->start),
                                   day(row->ends),
                                   day(row->closed),
                                   jobs,
                                   0};

    while (t.jobs < COUNT(row->job) && row->job[t.jobs].from) {
        const struct job_row *from = &row->job[t.jobs];

        jobs[t.jobs] = (struct quarter_job){.started_on = day(from->from),
                                            .ends_on = day(from->agreed),
                                            .ended_on = day(from->ended)};
        memcpy(jobs[t.jobs++].counts, from->counts, sizeof(from->counts));
    }
    return t;
}

static int set_up(void **state)
{
    struct arena *a = arena_new();
    struct test *t = arena_alloc(a, sizeof(*t));
    struct quarter_trajectory *list = ARENA_ARRAY(a, struct quarter_trajectory, COUNT(rows));
    struct quarter q;
    size_t n;

    for (size_t i = 0; i < COUNT(rows); i++)
        list[i] = build(a, &rows[i], (int64_t)i + 1);
    if (!quarter_parse("2026Q3", &q))
        return 1;
    t->a = a;
    t->world = (struct quarter_world){q,    groups,      COUNT(groups), 20,
                                      list, COUNT(rows), staff,         COUNT(staff)};
    struct quarter_indicator *indicators = quarter_indicators(a, q.last, &n);
    t->figures = quarter_count(a, &t->world, indicators, n);
    *state = t;
    return 0;
}

static int tear_down(void **state)
{
    struct test *t = *state;

    arena_free(t->a);
    return 0;
}

static void expect(const struct test *t, const char *code, const char *group, double n, double of)
{
    const struct quarter_value *value = quarter_find(&t->figures, code, group);

    if (!value)
        fail_msg("there is no %s for %s", code, group);
    else if (!quarter_same(*value, (struct quarter_value){n, of}))
        fail_msg("%s %s: %g of %g, expected %g of %g", code, group, value->n, value->of, n, of);
}

/* ---- counted by hand ------------------------------------------------------------------------- */

static void trajectories(void **state)
{
    const struct test *t = *state;

    /* 1 2 3 5 6 7 8 11 12 13 14 15 */
    expect(t, "served", "", 12, 0);
    expect(t, "served", "EPA", 6, 0); /* 1 2 3 8 11 13 */
    expect(t, "served", "LVB", 6, 0); /* 5 6 7 12 14 15 */
    expect(t, "started", "", 4, 0);   /* 2 8 11b 13 */
    expect(t, "started", "LVB", 0, 0);
    expect(t, "ended", "", 4, 0); /* 3 5 11a 13 */
    expect(t, "ended", "LVB", 1, 0);
    expect(t, "running_end", "", 9, 0); /* 1 2 6 7 8 11b 12 14 15 */
    expect(t, "running_end", "EPA", 4, 0);
    expect(t, "running_end", "LVB", 5, 0);
}

static void work(void **state)
{
    const struct test *t = *state;

    expect(t, "working_end", "", 5, 0); /* 1 2 6 12 15 */
    expect(t, "working_end", "EPA", 2, 0);
    expect(t, "sustained", "", 3, 0); /* 1 6 12 */
    expect(t, "sustained", "EPA", 1, 0);
    expect(t, "job_starts", "", 3, 0); /* 2 11b 15 */
    expect(t, "job_starts", "LVB", 1, 0);
    expect(t, "job_starts_first", "", 2, 0); /* 2 11b */
    expect(t, "job_endings", "", 3, 0);      /* 11a 11b 15 */
    expect(t, "job_endings", "EPA", 2, 0);
    expect(t, "retention", "", 2, 3); /* 1 15 of 1 4 15 */
    expect(t, "retention", "LVB", 1, 1);
}

/* The three published definitions differ on the same data. */
static void rates(void **state)
{
    const struct test *t = *state;

    expect(t, "rate_ilc", "", 6, 12); /* 1 2 6 11 12 15 of served: 50.0% */
    expect(t, "rate_ilc", "EPA", 3, 6);
    expect(t, "rate_nl", "", 6, 9); /* 1 2 6 7 12 15 of running: 66.7% */
    expect(t, "rate_nl", "LVB", 4, 5);
    expect(t, "rate_uk", "", 6, 11); /* 1 2 3 11 12 15 of served without 6: 54.5% */
    expect(t, "rate_uk", "EPA", 4, 6);
    expect(t, "rate_uk", "LVB", 2, 5);
}

/* Anne: 3 running of EPA. Bo: 1 of EPA, 4 of LVB, so a tenth and four tenths of a post. */
static void capacity(void **state)
{
    const struct test *t = *state;

    expect(t, "fte", "", 2.3, 0); /* 1.0 + 0.5 + 0.8 */
    expect(t, "fte", "EPA", 1.1, 0);
    expect(t, "fte", "LVB", 0.4, 0);
    expect(t, "capacity", "", 44, 0); /* 1.1 x 20 + 0.4 x 15 + 0.8 x 20 */
    expect(t, "capacity", "EPA", 22, 0);
    expect(t, "capacity", "LVB", 6, 0);
    expect(t, "caseload_fte", "", 9, 2.3);
    expect(t, "occupancy", "", 9, 44);
    expect(t, "occupancy", "LVB", 5, 6);
}

static void left_out_and_mend(void **state)
{
    static const struct {
        const char *code;
        double n;
    } expected[] = {
        {"not_started", 4},            /* 9 10 16 17 */
        {"uncounted", 3},              /* 5 7 8; the trial of 10 is not of a started trajectory */
        {"uncounted_published", 1},    /* 14: not in the payroll register */
        {"unknown_kind", 1},           /* 14 */
        {"unknown_kind_published", 1}, /* 8 */
        {"unknown_end", 1},            /* 3 */
        {"mend_start", 2},             /* 10 16 */
        {"mend_order", 1},             /* 13 */
        {"mend_overdue", 1},           /* 12 */
        {"mend_nobody", 1},            /* 12 */
        {"mend_job_end", 1},           /* 12 */
        {"mend_role", 1},              /* Dirk */
    };
    const struct quarter_rule *lists[] = {quarter_left_out, quarter_mend};
    const struct test *t = *state;
    size_t at = 0;

    for (size_t l = 0; l < COUNT(lists); l++) {
        for (const struct quarter_rule *rule = lists[l]; rule->code; rule++, at++) {
            assert_string_equal(rule->code, expected[at].code);
            double n = quarter_measure(&t->world, rule->n, rule->definition, QUARTER_KEPT_DAYS, -1);
            if (n != expected[at].n)
                fail_msg("%s is %g, expected %g", rule->code, n, expected[at].n);
        }
    }
    assert_int_equal(at, COUNT(expected));
}

/* The list behind "working, as published in 2022, LVB": 6 7 12 15, each once and in order. */
static void list(void **state)
{
    const int64_t expected[] = {6, 7, 12, 15};
    const struct test *t = *state;
    struct quarter_walk walk = {
        .world = &t->world, .set = QUARTER_WORKING, .definition = 1, .group = LVB};
    size_t n = 0;

    while (quarter_next(&walk) && n < COUNT(expected))
        assert_int_equal(t->world.trajectory[walk.trajectory].client_id, expected[n++]);
    assert_int_equal(n, COUNT(expected));
    assert_false(quarter_next(&walk));
}

static void an_empty_quarter(void **state)
{
    struct test *t = *state;
    size_t n;
    struct quarter_world empty = {
        .quarter = t->world.quarter, .group = groups, .groups = COUNT(groups), .norm_without = 20};
    struct quarter_indicator *indicators = quarter_indicators(t->a, empty.quarter.last, &n);
    struct quarter_figures f = quarter_count(t->a, &empty, indicators, n);

    assert_string_equal(
        quarter_value_text(t->a, QUARTER_RATE, *quarter_find(&f, "rate_ilc", ""), ','), "–");
    assert_true(quarter_find(&f, "served", "LVB")->n == 0);
    assert_null(quarter_find(&f, "served", "NAH"));
    assert_null(quarter_find(&f, "nothing", ""));
}

static void texts(void **state)
{
    struct test *t = *state;
    struct quarter_value six_of_nine = {6, 9}, half = {1, 2}, fte = {3.776, 0}, before = {3.654, 0};

    assert_string_equal(quarter_value_text(t->a, QUARTER_RATE, six_of_nine, ','), "66,7%");
    assert_string_equal(
        quarter_value_text(t->a, QUARTER_RATIO, (struct quarter_value){9, 2.3}, '.'), "3.9");
    assert_string_equal(quarter_change_text(t->a, QUARTER_RATE, half, six_of_nine, ','), "−16,7");
    assert_string_equal(quarter_change_text(t->a, QUARTER_COUNT, half, half, ','), "0");
    /* 3,78 and 3,65 are printed: the reader's own difference */
    assert_string_equal(quarter_change_text(t->a, QUARTER_AMOUNT, fte, before, ','), "+0,13");
    assert_string_equal(
        quarter_change_text(t->a, QUARTER_RATE, half, (struct quarter_value){0, 0}, ','), "");
}

static void quarters(void **state)
{
    char text[QUARTER_TEXT];
    struct quarter q;

    assert_true(quarter_parse("2024Q1", &q));
    assert_int_equal(q.last - q.first + 1, 91); /* 31 + 29 + 31 */
    assert_string_equal(quarter_text(quarter_step(q, -1), text), "2023Q4");
    assert_string_equal(quarter_text(quarter_step(q, 4), text), "2025Q1");
    assert_string_equal(quarter_text(quarter_of_day(day_from_iso("2026-12-31")), text), "2026Q4");
    assert_string_equal(quarter_text(quarter_of_day(day_from_iso("2026-07-01")), text), "2026Q3");
    static const char *const wrong[] = {"",     "2026",    "2026Q0", "2026Q5", "2026q3",
                                        "26Q3", "2026Q33", "-026Q1", "0001Q1", "9999Q1"};
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (quarter_parse(wrong[i], &q))
            fail_msg("%s is no quarter", wrong[i]);
}

/* What was signed is read back as the same numbers; anything else is refused. */
static void json(void **state)
{
    static const char *const wrong[] = {
        "",
        "{}",
        "[]",
        "{\"quarter\":\"2026Q3\",\"groups\":[1],\"figures\":[]}",
        "{\"quarter\":\"2026Q3\",\"groups\":[],\"figures\":[{\"code\":\"served\"}]}",
        "{\"quarter\":\"2026Q3\",\"groups\":[\"EPA\"],\"figures\":[{\"code\":\"served\","
        "\"version\":\"1\",\"n\":[1],\"of\":[0]}]}"};
    struct test *t = *state;
    struct quarter_figures back;
    struct buf out;

    buf_init(&out, 1 << 20);
    quarter_json(&t->figures, &out);
    assert_true(quarter_from_json(t->a, out.at, &back));
    assert_string_equal(back.quarter, "2026Q3");
    assert_int_equal(back.rows, t->figures.rows);
    assert_true(quarter_find(&back, "rate_uk", "LVB")->of == 5);
    struct quarter_indicator later = *t->figures.indicator;
    assert_non_null(quarter_find_like(&back, &later, "LVB"));
    later.version = "2"; /* counted in another way: not to be compared */
    assert_null(quarter_find_like(&back, &later, "LVB"));
    for (size_t i = 0; i < back.rows * (back.groups + 1); i++)
        assert_true(quarter_same(back.cell[i], t->figures.cell[i]));
    buf_free(&out);
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (quarter_from_json(t->a, wrong[i], &back))
            fail_msg("%s is no return", wrong[i]);
}

/* Every row of the return has a version for this quarter, with words in both languages. */
static void indicators_complete(void **state)
{
    const struct test *t = *state;
    size_t n = 0;

    for (const struct quarter_rule *rule = quarter_rules; rule->code; rule++, n++)
        if (!quarter_find(&t->figures, rule->code, ""))
            fail_msg("rules/indicators.csv has no %s", rule->code);
    assert_int_equal(n, t->figures.rows);
    for (size_t i = 0; i < n; i++) {
        const struct quarter_indicator *one = &t->figures.indicator[i];

        if (!*one->version || !*one->name[LANG_NL] || !*one->name[LANG_EN] ||
            !*one->formula[LANG_NL] || !*one->formula[LANG_EN] || !*one->source || !*one->status)
            fail_msg("%s lacks words", one->code);
    }
    assert_int_equal(t->figures.indicator[15].definition, 1); /* rate_nl: published_2022 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(trajectories, set_up, tear_down),
        cmocka_unit_test_setup_teardown(work, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rates, set_up, tear_down),
        cmocka_unit_test_setup_teardown(capacity, set_up, tear_down),
        cmocka_unit_test_setup_teardown(left_out_and_mend, set_up, tear_down),
        cmocka_unit_test_setup_teardown(list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_empty_quarter, set_up, tear_down),
        cmocka_unit_test_setup_teardown(texts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(quarters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(json, set_up, tear_down),
        cmocka_unit_test_setup_teardown(indicators_complete, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
