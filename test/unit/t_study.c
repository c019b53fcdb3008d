/* t_study.c: figures of a cohort, what of them may leave, and two cohorts side by side: counted by
 * hand and against the published tables of report 002.
 * Not: the worked example (t_study_example.c); pages and storage (the story research.t).
 * Start at the list in main(). */
#include "feature/study/study.h"

#include <ctype.h>
#include <math.h>
#include <setjmp.h>

#include <cmocka.h>

#include "core/route.h"
#include "feature/outcome/outcome_data.h"
#include "feature/study/study_store.h"
#include "stat/round.h"

const struct feature *const features[] = {NULL};

static struct arena *a;

static int begin(void **state)
{
    (void)state;
    a = arena_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(a);
    return 0;
}

/* ---- hiding cells, by hand --------------------------------------------------------------------
 */

static void check_cells(int rows, int cols, const int64_t *n, const char *wanted)
{
    bool hidden[16] = {false};
    char got[17] = "";

    disclose_cells(10, rows, cols, n, NULL, hidden);
    for (int i = 0; i < rows * cols; i++)
        got[i] = hidden[i] ? 'x' : '.';
    assert_string_equal(got, wanted);
}

static void cells_by_hand(void **state)
{
    (void)state;
    /* nothing small, and nobody at all is no secret */
    check_cells(1, 4, (int64_t[]){10, 25, 0, 40}, "....");
    /* 9 is small; alone it could be taken from the total, so the smallest other goes along: 12 */
    check_cells(1, 4, (int64_t[]){9, 25, 12, 40}, "x.x.");
    /* zeros do not help to hide: the smallest above 0 goes along */
    check_cells(1, 4, (int64_t[]){9, 25, 0, 40}, "xx..");
    /* unless there is nothing else */
    check_cells(1, 3, (int64_t[]){4, 0, 0}, "xx.");
    /* two small ones hide each other */
    check_cells(1, 4, (int64_t[]){9, 3, 30, 40}, "xx..");
    /* in a table the second needs a second in its own column, and that one in its row */
    check_cells(3, 3, (int64_t[]){5, 20, 30, 40, 50, 60, 70, 80, 90}, "xx.xx....");
    /* of 1 and 1 the total less the others is 2, and neither is 0: together they must be 10 too */
    check_cells(1, 4, (int64_t[]){1, 1, 50, 48}, "xx.x");
    check_cells(1, 5, (int64_t[]){4, 3, 2, 60, 31}, "xxx.x");
    /* a line of one cell has no other */
    check_cells(1, 1, (int64_t[]){5}, "x");
}

/* ---- hiding rows ------------------------------------------------------------------------------
 */

static void put(struct study *s, struct study_row row)
{
    struct study_row *all = ARENA_ARRAY(a, struct study_row, s->n + 1);

    if (s->n)
        memcpy(all, s->at, s->n * sizeof(*all));
    all[s->n] = row;
    s->at = all;
    s->n++;
}

static void put_count(struct study *s, enum study_block block, const char *item, int64_t k)
{
    struct study_row row = study_share(block, item, "", k, 1);

    row.n = NUMBER_NONE;
    row.value = row.low = row.high = NAN;
    put(s, row);
}

static void put_month(struct study *s, int month, int64_t k, int64_t n)
{
    struct study_row row = study_share(STUDY_EVER, "all", "", k, n);

    row.month = month;
    put(s, row);
}

/* 100 people: 60 worked, within 60 days 4 + 8; at the end 30, 25 and 5. */
static struct study hundred(void)
{
    static const char *const days[] = {"0-30", "31-60", "61-150", "151-270", "271+"};
    static const int64_t worked[] = {4, 8, 20, 15, 13};
    struct study s = {0};

    put_count(&s, STUDY_FLOW, "seen", 130);
    put_count(&s, STUDY_FLOW, "not_started", 27);
    put_count(&s, STUDY_FLOW, "restricted", 3);
    put_count(&s, STUDY_FLOW, "taken", 100);
    put(&s, study_share(STUDY_WHO, "sex", "m", 45, 100));
    put(&s, study_share(STUDY_WHO, "sex", "v", 51, 100));
    put(&s, study_share(STUDY_WHO, "sex", "", 4, 100));
    put(&s, study_share(STUDY_FOUND, "ever", "", 60, 100));
    put(&s, study_share(STUDY_FOUND, "within_60", "", 12, 100));
    put(&s, study_share(STUDY_FOUND, "end", "", 55, 100));
    put(&s, study_share(STUDY_FOUND, "trial", "", 93, 100));
    for (int i = 0; i < 5; i++)
        put(&s, study_share(STUDY_DAYS, "workers", days[i], worked[i], 60));
    for (int i = 0; i < 5; i++)
        put(&s, study_share(STUDY_DAYS, "all", days[i], worked[i], 100));
    put(&s, study_share(STUDY_STATUS, "status", "same", 30, 60));
    put(&s, study_share(STUDY_STATUS, "status", "other", 25, 60));
    put(&s, study_share(STUDY_STATUS, "status", "stopped", 5, 60));
    put(&s, study_share(STUDY_JOBS, "permanent", "", 20, 64));
    put_month(&s, 1, 4, 100);
    put_month(&s, 2, 8, 96);
    put_month(&s, 3, 20, 88);
    put_month(&s, 4, 25, 68);
    put_month(&s, 5, 3, 43);
    return s;
}

static const struct study_row *row_of(const struct study *s, enum study_block block,
                                      const char *item, const char *level, int month)
{
    const struct study_row *r = study_find(s, block, item, level, month);

    assert_non_null(r);
    return r;
}

static void rows_by_hand(void **state)
{
    struct study s = hundred();

    (void)state;
    assert_true(disclose_study(a, &s, 10, NULL, 0));
    /* 3 restricted; with all that was seen it could be computed */
    assert_int_equal(row_of(&s, STUDY_FLOW, "restricted", "", 0)->hidden, STUDY_SMALL);
    assert_int_equal(row_of(&s, STUDY_FLOW, "seen", "", 0)->hidden, STUDY_SECOND);
    assert_int_equal(row_of(&s, STUDY_FLOW, "seen", "", 0)->k, NUMBER_NONE);
    assert_int_equal(row_of(&s, STUDY_FLOW, "taken", "", 0)->k, 100);
    /* another cohort of the programmes may tell that 130 were seen: 130 - 100 - 27 would be 3 */
    assert_int_equal(row_of(&s, STUDY_FLOW, "not_started", "", 0)->hidden, STUDY_SECOND);
    /* 4 of unknown sex, and the smaller of the others */
    assert_int_equal(row_of(&s, STUDY_WHO, "sex", "", 0)->hidden, STUDY_SMALL);
    assert_int_equal(row_of(&s, STUDY_WHO, "sex", "m", 0)->hidden, STUDY_SECOND);
    assert_int_equal(row_of(&s, STUDY_WHO, "sex", "v", 0)->k, 51);
    /* 60 of 100 stays; 93 of 100 says that 7 had no trial placement */
    assert_int_equal(row_of(&s, STUDY_FOUND, "ever", "", 0)->k, 60);
    assert_int_equal(row_of(&s, STUDY_FOUND, "trial", "", 0)->hidden, STUDY_SMALL);
    assert_true(isnan(row_of(&s, STUDY_FOUND, "trial", "", 0)->value));
    /* 4 and 8 hide each other, but their sum would be one number less: 12 goes too */
    assert_int_equal(row_of(&s, STUDY_DAYS, "workers", "0-30", 0)->hidden, STUDY_SMALL);
    assert_int_equal(row_of(&s, STUDY_DAYS, "all", "31-60", 0)->hidden, STUDY_SMALL);
    assert_int_equal(row_of(&s, STUDY_DAYS, "all", "61-150", 0)->k, 20);
    assert_int_equal(row_of(&s, STUDY_FOUND, "within_60", "", 0)->hidden, STUDY_SECOND);
    /* 5 stopped; 60 that worked less 55 at work would say so */
    assert_int_equal(row_of(&s, STUDY_STATUS, "status", "stopped", 0)->hidden, STUDY_SMALL);
    assert_int_equal(row_of(&s, STUDY_FOUND, "end", "", 0)->hidden, STUDY_SECOND);
    assert_int_equal(row_of(&s, STUDY_JOBS, "permanent", "", 0)->k, 20);
    /* 4, then 4 + 8 = 12; 20; and 25 with the 3 of the last month, as 60 in all is known */
    assert_int_equal(row_of(&s, STUDY_EVER, "all", "", 1)->hidden, STUDY_SMALL);
    assert_int_equal(row_of(&s, STUDY_EVER, "all", "", 2)->k, 12);
    assert_int_equal(row_of(&s, STUDY_EVER, "all", "", 3)->k, 20);
    assert_int_equal(row_of(&s, STUDY_EVER, "all", "", 4)->hidden, STUDY_SECOND);
    assert_int_equal(row_of(&s, STUDY_EVER, "all", "", 5)->k, 28);
    /* at risk when those months began: the 96 of month 2 would say that 4 found work before */
    assert_int_equal(row_of(&s, STUDY_EVER, "all", "", 2)->n, 100);
    assert_int_equal(row_of(&s, STUDY_EVER, "all", "", 3)->n, 88);
    assert_int_equal(row_of(&s, STUDY_EVER, "all", "", 5)->n, 68);
}

/* ---- what other rows would tell, by hand ------------------------------------------------------
 */

static void put_at(struct study *s, enum study_block block, const char *item, const char *level,
                   int month, int64_t k, int64_t n)
{
    struct study_row row = study_share(block, item, level, k, n);

    row.month = month;
    put(s, row);
}

/* All less the one scheme is the other: A 10, 11, 10 and B 2, 3, 10 find work in three months. B
 * may only be told in the third; so may A. */
static void curves_that_add_up(void **state)
{
    static const int64_t k[][3] = {{12, 14, 20}, {10, 11, 10}, {2, 3, 10}};
    static const int64_t n[][3] = {{100, 88, 74}, {60, 50, 39}, {40, 38, 35}};
    struct study s = {0};

    (void)state;
    put_count(&s, STUDY_FLOW, "taken", 100);
    put(&s, study_share(STUDY_WHO, "scheme", "A", 60, 100));
    put(&s, study_share(STUDY_WHO, "scheme", "B", 40, 100));
    put(&s, study_share(STUDY_FOUND, "ever", "", 46, 100));
    for (int m = 0; m < 3; m++)
        put_at(&s, STUDY_EVER, "all", "", m + 1, k[0][m], n[0][m]);
    for (int m = 0; m < 3; m++)
        put_at(&s, STUDY_EVER, "scheme", "A", m + 1, k[1][m], n[1][m]);
    for (int m = 0; m < 3; m++)
        put_at(&s, STUDY_EVER, "scheme", "B", m + 1, k[2][m], n[2][m]);
    assert_true(disclose_study(a, &s, 10, NULL, 0));
    assert_int_equal(row_of(&s, STUDY_EVER, "all", "", 1)->k, 12);
    assert_int_equal(row_of(&s, STUDY_EVER, "scheme", "A", 1)->k, NUMBER_NONE);
    assert_int_equal(row_of(&s, STUDY_EVER, "scheme", "A", 2)->k, NUMBER_NONE);
    assert_int_equal(row_of(&s, STUDY_EVER, "scheme", "A", 3)->k, 31);
    assert_int_equal(row_of(&s, STUDY_EVER, "scheme", "A", 3)->n, 60);
    assert_int_equal(row_of(&s, STUDY_EVER, "scheme", "B", 3)->k, 15);
    assert_int_equal(row_of(&s, STUDY_EVER, "scheme", "B", 3)->n, 40);
}

static void told_by_others(void **state)
{
    struct study s = hundred();
    struct study_row test = *row_of(&s, STUDY_FLOW, "taken", "", 0);

    (void)state;
    test.block = STUDY_TEST;
    test.item = "married";
    test.level = "sex";
    test.k = NUMBER_NONE;
    test.n = 96;
    put(&s, test);
    put_at(&s, STUDY_NOW, "all", "", 5, 55, 100);
    put(&s, study_share(STUDY_JOBS, "contract", "1", 50, 64));
    put(&s, study_share(STUDY_JOBS, "contract", "2", 11, 64));
    assert_true(disclose_study(a, &s, 10, NULL, 0));
    /* 100 less the 96 of the test is the hidden 4 of unknown sex */
    assert_int_equal(row_of(&s, STUDY_TEST, "married", "sex", 0)->n, NUMBER_NONE);
    /* 55 at work in the last month are those at the end: 60 less 55 stopped */
    assert_int_equal(row_of(&s, STUDY_NOW, "all", "", 5)->k, NUMBER_NONE);
    /* of 64 jobs 50 and 11: of 3 it is not known */
    assert_int_equal(row_of(&s, STUDY_JOBS, "contract", "1", 0)->k, 50);
    assert_int_equal(row_of(&s, STUDY_JOBS, "contract", "2", 0)->k, NUMBER_NONE);
}

/* Found work: 12, 3, 4 and 20; the curve tells 12 and 27. All 19 of month 3 still work: 19 - 12
 * would be 7; 10 at work in month 1 would say that 2 of 12 stopped. Of 12 without a scheme 2 found
 * work. */
static void told_beside_curves(void **state)
{
    static const int64_t k[] = {12, 3, 4, 20}, n[] = {100, 88, 85, 81};
    struct study s = {0};

    (void)state;
    put_count(&s, STUDY_FLOW, "taken", 100);
    put(&s, study_share(STUDY_WHO, "scheme", "A", 60, 100));
    put(&s, study_share(STUDY_WHO, "scheme", "B", 28, 100));
    put(&s, study_share(STUDY_WHO, "scheme", "", 12, 100));
    put(&s, study_share(STUDY_FOUND, "ever", "", 39, 100));
    put(&s, study_share(STUDY_FOUND, "ever_scheme", "A", 25, 60));
    put(&s, study_share(STUDY_FOUND, "ever_scheme", "B", 12, 28));
    for (int m = 0; m < 4; m++)
        put_at(&s, STUDY_EVER, "all", "", m + 1, k[m], n[m]);
    put_at(&s, STUDY_NOW, "all", "", 1, 10, 100);
    put_at(&s, STUDY_STATUS, "status", "same", 3, 19, 19);
    put_at(&s, STUDY_STATUS, "status", "other", 3, 0, 19);
    put_at(&s, STUDY_STATUS, "status", "stopped", 3, 0, 19);
    assert_true(disclose_study(a, &s, 10, NULL, 0));
    assert_int_equal(row_of(&s, STUDY_EVER, "all", "", 1)->k, 12);
    assert_int_equal(row_of(&s, STUDY_EVER, "all", "", 4)->k, 27);
    assert_int_equal(row_of(&s, STUDY_NOW, "all", "", 1)->k, NUMBER_NONE);
    assert_int_equal(row_of(&s, STUDY_STATUS, "status", "same", 3)->k, NUMBER_NONE);
    assert_int_equal(row_of(&s, STUDY_FOUND, "ever_scheme", "A", 0)->k, 25);
    assert_int_equal(row_of(&s, STUDY_FOUND, "ever_scheme", "B", 0)->k, NUMBER_NONE);
}

static void means_and_tests_by_hand(void **state)
{
    struct study s = hundred();
    struct study_row wage = *row_of(&s, STUDY_FLOW, "taken", "", 0), few, test;

    (void)state;
    wage.block = STUDY_AMOUNT;
    wage.item = "wage";
    wage.k = NUMBER_NONE;
    wage.n = 49;
    wage.missing = 9;
    wage.value = 1234.5;
    wage.median = 1200;
    few = wage;
    few.item = "hours";
    few.n = 39;
    few.value = 62.5;
    put(&s, wage);
    put(&s, few);
    few.item = "jobs";
    few.n = 9;
    put(&s, few);
    test = few;
    test.block = STUDY_TEST;
    test.item = "married";
    test.level = "sex";
    test.p = 0.04;
    put(&s, test);
    assert_true(disclose_study(a, &s, 10, NULL, 0));
    /* under 50: to 10 euro; 40 and more: quartiles stand; 9 missing are not told */
    assert_true(row_of(&s, STUDY_AMOUNT, "wage", "", 0)->value == 1230);
    assert_true(row_of(&s, STUDY_AMOUNT, "wage", "", 0)->median == 1200);
    assert_int_equal(row_of(&s, STUDY_AMOUNT, "wage", "", 0)->missing, NUMBER_NONE);
    assert_int_equal(row_of(&s, STUDY_AMOUNT, "wage", "", 0)->n, NUMBER_NONE);
    assert_true(row_of(&s, STUDY_AMOUNT, "hours", "", 0)->value == 62.5);
    assert_true(isnan(row_of(&s, STUDY_AMOUNT, "hours", "", 0)->median));
    assert_int_equal(row_of(&s, STUDY_AMOUNT, "jobs", "", 0)->hidden, STUDY_SMALL);
    /* 45 and 51: groups large enough for a test */
    assert_true(row_of(&s, STUDY_TEST, "married", "sex", 0)->p == 0.04);
}

static void earlier_releases(void **state)
{
    struct study first = hundred(), again = hundred(), other = hundred(), small = hundred();

    (void)state;
    assert_true(disclose_study(a, &first, 10, NULL, 0));
    /* the same once more hides nothing more */
    assert_true(disclose_study(a, &again, 10, &first, 1));
    assert_int_equal(disclose_hidden(&again), disclose_hidden(&first));
    /* two more found work since: the difference would be about two people; so too after month 4 */
    other.at[7] = study_share(STUDY_FOUND, "ever", "", 62, 100);
    assert_true(disclose_study(a, &other, 10, &first, 1));
    assert_int_equal(row_of(&other, STUDY_FOUND, "ever", "", 0)->hidden, STUDY_BEFORE);
    assert_int_equal(row_of(&other, STUDY_WHO, "sex", "v", 0)->k, 51);
    /* 105 participants after 100: five people; and nine are too few in any case */
    other = hundred();
    other.at[3].k = 105;
    assert_false(disclose_study(a, &other, 10, &first, 1));
    /* 60 of 100 and then 75 of 120: 15 more of 20 more, so 5 of the new ones found no work */
    other = hundred();
    other.at[3].k = 120;
    other.at[7] = study_share(STUDY_FOUND, "ever", "", 75, 120);
    assert_true(disclose_study(a, &other, 10, &first, 1));
    assert_int_equal(row_of(&other, STUDY_FOUND, "ever", "", 0)->hidden, STUDY_BEFORE);
    /* the same 20 permanent jobs of 64, and then of 67: three jobs that were none */
    other = hundred();
    other.at[3].k = 120;
    for (size_t i = 0; i < other.n; i++)
        if (!strcmp(other.at[i].item, "permanent"))
            other.at[i] = study_share(STUDY_JOBS, "permanent", "", 20, 67);
    assert_true(disclose_study(a, &other, 10, &first, 1));
    assert_int_equal(row_of(&other, STUDY_JOBS, "permanent", "", 0)->hidden, STUDY_BEFORE);
    other = hundred();
    other.at[3].k = 110;
    assert_true(disclose_study(a, &other, 10, &first, 1));
    small.at[3].k = 9;
    assert_false(disclose_study(a, &small, 10, NULL, 0));
}

/* Of programmes, all their women and who found work. */
static struct study of_programmes(int64_t taken, int64_t women, int64_t ever)
{
    struct study s = {0};

    put_count(&s, STUDY_FLOW, "taken", taken);
    put(&s, study_share(STUDY_WHO, "sex", "v", women, taken));
    put(&s, study_share(STUDY_FOUND, "ever", "", ever, taken));
    return s;
}

static struct study_wish programmes(const char *list)
{
    return (struct study_wish){.programmes = list,
                               .from_on = DAY_NONE,
                               .to_on = DAY_NONE,
                               .target_group = "",
                               .scheme = ""};
}

/* Two cohorts were told; what may the third say? */
static bool third(const char *list, struct study *s, const struct study_told *told)
{
    struct study_wish wish = programmes(list);
    struct studies before = disclose_before(a, &wish, told, 2);

    return disclose_study(a, s, 10, before.at, before.n);
}

static void releases_together(void **state)
{
    struct study_wish first = programmes("11"), second = programmes("12"),
                      all = programmes("11 12 13");
    struct study_told parts[] = {{&first, of_programmes(50, 20, 25)},
                                 {&second, of_programmes(60, 30, 30)}};
    struct study_told whole[] = {{&all, of_programmes(160, 75, 80)},
                                 {&first, of_programmes(50, 20, 25)}};
    struct study s;

    (void)state;
    /* programme 13 has 50 people, 25 women and 25 with work: nothing to hide */
    s = of_programmes(160, 75, 80);
    assert_true(third("11 12 13", &s, parts));
    assert_int_equal(disclose_hidden(&s), 0);
    /* 53 women of all: less 20 and 30, three of programme 13 */
    s = of_programmes(160, 53, 80);
    assert_true(third("11 12 13", &s, parts));
    assert_int_equal(row_of(&s, STUDY_WHO, "sex", "v", 0)->hidden, STUDY_BEFORE);
    assert_int_equal(row_of(&s, STUDY_FOUND, "ever", "", 0)->k, 80);
    /* five people in programme 13: of all nothing may be said */
    s = of_programmes(115, 53, 56);
    assert_false(third("11 12 13", &s, parts));
    /* of 160 with 80, less 50 with 25, 60 with 50: of 13 five found work, of 50 */
    s = of_programmes(60, 30, 50);
    assert_true(third("12", &s, whole));
    assert_int_equal(row_of(&s, STUDY_FOUND, "ever", "", 0)->hidden, STUDY_BEFORE);
    assert_int_equal(row_of(&s, STUDY_WHO, "sex", "v", 0)->k, 30);
}

/* Both programmes told their 15 and 15 single people; who are four together was hidden there behind
 * others. Of both, the 30 would be the smallest to go along with the four, but everybody knows it.
 */
static void known_hides_nothing(void **state)
{
    static const char *const level[] = {"a", "b", "c", "d"};
    static const int64_t of[3][4] = {{2, 15, 14, 40}, {2, 15, 40, 14}, {4, 30, 54, 54}};
    struct study_wish one = programmes("11"), two = programmes("12");
    struct study_told told[] = {{&one, {0}}, {&two, {0}}};
    struct study s[3] = {{0}};

    (void)state;
    for (int i = 0; i < 3; i++) {
        put_count(&s[i], STUDY_FLOW, "taken", i < 2 ? 71 : 142);
        for (int k = 0; k < 4; k++)
            put(&s[i], study_share(STUDY_WHO, "education", level[k], of[i][k], i < 2 ? 71 : 142));
        if (i < 2) {
            assert_true(disclose_study(a, &s[i], 10, NULL, 0));
            assert_int_equal(row_of(&s[i], STUDY_WHO, "education", "b", 0)->k, 15);
            told[i].s = s[i];
        }
    }
    assert_true(third("11 12", &s[2], told));
    assert_int_equal(row_of(&s[2], STUDY_WHO, "education", "a", 0)->hidden, STUDY_SMALL);
    assert_int_equal(row_of(&s[2], STUDY_WHO, "education", "b", 0)->hidden, STUDY_SHOWN);
    assert_int_equal(row_of(&s[2], STUDY_WHO, "education", "c", 0)->hidden, STUDY_SECOND);
}

/* ---- two cohorts ------------------------------------------------------------------------------
 */

static void put_mean(struct study *s, const char *item, int64_t n, double mean, double sd)
{
    struct study_row row = study_share(STUDY_AMOUNT, item, "", 0, 0);

    row.k = NUMBER_NONE;
    row.n = n;
    row.value = mean;
    row.sd = sd;
    put(s, row);
}

static const struct study_pair *pair_of(const struct study_pairs *p, enum study_block block,
                                        const char *item)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->at[i].block == block && !strcmp(p->at[i].item, item))
            return &p->at[i];
    fail_msg("no pair %s", item);
    return NULL;
}

static void near(double x, double y, double within)
{
    if (!(fabs(x - y) <= within))
        fail_msg("%.6g is not %.6g", x, y);
}

/* Report 002, tables B2; p and limits as its reproduction states them. */
static void published_cohorts(void **state)
{
    struct study cmd = {0}, epa = {0};

    (void)state;
    put(&cmd, study_share(STUDY_FOUND, "ever", "", 76, 168));
    put(&epa, study_share(STUDY_FOUND, "ever", "", 420, 946));
    put(&cmd, study_share(STUDY_FOUND, "within_60", "", 14, 168));
    put(&epa, study_share(STUDY_FOUND, "within_60", "", 32, 946));
    put(&cmd, study_share(STUDY_FOUND, "trial", "", 8, 168));
    put(&epa, study_share(STUDY_FOUND, "trial", "", 132, 946));
    put_mean(&cmd, "months", 76, 11.5, 7.4);
    put_mean(&epa, "months", 420, 12.9, 7.1);
    put_mean(&cmd, "hours", 76, 88.5, 44.9);
    put_mean(&epa, "hours", 420, 64.1, 44.4);
    put_mean(&cmd, "wage", 76, 1260.5, 926.5);
    put_mean(&epa, "wage", 420, 672.2, 556.1);
    put(&cmd, study_share(STUDY_WHO, "benefit", "pw", 76, 168));
    put(&cmd, study_share(STUDY_WHO, "benefit", "wia", 92, 168));
    put(&epa, study_share(STUDY_WHO, "benefit", "wia", 946, 946));
    struct study_pairs p = study_pair(a, &cmd, &epa, true, false);
    near(pair_of(&p, STUDY_FOUND, "ever")->p, 0.84, 0.005);
    near(pair_of(&p, STUDY_FOUND, "trial")->p, 0.0009, 0.00005);
    near(pair_of(&p, STUDY_FOUND, "within_60")->p, 0.003, 0.0005);
    near(pair_of(&p, STUDY_AMOUNT, "months")->difference, -1.4, 1e-9);
    near(pair_of(&p, STUDY_AMOUNT, "months")->low, -3.2, 0.05);
    near(pair_of(&p, STUDY_AMOUNT, "months")->high, 0.4, 0.05);
    near(pair_of(&p, STUDY_AMOUNT, "months")->p, 0.13, 0.005);
    near(pair_of(&p, STUDY_AMOUNT, "hours")->low, 13.3, 0.05);
    near(pair_of(&p, STUDY_AMOUNT, "wage")->high, 806, 0.5);
    /* the scheme of EPA did not admit who has P-wet: nothing to test */
    assert_int_equal(pair_of(&p, STUDY_WHO, "benefit")->answer, STUDY_ANSWER_STRUCTURAL);
    assert_int_equal(p.tests, 6);
    /* Holm: the smallest of six times six */
    double least = 1;
    for (size_t i = 0; i < p.n; i++)
        least = isfinite(p.at[i].p) ? fmin(least, p.at[i].p) : least;
    for (size_t i = 0; i < p.n; i++)
        if (p.at[i].p == least)
            near(p.at[i].p_holm, 6 * least, 1e-12);
    /* people in both: no test at all */
    p = study_pair(a, &cmd, &epa, false, false);
    assert_int_equal(p.tests, 0);
    assert_int_equal(pair_of(&p, STUDY_FOUND, "ever")->answer, STUDY_ANSWER_OVERLAP);
    assert_string_equal(pair_of(&p, STUDY_FOUND, "ever")->method, "");
}

/* One month, twenty each, 8 and 2 find work: 5 expected, variance 10 / 4 * 30 / 39 = 25 / 13;
 * chi-square 9 * 13 / 25 = 4.68, of which p is 0.0305. With 19 there is no test. */
static void curves_by_hand(void **state)
{
    struct study x = {0}, y = {0}, z = {0};

    (void)state;
    put_month(&x, 1, 8, 20);
    put_month(&y, 1, 2, 20);
    put_month(&z, 1, 2, 19);
    struct study_pairs p = study_pair(a, &x, &y, true, true);
    near(pair_of(&p, STUDY_EVER, "all")->p, 0.0305, 0.0001);
    assert_int_equal(pair_of(&p, STUDY_EVER, "all")->answer, STUDY_ANSWER_DIFFERS);
    p = study_pair(a, &x, &z, true, true);
    assert_int_equal(pair_of(&p, STUDY_EVER, "all")->answer, STUDY_ANSWER_FEW);
}

static void apart(void **state)
{
    struct study_wish x = {.programmes = "11 12",
                           .from_on = day_from_ymd(2025, 1, 1),
                           .to_on = day_from_ymd(2025, 12, 31),
                           .target_group = "EPA",
                           .scheme = ""},
                      y = x;

    (void)state;
    assert_false(study_apart(&x, &y));
    y.target_group = "CMD";
    assert_true(study_apart(&x, &y));
    y.target_group = "";
    assert_false(study_apart(&x, &y));
    y.from_on = day_from_ymd(2025, 12, 31);
    y.to_on = DAY_NONE;
    assert_false(study_apart(&x, &y));
    y.from_on = day_from_ymd(2026, 1, 1);
    assert_true(study_apart(&x, &y));
    assert_true(study_apart(&y, &x));
    y = x;
    y.programmes = "13";
    assert_true(study_apart(&x, &y));
    y.programmes = "12 13";
    assert_false(study_apart(&x, &y));
}

static void inside(void **state)
{
    struct study_wish x = programmes("11 12"), y = x;

    (void)state;
    assert_true(study_inside(&x, &y));
    x.programmes = "12";
    assert_true(study_inside(&x, &y));
    assert_false(study_inside(&y, &x));
    y.target_group = "CMD";
    assert_false(study_inside(&x, &y));
    x.target_group = "CMD";
    y.from_on = day_from_ymd(2025, 1, 1);
    assert_false(study_inside(&x, &y));
    x.from_on = day_from_ymd(2025, 1, 1);
    assert_true(study_inside(&x, &y));
}

int main(void)
{
#define EACH(test) cmocka_unit_test_setup_teardown(test, begin, end)
    static const struct CMUnitTest tests[] = {
        EACH(cells_by_hand),
        EACH(rows_by_hand),
        EACH(curves_that_add_up),
        EACH(told_by_others),
        EACH(told_beside_curves),
        EACH(means_and_tests_by_hand),
        EACH(earlier_releases),
        EACH(published_cohorts),
        EACH(releases_together),
        EACH(known_hides_nothing),
        EACH(inside),
        EACH(curves_by_hand),
        EACH(apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
