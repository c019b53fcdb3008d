/* t_base_number.c: numbers, durations and amounts of money as people type and read them.
 * Not: which bounds a field has (forms).
 * Start at main(). */
#include "base/number.h"

#include "base/money.h"

#include <math.h>
#include <setjmp.h>

#include <cmocka.h>

struct reading {
    const char *typed;
    int64_t number;
};

static void readings(bool (*parse)(const char *, int64_t *), const struct reading *right, size_t n,
                     const char *const *wrong, size_t wrong_n)
{
    int64_t number;

    for (size_t i = 0; i < n; i++) {
        if (!parse(right[i].typed, &number))
            fail_msg("\"%s\" was refused", right[i].typed);
        if (number != right[i].number)
            fail_msg("\"%s\" was read as %" PRId64, right[i].typed, number);
    }
    for (size_t i = 0; i < wrong_n; i++) {
        number = 4711;
        if (parse(wrong[i], &number))
            fail_msg("\"%s\" was read as %" PRId64, wrong[i], number);
        assert_int_equal(number, 4711); /* left alone */
    }
}

static void whole_numbers(void **state)
{
    static const struct reading right[] = {
        {"0", 0},
        {"12", 12},
        {" 12 ", 12},
        {"-3", -3},
        {"007", 7},
        {"1.234", 1234},
        {"1,234", 1234},
        {"1.234.567", 1234567},
        {"12,345,678", 12345678},
        {"9223372036854775807", INT64_MAX},
        {"-9223372036854775807", -INT64_MAX},
    };
    static const char *const wrong[] = {
        "",
        " ",
        "-",
        "--1",
        "+1",
        "1 2",
        "12,5",
        "12.0",
        "1.23",
        "1.2345",
        "1234.567",
        "0.123",
        "1.234,567",
        "1,234.567.890",
        "1..234",
        ".234",
        "1.",
        "12a",
        "0x10",
        "1e3",
        "1a234",
        "1-234",
        "- 3",
        "9223372036854775808",
        "-9223372036854775808",
        "99999999999999999999",
    };

    (void)state;
    readings(number_parse_int, right, COUNT(right), wrong, COUNT(wrong));
}

static void hundredths(void **state)
{
    static const struct reading right[] = {
        {"12,5", 1250},
        {"12.5", 1250},
        {"12,50", 1250},
        {"12", 1200},
        {"0,05", 5},
        {",5", 50},
        {"-1,25", -125},
        {"1.234,56", 123456},
        {"1,234.56", 123456},
        {"1.234.567,8", 123456780},
        {"1.234.567", 123456700},
        {"92233720368547758,07", INT64_MAX},
    };
    static const char *const wrong[] = {
        "",
        "12,",
        "12,345",
        "1.234",
        "0,125",
        "1,5,",
        "1.23,4",
        "12,5 uur",
        "1,234,5",
        "1234,5.",
        "12 , 5",
        "0.123,45",
        "1,-5",
        ",",
        ".",
        "-",
        "92233720368547758,08",
        "922337203685477581",
    };

    (void)state;
    readings(number_parse_hundredths, right, COUNT(right), wrong, COUNT(wrong));
}

static void durations(void **state)
{
    static const struct reading right[] = {
        {"45", 45},
        {"0", 0},
        {"45 min", 45},
        {"45min.", 45},
        {"90 minuten", 90},
        {"90 minutes", 90},
        {"1 minuut", 1},
        {"0:45", 45},
        {"1:30", 90},
        {"10:05", 605},
        {" 1 : 30 ", 90},
        {"1u30", 90},
        {"1 u 30", 90},
        {"1u5", 65},
        {"1 uur 30", 90},
        {"1 uur 30 min", 90},
        {"1h30", 90},
        {"1H30M", 90},
        {"2 uur", 120},
        {"2u", 120},
        {"1,5 uur", 90},
        {"1.5 h", 90},
        {"1.25 hours", 75},
        {"0,33 uur", 20},
        {"0,1 u", 6},
        {",5 uur", 30},
        {"7,75 uren", 465},
        {"999999 uur", 59999940},
        {"59999999", 59999999},
        {"999999:59", 59999999},
    };
    static const char *const wrong[] = {
        "",
        "1,5",
        "1.30",
        "-45",
        "1:5",
        "1:60",
        "1:300",
        ":30",
        "1:",
        "1u60",
        "1u300",
        "uur",
        "min",
        "1 dag",
        "1:30:00",
        "1,5 min",
        "1,5u30",
        "30 1",
        "30 min 1u",
        "1 u u",
        "1u30u",
        "1:30 min",
        "45 minx",
        "1,555 uur",
        "1000000 uur",
        "99999999999999999999",
        "99999999999999999999:00",
        "1000000:00",
        "1000000u30",
        "1000000,5 uur",
        "1:30 extra",
        "1:30.",
        "9223372036854775807",
        "60000000",
    };

    (void)state;
    readings(number_parse_minutes, right, COUNT(right), wrong, COUNT(wrong));
}

static void amounts_of_money(void **state)
{
    static const struct reading right[] = {
        {"\xe2\x82\xac 1.234,56", 123456},
        {"\xe2\x82\xac\xc2\xa0"
         "1.234,56",
         123456},
        {"1234.56", 123456},
        {"1,234.56", 123456},
        {"1.234", 123400},
        {"12", 1200},
        {"12,5", 1250},
        {"12,-", 1200},
        {"\xe2\x82\xac 12,--", 1200},
        {"EUR 12,50", 1250},
        {"12,50 euro", 1250},
        {"12 \xe2\x82\xac", 1200},
        {"-12,50", -1250},
        {"\xe2\x82\xac -12,50", -1250},
        {"-\xe2\x82\xac"
         "12.50",
         -1250},
        {"0", 0},
    };
    static const char *const wrong[] = {
        "",          "\xe2\x82\xac", "12,345", "1.2345",       "12,5,5",    "twaalf",
        "12 dollar", "$ 12",         "--12",   "euro 12 euro", "1 2",       "-",
        "12-",       ",-",           "12,---", "0,125",        "1.234,567", "92233720368547758,08",
    };

    (void)state;
    readings(money_parse, right, COUNT(right), wrong, COUNT(wrong));
}

static void written(void **state)
{
    char out[NUMBER_TEXT];

    (void)state;
    assert_string_equal(number_text_int(out, 0, ','), "0");
    assert_string_equal(number_text_int(out, 999, ','), "999");
    assert_string_equal(number_text_int(out, 1234567, ','), "1.234.567");
    assert_string_equal(number_text_int(out, -1000, '.'), "-1,000");
    assert_string_equal(number_text_int(out, INT64_MIN, '.'), "-9,223,372,036,854,775,808");
    assert_string_equal(number_text_hundredths(out, 1250, ','), "12,5");
    assert_string_equal(number_text_hundredths(out, 1200, ','), "12");
    assert_string_equal(number_text_hundredths(out, 5, '.'), "0.05");
    assert_string_equal(number_text_hundredths(out, -125, ','), "-1,25");
    assert_string_equal(number_text_hundredths(out, 123400, ','), "1234");
    assert_string_equal(number_text_amount(out, 123450, ','), "1.234,50");
    assert_string_equal(number_text_amount(out, 123450, '.'), "1,234.50");
    assert_string_equal(number_text_minutes(out, 5), "0:05");
    assert_string_equal(number_text_minutes(out, 90), "1:30");
    assert_string_equal(number_text_minutes(out, 6000), "100:00");
    assert_string_equal(number_text_fixed(out, 0.0344, 3, ','), "0,034");
    assert_string_equal(number_text_fixed(out, -0.0004, 3, ','), "0,000");
    assert_string_equal(number_text_fixed(out, -1.5, 1, '.'), "-1.5");
    assert_string_equal(number_text_fixed(out, 12.0, 0, ','), "12");
    assert_string_equal(number_text_fixed(out, (double)NAN, 2, ','), "");
    assert_string_equal(number_text_fixed(out, (double)INFINITY, 2, ','), "");
    assert_string_equal(number_text_fixed(out, 1e300, 2, ','), "");
    assert_string_equal(money_text(out, 123456, ','), "\xe2\x82\xac 1.234,56");
    assert_string_equal(money_text(out, 123456, '.'), "\xe2\x82\xac"
                                                      "1,234.56");
    assert_string_equal(money_text(out, -1250, ','), "\xe2\x82\xac -12,50");
    assert_string_equal(money_text(out, -1250, '.'), "-\xe2\x82\xac"
                                                     "12.50");
    assert_string_equal(money_text(out, 0, ','), "\xe2\x82\xac 0,00");
}

/* What is shown in a field and sent back unchanged must be the same number. */
static void written_is_read_back(void **state)
{
    static const char decimals[] = {',', '.'};
    char out[NUMBER_TEXT];
    int64_t n;

    (void)state;
    for (int64_t wanted = -200000; wanted <= 2000000; wanted += 41)
        for (size_t i = 0; i < COUNT(decimals); i++) {
            assert_true(number_parse_int(number_text_int(out, wanted, decimals[i]), &n));
            assert_int_equal(n, wanted);
            assert_true(
                number_parse_hundredths(number_text_hundredths(out, wanted, decimals[i]), &n));
            assert_int_equal(n, wanted);
            assert_true(number_parse_hundredths(number_text_amount(out, wanted, decimals[i]), &n));
            assert_int_equal(n, wanted);
            assert_true(money_parse(money_text(out, wanted, decimals[i]), &n));
            assert_int_equal(n, wanted);
            if (wanted >= 0) {
                assert_true(number_parse_minutes(number_text_minutes(out, wanted), &n));
                assert_int_equal(n, wanted);
            }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers), cmocka_unit_test(hundredths),
        cmocka_unit_test(durations),     cmocka_unit_test(amounts_of_money),
        cmocka_unit_test(written),       cmocka_unit_test(written_is_read_back),
    };

    return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
