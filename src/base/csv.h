/* csv.h: reading and writing tables as text. One streaming pass in bounded memory; the reader is
 * made for files of hundreds of megabytes (more than 1 GB/s on one core) and serves a list of ten
 * lines just as well.
 *
 * What it reads: RFC 4180 plus what offices really deliver: UTF-8 with or without BOM, lines ending
 * in LF or CRLF, separator comma, semicolon or tab (decided from the first line). Cells in quotes
 * may hold separators, line ends and doubled quotes. A line without any byte is no record.
 *
 * What it refuses, one record at a time, always with a message and always counted: another number
 * of cells than the header has, a quote inside an unquoted cell or never closed, text after a
 * closing quote, NUL bytes, invalid UTF-8, records above CSV_ROW_MAX bytes. After a bad quote it
 * goes on at the next line. A last line without line end is used and noted. A file is read up to
 * the size it had when opened; when it changed meanwhile, that is a refusal too.
 *
 * Place in messages: FILE:LINE:COLUMN, all from 1; COLUMN counts characters within the line.
 */
#ifndef SPIL_BASE_CSV_H
#define SPIL_BASE_CSV_H

#include "base/arena.h"
#include "base/base.h"
#include "base/buf.h"

enum {
    CSV_ROW_MAX = 1 << 20, /* bytes of one record */
    CSV_CELLS_MAX = 4096,
};

/* Messages of one or more files. Every refusal and note is counted; of each file the first `show`
 * of each stand in text, one per line. The owner calls csv_log_init and csv_log_free. */
struct csv_log {
    struct buf text;
    uint64_t refused; /* records (or whole files) left out */
    uint64_t noted;   /* used, but worth a look */
    uint64_t show;
    uint64_t refused_before, noted_before; /* in the files before the one opened last */
};

void csv_log_init(struct csv_log *log, uint64_t show);
void csv_log_free(struct csv_log *log);

struct csv_cell {
    uint32_t at; /* bytes from the start of the record */
    uint32_t len;
};

/* A reader; fields marked "read" are for its user, the others are its own. */
struct csv {
    const char *name;      /* read: as shown in messages */
    char separator;        /* read */
    uint64_t line;         /* read: where the current record begins */
    uint64_t records;      /* read: handed out so far, the header included */
    const char *row;       /* read: the current record; valid until the next csv_next */
    size_t cells;          /* read */
    size_t width;          /* read: cells of the header, 0 before csv_columns */
    struct csv_cell *cell; /* read */
    struct csv_log *log;

    int fd; /* -1: from memory */
    bool eof, checked;
    off_t size;  /* when opened */
    off_t taken; /* bytes read so far */
    struct timespec changed;
    const char *const *names; /* of the header, width of them */
    struct arena *arena;
    char *buf;
    size_t len;     /* bytes in buf */
    size_t next;    /* where the next record begins */
    size_t scanned; /* up to here marks have been made */
    size_t mark_at; /* the byte of the lowest bit of marks */
    uint64_t marks; /* separators not yet looked at */
    uint64_t stops; /* the same for quotes and line ends */
    size_t odd;     /* before this lie bytes that are NUL or not ASCII */
    uint64_t next_line;
    bool refused; /* the current record was refused by csv_refuse */
    bool ahead;   /* records were taken by csv_took: what is marked lies before next */
};

/* Opens path, named name in messages. NULL, with a refusal in log, when that fails or it is no file
 * (a folder, a pipe, a device). The file is closed with the arena. log must outlive the reader. */
struct csv *csv_open(struct arena *a, const char *path, const char *name, struct csv_log *log);
struct csv *csv_memory(struct arena *a, const char *name, const char *text, size_t n,
                       struct csv_log *log); /* text is copied piece by piece, never changed */

/* A column the caller wants; at is filled by csv_columns, -1 when an optional one is not there. */
struct csv_column {
    const char *name;
    bool optional;
    int at;
};

/* Reads the header. False, with every missing column named, when the file is empty, its first line
 * cannot be read, a wanted column is missing or a wanted name stands there twice. Other columns are
 * allowed. */
bool csv_columns(struct csv *c, struct csv_column *wanted, size_t n) MUST_USE;

/* The next good record; false at the end. Bad ones on the way are refused and counted. */
bool csv_next(struct csv *c) MUST_USE;

static inline const char *csv_text(const struct csv *c, int column)
{
    return c->row + c->cell[column].at;
}
static inline size_t csv_len(const struct csv *c, int column)
{
    return c->cell[column].len;
}
static inline bool csv_is(const struct csv *c, int column, const char *word)
{
    const char *text = csv_text(c, column);
    size_t n = csv_len(c, column);
    for (size_t i = 0; i < n; i++) {
        if (text[i] != word[i]) /* a text has no NUL, so this stops at the end of word */
            return false;
    }
    return !word[n];
}
/* Empty, or NA as statistics packages write it; true for a column that is not there. */
static inline bool csv_missing(const struct csv *c, int column)
{
    if (column < 0)
        return true;
    size_t n = csv_len(c, column);
    return n == 0 || (n == 2 && !memcmp(csv_text(c, column), "NA", 2));
}

/* A number as written: sign, digits, decimal point (or decimal comma where the separator is not a
 * comma), exponent; spaces around it are allowed, thousands separators, inf and nan are not. value
 * is the nearest double; decimals (may be NULL) how many it was written with. False: not a number;
 * nothing is filled. */
static inline bool csv_number(const struct csv *c, int column, double *value,
                              int *decimals) MUST_USE;
static inline bool csv_integer(const struct csv *c, int column, int64_t *value) MUST_USE;
/* YYYY-MM-DD, a day that exists, as days since 1970-01-01 (proleptic Gregorian, years 1 to 9999);
 * YYYY-MM as 12 * year + month - 1. */
bool csv_date(const struct csv *c, int column, int32_t *days) MUST_USE;
static inline bool csv_month(const struct csv *c, int column, int32_t *month) MUST_USE;

/* The cell for a message: at most 40 bytes, control characters replaced, in a buffer of the arena.
 */
const char *csv_show(const struct csv *c, int column);

/* The caller's own verdict on the current record. Column -1 is the record as a whole. A record is
 * counted as refused once, whatever number of messages it gets. */
__attribute__((cold)) void csv_refuse(struct csv *c, int column, const char *fmt, ...) PRINTF(3, 4);
__attribute__((cold)) void csv_note(struct csv *c, int column, const char *fmt, ...) PRINTF(3, 4);
/* About a file as a whole: message "NAME: ...", counted. */
void csv_refuse_file(struct csv_log *log, const char *name, const char *fmt, ...) PRINTF(3, 4);
void csv_note_file(struct csv_log *log, const char *name, const char *what);

/* A cell of 1 to 8 bytes as one number, to compare and to hash; 0 for all others. (A cell holds no
 * NUL, so different cells give different numbers.) */
static inline uint64_t csv_key(const struct csv *c, int column);

/* Writing, RFC 4180: lines end in CRLF; quotes only where they are needed. With safe, a text that
 * a spreadsheet would take for a formula (it begins with = + - @ tab or CR) gets an apostrophe in
 * front; numbers written with the number functions are left as they are. */
struct csv_writer {
    struct buf *to;
    char separator;
    bool safe;
    bool begun; /* the line has a cell */
};

void csv_writer_init(struct csv_writer *w, struct buf *to, char separator, bool safe);
void csv_put(struct csv_writer *w, const char *text); /* NULL is an empty cell */
void csv_put_bytes(struct csv_writer *w, const char *text, size_t n);
void csv_put_integer(struct csv_writer *w, int64_t value);
void csv_put_number(struct csv_writer *w, double value); /* 17 significant digits; NAN is empty */
void csv_end(struct csv_writer *w);

/* ---- short cells, inline ---------------------------------------------------------------------
 *
 * Nearly all cells of a large table have at most eight bytes. Those are read at once and worked on
 * side by side in one word: a loop over two or five digits costs more in wrongly guessed branches
 * than in work. Behind every record lie bytes that may be read (csv.c keeps a block free). The
 * bytes must be in little-endian order, the first one lowest; elsewhere the loops do everything. */

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define CSV_SHORT 8
#else
#define CSV_SHORT 0
#endif
#define CSV_EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

extern const double csv_power_of_ten[23];
bool csv_long_number(const struct csv *c, int column, double *value, int *decimals) MUST_USE;
bool csv_long_integer(const struct csv *c, int column, int64_t *value) MUST_USE;
bool csv_long_month(const struct csv *c, int column, int32_t *month) MUST_USE;

static inline uint64_t csv_eight_bytes(const struct csv *c, int column)
{
    uint64_t text;

    memcpy(&text, csv_text(c, column), sizeof(text));
    return text;
}

/* 0x80 in every byte that is no digit, less '0' each. A wrong one may add a mark to the next. */
static inline uint64_t csv_no_digits(uint64_t digit)
{
    return ((digit + CSV_EACH(0x76)) | digit) & CSV_EACH(0x80);
}

/* Eight digits, each a byte, the last one in the highest. */
static inline uint64_t csv_join_digits(uint64_t digit)
{
    digit = digit * 10 + (digit >> 8); /* pairs, in every second byte */
    digit = (digit & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x000f424000000064) +
            (digit >> 16 & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x0000271000000001);
    return digit >> 32;
}

static inline bool csv_integer(const struct csv *c, int column, int64_t *value)
{
    size_t n = csv_len(c, column);

    if (n - 1 < CSV_SHORT / 2) { /* the same in half a word: most are this short */
        uint32_t digit = ((uint32_t)csv_eight_bytes(c, column) ^ 0x30303030) << 8 * (4 - n);

        if (((digit + 0x76767676) | digit) & 0x80808080)
            return csv_long_integer(c, column, value);
        digit = digit * 10 + (digit >> 8);
        *value = (digit & 0xff) * 100 + (digit >> 16 & 0xff);
        return true;
    }
    if (n - 1 < CSV_SHORT) {
        uint64_t digit = (csv_eight_bytes(c, column) ^ CSV_EACH(0x30)) << 8 * (8 - n);

        if (!csv_no_digits(digit)) {
            *value = (int64_t)csv_join_digits(digit);
            return true;
        }
    }
    return csv_long_integer(c, column, value);
}

/* The first n (1..8) bytes as a number: digits with at most one point among them. False when they
 * are not; nothing is filled then. */
static inline bool csv_short_number(uint64_t text, size_t n, double *value, int *decimals)
{
    uint64_t digit = (text ^ CSV_EACH(0x30)) << 8 * (8 - n), point = csv_no_digits(digit);
    size_t places = 0;

    if (point) {
        uint64_t one = point >> 7; /* 1 in the byte of the point */

        if (n == 1 || point & (point - 1) || (digit & one * 0xff) != one * ('.' ^ '0'))
            return false;
        places = (size_t)__builtin_clzll(point) / 8;
        digit = (digit & -(point << 1)) | (digit & (one - 1)) << 8; /* close the gap */
    }
    *value = (double)(int64_t)csv_join_digits(digit) / csv_power_of_ten[places];
    *decimals = (int)places;
    return true;
}

/* What has a sign or a decimal comma is long. */
static inline bool csv_number(const struct csv *c, int column, double *value, int *decimals)
{
    size_t n = csv_len(c, column);
    int places;

    if (n - 1 >= CSV_SHORT || !csv_short_number(csv_eight_bytes(c, column), n, value, &places))
        return csv_long_number(c, column, value, decimals);
    if (decimals)
        *decimals = places;
    return true;
}

/* The first seven bytes as YYYY-MM. */
static inline bool csv_short_month(uint64_t text, int32_t *month)
{
    uint64_t digit = (text ^ UINT64_C(0x0030302d30303030)) & UINT64_C(0x00ffffffffffffff);
    uint64_t pair = digit * 10 + (digit >> 8); /* in bytes 0, 2 and 5 */

    if (csv_no_digits(digit) || digit & UINT64_C(0x000000ff00000000))
        return false;
    uint32_t year = (uint32_t)(pair & 0xff) * 100 + (uint32_t)(pair >> 16 & 0xff);
    uint32_t in_year = (uint32_t)(pair >> 40 & 0xff) - 1;
    *month = (int32_t)(12 * year + in_year);
    return year >= 1 && in_year < 12;
}

static inline bool csv_month(const struct csv *c, int column, int32_t *month)
{
    if (!CSV_SHORT)
        return csv_long_month(c, column, month);
    return csv_len(c, column) == 7 && csv_short_month(csv_eight_bytes(c, column), month);
}

static inline uint64_t csv_short_key(const char *text, size_t n)
{
    uint64_t key;

    memcpy(&key, text, sizeof(key));
    return n - 1 < CSV_SHORT ? key << 8 * (8 - n) : 0;
}

static inline uint64_t csv_key(const struct csv *c, int column)
{
    return csv_short_key(csv_text(c, column), csv_len(c, column));
}

#endif
