/* review.h: fidelity reviews: recorded afterwards, or done in Spil by two reviewers from outside
 * the programme, with sealed sheets, a consensus with reasons, and errata.
 *
 * Who sees what: a reviewer sees the own sheet; the other sheet only when both are sealed. The
 * programme sees neither, only the signed consensus. That is enforced in review_sql.c, where the
 * only function that reads a sheet takes who asks. Source: research fidelity.md 3.2.
 */
#ifndef SPIL_FEATURE_REVIEW_REVIEW_H
#define SPIL_FEATURE_REVIEW_REVIEW_H

#include "core/req.h"
#include "feature/fidelity/fidelity.h"

enum { REVIEWERS = 2, REVIEW_EVERY_MONTHS = 24 };

/* One item on a sheet or in the consensus. */
struct review_score {
    struct fidelity_rating rating;
    const char *reason;
};
/* By place in the scale of the review. */
struct review_scores {
    struct review_score at[FIDELITY_ITEMS];
};

struct review {
    int64_t id, programme_id;
    const char *programme;
    const struct fidelity_scale *scale;
    const struct fidelity_bands *bands;
    const char *target_group, *organisations, *reason, *mode, *origin;
    int32_t visit_on;
    const char *state; /* planned, consensus, final, cancelled */
    const char *reviewers;
    int64_t reported_total; /* hundredths; NUMBER_NONE */
    const char *report_at, *recommendations, *cancel_reason;
    int64_t version;
};
struct review_list {
    struct review *at;
    size_t n, cap;
};

struct reviewer {
    int64_t staff_id;
    const char *name;
    const char *withdrawn;        /* the reason; "" takes part */
    int64_t sealed_at, signed_at; /* ms; 0: not */
    const char *seal;
};
struct reviewers {
    struct reviewer *at;
    size_t n, cap;
};

struct review_erratum {
    int item; /* place in the scale */
    struct fidelity_rating rating;
    const char *reason, *by;
    int64_t at;
};
struct review_errata {
    struct review_erratum *at;
    size_t n, cap;
};

struct review_part { /* of the visit day */
    int64_t id;
    const char *begins, *kind, *what, *items, *note;
};
struct review_agenda {
    struct review_part *at;
    size_t n, cap;
};

struct review_action {
    int64_t id, programme_id, review_id;
    const char *item, *goal;
    int64_t owner_id;
    const char *owner;
    int32_t due_on;
    const char *progress;
    int32_t done_on;
    int64_t version;
};
struct review_actions {
    struct review_action *at;
    size_t n, cap;
};

extern const struct code review_reasons[], review_modes[], review_kinds[];

/* ---- rules: review.c --------------------------------------------------------------------------
 */

/* Reads "4", "no_fit", ... ; "" is open. False: no such choice (6, 3.5, x). */
bool review_choice(const char *choice, struct fidelity_rating *rating) MUST_USE;
const char *review_choice_of(struct fidelity_rating rating); /* "" when open */
/* Must somebody say why? Of a sheet: when there is no score. */
bool review_needs_reason(struct fidelity_rating rating);
bool review_same(struct fidelity_rating a, struct fidelity_rating b);
struct fidelity_total review_total(const struct review *v, const struct review_scores *scores);
int32_t review_next_due(int32_t last_visit_on);
enum { REVIEW_SOON_DAYS = 120 }; /* so long before that day it is told */

/* ---- the database: review_sql.c ---------------------------------------------------------------
 */

/* NOT_FOUND also when this user may not see it: somebody with the permission in its programme, and
 * a reviewer only when assigned and not withdrawn. */
enum rc review_get(struct req *r, int64_t id, enum perm perm, struct review *v) MUST_USE;
/* Newest visit first; without the cancelled ones unless asked. */
struct review_list review_of_programme(struct req *r, int64_t programme_id, bool cancelled);
struct review_list review_of_reviewer(struct req *r);
/* CONFLICT: there is one of this scope on this day. */
enum rc review_add(struct req *r, struct review *v) MUST_USE;
enum rc review_change_state(struct req *r, const struct review *v, const char *state,
                            const char *cancel_reason) MUST_USE;
/* Where the report is kept and what it advises: text beside the scores, until it is final. */
enum rc review_describe(struct req *r, const struct review *v) MUST_USE;

struct reviewers review_reviewers(struct req *r, int64_t review_id);
/* Who may be chosen: role reviewer in the programme and no other role there. */
struct choice *review_candidates(struct req *r, int64_t programme_id, size_t *n);
void review_reviewer_add(struct req *r, int64_t review_id, int64_t staff_id);
void review_reviewer_withdraw(struct req *r, int64_t review_id, int64_t staff_id,
                              const char *reason);

/* The sheet of one reviewer, for whoever asks: DENIED unless it is the own one, or both are sealed
 * and the asker is one of the two. */
enum rc review_sheet(struct req *r, const struct review *v, int64_t staff_id,
                     struct review_scores *sheet) MUST_USE;
/* Of the user; STALE when it is sealed already. */
enum rc review_sheet_save(struct req *r, const struct review *v,
                          const struct review_scores *sheet) MUST_USE;
enum rc review_sheet_seal(struct req *r, const struct review *v) MUST_USE;
bool review_both_sealed(const struct reviewers *list);
/* Does the sheet of this reviewer still have the fingerprint it was sealed with? */
bool review_seal_holds(struct req *r, const struct review *v, const struct reviewer *one);

struct review_scores review_consensus(struct req *r, const struct review *v); /* as signed */
struct review_errata review_errata(struct req *r, const struct review *v);
/* The consensus with its errata: the scores that hold now. */
struct review_scores review_scores_now(struct req *r, const struct review *v);
void review_consensus_save(struct req *r, const struct review *v,
                           const struct review_scores *scores);
void review_sign(struct req *r, const struct review *v); /* by the user; final after the second */
void review_erratum_add(struct req *r, const struct review *v, int item,
                        struct fidelity_rating rating, const char *reason);

struct review_agenda review_agenda(struct req *r, int64_t review_id);
void review_part_add(struct req *r, int64_t review_id, const struct review_part *part);
enum rc review_part_note(struct req *r, int64_t review_id, int64_t id, const char *note) MUST_USE;

struct review_actions review_actions(struct req *r, int64_t programme_id, bool open_only);
void review_action_add(struct req *r, struct review_action *action);
enum rc review_action_change(struct req *r, const struct review_action *action) MUST_USE;

/* The newest final review of all clients; older than `than` and of the same scale unless that is
 * NULL. NULL: none. */
const struct review *review_last(const struct review_list *list, const struct review *than);

#endif
