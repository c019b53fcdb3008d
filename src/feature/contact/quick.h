/* quick.h: the quick log as a piece of other pages. */
#ifndef SPIL_FEATURE_CONTACT_QUICK_H
#define SPIL_FEATURE_CONTACT_QUICK_H

#include "core/req.h"

/* The form, with `who` (a client, employer or colleague; 0 nobody) filled in. */
void contact_quick_show(struct req *r, int64_t who);

#endif
