/* demo_plan.c: appointments around today, the team meetings of the last weeks, closed weeks.
 * Not: contacts (demo_talk.c). In a database that has been filled.
 * Start at demo_plans_make(). */
#include "base/vec.h"
#include "feature/demo/demo_inner.h"
#include "feature/meeting/meeting.h"

enum { SPECIALISTS_MOST = 400, CLIENTS_OF_ONE = 8, DEMO_MINUTES = 60 };

static const struct {
    int day, minute, minutes;
    const char *kind, *party, *mode, *place, *subject;
} usual[] = {
    {0, 9 * 60 + 30, 45, "talk", "client", "face_to_face", "office", "cv doornemen"},
    {0, 13 * 60, 60, "follow", "client", "face_to_face", "work", "hoe gaan de eerste weken"},
    {1, 10 * 60, 60, "talk", "client", "face_to_face", "community", "wat zoek je in een baan"},
    {1, 15 * 60, 45, "three_way", "expert", "video", "office", "jobcoach aanvragen"},
    {2, 9 * 60, 60, "interview", "employer", "face_to_face", "work", "samen naar het gesprek"},
    {3, 11 * 60, 30, "follow", "client", "phone", "office", ""},
    {4, 14 * 60, 60, "care", "practitioner", "face_to_face", "office", "afstemmen met het team"},
    {7, 10 * 60, 60, "talk", "client", "face_to_face", "office", ""},
};

static const char *const decisions[] = {
    "Bellen met de fietsenwinkel in de buurt: zij zoeken iemand voor de werkplaats.",
    "Proefplaatsing omzetten: afspraak met de leidinggevende plannen.",
    "Samen langs drie bedrijven op het industrieterrein.",
    "Werk en inkomen laten doorrekenen voor de start.",
    "Driegesprek met de gemeente vragen.",
    "Collega gaat een keer mee naar de werkgever."};

static int32_t weekday_after(int32_t day, int days)
{
    for (day += days; day_weekday(day) > 5;)
        day++;
    return day;
}

struct ids {
    int64_t *at;
    size_t n, cap;
};
struct worker {
    int64_t id, programme_id, team_id, leader;
    int64_t trajectory[CLIENTS_OF_ONE];
    int n;
};

static void clients_of(struct db *db, struct worker *w)
{
    struct db_rows q = db_query(db,
                                SQL("select trajectory_id from trajectory_fact where staff_id = $1"
                                    " and phase > 'closed' and restricted = 0"
                                    " order by trajectory_id limit $2"),
                                ARGS(I(w->id), I(CLIENTS_OF_ONE)));

    while (db_next(&q))
        w->trajectory[w->n++] = db_int(&q, 0);
}

static void appointments_make(struct db *db, struct id_maker *ids, const struct worker *w,
                              int32_t today, int64_t now)
{
    char day[DAY_TEXT];

    for (int i = 0; i < (int)COUNT(usual) && w->n; i++)
        db_run(
            db,
            SQL("insert into appointment (id, programme_id, staff_id, day, minute, minutes, kind,"
                " party, mode, place, trajectory_id, subject, remind, created_at, changed_at)"
                " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)"),
            ARGS(I(id_next(ids)), I(w->programme_id), I(w->id),
                 S(day_iso(weekday_after(today, usual[i].day), day)), I(usual[i].minute),
                 I(usual[i].minutes), S(usual[i].kind), S(usual[i].party), S(usual[i].mode),
                 S(usual[i].place), I(w->trajectory[i % w->n]), S(usual[i].subject),
                 i % 2 ? NIL : I(15), I(now)));
}

/* One meeting of a team in the week before, with a decision per client of this one specialist; the
 * first two are done. */
static void meeting_make(struct db *db, struct id_maker *ids, const struct worker *w, int32_t today)
{
    int32_t tuesday = day_monday(today) - 6;
    int64_t id = id_next(ids), at = local_to_ms(tuesday, 9 * 60);
    char day[DAY_TEXT], due[DAY_TEXT];

    db_run(
        db,
        SQL("insert into team_meeting (id, programme_id, team_id, day, begun_by, begun_at, minutes,"
            " goals, closed_at, closed_by) values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $5)"),
        ARGS(I(id), I(w->programme_id), I(w->team_id), S(day_iso(tuesday, day)), I(w->leader),
             I(at), I(DEMO_MINUTES), I(at + DEMO_MINUTES * 60000)));
    db_run(db,
           SQL("insert into team_meeting_person (meeting_id, staff_id, leads, visits, employer_log)"
               " select distinct cast($1 as bigint), s.id, case when o.role = 'supervisor' then 1"
               " else 0 end, 6, case when o.role = 'supervisor' then 0 else 1 end from staff s"
               " join staff_role o on o.staff_id = s.id where o.team_id = $2"
               " and (o.role = 'specialist' or o.role = 'supervisor')"),
           ARGS(I(id), I(w->team_id)));
    for (int i = 0; i < MIN(w->n, (int)COUNT(decisions)); i++)
        db_run(db,
               SQL("insert into team_meeting_item (id, meeting_id, trajectory_id, place, why, "
                   "why_days,"
                   " discussed, decision, owner_id, due_on, done_at, done_by)"
                   " values ($1, $2, $3, $4, 'silent', 15, 1, $5, $6, $7, $8, $9)"),
               ARGS(I(id_next(ids)), I(id), I(w->trajectory[i]), I(i + 1), S(decisions[i]),
                    I(w->id), S(day_iso(weekday_after(today, i), due)), i < 2 ? I(at) : NIL,
                    i < 2 ? I(w->id) : NIL));
}

/* The clients who were talked over in the team meeting of this day, by the contacts of the team. */
static void items_make(struct db *db, struct id_maker *ids, struct arena *a, int64_t meeting_id,
                       int64_t team_id, const char *day)
{
    struct ids list = {0};
    struct db_rows q =
        db_query(db,
                 SQL("select distinct k.trajectory_id from staff_role o join contact c"
                     " on c.staff_id = o.staff_id join contact_client k on k.contact_id = c.id"
                     " where o.team_id = $1 and o.role = 'specialist' and c.activity = 'team'"
                     " and c.day = $2 order by k.trajectory_id limit $3"),
                 ARGS(I(team_id), S(day), I(MEETING_ITEMS_MOST)));

    while (db_next(&q))
        ARENA_PUSH(a, &list, db_int(&q, 0));
    for (size_t i = 0; i < list.n; i++)
        db_run(db,
               SQL("insert into team_meeting_item (id, meeting_id, trajectory_id, place, discussed)"
                   " values ($1, $2, $3, $4, 1)"),
               ARGS(I(id_next(ids)), I(meeting_id), I(list.at[i]), I((int64_t)i + 1)));
}

static void people_make(struct db *db, const struct worker *w, int64_t meeting_id, const char *day,
                        bool log)
{
    db_run(
        db,
        SQL("insert into team_meeting_person (meeting_id, staff_id, visits, employer_log,"
            " contact_id) select cast($1 as bigint), c.staff_id, 5, cast($4 as bigint), min(c.id)"
            " from staff_role o join contact c on c.staff_id = o.staff_id where o.team_id = $2"
            " and o.role = 'specialist' and c.activity = 'team' and c.day = $3"
            " group by c.staff_id"),
        ARGS(I(meeting_id), I(w->team_id), S(day), I(log)));
    db_run(db,
           SQL("insert into team_meeting_person (meeting_id, staff_id, leads)"
               " values ($1, $2, 1) on conflict (meeting_id, staff_id) do nothing"),
           ARGS(I(meeting_id), I(w->leader)));
}

/* The meetings behind the hours of the team in the half year before: every other week, the log of
 * employers three times out of four, goals once a quarter. */
static void meetings_before(struct db *db, struct id_maker *ids, struct arena *a,
                            const struct worker *w, int32_t today)
{
    char first[DAY_TEXT], last[DAY_TEXT];
    struct ids days = {0};
    struct db_rows q = db_query(
        db,
        SQL("select distinct c.day from staff_role o join contact c on c.staff_id = o.staff_id"
            " where o.team_id = $1 and o.role = 'specialist' and c.activity = 'team'"
            " and c.day >= $2 and c.day < $3 order by c.day"),
        ARGS(I(w->team_id), S(day_iso(today - 182, first)),
             S(day_iso(day_monday(today) - 7, last))));

    while (db_next(&q))
        ARENA_PUSH(a, &days, day_from_iso(db_text(&q, 0)));
    for (size_t i = 0; i < days.n; i++) {
        int32_t day = (int32_t)days.at[i];
        int64_t id = id_next(ids), at = local_to_ms(day, 9 * 60);
        char text[DAY_TEXT];

        db_run(db,
               SQL("insert into team_meeting (id, programme_id, team_id, day, begun_by, begun_at,"
                   " minutes, goals, closed_at, closed_by)"
                   " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $5)"),
               ARGS(I(id), I(w->programme_id), I(w->team_id), S(day_iso(day, text)), I(w->leader),
                    I(at), I(DEMO_MINUTES), I(i % 6 == 2), I(at + DEMO_MINUTES * 60000)));
        people_make(db, w, id, text, i % 4 != 3);
        items_make(db, ids, a, id, w->team_id, text);
    }
}

static void week_close(struct db *db, struct id_maker *ids, int64_t staff_id, int32_t monday)
{
    char day[DAY_TEXT];

    db_run(db,
           SQL("insert into week_lock (id, staff_id, monday, locked_by, locked_at)"
               " values ($1, $2, $3, $2, $4)"),
           ARGS(I(id_next(ids)), I(staff_id), S(day_iso(monday, day)),
                I(local_to_ms(monday + 5, 17 * 60))));
}

void demo_plans_make(struct db *db, int32_t today)
{
    struct arena *a = arena_new();
    struct worker *list = ARENA_ARRAY(a, struct worker, SPECIALISTS_MOST);
    struct id_maker ids = {0};
    int64_t team = 0;
    size_t n = 0;

    now_set(local_to_ms(today, 0));
    id_start(&ids, ID_SLOTS - 2, 0);
    db_begin_write(db);
    struct db_rows q = db_query(
        db,
        SQL("select o.staff_id, o.programme_id, o.team_id, coalesce((select min(u.staff_id)"
            " from staff_role u where u.role = 'supervisor' and u.programme_id = o.programme_id),"
            " o.staff_id) from staff_role o where o.role = 'specialist' and o.team_id is not null"
            " order by o.team_id, o.staff_id limit $1"),
        ARGS(I(SPECIALISTS_MOST)));
    while (db_next(&q))
        list[n++] = (struct worker){.id = db_int(&q, 0),
                                    .programme_id = db_int(&q, 1),
                                    .team_id = db_int(&q, 2),
                                    .leader = db_int(&q, 3)};
    for (size_t i = 0; i < n; i++) {
        clients_of(db, &list[i]);
        appointments_make(db, &ids, &list[i], today, local_to_ms(today - 3, 9 * 60));
        if (list[i].team_id != team) {
            meetings_before(db, &ids, a, &list[i], today);
            meeting_make(db, &ids, &list[i], today);
        }
        team = list[i].team_id;
        for (int back = 5; back > 2; back--)
            week_close(db, &ids, list[i].id, day_monday(today) - 7 * back);
    }
    db_commit(db);
    now_set(0);
    arena_free(a);
}
