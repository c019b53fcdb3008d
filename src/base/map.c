/* map.c: a hash table with linear probing, at most half full.
 * Not: ordered, and nothing can be removed.
 * Start at find(). */
#include "base/map.h"

struct entry {
    const char *key; /* NULL: free */
    void *value;
};

struct map {
    struct arena *arena;
    struct entry *at;
    size_t size; /* a power of two */
    size_t count;
};

struct map *map_new(struct arena *a)
{
    struct map *m = arena_alloc(a, sizeof(*m));

    *m = (struct map){.arena = a, .size = 16};
    m->at = ARENA_ARRAY(a, struct entry, m->size);
    return m;
}

/* FNV-1a (Fowler, Noll, Vo): good enough for names, and short. */
static uint64_t hash(const char *key)
{
    uint64_t h = 14695981039346656037u;

    for (; *key; key++)
        h = (h ^ (unsigned char)*key) * 1099511628211u;
    return h ^ h >> 32;
}

/* Its entry, or the free one where it would go. */
static struct entry *find(const struct map *m, const char *key)
{
    size_t i = hash(key) & (m->size - 1);

    while (m->at[i].key && strcmp(m->at[i].key, key) != 0)
        i = (i + 1) & (m->size - 1);
    return &m->at[i];
}

static void grow(struct map *m)
{
    struct entry *old = m->at;
    size_t old_size = m->size;

    m->size *= 2;
    m->at = ARENA_ARRAY(m->arena, struct entry, m->size);
    for (size_t i = 0; i < old_size; i++)
        if (old[i].key)
            *find(m, old[i].key) = old[i];
}

void *map_put(struct map *m, const char *key, void *value)
{
    struct entry *e = find(m, key);
    void *before = e->value;

    if (!value)
        BUG("a map holds no NULL");
    if (!e->key && 2 * (m->count + 1) > m->size) {
        grow(m);
        e = find(m, key);
    }
    m->count += e->key == NULL;
    *e = (struct entry){e->key ? e->key : key, value};
    return before;
}

void *map_get(const struct map *m, const char *key)
{
    return find(m, key)->value;
}

size_t map_count(const struct map *m)
{
    return m->count;
}
