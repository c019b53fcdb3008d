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
    int p;                /* columns */
    bool intercept;       /* column 0 is all ones */
    int dense;            /* columns that are numbers */
    int *dense_at;        /* which column each of them is, ascending */
    const double **value; /* dense x n: the arrays of the caller */
    int cells;
    uint32_t *cell;  /* n: the cell of each row, numbered in order of appearance */
    double *pattern; /* cells x p: the columns of a cell: 0 or 1, 0 in the dense ones */
    int *active;     /* the columns that are 1, cell after cell, ascending */
    int *active_at;  /* cells + 1: where those of a cell begin */
};

/* Keeps the number arrays of the terms: they must live as long as the design. STAT_BAD_INPUT: no
 * rows, a number that is not finite, a level out of range. */
MUST_USE enum stat_rc design_new(struct arena *arena, const struct design_term *terms, int n_terms,
                                 int64_t n, bool intercept, struct design **design);

/* aliased[p]: columns that depend on earlier ones, by pivoted QR with tolerance 1e-11. The rows of
 * a cell are first rotated into a few with the same cross products, which loses nothing. Returns
 * the number of columns that remain. */
int design_find_aliased(const struct design *design, bool *aliased);
/* The same when an intercept is implied but not a column (Cox): the columns less their means. */
int design_find_aliased_centred(const struct design *design, bool *aliased);
/* For a result, which may outlive its model. */
bool *design_copy_aliased(struct arena *arena, const bool *aliased, int p);

/* Coefficients over all p columns and what follows from them: standard error, z, two-sided p, and
 * exp(coefficient) with its 95% limits (Wald). NAN in aliased columns. covariance is p x p. */
struct design_estimates {
    double *coef, *se, *z, *p_value, *ratio, *low, *high, *covariance;
};
/* b and inverse (rank x rank) are of the columns that are not aliased. */
struct design_estimates design_estimate(struct arena *arena, int p, const bool *aliased, int rank,
                                        const double *b, const double *inverse);

/* The same design without the columns that drop[p] marks. Shares arrays with the original. */
struct design *design_drop(struct arena *arena, const struct design *full, const bool *drop);

/* Rows by cell: row[start[c]] .. row[start[c+1] - 1] are the rows of cell c, in order. */
void design_group(struct arena *arena, const struct design *design, uint32_t **row,
                  int64_t **start);

/* x'b: of one row's cell without its numbers, and out[i] of every row. */
double design_cell_predict(const struct design *design, int cell, const double *b);
void design_predict(const struct design *design, const double *b, double *out);

#endif
