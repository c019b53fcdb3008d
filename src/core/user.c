/* user.c: staff and their roles as the runner sees them, sessions, log-in.
 * Not: managing staff (feature/staff).
 * Start at session_user(). */
#include "core/user.h"

#include <sodium.h>

#include "base/date.h"
#include "base/fold.h"

enum { SESSION_MS = 12 * 3600 * 1000, TOKEN_BYTES = 32 };

bool user_may(const struct user *u, enum perm perm)
{
    if (perm == PERM_PUBLIC)
        return true;
    if (perm == PERM_SELF)
        return u != NULL;
    for (size_t i = 0; u && i < u->n_roles; i++)
        if (perm_of_role(u->roles[i].role, perm))
            return true;
    return false;
}

bool user_has_role(const struct user *u, enum role role)
{
    for (size_t i = 0; u && i < u->n_roles; i++)
        if (u->roles[i].role == role)
            return true;
    return false;
}

bool user_in_team(const struct user *u, enum role role, int64_t programme_id, int64_t team_id)
{
    for (size_t i = 0; i < u->n_roles; i++) {
        const struct user_role *have = &u->roles[i];

        if (have->role == role && have->programme_id == programme_id &&
            (!have->team_id || have->team_id == team_id))
            return true;
    }
    return false;
}

void token_new(char token[SESSION_TOKEN_TEXT])
{
    unsigned char bytes[TOKEN_BYTES];

    randombytes_buf(bytes, sizeof(bytes));
    sodium_bin2base64(token, SESSION_TOKEN_TEXT, bytes, sizeof(bytes),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void token_hash(const char *token, unsigned char hash[TOKEN_HASH])
{
    crypto_generichash(hash, TOKEN_HASH, (const unsigned char *)token, strlen(token), NULL, 0);
}

/* One statement, a row per role: a round trip on PostgreSQL costs more than a wide row. */
#define USER_COLUMNS                                                                               \
    "select p.id, p.organisation_id, p.name, p.language, p.hours_week, o.client_word,"             \
    " s.seen_at, r.role, r.programme_id, r.team_id, t.name, p.fte, r.client_id, r.funder"
#define USER_ROLES                                                                                 \
    " join organisation o on o.id = p.organisation_id"                                             \
    " left join staff_role r on r.staff_id = p.id and r.from_on <= $3"                             \
    "  and (r.to_on is null or r.to_on >= $3) left join team t on t.id = r.team_id"

/* Of rows of USER_COLUMNS, one per role; NULL without any. */
static struct user *user_of(struct db_rows q, struct arena *a, int64_t *seen_at)
{
    struct user *u = NULL;
    size_t room = 0;

    while (db_next(&q)) {
        struct user_role role = {
            .programme_id = db_int(&q, 8), .team_id = db_int(&q, 9), .funder = ""};

        if (!u) {
            u = arena_alloc(a, sizeof(*u));
            *u = (struct user){.id = db_int(&q, 0),
                               .organisation_id = db_int(&q, 1),
                               .name = db_text_copy(&q, 2, a),
                               .lang = strcmp(db_text(&q, 3), "en") ? LANG_NL : LANG_EN,
                               .hours_week = db_int(&q, 4),
                               .fte = db_int(&q, 11),
                               .client_word = db_text_copy(&q, 5, a),
                               .team_name = ""};
            *seen_at = db_int(&q, 6);
        }
        if (!role_from_code(db_text(&q, 7), &role.role))
            continue;
        if (role.role == ROLE_CLIENT)
            u->client_id = db_int(&q, 12);
        if (role.role == ROLE_FUNDER)
            role.funder = db_text_copy(&q, 13, a);
        if (u->n_roles == room) {
            u->roles = arena_grow(a, u->roles, room * sizeof(role), (room + 4) * sizeof(role));
            room += 4;
        }
        u->roles[u->n_roles++] = role;
        if (!u->programme_id && role.programme_id) {
            u->programme_id = role.programme_id;
            u->team_id = role.team_id;
            u->team_name = db_text_copy(&q, 10, a);
        }
    }
    return u;
}

struct user *session_user(struct db *db, struct arena *a, const char *token, int64_t now,
                          int64_t *seen_at)
{
    unsigned char hash[TOKEN_HASH];
    char today_text[DAY_TEXT];

    token_hash(token, hash);
    return user_of(
        db_query(db,
                 SQL(USER_COLUMNS " from session s join staff p on p.id = s.staff_id" USER_ROLES
                                  " where s.token_hash = $1 and s.ends_at > $2 and s.seen_at > $4"
                                  " and p.active = 1 order by r.id"),
                 ARGS(B(hash, sizeof(hash)), I(now), S(day_iso(local_from_ms(now).day, today_text)),
                      I(now - (SESSION_IDLE_SECONDS + SESSION_SEEN_SECONDS) * 1000LL))),
        a, seen_at);
}

struct user *feed_user(struct db *db, struct arena *a, const unsigned char hash[TOKEN_HASH],
                       int64_t now, bool *names)
{
    char today_text[DAY_TEXT];
    int64_t with_names = 0;
    struct user *u = user_of(
        db_query(db,
                 SQL("select p.id, p.organisation_id, p.name, p.language, p.hours_week,"
                     " o.client_word, s.names, r.role, r.programme_id, r.team_id, t.name, p.fte,"
                     " r.client_id, r.funder"
                     " from calendar_feed s join staff p on p.id = s.staff_id" USER_ROLES
                     " where s.token_hash = $1 and s.ended_at is null and s.made_at <= $2"
                     " and p.active = 1 order by r.id"),
                 ARGS(B(hash, TOKEN_HASH), I(now), S(day_iso(local_from_ms(now).day, today_text)))),
        a, &with_names);

    *names = with_names;
    return u;
}

void session_start(struct db *db, int64_t staff_id, int64_t now, char token[SESSION_TOKEN_TEXT])
{
    unsigned char hash[TOKEN_HASH];

    token_new(token);
    token_hash(token, hash);
    db_run(db, SQL("delete from session where staff_id = $1 and ends_at <= $2"),
           ARGS(I(staff_id), I(now)));
    db_run(db,
           SQL("insert into session (token_hash, staff_id, created_at, seen_at, ends_at)"
               " values ($1, $2, $3, $4, $5)"),
           ARGS(B(hash, sizeof(hash)), I(staff_id), I(now), I(now), I(now + SESSION_MS)));
}

void session_seen(struct db *db, const char *token, int64_t now)
{
    unsigned char hash[TOKEN_HASH];

    token_hash(token, hash);
    db_run(db, SQL("update session set seen_at = $2 where token_hash = $1"),
           ARGS(B(hash, sizeof(hash)), I(now)));
}

void session_end(struct db *db, const char *token)
{
    unsigned char hash[TOKEN_HASH];

    token_hash(token, hash);
    db_run(db, SQL("delete from session where token_hash = $1"), ARGS(B(hash, sizeof(hash))));
}

void user_csrf(const unsigned char key[32], int64_t staff_id, int32_t day,
               char csrf[SESSION_TOKEN_TEXT])
{
    char text[64];
    unsigned char mac[TOKEN_BYTES];
    int n = snprintf(text, sizeof(text), "csrf %" PRId64 " %d", staff_id, day);

    crypto_generichash(mac, sizeof(mac), (const unsigned char *)text, (size_t)n, key, 32);
    sodium_bin2base64(csrf, SESSION_TOKEN_TEXT, mac, sizeof(mac),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/* ---- links ----------------------------------------------------------------------------------- */

void login_link_new(struct db *db, int64_t staff_id, int64_t now, int64_t seconds,
                    char token[SESSION_TOKEN_TEXT])
{
    unsigned char hash[TOKEN_HASH];

    login_links_end(db, staff_id);
    token_new(token);
    token_hash(token, hash);
    db_run(db,
           SQL("insert into login_link (token_hash, staff_id, made_at, ends_at)"
               " values ($1, $2, $3, $4)"),
           ARGS(B(hash, sizeof(hash)), I(staff_id), I(now), I(now + seconds * 1000)));
}

int64_t login_link_staff(struct db *db, const char *token, int64_t now)
{
    unsigned char hash[TOKEN_HASH];

    token_hash(token, hash);
    return db_one_int(db,
                      SQL("select l.staff_id from login_link l join staff p on p.id = l.staff_id"
                          " where l.token_hash = $1 and l.ends_at > $2 and p.active = 1"),
                      ARGS(B(hash, sizeof(hash)), I(now)), 0);
}

void login_links_end(struct db *db, int64_t staff_id)
{
    db_run(db, SQL("delete from login_link where staff_id = $1"), ARGS(I(staff_id)));
}

/* ---- log-in ---------------------------------------------------------------------------------- */

void password_hash(const char *passphrase, bool cheap, char hash[PASSWORD_HASH_TEXT])
{
    _Static_assert(PASSWORD_HASH_TEXT >= crypto_pwhash_STRBYTES, "room for libsodium's text");
    if (crypto_pwhash_str(hash, passphrase, strlen(passphrase),
                          cheap ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          cheap ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE))
        die("no memory to hash a passphrase");
}

/* An unknown name costs as much as a wrong passphrase, so that the clock tells nothing. */
static bool password_right(const char *hash, const char *passphrase)
{
    char decoy[PASSWORD_HASH_TEXT];

    if (*hash)
        return !crypto_pwhash_str_verify(hash, passphrase, strlen(passphrase));
    password_hash(passphrase, false, decoy);
    return false;
}

void password_work(const struct config *config, const void *request, size_t n, struct buf *out)
{
    struct password_answer answer = {.right = false};
    struct password_ask ask;

    (void)config;
    if (n != sizeof(ask))
        BUG("%zu bytes are no question about a passphrase", n);
    memcpy(&ask, request, sizeof(ask));
    memcpy(answer.hash, ask.hash, sizeof(answer.hash));
    answer.right = ask.only_fresh || password_right(ask.hash, ask.passphrase);
    if (answer.right && *ask.fresh)
        password_hash(ask.fresh, false, answer.fresh);
    buf_add(out, &answer, sizeof(answer));
    sodium_memzero(&ask, sizeof(ask));
}

/* The first five failures are free; then 2, 4, 8 ... seconds, at most five minutes: slow for a
 * guesser, never a lock-out for the owner of the name. */
int64_t attempt_wait(struct db *db, const char *subject, int64_t now)
{
    unsigned char hash[TOKEN_HASH];
    int64_t wait = 0;

    token_hash(subject, hash);
    struct db_rows q =
        db_query(db, SQL("select failures, last_at from login_attempt where subject = $1"),
                 ARGS(B(hash, sizeof(hash))));
    while (db_next(&q)) {
        int64_t over = db_int(&q, 0) - 5;
        int64_t pause = over < 0 ? 0 : MIN(300, (int64_t)2 << MIN(over, 10));

        wait = MAX(0, db_int(&q, 1) / 1000 + pause - now / 1000);
    }
    return wait;
}

void attempt_failed(struct db *db, const char *subject, int64_t now)
{
    unsigned char hash[TOKEN_HASH];

    token_hash(subject, hash);
    db_run(db,
           SQL("insert into login_attempt (subject, failures, last_at) values ($1, 1, $2)"
               " on conflict (subject) do update set failures = case"
               "  when login_attempt.last_at < $3 then 1 else login_attempt.failures + 1 end,"
               " last_at = $2"),
           ARGS(B(hash, sizeof(hash)), I(now), I(now - 24 * 3600 * 1000LL)));
}

void attempt_forget(struct db *db, const char *subject)
{
    unsigned char hash[TOKEN_HASH];

    token_hash(subject, hash);
    db_run(db, SQL("delete from login_attempt where subject = $1"), ARGS(B(hash, sizeof(hash))));
}

static int64_t hash_of(struct db *db, const char *login, char hash[PASSWORD_HASH_TEXT])
{
    int64_t staff_id = 0;
    struct db_rows q =
        db_query(db, SQL("select id, password_hash from staff where login = $1 and active = 1"),
                 ARGS(S(login)));

    *hash = '\0';
    while (db_next(&q)) {
        staff_id = db_int(&q, 0);
        snprintf(hash, PASSWORD_HASH_TEXT, "%s", db_text(&q, 1));
    }
    return staff_id;
}

static int64_t login_wait(struct db *db, const struct guesser *from, int64_t now)
{
    int64_t wait = attempt_wait(db, from->subject, now);

    return wait || !from->address ? wait : attempt_wait(db, from->address, now);
}

bool user_login_ask(struct db *db, const char *login, const struct guesser *from,
                    const char *passphrase, int64_t now, struct password_ask *ask)
{
    *ask = (struct password_ask){0};
    if (strlen(passphrase) >= PASSPHRASE_BYTES || login_wait(db, from, now))
        return false;
    hash_of(db, login, ask->hash);
    memcpy(ask->passphrase, passphrase, strlen(passphrase));
    return true;
}

/* The helper compared with the hash of then; only if that is still the hash it counts. */
enum rc user_login(struct db *db, const char *login, const struct guesser *from,
                   const struct helper_answer *helped, int64_t now, int64_t *staff_id,
                   int64_t *retry_seconds)
{
    char hash[PASSWORD_HASH_TEXT];
    struct password_answer answer = {.right = false};

    *staff_id = 0;
    *retry_seconds = login_wait(db, from, now);
    if (!helped->at && !*retry_seconds)
        *retry_seconds = 1; /* the wait ended between the two transactions */
    if (*retry_seconds)
        return CONFLICT;
    if (helped->n != sizeof(answer))
        BUG("%zu bytes are no answer about a passphrase", helped->n);
    memcpy(&answer, helped->at, sizeof(answer));
    *staff_id = hash_of(db, login, hash);
    if (!answer.right || !*hash || strcmp(hash, answer.hash)) {
        attempt_failed(db, from->subject, now);
        if (from->address)
            attempt_failed(db, from->address, now);
        *staff_id = 0;
        return DENIED;
    }
    attempt_forget(db, from->subject);
    return OK;
}
