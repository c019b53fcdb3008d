/* quick.h: the quick log as a piece of other pages. */
#ifndef SPIL_FEATURE_CONTACT_QUICK_H
#define SPIL_FEATURE_CONTACT_QUICK_H

#include "core/req.h"

/* The form, with `who` (a client, employer or colleague; 0 nobody) filled in. */
void contact_quick_show(struct req *r, int64_t who);

/* With whom: one id for a client, an employer or a colleague, as the search /zoek offers them. */
struct contact_who {
    const char *party;                                /* client, employer or colleague */
    int64_t trajectory_id, employer_id, colleague_id; /* one of them */
};
/* False: nobody this person may log contacts with. A client becomes the one of the access log. */
bool contact_who_get(struct req *r, int64_t id, struct contact_who *who) MUST_USE;
/* To show a choice again; NULL when it is none of ours. */
const char *contact_who_name(struct req *r, int64_t id);
/* What was typed in this F_ID and not chosen: the one find, or 0 with a message and the finds to
 * choose from. */
int64_t contact_who_typed(struct req *r, struct form *f, const char *field);

#endif
