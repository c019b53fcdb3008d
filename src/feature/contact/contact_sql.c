/* contact_sql.c: every SQL text about contacts, and the columns of the facts that follow from them.
 * Not: what someone may log; that is the route's.
 * Start at contact_add(). */
#include "core/values.h"
#include "feature/client/client.h"
#include "feature/contact/contact.h"
#include "feature/employer/employer.h"
#include "feature/trajectory/trajectory.h"

/* ---- defaults -------------------------------------------------------------------------------- */

static const struct {
    const char *party, *activity, *mode, *place;
} usual[] = {{"client", "one_to_one", "face_to_face", "community"},
             {"relative", "one_to_one", "phone", "office"},
             {"practitioner", "care", "phone", "office"},
             {"employer", "employer", "face_to_face", "work"},
             {"colleague", "team", "face_to_face", "office"},
             {"expert", "expert", "phone", "office"}};

void contact_defaults(struct req *r, struct contact *c)
{
    for (size_t i = 0; i < COUNT(usual); i++) {
        if (!strcmp(usual[i].party, c->party)) {
            c->activity = usual[i].activity;
            c->mode = usual[i].mode;
            c->place = usual[i].place;
        }
    }
    /* The last choice with this party, looked for among the last thirty contacts only. */
    struct db_rows q =
        db_query(r->db,
                 SQL("select mode, place from (select party, mode, place, day, id from contact"
                     " where staff_id = $1 order by day desc limit 30) recent"
                     " where party = $2 order by day desc, id desc limit 1"),
                 ARGS(I(r->user->id), S(c->party)));
    while (db_next(&q)) {
        c->mode = db_text_copy(&q, 0, r->arena);
        c->place = db_text_copy(&q, 1, r->arena);
    }
}

/* ---- writing --------------------------------------------------------------------------------- */

static bool met_employer(const struct contact *c)
{
    return !strcmp(c->party, "employer") && !strcmp(c->mode, "face_to_face") && !c->not_reached;
}

static void write_shares(struct req *r, const struct contact *c, const int64_t *trajectories,
                         size_t n)
{
    char day[DAY_TEXT];

    for (size_t i = 0; i < n; i++)
        db_run(
            r->db,
            SQL("insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer)"
                " values ($1, $2, $3, $4, $5)"),
            ARGS(I(c->id), I(trajectories[i]), S(day_iso(c->day, day)),
                 I(contact_share(c->minutes, n, i)), I(met_employer(c))));
}

/* The first talk of who was referred is the first contact in person that was logged: nobody types
 * that day twice. `was`: the day that contact stood on before it was mended or taken away; another
 * day was typed on the page of the trajectory, and stays. */
static void first_talk_follows(struct req *r, int64_t trajectory_id, int32_t was)
{
    char day[DAY_TEXT];

    db_run(r->db,
           SQL("update trajectory set first_talk_on = met.day, version = version + 1"
               " from (select min(k.day) as day from contact_client k"
               "  join contact c on c.id = k.contact_id where k.trajectory_id = $1"
               "  and c.party = 'client' and c.reached = 1"
               "  and (c.mode = 'face_to_face' or c.mode = 'video')) met"
               " where id = $1 and started_on is null and closed_on is null"
               " and (first_talk_on is null or first_talk_on = $2)"
               " and first_talk_on is distinct from met.day"),
           ARGS(I(trajectory_id), S(day_iso(was, day))));
    trajectory_refresh(r->db, trajectory_id);
}

/* `was`: the day the contact stood on before. */
static void refresh_all(struct req *r, const struct contact *c, const int64_t *trajectories,
                        size_t n, int32_t was)
{
    for (size_t i = 0; i < n; i++) {
        first_talk_follows(r, trajectories[i], was);
        contact_refresh(r->db, trajectories[i]);
        contact_budget_refresh(r->db, trajectories[i], r->today);
        client_substantive(r->db, trajectories[i], r->today);
    }
    contact_tally_refresh(r->db, c->staff_id, c->day, c->day);
    if (c->employer_id)
        employer_refresh(r->db, c->employer_id);
}

enum rc contact_add(struct req *r, struct contact *c, const int64_t *trajectories, size_t n)
{
    char day[DAY_TEXT], next[DAY_TEXT];

    if (contact_week_locked(r->db, c->staff_id, c->day))
        return DENIED;
    c->id = req_new_id(r);
    enum rc rc = db_write(
        r->db,
        SQL("insert into contact (id, programme_id, staff_id, day, minutes, "
            "travel_minutes, activity,"
            " mode, place, party, initiative, reached, coaching, urgent, answer_minutes, "
            "employer_id,"
            " note, next_step, next_step_on, created_at, client_there)"
            " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
            "$16, $17, $18,"
            " $19, $20, $21)"),
        ARGS(I(c->id), I(c->programme_id), I(c->staff_id), S(day_iso(c->day, day)), I(c->minutes),
             I(MAX(c->travel_minutes, 0)), S(c->activity), S(c->mode), S(c->place), S(c->party),
             S(c->initiative), I(!c->not_reached), I(c->coaching), I(c->urgent),
             val_number(c->answer_minutes), ID(c->employer_id), S(c->note), S(c->next_step),
             val_day(c->next_step_on, next), I(r->now), I(c->client_there)));
    if (rc != OK)
        return rc;
    write_shares(r, c, trajectories, n);
    refresh_all(r, c, trajectories, n, c->day);
    return OK;
}

static int64_t *trajectories_of(struct db *db, struct arena *a, int64_t contact_id, size_t *n)
{
    int64_t *list = NULL;
    struct db_rows q = db_query(db,
                                SQL("select trajectory_id from contact_client where contact_id = "
                                    "$1 order by trajectory_id"),
                                ARGS(I(contact_id)));

    *n = 0;
    while (db_next(&q)) {
        list = arena_grow(a, list, *n * sizeof(*list), (*n + 1) * sizeof(*list));
        list[(*n)++] = db_int(&q, 0);
    }
    return list;
}

static void delete_shares(struct req *r, int64_t contact_id, const int64_t *trajectories, size_t n)
{
    for (size_t i = 0; i < n; i++) /* by trajectory: that is how the table is ordered */
        db_run(r->db,
               SQL("delete from contact_client where contact_id = $1 and trajectory_id = $2"),
               ARGS(I(contact_id), I(trajectories[i])));
}

enum rc contact_change(struct req *r, const struct contact *c)
{
    char day[DAY_TEXT], next[DAY_TEXT];
    size_t n;
    int64_t *trajectories = trajectories_of(r->db, r->arena, c->id, &n);
    int64_t employer_was =
        db_one_int(r->db, SQL("select employer_id from contact where id = $1"), ARGS(I(c->id)), 0);
    int32_t day_was = day_from_iso(db_one_text(
        r->db, r->arena, SQL("select day from contact where id = $1"), ARGS(I(c->id)), ""));
    if (contact_week_locked(r->db, c->staff_id, c->day) ||
        contact_week_locked(r->db, c->staff_id, day_was))
        return DENIED;
    enum rc rc =
        db_update(r->db,
                  SQL("update contact set day = $3, minutes = $4, travel_minutes = $5, activity = "
                      "$6, mode = $7,"
                      " place = $8, party = $9, initiative = $10, reached = $11, coaching = $12, "
                      "urgent = $13,"
                      " answer_minutes = $14, employer_id = $15, note = $16, next_step = $17,"
                      " next_step_on = $18, client_there = $19, version = version + 1 where id = "
                      "$1 and version = $2"),
                  ARGS(I(c->id), I(c->version), S(day_iso(c->day, day)), I(c->minutes),
                       I(MAX(c->travel_minutes, 0)), S(c->activity), S(c->mode), S(c->place),
                       S(c->party), S(c->initiative), I(!c->not_reached), I(c->coaching),
                       I(c->urgent), val_number(c->answer_minutes), ID(c->employer_id), S(c->note),
                       S(c->next_step), val_day(c->next_step_on, next), I(c->client_there)));

    if (rc != OK)
        return rc;
    delete_shares(r, c->id, trajectories, n);
    write_shares(r, c, trajectories, n);
    refresh_all(r, c, trajectories, n, day_was);
    if (day_was != c->day)
        contact_tally_refresh(r->db, c->staff_id, day_was, day_was);
    if (employer_was && employer_was != c->employer_id)
        employer_refresh(r->db, employer_was);
    return OK;
}

enum rc contact_remove(struct req *r, int64_t id)
{
    struct contact c;
    int64_t *trajectories;
    size_t n;

    if (contact_get(r->db, r->arena, id, &c, &trajectories, &n) != OK ||
        c.staff_id != r->user->id || c.day < r->today - 1)
        return NOT_FOUND;
    if (contact_week_locked(r->db, c.staff_id, c.day))
        return DENIED;
    delete_shares(r, id, trajectories, n);
    db_run(r->db, SQL("delete from contact where id = $1"), ARGS(I(id)));
    refresh_all(r, &c, trajectories, n, c.day);
    return OK;
}

/* ---- reading --------------------------------------------------------------------------------- */

#define CONTACT_COLUMNS                                                                            \
    "c.id, c.programme_id, c.staff_id, s.name, c.day, c.minutes, c.travel_minutes, c.activity,"    \
    " c.mode, c.place, c.party, c.initiative, c.reached, c.coaching, c.urgent, c.answer_minutes,"  \
    " c.employer_id, coalesce(e.name, ''), c.note, c.next_step, c.next_step_on, c.version,"        \
    " c.client_there"
#define CONTACT_NAMES                                                                              \
    " join staff s on s.id = c.staff_id left join employer e on e.id = c.employer_id"

static struct contact contact_row(const struct db_rows *q, struct arena *a)
{
    return (struct contact){
        .id = db_int(q, 0),
        .programme_id = db_int(q, 1),
        .staff_id = db_int(q, 2),
        .staff_name = db_text_copy(q, 3, a),
        .day = day_from_iso(db_text(q, 4)),
        .minutes = db_int(q, 5),
        .travel_minutes = db_int(q, 6),
        .activity = db_text_copy(q, 7, a),
        .mode = db_text_copy(q, 8, a),
        .place = db_text_copy(q, 9, a),
        .party = db_text_copy(q, 10, a),
        .initiative = db_text_copy(q, 11, a),
        .not_reached = !db_int(q, 12),
        .coaching = db_int(q, 13),
        .urgent = db_int(q, 14),
        .answer_minutes = number_at(q, 15),
        .employer_id = db_int(q, 16),
        .employer_name = db_text_copy(q, 17, a),
        .note = db_text_copy(q, 18, a),
        .next_step = db_text_copy(q, 19, a),
        .next_step_on = day_at(q, 20),
        .version = db_int(q, 21),
        .client_there = db_int(q, 22),
    };
}

static struct contacts read_all(struct db_rows q, struct arena *a, int limit)
{
    struct contacts list = {.at = ARENA_ARRAY(a, struct contact, limit)};

    while (db_next(&q)) {
        list.more = list.n == (size_t)limit;
        if (!list.more)
            list.at[list.n++] = contact_row(&q, a);
    }
    return list;
}

enum rc contact_get(struct db *db, struct arena *a, int64_t id, struct contact *c,
                    int64_t **trajectories, size_t *n)
{
    struct contacts list = read_all(
        db_query(db,
                 SQL("select " CONTACT_COLUMNS " from contact c" CONTACT_NAMES " where c.id = $1"),
                 ARGS(I(id))),
        a, 1);

    if (!list.n)
        return NOT_FOUND;
    *c = list.at[0];
    *trajectories = trajectories_of(db, a, id, n);
    return OK;
}

struct contacts contact_by_trajectory(struct db *db, struct arena *a, int64_t trajectory_id,
                                      int32_t before, int limit)
{
    char day[DAY_TEXT];

    return read_all(
        db_query(db,
                 SQL("select " CONTACT_COLUMNS " from contact_client k join contact c"
                     " on c.id = k.contact_id" CONTACT_NAMES
                     " where k.trajectory_id = $1 and k.day < $2"
                     " order by k.day desc, k.contact_id desc limit $3"),
                 ARGS(I(trajectory_id), S(before == DAY_NONE ? "9999" : day_iso(before, day)),
                      I(limit + 1))),
        a, limit);
}

struct contacts contact_by_employer(struct db *db, struct arena *a, int64_t employer_id, int limit)
{
    return read_all(
        db_query(db,
                 SQL("select " CONTACT_COLUMNS " from contact c" CONTACT_NAMES
                     " where c.employer_id = $1 order by c.day desc, c.id desc limit $2"),
                 ARGS(I(employer_id), I(limit + 1))),
        a, limit);
}

int32_t *contact_employer_days(struct db *db, struct arena *a, int64_t trajectory_id, size_t *n)
{
    int32_t *days = NULL;
    size_t room = 0;
    struct db_rows q =
        db_query(db,
                 SQL("select day from contact_client where trajectory_id = $1 and met_employer = 1"
                     " union select day from client_visit where trajectory_id = $1"
                     " and mode = 'face_to_face' order by day limit 500"),
                 ARGS(I(trajectory_id)));

    *n = 0;
    while (db_next(&q)) {
        if (*n == room) {
            days = arena_grow(a, days, room * sizeof(*days), (2 * room + 16) * sizeof(*days));
            room = 2 * room + 16;
        }
        days[(*n)++] = day_from_iso(db_text(&q, 0));
    }
    return days;
}

struct contact_minutes *contact_week(struct db *db, struct arena *a, int64_t staff_id, int32_t from,
                                     int32_t to, size_t *n)
{
    struct contact_minutes *list = ARENA_ARRAY(a, struct contact_minutes, 5 * (to - from + 1));
    char first[DAY_TEXT], last[DAY_TEXT];
    struct db_rows q =
        db_query(db,
                 SQL("select day, activity, cast(sum(minutes) as bigint),"
                     " cast(sum(travel_minutes) as bigint) from contact"
                     " where staff_id = $1 and day >= $2 and day <= $3 group by day, activity"
                     " order by day, activity"),
                 ARGS(I(staff_id), S(day_iso(from, first)), S(day_iso(to, last))));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = (struct contact_minutes){.day = day_from_iso(db_text(&q, 0)),
                                                .activity = db_text_copy(&q, 1, a),
                                                .minutes = db_int(&q, 2),
                                                .travel = db_int(&q, 3)};
    return list;
}

/* ---- facts ----------------------------------------------------------------------------------- */

/* The newest contact of a trajectory that says what the next step is. One about several clients at
 * once (a team meeting) answers the step of none of them, unless it names a new one. */
#define STEP_OF                                                                                    \
    " from contact_client k join contact c on c.id = k.contact_id where k.trajectory_id = $1"      \
    " and (c.next_step <> '' or not exists (select 1 from contact_client o"                        \
    "  where o.contact_id = k.contact_id and o.trajectory_id <> $1))"                              \
    " order by k.day desc, k.contact_id desc limit 1"

/* Each is a step or two into an index, whatever the length of the history. The last contact is with
 * the client, perhaps beside others: a meeting about somebody, or a call that nobody answered, is
 * none. The next step is that of the newest contact: logging a new contact answers the old step. An
 * employer is met by a colleague or by the client alone (client_visit, feature/lead): both stop the
 * clock. */
void contact_refresh(struct db *db, int64_t trajectory_id)
{
    db_run(db,
           SQL("update trajectory_fact set"
               " last_contact_on = (select k.day from contact_client k"
               "  join contact c on c.id = k.contact_id where k.trajectory_id = $1"
               "  and (c.party = 'client' or c.client_there = 1) and c.reached = 1"
               "  order by k.day desc, k.contact_id desc limit 1),"
               " first_employer_on = (select min(met.day) from (select min(day) as day"
               "  from contact_client where trajectory_id = $1 and met_employer = 1"
               "  union all select min(day) from client_visit where trajectory_id = $1"
               "  and mode = 'face_to_face') met),"
               " last_employer_on = (select max(met.day) from (select max(day) as day"
               "  from contact_client where trajectory_id = $1 and met_employer = 1"
               "  union all select max(day) from client_visit where trajectory_id = $1"
               "  and mode = 'face_to_face') met),"
               " next_step = coalesce((select c.next_step" STEP_OF "), ''),"
               " next_step_on = (select c.next_step_on" STEP_OF ")"
               " where trajectory_id = $1"),
           ARGS(I(trajectory_id)));
}
