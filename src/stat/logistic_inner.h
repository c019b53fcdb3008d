/* logistic_inner.h: what the files of logistic.h share: the prepared data and one pass over it.
 * Nobody else includes it.
 */
#ifndef SPIL_STAT_LOGISTIC_INNER_H
#define SPIL_STAT_LOGISTIC_INNER_H

#include "stat/logistic.h"

struct logistic {
    const struct design *full;
    const struct design *design; /* without aliased columns */
    int rank;                    /* columns of design */
    bool *aliased;               /* full->p */
    int64_t n;
    int64_t events;
    int64_t *start; /* cells + 1: rows below are sorted by cell */
    uint32_t *row;  /* n: the caller's row */
    double **value; /* dense x n */
    double *sign;   /* n: 1 for y = 1, -1 for y = 0 */
};

/* One pass at b: log-likelihood, its gradient (rank) and the information (rank x rank). Sums over
 * persons, so those of several organisations can be added. */
struct logistic_sums {
    double loglik;
    double *score;
    double *information;
};

void logistic_sums_new(struct arena *arena, const struct logistic *model,
                       struct logistic_sums *sums);
void logistic_evaluate(const struct logistic *model, const double *b, struct logistic_sums *sums);

/* x'b of the rows first .. first + n - 1 of one cell, n <= LOGISTIC_BLOCK. */
#define LOGISTIC_BLOCK 256
void logistic_predict_block(const struct logistic *model, const double *b, double cell_part,
                            int64_t first, int n, double *eta);

/* score += sum of residual x over n rows of one cell from `first` on. */
void logistic_add_score(const struct logistic *model, int cell, int64_t first, int n,
                        const double *residual, double *score);

#endif
