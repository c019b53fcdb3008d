/* design.c: the compact right-hand side of a regression: cells of levels, numbers per row.
 * Not a model: logistic.c and cox.c iterate over it. Start at design_new.
 */
#include "stat/design.h"

#include <math.h>
#include <string.h>

#include "stat/dist.h"
#include "stat/matrix.h"

#define ALIAS_TOLERANCE 1e-11

static enum stat_rc check_terms(const struct design_term *terms, int n_terms, int64_t n)
{
    if (n < 1 || n >= UINT32_MAX)
        return STAT_BAD_INPUT;
    for (int t = 0; t < n_terms; t++)
        for (int64_t i = 0; i < n; i++)
            if (terms[t].value ? !isfinite(terms[t].value[i])
                               : terms[t].level[i] >= terms[t].levels)
                return STAT_BAD_INPUT;
    return STAT_OK;
}

/* Splits the cells by one more term: (cell, level) pairs get new numbers in order of appearance. */
static int refine_cells(uint32_t *cell, int cells, const struct design_term *term, int64_t n)
{
    struct arena *work = arena_new();
    uint32_t *number = ARENA_ARRAY(work, uint32_t, (size_t)cells * (size_t)term->levels);
    uint32_t next = 0;
    for (int64_t i = 0; i < n; i++) {
        uint32_t *here = &number[(size_t)cell[i] * (size_t)term->levels + term->level[i]];
        if (*here == 0)
            *here = ++next;
        cell[i] = *here - 1;
    }
    arena_free(work);
    return (int)next;
}

/* Writes the columns of the cell of one row. */
static void fill_pattern(const struct design *d, const struct design_term *terms, int n_terms,
                         int64_t row, double *pattern)
{
    int column = 0;
    if (d->intercept)
        pattern[column++] = 1;
    for (int t = 0; t < n_terms; t++) {
        if (terms[t].value) {
            column++;
            continue;
        }
        if (terms[t].level[row] > 0)
            pattern[column + terms[t].level[row] - 1] = 1;
        column += terms[t].levels - 1;
    }
}

/* The columns of every cell as a list. */
static void list_active(struct arena *arena, struct design *d)
{
    size_t most = (size_t)d->cells * (size_t)d->p;
    int used = 0;
    for (size_t i = 0; i < most; i++)
        used += d->pattern[i] != 0;
    d->active = ARENA_ARRAY(arena, int, (size_t)used + 1);
    d->active_at = ARENA_ARRAY(arena, int, (size_t)d->cells + 1);
    used = 0;
    for (int c = 0; c < d->cells; c++) {
        for (int j = 0; j < d->p; j++)
            if (d->pattern[(size_t)c * (size_t)d->p + (size_t)j] != 0)
                d->active[used++] = j;
        d->active_at[c + 1] = used;
    }
}

enum stat_rc design_new(struct arena *arena, const struct design_term *terms, int n_terms,
                        int64_t n, bool intercept, struct design **design)
{
    enum stat_rc rc = check_terms(terms, n_terms, n);
    if (rc != STAT_OK)
        return rc;
    struct design *d = arena_alloc(arena, sizeof *d);
    d->n = n;
    d->intercept = intercept;
    d->p = intercept;
    d->dense_at = ARENA_ARRAY(arena, int, (size_t)n_terms + 1);
    d->value = ARENA_ARRAY(arena, const double *, (size_t)n_terms + 1);
    d->cell = ARENA_ARRAY(arena, uint32_t, (size_t)n);
    d->cells = 1;
    for (int t = 0; t < n_terms; t++) {
        if (terms[t].value) {
            d->dense_at[d->dense] = d->p++;
            d->value[d->dense++] = terms[t].value;
        } else {
            d->cells = refine_cells(d->cell, d->cells, &terms[t], n);
            d->p += terms[t].levels - 1;
        }
    }
    d->pattern = ARENA_ARRAY(arena, double, (size_t)d->cells *(size_t)d->p);
    uint32_t filled = 0;
    for (int64_t i = 0; i < n; i++)
        if (d->cell[i] == filled) {
            fill_pattern(d, terms, n_terms, i, d->pattern + (size_t)filled * (size_t)d->p);
            filled++;
        }
    list_active(arena, d);
    *design = d;
    return STAT_OK;
}

void design_group(struct arena *arena, const struct design *d, uint32_t **row, int64_t **start)
{
    int64_t *begin = ARENA_ARRAY(arena, int64_t, (size_t)d->cells + 2);
    uint32_t *sorted = ARENA_ARRAY(arena, uint32_t, (size_t)d->n);
    for (int64_t i = 0; i < d->n; i++)
        begin[d->cell[i] + 2]++;
    for (int c = 0; c < d->cells; c++)
        begin[c + 2] += begin[c + 1];
    for (int64_t i = 0; i < d->n; i++)
        sorted[begin[d->cell[i] + 1]++] = (uint32_t)i;
    *row = sorted;
    *start = begin;
}

/* The rows of one cell, rotated into at most 1 + dense rows with the same cross products; written
 * into the columns of `stack`, the first of which is the constant, from row `at` on. Returns the
 * rows used. */
static int compress_cell(const struct design *d, int cell, const uint32_t *rows, int64_t n,
                         double **stack, int64_t at)
{
    struct arena *work = arena_new();
    int k = d->dense + 1;
    const double **columns = ARENA_ARRAY(work, const double *, (size_t)k);
    for (int j = 0; j < k; j++) {
        double *column = ARENA_ARRAY(work, double, (size_t)n);
        for (int64_t i = 0; i < n; i++)
            column[i] = j == 0 ? 1 : d->value[j - 1][rows[i]];
        columns[j] = column;
    }
    struct qr qr;
    qr_factor(work, columns, n, k, -1, &qr); /* -1: no column is moved */
    const double *pattern = d->pattern + (size_t)cell * (size_t)d->p;
    for (int i = 0; i < qr.rank; i++) {
        stack[0][at + i] = qr_r(&qr, i, 0);
        for (int j = 0; j < d->p; j++)
            stack[1 + j][at + i] = qr_r(&qr, i, 0) * pattern[j];
        for (int j = 1; j < k; j++)
            stack[1 + d->dense_at[j - 1]][at + i] = qr_r(&qr, i, j);
    }
    int used = qr.rank;
    arena_free(work);
    return used;
}

/* With `constant` a column of ones goes before the others. */
static int find_aliased(const struct design *d, bool constant, bool *aliased)
{
    struct arena *work = arena_new();
    uint32_t *row;
    int64_t *start;
    design_group(work, d, &row, &start);
    int64_t most = MIN(d->n, (int64_t)d->cells * (d->dense + 1));
    double **stack = ARENA_ARRAY(work, double *, (size_t)d->p + 1);
    for (int j = 0; j <= d->p; j++)
        stack[j] = ARENA_ARRAY(work, double, (size_t)most);
    int64_t used = 0;
    for (int c = 0; c < d->cells; c++)
        used += compress_cell(d, c, row + start[c], start[c + 1] - start[c], stack, used);
    struct qr qr;
    qr_factor(work, (const double *const *)stack + !constant, used, d->p + constant,
              ALIAS_TOLERANCE, &qr);
    for (int j = 0; j < d->p + constant; j++)
        if (qr.pivot[j] >= constant)
            aliased[qr.pivot[j] - constant] = j >= qr.rank;
    int rank = qr.rank - constant;
    arena_free(work);
    return rank;
}

int design_find_aliased(const struct design *design, bool *aliased)
{
    return find_aliased(design, false, aliased);
}

int design_find_aliased_centred(const struct design *design, bool *aliased)
{
    return find_aliased(design, true, aliased);
}

struct design *design_drop(struct arena *arena, const struct design *full, const bool *drop)
{
    struct design *d = arena_alloc(arena, sizeof *d);
    int *kept = ARENA_ARRAY(arena, int, (size_t)full->p + 1);
    *d = *full;
    d->p = 0;
    d->dense = 0;
    d->intercept = full->intercept && !drop[0];
    d->dense_at = ARENA_ARRAY(arena, int, (size_t)full->dense + 1);
    d->value = ARENA_ARRAY(arena, const double *, (size_t)full->dense + 1);
    for (int j = 0, dense = 0; j < full->p; j++) {
        bool number = dense < full->dense && full->dense_at[dense] == j;
        if (!drop[j] && number) {
            d->dense_at[d->dense] = d->p;
            d->value[d->dense++] = full->value[dense];
        }
        if (!drop[j])
            kept[d->p++] = j;
        dense += number;
    }
    d->pattern = ARENA_ARRAY(arena, double, (size_t)d->cells *(size_t)d->p);
    for (int c = 0; c < d->cells; c++)
        for (int j = 0; j < d->p; j++)
            d->pattern[(size_t)c * (size_t)d->p + (size_t)j] =
                full->pattern[(size_t)c * (size_t)full->p + (size_t)kept[j]];
    list_active(arena, d);
    return d;
}

double design_cell_predict(const struct design *d, int cell, const double *b)
{
    double sum = 0;
    for (int k = d->active_at[cell]; k < d->active_at[cell + 1]; k++)
        sum += b[d->active[k]];
    return sum;
}

void design_predict(const struct design *d, const double *b, double *out)
{
    struct arena *work = arena_new();
    double *of_cell = ARENA_ARRAY(work, double, (size_t)d->cells);
    for (int c = 0; c < d->cells; c++)
        of_cell[c] = design_cell_predict(d, c, b);
    for (int64_t i = 0; i < d->n; i++)
        out[i] = of_cell[d->cell[i]];
    for (int k = 0; k < d->dense; k++) {
        double slope = b[d->dense_at[k]];
        for (int64_t i = 0; i < d->n; i++)
            out[i] += slope * d->value[k][i];
    }
    arena_free(work);
}

bool *design_copy_aliased(struct arena *arena, const bool *aliased, int p)
{
    bool *copy = ARENA_ARRAY(arena, bool, (size_t)p);

    memcpy(copy, aliased, (size_t)p * sizeof(*copy));
    return copy;
}

struct design_estimates design_estimate(struct arena *arena, int p, const bool *aliased, int rank,
                                        const double *b, const double *inverse)
{
    size_t n = (size_t)p;
    struct design_estimates e = {
        .coef = ARENA_ARRAY(arena, double, n),
        .se = ARENA_ARRAY(arena, double, n),
        .z = ARENA_ARRAY(arena, double, n),
        .p_value = ARENA_ARRAY(arena, double, n),
        .ratio = ARENA_ARRAY(arena, double, n),
        .low = ARENA_ARRAY(arena, double, n),
        .high = ARENA_ARRAY(arena, double, n),
        .covariance = ARENA_ARRAY(arena, double, n *n),
    };
    double reach = dist_normal_upper_quantile(0.025);

    for (size_t i = 0, row = 0; i < n; i++) {
        for (size_t j = 0, column = 0; j < n; j++) {
            bool used = !aliased[i] && !aliased[j];

            e.covariance[i * n + j] = used ? inverse[row * (size_t)rank + column] : NAN;
            column += !aliased[j];
        }
        e.coef[i] = aliased[i] ? NAN : b[row];
        e.se[i] = sqrt(e.covariance[i * n + i]);
        e.z[i] = e.coef[i] / e.se[i];
        e.p_value[i] = 2 * dist_normal_upper(fabs(e.z[i]));
        e.ratio[i] = exp(e.coef[i]);
        e.low[i] = exp(e.coef[i] - reach * e.se[i]);
        e.high[i] = exp(e.coef[i] + reach * e.se[i]);
        row += !aliased[i];
    }
    return e;
}
