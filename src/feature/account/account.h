/* account.h: one's own account: passphrase, second factor, sessions.
 *
 * Everybody has a second factor: who shows the right passphrase and has none yet sets it up before
 * the first session begins. It is TOTP (RFC 6238: SHA-1, 30 s, six digits), with ten recovery
 * codes. Secrets
 * are sealed with libsodium's secretbox under a key made from the key file of the installation and
 * the id of the person; recovery codes are hashed with that same key. So a copy of the database
 * makes and guesses no codes, and a row moved to another person opens nothing. Whoever has the
 * database and the key file has all: keep copies of them apart. A lost key file makes every second
 * factor worthless; an administrator then removes it.
 *
 * Passphrases: 12 to 128 characters, no rules of composition, not on the list rules/passphrases.txt
 * and not the own name (research/standards.md 5.4, after NIST SP 800-63B 5.1.1.2).
 */
#ifndef SPIL_FEATURE_ACCOUNT_ACCOUNT_H
#define SPIL_FEATURE_ACCOUNT_ACCOUNT_H

#include "core/req.h"

enum {
    PASSPHRASE_LEAST = 12, /* characters */
    PASSPHRASE_MOST = 128,
    TOTP_SECRET = 20,      /* bytes: RFC 4226 section 4, R6 */
    TOTP_TEXT = 33,        /* base32, with NUL */
    FACTOR_KEY = 32,       /* crypto_secretbox_KEYBYTES */
    FACTOR_SEALED = 60,    /* nonce, mac, secret */
    RECOVERY_CODES = 10,   /* made at once */
    RECOVERY_TEXT = 12,    /* "abcde-fghij", with NUL: 50 bits */
    HALF_SECONDS = 300,    /* from passphrase to code */
    PENDING_SECONDS = 900, /* and to set one up */
    CODE_TEXT = 7,
    PRACTICE_TEXT = 44
};

/* ---- rules: account.c ------------------------------------------------------------------------ */

/* What is wrong with it for this person, or TEXT_NONE. Case, accents, spaces, signs, digits at the
 * ends and repetition do not make a listed one better: "Welkom-2026!" is "welkom". */
enum text_id passphrase_trouble(struct arena *a, const char *passphrase, const char *login,
                                const char *name);

/* Is code (spaces allowed) of the step of now or the one before or after it, and newer than
 * *last_step? Then *last_step becomes its step, so that no code is accepted twice. */
bool totp_right(const unsigned char secret[TOTP_SECRET], const char *code, int64_t now_ms,
                int64_t *last_step);
/* The first code that totp_right() takes from now on, for who practises. False: there is none
 * before the next half minute. */
bool totp_next(const unsigned char secret[TOTP_SECRET], int64_t now_ms, int64_t last_step,
               char code[CODE_TEXT]) MUST_USE;
void totp_text(const unsigned char secret[TOTP_SECRET], char text[TOTP_TEXT]); /* base32 */

/* The key of one person, from the installation's (site->chain.key). */
void factor_key(const unsigned char *installation, int64_t staff_id, unsigned char key[FACTOR_KEY]);
void factor_seal(const unsigned char key[FACTOR_KEY], const unsigned char secret[TOTP_SECRET],
                 unsigned char sealed[FACTOR_SEALED]);
/* False: made with another key, or touched. */
bool factor_open(const unsigned char key[FACTOR_KEY], const void *sealed, size_t n,
                 unsigned char secret[TOTP_SECRET]) MUST_USE;
/* The secret that the holder of this half log-in, and nobody else, may set up: it follows from the
 * token, so nothing is kept until a code of it was shown. */
void factor_offer(const unsigned char key[FACTOR_KEY], const char *token,
                  unsigned char secret[TOTP_SECRET]);
/* What `spil demo` writes in the setting "practice". Only who has the key of the installation can
 * make it, and the demo only fills a database without an organisation: so nobody turns a real
 * database into one that shows codes. */
void practice_mark(const unsigned char *installation, char mark[PRACTICE_TEXT]);
/* What a browser keeps in which this person has logged in: nobody else can make it. */
enum { DEVICE_TEXT = 44 };
void device_new(const unsigned char *installation, const char *login, char device[DEVICE_TEXT]);
bool device_fine(const unsigned char *installation, const char *login, const char *device) MUST_USE;
void recovery_new(char code[RECOVERY_TEXT]);
/* Capitals, spaces and hyphens do not matter. */
void recovery_hash(const unsigned char key[FACTOR_KEY], const char *code,
                   unsigned char hash[TOKEN_HASH]);

/* ---- data: account_sql.c --------------------------------------------------------------------- */

struct factor {
    int64_t since; /* 0: there is none */
    int64_t recovery_left;
    bool pending; /* someone is setting it up, with this secret */
    unsigned char secret[TOTP_SECRET];
};
struct factor factor_get(struct req *r);
bool factor_on(struct db *db, int64_t staff_id);
/* A new pending secret; the one in use stays until factor_confirm. */
void factor_begin(struct req *r);
/* DENIED: not a code of this secret. OK: it is the secret of this person now; codes holds new
 * recovery codes, and the old ones are gone. */
enum rc factor_confirm(struct req *r, int64_t staff_id, const unsigned char secret[TOTP_SECRET],
                       const char *code, char codes[RECOVERY_CODES][RECOVERY_TEXT]) MUST_USE;
/* A code of the app or a recovery code, which it uses up. DENIED: wrong, or used before. */
enum rc factor_check(struct req *r, int64_t staff_id, const char *code) MUST_USE;

/* Is everything in this database invented (practice_mark)? */
bool practice_on(struct req *r);
/* The code this person can log in with now; only in a practice database. */
bool factor_shown(struct req *r, int64_t staff_id, char code[CODE_TEXT]) MUST_USE;

/* The state between passphrase and code, for so many seconds; half_staff gives 0 when it is over.
 */
void half_start(struct db *db, int64_t staff_id, int64_t now, int seconds,
                char token[SESSION_TOKEN_TEXT]);
int64_t half_staff(struct db *db, const char *token, int64_t now);
void half_end(struct db *db, const char *token);

enum { SESSION_NAME = 65 }; /* the hash of its token in hexadecimal, with NUL */
struct session {
    char name[SESSION_NAME];
    int64_t created_at;
    int64_t seen_at; /* up to SESSION_SEEN_SECONDS early */
    bool here;       /* of this request */
};
struct sessions {
    struct session *at;
    size_t n;
};
/* Of this person, the newest first. */
struct sessions account_sessions(struct req *r);
void account_session_end(struct req *r, const char *name);  /* one of this person's, if there is */
void account_sessions_end(struct req *r);                   /* all but this one */
const char *account_login(struct req *r, int64_t staff_id); /* the name to log in with */
void account_set_language(struct req *r, const char *language);

#endif
