/* change.c: change on a questionnaire between base and follow-up.
 * Not the scoring of the questionnaire. Start at change_compute.
 */
#include "stat/change.h"

#include <math.h>

#include "stat/desc.h"
#include "stat/dist.h"
#include "stat/order.h"

/* Signed ranks of the changes that are not 0, as wilcox.test(paired, exact = FALSE). */
static void signed_ranks(struct arena *work, const double *change, int64_t n, struct change *r)
{
    double *size = ARENA_ARRAY(work, double, (size_t)n);
    bool *rises = ARENA_ARRAY(work, bool, (size_t)n);
    uint32_t *order = ARENA_ARRAY(work, uint32_t, (size_t)n);
    int64_t used = 0;
    double ties = 0, positive = 0;
    for (int64_t i = 0; i < n; i++)
        if (change[i] != 0) {
            rises[used] = change[i] > 0;
            size[used++] = fabs(change[i]);
        }
    order_doubles(size, used, order);
    for (int64_t i = 0, end = 0; i < used; i = end) {
        int64_t up = 0;
        for (; end < used && size[order[end]] == size[order[i]]; end++)
            up += rises[order[end]];
        double tied = (double)(end - i);
        positive += (double)up * (double)(i + 1 + end) / 2;
        ties += tied * tied * tied - tied;
    }
    double m = (double)used;
    double distance = positive - m * (m + 1) / 4;
    double sd = sqrt(m * (m + 1) * (2 * m + 1) / 24 - ties / 48);
    double correction = distance > 0 ? 0.5 : distance < 0 ? -0.5 : 0;
    r->wilcoxon_v = positive;
    r->wilcoxon_p = sd > 0 ? 2 * dist_normal_upper(fabs((distance - correction) / sd)) : NAN;
    r->wilcoxon_p = MIN(r->wilcoxon_p, 1);
}

/* Everything that rests on the list of changes; base_sd is of all base scores. */
static void fill_tests(struct arena *work, const double *change, double base_sd, double reliability,
                       struct change *r)
{
    double pairs = (double)r->n_pairs;
    double error = r->sd_change / sqrt(pairs);
    r->t = r->mean_change / error;
    r->df = pairs - 1;
    r->p_value = 2 * dist_t_upper(fabs(r->t), r->df);
    double reach = dist_t_upper_quantile(0.025, r->df) * error;
    r->interval = (struct stat_interval){r->mean_change - reach, r->mean_change + reach};
    r->srm = r->mean_change / r->sd_change;
    r->difference_sd = base_sd * sqrt(2) * sqrt(1 - reliability);
    double limit = dist_normal_upper_quantile(0.025);
    for (int64_t i = 0; i < r->n_pairs; i++) {
        r->risen += change[i] / r->difference_sd > limit;
        r->fallen += change[i] / r->difference_sd < -limit;
    }
    signed_ranks(work, change, r->n_pairs, r);
}

enum stat_rc change_compute(struct arena *arena, const double *base, const double *follow,
                            int64_t n, double reliability, struct change *result)
{
    struct change r = {0};
    double *all = ARENA_ARRAY(arena, double, (size_t)n);
    double *complete = ARENA_ARRAY(arena, double, (size_t)n);
    double *alone = ARENA_ARRAY(arena, double, (size_t)n);
    double *change = ARENA_ARRAY(arena, double, (size_t)n);
    double base_sd = 0;
    for (int64_t i = 0; i < n; i++) {
        if (isnan(base[i]))
            continue;
        all[r.n_base++] = base[i];
        if (isnan(follow[i])) {
            alone[r.n_base - 1 - r.n_pairs] = base[i];
            continue;
        }
        complete[r.n_pairs] = base[i];
        change[r.n_pairs++] = follow[i] - base[i];
    }
    enum stat_rc rc = STAT_OK;
    if (!(reliability >= 0 && reliability < 1)) {
        rc = STAT_BAD_INPUT;
    } else if (r.n_pairs < 2) {
        rc = STAT_TOO_FEW;
    } else {
        struct moments changes = desc_moments(change, r.n_pairs);
        base_sd = desc_sd(desc_moments(all, r.n_base));
        r.mean_change = changes.mean;
        r.sd_change = desc_sd(changes);
        if (!(base_sd > 0) || !(r.sd_change > 0))
            rc = STAT_NO_VARIANCE;
    }
    if (rc == STAT_OK) {
        struct moments paired = desc_moments(complete, r.n_pairs);
        int64_t unpaired = r.n_base - r.n_pairs;
        fill_tests(arena, change, base_sd, reliability, &r);
        r.effect_size = r.mean_change / desc_sd(paired);
        r.mean_base_complete = paired.mean;
        r.mean_base_missing = unpaired ? desc_moments(alone, unpaired).mean : (double)NAN;
        *result = r;
    }
    return rc;
}
