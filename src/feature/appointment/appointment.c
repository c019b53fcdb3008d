/* appointment.c: the codes of an appointment, times as people type them, the days of a series.
 * Not: SQL (appointment_sql.c) or pages (appointment_web.c).
 * Start at appointment_series_days(). */
#include "feature/appointment/appointment.h"

#include <ctype.h>

const struct code appointment_kinds[] = {{"talk", TEXT_appointment_kind_talk},
                                         {"follow", TEXT_appointment_kind_follow},
                                         {"visit", TEXT_appointment_kind_visit},
                                         {"interview", TEXT_appointment_kind_interview},
                                         {"care", TEXT_appointment_kind_care},
                                         {"three_way", TEXT_appointment_kind_three_way},
                                         {"meeting", TEXT_appointment_kind_meeting},
                                         {"other", TEXT_appointment_kind_other},
                                         {0}};
const struct code appointment_modes[] = {{"face_to_face", TEXT_contact_mode_face},
                                         {"video", TEXT_contact_mode_video},
                                         {"phone", TEXT_contact_mode_phone},
                                         {0}};
const struct code appointment_off_reasons[] = {
    {"absent", TEXT_appointment_off_absent},     {"client", TEXT_appointment_off_client},
    {"other_party", TEXT_appointment_off_other}, {"us", TEXT_appointment_off_us},
    {"moved", TEXT_appointment_off_moved},       {0}};
const struct code appointment_repeats[] = {{"week", TEXT_appointment_repeat_week},
                                           {"weeks_2", TEXT_appointment_repeat_weeks_2},
                                           {"weeks_4", TEXT_appointment_repeat_weeks_4},
                                           {"month", TEXT_appointment_repeat_month},
                                           {0}};
const struct code appointment_reminders[] = {{"15", TEXT_appointment_remind_15},
                                             {"60", TEXT_appointment_remind_60},
                                             {"1440", TEXT_appointment_remind_1440},
                                             {0}};

bool appointment_is_open(const struct appointment *a)
{
    return !a->contact_id && !*a->off_reason;
}

/* ---- times ----------------------------------------------------------------------------------- */

/* Digits at *at as a number; how many there were. */
static size_t digits(const char **at, int64_t *n)
{
    size_t count = 0;

    for (*n = 0; isdigit((unsigned char)**at) && count < 5; ++*at, count++)
        *n = *n * 10 + (**at - '0');
    return count;
}

/* What stands behind the hours: ":30", ".30", "u", "u30", "uur", " uur". False: nothing of these.
 */
static bool minutes_behind(const char **at, int64_t *minutes)
{
    static const char *const hours_only[] = {"", "u", "h", "uur", " uur"};

    *minutes = 0;
    for (size_t i = 0; i < COUNT(hours_only); i++)
        if (!strcmp(*at, hours_only[i])) {
            *at += strlen(*at);
            return true;
        }
    if (!strchr(":.uh", **at))
        return false;
    ++*at;
    return digits(at, minutes) == 2;
}

bool appointment_time_parse(const char *typed, int64_t *minute)
{
    int64_t hours, minutes;

    *minute = NUMBER_NONE;
    if (!*typed)
        return true;
    size_t n = digits(&typed, &hours);
    if (n == 0 || n > 4)
        return false;
    if (n > 2) { /* 1430 */
        minutes = hours % 100;
        hours /= 100;
    } else if (!minutes_behind(&typed, &minutes)) {
        return false;
    }
    if (*typed || hours > 23 || minutes > 59)
        return false;
    *minute = hours * 60 + minutes;
    return true;
}

const char *appointment_time_text(struct arena *a, int64_t minute)
{
    if (minute == NUMBER_NONE)
        return "";
    return arena_fmt(a, "%d:%02d", (int)(minute / 60), (int)(minute % 60));
}

/* ---- series ---------------------------------------------------------------------------------- */

size_t appointment_series_days(int32_t first, const char *repeat, int32_t until, int32_t *days,
                               size_t most)
{
    int step = !strcmp(repeat, "week") ? 7 : !strcmp(repeat, "weeks_2") ? 14 : 28;
    size_t n = 0;

    for (; n < most; n++) {
        int32_t day =
            !strcmp(repeat, "month") ? day_add_months(first, (int)n) : first + step * (int32_t)n;

        if (day > until || (n && !*repeat))
            break;
        days[n] = day;
    }
    return n;
}

/* ---- what its contact is --------------------------------------------------------------------- */

static const struct {
    const char *party, *activity;
} usual[] = {{"client", "one_to_one"}, {"relative", "one_to_one"}, {"practitioner", "care"},
             {"employer", "employer"}, {"colleague", "team"},      {"expert", "expert"}};

const char *appointment_activity(const struct appointment *a)
{
    for (size_t i = 0; i < COUNT(usual); i++)
        if (!strcmp(usual[i].party, a->party))
            return usual[i].activity;
    BUG("no activity for %s", a->party);
}

const char *appointment_party(const char *kind, const char *who_party)
{
    static const struct {
        const char *kind, *party;
    } certain[] = {{"visit", "employer"},
                   {"interview", "employer"},
                   {"care", "practitioner"},
                   {"three_way", "expert"}};

    for (size_t i = 0; i < COUNT(certain); i++)
        if (!strcmp(certain[i].kind, kind))
            return certain[i].party;
    return who_party;
}

int32_t appointment_reminds_on(const struct appointment *a)
{
    const int64_t day = 24 * 60;

    if (a->remind == NUMBER_NONE)
        return DAY_NONE;
    int64_t early = a->minute == NUMBER_NONE ? a->remind / day
                    : a->remind > a->minute  ? (a->remind - a->minute + day - 1) / day
                                             : 0;
    return a->day - (int32_t)early;
}

bool appointment_client_there(const struct appointment *a)
{
    return !strcmp(a->kind, "interview") || !strcmp(a->kind, "three_way");
}
