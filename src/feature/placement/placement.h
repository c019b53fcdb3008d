/* placement.h: work of a client: every kind of domain.md section 6, several at once, with its
 * build-up.
 *
 * Whether a placement counts as work is a definition, versioned data (rules/definitions.csv), never
 * a constant here. Every unpaid kind carries an end day, the promise that follows, and who decides.
 */
#ifndef SPIL_FEATURE_PLACEMENT_PLACEMENT_H
#define SPIL_FEATURE_PLACEMENT_PLACEMENT_H

#include "core/req.h"

struct placement {
    int64_t id;
    int64_t organisation_id;
    int64_t trajectory_id;
    int64_t employer_id;       /* 0: own business */
    const char *employer_name; /* only when read */
    int64_t establishment_id;
    const char *kind;
    const char *contract_type;
    bool permanent;
    int32_t started_on;
    int32_t ends_on;  /* agreed end, DAY_NONE: none agreed */
    int32_t ended_on; /* DAY_NONE: still running */
    const char *end_reason;
    const char *lesson;
    int64_t hours_week; /* hundredths; NUMBER_NONE unknown */
    int64_t wage_month; /* cents; NUMBER_NONE unknown */
    const char *job_title;
    const char *job_level;
    const char *sector;
    const char *subsidy;
    int64_t wage_value; /* %; NUMBER_NONE */
    const char *target_register;
    const char *job_coach;
    const char *no_risk;
    const char *mentor;
    const char *disclosure;
    const char *found_by;
    const char *promise;
    const char *promise_by;
    const char *note;
    int64_t version;
    const char *adjustments;  /* needed at work, in words of work: an employer may read it */
    const char *expectations; /* what client and employer expect of each other */
    const char *responsible;  /* for this person at work */
};
struct placements {
    struct placement *at;
    size_t n;
};

extern const struct code placement_kinds[];
extern const struct code placement_contract_types[];
extern const struct code placement_end_reasons[];
extern const struct code placement_job_levels[];
extern const struct code placement_subsidies[];
extern const struct code placement_registers[];
extern const struct code placement_job_coaches[];
extern const struct code placement_no_risks[];
extern const struct code placement_disclosures[];
extern const struct code placement_found_bys[];
extern const struct code placement_definitions[];

bool placement_unpaid(const char *kind); /* trial, work experience, day along, volunteering ... */
/* Paid work as anybody has it, neither supported nor sheltered: it ends the search. */
bool placement_ordinary(const char *kind);
/* Does this kind count as work under this definition of rules/definitions.csv? 1 yes, 0 no, -1
 * unknown: the source does not say, or the pair is not in the file. */
int placement_counts(const char *definition, const char *kind);
/* Runs on this day: begun, not ended. */
bool placement_runs(const struct placement *p, int32_t day);

enum rc placement_get(struct db *db, struct arena *a, int64_t id, struct placement *p) MUST_USE;
enum rc placement_add(struct req *r, struct placement *p) MUST_USE; /* sets id */
enum rc placement_change(struct req *r, const struct placement *p) MUST_USE;
/* Of one trajectory, oldest first; at most 500. */
struct placements placement_by_trajectory(struct db *db, struct arena *a, int64_t trajectory_id);
/* At one employer, newest first. */
struct placements placement_by_employer(struct db *db, struct arena *a, int64_t employer_id,
                                        int limit);

/* A contract changes: what was agreed from a day on. The first row is the day the work began; the
 * row in force today is what the placement itself shows, and correcting the placement corrects it.
 */
struct placement_terms {
    int64_t id;
    int32_t from_on;
    int64_t hours_week; /* hundredths; NUMBER_NONE unknown */
    int64_t wage_month; /* cents; NUMBER_NONE unknown */
    bool permanent;
    int32_t ends_on;
    const char *why;
    const char *recorder; /* only when read */
};
/* Oldest first, at most 100; none while nothing changed. */
struct placement_terms *placement_history(struct db *db, struct arena *a, int64_t placement_id,
                                          size_t *n);
/* Adds a change; the first time also how it began. What is in force today goes to the placement.
 * Sets id. CONFLICT: there is a change on that day. */
enum rc placement_terms_add(struct req *r, const struct placement *p,
                            struct placement_terms *t) MUST_USE;
/* Takes a change back, never how it began; NOT_FOUND. The last change takes the history with it. */
enum rc placement_terms_remove(struct req *r, const struct placement *p, int64_t id) MUST_USE;

/* Coaching on the job: contacts that were logged as such, of this trajectory while this work ran,
 * with this employer or without one. Newest first, at most 100. */
struct placement_coaching {
    int32_t day;
    int64_t minutes; /* the share of this client */
    const char *staff;
};
struct placement_coaching *placement_coached(struct db *db, struct arena *a,
                                             const struct placement *p, size_t *n);

/* Build-up: hours a week from a day on, in hundredths; NUMBER_NONE: not filled in. */
struct placement_hours {
    int32_t from_on;
    int64_t planned;
    int64_t actual;
};
/* Oldest first; at most 200. */
struct placement_hours *placement_build_up(struct db *db, struct arena *a, int64_t placement_id,
                                           size_t *n);
/* One row per day: the day that is there is overwritten; without hours it goes. */
void placement_build_up_set(struct req *r, int64_t placement_id,
                            const struct placement_hours *hours);

/* Refreshes the trajectories of which a placement began or ended in the 31 days up to today (a
 * worker that stood still for weeks catches up). Up to 500 of them, with ids above `after`, in the
 * open write transaction; returns the last id, 0 when there was none. */
int64_t placement_refresh_some(struct db *db, struct arena *a, int32_t today, int64_t after);

/* How long an unpaid placement still lasts, what follows and who decides: for the client, the
 * specialist and the employer alike. Nothing of a paid one, of one that stopped, or without a last
 * day. */
void placement_countdown(struct req *r, const struct placement *p);

/* Puts the terms of today in force, then recomputes what placements mean for the facts: the running
 * one (paid before unpaid, then the one with most hours), since when, until when; which is to
 * begin; whether the search for ordinary work goes on; then the phase. A placement that begins in
 * the future does not run yet: `spil worker` refreshes at night. */
void placement_refresh(struct db *db, int64_t trajectory_id, int32_t today);

#endif
