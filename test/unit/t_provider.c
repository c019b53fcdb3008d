/* t_provider.c: tokens of a log-in provider: which are refused, and why. Signed here with OpenSSL.
 * Not: a real provider (test/browser/t_provider.mjs).
 * Start at main(). */
#include "feature/provider/provider.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <sodium.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/arena.h"
#include "core/route.h"

const struct feature *const features[] = {NULL};

enum { NOW = 1795438800 };
static const struct provider_want want = {"https://provider.example", "spil", "nonce-1", NOW};

/* A fresh pair of keys for each test, and the key set that a provider would show. */
struct keys {
    struct arena *a;
    EVP_PKEY *rsa, *ec;
    const char *set;
};

static const char *base64(struct arena *a, const void *bytes, size_t n)
{
    size_t room = sodium_base64_ENCODED_LEN(n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *to = arena_alloc(a, room);

    return sodium_bin2base64(to, room, bytes, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static const char *number_of(struct arena *a, EVP_PKEY *key, const char *name, int bytes)
{
    unsigned char at[1024];
    BIGNUM *n = NULL;

    assert_int_equal(EVP_PKEY_get_bn_param(key, name, &n), 1);
    int length = bytes ? bytes : BN_num_bytes(n);
    BN_bn2binpad(n, at, length);
    BN_free(n);
    return base64(a, at, (size_t)length);
}

static int keys_make(void **state)
{
    struct arena *a = arena_new();
    struct keys *k = arena_alloc(a, sizeof(*k));

    *k = (struct keys){a, EVP_RSA_gen(2048), EVP_EC_gen("P-256"), NULL};
    k->set = arena_fmt(a,
                       "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"r\",\"use\":\"sig\",\"n\":\"%s\","
                       "\"e\":\"%s\"},{\"kty\":\"EC\",\"kid\":\"e\",\"crv\":\"P-256\",\"x\":\"%s\","
                       "\"y\":\"%s\"}]}",
                       number_of(a, k->rsa, OSSL_PKEY_PARAM_RSA_N, 0),
                       number_of(a, k->rsa, OSSL_PKEY_PARAM_RSA_E, 0),
                       number_of(a, k->ec, OSSL_PKEY_PARAM_EC_PUB_X, 32),
                       number_of(a, k->ec, OSSL_PKEY_PARAM_EC_PUB_Y, 32));
    *state = k;
    return 0;
}

static int keys_free(void **state)
{
    struct keys *k = *state;

    EVP_PKEY_free(k->rsa);
    EVP_PKEY_free(k->ec);
    arena_free(k->a);
    return 0;
}

/* ---- making tokens --------------------------------------------------------------------------- */

static size_t raw_ecdsa(const unsigned char *der, size_t n, unsigned char raw[64])
{
    ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &der, (long)n);

    BN_bn2binpad(ECDSA_SIG_get0_r(signature), raw, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature), raw + 32, 32);
    ECDSA_SIG_free(signature);
    return 64;
}

static const char *sign(struct keys *k, EVP_PKEY *key, const char *header, const char *claims)
{
    unsigned char signature[1024], raw[64];
    size_t n = sizeof(signature);
    const char *text = arena_fmt(k->a, "%s.%s", base64(k->a, header, strlen(header)),
                                 base64(k->a, claims, strlen(claims)));
    EVP_MD_CTX *context = EVP_MD_CTX_new();

    assert_int_equal(EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key), 1);
    assert_int_equal(
        EVP_DigestSign(context, signature, &n, (const unsigned char *)text, strlen(text)), 1);
    EVP_MD_CTX_free(context);
    if (key == k->ec)
        return arena_fmt(k->a, "%s.%s", text, base64(k->a, raw, raw_ecdsa(signature, n, raw)));
    return arena_fmt(k->a, "%s.%s", text, base64(k->a, signature, n));
}

static const char rs256[] = "{\"alg\":\"RS256\",\"kid\":\"r\"}";
static const char good[] = "{\"iss\":\"https://provider.example\",\"aud\":\"spil\",\"sub\":\"u1\","
                           "\"exp\":1795438900,\"iat\":1795438790,\"nonce\":\"nonce-1\","
                           "\"email\":\"noor@example.org\",\"email_verified\":true}";

static enum provider_fault check(struct keys *k, const char *token)
{
    struct provider_claims claims;
    enum provider_fault fault = provider_token_check(token, k->set, &want, &claims);

    assert_int_equal(fault == PROVIDER_FINE, *claims.subject != '\0'); /* nothing leaks out */
    return fault;
}

/* The good claims with one text in the place of another. */
static enum provider_fault with(struct keys *k, const char *what, const char *instead)
{
    const char *at = strstr(good, what);

    assert_non_null(at);
    return check(
        k, sign(k, k->rsa, rs256,
                arena_fmt(k->a, "%.*s%s%s", (int)(at - good), good, instead, at + strlen(what))));
}

/* ---- tests ----------------------------------------------------------------------------------- */

static void good_ones(void **state)
{
    struct keys *k = *state;
    struct provider_claims claims;

    assert_int_equal(provider_token_check(sign(k, k->rsa, rs256, good), k->set, &want, &claims),
                     PROVIDER_FINE);
    assert_string_equal(claims.subject, "u1");
    assert_string_equal(claims.email, "noor@example.org");
    assert_false(claims.second_factor);
    assert_int_equal(check(k, sign(k, k->ec, "{\"alg\":\"ES256\",\"kid\":\"e\"}", good)),
                     PROVIDER_FINE);
    assert_int_equal(check(k, sign(k, k->ec, "{\"alg\":\"ES256\"}", good)), PROVIDER_FINE);
    assert_int_equal(with(k, "\"spil\"", "[\"spil\"]"), PROVIDER_FINE);
    assert_int_equal(with(k, "\"spil\"", "[\"other\",\"spil\"],\"azp\":\"spil\""), PROVIDER_FINE);
}

static void the_second_factor(void **state)
{
    static const struct {
        const char *claim;
        bool second;
    } cases[] = {{"\"amr\":[\"pwd\",\"mfa\"]", true},
                 {"\"amr\":[\"pwd\"]", false},
                 {"\"amr\":\"mfa\"", false},
                 {"\"acr\":\"http://schemas.openid.net/pape/policies/2007/06/multi-factor\"", true},
                 {"\"acr\":\"0\"", false}};
    struct keys *k = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct provider_claims claims;
        const char *said = arena_fmt(k->a, "%.*s,%s}", (int)strlen(good) - 1, good, cases[i].claim);

        assert_int_equal(provider_token_check(sign(k, k->rsa, rs256, said), k->set, &want, &claims),
                         PROVIDER_FINE);
        assert_int_equal(claims.second_factor, cases[i].second);
    }
}

static void an_address_that_is_not_verified_is_none(void **state)
{
    struct keys *k = *state;
    struct provider_claims claims;
    const char *said = arena_fmt(k->a, "%.*sfalse}", (int)(strlen(good) - 5), good);

    assert_int_equal(provider_token_check(sign(k, k->rsa, rs256, said), k->set, &want, &claims),
                     PROVIDER_FINE);
    assert_string_equal(claims.email, "");
}

static void claims_that_are_wrong(void **state)
{
    struct keys *k = *state;

    assert_int_equal(with(k, "provider.example", "provider.example/"), PROVIDER_ISSUER);
    assert_int_equal(with(k, "\"spil\"", "\"another\""), PROVIDER_AUDIENCE);
    assert_int_equal(with(k, "\"spil\"", "[\"another\",\"spil\"]"), PROVIDER_AUDIENCE);
    assert_int_equal(with(k, "\"spil\"", "\"spil\",\"azp\":\"another\""), PROVIDER_AUDIENCE);
    assert_int_equal(with(k, "\"aud\":\"spil\",", ""), PROVIDER_AUDIENCE);
    assert_int_equal(with(k, "nonce-1", "nonce-2"), PROVIDER_NONCE);
    assert_int_equal(with(k, ",\"nonce\":\"nonce-1\"", ""), PROVIDER_NONCE);
    assert_int_equal(with(k, "\"u1\"", "\"\""), PROVIDER_SUBJECT);
    assert_int_equal(with(k, "\"u1\"", "7"), PROVIDER_SUBJECT);
    assert_int_equal(with(k, "\"sub\":\"u1\"", "\"sub\":\"u1\",\"sub\":\"u2\""),
                     PROVIDER_MALFORMED);
}

/* Sixty seconds either way. */
static void time_and_skew(void **state)
{
    struct keys *k = *state;

    assert_int_equal(with(k, "1795438900", "1795438741"), PROVIDER_FINE);
    assert_int_equal(with(k, "1795438900", "1795438740"), PROVIDER_TIME);
    assert_int_equal(with(k, "1795438790", "1795438860"), PROVIDER_FINE);
    assert_int_equal(with(k, "1795438790", "1795438861"), PROVIDER_TIME);
    assert_int_equal(with(k, "\"iat\"", "\"nbf\":1795438861,\"iat\""), PROVIDER_TIME);
    assert_int_equal(with(k, "\"exp\":1795438900,", ""), PROVIDER_TIME);
    assert_int_equal(with(k, "1795438900", "\"1795438900\""), PROVIDER_TIME);
    assert_int_equal(with(k, "1795438900", "1e300"), PROVIDER_TIME);
}

static void keys_and_signatures(void **state)
{
    struct keys *k = *state;
    struct provider_claims claims;
    char *touched = arena_str(k->a, sign(k, k->rsa, rs256, good));

    assert_int_equal(check(k, sign(k, k->rsa, "{\"alg\":\"RS256\",\"kid\":\"x\"}", good)),
                     PROVIDER_KEY);
    assert_int_equal(check(k, sign(k, k->rsa, "{\"alg\":\"ES256\",\"kid\":\"r\"}", good)),
                     PROVIDER_KEY);
    assert_int_equal(check(k, sign(k, k->ec, rs256, good)), PROVIDER_SIGNATURE);
    touched[strlen(touched) - 10] ^= 1;
    assert_int_not_equal(check(k, touched), PROVIDER_FINE);
    /* a key that was rotated away, and its successor */
    struct keys *next;
    void *other = NULL;
    keys_make(&other);
    next = other;
    const char *fresh = sign(next, next->rsa, rs256, good);
    assert_int_equal(check(k, fresh), PROVIDER_SIGNATURE);
    assert_int_equal(provider_token_check(fresh, next->set, &want, &claims), PROVIDER_FINE);
    keys_free(&other);
}

/* No signature, or one made with what everybody knows. */
static void algorithms(void **state)
{
    static const char *const headers[] = {"{\"alg\":\"none\"}",
                                          "{\"alg\":\"None\",\"kid\":\"r\"}",
                                          "{\"alg\":\"HS256\",\"kid\":\"r\"}",
                                          "{\"alg\":\"RS512\",\"kid\":\"r\"}",
                                          "{\"kid\":\"r\"}",
                                          "{\"alg\":7}",
                                          "{\"alg\":\"RS256\",\"kid\":\"r\",\"crit\":[\"exp\"]}"};
    struct keys *k = *state;

    for (size_t i = 0; i < COUNT(headers); i++) {
        assert_int_equal(check(k, sign(k, k->rsa, headers[i], good)), PROVIDER_ALGORITHM);
        assert_int_not_equal(
            check(k, arena_fmt(k->a, "%s.%s.", base64(k->a, headers[i], strlen(headers[i])),
                               base64(k->a, good, strlen(good)))),
            PROVIDER_FINE);
    }
}

static void what_is_no_token(void **state)
{
    static const char *const texts[] = {
        "", ".", "..", "a.b.c", "...", "e30.e30.e30", "e30.e30", "e30.e30.e30.e30", "W10.W10.W10"};
    struct keys *k = *state;

    for (size_t i = 0; i < COUNT(texts); i++)
        assert_int_not_equal(check(k, texts[i]), PROVIDER_FINE);
    k->set = "[]";
    assert_int_equal(check(k, sign(k, k->rsa, rs256, good)), PROVIDER_MALFORMED);
    k->set = "{\"keys\":7}";
    assert_int_equal(check(k, sign(k, k->rsa, rs256, good)), PROVIDER_KEY);
}

/* The state belongs to one installation and ten minutes. */
static void a_round_trip(void **state)
{
    static const unsigned char key[] = "a key of thirty-two bytes, to be";
    static const unsigned char other[] = "a key of thirty-two bytes, so be";
    char one[PROVIDER_STATE], two[PROVIDER_STATE], secret[PROVIDER_SECRET];

    (void)state;
    provider_state_new(key, NOW * 1000LL, one);
    provider_state_new(key, NOW * 1000LL, two);
    assert_string_not_equal(one, two);
    assert_true(provider_state_fine(key, one, NOW * 1000LL));
    assert_true(provider_state_fine(key, one, NOW * 1000LL + 599999));
    assert_false(provider_state_fine(key, one, NOW * 1000LL + 600000));
    assert_false(provider_state_fine(key, one, NOW * 1000LL - 1));
    assert_false(provider_state_fine(other, one, NOW * 1000LL));
    assert_false(provider_state_fine(key, "", NOW * 1000LL));
    one[20] = one[20] == 'A' ? 'B' : 'A';
    assert_false(provider_state_fine(key, one, NOW * 1000LL));
    /* RFC 7636, appendix B */
    provider_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", secret);
    assert_string_equal(secret, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(good_ones, keys_make, keys_free),
        cmocka_unit_test_setup_teardown(the_second_factor, keys_make, keys_free),
        cmocka_unit_test_setup_teardown(an_address_that_is_not_verified_is_none, keys_make,
                                        keys_free),
        cmocka_unit_test_setup_teardown(claims_that_are_wrong, keys_make, keys_free),
        cmocka_unit_test_setup_teardown(time_and_skew, keys_make, keys_free),
        cmocka_unit_test_setup_teardown(keys_and_signatures, keys_make, keys_free),
        cmocka_unit_test_setup_teardown(algorithms, keys_make, keys_free),
        cmocka_unit_test_setup_teardown(what_is_no_token, keys_make, keys_free),
        cmocka_unit_test(a_round_trip)};

    if (sodium_init() < 0)
        die("libsodium does not start");
    return cmocka_run_group_tests_name("provider", tests, NULL, NULL);
}
