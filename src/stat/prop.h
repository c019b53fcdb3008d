/* prop.h: limits for shares and counts (section C.1, C.9). Level is 0.95 for 95 percent.
 */
#ifndef SPIL_STAT_PROP_H
#define SPIL_STAT_PROP_H

#include "stat/stat.h"

/* k of n. Both refuse with STAT_TOO_FEW when n is 0, STAT_BAD_INPUT when k is not in 0..n or level
 * not between 0 and 1.
 * Wilson (1927): centre (p + z^2/2n)/(1 + z^2/n), half width z/(1 + z^2/n) sqrt(p(1-p)/n +
 * z^2/4n^2); computed as the roots of one quadratic, so that the small root keeps its digits. */
MUST_USE enum stat_rc prop_wilson(int64_t k, int64_t n, double level, struct stat_interval *limits);
/* Clopper and Pearson (1934): beta quantiles; low is 0 when k is 0, high is 1 when k is n. */
MUST_USE enum stat_rc prop_exact(int64_t k, int64_t n, double level, struct stat_interval *limits);

/* Two-sided exact p-value of a Poisson count k (its limits: phase_poisson_limits) when `expected`
 * were expected: the probability of all counts that are no more likely than k (relative tolerance
 * 1e-7, as R's poisson.test). NAN outside k >= 0, expected > 0. */
double prop_poisson_p(int64_t k, double expected);

#endif
