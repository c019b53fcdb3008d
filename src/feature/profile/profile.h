/* profile.h: the career profile of a client: answers in own words (question.h), earlier work,
 * education; printed on one A4, and a CV that holds nothing about health.
 *
 * Answers are only added, so every text that somebody typed is kept. Who writes says which revision
 * was read: when a colleague wrote about the same question meanwhile, both texts stand side by side
 * until somebody chooses; other questions are simply saved. Saving without a change says that it is
 * still right. After a job has ended that is asked for: a reminder (kind profile_job) until the
 * profile was saved on that day or later. Source: fidelity item G3 (research/fidelity.md): the
 * profile is updated with each job.
 */
#ifndef SPIL_FEATURE_PROFILE_PROFILE_H
#define SPIL_FEATURE_PROFILE_PROFILE_H

#include "core/req.h"
#include "feature/placement/placement.h"
#include "feature/profile/question.h"

/* ---- the texts ------------------------------------------------------------------------------- */

struct profile_text {
    const char *question, *body;
    int64_t revision, seen;
    const char *by; /* name */
    int64_t at;     /* ms */
};
struct profile {
    int64_t revision; /* the newest; 0: nothing was ever saved */
    int32_t on;       /* day of it */
    const char *by;
    struct {
        struct profile_text *at; /* newest first */
        size_t n, cap;
    } texts;
};

struct profile profile_load(struct db *db, struct arena *a, int64_t client_id);
/* The newest text about a question of revision `until` or before; NULL: none. */
const struct profile_text *profile_text_at(const struct profile *p, const char *question,
                                           int64_t until);
/* Texts that stand side by side, oldest first: 0 when there is nothing to choose. */
size_t profile_rivals(const struct profile *p, const char *question, struct arena *a,
                      const struct profile_text ***list);
/* The newest texts, filled in. */
struct answers profile_answers(const struct profile *p, const char *target_group,
                               enum field_group part);
/* Adds a revision by this user with what is new in `mine`, which was typed by somebody who had read
 * revision `seen`. Returns how many of them now stand beside a text of somebody else. */
size_t profile_save(struct req *r, const struct profile *now, const struct answers *mine,
                    int64_t seen);
/* Chooses one text in the place of those that stand side by side. STALE: there is a newer one. */
enum rc profile_choose(struct req *r, const struct profile *now, const char *question, int64_t seen,
                       const char *body) MUST_USE;
/* Reminds of jobs that ended after the profile was saved last; route.h, work_changed. */
void profile_work_changed(struct db *db, int64_t trajectory_id, int32_t today);

/* ---- earlier work and education -------------------------------------------------------------- */

struct work_history {
    int64_t id;
    int64_t client_id;
    int64_t placement_id; /* 0: not through Spil */
    const char *job_title;
    const char *employer;
    int64_t from_year, to_year; /* NUMBER_NONE: unknown; to_year: or still there */
    const char *tasks;
    const char *went_well;
    const char *stopped;
    bool on_cv;
    int64_t version;
};
struct work_histories {
    struct work_history *at;
    size_t n, cap;
};

/* What was told, and with jobs the placements nothing was told about yet (id 0), newest first. */
struct work_histories work_history_list(struct req *r, bool jobs);
enum rc work_history_get(struct req *r, int64_t id, struct work_history *w) MUST_USE;
enum rc work_history_add(struct req *r,
                         struct work_history *w) MUST_USE; /* CONFLICT: told already */
enum rc work_history_change(struct req *r, const struct work_history *w) MUST_USE;
void work_history_remove(struct req *r, int64_t id);
/* A placement as a line of it; NOT_FOUND also when it is another client's. */
enum rc work_history_of(struct req *r, int64_t placement_id, struct work_history *w) MUST_USE;
/* Is a placement of this kind on the CV when nobody said? Not what tells of care or was no work. */
bool work_history_usual(const char *kind);
const char *work_history_years(struct arena *a, enum lang lang, int64_t from, int64_t to);

struct enrolment {
    int64_t id;
    int64_t client_id;
    const char *school;
    const char *course;
    const char *goal;
    int32_t started_on, ends_on, ended_on;
    const char *result;
    int64_t hours_week; /* hundredths; NUMBER_NONE */
    bool on_cv;
    int64_t version;
};
struct enrolments {
    struct enrolment *at;
    size_t n, cap;
};
extern const struct code enrolment_results[];

struct enrolments enrolment_list(struct db *db, struct arena *a,
                                 int64_t client_id); /* newest first */
enum rc enrolment_get(struct req *r, int64_t id, struct enrolment *e) MUST_USE;
void enrolment_add(struct req *r, struct enrolment *e);
enum rc enrolment_change(struct req *r, const struct enrolment *e) MUST_USE;
void enrolment_remove(struct req *r, int64_t id);

#endif
