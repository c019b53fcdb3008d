/* table_inner.h: what table.c and table_exact.c share; not for others.
 */
#ifndef SPIL_STAT_TABLE_INNER_H
#define SPIL_STAT_TABLE_INNER_H

#include "stat/table.h"

struct table_margins {
    int64_t n;
    int64_t *row; /* sums */
    int64_t *col;
    int rows; /* that are not empty */
    int cols;
};

/* Fills m and says whether the table can be tested at all (see table.h). */
MUST_USE enum stat_rc table_margins(struct arena *arena, const struct table *t,
                                    struct table_margins *m);

#endif
