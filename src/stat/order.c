/* order.c: sort order of doubles by radix sort on their bits.
 * Not a sort of the values themselves: callers need the order for several arrays at once.
 * Start at order_doubles.
 */
#include "stat/order.h"

#define DIGIT_BITS 11
#define DIGITS     2048
#define PASSES     6 /* 66 bits cover 64 */

struct keyed {
    uint64_t key;
    uint32_t row;
};

/* Bits that compare as unsigned numbers the way the doubles compare. */
static uint64_t sortable_bits(double x)
{
    double no_minus_zero = x + 0.0;
    uint64_t bits;
    memcpy(&bits, &no_minus_zero, sizeof bits);
    return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static unsigned digit_of(uint64_t key, int pass)
{
    return (unsigned)(key >> (pass * DIGIT_BITS)) & (DIGITS - 1);
}

/* One stable counting pass; false when all keys share the digit and nothing needs to move. */
static bool sort_pass(const struct keyed *from, struct keyed *to, int64_t n, int pass,
                      uint32_t *count)
{
    if (count[digit_of(from[0].key, pass)] == (uint32_t)n)
        return false;
    uint32_t place = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
        uint32_t here = count[digit];
        count[digit] = place;
        place += here;
    }
    for (int64_t i = 0; i < n; i++)
        to[count[digit_of(from[i].key, pass)]++] = from[i];
    return true;
}

void order_doubles(const double *x, int64_t n, uint32_t *order)
{
    if (n == 0)
        return;
    struct arena *work = arena_new();
    struct keyed *from = ARENA_ARRAY(work, struct keyed, (size_t)n);
    struct keyed *to = ARENA_ARRAY(work, struct keyed, (size_t)n);
    uint32_t *count = ARENA_ARRAY(work, uint32_t, PASSES * DIGITS);
    for (int64_t i = 0; i < n; i++) {
        from[i] = (struct keyed){sortable_bits(x[i]), (uint32_t)i};
        for (int pass = 0; pass < PASSES; pass++)
            count[pass * DIGITS + (int)digit_of(from[i].key, pass)]++;
    }
    for (int pass = 0; pass < PASSES; pass++) {
        if (!sort_pass(from, to, n, pass, count + pass * DIGITS))
            continue;
        struct keyed *swap = from;
        from = to;
        to = swap;
    }
    for (int64_t i = 0; i < n; i++)
        order[i] = from[i].row;
    arena_free(work);
}
