/* curves.c: employment month by month (C.3), for everybody and for groups.
 * Not: time to the first job in days (work.c).
 * Start at block_curves(). */
#include "feature/outcome/block.h"

#include <math.h>

/* Counts per month, index 1 .. WINDOW_MAX. */
struct counts {
    int64_t observed[WINDOW_MAX + 2];
    int64_t at_risk[WINDOW_MAX + 2]; /* observed, no job before this month */
    int64_t first[WINDOW_MAX + 2];
    int64_t ever[WINDOW_MAX + 2]; /* observed, first job in or before this month */
    int64_t working[WINDOW_MAX + 2];
    long double hours[WINDOW_MAX + 2], wage[WINDOW_MAX + 2];
};

/* observed and at_risk count the last month of each person here, ever where it begins and, taken
 * off, where it ends; count_by adds them up. */
static void add_person(struct counts *c, const struct person *p, const struct person_work *w)
{
    c->observed[p->followup]++;
    c->at_risk[w->first_month ? w->first_month : p->followup]++;
    if (!w->first_month)
        return;
    c->first[w->first_month]++;
    c->ever[w->first_month]++;
    c->ever[p->followup + 1]--;
    for (int k = 0; k < 2; k++) {
        for (uint64_t rest = w->working.bits[k]; rest; rest &= rest - 1)
            c->working[64 * k + __builtin_ctzll(rest)]++;
    }
}

static double ratio(double a, double b)
{
    return b > 0 ? a / b : NAN;
}

/* Limits of the share that ever had work by the end of each month. */
static void ever_limits(struct arena *a, const struct counts *c, struct curve *k)
{
    size_t n = (size_t)k->months;
    struct km_table table = {.n = c->at_risk[1], .times = k->months};
    struct km_curve km;
    struct km_point at;

    table.time = ARENA_ARRAY(a, double, n);
    table.died = ARENA_ARRAY(a, int64_t, n);
    table.censored = ARENA_ARRAY(a, int64_t, n);
    for (int t = 1; t <= k->months; t++) {
        table.time[t - 1] = t;
        table.died[t - 1] = c->first[t];
        table.censored[t - 1] = c->at_risk[t] - c->first[t] - c->at_risk[t + 1];
        table.events += c->first[t];
    }
    enum stat_rc rc = km_estimate(a, &table, &km); /* refuses when there is nobody */
    for (int t = 1; t <= k->months; t++) {
        k->ever_low[t - 1] = k->ever_high[t - 1] = NAN;
        if (rc != STAT_OK || !c->observed[t])
            continue;
        km_at(&km, t, 0.95, &at);
        k->ever_low[t - 1] = at.loglog.low;
        k->ever_high[t - 1] = at.loglog.high;
    }
}

static struct curve curve_from(struct arena *a, const struct counts *c, const char *name,
                               int months)
{
    size_t n = (size_t)months;
    struct curve k = {name,
                      months,
                      ARENA_ARRAY(a, int64_t, n),
                      ARENA_ARRAY(a, int64_t, n),
                      ARENA_ARRAY(a, int64_t, n),
                      ARENA_ARRAY(a, int64_t, n),
                      ARENA_ARRAY(a, double, n),
                      ARENA_ARRAY(a, double, n),
                      ARENA_ARRAY(a, double, n),
                      ARENA_ARRAY(a, double, n),
                      ARENA_ARRAY(a, double, n),
                      ARENA_ARRAY(a, double, n),
                      ARENA_ARRAY(a, double, n)};
    double without = 1;

    for (int t = 1; t <= months; t++) {
        int i = t - 1;

        k.observed[i] = c->observed[t];
        k.working[i] = c->working[t];
        k.first_jobs[i] = c->first[t];
        k.at_risk[i] = c->at_risk[t];
        k.prevalence[i] = ratio((double)c->working[t], (double)c->observed[t]);
        k.ever_naive[i] = ratio((double)c->ever[t], (double)c->observed[t]);
        without *= 1 - ratio((double)c->first[t], (double)c->at_risk[t]);
        k.ever_km[i] = 1 - without;
        k.hours[i] = ratio((double)c->hours[t], (double)c->working[t]);
        k.wage[i] = ratio((double)c->wage[t], (double)c->working[t]);
    }
    ever_limits(a, c, &k);
    return k;
}

/* Counts per level of a group, the amounts still to come; entry LEVEL_NONE holds those without one.
 */
static struct counts *count_by(const struct outcome *o, struct arena *a, enum person_group g)
{
    struct counts *c = ARENA_ARRAY(a, struct counts, LEVEL_NONE + 1);

    for (int64_t i = 0; i < o->cohort.n; i++)
        add_person(&c[o->cohort.person[i].group[g]], &o->cohort.person[i], &o->record.work[i]);
    for (int level = 0; level <= LEVEL_NONE; level++) {
        for (int t = WINDOW_MAX; t >= 1; t--) {
            c[level].observed[t] += c[level].observed[t + 1];
            c[level].at_risk[t] += c[level].at_risk[t + 1];
        }
        for (int t = 1; t <= WINDOW_MAX; t++)
            c[level].ever[t] += c[level].ever[t - 1];
    }
    return c;
}

static void add_amounts(struct counts *c, const struct job_month *m)
{
    c->hours[m->month] += m->hours;
    c->wage[m->month] += m->wage;
}

/* The amounts of all months, for both groups in one pass: there are millions. */
static void count_amounts(const struct outcome *o, struct counts *by_scheme,
                          struct counts *by_experience)
{
    for (int64_t i = 0; i < o->record.months; i++) {
        const struct job_month *m = &o->record.month[i];
        const uint8_t *group = o->cohort.person[o->record.job[m->job].person].group;

        add_amounts(&by_scheme[group[GROUP_SCHEME]], m);
        add_amounts(&by_experience[group[GROUP_EXPERIENCE]], m);
    }
}

static struct curves curves_by(struct outcome *o, enum person_group g, const struct counts *c)
{
    uint8_t level[LEVELS_MAX];
    int n = block_levels(o, g, level);
    struct curves curves = {n, ARENA_ARRAY(o->arena, struct curve, (size_t)n)};

    for (int i = 0; i < n; i++)
        curves.of[i] = curve_from(o->arena, &c[level[i]], o->cohort.levels[g].name[level[i]],
                                  o->cohort.window);
    return curves;
}

static void add_counts(struct counts *sum, const struct counts *c)
{
    for (int t = 1; t <= WINDOW_MAX; t++) {
        sum->observed[t] += c->observed[t];
        sum->at_risk[t] += c->at_risk[t];
        sum->first[t] += c->first[t];
        sum->ever[t] += c->ever[t];
        sum->working[t] += c->working[t];
        sum->hours[t] += c->hours[t];
        sum->wage[t] += c->wage[t];
    }
}

void block_curves(struct outcome *o)
{
    struct arena *temporary = arena_new();
    struct counts *c = count_by(o, temporary, GROUP_SCHEME);
    struct counts *by_experience = count_by(o, temporary, GROUP_EXPERIENCE);
    struct counts *all = arena_alloc(temporary, sizeof(*all));

    count_amounts(o, c, by_experience);
    for (int level = 0; level <= LEVEL_NONE; level++)
        add_counts(all, &c[level]);
    o->curve = curve_from(o->arena, all, NULL, o->cohort.window);
    o->by_scheme = curves_by(o, GROUP_SCHEME, c);
    o->by_experience = curves_by(o, GROUP_EXPERIENCE, by_experience);
    arena_free(temporary);
}
