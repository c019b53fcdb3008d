/* table.h: a file of a spreadsheet as a table of texts: CSV in any encoding and with any separator,
 * or the first sheet of an XLSX workbook (ECMA-376 part 1, 18). No word of what it means.
 *
 * A file comes from outside and may be made to hurt: what it unpacks to, its rows, columns and
 * cells are all bounded, document types (and so entities) are refused, no formula is computed.
 */
#ifndef SPIL_FEATURE_MOVING_TABLE_H
#define SPIL_FEATURE_MOVING_TABLE_H

#include "base/arena.h"
#include "base/base.h"
#include "base/vec.h"

enum {
    MOVING_BYTES = 10 * 1000 * 1000, /* of a file */
    MOVING_ROWS = 20000,
    MOVING_COLUMNS = 100,
    MOVING_CELL = 16 * 1024 /* bytes of a cell; what is behind them is left off */
};

struct moving_line {
    uint32_t number; /* in the file, from 1 */
    bool broken;     /* could not be read: no cells */
    size_t n;
    const char **cell; /* n; spaces around are gone; never NULL */
};
struct moving_table {
    struct moving_line *at;
    size_t n, cap;
    size_t width; /* of the widest line */
    bool sheet;   /* XLSX */
};

enum moving_trouble {
    MOVING_FINE,
    MOVING_EMPTY,
    MOVING_OLD,      /* .xls, or protected by a password: both are OLE files */
    MOVING_BROKEN,   /* begins as a workbook, and is none */
    MOVING_TOO_MUCH, /* rows, or what it unpacks to */
    MOVING_TOO_WIDE
};

/* Lines without any text are left out. A day in a cell of a workbook comes as 2026-11-23, a time of
 * day or a duration as 1:30, a number with a decimal point; a cell that is merged with others gives
 * its text to all of them. */
enum moving_trouble moving_table_read(struct arena *a, const void *bytes, size_t n,
                                      struct moving_table *t) MUST_USE;
enum moving_trouble moving_xlsx_read(struct arena *a, const void *bytes, size_t n,
                                     struct moving_table *t) MUST_USE;

static inline const char *moving_cell(const struct moving_line *line, size_t column)
{
    return column < line->n ? line->cell[column] : "";
}

#endif
