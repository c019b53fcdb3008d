/* moving_undo_sql.c: what an import did, and taking it back.
 * Not: doing it (moving_run.c).
 * Start at moving_undo(). */
#include "base/map.h"
#include "core/site.h"
#include "feature/moving/moving.h"
#include "feature/moving/moving_sql.h"

struct map *moving_keys_load(struct db *db, struct arena *a, int64_t programme_id)
{
    struct map *keys = map_new(a);
    struct db_rows q = db_query(db, SQL("select number from import_key where programme_id = $1"),
                                ARGS(I(programme_id)));

    while (db_next(&q)) {
        char *number = db_text_copy(&q, 0, a);

        map_put(keys, number, number);
    }
    return keys;
}

void moving_keys_store(struct db *db, int64_t programme_id, const struct import_keys *keys)
{
    struct db_bulk *b = db_bulk_begin(db, "import_key", "programme_id, number, client_id", 3);

    for (size_t i = 0; i < keys->n; i++)
        db_bulk_row(
            b, (struct val[]){I(programme_id), S(keys->at[i].number), I(keys->at[i].client_id)});
    db_bulk_end(b);
}

void moving_items_store(struct req *r, int64_t import_id, const struct import_items *items)
{
    struct db_bulk *b =
        db_bulk_begin(r->db, "import_item",
                      "import_id, number, line, what, target_id, client_id, version, before", 8);

    for (size_t i = 0; i < items->n; i++) {
        const struct import_item *one = &items->at[i];

        db_bulk_row(b, (struct val[]){I(import_id), I((int64_t)i), I(one->line), S(one->what),
                                      I(one->target_id), ID(one->client_id), I(one->version),
                                      S(one->before)});
    }
    db_bulk_end(b);
}

/* The last one first: what was made later may hang on what was made before. */
static struct import_items items_load(struct db *db, struct arena *a, int64_t import_id)
{
    struct import_items list = {0};
    struct db_rows q = db_query(db,
                                SQL("select line, what, target_id, client_id, version, before"
                                    " from import_item where import_id = $1 order by number desc"),
                                ARGS(I(import_id)));

    while (db_next(&q))
        ARENA_PUSH(a, &list,
                   ((struct import_item){(uint32_t)db_int(&q, 0), db_text_copy(&q, 1, a),
                                         db_int(&q, 2), db_int(&q, 3), db_int(&q, 4),
                                         db_null(&q, 5) ? NULL : db_text_copy(&q, 5, a)}));
    return list;
}

static int64_t version_of(struct db *db, const char *what, int64_t id)
{
    struct args args = ARGS(I(id));

    if (!strcmp(what, "client"))
        return db_one_int(db, SQL("select version from client where id = $1"), args, 0);
    if (!strcmp(what, "trajectory"))
        return db_one_int(db, SQL("select version from trajectory where id = $1"), args, 0);
    if (!strcmp(what, "employer"))
        return db_one_int(db, SQL("select version from employer where id = $1"), args, 0);
    if (!strcmp(what, "person"))
        return db_one_int(db, SQL("select version from employer_person where id = $1"), args, 0);
    if (!strcmp(what, "contact"))
        return db_one_int(db, SQL("select version from contact where id = $1"), args, 0);
    return db_one_int(db, SQL("select version from placement where id = $1"), args, 0);
}

/* ---- what was made --------------------------------------------------------------------------- */

static bool remove_trajectory(struct req *r, int64_t id)
{
    if (db_one_int(r->db, SQL("select count(*) from assignment where trajectory_id = $1"),
                   ARGS(I(id)), 0) > 1)
        return false; /* handed over since */
    /* What follows from the trajectory itself; a reminder about a row has that row, which stops. */
    db_run(r->db, SQL("delete from due where trajectory_id = $1"), ARGS(I(id)));
    db_run(r->db, SQL("delete from assignment where trajectory_id = $1"), ARGS(I(id)));
    db_run(r->db, SQL("delete from trajectory_fact where trajectory_id = $1"), ARGS(I(id)));
    return db_write(r->db, SQL("delete from trajectory where id = $1"), ARGS(I(id))) == OK;
}

static bool remove_contact(struct req *r, int64_t id)
{
    struct contact c;
    int64_t *trajectories;
    size_t n;

    if (contact_get(r->db, r->arena, id, &c, &trajectories, &n) != OK)
        return false;
    db_run(r->db, SQL("delete from contact_client where contact_id = $1"), ARGS(I(id)));
    if (db_write(r->db, SQL("delete from contact where id = $1"), ARGS(I(id))) != OK)
        return false;
    for (size_t i = 0; i < n; i++)
        contact_refresh(r->db, trajectories[i]);
    contact_tally_refresh(r->db, c.staff_id, c.day, c.day);
    if (c.employer_id)
        employer_refresh(r->db, c.employer_id);
    return true;
}

static bool remove_placement(struct req *r, int64_t id)
{
    int64_t trajectory_id =
        db_one_int(r->db, SQL("select trajectory_id from placement where id = $1"), ARGS(I(id)), 0);

    if (db_write(r->db, SQL("delete from placement where id = $1"), ARGS(I(id))) != OK)
        return false;
    placement_refresh(r->db, trajectory_id, r->today);
    return true;
}

static bool remove_item(struct req *r, const struct import *im, const struct import_item *item)
{
    struct args id = ARGS(I(item->target_id));

    if (!strcmp(item->what, "trajectory"))
        return remove_trajectory(r, item->target_id);
    if (!strcmp(item->what, "contact"))
        return remove_contact(r, item->target_id);
    if (!strcmp(item->what, "placement"))
        return remove_placement(r, item->target_id);
    if (!strcmp(item->what, "person"))
        return db_write(r->db, SQL("delete from employer_person where id = $1"), id) == OK;
    if (!strcmp(item->what, "key")) {
        db_run(r->db, SQL("delete from import_key where client_id = $1 and programme_id = $2"),
               ARGS(I(item->target_id), I(im->programme_id)));
        return true;
    }
    db_run(r->db, SQL("delete from search_token where target_id = $1"), id);
    if (!strcmp(item->what, "employer"))
        return db_write(r->db, SQL("delete from employer where id = $1"), id) == OK;
    return db_write(r->db, SQL("delete from client where id = $1"), id) == OK;
}

/* ---- what was changed ------------------------------------------------------------------------ */

static void before_set(struct req *r, enum moving_kind kind, const char *before,
                       struct moving_values *v)
{
    const struct moving_field *f = moving_fields(kind);

    while (*before) {
        size_t name = strcspn(before, "="), n = strcspn(before, "\x1f");

        for (size_t i = 0; i < moving_field_count(kind); i++)
            if (strlen(f[i].field.name) == name && !memcmp(f[i].field.name, before, name))
                moving_member_set(&f[i], arena_strn(r->arena, before + name + 1, n - name - 1), v);
        before += n + (before[n] != '\0');
    }
}

static bool restore_item(struct req *r, const struct import *im, const struct import_item *item)
{
    struct moving_row row = {0};
    struct moving_values v;

    if (!strcmp(item->what, "client"))
        row.client_id = item->target_id;
    else if (!strcmp(item->what, "trajectory"))
        row.trajectory_id = item->target_id;
    else if (!strcmp(item->what, "employer"))
        row.employer_id = item->target_id;
    else
        row.target_id = item->target_id;
    if (!strcmp(item->what, "person")) {
        row.person_there = true;
        row.employer_id =
            db_one_int(r->db, SQL("select employer_id from employer_person where id = $1"),
                       ARGS(I(item->target_id)), 0);
    }
    moving_ours(r, &row, &v);
    before_set(r, im->kind, item->before, &v);
    if (row.client_id)
        return client_change(r, &v.client) == OK;
    if (row.trajectory_id)
        return trajectory_change(r, &v.trajectory) == OK;
    if (row.person_there)
        return employer_person_change(r, &v.person) == OK;
    if (row.employer_id)
        return employer_change(r, &v.employer) == OK;
    return placement_change(r, &v.placement) == OK;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static bool has_line(const struct moving_lines *list, uint32_t line)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i] == line)
            return true;
    return false;
}

static bool undo_item(struct req *r, const struct import *im, const struct import_item *item)
{
    if (strcmp(item->what, "key") &&
        version_of(r->db, item->what, item->target_id) != item->version)
        return false;
    return item->before ? restore_item(r, im, item) : remove_item(r, im, item);
}

static void log_item(struct req *r, const struct import *im, const struct import_item *item)
{
    struct access_line line = {.staff_id = r->user->id,
                               .client_id = item->client_id,
                               .action = item->before ? ACCESS_CHANGE : ACCESS_DELETE,
                               .route = access_route_number("POST /overzetten/:id/terug"),
                               .object = OBJECT_RECORD,
                               .object_id = im->id};

    if (item->client_id && strcmp(item->what, "key"))
        site_log_line(r->site, r->db, line, NULL);
}

void moving_undo(struct req *r, struct import *im, const struct moving_lines *keep,
                 struct moving_lines *blocked)
{
    struct import_items items = items_load(r->db, r->arena, im->id);

    db_run(r->db, SQL("delete from import_item where import_id = $1"), ARGS(I(im->id)));
    for (size_t i = 0; i < items.n; i++) {
        const struct import_item *item = &items.at[i];

        if (has_line(keep, item->line) || has_line(blocked, item->line))
            continue;
        if (undo_item(r, im, item))
            log_item(r, im, item);
        else
            ARENA_PUSH(r->arena, blocked, item->line);
    }
    im->state = "undone";
    im->undone_at = r->now;
    moving_import_store(r, im);
}
