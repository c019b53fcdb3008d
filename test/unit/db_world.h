/* db_world.h: for the tests of the database layer: a database of its own for each test, on either
 * engine, and a child process whose end and last words can be asserted. Shared by t_db*.c only. */
#ifndef SPIL_TEST_DB_WORLD_H
#define SPIL_TEST_DB_WORLD_H

#include "db/db.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <cmocka.h>

struct world {
    enum db_engine engine;
    struct arena *a;
    const char *folder; /* temporary */
    const char *url;    /* a fresh database or PostgreSQL schema */
    struct db *db;      /* DB_WRITE */
};

static const char *pg_url(void)
{
    const char *url = getenv("SPIL_TEST_PG");

    if (!url)
        fail_msg("SPIL_TEST_PG is not set: run this through tools/with-postgres");
    return url;
}

static void make_pg_schema(struct world *w)
{
    const char *base = strrchr(w->folder, '-') + 1; /* the six random signs of the folder */
    struct db *db = db_open(pg_url(), DB_WRITE, false);

    db_exec_text(db, arena_fmt(w->a, "create schema t_%s", base));
    db_close(db);
    w->url = arena_fmt(w->a, "%s&options=-csearch_path%%3Dt_%s", pg_url(), base);
}

/* *state: on entry the engine, after it the world. */
static int world_open(void **state)
{
    enum db_engine engine = *(const enum db_engine *)*state;
    struct arena *a = arena_new();
    struct world *w = ARENA_ARRAY(a, struct world, 1);
    const char *tmp = getenv("TMPDIR");
    char *folder = arena_fmt(a, "%s/spil-db-XXXXXX", tmp ? tmp : "/tmp");

    assert_non_null(mkdtemp(folder));
    *w = (struct world){.engine = engine, .a = a, .folder = folder};
    w->url = arena_fmt(a, "sqlite:%s/t.db", folder);
    if (engine == DB_PG)
        make_pg_schema(w);
    w->db = db_open(w->url, DB_WRITE, true);
    *state = w;
    return 0;
}

static int world_close(void **state)
{
    struct world *w = *state;
    static const char *const names[] = {"t.db",       "t.db-wal", "t.db-shm", "t.db.lock",
                                        "t.db.serve", "seen",     "other"};

    db_close(w->db);
    for (size_t i = 0; i < COUNT(names); i++)
        unlink(arena_fmt(w->a, "%s/%s", w->folder, names[i]));
    rmdir(w->folder);
    arena_free(w->a);
    return 0;
}

static void quit(const char *message)
{
    _exit(1);
}

/* Runs f(w) in a child. Its last words are in *said (in the arena); returns the wait status. f
 * opens its own connection: w->db is closed meanwhile, because none survives a fork. */
static int child(struct world *w, void (*f)(struct world *w), const char **said)
{
    bool reopen = w->db != NULL;
    int ends[2], status;
    char *text = arena_alloc(w->a, 2048);
    size_t len = 0;
    ssize_t n;

    assert_int_equal(pipe(ends), 0);
    fflush(stdout);
    db_close(w->db);
    w->db = NULL;
    pid_t pid = fork();
    if (pid == 0) {
        static const struct rlimit no_core = {0, 0};

        setrlimit(RLIMIT_CORE, &no_core);
        signal(SIGABRT, SIG_DFL);
        dup2(ends[1], STDERR_FILENO);
        die_hook_set(quit);
        f(w);
        _exit(0);
    }
    close(ends[1]);
    while (len < 2047 && (n = read(ends[0], text + len, 2047 - len)) > 0)
        len += (size_t)n;
    close(ends[0]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (reopen)
        w->db = db_open(w->url, DB_WRITE, false);
    *said = text;
    return status;
}

static void check_child(struct world *w, void (*f)(struct world *w), const char *words, bool bug)
{
    const char *said;
    int status = child(w, f, &said);
    bool ended = bug ? WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT
                     : WIFEXITED(status) && WEXITSTATUS(status) == 1;
    const char *newline = strchr(said, '\n');

    if (!ended || !strstr(said, words))
        fail_msg("status %x, said \"%s\", wanted \"%s\"", (unsigned)status, said, words);
    if (!newline || newline[1])
        fail_msg("not one line: \"%s\"", said);
}

/* f must die() with one line that holds these words, or be told it is a BUG(). */
static inline void assert_dies(struct world *w, void (*f)(struct world *w), const char *words)
{
    check_child(w, f, words, false);
}

static inline void assert_bug(struct world *w, void (*f)(struct world *w), const char *words)
{
    check_child(w, f, words, true);
}

/* What was written to a tmpfile(), as a string; closes it. */
static inline void read_back(FILE *f, char *text, size_t size)
{
    rewind(f);
    text[fread(text, 1, size - 1, f)] = '\0';
    fclose(f);
}

static const enum db_engine engine_sqlite = DB_SQLITE, engine_pg = DB_PG;
#define ON(name, f)                                                                                \
    {                                                                                              \
#name ": " #f, f, WORLD_SETUP, world_close, (void *)(uintptr_t)&engine_##name              \
    }
#define BOTH(f)   ON(sqlite, f), ON(pg, f)
#define SQLITE(f) ON(sqlite, f)
#define PG(f)     ON(pg, f)

#endif
