/* sheet.h: a table as a file: CSV (base/csv.h) or XLSX. Texts are never formulas: in CSV what looks
 * like one gets an apostrophe, in XLSX a text is a text.
 */
#ifndef SPIL_CORE_SHEET_H
#define SPIL_CORE_SHEET_H

#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/base.h"
#include "base/buf.h"

struct sheet_cell {
    const char *text; /* NULL: the number */
    int64_t number;
    double real;
    bool is_real; /* the number is `real`; NAN is an empty cell */
};

struct sheet {
    const char *name; /* of the tab; at most 31 characters */
    size_t columns, rows;
    const struct sheet_cell *cells; /* row by row; the first row is the heading */
};

void sheet_csv(const struct sheet *s, struct buf *out);
void sheet_xlsx(const struct sheet *s, struct arena *a, struct buf *out);

/* A workbook of the caller's own making: `fill` puts the pages into it. die()s when the machine has
 * no room for a temporary file. */
void sheet_book(struct arena *a, struct buf *out, void (*fill)(lxw_workbook *book, const void *of),
                const void *of);

#endif
