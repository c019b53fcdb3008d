/* moving_sql.c: imports, their rows, and the columns a programme named before.
 * Not: finding records (moving_find_sql.c), or taking an import back (moving_undo_sql.c).
 * Start at moving_import_get(). */
#include "feature/moving/moving.h"

#include "base/fold.h"
#include "feature/moving/moving_sql.h"

/* ---- imports --------------------------------------------------------------------------------- */

static const char *joined(struct arena *a, const char *const *texts, size_t n)
{
    struct buf b;

    buf_init(&b, 1 << 20);
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_ch(&b, MOVING_JOIN);
        for (const char *s = texts[i]; *s; s++)
            buf_ch(&b, *s == MOVING_JOIN ? ' ' : *s);
    }
    const char *all = arena_strn(a, b.at, b.len);
    buf_free(&b);
    return all;
}

static const char *fields_joined(struct arena *a, const struct import *im)
{
    const char *names[MOVING_COLUMNS];

    for (size_t i = 0; i < im->columns.n; i++)
        names[i] = im->columns.field[i] < 0
                       ? ""
                       : moving_fields(im->kind)[im->columns.field[i]].field.name;
    return joined(a, names, im->columns.n);
}

static int field_named(enum moving_kind kind, const char *name, size_t n)
{
    const struct moving_field *f = moving_fields(kind);

    for (size_t i = 0; n && i < moving_field_count(kind); i++)
        if (strlen(f[i].field.name) == n && !memcmp(f[i].field.name, name, n))
            return (int)i;
    return MOVING_NONE;
}

static void columns_from(struct arena *a, enum moving_kind kind, const char *headings,
                         const char *fields, struct moving_columns *c)
{
    c->n = 0;
    for (const char *h = headings, *f = fields; c->n < MOVING_COLUMNS;) {
        size_t length = strcspn(h, "\x1f"), field = strcspn(f, "\x1f");

        c->name[c->n] = arena_strn(a, h, length);
        c->field[c->n++] = field_named(kind, f, field);
        if (!h[length])
            return;
        h += length + 1;
        f += field + (f[field] != '\0');
    }
}

void moving_import_add(struct req *r, struct import *im)
{
    im->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into import (id, programme_id, team_id, kind, target_group, file_name,"
               " sheet, header_at, headings, fields, staff_id, created_at)"
               " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"),
           ARGS(I(im->id), I(im->programme_id), I(im->team_id), S(moving_kinds[im->kind].code),
                S(im->target_group), S(im->file_name), I(im->sheet), I((int64_t)im->columns.header),
                S(joined(r->arena, im->columns.name, im->columns.n)),
                S(fields_joined(r->arena, im)), ID(im->staff_id), I(r->now)));
}

void moving_import_store(struct req *r, const struct import *im)
{
    db_run(r->db,
           SQL("update import set team_id = $2, target_group = $3, header_at = $4, headings = $5,"
               " fields = $6, state = $7, done_at = $8, undone_at = $9, rows_new = $10,"
               " rows_same = $11, rows_conflict = $12, rows_refused = $13, undone_by = $14"
               " where id = $1"),
           ARGS(I(im->id), I(im->team_id), S(im->target_group), I((int64_t)im->columns.header),
                S(joined(r->arena, im->columns.name, im->columns.n)),
                S(fields_joined(r->arena, im)), S(im->state), ID(im->done_at), ID(im->undone_at),
                I(im->count[FATE_NEW]), I(im->count[FATE_SAME]), I(im->count[FATE_CONFLICT]),
                I(im->count[FATE_REFUSED]), ID(im->undone_at ? r->user->id : 0)));
}

#define IMPORT_COLUMNS                                                                             \
    "i.id, p.organisation_id, i.programme_id, i.team_id, p.name, t.name, i.kind, i.target_group,"  \
    " i.file_name, i.sheet, i.header_at, i.headings, i.fields, i.state, i.staff_id,"               \
    " coalesce(s.name, ''), i.created_at, i.done_at, i.undone_at, i.rows_new, i.rows_same,"        \
    " i.rows_conflict, i.rows_refused from import i join programme p on p.id = i.programme_id"     \
    " join team t on t.id = i.team_id left join staff s on s.id = i.staff_id"

static struct import import_row(const struct db_rows *q, struct arena *a)
{
    struct import im = {.id = db_int(q, 0),
                        .organisation_id = db_int(q, 1),
                        .programme_id = db_int(q, 2),
                        .team_id = db_int(q, 3),
                        .programme = db_text_copy(q, 4, a),
                        .team = db_text_copy(q, 5, a),
                        .target_group = db_text_copy(q, 7, a),
                        .file_name = db_text_copy(q, 8, a),
                        .sheet = db_int(q, 9),
                        .state = db_text_copy(q, 13, a),
                        .staff_id = db_int(q, 14),
                        .staff_name = db_text_copy(q, 15, a),
                        .created_at = db_int(q, 16),
                        .done_at = db_int(q, 17),
                        .undone_at = db_int(q, 18)};

    if (!moving_kind_from(db_text(q, 6), &im.kind))
        BUG("import of kind \"%s\"", db_text(q, 6));
    im.columns.header = (size_t)db_int(q, 10);
    columns_from(a, im.kind, db_text(q, 11), db_text(q, 12), &im.columns);
    for (int i = 0; i < FATES; i++)
        im.count[i] = db_int(q, 19 + i);
    return im;
}

enum rc moving_import_get(struct db *db, struct arena *a, int64_t id, struct import *im)
{
    struct db_rows q = db_query(db, SQL("select " IMPORT_COLUMNS " where i.id = $1"), ARGS(I(id)));
    enum rc rc = NOT_FOUND;

    while (db_next(&q)) {
        *im = import_row(&q, a);
        rc = OK;
    }
    return rc;
}

struct imports moving_imports(struct db *db, struct arena *a, int64_t programme_id)
{
    struct imports list = {0};
    struct db_rows q =
        db_query(db,
                 SQL("select " IMPORT_COLUMNS " where i.programme_id = $1 order by i.id desc"
                     " limit 100"),
                 ARGS(I(programme_id)));

    while (db_next(&q))
        ARENA_PUSH(a, &list, import_row(&q, a));
    return list;
}

void moving_import_remove(struct db *db, int64_t id)
{
    db_run(db, SQL("delete from import_item where import_id = $1"), ARGS(I(id)));
    db_run(db, SQL("delete from import_row where import_id = $1"), ARGS(I(id)));
    db_run(db, SQL("delete from import where id = $1"), ARGS(I(id)));
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void row_put(struct db_bulk *b, int64_t import_id, const struct moving_row *row)
{
    db_bulk_row(b, (struct val[]){I(import_id), I(row->line), S(row->cells),
                                  S(moving_fates[row->fate].code), S(row->problem),
                                  I(row->problem_at)});
}

void moving_lines_store(struct req *r, int64_t import_id, const struct moving_table *t)
{
    struct db_bulk *b =
        db_bulk_begin(r->db, "import_row", "import_id, line, cells, fate, problem, problem_at", 6);
    uint32_t last = 0;

    for (size_t i = 0; i < t->n; i++) {
        struct moving_row row = {.line = MAX(t->at[i].number, last + 1), .problem = ""};

        last = row.line; /* two broken ones may stand on one line */
        if (!t->at[i].broken)
            row.cells = joined(r->arena, t->at[i].cell, t->at[i].n);
        row_put(b, import_id, &row);
    }
    db_bulk_end(b);
}

void moving_rows_store(struct req *r, int64_t import_id, const struct moving_rows *above,
                       const struct moving_rows *rows)
{
    db_run(r->db, SQL("delete from import_row where import_id = $1"), ARGS(I(import_id)));
    struct db_bulk *b =
        db_bulk_begin(r->db, "import_row", "import_id, line, cells, fate, problem, problem_at", 6);
    for (size_t i = 0; i < above->n; i++)
        row_put(b, import_id, &above->at[i]);
    for (size_t i = 0; i < rows->n; i++)
        row_put(b, import_id, &rows->at[i]);
    db_bulk_end(b);
}

void moving_rows_load(struct db *db, struct arena *a, const struct import *im,
                      struct moving_rows *above, struct moving_rows *rows)
{
    size_t i = 0;
    struct db_rows q = db_query(db,
                                SQL("select line, cells, fate, problem, problem_at from import_row"
                                    " where import_id = $1 order by line"),
                                ARGS(I(im->id)));

    while (db_next(&q)) {
        struct moving_row row = {.line = (uint32_t)db_int(&q, 0),
                                 .cells = db_null(&q, 1) ? NULL : db_text_copy(&q, 1, a),
                                 .problem = db_text_copy(&q, 3, a),
                                 .problem_at = (int)db_int(&q, 4)};

        while (strcmp(moving_fates[row.fate].code, db_text(&q, 2)))
            row.fate++;
        if (i++ <= im->columns.header)
            ARENA_PUSH(a, above, row);
        else
            ARENA_PUSH(a, rows, row);
    }
}

void moving_rows_forget(struct db *db, int64_t import_id)
{
    db_run(db, SQL("delete from import_row where import_id = $1 and fate <> 'refused'"),
           ARGS(I(import_id)));
}

/* The first lines again as a table: to find the names of the columns. */
void moving_head_load(struct db *db, struct arena *a, const struct import *im,
                      struct moving_table *t)
{
    struct db_rows q = db_query(db,
                                SQL("select line, cells from import_row where import_id = $1"
                                    " order by line limit 40"),
                                ARGS(I(im->id)));

    *t = (struct moving_table){.width = im->columns.n, .sheet = im->sheet};
    while (db_next(&q)) {
        struct moving_line line = {.number = (uint32_t)db_int(&q, 0), .broken = db_null(&q, 1)};
        const char *at = db_text_copy(&q, 1, a);

        line.cell = ARENA_ARRAY(a, const char *, MOVING_COLUMNS);
        while (!line.broken && line.n < MOVING_COLUMNS) {
            size_t n = strcspn(at, "\x1f");

            line.cell[line.n++] = arena_strn(a, at, n);
            if (!at[n])
                break;
            at += n + 1;
        }
        ARENA_PUSH(a, t, line);
    }
}

/* ---- what a programme chose before ----------------------------------------------------------- */

struct moving_memory moving_memory_load(struct db *db, struct arena *a, int64_t programme_id,
                                        enum moving_kind kind)
{
    struct {
        const char **at;
        size_t n, cap;
    } headings = {0}, fields = {0};
    struct db_rows q = db_query(db,
                                SQL("select heading, field from import_heading"
                                    " where programme_id = $1 and kind = $2"),
                                ARGS(I(programme_id), S(moving_kinds[kind].code)));

    while (db_next(&q)) {
        ARENA_PUSH(a, &headings, db_text_copy(&q, 0, a));
        ARENA_PUSH(a, &fields, db_text_copy(&q, 1, a));
    }
    return (struct moving_memory){headings.at, fields.at, headings.n};
}

void moving_memory_store(struct req *r, const struct import *im)
{
    for (size_t i = 0; i < im->columns.n; i++) {
        const char *heading = fold_text(r->arena, im->columns.name[i]);
        int field = im->columns.field[i];

        if (*heading)
            db_run(r->db,
                   SQL("insert into import_heading (programme_id, kind, heading, field)"
                       " values ($1, $2, $3, $4) on conflict (programme_id, kind, heading)"
                       " do update set field = excluded.field"),
                   ARGS(I(im->programme_id), S(moving_kinds[im->kind].code), S(heading),
                        S(field < 0 ? "" : moving_fields(im->kind)[field].field.name)));
    }
}

/* ---- who may ----------------------------------------------------------------------------------
 */

/* A manager moves in a whole programme, a supervisor the own teams. */
struct moving_places moving_places(struct db *db, struct arena *a, const struct user *u)
{
    struct moving_places list = {0};

    for (size_t i = 0; i < u->n_roles; i++) {
        const struct user_role *role = &u->roles[i];

        if (!perm_of_role(role->role, PERM_MOVING))
            continue;
        struct db_rows q =
            db_query(db,
                     SQL("select t.id, t.programme_id, t.name, p.name from team t"
                         " join programme p on p.id = t.programme_id where t.programme_id = $1"
                         " and (t.id = $2 or cast($2 as bigint) = 0) order by t.sort_key, t.id"),
                     ARGS(I(role->programme_id), I(role->team_id)));
        while (db_next(&q)) {
            struct moving_place place = {db_int(&q, 0), db_int(&q, 1), db_text_copy(&q, 2, a),
                                         db_text_copy(&q, 3, a)};
            bool there = false;

            for (size_t k = 0; k < list.n; k++)
                there |= list.at[k].team_id == place.team_id;
            if (!there)
                ARENA_PUSH(a, &list, place);
        }
    }
    return list;
}

/* A month after it was brought in nobody needs the texts of a file any more. */
bool moving_clean(struct db *db, int64_t before)
{
    db_run(db,
           SQL("delete from import_row where import_id in"
               " (select id from import where created_at < $1)"),
           ARGS(I(before)));
    db_run(db, SQL("delete from import where created_at < $1 and state = 'open'"), ARGS(I(before)));
    return true;
}
