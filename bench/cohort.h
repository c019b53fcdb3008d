/* cohort.h: an invented cohort in the five files of the outcome engine, any size, the same for the
 * same seed on every machine. Shaped like the worked example: corrections, repeats, zero months,
 * jobs that ran at the start, missing values. Not calibrated: no conclusion may be drawn from it.
 */
#ifndef SPIL_BENCH_COHORT_H
#define SPIL_BENCH_COHORT_H

#include "base/base.h"

struct cohort_settings {
    const char *folder; /* made when it is not there */
    int n;
    uint64_t seed;
    int window;
    bool one_scheme, no_experience;
    bool one_start; /* everybody starts in November 2019 */
};

void cohort_make(const struct cohort_settings *s); /* dies when it cannot write */

#endif
