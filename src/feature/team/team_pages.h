/* team_pages.h: what the page Team is drawn from. Not for other folders.
 */
#ifndef SPIL_FEATURE_TEAM_TEAM_PAGES_H
#define SPIL_FEATURE_TEAM_TEAM_PAGES_H

#include "feature/team/team.h"

struct team_page {
    int64_t team_id, programme_id;
    const char *name; /* of the team */
    bool leads;       /* supervises it: sees the signals of all */
    struct trajectory_facts facts;
    struct team_members now, before; /* a week ago */
};

/* The rest of a long list opens when asked for. Called before row i of n; of more than
 * TEAM_UNFOLDED rows the caller also ends a details. */
enum { TEAM_UNFOLDED = 10 };
void team_fold(struct req *r, size_t i, size_t n);
void team_show_signals(struct req *r, const struct team_page *p);
void team_show_members(struct req *r, const struct team_page *p);
void team_show_silent(struct req *r, const struct team_page *p);

#endif
