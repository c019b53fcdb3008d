/* fuzz_csv.c: libFuzzer target for the reader of tables, from memory and from a file in pieces.
 * Not: a test of what is read (t_csv.c); here only the promises that hold for any bytes count.
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/base/csv.c src/base/csv_value.c src/base/utf8.c src/base/date.c
// sources: src/base/base.c src/base/arena.c src/base/buf.c
#include "base/csv.h"

#include <sys/mman.h>

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
    uint64_t records;
    uint64_t refused;
    uint64_t sum; /* over the bytes of all cells */
};

static struct seen read_all(struct csv *c, const struct csv_log *log)
{
    struct csv_column none = {0};
    struct seen seen = {0};

    if (!csv_columns(c, &none, 0))
        return (struct seen){.refused = log->refused};
    while (csv_next(c)) {
        if (c->cells != c->width)
            BUG("a record with another number of cells");
        for (int i = 0; i < (int)c->cells; i++) {
            double number;
            int64_t integer;
            int32_t day;

            if (!utf8_valid(csv_text(c, i), csv_len(c, i)) ||
                memchr(csv_text(c, i), 0, csv_len(c, i)))
                BUG("a cell that is no text");
            for (size_t k = 0; k < csv_len(c, i); k++)
                seen.sum = seen.sum * 31 + (unsigned char)csv_text(c, i)[k];
            if (csv_number(c, i, &number, NULL) && number != number)
                BUG("a number that is none");
            (void)!csv_integer(c, i, &integer);
            (void)!csv_date(c, i, &day);
            (void)!csv_month(c, i, &day);
        }
        seen.records++;
        csv_note(c, 0, "%s", csv_show(c, 0));
    }
    seen.refused = log->refused;
    return seen;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    struct csv_log log, log_file;

    csv_log_init(&log, 3);
    csv_log_init(&log_file, 3);
    struct seen memory = read_all(csv_memory(a, "memory", (const char *)data, size, &log), &log);
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        die("no memory file");
    struct csv *c = csv_open(a, arena_fmt(a, "/proc/self/fd/%d", fd), "file", &log_file);
    if (!c)
        die("memory file cannot be opened");
    struct seen file = read_all(c, &log_file);
    if (file.records != memory.records || file.refused != memory.refused || file.sum != memory.sum)
        BUG("memory and file read differently");
    csv_log_free(&log);
    csv_log_free(&log_file);
    arena_free(a);
    close(fd);
    return 0;
}
