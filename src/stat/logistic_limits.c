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
/* Squared lengths of a step in standard errors at which a search ends. Steps shrink quadratically,
 * so the step after that of a limit would be of the order of AT_LIMIT itself. */
#define SETTLED  1e-14 /* the maximum over the other columns */
#define AT_LIMIT 1e-10

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
    double *bound; /* X'X/4: the information is nowhere larger */
    struct logistic_sums sums;
    struct logistic_sums top; /* at the maximum: where every search starts */
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
    s->bound = ARENA_ARRAY(arena, double, q *q);
    logistic_sums_new(arena, model, &s->sums);
    logistic_sums_new(arena, model, &s->top);
    logistic_evaluate(model, s->b, &s->sums); /* at 0 all weights are 1/4 */
    memcpy(s->bound, s->sums.information, sizeof(double) * q * q);
}

/* Newton and along where the sums were taken, for information + damping bound. Returns score'
 * newton, or -1 when singular. */
static double directions(struct search *s, const struct logistic_sums *sums, double damping)
{
    size_t bytes = sizeof(double) * (size_t)s->q;
    double decrement = 0;
    for (int i = 0; i < s->q * s->q; i++)
        s->factor[i] = sums->information[i] + damping * s->bound[i];
    if (cholesky_factor(s->factor, s->q) != STAT_OK)
        return -1;
    memcpy(s->newton, sums->score, bytes);
    cholesky_solve(s->factor, s->q, s->newton);
    memset(s->along, 0, bytes);
    s->along[s->at] = 1;
    cholesky_solve(s->factor, s->q, s->along);
    for (int j = 0; j < s->q; j++)
        decrement += s->newton[j] * sums->score[j];
    return decrement;
}

/* Venzon and Moolgavkar: the log-likelihood is taken as quadratic, l + score'd - d'Ad/2, the other
 * scores as linear; then d = newton + t along with t^2 = 2 (l + score'newton/2 - target)/along_at.
 * False when it leaves the region where that helps. */
static bool find_limit(struct search *s, const double *top, double side, double *limit)
{
    memcpy(s->b, top, sizeof(double) * (size_t)s->q);
    for (int step = 0; step < MAX_STEPS / 4; step++) {
        const struct logistic_sums *sums = step == 0 ? &s->top : &s->sums;
        if (step > 0)
            logistic_evaluate(s->model, s->b, &s->sums);
        double decrement = directions(s, sums, 0);
        double above = sums->loglik + decrement / 2 - s->target;
        if (decrement < 0 || !(above > 0))
            return false;
        double t = side * sqrt(2 * above / s->along[s->at]);
        double length = decrement + 2 * t * s->newton[s->at] + t * t * s->along[s->at];
        for (int j = 0; j < s->q; j++)
            s->b[j] += s->newton[j] + t * s->along[j];
        if (length < AT_LIMIT) {
            *limit = s->b[s->at];
            return (*limit - top[s->at]) * side > 0;
        }
    }
    return false;
}

/* One step of the other columns with b[at] kept: d solves A d = score + t e_at with d_at = 0, A
 * damped until the log-likelihood rises (with damping 1 and more it must). The expected gain, 0 at
 * the maximum, NAN when no step helps. */
static double step_others(struct search *s, double *damping)
{
    double loglik = s->sums.loglik;
    for (; *damping < 1e6; *damping = MAX(8 * *damping, 1e-4)) {
        if (directions(s, &s->sums, *damping) < 0)
            continue;
        double t = -s->newton[s->at] / s->along[s->at], gain = 0;
        s->trial[s->at] = s->b[s->at];
        for (int j = 0; j < s->q; j++) {
            if (j == s->at)
                continue;
            double move = s->newton[j] + t * s->along[j];
            gain += move * s->sums.score[j];
            s->trial[j] = s->b[j] + move;
        }
        if (gain < SETTLED && *damping == 0)
            return 0;
        logistic_evaluate(s->model, s->trial, &s->sums);
        if (s->sums.loglik >= loglik - 1e-13 * fabs(loglik)) {
            memcpy(s->b, s->trial, sizeof(double) * (size_t)s->q);
            *damping = *damping > 1e-4 ? *damping / 16 : 0;
            return gain;
        }
        logistic_evaluate(s->model, s->b, &s->sums);
    }
    return NAN;
}

/* Maximises over the other columns with b[at] set to `value`, from where they are; NAN when that
 * does not settle. */
static double climb_others(struct search *s, double value)
{
    double damping = 0, gain = 1;
    s->b[s->at] = value;
    logistic_evaluate(s->model, s->b, &s->sums);
    for (int step = 0; step < 10 * MAX_STEPS && gain > 0; step++)
        gain = step_others(s, &damping);
    return gain == 0 ? s->sums.loglik : NAN;
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
        outer += reach;
        outer_value = climb_others(s, outer) - s->target;
    }
    if (!(outer_value <= 0))
        return isnan(outer_value) ? NAN : copysign(INFINITY, reach);
    int kept = 0; /* how often the same end stayed */
    for (int step = 0; step < 2 * MAX_STEPS; step++) {
        double middle = (inner * outer_value - outer * inner_value) / (outer_value - inner_value);
        if (fabs(outer - inner) <= 1e-13 * fabs(middle) || fabs(outer_value) < 1e-13)
            return middle;
        double value = climb_others(s, middle) - s->target;
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
    logistic_evaluate(model, top, &s.top);
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
