/* fidelity_live_web.h: pages, job and command of the live estimate. Not for other folders.
 */
#ifndef SPIL_FEATURE_FIDELITY_FIDELITY_LIVE_WEB_H
#define SPIL_FEATURE_FIDELITY_FIDELITY_LIVE_WEB_H

#include "core/req.h"
#include "core/site.h"
#include "feature/fidelity/fidelity_live.h"

struct fidelity_asked {
    int64_t programme_id;
    const char *programme;
    const char *group;           /* target group; "" all */
    struct fidelity_world world; /* its clients */
    struct fidelity_world whole; /* of the programme */
    int item;
    int worker; /* place in whole; -1 all */
};

/* From the address: programma, punt, groep, wie; with so many months of history. The programme is
 * the first in which this user may when none is asked. False: answered with 404. */
bool fidelity_find_asked(struct req *r, int months, struct fidelity_asked *asked) MUST_USE;
const char *fidelity_window_words(struct req *r, const struct fidelity_live *live);
/* The name with a link for who may see the name; else "nr. 3". */
void fidelity_show_client(struct req *r, int64_t client_id, size_t place);

/* "14,2 per fte", "beoordelen toetsers". */
const char *fidelity_live_words(struct req *r, const struct fidelity_live *live);

void fidelity_live_page(struct req *r);     /* GET /modeltrouw/stand */
void fidelity_item_page(struct req *r);     /* GET /modeltrouw/stand/punt */
void fidelity_contacts_page(struct req *r); /* GET /modeltrouw/stand/contacten */
int fidelity_command(int argc, char **argv);
struct job;
bool fidelity_nightly(struct job *j);

#endif
