/* dist.h: distribution functions, both tails, to 1e-13 relative, down to probabilities of 1e-300.
 *
 * For every distribution:
 *   _cdf             P(X <= x)
 *   _upper           P(X > x), computed as such and never as 1 - cdf: p-values keep their digits
 *   _quantile        the x with P(X <= x) = p; for counts the smallest k with P(X <= k) >= p
 *   _upper_quantile  the x with P(X > x) = q; not for counts
 *   _pmf             P(X = k), counts only
 *
 * Outside the support a probability is 0 or 1. An argument outside the domain (degrees of freedom
 * <= 0, p outside [0,1], NAN) answers NAN, as math.h does: these are formulas, the tests built on
 * them carry the refusal codes. For counts a probability that differs from p by less than 1e-13
 * relative counts as equal to p, so that quantile(cdf(k)) is k.
 *
 * Method: everything inside is long double (64 bits of mantissa or more). Incomplete gamma and beta
 * by series and continued fraction (Abramowitz and Stegun 6.5.29, 6.5.31; TOMS 708) with the
 * leading power in saddle-point form (Loader 2000, Fast and accurate computation of binomial
 * probabilities), which does not cancel for large parameters; quantiles by safeguarded Newton steps
 * on the logarithm of the smaller tail. Work grows with the root of the parameters; checked up to
 * parameters of 1e7; where a series has not settled after a million terms (parameters of about
 * 1e10) the answer is NAN. Quantiles of counts: n and mean up to 1e9.
 */
#ifndef SPIL_STAT_DIST_H
#define SPIL_STAT_DIST_H

#include "stat/stat.h"

double dist_log_gamma(double x);              /* x > 0 */
double dist_log_beta(double a, double b);     /* a, b > 0 */
double dist_log_choose(int64_t n, int64_t k); /* log of n over k; -INFINITY outside 0..n */

/* Regularised incomplete gamma function: P(a,x) and Q(a,x) = 1 - P(a,x); a > 0, x >= 0. */
double dist_gamma_p(double a, double x);
double dist_gamma_q(double a, double x);

/* Regularised incomplete beta function I_x(a,b) and 1 - I_x(a,b); a, b > 0, 0 <= x <= 1. */
double dist_beta_cdf(double x, double a, double b);
double dist_beta_upper(double x, double a, double b);
double dist_beta_quantile(double p, double a, double b);
double dist_beta_upper_quantile(double q, double a, double b);

double dist_normal_cdf(double z); /* standard normal */
double dist_normal_upper(double z);
double dist_normal_quantile(double p);
double dist_normal_upper_quantile(double q);

double dist_chi2_cdf(double x, double df);
double dist_chi2_upper(double x, double df);
double dist_chi2_quantile(double p, double df);
double dist_chi2_upper_quantile(double q, double df);

double dist_t_cdf(double t, double df); /* df may be fractional; INFINITY is the normal */
double dist_t_upper(double t, double df);
double dist_t_quantile(double p, double df);
double dist_t_upper_quantile(double q, double df);

double dist_f_cdf(double f, double df1, double df2);
double dist_f_upper(double f, double df1, double df2);
double dist_f_quantile(double p, double df1, double df2);
double dist_f_upper_quantile(double q, double df1, double df2);

double dist_binomial_pmf(int64_t k, int64_t n, double p);
double dist_binomial_cdf(int64_t k, int64_t n, double p);
double dist_binomial_upper(int64_t k, int64_t n, double p);
int64_t dist_binomial_quantile(double prob, int64_t n, double p); /* -1 outside the domain */

double dist_poisson_pmf(int64_t k, double mean);
double dist_poisson_cdf(int64_t k, double mean);
double dist_poisson_upper(int64_t k, double mean);
int64_t dist_poisson_quantile(double prob, double mean); /* -1 outside the domain; prob < 1 */

/* White balls among `drawn` from an urn with `white` and `black`. */
double dist_hyper_pmf(int64_t k, int64_t white, int64_t black, int64_t drawn);
double dist_hyper_cdf(int64_t k, int64_t white, int64_t black, int64_t drawn);
double dist_hyper_upper(int64_t k, int64_t white, int64_t black, int64_t drawn);
int64_t dist_hyper_quantile(double prob, int64_t white, int64_t black, int64_t drawn);

#endif
