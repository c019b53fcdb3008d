/* document_sql.c: which papers were made, and the hours that stand in them.
 * Not: what else stands in them (document.c).
 * Start at document_get(). */
#include "feature/document/document.h"
#include "core/values.h"

void document_add(struct req *r, struct document *d)
{
    char from[DAY_TEXT], to[DAY_TEXT];

    d->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into document (id, client_id, trajectory_id, kind, reader, reader_name,"
               " consent_id, from_on, to_on, staff_id, made_at)"
               " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"),
           ARGS(I(d->id), I(d->client_id), I(d->trajectory_id), S(d->kind), S(d->reader),
                S(d->reader_name), ID(d->consent_id), val_day(d->from_on, from),
                val_day(d->to_on, to), I(d->staff_id), I(d->made_at)));
}

#define DOCUMENT_COLUMNS                                                                           \
    "select d.id, d.client_id, d.trajectory_id, d.kind, d.reader, d.reader_name, d.consent_id,"    \
    " d.from_on, d.to_on, d.staff_id, s.name, d.made_at from document d"                           \
    " join staff s on s.id = d.staff_id"

static struct document document_row(const struct db_rows *q, struct arena *a)
{
    return (struct document){.id = db_int(q, 0),
                             .client_id = db_int(q, 1),
                             .trajectory_id = db_int(q, 2),
                             .kind = db_text_copy(q, 3, a),
                             .reader = db_text_copy(q, 4, a),
                             .reader_name = db_text_copy(q, 5, a),
                             .consent_id = db_int(q, 6),
                             .from_on = day_at(q, 7),
                             .to_on = day_at(q, 8),
                             .staff_id = db_int(q, 9),
                             .staff_name = db_text_copy(q, 10, a),
                             .made_at = db_int(q, 11)};
}

enum rc document_get(struct db *db, struct arena *a, int64_t client_id, int64_t id,
                     struct document *d)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q = db_query(db, SQL(DOCUMENT_COLUMNS " where d.id = $1 and d.client_id = $2"),
                                ARGS(I(id), I(client_id)));

    while (db_next(&q)) {
        *d = document_row(&q, a);
        rc = OK;
    }
    return rc;
}

struct documents document_by_client(struct db *db, struct arena *a, int64_t client_id)
{
    struct documents list = {0};
    struct db_rows q =
        db_query(db, SQL(DOCUMENT_COLUMNS " where d.client_id = $1 order by d.id desc limit 100"),
                 ARGS(I(client_id)));

    while (db_next(&q))
        ARENA_PUSH(a, &list, document_row(&q, a));
    return list;
}

struct document_hours *document_hours(struct db *db, struct arena *a, int64_t trajectory_id,
                                      int32_t from, int32_t to, size_t *n)
{
    struct document_hours *list = ARENA_ARRAY(a, struct document_hours, 5);
    char first[DAY_TEXT], last[DAY_TEXT];
    struct db_rows q =
        db_query(db,
                 SQL("select c.activity, count(*), cast(sum(k.minutes) as bigint)"
                     " from contact_client k join contact c on c.id = k.contact_id"
                     " where k.trajectory_id = $1 and k.day >= $2 and k.day <= $3"
                     " group by c.activity order by c.activity"),
                 ARGS(I(trajectory_id), S(from == DAY_NONE ? "" : day_iso(from, first)),
                      S(to == DAY_NONE ? "9999" : day_iso(to, last))));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = (struct document_hours){.activity = db_text_copy(&q, 0, a),
                                               .contacts = db_int(&q, 1),
                                               .minutes = db_int(&q, 2)};
    return list;
}
