/* moving_web.c: the list of imports, bringing in a file, and what the pages of an import share.
 * Not: naming columns (moving_columns_web.c), rows and their fates (moving_rows_web.c).
 * Start at list_page(). */
#include "feature/moving/moving_pages.h"

#include "base/csv.h"
#include "base/utf8.h"
#include "core/job.h"
#include "feature/attachment/attachment.h"

int moving_command(int argc, char **argv); /* moving_command.c */

enum { KEEP_DAYS = 30 };

struct upload {
    const char *kind;
    int64_t team_id;
    const char *file; /* never read: the field has a place for its message only */
};

static const struct field fields[] = {
    F_CODE(struct upload, kind, TEXT_moving_what, REQUIRED, moving_kinds),
    F_ID(struct upload, team_id, TEXT_moving_team_for, REQUIRED),
    F_TEXT(struct upload, file, TEXT_moving_file, 0, 1), F_END};

static const enum text_id troubles[] = {[MOVING_FINE] = TEXT_NONE,
                                        [MOVING_EMPTY] = TEXT_moving_empty,
                                        [MOVING_OLD] = TEXT_moving_old,
                                        [MOVING_BROKEN] = TEXT_moving_broken,
                                        [MOVING_TOO_MUCH] = TEXT_moving_too_much,
                                        [MOVING_TOO_WIDE] = TEXT_moving_too_wide};

/* ---- shared ---------------------------------------------------------------------------------- */

static bool may_here(struct req *r, const struct import *im)
{
    struct moving_places places = moving_places(r->db, r->arena, r->user);

    for (size_t i = 0; i < places.n; i++)
        if (places.at[i].team_id == im->team_id)
            return true;
    return false;
}

bool moving_find(struct req *r, struct import *im)
{
    if (moving_import_get(r->db, r->arena, r->id, im) == OK && may_here(r, im) &&
        (strcmp(im->state, "open") || im->staff_id == r->user->id))
        return true;
    req_not_found(r);
    return false;
}

void moving_page_begin(struct req *r, const struct import *im, const char *title, size_t errors)
{
    struct frame frame = page_frame(r, title);
    struct frame_link *crumb = ARENA_ARRAY(r->arena, struct frame_link, 1);

    *crumb = (struct frame_link){"/overzetten", T(moving), NULL, 0};
    frame.crumbs = crumb;
    frame.n_crumbs = 1;
    frame.wide = true;
    frame.errors = errors;
    frame.subtitle = text_fill(r->arena, r->lang, TEXT_moving_subtitle,
                               code_text(r->lang, moving_kinds, moving_kinds[im->kind].code),
                               im->file_name, im->team, NULL);
    page_begin_frame(r, &frame);
}

void moving_message(struct req *r, const char *words)
{
    html(r->out, "<div class=\"errors\" role=\"alert\"><p>%s</p></div>", words);
}

/* A, B .. Z, AA .. in a workbook; 1, 2 .. in a text. */
static const char *column_mark(struct req *r, const struct import *im, int at)
{
    if (!im->sheet)
        return arena_fmt(r->arena, "%d", at);
    return at <= 26 ? arena_fmt(r->arena, "%c", 'A' + at - 1)
                    : arena_fmt(r->arena, "%c%c", 'A' + (at - 27) / 26, 'A' + (at - 27) % 26);
}

const char *moving_column_words(struct req *r, const struct import *im, int at)
{
    if (at < 1 || (size_t)at > im->columns.n)
        return "";
    return text_fill(r->arena, r->lang, TEXT_moving_column, column_mark(r, im, at),
                     im->columns.name[at - 1], NULL, NULL);
}

const char *moving_row_words(struct req *r, const struct import *im, const struct moving_row *row)
{
    const char *words = "", *at = row->cells ? row->cells : "";
    int shown = 0;

    for (size_t i = 0; i < im->columns.n && shown < 4; i++) {
        size_t n = strcspn(at, "\x1f");

        if (n && im->columns.field[i] != MOVING_NONE) {
            words = arena_fmt(r->arena, "%s%s%.*s", words, *words ? " · " : "",
                              (int)utf8_cut(arena_strn(r->arena, at, n), 40), at);
            shown++;
        }
        if (!at[n])
            break;
        at += n + 1;
    }
    return words;
}

/* ---- the list -------------------------------------------------------------------------------- */

static const char *state_words(struct req *r, const struct import *im)
{
    const char *day = page_day(r, local_from_ms(im->undone_at ? im->undone_at
                                                : im->done_at ? im->done_at
                                                              : im->created_at)
                                      .day);
    const char *who = *im->staff_name ? im->staff_name : T(moving_by_command);

    return text_fill(r->arena, r->lang,
                     !strcmp(im->state, "done")     ? TEXT_moving_state_done
                     : !strcmp(im->state, "undone") ? TEXT_moving_state_undone
                                                    : TEXT_moving_state_open,
                     day, who,
                     text_count(r->arena, r->lang, TEXT_moving_rows,
                                im->count[0] + im->count[1] + im->count[2] + im->count[3]),
                     NULL);
}

static void show_import(struct req *r, const struct import *im)
{
    bool mine = strcmp(im->state, "open") || im->staff_id == r->user->id;

    html(r->out, "<li><div class=\"what\">");
    if (mine)
        html(r->out, "<a href=\"/overzetten/%" PRId64 "\">%s · %s</a>", im->id,
             code_text(r->lang, moving_kinds, moving_kinds[im->kind].code), im->file_name);
    else
        html(r->out, "<strong>%s · %s</strong>",
             code_text(r->lang, moving_kinds, moving_kinds[im->kind].code), im->file_name);
    html(r->out, "<p class=\"small\">%s</p></div></li>", state_words(r, im));
}

static void show_imports(struct req *r, const struct moving_places *places)
{
    size_t shown = 0;
    int64_t last = 0;

    html(r->out, "<section class=\"card\"><h2>%s</h2><ul class=\"rows\">", T(moving_before));
    for (size_t i = 0; i < places->n; i++) {
        struct imports list = {0};

        if (places->at[i].programme_id != last)
            list = moving_imports(r->db, r->arena, places->at[i].programme_id);
        last = places->at[i].programme_id;
        for (size_t k = 0; k < list.n; k++) {
            if (!may_here(r, &list.at[k]))
                continue;
            show_import(r, &list.at[k]);
            shown++;
        }
    }
    html(r->out, "</ul>");
    if (!shown)
        html(r->out, "<p class=\"empty\">%s</p>", T(moving_none));
    html(r->out, "</section>");
}

static struct form *upload_form(struct req *r, struct upload *u, const struct moving_places *places)
{
    struct choice *choices = ARENA_ARRAY(r->arena, struct choice, places->n + 1);
    struct form *f = req_form(r, fields, u);

    for (size_t i = 0; i < places->n; i++)
        choices[i] = (struct choice){arena_fmt(r->arena, "%" PRId64, places->at[i].team_id),
                                     places->at[i].team, places->at[i].programme};
    form_choices(f, "team_id", choices, places->n);
    form_help(f, "team_id", TEXT_moving_team_help);
    return f;
}

/* A file input is none of the field kinds of html/form.h: it cannot keep what was chosen. */
static void show_file_field(struct req *r, const struct form *f, enum text_id trouble)
{
    bool wrong = form_wrong(f, "file");

    html(r->out, "<div class=\"field%s\"><label for=\"f-file\">%s</label>", wrong ? " wrong" : "",
         T(moving_file));
    html(r->out, "<p class=\"help\" id=\"f-file-help\">%s</p>", T(moving_file_help));
    if (wrong)
        html(r->out, "<p class=\"error\" id=\"f-file-error\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_error_mark, text(r->lang, trouble), NULL, NULL,
                       NULL));
    html(r->out,
         "<input type=\"file\" id=\"f-file\" name=\"_file\" accept=\".csv,.txt,.xlsx\""
         " aria-describedby=\"f-file-help%s\" aria-required=\"true\"></div>",
         wrong ? " f-file-error" : "");
}

static void show_list(struct req *r, struct form *f, const struct moving_places *places,
                      enum text_id trouble)
{
    struct frame frame = page_frame(r, T(moving));

    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    html(r->out, "<p class=\"lead\">%s</p>", T(moving_about));
    if (!places->n) {
        html(r->out, "<p class=\"empty\">%s</p>", T(moving_no_places));
        page_end(r);
        return;
    }
    html(r->out,
         "<section class=\"card\"><h2>%s</h2><form method=\"post\" action=\"/overzetten\""
         " class=\"fields\" enctype=\"multipart/form-data\">",
         T(moving_begin));
    page_csrf(r);
    form_show_field(r->out, f, "kind");
    form_show_field(r->out, f, "team_id");
    show_file_field(r, f, trouble);
    html(r->out, "<div class=\"buttons\"><button>%s</button></div></form><p class=\"small\">%s",
         T(moving_read), T(moving_example));
    for (const struct code *c = moving_kinds; c->code; c++)
        html(r->out, "%s<a href=\"/overzetten/voorbeeld?soort=%s\" download>%s</a>",
             c == moving_kinds ? " " : ", ", c->code, text(r->lang, c->label));
    html(r->out, "</p></section>");
    show_imports(r, places);
    page_end(r);
}

static void list_page(struct req *r)
{
    struct moving_places places = moving_places(r->db, r->arena, r->user);
    struct upload u = {
        .kind = "clients", .team_id = places.n == 1 ? places.at[0].team_id : 0, .file = ""};

    show_list(r, upload_form(r, &u, &places), &places, TEXT_NONE);
}

/* ---- bringing in ----------------------------------------------------------------------------- */

static const struct http_field *sent_file(const struct req *r)
{
    for (size_t i = 0; i < r->form.n; i++)
        if (!strcmp(r->form.at[i].name, "_file") && r->form.at[i].file_name &&
            *r->form.at[i].file_name)
            return &r->form.at[i];
    return NULL;
}

static void upload_save(struct req *r)
{
    struct moving_places places = moving_places(r->db, r->arena, r->user);
    struct upload u = {.kind = "", .file = ""};
    struct form *f = upload_form(r, &u, &places);
    const struct http_field *file = sent_file(r);
    struct moving_table table = {0};
    enum text_id trouble = TEXT_moving_no_file;

    if (file)
        trouble = troubles[moving_table_read(r->arena, file->value, file->n, &table)];
    bool fine = req_form_read(r, f);
    if (trouble != TEXT_NONE)
        form_error(f, "file", trouble);
    struct import im = {.team_id = u.team_id, .target_group = "", .sheet = table.sheet};
    if (!fine || trouble || !moving_kind_from(u.kind, &im.kind)) {
        req_invalid(r);
        show_list(r, f, &places, trouble);
        return;
    }
    for (size_t i = 0; i < places.n; i++)
        if (places.at[i].team_id == u.team_id)
            im.programme_id = places.at[i].programme_id;
    im.file_name = attachment_name(r->arena, file->file_name);
    im.staff_id = r->user->id;
    struct moving_memory memory = moving_memory_load(r->db, r->arena, im.programme_id, im.kind);
    moving_guess(r->arena, im.kind, &table, &memory, &im.columns);
    moving_import_add(r, &im);
    moving_lines_store(r, im.id, &table);
    req_redirect(r, "/overzetten/%" PRId64 "/kolommen", im.id);
}

/* A file with just the names of the columns, for who begins with nothing. */
static void example_file(struct req *r)
{
    enum moving_kind kind;
    struct csv_writer w;

    if (!moving_kind_from(req_query(r, "soort"), &kind)) {
        req_not_found(r);
        return;
    }
    req_type(r, "text/csv; charset=utf-8",
             arena_fmt(r->arena, "%s.csv", text(r->lang, moving_kinds[kind].label)));
    buf_str(r->out, "\xef\xbb\xbf"); /* or Excel takes it for Windows-1252 */
    csv_writer_init(&w, r->out, ';', true);
    for (const struct moving_field *f = moving_fields(kind); f->field.kind != FIELD_END; f++)
        csv_put(&w, text(r->lang, f->field.label));
    csv_end(&w);
}

static bool clean_job(struct job *j)
{
    db_begin_write(j->site->write);
    moving_clean(j->site->write, now_ms() - KEEP_DAYS * INT64_C(86400000));
    db_commit(j->site->write);
    j->message = "texts of old imports are gone";
    return true;
}

static const struct route routes[] = {
    {GET, "/overzetten", list_page, SCOPE_NONE, PERM_MOVING, READ, ACCESS_NOTHING, TEXT_moving},
    {POST, "/overzetten", upload_save, SCOPE_NONE, PERM_MOVING, WRITE, ACCESS_CREATE,
     TEXT_moving_begin, .body_most = MOVING_BYTES + 64 * 1024},
    {GET, "/overzetten/voorbeeld", example_file, SCOPE_NONE, PERM_MOVING, READ, ACCESS_NOTHING,
     TEXT_moving_example},
    {GET, "/overzetten/:id", moving_rows_page, SCOPE_NONE, PERM_MOVING, READ, ACCESS_LIST,
     TEXT_moving_result},
    {POST, "/overzetten/:id", moving_rows_run, SCOPE_NONE, PERM_MOVING, WRITE, ACCESS_CREATE,
     TEXT_moving_run},
    {GET, "/overzetten/:id/kolommen", moving_columns_page, SCOPE_NONE, PERM_MOVING, READ,
     ACCESS_LIST, TEXT_moving_columns},
    {POST, "/overzetten/:id/kolommen", moving_columns_save, SCOPE_NONE, PERM_MOVING, WRITE,
     ACCESS_CHANGE, TEXT_moving_columns},
    {GET, "/overzetten/:id/regels", moving_rows_file, SCOPE_NONE, PERM_MOVING, READ, ACCESS_EXPORT,
     TEXT_moving_file_title},
    {POST, "/overzetten/:id/terug", moving_rows_undo, SCOPE_NONE, PERM_MOVING, WRITE, ACCESS_DELETE,
     TEXT_moving_undo},
    {POST, "/overzetten/:id/weg", moving_rows_remove, SCOPE_NONE, PERM_MOVING, WRITE, ACCESS_DELETE,
     TEXT_moving_remove},
    {0}};

static const struct command commands[] = {
    {"import",
     "moving in: import clients|employers|contacts|placements FILE --db ... [--programme NAME]"
     " [--team NAME] [--group EPA] [--dry-run] [--leave-refused]",
     moving_command, PERM_OPERATOR},
    {0}};

static const struct job_kind jobs[] = {{"moving", clean_job, 24 * 60}, {0}};

const struct feature moving_feature = {
    .name = "moving", .routes = routes, .commands = commands, .jobs = jobs};
