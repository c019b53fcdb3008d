/* meeting_sql.c: every SQL text about team meetings.
 * Not: who is on the agenda (meeting_web.c, from the rules of attention).
 * Start at meeting_close(). */
#include "feature/meeting/meeting.h"

#include "base/vec.h"
#include "core/access_req.h"
#include "core/values.h"
#include "feature/client/client.h"
#include "feature/consent/consent.h"
#include "feature/contact/contact.h"

/* ---- reading --------------------------------------------------------------------------------- */

int64_t meeting_programme(struct db *db, int64_t team_id)
{
    return db_one_int(db, SQL("select programme_id from team where id = $1"), ARGS(I(team_id)), 0);
}

struct meeting_people meeting_team(struct req *r, int64_t programme_id, int64_t team_id)
{
    struct meeting_people list = {
        .at = ARENA_ARRAY(r->arena, struct meeting_person, MEETING_PEOPLE_MOST)};
    char day[DAY_TEXT], from[DAY_TEXT];
    struct db_rows q =
        db_query(r->db,
                 SQL("select s.id, s.name, max(case when o.role = 'supervisor' then 1 else 0 end),"
                     " (select cast(coalesce(sum(t.visits_client + t.visits_other), 0) as bigint)"
                     " from contact_tally t where t.staff_id = s.id and t.day > $4 and t.day <= $3)"
                     " from staff s join staff_role o on o.staff_id = s.id"
                     " where o.programme_id = $1 and (o.team_id = $2 or (o.team_id is null"
                     " and o.role = 'supervisor')) and s.active = 1"
                     " and (o.role = 'specialist' or o.role = 'supervisor')"
                     " and o.from_on <= $3 and (o.to_on is null or o.to_on >= $3)"
                     " group by s.id, s.name, s.sort_key order by s.sort_key, s.id limit $5"),
                 ARGS(I(programme_id), I(team_id), S(day_iso(r->today, day)),
                      S(day_iso(r->today - MEETING_VISIT_DAYS, from)), I(MEETING_PEOPLE_MOST)));

    while (db_next(&q))
        list.at[list.n++] = (struct meeting_person){.staff_id = db_int(&q, 0),
                                                    .name = db_text_copy(&q, 1, r->arena),
                                                    .present = true,
                                                    .leads = db_int(&q, 2),
                                                    .visits = db_int(&q, 3)};
    return list;
}

#define MEETING_COLUMNS                                                                            \
    "select m.id, m.programme_id, m.team_id, m.day, m.begun_by, m.begun_at, m.minutes, m.goals,"   \
    " m.closed_at, m.version, t.name, (select count(*) from team_meeting_item i"                   \
    " where i.meeting_id = m.id and i.decision <> ''), (select count(*) from team_meeting_item i"  \
    " where i.meeting_id = m.id and i.decision <> '' and i.done_at is null)"                       \
    " from team_meeting m join team t on t.id = m.team_id"

static struct meeting meeting_row(const struct db_rows *q, struct arena *a)
{
    return (struct meeting){.id = db_int(q, 0),
                            .programme_id = db_int(q, 1),
                            .team_id = db_int(q, 2),
                            .day = day_at(q, 3),
                            .begun_by = db_int(q, 4),
                            .begun_at = db_int(q, 5),
                            .minutes = number_at(q, 6),
                            .goals = db_int(q, 7),
                            .closed_at = db_int(q, 8),
                            .version = db_int(q, 9),
                            .team = db_text_copy(q, 10, a),
                            .items = db_int(q, 11),
                            .open = db_int(q, 12)};
}

static enum rc read_one(struct db_rows q, struct arena *a, struct meeting *m)
{
    enum rc rc = NOT_FOUND;

    while (db_next(&q)) {
        rc = OK;
        *m = meeting_row(&q, a);
    }
    return rc;
}

enum rc meeting_get(struct db *db, struct arena *a, int64_t id, struct meeting *m)
{
    return read_one(db_query(db, SQL(MEETING_COLUMNS " where m.id = $1"), ARGS(I(id))), a, m);
}

enum rc meeting_open(struct db *db, struct arena *a, int64_t team_id, struct meeting *m)
{
    return read_one(db_query(db,
                             SQL(MEETING_COLUMNS " where m.team_id = $1 and m.closed_at is null"),
                             ARGS(I(team_id))),
                    a, m);
}

struct meetings meeting_past(struct db *db, struct arena *a, int64_t team_id)
{
    enum { MOST = 12 };
    struct meetings list = {.at = ARENA_ARRAY(a, struct meeting, MOST)};
    struct db_rows q =
        db_query(db,
                 SQL(MEETING_COLUMNS " where m.team_id = $1 and m.closed_at is not null"
                                     " order by m.day desc, m.id desc limit $2"),
                 ARGS(I(team_id), I(MOST)));

    while (db_next(&q))
        list.at[list.n++] = meeting_row(&q, a);
    return list;
}

struct meeting_people meeting_people(struct db *db, struct arena *a, int64_t meeting_id)
{
    struct meeting_people list = {.at = ARENA_ARRAY(a, struct meeting_person, MEETING_PEOPLE_MOST)};
    struct db_rows q =
        db_query(db,
                 SQL("select p.staff_id, s.name, p.present, p.leads, p.visits, p.employer_log"
                     " from team_meeting_person p join staff s on s.id = p.staff_id"
                     " where p.meeting_id = $1 order by s.sort_key, s.id limit $2"),
                 ARGS(I(meeting_id), I(MEETING_PEOPLE_MOST)));

    while (db_next(&q))
        list.at[list.n++] = (struct meeting_person){.staff_id = db_int(&q, 0),
                                                    .name = db_text_copy(&q, 1, a),
                                                    .present = db_int(&q, 2),
                                                    .leads = db_int(&q, 3),
                                                    .visits = db_int(&q, 4),
                                                    .employer_log = db_int(&q, 5)};
    return list;
}

#define ITEM_COLUMNS                                                                               \
    "select i.id, i.meeting_id, i.trajectory_id, f.client_id, i.why, i.why_days, i.discussed,"     \
    " i.decision, i.owner_id, i.due_on, i.done_at, f.given_name, f.name_prefix, f.family_name,"    \
    " coalesce(o.name, ''), f.staff_id, m.day from team_meeting_item i"                            \
    " join team_meeting m on m.id = i.meeting_id"                                                  \
    " join trajectory_fact f on f.trajectory_id = i.trajectory_id"                                 \
    " left join staff o on o.id = i.owner_id"

/* The name only of whom this reader sees the name. */
static struct meeting_item item_row(struct req *r, const struct db_rows *q)
{
    struct client c = {.given_name = db_text_copy(q, 11, r->arena),
                       .name_prefix = db_text_copy(q, 12, r->arena),
                       .family_name = db_text_copy(q, 13, r->arena)};
    struct meeting_item item = {.id = db_int(q, 0),
                                .meeting_id = db_int(q, 1),
                                .trajectory_id = db_int(q, 2),
                                .client_id = db_int(q, 3),
                                .why = db_text_copy(q, 4, r->arena),
                                .why_days = db_int(q, 5),
                                .discussed = db_int(q, 6),
                                .decision = db_text_copy(q, 7, r->arena),
                                .owner_id = db_int(q, 8),
                                .due_on = day_at(q, 9),
                                .done_at = db_int(q, 10),
                                .name = "",
                                .owner = db_text_copy(q, 14, r->arena),
                                .staff_id = db_int(q, 15),
                                .day = day_at(q, 16)};

    item.gate = gate_client(r->db, r->user, item.client_id, r->now);
    if (gate_sees(&item.gate, GROUP_NAME))
        item.name = client_name(r->arena, &c);
    if (!gate_sees(&item.gate, GROUP_TEAM))
        item.decision = "";
    return item;
}

static struct meeting_items read_items(struct req *r, struct db_rows q)
{
    struct meeting_items list = {0};

    while (db_next(&q))
        ARENA_PUSH(r->arena, &list, item_row(r, &q));
    return list;
}

struct meeting_items meeting_items(struct req *r, int64_t meeting_id)
{
    return read_items(
        r, db_query(r->db,
                    SQL(ITEM_COLUMNS " where i.meeting_id = $1 order by i.place, i.id limit $2"),
                    ARGS(I(meeting_id), I(MEETING_ITEMS_MOST))));
}

struct meeting_items meeting_mine(struct req *r)
{
    enum { MOST = 50 };

    return read_items(
        r, db_query(r->db,
                    SQL(ITEM_COLUMNS
                        " where i.owner_id = $1 and i.done_at is null"
                        " and m.closed_at is not null order by i.due_on nulls last, i.id limit $2"),
                    ARGS(I(r->user->id), I(MOST))));
}

struct meeting_items meeting_of_client(struct req *r, int64_t trajectory_id)
{
    enum { MOST = 5 };

    return read_items(r,
                      db_query(r->db,
                               SQL(ITEM_COLUMNS " where i.trajectory_id = $1 and i.decision <> ''"
                                                " order by m.day desc, i.id desc limit $2"),
                               ARGS(I(trajectory_id), I(MOST))));
}

enum rc meeting_item_get(struct req *r, int64_t id, struct meeting_item *item)
{
    struct meeting_items list =
        read_items(r, db_query(r->db, SQL(ITEM_COLUMNS " where i.id = $1"), ARGS(I(id))));

    if (!list.n)
        return NOT_FOUND;
    *item = list.at[0];
    return OK;
}

/* ---- beginning ------------------------------------------------------------------------------- */

/* Everybody at the table reads the records on the agenda, for a few hours and with the reason. */
static void give_grants(struct req *r, const struct meeting *m, const struct meeting_people *people,
                        const struct meeting_item *item)
{
    int64_t until = r->now + consent_hours(r->db, "discussion_hours", 3) * 3600 * 1000;
    bool given = false;

    if (!gate_may_change(&item->gate, GROUP_ASSIGNMENT))
        return;
    for (size_t i = 0; i < people->n; i++) {
        struct grant g = {.client_id = item->client_id,
                          .staff_id = people->at[i].staff_id,
                          .kind = "discussion",
                          .reason = text(LANG_NL, TEXT_meeting_title),
                          .from_at = m->begun_at,
                          .until_at = until};

        if (g.staff_id == item->staff_id)
            continue;
        grant_add(r, &g);
        given = true;
    }
    if (!given)
        return;
    r->client_id = item->client_id;
    access_req_add(r, ACCESS_GRANT);
    r->client_id = 0;
}

enum rc meeting_begin(struct req *r, struct meeting *m, const struct meeting_people *people,
                      const struct meeting_items *items)
{
    char day[DAY_TEXT];

    m->id = req_new_id(r);
    enum rc rc =
        db_write(r->db,
                 SQL("insert into team_meeting (id, programme_id, team_id, day, begun_by, begun_at)"
                     " values ($1, $2, $3, $4, $5, $6)"),
                 ARGS(I(m->id), I(m->programme_id), I(m->team_id), S(day_iso(m->day, day)),
                      I(m->begun_by), I(m->begun_at)));

    if (rc != OK)
        return rc;
    for (size_t i = 0; i < people->n; i++)
        db_run(r->db,
               SQL("insert into team_meeting_person (meeting_id, staff_id, leads, visits)"
                   " values ($1, $2, $3, $4)"),
               ARGS(I(m->id), I(people->at[i].staff_id), I(people->at[i].leads),
                    I(people->at[i].visits)));
    for (size_t i = 0; i < items->n; i++) {
        db_run(r->db,
               SQL("insert into team_meeting_item (id, meeting_id, trajectory_id, place, why,"
                   " why_days) values ($1, $2, $3, $4, $5, $6)"),
               ARGS(I(req_new_id(r)), I(m->id), I(items->at[i].trajectory_id), I((int64_t)i + 1),
                    S(items->at[i].why), I(items->at[i].why_days)));
        give_grants(r, m, people, &items->at[i]);
    }
    return OK;
}

/* ---- closing --------------------------------------------------------------------------------- */

static void store_item(struct req *r, const struct meeting_item *item)
{
    bool decided = *item->decision;
    char day[DAY_TEXT];

    db_run(r->db,
           SQL("update team_meeting_item set discussed = $2, decision = $3, owner_id = $4,"
               " due_on = $5 where id = $1"),
           ARGS(I(item->id), I(item->discussed || decided), S(item->decision),
                decided ? ID(item->owner_id) : NIL,
                val_day(decided ? item->due_on : DAY_NONE, day)));
    if (decided && item->due_on != DAY_NONE)
        due_set(r->db, item->trajectory_id, "decision", item->id, item->due_on, item->decision);
}

/* One contact for who was present, shared among the own clients that were talked over. */
static void book(struct req *r, const struct meeting *m, const struct meeting_person *p,
                 const struct meeting_items *items)
{
    int64_t own[MEETING_ITEMS_MOST];
    size_t n = 0;
    struct contact c = {.programme_id = m->programme_id,
                        .staff_id = p->staff_id,
                        .day = m->day,
                        .minutes = m->minutes,
                        .travel_minutes = NUMBER_NONE,
                        .activity = "team",
                        .mode = "face_to_face",
                        .place = "office",
                        .party = "colleague",
                        .initiative = "planned",
                        .answer_minutes = NUMBER_NONE,
                        .note = text(r->lang, TEXT_meeting_title),
                        .next_step = "",
                        .next_step_on = DAY_NONE};

    for (size_t i = 0; i < items->n; i++)
        if (items->at[i].staff_id == p->staff_id &&
            (items->at[i].discussed || *items->at[i].decision))
            own[n++] = items->at[i].trajectory_id;
    if (contact_add(r, &c, own, n) != OK)
        BUG("the hours of a meeting that was checked are refused");
    db_run(r->db,
           SQL("update team_meeting_person set contact_id = $3 where meeting_id = $1"
               " and staff_id = $2"),
           ARGS(I(m->id), I(p->staff_id), I(c.id)));
}

enum rc meeting_close(struct req *r, const struct meeting *m, const struct meeting_people *people,
                      const struct meeting_items *items, const char **who)
{
    for (size_t i = 0; i < people->n; i++) {
        *who = people->at[i].name;
        if (people->at[i].present && contact_week_locked(r->db, people->at[i].staff_id, m->day))
            return DENIED;
    }
    enum rc rc = db_update(
        r->db,
        SQL("update team_meeting set minutes = $3, goals = $4, closed_at = $5, closed_by = $6,"
            " version = version + 1 where id = $1 and version = $2 and closed_at is null"),
        ARGS(I(m->id), I(m->version), I(m->minutes), I(m->goals), I(r->now), I(r->user->id)));
    if (rc != OK)
        return rc;
    for (size_t i = 0; i < items->n; i++)
        store_item(r, &items->at[i]);
    for (size_t i = 0; i < people->n; i++) {
        const struct meeting_person *p = &people->at[i];

        db_run(r->db,
               SQL("update team_meeting_person set present = $3, employer_log = $4"
                   " where meeting_id = $1 and staff_id = $2"),
               ARGS(I(m->id), I(p->staff_id), I(p->present), I(p->employer_log)));
        if (p->present)
            book(r, m, p, items);
    }
    /* The reason to look along is over. */
    db_run(r->db,
           SQL("update access_grant set ended_at = $3 where kind = 'discussion' and given_by = $1"
               " and from_at = $2 and ended_at is null and client_id in (select t.client_id"
               " from team_meeting_item i join trajectory t on t.id = i.trajectory_id"
               " where i.meeting_id = $4)"),
           ARGS(I(m->begun_by), I(m->begun_at), I(r->now), I(m->id)));
    return OK;
}

void meeting_item_done(struct req *r, const struct meeting_item *item, bool done)
{
    db_run(r->db, SQL("update team_meeting_item set done_at = $2, done_by = $3 where id = $1"),
           ARGS(I(item->id), done ? I(r->now) : NIL, done ? I(r->user->id) : NIL));
    if (done || item->due_on == DAY_NONE)
        due_clear(r->db, item->trajectory_id, "decision", item->id);
    else
        due_set(r->db, item->trajectory_id, "decision", item->id, item->due_on, item->decision);
}
