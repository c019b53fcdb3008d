/* work.c: who found work, when, and how much (C.1, C.2, C.4, C.5).
 * Not: the months one by one (curves.c), the records (record.c).
 * Start at block_work(). */
#include "feature/outcome/block.h"

#include <math.h>

#include "base/date.h"
#include "stat/prop.h"

/* ---- shared -----------------------------------------------------------------------------------
 */

bool block_good(struct outcome *o, const char *name, enum stat_rc rc)
{
    if (rc != STAT_OK)
        buf_fmt(&o->refusals, "%s: %s\n", name, stat_reason(rc));
    return rc == STAT_OK;
}

struct share block_share(int64_t k, int64_t n)
{
    struct stat_interval none = {NAN, NAN};
    struct share s = {k, n, NAN, none, none};

    if (prop_wilson(k, n, 0.95, &s.wilson) == STAT_OK &&
        prop_exact(k, n, 0.95, &s.exact) == STAT_OK)
        s.p = (double)k / (double)n;
    return s;
}

/* How the known values of a summary lie between its smallest and largest: counted in equal parts,
 * so that only the parts in which a quantile lies have to be put in order. */
enum { PARTS = 2048 };
struct spread {
    const double *x; /* n, NAN: missing */
    int64_t n;
    double low, scale; /* part of x: (x - low) * scale, which grows with x */
    uint32_t count[PARTS];
    bool wanted[PARTS];
};

static size_t part_of(const struct spread *s, double x)
{
    return (size_t)((x - s->low) * s->scale);
}

static void spread_count(struct spread *s, const double *x, int64_t n, double low, double high)
{
    *s = (struct spread){.x = x, .n = n, .low = low, .scale = (PARTS - 1) / (high - low)};
    if (!isfinite(s->scale)) /* all equal, or next to it: one part */
        s->scale = 0;
    for (int64_t i = 0; i < n; i++) {
        if (!isnan(x[i]))
            s->count[part_of(s, x[i])]++;
    }
}

/* The part that holds the value of place k, from 0; *before values of wanted parts stand before it.
 */
static size_t part_at(const struct spread *s, int64_t k, int64_t *before)
{
    size_t part = 0;

    *before = 0;
    for (; k >= s->count[part]; part++) {
        k -= s->count[part];
        *before += s->wanted[part] ? s->count[part] : 0;
    }
    *before += k;
    return part;
}

/* The values of the wanted parts in order. */
static const double *wanted_values(struct arena *a, const struct spread *s)
{
    int64_t n = 0, count = 0;

    for (size_t part = 0; part < PARTS; part++)
        count += s->wanted[part] ? s->count[part] : 0;
    double *some = ARENA_ARRAY(a, double, (size_t)count + 1); /* one behind, for what is not kept */
    for (int64_t i = 0; i < s->n; i++) {
        if (isnan(s->x[i]))
            continue;
        some[n] = s->x[i];
        n += s->wanted[part_of(s, s->x[i])];
    }
    return desc_sort(a, some, n);
}

/* Of `known` values, type 7, as desc_quantile. */
static void quantiles(struct arena *a, struct spread *s, int64_t known, const double *p, int count,
                      double *out)
{
    int64_t at, next;

    for (int i = 0; i < count; i++) {
        int64_t k = (int64_t)floor((double)(known - 1) * p[i]);

        s->wanted[part_at(s, k, &at)] = true;
        s->wanted[part_at(s, MIN(k + 1, known - 1), &at)] = true;
    }
    const double *sorted = wanted_values(a, s);
    for (int i = 0; i < count; i++) {
        double h = (double)(known - 1) * p[i];
        int64_t k = (int64_t)floor(h);

        (void)part_at(s, k, &at);
        (void)part_at(s, MIN(k + 1, known - 1), &next);
        out[i] = sorted[at] + (h - (double)k) * (sorted[next] - sorted[at]);
    }
}

struct summary block_summary(const double *x, int64_t n)
{
    static const double quarters[] = {0.25, 0.5, 0.75};
    struct arena *temporary = arena_new();
    struct spread *spread = arena_alloc(temporary, sizeof(*spread));
    struct moments m = desc_moments(x, n);
    struct summary s = {m.n, n - m.n, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    double q[3], low = INFINITY, high = -INFINITY;

    for (int64_t i = 0; i < n; i++) {
        low = x[i] < low ? x[i] : low; /* false for NAN */
        high = x[i] > high ? x[i] : high;
    }
    if (s.n) {
        spread_count(spread, x, n, low, high);
        quantiles(temporary, spread, s.n, quarters, 3, q);
        s = (struct summary){m.n, n - m.n, m.mean, desc_sd(m), low, q[0], q[1], q[2], high};
    }
    arena_free(temporary);
    return s;
}

int block_levels(const struct outcome *o, enum person_group g, uint8_t *level)
{
    bool occurs[LEVEL_NONE + 1] = {0};
    int n = 0;

    for (int64_t i = 0; i < o->cohort.n; i++)
        occurs[o->cohort.person[i].group[g]] = true;
    for (int k = 0; k < o->cohort.levels[g].n; k++) {
        if (occurs[k])
            level[n++] = (uint8_t)k;
    }
    return n;
}

enum person_group block_compare_by(const struct outcome *o)
{
    uint8_t level[LEVELS_MAX];

    return block_levels(o, GROUP_SCHEME, level) > 1 ? GROUP_SCHEME : GROUP_SEX;
}

double block_job_time(const struct outcome *o, int64_t person)
{
    const struct person *p = &o->cohort.person[person];
    const struct person_work *w = &o->record.work[person];

    if (w->first_job != JOB_NONE)
        return w->days;
    int32_t after = p->start_month + p->followup; /* the month after the last observed one */
    return day_from_ymd(after / 12, after % 12 + 1, 1) - 1 - p->start;
}

/* ---- C.2 time to the first job ----------------------------------------------------------------
 */

/* Log-rank over the levels of a group that occur; NULL with one group or when refused. */
static struct logrank *logrank_by(struct outcome *o, const char *name, enum person_group g,
                                  const double *time, const uint8_t *event, int64_t **group_n)
{
    struct arena *a = o->arena;
    uint8_t level[LEVELS_MAX];
    int k = block_levels(o, g, level);
    int32_t *group = ARENA_ARRAY(a, int32_t, (size_t)o->cohort.n);
    struct km_table *table = ARENA_ARRAY(a, struct km_table, (size_t)k);
    struct logrank *result = arena_alloc(a, sizeof(*result));

    *group_n = ARENA_ARRAY(a, int64_t, (size_t)k);
    if (k < 2)
        return NULL;
    for (int64_t i = 0; i < o->cohort.n; i++)
        group[i] = o->cohort.person[i].group[g];
    for (int i = 0; i < k; i++) {
        if (!block_good(o, name,
                        km_count_group(a, time, event, group, level[i], o->cohort.n, &table[i])))
            return NULL;
        (*group_n)[i] = table[i].n;
    }
    return block_good(o, name, km_logrank(a, table, k, result)) ? result : NULL;
}

static void job_classes(struct outcome *o)
{
    static const int upper[] = {30, 60, 150, 270, INT_MAX};
    static const char *const label[] = {"0-30", "31-60", "61-150", "151-270", "271+"};
    struct job_times *t = &o->times;
    double *days = ARENA_ARRAY(o->arena, double, (size_t)o->record.workers);
    int64_t n = 0;

    for (int64_t i = 0; i < o->cohort.n; i++) {
        const struct person_work *w = &o->record.work[i];
        int class = 0;

        if (w->first_job == JOB_NONE)
            continue;
        days[n++] = w->days;
        while (w->days > upper[class])
            class ++;
        t->class_n[class]++;
    }
    for (int i = 0; i < JOB_CLASSES; i++)
        t->class_label[i] = label[i];
    t->within_60 = t->class_n[0] + t->class_n[1];
    t->days = block_summary(days, n);
}

static void job_times(struct outcome *o)
{
    static const int day[KM_DAYS] = {30, 60, 150, 270, 365, 548, 730};
    struct job_times *t = &o->times;
    int64_t n = o->cohort.n;
    double *time = ARENA_ARRAY(o->arena, double, (size_t)n);
    uint8_t *event = ARENA_ARRAY(o->arena, uint8_t, (size_t)n);
    struct km_table *table = arena_alloc(o->arena, sizeof(*table));
    struct km_curve curve;

    for (int64_t i = 0; i < n; i++) {
        time[i] = block_job_time(o, i);
        event[i] = o->record.work[i].first_job != JOB_NONE;
    }
    t->events = o->record.workers;
    t->q25 = t->median = NAN;
    memcpy(t->day, day, sizeof(day));
    for (int i = 0; i < KM_DAYS; i++)
        t->at[i] = (struct km_point){0, NAN, NAN, {NAN, NAN}, {NAN, NAN}};
    if (block_good(o, "km", km_count(o->arena, time, event, n, table)) &&
        block_good(o, "km", km_estimate(o->arena, table, &curve))) {
        for (int i = 0; i < KM_DAYS; i++)
            km_at(&curve, day[i], 0.95, &t->at[i]);
        t->q25 = km_quantile(&curve, 0.25);
        t->median = km_quantile(&curve, 0.5);
    }
    job_classes(o);
    t->by_scheme = logrank_by(o, "logrank scheme", GROUP_SCHEME, time, event, &t->scheme_n);
    t->by_experience =
        logrank_by(o, "logrank experience", GROUP_EXPERIENCE, time, event, &t->experience_n);
    t->by_sex = logrank_by(o, "logrank sex", GROUP_SEX, time, event, &t->sex_n);
}

/* ---- C.4 months, hours, wage ------------------------------------------------------------------
 */

enum measure { MONTHS, LONGEST, JOBS, HOURS, WAGE, RATIO_OF_MONTHS, RATIO_OF_SUMS };

static double measure_of(const struct person_work *w, enum measure m)
{
    switch (m) {
    case MONTHS:
        return w->months;
    case LONGEST:
        return w->longest;
    case JOBS:
        return w->jobs;
    case HOURS:
        return w->hours;
    case WAGE:
        return w->wage;
    case RATIO_OF_MONTHS:
        return w->ratio_of_months;
    case RATIO_OF_SUMS:
        return w->ratio_of_sums;
    }
    BUG("measure %d", (int)m);
}

static struct summary summary_of_workers(struct outcome *o, enum measure m, double *x)
{
    int64_t n = 0;

    for (int64_t i = 0; i < o->cohort.n; i++) {
        if (o->record.work[i].first_job != JOB_NONE)
            x[n++] = measure_of(&o->record.work[i], m);
    }
    return block_summary(x, n);
}

static void amounts(struct outcome *o)
{
    const struct record *r = &o->record;
    struct work_figures *w = &o->work;
    size_t room = (size_t)MAX(r->workers, r->employment_spells);
    double *x = ARENA_ARRAY(o->arena, double, room);

    w->workers = r->workers;
    w->months = summary_of_workers(o, MONTHS, x);
    w->longest = summary_of_workers(o, LONGEST, x);
    w->jobs = summary_of_workers(o, JOBS, x);
    w->hours = summary_of_workers(o, HOURS, x);
    w->wage = summary_of_workers(o, WAGE, x);
    w->ratio_of_months = summary_of_workers(o, RATIO_OF_MONTHS, x);
    w->ratio_of_sums = summary_of_workers(o, RATIO_OF_SUMS, x);
    w->job_spell = block_summary(r->job_spell, r->job_spells);
    for (int64_t i = 0; i < r->employment_spells; i++)
        x[i] = r->employment[i].last - r->employment[i].first + 1;
    w->employment_spell = block_summary(x, r->employment_spells);
    w->hourly_wage = r->hours > 0 ? (double)(r->wage / r->hours) : NAN;
    w->hours_week = w->hours.mean * 12 / (365.2425 / 7);
}

/* ---- C.5 shares of jobs, status ---------------------------------------------------------------
 */

static struct shares shares_of(struct outcome *o, const struct levels *levels, const int64_t *count,
                               int64_t n)
{
    struct shares s = {0, ARENA_ARRAY(o->arena, struct named_share, (size_t)levels->n)};

    for (int i = 0; i < levels->n; i++) {
        if (count[i])
            s.of[s.n++] = (struct named_share){levels->name[i], block_share(count[i], n)};
    }
    return s;
}

static void job_shares(struct outcome *o)
{
    const struct record *r = &o->record;
    int64_t contract[LEVEL_NONE + 1] = {0}, sector[LEVEL_NONE + 1] = {0}, permanent = 0;

    for (int64_t i = 0; i < r->jobs; i++) {
        const struct job *job = &r->job[i];

        if (!job->active)
            continue;
        contract[job->contract]++;
        sector[job->sector]++;
        permanent += job->permanent == 1;
    }
    o->work.contract = shares_of(o, &r->contract, contract, r->outcome_jobs);
    o->work.sector = shares_of(o, &r->sector, sector, r->outcome_jobs);
    o->work.permanent = block_share(permanent, r->outcome_jobs);
}

static void count_status(const struct person_work *w, int month, struct job_status *s)
{
    if (months_has(&w->same_job, month))
        s->same++;
    else if (months_has(&w->working, month))
        s->other++;
    else
        s->stopped++;
}

static void status(struct outcome *o)
{
    struct work_figures *f = &o->work;

    f->quarters = MIN(o->cohort.window, 24) / 3;
    for (int64_t i = 0; i < o->cohort.n; i++) {
        const struct person_work *w = &o->record.work[i];
        int followup = o->cohort.person[i].followup;

        if (w->first_job == JOB_NONE)
            continue;
        for (int q = 0; q < f->quarters; q++) {
            int month = 3 * (q + 1);

            if (w->first_month <= month && followup >= month)
                count_status(w, month, &f->quarter[q]);
        }
        count_status(w, followup, &f->end);
    }
}

/* ---- the block --------------------------------------------------------------------------------
 */

static void ever_employed(struct outcome *o)
{
    int64_t k[LEVEL_NONE + 1] = {0}, n[LEVEL_NONE + 1] = {0}, trial = 0, trial_n = 0;
    uint8_t level[LEVELS_MAX];
    int levels = block_levels(o, GROUP_SCHEME, level);

    for (int64_t i = 0; i < o->cohort.n; i++) {
        const struct person *p = &o->cohort.person[i];

        n[p->group[GROUP_SCHEME]]++;
        k[p->group[GROUP_SCHEME]] += p->group[GROUP_EVER];
        trial_n += p->group[GROUP_TRIAL] != LEVEL_NONE;
        trial += p->group[GROUP_TRIAL] == 1;
    }
    o->ever = block_share(o->record.workers, o->cohort.n);
    o->trial = block_share(trial, trial_n);
    o->ever_by_scheme.of = ARENA_ARRAY(o->arena, struct named_share, (size_t)levels);
    for (int i = 0; i < levels; i++)
        o->ever_by_scheme.of[o->ever_by_scheme.n++] = (struct named_share){
            o->cohort.levels[GROUP_SCHEME].name[level[i]], block_share(k[level[i]], n[level[i]])};
}

void block_work(struct outcome *o)
{
    ever_employed(o);
    job_times(o);
    amounts(o);
    job_shares(o);
    status(o);
}
