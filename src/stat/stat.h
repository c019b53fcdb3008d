/* stat.h: what all of src/stat shares. A pure library: no database, no HTML, no printing, no
 * die(). What cannot be computed is an answer with a reason, never a NaN or a false number.
 *
 * Every function that may refuse returns enum stat_rc and fills its result only on STAT_OK (fields
 * that stay undefined within an OK result are NAN and documented as such). Workspace comes from the
 * caller's arena; inputs are never changed. Arrays are plain C arrays of double or int64_t; a
 * missing value is NAN and each header says whether it is dropped or refused.
 */
#ifndef SPIL_STAT_STAT_H
#define SPIL_STAT_STAT_H

#include "base/arena.h"
#include "base/base.h"

enum stat_rc {
    STAT_OK,
    STAT_TOO_FEW,        /* fewer cases or events than the method needs */
    STAT_SINGULAR,       /* the matrix has no inverse */
    STAT_NO_CONVERGENCE, /* the iteration did not settle */
    STAT_SEPARATED,      /* a predictor splits the outcome: no finite estimate */
    STAT_NO_VARIANCE,    /* a group or a variable without spread */
    STAT_STRUCTURAL,     /* a zero that could not have been anything else */
    STAT_BAD_INPUT,      /* out of the domain of the function */
};

/* Short English reason, lower case, no full stop; the pages have their own plain sentences. */
const char *stat_reason(enum stat_rc rc);

/* Two ends of an interval; NAN where an end does not exist. */
struct stat_interval {
    double low;
    double high;
};

#endif
