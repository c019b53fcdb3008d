/* provider_web.c: to the provider and back.
 * Not: whether a token is right (provider.c); the code that may follow (feature/account).
 * Start at away(). */
#include "feature/provider/provider.h"

#include <sodium.h>

#include "base/log.h"
#include "core/access_req.h"
#include "core/req.h"
#include "core/site.h"
#include "feature/account/account_pages.h"

static void set_away_cookie(struct req *r, const char *state, int seconds)
{
    http_set_header(r->x, "set-cookie",
                    arena_fmt(r->arena,
                              "spil_away=%s; Path=/inloggen; HttpOnly; SameSite=Lax%s; Max-Age=%d",
                              state, r->site->config.secure ? "; Secure" : "", seconds));
}

/* What went wrong is for the log of the server; the page says the same for everybody. */
static void failed(struct req *r, int status, const char *why)
{
    struct log l;

    log_begin(&l, "provider");
    log_str(&l, "fault", why);
    log_end(&l);
    r->access = r->route->tx == WRITE ? ACCESS_LOGIN_FAILED : ACCESS_NOTHING;
    http_status(r->x, status);
    page_begin(r, T(provider_failed));
    html(r->out, "<p>%s</p><p><a href=\"/inloggen\">%s</a></p>", T(provider_failed_what),
         T(account_login));
    page_end(r);
}

/* ---- away ------------------------------------------------------------------------------------ */

static bool away_prepare(struct req *r, struct helper_call *call)
{
    struct provider_ask *ask = arena_alloc(r->arena, sizeof(*ask));

    *ask = (struct provider_ask){.begins = true};
    *call = (struct helper_call){HELPER_NET, ask, sizeof(*ask)};
    return r->site->config.provider && !r->user;
}

static void add(struct buf *to, const char *name, const char *value)
{
    buf_fmt(to, "&%s=", name);
    html_url_arg(to, value);
}

/* The addresses of the provider come from its own discovery, which the settings name. */
static void away(struct req *r)
{
    const struct config *c = &r->site->config;
    struct provider_answer answer;
    char state[PROVIDER_STATE], secret[PROVIDER_SECRET], challenge[PROVIDER_SECRET];
    struct buf to;

    if (!r->helped.at) { /* logged in already, or there is no provider */
        req_redirect(r, "/");
        return;
    }
    memcpy(&answer, r->helped.at, sizeof(answer));
    if (answer.fault != PROVIDER_FINE) {
        failed(r, 503, provider_fault_name(answer.fault));
        return;
    }
    provider_state_new(r->site->chain.key, r->now, state);
    provider_secret(r->site->chain.key, state, "spil verifier", secret);
    provider_challenge(secret, challenge);
    provider_secret(r->site->chain.key, state, "spil nonce", secret);
    buf_init(&to, 8192);
    buf_fmt(&to, "%s%sresponse_type=code", answer.authorize,
            strchr(answer.authorize, '?') ? "&" : "?");
    add(&to, "client_id", c->provider_client);
    add(&to, "redirect_uri", arena_fmt(r->arena, "%s/inloggen/terug", c->url));
    add(&to, "scope", "openid email");
    add(&to, "state", state);
    add(&to, "nonce", secret);
    add(&to, "code_challenge", challenge);
    add(&to, "code_challenge_method", "S256");
    set_away_cookie(r, state, PROVIDER_ROUND_SECONDS);
    http_status(r->x, 303);
    http_set_header(r->x, "location", arena_str(r->arena, to.at));
    buf_free(&to);
}

/* ---- back ------------------------------------------------------------------------------------ */

/* The browser that left is the browser that comes back. */
static bool state_fine(struct req *r)
{
    const char *cookie = http_cookie(r->x, "spil_away"), *state = req_query(r, "state");

    return cookie && strlen(cookie) == PROVIDER_STATE - 1 && strlen(state) == strlen(cookie) &&
           !sodium_memcmp(cookie, state, PROVIDER_STATE - 1) &&
           provider_state_fine(r->site->chain.key, state, r->now);
}

static bool back_prepare(struct req *r, struct helper_call *call)
{
    struct provider_ask *ask = arena_alloc(r->arena, sizeof(*ask));
    const char *code = req_query(r, "code"), *state = req_query(r, "state");

    if (!r->site->config.provider || !*code || strlen(code) >= sizeof(ask->code) || !state_fine(r))
        return false;
    *ask = (struct provider_ask){.now = r->now / 1000};
    memcpy(ask->code, code, strlen(code));
    provider_secret(r->site->chain.key, state, "spil nonce", ask->nonce);
    provider_secret(r->site->chain.key, state, "spil verifier", ask->verifier);
    *call = (struct helper_call){HELPER_NET, ask, sizeof(*ask)};
    return true;
}

static void back(struct req *r)
{
    struct provider_answer answer;
    int64_t staff_id;

    if (!r->site->config.provider) {
        r->access = ACCESS_NOTHING;
        req_redirect(r, "/");
        return;
    }
    set_away_cookie(r, "", 0);
    if (!r->helped.at) {
        failed(r, 403, "state");
        return;
    }
    memcpy(&answer, r->helped.at, sizeof(answer));
    if (answer.fault != PROVIDER_FINE) {
        failed(r, answer.fault == PROVIDER_SILENT ? 503 : 403, provider_fault_name(answer.fault));
        return;
    }
    staff_id = provider_account(r, &answer.claims);
    if (!staff_id) {
        failed(r, 403, "account");
    } else if (answer.claims.second_factor) {
        account_begin_session(r, staff_id);
        r->access = ACCESS_LOGIN;
        req_redirect(r, "/");
    } else {
        account_to_code(r, staff_id);
    }
}

static const struct route routes[] = {{GET, "/inloggen/aanbieder", away, SCOPE_NONE, PERM_PUBLIC,
                                       READ, ACCESS_NOTHING, TEXT_account_login,
                                       .prepare = away_prepare},
                                      {GET, "/inloggen/terug", back, SCOPE_NONE, PERM_PUBLIC, WRITE,
                                       ACCESS_LOGIN, TEXT_account_login, .prepare = back_prepare},
                                      {0}};

const struct feature provider_feature = {
    .name = "provider", .routes = routes, .net = provider_work};
