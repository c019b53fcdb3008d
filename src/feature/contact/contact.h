/* contact.h: a contact is one event of one specialist, logged in under 20 seconds. It feeds hours,
 * attention, fidelity, the monitor and research (domain.md section 5).
 *
 * A contact may serve several clients, or none (time of the programme). Its minutes are shared
 * equally among its clients unless typed; the shares always add up. Travel is kept apart.
 */
#ifndef SPIL_FEATURE_CONTACT_CONTACT_H
#define SPIL_FEATURE_CONTACT_CONTACT_H

#include "core/req.h"

struct contact {
    int64_t id;
    int64_t programme_id;
    int64_t staff_id;
    const char *staff_name; /* only when read */
    int32_t day;
    int64_t minutes;
    int64_t travel_minutes; /* NUMBER_NONE counts as 0 */
    const char *activity;
    const char *mode;
    const char *place;
    const char *party;
    const char *initiative;
    bool client_there; /* beside another party: then it is a contact with the client too */
    bool not_reached;
    bool coaching;
    bool urgent;
    int64_t answer_minutes;    /* NUMBER_NONE: not asked */
    int64_t employer_id;       /* 0: none */
    const char *employer_name; /* only when read */
    const char *note;
    const char *next_step;
    int32_t next_step_on;
    int64_t version;
};
struct contacts {
    struct contact *at;
    size_t n;
    bool more;
};

extern const struct code contact_activities[]; /* the five of table B4 */
extern const struct code contact_modes[];
extern const struct code contact_places[];
extern const struct code contact_parties[];
extern const struct code contact_initiatives[];

/* What is most likely, given with whom: the activity by rule, mode and place as this person chose
 * last time with that party, else the usual ones. */
void contact_defaults(struct req *r, struct contact *c);

/* minutes divided over n clients: share i. The first ones get what does not divide. */
int64_t contact_share(int64_t minutes, size_t n, size_t i);

/* Sets id. Writes the clients' shares, and brings facts of trajectories and employer up to date.
 * DENIED: the week of its day is locked (contact_week_locked() says so beforehand). */
enum rc contact_add(struct req *r, struct contact *c, const int64_t *trajectories,
                    size_t n) MUST_USE;
/* Its clients stay. DENIED: the week of the old or of the new day is locked. */
enum rc contact_change(struct req *r, const struct contact *c) MUST_USE;
/* Removes a contact of one's own of today or yesterday (undo); NOT_FOUND otherwise, DENIED in a
 * locked week. */
enum rc contact_remove(struct req *r, int64_t id) MUST_USE;

/* NOT_FOUND also when it is another's contact. With its trajectories in *n and *trajectories. */
enum rc contact_get(struct db *db, struct arena *a, int64_t id, struct contact *c,
                    int64_t **trajectories, size_t *n) MUST_USE;
/* Newest first; before: only older than this day (DAY_NONE: all). */
struct contacts contact_by_trajectory(struct db *db, struct arena *a, int64_t trajectory_id,
                                      int32_t before, int limit);
struct contacts contact_by_employer(struct db *db, struct arena *a, int64_t employer_id, int limit);
/* Days of face-to-face contacts with an employer for this trajectory, by a colleague or by the
 * client alone, oldest first. */
int32_t *contact_employer_days(struct db *db, struct arena *a, int64_t trajectory_id, size_t *n);

/* Minutes per day and activity of one person, from..to: for the week grid. */
struct contact_minutes {
    int32_t day;
    const char *activity;
    int64_t minutes;
    int64_t travel;
};
struct contact_minutes *contact_week(struct db *db, struct arena *a, int64_t staff_id, int32_t from,
                                     int32_t to, size_t *n);

/* ---- weeks and budgets: contact_week.c ------------------------------------------------------- */

/* A week whose hours were closed takes no new contact or hours and lets none be changed, until a
 * supervisor opens it again with a reason (schema/0034_hours.sql). */
struct contact_lock {
    int64_t id;
    int64_t staff_id;
    int32_t monday;
    const char *locked_by; /* name */
    int64_t locked_at;     /* ms */
    const char *opened_by; /* name; "" still locked */
    int64_t opened_at;     /* ms; 0 still locked */
    const char *reason;    /* of opening */
};
struct contact_locks {
    struct contact_lock *at;
    size_t n;
};
bool contact_week_locked(struct db *db, int64_t staff_id, int32_t day);
enum rc contact_week_lock(struct req *r, int64_t staff_id, int32_t monday) MUST_USE; /* CONFLICT */
/* NOT_FOUND: it is not locked. */
enum rc contact_week_open(struct req *r, int64_t staff_id, int32_t monday,
                          const char *reason) MUST_USE;
/* What happened to this week, newest first; at most 50. */
struct contact_locks contact_week_history(struct db *db, struct arena *a, int64_t staff_id,
                                          int32_t monday);

/* The hours a scheme pays for one trajectory (rules/schemes.csv, column budget_hours: 50 in the NAH
 * pilot), and what was used: minutes of contacts, without travel. */
struct contact_budget {
    int64_t minutes; /* of the scheme; 0: it has no budget */
    int64_t used;
    int64_t warn; /* from here on it is said: 80 % */
};
struct contact_budget contact_budget(struct db *db, struct arena *a, int64_t trajectory_id);
/* From 80 % on the budget is a matter on the list of attention; with each write of a contact. */
void contact_budget_refresh(struct db *db, int64_t trajectory_id, int32_t today);
/* Minutes of a trajectory per activity, in the order of contact_activities. */
void contact_minutes_by_activity(struct db *db, int64_t trajectory_id, int64_t minutes[5]);

/* Recomputes what contacts mean for the facts of a trajectory. */
void contact_refresh(struct db *db, int64_t trajectory_id);

/* Adds the contacts of one specialist up again, day by day, from first to last: contact_tally; and
 * what they mean for their clients: contact_client.touch (feature/contact/touch.h).
 * Called with each write for its day; for whole years it makes the table from nothing. */
void contact_tally_refresh(struct db *db, int64_t staff_id, int32_t first, int32_t last);

#endif
