/* bench_csv.c: how fast tables are read, against a plain read of the same bytes.
 * Not: what is done with the cells.
 * Start at main(). */
#include "base/csv.h"

#include <fcntl.h>

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double plain_read(const char *path, off_t *bytes)
{
    static char piece[128 * 1024];
    double begin = seconds();
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n;

    *bytes = 0;
    while ((n = read(fd, piece, sizeof(piece))) > 0)
        *bytes += n;
    close(fd);
    return seconds() - begin;
}

static double read_cells(const char *path, uint64_t *cells)
{
    struct arena *a = arena_new();
    struct csv_log log;
    struct csv_column none = {0};
    double begin = seconds();

    csv_log_init(&log, 0);
    struct csv *c = csv_open(a, path, path, &log);
    if (!c || !csv_columns(c, &none, 0))
        die("%s cannot be read", path);
    for (*cells = 0; csv_next(c);)
        *cells += c->cells;
    double time = seconds() - begin;
    csv_log_free(&log);
    arena_free(a);
    return time;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        double plain = 1e9, cells = 1e9;
        uint64_t n = 0;
        off_t bytes = 0;

        for (int round = 0; round < 5; round++) {
            plain = MIN(plain, plain_read(argv[i], &bytes));
            cells = MIN(cells, read_cells(argv[i], &n));
        }
        printf("%s: %.2f GB/s, %.1f ns a cell, %.1f times a plain read\n", argv[i],
               (double)bytes / cells / 1e9, cells / (double)n * 1e9, cells / plain);
    }
    return 0;
}
