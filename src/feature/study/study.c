/* study.c: the report of a cohort as one list of figures.
 * Not: computing them (feature/outcome), what may leave (disclose.c), as text (study_text.c).
 * Start at study_make(). */
#include "feature/study/study.h"

#include <math.h>

#include "base/id.h"
#include "base/vec.h"
#include "feature/outcome/block.h"
#include "feature/outcome/outcome_data.h"
#include "stat/dist.h"
#include "stat/multiple.h"

struct making {
    struct study s;
    struct arena *a;
    const struct outcome *o;
    const struct study_wish *wish;
};

/* ---- what is asked ----------------------------------------------------------------------------
 */

int64_t *study_programmes(struct arena *a, const char *programmes, size_t *n)
{
    int64_t *list = ARENA_ARRAY(a, int64_t, strlen(programmes) / 2 + 1);
    char *words = arena_str(a, programmes), *rest = words, *word;

    *n = 0;
    while ((word = strsep(&rest, " ")))
        if (id_parse(word, &list[*n]))
            ++*n;
    return list;
}

static bool in_both(const char *x, const char *y)
{
    struct arena *a = arena_new();
    size_t n, m;
    const int64_t *p = study_programmes(a, x, &n), *q = study_programmes(a, y, &m);
    bool found = false;

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++)
            found = found || p[i] == q[j];
    arena_free(a);
    return found;
}

bool study_apart(const struct study_wish *a, const struct study_wish *b)
{
    bool before = a->to_on != DAY_NONE && b->from_on != DAY_NONE && a->to_on < b->from_on;
    bool after = b->to_on != DAY_NONE && a->from_on != DAY_NONE && b->to_on < a->from_on;
    bool group = *a->target_group && *b->target_group && strcmp(a->target_group, b->target_group);
    bool scheme = *a->scheme && *b->scheme && strcmp(a->scheme, b->scheme);

    return before || after || group || scheme || !in_both(a->programmes, b->programmes);
}

bool study_inside(const struct study_wish *part, const struct study_wish *whole)
{
    struct arena *a = arena_new();
    size_t n, m;
    const int64_t *p = study_programmes(a, part->programmes, &n);
    const int64_t *q = study_programmes(a, whole->programmes, &m);
    bool from = whole->from_on == DAY_NONE ||
                (part->from_on != DAY_NONE && part->from_on >= whole->from_on);
    bool to = whole->to_on == DAY_NONE || (part->to_on != DAY_NONE && part->to_on <= whole->to_on);
    bool group = !*whole->target_group || !strcmp(part->target_group, whole->target_group);
    bool inside = from && to && group && (!*whole->scheme || !strcmp(part->scheme, whole->scheme));

    for (size_t i = 0; i < n && inside; i++) {
        inside = false;
        for (size_t j = 0; j < m; j++)
            inside = inside || p[i] == q[j];
    }
    arena_free(a);
    return inside;
}

/* ---- rows -------------------------------------------------------------------------------------
 */

static struct study_row row_of(enum study_block block, const char *item, const char *level)
{
    return (struct study_row){.block = block,
                              .item = item,
                              .level = level,
                              .text = "",
                              .k = NUMBER_NONE,
                              .n = NUMBER_NONE,
                              .missing = NUMBER_NONE,
                              .value = NAN,
                              .low = NAN,
                              .high = NAN,
                              .sd = NAN,
                              .q25 = NAN,
                              .median = NAN,
                              .q75 = NAN,
                              .expected = NAN,
                              .p = NAN,
                              .p_holm = NAN};
}

struct study_row study_share(enum study_block block, const char *item, const char *level, int64_t k,
                             int64_t n)
{
    struct study_row row = row_of(block, item, level);
    struct share s = block_share(k, n);

    row.k = k;
    row.n = n;
    row.value = s.p;
    row.low = s.wilson.low;
    row.high = s.wilson.high;
    return row;
}

static void put(struct making *m, struct study_row row)
{
    ARENA_PUSH(m->a, &m->s, row);
}

static void put_text(struct making *m, const char *item, const char *words)
{
    struct study_row row = row_of(STUDY_ABOUT, item, "");

    row.text = words;
    put(m, row);
}

static void put_count(struct making *m, enum study_block block, const char *item, int64_t k)
{
    struct study_row row = row_of(block, item, "");

    row.k = k;
    put(m, row);
}

/* A mean with its t limits; of n persons the others are missing. Nobody: no row. */
static void put_mean(struct making *m, enum study_block block, const char *item, const char *level,
                     const struct summary *s, int64_t persons)
{
    struct study_row row = row_of(block, item, level);

    if (!s->n)
        return;
    row.n = s->n;
    row.missing = persons - s->n;
    row.value = s->mean;
    row.sd = s->sd;
    row.q25 = s->q25;
    row.median = s->median;
    row.q75 = s->q75;
    if (s->n > 1) {
        double half = dist_t_quantile(0.975, (double)(s->n - 1)) * s->sd / sqrt((double)s->n);

        row.low = s->mean - half;
        row.high = s->mean + half;
    }
    put(m, row);
}

/* ---- what was asked, who was left out ---------------------------------------------------------
 */

static void put_day(struct making *m, const char *item, int32_t day)
{
    char text[DAY_TEXT];

    put_text(m, item, day == DAY_NONE ? "" : arena_str(m->a, day_iso(day, text)));
}

static void put_wish(struct making *m, int32_t today)
{
    const struct study_wish *w = m->wish;
    size_t n;

    (void)study_programmes(m->a, w->programmes, &n);
    put_text(m, "name", w->name);
    put_count(m, STUDY_ABOUT, "programmes", (int64_t)n);
    put_day(m, "from", w->from_on);
    put_day(m, "to", w->to_on);
    put_text(m, "target_group", w->target_group);
    put_text(m, "scheme", w->scheme);
    put_text(m, "definition", w->definition);
    put_count(m, STUDY_ABOUT, "months", w->months);
    put_count(m, STUDY_ABOUT, "ends_after", w->ends_after);
    put_day(m, "during_from", w->during_from);
    put_day(m, "during_to", w->during_to);
    put_day(m, "computed_on", today);
    put_text(m, "version", "Spil " SPIL_VERSION);
}

static const char *const reason_code[OUTCOME_REASONS] = {
    [OUTCOME_NOT_STARTED] = "not_started", [OUTCOME_OTHER_PERIOD] = "other_period",
    [OUTCOME_OTHER_GROUP] = "other_group", [OUTCOME_OTHER_SCHEME] = "other_scheme",
    [OUTCOME_RESTRICTED] = "restricted",   [OUTCOME_OBJECTED] = "objected",
    [OUTCOME_NO_MONTH] = "no_month"};

static void put_flow(struct making *m, const struct outcome_left *left)
{
    int64_t taken = left->seen;

    put_count(m, STUDY_FLOW, "seen", left->seen);
    for (int i = 0; i < OUTCOME_REASONS; i++) {
        put_count(m, STUDY_FLOW, reason_code[i], left->n[i]);
        taken -= left->n[i];
    }
    put_count(m, STUDY_FLOW, "taken", taken);
}

/* ---- B1 ---------------------------------------------------------------------------------------
 */

static const struct {
    const char *item;
    enum person_group group;
} who_groups[] = {{"scheme", GROUP_SCHEME},
                  {"sex", GROUP_SEX},
                  {"age", GROUP_AGE},
                  {"married", GROUP_MARRIED},
                  {"education", GROUP_EDUCATION},
                  {"diagnosis", GROUP_DIAG},
                  {"benefit", GROUP_BENEFIT},
                  {"experience", GROUP_EXPERIENCE}};

static void put_group(struct making *m, const char *item, enum person_group g)
{
    const struct cohort *c = &m->o->cohort;
    int64_t count[LEVEL_NONE + 1] = {0};

    for (int64_t i = 0; i < c->n; i++)
        count[c->person[i].group[g]]++;
    for (int k = 0; k < c->levels[g].n; k++)
        if (count[k])
            put(m, study_share(STUDY_WHO, item, c->levels[g].name[k], count[k], c->n));
    if (count[LEVEL_NONE])
        put(m, study_share(STUDY_WHO, item, "", count[LEVEL_NONE], c->n));
}

static void put_who(struct making *m)
{
    const struct cohort *c = &m->o->cohort;
    double *age = ARENA_ARRAY(m->a, double, (size_t)c->n);
    double *years = ARENA_ARRAY(m->a, double, (size_t)c->n);

    for (int64_t i = 0; i < c->n; i++) {
        age[i] = c->person[i].age;
        years[i] = c->person[i].experience;
    }
    struct summary ages = block_summary(age, c->n), experience = block_summary(years, c->n);
    put_mean(m, STUDY_WHO, "age_mean", "mean", &ages, c->n);
    put_mean(m, STUDY_WHO, "experience_mean", "mean", &experience, c->n);
    for (size_t i = 0; i < COUNT(who_groups); i++)
        put_group(m, who_groups[i].item, who_groups[i].group);
}

/* ---- B2 ---------------------------------------------------------------------------------------
 */

static void put_found(struct making *m)
{
    const struct outcome *o = m->o;
    int64_t n = o->cohort.n, end = o->work.end.same + o->work.end.other;
    struct study_row median = row_of(STUDY_FOUND, "median_days", "");

    put(m, study_share(STUDY_FOUND, "ever", "", o->ever.k, o->ever.n));
    for (int i = 0; i < o->ever_by_scheme.n; i++) {
        const struct named_share *s = &o->ever_by_scheme.of[i];

        put(m, study_share(STUDY_FOUND, "ever_scheme", s->name, s->share.k, s->share.n));
    }
    put(m, study_share(STUDY_FOUND, "within_60", "", o->times.within_60, n));
    put(m, study_share(STUDY_FOUND, "end", "", end, n));
    if (o->trial.n)
        put(m, study_share(STUDY_FOUND, "trial", "", o->trial.k, o->trial.n));
    if (isfinite(o->times.median)) {
        median.n = n;
        median.value = o->times.median;
        put(m, median);
    }
}

static void put_amount(struct making *m)
{
    const struct work_figures *w = &m->o->work;
    const struct {
        const char *item;
        const struct summary *s;
        int64_t of;
    } means[] = {{"months", &w->months, w->workers},
                 {"longest", &w->longest, w->workers},
                 {"jobs", &w->jobs, w->workers},
                 {"hours", &w->hours, w->workers},
                 {"wage", &w->wage, w->workers},
                 {"ratio_months", &w->ratio_of_months, w->workers},
                 {"ratio_sums", &w->ratio_of_sums, w->workers},
                 {"job_spell", &w->job_spell, w->job_spell.n},
                 {"work_spell", &w->employment_spell, w->employment_spell.n}};
    const struct {
        const char *item;
        double value;
    } ratios[] = {{"hourly_wage", w->hourly_wage}, {"hours_week", w->hours_week}};

    for (size_t i = 0; i < COUNT(means); i++)
        put_mean(m, STUDY_AMOUNT, means[i].item, "", means[i].s, means[i].of);
    for (size_t i = 0; i < COUNT(ratios) && w->workers; i++) {
        struct study_row row = row_of(STUDY_AMOUNT, ratios[i].item, "");

        row.n = w->workers;
        row.value = ratios[i].value;
        put(m, row);
    }
}

static void put_curve(struct making *m, const char *item, const struct curve *c)
{
    for (int i = 0; i < c->months; i++) {
        struct study_row row = row_of(STUDY_EVER, item, c->name ? c->name : "");

        row.month = i + 1;
        row.k = c->first_jobs[i];
        row.n = c->at_risk[i];
        row.value = c->ever_km[i];
        row.low = c->ever_low[i];
        row.high = c->ever_high[i];
        if (!c->observed[i])
            row.value = NAN;
        put(m, row);
        if (c->name)
            continue;
        row = study_share(STUDY_NOW, item, "", c->working[i], c->observed[i]);
        row.month = i + 1;
        put(m, row);
    }
}

static void put_curves(struct making *m)
{
    const struct outcome *o = m->o;

    put_curve(m, "all", &o->curve);
    for (int i = 0; i < o->by_scheme.n; i++)
        put_curve(m, "scheme", &o->by_scheme.of[i]);
    for (int i = 0; i < o->by_experience.n; i++)
        put_curve(m, "experience", &o->by_experience.of[i]);
}

static void put_status(struct making *m, const struct job_status *s, int month)
{
    int64_t n = s->same + s->other + s->stopped;
    struct study_row rows[] = {study_share(STUDY_STATUS, "status", "same", s->same, n),
                               study_share(STUDY_STATUS, "status", "other", s->other, n),
                               study_share(STUDY_STATUS, "status", "stopped", s->stopped, n)};

    for (size_t i = 0; n && i < COUNT(rows); i++) {
        rows[i].month = month;
        put(m, rows[i]);
    }
}

static void put_jobs(struct making *m)
{
    const struct outcome *o = m->o;
    const struct work_figures *w = &o->work;

    for (int i = 0; i < JOB_CLASSES && o->times.events; i++)
        put(m, study_share(STUDY_DAYS, "workers", o->times.class_label[i], o->times.class_n[i],
                           o->times.events));
    for (int i = 0; i < JOB_CLASSES && o->times.events; i++)
        put(m, study_share(STUDY_DAYS, "all", o->times.class_label[i], o->times.class_n[i],
                           o->cohort.n));
    for (int i = 0; i < w->quarters; i++)
        put_status(m, &w->quarter[i], 3 * (i + 1));
    put_status(m, &w->end, 0);
    for (int i = 0; i < w->contract.n; i++)
        put(m, study_share(STUDY_JOBS, "contract", w->contract.of[i].name,
                           w->contract.of[i].share.k, w->contract.of[i].share.n));
    if (w->permanent.n)
        put(m, study_share(STUDY_JOBS, "permanent", "", w->permanent.k, w->permanent.n));
    for (int i = 0; i < w->sector.n; i++)
        put(m, study_share(STUDY_JOBS, "sector", w->sector.of[i].name, w->sector.of[i].share.k,
                           w->sector.of[i].share.n));
}

/* ---- tests and models -------------------------------------------------------------------------
 */

static void put_refusal(struct making *m, const char *item, const char *level, const char *why)
{
    struct study_row row = row_of(STUDY_REFUSED, item, level);

    row.text = why;
    put(m, row);
}

/* The log-rank tests are a family of their own: Holm over those that could be done. A test refuses
 * where nobody found work, where there is one group, and else what cannot be told apart. */
static void put_logranks(struct making *m)
{
    const struct job_times *t = &m->o->times;
    const struct {
        const char *by;
        enum person_group group;
        const struct logrank *test;
    } of[] = {{"scheme", GROUP_SCHEME, t->by_scheme},
              {"experience", GROUP_EXPERIENCE, t->by_experience},
              {"sex", GROUP_SEX, t->by_sex}};
    double p[COUNT(of)], holm[COUNT(of)];
    uint8_t level[LEVELS_MAX];
    int n = 0, k = 0;

    for (size_t i = 0; i < COUNT(of); i++)
        if (of[i].test)
            p[n++] = of[i].test->p_value;
    multiple_holm(m->a, p, n, holm);
    for (size_t i = 0; i < COUNT(of); i++) {
        struct study_row row = row_of(STUDY_TEST, "logrank", of[i].by);

        if (!of[i].test) {
            put_refusal(m, "logrank", of[i].by,
                        block_levels(m->o, of[i].group, level) < 2 ? "one_group"
                        : t->events                                ? "singular"
                                                                   : "too_few");
            continue;
        }
        row.text = "logrank";
        row.n = m->o->cohort.n;
        row.value = of[i].test->chisq;
        row.p = of[i].test->p_value;
        row.p_holm = holm[k++];
        put(m, row);
    }
}

static void put_tests(struct making *m)
{
    const struct comparisons *c = &m->o->comparisons;
    const char *by = c->by_scheme ? "scheme" : "sex";

    for (int i = 0; i < c->crossings; i++) {
        const struct crossing *x = &c->crossing[i];
        struct study_row row = row_of(STUDY_TEST, x->name, by);

        row.text = x->exact        ? (x->drawn ? "fisher_drawn" : "fisher")
                   : x->test.small ? "small"
                                   : "pearson";
        row.n = x->test.n;
        row.value = x->test.pearson;
        row.p = x->p;
        row.p_holm = x->p_holm;
        put(m, row);
    }
    for (int i = 0; i < c->refused; i++)
        put_refusal(m, c->refused_name[i], by, "one_group");
    put_logranks(m);
}

/* "schemeUWV" is level UWV of scheme. */
static struct study_row term_row(struct making *m, enum study_block block, const char *term)
{
    static const char *const prefix[][2] = {
        {"scheme", "scheme"}, {"edu5", "education"}, {"diag4", "diagnosis"}, {"sex", "sex"}};

    for (size_t i = 0; i < COUNT(prefix); i++)
        if (!strncmp(term, prefix[i][0], strlen(prefix[i][0])))
            return row_of(block, prefix[i][1], arena_str(m->a, term + strlen(prefix[i][0])));
    return row_of(block, arena_str(m->a, term), "");
}

/* Of the regressions; too few is fewer than five for each term (C.7). */
static const char *const why_code[] = {
    [STAT_OK] = "",
    [STAT_TOO_FEW] = "few",
    [STAT_SINGULAR] = "singular",
    [STAT_NO_CONVERGENCE] = "unsettled",
    [STAT_SEPARATED] = "separated",
    [STAT_NO_VARIANCE] = "no_variance",
    [STAT_STRUCTURAL] = "structural",
    [STAT_BAD_INPUT] = "bad_input",
};

static void put_aliased(struct making *m, const char *term, const char *why)
{
    struct study_row row = term_row(m, STUDY_REFUSED, term);

    row.text = why;
    put(m, row);
}

static void put_logistic(struct making *m)
{
    const struct models *x = &m->o->models;
    const struct logistic_fit *f = x->logistic;

    if (!f) {
        put_refusal(m, "model", "", why_code[x->why_logistic]);
        return;
    }
    put_text(m, "events_per_term", f->few_events ? "5-9" : "10+");
    for (int i = 1; i < x->columns; i++) {
        struct study_row row = term_row(m, STUDY_MODEL, x->term[i]);

        if (f->aliased[i]) {
            put_aliased(m, x->term[i], "aliased");
            continue;
        }
        row.n = x->cases;
        row.missing = x->dropped;
        row.value = f->or_[i];
        row.low = x->profile ? exp(x->profile[i].low) : f->wald_low[i];
        row.high = x->profile ? exp(x->profile[i].high) : f->wald_high[i];
        row.p = f->p_value[i];
        put(m, row);
    }
}

static void put_cox(struct making *m)
{
    const struct models *x = &m->o->models;

    if (!x->cox || !x->logistic) { /* it has the terms of the other */
        put_refusal(m, "cox", "", why_code[x->cox ? x->why_logistic : x->why_cox]);
        return;
    }
    for (int i = 0; i < x->columns - 1; i++) {
        struct study_row row = term_row(m, STUDY_COX, x->term[i + 1]);

        if (!isfinite(x->cox->hr[i])) {
            put_aliased(m, x->term[i + 1], "aliased_cox");
            continue;
        }
        row.n = x->cases;
        row.missing = x->dropped;
        row.value = x->cox->hr[i];
        row.low = x->cox->low[i];
        row.high = x->cox->high[i];
        row.p = x->cox->p_value[i];
        put(m, row);
    }
}

static void put_phases(struct making *m, const char *item, const struct phase_block *b)
{
    static const char *const period[PERIODS] = {"before", "during", "after"};

    if (!b->good)
        put_refusal(m, "phase", item, b->phases ? "structural" : "too_few");
    for (int i = 0; b->good && i < PERIODS; i++) {
        struct study_row row = row_of(STUDY_PHASE, item, period[i]);

        row.k = b->events_period[i];
        row.expected = b->result.person_months[i];
        if (!(row.expected > 0))
            continue;
        row.value = b->result.ratio[i];
        row.low = b->result.limits[i].low;
        row.high = b->result.limits[i].high;
        put(m, row);
    }
}

static void put_time(struct making *m)
{
    static const char *const item[] = {"act1", "act2", "act3", "act4", "act5", "total"};
    static const char *const phase[PHASES] = {"1", "2", "3", "4"};
    const struct efforts *e = m->o->efforts;

    if (!e || !e->persons) {
        put_refusal(m, "time", "", "nobody");
        return;
    }
    for (int i = 0; i <= ACTIVITIES; i++)
        put_mean(m, STUDY_TIME, item[i], "", &e->activity[i].person, m->o->cohort.n);
    for (int k = 0; k < PHASES; k++)
        put_mean(m, STUDY_TIME, "total", phase[k], &e->activity[ACTIVITIES].person_phase[k],
                 m->o->cohort.n);
}

/* How the p of Fisher's tests was estimated, where one could not be computed. */
static void put_drawn(struct making *m)
{
    const struct comparisons *c = &m->o->comparisons;
    int64_t drawn = 0;

    for (int i = 0; i < c->crossings; i++)
        if (c->crossing[i].exact)
            drawn = MAX(drawn, c->crossing[i].drawn);
    if (!drawn)
        return;
    put_count(m, STUDY_ABOUT, "draws", drawn);
    put_count(m, STUDY_ABOUT, "seed", FISHER_SEED);
}

/* ---- the whole --------------------------------------------------------------------------------
 */

struct study study_make_empty(struct arena *a, const struct study_wish *wish,
                              const struct outcome_left *left, int32_t today)
{
    struct making m = {.a = a, .wish = wish};

    put_wish(&m, today);
    put_flow(&m, left);
    return m.s;
}

struct study study_make(struct arena *a, const struct study_wish *wish,
                        const struct outcome_left *left, const struct outcome *o, int32_t today)
{
    struct making m = {.a = a, .wish = wish, .o = o};

    put_wish(&m, today);
    if (left->paid_above >= 0)
        put_count(&m, STUDY_ABOUT, "paid_above", left->paid_above);
    put_count(&m, STUDY_ABOUT, "running_at_start",
              o->record.flags.running_at_start + left->at_start);
    put_count(&m, STUDY_ABOUT, "job_months", o->record.person_job_months);
    put_count(&m, STUDY_ABOUT, "jobs", o->record.outcome_jobs);
    put_count(&m, STUDY_ABOUT, "tests", o->comparisons.crossings);
    put_count(&m, STUDY_ABOUT, "confidence", 95);
    put_drawn(&m);
    put_flow(&m, left);
    put_who(&m);
    put_found(&m);
    put_amount(&m);
    put_curves(&m);
    put_jobs(&m);
    put_tests(&m);
    put_logistic(&m);
    put_cox(&m);
    if (wish->during_from != DAY_NONE) {
        put_phases(&m, "start", &o->starts);
        put_phases(&m, "stop", &o->stops);
    }
    put_time(&m);
    return m.s;
}
