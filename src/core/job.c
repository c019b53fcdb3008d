/* job.c: the job table and its worker.
 * Not: what a job does (the features).
 * Start at job_run_one(). */
#include "core/job.h"

#include <signal.h>

#include "base/date.h"
#include "core/confine.h"

enum { LEASE_MS = 60 * 1000, MAX_ATTEMPTS = 3, RETRY_MS = 30 * 1000, IDLE_MS = 1000 };

static const struct job_kind *kind_find(const char *name)
{
    for (const struct feature *const *f = features; *f; f++)
        for (const struct job_kind *k = (*f)->jobs; k && k->name; k++)
            if (!strcmp(k->name, name))
                return k;
    return NULL;
}

int64_t job_add(struct site *site, const char *kind, const char *argument, int64_t staff_id,
                int64_t due_at)
{
    int64_t id = site_new_id(site);

    if (!kind_find(kind))
        BUG("no job kind %s", kind);
    db_run(
        site->write,
        SQL("insert into job (id, kind, argument, staff_id, due_at) values ($1, $2, $3, $4, $5)"),
        ARGS(I(id), S(kind), S(argument), ID(staff_id), I(due_at)));
    return id;
}

bool job_progress(struct job *j, int percent)
{
    struct db *db = j->site->write;
    bool own = !db_in_transaction(db);

    if (own)
        db_begin_write(db);
    db_run(db,
           SQL("update job set progress = $2, leased_until = $3"
               " where id = $1 and state = 'running'"),
           ARGS(I(j->id), I(percent), I(now_ms() + LEASE_MS)));
    bool goes_on = db_touched(db) == 1;
    if (own)
        db_commit(db);
    return goes_on;
}

/* Takes the most urgent due job, or one whose worker died. */
static bool take(struct site *site, struct job *j, const char **kind, int64_t *attempts)
{
    struct db *db = site->write;
    bool found = false;

    db_begin_write(db);
    struct db_rows q =
        db_query(db,
                 SQL2("select id, kind, argument, attempts from job where (state = 'waiting' and "
                      "due_at <= $1)"
                      " or (state = 'running' and leased_until < $1) order by due_at limit 1",
                      "select id, kind, argument, attempts from job where (state = 'waiting' and "
                      "due_at <= $1)"
                      " or (state = 'running' and leased_until < $1) order by due_at limit 1"
                      " for update skip locked"),
                 ARGS(I(now_ms())));
    while (db_next(&q)) {
        j->id = db_int(&q, 0);
        *kind = db_text_copy(&q, 1, j->arena);
        j->argument = db_text_copy(&q, 2, j->arena);
        *attempts = db_int(&q, 3) + 1;
        found = true;
    }
    if (found)
        db_run(
            db,
            SQL("update job set state = 'running', leased_until = $2, attempts = $3 where id = $1"),
            ARGS(I(j->id), I(now_ms() + LEASE_MS), I(*attempts)));
    db_commit(db);
    return found;
}

bool job_run_one(struct site *site)
{
    struct job j = {.site = site, .arena = arena_new(), .message = ""};
    const char *name = "";
    int64_t attempts = 0;

    if (!take(site, &j, &name, &attempts)) {
        arena_free(j.arena);
        return false;
    }
    const struct job_kind *kind = kind_find(name);
    bool done = kind && attempts <= MAX_ATTEMPTS && kind->run(&j);
    const char *state = done ? "done" : attempts < MAX_ATTEMPTS && kind ? "waiting" : "failed";
    db_begin_write(site->write);
    db_run(
        site->write,
        SQL("update job set state = $2, message = $3, progress = $4, due_at = $5, finished_at = $6"
            " where id = $1 and state = 'running'"),
        ARGS(I(j.id), S(state), S(j.message), I(done ? 100 : 0), I(now_ms() + RETRY_MS),
             I(now_ms())));
    db_commit(site->write);
    arena_free(j.arena);
    return true;
}

/* The regular kinds: one waiting row each, planned from the end of the last run. */
static void plan_regular(struct site *site)
{
    for (const struct feature *const *f = features; *f; f++) {
        for (const struct job_kind *k = (*f)->jobs; k && k->name; k++) {
            if (!k->every_minutes)
                continue;
            db_begin_write(site->write);
            if (!db_exists(
                    site->write,
                    SQL("select 1 from job where kind = $1 and state in ('waiting', 'running')"),
                    ARGS(S(k->name)))) {
                int64_t last =
                    db_one_int(site->write, SQL("select max(finished_at) from job where kind = $1"),
                               ARGS(S(k->name)), 0);
                job_add(site, k->name, "", 0, last ? last + k->every_minutes * 60000LL : now_ms());
                db_run(site->write,
                       SQL("delete from job where kind = $1 and state in ('done', 'failed')"
                           " and finished_at < $2"),
                       ARGS(S(k->name), I(now_ms() - 7 * 24 * 3600 * 1000LL)));
            }
            db_commit(site->write);
        }
    }
}

static volatile sig_atomic_t stopping;

static void on_stop(int signal_number)
{
    (void)signal_number;
    stopping = 1;
}

_Noreturn void job_worker(const struct config *config)
{
    struct sigaction stop = {.sa_handler = on_stop};
    struct site *site;

    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGINT, &stop, NULL);
    site = site_open(config);
    confine_calls(CONFINE_SANITIZED);
    while (!stopping) {
        plan_regular(site);
        while (!stopping && job_run_one(site))
            site_tick(site);
        site_tick(site);
        for (int waited = 0; waited < IDLE_MS && !stopping; waited += 100)
            usleep(100 * 1000);
    }
    site_close(site);
    exit(0);
}
