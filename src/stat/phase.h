/* phase.h: phase-adjusted expected counts (section C.9; report 002, appendix 3): were there more
 * starts or stops of jobs in a calendar period than the phase of the trajectories explains?
 *
 * Works on counts alone, so counts of several organisations can be added first.
 */
#ifndef SPIL_STAT_PHASE_H
#define SPIL_STAT_PHASE_H

#include "stat/stat.h"

struct phase_counts {
    int phases;
    int periods;
    const int64_t *events_phase;        /* phases: N_k, all starts (or stops) in phase k */
    const int64_t *events_period;       /* periods: A_r, observed in period r */
    const int64_t *person_months;       /* phases x periods, by phase: PM_kr */
    const int64_t *person_months_phase; /* phases: PM_k over all calendar months */
    const int *phase_length;            /* months in phase k */
    const int *period_length;           /* months in period r */
};

struct phase_result {
    double *share;   /* phases x periods, by phase (k * periods + r): p_kr = PM_kr / PM_.r; NAN
                        in a period without person-months */
    double *literal; /* periods: sum_k N_k p_kr; only to audit the published report */
    double *length_scaled; /* periods: L_r sum_k (N_k / len_k) p_kr */
    double *person_months; /* periods: sum_k N_k PM_kr / PM_k; the one to use */
    double *percent; /* periods: 100 (A_r - E_r) / E_r against person_months; NAN when E_r = 0 */
    double *ratio;   /* A_r / E_r; NAN when E_r = 0 */
    struct stat_interval *limits; /* exact 95% Poisson limits of the ratio */
};

/* A phase without person-months but with events is STAT_STRUCTURAL; no phases or periods
 * STAT_TOO_FEW; negative counts STAT_BAD_INPUT. */
MUST_USE enum stat_rc phase_adjust(struct arena *arena, const struct phase_counts *counts,
                                   struct phase_result *result);

/* Exact (Garwood) limits of a Poisson count: qchisq(a/2, 2k)/2, qchisq(1-a/2, 2k+2)/2. */
struct stat_interval phase_poisson_limits(int64_t count, double level);

#endif
