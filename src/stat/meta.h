/* meta.h: meta-analysis of risk ratios (section C.14), as metafor::rma and rma.mh.
 * With fewer than 5 studies show the studies and the Hartung-Knapp interval only: `few` says so.
 */
#ifndef SPIL_STAT_META_H
#define SPIL_STAT_META_H

#include "stat/stat.h"

struct meta_study {
    int64_t a, n1; /* events and persons, treated */
    int64_t c, n2; /* events and persons, control */
};

/* yi = log risk ratio, vi = 1/a - 1/n1 + 1/c - 1/n2; a study with a zero cell gets 1/2 added to its
 * four cells, no other study. STAT_BAD_INPUT when counts do not fit, STAT_NO_VARIANCE when a study
 * has no variance (everybody had the event). */
MUST_USE enum stat_rc meta_log_rr(const struct meta_study *studies, int k, double *yi, double *vi);

enum meta_method {
    META_FIXED, /* inverse variance, tau2 = 0 */
    META_DL,    /* DerSimonian and Laird 1986 */
    META_REML,  /* restricted likelihood, Fisher scoring to 1e-12 */
    META_PM,    /* Paule and Mandel 1982: generalised Q = k - 1; metafor prints it to 1e-4 only */
};

struct meta_result {
    int k;
    bool few;        /* fewer than 5 studies */
    double estimate; /* pooled yi */
    double se;
    double low; /* 95% limits */
    double high;
    double p_value;
    double tau2;
    double i2; /* percent: tau2 / (tau2 + typical variance); fixed: (Q - df)/Q, not below 0 */
    double h2;
    double q; /* Cochran's Q */
    double q_p;
    double predict_low; /* 95% prediction interval of a new study; NAN for META_FIXED */
    double predict_high;
};

/* hartung_knapp: errors from the weighted residual variance and t with k-1 df instead of the normal
 * (Hartung and Knapp 2001; rma test = "knha"). Refusals:
 * STAT_TOO_FEW (k < 2), STAT_BAD_INPUT (a variance that is not positive), STAT_NO_CONVERGENCE. */
MUST_USE enum stat_rc meta_pool(const double *yi, const double *vi, int k, enum meta_method method,
                                bool hartung_knapp, struct meta_result *result);

struct meta_mh {
    double log_rr;
    double se; /* Greenland and Robins 1985 */
    double low;
    double high;
    double p_value;
};

/* Mantel-Haenszel risk ratio, no continuity correction. STAT_TOO_FEW when an arm has no events. */
MUST_USE enum stat_rc meta_mantel_haenszel(const struct meta_study *studies, int k,
                                           struct meta_mh *result);

#endif
