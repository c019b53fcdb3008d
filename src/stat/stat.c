/* stat.c: the words for refusals.
 * Not: any formula; each subject has a file of its own.
 * Start at stat.h. */
#include "stat/stat.h"

const char *stat_reason(enum stat_rc rc)
{
    switch (rc) {
    case STAT_OK:
        return "ok";
    case STAT_TOO_FEW:
        return "too few cases";
    case STAT_SINGULAR:
        return "the matrix has no inverse";
    case STAT_NO_CONVERGENCE:
        return "the iteration did not settle";
    case STAT_SEPARATED:
        return "a predictor separates the outcome";
    case STAT_NO_VARIANCE:
        return "no spread in a group or variable";
    case STAT_STRUCTURAL:
        return "a zero that could not have been anything else";
    case STAT_BAD_INPUT:
        return "outside the domain of the function";
    }
    BUG("stat_rc %d", (int)rc);
}
