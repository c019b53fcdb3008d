/* db_driver.h: what db.c asks of an engine. Private to src/db.
 *
 * db.c owns the cache of statements, the checks of use (arguments, transactions, open rows) and the
 * record of executed statements. A driver prepares, runs, reads and maps errors to enum rc. What a
 * driver cannot map it answers with die(): one line, without values from the data.
 */
#ifndef SPIL_DB_DB_DRIVER_H
#define SPIL_DB_DB_DRIVER_H

#include "db/db.h"
#include "base/buf.h"

enum { MAX_PARAMS = 64 };

/* One prepared statement of one connection. */
struct stmt {
    const struct sql *sql;
    const char *text;  /* for this engine */
    struct stmt *next; /* a copy, for when this one has rows open */
    bool open;         /* rows are being read */
    bool prepared;     /* PostgreSQL: by this or by an earlier copy */
    int params;        /* the highest $N */
    void *handle;      /* sqlite3_stmt, or the PGresult being read */
    int *index;        /* SQLite: its own number of $1, $2 ... */
    char name[16];     /* PostgreSQL: "s12", shared by the copies */
    struct arena *row; /* PostgreSQL: bytes decoded for the current row, or NULL */
};

enum tx { TX_NONE, TX_READ, TX_WRITE };

/* The engine's struct begins with this one. */
struct db {
    const struct driver *driver;
    enum db_engine engine;
    enum db_mode mode;
    enum tx tx;
    int open_rows;
    int64_t touched;
    int seen; /* file of SPIL_SQL_SEEN, or -1 */
    struct stmt **stmts;
    struct arena *arena; /* as long as the connection */
    bool bulk_open;
};

struct db_bulk {
    struct db *db;
    int columns;
    int64_t rows;
    bool may_fail;
};

struct driver {
    void (*close)(struct db *db); /* also releases the handles of all statements */
    bool (*claim)(struct db *db);
    bool (*forget)(struct db *db);
    void (*begin)(struct db *db, bool write);
    void (*commit)(struct db *db);
    void (*rollback)(struct db *db); /* never dies: it runs while dying */

    void (*prepare)(struct db *db, struct stmt *s);
    void (*query)(struct db *db, struct stmt *s, struct args args);
    bool (*next)(struct db *db, struct stmt *s, int row); /* row: 0 for the first */
    void (*end)(struct db *db, struct stmt *s);
    int (*columns)(const struct stmt *s);
    /* may_fail: errors of users are returned and the transaction goes on; else they die. */
    enum rc (*write)(struct db *db, struct stmt *s, struct args args, bool may_fail);
    void (*write_alone)(struct db *db, struct stmt *s, struct args args);

    bool (*get_null)(const struct stmt *s, int row, int column);
    int64_t (*get_int)(const struct stmt *s, int row, int column);
    double (*get_real)(const struct stmt *s, int row, int column);
    const char *(*get_text)(const struct stmt *s, int row, int column);
    const void *(*get_blob)(struct stmt *s, int row, int column, size_t *n);

    void (*bulk_begin)(struct db *db, const char *table, const char *columns, int n);
    /* Without may_fail a refusal dies; with it, the end says so, and the savepoint is around. */
    void (*bulk_row)(struct db *db, const struct val *row, int n, bool may_fail);
    enum rc (*bulk_end)(struct db *db, bool may_fail);

    void (*exec_text)(struct db *db, const char *text);
    bool (*check)(struct db *db, const struct sql *sql, FILE *out); /* false: printed what fails */
};

struct db *db_sqlite_open(const char *path, enum db_mode mode, bool create);
struct db *db_pg_open(const char *url, enum db_mode mode);

/* SQL text cut into pieces, for what must see words and not what stands in quotes or comments. */
enum sql_piece { SQL_END, SQL_WORD, SQL_PARAM, SQL_TOKEN, SQL_QUOTED, SQL_COMMENT, SQL_OTHER };
/* Moves *at past the next piece, which starts at *from. A word is [a-z0-9_.]+, a token is @word. */
enum sql_piece sql_next_piece(const char **at, const char **from);
const char *sql_text_for(const struct sql *sql, enum db_engine engine);

#endif
