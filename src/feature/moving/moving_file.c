/* moving_file.c: the bytes of a file as a table of texts: which encoding, which separator, lines.
 * Not: workbooks (moving_xlsx.c), quotes and line ends (base/csv.c).
 * Start at moving_table_read(). */
#include "feature/moving/table.h"

#include "base/buf.h"
#include "base/csv.h"
#include "base/utf8.h"

/* ---- encodings ------------------------------------------------------------------------------- */

static void put_code_point(struct buf *to, uint32_t c)
{
    if (c < 0x80) {
        buf_ch(to, (char)c);
    } else if (c < 0x800) {
        buf_ch(to, (char)(0xc0 | c >> 6));
        buf_ch(to, (char)(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        buf_ch(to, (char)(0xe0 | c >> 12));
        buf_ch(to, (char)(0x80 | (c >> 6 & 0x3f)));
        buf_ch(to, (char)(0x80 | (c & 0x3f)));
    } else {
        buf_ch(to, (char)(0xf0 | c >> 18));
        buf_ch(to, (char)(0x80 | (c >> 12 & 0x3f)));
        buf_ch(to, (char)(0x80 | (c >> 6 & 0x3f)));
        buf_ch(to, (char)(0x80 | (c & 0x3f)));
    }
}

/* Windows-1252, as Excel writes CSV on a Dutch Windows: 0x80..0x9f are not those of Latin-1 (WHATWG
 * Encoding, index windows-1252; five of them mean nothing and stay control characters). */
static void from_1252(const unsigned char *at, size_t n, struct buf *to)
{
    static const uint16_t high[32] = {
        0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
        0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178};

    for (size_t i = 0; i < n; i++)
        put_code_point(to, at[i] >= 0x80 && at[i] < 0xa0 ? high[at[i] - 0x80] : at[i]);
}

/* "Unicode text" of Excel: UTF-16 with a mark in front. A half pair becomes U+FFFD. */
static void from_utf16(const unsigned char *at, size_t n, struct buf *to)
{
    bool big = at[0] == 0xfe;

    for (size_t i = 2; i + 1 < n; i += 2) {
        uint32_t c = big ? (uint32_t)at[i] << 8 | at[i + 1] : (uint32_t)at[i + 1] << 8 | at[i];

        if (c >= 0xd800 && c < 0xdc00 && i + 3 < n) {
            uint32_t d =
                big ? (uint32_t)at[i + 2] << 8 | at[i + 3] : (uint32_t)at[i + 3] << 8 | at[i + 2];

            if (d >= 0xdc00 && d < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10) + (d - 0xdc00);
                i += 2;
            }
        }
        put_code_point(to, c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
    }
}

static void to_utf8(const unsigned char *at, size_t n, struct buf *to)
{
    if (n >= 2 && ((at[0] == 0xff && at[1] == 0xfe) || (at[0] == 0xfe && at[1] == 0xff)))
        from_utf16(at, n, to);
    else if (utf8_valid((const char *)at, n))
        buf_add(to, at, n);
    else
        from_1252(at, n, to);
}

/* ---- the separator --------------------------------------------------------------------------- */

enum { LOOKED_AT = 30 };

/* The one that stands equally often in most of the first lines, counted by how often: a line above
 * the table has none, and a text or an amount may hold a comma. */
static char separator_of(const char *text)
{
    static const char candidates[] = {';', ',', '\t', '|'};
    unsigned best_score = 0;
    char best = ';';

    for (size_t k = 0; k < COUNT(candidates); k++) {
        unsigned count[LOOKED_AT] = {0}, line = 0;
        bool quoted = false;

        for (const char *s = text; *s && line < LOOKED_AT; s++) {
            quoted ^= *s == '"';
            count[line] += !quoted && *s == candidates[k];
            line += !quoted && *s == '\n';
        }
        for (unsigned i = 0; i < LOOKED_AT; i++) {
            unsigned same = 0;

            for (unsigned j = 0; j < LOOKED_AT; j++)
                same += count[j] == count[i];
            if (same * count[i] > best_score) {
                best = candidates[k];
                best_score = same * count[i];
            }
        }
    }
    return best;
}

/* A first line "sep=;" that Excel understands and that is no part of the table: emptied, so that
 * lines keep their numbers. */
static void skip_hint(char *text, char *separator)
{
    if (strncmp(text, "sep=", 4) || !text[4] || text[4] == '\r' || text[4] == '\n')
        return;
    *separator = text[4];
    for (int i = 0; i < 5; i++)
        text[i] = *separator;
}

/* ---- lines ----------------------------------------------------------------------------------- */

static const char *cell_copy(struct arena *a, const char *s, size_t n)
{
    while (n && strchr(" \t\r\n", *s))
        s++, n--;
    while (n && strchr(" \t\r\n", s[n - 1]))
        n--;
    n = MIN(n, (size_t)MOVING_CELL);
    while (n && n == MOVING_CELL && ((unsigned char)s[n] & 0xc0) == 0x80)
        n--; /* not in the middle of a letter */
    return arena_strn(a, s, n);
}

static void line_add(struct arena *a, const struct csv *c, struct moving_table *t)
{
    struct moving_line line = {.number = (uint32_t)c->line};

    line.cell = ARENA_ARRAY(a, const char *, c->cells);
    for (size_t i = 0; i < c->cells; i++) {
        line.cell[i] = cell_copy(a, csv_text(c, (int)i), csv_len(c, (int)i));
        if (*line.cell[i])
            line.n = i + 1;
    }
    if (!line.n)
        return;
    t->width = MAX(t->width, line.n);
    ARENA_PUSH(a, t, line);
}

/* What the reader of tables refused on the way (a quote that never ends) is a line as well: nothing
 * is left out unseen. Its message begins with NAME:LINE:. */
static void broken_add(struct arena *a, struct csv_log *log, struct moving_table *t)
{
    for (const char *at = log->text.at; *at;) {
        const char *colon = strchr(at, ':'), *end = strchr(at, '\n');
        struct moving_line line = {.broken = true};

        if (colon && (!end || colon < end)) {
            line.number = (uint32_t)strtoul(colon + 1, NULL, 10);
            ARENA_PUSH(a, t, line);
        }
        at = end ? end + 1 : at + strlen(at);
    }
    buf_clear(&log->text);
}

static enum moving_trouble lines_read(struct arena *a, char *text, struct moving_table *t)
{
    struct csv_log log;
    char separator = separator_of(text);
    enum moving_trouble trouble = MOVING_FINE;
    bool more = true;

    skip_hint(text, &separator);
    csv_log_init(&log, UINT64_MAX);
    struct csv *c = csv_memory(a, "file", text, strlen(text), &log);
    c->separator = separator;
    while (more && !trouble) {
        more = csv_next(c);
        if (log.refused)
            broken_add(a, &log, t);
        if (more)
            line_add(a, c, t);
        log.refused = 0;
        if (t->n > MOVING_ROWS)
            trouble = MOVING_TOO_MUCH;
        else if (t->width > MOVING_COLUMNS)
            trouble = MOVING_TOO_WIDE;
    }
    csv_log_free(&log);
    return trouble ? trouble : t->n ? MOVING_FINE : MOVING_EMPTY;
}

enum moving_trouble moving_table_read(struct arena *a, const void *bytes, size_t n,
                                      struct moving_table *t)
{
    struct buf text;

    *t = (struct moving_table){0};
    if (n >= 4 && !memcmp(bytes, "PK\3\4", 4))
        return moving_xlsx_read(a, bytes, n, t);
    if (n >= 4 && !memcmp(bytes, "\xd0\xcf\x11\xe0", 4))
        return MOVING_OLD;
    if (!n)
        return MOVING_EMPTY;
    buf_init(&text, 3 * n + 16);
    to_utf8(bytes, n, &text);
    char *at = text.at;
    if (!strncmp(at, "\xef\xbb\xbf", 3))
        at += 3;
    enum moving_trouble trouble =
        strlen(text.at) == text.len ? lines_read(a, at, t) : MOVING_BROKEN; /* NULs are no text */
    buf_free(&text);
    return trouble;
}
