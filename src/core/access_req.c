/* access_req.c: from a request to its line of the access log.
 * Not: storing lines (access_log.c, site.c), nor when one is due (run.c).
 * Start at line_of(). */
#include "core/access_req.h"

#include "base/vec.h"
#include "core/run.h"

/* A list for words that were typed is a search: those words are kept. */
static const char *words_of(const struct req *r, enum access_action *action)
{
    const char *typed = req_query(r, "q");

    if (r->log_words)
        return r->log_words;
    if (*action != ACCESS_LIST || !*typed)
        return NULL;
    *action = ACCESS_SEARCH;
    return typed;
}

/* The role that opens the route: the first that holds its permission. */
static int role_of(const struct req *r)
{
    for (size_t i = 0; r->user && r->route && i < r->user->n_roles; i++)
        if (perm_of_role(r->user->roles[i].role, r->route->perm))
            return 1 + (int)r->user->roles[i].role;
    return 0;
}

static void put_object(const struct req *r, struct access_line *line)
{
    if (r->log_object_id) {
        line->object = r->log_object;
        line->object_id = r->log_object_id;
    } else if (r->id) {
        line->object = OBJECT_RECORD;
        line->object_id = r->id;
    } else if (r->employer_id) {
        line->object = OBJECT_EMPLOYER;
        line->object_id = r->employer_id;
    }
}

static struct access_line line_of(const struct req *r, enum access_action action)
{
    char name[128];
    struct access_line line = {
        .staff_id = r->log_staff_id ? r->log_staff_id
                    : r->user       ? r->user->id
                                    : 0,
        .client_id = r->client_id,
        .action = action,
        .route = r->route ? access_route_number(run_route_name(r->route, name, sizeof(name))) : 0,
        .relation = (int)r->gate.relation,
        .grant_id = r->gate.grant_id,
        .role = role_of(r),
        .session = r->log_session        ? r->log_session
                   : r->user && r->token ? access_session_number(r->token)
                                         : 0,
        .result = action == ACCESS_REFUSED        ? RESULT_REFUSED
                  : action == ACCESS_LOGIN_FAILED ? RESULT_FAILED
                                                  : RESULT_DONE};

    put_object(r, &line);
    return line;
}

void access_req_also(struct req *r, int64_t client_id, const struct gate *gate)
{
    struct access_line line = line_of(r, ACCESS_READ);

    line.client_id = client_id;
    line.relation = (int)gate->relation;
    line.grant_id = gate->grant_id;
    site_log_later(r->site, line, NULL);
}

void access_req_session(struct req *r, int64_t staff_id, const char *token)
{
    r->log_staff_id = staff_id;
    r->log_session = access_session_number(token);
    r->log_words = http_peer(r->x);
}

void access_req_later(struct req *r, enum access_action action)
{
    const char *words = words_of(r, &action);

    site_log_later(r->site, line_of(r, action), words);
}

void access_req_add(struct req *r, enum access_action action)
{
    const char *words = words_of(r, &action);

    site_log_line(r->site, r->db, line_of(r, action), words);
}

struct known {
    struct db *db;
    int64_t *at; /* ids, ascending */
    size_t n, cap;
};

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static void store_route(const struct route *route, void *with)
{
    const struct known *known = with;
    char name[128];

    run_route_name(route, name, sizeof(name));
    int64_t id = access_route_number(name);
    if (known->n && bsearch(&id, known->at, known->n, sizeof(id), by_id))
        return;
    db_run(known->db,
           SQL("insert into access_route (id, name) values ($1, $2) on conflict (id) do nothing"),
           ARGS(I(id), S(name)));
}

/* Nearly always all are known: hundreds of inserts would be a third of the start on PostgreSQL. */
void access_req_store_routes(struct db *db)
{
    struct arena *a = arena_new();
    struct known known = {.db = db};
    struct db_rows q = db_query(db, SQL("select id from access_route order by id"), NO_ARGS);

    while (db_next(&q))
        ARENA_PUSH(a, &known, db_int(&q, 0));
    run_each_route(store_route, &known);
    arena_free(a);
}
