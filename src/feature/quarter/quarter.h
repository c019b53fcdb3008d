/* quarter.h: the quarterly return of a programme: who was served, who works, in three published
 * definitions; every number with the list behind it, and the returns that were signed.
 *
 * What an indicator is called, which definition of work it takes and how many days it asks is
 * versioned data (rules/indicators.csv); how it is counted stands in quarter.c. Sources: domain.md
 * section 11; fidelity.md section 4.5. A trajectory runs from its start up to, not on, its closing
 * day; a job from its first day up to, not on, the day it ended (placement_runs()).
 */
#ifndef SPIL_FEATURE_QUARTER_QUARTER_H
#define SPIL_FEATURE_QUARTER_QUARTER_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "db/db.h"
#include "text/text.h"

/* ---- the world of one quarter ---------------------------------------------------------------- */

struct quarter {
    int year, number;    /* 2026, 1..4 */
    int32_t first, last; /* days */
};
enum { QUARTER_TEXT = 16 };
struct quarter quarter_of_day(int32_t day);
struct quarter quarter_step(struct quarter q, int steps);         /* -1: the one before */
bool quarter_parse(const char *text, struct quarter *q) MUST_USE; /* "2026Q3" */
const char *quarter_text(struct quarter q, char out[QUARTER_TEXT]);

/* Places in counts[] below; the codes of rules/definitions.csv in this order. */
enum { QUARTER_DEFINITIONS = 4 };
extern const char *const quarter_definitions[QUARTER_DEFINITIONS];

struct quarter_job {
    int64_t id;
    int32_t started_on;
    int32_t ends_on;                         /* as agreed; DAY_NONE */
    int32_t ended_on;                        /* DAY_NONE: runs */
    signed char counts[QUARTER_DEFINITIONS]; /* 1 yes, 0 no, -1 the definition does not say */
};

struct quarter_trajectory {
    int64_t id;
    int64_t client_id;
    int64_t staff_id;                                      /* on the last day; 0: nobody */
    int group;                                             /* place in quarter_world.group */
    int32_t first_talk_on, started_on, ends_on, closed_on; /* DAY_NONE when unset */
    const struct quarter_job *job;                         /* in order of their start */
    size_t jobs;
};

struct quarter_group {
    const char *code; /* of rules/target_groups.csv */
    double norm;      /* clients per fte */
};

struct quarter_staff {
    int64_t id;
    const char *name;
    double fte;
    bool role_open; /* cannot log in any more, but the role has no end: not counted */
};

/* What quarter_load() reads: what may matter to the quarter, and nothing of others. */
struct quarter_world {
    struct quarter quarter;
    const struct quarter_group *group;
    size_t groups;
    double norm_without;                         /* of a specialist without a caseload */
    const struct quarter_trajectory *trajectory; /* in order of client, then start */
    size_t trajectories;
    const struct quarter_staff *staff;
    size_t staffs;
};

/* ---- what is counted ------------------------------------------------------------------------- */

enum quarter_set {
    QUARTER_NOTHING,
    /* clients, each once */
    QUARTER_SERVED,
    QUARTER_RUNNING,
    QUARTER_WORKING,      /* running, job on the last day */
    QUARTER_SUSTAINED,    /* the same, job of so many days */
    QUARTER_WORKED,       /* served, job on a day of the quarter */
    QUARTER_WITHOUT_WORK, /* served, no job at the start */
    QUARTER_FIRST_JOB,    /* of these, with a job since */
    /* trajectories */
    QUARTER_STARTED,
    QUARTER_ENDED,
    QUARTER_NOT_STARTED,  /* left out: referred, no start by the last day */
    QUARTER_MEND_START,   /* a job, or a talk 91 days ago, and no start */
    QUARTER_MEND_ORDER,   /* closed before it started */
    QUARTER_MEND_OVERDUE, /* the last day of the scheme is past, not closed */
    QUARTER_MEND_NOBODY,  /* runs without a specialist */
    /* jobs */
    QUARTER_JOB_STARTS,
    QUARTER_JOB_FIRSTS,
    QUARTER_JOB_ENDINGS,
    QUARTER_MATURED,      /* would have lasted so many days in the quarter; known */
    QUARTER_KEPT,         /* of these, still running then */
    QUARTER_UNKNOWN_END,  /* left out: the trajectory closed before */
    QUARTER_UNCOUNTED,    /* left out: runs in the quarter, is no work by this definition */
    QUARTER_UNKNOWN_KIND, /* left out: the definition does not say */
    QUARTER_MEND_JOB_END, /* the agreed end is past, no end recorded */
    /* sums over specialists */
    QUARTER_FTE,
    QUARTER_CAPACITY,
    QUARTER_MEND_ROLE, /* number of roles without an end of who has gone */
    QUARTER_SETS,
};

enum quarter_kind {
    QUARTER_COUNT,  /* n, whole */
    QUARTER_AMOUNT, /* n, hundredths */
    QUARTER_RATIO,  /* n / of, one decimal */
    QUARTER_RATE,   /* n / of, percent with one decimal */
};

/* A row of the return: what its code means in sets. Ends with a NULL code. */
struct quarter_rule {
    const char *code;
    enum quarter_kind kind;
    enum quarter_set n, of;
    int definition; /* of a row of quarter_left_out; an indicator's stands in its version */
};
extern const struct quarter_rule quarter_rules[];
extern const struct quarter_rule quarter_left_out[]; /* exclusions: not in the figures, and why */
extern const struct quarter_rule quarter_mend[];     /* missing dates, to mend before signing */

/* Places of the definitions that the indicators take, and the days of retention, with which the
 * rows of quarter_left_out are counted. */
enum { QUARTER_STRICT = 0, QUARTER_PUBLISHED = 1, QUARTER_KEPT_DAYS = 91 };

/* Walks over the members of a set in a target group (-1: all). definition is a place in
 * quarter_definitions; days what the indicator asks. */
struct quarter_walk {
    const struct quarter_world *world;
    enum quarter_set set;
    int definition;
    int days;
    int group;
    size_t trajectory, job; /* where the walk is: the member after quarter_next() said true */
    int64_t client_id;
    bool begun;
};
bool quarter_next(struct quarter_walk *w);
bool quarter_set_jobs(enum quarter_set set);  /* members are jobs */
bool quarter_set_staff(enum quarter_set set); /* members are staff: quarter_staff_share() */
/* Fte of one specialist in a group (-1: all), and the capacity that gives: the post split by the
 * shares of the groups in the caseload on the last day. */
double quarter_staff_share(const struct quarter_world *w, size_t staff, int group, bool capacity);

double quarter_measure(const struct quarter_world *w, enum quarter_set set, int definition,
                       int days, int group);

/* ---- indicators and figures ------------------------------------------------------------------ */

/* One version, as in rules/indicators.csv. */
struct quarter_indicator {
    const struct quarter_rule *rule;
    const char *code, *version, *name[LANGS], *formula[LANGS], *source, *status;
    int definition; /* -1: asks none */
    const char *definition_code;
    int days;
};
/* The versions that hold on a day, in the order of quarter_rules. In the arena. */
struct quarter_indicator *quarter_indicators(struct arena *a, int32_t day, size_t *n);

struct quarter_value {
    double n, of; /* of is 0 where there is no denominator */
};
/* cell[row * (groups + 1) + column]; column 0 is all, then the groups. */
struct quarter_figures {
    char quarter[QUARTER_TEXT];
    size_t rows, groups;
    const struct quarter_indicator *indicator; /* rows; a stored return knows code and version */
    const char *const *group;
    struct quarter_value *cell;
};
struct quarter_figures quarter_count(struct arena *a, const struct quarter_world *w,
                                     const struct quarter_indicator *indicator, size_t n);
/* NULL: that code or that group is not in it. group "" is all. */
const struct quarter_value *quarter_find(const struct quarter_figures *f, const char *code,
                                         const char *group);
/* The same, NULL too when it was counted by another version: those are not to be compared. */
const struct quarter_value *quarter_find_like(const struct quarter_figures *f,
                                              const struct quarter_indicator *i, const char *group);
/* The number of a row: n, n / of, or a percentage; NAN when there is nothing to divide by. */
double quarter_result(enum quarter_kind kind, struct quarter_value v);
/* "41,2%", "14", "2,50", "–" when there is nothing to divide by. decimal: ',' or '.'. */
const char *quarter_value_text(struct arena *a, enum quarter_kind kind, struct quarter_value v,
                               char decimal);
/* The difference in the same unit (points for percentages), with its sign; "" when unknown. */
const char *quarter_change_text(struct arena *a, enum quarter_kind kind, struct quarter_value now,
                                struct quarter_value then, char decimal);

/* {"quarter": "2026Q3", "groups": [..], "figures": [{"code", "version", "n", "of"}, ..]} with n and
 * of as lists: all, then the groups. */
void quarter_json(const struct quarter_figures *f, struct buf *out);
/* Reads what quarter_json wrote; false when it is something else. */
bool quarter_from_json(struct arena *a, const char *text, struct quarter_figures *f) MUST_USE;

/* The same indicator in the same group, in two sets of figures, is it the same number? */
bool quarter_same(struct quarter_value a, struct quarter_value b);

/* ---- the database ---------------------------------------------------------------------------- */

struct quarter_world quarter_load(struct db *db, struct arena *a, int64_t programme_id,
                                  struct quarter q);

struct quarter_return {
    int64_t id;
    int revision; /* 1, 2, ... */
    const char *signed_by;
    int64_t signed_at;
    const char *reason;  /* of a correction */
    const char *figures; /* JSON */
};
struct quarter_returns {
    struct quarter_return *at;
    size_t n, cap;
};
/* Newest first. */
struct quarter_returns quarter_returns_of(struct db *db, struct arena *a, int64_t programme_id,
                                          struct quarter q);
/* Stores a revision; CONFLICT: someone else stored it first. */
enum rc quarter_sign(struct db *db, int64_t id, int64_t programme_id, struct quarter q,
                     const struct quarter_return *r, int64_t staff_id) MUST_USE;

/* ---- a programme and a quarter, as pages, files and the command show them -------------------- */

/* Counts of fewer people than this are not to be made public, nor to leave with a cohort: a setting
 * of the installation. */
enum { QUARTER_THRESHOLD = 10 };
int64_t quarter_threshold(struct db *db, struct arena *a);

struct quarter_view {
    int64_t programme_id;
    const char *programme;
    struct quarter quarter; /* as asked; a quarter that still runs is cut at today */
    bool over;              /* its last day is past */
    struct quarter_world world;
    struct quarter_figures now, then; /* then: the quarter before */
    struct quarter_returns returns;
    bool signed_before;
    struct quarter_figures newest; /* of the newest return, when signed_before */
    int revision;                  /* of which return now is; 0: counted now */
    int64_t threshold;             /* of counts that may be made public */
};
/* In an open read or write transaction. A quarter that has not begun becomes that of today. */
struct quarter_view quarter_view_load(struct db *db, struct arena *a, int64_t programme_id,
                                      const char *programme, struct quarter q, int32_t today);
/* From here on the figures are those that were signed in this return. */
void quarter_view_as_signed(struct quarter_view *v, struct arena *a,
                            const struct quarter_return *one);
/* One line per indicator and target group. */
/* The files have exact counts: a return goes to those it was agreed with, and they count with it.
 * The last column says which counts are not for others: those under the threshold of the
 * installation, and those of which the rest is. */
void quarter_csv(const struct quarter_view *v, enum lang lang, struct arena *a, struct buf *out);
/* To print and sign: the figures of all and of each group, with the quarter before; what each
 * figure is. made_at in ms. */
void quarter_pdf(const struct quarter_view *v, enum lang lang, struct arena *a, int64_t made_at,
                 struct buf *out);
void quarter_xlsx(const struct quarter_view *v, enum lang lang, struct arena *a, struct buf *out);

#endif
