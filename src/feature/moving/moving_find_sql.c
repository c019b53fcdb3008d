/* moving_find_sql.c: what is in Spil already, read once, so that many rows can be looked up.
 * Not: what follows from finding something (moving_check.c).
 * Start at moving_world_load(). */
#include "base/fold.h"
#include "base/map.h"
#include "core/values.h"
#include "feature/moving/moving.h"
#include "feature/moving/moving_sql.h"

static void know(struct arena *a, struct map *map, const char *name, int64_t id)
{
    struct known *one = arena_alloc(a, sizeof(*one));

    if (!*name)
        return;
    *one = (struct known){id, map_get(map, name)};
    map_put(map, name, one);
}

static void load_clients(struct req *r, const struct import *im, struct moving_world *w)
{
    struct arena *a = r->arena;
    struct db_rows q =
        db_query(r->db, SQL("select id, sort_key, birth_on from client where organisation_id = $1"),
                 ARGS(I(im->organisation_id)));

    while (db_next(&q))
        know(a, w->client_by_birth, arena_fmt(a, "%s|%s", db_text(&q, 1), db_text(&q, 2)),
             db_int(&q, 0));
    q = db_query(r->db, SQL("select number, client_id from import_key where programme_id = $1"),
                 ARGS(I(im->programme_id)));
    while (db_next(&q))
        know(a, w->client_by_number, db_text_copy(&q, 0, a), db_int(&q, 1));
}

/* Everybody of the organisation by name, and by day of birth: somebody new may be one of them. */
static void load_alike(struct req *r, const struct import *im, struct moving_world *w)
{
    struct arena *a = r->arena;
    size_t cap =
        (size_t)db_one_int(r->db, SQL("select count(*) from client where organisation_id = $1"),
                           ARGS(I(im->organisation_id)), 0);
    struct db_rows q =
        db_query(r->db,
                 SQL("select id, sort_key, given_name, name_prefix, family_name, birth_on"
                     " from client where organisation_id = $1 order by sort_key, id limit $2"),
                 ARGS(I(im->organisation_id), I((int64_t)cap)));

    w->clients = ARENA_ARRAY(a, struct known_client, cap);
    while (db_next(&q)) {
        struct known_client *one = &w->clients[w->n_clients++];
        const char *born = db_text_copy(&q, 5, a);

        *one = (struct known_client){.id = db_int(&q, 0),
                                     .sort_key = db_text_copy(&q, 1, a),
                                     .person = {.given_name = db_text_copy(&q, 2, a),
                                                .name_prefix = db_text_copy(&q, 3, a),
                                                .family_name = db_text_copy(&q, 4, a),
                                                .birth_on = day_from_iso(born)},
                                     .next = map_get(w->client_by_day, born)};
        map_put(w->client_by_day, born, one);
    }
}

static void load_trajectories(struct req *r, const struct import *im, struct moving_world *w)
{
    struct arena *a = r->arena;
    int64_t last = 0;
    struct db_rows q =
        db_query(r->db,
                 SQL("select t.client_id, t.id, t.referred_on, t.closed_on, f.staff_id, f.sort_key"
                     " from trajectory t join trajectory_fact f on f.trajectory_id = t.id"
                     " where t.programme_id = $1 order by t.client_id, t.referred_on, t.id"),
                 ARGS(I(im->programme_id)));

    while (db_next(&q)) {
        struct known_trajectory *t = arena_alloc(a, sizeof(*t));
        const char *key = arena_fmt(a, "%" PRId64, db_int(&q, 0));

        *t = (struct known_trajectory){.id = db_int(&q, 1),
                                       .staff_id = db_int(&q, 4),
                                       .referred_on = day_from_iso(db_text(&q, 2)),
                                       .closed_on = day_at(&q, 3),
                                       .next = map_get(w->trajectories, key)};
        map_put(w->trajectories, key, t);
        if (db_int(&q, 0) != last)
            know(a, w->client_by_name, db_text_copy(&q, 5, a), db_int(&q, 0));
        last = db_int(&q, 0);
    }
}

static void load_employers(struct req *r, const struct import *im, struct moving_world *w)
{
    struct arena *a = r->arena;
    struct db_rows q = db_query(
        r->db, SQL("select id, sort_key, kvk, place from employer where organisation_id = $1"),
        ARGS(I(im->organisation_id)));

    while (db_next(&q)) {
        int64_t id = db_int(&q, 0);

        know(a, w->employer_by_name, db_text_copy(&q, 1, a), id);
        know(a, w->employer_by_kvk, db_text_copy(&q, 2, a), id);
        know(a, w->employer_by_place,
             arena_fmt(a, "%s|%s", db_text(&q, 1), fold_text(a, db_text(&q, 3))), id);
    }
}

/* Specialists of the programme, also who left: older contacts are theirs. */
static void load_people(struct req *r, const struct import *im, struct moving_world *w)
{
    struct arena *a = r->arena;
    struct db_rows q =
        db_query(r->db,
                 SQL("select distinct s.id, s.name, s.login from staff s join staff_role r"
                     " on r.staff_id = s.id where r.programme_id = $1 and r.role = 'specialist'"
                     " order by s.id"),
                 ARGS(I(im->programme_id)));

    while (db_next(&q)) {
        const char *name = fold_text(a, db_text(&q, 1)), *login = fold_text(a, db_text(&q, 2));

        know(a, w->staff, name, db_int(&q, 0));
        if (strcmp(name, login))
            know(a, w->staff, login, db_int(&q, 0));
    }
    q = db_query(r->db, SQL("select id, name from team where programme_id = $1"),
                 ARGS(I(im->programme_id)));
    while (db_next(&q))
        know(a, w->teams, fold_text(a, db_text(&q, 1)), db_int(&q, 0));
}

struct moving_world *moving_world_load(struct req *r, const struct import *im)
{
    struct moving_world *w = arena_alloc(r->arena, sizeof(*w));
    struct map **maps[] = {&w->client_by_birth,   &w->client_by_name,  &w->client_by_number,
                           &w->trajectories,      &w->employer_by_kvk, &w->employer_by_name,
                           &w->employer_by_place, &w->staff,           &w->teams,
                           &w->client_by_day};

    for (size_t i = 0; i < COUNT(maps); i++)
        *maps[i] = map_new(r->arena);
    load_people(r, im, w);
    if (im->kind != MOVING_EMPLOYERS) {
        load_clients(r, im, w);
        load_trajectories(r, im, w);
    }
    if (im->kind == MOVING_CLIENTS)
        load_alike(r, im, w);
    else
        load_employers(r, im, w);
    return w;
}

bool moving_contact_there(struct db *db, int64_t trajectory_id, const struct contact *c)
{
    char day[DAY_TEXT];

    return db_exists(db,
                     SQL("select 1 from contact_client k join contact c on c.id = k.contact_id"
                         " where k.trajectory_id = $1 and k.day = $2 and c.staff_id = $3"
                         " and c.minutes = $4 and c.party = $5"),
                     ARGS(I(trajectory_id), S(day_iso(c->day, day)), I(c->staff_id), I(c->minutes),
                          S(c->party)));
}

int64_t moving_placement_there(struct db *db, int64_t trajectory_id, int64_t employer_id,
                               int32_t started_on)
{
    char day[DAY_TEXT];

    return db_one_int(db,
                      SQL("select id from placement where trajectory_id = $1 and started_on = $2"
                          " and coalesce(employer_id, 0) = $3"),
                      ARGS(I(trajectory_id), S(day_iso(started_on, day)), I(employer_id)), 0);
}
