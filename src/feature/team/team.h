/* team.h: what a supervisor looks at every week: per specialist the figures behind the live
 * fidelity estimate, and where they leave the norm. A specialist sees the own figures first; names
 * stand in their own order and nobody is ranked.
 *
 * Figures are those of feature/fidelity, per specialist; limits are rules/team_signals.csv.
 */
#ifndef SPIL_FEATURE_TEAM_TEAM_H
#define SPIL_FEATURE_TEAM_TEAM_H

#include "feature/fidelity/fidelity_load.h"
#include "feature/trajectory/trajectory.h"

enum team_figure {
    TEAM_CASELOAD,  /* running clients, of the norm for this post */
    TEAM_VISITS,    /* face to face with employers, of the weeks: eight whole ones */
    TEAM_FIRST,     /* days to the first employer, of the clients who had one: twelve months */
    TEAM_COMMUNITY, /* minutes outside the office, of those without travel: three months */
    TEAM_RHYTHM,    /* jobs whose follow-along rhythm was kept, of those begun: twelve months */
    TEAM_CARE,      /* weeks with a meeting of the treatment team, of all: three months */
    TEAM_FIGURES
};
extern const char *const team_items[TEAM_FIGURES]; /* the fidelity item behind each */

struct team_value {
    double n, of;
    int64_t waiting; /* TEAM_FIRST: clients without an employer yet */
};
/* What the page compares with the limit: a ratio, a percentage or days; NAN when of is 0. */
double team_result(enum team_figure figure, const struct team_value *value);

struct team_member {
    int worker; /* place in the world */
    int64_t id;
    const char *name;
    struct team_value value[TEAM_FIGURES];
    int64_t visits_week;            /* of the last whole week */
    const struct fidelity_row *row; /* TEAM_FIRST: a row per client */
    size_t rows;
};
struct team_members {
    struct team_member *at;
    size_t n, cap;
};
struct team_staff {
    int64_t id;
    int64_t norm; /* clients that fit the post, hundredths */
};
/* Those of staff[] who are in the world, as they stood on t, in the order of the world: by name. */
struct team_members team_measure(struct arena *a, const struct fidelity_world *w,
                                 const struct team_staff *staff, size_t n, int32_t t);

/* "caseload_high", ... of rules/team_signals.csv; NULL: within the norm, or nothing to judge. */
const char *team_signal(enum team_figure figure, const struct team_value *value);

#endif
