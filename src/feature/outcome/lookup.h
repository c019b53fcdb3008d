/* lookup.h: from a text to a number, for identifiers in files (persons, jobs). A hash table of
 * indexes only: the caller keeps the things and says which of the candidates is the one.
 *
 * Use:
 *     uint32_t hash = lookup_hash(text, n, 0);
 *     struct lookup_walk w = lookup_begin(&l, hash);
 *     uint32_t i;
 *     while (lookup_next(&l, &w, &i))
 *         if (thing i is meant)
 *             ...found
 *     lookup_add(&l, hash, new index)
 */
#ifndef SPIL_OUTCOME_LOOKUP_H
#define SPIL_OUTCOME_LOOKUP_H

#include "base/arena.h"
#include "base/base.h"

struct lookup_slot {
    uint32_t hash;
    uint32_t index; /* plus one; 0 is free */
};

struct lookup {
    struct arena *arena;
    struct lookup_slot *slot;
    size_t slots; /* a power of two, at least twice n */
    size_t n;
};

void lookup_init(struct lookup *l, struct arena *a, size_t expected);
uint32_t lookup_hash(const char *text, size_t n, uint32_t seed);
void lookup_add(struct lookup *l, uint32_t hash, uint32_t index);

struct lookup_walk {
    uint32_t hash;
    size_t at;
};

static inline struct lookup_walk lookup_begin(const struct lookup *l, uint32_t hash)
{
    return (struct lookup_walk){hash, hash & (l->slots - 1)};
}

static inline bool lookup_next(const struct lookup *l, struct lookup_walk *w, uint32_t *index)
{
    while (l->slot[w->at].index) {
        const struct lookup_slot *s = &l->slot[w->at];

        w->at = (w->at + 1) & (l->slots - 1);
        if (s->hash == w->hash) {
            *index = s->index - 1;
            return true;
        }
    }
    return false;
}

/* The order of identifiers: whole numbers by value and before texts; texts by bytes. */
int id_compare(const char *a, const char *b);

#endif
