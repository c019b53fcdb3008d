/* arena.c: a list of blocks, each filled from the front.
 * Not: a general allocator; nothing is ever given back before the whole.
 * Start at arena_alloc(). */
#define SPIL_ALLOW_MALLOC
#include "base/arena.h"

#include <malloc.h>
#include <sys/mman.h>

enum {
    FIRST_BLOCK = 64 * 1024,
    ALIGN = 16,
    LARGE = 4 << 20, /* from here on straight from the system: zeroed, in pages of 2 MB */
};

struct block {
    struct block *next;
    size_t used;
    size_t size;
    _Alignas(ALIGN) char bytes[];
};

struct deferred {
    struct deferred *next;
    void (*release)(void *);
    void *what;
};

struct arena {
    struct block *last; /* the block in use; its next are the older ones */
    struct deferred *deferred;
    size_t used;
};

/* Large blocks need no clearing, and a page fault per 2 MB instead of per 4 KB. */
static struct block *large_block(size_t size)
{
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (p == MAP_FAILED)
        return NULL;
    madvise(p, size, MADV_HUGEPAGE); /* only advice: where it is refused, small pages do */
    return p;
}

static struct block *block_new(size_t size, struct block *next)
{
    struct block *b = NULL;

    if (size >= LARGE && size < SIZE_MAX - sizeof(*b))
        b = large_block(sizeof(*b) + size);
    else if (size < LARGE)
        b = malloc(sizeof(*b) + size);
    if (!b)
        die("no memory for %zu bytes", size);
    b->next = next;
    b->used = 0;
    b->size = size;
    return b;
}

static void block_free(struct block *b)
{
    if (b->size < LARGE)
        free(b);
    else if (munmap(b, sizeof(*b) + b->size))
        BUG("a block that was not mapped");
}

struct arena *arena_new(void)
{
    struct arena *a = malloc(sizeof(*a));

    if (!a)
        die("no memory for an arena");
    *a = (struct arena){.last = block_new(FIRST_BLOCK, NULL)};
    return a;
}

static void run_deferred(struct arena *a)
{
    while (a->deferred) {
        struct deferred *d = a->deferred;

        a->deferred = d->next;
        d->release(d->what);
    }
}

void arena_reset(struct arena *a)
{
    run_deferred(a);
    while (a->last->next) {
        struct block *b = a->last;

        a->last = b->next;
        block_free(b);
    }
    a->last->used = 0;
    a->used = 0;
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    arena_reset(a);
    block_free(a->last);
    free(a);
}

void *arena_alloc(struct arena *a, size_t size)
{
    size_t want = (MAX(size, 1) + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    struct block *b = a->last;

    if (want < size)
        die("no memory for %zu bytes", size);
    if (b->size - b->used < want)
        b = a->last = block_new(MAX(want, 2 * b->size), b);
    char *p = b->bytes + b->used;
    b->used += want;
    a->used += want;
    return b->size < LARGE ? memset(p, 0, size) : p;
}

void *arena_array(struct arena *a, size_t size, size_t n)
{
    size_t total;

    if (__builtin_mul_overflow(size, n, &total))
        die("no memory for %zu times %zu bytes", n, size);
    return arena_alloc(a, total);
}

void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size)
{
    void *p = arena_alloc(a, new_size);

    if (old && old_size)
        memcpy(p, old, MIN(old_size, new_size));
    return p;
}

char *arena_strn(struct arena *a, const char *s, size_t n)
{
    char *p = arena_alloc(a, n + 1);

    if (n)
        memcpy(p, s, n);
    return p;
}

char *arena_str(struct arena *a, const char *s)
{
    return s ? arena_strn(a, s, strlen(s)) : NULL;
}

/* Straight into the free part of the block; only what does not fit is formatted twice. */
char *arena_fmt(struct arena *a, const char *fmt, ...)
{
    struct block *b = a->last;
    size_t room = b->size - b->used;
    va_list ap;

    va_start(ap, fmt);
    int n = vsnprintf(b->bytes + b->used, room, fmt, ap);
    va_end(ap);
    if (n < 0)
        BUG("format");
    if ((size_t)n < room) {
        size_t want =
            ((size_t)n + ALIGN) & ~(size_t)(ALIGN - 1); /* with the NUL; room is aligned */

        b->used += want;
        a->used += want;
        return b->bytes + b->used - want;
    }
    char *p = arena_alloc(a, (size_t)n + 1);
    va_start(ap, fmt);
    vsnprintf(p, (size_t)n + 1, fmt, ap);
    va_end(ap);
    return p;
}

void arena_defer(struct arena *a, void (*release)(void *), void *what)
{
    struct deferred *d = arena_alloc(a, sizeof(*d));

    *d = (struct deferred){a->deferred, release, what};
    a->deferred = d;
}

size_t arena_used(const struct arena *a)
{
    return a->used;
}

void arena_keep_freed(int bytes)
{
    mallopt(M_TRIM_THRESHOLD, bytes);
    mallopt(M_MMAP_THRESHOLD, LARGE); /* smaller blocks come from what is kept */
    mallopt(M_TOP_PAD, bytes / 16);
}
