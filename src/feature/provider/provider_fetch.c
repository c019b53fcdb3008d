/* provider_fetch.c: what a helper does for a log-in through the provider: discovery, the code for a
 * token, the keys.
 * Not: whether a token is right (provider.c).
 * Start at provider_work(). */
#include "feature/provider/provider.h"

#include <jansson.h>
#include <sodium.h>

#include "core/fetch.h"
#include "core/site.h"
#include "html/html.h"

enum { SECRET_MAX = 256 };

struct place {
    char authorize[PROVIDER_URL], token[PROVIDER_URL], keys[PROVIDER_URL];
};

static json_t *fetch_object(const struct fetch *ask, int *status)
{
    struct buf out;

    buf_init(&out, FETCH_MAX + 1);
    *status = fetch(ask, &out);
    json_t *found = json_loadb(out.at, out.len, JSON_REJECT_DUPLICATES, NULL);
    buf_free(&out);
    return found;
}

static bool url_at(const json_t *object, const char *name, char url[PROVIDER_URL])
{
    const char *text = json_string_value(json_object_get(object, name));

    if (!text || strlen(text) >= PROVIDER_URL || !fetch_url_fine(text))
        return false;
    memcpy(url, text, strlen(text) + 1);
    return true;
}

/* OpenID Connect Discovery 1.0 section 4: the issuer it names is the one that was asked. */
static bool discover(const struct config *c, struct place *place)
{
    char url[PROVIDER_URL + 64];
    size_t n = strlen(c->provider);
    int status;

    snprintf(url, sizeof(url), "%.*s/.well-known/openid-configuration",
             (int)(n && c->provider[n - 1] == '/' ? n - 1 : n), c->provider);
    json_t *found = fetch_object(&(struct fetch){.url = url}, &status);
    const char *issuer = json_string_value(json_object_get(found, "issuer"));
    bool fine = status == 200 && issuer && !strcmp(issuer, c->provider) &&
                url_at(found, "authorization_endpoint", place->authorize) &&
                url_at(found, "token_endpoint", place->token) &&
                url_at(found, "jwks_uri", place->keys);
    json_decref(found);
    return fine;
}

static bool secret_read(const char *path, char secret[SECRET_MAX])
{
    FILE *in = path ? fopen(path, "re") : NULL;
    bool there = in && fgets(secret, SECRET_MAX, in);

    if (in)
        fclose(in);
    if (there)
        secret[strcspn(secret, "\r\n")] = '\0';
    return there;
}

/* RFC 6749 section 2.3.1: both parts are encoded as in a form before they go into the header. */
static json_t *redeem(const struct config *c, const struct place *place,
                      const struct provider_ask *ask, int *status)
{
    char secret[SECRET_MAX] = "";
    struct buf form, user, password;

    buf_init(&form, 8192);
    buf_init(&user, 2048);
    buf_init(&password, 2048);
    html_url_arg(&user, c->provider_client);
    bool confidential = secret_read(c->provider_secret_file, secret);
    html_url_arg(&password, secret);
    buf_str(&form, "grant_type=authorization_code&code=");
    html_url_arg(&form, ask->code);
    buf_str(&form, "&code_verifier=");
    html_url_arg(&form, ask->verifier);
    buf_str(&form, "&redirect_uri=");
    html_url_arg(&form, c->url);
    html_url_arg(&form, "/inloggen/terug");
    if (!confidential)
        buf_fmt(&form, "&client_id=%s", user.at);
    json_t *found = fetch_object(&(struct fetch){.url = place->token,
                                                 .post = form.at,
                                                 .user = confidential ? user.at : NULL,
                                                 .secret = password.at},
                                 status);
    sodium_memzero(secret, sizeof(secret));
    sodium_memzero(password.at, password.len);
    buf_free(&form);
    buf_free(&user);
    buf_free(&password);
    return found;
}

static enum provider_fault finish(const struct config *c, const struct place *place,
                                  const struct provider_ask *ask, struct provider_claims *claims)
{
    const struct provider_want want = {c->provider, c->provider_client, ask->nonce, ask->now};
    enum provider_fault fault = PROVIDER_SILENT;
    struct buf keys;
    int status;

    json_t *answer = redeem(c, place, ask, &status);
    const char *token = json_string_value(json_object_get(answer, "id_token"));
    buf_init(&keys, FETCH_MAX + 1);
    if (status >= 400 && status < 500)
        fault = PROVIDER_REFUSED;
    else if (status == 200 && !token)
        fault = PROVIDER_MALFORMED;
    else if (status == 200 && fetch(&(struct fetch){.url = place->keys}, &keys) == 200)
        fault = provider_token_check(token, keys.at, &want, claims);
    buf_free(&keys);
    json_decref(answer);
    return fault;
}

void provider_work(const struct config *config, const void *request, size_t n, struct buf *out)
{
    struct provider_answer answer = {.fault = PROVIDER_SILENT};
    struct provider_ask ask;
    struct place place;

    if (n != sizeof(ask) || !config->provider)
        BUG("%zu bytes are no question about a provider", n);
    memcpy(&ask, request, sizeof(ask));
    if (discover(config, &place)) {
        memcpy(answer.authorize, place.authorize, sizeof(answer.authorize));
        answer.fault = ask.begins ? PROVIDER_FINE : finish(config, &place, &ask, &answer.claims);
    }
    buf_add(out, &answer, sizeof(answer));
}
