/* account_link.c: a link to choose a passphrase with: asked for, mailed, and used once.
 * Not: inviting someone (feature/staff); what a good passphrase is (account.c).
 * Start at link_save(). */
#include "core/job.h"
#include "core/mail.h"
#include "core/site.h"
#include "feature/account/account_pages.h"
#include "feature/staff/staff.h"

enum { AGAIN_MS = 5 * 60 * 1000 }; /* no second mail within this time */

struct forgotten {
    const char *name;
};
static const struct field forgotten_fields[] = {
    F_TEXT(struct forgotten, name, TEXT_account_name, REQUIRED | AUTOFOCUS, 200), F_END};

struct choice_of_phrase {
    const char *fresh;
    const char *again;
};
static const struct field phrase_fields[] = {
    F_TEXT_AS(FIELD_PASSWORD, struct choice_of_phrase, fresh, TEXT_account_passphrase_fresh,
              REQUIRED | AUTOCOMPLETE_OFF, PASSPHRASE_MOST),
    F_TEXT_AS(FIELD_PASSWORD, struct choice_of_phrase, again, TEXT_account_passphrase_repeat,
              REQUIRED | AUTOCOMPLETE_OFF, PASSPHRASE_MOST),
    F_END};

static void begin(struct req *r, const char *title, const struct form *f)
{
    struct frame frame = page_frame(r, title);

    frame.errors = f ? form_error_count(f) : 0;
    page_begin_frame(r, &frame);
    if (f)
        form_show_errors(r->out, f);
}

/* ---- asking for one -------------------------------------------------------------------------- */

static void show_forgotten(struct req *r, struct form *f)
{
    begin(r, T(account_forgotten), f);
    if (!mail_on(&r->site->config)) {
        html(r->out, "<p>%s</p><p><a href=\"/inloggen\">%s</a></p>", T(account_forgotten_ask),
             T(account_login));
        page_end(r);
        return;
    }
    html(r->out,
         "<p class=\"lead\">%s</p><form method=\"post\" action=\"/inloggen/vergeten\""
         " class=\"card narrow\">",
         T(account_forgotten_lead));
    form_show_fields(r->out, f);
    html(r->out,
         "<p><button class=\"primary\">%s</button></p></form><p><a href=\"/inloggen\">%s</a></p>",
         T(account_forgotten_send), T(account_login));
    page_end(r);
}

void account_forgotten_form(struct req *r)
{
    struct forgotten entry = {""};

    show_forgotten(r, req_form(r, forgotten_fields, &entry));
}

/* Counted as attempts, so that nobody's mailbox fills. Whatever happens, the answer and the work
 * are the same: it tells nobody who has an account. */
static bool may_ask(struct req *r, const char *name)
{
    const char *who = arena_fmt(r->arena, "reset of %s", name);
    const char *where = arena_fmt(r->arena, "reset from %s", http_peer(r->x));
    bool may = !attempt_wait(r->db, who, r->now) && !attempt_wait(r->db, where, r->now);

    attempt_failed(r->db, who, r->now);
    attempt_failed(r->db, where, r->now);
    return may;
}

void account_forgotten_send(struct req *r)
{
    struct forgotten entry = {""};
    struct form *f = req_form(r, forgotten_fields, &entry);

    if (!req_form_read(r, f) || !mail_on(&r->site->config)) {
        req_invalid(r);
        show_forgotten(r, f);
        return;
    }
    int64_t staff_id = db_one_int(
        r->db, SQL("select id from staff where login = $1 and active = 1"), ARGS(S(entry.name)), 0);
    if (may_ask(r, entry.name))
        job_add(r->site, "account_mail", arena_fmt(r->arena, "reset %" PRId64, staff_id), 0,
                r->now);
    begin(r, T(account_forgotten), NULL);
    html(r->out,
         "<section class=\"card\"><p>%s</p><p>%s</p></section>"
         "<p><a href=\"/inloggen\">%s</a></p>",
         T(account_forgotten_sent), T(account_forgotten_none), T(account_login));
    page_end(r);
}

/* ---- the mail -------------------------------------------------------------------------------- */

struct receiver {
    const char *email, *login;
    enum lang lang;
};

static bool find_receiver(struct job *j, int64_t staff_id, struct receiver *to)
{
    bool found = false;
    struct db_rows q =
        db_query(j->site->read,
                 SQL("select email, login, language from staff where id = $1 and active = 1"
                     " and email <> ''"),
                 ARGS(I(staff_id)));

    while (db_next(&q)) {
        found = true;
        *to = (struct receiver){db_text_copy(&q, 0, j->arena), db_text_copy(&q, 1, j->arena),
                                strcmp(db_text(&q, 2), "en") ? LANG_NL : LANG_EN};
    }
    return found;
}

static const char *send_link(struct job *j, const struct receiver *to, bool invite,
                             const char *token)
{
    const char *link =
        arena_fmt(j->arena, "%s/inloggen/wachtzin?sleutel=%s", j->site->config.url, token);
    struct mail mail = {
        .to = to->email,
        .subject = text(to->lang, invite ? TEXT_account_mail_invite : TEXT_account_mail_reset),
        .body = text_fill(j->arena, to->lang,
                          invite ? TEXT_account_mail_invite_body : TEXT_account_mail_reset_body,
                          link, to->login, NULL, NULL)};

    return mail_send(&j->site->config, &mail);
}

/* argument: "invite 123" or "reset 123". The token is made here and not when the job was planned,
 * so that it never stands in the database; an attempt that fails takes it back. */
bool account_mail(struct job *j)
{
    struct db *db = j->site->write;
    bool invite = !strncmp(j->argument, "invite ", 7);
    int64_t staff_id = strtoll(j->argument + strcspn(j->argument, " "), NULL, 10), now = now_ms();
    char token[SESSION_TOKEN_TEXT];
    struct receiver to;

    if (!mail_on(&j->site->config) || !find_receiver(j, staff_id, &to)) {
        j->message = "nothing to send";
        return true;
    }
    db_begin_write(db);
    bool lately = !invite && db_exists(db,
                                       SQL("select 1 from login_link where staff_id = $1"
                                           " and made_at > $2"),
                                       ARGS(I(staff_id), I(now - AGAIN_MS)));
    if (!lately)
        login_link_new(db, staff_id, now, invite ? INVITE_SECONDS : RESET_SECONDS, token);
    db_commit(db);
    if (lately) {
        j->message = "sent a moment ago";
        return true;
    }
    const char *trouble = send_link(j, &to, invite, token);
    j->message = trouble ? trouble : "sent";
    if (trouble) {
        db_begin_write(db);
        login_links_end(db, staff_id);
        db_commit(db);
    }
    return !trouble;
}

/* ---- using it -------------------------------------------------------------------------------- */

static const char *key_of(struct req *r)
{
    return *req_value(r, "_sleutel") ? req_value(r, "_sleutel") : req_query(r, "sleutel");
}

/* 0 and an answer when the link does not work. */
static int64_t link_of(struct req *r)
{
    int64_t staff_id = login_link_staff(r->db, key_of(r), r->now);

    if (!staff_id) {
        r->access = ACCESS_NOTHING;
        req_error_page(r, 410, TEXT_account_link_over, TEXT_account_link_over_what);
    }
    return staff_id;
}

static void show_link(struct req *r, struct form *f, int64_t staff_id)
{
    begin(r, T(account_link), f);
    html(r->out,
         "<p class=\"lead\">%s</p><p>%s <strong>%s</strong></p><form method=\"post\""
         " action=\"/inloggen/wachtzin\" class=\"card narrow\">"
         "<input type=\"hidden\" name=\"_sleutel\" value=\"%s\">",
         T(account_link_rules), T(account_link_name), account_login(r, staff_id), key_of(r));
    form_show_fields(r->out, f);
    html(r->out, "<p><button class=\"primary\">%s</button></p></form>", T(save));
    page_end(r);
}

void account_link_form(struct req *r)
{
    struct choice_of_phrase choice = {"", ""};
    int64_t staff_id = link_of(r);

    if (staff_id)
        show_link(r, req_form(r, phrase_fields, &choice), staff_id);
}

static bool read_choice(struct req *r, struct form *f, const struct choice_of_phrase *choice,
                        int64_t staff_id)
{
    if (req_form_read(r, f)) {
        const char *name = db_one_text(r->db, r->arena, SQL("select name from staff where id = $1"),
                                       ARGS(I(staff_id)), "");
        enum text_id trouble =
            passphrase_trouble(r->arena, choice->fresh, account_login(r, staff_id), name);

        if (trouble != TEXT_NONE)
            form_error(f, "fresh", trouble);
        else if (strcmp(choice->fresh, choice->again))
            form_error(f, "again", TEXT_account_passphrase_differs);
    }
    return !form_error_count(f);
}

bool account_link_prepare(struct req *r, struct helper_call *call)
{
    struct choice_of_phrase choice = {"", ""};
    struct form *f = req_form(r, phrase_fields, &choice);
    struct password_ask *ask = arena_alloc(r->arena, sizeof(*ask));
    int64_t staff_id = login_link_staff(r->db, key_of(r), r->now);

    if (!staff_id || !read_choice(r, f, &choice, staff_id) ||
        strlen(choice.fresh) >= sizeof(ask->fresh))
        return false;
    *ask = (struct password_ask){.only_fresh = true};
    memcpy(ask->fresh, choice.fresh, strlen(choice.fresh));
    *call = (struct helper_call){HELPER_HASH, ask, sizeof(*ask)};
    return true;
}

/* The link proves the mailbox and is spent; the code is asked as always, or set up. */
void account_link_save(struct req *r)
{
    struct choice_of_phrase choice = {"", ""};
    struct form *f = req_form(r, phrase_fields, &choice);
    struct password_answer answer;
    int64_t staff_id = link_of(r);

    if (!staff_id)
        return;
    if (!read_choice(r, f, &choice, staff_id) || !r->helped.at) {
        req_invalid(r);
        show_link(r, f, staff_id);
        return;
    }
    memcpy(&answer, r->helped.at, sizeof(answer));
    staff_set_passphrase(r, staff_id, answer.fresh);
    attempt_forget(r->db, account_login(r, staff_id));
    site_log(r->site, r->db, staff_id, 0, ACCESS_PASSPHRASE,
             access_route_number("POST /inloggen/wachtzin"));
    account_to_code(r, staff_id);
}
