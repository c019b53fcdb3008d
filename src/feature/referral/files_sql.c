/* files_sql.c: every SQL text about two files of one person.
 * Not: who may see the other file (core/gate.c).
 * Start at files_link(). */
#include "feature/referral/referral.h"

enum { LINKS_MOST = 20 };

struct file_link *files_of(struct db *db, struct arena *a, int64_t client_id, size_t *n)
{
    struct file_link *list = ARENA_ARRAY(a, struct file_link, LINKS_MOST);
    struct db_rows q =
        db_query(db,
                 SQL("select l.id, case when l.client_id = $1 then l.other_id else l.client_id end,"
                     " l.reason, s.name, l.linked_at from client_link l"
                     " join staff s on s.id = l.linked_by"
                     " where (l.client_id = $1 or l.other_id = $1) and l.ended_at is null"
                     " order by l.id limit $2"),
                 ARGS(I(client_id), I(LINKS_MOST)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = (struct file_link){db_int(&q, 0), db_int(&q, 1), db_text_copy(&q, 2, a),
                                          db_text_copy(&q, 3, a), db_int(&q, 4)};
    return list;
}

enum rc files_link(struct req *r, int64_t other_id, const char *reason, int64_t *id)
{
    *id = req_new_id(r);
    if (db_exists(
            r->db,
            SQL("select 1 from client_link where ended_at is null and"
                " ((client_id = $1 and other_id = $2) or (client_id = $2 and other_id = $1))"),
            ARGS(I(r->client_id), I(other_id))))
        return CONFLICT;
    return db_write(
        r->db,
        SQL("insert into client_link (id, client_id, other_id, reason, linked_by,"
            " linked_at) values ($1, $2, $3, $4, $5, $6)"),
        ARGS(I(*id), I(r->client_id), I(other_id), S(reason), I(r->user->id), I(r->now)));
}

enum rc files_unlink(struct req *r, int64_t id)
{
    enum rc rc = db_update(r->db,
                           SQL("update client_link set ended_at = coalesce(ended_at, $3),"
                               " ended_by = coalesce(ended_by, $4) where id = $1"
                               " and (client_id = $2 or other_id = $2)"),
                           ARGS(I(id), I(r->client_id), I(r->now), I(r->user->id)));

    return rc == STALE ? NOT_FOUND : rc;
}
