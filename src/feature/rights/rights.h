/* rights.h: the rights of the client, and the end of a record.
 *
 * All my data (AVG art. 15, 20; Wabvpz art. 15d), correction (16; Wgbo 7:454), own statement
 * (7:454 lid 2), restriction (18), objection (21), erasure (17; 7:455), terms of keeping (7:454 lid
 * 3), and the citizen service number. Sources: research/standards.md sections 4.3 and 4.4.
 *
 * What the system holds about a client stands in one list, tables.h: the export shows it, the
 * erasure removes it, and a test holds it against the schema, so that a new table cannot be
 * forgotten in either.
 */
#ifndef SPIL_FEATURE_RIGHTS_RIGHTS_H
#define SPIL_FEATURE_RIGHTS_RIGHTS_H

#include "base/check.h"
#include "base/vec.h"
#include "core/req.h"
#include "feature/access/access.h"

/* ---- terms: rights.c ------------------------------------------------------------------------- */

/* The day by which a request must be answered: a month after it was asked, or three (AVG art. 12
 * lid 3; Wgbo 7:455 lid 1). From 31 January that is the last of February (Regulation 1182/71, art.
 * 3 lid 2). */
int32_t rights_due(int32_t asked_on, bool extended);

/* A term of keeping, from rules/retention.csv. */
struct retention_class {
    const char *code, *start[LANGS], *source, *status; /* its name: codes_label("retention") */
    int months;
    bool client; /* whole records of clients: what the monthly list is made of */
};
const struct retention_class *retention_classes(size_t *n);
/* The first day on which the term has passed. A term that would end on a day that is not there (29
 * February) ends on the next, never before. */
int32_t retention_due(int32_t last_change, int months);

/* ---- requests, statements, flags: rights_sql.c ----------------------------------------------- */

extern const struct code rights_kinds[];     /* correction restriction objection erasure copy */
extern const struct code rights_decisions[]; /* granted partly refused */

struct rights_request {
    int64_t id, client_id;
    const char *client_name; /* only in lists over clients */
    const char *kind;
    int32_t asked_on;
    const char *wish;
    int32_t due_on;
    const char *extended_why;
    const char *decision; /* "" not yet */
    int32_t decided_on;
    int64_t decided_by;
    const char *decided_name;
    const char *reason;
    int32_t done_on;
    const char *recorded_name;
    int64_t version;
};
struct rights_requests {
    struct rights_request *at;
    size_t n, cap;
};

struct rights_requests rights_by_client(struct db *db, struct arena *a, int64_t client_id);
enum rc rights_get(struct db *db, struct arena *a, int64_t client_id, int64_t id,
                   struct rights_request *q) MUST_USE;
/* Not carried out yet, soonest first: of the clients of one specialist; of a team or programme of
 * this user as supervisor, or of the whole organisation for a privacy officer. */
struct rights_requests rights_open_of(struct db *db, struct arena *a, int64_t staff_id);
struct rights_requests rights_open_for(struct db *db, struct arena *a, const struct user *u);
void rights_add(struct req *r, struct rights_request *q); /* sets id */
enum rc rights_extend(struct req *r, const struct rights_request *q) MUST_USE;
/* Also carries out what a decision means at once: a granted restriction or objection restricts. */
enum rc rights_decide(struct req *r, const struct rights_request *q) MUST_USE;
void rights_done(struct req *r, int64_t id);

struct client_statement {
    int64_t id;
    const char *about, *body;
    int32_t given_on;
    const char *recorded_name;
};
struct client_statements {
    struct client_statement *at;
    size_t n, cap;
};
struct client_statements rights_statements(struct db *db, struct arena *a, int64_t client_id);
void rights_state(struct req *r, const struct client_statement *s);

enum client_flag { FLAG_RESTRICTION, FLAG_HOLD };
struct flag_row {
    int64_t id;
    const char *reason, *set_name;
    int64_t from_at;
};
/* False when it is not set. */
extern const struct code rights_flag_kinds[];
bool rights_flag(struct db *db, struct arena *a, int64_t client_id, enum client_flag kind,
                 struct flag_row *f);
/* A restriction is also noted in the facts, and takes the client out of search. */
void rights_flag_set(struct req *r, int64_t client_id, enum client_flag kind, const char *reason);
void rights_flag_end(struct req *r, int64_t client_id, enum client_flag kind);

/* ---- citizen service number ------------------------------------------------------------------ */

struct bsn_info {
    const char *recorded_name; /* "" when there is none */
    int32_t recorded_on;
};
struct bsn_info rights_bsn_info(struct db *db, struct arena *a, int64_t client_id);
void rights_bsn_set(struct req *r, const char *bsn); /* of r->client_id; checked already */
/* False when there is none, or the key of the installation is another than it was sealed with. */
bool rights_bsn(struct req *r, char bsn[BSN_TEXT]);

/* ---- all my data: rights_export.c ------------------------------------------------------------ */

/* One table of tables.h: what it is called, and its columns in the order of the query. */
struct holding {
    const char *table;
    enum text_id title;
    const char *columns; /* "id, name" */
};
const struct holding *rights_holdings(size_t *n);
/* The rows about this client; one column for each name in `columns`. */
struct db_rows rights_holding_rows(struct db *db, size_t holding, int64_t client_id);

/* Has this column a name and a meaning on the page? For the test. */
bool rights_column_known(const char *table, const char *name);
/* Does the page show what stands in it as it stands: no code, number or day, and not hidden? */
bool rights_column_in_words(const char *table, const char *name);

/* Everything as JSON (RFC 8259): ids as strings, codes as they are stored. */
void rights_json(struct db *db, int64_t client_id, int64_t now, const struct access_own_list *log,
                 struct buf *out);
/* The pages: GET .../alles and .../alles.json of r->client_id. */
void rights_all_page(struct req *r);
void rights_all_json(struct req *r);

/* ---- the end of a record: rights_erase.c ----------------------------------------------------- */

struct erased {
    int64_t rows;  /* deleted or emptied */
    int64_t files; /* attachments among them */
};
/* Removes what the system holds about this client, in the open write transaction. What stays:
 *   contact      emptied: day, minutes, kind and specialist, which are the hours of the specialist
 *                (finance, 7 years: art. 52 AWR) and nobody's record any more; a contact that also
 *                served others keeps its note without the name of this client
 *   quarter_return   counts that were signed, without persons
 *   study, study_release   counts of cohorts, without persons
 *   access_line  names only numbers, and must stay (NEN 7513): the number points nowhere now. Its
 *                words (access_text) go; a judgement of a look (access_signal) loses its remark
 *   certificate  that it was done
 * Legal hold: the caller asks rights_flag() first; with it this is BUG(). */
struct erased rights_erase(struct db *db, struct arena *a, int64_t client_id);
/* Text without the words of this name, each replaced by "…"; text itself when it holds none. */
const char *rights_without_name(struct arena *a, const char *text, const char *const *words,
                                size_t n);

struct certificate {
    int64_t id;
    const char *kind, *basis;
    int32_t done_on;
    const char *first_name, *second_name;
    int64_t rows, files;
};
struct certificates {
    struct certificate *at;
    size_t n, cap;
};
/* Newest first, at most a hundred. */
struct certificates rights_certificates(struct db *db, struct arena *a, int64_t organisation_id);
void rights_certify(struct req *r, const char *kind, const char *basis, int64_t first_by,
                    struct erased e);
/* The section with the certificates, for two pages. */
void rights_show_certificates(struct req *r);

/* ---- for other pages: rights_web.c ----------------------------------------------------------- */

void rights_show_banner(struct req *r); /* above the record: restricted; own statements */
void rights_show_due(struct req *r);    /* on Vandaag: requests with their day */

/* Routes of rights_keep.c: the page with terms and the list to be destroyed. */
void keep_page(struct req *r);
void keep_check(struct req *r);
void keep_destroy(struct req *r);
void keep_later(struct req *r);
bool keep_job(struct job *j); /* makes the list; once a day, so that a new month is never missed */

#endif
