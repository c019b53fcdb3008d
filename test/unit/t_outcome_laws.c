/* t_outcome_laws.c: what must hold for every cohort, whatever its numbers: order does not count,
 * corrections add up, two halves make the whole, expected counts add up to the observed ones.
 * Not: the numbers themselves (t_outcome_reference.c).
 * Start at main(). */
#include "test/unit/outcome_files.h"

#include <math.h>
#include <setjmp.h>

#include <cmocka.h>
#include <jansson.h>

#include "bench/cohort.h"

static const struct cohort_settings kinds[] = {
    {.n = 300, .seed = 11, .window = 25},
    {.n = 200, .seed = 12, .window = 24, .one_scheme = true},
    {.n = 250, .seed = 13, .window = 25, .no_experience = true},
    {.n = 40, .seed = 14, .window = 25, .one_scheme = true, .no_experience = true},
};

static char *make(struct arena *a, const struct cohort_settings *kind)
{
    struct cohort_settings s = *kind;

    s.folder = files_folder(a);
    cohort_make(&s);
    return arena_str(a, s.folder);
}

static uint64_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

/* Every file in another order: the report is the same, byte by byte. */
static void order_does_not_count(void **state)
{
    for (size_t k = 0; k < COUNT(kinds); k++) {
        struct arena *a = arena_new();
        char *folder = make(a, &kinds[k]);
        char *before = files_report(a, folder, kinds[k].window);
        uint64_t random = 5;

        for (size_t f = 0; f < COUNT(files_names); f++) {
            size_t n;
            char **line = files_lines(a, folder, files_names[f], &n);

            for (size_t i = n - 1; i > 1; i--) { /* the header stays */
                size_t other = 1 + next_random(&random) % i;
                char *hold = line[i];

                line[i] = line[other];
                line[other] = hold;
            }
            files_write_lines(a, folder, files_names[f], line, n);
        }
        assert_string_equal(files_report(a, folder, kinds[k].window), before);
        files_remove(a, folder);
        arena_free(a);
    }
}

/* The cells of a line without quotes. */
static int split(char *line, char *cell[16])
{
    int n = 0;

    for (char *p = line; n < 16; p = strchr(p, ',') + 1) {
        cell[n++] = p;
        if (!strchr(p, ','))
            break;
    }
    for (int i = 1; i < n; i++)
        cell[i][-1] = '\0';
    return n;
}

/* The cells of every line the other way round, and with `plain` false the first in quotes, between
 * semicolons and with line ends of two bytes. */
static void turn_lines(struct arena *a, const char *folder, const char *name, bool plain)
{
    size_t n;
    char **line = files_lines(a, folder, name, &n), *cell[16];

    for (size_t i = 0; i < n; i++) {
        int cells = split(line[i], cell);
        const char *all = plain ? cell[cells - 1] : arena_fmt(a, "\"%s\"", cell[cells - 1]);

        for (int k = cells - 2; k >= 0; k--)
            all = arena_fmt(a, "%s%c%s", all, plain ? ',' : ';', cell[k]);
        line[i] = arena_fmt(a, "%s%s", all, plain ? "" : "\r");
    }
    files_write_lines(a, folder, name, line, n);
}

/* How a line is written: the report is the same, byte by byte. As made, most lines of the two large
 * files are read in the fast way; turned round, none is. */
static void shape_does_not_count(void **state)
{
    for (size_t k = 0; k < COUNT(kinds); k++) {
        for (int plain = 0; plain < 2; plain++) {
            struct arena *a = arena_new();
            char *folder = make(a, &kinds[k]);
            char *before = files_report(a, folder, kinds[k].window);

            turn_lines(a, folder, "jobs_monthly.csv", plain);
            turn_lines(a, folder, "time.csv", plain);
            assert_string_equal(files_report(a, folder, kinds[k].window), before);
            files_remove(a, folder);
            arena_free(a);
        }
    }
}

static json_t *parse(const char *text)
{
    json_error_t error;
    json_t *json = json_loads(text, 0, &error);

    if (!json)
        fail_msg("not JSON: %s", error.text);
    return json;
}

/* The number at a path of keys. */
static double at(const json_t *json, const char *block, const char *key)
{
    const json_t *value = json_object_get(json_object_get(json, block), key);

    if (!json_is_number(value))
        fail_msg("%s.%s is no number", block, key);
    return json_number_value(value);
}

/* Whole numbers are the same, others to 1e-12; returns how many were compared. */
static int expect_same(const char *at, const json_t *want, const json_t *got)
{
    const char *key;
    json_t *value;
    int compared = 0;

    if (json_is_object(want)) {
        assert_int_equal(json_object_size(want), json_object_size(got));
        json_object_foreach((json_t *)(uintptr_t)want, key, value)
        {
            compared += expect_same(key, value, json_object_get(got, key));
        }
    } else if (json_is_array(want)) {
        assert_int_equal(json_array_size(want), json_array_size(got));
        for (size_t i = 0; i < json_array_size(want); i++)
            compared += expect_same(at, json_array_get(want, i), json_array_get(got, i));
    } else if (json_is_real(want) && json_is_number(got)) {
        double x = json_real_value(want), y = json_number_value(got);

        compared = 1;
        if (!(fabs(x - y) <= 1e-12 * fabs(x)))
            fail_msg("%s: %.17g and %.17g", at, x, y);
    } else {
        compared = 1;
        if (!json_equal(want, got))
            fail_msg("%s is something else", at);
    }
    return compared;
}

/* Each job record as three: too much, a correction, the rest. Numbers have at most two decimals.
 * Only the number of records differs. */
static void corrections_add_up(void **state)
{
    struct arena *a = arena_new();
    char *folder = make(a, &kinds[0]), *before = files_report(a, folder, 25), *cell[16];
    size_t n;
    char **line = files_lines(a, folder, "jobs_monthly.csv", &n);
    struct buf text;

    buf_init(&text, 8 << 20);
    buf_fmt(&text, "%s\n", line[0]);
    for (size_t i = 1; i < n; i++) {
        assert_int_equal(split(line[i], cell), 10);
        double hours = strtod(cell[3], NULL), wage = strtod(cell[4], NULL);
        double contract = strtod(cell[5], NULL);
        const char *rest = arena_fmt(a, "%s,%s,%s,%s", cell[6], cell[7], cell[8], cell[9]);

        for (int part = 0; part < 3; part++) {
            static const double add[] = {17.3, -40.1, 22.8};
            bool first = part == 0;

            buf_fmt(&text, "%s,%s,%s,%.1f,%.2f,%.1f,%s\n", cell[0], cell[1], cell[2],
                    (first ? hours : 0) + add[part], (first ? wage : 0) + 11 * add[part],
                    (first ? contract : 0) + add[part], rest);
        }
    }
    files_write(a, folder, "jobs_monthly.csv", text.at, text.len);
    json_t *want = parse(before), *got = parse(files_report(a, folder, 25));
    json_t *counts = json_object_get(want, "counts");
    assert_true(at(want, "counts", "job_month_records") == (double)(n - 1));
    json_object_set_new(counts, "job_month_records", json_integer(3 * (json_int_t)(n - 1)));
    assert_true(expect_same("", want, got) > 3000);
    json_decref(want);
    json_decref(got);
    buf_free(&text);
    files_remove(a, folder);
    arena_free(a);
}

/* Each line of the time registration as three, the last two at the end of the file. In whole
 * minutes the report is the same byte by byte. */
static void time_registered_in_parts(void **state)
{
    struct arena *a = arena_new();
    char *folder = make(a, &kinds[0]), *before = files_report(a, folder, 25), *cell[16];
    size_t n;
    char **line = files_lines(a, folder, "time.csv", &n);
    struct buf text, more;

    buf_init(&text, 1 << 20);
    buf_init(&more, 1 << 20);
    buf_fmt(&text, "%s\n", line[0]);
    for (size_t i = 1; i < n; i++) {
        assert_int_equal(split(line[i], cell), 7);
        buf_fmt(&text, "%s,%s", cell[0], cell[1]);
        buf_fmt(&more, "%s,%s,7,0,1,2,3\n%s,%s,-7,40000,0,0,-1\n", cell[0], cell[1], cell[0],
                cell[1]);
        for (int k = 2; k < 7; k++) {
            static const int less[] = {0, 40000, 1, 2, 2};

            buf_fmt(&text, ",%ld", strtol(cell[k], NULL, 10) - less[k - 2]);
        }
        buf_ch(&text, '\n');
    }
    buf_str(&text, more.at);
    files_write(a, folder, "time.csv", text.at, text.len);
    assert_string_equal(files_report(a, folder, 25), before);
    buf_free(&text);
    buf_free(&more);
    files_remove(a, folder);
    arena_free(a);
}

static double sum_of(const json_t *array)
{
    double sum = 0;

    assert_true(json_is_array(array));
    for (size_t i = 0; i < json_array_size(array); i++)
        sum += json_number_value(json_array_get(array, i));
    return sum;
}

/* Persons with an even and with an odd identifier apart: counts add up, means weighted by their
 * counts do, and both halves behind each other are the whole again. */
static void two_halves_make_the_whole(void **state)
{
    struct arena *a = arena_new();
    char *folder = make(a, &kinds[0]), *half[2], *before = files_report(a, folder, 25);
    json_t *whole = parse(before), *part[2];

    for (int odd = 0; odd < 2; odd++) {
        half[odd] = files_folder(a);
        for (size_t f = 0; f < COUNT(files_names); f++) {
            size_t n, kept = 1;
            char **line = files_lines(a, folder, files_names[f], &n);

            for (size_t i = 1; i < n; i++) {
                if (f == 3 || strtol(line[i], NULL, 10) % 2 == odd) /* fidelity: all programmes */
                    line[kept++] = line[i];
            }
            files_write_lines(a, half[odd], files_names[f], line, kept);
        }
        part[odd] = parse(files_report(a, half[odd], 25));
    }
    static const char *const counts[] = {
        "n", "job_month_records", "person_job_months", "outcome_rows", "outcome_jobs", "workers"};
    for (size_t i = 0; i < COUNT(counts); i++)
        assert_true(at(part[0], "counts", counts[i]) + at(part[1], "counts", counts[i]) ==
                    at(whole, "counts", counts[i]));
    static const char *const curve[] = {"n_observed", "working", "first_jobs"};
    for (size_t i = 0; i < COUNT(curve); i++) {
        double sum = 0;

        for (int k = 0; k < 2; k++)
            sum += sum_of(json_object_get(json_object_get(part[k], "curve"), curve[i]));
        assert_true(sum == sum_of(json_object_get(json_object_get(whole, "curve"), curve[i])));
    }
    static const char *const mean[] = {"months_worked", "hours_month", "wage_month"};
    for (size_t i = 0; i < COUNT(mean); i++) {
        double sum = 0;

        for (int k = 0; k < 2; k++)
            sum += at(part[k], mean[i], "mean") * at(part[k], mean[i], "n");
        assert_true(fabs(sum / at(whole, mean[i], "n") / at(whole, mean[i], "mean") - 1) < 1e-12);
    }
    for (size_t f = 0; f < COUNT(files_names); f++) { /* the odd ones first, then the even ones */
        size_t n, m;
        char **odd = files_lines(a, half[1], files_names[f], &n);
        char **even = files_lines(a, half[0], files_names[f], &m);

        if (f == 3)
            continue;
        memcpy(odd + n, even + 1, (m - 1) * sizeof(*odd));
        files_write_lines(a, folder, files_names[f], odd, n + m - 1);
    }
    assert_string_equal(files_report(a, folder, 25), before);
    json_decref(whole);
    for (int k = 0; k < 2; k++) {
        json_decref(part[k]);
        files_remove(a, half[k]);
    }
    files_remove(a, folder);
    arena_free(a);
}

/* Everybody starts in November 2019 and is followed for 19 months, to May 2021: the three periods
 * then hold all months, and the counts expected from person-months add up to those observed. */
static void expected_counts_add_up(void **state)
{
    static const struct cohort_settings kind = {
        .n = 400, .seed = 15, .window = 19, .one_start = true};
    struct arena *a = arena_new();
    char *folder = make(a, &kind);
    json_t *report = parse(files_report(a, folder, 19));
    static const char *const event[] = {"start", "stop"};

    for (int i = 0; i < 2; i++) {
        json_t *block = json_object_get(json_object_get(report, "phase_adjusted"), event[i]);
        double observed = sum_of(json_object_get(block, "actual"));

        assert_true(observed > 20);
        assert_true(observed == sum_of(json_object_get(block, "per_phase")));
        double expected = sum_of(json_object_get(block, "expected_person_months"));
        assert_true(fabs(expected / observed - 1) < 1e-12);
        /* the literal reading adds up to as many only by accident */
        double literal = sum_of(json_object_get(block, "expected_literal"));
        assert_true(fabs(literal / observed - 1) > 0.01);
    }
    json_decref(report);
    files_remove(a, folder);
    arena_free(a);
}

/* Whenever people start: over periods that hold all months there are, the counts expected from
 * person-months add up to those observed. 2019 to May 2020, to the end of 2020, all after. */
static void expected_counts_add_up_for_any_start(void **state)
{
    static const int32_t periods[PERIODS][2] = {
        {12 * 2019, 12 * 2020 + 4}, {12 * 2020 + 5, 12 * 2020 + 11}, {12 * 2021, 12 * 2029}};

    for (uint64_t seed = 21; seed < 27; seed++) {
        struct cohort_settings kind = {.n = 60 + 40 * (int)(seed % 5), .seed = seed, .window = 30};
        struct arena *a = arena_new();
        char *folder = make(a, &kind);
        struct outcome_options options = {
            .folder = folder, .window = 30, .periods = periods, .show = 10};
        struct outcome o;

        assert_int_equal(outcome_run(&options, a, &o), OK);
        const struct phase_block *block[] = {&o.starts, &o.stops};
        for (int b = 0; b < 2; b++) {
            double observed = 0, expected = 0, literal = 0;

            assert_true(block[b]->good);
            for (int r = 0; r < PERIODS; r++) {
                observed += (double)block[b]->events_period[r];
                expected += block[b]->result.person_months[r];
                literal += block[b]->result.literal[r];
            }
            assert_true(observed > 10);
            assert_true(fabs(expected / observed - 1) < 1e-12);
            assert_true(fabs(literal / observed - 1) > 0.01);
        }
        outcome_free(&o);
        files_remove(a, folder);
        arena_free(a);
    }
}

static void expect_scaled(const json_t *want, const json_t *got, double factor)
{
    const char *key;
    json_t *value;

    if (json_is_object(want)) {
        json_object_foreach((json_t *)(uintptr_t)want, key, value)
        {
            bool count = !strcmp(key, "n");

            expect_scaled(value, json_object_get(got, key), count ? 1 : factor);
        }
        return;
    }
    double x = factor * json_number_value(want);
    assert_true(json_is_number(want) && json_is_number(got));
    assert_true(fabs(json_number_value(got) - x) <= 1e-12 * fabs(x));
}

/* All minutes times 0.125, so with up to three decimals: every figure of time is an eighth, counts
 * stay. */
static void time_in_other_units(void **state)
{
    struct arena *a = arena_new();
    char *folder = make(a, &kinds[0]), *cell[16];
    json_t *before = parse(files_report(a, folder, 25)), *after;
    size_t n;
    char **line = files_lines(a, folder, "time.csv", &n);

    for (size_t i = 1; i < n; i++) {
        const char *scaled = "";

        assert_int_equal(split(line[i], cell), 7);
        for (int k = 2; k < 7; k++)
            scaled = arena_fmt(a, "%s,%.10g", scaled, strtod(cell[k], NULL) * 0.125);
        line[i] = arena_fmt(a, "%s,%s%s", cell[0], cell[1], scaled);
    }
    files_write_lines(a, folder, "time.csv", line, n);
    after = parse(files_report(a, folder, 25));
    expect_scaled(json_object_get(before, "time"), json_object_get(after, "time"), 0.125);
    json_decref(before);
    json_decref(after);
    files_remove(a, folder);
    arena_free(a);
}

/* The lines of the job records, with the cells of each one handed to change(). */
static void change_jobs(struct arena *a, const char *folder,
                        void (*change)(struct arena *, char **))
{
    size_t n;
    char **line = files_lines(a, folder, "jobs_monthly.csv", &n), *cell[16];

    for (size_t i = 1; i < n; i++) {
        assert_int_equal(split(line[i], cell), 10);
        change(a, cell);
        const char *joined = cell[0];
        for (int k = 1; k < 10; k++)
            joined = arena_fmt(a, "%s,%s", joined, cell[k]);
        line[i] = arena_str(a, joined);
    }
    files_write_lines(a, folder, "jobs_monthly.csv", line, n);
}

static void in_quarters(struct arena *a, char **cell)
{
    cell[4] = arena_fmt(a, "%.2f", 4 * strtod(cell[4], NULL));
}

/* Wages in quarters of a euro: every figure of wages is four times as large, and nothing else
 * changes. */
static void wages_in_other_units(void **state)
{
    static const char *const wages[] = {"wage_month", "hourly_wage_ratio_of_sums"};
    struct arena *a = arena_new();
    char *folder = make(a, &kinds[0]);
    json_t *before = parse(files_report(a, folder, 25)), *after, *was, *is;

    change_jobs(a, folder, in_quarters);
    after = parse(files_report(a, folder, 25));
    for (size_t i = 0; i < COUNT(wages); i++) {
        expect_scaled(json_object_get(before, wages[i]), json_object_get(after, wages[i]), 4);
        json_object_del(before, wages[i]);
        json_object_del(after, wages[i]);
    }
    static const char *const curves[] = {"curve", "curve_by_scheme", "curve_by_experience"};
    for (size_t i = 0; i < COUNT(curves); i++) {
        was = json_object_get(before, curves[i]);
        is = json_object_get(after, curves[i]);
        if (!i)
            assert_true(fabs(sum_of(json_object_get(is, "mean_wage_workers")) /
                                 sum_of(json_object_get(was, "mean_wage_workers")) -
                             4) < 1e-12);
        json_object_del(before, curves[i]);
        json_object_del(after, curves[i]);
    }
    assert_true(expect_same("", before, after) > 2000);
    json_decref(before);
    json_decref(after);
    files_remove(a, folder);
    arena_free(a);
}

static void merge_sectors(struct arena *a, char **cell)
{
    if (!strcmp(cell[8], "N"))
        cell[8] = arena_str(a, "Q");
}

/* Two sectors become one: it has the jobs of both, and nothing else changes. */
static void merged_categories(void **state)
{
    struct arena *a = arena_new();
    char *folder = make(a, &kinds[0]);
    json_t *before = parse(files_report(a, folder, 25)), *after;

    change_jobs(a, folder, merge_sectors);
    after = parse(files_report(a, folder, 25));
    json_t *was = json_object_get(before, "sector"), *is = json_object_get(after, "sector");
    assert_int_equal(json_object_size(is) + 1, json_object_size(was));
    assert_null(json_object_get(is, "N"));
    assert_true(at(was, "N", "k") > 0);
    assert_true(at(is, "Q", "k") == at(was, "Q", "k") + at(was, "N", "k"));
    json_object_set(was, "Q", json_object_get(is, "Q"));
    json_object_del(was, "N");
    assert_true(expect_same("", before, after) > 3000);
    json_decref(before);
    json_decref(after);
    files_remove(a, folder);
    arena_free(a);
}

/* Figures that follow from others by definition, for every kind of cohort. */
static void figures_agree_with_each_other(void **state)
{
    for (size_t k = 0; k < COUNT(kinds); k++) {
        struct arena *a = arena_new();
        char *folder = make(a, &kinds[k]);
        json_t *r = parse(files_report(a, folder, kinds[k].window));
        json_t *schemes = json_object_get(r, "ever_by_scheme"), *share;
        const char *name;
        double workers = 0;

        json_object_foreach(schemes, name, share)
        {
            workers += json_number_value(json_object_get(share, "k"));
        }
        assert_int_equal(json_object_size(schemes), kinds[k].one_scheme ? 1 : 2);
        assert_true(workers == at(r, "ever", "k"));
        assert_string_equal(json_string_value(json_object_get(r, "tests_group")),
                            kinds[k].one_scheme ? "sex" : "scheme");
        assert_int_equal(json_object_get(json_object_get(r, "tests"), "experience") == NULL,
                         kinds[k].no_experience);
        assert_true(json_is_null(json_object_get(json_object_get(r, "logrank"), "scheme")) ==
                    kinds[k].one_scheme);
        assert_true(sum_of(json_object_get(json_object_get(r, "time_to_job_classes"), "n")) ==
                    workers);
        assert_true(sum_of(json_object_get(json_object_get(r, "curve"), "first_jobs")) == workers);
        assert_true(sum_of(json_object_get(json_object_get(r, "curve"), "working")) ==
                    at(r, "months_worked", "n") * at(r, "months_worked", "mean"));
        assert_true(at(r, "counts", "outcome_rows") >= at(r, "months_worked", "n"));
        json_decref(r);
        files_remove(a, folder);
        arena_free(a);
    }
}

/* Exact sums: 0.1 three times less 0.3 is nothing, in every order; so are 15 digits. */
static void sums_are_exact(void **state)
{
    double cents[] = {0.1, 0.1, 0.1, -0.3}, turned[] = {-0.3, 0.1, 0.1, 0.1};
    double digits[] = {1e8, 0.1234567890123, -1e8}, other[] = {0.1234567890123, -1e8, 1e8};

    assert_true(record_sum(cents, 4, 2) == 0);
    assert_true(record_sum(turned, 4, 2) == 0);
    assert_true(record_sum(digits, 3, 13) == 0.1234567890123);
    assert_true(record_sum(other, 3, 13) == 0.1234567890123);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_does_not_count),
        cmocka_unit_test(corrections_add_up),
        cmocka_unit_test(time_registered_in_parts),
        cmocka_unit_test(time_in_other_units),
        cmocka_unit_test(two_halves_make_the_whole),
        cmocka_unit_test(expected_counts_add_up),
        cmocka_unit_test(figures_agree_with_each_other),
        cmocka_unit_test(sums_are_exact),
        cmocka_unit_test(wages_in_other_units),
        cmocka_unit_test(merged_categories),
        cmocka_unit_test(shape_does_not_count),
        cmocka_unit_test(expected_counts_add_up_for_any_start),
    };

    return cmocka_run_group_tests_name("outcome_laws", tests, NULL, NULL);
}
