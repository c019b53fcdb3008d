/* meeting_sql.c: every SQL text about meetings of treatment teams, three-way talks and agreements.
 * Not: the hours of a meeting: those are a contact (feature/contact).
 * Start at meeting_add(). */
#include "base/vec.h"
#include "core/values.h"
#include "feature/people/pages.h"
#include "feature/trajectory/due.h"

/* ---- writing --------------------------------------------------------------------------------- */

static int64_t meeting_of_day(struct req *r, const struct meeting *m)
{
    char day[DAY_TEXT];

    if (!m->care_team_id)
        return 0;
    return db_one_int(r->db,
                      SQL("select id from care_meeting where care_team_id = $1 and day = $2"),
                      ARGS(I(m->care_team_id), S(day_iso(m->day, day))), 0);
}

enum rc meeting_add(struct req *r, struct meeting *m)
{
    char day[DAY_TEXT];

    m->id = meeting_of_day(r, m);
    if (!m->id) {
        m->id = req_new_id(r);
        db_run(r->db,
               SQL("insert into care_meeting (id, programme_id, kind, care_team_id, client_id,"
                   " with_whom, day, recorded_by, recorded_at)"
                   " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
               ARGS(I(m->id), I(m->programme_id), S(m->care_team_id ? "team" : "three_way"),
                    ID(m->care_team_id), ID(m->client_id), S(m->with_whom), S(day_iso(m->day, day)),
                    I(r->user->id), I(r->now)));
    }
    return db_write(
        r->db,
        SQL("insert into care_meeting_staff (meeting_id, staff_id, attended,"
            " before_referral, contact_id) values ($1, $2, $3, $4, $5)"),
        ARGS(I(m->id), I(r->user->id), I(m->attended), I(m->before_referral), ID(m->contact_id)));
}

static void remind(struct req *r, const struct care_agreement *g)
{
    if (g->due_on != DAY_NONE && g->done_on == DAY_NONE)
        due_set(r->db, g->trajectory_id, "care_agreement", g->id, g->due_on, g->words);
    else
        due_clear(r->db, g->trajectory_id, "care_agreement", g->id);
}

void care_agreement_add(struct req *r, struct care_agreement *g)
{
    char day[DAY_TEXT], due[DAY_TEXT];

    g->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into care_agreement (id, meeting_id, trajectory_id, staff_id, day, words,"
               " owner, due_on) values ($1, $2, $3, $4, $5, $6, $7, $8)"),
           ARGS(I(g->id), I(g->meeting_id), I(g->trajectory_id), I(r->user->id),
                S(day_iso(g->day, day)), S(g->words), S(g->owner), val_day(g->due_on, due)));
    remind(r, g);
    client_substantive(r->db, g->trajectory_id, r->today);
}

enum rc care_agreement_change(struct req *r, const struct care_agreement *g)
{
    char due[DAY_TEXT], done[DAY_TEXT];
    enum rc rc = db_update(r->db,
                           SQL("update care_agreement set words = $3, owner = $4, due_on = $5,"
                               " done_on = $6, version = version + 1 where id = $1 and"
                               " version = $2"),
                           ARGS(I(g->id), I(g->version), S(g->words), S(g->owner),
                                val_day(g->due_on, due), val_day(g->done_on, done)));

    if (rc == OK)
        remind(r, g);
    return rc;
}

static void forget_reminders(struct req *r, int64_t meeting_id)
{
    struct care_agreements list = {0};
    struct db_rows q = db_query(r->db,
                                SQL("select id, trajectory_id from care_agreement"
                                    " where meeting_id = $1 and staff_id = $2"),
                                ARGS(I(meeting_id), I(r->user->id)));

    while (db_next(&q)) {
        struct care_agreement g = {.id = db_int(&q, 0), .trajectory_id = db_int(&q, 1)};
        ARENA_PUSH(r->arena, &list, g);
    }
    for (size_t i = 0; i < list.n; i++)
        due_clear(r->db, list.at[i].trajectory_id, "care_agreement", list.at[i].id);
}

enum rc meeting_remove(struct req *r, int64_t id, int64_t *contact_id)
{
    if (!db_exists(r->db,
                   SQL("select 1 from care_meeting_staff where meeting_id = $1 and staff_id = $2"),
                   ARGS(I(id), I(r->user->id))))
        return NOT_FOUND;
    *contact_id = db_one_int(r->db,
                             SQL("select coalesce(contact_id, 0) from care_meeting_staff"
                                 " where meeting_id = $1 and staff_id = $2"),
                             ARGS(I(id), I(r->user->id)), 0);
    forget_reminders(r, id);
    db_run(r->db, SQL("delete from care_agreement where meeting_id = $1 and staff_id = $2"),
           ARGS(I(id), I(r->user->id)));
    db_run(r->db, SQL("delete from care_meeting_staff where meeting_id = $1 and staff_id = $2"),
           ARGS(I(id), I(r->user->id)));
    db_run(r->db,
           SQL("delete from care_meeting where id = $1 and not exists"
               " (select 1 from care_meeting_staff s where s.meeting_id = care_meeting.id)"),
           ARGS(I(id)));
    return OK;
}

/* ---- reading --------------------------------------------------------------------------------- */

#define AGREEMENT_COLUMNS                                                                          \
    "select g.id, g.meeting_id, g.trajectory_id, g.day, g.words, g.owner, g.due_on, g.done_on,"    \
    " g.version, coalesce(t.name, m.with_whom), m.kind, s.name from care_agreement g"              \
    " join care_meeting m on m.id = g.meeting_id join staff s on s.id = g.staff_id"                \
    " left join care_team t on t.id = m.care_team_id"

static struct care_agreements read_agreements(struct db_rows q, struct arena *a)
{
    struct care_agreements list = {0};

    while (db_next(&q)) {
        struct care_agreement g = {.id = db_int(&q, 0),
                                   .meeting_id = db_int(&q, 1),
                                   .trajectory_id = db_int(&q, 2),
                                   .day = day_at(&q, 3),
                                   .words = db_text_copy(&q, 4, a),
                                   .owner = db_text_copy(&q, 5, a),
                                   .due_on = day_at(&q, 6),
                                   .done_on = day_at(&q, 7),
                                   .version = db_int(&q, 8),
                                   .where = db_text_copy(&q, 9, a),
                                   .three_way = !strcmp(db_text(&q, 10), "three_way"),
                                   .staff = db_text_copy(&q, 11, a)};
        ARENA_PUSH(a, &list, g);
    }
    return list;
}

struct care_agreements care_agreements_of(struct db *db, struct arena *a, int64_t trajectory_id,
                                          int limit)
{
    return read_agreements(
        db_query(db,
                 SQL(AGREEMENT_COLUMNS " where g.trajectory_id = $1"
                                       " order by g.day desc, g.id desc limit $2"),
                 ARGS(I(trajectory_id), I(limit))),
        a);
}

enum rc care_agreement_get(struct db *db, struct arena *a, int64_t trajectory_id, int64_t id,
                           struct care_agreement *g)
{
    struct care_agreements list = read_agreements(
        db_query(db, SQL(AGREEMENT_COLUMNS " where g.id = $1 and g.trajectory_id = $2"),
                 ARGS(I(id), I(trajectory_id))),
        a);

    if (!list.n)
        return NOT_FOUND;
    *g = list.at[0];
    return OK;
}

struct care_agreements care_agreements_of_contact(struct db *db, struct arena *a,
                                                  int64_t trajectory_id, int64_t contact_id)
{
    return read_agreements(
        db_query(db,
                 SQL(AGREEMENT_COLUMNS " join care_meeting_staff k on k.meeting_id = g.meeting_id"
                                       " and k.staff_id = g.staff_id where g.trajectory_id = $1"
                                       " and k.contact_id = $2 and g.words <> '' order by g.id"),
                 ARGS(I(trajectory_id), I(contact_id))),
        a);
}

struct attendances people_attendance(struct db *db, struct arena *a, int64_t staff_id, int32_t from,
                                     int32_t to)
{
    char first[DAY_TEXT], last[DAY_TEXT];
    struct attendances list = {0};
    struct db_rows q = db_query(
        db,
        SQL("select t.id, t.name, count(*), count(k.meeting_id) filter (where k.attended = 1),"
            " max(case when k.attended = 1 then m.day end),"
            " cast(coalesce(sum(k.before_referral), 0) as bigint),"
            " cast(coalesce(sum((select count(*) from care_agreement g"
            "  where g.meeting_id = m.id and g.staff_id = $1)), 0) as bigint)"
            " from care_meeting m join care_team t on t.id = m.care_team_id"
            " left join care_meeting_staff k on k.meeting_id = m.id and k.staff_id = $1"
            " where m.day >= $2 and m.day <= $3 and t.id in"
            " (select c.care_team_id from trajectory_fact f join client_care_team c"
            "   on c.client_id = f.client_id where f.staff_id = $1 and f.phase <> 'closed'"
            "   and c.to_on is null"
            "  union select n.care_team_id from care_meeting n join care_meeting_staff s"
            "   on s.meeting_id = n.id where s.staff_id = $1 and n.day >= $2)"
            " group by t.id, t.name, t.sort_key order by t.sort_key, t.id"),
        ARGS(I(staff_id), S(day_iso(from, first)), S(day_iso(to, last))));

    while (db_next(&q)) {
        struct attendance one = {.care_team_id = db_int(&q, 0),
                                 .team = db_text_copy(&q, 1, a),
                                 .held = db_int(&q, 2),
                                 .attended = db_int(&q, 3),
                                 .last_on = day_at(&q, 4),
                                 .before_referral = db_int(&q, 5),
                                 .clients = db_int(&q, 6)};
        ARENA_PUSH(a, &list, one);
    }
    return list;
}

struct meeting_lines meeting_list(struct req *r, int limit)
{
    struct meeting_lines list = {0};
    struct db_rows q =
        db_query(r->db,
                 SQL("select m.id, t.name, m.day, k.attended, k.before_referral, (select count(*)"
                     " from care_agreement g where g.meeting_id = m.id and g.staff_id = $1)"
                     " from care_meeting_staff k join care_meeting m on m.id = k.meeting_id"
                     " join care_team t on t.id = m.care_team_id where k.staff_id = $1"
                     " order by m.day desc, m.id desc limit $2"),
                 ARGS(I(r->user->id), I(limit)));

    while (db_next(&q)) {
        struct meeting_line one = {.id = db_int(&q, 0),
                                   .team = db_text_copy(&q, 1, r->arena),
                                   .day = day_at(&q, 2),
                                   .attended = db_int(&q, 3),
                                   .before_referral = db_int(&q, 4),
                                   .clients = db_int(&q, 5)};
        ARENA_PUSH(r->arena, &list, one);
    }
    return list;
}

struct team_ids meeting_clients_of_team(struct req *r, int64_t care_team_id)
{
    struct team_ids list = {0};
    struct db_rows q = db_query(r->db,
                                SQL("select f.trajectory_id from trajectory_fact f"
                                    " join client_care_team c on c.client_id = f.client_id"
                                    " where f.staff_id = $1 and f.phase <> 'closed'"
                                    " and c.care_team_id = $2 and c.to_on is null"),
                                ARGS(I(r->user->id), I(care_team_id)));

    while (db_next(&q))
        ARENA_PUSH(r->arena, &list, db_int(&q, 0));
    return list;
}

struct network_lines people_network_list(struct db *db, struct arena *a, int64_t trajectory_id,
                                         int limit)
{
    struct network_lines list = {0};
    struct db_rows q =
        db_query(db,
                 SQL("select k.day, c.party, c.mode, s.name, k.minutes from contact_client k"
                     " join contact c on c.id = k.contact_id join staff s on s.id = c.staff_id"
                     " where k.trajectory_id = $1 and c.reached = 1 and (c.party = 'relative' or"
                     " c.party = 'practitioner') order by k.day desc, k.contact_id desc limit $2"),
                 ARGS(I(trajectory_id), I(limit)));

    while (db_next(&q)) {
        struct network_line one = {.day = day_at(&q, 0),
                                   .party = db_text_copy(&q, 1, a),
                                   .mode = db_text_copy(&q, 2, a),
                                   .staff = db_text_copy(&q, 3, a),
                                   .minutes = db_int(&q, 4)};
        ARENA_PUSH(a, &list, one);
    }
    return list;
}
