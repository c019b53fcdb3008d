/* dossier_sql.c: every SQL text about notes for the care record.
 * Not: the text itself (dossier.c).
 * Start at dossier_read(). */
#include "base/vec.h"
#include "core/values.h"
#include "feature/dossier/dossier.h"

/* What can be handed over: of one trajectory ($1), something was written, and it is `open` when it
 * was not handed over in this version. */
#define NOTES                                                                                      \
    " from contact_client k join contact c on c.id = k.contact_id"                                 \
    " left join dossier_note h on h.trajectory_id = k.trajectory_id"                               \
    " and h.contact_id = k.contact_id"
#define WRITTEN " (c.note <> '' or c.next_step <> '')"
#define OPEN    " (h.contact_id is null or h.version < c.version)"

static struct dossier_note note_row(const struct db_rows *q, struct arena *a)
{
    struct dossier_note n = {.contact_id = db_int(q, 0),
                             .day = day_at(q, 1),
                             .staff = db_text_copy(q, 2, a),
                             .party = db_text_copy(q, 3, a),
                             .mode = db_text_copy(q, 4, a),
                             .employer = db_text_copy(q, 5, a),
                             .note = db_text_copy(q, 6, a),
                             .next_step = db_text_copy(q, 7, a),
                             .next_step_on = day_at(q, 8),
                             .version = db_int(q, 9),
                             .handed_on = DAY_NONE,
                             .shared = db_int(q, 12) > 1};

    if (!db_null(q, 10)) {
        n.state = db_int(q, 10) < n.version ? DOSSIER_CHANGED : DOSSIER_DONE;
        n.handed_on = local_from_ms(db_int(q, 11)).day;
    }
    return n;
}

/* Read newest first, so that the limit leaves the oldest out; given oldest first. */
static void turn_around(struct dossier_notes *list)
{
    for (size_t i = 0; i < list->n / 2; i++) {
        struct dossier_note other = list->at[i];

        list->at[i] = list->at[list->n - 1 - i];
        list->at[list->n - 1 - i] = other;
    }
}

struct dossier_notes dossier_read(struct db *db, struct arena *a, int64_t trajectory_id,
                                  int32_t from, int32_t to, bool only_open)
{
    struct dossier_notes list = {0};
    char first[DAY_TEXT], last[DAY_TEXT];
    struct db_rows q = db_query(
        db,
        SQL("select c.id, c.day, s.name, c.party, c.mode, coalesce(e.name, ''), c.note, "
            "c.next_step,"
            " c.next_step_on, c.version, h.version, v.at, (select count(*) from contact_client o"
            " where o.contact_id = c.id)" NOTES " join staff s on s.id = c.staff_id"
            " left join employer e on e.id = c.employer_id left join dossier_copy v"
            " on v.id = h.handover_id where k.trajectory_id = $1 and k.day >= $2 and k.day <= $3"
            " and" WRITTEN " and (cast($4 as bigint) = 0 or" OPEN ")"
            " order by k.day desc, k.contact_id desc limit $5"),
        ARGS(I(trajectory_id), S(day_iso(from, first)), S(day_iso(to, last)), I(only_open),
             I(DOSSIER_NOTES + 1)));

    while (db_next(&q)) {
        list.more = list.n == DOSSIER_NOTES;
        if (list.more)
            continue;
        struct dossier_note n = note_row(&q, a);
        ARENA_PUSH(a, &list, n);
    }
    turn_around(&list);
    for (size_t i = 0; i < list.n; i++)
        if (!strcmp(list.at[i].party, "practitioner") || !strcmp(list.at[i].party, "expert"))
            list.at[i].agreements =
                care_agreements_of_contact(db, a, trajectory_id, list.at[i].contact_id);
    return list;
}

int64_t dossier_open(struct db *db, int64_t trajectory_id, int32_t *oldest)
{
    int64_t n = 0;
    struct db_rows q = db_query(db,
                                SQL("select count(*), min(k.day)" NOTES
                                    " where k.trajectory_id = $1 and" WRITTEN " and" OPEN),
                                ARGS(I(trajectory_id)));

    while (db_next(&q)) {
        n = db_int(&q, 0);
        *oldest = day_at(&q, 1);
    }
    return n;
}

int64_t dossier_hand_over(struct req *r, const struct dossier_mark *marks, size_t n)
{
    int64_t id = req_new_id(r), touched = 0;

    db_run(
        r->db,
        SQL("insert into dossier_copy (id, trajectory_id, staff_id, at) values ($1, $2, $3, $4)"),
        ARGS(I(id), I(r->trajectory_id), I(r->user->id), I(r->now)));
    for (size_t i = 0; i < n; i++) {
        db_run(r->db,
               SQL("insert into dossier_note (trajectory_id, contact_id, handover_id, version)"
                   " select k.trajectory_id, k.contact_id, cast($3 as bigint), cast($4 as bigint)"
                   " from contact_client k where k.trajectory_id = $1 and k.contact_id = $2"
                   " on conflict (trajectory_id, contact_id) do update set"
                   " handover_id = excluded.handover_id, version = excluded.version"),
               ARGS(I(r->trajectory_id), I(marks[i].contact_id), I(id), I(marks[i].version)));
        touched += db_touched(r->db);
    }
    if (!touched)
        db_run(r->db, SQL("delete from dossier_copy where id = $1"), ARGS(I(id)));
    return touched ? id : 0;
}

enum rc dossier_take_back(struct req *r, int64_t handover_id)
{
    if (!db_exists(r->db,
                   SQL("select 1 from dossier_copy where id = $1 and trajectory_id = $2 and"
                       " staff_id = $3"),
                   ARGS(I(handover_id), I(r->trajectory_id), I(r->user->id))))
        return NOT_FOUND;
    db_run(r->db, SQL("delete from dossier_note where handover_id = $1"), ARGS(I(handover_id)));
    db_run(r->db, SQL("delete from dossier_copy where id = $1"), ARGS(I(handover_id)));
    return OK;
}

struct handovers dossier_handovers(struct db *db, struct arena *a, int64_t trajectory_id, int limit)
{
    struct handovers list = {0};
    struct db_rows q = db_query(
        db,
        SQL("select v.at, s.name, (select count(*) from dossier_note h where h.handover_id = v.id)"
            " from dossier_copy v join staff s on s.id = v.staff_id where v.trajectory_id = $1"
            " order by v.id desc limit $2"),
        ARGS(I(trajectory_id), I(limit)));

    while (db_next(&q)) {
        struct handover one = {.day = local_from_ms(db_int(&q, 0)).day,
                               .staff = db_text_copy(&q, 1, a),
                               .notes = db_int(&q, 2)};
        ARENA_PUSH(a, &list, one);
    }
    return list;
}

struct dossier_lines dossier_caseload(struct db *db, struct arena *a, int64_t staff_id,
                                      int32_t from)
{
    struct dossier_lines list = {0};
    char first[DAY_TEXT];
    struct db_rows q = db_query(
        db,
        SQL("select f.client_id, f.given_name, f.name_prefix, f.family_name, count(*), min(k.day)"
            " from trajectory_fact f join contact_client k on k.trajectory_id = f.trajectory_id"
            " join contact c on c.id = k.contact_id left join dossier_note h"
            " on h.trajectory_id = k.trajectory_id and h.contact_id = k.contact_id"
            " where f.staff_id = $1 and f.phase <> 'closed' and f.restricted = 0"
            " and k.day >= $2 and" WRITTEN " and" OPEN
            " group by f.client_id, f.given_name, f.name_prefix, f.family_name, f.sort_key"
            " order by min(k.day), f.sort_key"),
        ARGS(I(staff_id), S(day_iso(from, first))));

    while (db_next(&q)) {
        const char *prefix = db_text(&q, 2);
        struct dossier_line one = {.client_id = db_int(&q, 0),
                                   .name = arena_fmt(a, "%s %s%s%s", db_text(&q, 1), prefix,
                                                     *prefix ? " " : "", db_text(&q, 3)),
                                   .notes = db_int(&q, 4),
                                   .oldest = day_at(&q, 5)};
        ARENA_PUSH(a, &list, one);
    }
    return list;
}
