/* dossier_web.c: choosing notes, copying the text, ticking it off; what is not yet handed over.
 * Not: the text itself (dossier.c).
 * Start at dossier_page(). */
#include "feature/client/client.h"
#include "feature/contact/contact.h"
#include "feature/dossier/dossier.h"

#include "base/id.h"

enum { HANDOVERS = 10, PREVIEW = 160 /* bytes of a note in the list */ };

struct period {
    int32_t from, to;
};
static const struct field fields[] = {F_DAY(struct period, from, TEXT_dossier_from, NARROW),
                                      F_DAY(struct period, to, TEXT_dossier_to, NARROW), F_END};

struct page {
    struct client client;
    struct period period;
    bool asked; /* a period was asked for: all of it is shown, also what was handed over */
    struct form *f;
    struct dossier_notes notes;
    bool *chosen;
    size_t n_chosen;
};

static const char *note_name(struct req *r, const struct dossier_note *n)
{
    return arena_fmt(r->arena, "n_%" PRId64, n->contact_id);
}

/* The days of the address, when there are any; a day that cannot be read is said and left out. */
static void read_period(struct req *r, struct page *page)
{
    struct form_input input[] = {{"from", req_query(r, "from")}, {"to", req_query(r, "to")}};

    page->period = (struct period){DAY_NONE, DAY_NONE};
    page->f = req_form(r, fields, &page->period);
    if (form_read(page->f, input, COUNT(input)) && page->period.from != DAY_NONE &&
        page->period.to != DAY_NONE && page->period.to < page->period.from)
        form_error(page->f, "to", TEXT_dossier_to_before);
    page->asked = page->period.from != DAY_NONE || page->period.to != DAY_NONE;
}

static void choose(struct req *r, struct page *page)
{
    bool by_hand = *req_query(r, "kies");

    page->chosen = ARENA_ARRAY(r->arena, bool, page->notes.n);
    for (size_t i = 0; i < page->notes.n; i++) {
        const struct dossier_note *n = &page->notes.at[i];

        page->chosen[i] = by_hand ? *req_query(r, note_name(r, n)) != '\0'
                                  : n->state != DOSSIER_DONE && !n->shared;
        page->n_chosen += page->chosen[i];
    }
}

static void load(struct req *r, struct page *page)
{
    *page = (struct page){.n_chosen = 0};
    if (client_get(r->db, r->arena, r->client_id, &page->client) != OK)
        BUG("the gate let through a client that is not there");
    read_period(r, page);
    int32_t from = page->period.from != DAY_NONE ? page->period.from
                   : page->asked                 ? day_add_months(page->period.to, -3)
                                                 : r->today - DOSSIER_DAYS;
    int32_t to = page->period.to != DAY_NONE ? page->period.to : r->today;
    page->notes = dossier_read(r->db, r->arena, r->trajectory_id, from, to, !page->asked);
    choose(r, page);
}

/* ---- the notes to choose from ---------------------------------------------------------------- */

/* The beginning of a note, not cut within a character. */
static const char *preview(struct req *r, const struct dossier_note *n)
{
    const char *words = *n->note ? n->note : n->next_step;
    size_t length = strlen(words);

    if (length <= PREVIEW)
        return words;
    for (length = PREVIEW; length && ((unsigned char)words[length] & 0xC0) == 0x80;)
        length--;
    return arena_fmt(r->arena, "%.*s…", (int)length, words);
}

static const char *state_words(struct req *r, const struct dossier_note *n)
{
    return n->state == DOSSIER_OPEN ? ""
                                    : text_fill(r->arena, r->lang,
                                                n->state == DOSSIER_DONE ? TEXT_dossier_is_done
                                                                         : TEXT_dossier_is_changed,
                                                page_day(r, n->handed_on), NULL, NULL, NULL);
}

static void show_note(struct req *r, const struct dossier_note *n, bool chosen)
{
    html(r->out,
         "<li><label class=\"yes what\"><input type=\"checkbox\" name=\"%s\" value=\"1\"%s>"
         "<span><strong>%s</strong> · %s, %s<br>%s",
         note_name(r, n), chosen ? " checked" : "", page_day(r, n->day),
         code_text(r->lang, contact_parties, n->party), n->staff, preview(r, n));
    if (n->state != DOSSIER_OPEN)
        html(r->out, "<br><span class=\"small\">%s</span>", state_words(r, n));
    if (n->shared)
        html(r->out, "<br><span class=\"small warn\">%s</span>", T(dossier_shared));
    html(r->out, "</span></label></li>");
}

static void show_choice(struct req *r, struct page *page)
{
    html(r->out,
         "<section class=\"card\"><h2>%s</h2><form method=\"get\" action=\"/deelnemers/%" PRId64
         "/dossiertekst\" class=\"fields\"><input type=\"hidden\" name=\"kies\" value=\"1\">",
         page->asked ? T(dossier_period_title) : T(dossier_open_title), r->client_id);
    form_show_fields(r->out, page->f);
    if (page->notes.n) {
        html(r->out, "<ul class=\"rows\">");
        for (size_t i = 0; i < page->notes.n; i++)
            show_note(r, &page->notes.at[i], page->chosen[i]);
        html(r->out, "</ul>");
    } else {
        html(r->out, "<p class=\"empty\">%s</p>", T(dossier_no_notes));
    }
    if (page->notes.more)
        html(r->out, "<p class=\"left-out\">%s</p>",
             text_count(r->arena, r->lang, TEXT_dossier_more, DOSSIER_NOTES));
    html(r->out,
         "<div class=\"buttons\"><button class=\"quiet\">%s</button></div></form></section>",
         T(dossier_make));
}

/* ---- the text -------------------------------------------------------------------------------- */

static void show_text(struct req *r, struct page *page)
{
    const char *words =
        dossier_text(r, client_name(r->arena, &page->client), &page->notes, page->chosen);

    if (!page->n_chosen)
        return;
    html(r->out,
         "<section class=\"card\"><h2>%s</h2><div class=\"field\"><label for=\"tekst\">%s</label>"
         "<p class=\"help\" id=\"tekst-help\">%s</p>"
         "<textarea id=\"tekst\" rows=\"14\" readonly aria-describedby=\"tekst-help\">\n%s"
         "</textarea></div>",
         text_count(r->arena, r->lang, TEXT_dossier_text_of, (int64_t)page->n_chosen),
         T(dossier_text_label), T(dossier_text_help), words);
    page_form_begin(r, "buttons", "/deelnemers/%" PRId64 "/dossiertekst/gedaan", r->client_id);
    for (size_t i = 0; i < page->notes.n; i++)
        if (page->chosen[i])
            html(r->out, "<input type=\"hidden\" name=\"%s\" value=\"%" PRId64 "\">",
                 note_name(r, &page->notes.at[i]), page->notes.at[i].version);
    html(r->out,
         "<button data-copy=\"tekst\" hidden>%s</button><button class=\"quiet\">%s</button></form>"
         "</section>",
         T(dossier_copy), T(dossier_tick));
}

static void show_nothing_open(struct req *r, int64_t open, int32_t oldest)
{
    struct handovers last = dossier_handovers(r->db, r->arena, r->trajectory_id, 1);

    if (open)
        html(r->out, "<div class=\"next-step\"><p>%s</p></div>",
             text_fill(r->arena, r->lang, TEXT_dossier_only_old,
                       text_count(r->arena, r->lang, TEXT_dossier_notes, open), page_day(r, oldest),
                       NULL, NULL));
    else if (last.n)
        html(r->out, "<div class=\"next-step\"><p><strong>%s</strong> %s</p></div>",
             T(dossier_all_done),
             text_fill(r->arena, r->lang, TEXT_dossier_last, page_day(r, last.at[0].day),
                       last.at[0].staff, NULL, NULL));
    else
        html(r->out, "<div class=\"next-step\"><p>%s</p></div>", T(dossier_never_written));
}

static void show_handovers(struct req *r)
{
    struct handovers list = dossier_handovers(r->db, r->arena, r->trajectory_id, HANDOVERS);

    if (!list.n)
        return;
    html(r->out, "<section class=\"card\"><h2>%s</h2><ul class=\"rows\">", T(dossier_before));
    for (size_t i = 0; i < list.n; i++)
        html(r->out, "<li><div class=\"what\"><strong>%s</strong><p>%s · %s</p></div></li>",
             page_day(r, list.at[i].day),
             text_count(r->arena, r->lang, TEXT_dossier_notes, list.at[i].notes), list.at[i].staff);
    html(r->out, "</ul></section>");
}

static void dossier_page(struct req *r)
{
    struct page page;
    int32_t oldest = DAY_NONE;

    load(r, &page);
    int64_t open = dossier_open(r->db, r->trajectory_id, &oldest);
    client_page_begin(r, T(dossier), page.f);
    html(r->out, "<p class=\"lead\">%s</p>", T(dossier_lead));
    if (!page.asked && !page.notes.n)
        show_nothing_open(r, open, oldest);
    html(r->out, "<div class=\"columns even\"><div>");
    show_choice(r, &page);
    html(r->out, "</div><div>");
    show_text(r, &page);
    show_handovers(r);
    html(r->out, "</div></div>");
    page_end(r);
}

/* ---- ticking off ----------------------------------------------------------------------------- */

/* n_ID=VERSION of the form; what is not so written is passed over. */
static size_t read_marks(struct req *r, struct dossier_mark *marks)
{
    size_t n = 0;

    for (size_t i = 0; i < r->form.n && n < DOSSIER_NOTES; i++) {
        const struct http_field *f = &r->form.at[i];
        struct dossier_mark m;

        if (strncmp(f->name, "n_", 2) != 0 || !id_parse(f->name + 2, &m.contact_id) ||
            !id_parse(f->value, &m.version))
            continue;
        marks[n++] = m;
    }
    return n;
}

static void tick_off(struct req *r)
{
    struct dossier_mark *marks = ARENA_ARRAY(r->arena, struct dossier_mark, DOSSIER_NOTES);
    size_t n = read_marks(r, marks);
    int64_t id = n ? dossier_hand_over(r, marks, n) : 0;

    if (id)
        req_flash_undo(r, TEXT_dossier_ticked,
                       arena_fmt(r->arena, "/deelnemers/%" PRId64 "/dossiertekst/%" PRId64 "/terug",
                                 r->client_id, id));
    else
        req_flash(r, TEXT_dossier_nothing_ticked);
    req_redirect(r, "/deelnemers/%" PRId64 "/dossiertekst", r->client_id);
}

static void take_back(struct req *r)
{
    if (dossier_take_back(r, r->id) != OK) {
        req_not_found(r);
        return;
    }
    req_flash(r, TEXT_dossier_taken_back);
    req_redirect(r, "/deelnemers/%" PRId64 "/dossiertekst", r->client_id);
}

/* ---- on the client's page, and of the whole caseload ------------------------------------------
 */

static void block(struct req *r)
{
    int32_t oldest = DAY_NONE;
    int64_t open = dossier_open(r->db, r->trajectory_id, &oldest);

    if (open)
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_dossier_open,
                       text_count(r->arena, r->lang, TEXT_dossier_notes, open), page_day(r, oldest),
                       NULL, NULL));
    else
        html(r->out, "<p class=\"empty\">%s</p>", T(dossier_all_done));
    if (gate_may_change(&r->gate, GROUP_NOTES))
        html(r->out,
             "<p class=\"buttons\"><a class=\"button\" href=\"/deelnemers/%" PRId64
             "/dossiertekst\">%s</a><a href=\"/dossiertekst\">%s</a></p>",
             r->client_id, T(dossier_make_text), T(dossier_caseload));
}

static void caseload_page(struct req *r)
{
    struct dossier_lines list =
        dossier_caseload(r->db, r->arena, r->user->id, r->today - DOSSIER_DAYS);

    page_begin(r, T(dossier_caseload));
    html(r->out, "<p class=\"lead\">%s</p><section class=\"card\">", T(dossier_caseload_lead));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(dossier_caseload_done));
    html(r->out, "<ul class=\"rows\" data-rows>");
    for (size_t i = 0; i < list.n; i++)
        html(r->out,
             "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64
             "/dossiertekst\">%s</a><p>%s</p></div></li>",
             list.at[i].client_id, list.at[i].name,
             text_fill(r->arena, r->lang, TEXT_dossier_line,
                       text_count(r->arena, r->lang, TEXT_dossier_notes, list.at[i].notes),
                       page_day(r, list.at[i].oldest), NULL, NULL));
    html(r->out, "</ul><p class=\"left-out\">%s</p></section>", T(dossier_caseload_left_out));
    page_end(r);
}

static const struct route routes[] = {
    {GET, "/deelnemers/:client/dossiertekst", dossier_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_dossier, GROUP_NOTES},
    {POST, "/deelnemers/:client/dossiertekst/gedaan", tick_off, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     WRITE, ACCESS_EXPORT, TEXT_dossier, GROUP_NOTES},
    {POST, "/deelnemers/:client/dossiertekst/:id/terug", take_back, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     WRITE, ACCESS_CHANGE, TEXT_dossier, GROUP_NOTES},
    {GET, "/dossiertekst", caseload_page, SCOPE_NONE, PERM_CONTACT_WRITE, READ, ACCESS_LIST,
     TEXT_dossier_caseload},
    {0}};

static const struct client_block blocks[] = {{.draw = block,
                                              .title = TEXT_dossier,
                                              .group = GROUP_NOTES,
                                              .tab = TAB_FILE,
                                              .order = 10,
                                              .name = "dossiertekst"},
                                             {0}};

const struct feature dossier_feature = {
    .name = "dossier", .routes = routes, .client_blocks = blocks};
