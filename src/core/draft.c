/* draft.c: the draft table.
 * Not: when a page offers a draft; that is the page's.
 * Start at draft_read(). */
#include "core/draft.h"

enum rc draft_save(struct req *r, const char *name, const char *body)
{
    if (!*name || strlen(name) > DRAFT_NAME || strlen(body) > DRAFT_BODY)
        return INVALID;
    return db_write(r->db,
                    SQL("insert into draft (staff_id, name, body, saved_at) values ($1, $2, $3, $4)"
                        " on conflict (staff_id, name) do update set body = excluded.body,"
                        " saved_at = excluded.saved_at"),
                    ARGS(I(r->user->id), S(name), S(body), I(r->now)));
}

const char *draft_body(struct req *r, const char *name)
{
    return db_one_text(r->db, r->arena,
                       SQL("select body from draft where staff_id = $1 and name = $2"),
                       ARGS(I(r->user->id), S(name)), "");
}

bool draft_read(struct req *r, const char *name, const struct field *fields, void *into)
{
    struct http_fields typed;
    const char *body = draft_body(r, name);

    if (!*body || http_fields_parse(body, strlen(body), r->arena, &typed) != HTTP_FINE)
        return false;
    struct form_input *input = ARENA_ARRAY(r->arena, struct form_input, typed.n);
    for (size_t i = 0; i < typed.n; i++)
        input[i] = (struct form_input){typed.at[i].name, typed.at[i].value};
    /* Its messages are for when it is saved; now only the values count. */
    struct form *f = form_new(r->arena, r->lang, r->today, fields, into);
    bool finished = form_read(f, input, typed.n);
    (void)finished;
    return true;
}

void draft_forget(struct req *r, const char *name)
{
    db_run(r->db, SQL("delete from draft where staff_id = $1 and name = $2"),
           ARGS(I(r->user->id), S(name)));
}
