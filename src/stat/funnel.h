/* funnel.h: funnel limits for a share per programme (section C.12; Spiegelhalter, Stat. Med. 24,
 * 2005). No ranks: a programme is in the funnel or not.
 */
#ifndef SPIL_STAT_FUNNEL_H
#define SPIL_STAT_FUNNEL_H

#include "stat/stat.h"

/* Exact binomial limit with interpolation at probability q: r = qbinom(q), alpha = (F(r) - q) /
 * (F(r) - F(r-1)), limit (r - alpha)/n, kept within [0, 1]. */
double funnel_limit(double q, int64_t n, double p0);

struct funnel {
    int programmes;
    double p0; /* pooled share */
    double *z; /* (p - p0) / sqrt(p0 (1 - p0) / n); NAN when n = 0 */
    struct stat_interval *limit95;
    struct stat_interval *limit998;
    double phi;         /* mean z^2, z winsorised at 10% and 90% (type 7 quantiles); NAN
                           with fewer than 5 programmes */
    bool overdispersed; /* phi > 1 + 2 sqrt(2/K): the programmes differ more than chance */
    double widened;     /* sqrt(phi) when overdispersed, else 1 */
    struct stat_interval *wide95; /* the limits this many times as far from p0, within [0, 1] */
    struct stat_interval *wide998;
    int outside998;      /* programmes outside the 99.8% limits */
    int outside_wide998; /* and outside the widened ones */
};

/* k successes of n per programme. Refusals: STAT_TOO_FEW (fewer than 2 programmes with n > 0),
 * STAT_NO_VARIANCE (p0 is 0 or 1), STAT_BAD_INPUT (k > n or negative). */
MUST_USE enum stat_rc funnel_compute(struct arena *arena, const int64_t *k, const int64_t *n,
                                     int programmes, struct funnel *result);

#endif
