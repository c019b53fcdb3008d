/* report_json_more.c: the second half of the report as JSON: models, phases, time, fidelity,
 * programmes, questionnaire and trials (C.7 to C.14).
 * Not: work and comparisons (report_json.c).
 * Start at report_models(). */
#include "feature/outcome/report_json.h"

#include <math.h>

/* ---- C.7, C.8 ---------------------------------------------------------------------------------
 */

static void hosmer_lemeshow(struct json *j, const struct hosmer_lemeshow *h)
{
    if (!h) {
        put_null(j, "hosmer_lemeshow");
        return;
    }
    put_object(j, "hosmer_lemeshow");
    put_integer(j, "groups", h->groups);
    put_integers(j, "n", h->n, (size_t)h->groups);
    put_integers(j, "obs", h->observed, (size_t)h->groups);
    put_numbers(j, "exp", h->expected, (size_t)h->groups);
    put_number(j, "chisq", h->chisq);
    put_integer(j, "df", h->df);
    put_number(j, "p", h->p_value);
    put_end(j);
}

static void profile(struct json *j, const struct models *m)
{
    if (!m->profile)
        return;
    put_array(j, "profile_exact_low");
    for (int i = 0; i < m->columns; i++)
        put_number(j, NULL, exp(m->profile[i].low));
    put_end(j);
    put_array(j, "profile_exact_high");
    for (int i = 0; i < m->columns; i++)
        put_number(j, NULL, exp(m->profile[i].high));
    put_end(j);
}

static void logistic(struct json *j, const struct models *m)
{
    const struct logistic_fit *f = m->logistic;
    size_t n = (size_t)m->columns;

    if (!f) {
        put_null(j, "logistic");
        return;
    }
    put_object(j, "logistic");
    put_texts(j, "terms", m->term, n);
    put_integer(j, "n", f->n);
    put_numbers(j, "coef", f->coef, n);
    put_numbers(j, "se", f->se, n);
    put_numbers(j, "z", f->z, n);
    put_numbers(j, "p", f->p_value, n);
    put_numbers(j, "or", f->or_, n);
    put_numbers(j, "wald_low", f->wald_low, n);
    put_numbers(j, "wald_high", f->wald_high, n);
    put_number(j, "loglik", f->loglik);
    put_number(j, "deviance", f->deviance);
    put_number(j, "null_deviance", f->null_deviance);
    put_number(j, "aic", f->aic);
    put_number(j, "mcfadden", f->mcfadden);
    put_number(j, "lr_chisq", f->lr_chisq);
    put_integer(j, "lr_df", f->lr_df);
    hosmer_lemeshow(j, m->hosmer_lemeshow);
    put_number(j, "auc", m->auc);
    put_number(j, "brier", m->brier);
    if (m->cluster_se)
        put_numbers(j, "se_cluster_programme", m->cluster_se, n);
    else
        put_null(j, "se_cluster_programme");
    profile(j, m);
    put_end(j);
}

static void firth(struct json *j, const char *key, const struct logistic_firth *f)
{
    if (!f) {
        put_null(j, key);
        return;
    }
    put_object(j, key);
    put_numbers(j, "coef", f->coef, (size_t)f->p);
    put_numbers(j, "se", f->se, (size_t)f->p);
    put_end(j);
}

static void separation(struct json *j, const struct models *m)
{
    put_object(j, "separation");
    put_boolean(j, "toy_complete", m->toy_separated[0]);
    put_boolean(j, "toy_quasi", m->toy_separated[1]);
    put_boolean(j, "toy_none", m->toy_separated[2]);
    firth(j, "firth_complete", &m->toy_firth[0]);
    firth(j, "firth_quasi", &m->toy_firth[1]);
    firth(j, "firth_none", &m->toy_firth[2]);
    if (m->separated >= 0)
        put_boolean(j, "this_model", m->separated);
    put_end(j);
}

static void cox(struct json *j, const struct models *m)
{
    const struct cox_fit *f = m->cox;
    size_t n = (size_t)m->columns - 1;

    if (!f) {
        put_null(j, "cox");
        return;
    }
    put_object(j, "cox");
    put_texts(j, "terms", m->term + 1, n);
    put_numbers(j, "coef", f->coef, n);
    put_numbers(j, "se", f->se, n);
    put_numbers(j, "hr", f->hr, n);
    put_numbers(j, "low", f->low, n);
    put_numbers(j, "high", f->high, n);
    put_pair(j, "loglik", f->loglik_null, f->loglik);
    put_number(j, "concordance", m->concordance);
    put_integer(j, "n", f->n);
    put_integer(j, "events", f->events);
    if (m->cox_breslow)
        put_numbers(j, "coef_breslow", m->cox_breslow->coef, n);
    else
        put_null(j, "coef_breslow");
    if (m->proportional) {
        put_object(j, "zph");
        put_numbers(j, "chisq", m->proportional->chisq, n + 1);
        put_array(j, "df");
        for (size_t i = 0; i <= n; i++)
            put_integer(j, NULL, m->proportional->df[i]);
        put_end(j);
        put_numbers(j, "p", m->proportional->p_value, n + 1);
        put_end(j);
    } else {
        put_null(j, "zph");
    }
    put_end(j);
}

/* ---- C.9 --------------------------------------------------------------------------------------
 */

static void phase_limits(struct json *j, const char *key, const struct phase_result *r, bool high)
{
    put_array(j, key);
    for (int i = 0; i < PERIODS; i++)
        put_number(j, NULL, high ? r->limits[i].high : r->limits[i].low);
    put_end(j);
}

static void phases(struct json *j, const char *key, const struct phase_block *b)
{
    if (!b->good) {
        put_null(j, key);
        return;
    }
    put_object(j, key);
    put_integers(j, "per_phase", b->events_phase, (size_t)b->phases);
    put_integers(j, "actual", b->events_period, PERIODS);
    put_array(j, "share");
    for (int r = 0; r < PERIODS; r++) {
        for (int k = 0; k < b->phases; k++)
            put_number(j, NULL, b->result.share[k * PERIODS + r]);
    }
    put_end(j);
    put_numbers(j, "expected_literal", b->result.literal, PERIODS);
    put_numbers(j, "expected_length_scaled", b->result.length_scaled, PERIODS);
    put_numbers(j, "expected_person_months", b->result.person_months, PERIODS);
    put_numbers(j, "pct_person_months", b->result.percent, PERIODS);
    phase_limits(j, "poisson_low", &b->result, false);
    phase_limits(j, "poisson_high", &b->result, true);
    put_end(j);
}

void report_models(struct json *j, const struct outcome *o)
{
    logistic(j, &o->models);
    firth(j, "firth", o->models.firth);
    separation(j, &o->models);
    cox(j, &o->models);
    put_object(j, "phase_adjusted");
    phases(j, "start", &o->starts);
    phases(j, "stop", &o->stops);
    put_end(j);
}

/* ---- C.10 -------------------------------------------------------------------------------------
 */

static void by_phase(struct json *j, const char *key, const struct summary *s)
{
    static const char *const phase[PHASES] = {"1", "2", "3", "4"};

    put_object(j, key);
    for (int k = 0; k < PHASES; k++) {
        if (s[k].n)
            report_summary(j, phase[k], &s[k]);
    }
    put_end(j);
}

void report_time(struct json *j, const struct outcome *o)
{
    static const char *const name[] = {"act1", "act2", "act3", "act4", "act5", "total"};
    const struct efforts *e = o->efforts;

    if (!e) {
        put_null(j, "time");
        put_null(j, "time_share_one_to_one");
        put_null(j, "time_hours_month");
        put_null(j, "time_hours_first6");
        return;
    }
    put_object(j, "time");
    for (int k = 0; k <= ACTIVITIES; k++) {
        put_object(j, name[k]);
        report_summary(j, "person_mean", &e->activity[k].person);
        by_phase(j, "person_phase", e->activity[k].person_phase);
        by_phase(j, "person_month", e->activity[k].month_phase);
        put_end(j);
    }
    put_end(j);
    const struct effort *total = &e->activity[ACTIVITIES];
    put_number(j, "time_share_one_to_one", e->activity[0].person.mean / total->person.mean);
    put_number(j, "time_hours_month", total->person.mean / 60);
    put_number(j, "time_hours_first6", total->person_phase[0].mean / 60);
}

/* ---- C.11, C.12 -------------------------------------------------------------------------------
 */

static void agreement(struct json *j, const struct agreement *a)
{
    if (!a) {
        put_null(j, "agreement");
        return;
    }
    put_object(j, "agreement");
    put_integer(j, "n", a->n);
    put_number(j, "exact", a->exact);
    put_number(j, "kappa", a->kappa);
    put_number(j, "kappa_linear", a->linear);
    put_number(j, "kappa_quadratic", a->quadratic);
    put_number(j, "kappa_quadratic_se", a->quadratic_se);
    put_end(j);
}

static void intraclass(struct json *j, const struct icc *i)
{
    if (!i) {
        put_null(j, "icc");
        return;
    }
    put_object(j, "icc");
    put_number(j, "MSR", i->msr);
    put_number(j, "MSC", i->msc);
    put_number(j, "MSE", i->mse);
    put_number(j, "icc2_1", i->icc2_1);
    put_number(j, "icc3_1", i->icc3_1);
    put_number(j, "icc2_k", i->icc2_k);
    put_number(j, "icc3_1_low", i->icc3_1_limits.low);
    put_number(j, "icc3_1_high", i->icc3_1_limits.high);
    put_end(j);
}

static void with_outcome(struct json *j, const struct fidelity_figures *f)
{
    if (!f->pearson) {
        put_null(j, "fidelity_outcome");
        return;
    }
    put_object(j, "fidelity_outcome");
    put_integer(j, "programmes", f->programmes);
    put_number(j, "pearson", f->pearson->r);
    put_pair(j, "pearson_ci", f->pearson->limits.low, f->pearson->limits.high);
    put_number(j, "pearson_p", f->pearson->p);
    put_number(j, "spearman", f->spearman ? f->spearman->r : NAN);
    put_number(j, "spearman_p", f->spearman ? f->spearman->p : NAN);
    put_number(j, "weighted", f->weighted);
    put_end(j);
}

static void fidelity(struct json *j, const struct fidelity_figures *f)
{
    static const char *const band[] = {"geen_ips", "redelijk", "goed", "uitstekend"};
    static const int alphabetical[] = {0, 2, 1, 3};

    if (!f) {
        put_null(j, "fidelity");
        put_null(j, "agreement");
        put_null(j, "icc");
        put_null(j, "fidelity_outcome");
        return;
    }
    put_object(j, "fidelity");
    put_numbers(j, "item_mean_wave1", f->item_mean[0], ITEMS);
    put_integers(j, "item_n_wave1", f->item_n[0], ITEMS);
    put_numbers(j, "item_mean_wave2", f->item_mean[1], ITEMS);
    put_numbers(j, "total_of_item_means", f->total_of_means, WAVES);
    put_numbers(j, "mean_prorated", f->mean_prorated, WAVES);
    put_object(j, "bands_wave2");
    for (size_t i = 0; i < COUNT(band); i++) {
        if (f->band[alphabetical[i]])
            put_integer(j, band[alphabetical[i]], f->band[alphabetical[i]]);
    }
    put_end(j);
    put_end(j);
    agreement(j, f->agreement);
    intraclass(j, f->icc);
    with_outcome(j, f);
}

/* A programme is a number when it looks like one. */
static void programmes(struct json *j, const struct outcome *o, const int32_t *index, int n)
{
    put_array(j, "programme");
    for (int i = 0; i < n; i++) {
        const char *name = o->cohort.programme[index[i]];
        size_t digits = strspn(name, "0123456789");

        if (digits && digits < 16 && !name[digits])
            put_integer(j, NULL, strtoll(name, NULL, 10));
        else
            put_text(j, NULL, name);
    }
    put_end(j);
}

static void limits(struct json *j, const char *key, const struct stat_interval *of, int n,
                   bool high)
{
    put_array(j, key);
    for (int i = 0; i < n; i++)
        put_number(j, NULL, high ? of[i].high : of[i].low);
    put_end(j);
}

static void funnel(struct json *j, const struct outcome *o)
{
    const struct funnel_block *b = &o->funnel;
    const struct funnel *f = b->funnel;

    if (!f) {
        put_null(j, "funnel");
        return;
    }
    put_object(j, "funnel");
    put_number(j, "p0", f->p0);
    programmes(j, o, b->programme, b->programmes);
    put_integers(j, "n", b->n, (size_t)b->programmes);
    put_integers(j, "ever", b->ever, (size_t)b->programmes);
    put_numbers(j, "z", f->z, (size_t)b->programmes);
    limits(j, "low95", f->limit95, b->programmes, false);
    limits(j, "high95", f->limit95, b->programmes, true);
    limits(j, "low998", f->limit998, b->programmes, false);
    limits(j, "high998", f->limit998, b->programmes, true);
    put_number(j, "phi_winsor10", f->phi);
    put_integer(j, "flagged998", f->outside998);
    put_end(j);
}

static void benchmark(struct json *j, const struct outcome *o)
{
    const struct models *m = &o->models;

    if (!m->logistic) {
        put_null(j, "benchmark_oe");
        return;
    }
    put_object(j, "benchmark_oe");
    programmes(j, o, m->programme, m->programmes);
    put_integers(j, "observed", m->observed, (size_t)m->programmes);
    put_numbers(j, "expected", m->expected, (size_t)m->programmes);
    put_array(j, "oe");
    for (int i = 0; i < m->programmes; i++)
        put_number(j, NULL, (double)m->observed[i] / m->expected[i]);
    put_end(j);
    put_end(j);
}

/* ---- C.13, C.14 -------------------------------------------------------------------------------
 */

static void questionnaire(struct json *j, const struct change *c)
{
    if (!c) {
        put_null(j, "questionnaire");
        return;
    }
    struct share improved = block_share(c->fallen, c->n_pairs);
    struct share worse = block_share(c->risen, c->n_pairs);
    put_object(j, "questionnaire");
    put_integer(j, "n_base", c->n_base);
    put_integer(j, "n_pairs", c->n_pairs);
    put_number(j, "mean_change", c->mean_change);
    put_number(j, "sd_change", c->sd_change);
    put_number(j, "t", c->t);
    put_number(j, "df", c->df);
    put_number(j, "p", c->p_value);
    put_pair(j, "ci", c->interval.low, c->interval.high);
    put_number(j, "effect_size", c->effect_size);
    put_number(j, "srm", c->srm);
    put_number(j, "wilcoxon_V", c->wilcoxon_v);
    put_number(j, "wilcoxon_p", c->wilcoxon_p);
    put_number(j, "rci_sdiff", c->difference_sd);
    report_share(j, "improved", &improved);
    report_share(j, "worse", &worse);
    put_number(j, "mean_base_complete", c->mean_base_complete);
    put_number(j, "mean_base_missing", c->mean_base_missing);
    put_end(j);
}

static void pooled(struct json *j, const char *key, const struct meta_result *m)
{
    put_object(j, key);
    put_number(j, "rr", exp(m->estimate));
    put_number(j, "log_rr", m->estimate);
    put_number(j, "se", m->se);
    put_number(j, "low", exp(m->low));
    put_number(j, "high", exp(m->high));
    put_number(j, "p", m->p_value);
    put_number(j, "tau2", m->tau2);
    put_number(j, "I2", m->i2);
    put_number(j, "H2", m->h2);
    put_number(j, "Q", m->q);
    put_number(j, "Q_p", m->q_p);
    put_number(j, "pi_low", exp(m->predict_low));
    put_number(j, "pi_high", exp(m->predict_high));
    put_end(j);
}

static void meta(struct json *j, const struct meta_block *m)
{
    if (!m->good) {
        put_null(j, "meta");
        return;
    }
    put_object(j, "meta");
    put_numbers(j, "yi", m->yi, (size_t)m->studies);
    put_numbers(j, "vi", m->vi, (size_t)m->studies);
    pooled(j, "fixed", &m->fixed);
    pooled(j, "DL", &m->dl);
    pooled(j, "REML", &m->reml);
    pooled(j, "PM", &m->pm);
    pooled(j, "REML_HKSJ", &m->hksj);
    put_number(j, "mantel_haenszel_rr", exp(m->mh.log_rr));
    put_number(j, "mh_low", exp(m->mh.low));
    put_number(j, "mh_high", exp(m->mh.high));
    put_number(j, "raw_pool_ips", m->pool_ips);
    put_number(j, "raw_pool_control", m->pool_control);
    put_end(j);
}

void report_programmes(struct json *j, const struct outcome *o)
{
    fidelity(j, o->fidelity);
    funnel(j, o);
    benchmark(j, o);
    questionnaire(j, o->questionnaire);
    meta(j, &o->meta);
}
