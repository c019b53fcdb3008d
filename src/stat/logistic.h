/* logistic.h: logistic regression of a 0/1 outcome, section C.7 of the specification.
 *
 * Use: design_new (complete cases), logistic_new, logistic_fit; then what the report asks for. All
 * results hold one entry per column of the design; an aliased column has NAN in every array and is
 * true in `aliased`. Estimates are on the logit scale unless a name says odds ratio (or_).
 */
#ifndef SPIL_STAT_LOGISTIC_H
#define SPIL_STAT_LOGISTIC_H

#include "stat/design.h"

/* Outcome and design, sorted by cell and ready to iterate over; opaque. */
struct logistic;

/* y: n values 0 or 1, rows as in the design. The design needs an intercept for null_deviance to
 * mean the model without terms. STAT_BAD_INPUT: y outside 0/1, no rows. */
MUST_USE enum stat_rc logistic_new(struct arena *arena, const struct design *design,
                                   const uint8_t *y, struct logistic **model);

struct logistic_fit {
    int64_t n;
    int64_t events;
    int p;
    int rank;           /* columns that are not aliased */
    bool *aliased;      /* p */
    double *coef;       /* p */
    double *se;         /* p, from the inverse information */
    double *z;          /* p, coef / se */
    double *p_value;    /* p, two-sided normal */
    double *or_;        /* p, exp(coef) */
    double *wald_low;   /* p, exp(coef - 1.96 se) (the 0.975 quantile in full) */
    double *wald_high;  /* p */
    double *covariance; /* p x p; rows and columns of aliased ones NAN */
    double *before;     /* rank: coefficients one step earlier, whose weights the errors use */
    double *fitted;     /* n probabilities, rows as the caller gave them */
    double loglik;
    double deviance;      /* -2 loglik */
    double null_deviance; /* intercept only */
    double aic;           /* deviance + 2 rank */
    double mcfadden;      /* 1 - deviance / null_deviance */
    double lr_chisq;      /* null_deviance - deviance */
    int lr_df;            /* rank - 1 */
    double lr_p;
    int steps;                   /* Newton steps taken */
    double events_per_parameter; /* min(events, non-events) / (rank - 1); inf without terms */
    bool few_events;             /* fewer than 10 per parameter: warn */
};

/* Maximum likelihood by IRLS: start mu = (y + 1/2)/2, relative deviance change below 1e-12, at most
 * 50 steps (R's glm with epsilon 1e-12). Refusals: STAT_NO_VARIANCE (all y equal), STAT_TOO_FEW
 * (fewer than 5 events, or non-events, per parameter; the intercept is not counted),
 * STAT_SEPARATED (no finite maximum: see logistic_find_separation, use logistic_fit_firth),
 * STAT_SINGULAR, STAT_NO_CONVERGENCE. */
MUST_USE enum stat_rc logistic_fit(struct arena *arena, const struct logistic *model,
                                   struct logistic_fit *fit);

/* Exact profile likelihood limits on the logit scale (take exp for odds ratios) of every column:
 * both roots of 2 (l_max - l_p(b)) = chi2_1(level), level 0.95 for 3.8415. Method: Newton on the
 * joint equations of Venzon and Moolgavkar (Applied Statistics 37, 1988) started at the Wald limit,
 * checked, with a bracketing search where it fails. An end that does not exist (the profile stays
 * below the threshold) is infinite, of an aliased column NAN. ends[p]. */
MUST_USE enum stat_rc logistic_profile(const struct logistic *model, const struct logistic_fit *fit,
                                       double level, struct stat_interval *ends);

/* Firth's penalised likelihood: score sum (y - mu + h (1/2 - mu)) x, h the leverages; Firth,
 * Biometrika 80, 1993; errors from the inverse information at the estimate. Always finite, so it
 * answers where logistic_fit refuses for separation; aliased columns are dropped as there.
 * start: where to begin (a fit of the same model, which is near), or NULL for 0; the answer is the
 * same. Refusals: STAT_NO_VARIANCE, STAT_SINGULAR, STAT_NO_CONVERGENCE. */
struct logistic_firth {
    int p;
    bool *aliased;
    double *coef;
    double *se;
    int steps;
};
MUST_USE enum stat_rc logistic_fit_firth(struct arena *arena, const struct logistic *model,
                                         const struct logistic_fit *start,
                                         struct logistic_firth *fit);

/* Complete or quasi-complete separation, by the linear programme of C.7: maximise sum z_i'b under
 * z_i'b >= 0, |b_j| <= 1 (columns scaled), z_i = (2 y_i - 1) x_i; separated when the maximum is
 * positive (Albert and Anderson, Biometrika 71, 1984; Konis 2007). `direction` (p, may be NULL)
 * gets the optimal b: the columns that are not 0 take part in the separation. */
MUST_USE enum stat_rc logistic_find_separation(const struct logistic *model, bool *separated,
                                               double *direction);

/* Errors robust to clusters (programmes): sandwich with factor G/(G-1), sandwich::vcovCL type HC0
 * with cadjust. cluster: n numbers 0 .. clusters-1. se[p]. STAT_TOO_FEW with fewer than 2 clusters
 * that have rows; below about 20 say that it is rough (C.7). */
MUST_USE enum stat_rc logistic_cluster_errors(const struct logistic *model,
                                              const struct logistic_fit *fit,
                                              const int32_t *cluster, int clusters, double *se);

/* Hosmer-Lemeshow: groups between the unique type 7 quantiles 0, 1/groups .. 1 of the fitted
 * values, right-closed, lowest included; chi2 = sum (obs - exp)^2 / (exp (1 - exp/n)) with groups -
 * 2 df. STAT_TOO_FEW when fewer than 3 groups remain, STAT_STRUCTURAL when a group expects 0 or
 * all. */
struct hosmer_lemeshow {
    int groups;
    int64_t *n;
    int64_t *observed;
    double *expected;
    double chisq;
    int df;
    double p_value;
};
MUST_USE enum stat_rc logistic_hosmer_lemeshow(struct arena *arena, const uint8_t *y,
                                               const double *fitted, int64_t n, int groups,
                                               struct hosmer_lemeshow *result);

/* Area under the ROC curve by midranks, in integers of 64 bits; a tie counts half.
 * STAT_NO_VARIANCE when all y are equal. */
MUST_USE enum stat_rc logistic_auc(const uint8_t *y, const double *fitted, int64_t n, double *auc);

double logistic_brier(const uint8_t *y, const double *fitted, int64_t n); /* mean (y - fitted)^2 */

#endif
