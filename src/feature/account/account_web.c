/* account_web.c: logging in and out, the language of the screen, health; the routes.
 * Not: the code that follows (account_code.c); Mijn account (account_pages.c); making accounts
 * (feature/staff); sessions (core/user.c).
 * Start at login_try(). */
#include "feature/account/account_pages.h"

#include "core/access_req.h"
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

/* Only a path of our own, in printable ASCII as it goes into a header: "/deelnemers", never
 * "//elsewhere" or "https:". */
const char *account_own_path(const char *path)
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
         account_own_path(*req_value(r, "_back") ? req_value(r, "_back") : req_query(r, "naar")));
    form_show_fields(r->out, f);
    html(r->out,
         "<p><button class=\"primary\">%s</button></p></form>"
         "<p><a href=\"/inloggen/vergeten\">%s</a></p>",
         T(account_login), T(account_forgotten));
    if (r->site->config.provider)
        html(r->out, "<p><a class=\"button quiet\" href=\"/inloggen/aanbieder\">%s</a></p>",
             text_fill(r->arena, r->lang, TEXT_account_provider, r->site->config.provider_name,
                       NULL, NULL, NULL));
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

void account_begin_session(struct req *r, int64_t staff_id)
{
    char token[SESSION_TOKEN_TEXT];

    if (r->token)
        session_end(r->db, r->token); /* always a session of its own */
    session_start(r->db, staff_id, r->now, token);
    access_req_session(r, staff_id, token);
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

struct guesser account_guesser(struct req *r, const char *what, const char *login)
{
    const char *device = http_cookie(r->x, "spil_device");

    if (device && device_fine(r->site->chain.key, login, device))
        return (struct guesser){arena_fmt(r->arena, "%sdevice %s", what, device), NULL};
    return (struct guesser){arena_fmt(r->arena, "%s%s", what, login), http_peer(r->x)};
}

static bool login_prepare(struct req *r, struct helper_call *call)
{
    struct login login = {"", "", ""};
    struct password_ask *ask = arena_alloc(r->arena, sizeof(*ask));

    if (!req_form_read(r, req_form(r, fields, &login)))
        return false;
    struct guesser from = account_guesser(r, "", login.name);
    if (!user_login_ask(r->db, login.name, &from, login.passphrase, r->now, ask))
        return false;
    *call = (struct helper_call){HELPER_HASH, ask, sizeof(*ask)};
    return true;
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
    struct guesser from = account_guesser(r, "", login.name);
    enum rc rc = user_login(r->db, login.name, &from, &r->helped, r->now, &staff_id, &wait);
    if (rc != OK) {
        r->access = ACCESS_LOGIN_FAILED;
        form_error_text(f, NULL,
                        account_guess_text(r, rc, TEXT_account_wrong, TEXT_account_wait, wait));
        http_status(r->x, rc == DENIED ? 403 : 429);
        show_login(r, f);
        return;
    }
    account_to_code(r, staff_id);
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
    req_redirect(r, "%s", account_own_path(req_query(r, "terug")));
}

static void home(struct req *r)
{
    req_redirect(r, "%s", page_home(r));
}

static void health(struct req *r)
{
    req_type(r, "text/plain; charset=utf-8", NULL);
    buf_str(r->out, "ok\n");
}

/* What was typed in a form of this name and not saved: only ever to who typed it. */
static void draft_give(struct req *r)
{
    const char *body = draft_body(r, req_query(r, "key"));

    if (!*body)
        http_status(r->x, 204);
    req_type(r, "text/plain; charset=utf-8", NULL);
    buf_str(r->out, body);
}

/* The script saves what is being typed; nothing at all: thrown away. */
static void draft(struct req *r)
{
    if (!*req_value(r, "text")) {
        draft_forget(r, req_value(r, "key"));
        http_status(r->x, 204);
        return;
    }
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
    db_run(db, SQL("delete from login_link where ends_at < $1"), ARGS(I(now)));
    db_run(db, SQL("delete from once where at < $1"), ARGS(I(now - 7 * day)));
    db_run(db, SQL("delete from login_attempt where last_at < $1"), ARGS(I(now - day)));
    db_commit(db);
    return true;
}

static const struct job_kind jobs[] = {
    {"account_sweep", sweep, 24 * 60}, {"account_mail", account_mail, 0}, {0}};

static const struct route routes[] = {
    {GET, "/", home, SCOPE_NONE, PERM_SELF, READ, ACCESS_NOTHING, TEXT_core_home},
    {GET, "/inloggen", login_form, SCOPE_NONE, PERM_PUBLIC, READ, ACCESS_NOTHING,
     TEXT_account_login},
    {POST, "/inloggen", login_try, SCOPE_NONE, PERM_PUBLIC, WRITE, ACCESS_LOGIN, TEXT_account_login,
     .prepare = login_prepare},
    {GET, "/inloggen/code", account_code_form, SCOPE_NONE, PERM_PUBLIC, READ, ACCESS_NOTHING,
     TEXT_account_code_title},
    {POST, "/inloggen/code", account_code_try, SCOPE_NONE, PERM_PUBLIC, WRITE, ACCESS_LOGIN,
     TEXT_account_code_title},
    {GET, "/inloggen/instellen", account_enrol_form, SCOPE_NONE, PERM_PUBLIC, READ, ACCESS_NOTHING,
     TEXT_account_enrol},
    {POST, "/inloggen/instellen", account_enrol, SCOPE_NONE, PERM_PUBLIC, WRITE, ACCESS_LOGIN,
     TEXT_account_enrol},
    {GET, "/inloggen/vergeten", account_forgotten_form, SCOPE_NONE, PERM_PUBLIC, READ,
     ACCESS_NOTHING, TEXT_account_forgotten},
    {POST, "/inloggen/vergeten", account_forgotten_send, SCOPE_NONE, PERM_PUBLIC, WRITE,
     ACCESS_NOTHING, TEXT_account_forgotten},
    {GET, "/inloggen/wachtzin", account_link_form, SCOPE_NONE, PERM_PUBLIC, READ, ACCESS_NOTHING,
     TEXT_account_link},
    {POST, "/inloggen/wachtzin", account_link_save, SCOPE_NONE, PERM_PUBLIC, WRITE, ACCESS_NOTHING,
     TEXT_account_link, .prepare = account_link_prepare},
    {GET, "/account", account_page, SCOPE_NONE, PERM_SELF, READ, ACCESS_NOTHING, TEXT_account},
    {POST, "/account/taal", account_language_save, SCOPE_NONE, PERM_SELF, WRITE, ACCESS_NOTHING,
     TEXT_staff_language},
    {GET, "/account/wachtzin", account_passphrase_page, SCOPE_NONE, PERM_SELF, READ, ACCESS_NOTHING,
     TEXT_account_passphrase_title},
    {POST, "/account/wachtzin", account_passphrase_save, SCOPE_NONE, PERM_SELF, WRITE,
     ACCESS_PASSPHRASE, TEXT_account_passphrase_title, .prepare = account_passphrase_prepare},
    {GET, "/account/code", account_factor_page, SCOPE_NONE, PERM_SELF, READ, ACCESS_NOTHING,
     TEXT_account_factor},
    {POST, "/account/code", account_factor_begin, SCOPE_NONE, PERM_SELF, WRITE, ACCESS_NOTHING,
     TEXT_account_factor, .prepare = account_factor_prepare},
    {POST, "/account/code/bevestigen", account_factor_confirm, SCOPE_NONE, PERM_SELF, WRITE,
     ACCESS_FACTOR_ON, TEXT_account_factor},
    {POST, "/account/sessie", account_session_close, SCOPE_NONE, PERM_SELF, WRITE, ACCESS_LOGOUT,
     TEXT_account_session_end},
    {POST, "/account/sessies", account_sessions_close, SCOPE_NONE, PERM_SELF, WRITE, ACCESS_LOGOUT,
     TEXT_account_sessions_end},
    {POST, "/uitloggen", logout, SCOPE_NONE, PERM_SELF, WRITE, ACCESS_LOGOUT, TEXT_log_out},
    {GET, "/concept", draft_give, SCOPE_NONE, PERM_SELF, READ, ACCESS_NOTHING, TEXT_script_saved},
    {POST, "/concept", draft, SCOPE_NONE, PERM_SELF, WRITE, ACCESS_NOTHING, TEXT_script_saved},
    {GET, "/taal", language, SCOPE_NONE, PERM_PUBLIC, READ, ACCESS_NOTHING, TEXT_other_language},
    {GET, "/health", health, SCOPE_NONE, PERM_PUBLIC, NO_TX, ACCESS_NOTHING, TEXT_product},
    {0}};

const struct feature account_feature = {.name = "account", .routes = routes, .jobs = jobs};
