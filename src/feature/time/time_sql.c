/* time_sql.c: every SQL text about hours.
 * Not: contacts (feature/contact).
 * Start at time_week_read(). */
#include "feature/client/client.h"
#include "feature/contact/contact.h"
#include "feature/time/time.h"

static int code_row(const struct code *list, const char *code)
{
    for (int i = 0; list[i].code; i++)
        if (!strcmp(list[i].code, code))
            return i;
    BUG("no row for %s", code);
}

void time_week_read(struct db *db, struct arena *a, int64_t staff_id, int32_t monday,
                    struct time_week *w)
{
    size_t n;
    struct contact_minutes *contacts = contact_week(db, a, staff_id, monday, monday + 6, &n);
    struct time_entries entries = time_entries_of(db, a, staff_id, monday, monday + 6);

    *w = (struct time_week){.monday = monday};
    for (size_t i = 0; i < n; i++) {
        int day = contacts[i].day - monday;

        w->minutes[code_row(contact_activities, contacts[i].activity)][day] += contacts[i].minutes;
        w->minutes[TIME_TRAVEL][day] += contacts[i].travel;
    }
    for (size_t i = 0; i < entries.n; i++)
        w->minutes[TIME_OTHER + code_row(time_kinds, entries.at[i].kind)]
                  [entries.at[i].day - monday] += entries.at[i].minutes;
}

static struct time_entry entry_row(const struct db_rows *q, struct arena *a)
{
    return (struct time_entry){.id = db_int(q, 0),
                               .programme_id = db_int(q, 1),
                               .staff_id = db_int(q, 2),
                               .day = day_from_iso(db_text(q, 3)),
                               .minutes = db_int(q, 4),
                               .kind = db_text_copy(q, 5, a),
                               .note = db_text_copy(q, 6, a),
                               .version = db_int(q, 7)};
}

struct time_entries time_entries_of(struct db *db, struct arena *a, int64_t staff_id, int32_t from,
                                    int32_t to)
{
    struct time_entries list = {0};
    size_t room = 0;
    char first[DAY_TEXT], last[DAY_TEXT];
    struct db_rows q = db_query(
        db,
        SQL("select id, programme_id, staff_id, day, minutes, kind, note, version from time_entry"
            " where staff_id = $1 and day >= $2 and day <= $3 order by day, id"),
        ARGS(I(staff_id), S(day_iso(from, first)), S(day_iso(to, last))));

    while (db_next(&q)) {
        if (list.n == room) {
            list.at =
                arena_grow(a, list.at, room * sizeof(*list.at), (2 * room + 8) * sizeof(*list.at));
            room = 2 * room + 8;
        }
        list.at[list.n++] = entry_row(&q, a);
    }
    return list;
}

enum rc time_add(struct req *r, struct time_entry *e)
{
    char day[DAY_TEXT];

    if (contact_week_locked(r->db, e->staff_id, e->day))
        return DENIED;
    e->id = req_new_id(r);
    return db_write(
        r->db,
        SQL("insert into time_entry (id, programme_id, staff_id, day, minutes, kind, note)"
            " values ($1, $2, $3, $4, $5, $6, $7)"),
        ARGS(I(e->id), I(e->programme_id), I(e->staff_id), S(day_iso(e->day, day)), I(e->minutes),
             S(e->kind), S(e->note)));
}

enum rc time_get(struct req *r, int64_t id, struct time_entry *e)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q = db_query(r->db,
                                SQL("select id, programme_id, staff_id, day, minutes, kind, note,"
                                    " version from time_entry where id = $1 and staff_id = $2"),
                                ARGS(I(id), I(r->user->id)));

    while (db_next(&q)) {
        rc = OK;
        *e = entry_row(&q, r->arena);
    }
    return rc;
}

enum rc time_change(struct req *r, const struct time_entry *e, int32_t day_was)
{
    char day[DAY_TEXT];

    if (contact_week_locked(r->db, e->staff_id, e->day) ||
        contact_week_locked(r->db, e->staff_id, day_was))
        return DENIED;
    return db_update(r->db,
                     SQL("update time_entry set day = $3, minutes = $4, kind = $5, note = $6,"
                         " version = version + 1 where id = $1 and version = $2"),
                     ARGS(I(e->id), I(e->version), S(day_iso(e->day, day)), I(e->minutes),
                          S(e->kind), S(e->note)));
}

enum rc time_remove(struct req *r, int64_t id)
{
    struct time_entry e;

    if (time_get(r, id, &e) != OK)
        return NOT_FOUND;
    if (contact_week_locked(r->db, e.staff_id, e.day))
        return DENIED;
    db_run(r->db, SQL("delete from time_entry where id = $1"), ARGS(I(id)));
    return OK;
}

struct time_client *time_by_client(struct db *db, struct arena *a, int64_t staff_id, int32_t from,
                                   int32_t to, size_t *n)
{
    struct time_client *list = NULL;
    size_t room = 0;
    char first[DAY_TEXT], last[DAY_TEXT];
    struct db_rows q = db_query(
        db,
        SQL("select c.id, c.given_name, c.name_prefix, c.family_name, cast(sum(k.minutes) as "
            "bigint) as spent"
            " from contact e join contact_client k on k.contact_id = e.id"
            " join trajectory t on t.id = k.trajectory_id join client c on c.id = t.client_id"
            " where e.staff_id = $1 and e.day >= $2 and e.day <= $3"
            " group by c.id, c.given_name, c.name_prefix, c.family_name, c.sort_key"
            " order by spent desc, c.sort_key, c.id limit 100"),
        ARGS(I(staff_id), S(day_iso(from, first)), S(day_iso(to, last))));

    *n = 0;
    while (db_next(&q)) {
        struct client c = {.given_name = db_text_copy(&q, 1, a),
                           .name_prefix = db_text_copy(&q, 2, a),
                           .family_name = db_text_copy(&q, 3, a)};

        if (*n == room) {
            list = arena_grow(a, list, room * sizeof(*list), (2 * room + 8) * sizeof(*list));
            room = 2 * room + 8;
        }
        list[(*n)++] = (struct time_client){db_int(&q, 0), client_name(a, &c), db_int(&q, 4)};
    }
    return list;
}
