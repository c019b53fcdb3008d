/* report_text.c: the report as tables for people to read: every figure with its counts.
 * Not: all numbers (report_json.c), pages.
 * Start at outcome_text(). */
#include "feature/outcome/block.h"

#include <math.h>

#include "stat/round.h"

static void title(struct buf *out, const char *text)
{
    buf_fmt(out, "\n%s\n", text);
    for (size_t i = 0; text[i]; i++)
        buf_ch(out, '-');
    buf_ch(out, '\n');
}

/* A number in `width` places, rounded as people do it; a dash when there is none. */
static void number(struct buf *out, double x, int width, int decimals)
{
    if (isfinite(x))
        buf_fmt(out, "%*.*f", width, decimals, round_decimal(x, decimals));
    else
        buf_fmt(out, "%*s", width, "-");
}

static void p_value(struct buf *out, double p)
{
    if (p < 0.0001)
        buf_fmt(out, "%10s", "<0.0001");
    else
        number(out, p, 10, 4);
}

static void share_line(struct buf *out, const char *name, const struct share *s)
{
    buf_fmt(out, "  %-22s %7" PRId64 " of %7" PRId64, name, s->k, s->n);
    number(out, 100 * s->p, 8, 1);
    buf_str(out, " %  (");
    number(out, 100 * s->wilson.low, 0, 1);
    buf_str(out, " to ");
    number(out, 100 * s->wilson.high, 0, 1);
    buf_str(out, ")\n");
}

static void share_lines(struct buf *out, const struct shares *s)
{
    for (int i = 0; i < s->n; i++)
        share_line(out, s->of[i].name, &s->of[i].share);
}

static void summary_head(struct buf *out)
{
    buf_fmt(out, "  %-28s %9s %9s %9s %9s %9s %9s %9s %9s\n", "", "n", "mean", "sd", "min", "q25",
            "median", "q75", "max");
}

static void summary_line(struct buf *out, const char *name, const struct summary *s)
{
    const double x[] = {s->mean, s->sd, s->min, s->q25, s->median, s->q75, s->max};

    buf_fmt(out, "  %-28s %9" PRId64, name, s->n);
    for (size_t i = 0; i < COUNT(x); i++) {
        buf_ch(out, ' ');
        number(out, x[i], 9, 1);
    }
    buf_ch(out, '\n');
}

/* ---- work -------------------------------------------------------------------------------------
 */

static void counts(struct buf *out, const struct outcome *o)
{
    const struct record_flags *f = &o->record.flags;

    buf_fmt(out, "Outcomes of %s, window %d months\n", o->options.folder, o->cohort.window);
    title(out, "Records");
    buf_fmt(out,
            "  %" PRId64 " participants, %" PRId64 " job records, %" PRId64 " job-months\n"
            "  %" PRId64 " active months of %" PRId64 " jobs of %" PRId64 " workers in the window\n"
            "  %" PRId64 " jobs that ran at the start of the trajectory are not counted\n",
            o->cohort.n, o->record.records, o->record.person_job_months, o->record.months,
            o->record.outcome_jobs, o->record.workers, f->running_at_start);
    buf_fmt(out,
            "  used but worth a look: before the job start %" PRId64 ", no contract hours %" PRId64
            ", over 300 hours %" PRId64 ",\n"
            "  wage per hour under 3 or over 100 euro %" PRId64 ", other start or contract %" PRId64
            "\n",
            f->before_start, f->no_contract, f->many_hours, f->wage_per_hour, f->start_differs);
}

static void found_work(struct buf *out, const struct outcome *o)
{
    const struct job_times *t = &o->times;

    title(out, "Found work (95% limits of Wilson)");
    share_line(out, "all", &o->ever);
    share_lines(out, &o->ever_by_scheme);
    share_line(out, "trial placement", &o->trial);
    title(out, "Time to the first job (Kaplan-Meier; log-log limits)");
    buf_fmt(out, "  %6s %9s %9s %9s %9s\n", "day", "at risk", "% found", "from", "to");
    for (int i = 0; i < KM_DAYS; i++) {
        const struct km_point *p = &t->at[i];

        buf_fmt(out, "  %6d %9" PRId64, t->day[i], p->at_risk);
        number(out, 100 * p->share, 10, 1);
        number(out, 100 * p->loglog.low, 10, 1);
        number(out, 100 * p->loglog.high, 10, 1);
        buf_ch(out, '\n');
    }
    buf_str(out, "  days until a quarter found work: ");
    number(out, t->q25, 0, 0);
    buf_str(out, "; until half did: ");
    number(out, t->median, 0, 0);
    buf_str(out, "\n  days to the job, of those who found one:\n");
    for (int i = 0; i < JOB_CLASSES; i++) {
        struct share s = block_share(t->class_n[i], t->events);

        share_line(out, t->class_label[i], &s);
    }
    struct share early = block_share(t->within_60, o->cohort.n);
    share_line(out, "within 60, of all", &early);
}

static void logrank_line(struct buf *out, const char *name, const struct logrank *l)
{
    if (!l)
        return;
    buf_fmt(out, "  log-rank by %-14s chi2 ", name);
    number(out, l->chisq, 8, 3);
    buf_fmt(out, "  df %d  p", l->df);
    p_value(out, l->p_value);
    buf_ch(out, '\n');
}

static void month_by_month(struct buf *out, const struct curve *c)
{
    title(out, "Month by month");
    buf_fmt(out, "  %5s %9s %9s %9s %11s %11s %9s %9s\n", "month", "observed", "working",
            "% working", "% ever (KM)", "first jobs", "hours", "wage");
    for (int i = 0; i < c->months; i++) {
        buf_fmt(out, "  %5d %9" PRId64 " %9" PRId64, i + 1, c->observed[i], c->working[i]);
        number(out, 100 * c->prevalence[i], 10, 1);
        number(out, 100 * c->ever_km[i], 12, 1);
        buf_fmt(out, " %11" PRId64, c->first_jobs[i]);
        number(out, c->hours[i], 10, 1);
        number(out, c->wage[i], 10, 0);
        buf_ch(out, '\n');
    }
}

static void amount_of_work(struct buf *out, const struct work_figures *w)
{
    title(out, "Amount of work, of workers");
    summary_head(out);
    summary_line(out, "months worked", &w->months);
    summary_line(out, "longest job (months)", &w->longest);
    summary_line(out, "jobs", &w->jobs);
    summary_line(out, "hours a month", &w->hours);
    summary_line(out, "wage a month (euro)", &w->wage);
    summary_line(out, "worked/contract, months (%)", &w->ratio_of_months);
    summary_line(out, "worked/contract, sums (%)", &w->ratio_of_sums);
    summary_line(out, "job spells (months)", &w->job_spell);
    summary_line(out, "work spells (months)", &w->employment_spell);
    buf_str(out, "  euro an hour (ratio of sums) ");
    number(out, w->hourly_wage, 0, 2);
    buf_str(out, "; hours a week ");
    number(out, w->hours_week, 0, 1);
    buf_ch(out, '\n');
    title(out, "Jobs: contract, permanent, sector (jobs of one person are not independent)");
    share_lines(out, &w->contract);
    share_line(out, "permanent", &w->permanent);
    share_lines(out, &w->sector);
}

static void status(struct buf *out, const struct outcome *o)
{
    const struct work_figures *w = &o->work;
    struct share same = block_share(w->end.same, w->workers);
    struct share other = block_share(w->end.other, w->workers);
    struct share stopped = block_share(w->end.stopped, w->workers);
    struct share working = block_share(w->end.same + w->end.other, o->cohort.n);

    title(out, "Status, of those who had found work");
    buf_fmt(out, "  %5s %9s %9s %9s %9s\n", "month", "same job", "other job", "stopped", "n");
    for (int i = 0; i < w->quarters; i++) {
        const struct job_status *s = &w->quarter[i];

        buf_fmt(out, "  %5d %9" PRId64 " %9" PRId64 " %9" PRId64 " %9" PRId64 "\n", 3 * (i + 1),
                s->same, s->other, s->stopped, s->same + s->other + s->stopped);
    }
    buf_str(out, "  in the last observed month:\n");
    share_line(out, "same job", &same);
    share_line(out, "other job", &other);
    share_line(out, "stopped", &stopped);
    share_line(out, "working, of all", &working);
}

/* ---- comparisons and models -------------------------------------------------------------------
 */

static void comparisons(struct buf *out, const struct comparisons *c)
{
    title(out, c->by_scheme ? "Compared by scheme" : "Compared by sex");
    buf_fmt(out, "  %d tests on tables (Pearson, no correction; * small numbers: use Fisher)\n",
            c->crossings);
    buf_fmt(out, "  %-14s %10s %4s %9s %9s %9s %9s\n", "", "chi2", "df", "p", "Fisher p", "Holm",
            "BH");
    for (int i = 0; i < c->crossings; i++) {
        const struct crossing *x = &c->crossing[i];

        buf_fmt(out, "%c %-14s", x->test.small ? '*' : ' ', x->name);
        number(out, x->test.pearson, 11, 3);
        buf_fmt(out, " %4d", x->test.df);
        p_value(out, x->test.pearson_p);
        p_value(out, x->fisher_p);
        p_value(out, x->holm);
        p_value(out, x->bh);
        buf_ch(out, '\n');
    }
    for (int i = 0; i < ANOVAS; i++) {
        const struct comparison *m = c->anova[i];

        if (!m)
            continue;
        buf_fmt(out, "  %s: F ", m->name);
        number(out, m->anova.f, 0, 3);
        buf_str(out, ", p");
        p_value(out, m->anova.p);
        buf_ch(out, '\n');
        for (int k = 0; k < m->groups; k++) {
            buf_fmt(out, "    %-20s n %7" PRId64 "  mean", m->level[k], m->moments[k].n);
            number(out, m->moments[k].mean, 9, 2);
            buf_str(out, "  sd");
            number(out, desc_sd(m->moments[k]), 9, 2);
            buf_ch(out, '\n');
        }
    }
}

static void term_line(struct buf *out, const char *term, double estimate, double low, double high,
                      double p)
{
    buf_fmt(out, "  %-24s", term);
    number(out, estimate, 9, 3);
    number(out, low, 9, 3);
    number(out, high, 9, 3);
    p_value(out, p);
    buf_ch(out, '\n');
}

static void models(struct buf *out, const struct models *m)
{
    if (m->logistic) {
        const struct logistic_fit *f = m->logistic;

        title(out, "Who finds work: logistic regression (odds ratios, 95% limits)");
        buf_fmt(out, "  %" PRId64 " complete cases, %" PRId64 " left out; limits: %s\n", m->cases,
                m->dropped, m->profile ? "profile" : "Wald");
        if (f->few_events)
            buf_str(out, "  fewer than 10 events per term: read with care\n");
        for (int i = 1; i < m->columns; i++)
            term_line(out, m->term[i], f->or_[i],
                      m->profile ? exp(m->profile[i].low) : f->wald_low[i],
                      m->profile ? exp(m->profile[i].high) : f->wald_high[i], f->p_value[i]);
        buf_str(out, "  AUC ");
        number(out, m->auc, 0, 3);
        buf_str(out, ", Brier ");
        number(out, m->brier, 0, 3);
        buf_str(out, ", McFadden ");
        number(out, f->mcfadden, 0, 3);
        buf_ch(out, '\n');
    }
    if (m->cox) {
        title(out, "When: Cox regression (hazard ratios, 95% limits)");
        for (int i = 0; i < m->columns - 1; i++)
            term_line(out, m->term[i + 1], m->cox->hr[i], m->cox->low[i], m->cox->high[i],
                      m->cox->p_value[i]);
        buf_str(out, "  concordance ");
        number(out, m->concordance, 0, 3);
        if (m->proportional) {
            buf_str(out, "; proportional hazards p");
            p_value(out, m->proportional->p_value[m->columns - 1]);
        }
        buf_ch(out, '\n');
    }
}

static void phases(struct buf *out, const char *name, const struct phase_block *b)
{
    static const char *const period[PERIODS] = {"Nov 2019-Feb 2020", "Mar 2020-Dec 2020",
                                                "Jan 2021-May 2021"};

    if (!b->good)
        return;
    buf_fmt(out, "  %-20s %9s %9s %9s %9s %9s\n", name, "observed", "expected", "ratio", "from",
            "to");
    for (int i = 0; i < PERIODS; i++) {
        buf_fmt(out, "  %-20s %9" PRId64, period[i], b->events_period[i]);
        number(out, b->result.person_months[i], 10, 1);
        number(out, b->result.ratio[i], 10, 2);
        number(out, b->result.limits[i].low, 10, 2);
        number(out, b->result.limits[i].high, 10, 2);
        buf_ch(out, '\n');
    }
}

/* ---- time, fidelity, programmes ---------------------------------------------------------------
 */

static void efforts(struct buf *out, const struct efforts *e)
{
    static const char *const name[] = {"activity 1", "activity 2", "activity 3",
                                       "activity 4", "activity 5", "total"};

    if (!e)
        return;
    title(out, "Time registered: minutes a month, means per person");
    summary_head(out);
    for (int i = 0; i <= ACTIVITIES; i++)
        summary_line(out, name[i], &e->activity[i].person);
    for (int k = 0; k < PHASES; k++) {
        static const char *const phase[] = {"total, months 1-6", "total, months 7-12",
                                            "total, months 13-18", "total, from month 19"};

        summary_line(out, phase[k], &e->activity[ACTIVITIES].person_phase[k]);
    }
}

static void fidelity(struct buf *out, const struct fidelity_figures *f)
{
    static const char *const band[] = {"no IPS", "fair", "good", "exemplary"};

    if (!f)
        return;
    title(out, "Model fidelity");
    buf_str(out, "  mean total, wave 1 and 2: ");
    number(out, f->mean_prorated[0], 0, 2);
    buf_str(out, " and ");
    number(out, f->mean_prorated[1], 0, 2);
    buf_str(out, "\n  wave 2:");
    for (int i = 0; i < 4; i++)
        buf_fmt(out, " %s %" PRId64 "%s", band[i], f->band[i], i < 3 ? "," : "\n");
    if (f->agreement) {
        buf_str(out, "  raters: exact agreement ");
        number(out, 100 * f->agreement->exact, 0, 1);
        buf_str(out, " %, quadratic kappa ");
        number(out, f->agreement->quadratic, 0, 3);
        if (f->icc) {
            buf_str(out, ", ICC(2,1) of totals ");
            number(out, f->icc->icc2_1, 0, 3);
        }
        buf_ch(out, '\n');
    }
    if (f->pearson) {
        buf_fmt(out, "  fidelity and found work over %d programmes: r ", f->programmes);
        number(out, f->pearson->r, 0, 2);
        buf_str(out, " (");
        number(out, f->pearson->limits.low, 0, 2);
        buf_str(out, " to ");
        number(out, f->pearson->limits.high, 0, 2);
        buf_str(out, ")\n");
    }
}

static void programmes(struct buf *out, const struct outcome *o)
{
    const struct funnel_block *b = &o->funnel;
    const struct models *m = &o->models;

    if (!b->funnel)
        return;
    title(out, "Programmes (no ranking: inside the limits is no difference)");
    buf_fmt(out, "  %-12s %7s %7s %9s %9s %9s %10s\n", "programme", "n", "found", "%", "95% from",
            "to", "obs/exp");
    for (int i = 0, k = 0; i < b->programmes; i++) {
        buf_fmt(out, "  %-12s %7" PRId64 " %7" PRId64, o->cohort.programme[i], b->n[i], b->ever[i]);
        number(out, 100.0 * (double)b->ever[i] / (double)b->n[i], 10, 1);
        number(out, 100 * b->funnel->wide95[i].low, 10, 1);
        number(out, 100 * b->funnel->wide95[i].high, 10, 1);
        if (m->logistic && k < m->programmes && m->programme[k] == i) {
            number(out, (double)m->observed[k] / m->expected[k], 11, 2);
            k++;
        }
        buf_ch(out, '\n');
    }
    if (b->funnel->overdispersed)
        buf_fmt(out,
                "  the programmes differ more than by chance (phi %.2f): limits are %.2f times as "
                "wide\n",
                b->funnel->phi, b->funnel->widened);
    buf_fmt(out, "  outside the 99.8%% limits: %d\n", b->funnel->outside_wide998);
}

static void questionnaire(struct buf *out, const struct change *c)
{
    if (!c)
        return;
    struct share better = block_share(c->fallen, c->n_pairs);
    struct share worse = block_share(c->risen, c->n_pairs);
    title(out, "Questionnaire (lower is better)");
    buf_fmt(out, "  %" PRId64 " with a first score, %" PRId64 " with both; mean change ", c->n_base,
            c->n_pairs);
    number(out, c->mean_change, 0, 2);
    buf_str(out, " (");
    number(out, c->interval.low, 0, 2);
    buf_str(out, " to ");
    number(out, c->interval.high, 0, 2);
    buf_str(out, "), p");
    p_value(out, c->p_value);
    buf_ch(out, '\n');
    share_line(out, "reliably better", &better);
    share_line(out, "reliably worse", &worse);
}

static void meta(struct buf *out, const struct meta_block *m)
{
    if (!m->good)
        return;
    title(out, "Published trials: risk ratio of finding work");
    buf_fmt(out, "  %d trials, Hartung-Knapp: ", m->studies);
    number(out, exp(m->hksj.estimate), 0, 2);
    buf_str(out, " (");
    number(out, exp(m->hksj.low), 0, 2);
    buf_str(out, " to ");
    number(out, exp(m->hksj.high), 0, 2);
    buf_str(out, ")\n");
}

void outcome_text(const struct outcome *o, struct buf *out)
{
    counts(out, o);
    found_work(out, o);
    logrank_line(out, "scheme", o->times.by_scheme);
    logrank_line(out, "experience", o->times.by_experience);
    logrank_line(out, "sex", o->times.by_sex);
    month_by_month(out, &o->curve);
    amount_of_work(out, &o->work);
    status(out, o);
    comparisons(out, &o->comparisons);
    models(out, &o->models);
    title(out, "Starts and stops of work against the phase of the trajectories");
    phases(out, "starts", &o->starts);
    phases(out, "stops", &o->stops);
    efforts(out, o->efforts);
    fidelity(out, o->fidelity);
    programmes(out, o);
    questionnaire(out, o->questionnaire);
    meta(out, &o->meta);
    if (o->refusals.len) {
        title(out, "Not computed, and why");
        buf_str(out, o->refusals.at);
    }
    buf_str(out,
            "\nThere is no control group: these figures describe, they do not show an effect.\n");
}
