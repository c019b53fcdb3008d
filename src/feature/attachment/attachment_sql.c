/* attachment_sql.c: every SQL text about attachments, and their kinds.
 * Not: what may be stored (attachment.c) or who may see it (the gate).
 * Start at attachment_add(). */
#include "feature/attachment/attachment.h"

#include <sodium.h>

#include "base/vec.h"

const struct code attachment_kinds[] = {{"cv", TEXT_attachment_cv},
                                        {"contract", TEXT_attachment_contract},
                                        {"decision", TEXT_attachment_decision},
                                        {"report", TEXT_attachment_report},
                                        {0}};

static struct attachment attachment_row(const struct db_rows *q, struct arena *a)
{
    return (struct attachment){.id = db_int(q, 0),
                               .client_id = db_int(q, 1),
                               .kind = db_text_copy(q, 2, a),
                               .file_name = db_text_copy(q, 3, a),
                               .type = attachment_type_from(db_text(q, 4)),
                               .bytes = db_int(q, 5),
                               .staff_id = db_int(q, 6),
                               .staff_name = db_text_copy(q, 7, a),
                               .created_at = db_int(q, 8)};
}

#define ATTACHMENT_COLUMNS                                                                         \
    "select f.id, f.client_id, f.kind, f.file_name, f.type, f.bytes, f.staff_id, s.name,"          \
    " f.created_at from attachment f join staff s on s.id = f.staff_id"

struct attachments attachment_by_client(struct db *db, struct arena *a, int64_t client_id)
{
    struct attachments list = {0};
    struct db_rows q =
        db_query(db, SQL(ATTACHMENT_COLUMNS " where f.client_id = $1 order by f.id desc"),
                 ARGS(I(client_id)));

    while (db_next(&q))
        ARENA_PUSH(a, &list, attachment_row(&q, a));
    return list;
}

enum rc attachment_get(struct db *db, struct arena *a, int64_t client_id, int64_t id,
                       struct attachment *f)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q = db_query(db, SQL(ATTACHMENT_COLUMNS " where f.id = $1 and f.client_id = $2"),
                                ARGS(I(id), I(client_id)));

    while (db_next(&q)) {
        *f = attachment_row(&q, a);
        rc = OK;
    }
    return rc;
}

static void hash_of(const void *bytes, size_t n, unsigned char hash[ATTACHMENT_HASH])
{
    crypto_generichash(hash, ATTACHMENT_HASH, bytes, n, NULL, 0);
}

void attachment_add(struct req *r, struct attachment *f, const void *bytes)
{
    const unsigned char *at = bytes;
    unsigned char hash[ATTACHMENT_HASH];
    size_t n = (size_t)f->bytes;

    f->id = req_new_id(r);
    hash_of(bytes, n, hash);
    db_run(
        r->db,
        SQL("insert into attachment (id, client_id, kind, file_name, type, bytes, hash, staff_id,"
            " created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
        ARGS(I(f->id), I(f->client_id), S(f->kind), S(f->file_name),
             S(attachment_type_code(f->type)), I(f->bytes), B(hash, sizeof(hash)), I(f->staff_id),
             I(f->created_at)));
    for (size_t from = 0; from < n; from += ATTACHMENT_CHUNK)
        db_run(r->db,
               SQL("insert into attachment_chunk (attachment_id, part, content)"
                   " values ($1, $2, $3)"),
               ARGS(I(f->id), I(from / ATTACHMENT_CHUNK),
                    B(at + from, MIN(n - from, ATTACHMENT_CHUNK))));
}

void attachment_content(struct db *db, const struct attachment *f, struct buf *out)
{
    unsigned char hash[ATTACHMENT_HASH], stored[ATTACHMENT_HASH] = {0};
    size_t from = out->len;
    struct db_rows q = db_query(db,
                                SQL("select content from attachment_chunk where attachment_id = $1"
                                    " order by part"),
                                ARGS(I(f->id)));

    while (db_next(&q)) {
        size_t n;
        const void *bytes = db_blob(&q, 0, &n);

        buf_add(out, bytes, n);
    }
    q = db_query(db, SQL("select hash from attachment where id = $1"), ARGS(I(f->id)));
    while (db_next(&q)) {
        size_t n;
        const void *bytes = db_blob(&q, 0, &n);

        memcpy(stored, bytes, MIN(n, sizeof(stored)));
    }
    hash_of(out->at + from, out->len - from, hash);
    if (out->len - from != (size_t)f->bytes || memcmp(hash, stored, sizeof(hash)) != 0)
        die("attachment %" PRId64 " is not what was stored: restore a backup", f->id);
}

void attachment_remove(struct db *db, int64_t id)
{
    db_run(db, SQL("delete from attachment_chunk where attachment_id = $1"), ARGS(I(id)));
    db_run(db, SQL("delete from attachment where id = $1"), ARGS(I(id)));
}
