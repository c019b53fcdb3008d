/* report_html.c: the report as a page, first half: who took part, and their work.
 * Not: comparisons, regressions, programmes and method (report_html_more.c), other pages.
 * Start at outcome_html(). */
#include "feature/outcome/report_html.h"

#include <math.h>

#include "base/embed.h"
#include "core/codes.h"
#include "feature/outcome/block.h"
#include "html/chart.h"
#include "stat/round.h"

/* ---- pieces ------------------------------------------------------------------------------------
 */

const char *report_number(struct report *r, double x, int decimals)
{
    char *text;

    if (!isfinite(x))
        return "–";
    text = arena_fmt(r->arena, "%.*f", decimals, round_decimal(x, decimals));
    for (char *p = text; r->lang == LANG_NL && *p; p++)
        *p = *p == '.' ? ',' : *p;
    return text;
}

const char *report_percent(struct report *r, double share, int decimals)
{
    return isfinite(share) ? arena_fmt(r->arena, "%s%%", report_number(r, 100 * share, decimals))
                           : "–";
}

const char *report_limits(struct report *r, double low, double high, int decimals)
{
    if (!isfinite(low) || !isfinite(high))
        return "–";
    return arena_fmt(r->arena, "%s – %s", report_number(r, low, decimals),
                     report_number(r, high, decimals));
}

const char *report_p(struct report *r, double p)
{
    if (p < 0.0001)
        return r->lang == LANG_NL ? "< 0,0001" : "< 0.0001";
    return report_number(r, p, p < 0.01 ? 4 : 3);
}

const char *report_count(struct report *r, int64_t n)
{
    return arena_fmt(r->arena, "%" PRId64, n);
}

void report_card(struct report *r, enum text_id heading)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2>", text(r->lang, heading));
}

void report_card_end(struct report *r)
{
    html(r->out, "</section>\n");
}

void report_table(struct report *r, const char *caption, const enum text_id *headings)
{
    html(r->out, "<div class=\"scroll\"><table class=\"data\">");
    if (caption)
        html(r->out, "<caption>%s</caption>", caption);
    html(r->out, "<thead><tr>");
    for (int i = 0; headings[i] != TEXT_NONE; i++)
        html(r->out, i ? "<th scope=\"col\" class=\"number\">%s</th>" : "<th scope=\"col\">%s</th>",
             text(r->lang, headings[i]));
    html(r->out, "</tr></thead><tbody>");
}

void report_table_end(struct report *r)
{
    html(r->out, "</tbody></table></div>");
}

void report_row(struct report *r, const char *label)
{
    html(r->out, "<tr><th scope=\"row\">%s</th>", label);
}

void report_cell(struct report *r, const char *value)
{
    html(r->out, "<td class=\"number\">%s</td>", value);
}

void report_share_row(struct report *r, const char *label, const struct share *s)
{
    report_row(r, label);
    report_cell(r, text_fill(r->arena, r->lang, TEXT_outcome_n_of_n, report_count(r, s->k),
                             report_count(r, s->n), NULL, NULL));
    report_cell(r, report_percent(r, s->p, 1));
    report_cell(r, report_limits(r, 100 * s->wilson.low, 100 * s->wilson.high, 1));
    html(r->out, "</tr>");
}

void report_summary_row(struct report *r, const char *label, const struct summary *s, int decimals)
{
    report_row(r, label);
    report_cell(r, report_count(r, s->n));
    report_cell(r, report_number(r, s->mean, decimals));
    report_cell(r, report_number(r, s->sd, decimals));
    report_cell(r, report_number(r, s->median, decimals));
    report_cell(r, report_limits(r, s->q25, s->q75, decimals));
    html(r->out, "</tr>");
}

enum text_id report_group(enum person_group g)
{
    static const enum text_id name[GROUPS] = {
        [GROUP_SCHEME] = TEXT_outcome_group_scheme,
        [GROUP_SEX] = TEXT_outcome_group_sex,
        [GROUP_MARRIED] = TEXT_outcome_group_married,
        [GROUP_AGE] = TEXT_outcome_group_age,
        [GROUP_YOUNG] = TEXT_outcome_group_young,
        [GROUP_EDUCATION] = TEXT_outcome_group_education,
        [GROUP_DIAG] = TEXT_outcome_group_diagnosis,
        [GROUP_DIAG4] = TEXT_outcome_group_diagnosis,
        [GROUP_BENEFIT] = TEXT_outcome_group_benefit,
        [GROUP_EXPERIENCE] = TEXT_outcome_group_experience,
        [GROUP_TRIAL] = TEXT_outcome_group_trial,
        [GROUP_EVER] = TEXT_outcome_group_ever,
    };

    return name[g];
}

/* Words of the file that are codes of the lists in rules/, and those of payers. */
static const struct {
    enum person_group group;
    const char *word, *list, *code;
} known_levels[] = {
    {GROUP_EDUCATION, "basis", "education_levels", "BAO"},
    {GROUP_EDUCATION, "vmbo", "education_levels", "VMBO"},
    {GROUP_EDUCATION, "mbo", "education_levels", "MBO"},
    {GROUP_EDUCATION, "havo_vwo", "education_levels", "HAVOVWO"},
    {GROUP_EDUCATION, "hbo_wo", "education_levels", "HO"},
    {GROUP_BENEFIT, "pwet", "benefit_types", "PW"},
    {GROUP_BENEFIT, "wajong_oud", "benefit_types", "OWAJONG"},
    {GROUP_BENEFIT, "wga_35_80", "benefit_types", "WGA3580"},
    {GROUP_BENEFIT, "wga_80_100", "benefit_types", "WGA80100"},
    {GROUP_BENEFIT, "ziektewet", "benefit_types", "ZW"},
    {GROUP_DIAG, "neurobiologisch", "diagnosis_dsm5_chapters", "01"},
    {GROUP_DIAG, "psychose", "diagnosis_dsm5_chapters", "02"},
    {GROUP_DIAG, "bipolair", "diagnosis_dsm5_chapters", "03"},
    {GROUP_DIAG, "depressie", "diagnosis_dsm5_chapters", "04"},
    {GROUP_DIAG, "angst", "diagnosis_dsm5_chapters", "05"},
    {GROUP_DIAG, "trauma_ptss", "diagnosis_dsm5_chapters", "07"},
    {GROUP_DIAG, "verslaving", "diagnosis_dsm5_chapters", "16"},
    {GROUP_DIAG, "persoonlijkheid", "diagnosis_dsm5_chapters", "18"},
};

/* Words of the file that are none of those lists; of GROUPS: in every group. */
static const struct {
    enum person_group group;
    const char *word;
    enum text_id text;
} plain_levels[] = {
    {GROUP_SEX, "v", TEXT_outcome_woman},
    {GROUP_SEX, "m", TEXT_outcome_man},
    {GROUP_SEX, "x", TEXT_field_other},
    {GROUP_SCHEME, "gemeente", TEXT_outcome_payer_municipality},
    {GROUP_SCHEME, "verzekeraar", TEXT_outcome_payer_insurer},
    {GROUPS, "onbekend", TEXT_outcome_missing},
    {GROUPS, "overig", TEXT_field_other},
    {GROUPS, "anders", TEXT_field_other},
};

static const char *code_words(struct report *r, enum person_group g, const char *level)
{
    enum { CODE_TEXT = 33 };
    char code[CODE_TEXT];
    size_t i = 0;

    for (size_t k = 0; k < COUNT(known_levels); k++)
        if (known_levels[k].group == g && !strcmp(known_levels[k].word, level))
            return codes_label(known_levels[k].list, r->lang, known_levels[k].code);
    for (size_t k = 0; k < COUNT(plain_levels); k++)
        if ((plain_levels[k].group == g || plain_levels[k].group == GROUPS) &&
            !strcmp(plain_levels[k].word, level))
            return text(r->lang, plain_levels[k].text);
    if (g != GROUP_BENEFIT)
        return NULL;
    for (; level[i] && i < CODE_TEXT - 1; i++)
        code[i] = level[i] >= 'a' && level[i] <= 'z' ? (char)(level[i] - 'a' + 'A') : level[i];
    code[i] = '\0';
    return codes_known("benefit_types", code) ? codes_label("benefit_types", r->lang, code) : NULL;
}

const char *report_level(struct report *r, enum person_group g, const char *level)
{
    if (g == GROUP_MARRIED || g == GROUP_TRIAL || g == GROUP_EVER)
        return strcmp(level, "1") ? T(outcome_no) : T(outcome_yes);
    const char *known = code_words(r, g, level);
    if (known)
        return known;
    char *words = arena_str(r->arena, level);
    for (char *p = words; *p; p++)
        *p = *p == '_' ? ' ' : *p;
    return words;
}

/* ---- the finding -------------------------------------------------------------------------------
 */

static void curve_table(struct report *r, const struct curve *c)
{
    static const enum text_id headings[] = {
        TEXT_outcome_month,      TEXT_outcome_observed, TEXT_outcome_working,
        TEXT_outcome_first_jobs, TEXT_outcome_ever,     TEXT_outcome_limits,
        TEXT_outcome_hours,      TEXT_outcome_wage,     TEXT_NONE};

    html(r->out, "<details><summary>%s</summary>", T(outcome_as_table));
    report_table(r, NULL, headings);
    for (int i = 0; i < c->months; i++) {
        report_row(r, report_count(r, i + 1));
        report_cell(r, report_count(r, c->observed[i]));
        report_cell(r, arena_fmt(r->arena, "%" PRId64 " (%s)", c->working[i],
                                 report_percent(r, c->prevalence[i], 1)));
        report_cell(r, report_count(r, c->first_jobs[i]));
        report_cell(r, report_percent(r, c->ever_km[i], 1));
        report_cell(r, report_limits(r, 100 * c->ever_low[i], 100 * c->ever_high[i], 1));
        report_cell(r, report_number(r, c->hours[i], 1));
        report_cell(r, report_number(r, c->wage[i], 0));
        html(r->out, "</tr>");
    }
    report_table_end(r);
    html(r->out, "</details>");
}

static double last_known(const double *y, int n)
{
    while (n > 1 && !isfinite(y[n - 1]))
        n--;
    return y[n - 1];
}

static void finding(struct report *r)
{
    const struct curve *c = &r->o->curve;
    const char *ever = report_percent(r, last_known(c->ever_km, c->months), 0);
    const char *now = report_percent(r, last_known(c->prevalence, c->months), 0);
    const char *title = text_fill(r->arena, r->lang, TEXT_outcome_finding,
                                  report_count(r, c->months), ever, now, NULL);
    struct chart_curve curve[] = {
        {text_fill(r->arena, r->lang, TEXT_outcome_ever_label, ever, NULL, NULL, NULL), c->ever_km,
         c->ever_low, c->ever_high},
        {text_fill(r->arena, r->lang, TEXT_outcome_now_label, now, NULL, NULL, NULL), c->prevalence,
         NULL, NULL}};

    html(r->out, "<section class=\"card\"><h2>%s</h2><p class=\"muted\">%s</p>", title,
         T(outcome_finding_note));
    chart_curves(r->out, &(struct chart_curves){.title = title,
                                                .n = c->months,
                                                .curve = curve,
                                                .curves = COUNT(curve),
                                                .under_label = T(outcome_in_view),
                                                .under = c->observed});
    curve_table(r, c);
    report_card_end(r);
}

static void plain_words(struct report *r)
{
    const struct outcome *o = r->o;

    report_card(r, TEXT_outcome_plain_heading);
    html(r->out, "<p>%s</p>", T(outcome_plain_no_control));
    html(r->out, "<p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_outcome_plain_left_out,
                   report_count(r, o->record.flags.running_at_start), NULL, NULL, NULL));
    if (o->log.refused)
        html(r->out, "<p class=\"warn\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_outcome_plain_refused,
                       report_count(r, (int64_t)o->log.refused), NULL, NULL, NULL));
    if (o->log.noted)
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_outcome_plain_noted,
                       report_count(r, (int64_t)o->log.noted), NULL, NULL, NULL));
    report_card_end(r);
}

/* ---- work --------------------------------------------------------------------------------------
 */

static const enum text_id share_headings[] = {TEXT_outcome_value, TEXT_outcome_found,
                                              TEXT_outcome_share, TEXT_outcome_limits, TEXT_NONE};

static void found_work(struct report *r)
{
    const struct outcome *o = r->o;
    struct share end = block_share(o->work.end.same + o->work.end.other, o->cohort.n);
    struct share early = block_share(o->times.within_60, o->cohort.n);

    report_card(r, TEXT_outcome_work_heading);
    report_table(r, NULL, share_headings);
    report_share_row(r, T(outcome_ever), &o->ever);
    for (int i = 0; i < o->ever_by_scheme.n; i++)
        report_share_row(r,
                         arena_fmt(r->arena, "%s, %s", T(outcome_ever),
                                   report_level(r, GROUP_SCHEME, o->ever_by_scheme.of[i].name)),
                         &o->ever_by_scheme.of[i].share);
    report_share_row(r, T(outcome_within_60), &early);
    report_share_row(r, T(outcome_working_end), &end);
    if (o->trial.n)
        report_share_row(r, T(outcome_trial), &o->trial);
    report_table_end(r);
    html(r->out, "<p>%s: %s</p>", T(outcome_median_days),
         isfinite(o->times.median) ? report_number(r, o->times.median, 0) : T(outcome_not_reached));
    report_card_end(r);
}

/* A table whose second column is a bar of the share in the third. */
static void bar_table(struct report *r, enum text_id first)
{
    html(r->out,
         "<div class=\"scroll\"><table class=\"data bars\"><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\" class=\"bar-column\"><span class=\"sr\">%s</span></th>"
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th></tr>"
         "</thead><tbody>",
         text(r->lang, first), T(outcome_share), T(outcome_share), T(outcome_limits));
}

static void bar_row(struct report *r, const char *label, const struct share *s)
{
    report_row(r, label);
    html(r->out, "<td>");
    chart_bar(r->out, &s->p, 1);
    html(r->out, "</td>");
    report_cell(r, arena_fmt(r->arena, "%" PRId64 " (%s)", s->k, report_percent(r, s->p, 1)));
    report_cell(r, report_limits(r, 100 * s->wilson.low, 100 * s->wilson.high, 1));
    html(r->out, "</tr>");
}

static void days_to_job(struct report *r)
{
    const struct job_times *t = &r->o->times;

    report_card(r, TEXT_outcome_days_heading);
    html(r->out, "<p class=\"muted\">%s</p>",
         text_fill(r->arena, r->lang, TEXT_outcome_days_note, report_count(r, t->events), NULL,
                   NULL, NULL));
    bar_table(r, TEXT_outcome_days);
    for (int i = 0; i < JOB_CLASSES; i++) {
        struct share s = block_share(t->class_n[i], t->events);

        bar_row(r, t->class_label[i], &s);
    }
    report_table_end(r);
    report_card_end(r);
}

static void status_row(struct report *r, const char *label, const struct job_status *s)
{
    double n = (double)(s->same + s->other + s->stopped);
    double part[] = {(double)s->same / n, (double)s->other / n, (double)s->stopped / n};
    int64_t count[] = {s->same, s->other, s->stopped};

    report_row(r, label);
    html(r->out, "<td>");
    chart_bar(r->out, part, 3);
    html(r->out, "</td>");
    for (int i = 0; i < 3; i++)
        report_cell(
            r, arena_fmt(r->arena, "%" PRId64 " (%s)", count[i], report_percent(r, part[i], 0)));
    html(r->out, "</tr>");
}

static void status(struct report *r)
{
    const struct work_figures *w = &r->o->work;

    report_card(r, TEXT_outcome_status_heading);
    html(r->out,
         "<p class=\"muted\">%s</p><div class=\"scroll\"><table class=\"data bars\"><thead><tr>"
         "<th scope=\"col\">%s</th><th scope=\"col\" class=\"bar-column\"><span "
         "class=\"sr\">%s</span></th>",
         T(outcome_status_note), T(outcome_month), T(outcome_share));
    static const enum text_id part[] = {TEXT_outcome_same, TEXT_outcome_other,
                                        TEXT_outcome_stopped};
    static const int tone[] = {1, 3, 5};
    for (int i = 0; i < 3; i++)
        html(r->out,
             "<th scope=\"col\" class=\"number\"><span class=\"swatch tone-%d\"></span>%s</th>",
             tone[i], text(r->lang, part[i]));
    html(r->out, "</tr></thead><tbody>");
    for (int i = 0; i < w->quarters; i++)
        if (w->quarter[i].same + w->quarter[i].other + w->quarter[i].stopped)
            status_row(r, report_count(r, 3 * (i + 1)), &w->quarter[i]);
    if (w->workers)
        status_row(r, T(outcome_last_month), &w->end);
    report_table_end(r);
    report_card_end(r);
}

const char *report_contract(struct report *r, const char *code)
{
    static const enum text_id name[] = {TEXT_outcome_contract_1, TEXT_outcome_contract_2,
                                        TEXT_outcome_contract_3};
    bool known = code[0] >= '1' && code[0] <= '3' && !code[1];

    return known ? text(r->lang, name[code[0] - '1']) : code;
}

static void kind_of_work(struct report *r)
{
    const struct work_figures *w = &r->o->work;

    report_card(r, TEXT_outcome_jobs_heading);
    html(r->out, "<p class=\"muted\">%s</p>",
         text_fill(r->arena, r->lang, TEXT_outcome_jobs_note,
                   report_count(r, r->o->record.outcome_jobs), NULL, NULL, NULL));
    bar_table(r, TEXT_outcome_contract);
    for (int i = 0; i < w->contract.n; i++)
        bar_row(r, report_contract(r, w->contract.of[i].name), &w->contract.of[i].share);
    bar_row(r, T(outcome_permanent), &w->permanent);
    report_table_end(r);
    bar_table(r, TEXT_outcome_sector);
    for (int i = 0; i < w->sector.n; i++) {
        const char *code = w->sector.of[i].name;
        bool known = codes_known("sbi2008_sections", code);
        const char *name = known ? arena_fmt(r->arena, "%s  %s", code,
                                             codes_label("sbi2008_sections", r->lang, code))
                                 : code;

        bar_row(r, name, &w->sector.of[i].share);
    }
    report_table_end(r);
    report_card_end(r);
}

static void amount_of_work(struct report *r)
{
    static const enum text_id headings[] = {
        TEXT_outcome_value,  TEXT_outcome_n,      TEXT_outcome_mean, TEXT_outcome_sd,
        TEXT_outcome_median, TEXT_outcome_middle, TEXT_NONE};
    const struct work_figures *w = &r->o->work;

    report_card(r, TEXT_outcome_amount_heading);
    html(r->out, "<p class=\"muted\">%s</p>", T(outcome_amount_note));
    report_table(r, NULL, headings);
    report_summary_row(r, T(outcome_months_worked), &w->months, 1);
    report_summary_row(r, T(outcome_longest), &w->longest, 1);
    report_summary_row(r, T(outcome_jobs), &w->jobs, 2);
    report_summary_row(r, T(outcome_hours), &w->hours, 1);
    report_summary_row(r, T(outcome_wage), &w->wage, 0);
    report_summary_row(r, T(outcome_ratio_months), &w->ratio_of_months, 1);
    report_summary_row(r, T(outcome_ratio_sums), &w->ratio_of_sums, 1);
    report_summary_row(r, T(outcome_job_spell), &w->job_spell, 1);
    report_summary_row(r, T(outcome_work_spell), &w->employment_spell, 1);
    report_table_end(r);
    html(r->out, "<p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_outcome_hour_wage, report_number(r, w->hourly_wage, 2),
                   report_number(r, w->hours_week, 1), NULL, NULL));
    report_card_end(r);
}

/* ---- who ---------------------------------------------------------------------------------------
 */

static void group_rows(struct report *r, enum person_group g)
{
    const struct cohort *cohort = &r->o->cohort;
    int64_t count[LEVEL_NONE + 1] = {0};

    for (int64_t i = 0; i < cohort->n; i++)
        count[cohort->person[i].group[g]]++;
    for (int k = 0; k < cohort->levels[g].n; k++) {
        if (!count[k])
            continue;
        struct share s = block_share(count[k], cohort->n);

        bar_row(r,
                arena_fmt(r->arena, "%s: %s", text(r->lang, report_group(g)),
                          report_level(r, g, cohort->levels[g].name[k])),
                &s);
    }
    if (count[LEVEL_NONE]) {
        struct share s = block_share(count[LEVEL_NONE], cohort->n);

        bar_row(r,
                arena_fmt(r->arena, "%s: %s", text(r->lang, report_group(g)), T(outcome_missing)),
                &s);
    }
}

static void who(struct report *r)
{
    static const enum person_group groups[] = {GROUP_SCHEME,  GROUP_SEX,       GROUP_AGE,
                                               GROUP_MARRIED, GROUP_EDUCATION, GROUP_DIAG,
                                               GROUP_BENEFIT, GROUP_EXPERIENCE};

    report_card(r, TEXT_outcome_who_heading);
    bar_table(r, TEXT_outcome_who);
    for (size_t i = 0; i < COUNT(groups); i++)
        group_rows(r, groups[i]);
    report_table_end(r);
    report_card_end(r);
}

/* ---- curves of groups --------------------------------------------------------------------------
 */

enum { GROUP_SMALLEST = 10 }; /* C.3: no curve under 10 persons */

static void scheme_curves(struct report *r)
{
    const struct curves *c = &r->o->by_scheme;
    struct chart_curve curve[CHART_CURVES_MAX];
    double low = INFINITY, high = 0;
    int n = 0;

    for (int i = 0; i < c->n && n < CHART_CURVES_MAX; i++) {
        const struct curve *k = &c->of[i];

        if (k->observed[0] < GROUP_SMALLEST)
            continue;
        low = MIN(low, last_known(k->ever_km, k->months));
        high = MAX(high, last_known(k->ever_km, k->months));
        const char *label =
            arena_fmt(r->arena, "%s %s", report_percent(r, last_known(k->ever_km, k->months), 0),
                      report_level(r, GROUP_SCHEME, k->name));
        curve[n++] = (struct chart_curve){label, k->ever_km, NULL, NULL};
    }
    if (n < 2)
        return;
    const char *title =
        text_fill(r->arena, r->lang, TEXT_outcome_by_scheme, report_percent(r, low, 0),
                  report_percent(r, high, 0), NULL, NULL);
    html(r->out, "<section class=\"card\"><h2>%s</h2>", title);
    chart_curves(r->out, &(struct chart_curves){
                             .title = title, .n = c->of[0].months, .curve = curve, .curves = n});
    if (r->o->times.by_scheme)
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_outcome_logrank,
                       arena_fmt(r->arena, "p %s", report_p(r, r->o->times.by_scheme->p_value)),
                       NULL, NULL, NULL));
    report_card_end(r);
}

/* ---- the whole ---------------------------------------------------------------------------------
 */

void outcome_html(const struct outcome *o, enum lang lang, struct arena *a, struct buf *out)
{
    struct report report = {o, out, a, lang}, *r = &report;

    finding(r);
    plain_words(r);
    found_work(r);
    scheme_curves(r);
    days_to_job(r);
    status(r);
    amount_of_work(r);
    kind_of_work(r);
    who(r);
    report_html_models(r);
}

void outcome_html_page(const struct outcome *o, enum lang lang, struct buf *out)
{
    struct arena *a = arena_new();
    struct report report = {o, out, a, lang}, *r = &report;
    const struct embed *css = embed_find("assets/spil.css");

    html(out,
         "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
         "content=\"width=device-width,initial-scale=1\"><meta name=\"color-scheme\" "
         "content=\"light dark\"><title>%s · %s</title>",
         lang_code(lang), T(outcome_title), T(product));
    buf_str(out, "<style>"); /* a file has no stylesheet beside it */
    buf_add(out, css->at, css->n);
    buf_str(out, "\nbody.report main { max-width: 62rem; margin: 0 auto; }\n</style>");
    html(out,
         "</head><body class=\"report\"><main id=\"inhoud\"><h1>%s</h1><p "
         "class=\"subtitle\">%s</p>\n",
         T(outcome_title),
         text_fill(a, lang, TEXT_outcome_subtitle, report_count(r, o->cohort.n),
                   report_count(r, o->cohort.window), NULL, NULL));
    outcome_html(o, lang, a, out);
    html(out, "</main></body></html>\n");
    arena_free(a);
}
