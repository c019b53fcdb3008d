/* people_sql.c: every SQL text about people around a client, their teams and the client's wishes.
 * Not: meetings (meeting_sql.c), nor who may see them (the routes).
 * Start at people_remind(). */
#include "base/fold.h"
#include "base/vec.h"
#include "core/values.h"
#include "feature/client/client.h"
#include "feature/consent/consent.h"
#include "feature/people/people.h"
#include "feature/trajectory/due.h"
#include "feature/trajectory/trajectory.h"

/* ---- people ---------------------------------------------------------------------------------- */

#define PERSON_COLUMNS                                                                             \
    "select p.id, p.client_id, p.kind, p.name, p.works_at, p.phone, p.email, p.part, p.how,"       \
    " p.is_primary, p.from_on, p.to_on, p.treatment_ends_on, p.successor, p.version"               \
    " from client_person p"

static struct person person_row(const struct db_rows *q, struct arena *a)
{
    return (struct person){.id = db_int(q, 0),
                           .client_id = db_int(q, 1),
                           .kind = db_text_copy(q, 2, a),
                           .name = db_text_copy(q, 3, a),
                           .works_at = db_text_copy(q, 4, a),
                           .phone = db_text_copy(q, 5, a),
                           .email = db_text_copy(q, 6, a),
                           .part = db_text_copy(q, 7, a),
                           .how = db_text_copy(q, 8, a),
                           .is_primary = db_int(q, 9),
                           .from_on = day_at(q, 10),
                           .to_on = day_at(q, 11),
                           .treatment_ends_on = day_at(q, 12),
                           .successor = db_text_copy(q, 13, a),
                           .version = db_int(q, 14)};
}

struct persons people_of(struct db *db, struct arena *a, int64_t client_id)
{
    struct persons list = {0};
    struct db_rows q = db_query(
        db,
        SQL(PERSON_COLUMNS " where p.client_id = $1 order by case when p.to_on is null then 0"
                           " else 1 end, p.is_primary desc, p.from_on desc, p.id desc limit 200"),
        ARGS(I(client_id)));

    while (db_next(&q)) {
        struct person p = person_row(&q, a);
        ARENA_PUSH(a, &list, p);
    }
    return list;
}

enum rc person_get(struct db *db, struct arena *a, int64_t client_id, int64_t id, struct person *p)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q = db_query(db, SQL(PERSON_COLUMNS " where p.id = $1 and p.client_id = $2"),
                                ARGS(I(id), I(client_id)));

    while (db_next(&q)) {
        *p = person_row(&q, a);
        rc = OK;
    }
    return rc;
}

enum rc person_add(struct req *r, struct person *p)
{
    char from[DAY_TEXT], to[DAY_TEXT], ends[DAY_TEXT];

    p->id = req_new_id(r);
    enum rc rc = db_write(
        r->db,
        SQL("insert into client_person (id, client_id, kind, name, works_at, phone, email, part,"
            " how, is_primary, from_on, to_on, treatment_ends_on, successor, created_at)"
            " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"),
        ARGS(I(p->id), I(p->client_id), S(p->kind), S(p->name), S(p->works_at), S(p->phone),
             S(p->email), S(p->part), S(p->how), I(p->is_primary), S(day_iso(p->from_on, from)),
             val_day(p->to_on, to), val_day(p->treatment_ends_on, ends), S(p->successor),
             I(r->now)));

    if (rc == OK) {
        client_substantive(r->db, r->trajectory_id, r->today);
        people_remind(r);
    }
    return rc;
}

enum rc person_change(struct req *r, const struct person *p)
{
    char from[DAY_TEXT], to[DAY_TEXT], ends[DAY_TEXT];
    enum rc rc = db_update(
        r->db,
        SQL("update client_person set kind = $3, name = $4, works_at = $5, phone = $6, email = $7,"
            " part = $8, how = $9, is_primary = $10, from_on = $11, to_on = $12,"
            " treatment_ends_on = $13, successor = $14, version = version + 1"
            " where id = $1 and version = $2"),
        ARGS(I(p->id), I(p->version), S(p->kind), S(p->name), S(p->works_at), S(p->phone),
             S(p->email), S(p->part), S(p->how), I(p->is_primary), S(day_iso(p->from_on, from)),
             val_day(p->to_on, to), val_day(p->treatment_ends_on, ends), S(p->successor)));

    if (rc == OK)
        people_remind(r);
    return rc;
}

void person_remove(struct req *r, int64_t id)
{
    db_run(r->db, SQL("delete from client_person where id = $1 and client_id = $2"),
           ARGS(I(id), I(r->client_id)));
    due_clear(r->db, r->trajectory_id, "takes_over", id);
    people_remind(r);
}

/* ---- treatment teams ------------------------------------------------------------------------- */

#define TEAM_COLUMNS                                                                               \
    "select k.id, k.care_team_id, t.name, k.from_on, k.to_on, k.version"                           \
    " from client_care_team k join care_team t on t.id = k.care_team_id"

static struct care_team team_row(const struct db_rows *q, struct arena *a)
{
    return (struct care_team){.id = db_int(q, 0),
                              .care_team_id = db_int(q, 1),
                              .name = db_text_copy(q, 2, a),
                              .from_on = day_at(q, 3),
                              .to_on = day_at(q, 4),
                              .version = db_int(q, 5)};
}

struct care_teams care_teams_of(struct db *db, struct arena *a, int64_t client_id)
{
    struct care_teams list = {0};
    struct db_rows q = db_query(
        db,
        SQL(TEAM_COLUMNS " where k.client_id = $1 order by case when k.to_on is null then 0"
                         " else 1 end, k.from_on desc, k.id desc limit 100"),
        ARGS(I(client_id)));

    while (db_next(&q)) {
        struct care_team t = team_row(&q, a);
        ARENA_PUSH(a, &list, t);
    }
    return list;
}

enum rc care_team_get(struct db *db, struct arena *a, int64_t client_id, int64_t id,
                      struct care_team *t)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q = db_query(db, SQL(TEAM_COLUMNS " where k.id = $1 and k.client_id = $2"),
                                ARGS(I(id), I(client_id)));

    while (db_next(&q)) {
        *t = team_row(&q, a);
        rc = OK;
    }
    return rc;
}

int64_t care_team_named(struct req *r, int64_t programme_id, const char *name)
{
    const char *key = fold_text(r->arena, name);
    int64_t id = db_one_int(r->db,
                            SQL("select id from care_team where programme_id = $1 and"
                                " sort_key = $2"),
                            ARGS(I(programme_id), S(key)), 0);

    if (id)
        return id;
    id = req_new_id(r);
    db_run(r->db,
           SQL("insert into care_team (id, programme_id, name, sort_key)"
               " values ($1, $2, $3, $4)"),
           ARGS(I(id), I(programme_id), S(name), S(key)));
    return id;
}

const char *care_team_name(struct db *db, struct arena *a, int64_t care_team_id)
{
    return db_one_text(db, a, SQL("select name from care_team where id = $1"),
                       ARGS(I(care_team_id)), "");
}

enum rc care_team_begin(struct req *r, struct care_team *t)
{
    char from[DAY_TEXT], to[DAY_TEXT];

    t->id = req_new_id(r);
    return db_write(r->db,
                    SQL("insert into client_care_team (id, client_id, care_team_id, from_on,"
                        " to_on) values ($1, $2, $3, $4, $5)"),
                    ARGS(I(t->id), I(r->client_id), I(t->care_team_id),
                         S(day_iso(t->from_on, from)), val_day(t->to_on, to)));
}

enum rc care_team_change(struct req *r, const struct care_team *t)
{
    char from[DAY_TEXT], to[DAY_TEXT];

    return db_update(r->db,
                     SQL("update client_care_team set care_team_id = $3, from_on = $4, to_on = $5,"
                         " version = version + 1 where id = $1 and version = $2"),
                     ARGS(I(t->id), I(t->version), I(t->care_team_id), S(day_iso(t->from_on, from)),
                          val_day(t->to_on, to)));
}

struct choice *care_team_choices(struct req *r, int64_t programme_id, size_t *n)
{
    enum { MOST = 200 };
    struct choice *list = ARENA_ARRAY(r->arena, struct choice, MOST);
    struct db_rows q = db_query(r->db,
                                SQL("select id, name from care_team where programme_id = $1"
                                    " order by sort_key limit 200"),
                                ARGS(I(programme_id)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = (struct choice){arena_fmt(r->arena, "%" PRId64, db_int(&q, 0)),
                                       db_text_copy(&q, 1, r->arena), NULL};
    return list;
}

/* ---- what the client wants ------------------------------------------------------------------- */

static int party_place(const char *party)
{
    for (int i = 0; i < PARTIES; i++)
        if (!strcmp(people_parties[i].code, party))
            return i;
    BUG("no party %s", party);
}

void wishes_of(struct db *db, struct arena *a, int64_t client_id, struct wish out[PARTIES])
{
    struct db_rows q = db_query(
        db,
        SQL("select w.id, w.party, w.wish, w.words, w.said_on, w.again_on, s.name"
            " from party_wish w join staff s on s.id = w.recorded_by where w.client_id = $1"
            " and not exists (select 1 from party_wish n where n.client_id = w.client_id"
            " and n.party = w.party and n.id > w.id)"),
        ARGS(I(client_id)));

    for (int i = 0; i < PARTIES; i++)
        out[i] = (struct wish){.party = people_parties[i].code,
                               .wish = "",
                               .words = "",
                               .said_on = DAY_NONE,
                               .again_on = DAY_NONE,
                               .recorder = ""};
    while (db_next(&q)) {
        int at = party_place(db_text(&q, 1));

        out[at] = (struct wish){.id = db_int(&q, 0),
                                .party = people_parties[at].code,
                                .wish = db_text_copy(&q, 2, a),
                                .words = db_text_copy(&q, 3, a),
                                .said_on = day_at(&q, 4),
                                .again_on = day_at(&q, 5),
                                .recorder = db_text_copy(&q, 6, a)};
    }
}

void wish_add(struct req *r, struct wish *w)
{
    char said[DAY_TEXT], again[DAY_TEXT];

    w->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into party_wish (id, client_id, party, wish, words, said_on, again_on,"
               " recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
           ARGS(I(w->id), I(r->client_id), S(w->party), S(w->wish), S(w->words),
                S(day_iso(w->said_on, said)), val_day(w->again_on, again), I(r->user->id),
                I(r->now)));
    consent_refresh(r->db, r->client_id);
    client_substantive(r->db, r->trajectory_id, r->today);
    people_remind(r);
}

/* ---- reminders ------------------------------------------------------------------------------- */

/* When the last practitioner left, or since the clock of the trajectory runs. */
static int32_t alone_since(struct req *r, const struct persons *all)
{
    struct trajectory_fact f;
    int32_t since =
        trajectory_fact_get(r->db, r->arena, r->trajectory_id, &f) == OK ? f.started_on : r->today;

    for (size_t i = 0; i < all->n; i++)
        if (!strcmp(person_party(all->at[i].kind), "practitioner") && all->at[i].to_on != DAY_NONE)
            since = MAX(since, all->at[i].to_on);
    return since;
}

static void remind_of(struct req *r, bool is_due, const char *kind, int64_t ref, int32_t day,
                      const char *words)
{
    if (is_due)
        due_set(r->db, r->trajectory_id, kind, ref, day, words);
    else
        due_clear(r->db, r->trajectory_id, kind, ref);
}

void people_remind(struct req *r)
{
    struct persons all = people_of(r->db, r->arena, r->client_id);
    struct wish wishes[PARTIES];
    bool anyone = false;

    wishes_of(r->db, r->arena, r->client_id, wishes);
    bool quiet = wish_silences(&wishes[party_place("practitioner")]);
    for (size_t i = 0; i < all.n; i++) {
        const struct person *p = &all.at[i];
        bool still = p->to_on == DAY_NONE || p->to_on > r->today;

        if (strcmp(person_party(p->kind), "practitioner") != 0)
            continue;
        anyone = anyone || still;
        remind_of(r, still && !quiet && p->treatment_ends_on != DAY_NONE && !*p->successor,
                  "takes_over", p->id, p->treatment_ends_on, p->name);
    }
    remind_of(r, !anyone && !quiet, "no_practitioner", 0, alone_since(r, &all), "");
    for (int i = 0; i < PARTIES; i++)
        remind_of(r, wishes[i].again_on != DAY_NONE, "ask_wish", i + 1, wishes[i].again_on, "");
}

/* ---- contacts with the network --------------------------------------------------------------- */

struct network people_network(struct db *db, int64_t trajectory_id)
{
    struct network n = {
        .last_practitioner = DAY_NONE, .last_relative = DAY_NONE, .last_expert = DAY_NONE};
    struct db_rows q =
        db_query(db,
                 SQL("select c.party, count(*), cast(sum(k.minutes) as bigint), max(k.day)"
                     " from contact_client k join contact c on c.id = k.contact_id"
                     " where k.trajectory_id = $1 and c.reached = 1 and (c.party = 'client' or"
                     " c.party = 'relative' or c.party = 'practitioner' or c.party = 'expert')"
                     " group by c.party"),
                 ARGS(I(trajectory_id)));

    while (db_next(&q)) {
        const char *party = db_text(&q, 0);
        bool relative = !strcmp(party, "relative"), practitioner = !strcmp(party, "practitioner");

        if (!strcmp(party, "expert")) {
            n.last_expert = day_at(&q, 3);
            continue;
        }
        n.of += db_int(&q, 1);
        n.of_minutes += db_int(&q, 2);
        if (!relative && !practitioner)
            continue;
        n.contacts += db_int(&q, 1);
        n.minutes += db_int(&q, 2);
        *(relative ? &n.last_relative : &n.last_practitioner) = day_at(&q, 3);
    }
    return n;
}
