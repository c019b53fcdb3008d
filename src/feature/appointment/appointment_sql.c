/* appointment_sql.c: every SQL text about appointments.
 * Not: calendars in other programs (feed_web.c), caseloads handed over (handover_sql.c).
 * Start at appointment_list(). */
#include "feature/appointment/appointment.h"

#include "base/vec.h"
#include "core/values.h"
#include "feature/client/client.h"
#include "feature/contact/contact.h"

enum { LIST_MOST = 1000 }; /* half a year of a full calendar */

/* ---- reading --------------------------------------------------------------------------------- */

#define APPOINTMENT_COLUMNS                                                                        \
    "select a.id, a.programme_id, a.staff_id, a.day, a.minute, a.minutes, a.kind, a.party, "       \
    "a.mode,"                                                                                      \
    " a.place, a.trajectory_id, a.employer_id, a.colleague_id, a.address, a.subject, a.remind,"    \
    " a.series_id, a.contact_id, a.off_reason, a.off_note, a.changed_at, a.version, s.name,"       \
    " f.client_id, f.given_name, f.name_prefix, f.family_name, f.staff_id, f.programme_id,"        \
    " f.team_id, coalesce(e.name, ''), coalesce(c.name, '')"                                       \
    " from appointment a join staff s on s.id = a.staff_id"                                        \
    " left join trajectory_fact f on f.trajectory_id = a.trajectory_id"                            \
    " left join employer e on e.id = a.employer_id left join staff c on c.id = a.colleague_id"
#define IS_OPEN " a.contact_id is null and a.off_reason = ''"

static struct appointment appointment_row(const struct db_rows *q, struct arena *a)
{
    return (struct appointment){
        .id = db_int(q, 0),
        .programme_id = db_int(q, 1),
        .staff_id = db_int(q, 2),
        .day = day_at(q, 3),
        .minute = number_at(q, 4),
        .minutes = db_int(q, 5),
        .kind = db_text_copy(q, 6, a),
        .party = db_text_copy(q, 7, a),
        .mode = db_text_copy(q, 8, a),
        .place = db_text_copy(q, 9, a),
        .trajectory_id = db_int(q, 10),
        .employer_id = db_int(q, 11),
        .colleague_id = db_int(q, 12),
        .address = db_text_copy(q, 13, a),
        .subject = db_text_copy(q, 14, a),
        .remind = number_at(q, 15),
        .series_id = db_int(q, 16),
        .contact_id = db_int(q, 17),
        .off_reason = db_text_copy(q, 18, a),
        .off_note = db_text_copy(q, 19, a),
        .changed_at = db_int(q, 20),
        .version = db_int(q, 21),
        .staff_name = db_text_copy(q, 22, a),
        .client_id = db_int(q, 23),
        .client = "",
        .given = "",
        .employer = db_text_copy(q, 30, a),
        .colleague = db_text_copy(q, 31, a),
    };
}

/* Names only of whom this reader sees the name: by the roles, which takes no query, or by a grant.
 */
static struct appointment seen_row(struct req *r, const struct db_rows *q)
{
    struct appointment a = appointment_row(q, r->arena);

    if (!a.client_id)
        return a;
    if (r->user->client_id == a.client_id)
        a.gate = r->gate;
    else
        a.gate = gate_row(r->user, db_int(q, 27), db_int(q, 28), db_int(q, 29));
    if (!gate_sees(&a.gate, GROUP_NAME))
        a.gate = gate_client(r->db, r->user, a.client_id, r->now);
    if (gate_sees(&a.gate, GROUP_NAME)) {
        struct client c = {.given_name = db_text_copy(q, 24, r->arena),
                           .name_prefix = db_text_copy(q, 25, r->arena),
                           .family_name = db_text_copy(q, 26, r->arena)};

        a.given = c.given_name;
        a.client = client_name(r->arena, &c);
    } else {
        a.subject = a.address = a.off_note = "";
    }
    return a;
}

static struct appointments read_all(struct req *r, struct db_rows q, int limit)
{
    struct appointments list = {0};

    while (db_next(&q)) {
        list.more = list.n == (size_t)limit;
        if (!list.more)
            ARENA_PUSH(r->arena, &list, seen_row(r, &q));
    }
    return list;
}

enum rc appointment_get(struct req *r, int64_t id, struct appointment *a)
{
    struct appointments list =
        read_all(r,
                 db_query(r->db, SQL(APPOINTMENT_COLUMNS " where a.id = $1 and a.staff_id = $2"),
                          ARGS(I(id), I(r->user->id))),
                 1);

    if (!list.n)
        return NOT_FOUND;
    *a = list.at[0];
    return OK;
}

struct appointments appointment_list(struct req *r, int64_t staff_id, int32_t from, int32_t to,
                                     int32_t only_open_but)
{
    char first[DAY_TEXT], last[DAY_TEXT], but[DAY_TEXT];

    return read_all(
        r,
        db_query(r->db,
                 SQL(APPOINTMENT_COLUMNS " where a.staff_id = $1 and a.day >= $2 and a.day <= $3"
                                         " and (a.day = $4 or $4 = '' or (" IS_OPEN "))"
                                         " order by a.day, a.minute nulls last, a.id limit $5"),
                 ARGS(I(staff_id), S(day_iso(from, first)), S(day_iso(to, last)),
                      S(day_iso(only_open_but, but)), I(LIST_MOST + 1))),
        LIST_MOST);
}

struct appointments appointment_by_trajectory(struct req *r, int64_t trajectory_id, int32_t from,
                                              int limit)
{
    char day[DAY_TEXT];

    return read_all(
        r,
        db_query(r->db,
                 SQL(APPOINTMENT_COLUMNS " where a.trajectory_id = $1 and a.day >= $2 and" IS_OPEN
                                         " order by a.day, a.minute nulls last, a.id limit $3"),
                 ARGS(I(trajectory_id), S(day_iso(from, day)), I(limit + 1))),
        limit);
}

bool appointment_overlaps(struct req *r, const struct appointment *a)
{
    char day[DAY_TEXT];

    return a->minute != NUMBER_NONE &&
           db_exists(r->db,
                     SQL("select 1 from appointment a where a.staff_id = $1 and a.day = $2 and"
                         " a.id <> $3 and a.minute < $4 and a.minute + a.minutes > $5 and" IS_OPEN),
                     ARGS(I(a->staff_id), S(day_iso(a->day, day)), I(a->id),
                          I(a->minute + a->minutes), I(a->minute)));
}

/* ---- writing --------------------------------------------------------------------------------- */

enum rc appointment_add(struct req *r, struct appointment *a)
{
    char day[DAY_TEXT];

    a->id = req_new_id(r);
    return db_write(
        r->db,
        SQL("insert into appointment (id, programme_id, staff_id, day, minute, minutes, kind,"
            " party, mode, place, trajectory_id, employer_id, colleague_id, address, subject,"
            " remind, series_id, created_at, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8,"
            " $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18)"),
        ARGS(I(a->id), I(a->programme_id), I(a->staff_id), S(day_iso(a->day, day)),
             val_number(a->minute), I(a->minutes), S(a->kind), S(a->party), S(a->mode), S(a->place),
             ID(a->trajectory_id), ID(a->employer_id), ID(a->colleague_id), S(a->address),
             S(a->subject), val_number(a->remind), ID(a->series_id), I(r->now)));
}

void appointment_begins_series(struct req *r, int64_t id)
{
    db_run(r->db, SQL("update appointment set series_id = id where id = $1"), ARGS(I(id)));
}

enum rc appointment_change(struct req *r, const struct appointment *a)
{
    char day[DAY_TEXT];

    return db_update(
        r->db,
        SQL("update appointment set day = $3, minute = $4, minutes = $5, kind = $6, party = $7,"
            " mode = $8, place = $9, trajectory_id = $10, employer_id = $11, colleague_id = $12,"
            " address = $13, subject = $14, remind = $15, changed_at = $16, version = version + 1"
            " where id = $1 and version = $2"),
        ARGS(I(a->id), I(a->version), S(day_iso(a->day, day)), val_number(a->minute), I(a->minutes),
             S(a->kind), S(a->party), S(a->mode), S(a->place), ID(a->trajectory_id),
             ID(a->employer_id), ID(a->colleague_id), S(a->address), S(a->subject),
             val_number(a->remind), I(r->now)));
}

int64_t appointment_remove(struct req *r, const struct appointment *a, bool later)
{
    char day[DAY_TEXT];

    if (later && a->series_id)
        db_run(r->db,
               SQL("delete from appointment where series_id = $1 and staff_id = $2 and day >= $3"
                   " and contact_id is null and off_reason = ''"),
               ARGS(I(a->series_id), I(a->staff_id), S(day_iso(a->day, day))));
    else
        db_run(r->db,
               SQL("delete from appointment where id = $1 and contact_id is null"
                   " and off_reason = ''"),
               ARGS(I(a->id)));
    return db_touched(r->db);
}

/* ---- what became of it ----------------------------------------------------------------------- */

static struct contact contact_of(const struct appointment *a)
{
    return (struct contact){.programme_id = a->programme_id,
                            .staff_id = a->staff_id,
                            .day = a->day,
                            .minutes = a->minutes,
                            .travel_minutes = NUMBER_NONE,
                            .activity = appointment_activity(a),
                            .mode = a->mode,
                            .place = a->place,
                            .party = a->party,
                            .client_there = appointment_client_there(a),
                            .initiative = "planned",
                            .answer_minutes = NUMBER_NONE,
                            .employer_id = a->employer_id,
                            .note = "",
                            .next_step = "",
                            .next_step_on = DAY_NONE};
}

static enum rc log_contact(struct req *r, struct appointment *a, struct contact *c)
{
    enum rc rc = contact_add(r, c, &a->trajectory_id, a->trajectory_id ? 1 : 0);

    if (rc == OK)
        a->contact_id = c->id;
    return rc;
}

static void store_outcome(struct req *r, const struct appointment *a)
{
    db_run(r->db,
           SQL("update appointment set contact_id = $2, off_reason = $3, off_note = $4,"
               " changed_at = $5, version = version + 1 where id = $1"),
           ARGS(I(a->id), ID(a->contact_id), S(a->off_reason), S(a->off_note), I(r->now)));
}

enum rc appointment_took_place(struct req *r, struct appointment *a)
{
    struct contact c = contact_of(a);

    if (!appointment_is_open(a))
        return CONFLICT;
    if (a->day > r->today)
        return INVALID;
    enum rc rc = log_contact(r, a, &c);
    if (rc == OK)
        store_outcome(r, a);
    return rc;
}

enum rc appointment_called_off(struct req *r, struct appointment *a, bool attempt)
{
    struct contact c = contact_of(a);
    enum rc rc = OK;

    if (attempt) {
        c.not_reached = true;
        c.initiative = "outreach";
        c.note = a->off_note;
        rc = log_contact(r, a, &c);
    }
    if (rc == OK)
        store_outcome(r, a);
    return rc;
}

enum rc appointment_open_again(struct req *r, struct appointment *a)
{
    if (a->contact_id) {
        enum rc rc = contact_remove(r, a->contact_id); /* which empties contact_id here */

        if (rc != OK)
            return rc;
    }
    a->contact_id = 0;
    a->off_reason = a->off_note = "";
    store_outcome(r, a);
    return OK;
}

void appointment_hand_over(struct db *db, int64_t trajectory_id, int64_t from_staff,
                           int64_t to_staff, int32_t from, int64_t now)
{
    char day[DAY_TEXT];

    db_run(db,
           SQL("update appointment set staff_id = $3, changed_at = $5, version = version + 1"
               " where trajectory_id = $1 and staff_id = $2 and day >= $4"
               " and contact_id is null and off_reason = ''"),
           ARGS(I(trajectory_id), I(from_staff), I(to_staff), S(day_iso(from, day)), I(now)));
}
