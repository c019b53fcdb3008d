/* figures.c: months of work and the longest job, of placements.
 * Not: which placements count (placement_counts), or the page (figures_web.c).
 * Start at figures_work(). */
#include "feature/figures/figures.h"

enum { BRIDGED = 1 }; /* empty months within one job: research/stats.md C.4 */

static int64_t month_of(int32_t day)
{
    struct ymd date = day_ymd(day);

    return (int64_t)date.year * 12 + date.month - 1;
}

static int by_start(const void *x, const void *y)
{
    const struct figures_job *a = x, *b = y;

    return (a->from > b->from) - (a->from < b->from);
}

static int by_employer(const void *x, const void *y)
{
    const struct figures_job *a = x, *b = y;

    return a->at != b->at ? (a->at > b->at) - (a->at < b->at) : by_start(x, y);
}

/* In order of start: what a job adds beyond the last month that was counted. */
static int64_t months_of(const struct figures_job *jobs, size_t n)
{
    int64_t months = 0, counted = INT64_MIN;

    for (size_t i = 0; i < n; i++) {
        int64_t first = MAX(month_of(jobs[i].from), counted + 1), last = month_of(jobs[i].to);

        if (last < first)
            continue;
        months += last - first + 1;
        counted = last;
    }
    return months;
}

/* In order of employer and start. */
static int64_t longest_of(const struct figures_job *jobs, size_t n)
{
    int64_t longest = 0, first = 0, last = 0;

    for (size_t i = 0; i < n; i++) {
        int64_t from = month_of(jobs[i].from), to = month_of(jobs[i].to);

        if (!i || jobs[i].at != jobs[i - 1].at || from - last > BRIDGED + 1)
            first = from, last = to;
        last = MAX(last, to);
        longest = MAX(longest, last - first + 1);
    }
    return longest;
}

struct figures_work figures_work(struct figures_job *jobs, size_t n)
{
    struct figures_work work = {.first_on = DAY_NONE};

    if (!n)
        return work;
    qsort(jobs, n, sizeof(*jobs), by_start);
    work.first_on = jobs[0].from;
    work.months = months_of(jobs, n);
    qsort(jobs, n, sizeof(*jobs), by_employer);
    work.longest = longest_of(jobs, n);
    return work;
}
