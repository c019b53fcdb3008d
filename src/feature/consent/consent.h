/* consent.h: what a client agreed to, per party; who may look along for a time; links opened once.
 *
 * A consent is never overwritten: each word about it is a row, and the newest row of one first_id
 * is what holds (schema/0012_consent.sql). Access follows at once: the consent of a practitioner
 * with an account here makes a grant of kind consent with just the groups that were agreed to, and
 * changing or withdrawing ends that grant in the same transaction. The consent for fidelity
 * reviewers makes none: it lets the client into a sample (feature/review), whose grants follow it
 * the same way. Emergency access, cover and a team discussion are grants too (core/gate.h). A
 * relative or an employer has no account and gets a link (link.h).
 *
 * Sources: research/standards.md sections 4.1 and 4.2, domain.md section 7.
 */
#ifndef SPIL_FEATURE_CONSENT_CONSENT_H
#define SPIL_FEATURE_CONSENT_CONSENT_H

#include "core/req.h"
#include "feature/client/client.h"
#include "feature/trajectory/trajectory.h"

struct consent {
    int64_t id; /* of this row */
    int64_t client_id;
    int64_t first_id; /* what pages call it by */
    int64_t number;   /* 1, 2 ... within first_id */
    const char *event;
    const char *party;
    const char *party_name;
    const char *party_role; /* "begeleider", "moeder"; "" */
    int64_t staff_id;       /* a practitioner with an account; 0 */
    int64_t placement_id;   /* an employer's; 0 */
    bool is_primary;
    const char *purpose;
    const char *shares; /* field groups: "work plan" */
    const char *how;
    const char *witness;
    int32_t given_on;
    const char *text_version;
    int32_t valid_until; /* the last day */
    int32_t withdrawn_on;
    const char *withdrawn_by;
    int64_t recorded_by; /* staff */
    int64_t recorded_at; /* ms */
    /* Only when read. */
    const char *recorder;   /* name */
    const char *employer;   /* of the job; "" */
    const char *disclosure; /* of the job; "" */
    bool newest;            /* of its first_id */
};
struct consents {
    struct consent *at;
    size_t n;
};

extern const struct code consent_parties[];
extern const struct code consent_hows[];
extern const struct code consent_withdrawers[];
extern const struct code consent_purposes[]; /* the usual one of each party */

/* ---- rules: consent.c ------------------------------------------------------------------------ */

enum consent_state {
    CONSENT_ASKED,    /* prepared, not signed: opens nothing */
    CONSENT_HOLDS,    /* today */
    CONSENT_SILENCED, /* an employer's, and the choice for this job is to tell nothing, or open */
    CONSENT_OVER,     /* valid_until has passed */
    CONSENT_WITHDRAWN,
};
/* Of the newest row. */
enum consent_state consent_state(const struct consent *c, int32_t today);
bool consent_shares(const struct consent *c, const char *group);
/* The codes of rules/consent_shares.csv for a party: "practitioner.work". */
const struct choice *consent_share_list(const char *party, enum lang lang, struct arena *a,
                                        size_t *n);
const char *consent_share_group(const char *code); /* "work" of "practitioner.work" */
/* A text of the rules with {1} filled in. */
const char *consent_fill(struct arena *a, const char *words, const char *one);
/* The version of the text for this party on a day, of rules/consent_texts.csv; "" before the first.
 */
const char *consent_text_version(const char *party, int32_t day);
/* "hij", "zij", or the given name. */
const char *consent_pronoun(struct arena *a, enum lang lang, const struct client *c);
/* "mevrouw Jansen (begeleider)", "Ben Bos (Bakkerij Bos)". */
const char *consent_party_words(struct arena *a, const struct consent *c);
/* "Milan vindt goed dat mevrouw Jansen (begeleider) weet waar en hoeveel hij werkt, tot en met
 * 1 mei 2027." And what became of it, when it does not hold. */
const char *consent_sentence(struct req *r, const struct client *client, const struct consent *c);
const char *consent_day_words(struct req *r, int32_t day); /* 1 mei 2027 */

/* ---- storage: consent_sql.c ------------------------------------------------------------------ */

/* The newest row of each consent of a client, oldest consent first; at most 200. */
struct consents consent_current(struct db *db, struct arena *a, int64_t client_id);
/* Every row, newest first; at most 500. */
struct consents consent_history(struct db *db, struct arena *a, int64_t client_id);
/* The newest row; NOT_FOUND also when it is another client's. */
enum rc consent_get(struct db *db, struct arena *a, int64_t client_id, int64_t first_id,
                    struct consent *c) MUST_USE;
/* This very row, newest or not. */
enum rc consent_row_get(struct db *db, struct arena *a, int64_t id, struct consent *c) MUST_USE;
/* Adds a row: with c->first_id 0 a new consent, else the next word about that one, c->number being
 * the newest that was seen. Sets ids. Ends the grants of the rows before and makes the one that
 * follows from this row. STALE: somebody was first. */
enum rc consent_add(struct req *r, struct consent *c) MUST_USE;
/* Another consent of this client that names a leading practitioner and holds, or NULL. */
const char *consent_other_primary(struct req *r, int64_t first_id);
/* Does another consent of this client open the record to this account? One is enough: two would not
 * add up. */
bool consent_has_account(struct req *r, int64_t first_id, int64_t staff_id);

/* Recomputes what consents and emergency access mean for the facts of the client. A consent of a
 * party whose contact is not wanted (party_wish, feature/people) is not asked again. */
void consent_refresh(struct db *db, int64_t client_id);

/* Jobs of the client whose employer may hear something: disclosure partly or full, not ended. */
struct choice *consent_jobs(struct req *r, size_t *n);
/* Practitioners with an account in the programme of the trajectory. */
struct choice *consent_practitioners(struct req *r, size_t *n);

/* ---- who may look along: grants, grant_sql.c ------------------------------------------------ */

struct grant {
    int64_t id;
    int64_t client_id;
    int64_t staff_id;
    const char *staff; /* name */
    const char *kind;
    const char *reason;
    int64_t from_at, until_at, ended_at; /* ms; ended_at 0: not */
    int64_t consent_id;
    const char *shares; /* of a consent: field groups; not read back */
    int64_t review_id;  /* of a sample; not read back */
    const char *giver;
    bool seen;          /* emergency: the own specialist took note */
    const char *client; /* only by grant_covers() */
};
struct grants {
    struct grant *at;
    size_t n;
};

/* Newest first, consents left out; at most 100. */
struct grants grant_by_client(struct db *db, struct arena *a, int64_t client_id);
enum rc grant_get(struct db *db, struct arena *a, int64_t id, struct grant *g) MUST_USE;
bool grant_runs(const struct grant *g, int64_t now); /* or is still to begin */
void grant_add(struct req *r, struct grant *g);      /* sets id; staff and giver are not read */
void grant_end(struct req *r, int64_t id, int64_t client_id);
void grant_seen(struct req *r, int64_t id, int64_t client_id);

/* Specialists and supervisors of a programme, without this one. */
struct choice *grant_colleagues(struct req *r, int64_t programme_id, int64_t without, size_t *n);
int64_t grant_specialist(struct req *r, int64_t trajectory_id); /* the own one now; 0: nobody */
/* Whose caseload this user may hand to somebody for a while: the own one, and as a supervisor those
 * of the own teams. */
struct choice *grant_caseloads(struct req *r, size_t *n);
/* The clients of one caseload in one programme that run; at most 300. */
int64_t *grant_caseload(struct req *r, int64_t staff_id, int64_t programme_id, size_t *n);
/* Covers that run or are to come, of clients of the caseloads above; at most 300. */
struct grants grant_covers(struct req *r);
/* Clients of a programme who were born on this day; at most 50. */
int64_t *grant_born_on(struct req *r, int64_t programme_id, int32_t day, size_t *n);

/* Hours of emergency access: setting "emergency_hours", 4 unless set; of a discussion:
 * "discussion_hours", 3. Whole hours, 1 to 24. */
int64_t consent_hours(struct db *db, const char *setting, int64_t otherwise);

/* Who looks along in this record now, by cover, discussion or emergency, with the button to stop;
 * draws nothing when nobody does, or the reader may not know. */
void consent_show_watching(struct req *r);
/* Emergency access to one's own clients that was not taken note of, for the top of Vandaag; draws
 * nothing when there is none. */
void consent_looks_show(struct req *r, const struct trajectory_facts *caseload);

#endif
