/* fidelity_live_web.h: pages, job and command of the live estimate. Not for other folders.
 */
#ifndef SPIL_FEATURE_FIDELITY_FIDELITY_LIVE_WEB_H
#define SPIL_FEATURE_FIDELITY_FIDELITY_LIVE_WEB_H

#include "core/req.h"
#include "core/site.h"
#include "feature/fidelity/fidelity_live.h"

/* "14,2 per fte", "niet te berekenen". */
const char *fidelity_live_words(struct req *r, const struct fidelity_live *live);

void fidelity_live_page(struct req *r);     /* GET /modeltrouw/stand */
void fidelity_item_page(struct req *r);     /* GET /modeltrouw/stand/punt */
void fidelity_contacts_page(struct req *r); /* GET /modeltrouw/stand/contacten */
int fidelity_command(int argc, char **argv);
struct job;
bool fidelity_nightly(struct job *j);

#endif
