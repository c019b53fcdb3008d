/* t_db_open.c: opening, migrations, several processes, and what happens when the ground gives way.
 * Not: statements and values (t_db.c).
 * Start at the list in main(). */
#include "base/base.h"

#define WORLD_SETUP world_open
#include "db_world.h"
#include "base/date.h"
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <sys/stat.h>

static const char *file_of(struct world *w)
{
    return w->url + strlen("sqlite:");
}

static void put_file(struct world *w, const char *bytes, size_t n)
{
    int fd = open(file_of(w), O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, n), n);
    close(fd);
}

static void remove_database(struct world *w)
{
    db_close(w->db);
    w->db = NULL;
    assert_int_equal(unlink(file_of(w)), 0);
}

/* ---- opening --------------------------------------------------------------------------------- */

static void open_write(struct world *w)
{
    (void)db_open(w->url, DB_WRITE, false);
}

static void open_read(struct world *w)
{
    (void)db_open(w->url, DB_READ, false);
}

static void open_create(struct world *w)
{
    (void)db_open(w->url, DB_WRITE, true);
}

/* Root may write anywhere; this is about those who may not. */
static void become_nobody(void)
{
    if (geteuid() == 0 && (setgroups(0, NULL) < 0 || setgid(65534) < 0 || setuid(65534) < 0))
        _exit(9);
}

static void open_as_nobody(struct world *w)
{
    become_nobody();
    open_write(w);
}

static void create_as_nobody(struct world *w)
{
    become_nobody();
    open_create(w);
}

static void nothing_there(void **state)
{
    struct world *w = *state;

    remove_database(w);
    assert_dies(w, open_write, "t.db does not exist");
    assert_dies(w, open_read, "t.db does not exist");
    assert_int_equal(access(file_of(w), F_OK), -1); /* and it was not made */
    w->url = "sqlite:";
    assert_dies(w, open_create, "needs the name of a file");
    w->url = arena_fmt(w->a, "sqlite:%s", w->folder);
    assert_dies(w, open_write, "is not a file");
    w->url = arena_fmt(w->a, "sqlite:%s/no/such", w->folder);
    assert_dies(w, open_create, "cannot make");
    w->url = "mysql://x";
    assert_dies(w, open_write, "sqlite:FILE or postgresql://");
}

static void not_a_database(void **state)
{
    static const char text[] = "Dear reader, this is a letter and not a database at all.\n";
    struct world *w = *state;
    char long_text[8192], back[8192];

    remove_database(w);
    memset(long_text, 'x', sizeof(long_text));
    memcpy(long_text, text, sizeof(text) - 1);
    put_file(w, long_text, sizeof(long_text));
    assert_dies(w, open_write, "is not a SQLite database");
    assert_dies(w, open_create, "is not a SQLite database");
    int fd = open(file_of(w), O_RDONLY);
    assert_int_equal(read(fd, back, sizeof(back)), sizeof(back));
    close(fd);
    assert_memory_equal(back, long_text, sizeof(back));
    put_file(w, "", 0);
    assert_dies(w, open_write, "is empty");
}

static void database_of_another(void **state)
{
    struct world *w = *state;

    db_exec_text(w->db, "create table t (x integer); pragma application_id = 7");
    db_close(w->db);
    w->db = NULL;
    assert_dies(w, open_write, "not one of Spil");
    assert_dies(w, open_create, "not one of Spil");
}

static void not_allowed_to_write(void **state)
{
    struct world *w = *state;

    db_close(w->db);
    w->db = NULL;
    assert_int_equal(chmod(w->folder, 0755), 0);
    assert_int_equal(chmod(file_of(w), 0444), 0);
    /* the lock file would be refused first, and that is not what is tried here */
    assert_int_equal(chmod(arena_fmt(w->a, "%s.lock", file_of(w)), 0666), 0);
    if (geteuid() != 0)
        assert_int_equal(chmod(w->folder, 0555), 0);
    assert_dies(w, open_as_nobody, "t.db is read-only");
    if (geteuid() == 0)
        assert_int_equal(unlink(file_of(w)), 0);
    assert_dies(w, create_as_nobody, "cannot make");
    assert_int_equal(chmod(w->folder, 0755), 0);
}

static void begin_write(struct world *w)
{
    db_begin_write(db_open(w->url, DB_WRITE, false));
}

static void locked_by_another_program(void **state)
{
    struct world *w = *state;
    int ready[2], done[2];
    char byte;

    db_close(w->db);
    w->db = NULL;
    assert_int_equal(pipe(ready) | pipe(done), 0);
    pid_t pid = fork();
    if (pid == 0) { /* a program that does not know our lock file */
        struct db *db = db_open(w->url, DB_READ, false);

        db_exec_text(db, "pragma query_only = off; begin immediate");
        (void)!write(ready[1], "x", 1);
        close(done[1]);
        (void)!read(done[0], &byte, 1);
        _exit(0);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_dies(w, begin_write, "locked by another program");
    close(done[0]);
    close(done[1]);
    close(ready[0]);
    close(ready[1]);
    waitpid(pid, NULL, 0);
    w->db = db_open(w->url, DB_WRITE, false);
    db_begin_write(w->db); /* and now it can */
    db_rollback(w->db);
}

static void pg_refuses_in_one_line(void **state)
{
    struct world *w = *state;
    const char *tcp = getenv("SPIL_TEST_PG_TCP"), *said;

    assert_non_null(tcp);
    w->url = tcp;
    db_close(w->db);
    w->db = db_open(tcp, DB_READ, false); /* the right password works */
    db_close(w->db);
    w->db = NULL;
    char *wrong = arena_str(w->a, tcp);
    memcpy(strchr(strchr(wrong, ':') + 1, ':') + 1, "0123456789abcdef0123456789abcdef", 32);
    w->url = wrong;
    assert_dies(w, open_write, "password authentication failed");
    child(w, open_write, &said);
    assert_null(strstr(said, "0123456789abcdef"));
    w->url = "postgresql://spil@127.0.0.1:1/spil";
    assert_dies(w, open_write, "port 1 failed: Connection refused");
    w->url = arena_fmt(w->a, "%s_no_such", tcp);
    assert_dies(w, open_write, "database \"spil_no_such\" does not exist");
}

static void double_quoted(struct world *w)
{
    db_exec_text(db_open(w->url, DB_WRITE, false), "create table t (x text default \"no\")");
}

static void load_extension(struct world *w)
{
    db_exec_text(db_open(w->url, DB_WRITE, false), "select load_extension('x')");
}

static void write_the_schema(struct world *w)
{
    db_exec_text(db_open(w->url, DB_WRITE, false),
                 "pragma writable_schema = on; delete from sqlite_schema");
}

static void modern_settings(void **state)
{
    struct world *w = *state;
    struct stat st;

    db_exec_text(w->db, "create table t (x text)");
    assert_dies(w, double_quoted, "");
    assert_dies(w, load_extension, "not authorized");
    assert_dies(w, write_the_schema, "may not be modified");
    assert_int_equal(stat(file_of(w), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

/* ---- migrations ------------------------------------------------------------------------------ */

static const char one[] = "create table a (id @id, note text default '@id; it''s')@strict;\n"
                          "insert into a (id) values (1); -- @nothing; 'quoted\n";
static const char two[] = "create table b (id @id, a_id @int not null references a (id),"
                          " x @real, y @blob)@strict;\ninsert into b (id, a_id) values (5, 1);";
static const char other_two[] = "create table b (id @id)@strict;";
static const char broken[] = "create table c (id @id)@strict; insert into no_such values (1);";
static const char unknown_token[] = "create table c (id @money)@strict;";
static const char dangling[] = "insert into b (id, a_id) values (6, 99);";
static const char drops[] = "insert into a (id) values (3); Drop\ttable b;";
static const char deletes[] = "delete\nfrom b";
static const char no_reason[] = "-- destructive: \ndrop table b";
static const char reason[] = "create table c (id @id, a_id @int references a (id)\n"
                             " on delete cascade)@strict;\n-- destructive: nobody used it\n"
                             "drop table b";

#define FIRST                                                                                      \
    {                                                                                              \
        1, "one", one                                                                              \
    }
#define MIGRATE(name, ...)                                                                         \
    static void name(struct world *w)                                                              \
    {                                                                                              \
        const struct migration list[] = {__VA_ARGS__};                                             \
        db_migrate(db_open(w->url, DB_WRITE, false), list, COUNT(list));                           \
    }
MIGRATE(changed_file, {1, "one", two}, {2, "two", two})
MIGRATE(missing_number, FIRST, {3, "two", two})
MIGRATE(wrong_order, {2, "two", two}, FIRST)
MIGRATE(older_program, FIRST)
MIGRATE(broken_third, FIRST, {2, "two", two}, {3, "broken", broken})
MIGRATE(dangling_third, FIRST, {2, "two", two}, {3, "dangling", dangling})
MIGRATE(token_third, FIRST, {2, "two", two}, {3, "token", unknown_token})
MIGRATE(drop_third, FIRST, {2, "two", two}, {3, "drops", drops})
MIGRATE(delete_third, FIRST, {2, "two", two}, {3, "deletes", deletes})
MIGRATE(reasonless_third, FIRST, {2, "two", two}, {3, "no_reason", no_reason})

static void require_two(struct world *w)
{
    const struct migration list[] = {FIRST, {2, "two", two}};

    db_require_current(db_open(w->url, DB_READ, false), list, 2);
}

static void require_one(struct world *w)
{
    const struct migration list[] = {FIRST};

    db_require_current(db_open(w->url, DB_READ, false), list, 1);
}

static void migrations_run_once(void **state)
{
    /* as `b2sum -l 256` says */
    static const char *const hashes[] = {
        "2c5672bba0a8c87b80dbf4a32bd7c193ef833195f16f9916c4ffe9087954bcce",
        "271d98a657e069e34ade89227aa33089b790882b1903fdb6b7e622a6210b2749"};
    struct world *w = *state;
    const struct migration list[] = {FIRST, {2, "two", two}, {3, "reason", reason}};

    assert_dies(w, require_two, "the database is empty");
    assert_int_equal(db_migrate(w->db, list, 0), 0);
    assert_int_equal(db_migrate(w->db, list, 1), 1);
    assert_dies(w, require_two, "migration 1 of 2");
    assert_int_equal(db_migrate(w->db, list, 2), 1);
    assert_int_equal(db_migrate(w->db, list, 2), 0);
    db_require_current(w->db, list, 2);
    assert_dies(w, require_one, "newer than this program");
    assert_int_equal(db_one_int(w->db, SQL("select id from a"), NO_ARGS, 0), 1);
    assert_int_equal(db_one_int(w->db, SQL("select a_id from b"), NO_ARGS, 0), 1);
    assert_string_equal(db_one_text(w->db, w->a, SQL("select note from a"), NO_ARGS, ""),
                        "@id; it's");
    struct db_rows q = db_query(
        w->db, SQL("select number, name, hash, applied_at from schema_log order by number"),
        NO_ARGS);
    for (int i = 0; i < 2; i++) {
        assert_true(db_next(&q));
        assert_int_equal(db_int(&q, 0), i + 1);
        assert_string_equal(db_text(&q, 1), list[i].name);
        assert_string_equal(db_text(&q, 2), hashes[i]);
        assert_true(db_int(&q, 3) > INT64_C(1700000000000));
    }
    assert_false(db_next(&q));
    assert_int_equal(db_migrate(w->db, list, 3), 1);
}

/* SQLite: an index made by a migration is in the statistics, if the database has any. */
static void migrations_renew_statistics(void **state)
{
    struct world *w = *state;
    const struct migration list[] = {FIRST,
                                     {2, "note", "create index a_note on a (note)"},
                                     {3, "more", "create index a_more on a (note, id)"}};

    assert_int_equal(db_migrate(w->db, list, 2), 2);
    if (db_engine(w->db) != DB_SQLITE)
        return;
    assert_false(db_exists(
        w->db, SQL2("select 1 from sqlite_schema where name = 'sqlite_stat1'", "select 1"),
        NO_ARGS));
    db_exec_text(w->db, "analyze");
    assert_int_equal(db_migrate(w->db, list, 3), 1);
    assert_string_equal(
        db_one_text(w->db, w->a,
                    SQL2("select stat from sqlite_stat1 where idx = 'a_more'", "select ''"),
                    NO_ARGS, ""),
        "1 1 1");
}

static void migrations_refused(void **state)
{
    struct world *w = *state;
    const struct migration list[] = {FIRST, {2, "two", two}, {3, "two", other_two}};

    assert_int_equal(db_migrate(w->db, list, 2), 2);
    assert_dies(w, changed_file, "migration 1 one is not the one");
    assert_dies(w, missing_number, "has migration 2, and this program does not");
    assert_dies(w, wrong_order, "migration 1 one is out of order");
    assert_dies(w, older_program, "newer than this program");
    assert_dies(w, broken_third, "no_such");
    assert_dies(w, token_third, "unknown token @money");
    assert_dies(w, dangling_third, w->engine == DB_PG ? "23503" : "point at nothing");
    assert_dies(w, drop_third, "-- destructive: reason");
    assert_dies(w, delete_third, "-- destructive: reason");
    assert_dies(w, reasonless_third, "-- destructive: reason");
    /* none of them left a trace: table c is free, b has its row, and a has one row */
    db_require_current(w->db, list, 2);
    assert_int_equal(db_one_int(w->db, SQL("select count(*) from a"), NO_ARGS, 0), 1);
    assert_int_equal(db_one_int(w->db, SQL("select count(*) from b"), NO_ARGS, 0), 1);
    db_exec_text(w->db, "create table c (id bigint)");
}

static void migrate_two(struct world *w)
{
    const struct migration list[] = {FIRST, {2, "two", two}};

    db_migrate(db_open(w->url, DB_WRITE, false), list, 2);
}

/* ---- several processes ----------------------------------------------------------------------- */

static void start(struct world *w, void (*f)(struct world *w), pid_t *pid)
{
    *pid = fork();
    if (*pid == 0) {
        f(w);
        _exit(0);
    }
}

/* Runs f in four processes at once; all must end well. */
static void four_at_once(struct world *w, void (*f)(struct world *w))
{
    pid_t pids[4];
    int status;

    db_close(w->db);
    for (int i = 0; i < 4; i++)
        start(w, f, &pids[i]);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
        assert_int_equal(status, 0);
    }
    w->db = db_open(w->url, DB_WRITE, false);
}

static void migrate_four_times_at_once(void **state)
{
    struct world *w = *state;
    const struct migration list[] = {FIRST, {2, "two", two}};

    four_at_once(w, migrate_two);
    db_require_current(w->db, list, 2);
    assert_int_equal(db_one_int(w->db, SQL("select count(*) from a"), NO_ARGS, 0), 1);
}

static void count_to_fifty(struct world *w)
{
    struct db *db = db_open(w->url, DB_WRITE, false);

    for (int i = 0; i < 50; i++) {
        db_begin_write(db);
        int64_t n = db_one_int(db, SQL("select id from a"), NO_ARGS, 0);

        db_run(db, SQL("update a set id = $1"), ARGS(I(n + 1)));
        db_commit(db);
    }
}

/* Read, add in C, write: 1 + 4 x 50, unless two of them read the same. */
static void writers_take_turns(void **state)
{
    struct world *w = *state;
    const struct migration list[] = {FIRST};

    db_migrate(w->db, list, 1);
    four_at_once(w, count_to_fifty);
    assert_int_equal(db_one_int(w->db, SQL("select id from a"), NO_ARGS, 0), 201);
}

static bool somebody_waits(struct world *w)
{
    struct flock turnstile = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
    int fd = open(arena_fmt(w->a, "%s/t.db.lock", w->folder), O_RDWR | O_CLOEXEC);

    assert_true(fd >= 0 && fcntl(fd, F_OFD_GETLK, &turnstile) == 0);
    close(fd);
    return turnstile.l_type != F_UNLCK;
}

/* Adds one for every sign that comes. */
static void add_when_told(struct world *w, int told)
{
    struct db *db = db_open(w->url, DB_WRITE, false);
    char sign;

    while (read(told, &sign, 1) == 1) {
        db_begin_write(db);
        db_run(db, SQL("update a set id = id + 1"), NO_ARGS);
        db_commit(db);
    }
}

/* A job that writes one transaction right behind the other lets in who waits. */
static void the_one_who_waits_goes_first(void **state)
{
    struct world *w = *state;
    const struct migration list[] = {FIRST};
    int tell[2];

    db_migrate(w->db, list, 1);
    db_close(w->db);
    w->db = NULL;
    assert_int_equal(pipe(tell), 0);
    pid_t pid = fork();
    if (pid == 0) {
        close(tell[1]);
        add_when_told(w, tell[0]);
        _exit(0);
    }
    w->db = db_open(w->url, DB_WRITE, false);
    db_begin_write(w->db);
    for (int i = 0; i < 20; i++) {
        assert_int_equal(write(tell[1], "x", 1), 1);
        for (int64_t start = now_ms(); !somebody_waits(w); sched_yield())
            assert_true(now_ms() - start < 20000);
        db_commit(w->db);
        db_begin_write(w->db);
        assert_int_equal(db_one_int(w->db, SQL("select id from a"), NO_ARGS, 0), 2 + i);
    }
    db_rollback(w->db);
    close(tell[0]);
    close(tell[1]);
    waitpid(pid, NULL, 0);
}

static void claim_or_quit(struct world *w)
{
    if (!db_claim(db_open(w->url, DB_WRITE, false)))
        die("taken");
}

static void one_server_at_a_time(void **state)
{
    struct world *w = *state;
    int ready[2];
    char byte;

    db_close(w->db);
    w->db = NULL;
    assert_int_equal(pipe(ready), 0);
    pid_t pid = fork();
    if (pid == 0) {
        claim_or_quit(w);
        (void)!write(ready[1], "x", 1);
        pause();
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_dies(w, claim_or_quit, "taken");
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    close(ready[0]);
    close(ready[1]);
    w->db = db_open(w->url, DB_WRITE, false);
    bool free_again = false;
    for (int i = 0; i < 50000 && !free_again; i++) /* PostgreSQL notices within milliseconds */
        free_again = db_claim(w->db);
    assert_true(free_again);
}

/* ---- the ground gives way -------------------------------------------------------------------- */

static void fill_the_disk(struct world *w)
{
    struct db *db = db_open(w->url, DB_WRITE, false);

    db_exec_text(db, "pragma max_page_count = 40");
    db_begin_write(db);
    for (int i = 10; i < 10000; i++)
        db_run(db, SQL("insert into a (id, note) values ($1, $2)"),
               ARGS(I(i), S("a note that takes some room, so that the file is soon full")));
    db_commit(db);
}

static void fill_past_the_limit(struct world *w)
{
    static const struct rlimit limit = {256 * 1024, 256 * 1024};
    struct db *db = db_open(w->url, DB_BULK, false);

    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    db_begin_write(db);
    struct db_bulk *b = db_bulk_begin(db, "a", "id, note", 2);
    for (int i = 10; i < 10000; i++)
        db_bulk_row(b, (const struct val[]){I(i), S("a note that takes some room, so that it is "
                                                    "soon more than may be written")});
    db_bulk_end(b);
    db_commit(db);
}

static void full_disk_leaves_what_was_there(void **state)
{
    struct world *w = *state;
    const struct migration list[] = {FIRST};

    db_migrate(w->db, list, 1);
    assert_dies(w, fill_the_disk, "no room left");
    assert_dies(w, fill_past_the_limit, "t.db");
    db_close(w->db); /* a fresh look */
    w->db = db_open(w->url, DB_WRITE, false);
    assert_int_equal(db_one_int(w->db, SQL("select count(*) from a"), NO_ARGS, 0), 1);
    assert_string_equal(db_one_text(w->db, w->a,
                                    SQL2("select * from pragma_integrity_check", "select 'ok'"),
                                    NO_ARGS, ""),
                        "ok");
}

static void query_after_the_cut(struct world *w)
{
    struct db *db = db_open(w->url, DB_WRITE, false), *killer = db_open(w->url, DB_WRITE, false);

    db_begin_write(db);
    db_run(db, SQL("insert into a (id) values (2)"), NO_ARGS);
    db_exec_text(killer, "select pg_terminate_backend(pid) from pg_stat_activity"
                         " where state = 'idle in transaction' and application_name = 'spil'");
    db_commit(db);
}

static void lost_connection(void **state)
{
    struct world *w = *state;
    const struct migration list[] = {FIRST};

    db_migrate(w->db, list, 1);
    assert_dies(w, query_after_the_cut, "connection with PostgreSQL was lost");
    assert_int_equal(db_one_int(w->db, SQL("select count(*) from a"), NO_ARGS, 0), 1);
}

static void damaged_in_the_middle(void **state)
{
    static const char noise[4096] = {"\x05 noise where a page was"};
    struct world *w = *state;
    const struct migration list[] = {FIRST, {2, "two", two}};

    db_migrate(w->db, list, 2);
    db_close(w->db);
    w->db = NULL;
    int fd = open(file_of(w), O_WRONLY);
    for (int page = 1; page < 8; page++)
        assert_int_equal(pwrite(fd, noise, sizeof(noise), page * 4096), sizeof(noise));
    close(fd);
    assert_dies(w, require_two, "is damaged: restore a backup");
}

/* ---- which statements were executed ---------------------------------------------------------- */

static void seen_statements(void **state)
{
    struct world *w = *state;
    const char *seen = arena_fmt(w->a, "%s/seen", w->folder);
    const struct migration list[] = {FIRST};
    char text[65536];

    setenv("SPIL_SQL_SEEN", seen, 1);
    struct db *db = db_open(w->url, DB_WRITE, false);
    unsetenv("SPIL_SQL_SEEN");
    db_migrate(db, list, 1);
    for (int i = 0; i < 2; i++)
        assert_false(db_exists(db, SQL("select 1 from a where id = 77"), NO_ARGS));
    const struct sql *never = SQL("select 1 from a where id = 78");
    db_close(db);
    FILE *out = tmpfile();
    int unseen = db_print_unseen(seen, out);
    read_back(out, text, sizeof(text));
    int lines = 0;
    for (const char *p = text; *p; p++)
        lines += *p == '\n';
    assert_int_equal(unseen, lines);
    assert_non_null(strstr(text, never->where));
    FILE *in = fopen(seen, "r");
    char line[512];
    int times = 0;
    while (fgets(line, sizeof(line), in))
        times += strstr(line, "t_db_open.c") != NULL;
    fclose(in);
    assert_int_equal(times, 1);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        SQLITE(nothing_there),
        SQLITE(not_a_database),
        SQLITE(database_of_another),
        SQLITE(not_allowed_to_write),
        SQLITE(locked_by_another_program),
        PG(pg_refuses_in_one_line),
        SQLITE(modern_settings),
        BOTH(migrations_run_once),
        BOTH(migrations_renew_statistics),
        BOTH(migrations_refused),
        BOTH(migrate_four_times_at_once),
        BOTH(writers_take_turns),
        SQLITE(the_one_who_waits_goes_first),
        BOTH(one_server_at_a_time),
        SQLITE(full_disk_leaves_what_was_there),
        PG(lost_connection),
        SQLITE(damaged_in_the_middle),
        BOTH(seen_statements),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
