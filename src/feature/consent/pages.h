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

/* ---- whom a consent may be for: consent_known.c, consent_sql.c ------------------------------- */

/* Somebody the record names already: nobody types the name again. A consent keeps a copy of the
 * name, as a fact of its moment. */
struct known {
    const char *key; /* in the address */
    const char *party;
    const char *name;
    const char *role; /* "ouder"; "" */
    bool is_primary;
    int64_t placement_id; /* of an employer: the job */
    const char *employer;
};
struct knowns {
    struct known *at;
    size_t n, cap;
};
/* Practitioners and relatives who are there, without words for their role: that is a kind still. */
struct knowns known_people(struct req *r);
/* Contact persons and mentors of the jobs of consent_jobs(). */
struct knowns known_at_work(struct req *r);
/* Fills in who it is, of the key in the address; nothing when there is no such person. */
void consent_fill_known(struct req *r, struct consent *c, const char *key);
/* The page that asks who: those the record knows, and somebody else. */
void consent_choose_page(struct req *r);

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
