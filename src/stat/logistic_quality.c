/* logistic_quality.c: how well fitted probabilities predict: Hosmer-Lemeshow, AUC, Brier.
 * Not a fit: works on any probabilities. Start at logistic_hosmer_lemeshow.
 */
#include "stat/logistic.h"

#include <math.h>

#include "stat/dist.h"
#include "stat/order.h"

/* The type 7 quantile k/groups of sorted values: exact where it falls on a value. */
static double cut_point(const double *fitted, const uint32_t *order, int64_t n, int k, int groups)
{
    int64_t whole = (n - 1) * k / groups;
    int64_t rest = (n - 1) * k % groups;
    double low = fitted[order[whole]];
    if (rest == 0)
        return low;
    double high = fitted[order[whole + 1]];
    double share = (double)rest / groups;
    return low == high ? low : (1 - share) * low + share * high;
}

enum stat_rc logistic_hosmer_lemeshow(struct arena *arena, const uint8_t *y, const double *fitted,
                                      int64_t n, int groups, struct hosmer_lemeshow *result)
{
    if (n < 1 || groups < 3)
        return STAT_TOO_FEW;
    uint32_t *order = ARENA_ARRAY(arena, uint32_t, (size_t)n);
    order_doubles(fitted, n, order);
    *result = (struct hosmer_lemeshow){0};
    result->n = ARENA_ARRAY(arena, int64_t, (size_t)groups);
    result->observed = ARENA_ARRAY(arena, int64_t, (size_t)groups);
    result->expected = ARENA_ARRAY(arena, double, (size_t)groups);
    double previous = fitted[order[0]];
    int64_t i = 0;
    for (int k = 1; k <= groups; k++) {
        double cut = cut_point(fitted, order, n, k, groups);
        if (cut == previous)
            continue; /* the same break again */
        previous = cut;
        int g = result->groups++;
        for (; i < n && fitted[order[i]] <= cut; i++) {
            result->n[g]++;
            result->observed[g] += y[order[i]];
            result->expected[g] += fitted[order[i]];
        }
    }
    if (result->groups < 3)
        return STAT_TOO_FEW;
    for (int g = 0; g < result->groups; g++) {
        double size = (double)result->n[g], expected = result->expected[g];
        double difference = (double)result->observed[g] - expected;
        double variance = expected * (1 - expected / size);
        if (!(variance > 0))
            return STAT_STRUCTURAL;
        result->chisq += difference * difference / variance;
    }
    result->df = result->groups - 2;
    result->p_value = dist_chi2_upper(result->chisq, result->df);
    return STAT_OK;
}

enum stat_rc logistic_auc(const uint8_t *y, const double *fitted, int64_t n, double *auc)
{
    struct arena *work = arena_new();
    uint32_t *order = ARENA_ARRAY(work, uint32_t, (size_t)n);
    int64_t events = 0, others = 0, twice_won = 0;
    order_doubles(fitted, n, order);
    for (int64_t i = 0; i < n;) {
        int64_t tied_events = 0, tied_others = 0;
        double here = fitted[order[i]];
        for (; i < n && fitted[order[i]] == here; i++) {
            tied_events += y[order[i]];
            tied_others += !y[order[i]];
        }
        twice_won += tied_events * (2 * others + tied_others);
        events += tied_events;
        others += tied_others;
    }
    arena_free(work);
    if (events == 0 || others == 0)
        return STAT_NO_VARIANCE;
    *auc = (double)twice_won / (2 * (double)events * (double)others);
    return STAT_OK;
}

double logistic_brier(const uint8_t *y, const double *fitted, int64_t n)
{
    double sum = 0;
    for (int64_t i = 0; i < n; i++)
        sum += (y[i] - fitted[i]) * (y[i] - fitted[i]);
    return sum / (double)n;
}
