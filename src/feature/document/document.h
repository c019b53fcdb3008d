/* document.h: papers about a client: trajectory plan, progress report, closing report, as a page to
 * print and as PDF, each for one reader.
 *
 * What a reader gets is a fixed list, rules/document_fields.csv, and of that list only what the
 * maker may see (core/gate.h) and, for a practitioner or an employer, what the client agreed to
 * share. Never a diagnosis for employer, UWV or municipality, never notes for them. Nobody can add
 * to it by hand, so nothing slips in; a letter of one's own is no document of Spil.
 */
#ifndef SPIL_FEATURE_DOCUMENT_DOCUMENT_H
#define SPIL_FEATURE_DOCUMENT_DOCUMENT_H

#include "base/vec.h"
#include "core/req.h"
#include "feature/client/client.h"
#include "feature/consent/consent.h"
#include "feature/placement/placement.h"
#include "feature/trajectory/trajectory.h"

struct document {
    int64_t id;
    int64_t client_id;
    int64_t trajectory_id;
    const char *kind;        /* document_kinds */
    const char *reader;      /* document_readers */
    const char *reader_name; /* "" for client and funder */
    int64_t consent_id;      /* first_id; 0: none needed */
    int32_t from_on, to_on;  /* of a progress report; else DAY_NONE */
    int64_t staff_id;
    const char *staff_name; /* only when read */
    int64_t made_at;
};
struct documents {
    struct document *at;
    size_t n, cap;
};

extern const struct code document_kinds[];
extern const struct code document_readers[];

/* Does this reader get this field ("notes") of this kind of document? rules/document_fields.csv;
 * what is not in it is no. */
bool document_has(const char *kind, const char *field, const char *reader);

/* ---- what stands in one: document.c ------------------------------------------------------------
 */

struct document_line {
    const char *label; /* NULL: text is a heading */
    const char *text;
};
struct document_content {
    const char *title; /* "Trajectplan" */
    const char *about; /* for whom, made when and by whom */
    const char *foot;
    const char *file_name;
    struct document_line *at;
    size_t n, cap;
};
/* DENIED: the consent it rests on no longer holds. */
enum rc document_content(struct req *r, const struct document *d,
                         struct document_content *content) MUST_USE;

/* ---- storage: document_sql.c -------------------------------------------------------------------
 */

void document_add(struct req *r, struct document *d); /* sets id */
/* NOT_FOUND also when it is another client's. */
enum rc document_get(struct db *db, struct arena *a, int64_t client_id, int64_t id,
                     struct document *d) MUST_USE;
struct documents document_by_client(struct db *db, struct arena *a, int64_t client_id); /* newest */

/* Contacts of a trajectory from..to (DAY_NONE: all), per activity of table B4. */
struct document_hours {
    const char *activity;
    int64_t contacts, minutes;
};
struct document_hours *document_hours(struct db *db, struct arena *a, int64_t trajectory_id,
                                      int32_t from, int32_t to, size_t *n);

/* document_paper.c */
void document_pdf(struct req *r, const struct document *d, const struct document_content *content);

#endif
