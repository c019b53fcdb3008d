/* provider.h: logging in through the organisation's own provider (OpenID Connect Core 1.0:
 * authorization code with PKCE, RFC 7636).
 *
 * The provider says who someone is; who may log in is decided here: an administrator allows it per
 * account. The first time the account is found by its e-mail address, which the provider must have
 * verified; from then on by issuer and subject alone. No account is ever made. When the provider
 * says that it asked a second factor (amr "mfa", RFC 8176; or an acr that means so), ours is not
 * asked again; else it is.
 *
 * All that comes from the provider is fetched and read in a helper, which has no database:
 * discovery and keys are fetched anew for each log-in, so a changed key is known at once.
 */
#ifndef SPIL_FEATURE_PROVIDER_PROVIDER_H
#define SPIL_FEATURE_PROVIDER_PROVIDER_H

#include "base/base.h"
#include "base/buf.h"

/* Why a token is refused. The words are for the log of the server, never for a page. */
enum provider_fault {
    PROVIDER_FINE,
    PROVIDER_SILENT,    /* no answer, or no OpenID provider */
    PROVIDER_REFUSED,   /* it took the code for none: used, expired, made up */
    PROVIDER_MALFORMED, /* no token, or not JSON */
    PROVIDER_ALGORITHM, /* another than RS256 and ES256 */
    PROVIDER_KEY,       /* none of its keys */
    PROVIDER_SIGNATURE,
    PROVIDER_ISSUER,
    PROVIDER_AUDIENCE,
    PROVIDER_TIME, /* expired, or from the future */
    PROVIDER_NONCE,
    PROVIDER_SUBJECT,
    PROVIDER_FAULTS
};
const char *provider_fault_name(enum provider_fault fault);

enum {
    PROVIDER_TEXT = 256, /* subject, e-mail address, with NUL */
    PROVIDER_URL = 512,
    PROVIDER_SKEW_SECONDS = 60, /* as much may our clocks differ */
    PROVIDER_TOKEN_MAX = 16 * 1024
};

struct provider_want {
    const char *issuer, *client, *nonce;
    int64_t now; /* seconds */
};
struct provider_claims {
    char subject[PROVIDER_TEXT];
    char email[PROVIDER_TEXT]; /* "" unless the provider has verified it */
    bool second_factor;
};

/* Is this ID token (a JWT) signed by one of these keys (a JWK set) and meant for us, now? */
enum provider_fault provider_token_check(const char *token, const char *keys,
                                         const struct provider_want *want,
                                         struct provider_claims *claims) MUST_USE;

/* ---- asking a helper ------------------------------------------------------------------------- */

enum { PROVIDER_SECRET = 44 }; /* 32 bytes in base64url, with NUL */
struct provider_ask {
    bool begins; /* only: where is it? */
    char code[1024];
    char nonce[PROVIDER_SECRET], verifier[PROVIDER_SECRET];
    int64_t now; /* seconds */
};
struct provider_answer {
    enum provider_fault fault;
    char authorize[PROVIDER_URL]; /* where to send the browser */
    struct provider_claims claims;
};
struct config;
/* The helper's part: struct feature.net */
void provider_work(const struct config *config, const void *request, size_t n, struct buf *out);

/* The round trip of one browser: a state that nobody else can make and that is over in ten minutes,
 * and what follows from it. */
enum { PROVIDER_STATE = 55, PROVIDER_ROUND_SECONDS = 600 };
void provider_state_new(const unsigned char *installation, int64_t now, char state[PROVIDER_STATE]);
bool provider_state_fine(const unsigned char *installation, const char *state,
                         int64_t now) MUST_USE;
void provider_secret(const unsigned char *installation, const char *state, const char *purpose,
                     char secret[PROVIDER_SECRET]);
/* code_challenge of RFC 7636: S256. */
void provider_challenge(const char *verifier, char challenge[PROVIDER_SECRET]);

struct req;
/* Whose account this is, linking it the first time; 0: nobody's. In the open write transaction
 * (provider_sql.c). */
int64_t provider_account(struct req *r, const struct provider_claims *claims);

#endif
