/* t_stat_logistic.c: logistic regression against the reference cohort (R), separation, laws.
 * Not the reading of files. Start at cohort_matches_the_reference(). */
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
    assert_ok(logistic_fit_firth(f->arena, f->model, &firth));
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
    assert_ok(logistic_fit_firth(a, model, &firth));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cohort_matches_the_reference),
        cmocka_unit_test(profile_limits_are_exact),
        cmocka_unit_test(quality_matches_the_reference),
        cmocka_unit_test(firth_matches_the_reference),
        cmocka_unit_test(toy_sets_separate_as_they_should),
    };
    return cmocka_run_group_tests_name("stat_logistic", tests, setup, teardown);
}
