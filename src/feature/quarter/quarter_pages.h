/* quarter_pages.h: what the pages of the quarterly return share. Not for other folders.
 */
#ifndef SPIL_FEATURE_QUARTER_QUARTER_PAGES_H
#define SPIL_FEATURE_QUARTER_QUARTER_PAGES_H

#include "core/req.h"
#include "feature/quarter/quarter.h"

/* The view that the address (or the form) asks: programma, kwartaal. False: answered with 404. */
bool quarter_asked(struct req *r, enum perm perm, const char *programme, const char *quarter,
                   struct quarter_view *v);
const char *quarter_words(struct req *r, struct quarter q); /* 3e kwartaal 2026 */

/* The words of a row of quarter_left_out or quarter_mend. */
enum text_id quarter_row_text(const char *code);

/* A number that opens its list; "of" is the denominator. */
void quarter_list_link(struct req *r, const struct quarter_view *v, const char *code,
                       const char *group, bool of, const char *label);
void quarter_list(struct req *r);  /* GET /monitor/lijst */
void quarter_trend(struct req *r); /* GET /monitor/terugkoppeling */

#endif
