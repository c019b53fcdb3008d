/* id.c: a counter that follows the clock but never goes back.
 * Not: the lease of slots (core).
 * Start at id_next(). */
#include "base/id.h"

#include "base/date.h"

enum { SEQUENCE_BITS = 12, SLOT_BITS = 10, MS_BITS = 41 };

static const int64_t START_MS = 1577836800000; /* 2020-01-01T00:00Z */
static const int64_t SEQUENCE_MASK = (1 << SEQUENCE_BITS) - 1;

int64_t id_next(struct id_maker *m)
{
    int64_t clock = MAX(0, now_ms() - START_MS) << SEQUENCE_BITS;
    int64_t counter = MAX(clock, m->last + 1);

    if (m->slot < 0 || m->slot >= ID_SLOTS)
        BUG("id slot %d", m->slot);
    if (counter >> SEQUENCE_BITS >> MS_BITS)
        die("the clock is past the last year of ids");
    m->last = counter;
    return counter >> SEQUENCE_BITS << (SLOT_BITS + SEQUENCE_BITS) |
           (int64_t)m->slot << SEQUENCE_BITS | (counter & SEQUENCE_MASK);
}

void id_start(struct id_maker *m, int slot, int64_t not_before_ms)
{
    *m = (struct id_maker){slot, MAX(not_before_ms - START_MS, 0) << SEQUENCE_BITS};
}

int64_t id_ms(int64_t id)
{
    return (id >> (SLOT_BITS + SEQUENCE_BITS)) + START_MS;
}

int64_t id_first(int64_t ms)
{
    return MAX(0, ms - START_MS) << (SLOT_BITS + SEQUENCE_BITS);
}

int id_slot(int64_t id)
{
    return (int)(id >> SEQUENCE_BITS) & (ID_SLOTS - 1);
}

const char *id_text(int64_t id, char out[ID_TEXT])
{
    char digits[ID_TEXT], *at = digits + sizeof(digits) - 1;

    if (id < 0)
        BUG("a negative id");
    *at = '\0';
    do
        *--at = (char)('0' + id % 10);
    while (id /= 10);
    return memcpy(out, at, (size_t)(digits + sizeof(digits) - at));
}

bool id_parse(const char *text, int64_t *id)
{
    int64_t n = 0;
    size_t length = 0;

    for (; text[length] >= '0' && text[length] <= '9' && length < ID_TEXT; length++)
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, text[length] - '0', &n))
            return false;
    if (length == 0 || text[length] || (text[0] == '0' && length > 1))
        return false;
    *id = n;
    return true;
}
