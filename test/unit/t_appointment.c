/* t_appointment.c: a calendar as RFC 5545 writes it, times as people type them, the days of a
 * series. Expected bytes were written by hand from the RFC. Not: pages and who may
 * (test/web/appointment.t, feed.t). Start at main(). */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "core/route.h"
#include "feature/appointment/appointment.h"
#include "feature/appointment/ical.h"

const struct feature *const features[] = {NULL};

/* ---- RFC 5545 -------------------------------------------------------------------------------- */

static void expect_line(const char *name, const char *text, const char *wanted)
{
    struct buf out;

    buf_init(&out, 4096);
    ical_line(&out, name, text);
    assert_string_equal(out.at, wanted);
    buf_free(&out);
}

/* 3.3.11: a text. */
static void texts_are_escaped(void **state)
{
    expect_line("SUMMARY", "a", "SUMMARY:a\r\n");
    expect_line("SUMMARY", "Bos; zagen, schaven", "SUMMARY:Bos\\; zagen\\, schaven\r\n");
    expect_line("SUMMARY", "C:\\werk", "SUMMARY:C:\\\\werk\r\n");
    expect_line("SUMMARY", "een\ntwee\r\ndrie", "SUMMARY:een\\ntwee\\ndrie\r\n");
    expect_line("SUMMARY", "tab\there\x7f\x01", "SUMMARY:tabhere\r\n");
    /* nobody starts a line of their own */
    expect_line("SUMMARY", "x\r\nBEGIN:VEVENT", "SUMMARY:x\\nBEGIN:VEVENT\r\n");
}

#define TEN "0123456789"
/* 3.1: no line of more than 75 octets without its end; what follows begins with a space. */
static void lines_are_folded(void **state)
{
    /* A: and 73 digits are 75 octets: one line. */
    expect_line("A", TEN TEN TEN TEN TEN TEN TEN "012", "A:" TEN TEN TEN TEN TEN TEN TEN "012\r\n");
    expect_line("A", TEN TEN TEN TEN TEN TEN TEN "0123",
                "A:" TEN TEN TEN TEN TEN TEN TEN "012\r\n 3\r\n");
    /* the second line holds a space and 74 octets */
    expect_line("A", TEN TEN TEN TEN TEN TEN TEN "012" TEN TEN TEN TEN TEN TEN TEN "01234",
                "A:" TEN TEN TEN TEN TEN TEN TEN "012\r\n " TEN TEN TEN TEN TEN TEN TEN
                "0123\r\n 4\r\n");
    /* a character of several octets is never parted: é is two, the euro three, the face four */
    expect_line("A", TEN TEN TEN TEN TEN TEN TEN "01é",
                "A:" TEN TEN TEN TEN TEN TEN TEN "01\r\n é\r\n");
    expect_line("A", TEN TEN TEN TEN TEN TEN TEN "01€",
                "A:" TEN TEN TEN TEN TEN TEN TEN "01\r\n €\r\n");
    expect_line("A", TEN TEN TEN TEN TEN TEN TEN "0\U0001F600",
                "A:" TEN TEN TEN TEN TEN TEN TEN "0\r\n \U0001F600\r\n");
    /* nor is an escape */
    expect_line("A", TEN TEN TEN TEN TEN TEN TEN "01,",
                "A:" TEN TEN TEN TEN TEN TEN TEN "01\r\n \\,\r\n");
}

static void an_event_is_whole(void **state)
{
    struct buf out;
    /* 24 November 2026, 10:00 in Amsterdam is 09:00 UTC */
    struct ical_event e = {.uid = "7@spil",
                           .summary = "IPS: gesprek",
                           .location = "kantoor",
                           .begins_at = INT64_C(1795510800000),
                           .minutes = 45,
                           .remind = 15,
                           .changed_at = INT64_C(1795420800000), /* 23 November, 08:00 UTC */
                           .version = 3};

    buf_init(&out, 4096);
    ical_begin(&out, "Spil");
    ical_event(&out, &e);
    ical_end(&out);
    assert_string_equal(out.at, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Spil//IPS//NL\r\n"
                                "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:Spil\r\n"
                                "BEGIN:VEVENT\r\nUID:7@spil\r\nDTSTAMP:20261123T080000Z\r\n"
                                "SEQUENCE:2\r\nDTSTART:20261124T090000Z\r\n"
                                "DTEND:20261124T094500Z\r\nSUMMARY:IPS: gesprek\r\n"
                                "LOCATION:kantoor\r\nCLASS:PRIVATE\r\nBEGIN:VALARM\r\n"
                                "ACTION:DISPLAY\r\nTRIGGER:-PT15M\r\n"
                                "DESCRIPTION:IPS: gesprek\r\nEND:VALARM\r\nEND:VEVENT\r\n"
                                "END:VCALENDAR\r\n");
    /* a day without a time: the end is the day after (3.6.1) */
    e.begins_at = -1;
    e.day = day_from_ymd(2026, 12, 31);
    e.remind = -1;
    e.location = "";
    buf_clear(&out);
    ical_event(&out, &e);
    assert_string_equal(out.at, "BEGIN:VEVENT\r\nUID:7@spil\r\nDTSTAMP:20261123T080000Z\r\n"
                                "SEQUENCE:2\r\nDTSTART;VALUE=DATE:20261231\r\n"
                                "DTEND;VALUE=DATE:20270101\r\nSUMMARY:IPS: gesprek\r\n"
                                "CLASS:PRIVATE\r\nEND:VEVENT\r\n");
    buf_free(&out);
}

/* ---- times ----------------------------------------------------------------------------------- */

static void times_as_typed(void **state)
{
    static const struct {
        const char *typed;
        int minute; /* -1: no time */
    } cases[] = {{"10:30", 630},  {"10.30", 630}, {"9", 540},    {"09", 540},     {"9:05", 545},
                 {"1430", 870},   {"930", 570},   {"14u", 840},  {"14h", 840},    {"14u30", 870},
                 {"14 uur", 840}, {"14uur", 840}, {"0:00", 0},   {"23:59", 1439}, {"24:00", -1},
                 {"10:60", -1},   {"10:3", -1},   {"10:", -1},   {"x", -1},       {"12345", -1},
                 {"10:30u", -1},  {"-1", -1},     {"10:300", -1}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t minute = 7;
        bool is_time = appointment_time_parse(cases[i].typed, &minute);

        if (is_time != (cases[i].minute >= 0) || (is_time && minute != cases[i].minute))
            fail_msg("\"%s\" is %s%d", cases[i].typed, is_time ? "" : "no ", (int)minute);
    }
    int64_t minute = 7;
    assert_true(appointment_time_parse("", &minute));
    assert_true(minute == NUMBER_NONE);
}

/* ---- series ---------------------------------------------------------------------------------- */

static void expect_days(const char *first, const char *repeat, const char *until, size_t n,
                        const char *const *wanted)
{
    int32_t days[APPOINTMENT_SERIES_MOST];
    char iso[DAY_TEXT];

    assert_int_equal(appointment_series_days(day_from_iso(first), repeat, day_from_iso(until), days,
                                             COUNT(days)),
                     n);
    for (size_t i = 0; i < n; i++)
        assert_string_equal(day_iso(days[i], iso), wanted[i]);
}

static void days_of_a_series(void **state)
{
    expect_days("2026-11-30", "", "2026-11-30", 1, (const char *const[]){"2026-11-30"});
    expect_days("2026-11-30", "week", "2026-12-14", 3,
                (const char *const[]){"2026-11-30", "2026-12-07", "2026-12-14"});
    expect_days("2026-11-30", "weeks_2", "2026-12-27", 2,
                (const char *const[]){"2026-11-30", "2026-12-14"});
    expect_days("2026-11-30", "weeks_4", "2027-01-25", 3,
                (const char *const[]){"2026-11-30", "2026-12-28", "2027-01-25"});
    /* from the 31st: the last day of a shorter month, and the 31st again after it */
    expect_days("2027-01-31", "month", "2027-03-31", 3,
                (const char *const[]){"2027-01-31", "2027-02-28", "2027-03-31"});
    int32_t days[5];
    assert_int_equal(appointment_series_days(0, "week", 10000, days, COUNT(days)), 5);
}

static void expect_reminds(int64_t minute, int64_t remind, int days_before)
{
    struct appointment a = {.day = 20780, .minute = minute, .remind = remind};

    assert_int_equal(appointment_reminds_on(&a), 20780 - days_before);
}

static void day_of_a_reminder(void **state)
{
    struct appointment none = {.day = 20780, .minute = 600, .remind = NUMBER_NONE};

    assert_int_equal(appointment_reminds_on(&none), DAY_NONE);
    expect_reminds(600, 15, 0);   /* 9:45 */
    expect_reminds(600, 600, 0);  /* midnight */
    expect_reminds(600, 601, 1);  /* 23:59 the day before */
    expect_reminds(600, 1440, 1); /* ten the day before */
    expect_reminds(600, 2880, 2);
    expect_reminds(1439, 1440, 1);
    expect_reminds(0, 15, 1);
    expect_reminds(0, 1440, 1);
    expect_reminds(0, 1441, 2);
    /* some time that day */
    expect_reminds(NUMBER_NONE, 60, 0);
    expect_reminds(NUMBER_NONE, 1440, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_escaped), cmocka_unit_test(lines_are_folded),
        cmocka_unit_test(an_event_is_whole), cmocka_unit_test(times_as_typed),
        cmocka_unit_test(days_of_a_series),  cmocka_unit_test(day_of_a_reminder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
