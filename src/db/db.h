/* db.h: one SQL text on two engines, SQLite 3.40 and PostgreSQL 15.
 *
 * A query is a literal: SQL("select ... where id = $1"). Parameters are $1, $2 ... in any order.
 * Each SQL() registers itself, so that `spil sqlcheck` can prepare all of them on both engines and
 * the tests can say which were never executed. The allowed subset of SQL stands in docs/sql.md.
 *
 *     struct db_rows q = DB_QUERY(db, SQL("select id, name from team where programme_id = $1"),
 *                                 ARGS(I(programme_id)));
 *     while (db_next(&q))
 *         ... db_int(&q, 0) ... db_text(&q, 1) ...
 *
 * Errors: what a user can cause comes back as enum rc from the functions that return one; anything
 * else (malformed SQL, lost connection, full disk) is die(), with names but never with values. A
 * statement that is refused leaves no trace and the transaction goes on (on PostgreSQL, which then
 * refuses everything, by a savepoint in the same round trip).
 *
 * Misuse is BUG(): a wrong number of arguments, writing outside db_begin_write(), a value read as
 * another type than it has, another statement during a bulk.
 *
 * A struct db is one connection, used by one process, opened after the fork.
 */
#ifndef SPIL_DB_DB_H
#define SPIL_DB_DB_H

#include "base/arena.h"
#include "base/base.h"

enum db_engine { DB_SQLITE, DB_PG };

/* How a connection is meant; on SQLite each is a connection of its own.
 *   DB_READ   cannot write: query_only / default_transaction_read_only
 *   DB_WRITE  records: synchronous FULL; writers queue on FILE.lock
 *   DB_LOG    the access log: synchronous NORMAL, same queue
 *   DB_BULK   filling and importing: as DB_WRITE with a large cache */
enum db_mode { DB_READ, DB_WRITE, DB_LOG, DB_BULK };

/* ---- statements ------------------------------------------------------------------------------ */

struct sql {
    const char *text;
    const char *where; /* "file.c:12" */
} __attribute__((aligned(16)));

#define SQL_LINE_(x) #x
#define SQL_LINE(x)  SQL_LINE_(x)
#define SQL(literal) SQL2(literal, literal)
/* Where the engines truly differ (budget: ten in the whole program). The PostgreSQL text follows
 * the SQLite text after a NUL. */
#define SQL2(sqlite, pg)                                                                           \
    ({                                                                                             \
        static const struct sql sql_here_ __attribute__((section("spil_sql"), used)) = {           \
            "" sqlite "\0" pg "", __FILE__ ":" SQL_LINE(__LINE__)};                                \
        &sql_here_;                                                                                \
    })

/* Parameter values: ARGS(I(id), S(name), R(0.5), NIL). The strings are not copied. */
enum val_kind { VAL_NULL, VAL_INT, VAL_REAL, VAL_TEXT, VAL_BLOB };
struct val {
    enum val_kind kind;
    int64_t i;
    double r;
    const void *p; /* VAL_TEXT: NUL-terminated UTF-8; VAL_BLOB: n bytes */
    size_t n;
};
struct args {
    const struct val *at;
    int n;
};
#define I(x)          ((struct val){.kind = VAL_INT, .i = (x)})
#define R(x)          ((struct val){.kind = VAL_REAL, .r = (x)})
#define NIL           ((struct val){.kind = VAL_NULL})
#define B(bytes, len) ((struct val){.kind = VAL_BLOB, .p = (bytes), .n = (len)})
static inline struct val S(const char *s) /* NULL is SQL null */
{
    return (struct val){.kind = s ? VAL_TEXT : VAL_NULL, .p = s};
}
/* 0 is null: for optional references. */
static inline struct val
ID(int64_t id) {
    return (struct val){.kind = id ? VAL_INT : VAL_NULL, .i = id};
}
#define ARGS(...)                                                                                  \
    ((struct args){(const struct val[]){__VA_ARGS__},                                              \
                   (int)(sizeof((const struct val[]){__VA_ARGS__}) / sizeof(struct val))})
#define NO_ARGS ((struct args){NULL, 0})

/* ---- connections ----------------------------------------------------------------------------- */

struct db;

/* url: "sqlite:FILE" or "postgresql://..." (libpq's form). die()s with one clear line when the
 * database is missing, locked, not ours, read-only, or newer than the program. Does not create a
 * SQLite file unless create. */
struct db *db_open(const char *url, enum db_mode mode, bool create);
void db_close(struct db *db); /* NULL is fine */
enum db_engine db_engine(const struct db *db);

/* SQLite: takes the exclusive claim of a server on FILE (flock on FILE.serve), so that two servers
 * never share one file; held until the process ends. PostgreSQL: an advisory lock of the session.
 * False when another server has it. */
bool db_claim(struct db *db) MUST_USE;

/* ---- transactions ---------------------------------------------------------------------------- */

void db_begin_read(struct db *db); /* one snapshot; nothing can be written in it */
/* Writers go one by one: SQLite waits in turn for FILE.lock, PostgreSQL for an advisory lock (30 s;
 * not DB_LOG). So what was checked inside it still holds at the commit. Never while this process
 * has a write transaction on another connection: on SQLite that is BUG(). */
void db_begin_write(struct db *db);
void db_commit(struct db *db);
void db_rollback(struct db *db); /* fine when no transaction is open */
bool db_in_transaction(const struct db *db);

/* ---- reading --------------------------------------------------------------------------------- */

struct db_rows {
    struct db *db;
    void *stmt; /* the engine's */
    int row;    /* rows read so far */
    int columns;
    bool done;
};

/* Also for `insert ... returning`, whose refusal is die(). The strings of args may go at once. The
 * same SQL() may be used again while its rows are being read. */
struct db_rows db_query(struct db *db, const struct sql *sql, struct args args);
#define DB_QUERY(db, sql, args) db_query((db), (sql), (args))
/* False at the end, after which the rows are closed. Texts and blobs live until the next db_next.
 */
bool db_next(struct db_rows *q) MUST_USE;
void db_end(struct db_rows *q); /* only to stop early */

bool db_null(const struct db_rows *q, int column);
int64_t db_int(const struct db_rows *q, int column);      /* null is 0 */
double db_real(const struct db_rows *q, int column);      /* null is NAN */
const char *db_text(const struct db_rows *q, int column); /* null is "" */
const void *db_blob(const struct db_rows *q, int column, size_t *n);
/* Copies that outlive the row. */
char *db_text_copy(const struct db_rows *q, int column, struct arena *a); /* null is "" */

int64_t db_one_int(struct db *db, const struct sql *sql, struct args args, int64_t otherwise);
/* In the arena; `otherwise` itself when there is no row. */
const char *db_one_text(struct db *db, struct arena *a, const struct sql *sql, struct args args,
                        const char *otherwise);
bool db_exists(struct db *db, const struct sql *sql, struct args args);

/* ---- writing: only between db_begin_write() and db_commit() ---------------------------------- */

/* OK, INVALID, CONFLICT or RELATED. Rows touched: db_touched(). */
enum rc db_write(struct db *db, const struct sql *sql, struct args args) MUST_USE;
/* As db_write, but zero rows touched is STALE: for `update ... where id = $1 and version = $2`. */
enum rc db_update(struct db *db, const struct sql *sql, struct args args) MUST_USE;
/* For statements that cannot fail by a user's doing: any failure is die(). */
void db_run(struct db *db, const struct sql *sql, struct args args);
int64_t db_touched(const struct db *db); /* by the last db_write, db_update or db_run */
/* The same as a transaction of its own, on a log connection: one round trip to PostgreSQL. */
void db_run_alone(struct db *db, const struct sql *sql, struct args args);

/* ---- filling in bulk: COPY on PostgreSQL, one prepared insert on SQLite ---------------------- */

struct db_bulk;
/* table and columns ("id, name, note") are literals of the program, never input. Inside an open
 * write transaction; one bulk at a time per connection. */
struct db_bulk *db_bulk_begin(struct db *db, const char *table, const char *columns, int n);
void db_bulk_row(struct db_bulk *b, const struct val *row);
int64_t db_bulk_end(struct db_bulk *b); /* rows written; die()s when one was refused */
/* The same for rows that may be refused, by what db_write() would say of one of them: then none of
 * this bulk is there, and the transaction goes on. */
struct db_bulk *db_bulk_try(struct db *db, const char *table, const char *columns, int n);
enum rc db_bulk_close(struct db_bulk *b) MUST_USE;

/* Around filling an empty database with millions of rows: indexes that are not unique are dropped
 * and made again afterwards. So are references on PostgreSQL, which checks them all then; SQLite
 * does not check them meanwhile: who fills vouches for them. Outside a transaction. What is
 * interrupted between the two has none of these: only for a database that is made anew. */
struct db_fill {
    struct arena *arena;
    const char **remade; /* how to make again what was dropped */
    size_t n;
};
struct db_fill db_fill_begin(struct db *db);
void db_fill_end(struct db *db, struct db_fill *fill);

/* ---- schema: migrate.c ----------------------------------------------------------------------- */

struct migration {
    int number;
    const char *name;
    const char *text; /* with the tokens @id @int @real @blob @strict @keyed, see docs/sql.md */
};
/* Runs what is missing, each file in one transaction, recorded in schema_log with its hash. Numbers
 * rise, and may leave some out. die()s when an old file changed, the order is not that of the
 * database, or the database is newer. Returns how many ran. */
int db_migrate(struct db *db, const struct migration *all, int n);
/* die()s with a clear line unless the database is exactly at the newest migration. */
void db_require_current(struct db *db, const struct migration *all, int n);

/* What was deleted is gone from the tables at the commit. This also takes it out of the files as
 * far as the engine can: SQLite overwrites what it deletes, and here the pages of the log (WAL)
 * with older content go; false: someone was reading an older state, try later. PostgreSQL: vacuum
 * makes the space free, in which old bytes stay until they are written over. Copies are beyond
 * both. Outside a transaction. */
bool db_forget(struct db *db) MUST_USE;

/* ---- for the tests --------------------------------------------------------------------------- */

/* Prepares every SQL() of the program on this connection, outside a transaction; prints what fails
 * and the traps of docs/sql.md that it can see. Number of failures. */
int db_check_all(struct db *db, FILE *out);
/* When the environment variable SPIL_SQL_SEEN names a file, every statement executed for the first
 * time by this process appends its "where" to it. Printed against all: `spil sqlcheck --seen FILE`.
 * Returns how many were never executed. */
int db_print_unseen(const char *seen_file, FILE *out);
/* Plain text statements, several at once: for migrations, tests and tools only. */
void db_exec_text(struct db *db, const char *text);

#endif
