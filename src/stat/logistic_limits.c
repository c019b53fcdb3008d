/* logistic_limits.c: exact profile likelihood limits of logistic coefficients.
 * Not the spline through a grid that some packages use: every limit solves the equation itself.
 * Start at logistic_profile; find_limit is Venzon and Moolgavkar's iteration, search_limit the slow
 * and sure way for the rare case that it does not settle.
 */
#include "stat/logistic.h"

#include <math.h>

#include "stat/dist.h"
#include "stat/logistic_inner.h"
#include "stat/matrix.h"

#define MAX_STEPS 60
#define SETTLED   1e-14 /* squared length of a step, in standard errors */

/* Work space of one search. */
struct search {
    const struct logistic *model;
    int q;         /* columns */
    int at;        /* the column whose limit is sought */
    double target; /* the log-likelihood at a limit */
    double *b;
    double *trial;
    double *newton; /* information^-1 score */
    double *along;  /* information^-1 e_at: how the others follow */
    double *factor;
    struct logistic_sums sums;
};

static void search_new(struct arena *arena, const struct logistic *model, struct search *s)
{
    size_t q = (size_t)model->rank;
    s->model = model;
    s->q = model->rank;
    s->b = ARENA_ARRAY(arena, double, q);
    s->trial = ARENA_ARRAY(arena, double, q);
    s->newton = ARENA_ARRAY(arena, double, q);
    s->along = ARENA_ARRAY(arena, double, q);
    s->factor = ARENA_ARRAY(arena, double, q *q);
    logistic_sums_new(arena, model, &s->sums);
}

/* Newton and along at s->b, whose sums are there. Returns score' newton, or -1 when singular. */
static double directions(struct search *s)
{
    size_t bytes = sizeof(double) * (size_t)s->q;
    double decrement = 0;
    memcpy(s->factor, s->sums.information, bytes * (size_t)s->q);
    if (cholesky_factor(s->factor, s->q) != STAT_OK)
        return -1;
    memcpy(s->newton, s->sums.score, bytes);
    cholesky_solve(s->factor, s->q, s->newton);
    memset(s->along, 0, bytes);
    s->along[s->at] = 1;
    cholesky_solve(s->factor, s->q, s->along);
    for (int j = 0; j < s->q; j++)
        decrement += s->newton[j] * s->sums.score[j];
    return decrement;
}

/* Venzon and Moolgavkar: the log-likelihood is taken as quadratic, l + score'd - d'Ad/2, the other
 * scores as linear; then d = newton + t along with t^2 = 2 (l + score'newton/2 - target)/along_at.
 * False when it leaves the region where that helps. */
static bool find_limit(struct search *s, const double *top, double side, double *limit)
{
    memcpy(s->b, top, sizeof(double) * (size_t)s->q);
    for (int step = 0; step < MAX_STEPS / 4; step++) {
        logistic_evaluate(s->model, s->b, &s->sums);
        double decrement = directions(s);
        double above = s->sums.loglik + decrement / 2 - s->target;
        if (decrement < 0 || !(above > 0))
            return false;
        double t = side * sqrt(2 * above / s->along[s->at]);
        double length = decrement + 2 * t * s->newton[s->at] + t * t * s->along[s->at];
        for (int j = 0; j < s->q; j++)
            s->b[j] += s->newton[j] + t * s->along[j];
        if (length < SETTLED) {
            *limit = s->b[s->at];
            return (*limit - top[s->at]) * side > 0;
        }
    }
    return false;
}

/* Maximises over the other columns with b[at] kept; NAN when that does not settle. A step d solves
 * A d = score + t e_at with d_at = 0. */
static double climb_others(struct search *s)
{
    logistic_evaluate(s->model, s->b, &s->sums);
    for (int step = 0; step < MAX_STEPS; step++) {
        double loglik = s->sums.loglik;
        double decrement = directions(s);
        double t = -s->newton[s->at] / s->along[s->at];
        double gain = decrement + t * s->newton[s->at];
        if (decrement < 0)
            return NAN;
        if (gain < SETTLED)
            return loglik;
        double length = 1;
        for (int halving = 0; halving < 30; halving++, length /= 2) {
            for (int j = 0; j < s->q; j++)
                s->trial[j] = s->b[j] + length * (s->newton[j] + t * s->along[j]);
            s->trial[s->at] = s->b[s->at];
            logistic_evaluate(s->model, s->trial, &s->sums);
            if (s->sums.loglik >= loglik - 1e-12 * fabs(loglik))
                break;
        }
        memcpy(s->b, s->trial, sizeof(double) * (size_t)s->q);
    }
    return NAN;
}

/* Bracket outwards from the maximum, then halve and interpolate (Illinois) on l_p(b) - target. */
static double search_limit(struct search *s, const double *top, double top_loglik, double reach)
{
    double inner = top[s->at], inner_value = top_loglik - s->target;
    double outer = inner, outer_value = inner_value;
    memcpy(s->b, top, sizeof(double) * (size_t)s->q);
    for (int step = 0; step < MAX_STEPS && outer_value > 0; step++, reach *= 1.5) {
        inner = outer;
        inner_value = outer_value;
        s->b[s->at] = outer = outer + reach;
        outer_value = climb_others(s) - s->target;
    }
    if (!(outer_value <= 0))
        return isnan(outer_value) ? NAN : copysign(INFINITY, reach);
    int kept = 0; /* how often the same end stayed */
    for (int step = 0; step < 2 * MAX_STEPS; step++) {
        double middle = (inner * outer_value - outer * inner_value) / (outer_value - inner_value);
        if (fabs(outer - inner) <= 1e-13 * fabs(middle) || fabs(outer_value) < 1e-13)
            return middle;
        s->b[s->at] = middle;
        double value = climb_others(s) - s->target;
        if (isnan(value))
            return NAN;
        if (fabs(value) < 1e-12)
            return middle;
        if (value > 0) {
            inner = middle;
            inner_value = value;
            kept = MAX(kept, 0) + 1;
            outer_value = kept > 1 ? outer_value / 2 : outer_value;
        } else {
            outer = middle;
            outer_value = value;
            kept = MIN(kept, 0) - 1;
            inner_value = kept < -1 ? inner_value / 2 : inner_value;
        }
    }
    return NAN;
}

enum stat_rc logistic_profile(const struct logistic *model, const struct logistic_fit *fit,
                              double level, struct stat_interval *ends)
{
    struct arena *work = arena_new();
    struct search s = {0};
    enum stat_rc rc = STAT_OK;
    double *top = ARENA_ARRAY(work, double, (size_t)model->rank);
    double drop = dist_chi2_upper_quantile(1 - level, 1) / 2;
    search_new(work, model, &s);
    for (int i = 0, j = 0; i < fit->p; i++)
        if (!fit->aliased[i])
            top[j++] = fit->coef[i];
    s.target = fit->loglik - drop;
    for (int i = 0; i < fit->p; i++) {
        ends[i] = (struct stat_interval){NAN, NAN};
        if (fit->aliased[i])
            continue;
        double reach = sqrt(2 * drop) * fit->se[i];
        if (!find_limit(&s, top, -1, &ends[i].low))
            ends[i].low = search_limit(&s, top, fit->loglik, -reach);
        if (!find_limit(&s, top, 1, &ends[i].high))
            ends[i].high = search_limit(&s, top, fit->loglik, reach);
        if (isnan(ends[i].low) || isnan(ends[i].high))
            rc = STAT_NO_CONVERGENCE;
        s.at++;
    }
    arena_free(work);
    return rc;
}
