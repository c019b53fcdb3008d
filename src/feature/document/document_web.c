/* document_web.c: making a paper about a client, the page to print, the PDF, what was made.
 * Not: what stands in it (document.c).
 * Start at new_page(). */
#include "feature/document/document.h"

enum { SHOWN = 5, MONTHS_BACK = 3 };

struct wish {
    const char *kind;
    const char *reader; /* "client", "funder", or the first_id of a consent */
    int32_t from_on, to_on;
};

static const struct field fields[] = {
    F_CODE(struct wish, kind, TEXT_document_kind, REQUIRED, document_kinds),
    F_CODE(struct wish, reader, TEXT_document_reader, REQUIRED, NULL),
    F_DAY(struct wish, from_on, TEXT_document_from_on, NARROW),
    F_DAY(struct wish, to_on, TEXT_document_to_on, NARROW | PAST_ONLY), F_END};

static bool is_reader(const struct consent *c, int32_t today)
{
    return (!strcmp(c->party, "practitioner") || !strcmp(c->party, "employer")) &&
           consent_state(c, today) == CONSENT_HOLDS;
}

/* The client, the funder, and each practitioner and employer whom the client allowed to know. */
static struct form *wish_form(struct req *r, struct wish *w, const struct consents *consents)
{
    struct choice *choices = ARENA_ARRAY(r->arena, struct choice, consents->n + 2);
    struct form *f = req_form(r, fields, w);
    size_t n = 0;

    choices[n++] = (struct choice){"client", T(document_for_client), NULL};
    choices[n++] = (struct choice){"funder", T(document_for_funder), NULL};
    for (size_t i = 0; i < consents->n; i++)
        if (is_reader(&consents->at[i], r->today))
            choices[n++] = (struct choice){
                arena_fmt(r->arena, "%" PRId64, consents->at[i].first_id),
                arena_fmt(r->arena, "%s: %s",
                          code_text(r->lang, document_readers, consents->at[i].party),
                          consent_party_words(r->arena, &consents->at[i])),
                NULL};
    form_choices(f, "reader", choices, n);
    form_help(f, "reader", TEXT_document_reader_help);
    form_help(f, "from_on", TEXT_document_period_help);
    return f;
}

static void show_new(struct req *r, struct form *f)
{
    client_page_begin(r, T(document_new), f);
    html(r->out, "<p class=\"lead\">%s</p>", T(document_new_about));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/document", r->client_id);
    form_show_fields(r->out, f);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/deelnemers/%" PRId64
         "/dossier\">%s</a></div></form>",
         T(document_make), r->client_id, T(cancel));
    page_end(r);
}

static struct wish wish_usual(const struct req *r)
{
    return (struct wish){.kind = "plan",
                         .reader = "",
                         .from_on = day_add_months(r->today, -MONTHS_BACK),
                         .to_on = r->today};
}

static void new_page(struct req *r)
{
    struct wish w = wish_usual(r);
    struct consents consents = consent_current(r->db, r->arena, r->client_id);

    show_new(r, wish_form(r, &w, &consents));
}

static void check(struct req *r, struct form *f, const struct wish *w)
{
    struct trajectory t;

    if (trajectory_get(r->db, r->arena, r->trajectory_id, &t) != OK)
        BUG("the gate let through a trajectory that is not there");
    if (!strcmp(w->kind, "closing") && t.closed_on == DAY_NONE)
        form_error(f, "kind", TEXT_document_not_closed);
    if (strcmp(w->kind, "progress"))
        return;
    if (w->from_on == DAY_NONE)
        form_error(f, "from_on", TEXT_error_missing);
    if (w->to_on == DAY_NONE)
        form_error(f, "to_on", TEXT_error_missing);
    if (w->from_on != DAY_NONE && w->to_on != DAY_NONE && w->to_on < w->from_on)
        form_error(f, "to_on", TEXT_document_order);
}

static void new_save(struct req *r)
{
    struct wish w = wish_usual(r);
    struct consents consents = consent_current(r->db, r->arena, r->client_id);
    struct form *f = wish_form(r, &w, &consents);
    struct document d = {.client_id = r->client_id,
                         .trajectory_id = r->trajectory_id,
                         .reader_name = "",
                         .staff_id = r->user->id,
                         .made_at = r->now};

    if (req_form_read(r, f))
        check(r, f, &w);
    if (form_error_count(f)) {
        req_invalid(r);
        show_new(r, f);
        return;
    }
    bool period = !strcmp(w.kind, "progress");
    d.kind = w.kind;
    d.reader = w.reader;
    d.from_on = period ? w.from_on : DAY_NONE;
    d.to_on = period ? w.to_on : DAY_NONE;
    for (size_t i = 0; i < consents.n; i++) {
        const struct consent *c = &consents.at[i];

        if (strcmp(arena_fmt(r->arena, "%" PRId64, c->first_id), w.reader))
            continue;
        d.reader = c->party;
        d.reader_name = consent_party_words(r->arena, c);
        d.consent_id = c->first_id;
    }
    document_add(r, &d);
    req_flash(r, TEXT_document_made);
    req_redirect(r, "/deelnemers/%" PRId64 "/document/%" PRId64, r->client_id, d.id);
}

/* ---- one document ------------------------------------------------------------------------------
 */

/* The one of the address and what stands in it; answers otherwise. */
static bool find(struct req *r, struct document *d, struct document_content *content)
{
    if (document_get(r->db, r->arena, r->client_id, r->id, d) != OK) {
        req_not_found(r);
        return false;
    }
    if (document_content(r, d, content) != OK) {
        req_error_page(r, 409, TEXT_document, TEXT_document_no_consent);
        return false;
    }
    return true;
}

static void show_lines(struct req *r, const struct document_content *content)
{
    bool open = false;

    for (size_t i = 0; i < content->n; i++) {
        const struct document_line *line = &content->at[i];

        if (!line->label) {
            html(r->out, open ? "</dl><h2>%s</h2><dl>" : "<h2>%s</h2><dl>", line->text);
            open = true;
            continue;
        }
        html(r->out, "<dt>%s</dt><dd>", line->label);
        html_lines(r->out, line->text);
        html(r->out, "</dd>");
    }
    if (open)
        html(r->out, "</dl>");
}

static void page(struct req *r)
{
    struct document d;
    struct document_content content;

    if (!find(r, &d, &content))
        return;
    client_page_begin(r, content.title, NULL);
    html(r->out,
         "<p class=\"muted\">%s</p><p class=\"no-print buttons\"><a class=\"button\""
         " href=\"/deelnemers/%" PRId64 "/document/%" PRId64 "/pdf\" download>%s</a>"
         "<a href=\"/deelnemers/%" PRId64 "/dossier\">%s</a></p><section class=\"card\">",
         content.about, r->client_id, d.id, T(document_pdf_button), r->client_id, T(back));
    show_lines(r, &content);
    html(r->out, "</section><p class=\"no-print small muted\">%s</p>", T(document_fixed));
    page_end(r);
}

static void pdf(struct req *r)
{
    struct document d;
    struct document_content content;

    if (!find(r, &d, &content))
        return;
    req_type(r, "application/pdf", content.file_name);
    document_pdf(r, &d, &content);
}

/* ---- what was made -----------------------------------------------------------------------------
 */

static const char *title_of(struct req *r, const struct document *d)
{
    const char *kind = code_text(r->lang, document_kinds, d->kind);

    return d->from_on == DAY_NONE ? kind
                                  : text_fill(r->arena, r->lang, TEXT_document_period, kind,
                                              page_day(r, d->from_on), page_day(r, d->to_on), NULL);
}

static void block(struct req *r)
{
    struct documents list = document_by_client(r->db, r->arena, r->client_id);
    bool may = gate_may_change(&r->gate, GROUP_PLAN) && user_may(r->user, PERM_CLIENT_WRITE);

    html(r->out, list.n ? "<ul class=\"rows\">" : "<p class=\"empty\">%s</p>", T(document_none));
    for (size_t i = 0; i < list.n; i++) {
        const struct document *d = &list.at[i];
        const char *reader = code_text(r->lang, document_readers, d->reader);

        html(r->out, "<li><div class=\"what\">");
        if (may)
            html(r->out, "<a href=\"/deelnemers/%" PRId64 "/document/%" PRId64 "\">%s</a>",
                 r->client_id, d->id, title_of(r, d));
        else
            html(r->out, "<strong>%s</strong>", title_of(r, d));
        html(r->out, "<p class=\"small\">%s</p></div></li>",
             text_fill(r->arena, r->lang, TEXT_document_about,
                       *d->reader_name ? arena_fmt(r->arena, "%s: %s", reader, d->reader_name)
                                       : reader,
                       page_day(r, local_from_ms(d->made_at).day), d->staff_name, NULL));
    }
    if (list.n)
        html(r->out, "</ul>");
    if (may)
        html(r->out,
             "<p class=\"no-print\"><a href=\"/deelnemers/%" PRId64 "/document\">%s</a></p>",
             r->client_id, T(document_new));
}

#define DOCUMENT "/deelnemers/:client/document"

static const struct route routes[] = {{GET, DOCUMENT, new_page, SCOPE_CLIENT, PERM_CLIENT_WRITE,
                                       READ, ACCESS_READ, TEXT_document_new, GROUP_PLAN},
                                      {POST, DOCUMENT, new_save, SCOPE_CLIENT, PERM_CLIENT_WRITE,
                                       WRITE, ACCESS_CREATE, TEXT_document_new, GROUP_PLAN},
                                      {GET, DOCUMENT "/:id", page, SCOPE_CLIENT, PERM_CLIENT_WRITE,
                                       READ, ACCESS_EXPORT, TEXT_document, GROUP_PLAN},
                                      {GET, DOCUMENT "/:id/pdf", pdf, SCOPE_CLIENT,
                                       PERM_CLIENT_WRITE, READ, ACCESS_EXPORT, TEXT_document,
                                       GROUP_PLAN},
                                      {0}};

static const struct client_block blocks[] = {{.name = "documenten",
                                              .draw = block,
                                              .title = TEXT_documents,
                                              .group = GROUP_PLAN,
                                              .tab = TAB_FILE,
                                              .order = 20},
                                             {0}};

const struct feature document_feature = {
    .name = "document", .routes = routes, .client_blocks = blocks};
