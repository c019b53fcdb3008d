/* logistic.c: maximum likelihood for a 0/1 outcome, and errors robust to clusters.
 * Not here: profile limits (logistic_limits.c), separation and Firth (logistic_separate.c), how
 * well the fit predicts (logistic_quality.c). Start at logistic_fit.
 */
#include "stat/logistic.h"

#include <math.h>

#include "stat/dist.h"
#include "stat/exps.h"
#include "stat/logistic_inner.h"
#include "stat/matrix.h"

#define MAX_STEPS          50
#define DEVIANCE_TOLERANCE 1e-12
/* R starts at mu = (y + 1/2)/2: its first weighted regression is a Newton step from 0, this long.
 */
#define FIRST_STEP ((1.0986122886681098 + 4.0 / 3) / 2)

enum stat_rc logistic_new(struct arena *arena, const struct design *design, const uint8_t *y,
                          struct logistic **model)
{
    struct logistic *m = arena_alloc(arena, sizeof *m);
    m->full = design;
    m->n = design->n;
    for (int64_t i = 0; i < m->n; i++) {
        if (y[i] > 1)
            return STAT_BAD_INPUT;
        m->events += y[i];
    }
    m->aliased = ARENA_ARRAY(arena, bool, (size_t)design->p);
    m->rank = design_find_aliased(design, m->aliased);
    m->design = m->rank == design->p ? design : design_drop(arena, design, m->aliased);
    design_group(arena, design, &m->row, &m->start);
    m->sign = ARENA_ARRAY(arena, double, (size_t)m->n);
    for (int64_t i = 0; i < m->n; i++)
        m->sign[i] = y[m->row[i]] ? 1 : -1;
    m->value = ARENA_ARRAY(arena, double *, (size_t)m->design->dense + 1);
    for (int k = 0; k < m->design->dense; k++) {
        m->value[k] = ARENA_ARRAY(arena, double, (size_t)m->n);
        for (int64_t i = 0; i < m->n; i++)
            m->value[k][i] = m->design->value[k][m->row[i]];
    }
    *model = m;
    return STAT_OK;
}

void logistic_sums_new(struct arena *arena, const struct logistic *m, struct logistic_sums *sums)
{
    sums->score = ARENA_ARRAY(arena, double, (size_t)m->rank);
    sums->information = ARENA_ARRAY(arena, double, (size_t)m->rank *(size_t)m->rank);
}

/* Four running sums, so that the additions do not wait for each other. */
static double dot(const double *a, const double *b, int n)
{
    double sum[4] = {0, 0, 0, 0};
    int i = 0;
    for (; i + 4 <= n; i += 4)
        for (int lane = 0; lane < 4; lane++)
            sum[lane] += a[i + lane] * b[i + lane];
    for (; i < n; i++)
        sum[0] += a[i] * b[i];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

static double sum_of(const double *a, int n)
{
    double sum[4] = {0, 0, 0, 0};
    int i = 0;
    for (; i + 4 <= n; i += 4)
        for (int lane = 0; lane < 4; lane++)
            sum[lane] += a[i + lane];
    for (; i < n; i++)
        sum[0] += a[i];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

void logistic_add_score(const struct logistic *m, int cell, int64_t first, int n,
                        const double *residual, double *score)
{
    const struct design *d = m->design;
    double sum = sum_of(residual, n);
    for (int i = d->active_at[cell]; i < d->active_at[cell + 1]; i++)
        score[d->active[i]] += sum;
    for (int k = 0; k < d->dense; k++)
        score[d->dense_at[k]] += dot(residual, m->value[k] + first, n);
}

/* information += sum weight x x' over rows of a cell: their numbers are added up first, the columns
 * of the levels get the sums at once. */
static void add_information(const struct logistic *m, int cell, int64_t first, int n,
                            const double *weight, double *information)
{
    const struct design *d = m->design;
    int p = d->p, begin = d->active_at[cell], end = d->active_at[cell + 1];
    double product[LOGISTIC_BLOCK];
    double sum_weight = sum_of(weight, n);
    for (int i = begin; i < end; i++)
        for (int j = begin; j <= i; j++)
            information[d->active[i] * p + d->active[j]] += sum_weight;
    for (int k = 0; k < d->dense; k++) {
        const double *value = m->value[k] + first;
        int at = d->dense_at[k];
        for (int i = 0; i < n; i++)
            product[i] = weight[i] * value[i];
        double sum_product = sum_of(product, n);
        for (int i = begin; i < end; i++) {
            int j = d->active[i];
            information[MAX(at, j) * p + MIN(at, j)] += sum_product;
        }
        for (int l = 0; l <= k; l++)
            information[at * p + d->dense_at[l]] += dot(product, m->value[l] + first, n);
    }
}

void logistic_predict_block(const struct logistic *m, const double *b, double cell_part,
                            int64_t first, int n, double *eta)
{
    for (int i = 0; i < n; i++)
        eta[i] = cell_part;
    for (int k = 0; k < m->design->dense; k++) {
        double slope = b[m->design->dense_at[k]];
        const double *value = m->value[k] + first;
        for (int i = 0; i < n; i++)
            eta[i] += slope * value[i];
    }
}

/* Residual y - mu and weight mu (1 - mu) of n rows, both without cancellation; returns their log-
 * likelihood. The logarithms of 1 + exp(-|eta|) are taken of products: at most 2^256. */
static double block_terms(const double *eta, const double *sign, int n, double *residual,
                          double *weight)
{
    double small[LOGISTIC_BLOCK], linear[LOGISTIC_BLOCK];
    double product[4] = {1, 1, 1, 1};
    for (int i = 0; i < n; i++)
        small[i] = -fabs(eta[i]);
    exps_of_negatives(small, n);
    for (int i = 0; i < n; i++) {
        double toward = sign[i] * eta[i]; /* positive: on the side of the outcome */
        double inverse = 1 / (1 + small[i]);
        double far = small[i] * inverse;
        weight[i] = inverse * far;
        residual[i] = sign[i] * (toward >= 0 ? far : inverse);
        linear[i] = toward >= 0 ? 0 : toward;
        small[i] += 1;
    }
    int i = 0;
    for (; i + 4 <= n; i += 4)
        for (int lane = 0; lane < 4; lane++)
            product[lane] *= small[i + lane];
    for (; i < n; i++)
        product[0] *= small[i];
    return sum_of(linear, n) - log((product[0] * product[1]) * (product[2] * product[3]));
}

void logistic_evaluate(const struct logistic *m, const double *b, struct logistic_sums *sums)
{
    double eta[LOGISTIC_BLOCK], residual[LOGISTIC_BLOCK], weight[LOGISTIC_BLOCK];
    const struct design *d = m->design;
    sums->loglik = 0;
    memset(sums->score, 0, sizeof(double) * (size_t)d->p);
    memset(sums->information, 0, sizeof(double) * (size_t)d->p * (size_t)d->p);
    for (int c = 0; c < d->cells; c++) {
        double cell_part = design_cell_predict(d, c, b);
        for (int64_t first = m->start[c]; first < m->start[c + 1]; first += LOGISTIC_BLOCK) {
            int n = (int)MIN(m->start[c + 1] - first, LOGISTIC_BLOCK);
            logistic_predict_block(m, b, cell_part, first, n, eta);
            sums->loglik += block_terms(eta, m->sign + first, n, residual, weight);
            logistic_add_score(m, c, first, n, residual, sums->score);
            add_information(m, c, first, n, weight, sums->information);
        }
    }
    for (int i = 0; i < d->p; i++)
        for (int j = 0; j < i; j++)
            sums->information[j * d->p + i] = sums->information[i * d->p + j];
}

/* Where the iteration ended. Errors come from the weights of the last step, as everywhere in the
 * wake of R's glm: the information at `before`, not at b; they differ by 1e-7 or so. */
struct summit {
    double *b;
    double *before; /* b one step earlier */
    double *factor; /* Cholesky factor of the information at before */
    double *last;   /* the same at b */
    double *step;
    double decrement;          /* score' information^-1 score at b */
    struct logistic_sums sums; /* at b */
};

static enum stat_rc step_at(const struct logistic *m, struct summit *s, double *factor)
{
    return newton_step(s->sums.information, s->sums.score, m->rank, factor, s->step, &s->decrement);
}

/* Weighted regressions to the maximum; b starts at 0. */
static enum stat_rc climb(const struct logistic *m, struct summit *s, int *steps)
{
    logistic_evaluate(m, s->b, &s->sums);
    for (*steps = 1; *steps <= MAX_STEPS; ++*steps) {
        double deviance = -2 * s->sums.loglik;
        double length = *steps == 1 ? FIRST_STEP : 1;
        if (step_at(m, s, s->factor) != STAT_OK)
            return STAT_SINGULAR;
        for (int j = 0; j < m->rank; j++) {
            s->before[j] = s->b[j];
            s->b[j] += length * s->step[j];
        }
        logistic_evaluate(m, s->b, &s->sums);
        double change = fabs(-2 * s->sums.loglik - deviance);
        if (change < DEVIANCE_TOLERANCE * (fabs(2 * s->sums.loglik) + 0.1))
            return step_at(m, s, s->last);
    }
    return STAT_NO_CONVERGENCE;
}

static enum stat_rc check_events(const struct logistic *m, double *per_parameter)
{
    int64_t fewest = MIN(m->events, m->n - m->events);
    int parameters = m->rank - m->design->intercept;
    *per_parameter = parameters > 0 ? (double)fewest / parameters : INFINITY;
    if (fewest == 0)
        return STAT_NO_VARIANCE;
    return *per_parameter < 5 ? STAT_TOO_FEW : STAT_OK;
}

/* Coefficients and all that follows from them, spread over the columns of the full design. */
static void fill_estimates(struct arena *arena, const struct logistic *m, const double *b,
                           const double *inverse, struct logistic_fit *fit)
{
    struct design_estimates e = design_estimate(arena, m->full->p, m->aliased, m->rank, b, inverse);

    fit->coef = e.coef;
    fit->se = e.se;
    fit->z = e.z;
    fit->p_value = e.p_value;
    fit->or_ = e.ratio;
    fit->wald_low = e.low;
    fit->wald_high = e.high;
    fit->covariance = e.covariance;
}

static void fill_likelihood(const struct logistic *m, double loglik, struct logistic_fit *fit)
{
    double n = (double)m->n, events = (double)m->events;
    double null = events * log(events / n) + (n - events) * log1p(-events / n);
    fit->loglik = loglik;
    fit->deviance = -2 * loglik;
    fit->null_deviance = -2 * null;
    fit->aic = fit->deviance + 2 * m->rank;
    fit->mcfadden = 1 - loglik / null;
    fit->lr_chisq = fit->null_deviance - fit->deviance;
    fit->lr_df = m->rank - 1;
    fit->lr_p = fit->lr_df > 0 ? dist_chi2_upper(MAX(fit->lr_chisq, 0), fit->lr_df) : NAN;
}

/* Probabilities in the order of the caller. */
static double *fill_fitted(struct arena *arena, const struct logistic *m, const double *b)
{
    double *fitted = ARENA_ARRAY(arena, double, (size_t)m->n);
    design_predict(m->design, b, fitted);
    for (int64_t first = 0; first < m->n; first += LOGISTIC_BLOCK) {
        double small[LOGISTIC_BLOCK], *block = fitted + first;
        int n = (int)MIN(m->n - first, LOGISTIC_BLOCK);
        for (int i = 0; i < n; i++)
            small[i] = -fabs(block[i]);
        exps_of_negatives(small, n);
        for (int i = 0; i < n; i++)
            block[i] = (block[i] >= 0 ? 1 : small[i]) / (1 + small[i]);
    }
    return fitted;
}

/* A maximum exists when Newton's decrement is small against the curvature: for a self-concordant
 * function, root of (decrement / smallest weight) below 1/2 suffices (Bach, Electronic Journal of
 * Statistics 4, 2010, proposition 2). Then nothing is separated and no linear programme is needed.
 */
static bool maximum_is_certain(const double *fitted, int64_t n, double decrement)
{
    double smallest = 0.25;
    for (int64_t i = 0; i < n; i++)
        smallest = MIN(smallest, fitted[i] * (1 - fitted[i]));
    return decrement >= 0 && decrement < 0.25 * smallest;
}

/* Climbs, and when that did not end in a certain maximum, says why. */
static enum stat_rc find_maximum(struct arena *arena, const struct logistic *m, struct summit *s,
                                 struct logistic_fit *fit)
{
    enum stat_rc rc = climb(m, s, &fit->steps);
    fit->fitted = fill_fitted(arena, m, s->b);
    if (rc == STAT_OK && maximum_is_certain(fit->fitted, m->n, s->decrement))
        return STAT_OK;
    bool separated = false;
    enum stat_rc searched = logistic_find_separation(m, &separated, NULL);
    if (searched == STAT_OK && separated)
        return STAT_SEPARATED;
    return rc != STAT_OK ? rc : searched;
}

enum stat_rc logistic_fit(struct arena *arena, const struct logistic *m, struct logistic_fit *fit)
{
    struct summit s = {0};
    size_t rank = (size_t)m->rank;
    *fit = (struct logistic_fit){.n = m->n, .events = m->events, .p = m->full->p};
    fit->rank = m->rank;
    fit->aliased = design_copy_aliased(arena, m->aliased, m->full->p);
    enum stat_rc rc = check_events(m, &fit->events_per_parameter);
    if (rc != STAT_OK)
        return rc;
    fit->few_events = fit->events_per_parameter < 10;
    struct arena *work = arena_new();
    logistic_sums_new(work, m, &s.sums);
    s.b = ARENA_ARRAY(work, double, rank);
    s.before = ARENA_ARRAY(arena, double, rank);
    s.factor = ARENA_ARRAY(work, double, rank *rank);
    double *inverse = ARENA_ARRAY(work, double, rank *rank);
    s.last = ARENA_ARRAY(work, double, rank *rank);
    s.step = ARENA_ARRAY(work, double, rank);
    rc = find_maximum(arena, m, &s, fit);
    if (rc == STAT_OK) {
        cholesky_invert(s.factor, m->rank, inverse);
        fill_estimates(arena, m, s.b, inverse, fit);
        fill_likelihood(m, s.sums.loglik, fit);
        fit->before = s.before;
    }
    arena_free(work);
    return rc;
}

/* meat[p x p] += s s' for the score of each cluster. */
static int add_clusters(const double *score, int clusters, const int64_t *size, int p, double *meat)
{
    int used = 0;
    for (int g = 0; g < clusters; g++) {
        const double *s = score + (size_t)g * (size_t)p;
        used += size[g] > 0;
        for (int i = 0; i < p; i++)
            for (int j = 0; j < p; j++)
                meat[i * p + j] += s[i] * s[j];
    }
    return used;
}

enum stat_rc logistic_cluster_errors(const struct logistic *m, const struct logistic_fit *fit,
                                     const int32_t *cluster, int clusters, double *se)
{
    struct arena *work = arena_new();
    const struct design *d = m->full;
    int p = d->p;
    double *score = ARENA_ARRAY(work, double, (size_t)clusters *(size_t)p);
    double *meat = ARENA_ARRAY(work, double, (size_t)p *(size_t)p);
    int64_t *size = ARENA_ARRAY(work, int64_t, (size_t)clusters);
    double *before = ARENA_ARRAY(work, double, (size_t)m->n);
    design_predict(m->design, fit->before, before);
    for (int64_t i = 0; i < m->n; i++) {
        uint32_t row = m->row[i];
        double *s = score + (size_t)cluster[row] * (size_t)p;
        const int *active = d->active_at + d->cell[row];
        double mu = fit->fitted[row], small = exp(-fabs(before[row]));
        double weight = small / ((1 + small) * (1 + small));
        double residual =
            ((m->sign[i] > 0) - mu) * weight / (mu * (1 - mu)); /* R: working residual x weight */
        size[cluster[row]]++;
        for (int k = active[0]; k < active[1]; k++)
            s[d->active[k]] += residual;
        for (int k = 0; k < d->dense; k++)
            s[d->dense_at[k]] += residual * d->value[k][row];
    }
    int used = add_clusters(score, clusters, size, p, meat);
    for (int i = 0; i < p; i++) {
        double sum = 0;
        const double *v = fit->covariance + (size_t)i * (size_t)p;
        for (int j = 0; j < p; j++)
            for (int k = 0; k < p; k++)
                if (!m->aliased[j] && !m->aliased[k])
                    sum += v[j] * meat[j * p + k] * v[k];
        se[i] = m->aliased[i] ? NAN : sqrt(sum * used / (used - 1.0));
    }
    arena_free(work);
    return used < 2 ? STAT_TOO_FEW : STAT_OK;
}
