/* change.h: change on a questionnaire (section C.13): persons with a base and a follow-up score.
 */
#ifndef SPIL_STAT_CHANGE_H
#define SPIL_STAT_CHANGE_H

#include "stat/stat.h"

struct change {
    int64_t n_base;     /* persons with a base score */
    int64_t n_pairs;    /* persons with both */
    double mean_change; /* follow-up minus base, over pairs */
    double sd_change;
    double t; /* paired t test */
    double df;
    double p_value;
    struct stat_interval interval; /* 95% of the mean change */
    double
        effect_size; /* mean change / SD of the base scores of the pairs; inf when they are equal */
    double srm;      /* mean change / SD of the change */
    double wilcoxon_v; /* signed ranks, zeros dropped: sum of the positive */
    double wilcoxon_p; /* normal approximation, tie and continuity correction; NAN when all are 0 */
    double difference_sd; /* SD0 sqrt(2) sqrt(1 - r), SD0 of all base scores: the unit of reliable
                             change (Jacobson and Truax 1991) */
    int64_t risen;        /* pairs with change / difference_sd > 1.96 (0.975 quantile) */
    int64_t fallen;       /* pairs below minus that; which one is better depends on the list */
    double mean_base_complete; /* base score of those with a follow-up */
    double mean_base_missing;  /* of those without; NAN when nobody is without */
};

/* base, follow: n scores, NAN when missing; a follow-up without base does not count. reliability r
 * from the manual of the list, 0 <= r < 1. Refusals: STAT_TOO_FEW (fewer than 2 pairs),
 * STAT_NO_VARIANCE (all changes or all base scores equal), STAT_BAD_INPUT (r). */
MUST_USE enum stat_rc change_compute(struct arena *arena, const double *base, const double *follow,
                                     int64_t n, double reliability, struct change *result);

#endif
