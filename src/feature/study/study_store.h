/* study_store.h: cohorts and releases in the database, and what the pages of this folder share. Not
 * for other folders.
 */
#ifndef SPIL_FEATURE_STUDY_STUDY_STORE_H
#define SPIL_FEATURE_STUDY_STUDY_STORE_H

#include "core/req.h"
#include "feature/study/study.h"

struct job; /* core/job.h */

/* ---- study_sql.c ------------------------------------------------------------------------------
 */

struct study_cohort {
    int64_t id;
    struct study_wish wish;
    int64_t computed_at; /* 0: not yet */
    const char *figures; /* only from study_get */
};
struct study_cohorts {
    struct study_cohort *at;
    size_t n, cap;
};
struct study_cohorts study_list(struct db *db, struct arena *a); /* newest first; all there are */
bool study_get(struct db *db, struct arena *a, int64_t id, struct study_cohort *c) MUST_USE;
void study_add(struct db *db, int64_t id, const struct study_wish *w, int64_t staff_id,
               int64_t now);
void study_store(struct db *db, int64_t id, const char *figures, int64_t now);
bool study_waits(struct db *db, int64_t id); /* a job for it is waiting or running */

struct study_release {
    int64_t id, study_id, released_at, computed_at, threshold;
    const char *by, *figures;
    const char *counted;    /* before disclosure control; only from study_release_last */
    struct study_wish wish; /* of its cohort; not from study_release_last */
};
struct study_releases {
    struct study_release *at;
    size_t n, cap;
};
struct study_releases study_releases(struct db *db, struct arena *a); /* all, newest first */
struct study_releases study_releases_of(struct db *db, struct arena *a, int64_t study_id);
/* Of the newest figures of a cohort; false: none, or none of which is known what was counted. */
bool study_release_last(struct db *db, struct arena *a, int64_t study_id,
                        struct study_release *release) MUST_USE;
bool study_release_get(struct db *db, struct arena *a, int64_t id,
                       struct study_release *release) MUST_USE;
void study_release_add(struct db *db, int64_t id, const struct study_cohort *c, int64_t staff_id,
                       int64_t now, int64_t threshold, const char *figures);

/* ---- study_web.c ------------------------------------------------------------------------------
 */

/* The cohort of this number, if this user may see it; false: answered with 404. */
bool study_asked(struct req *r, const char *number, struct study_cohort *c) MUST_USE;
struct study_cohorts study_mine(struct req *r); /* all that this user may see, newest first */

/* The figures as this user may see them. Who may not open the records sees a release: what is shown
 * outside is in the log of what left, like a download, and what comes later is held against it. */
struct study_seen {
    struct study s;
    int64_t computed_at; /* of s; 0 none */
    const char *counted; /* the same figures before disclosure control, as text */
    int64_t controlled;  /* the threshold under which counts are hidden; 0: all is shown */
    bool refused;        /* too few: nothing may be shown */
    bool asks;           /* nothing was shown yet: the reader is to ask for it */
};
struct study_seen study_seen_of(struct req *r, const struct study_cohort *c);

void study_page_begin(struct req *r, const char *title, const char *subtitle);
void study_too_small(struct req *r);
void study_choice(struct req *r, const struct study_cohorts *list, int64_t one, int64_t two);

/* ---- study_compare.c --------------------------------------------------------------------------
 */

void study_compare_page(struct req *r); /* GET /onderzoek/vergelijk */
void study_compare_file(struct req *r); /* GET /onderzoek/vergelijk/bestand */

/* ---- study_job.c ------------------------------------------------------------------------------
 */

bool study_job(struct job *j);       /* argument: the number of one cohort */
bool study_night_job(struct job *j); /* all of them */

struct study_line;

/* ---- study_words.c: figures as people read them -----------------------------------------------
 */

const char *study_label(struct arena *a, enum lang lang, const struct study_row *r);
const char *study_number(struct arena *a, enum lang lang, double x, int decimals); /* – for NAN */
const char *study_percent(struct arena *a, enum lang lang, double share, int decimals);
const char *study_limits(struct arena *a, enum lang lang, double low, double high, int decimals);
/* The difference of two cohorts with its limits; – when it is not told. */
const char *study_difference(struct arena *a, enum lang lang, const struct study_pair *p);
const char *study_p(struct arena *a, enum lang lang, double p);
const char *study_whole(struct arena *a, int64_t n);     /* – for NUMBER_NONE */
const char *study_day(struct arena *a, const char *iso); /* 01-03-2026 */
int study_decimals(const char *item);
/* What each test says, in one sentence. */
const char *study_test_says(struct arena *a, enum lang lang, const struct study_row *r);
/* The characteristics whose interval does not reach 1, in words; "" when there are none. */
const char *study_terms(struct arena *a, enum lang lang, const struct study *s,
                        enum study_block block);
/* The groups that the others of a regression are compared with: one sentence. */
const char *study_reference(struct arena *a, enum lang lang, const struct study *s,
                            enum study_block block);
const char *study_test_method(enum lang lang, const char *kind); /* of a code; – */
/* Why something was not computed, from the text of its row: the end of a sentence. */
const char *study_why(enum lang lang, const char *code);
bool study_few_events(const struct study *s); /* fewer than 10 for each term of the regression */
/* The groups a test compares, from the level of its row. */
const char *study_groups(enum lang lang, const char *level);
/* False: of so few people that the p of this test says nothing. */
bool study_has_p(const struct study_row *r);
/* Of a test of two cohorts: what it is about, the value of one of them, what came of it. */
const char *study_pair_label(struct arena *a, enum lang lang, const struct study_pair *p);
const char *study_pair_value(struct arena *a, enum lang lang, const struct study *s,
                             const struct study_pair *p);
/* How many tests there are, and what was done about that. */
const char *study_tests_words(struct arena *a, enum lang lang, int tests);
const char *study_pair_answer(struct arena *a, enum lang lang, const struct study_pair *p);
/* To be copied: definitions, counts, versions. Every number in it stands in the figures. */
const char *study_made(struct arena *a, enum lang lang, const struct study *s); /* the last of it */
const char *study_method(struct arena *a, enum lang lang, const struct study *s);
/* What a card of the page, and of the paper, says: the finding where there is one. */
const char *study_card_title(struct arena *a, enum lang lang, const struct study *s,
                             enum study_block block);
const char *study_contract_title(struct arena *a, enum lang lang, const struct study *s);
/* What the chart of the curve says. */
const char *study_finding(struct arena *a, enum lang lang, const struct study *s);
/* What the chart of two cohorts says: both in the last month that both have. */
const char *study_two_finding(struct arena *a, enum lang lang, const struct study_line *one,
                              const char *one_name, const struct study_line *two,
                              const char *two_name);

/* ---- study_show.c -----------------------------------------------------------------------------
 */

/* All cards of the figures. controlled: small counts were hidden. */
void study_show(struct req *r, const struct study *s, bool controlled);
/* The share that ever had work of two cohorts in one chart. */
void study_show_two(struct req *r, const struct study *x, const char *x_name, const struct study *y,
                    const char *y_name);

/* ---- study_paper.c ----------------------------------------------------------------------------
 */

void study_pdf(const struct study *s, enum lang lang, struct arena *a, int64_t made_at,
               struct buf *out);

/* Two cohorts as they are shown: s, with full before disclosure control for the tests. */
struct study_side {
    const struct study_wish *wish;
    struct study s, full;
    bool controlled;
};
struct study_pairs study_pair_sides(struct arena *a, const struct study_side *x,
                                    const struct study_side *y);
/* Do they count work and months alike? */
bool study_same_count(const struct study_side *x, const struct study_side *y);
/* A test as far as it may be told. */
struct study_pair study_pair_told(const struct study_side *x, const struct study_side *y,
                                  const struct study_pair *p, bool *hidden);
void study_pair_pdf(const struct study_side *x, const struct study_side *y, enum lang lang,
                    struct arena *a, int64_t made_at, struct buf *out);

/* ---- study_files.c ----------------------------------------------------------------------------
 */

void study_csv(const struct study *s, enum lang lang, struct arena *a, struct buf *out);
void study_codebook(const struct study *s, enum lang lang, struct arena *a, struct buf *out);
void study_xlsx(const struct study *s, enum lang lang, struct arena *a, struct buf *out);

/* Values against 1 .. n of one curve of a block, bridged where months are hidden; NAN from where
 * fewer than STUDY_LINE_MIN people are left (C.3). */
enum { STUDY_LINE_MIN = 10 };
struct study_line {
    int n;
    double *y, *low, *high;
    int64_t *at_risk;
    double last;    /* the last known, */
    int last_month; /* and its month; 0 none */
};
struct study_line study_line(struct arena *a, const struct study *s, enum study_block block,
                             const char *item, const char *level);
/* The line of who works, as far as that of who ever worked: one chart, one last month. */
struct study_line study_now(struct arena *a, const struct study *s, const struct study_line *ever);
/* One month alone is no line. */
bool study_is_line(const struct study_line *line);

/* The largest groups of an item that have a curve, at most three, in the order of size; how many.
 */
enum { STUDY_GROUPS_MAX = 3 };
struct study_group {
    const char *level, *name;
    int64_t n;
    struct study_line line;
};
int study_groups_drawn(struct arena *a, enum lang lang, const struct study *s, const char *item,
                       struct study_group *best);
/* What the chart of these says; n > 0. */
const char *study_groups_finding(struct arena *a, enum lang lang, const char *item,
                                 const struct study_group *g, int n);

#endif
