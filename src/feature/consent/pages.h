/* pages.h: what the pages of this feature share: who and what the page is about. */
#ifndef SPIL_FEATURE_CONSENT_PAGES_H
#define SPIL_FEATURE_CONSENT_PAGES_H

#include "feature/consent/consent.h"

/* The client in scope; the gate vouches that there is one. */
struct client consent_client(struct req *r);
struct trajectory consent_trajectory(struct req *r);
const char *consent_when(struct req *r, int64_t ms); /* 23-11-2026 14:05 */
/* A form that is one button: POST to path, which begins with a slash, with the name for who does
 * not see the page. */
void consent_button(struct req *r, const char *path, enum text_id label, const char *about);
/* What can be chosen, of a query for id, name, and more words or "". */
struct choice *consent_choices(struct req *r, struct db_rows q, size_t *n);

/* grant_pages.c */
void grant_cover_form(struct req *r);
void grant_cover_save(struct req *r);
void grant_caseload_form(struct req *r);
void grant_caseload_save(struct req *r);
void grant_discussion_form(struct req *r);
void grant_discussion_save(struct req *r);
void grant_emergency_form(struct req *r);
void grant_emergency_save(struct req *r);
void grant_end_save(struct req *r);
void grant_end_own(struct req *r);
void grant_seen_save(struct req *r);
/* The grants of the client in scope; ended ones too when `all`. */
void grant_list_show(struct req *r, bool all);

/* link_pages.c */
void link_consent_form(struct req *r);
void link_consent_save(struct req *r);
void link_job_form(struct req *r);
void link_job_save(struct req *r);
void link_end_save(struct req *r);
void link_closed(struct req *r);
void link_open(struct req *r);
void link_list_show(struct req *r);

#endif
