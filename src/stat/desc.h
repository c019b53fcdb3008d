/* desc.h: descriptive figures: moments that can be combined, quantiles, ranks (section C.4).
 *
 * Missing values (NAN) are skipped by desc_moments and desc_summarise; desc_sort and desc_ranks
 * must not be given any. Counting and combining stand apart from testing: test.h works on moments
 * alone, so organisations can add up their moments without showing a person.
 */
#ifndef SPIL_STAT_DESC_H
#define SPIL_STAT_DESC_H

#include "stat/stat.h"

/* n values with their mean and the sum of squared deviations from it. Mean 0 when n is 0. */
struct moments {
    int64_t n;
    double mean;
    double squares;
};

/* Two passes, in long double: the second corrects the first (Chan, Golub and LeVeque 1983). */
struct moments desc_moments(const double *x, int64_t n);
struct moments desc_combine(struct moments a, struct moments b); /* exact up to rounding */
struct moments desc_from_sd(int64_t n, double mean, double sd);  /* from a published table */
double desc_variance(struct moments m);                          /* n - 1; NAN when n < 2 */
double desc_sd(struct moments m);

/* Type 7 of Hyndman and Fan 1996 (R's default) of n ascending values: with h = (n - 1) p the
 * straight line between the values before and after place h, counted from 0. n >= 1, 0 <= p <= 1.
 */
double desc_quantile(const double *sorted, int64_t n, double p);
double *desc_sort(struct arena *arena, const double *x, int64_t n); /* ascending copy; no NAN */

struct summary {
    int64_t n; /* without the missing */
    int64_t missing;
    double mean;
    double sd; /* NAN when n is 1 */
    double min;
    double q25;
    double median;
    double q75;
    double max;
};

/* STAT_TOO_FEW when nothing is left. */
MUST_USE enum stat_rc desc_summarise(struct arena *arena, const double *x, int64_t n,
                                     struct summary *summary);

/* Midranks 1..n into rank[n]; returns the sum of t^3 - t over sets of t equal values. */
double desc_ranks(struct arena *arena, const double *x, int64_t n, double *rank);

/* The standard deviations that n >= 2 values from min to max, both present, with this mean can have
 * (stats.md B.3): max(|max-m|, |m-min|) sqrt(n)/(n-1) <= SD <= sqrt((m-min)(max-m) n/(n-1)). */
struct stat_interval desc_sd_range(int64_t n, double mean, double min, double max);

#endif
