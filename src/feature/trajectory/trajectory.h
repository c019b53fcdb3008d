/* trajectory.h: one IPS episode of one client in one programme, and the facts that follow from it.
 *
 * The phase is derived, never typed: closed when there is a closing day, working while a placement
 * runs, else searching once the trajectory started, orientation from the first talk, else referred.
 * Funding is a track of its own.
 *
 * trajectory_fact holds, per trajectory, what lists and the attention rules need. Each feature
 * keeps its own columns of it in the transaction of its write: this one the specialist, the team,
 * the target group and the phase; client the name; contact its days; placement the running job, and
 * employer its name. trajectory_refresh() goes last.
 */
#ifndef SPIL_FEATURE_TRAJECTORY_TRAJECTORY_H
#define SPIL_FEATURE_TRAJECTORY_TRAJECTORY_H

#include "core/req.h"

struct trajectory {
    int64_t id;
    int64_t organisation_id;
    int64_t programme_id;
    int64_t team_id;
    int64_t client_id;
    const char *target_group; /* code of rules/target_groups.csv */
    const char *scheme;       /* code of rules/schemes.csv */
    const char *financier;
    int32_t referred_on;
    const char *referred_by;
    const char *work_goal;
    int32_t first_talk_on;
    int32_t started_on;
    int32_t ends_on;
    const char *funding;
    int32_t closed_on;
    const char *close_reason;
    const char *destination;
    int64_t version;
};

extern const struct code trajectory_phases[]; /* referred orientation searching working closed */
extern const struct code trajectory_referrers[];
extern const struct code trajectory_financiers[];
extern const struct code trajectory_fundings[];
extern const struct code trajectory_close_reasons[];

/* One of the reader's own programme and team, referred today; the rest is empty. */
struct trajectory trajectory_new(const struct req *r);
/* Days in an order that can be true: a message at first_talk_on, started_on or ends_on. */
void trajectory_check_order(struct form *f, const struct trajectory *t);

/* Days are DAY_NONE when unset, texts "". */
enum rc trajectory_get(struct db *db, struct arena *a, int64_t id, struct trajectory *t) MUST_USE;
/* Sets id; assigns staff_id from referred_on; makes the client findable. CONFLICT: this person has
 * a running trajectory in this programme already, in this file or in one linked to it
 * (client_link). */
enum rc trajectory_add(struct req *r, struct trajectory *t, int64_t staff_id) MUST_USE;
/* The same for many clients who were added in this transaction (client_add_all) and have nothing
 * yet. staff_id 0: nobody. Not OK: none of them is there. */
struct trajectory_start {
    const struct client *client;
    struct trajectory *trajectory;
    int64_t staff_id;
};
enum rc trajectory_add_all(struct req *r, const struct trajectory_start *list, size_t n) MUST_USE;
/* STALE; CONFLICT as above, of a closed one that is to run again. */
enum rc trajectory_change(struct req *r, const struct trajectory *t) MUST_USE;
/* Ends the running assignment the day before `from` and begins one of staff_id. The history stays.
 */
enum rc trajectory_assign(struct req *r, int64_t trajectory_id, int64_t staff_id,
                          int32_t from) MUST_USE;

/* The facts of one trajectory as a list or a rule needs them. */
struct trajectory_fact {
    int64_t trajectory_id;
    int64_t client_id;
    int64_t programme_id;
    int64_t staff_id;
    const char *name;      /* of the client, as spoken: Milan van den Berg */
    const char *list_name; /* Berg, Milan van den */
    const char *staff_name;
    const char *phase;
    const char *target_group;
    const char *employer; /* of the placement that runs, "" */
    const char *next_step;
    int32_t next_step_on;
    int32_t started_on; /* the clock of principle 6: first talk, else start, else referral */
    int32_t last_contact_on;
    int32_t first_employer_on;
    int32_t last_employer_on;
    int64_t placement_id;
    int32_t working_since;
    int32_t placement_ends_on;
    bool unpaid;
    bool seeks;              /* works, but in no ordinary paid work: the search goes on */
    int32_t begins_on;       /* of the first work that is still to begin */
    int64_t rhythm_days;     /* contact as agreed with the client; 0: the norm holds */
    int32_t ends_on;         /* of the scheme */
    int32_t consent_ends_on; /* of the first consent to end */
    bool disclosure_open; /* the running job has an employer, and what it may know was not asked */
    int64_t emergency_id; /* newest emergency access the own specialist did not note; 0: none */
    int64_t team_id;
    bool restricted;  /* kept, but not used: no suggestion, no signal */
    struct gate gate; /* in a list: what its reader sees; the rest is empty */
};
struct trajectory_facts {
    struct trajectory_fact *at;
    size_t n, cap;
    bool more; /* there were more than the limit */
};

/* Teams whose clients this person may see in a list: those of the roles specialist, supervisor and
 * office; with a role in a whole programme each of its teams. In order of name per role. */
struct trajectory_team {
    int64_t id;
    int64_t programme_id;
    const char *name;
};
struct trajectory_team *trajectory_teams(struct db *db, struct arena *a, const struct user *u,
                                         size_t *n);

struct trajectory_filter {
    int64_t staff_id; /* this specialist; or */
    int64_t team_id;  /* this team; or */
    bool granted;     /* whom the reader may see by a grant (core/gate.h) */
    int64_t now;      /* ms; with granted */
    /* "" all that run, "all", one phase, or "waiting": trajectory_waits(); who waits longest comes
     * first. */
    const char *phase;
    const char *find; /* typed words, each the beginning of a part of the name */
    int limit;
    /* With "" or one phase that runs: first whose next step is first; without a day for it the last
     * contact counts, before any contact the beginning. Only for a reader who sees GROUP_TEAM and
     * GROUP_TIME of all of them: the order tells of both. */
    bool urgent;
};
/* By family name, unless urgent. Of each only what u sees of that record, and nobody of whom u sees
 * no name, or, with a phase of those who run, no phase. */
struct trajectory_facts trajectory_list(struct db *db, struct arena *a, const struct user *u,
                                        struct trajectory_filter filter);
/* Has this person any grant now? */
bool trajectory_granted(struct db *db, const struct user *u, int64_t now);
/* How many clients fit a post of fte hundredths: the norms of the target groups in this caseload,
 * each weighed by its share (rules/target_groups.csv); hundredths of a client. */
int64_t trajectory_norm(const struct trajectory_facts *caseload, int64_t fte);
/* "14 deelnemers van 20": a caseload against its norm. */
const char *trajectory_meter(struct req *r, const struct trajectory_facts *caseload);
/* The facts of one; NOT_FOUND. */
enum rc trajectory_fact_get(struct db *db, struct arena *a, int64_t trajectory_id,
                            struct trajectory_fact *f) MUST_USE;

/* Principle 6: no employer met yet, and in orientation, searching, or in work that is no ordinary
 * paid work (volunteering and day activities do not end the search); whatever the funding. */
bool trajectory_waits(const struct trajectory_fact *f);

/* Recomputes this feature's columns of the facts, last the phase. */
void trajectory_refresh(struct db *db, int64_t trajectory_id);

#endif
