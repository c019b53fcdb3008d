/* account_code.c: the second step of logging in: the code, or setting it up the first time.
 * Not: the passphrase (account_web.c); setting it up again (account_pages.c).
 * Start at account_to_code(). */
#include "core/site.h"
#include "feature/account/account_pages.h"

struct code_entry {
    const char *code;
};
static const struct field code_fields[] = {
    F_TEXT(struct code_entry, code, TEXT_account_code, REQUIRED | AUTOFOCUS | AUTOCOMPLETE_OFF, 40),
    F_END};
const struct field account_confirm_fields[] = {
    F_TEXT(struct confirmation, code, TEXT_account_code, REQUIRED | NARROW | AUTOCOMPLETE_OFF, 40),
    F_END};

static const char *back_of(struct req *r)
{
    return account_own_path(*req_value(r, "_back") ? req_value(r, "_back") : req_query(r, "naar"));
}

/* ---- between the two steps ------------------------------------------------------------------- */

static void set_half_cookie(struct req *r, const char *token, int seconds)
{
    http_set_header(r->x, "set-cookie",
                    arena_fmt(r->arena,
                              "spil_half=%s; Path=/inloggen; HttpOnly; SameSite=Lax%s; Max-Age=%d",
                              token, r->site->config.secure ? "; Secure" : "", seconds));
}

static void redirect_with_back(struct req *r, const char *path)
{
    struct buf back;

    buf_init(&back, 2048);
    html_url_arg(&back, back_of(r));
    if (back.len < 400)
        req_redirect(r, "%s?naar=%s", path, back.at);
    else
        req_redirect(r, "%s", path);
    buf_free(&back);
}

static const char *page_of(struct req *r, int64_t staff_id)
{
    return factor_on(r->db, staff_id) ? "/inloggen/code" : "/inloggen/instellen";
}

void account_to_code(struct req *r, int64_t staff_id)
{
    char token[SESSION_TOKEN_TEXT];
    int seconds = factor_on(r->db, staff_id) ? HALF_SECONDS : PENDING_SECONDS;

    half_start(r->db, staff_id, r->now, seconds, token);
    set_half_cookie(r, token, seconds);
    r->access = ACCESS_NOTHING;
    redirect_with_back(r, page_of(r, staff_id));
}

/* Who showed the right passphrase in this browser a moment ago and has to do with this page; 0 and
 * an answer when nobody did. */
static int64_t half_of(struct req *r, const char *page)
{
    const char *token = http_cookie(r->x, "spil_half");
    int64_t staff_id = token && *token && !r->user ? half_staff(r->db, token, r->now) : 0;

    if (r->user) {
        r->access = ACCESS_NOTHING;
        req_redirect(r, "/");
    } else if (!staff_id) {
        if (token)
            req_flash(r, TEXT_account_code_late);
        r->access = ACCESS_NOTHING;
        req_redirect(r, "/inloggen");
    } else if (strcmp(page_of(r, staff_id), page)) {
        r->access = ACCESS_NOTHING;
        redirect_with_back(r, page_of(r, staff_id));
        return 0;
    }
    return staff_id;
}

/* This person proved both here, so guesses elsewhere do not slow this browser down. */
static void know_device(struct req *r, const char *login)
{
    char device[DEVICE_TEXT];

    device_new(r->site->chain.key, login, device);
    http_set_header(r->x, "set-cookie",
                    arena_fmt(r->arena,
                              "spil_device=%s; Path=/inloggen; HttpOnly; SameSite=Lax%s;"
                              " Max-Age=31536000",
                              device, r->site->config.secure ? "; Secure" : ""));
}

static void logged_in(struct req *r, int64_t staff_id)
{
    half_end(r->db, http_cookie(r->x, "spil_half"));
    set_half_cookie(r, "", 0);
    account_begin_session(r, staff_id);
    know_device(r, account_login(r, staff_id));
    r->access = ACCESS_LOGIN;
}

/* ---- the code -------------------------------------------------------------------------------- */

static void begin(struct req *r, const char *title, const struct form *f)
{
    struct frame frame = page_frame(r, title);

    frame.errors = f ? form_error_count(f) : 0;
    page_begin_frame(r, &frame);
}

/* Who practises has no phone with codes: everything here is invented. */
static void show_practice(struct req *r, bool shown, const char *code)
{
    html(r->out, "<p class=\"practice\">%s</p>",
         shown ? text_fill(r->arena, r->lang, TEXT_account_practice, code, NULL, NULL, NULL)
               : T(account_practice_wait));
}

static void show_code(struct req *r, struct form *f, int64_t staff_id)
{
    char code[CODE_TEXT];

    begin(r, T(account_code_title), f);
    html(r->out, "<p class=\"lead\">%s</p>", T(account_code_lead));
    form_show_errors(r->out, f);
    html(r->out, "<form method=\"post\" action=\"/inloggen/code\" class=\"card narrow\">");
    if (practice_on(r))
        show_practice(r, factor_shown(r, staff_id, code), code);
    html(r->out, "<input type=\"hidden\" name=\"_back\" value=\"%s\">", back_of(r));
    form_show_fields(r->out, f);
    html(r->out,
         "<p><button class=\"primary\">%s</button></p></form><p><a href=\"/inloggen\">%s</a></p>",
         T(account_login), T(account_code_again));
    page_end(r);
}

void account_code_form(struct req *r)
{
    struct code_entry entry = {""};
    int64_t staff_id = half_of(r, "/inloggen/code");

    if (staff_id)
        show_code(r, req_form(r, code_fields, &entry), staff_id);
}

/* As with the passphrase: failures stay. Guesses are counted per person, whatever half log-in they
 * come from, and per address. */
static enum rc check_code(struct req *r, int64_t staff_id, const char *code, int64_t *wait)
{
    struct guesser from = account_guesser(r, "code of ", account_login(r, staff_id));

    *wait = attempt_wait(r->db, from.subject, r->now);
    if (from.address)
        *wait = MAX(*wait, attempt_wait(r->db, from.address, r->now));
    if (*wait)
        return CONFLICT;
    if (factor_check(r, staff_id, code) != OK) {
        attempt_failed(r->db, from.subject, r->now);
        if (from.address)
            attempt_failed(r->db, from.address, r->now);
        return DENIED;
    }
    attempt_forget(r->db, from.subject);
    return OK;
}

void account_code_try(struct req *r)
{
    struct code_entry entry = {""};
    struct form *f = req_form(r, code_fields, &entry);
    int64_t wait = 0, staff_id = half_of(r, "/inloggen/code");

    if (!staff_id)
        return;
    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_code(r, f, staff_id);
        return;
    }
    enum rc rc = check_code(r, staff_id, entry.code, &wait);
    if (rc != OK) {
        r->access = ACCESS_LOGIN_FAILED;
        form_error_text(
            f, NULL,
            account_guess_text(r, rc, TEXT_account_code_wrong, TEXT_account_code_wait, wait));
        http_status(r->x, rc == DENIED ? 403 : 429);
        show_code(r, f, staff_id);
        return;
    }
    logged_in(r, staff_id);
    req_redirect(r, "%s", back_of(r));
}

/* ---- setting it up --------------------------------------------------------------------------- */

void account_show_secret(struct req *r, int64_t staff_id, const unsigned char secret[TOTP_SECRET])
{
    char key[TOTP_TEXT];
    struct buf login;

    totp_text(secret, key);
    buf_init(&login, 2048);
    html_url_arg(&login, account_login(r, staff_id));
    const char *link = arena_fmt(r->arena, "otpauth://totp/Spil:%s?secret=%s&issuer=Spil",
                                 login.len < 200 ? login.at : "", key);
    buf_free(&login);
    html(r->out, "<ol class=\"steps\"><li>%s</li><li>%s", T(account_factor_app),
         T(account_factor_scan));
    account_show_qr(r, link);
    html(r->out, "<p>%s</p><p><code class=\"key\">", T(account_factor_secret));
    for (int i = 0; i < TOTP_TEXT - 1; i += 4)
        html(r->out, "%s%s", i ? " " : "", arena_strn(r->arena, key + i, 4));
    html(r->out, "</code></p><p><a href=\"otpauth:%s\">%s</a></p></li><li>%s</li></ol>",
         link + strlen("otpauth:"), T(account_factor_link), T(account_factor_type));
}

void account_show_recovery(struct req *r, char codes[RECOVERY_CODES][RECOVERY_TEXT], const char *on)
{
    html(r->out, "<section class=\"card narrow\"><p>%s</p><ul class=\"codes\">",
         T(account_recovery_about));
    for (int i = 0; i < RECOVERY_CODES; i++)
        html(r->out, "<li><code>%s</code></li>", codes[i]);
    html(r->out, "</ul><p>%s</p></section><p><a class=\"button\" href=\"/%s\">%s</a></p>",
         T(account_recovery_once), on + 1, T(account_recovery_kept));
}

static void offered(struct req *r, int64_t staff_id, unsigned char secret[TOTP_SECRET])
{
    unsigned char key[FACTOR_KEY];

    factor_key(r->site->chain.key, staff_id, key);
    factor_offer(key, http_cookie(r->x, "spil_half"), secret);
}

static void show_enrol(struct req *r, struct form *f, int64_t staff_id)
{
    unsigned char secret[TOTP_SECRET];
    char code[CODE_TEXT];

    offered(r, staff_id, secret);
    begin(r, T(account_enrol), f);
    html(r->out, "<p class=\"lead\">%s</p>", T(account_enrol_lead));
    form_show_errors(r->out, f);
    html(r->out, "<form method=\"post\" action=\"/inloggen/instellen\" class=\"card narrow\">");
    account_show_secret(r, staff_id, secret);
    if (practice_on(r))
        show_practice(r, totp_next(secret, r->now, 0, code), code);
    html(r->out, "<input type=\"hidden\" name=\"_back\" value=\"%s\">", back_of(r));
    form_show_fields(r->out, f);
    html(r->out,
         "<p><button class=\"primary\">%s</button></p></form><p><a href=\"/inloggen\">%s</a></p>",
         T(account_factor_confirm), T(account_code_again));
    page_end(r);
}

void account_enrol_form(struct req *r)
{
    struct confirmation confirmation = {""};
    int64_t staff_id = half_of(r, "/inloggen/instellen");

    if (staff_id)
        show_enrol(r, req_form(r, account_confirm_fields, &confirmation), staff_id);
}

/* The session begins with the page that shows the recovery codes: they are shown once. */
void account_enrol(struct req *r)
{
    struct confirmation confirmation = {""};
    struct form *f = req_form(r, account_confirm_fields, &confirmation);
    char codes[RECOVERY_CODES][RECOVERY_TEXT];
    unsigned char secret[TOTP_SECRET];
    int64_t staff_id = half_of(r, "/inloggen/instellen");

    if (!staff_id)
        return;
    offered(r, staff_id, secret);
    if (req_form_read(r, f) && factor_confirm(r, staff_id, secret, confirmation.code, codes) != OK)
        form_error(f, "code", TEXT_account_confirm_wrong);
    if (form_error_count(f)) {
        req_invalid(r);
        show_enrol(r, f, staff_id);
        return;
    }
    site_log(r->site, r->db, staff_id, 0, ACCESS_FACTOR_ON,
             access_route_number("POST /inloggen/instellen"));
    logged_in(r, staff_id);
    begin(r, T(account_recovery), NULL);
    account_show_recovery(r, codes, back_of(r));
    page_end(r);
}
