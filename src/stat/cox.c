/* cox.c: proportional hazards by partial likelihood: fit, concordance, test of proportionality.
 * Not curves: see km.c. Start at cox_fit; evaluate is the one pass everything rests on.
 */
#include "stat/cox.h"

#include <math.h>

#include "stat/dist.h"
#include "stat/exps.h"
#include "stat/matrix.h"
#include "stat/order.h"

#define MAX_STEPS 50
#define TOLERANCE 1e-11

struct cox {
    const struct design *full;
    const struct design *design; /* without aliased columns */
    int rank;
    bool *aliased;
    int64_t n;
    int64_t events;
    /* rows by time: */
    uint32_t *row;  /* n: the caller's row */
    uint32_t *cell; /* n */
    uint8_t *event; /* n */
    double **value; /* dense x n */
    /* distinct times: */
    int64_t times;
    int64_t *start; /* times + 1: the first row of each */
    int64_t *died;  /* times */
};

/* One pass at b. Sums over persons at risk, so exact for any split of the work. */
struct sums {
    double loglik;
    double *score;       /* rank */
    double *information; /* rank x rank */
};

static void sort_rows(struct arena *arena, struct cox *m, const double *time, const uint8_t *event)
{
    size_t n = (size_t)m->n;
    m->row = ARENA_ARRAY(arena, uint32_t, n);
    m->cell = ARENA_ARRAY(arena, uint32_t, n);
    m->event = ARENA_ARRAY(arena, uint8_t, n);
    m->value = ARENA_ARRAY(arena, double *, (size_t)m->design->dense + 1);
    order_doubles(time, m->n, m->row);
    for (size_t i = 0; i < n; i++) {
        m->cell[i] = m->design->cell[m->row[i]];
        m->event[i] = event[m->row[i]];
        m->times += i == 0 || time[m->row[i]] != time[m->row[i - 1]];
    }
    for (int k = 0; k < m->design->dense; k++) {
        m->value[k] = ARENA_ARRAY(arena, double, n);
        for (size_t i = 0; i < n; i++)
            m->value[k][i] = m->design->value[k][m->row[i]];
    }
    m->start = ARENA_ARRAY(arena, int64_t, (size_t)m->times + 1);
    m->died = ARENA_ARRAY(arena, int64_t, (size_t)m->times);
    int64_t t = -1;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || time[m->row[i]] != time[m->row[i - 1]])
            m->start[++t] = (int64_t)i;
        m->died[t] += m->event[i];
        m->events += m->event[i];
    }
    m->start[m->times] = m->n;
}

enum stat_rc cox_new(struct arena *arena, const struct design *design, const double *time,
                     const uint8_t *event, struct cox **model)
{
    if (design->intercept || design->p < 1)
        return STAT_BAD_INPUT;
    for (int64_t i = 0; i < design->n; i++)
        if (!(time[i] >= 0) || !isfinite(time[i]) || event[i] > 1)
            return STAT_BAD_INPUT;
    struct cox *m = arena_alloc(arena, sizeof *m);
    m->full = design;
    m->n = design->n;
    m->aliased = ARENA_ARRAY(arena, bool, (size_t)design->p);
    m->rank = design_find_aliased_centred(design, m->aliased);
    m->design = m->rank == design->p ? design : design_drop(arena, design, m->aliased);
    sort_rows(arena, m, time, event);
    *model = m;
    return STAT_OK;
}

/* Sums at one time with deaths. With l of d deaths taken off, Efron's denominator is
 * S0 - (l/d) D0; a..e are the sums over l of 1/den, f/den, 1/den^2, f/den^2, f^2/den^2, f = l/d. */
struct tie {
    double a, b, c, d, e;
};

static struct tie add_ties(double at_risk, double dead, int64_t died, enum cox_ties ties,
                           double *log_sum)
{
    struct tie tie = {0};
    double product = 1;
    for (int64_t l = 0; l < died; l++) {
        double share = ties == COX_EFRON ? (double)l / (double)died : 0;
        double inverse = 1 / (at_risk - share * dead);
        tie.a += inverse;
        tie.b += share * inverse;
        tie.c += inverse * inverse;
        tie.d += share * inverse * inverse;
        tie.e += share * share * inverse * inverse;
        product *= inverse;
        if (product < 1e-100 || product > 1e100 || l == died - 1) {
            *log_sum -= log(product);
            product = 1;
        }
    }
    return tie;
}

/* Work space of evaluate: n, times and small arrays, made once per fit. */
struct pass {
    double *eta;     /* n, by time */
    double *risk;    /* n: exp(eta - largest eta) */
    double *at_risk; /* times: sum of 1/den of the deaths at this time */
    double *dead;    /* times: sum of f/den */
    double *sum;     /* rank: sum of risk x over those at risk */
    double *sum_dead;
    double *sum_event;
    double *cell; /* cells x width: weighted sums per cell */
    int width;
};

static void pass_new(struct arena *arena, const struct cox *m, struct pass *pass)
{
    size_t n = (size_t)m->n, times = (size_t)m->times, rank = (size_t)m->rank;
    int dense = m->design->dense;
    pass->eta = ARENA_ARRAY(arena, double, n);
    pass->risk = ARENA_ARRAY(arena, double, n);
    pass->at_risk = ARENA_ARRAY(arena, double, times);
    pass->dead = ARENA_ARRAY(arena, double, times);
    pass->sum = ARENA_ARRAY(arena, double, rank);
    pass->sum_dead = ARENA_ARRAY(arena, double, rank);
    pass->sum_event = ARENA_ARRAY(arena, double, rank);
    pass->width = 1 + dense + dense * (dense + 1) / 2;
    pass->cell = ARENA_ARRAY(arena, double, (size_t)m->design->cells *(size_t)pass->width);
}

static void set_risks(const struct cox *m, const double *b, struct pass *pass)
{
    const struct design *d = m->design;
    double largest = -INFINITY;
    for (int c = 0; c < d->cells; c++)
        pass->cell[c] = design_cell_predict(d, c, b);
    for (int64_t i = 0; i < m->n; i++)
        pass->eta[i] = pass->cell[m->cell[i]];
    for (int k = 0; k < d->dense; k++)
        for (int64_t i = 0; i < m->n; i++)
            pass->eta[i] += b[d->dense_at[k]] * m->value[k][i];
    for (int64_t i = 0; i < m->n; i++)
        largest = MAX(largest, pass->eta[i]);
    for (int64_t i = 0; i < m->n; i++) {
        pass->eta[i] -= largest;
        pass->risk[i] = pass->eta[i];
    }
    exps_of_negatives(pass->risk, m->n);
}

/* sum += weight x_i */
static void add_row(const struct cox *m, int64_t i, double weight, double *sum)
{
    const struct design *d = m->design;
    const int *at = d->active_at + m->cell[i];
    for (int k = at[0]; k < at[1]; k++)
        sum[d->active[k]] += weight;
    for (int k = 0; k < d->dense; k++)
        sum[d->dense_at[k]] += weight * m->value[k][i];
}

/* The lower half of information -= g (c S S' - d (S D' + D S') + e D D'). */
static void subtract_means(const struct pass *pass, const struct tie *tie, double g, int p,
                           double *information)
{
    for (int i = 0; i < p; i++) {
        double left = g * (tie->c * pass->sum[i] - tie->d * pass->sum_dead[i]);
        double right = g * (tie->e * pass->sum_dead[i] - tie->d * pass->sum[i]);
        for (int j = 0; j <= i; j++)
            information[i * p + j] -= left * pass->sum[j] + right * pass->sum_dead[j];
    }
}

/* From the last time to the first: all that needs sums over those at risk. weight: one per time, or
 * NULL for 1. */
static void walk_back(const struct cox *m, enum cox_ties ties, const double *weight,
                      struct pass *pass, struct sums *sums)
{
    int p = m->rank;
    size_t bytes = sizeof(double) * (size_t)p;
    double at_risk = 0;
    memset(pass->sum, 0, bytes);
    for (int64_t t = m->times - 1; t >= 0; t--) {
        double dead = 0, log_sum = 0, g = weight ? weight[t] : 1;
        memset(pass->sum_dead, 0, bytes);
        memset(pass->sum_event, 0, bytes);
        for (int64_t i = m->start[t]; i < m->start[t + 1]; i++) {
            at_risk += pass->risk[i];
            add_row(m, i, pass->risk[i], pass->sum);
            if (!m->event[i])
                continue;
            dead += pass->risk[i];
            sums->loglik += g * pass->eta[i];
            add_row(m, i, pass->risk[i], pass->sum_dead);
            add_row(m, i, 1, pass->sum_event);
        }
        struct tie tie = add_ties(at_risk, dead, m->died[t], ties, &log_sum);
        pass->at_risk[t] = g * tie.a;
        pass->dead[t] = g * tie.b;
        if (m->died[t] == 0)
            continue;
        sums->loglik -= g * log_sum;
        for (int j = 0; j < p; j++)
            sums->score[j] +=
                g * (pass->sum_event[j] - tie.a * pass->sum[j] + tie.b * pass->sum_dead[j]);
        subtract_means(pass, &tie, g, p, sums->information);
    }
}

/* sum_t (a S2 - b D2) is one weighted sum of x x' over all rows: a row counts for all the deaths up
 * to its own time. Added up per cell first. */
static void walk_forward(const struct cox *m, struct pass *pass, double *information)
{
    const struct design *d = m->design;
    double passed = 0;
    memset(pass->cell, 0, sizeof(double) * (size_t)d->cells * (size_t)pass->width);
    for (int64_t t = 0; t < m->times; t++) {
        passed += pass->at_risk[t];
        for (int64_t i = m->start[t]; i < m->start[t + 1]; i++) {
            double weight = pass->risk[i] * (passed - (m->event[i] ? pass->dead[t] : 0));
            double *sum = pass->cell + (size_t)m->cell[i] * (size_t)pass->width;
            *sum++ += weight;
            for (int k = 0; k < d->dense; k++) {
                double product = weight * m->value[k][i];
                *sum++ += product;
                for (int l = 0; l <= k; l++)
                    *sum++ += product * m->value[l][i];
            }
        }
    }
    for (int c = 0; c < d->cells; c++) {
        const double *sum = pass->cell + (size_t)c * (size_t)pass->width;
        int first = d->active_at[c], end = d->active_at[c + 1];
        for (int i = first; i < end; i++)
            for (int j = first; j <= i; j++)
                information[d->active[i] * d->p + d->active[j]] += *sum;
        sum++;
        for (int k = 0; k < d->dense; k++) {
            int at = d->dense_at[k];
            for (int i = first; i < end; i++) {
                int j = d->active[i];
                information[MAX(at, j) * d->p + MIN(at, j)] += *sum;
            }
            sum++;
            for (int l = 0; l <= k; l++)
                information[at * d->p + d->dense_at[l]] += *sum++;
        }
    }
}

static void evaluate(const struct cox *m, const double *b, enum cox_ties ties, const double *weight,
                     struct pass *pass, struct sums *sums)
{
    int p = m->rank;
    sums->loglik = 0;
    memset(sums->score, 0, sizeof(double) * (size_t)p);
    memset(sums->information, 0, sizeof(double) * (size_t)p * (size_t)p);
    set_risks(m, b, pass);
    walk_back(m, ties, weight, pass, sums);
    walk_forward(m, pass, sums->information);
    for (int i = 0; i < p; i++)
        for (int j = 0; j < i; j++)
            sums->information[j * p + i] = sums->information[i * p + j];
}

static void sums_new(struct arena *arena, int p, struct sums *sums)
{
    sums->score = ARENA_ARRAY(arena, double, (size_t)p);
    sums->information = ARENA_ARRAY(arena, double, (size_t)p *(size_t)p);
}

/* Newton from 0 with halving. Ends with sums and factor at b and one step more than the rule asks.
 */
static enum stat_rc climb(struct arena *work, const struct cox *m, enum cox_ties ties, double *b,
                          struct sums *sums, double *factor, double *decrement, struct cox_fit *fit)
{
    int p = m->rank;
    size_t bytes = sizeof(double) * (size_t)p;
    struct pass pass;
    double *step = ARENA_ARRAY(work, double, (size_t)p);
    double *from = ARENA_ARRAY(work, double, (size_t)p);
    bool settled = false;
    pass_new(work, m, &pass);
    evaluate(m, b, ties, NULL, &pass, sums);
    fit->loglik_null = sums->loglik;
    for (fit->steps = 0; fit->steps <= MAX_STEPS; fit->steps++) {
        double before = sums->loglik;
        if (newton_step(sums->information, sums->score, p, factor, step, decrement) != STAT_OK)
            return fit->steps == 0 ? STAT_SINGULAR : STAT_SEPARATED;
        if (settled)
            return STAT_OK;
        memcpy(from, b, bytes);
        for (double length = 1; length > 1e-6; length /= 2) {
            for (int j = 0; j < p; j++)
                b[j] = from[j] + length * step[j];
            evaluate(m, b, ties, NULL, &pass, sums);
            if (sums->loglik >= before - TOLERANCE * fabs(before))
                break;
        }
        settled = fabs(1 - before / sums->loglik) <= TOLERANCE;
    }
    return STAT_NO_CONVERGENCE;
}

/* A maximum exists when root(decrement) times the largest distance between two rows, measured by
 * the information, is below 1/2 (Bach 2010, as in logistic.c; the log of a sum of exponentials is
 * self- concordant with that constant). That distance is at most sum_j range_j se_j. */
static bool maximum_is_certain(const struct cox *m, const double *inverse, double decrement)
{
    const struct design *d = m->design;
    double distance = 0;
    for (int j = 0, dense = 0; j < d->p; j++) {
        double range = 1; /* of a dummy */
        if (dense < d->dense && d->dense_at[dense] == j) {
            const double *value = d->value[dense++];
            double low = value[0], high = value[0];
            for (int64_t i = 1; i < m->n; i++) {
                low = MIN(low, value[i]);
                high = MAX(high, value[i]);
            }
            range = high - low;
        }
        distance += range * sqrt(inverse[j * d->p + j]);
    }
    return sqrt(MAX(decrement, 0)) * distance < 0.5;
}

static void fill_estimates(struct arena *arena, const struct cox *m, const double *b,
                           const double *inverse, struct cox_fit *fit)
{
    struct design_estimates e = design_estimate(arena, m->full->p, m->aliased, m->rank, b, inverse);

    fit->coef = e.coef;
    fit->se = e.se;
    fit->z = e.z;
    fit->p_value = e.p_value;
    fit->hr = e.ratio;
    fit->low = e.low;
    fit->high = e.high;
    fit->covariance = e.covariance;
}

enum stat_rc cox_fit(struct arena *arena, const struct cox *m, enum cox_ties ties,
                     struct cox_fit *fit)
{
    struct sums sums;
    double decrement = 0;
    *fit = (struct cox_fit){.n = m->n, .events = m->events, .p = m->full->p, .rank = m->rank};
    fit->aliased = design_copy_aliased(arena, m->aliased, m->full->p);
    fit->ties = ties;
    if (m->rank == 0)
        return STAT_NO_VARIANCE;
    fit->events_per_parameter = (double)m->events / m->rank;
    if (fit->events_per_parameter < 5)
        return STAT_TOO_FEW;
    fit->few_events = fit->events_per_parameter < 10;
    struct arena *work = arena_new();
    sums_new(work, m->rank, &sums);
    size_t square = (size_t)m->rank * (size_t)m->rank;
    double *b = ARENA_ARRAY(work, double, (size_t)m->rank);
    double *factor = ARENA_ARRAY(work, double, square);
    double *inverse = ARENA_ARRAY(work, double, square);
    enum stat_rc rc = climb(work, m, ties, b, &sums, factor, &decrement, fit);
    if (rc == STAT_OK) {
        cholesky_invert(factor, m->rank, inverse);
        if (!maximum_is_certain(m, inverse, decrement))
            rc = STAT_SEPARATED;
    }
    if (rc == STAT_OK) {
        fill_estimates(arena, m, b, inverse, fit);
        fit->loglik = sums.loglik;
        fit->lr_chisq = 2 * (fit->loglik - fit->loglik_null);
        fit->lr_df = m->rank;
        fit->lr_p = dist_chi2_upper(MAX(fit->lr_chisq, 0), fit->lr_df);
    }
    arena_free(work);
    return rc;
}

/* The coefficients that are not aliased, next to each other. */
static double *used_coefficients(struct arena *work, const struct cox *m, const struct cox_fit *fit)
{
    double *b = ARENA_ARRAY(work, double, (size_t)m->rank);
    for (int i = 0, j = 0; i < fit->p; i++)
        if (!fit->aliased[i])
            b[j++] = fit->coef[i];
    return b;
}

/* Counts per rank with sums over all lower ranks: a binary indexed tree, places from 1. */
static void tree_add(int64_t *tree, int64_t places, int64_t place)
{
    for (; place <= places; place += place & -place)
        tree[place]++;
}

static int64_t tree_sum(const int64_t *tree, int64_t place)
{
    int64_t sum = 0;
    for (; place > 0; place -= place & -place)
        sum += tree[place];
    return sum;
}

/* place[i]: 1 for the lowest score, equal scores share a place. */
static void rank_scores(struct arena *work, const double *score, int64_t n, uint32_t *place)
{
    uint32_t *order = ARENA_ARRAY(work, uint32_t, (size_t)n);
    uint32_t now = 0;
    order_doubles(score, n, order);
    for (int64_t i = 0; i < n; i++) {
        now += i == 0 || score[order[i]] != score[order[i - 1]];
        place[order[i]] = now;
    }
}

enum stat_rc cox_concordance(const struct cox *m, const struct cox_fit *fit, double *concordance)
{
    struct arena *work = arena_new();
    struct pass pass;
    uint32_t *place = ARENA_ARRAY(work, uint32_t, (size_t)m->n);
    int64_t *tree = ARENA_ARRAY(work, int64_t, (size_t)m->n + 1);
    int64_t seen = 0, pairs = 0, twice_won = 0;
    pass_new(work, m, &pass);
    set_risks(m, used_coefficients(work, m, fit), &pass);
    rank_scores(work, pass.eta, m->n, place);
    for (int64_t t = m->times - 1; t >= 0; t--) {
        /* censored at the time of an event: known to be later */
        for (int censored = 1; censored >= 0; censored--)
            for (int64_t i = m->start[t]; i < m->start[t + 1]; i++) {
                if (m->event[i] == censored)
                    continue;
                if (censored)
                    tree_add(tree, m->n, place[i]);
                else
                    twice_won += tree_sum(tree, place[i] - 1) + tree_sum(tree, place[i]);
            }
        seen += m->start[t + 1] - m->start[t] - m->died[t];
        pairs += m->died[t] * seen;
        seen += m->died[t];
        for (int64_t i = m->start[t]; i < m->start[t + 1]; i++)
            if (m->event[i])
                tree_add(tree, m->n, place[i]);
    }
    arena_free(work);
    if (pairs == 0)
        return STAT_TOO_FEW;
    *concordance = (double)twice_won / (2 * (double)pairs);
    return STAT_OK;
}

/* g(t): 1 - Kaplan-Meier just before t, less its mean over the events (which changes no test but
 * keeps the matrices well conditioned). */
static void set_transform(const struct cox *m, double *g)
{
    double survival = 1, mean = 0;
    for (int64_t t = 0; t < m->times; t++) {
        double at_risk = (double)(m->n - m->start[t]);
        g[t] = 1 - survival;
        mean += g[t] * (double)m->died[t] / (double)m->events;
        survival *= 1 - (double)m->died[t] / at_risk;
    }
    for (int64_t t = 0; t < m->times; t++)
        g[t] -= mean;
}

/* What remains of the information on x g(t) once x itself is in the model: I2 - I1 I0^-1 I1. */
static enum stat_rc remaining_information(struct arena *work, int p, const double *plain,
                                          const double *first, const double *second, double *rest)
{
    double *factor = ARENA_ARRAY(work, double, (size_t)p *(size_t)p);
    double *column = ARENA_ARRAY(work, double, (size_t)p);
    memcpy(factor, plain, sizeof(double) * (size_t)p * (size_t)p);
    if (cholesky_factor(factor, p) != STAT_OK)
        return STAT_SINGULAR;
    for (int j = 0; j < p; j++) {
        memcpy(column, first + (size_t)j * (size_t)p, sizeof(double) * (size_t)p);
        cholesky_solve(factor, p, column);
        for (int i = 0; i < p; i++) {
            double sum = 0;
            for (int k = 0; k < p; k++)
                sum += first[i * p + k] * column[k];
            rest[i * p + j] = second[i * p + j] - sum;
        }
    }
    return STAT_OK;
}

static enum stat_rc fill_tests(struct arena *work, const struct cox *m, const double *score,
                               double *rest, struct cox_ph *result)
{
    int p = m->rank, last = m->full->p;
    double *solved = ARENA_ARRAY(work, double, (size_t)p);
    memcpy(solved, score, sizeof(double) * (size_t)p);
    for (int i = 0, j = 0; i < last; i++) {
        result->df[i] = 1;
        result->chisq[i] = NAN;
        result->p_value[i] = NAN;
        if (m->aliased[i])
            continue;
        if (!(rest[j * p + j] > 0))
            return STAT_SINGULAR;
        result->chisq[i] = score[j] * score[j] / rest[j * p + j];
        result->p_value[i] = dist_chi2_upper(result->chisq[i], 1);
        j++;
    }
    if (cholesky_factor(rest, p) != STAT_OK)
        return STAT_SINGULAR;
    cholesky_solve(rest, p, solved);
    result->chisq[last] = 0;
    for (int j = 0; j < p; j++)
        result->chisq[last] += score[j] * solved[j];
    result->df[last] = p;
    result->p_value[last] = dist_chi2_upper(result->chisq[last], p);
    return STAT_OK;
}

enum stat_rc cox_test_proportional(struct arena *arena, const struct cox *m,
                                   const struct cox_fit *fit, struct cox_ph *result)
{
    struct arena *work = arena_new();
    struct pass pass;
    struct sums plain, first, second;
    size_t p = (size_t)m->rank, columns = (size_t)m->full->p + 1;
    double *g = ARENA_ARRAY(work, double, (size_t)m->times);
    double *rest = ARENA_ARRAY(work, double, p *p);
    double *b = used_coefficients(work, m, fit);
    pass_new(work, m, &pass);
    sums_new(work, m->rank, &plain);
    sums_new(work, m->rank, &first);
    sums_new(work, m->rank, &second);
    set_transform(m, g);
    evaluate(m, b, fit->ties, NULL, &pass, &plain);
    evaluate(m, b, fit->ties, g, &pass, &first);
    for (int64_t t = 0; t < m->times; t++)
        g[t] *= g[t];
    evaluate(m, b, fit->ties, g, &pass, &second);
    *result = (struct cox_ph){0};
    result->chisq = ARENA_ARRAY(arena, double, columns);
    result->df = ARENA_ARRAY(arena, int, columns);
    result->p_value = ARENA_ARRAY(arena, double, columns);
    enum stat_rc rc = remaining_information(work, m->rank, plain.information, first.information,
                                            second.information, rest);
    if (rc == STAT_OK)
        rc = fill_tests(work, m, first.score, rest, result);
    arena_free(work);
    return rc;
}
