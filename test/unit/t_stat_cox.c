/* t_stat_cox.c: proportional hazards against the reference cohort (R's survival), laws, refusals.
 * Not curves: t_stat_km.c.
 * Start at cohort_matches_the_reference(). */
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

/* Thirteen distinct times for 240 persons: nothing but ties. */
static void check_ties(const struct made *d, const struct design *design, enum cox_ties ties,
                       const char *name)
{
    struct arena *a = arena_new();
    struct cox *model;
    struct cox_fit fit;
    struct cox_ph ph;
    double concordance = 0;
    char key[64];
#define KEY(part) (snprintf(key, sizeof key, "cox.%s." part, name), key)
    assert_ok(cox_new(a, design, d->time, d->event, &model));
    assert_ok(cox_fit(a, model, ties, &fit));
    assert_model(fit.coef, KEY("coef"), 4, ITERATIVE);
    assert_model(fit.se, KEY("se"), 4, ITERATIVE);
    assert_near(fit.loglik_null, model_value(KEY("loglik"), 0), CLOSED);
    assert_near(fit.loglik, model_value(KEY("loglik"), 1), CLOSED);
    assert_ok(cox_concordance(model, &fit, &concordance));
    assert_near(concordance, model_value(KEY("concordance"), 0), CLOSED);
    assert_ok(cox_test_proportional(a, model, &fit, &ph));
    assert_model(ph.chisq, KEY("zph"), 5, ITERATIVE);
    assert_model(ph.p_value, KEY("zph_p"), 5, ITERATIVE);
#undef KEY
    arena_free(a);
}

static void made_data_match_r(void **state)
{
    static struct made d;
    struct arena *a = arena_new();
    struct design *design;
    made_read(&d);
    struct design_term terms[] = {
        {.value = d.x}, {.level = d.g, .levels = 3}, {.level = d.h, .levels = 2}};
    assert_ok(design_new(a, terms, 3, MADE, false, &design));
    check_ties(&d, design, COX_EFRON, "efron");
    check_ties(&d, design, COX_BRESLOW, "breslow");
    arena_free(a);
}

/* Time in other units, rows in another order: the same fit, but for rounding. */
static void laws(void **state)
{
    static struct made d, e;
    struct arena *a = arena_new();
    struct design *design, *shuffled;
    struct cox *model;
    struct cox_fit fit, other;
    made_read(&d);
    for (int i = 0; i < MADE; i++) {
        int from = (i * 77 + 5) % MADE;
        e.x[i] = d.x[from];
        e.g[i] = d.g[from];
        e.time[i] = d.time[from] * 30.4 + 1;
        e.event[i] = d.event[from];
    }
    struct design_term terms[] = {{.value = d.x}, {.level = d.g, .levels = 3}};
    struct design_term others[] = {{.value = e.x}, {.level = e.g, .levels = 3}};
    assert_ok(design_new(a, terms, 2, MADE, false, &design));
    assert_ok(cox_new(a, design, d.time, d.event, &model));
    assert_ok(cox_fit(a, model, COX_EFRON, &fit));
    assert_ok(design_new(a, others, 2, MADE, false, &shuffled));
    assert_ok(cox_new(a, shuffled, e.time, e.event, &model));
    assert_ok(cox_fit(a, model, COX_EFRON, &other));
    assert_near(other.loglik, fit.loglik, CLOSED);
    for (int j = 0; j < 3; j++)
        assert_near(other.coef[j], fit.coef[j], 1e-10);
    arena_free(a);
}

/* Everybody with x = 1 has the event before anybody with x = 0: no finite hazard ratio. A constant
 * column is aliased, few events are too few. */
static void refusals(void **state)
{
    double time[40], constant[40];
    uint8_t x[40], event[40], none[40] = {0};
    struct arena *a = arena_new();
    struct design *design;
    struct cox *model;
    struct cox_fit fit;
    for (int i = 0; i < 40; i++) {
        x[i] = i < 20;
        time[i] = i < 20 ? i + 1 : 100 + i;
        event[i] = i < 30;
        constant[i] = 4;
    }
    struct design_term terms[] = {{.level = x, .levels = 2}, {.value = constant}};
    assert_ok(design_new(a, terms, 1, 40, false, &design));
    assert_ok(cox_new(a, design, time, event, &model));
    assert_int_equal(cox_fit(a, model, COX_EFRON, &fit), STAT_SEPARATED);
    time[35] = 10; /* one person without x at risk only until 10, another x until 125 */
    time[19] = 125;
    event[35] = 1;
    assert_ok(design_new(a, terms, 2, 40, false, &design));
    assert_ok(cox_new(a, design, time, event, &model));
    assert_ok(cox_fit(a, model, COX_EFRON, &fit));
    assert_true(fit.aliased[1] && !fit.aliased[0] && isnan(fit.hr[1]) && isfinite(fit.hr[0]));
    assert_ok(cox_new(a, design, time, none, &model));
    assert_int_equal(cox_fit(a, model, COX_EFRON, &fit), STAT_TOO_FEW);
    time[3] = -1;
    assert_int_equal(cox_new(a, design, time, event, &model), STAT_BAD_INPUT);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cohort_matches_the_reference),
        cmocka_unit_test(proportionality_matches_the_reference),
        cmocka_unit_test(made_data_match_r),
        cmocka_unit_test(laws),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests_name("stat_cox", tests, setup, teardown);
}
