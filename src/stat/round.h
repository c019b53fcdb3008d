/* round.h: rounding as people do it, half away from zero, on decimals (stats.md B.1, convention 1).
 *
 * A double such as 1.005 is really 1.00499999999999989; the reader sees 1.005 and expects 1.01.
 * round_decimal therefore works on the 15 significant digits of the number, which also absorbs the
 * last bits of noise of a calculation. Where a figure is a ratio of whole numbers, round_ratio is
 * exact without any such rule.
 */
#ifndef SPIL_STAT_ROUND_H
#define SPIL_STAT_ROUND_H

#include "stat/stat.h"

/* x at 0..9 decimals; NAN and infinities as they are. */
double round_decimal(double x, int decimals);

/* `scale` times a/b, rounded to `decimals`, as a whole number of the last decimal: the percentage
 * 21/168 without decimals is round_ratio(21, 168, 100, 0) = 13, with one decimal 125. b > 0,
 * 0 <= decimals <= 9. Exact for |a| * scale * 10^decimals * 2 < 2^127. */
int64_t round_ratio(int64_t a, int64_t b, int64_t scale, int decimals);

#endif
