/* db_pg.c: PostgreSQL 15; the only file that includes <libpq-fe.h>.
 * Not: what both engines share (db.c).
 * Start at db_pg_open() for the settings, execute() and rc_of() for errors. */
#include "db/db_driver.h"
#include <ctype.h>
#include <libpq-fe.h>
#include <math.h>

/* Types by the numbers the server gives them (pg_type.oid, fixed). */
enum { PG_BOOL = 16, PG_BYTEA = 17, PG_INT8 = 20, PG_INT4 = 23, PG_TEXT = 25, PG_NAME = 19 };
enum { PG_FLOAT8 = 701, PG_NUMERIC = 1700 };

/* Advisory locks: "SPIL" and a digit. */
#define WRITER_LOCK "360487672881"
#define SERVER_LOCK "360487672882"

#define BEGIN_READ "begin isolation level repeatable read read only"

enum { COPY_BYTES = 64 * 1024, COPY_MAX = 64 * 1024 * 1024 };

struct pg {
    struct db db; /* first */
    PGconn *conn;
    struct buf copy;  /* rows of a bulk, sent when COPY_BYTES are there */
    bool begin_later; /* BEGIN_READ goes along with the first query, which takes the snapshot */
};

static struct pg *pg_of(struct db *db)
{
    return (struct pg *)db;
}

static PGconn *conn_of(struct db *db)
{
    return pg_of(db)->conn;
}

/* ---- errors ---------------------------------------------------------------------------------- */

/* What a user can cause, by SQLSTATE; -1 for all else. */
static int rc_of(const PGresult *r)
{
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);

    if (!state)
        return -1;
    if (strcmp(state, "23505") == 0 || strcmp(state, "23P01") == 0)
        return CONFLICT;
    if (strcmp(state, "23503") == 0 || strcmp(state, "23001") == 0)
        return RELATED;
    if (strcmp(state, "23502") == 0 || strcmp(state, "23514") == 0)
        return INVALID;
    if (strncmp(state, "22", 2) == 0)
        return INVALID;
    return -1;
}

/* Messages about data (classes 22 and 23) repeat the data, so of those only the names are said. */
_Noreturn static void pg_die(PGconn *conn, const PGresult *r, const char *doing)
{
    const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
    const char *message = r ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    const char *constraint = r ? PQresultErrorField(r, PG_DIAG_CONSTRAINT_NAME) : NULL;
    const char *column = r ? PQresultErrorField(r, PG_DIAG_COLUMN_NAME) : NULL;

    if (PQstatus(conn) != CONNECTION_OK)
        die("the connection with PostgreSQL was lost (%s)", doing);
    if (!state || !message)
        die("PostgreSQL gave no answer that can be read (%s)", doing);
    if (strncmp(state, "22", 2) == 0 || strncmp(state, "23", 2) == 0)
        die("%s: PostgreSQL refused a value (%s%s%s%s%s)", doing, state, constraint ? ", " : "",
            constraint ? constraint : "", column ? ", column " : "", column ? column : "");
    die("%s: PostgreSQL: %.200s (%s)", doing, message, state);
}

static bool succeeded(const PGresult *r)
{
    ExecStatusType status = PQresultStatus(r);

    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* Text of our own, without parameters; several statements are fine. */
static void command(struct db *db, const char *text, const char *doing)
{
    PGresult *r = PQexec(conn_of(db), text);

    if (!succeeded(r))
        pg_die(conn_of(db), r, doing);
    PQclear(r);
}

/* ---- preparing and running ------------------------------------------------------------------- */

static void pg_prepare(struct db *db, struct stmt *s)
{
    if (s->prepared) /* by an earlier copy, under the same name */
        return;
    PGresult *r = PQprepare(conn_of(db), s->name, s->text, 0, NULL);
    if (!succeeded(r))
        pg_die(conn_of(db), r, s->sql->where);
    PQclear(r);
}

/* Parameters as libpq wants them: text, except for bytes. */
struct params {
    const char *values[MAX_PARAMS];
    int lengths[MAX_PARAMS];
    int formats[MAX_PARAMS];
    char numbers[MAX_PARAMS][32];
};

static void fill_params(struct params *p, struct args args)
{
    for (int i = 0; i < args.n; i++) {
        const struct val *v = &args.at[i];

        p->values[i] = p->numbers[i];
        p->lengths[i] = 0;
        p->formats[i] = v->kind == VAL_BLOB;
        switch (v->kind) {
        case VAL_INT:
            snprintf(p->numbers[i], sizeof(p->numbers[i]), "%" PRId64, v->i);
            break;
        case VAL_REAL:
            snprintf(p->numbers[i], sizeof(p->numbers[i]), "%.17g", v->r);
            if (isnan(v->r)) /* as SQLite: NAN is null */
                p->values[i] = NULL;
            break;
        case VAL_TEXT:
            p->values[i] = v->p;
            break;
        case VAL_BLOB:
            if (v->n > INT_MAX)
                die("a value of more than 2 GiB");
            p->values[i] = v->n ? v->p : "";
            p->lengths[i] = (int)v->n;
            break;
        case VAL_NULL:
        default:
            p->values[i] = NULL;
        }
    }
}

static PGresult *execute(struct db *db, struct stmt *s, struct args args)
{
    struct params p;

    fill_params(&p, args);
    return PQexecPrepared(conn_of(db), s->name, args.n, p.values, p.lengths, p.formats, 0);
}

/* The next result of a pipeline: each statement's results end with a NULL. */
static PGresult *pipeline_result(PGconn *conn)
{
    PGresult *r = PQgetResult(conn), *rest;

    while (r && PQresultStatus(r) != PGRES_PIPELINE_SYNC && (rest = PQgetResult(conn)))
        PQclear(rest);
    return r;
}

/* The statement with one of our own before it and, unless NULL, one after it: one round trip. */
static PGresult *execute_between(struct db *db, struct stmt *s, struct args args,
                                 const char *before, const char *after)
{
    PGconn *conn = conn_of(db);
    PGresult *first, *r, *last = NULL, *sync;
    struct params p;

    fill_params(&p, args);
    if (!PQenterPipelineMode(conn) ||
        !PQsendQueryParams(conn, before, 0, NULL, NULL, NULL, NULL, 0) ||
        !PQsendQueryPrepared(conn, s->name, args.n, p.values, p.lengths, p.formats, 0) ||
        (after && !PQsendQueryParams(conn, after, 0, NULL, NULL, NULL, NULL, 0)) ||
        !PQpipelineSync(conn))
        pg_die(conn, NULL, s->sql->where);
    first = pipeline_result(conn);
    r = pipeline_result(conn);
    if (after)
        last = pipeline_result(conn);
    sync = pipeline_result(conn);
    bool whole = PQexitPipelineMode(conn) && PQresultStatus(sync) == PGRES_PIPELINE_SYNC;
    PQclear(sync);
    if (!whole) { /* the connection went; the leak checker looks at how we end, too */
        PQclear(first);
        PQclear(r);
        PQclear(last);
        pg_die(conn, NULL, s->sql->where);
    }
    if (!succeeded(first))
        pg_die(conn, first, s->sql->where);
    if (last && succeeded(r) && !succeeded(last))
        pg_die(conn, last, s->sql->where);
    PQclear(first);
    PQclear(last);
    return r;
}

static void pg_query(struct db *db, struct stmt *s, struct args args)
{
    struct pg *pg = pg_of(db);

    s->handle =
        pg->begin_later ? execute_between(db, s, args, BEGIN_READ, NULL) : execute(db, s, args);
    pg->begin_later = false;
    if (!succeeded(s->handle))
        pg_die(conn_of(db), s->handle, s->sql->where);
}

/* The whole result is here; a row is an index into it. */
static bool pg_next(struct db *db, struct stmt *s, int row)
{
    if (s->row)
        arena_reset(s->row);
    return row < PQntuples(s->handle);
}

static void pg_end(struct db *db, struct stmt *s)
{
    PQclear(s->handle);
    s->handle = NULL;
}

static int pg_columns(const struct stmt *s)
{
    return PQnfields(s->handle);
}

/* After a failed statement PostgreSQL refuses all others of the transaction, unless it goes back to
 * a savepoint. */
static enum rc pg_write(struct db *db, struct stmt *s, struct args args, bool may_fail)
{
    PGresult *r =
        may_fail ? execute_between(db, s, args, "savepoint w", "release w") : execute(db, s, args);
    int rc = OK;

    db->touched = 0;
    if (succeeded(r)) {
        db->touched = strtoll(PQcmdTuples(r), NULL, 10);
    } else {
        rc = rc_of(r);
        if (rc < 0 || !may_fail)
            pg_die(conn_of(db), r, s->sql->where);
        command(db, "rollback to w; release w", "undoing a refused statement");
    }
    PQclear(r);
    return (enum rc)rc;
}

static void pg_write_alone(struct db *db, struct stmt *s, struct args args)
{
    (void)pg_write(db, s, args, false);
}

/* ---- values ---------------------------------------------------------------------------------- */

static bool pg_null(const struct stmt *s, int row, int column)
{
    return PQgetisnull(s->handle, row, column);
}

_Noreturn static void wrong_type(const struct stmt *s, int column, const char *wanted)
{
    BUG("%s: column %d is not %s", s->sql->where, column, wanted);
}

static int64_t pg_int(const struct stmt *s, int row, int column)
{
    const char *text = PQgetvalue(s->handle, row, column);
    char *end;

    if (PQgetisnull(s->handle, row, column))
        return 0;
    errno = 0;
    int64_t n = strtoll(text, &end, 10);
    if (end == text || *end || errno)
        wrong_type(s, column, "an integer");
    return n;
}

static double pg_real(const struct stmt *s, int row, int column)
{
    const char *text = PQgetvalue(s->handle, row, column);
    char *end;

    if (PQgetisnull(s->handle, row, column))
        return NAN;
    double x = strtod(text, &end);
    if (end == text || *end)
        wrong_type(s, column, "a number");
    return x;
}

static const char *pg_text(const struct stmt *s, int row, int column)
{
    switch (PQftype(s->handle, column)) {
    case PG_TEXT:
    case PG_NAME:
    case PG_INT8:
    case PG_INT4:
        return PQgetvalue(s->handle, row, column); /* "" when null */
    default:
        wrong_type(s, column, "text");
    }
}

static int hex_digit(char c)
{
    return isdigit((unsigned char)c) ? c - '0' : c - 'a' + 10;
}

/* Comes as \x and pairs of lower-case hexadecimal digits (bytea_output = hex). */
static const void *pg_blob(struct stmt *s, int row, int column, size_t *n)
{
    const char *hex = PQgetvalue(s->handle, row, column);

    if (PQftype(s->handle, column) != PG_BYTEA)
        wrong_type(s, column, "bytes");
    *n = 0;
    if (PQgetisnull(s->handle, row, column))
        return "";
    if (!s->row)
        s->row = arena_new();
    *n = ((size_t)PQgetlength(s->handle, row, column) - 2) / 2;
    unsigned char *bytes = arena_alloc(s->row, *n);
    for (size_t i = 0; i < *n; i++)
        bytes[i] = (unsigned char)(hex_digit(hex[2 + 2 * i]) << 4 | hex_digit(hex[3 + 2 * i]));
    return bytes;
}

/* ---- transactions ---------------------------------------------------------------------------- */

/* Record writers go one by one, as on SQLite: a rule checked in C then holds until the commit, and
 * there are no deadlocks or serialisation failures to repeat. The log only adds lines. */
static void pg_begin(struct db *db, bool write)
{
    if (!write)
        pg_of(db)->begin_later = true;
    else if (db->mode == DB_LOG)
        command(db, "begin", "begin");
    else
        command(db, "begin; select pg_advisory_xact_lock(" WRITER_LOCK ")", "begin");
}

static void pg_commit(struct db *db)
{
    if (pg_of(db)->begin_later) { /* nothing was asked */
        pg_of(db)->begin_later = false;
        return;
    }
    PGresult *r = PQexec(conn_of(db), "commit");
    if (!succeeded(r))
        pg_die(conn_of(db), r, "commit");
    if (strcmp(PQcmdStatus(r), "COMMIT") != 0)
        die("PostgreSQL rolled back what was to be committed");
    PQclear(r);
}

/* May come at any moment of a failure: ends what is under way first. */
static void pg_rollback(struct db *db)
{
    PGconn *conn = conn_of(db);
    PGresult *r;

    pg_of(db)->begin_later = false;
    if (PQstatus(conn) != CONNECTION_OK)
        return;
    if (db->bulk_open)
        PQputCopyEnd(conn, "rollback");
    buf_free(&pg_of(db)->copy);
    if (PQpipelineStatus(conn) == PQ_PIPELINE_OFF)
        while ((r = PQgetResult(conn)))
            PQclear(r);
    if (PQtransactionStatus(conn) != PQTRANS_IDLE)
        PQclear(PQexec(conn, "rollback"));
}

/* ---- bulk: COPY in text form ----------------------------------------------------------------- */

static void pg_bulk_begin(struct db *db, const char *table, const char *columns, int n)
{
    struct buf text;

    buf_init(&text, 16384);
    buf_fmt(&text, "copy %s (%s) from stdin", table, columns);
    PGresult *r = PQexec(conn_of(db), text.at);
    if (PQresultStatus(r) != PGRES_COPY_IN)
        pg_die(conn_of(db), r, table);
    PQclear(r);
    buf_free(&text);
    buf_init(&pg_of(db)->copy, COPY_MAX);
}

/* The reserved signs are tab, newline, return and backslash. */
static void copy_text(struct buf *b, const char *s)
{
    for (;;) {
        size_t plain = strcspn(s, "\t\n\r\\");

        buf_add(b, s, plain);
        s += plain;
        if (!*s)
            return;
        buf_ch(b, '\\');
        buf_ch(b, *s == '\t' ? 't' : *s == '\n' ? 'n' : *s == '\r' ? 'r' : '\\');
        s++;
    }
}

static void copy_bytes(struct buf *b, const unsigned char *bytes, size_t n)
{
    static const char digits[] = "0123456789abcdef";

    buf_str(b, "\\\\x");
    for (size_t i = 0; i < n; i++) {
        buf_ch(b, digits[bytes[i] >> 4]);
        buf_ch(b, digits[bytes[i] & 15]);
    }
}

static void copy_value(struct buf *b, const struct val *v)
{
    if (v->kind == VAL_INT)
        buf_int(b, v->i);
    else if (v->kind == VAL_TEXT)
        copy_text(b, v->p);
    else if (v->kind == VAL_BLOB)
        copy_bytes(b, v->p, v->n);
    else if (v->kind == VAL_REAL && !isnan(v->r))
        buf_fmt(b, "%.17g", v->r);
    else
        buf_str(b, "\\N");
}

static void copy_send(struct db *db)
{
    struct buf *b = &pg_of(db)->copy;

    if (b->len > INT_MAX || PQputCopyData(conn_of(db), b->at, (int)b->len) != 1)
        pg_die(conn_of(db), NULL, "filling");
    buf_clear(b);
}

static void pg_bulk_row(struct db *db, const struct val *row, int n, bool may_fail)
{
    struct buf *b = &pg_of(db)->copy;

    for (int i = 0; i < n; i++) {
        if (i)
            buf_ch(b, '\t');
        copy_value(b, &row[i]);
    }
    buf_ch(b, '\n');
    if (b->len >= COPY_BYTES)
        copy_send(db);
}

/* The server reads on to the end of a copy of which it refused a row. */
static enum rc pg_bulk_end(struct db *db, bool may_fail)
{
    PGconn *conn = conn_of(db);
    int rc = OK;

    copy_send(db);
    buf_free(&pg_of(db)->copy);
    if (PQputCopyEnd(conn, NULL) != 1)
        pg_die(conn, NULL, "filling");
    PGresult *r = PQgetResult(conn);
    if (!r || !succeeded(r)) {
        rc = r && may_fail ? rc_of(r) : -1;
        if (rc < 0)
            pg_die(conn, r, "filling");
    }
    PQclear(r);
    while ((r = PQgetResult(conn)))
        PQclear(r);
    return (enum rc)rc;
}

/* ---- the rest -------------------------------------------------------------------------------- */

static bool pg_forget(struct db *db)
{
    command(db, "vacuum", "vacuum");
    return true;
}

static void pg_exec_text(struct db *db, const char *text)
{
    if (pg_of(db)->begin_later)
        command(db, BEGIN_READ, "begin");
    pg_of(db)->begin_later = false;
    command(db, text, "running a script");
}

static bool type_allowed(Oid type, bool result)
{
    return type == PG_INT8 || type == PG_TEXT || type == PG_FLOAT8 || type == PG_BYTEA ||
           (result && (type == PG_INT4 || type == PG_NAME || type == 2278 /* void */));
}

/* Types that behave otherwise than in SQLite; docs/sql.md says what to write instead. */
static int check_types(const struct sql *sql, const PGresult *r, FILE *out)
{
    int wrong = 0;

    for (int i = 0; i < PQnparams(r); i++) {
        if (type_allowed(PQparamtype(r, i), false))
            continue;
        fprintf(out, "%s: PostgreSQL takes $%d for %s: write cast($%d as bigint)\n", sql->where,
                i + 1, PQparamtype(r, i) == PG_INT4 ? "a 32-bit integer" : "another type", i + 1);
        wrong++;
    }
    for (int i = 0; i < PQnfields(r); i++) {
        if (type_allowed(PQftype(r, i), true))
            continue;
        fprintf(out, "%s: column %d is %s on PostgreSQL: %s\n", sql->where, i,
                PQftype(r, i) == PG_BOOL      ? "boolean"
                : PQftype(r, i) == PG_NUMERIC ? "numeric"
                                              : "of another type",
                PQftype(r, i) == PG_BOOL ? "write case when ... then 1 else 0 end"
                                         : "write cast(... as bigint)");
        wrong++;
    }
    return wrong;
}

static bool pg_check(struct db *db, const struct sql *sql, FILE *out)
{
    PGresult *prepared = PQprepare(conn_of(db), "check", sql_text_for(sql, DB_PG), 0, NULL);
    bool fine = succeeded(prepared);

    if (fine) {
        PGresult *types = PQdescribePrepared(conn_of(db), "check");

        fine = succeeded(types) && check_types(sql, types, out) == 0;
        PQclear(types);
        command(db, "deallocate \"check\"", "check");
    } else {
        fprintf(out, "%s: PostgreSQL: %s\n", sql->where,
                PQresultErrorField(prepared, PG_DIAG_MESSAGE_PRIMARY));
    }
    PQclear(prepared);
    return fine;
}

static bool pg_claim(struct db *db)
{
    PGresult *r = PQexec(conn_of(db), "select pg_try_advisory_lock(" SERVER_LOCK ")");

    if (!succeeded(r))
        pg_die(conn_of(db), r, "claim");
    bool ours = PQgetvalue(r, 0, 0)[0] == 't';
    PQclear(r);
    return ours;
}

static void pg_close(struct db *db)
{
    buf_free(&pg_of(db)->copy);
    PQfinish(conn_of(db));
    arena_free(db->arena);
}

static const struct driver pg_driver = {
    .close = pg_close,
    .claim = pg_claim,
    .forget = pg_forget,
    .begin = pg_begin,
    .commit = pg_commit,
    .rollback = pg_rollback,
    .prepare = pg_prepare,
    .query = pg_query,
    .next = pg_next,
    .end = pg_end,
    .columns = pg_columns,
    .write = pg_write,
    .write_alone = pg_write_alone,
    .get_null = pg_null,
    .get_int = pg_int,
    .get_real = pg_real,
    .get_text = pg_text,
    .get_blob = pg_blob,
    .bulk_begin = pg_bulk_begin,
    .bulk_row = pg_bulk_row,
    .bulk_end = pg_bulk_end,
    .exec_text = pg_exec_text,
    .check = pg_check,
};

/* ---- opening --------------------------------------------------------------------------------- */

static void ignore_notice(void *nothing, const PGresult *r)
{
}

static PGconn *connect_to(const char *url)
{
    static const char *const keys[] = {"dbname", "client_encoding", "fallback_application_name",
                                       "connect_timeout", NULL};
    const char *const values[] = {url, "UTF8", "spil", "10", NULL};
    PGconn *conn = PQconnectdbParams(keys, values, 1);

    if (!conn)
        die("no memory for a connection with PostgreSQL");
    if (PQstatus(conn) != CONNECTION_OK) { /* the first line names the server, never the password */
        const char *message = PQerrorMessage(conn);

        die("PostgreSQL: %.*s", (int)strcspn(message, "\n"), message);
    }
    PQsetNoticeReceiver(conn, ignore_notice, NULL);
    return conn;
}

/* `order by` must put texts in the order of their bytes, as SQLite does. */
static void require_server(struct db *db)
{
    static const char question[] = "select current_setting('server_version_num')::int >= 150000,"
                                   " pg_encoding_to_char(encoding) = 'UTF8',"
                                   " datcollate in ('C', 'C.UTF-8', 'C.utf8', 'POSIX')"
                                   " from pg_database where datname = current_database()";
    PGresult *r = PQexec(conn_of(db), question);

    if (!succeeded(r))
        pg_die(conn_of(db), r, "opening");
    if (PQgetvalue(r, 0, 0)[0] != 't')
        die("PostgreSQL 15 or later is needed");
    if (PQgetvalue(r, 0, 1)[0] != 't' || PQgetvalue(r, 0, 2)[0] != 't')
        die("the PostgreSQL database must be made with: createdb -T template0 -E UTF8"
            " --locale=C.UTF-8");
    PQclear(r);
}

struct db *db_pg_open(const char *url, enum db_mode mode)
{
    struct arena *a = arena_new();
    struct pg *pg = ARENA_ARRAY(a, struct pg, 1);

    pg->db = (struct db){.driver = &pg_driver, .engine = DB_PG, .arena = a};
    buf_init(&pg->copy, COPY_MAX);
    pg->conn = connect_to(url);
    require_server(&pg->db);
    /* One plan per statement and connection: with a filter such as `$2 = '' or ...` PostgreSQL
     * plans anew each time, which costs more than the statement. */
    command(&pg->db,
            "set bytea_output = hex; set extra_float_digits = 1; set standard_conforming_strings ="
            " on; set client_min_messages = warning; set default_transaction_isolation ="
            " 'read committed'; set lock_timeout = '30s';"
            " set idle_in_transaction_session_timeout = '60s';"
            " set plan_cache_mode = force_generic_plan",
            "settings");
    /* A page that takes a minute is lost; filling and reports may take longer. */
    if (mode == DB_READ)
        command(&pg->db, "set default_transaction_read_only = on", "settings");
    command(&pg->db,
            mode == DB_BULK ? "set statement_timeout = '1h'" : "set statement_timeout = '60s'",
            "settings");
    return &pg->db;
}
