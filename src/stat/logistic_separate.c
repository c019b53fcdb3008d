/* logistic_separate.c: what to do when there is no finite maximum: find it out (linear programme)
 * and answer with Firth's penalised likelihood. Not the ordinary fit (logistic.c).
 * Start at logistic_find_separation and logistic_fit_firth.
 */
#include "stat/logistic.h"

#include <math.h>

#include "stat/exps.h"
#include "stat/logistic_inner.h"
#include "stat/matrix.h"

#define PIVOT_TOLERANCE 1e-9
#define SEPARATED       1e-7  /* largest z'b, columns scaled to 1, that counts as positive */
#define FIRTH_SETTLED   1e-22 /* squared length of a step, in standard errors */
#define FIRTH_STEPS     500

/* The dual of the programme, solved by the simplex method: minimise sum(s + t) under
 * sum_i lambda_i (-z_i) + s - t = c, all >= 0, c = sum z_i / n. Its prices are the b of the primal,
 * a row i enters when b breaks z_i'b >= 0. The basis has as many columns as the model. */
struct programme {
    const struct logistic *model;
    int p;
    double *size;     /* p: largest |x| per column */
    double *inverse;  /* p x p: of the basis */
    double *cost;     /* p: of the basis columns: 1 for s and t, 0 for a row */
    double *level;    /* p: values of the basis */
    double *price;    /* p: b, in scaled columns */
    double *unscaled; /* p: b in the units of the data */
    double *eta;      /* n: x'b, caller's order */
    double *column;   /* p: the entering column */
    double *change;   /* p: inverse times it */
};

/* x_ij scaled, of sorted row i. */
static double scaled_value(const struct programme *lp, int64_t i, int j)
{
    const struct design *d = lp->model->design;
    uint32_t row = lp->model->row[i];
    double value = d->pattern[(size_t)d->cell[row] * (size_t)d->p + (size_t)j];
    for (int k = 0; k < d->dense; k++)
        if (d->dense_at[k] == j)
            value = d->value[k][row];
    return value / lp->size[j];
}

static void programme_new(struct arena *work, const struct logistic *m, struct programme *lp)
{
    size_t p = (size_t)m->rank;
    *lp = (struct programme){.model = m, .p = m->rank};
    lp->size = ARENA_ARRAY(work, double, p);
    lp->inverse = ARENA_ARRAY(work, double, p *p);
    lp->cost = ARENA_ARRAY(work, double, p);
    lp->level = ARENA_ARRAY(work, double, p);
    lp->price = ARENA_ARRAY(work, double, p);
    lp->unscaled = ARENA_ARRAY(work, double, p);
    lp->eta = ARENA_ARRAY(work, double, (size_t)m->n);
    lp->column = ARENA_ARRAY(work, double, p);
    lp->change = ARENA_ARRAY(work, double, p);
    for (int j = 0; j < lp->p; j++) {
        double largest = 0, sum = 0;
        lp->size[j] = 1;
        for (int64_t i = 0; i < m->n; i++)
            largest = MAX(largest, fabs(scaled_value(lp, i, j)));
        lp->size[j] = largest > 0 ? largest : 1;
        for (int64_t i = 0; i < m->n; i++)
            sum += m->sign[i] * scaled_value(lp, i, j);
        lp->level[j] = fabs(sum) / (double)m->n;
        lp->inverse[(size_t)j * p + (size_t)j] = sum < 0 ? -1 : 1;
        lp->cost[j] = 1;
    }
}

/* Prices of the basis; then x'b of every row. */
static void set_prices(struct programme *lp)
{
    for (int j = 0; j < lp->p; j++) {
        lp->price[j] = 0;
        for (int i = 0; i < lp->p; i++)
            lp->price[j] += lp->cost[i] * lp->inverse[i * lp->p + j];
        lp->unscaled[j] = lp->price[j] / lp->size[j];
    }
    design_predict(lp->model->design, lp->unscaled, lp->eta);
}

/* The row that breaks z'b >= 0 most, or the first that does when `first` (Bland's rule, which
 * cannot cycle); -1 when none does. `worst` gets its z'b. */
static int64_t choose_row(const struct programme *lp, bool first, double *worst)
{
    int64_t chosen = -1;
    for (int64_t i = 0; i < lp->model->n && !(first && chosen >= 0); i++) {
        double reduced = lp->model->sign[i] * lp->eta[lp->model->row[i]];
        if (reduced < *worst) {
            *worst = reduced;
            chosen = i;
        }
    }
    return chosen;
}

/* Fills lp->column with the column to enter; returns its cost, -1 at the optimum. */
static int choose_column(struct programme *lp, bool first)
{
    double worst = -PIVOT_TOLERANCE;
    int64_t row = choose_row(lp, first, &worst);
    int box = -1; /* a b_j outside -1 .. 1 */
    for (int j = 0; j < lp->p && !(first && (row >= 0 || box >= 0)); j++)
        if (1 - fabs(lp->price[j]) < worst) {
            worst = 1 - fabs(lp->price[j]);
            box = j;
        }
    if (box < 0 && row < 0)
        return -1;
    for (int j = 0; j < lp->p; j++)
        lp->column[j] = box >= 0 ? 0 : -lp->model->sign[row] * scaled_value(lp, row, j);
    if (box >= 0)
        lp->column[box] = lp->price[box] > 0 ? 1 : -1;
    return box >= 0;
}

/* Lets lp->column in for the basis column that reaches 0 first. False when none does. */
static bool pivot(struct programme *lp, int cost)
{
    int p = lp->p, leaves = -1;
    double least = INFINITY;
    for (int i = 0; i < p; i++) {
        lp->change[i] = 0;
        for (int j = 0; j < p; j++)
            lp->change[i] += lp->inverse[i * p + j] * lp->column[j];
        if (lp->change[i] > PIVOT_TOLERANCE && lp->level[i] / lp->change[i] < least) {
            least = lp->level[i] / lp->change[i];
            leaves = i;
        }
    }
    if (leaves < 0)
        return false;
    for (int j = 0; j < p; j++)
        lp->inverse[leaves * p + j] /= lp->change[leaves];
    for (int i = 0; i < p; i++) {
        if (i == leaves)
            continue;
        for (int j = 0; j < p; j++)
            lp->inverse[i * p + j] -= lp->change[i] * lp->inverse[leaves * p + j];
        lp->level[i] = MAX(lp->level[i] - least * lp->change[i], 0);
    }
    lp->level[leaves] = least;
    lp->cost[leaves] = cost;
    return true;
}

enum stat_rc logistic_find_separation(const struct logistic *m, bool *separated, double *direction)
{
    struct arena *work = arena_new();
    struct programme lp;
    programme_new(work, m, &lp);
    int limit = 200 * (m->rank + 1), cost = 0, step = 0;
    for (; step < limit; step++) {
        set_prices(&lp);
        cost = choose_column(&lp, step > limit / 2);
        if (cost < 0 || !pivot(&lp, cost))
            break;
    }
    double most = 0;
    for (int64_t i = 0; i < m->n; i++)
        most = MAX(most, m->sign[i] * lp.eta[m->row[i]]);
    *separated = most > SEPARATED;
    for (int i = 0, j = 0; direction && i < m->full->p; i++) {
        direction[i] = m->aliased[i] || !*separated ? 0 : lp.unscaled[j];
        j += !m->aliased[i];
    }
    arena_free(work);
    return cost < 0 ? STAT_OK : STAT_NO_CONVERGENCE;
}

/* h (1/2 - mu) with h the leverage of each of n rows of a cell. spread: information^-1 applied to
 * the pattern; its products with the numbers come per row. */
static void leverage_block(const struct logistic *m, const double *inverse, const double *pattern,
                           int64_t first, int n, const double *eta, double *residual)
{
    const struct design *d = m->design;
    int p = d->p;
    double constant = 0, quadratic[LOGISTIC_BLOCK], small[LOGISTIC_BLOCK];
    for (int i = 0; i < p; i++)
        for (int j = 0; j < p; j++)
            constant += pattern[i] * inverse[i * p + j] * pattern[j];
    for (int i = 0; i < n; i++)
        quadratic[i] = constant;
    for (int k = 0; k < d->dense; k++) {
        const double *row = inverse + (size_t)d->dense_at[k] * (size_t)p;
        double slope = 0;
        for (int j = 0; j < p; j++)
            slope += 2 * row[j] * pattern[j];
        for (int i = 0; i < n; i++) {
            double weighted = slope;
            for (int l = 0; l < k; l++)
                weighted += 2 * row[d->dense_at[l]] * m->value[l][first + i];
            weighted += row[d->dense_at[k]] * m->value[k][first + i];
            quadratic[i] += weighted * m->value[k][first + i];
        }
    }
    for (int i = 0; i < n; i++)
        small[i] = -fabs(eta[i]);
    exps_of_negatives(small, n);
    for (int i = 0; i < n; i++) {
        double larger = 1 / (1 + small[i]); /* of mu and 1 - mu */
        double half = larger - 0.5;
        residual[i] = small[i] * larger * larger * quadratic[i] * (eta[i] >= 0 ? -half : half);
    }
}

/* score += the penalty's part at b. */
static void add_penalty(const struct logistic *m, const double *b, const double *inverse,
                        double *score)
{
    const struct design *d = m->design;
    double eta[LOGISTIC_BLOCK], residual[LOGISTIC_BLOCK];
    for (int c = 0; c < d->cells; c++) {
        const double *pattern = d->pattern + (size_t)c * (size_t)d->p;
        double cell_part = design_cell_predict(d, c, b);
        for (int64_t first = m->start[c]; first < m->start[c + 1]; first += LOGISTIC_BLOCK) {
            int n = (int)MIN(m->start[c + 1] - first, LOGISTIC_BLOCK);
            logistic_predict_block(m, b, cell_part, first, n, eta);
            leverage_block(m, inverse, pattern, first, n, eta, residual);
            logistic_add_score(m, c, first, n, residual, score);
        }
    }
}

struct firth_work {
    struct logistic_sums sums;
    double *factor;
    double *inverse;
    double *b;
    double *trial;
    double *step;
};

/* Sums, factor and inverse at b; the penalised log-likelihood l + log|A|/2, -inf when singular. */
static double firth_evaluate(const struct logistic *m, const double *b, struct firth_work *w)
{
    int q = m->rank;
    logistic_evaluate(m, b, &w->sums);
    memcpy(w->factor, w->sums.information, sizeof(double) * (size_t)q * (size_t)q);
    if (cholesky_factor(w->factor, q) != STAT_OK)
        return -INFINITY;
    double penalised = w->sums.loglik;
    for (int j = 0; j < q; j++)
        penalised += log(w->factor[j * q + j]);
    return penalised;
}

/* The step information^-1 (penalised score) at b, whose sums are there, and its decrement. `turned`
 * when it goes against the step before. */
static double firth_step(const struct logistic *m, struct firth_work *w, bool *turned)
{
    int q = m->rank;
    double decrement = 0, against = 0;
    cholesky_invert(w->factor, q, w->inverse);
    memcpy(w->trial, w->sums.score, sizeof(double) * (size_t)q);
    add_penalty(m, w->b, w->inverse, w->trial);
    for (int j = 0; j < q; j++)
        against += w->trial[j] * w->step[j];
    memcpy(w->step, w->trial, sizeof(double) * (size_t)q);
    cholesky_solve(w->factor, q, w->step);
    for (int j = 0; j < q; j++)
        decrement += w->trial[j] * w->step[j];
    *turned = against < 0;
    return decrement;
}

/* Steps from w->b. The information leaves the penalty out, so that in small sets a full step may
 * throw it from one side to the other for ever: steps that turn back are shortened from then on,
 * and any step while the penalised likelihood falls. */
static enum stat_rc firth_climb(const struct logistic *m, struct firth_work *w, int *steps)
{
    int q = m->rank;
    double now = firth_evaluate(m, w->b, w), reach = 1;
    for (*steps = 0; *steps < FIRTH_STEPS && isfinite(now); ++*steps) {
        bool turned = false;
        if (firth_step(m, w, &turned) < FIRTH_SETTLED)
            return STAT_OK;
        if (turned)
            reach = MAX(reach * 0.75, 0.1);
        double next = -INFINITY;
        for (double length = reach; length > 1e-6; length /= 2) {
            for (int j = 0; j < q; j++)
                w->trial[j] = w->b[j] + length * w->step[j];
            next = firth_evaluate(m, w->trial, w);
            if (next >= now - 1e-12 * fabs(now))
                break;
        }
        memcpy(w->b, w->trial, sizeof(double) * (size_t)q);
        now = next;
    }
    return isfinite(now) ? STAT_NO_CONVERGENCE : STAT_SINGULAR;
}

enum stat_rc logistic_fit_firth(struct arena *arena, const struct logistic *m,
                                const struct logistic_fit *start, struct logistic_firth *fit)
{
    size_t q = (size_t)m->rank, p = (size_t)m->full->p;
    *fit = (struct logistic_firth){.p = m->full->p};
    fit->aliased = design_copy_aliased(arena, m->aliased, m->full->p);
    if (m->events == 0 || m->events == m->n)
        return STAT_NO_VARIANCE;
    struct firth_work w = {0};
    logistic_sums_new(arena, m, &w.sums);
    w.factor = ARENA_ARRAY(arena, double, q *q);
    w.inverse = ARENA_ARRAY(arena, double, q *q);
    w.b = ARENA_ARRAY(arena, double, q);
    w.trial = ARENA_ARRAY(arena, double, q);
    w.step = ARENA_ARRAY(arena, double, q);
    for (size_t i = 0, j = 0; start && i < p; i++)
        if (!m->aliased[i])
            w.b[j++] = start->coef[i];
    enum stat_rc rc = firth_climb(m, &w, &fit->steps);
    if (rc != STAT_OK)
        return rc;
    fit->coef = ARENA_ARRAY(arena, double, p);
    fit->se = ARENA_ARRAY(arena, double, p);
    for (size_t i = 0, j = 0; i < p; i++) {
        fit->coef[i] = m->aliased[i] ? NAN : w.b[j];
        fit->se[i] = m->aliased[i] ? NAN : sqrt(w.inverse[j * q + j]);
        j += !m->aliased[i];
    }
    return STAT_OK;
}
