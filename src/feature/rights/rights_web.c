/* rights_web.c: the rights of a client: requests and decisions, own statement, restriction, hold,
 * the citizen service number, and what other pages show of it. Not: all my data (rights_export.c),
 * terms of keeping (rights_keep.c). Start at rights_page(). */
#include "feature/rights/rights.h"

#include "core/job.h"
#include "core/site.h"
#include "core/values.h"
#include "feature/client/client.h"

const struct code rights_flag_kinds[] = {
    {"restriction", TEXT_rights_restricted}, {"hold", TEXT_rights_hold}, {0}};

static bool is_mine(const struct req *r)
{
    return r->route->scope == SCOPE_MINE;
}

static bool may_decide(const struct req *r)
{
    return user_may(r->user, PERM_RIGHTS) && gate_may_change(&r->gate, GROUP_RIGHTS);
}

/* A page under the client's, or of the client. */
static void begin(struct req *r, const char *title, const struct form *f)
{
    if (!is_mine(r)) {
        client_page_begin(r, title, f);
        return;
    }
    struct frame frame = page_frame(r, title);
    frame.errors = f ? form_error_count(f) : 0;
    page_begin_frame(r, &frame);
    if (f)
        form_show_errors(r->out, f);
}

/* Where this part of the record lives, and where a form on it goes. */
static const char *here(struct req *r, const char *rest)
{
    return is_mine(r)
               ? arena_fmt(r->arena, "/mijn%s", rest)
               : arena_fmt(r->arena, "/deelnemers/%" PRId64 "/rechten%s", r->client_id, rest);
}

static void show_link(struct req *r, const char *rest, const char *css, const char *label)
{
    if (is_mine(r))
        html(r->out, "<a class=\"%s\" href=\"/mijn%s\">%s</a>", css, rest, label);
    else
        html(r->out, "<a class=\"%s\" href=\"/deelnemers/%" PRId64 "/rechten%s\">%s</a>", css,
             r->client_id, rest, label);
}

static void show_form(struct req *r, const char *title, const char *help, const char *path,
                      const struct form *f)
{
    begin(r, title, f);
    html(r->out, "<p class=\"lead\">%s</p>", help);
    page_form_begin(r, "fields", "%s", here(r, path));
    form_show_fields(r->out, f);
    html(r->out, "<div class=\"buttons\"><button>%s</button>", T(save));
    show_link(r, "", "", T(cancel));
    html(r->out, "</div></form>");
    page_end(r);
}

/* ---- a request ------------------------------------------------------------------------------- */

static const struct field request_fields[] = {
    F_CODE(struct rights_request, kind, TEXT_rights_kind, REQUIRED, rights_kinds),
    F_NOTE(struct rights_request, wish, TEXT_rights_wish, REQUIRED, 4000),
    F_DAY(struct rights_request, asked_on, TEXT_rights_asked_on, REQUIRED | PAST_ONLY | NARROW),
    F_END};

static struct rights_request request_empty(const struct req *r)
{
    return (struct rights_request){
        .client_id = r->client_id, .kind = "", .wish = "", .asked_on = r->today};
}

static void show_request_form(struct req *r, const struct form *f)
{
    show_form(r, is_mine(r) ? T(rights_mine_request) : T(rights_request_new),
              is_mine(r) ? T(rights_mine_request_help) : T(rights_request_help), "/verzoek", f);
}

static void request_form(struct req *r)
{
    struct rights_request q = request_empty(r);

    show_request_form(r, req_form(r, request_fields, &q));
}

static void request_save(struct req *r)
{
    struct rights_request q = request_empty(r);
    struct form *f = req_form(r, request_fields, &q);

    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_request_form(r, f);
        return;
    }
    q.due_on = rights_due(q.asked_on, false);
    rights_add(r, &q);
    req_flash(r, TEXT_rights_request_saved);
    req_redirect(r, "%s", here(r, ""));
}

/* ---- own statement --------------------------------------------------------------------------- */

static const struct field statement_fields[] = {
    F_TEXT(struct client_statement, about, TEXT_rights_about, 0, 200),
    F_NOTE(struct client_statement, body, TEXT_rights_statement, REQUIRED, 8000),
    F_DAY(struct client_statement, given_on, TEXT_rights_given_on, REQUIRED | PAST_ONLY | NARROW),
    F_END};

static void show_statement_form(struct req *r, const struct form *f)
{
    show_form(r, is_mine(r) ? T(rights_mine_statement) : T(rights_statement_new),
              is_mine(r) ? T(rights_mine_statement_help) : T(rights_statement_help), "/verklaring",
              f);
}

static void statement_form(struct req *r)
{
    struct client_statement s = {.about = "", .body = "", .given_on = r->today};

    show_statement_form(r, req_form(r, statement_fields, &s));
}

static void statement_save(struct req *r)
{
    struct client_statement s = {.about = "", .body = "", .given_on = r->today};
    struct form *f = req_form(r, statement_fields, &s);

    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_statement_form(r, f);
        return;
    }
    rights_state(r, &s);
    req_flash(r, TEXT_rights_statement_saved);
    req_redirect(r, "%s", here(r, ""));
}

/* ---- lists ----------------------------------------------------------------------------------- */

/* "Beantwoorden voor 23-12-2026", or what became of it. */
static const char *request_state(struct req *r, const struct rights_request *q)
{
    if (!*q->decision)
        return text_fill(r->arena, r->lang,
                         q->due_on < r->today ? TEXT_rights_overdue : TEXT_rights_answer_by,
                         page_day(r, q->due_on), NULL, NULL, NULL);
    return text_fill(r->arena, r->lang,
                     q->done_on == DAY_NONE ? TEXT_rights_decided_open : TEXT_rights_decided_done,
                     code_text(r->lang, rights_decisions, q->decision), page_day(r, q->decided_on),
                     q->decided_name, page_day(r, q->done_on));
}

static void show_request_row(struct req *r, const struct rights_request *q, bool link, bool name)
{
    const char *kind = code_text(r->lang, rights_kinds, q->kind);

    html(r->out, "<li><div class=\"what\">");
    if (link)
        html(r->out, "<a href=\"/deelnemers/%" PRId64 "/rechten/verzoek/%" PRId64 "\">%s%s%s</a>",
             q->client_id, q->id, name ? q->client_name : "", name ? ": " : "", kind);
    else
        html(r->out, "<strong>%s</strong>", kind);
    html(r->out, "<p class=\"small%s\">%s</p></div></li>",
         !*q->decision && q->due_on < r->today ? " warn" : "", request_state(r, q));
}

static void show_requests(struct req *r, const struct rights_requests *list)
{
    html(r->out, "<section class=\"card\" id=\"verzoeken\"><h2>%s</h2>", T(rights_requests));
    if (!list->n)
        html(r->out, "<p class=\"empty\">%s</p>", T(rights_requests_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list->n; i++)
        show_request_row(r, &list->at[i], !is_mine(r), false);
    html(r->out, "</ul>");
    if (gate_may_change(&r->gate, GROUP_RIGHTS)) {
        html(r->out, "<p class=\"no-print\">");
        show_link(r, "/verzoek", "button quiet", T(rights_request_new));
        html(r->out, "</p>");
    }
    html(r->out, "</section>");
}

static void show_statements(struct req *r)
{
    struct client_statements list = rights_statements(r->db, r->arena, r->client_id);

    html(r->out, "<section class=\"card\" id=\"verklaringen\"><h2>%s</h2>", T(rights_statements));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(rights_statements_none));
    for (size_t i = 0; i < list.n; i++) {
        const struct client_statement *s = &list.at[i];

        html(r->out, "<h3>%s</h3>", *s->about ? s->about : page_day(r, s->given_on));
        html_lines(r->out, s->body);
        html(r->out, "<p class=\"small muted\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_rights_statement_by, page_day(r, s->given_on),
                       s->recorded_name, NULL, NULL));
    }
    if (gate_may_change(&r->gate, GROUP_RIGHTS)) {
        html(r->out, "<p class=\"no-print\">");
        show_link(r, "/verklaring", "button quiet", T(rights_statement_new));
        html(r->out, "</p>");
    }
    html(r->out, "</section>");
}

/* ---- restriction and hold -------------------------------------------------------------------- */

static const struct {
    enum client_flag kind;
    const char *path;
    enum text_id title, none, set, set_line, end, saved, ended;
} flags[] = {
    {FLAG_RESTRICTION, "beperking", TEXT_rights_restriction_title, TEXT_rights_restriction_none,
     TEXT_rights_restriction_set, TEXT_rights_flag_line, TEXT_rights_restriction_end,
     TEXT_rights_restriction_saved, TEXT_rights_restriction_ended},
    {FLAG_HOLD, "bewaarplicht", TEXT_rights_hold, TEXT_rights_hold_none, TEXT_rights_hold_set,
     TEXT_rights_flag_line, TEXT_rights_hold_end, TEXT_rights_hold_saved, TEXT_rights_hold_ended}};

static void show_flag(struct req *r, size_t i)
{
    struct flag_row f;
    bool set = rights_flag(r->db, r->arena, r->client_id, flags[i].kind, &f);

    html(r->out, "<section class=\"card\" id=\"%s\"><h2>%s</h2><p>%s</p>", flags[i].path,
         text(r->lang, flags[i].title),
         set ? text_fill(r->arena, r->lang, flags[i].set_line,
                         page_day(r, local_from_ms(f.from_at).day), f.set_name, f.reason, NULL)
             : text(r->lang, flags[i].none));
    if (!may_decide(r)) {
        html(r->out, "</section>");
        return;
    }
    if (set) {
        page_form_begin(r, "", "%s", here(r, arena_fmt(r->arena, "/%s/einde", flags[i].path)));
        html(r->out, "<button class=\"quiet\">%s</button>", text(r->lang, flags[i].end));
    } else {
        page_form_begin(r, "fields", "%s", here(r, arena_fmt(r->arena, "/%s", flags[i].path)));
        html(r->out,
             "<div class=\"field\"><label for=\"reason-%s\">%s</label>"
             "<input id=\"reason-%s\" name=\"reason\" maxlength=\"300\" required></div>"
             "<div class=\"buttons\"><button class=\"quiet\">%s</button></div>",
             flags[i].path, T(rights_reason), flags[i].path, text(r->lang, flags[i].set));
    }
    html(r->out, "</form></section>");
}

/* Which one: the second part of the route's path after the client's rights. */
static size_t flag_of(const struct req *r)
{
    return strstr(r->route->path, "/bewaarplicht") ? FLAG_HOLD : FLAG_RESTRICTION;
}

static void flag_set(struct req *r)
{
    size_t i = flag_of(r);
    const char *reason = req_value(r, "reason");

    if (!*reason || strlen(reason) > 1000) {
        req_error_page(r, 422, flags[i].title, TEXT_rights_reason_needed);
        return;
    }
    rights_flag_set(r, r->client_id, flags[i].kind, reason);
    req_flash(r, flags[i].saved);
    req_redirect(r, "%s", here(r, ""));
}

static void flag_end(struct req *r)
{
    size_t i = flag_of(r);

    rights_flag_end(r, r->client_id, flags[i].kind);
    req_flash(r, flags[i].ended);
    req_redirect(r, "%s", here(r, ""));
}

/* ---- the page of one client's rights --------------------------------------------------------- */

static void show_all_button(struct req *r)
{
    if (gate_may_change(&r->gate, GROUP_NOTES))
        html(r->out,
             "<section class=\"card\"><h2>%s</h2><p>%s</p><p><a class=\"button\""
             " href=\"/deelnemers/%" PRId64 "/alles\">%s</a></p></section>",
             T(rights_all), T(rights_all_about), r->client_id, T(rights_all));
}

static void show_bsn(struct req *r)
{
    struct bsn_info info = rights_bsn_info(r->db, r->arena, r->client_id);
    bool there = *info.recorded_name;

    if (!gate_sees(&r->gate, GROUP_BSN))
        return;
    html(r->out, "<section class=\"card\" id=\"bsn\"><h2>%s</h2><p>%s</p>", T(rights_bsn),
         there ? text_fill(r->arena, r->lang, TEXT_rights_bsn_there, page_day(r, info.recorded_on),
                           info.recorded_name, NULL, NULL)
               : T(rights_bsn_none));
    if (there) {
        page_form_begin(r, "", "/deelnemers/%" PRId64 "/bsn/tonen", r->client_id);
        html(r->out,
             "<p class=\"buttons\"><button class=\"quiet\">%s</button></p></form>"
             "<p class=\"small muted\">%s</p>",
             T(rights_bsn_show), T(rights_bsn_logged));
    }
    if (gate_may_change(&r->gate, GROUP_DETAILS))
        html(r->out, "<p class=\"no-print\"><a href=\"/deelnemers/%" PRId64 "/bsn\">%s</a></p>",
             r->client_id, there ? T(rights_bsn_change) : T(rights_bsn_enter));
    html(r->out, "</section>");
}

static void rights_page(struct req *r)
{
    struct rights_requests list = rights_by_client(r->db, r->arena, r->client_id);

    begin(r, T(rights), NULL);
    html(r->out, "<div class=\"columns\"><div>");
    show_requests(r, &list);
    show_statements(r);
    html(r->out, "</div><div>");
    show_all_button(r);
    show_bsn(r);
    for (size_t i = 0; i < COUNT(flags); i++)
        show_flag(r, i);
    html(r->out, "</div></div>");
    page_end(r);
}

/* ---- deciding -------------------------------------------------------------------------------- */

static const struct field decision_fields[] = {
    F_CODE(struct rights_request, decision, TEXT_rights_decision, REQUIRED, rights_decisions),
    F_NOTE(struct rights_request, reason, TEXT_rights_reason, 0, 4000),
    F_HIDDEN_ID(struct rights_request, version), F_END};

static const struct field extend_fields[] = {
    F_TEXT(struct rights_request, extended_why, TEXT_rights_extended_why, REQUIRED, 300),
    F_HIDDEN_ID(struct rights_request, version), F_END};

static void show_request(struct req *r, const struct rights_request *q)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2><dl><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>",
         T(rights_wish), T(rights_kind), code_text(r->lang, rights_kinds, q->kind),
         T(rights_c_words));
    html_lines(r->out, q->wish);
    html(r->out, "</dd><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd>", T(rights_asked_on),
         page_day(r, q->asked_on), T(rights_c_recorded_by), q->recorded_name);
    html(r->out, "<dt>%s</dt><dd>%s</dd>", T(rights_due), page_day(r, q->due_on));
    if (*q->extended_why)
        html(r->out, "<dt>%s</dt><dd>%s</dd>", T(rights_extended_why), q->extended_why);
    if (*q->decision)
        html(r->out, "<dt>%s</dt><dd>%s</dd>", T(rights_decision), request_state(r, q));
    if (*q->reason)
        html(r->out, "<dt>%s</dt><dd>%s</dd>", T(rights_reason), q->reason);
    html(r->out, "</dl></section>");
}

static void show_part_form(struct req *r, const struct rights_request *q, const struct form *f,
                           const char *path, enum text_id title, enum text_id button)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2>", text(r->lang, title));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/rechten/verzoek/%" PRId64 "%s",
                    r->client_id, q->id, path);
    form_show_fields(r->out, f);
    html(r->out, "<div class=\"buttons\"><button>%s</button></div></form></section>",
         text(r->lang, button));
}

/* What goes, part by part. */
static void show_what_goes(struct req *r)
{
    size_t n;
    const struct holding *list = rights_holdings(&n);

    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < n; i++) {
        struct db_rows q = rights_holding_rows(r->db, i, r->client_id);
        int64_t rows = 0;

        while (db_next(&q))
            rows++;
        if (rows && list[i].title != TEXT_NONE)
            html(r->out, "<li><div class=\"what\">%s</div><span>%" PRId64 "</span></li>",
                 text(r->lang, list[i].title), rows);
    }
    html(r->out, "</ul>");
}

static void show_erasing(struct req *r, const struct rights_request *q)
{
    struct flag_row hold;

    html(r->out, "<section class=\"card\" id=\"wissen\"><h2>%s</h2>", T(rights_erase_title));
    if (rights_flag(r->db, r->arena, r->client_id, FLAG_HOLD, &hold)) {
        html(r->out, "<p class=\"warn\">%s</p></section>", T(rights_erase_held));
        return;
    }
    if (q->decided_by == r->user->id) {
        html(r->out, "<p>%s</p></section>", T(rights_second));
        return;
    }
    html(r->out, "<p>%s</p>", T(rights_erase_what));
    show_what_goes(r);
    page_form_begin(r, "", "/deelnemers/%" PRId64 "/rechten/verzoek/%" PRId64 "/wissen",
                    r->client_id, q->id);
    html(r->out, "<p class=\"buttons\"><button class=\"danger\">%s</button></p></form></section>",
         T(rights_erase_now));
}

static void show_done_form(struct req *r, const struct rights_request *q)
{
    page_form_begin(r, "", "/deelnemers/%" PRId64 "/rechten/verzoek/%" PRId64 "/klaar",
                    r->client_id, q->id);
    html(r->out, "<p class=\"buttons\"><button>%s</button></p></form>", T(rights_done));
}

/* decision and extend: what was typed, or NULL for fresh ones. */
static void show_request_page(struct req *r, struct rights_request *q, struct form *decision,
                              struct form *extend)
{
    bool open = !*q->decision;

    begin(r, T(rights_request), decision ? decision : extend);
    show_request(r, q);
    if (open && may_decide(r)) {
        show_part_form(r, q, decision ? decision : req_form(r, decision_fields, q), "",
                       TEXT_rights_decide, TEXT_rights_decide_save);
        if (!*q->extended_why)
            show_part_form(r, q, extend ? extend : req_form(r, extend_fields, q), "/verlengen",
                           TEXT_rights_extend, TEXT_rights_extend_save);
    }
    if (!open && q->done_on == DAY_NONE && !strcmp(q->kind, "erasure")) {
        if (may_decide(r))
            show_erasing(r, q);
        else
            html(r->out, "<p class=\"muted\">%s</p>", T(rights_second));
    } else if (!open && q->done_on == DAY_NONE && gate_may_change(&r->gate, GROUP_RIGHTS)) {
        show_done_form(r, q);
    }
    page_end(r);
}

static bool find_request(struct req *r, struct rights_request *q)
{
    if (rights_get(r->db, r->arena, r->client_id, r->id, q) == OK)
        return true;
    req_not_found(r);
    return false;
}

static void request_page(struct req *r)
{
    struct rights_request q;

    if (find_request(r, &q))
        show_request_page(r, &q, NULL, NULL);
}

static void decide(struct req *r)
{
    struct rights_request q, shown;

    if (!find_request(r, &q))
        return;
    shown = q;
    struct form *f = req_form(r, decision_fields, &q);
    if (req_form_read(r, f)) {
        if (strcmp(q.decision, "granted") != 0 && !*q.reason)
            form_error(f, "reason", TEXT_rights_reason_needed);
        else if (rights_decide(r, &q) != OK)
            form_error(f, NULL, TEXT_rights_stale);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_request_page(r, &shown, f, NULL);
        return;
    }
    req_flash(r, TEXT_rights_decision_saved);
    req_redirect(r, "/deelnemers/%" PRId64 "/rechten/verzoek/%" PRId64, r->client_id, q.id);
}

static void extend(struct req *r)
{
    struct rights_request q, shown;

    if (!find_request(r, &q))
        return;
    shown = q;
    struct form *f = req_form(r, extend_fields, &q);
    q.due_on = rights_due(q.asked_on, true);
    if (req_form_read(r, f) && rights_extend(r, &q) != OK)
        form_error(f, NULL, TEXT_rights_stale);
    if (form_error_count(f)) {
        req_invalid(r);
        show_request_page(r, &shown, NULL, f);
        return;
    }
    req_flash(r, TEXT_rights_extended);
    req_redirect(r, "/deelnemers/%" PRId64 "/rechten/verzoek/%" PRId64, r->client_id, q.id);
}

static void done(struct req *r)
{
    struct rights_request q;

    if (!find_request(r, &q))
        return;
    if (strcmp(q.kind, "erasure") != 0) /* that is done by erasing */
        rights_done(r, r->id);
    req_redirect(r, "/deelnemers/%" PRId64 "/rechten", r->client_id);
}

/* By another person than who decided, and never against a legal hold. */
static void erase(struct req *r)
{
    struct rights_request q;
    struct flag_row hold;

    if (!find_request(r, &q))
        return;
    if (strcmp(q.kind, "erasure") != 0 || !*q.decision || !strcmp(q.decision, "refused") ||
        q.done_on != DAY_NONE || q.decided_by == r->user->id ||
        rights_flag(r->db, r->arena, r->client_id, FLAG_HOLD, &hold)) {
        req_invalid(r);
        show_request_page(r, &q, NULL, NULL);
        return;
    }
    struct erased e = rights_erase(r->db, r->arena, r->client_id);
    rights_certify(r, "erasure", "AVG art. 17; Wgbo art. 7:455", q.decided_by, e);
    job_add(r->site, "forget", "", r->user->id, r->now);
    req_flash(r, TEXT_rights_erased);
    req_redirect(r, "/verzoeken");
}

/* ---- over all clients ------------------------------------------------------------------------ */

static void open_page(struct req *r)
{
    struct rights_requests list = rights_open_for(r->db, r->arena, r->user);

    page_begin(r, T(rights_open));
    html(r->out, "<p class=\"lead\">%s</p><section class=\"card\">", T(rights_open_lead));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(rights_open_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++)
        show_request_row(r, &list.at[i], true, true);
    html(r->out, "</ul></section>");
    rights_show_certificates(r);
    page_end(r);
}

/* ---- citizen service number ------------------------------------------------------------------ */

struct bsn_entry {
    const char *bsn;
};

static const struct field bsn_fields[] = {
    F_TEXT_AS(FIELD_BSN, struct bsn_entry, bsn, TEXT_rights_bsn, REQUIRED | AUTOCOMPLETE_OFF, 20),
    F_END};

static void show_bsn_form(struct req *r, const struct form *f)
{
    client_page_begin(r, T(rights_bsn), f);
    html(r->out, "<p class=\"lead\">%s</p>", T(rights_bsn_help));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/bsn", r->client_id);
    form_show_fields(r->out, f);
    client_form_end(r);
    page_end(r);
}

static void bsn_form(struct req *r)
{
    struct bsn_entry e = {.bsn = ""};

    show_bsn_form(r, req_form(r, bsn_fields, &e));
}

static void bsn_save(struct req *r)
{
    struct bsn_entry e = {.bsn = ""};
    struct form *f = req_form(r, bsn_fields, &e);

    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_bsn_form(r, f);
        return;
    }
    rights_bsn_set(r, e.bsn);
    req_flash(r, TEXT_rights_bsn_saved);
    req_redirect(r, "/deelnemers/%" PRId64 "/rechten", r->client_id);
}

/* Once: the page is in no history and no cache, and its line in the log is written before it goes.
 */
static void bsn_show(struct req *r)
{
    struct bsn_info info = rights_bsn_info(r->db, r->arena, r->client_id);
    char bsn[BSN_TEXT];

    if (!*info.recorded_name) {
        req_not_found(r);
        return;
    }
    if (!rights_bsn(r, bsn)) {
        req_error_page(r, 409, TEXT_rights_bsn, TEXT_rights_bsn_sealed);
        return;
    }
    client_page_begin(r, T(rights_bsn), NULL);
    html(r->out,
         "<section class=\"card narrow\"><p class=\"big\">%s</p><p class=\"muted\">%s</p>"
         "<p><a class=\"button quiet\" href=\"/deelnemers/%" PRId64
         "/rechten\">%s</a></p></section>",
         bsn, T(rights_bsn_once), r->client_id, T(back));
    page_end(r);
}

/* ---- what other pages show ------------------------------------------------------------------- */

void rights_show_banner(struct req *r)
{
    struct client_statements list;
    struct flag_row f;

    if (!gate_sees(&r->gate, GROUP_RIGHTS))
        return;
    if (rights_flag(r->db, r->arena, r->client_id, FLAG_RESTRICTION, &f))
        html(r->out, "<div class=\"next-step\"><p class=\"warn\">%s</p></div>",
             T(rights_restricted_banner));
    list = rights_statements(r->db, r->arena, r->client_id);
    for (size_t i = 0; i < list.n; i++) {
        html(r->out, "<section class=\"card\"><h2>%s</h2><p class=\"muted small\">%s</p>",
             T(rights_statement),
             text_fill(r->arena, r->lang, TEXT_rights_statement_by,
                       page_day(r, list.at[i].given_on), list.at[i].recorded_name, NULL, NULL));
        if (*list.at[i].about)
            html(r->out, "<p><strong>%s</strong></p>", list.at[i].about);
        html_lines(r->out, list.at[i].body);
        html(r->out, "</section>");
    }
}

void rights_show_due(struct req *r)
{
    struct rights_requests list = rights_open_of(r->db, r->arena, r->user->id);

    if (!list.n)
        return;
    html(r->out, "<section class=\"card\" id=\"verzoeken\"><h2>%s</h2><ul class=\"rows\">",
         T(rights_open));
    for (size_t i = 0; i < list.n; i++)
        show_request_row(r, &list.at[i], true, true);
    html(r->out, "</ul></section>");
}

static void block(struct req *r)
{
    struct rights_requests list = rights_by_client(r->db, r->arena, r->client_id);
    size_t open = 0;

    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++)
        if (list.at[i].done_on == DAY_NONE) {
            show_request_row(r, &list.at[i], true, false);
            open++;
        }
    html(r->out, "</ul>");
    if (!open)
        html(r->out, "<p class=\"muted\">%s</p>", T(rights_open_none));
    html(r->out, "<p class=\"no-print\"><a href=\"/deelnemers/%" PRId64 "/rechten\">%s</a></p>",
         r->client_id, T(rights_block_link));
}

/* On the client's own page. */
static void mine_block(struct req *r)
{
    struct rights_requests list = rights_by_client(r->db, r->arena, r->client_id);

    html(r->out, "<p>%s</p><p><a class=\"button\" href=\"/mijn/alles\">%s</a></p>",
         T(rights_all_about_mine), T(rights_all_mine));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++)
        show_request_row(r, &list.at[i], false, false);
    html(r->out,
         "</ul><p><a href=\"/mijn/verzoek\">%s</a></p><p><a href=\"/mijn/verklaring\">%s</a>"
         "</p>",
         T(rights_mine_request), T(rights_mine_statement));
}

/* ---- bytes ----------------------------------------------------------------------------------- */

/* After a record went: what is left of it in the files of the database goes too. */
static bool forget_job(struct job *j)
{
    bool gone = db_forget(j->site->write);

    j->message = gone ? "nothing is left in the files" : "someone was reading; tried again";
    return gone;
}

#define RIGHTS "/deelnemers/:client/rechten"

static const struct route routes[] = {
    {GET, RIGHTS, rights_page, SCOPE_CLIENT, PERM_CLIENT_READ, READ, ACCESS_READ, TEXT_rights,
     GROUP_RIGHTS},
    {GET, RIGHTS "/verzoek", request_form, SCOPE_CLIENT, PERM_CLIENT_READ, READ, ACCESS_READ,
     TEXT_rights_request_new, GROUP_RIGHTS},
    {POST, RIGHTS "/verzoek", request_save, SCOPE_CLIENT, PERM_CLIENT_READ, WRITE, ACCESS_RIGHT,
     TEXT_rights_request_new, GROUP_RIGHTS},
    {GET, RIGHTS "/verklaring", statement_form, SCOPE_CLIENT, PERM_CLIENT_READ, READ, ACCESS_READ,
     TEXT_rights_statement_new, GROUP_RIGHTS},
    {POST, RIGHTS "/verklaring", statement_save, SCOPE_CLIENT, PERM_CLIENT_READ, WRITE,
     ACCESS_RIGHT, TEXT_rights_statement_new, GROUP_RIGHTS},
    {GET, RIGHTS "/verzoek/:id", request_page, SCOPE_CLIENT, PERM_CLIENT_READ, READ, ACCESS_READ,
     TEXT_rights_request, GROUP_RIGHTS},
    {POST, RIGHTS "/verzoek/:id", decide, SCOPE_CLIENT, PERM_RIGHTS, WRITE, ACCESS_RIGHT,
     TEXT_rights_decide, GROUP_RIGHTS},
    {POST, RIGHTS "/verzoek/:id/verlengen", extend, SCOPE_CLIENT, PERM_RIGHTS, WRITE, ACCESS_RIGHT,
     TEXT_rights_extend, GROUP_RIGHTS},
    {POST, RIGHTS "/verzoek/:id/klaar", done, SCOPE_CLIENT, PERM_CLIENT_READ, WRITE, ACCESS_RIGHT,
     TEXT_rights_done, GROUP_RIGHTS},
    {POST, RIGHTS "/verzoek/:id/wissen", erase, SCOPE_CLIENT, PERM_RIGHTS, WRITE, ACCESS_DELETE,
     TEXT_rights_erase_now, GROUP_RIGHTS},
    {POST, RIGHTS "/beperking", flag_set, SCOPE_CLIENT, PERM_RIGHTS, WRITE, ACCESS_RIGHT,
     TEXT_rights_restriction_set, GROUP_RIGHTS},
    {POST, RIGHTS "/beperking/einde", flag_end, SCOPE_CLIENT, PERM_RIGHTS, WRITE, ACCESS_RIGHT,
     TEXT_rights_restriction_end, GROUP_RIGHTS},
    {POST, RIGHTS "/bewaarplicht", flag_set, SCOPE_CLIENT, PERM_RIGHTS, WRITE, ACCESS_RIGHT,
     TEXT_rights_hold_set, GROUP_RIGHTS},
    {POST, RIGHTS "/bewaarplicht/einde", flag_end, SCOPE_CLIENT, PERM_RIGHTS, WRITE, ACCESS_RIGHT,
     TEXT_rights_hold_end, GROUP_RIGHTS},
    /* The whole record goes with this, so it is for who may write all of it. */
    {GET, "/deelnemers/:client/alles", rights_all_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_EXPORT, TEXT_rights_all, GROUP_NOTES},
    {GET, "/deelnemers/:client/alles.json", rights_all_json, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_EXPORT, TEXT_rights_all, GROUP_NOTES},
    {GET, "/deelnemers/:client/bsn", bsn_form, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ, ACCESS_READ,
     TEXT_rights_bsn, GROUP_DETAILS},
    {POST, "/deelnemers/:client/bsn", bsn_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_rights_bsn, GROUP_DETAILS},
    {POST, "/deelnemers/:client/bsn/tonen", bsn_show, SCOPE_CLIENT, PERM_CLIENT_READ, READ,
     ACCESS_BSN, TEXT_rights_bsn_show, GROUP_BSN},
    {GET, "/verzoeken", open_page, SCOPE_NONE, PERM_RIGHTS, READ, ACCESS_LIST, TEXT_rights_open},
    {GET, "/bewaren", keep_page, SCOPE_NONE, PERM_RETENTION, READ, ACCESS_LIST, TEXT_rights_keep},
    {POST, "/bewaren/:id/nakijken", keep_check, SCOPE_NONE, PERM_RETENTION, WRITE, ACCESS_CHANGE,
     TEXT_rights_check},
    {POST, "/bewaren/:id/vernietigen", keep_destroy, SCOPE_NONE, PERM_RETENTION, WRITE,
     ACCESS_DELETE, TEXT_rights_destroy},
    {POST, "/bewaren/:id/later", keep_later, SCOPE_NONE, PERM_RETENTION, WRITE, ACCESS_CHANGE,
     TEXT_rights_keep_later},
    {GET, "/mijn/alles", rights_all_page, SCOPE_MINE, PERM_MINE, READ, ACCESS_EXPORT,
     TEXT_rights_all_mine, GROUP_RIGHTS},
    {GET, "/mijn/alles.json", rights_all_json, SCOPE_MINE, PERM_MINE, READ, ACCESS_EXPORT,
     TEXT_rights_all_mine, GROUP_RIGHTS},
    {GET, "/mijn/verzoek", request_form, SCOPE_MINE, PERM_MINE, READ, ACCESS_READ,
     TEXT_rights_request_new, GROUP_RIGHTS},
    {POST, "/mijn/verzoek", request_save, SCOPE_MINE, PERM_MINE, WRITE, ACCESS_RIGHT,
     TEXT_rights_request_new, GROUP_RIGHTS},
    {GET, "/mijn/verklaring", statement_form, SCOPE_MINE, PERM_MINE, READ, ACCESS_READ,
     TEXT_rights_statement_new, GROUP_RIGHTS},
    {POST, "/mijn/verklaring", statement_save, SCOPE_MINE, PERM_MINE, WRITE, ACCESS_RIGHT,
     TEXT_rights_statement_new, GROUP_RIGHTS},
    {0}};

static const struct job_kind jobs[] = {
    {"retention", keep_job, 24 * 60}, {"forget", forget_job, 0}, {0}};

static const struct client_block client_blocks[] = {{.name = "rights",
                                                     .draw = block,
                                                     .title = TEXT_rights,
                                                     .group = GROUP_RIGHTS,
                                                     .tab = TAB_FILE,
                                                     .order = 90,
                                                     .aside = true},
                                                    {0}};

const struct feature rights_feature = {.name = "rights",
                                       .routes = routes,
                                       .jobs = jobs,
                                       .client_blocks = client_blocks,
                                       .mine_block = mine_block,
                                       .mine_group = GROUP_RIGHTS,
                                       .mine_order = 80,
                                       .mine_title = TEXT_rights};
