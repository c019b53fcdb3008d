/* meta.c: pooled effects over studies.
 * Not the choice of studies. Start at meta_pool.
 */
#include "stat/meta.h"

#include <math.h>

#include "stat/dist.h"

#define MAX_STEPS 200
#define TOLERANCE 1e-12
#define ENOUGH    5

enum stat_rc meta_log_rr(const struct meta_study *studies, int k, double *yi, double *vi)
{
    for (int i = 0; i < k; i++) {
        const struct meta_study *s = &studies[i];
        if (s->a < 0 || s->c < 0 || s->a > s->n1 || s->c > s->n2 || s->n1 < 1 || s->n2 < 1)
            return STAT_BAD_INPUT;
        bool zero = s->a == 0 || s->c == 0 || s->a == s->n1 || s->c == s->n2;
        double add = zero ? 0.5 : 0;
        double a = (double)s->a + add, n1 = (double)s->n1 + 2 * add;
        double c = (double)s->c + add, n2 = (double)s->n2 + 2 * add;
        yi[i] = log(a / n1) - log(c / n2);
        vi[i] = 1 / a - 1 / n1 + 1 / c - 1 / n2;
    }
    return STAT_OK;
}

/* Sums over the studies with weights 1 / (v + tau2). */
struct pooled {
    double w1, w2, w3; /* sums of w, w^2, w^3 */
    double mean;
    double q;  /* sum w (y - mean)^2 */
    double q2; /* sum w^2 (y - mean)^2 */
};

static struct pooled pool(const double *yi, const double *vi, int k, double tau2)
{
    struct pooled s = {0};
    for (int i = 0; i < k; i++) {
        double w = 1 / (vi[i] + tau2);
        s.w1 += w;
        s.w2 += w * w;
        s.w3 += w * w * w;
        s.mean += w * yi[i];
    }
    s.mean /= s.w1;
    for (int i = 0; i < k; i++) {
        double w = 1 / (vi[i] + tau2), distance = yi[i] - s.mean;
        s.q += w * distance * distance;
        s.q2 += w * w * distance * distance;
    }
    return s;
}

static double tau2_dl(const struct pooled *fixed, int k)
{
    return MAX((fixed->q - (k - 1)) / (fixed->w1 - fixed->w2 / fixed->w1), 0);
}

/* Fisher scoring of the restricted likelihood; steps that would pass 0 are halved. */
static enum stat_rc tau2_reml(const double *yi, const double *vi, int k, double *tau2)
{
    for (int step = 0; step < MAX_STEPS; step++) {
        struct pooled s = pool(yi, vi, k, *tau2);
        double trace = s.w1 - s.w2 / s.w1;
        double information = s.w2 - 2 * s.w3 / s.w1 + s.w2 * s.w2 / (s.w1 * s.w1);
        double change = (s.q2 - trace) / information;
        if (*tau2 == 0 && change <= 0)
            return STAT_OK;
        while (*tau2 + change < 0) {
            change /= 2;
            if (*tau2 + change < 1e-14 * MAX(vi[0], 1))
                change = -*tau2;
        }
        *tau2 += change;
        if (fabs(change) <= TOLERANCE * MAX(*tau2, 1e-3))
            return STAT_OK;
    }
    return STAT_NO_CONVERGENCE;
}

/* Newton on generalised Q = k - 1, which falls and is convex in tau2: from 0 it never overshoots.
 */
static enum stat_rc tau2_pm(const double *yi, const double *vi, int k, double *tau2)
{
    *tau2 = 0;
    for (int step = 0; step < MAX_STEPS; step++) {
        struct pooled s = pool(yi, vi, k, *tau2);
        double change = (s.q - (k - 1)) / s.q2;
        if (*tau2 == 0 && change <= 0)
            return STAT_OK;
        *tau2 = MAX(*tau2 + change, 0);
        if (fabs(change) <= TOLERANCE * *tau2)
            return STAT_OK;
    }
    return STAT_NO_CONVERGENCE;
}

static enum stat_rc find_tau2(const double *yi, const double *vi, int k, enum meta_method method,
                              const struct pooled *fixed, double *tau2)
{
    *tau2 = method == META_FIXED ? 0 : tau2_dl(fixed, k);
    if (method == META_REML)
        return tau2_reml(yi, vi, k, tau2);
    if (method == META_PM)
        return tau2_pm(yi, vi, k, tau2);
    return STAT_OK;
}

enum stat_rc meta_pool(const double *yi, const double *vi, int k, enum meta_method method,
                       bool hartung_knapp, struct meta_result *result)
{
    if (k < 2)
        return STAT_TOO_FEW;
    for (int i = 0; i < k; i++)
        if (!isfinite(yi[i]) || !(vi[i] > 0) || !isfinite(vi[i]))
            return STAT_BAD_INPUT;
    struct meta_result r = {.k = k, .few = k < ENOUGH};
    struct pooled fixed = pool(yi, vi, k, 0);
    enum stat_rc rc = find_tau2(yi, vi, k, method, &fixed, &r.tau2);
    if (rc != STAT_OK)
        return rc;
    struct pooled s = pool(yi, vi, k, r.tau2);
    double typical = (k - 1) * fixed.w1 / (fixed.w1 * fixed.w1 - fixed.w2);
    r.q = fixed.q;
    r.q_p = dist_chi2_upper(r.q, k - 1);
    r.i2 = 100 * r.tau2 / (r.tau2 + typical);
    r.h2 = r.tau2 / typical + 1;
    if (method == META_FIXED) {
        r.i2 = r.q > 0 ? 100 * MAX((r.q - (k - 1)) / r.q, 0) : 0;
        r.h2 = r.q / (k - 1);
    }
    r.estimate = s.mean;
    r.se = sqrt((hartung_knapp ? s.q / (k - 1) : 1) / s.w1);
    double reach =
        hartung_knapp ? dist_t_upper_quantile(0.025, k - 1) : dist_normal_upper_quantile(0.025);
    double z = fabs(r.estimate) / r.se;
    r.p_value = 2 * (hartung_knapp ? dist_t_upper(z, k - 1) : dist_normal_upper(z));
    r.low = r.estimate - reach * r.se;
    r.high = r.estimate + reach * r.se;
    double spread = method == META_FIXED ? NAN : reach * sqrt(r.se * r.se + r.tau2);
    r.predict_low = r.estimate - spread;
    r.predict_high = r.estimate + spread;
    *result = r;
    return STAT_OK;
}

enum stat_rc meta_mantel_haenszel(const struct meta_study *studies, int k, struct meta_mh *result)
{
    double treated = 0, control = 0, variance = 0;
    for (int i = 0; i < k; i++) {
        const struct meta_study *s = &studies[i];
        if (s->a < 0 || s->c < 0 || s->a > s->n1 || s->c > s->n2 || s->n1 < 1 || s->n2 < 1)
            return STAT_BAD_INPUT;
        double a = (double)s->a, c = (double)s->c, n1 = (double)s->n1, n2 = (double)s->n2;
        double n = n1 + n2;
        treated += a * n2 / n;
        control += c * n1 / n;
        variance += (n1 * n2 * (a + c) - a * c * n) / (n * n);
    }
    if (!(treated > 0) || !(control > 0))
        return STAT_TOO_FEW;
    double reach = dist_normal_upper_quantile(0.025);
    result->log_rr = log(treated) - log(control);
    result->se = sqrt(variance / (treated * control));
    result->low = result->log_rr - reach * result->se;
    result->high = result->log_rr + reach * result->se;
    result->p_value = 2 * dist_normal_upper(fabs(result->log_rr) / result->se);
    return STAT_OK;
}
