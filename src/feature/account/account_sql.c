/* account_sql.c: every SQL text about second factors, half log-ins and the list of sessions.
 * Not: making and checking a session (core/user.c); an administrator's work (feature/staff).
 * Start at factor_check(). */
#include "feature/account/account.h"

#include <sodium.h>

#include "core/site.h"

static const unsigned char *installation(const struct req *r)
{
    return r->site->chain.key;
}

/* ---- the second factor ----------------------------------------------------------------------- */

struct factor factor_get(struct req *r)
{
    struct factor f = {.since = 0};
    unsigned char key[FACTOR_KEY];
    struct db_rows q = db_query(
        r->db, SQL("select since, pending, pending_at from second_factor where staff_id = $1"),
        ARGS(I(r->user->id)));

    factor_key(installation(r), r->user->id, key);
    while (db_next(&q)) {
        size_t n;
        const void *sealed = db_blob(&q, 1, &n);

        f.since = db_int(&q, 0);
        f.pending = sealed && r->now - db_int(&q, 2) < PENDING_SECONDS * 1000LL &&
                    factor_open(key, sealed, n, f.secret);
    }
    f.recovery_left =
        db_one_int(r->db, SQL("select count(*) from recovery_code where staff_id = $1"),
                   ARGS(I(r->user->id)), 0);
    return f;
}

bool factor_on(struct db *db, int64_t staff_id)
{
    return db_exists(db,
                     SQL("select 1 from second_factor where staff_id = $1 and secret is not null"),
                     ARGS(I(staff_id)));
}

void factor_begin(struct req *r)
{
    unsigned char key[FACTOR_KEY], secret[TOTP_SECRET], sealed[FACTOR_SEALED];

    factor_key(installation(r), r->user->id, key);
    randombytes_buf(secret, sizeof(secret));
    factor_seal(key, secret, sealed);
    db_run(r->db,
           SQL("insert into second_factor (staff_id, pending, pending_at) values ($1, $2, $3)"
               " on conflict (staff_id) do update set pending = excluded.pending,"
               " pending_at = excluded.pending_at"),
           ARGS(I(r->user->id), B(sealed, sizeof(sealed)), I(r->now)));
}

enum rc factor_confirm(struct req *r, int64_t staff_id, const unsigned char secret[TOTP_SECRET],
                       const char *code, char codes[RECOVERY_CODES][RECOVERY_TEXT])
{
    unsigned char key[FACTOR_KEY], sealed[FACTOR_SEALED], hash[TOKEN_HASH];
    int64_t step = 0;

    if (!totp_right(secret, code, r->now, &step))
        return DENIED;
    factor_key(installation(r), staff_id, key);
    factor_seal(key, secret, sealed);
    db_run(r->db,
           SQL("insert into second_factor (staff_id, secret, since, last_step)"
               " values ($1, $2, $3, $4)"
               " on conflict (staff_id) do update set secret = excluded.secret,"
               " since = excluded.since, last_step = excluded.last_step, pending = null"),
           ARGS(I(staff_id), B(sealed, sizeof(sealed)), I(r->now), I(step)));
    db_run(r->db, SQL("delete from recovery_code where staff_id = $1"), ARGS(I(staff_id)));
    for (int i = 0; i < RECOVERY_CODES; i++) {
        recovery_new(codes[i]);
        recovery_hash(key, codes[i], hash);
        db_run(r->db, SQL("insert into recovery_code (staff_id, code_hash) values ($1, $2)"),
               ARGS(I(staff_id), B(hash, sizeof(hash))));
    }
    return OK;
}

/* The secret of a person, opened; false when there is none that this key opens. */
static bool factor_secret(struct req *r, int64_t staff_id, const unsigned char key[FACTOR_KEY],
                          unsigned char secret[TOTP_SECRET], int64_t *last_step)
{
    bool open = false;
    struct db_rows q =
        db_query(r->db,
                 SQL("select secret, last_step from second_factor where staff_id = $1"
                     " and secret is not null"),
                 ARGS(I(staff_id)));

    while (db_next(&q)) {
        size_t n;
        const void *sealed = db_blob(&q, 0, &n);

        *last_step = db_int(&q, 1);
        open = factor_open(key, sealed, n, secret);
    }
    return open;
}

enum rc factor_check(struct req *r, int64_t staff_id, const char *code)
{
    unsigned char key[FACTOR_KEY], secret[TOTP_SECRET], hash[TOKEN_HASH];
    int64_t step = 0;

    factor_key(installation(r), staff_id, key);
    if (factor_secret(r, staff_id, key, secret, &step) && totp_right(secret, code, r->now, &step)) {
        db_run(r->db, SQL("update second_factor set last_step = $2 where staff_id = $1"),
               ARGS(I(staff_id), I(step)));
        return OK;
    }
    recovery_hash(key, code, hash);
    db_run(r->db, SQL("delete from recovery_code where staff_id = $1 and code_hash = $2"),
           ARGS(I(staff_id), B(hash, sizeof(hash))));
    return db_touched(r->db) ? OK : DENIED;
}

/* ---- practice -------------------------------------------------------------------------------- */

bool practice_on(struct req *r)
{
    char mark[PRACTICE_TEXT];
    const char *found = db_one_text(
        r->db, r->arena, SQL("select value from setting where name = 'practice'"), NO_ARGS, "");

    practice_mark(installation(r), mark);
    return strlen(found) == strlen(mark) && !sodium_memcmp(found, mark, sizeof(mark));
}

bool factor_shown(struct req *r, int64_t staff_id, char code[CODE_TEXT])
{
    unsigned char key[FACTOR_KEY], secret[TOTP_SECRET];
    int64_t step = 0;

    factor_key(installation(r), staff_id, key);
    return practice_on(r) && factor_secret(r, staff_id, key, secret, &step) &&
           totp_next(secret, r->now, step, code);
}

/* ---- between passphrase and code ------------------------------------------------------------- */

void half_start(struct db *db, int64_t staff_id, int64_t now, int seconds,
                char token[SESSION_TOKEN_TEXT])
{
    unsigned char hash[TOKEN_HASH];

    token_new(token);
    token_hash(token, hash);
    db_run(db, SQL("insert into login_half (token_hash, staff_id, ends_at) values ($1, $2, $3)"),
           ARGS(B(hash, sizeof(hash)), I(staff_id), I(now + seconds * 1000LL)));
}

int64_t half_staff(struct db *db, const char *token, int64_t now)
{
    unsigned char hash[TOKEN_HASH];

    token_hash(token, hash);
    return db_one_int(db,
                      SQL("select h.staff_id from login_half h join staff p on p.id = h.staff_id"
                          " where h.token_hash = $1 and h.ends_at > $2 and p.active = 1"),
                      ARGS(B(hash, sizeof(hash)), I(now)), 0);
}

void half_end(struct db *db, const char *token)
{
    unsigned char hash[TOKEN_HASH];

    token_hash(token, hash);
    db_run(db, SQL("delete from login_half where token_hash = $1"), ARGS(B(hash, sizeof(hash))));
}

/* ---- sessions -------------------------------------------------------------------------------- */

struct sessions account_sessions(struct req *r)
{
    struct sessions list = {0};
    unsigned char here[TOKEN_HASH];
    struct db_rows q = db_query(
        r->db,
        SQL("select token_hash, created_at, seen_at from session where staff_id = $1"
            " and ends_at > $2 and seen_at > $3 order by created_at desc, token_hash limit 50"),
        ARGS(I(r->user->id), I(r->now),
             I(r->now - (SESSION_IDLE_SECONDS + SESSION_SEEN_SECONDS) * 1000LL)));

    token_hash(r->token, here);
    while (db_next(&q)) {
        size_t n;
        const void *hash = db_blob(&q, 0, &n);
        struct session s = {.created_at = db_int(&q, 1),
                            .seen_at = db_int(&q, 2),
                            .here = n == TOKEN_HASH && !memcmp(hash, here, n)};

        sodium_bin2hex(s.name, sizeof(s.name), hash, MIN(n, TOKEN_HASH));
        list.at = arena_grow(r->arena, list.at, list.n * sizeof(s), (list.n + 1) * sizeof(s));
        list.at[list.n++] = s;
    }
    return list;
}

void account_session_end(struct req *r, const char *name)
{
    unsigned char hash[TOKEN_HASH];
    size_t n;

    if (sodium_hex2bin(hash, sizeof(hash), name, strlen(name), NULL, &n, NULL) || n != TOKEN_HASH)
        return;
    db_run(r->db, SQL("delete from session where token_hash = $1 and staff_id = $2"),
           ARGS(B(hash, sizeof(hash)), I(r->user->id)));
}

void account_sessions_end(struct req *r)
{
    unsigned char here[TOKEN_HASH];

    token_hash(r->token, here);
    db_run(r->db, SQL("delete from session where staff_id = $1 and token_hash <> $2"),
           ARGS(I(r->user->id), B(here, sizeof(here))));
}

/* ---- the person ------------------------------------------------------------------------------ */

const char *account_login(struct req *r, int64_t staff_id)
{
    return db_one_text(r->db, r->arena, SQL("select login from staff where id = $1"),
                       ARGS(I(staff_id)), "");
}

void account_set_language(struct req *r, const char *language)
{
    db_run(r->db, SQL("update staff set language = $2, version = version + 1 where id = $1"),
           ARGS(I(r->user->id), S(language)));
}
