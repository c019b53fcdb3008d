/* t_text.c: filling in texts, one and many, the labels of codes.
 * Not: whether the words are good Dutch.
 * Start at main(). */
#include "text/text.h"

#include <setjmp.h>

#include <cmocka.h>

static int begin(void **state)
{
    *state = arena_new();
    return 0;
}

static int end(void **state)
{
    arena_free(*state);
    return 0;
}

static void both_languages(void **state)
{
    (void)state;
    assert_string_equal(text(LANG_NL, TEXT_save), "Opslaan");
    assert_string_equal(text(LANG_EN, TEXT_save), "Save");
    assert_string_equal(text(LANG_NL, TEXT_NONE), "");
    assert_string_equal(text(LANG_EN, TEXT_NONE), "");
    assert_string_equal(lang_code(LANG_NL), "nl");
    assert_string_equal(lang_code(LANG_EN), "en");
}

static void no_text_is_empty(void **state)
{
    (void)state;
    for (int id = TEXT_NONE + 1; id < TEXT_COUNT; id++)
        for (int lang = 0; lang < LANGS; lang++)
            if (!*text((enum lang)lang, (enum text_id)id))
                fail_msg("text %d is empty in %s", id, lang_code((enum lang)lang));
}

static void places_are_filled(void **state)
{
    struct arena *a = *state;

    assert_string_equal(text_fill(a, LANG_NL, TEXT_error_too_long, "29", "20", NULL, NULL),
                        "Maak de tekst korter: 29 tekens, er mogen er 20.");
    /* What is filled in is not read for places again, nor for conversions. */
    assert_string_equal(text_fill(a, LANG_EN, TEXT_error_mark, "{1}{2} %s", NULL, NULL, NULL),
                        "Error: {1}{2} %s");
    assert_string_equal(text_fill(a, LANG_NL, TEXT_save, "unused", NULL, NULL, NULL), "Opslaan");
}

static void one_and_many(void **state)
{
    struct arena *a = *state;

    assert_string_equal(text_count(a, LANG_NL, TEXT_days, 0), "0 dagen");
    assert_string_equal(text_count(a, LANG_NL, TEXT_days, 1), "1 dag");
    assert_string_equal(text_count(a, LANG_NL, TEXT_days, 2), "2 dagen");
    assert_string_equal(text_count(a, LANG_NL, TEXT_days, 1234), "1.234 dagen");
    assert_string_equal(text_count(a, LANG_EN, TEXT_days, 1), "1 day");
    assert_string_equal(text_count(a, LANG_EN, TEXT_days, 1234), "1,234 days");
    assert_string_equal(text_count(a, LANG_EN, TEXT_days, -1), "-1 days");
}

static void codes(void **state)
{
    static const struct code list[] = {{"yes", TEXT_yes}, {"no", TEXT_no}, {NULL, TEXT_NONE}};

    (void)state;
    assert_string_equal(code_text(LANG_NL, list, "yes"), "ja");
    assert_string_equal(code_text(LANG_EN, list, "no"), "no");
    assert_string_equal(code_text(LANG_NL, list, "maybe"), "maybe");
    assert_true(code_known(list, "no"));
    assert_false(code_known(list, "maybe"));
    assert_false(code_known(list, ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(both_languages, begin, end),
        cmocka_unit_test_setup_teardown(no_text_is_empty, begin, end),
        cmocka_unit_test_setup_teardown(places_are_filled, begin, end),
        cmocka_unit_test_setup_teardown(one_and_many, begin, end),
        cmocka_unit_test_setup_teardown(codes, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
