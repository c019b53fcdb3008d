/* efforts.c: time registration (C.10), from time.csv.
 * Not: the time registration of the program itself (its own feature).
 * Start at block_efforts(). */
#include "feature/outcome/block.h"

#include <math.h>

/* Minutes are kept as whole thousandths: exact, and the same in every order. */
enum {
    UNITS = 1000,
    DECIMALS = 3,
    MINUTES_MAX = 2000000, /* about four years */
    PIECE_RECORDS = 16384,
    BINS_MAX = 1 << 21,
};

struct effort_record {
    uint32_t person;
    int16_t month;
    int32_t units[ACTIVITIES];
};

struct effort_piece {
    struct effort_piece *next;
    size_t n;
    struct effort_record record[PIECE_RECORDS];
};

struct reading {
    struct outcome *o;
    struct csv *csv;
    struct arena *arena;
    int pid, month, act[ACTIVITIES];
    struct effort_piece *records;
    struct effort_piece *repeats; /* of a person-month that is there already */
    struct months *seen;          /* per person */
    int decimals;                 /* the most that was written */
};

static const int phase_end[PHASES] = {6, 12, 18, WINDOW_MAX};

/* ---- reading ----------------------------------------------------------------------------------
 */

static struct effort_record *next_record(struct reading *r, struct effort_piece **list)
{
    struct effort_piece *p = *list;

    if (!p || p->n == PIECE_RECORDS) {
        p = arena_alloc(r->arena, sizeof(*p));
        p->next = *list;
        *list = p;
    }
    return &p->record[p->n++];
}

static bool read_minutes(struct reading *r, int column, int32_t *units)
{
    double minutes;
    int decimals;

    if (!csv_number(r->csv, column, &minutes, &decimals) || fabs(minutes) > MINUTES_MAX) {
        csv_refuse(r->csv, column, "'%s' is not a number of minutes", csv_show(r->csv, column));
        return false;
    }
    if (decimals > DECIMALS) {
        csv_note(r->csv, column, "rounded to a thousandth of a minute");
        decimals = DECIMALS;
    }
    r->decimals = MAX(r->decimals, decimals);
    *units = (int32_t)lround(minutes * UNITS);
    return true;
}

static void read_effort(struct reading *r)
{
    struct cohort *cohort = &r->o->cohort;
    struct csv *c = r->csv;
    int64_t person = cohort_find(cohort, c, r->pid);
    struct effort_record record;
    int32_t month;

    if (person < 0) {
        csv_refuse(c, r->pid, "participant '%s' is not in the list of participants",
                   csv_show(c, r->pid));
        return;
    }
    if (!csv_month(c, r->month, &month)) {
        csv_refuse(c, r->month, "'%s' is not a month (YYYY-MM)", csv_show(c, r->month));
        return;
    }
    int32_t t = trajectory_month(&cohort->person[person], month);
    if (t < 1) {
        csv_refuse(c, r->month, "before the start of the trajectory");
        return;
    }
    for (int k = 0; k < ACTIVITIES; k++) {
        if (!read_minutes(r, r->act[k], &record.units[k]))
            return;
    }
    if (t > cohort->person[person].followup)
        return; /* after the window: ignored, as with jobs (C.0.4) */
    record.person = (uint32_t)person;
    record.month = (int16_t)t;
    bool again = months_has(&r->seen[person], t);
    months_add(&r->seen[person], t);
    *next_record(r, again ? &r->repeats : &r->records) = record;
}

/* ---- repeats ----------------------------------------------------------------------------------
 */

static int by_person_month(const void *a, const void *b)
{
    const struct effort_record *x = a, *y = b;

    if (x->person != y->person)
        return x->person < y->person ? -1 : 1;
    return x->month - y->month;
}

/* Adds what was registered twice for a person-month to the first record of it. */
static void add_repeats(struct reading *r)
{
    size_t n = 0;

    for (struct effort_piece *p = r->repeats; p; p = p->next)
        n += p->n;
    if (!n)
        return;
    struct effort_record *all = ARENA_ARRAY(r->arena, struct effort_record, n), *to = all;
    for (struct effort_piece *p = r->repeats; p; p = p->next) {
        memcpy(to, p->record, p->n * sizeof(*to));
        to += p->n;
    }
    qsort(all, n, sizeof(*all), by_person_month);
    for (struct effort_piece *p = r->records; p; p = p->next) {
        for (size_t i = 0; i < p->n; i++) {
            struct effort_record *first = &p->record[i];
            struct effort_record *same = bsearch(first, all, n, sizeof(*all), by_person_month);

            if (!same)
                continue;
            while (same > all && !by_person_month(same - 1, first))
                same--;
            for (; same < all + n && !by_person_month(same, first); same++) {
                for (int k = 0; k < ACTIVITIES; k++)
                    first->units[k] += same->units[k];
            }
        }
    }
}

/* ---- summaries --------------------------------------------------------------------------------
 */

static int64_t units_of(const struct effort_record *r, int activity)
{
    int64_t total = 0;

    if (activity < ACTIVITIES)
        return r->units[activity];
    for (int k = 0; k < ACTIVITIES; k++)
        total += r->units[k];
    return total;
}

static int phase_of(int month)
{
    int k = 0;

    while (month > phase_end[k])
        k++;
    return k;
}

/* Values of one phase, counted per distinct value. */
struct bins {
    int64_t n;
    int64_t low; /* value of the first bin */
    uint32_t *count;
    size_t bins;
};

/* The value at place i (from 0) in ascending order. */
static double value_at(const struct bins *b, int64_t i)
{
    size_t k = 0;

    for (; i >= b->count[k]; k++)
        i -= b->count[k];
    return (double)(b->low + (int64_t)k);
}

static double quantile_of(const struct bins *b, double p)
{
    double h = (double)(b->n - 1) * p;
    int64_t i = (int64_t)floor(h);
    double low = value_at(b, i), high = value_at(b, MIN(i + 1, b->n - 1));

    return low + (h - (double)i) * (high - low);
}

/* The same figures as block_summary, from counts: sums of whole numbers are exact. */
static struct summary summary_of_bins(const struct bins *b, double unit)
{
    struct summary s = {b->n, 0, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    int64_t sum = 0;
    long double squares = 0;

    if (!b->n)
        return s;
    for (size_t k = 0; k < b->bins; k++)
        sum += (int64_t)b->count[k] * (b->low + (int64_t)k);
    long double mean = (long double)sum / (long double)b->n;
    for (size_t k = 0; k < b->bins; k++) {
        long double d = (long double)(b->low + (int64_t)k) - mean;

        squares += b->count[k] * d * d;
    }
    s.mean = (double)(mean / unit);
    s.sd = b->n > 1 ? (double)(sqrtl(squares / (long double)(b->n - 1)) / unit) : NAN;
    s.min = value_at(b, 0) / unit;
    s.q25 = quantile_of(b, 0.25) / unit;
    s.median = quantile_of(b, 0.5) / unit;
    s.q75 = quantile_of(b, 0.75) / unit;
    s.max = value_at(b, b->n - 1) / unit;
    return s;
}

/* Person-months of one activity by phase. `divide` brings thousandths to the unit written. */
static void summarise_months(struct reading *r, int activity, int64_t divide, struct summary *out)
{
    int64_t low = INT64_MAX, high = INT64_MIN, n[PHASES] = {0};
    struct arena *temporary = arena_new();

    for (struct effort_piece *p = r->records; p; p = p->next) {
        for (size_t i = 0; i < p->n; i++) {
            int64_t units = units_of(&p->record[i], activity) / divide;

            low = MIN(low, units);
            high = MAX(high, units);
            n[phase_of(p->record[i].month)]++;
        }
    }
    bool counted = low <= high && high - low < BINS_MAX;
    struct bins bins[PHASES];
    double *x[PHASES];
    for (int k = 0; k < PHASES; k++) {
        bins[k] = (struct bins){n[k], low, NULL, counted ? (size_t)(high - low) + 1 : 0};
        bins[k].count = ARENA_ARRAY(temporary, uint32_t, bins[k].bins);
        x[k] = ARENA_ARRAY(temporary, double, counted ? 0 : (size_t)n[k]);
        n[k] = 0;
    }
    for (struct effort_piece *p = r->records; p; p = p->next) {
        for (size_t i = 0; i < p->n; i++) {
            int64_t units = units_of(&p->record[i], activity) / divide;
            int k = phase_of(p->record[i].month);

            if (counted)
                bins[k].count[units - low]++;
            else
                x[k][n[k]++] = (double)(units * divide) / UNITS;
        }
    }
    for (int k = 0; k < PHASES; k++)
        out[k] = counted ? summary_of_bins(&bins[k], (double)UNITS / (double)divide)
                         : block_summary(temporary, x[k], n[k]);
    arena_free(temporary);
}

struct person_sum {
    int64_t units[PHASES];
    int16_t months[PHASES];
};

static void summarise_persons(struct reading *r, int activity, struct person_sum *sum,
                              struct effort *out)
{
    int64_t persons = r->o->cohort.n;
    struct arena *temporary = arena_new();
    double *x = ARENA_ARRAY(temporary, double, (size_t)persons);
    int64_t n = 0;

    memset(sum, 0, (size_t)persons * sizeof(*sum));
    for (struct effort_piece *p = r->records; p; p = p->next) {
        for (size_t i = 0; i < p->n; i++) {
            struct person_sum *s = &sum[p->record[i].person];
            int k = phase_of(p->record[i].month);

            s->units[k] += units_of(&p->record[i], activity);
            s->months[k]++;
        }
    }
    for (int64_t i = 0; i < persons; i++) {
        int64_t units = 0, months = 0;

        for (int k = 0; k < PHASES; k++) {
            units += sum[i].units[k];
            months += sum[i].months[k];
        }
        if (months)
            x[n++] = (double)((long double)units / (long double)(months * UNITS));
    }
    out->person = block_summary(temporary, x, n);
    for (int k = 0; k < PHASES; k++) {
        n = 0;
        for (int64_t i = 0; i < persons; i++) {
            if (sum[i].months[k])
                x[n++] = (double)((long double)sum[i].units[k] /
                                  (long double)(sum[i].months[k] * UNITS));
        }
        out->person_phase[k] = block_summary(temporary, x, n);
    }
    arena_free(temporary);
}

static void summarise(struct reading *r)
{
    struct efforts *e = arena_alloc(r->o->arena, sizeof(*e));
    struct person_sum *sum = ARENA_ARRAY(r->arena, struct person_sum, (size_t)r->o->cohort.n);
    int64_t divide = UNITS;

    for (int k = 0; k < r->decimals; k++)
        divide /= 10;
    for (struct effort_piece *p = r->records; p; p = p->next)
        e->records += (int64_t)p->n;
    for (int activity = 0; activity <= ACTIVITIES; activity++) {
        summarise_persons(r, activity, sum, &e->activity[activity]);
        summarise_months(r, activity, divide, e->activity[activity].month_phase);
    }
    e->persons = e->activity[ACTIVITIES].person.n;
    r->o->efforts = e;
}

void block_efforts(struct outcome *o, struct csv *c)
{
    struct csv_column wanted[] = {{"pid"},  {"month"}, {"act1"}, {"act2"},
                                  {"act3"}, {"act4"},  {"act5"}};
    struct reading r = {.o = o, .csv = c, .arena = arena_new()};

    if (csv_columns(c, wanted, COUNT(wanted))) {
        r.pid = wanted[0].at;
        r.month = wanted[1].at;
        for (int k = 0; k < ACTIVITIES; k++)
            r.act[k] = wanted[2 + k].at;
        r.seen = ARENA_ARRAY(r.arena, struct months, (size_t)o->cohort.n);
        while (csv_next(c))
            read_effort(&r);
        add_repeats(&r);
        summarise(&r);
    }
    arena_free(r.arena);
}
