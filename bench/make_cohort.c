/* make_cohort.c: writes an invented cohort, for measurements.
 * Not: how it is invented (cohort.c).
 * Start at main(). */
#include "bench/cohort.h"

int main(int argc, char **argv)
{
    struct cohort_settings s = {.n = 100000, .seed = 1, .window = 25};
    int given = 0;

    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--one-scheme")) {
            s.one_scheme = true;
        } else if (!strcmp(argv[i], "--no-experience")) {
            s.no_experience = true;
        } else if (!strcmp(argv[i], "--window") && i + 1 < argc) {
            s.window = (int)strtol(argv[++i], NULL, 10);
        } else {
            given++;
            if (given == 1)
                s.folder = argv[i];
            else if (given == 2)
                s.n = (int)strtol(argv[i], NULL, 10);
            else
                s.seed = strtoull(argv[i], NULL, 10);
        }
    }
    if (!s.folder || s.n < 1 || s.window < 1) {
        fprintf(stderr, "usage: make_cohort DIR [PERSONS [SEED]] [--window N] [--one-scheme] "
                        "[--no-experience]\n");
        return 2;
    }
    cohort_make(&s);
    return 0;
}
