/* employer.h: the employer network, shared by the teams of an organisation: who they are, where,
 * whom to talk to, what they need, and when not to call.
 */
#ifndef SPIL_FEATURE_EMPLOYER_EMPLOYER_H
#define SPIL_FEATURE_EMPLOYER_EMPLOYER_H

#include "core/req.h"

struct employer {
    int64_t id;
    int64_t organisation_id;
    const char *name;
    const char *kvk;    /* "" unknown */
    const char *sector; /* section letter of rules/sbi2008_sections.csv, "" unknown */
    const char *place;
    const char *open_need;
    const char *agreement;
    int32_t not_before_on; /* do not call before this day */
    const char *not_before_reason;
    int32_t last_contact_on;
    const char *last_contact_by; /* name, only when read */
    int64_t version;
};
struct employers {
    struct employer *at;
    size_t n;
    bool more;
};

struct establishment {
    int64_t id;
    int64_t employer_id;
    const char *name;
    const char *number;
    const char *street;
    const char *postcode;
    const char *place;
    int64_t version;
};
struct employer_person {
    int64_t id;
    int64_t employer_id;
    int64_t establishment_id;
    const char *name;
    const char *job_title;
    const char *phone;
    const char *email;
    bool gone; /* no longer works there */
    int64_t version;
};

enum rc employer_get(struct db *db, struct arena *a, int64_t id, struct employer *e) MUST_USE;
/* Sets id. CONFLICT: this KVK number is there already. */
enum rc employer_add(struct req *r, struct employer *e) MUST_USE;
/* STALE when e->version is no longer the newest; CONFLICT as with employer_add(). */
enum rc employer_change(struct req *r, const struct employer *e) MUST_USE;

struct employer_filter {
    int64_t organisation_id;
    const char *find;   /* typed words, each the beginning of a part of the name */
    const char *sector; /* "" all */
    const char *place;  /* "" all; one of employer_places() */
    bool open_need;     /* only with an open need */
    bool recent;        /* only those a colleague had contact with, the last one first */
    int limit;
};
/* In order of name unless recent; with words typed: those found by search_token. */
struct employers employer_list(struct db *db, struct arena *a, struct employer_filter filter);

/* Where employers of this organisation are, in order of name; at most 300. */
const char **employer_places(struct db *db, struct arena *a, int64_t organisation_id, size_t *n);

/* Another employer of the same organisation with the same KVK number, or with the same folded name
 * and place; NOT_FOUND when there is none. */
enum rc employer_same_kvk(struct db *db, struct arena *a, const struct employer *e,
                          struct employer *other) MUST_USE;
enum rc employer_same_name(struct db *db, struct arena *a, const struct employer *e,
                           struct employer *other) MUST_USE;

/* At most 200 of each. Of an id that is of another employer: NOT_FOUND. */
struct establishment *employer_establishments(struct db *db, struct arena *a, int64_t employer_id,
                                              size_t *n);
struct employer_person *employer_people(struct db *db, struct arena *a, int64_t employer_id,
                                        size_t *n);
enum rc establishment_get(struct db *db, struct arena *a, int64_t employer_id, int64_t id,
                          struct establishment *e) MUST_USE;
enum rc establishment_add(struct req *r, struct establishment *e) MUST_USE; /* sets id */
enum rc establishment_change(struct req *r, const struct establishment *e) MUST_USE;
enum rc employer_person_get(struct db *db, struct arena *a, int64_t employer_id, int64_t id,
                            struct employer_person *p) MUST_USE;
enum rc employer_person_add(struct req *r, struct employer_person *p) MUST_USE; /* sets id */
enum rc employer_person_change(struct req *r, const struct employer_person *p) MUST_USE;

/* Recomputes last_contact_on and last_contact_by from the contacts. */
void employer_refresh(struct db *db, int64_t employer_id);

#endif
