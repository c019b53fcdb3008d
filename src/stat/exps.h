/* exps.h: the exponentials of many numbers at once, for regressions on a hundred thousand rows.
 */
#ifndef SPIL_STAT_EXPS_H
#define SPIL_STAT_EXPS_H

#include "stat/stat.h"

/* x[i] becomes exp(x[i]) for numbers that are not positive; below -700 it is exp(-700) (1e-304), so
 * never 0. Relative error below 4e-16; the same bits on every machine. */
void exps_of_negatives(double *x, int64_t n);

#endif
