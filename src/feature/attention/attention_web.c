/* attention_web.c: putting a matter off until a day, with a reason.
 * Not: the list itself, which stands on Vandaag (feature/today).
 * Start at later_save(). */
#include "feature/attention/attention.h"
#include "feature/client/client.h"

enum { LATEST = 92 }; /* days: nobody is put off for good */

struct later {
    int32_t until_on;
    const char *reason;
    const char *rule;
};

static const struct field fields[] = {
    F_DAY(struct later, until_on, TEXT_attention_later_until, REQUIRED | FUTURE_ONLY),
    F_TEXT(struct later, reason, TEXT_attention_later_reason, REQUIRED | AUTOFOCUS, 300), F_END};

/* A rule of ours: it comes from the address of a link. */
static const struct attention_rule *rule_of(const char *name)
{
    size_t n;
    const struct attention_rule *rules = attention_rules(&n);

    for (size_t i = 0; i < n; i++)
        if (!strcmp(rules[i].rule, name))
            return &rules[i];
    return NULL;
}

static void show(struct req *r, struct form *f, const char *rule)
{
    client_page_begin(r, T(attention_later_title), f);
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/later", r->client_id);
    html(r->out, "<input type=\"hidden\" name=\"_rule\" value=\"%s\">", rule);
    form_show_fields(r->out, f);
    client_form_end(r);
    page_end(r);
}

static void later_form(struct req *r)
{
    struct later later = {.until_on = r->today + 7, .reason = ""};
    const char *rule = req_query(r, "regel");

    if (rule_of(rule))
        show(r, req_form(r, fields, &later), rule);
    else
        req_not_found(r);
}

static void later_save(struct req *r)
{
    struct later later = {.until_on = DAY_NONE, .reason = "", .rule = req_value(r, "_rule")};
    struct form *f = req_form(r, fields, &later);
    char until[DAY_TEXT];

    if (!rule_of(later.rule)) {
        req_not_found(r);
        return;
    }
    if (req_form_read(r, f) && later.until_on > r->today + LATEST)
        form_error(f, "until_on", TEXT_attention_later_long);
    if (form_error_count(f)) {
        req_invalid(r);
        show(r, f, later.rule);
        return;
    }
    db_run(r->db,
           SQL("insert into attention_later (id, trajectory_id, rule, until_on, reason, staff_id,"
               " created_at) values ($1, $2, $3, $4, $5, $6, $7)"
               " on conflict (trajectory_id, rule) do update set until_on = excluded.until_on,"
               " reason = excluded.reason, staff_id = excluded.staff_id,"
               " created_at = excluded.created_at"),
           ARGS(I(req_new_id(r)), I(r->trajectory_id), S(later.rule),
                S(day_iso(later.until_on, until)), S(later.reason), I(r->user->id), I(r->now)));
    req_flash_undo(r, TEXT_attention_later_saved,
                   arena_fmt(r->arena, "/deelnemers/%" PRId64 "/later/einde?regel=%s", r->client_id,
                             later.rule));
    req_redirect(r, "/vandaag");
}

/* Back on the list today: the undo, and the button in the list of what was put off. */
static void later_end(struct req *r)
{
    db_run(r->db,
           SQL("delete from attention_later where trajectory_id = $1 and rule = $2 and"
               " staff_id = $3"),
           ARGS(I(r->trajectory_id), S(req_query(r, "regel")), I(r->user->id)));
    if (db_touched(r->db))
        req_flash(r, TEXT_attention_later_ended);
    req_redirect(r, "/vandaag");
}

static const struct route routes[] = {
    {GET, "/deelnemers/:client/later", later_form, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_attention_later_title, GROUP_PLAN},
    {POST, "/deelnemers/:client/later", later_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_attention_later_title, GROUP_PLAN},
    {POST, "/deelnemers/:client/later/einde", later_end, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_attention_later_title, GROUP_PLAN},
    {0}};

const struct feature attention_feature = {.name = "attention", .routes = routes};
