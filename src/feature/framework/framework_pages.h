/* framework_pages.h: what the pages of the quality framework share. Not for other folders.
 */
#ifndef SPIL_FEATURE_FRAMEWORK_FRAMEWORK_PAGES_H
#define SPIL_FEATURE_FRAMEWORK_FRAMEWORK_PAGES_H

#include "feature/framework/framework.h"
#include "feature/review/review.h"

struct framework_here {
    struct req_programme programme;
    bool writes; /* this user may change the plan */
    bool nah;    /* the programme has clients with brain injury: three criteria are stricter */
};
/* The programme asked, with this permission. False: answered with 404. */
bool framework_find(struct req *r, const char *asked, enum perm perm,
                    struct framework_here *here) MUST_USE;
/* Begins a page under the framework of this programme. */
void framework_page_begin(struct req *r, const struct framework_here *here, enum text_id title,
                          size_t errors);

void framework_criterion_page(struct req *r);
void framework_criterion_save(struct req *r);
void framework_partner_page(struct req *r);
void framework_partner_save(struct req *r);
void framework_record_page(struct req *r);
void framework_record_save(struct req *r);
void framework_record_drop(struct req *r);

#endif
