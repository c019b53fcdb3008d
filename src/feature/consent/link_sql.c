/* link_sql.c: every SQL text about links, and the fixed list of columns they show.
 * Not: the pages (link_pages.c).
 * Start at link_shown(). */
#include "feature/consent/link.h"

#include "core/values.h"
#include "feature/placement/placement.h"

#define MAY_HEAR "(p.disclosure = 'partly' or p.disclosure = 'full')"
#define JOB_RUNS "(p.ended_on is null or p.ended_on > $2)"
#define LINK_ALIVE                                                                                 \
    "case when l.ended_at is null and l.opened_at is null and l.until_at > $3"                     \
    " and exists (select 1 from trajectory_fact f where f.client_id = l.client_id"                 \
    "  and f.phase <> 'closed')"                                                                   \
    " and (l.placement_id is null or exists (select 1 from placement p"                            \
    "  where p.id = l.placement_id and " MAY_HEAR " and " JOB_RUNS "))"                            \
    " and (l.consent_id is null or exists (select 1 from consent c"                                \
    "  left join placement p on p.id = c.placement_id where c.id = l.consent_id"                   \
    "  and c.event = 'given' and c.valid_until >= $2"                                              \
    "  and (c.placement_id is null or (" MAY_HEAR " and " JOB_RUNS "))"                            \
    "  and not exists (select 1 from consent n where n.first_id = c.first_id"                      \
    "  and n.number > c.number))) then 1 else 0 end"
#define LINK_COLUMNS                                                                               \
    "select l.id, l.client_id, l.consent_id, l.placement_id, l.for_name, s.name, l.made_at,"       \
    " l.until_at, l.opened_at, l.ended_at, l.purpose, " LINK_ALIVE                                 \
    " from one_time_link l join staff s on s.id = l.made_by"

static struct link link_row(const struct db_rows *q, struct arena *a)
{
    return (struct link){
        .id = db_int(q, 0),
        .client_id = db_int(q, 1),
        .consent_id = db_int(q, 2),
        .placement_id = db_int(q, 3),
        .for_name = db_text_copy(q, 4, a),
        .maker = db_text_copy(q, 5, a),
        .made_at = db_int(q, 6),
        .until_at = db_int(q, 7),
        .opened_at = db_int(q, 8),
        .ended_at = db_int(q, 9),
        .purpose = db_text_copy(q, 10, a),
        .alive = db_int(q, 11),
    };
}

struct links link_by_client(struct req *r, int64_t client_id)
{
    enum { MOST = 50 };
    struct links list = {.at = ARENA_ARRAY(r->arena, struct link, MOST)};
    char day[DAY_TEXT];
    struct db_rows q = db_query(
        r->db, SQL(LINK_COLUMNS " where l.client_id = $1 order by l.made_at desc limit $4"),
        ARGS(I(client_id), S(day_iso(r->today, day)), I(r->now), I(MOST)));

    while (db_next(&q))
        list.at[list.n++] = link_row(&q, r->arena);
    return list;
}

enum rc link_find(struct req *r, const char *token, struct link *l)
{
    unsigned char hash[TOKEN_HASH];
    char day[DAY_TEXT];
    enum rc rc = NOT_FOUND;

    if (strlen(token) != SESSION_TOKEN_TEXT - 1)
        return NOT_FOUND;
    token_hash(token, hash);
    struct db_rows q = db_query(r->db, SQL(LINK_COLUMNS " where l.token_hash = $1"),
                                ARGS(B(hash, sizeof(hash)), S(day_iso(r->today, day)), I(r->now)));
    while (db_next(&q)) {
        rc = OK;
        *l = link_row(&q, r->arena);
    }
    return rc;
}

void link_add(struct req *r, struct link *l, char token[SESSION_TOKEN_TEXT])
{
    unsigned char hash[TOKEN_HASH];

    token_new(token);
    token_hash(token, hash);
    l->id = req_new_id(r);
    l->made_at = r->now;
    l->until_at = r->now + (int64_t)LINK_DAYS * 24 * 3600 * 1000;
    db_run(r->db,
           SQL("insert into one_time_link (id, client_id, token_hash, consent_id, placement_id,"
               " for_name, made_by, made_at, until_at, purpose)"
               " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"),
           ARGS(I(l->id), I(l->client_id), B(hash, sizeof(hash)), ID(l->consent_id),
                ID(l->placement_id), S(l->for_name), I(r->user->id), I(l->made_at), I(l->until_at),
                S(l->purpose)));
}

void link_opened(struct req *r, int64_t id)
{
    db_run(r->db, SQL("update one_time_link set opened_at = $2 where id = $1"),
           ARGS(I(id), I(r->now)));
}

enum rc link_end(struct req *r, int64_t id)
{
    db_run(r->db,
           SQL("update one_time_link set ended_at = $3, ended_by = $4 where id = $1"
               " and client_id = $2 and ended_at is null"),
           ARGS(I(id), I(r->client_id), I(r->now), I(r->user->id)));
    return db_exists(r->db, SQL("select 1 from one_time_link where id = $1 and client_id = $2"),
                     ARGS(I(id), I(r->client_id)))
               ? OK
               : NOT_FOUND;
}

int64_t link_trajectory(struct req *r, int64_t client_id)
{
    return db_one_int(r->db,
                      SQL("select max(trajectory_id) from trajectory_fact where client_id = $1"
                          " and phase <> 'closed'"),
                      ARGS(I(client_id)), 0);
}

/* ---- the fixed list -------------------------------------------------------------------------- */

static void read_person(struct req *r, int64_t client_id, struct shown *s)
{
    struct db_rows q = db_query(
        r->db,
        SQL("select c.given_name, c.name_prefix, c.family_name, coalesce(s.name, ''), o.name"
            " from client c join organisation o on o.id = c.organisation_id"
            " left join trajectory_fact f on f.client_id = c.id and f.phase <> 'closed'"
            " left join staff s on s.id = f.staff_id where c.id = $1"
            " order by f.trajectory_id desc limit 1"),
        ARGS(I(client_id)));

    while (db_next(&q)) {
        struct client c = {.given_name = db_text_copy(&q, 0, r->arena),
                           .name_prefix = db_text_copy(&q, 1, r->arena),
                           .family_name = db_text_copy(&q, 2, r->arena)};

        s->given_name = c.given_name;
        s->full_name = client_name(r->arena, &c);
        s->specialist = db_text_copy(&q, 3, r->arena);
        s->organisation = db_text_copy(&q, 4, r->arena);
    }
}

static void read_job(struct req *r, int64_t placement_id, struct shown *s)
{
    struct db_rows q =
        db_query(r->db,
                 SQL("select e.name, p.job_title, p.mentor, p.started_on, p.ends_on, p.hours_week,"
                     " p.responsible, p.promise, p.promise_by"
                     " from placement p join employer e on e.id = p.employer_id where p.id = $1"),
                 ARGS(I(placement_id)));

    while (db_next(&q)) {
        s->employer = db_text_copy(&q, 0, r->arena);
        s->job_title = db_text_copy(&q, 1, r->arena);
        s->mentor = db_text_copy(&q, 2, r->arena);
        s->started_on = day_at(&q, 3);
        s->ends_on = day_at(&q, 4);
        s->hours_week = number_at(&q, 5);
        s->responsible = db_text_copy(&q, 6, r->arena);
        s->promise = db_text_copy(&q, 7, r->arena);
        s->promise_by = db_text_copy(&q, 8, r->arena);
    }
    s->build_up = placement_build_up(r->db, r->arena, placement_id, &s->n_build_up);
}

static const char *read_goal(struct req *r, int64_t client_id)
{
    return db_one_text(r->db, r->arena,
                       SQL("select t.work_goal from trajectory t where t.client_id = $1"
                           " and t.closed_on is null order by t.id desc limit 1"),
                       ARGS(I(client_id)), "");
}

/* Of this job; with 0, of the one that runs now. */
static const char *read_adjustments(struct req *r, int64_t client_id, int64_t placement_id)
{
    if (!placement_id)
        placement_id = db_one_int(r->db,
                                  SQL("select placement_id from trajectory_fact"
                                      " where client_id = $1 and placement_id is not null"
                                      " order by trajectory_id desc limit 1"),
                                  ARGS(I(client_id)), 0);
    return db_one_text(r->db, r->arena, SQL("select adjustments from placement where id = $1"),
                       ARGS(I(placement_id)), "");
}

struct shown link_shown(struct req *r, int64_t client_id, const struct consent *c,
                        int64_t placement_id)
{
    struct shown s = {.given_name = "",
                      .full_name = "",
                      .specialist = "",
                      .organisation = "",
                      .work_goal = "",
                      .adjustments = "",
                      .employer = "",
                      .job_title = "",
                      .mentor = "",
                      .responsible = "",
                      .promise = "",
                      .promise_by = "",
                      .started_on = DAY_NONE,
                      .ends_on = DAY_NONE,
                      .hours_week = NUMBER_NONE};

    read_person(r, client_id, &s);
    if (!c) {
        read_job(r, placement_id, &s);
        return s;
    }
    if (consent_shares(c, "work") && c->placement_id)
        read_job(r, c->placement_id, &s);
    if (consent_shares(c, "plan"))
        s.work_goal = read_goal(r, client_id);
    if (consent_shares(c, "adjustments"))
        s.adjustments = read_adjustments(r, client_id, c->placement_id);
    return s;
}
