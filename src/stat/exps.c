/* exps.c: exponentials of many numbers, written so that a compiler makes vector code of the loop.
 * Not a replacement of exp() for single numbers. Start at exps_of_negatives.
 */
#include "stat/exps.h"

#define LOWEST   -700.0
#define LOG2_E   1.4426950408889634
#define LN2_HIGH 0x1.62e42fefa3800p-1 /* 42 bits: times a whole number below 2^11 is exact */
#define LN2_LOW  0x1.ef35793c76730p-45
#define ROUND_SHIFT                                                                                \
    0x1.8p52 /* adding it rounds to a whole number and leaves that in the low bits */

/* exp(x) = 2^k exp(r), k = round(x / ln 2), |r| <= ln(2)/2; exp(r) by its series up to r^13/13!,
 * whose remainder is below 5e-18. */
void exps_of_negatives(double *x, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        double value = x[i];
        double at = value > LOWEST ? value : LOWEST;
        double shifted = at * LOG2_E + ROUND_SHIFT;
        double k = shifted - ROUND_SHIFT;
        double r = (at - k * LN2_HIGH) - k * LN2_LOW;
        double sum = 1 / 6227020800.0;
        sum = sum * r + 1 / 479001600.0;
        sum = sum * r + 1 / 39916800.0;
        sum = sum * r + 1 / 3628800.0;
        sum = sum * r + 1 / 362880.0;
        sum = sum * r + 1 / 40320.0;
        sum = sum * r + 1 / 5040.0;
        sum = sum * r + 1 / 720.0;
        sum = sum * r + 1 / 120.0;
        sum = sum * r + 1 / 24.0;
        sum = sum * r + 1 / 6.0;
        sum = sum * r + 0.5;
        sum = (sum * r) * r + r;
        uint64_t power;
        double scale;
        memcpy(&power, &shifted, sizeof power);
        power =
            (power + 1023) << 52; /* the bits of 2^k; what else the shift left goes off the top */
        memcpy(&scale, &power, sizeof scale);
        x[i] = scale + scale * sum;
    }
}
