/* km.c: Kaplan-Meier and log-rank from counts per time.
 * Not regression on times: see cox.c. Start at km_count and km_estimate.
 */
#include "stat/km.h"

#include <math.h>

#include "stat/dist.h"
#include "stat/matrix.h"
#include "stat/order.h"

#define LEVEL_TOLERANCE 1.5e-8 /* S and 1 - p closer than this are equal, as in R */

static void table_new(struct arena *arena, int64_t times, struct km_table *table)
{
    *table = (struct km_table){0};
    table->time = ARENA_ARRAY(arena, double, (size_t)times);
    table->died = ARENA_ARRAY(arena, int64_t, (size_t)times);
    table->censored = ARENA_ARRAY(arena, int64_t, (size_t)times);
}

/* Appends to the table, or adds to its last time. */
static void table_put(struct km_table *table, double time, int64_t died, int64_t censored)
{
    if (table->times == 0 || table->time[table->times - 1] != time)
        table->time[table->times++] = time;
    table->died[table->times - 1] += died;
    table->censored[table->times - 1] += censored;
    table->events += died;
    table->n += died + censored;
}

enum stat_rc km_count(struct arena *arena, const double *time, const uint8_t *event, int64_t n,
                      struct km_table *table)
{
    int64_t times = 0;
    for (int64_t i = 0; i < n; i++)
        if (!isfinite(time[i]) || event[i] > 1)
            return STAT_BAD_INPUT;
    struct arena *work = arena_new();
    uint32_t *order = ARENA_ARRAY(work, uint32_t, (size_t)n);
    order_doubles(time, n, order);
    for (int64_t i = 0; i < n; i++)
        times += i == 0 || time[order[i]] != time[order[i - 1]];
    table_new(arena, times, table);
    for (int64_t i = 0; i < n; i++)
        table_put(table, time[order[i]], event[order[i]], !event[order[i]]);
    arena_free(work);
    return STAT_OK;
}

enum stat_rc km_count_group(struct arena *arena, const double *time, const uint8_t *event,
                            const int32_t *group, int32_t wanted, int64_t n, struct km_table *table)
{
    struct arena *work = arena_new();
    double *some_time = ARENA_ARRAY(work, double, (size_t)n);
    uint8_t *some_event = ARENA_ARRAY(work, uint8_t, (size_t)n);
    int64_t members = 0;
    for (int64_t i = 0; i < n; i++)
        if (group[i] == wanted) {
            some_time[members] = time[i];
            some_event[members++] = event[i];
        }
    enum stat_rc rc = km_count(arena, some_time, some_event, members, table);
    arena_free(work);
    return rc;
}

void km_add(struct arena *arena, const struct km_table *a, const struct km_table *b,
            struct km_table *sum)
{
    table_new(arena, a->times + b->times, sum);
    for (int64_t i = 0, j = 0; i < a->times || j < b->times;) {
        bool from_a = j == b->times || (i < a->times && a->time[i] <= b->time[j]);
        const struct km_table *from = from_a ? a : b;
        int64_t at = from_a ? i++ : j++;
        table_put(sum, from->time[at], from->died[at], from->censored[at]);
    }
}

enum stat_rc km_estimate(struct arena *arena, const struct km_table *table, struct km_curve *curve)
{
    int64_t at_risk = table->n;
    double survival = 1, greenwood = 0;
    if (table->n == 0)
        return STAT_TOO_FEW;
    curve->table = table;
    curve->at_risk = ARENA_ARRAY(arena, int64_t, (size_t)table->times);
    curve->survival = ARENA_ARRAY(arena, double, (size_t)table->times);
    curve->greenwood = ARENA_ARRAY(arena, double, (size_t)table->times);
    for (int64_t i = 0; i < table->times; i++) {
        double died = (double)table->died[i], n = (double)at_risk;
        survival *= (n - died) / n;
        greenwood += died > 0 ? died / (n * (n - died)) : 0;
        curve->at_risk[i] = at_risk;
        curve->survival[i] = survival;
        curve->greenwood[i] = greenwood;
        at_risk -= table->died[i] + table->censored[i];
    }
    return STAT_OK;
}

void km_at(const struct km_curve *curve, double t, double level, struct km_point *point)
{
    const struct km_table *table = curve->table;
    double survival = 1, spread = 0, reach = dist_normal_upper_quantile((1 - level) / 2);
    int64_t i = 0;
    *point = (struct km_point){.at_risk = table->n};
    for (; i < table->times && table->time[i] <= t; i++) {
        survival = curve->survival[i];
        spread = sqrt(curve->greenwood[i]);
        point->at_risk = curve->at_risk[i];
        if (table->time[i] < t)
            point->at_risk -= table->died[i] + table->censored[i];
    }
    point->share = 1 - survival;
    point->se = survival > 0 ? survival * spread : NAN;
    point->loglog = (struct stat_interval){NAN, NAN};
    if (survival > 0 && survival < 1) {
        double centre = log(-log(survival)), half = reach * spread / -log(survival);
        point->loglog.low = 1 - exp(-exp(centre - half));
        point->loglog.high = 1 - exp(-exp(centre + half));
    }
    point->plain.low = survival > 0 ? MAX(point->share - reach * point->se, 0) : NAN;
    point->plain.high = survival > 0 ? MIN(point->share + reach * point->se, 1) : NAN;
}

double km_quantile(const struct km_curve *curve, double p)
{
    const struct km_table *table = curve->table;
    double wanted = 1 - p;
    for (int64_t i = 0; i < table->times; i++) {
        if (curve->survival[i] > wanted + LEVEL_TOLERANCE)
            continue;
        if (curve->survival[i] < wanted - LEVEL_TOLERANCE)
            return table->time[i];
        int64_t end = i + 1;
        while (end < table->times - 1 && table->died[end] == 0)
            end++;
        return (table->time[i] + table->time[MIN(end, table->times - 1)]) / 2;
    }
    return NAN;
}

/* All that the log-rank test keeps while it walks through the times of all groups, from the last to
 * the first: in the order of survdiff, so that where observed and expected are nearly the same the
 * small difference is the same too. */
struct walk {
    const struct km_table *tables;
    int k;
    int64_t *left;    /* times of each group still to come */
    int64_t *at_risk; /* of each group */
    int64_t *died;    /* of each group, at the time at hand */
    double *variance; /* k x k */
};

static bool is_here(const struct walk *w, int g, double time)
{
    return w->left[g] > 0 && w->tables[g].time[w->left[g] - 1] == time;
}

/* The latest time still to come; -INFINITY when there is none. */
static double latest_time(const struct walk *w)
{
    double time = -INFINITY;
    for (int g = 0; g < w->k; g++)
        if (w->left[g] > 0)
            time = MAX(time, w->tables[g].time[w->left[g] - 1]);
    return time;
}

/* Mean and variance of the deaths per group, given how many died in all. */
static void add_moment(const struct walk *w, double *expected)
{
    double n = 0, died = 0;
    for (int g = 0; g < w->k; g++) {
        n += (double)w->at_risk[g];
        died += (double)w->died[g];
    }
    if (died == 0)
        return;
    for (int g = 0; g < w->k; g++)
        expected[g] += died * (double)w->at_risk[g] / n;
    for (int g = 0; g < w->k && n > 1; g++) {
        double spread = died * (double)w->at_risk[g] * (n - died) / (n * (n - 1));
        w->variance[g * w->k + g] += spread;
        for (int h = 0; h < w->k; h++)
            w->variance[g * w->k + h] -= spread * (double)w->at_risk[h] / n;
    }
}

/* u'V^-u over the groups that somebody of was at risk at an event, the last of them left out. The
 * others have nothing expected and nothing observed: they say nothing and take no df (survdiff). */
static enum stat_rc quadratic_form(struct arena *work, const struct walk *w, struct logrank *result)
{
    int used = 0;
    int *index = ARENA_ARRAY(work, int, (size_t)w->k);
    for (int g = 0; g < w->k; g++)
        if (result->expected[g] > 0)
            index[used++] = g;
    if (used < 2)
        return STAT_TOO_FEW;
    int q = used - 1;
    double *matrix = ARENA_ARRAY(work, double, (size_t)q *(size_t)q);
    double *u = ARENA_ARRAY(work, double, (size_t)q),
           *solved = ARENA_ARRAY(work, double, (size_t)q);
    for (int i = 0; i < q; i++) {
        u[i] = solved[i] = result->observed[index[i]] - result->expected[index[i]];
        for (int j = 0; j < q; j++)
            matrix[i * q + j] = w->variance[index[i] * w->k + index[j]];
    }
    if (cholesky_factor(matrix, q) != STAT_OK)
        return STAT_SINGULAR;
    cholesky_solve(matrix, q, solved);
    for (int i = 0; i < q; i++)
        result->chisq += u[i] * solved[i];
    result->df = q;
    result->p_value = dist_chi2_upper(result->chisq, q);
    return STAT_OK;
}

enum stat_rc km_logrank(struct arena *arena, const struct km_table *tables, int k,
                        struct logrank *result)
{
    int64_t events = 0;
    *result = (struct logrank){0};
    for (int g = 0; g < k; g++) {
        events += tables[g].events;
        result->groups += tables[g].n > 0;
    }
    if (result->groups < 2 || events == 0)
        return STAT_TOO_FEW;
    struct arena *work = arena_new();
    struct walk w = {.tables = tables, .k = k};
    w.left = ARENA_ARRAY(work, int64_t, (size_t)k);
    w.at_risk = ARENA_ARRAY(work, int64_t, (size_t)k);
    w.died = ARENA_ARRAY(work, int64_t, (size_t)k);
    w.variance = ARENA_ARRAY(work, double, (size_t)k *(size_t)k);
    result->observed = ARENA_ARRAY(arena, double, (size_t)k);
    result->expected = ARENA_ARRAY(arena, double, (size_t)k);
    for (int g = 0; g < k; g++) {
        w.left[g] = tables[g].times;
        result->observed[g] = (double)tables[g].events;
    }
    for (double time = latest_time(&w); time > -INFINITY; time = latest_time(&w)) {
        for (int g = 0; g < k; g++) {
            bool here = is_here(&w, g, time);
            int64_t at = w.left[g] -= here;
            w.died[g] = here ? tables[g].died[at] : 0;
            w.at_risk[g] += here ? tables[g].died[at] + tables[g].censored[at] : 0;
        }
        add_moment(&w, result->expected);
    }
    enum stat_rc rc = quadratic_form(work, &w, result);
    arena_free(work);
    return rc;
}
