/* table.h: tests on tables of counts (section C.6).
 */
#ifndef SPIL_STAT_TABLE_H
#define SPIL_STAT_TABLE_H

#include "stat/stat.h"

/* rows x cols counts, row by row. `impossible` marks cells that could not be anything but 0
 * (structural zeros, such as P-wet in the EPA scheme); NULL when there are none. */
struct table {
    int rows;
    int cols;
    const int64_t *n;
    const bool *impossible;
};

struct table_test {
    int64_t n;
    int df;         /* (r-1)(c-1), empty rows and columns left out */
    double pearson; /* sum (O-E)^2/E, no correction: the convention of report 002 */
    double pearson_p;
    double yates; /* |O-E| less min(0.5, |O-E|); NAN unless 2 x 2 */
    double yates_p;
    double g; /* 2 sum O log(O/E) */
    double g_p;
    double cramer_v; /* sqrt(pearson / (n min(r-1, c-1))) */
    double min_expected;
    double share_below_5; /* of the cells, E < 5 */
    bool small;           /* min E < 1 or more than 20% of E < 5: use Fisher's test */
    double *residual;     /* rows x cols adjusted: (O-E)/sqrt(E(1-r/n)(1-c/n)); NAN in empty ones */
};

/* Refusals of all functions below: STAT_BAD_INPUT (a negative count), STAT_TOO_FEW (fewer than two
 * rows or columns with anyone in them), STAT_STRUCTURAL (a cell is impossible). */
MUST_USE enum stat_rc table_compute(struct arena *arena, const struct table *t,
                                    struct table_test *result);

/* Fisher's exact test of 2 x 2: p is the sum of the hypergeometric probabilities that do not exceed
 * that of the observed table (relative tolerance 1e-7, as R). The odds ratio is the conditional
 * maximum likelihood estimate (not ad/bc); 0 or INFINITY when the observed cell is at its end. */
struct table_fisher {
    double p;
    double odds_ratio;
};
MUST_USE enum stat_rc table_fisher_2x2(const int64_t n[4], struct table_fisher *result);

/* Freeman and Halton's extension to r x c. Exact when it can be done within `work` half tables (see
 * table_exact.c); else Monte Carlo: p = (1 + tables no more likely) / (draws + 1), which is the
 * same for the same seed on every machine. */
struct table_exact {
    double p;
    bool exact;
    int64_t draws; /* 0 when exact */
    double p_se;   /* simulation error, 0 when exact */
};
enum { TABLE_WORK = 2000000, TABLE_DRAWS = 10000 };
MUST_USE enum stat_rc table_fisher_exact(struct arena *arena, const struct table *t, int64_t work,
                                         uint64_t seed, int64_t draws, struct table_exact *result);

#endif
