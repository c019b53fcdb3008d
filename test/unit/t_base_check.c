/* t_base_check.c: identifiers against the table of rules/identifier_test_values.csv, and by hand.
 * Not: how a form says that one is wrong.
 * Start at main(). */
#include "base/check.h"

#include <setjmp.h>

#include <cmocka.h>

static bool bsn_right(const char *typed, char *out)
{
    return check_bsn(typed, out) == BSN_RIGHT;
}

static const struct kind {
    const char *name;
    bool (*check)(const char *typed, char *out);
} kinds[] = {
    {"BSN", bsn_right},
    {"IBAN", check_iban},
    {"POSTCODE", check_postcode},
    {"KVK", check_kvk},
    {"VESTIGING", check_establishment},
    {"GEMEENTE", check_municipality},
};

/* kind,value,valid,why: no quotes before the third comma. */
static void every_row_of_the_table(void **state)
{
    char line[512], out[64];
    int rows[COUNT(kinds)] = {0}, all = 0;
    FILE *f = fopen("rules/identifier_test_values.csv", "re");

    (void)state;
    assert_non_null(f);                            /* tests run in the source folder */
    assert_non_null(fgets(line, sizeof(line), f)); /* the head */
    while (fgets(line, sizeof(line), f)) {
        char *at = line, *name = strsep(&at, ","), *value = strsep(&at, ","),
             *valid = strsep(&at, ",");
        size_t k = 0;

        assert_non_null(valid);
        while (k < COUNT(kinds) && strcmp(kinds[k].name, name) != 0)
            k++;
        if (k == COUNT(kinds))
            fail_msg("the table has a new kind: %s", name);
        rows[k]++;
        all++;
        if (kinds[k].check(value, out) != (valid[0] == 'J'))
            fail_msg("%s %s should be %s", name, value, valid[0] == 'J' ? "right" : "wrong");
    }
    fclose(f);
    assert_int_equal(all, 19);
    for (size_t k = 0; k < COUNT(kinds); k++)
        assert_true(rows[k] > 0);
}

struct row {
    const char *typed, *stored; /* NULL: refused */
};

static void rows(bool (*check)(const char *, char *), const struct row *row, size_t n)
{
    char out[512];

    for (size_t i = 0; i < n; i++) {
        bool right = check(row[i].typed, out);

        if (right != (row[i].stored != NULL))
            fail_msg("\"%s\" should be %s", row[i].typed, right ? "refused" : "accepted");
        assert_string_equal(out, right ? row[i].stored : "");
    }
}

static void bsn(void **state)
{
    static const struct row row[] = {
        {" 123456782 ", "123456782"}, {"1234.56.782", "123456782"},
        {"123 456 782", "123456782"}, {"12345678", NULL},
        {"1234567820", NULL},         {"12345678a", NULL},
        {"-23456782", NULL},          {"", NULL},
    };
    char out[BSN_TEXT];

    (void)state;
    rows(bsn_right, row, COUNT(row));
    assert_int_equal(check_bsn("12345678", out), BSN_EIGHT_DIGITS);
    assert_int_equal(check_bsn("1234567x", out), BSN_WRONG);
    assert_int_equal(check_bsn("123456789", out), BSN_WRONG);
    /* Any one digit changed is noticed: the 11-test promises it. */
    for (size_t i = 0; i < 9; i++)
        for (char c = '0'; c <= '9'; c++) {
            char number[] = "123456782";

            if (number[i] == c)
                continue;
            number[i] = c;
            assert_int_equal(check_bsn(number, out), BSN_WRONG);
        }
}

/* Foreign examples: the IBAN registry's own. */
static void iban(void **state)
{
    static const struct row row[] = {
        {"NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"},
        {"nl91abna0417164300", "NL91ABNA0417164300"},
        {"BE68 5390 0754 7034", "BE68539007547034"},
        {"DE89370400440532013000", "DE89370400440532013000"},
        {"NO9386011117947", "NO9386011117947"},
        {"MT84MALT011000012345MTLCAST001S", "MT84MALT011000012345MTLCAST001S"},
        {"NL97INGB0000000020", "NL97INGB0000000020"},
        {"NL00INGB0000000020", NULL}, /* as mod 97 goes it is right */
        {"NL98INGB0000000002", "NL98INGB0000000002"},
        {"NL01INGB0000000002", NULL}, /* as mod 97 goes it is right */
        {"NL02INGB0000000081", "NL02INGB0000000081"},
        {"NL99INGB0000000081", NULL}, /* as mod 97 goes it is right */
        {"NL91ABNA041716430", NULL},
        {"NL91ABNA04171643000", NULL},
        {"NL19ABNA0417164300", NULL},
        {"BE68539007547035", NULL},
        {"NL91-ABNA-0417-1643-00", NULL},
        {"9191ABNA0417164300", NULL},
        {"", NULL},
        {"NL", NULL},
        {"DE893704004405320130003704004405320130001", NULL},
    };

    (void)state;
    rows(check_iban, row, COUNT(row));
}

static void numbers_and_places(void **state)
{
    static const struct row postcode[] = {
        {"1234AB", "1234 AB"},     {"1234 ab", "1234 AB"},
        {" 1234  AB ", "1234 AB"}, {"1234 SB", "1234 SB"},
        {"1234 AS", "1234 AS"},    {"1234 sa", NULL},
        {"1234 SD", NULL},         {"0123 AB", NULL},
        {"123 AB", NULL},          {"12345 AB", NULL},
        {"1234 A", NULL},          {"1234 A1", NULL},
        {"1234 ABC", NULL},        {"", NULL},
        {"1234 \xc3\x84", NULL},
    };
    static const struct row kvk[] = {
        {"12345678", "12345678"},
        {"12 34 56 78", "12345678"},
        {"123456789", NULL},
        {"1234567a", NULL},
        {"", NULL},
        {"1234567890123456789012345678901234567890", NULL},
    };
    static const struct row establishment[] = {
        {"000012345678", "000012345678"}, {"12345678", NULL}, {"0000123456789", NULL}};
    static const struct row municipality[] = {
        {"0363", "0363"}, {"GM0363", "0363"}, {"gm0363", "0363"}, {"GM363", NULL},
        {"363", NULL},    {"03630", NULL},    {"GM", NULL},       {"GMGM0363", NULL}};

    (void)state;
    rows(check_postcode, postcode, COUNT(postcode));
    rows(check_kvk, kvk, COUNT(kvk));
    rows(check_establishment, establishment, COUNT(establishment));
    rows(check_municipality, municipality, COUNT(municipality));
}

#define TEN   "abcdefghij"
#define SIXTY TEN TEN TEN TEN TEN TEN

static void email(void **state)
{
    static const struct row row[] = {
        {"jan@voorbeeld.nl", "jan@voorbeeld.nl"},
        {" Jan.de-Vries+ips@Mail.Voorbeeld.NL ", "Jan.de-Vries+ips@mail.voorbeeld.nl"},
        {"o'brien@voorbeeld.nl", "o'brien@voorbeeld.nl"},
        {"a@b.xn--p1ai", "a@b.xn--p1ai"},
        {SIXTY "abcd@b.nl", SIXTY "abcd@b.nl"},
        {SIXTY "abcde@b.nl", NULL},
        {"a@" SIXTY "abcd.nl", NULL},
        {"a@" SIXTY "." SIXTY "." SIXTY "." SIXTY "." TEN ".nl", NULL},
        {"jan", NULL},
        {"jan@", NULL},
        {"@voorbeeld.nl", NULL},
        {"jan@voorbeeld", NULL},
        {"jan@voorbeeld.", NULL},
        {"jan@.nl", NULL},
        {"jan@voorbeeld..nl", NULL},
        {"jan@-voorbeeld.nl", NULL},
        {"jan@voorbeeld-.nl", NULL},
        {"jan@voorbeeld.n", NULL},
        {"jan@10.0.0.1", NULL},
        {"jan@@voorbeeld.nl", NULL},
        {"jan@piet@voorbeeld.nl", NULL},
        {".jan@voorbeeld.nl", NULL},
        {"jan.@voorbeeld.nl", NULL},
        {"jan..piet@voorbeeld.nl", NULL},
        {"jan piet@voorbeeld.nl", NULL},
        {"jan@voorbeeld.nl\r\nBcc: x@y.nl", NULL},
        {"jan@voorbeeld.nl\n", NULL},
        {"Jan <jan@voorbeeld.nl>", NULL},
        {"\"jan\"@voorbeeld.nl", NULL},
        {"j\xc3\xa4n@voorbeeld.nl", NULL},
        {"jan@voorbeeld.nl,piet@voorbeeld.nl", NULL},
        {"", NULL},
    };

    (void)state;
    rows(check_email, row, COUNT(row));
}

static void phone(void **state)
{
    static const struct row row[] = {
        {"0612345678", "+31612345678"},
        {"06-12345678", "+31612345678"},
        {"06 12 34 56 78", "+31612345678"},
        {"+31 6 12345678", "+31612345678"},
        {"+31 (0)6 12345678", "+31612345678"},
        {"0031612345678", "+31612345678"},
        {"0031 (0)6 12345678", "+31612345678"},
        {"(010) 123 45 67", "+31101234567"},
        {"0512-123456", "+31512123456"},
        {"088 123 4567", "+31881234567"},
        {"0800-1234", "+318001234"},
        {"0900 1234567", "+319001234567"},
        {"+32 470 12 34 56", "+32470123456"},
        {"0049 30 1234567", "+49301234567"},
        {"061234567", NULL},
        {"06123456789", NULL},
        {"612345678", NULL},
        {"+310612345678", NULL},
        {"0800-12345", NULL},
        {"+31 6 1234567", NULL},
        {"+1 2", NULL},
        {"+1234567890123456", NULL},
        {"+0123456789", NULL},
        {"06 1234 567a", NULL},
        {"112", NULL},
        {"", NULL},
        {"+", NULL},
        {"00", NULL},
        {"++31612345678", NULL},
        {"0612345678 / 0687654321", NULL},
    };

    (void)state;
    rows(check_phone, row, COUNT(row));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_of_the_table), cmocka_unit_test(bsn),   cmocka_unit_test(iban),
        cmocka_unit_test(numbers_and_places),     cmocka_unit_test(email), cmocka_unit_test(phone),
    };

    return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
