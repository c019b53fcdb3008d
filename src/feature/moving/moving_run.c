/* moving_run.c: carries an import out: what is new is added as if a person had typed it, what is in
 * conflict goes as was chosen for that row.
 * Not: judging rows (moving_check.c), taking it back (moving_undo_sql.c).
 * Start at moving_run(). */
#include "feature/moving/moving.h"

#include "base/map.h"
#include "core/site.h"
#include "feature/moving/moving_sql.h"

struct run {
    struct req *r;
    struct import *im;
    struct import_items items;
    struct map *numbers;     /* that are known */
    struct import_keys keys; /* new ones */
    struct {
        struct access_line *at;
        size_t n, cap;
    } log;
    struct moving_row *row; /* being carried out */
    uint32_t route;
};
struct fresh { /* clients of whom nothing is there */
    struct moving_row **at;
    size_t n, cap;
};

static void done(struct run *run, const char *what, int64_t target_id, int64_t client_id,
                 int64_t version, const char *before)
{
    run->row->touched = true;
    run->row->changed |= before != NULL;
    ARENA_PUSH(run->r->arena, &run->items,
               ((struct import_item){run->row->line, what, target_id, client_id, version, before}));
}

/* name=value of these fields, joined: what stood there. */
static const char *before_text(struct run *run, uint64_t fields, const struct moving_values *v)
{
    const struct moving_field *f = moving_fields(run->im->kind);
    struct arena *a = run->r->arena;
    const char *all = "";

    for (size_t i = 0; i < moving_field_count(run->im->kind); i++)
        if (fields >> i & 1)
            all = arena_fmt(a, "%s%s%s=%s", all, *all ? "\x1f" : "", f[i].field.name,
                            moving_member_text(a, &f[i], v));
    return all;
}

/* The fields of one part that this row changes in what stands in Spil. */
static uint64_t chosen(const struct run *run, const struct moving_row *row, enum moving_part part,
                       const struct moving_values *ours)
{
    uint64_t fields = row->differs & moving_part(run->im->kind, part);

    return row->fate != FATE_CONFLICT || row->choice == CHOICE_KEEP ? 0
           : row->choice == CHOICE_TAKE                             ? fields
                                        : moving_empty(run->im->kind, fields, ours);
}

static bool change_client(struct run *run, struct moving_row *row, struct moving_values *ours)
{
    uint64_t fields = chosen(run, row, PART_CLIENT, ours);
    const char *before = before_text(run, fields, ours);

    if (!fields)
        return true;
    moving_copy(run->im->kind, fields, &row->v, ours);
    if (client_change(run->r, &ours->client) != OK)
        return false;
    done(run, "client", row->client_id, row->client_id, ours->client.version + 1, before);
    return true;
}

static bool change_trajectory(struct run *run, struct moving_row *row, struct moving_values *ours)
{
    uint64_t fields = chosen(run, row, PART_TRAJECTORY, ours);
    const char *before = before_text(run, fields, ours);

    if (!fields)
        return true;
    moving_copy(run->im->kind, fields, &row->v, ours);
    if (ours->trajectory.closed_on != DAY_NONE && !*ours->trajectory.close_reason)
        ours->trajectory.close_reason = row->v.trajectory.close_reason;
    if (trajectory_change(run->r, &ours->trajectory) != OK)
        return false;
    done(run, "trajectory", row->trajectory_id, row->client_id, ours->trajectory.version + 1,
         before);
    return true;
}

static void give_place(const struct run *run, struct moving_row *row)
{
    struct trajectory *t = &row->v.trajectory;

    t->organisation_id = run->im->organisation_id;
    t->programme_id = run->im->programme_id;
    t->team_id = row->team_id;
    t->client_id = row->client_id;
}

static bool run_client(struct run *run, struct moving_row *row)
{
    struct trajectory *t = &row->v.trajectory;
    struct moving_values ours;

    if (!row->client_id)
        row->client_id = row->twin->client_id;
    if (row->fate == FATE_CONFLICT) {
        moving_ours(run->r, row, &ours);
        if (!change_client(run, row, &ours) ||
            (row->trajectory_id && !change_trajectory(run, row, &ours)))
            return false;
    }
    if (row->trajectory_id)
        return true;
    give_place(run, row);
    if (trajectory_add(run->r, t, row->staff_id) != OK)
        return false;
    row->trajectory_id = t->id;
    done(run, "trajectory", t->id, row->client_id, 1, NULL);
    return true;
}

static bool run_person(struct run *run, struct moving_row *row, struct moving_values *ours)
{
    struct employer_person *p = &row->v.person;

    if (row->person_new) {
        p->employer_id = row->employer_id;
        if (employer_person_add(run->r, p) != OK)
            return false;
        done(run, "person", p->id, 0, 1, NULL);
        return true;
    }
    uint64_t fields = row->person_there ? chosen(run, row, PART_PERSON, ours) : 0;
    const char *before = before_text(run, fields, ours);
    if (!fields)
        return true;
    moving_copy(run->im->kind, fields, &row->v, ours);
    if (employer_person_change(run->r, &ours->person) != OK)
        return false;
    done(run, "person", ours->person.id, 0, ours->person.version + 1, before);
    return true;
}

static bool run_employer(struct run *run, struct moving_row *row)
{
    struct moving_values ours;

    if (!row->employer_id && row->twin)
        row->employer_id = row->twin->employer_id;
    if (!row->employer_id) {
        if (employer_add(run->r, &row->v.employer) != OK)
            return false;
        row->employer_id = row->v.employer.id;
        done(run, "employer", row->employer_id, 0, 1, NULL);
    }
    moving_ours(run->r, row, &ours);
    uint64_t fields = chosen(run, row, PART_EMPLOYER, &ours);
    const char *before = before_text(run, fields, &ours);
    if (fields) {
        moving_copy(run->im->kind, fields, &row->v, &ours);
        if (employer_change(run->r, &ours.employer) != OK)
            return false;
        done(run, "employer", row->employer_id, 0, ours.employer.version + 1, before);
    }
    return run_person(run, row, &ours);
}

static bool run_contact(struct run *run, struct moving_row *row)
{
    struct contact *c = &row->v.contact;

    if (row->fate != FATE_NEW)
        return true;
    if (contact_add(run->r, c, &row->trajectory_id, 1) != OK)
        return false;
    done(run, "contact", c->id, row->client_id, 1, NULL);
    return true;
}

static bool run_placement(struct run *run, struct moving_row *row)
{
    struct moving_values ours;

    if (row->fate == FATE_NEW) {
        if (placement_add(run->r, &row->v.placement) != OK)
            return false;
        done(run, "placement", row->v.placement.id, row->client_id, 1, NULL);
        return true;
    }
    moving_ours(run->r, row, &ours);
    uint64_t fields = chosen(run, row, PART_PLACEMENT, &ours);
    const char *before = before_text(run, fields, &ours);
    if (!fields)
        return true;
    moving_copy(run->im->kind, fields, &row->v, &ours);
    if (ours.placement.ended_on != DAY_NONE && !*ours.placement.end_reason)
        ours.placement.end_reason = row->v.placement.end_reason;
    if (placement_change(run->r, &ours.placement) != OK)
        return false;
    done(run, "placement", row->target_id, row->client_id, ours.placement.version + 1, before);
    return true;
}

/* ---- new clients, all at once ---------------------------------------------------------------- */

static bool refused(struct run *run, struct moving_row *row)
{
    moving_refuse(row, text(run->r->lang, TEXT_moving_database));
    run->im->count[FATE_REFUSED]++;
    return false;
}

/* Which row was it? One by one they are refused likewise. */
static bool refuse_one(struct run *run, const struct fresh *fresh, bool clients)
{
    for (size_t i = 0; i < fresh->n; i++) {
        struct moving_row *row = fresh->at[i];
        enum rc rc = clients ? client_add(run->r, &row->v.client)
                             : trajectory_add(run->r, &row->v.trajectory, row->staff_id);

        if (rc != OK)
            return refused(run, row);
    }
    BUG("rows were refused together, and none of them alone");
}

static bool add_fresh(struct run *run, const struct fresh *fresh)
{
    struct client **clients = ARENA_ARRAY(run->r->arena, struct client *, fresh->n + 1);
    struct trajectory_start *starts =
        ARENA_ARRAY(run->r->arena, struct trajectory_start, fresh->n + 1);

    if (!fresh->n)
        return true;
    for (size_t i = 0; i < fresh->n; i++)
        clients[i] = &fresh->at[i]->v.client;
    if (client_add_all(run->r, clients, fresh->n) != OK)
        return refuse_one(run, fresh, true);
    for (size_t i = 0; i < fresh->n; i++) {
        struct moving_row *row = fresh->at[i];

        row->client_id = row->v.client.id;
        give_place(run, row);
        starts[i] = (struct trajectory_start){&row->v.client, &row->v.trajectory, row->staff_id};
    }
    if (trajectory_add_all(run->r, starts, fresh->n) != OK)
        return refuse_one(run, fresh, false);
    for (size_t i = 0; i < fresh->n; i++) {
        struct moving_row *row = run->row = fresh->at[i];

        row->trajectory_id = row->v.trajectory.id;
        done(run, "client", row->client_id, row->client_id, 1, NULL);
        done(run, "trajectory", row->trajectory_id, row->client_id, 1, NULL);
    }
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void keep_number(struct run *run, const struct moving_row *row)
{
    const char *number = row->v.number;

    if (run->im->kind != MOVING_CLIENTS || !*number || map_get(run->numbers, number))
        return;
    map_put(run->numbers, number, run->numbers);
    ARENA_PUSH(run->r->arena, &run->keys, ((struct import_key){number, row->client_id}));
    done(run, "key", row->client_id, row->client_id, 0, NULL);
}

/* Each record that was made or changed has its line, as if it had been done by hand. */
static void log_row(struct run *run, const struct moving_row *row)
{
    struct access_line line = {.staff_id = run->im->staff_id,
                               .client_id = row->client_id,
                               .action = row->changed ? ACCESS_CHANGE : ACCESS_CREATE,
                               .route = run->route,
                               .object = OBJECT_RECORD,
                               .object_id = run->im->id};

    if (row->client_id && row->touched)
        ARENA_PUSH(run->r->arena, &run->log, line);
}

/* Nearly somebody, and nobody said who it is. */
static bool is_skipped(const struct moving_row *row)
{
    return row->alike && row->choice == CHOICE_KEEP;
}

/* It was said of this row that it is somebody else: then it goes as any new one. What an earlier
 * row of the same name and day of birth became holds for it too, when that is somebody new as well.
 */
static void settle_alike(struct moving_row *row)
{
    if (!row->alike || row->choice != CHOICE_NEW)
        return;
    row->fate = FATE_NEW;
    row->client_id = row->trajectory_id = 0;
    row->differs = 0;
    while (row->twin && row->twin->alike && row->twin->choice != CHOICE_NEW)
        row->twin = row->twin->twin;
}

static bool goes_on(const struct moving_row *row)
{
    return (row->fate == FATE_NEW || row->fate == FATE_CONFLICT) && !is_skipped(row);
}

/* Its twins follow, when it is there. */
static bool is_fresh(const struct moving_row *row)
{
    return row->fate == FATE_NEW && !row->client_id && !row->twin;
}

static void store_done(struct run *run, struct moving_rows *rows)
{
    struct req *r = run->r;

    run->numbers = moving_keys_load(r->db, r->arena, run->im->programme_id);
    for (size_t i = 0; i < rows->n; i++) {
        run->row = &rows->at[i];
        if (!goes_on(run->row))
            continue;
        keep_number(run, run->row);
        log_row(run, run->row);
    }
    moving_keys_store(r->db, run->im->programme_id, &run->keys);
    site_log_many(r->site, r->db, run->log.at, run->log.n);
    moving_items_store(r, run->im->id, &run->items);
}

bool moving_run(struct req *r, struct import *im, struct moving_rows *rows)
{
    static bool (*const carry_out[MOVING_KINDS])(struct run *, struct moving_row *) = {
        run_client, run_employer, run_contact, run_placement};
    struct run run = {
        .r = r, .im = im, .route = im->staff_id ? access_route_number("POST /overzetten/:id") : 0};

    struct fresh fresh = {0};

    for (size_t i = 0; i < rows->n; i++)
        settle_alike(&rows->at[i]);
    for (size_t i = 0; im->kind == MOVING_CLIENTS && i < rows->n; i++)
        if (is_fresh(&rows->at[i]))
            ARENA_PUSH(r->arena, &fresh, &rows->at[i]);
    if (!add_fresh(&run, &fresh))
        return false;
    for (size_t i = 0; i < rows->n; i++) {
        run.row = &rows->at[i];
        if (goes_on(run.row) && !run.row->touched && !carry_out[im->kind](&run, run.row))
            return refused(&run, run.row);
    }
    store_done(&run, rows);
    im->state = "done";
    im->done_at = r->now;
    moving_import_store(r, im);
    return true;
}
