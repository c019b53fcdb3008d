/* report_text.c: the report as text for people.
 * Not: JSON (report_json.c), pages.
 * Start at outcome_text(). */
#include "feature/outcome/block.h"

void outcome_text(const struct outcome *o, struct buf *out)
{
    buf_fmt(out, "%" PRId64 " participants\n", o->cohort.n);
}
