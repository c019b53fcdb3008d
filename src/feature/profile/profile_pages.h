/* profile_pages.h: what the files with pages of the profile share.
 */
#ifndef SPIL_FEATURE_PROFILE_PROFILE_PAGES_H
#define SPIL_FEATURE_PROFILE_PROFILE_PAGES_H

#include "feature/client/client.h"
#include "feature/profile/profile.h"
#include "feature/trajectory/trajectory.h"

struct client profile_client(struct req *r);
const char *profile_target_group(struct req *r);
void profile_to_tab(struct req *r); /* see other: the tab with the profile */
/* A page of the client, or of the client's own pages. */
void profile_page_begin(struct req *r, const char *title);

/* profile_list.c */
void work_history_block(struct req *r);
void work_history_form(struct req *r);
void work_history_save(struct req *r);
void work_history_delete(struct req *r);
void enrolment_block(struct req *r);
void enrolment_form(struct req *r);
void enrolment_save(struct req *r);
void enrolment_delete(struct req *r);

/* profile_cv.c */
void profile_sheet(struct req *r); /* one A4 in plain words */
void profile_cv(struct req *r);
void profile_cv_pdf(struct req *r);

#endif
