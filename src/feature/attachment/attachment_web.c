/* attachment_web.c: the attachments of a client: list, adding one, downloading, removing.
 * Not: what a file must be (attachment.c).
 * Start at list_page(). */
#include "feature/attachment/attachment.h"
#include "base/number.h"
#include "feature/client/client.h"

enum { SHOWN = 5 };

struct upload {
    const char *kind;
    const char *file; /* never read: the field has a place for its message only */
};

static const struct field fields[] = {
    F_CODE(struct upload, kind, TEXT_attachment_kind, REQUIRED, attachment_kinds),
    F_TEXT(struct upload, file, TEXT_attachment_file, 0, 1), F_END};

/* Which part of the record a kind of file belongs to: who does not see that part does not see the
 * file, nor that it is there. */
static enum field_group group_of(const char *kind)
{
    return !strcmp(kind, "cv")         ? GROUP_PLAN
           : !strcmp(kind, "contract") ? GROUP_WORK
           : !strcmp(kind, "decision") ? GROUP_MONEY
                                       : GROUP_NOTES;
}

static bool may_see(const struct req *r, const char *kind)
{
    return gate_sees(&r->gate, GROUP_FILES) && gate_sees(&r->gate, group_of(kind));
}

static bool may_change(const struct req *r, const char *kind)
{
    return gate_may_change(&r->gate, GROUP_FILES) && gate_may_change(&r->gate, group_of(kind));
}

/* Rounded up to a tenth of a megabyte, or to a kilobyte. */
static const char *size_words(struct req *r, int64_t bytes)
{
    char n[NUMBER_TEXT];
    int64_t tenths = (bytes + 99999) / 100000;

    if (bytes < 1000 * 1000)
        return arena_fmt(r->arena, "%" PRId64 " kB", (bytes + 999) / 1000);
    number_text_fixed(n, (double)tenths / 10, 1, r->lang == LANG_NL ? ',' : '.');
    return arena_fmt(r->arena, "%s MB", n);
}

static void show_row(struct req *r, const struct attachment *f, bool may_remove)
{
    html(r->out,
         "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64 "/bijlagen/%" PRId64
         "\" download>%s</a><p class=\"small\">%s</p></div>",
         f->client_id, f->id, f->file_name,
         text_fill(r->arena, r->lang, TEXT_attachment_by,
                   code_text(r->lang, attachment_kinds, f->kind), f->staff_name,
                   page_day(r, local_from_ms(f->created_at).day), size_words(r, f->bytes)));
    if (may_remove)
        html(r->out,
             "<a class=\"small\" href=\"/deelnemers/%" PRId64 "/bijlagen/%" PRId64
             "/verwijder\">%s<span class=\"sr\">: %s</span></a>",
             f->client_id, f->id, T(remove), f->file_name);
    html(r->out, "</li>");
}

/* At most this many (0: all) of those that this reader may see. */
static size_t show_rows(struct req *r, size_t most, bool removing)
{
    struct attachments list = attachment_by_client(r->db, r->arena, r->client_id);
    size_t seen = 0;

    for (size_t i = 0; i < list.n; i++) {
        if (!may_see(r, list.at[i].kind))
            continue;
        if (seen++ == 0)
            html(r->out, "<ul class=\"rows\">");
        if (!most || seen <= most)
            show_row(r, &list.at[i], removing && may_change(r, list.at[i].kind));
    }
    html(r->out, seen ? "</ul>" : "<p class=\"empty\">%s</p>", T(attachment_none));
    return seen;
}

/* A file input is none of the field kinds of html/form.h: it cannot keep what was chosen. */
static void show_file_field(struct req *r, const struct form *f, enum text_id trouble)
{
    html(r->out, "<div class=\"field%s\"><label for=\"f-file\">%s</label>",
         form_wrong(f, "file") ? " wrong" : "", T(attachment_file));
    html(r->out, "<p class=\"help\" id=\"f-file-help\">%s</p>", T(attachment_file_help));
    if (form_wrong(f, "file"))
        html(r->out, "<p class=\"error\" id=\"f-file-error\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_error_mark, text(r->lang, trouble), NULL, NULL,
                       NULL));
    html(r->out,
         "<input type=\"file\" id=\"f-file\" name=\"_file\" accept=\".pdf,.docx,.jpg,.jpeg,.png\""
         " aria-describedby=\"f-file-help%s\" aria-required=\"true\"></div>",
         form_wrong(f, "file") ? " f-file-error" : "");
}

static void show_page(struct req *r, struct form *f, enum text_id trouble)
{
    client_page_begin(r, T(attachment), f);
    html(r->out, "<section class=\"card\">");
    show_rows(r, 0, true);
    html(r->out, "<p class=\"muted small\">%s</p></section>", T(attachment_download_note));
    if (gate_may_change(&r->gate, GROUP_FILES)) {
        html(r->out,
             "<section class=\"card\"><h2>%s</h2><form method=\"post\""
             " action=\"/deelnemers/%" PRId64
             "/bijlagen\" class=\"fields\" enctype=\"multipart/form-data\">",
             T(attachment_add), r->client_id);
        page_csrf(r);
        form_show_field(r->out, f, "kind");
        show_file_field(r, f, trouble);
        html(r->out, "<div class=\"buttons\"><button>%s</button></div></form></section>", T(save));
    }
    page_end(r);
}

static void list_page(struct req *r)
{
    struct upload u = {.kind = "cv", .file = ""};

    show_page(r, req_form(r, fields, &u), TEXT_NONE);
}

static const struct http_field *sent_file(const struct req *r)
{
    for (size_t i = 0; i < r->form.n; i++)
        if (!strcmp(r->form.at[i].name, "_file") && r->form.at[i].file_name)
            return &r->form.at[i];
    return NULL;
}

static void upload(struct req *r)
{
    struct upload u = {.kind = "", .file = ""};
    struct form *f = req_form(r, fields, &u);
    const struct http_field *file = sent_file(r);
    enum attachment_type type = ATTACHMENT_OTHER;
    enum text_id trouble = file && *file->file_name
                               ? attachment_trouble(file->file_name, file->value, file->n, &type)
                               : TEXT_attachment_missing;

    if (req_form_read(r, f) && !may_change(r, u.kind))
        form_error(f, "kind", TEXT_error_choice);
    if (trouble != TEXT_NONE)
        form_error(f, "file", trouble);
    if (form_error_count(f)) {
        req_invalid(r);
        show_page(r, f, trouble);
        return;
    }
    struct attachment a = {.client_id = r->client_id,
                           .kind = u.kind,
                           .file_name = attachment_name(r->arena, file->file_name),
                           .type = type,
                           .bytes = (int64_t)file->n,
                           .staff_id = r->user->id,
                           .created_at = r->now};
    attachment_add(r, &a, file->value);
    req_flash(r, TEXT_attachment_saved);
    req_redirect(r, "/deelnemers/%" PRId64 "/bijlagen", r->client_id);
}

/* The one of the address, if this reader may see its kind; answers 404 otherwise. */
static bool find(struct req *r, struct attachment *f)
{
    if (attachment_get(r->db, r->arena, r->client_id, r->id, f) == OK && may_see(r, f->kind))
        return true;
    req_not_found(r);
    return false;
}

static void download(struct req *r)
{
    struct attachment f;

    if (!find(r, &f))
        return;
    http_set_header(r->x, "content-type", attachment_media_type(f.type));
    http_set_header(r->x, "content-disposition", attachment_disposition(r->arena, f.file_name));
    http_set_header(r->x, "content-security-policy",
                    "default-src 'none'; sandbox; frame-ancestors 'none'");
    attachment_content(r->db, &f, r->out);
}

static void remove_page(struct req *r)
{
    struct attachment f;

    if (!find(r, &f))
        return;
    client_page_begin(r, T(attachment), NULL);
    html(r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p>", f.file_name,
         T(attachment_remove_sure));
    page_form_begin(r, "", "/deelnemers/%" PRId64 "/bijlagen/%" PRId64 "/verwijder", r->client_id,
                    f.id);
    html(r->out,
         "<div class=\"buttons\"><button class=\"danger\">%s</button>"
         "<a href=\"/deelnemers/%" PRId64 "/bijlagen\">%s</a></div></form></section>",
         T(remove), r->client_id, T(cancel));
    page_end(r);
}

static void remove_save(struct req *r)
{
    struct attachment f;

    if (!find(r, &f))
        return;
    if (!may_change(r, f.kind)) {
        req_not_found(r);
        return;
    }
    attachment_remove(r->db, f.id);
    req_flash(r, TEXT_attachment_removed);
    req_redirect(r, "/deelnemers/%" PRId64 "/bijlagen", r->client_id);
}

static void block(struct req *r)
{
    show_rows(r, SHOWN, false);
    html(r->out, "<p class=\"no-print\"><a href=\"/deelnemers/%" PRId64 "/bijlagen\">%s</a></p>",
         r->client_id,
         gate_may_change(&r->gate, GROUP_FILES) ? T(attachment_add) : T(attachment_all));
}

static const struct route routes[] = {
    {GET, "/deelnemers/:client/bijlagen", list_page, SCOPE_CLIENT, PERM_CLIENT_READ, READ,
     ACCESS_READ, TEXT_attachment, GROUP_FILES},
    {POST, "/deelnemers/:client/bijlagen", upload, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CREATE, TEXT_attachment_add, GROUP_FILES, .body_most = ATTACHMENT_MOST + 64 * 1024},
    {GET, "/deelnemers/:client/bijlagen/:id", download, SCOPE_CLIENT, PERM_CLIENT_READ, READ,
     ACCESS_EXPORT, TEXT_download, GROUP_FILES},
    {GET, "/deelnemers/:client/bijlagen/:id/verwijder", remove_page, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, READ, ACCESS_READ, TEXT_remove, GROUP_FILES},
    {POST, "/deelnemers/:client/bijlagen/:id/verwijder", remove_save, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_DELETE, TEXT_remove, GROUP_FILES},
    {0}};

static const struct client_block client_blocks[] = {{.name = "attachment",
                                                     .draw = block,
                                                     .title = TEXT_attachment,
                                                     .group = GROUP_FILES,
                                                     .tab = TAB_FILE,
                                                     .order = 30},
                                                    {0}};

const struct feature attachment_feature = {
    .name = "attachment", .routes = routes, .client_blocks = client_blocks};
