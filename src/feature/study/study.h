/* study.h: cohorts: a choice of trajectories, what came out of them as one list of figures, and
 * what of that list may leave the programme.
 *
 * The figures of a cohort are rows of one kind, so that the page, the files, the comparison and the
 * disclosure control all work on the same numbers: what is on the page is in the download. They are
 * computed by the job worker (study_job.c) and kept as text (study_write); a page only reads them.
 */
#ifndef SPIL_FEATURE_STUDY_STUDY_H
#define SPIL_FEATURE_STUDY_STUDY_H

#include "base/arena.h"
#include "base/base.h"
#include "base/buf.h"
#include "base/date.h"
#include "html/form.h"

struct db;
struct outcome;      /* feature/outcome/outcome.h */
struct outcome_left; /* feature/outcome/outcome_data.h */

enum { STUDY_MONTHS_MAX = 120, STUDY_ENDS_MAX = 12 };

/* ---- what is asked ----------------------------------------------------------------------------
 */

struct study_wish {
    const char *name;
    const char *programmes;   /* numbers with a space between, ascending; never empty */
    int32_t from_on, to_on;   /* day of the start; DAY_NONE: open */
    const char *target_group; /* "" all */
    const char *scheme;       /* "" all */
    const char *definition;   /* of work: rules/definitions.csv */
    int64_t months;           /* of follow-up */
    int64_t ends_after;       /* months without work, after which work is a new spell or job */
    int32_t during_from;      /* the period of which starts and stops are looked at; DAY_NONE */
    int32_t during_to;
};

/* Programmes of a wish, in the arena. */
int64_t *study_programmes(struct arena *a, const char *programmes, size_t *n);
/* Can nobody be in both, by what they ask alone? */
bool study_apart(const struct study_wish *a, const struct study_wish *b);
/* Is everybody of the one in the other, by what they ask alone? */
bool study_inside(const struct study_wish *part, const struct study_wish *whole);

/* ---- figures ----------------------------------------------------------------------------------
 */

enum study_block {
    STUDY_ABOUT,   /* the wish and versions: text or k */
    STUDY_FLOW,    /* k trajectories, by reason; n all */
    STUDY_WHO,     /* B1: k of n, by item and level; level "" is not known. Means: level "mean" */
    STUDY_FOUND,   /* B2: k of n */
    STUDY_AMOUNT,  /* B2: means over workers */
    STUDY_EVER,    /* by month: k first jobs of n at risk; value Kaplan-Meier, low, high */
    STUDY_NOW,     /* by month: k at work of n in view */
    STUDY_DAYS,    /* days to the first job: k of n, of workers and of all */
    STUDY_STATUS,  /* by month, 0 the last: same, other, stopped: k of n with a first job */
    STUDY_JOBS,    /* contract, permanent, sector: k of n jobs */
    STUDY_TEST,    /* between groups: p, p_holm; text the kind of test, level the groups */
    STUDY_MODEL,   /* odds ratio of ever work; n complete cases */
    STUDY_COX,     /* hazard ratio of the first job */
    STUDY_PHASE,   /* start, stop by period: k counted, expected, value = k / expected */
    STUDY_TIME,    /* B4: minutes a month; level the phase of the trajectory */
    STUDY_REFUSED, /* not computed: item the part, or the test with level its groups, text the
                      reason; "aliased": item and level are the term that was left out */
    STUDY_BLOCKS
};
extern const char *const study_block_code[STUDY_BLOCKS];

enum study_hidden { STUDY_SHOWN, STUDY_SMALL, STUDY_SECOND, STUDY_BEFORE };

/* NUMBER_NONE and NAN: there is no such number. Shares are 0..1. */
struct study_row {
    enum study_block block;
    const char *item, *level, *text; /* never NULL */
    int month;                       /* of the trajectory; 0 none */
    int64_t k, n, missing;
    double value, low, high; /* 95% limits */
    double sd, q25, median, q75;
    double expected, p, p_holm;
    enum study_hidden hidden;
};

struct study {
    struct study_row *at;
    size_t n, cap;
};

/* The figures of a report, with what was asked and what was left out. In the arena. */
struct study study_make(struct arena *a, const struct study_wish *wish,
                        const struct outcome_left *left, const struct outcome *o, int32_t today);
/* When outcome_run refused, such as a cohort of nobody: only what was asked and left out. */
struct study study_make_empty(struct arena *a, const struct study_wish *wish,
                              const struct outcome_left *left, int32_t today);

/* From the records, in no transaction yet (study_compute.c). */
struct study study_compute(struct db *db, struct arena *a, const struct study_wish *wish,
                           int32_t today);

/* As text and back; the columns are those of the download, numbers with 17 digits. */
void study_write(const struct study *s, struct buf *out);
bool study_read(struct arena *a, const char *text, struct study *s) MUST_USE;

/* The row, or NULL. level and item "" match ""; month 0 matches 0. */
const struct study_row *study_find(const struct study *s, enum study_block block, const char *item,
                                   const char *level, int month);
/* k of n with Wilson limits; NAN where n is 0. */
struct study_row study_share(enum study_block block, const char *item, const char *level, int64_t k,
                             int64_t n);

/* ---- disclosure (disclose.c) ------------------------------------------------------------------
 */

enum { DISCLOSE_PERCENT_MIN = 10, DISCLOSE_TEST_MIN = 20, DISCLOSE_WAGE_MIN = 50 };

/* Which cells of a table of counts to hide: those that are hidden already, those of 1 up to
 * threshold - 1, and then, until no row and no column has exactly one hidden cell or hidden cells
 * that are fewer than the threshold together, the smallest other cell above 0 of such a line (of
 * one cell alone, else the smallest). A line of one cell has no other. rows x cols, row by row;
 * C.15. known (NULL: none): cells that stand elsewhere, and so hide nothing. */
void disclose_cells(int64_t threshold, int rows, int cols, const int64_t *n, const bool *known,
                    bool *hidden);

/* What may leave the programme: hidden rows keep their names and lose their numbers. No counts
 * under the threshold nor what would give them away, no percentages of fewer than 10, no tests with
 * a group under 20, no quartiles of fewer than four times the threshold, wages of fewer than 50
 * rounded to 10 euro; of a curve only months between which at least the threshold found work, with
 * who was at risk when those began, and of groups only months that all of them may show.
 * Smallest and largest values of persons are in no row at all.
 *
 * before: what was released earlier of cohorts with the same people. A count that differs from one
 * of those by 1 up to threshold - 1 is hidden too, and so is one of which the whole or the others
 * do: whoever has both could subtract them. False: the number of participants itself is too small
 * or differs by so little, and nothing may leave. */
bool disclose_study(struct arena *a, struct study *s, int64_t threshold, const struct study *before,
                    size_t befores) MUST_USE;

/* A release and what was asked for it. */
struct study_told {
    const struct study_wish *wish;
    struct study s;
};
struct studies {
    struct study *at;
    size_t n, cap;
};
/* All that was released of people of this cohort, for disclose_study: each release of a cohort with
 * the same people, the sum of parts of it that exclude each other, and a whole of which it is a
 * part less other such parts. In the arena. */
struct studies disclose_before(struct arena *a, const struct study_wish *wish,
                               const struct study_told *told, size_t n);
/* How many had found work up to this month of a curve, as a release says it; -1: it does not. */
int64_t disclose_found(const struct study *s, const struct study_row *wanted);
int64_t disclose_hidden(const struct study *s); /* rows that are hidden */

/* ---- two cohorts (study_pair.c) ---------------------------------------------------------------
 */

enum study_answer {
    STUDY_ANSWER_SAME, /* no difference shown */
    STUDY_ANSWER_DIFFERS,
    STUDY_ANSWER_FEW,        /* fewer than 20 in one of them */
    STUDY_ANSWER_STRUCTURAL, /* one of them could not have had it */
    STUDY_ANSWER_OVERLAP,    /* people may be in both */
    STUDY_ANSWER_NO_SPREAD,  /* nothing varies */
};

struct study_pair {
    enum study_block block;
    const char *item;
    const char *method;           /* "pearson", "fisher", "welch", "logrank"; "" when refused */
    double difference, low, high; /* of shares or means, first less second; NAN */
    double p, p_holm;
    enum study_answer answer;
};
struct study_pairs {
    struct study_pair *at;
    size_t n, cap;
    int tests; /* done */
};
/* The tests that are allowed between two cohorts, from their full rows. apart: nobody is in both;
 * same_scheme: they were chosen by the same target group and scheme. */
struct study_pairs study_pair(struct arena *a, const struct study *x, const struct study *y,
                              bool apart, bool same_scheme);
/* Is any of its numbers hidden here? The other value with the difference, or p, would tell it. A
 * curve is of months, and its test tells none of them. */
bool study_pair_hidden(const struct study *s, const struct study_pair *p);

#endif
