/* grant_sql.c: every SQL text about grants that people give: cover, discussion, emergency.
 * Not: what a grant opens (core/gate.c); the grant that follows from a consent (consent_sql.c).
 * Start at grant_add(). */
#include "core/values.h"
#include "feature/consent/pages.h"

#define GRANT_COLUMNS                                                                              \
    "select g.id, g.client_id, g.staff_id, s.name, g.kind, g.reason, g.from_at, g.until_at,"       \
    " g.ended_at, g.consent_id, b.name,"                                                           \
    " case when exists (select 1 from emergency_seen e where e.grant_id = g.id) then 1 else 0 end" \
    " from access_grant g join staff s on s.id = g.staff_id join staff b on b.id = g.given_by"

static struct grant grant_row(const struct db_rows *q, struct arena *a)
{
    return (struct grant){
        .id = db_int(q, 0),
        .client_id = db_int(q, 1),
        .staff_id = db_int(q, 2),
        .staff = db_text_copy(q, 3, a),
        .kind = db_text_copy(q, 4, a),
        .reason = db_text_copy(q, 5, a),
        .from_at = db_int(q, 6),
        .until_at = db_int(q, 7),
        .ended_at = db_int(q, 8),
        .consent_id = db_int(q, 9),
        .giver = db_text_copy(q, 10, a),
        .seen = db_int(q, 11),
    };
}

struct grants grant_by_client(struct db *db, struct arena *a, int64_t client_id)
{
    enum { MOST = 100 };
    struct grants list = {.at = ARENA_ARRAY(a, struct grant, MOST)};
    struct db_rows q = db_query(db,
                                SQL(GRANT_COLUMNS " where g.client_id = $1 and g.kind <> 'consent'"
                                                  " order by g.id desc limit $2"),
                                ARGS(I(client_id), I(MOST)));

    while (db_next(&q))
        list.at[list.n++] = grant_row(&q, a);
    return list;
}

enum rc grant_get(struct db *db, struct arena *a, int64_t id, struct grant *g)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q = db_query(db, SQL(GRANT_COLUMNS " where g.id = $1"), ARGS(I(id)));

    while (db_next(&q)) {
        rc = OK;
        *g = grant_row(&q, a);
    }
    return rc;
}

bool grant_runs(const struct grant *g, int64_t now)
{
    return !g->ended_at && g->until_at > now;
}

void grant_add(struct req *r, struct grant *g)
{
    g->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into access_grant (id, client_id, staff_id, kind, reason, from_at, until_at,"
               " given_by, created_at, consent_id, shares, review_id)"
               " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"),
           ARGS(I(g->id), I(g->client_id), I(g->staff_id), S(g->kind), S(g->reason), I(g->from_at),
                I(g->until_at), I(r->user->id), I(r->now), ID(g->consent_id),
                S(g->shares ? g->shares : ""), ID(g->review_id)));
    consent_refresh(r->db, g->client_id);
}

void grant_end(struct req *r, int64_t id, int64_t client_id)
{
    db_run(r->db,
           SQL("update access_grant set ended_at = $3 where id = $1 and client_id = $2"
               " and ended_at is null and kind <> 'consent'"),
           ARGS(I(id), I(client_id), I(r->now)));
}

void grant_seen(struct req *r, int64_t id, int64_t client_id)
{
    db_run(r->db,
           SQL("insert into emergency_seen (grant_id, staff_id, seen_at)"
               " select g.id, $3, $4 from access_grant g where g.id = $1 and g.client_id = $2"
               " and g.kind = 'emergency' on conflict (grant_id) do nothing"),
           ARGS(I(id), I(client_id), I(r->user->id), I(r->now)));
    consent_refresh(r->db, client_id);
}

int64_t consent_hours(struct db *db, const char *setting, int64_t otherwise)
{
    struct arena *a = arena_new();
    const char *value =
        db_one_text(db, a, SQL("select value from setting where name = $1"), ARGS(S(setting)), "");
    char *end;
    long hours = strtol(value, &end, 10);
    bool fine = *value && !*end && hours >= 1 && hours <= 24;

    arena_free(a);
    return fine ? hours : otherwise;
}

/* ---- who and whose --------------------------------------------------------------------------- */

#define WORKS_HERE                                                                                 \
    " and s.active = 1 and (o.role = 'specialist' or o.role = 'supervisor')"                       \
    " and o.from_on <= $2 and (o.to_on is null or o.to_on >= $2)"

struct choice *grant_colleagues(struct req *r, int64_t programme_id, int64_t without, size_t *n)
{
    char day[DAY_TEXT];

    return consent_choices(r,
                           db_query(r->db,
                                    SQL("select distinct s.id, s.name, '', s.sort_key from staff s"
                                        " join staff_role o on o.staff_id = s.id"
                                        " where o.programme_id = $1" WORKS_HERE " and s.id <> $3"
                                        " order by s.sort_key, s.id limit 200"),
                                    ARGS(I(programme_id), S(day_iso(r->today, day)), I(without))),
                           n);
}

int64_t grant_specialist(struct req *r, int64_t trajectory_id)
{
    return db_one_int(r->db, SQL("select staff_id from trajectory_fact where trajectory_id = $1"),
                      ARGS(I(trajectory_id)), 0);
}

/* One's own caseload, and those of the teams one supervises. */
#define MAY_HAND                                                                                   \
    " (f.staff_id = $1 or exists (select 1 from staff_role u where u.staff_id = $1"                \
    " and u.role = 'supervisor' and u.from_on <= $2 and (u.to_on is null or u.to_on >= $2)"        \
    " and u.programme_id = f.programme_id and (u.team_id is null or u.team_id = f.team_id)))"

struct choice *grant_caseloads(struct req *r, size_t *n)
{
    char day[DAY_TEXT];

    return consent_choices(
        r,
        db_query(r->db,
                 SQL("select distinct s.id, s.name, '', s.sort_key from trajectory_fact f"
                     " join staff s on s.id = f.staff_id where f.phase <> 'closed' and" MAY_HAND
                     " and f.programme_id = $3 order by s.sort_key, s.id limit 200"),
                 ARGS(I(r->user->id), S(day_iso(r->today, day)), I(r->user->programme_id))),
        n);
}

int64_t *grant_caseload(struct req *r, int64_t staff_id, int64_t programme_id, size_t *n)
{
    enum { MOST = 300 };
    int64_t *list = ARENA_ARRAY(r->arena, int64_t, MOST);
    char day[DAY_TEXT];
    struct db_rows q = db_query(
        r->db,
        SQL("select distinct f.client_id from trajectory_fact f where f.staff_id = $3"
            " and f.programme_id = $4 and f.phase <> 'closed' and" MAY_HAND " limit $5"),
        ARGS(I(r->user->id), S(day_iso(r->today, day)), I(staff_id), I(programme_id), I(MOST)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = db_int(&q, 0);
    return list;
}

struct grants grant_covers(struct req *r)
{
    enum { MOST = 300 };
    struct grants list = {.at = ARENA_ARRAY(r->arena, struct grant, MOST)};
    char day[DAY_TEXT];
    struct db_rows q = db_query(
        r->db,
        SQL("select distinct g.id, g.client_id, s.name, g.reason, g.until_at, f.given_name,"
            " f.name_prefix, f.family_name, f.sort_key from access_grant g"
            " join trajectory_fact f on f.client_id = g.client_id"
            " join staff s on s.id = g.staff_id"
            " where g.kind = 'cover' and g.ended_at is null and g.until_at > $3"
            " and f.phase <> 'closed' and" MAY_HAND " and f.programme_id = $4"
            " order by f.sort_key, g.id limit $5"),
        ARGS(I(r->user->id), S(day_iso(r->today, day)), I(r->now), I(r->user->programme_id),
             I(MOST)));

    while (db_next(&q)) {
        struct client c = {.given_name = db_text_copy(&q, 5, r->arena),
                           .name_prefix = db_text_copy(&q, 6, r->arena),
                           .family_name = db_text_copy(&q, 7, r->arena)};

        list.at[list.n++] = (struct grant){.id = db_int(&q, 0),
                                           .client_id = db_int(&q, 1),
                                           .staff = db_text_copy(&q, 2, r->arena),
                                           .kind = "cover",
                                           .reason = db_text_copy(&q, 3, r->arena),
                                           .until_at = db_int(&q, 4),
                                           .client = client_name(r->arena, &c)};
    }
    return list;
}

int64_t *grant_born_on(struct req *r, int64_t programme_id, int32_t born, size_t *n)
{
    enum { MOST = 50 };
    int64_t *list = ARENA_ARRAY(r->arena, int64_t, MOST);
    char day[DAY_TEXT];
    struct db_rows q = db_query(
        r->db,
        SQL("select distinct c.id from client c"
            " join trajectory_fact f on f.client_id = c.id where c.organisation_id = $1"
            " and c.birth_on = $2 and f.programme_id = $3 order by c.id limit $4"),
        ARGS(I(r->user->organisation_id), S(day_iso(born, day)), I(programme_id), I(MOST)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = db_int(&q, 0);
    return list;
}
