/* placement.h: work of a client: every kind of domain.md section 6, several at once, with its build-up.
 *
 * Whether a placement counts as work is a definition, versioned data (rules/definitions.csv), never a
 * constant here. Every unpaid kind carries an end day, the promise that follows, and who decides.
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
};
struct placements {
    struct placement *at;
    size_t n;
};

extern const struct code placement_kinds[];
extern const struct code placement_contract_types[];
extern const struct code placement_end_reasons[];

bool placement_unpaid(const char *kind); /* trial, work experience, day along, volunteering ... */
/* Runs on this day: begun, not ended. */
bool placement_runs(const struct placement *p, int32_t day);

enum rc placement_get(struct db *db, struct arena *a, int64_t id, struct placement *p) MUST_USE;
enum rc placement_add(struct req *r, struct placement *p) MUST_USE; /* sets id */
enum rc placement_change(struct req *r, const struct placement *p) MUST_USE;
/* Of one trajectory, oldest first. */
struct placements placement_by_trajectory(struct db *db, struct arena *a, int64_t trajectory_id);
/* At one employer, newest first. */
struct placements placement_by_employer(struct db *db, struct arena *a, int64_t employer_id,
                                        int limit);

/* Recomputes what placements mean for the facts: the running one (paid before unpaid, then the one with
 * most hours), since when, until when; then the phase. A placement that begins in the future does not
 * run yet: `spil worker` refreshes at night. */
void placement_refresh(struct db *db, int64_t trajectory_id, int32_t today);

#endif
