/* moving_columns_web.c: naming the columns of a file, once per programme.
 * Not: guessing them (moving.c).
 * Start at show_columns(). */
#include "base/utf8.h"
#include "core/codes.h"
#include "feature/moving/moving_pages.h"

enum { EXAMPLES = 3, HEADERS = 30 };

static void show_header_choice(struct req *r, const struct import *im, const struct moving_table *t)
{
    html(r->out,
         "<form class=\"tools\" method=\"get\" action=\"/overzetten/%" PRId64 "/kolommen\">"
         "<div class=\"field\"><label for=\"f-kop\">%s</label><select id=\"f-kop\" name=\"kop\">",
         im->id, T(moving_header_line));
    for (size_t i = 0; i < t->n && i < HEADERS; i++)
        html(r->out,
             i == im->columns.header ? "<option value=\"%zu\" selected>%u</option>"
                                     : "<option value=\"%zu\">%u</option>",
             i, t->at[i].number);
    html(r->out, "</select></div><button class=\"quiet\">%s</button></form>", T(show));
}

static const char *examples(struct req *r, const struct moving_table *t, size_t header,
                            size_t column)
{
    const char *words = "";
    int shown = 0;

    for (size_t i = header + 1; i < t->n && shown < EXAMPLES; i++) {
        const char *cell = moving_cell(&t->at[i], column);

        if (!*cell)
            continue;
        words = arena_fmt(r->arena, "%s%s%.*s", words, *words ? " · " : "", (int)utf8_cut(cell, 40),
                          cell);
        shown++;
    }
    return words;
}

static void show_select(struct req *r, const struct import *im, size_t column)
{
    const struct moving_field *f = moving_fields(im->kind);

    html(r->out, "<select name=\"_c%zu\" aria-label=\"%s\"><option value=\"\">%s</option>", column,
         text_fill(r->arena, r->lang, TEXT_moving_field_for,
                   moving_column_words(r, im, (int)column + 1), NULL, NULL, NULL),
         T(moving_no_field));
    for (size_t i = 0; i < moving_field_count(im->kind); i++)
        html(r->out,
             im->columns.field[column] == (int)i ? "<option value=\"%s\" selected>%s</option>"
                                                 : "<option value=\"%s\">%s</option>",
             f[i].field.name, text(r->lang, f[i].field.label));
    html(r->out, "</select>");
}

static void show_group_choice(struct req *r, const struct import *im)
{
    size_t n;
    const struct choice *groups = codes_choices("target_groups", r->lang, &n);

    if (im->kind != MOVING_CLIENTS)
        return;
    html(r->out,
         "<div class=\"field\"><label for=\"f-doelgroep\">%s</label>"
         "<p class=\"help\" id=\"f-doelgroep-help\">%s</p><select id=\"f-doelgroep\""
         " name=\"_groep\" aria-describedby=\"f-doelgroep-help\"><option value=\"\">%s</option>",
         T(moving_group), T(moving_group_help), T(moving_group_none));
    for (size_t i = 0; i < n; i++)
        html(r->out,
             !strcmp(groups[i].value, im->target_group)
                 ? "<option value=\"%s\" selected>%s</option>"
                 : "<option value=\"%s\">%s</option>",
             groups[i].value, groups[i].label);
    html(r->out, "</select></div>");
}

static void show_columns(struct req *r, const struct import *im, const char *problem)
{
    struct moving_table t;

    moving_head_load(r->db, r->arena, im, &t);
    moving_page_begin(r, im, T(moving_columns), problem != NULL);
    if (problem)
        moving_message(r, problem);
    html(r->out, "<p class=\"lead\">%s</p>", T(moving_columns_about));
    page_form_begin(r, "fields", "/overzetten/%" PRId64 "/kolommen", im->id);
    html(r->out,
         "<input type=\"hidden\" name=\"_kop\" value=\"%zu\"><table class=\"data cards\">"
         "<caption class=\"sr\">%s</caption><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>",
         im->columns.header, T(moving_columns), T(moving_in_file), T(moving_examples),
         T(moving_in_spil));
    for (size_t i = 0; i < im->columns.n; i++) {
        html(r->out,
             "<tr><th scope=\"row\">%s</th><td data-label=\"%s\">%s</td><td data-label=\"%s\">",
             moving_column_words(r, im, (int)i + 1), T(moving_examples),
             examples(r, &t, im->columns.header, i), T(moving_in_spil));
        show_select(r, im, i);
        html(r->out, "</td></tr>");
    }
    html(r->out, "</tbody></table>");
    show_group_choice(r, im);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/overzetten\">%s</a></div></form>",
         T(moving_judge), T(cancel));
    show_header_choice(r, im, &t);
    page_end(r);
}

/* Names of the columns of another line, as a person chose. */
static void take_header(struct req *r, struct import *im, const char *typed)
{
    struct moving_table t;
    struct moving_memory memory = moving_memory_load(r->db, r->arena, im->programme_id, im->kind);
    size_t header = (size_t)strtoul(typed, NULL, 10);

    moving_head_load(r->db, r->arena, im, &t);
    if (*typed && header < t.n && header < HEADERS && header != im->columns.header)
        moving_guess_at(r->arena, im->kind, &t, header, &memory, &im->columns);
}

void moving_columns_page(struct req *r)
{
    struct import im;

    if (!moving_find(r, &im))
        return;
    if (strcmp(im.state, "open")) {
        req_redirect(r, "/overzetten/%" PRId64, im.id);
        return;
    }
    take_header(r, &im, req_query(r, "kop"));
    show_columns(r, &im, NULL);
}

/* ---- saving ---------------------------------------------------------------------------------- */

static bool chose(const struct import *im, const char *name)
{
    for (size_t i = 0; i < im->columns.n; i++)
        if (im->columns.field[i] >= 0 &&
            !strcmp(moving_fields(im->kind)[im->columns.field[i]].field.name, name))
            return true;
    return false;
}

/* Without these no row can be read; NULL: nothing is missing. */
static const char *missing(struct req *r, const struct import *im)
{
    static const struct {
        enum moving_kind kind;
        const char *one_of[4];
        enum text_id what;
    } needs[] = {
        {MOVING_CLIENTS, {"full_name", "family_name"}, TEXT_client_family_name},
        {MOVING_CLIENTS, {"full_name", "given_name"}, TEXT_client_given_name},
        {MOVING_CLIENTS, {"birth_on"}, TEXT_client_birth_on},
        {MOVING_CLIENTS,
         {"referred_on", "first_talk_on", "started_on"},
         TEXT_trajectory_referred_on},
        {MOVING_EMPLOYERS, {"name"}, TEXT_employer_name},
        {MOVING_CONTACTS, {"number", "full_name", "family_name"}, TEXT_moving_number_or_name},
        {MOVING_CONTACTS, {"day"}, TEXT_contact_day},
        {MOVING_CONTACTS, {"minutes"}, TEXT_contact_minutes},
        {MOVING_PLACEMENTS, {"number", "full_name", "family_name"}, TEXT_moving_number_or_name},
        {MOVING_PLACEMENTS, {"employer_name", "employer_kvk"}, TEXT_placement_employer},
        {MOVING_PLACEMENTS, {"started_on"}, TEXT_placement_started_on},
    };

    for (size_t i = 0; i < COUNT(needs); i++) {
        bool there = false;

        for (size_t k = 0; k < COUNT(needs[i].one_of) && needs[i].one_of[k]; k++)
            there |= chose(im, needs[i].one_of[k]);
        if (needs[i].kind == im->kind && !there)
            return text_fill(r->arena, r->lang, TEXT_moving_missing, text(r->lang, needs[i].what),
                             NULL, NULL, NULL);
    }
    return NULL;
}

/* What was chosen per column; a problem in words, or NULL. */
static const char *read_columns(struct req *r, struct import *im)
{
    const struct moving_field *f = moving_fields(im->kind);
    uint64_t used = 0;

    for (size_t i = 0; i < im->columns.n; i++) {
        const char *name = req_value(r, arena_fmt(r->arena, "_c%zu", i));

        im->columns.field[i] = MOVING_NONE;
        for (size_t k = 0; k < moving_field_count(im->kind); k++) {
            if (strcmp(f[k].field.name, name))
                continue;
            im->columns.field[i] = (int)k;
            if (used >> k & 1)
                return text_fill(r->arena, r->lang, TEXT_moving_two_columns,
                                 text(r->lang, f[k].field.label), NULL, NULL, NULL);
            used |= UINT64_C(1) << k;
        }
    }
    return missing(r, im);
}

void moving_columns_save(struct req *r)
{
    struct import im;
    struct moving_rows above = {0}, rows = {0};

    if (!moving_find(r, &im))
        return;
    if (strcmp(im.state, "open")) {
        req_redirect(r, "/overzetten/%" PRId64, im.id);
        return;
    }
    take_header(r, &im, req_value(r, "_kop"));
    im.target_group = req_value(r, "_groep");
    if (!codes_known("target_groups", im.target_group))
        im.target_group = "";
    const char *problem = read_columns(r, &im);
    if (problem) {
        req_invalid(r);
        show_columns(r, &im, problem);
        return;
    }
    moving_memory_store(r, &im);
    moving_rows_load(r->db, r->arena, &im, &above, &rows);
    moving_check(r, &im, &rows);
    moving_rows_store(r, im.id, &above, &rows);
    moving_import_store(r, &im);
    req_redirect(r, "/overzetten/%" PRId64, im.id);
}
