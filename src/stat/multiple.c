/* multiple.c: Holm's and Benjamini and Hochberg's adjustments.
 * Not: a choice of which tests belong together; the report decides that.
 * Start at multiple_holm(). */
#include "stat/multiple.h"

#include <math.h>

#include "stat/order.h"

/* The places of the present p-values in ascending order; copies everything to adjusted. */
static int64_t order_present(struct arena *arena, const double *p, int64_t n, double *adjusted,
                             int64_t **place)
{
    double *present = ARENA_ARRAY(arena, double, (size_t)n);
    int64_t *at = ARENA_ARRAY(arena, int64_t, (size_t)n), tests = 0;

    for (int64_t i = 0; i < n; i++) {
        adjusted[i] = p[i];
        if (isnan(p[i]))
            continue;
        present[tests] = p[i];
        at[tests++] = i;
    }
    uint32_t *order = ARENA_ARRAY(arena, uint32_t, (size_t)tests);
    *place = ARENA_ARRAY(arena, int64_t, (size_t)tests);
    order_doubles(present, tests, order);
    for (int64_t i = 0; i < tests; i++)
        (*place)[i] = at[order[i]];
    return tests;
}

int64_t multiple_holm(struct arena *arena, const double *p, int64_t n, double *adjusted)
{
    int64_t *place, tests = order_present(arena, p, n, adjusted, &place);
    double highest = 0;

    for (int64_t i = 0; i < tests; i++) {
        highest = fmax(highest, fmin(1, (double)(tests - i) * p[place[i]]));
        adjusted[place[i]] = highest;
    }
    return tests;
}

int64_t multiple_bh(struct arena *arena, const double *p, int64_t n, double *adjusted)
{
    int64_t *place, tests = order_present(arena, p, n, adjusted, &place);
    double lowest = 1;

    for (int64_t i = tests - 1; i >= 0; i--) {
        lowest = fmin(lowest, (double)tests / (double)(i + 1) * p[place[i]]);
        adjusted[place[i]] = lowest;
    }
    return tests;
}
