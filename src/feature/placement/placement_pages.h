/* placement_pages.h: what the pages of this feature share. */
#ifndef SPIL_FEATURE_PLACEMENT_PLACEMENT_PAGES_H
#define SPIL_FEATURE_PLACEMENT_PLACEMENT_PAGES_H

#include "feature/placement/placement.h"

/* placement_change.c: a contract that changes, and work that stops. */
void placement_terms_form(struct req *r);
void placement_terms_save(struct req *r);
void placement_terms_undo(struct req *r);
void placement_stop_form(struct req *r);
void placement_stop_save(struct req *r);
void placement_stop_undo(struct req *r);

/* placement_block.c: parts of the page of a client. */
void placement_overview_block(struct req *r);
void placement_work_block(struct req *r);
void placement_lessons_block(struct req *r);

#endif
