/* arena.h: memory with the lifetime of one request, one command or one report.
 *
 * Everything handed to a page lives in the arena of its request and goes when the request ends;
 * nothing is freed on its own. No function here returns NULL: without memory we die().
 * Blocks are aligned for any type. An arena has one owner and is used by one process.
 */
#ifndef SPIL_BASE_ARENA_H
#define SPIL_BASE_ARENA_H

#include "base/base.h"

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a);  /* runs the deferred calls, then releases all; NULL is fine */
void arena_reset(struct arena *a); /* as free + new, but keeps its first block */

void *arena_alloc(struct arena *a, size_t size);                                /* zeroed */
void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size); /* old part kept */
#define ARENA_ARRAY(a, type, n) ((type *)arena_array((a), sizeof(type), (n)))
void *arena_array(struct arena *a, size_t size,
                  size_t n); /* zeroed; dies when size * n overflows */

char *arena_str(struct arena *a, const char *s);            /* copy; NULL stays NULL */
char *arena_strn(struct arena *a, const char *s, size_t n); /* copy of n bytes plus a NUL */
char *arena_fmt(struct arena *a, const char *fmt, ...) PRINTF(2, 3);

/* Call release(what) when the arena is reset or freed, last deferred first: for the few things that
 * are not memory (files, statements). */
void arena_defer(struct arena *a, void (*release)(void *), void *what);

size_t arena_used(const struct arena *a); /* bytes handed out since the last reset */

/* For a process that fills and empties arenas over and over, of a request or of a computation: up
 * to `bytes` of what they give back stays with the process, for the next one, instead of going back
 * to the system, which would clear each page anew. */
void arena_keep_freed(int bytes);

#endif
