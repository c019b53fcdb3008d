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
    int32_t need_on;           /* when open_need was said; DAY_NONE: not known */
    int32_t visit_on;          /* the next visit that is planned */
    int64_t visit_by;          /* staff; 0 */
    const char *visit_by_name; /* only when read */
    const char *visit_why;
    int64_t merged_into; /* this one stood there twice: the other one goes on; 0 */
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
/* Sets id and need_on. CONFLICT: this KVK number is there already. */
enum rc employer_add(struct req *r, struct employer *e) MUST_USE;
/* STALE when e->version is no longer the newest; CONFLICT as with employer_add(). The visit is
 * employer_plan_visit()'s. */
enum rc employer_change(struct req *r, const struct employer *e) MUST_USE;
/* The next visit; DAY_NONE: none is planned any more. */
void employer_plan_visit(struct req *r, int64_t employer_id, int32_t on, int64_t staff_id,
                         const char *why);
/* Visits this person planned, up to a day, the first one first; at most 20. */
struct employers employer_visits(struct db *db, struct arena *a, int64_t staff_id, int32_t until);
/* The same for Vandaag, of the coming week and what is overdue; draws nothing when there are none.
 */
void employer_visits_show(struct req *r);

/* An employer that was typed into an F_ID field with form_suggest() and perhaps not chosen: one
 * find is meant, several are offered, none is a message; *unknown: what was typed and is none of
 * ours, or NULL. A chosen one must be of this organisation. With _add=1 sent along an unknown one
 * is added, by its name alone. */
void employer_pick(struct req *r, struct form *f, const char *field, int64_t *employer_id,
                   const char **unknown);
/* Under the messages of such a form, within it: the tick that adds it. */
void employer_pick_offer(struct req *r, const char *unknown);

/* One of whom only the name is known. */
struct employer employer_empty(const char *name);
/* Before an employer is approached (employer_pick.c): not to be called yet, an agreement, a
 * colleague who spoke them in the last month, or a client of this page who did not want to work
 * there, or wants no contact with employers. When there is such a thing and the form did not show
 * it yet: a message at this field, once. happened: it is about a talk that was; then only "do not
 * call yet" counts. */
void employer_heed_check(struct req *r, struct form *f, const char *field, int64_t employer_id,
                         bool happened);
/* Within that form, and on a page about this employer: all of it; nothing when there is nothing. */
void employer_heed_show(struct req *r, int64_t employer_id);

/* Beside its name where one is chosen: the place, and that it is not to be called yet; "". */
const char *employer_about(struct req *r, const struct employer *e);

/* In which order employers are listed; statements know these numbers. */
enum employer_order {
    EMPLOYER_BY_NAME = 0,
    EMPLOYER_RECENT = 1,   /* only those a colleague had contact with, the last one first */
    EMPLOYER_BY_VISIT = 2, /* a planned visit first, the earliest on top */
};

struct employer_filter {
    int64_t organisation_id;
    const char *find;   /* typed words, each the beginning of a part of the name */
    const char *sector; /* "" all */
    const char *place;  /* "" all; one of employer_places() */
    bool open_need;     /* only with an open need */
    enum employer_order order;
    int limit;
};
/* With words typed: those found by search_token. */
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

/* Makes an employer findable: by name and place (search_token), by what they look for and by the
 * jobs clients had there (employer_word). One that was merged into another is not found. */
void employer_index(struct db *db, struct arena *a, int64_t employer_id);

/* ---- who knows an employer for ...?  employer_know.c ----------------------------------------- */

struct employer_wish {
    int64_t organisation_id;
    const char *words;  /* of a job, a need, a sector, a name or a place; "" any */
    const char *sector; /* "" all */
    const char *place;  /* "" all */
    bool open_need;     /* only who looks for someone now */
    int limit;          /* at most 50 */
};
struct employer_known {
    struct employer employer;
    const char *job;      /* that a client of ours had there, with one of the words in it; "" */
    const char *known_by; /* "Noor de Wit (5), Bart Smit (2)": contacts per colleague; "" nobody */
};
struct employer_knowns {
    struct employer_known *at;
    size_t n;
    bool more;
};
/* The best fit first: a word in what they look for counts most, then a job a client had there, then
 * name or place, then the sector; of equal ones the one spoken to last. Who must not be called yet
 * comes last. Small words ("een", "voor") are not looked for. Holds nothing about clients. */
struct employer_knowns employer_know(struct db *db, struct arena *a, enum lang lang, int32_t today,
                                     struct employer_wish wish);

/* Recomputes last_contact_on and last_contact_by from the contacts; a visit that was planned for
 * that day or before took place. */
void employer_refresh(struct db *db, int64_t employer_id);

#endif
