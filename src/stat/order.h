/* order.h: sort order of doubles, stable, in linear time; for ranks, quantiles and risk sets.
 */
#ifndef SPIL_STAT_ORDER_H
#define SPIL_STAT_ORDER_H

#include "stat/stat.h"

/* order[n]: the indexes of x from low to high, equal values (0 and -0 too) in their original order.
 * No NAN; n < 2^32. Radix sort on the bits of the values; work memory is released on return. */
void order_doubles(const double *x, int64_t n, uint32_t *order);

#endif
