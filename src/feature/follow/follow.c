/* follow.c: the codes, what the norm of follow-along asks and whether it was met, and what a row of
 * balances says.
 * Not: SQL (follow_sql.c) or pages. Start at follow_norm(). */
#include "feature/follow/follow.h"

const struct code follow_reporters[] = {{"specialist", TEXT_follow_by_specialist},
                                        {"client", TEXT_follow_by_client},
                                        {"relative", TEXT_follow_by_relative},
                                        {"employer", TEXT_follow_by_employer},
                                        {0}};

const struct code follow_scores[] = {
    {"2", TEXT_follow_far_too_much}, {"1", TEXT_follow_too_much},        {"0", TEXT_follow_right},
    {"-1", TEXT_follow_too_little},  {"-2", TEXT_follow_far_too_little}, {0}};

bool follow_has_sign(const char *signs, const char *code)
{
    size_t n = strlen(code);

    for (const char *at = signs; n && (at = strstr(at, code)); at += n)
        if ((at == signs || at[-1] == ' ') && (!at[n] || at[n] == ' '))
            return true;
    return false;
}

static bool spoken(const int32_t *days, size_t n, int32_t from, int32_t to)
{
    for (size_t i = 0; i < n; i++)
        if (days[i] >= from && days[i] <= to)
            return true;
    return false;
}

void follow_norm(const int32_t *days, size_t n, int32_t start, int32_t today,
                 struct follow_met met[FOLLOW_STEPS])
{
    enum { WEEK = 7, SOON = 3, WEEKS = 4, MONTHS = 12 };

    memset(met, 0, FOLLOW_STEPS * sizeof(*met));
    if (today >= start - WEEK) {
        met[FOLLOW_BEFORE].asked = 1;
        met[FOLLOW_BEFORE].met = spoken(days, n, start - WEEK, start - 1);
    }
    if (today >= start) {
        met[FOLLOW_DAYS].asked = 1;
        met[FOLLOW_DAYS].met = spoken(days, n, start, start + SOON);
    }
    for (int week = 0; week < WEEKS && today >= start + WEEK * (week + 1) - 1; week++) {
        met[FOLLOW_WEEKS].asked++;
        met[FOLLOW_WEEKS].met +=
            spoken(days, n, start + WEEK * week, start + WEEK * (week + 1) - 1);
    }
    for (int month = 1; month < MONTHS; month++) {
        int32_t last = day_add_months(start, month + 1) - 1;

        if (today < last)
            break;
        met[FOLLOW_MONTHS].asked++;
        met[FOLLOW_MONTHS].met += spoken(days, n, day_add_months(start, month), last);
    }
}

enum text_id follow_balance_finding(const struct follow_balance *list, size_t n)
{
    int64_t last = list[n - 1].score;
    bool again = n > 1 && list[n - 2].score * last > 0; /* the same side twice */

    if (last > 0)
        return again ? TEXT_follow_balance_much_again : TEXT_follow_balance_much;
    if (last < 0)
        return again ? TEXT_follow_balance_little_again : TEXT_follow_balance_little;
    return TEXT_follow_balance_right;
}
