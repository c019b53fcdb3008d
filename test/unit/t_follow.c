/* t_follow.c: what the norm of follow-along asks and whether it was met, counted by hand; which
 * words work agreements refuse. Not: pages (test/web/follow.t, agreement.t). Start at the bottom.
 */
#include "feature/follow/follow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "base/date.h"
#include "core/route.h"
#include "feature/agreement/agreement.h"

const struct feature *const features[] = {NULL};

static int32_t day(int month, int d)
{
    return day_from_ymd(2026, month, d);
}

static void expect(const struct follow_met *met, int step, int times, int asked)
{
    assert_int_equal(met[step].met, times);
    assert_int_equal(met[step].asked, asked);
}

static void test_nothing_asked_yet(void **state)
{
    struct follow_met met[FOLLOW_STEPS];

    follow_norm(NULL, 0, day(3, 2), day(2, 22), met); /* eight days before the start */
    for (int i = 0; i < FOLLOW_STEPS; i++)
        expect(met, i, 0, 0);
    follow_norm(NULL, 0, day(3, 2), day(2, 23), met);
    expect(met, FOLLOW_BEFORE, 0, 1);
    expect(met, FOLLOW_DAYS, 0, 0);
}

/* Start on Monday 2 March 2026. Spoken on 26 February, 4, 12, 13 and 30 March and 1 May. */
static void test_met(void **state)
{
    const int32_t days[] = {day(2, 26), day(3, 4), day(3, 12), day(3, 13), day(3, 30), day(5, 1)};
    struct follow_met met[FOLLOW_STEPS];

    follow_norm(days, COUNT(days), day(3, 2), day(3, 28), met); /* the fourth week ends tomorrow */
    expect(met, FOLLOW_BEFORE, 1, 1);
    expect(met, FOLLOW_DAYS, 1, 1);
    expect(met, FOLLOW_WEEKS, 2, 3);
    expect(met, FOLLOW_MONTHS, 0, 0);
    follow_norm(days, COUNT(days), day(3, 2), day(3, 29), met);
    expect(met, FOLLOW_WEEKS, 2, 4);
    /* month 2 runs until 1 May: spoken on its last day; month 3 until 1 June: not */
    follow_norm(days, COUNT(days), day(3, 2), day(6, 1), met);
    expect(met, FOLLOW_MONTHS, 1, 2);
    /* a year and more: eleven months after the first, no more */
    follow_norm(days, COUNT(days), day(3, 2), day_from_ymd(2028, 1, 1), met);
    expect(met, FOLLOW_MONTHS, 1, 11);
}

/* The day of the start counts as the first of the three, the day before does not. */
static void test_edges(void **state)
{
    const int32_t late[] = {day(3, 6)}, first[] = {day(3, 2)}, before[] = {day(3, 1)};
    struct follow_met met[FOLLOW_STEPS];

    follow_norm(late, 1, day(3, 2), day(3, 10), met);
    expect(met, FOLLOW_DAYS, 0, 1);
    follow_norm(first, 1, day(3, 2), day(3, 10), met);
    expect(met, FOLLOW_DAYS, 1, 1);
    expect(met, FOLLOW_BEFORE, 0, 1);
    follow_norm(before, 1, day(3, 2), day(3, 10), met);
    expect(met, FOLLOW_DAYS, 0, 1);
    expect(met, FOLLOW_BEFORE, 1, 1);
}

static void test_signs(void **state)
{
    assert_true(follow_has_sign("fatigue own-12", "own-12"));
    assert_false(follow_has_sign("fatigue own-12", "own-1"));
    assert_true(follow_has_sign("mood", "mood"));
    assert_false(follow_has_sign("", "mood"));
}

static enum text_id finding(int before, int last)
{
    const struct follow_balance list[] = {{.score = before}, {.score = last}};

    return follow_balance_finding(list, COUNT(list));
}

static void test_balance(void **state)
{
    assert_int_equal(finding(0, 1), TEXT_follow_balance_much);
    assert_int_equal(finding(1, 2), TEXT_follow_balance_much_again);
    assert_int_equal(finding(-2, 1), TEXT_follow_balance_much);
    assert_int_equal(finding(-1, -1), TEXT_follow_balance_little_again);
    assert_int_equal(finding(2, -1), TEXT_follow_balance_little);
    assert_int_equal(finding(2, 0), TEXT_follow_balance_right);
}

static void refused(struct arena *a, const char *text, const char *word)
{
    const char *found = agreement_forbidden(a, text);

    if (word) {
        assert_non_null(found);
        assert_string_equal(found, word);
    } else {
        assert_null(found);
    }
}

static void test_words(void **state)
{
    struct arena *a = arena_new();

    refused(a, "Heeft een Depressíe gehad", "depressie");
    refused(a, "is autistisch", "autis");
    refused(a, "werkt met NAH beter", "nah");
    refused(a, "staat op de nahrand", NULL); /* a whole word only */
    refused(a, "voegt adressen toe", NULL);
    refused(a, "Elk uur vijf minuten pauze, rustige plek", NULL);
    refused(a, "", NULL);
    arena_free(a);
}

static void test_split(void **state)
{
    struct arena *a = arena_new();
    size_t n;
    const char **lines = agreement_split(a, "- vegen \n\n   \n-snijden\n", &n);

    assert_int_equal(n, 2);
    assert_string_equal(lines[0], "vegen");
    assert_string_equal(lines[1], "snijden");
    (void)agreement_split(a, "", &n);
    assert_int_equal(n, 0);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_nothing_asked_yet),
                                       cmocka_unit_test(test_met),
                                       cmocka_unit_test(test_edges),
                                       cmocka_unit_test(test_signs),
                                       cmocka_unit_test(test_balance),
                                       cmocka_unit_test(test_words),
                                       cmocka_unit_test(test_split)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
