/* fuzz_date.c: whatever is typed as a date is refused, or is a day that reads back.
 * Not: which day it is (test/unit/t_base_date.c).
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/base/base.c src/base/date.c
#include "base/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void calendar_holds(int32_t day)
{
    struct ymd d = day_ymd(day);
    char text[DAY_TEXT];

    if (day_from_ymd(d.year, d.month, d.day) != day || day_from_iso(day_iso(day, text)) != day)
        BUG("day %d is not itself", day);
    if (day_from_iso_week(day_iso_week(day)) != day_monday(day) && d.year > 1800 && d.year < 2200)
        BUG("day %d is in no week", day);
    if (local_from_ms(local_to_ms(day, 720)).day != day)
        BUG("noon of day %d is on another", day);
}

/* Four bytes of today, then what is typed. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char typed[128];
    uint32_t seed;
    int32_t day, again;

    if (size < sizeof(seed) || size - sizeof(seed) >= sizeof(typed))
        return 0;
    memcpy(&seed, data, sizeof(seed));
    memcpy(typed, data + sizeof(seed), size - sizeof(seed));
    typed[size - sizeof(seed)] = '\0';
    int32_t first = day_from_ymd(1900, 1, 1), last = day_from_ymd(2100, 1, 1);
    int32_t now = first + (int32_t)(seed % (uint32_t)(last - first));

    int32_t exact = day_from_iso(typed);
    if (exact != DAY_NONE)
        calendar_holds(exact);
    if (!day_parse(typed, now, &day)) {
        if (exact != DAY_NONE)
            BUG("an ISO day was refused");
        return 0;
    }
    if (day == DAY_NONE)
        return 0;
    calendar_holds(day);
    char text[DAY_TEXT];
    if (!day_parse(day_iso(day, text), now, &again) || again != day)
        BUG("a day that was shown is read as another");
    calendar_holds(now);
    day_months_between(now, day);
    day_age(day, now);
    return 0;
}
