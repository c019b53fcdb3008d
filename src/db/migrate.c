/* migrate.c: brings the schema to the newest migration, and says which one a database has.
 * Not: what the tables hold (schema/).
 * Start at db_migrate(). */
#include "db/db_driver.h"
#include <ctype.h>
#include <sodium.h>

enum { HASH_BYTES = 32, MAX_SCRIPT = 1 << 20 };

/* ---- text of a migration --------------------------------------------------------------------- */

static const char *token_text(const struct migration *m, const char *token, size_t n,
                              enum db_engine engine)
{
    static const struct {
        const char *token, *text[2]; /* by enum db_engine */
    } tokens[] = {
        {"@id", {"integer primary key", "bigint primary key"}},
        {"@int", {"integer", "bigint"}},
        {"@real", {"real", "double precision"}},
        {"@blob", {"blob", "bytea"}},
        {"@strict", {" strict", ""}},
        {"@keyed", {" strict, without rowid", ""}},
    };

    for (size_t i = 0; i < COUNT(tokens); i++)
        if (strlen(tokens[i].token) == n && strncmp(tokens[i].token, token, n) == 0)
            return tokens[i].text[engine];
    die("migration %d %s: unknown token %.*s", m->number, m->name, (int)n, token);
}

static void replace_tokens(const struct migration *m, enum db_engine engine, struct buf *out)
{
    const char *at = m->text, *from;
    enum sql_piece piece;

    while ((piece = sql_next_piece(&at, &from)) != SQL_END) {
        size_t n = (size_t)(at - from);

        if (piece == SQL_TOKEN)
            buf_str(out, token_text(m, from, n, engine));
        else
            buf_add(out, from, n);
    }
}

static bool is(const char *word, size_t n, const char *what)
{
    return n == strlen(what) && strncasecmp(word, what, n) == 0;
}

/* drop, truncate or `delete from` takes data away that nobody can bring back. */
static bool takes_away(const char *text)
{
    const char *at = text, *from;
    bool after_delete = false;
    enum sql_piece piece;

    while ((piece = sql_next_piece(&at, &from)) != SQL_END) {
        size_t n = (size_t)(at - from);

        if (piece != SQL_WORD)
            continue;
        if (is(from, n, "drop") || is(from, n, "truncate") || (after_delete && is(from, n, "from")))
            return true;
        after_delete = is(from, n, "delete");
    }
    return false;
}

/* A line `-- destructive: reason`, with a reason. */
static bool gives_reason(const char *text)
{
    static const char mark[] = "-- destructive:";
    const char *line = text;

    while (line) {
        if (strncmp(line, mark, sizeof(mark) - 1) == 0) {
            line += sizeof(mark) - 1;
            line += strspn(line, " \t");
            return *line != '\0' && *line != '\n';
        }
        line = strchr(line, '\n');
        line = line ? line + 1 : NULL;
    }
    return false;
}

/* BLAKE2b-256 of the text as it stands in the file, in hexadecimal. */
static const char *hash_of(struct arena *a, const char *text)
{
    unsigned char hash[HASH_BYTES];
    char *hex = arena_alloc(a, 2 * HASH_BYTES + 1);

    if (sodium_init() < 0)
        die("libsodium does not start");
    crypto_generichash(hash, sizeof(hash), (const unsigned char *)text, strlen(text), NULL, 0);
    return sodium_bin2hex(hex, 2 * HASH_BYTES + 1, hash, sizeof(hash));
}

/* ---- what the database has ------------------------------------------------------------------- */

static bool has_log(struct db *db)
{
    return db_exists(db,
                     SQL2("select 1 from sqlite_schema where type = 'table' and"
                          " name = 'schema_log'",
                          "select 1 from pg_tables where schemaname = current_schema() and"
                          " tablename = 'schema_log'"),
                     NO_ARGS);
}

/* How many ran; checks that those are the first of ours, and unchanged. */
static int applied(struct db *db, const struct migration *all, int n)
{
    struct arena *a = arena_new();
    struct db_rows q =
        db_query(db, SQL("select number, hash from schema_log order by number"), NO_ARGS);
    int ran = 0;

    while (db_next(&q)) {
        int64_t number = db_int(&q, 0);

        if (number > all[n - 1].number)
            die("the database is newer than this program: it has migration %" PRId64
                ", the program knows %d",
                number, all[n - 1].number);
        if (number > all[ran].number)
            die("the database misses migration %d", all[ran].number);
        if (number < all[ran].number)
            die("the database has migration %" PRId64 ", and this program does not", number);
        if (strcmp(db_text(&q, 1), hash_of(a, all[ran].text)) != 0)
            die("migration %" PRId64 " %s is not the one this database was made with", number,
                all[ran].name);
        ran++;
    }
    arena_free(a);
    return ran;
}

/* Numbers rise; some may not be used. */
static void check_list(const struct migration *all, int n)
{
    for (int i = 0; i < n; i++) {
        if (all[i].number <= (i ? all[i - 1].number : 0))
            die("migration %d %s is out of order", all[i].number, all[i].name);
        if (takes_away(all[i].text) && !gives_reason(all[i].text))
            die("migration %d %s drops or deletes; it needs a line `-- destructive: reason`",
                all[i].number, all[i].name);
    }
}

/* ---- running --------------------------------------------------------------------------------- */

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* SQLite changes a table by making a new one, during which references point at nothing; so they
 * are not enforced while a migration runs, but all checked before it is committed. */
static void references_enforced(struct db *db, bool on)
{
    if (db_engine(db) == DB_SQLITE)
        db_exec_text(db, on ? "pragma foreign_keys = on" : "pragma foreign_keys = off");
}

static bool references_broken(struct db *db)
{
    return db_exists(db, SQL2("select 1 from pragma_foreign_key_check", "select 1 where 1 = 0"),
                     NO_ARGS);
}

static void run_one(struct db *db, const struct migration *m)
{
    struct arena *a = arena_new();
    struct buf script;

    buf_init(&script, MAX_SCRIPT);
    replace_tokens(m, db_engine(db), &script);
    db_exec_text(db, script.at);
    buf_free(&script);
    if (references_broken(db))
        die("migration %d %s leaves references that point at nothing", m->number, m->name);
    db_run(db,
           SQL("insert into schema_log (number, name, hash, applied_at) values ($1, $2, $3, $4)"),
           ARGS(I(m->number), S(m->name), S(hash_of(a, m->text)), I(now_ms())));
    arena_free(a);
}

static void make_log(struct db *db)
{
    static const struct migration log = {
        .name = "schema_log",
        .text = "create table if not exists schema_log (number @int primary key,"
                " name text not null, hash text not null, applied_at @int not null)@strict",
    };
    struct buf script;

    buf_init(&script, MAX_SCRIPT);
    replace_tokens(&log, db_engine(db), &script);
    db_exec_text(db, script.at);
    buf_free(&script);
}

/* A new index is chosen by what the statistics say of it: SQLite keeps those it has until somebody
 * asks for them again, PostgreSQL does that by itself. A thousand rows of an index tell enough, in
 * half a second of a database of national size. */
static void statistics_renew(struct db *db)
{
    if (!db_exists(
            db,
            SQL2("select 1 from sqlite_schema where name = 'sqlite_stat1'", "select 1 where 1 = 0"),
            NO_ARGS))
        return;
    db_begin_write(db);
    db_exec_text(db, "pragma analysis_limit = 1000; analyze");
    db_commit(db);
}

int db_migrate(struct db *db, const struct migration *all, int n)
{
    int ran = 0;
    bool more = true;

    check_list(all, n);
    references_enforced(db, false);
    while (more) { /* each looks again under the lock, because another process may migrate too */
        db_begin_write(db);
        make_log(db);
        int done = applied(db, all, n);

        if (done < n) {
            run_one(db, &all[done]);
            ran++;
        }
        more = done + 1 < n;
        db_commit(db);
    }
    references_enforced(db, true);
    if (ran)
        statistics_renew(db);
    return ran;
}

void db_require_current(struct db *db, const struct migration *all, int n)
{
    check_list(all, n);
    if (!has_log(db))
        die("the database is empty; make its tables with: spil init");
    int done = applied(db, all, n);

    if (done < n)
        die("the database is older than this program: it has migration %d of %d; run: spil init",
            done ? all[done - 1].number : 0, all[n - 1].number);
}
