/* bench_outcome.c: the outcome engine on 100,000 participants: seconds and memory of the whole
 * report, and the reader of tables, each beside a plain read of the same bytes; and on 1,000,000,
 * of which time and memory may be ten times as much and no more. Not: correctness
 * (test/unit/t_outcome_*.c). Start at main(). */
#include "bench/cohort.h"
#include "feature/outcome/outcome.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>

enum { PERSONS = 100000, MANY = 10 * PERSONS };

static const char *const file_name[] = {"participants.csv", "jobs_monthly.csv", "time.csv",
                                        "fidelity.csv", "questionnaire.csv"};

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Reads one file without looking at it; adds its size to *bytes. */
static double plain_read(const char *folder, const char *name, double *bytes)
{
    static char piece[128 * 1024];
    char path[4096];
    double begin = seconds();
    ssize_t n;

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        die("%s: %s", path, strerror(errno));
    while ((n = read(fd, piece, sizeof(piece))) > 0)
        *bytes += (double)n;
    close(fd);
    return seconds() - begin;
}

static double read_cells(const char *folder, const char *name)
{
    struct arena *a = arena_new();
    struct csv_column none = {0};
    struct csv_log log;
    double begin = seconds();

    csv_log_init(&log, 0);
    struct csv *c = csv_open(a, arena_fmt(a, "%s/%s", folder, name), name, &log);
    if (!c || !csv_columns(c, &none, 0))
        die("%s cannot be read", name);
    while (csv_next(c))
        continue;
    double time = seconds() - begin;
    csv_log_free(&log);
    arena_free(a);
    return time;
}

static void compute(const char *folder, bool profile)
{
    struct outcome_options options = {.folder = folder, .profile = profile};
    struct arena *a = arena_new();
    struct outcome o;
    struct buf out;

    buf_init(&out, 64 << 20);
    if (outcome_run(&options, a, &o) != OK || o.log.refused)
        die("the invented cohort was refused");
    outcome_json(&o, &out);
    buf_free(&out);
    outcome_free(&o);
    arena_free(a);
}

struct cost {
    double seconds, processor, megabytes; /* by the clock, of the processor, at the peak */
};

/* The whole report in a process of its own. */
static struct cost report(const char *folder, bool profile)
{
    struct rusage use;
    double begin = seconds();
    int status;
    pid_t child = fork();

    if (child < 0)
        die("fork: %s", strerror(errno));
    if (!child) {
        compute(folder, profile);
        _exit(0);
    }
    if (wait4(child, &status, 0, &use) != child || status)
        die("the report failed");
    return (struct cost){
        .seconds = seconds() - begin,
        .processor = (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
                     1e-6 * (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec),
        .megabytes = (double)use.ru_maxrss / 1024,
    };
}

static void make_once(const char *folder, int persons)
{
    struct stat st;

    if (stat(folder, &st))
        cohort_make(
            &(struct cohort_settings){.folder = folder, .n = persons, .seed = 1, .window = 25});
}

static double plain_reads(const char *folder, double *bytes)
{
    double time = 0;

    *bytes = 0;
    for (size_t i = 0; i < COUNT(file_name); i++)
        time += plain_read(folder, file_name[i], bytes);
    return time;
}

static bool room_for_many(const char *folder)
{
    struct statvfs disk;

    return !statvfs(folder, &disk) && (double)disk.f_bavail * (double)disk.f_frsize > 4e9;
}

/* Ten times as many people, in turn with as many as before. How time grows is told by the time of
 * the processor, which does not depend on what else runs. */
static void grow(const char *folder, const char *small)
{
    char large[4096];
    struct stat st;

    snprintf(large, sizeof(large), "%s-%d", small, MANY);
    if (stat(large, &st) && !room_for_many(folder)) {
        printf("note outcomes-1000000: not measured, its files need 4 GB of disk\n");
        return;
    }
    make_once(large, MANY);
    for (int round = 0; round < 3; round++) {
        double bytes, plain = plain_reads(large, &bytes);
        struct cost few = report(small, false), many = report(large, false);

        printf("figure outcomes-1000000 %.3f s max 5.0 %.3f\n", many.seconds, plain);
        printf("figure outcomes-1000000-memory %.0f MB max 1200 -\n", many.megabytes);
        printf("figure outcomes-1000000-time-over-100000 %.2f times max 12 -\n",
               many.processor / few.processor);
        printf("figure outcomes-1000000-memory-over-100000 %.2f times max 12 -\n",
               many.megabytes / few.megabytes);
        printf("figure outcomes-1000000-memory-over-files %.2f times max 1.0 -\n",
               many.megabytes * 1024 * 1024 / bytes);
    }
}

int main(int argc, char **argv)
{
    double bytes = 0, plain = 0, jobs_bytes = 0, jobs_plain;
    char folder[4000];

    if (argc != 2)
        die("usage: bench_outcome FOLDER");
    snprintf(folder, sizeof(folder), "%s/cohort", argv[1]);
    make_once(folder, PERSONS);
    for (int round = 0; round < 3; round++) {
        jobs_bytes = 0;
        plain = plain_reads(folder, &bytes);
        jobs_plain = plain_read(folder, file_name[1], &jobs_bytes);
        printf("figure csv-read %.3f GB/s min 1.0 %.3f\n",
               jobs_bytes / read_cells(folder, file_name[1]) / 1e9, jobs_bytes / jobs_plain / 1e9);
        struct cost quick = report(folder, false), with_profile = report(folder, true);
        printf("figure outcomes-100000 %.3f s max 0.5 %.3f\n", quick.seconds, plain);
        printf("figure outcomes-100000-memory %.0f MB max 120 -\n", quick.megabytes);
        printf("figure outcomes-100000-profile %.3f s max 1.0 %.3f\n", with_profile.seconds, plain);
    }
    grow(argv[1], folder);
    return 0;
}
