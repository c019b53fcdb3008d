/* vec.h: lists that grow in an arena. A list is any struct with at, n and cap:
 *
 *     struct days { int32_t *at; size_t n, cap; } days = {0};
 *     ARENA_PUSH(a, &days, today);
 *
 * Doubling leaves the old blocks in the arena; all together that is no more than the list itself.
 */
#ifndef SPIL_BASE_VEC_H
#define SPIL_BASE_VEC_H

#include "base/arena.h"
#include "base/base.h"

/* item is evaluated once, list more often. */
#define ARENA_PUSH(a, list, item)                                                                  \
    do {                                                                                           \
        if ((list)->n == (list)->cap)                                                              \
            (list)->at = vec_grow((a), (list)->at, sizeof(*(list)->at), &(list)->cap);             \
        (list)->at[(list)->n++] = (item);                                                          \
    } while (0)

/* The cap items of this size in a block for twice as many; 8 at first. */
static inline void *vec_grow(struct arena *a, void *at, size_t size, size_t *cap)
{
    size_t more = *cap ? 2 * *cap : 8;
    void *to = arena_array(a, size, more);

    if (*cap)
        memcpy(to, at, *cap * size);
    *cap = more;
    return to;
}

#endif
