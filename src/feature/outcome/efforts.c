/* efforts.c: time registration (C.10), from time.csv.
 * Not: the time registration of the program itself (its own feature).
 * Start at block_efforts(). */
#include "feature/outcome/block.h"

#include <math.h>

/* Minutes are kept as whole numbers of the smallest unit that was written, at most thousandths:
 * exact, and the same in every order. */
enum {
    DECIMALS = 3,
    MINUTES_MAX = 2000000, /* about four years */
    PIECE_RECORDS = 16384,
    BINS_MAX = 1 << 20,
    FIGURES = ACTIVITIES + 1, /* the activities and their total */
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
    int decimals;                 /* of the units */
    int32_t units;                /* in a minute: 10 to the power decimals */
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

/* Smaller units from here on, also for what was read before. */
static void refine(struct reading *r, int decimals)
{
    struct effort_piece *list[] = {r->records, r->repeats};
    int32_t factor = 1;

    for (; r->decimals < decimals; r->decimals++)
        factor *= 10;
    r->units *= factor;
    for (size_t k = 0; k < COUNT(list); k++) {
        for (struct effort_piece *p = list[k]; p; p = p->next) {
            for (size_t i = 0; i < p->n * ACTIVITIES; i++)
                p->record[i / ACTIVITIES].units[i % ACTIVITIES] *= factor;
        }
    }
}

static bool read_minutes(struct reading *r, int column, double *minutes)
{
    int64_t whole;
    int decimals;

    if (csv_integer(r->csv, column, &whole) && whole >= 0 && whole <= MINUTES_MAX) {
        *minutes = (double)whole;
        return true;
    }
    if (!csv_number(r->csv, column, minutes, &decimals) || !(fabs(*minutes) <= MINUTES_MAX)) {
        csv_refuse(r->csv, column, "'%s' is not a number of minutes", csv_show(r->csv, column));
        return false;
    }
    if (decimals > DECIMALS)
        csv_note(r->csv, column, "rounded to a thousandth of a minute");
    if (decimals > r->decimals)
        refine(r, MIN(decimals, DECIMALS));
    return true;
}

static void read_effort(struct reading *r)
{
    struct cohort *cohort = &r->o->cohort;
    struct csv *c = r->csv;
    int64_t person = cohort_find(cohort, c, r->pid);
    struct effort_record record;
    double minutes[ACTIVITIES];
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
        if (!read_minutes(r, r->act[k], &minutes[k]))
            return;
    }
    if (t > cohort->person[person].followup)
        return; /* after the window: ignored, as with jobs (C.0.4) */
    record.person = (uint32_t)person;
    record.month = (int16_t)t;
    for (int k = 0; k < ACTIVITIES; k++)
        record.units[k] = (int32_t)lrint(minutes[k] * r->units);
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

static void units_of(const struct effort_record *r, int64_t units[FIGURES])
{
    units[ACTIVITIES] = 0;
    for (int k = 0; k < ACTIVITIES; k++) {
        units[k] = r->units[k];
        units[ACTIVITIES] += r->units[k];
    }
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

/* What one pass over the records gives. */
struct sums {
    int64_t low[FIGURES], high[FIGURES]; /* of all person-months */
    int64_t months[PHASES];
    struct person_sum {
        int64_t units[PHASES][ACTIVITIES];
        int16_t months[PHASES];
    } * person;
};

static void add_sums(const struct reading *r, struct sums *s)
{
    int64_t units[FIGURES];

    for (int f = 0; f < FIGURES; f++) {
        s->low[f] = INT64_MAX;
        s->high[f] = INT64_MIN;
    }
    for (const struct effort_piece *p = r->records; p; p = p->next) {
        for (size_t i = 0; i < p->n; i++) {
            int phase = phase_of(p->record[i].month);
            struct person_sum *person = &s->person[p->record[i].person];

            units_of(&p->record[i], units);
            for (int f = 0; f < FIGURES; f++) {
                s->low[f] = MIN(s->low[f], units[f]);
                s->high[f] = MAX(s->high[f], units[f]);
            }
            for (int k = 0; k < ACTIVITIES; k++)
                person->units[phase][k] += units[k];
            person->months[phase]++;
            s->months[phase]++;
        }
    }
}

/* Person-months by phase, of figures whose values lie close enough together to be counted. */
static void count_months(const struct reading *r, const struct sums *s, struct efforts *e)
{
    struct arena *temporary = arena_new();
    struct bins bins[FIGURES][PHASES] = {0};
    int64_t units[FIGURES];
    bool counted[FIGURES];

    for (int f = 0; f < FIGURES; f++) {
        counted[f] = s->low[f] <= s->high[f] && s->high[f] - s->low[f] < BINS_MAX;
        for (int k = 0; k < PHASES && counted[f]; k++) {
            size_t n = (size_t)(s->high[f] - s->low[f]) + 1;

            bins[f][k] =
                (struct bins){s->months[k], s->low[f], ARENA_ARRAY(temporary, uint32_t, n), n};
        }
    }
    for (const struct effort_piece *p = r->records; p; p = p->next) {
        for (size_t i = 0; i < p->n; i++) {
            int phase = phase_of(p->record[i].month);

            units_of(&p->record[i], units);
            for (int f = 0; f < FIGURES; f++) {
                if (counted[f])
                    bins[f][phase].count[units[f] - s->low[f]]++;
            }
        }
    }
    for (int f = 0; f < FIGURES; f++) {
        for (int k = 0; k < PHASES && counted[f]; k++)
            e->activity[f].month_phase[k] = summary_of_bins(&bins[f][k], r->units);
    }
    arena_free(temporary);
}

/* The same for a figure whose values lie too far apart. */
static void sort_months(const struct reading *r, const struct sums *s, int figure,
                        struct summary *out)
{
    for (int k = 0; k < PHASES; k++) {
        struct arena *temporary = arena_new();
        double *x = ARENA_ARRAY(temporary, double, (size_t)s->months[k]);
        int64_t n = 0, units[FIGURES];

        for (const struct effort_piece *p = r->records; p; p = p->next) {
            for (size_t i = 0; i < p->n; i++) {
                if (phase_of(p->record[i].month) != k)
                    continue;
                units_of(&p->record[i], units);
                x[n++] = (double)units[figure] / r->units;
            }
        }
        out[k] = block_summary(x, n);
        arena_free(temporary);
    }
}

/* Means per person over the months in the phases from .. to, of every figure. */
static void summarise_persons(const struct reading *r, const struct sums *s, int from, int to,
                              struct summary out[FIGURES])
{
    int64_t persons = r->o->cohort.n, n = 0;
    struct arena *temporary = arena_new();
    double *x[FIGURES];

    for (int f = 0; f < FIGURES; f++)
        x[f] = ARENA_ARRAY(temporary, double, (size_t)persons);
    for (int64_t i = 0; i < persons; i++) {
        const struct person_sum *p = &s->person[i];
        int64_t units[FIGURES] = {0}, months = 0;

        for (int phase = from; phase <= to; phase++) {
            months += p->months[phase];
            for (int k = 0; k < ACTIVITIES; k++)
                units[k] += p->units[phase][k];
        }
        if (!months)
            continue;
        for (int k = 0; k < ACTIVITIES; k++)
            units[ACTIVITIES] += units[k];
        for (int f = 0; f < FIGURES; f++)
            x[f][n] = (double)units[f] / (double)(months * r->units);
        n++;
    }
    for (int f = 0; f < FIGURES; f++)
        out[f] = block_summary(x[f], n);
    arena_free(temporary);
}

static void summarise(struct reading *r)
{
    struct efforts *e = arena_alloc(r->o->arena, sizeof(*e));
    struct sums s = {.person = ARENA_ARRAY(r->arena, struct person_sum, (size_t)r->o->cohort.n)};
    struct summary figure[FIGURES];

    add_sums(r, &s);
    count_months(r, &s, e);
    for (int f = 0; f < FIGURES; f++) {
        if (s.low[f] > s.high[f] || s.high[f] - s.low[f] >= BINS_MAX)
            sort_months(r, &s, f, e->activity[f].month_phase);
    }
    summarise_persons(r, &s, 0, PHASES - 1, figure);
    for (int f = 0; f < FIGURES; f++)
        e->activity[f].person = figure[f];
    for (int k = 0; k < PHASES; k++) {
        e->records += s.months[k];
        summarise_persons(r, &s, k, k, figure);
        for (int f = 0; f < FIGURES; f++)
            e->activity[f].person_phase[k] = figure[f];
    }
    e->persons = e->activity[ACTIVITIES].person.n;
    r->o->efforts = e;
}

void block_efforts(struct outcome *o, struct csv *c)
{
    struct csv_column wanted[] = {{"pid"},  {"month"}, {"act1"}, {"act2"},
                                  {"act3"}, {"act4"},  {"act5"}};
    struct reading r = {.o = o, .csv = c, .arena = arena_new(), .units = 1};

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
