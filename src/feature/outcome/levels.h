/* levels.h: the values of a categorical column, and their alphabetical order.
 */
#ifndef SPIL_OUTCOME_LEVELS_H
#define SPIL_OUTCOME_LEVELS_H

#include "base/arena.h"
#include "base/base.h"

enum { LEVEL_NONE = 255, LEVELS_MAX = 254 }; /* LEVEL_NONE: missing */

struct levels {
    int n;
    const char *name[LEVELS_MAX];
    size_t len[LEVELS_MAX]; /* of name */
};

/* Place of the word, added (copied) when new; LEVEL_NONE when there are too many. */
uint8_t levels_add(struct arena *a, struct levels *l, const char *word, size_t n);

/* Alphabetical: punctuation before digits before letters, case does not count. to[old] becomes the
 * new place of a level, to[LEVEL_NONE] stays LEVEL_NONE. */
void levels_sort(struct levels *l, uint8_t to[LEVEL_NONE + 1]);

#endif
