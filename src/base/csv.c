/* csv.c: tables as text, read in one pass.
 * Not: numbers and dates in cells (csv_value.c), writing (csv_write.c), what columns mean.
 * Start at csv_next(); read_usual() is the inner loop. */
#define SPIL_ALLOW_MALLOC /* emmintrin.h brings a header that calls free */
#include "base/csv.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
    CHUNK = 128 * 1024, /* bytes asked of the system at once: fits a second-level cache */
    BLOCK = 64,         /* bytes looked at together: one bit each in a word */
    CAPACITY = CSV_ROW_MAX + CHUNK,
    SHOW_CELL = 40,
};

#define COLD     __attribute__((cold, noinline))
#define NOINLINE __attribute__((noinline))

/* ---- messages ---------------------------------------------------------------------------------
 */

void csv_log_init(struct csv_log *log, uint64_t show)
{
    *log = (struct csv_log){.show = show};
    buf_init(&log->text, 64u << 20);
}

void csv_log_free(struct csv_log *log)
{
    buf_free(&log->text);
}

/* The first of each kind and each file stand in full, so that notes never hide refusals, nor one
 * file those of the next. */
static bool shows(const struct csv_log *log, uint64_t before)
{
    return before < log->show;
}

static void next_file(struct csv_log *log)
{
    log->refused_before = log->refused;
    log->noted_before = log->noted;
}

void csv_refuse_file(struct csv_log *log, const char *name, const char *fmt, ...)
{
    va_list ap;

    if (shows(log, log->refused - log->refused_before)) {
        buf_fmt(&log->text, "%s: ", name);
        va_start(ap, fmt);
        buf_vfmt(&log->text, fmt, ap);
        va_end(ap);
        buf_ch(&log->text, '\n');
    }
    log->refused++;
}

void csv_note_file(struct csv_log *log, const char *name, const char *what)
{
    buf_fmt(&log->text, "%s: %s\n", name, what);
    log->noted++;
}

/* Line and character of the byte at row[at]. */
static void place(const struct csv *c, size_t at, uint64_t *line, uint64_t *column)
{
    *line = c->line;
    *column = 1;
    for (size_t i = 0; i < at; i++) {
        if (c->row[i] == '\n') {
            ++*line;
            *column = 1;
        } else if ((c->row[i] & 0xc0) != 0x80) {
            ++*column;
        }
    }
}

static void log_record(struct csv *c, size_t at, int column, const char *fmt, va_list ap)
{
    uint64_t line, character;

    place(c, at, &line, &character);
    buf_fmt(&c->log->text, "%s:%" PRIu64 ":%" PRIu64 ": ", c->name, line, character);
    if (column >= 0 && c->names)
        buf_fmt(&c->log->text, "%s: ", c->names[column]);
    buf_vfmt(&c->log->text, fmt, ap);
}

/* Refuses the record for what stands at byte `at` of it. */
static COLD void PRINTF(3, 4) refuse_at(struct csv *c, size_t at, const char *fmt, ...)
{
    va_list ap;

    if (shows(c->log, c->log->refused - c->log->refused_before)) {
        va_start(ap, fmt);
        log_record(c, at, -1, fmt, ap);
        va_end(ap);
        buf_str(&c->log->text, "; left out\n");
    }
    c->log->refused++;
}

void csv_refuse(struct csv *c, int column, const char *fmt, ...)
{
    va_list ap;

    if (shows(c->log, c->log->refused - c->log->refused_before)) {
        va_start(ap, fmt);
        log_record(c, column < 0 ? 0 : c->cell[column].at, column, fmt, ap);
        va_end(ap);
        buf_str(&c->log->text, "; left out\n");
    }
    if (!c->refused)
        c->log->refused++;
    c->refused = true;
}

void csv_note(struct csv *c, int column, const char *fmt, ...)
{
    va_list ap;

    if (shows(c->log, c->log->noted - c->log->noted_before)) {
        va_start(ap, fmt);
        log_record(c, column < 0 ? 0 : c->cell[column].at, column, fmt, ap);
        va_end(ap);
        buf_ch(&c->log->text, '\n');
    }
    c->log->noted++;
}

const char *csv_show(const struct csv *c, int column)
{
    size_t n = MIN(csv_len(c, column), SHOW_CELL);
    char *text = arena_strn(c->arena, csv_text(c, column), n);

    while (n && !utf8_valid(text, n))
        text[--n] = '\0';
    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
            text[i] = ' ';
    }
    return text;
}

/* ---- bytes ------------------------------------------------------------------------------------
 */

static struct csv *reader_new(struct arena *a, const char *name, struct csv_log *log)
{
    struct csv *c = arena_alloc(a, sizeof(*c));

    next_file(log);
    *c = (struct csv){.name = arena_str(a, name), .log = log, .arena = a, .fd = -1};
    c->cell = ARENA_ARRAY(a, struct csv_cell, CSV_CELLS_MAX + BLOCK);
    c->line = c->next_line = 1;
    return c;
}

static void close_file(void *what)
{
    struct csv *c = what;

    close(c->fd);
}

/* Adds bytes to what is in the buffer; false when there are no more. */
static bool take(struct csv *c)
{
    if (c->eof || c->fd < 0)
        return false;
    size_t want = (size_t)MIN((off_t)CHUNK, c->size - c->taken);
    ssize_t got = 0;
    if (want) {
        do
            got = read(c->fd, c->buf + c->len, want);
        while (got < 0 && errno == EINTR);
    }
    if (got < 0)
        csv_refuse_file(c->log, c->name, "cannot be read: %s", strerror(errno));
    c->eof = got <= 0;
    if (got > 0) {
        c->len += (size_t)got;
        c->taken += got;
    }
    return !c->eof;
}

/* With the mark that says so, or ASCII in it: every second byte is NUL. */
static bool is_utf16(const struct csv *c)
{
    return c->len >= 2 && (!memcmp(c->buf, "\xff\xfe", 2) || !memcmp(c->buf, "\xfe\xff", 2) ||
                           !c->buf[0] != !c->buf[1]);
}

/* What a file of statistics packages or spreadsheets may open with. */
static void skip_bom(struct csv *c)
{
    if (c->len >= 3 && !memcmp(c->buf, "\xef\xbb\xbf", 3)) {
        c->next = c->scanned = 3;
    } else if (is_utf16(c)) {
        csv_refuse_file(c->log, c->name, "is UTF-16; save it as UTF-8");
        c->eof = true;
        c->len = 0;
    }
}

/* The candidate that stands most often in the first line, outside quotes. */
static void decide_separator(struct csv *c)
{
    static const char candidate[] = {',', ';', '\t'};
    size_t count[COUNT(candidate)] = {0}, best = 0;
    bool quoted = false;

    for (size_t i = c->next; i < c->len && (quoted || c->buf[i] != '\n'); i++) {
        quoted ^= c->buf[i] == '"';
        for (size_t k = 0; k < COUNT(candidate); k++)
            count[k] += !quoted && c->buf[i] == candidate[k];
    }
    for (size_t k = 1; k < COUNT(candidate); k++) {
        if (count[k] > count[best])
            best = k;
    }
    c->separator = candidate[best];
}

static void begin(struct csv *c)
{
    while (c->len < CHUNK && !memchr(c->buf, '\n', c->len) && take(c))
        ;
    skip_bom(c);
    decide_separator(c);
}

struct csv *csv_open(struct arena *a, const char *path, const char *name, struct csv_log *log)
{
    struct stat st;
    /* a pipe would keep us waiting for whoever writes to it: it is opened at once, and refused */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

    if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
        next_file(log);
        csv_refuse_file(log, name, "cannot be opened: %s",
                        fd < 0                ? strerror(errno)
                        : S_ISDIR(st.st_mode) ? "is a folder"
                                              : "is a pipe or a device, no file");
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    struct csv *c = reader_new(a, name, log);
    c->fd = fd;
    c->size = st.st_size;
    c->changed = st.st_mtim;
    /* of a file no more is ever read than its size */
    c->buf = arena_alloc(a, (size_t)MIN(c->size, (off_t)CAPACITY) + BLOCK);
    arena_defer(a, close_file, c);
    begin(c);
    return c;
}

struct csv *csv_memory(struct arena *a, const char *name, const char *text, size_t n,
                       struct csv_log *log)
{
    struct csv *c = reader_new(a, name, log);

    c->buf = arena_alloc(a, n + BLOCK);
    if (n)
        memcpy(c->buf, text, n);
    c->len = n;
    c->eof = true;
    begin(c);
    return c;
}

/* At the end: is it still the file we opened? */
static NOINLINE void check_unchanged(struct csv *c)
{
    struct stat st;

    if (c->fd < 0 || c->checked || fstat(c->fd, &st) < 0)
        return;
    c->checked = true;
    if (st.st_size != c->size || st.st_mtim.tv_sec != c->changed.tv_sec ||
        st.st_mtim.tv_nsec != c->changed.tv_nsec)
        csv_refuse_file(c->log, c->name,
                        "changed while it was read (it had %jd bytes); later lines left out",
                        (intmax_t)c->size);
}

/* ---- marks ------------------------------------------------------------------------------------
 */

/* What stands in BLOCK bytes: bit i is about byte i. */
struct found_bytes {
    uint64_t marks; /* separators */
    uint64_t stops; /* line ends and quotes */
    uint64_t odd;   /* NUL and not ASCII */
};
#ifdef __SSE2__
static inline struct found_bytes look_at(const char *p, char separator)
{
    const __m128i sep = _mm_set1_epi8(separator), quote = _mm_set1_epi8('"');
    const __m128i line = _mm_set1_epi8('\n'), one = _mm_set1_epi8(1);
    struct found_bytes f = {0};

#pragma GCC unroll 4
    for (int k = 0; k < BLOCK; k += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(p + k));
        __m128i stop = _mm_or_si128(_mm_cmpeq_epi8(x, quote), _mm_cmpeq_epi8(x, line));

        f.marks |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(x, sep)) << k;
        f.stops |= (uint64_t)(unsigned)_mm_movemask_epi8(stop) << k;
        /* as signed numbers, both NUL and bytes of 0x80 and above are less than 1 */
        f.odd |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(x, one)) << k;
    }
    return f;
}
#else
static inline struct found_bytes look_at(const char *p, char separator)
{
    struct found_bytes f = {0};

    for (int i = 0; i < BLOCK; i++) {
        f.marks |= (uint64_t)(p[i] == separator) << i;
        f.stops |= (uint64_t)(p[i] == '"' || p[i] == '\n') << i;
        f.odd |= (uint64_t)((signed char)p[i] < 1) << i;
    }
    return f;
}
#endif

/* Marks the next block of bytes; false when all bytes in the buffer have been marked. */
static inline bool mark_block(struct csv *c)
{
    if (c->scanned == c->len)
        return false;
    size_t n = MIN(c->len - c->scanned, (size_t)BLOCK);
    uint64_t real = ~(uint64_t)0 >> (BLOCK - n); /* what stands behind our bytes does not count */
    struct found_bytes f = look_at(c->buf + c->scanned, c->separator);
    c->mark_at = c->scanned;
    c->marks = f.marks & real;
    c->stops = f.stops & real;
    c->scanned += n;
    if (f.odd & real)
        c->odd = c->scanned;
    return true;
}

/* ---- records ----------------------------------------------------------------------------------
 */

#define NOT_YET SIZE_MAX

enum found {
    FOUND_RECORD,
    FOUND_BAD, /* refused; the next one may be good */
    FOUND_END,
};

/* A record being read: offsets in buf. */
struct reading {
    size_t start; /* of the record */
    size_t cell;  /* of the cell being read */
    size_t cells;
    bool quoted; /* a cell in quotes was met: there may be line ends inside */
};

/* More bytes behind the unfinished record, which moves to the front of the buffer. False at the end
 * of the file, and when the record is as long as we allow. */
static bool more(struct csv *c, struct reading *r)
{
    if (c->eof || c->len - r->start > CSV_ROW_MAX)
        return false;
    if (r->start) {
        memmove(c->buf, c->buf + r->start, c->len - r->start);
        c->len -= r->start;
        c->scanned -= r->start;
        c->odd -= MIN(c->odd, r->start);
        r->cell -= r->start;
        c->next = r->start = 0;
        c->row = c->buf;
        c->marks = c->stops = 0;
    }
    return take(c);
}

static void cell_end(struct csv *c, struct reading *r, size_t from, size_t end)
{
    if (r->cells < CSV_CELLS_MAX)
        c->cell[r->cells] = (struct csv_cell){(uint32_t)(from - r->start), (uint32_t)(end - from)};
    r->cells++;
}

/* Goes on behind the first line end at or after `from`, which lies in the buffer. */
static void resume_after_line(struct csv *c, size_t from)
{
    c->marks = c->stops = 0;
    for (;;) {
        char *end = memchr(c->buf + from, '\n', c->len - from);

        if (end) {
            c->next = c->scanned = (size_t)(end - c->buf) + 1;
            c->next_line++;
            return;
        }
        c->len = c->next = c->scanned = c->odd = from = 0;
        if (!take(c))
            return;
    }
}

static void count_lines(struct csv *c, size_t from, size_t to)
{
    for (const char *p = c->buf + from; (p = memchr(p, '\n', (size_t)(c->buf + to - p))); p++)
        c->next_line++;
}

/* Refuses the record for the byte at offset `at` and goes on at the line after that byte. */
static COLD enum found bad(struct csv *c, const struct reading *r, size_t at, const char *why)
{
    c->row = c->buf + r->start;
    refuse_at(c, at - r->start, "%s", why);
    count_lines(c, r->start, at);
    resume_after_line(c, at);
    return FOUND_BAD;
}

static enum found bad_length(struct csv *c, const struct reading *r, size_t at)
{
    return bad(c, r, at, "the record is longer than 1 MiB");
}

/* At least n bytes from the start of the cell on, or all there are. */
static void want(struct csv *c, struct reading *r, size_t n)
{
    while (c->len - r->cell < n && more(c, r))
        continue;
}

/* The next mark wanted lies at or after `at`. */
static void skip_to(struct csv *c, size_t at)
{
    if ((c->marks | c->stops) && at - c->mark_at < BLOCK) {
        c->marks &= ~(uint64_t)0 << (at - c->mark_at);
        c->stops &= ~(uint64_t)0 << (at - c->mark_at);
    } else {
        c->odd = MAX(c->odd, at); /* what was skipped has not been looked at */
        c->marks = c->stops = 0;
        c->scanned = at;
    }
}

/* Records were taken without us: on from there. */
static NOINLINE void catch_up(struct csv *c)
{
    skip_to(c, c->next);
    c->ahead = false;
}

/* Length of the quoted text that begins at r->cell (its opening quote), up to and including the
 * closing quote; 0 when it is never closed. doubled counts the doubled quotes inside. */
static size_t quoted_length(struct csv *c, struct reading *r, size_t *doubled)
{
    size_t n = 1;

    *doubled = 0;
    for (;;) {
        const char *text = c->buf + r->cell;
        const char *quote = memchr(text + n, '"', c->len - r->cell - n);

        if (!quote) {
            n = c->len - r->cell;
            if (!more(c, r))
                return 0;
            continue;
        }
        n = (size_t)(quote - text) + 1;
        want(c, r, n + 1);
        if (r->cell + n == c->len || c->buf[r->cell + n] != '"')
            return n;
        n++;
        ++*doubled;
    }
}

/* Doubled quotes become single ones; the bytes that fall free become quotes, so that line ends can
 * still be counted. Returns the new length. */
static size_t halve_quotes(char *text, size_t n)
{
    size_t out = 0;

    for (size_t i = 0; i < n; i++) {
        text[out++] = text[i];
        i += text[i] == '"';
    }
    memset(text + out, '"', n - out);
    return out;
}

/* A cell that opens with a quote. Afterwards the cell is stored, *at is the offset behind it (and
 * behind a CR), where a separator, a line end or the end of the file stands. */
static NOINLINE enum found quoted_cell(struct csv *c, struct reading *r, size_t *at)
{
    size_t doubled = 0;
    size_t n = quoted_length(c, r, &doubled);

    if (!n)
        return bad(c, r, r->cell, "the quote that opens here is not closed (within 1 MiB)");
    want(c, r, n + 2); /* for CR LF */
    size_t behind = r->cell + n;
    if (behind + 1 < c->len && c->buf[behind] == '\r' && c->buf[behind + 1] == '\n')
        behind++;
    if (behind < c->len && c->buf[behind] != c->separator && c->buf[behind] != '\n')
        return bad(c, r, r->cell, "text follows the closing quote of this cell");
    size_t from = r->cell + 1, len = n - 2;
    if (doubled)
        len = halve_quotes(c->buf + from, len);
    cell_end(c, r, from, from + len);
    r->quoted = true;
    *at = behind;
    return FOUND_RECORD;
}

/* Finishes the record, which ends at `end`; the next one begins at `next`. Its last cell may be
 * stored already. */
static inline enum found record_end(struct csv *c, struct reading *r, size_t end, size_t next,
                                    bool stored)
{
    if (!stored) {
        bool cr = end > r->cell && c->buf[end - 1] == '\r';

        cell_end(c, r, r->cell, end - cr);
    }
    if (end - r->start > CSV_ROW_MAX)
        return bad_length(c, r, end);
    c->row = c->buf + r->start;
    c->cells = r->cells;
    c->next = next;
    if (r->quoted)
        count_lines(c, r->start, end);
    c->next_line += next > end;
    if (r->cells > CSV_CELLS_MAX) {
        c->cells = 0;
        refuse_at(c, 0, "more than %d cells", CSV_CELLS_MAX);
        return FOUND_BAD;
    }
    return FOUND_RECORD;
}

/* The bytes end here without line end. */
static COLD enum found last_record(struct csv *c, struct reading *r, bool stored)
{
    if (c->len - r->start > CSV_ROW_MAX)
        return bad_length(c, r, c->len - 1);
    if (c->len == r->start)
        return FOUND_END;
    enum found found = record_end(c, r, c->len, c->len, stored);
    if (found == FOUND_RECORD)
        csv_note(c, -1, "the last line has no line end: is the file complete?");
    return found;
}

/* What stands behind a quoted cell: a separator, a line end or nothing. */
static bool after_quoted(struct csv *c, struct reading *r, size_t at, enum found *found)
{
    if (at == c->len) {
        skip_to(c, at);
        *found = last_record(c, r, true);
        return true;
    }
    skip_to(c, at + 1);
    if (c->buf[at] == '\n') {
        *found = record_end(c, r, at, at + 1, true);
        return true;
    }
    r->cell = at + 1;
    return false;
}

/* Cells without quotes: stores them up to the next line end or quote, and returns its offset;
 * NOT_YET when the bytes are used up. The cells of one block are stored without looking at their
 * number (the list has room for a block more than CSV_CELLS_MAX). */
static size_t plain_cells(struct csv *c, struct reading *r)
{
    uint32_t from = (uint32_t)(r->cell - r->start); /* as in the cells: from the record on */

    for (;;) {
        uint64_t stop = c->stops & -c->stops; /* the first; 0 when there is none */
        uint64_t marks = c->marks & (stop - 1);
        uint32_t block = (uint32_t)(c->mark_at - r->start);
        struct csv_cell *first = c->cell + MIN(r->cells, (size_t)CSV_CELLS_MAX), *cell = first;

        for (; marks; marks &= marks - 1) {
            uint32_t at = block + (uint32_t)__builtin_ctzll(marks);

            cell->at = from;
            cell->len = at - from;
            cell++;
            from = at + 1;
        }
        r->cells += (size_t)(cell - first);
        if (stop) {
            c->marks &= ~(stop - 1);
            c->stops ^= stop;
            r->cell = r->start + from;
            return c->mark_at + (size_t)__builtin_ctzll(stop);
        }
        c->marks = 0;
        if (!mark_block(c)) {
            r->cell = r->start + from;
            return NOT_YET;
        }
    }
}

static enum found read_record(struct csv *c)
{
    struct reading r = {.start = c->next, .cell = c->next};
    enum found found;

    c->line = c->next_line;
    c->row = c->buf + r.start;
    for (;;) {
        size_t at = plain_cells(c, &r);

        if (at == NOT_YET) {
            if (!more(c, &r))
                return last_record(c, &r, false);
        } else if (c->buf[at] == '\n') {
            return record_end(c, &r, at, at + 1, false);
        } else if (at != r.cell) {
            return bad(c, &r, at, "a quote stands inside a cell that does not open with one");
        } else {
            found = quoted_cell(c, &r, &at);
            if (found != FOUND_RECORD || after_quoted(c, &r, at, &found))
                return found;
        }
    }
}

/* NUL bytes and text that is not UTF-8. The separators, quotes and line ends are ASCII, so a cell
 * can be judged on its own. */
static NOINLINE bool text_is_good(struct csv *c)
{
    for (size_t i = 0; i < c->cells; i++) {
        const char *text = csv_text(c, (int)i);
        size_t n = csv_len(c, (int)i);
        const char *nul = memchr(text, 0, n);

        if (nul) {
            refuse_at(c, (size_t)(nul - c->row), "a NUL byte");
            return false;
        }
        if (!utf8_valid(text, n)) {
            refuse_at(c, c->cell[i].at, "this cell is not UTF-8");
            return false;
        }
    }
    return true;
}

/* The usual record: as many cells as the header has, none in quotes, all of it in the buffer.
 * False, with nothing changed but marks, for every other: read_record then begins it anew. This
 * loop is what the speed of the reader comes from; its state is in registers and nothing is asked
 * per cell. What is rare is kept out of line (NOINLINE): within csv_next it would cost every record
 * the saving of its registers, a fifth of the time of the reader.
 */
static inline bool read_usual(struct csv *c)
{
    const size_t start = c->next;
    struct csv_cell *cell = c->cell, *const end = cell + c->width;
    uint64_t stop, marks;
    uint32_t from = 0, block;

    for (;;) {
        stop = c->stops & -c->stops; /* the first; 0 when there is none */
        marks = c->marks & (stop - 1);
        block = (uint32_t)(c->mark_at - start);
        for (; marks; marks &= marks - 1) {
            uint32_t at = block + (uint32_t)__builtin_ctzll(marks);

            cell->at = from;
            cell->len = at - from;
            cell++;
            from = at + 1;
        }
        if (stop)
            break;
        if (cell >= end || !mark_block(c)) /* the list has room for a block more */
            return false;
    }
    uint32_t at = block + (uint32_t)__builtin_ctzll(stop);
    const char *row = c->buf + start;
    if (row[at] != '\n' || cell + 1 != end || at > CSV_ROW_MAX)
        return false;
    cell->at = from;
    cell->len = at - from - (at > from && row[at - 1] == '\r');
    c->marks &= ~(stop - 1);
    c->stops ^= stop;
    c->row = row;
    c->cells = c->width;
    c->line = c->next_line++;
    c->next = start + at + 1;
    return true;
}

/* What was marked since the record began is marked again. */
static NOINLINE enum found read_unusual(struct csv *c)
{
    skip_to(c, c->next);
    return read_record(c);
}

bool csv_next(struct csv *c)
{
    if (c->ahead)
        catch_up(c);
    for (;;) {
        enum found found = c->width > 1 && read_usual(c) ? FOUND_RECORD : read_unusual(c);

        c->refused = false;
        if (found == FOUND_END) {
            check_unchanged(c);
            return false;
        }
        if (found == FOUND_BAD)
            continue;
        if (c->cells == 1 && !csv_len(c, 0) && c->row[0] != '"')
            continue;
        if (c->odd > (size_t)(c->row - c->buf) && !text_is_good(c))
            continue;
        if (c->width && c->cells != c->width) {
            refuse_at(c, 0, "%zu cells where the header has %zu", c->cells, c->width);
            continue;
        }
        c->records++;
        return true;
    }
}

/* ---- header -----------------------------------------------------------------------------------
 */

static bool find_column(struct csv *c, struct csv_column *wanted)
{
    wanted->at = -1;
    for (size_t i = 0; i < c->width; i++) {
        if (!csv_is(c, (int)i, wanted->name))
            continue;
        if (wanted->at >= 0) {
            csv_refuse_file(c->log, c->name, "column '%s' stands there twice", wanted->name);
            return false;
        }
        wanted->at = (int)i;
    }
    if (wanted->at < 0 && !wanted->optional)
        csv_refuse_file(c->log, c->name, "column '%s' is missing", wanted->name);
    return wanted->at >= 0 || wanted->optional;
}

bool csv_columns(struct csv *c, struct csv_column *wanted, size_t n)
{
    const struct csv_log *log = c->log;
    bool all = true, some = csv_next(c);

    if (log->refused !=
        log->refused_before) /* what the header should have been; it has been said */
        return false;
    if (!some) {
        csv_refuse_file(c->log, c->name, "is empty: there is no header");
        return false;
    }
    if (memchr(c->row, '\r', c->cell[c->cells - 1].at)) {
        csv_refuse_file(c->log, c->name, "has lines that end in CR alone; save it with LF or CRLF");
        return false;
    }
    c->width = c->cells;
    const char **names = ARENA_ARRAY(c->arena, const char *, c->width);
    for (size_t i = 0; i < c->width; i++)
        names[i] = arena_strn(c->arena, csv_text(c, (int)i), csv_len(c, (int)i));
    c->names = names;
    for (size_t i = 0; i < n; i++)
        all &= find_column(c, &wanted[i]);
    if (!all && c->width == 1)
        csv_refuse_file(
            c->log, c->name,
            "the header has one column: separate the columns by comma, semicolon or tab");
    return all;
}
