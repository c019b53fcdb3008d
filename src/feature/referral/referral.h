/* referral.h: from the first word about somebody until it is known what came of it.
 *
 * A referral opens a trajectory; what else is known of it stands in `referral`. What came of it is
 * always recorded (principle 2, domain.md section 3): a refusal needs a reason and stays on the
 * list of refusals, also when somebody decides otherwise later. A trajectory that started was
 * accepted, whether somebody wrote that down or not. A refused person is still a person with a
 * record: the gate and the terms of keeping are those of every other.
 *
 * Two files that turn out to be one person are linked, never merged: both stay as they are, each
 * with its own gate, and it can be undone.
 */
#ifndef SPIL_FEATURE_REFERRAL_REFERRAL_H
#define SPIL_FEATURE_REFERRAL_REFERRAL_H

#include "core/req.h"
#include "feature/client/client.h"
#include "feature/trajectory/trajectory.h"

struct referral {
    int64_t trajectory_id;
    const char *referrer;
    const char *referrer_phone;
    const char *care_team; /* the treatment team it came from; "" none, or not known */
    const char *own_words;
    int64_t version; /* 0: there is no row yet */
};

struct referral_outcome {
    int64_t id;
    int64_t trajectory_id;
    const char *outcome;
    const char *reason; /* of a refusal */
    const char *explanation;
    const char *instead;
    int32_t decided_on;
    const char *recorder; /* name; only when read */
    int64_t undone_at;    /* ms; 0: it holds */
    const char *undoer;
    const char *undone_why;
};
struct referral_outcomes {
    struct referral_outcome *at;
    size_t n;
};

extern const struct code referral_states[];        /* open accepted refused withdrawn unrecorded */
extern const struct code referral_outcome_codes[]; /* what can be recorded: the middle three */
extern const struct code referral_reasons[];       /* of a refusal */
/* Does it go against "nobody is excluded"? Then the supervisor's list says so (fidelity item O6).
 */
bool referral_excludes(const char *reason);
/* From what is recorded, and whether the trajectory started or was closed: a code of
 * referral_states. Unrecorded: it was closed before it started, and nobody said why. */
const char *referral_state(const char *outcome, int32_t started_on, int32_t closed_on);

/* ---- storage: referral_sql.c ----------------------------------------------------------------- */

/* Never fails: without a row everything is "". */
struct referral referral_get(struct db *db, struct arena *a, int64_t trajectory_id);
/* Makes the row or changes it; the team gets the spelling it has already. STALE. */
enum rc referral_save(struct req *r, struct referral *f, int64_t programme_id) MUST_USE;
/* Newest first. */
struct referral_outcomes referral_history(struct db *db, struct arena *a, int64_t trajectory_id);
/* The one that holds, as code; "" none. */
const char *referral_recorded(struct db *db, struct arena *a, int64_t trajectory_id);
/* Records it; a refusal or withdrawal closes the trajectory on that day. CONFLICT: there is one
 * already. STALE: somebody changed the trajectory meanwhile. */
enum rc referral_decide(struct req *r, struct referral_outcome *o) MUST_USE;
/* It no longer holds: the referral is open again, and so is the trajectory it closed. NOT_FOUND:
 * there is none; CONFLICT: another trajectory of this person runs in the programme. */
enum rc referral_undo(struct req *r, int64_t trajectory_id, const char *why) MUST_USE;

/* Talks with the client before the trajectory started (or until now): reached, and not by message.
 * *first: the day of the first, or DAY_NONE. */
int64_t referral_talks(struct db *db, int64_t trajectory_id, int32_t *first);
/* How many are paid for, by target group (rules/target_groups.csv); 0: none. */
int64_t referral_talks_most(const char *target_group);

/* Treatment teams known in a programme, in order of name; at most 300. */
const char **referral_care_teams(struct db *db, struct arena *a, int64_t programme_id, size_t *n);

/* ---- who is alike: alike.c ------------------------------------------------------------------- */

/* A person as typed or as known; texts as typed, birth_on may be DAY_NONE. */
struct alike_person {
    const char *given_name;
    const char *name_prefix;
    const char *family_name;
    int32_t birth_on;
};
enum alike {
    ALIKE_NOT,
    ALIKE_MAYBE, /* a letter, the order of the day, or the family name differs */
    ALIKE_SAME,  /* name and day of birth, whatever the prefix, the case or the accents */
};
enum alike alike_people(struct arena *a, const struct alike_person *one,
                        const struct alike_person *other);
/* One digit wrong at most, or day and month swapped, or one of them not known. */
bool alike_near_day(int32_t one, int32_t other);
/* What a day is when day and month changed places; DAY_NONE when that is no day. */
int32_t alike_swapped(int32_t day);

struct alike_client {
    int64_t id;
    enum alike how;
    bool born_same;
    struct client client; /* names and day of birth */
    struct gate gate;     /* what this reader sees of it */
    const char *staff;    /* the specialist, "" */
    const char *phase;
};
struct alike_clients {
    struct alike_client *at; /* whose name this reader sees, the most alike first */
    size_t n;
    size_t hidden; /* born on the same day, and of another team or programme */
};
/* In the organisation of the reader; without_id is left out. At most eight are named. */
struct alike_clients alike_find(struct req *r, const struct alike_person *p, int64_t without_id);
/* The words for the log of a search like this. */
const char *alike_words(struct arena *a, const struct alike_person *p);
/* The list, when there is somebody in it. */
void alike_show(struct req *r, const struct alike_clients *list);
/* GET /deelnemers/nieuw/lijkt: the same while typing. */
void alike_part(struct req *r);

/* ---- two files of one person: files_pages.c, files_sql.c --------------------------------------
 */

struct file_link {
    int64_t id;
    int64_t other_id; /* the client of the other file */
    const char *reason;
    const char *linker;
    int64_t linked_at; /* ms */
};
/* Links of a client that hold, oldest first; at most 20. */
struct file_link *files_of(struct db *db, struct arena *a, int64_t client_id, size_t *n);
/* CONFLICT: they are linked already; INVALID: it is the file itself. Which files may be linked is
 * the page's to know. */
enum rc files_link(struct req *r, int64_t other_id, const char *reason, int64_t *id) MUST_USE;
/* Also when it was undone already; NOT_FOUND: no such link of this client. */
enum rc files_unlink(struct req *r, int64_t id) MUST_USE;

void files_block(struct req *r);
void files_form(struct req *r);
void files_save(struct req *r);
void files_end(struct req *r);

/* ---- the inclusion committee: inclusion_pages.c, inclusion_sql.c
 * ------------------------------------ */

struct criterion {
    int64_t id;
    const char *words;
    const char *answer; /* of one decision; "" not asked */
};
struct criteria {
    struct criterion *at;
    size_t n;
};
struct inclusion {
    int64_t id;
    int64_t trajectory_id;
    int32_t discussed_on;
    const char *members; /* one a line */
    const char *decision;
    const char *reason;
    const char *recorder; /* only when read */
};
struct inclusions {
    struct inclusion *at;
    size_t n;
};
extern const struct code inclusion_decisions[];
extern const struct code inclusion_answers[];

/* Those that are asked now; none: this programme has no committee. */
struct criteria inclusion_criteria(struct db *db, struct arena *a, int64_t programme_id);
struct criteria inclusion_answered(struct db *db, struct arena *a, int64_t inclusion_id);
struct inclusions inclusion_history(struct db *db, struct arena *a, int64_t trajectory_id);
/* Sets id; and records the outcome that follows from it when there was none. */
enum rc inclusion_add(struct req *r, struct inclusion *i, const struct criteria *c) MUST_USE;
/* How many of a programme were discussed, and how many of each decision: the last word counts. */
struct inclusion_counts {
    int64_t discussed, included, not_included, declined, postponed;
};
struct inclusion_counts inclusion_count(struct db *db, int64_t programme_id);
void inclusion_set_criteria(struct req *r, int64_t programme_id, const char *const *lines,
                            size_t n);
const char *inclusion_last_members(struct db *db, struct arena *a, int64_t programme_id);

void inclusion_show(struct req *r, const struct trajectory *t);
void inclusion_form(struct req *r);
void inclusion_save(struct req *r);
void inclusion_committee_form(struct req *r);
void inclusion_committee_save(struct req *r);

/* ---- the list of a team: referral_list.c ----------------------------------------------------- */

void referral_list_page(struct req *r);

struct referral_row {
    int64_t trajectory_id, client_id, staff_id, programme_id, team_id;
    struct client client; /* names */
    const char *staff;
    const char *target_group;
    const char *referred_by;
    const char *care_team;
    const char *outcome; /* recorded; "" none */
    const char *reason, *explanation, *instead, *recorder;
    int32_t referred_on, first_talk_on, started_on, decided_on;
    bool undone; /* of a refusal: somebody decided otherwise since */
    int64_t outcome_id;
    const char *state;
    struct gate gate;
};
struct referral_rows {
    struct referral_row *at;
    size_t n;
    bool more;
};
/* state: open (oldest first), accepted, refused (also those undone) or withdrawn (newest first);
 * care_team: only of this treatment team ("" all, "-" of none). Since the day, but for open. */
struct referral_rows referral_rows(struct db *db, struct arena *a, int64_t team_id,
                                   const char *state, const char *care_team, int32_t since,
                                   int limit);
/* Per treatment team, of what was referred since the day. */
struct referral_count {
    const char *care_team; /* "" none named */
    int64_t referred, open, accepted, refused, withdrawn, unrecorded;
    int64_t talked;      /* had a first talk */
    int64_t median_days; /* to it, of those; hundredths */
};
struct referral_count *referral_counts(struct db *db, struct arena *a, int64_t team_id,
                                       int32_t since, size_t *n);

#endif
