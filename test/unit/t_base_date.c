/* t_base_date.c: the calendar against the C library's, dates as people type them, summer time.
 * Not: days as pages show them.
 * Start at main(). */
#include "base/date.h"

#include <setjmp.h>

#include <cmocka.h>

static const int64_t SECOND = 1000, HOUR = 3600 * 1000, DAY = 24 * 3600 * 1000;

static int32_t iso(const char *text)
{
    int32_t day = day_from_iso(text);

    if (day == DAY_NONE)
        fail_msg("the test itself has a wrong day: %s", text);
    return day;
}

/* Every day from 1800 to 2200 against gmtime_r and strftime. */
static void every_day_as_the_c_library(void **state)
{
    int32_t first = day_from_ymd(1800, 1, 1), last = day_from_ymd(2200, 12, 31);

    (void)state;
    assert_int_equal(last - first + 1, 146462); /* 401 years with 97 leap days: 401 * 365 + 97 */
    for (int32_t day = first; day <= last; day++) {
        time_t t = (time_t)day * 86400;
        struct tm tm;
        char wanted[32], got[32], text[DAY_TEXT];
        struct ymd d = day_ymd(day);
        struct iso_week w = day_iso_week(day);

        gmtime_r(&t, &tm);
        strftime(wanted, sizeof(wanted), "%Y-%m-%d %u %G-%V", &tm);
        snprintf(got, sizeof(got), "%s %d %d-%02d", day_iso(day, text), day_weekday(day), w.year,
                 w.week);
        assert_string_equal(got, wanted);
        assert_int_equal(day_from_ymd(d.year, d.month, d.day), day);
        assert_int_equal(day_from_iso(text), day);
        assert_int_equal(day_monday(day), day - (day_weekday(day) - 1));
        if (w.year >= 1800 && w.year <= 2200)
            assert_int_equal(day_from_iso_week(w), day_monday(day));
    }
}

static void known_days(void **state)
{
    (void)state;
    assert_int_equal(day_from_ymd(1970, 1, 1), 0);
    assert_int_equal(day_from_ymd(1969, 12, 31), -1);
    assert_int_equal(day_from_ymd(2000, 3, 1), 11017);
    assert_int_equal(day_weekday(day_from_ymd(1970, 1, 1)), 4);
    assert_int_equal(day_weekday(day_from_ymd(2026, 11, 22)), 7);
}

static void days_that_are_not(void **state)
{
    static const struct ymd none[] = {{2026, 2, 29}, {2026, 2, 31},  {1900, 2, 29}, {2100, 2, 29},
                                      {2026, 4, 31}, {2026, 13, 1},  {2026, 0, 1},  {2026, 1, 0},
                                      {2026, 1, 32}, {1799, 12, 31}, {2201, 1, 1}};
    static const char *const wrong[] = {"",           "2026-2-1",    "2026-02-30", "2026-02-01 ",
                                        "2026/02/01", "26-02-01",    "2026-02-0a", " 2026-02-01",
                                        "2026-02",    "02-01-2026x", "-026-02-01"};
    char text[DAY_TEXT];

    (void)state;
    for (size_t i = 0; i < COUNT(none); i++)
        if (day_from_ymd(none[i].year, none[i].month, none[i].day) != DAY_NONE)
            fail_msg("%d-%d-%d is no day", none[i].year, none[i].month, none[i].day);
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (day_from_iso(wrong[i]) != DAY_NONE)
            fail_msg("\"%s\" is no day", wrong[i]);
    assert_int_not_equal(day_from_ymd(2000, 2, 29), DAY_NONE);
    assert_int_not_equal(day_from_ymd(2028, 2, 29), DAY_NONE);
    assert_string_equal(day_iso(DAY_NONE, text), "");
    assert_string_equal(day_iso(INT32_MAX, text), "");
    assert_string_equal(day_iso(INT32_MIN + 1, text), "");
    assert_int_equal(day_monday(DAY_NONE), DAY_NONE);
    assert_int_equal(day_add_months(DAY_NONE, 1), DAY_NONE);
}

static void months_and_years(void **state)
{
    static const struct {
        const char *from;
        int months;
        const char *to;
    } added[] = {
        {"2026-01-31", 1, "2026-02-28"},   {"2028-01-31", 1, "2028-02-29"},
        {"2026-03-31", -1, "2026-02-28"},  {"2026-12-15", 1, "2027-01-15"},
        {"2026-01-15", -1, "2025-12-15"},  {"2028-02-29", 12, "2029-02-28"},
        {"2028-02-29", 48, "2032-02-29"},  {"2026-11-22", 0, "2026-11-22"},
        {"2026-11-22", -23, "2024-12-22"},
    };
    static const struct {
        const char *from, *to;
        int months, age;
    } between[] = {
        {"2026-01-31", "2026-02-28", 1, 0},    {"2026-01-31", "2026-02-27", 0, 0},
        {"2026-01-15", "2026-02-14", 0, 0},    {"2026-01-15", "2026-02-15", 1, 0},
        {"1990-05-20", "2026-05-19", 431, 35}, {"1990-05-20", "2026-05-20", 432, 36},
        {"2004-02-29", "2022-02-28", 216, 17}, {"2004-02-29", "2022-03-01", 216, 18},
        {"2004-02-29", "2024-02-29", 240, 20}, {"2026-12-31", "2027-01-01", 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(added); i++)
        assert_int_equal(day_add_months(iso(added[i].from), added[i].months), iso(added[i].to));
    for (size_t i = 0; i < COUNT(between); i++) {
        int32_t from = iso(between[i].from), to = iso(between[i].to);

        assert_int_equal(day_months_between(from, to), between[i].months);
        assert_int_equal(day_months_between(to, from), -between[i].months);
        assert_int_equal(day_age(from, to), between[i].age);
    }
    /* What the header promises, for every start in a leap year and two years from there. */
    for (int32_t from = iso("2028-01-01"); from <= iso("2028-12-31"); from++)
        for (int32_t to = from; to < from + 731; to += 3) {
            int months = day_months_between(from, to);

            assert_true(day_add_months(from, months) <= to);
            assert_true(day_add_months(from, months + 1) > to);
        }
}

static void iso_weeks(void **state)
{
    static const struct {
        const char *day;
        int year, week;
    } weeks[] = {
        {"2020-12-31", 2020, 53}, {"2021-01-03", 2020, 53}, {"2021-01-04", 2021, 1},
        {"2026-12-31", 2026, 53}, {"2027-01-03", 2026, 53}, {"2024-12-30", 2025, 1},
        {"2022-01-01", 2021, 52}, {"2026-11-22", 2026, 47},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(weeks); i++) {
        struct iso_week w = day_iso_week(iso(weeks[i].day));

        assert_int_equal(w.year, weeks[i].year);
        assert_int_equal(w.week, weeks[i].week);
    }
    assert_int_equal(day_from_iso_week((struct iso_week){2026, 53}), iso("2026-12-28"));
    assert_int_equal(day_from_iso_week((struct iso_week){2026, 1}), iso("2025-12-29"));
    assert_int_equal(day_from_iso_week((struct iso_week){2025, 53}), DAY_NONE);
    assert_int_equal(day_from_iso_week((struct iso_week){2026, 0}), DAY_NONE);
    assert_int_equal(day_from_iso_week((struct iso_week){2026, 54}), DAY_NONE);
}

/* Today is Sunday 22 November 2026. */
static void what_people_type(void **state)
{
    static const struct {
        const char *typed, *day;
    } right[] = {
        {"1-3-2026", "2026-03-01"},
        {"01/03/2026", "2026-03-01"},
        {"1.3.2026", "2026-03-01"},
        {"2026-03-01", "2026-03-01"},
        {"2026/3/1", "2026-03-01"},
        {"1 3 2026", "2026-03-01"},
        {" 1 - 3 - 2026 ", "2026-03-01"},
        {"1 maart 2026", "2026-03-01"},
        {"1 Maart 2026", "2026-03-01"},
        {"1 mrt. 2026", "2026-03-01"},
        {"1-mrt-2026", "2026-03-01"},
        {"1mrt2026", "2026-03-01"},
        {"1 March 2026", "2026-03-01"},
        {"March 1, 2026", "2026-03-01"},
        {"29-2-2028", "2028-02-29"},
        {"1-3-26", "2026-03-01"},
        {"1-3-46", "2046-03-01"},
        {"1-3-47", "1947-03-01"},
        {"1-3-85", "1985-03-01"},
        {"4 juni 1985", "1985-06-04"},
        {"1 mrt", "2027-03-01"},
        {"1-3", "2027-03-01"},
        {"1-10", "2026-10-01"},
        {"22-11", "2026-11-22"},
        {"2 jan", "2027-01-02"},
        {"31 mei", "2026-05-31"},
        {"24 may", "2026-05-24"},
        {"30 sept", "2026-09-30"},
        {"5 okt", "2026-10-05"},
        {"5 Oct", "2026-10-05"},
        {"29-2", "2028-02-29"},
        {"vandaag", "2026-11-22"},
        {"Today", "2026-11-22"},
        {"gisteren", "2026-11-21"},
        {"yesterday", "2026-11-21"},
        {"morgen", "2026-11-23"},
        {"tomorrow", "2026-11-23"},
        {"ma", "2026-11-23"},
        {"di", "2026-11-24"},
        {"wo", "2026-11-25"},
        {"do", "2026-11-26"},
        {"vr", "2026-11-27"},
        {"za", "2026-11-28"},
        {"zo", "2026-11-29"},
        {"maandag", "2026-11-23"},
        {"Tue", "2026-11-24"},
        {"thursday", "2026-11-26"},
        {"sunday", "2026-11-29"},
        {"vrij", "2026-11-27"},
    };
    int32_t today = iso("2026-11-22"), day;

    (void)state;
    for (size_t i = 0; i < COUNT(right); i++) {
        char text[DAY_TEXT];

        if (!day_parse(right[i].typed, today, &day))
            fail_msg("\"%s\" should be %s, was refused", right[i].typed, right[i].day);
        if (day != iso(right[i].day))
            fail_msg("\"%s\" should be %s, was %s", right[i].typed, right[i].day,
                     day_iso(day, text));
    }
    assert_true(day_parse("", today, &day));
    assert_int_equal(day, DAY_NONE);
    assert_true(day_parse("  ", today, &day));
    assert_int_equal(day, DAY_NONE);
    assert_true(day_parse("31-12", iso("2026-01-02"), &day)); /* two days ago, not in a year */
    assert_int_equal(day, iso("2025-12-31"));
}

static void what_is_no_day(void **state)
{
    static const char *const wrong[] = {
        "31-02",       "31-02-2026", "29-2-2026",    "32-1",      "1-13",      "0-1",
        "1",           "2026",       "1-3-026",      "1-3-20260", "03-2026",   "2026-03",
        "1--3",        "1-3-",       "-1-3",         "1-3-2026-", "1-3-1799",  "1-3-2201",
        "maart",       "1 maa rt",   "1 xyz",        "x",         "m",         "vandaagg",
        "1 26 maart",  "maart 2026", "1 ma",         "1:3:2026",  "1-3-2026x", "2026 maart 1",
        "1e maart",    "12345",      "1 2 3 4",      "31 april",  "30 feb",    "1-3-2026 10:00",
        "vandaag 1-3", "\xff\xfe",   "1 m\xc3\xa4rz"};
    int32_t day;

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (day_parse(wrong[i], iso("2026-11-22"), &day))
            fail_msg("\"%s\" should be refused", wrong[i]);
}

/* Clocks as read in the Netherlands; instants counted by hand from the zone's offset. */
static void summer_time(void **state)
{
    static const struct {
        const char *utc_day;
        int utc_hour, utc_minute;
        const char *day;
        int hour, minute;
    } clocks[] = {
        {"2026-01-15", 12, 0, "2026-01-15", 13, 0},  {"2026-07-15", 12, 0, "2026-07-15", 14, 0},
        {"2026-03-29", 0, 59, "2026-03-29", 1, 59},  {"2026-03-29", 1, 0, "2026-03-29", 3, 0},
        {"2026-10-25", 0, 59, "2026-10-25", 2, 59},  {"2026-10-25", 1, 0, "2026-10-25", 2, 0},
        {"2027-03-28", 1, 0, "2027-03-28", 3, 0},    {"2027-10-31", 0, 30, "2027-10-31", 2, 30},
        {"2027-10-31", 1, 30, "2027-10-31", 2, 30},  {"2024-03-31", 0, 59, "2024-03-31", 1, 59},
        {"2026-12-31", 23, 0, "2027-01-01", 0, 0},   {"2026-06-30", 22, 0, "2026-07-01", 0, 0},
        {"1969-12-31", 23, 30, "1970-01-01", 0, 30}, {"1969-12-31", 22, 30, "1969-12-31", 23, 30},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(clocks); i++) {
        int64_t ms = iso(clocks[i].utc_day) * DAY + clocks[i].utc_hour * HOUR +
                     clocks[i].utc_minute * 60 * SECOND;
        struct local l = local_from_ms(ms + 7 * SECOND + 999);

        assert_int_equal(l.day, iso(clocks[i].day));
        assert_int_equal(l.minute, clocks[i].hour * 60 + clocks[i].minute);
        assert_int_equal(l.second, 7);
    }
    /* Back again; the hour that comes twice is its first, the one that is skipped moves on. */
    int32_t october = iso("2026-10-25"), march = iso("2026-03-29");
    assert_int_equal(local_to_ms(october, 150), october * DAY + 30 * 60 * SECOND);
    assert_int_equal(local_to_ms(october, 180), october * DAY + 2 * HOUR);
    assert_int_equal(local_to_ms(march, 119), march * DAY + 59 * 60 * SECOND);
    assert_int_equal(local_to_ms(march, 150), march * DAY + HOUR + 30 * 60 * SECOND);
    assert_int_equal(local_to_ms(march, 180), march * DAY + HOUR);
    for (int32_t day = iso("2026-01-01"); day <= iso("2026-12-31"); day++) {
        struct local l = local_from_ms(local_to_ms(day, 600));

        assert_int_equal(l.day, day);
        assert_int_equal(l.minute, 600);
    }
}

static void the_clock_can_be_set(void **state)
{
    int64_t instant = iso("2026-11-22") * DAY + 23 * HOUR + 30 * 60 * SECOND; /* 00:30 in Delft */

    (void)state;
    int64_t before = (int64_t)time(NULL) * SECOND;
    assert_true(now_ms() >= before && now_ms() < before + 60 * SECOND);
    now_set(instant);
    assert_int_equal(now_ms(), instant);
    assert_int_equal(today(), iso("2026-11-23"));
    now_set_running(instant);
    int64_t running = now_ms();
    assert_true(running >= instant && running < instant + 60 * SECOND);
    while (now_ms() == running) /* it runs on: the next millisecond comes */
        continue;
    assert_true(now_ms() > running);
    now_set(0);
    assert_true(now_ms() >= before && now_ms() < before + 120 * SECOND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_as_the_c_library),
        cmocka_unit_test(known_days),
        cmocka_unit_test(days_that_are_not),
        cmocka_unit_test(months_and_years),
        cmocka_unit_test(iso_weeks),
        cmocka_unit_test(what_people_type),
        cmocka_unit_test(what_is_no_day),
        cmocka_unit_test(summer_time),
        cmocka_unit_test(the_clock_can_be_set),
    };

    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
