/* db.c: the part of the database layer that does not depend on the engine.
 * Not: SQLite (db_sqlite.c), PostgreSQL (db_pg.c) or migrations (migrate.c).
 * Start at db_open() and statement_for(). */
#include "db/db_driver.h"
#include <ctype.h>
#include <fcntl.h>
#include <math.h>

/* The linker makes these two around all SQL() of the program. Weak: a program may have none. */
extern const struct sql sql_first[] __asm__("__start_spil_sql") __attribute__((weak));
extern const struct sql sql_past_last[] __asm__("__stop_spil_sql") __attribute__((weak));

static size_t sql_count(void)
{
    return (size_t)(sql_past_last - sql_first);
}

const char *sql_text_for(const struct sql *sql, enum db_engine engine)
{
    return engine == DB_SQLITE ? sql->text : sql->text + strlen(sql->text) + 1;
}

/* ---- pieces of SQL text ---------------------------------------------------------------------- */

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.';
}

static const char *past_words(const char *p)
{
    while (is_word(*p))
        p++;
    return p;
}

static const char *past_quoted(const char *p)
{
    const char *end = strchr(p + 1, *p);

    return end ? end + 1 : p + strlen(p); /* '' inside is two quoted pieces in a row: harmless */
}

enum sql_piece sql_next_piece(const char **at, const char **from)
{
    const char *p = *at;
    enum sql_piece piece = SQL_OTHER;

    *from = p;
    if (*p == '\0')
        return SQL_END;
    if (*p == '\'' || *p == '"') {
        p = past_quoted(p);
        piece = SQL_QUOTED;
    } else if (p[0] == '-' && p[1] == '-') {
        p += strcspn(p, "\n");
        piece = SQL_COMMENT;
    } else if (p[0] == '/' && p[1] == '*') {
        const char *end = strstr(p + 2, "*/");

        p = end ? end + 2 : p + strlen(p);
        piece = SQL_COMMENT;
    } else if (*p == '$' && isdigit((unsigned char)p[1])) {
        p = past_words(p + 1);
        piece = SQL_PARAM;
    } else if (*p == '@') {
        p = past_words(p + 1);
        piece = SQL_TOKEN;
    } else if (is_word(*p)) {
        p = past_words(p);
        piece = SQL_WORD;
    } else {
        p++;
    }
    *at = p;
    return piece;
}

/* The highest $N; each from $1 must be used, because PostgreSQL cannot guess the type of another.
 */
static int count_params(const struct sql *sql, const char *text)
{
    uint64_t seen = 0;
    int highest = 0;
    const char *at = text, *from;

    for (;;) {
        enum sql_piece piece = sql_next_piece(&at, &from);

        if (piece == SQL_END)
            break;
        if (piece != SQL_PARAM)
            continue;
        long n = strtol(from + 1, NULL, 10);
        if (n < 1 || n > MAX_PARAMS)
            BUG("%s: parameter $%ld, allowed are $1 to $%d", sql->where, n, MAX_PARAMS);
        seen |= UINT64_C(1) << (n - 1);
        highest = MAX(highest, (int)n);
    }
    if (highest && seen != UINT64_MAX >> (64 - highest))
        BUG("%s: not every parameter below $%d is used", sql->where, highest);
    return highest;
}

/* ---- connections ----------------------------------------------------------------------------- */

static int open_seen(void)
{
    const char *name = getenv("SPIL_SQL_SEEN");

    if (!name || !*name)
        return -1;
    int fd = open(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        die("cannot write %s: %s", name, strerror(errno));
    return fd;
}

struct db *db_open(const char *url, enum db_mode mode, bool create)
{
    struct db *db = NULL;

    if (strncmp(url, "sqlite:", 7) == 0)
        db = db_sqlite_open(url + 7, mode, create);
    else if (strncmp(url, "postgresql:", 11) == 0 || strncmp(url, "postgres:", 9) == 0)
        db = db_pg_open(url, mode);
    else
        die("a database is written as sqlite:FILE or postgresql://...");
    db->mode = mode;
    db->stmts = ARENA_ARRAY(db->arena, struct stmt *, sql_count() + 1);
    db->seen = open_seen();
    return db;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    db_rollback(db);
    for (size_t i = 0; i < sql_count(); i++)
        for (struct stmt *s = db->stmts[i]; s; s = s->next)
            arena_free(s->row);
    if (db->seen >= 0)
        close(db->seen);
    db->driver->close(db); /* frees the arena, and so db itself */
}

enum db_engine db_engine(const struct db *db)
{
    return db->engine;
}

bool db_claim(struct db *db)
{
    return db->driver->claim(db);
}

bool db_forget(struct db *db)
{
    if (db->tx != TX_NONE)
        BUG("db_forget() inside a transaction");
    return db->driver->forget(db);
}

/* ---- transactions ---------------------------------------------------------------------------- */

static void begin(struct db *db, bool write)
{
    if (db->tx != TX_NONE)
        BUG("a transaction is already open");
    if (write && db->mode == DB_READ)
        BUG("a write transaction on a read connection");
    db->driver->begin(db, write);
    db->tx = write ? TX_WRITE : TX_READ;
}

void db_begin_read(struct db *db)
{
    begin(db, false);
}

void db_begin_write(struct db *db)
{
    begin(db, true);
}

void db_commit(struct db *db)
{
    if (db->tx == TX_NONE)
        BUG("commit without a transaction");
    if (db->open_rows || db->bulk_open)
        BUG("commit while rows are open");
    db->driver->commit(db);
    db->tx = TX_NONE;
}

static void end_stmt(struct db *db, struct stmt *s)
{
    db->driver->end(db, s);
    s->open = false;
    db->open_rows--;
}

void db_rollback(struct db *db)
{
    for (size_t i = 0; db->open_rows && i < sql_count(); i++)
        for (struct stmt *s = db->stmts[i]; s; s = s->next)
            if (s->open)
                end_stmt(db, s);
    db->driver->rollback(db);
    db->tx = TX_NONE;
    db->bulk_open = false;
}

bool db_in_transaction(const struct db *db)
{
    return db->tx != TX_NONE;
}

/* ---- statements ------------------------------------------------------------------------------ */

static struct stmt *statement_new(struct db *db, const struct sql *sql, size_t i)
{
    struct stmt *s = ARENA_ARRAY(db->arena, struct stmt, 1), *first = db->stmts[i];

    s->sql = sql;
    s->text = sql_text_for(sql, db->engine);
    s->params = first ? first->params : count_params(sql, s->text);
    s->prepared = first != NULL;
    snprintf(s->name, sizeof(s->name), "s%zu", i);
    db->driver->prepare(db, s);
    if (first) { /* behind the first, which stays the one found at once */
        s->next = first->next;
        first->next = s;
        return s;
    }
    db->stmts[i] = s;
    if (db->seen >= 0 && dprintf(db->seen, "%s\n", sql->where) < 0)
        die("cannot write the file of SPIL_SQL_SEEN");
    return s;
}

/* Finding a prepared statement costs an index and a look whether it is free. */
static struct stmt *statement_for(struct db *db, const struct sql *sql, struct args args)
{
    size_t i = (size_t)(sql - sql_first);

    if (db->bulk_open)
        BUG("%s: another statement while a bulk is open", sql->where);
    struct stmt *s = db->stmts[i];
    while (s && s->open)
        s = s->next;
    if (!s)
        s = statement_new(db, sql, i);
    if (args.n != s->params)
        BUG("%s: %d arguments for %d parameters", sql->where, args.n, s->params);
    return s;
}

static enum rc write_stmt(struct db *db, const struct sql *sql, struct args args, bool may_fail)
{
    if (db->tx != TX_WRITE)
        BUG("%s: writes outside a write transaction", sql->where);
    return db->driver->write(db, statement_for(db, sql, args), args, may_fail);
}

enum rc db_write(struct db *db, const struct sql *sql, struct args args)
{
    return write_stmt(db, sql, args, true);
}

enum rc db_update(struct db *db, const struct sql *sql, struct args args)
{
    enum rc rc = write_stmt(db, sql, args, true);

    return rc == OK && db->touched == 0 ? STALE : rc;
}

void db_run(struct db *db, const struct sql *sql, struct args args)
{
    if (write_stmt(db, sql, args, false) != OK)
        BUG("%s: a driver returned what it should have died of", sql->where);
}

void db_run_alone(struct db *db, const struct sql *sql, struct args args)
{
    if (db->tx != TX_NONE || db->mode != DB_LOG)
        BUG("%s: not a log connection outside a transaction", sql->where);
    db->driver->write_alone(db, statement_for(db, sql, args), args);
}

int64_t db_touched(const struct db *db)
{
    return db->touched;
}

/* ---- reading --------------------------------------------------------------------------------- */

struct db_rows db_query(struct db *db, const struct sql *sql, struct args args)
{
    struct stmt *s = statement_for(db, sql, args);

    db->driver->query(db, s, args);
    s->open = true;
    db->open_rows++;
    return (struct db_rows){.db = db, .stmt = s, .columns = db->driver->columns(s)};
}

bool db_next(struct db_rows *q)
{
    if (q->done)
        return false;
    if (q->db->driver->next(q->db, q->stmt, q->row)) {
        q->row++;
        return true;
    }
    db_end(q);
    return false;
}

void db_end(struct db_rows *q)
{
    if (q->done)
        return;
    q->done = true;
    end_stmt(q->db, q->stmt);
}

static int row_of(const struct db_rows *q, int column)
{
    if (q->row == 0 || q->done)
        BUG("a value is read before db_next() or after the last row");
    if (column < 0 || column >= q->columns)
        BUG("%s: column %d of %d", ((struct stmt *)q->stmt)->sql->where, column, q->columns);
    return q->row - 1;
}

bool db_null(const struct db_rows *q, int column)
{
    return q->db->driver->get_null(q->stmt, row_of(q, column), column);
}

int64_t db_int(const struct db_rows *q, int column)
{
    return q->db->driver->get_int(q->stmt, row_of(q, column), column);
}

double db_real(const struct db_rows *q, int column)
{
    return q->db->driver->get_real(q->stmt, row_of(q, column), column);
}

const char *db_text(const struct db_rows *q, int column)
{
    return q->db->driver->get_text(q->stmt, row_of(q, column), column);
}

const void *db_blob(const struct db_rows *q, int column, size_t *n)
{
    return q->db->driver->get_blob(q->stmt, row_of(q, column), column, n);
}

char *db_text_copy(const struct db_rows *q, int column, struct arena *a)
{
    return arena_str(a, db_text(q, column));
}

int64_t db_one_int(struct db *db, const struct sql *sql, struct args args, int64_t otherwise)
{
    struct db_rows q = db_query(db, sql, args);
    int64_t n = otherwise;

    if (db_next(&q))
        n = db_int(&q, 0);
    db_end(&q);
    return n;
}

const char *db_one_text(struct db *db, struct arena *a, const struct sql *sql, struct args args,
                        const char *otherwise)
{
    struct db_rows q = db_query(db, sql, args);
    const char *text = otherwise;

    if (db_next(&q))
        text = db_text_copy(&q, 0, a);
    db_end(&q);
    return text;
}

bool db_exists(struct db *db, const struct sql *sql, struct args args)
{
    struct db_rows q = db_query(db, sql, args);
    bool found = db_next(&q);

    db_end(&q);
    return found;
}

/* ---- bulk ------------------------------------------------------------------------------------ */

static struct db_bulk *bulk_begin(struct db *db, const char *table, const char *columns, int n,
                                  bool may_fail)
{
    int named = 1;

    for (const char *p = columns; *p; p++)
        named += *p == ',';
    if (named != n)
        BUG("bulk of %d columns names %d", n, named);
    if (db->tx != TX_WRITE || db->bulk_open || db->open_rows)
        BUG("a bulk needs a write transaction with nothing else open");
    if (may_fail)
        db_exec_text(db, "savepoint bulk");
    db->driver->bulk_begin(db, table, columns, n);
    db->bulk_open = true;
    struct db_bulk *b = ARENA_ARRAY(db->arena, struct db_bulk, 1);
    *b = (struct db_bulk){.db = db, .columns = n, .may_fail = may_fail};
    return b;
}

struct db_bulk *db_bulk_begin(struct db *db, const char *table, const char *columns, int n)
{
    return bulk_begin(db, table, columns, n, false);
}

struct db_bulk *db_bulk_try(struct db *db, const char *table, const char *columns, int n)
{
    return bulk_begin(db, table, columns, n, true);
}

void db_bulk_row(struct db_bulk *b, const struct val *row)
{
    b->db->driver->bulk_row(b->db, row, b->columns, b->may_fail);
    b->rows++;
}

int64_t db_bulk_end(struct db_bulk *b)
{
    (void)b->db->driver->bulk_end(b->db, false);
    b->db->bulk_open = false;
    return b->rows;
}

enum rc db_bulk_close(struct db_bulk *b)
{
    enum rc rc = b->db->driver->bulk_end(b->db, true);

    b->db->bulk_open = false;
    db_exec_text(b->db, rc == OK ? "release bulk" : "rollback to bulk; release bulk");
    return rc;
}

/* ---- filling an empty database --------------------------------------------------------------- */

struct db_fill db_fill_begin(struct db *db)
{
    struct db_fill fill = {.arena = arena_new()};
    struct buf drop;

    buf_init(&drop, 1 << 20);
    db_begin_write(db);
    struct db_rows q = db_query(
        db,
        SQL2("select 'drop index ' || name, sql from sqlite_master where type = 'index'"
             " and substr(sql, 1, 13) = 'CREATE INDEX ' order by name",
             "select 'drop index ' || indexname, indexdef from pg_indexes"
             " where schemaname = current_schema() and substr(indexdef, 1, 13) = 'CREATE INDEX '"
             " union all"
             " select 'alter table ' || r.relname || ' drop constraint ' || k.conname,"
             " 'alter table ' || r.relname || ' add constraint ' || k.conname || ' ' ||"
             " pg_get_constraintdef(k.oid) from pg_constraint k join pg_class r on r.oid = "
             "k.conrelid"
             " join pg_namespace n on n.oid = k.connamespace"
             " where k.contype = 'f' and n.nspname = current_schema() order by 1"),
        NO_ARGS);
    while (db_next(&q)) {
        fill.remade = arena_grow(fill.arena, fill.remade, fill.n * sizeof(*fill.remade),
                                 (fill.n + 1) * sizeof(*fill.remade));
        buf_fmt(&drop, "%s;\n", db_text(&q, 0));
        fill.remade[fill.n++] = db_text_copy(&q, 1, fill.arena);
    }
    db_exec_text(db, drop.at);
    db_commit(db);
    buf_free(&drop);
    if (db->engine == DB_SQLITE)
        db_exec_text(db, "pragma foreign_keys = off");
    return fill;
}

void db_fill_end(struct db *db, struct db_fill *fill)
{
    for (size_t i = fill->n; i-- > 0;) { /* the last first: indexes before references */
        db_begin_write(db);
        db_exec_text(db, fill->remade[i]);
        db_commit(db);
    }
    if (db->engine == DB_SQLITE)
        db_exec_text(db, "pragma foreign_keys = on");
    arena_free(fill->arena);
}

/* ---- for the tests --------------------------------------------------------------------------- */

/* Prepares on both engines, but does not mean the same: docs/sql.md. */
static bool is_trap(const char *word, size_t n, const char *after)
{
    static const char *const words[] = {"like",         "ilike",       "glob", "current_timestamp",
                                        "current_date", "current_time"};
    static const char *const functions[] = {"lower", "upper", "round", "random", "date", "now"};

    for (size_t i = 0; i < COUNT(words); i++)
        if (strlen(words[i]) == n && strncasecmp(words[i], word, n) == 0)
            return true;
    for (size_t i = 0; *after == '(' && i < COUNT(functions); i++)
        if (strlen(functions[i]) == n && strncasecmp(functions[i], word, n) == 0)
            return true;
    return false;
}

static bool has_trap(const struct sql *sql, FILE *out)
{
    const char *at = sql->text, *from;
    enum sql_piece piece;

    if (strcmp(sql->text, sql_text_for(sql, DB_PG)) != 0)
        return false; /* SQL2: the difference is known */
    while ((piece = sql_next_piece(&at, &from)) != SQL_END) {
        if (piece != SQL_WORD || !is_trap(from, (size_t)(at - from), at))
            continue;
        fprintf(out, "%s: %.*s differs between the engines\n", sql->where, (int)(at - from), from);
        return true;
    }
    return false;
}

int db_check_all(struct db *db, FILE *out)
{
    int failures = 0;

    for (const struct sql *sql = sql_first; sql < sql_past_last; sql++)
        failures += has_trap(sql, out) || !db->driver->check(db, sql, out);
    return failures;
}

int db_print_unseen(const char *seen_file, FILE *out)
{
    struct arena *a = arena_new();
    bool *seen = ARENA_ARRAY(a, bool, sql_count() + 1);
    FILE *in = fopen(seen_file, "re");
    char line[512];
    int unseen = 0;

    if (!in)
        die("cannot read %s: %s", seen_file, strerror(errno));
    while (fgets(line, sizeof(line), in)) {
        line[strcspn(line, "\n")] = '\0';
        for (size_t i = 0; i < sql_count(); i++)
            seen[i] |= strcmp(sql_first[i].where, line) == 0;
    }
    fclose(in);
    for (size_t i = 0; i < sql_count(); i++) {
        if (seen[i])
            continue;
        fprintf(out, "%s\n", sql_first[i].where);
        unseen++;
    }
    arena_free(a);
    return unseen;
}

void db_exec_text(struct db *db, const char *text)
{
    db->driver->exec_text(db, text);
}
