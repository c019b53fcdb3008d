/* user.h: who is at the other end: staff, roles, sessions, log-in.
 *
 * A session is a random token in a cookie; the database holds only its hash. Passphrases are hashed
 * with argon2id. Error texts never tell whether a name exists.
 */
#ifndef SPIL_CORE_USER_H
#define SPIL_CORE_USER_H

#include "base/arena.h"
#include "base/base.h"
#include "core/helper.h"
#include "core/perm.h"
#include "db/db.h"
#include "text/text.h"

struct user_role {
    enum role role;
    int64_t programme_id; /* 0 for an administrator */
    int64_t team_id;      /* 0: the whole programme */
    const char *funder;   /* of ROLE_FUNDER: "uwv" or a municipality code; else "" */
};

struct user {
    int64_t id;
    int64_t organisation_id;
    const char *name;
    const char *client_word; /* the organisation's: "deelnemer" or "client" */
    enum lang lang;
    int64_t hours_week; /* hundredths */
    int64_t fte;        /* hundredths of a full-time post for IPS */
    struct user_role *roles;
    size_t n_roles;
    int64_t client_id; /* of ROLE_CLIENT: who it is; else 0 */
    /* Of the first role with a programme: where new records go. */
    int64_t programme_id;
    int64_t team_id;
    const char *team_name; /* "" without a team */
};

bool user_may(const struct user *u, enum perm perm); /* by any role; PERM_PUBLIC is always true */
bool user_has_role(const struct user *u, enum role role);
/* Is there a role that sees this team's clients as `role`? */
bool user_in_team(const struct user *u, enum role role, int64_t programme_id, int64_t team_id);

enum {
    SESSION_TOKEN_TEXT = 44, /* base64url of 32 bytes, with NUL */
    TOKEN_HASH = 32,
    SESSION_IDLE_SECONDS = 3600, /* a session lives at least this long after a request ... */
    SESSION_SEEN_SECONDS = 30    /* ... and at most this much longer: seen_at is this coarse */
};

/* A new random token for a cookie, and what the database keeps of one. */
void token_new(char token[SESSION_TOKEN_TEXT]);
void token_hash(const char *token, unsigned char hash[TOKEN_HASH]);

/* The user of a session cookie, or NULL when it is unknown or over. *seen_at: when last recorded.
 */
struct user *session_user(struct db *db, struct arena *a, const char *token, int64_t now,
                          int64_t *seen_at);
/* The user of the secret address of a calendar (calendar_feed), or NULL; and whether it may hold
 * names. */
struct user *feed_user(struct db *db, struct arena *a, const unsigned char hash[TOKEN_HASH],
                       int64_t now, bool *names);
/* Starts a session in the open write transaction; writes the token. Older sessions stay. */
void session_start(struct db *db, int64_t staff_id, int64_t now, char token[SESSION_TOKEN_TEXT]);
void session_seen(struct db *db, const char *token, int64_t now);
void session_end(struct db *db, const char *token);
/* The token in the forms of one person on one day, keyed with the key of the installation. Of the
 * person and not of the session: a form that was open when the session ended can still be saved
 * after logging in again. */
void user_csrf(const unsigned char key[32], int64_t staff_id, int32_t day,
               char csrf[SESSION_TOKEN_TEXT]);

/* Checking a passphrase takes 80 ms and 64 MiB, so a helper does it between two transactions:
 * user_login_ask() prepares what it is asked, password_work() is the helper's part, user_login()
 * takes the answer. */
enum { PASSWORD_HASH_TEXT = 128, PASSPHRASE_BYTES = 513 }; /* 128 characters */
struct password_ask {
    char hash[PASSWORD_HASH_TEXT]; /* "": nobody of that name; takes as long */
    char passphrase[PASSPHRASE_BYTES];
    char fresh[PASSPHRASE_BYTES]; /* to be hashed when the other one is right; "" none */
    bool only_fresh;              /* a link proved who it is: there is no other one */
};
struct password_answer {
    bool right;
    char hash[PASSWORD_HASH_TEXT];  /* what it was compared with */
    char fresh[PASSWORD_HASH_TEXT]; /* the hash of the new one, or "" */
};
/* Whose guesses count together: all for one name, and all from one address; but those of a browser
 * in which this person logged in before only with themselves, so that nobody else can keep the
 * owner of a name out. */
struct guesser {
    const char *subject;
    const char *address; /* NULL: the subject says it all */
};
/* False: nothing to ask, as the texts are too long, or someone has to wait first. */
bool user_login_ask(struct db *db, const char *login, const struct guesser *from,
                    const char *passphrase, int64_t now, struct password_ask *ask) MUST_USE;
struct config;
void password_work(const struct config *config, const void *request, size_t n, struct buf *out);
/* OK with *staff_id; DENIED for a wrong name or passphrase; CONFLICT when there were too many
 * failures lately for this name or address: *retry_seconds says how long. Notes failures and
 * successes in the open write transaction. */
enum rc user_login(struct db *db, const char *login, const struct guesser *from,
                   const struct helper_answer *helped, int64_t now, int64_t *staff_id,
                   int64_t *retry_seconds) MUST_USE;

/* A link to choose a passphrase with, for so many seconds; the ones before it stop working. In the
 * open write transaction. */
enum { INVITE_SECONDS = 7 * 24 * 3600, RESET_SECONDS = 30 * 60 };
void login_link_new(struct db *db, int64_t staff_id, int64_t now, int64_t seconds,
                    char token[SESSION_TOKEN_TEXT]);
int64_t login_link_staff(struct db *db, const char *token, int64_t now); /* 0: it does not work */
void login_links_end(struct db *db, int64_t staff_id);

/* Slowing down who guesses, per subject: a name, an address, someone's second factor. The seconds
 * to wait (0: go on); the other two in the open write transaction. */
int64_t attempt_wait(struct db *db, const char *subject, int64_t now);
void attempt_failed(struct db *db, const char *subject, int64_t now);
void attempt_forget(struct db *db, const char *subject);

/* argon2id, interactive parameters; or `cheap` ones for demo data that must be made by the
 * hundreds. */
void password_hash(const char *passphrase, bool cheap, char hash[PASSWORD_HASH_TEXT]);

#endif
