/* fuzz_csv_write.c: cells that were written are read back the same; in a table for spreadsheets no
 * cell begins a formula.
 * Not: reading tables of others (fuzz_csv.c).
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/base/csv.c src/base/csv_value.c src/base/csv_write.c src/base/utf8.c
// sources: src/base/base.c src/base/arena.c src/base/buf.c src/base/date.c
#include "base/csv.h"

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CELLS = 3 };

static void write_row(struct csv_writer *w, char *const *cell)
{
    for (int i = 0; i < CELLS; i++)
        csv_put(w, cell[i]);
    csv_end(w);
}

static void check(struct arena *a, char *const *cell, char separator, bool safe)
{
    static const char *const names[CELLS] = {"a", "b", "c"};
    struct csv_column columns[CELLS];
    struct csv_log log;
    struct csv_writer w;
    struct buf out;

    buf_init(&out, 1 << 20);
    csv_writer_init(&w, &out, separator, safe);
    write_row(&w, (char *const *)(void *)names);
    write_row(&w, cell);
    csv_log_init(&log, 3);
    for (int i = 0; i < CELLS; i++)
        columns[i] = (struct csv_column){.name = names[i]};
    struct csv *c = csv_memory(a, "memory", out.at, out.len, &log);
    if (!csv_columns(c, columns, CELLS) || !csv_next(c))
        BUG("a table that cannot be read: %s", out.at);
    for (int i = 0; i < CELLS; i++) {
        const char *read = arena_strn(a, csv_text(c, i), csv_len(c, i));

        if (safe && *read && strchr("=+-@\t\r", *read))
            BUG("a formula: %s", read);
        if (strcmp(read + (safe && *read == '\'' && *cell[i] != '\''), cell[i]) != 0)
            BUG("another cell: %s", read);
    }
    if (csv_next(c))
        BUG("more rows than were written");
    csv_log_free(&log);
    buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    char *text = arena_strn(a, (const char *)data, size);
    char *cell[CELLS] = {text, text + strlen(text), text + strlen(text)};

    for (int i = 1; i < CELLS; i++) {
        char *end = strchr(cell[i - 1], 0x1e);

        if (!end)
            break;
        *end = '\0';
        cell[i] = end + 1;
    }
    bool plain = size < 4000 && utf8_valid((const char *)data, size);
    for (int i = 0; i < CELLS; i++)
        plain = plain && !strchr(cell[i], '\r');
    if (plain) {
        check(a, cell, ';', true);
        check(a, cell, ',', false);
    }
    arena_free(a);
    return 0;
}
