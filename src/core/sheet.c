/* sheet.c: a table as CSV or XLSX.
 * Not: reading them.
 * Start at sheet_xlsx(). */
#include "core/sheet.h"

#include <math.h>

#include "base/csv.h"

void sheet_csv(const struct sheet *s, struct buf *out)
{
    struct csv_writer w;

    csv_writer_init(&w, out, ',', true);
    for (size_t row = 0; row < s->rows; row++) {
        for (size_t i = 0; i < s->columns; i++) {
            const struct sheet_cell *cell = &s->cells[row * s->columns + i];

            if (cell->text)
                csv_put(&w, cell->text);
            else if (cell->is_real)
                csv_put_number(&w, cell->real);
            else
                csv_put_integer(&w, cell->number);
        }
        csv_end(&w);
    }
}

static void book_fill(lxw_workbook *book, const void *of)
{
    const struct sheet *s = of;
    lxw_worksheet *page = workbook_add_worksheet(book, s->name);
    lxw_format *bold = workbook_add_format(book);

    format_set_bold(bold);
    worksheet_set_column(page, 0, (lxw_col_t)(s->columns - 1), 18, NULL);
    worksheet_freeze_panes(page, 1, 0);
    for (size_t row = 0; row < s->rows; row++) {
        for (size_t i = 0; i < s->columns; i++) {
            const struct sheet_cell *cell = &s->cells[row * s->columns + i];

            if (cell->text)
                worksheet_write_string(page, (lxw_row_t)row, (lxw_col_t)i, cell->text,
                                       row ? NULL : bold);
            else if (!cell->is_real || !isnan(cell->real))
                worksheet_write_number(page, (lxw_row_t)row, (lxw_col_t)i,
                                       cell->is_real ? cell->real : (double)cell->number, NULL);
        }
    }
}

/* The library writes files only: a temporary one that nobody else can read. */
void sheet_book(struct arena *a, struct buf *out, void (*fill)(lxw_workbook *book, const void *of),
                const void *of)
{
    const char *folder = getenv("TMPDIR");
    char *tmpdir = arena_str(a, folder && *folder ? folder : "/tmp");
    char *path = arena_fmt(a, "%s/spil-XXXXXX", tmpdir);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = tmpdir};
    char bytes[16384];
    int fd = mkstemp(path);

    if (fd < 0)
        die("cannot make a temporary file in %s: %s", tmpdir, strerror(errno));
    close(fd);
    lxw_workbook *book = workbook_new_opt(path, &options);
    if (!book)
        die("cannot make a workbook");
    fill(book, of);
    lxw_error error = workbook_close(book);
    FILE *in = fopen(path, "re");
    unlink(path);
    if (error != LXW_NO_ERROR || !in)
        die("cannot write a workbook in %s", tmpdir);
    for (size_t n; (n = fread(bytes, 1, sizeof(bytes), in)) > 0;)
        buf_add(out, bytes, n);
    fclose(in);
}

void sheet_xlsx(const struct sheet *s, struct arena *a, struct buf *out)
{
    sheet_book(a, out, book_fill, s);
}
