/* values.h: days and optional numbers between structs and columns: DAY_NONE and NUMBER_NONE are
 * null.
 */
#ifndef SPIL_CORE_VALUES_H
#define SPIL_CORE_VALUES_H

#include "base/date.h"
#include "db/db.h"
#include "html/form.h"

/* text must live as long as the statement runs. */
static inline struct val val_day(int32_t day, char text[DAY_TEXT])
{
    return day == DAY_NONE ? NIL : S(day_iso(day, text));
}

static inline struct val val_number(int64_t n)
{
    return n == NUMBER_NONE ? NIL : I(n);
}

static inline int32_t day_at(const struct db_rows *q, int column)
{
    return db_null(q, column) ? DAY_NONE : day_from_iso(db_text(q, column));
}

static inline int64_t number_at(const struct db_rows *q, int column)
{
    return db_null(q, column) ? NUMBER_NONE : db_int(q, column);
}

#endif
