/* run.c: the route runner: parse, session, scope, permission, CSRF, transaction, log, handler,
 * send. Not: what a page shows; handlers are in features and hold no checks. Start at
 * run_request(). */
#include "core/run.h"

#include <sodium.h>

#include "base/log.h"
#include "core/access_req.h"
#include "core/assets.h"
#include "core/draft.h"
#include "core/req.h"

enum { BODY_MOST = 1024 * 1024 };

/* ---- finding the route ----------------------------------------------------------------------- */

/* Matches "/deelnemers/:client/contact"; fills the ids. A parameter is an id: digits only. */
static bool path_matches(const char *pattern, const char *path, struct req *r)
{
    while (*pattern && *path) {
        if (*pattern != ':') {
            if (*pattern++ != *path++)
                return false;
            continue;
        }
        size_t name = strcspn(pattern, "/");
        size_t length = strcspn(path, "/");
        int64_t id;
        char text[24];

        if (length >= sizeof(text))
            return false;
        memcpy(text, path, length);
        text[length] = '\0';
        if (!id_parse(text, &id))
            return false;
        if (!strncmp(pattern, ":client", name))
            r->client_id = id;
        else if (!strncmp(pattern, ":employer", name))
            r->employer_id = id;
        else
            r->id = id;
        pattern += name;
        path += length;
    }
    return !*pattern && !*path;
}

/* All routes in the order of the features, each with the shape of its path and its number in the
 * access log. */
static struct {
    const struct route *route[512];
    uint32_t shape[512];
    uint32_t number[512];
    size_t n;
} table;

static uint32_t mixed(uint32_t h, char c)
{
    return (h ^ (unsigned char)c) * 16777619u;
}

/* A hash of the path in which all ids are alike: a path has the shape of the pattern it matches. */
static uint32_t shape_of(const char *path)
{
    uint32_t h = 2166136261u;

    while (*path) {
        size_t n = strcspn(path, "/");

        if (*path == ':' || (n && strspn(path, "0123456789") == n))
            h = mixed(h, ':');
        else
            for (size_t i = 0; i < n; i++)
                h = mixed(h, path[i]);
        path += n;
        if (*path)
            h = mixed(h, *path++);
    }
    return h;
}

static void add_route(const struct route *route, void *nothing)
{
    char name[128];

    (void)nothing;
    if (table.n == COUNT(table.route))
        BUG("more than %zu routes", table.n);
    table.number[table.n] = access_route_number(run_route_name(route, name, sizeof(name)));
    table.shape[table.n] = shape_of(route->path);
    table.route[table.n++] = route;
}

static void fill_table(void)
{
    if (!table.n)
        run_each_route(add_route, NULL);
}

static const struct route *route_find(struct req *r, enum http_method method, const char *path,
                                      bool *other_method)
{
    uint32_t shape = shape_of(path);

    fill_table();
    for (size_t i = 0; i < table.n; i++) {
        if (table.shape[i] != shape || !path_matches(table.route[i]->path, path, r))
            continue;
        if (table.route[i]->method == method)
            return table.route[i];
        *other_method = true;
    }
    return NULL;
}

size_t run_body_most(enum http_method method, const char *path)
{
    struct req unused = {0};
    bool other_method;
    const struct route *route = route_find(&unused, method, path, &other_method);

    return route && route->body_most ? route->body_most : BODY_MOST;
}

void run_each_route(void (*fn)(const struct route *route, void *with), void *with)
{
    for (const struct feature *const *f = features; *f; f++)
        for (const struct route *route = (*f)->routes; route && route->path; route++)
            fn(route, with);
}

const char *run_route_name(const struct route *route, char *out, size_t size)
{
    snprintf(out, size, "%s %s", route->method == POST ? "POST" : "GET", route->path);
    return out;
}

static void check_route(size_t at)
{
    const struct route *route = table.route[at];
    char name[128];

    run_route_name(route, name, sizeof(name));
    if ((route->scope == SCOPE_CLIENT) != (strstr(route->path, "/:client") != NULL) ||
        (route->scope == SCOPE_EMPLOYER) != (strstr(route->path, "/:employer") != NULL) ||
        (route->scope == SCOPE_MINE) != !strncmp(route->path, "/mijn", 5))
        BUG("route %s: the scope and the path do not agree", name);
    for (size_t i = 0; i < at; i++)
        if (table.number[i] == table.number[at])
            BUG("route %s and that of %s have one number", name, table.route[i]->path);
}

void run_check_routes(void)
{
    fill_table();
    for (size_t i = 0; i < table.n; i++)
        check_route(i);
}

/* ---- the checks ------------------------------------------------------------------------------ */

static void load_session(struct req *r)
{
    int64_t seen_at = 0;

    r->token = http_cookie(r->x, "spil_session");
    if (!r->token || strlen(r->token) >= SESSION_TOKEN_TEXT)
        return;
    r->user = session_user(site_snapshot(r->site), r->arena, r->token, r->now, &seen_at);
    if (!r->user) {
        r->token = NULL;
        return;
    }
    if (!http_cookie(r->x, "spil_lang")) /* what was chosen in this browser goes first */
        r->lang = r->user->lang;
    if (r->now - seen_at > SESSION_SEEN_SECONDS * 1000LL) {
        site_settle(r->site); /* "last seen" on the page of this request is this request */
        db_begin_write(r->site->log);
        session_seen(r->site->log, r->token, r->now);
        db_commit(r->site->log);
    }
}

static enum lang wished_lang(const struct http_exchange *x)
{
    const char *cookie = http_cookie(x, "spil_lang");
    const char *accept = http_header(x, "accept-language");

    if (cookie)
        return strcmp(cookie, "en") ? LANG_NL : LANG_EN;
    return accept && !strncmp(accept, "en", 2) ? LANG_EN : LANG_NL;
}

static bool same_text(const char *a, const char *b)
{
    return strlen(a) == strlen(b) && !sodium_memcmp(a, b, strlen(a));
}

/* A POST must come from a page of ours: the browser says so, and with a session the token proves
 * it. A page opened yesterday may be saved today. */
static bool csrf_fine(const struct req *r)
{
    const char *site = http_header(r->x, "sec-fetch-site");
    const char *sent = http_header(r->x, "x-csrf");
    char csrf[SESSION_TOKEN_TEXT];

    if (site && strcmp(site, "same-origin") && strcmp(site, "none"))
        return false;
    if (!r->user)
        return true;
    if (!sent)
        sent = req_value(r, "_csrf");
    for (int days = 0; days < 2; days++) {
        user_csrf(r->site->chain.key, r->user->id, r->today - days, csrf);
        if (same_text(csrf, sent))
            return true;
    }
    return false;
}

static void to_login(struct req *r)
{
    if (req_wants_part(r)) {
        http_status(r->x, 401);
        return;
    }
    if (http_method(r->x) == HTTP_POST) {
        req_error_page(r, 401, TEXT_core_gone, TEXT_core_gone_what);
        return;
    }
    struct buf back;
    buf_init(&back, 2048);
    if (strlen(http_path(r->x)) < 300)
        html_url_arg(&back, http_path(r->x));
    req_redirect(r, "/inloggen?naar=%s", back.at);
    buf_free(&back);
}

/* Whose record, and this part of it? */
static bool gate_opens(struct req *r)
{
    const struct route *route = r->route;

    if (route->scope == SCOPE_MINE) {
        r->client_id = r->user->client_id;
        r->gate = gate_mine(r->db, r->user);
    } else {
        r->gate = gate_client(r->db, r->user, r->client_id, r->now);
    }
    r->trajectory_id = r->gate.trajectory_id;
    /* A POST that cannot write is a look that must not be in an address, or happen by itself. */
    return (route->method == HTTP_POST && route->tx == WRITE) || perm_changes(route->perm)
               ? gate_may_change(&r->gate, route->group)
               : gate_sees(&r->gate, route->group);
}

/* Scope and permission. True: the handler may start. */
static bool may_run(struct req *r)
{
    const struct route *route = r->route;

    if (route->perm == PERM_PUBLIC)
        return true;
    if (!user_may(r->user, route->perm) || route->scope == SCOPE_NOBODY) {
        req_error_page(r, 403, TEXT_core_denied, TEXT_core_denied_what);
        return false;
    }
    if (route->scope == SCOPE_CLIENT || route->scope == SCOPE_MINE) {
        if (gate_opens(r))
            return true;
        req_not_found(r);
        return false;
    }
    if (route->scope == SCOPE_EMPLOYER &&
        !db_exists(r->db, SQL("select 1 from employer where id = $1 and organisation_id = $2"),
                   ARGS(I(r->employer_id), I(r->user->organisation_id)))) {
        req_not_found(r);
        return false;
    }
    return true;
}

/* ---- running --------------------------------------------------------------------------------- */

/* The same form again, by a second press or a retry: it was saved already. */
static bool sent_before(struct req *r)
{
    const char *once = req_value(r, "_once");

    if (!*once || !r->user)
        return false;
    if (db_write(r->db,
                 SQL("insert into once (staff_id, token, at) values ($1, $2, $3)"
                     " on conflict (staff_id, token) do nothing"),
                 ARGS(I(r->user->id), S(once), I(r->now))) != OK)
        return false; /* not a token of ours: saved as any other form */
    return db_touched(r->db) == 0;
}

static void run_write(struct req *r)
{
    struct site *s = r->site;
    bool refused = false;

    site_settle(s); /* what was looked at before it goes before it in the log */
    r->db = s->write;
    site_begin(s);
    if (!may_run(r)) {
        refused = true;
    } else if (sent_before(r)) {
        r->access = ACCESS_NOTHING;
        req_redirect(r, "/");
    } else {
        r->route->run(r);
        if (!r->failed && r->user && *req_value(r, "_draft"))
            draft_forget(r, req_value(r, "_draft")); /* saved: no draft any more */
    }
    if (!r->failed && r->access != ACCESS_NOTHING)
        access_req_add(r, r->access);
    if (r->failed)
        site_rollback(s);
    else
        site_commit(s);
    r->db = NULL;
    if (refused)
        access_req_later(r, ACCESS_REFUSED);
    else if (r->failed &&
             r->route->scope == SCOPE_CLIENT) /* the form is shown again, with the name */
        access_req_later(r, ACCESS_READ);
    else if (r->failed && r->log_words) /* ... or with people that were looked for */
        access_req_later(r, ACCESS_SEARCH);
}

static void run_read(struct req *r)
{
    bool refused = false;

    r->db = site_snapshot(r->site);
    if (may_run(r))
        r->route->run(r);
    else
        refused = true;
    r->db = NULL;
    if (refused)
        access_req_later(r, ACCESS_REFUSED);
    else if (r->access != ACCESS_NOTHING && !r->failed)
        access_req_later(r, r->access);
}

static void security_headers(struct req *r)
{
    http_set_header(r->x, "content-type", "text/html; charset=utf-8");
    http_set_header(r->x, "content-security-policy",
                    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
                    " frame-ancestors 'none'");
    http_set_header(r->x, "x-content-type-options", "nosniff");
    http_set_header(r->x, "x-frame-options", "DENY"); /* frame-ancestors, for old browsers */
    http_set_header(r->x, "referrer-policy", "same-origin");
    http_set_header(r->x, "cross-origin-opener-policy", "same-origin");
    http_set_header(r->x, "permissions-policy", "camera=(), geolocation=(), microphone=()");
    http_set_header(r->x, "cache-control", "no-store");
    if (r->site->config.secure)
        http_set_header(r->x, "strict-transport-security", "max-age=63072000");
}

static bool parse(struct req *r)
{
    const char *query = http_query_text(r->x);

    if (http_fields_parse(query, strlen(query), r->arena, &r->query) != HTTP_FINE)
        return false;
    return http_method(r->x) != HTTP_POST || http_form_parse(r->x, &r->form) == HTTP_FINE;
}

/* What keeps a request from its route; true when it was answered. */
static bool turned_away(struct req *r, enum http_method method, bool other_method)
{
    if (!r->route && other_method) {
        req_error_page(r, 405, TEXT_core_method, TEXT_core_method_what);
        http_set_header(r->x, "allow", method == HTTP_GET ? "POST" : "GET, HEAD");
    } else if (!r->route) {
        req_not_found(r);
    } else if (!parse(r)) {
        req_error_page(r, 400, TEXT_core_malformed, TEXT_core_malformed_what);
    } else if (!r->user && r->route->perm != PERM_PUBLIC) {
        to_login(r);
    } else if (method == HTTP_POST && !csrf_fine(r)) {
        req_error_page(r, 403, TEXT_core_csrf, TEXT_core_csrf_what);
        access_req_later(r, ACCESS_REFUSED);
    } else {
        return false;
    }
    return true;
}

static void too_busy(struct req *r)
{
    http_set_header(r->x, "retry-after", "30");
    req_error_page(r, 503, TEXT_core_busy, TEXT_core_busy_what);
}

/* The first time here: asks a helper and puts the request aside. The second time: reads the answer.
 * False: this request is done for now. */
static bool helped(struct req *r)
{
    struct helper_call call;
    struct buf *answer;
    int fd = http_parked(r->x);

    if (!r->route->prepare)
        return true;
    if (fd < 0) {
        r->db = site_snapshot(r->site);
        bool asks = r->route->prepare(r, &call);
        r->db = NULL;
        if (!asks)
            return true;
        fd = helper_ask(r->site->helpers, &call);
        r->parked = fd >= 0 && http_park(r->x, fd, HELPER_WAIT_MS);
        if (!r->parked) {
            if (fd >= 0)
                close(fd);
            too_busy(r);
        }
        return false;
    }
    answer = arena_alloc(r->arena, sizeof(*answer));
    buf_init(answer, HELPER_ANSWER_MAX);
    bool there = helper_read(fd, answer);
    if (there) {
        char *kept = arena_alloc(r->arena, answer->len + 1);

        memcpy(kept, answer->at, answer->len + 1);
        r->helped = (struct helper_answer){kept, answer->len};
    } else {
        too_busy(r);
    }
    buf_free(answer);
    return there;
}

static void answer(struct req *r)
{
    enum http_method method = http_method(r->x) == HTTP_HEAD ? HTTP_GET : http_method(r->x);
    bool other_method = false;

    if (!strncmp(http_path(r->x), "/assets/", 8) && assets_serve(r, http_path(r->x)))
        return;
    r->route = route_find(r, method, http_path(r->x), &other_method);
    if (r->route && r->route->tx == NO_TX && r->route->perm == PERM_PUBLIC) {
        r->route->run(r); /* health: no session, no database */
        return;
    }
    load_session(r);
    if (turned_away(r, method, other_method))
        return;
    r->access = r->route->access;
    if (!helped(r))
        return;
    if (r->route->tx == WRITE)
        run_write(r);
    else
        run_read(r);
}

/* The pattern of the route, never the path with its ids. */
static void log_request(const struct req *r)
{
    struct log l;

    log_begin(&l, "http");
    log_str(&l, "method", http_method_text(r->x));
    log_str(&l, "route", r->route ? r->route->path : NULL);
    log_int(&l, "status", http_status_now(r->x));
    log_int(&l, "us", log_monotonic_us() - http_started_us(r->x));
    log_end(&l);
}

void run_request(struct http_exchange *x, struct site *site)
{
    struct req r = {.x = x,
                    .arena = http_arena(x),
                    .out = http_out(x),
                    .site = site,
                    .lang = wished_lang(x),
                    .now = now_ms()};

    r.today = local_from_ms(r.now).day;
    security_headers(&r);
    answer(&r);
    if (!r.parked)
        log_request(&r);
}
