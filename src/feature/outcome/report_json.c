/* report_json.c: the first half of the report as JSON: work and comparisons (C.1 to C.6).
 * Not: models, time and fidelity (report_json_more.c).
 * Start at outcome_json(). */
#include "feature/outcome/report_json.h"

#include <math.h>

void report_share(struct json *j, const char *key, const struct share *s)
{
    put_object(j, key);
    put_integer(j, "k", s->k);
    put_integer(j, "n", s->n);
    put_number(j, "p", s->p);
    put_pair(j, "wilson", s->wilson.low, s->wilson.high);
    put_pair(j, "clopper_pearson", s->exact.low, s->exact.high);
    put_end(j);
}

static void shares(struct json *j, const char *key, const struct shares *s)
{
    put_object(j, key);
    for (int i = 0; i < s->n; i++)
        report_share(j, s->of[i].name, &s->of[i].share);
    put_end(j);
}

void report_summary(struct json *j, const char *key, const struct summary *s)
{
    put_object(j, key);
    put_integer(j, "n", s->n);
    put_number(j, "mean", s->mean);
    put_number(j, "sd", s->sd);
    put_number(j, "min", s->min);
    put_number(j, "q25", s->q25);
    put_number(j, "median", s->median);
    put_number(j, "q75", s->q75);
    put_number(j, "max", s->max);
    put_end(j);
}

/* ---- C.2 --------------------------------------------------------------------------------------
 */

static void job_times(struct json *j, const struct job_times *t)
{
    static const char *const key[] = {"F",
                                      "se_greenwood",
                                      "n_risk",
                                      "ci_loglog_low",
                                      "ci_loglog_high",
                                      "ci_plain_low",
                                      "ci_plain_high"};
    double at[KM_DAYS];

    put_object(j, "km");
    put_array(j, "days");
    for (int i = 0; i < KM_DAYS; i++)
        put_integer(j, NULL, t->day[i]);
    put_end(j);
    for (size_t k = 0; k < COUNT(key); k++) {
        for (int i = 0; i < KM_DAYS; i++) {
            const struct km_point *p = &t->at[i];
            const double value[] = {p->share,       p->se,        (double)p->at_risk, p->loglog.low,
                                    p->loglog.high, p->plain.low, p->plain.high};
            at[i] = value[k];
        }
        put_numbers(j, key[k], at, KM_DAYS);
    }
    put_number(j, "q25_days", t->q25);
    put_number(j, "median_days", t->median);
    put_integer(j, "events", t->events);
    put_end(j);
}

static void job_classes(struct json *j, const struct outcome *o)
{
    const struct job_times *t = &o->times;
    double share[JOB_CLASSES];

    for (int i = 0; i < JOB_CLASSES; i++)
        share[i] = (double)t->class_n[i] / (double)t->events;
    put_object(j, "time_to_job_classes");
    put_texts(j, "label", t->class_label, JOB_CLASSES);
    put_integers(j, "n", t->class_n, JOB_CLASSES);
    put_numbers(j, "share_of_workers", share, JOB_CLASSES);
    put_number(j, "cumulative_within_60_of_all", (double)t->within_60 / (double)o->cohort.n);
    report_summary(j, "days", &t->days);
    put_end(j);
}

static void logrank(struct json *j, const char *key, const struct logrank *l, const int64_t *n)
{
    if (!l) {
        put_null(j, key);
        return;
    }
    put_object(j, key);
    put_integers(j, "n", n, (size_t)l->groups);
    put_numbers(j, "obs", l->observed, (size_t)l->groups);
    put_numbers(j, "exp", l->expected, (size_t)l->groups);
    put_number(j, "chisq", l->chisq);
    put_integer(j, "df", l->df);
    put_number(j, "p", l->p_value);
    put_end(j);
}

/* ---- C.3 --------------------------------------------------------------------------------------
 */

static void curve(struct json *j, const char *key, const struct curve *c)
{
    size_t n = (size_t)c->months;

    put_object(j, key);
    put_integers(j, "n_observed", c->observed, n);
    put_integers(j, "working", c->working, n);
    put_numbers(j, "point_prevalence", c->prevalence, n);
    put_numbers(j, "ever_naive", c->ever_naive, n);
    put_integers(j, "first_jobs", c->first_jobs, n);
    put_numbers(j, "ever_km", c->ever_km, n);
    put_numbers(j, "mean_hours_workers", c->hours, n);
    put_numbers(j, "mean_wage_workers", c->wage, n);
    put_end(j);
}

static void curves(struct json *j, const char *key, const struct curves *c)
{
    put_object(j, key);
    for (int i = 0; i < c->n; i++)
        curve(j, c->of[i].name, &c->of[i]);
    put_end(j);
}

/* ---- C.4, C.5 ---------------------------------------------------------------------------------
 */

static void status(struct json *j, const struct outcome *o)
{
    const struct work_figures *w = &o->work;
    int64_t same[QUARTERS_MAX], other[QUARTERS_MAX], stopped[QUARTERS_MAX], n[QUARTERS_MAX];
    int64_t month[QUARTERS_MAX];
    size_t q = (size_t)w->quarters;

    for (size_t i = 0; i < q; i++) {
        month[i] = 3 * ((int64_t)i + 1);
        same[i] = w->quarter[i].same;
        other[i] = w->quarter[i].other;
        stopped[i] = w->quarter[i].stopped;
        n[i] = same[i] + other[i] + stopped[i];
    }
    put_object(j, "status_quarter");
    put_integers(j, "month", month, q);
    put_integers(j, "same", same, q);
    put_integers(j, "other", other, q);
    put_integers(j, "stopped", stopped, q);
    put_integers(j, "n", n, q);
    put_end(j);
    struct share share[] = {block_share(w->end.same, w->workers),
                            block_share(w->end.other, w->workers),
                            block_share(w->end.stopped, w->workers),
                            block_share(w->end.same + w->end.other, o->cohort.n)};
    put_object(j, "status_end");
    report_share(j, "same", &share[0]);
    report_share(j, "other", &share[1]);
    report_share(j, "stopped", &share[2]);
    report_share(j, "working_of_all", &share[3]);
    put_end(j);
}

static void work(struct json *j, const struct outcome *o)
{
    const struct work_figures *w = &o->work;

    report_summary(j, "months_worked", &w->months);
    report_summary(j, "longest_job", &w->longest);
    report_summary(j, "jobs_per_worker", &w->jobs);
    put_object(j, "spells");
    put_integer(j, "job_spells", o->record.job_spells);
    put_integer(j, "employment_spells", o->record.employment_spells);
    report_summary(j, "len", &w->job_spell);
    report_summary(j, "employment_len", &w->employment_spell);
    put_end(j);
    put_integer(j, "concurrent_person_months", o->record.concurrent);
    report_summary(j, "hours_month", &w->hours);
    report_summary(j, "wage_month", &w->wage);
    put_number(j, "hourly_wage_ratio_of_sums", w->hourly_wage);
    report_summary(j, "worked_contract_ratio_mean_of_months", &w->ratio_of_months);
    report_summary(j, "worked_contract_ratio_of_sums", &w->ratio_of_sums);
    put_number(j, "hours_week", w->hours_week);
    shares(j, "contract", &w->contract);
    report_share(j, "permanent", &w->permanent);
    shares(j, "sector", &w->sector);
    status(j, o);
}

/* ---- C.6 --------------------------------------------------------------------------------------
 */

/* Cells stored row by row, written column by column. */
static void by_column_integers(struct json *j, const char *key, const int64_t *n, int rows,
                               int cols)
{
    put_array(j, key);
    for (int k = 0; k < cols; k++) {
        for (int i = 0; i < rows; i++)
            put_integer(j, NULL, n[i * cols + k]);
    }
    put_end(j);
}

static void crossing(struct json *j, const struct crossing *x)
{
    const struct table_test *t = &x->test;

    put_object(j, x->name);
    put_texts(j, "rows", x->row, (size_t)x->rows);
    put_texts(j, "cols", x->col, (size_t)x->cols);
    by_column_integers(j, "n", x->n, x->rows, x->cols);
    put_number(j, "pearson", t->pearson);
    put_integer(j, "df", t->df);
    put_number(j, "p", t->pearson_p);
    put_number(j, "yates", t->yates);
    put_number(j, "yates_p", t->yates_p);
    put_number(j, "G", t->g);
    put_number(j, "min_expected", t->min_expected);
    put_number(j, "share_below5", t->share_below_5);
    put_boolean(j, "small", t->small);
    put_number(j, "fisher_p", x->fisher_p);
    put_number(j, "fisher_or_cmle", x->odds_ratio);
    put_number(j, "cramer_v", t->cramer_v);
    put_array(j, "adj_residuals");
    for (int k = 0; k < x->cols; k++) {
        for (int i = 0; i < x->rows; i++)
            put_number(j, NULL, t->residual[i * x->cols + k]);
    }
    put_end(j);
    put_end(j);
}

static void means(struct json *j, const char *key, const struct comparison *c)
{
    if (!c) {
        put_null(j, key);
        return;
    }
    put_object(j, key);
    put_texts(j, "levels", c->level, (size_t)c->groups);
    put_array(j, "n");
    for (int i = 0; i < c->groups; i++)
        put_integer(j, NULL, c->moments[i].n);
    put_end(j);
    put_array(j, "mean");
    for (int i = 0; i < c->groups; i++)
        put_number(j, NULL, c->moments[i].mean);
    put_end(j);
    put_array(j, "sd");
    for (int i = 0; i < c->groups; i++)
        put_number(j, NULL, desc_sd(c->moments[i]));
    put_end(j);
    put_number(j, "ssb", c->anova.between);
    put_number(j, "ssw", c->anova.within);
    put_number(j, "df1", c->anova.df1);
    put_number(j, "df2", c->anova.df2);
    put_number(j, "F", c->anova.f);
    put_number(j, "p", c->anova.p);
    put_number(j, "eta2", c->anova.eta2);
    put_number(j, "welch_F", c->anova.welch_f);
    put_number(j, "welch_df2", c->anova.welch_df2);
    put_number(j, "welch_p", c->anova.welch_p);
    put_end(j);
}

static void two_groups(struct json *j, const char *key, const struct two_groups *t)
{
    if (!t) {
        put_null(j, key);
        return;
    }
    put_object(j, key);
    put_texts(j, "levels", t->level, 2);
    put_number(j, "welch_t", t->welch.t);
    put_number(j, "welch_df", t->welch.df);
    put_number(j, "welch_p", t->welch.p);
    put_pair(j, "ci", t->welch.limits.low, t->welch.limits.high);
    put_number(j, "student_t", t->student.t);
    put_number(j, "student_p", t->student.p);
    put_number(j, "wilcoxon_W", t->rank.statistic);
    put_number(j, "wilcoxon_p", t->rank.p);
    put_end(j);
}

static void multiple(struct json *j, const struct comparisons *c)
{
    const char *name[CROSSINGS];
    double p[CROSSINGS], holm[CROSSINGS], bh[CROSSINGS];
    size_t n = (size_t)c->crossings;

    for (size_t i = 0; i < n; i++) {
        name[i] = c->crossing[i].name;
        p[i] = c->crossing[i].test.pearson_p;
        holm[i] = c->crossing[i].holm;
        bh[i] = c->crossing[i].bh;
    }
    put_object(j, "multiple_testing");
    put_texts(j, "test", name, n);
    put_numbers(j, "p", p, n);
    put_numbers(j, "holm", holm, n);
    put_numbers(j, "bh", bh, n);
    put_end(j);
}

static void comparisons(struct json *j, const struct comparisons *c)
{
    put_text(j, "tests_group", c->by_scheme ? "scheme" : "sex");
    put_object(j, "tests");
    for (int i = 0; i < c->crossings; i++)
        crossing(j, &c->crossing[i]);
    put_end(j);
    put_object(j, "anova");
    for (int i = 0; i < ANOVAS; i++)
        means(j, c->anova_name[i], c->anova[i]);
    put_end(j);
    put_object(j, "ttest");
    for (int i = 0; i < T_TESTS; i++)
        two_groups(j, c->t_name[i], c->t[i]);
    put_end(j);
    multiple(j, c);
}

static void disclosure(struct json *j, const struct disclosure *d)
{
    put_object(j, "disclosure");
    put_texts(j, "rows", d->row, (size_t)d->rows);
    put_texts(j, "cols", d->col, (size_t)d->cols);
    by_column_integers(j, "n", d->n, d->rows, d->cols);
    put_array(j, "suppressed");
    for (int k = 0; k < d->cols; k++) {
        for (int i = 0; i < d->rows; i++)
            put_integer(j, NULL, d->suppressed[i * d->cols + k]);
    }
    put_end(j);
    put_end(j);
}

/* ---- the whole --------------------------------------------------------------------------------
 */

void outcome_json(const struct outcome *o, struct buf *out)
{
    struct json json, *j = &json;
    const struct record *r = &o->record;
    const struct job_times *t = &o->times;

    json_begin(j, out);
    put_object(j, NULL);
    put_object(j, "counts");
    put_integer(j, "n", o->cohort.n);
    put_integer(j, "job_month_records", r->records);
    put_integer(j, "person_job_months", r->person_job_months);
    put_integer(j, "outcome_rows", r->months);
    put_integer(j, "outcome_jobs", r->outcome_jobs);
    put_integer(j, "workers", r->workers);
    put_end(j);
    report_share(j, "ever", &o->ever);
    report_share(j, "trial_placement", &o->trial);
    shares(j, "ever_by_scheme", &o->ever_by_scheme);
    job_times(j, t);
    job_classes(j, o);
    put_object(j, "logrank");
    logrank(j, "scheme", t->by_scheme, t->scheme_n);
    logrank(j, "experience", t->by_experience, t->experience_n);
    logrank(j, "sex", t->by_sex, t->sex_n);
    put_end(j);
    curve(j, "curve", &o->curve);
    curves(j, "curve_by_scheme", &o->by_scheme);
    curves(j, "curve_by_experience", &o->by_experience);
    work(j, o);
    comparisons(j, &o->comparisons);
    report_models(j, o);
    report_time(j, o);
    report_programmes(j, o);
    disclosure(j, &o->disclosure);
    put_end(j);
    json_end(j);
    buf_ch(out, '\n');
}
