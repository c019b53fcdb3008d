/* closing.h: the end of a trajectory: why, who goes on, and what it brought besides a job.
 *
 * A closing is a row of its own beside the days on the trajectory. Who comes back soon goes on in
 * the same trajectory: the row stays, with the day of the return. "Missed appointments" is no
 * reason (principle 2), and "no contact" needs logged attempts first (rules/closing.csv). A
 * trajectory that never began is ended by the outcome of its referral (feature/referral).
 *
 * What is asked: the themes of report 002 section 4.2; satisfaction and recommending of report 000
 * section 6.1 (bands 0-3, 4-5, 6-7, 8-10); what without IPS of report 000 section 5.1.2, where the
 * specialist was asked.
 */
#ifndef SPIL_FEATURE_CLOSING_CLOSING_H
#define SPIL_FEATURE_CLOSING_CLOSING_H

#include "core/req.h"
#include "feature/trajectory/trajectory.h"

struct closing {
    int64_t id; /* 0: not stored yet */
    int64_t trajectory_id;
    int32_t closed_on;
    const char *close_reason;
    const char *destination;
    const char *support; /* who goes on: a code */
    const char *support_who;
    const char *aftercare;
    int32_t aftercare_until;
    bool gain_growth;
    bool gain_confidence;
    bool gain_distance;
    bool gain_network;
    bool gain_fit;
    bool gain_rhythm;
    bool gain_citizen;
    const char *gain_words;
    const char *asked;
    int64_t satisfied_support; /* 0..10; NUMBER_NONE: not said */
    int64_t satisfied_result;
    const char *recommend;
    const char *better;
    const char *without_ips;
    const char *without_words;
    const char *recorder; /* name; only when read */
    int64_t recorder_id;
    int64_t recorded_at; /* ms */
    int32_t reopened_on; /* DAY_NONE: it holds */
    const char *reopener;
    const char *reopened_why;
    int64_t version; /* of the trajectory */
};
struct closings {
    struct closing *at;
    size_t n;
};

extern const struct code closing_reasons[]; /* those that can be chosen */
extern const struct code closing_supports[];
extern const struct code closing_askeds[];
extern const struct code closing_recommends[];
extern const struct code closing_withouts[];

/* ---- rules: closing.c ------------------------------------------------------------------------ */

/* The themes that were ticked, as labels; *n of them, at most 7. */
const enum text_id *closing_gains(const struct closing *c, struct arena *a, size_t *n);
/* "ruime voldoende (8)" in the bands of report 000; "" when not said. */
const char *closing_satisfied(struct arena *a, enum lang lang, int64_t mark);
/* The last day on which somebody comes back in the same trajectory. */
int32_t closing_return_until(int32_t closed_on);
int64_t closing_outreach_needed(void); /* days with an attempt */

/* ---- storage: closing_sql.c ------------------------------------------------------------------ */

/* Newest first; at most 20. */
struct closings closing_history(struct db *db, struct arena *a, int64_t trajectory_id);
/* The one that holds; NOT_FOUND. */
enum rc closing_get(struct db *db, struct arena *a, int64_t trajectory_id,
                    struct closing *c) MUST_USE;
/* Stores it and closes the trajectory, or changes both. STALE: a colleague was first. */
enum rc closing_save(struct req *r, struct closing *c) MUST_USE;
/* CONFLICT: another trajectory of this person runs in the programme. */
enum rc closing_reopen(struct req *r, const struct closing *c) MUST_USE;
/* Takes back what this user closed today; NOT_FOUND otherwise. */
enum rc closing_undo(struct req *r, int64_t trajectory_id) MUST_USE;

/* Days with a logged attempt since the client was last reached. */
int64_t closing_outreach(struct db *db, int64_t trajectory_id);
/* Of the last contact; DAY_NONE. */
int32_t closing_last_contact(struct db *db, int64_t trajectory_id);

#endif
