/* study_words.c: what the figures of a cohort are called, and how they are written.
 * Not: the page (study_show.c), the files (study_files.c).
 * Start at study_label(). */
#include "feature/study/study_store.h"

#include <math.h>

#include "base/date.h"
#include "core/codes.h"
#include "feature/outcome/report_html.h"
#include "stat/round.h"

/* ---- numbers ----------------------------------------------------------------------------------
 */

const char *study_number(struct arena *a, enum lang lang, double x, int decimals)
{
    struct report r = {.arena = a, .lang = lang};
    bool zero = isfinite(x) && round_decimal(x, decimals) == 0; /* never -0,0 */

    const char *words = report_number(&r, zero ? 0 : fabs(x), decimals);
    return x < 0 && !zero ? arena_fmt(a, "−%s", words) : words;
}

const char *study_percent(struct arena *a, enum lang lang, double share, int decimals)
{
    struct report r = {.arena = a, .lang = lang};

    return report_percent(&r, share, decimals);
}

const char *study_limits(struct arena *a, enum lang lang, double low, double high, int decimals)
{
    if (!isfinite(low) || !isfinite(high))
        return "–";
    return arena_fmt(a, "%s – %s", study_number(a, lang, low, decimals),
                     study_number(a, lang, high, decimals));
}

const char *study_difference(struct arena *a, enum lang lang, const struct study_pair *p)
{
    double scale = p->block == STUDY_FOUND ? 100 : 1;
    int decimals = p->block == STUDY_FOUND ? 1 : study_decimals(p->item);

    if (!isfinite(p->difference))
        return "–";
    return arena_fmt(a, "%s (%s)", study_number(a, lang, scale * p->difference, decimals),
                     study_limits(a, lang, scale * p->low, scale * p->high, decimals));
}

const char *study_p(struct arena *a, enum lang lang, double p)
{
    struct report r = {.arena = a, .lang = lang};

    return isfinite(p) ? report_p(&r, p) : "–";
}

const char *study_whole(struct arena *a, int64_t n)
{
    return n == NUMBER_NONE ? "–" : arena_fmt(a, "%" PRId64, n);
}

const char *study_day(struct arena *a, const char *iso)
{
    int32_t day = day_from_iso(iso);

    if (day == DAY_NONE)
        return "–";
    struct ymd d = day_ymd(day);
    return arena_fmt(a, "%02d-%02d-%04d", d.day, d.month, d.year);
}

int study_decimals(const char *item)
{
    if (!strcmp(item, "wage") || !strcmp(item, "median_days"))
        return 0;
    return !strcmp(item, "jobs") || !strcmp(item, "hourly_wage") ? 2 : 1;
}

/* ---- names ------------------------------------------------------------------------------------
 */

struct item_name {
    const char *item;
    enum text_id name;
};

static const struct item_name item_names[] = {
    {"seen", TEXT_study_flow_seen},
    {"not_started", TEXT_study_flow_not_started},
    {"other_period", TEXT_study_flow_other_period},
    {"other_group", TEXT_study_flow_other_group},
    {"other_scheme", TEXT_study_flow_other_scheme},
    {"restricted", TEXT_study_flow_restricted},
    {"objected", TEXT_study_flow_objected},
    {"no_month", TEXT_study_flow_no_month},
    {"taken", TEXT_study_flow_taken},
    {"age_mean", TEXT_study_age_mean},
    {"experience_mean", TEXT_study_experience_mean},
    {"within_60", TEXT_outcome_within_60},
    {"end", TEXT_outcome_working_end},
    {"median_days", TEXT_study_median_days},
    {"longest", TEXT_outcome_longest},
    {"hours", TEXT_outcome_hours},
    {"wage", TEXT_outcome_wage},
    {"ratio_months", TEXT_outcome_ratio_months},
    {"ratio_sums", TEXT_outcome_ratio_sums},
    {"job_spell", TEXT_outcome_job_spell},
    {"work_spell", TEXT_outcome_work_spell},
    {"hourly_wage", TEXT_study_hourly_wage},
    {"hours_week", TEXT_study_hours_week},
    {"permanent", TEXT_outcome_permanent},
    {"logrank", TEXT_study_test_logrank},
    {"exp_years", TEXT_outcome_term_experience},
    {"act1", TEXT_outcome_act_1},
    {"act2", TEXT_outcome_act_2},
    {"act3", TEXT_outcome_act_3},
    {"act4", TEXT_outcome_act_4},
    {"act5", TEXT_outcome_act_5},
    {"from", TEXT_study_from},
    {"to", TEXT_study_to},
    {"target_group", TEXT_study_group},
    {"definition", TEXT_study_definition},
    {"during_from", TEXT_study_during_from},
    {"during_to", TEXT_study_during_to},
    {"name", TEXT_study_about_name},
    {"programmes", TEXT_study_about_programmes},
    {"computed_on", TEXT_study_about_computed},
    {"version", TEXT_study_about_version},
    {"running_at_start", TEXT_study_about_running},
    {"job_months", TEXT_study_about_job_months},
    {"tests", TEXT_study_about_tests},
    {"confidence", TEXT_study_about_confidence},
    {"threshold", TEXT_study_about_threshold},
    {"ends_after", TEXT_study_ends_after},
    {"paid_above", TEXT_study_about_paid},
    {"cox", TEXT_study_part_cox},
    {"model", TEXT_study_part_model},
    {"time", TEXT_study_part_time},
    {"phase", TEXT_study_part_phase},
    {"events_per_term", TEXT_study_about_events},
    {"draws", TEXT_study_about_draws},
    {"seed", TEXT_study_about_seed},
    {"young", TEXT_outcome_group_young},
    {"trial", TEXT_outcome_group_trial},
    {"ever", TEXT_outcome_group_ever},
    {"months", TEXT_outcome_months_worked},
    {"jobs", TEXT_outcome_jobs},
    {"total", TEXT_outcome_total},
};

static const struct {
    const char *item;
    enum person_group group;
} groups[] = {
    {"scheme", GROUP_SCHEME},  {"sex", GROUP_SEX},         {"age", GROUP_AGE},
    {"age_class", GROUP_AGE},  {"married", GROUP_MARRIED}, {"education", GROUP_EDUCATION},
    {"diagnosis", GROUP_DIAG}, {"benefit", GROUP_BENEFIT}, {"experience", GROUP_EXPERIENCE}};

static const char *item_name(enum lang lang, const char *item)
{
    for (size_t i = 0; i < COUNT(item_names); i++)
        if (!strcmp(item_names[i].item, item))
            return text(lang, item_names[i].name);
    for (size_t i = 0; i < COUNT(groups); i++)
        if (!strcmp(groups[i].item, item))
            return text(lang, report_group(groups[i].group));
    return item;
}

static const char *level_name(struct arena *a, enum lang lang, const char *item, const char *level)
{
    struct report r = {.arena = a, .lang = lang};

    for (size_t i = 0; i < COUNT(groups); i++)
        if (!strcmp(groups[i].item, item))
            return *level ? report_level(&r, groups[i].group, level)
                          : text(lang, TEXT_outcome_missing);
    return level;
}

static const char *fill(struct arena *a, enum lang lang, enum text_id id, const char *one,
                        const char *two)
{
    return text_fill(a, lang, id, one, two, NULL, NULL);
}

static const char *curve_label(struct arena *a, enum lang lang, const struct study_row *r)
{
    const char *month = arena_fmt(a, "%d", r->month);
    const char *words =
        fill(a, lang, r->block == STUDY_EVER ? TEXT_study_curve_month : TEXT_study_now_month, month,
             NULL);

    if (!*r->level)
        return words;
    return fill(a, lang, TEXT_study_of_group, words, level_name(a, lang, r->item, r->level));
}

static const char *status_label(struct arena *a, enum lang lang, const struct study_row *r)
{
    enum text_id id = !strcmp(r->level, "same")    ? TEXT_outcome_same
                      : !strcmp(r->level, "other") ? TEXT_outcome_other
                                                   : TEXT_outcome_stopped;

    if (!r->month)
        return fill(a, lang, TEXT_study_status_last, text(lang, id), NULL);
    return fill(a, lang, TEXT_study_status_month, text(lang, id), arena_fmt(a, "%d", r->month));
}

static const char *jobs_label(struct arena *a, enum lang lang, const struct study_row *r)
{
    static const enum text_id contract[] = {TEXT_outcome_contract_1, TEXT_outcome_contract_2,
                                            TEXT_outcome_contract_3};
    const char *level = r->level;

    if (!strcmp(r->item, "contract") && *level >= '1' && *level <= '3')
        return text(lang, contract[*level - '1']);
    if (!strcmp(r->item, "sector"))
        return codes_known("sbi2008_sections", level)
                   ? arena_fmt(a, "%s  %s", level, codes_label("sbi2008_sections", lang, level))
                   : level;
    return item_name(lang, r->item);
}

static const char *time_label(struct arena *a, enum lang lang, const struct study_row *r)
{
    static const char *const from[] = {"1", "7", "13"}, *const to[] = {"6", "12", "18"};
    int phase = *r->level ? *r->level - '1' : -1;

    if (phase < 0)
        return item_name(lang, r->item);
    const char *months = phase < 3
                             ? fill(a, lang, TEXT_outcome_months_from_to, from[phase], to[phase])
                             : fill(a, lang, TEXT_outcome_months_from, "19", NULL);
    return fill(a, lang, TEXT_study_of_group, item_name(lang, r->item), months);
}

static const char *phase_label(struct arena *a, enum lang lang, const struct study_row *r)
{
    enum text_id what = strcmp(r->item, "start") ? TEXT_outcome_stops : TEXT_outcome_starts;
    enum text_id when = !strcmp(r->level, "before")   ? TEXT_study_before
                        : !strcmp(r->level, "during") ? TEXT_study_during
                                                      : TEXT_study_after;

    return fill(a, lang, TEXT_study_of_group, text(lang, what), text(lang, when));
}

static const char *term_label(struct arena *a, enum lang lang, const struct study_row *r)
{
    if (!strcmp(r->item, "age") && !*r->level)
        return text(lang, TEXT_outcome_term_age);
    if (!*r->level)
        return item_name(lang, r->item);
    return arena_fmt(a, "%s: %s", item_name(lang, r->item), level_name(a, lang, r->item, r->level));
}

static const char *who_label(struct arena *a, enum lang lang, const struct study_row *r)
{
    if (r->k == NUMBER_NONE && !strcmp(r->level, "mean"))
        return item_name(lang, r->item);
    return arena_fmt(a, "%s: %s", item_name(lang, r->item), level_name(a, lang, r->item, r->level));
}

static const char *count_label(struct arena *a, enum lang lang, const struct study_row *r)
{
    if (r->block == STUDY_FOUND && !strcmp(r->item, "ever_scheme"))
        return fill(a, lang, TEXT_study_ever_scheme, level_name(a, lang, "scheme", r->level), NULL);
    if (r->block == STUDY_ABOUT && !strcmp(r->item, "months"))
        return text(lang, TEXT_study_about_months);
    if (r->block == STUDY_ABOUT && !strcmp(r->item, "jobs"))
        return text(lang, TEXT_study_about_jobs);
    return item_name(lang, r->item);
}

static bool is_aliased(const struct study_row *r)
{
    return !strncmp(r->text, "aliased", strlen("aliased"));
}

static const char *refused_label(struct arena *a, enum lang lang, const struct study_row *r)
{
    if (is_aliased(r))
        return term_label(a, lang, r);
    if (!strcmp(r->item, "phase"))
        return fill(
            a, lang, TEXT_study_of_group, item_name(lang, r->item),
            text(lang, strcmp(r->level, "start") ? TEXT_outcome_stops : TEXT_outcome_starts));
    if (!*r->level)
        return item_name(lang, r->item);
    return fill(a, lang, TEXT_study_refused_test, item_name(lang, r->item),
                study_groups(lang, r->level));
}

const char *study_label(struct arena *a, enum lang lang, const struct study_row *r)
{
    switch (r->block) {
    case STUDY_REFUSED:
        return refused_label(a, lang, r);
    case STUDY_EVER:
    case STUDY_NOW:
        return curve_label(a, lang, r);
    case STUDY_STATUS:
        return status_label(a, lang, r);
    case STUDY_JOBS:
        return jobs_label(a, lang, r);
    case STUDY_TIME:
        return time_label(a, lang, r);
    case STUDY_PHASE:
        return phase_label(a, lang, r);
    case STUDY_DAYS:
        return fill(a, lang, strcmp(r->item, "all") ? TEXT_study_days_row : TEXT_study_days_row_all,
                    r->level, NULL);
    case STUDY_MODEL:
    case STUDY_COX:
        return term_label(a, lang, r);
    case STUDY_WHO:
        return who_label(a, lang, r);
    default:
        return count_label(a, lang, r);
    }
}

/* ---- lines ------------------------------------------------------------------------------------
 */

/* Straight between the months that are known. */
static void bridge(double *y, int n)
{
    int before = -1;

    for (int i = 0; i < n; i++) {
        if (!isfinite(y[i]))
            continue;
        for (int k = before + 1; before >= 0 && k < i; k++)
            y[k] = y[before] + (y[i] - y[before]) * (k - before) / (i - before);
        before = i;
    }
}

struct study_line study_line(struct arena *a, const struct study *s, enum study_block block,
                             const char *item, const char *level)
{
    const struct study_row *about = study_find(s, STUDY_ABOUT, "months", "", 0);
    struct study_line line = {.n = about ? (int)about->k : 0, .last = NAN};
    size_t n = (size_t)MAX(line.n, 1);

    line.y = ARENA_ARRAY(a, double, n);
    line.low = ARENA_ARRAY(a, double, n);
    line.high = ARENA_ARRAY(a, double, n);
    line.at_risk = ARENA_ARRAY(a, int64_t, n);
    for (int i = 0; i < line.n; i++) {
        const struct study_row *r = study_find(s, block, item, level, i + 1);

        bool enough = r && r->n >= STUDY_LINE_MIN;

        line.y[i] = enough ? r->value : NAN;
        line.low[i] = enough ? r->low : NAN;
        line.high[i] = enough ? r->high : NAN;
        line.at_risk[i] = r ? r->n : NUMBER_NONE;
        if (isfinite(line.y[i])) {
            line.last = line.y[i];
            line.last_month = i + 1;
        }
    }
    bridge(line.y, line.n);
    bridge(line.low, line.n);
    bridge(line.high, line.n);
    return line;
}

struct study_line study_now(struct arena *a, const struct study *s, const struct study_line *ever)
{
    struct study_line now = study_line(a, s, STUDY_NOW, "all", "");

    for (int i = ever->last_month; i < now.n; i++)
        now.y[i] = now.low[i] = now.high[i] = NAN;
    now.last_month = ever->last_month;
    now.last = ever->last_month ? now.y[ever->last_month - 1] : NAN;
    return now;
}

bool study_is_line(const struct study_line *line)
{
    int known = 0;

    for (int i = 0; i < line->n; i++)
        known += isfinite(line->y[i]);
    return known > 1;
}

static int by_size(const void *a, const void *b)
{
    const struct study_group *x = a, *y = b;

    return x->n != y->n ? (x->n < y->n) - (x->n > y->n) : strcmp(x->level, y->level);
}

int study_groups_drawn(struct arena *a, enum lang lang, const struct study *s, const char *item,
                       struct study_group *best)
{
    struct study_group *all = ARENA_ARRAY(a, struct study_group, s->n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s->n; i++) {
        const struct study_row *x = &s->at[i];

        if (x->block != STUDY_WHO || !*x->level || strcmp(x->item, item) != 0 || x->hidden ||
            x->k < STUDY_LINE_MIN)
            continue;
        const char *name = level_name(a, lang, item, x->level);
        if (!strcmp(item, "experience")) /* 3-5: of what? */
            name = fill(a, lang, TEXT_study_years, name, NULL);
        all[n] = (struct study_group){x->level, name, x->k,
                                      study_line(a, s, STUDY_EVER, item, x->level)};
        n += study_is_line(&all[n].line);
    }
    qsort(all, n, sizeof(*all), by_size);
    n = MIN(n, (size_t)STUDY_GROUPS_MAX);
    memcpy(best, all, n * sizeof(*best));
    return (int)n;
}

const char *study_groups_finding(struct arena *a, enum lang lang, const char *item,
                                 const struct study_group *g, int n)
{
    double low = INFINITY, high = 0;
    int month = g[0].line.last_month;

    for (int i = 1; i < n; i++)
        month = MIN(month, g[i].line.last_month);
    for (int i = 0; i < n; i++) { /* in the last month that all have */
        double y = g[i].line.y[month - 1];

        low = isfinite(y) ? MIN(low, y) : low;
        high = isfinite(y) ? MAX(high, y) : high;
    }
    return text_fill(a, lang,
                     strcmp(item, "scheme") ? TEXT_study_curve_experience : TEXT_study_curve_scheme,
                     arena_fmt(a, "%d", month), study_percent(a, lang, low, 0),
                     study_percent(a, lang, high, 0), NULL);
}

/* ---- tests ------------------------------------------------------------------------------------
 */

const char *study_test_method(enum lang lang, const char *kind)
{
    static const struct item_name methods[] = {{"pearson", TEXT_study_method_pearson},
                                               {"fisher", TEXT_study_method_fisher},
                                               {"fisher_drawn", TEXT_study_method_fisher_drawn},
                                               {"welch", TEXT_study_method_welch},
                                               {"logrank", TEXT_study_method_logrank}};

    for (size_t i = 0; i < COUNT(methods); i++)
        if (!strcmp(kind, methods[i].item))
            return text(lang, methods[i].name);
    return "–";
}

const char *study_why(enum lang lang, const char *code)
{
    static const struct item_name why[] = {{"nobody", TEXT_study_no_time},
                                           {"few", TEXT_study_few},
                                           {"separated", TEXT_study_separated},
                                           {"too_few", TEXT_study_why_too_few},
                                           {"one_group", TEXT_study_why_one_group},
                                           {"singular", TEXT_study_why_singular},
                                           {"unsettled", TEXT_study_why_unsettled},
                                           {"no_variance", TEXT_study_why_no_variance},
                                           {"structural", TEXT_study_why_structural},
                                           {"bad_input", TEXT_study_why_bad_input},
                                           {"aliased", TEXT_study_why_aliased},
                                           {"aliased_cox", TEXT_study_why_aliased_cox}};

    for (size_t i = 0; i < COUNT(why); i++)
        if (!strcmp(code, why[i].item))
            return text(lang, why[i].name);
    return code;
}

bool study_few_events(const struct study *s)
{
    const struct study_row *r = study_find(s, STUDY_ABOUT, "events_per_term", "", 0);

    return r && !strcmp(r->text, "5-9");
}

const char *study_terms(struct arena *a, enum lang lang, const struct study *s,
                        enum study_block block)
{
    const char *words = "";

    for (size_t i = 0; i < s->n; i++) {
        const struct study_row *x = &s->at[i];

        if (x->block == block && !x->hidden && (x->low > 1 || x->high < 1))
            words = arena_fmt(a, "%s%s%s", words, *words ? "; " : "", study_label(a, lang, x));
    }
    return words;
}

static bool has_level(const struct study *s, enum study_block block, const char *item,
                      const char *level)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->at[i].block == block && !strcmp(s->at[i].item, item) &&
            (!level || !strcmp(s->at[i].level, level)))
            return true;
    return false;
}

/* The one level of table B1 that the regression has no row of; NULL when there is no such one. */
static const struct study_row *left_out(const struct study *s, enum study_block block,
                                        const char *item)
{
    const struct study_row *found = NULL;

    for (size_t i = 0; i < s->n; i++) {
        const struct study_row *x = &s->at[i];

        if (x->block != STUDY_WHO || strcmp(x->item, item) != 0 || !*x->level ||
            has_level(s, block, item, x->level) || has_level(s, STUDY_REFUSED, item, x->level))
            continue;
        if (found)
            return NULL;
        found = x;
    }
    return found;
}

const char *study_reference(struct arena *a, enum lang lang, const struct study *s,
                            enum study_block block)
{
    static const char *const items[] = {"scheme", "education", "diagnosis", "sex"};
    const char *words = "";

    for (size_t i = 0; i < COUNT(items); i++) {
        const struct study_row *one = left_out(s, block, items[i]);
        bool diagnosis = !strcmp(items[i], "diagnosis"); /* three chapters, and the rest */

        if (!has_level(s, block, items[i], NULL))
            continue;
        if (!one && !diagnosis)
            return text(lang, TEXT_study_model_ref);
        words = arena_fmt(a, "%s%s%s", words, *words ? "; " : "",
                          one ? study_label(a, lang, one) : text(lang, TEXT_study_other_diagnoses));
    }
    return *words ? fill(a, lang, TEXT_study_model_against, words, NULL)
                  : text(lang, TEXT_study_model_ref);
}

const char *study_groups(enum lang lang, const char *level)
{
    return text(lang, !strcmp(level, "sex")          ? TEXT_study_by_sex
                      : !strcmp(level, "experience") ? TEXT_study_by_experience
                                                     : TEXT_study_by_scheme);
}

bool study_has_p(const struct study_row *r)
{
    return !r->hidden && strcmp(r->text, "small") != 0;
}

const char *study_test_says(struct arena *a, enum lang lang, const struct study_row *r)
{
    double holm = isfinite(r->p_holm) ? r->p_holm : r->p;

    (void)a;
    if (r->hidden == STUDY_BEFORE)
        return text(lang, TEXT_study_hidden);
    if (!isfinite(r->p) || !strcmp(r->text, "small"))
        return text(lang, TEXT_study_test_few);
    if (!(r->p < 0.05))
        return text(lang, TEXT_study_test_same);
    return text(lang, holm < 0.05 ? TEXT_study_test_differs : TEXT_study_test_maybe);
}

const char *study_finding(struct arena *a, enum lang lang, const struct study *s)
{
    struct study_line ever = study_line(a, s, STUDY_EVER, "all", "");
    struct study_line now = study_now(a, s, &ever);

    return text_fill(a, lang, TEXT_outcome_finding, arena_fmt(a, "%d", ever.last_month),
                     study_percent(a, lang, ever.last, 0), study_percent(a, lang, now.last, 0),
                     NULL);
}

const char *study_two_finding(struct arena *a, enum lang lang, const struct study_line *one,
                              const char *one_name, const struct study_line *two,
                              const char *two_name)
{
    int month = MAX(MIN(one->last_month, two->last_month), 1);

    return text_fill(a, lang, TEXT_study_compare_curve, arena_fmt(a, "%d", month),
                     arena_fmt(a, "%s %s", one_name, study_percent(a, lang, one->y[month - 1], 0)),
                     arena_fmt(a, "%s %s", two_name, study_percent(a, lang, two->y[month - 1], 0)),
                     NULL);
}

/* ---- findings ---------------------------------------------------------------------------------
 */

static const char *days_title(struct arena *a, enum lang lang, const struct study *s)
{
    const struct study_row *ever = study_find(s, STUDY_FOUND, "ever", "", 0);
    const struct study_row *early = study_find(s, STUDY_FOUND, "within_60", "", 0);

    if (!ever || !early || ever->hidden || early->hidden || ever->k <= 0)
        return text(lang, TEXT_outcome_days_heading);
    return fill(a, lang, TEXT_study_days_finding,
                study_percent(a, lang, (double)early->k / (double)ever->k, 0), NULL);
}

static const char *status_title(struct arena *a, enum lang lang, const struct study *s)
{
    const struct study_row *same = study_find(s, STUDY_STATUS, "status", "same", 0);
    const struct study_row *stopped = study_find(s, STUDY_STATUS, "status", "stopped", 0);

    if (!same || !stopped || same->hidden || stopped->hidden)
        return text(lang, TEXT_outcome_status_heading);
    return fill(a, lang, TEXT_study_status_finding, study_percent(a, lang, same->value, 0),
                study_percent(a, lang, stopped->value, 0));
}

static const char *jobs_title(struct arena *a, enum lang lang, const struct study *s)
{
    const struct study_row *most = NULL;

    for (size_t i = 0; i < s->n; i++) {
        const struct study_row *x = &s->at[i];

        if (x->block == STUDY_JOBS && !strcmp(x->item, "sector") && !x->hidden &&
            (!most || x->k > most->k))
            most = x;
    }
    return most ? fill(a, lang, TEXT_study_sector_finding, study_label(a, lang, most),
                       study_percent(a, lang, most->value, 0))
                : text(lang, TEXT_outcome_jobs_heading);
}

static const char *phase_title(struct arena *a, enum lang lang, const struct study *s)
{
    const struct study_row *stop = study_find(s, STUDY_PHASE, "stop", "during", 0);

    return stop && !stop->hidden ? fill(a, lang, TEXT_study_phase_finding, study_whole(a, stop->k),
                                        study_number(a, lang, stop->expected, 1))
                                 : text(lang, TEXT_outcome_phases_heading);
}

const char *study_contract_title(struct arena *a, enum lang lang, const struct study *s)
{
    const struct study_row *permanent = study_find(s, STUDY_JOBS, "permanent", "", 0);

    return permanent && !permanent->hidden ? fill(a, lang, TEXT_study_contract_finding,
                                                  study_percent(a, lang, permanent->value, 0), NULL)
                                           : text(lang, TEXT_outcome_contract);
}

const char *study_card_title(struct arena *a, enum lang lang, const struct study *s,
                             enum study_block block)
{
    const char *terms = study_terms(a, lang, s, block);

    switch (block) {
    case STUDY_DAYS:
        return days_title(a, lang, s);
    case STUDY_STATUS:
        return status_title(a, lang, s);
    case STUDY_JOBS:
        return jobs_title(a, lang, s);
    case STUDY_PHASE:
        return phase_title(a, lang, s);
    case STUDY_MODEL:
        return *terms ? fill(a, lang, TEXT_study_model_finding, terms, NULL)
                      : text(lang, TEXT_study_model_none);
    case STUDY_COX:
        return *terms ? fill(a, lang, TEXT_study_cox_finding, terms, NULL)
                      : text(lang, TEXT_study_cox_none);
    default:
        BUG("block %d has no title", (int)block);
    }
}

/* ---- two cohorts ------------------------------------------------------------------------------
 */

const char *study_pair_label(struct arena *a, enum lang lang, const struct study_pair *p)
{
    struct study_row row = study_share(p->block, p->item, "", 0, 0);

    if (p->block == STUDY_EVER)
        return text(lang, TEXT_study_curve_whole);
    if (p->block == STUDY_TIME)
        return text(lang, TEXT_study_total_time);
    if (p->block == STUDY_WHO) /* the item, without a level */
        row.block = STUDY_TEST;
    return study_label(a, lang, &row);
}

const char *study_tests_words(struct arena *a, enum lang lang, int tests)
{
    return tests ? text_count(a, lang, TEXT_study_compare_tests, tests)
                 : text(lang, TEXT_study_compare_no_tests);
}

const char *study_pair_value(struct arena *a, enum lang lang, const struct study *s,
                             const struct study_pair *p)
{
    const struct study_row *x =
        study_find(s, p->block, p->item, p->block == STUDY_WHO ? "mean" : "", 0);

    if (!x)
        return "–";
    if (x->hidden)
        return text(lang, TEXT_study_hidden);
    if (x->k == NUMBER_NONE)
        return study_number(a, lang, x->value, study_decimals(p->item));
    return arena_fmt(a, "%s (%s)",
                     fill(a, lang, TEXT_outcome_n_of_n, study_whole(a, x->k), study_whole(a, x->n)),
                     study_percent(a, lang, x->value, 1));
}

const char *study_pair_answer(struct arena *a, enum lang lang, const struct study_pair *p)
{
    static const enum text_id answers[] = {
        [STUDY_ANSWER_SAME] = TEXT_study_answer_same,
        [STUDY_ANSWER_DIFFERS] = TEXT_study_answer_differs,
        [STUDY_ANSWER_FEW] = TEXT_study_answer_few,
        [STUDY_ANSWER_STRUCTURAL] = TEXT_study_answer_structural,
        [STUDY_ANSWER_OVERLAP] = TEXT_study_answer_overlap,
        [STUDY_ANSWER_NO_SPREAD] = TEXT_study_answer_spread,
    };
    const char *words = text(lang, answers[p->answer]);

    return *p->method ? arena_fmt(a, "%s %s: %s.", words, text(lang, TEXT_study_kind),
                                  study_test_method(lang, p->method))
                      : words;
}
