/* site.h: what one process of Spil holds open: settings, connections, its id slot, its log chain.
 *
 * Made after the fork, by a worker, the job worker, or a command. On SQLite reading, writing and
 * logging are three connections (a reader never waits for a writer); on PostgreSQL reading and
 * writing are one.
 */
#ifndef SPIL_CORE_SITE_H
#define SPIL_CORE_SITE_H

#include "base/arena.h"
#include "base/base.h"
#include "base/id.h"
#include "core/access_log.h"
#include "db/db.h"

/* One config file of `name = value` lines, each of which an option --name can override:
 *   db         sqlite:FILE or postgresql://...        (no default)
 *   address    where to listen                        127.0.0.1
 *   port                                              8080
 *   workers    1 to 64                                4
 *   key        key file of the access log             FILE.key beside a SQLite file
 *   user       whom to become when started as root    (stays root)
 *   url        the address that users type            http://ADDRESS:PORT
 *   smtp       smtps://HOST or smtp://HOST:PORT       (no mail); TLS except on this machine
 *   mail_from  the address that mails come from
 *   smtp_user, smtp_password_file                     (no log-in at the mail server)
 *   provider   issuer of OpenID Connect               (none); provider_name, provider_client,
 *              provider_secret_file belong to it
 *   proxy      yes: behind a proxy on this machine    no
 *   now        fixed start of the clock, for tests    (the machine's) */
struct config {
    const char *db;
    const char *address;
    int port;
    int workers;
    const char *key;
    const char *seal;
    const char *user;
    const char *url; /* without / at the end; never NULL */
    const char *smtp, *mail_from, *smtp_user, *smtp_password_file;
    const char *provider, *provider_name, *provider_client, *provider_secret_file;
    bool proxy;
    bool secure; /* https in front: cookies say Secure */
};

/* Reads --config FILE and the other options from argv[1..]; what it does not know it leaves and
 * returns in *rest (argv[i] of the first unknown word, or argc). die()s with a clear line on bad
 * input. */
struct config config_read(int argc, char **argv, int *rest);

struct site {
    struct arena *arena; /* as long as the process */
    struct config config;
    struct db *read;
    struct db *write;
    struct db *log;
    struct id_maker ids;
    int slot;
    int64_t holder;         /* what the slot knows this process by */
    int64_t reserved_until; /* ids may be made up to this instant */
    struct access_chain chain;
    int64_t sealed_at;
    bool snapshot; /* site_snapshot() began it */
    struct arena *turn;
    struct {
        struct access_line *at;
        size_t n, cap;
    } later; /* site_log_later() */
    struct {
        const char **at;
        size_t n, cap;
    } later_words;                 /* of each of them, or NULL */
    bool words_later;              /* of any */
    const struct helpers *helpers; /* NULL: not in a server */
};

/* Opens the connections, leases an id slot, begins a log chain. die()s when the database is
 * missing, locked, not migrated, or newer. */
struct site *site_open(const struct config *config);
void site_close(struct site *s);
/* Renews the lease of the slot when it is half used; cheap to call often. */
void site_tick(struct site *s);
int64_t site_new_id(struct site *s);

/* For a write transaction with its log line: begin, ... , commit. */
void site_begin(struct site *s);
void site_commit(struct site *s);
void site_rollback(struct site *s);
void site_log(struct site *s, struct db *db, int64_t staff_id, int64_t client_id,
              enum access_action action, uint32_t route);
/* The same with all that a line can say; the id is made here. Words (or NULL) are kept apart. */
void site_log_line(struct site *s, struct db *db, struct access_line line, const char *words);
/* A line of what was only looked at: committed by site_settle(), which comes before the page goes
 * out. Also inside a transaction, also one that is rolled back. Words are copied. */
void site_log_later(struct site *s, struct access_line line, const char *words);

/* ---- one turn of a worker --------------------------------------------------------------------
 *
 * A worker answers the requests that are there one by one, and lets the answers go together. A
 * commit of one process makes SQLite forget the pages that all others hold in memory, so the reads
 * of a turn share one snapshot, and their lines one commit (on the log connection). */

/* The connection to read on, in the snapshot of this turn. What another process committed before a
 * request came in is in it: a turn takes no requests in once it has begun. */
struct db *site_snapshot(struct site *s);
/* Ends the snapshot and commits the lines; nothing of what was read may be shown before it. Not
 * inside a write transaction. */
void site_settle(struct site *s);

/* Many lines in the open write transaction of db; their ids are given here. */
void site_log_many(struct site *s, struct db *db, struct access_line *line, size_t n);

/* The migrations inside the program, in order. In the arena. */
struct migration *site_migrations(struct arena *a, int *n);

#endif
