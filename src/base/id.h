/* id.h: 63-bit ids made by the program, unique over all workers without asking the database.
 *
 * From high to low: 41 bits of milliseconds since 2020-01-01T00:00Z (enough until 2089), 10 of the
 * slot, 12 of a sequence. Milliseconds and sequence are one counter: the next id is the clock or
 * one more than the last, whichever is more. So ids of a slot only rise, a clock set back cannot
 * repeat one, and more than 4,096 in one millisecond borrow from the next. A slot belongs to one
 * process at a time; who leases it keeps last with it, for the next owner.
 */
#ifndef SPIL_BASE_ID_H
#define SPIL_BASE_ID_H

#include "base/base.h"

enum { ID_SLOTS = 1024, ID_TEXT = 20 /* bytes for 19 digits and NUL */ };

struct id_maker {
    int slot;     /* 0..ID_SLOTS - 1 */
    int64_t last; /* the counter of the last id made; 0 at first */
};

/* Takes over a slot: no id of an instant before not_before_ms. */
void id_start(struct id_maker *m, int slot, int64_t not_before_ms);
int64_t id_next(struct id_maker *m); /* always positive */
int64_t id_ms(int64_t id);           /* the instant (base/date.h) it was made, about */
int id_slot(int64_t id);
int64_t id_first(int64_t ms); /* no id of this instant or later is lower */

const char *id_text(int64_t id, char out[ID_TEXT]); /* id >= 0; returns out */
/* 1..19 digits: no sign, no spaces, no leading zero, not above INT64_MAX. "0" is 0, which is no
 * record. Otherwise false, and *id is left alone. */
bool id_parse(const char *text, int64_t *id) MUST_USE;

#endif
