/* matrix.c: Cholesky and Householder QR.
 * Not a general library: only what regressions of tens of columns need.
 * Start at cholesky_factor and qr_factor.
 */
#include "stat/matrix.h"

#include <math.h>

enum stat_rc cholesky_factor(double *a, int n)
{
    for (int j = 0; j < n; j++) {
        double *row_j = a + (size_t)j * n;
        double pivot = row_j[j];
        for (int k = 0; k < j; k++)
            pivot -= row_j[k] * row_j[k];
        if (!(pivot > 1e-13 * row_j[j]))
            return STAT_SINGULAR;
        pivot = sqrt(pivot);
        row_j[j] = pivot;
        for (int i = j + 1; i < n; i++) {
            double *row_i = a + (size_t)i * n;
            double sum = row_i[j];
            for (int k = 0; k < j; k++)
                sum -= row_i[k] * row_j[k];
            row_i[j] = sum / pivot;
        }
    }
    return STAT_OK;
}

void cholesky_solve(const double *l, int n, double *b)
{
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < i; k++)
            b[i] -= l[(size_t)i * n + k] * b[k];
        b[i] /= l[(size_t)i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
        for (int k = i + 1; k < n; k++)
            b[i] -= l[(size_t)k * n + i] * b[k];
        b[i] /= l[(size_t)i * n + i];
    }
}

void cholesky_invert(const double *l, int n, double *inverse)
{
    for (int j = 0; j < n; j++) {
        double *column = inverse + (size_t)j * n; /* symmetric: row j is column j */
        memset(column, 0, sizeof(double) * (size_t)n);
        column[j] = 1;
        cholesky_solve(l, n, column);
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++) {
            double *upper = &inverse[(size_t)j * n + i], *lower = &inverse[(size_t)i * n + j];
            *upper = *lower = (*upper + *lower) / 2;
        }
}

enum stat_rc newton_step(const double *information, const double *score, int n, double *factor,
                         double *step, double *decrement)
{
    memcpy(factor, information, sizeof(double) * (size_t)n * (size_t)n);
    if (cholesky_factor(factor, n) != STAT_OK)
        return STAT_SINGULAR;
    memcpy(step, score, sizeof(double) * (size_t)n);
    cholesky_solve(factor, n, step);
    *decrement = 0;
    for (int j = 0; j < n; j++)
        *decrement += step[j] * score[j];
    return STAT_OK;
}

/* Length of a vector without overflow for the sizes at hand: scaled by its largest entry. */
static double norm_of(const double *x, int64_t n)
{
    double largest = 0, sum = 0;
    for (int64_t i = 0; i < n; i++)
        largest = MAX(largest, fabs(x[i]));
    if (!(largest > 0))
        return 0;
    for (int64_t i = 0; i < n; i++)
        sum += (x[i] / largest) * (x[i] / largest);
    return largest * sqrt(sum);
}

/* y -= v (scale v'y): applies the reflection I - scale v v'. */
static void reflect(const double *v, double scale, double *y, int64_t n)
{
    double dot = 0;
    for (int64_t i = 0; i < n; i++)
        dot += v[i] * y[i];
    dot *= scale;
    for (int64_t i = 0; i < n; i++)
        y[i] -= dot * v[i];
}

/* Moves column j to the end, the later ones one place forward. */
static void send_to_end(struct qr *qr, int j, struct arena *arena)
{
    size_t bytes = sizeof(double) * (size_t)qr->rows;
    double *keep = ARENA_ARRAY(arena, double, (size_t)qr->rows);
    double *column = qr->a + (int64_t)j * qr->rows;
    int moved = qr->pivot[j];
    int after = qr->columns - 1 - j;
    memcpy(keep, column, bytes);
    memmove(column, column + qr->rows, bytes * (size_t)after);
    memcpy(column + after * qr->rows, keep, bytes);
    memmove(qr->pivot + j, qr->pivot + j + 1, sizeof(int) * (size_t)after);
    qr->pivot[qr->columns - 1] = moved;
}

/* Makes the reflection that zeroes column j below its diagonal, applies it to the later ones. */
static void eliminate(struct qr *qr, int j, double norm)
{
    int64_t below = qr->rows - j;
    double *v = qr->a + (int64_t)j * qr->rows + j;
    if (!(norm > 0)) {
        qr->scale[j] = 0;
        return;
    }
    double diagonal = v[0] > 0 ? -norm : norm;
    v[0] -= diagonal;
    qr->scale[j] = -1 / (diagonal * v[0]); /* 2 / v'v */
    for (int k = j + 1; k < qr->columns; k++)
        reflect(v, qr->scale[j], qr->a + (int64_t)k * qr->rows + j, below);
    /* v[0] is kept as v0 = v[0]; R's diagonal goes where the caller reads it */
    qr->diagonal[j] = diagonal;
}

void qr_factor(struct arena *arena, const double *const *columns, int64_t rows, int n_columns,
               double tolerance, struct qr *qr)
{
    *qr = (struct qr){.rows = rows, .columns = n_columns};
    qr->pivot = ARENA_ARRAY(arena, int, (size_t)n_columns);
    qr->a = ARENA_ARRAY(arena, double, (size_t)n_columns *(size_t)rows);
    qr->scale = ARENA_ARRAY(arena, double, (size_t)n_columns);
    qr->diagonal = ARENA_ARRAY(arena, double, (size_t)n_columns);
    double *original = ARENA_ARRAY(arena, double, (size_t)n_columns);
    for (int j = 0; j < n_columns; j++) {
        memcpy(qr->a + j * rows, columns[j], sizeof(double) * (size_t)rows);
        qr->pivot[j] = j;
        original[j] = norm_of(columns[j], rows);
    }
    int candidates = n_columns;
    int j = 0;
    while (j < candidates && j < rows) {
        double norm = norm_of(qr->a + j * rows + j, rows - j);
        if (tolerance >= 0 && norm <= tolerance * original[qr->pivot[j]]) {
            send_to_end(qr, j, arena);
            candidates--;
            continue;
        }
        eliminate(qr, j, norm);
        j++;
    }
    qr->rank = j;
}

void qr_multiply_qt(const struct qr *qr, double *y)
{
    for (int j = 0; j < qr->rank; j++)
        reflect(qr->a + (int64_t)j * qr->rows + j, qr->scale[j], y + j, qr->rows - j);
}

void qr_multiply_q(const struct qr *qr, double *y)
{
    for (int j = qr->rank - 1; j >= 0; j--)
        reflect(qr->a + (int64_t)j * qr->rows + j, qr->scale[j], y + j, qr->rows - j);
}

double qr_r(const struct qr *qr, int i, int j)
{
    if (i == j)
        return qr->diagonal[j];
    return i < j ? qr->a[(int64_t)j * qr->rows + i] : 0;
}

void qr_solve_r(const struct qr *qr, double *b)
{
    for (int i = qr->rank - 1; i >= 0; i--) {
        for (int k = i + 1; k < qr->rank; k++)
            b[i] -= qr_r(qr, i, k) * b[k];
        b[i] /= qr->diagonal[i];
    }
}

void qr_solve_rt(const struct qr *qr, double *b)
{
    for (int i = 0; i < qr->rank; i++) {
        for (int k = 0; k < i; k++)
            b[i] -= qr_r(qr, k, i) * b[k];
        b[i] /= qr->diagonal[i];
    }
}
