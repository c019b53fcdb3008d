/* time.c: the rows of a week and their sums.
 * Not: SQL (time_sql.c) or the page (time_web.c).
 * Start at time_total(). */
#include "feature/time/time.h"

#include "feature/contact/contact.h"

const struct code time_kinds[] = {{"administration", TEXT_time_kind_administration},
                                  {"training", TEXT_time_kind_training},
                                  {"travel", TEXT_time_kind_travel},
                                  {"leave", TEXT_time_kind_leave},
                                  {"sick", TEXT_time_kind_sick},
                                  {"other", TEXT_time_kind_other},
                                  {0}};
_Static_assert(COUNT(time_kinds) == TIME_KINDS + 1, "a row per kind");

const char *time_row_name(enum lang lang, int row)
{
    if (row < TIME_ACTIVITIES)
        return text(lang, contact_activities[row].label);
    return row == TIME_TRAVEL ? text(lang, TEXT_time_travel)
                              : text(lang, time_kinds[row - TIME_OTHER].label);
}

int64_t time_row_total(const struct time_week *w, int row)
{
    int64_t total = 0;

    for (int day = 0; day < 7; day++)
        total += w->minutes[row][day];
    return total;
}

int64_t time_day_total(const struct time_week *w, int day)
{
    int64_t total = 0;

    for (int row = 0; row < TIME_ROWS; row++)
        total += w->minutes[row][day];
    return total;
}

int64_t time_total(const struct time_week *w)
{
    int64_t total = 0;

    for (int day = 0; day < 7; day++)
        total += time_day_total(w, day);
    return total;
}
