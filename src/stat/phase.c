/* phase.c: expected counts per calendar period, adjusted for the phase of the trajectories.
 * Not the counting of starts and stops: see the record engine. Start at phase_adjust.
 */
#include "stat/phase.h"

#include <math.h>

#include "stat/dist.h"

struct stat_interval phase_poisson_limits(int64_t count, double level)
{
    double tail = (1 - level) / 2;
    struct stat_interval limits = {0, dist_chi2_upper_quantile(tail, 2.0 * (double)count + 2) / 2};
    if (count > 0)
        limits.low = dist_chi2_quantile(tail, 2.0 * (double)count) / 2;
    return limits;
}

static enum stat_rc check(const struct phase_counts *c)
{
    if (c->phases < 1 || c->periods < 1)
        return STAT_TOO_FEW;
    for (int r = 0; r < c->periods; r++)
        if (c->events_period[r] < 0 || c->period_length[r] < 0)
            return STAT_BAD_INPUT;
    for (int k = 0; k < c->phases; k++) {
        int64_t inside = 0;
        for (int r = 0; r < c->periods; r++) {
            if (c->person_months[k * c->periods + r] < 0)
                return STAT_BAD_INPUT;
            inside += c->person_months[k * c->periods + r];
        }
        if (c->events_phase[k] < 0 || c->phase_length[k] < 1 || inside > c->person_months_phase[k])
            return STAT_BAD_INPUT;
        if (c->events_phase[k] > 0 && c->person_months_phase[k] == 0)
            return STAT_STRUCTURAL;
    }
    return STAT_OK;
}

/* The three expected counts of one period. */
static void expect(const struct phase_counts *c, int r, struct phase_result *result)
{
    double in_period = 0, person_months = 0, literal = 0, scaled = 0;
    for (int k = 0; k < c->phases; k++)
        in_period += (double)c->person_months[k * c->periods + r];
    for (int k = 0; k < c->phases; k++) {
        int at = k * c->periods + r;
        double events = (double)c->events_phase[k];
        double months = (double)c->person_months[at];
        result->share[at] = in_period > 0 ? months / in_period : NAN;
        if (months == 0)
            continue;
        literal += events * result->share[at];
        scaled += events / c->phase_length[k] * result->share[at];
        person_months += events * months / (double)c->person_months_phase[k];
    }
    result->literal[r] = literal;
    result->length_scaled[r] = c->period_length[r] * scaled;
    result->person_months[r] = person_months;
}

enum stat_rc phase_adjust(struct arena *arena, const struct phase_counts *c,
                          struct phase_result *result)
{
    enum stat_rc rc = check(c);
    if (rc != STAT_OK)
        return rc;
    size_t periods = (size_t)c->periods;
    result->share = ARENA_ARRAY(arena, double, (size_t)c->phases *periods);
    result->literal = ARENA_ARRAY(arena, double, periods);
    result->length_scaled = ARENA_ARRAY(arena, double, periods);
    result->person_months = ARENA_ARRAY(arena, double, periods);
    result->percent = ARENA_ARRAY(arena, double, periods);
    result->ratio = ARENA_ARRAY(arena, double, periods);
    result->limits = ARENA_ARRAY(arena, struct stat_interval, periods);
    for (int r = 0; r < c->periods; r++) {
        expect(c, r, result);
        double expected = result->person_months[r], actual = (double)c->events_period[r];
        struct stat_interval count = phase_poisson_limits(c->events_period[r], 0.95);
        bool possible = expected > 0;
        result->percent[r] = possible ? 100 * (actual - expected) / expected : NAN;
        result->ratio[r] = possible ? actual / expected : NAN;
        result->limits[r].low = possible ? count.low / expected : NAN;
        result->limits[r].high = possible ? count.high / expected : NAN;
    }
    return STAT_OK;
}
