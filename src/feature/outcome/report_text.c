/* report_text.c: the report as tables for people to read: every figure with its counts.
 * Not: all numbers (report_json.c), pages (report_html.c, whose words and numbers these are).
 * Start at outcome_text(). */
#include "feature/outcome/report_html.h"

#include <math.h>

#include "base/utf8.h"
#include "core/codes.h"
#include "feature/outcome/block.h"

enum { LABEL = 44, NAME = 24, CELL = 10, COLUMN = 13, LIMITS = 18 }; /* widths */

/* ---- pieces -----------------------------------------------------------------------------------
 */

static void pad(struct report *r, int n)
{
    for (int i = 0; i < n; i++)
        buf_ch(r->out, ' ');
}

/* A word may come from a file: what would move the cursor does not get out. */
static void put(struct report *r, const char *words)
{
    for (const char *p = words; *p; p++)
        buf_ch(r->out, (unsigned char)*p < ' ' || *p == 0x7f ? ' ' : *p);
}

static void left(struct report *r, const char *words, int width)
{
    put(r, words);
    pad(r, width - (int)utf8_length(words));
}

static void right(struct report *r, const char *words, int width)
{
    pad(r, width - (int)utf8_length(words));
    put(r, words);
}

static void end(struct report *r)
{
    buf_ch(r->out, '\n');
}

static void label(struct report *r, const char *words, int width)
{
    pad(r, 2);
    left(r, words, width);
}

static void number(struct report *r, double x, int width, int decimals)
{
    right(r, report_number(r, x, decimals), width);
}

static void count(struct report *r, int64_t n, int width)
{
    right(r, report_count(r, n), width);
}

static void heading(struct report *r, const char *words)
{
    buf_fmt(r->out, "\n%s\n", words);
    for (size_t i = utf8_length(words); i; i--)
        buf_ch(r->out, '-');
    end(r);
}

static void sentence(struct report *r, const char *words)
{
    pad(r, 2);
    put(r, words);
    end(r);
}

#define FILL(id, one, two, three, four) text_fill(r->arena, r->lang, id, one, two, three, four)

/* The head of a table: texts, of which the first is above the labels; ends with TEXT_NONE. */
static void head(struct report *r, int width, const enum text_id *columns)
{
    label(r, text(r->lang, columns[0]), width);
    for (const enum text_id *c = columns + 1; *c; c++)
        right(r, text(r->lang, *c), *c == TEXT_outcome_limits ? LIMITS : COLUMN);
    end(r);
}

/* after: what is said behind the numbers, or NULL. */
static void share_line(struct report *r, const char *name, const struct share *s, const char *after)
{
    label(r, name, LABEL);
    right(r, FILL(TEXT_outcome_n_of_n, report_count(r, s->k), report_count(r, s->n), NULL, NULL),
          18);
    number(r, 100 * s->p, 8, 1);
    put(r, " %  (");
    put(r, report_limits(r, 100 * s->wilson.low, 100 * s->wilson.high, 1));
    put(r, ")");
    if (after) {
        put(r, "  ");
        put(r, after);
    }
    end(r);
}

static void summary_head(struct report *r, enum text_id first)
{
    static const char *const names[] = {"sd", "min", "q25", "q50", "q75", "max"};

    label(r, text(r->lang, first), LABEL);
    right(r, "n", 8);
    right(r, T(outcome_mean), 12);
    for (size_t i = 0; i < COUNT(names); i++)
        right(r, names[i], CELL);
    end(r);
}

static void summary_line(struct report *r, const char *name, const struct summary *s)
{
    const double x[] = {s->sd, s->min, s->q25, s->median, s->q75, s->max};

    label(r, name, LABEL);
    count(r, s->n, 8);
    number(r, s->mean, 12, 1);
    for (size_t i = 0; i < COUNT(x); i++)
        number(r, x[i], CELL, 1);
    end(r);
}

/* ---- work -------------------------------------------------------------------------------------
 */

static void counts(struct report *r)
{
    const struct outcome *o = r->o;
    const struct record_flags *f = &o->record.flags;

    put(r, FILL(TEXT_outcome_text_title, o->options.folder, report_count(r, o->cohort.window), NULL,
                NULL));
    end(r);
    heading(r, T(outcome_text_records));
    sentence(r, FILL(TEXT_outcome_text_people, report_count(r, o->cohort.n),
                     report_count(r, o->record.records),
                     report_count(r, o->record.person_job_months), NULL));
    sentence(r, FILL(TEXT_outcome_text_active, report_count(r, o->record.months),
                     report_count(r, o->record.outcome_jobs), report_count(r, o->record.workers),
                     NULL));
    sentence(r, FILL(TEXT_outcome_plain_left_out, report_count(r, f->running_at_start), NULL, NULL,
                     NULL));
    for (int i = 0; i < OUTCOME_FILES; i++)
        if (o->refused[i])
            sentence(r, FILL(TEXT_outcome_text_refused, outcome_file_name[i],
                             report_count(r, (int64_t)o->refused[i]), NULL, NULL));
    sentence(r, FILL(TEXT_outcome_text_odd, report_count(r, f->before_start),
                     report_count(r, f->no_contract), report_count(r, f->many_hours), NULL));
    sentence(r, FILL(TEXT_outcome_text_odd_wage, report_count(r, f->wage_per_hour),
                     report_count(r, f->start_differs), NULL, NULL));
}

static void found_work(struct report *r)
{
    const struct outcome *o = r->o;

    heading(r, arena_fmt(r->arena, "%s (%s)", T(outcome_work_heading), T(outcome_limits)));
    share_line(r, T(outcome_ever), &o->ever, NULL);
    for (int i = 0; i < o->ever_by_scheme.n; i++)
        share_line(r,
                   arena_fmt(r->arena, "%s, %s", T(outcome_ever),
                             report_level(r, GROUP_SCHEME, o->ever_by_scheme.of[i].name)),
                   &o->ever_by_scheme.of[i].share, NULL);
    share_line(r, T(outcome_trial), &o->trial, NULL);
}

static void logrank_line(struct report *r, enum text_id by, const struct logrank *l)
{
    if (!l)
        return;
    label(r, arena_fmt(r->arena, "%s: %s", T(outcome_text_logrank), text(r->lang, by)), LABEL);
    put(r, "chi2 ");
    number(r, l->chisq, 8, 3);
    buf_fmt(r->out, "  df %d  p %s\n", l->df, report_p(r, l->p_value));
}

static void time_to_job(struct report *r)
{
    static const enum text_id columns[] = {TEXT_outcome_days, TEXT_outcome_text_at_risk,
                                           TEXT_outcome_share, TEXT_outcome_limits, TEXT_NONE};
    const struct job_times *t = &r->o->times;

    heading(r, arena_fmt(r->arena, "%s (Kaplan-Meier)", T(outcome_days_heading)));
    head(r, CELL, columns);
    for (int i = 0; i < KM_DAYS; i++) {
        const struct km_point *p = &t->at[i];

        label(r, report_count(r, t->day[i]), CELL);
        count(r, p->at_risk, COLUMN);
        number(r, 100 * p->share, COLUMN, 1);
        right(r, report_limits(r, 100 * p->loglog.low, 100 * p->loglog.high, 1), LIMITS);
        end(r);
    }
    sentence(r, FILL(TEXT_outcome_text_quarter, report_number(r, t->q25, 0),
                     isfinite(t->median) ? report_number(r, t->median, 0) : T(outcome_not_reached),
                     NULL, NULL));
    sentence(r, FILL(TEXT_outcome_days_note, report_count(r, t->events), NULL, NULL, NULL));
    for (int i = 0; i < JOB_CLASSES; i++) {
        struct share s = block_share(t->class_n[i], t->events);

        share_line(r, t->class_label[i], &s, NULL);
    }
    struct share early = block_share(t->within_60, r->o->cohort.n);
    share_line(r, T(outcome_within_60), &early, NULL);
    logrank_line(r, TEXT_outcome_group_scheme, t->by_scheme);
    logrank_line(r, TEXT_outcome_group_experience, t->by_experience);
    logrank_line(r, TEXT_outcome_group_sex, t->by_sex);
}

static void month_by_month(struct report *r)
{
    static const enum text_id columns[] = {
        TEXT_outcome_month,      TEXT_outcome_observed,  TEXT_outcome_working,
        TEXT_outcome_text_now,   TEXT_outcome_text_ever, TEXT_outcome_first_jobs,
        TEXT_outcome_text_hours, TEXT_outcome_text_wage, TEXT_NONE};
    const struct curve *c = &r->o->curve;

    heading(r, T(outcome_text_months));
    head(r, 7, columns);
    for (int i = 0; i < c->months; i++) {
        label(r, report_count(r, i + 1), 7);
        count(r, c->observed[i], COLUMN);
        count(r, c->working[i], COLUMN);
        right(r, report_percent(r, c->prevalence[i], 1), COLUMN);
        right(r, report_percent(r, c->ever_km[i], 1), COLUMN);
        count(r, c->first_jobs[i], COLUMN);
        number(r, c->hours[i], COLUMN, 1);
        number(r, c->wage[i], COLUMN, 0);
        end(r);
    }
}

static void amount_of_work(struct report *r)
{
    const struct work_figures *w = &r->o->work;

    heading(r, T(outcome_amount_heading));
    sentence(r, T(outcome_amount_note));
    summary_head(r, TEXT_outcome_value);
    summary_line(r, T(outcome_months_worked), &w->months);
    summary_line(r, T(outcome_longest), &w->longest);
    summary_line(r, T(outcome_jobs), &w->jobs);
    summary_line(r, T(outcome_hours), &w->hours);
    summary_line(r, T(outcome_wage), &w->wage);
    summary_line(r, T(outcome_ratio_months), &w->ratio_of_months);
    summary_line(r, T(outcome_ratio_sums), &w->ratio_of_sums);
    summary_line(r, T(outcome_job_spell), &w->job_spell);
    summary_line(r, T(outcome_work_spell), &w->employment_spell);
    sentence(r, FILL(TEXT_outcome_hour_wage, report_number(r, w->hourly_wage, 2),
                     report_number(r, w->hours_week, 1), NULL, NULL));
}

static void kind_of_work(struct report *r)
{
    const struct work_figures *w = &r->o->work;

    heading(r, T(outcome_jobs_heading));
    sentence(r, FILL(TEXT_outcome_jobs_note, report_count(r, r->o->record.outcome_jobs), NULL, NULL,
                     NULL));
    for (int i = 0; i < w->contract.n; i++)
        share_line(r, report_contract(r, w->contract.of[i].name), &w->contract.of[i].share, NULL);
    share_line(r, T(outcome_permanent), &w->permanent, NULL);
    for (int i = 0; i < w->sector.n; i++) {
        const char *code = w->sector.of[i].name;
        bool known = codes_known("sbi2008_sections", code);

        share_line(r, arena_fmt(r->arena, "%s %s", T(outcome_sector), code), &w->sector.of[i].share,
                   known ? codes_label("sbi2008_sections", r->lang, code) : NULL);
    }
}

static void status(struct report *r)
{
    static const enum text_id columns[] = {TEXT_outcome_month, TEXT_outcome_same,
                                           TEXT_outcome_other, TEXT_outcome_stopped, TEXT_NONE};
    const struct work_figures *w = &r->o->work;
    struct share same = block_share(w->end.same, w->workers);
    struct share other = block_share(w->end.other, w->workers);
    struct share stopped = block_share(w->end.stopped, w->workers);
    struct share working = block_share(w->end.same + w->end.other, r->o->cohort.n);

    heading(r, T(outcome_status_heading));
    sentence(r, T(outcome_status_note));
    label(r, text(r->lang, columns[0]), 7);
    for (const enum text_id *c = columns + 1; *c; c++)
        right(r, text(r->lang, *c), 14);
    end(r);
    for (int i = 0; i < w->quarters; i++) {
        label(r, report_count(r, 3 * (i + 1)), 7);
        count(r, w->quarter[i].same, 14);
        count(r, w->quarter[i].other, 14);
        count(r, w->quarter[i].stopped, 14);
        end(r);
    }
    sentence(r, arena_fmt(r->arena, "%s:", T(outcome_last_month)));
    share_line(r, T(outcome_same), &same, NULL);
    share_line(r, T(outcome_other), &other, NULL);
    share_line(r, T(outcome_stopped), &stopped, NULL);
    share_line(r, T(outcome_working_end), &working, NULL);
}

/* ---- comparisons and models -------------------------------------------------------------------
 */

static void tables(struct report *r, const struct comparisons *c)
{
    static const char *const columns[] = {"df", "p", "Fisher p", "Holm", "BH"};

    sentence(r, FILL(TEXT_outcome_text_tests, report_count(r, c->crossings), NULL, NULL, NULL));
    label(r, T(outcome_who), NAME);
    right(r, "chi2", CELL);
    for (size_t i = 0; i < COUNT(columns); i++)
        right(r, columns[i], i ? CELL : 5);
    end(r);
    for (int i = 0; i < c->crossings; i++) {
        const struct crossing *x = &c->crossing[i];
        const double p[] = {x->test.pearson_p, x->fisher_p, x->holm, x->bh};

        put(r, x->test.small ? "* " : "  ");
        left(r, report_test(r, x->name), NAME);
        number(r, x->test.pearson, CELL, 3);
        count(r, x->test.df, 5);
        for (size_t k = 0; k < COUNT(p); k++)
            right(r, report_p(r, p[k]), CELL);
        if (x->drawn)
            put(r, arena_fmt(r->arena, "  %s",
                             FILL(TEXT_outcome_text_drawn, report_count(r, x->drawn),
                                  report_count(r, FISHER_SEED), NULL, NULL)));
        end(r);
    }
}

static void means(struct report *r, const struct comparison *m, enum text_id what,
                  enum person_group by)
{
    if (!m)
        return;
    label(r, arena_fmt(r->arena, "%s, %s", text(r->lang, what), text(r->lang, report_group(by))),
          0);
    buf_fmt(r->out, ": F %s, p %s\n", report_number(r, m->anova.f, 3), report_p(r, m->anova.p));
    for (int k = 0; k < m->groups; k++) {
        pad(r, 2);
        label(r, report_level(r, by, m->level[k]), NAME);
        put(r, "n");
        count(r, m->moments[k].n, 8);
        put(r, arena_fmt(r->arena, "  %s", T(outcome_mean)));
        number(r, m->moments[k].mean, CELL, 2);
        put(r, "  sd");
        number(r, desc_sd(m->moments[k]), CELL, 2);
        end(r);
    }
}

static void comparisons(struct report *r)
{
    const struct comparisons *c = &r->o->comparisons;
    enum person_group by = c->by_scheme ? GROUP_SCHEME : GROUP_SEX;

    heading(r, arena_fmt(r->arena, "%s: %s", T(outcome_tests_heading),
                         text(r->lang, report_group(by))));
    tables(r, c);
    means(r, c->anova[0], TEXT_outcome_group_age, by);
    means(r, c->anova[1], TEXT_outcome_group_age, GROUP_EDUCATION);
    means(r, c->anova[2], TEXT_outcome_group_experience, by);
}

static void term_head(struct report *r, enum text_id ratio)
{
    label(r, T(outcome_who), LABEL);
    right(r, text(r->lang, ratio), 14);
    right(r, T(outcome_limits), 18);
    right(r, "p", CELL);
    end(r);
}

static void term_line(struct report *r, const char *term, double ratio, double low, double high,
                      double p)
{
    label(r, report_term(r, term), LABEL);
    number(r, ratio, 14, 3);
    right(r, report_limits(r, low, high, 3), 18);
    right(r, report_p(r, p), CELL);
    end(r);
}

static void odds(struct report *r)
{
    const struct models *m = &r->o->models;
    const struct logistic_fit *f = m->logistic;

    if (!f)
        return;
    heading(r, arena_fmt(r->arena, "%s (%s)", T(outcome_model_heading),
                         m->profile ? T(outcome_limits_profile) : T(outcome_limits_wald)));
    sentence(r, FILL(TEXT_outcome_text_cases, report_count(r, m->cases),
                     report_count(r, m->dropped), NULL, NULL));
    if (f->few_events)
        sentence(r, T(outcome_model_few));
    term_head(r, TEXT_outcome_odds);
    for (int i = 1; i < m->columns; i++)
        term_line(r, m->term[i], f->or_[i], m->profile ? exp(m->profile[i].low) : f->wald_low[i],
                  m->profile ? exp(m->profile[i].high) : f->wald_high[i], f->p_value[i]);
    sentence(r, arena_fmt(r->arena, "AUC %s, Brier %s, McFadden %s", report_number(r, m->auc, 3),
                          report_number(r, m->brier, 3), report_number(r, f->mcfadden, 3)));
}

static void hazards(struct report *r)
{
    const struct models *m = &r->o->models;

    if (!m->cox)
        return;
    heading(r, T(outcome_cox_heading));
    term_head(r, TEXT_outcome_hazard);
    for (int i = 0; i < m->columns - 1; i++)
        term_line(r, m->term[i + 1], m->cox->hr[i], m->cox->low[i], m->cox->high[i],
                  m->cox->p_value[i]);
    sentence(r, FILL(TEXT_outcome_text_concordance, report_number(r, m->concordance, 3),
                     m->proportional ? report_p(r, m->proportional->p_value[m->columns - 1]) : "–",
                     NULL, NULL));
}

static void phase_rows(struct report *r, enum text_id what, const struct phase_block *b)
{
    static const enum text_id period[PERIODS] = {TEXT_outcome_period_1, TEXT_outcome_period_2,
                                                 TEXT_outcome_period_3};

    if (!b->good)
        return;
    for (int i = 0; i < PERIODS; i++) {
        label(r, arena_fmt(r->arena, "%s, %s", text(r->lang, what), text(r->lang, period[i])),
              LABEL);
        count(r, b->events_period[i], COLUMN);
        number(r, b->result.person_months[i], COLUMN, 1);
        number(r, b->result.ratio[i], COLUMN, 2);
        right(r, report_limits(r, b->result.limits[i].low, b->result.limits[i].high, 2), LIMITS);
        end(r);
    }
}

static void phases(struct report *r)
{
    static const enum text_id columns[] = {TEXT_outcome_period,   TEXT_outcome_actual,
                                           TEXT_outcome_expected, TEXT_outcome_text_ratio,
                                           TEXT_outcome_limits,   TEXT_NONE};

    heading(r, T(outcome_phases_heading));
    head(r, LABEL, columns);
    phase_rows(r, TEXT_outcome_starts, &r->o->starts);
    phase_rows(r, TEXT_outcome_stops, &r->o->stops);
}

/* ---- time, fidelity, programmes ---------------------------------------------------------------
 */

static void efforts(struct report *r)
{
    static const enum text_id name[] = {TEXT_outcome_act_1, TEXT_outcome_act_2, TEXT_outcome_act_3,
                                        TEXT_outcome_act_4, TEXT_outcome_act_5, TEXT_outcome_total};
    const struct efforts *e = r->o->efforts;

    if (!e)
        return;
    heading(r, T(outcome_time_heading));
    sentence(r, FILL(TEXT_outcome_time_note, report_count(r, e->persons), NULL, NULL, NULL));
    summary_head(r, TEXT_outcome_activity);
    for (int i = 0; i <= ACTIVITIES; i++)
        summary_line(r, text(r->lang, name[i]), &e->activity[i].person);
    for (int k = 0; k < PHASES; k++) {
        const char *from = report_count(r, 6 * k + 1), *to = report_count(r, 6 * (k + 1));
        const char *phase = k < PHASES - 1 ? FILL(TEXT_outcome_months_from_to, from, to, NULL, NULL)
                                           : FILL(TEXT_outcome_months_from, from, NULL, NULL, NULL);

        summary_line(r, arena_fmt(r->arena, "%s, %s", T(outcome_total), phase),
                     &e->activity[ACTIVITIES].person_phase[k]);
    }
}

static void fidelity(struct report *r)
{
    static const enum text_id band[] = {TEXT_outcome_band_1, TEXT_outcome_band_2,
                                        TEXT_outcome_band_3, TEXT_outcome_band_4};
    const struct fidelity_figures *f = r->o->fidelity;

    if (!f)
        return;
    heading(r, T(outcome_fidelity_heading));
    sentence(r, FILL(TEXT_outcome_fidelity_mean, report_number(r, f->mean_prorated[0], 2),
                     report_number(r, f->mean_prorated[1], 2), NULL, NULL));
    for (size_t i = 0; i < COUNT(band); i++) {
        label(r, arena_fmt(r->arena, "%s: %s", T(outcome_band), text(r->lang, band[i])), LABEL);
        count(r, f->band[i], CELL);
        end(r);
    }
    if (f->agreement)
        sentence(r, FILL(TEXT_outcome_fidelity_agreement, report_percent(r, f->agreement->exact, 1),
                         report_number(r, f->agreement->quadratic, 3), NULL, NULL));
    if (f->icc)
        sentence(r, arena_fmt(r->arena, "ICC(2,1) %s", report_number(r, f->icc->icc2_1, 3)));
    if (f->pearson)
        sentence(r,
                 FILL(TEXT_outcome_fidelity_corr, report_count(r, f->programmes),
                      report_number(r, f->pearson->r, 2),
                      report_limits(r, f->pearson->limits.low, f->pearson->limits.high, 2), NULL));
}

static void programmes(struct report *r)
{
    static const enum text_id columns[] = {TEXT_outcome_programme,  TEXT_outcome_n,
                                           TEXT_outcome_found,      TEXT_outcome_share,
                                           TEXT_outcome_text_ratio, TEXT_NONE};
    const struct funnel_block *b = &r->o->funnel;
    const struct models *m = &r->o->models;

    if (!b->funnel)
        return;
    heading(r, report_programmes_title(r));
    sentence(r, FILL(TEXT_outcome_programmes_note, report_count(r, b->funnel->outside_wide998),
                     NULL, NULL, NULL));
    if (b->funnel->overdispersed)
        sentence(r, FILL(TEXT_outcome_programmes_wider, report_number(r, b->funnel->phi, 2),
                         report_number(r, b->funnel->widened, 2), NULL, NULL));
    label(r, text(r->lang, columns[0]), NAME);
    for (const enum text_id *c = columns + 1; *c; c++)
        right(r, text(r->lang, *c), COLUMN);
    right(r, T(outcome_text_chance), 20);
    end(r);
    for (int i = 0, k = 0; i < b->programmes; i++) {
        bool modelled = m->logistic && k < m->programmes && m->programme[k] == i;

        label(r, r->o->cohort.programme[i], NAME);
        count(r, b->n[i], COLUMN);
        count(r, b->ever[i], COLUMN);
        right(r, report_percent(r, (double)b->ever[i] / (double)b->n[i], 1), COLUMN);
        number(r, modelled ? (double)m->observed[k] / m->expected[k] : NAN, COLUMN, 2);
        right(r,
              report_limits(r, 100 * b->funnel->wide95[i].low, 100 * b->funnel->wide95[i].high, 1),
              20);
        end(r);
        k += modelled;
    }
}

static void questionnaire(struct report *r)
{
    const struct change *c = r->o->questionnaire;

    if (!c)
        return;
    struct share better = block_share(c->fallen, c->n_pairs);
    struct share worse = block_share(c->risen, c->n_pairs);
    heading(r, T(outcome_survey_heading));
    sentence(r, FILL(TEXT_outcome_survey_note, report_count(r, c->n_base),
                     report_count(r, c->n_pairs), report_number(r, c->mean_change, 2),
                     report_limits(r, c->interval.low, c->interval.high, 2)));
    share_line(r, T(outcome_better), &better, NULL);
    share_line(r, T(outcome_worse), &worse, NULL);
}

static void meta(struct report *r)
{
    const struct meta_block *m = &r->o->meta;

    if (!m->good)
        return;
    heading(r, T(outcome_meta_heading));
    sentence(r, FILL(TEXT_outcome_meta_note, report_count(r, m->studies),
                     report_number(r, exp(m->hksj.estimate), 2),
                     report_limits(r, exp(m->hksj.low), exp(m->hksj.high), 2), NULL));
}

void outcome_text(const struct outcome *o, enum lang lang, struct buf *out)
{
    struct report report = {o, out, arena_new(), lang}, *r = &report;

    counts(r);
    found_work(r);
    time_to_job(r);
    month_by_month(r);
    amount_of_work(r);
    kind_of_work(r);
    status(r);
    comparisons(r);
    odds(r);
    hazards(r);
    phases(r);
    efforts(r);
    fidelity(r);
    programmes(r);
    questionnaire(r);
    meta(r);
    if (o->refusals.len) {
        heading(r, T(outcome_refusals_heading));
        buf_str(out, o->refusals.at);
    }
    end(r);
    put(r, T(outcome_plain_no_control));
    end(r);
    arena_free(report.arena);
}
