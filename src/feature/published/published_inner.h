/* published_inner.h: what the parts of this feature share: the tables as printed, and the rules by
 * which a number is judged. Not for other folders.
 */
#ifndef SPIL_FEATURE_PUBLISHED_PUBLISHED_INNER_H
#define SPIL_FEATURE_PUBLISHED_PUBLISHED_INNER_H

#include "feature/published/published.h"

enum sheet_name {
    TABLE1,
    TOTALS,
    B1,
    B1_MEANS,
    B2,
    B2_MEANS,
    B3,
    B4,
    FIGURES,
    LVB,
    NAH,
    NAH_VALUES,
    CLAIMS,
    RECORD,
};

/* Columns, in the order of the files. */
enum { T1_RUBRIC, T1_ITEM, T1_NAME, T1_BASE, T1_FOLLOW, T1_CHANGE, T1_ALL, T1_REGULAR, T1_DIFF };
/* of B1 and B2; add EPA to get from a CMD column to the same one of EPA */
enum { B_GROUP, B_CATEGORY, B1_PARENT, B1_MARKER, B1_N, B1_PCT, B1_TOTAL, EPA = 3 };
enum { B2_N = 2, B2_PCT, B2_TOTAL };
enum {
    MEANS_NAME,
    MEANS_MEAN,
    MEANS_SD,
    B1_MEANS_N,
    B2_MEANS_MIN = 3,
    B2_MEANS_MAX,
    B2_MEANS_N,
    EPA_MEANS = 5
};
enum { B3_EVENT, B3_PERIOD, B3_ACTUAL = 5, B3_EXPECTED, B3_PCT };
enum { B4_ACTIVITY, B4_PHASE = 2, B4_MEAN, B4_MIN = 5, B4_N = 7 };
enum { FIGURE_ID, FIGURE_PLACE, FIGURE_WHAT, FIGURE_VALUE, FIGURE_UNIT, FIGURE_NOTE };
enum { LVB_WHAT, LVB_VALUE };
enum { NAH_GROUP, NAH_CATEGORY, NAH_N, NAH_TOTAL };
enum { NAHV_WHAT, NAHV_STAT, NAHV_VALUE, NAHV_MIN, NAHV_MAX, NAHV_N };
enum { CLAIM_ID, CLAIM_PLACE, CLAIM_PRINTED, CLAIM_VALUE };

struct sheet {
    const char *path;
    const char **cell; /* rows x cols */
    int rows;
    int cols;
};

struct report {
    struct arena *arena;
    struct sheet sheet[PUBLISHED_FILES];
    struct published_row *row;
    int rows;
    int room;
    const char *missing; /* a row that a computation needs and the tables do not have */
};

const char *published_cell(const struct report *r, enum sheet_name s, int row, int col);
double published_number(const struct report *r, enum sheet_name s, int row, int col); /* or NAN */
int64_t published_count(const struct report *r, enum sheet_name s, int row, int col); /* or 0 */
/* The row whose first cell is a (and whose second is b, unless NULL). When there is none, the
 * report fails and 0 is returned. */
int published_find(struct report *r, enum sheet_name s, const char *a, const char *b);
const char *published_figure(struct report *r, const char *id); /* of FIGURES, as printed */
double published_claim(struct report *r, const char *id);       /* value of CLAIMS */

/* Adds a row; the strings must live as long as the arena. */
void published_add(struct report *r, struct published_row row);

/* ---- rules ---- */

int published_decimals(const char *printed); /* digits after the point */
/* Does value, rounded half away from zero at the decimals that are printed, give what is printed?
 * The second form is exact, for scale * a / b. */
bool published_prints(double value, const char *printed);
bool published_prints_ratio(int64_t a, int64_t b, int64_t scale, const char *printed);
const char *published_yes(bool yes); /* "yes" or "no" */

/* ---- parts, in the order of the record ---- */

void published_table1(struct report *r);        /* published_tables.c */
void published_percentages(struct report *r);   /* B1 and B2 */
void published_sums(struct report *r);          /* of B1 */
void published_chi_squares(struct report *r);   /* published_tests.c */
void published_schemes(struct report *r);       /* searches, F and logistic coefficients */
void published_means(struct report *r);         /* ranges and Welch tests of B2 */
void published_text_figures(struct report *r);  /* published_figures.c */
void published_phases(struct report *r);        /* B3 */
void published_time(struct report *r);          /* B4 */
void published_other_sources(struct report *r); /* 000 and 001 */

#endif
