/* levels.c: categorical values and their order.
 * Not: natural orders, as of ages (cohort.c).
 * Start at levels_sort(). */
#include "feature/outcome/levels.h"

uint8_t levels_add(struct arena *a, struct levels *l, const char *word, size_t n)
{
    for (int i = 0; i < l->n; i++) {
        if (n == l->len[i] && l->name[i][0] == word[0] && !memcmp(l->name[i], word, n))
            return (uint8_t)i;
    }
    if (l->n == LEVELS_MAX)
        return LEVEL_NONE;
    l->name[l->n] = arena_strn(a, word, n);
    l->len[l->n] = n;
    return (uint8_t)l->n++;
}

static int weight(char c)
{
    unsigned char u = (unsigned char)c;

    if (u >= 'A' && u <= 'Z')
        u = (unsigned char)(u - 'A' + 'a');
    bool in_a_word = (u >= '0' && u <= '9') || (u >= 'a' && u <= 'z') || u >= 0x80;
    return u + (in_a_word ? 0x100 : 0);
}

static int word_compare(const char *a, const char *b)
{
    size_t i = 0;

    while (a[i] && weight(a[i]) == weight(b[i]))
        i++;
    if (a[i] || b[i])
        return weight(a[i]) - weight(b[i]);
    return strcmp(b, a); /* the same but for case: the lower case first */
}

void levels_sort(struct levels *l, uint8_t to[LEVEL_NONE + 1])
{
    struct levels old = *l;

    memset(to, LEVEL_NONE, LEVEL_NONE + 1);
    for (int i = 0; i < old.n; i++) {
        int before = 0;

        for (int k = 0; k < old.n; k++)
            before += word_compare(old.name[k], old.name[i]) < 0;
        to[i] = (uint8_t)before;
        l->name[before] = old.name[i];
        l->len[before] = old.len[i];
    }
}
