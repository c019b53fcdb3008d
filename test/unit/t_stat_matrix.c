/* t_stat_matrix.c: what the models stand on: sort order, exponentials, Cholesky, QR, designs.
 * Not the models.
 * Start at order_is_stable_and_sorted(). */
#include "stat/matrix.h"

#include "stat/exps.h"
#include "stat/order.h"
#include "stat_support.h"

static void order_is_stable_and_sorted(void **state)
{
    static const double x[] = {3, -1, 1e300, 0, -0.0, 3, -1e-300, -INFINITY, 5e-324, 3, INFINITY};
    static const uint32_t expected[] = {7, 1, 6, 3, 4, 8, 0, 5, 9, 2, 10};
    uint32_t order[COUNT(x)];
    order_doubles(x, COUNT(x), order);
    for (size_t i = 0; i < COUNT(x); i++)
        assert_int_equal(order[i], expected[i]);
    order_doubles(x, 0, order);
}

/* Against expl of the C library, over the whole range and in every position of a block. */
static void exponentials_to_the_last_digits(void **state)
{
    double x[1000], from[1000];
    for (int i = 0; i < 1000; i++)
        from[i] = x[i] = -700.0 * pow(i / 1000.0, 3);
    exps_of_negatives(x, 1000);
    for (int i = 0; i < 1000; i++)
        assert_near(x[i] / (double)expl(from[i]), 1, 4e-16);
    double ends[] = {0, -0.0, -1e9, -INFINITY};
    exps_of_negatives(ends, 4);
    assert_true(ends[0] == 1 && ends[1] == 1);
    assert_true(ends[2] > 0 && ends[2] < 1e-303 && ends[3] == ends[2]);
}

/* [[4 2 0] [2 5 2] [0 2 5]] has L = [[2 0 0] [1 2 0] [0 1 2]]. */
static void cholesky_by_hand(void **state)
{
    double a[] = {4, 2, 0, 2, 5, 2, 0, 2, 5}, inverse[9], b[] = {6, 9, 7}; /* A (1 1 1)' */
    double singular[] = {1, 1, 1, 1};
    assert_ok(cholesky_factor(a, 3));
    assert_true(a[0] == 2 && a[3] == 1 && a[4] == 2 && a[6] == 0 && a[7] == 1 && a[8] == 2);
    cholesky_solve(a, 3, b);
    for (int i = 0; i < 3; i++)
        assert_near(b[i], 1, CLOSED);
    cholesky_invert(a, 3, inverse); /* determinant 64 */
    assert_near(inverse[0], 21.0 / 64, CLOSED);
    assert_near(inverse[1], -10.0 / 64, CLOSED);
    assert_near(inverse[6], 4.0 / 64, CLOSED);
    assert_int_equal(cholesky_factor(singular, 2), STAT_SINGULAR);
}

/* The second column is twice the first, the third is new: R keeps the first and the third. */
static void qr_names_the_dependent_column(void **state)
{
    static const double first[] = {1, 2, 2, 0}, second[] = {2, 4, 4, 0}, third[] = {1, 0, 0, 3};
    const double *columns[] = {first, second, third};
    struct arena *a = arena_new();
    struct qr qr;
    qr_factor(a, columns, 4, 3, 1e-11, &qr);
    assert_int_equal(qr.rank, 2);
    assert_int_equal(qr.pivot[2], 1);
    assert_near(fabs(qr_r(&qr, 0, 0)), 3, CLOSED);                  /* length of the first */
    assert_near(fabs(qr_r(&qr, 0, 1)), 1.0 / 3, CLOSED);            /* their product over it */
    assert_near(fabs(qr_r(&qr, 1, 1)), sqrt(10 - 1.0 / 9), CLOSED); /* what is left */
    double y[] = {1 + 5, 2, 2, 15};                                 /* first + 5 third */
    qr_multiply_qt(&qr, y);
    qr_solve_r(&qr, y);
    assert_near(y[0], 1, CLOSED);
    assert_near(y[1], 5, CLOSED);
    arena_free(a);
}

/* Eight rows; h is the same as level 1 of g, and the number 7 is constant. */
static void designs_find_what_is_aliased(void **state)
{
    static const uint8_t g[] = {0, 1, 2, 0, 1, 2, 0, 1}, h[] = {0, 1, 0, 0, 1, 0, 0, 1};
    static const double x[] = {1, 2, 3, 4, 5, 6, 7, 9}, seven[] = {7, 7, 7, 7, 7, 7, 7, 7};
    static const double b[] = {10, 1, 100, 1000, 5, 0};
    struct design_term terms[] = {
        {.value = x}, {.level = g, .levels = 3}, {.level = h, .levels = 2}, {.value = seven}};
    struct arena *a = arena_new();
    struct design *d, *kept;
    bool aliased[6];
    double predicted[8];
    assert_ok(design_new(a, terms, 4, 8, true, &d));
    assert_int_equal(d->p, 6); /* intercept, x, g1, g2, h, seven */
    assert_int_equal(d->cells, 3);
    assert_int_equal(design_find_aliased(d, aliased), 4);
    for (int j = 0; j < 6; j++)
        assert_int_equal(aliased[j], j >= 4);
    design_predict(d, b, predicted);
    assert_near(predicted[0], 10 + 1, CLOSED);
    assert_near(predicted[1], 10 + 2 + 100 + 5, CLOSED);
    assert_near(predicted[5], 10 + 6 + 1000, CLOSED);
    kept = design_drop(a, d, aliased);
    assert_int_equal(kept->p, 4);
    assert_int_equal(design_find_aliased(kept, aliased), 4);
    design_predict(kept, b, predicted);
    assert_near(predicted[1], 10 + 2 + 100, CLOSED);
    /* without intercept the constant is a column of its own, unless the model centres (Cox) */
    assert_ok(design_new(a, terms + 3, 1, 8, false, &d));
    assert_int_equal(design_find_aliased(d, aliased), 1);
    assert_int_equal(design_find_aliased_centred(d, aliased), 0);
    assert_true(aliased[0]);
    arena_free(a);
}

static void designs_refuse(void **state)
{
    static const double broken[] = {1, NAN};
    static const uint8_t high[] = {0, 2};
    struct design_term number = {.value = broken}, level = {.level = high, .levels = 2};
    struct arena *a = arena_new();
    struct design *d;
    assert_int_equal(design_new(a, &number, 1, 2, true, &d), STAT_BAD_INPUT);
    assert_int_equal(design_new(a, &level, 1, 2, true, &d), STAT_BAD_INPUT);
    assert_int_equal(design_new(a, &number, 1, 0, true, &d), STAT_BAD_INPUT);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_is_stable_and_sorted),
        cmocka_unit_test(exponentials_to_the_last_digits),
        cmocka_unit_test(cholesky_by_hand),
        cmocka_unit_test(qr_names_the_dependent_column),
        cmocka_unit_test(designs_find_what_is_aliased),
        cmocka_unit_test(designs_refuse),
    };
    return cmocka_run_group_tests_name("stat_matrix", tests, NULL, NULL);
}
