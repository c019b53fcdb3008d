/* client.h: a person who is helped to work. A client belongs to an organisation; what a programme
 * does for them is a trajectory (feature/trajectory).
 */
#ifndef SPIL_FEATURE_CLIENT_CLIENT_H
#define SPIL_FEATURE_CLIENT_CLIENT_H

#include "core/req.h"

struct client {
    int64_t id;
    int64_t organisation_id;
    const char *given_name;
    const char *name_prefix; /* tussenvoegsel, "" without */
    const char *family_name;
    int32_t birth_on;
    const char *sex;
    const char *phone;
    const char *email;
    const char *postcode;
    const char *municipality; /* code of rules/municipalities.csv, "" unknown */
    const char *marital_status;
    const char *education;         /* code of rules/education_levels.csv */
    const char *diagnosis_chapter; /* "" unless asked for with the right to it */
    int64_t experience_years;      /* hundredths; NUMBER_NONE unknown */
    int64_t worked_share;          /* % of months in three years; NUMBER_NONE unknown */
    int64_t version;
};

extern const struct code client_sexes[];
extern const struct code client_marital_statuses[];

/* "Milan van den Berg"; in the arena. */
const char *client_name(struct arena *a, const struct client *c);
/* "Berg, Milan van den": for lists in order of family name. */
const char *client_list_name(struct arena *a, const struct client *c);

/* Unset texts are ""; the sort key and the search words follow from the names. */
enum rc client_get(struct db *db, struct arena *a, int64_t id, struct client *c) MUST_USE;
enum rc client_add(struct req *r, struct client *c) MUST_USE; /* sets id */
/* Many at once, who get a trajectory in this transaction. Not OK: none of them is there. */
enum rc client_add_all(struct req *r, struct client *const *list, size_t n) MUST_USE;
/* STALE when c->version is no longer the newest. */
enum rc client_change(struct req *r, const struct client *c) MUST_USE;

/* Something of substance was added to the record, or changed in it: terms of keeping begin anew.
 * Not for an address or a telephone number. */
void client_substantive(struct db *db, int64_t trajectory_id, int32_t today);

/* Begins a page under the page of r->client_id: breadcrumb, title, the messages of a form (or
 * NULL). */
void client_page_begin(struct req *r, const char *title, const struct form *f);
/* The buttons that end a form on such a page: save, and cancel back to the client. */
void client_form_end(struct req *r);

/* Names to offer where one is typed (form_choices): nobody types twice who the record names. */
struct client_names {
    struct choice *at;
    size_t n, cap;
};
/* Whom the record of r->client_id names now, of these parties (groups of rules/person_kinds.csv, a
 * space between), each with what somebody is. Nobody, to who does not see the plan. */
struct client_names client_known(struct req *r, const char *parties);
/* One more, unless it is there already, or "". */
void client_known_add(struct req *r, struct client_names *list, const char *name,
                      const char *label);

/* By which lists are ordered. */
const char *client_sort_key(struct arena *a, const struct client *c);
/* Makes the client findable in a programme by every part of the name. */
void client_index(struct db *db, struct arena *a, int64_t programme_id, int64_t client_id);

#endif
