/* t_stat_logistic.c: logistic regression against the reference cohort (R), separation, laws.
 * Not the reading of files.
 * Start at cohort_matches_the_reference(). */
#include "stat/logistic.h"

#include "stat_support.h"

struct fitted {
    struct arena *arena;
    struct cohort cohort;
    struct design *design;
    struct logistic *model;
    struct logistic_fit fit;
};

static int setup(void **state)
{
    static struct fitted f;
    f.arena = arena_new();
    cohort_read(&f.cohort, true);
    f.design = cohort_design(f.arena, &f.cohort, true);
    assert_ok(logistic_new(f.arena, f.design, f.cohort.ever, &f.model));
    assert_ok(logistic_fit(f.arena, f.model, &f.fit));
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    arena_free(((struct fitted *)*state)->arena);
    return 0;
}

static void cohort_matches_the_reference(void **state)
{
    struct fitted *f = *state;
    assert_int_equal(f->fit.n, reference_number("logistic.n"));
    assert_reference(f->fit.coef, "logistic.coef", ITERATIVE);
    assert_reference(f->fit.se, "logistic.se", ITERATIVE);
    assert_reference(f->fit.z, "logistic.z", ITERATIVE);
    assert_reference_p(f->fit.p_value, "logistic.p");
    assert_reference(f->fit.or_, "logistic.or", ITERATIVE);
    assert_reference(f->fit.wald_low, "logistic.wald_low", ITERATIVE);
    assert_reference(f->fit.wald_high, "logistic.wald_high", ITERATIVE);
    assert_near(f->fit.loglik, reference_number("logistic.loglik"), CLOSED);
    assert_near(f->fit.deviance, reference_number("logistic.deviance"), CLOSED);
    assert_near(f->fit.null_deviance, reference_number("logistic.null_deviance"), CLOSED);
    assert_near(f->fit.aic, reference_number("logistic.aic"), CLOSED);
    assert_near(f->fit.mcfadden, reference_number("logistic.mcfadden"), ITERATIVE);
    assert_near(f->fit.lr_chisq, reference_number("logistic.lr_chisq"), ITERATIVE);
    assert_int_equal(f->fit.lr_df, reference_number("logistic.lr_df"));
    assert_true(f->fit.few_events); /* 76 events, 12 parameters */
}

static void profile_limits_are_exact(void **state)
{
    struct fitted *f = *state;
    struct stat_interval ends[13];
    double low[13], high[13];
    assert_ok(logistic_profile(f->model, &f->fit, 0.95, ends));
    for (int i = 0; i < 13; i++) {
        low[i] = exp(ends[i].low);
        high[i] = exp(ends[i].high);
    }
    assert_reference(low, "logistic.profile_exact_low", ITERATIVE);
    assert_reference(high, "logistic.profile_exact_high", ITERATIVE);
}

static void quality_matches_the_reference(void **state)
{
    struct fitted *f = *state;
    struct hosmer_lemeshow hl;
    double auc = 0, size[10], observed[10], cluster[13];
    assert_ok(
        logistic_hosmer_lemeshow(f->arena, f->cohort.ever, f->fit.fitted, f->cohort.n, 10, &hl));
    assert_int_equal(hl.groups, 10);
    for (int g = 0; g < 10; g++) {
        size[g] = (double)hl.n[g];
        observed[g] = (double)hl.observed[g];
    }
    assert_reference(size, "logistic.hosmer_lemeshow.n", 0);
    assert_reference(observed, "logistic.hosmer_lemeshow.obs", 0);
    assert_reference(hl.expected, "logistic.hosmer_lemeshow.exp", ITERATIVE);
    assert_near(hl.chisq, reference_number("logistic.hosmer_lemeshow.chisq"), ITERATIVE);
    assert_int_equal(hl.df, 8);
    assert_near(hl.p_value, reference_number("logistic.hosmer_lemeshow.p"), 1e-8);
    assert_ok(logistic_auc(f->cohort.ever, f->fit.fitted, f->cohort.n, &auc));
    assert_near(auc, reference_number("logistic.auc"), CLOSED);
    assert_near(logistic_brier(f->cohort.ever, f->fit.fitted, f->cohort.n),
                reference_number("logistic.brier"), ITERATIVE);
    assert_ok(logistic_cluster_errors(f->model, &f->fit, f->cohort.programme, 15, cluster));
    assert_reference(cluster, "logistic.se_cluster_programme", ITERATIVE);
}

static void firth_matches_the_reference(void **state)
{
    struct fitted *f = *state;
    struct logistic_firth firth;
    bool separated = true;
    assert_ok(logistic_fit_firth(f->arena, f->model, NULL, &firth));
    assert_reference(firth.coef, "firth.coef", ITERATIVE);
    assert_reference(firth.se, "firth.se", ITERATIVE);
    assert_ok(logistic_find_separation(f->model, &separated, NULL));
    assert_false(separated);
}

/* One of the three toy sets of eight rows. */
static void check_toy(const double *x, const uint8_t *y, bool expected, const char *firth_path)
{
    struct arena *a = arena_new();
    struct design_term term = {.value = x};
    struct design *design;
    struct logistic *model;
    struct logistic_firth firth;
    struct logistic_fit fit;
    char path[64];
    double direction[2];
    bool separated = !expected;
    assert_ok(design_new(a, &term, 1, 8, true, &design));
    assert_ok(logistic_new(a, design, y, &model));
    assert_ok(logistic_find_separation(model, &separated, direction));
    assert_int_equal(separated, expected);
    for (int i = 0; i < 8 && expected; i++) /* the direction does separate */
        assert_true((2 * y[i] - 1) * (direction[0] + direction[1] * x[i]) >= -1e-12);
    assert_ok(logistic_fit_firth(a, model, NULL, &firth));
    snprintf(path, sizeof path, "%s.coef", firth_path);
    assert_reference(firth.coef, path, ITERATIVE);
    snprintf(path, sizeof path, "%s.se", firth_path);
    assert_reference(firth.se, path, ITERATIVE);
    assert_int_equal(logistic_fit(a, model, &fit), STAT_TOO_FEW); /* 4 events, 1 parameter */
    arena_free(a);
}

static void toy_sets_separate_as_they_should(void **state)
{
    static const double straight[] = {1, 2, 3, 4, 5, 6, 7, 8},
                        touching[] = {1, 2, 3, 4, 4, 6, 7, 8};
    static const uint8_t apart[] = {0, 0, 0, 0, 1, 1, 1, 1}, mixed[] = {0, 0, 1, 0, 1, 0, 1, 1};
    check_toy(straight, apart, true, "separation.firth_complete");
    check_toy(touching, apart, true, "separation.firth_quasi");
    check_toy(straight, mixed, false, "separation.firth_none");
}

/* y on x, g and h, against R; profiles at two levels. */
static void made_data_match_r(void **state)
{
    static struct made d;
    struct arena *a = arena_new();
    struct design *design;
    struct logistic *model;
    struct logistic_fit fit;
    struct stat_interval ends[5];
    static const char *const lows[] = {"profile.low.0.95", "profile.low.0.999"};
    static const char *const highs[] = {"profile.high.0.95", "profile.high.0.999"};
    static const double levels[] = {0.95, 0.999};
    made_read(&d);
    struct design_term terms[] = {
        {.value = d.x}, {.level = d.g, .levels = 3}, {.level = d.h, .levels = 2}};
    assert_ok(design_new(a, terms, 3, MADE, true, &design));
    assert_ok(logistic_new(a, design, d.y, &model));
    assert_ok(logistic_fit(a, model, &fit));
    assert_model(fit.coef, "logistic.coef", 5, ITERATIVE);
    assert_model(fit.se, "logistic.se", 5, ITERATIVE);
    assert_near(fit.deviance, model_value("logistic.deviance", 0), CLOSED);
    assert_near(fit.null_deviance, model_value("logistic.deviance", 1), CLOSED);
    for (int k = 0; k < 2; k++) {
        double low[5], high[5];
        assert_ok(logistic_profile(model, &fit, levels[k], ends));
        for (int i = 0; i < 5; i++) {
            low[i] = ends[i].low;
            high[i] = ends[i].high;
        }
        assert_model(low, lows[k], 5, ITERATIVE);
        assert_model(high, highs[k], 5, ITERATIVE);
    }
    arena_free(a);
}

/* again = 2 h - 3 depends on h and the intercept: the later one is left out, and named. */
static void aliased_columns_are_named(void **state)
{
    static struct made d;
    static double h[MADE], again[MADE];
    struct arena *a = arena_new();
    struct design *design;
    struct logistic *model;
    struct logistic_fit fit;
    struct stat_interval ends[6];
    made_read(&d);
    for (int i = 0; i < MADE; i++) {
        h[i] = d.h[i];
        again[i] = 2 * h[i] - 3;
    }
    struct design_term terms[] = {
        {.value = d.x}, {.value = h}, {.value = again}, {.level = d.g, .levels = 3}};
    assert_ok(design_new(a, terms, 4, MADE, true, &design));
    assert_ok(logistic_new(a, design, d.y, &model));
    assert_ok(logistic_fit(a, model, &fit));
    assert_int_equal(fit.rank, 5);
    assert_true(fit.aliased[3]);
    assert_model(fit.coef, "aliased.coef", 6, ITERATIVE);
    assert_true(isnan(fit.or_[3]) && isnan(fit.wald_low[3]) && isnan(fit.covariance[3]));
    assert_ok(logistic_profile(model, &fit, 0.95, ends));
    assert_true(isnan(ends[3].low) && isnan(ends[3].high));
    assert_near(ends[2].low, model_value("profile.low.0.95", 4), ITERATIVE); /* h, as without it */
    arena_free(a);
}

/* Order of rows, units of a number and the choice of reference level change nothing that they
 * should not: same deviance, slopes scaled, contrasts between levels kept. */
static void laws(void **state)
{
    static struct made d, e;
    struct arena *a = arena_new();
    struct design *design;
    struct logistic *model;
    struct logistic_fit fit, other;
    made_read(&d);
    for (int i = 0; i < MADE; i++) {
        int from = (i * 77 + 5) % MADE; /* 77 and 240 have no common divisor */
        e.x[i] = d.x[from] * 12;
        e.g[i] = (uint8_t)(2 - d.g[from]);
        e.h[i] = d.h[from];
        e.y[i] = d.y[from];
    }
    struct design_term terms[] = {
        {.value = d.x}, {.level = d.g, .levels = 3}, {.level = d.h, .levels = 2}};
    struct design_term others[] = {
        {.value = e.x}, {.level = e.g, .levels = 3}, {.level = e.h, .levels = 2}};
    assert_ok(design_new(a, terms, 3, MADE, true, &design));
    assert_ok(logistic_new(a, design, d.y, &model));
    assert_ok(logistic_fit(a, model, &fit));
    assert_ok(design_new(a, others, 3, MADE, true, &design));
    assert_ok(logistic_new(a, design, e.y, &model));
    assert_ok(logistic_fit(a, model, &other));
    assert_near(other.deviance, fit.deviance, CLOSED);
    assert_near(other.coef[1] * 12, fit.coef[1], 1e-10);
    assert_near(-other.coef[3], fit.coef[3], 1e-10); /* level 2 against level 0 */
    assert_near(other.coef[2] - other.coef[3], fit.coef[2], 1e-10);
    assert_near(other.coef[4], fit.coef[4], 1e-10);
    for (int i = 0; i < MADE; i++)
        assert_near(other.fitted[i], fit.fitted[(i * 77 + 5) % MADE], 1e-11);
    arena_free(a);
}

/* 60 rows; x from 1 to 60, y = 1 from 31 on: separated, and found by the fit itself. With one row
 * across the border there is a maximum. */
static void separation_is_refused_by_the_fit(void **state)
{
    double x[60];
    uint8_t y[60], few[60] = {0};
    struct arena *a = arena_new();
    struct design_term term = {.value = x};
    struct design *design;
    struct logistic *model;
    struct logistic_fit fit;
    struct stat_interval ends[2];
    for (int i = 0; i < 60; i++) {
        x[i] = i + 1;
        y[i] = i >= 30;
    }
    assert_ok(design_new(a, &term, 1, 60, true, &design));
    assert_ok(logistic_new(a, design, y, &model));
    assert_int_equal(logistic_fit(a, model, &fit), STAT_SEPARATED);
    x[30] = 30; /* one with, one without at 30: quasi-complete */
    assert_ok(design_new(a, &term, 1, 60, true, &design));
    assert_ok(logistic_new(a, design, y, &model));
    assert_int_equal(logistic_fit(a, model, &fit), STAT_SEPARATED);
    x[30] = 29; /* overlap of one unit: a steep maximum, and profile limits around it */
    assert_ok(design_new(a, &term, 1, 60, true, &design));
    assert_ok(logistic_new(a, design, y, &model));
    assert_ok(logistic_fit(a, model, &fit));
    assert_ok(logistic_profile(model, &fit, 0.95, ends));
    assert_near(ends[1].low, 0.39340755753,
                ITERATIVE); /* R: roots of the deviance of glm.fit with */
    assert_near(ends[1].high, 4.27331219612, ITERATIVE); /* offset b x, to 1e-12 */
    assert_near(ends[0].low, -126.509794958, ITERATIVE);
    assert_near(ends[0].high, -11.860388257, ITERATIVE);
    assert_ok(logistic_new(a, design, few, &model));
    assert_int_equal(logistic_fit(a, model, &fit), STAT_NO_VARIANCE);
    few[3] = few[4] = 1;
    assert_ok(logistic_new(a, design, few, &model));
    assert_int_equal(logistic_fit(a, model, &fit), STAT_TOO_FEW);
    few[5] = 2;
    assert_int_equal(logistic_new(a, design, few, &model), STAT_BAD_INPUT);
    arena_free(a);
}

/* With one number, separation can be read from the sorted values: all of one outcome lie at or
 * below all of the other. Every outcome of six rows with small whole x. */
static void separation_agrees_with_sorting(void **state)
{
    static const double x[] = {1, 2, 2, 3, 3, 4};
    for (int code = 1; code < 63; code++) {
        struct arena *a = arena_new();
        struct design_term term = {.value = x};
        struct design *design;
        struct logistic *model;
        uint8_t y[6];
        double highest[2] = {0, 0}, lowest[2] = {9, 9};
        bool separated = false;
        for (int i = 0; i < 6; i++) {
            y[i] = code >> i & 1;
            highest[y[i]] = MAX(highest[y[i]], x[i]);
            lowest[y[i]] = MIN(lowest[y[i]], x[i]);
        }
        assert_ok(design_new(a, &term, 1, 6, true, &design));
        assert_ok(logistic_new(a, design, y, &model));
        assert_ok(logistic_find_separation(model, &separated, NULL));
        assert_int_equal(separated, highest[0] <= lowest[1] || highest[1] <= lowest[0]);
        arena_free(a);
    }
}

/* Numbers in 0 .. below, always the same ones. */
static int draw(uint32_t *seed, int below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (int)((uint64_t)*seed * (uint64_t)below >> 32);
}

/* Firth's estimate exists for every set where both outcomes occur, separated or not: 400 sets of 10
 * to 25 rows with a number and two groups of levels, where plain steps often go to and fro for
 * ever. */
static void firth_settles_on_small_sets(void **state)
{
    uint32_t seed = 1;
    for (int set = 0; set < 400; set++) {
        struct arena *a = arena_new();
        double x[25];
        uint8_t g[25], h[25], y[25];
        struct design *design;
        struct logistic *model;
        struct logistic_firth fit;
        int n = 10 + draw(&seed, 16), events = 0;
        for (int i = 0; i < n; i++) {
            x[i] = draw(&seed, 10);
            g[i] = (uint8_t)draw(&seed, 3);
            h[i] = (uint8_t)draw(&seed, 2);
            y[i] = draw(&seed, 10) < x[i];
            events += y[i];
        }
        struct design_term terms[] = {
            {.value = x}, {.level = g, .levels = 3}, {.level = h, .levels = 2}};
        assert_ok(design_new(a, terms, 3, n, true, &design));
        assert_ok(logistic_new(a, design, y, &model));
        bool both = events > 0 && events < n;
        assert_int_equal(logistic_fit_firth(a, model, NULL, &fit),
                         both ? STAT_OK : STAT_NO_VARIANCE);
        for (int j = 0; j < fit.p && both; j++)
            assert_true(fit.aliased[j] || (isfinite(fit.coef[j]) && fit.se[j] > 0));
        arena_free(a);
    }
}

/* AUC by hand: scores 1 2 2 3 with y 0 0 1 1: of four pairs three are won and one is a tie. */
static void auc_counts_ties_half(void **state)
{
    static const double score[] = {1, 2, 2, 3}, flat[] = {0.5, 0.5, 0.5, 0.5};
    static const uint8_t y[] = {0, 0, 1, 1};
    double auc = 0;
    assert_ok(logistic_auc(y, score, 4, &auc));
    assert_near(auc, 3.5 / 4, CLOSED);
    assert_ok(logistic_auc(y, flat, 4, &auc));
    assert_near(auc, 0.5, CLOSED);
    assert_near(logistic_brier(y, flat, 4), 0.25, CLOSED);
    assert_int_equal(logistic_auc(y, score, 2, &auc), STAT_NO_VARIANCE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cohort_matches_the_reference),
        cmocka_unit_test(profile_limits_are_exact),
        cmocka_unit_test(quality_matches_the_reference),
        cmocka_unit_test(firth_matches_the_reference),
        cmocka_unit_test(toy_sets_separate_as_they_should),
        cmocka_unit_test(made_data_match_r),
        cmocka_unit_test(aliased_columns_are_named),
        cmocka_unit_test(laws),
        cmocka_unit_test(separation_is_refused_by_the_fit),
        cmocka_unit_test(separation_agrees_with_sorting),
        cmocka_unit_test(firth_settles_on_small_sets),
        cmocka_unit_test(auc_counts_ties_half),
    };
    return cmocka_run_group_tests_name("stat_logistic", tests, setup, teardown);
}
