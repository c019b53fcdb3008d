/* t_account.c: codes of the second factor against RFC 6238, and which passphrases are refused.
 * Not: logging in (test/web/account.t).
 * Start at main(). */
#include "feature/account/account.h"

#include <sodium.h>

#include "base/embed.h"
#include "base/fold.h"

#include <setjmp.h>

#include <cmocka.h>

/* RFC 6238, appendix B: the SHA-1 secret, and the last six of the eight digits printed there. */
static const unsigned char secret[TOTP_SECRET + 1] = "12345678901234567890";
static const struct {
    int64_t seconds;
    const char *code;
} vectors[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
               {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};

static bool right_at(const char *code, int64_t seconds, int64_t last_step)
{
    return totp_right(secret, code, seconds * 1000, &last_step);
}

static void codes_of_the_rfc(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(vectors); i++) {
        int64_t step = 0;

        assert_true(totp_right(secret, vectors[i].code, vectors[i].seconds * 1000, &step));
        assert_int_equal(step, vectors[i].seconds / 30);
    }
    assert_true(right_at("050 471", 1111111111, 0));
    assert_false(right_at("050472", 1111111111, 0));
    assert_false(right_at("50471", 1111111111, 0));
    assert_false(right_at("0504711", 1111111111, 0));
    assert_false(right_at("", 1111111111, 0));
    assert_false(right_at("05047a", 1111111111, 0));
}

/* 1111111111 is in step 37037037, which runs from 1111111110 up to and including 1111111139. */
static void one_step_early_or_late(void **state)
{
    (void)state;
    assert_true(right_at("050471", 1111111110 - 30, 0));
    assert_true(right_at("050471", 1111111139 + 30, 0));
    assert_false(right_at("050471", 1111111110 - 31, 0));
    assert_false(right_at("050471", 1111111139 + 31, 0));
}

static void no_code_twice(void **state)
{
    int64_t step = 0;

    (void)state;
    assert_true(totp_right(secret, "050471", 1111111111000, &step));
    assert_int_equal(step, 37037037);
    assert_false(totp_right(secret, "050471", 1111111112000, &step));
    assert_int_equal(step, 37037037);
    /* nor an older one that was never used: 081804 is of the step before */
    assert_true(right_at("081804", 1111111111, 0));
    assert_false(totp_right(secret, "081804", 1111111112000, &step));
}

/* Base32 of RFC 4648 section 6. */
static void secret_as_text(void **state)
{
    unsigned char zero[TOTP_SECRET] = {0}, ones[TOTP_SECRET];
    char text[TOTP_TEXT];

    (void)state;
    memset(ones, 0xff, sizeof(ones));
    totp_text(zero, text);
    assert_string_equal(text, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    totp_text(ones, text);
    assert_string_equal(text, "77777777777777777777777777777777");
    /* The key that RFC 6238's secret is everywhere published as. */
    totp_text(secret, text);
    assert_string_equal(text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

static void sealed_for_one_person(void **state)
{
    unsigned char mine[FACTOR_KEY], other[FACTOR_KEY], sealed[FACTOR_SEALED], out[TOTP_SECRET];
    static const unsigned char here[ACCESS_KEY_BYTES] = "a key of thirty-two bytes",
                               elsewhere[ACCESS_KEY_BYTES] = "another key";

    (void)state;
    factor_key(here, 101, mine);
    factor_seal(mine, secret, sealed);
    assert_true(factor_open(mine, sealed, sizeof(sealed), out));
    assert_memory_equal(out, secret, TOTP_SECRET);
    for (size_t i = 0; i + TOTP_SECRET <= sizeof(sealed); i++)
        assert_memory_not_equal(sealed + i, secret, TOTP_SECRET);
    factor_key(here, 102, other);
    assert_false(factor_open(other, sealed, sizeof(sealed), out));
    factor_key(elsewhere, 101, other);
    assert_false(factor_open(other, sealed, sizeof(sealed), out));
    assert_false(factor_open(mine, sealed, sizeof(sealed) - 1, out));
    sealed[40] ^= 1;
    assert_false(factor_open(mine, sealed, sizeof(sealed), out));
}

static void recovery_codes(void **state)
{
    unsigned char key[FACTOR_KEY] = "k", one[TOKEN_HASH], other[TOKEN_HASH];
    char code[RECOVERY_TEXT], second[RECOVERY_TEXT];

    (void)state;
    recovery_new(code);
    recovery_new(second);
    assert_int_equal(strlen(code), 11);
    assert_int_equal(strspn(code, "abcdefghijklmnopqrstuvwxyz234567"), 5);
    assert_int_equal(code[5], '-');
    assert_string_not_equal(code, second);
    recovery_hash(key, "ab2de-fgh7j", one);
    recovery_hash(key, " AB2DE FGH7J", other);
    assert_memory_equal(one, other, TOKEN_HASH);
    recovery_hash(key, "ab2de-fgh7k", other);
    assert_memory_not_equal(one, other, TOKEN_HASH);
    recovery_hash(key, "ab2de-fgh7jj", other);
    assert_memory_not_equal(one, other, TOKEN_HASH);
}

/* What is said of it to Noor de Wit, who logs in as noor. */
static enum text_id said(struct arena *a, const char *passphrase)
{
    return passphrase_trouble(a, passphrase, "noor", "Noor de Wit");
}

static void passphrases(void **state)
{
    static const char *const common[] = {
        "Welkom-2026!!!",        "welkom bij spil",         "wachtwoord1234",
        "Wachtwoord Wachtwoord", "p a s s w o r d 2 0 2 6", "qwertyuiop123",
        "123456789012",          "aaaaaaaaaaaaaa",          "!!!!!!!!!!!!",
        "123123123123"};
    static const char *const fine[] = {"fiets lantaarn soep dinsdag", "een twaalftal",
                                       "welkom fietsende buurman", "aanhangwagen"};
    struct arena *a = arena_new();

    (void)state;
    for (size_t i = 0; i < COUNT(common); i++)
        if (said(a, common[i]) != TEXT_account_passphrase_common)
            fail_msg("\"%s\" is let through", common[i]);
    for (size_t i = 0; i < COUNT(fine); i++)
        if (said(a, fine[i]) != TEXT_NONE)
            fail_msg("\"%s\" is refused", fine[i]);
    assert_int_equal(said(a, "elf tekens."), TEXT_account_passphrase_short);
    assert_int_equal(said(a, "één twaalf.."), TEXT_NONE); /* 12 characters, 14 bytes */
    assert_int_equal(said(a, "éénéénéénél"), TEXT_account_passphrase_short);
    assert_int_equal(said(a, "Noor de Wit 1985"), TEXT_account_passphrase_name);
    assert_int_equal(said(a, "noornoornoor"), TEXT_account_passphrase_name);
    assert_int_equal(passphrase_trouble(a, "fietsenmaker12", "Fietsenmaker", "Noor de Wit"),
                     TEXT_account_passphrase_name);
    char *long_one = arena_fmt(a, "%0128d", 7);
    memcpy(long_one, "een lange zin", 13);
    assert_int_equal(said(a, long_one), TEXT_NONE);
    assert_int_equal(said(a, arena_fmt(a, "%sx", long_one)), TEXT_account_passphrase_long);
    arena_free(a);
}

/* Lines are compared as they stand: one that is not folded would never match. */
static void list_is_folded(void **state)
{
    const char *line = (const char *)embed_find("rules/passphrases.txt")->at;
    size_t n = 0;

    (void)state;
    for (; *line; n++) {
        size_t length = strspn(line, "abcdefghijklmnopqrstuvwxyz0123456789");

        assert_true(length > 0 && line[length] == '\n');
        line += length + 1;
    }
    assert_in_range(n, 300, 2000);
}

/* Of step 37037037 (1111111110 to 1111111139) the code is 050471, of the one before 081804. */
static void the_next_code(void **state)
{
    char code[CODE_TEXT];

    (void)state;
    assert_true(totp_next(secret, 1111111109000, 0, code));
    assert_string_equal(code, "081804");
    assert_true(totp_next(secret, 1111111109000, 37037036, code)); /* used: the one after it */
    assert_string_equal(code, "050471");
    assert_false(totp_next(secret, 1111111109000, 37037037, code));
    assert_true(totp_next(secret, 1111111111000, 37037036, code));
    assert_string_equal(code, "050471");
}

/* What someone sets up at the first log-in is of that browser and that person only. */
static void an_offer_of_ones_own(void **state)
{
    unsigned char key[FACTOR_KEY], other[FACTOR_KEY];
    unsigned char mine[TOTP_SECRET], again[TOTP_SECRET], theirs[TOTP_SECRET];

    (void)state;
    factor_key((const unsigned char *)"a key of thirty-two bytes, to be", 1, key);
    factor_key((const unsigned char *)"a key of thirty-two bytes, to be", 2, other);
    factor_offer(key, "token", mine);
    factor_offer(key, "token", again);
    assert_memory_equal(mine, again, TOTP_SECRET);
    factor_offer(key, "tokem", theirs);
    assert_memory_not_equal(mine, theirs, TOTP_SECRET);
    factor_offer(other, "token", theirs);
    assert_memory_not_equal(mine, theirs, TOTP_SECRET);
}

static void a_mark_needs_the_key(void **state)
{
    char mark[PRACTICE_TEXT], other[PRACTICE_TEXT];

    (void)state;
    practice_mark((const unsigned char *)"a key of thirty-two bytes, to be", mark);
    practice_mark((const unsigned char *)"a key of thirty-two bytes, so be", other);
    assert_int_equal(strlen(mark), PRACTICE_TEXT - 1);
    assert_string_not_equal(mark, other);
}

/* A browser is known for one name of one installation. */
static void a_browser_of_ones_own(void **state)
{
    static const unsigned char key[] = "a key of thirty-two bytes, to be";
    static const unsigned char other[] = "a key of thirty-two bytes, so be";
    char device[DEVICE_TEXT], second[DEVICE_TEXT];

    (void)state;
    device_new(key, "noor", device);
    device_new(key, "noor", second);
    assert_string_not_equal(device, second);
    assert_true(device_fine(key, "noor", device));
    assert_false(device_fine(key, "bart", device));
    assert_false(device_fine(other, "noor", device));
    assert_false(device_fine(key, "noor", ""));
    assert_false(device_fine(key, "noor", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    device[30] = device[30] == 'A' ? 'B' : 'A';
    assert_false(device_fine(key, "noor", device));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_of_the_rfc),      cmocka_unit_test(one_step_early_or_late),
        cmocka_unit_test(no_code_twice),         cmocka_unit_test(the_next_code),
        cmocka_unit_test(a_browser_of_ones_own), cmocka_unit_test(an_offer_of_ones_own),
        cmocka_unit_test(a_mark_needs_the_key),  cmocka_unit_test(secret_as_text),
        cmocka_unit_test(sealed_for_one_person), cmocka_unit_test(recovery_codes),
        cmocka_unit_test(passphrases),           cmocka_unit_test(list_is_folded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
