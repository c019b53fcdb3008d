/* serve.c: starting the server and the job worker, preparing a database, and listing what there is.
 * Not: processes and sockets (src/http), nor answering a request (run.c).
 * Start at serve_command(). */
#include "core/serve.h"

#include "core/access_req.h"
#include "core/confine.h"
#include "core/job.h"
#include "core/run.h"
#include "core/user.h"

static struct config options_only(int argc, char **argv)
{
    int rest;
    struct config c = config_read(argc, argv, &rest);

    if (rest < argc)
        die("%s does not know \"%s\": see spil help", argv[0], argv[rest]);
    return c;
}

int init_command(int argc, char **argv)
{
    struct config config = options_only(argc, argv);
    struct arena *a = arena_new();
    unsigned char key[ACCESS_KEY_BYTES];
    int n;

    confine_user(config.user); /* whose files they will be */
    struct migration *all = site_migrations(a, &n);
    struct db *db = db_open(config.db, DB_BULK, true);
    int ran = db_migrate(db, all, n);

    access_key_load(config.key, true, key);
    db_close(db);
    arena_free(a);
    printf("%d of %d migrations done; the key of the access log is in %s\n", ran, n, config.key);
    return 0;
}

/* Settings, and the sockets to the helpers. */
struct serving {
    struct config config;
    struct helpers helpers;
};

/* ---- serve ----------------------------------------------------------------------------------- */

static void *worker_start(void *context, int worker)
{
    struct serving *serving = context;
    struct site *site = site_open(&serving->config);

    (void)worker;
    site->helpers = &serving->helpers;
    confine_calls(CONFINE_SANITIZED);
    return site;
}

static void worker_stop(void *site)
{
    site_close(site);
}

static void handle(struct http_exchange *x, void *site)
{
    site_tick(site); /* also after a machine slept */
    run_request(x, site);
}

static void tick(void *site)
{
    site_tick(site);
}

static void settle(void *site)
{
    site_settle(site);
}

static void ready(void *context, int port)
{
    const struct serving *serving = context;

    printf("Spil listens on http://%s:%d/\n", serving->config.address, port);
    fflush(stdout);
}

static void job_child(void *context)
{
    const struct serving *serving = context;

    job_worker(&serving->config);
}

static void hash_child(void *context)
{
    const struct serving *serving = context;

    confine_calls(CONFINE_SANITIZED);
    helper_run(serving->helpers.serve[HELPER_HASH], &serving->config, password_work);
}

static void net_child(void *context)
{
    const struct serving *serving = context;

    confine_calls(CONFINE_SANITIZED);
    for (const struct feature *const *f = features; *f; f++)
        if ((*f)->net)
            helper_run(serving->helpers.serve[HELPER_NET], &serving->config, (*f)->net);
    BUG("no feature asks other servers");
}

/* The parent looks once whether the database is fit, and claims it; it never sees a record. What
 * comes back holds the claim: to be closed at the end. */
static struct db *claim(const struct config *config)
{
    struct arena *a = arena_new();
    int n;
    struct migration *all = site_migrations(a, &n);
    struct db *db = db_open(config->db, DB_WRITE, false);

    db_require_current(db, all, n);
    if (!db_claim(db))
        die("another server already serves this database");
    db_begin_write(db);
    access_req_store_routes(db);
    db_commit(db);
    arena_free(a);
    if (db_engine(db) == DB_PG)
        return db;
    db_close(db); /* the claim stays; a SQLite connection must not be carried over a fork */
    return NULL;
}

int serve_command(int argc, char **argv)
{
    /* Two that hash: 64 MiB each, and log-ins must not starve the pages. */
    static void (*const children[])(void *) = {job_child, hash_child, hash_child, NULL};
    static void (*const with_net[])(void *) = {job_child, hash_child, hash_child,
                                               net_child, net_child,  NULL};
    struct serving serving = {.config = options_only(argc, argv)};
    struct config config = serving.config;
    struct http_config http = {.address = config.address,
                               .port = config.port,
                               .workers = config.workers,
                               .max_body = run_body_most(HTTP_GET, "/"),
                               .body_most = run_body_most,
                               .deadline_ms = 15 * 1000,
                               .idle_ms = 60 * 1000,
                               .max_connections = 2000,
                               .max_per_address = 500,
                               .behind_proxy = config.proxy,
                               .context = &serving,
                               .ready = ready,
                               .worker_start = worker_start,
                               .handle = handle,
                               .tick = tick,
                               .settle = settle,
                               .worker_stop = worker_stop,
                               .extra = config.provider ? with_net : children};

    run_check_routes();
    confine_user(config.user);
    confine_rights(CONFINE_SANITIZED);
    helpers_open(&serving.helpers);
    struct db *claimed = claim(&config);
    int code = http_serve(&http);
    if (claimed)
        db_close(claimed);
    return code;
}

int worker_command(int argc, char **argv)
{
    struct config config = options_only(argc, argv);

    confine_user(config.user);
    confine_rights(CONFINE_SANITIZED);
    job_worker(&config);
}

/* ---- what there is --------------------------------------------------------------------------- */

static void print_route(const struct route *route, void *with)
{
    static const char *const scopes[] = {"nobody", "none", "client", "employer", "mine"};
    static const char *const transactions[] = {"read", "write", "none"};
    char name[128];

    (void)with;
    run_route_name(route, name, sizeof(name));
    printf("%-48s scope=%s perm=%s group=%s tx=%s log=%s\n", name, scopes[route->scope],
           perm_name(route->perm), group_code(route->group), transactions[route->tx],
           access_action_name(route->access));
}

int routes_command(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    run_each_route(print_route, NULL);
    return 0;
}

/* spil verify [log]: the log is what can be verified. */
int verify_command(int argc, char **argv)
{
    bool named = argc > 1 && !strcmp(argv[1], "log");
    struct config config = options_only(argc - named, argv + named);
    unsigned char key[ACCESS_KEY_BYTES];
    struct db *db = db_open(config.db, DB_READ, false);

    access_key_load(config.key, false, key);
    int findings = access_log_verify(db, key, config.seal, stdout, true);
    printf("%d findings in the access log\n", findings);
    db_close(db);
    return findings ? 1 : 0;
}

int sqlcheck_command(int argc, char **argv)
{
    int rest;
    struct config config = config_read(argc, argv, &rest);
    struct db *db = db_open(config.db, DB_BULK, false);
    int failed = db_check_all(db, stdout);

    if (!failed)
        printf("every statement can be prepared on this engine\n");

    if (rest + 1 < argc && !strcmp(argv[rest], "--seen"))
        failed += db_print_unseen(argv[rest + 1], stdout);
    db_close(db);
    return failed ? 1 : 0;
}
