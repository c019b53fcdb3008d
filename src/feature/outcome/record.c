/* record.c: from job-months to spells and outcomes per person.
 * Not: reading lines (record_read.c), statistics over persons (the files of the report).
 * Start at record_read(). */
#include "feature/outcome/record.h"

#include <math.h>

#include "feature/outcome/record_read.h"

/* ---- exact sums -------------------------------------------------------------------------------
 */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

double record_sum(double *v, size_t n, int decimals)
{
    static const double scale[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

    if (n == 1)
        return v[0];
    if (decimals < (int)COUNT(scale)) {
        int64_t sum = 0; /* |v| <= 1e9 and six decimals: room for 9,000 of the largest */

        for (size_t i = 0; i < n; i++) {
            int64_t units = llround(v[i] * scale[decimals]);

            if (__builtin_add_overflow(sum, units, &sum))
                return NAN;
        }
        return (double)sum / scale[decimals];
    }
    /* Neumaier's compensated sum (ZAMM 54, 1974), in order of size */
    double sum = 0, lost = 0;
    qsort(v, n, sizeof(*v), by_value);
    for (size_t i = 0; i < n; i++) {
        double t = sum + v[i];

        lost += fabs(sum) >= fabs(v[i]) ? (sum - t) + v[i] : (v[i] - t) + sum;
        sum = t;
    }
    return sum + lost;
}

/* ---- order ------------------------------------------------------------------------------------
 */

struct engine {
    struct record *record;
    struct cohort *cohort;
    struct arena *arena;     /* for what stays */
    struct arena *temporary; /* until the end of record_read */
    struct job_records records;
    const uint32_t *to; /* the new index of each job; NULL when they were in order */
};

static int by_person_and_id(const void *a, const void *b)
{
    const struct job *x = *(const struct job *const *)a, *y = *(const struct job *const *)b;

    if (x->person != y->person)
        return x->person < y->person ? -1 : 1;
    return id_compare(x->id, y->id);
}

/* Jobs by person, then id; the levels alphabetical. */
static void sort_jobs(struct engine *e)
{
    struct record *record = e->record;
    size_t n = (size_t)record->jobs;
    struct job *sorted = ARENA_ARRAY(e->arena, struct job, n);
    const struct job **order = ARENA_ARRAY(e->temporary, const struct job *, n);
    uint32_t *to = ARENA_ARRAY(e->temporary, uint32_t, n);
    uint8_t contract[LEVEL_NONE + 1], sector[LEVEL_NONE + 1];
    bool ordered = true;

    levels_sort(&record->contract, contract);
    levels_sort(&record->sector, sector);
    for (size_t i = 0; i < n; i++) {
        order[i] = &record->job[i];
        ordered &= !i || by_person_and_id(&order[i - 1], &order[i]) < 0;
    }
    if (!ordered)
        qsort(order, n, sizeof(*order), by_person_and_id);
    for (size_t i = 0; i < n; i++) {
        sorted[i] = *order[i];
        sorted[i].contract = contract[sorted[i].contract];
        sorted[i].sector = sector[sorted[i].sector];
        to[order[i] - record->job] = (uint32_t)i;
    }
    record->job = sorted;
    e->to = ordered ? NULL : to;
}

static void free_arena(void *a)
{
    arena_free(a);
}

/* Gives the items the new index of their job. */
static void renumber(const struct engine *e, struct job_list *list, size_t size)
{
    for (size_t i = 0; e->to && i < list->n; i++) {
        uint32_t *of = (uint32_t *)(void *)(list->items + i * size);

        *of = e->to[*of];
    }
}

static uint32_t person_of(const struct engine *e, const char *item)
{
    uint32_t of;

    memcpy(&of, item, sizeof(of));
    return e->record->job[of].person;
}

/* The items person by person: where they are when the file has the persons in order, else a copy
 * (counting sort). They live in arena a. */
static void *by_person(struct engine *e, struct arena *a, struct job_list *list, size_t size)
{
    size_t persons = (size_t)e->cohort->n;

    renumber(e, list, size);
    if (!list->turned) {
        arena_defer(a, free_arena, list->arena);
        return list->items;
    }
    size_t *begin = ARENA_ARRAY(e->temporary, size_t, persons + 1);
    for (size_t i = 0; i < list->n; i++)
        begin[person_of(e, list->items + i * size) + 1]++;
    for (size_t p = 0; p < persons; p++)
        begin[p + 1] += begin[p];
    char *items = arena_array(a, size, list->n);
    for (size_t i = 0; i < list->n; i++) {
        const char *item = list->items + i * size;

        memcpy(items + begin[person_of(e, item)]++ * size, item, size);
    }
    arena_free(list->arena);
    return items;
}

/* Behind the items of person p, which begin at `from`. */
static size_t end_of_person(const struct engine *e, const void *items, size_t size, size_t from,
                            size_t n, int64_t p)
{
    while (from < n && person_of(e, (const char *)items + from * size) == p)
        from++;
    return from;
}

static int by_job_and_month(const void *a, const void *b)
{
    const struct job_month *x = a, *y = b;

    if (x->job != y->job)
        return x->job < y->job ? -1 : 1;
    return x->month - y->month;
}

static int by_job_seen(const void *a, const void *b)
{
    const struct job_seen *x = a, *y = b;

    if (x->job != y->job)
        return x->job < y->job ? -1 : 1;
    return (x->month > y->month) - (x->month < y->month);
}

/* Sorts the few items of one person, which mostly are in order already. */
static void sort_few(void *items, size_t n, size_t size, int (*compare)(const void *, const void *))
{
    char *a = items, hold[sizeof(struct job_month)];

    if (n > 64) {
        qsort(a, n, size, compare);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        size_t k = i;

        if (compare(a + (i - 1) * size, a + i * size) <= 0)
            continue;
        memcpy(hold, a + i * size, size);
        for (; k && compare(a + (k - 1) * size, hold) > 0; k--)
            memcpy(a + k * size, a + (k - 1) * size, size);
        memcpy(a + k * size, hold, size);
    }
}

/* ---- job-months -------------------------------------------------------------------------------
 */

/* Distinct job-months that play no part in the outcomes. */
static void count_outside(struct engine *e)
{
    struct arena *a = arena_new();
    size_t all = e->records.outside.n, from = 0;
    struct job_seen *seen = by_person(e, a, &e->records.outside, sizeof(*seen));

    for (int64_t p = 0; p < e->cohort->n; p++) {
        struct job_seen *s = seen + from;
        size_t end = end_of_person(e, seen, sizeof(*s), from, all, p), n = end - from;

        sort_few(s, n, sizeof(*s), by_job_seen);
        for (size_t i = 0; i < n; i++)
            e->record->person_job_months += !i || by_job_seen(&s[i - 1], &s[i]) != 0;
        from = end;
    }
    arena_free(a);
}

/* The records m[0..n) of one job-month as one. Of two the sum is right to the last digit in either
 * order, and the one that statistics packages have: the rank tests depend on that digit. From three
 * on their order would matter. */
static struct job_month add_up(struct engine *e, const struct job_month *m, size_t n)
{
    struct job_month sum = m[0];

    if (n == 2) {
        sum.hours += m[1].hours;
        sum.wage += m[1].wage;
        sum.contract += m[1].contract;
    } else if (n > 2) {
        double *v = ARENA_ARRAY(e->temporary, double, n);
        double *const field[] = {&sum.hours, &sum.wage, &sum.contract};

        for (size_t k = 0; k < COUNT(field); k++) {
            for (size_t i = 0; i < n; i++)
                v[i] = k == 0 ? m[i].hours : k == 1 ? m[i].wage : m[i].contract;
            *field[k] = record_sum(v, n, e->records.decimals);
        }
    }
    return sum;
}

/* Of the records all[0..n) of one person: adds up, puts the active ones into out, which may be all
 * or lie before it; how many. */
static size_t make_job_months(struct engine *e, struct job_month *all, size_t n,
                              struct job_month *out)
{
    size_t kept = 0;

    sort_few(all, n, sizeof(*all), by_job_and_month);
    for (size_t i = 0, next; i < n; i = next) {
        for (next = i + 1; next < n && !by_job_and_month(&all[i], &all[next]); next++)
            continue;
        struct job_month m = add_up(e, all + i, next - i);
        e->record->person_job_months++;
        if (m.hours > 1e-9 || m.wage > 1e-9)
            out[kept++] = m;
    }
    return kept;
}

/* ---- persons ----------------------------------------------------------------------------------
 */

static void add_job_spell(struct record *record, int first, int last)
{
    record->job_spell[record->job_spells++] = last - first + 1;
}

/* Spells of the jobs of one person, and which job came first (C.0.5). */
static void jobs_of_person(struct engine *e, int64_t person, const struct job_month *m, size_t n)
{
    struct record *record = e->record;
    struct person_work *work = &record->work[person];
    size_t best_first = 0, best_months = 0;

    for (size_t i = 0, next; i < n; i = next) {
        struct job *job = &record->job[m[i].job];
        int first = m[i].month;

        job->active = true;
        work->jobs++;
        for (next = i + 1; next < n && m[next].job == m[i].job; next++) {
            if (m[next].month - m[next - 1].month > record->ends_after) {
                add_job_spell(record, first, m[next - 1].month);
                work->longest = MAX(work->longest, (int16_t)(m[next - 1].month - first + 1));
                first = m[next].month;
            }
        }
        add_job_spell(record, first, m[next - 1].month);
        work->longest = MAX(work->longest, (int16_t)(m[next - 1].month - first + 1));
        const struct job *best = work->first_job == JOB_NONE ? NULL : &record->job[work->first_job];
        bool earlier = !best || job->start < best->start;
        if (best && job->start == best->start)
            earlier = m[i].month < m[best_first].month ||
                      (m[i].month == m[best_first].month && next - i > best_months);
        if (earlier) {
            work->first_job = m[i].job;
            best_first = i;
            best_months = next - i;
        }
    }
}

/* Spells of having a job at all. */
static void employment_of_person(struct record *record, int64_t person, int window)
{
    const struct months *working = &record->work[person].working;
    int first = 0, last = 0;

    for (int t = 1; t <= window; t++) {
        if (!months_has(working, t))
            continue;
        if (first && t - last > record->ends_after) {
            record->employment[record->employment_spells++] =
                (struct spell){(uint32_t)person, (int16_t)first, (int16_t)last};
            first = t;
        }
        first = first ? first : t;
        last = t;
    }
    record->employment[record->employment_spells++] =
        (struct spell){(uint32_t)person, (int16_t)first, (int16_t)last};
}

/* The mean, corrected by the mean of what is left (as R does): equal months then give equal means
 * whatever their number, which matters to the ranks. */
static double mean_of(const double *x, int n)
{
    long double sum = 0, rest = 0;

    for (int i = 0; i < n; i++)
        sum += x[i];
    sum /= n;
    for (int i = 0; i < n; i++)
        rest += x[i] - sum;
    return (double)(sum + rest / n);
}

/* Means over the worked months of the sums over jobs. */
static void means_of_person(struct record *record, struct person_work *work,
                            const struct job_month *m, size_t n, int window)
{
    double hours[WINDOW_MAX + 1], wage[WINDOW_MAX + 1], contract[WINDOW_MAX + 1];
    double ratio[WINDOW_MAX + 1];
    long double ratio_hours = 0, ratio_contract = 0;
    long double all_hours = record->hours, all_wage = record->wage;
    uint8_t jobs[WINDOW_MAX + 1];
    int months = 0, ratio_months = 0;

    for (int t = 0; t <= window; t++) {
        hours[t] = wage[t] = contract[t] = 0;
        jobs[t] = 0;
    }
    for (size_t i = 0; i < n; i++) {
        all_hours += m[i].hours;
        all_wage += m[i].wage;
        hours[m[i].month] += m[i].hours;
        contract[m[i].month] += m[i].contract;
        wage[m[i].month] += m[i].wage;
        jobs[m[i].month] = (uint8_t)MIN(jobs[m[i].month] + 1, 2);
    }
    record->hours = all_hours;
    record->wage = all_wage;
    for (int t = 1; t <= window; t++) {
        if (!jobs[t])
            continue;
        record->concurrent += jobs[t] > 1;
        if (contract[t] > 0) {
            ratio[ratio_months++] = 100 * hours[t] / contract[t];
            ratio_hours += hours[t];
            ratio_contract += contract[t];
        }
        hours[months] = hours[t]; /* month t lies behind the months counted so far */
        wage[months++] = wage[t];
    }
    work->months = (int16_t)months;
    work->hours = mean_of(hours, months);
    work->wage = mean_of(wage, months);
    if (ratio_months) {
        work->ratio_of_months = mean_of(ratio, ratio_months);
        work->ratio_of_sums = (double)(100 * ratio_hours / ratio_contract);
    }
}

/* m: the n job-months of this person. */
static void work_of_person(struct engine *e, int64_t person, const struct job_month *m, size_t n)
{
    struct record *record = e->record;
    struct person_work *work = &record->work[person];
    int window = e->cohort->person[person].followup;

    *work = (struct person_work){.first_job = JOB_NONE,
                                 .hours = NAN,
                                 .wage = NAN,
                                 .ratio_of_months = NAN,
                                 .ratio_of_sums = NAN};
    if (!n)
        return;
    jobs_of_person(e, person, m, n);
    for (size_t i = 0; i < n; i++) {
        months_add(&work->working, m[i].month);
        if (m[i].job == work->first_job)
            months_add(&work->same_job, m[i].month);
        if (!work->first_month || m[i].month < work->first_month)
            work->first_month = m[i].month;
    }
    employment_of_person(record, person, window);
    means_of_person(record, work, m, n, window);
    work->days = record->job[work->first_job].start - e->cohort->person[person].start;
    record->workers++;
    record->outcome_jobs += work->jobs;
}

/* Person by person, all of him while his months are at hand: a pass over all months would cost more
 * than what is done with them. */
static void work_of_persons(struct engine *e)
{
    struct record *record = e->record;
    struct cohort *cohort = e->cohort;
    size_t n = e->records.inside.n, from = 0;
    struct job_month *all = by_person(e, e->arena, &e->records.inside, sizeof(*all));

    record->month = all;
    record->work = ARENA_ARRAY(e->arena, struct person_work, (size_t)cohort->n);
    record->job_spell = ARENA_ARRAY(e->arena, double, n);
    record->employment = ARENA_ARRAY(e->arena, struct spell, n);
    for (int64_t p = 0; p < cohort->n; p++) {
        size_t end = end_of_person(e, all, sizeof(*all), from, n, p);
        struct job_month *m = all + record->months;
        size_t kept = make_job_months(e, all + from, end - from, m);

        work_of_person(e, p, m, kept);
        cohort->person[p].group[GROUP_EVER] = record->work[p].first_job != JOB_NONE;
        record->months += (int64_t)kept;
        from = end;
    }
}

bool record_read(struct record *record, struct arena *a, struct cohort *cohort, struct csv *c,
                 int ends_after)
{
    struct engine e = {record, cohort, a, arena_new()};

    *record = (struct record){.ends_after = ends_after ? ends_after : ENDS_AFTER};
    e.records.inside.arena = arena_new();
    e.records.outside.arena = arena_new();
    bool good = jobs_read(record, &e.records, a, e.temporary, cohort, c);
    if (!good) {
        arena_free(e.records.inside.arena);
        arena_free(e.records.outside.arena);
    } else {
        sort_jobs(&e);
        count_outside(&e);
        work_of_persons(&e);
    }
    arena_free(e.temporary);
    return good;
}
