/* site.c: the connections, the id slot and the log chain of one process.
 * Not: requests (run.c).
 * Start at site_open(). */
#include "core/site.h"

#include <sodium.h>

#include "base/date.h"
#include "base/embed.h"
#include "base/vec.h"

enum {
    LEASE_MS = 30 * 1000,
    SEAL_MS = 60 * 1000,
    SLOTS = ID_SLOTS,
    TOGETHER = 4 /* lines; fewer are not worth a COPY */
};

struct migration *site_migrations(struct arena *a, int *n)
{
    size_t files;
    const struct embed *all = embed_list(&files);
    struct migration *list = ARENA_ARRAY(a, struct migration, files);

    *n = 0;
    for (size_t i = 0; i < files; i++) {
        const char *name = all[i].path;

        if (strncmp(name, "schema/", 7))
            continue;
        name += 7;
        list[*n] = (struct migration){
            .number = (int)strtol(name, NULL, 10), .name = name, .text = (const char *)all[i].at};
        ++*n;
    }
    return list;
}

/* A slot belongs to one process until reserved_until. Ids carry their instant, and no holder makes
 * one later than that, so a slot may be taken over from the moment after it, whatever happened to
 * its last holder; a clock set back only makes ids run ahead of it. In an open write transaction.
 */
static void slot_lease(struct site *s)
{
    int64_t now = now_ms();
    int64_t reserved = 0;

    s->slot = -1;
    db_run(s->write, SQL2("select 1", "lock table id_slot in exclusive mode"), NO_ARGS);
    int64_t used = db_one_int(s->write, SQL("select count(*) from id_slot"), NO_ARGS, 0);
    struct db_rows q =
        db_query(s->write,
                 SQL("select slot, reserved_until from id_slot where reserved_until < $1"
                     " order by reserved_until limit 1"),
                 ARGS(I(now)));
    while (db_next(&q)) {
        s->slot = (int)db_int(&q, 0);
        reserved = db_int(&q, 1);
    }
    if (s->slot < 0 && used < SLOTS) {
        s->slot = (int)used;
        db_run(s->write, SQL("insert into id_slot (slot, reserved_until) values ($1, $2)"),
               ARGS(I(s->slot), I(0)));
    }
    if (s->slot < 0)
        die("all %d id slots are in use: wait a minute, or are too many servers running?", SLOTS);
    s->reserved_until = MAX(now, reserved) + LEASE_MS;
    db_run(s->write, SQL("update id_slot set reserved_until = $2, holder = $3 where slot = $1"),
           ARGS(I(s->slot), I(s->reserved_until), I(s->holder)));
    id_start(&s->ids, s->slot, reserved + 1);
}

/* In an open write transaction. A process that slept past its lease may find its slot taken: then
 * it gets another. */
static void slot_renew(struct site *s, int64_t needed)
{
    s->reserved_until = MAX(needed, now_ms()) + LEASE_MS;
    db_run(s->write, SQL("update id_slot set reserved_until = $2 where slot = $1 and holder = $3"),
           ARGS(I(s->slot), I(s->reserved_until), I(s->holder)));
    if (!db_touched(s->write))
        slot_lease(s);
}

static bool lease_is_long(const struct site *s)
{
    return s->reserved_until - now_ms() > LEASE_MS / 2;
}

static void renew(struct site *s)
{
    db_begin_write(s->write);
    slot_renew(s, 0);
    db_commit(s->write);
}

void site_tick(struct site *s)
{
    if (now_ms() - s->sealed_at >= SEAL_MS) {
        access_log_seal(&s->chain, s->config.seal);
        s->sealed_at = now_ms();
    }
    if (lease_is_long(s))
        return;
    site_settle(s); /* on PostgreSQL the snapshot is on the connection that writes */
    if (!lease_is_long(s))
        renew(s);
}

int64_t site_new_id(struct site *s)
{
    int64_t id = id_next(&s->ids);
    bool own = !db_in_transaction(s->write);

    if (id_ms(id) <= s->reserved_until)
        return id;
    /* Only a process that did not tick for long, or fills by the million, comes here. */
    if (own)
        db_begin_write(s->write);
    slot_renew(s, id_ms(id));
    if (own)
        db_commit(s->write);
    return id_next(&s->ids);
}

/* The begin of the log of this process: sealed at once, so that a chain that is taken away as a
 * whole shows too. */
static void begin_log(struct site *s)
{
    site_begin(s);
    access_chain_begin(
        s->write, &s->chain, site_new_id(s),
        arena_fmt(s->arena, "rules/access.csv %.16s", embed_find("rules/access.csv")->hash));
    site_commit(s);
    access_log_seal(&s->chain, s->config.seal);
    s->sealed_at = now_ms();
}

struct site *site_open(const struct config *config)
{
    struct arena *a = arena_new();
    struct site *s = arena_alloc(a, sizeof(*s));
    int n;

    s->arena = a;
    s->turn = arena_new();
    s->config = *config;
    s->write = db_open(config->db, DB_WRITE, false);
    struct migration *all = site_migrations(a, &n);
    db_require_current(s->write, all, n);
    bool one = db_engine(s->write) == DB_PG;
    s->read = one ? s->write : db_open(config->db, DB_READ, false);
    s->log = db_open(config->db, DB_LOG, false);
    access_key_load(config->key, false, s->chain.key);
    s->holder = (int64_t)(randombytes_random() >> 1);
    db_begin_write(s->write);
    slot_lease(s);
    db_commit(s->write);
    begin_log(s);
    return s;
}

void site_close(struct site *s)
{
    if (!s)
        return;
    site_settle(s);
    site_begin(s);
    site_log(s, s->write, 0, 0, ACCESS_CHAIN_END, 0);
    site_commit(s);
    access_log_seal(&s->chain, s->config.seal);
    /* Gives the slot back: its next holder begins where this one stopped. */
    db_begin_write(s->write);
    db_run(s->write, SQL("update id_slot set reserved_until = $2 where slot = $1 and holder = $3"),
           ARGS(I(s->slot), I(MAX(now_ms(), id_ms(id_next(&s->ids)))), I(s->holder)));
    db_commit(s->write);
    db_close(s->log);
    if (s->read != s->write)
        db_close(s->read);
    db_close(s->write);
    arena_free(s->turn);
    arena_free(s->arena);
}

void site_begin(struct site *s)
{
    db_begin_write(s->write);
}

void site_commit(struct site *s)
{
    db_commit(s->write);
    access_log_settle(&s->chain, true);
}

void site_rollback(struct site *s)
{
    db_rollback(s->write);
    access_log_settle(&s->chain, false);
}

/* The chain of another month has ended: a new one begins, in the same transaction. */
void site_log_line(struct site *s, struct db *db, struct access_line line, const char *words)
{
    line.id = site_new_id(s);
    if (access_chain_is_over(&s->chain, line.id)) {
        access_chain_begin(db, &s->chain, line.id, NULL);
        line.id = site_new_id(s);
    }
    if (words)
        access_log_add_text(db, &s->chain, line, words);
    else
        access_log_add(db, &s->chain, line);
}

/* One after the other only when a month ends among them. All ids before the first line: a new one
 * may need a statement. */
void site_log_many(struct site *s, struct db *db, struct access_line *line, size_t n)
{
    for (size_t i = 0; i < n; i++)
        line[i].id = site_new_id(s);
    if (!n)
        return;
    if (!access_chain_is_over(&s->chain, line[n - 1].id)) {
        access_log_add_all(db, &s->chain, line, n);
        return;
    }
    for (size_t i = 0; i < n; i++)
        site_log_line(s, db, line[i], NULL);
}

void site_log_later(struct site *s, struct access_line line, const char *words)
{
    const char *copy = words ? arena_str(s->turn, words) : NULL;

    ARENA_PUSH(s->turn, &s->later, line);
    ARENA_PUSH(s->turn, &s->later_words, copy);
    s->words_later |= words != NULL;
}

struct db *site_snapshot(struct site *s)
{
    if (!s->snapshot)
        db_begin_read(s->read);
    s->snapshot = true;
    return s->read;
}

static void write_later(struct site *s)
{
    struct access_line *line = s->later.at;
    size_t n = s->later.n;

    if (n == 1 && !s->words_later) { /* a statement alone is a transaction, in one round trip */
        line->id = site_new_id(s);
        if (!access_chain_is_over(&s->chain, line->id)) {
            access_log_add(s->log, &s->chain, *line);
            return;
        }
    }
    db_begin_write(s->log);
    if (n >= TOGETHER && !s->words_later) {
        site_log_many(s, s->log, line, n);
    } else {
        for (size_t i = 0; i < n; i++)
            site_log_line(s, s->log, line[i], s->later_words.at[i]);
    }
    db_commit(s->log);
}

void site_settle(struct site *s)
{
    if (s->snapshot)
        db_commit(s->read);
    s->snapshot = false;
    if (!s->later.n)
        return;
    if (!lease_is_long(s)) /* the ids of the lines must not ask for it inside their transaction */
        renew(s);
    write_later(s);
    access_log_settle(&s->chain, true);
    memset(&s->later, 0, sizeof(s->later));
    memset(&s->later_words, 0, sizeof(s->later_words));
    s->words_later = false;
    arena_reset(s->turn);
}

void site_log(struct site *s, struct db *db, int64_t staff_id, int64_t client_id,
              enum access_action action, uint32_t route)
{
    site_log_line(
        s, db,
        (struct access_line){
            .staff_id = staff_id, .client_id = client_id, .action = action, .route = route},
        NULL);
}
