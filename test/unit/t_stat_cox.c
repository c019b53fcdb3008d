/* t_stat_cox.c: proportional hazards against the reference cohort (R's survival), laws, refusals.
 * Not curves: t_stat_km.c. Start at cohort_matches_the_reference(). */
#include "stat/cox.h"

#include "stat_support.h"

struct fitted {
    struct arena *arena;
    struct cohort cohort;
    struct cox *model;
    struct cox_fit fit;
};

static int setup(void **state)
{
    static struct fitted f;
    f.arena = arena_new();
    cohort_read(&f.cohort, true);
    struct design *design = cohort_design(f.arena, &f.cohort, false);
    assert_ok(cox_new(f.arena, design, f.cohort.days, f.cohort.ever, &f.model));
    assert_ok(cox_fit(f.arena, f.model, COX_EFRON, &f.fit));
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
    struct cox_fit breslow;
    double loglik[2] = {f->fit.loglik_null, f->fit.loglik}, concordance = 0;
    assert_int_equal(f->fit.n, reference_number("cox.n"));
    assert_int_equal(f->fit.events, reference_number("cox.events"));
    assert_reference(f->fit.coef, "cox.coef", ITERATIVE);
    assert_reference(f->fit.se, "cox.se", ITERATIVE);
    assert_reference(f->fit.hr, "cox.hr", ITERATIVE);
    assert_reference(f->fit.low, "cox.low", ITERATIVE);
    assert_reference(f->fit.high, "cox.high", ITERATIVE);
    assert_reference(loglik, "cox.loglik", CLOSED);
    assert_ok(cox_concordance(f->model, &f->fit, &concordance));
    assert_near(concordance, reference_number("cox.concordance"), CLOSED);
    assert_ok(cox_fit(f->arena, f->model, COX_BRESLOW, &breslow));
    assert_reference(breslow.coef, "cox.coef_breslow", ITERATIVE);
}

static void proportionality_matches_the_reference(void **state)
{
    struct fitted *f = *state;
    struct cox_ph ph;
    assert_ok(cox_test_proportional(f->arena, f->model, &f->fit, &ph));
    assert_reference(ph.chisq, "cox.zph.chisq", ITERATIVE);
    assert_reference_p(ph.p_value, "cox.zph.p");
    assert_int_equal(ph.df[12], 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cohort_matches_the_reference),
        cmocka_unit_test(proportionality_matches_the_reference),
    };
    return cmocka_run_group_tests_name("stat_cox", tests, setup, teardown);
}
