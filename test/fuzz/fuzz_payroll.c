/* fuzz_payroll.c: reading a payroll delivery: any bytes under a right header. What is accepted
 * keeps its promises, and a line is never both refused and used. Not: whose lines they are and
 * adding up (test/web/payroll.t). Start at LLVMFuzzerTestOneInput(). */
// sources: src/feature/payroll/payroll.c src/base/csv.c src/base/csv_value.c src/base/utf8.c
// sources: src/base/date.c src/base/check.c src/base/base.c src/base/arena.c src/base/buf.c
#include "feature/payroll/payroll.h"

#include "base/embed.h"
#include "core/codes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* A few codes instead of the lists inside the program. */
const struct embed *embed_find(const char *path)
{
    static const char codes[] = "code,valid_from_year,valid_to_year,kind\n1,,,wage\n15,2010,,wage\n"
                                "10,,2021,wage\n40,,,benefit\n";
    static const struct embed file = {
        .path = "codes", .at = (const unsigned char *)codes, .n = sizeof(codes) - 1};

    (void)path;
    return &file;
}

bool codes_known(const char *list, const char *code)
{
    (void)list;
    return *code >= 'A' && *code <= 'U';
}

static void check(const struct payroll_line *l)
{
    static const size_t most[] = {64, 7, 32, 64};

    for (size_t i = 0; i < COUNT(most); i++)
        if (!l->cell[i].n || l->cell[i].n > most[i] || memchr(l->cell[i].at, '"', l->cell[i].n))
            BUG("a name that is none");
    if (l->month < 12 * 2006 || l->month > 12 * 2026 + 10 || l->ikv_start == DAY_NONE ||
        !l->income || (l->income->wage && !l->employment))
        BUG("a line that should have been refused");
    if (l->hours != NUMBER_NONE && (l->hours > 10000000 || l->hours < -10000000))
        BUG("hours beyond their bounds");
    if (memchr(l->raw.at, '\n', l->raw.n))
        BUG("a line end in a line");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena *a = arena_new();
    struct payroll_reader reader;
    struct csv_log log;
    struct buf file;

    buf_init(&file, n + 4096);
    char separator = n && *data % 2 ? ';' : ',';
    for (int i = 0; i < PAYROLL_COLUMNS; i++) {
        if (i)
            buf_ch(&file, separator);
        buf_str(&file, payroll_columns[i]);
    }
    buf_ch(&file, '\n');
    buf_add(&file, data, n);
    csv_log_init(&log, 3);
    struct csv *c = csv_memory(a, "fuzz", file.at, file.len, &log);
    if (payroll_reader_begin(&reader, c, day_from_ymd(2026, 11, 23)))
        while (csv_next(c)) {
            struct payroll_line line;
            enum payroll_column column;

            if (!payroll_line_read(&reader, &line, &column))
                check(&line);
            else if (column >= PAYROLL_COLUMNS)
                BUG("a column that is none");
        }
    csv_log_free(&log);
    buf_free(&file);
    arena_free(a);
    return 0;
}
