/* rights_sql.c: requests, own statements, flags and the citizen service number.
 * Not: what the record holds (rights_export.c) or its end (rights_erase.c).
 * Start at rights_by_client(). */
#include "core/values.h"
#include "feature/rights/rights.h"

#include <sodium.h>

#include "core/site.h"
#include "feature/client/client.h"

/* ---- requests -------------------------------------------------------------------------------- */

#define REQUEST_COLUMNS                                                                            \
    "select q.id, q.client_id, q.kind, q.asked_on, q.wish, q.due_on, q.extended_why, q.decision,"  \
    " q.decided_on, q.decided_by, coalesce(d.name, ''), q.reason, q.done_on, s.name, q.version,"   \
    " c.given_name, c.name_prefix, c.family_name from rights_request q"                            \
    " join client c on c.id = q.client_id join staff s on s.id = q.recorded_by"                    \
    " left join staff d on d.id = q.decided_by"

static struct rights_request request_row(const struct db_rows *q, struct arena *a)
{
    struct client c = {.given_name = db_text_copy(q, 15, a),
                       .name_prefix = db_text_copy(q, 16, a),
                       .family_name = db_text_copy(q, 17, a)};

    return (struct rights_request){.id = db_int(q, 0),
                                   .client_id = db_int(q, 1),
                                   .client_name = client_name(a, &c),
                                   .kind = db_text_copy(q, 2, a),
                                   .asked_on = day_at(q, 3),
                                   .wish = db_text_copy(q, 4, a),
                                   .due_on = day_at(q, 5),
                                   .extended_why = db_text_copy(q, 6, a),
                                   .decision = db_text_copy(q, 7, a),
                                   .decided_on = day_at(q, 8),
                                   .decided_by = db_int(q, 9),
                                   .decided_name = db_text_copy(q, 10, a),
                                   .reason = db_text_copy(q, 11, a),
                                   .done_on = day_at(q, 12),
                                   .recorded_name = db_text_copy(q, 13, a),
                                   .version = db_int(q, 14)};
}

static struct rights_requests request_rows(struct db_rows q, struct arena *a)
{
    struct rights_requests list = {0};

    while (db_next(&q))
        ARENA_PUSH(a, &list, request_row(&q, a));
    return list;
}

struct rights_requests rights_by_client(struct db *db, struct arena *a, int64_t client_id)
{
    return request_rows(db_query(db,
                                 SQL(REQUEST_COLUMNS " where q.client_id = $1"
                                                     " order by q.asked_on desc, q.id desc"),
                                 ARGS(I(client_id))),
                        a);
}

enum rc rights_get(struct db *db, struct arena *a, int64_t client_id, int64_t id,
                   struct rights_request *request)
{
    struct rights_requests list =
        request_rows(db_query(db, SQL(REQUEST_COLUMNS " where q.id = $1 and q.client_id = $2"),
                              ARGS(I(id), I(client_id))),
                     a);

    if (!list.n)
        return NOT_FOUND;
    *request = list.at[0];
    return OK;
}

struct rights_requests rights_open_of(struct db *db, struct arena *a, int64_t staff_id)
{
    return request_rows(
        db_query(db,
                 /* From what is open, which the law keeps to weeks, to whose it is: a caseload of
                    years is longer. The index of open requests is in this order. */
                 SQL(REQUEST_COLUMNS " where q.done_on is null and exists (select 1 from"
                                     " trajectory_fact f where f.client_id = q.client_id"
                                     " and f.staff_id = $1) order by q.due_on, q.id limit 20"),
                 ARGS(I(staff_id))),
        a);
}

struct rights_requests rights_open_for(struct db *db, struct arena *a, const struct user *u)
{
    struct rights_requests list = {0};
    struct db_rows q = db_query(db,
                                SQL(REQUEST_COLUMNS " where q.done_on is null"
                                                    " and c.organisation_id = $1"
                                                    " order by q.due_on, q.id limit 500"),
                                ARGS(I(u->organisation_id)));
    struct rights_requests all = request_rows(q, a);

    for (size_t i = 0; i < all.n; i++) {
        struct gate gate = gate_client(db, u, all.at[i].client_id, now_ms());

        if (gate_sees(&gate, GROUP_RIGHTS))
            ARENA_PUSH(a, &list, all.at[i]);
    }
    return list;
}

void rights_add(struct req *r, struct rights_request *q)
{
    char asked[DAY_TEXT], due[DAY_TEXT];

    q->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into rights_request (id, client_id, kind, asked_on, wish, due_on,"
               " recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)"),
           ARGS(I(q->id), I(q->client_id), S(q->kind), S(day_iso(q->asked_on, asked)), S(q->wish),
                S(day_iso(q->due_on, due)), I(r->user->id), I(r->now)));
}

enum rc rights_extend(struct req *r, const struct rights_request *q)
{
    char due[DAY_TEXT];

    return db_update(r->db,
                     SQL("update rights_request set due_on = $3, extended_why = $4,"
                         " version = version + 1 where id = $1 and version = $2"
                         " and decision = '' and extended_why = ''"),
                     ARGS(I(q->id), I(q->version), S(day_iso(q->due_on, due)), S(q->extended_why)));
}

enum rc rights_decide(struct req *r, const struct rights_request *q)
{
    char today[DAY_TEXT];
    bool refused = !strcmp(q->decision, "refused");
    bool restricts = !strcmp(q->kind, "restriction") || !strcmp(q->kind, "objection");
    enum rc rc =
        db_update(r->db,
                  SQL("update rights_request set decision = $3, decided_on = $4,"
                      " decided_by = $5, reason = $6, done_on = $7, done_by = $8,"
                      " version = version + 1 where id = $1 and version = $2"
                      " and decision = ''"),
                  ARGS(I(q->id), I(q->version), S(q->decision), S(day_iso(r->today, today)),
                       I(r->user->id), S(q->reason), refused || restricts ? S(today) : NIL,
                       ID(refused || restricts ? r->user->id : 0)));

    if (rc == OK && restricts && !refused)
        rights_flag_set(r, q->client_id, FLAG_RESTRICTION, q->wish);
    return rc;
}

void rights_done(struct req *r, int64_t id)
{
    char today[DAY_TEXT];

    db_run(r->db,
           SQL("update rights_request set done_on = $2, done_by = $3, version = version + 1"
               " where id = $1 and done_on is null and decision <> ''"),
           ARGS(I(id), S(day_iso(r->today, today)), I(r->user->id)));
}

/* ---- statements ------------------------------------------------------------------------------ */

struct client_statements rights_statements(struct db *db, struct arena *a, int64_t client_id)
{
    struct client_statements list = {0};
    struct db_rows q = db_query(db,
                                SQL("select t.id, t.about, t.body, t.given_on, s.name"
                                    " from client_statement t join staff s on s.id = t.recorded_by"
                                    " where t.client_id = $1 order by t.given_on desc, t.id desc"),
                                ARGS(I(client_id)));

    while (db_next(&q)) {
        struct client_statement s = {.id = db_int(&q, 0),
                                     .about = db_text_copy(&q, 1, a),
                                     .body = db_text_copy(&q, 2, a),
                                     .given_on = day_at(&q, 3),
                                     .recorded_name = db_text_copy(&q, 4, a)};
        ARENA_PUSH(a, &list, s);
    }
    return list;
}

void rights_state(struct req *r, const struct client_statement *s)
{
    char given[DAY_TEXT];

    db_run(r->db,
           SQL("insert into client_statement (id, client_id, about, body, given_on, recorded_by,"
               " recorded_at) values ($1, $2, $3, $4, $5, $6, $7)"),
           ARGS(I(req_new_id(r)), I(r->client_id), S(s->about), S(s->body),
                S(day_iso(s->given_on, given)), I(r->user->id), I(r->now)));
}

/* ---- flags ----------------------------------------------------------------------------------- */

static const char *const flag_codes[] = {[FLAG_RESTRICTION] = "restriction", [FLAG_HOLD] = "hold"};

bool rights_flag(struct db *db, struct arena *a, int64_t client_id, enum client_flag kind,
                 struct flag_row *f)
{
    bool set = false;
    struct db_rows q =
        db_query(db,
                 SQL("select f.id, f.reason, s.name, f.from_at from client_flag f"
                     " join staff s on s.id = f.set_by"
                     " where f.client_id = $1 and f.kind = $2 and f.ended_at is null"),
                 ARGS(I(client_id), S(flag_codes[kind])));

    while (db_next(&q)) {
        *f = (struct flag_row){.id = db_int(&q, 0),
                               .reason = db_text_copy(&q, 1, a),
                               .set_name = db_text_copy(&q, 2, a),
                               .from_at = db_int(&q, 3)};
        set = true;
    }
    return set;
}

/* The facts say it too; and nobody is suggested whose record is not to be used. */
static void restriction_follow(struct req *r, int64_t client_id, bool restricted)
{
    db_run(r->db, SQL("update trajectory_fact set restricted = $2 where client_id = $1"),
           ARGS(I(client_id), I(restricted)));
    if (restricted) {
        db_run(r->db, SQL("delete from search_token where target_id = $1 and kind = 'client'"),
               ARGS(I(client_id)));
        return;
    }
    struct db_rows q =
        db_query(r->db, SQL("select distinct programme_id from trajectory where client_id = $1"),
                 ARGS(I(client_id)));
    while (db_next(&q))
        client_index(r->db, r->arena, db_int(&q, 0), client_id);
}

void rights_flag_set(struct req *r, int64_t client_id, enum client_flag kind, const char *reason)
{
    struct flag_row f;

    if (rights_flag(r->db, r->arena, client_id, kind, &f))
        return;
    db_run(r->db,
           SQL("insert into client_flag (id, client_id, kind, reason, from_at, set_by)"
               " values ($1, $2, $3, $4, $5, $6)"),
           ARGS(I(req_new_id(r)), I(client_id), S(flag_codes[kind]), S(reason), I(r->now),
                I(r->user->id)));
    if (kind == FLAG_RESTRICTION)
        restriction_follow(r, client_id, true);
}

void rights_flag_end(struct req *r, int64_t client_id, enum client_flag kind)
{
    db_run(r->db,
           SQL("update client_flag set ended_at = $3, ended_by = $4"
               " where client_id = $1 and kind = $2 and ended_at is null"),
           ARGS(I(client_id), S(flag_codes[kind]), I(r->now), I(r->user->id)));
    if (kind == FLAG_RESTRICTION)
        restriction_follow(r, client_id, false);
}

/* ---- citizen service number ------------------------------------------------------------------ */

enum {
    BSN_SEALED = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + BSN_TEXT - 1,
};

/* Of one client, from the key of the installation: a row moved to another client opens nothing. */
static void bsn_key(const struct req *r, unsigned char key[crypto_secretbox_KEYBYTES])
{
    char text[32];
    int n = snprintf(text, sizeof(text), "bsn %" PRId64, r->client_id);

    crypto_generichash(key, crypto_secretbox_KEYBYTES, (const unsigned char *)text, (size_t)n,
                       r->site->chain.key, ACCESS_KEY_BYTES);
}

struct bsn_info rights_bsn_info(struct db *db, struct arena *a, int64_t client_id)
{
    struct bsn_info info = {.recorded_name = "", .recorded_on = DAY_NONE};
    struct db_rows q = db_query(db,
                                SQL("select s.name, b.recorded_at from client_bsn b"
                                    " join staff s on s.id = b.recorded_by where b.client_id = $1"),
                                ARGS(I(client_id)));

    while (db_next(&q))
        info = (struct bsn_info){db_text_copy(&q, 0, a), local_from_ms(db_int(&q, 1)).day};
    return info;
}

void rights_bsn_set(struct req *r, const char *bsn)
{
    unsigned char key[crypto_secretbox_KEYBYTES], sealed[BSN_SEALED];

    bsn_key(r, key);
    randombytes_buf(sealed, crypto_secretbox_NONCEBYTES);
    if (crypto_secretbox_easy(sealed + crypto_secretbox_NONCEBYTES, (const unsigned char *)bsn,
                              BSN_TEXT - 1, sealed, key))
        die("libsodium cannot seal");
    sodium_memzero(key, sizeof(key));
    db_run(r->db,
           SQL("insert into client_bsn (client_id, bsn, recorded_by, recorded_at)"
               " values ($1, $2, $3, $4) on conflict (client_id) do update set"
               " bsn = excluded.bsn, recorded_by = excluded.recorded_by,"
               " recorded_at = excluded.recorded_at"),
           ARGS(I(r->client_id), B(sealed, sizeof(sealed)), I(r->user->id), I(r->now)));
}

bool rights_bsn(struct req *r, char bsn[BSN_TEXT])
{
    unsigned char key[crypto_secretbox_KEYBYTES];
    bool opened = false;
    struct db_rows q = db_query(r->db, SQL("select bsn from client_bsn where client_id = $1"),
                                ARGS(I(r->client_id)));

    bsn_key(r, key);
    while (db_next(&q)) {
        size_t n;
        const unsigned char *sealed = db_blob(&q, 0, &n);

        opened = n == BSN_SEALED && !crypto_secretbox_open_easy(
                                        (unsigned char *)bsn, sealed + crypto_secretbox_NONCEBYTES,
                                        n - crypto_secretbox_NONCEBYTES, sealed, key);
        bsn[opened ? BSN_TEXT - 1 : 0] = '\0';
    }
    sodium_memzero(key, sizeof(key));
    return opened;
}
