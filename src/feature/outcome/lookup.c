/* lookup.c: the hash table of identifiers, and their order.
 * Not: the identifiers themselves (cohort.c, record.c).
 * Start at lookup_add(). */
#include "feature/outcome/lookup.h"

static void make_slots(struct lookup *l, size_t slots)
{
    l->slots = slots;
    l->slot = ARENA_ARRAY(l->arena, struct lookup_slot, slots);
}

void lookup_init(struct lookup *l, struct arena *a, size_t expected)
{
    size_t slots = 64;

    while (slots < 2 * expected)
        slots *= 2;
    *l = (struct lookup){.arena = a};
    make_slots(l, slots);
}

/* FNV-1a (Fowler, Noll, Vo) by eight bytes, then mixed, because the low bits choose the slot. */
uint32_t lookup_hash(const char *text, size_t n, uint32_t seed)
{
    uint64_t h = 14695981039346656037u ^ (seed * 2654435761u), piece;

    for (; n >= sizeof(piece); text += sizeof(piece), n -= sizeof(piece)) {
        memcpy(&piece, text, sizeof(piece));
        h = (h ^ piece) * 1099511628211u;
        h ^= h >> 32;
    }
    for (; n; text++, n--)
        h = (h ^ (unsigned char)*text) * 1099511628211u;
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    return (uint32_t)(h >> 32);
}

static void put(struct lookup *l, struct lookup_slot s)
{
    size_t at = s.hash & (l->slots - 1);

    while (l->slot[at].index)
        at = (at + 1) & (l->slots - 1);
    l->slot[at] = s;
}

void lookup_add(struct lookup *l, uint32_t hash, uint32_t index)
{
    if (2 * (l->n + 1) > l->slots) {
        struct lookup_slot *old = l->slot;
        size_t n = l->slots;

        make_slots(l, 2 * n);
        for (size_t i = 0; i < n; i++) {
            if (old[i].index)
                put(l, old[i]);
        }
    }
    put(l, (struct lookup_slot){hash, index + 1});
    l->n++;
}

/* Identifiers are short: a loop beats a call. */
static bool is_number(const char *s)
{
    const char *p = s;

    while (*p >= '0' && *p <= '9')
        p++;
    return p != s && !*p;
}

static const char *without_zeros(const char *s)
{
    while (*s == '0')
        s++;
    return s;
}

int id_compare(const char *a, const char *b)
{
    bool a_number = is_number(a), b_number = is_number(b);

    if (a_number != b_number)
        return a_number ? -1 : 1;
    if (a_number) {
        const char *x = without_zeros(a), *y = without_zeros(b);
        size_t nx = strlen(x), ny = strlen(y);

        if (nx != ny)
            return nx < ny ? -1 : 1;
        int order = strcmp(x, y);
        if (order)
            return order;
    }
    return strcmp(a, b);
}
