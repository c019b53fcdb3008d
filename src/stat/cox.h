/* cox.h: proportional hazards regression, section C.8 of the specification.
 *
 * Times are in any one unit, 0 allowed; an event and a censoring at the same time count as event
 * first. The design has no intercept. Aliased columns as in logistic.h: NAN, and true in `aliased`.
 */
#ifndef SPIL_STAT_COX_H
#define SPIL_STAT_COX_H

#include "stat/design.h"

enum cox_ties {
    COX_EFRON,
    COX_BRESLOW,
};

/* Rows sorted by time with their design; opaque. */
struct cox;

/* time: n numbers >= 0; event: 1 event, 0 censored. STAT_BAD_INPUT: NAN or negative time, a design
 * with an intercept. */
MUST_USE enum stat_rc cox_new(struct arena *arena, const struct design *design, const double *time,
                              const uint8_t *event, struct cox **model);

struct cox_fit {
    enum cox_ties ties;
    int64_t n;
    int64_t events;
    int p;
    int rank;
    bool *aliased;
    double *coef;
    double *se;
    double *z;
    double *p_value;
    double *hr;  /* exp(coef) */
    double *low; /* Wald 95% limits of the hazard ratio */
    double *high;
    double *covariance; /* p x p */
    double loglik_null; /* at 0 */
    double loglik;
    double lr_chisq;
    int lr_df;
    double lr_p;
    int steps;
    double events_per_parameter;
    bool few_events; /* fewer than 10 per parameter: warn */
};

/* Partial likelihood by Newton from 0, relative change below 1e-11, with halving. Efron (J. Am.
 * Stat. Assoc. 72, 1977) or Breslow for ties. Refusals: STAT_NO_VARIANCE (all columns aliased),
 * STAT_TOO_FEW (fewer than 5 events per parameter), STAT_SEPARATED (monotone likelihood: a
 * coefficient runs to infinity), STAT_SINGULAR, STAT_NO_CONVERGENCE. */
MUST_USE enum stat_rc cox_fit(struct arena *arena, const struct cox *model, enum cox_ties ties,
                              struct cox_fit *fit);

/* Concordance: of the pairs whose order in time is known, the share where the higher risk score had
 * the event first, ties in the score half; pairs tied in time do not count (survival::concordance).
 * O(n log n). STAT_TOO_FEW when there is no comparable pair. */
MUST_USE enum stat_rc cox_concordance(const struct cox *model, const struct cox_fit *fit,
                                      double *concordance);

/* Test of proportional hazards: score test for adding x g(t), g(t) = 1 - the left-continuous
 * Kaplan-Meier, per column and global (Grambsch and Therneau 1994; survival 3.x cox.zph with
 * transform "km", terms = FALSE). chisq and p_value have p entries and the global one at [p]; NAN
 * for an aliased column. df[p] is the rank. STAT_SINGULAR when a column says nothing more over
 * time. */
struct cox_ph {
    double *chisq;
    int *df;
    double *p_value;
};
MUST_USE enum stat_rc cox_test_proportional(struct arena *arena, const struct cox *model,
                                            const struct cox_fit *fit, struct cox_ph *result);

#endif
