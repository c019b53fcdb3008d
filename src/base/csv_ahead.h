/* csv_ahead.h: lines of one known shape, read by the caller himself at several times the speed of
 * csv_next. For tables of millions of lines that mostly say what the line before said, but for a
 * few numbers.
 *
 *     const char *text = csv_ahead(c);  the bytes of the next line
 *     ...is it of the shape I know? (csv_known_at, csv_marks, csv_short_month, ...)
 *     yes: csv_took(c, its length)
 *     no:  csv_next(c), which reads the same line with every check and every message
 *
 * What is taken must be a record that csv_next would have handed out: as many cells as the header
 * has, none in quotes, text that is good (digits, or bytes that csv_next let pass before) and one
 * line end. So nothing is ever refused or noted here.
 */
#ifndef SPIL_BASE_CSV_AHEAD_H
#define SPIL_BASE_CSV_AHEAD_H

#include "base/csv.h"

enum {
    CSV_AHEAD = 192, /* bytes that may be read at csv_ahead() */
    CSV_KNOWN = 48,  /* bytes of a csv_known */
};

/* NULL near the end of what is in the buffer: csv_next brings more. */
static inline const char *csv_ahead(const struct csv *c)
{
    return CSV_SHORT && c->len - c->next >= CSV_AHEAD ? c->buf + c->next : NULL;
}

/* The n bytes there were a record, its line end included. */
static inline void csv_took(struct csv *c, size_t n)
{
    c->next += n;
    c->next_line++;
    c->records++;
    c->ahead = true;
}

/* The record that csv_next gave last stands in the file as it stands in the cells: no quotes. Its
 * bytes, line end included, are csv_whole_length from c->row on. */
static inline bool csv_is_plain(const struct csv *c)
{
    uint32_t at = 0;

    for (size_t i = 0; i < c->cells; i++) {
        if (c->cell[i].at != at)
            return false;
        at += c->cell[i].len + 1;
    }
    return true;
}
static inline size_t csv_whole_length(const struct csv *c)
{
    return (size_t)(c->buf + c->next - c->row);
}

/* A text to look for: compared as a whole, without a branch per byte. */
typedef uint64_t csv_sixteen __attribute__((vector_size(16))); /* bytes */
struct csv_known {
    csv_sixteen word[CSV_KNOWN / 16], mask[CSV_KNOWN / 16];
    size_t len;   /* 0: none, stands nowhere */
    size_t words; /* that hold it */
};

static inline void csv_known_set(struct csv_known *k, const char *text, size_t n)
{
    *k = (struct csv_known){0};
    if (n > CSV_KNOWN)
        return;
    memcpy(k->word, text, n);
    memset(k->mask, 0xff, n);
    k->len = n;
    k->words = (n + 15) / 16;
}

/* Reads CSV_KNOWN bytes. */
static inline bool csv_known_at(const struct csv_known *k, const char *text)
{
    csv_sixteen word, differs = {0};

    for (size_t i = 0; i < k->words; i++) {
        memcpy(&word, text + 16 * i, sizeof(word));
        differs |= (word ^ k->word[i]) & k->mask[i];
    }
    return !(differs[0] | differs[1]) && k->len;
}

/* Bit i is set where text[i] is this byte, for the first `bytes` (16, 32 or 48). */
static inline __attribute__((always_inline)) uint64_t csv_marks(const char *text, int bytes,
                                                                char byte)
{
    uint64_t marks = 0;

#ifdef __SSE2__
    typedef char sixteen __attribute__((vector_size(16)));
    sixteen x;

    for (int at = 0; at < bytes; at += 16) {
        memcpy(&x, text + at, sizeof(x));
        marks |= (uint64_t)(uint32_t)__builtin_ia32_pmovmskb128((sixteen)(x == byte)) << at;
    }
#else
    for (int i = 0; i < bytes; i++)
        marks |= (uint64_t)(text[i] == byte) << i;
#endif
    return marks;
}

static inline uint64_t csv_eight(const char *text)
{
    uint64_t eight;

    memcpy(&eight, text, sizeof(eight));
    return eight;
}

#endif
