/* t_utf8.c: the strict UTF-8 check, every code point against the encoding rule of RFC 3629.
 * Not: folding of names.
 * Start at main(). */
#include "base/utf8.h"

#include <setjmp.h>

#include <cmocka.h>

/* Straight from the table of RFC 3629 section 3, without any check. */
static size_t encode(uint32_t c, char *to)
{
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    size_t tail = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    unsigned lead[] = {0, 0xc0, 0xe0, 0xf0};
    to[0] = (char)(lead[tail] | c >> 6 * tail);
    for (size_t i = 1; i <= tail; i++)
        to[i] = (char)(0x80 | (c >> 6 * (tail - i) & 0x3f));
    return tail + 1;
}

static void every_code_point_and_no_surrogate(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < 0x120000; c++) {
        char text[8] = "";
        size_t n = encode(c, text);
        bool wanted = (c < 0xd800 || c > 0xdfff) && c <= 0x10ffff;

        if (utf8_valid(text, n) != wanted)
            fail_msg("U+%04" PRIX32 " should be %s", c, wanted ? "valid" : "refused");
        if (n > 1 && utf8_valid(text, n - 1))
            fail_msg("U+%04" PRIX32 " cut short should be refused", c);
    }
}

static void bad_bytes(void **state)
{
    static const char *const refused[] = {
        "\x80",
        "\xbf",
        "\xc0\x80",
        "\xc1\xbf",
        "\xe0\x80\x80",
        "\xe0\x9f\xbf",
        "\xed\xa0\x80",
        "\xf0\x80\x80\x80",
        "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80",
        "\xf5\x80\x80\x80",
        "\xff",
        "\xfe",
        "\xc3(",
        "\xe2\x82(",
        "\xe2(\xac",
        "\xc3\xc3",
        "twelve bytes\xe9 and on",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++)
        if (utf8_valid(refused[i], strlen(refused[i])))
            fail_msg("text %zu should be refused", i);
    assert_true(utf8_valid("", 0));
    assert_true(utf8_valid("a\0b", 3));
    /* Wherever the bad byte falls in a word of eight. */
    for (size_t i = 0; i < 24; i++) {
        char text[25] = "abcdefghijklmnopqrstuvwx";

        assert_true(utf8_valid(text, 24));
        text[i] = (char)0xe9;
        assert_false(utf8_valid(text, 24));
    }
}

static void counted_in_code_points(void **state)
{
    const char *name = "Zo\xc3\xab \xe2\x82\xac \xf0\x9f\x98\x80!"; /* Zoë € 😀! */

    (void)state;
    assert_int_equal(utf8_length(""), 0);
    assert_int_equal(utf8_length(name), 8);
    assert_int_equal(utf8_cut(name, 0), 0);
    assert_int_equal(utf8_cut(name, 2), 2);
    assert_int_equal(utf8_cut(name, 3), 4);
    assert_int_equal(utf8_cut(name, 5), 8);
    assert_int_equal(utf8_cut(name, 7), 13);
    assert_int_equal(utf8_cut(name, 8), 14);
    assert_int_equal(utf8_cut(name, 99), 14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_and_no_surrogate),
        cmocka_unit_test(bad_bytes),
        cmocka_unit_test(counted_in_code_points),
    };

    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
