/* report_html_more.c: the report as a page, second half: comparisons, regressions, phases, time,
 * fidelity, programmes, questionnaire, trials, method.
 * Not: who took part, and their work (report_html.c).
 * Start at report_html_models(). */
#include "feature/outcome/report_html.h"

#include <math.h>

#include "feature/outcome/block.h"
#include "html/chart.h"

/* ---- comparisons -------------------------------------------------------------------------------
 */

static const enum text_id test_words[] = {TEXT_outcome_test_same, TEXT_outcome_test_maybe,
                                          TEXT_outcome_test_differs};

const char *report_test(struct report *r, const char *name)
{
    static const struct {
        const char *name;
        enum person_group group;
    } known[] = {
        {"sex", GROUP_SEX},         {"married", GROUP_MARRIED},       {"age_class", GROUP_AGE},
        {"young", GROUP_YOUNG},     {"education", GROUP_EDUCATION},   {"diagnosis", GROUP_DIAG},
        {"benefit", GROUP_BENEFIT}, {"experience", GROUP_EXPERIENCE}, {"trial", GROUP_TRIAL},
        {"ever", GROUP_EVER}};

    for (size_t i = 0; i < COUNT(known); i++)
        if (!strcmp(known[i].name, name))
            return text(r->lang, report_group(known[i].group));
    return name;
}

static void test_row(struct report *r, const struct crossing *x)
{
    int verdict = x->p < 0.05 ? (x->p_holm < 0.05 ? 2 : 1) : 0;

    report_row(r, report_test(r, x->name));
    report_cell(r, report_p(r, x->p));
    report_cell(r, report_p(r, x->p_holm));
    html(r->out, "<td>%s", text(r->lang, test_words[verdict]));
    if (x->exact)
        html(r->out, " <span class=\"muted\">%s</span>", T(outcome_small));
    html(r->out, "</td></tr>");
}

static void comparisons(struct report *r)
{
    const struct comparisons *c = &r->o->comparisons;

    if (!c->crossings)
        return;
    report_card(r, TEXT_outcome_tests_heading);
    html(r->out, "<p class=\"muted\">%s %s</p>",
         text_fill(r->arena, r->lang,
                   c->by_scheme ? TEXT_outcome_tests_scheme : TEXT_outcome_tests_sex,
                   report_count(r, c->crossings), NULL, NULL, NULL),
         T(outcome_tests_note));
    html(r->out,
         "<div class=\"scroll\"><table class=\"data\"><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "<th scope=\"col\">%s</th></tr></thead><tbody>",
         T(outcome_who), T(outcome_p), T(outcome_p_holm), T(outcome_test_says));
    for (int i = 0; i < c->crossings; i++)
        test_row(r, &c->crossing[i]);
    report_table_end(r);
    report_card_end(r);
}

/* ---- regressions -------------------------------------------------------------------------------
 */

const char *report_term(struct report *r, const char *term)
{
    static const struct {
        const char *prefix;
        enum person_group group;
    } known[] = {{"scheme", GROUP_SCHEME},
                 {"edu5", GROUP_EDUCATION},
                 {"diag4", GROUP_DIAG},
                 {"sex", GROUP_SEX}};

    if (!strcmp(term, "age"))
        return T(outcome_term_age);
    if (!strcmp(term, "exp_years"))
        return T(outcome_term_experience);
    if (!strcmp(term, "married"))
        return T(outcome_term_married);
    for (size_t i = 0; i < COUNT(known); i++) {
        size_t n = strlen(known[i].prefix);

        if (!strncmp(term, known[i].prefix, n))
            return arena_fmt(r->arena, "%s: %s", text(r->lang, report_group(known[i].group)),
                             report_level(r, known[i].group, term + n));
    }
    return term;
}

/* From the smallest to the largest limit, but no further than a tenth or ten times. */
static struct chart_scale ratio_scale(const double *low, const double *high, int n)
{
    struct chart_scale s = {.from = 0.5, .to = 2, .none = 1, .log = true};

    for (int i = 0; i < n; i++) {
        s.from = isfinite(low[i]) ? MIN(s.from, MAX(low[i], 0.1)) : s.from;
        s.to = isfinite(high[i]) ? MAX(s.to, MIN(high[i], 10)) : s.to;
    }
    return s;
}

static void forest(struct report *r, enum text_id ratio, const char *const *term, const double *at,
                   const double *low, const double *high, const double *p, int n)
{
    struct chart_scale scale = ratio_scale(low, high, n);

    html(r->out,
         "<div class=\"scroll\"><table class=\"data bars\"><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\" class=\"bar-column\"><span class=\"sr\">%s</span>",
         T(outcome_who), text(r->lang, ratio));
    chart_scale_words(r->out, &scale, report_number(r, scale.from, 1),
                      report_number(r, scale.none, 0), report_number(r, scale.to, 1));
    html(r->out,
         "</th><th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>",
         text(r->lang, ratio), T(outcome_limits), T(outcome_p));
    for (int i = 0; i < n; i++) {
        report_row(r, report_term(r, term[i]));
        html(r->out, "<td>");
        chart_interval(r->out, &scale, at[i], low[i], high[i]);
        html(r->out, "</td>");
        report_cell(r, report_number(r, at[i], 2));
        report_cell(r, report_limits(r, low[i], high[i], 2));
        report_cell(r, report_p(r, p[i]));
        html(r->out, "</tr>");
    }
    report_table_end(r);
}

static void logistic(struct report *r)
{
    const struct models *m = &r->o->models;
    int n = m->columns - 1;

    if (!m->logistic)
        return;
    const double *low = m->logistic->wald_low, *high = m->logistic->wald_high;
    if (m->profile) {
        double *from = ARENA_ARRAY(r->arena, double, (size_t)m->columns);
        double *to = ARENA_ARRAY(r->arena, double, (size_t)m->columns);

        for (int i = 0; i < m->columns; i++) {
            from[i] = exp(m->profile[i].low);
            to[i] = exp(m->profile[i].high);
        }
        low = from;
        high = to;
    }
    report_card(r, TEXT_outcome_model_heading);
    html(r->out, "<p class=\"muted\">%s</p>",
         text_fill(r->arena, r->lang, TEXT_outcome_model_note, report_count(r, m->cases),
                   report_count(r, m->dropped), NULL, NULL));
    if (m->logistic->few_events)
        html(r->out, "<p class=\"warn\">%s</p>", T(outcome_model_few));
    forest(r, TEXT_outcome_odds, m->term + 1, m->logistic->or_ + 1, low + 1, high + 1,
           m->logistic->p_value + 1, n);
    report_card_end(r);
}

static void cox(struct report *r)
{
    const struct models *m = &r->o->models;

    if (!m->cox)
        return;
    report_card(r, TEXT_outcome_cox_heading);
    html(r->out, "<p class=\"muted\">%s</p>", T(outcome_cox_note));
    forest(r, TEXT_outcome_hazard, m->term + 1, m->cox->hr, m->cox->low, m->cox->high,
           m->cox->p_value, m->columns - 1);
    report_card_end(r);
}

/* ---- phases ------------------------------------------------------------------------------------
 */

static void phase_rows(struct report *r, enum text_id what, const struct phase_block *b)
{
    static const enum text_id period[PERIODS] = {TEXT_outcome_period_1, TEXT_outcome_period_2,
                                                 TEXT_outcome_period_3};

    for (int i = 0; i < PERIODS && b->good; i++) {
        report_row(r, arena_fmt(r->arena, "%s, %s", text(r->lang, what), text(r->lang, period[i])));
        report_cell(r, report_count(r, b->events_period[i]));
        report_cell(r, report_number(r, b->result.person_months[i], 1));
        report_cell(r, report_number(r, b->result.ratio[i], 2));
        report_cell(r, report_limits(r, b->result.limits[i].low, b->result.limits[i].high, 2));
        html(r->out, "</tr>");
    }
}

static bool in_the_periods(const struct phase_block *b)
{
    return b->good && b->events_period[0] + b->events_period[1] + b->events_period[2] > 0;
}

static void phases(struct report *r)
{
    static const enum text_id headings[] = {TEXT_outcome_period,   TEXT_outcome_actual,
                                            TEXT_outcome_expected, TEXT_outcome_ratio,
                                            TEXT_outcome_limits,   TEXT_NONE};
    const struct outcome *o = r->o;

    if (!in_the_periods(&o->starts) && !in_the_periods(&o->stops))
        return;
    report_card(r, TEXT_outcome_phases_heading);
    html(r->out, "<p class=\"muted\">%s</p>", T(outcome_phases_note));
    report_table(r, NULL, headings);
    phase_rows(r, TEXT_outcome_starts, &o->starts);
    phase_rows(r, TEXT_outcome_stops, &o->stops);
    report_table_end(r);
    report_card_end(r);
}

/* ---- time, fidelity ----------------------------------------------------------------------------
 */

static void efforts(struct report *r)
{
    static const enum text_id headings[] = {
        TEXT_outcome_activity, TEXT_outcome_n,      TEXT_outcome_mean, TEXT_outcome_sd,
        TEXT_outcome_median,   TEXT_outcome_middle, TEXT_NONE};
    static const enum text_id name[] = {TEXT_outcome_act_1, TEXT_outcome_act_2, TEXT_outcome_act_3,
                                        TEXT_outcome_act_4, TEXT_outcome_act_5, TEXT_outcome_total};
    static const char *const from[] = {"1", "7", "13"}, *const to[] = {"6", "12", "18"};
    const struct efforts *e = r->o->efforts;

    if (!e || !e->persons)
        return;
    report_card(r, TEXT_outcome_time_heading);
    html(r->out, "<p class=\"muted\">%s</p>",
         text_fill(r->arena, r->lang, TEXT_outcome_time_note, report_count(r, e->persons), NULL,
                   NULL, NULL));
    report_table(r, NULL, headings);
    for (int i = 0; i <= ACTIVITIES; i++)
        report_summary_row(r, text(r->lang, name[i]), &e->activity[i].person, 1);
    for (int k = 0; k < PHASES; k++) {
        const struct summary *s = &e->activity[ACTIVITIES].person_phase[k];
        const char *months =
            k < PHASES - 1
                ? text_fill(r->arena, r->lang, TEXT_outcome_months_from_to, from[k], to[k], NULL,
                            NULL)
                : text_fill(r->arena, r->lang, TEXT_outcome_months_from, "19", NULL, NULL, NULL);

        if (s->n)
            report_summary_row(r, arena_fmt(r->arena, "%s, %s", T(outcome_total), months), s, 1);
    }
    report_table_end(r);
    report_card_end(r);
}

static void fidelity(struct report *r)
{
    static const enum text_id band[] = {TEXT_outcome_band_1, TEXT_outcome_band_2,
                                        TEXT_outcome_band_3, TEXT_outcome_band_4};
    static const enum text_id headings[] = {TEXT_outcome_band, TEXT_outcome_programmes, TEXT_NONE};
    const struct fidelity_figures *f = r->o->fidelity;

    if (!f)
        return;
    report_card(r, TEXT_outcome_fidelity_heading);
    html(r->out, "<p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_outcome_fidelity_mean,
                   report_number(r, f->mean_prorated[0], 1),
                   report_number(r, f->mean_prorated[1], 1), NULL, NULL));
    if (f->agreement)
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_outcome_fidelity_agreement,
                       report_percent(r, f->agreement->exact, 0),
                       report_number(r, f->agreement->quadratic, 2), NULL, NULL));
    if (f->pearson)
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_outcome_fidelity_corr,
                       report_count(r, f->programmes), report_number(r, f->pearson->r, 2),
                       report_limits(r, f->pearson->limits.low, f->pearson->limits.high, 2), NULL));
    report_table(r, NULL, headings);
    for (int i = 0; i < 4; i++) {
        report_row(r, text(r->lang, band[i]));
        report_cell(r, report_count(r, f->band[i]));
        html(r->out, "</tr>");
    }
    report_table_end(r);
    report_card_end(r);
}

/* ---- programmes --------------------------------------------------------------------------------
 */

static void funnel_chart(struct report *r, const char *title)
{
    const struct funnel_block *b = &r->o->funnel;
    size_t n = (size_t)b->programmes;
    double *column = ARENA_ARRAY(r->arena, double, 6 * n);
    double *size = column, *share = column + n, *low95 = column + 2 * n, *high95 = column + 3 * n;
    double *low998 = column + 4 * n, *high998 = column + 5 * n;

    for (size_t i = 0; i < n; i++) {
        size[i] = (double)b->n[i];
        share[i] = (double)b->ever[i] / (double)b->n[i];
        low95[i] = b->funnel->wide95[i].low;
        high95[i] = b->funnel->wide95[i].high;
        low998[i] = b->funnel->wide998[i].low;
        high998[i] = b->funnel->wide998[i].high;
    }
    chart_funnel(r->out, r->arena,
                 &(struct chart_funnel){.title = title,
                                        .n = b->programmes,
                                        .size = size,
                                        .share = share,
                                        .low95 = low95,
                                        .high95 = high95,
                                        .low998 = low998,
                                        .high998 = high998,
                                        .pooled = b->funnel->p0,
                                        .label95 = T(outcome_limit_95),
                                        .label998 = T(outcome_limit_998),
                                        .pooled_label = text_fill(
                                            r->arena, r->lang, TEXT_outcome_pooled,
                                            report_percent(r, b->funnel->p0, 0), NULL, NULL, NULL),
                                        .size_label = T(outcome_size)});
}

static void programme_table(struct report *r)
{
    static const enum text_id headings[] = {TEXT_outcome_programme, TEXT_outcome_found,
                                            TEXT_outcome_share,     TEXT_outcome_limits,
                                            TEXT_outcome_case_mix,  TEXT_NONE};
    const struct funnel_block *b = &r->o->funnel;
    const struct models *m = &r->o->models;

    html(r->out, "<details><summary>%s</summary>", T(outcome_as_table));
    report_table(r, NULL, headings);
    for (int i = 0, k = 0; i < b->programmes; i++) {
        struct share s = block_share(b->ever[i], b->n[i]);
        double ratio = NAN;

        if (m->logistic && k < m->programmes && m->programme[k] == b->programme[i]) {
            ratio = (double)m->observed[k] / m->expected[k];
            k++;
        }
        report_row(r, r->o->cohort.programme[b->programme[i]]);
        report_cell(r, text_fill(r->arena, r->lang, TEXT_outcome_n_of_n, report_count(r, s.k),
                                 report_count(r, s.n), NULL, NULL));
        report_cell(r, report_percent(r, s.p, 1));
        report_cell(r, report_limits(r, 100 * s.wilson.low, 100 * s.wilson.high, 1));
        report_cell(r, report_number(r, ratio, 2));
        html(r->out, "</tr>");
    }
    report_table_end(r);
    html(r->out, "</details>");
}

const char *report_programmes_title(struct report *r)
{
    int64_t outside = r->o->funnel.funnel->outside_wide998;

    if (outside)
        return text_count(r->arena, r->lang, TEXT_outcome_programmes_outside, outside);
    return r->o->funnel.funnel->overdispersed ? T(outcome_programmes_spread)
                                              : T(outcome_programmes_within);
}

static void programmes(struct report *r)
{
    const struct funnel_block *b = &r->o->funnel;

    if (!b->funnel)
        return;
    const char *title = report_programmes_title(r);
    html(r->out, "<section class=\"card\"><h2>%s</h2><p class=\"muted\">%s</p>", title,
         text_fill(r->arena, r->lang, TEXT_outcome_programmes_note,
                   report_count(r, b->funnel->outside_wide998), NULL, NULL, NULL));
    if (b->funnel->overdispersed)
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_outcome_programmes_wider,
                       report_number(r, b->funnel->phi, 1), report_number(r, b->funnel->widened, 1),
                       NULL, NULL));
    funnel_chart(r, title);
    programme_table(r);
    report_card_end(r);
}

/* ---- questionnaire, trials, method -------------------------------------------------------------
 */

static void questionnaire(struct report *r)
{
    static const enum text_id headings[] = {TEXT_outcome_value, TEXT_outcome_found,
                                            TEXT_outcome_share, TEXT_outcome_limits, TEXT_NONE};
    const struct change *c = r->o->questionnaire;

    if (!c)
        return;
    struct share better = block_share(c->fallen, c->n_pairs);
    struct share worse = block_share(c->risen, c->n_pairs);
    report_card(r, TEXT_outcome_survey_heading);
    html(r->out, "<p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_outcome_survey_note, report_count(r, c->n_base),
                   report_count(r, c->n_pairs), report_number(r, c->mean_change, 2),
                   report_limits(r, c->interval.low, c->interval.high, 2)));
    report_table(r, NULL, headings);
    report_share_row(r, T(outcome_better), &better);
    report_share_row(r, T(outcome_worse), &worse);
    report_table_end(r);
    report_card_end(r);
}

static void meta(struct report *r)
{
    const struct meta_block *m = &r->o->meta;

    if (!m->good)
        return;
    report_card(r, TEXT_outcome_meta_heading);
    html(r->out, "<p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_outcome_meta_note, report_count(r, m->studies),
                   report_number(r, exp(m->hksj.estimate), 2),
                   report_limits(r, exp(m->hksj.low), exp(m->hksj.high), 2), NULL));
    report_card_end(r);
}

static void method(struct report *r)
{
    const struct outcome *o = r->o;

    report_card(r, TEXT_outcome_method_heading);
    html(r->out, "<p>%s</p><p>%s</p><p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_outcome_method_work, report_count(r, o->cohort.window),
                   NULL, NULL, NULL),
         text_fill(r->arena, r->lang, TEXT_outcome_method_statistics,
                   o->models.profile ? T(outcome_limits_profile) : T(outcome_limits_wald), NULL,
                   NULL, NULL),
         text_fill(r->arena, r->lang, TEXT_outcome_method_counts,
                   report_count(r, o->record.records), report_count(r, o->record.person_job_months),
                   report_count(r, o->record.workers), NULL));
    report_card_end(r);
    if (o->refusals.len) {
        report_card(r, TEXT_outcome_refusals_heading);
        html(r->out, "<p class=\"muted\">%s</p><div lang=\"en\"><p>", T(outcome_refusals_note));
        html_lines(r->out, o->refusals.at);
        html(r->out, "</p></div>");
        report_card_end(r);
    }
}

void report_html_models(struct report *r)
{
    comparisons(r);
    logistic(r);
    cox(r);
    phases(r);
    efforts(r);
    fidelity(r);
    programmes(r);
    questionnaire(r);
    meta(r);
    method(r);
}
