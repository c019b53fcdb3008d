/* provider.c: is a token of the provider right, and the secrets of one round trip.
 * Not: fetching (provider_fetch.c), accounts (provider_sql.c).
 * Start at provider_token_check(). */
#include "feature/provider/provider.h"

#include <jansson.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <sodium.h>

enum {
    PART_MAX = 12 * 1024,
    SIGNATURE_MAX = 1024,
    P256 = 32, /* bytes of a coordinate */
    RSA_LEAST = 256,
    RSA_MOST = 1024 /* bytes of the modulus */
};

struct part {
    unsigned char at[PART_MAX];
    size_t n;
};

const char *provider_fault_name(enum provider_fault fault)
{
    static const char *const names[PROVIDER_FAULTS] = {
        "fine",      "silent", "refused",  "malformed", "algorithm", "key",
        "signature", "issuer", "audience", "time",      "nonce",     "subject"};

    return (size_t)fault < COUNT(names) ? names[fault] : "?";
}

/* ---- the parts of a token -------------------------------------------------------------------- */

static bool decode(const char *text, size_t n, unsigned char *to, size_t room, size_t *length)
{
    const char *end;

    return n > 0 &&
           !sodium_base642bin(to, room, text, n, NULL, length, &end,
                              sodium_base64_VARIANT_URLSAFE_NO_PADDING) &&
           end == text + n;
}

static json_t *object_of(const unsigned char *at, size_t n)
{
    json_t *found = json_loadb((const char *)at, n, JSON_REJECT_DUPLICATES, NULL);

    if (found && !json_is_object(found)) {
        json_decref(found);
        return NULL;
    }
    return found;
}

static const char *text_at(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text ? text : "";
}

static bool is(const json_t *object, const char *name, const char *wanted)
{
    return !strcmp(text_at(object, name), wanted);
}

/* ---- keys ------------------------------------------------------------------------------------ */

static EVP_PKEY *key_from(const char *type, OSSL_PARAM_BLD *build)
{
    EVP_PKEY *key = NULL;
    OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(build);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);

    if (!parameters || !context || EVP_PKEY_fromdata_init(context) != 1 ||
        EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        key = NULL;
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(parameters);
    return key;
}

static EVP_PKEY *rsa_key(const json_t *jwk)
{
    unsigned char n[RSA_MOST], e[8];
    size_t n_n, e_n;
    const char *n_text = text_at(jwk, "n"), *e_text = text_at(jwk, "e");

    if (!decode(n_text, strlen(n_text), n, sizeof(n), &n_n) || n_n < RSA_LEAST || !n[0] ||
        !decode(e_text, strlen(e_text), e, sizeof(e), &e_n))
        return NULL;
    BIGNUM *modulus = BN_bin2bn(n, (int)n_n, NULL), *exponent = BN_bin2bn(e, (int)e_n, NULL);
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    EVP_PKEY *key = NULL;
    if (modulus && exponent && build && BN_is_odd(exponent) && !BN_is_one(exponent) &&
        OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, modulus) &&
        OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, exponent))
        key = key_from("RSA", build);
    OSSL_PARAM_BLD_free(build);
    BN_free(modulus);
    BN_free(exponent);
    return key;
}

static EVP_PKEY *p256_key(const json_t *jwk)
{
    unsigned char point[1 + 2 * P256] = {
        4}; /* uncompressed; OpenSSL checks that it is on the curve */
    size_t x_n, y_n;
    const char *x = text_at(jwk, "x"), *y = text_at(jwk, "y");

    if (!is(jwk, "crv", "P-256") || !decode(x, strlen(x), point + 1, P256, &x_n) || x_n != P256 ||
        !decode(y, strlen(y), point + 1 + P256, P256, &y_n) || y_n != P256)
        return NULL;
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    EVP_PKEY *key = NULL;
    if (build &&
        OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) &&
        OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof(point)))
        key = key_from("EC", build);
    OSSL_PARAM_BLD_free(build);
    return key;
}

/* By its kid; a token without one is fine when only one key can be meant. */
static const json_t *key_find(const json_t *keys, const char *type, const char *algorithm,
                              const char *kid)
{
    const json_t *found = NULL;
    size_t i, matches = 0;
    const json_t *jwk;

    json_array_foreach(json_object_get(keys, "keys"), i, jwk)
    {
        if (!is(jwk, "kty", type) || (*text_at(jwk, "alg") && !is(jwk, "alg", algorithm)) ||
            (*text_at(jwk, "use") && !is(jwk, "use", "sig")) || (*kid && !is(jwk, "kid", kid)))
            continue;
        found = jwk;
        matches++;
    }
    return matches == 1 ? found : NULL;
}

/* ---- the signature --------------------------------------------------------------------------- */

/* r and s as 64 bytes (RFC 7518 section 3.4) to what OpenSSL reads. */
static size_t ecdsa_der(const unsigned char *raw, size_t n, unsigned char der[SIGNATURE_MAX])
{
    ECDSA_SIG *signature = ECDSA_SIG_new();
    BIGNUM *r = NULL, *s = NULL;
    unsigned char *to = der;
    int length = 0;

    if (n == 2 * P256) {
        r = BN_bin2bn(raw, P256, NULL);
        s = BN_bin2bn(raw + P256, P256, NULL);
    }
    if (signature && r && s && ECDSA_SIG_set0(signature, r, s) == 1)
        length = i2d_ECDSA_SIG(signature, &to);
    else {
        BN_free(r);
        BN_free(s);
    }
    ECDSA_SIG_free(signature);
    return length > 0 ? (size_t)length : 0;
}

static bool signature_right(EVP_PKEY *key, const char *token, size_t n,
                            const unsigned char *signature, size_t signature_n)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool right =
        context && EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
        EVP_DigestVerify(context, signature, signature_n, (const unsigned char *)token, n) == 1;

    EVP_MD_CTX_free(context);
    return right;
}

/* The header alone chooses nothing but which key; RS256 never takes a key of another kind. */
static enum provider_fault signature_check(const char *token, const json_t *header,
                                           const json_t *keys, size_t signed_n)
{
    unsigned char raw[SIGNATURE_MAX], der[SIGNATURE_MAX];
    const char *text = token + signed_n + 1;
    bool rsa = is(header, "alg", "RS256"), ec = is(header, "alg", "ES256");
    size_t n;

    if ((!rsa && !ec) || json_object_get(header, "crit"))
        return PROVIDER_ALGORITHM;
    const json_t *jwk =
        key_find(keys, rsa ? "RSA" : "EC", rsa ? "RS256" : "ES256", text_at(header, "kid"));
    EVP_PKEY *key = !jwk ? NULL : rsa ? rsa_key(jwk) : p256_key(jwk);
    if (!key)
        return PROVIDER_KEY;
    bool right = decode(text, strlen(text), raw, sizeof(raw), &n);
    if (right && ec) {
        n = ecdsa_der(raw, n, der);
        right = n && signature_right(key, token, signed_n, der, n);
    } else if (right) {
        right = signature_right(key, token, signed_n, raw, n);
    }
    EVP_PKEY_free(key);
    return right ? PROVIDER_FINE : PROVIDER_SIGNATURE;
}

/* ---- the claims ------------------------------------------------------------------------------ */

static bool audience_fine(const json_t *claims, const char *client)
{
    const json_t *aud = json_object_get(claims, "aud"), *azp = json_object_get(claims, "azp");
    const json_t *one;
    bool ours = json_is_string(aud) && !strcmp(json_string_value(aud), client);
    size_t i;

    json_array_foreach(aud, i, one) ours |=
        json_is_string(one) && !strcmp(json_string_value(one), client);
    if (json_array_size(aud) > 1 && !azp)
        return false;
    return ours && (!azp || is(claims, "azp", client));
}

/* Seconds; a fraction is cut off. */
static bool instant(const json_t *claims, const char *name, int64_t *at)
{
    const json_t *found = json_object_get(claims, name);

    if (!json_is_number(found) || json_number_value(found) < 0 || json_number_value(found) > 1e12)
        return false;
    *at = (int64_t)json_number_value(found);
    return true;
}

static bool time_fine(const json_t *claims, int64_t now)
{
    int64_t exp, iat, nbf;

    if (!instant(claims, "exp", &exp) || !instant(claims, "iat", &iat))
        return false;
    if (json_object_get(claims, "nbf") &&
        (!instant(claims, "nbf", &nbf) || nbf > now + PROVIDER_SKEW_SECONDS))
        return false;
    return exp > now - PROVIDER_SKEW_SECONDS && iat <= now + PROVIDER_SKEW_SECONDS;
}

static bool second_factor(const json_t *claims)
{
    static const char *const levels[] = {
        "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
        "https://refeds.org/profile/mfa",
        "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract"};
    const json_t *method;
    size_t i;

    json_array_foreach(json_object_get(claims, "amr"), i,
                       method) if (json_is_string(method) &&
                                   !strcmp(json_string_value(method), "mfa")) return true;
    for (i = 0; i < COUNT(levels); i++)
        if (is(claims, "acr", levels[i]))
            return true;
    return false;
}

static enum provider_fault claims_check(const json_t *claims, const struct provider_want *want,
                                        struct provider_claims *out)
{
    const char *subject = text_at(claims, "sub"), *email = text_at(claims, "email");

    if (!is(claims, "iss", want->issuer))
        return PROVIDER_ISSUER;
    if (!audience_fine(claims, want->client))
        return PROVIDER_AUDIENCE;
    if (!time_fine(claims, want->now))
        return PROVIDER_TIME;
    if (!*want->nonce || !is(claims, "nonce", want->nonce))
        return PROVIDER_NONCE;
    if (!*subject || strlen(subject) >= sizeof(out->subject))
        return PROVIDER_SUBJECT;
    memcpy(out->subject, subject, strlen(subject) + 1);
    if (json_is_true(json_object_get(claims, "email_verified")) &&
        strlen(email) < sizeof(out->email))
        memcpy(out->email, email, strlen(email) + 1);
    out->second_factor = second_factor(claims);
    return PROVIDER_FINE;
}

enum provider_fault provider_token_check(const char *token, const char *keys,
                                         const struct provider_want *want,
                                         struct provider_claims *claims)
{
    struct part header = {.n = 0}, body = {.n = 0};
    const char *first = strchr(token, '.');
    const char *second = first ? strchr(first + 1, '.') : NULL;
    enum provider_fault fault = PROVIDER_MALFORMED;

    *claims = (struct provider_claims){0};
    if (!second || strchr(second + 1, '.') || strlen(token) > PROVIDER_TOKEN_MAX ||
        !decode(token, (size_t)(first - token), header.at, sizeof(header.at), &header.n) ||
        !decode(first + 1, (size_t)(second - first - 1), body.at, sizeof(body.at), &body.n))
        return PROVIDER_MALFORMED;
    json_t *head = object_of(header.at, header.n), *said = object_of(body.at, body.n);
    json_t *set = object_of((const unsigned char *)keys, strlen(keys));
    if (head && said && set)
        fault = signature_check(token, head, set, (size_t)(second - token));
    if (fault == PROVIDER_FINE)
        fault = claims_check(said, want, claims);
    if (fault != PROVIDER_FINE)
        *claims = (struct provider_claims){0};
    json_decref(head);
    json_decref(said);
    json_decref(set);
    return fault;
}

/* ---- the round trip -------------------------------------------------------------------------- */

enum { STATE_TIME = 8, STATE_CHANCE = 16, STATE_MAC = 16 };
enum { STATE_BYTES = STATE_TIME + STATE_CHANCE + STATE_MAC };

static void state_mac(const unsigned char *installation, const unsigned char *state,
                      unsigned char mac[STATE_MAC])
{
    crypto_generichash_state h;

    crypto_generichash_init(&h, installation, 32, STATE_MAC);
    crypto_generichash_update(&h, (const unsigned char *)"spil state", 10);
    crypto_generichash_update(&h, state, STATE_TIME + STATE_CHANCE);
    crypto_generichash_final(&h, mac, STATE_MAC);
}

void provider_state_new(const unsigned char *installation, int64_t now, char state[PROVIDER_STATE])
{
    unsigned char bytes[STATE_BYTES];

    memcpy(bytes, &now, STATE_TIME);
    randombytes_buf(bytes + STATE_TIME, STATE_CHANCE);
    state_mac(installation, bytes, bytes + STATE_TIME + STATE_CHANCE);
    sodium_bin2base64(state, PROVIDER_STATE, bytes, sizeof(bytes),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool provider_state_fine(const unsigned char *installation, const char *state, int64_t now)
{
    unsigned char bytes[STATE_BYTES], mac[STATE_MAC];
    int64_t began;
    size_t n;

    if (!decode(state, strlen(state), bytes, sizeof(bytes), &n) || n != STATE_BYTES)
        return false;
    state_mac(installation, bytes, mac);
    memcpy(&began, bytes, STATE_TIME);
    return !sodium_memcmp(mac, bytes + STATE_TIME + STATE_CHANCE, STATE_MAC) && began <= now &&
           now - began < PROVIDER_ROUND_SECONDS * 1000LL;
}

void provider_secret(const unsigned char *installation, const char *state, const char *purpose,
                     char secret[PROVIDER_SECRET])
{
    unsigned char bytes[32];
    crypto_generichash_state h;

    crypto_generichash_init(&h, installation, 32, sizeof(bytes));
    crypto_generichash_update(&h, (const unsigned char *)purpose, strlen(purpose) + 1);
    crypto_generichash_update(&h, (const unsigned char *)state, strlen(state));
    crypto_generichash_final(&h, bytes, sizeof(bytes));
    sodium_bin2base64(secret, PROVIDER_SECRET, bytes, sizeof(bytes),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void provider_challenge(const char *verifier, char challenge[PROVIDER_SECRET])
{
    unsigned char hash[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(hash, (const unsigned char *)verifier, strlen(verifier));
    sodium_bin2base64(challenge, PROVIDER_SECRET, hash, sizeof(hash),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
