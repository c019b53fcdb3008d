/* codes.h: code lists that come from files in rules/: municipalities, benefits, education ...
 *
 * A file has at least the columns code and name_nl, and may have name_en and group. The lists are
 * read once per process and live as long as it does. A code that is no longer in the list is shown
 * as itself.
 */
#ifndef SPIL_CORE_CODES_H
#define SPIL_CORE_CODES_H

#include "html/form.h"
#include "text/text.h"

/* list: "municipalities", "benefit_types", "education_levels", "diagnosis_dsm5_chapters",
 * "sbi2008_sections", "target_groups", "schemes"; BUG() for another. */
const struct choice *codes_choices(const char *list, enum lang lang, size_t *n);
const char *codes_label(const char *list, enum lang lang, const char *code); /* "" for "" */
/* Another column of the list as a whole number; otherwise when it is empty or the code unknown.
 * column is a literal of the program. */
int64_t codes_number(const char *list, const char *code, const char *column, int64_t otherwise);
bool codes_known(const char *list, const char *code);

#endif
