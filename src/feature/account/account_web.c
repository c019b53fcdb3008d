/* account_web.c: logging in and out, the language of the screen, health; the routes.
 * Not: Mijn account (account_pages.c); making accounts (feature/staff); sessions (core/user.c).
 * Start at login_try(). */
#include "feature/account/account_pages.h"

#include "core/draft.h"
#include "core/job.h"
#include "core/site.h"

struct login {
    const char *name;
    const char *passphrase;
    const char *back;
};

static const struct field fields[] = {
    F_TEXT(struct login, name, TEXT_account_name, REQUIRED | AUTOFOCUS, 200),
    F_TEXT_AS(FIELD_PASSWORD, struct login, passphrase, TEXT_account_passphrase, REQUIRED, 128),
    F_END};

struct code_entry {
    const char *code;
};
static const struct field code_fields[] = {
    F_TEXT(struct code_entry, code, TEXT_account_code, REQUIRED | AUTOFOCUS | AUTOCOMPLETE_OFF, 40),
    F_END};

/* Only a path of our own, in printable ASCII as it goes into a header: "/deelnemers", never
 * "//elsewhere" or "https:". */
static const char *own_path(const char *path)
{
    size_t n = 0;

    if (path[0] != '/' || path[1] == '/' || path[1] == '\\')
        return "/";
    while (path[n] > ' ' && path[n] < 0x7f)
        n++;
    return !path[n] && n < 300 ? path : "/";
}

static void show_login(struct req *r, struct form *f)
{
    struct frame frame = page_frame(r, T(account_login));

    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    html(r->out, "<p class=\"lead\">%s</p>", T(account_lead));
    form_show_errors(r->out, f);
    html(r->out,
         "<form method=\"post\" action=\"/inloggen\" class=\"card narrow\">"
         "<input type=\"hidden\" name=\"_back\" value=\"%s\">",
         own_path(*req_value(r, "_back") ? req_value(r, "_back") : req_query(r, "naar")));
    form_show_fields(r->out, f);
    html(r->out, "<p><button class=\"primary\">%s</button></p></form>", T(account_login));
    page_end(r);
}

static void login_form(struct req *r)
{
    struct login login = {"", "", ""};

    if (r->user)
        req_redirect(r, "/");
    else
        show_login(r, req_form(r, fields, &login));
}

static void set_cookie(struct req *r, const char *token, bool ends)
{
    http_set_header(r->x, "set-cookie",
                    arena_fmt(r->arena, "spil_session=%s; Path=/; HttpOnly; SameSite=Lax%s%s",
                              token, r->site->config.secure ? "; Secure" : "",
                              ends ? "; Max-Age=0" : ""));
}

static void set_half_cookie(struct req *r, const char *token, int seconds)
{
    http_set_header(
        r->x, "set-cookie",
        arena_fmt(r->arena, "spil_half=%s; Path=/inloggen; HttpOnly; SameSite=Strict%s; Max-Age=%d",
                  token, r->site->config.secure ? "; Secure" : "", seconds));
}

void account_begin_session(struct req *r, int64_t staff_id)
{
    char token[SESSION_TOKEN_TEXT];

    if (r->token)
        session_end(r->db, r->token); /* always a session of its own */
    session_start(r->db, staff_id, r->now, token);
    set_cookie(r, token, false);
}

const char *account_guess_text(struct req *r, enum rc rc, enum text_id wrong, enum text_id slow,
                               int64_t wait)
{
    if (rc == DENIED)
        return text(r->lang, wrong);
    return text_fill(r->arena, r->lang, slow, arena_fmt(r->arena, "%" PRId64, wait), NULL, NULL,
                     NULL);
}

static void logged_in(struct req *r, int64_t staff_id, uint32_t route)
{
    account_begin_session(r, staff_id);
    site_log(r->site, r->db, staff_id, 0, ACCESS_LOGIN, route);
    r->access = ACCESS_NOTHING;
    req_redirect(r, "%s", own_path(req_value(r, "_back")));
}

/* The passphrase was right; who has a second factor shows a code now. */
static void to_code(struct req *r, int64_t staff_id)
{
    char token[SESSION_TOKEN_TEXT];
    struct buf back;

    half_start(r->db, staff_id, r->now, token);
    set_half_cookie(r, token, HALF_SECONDS);
    r->access = ACCESS_NOTHING;
    buf_init(&back, 2048);
    html_url_arg(&back, own_path(req_value(r, "_back")));
    if (back.len < 400)
        req_redirect(r, "/inloggen/code?naar=%s", back.at);
    else
        req_redirect(r, "/inloggen/code");
    buf_free(&back);
}

/* The failure that is noted must stay, so a wrong passphrase is no failed transaction. */
static void login_try(struct req *r)
{
    struct login login = {"", "", ""};
    struct form *f = req_form(r, fields, &login);
    int64_t staff_id = 0, wait = 0;

    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_login(r, f);
        return;
    }
    enum rc rc =
        user_login(r->db, login.name, login.passphrase, http_peer(r->x), r->now, &staff_id, &wait);
    if (rc != OK) {
        r->access = ACCESS_LOGIN_FAILED;
        form_error_text(f, NULL,
                        account_guess_text(r, rc, TEXT_account_wrong, TEXT_account_wait, wait));
        http_status(r->x, rc == DENIED ? 403 : 429);
        show_login(r, f);
        return;
    }
    if (factor_on(r->db, staff_id))
        to_code(r, staff_id);
    else
        logged_in(r, staff_id, access_route_number("POST /inloggen"));
}

/* ---- the code -------------------------------------------------------------------------------- */

static void show_code(struct req *r, struct form *f)
{
    struct frame frame = page_frame(r, T(account_code_title));

    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    html(r->out, "<p class=\"lead\">%s</p>", T(account_code_lead));
    form_show_errors(r->out, f);
    html(r->out,
         "<form method=\"post\" action=\"/inloggen/code\" class=\"card narrow\">"
         "<input type=\"hidden\" name=\"_back\" value=\"%s\">",
         own_path(*req_value(r, "_back") ? req_value(r, "_back") : req_query(r, "naar")));
    form_show_fields(r->out, f);
    html(r->out,
         "<p><button class=\"primary\">%s</button></p></form><p><a href=\"/inloggen\">%s</a></p>",
         T(account_login), T(account_code_again));
    page_end(r);
}

/* Who showed the right passphrase in this browser a moment ago; 0 and an answer when nobody did. */
static int64_t half_of(struct req *r)
{
    const char *token = http_cookie(r->x, "spil_half");
    int64_t staff_id = token && *token && !r->user ? half_staff(r->db, token, r->now) : 0;

    if (r->user) {
        req_redirect(r, "/");
    } else if (!staff_id) {
        if (token)
            req_flash(r, TEXT_account_code_late);
        r->access = ACCESS_NOTHING;
        req_redirect(r, "/inloggen");
    }
    return staff_id;
}

static void code_form(struct req *r)
{
    struct code_entry entry = {""};

    if (half_of(r))
        show_code(r, req_form(r, code_fields, &entry));
}

/* As in login_try: failures stay. Guesses are counted per person, whatever half log-in they come
 * from, and per address. */
static enum rc check_code(struct req *r, int64_t staff_id, const char *code, int64_t *wait)
{
    const char *subject = arena_fmt(r->arena, "code of %" PRId64, staff_id);

    *wait = MAX(attempt_wait(r->db, subject, r->now), attempt_wait(r->db, http_peer(r->x), r->now));
    if (*wait)
        return CONFLICT;
    if (factor_check(r, staff_id, code) != OK) {
        attempt_failed(r->db, subject, r->now);
        attempt_failed(r->db, http_peer(r->x), r->now);
        return DENIED;
    }
    attempt_forget(r->db, subject);
    return OK;
}

static void code_try(struct req *r)
{
    struct code_entry entry = {""};
    struct form *f = req_form(r, code_fields, &entry);
    int64_t wait = 0, staff_id = half_of(r);

    if (!staff_id)
        return;
    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_code(r, f);
        return;
    }
    enum rc rc = check_code(r, staff_id, entry.code, &wait);
    if (rc != OK) {
        r->access = ACCESS_LOGIN_FAILED;
        form_error_text(
            f, NULL,
            account_guess_text(r, rc, TEXT_account_code_wrong, TEXT_account_code_wait, wait));
        http_status(r->x, rc == DENIED ? 403 : 429);
        show_code(r, f);
        return;
    }
    half_end(r->db, http_cookie(r->x, "spil_half"));
    set_half_cookie(r, "", 0);
    logged_in(r, staff_id, access_route_number("POST /inloggen/code"));
}

static void logout(struct req *r)
{
    session_end(r->db, r->token);
    set_cookie(r, "", true);
    req_flash(r, TEXT_account_logged_out);
    req_redirect(r, "/inloggen");
}

/* The choice stays in this browser; what a colleague sees does not change. */
static void language(struct req *r)
{
    const char *wanted = req_query(r, "naar");

    http_set_header(r->x, "set-cookie",
                    !strcmp(wanted, "en") ? "spil_lang=en; Path=/; Max-Age=31536000; SameSite=Lax"
                                          : "spil_lang=nl; Path=/; Max-Age=31536000; SameSite=Lax");
    req_redirect(r, "%s", own_path(req_query(r, "terug")));
}

static void home(struct req *r)
{
    if (user_may(r->user, PERM_CLIENT_LIST))
        req_redirect(r, "/vandaag");
    else if (user_may(r->user, PERM_STAFF_ADMIN))
        req_redirect(r, "/beheer");
    else
        req_redirect(r, "/cijfers/gepubliceerd");
}

static void health(struct req *r)
{
    req_type(r, "text/plain; charset=utf-8", NULL);
    buf_str(r->out, "ok\n");
}

/* The script saves what is being typed. */
static void draft(struct req *r)
{
    if (draft_save(r, req_value(r, "key"), req_value(r, "text")) == OK) {
        http_status(r->x, 204);
        return;
    }
    req_invalid(r);
    req_type(r, "text/plain; charset=utf-8", NULL);
    buf_str(r->out, T(account_draft_refused));
}

/* Old drafts, sessions and tokens go at night. */
static bool sweep(struct job *j)
{
    struct db *db = j->site->write;
    int64_t now = now_ms();
    const int64_t day = 24 * 3600 * 1000LL;

    db_begin_write(db);
    db_run(db, SQL("delete from draft where saved_at < $1"), ARGS(I(now - 30 * day)));
    db_run(db, SQL("delete from session where ends_at < $1"), ARGS(I(now)));
    db_run(db, SQL("delete from login_half where ends_at < $1"), ARGS(I(now)));
    db_run(db, SQL("delete from once where at < $1"), ARGS(I(now - 7 * day)));
    db_run(db, SQL("delete from login_attempt where last_at < $1"), ARGS(I(now - day)));
    db_commit(db);
    return true;
}

static const struct job_kind jobs[] = {{"account_sweep", sweep, 24 * 60}, {0}};

static const struct route routes[] = {
    {GET, "/", home, SCOPE_NONE, PERM_SELF, READ, ACCESS_NOTHING, TEXT_core_home},
    {GET, "/inloggen", login_form, SCOPE_NONE, PERM_PUBLIC, READ, ACCESS_NOTHING,
     TEXT_account_login},
    {POST, "/inloggen", login_try, SCOPE_NONE, PERM_PUBLIC, WRITE, ACCESS_LOGIN,
     TEXT_account_login},
    {GET, "/inloggen/code", code_form, SCOPE_NONE, PERM_PUBLIC, READ, ACCESS_NOTHING,
     TEXT_account_code_title},
    {POST, "/inloggen/code", code_try, SCOPE_NONE, PERM_PUBLIC, WRITE, ACCESS_LOGIN,
     TEXT_account_code_title},
    {GET, "/account", account_page, SCOPE_NONE, PERM_SELF, READ, ACCESS_NOTHING, TEXT_account},
    {POST, "/account/taal", account_language_save, SCOPE_NONE, PERM_SELF, WRITE, ACCESS_NOTHING,
     TEXT_staff_language},
    {GET, "/account/wachtzin", account_passphrase_page, SCOPE_NONE, PERM_SELF, READ, ACCESS_NOTHING,
     TEXT_account_passphrase_title},
    {POST, "/account/wachtzin", account_passphrase_save, SCOPE_NONE, PERM_SELF, WRITE,
     ACCESS_PASSPHRASE, TEXT_account_passphrase_title},
    {GET, "/account/code", account_factor_page, SCOPE_NONE, PERM_SELF, READ, ACCESS_NOTHING,
     TEXT_account_factor},
    {POST, "/account/code", account_factor_begin, SCOPE_NONE, PERM_SELF, WRITE, ACCESS_NOTHING,
     TEXT_account_factor},
    {POST, "/account/code/bevestigen", account_factor_confirm, SCOPE_NONE, PERM_SELF, WRITE,
     ACCESS_FACTOR_ON, TEXT_account_factor},
    {POST, "/account/sessie", account_session_close, SCOPE_NONE, PERM_SELF, WRITE, ACCESS_LOGOUT,
     TEXT_account_session_end},
    {POST, "/account/sessies", account_sessions_close, SCOPE_NONE, PERM_SELF, WRITE, ACCESS_LOGOUT,
     TEXT_account_sessions_end},
    {POST, "/uitloggen", logout, SCOPE_NONE, PERM_SELF, WRITE, ACCESS_LOGOUT, TEXT_log_out},
    {POST, "/concept", draft, SCOPE_NONE, PERM_SELF, WRITE, ACCESS_NOTHING, TEXT_script_saved},
    {GET, "/taal", language, SCOPE_NONE, PERM_PUBLIC, READ, ACCESS_NOTHING, TEXT_other_language},
    {GET, "/health", health, SCOPE_NONE, PERM_PUBLIC, NO_TX, ACCESS_NOTHING, TEXT_product},
    {0}};

const struct feature account_feature = {.name = "account", .routes = routes, .jobs = jobs};
