/* t_figures.c: months worked and the longest job, counted by hand on a calendar.
 * Not: the page.
 * Start at main(). */
#include "feature/figures/figures.h"

#include <setjmp.h>

#include <cmocka.h>

static int32_t day(const char *iso)
{
    return day_from_iso(iso);
}

static void nothing(void **state)
{
    struct figures_work w = figures_work(NULL, 0);

    assert_int_equal(w.first_on, DAY_NONE);
    assert_int_equal(w.months, 0);
    assert_int_equal(w.longest, 0);
}

/* 31 January and 1 February are two months; the whole of March is one more. */
static void one_job(void **state)
{
    struct figures_job jobs[] = {{1, day("2026-01-31"), day("2026-03-31")}};
    struct figures_work w = figures_work(jobs, 1);

    assert_int_equal(w.first_on, day("2026-01-31"));
    assert_int_equal(w.months, 3);
    assert_int_equal(w.longest, 3);
}

/* Two jobs at once in February and March: January to April are four months, not six. */
static void at_once(void **state)
{
    struct figures_job jobs[] = {{2, day("2026-02-10"), day("2026-04-02")},
                                 {1, day("2026-01-05"), day("2026-03-20")}};
    struct figures_work w = figures_work(jobs, 2);

    assert_int_equal(w.first_on, day("2026-01-05"));
    assert_int_equal(w.months, 4);
    assert_int_equal(w.longest, 3);
}

/* A short one inside a long one, and then one that begins in the long one's last month. */
static void inside(void **state)
{
    struct figures_job jobs[] = {{1, day("2026-01-01"), day("2026-06-30")},
                                 {2, day("2026-02-01"), day("2026-02-28")},
                                 {3, day("2026-06-15"), day("2026-08-01")}};
    struct figures_work w = figures_work(jobs, 3);

    assert_int_equal(w.months, 8);
    assert_int_equal(w.longest, 6);
}

/* The same employer again. One empty month (March) is bridged: January to May is a job of five
 * months, with four worked. Two empty months are not. */
static void again(void **state)
{
    struct figures_job bridged[] = {{7, day("2026-01-10"), day("2026-02-20")},
                                    {7, day("2026-04-01"), day("2026-05-15")}};
    struct figures_job apart[] = {{7, day("2026-01-10"), day("2026-02-20")},
                                  {7, day("2026-05-01"), day("2026-05-15")}};
    struct figures_job others[] = {{7, day("2026-01-10"), day("2026-02-20")},
                                   {8, day("2026-03-01"), day("2026-05-15")}};
    struct figures_work w = figures_work(bridged, 2);

    assert_int_equal(w.months, 4);
    assert_int_equal(w.longest, 5);
    w = figures_work(apart, 2);
    assert_int_equal(w.months, 3);
    assert_int_equal(w.longest, 2);
    w = figures_work(others, 2);
    assert_int_equal(w.months, 5);
    assert_int_equal(w.longest, 3);
}

/* December and January are neighbours. */
static void over_the_year(void **state)
{
    struct figures_job jobs[] = {{1, day("2025-12-31"), day("2026-01-01")}};
    struct figures_work w = figures_work(jobs, 1);

    assert_int_equal(w.months, 2);
    assert_int_equal(w.longest, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing), cmocka_unit_test(one_job),
                                       cmocka_unit_test(at_once), cmocka_unit_test(inside),
                                       cmocka_unit_test(again),   cmocka_unit_test(over_the_year)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
