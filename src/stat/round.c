/* round.c: half away from zero, on the decimals a reader sees.
 * Not: formatting; the caller prints with its own decimal sign.
 * Start at round_decimal(). */
#include "stat/round.h"

#include <math.h>

double round_decimal(double x, int decimals)
{
    char text[40];

    if (!isfinite(x) || x == 0)
        return x;
    if (decimals < 0 || decimals > 9)
        BUG("%d decimals", decimals);
    /* d.dddddddddddddde+-xx: fifteen digits, the first one before the point */
    (void)snprintf(text, sizeof(text), "%.14e", fabs(x));
    int exponent = (int)strtol(strchr(text, 'e') + 1, NULL, 10);
    int keep = exponent + 1 + decimals; /* digits that stay */
    if (keep > 15)
        return x;
    if (keep < 0)
        return 0;
    char digits[16] = {text[0]};
    memcpy(digits + 1, text + 2, 14);
    bool up = keep < 15 && digits[keep] >= '5';
    digits[keep] = '\0';
    int64_t whole = strtoll(digits, NULL, 10) + up; /* in units of the last kept decimal */
    (void)snprintf(text, sizeof(text), "%s%" PRId64 "e-%d", x < 0 ? "-" : "", whole, decimals);
    return strtod(text, NULL);
}

int64_t round_ratio(int64_t a, int64_t b, int64_t scale, int decimals)
{
    __extension__ typedef __int128 wide;
    wide top = (wide)a * scale;

    if (b <= 0 || decimals < 0 || decimals > 9)
        BUG("%" PRId64 " decimals %d", b, decimals);
    for (int i = 0; i < decimals; i++)
        top *= 10;
    wide rounded = ((top < 0 ? -top : top) * 2 + b) / ((wide)b * 2);
    return (int64_t)(top < 0 ? -rounded : rounded);
}
