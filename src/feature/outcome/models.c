/* models.c: who finds work, and when: the two regressions (C.7, C.8), separation, and observed
 * against expected per programme.
 * Not: the numerics (stat/logistic.h, stat/cox.h).
 * Start at block_models(). */
#include "feature/outcome/block.h"

#include <math.h>

enum { TERMS = 7, SEPARATION_PERSONS_MAX = 5000, HOSMER_GROUPS = 10 };

/* The complete cases, and the right-hand side of both models. */
struct model_data {
    struct outcome *o;
    struct arena *arena;
    int64_t n;
    int64_t *person; /* n */
    struct design_term term[TERMS];
    int terms;
    const char **name; /* of the columns without the intercept */
    int columns;
};

/* What a person must have known for the models. */
struct wanted {
    bool scheme, experience;
};

static bool complete(const struct person *p, const struct wanted *w)
{
    return !isnan(p->age) && p->programme >= 0 && p->group[GROUP_EDUCATION] != LEVEL_NONE &&
           p->group[GROUP_DIAG4] != LEVEL_NONE && p->group[GROUP_SEX] != LEVEL_NONE &&
           p->group[GROUP_MARRIED] != LEVEL_NONE &&
           (!w->scheme || p->group[GROUP_SCHEME] != LEVEL_NONE) &&
           (!w->experience || !isnan(p->experience));
}

static void add_number(struct model_data *d, const char *name, double (*of)(const struct person *))
{
    double *x = ARENA_ARRAY(d->arena, double, (size_t)d->n);

    for (int64_t i = 0; i < d->n; i++)
        x[i] = of(&d->o->cohort.person[d->person[i]]);
    d->term[d->terms++] = (struct design_term){.value = x};
    d->name[d->columns++] = name;
}

/* Dummies for the levels that occur among the complete cases; the first is the reference. */
static void add_levels(struct model_data *d, const char *name, enum person_group g)
{
    uint8_t *level = ARENA_ARRAY(d->arena, uint8_t, (size_t)d->n), to[LEVEL_NONE + 1];
    bool occurs[LEVEL_NONE + 1] = {0};
    int levels = 0;

    for (int64_t i = 0; i < d->n; i++)
        occurs[d->o->cohort.person[d->person[i]].group[g]] = true;
    for (int k = 0; k < d->o->cohort.levels[g].n; k++) {
        if (!occurs[k])
            continue;
        if (levels)
            d->name[d->columns++] =
                arena_fmt(d->o->arena, "%s%s", name, d->o->cohort.levels[g].name[k]);
        to[k] = (uint8_t)levels++;
    }
    for (int64_t i = 0; i < d->n; i++)
        level[i] = to[d->o->cohort.person[d->person[i]].group[g]];
    d->term[d->terms++] = (struct design_term){.level = level, .levels = MAX(levels, 1)};
}

static double age_of(const struct person *p)
{
    return p->age;
}

static double experience_of(const struct person *p)
{
    return p->experience;
}

/* Yes or no as a column of 0 and 1: as two levels, because levels cost less than numbers. */
static void add_yes_no(struct model_data *d, const char *name, enum person_group g)
{
    uint8_t *level = ARENA_ARRAY(d->arena, uint8_t, (size_t)d->n);

    for (int64_t i = 0; i < d->n; i++)
        level[i] = d->o->cohort.person[d->person[i]].group[g];
    d->term[d->terms++] = (struct design_term){.level = level, .levels = 2};
    d->name[d->columns++] = name;
}

static void collect(struct model_data *d)
{
    const struct cohort *cohort = &d->o->cohort;
    uint8_t level[LEVELS_MAX];
    struct wanted w = {block_levels(d->o, GROUP_SCHEME, level) > 1, false};

    for (int64_t i = 0; i < cohort->n && !w.experience; i++)
        w.experience = !isnan(cohort->person[i].experience);
    d->person = ARENA_ARRAY(d->arena, int64_t, (size_t)cohort->n);
    for (int64_t i = 0; i < cohort->n; i++) {
        if (complete(&cohort->person[i], &w))
            d->person[d->n++] = i;
    }
    d->name = ARENA_ARRAY(d->o->arena, const char *, TERMS *LEVELS_MAX);
    add_number(d, "age", age_of);
    if (w.scheme)
        add_levels(d, "scheme", GROUP_SCHEME);
    add_levels(d, "edu5", GROUP_EDUCATION);
    if (w.experience)
        add_number(d, "exp_years", experience_of);
    add_levels(d, "diag4", GROUP_DIAG4);
    add_levels(d, "sex", GROUP_SEX);
    add_yes_no(d, "married", GROUP_MARRIED);
    d->o->models.cases = d->n;
    d->o->models.dropped = cohort->n - d->n;
}

/* ---- logistic ---------------------------------------------------------------------------------
 */

/* Persons found work against what the model expects of them, per programme. */
static void observed_expected(struct model_data *d, const double *fitted)
{
    struct outcome *o = d->o;
    struct models *m = &o->models;
    size_t n = (size_t)o->cohort.programmes;
    int64_t *observed = ARENA_ARRAY(o->arena, int64_t, n),
            *persons = ARENA_ARRAY(o->arena, int64_t, n);
    long double *expected = ARENA_ARRAY(d->arena, long double, n);

    for (int64_t i = 0; i < d->n; i++) {
        const struct person *p = &o->cohort.person[d->person[i]];

        persons[p->programme]++;
        observed[p->programme] += p->group[GROUP_EVER];
        expected[p->programme] += fitted[i];
    }
    m->programme = ARENA_ARRAY(o->arena, int32_t, n);
    m->observed = ARENA_ARRAY(o->arena, int64_t, n);
    m->expected = ARENA_ARRAY(o->arena, double, n);
    for (size_t k = 0; k < n; k++) {
        if (!persons[k])
            continue;
        m->programme[m->programmes] = (int32_t)k;
        m->observed[m->programmes] = observed[k];
        m->expected[m->programmes++] = (double)expected[k];
    }
}

static void logistic_quality(struct model_data *d, const struct logistic *model, const uint8_t *y)
{
    struct outcome *o = d->o;
    struct models *m = &o->models;
    int32_t *cluster = ARENA_ARRAY(d->arena, int32_t, (size_t)d->n);
    struct hosmer_lemeshow *h = arena_alloc(o->arena, sizeof(*h));
    double *se = ARENA_ARRAY(o->arena, double, (size_t)m->columns);
    const double *fitted = m->logistic->fitted;

    if (block_good(o, "hosmer_lemeshow",
                   logistic_hosmer_lemeshow(o->arena, y, fitted, d->n, HOSMER_GROUPS, h)))
        m->hosmer_lemeshow = h;
    if (!block_good(o, "auc", logistic_auc(y, fitted, d->n, &m->auc)))
        m->auc = NAN;
    m->brier = logistic_brier(y, fitted, d->n);
    for (int64_t i = 0; i < d->n; i++)
        cluster[i] = o->cohort.person[d->person[i]].programme;
    if (block_good(o, "se_cluster_programme",
                   logistic_cluster_errors(model, m->logistic, cluster, o->cohort.programmes, se)))
        m->cluster_se = se;
    observed_expected(d, fitted);
}

/* The first reason that a model is not there is kept for its page. */
static bool model_good(struct outcome *o, const char *name, enum stat_rc rc, enum stat_rc *why)
{
    *why = rc;
    return block_good(o, name, rc);
}

static void logistic(struct model_data *d)
{
    struct outcome *o = d->o;
    struct models *m = &o->models;
    uint8_t *y = ARENA_ARRAY(d->arena, uint8_t, (size_t)d->n);
    struct design *design;
    struct logistic *model;
    struct logistic_fit *fit = arena_alloc(o->arena, sizeof(*fit));
    struct logistic_firth *firth = arena_alloc(o->arena, sizeof(*firth));
    bool separated;

    for (int64_t i = 0; i < d->n; i++)
        y[i] = o->cohort.person[d->person[i]].group[GROUP_EVER];
    enum stat_rc *why = &m->why_logistic;
    if (!model_good(o, "logistic", design_new(d->arena, d->term, d->terms, d->n, true, &design),
                    why) ||
        !model_good(o, "logistic", logistic_new(d->arena, design, y, &model), why))
        return;
    if (model_good(o, "logistic", logistic_fit(o->arena, model, fit), why)) {
        m->logistic = fit;
        logistic_quality(d, model, y);
    }
    if (m->logistic && o->options.profile) {
        m->profile = ARENA_ARRAY(o->arena, struct stat_interval, (size_t)m->columns);
        if (!block_good(o, "profile", logistic_profile(model, fit, 0.95, m->profile)))
            m->profile = NULL;
    }
    if (block_good(o, "firth", logistic_fit_firth(o->arena, model, m->logistic, firth)))
        m->firth = firth;
    if (d->n <= SEPARATION_PERSONS_MAX &&
        block_good(o, "separation", logistic_find_separation(model, &separated, NULL)))
        m->separated = separated;
}

/* ---- separation, shown on eight persons -------------------------------------------------------
 */

static void toys(struct outcome *o)
{
    static const double x[3][8] = {
        {1, 2, 3, 4, 5, 6, 7, 8}, {1, 2, 3, 4, 4, 6, 7, 8}, {1, 2, 3, 4, 5, 6, 7, 8}};
    static const uint8_t y[3][8] = {
        {0, 0, 0, 0, 1, 1, 1, 1}, {0, 0, 0, 0, 1, 1, 1, 1}, {0, 0, 1, 0, 1, 0, 1, 1}};

    for (int i = 0; i < 3; i++) {
        struct design_term term = {.value = x[i]};
        struct design *design;
        struct logistic *model;

        if (design_new(o->arena, &term, 1, 8, true, &design) != STAT_OK ||
            logistic_new(o->arena, design, y[i], &model) != STAT_OK ||
            logistic_find_separation(model, &o->models.toy_separated[i], NULL) != STAT_OK ||
            logistic_fit_firth(o->arena, model, NULL, &o->models.toy_firth[i]) != STAT_OK)
            BUG("the example of separation %d does not work", i);
    }
}

/* ---- Cox --------------------------------------------------------------------------------------
 */

static void cox(struct model_data *d)
{
    struct outcome *o = d->o;
    struct models *m = &o->models;
    double *time = ARENA_ARRAY(d->arena, double, (size_t)d->n);
    uint8_t *event = ARENA_ARRAY(d->arena, uint8_t, (size_t)d->n);
    struct design *design;
    struct cox *model;
    struct cox_fit *fit = arena_alloc(o->arena, sizeof(*fit));
    struct cox_fit *breslow = arena_alloc(o->arena, sizeof(*breslow));
    struct cox_ph *ph = arena_alloc(o->arena, sizeof(*ph));

    for (int64_t i = 0; i < d->n; i++) {
        time[i] = block_job_time(o, d->person[i]);
        event[i] = o->cohort.person[d->person[i]].group[GROUP_EVER];
    }
    enum stat_rc *why = &m->why_cox;
    if (!model_good(o, "cox", design_new(d->arena, d->term, d->terms, d->n, false, &design), why) ||
        !model_good(o, "cox", cox_new(d->arena, design, time, event, &model), why) ||
        !model_good(o, "cox", cox_fit(o->arena, model, COX_EFRON, fit), why))
        return;
    m->cox = fit;
    if (!block_good(o, "concordance", cox_concordance(model, fit, &m->concordance)))
        m->concordance = NAN;
    if (block_good(o, "cox breslow", cox_fit(o->arena, model, COX_BRESLOW, breslow)))
        m->cox_breslow = breslow;
    if (block_good(o, "zph", cox_test_proportional(o->arena, model, fit, ph)))
        m->proportional = ph;
}

void block_models(struct outcome *o)
{
    struct model_data d = {.o = o, .arena = arena_new()};

    o->models.separated = -1;
    collect(&d);
    o->models.columns = d.columns + 1;
    o->models.term = ARENA_ARRAY(o->arena, const char *, (size_t)d.columns + 1);
    o->models.term[0] = "(Intercept)";
    memcpy(o->models.term + 1, d.name, (size_t)d.columns * sizeof(*d.name));
    logistic(&d);
    toys(o);
    cox(&d);
    arena_free(d.arena);
}
