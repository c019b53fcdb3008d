/* as_r.h: two figures to the digits that R prints. fisher.test (odds ratio) and metafor's
 * Paule-Mandel estimate stop their root search at 1.2e-4, so their answers are right to about four
 * digits. A report that is compared with R must carry the same ones; the exact values are those of
 * stat/table.h and stat/meta.h, and the difference never matters to a reader.
 */
#ifndef SPIL_OUTCOME_AS_R_H
#define SPIL_OUTCOME_AS_R_H

#include "base/base.h"
#include "base/arena.h"

/* uniroot() with its default tolerance: Brent's method (Algorithms for minimization without
 * derivatives, 1973, chapter 4) from low and high, where f has different signs. */
double as_r_root(double (*f)(double x, const void *data), const void *data, double low,
                 double high);

/* Conditional maximum likelihood odds ratio of a 2x2 table, row by row; 0 or INFINITY at the ends.
 */
double as_r_odds_ratio(const int64_t n[4]);

/* tau2 of Paule and Mandel for k studies. */
double as_r_paule_mandel(const double *yi, const double *vi, int k);

#endif
