/* efforts.h: the parts of the time registration, and the tally it is summarised with: how often
 * each whole number occurs. Sums of whole numbers are exact and do not depend on the order.
 */
#ifndef SPIL_OUTCOME_EFFORTS_H
#define SPIL_OUTCOME_EFFORTS_H

#include "feature/outcome/block.h"

enum {
    FIGURES = ACTIVITIES + 1, /* the activities and their total */
    EFFORT_DECIMALS = 3,
    TALLY_BINS = 1 << 15,
};

struct tally {
    struct arena *arena;
    uint32_t *count; /* of the values 0 .. TALLY_BINS - 1 */
    int64_t *other;  /* the few other values, one by one */
    size_t others, room;
};

void tally_init(struct tally *t, struct arena *a);
void tally_add_other(struct tally *t, int64_t value, int by);
/* by is 1, or -1 to take out a value that was added. */
static inline void tally_add(struct tally *t, int64_t value, int by)
{
    if (value >= 0 && value < TALLY_BINS)
        t->count[value] += (uint32_t)by;
    else
        tally_add_other(t, value, by);
}
void tally_scale(struct tally *t, int factor); /* all values times factor, which is positive */
/* Values divided by unit; all NAN with n 0 when there are none. Sorts the other values. */
struct summary tally_summary(struct tally *t, double unit);

#endif
