/* req.c: reading a request and answering it.
 * Not: finding the route or checking rights (run.c); not the frame of a page (page.c).
 * Start at req_query(). */
#include "core/req.h"

#include "core/site.h"

static const char *field_value(const struct http_fields *fields, const char *name)
{
    for (size_t i = 0; i < fields->n; i++)
        if (!strcmp(fields->at[i].name, name))
            return fields->at[i].value;
    return "";
}

static int64_t id_or_none(const char *text)
{
    int64_t id;

    return id_parse(text, &id) ? id : 0;
}

const char *req_query(const struct req *r, const char *name)
{
    return field_value(&r->query, name);
}

int64_t req_query_id(const struct req *r, const char *name)
{
    return id_or_none(req_query(r, name));
}

const char *req_value(const struct req *r, const char *name)
{
    return field_value(&r->form, name);
}

int64_t req_value_id(const struct req *r, const char *name)
{
    return id_or_none(req_value(r, name));
}

int64_t req_new_id(struct req *r)
{
    return site_new_id(r->site);
}

struct form *req_form(struct req *r, const struct field *fields, void *into)
{
    return form_new(r->arena, r->lang, r->today, fields, into);
}

bool req_form_read(struct req *r, struct form *f)
{
    struct form_input *input = ARENA_ARRAY(r->arena, struct form_input, r->form.n);

    for (size_t i = 0; i < r->form.n; i++)
        input[i] = (struct form_input){r->form.at[i].name, r->form.at[i].value};
    return form_read(f, input, r->form.n);
}

/* ---- answering ------------------------------------------------------------------------------- */

void req_redirect(struct req *r, const char *fmt, ...)
{
    char path[512];
    va_list ap;

    va_start(ap, fmt);
    int n = vsnprintf(path, sizeof(path), fmt, ap);
    va_end(ap);
    if (n < 0 || (size_t)n >= sizeof(path) || path[0] != '/' || path[1] == '/')
        BUG("redirect to another site, or too long");
    buf_clear(r->out);
    http_status(r->x, 303);
    http_set_header(r->x, "location", path);
}

void req_flash_undo(struct req *r, enum text_id message, const char *path)
{
    http_set_header(
        r->x, "set-cookie",
        arena_fmt(r->arena, "spil_flash=%d!%s; Path=/; HttpOnly; SameSite=Strict", message, path));
}

void req_flash(struct req *r, enum text_id message)
{
    req_flash_undo(r, message, "");
}

void req_error_page(struct req *r, int status, enum text_id title, enum text_id what)
{
    r->failed = true;
    buf_clear(r->out);
    http_status(r->x, status);
    page_begin(r, text(r->lang, title));
    html(r->out, "<p class=\"lead\">%s</p><p><a class=\"button\" href=\"/\">%s</a></p>",
         text(r->lang, what), T(core_home));
    page_end(r);
}

void req_not_found(struct req *r)
{
    req_error_page(r, 404, TEXT_core_not_found, TEXT_core_not_found_what);
}

void req_invalid(struct req *r)
{
    r->failed = true;
    http_status(r->x, 422);
}

bool req_wants_part(const struct req *r)
{
    const char *kind = http_header(r->x, "x-spil");

    return kind && !strcmp(kind, "part");
}

void req_type(struct req *r, const char *media_type, const char *file_name)
{
    http_set_header(r->x, "content-type", media_type);
    if (file_name && r->access != ACCESS_NOTHING) /* what shows nobody is no export of people */
        r->access = ACCESS_EXPORT;
    if (file_name)
        http_set_header(r->x, "content-disposition",
                        arena_fmt(r->arena, "attachment; filename=\"%s\"", file_name));
}

struct req_programme *req_programmes(struct req *r, enum perm perm, size_t *n)
{
    struct req_programme *list = ARENA_ARRAY(r->arena, struct req_programme, r->user->n_roles + 1);

    *n = 0;
    for (size_t i = 0; i < r->user->n_roles; i++) {
        const struct user_role *role = &r->user->roles[i];
        bool known = !role->programme_id || !perm_of_role(role->role, perm);

        for (size_t j = 0; j < *n; j++)
            known = known || list[j].id == role->programme_id;
        if (known)
            continue;
        list[(*n)++] = (struct req_programme){
            role->programme_id,
            db_one_text(r->db, r->arena, SQL("select name from programme where id = $1"),
                        ARGS(I(role->programme_id)), "")};
    }
    return list;
}

bool req_find_programme(struct req *r, const char *asked, enum perm perm,
                        struct req_programme *programme)
{
    size_t n, i = 0;
    int64_t id = 0;
    struct req_programme *mine = req_programmes(r, perm, &n);

    if (*asked)
        while (i < n && (!id_parse(asked, &id) || mine[i].id != id))
            i++;
    if (i >= n) {
        req_not_found(r);
        return false;
    }
    *programme = mine[i];
    return true;
}
