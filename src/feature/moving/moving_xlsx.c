/* moving_xlsx.c: the first sheet of a workbook (XLSX) as a table of texts.
 * Not: formulas, other sheets, writing; not CSV (moving_file.c).
 * Start at moving_xlsx_read(). */
#include "feature/moving/table.h"

#include <expat.h>
#include <math.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/date.h"

enum {
    UNPACKED_MOST = 64 * 1000 * 1000, /* bytes, all parts together */
    ENTRIES_MOST = 5000,
    STYLES_MOST = 70000, /* Excel itself stops at 65,490 */
    MERGES_MOST = 20000,
    SHEET_ROWS = 1048576, /* of any workbook, numbered from 1 */
    FILLED_MOST = 400000, /* cells that get the text of a merged one */
    NAME_MOST = 200,
    PIECE = 64 * 1024,
    EXCEL_1970 = 25569, /* days from its day 0 to 1970-01-01 */
    EXCEL_1904 = 1462   /* days between its two calendars */
};

enum style { STYLE_NUMBER, STYLE_DAY, STYLE_TIME };

struct merge {
    uint32_t row1, row2;
    size_t column1, column2;
};

struct book {
    struct arena *a;
    const unsigned char *at;
    size_t n;
    size_t listed; /* where the list of the zip begins */
    size_t entries;
    int64_t left; /* bytes that may still be unpacked */
    enum moving_trouble trouble;
    bool from_1904;
    char sheet_id[NAME_MOST];   /* of the first sheet that is shown */
    char sheet_path[NAME_MOST]; /* inside the zip */
    struct {
        const char **at;
        size_t n, cap;
    } strings;
    unsigned char *style; /* enum style per number of cellXfs */
    size_t styles;
    struct {
        uint32_t *at; /* ids of own number formats, with their style in the next */
        size_t n, cap;
    } formats;
    struct {
        struct merge *at;
        size_t n, cap;
    } merges;
    struct moving_table *table;
};

/* ---- the zip (APPNOTE 6.3.3) ----------------------------------------------------------------- */

static uint32_t little16(const struct book *b, size_t at)
{
    return at + 2 <= b->n ? (uint32_t)b->at[at] | (uint32_t)b->at[at + 1] << 8 : 0;
}

static uint32_t little32(const struct book *b, size_t at)
{
    return little16(b, at) | little16(b, at + 2) << 16;
}

/* The end record stands at the end, before a comment that nobody writes but the format allows. */
static bool zip_open(struct book *b)
{
    size_t least = b->n > 65557 ? b->n - 65557 : 0;

    for (size_t at = b->n >= 22 ? b->n - 22 : 0; b->n >= 22; at--) {
        if (little32(b, at) == 0x06054b50) {
            b->entries = little16(b, at + 10);
            b->listed = little32(b, at + 16);
            return b->entries <= ENTRIES_MOST && b->listed < at;
        }
        if (at <= least)
            break;
    }
    return false;
}

struct part {
    const unsigned char *at;
    size_t n;
    bool packed;
};

static bool zip_find(const struct book *b, const char *name, struct part *part)
{
    size_t at = b->listed, length = strlen(name);

    for (size_t i = 0; i < b->entries && little32(b, at) == 0x02014b50; i++) {
        size_t name_n = little16(b, at + 28), head = little32(b, at + 42);
        uint32_t method = little16(b, at + 10), n = little32(b, at + 20);

        if (name_n == length && at + 46 + name_n <= b->n &&
            !memcmp(b->at + at + 46, name, length)) {
            if (little32(b, head) != 0x04034b50 || (little16(b, at + 8) & 1) ||
                (method != 0 && method != 8))
                return false;
            size_t data = head + 30 + little16(b, head + 26) + little16(b, head + 28);
            if (data > b->n || n > b->n - data)
                return false;
            *part = (struct part){b->at + data, n, method == 8};
            return true;
        }
        at += 46 + name_n + little16(b, at + 30) + little16(b, at + 32);
    }
    return false;
}

/* ---- one part through the XML parser --------------------------------------------------------- */

struct handlers {
    XML_StartElementHandler begin;
    XML_EndElementHandler end;
    XML_CharacterDataHandler text;
};

/* Every state of a part begins with these. */
struct state {
    struct book *book;
    XML_Parser parser;
};

/* Without a document type there are no entities, so nothing grows while it is read. */
static void doctype(void *state, const XML_Char *name, const XML_Char *address,
                    const XML_Char *public, int inside)
{
    (void)name, (void)address, (void)public, (void)inside;
    XML_StopParser(((struct state *)state)->parser, XML_FALSE);
}

static void stop(struct state *s, enum moving_trouble why)
{
    if (s->book->trouble == MOVING_FINE)
        s->book->trouble = why;
    XML_StopParser(s->parser, XML_FALSE);
}

static bool feed(struct state *s, const void *bytes, size_t n, bool last)
{
    s->book->left -= (int64_t)n;
    if (s->book->left < 0) {
        s->book->trouble = MOVING_TOO_MUCH;
        return false;
    }
    return XML_Parse(s->parser, bytes, (int)n, last) == XML_STATUS_OK;
}

static bool feed_packed(struct state *s, const struct part *part, unsigned char *piece)
{
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)part->at, .avail_in = (unsigned)part->n};
    bool fine = true;
    int rc = Z_OK;

    if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
        die("zlib does not start");
    while (fine && rc == Z_OK) {
        z.next_out = piece;
        z.avail_out = PIECE;
        rc = inflate(&z, Z_NO_FLUSH);
        size_t n = PIECE - z.avail_out;
        fine = (rc == Z_OK || rc == Z_STREAM_END) && (n || rc == Z_STREAM_END) &&
               feed(s, piece, n, rc == Z_STREAM_END);
    }
    inflateEnd(&z);
    return fine;
}

static bool feed_stored(struct state *s, const struct part *part)
{
    for (size_t at = 0;; at += PIECE) {
        size_t n = MIN(part->n - at, (size_t)PIECE);

        if (!feed(s, part->at + at, n, at + n == part->n))
            return false;
        if (at + n == part->n)
            return true;
    }
}

/* False: there is no such part, or it is no XML; trouble says more when it is of another kind. */
static bool part_read(struct state *s, const char *name, const struct handlers *h)
{
    struct part part;

    if (!zip_find(s->book, name, &part))
        return false;
    s->parser = XML_ParserCreate(NULL);
    if (!s->parser)
        die("out of memory");
    XML_SetUserData(s->parser, s);
    XML_SetElementHandler(s->parser, h->begin, h->end);
    XML_SetCharacterDataHandler(s->parser, h->text);
    XML_SetStartDoctypeDeclHandler(s->parser, doctype);
    bool fine =
        part.packed ? feed_packed(s, &part, arena_alloc(s->book->a, PIECE)) : feed_stored(s, &part);
    XML_ParserFree(s->parser);
    return fine && s->book->trouble == MOVING_FINE;
}

/* Some programs write a prefix before every name. */
static const char *local(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon ? colon + 1 : name;
}

static bool is(const char *name, const char *what)
{
    return !strcmp(local(name), what);
}

static const char *attribute(const char **list, const char *name)
{
    for (; list[0]; list += 2)
        if (!strcmp(list[0], name) || is(list[0], name))
            return list[1];
    return "";
}

/* ---- workbook: which sheet comes first ------------------------------------------------------- */

static void book_begin(void *state, const char *name, const char **list)
{
    struct book *b = ((struct state *)state)->book;
    const char *date1904 = attribute(list, "date1904");

    if (is(name, "workbookPr"))
        b->from_1904 = !strcmp(date1904, "1") || !strcmp(date1904, "true");
    if (!is(name, "sheet") || *b->sheet_id || *attribute(list, "state"))
        return;
    for (; list[0]; list += 2) /* r:id, which is not sheetId */
        if (strchr(list[0], ':') && is(list[0], "id"))
            snprintf(b->sheet_id, sizeof(b->sheet_id), "%s", list[1]);
}

static void links_begin(void *state, const char *name, const char **list)
{
    struct book *b = ((struct state *)state)->book;
    const char *target = attribute(list, "Target");

    if (!is(name, "Relationship") || strcmp(attribute(list, "Id"), b->sheet_id))
        return;
    if (*target == '/')
        snprintf(b->sheet_path, sizeof(b->sheet_path), "%s", target + 1);
    else
        snprintf(b->sheet_path, sizeof(b->sheet_path), "xl/%s", target);
}

/* ---- shared strings -------------------------------------------------------------------------- */

struct string_state {
    struct state s;
    struct buf text;
    bool inside;   /* of a text that counts */
    bool phonetic; /* how it is pronounced: not part of it */
};

static void text_add(struct buf *text, const char *bytes, int n)
{
    if (text->len + (size_t)n <= MOVING_CELL)
        buf_add(text, bytes, (size_t)n);
}

static void string_begin(void *state, const char *name, const char **list)
{
    struct string_state *s = state;

    (void)list;
    if (is(name, "si"))
        buf_clear(&s->text);
    s->phonetic |= is(name, "rPh");
    s->inside = is(name, "t") && !s->phonetic;
}

static void string_end(void *state, const char *name)
{
    struct string_state *s = state;
    struct book *b = s->s.book;

    s->inside = false;
    if (is(name, "rPh"))
        s->phonetic = false;
    if (is(name, "si"))
        ARENA_PUSH(b->a, &b->strings, arena_strn(b->a, s->text.at, s->text.len));
}

static void string_text(void *state, const char *bytes, int n)
{
    struct string_state *s = state;

    if (s->inside)
        text_add(&s->text, bytes, n);
}

/* ---- styles: which numbers are days ---------------------------------------------------------- */

/* Behind what stands in quotes, in brackets or behind a backslash, when such a thing begins here.
 */
static const char *skip_literal(const char *code)
{
    const char *end = *code == '"'   ? strchr(code + 1, '"')
                      : *code == '[' ? strchr(code, ']')
                                     : NULL;

    if (*code == '\\' && code[1])
        return code + 2;
    return end ? end + 1 : *code == '"' || *code == '[' ? code + strlen(code) : code;
}

static bool is_one_of(char c, const char *letters)
{
    return c && strchr(letters, c | 0x20);
}

/* A format code (ECMA-376 part 1, 18.8.31): letters outside quotes, brackets and escapes tell;
 * hours, minutes or seconds in brackets are a duration. */
static enum style style_of_code(const char *code)
{
    bool day = false, time = false, month = false;

    while (*code) {
        const char *next = skip_literal(code);

        if (next == code) {
            day |= is_one_of(*code, "ydj");
            time |= is_one_of(*code, "hs");
            month |= is_one_of(*code, "m");
            next++;
        } else {
            time |= *code == '[' && is_one_of(code[1], "hms");
        }
        code = next;
    }
    return day || (month && !time) ? STYLE_DAY : time ? STYLE_TIME : STYLE_NUMBER;
}

static enum style style_of_format(const struct book *b, uint32_t id)
{
    if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return STYLE_DAY;
    if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47))
        return STYLE_TIME;
    for (size_t i = 0; i + 1 < b->formats.n; i += 2)
        if (b->formats.at[i] == id)
            return (enum style)b->formats.at[i + 1];
    return STYLE_NUMBER;
}

struct style_state {
    struct state s;
    bool inside; /* of cellXfs */
};

static void style_begin(void *state, const char *name, const char **list)
{
    struct style_state *s = state;
    struct book *b = s->s.book;
    uint32_t id = (uint32_t)strtoul(attribute(list, "numFmtId"), NULL, 10);

    if (is(name, "numFmt") && b->formats.n < STYLES_MOST) {
        ARENA_PUSH(b->a, &b->formats, id);
        ARENA_PUSH(b->a, &b->formats, (uint32_t)style_of_code(attribute(list, "formatCode")));
    }
    s->inside |= is(name, "cellXfs");
    if (s->inside && is(name, "xf") && b->styles < STYLES_MOST)
        b->style[b->styles++] = (unsigned char)style_of_format(b, id);
}

static void style_end(void *state, const char *name)
{
    if (is(name, "cellXfs"))
        ((struct style_state *)state)->inside = false;
}

/* ---- the sheet ------------------------------------------------------------------------------- */

struct sheet_state {
    struct state s;
    uint32_t row; /* from 1 */
    size_t column;
    char type; /* first letter of t: n number, s shared, i inline, b yes/no, e error, t a text */
    size_t style;
    bool inside; /* of a value */
    bool phonetic;
    struct buf text;
    struct moving_line line;
    const char *cell[MOVING_COLUMNS];
};

/* "AB12": column 27 (from 0), row 12. False: not that form. */
static bool reference(const char *ref, size_t *column, uint32_t *row)
{
    size_t letters = 0;

    for (; (*ref | 0x20) >= 'a' && (*ref | 0x20) <= 'z' && letters < 1000000; ref++)
        letters = letters * 26 + (size_t)((*ref | 0x20) - 'a') + 1;
    if (!letters)
        return false;
    *column = letters - 1;
    *row = (uint32_t)strtoul(ref, NULL, 10);
    return true;
}

static const char *time_text(struct arena *a, double days)
{
    int64_t minutes = (int64_t)floor(days * 24 * 60 + 0.5);

    return arena_fmt(a, "%" PRId64 ":%02" PRId64, minutes / 60, minutes % 60);
}

static const char *number_text(const struct book *b, const char *typed, size_t style)
{
    enum style how = style < b->styles ? (enum style)b->style[style] : STYLE_NUMBER;
    char *end, iso[DAY_TEXT];
    double n = strtod(typed, &end);

    if (!*typed || *end || !(fabs(n) < 1e15))
        return arena_str(b->a, typed);
    if (n >= 0 && n < (how == STYLE_TIME ? 10000 : how == STYLE_DAY ? 1 : 0))
        return time_text(b->a, n);
    if (how == STYLE_DAY && n >= 61 && n < 110000) /* before it, Excel has a day too many */
        return arena_str(b->a,
                         day_iso((int32_t)n - EXCEL_1970 + (b->from_1904 ? EXCEL_1904 : 0), iso));
    if (n == floor(n))
        return arena_fmt(b->a, "%.0f", n);
    return arena_fmt(b->a, "%.15g", n); /* as Excel shows it: 24.3, not 24.300000000000001 */
}

static const char *cell_text(const struct sheet_state *s)
{
    const struct book *b = s->s.book;
    size_t i;

    switch (s->type) {
    case 's':
        i = (size_t)strtoul(s->text.at, NULL, 10);
        return i < b->strings.n ? b->strings.at[i] : "";
    case 'n':
        return number_text(b, s->text.at, s->style);
    default:
        return arena_strn(b->a, s->text.at, s->text.len);
    }
}

static const char *trim(struct arena *a, const char *s)
{
    size_t n;

    while (*s && strchr(" \t\r\n", *s))
        s++;
    n = strlen(s);
    while (n && strchr(" \t\r\n", s[n - 1]))
        n--;
    return s[n] ? arena_strn(a, s, n) : s;
}

static void cell_end(struct sheet_state *s)
{
    const char *text = trim(s->s.book->a, cell_text(s));

    if (!*text)
        return;
    if (s->column >= MOVING_COLUMNS) {
        stop(&s->s, MOVING_TOO_WIDE);
        return;
    }
    s->cell[s->column] = text;
    s->line.n = MAX(s->line.n, s->column + 1);
}

static void row_end(struct sheet_state *s)
{
    struct book *b = s->s.book;
    struct moving_table *t = b->table;

    if (!s->line.n)
        return;
    if (t->n >= MOVING_ROWS) {
        stop(&s->s, MOVING_TOO_MUCH);
        return;
    }
    if (s->row <= (t->n ? t->at[t->n - 1].number : 0) || s->row > SHEET_ROWS) {
        stop(&s->s, MOVING_BROKEN);
        return;
    }
    s->line.number = s->row;
    s->line.cell = ARENA_ARRAY(b->a, const char *, s->line.n);
    for (size_t i = 0; i < s->line.n; i++)
        s->line.cell[i] = s->cell[i] ? s->cell[i] : "";
    t->width = MAX(t->width, s->line.n);
    ARENA_PUSH(b->a, t, s->line);
}

static void cell_begin(struct sheet_state *s, const char **list)
{
    const char *type = attribute(list, "t"), *ref = attribute(list, "r");
    uint32_t row;

    s->type = !*type ? 'n' : !strcmp(type, "str") ? 't' : *type;
    s->style = (size_t)strtoul(attribute(list, "s"), NULL, 10);
    if (!reference(ref, &s->column, &row))
        s->column++; /* without references cells follow each other */
    buf_clear(&s->text);
}

static void merge_begin(struct book *b, const char *ref)
{
    struct merge m;
    const char *colon = strchr(ref, ':');

    if (colon && b->merges.n < MERGES_MOST && reference(ref, &m.column1, &m.row1) &&
        reference(colon + 1, &m.column2, &m.row2))
        ARENA_PUSH(b->a, &b->merges, m);
}

static void sheet_begin(void *state, const char *name, const char **list)
{
    struct sheet_state *s = state;

    if (is(name, "row")) {
        const char *number = attribute(list, "r");

        s->row = *number ? (uint32_t)strtoul(number, NULL, 10) : s->row + 1;
        s->column = (size_t)-1;
        s->line = (struct moving_line){0};
        memset(s->cell, 0, sizeof(s->cell));
    } else if (is(name, "c")) {
        cell_begin(s, list);
    } else if (is(name, "mergeCell")) {
        merge_begin(s->s.book, attribute(list, "ref"));
    }
    s->phonetic |= is(name, "rPh");
    s->inside = is(name, "v") || (is(name, "t") && !s->phonetic);
}

static void sheet_end(void *state, const char *name)
{
    struct sheet_state *s = state;

    s->inside = false;
    if (is(name, "rPh"))
        s->phonetic = false;
    else if (is(name, "c"))
        cell_end(s);
    else if (is(name, "row"))
        row_end(s);
}

static void sheet_text(void *state, const char *bytes, int n)
{
    struct sheet_state *s = state;

    if (s->inside)
        text_add(&s->text, bytes, n);
}

/* ---- merged cells ---------------------------------------------------------------------------- */

static struct moving_line *line_at(struct moving_table *t, uint32_t number)
{
    size_t low = 0, high = t->n;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (t->at[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < t->n && t->at[low].number == number ? &t->at[low] : NULL;
}

static void line_fill(struct book *b, struct moving_line *line, const struct merge *m,
                      const char *text, size_t *left)
{
    size_t last = MIN(m->column2, (size_t)MOVING_COLUMNS - 1);

    if (last >= line->n) {
        const char **wide = ARENA_ARRAY(b->a, const char *, last + 1);

        for (size_t i = 0; i <= last; i++)
            wide[i] = moving_cell(line, i);
        line->cell = wide;
        line->n = last + 1;
        b->table->width = MAX(b->table->width, line->n);
    }
    for (size_t i = m->column1; i <= last && *left; i++, --*left)
        if (!*line->cell[i])
            line->cell[i] = text;
}

static void merges_fill(struct book *b)
{
    size_t left = FILLED_MOST;

    for (size_t i = 0; i < b->merges.n; i++) {
        const struct merge *m = &b->merges.at[i];
        const struct moving_line *first = line_at(b->table, m->row1);
        const char *text = first ? moving_cell(first, m->column1) : "";

        for (uint32_t row = m->row1; *text && row <= m->row2 && left; row++, left--) {
            struct moving_line *line = line_at(b->table, row);

            if (line)
                line_fill(b, line, m, text, &left);
        }
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */

static bool sheet_read(struct book *b)
{
    static const struct handlers sheet = {sheet_begin, sheet_end, sheet_text};
    struct sheet_state *s = arena_alloc(b->a, sizeof(*s));

    s->s.book = b;
    buf_init(&s->text, 2 * MOVING_CELL);
    bool fine = part_read(&s->s, b->sheet_path, &sheet);
    buf_free(&s->text);
    return fine;
}

static bool strings_read(struct book *b)
{
    static const struct handlers strings = {string_begin, string_end, string_text};
    struct string_state s = {.s = {.book = b}};

    buf_init(&s.text, 2 * MOVING_CELL);
    bool fine = part_read(&s.s, "xl/sharedStrings.xml", &strings);
    buf_free(&s.text);
    return fine;
}

enum moving_trouble moving_xlsx_read(struct arena *a, const void *bytes, size_t n,
                                     struct moving_table *t)
{
    static const struct handlers workbook = {book_begin, NULL, NULL}, links = {links_begin},
                                 styles = {style_begin, style_end, NULL};
    struct book *b = arena_alloc(a, sizeof(*b));
    struct style_state style = {.s = {.book = b}};
    struct part part;

    *b = (struct book){.a = a, .at = bytes, .n = n, .left = UNPACKED_MOST, .table = t};
    *t = (struct moving_table){.sheet = true};
    b->style = ARENA_ARRAY(a, unsigned char, STYLES_MOST);
    if (!zip_open(b) || !part_read(&(struct state){.book = b}, "xl/workbook.xml", &workbook) ||
        !part_read(&(struct state){.book = b}, "xl/_rels/workbook.xml.rels", &links) ||
        !*b->sheet_path)
        return b->trouble ? b->trouble : MOVING_BROKEN;
    /* A workbook of numbers alone has no strings, and one without days no styles. */
    if ((zip_find(b, "xl/sharedStrings.xml", &part) && !strings_read(b)) ||
        (zip_find(b, "xl/styles.xml", &part) && !part_read(&style.s, "xl/styles.xml", &styles)) ||
        !sheet_read(b))
        return b->trouble ? b->trouble : MOVING_BROKEN;
    merges_fill(b);
    return t->n ? MOVING_FINE : MOVING_EMPTY;
}
