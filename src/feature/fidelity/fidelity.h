/* fidelity.h: model fidelity: the scale as versioned data, and what scores add up to.
 *
 * A library of its own (no database, no pages): scores in, totals, bands and agreement out. The
 * scale stands in rules/fidelity/: items, anchors, parameters, bands, notes, each with its
 * confidence; a review keeps the version it began with. Sources: research fidelity.md sections 1 to
 * 3; report 002 paragraphs 1.4 IIb and 5.
 *
 * A rating has a status apart from its score (fidelity.md 1.5): only SCORED and NO_FIT (which is 1
 * by rule) enter a sum; never is 0 or 9 a number.
 */
#ifndef SPIL_FEATURE_FIDELITY_FIDELITY_H
#define SPIL_FEATURE_FIDELITY_FIDELITY_H

#include "base/arena.h"
#include "base/date.h"
#include "stat/agree.h"
#include "text/text.h"

enum { FIDELITY_ITEMS = 26, FIDELITY_SCORES = 5, FIDELITY_RUBRICS = 3, FIDELITY_PARTS = 6 };

/* ---- the scale --------------------------------------------------------------------------------
 */

enum fidelity_rubric { FIDELITY_STAFFING, FIDELITY_ORGANISATION, FIDELITY_SERVICES };
const char *fidelity_rubric_code(enum fidelity_rubric rubric);

struct fidelity_note { /* an item for one target group */
    const char *target_group;
    const char *text[LANGS], *source;
};

struct fidelity_parameter { /* a number or a choice that a formula takes */
    const char *name, *value, *unit, *status, *source;
};

struct fidelity_item {
    const char *id; /* B1 .. B3, O1 .. O8, G1 .. G15 */
    enum fidelity_rubric rubric;
    const char *name[LANGS], *measures[LANGS];
    const char *formula[LANGS]; /* of the live estimate, in words */
    const char *evidence;       /* codes with spaces between */
    char computable;            /* F fully, P partly, J judgement only */
    char confidence;            /* of the anchors: C confirmed, G general knowledge, U not found */
    const char *track;          /* work, education, both */
    const char *anchor[FIDELITY_SCORES + 1][LANGS]; /* by score; "" where none is known */
    const char *part[FIDELITY_PARTS][LANGS];        /* of an item that counts components */
    int parts;
    const struct fidelity_note *note;
    size_t notes;
    const struct fidelity_parameter *parameter;
    size_t parameters;
};

/* Lower bounds only, so that neither a gap nor an overlap can be written. */
struct fidelity_band {
    int lower;
    const char *label[LANGS];
};
struct fidelity_bands {
    const char *code, *scale, *source, *status;
    const struct fidelity_band *band; /* lowest first */
    int n;
};

struct fidelity_scale {
    const char *code;
    const char *name[LANGS];
    int items;                    /* in item[] */
    int prorate_from;             /* a total is given from so many scored items on */
    const char *bands;            /* the set that is used unless another is asked */
    int32_t valid_from, valid_to; /* days; DAY_NONE: still */
    const char *source, *status;
    const struct fidelity_item *item;
};

/* All versions, oldest first; they live as long as the process. BUG() when a file in
 * rules/fidelity/ is broken. */
const struct fidelity_scale *fidelity_scales(size_t *n);
/* NULL: no such version. */
const struct fidelity_scale *fidelity_scale_find(const char *code);
const struct fidelity_bands *fidelity_band_sets(size_t *n);
const struct fidelity_bands *fidelity_bands_find(const char *code);
/* Place in scale->item; -1: not in this version. */
int fidelity_item_place(const struct fidelity_scale *scale, const char *id);
/* What a confidence mark means. */
const char *fidelity_confidence(struct arena *a, char mark, enum lang lang);
/* A parameter as a number; BUG() when it is not there. "" as text when it is not. */
double fidelity_number(const struct fidelity_item *item, const char *name);
const char *fidelity_choice(const struct fidelity_item *item, const char *name);

/* What is wrong with a scale or a set of bands; NULL when nothing is. In the arena. */
const char *fidelity_scale_wrong(struct arena *a, const struct fidelity_scale *scale);
const char *fidelity_bands_wrong(struct arena *a, const struct fidelity_bands *bands, int items);

/* ---- one review -------------------------------------------------------------------------------
 */

enum fidelity_status {
    FIDELITY_OPEN, /* nothing said yet */
    FIDELITY_SCORED,
    FIDELITY_NO_FIT,         /* 1 by rule */
    FIDELITY_INSUFFICIENT,   /* not enough to see */
    FIDELITY_NOT_APPLICABLE, /* by the notes of the scale */
};
struct fidelity_rating {
    enum fidelity_status status;
    int score; /* 1..5 when SCORED */
};
const char *fidelity_status_code(enum fidelity_status status);
bool fidelity_status_from(const char *code, enum fidelity_status *status) MUST_USE;
/* The number that enters a sum; 0: none. */
int fidelity_value(struct fidelity_rating rating);

struct fidelity_total {
    int items;
    int valid; /* items with a value */
    double sum;
    bool rated;       /* enough items for a total */
    double total;     /* sum, prorated when items are missing; NAN when not rated */
    double low, high; /* missing items all 1, all 5 */
    int rubric_items[FIDELITY_RUBRICS], rubric_valid[FIDELITY_RUBRICS];
    double rubric_sum[FIDELITY_RUBRICS];
};
struct fidelity_total fidelity_add(const struct fidelity_scale *scale,
                                   const struct fidelity_rating *ratings);
/* The same with scores that need not be whole (means of two reviewers); NAN is missing. */
struct fidelity_total fidelity_add_scores(const struct fidelity_scale *scale, const double *scores);
/* Place in bands->band of the unrounded total; -1 when there is none. */
int fidelity_band_of(const struct fidelity_bands *bands, const struct fidelity_total *total);
/* The band of a mean of totals (report 002 does that; it is the band of no programme). */
int fidelity_band_at(const struct fidelity_bands *bands, double total);

/* ---- several reviews --------------------------------------------------------------------------
 */

/* An item mean as an exact fraction, so that nothing depends on the order of adding. */
struct fidelity_mean {
    int64_t sum, n; /* n 0: nobody scored it */
};
/* Hundredths, half away from zero. Sum of item means; with rounded each mean is rounded first (how
 * report 002 got 101.78). Items nobody scored are left out. */
int64_t fidelity_sum_of_means(const struct fidelity_mean *mean, int items, bool rounded);
/* a - b in hundredths, from the unrounded means. */
int64_t fidelity_difference(struct fidelity_mean a, struct fidelity_mean b);

/* ---- two reviewers ----------------------------------------------------------------------------
 */

enum { FIDELITY_CELLS = FIDELITY_SCORES * FIDELITY_SCORES };
/* Gwet's AC2 with quadratic weights: agreement that does not fall to 0 when nearly everybody scores
 * 5 (Gwet, Br J Math Stat Psychol 61, 2008). NAN for an empty table. */
double fidelity_ac2(const int64_t table[FIDELITY_CELLS]);

#endif
