/* db_sqlite.c: SQLite 3.40; the only file that includes <sqlite3.h>.
 * Not: what both engines share (db.c).
 * Start at db_sqlite_open() for the settings, lite_step() and rc_of() for errors. */
#include "db/db_driver.h"
#include <fcntl.h>
#include <math.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>

enum { APPLICATION_ID = 0x5350494c }; /* "SPIL", in the header of the file */
enum { BUSY_MS = 5000 };              /* only for other programs; our writers wait on FILE.lock */

struct lite {
    struct db db; /* first */
    sqlite3 *lite;
    const char *path; /* absolute */
    int lock;         /* FILE.lock, or -1 on a read connection */
    bool locked;
    sqlite3_stmt *begin_read, *begin_write, *commit, *rollback, *bulk;
    enum rc bulk_rc; /* of the row that was refused; those behind it are not tried */
};

static struct lite *lite_of(struct db *db)
{
    return (struct lite *)db;
}

static sqlite3 *lite_db(struct db *db)
{
    return lite_of(db)->lite;
}

/* ---- errors ---------------------------------------------------------------------------------- */

/* What a user can cause; -1 for all else. */
static int rc_of(int code)
{
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return CONFLICT;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return RELATED;
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_NOTNULL:
    case SQLITE_CONSTRAINT_DATATYPE:
    case SQLITE_MISMATCH:
        return INVALID;
    default:
        return -1;
    }
}

/* The messages of SQLite name tables and columns, never values. */
_Noreturn static void lite_die(struct lite *l, const char *doing)
{
    int code = sqlite3_extended_errcode(l->lite);
    const char *path = l->path;

    switch (code & 0xff) {
    case SQLITE_NOTADB:
        die("%s is not a SQLite database", path);
    case SQLITE_CORRUPT:
        die("%s is damaged: restore a backup (%s)", path, doing);
    case SQLITE_FULL:
        die("no room left for %s (%s)", path, doing);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        die("%s is locked by another program (%s)", path, doing);
    case SQLITE_READONLY:
        die("%s is read-only (%s)", path, doing);
    case SQLITE_CANTOPEN:
        die("cannot open %s: %s", path, strerror(sqlite3_system_errno(l->lite)));
    case SQLITE_IOERR:
        /* Without a number of the system: a write that was cut short. */
        die("cannot read or write %s: %s (%s)", path,
            sqlite3_system_errno(l->lite) ? strerror(sqlite3_system_errno(l->lite))
                                          : sqlite3_errmsg(l->lite),
            doing);
    default:
        die("%s: %s", doing, sqlite3_errmsg(l->lite));
    }
}

/* ---- preparing and binding ------------------------------------------------------------------- */

static sqlite3_stmt *lite_prepare_text(struct lite *l, const char *text, const char *where)
{
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v3(l->lite, text, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK)
        lite_die(l, where);
    return stmt;
}

/* SQLite takes $3 for a name and numbers names by first appearance, so each is looked up once. */
static void lite_prepare(struct db *db, struct stmt *s)
{
    s->handle = lite_prepare_text(lite_of(db), s->text, s->sql->where);
    s->index = ARENA_ARRAY(db->arena, int, s->params + 1);
    for (int i = 0; i < s->params; i++) {
        char name[16];

        snprintf(name, sizeof(name), "$%d", i + 1);
        s->index[i] = sqlite3_bind_parameter_index(s->handle, name);
    }
}

/* lifetime: SQLITE_STATIC when the statement ends before the caller's strings do. */
static int lite_bind_one(sqlite3_stmt *stmt, int index, const struct val *v,
                         sqlite3_destructor_type lifetime)
{
    switch (v->kind) {
    case VAL_INT:
        return sqlite3_bind_int64(stmt, index, v->i);
    case VAL_REAL:
        return sqlite3_bind_double(stmt, index, v->r); /* NAN is null */
    case VAL_TEXT:
        return sqlite3_bind_text(stmt, index, v->p, -1, lifetime);
    case VAL_BLOB:
        return v->n > INT_MAX
                   ? SQLITE_TOOBIG
                   : sqlite3_bind_blob(stmt, index, v->n ? v->p : "", (int)v->n, lifetime);
    case VAL_NULL:
    default:
        return sqlite3_bind_null(stmt, index);
    }
}

static void lite_bind(struct db *db, struct stmt *s, struct args args,
                      sqlite3_destructor_type lifetime)
{
    for (int i = 0; i < args.n; i++)
        if (lite_bind_one(s->handle, s->index[i], &args.at[i], lifetime) != SQLITE_OK)
            lite_die(lite_of(db), s->sql->where);
}

/* ---- running --------------------------------------------------------------------------------- */

static void lite_query(struct db *db, struct stmt *s, struct args args)
{
    lite_bind(db, s, args, SQLITE_TRANSIENT);
}

static bool lite_next(struct db *db, struct stmt *s, int row)
{
    int code = sqlite3_step(s->handle);

    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        lite_die(lite_of(db), s->sql->where);
    return false;
}

static void lite_end(struct db *db, struct stmt *s)
{
    sqlite3_reset(s->handle); /* repeats the error of the last step, which is dealt with */
}

static int lite_columns(const struct stmt *s)
{
    return sqlite3_column_count(s->handle);
}

/* A failed statement is undone by SQLite itself and the transaction goes on: no savepoint. */
static enum rc lite_write(struct db *db, struct stmt *s, struct args args, bool may_fail)
{
    int code;

    lite_bind(db, s, args, SQLITE_STATIC);
    while ((code = sqlite3_step(s->handle)) == SQLITE_ROW)
        ;                     /* of `returning`, not asked for */
    sqlite3_reset(s->handle); /* keeps the error for lite_die() */
    if (code == SQLITE_DONE) {
        db->touched = sqlite3_changes64(lite_db(db));
        return OK;
    }
    db->touched = 0;
    int rc = rc_of(code);
    if (rc < 0 || !may_fail)
        lite_die(lite_of(db), s->sql->where);
    return (enum rc)rc;
}

/* ---- values ---------------------------------------------------------------------------------- */

static bool lite_null(const struct stmt *s, int row, int column)
{
    return sqlite3_column_type(s->handle, column) == SQLITE_NULL;
}

_Noreturn static void wrong_type(const struct stmt *s, int column, const char *wanted)
{
    BUG("%s: column %d is not %s", s->sql->where, column, wanted);
}

static int64_t lite_int(const struct stmt *s, int row, int column)
{
    int type = sqlite3_column_type(s->handle, column);

    if (type != SQLITE_INTEGER && type != SQLITE_NULL)
        wrong_type(s, column, "an integer");
    return sqlite3_column_int64(s->handle, column);
}

static double lite_real(const struct stmt *s, int row, int column)
{
    int type = sqlite3_column_type(s->handle, column);

    if (type == SQLITE_NULL)
        return NAN;
    if (type != SQLITE_FLOAT && type != SQLITE_INTEGER)
        wrong_type(s, column, "a number");
    return sqlite3_column_double(s->handle, column);
}

static const char *lite_text(const struct stmt *s, int row, int column)
{
    int type = sqlite3_column_type(s->handle, column);

    if (type == SQLITE_NULL)
        return "";
    if (type != SQLITE_TEXT && type != SQLITE_INTEGER)
        wrong_type(s, column, "text");
    const char *text = (const char *)sqlite3_column_text(s->handle, column);
    if (!text)
        die("no memory for a text");
    return text;
}

static const void *lite_blob(struct stmt *s, int row, int column, size_t *n)
{
    int type = sqlite3_column_type(s->handle, column);

    if (type != SQLITE_BLOB && type != SQLITE_NULL)
        wrong_type(s, column, "bytes");
    const void *bytes = sqlite3_column_blob(s->handle, column);
    *n = (size_t)sqlite3_column_bytes(s->handle, column);
    return *n ? bytes : "";
}

/* ---- transactions ---------------------------------------------------------------------------- */

static int lite_step_once(sqlite3_stmt *stmt)
{
    int code = sqlite3_step(stmt);

    sqlite3_reset(stmt);
    return code;
}

/* The holder writes its number into FILE.lock and wipes it before letting go, so that a process
 * which would wait for itself is told (lite_refuse_twice). */
static void lite_sign(struct lite *l, pid_t pid)
{
    int number = (int)pid;

    if (pwrite(l->lock, &number, sizeof(number), 0) != sizeof(number))
        die("cannot write %s.lock: %s", l->path, strerror(errno));
}

/* F_WRLCK or F_UNLCK on the first byte of FILE.lock; flock() does not see these locks. */
static void lite_turnstile(struct lite *l, short type)
{
    struct flock turnstile = {.l_type = type, .l_whence = SEEK_SET, .l_len = 1};

    while (fcntl(l->lock, F_OFD_SETLKW, &turnstile) < 0)
        if (errno != EINTR)
            die("cannot lock %s.lock: %s", l->path, strerror(errno));
}

/* A process that asks for what it has would wait for ever. The number may also be that of a process
 * of long ago which was killed: then the lock is free. */
static void lite_refuse_twice(struct lite *l)
{
    int holder = 0;

    if (pread(l->lock, &holder, sizeof(holder), 0) != sizeof(holder) || holder != getpid())
        return;
    if (flock(l->lock, LOCK_EX | LOCK_NB) < 0)
        BUG("this process has a write transaction open on another connection");
    flock(l->lock, LOCK_UN);
}

/* Whoever waits for the lock stands in the turnstile, one at a time. A lock goes to who asks first
 * after it is free, and that would be its last holder when it writes again at once (a job with many
 * transactions), before those who wait have woken: it finds the turnstile taken. SQLite's own
 * waiting is sleep and retry, which lets a late writer win for seconds. */
static void lite_lock(struct lite *l)
{
    int code;

    lite_refuse_twice(l);
    lite_turnstile(l, F_WRLCK);
    while ((code = flock(l->lock, LOCK_EX)) < 0 && errno == EINTR)
        ;
    lite_turnstile(l, F_UNLCK);
    if (code < 0)
        die("cannot lock %s.lock: %s", l->path, strerror(errno));
    l->locked = true;
    lite_sign(l, getpid());
}

/* Also while dying, and with no lock held. */
static void lite_unlock(struct lite *l)
{
    static const int nobody = 0;

    if (!l->locked)
        return;
    l->locked = false;
    (void)!pwrite(l->lock, &nobody, sizeof(nobody), 0);
    flock(l->lock, LOCK_UN);
}

static void lite_begin(struct db *db, bool write)
{
    struct lite *l = lite_of(db);

    if (write)
        lite_lock(l);
    if (lite_step_once(write ? l->begin_write : l->begin_read) != SQLITE_DONE) {
        lite_unlock(l);
        lite_die(l, "begin");
    }
}

static void lite_commit(struct db *db)
{
    struct lite *l = lite_of(db);

    if (lite_step_once(l->commit) != SQLITE_DONE)
        lite_die(l, "commit");
    lite_unlock(l);
}

static void lite_rollback(struct db *db)
{
    struct lite *l = lite_of(db);

    if (l->bulk)
        sqlite3_finalize(l->bulk);
    l->bulk = NULL;
    if (!sqlite3_get_autocommit(l->lite))
        lite_step_once(l->rollback);
    lite_unlock(l);
}

/* SQLite begins and commits by itself around a single statement. */
static void lite_write_alone(struct db *db, struct stmt *s, struct args args)
{
    lite_lock(lite_of(db));
    (void)lite_write(db, s, args, false);
    lite_unlock(lite_of(db));
}

/* ---- bulk ------------------------------------------------------------------------------------ */

static void lite_bulk_begin(struct db *db, const char *table, const char *columns, int n)
{
    struct buf text;

    buf_init(&text, 16384);
    buf_fmt(&text, "insert into %s (%s) values (", table, columns);
    for (int i = 0; i < n; i++)
        buf_str(&text, i ? ",?" : "?");
    buf_ch(&text, ')');
    lite_of(db)->bulk = lite_prepare_text(lite_of(db), text.at, table);
    lite_of(db)->bulk_rc = OK;
    buf_free(&text);
}

static void lite_bulk_row(struct db *db, const struct val *row, int n, bool may_fail)
{
    struct lite *l = lite_of(db);

    if (l->bulk_rc != OK)
        return;

    for (int i = 0; i < n; i++)
        if (lite_bind_one(l->bulk, i + 1, &row[i], SQLITE_STATIC) != SQLITE_OK)
            lite_die(l, "filling");
    int code = sqlite3_step(l->bulk);
    if (code != SQLITE_DONE) {
        int rc = may_fail ? rc_of(code) : -1;

        if (rc < 0)
            lite_die(l, "filling");
        l->bulk_rc = (enum rc)rc;
    }
    sqlite3_reset(l->bulk);
}

static enum rc lite_bulk_end(struct db *db, bool may_fail)
{
    (void)may_fail; /* the row has said it */
    sqlite3_finalize(lite_of(db)->bulk);
    lite_of(db)->bulk = NULL;
    return lite_of(db)->bulk_rc;
}

/* ---- the rest -------------------------------------------------------------------------------- */

static void lite_exec_text(struct db *db, const char *text)
{
    if (sqlite3_exec(lite_db(db), text, NULL, NULL, NULL) != SQLITE_OK)
        lite_die(lite_of(db), "running a script");
}

static bool lite_check(struct db *db, const struct sql *sql, FILE *out)
{
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(lite_db(db), sql->text, -1, &stmt, NULL);

    if (code != SQLITE_OK)
        fprintf(out, "%s: SQLite: %s\n", sql->where, sqlite3_errmsg(lite_db(db)));
    sqlite3_finalize(stmt);
    return code == SQLITE_OK;
}

static bool lite_claim(struct db *db)
{
    const struct lite *l = lite_of(db);
    const char *name = arena_fmt(db->arena, "%s.serve", l->path);
    int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (fd < 0)
        die("cannot make %s: %s", name, strerror(errno));
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return true; /* the claim is the open file: it ends with the process */
    if (errno != EWOULDBLOCK)
        die("cannot lock %s: %s", name, strerror(errno));
    close(fd);
    return false;
}

/* A checkpoint says in its first column whether someone kept it from going to the end. */
static bool lite_forget(struct db *db)
{
    struct lite *l = lite_of(db);
    sqlite3_stmt *stmt = lite_prepare_text(l, "pragma wal_checkpoint(truncate)", "forget");

    lite_lock(l);
    int code = sqlite3_step(stmt);
    bool busy = code == SQLITE_ROW && sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    lite_unlock(l);
    if (code != SQLITE_ROW && code != SQLITE_BUSY && code != SQLITE_LOCKED)
        lite_die(l, "forgetting");
    return code == SQLITE_ROW && !busy;
}

static void lite_close(struct db *db)
{
    struct lite *l = lite_of(db);
    sqlite3_stmt *stmt;

    while ((stmt = sqlite3_next_stmt(l->lite, NULL)))
        sqlite3_finalize(stmt);
    sqlite3_close_v2(l->lite);
    if (l->lock >= 0)
        close(l->lock);
    arena_free(db->arena);
}

static const struct driver lite_driver = {
    .close = lite_close,
    .claim = lite_claim,
    .forget = lite_forget,
    .begin = lite_begin,
    .commit = lite_commit,
    .rollback = lite_rollback,
    .prepare = lite_prepare,
    .query = lite_query,
    .next = lite_next,
    .end = lite_end,
    .columns = lite_columns,
    .write = lite_write,
    .write_alone = lite_write_alone,
    .get_null = lite_null,
    .get_int = lite_int,
    .get_real = lite_real,
    .get_text = lite_text,
    .get_blob = lite_blob,
    .bulk_begin = lite_bulk_begin,
    .bulk_row = lite_bulk_row,
    .bulk_end = lite_bulk_end,
    .exec_text = lite_exec_text,
    .check = lite_check,
};

/* ---- opening --------------------------------------------------------------------------------- */

static int64_t pragma_int(struct lite *l, const char *text)
{
    sqlite3_stmt *stmt = lite_prepare_text(l, text, text);
    int code = sqlite3_step(stmt);
    int64_t n = code == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : 0;

    if (code != SQLITE_ROW && code != SQLITE_DONE)
        lite_die(l, text);
    sqlite3_finalize(stmt);
    return n;
}

/* The one absolute name of the file, so that all processes queue on the same FILE.lock. It also
 * keeps names such as ":memory:" and "file:x" from being special. */
static const char *absolute_path(struct arena *a, const char *path, bool create)
{
    char full[PATH_MAX];
    struct stat st;

    if (!*path)
        die("sqlite: needs the name of a file");
    if (create) { /* 0600: it will hold personal data, whatever the umask */
        int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

        if (fd < 0)
            die("cannot make %s: %s", path, strerror(errno));
        close(fd);
    }
    if (stat(path, &st) < 0 || !realpath(path, full))
        die(errno == ENOENT ? "%s does not exist; make it with: spil init" : "cannot open %s",
            path);
    if (!S_ISREG(st.st_mode))
        die("%s is not a file", path);
    return arena_str(a, full);
}

/* Debian builds SQLite for every old program; these are the settings for a new one. */
static void configure(struct lite *l)
{
    static const struct {
        int option, value;
    } options[] = {
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
    };

    for (size_t i = 0; i < COUNT(options); i++)
        if (sqlite3_db_config(l->lite, options[i].option, options[i].value, NULL) != SQLITE_OK)
            lite_die(l, "settings");
    sqlite3_busy_timeout(l->lite, BUSY_MS);
}

/* A file of our own has our number; an empty one gets it, if it may be made. */
static void require_ours(struct lite *l, bool create)
{
    int64_t id = pragma_int(l, "pragma application_id");

    if (id == APPLICATION_ID)
        return;
    if (id != 0 || pragma_int(l, "select count(*) from sqlite_schema") > 0)
        die("%s is a SQLite database, but not one of Spil", l->path);
    if (!create)
        die("%s is empty; make it with: spil init", l->path);
    lite_lock(l);
    pragma_int(l, "pragma journal_mode = wal");
    pragma_int(l, "pragma application_id = 0x5350494c");
    lite_unlock(l);
}

/* Cache: allocated as pages are read, so these are ceilings (KiB). Checkpoint: the writer who
 * passes the limit copies that many pages back, and no reader waits for it; the log writes on every
 * page view, so it leaves the work to the record writers and only steps in at 16 MB. The cache of
 * a reader starts anew after each write of another, so it does not look at every cell of each page
 * again: writers do. */
static void set_pragmas(struct lite *l, enum db_mode mode)
{
    static const struct {
        const char *synchronous;
        int cache, checkpoint;
    } modes[] = {
        [DB_READ] = {"full", 8192, 1000},
        [DB_WRITE] = {"full", 4096, 1000},
        [DB_LOG] = {"normal", 1024, 4000},
        [DB_BULK] = {"full", 65536, 8000},
    };
    struct buf text;

    buf_init(&text, 4096);
    buf_fmt(&text,
            "pragma synchronous = %s; pragma cache_size = -%d; pragma wal_autocheckpoint = %d;"
            "pragma journal_size_limit = 67108864; pragma cell_size_check = %d;"
            "pragma temp_store = memory;" /* no personal data in other files */
            "pragma secure_delete = on;"  /* what is deleted is overwritten, see db_forget() */
            "pragma query_only = %d",
            modes[mode].synchronous, modes[mode].cache, modes[mode].checkpoint, mode != DB_READ,
            mode == DB_READ);
    if (sqlite3_exec(l->lite, text.at, NULL, NULL, NULL) != SQLITE_OK)
        lite_die(l, "settings");
    buf_free(&text);
}

/* There is one thread, and nobody asks how much memory SQLite holds: its locks and counts around
 * every allocation are a fifth of the work of filling. Only before the first connection; later it
 * is refused, and is as it was set then. */
static void configure_library(void)
{
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

struct db *db_sqlite_open(const char *path, enum db_mode mode, bool create)
{
    struct arena *a = arena_new();
    struct lite *l = ARENA_ARRAY(a, struct lite, 1);

    configure_library();
    l->db = (struct db){.driver = &lite_driver, .engine = DB_SQLITE, .arena = a};
    l->path = absolute_path(a, path, create);
    l->lock = -1;
    if (mode != DB_READ) {
        const char *name = arena_fmt(a, "%s.lock", l->path);

        l->lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (l->lock < 0)
            die("cannot make %s: %s", name, strerror(errno));
    }
    if (sqlite3_open_v2(l->path, &l->lite, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK)
        lite_die(l, "opening");
    sqlite3_extended_result_codes(l->lite, 1);
    if (sqlite3_db_readonly(l->lite, "main"))
        die("%s is read-only", l->path);
    configure(l);
    require_ours(l, create && mode != DB_READ);
    pragma_int(l, "pragma journal_mode = wal");
    set_pragmas(l, mode);
    l->begin_read = lite_prepare_text(l, "begin", "begin");
    l->begin_write = lite_prepare_text(l, "begin immediate", "begin");
    l->commit = lite_prepare_text(l, "commit", "commit");
    l->rollback = lite_prepare_text(l, "rollback", "rollback");
    return &l->db;
}
