/* survey.c: change on the questionnaire (C.13) and the published trials pooled (C.14).
 * Not: the numerics (stat/change.h, stat/meta.h).
 * Start at block_questionnaire(). */
#include "feature/outcome/block.h"

#include <math.h>

#include "base/embed.h"
#include "feature/outcome/as_r.h"
#include "stat/dist.h"

static const double reliability = 0.85; /* of the worked example's list */

static bool read_score(struct csv *c, int column, double *score)
{
    *score = NAN;
    if (csv_missing(c, column) || csv_number(c, column, score, NULL))
        return true;
    csv_refuse(c, column, "'%s' is not a number", csv_show(c, column));
    return false;
}

/* Mean change over the SD of the base scores of the pairs, as in the worked example. */
static double effect_of_pairs(struct arena *a, const double *base, const double *follow, int64_t n,
                              const struct change *change)
{
    double *paired = ARENA_ARRAY(a, double, (size_t)n);

    for (int64_t i = 0; i < n; i++)
        paired[i] = isnan(follow[i]) ? NAN : base[i];
    return change->mean_change / desc_sd(desc_moments(paired, n));
}

void block_questionnaire(struct outcome *o, struct csv *c)
{
    struct csv_column wanted[] = {{"pid"}, {"score0"}, {"score1"}};
    size_t n = (size_t)o->cohort.n;
    double *base = ARENA_ARRAY(o->arena, double, n), *follow = ARENA_ARRAY(o->arena, double, n);
    bool *there = ARENA_ARRAY(o->arena, bool, n);
    struct change *change = arena_alloc(o->arena, sizeof(*change));

    if (!csv_columns(c, wanted, COUNT(wanted)))
        return;
    for (size_t i = 0; i < n; i++)
        base[i] = follow[i] = NAN;
    while (csv_next(c)) {
        int64_t i = cohort_find(&o->cohort, c, wanted[0].at);
        double score0, score1;

        if (i < 0)
            csv_refuse(c, wanted[0].at, "participant '%s' is not in the list of participants",
                       csv_show(c, wanted[0].at));
        else if (there[i])
            csv_refuse(c, wanted[0].at, "participant '%s' is there already",
                       csv_show(c, wanted[0].at));
        else if (read_score(c, wanted[1].at, &score0) && read_score(c, wanted[2].at, &score1)) {
            there[i] = true;
            base[i] = score0;
            follow[i] = score1;
        }
    }
    if (block_good(o, "questionnaire",
                   change_compute(o->arena, base, follow, o->cohort.n, reliability, change))) {
        o->questionnaire = change;
        change->effect_size = effect_of_pairs(o->arena, base, follow, o->cohort.n, change);
    }
}

/* The trials are part of the program: rules/rct_cmd_public.csv. A mistake there is ours. */
static struct meta_study *read_trials(struct outcome *o, int *k)
{
    const struct embed *file = embed_find("rules/rct_cmd_public.csv");
    struct csv_column wanted[] = {{"ips_n"}, {"ips_total"}, {"control_n"}, {"control_total"}};
    struct meta_study *study = ARENA_ARRAY(o->arena, struct meta_study, 100);
    struct csv_log log;

    if (!file)
        BUG("the trials are not in the program");
    csv_log_init(&log, 0);
    struct csv *c = csv_memory(o->arena, file->path, (const char *)file->at, file->n, &log);
    if (!csv_columns(c, wanted, COUNT(wanted)))
        BUG("%s: columns", file->path);
    for (*k = 0; csv_next(c) && *k < 100; ++*k) {
        if (!csv_integer(c, wanted[0].at, &study[*k].a) ||
            !csv_integer(c, wanted[1].at, &study[*k].n1) ||
            !csv_integer(c, wanted[2].at, &study[*k].c) ||
            !csv_integer(c, wanted[3].at, &study[*k].n2))
            BUG("%s: line %d", file->path, (int)c->line);
    }
    csv_log_free(&log);
    return study;
}

/* The Paule-Mandel result with tau2 as metafor's root search gives it: everything else follows
 * from tau2 by the formulas of the random effects model. */
static enum stat_rc paule_mandel(struct arena *a, const double *yi, const double *vi, int k,
                                 struct meta_result *r)
{
    double tau2 = as_r_paule_mandel(yi, vi, k), sum = 0, squares = 0;
    double *total = ARENA_ARRAY(a, double, (size_t)k);
    struct meta_result fixed;
    enum stat_rc rc = meta_pool(yi, vi, k, META_PM, false, r);

    for (int i = 0; i < k; i++) {
        total[i] = vi[i] + tau2;
        sum += 1 / vi[i];
        squares += 1 / (vi[i] * vi[i]);
    }
    if (rc == STAT_OK)
        rc = meta_pool(yi, total, k, META_FIXED, false, &fixed);
    if (rc != STAT_OK)
        return rc;
    double typical = (k - 1) * sum / (sum * sum - squares);
    double predict = dist_normal_upper_quantile(0.025) * sqrt(tau2 + fixed.se * fixed.se);
    r->estimate = fixed.estimate;
    r->se = fixed.se;
    r->low = fixed.low;
    r->high = fixed.high;
    r->p_value = fixed.p_value;
    r->tau2 = tau2;
    r->i2 = 100 * tau2 / (tau2 + typical);
    r->h2 = (tau2 + typical) / typical;
    r->predict_low = fixed.estimate - predict;
    r->predict_high = fixed.estimate + predict;
    return STAT_OK;
}

void block_meta(struct outcome *o)
{
    struct meta_block *m = &o->meta;
    struct meta_study *study = read_trials(o, &m->studies);
    int k = m->studies;
    int64_t a = 0, n1 = 0, c = 0, n2 = 0;

    m->yi = ARENA_ARRAY(o->arena, double, (size_t)k);
    m->vi = ARENA_ARRAY(o->arena, double, (size_t)k);
    for (int i = 0; i < k; i++) {
        a += study[i].a;
        n1 += study[i].n1;
        c += study[i].c;
        n2 += study[i].n2;
    }
    m->pool_ips = (double)a / (double)n1;
    m->pool_control = (double)c / (double)n2;
    m->good =
        block_good(o, "meta", meta_log_rr(study, k, m->yi, m->vi)) &&
        block_good(o, "meta fixed", meta_pool(m->yi, m->vi, k, META_FIXED, false, &m->fixed)) &&
        block_good(o, "meta DL", meta_pool(m->yi, m->vi, k, META_DL, false, &m->dl)) &&
        block_good(o, "meta REML", meta_pool(m->yi, m->vi, k, META_REML, false, &m->reml)) &&
        block_good(o, "meta PM", paule_mandel(o->arena, m->yi, m->vi, k, &m->pm)) &&
        block_good(o, "meta HKSJ", meta_pool(m->yi, m->vi, k, META_REML, true, &m->hksj)) &&
        block_good(o, "mantel_haenszel", meta_mantel_haenszel(study, k, &m->mh));
}
