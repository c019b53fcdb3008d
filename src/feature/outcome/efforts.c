/* efforts.c: time registration (C.10), from time.csv in one pass: sums per person and phase, and
 * how often each number of minutes occurs; the lines themselves are not kept.
 * Not: the time registration of the program itself (its own feature).
 * Start at block_efforts(); read_usual_line() is the inner loop. */
#include "feature/outcome/efforts.h"

#include <math.h>

#include "base/csv_ahead.h"

enum {
    MINUTES_MAX = 2000000, /* about four years */
    LOOKED_AT = 48,        /* bytes of a line */
};

/* One line. */
struct effort_record {
    uint32_t person;
    int16_t month;
    int32_t units[ACTIVITIES];
};

struct person_sum {
    int64_t units[PHASES][ACTIVITIES];
    int16_t months[PHASES];
};

struct reading {
    struct outcome *o;
    struct csv *csv;
    struct arena *arena;
    int pid, month, act[ACTIVITIES];
    bool in_order; /* the columns stand as named here: there is a usual line */
    int decimals;  /* of the units: minutes, or tenths, hundredths, thousandths of them */
    int32_t units; /* in a minute */
    struct tally tally[FIGURES][PHASES]; /* person-months */
    struct person_sum *sum;
    struct months *seen;           /* per person */
    struct effort_record *repeats; /* of a person-month that was there already */
    size_t repeat_count, repeat_room;
};

/* ---- reading ----------------------------------------------------------------------------------
 */

static inline int phase_of(int month)
{
    return (month > 6) + (month > 12) + (month > 18);
}

/* Smaller units from here on, also for what was read before. */
static void refine(struct reading *r, int decimals)
{
    int32_t factor = 1;

    for (; r->decimals < decimals; r->decimals++)
        factor *= 10;
    r->units *= factor;
    for (int f = 0; f < FIGURES; f++) {
        for (int k = 0; k < PHASES; k++)
            tally_scale(&r->tally[f][k], factor);
    }
    for (int64_t i = 0; i < r->o->cohort.n; i++) {
        for (int k = 0; k < PHASES * ACTIVITIES; k++)
            r->sum[i].units[k / ACTIVITIES][k % ACTIVITIES] *= factor;
    }
    for (size_t i = 0; i < r->repeat_count; i++) {
        for (int k = 0; k < ACTIVITIES; k++)
            r->repeats[i].units[k] *= factor;
    }
}

/* The minutes of one line that are not all whole numbers from 0 on. The units may become smaller at
 * any of them, so all are read before the first is counted in units. */
static __attribute__((noinline)) bool read_fractions(struct reading *r, int32_t *units)
{
    double minutes[ACTIVITIES];

    for (int k = 0; k < ACTIVITIES; k++) {
        int column = r->act[k], decimals;

        if (!csv_number(r->csv, column, &minutes[k], &decimals) ||
            !(fabs(minutes[k]) <= MINUTES_MAX)) {
            csv_refuse(r->csv, column, "'%s' is not a number of minutes", csv_show(r->csv, column));
            return false;
        }
        if (decimals > EFFORT_DECIMALS)
            csv_note(r->csv, column, "rounded to a thousandth of a minute");
        if (decimals > r->decimals)
            refine(r, MIN(decimals, EFFORT_DECIMALS));
    }
    for (int k = 0; k < ACTIVITIES; k++)
        units[k] = (int32_t)lrint(minutes[k] * r->units);
    return true;
}

static inline bool read_minutes(struct reading *r, int32_t *units)
{
    int64_t whole[ACTIVITIES], most = 0;

    for (int k = 0; k < ACTIVITIES; k++) {
        if (!csv_integer(r->csv, r->act[k], &whole[k]))
            return read_fractions(r, units);
        most |= whole[k]; /* negative when one of them is */
    }
    if (most < 0 || most > MINUTES_MAX)
        return read_fractions(r, units);
    for (int k = 0; k < ACTIVITIES; k++)
        units[k] = (int32_t)whole[k] * r->units;
    return true;
}

/* The current line; false when it is refused, or lies after the window (C.0.4: ignored). */
static inline bool read_effort(struct reading *r, struct effort_record *record)
{
    struct cohort *cohort = &r->o->cohort;
    struct csv *c = r->csv;
    int64_t person = cohort_find(cohort, c, r->pid);
    int32_t month;

    if (person < 0) {
        csv_refuse(c, r->pid, "participant '%s' is not in the list of participants",
                   csv_show(c, r->pid));
        return false;
    }
    if (!csv_month(c, r->month, &month)) {
        csv_refuse(c, r->month, "'%s' is not a month (YYYY-MM)", csv_show(c, r->month));
        return false;
    }
    int32_t t = trajectory_month(&cohort->person[person], month);
    if (t < 1) {
        csv_refuse(c, r->month, "before the start of the trajectory");
        return false;
    }
    if (!read_minutes(r, record->units))
        return false;
    if (t > cohort->person[person].followup)
        return false;
    record->person = (uint32_t)person;
    record->month = (int16_t)t;
    return true;
}

/* ---- adding up --------------------------------------------------------------------------------
 */

/* Counts a person-month, or with by -1 takes it out again. */
static inline void tally_month(struct reading *r, const struct effort_record *record, int by)
{
    int phase = phase_of(record->month);
    int64_t total = 0;

    for (int k = 0; k < ACTIVITIES; k++) {
        tally_add(&r->tally[k][phase], record->units[k], by);
        total += record->units[k];
    }
    tally_add(&r->tally[ACTIVITIES][phase], total, by);
}

static void keep_repeat(struct reading *r, const struct effort_record *record)
{
    if (r->repeat_count == r->repeat_room) {
        r->repeat_room = 2 * r->repeat_room + 64;
        r->repeats = arena_grow(r->arena, r->repeats, r->repeat_count * sizeof(*record),
                                r->repeat_room * sizeof(*record));
    }
    r->repeats[r->repeat_count++] = *record;
}

static inline void add_effort(struct reading *r, const struct effort_record *record)
{
    int phase = phase_of(record->month);
    struct person_sum *sum = &r->sum[record->person];
    struct months *seen = &r->seen[record->person];

    for (int k = 0; k < ACTIVITIES; k++)
        sum->units[phase][k] += record->units[k];
    if (months_has(seen, record->month)) {
        keep_repeat(r, record);
    } else {
        months_add(seen, record->month);
        sum->months[phase]++;
        tally_month(r, record, 1);
    }
}

/* ---- the usual line ---------------------------------------------------------------------------
 */

/* Where the cells of a line end: a bit for each separator, and one for the line end. 0 when the
 * line is longer than what is looked at. */
static inline uint64_t ends_of(const char *text, char separator)
{
    uint64_t line_ends = csv_marks(text, LOOKED_AT, '\n'), line_end = line_ends & -line_ends;

    return line_end ? (csv_marks(text, LOOKED_AT, separator) & (line_end - 1)) | line_end : 0;
}

/* The person of these n bytes, when it is the one of the line before or the next in the list. */
static inline bool usual_person(const struct cohort *cohort, const char *text, size_t n,
                                uint32_t *person)
{
    uint64_t key = csv_short_key(text, n);

    *person = cohort->last;
    if (cohort->person[*person].key == key)
        return key;
    return key && ++*person < cohort->n && cohort->person[*person].key == key;
}

/* Five minutes, all whole and below 10,000; the first begins at text[from], ends has a bit where
 * each of them ends. A number is taken from the four bytes before its end, of which the last ones
 * are its digits. */
static inline bool usual_minutes(const char *text, uint32_t from, uint64_t ends, int32_t *minutes)
{
    static const uint32_t last_bytes[8] = {0, 0xff000000, 0xffff0000, 0xffffff00, 0xffffffff};
    uint32_t wrong = 0, longest = 0;

    for (int k = 0; k < ACTIVITIES; k++, ends &= ends - 1) {
        uint32_t at = (uint32_t)__builtin_ctzll(ends), digit;
        uint32_t back = k == ACTIVITIES - 1 && text[at - 1] == '\r', n = at - back - from;

        memcpy(&digit, text + at - back - sizeof(digit), sizeof(digit));
        digit = (digit ^ 0x30303030) & last_bytes[n % 8];
        longest |= n - 1;
        wrong |= (digit + 0x76767676) | digit;
        digit = digit * 10 + (digit >> 8); /* as csv_integer */
        minutes[k] = (int32_t)((digit & 0xff) * 100 + (digit >> 16 & 0xff));
        from = at + 1;
    }
    return longest <= 3 && !(wrong & 0x80808080);
}

/* The usual line is of the person of the line before or of the next one, in a month of the window.
 * False, with nothing done, for every other. */
static inline bool read_usual_line(struct reading *r)
{
    struct cohort *cohort = &r->o->cohort;
    struct effort_record record;
    const char *text = csv_ahead(r->csv);
    int32_t month;

    if (!text || !r->in_order)
        return false;
    uint64_t ends = ends_of(text, r->csv->separator), after = ends & (ends - 1), last = after;
    for (int k = 0; k < ACTIVITIES; k++)
        last &= last - 1;
    if (!last || last & (last - 1)) /* not as many cells as there should be */
        return false;
    uint32_t pid = (uint32_t)__builtin_ctzll(ends), from = pid + sizeof("2020-01,");
    if ((uint32_t)__builtin_ctzll(after) != from - 1 ||
        !usual_person(cohort, text, pid, &record.person) ||
        !csv_short_month(csv_eight(text + pid + 1), &month) ||
        !usual_minutes(text, from, after & (after - 1), record.units))
        return false;
    month = trajectory_month(&cohort->person[record.person], month);
    if (month < 1 || month > cohort->person[record.person].followup)
        return false;
    for (int k = 0; k < ACTIVITIES; k++)
        record.units[k] *= r->units;
    record.month = (int16_t)month;
    cohort->last = record.person;
    add_effort(r, &record);
    csv_took(r->csv, 64 - (size_t)__builtin_clzll(ends));
    return true;
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

/* One line per repeated person-month, with the sum of its repeats. */
static void join_repeats(struct reading *r)
{
    size_t kept = 0;

    qsort(r->repeats, r->repeat_count, sizeof(*r->repeats), by_person_month);
    for (size_t i = 0; i < r->repeat_count; i++) {
        if (kept && !by_person_month(&r->repeats[kept - 1], &r->repeats[i])) {
            for (int k = 0; k < ACTIVITIES; k++)
                r->repeats[kept - 1].units[k] += r->repeats[i].units[k];
        } else {
            r->repeats[kept++] = r->repeats[i];
        }
    }
    r->repeat_count = kept;
}

/* What was registered in several lines of one person-month counts as one month with their sum. The
 * first of those lines was counted by itself: a second pass, only needed here, finds it. */
static void add_repeats(struct reading *r, struct csv *again)
{
    struct effort_record record;

    join_repeats(r);
    r->csv = again;
    while (csv_next(again)) {
        if (!read_effort(r, &record))
            continue;
        struct effort_record *rest =
            bsearch(&record, r->repeats, r->repeat_count, sizeof(record), by_person_month);

        if (!rest || !months_has(&r->seen[record.person], record.month))
            continue;
        r->seen[record.person].bits[record.month >> 6] &= ~((uint64_t)1 << (record.month & 63));
        tally_month(r, &record, -1);
        for (int k = 0; k < ACTIVITIES; k++)
            record.units[k] += rest->units[k];
        tally_month(r, &record, 1);
    }
}

/* ---- summaries --------------------------------------------------------------------------------
 */

/* Means per person over the months in the phases from .. to, of every figure. */
static void summarise_persons(const struct reading *r, int from, int to,
                              struct summary out[FIGURES])
{
    int64_t persons = r->o->cohort.n, n = 0;
    struct arena *temporary = arena_new();
    double *x[FIGURES];

    for (int f = 0; f < FIGURES; f++)
        x[f] = ARENA_ARRAY(temporary, double, (size_t)persons);
    for (int64_t i = 0; i < persons; i++) {
        const struct person_sum *p = &r->sum[i];
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
    struct summary figure[FIGURES];

    summarise_persons(r, 0, PHASES - 1, figure);
    for (int f = 0; f < FIGURES; f++)
        e->activity[f].person = figure[f];
    for (int k = 0; k < PHASES; k++) {
        summarise_persons(r, k, k, figure);
        for (int f = 0; f < FIGURES; f++) {
            e->activity[f].person_phase[k] = figure[f];
            e->activity[f].month_phase[k] = tally_summary(&r->tally[f][k], r->units);
        }
        e->records += e->activity[ACTIVITIES].month_phase[k].n;
    }
    e->persons = e->activity[ACTIVITIES].person.n;
    r->o->efforts = e;
}

/* ---- the block --------------------------------------------------------------------------------
 */

static bool read_header(struct reading *r, struct csv *c)
{
    struct csv_column wanted[] = {{"pid"},  {"month"}, {"act1"}, {"act2"},
                                  {"act3"}, {"act4"},  {"act5"}};

    if (!csv_columns(c, wanted, COUNT(wanted)))
        return false;
    r->csv = c;
    r->pid = wanted[0].at;
    r->month = wanted[1].at;
    for (int k = 0; k < ACTIVITIES; k++)
        r->act[k] = wanted[2 + k].at;
    r->in_order = c->width == COUNT(wanted);
    for (int i = 0; i < (int)COUNT(wanted); i++)
        r->in_order &= wanted[i].at == i;
    return true;
}

static void read_again(struct reading *r)
{
    struct csv_log silent; /* everything was said the first time */

    csv_log_init(&silent, 0);
    struct csv *again = block_open(r->o, r->arena, OUTCOME_TIME, &silent);
    if (again && read_header(r, again))
        add_repeats(r, again);
    else
        csv_refuse_file(&r->o->log, "time.csv", "went away while it was read");
    csv_log_free(&silent);
}

static void read_lines(struct reading *r)
{
    struct effort_record record;

    for (;;) {
        if (read_usual_line(r))
            continue;
        if (!csv_next(r->csv))
            return;
        if (read_effort(r, &record))
            add_effort(r, &record);
    }
}

void block_efforts(struct outcome *o, struct csv *c)
{
    struct reading r = {.o = o, .arena = arena_new(), .units = 1};

    if (read_header(&r, c)) {
        r.seen = ARENA_ARRAY(r.arena, struct months, (size_t)o->cohort.n);
        r.sum = ARENA_ARRAY(r.arena, struct person_sum, (size_t)o->cohort.n);
        for (int f = 0; f < FIGURES; f++) {
            for (int k = 0; k < PHASES; k++)
                tally_init(&r.tally[f][k], r.arena);
        }
        read_lines(&r);
        if (r.repeat_count)
            read_again(&r);
        summarise(&r);
    }
    arena_free(r.arena);
}
