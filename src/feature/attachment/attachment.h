/* attachment.h: files that belong to a client: a CV, a decision, a contract, a report.
 *
 * A file is data of others, so it is never trusted and never rendered: its type is decided by its
 * content, it is handed out as a download only, and no byte of it is interpreted here. What the
 * check promises is the form, not harmlessness: a virus scanner is the business of the workplace.
 *
 * Stored in the table attachment_chunk, apart from the records (schema/0014_attachment.sql says
 * why): a file is there wholly or not at all, and is in every backup.
 */
#ifndef SPIL_FEATURE_ATTACHMENT_ATTACHMENT_H
#define SPIL_FEATURE_ATTACHMENT_ATTACHMENT_H

#include "core/req.h"

enum {
    ATTACHMENT_MOST = 10 * 1000 * 1000, /* bytes of a file */
    ATTACHMENT_CHUNK = 256 * 1024,
    ATTACHMENT_HASH = 32, /* BLAKE2b */
    ATTACHMENT_NAME = 120 /* bytes of a file name that is kept */
};

enum attachment_type {
    ATTACHMENT_OTHER,
    ATTACHMENT_PDF,
    ATTACHMENT_DOCX,
    ATTACHMENT_JPEG,
    ATTACHMENT_PNG
};

/* ---- rules: attachment.c --------------------------------------------------------------------- */

/* What is wrong with this file, or TEXT_NONE with its type. Checked by content: the first bytes,
 * the structure up to the very last byte (chunks of a PNG, segments of a JPEG, the entries of the
 * zip that a DOCX is, which must tile the file), and that nothing else hangs on it: a file that is
 * two things at once is refused, and so is a name that says something else than the content. */
enum text_id attachment_trouble(const char *file_name, const void *bytes, size_t n,
                                enum attachment_type *type);

const char *attachment_type_code(enum attachment_type type);  /* "pdf": stored */
enum attachment_type attachment_type_from(const char *code);  /* ATTACHMENT_OTHER: unknown */
const char *attachment_media_type(enum attachment_type type); /* "application/pdf" */

/* The name as it is kept: no control characters, none that turn the direction of writing (a name
 * can seem to end in another way than it does), at most ATTACHMENT_NAME bytes with its ending.
 * Valid UTF-8 in. */
const char *attachment_name(struct arena *a, const char *file_name);

/* The value of Content-Disposition (RFC 6266): always "attachment", the name in ASCII for old
 * clients and as UTF-8 by RFC 8187. Holds no character that ends a quoted text or a line. */
const char *attachment_disposition(struct arena *a, const char *file_name);

/* ---- kinds and tables: attachment_sql.c ------------------------------------------------------ */

struct attachment {
    int64_t id;
    int64_t client_id;
    const char *kind; /* one of attachment_kinds */
    const char *file_name;
    enum attachment_type type;
    int64_t bytes;
    int64_t staff_id;
    const char *staff_name; /* only when read */
    int64_t created_at;
};
struct attachments {
    struct attachment *at;
    size_t n, cap;
};

extern const struct code attachment_kinds[];

/* Newest first. */
struct attachments attachment_by_client(struct db *db, struct arena *a, int64_t client_id);
enum rc attachment_get(struct db *db, struct arena *a, int64_t client_id, int64_t id,
                       struct attachment *f) MUST_USE;
/* Sets id. */
void attachment_add(struct req *r, struct attachment *f, const void *bytes);
/* Adds the content to out. die()s when it is not what was stored: the database is damaged. */
void attachment_content(struct db *db, const struct attachment *f, struct buf *out);
void attachment_remove(struct db *db, int64_t id);

#endif
