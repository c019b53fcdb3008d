/* date.h: days, instants and Dutch time, without the C library's clock of the machine's zone.
 *
 * A day is an int32_t: days since 1970-01-01 in the proleptic Gregorian calendar; DAY_NONE is no
 * day. In the database a day is ISO text "2026-11-22". An instant is an int64_t: milliseconds since
 * 1970-01-01T00:00Z. Local time is Europe/Amsterdam, by the rule in force since 1996 (summer from
 * the last Sunday of March 01:00Z to the last Sunday of October 01:00Z).
 */
#ifndef SPIL_BASE_DATE_H
#define SPIL_BASE_DATE_H

#include "base/base.h"

#define DAY_NONE INT32_MIN
#define DAY_TEXT 11 /* bytes for "2026-11-22" and NUL */

struct ymd {
    int year, month, day;
};

int32_t day_from_ymd(int year, int month,
                     int day); /* DAY_NONE when there is no such day; 1800..2200 */
struct ymd day_ymd(int32_t day);
int day_weekday(int32_t day);                    /* 1 Monday .. 7 Sunday */
int32_t day_add_months(int32_t day, int months); /* 31 January + 1 is the last of February */
/* Whole months elapsed: the most that day_add_months() can add to from without passing to. Swapped
 * days give the same with a minus. */
int day_months_between(int32_t from, int32_t to);
/* Years; who was born on 29 February is a year older on 1 March when there is no such day. */
int day_age(int32_t birth, int32_t on);
struct iso_week {
    int year, week;
};
struct iso_week day_iso_week(int32_t day);
int32_t day_from_iso_week(struct iso_week w); /* its Monday; DAY_NONE when there is no such week */
int32_t day_monday(int32_t day);

/* "2026-11-22" exactly; DAY_NONE otherwise ("" too). */
int32_t day_from_iso(const char *iso);
/* Returns out; "" for DAY_NONE and outside the years 0..9999. */
const char *day_iso(int32_t day, char out[DAY_TEXT]);

/* What people type: 1-3-2026, 01/03/2026, 1.3.2026, 2026-03-01, 1 mrt, 1 maart 2026, 1-3, vandaag,
 * gisteren, morgen, ma..zo (the coming one), and the English words. Without a year: the year that
 * makes it nearest to today. A year of two digits lies from 79 years before to 20 after this one. A
 * weekday is never today. Names may be cut: mrt, sept, di, tue (three letters of a month, two of a
 * weekday). False when it is no day (31-02). "" gives true and DAY_NONE. */
bool day_parse(const char *typed, int32_t today, int32_t *day) MUST_USE;

/* The clock. now_ms() is the machine's unless set (tests, --now); it never goes through time zones.
 */
int64_t now_ms(void);
void now_set(int64_t ms);         /* fixed from here on; 0: the machine's again */
void now_set_running(int64_t ms); /* starts at ms and runs on */

struct local {
    int32_t day;
    int minute; /* of the day, 0..1439 */
    int second;
};
struct local local_from_ms(int64_t ms);
/* The earlier of two when the clock goes back; an hour later when the clock skips that minute. */
int64_t local_to_ms(int32_t day, int minute);
int32_t today(void); /* local_from_ms(now_ms()).day */

#endif
