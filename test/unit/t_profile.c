/* t_profile.c: which texts of a profile stand side by side, what each target group is asked, and
 * which advice belongs to which moment; all counted by hand.
 * Not: pages and what is stored (test/web/profile.t, worksheet.t, income.t). Start at main(). */
#include "base/base.h"

#include <setjmp.h>

#include <cmocka.h>

#include "base/embed.h"
#include "core/route.h"
#include "feature/income/income.h"
#include "feature/profile/profile.h"

const struct feature *const features[] = {NULL};

static struct profile_text texts[] = {
    /* newest first */
    {"hours", "24", 6, 5, "Noor", 6}, {"hours", "20", 5, 3, "Bart", 5},
    {"hours", "16", 4, 3, "Noor", 4}, {"travel", "bus", 3, 1, "Noor", 3},
    {"hours", "12", 2, 1, "Noor", 2}, {"travel", "fiets", 1, 0, "Bart", 1},
};

static struct profile from(size_t first)
{
    return (struct profile){.revision = texts[first].revision,
                            .texts = {texts + first, COUNT(texts) - first, 0}};
}

static void side_by_side(void **state)
{
    struct arena *a = arena_new();
    const struct profile_text **list;
    struct profile p = from(1); /* Bart and Noor had both read revision 3 */

    (void)state;
    assert_int_equal(profile_rivals(&p, "hours", a, &list), 2);
    assert_string_equal(list[0]->body, "16");
    assert_string_equal(list[1]->body, "20");
    assert_int_equal(profile_rivals(&p, "travel", a, &list), 0); /* read 1, and that is the last */
    assert_int_equal(profile_rivals(&p, "days", a, &list), 0);
    p = from(2); /* before Bart */
    assert_int_equal(profile_rivals(&p, "hours", a, &list), 0);
    p = from(0); /* who wrote 24 had read both */
    assert_int_equal(profile_rivals(&p, "hours", a, &list), 0);
    assert_string_equal(profile_text_at(&p, "hours", 4)->body, "16");
    assert_string_equal(profile_text_at(&p, "hours", 3)->body, "12");
    assert_null(profile_text_at(&p, "hours", 1));
    arena_free(a);
}

/* ---- what is asked --------------------------------------------------------------------------- */

static size_t lines_of(const char *list)
{
    const char *at = (const char *)embed_find("rules/question_choices.csv")->at;
    size_t n = 0, length = strlen(list);

    for (; at; at = strchr(at, '\n')) {
        at += *at == '\n';
        n += !strncmp(at, list, length) && at[length] == ',';
    }
    return n;
}

static void groups_are_data(void **state)
{
    static const char *const groups[] = {"EPA", "CMD", "NAH", "LVB"};

    (void)state;
    /* seed 003: the three lists of Richtlijn NAH en arbeidsparticipatie (2021) */
    assert_int_equal(lines_of("cognitive"), 12);
    assert_int_equal(lines_of("mood"), 10);
    assert_int_equal(lines_of("physical"), 9);
    for (size_t i = 0; i < COUNT(groups); i++) {
        bool nah = !strcmp(groups[i], "NAH");
        struct answers sheet = answers_of("worksheet", groups[i], GROUP_NONE);

        assert_int_equal(answers_asked("profile", groups[i], GROUP_DIAGNOSIS), nah);
        assert_true(sheet.n >= 11);
        for (size_t k = 0; k < sheet.n; k++) { /* health: all of it, and each asked once */
            assert_int_equal(sheet.of[k]->part, GROUP_DIAGNOSIS);
            for (size_t m = 0; m < k; m++)
                assert_string_not_equal(sheet.of[k]->code, sheet.of[m]->code);
        }
    }
    struct answers lvb = answers_of("profile", "LVB", GROUP_ADJUSTMENTS);
    answers_set(&lvb, "explain", "voordoen");
    assert_string_equal(answers_get(&lvb, "explain"), "voordoen");
    struct answers nah = answers_of("profile", "NAH", GROUP_ADJUSTMENTS);
    answers_set(&nah, "explain", "voordoen"); /* not asked: ignored */
    assert_false(answers_any(&nah));
}

/* ---- advice ---------------------------------------------------------------------------------- */

enum { BAKERY = 1, GARAGE = 2, START = 20000 };

static bool open_with(struct income_moment *moments, size_t n, size_t i,
                      struct income_advice advice)
{
    struct income_moments list = {moments, n, 0};
    struct income_advices advices = {&advice, advice.id ? 1 : 0, 0};

    return income_is_open(&list, i, &advices);
}

static void advice_fits(void **state)
{
    struct income_moment m[] = {
        {.placement_id = BAKERY, .number = 1, .from_on = START, .reason = ""},
        {.placement_id = BAKERY, .number = 2, .from_on = START + 100, .reason = ""}};
    struct income_advice advice = {.id = 1, .placement_id = BAKERY, .advised_on = START};

    (void)state;
    assert_true(open_with(m, 2, 0, (struct income_advice){0}));
    assert_false(open_with(m, 2, 0, advice));
    assert_true(open_with(m, 2, 1, advice)); /* on the day of the moment before: not of this one */
    advice.advised_on = START + 1;
    assert_false(open_with(m, 2, 1, advice));
    advice.advised_on = START - ADVICE_DAYS;
    assert_false(open_with(m, 2, 0, advice));
    advice.advised_on = START - ADVICE_DAYS - 1;
    assert_true(open_with(m, 2, 0, advice));
    advice = (struct income_advice){.id = 1, .placement_id = GARAGE, .advised_on = START};
    assert_true(open_with(m, 2, 0, advice));
    advice.placement_id = 0; /* in general */
    assert_false(open_with(m, 2, 0, advice));
    m[1].reason = "geen uitkering";
    assert_false(open_with(m, 2, 1, (struct income_advice){0}));
    m[0].over = true;
    assert_false(open_with(m, 2, 0, (struct income_advice){0}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(side_by_side),
                                       cmocka_unit_test(groups_are_data),
                                       cmocka_unit_test(advice_fits)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
