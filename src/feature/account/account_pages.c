/* account_pages.c: Mijn account: passphrase, the code at log-in, sessions, language.
 * Not: logging in (account_web.c); another's account (feature/staff).
 * Start at account_page(). */
#include "feature/account/account_pages.h"

#include "core/site.h"
#include "feature/staff/staff.h"

struct language_choice {
    const char *language;
};
static const struct field language_fields[] = {
    F_CODE(struct language_choice, language, TEXT_staff_language, REQUIRED, staff_languages),
    F_END};

struct passphrase_change {
    const char *old;
    const char *fresh;
    const char *again;
};
static const struct field passphrase_fields[] = {
    F_TEXT_AS(FIELD_PASSWORD, struct passphrase_change, old, TEXT_account_passphrase_old, REQUIRED,
              PASSPHRASE_MOST),
    F_TEXT_AS(FIELD_PASSWORD, struct passphrase_change, fresh, TEXT_account_passphrase_fresh,
              REQUIRED | AUTOCOMPLETE_OFF, PASSPHRASE_MOST),
    F_TEXT_AS(FIELD_PASSWORD, struct passphrase_change, again, TEXT_account_passphrase_repeat,
              REQUIRED | AUTOCOMPLETE_OFF, PASSPHRASE_MOST),
    F_END};

struct proof {
    const char *passphrase;
};
static const struct field proof_fields[] = {F_TEXT_AS(FIELD_PASSWORD, struct proof, passphrase,
                                                      TEXT_account_passphrase, REQUIRED,
                                                      PASSPHRASE_MOST),
                                            F_END};

static void begin_under_account(struct req *r, const char *title, const struct form *f)
{
    struct frame_link crumbs[] = {{"/account", T(account), NULL, 0}};
    struct frame frame = page_frame(r, title);

    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    frame.errors = f ? form_error_count(f) : 0;
    page_begin_frame(r, &frame);
    if (f)
        form_show_errors(r->out, f);
}

/* ---- Mijn account ---------------------------------------------------------------------------- */

static const char *moment(struct req *r, int64_t ms)
{
    struct local at = local_from_ms(ms);

    return arena_fmt(r->arena, "%s %02d:%02d", page_day(r, at.day), at.minute / 60, at.minute % 60);
}

static void show_person(struct req *r, struct form *f)
{
    size_t n;
    struct staff_role_row *roles = staff_roles_of(r->db, r->arena, r->user->id, &n);

    html(r->out,
         "<section class=\"card\"><h2>%s</h2><dl><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd>"
         "<dt>%s</dt>",
         T(account_person), T(staff_name), r->user->name, T(account_name),
         account_login(r, r->user->id), T(staff_roles_title));
    if (!n)
        html(r->out, "<dd>%s</dd>", T(account_no_role));
    for (size_t i = 0; i < n; i++)
        if (roles[i].to_on == DAY_NONE || roles[i].to_on >= r->today)
            html(r->out, "<dd>%s %s</dd>", code_text(r->lang, staff_roles, roles[i].role),
                 roles[i].place);
    html(r->out, "</dl>");
    page_form_begin(r, "fields", "/account/taal");
    form_show_fields(r->out, f);
    html(r->out,
         "<div class=\"buttons\"><button class=\"quiet\">%s</button></div></form></section>",
         T(save));
}

static void show_ways_in(struct req *r)
{
    struct factor factor = factor_get(r);

    html(r->out,
         "<section class=\"card\"><h2>%s</h2><p>%s</p><p><a class=\"button quiet\""
         " href=\"/account/wachtzin\">%s</a></p></section><section class=\"card\"><h2>%s</h2>",
         T(account_passphrase), T(account_passphrase_about), T(account_passphrase_title),
         T(account_factor));
    html(r->out, "<p>%s %s</p>",
         text_fill(r->arena, r->lang, TEXT_account_factor_since,
                   page_day(r, local_from_ms(factor.since).day), NULL, NULL, NULL),
         text_count(r->arena, r->lang, TEXT_account_recovery_left, factor.recovery_left));
    html(r->out, "<p><a class=\"button quiet\" href=\"/account/code\">%s</a></p></section>",
         T(account_factor_renew));
}

static void show_sessions(struct req *r)
{
    struct sessions all = account_sessions(r);

    html(r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p><ul class=\"rows\">",
         T(account_sessions), T(account_sessions_about));
    for (size_t i = 0; i < all.n; i++) {
        const struct session *s = &all.at[i];

        html(r->out, "<li><div class=\"what\"><strong>%s</strong><p>%s</p></div>",
             s->here ? T(account_session_here) : T(account_session_other),
             text_fill(r->arena, r->lang, TEXT_account_session_times, moment(r, s->created_at),
                       moment(r, s->seen_at), NULL, NULL));
        if (!s->here) {
            page_form_begin(r, "acts", "/account/sessie");
            html(r->out,
                 "<input type=\"hidden\" name=\"_session\" value=\"%s\">"
                 "<button class=\"link\">%s<span class=\"sr\">: %s</span></button></form>",
                 s->name, T(account_session_end), moment(r, s->created_at));
        }
        html(r->out, "</li>");
    }
    html(r->out, "</ul>");
    if (all.n > 1) {
        page_form_begin(r, "buttons", "/account/sessies");
        html(r->out, "<button class=\"quiet\">%s</button></form>", T(account_sessions_end));
    }
    html(r->out, "</section>");
}

static void show_account(struct req *r, struct form *f)
{
    struct frame frame = page_frame(r, T(account));

    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    show_person(r, f);
    show_ways_in(r);
    show_sessions(r);
    page_end(r);
}

void account_page(struct req *r)
{
    struct language_choice choice = {lang_code(r->user->lang)};

    show_account(r, req_form(r, language_fields, &choice));
}

/* The choice of the person goes before what this browser remembered. */
void account_language_save(struct req *r)
{
    struct language_choice choice = {lang_code(r->user->lang)};
    struct form *f = req_form(r, language_fields, &choice);

    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_account(r, f);
        return;
    }
    account_set_language(r, choice.language);
    http_set_header(r->x, "set-cookie", "spil_lang=; Path=/; Max-Age=0; SameSite=Lax");
    req_flash(r, TEXT_account_saved);
    req_redirect(r, "/account");
}

void account_session_close(struct req *r)
{
    account_session_end(r, req_value(r, "_session"));
    req_flash(r, TEXT_account_session_ended);
    req_redirect(r, "/account");
}

void account_sessions_close(struct req *r)
{
    account_sessions_end(r);
    req_flash(r, TEXT_account_session_ended);
    req_redirect(r, "/account");
}

/* ---- proof that it is still the same person -------------------------------------------------- */

/* Guesses at the log-in page do not count here: who has a session is not kept out by others. */
static const char *proof_subject(struct req *r)
{
    return arena_fmt(r->arena, "proof of %" PRId64, r->user->id);
}

/* fresh: a new one to be hashed at the same time, or "". */
static bool ask_proof(struct req *r, const char *passphrase, const char *fresh,
                      struct helper_call *call)
{
    struct password_ask *ask = arena_alloc(r->arena, sizeof(*ask));
    struct guesser from = {proof_subject(r), NULL};

    if (strlen(fresh) >= sizeof(ask->fresh) ||
        !user_login_ask(r->db, account_login(r, r->user->id), &from, passphrase, r->now, ask))
        return false;
    memcpy(ask->fresh, fresh, strlen(fresh));
    *call = (struct helper_call){HELPER_HASH, ask, sizeof(*ask)};
    return true;
}

/* The own passphrase; guesses are counted, and stay, so this is no failed transaction. */
static bool proved(struct req *r, struct form *f, const char *field)
{
    int64_t staff_id, wait = 0;
    struct guesser from = {proof_subject(r), NULL};
    enum rc rc = user_login(r->db, account_login(r, r->user->id), &from, &r->helped, r->now,
                            &staff_id, &wait);

    if (rc == OK)
        return true;
    r->access = ACCESS_LOGIN_FAILED;
    form_error_text(f, field,
                    account_guess_text(r, rc, TEXT_account_old_wrong, TEXT_account_wait, wait));
    http_status(r->x, rc == DENIED ? 403 : 429);
    return false;
}

/* ---- passphrase ------------------------------------------------------------------------------ */

static void show_passphrase_form(struct req *r, struct form *f)
{
    begin_under_account(r, T(account_passphrase_title), f);
    html(r->out, "<p class=\"lead\">%s</p>", T(account_passphrase_rules));
    page_form_begin(r, "card narrow", "/account/wachtzin");
    form_show_fields(r->out, f);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/account\">%s</a></div></form>",
         T(save), T(cancel));
    page_end(r);
}

void account_passphrase_page(struct req *r)
{
    struct passphrase_change change = {"", "", ""};

    show_passphrase_form(r, req_form(r, passphrase_fields, &change));
}

/* What was typed, when there is nothing wrong with it but perhaps the old one. */
static bool read_change(struct req *r, struct form *f, const struct passphrase_change *change)
{
    if (req_form_read(r, f)) {
        enum text_id trouble = passphrase_trouble(r->arena, change->fresh,
                                                  account_login(r, r->user->id), r->user->name);

        if (trouble != TEXT_NONE)
            form_error(f, "fresh", trouble);
        else if (!strcmp(change->fresh, change->old))
            form_error(f, "fresh", TEXT_account_passphrase_same);
        else if (strcmp(change->fresh, change->again))
            form_error(f, "again", TEXT_account_passphrase_differs);
    }
    return !form_error_count(f);
}

bool account_passphrase_prepare(struct req *r, struct helper_call *call)
{
    struct passphrase_change change = {"", "", ""};

    return read_change(r, req_form(r, passphrase_fields, &change), &change) &&
           ask_proof(r, change.old, change.fresh, call);
}

/* All sessions end, those that someone else may hold too; this browser gets a new one. */
void account_passphrase_save(struct req *r)
{
    struct passphrase_change change = {"", "", ""};
    struct form *f = req_form(r, passphrase_fields, &change);
    struct password_answer answer;

    if (!read_change(r, f, &change)) {
        req_invalid(r);
        show_passphrase_form(r, f);
        return;
    }
    if (!proved(r, f, "old")) {
        show_passphrase_form(r, f);
        return;
    }
    memcpy(&answer, r->helped.at, sizeof(answer));
    staff_set_passphrase(r, r->user->id, answer.fresh);
    account_begin_session(r, r->user->id);
    req_flash(r, TEXT_account_passphrase_saved);
    req_redirect(r, "/account");
}

/* ---- the second factor ----------------------------------------------------------------------- */

static void show_confirm(struct req *r, const struct factor *factor, struct form *f)
{
    begin_under_account(r, T(account_factor), f);
    page_form_begin(r, "card narrow", "/account/code/bevestigen");
    account_show_secret(r, r->user->id, factor->secret);
    form_show_fields(r->out, f);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/account\">%s</a></div></form>",
         T(account_factor_confirm), T(cancel));
    page_end(r);
}

static void show_start(struct req *r, struct form *f)
{
    begin_under_account(r, T(account_factor), f);
    html(r->out, "<p>%s</p><p class=\"lead\">%s</p>", T(account_factor_why),
         T(account_factor_proof));
    page_form_begin(r, "card narrow", "/account/code");
    form_show_fields(r->out, f);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/account\">%s</a></div></form>",
         T(account_factor_renew), T(cancel));
    page_end(r);
}

void account_factor_page(struct req *r)
{
    struct factor factor = factor_get(r);
    struct proof proof = {""};
    struct confirmation confirmation = {""};

    if (factor.pending)
        show_confirm(r, &factor, req_form(r, account_confirm_fields, &confirmation));
    else
        show_start(r, req_form(r, proof_fields, &proof));
}

bool account_factor_prepare(struct req *r, struct helper_call *call)
{
    struct proof proof = {""};

    return req_form_read(r, req_form(r, proof_fields, &proof)) &&
           ask_proof(r, proof.passphrase, "", call);
}

void account_factor_begin(struct req *r)
{
    struct proof proof = {""};
    struct form *f = req_form(r, proof_fields, &proof);

    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_start(r, f);
        return;
    }
    if (!proved(r, f, "passphrase")) {
        show_start(r, f);
        return;
    }
    factor_begin(r);
    req_redirect(r, "/account/code");
}

void account_factor_confirm(struct req *r)
{
    struct factor factor = factor_get(r);
    struct confirmation confirmation = {""};
    struct form *f = req_form(r, account_confirm_fields, &confirmation);
    char codes[RECOVERY_CODES][RECOVERY_TEXT];

    if (!factor.pending) { /* it took too long, or was done before */
        r->access = ACCESS_NOTHING;
        req_redirect(r, "/account/code");
        return;
    }
    if (req_form_read(r, f) &&
        factor_confirm(r, r->user->id, factor.secret, confirmation.code, codes) != OK)
        form_error(f, "code", TEXT_account_confirm_wrong);
    if (form_error_count(f)) {
        req_invalid(r);
        show_confirm(r, &factor, f);
        return;
    }
    account_sessions_end(r); /* what someone else may hold; this browser gets a new one */
    account_begin_session(r, r->user->id);
    begin_under_account(r, T(account_recovery), NULL);
    account_show_recovery(r, codes, "/account");
    page_end(r);
}
