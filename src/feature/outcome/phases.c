/* phases.c: starts and stops of work against what the phase of the trajectories explains (C.9).
 * Not: the formulas (stat/phase.h).
 * Start at block_phases(). */
#include "feature/outcome/block.h"

static const int phase_begin[PHASES + 1] = {1, 7, 13, 19, WINDOW_MAX + 1};

/* Calendar months, first and last: before, in, and between the closures of report 002. */
static const int32_t report_002[PERIODS][2] = {
    {12 * 2019 + 10, 12 * 2020 + 1},
    {12 * 2020 + 2, 12 * 2020 + 11},
    {12 * 2021, 12 * 2021 + 4},
};

static int phase_of(int month)
{
    int k = 0;

    while (month >= phase_begin[k + 1])
        k++;
    return k;
}

/* Period of a month of a trajectory, -1 outside all. */
static int period_of(const int32_t (*period)[2], const struct person *p, int month)
{
    int32_t calendar = p->start_month + month - 1;

    for (int r = 0; r < PERIODS; r++) {
        if (calendar >= period[r][0] && calendar <= period[r][1])
            return r;
    }
    return -1;
}

static void count_event(struct phase_block *b, const int32_t (*period)[2], const struct person *p,
                        int month)
{
    int r = period_of(period, p, month);

    b->events_phase[phase_of(month)]++;
    if (r >= 0)
        b->events_period[r]++;
}

static void adjust(struct outcome *o, const char *name, struct phase_block *b,
                   const struct phase_counts *months)
{
    struct phase_counts counts = *months;

    counts.events_phase = b->events_phase;
    counts.events_period = b->events_period;
    b->good = block_good(o, name, phase_adjust(o->arena, &counts, &b->result));
}

/* Of the months first .. last of a trajectory, how many lie in a phase; and of those in a period.
 */
static int months_within(int first, int last, int phase)
{
    return MAX(0, MIN(last, phase_begin[phase + 1] - 1) - MAX(first, phase_begin[phase]) + 1);
}

static void add_person_months(const struct person *p, const int32_t (*period)[2], int64_t *by_phase,
                              int64_t *by_both)
{
    for (int k = 0; k < PHASES; k++) {
        by_phase[k] += months_within(1, p->followup, k);
        for (int r = 0; r < PERIODS; r++) {
            int first = MAX(1, trajectory_month(p, period[r][0]));
            int last = MIN(p->followup, trajectory_month(p, period[r][1]));

            by_both[k * PERIODS + r] += months_within(first, last, k);
        }
    }
}

void block_phases(struct outcome *o)
{
    int64_t by_both[PHASES * PERIODS] = {0}, by_phase[PHASES] = {0};
    const int32_t(*period)[2] = o->options.periods ? o->options.periods : report_002;
    int phase_length[PHASES], period_length[PERIODS], phases = 0;

    for (int64_t i = 0; i < o->cohort.n; i++)
        add_person_months(&o->cohort.person[i], period, by_phase, by_both);
    for (int64_t i = 0; i < o->record.employment_spells; i++) {
        const struct spell *s = &o->record.employment[i];
        const struct person *p = &o->cohort.person[s->person];

        count_event(&o->starts, period, p, s->first);
        if (s->last < p->followup)
            count_event(&o->stops, period, p, s->last + 1);
    }
    for (int k = 0; k < PHASES; k++) {
        phase_length[k] = MIN(phase_begin[k + 1], o->cohort.window + 1) - phase_begin[k];
        phases += phase_length[k] > 0;
    }
    for (int r = 0; r < PERIODS; r++)
        period_length[r] = period[r][1] - period[r][0] + 1;
    struct phase_counts months = {.phases = phases,
                                  .periods = PERIODS,
                                  .person_months = by_both,
                                  .person_months_phase = by_phase,
                                  .phase_length = phase_length,
                                  .period_length = period_length};
    o->starts.phases = o->stops.phases = phases;
    adjust(o, "phase_adjusted start", &o->starts, &months);
    adjust(o, "phase_adjusted stop", &o->stops, &months);
}
