/* design.h: the right-hand side of a regression, kept compact. A term is a number per row or a
 * level per row; a level term with k levels stands for k-1 dummy columns (level 0 is the
 * reference). Rows that share all their levels form a cell: what they have in common is stored and
 * added up once, exactly, so that a regression with ten dummies and two numbers costs little more
 * than one with two numbers.
 *
 * Columns are numbered: the intercept (when asked), then the terms as given, dummies in level
 * order. Complete cases only: a NAN is STAT_BAD_INPUT. Arrays of the caller are read once, in
 * design_new.
 */
#ifndef SPIL_STAT_DESIGN_H
#define SPIL_STAT_DESIGN_H

#include "stat/stat.h"

struct design_term {
    const double *value;  /* n numbers, or NULL */
    const uint8_t *level; /* n levels 0 .. levels-1, when value is NULL */
    int levels;           /* at least 1; a level that never occurs gives an aliased column */
};

struct design {
    int64_t n;
    int p;          /* columns */
    bool intercept; /* column 0 is all ones */
    int dense;      /* columns that are numbers */
    int *dense_at;  /* which column each of them is */
    double **value; /* dense x n, rows in the order of the caller */
    int cells;
    uint32_t *cell;  /* n: the cell of each row */
    double *pattern; /* cells x p: the columns of a cell, 0 in the dense ones */
};

MUST_USE enum stat_rc design_new(struct arena *arena, const struct design_term *terms, int n_terms,
                                 int64_t n, bool intercept, struct design **design);

/* aliased[p]: columns that depend on earlier ones, by pivoted QR with tolerance 1e-11 on the rows
 * (per cell first, which is exact). Returns the rank. */
int design_find_aliased(struct arena *arena, const struct design *design, bool *aliased);

/* The same design without the columns that `drop` marks. Shares arrays with the original. */
struct design *design_drop(struct arena *arena, const struct design *design, const bool *drop);

/* out[i] = x_i'b for every row. */
void design_predict(struct arena *arena, const struct design *design, const double *b, double *out);

#endif
