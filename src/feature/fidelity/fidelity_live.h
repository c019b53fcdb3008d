/* fidelity_live.h: the live estimate: what Spil's own records say about each item on a day.
 *
 * A pure function of a world and a day: the same for today, for the end of each of the last months,
 * and from scratch. Never a total: a reviewer scores, this only proposes, with numerator,
 * denominator, window, completeness and the very rows it counted. Windows are [from, until), days.
 * Formulas and parameters: rules/fidelity/, research fidelity.md 1.2 and 1.3.
 *
 * G5, individual job search (research 1.3: "employer contacts whose sector/function matches a
 * recorded preference / all client-specific contacts"; bounds of its anchors), as read here:
 * - client-specific is what it is in G6: a specialist, also a stand-in, met an employer face to
 * face for a client. It counts once for each client it was for: the wishes differ. Not: a talk
 * where the client works or is on trial that day (no search), nor an employer the client spoke
 * alone.
 * - what matches is asked once, at the lead (struct lead, fits). Contact and lead belong together
 *   when client and employer are the same; of more leads the best answer counts. The answers are
 *   those of now, also for an earlier day. A lead that did not move for `lead` months before the
 *   day says nothing.
 * - in part is a match (the formula asks for a preference, not for all), unless `partly` is 0; how
 *   many match in full is told beside it.
 * - without an employer, a lead or an answer it is not known: left out, told as completeness, and
 *   the share of all contacts beside it. Known of less than `share` percent: no score is proposed.
 * - a 5 also asks that the search matches the plan, which only a reviewer sees: at most 4.
 */
#ifndef SPIL_FEATURE_FIDELITY_FIDELITY_LIVE_H
#define SPIL_FEATURE_FIDELITY_FIDELITY_LIVE_H

#include "base/vec.h"
#include "feature/contact/touch.h"
#include "feature/fidelity/fidelity.h"

/* ---- the world: what fidelity_load() reads ----------------------------------------------------
 */

struct fidelity_worker {
    int64_t id;
    const char *name;
    int64_t fte, hours_week; /* hundredths */
    bool supervisor;         /* leads, and has no caseload of the own role */
};
struct fidelity_trajectory {
    int64_t id, client_id;
    int32_t referred_on, first_talk_on, started_on, closed_on, first_employer_on;
    int32_t profile_on; /* the first career profile; DAY_NONE: none */
    bool goal;          /* a work goal was recorded */
    bool given_up;      /* closed for no contact or because a term was over */
    /* The newest wish of the client: no relative, no practitioner (not wanted, or there is none).
     */
    bool no_relative, no_practitioner;
};
struct fidelity_assignment {
    size_t trajectory; /* place in the world */
    int worker;        /* place; -1: not a worker of now */
    int32_t from, to;  /* to: last day, DAY_NONE none */
};
struct fidelity_job {
    int64_t id;
    size_t trajectory;
    int64_t employer_id, establishment_id;
    const char *title;
    int32_t started_on, ended_on;
    bool paid, permanent, disclosure;
    bool advised;            /* about income, before it began */
    signed char competitive; /* by the definition of item G10: 1, 0, -1 it does not say */
};
struct fidelity_day { /* of one worker: contacts, and hours that are no contact */
    int worker;
    int32_t day;
    int64_t minutes, travel, community;
    int visits_client, visits_other, meetings, experts, care, team, coaching;
    int64_t desk, other, away; /* administration and training; no IPS; leave and sick */
};
enum { TOUCH_OTHER = 1 << 12 }; /* beside enum contact_touch: not by the own specialist */
struct fidelity_touch {         /* of one trajectory on one day */
    size_t trajectory;
    int32_t day;
    int what; /* bits */
};

struct fidelity_care { /* the client of a trajectory is treated by a team */
    size_t trajectory;
    int64_t team_id;
    const char *team;
    int32_t from, to; /* to: last day, DAY_NONE none */
};
/* Two kinds: the caseload meeting of a team of one's own (feature/meeting), once it is closed, and
 * the meeting of a treatment team (feature/people). */
struct fidelity_meeting {
    int64_t id;
    bool care;
    int64_t team_id;
    const char *team;
    int32_t day;
    int discussed; /* own: clients talked over */
    bool goals;    /* own: outcomes and goals were talked over */
};
struct fidelity_presence { /* of one worker at one meeting, there or not */
    size_t meeting;
    int worker;
    bool there;
    bool leads;    /* own: a supervisor of the team */
    bool log;      /* own: the employers this worker met were talked over */
    int suggested; /* care: people for whom work was suggested before a referral */
};

struct fidelity_search { /* an employer met for a client, face to face */
    size_t trajectory;
    int32_t day;
    int64_t contact_id, employer_id; /* employer_id: 0 not said */
    int worker;                      /* who was there; place, -1: not a worker of now */
};
enum fidelity_fit { FIT_UNKNOWN, FIT_NO, FIT_PARTLY, FIT_YES };
struct fidelity_lead {
    int64_t id;
    size_t trajectory;
    int64_t employer_id;
    int32_t moved_on; /* its last stage */
    enum fidelity_fit fit;
};

struct fidelity_world {
    const struct fidelity_scale *scale;
    const struct fidelity_worker *worker;
    size_t workers;
    const struct fidelity_trajectory *trajectory;
    size_t trajectories;
    const struct fidelity_assignment *assignment;
    size_t assignments;
    const struct fidelity_job *job; /* by trajectory */
    size_t jobs;
    const struct fidelity_day *day; /* by worker, then day */
    size_t days;
    const struct fidelity_touch *touch; /* by trajectory, then day */
    size_t touches;
    const struct fidelity_care *care; /* by trajectory */
    size_t cares;
    const struct fidelity_meeting *meeting; /* by day */
    size_t meetings;
    const struct fidelity_presence *presence;
    size_t presences;
    const struct fidelity_search *search; /* by trajectory, then day */
    size_t searches;
    const struct fidelity_lead *lead; /* by trajectory */
    size_t leads;
    int teams; /* own teams with two or more specialists, on the last day of the world */
    const int32_t *returned; /* the days on which a quarterly return was signed */
    size_t returns;
};

/* ---- what comes out ---------------------------------------------------------------------------
 */

enum fidelity_live_kind {
    LIVE_NONE,  /* cannot be computed: the formula says why */
    LIVE_EMPTY, /* can be, but there is nothing in the window */
    LIVE_SCORE, /* a proposed score */
    LIVE_COUNT, /* a number for the reviewer, without a score */
    LIVE_PARTS, /* which components are there */
};
enum fidelity_unit { UNIT_RATIO, UNIT_PERCENT, UNIT_DAYS, UNIT_WEEK, UNIT_MONTH, UNIT_PARTS };

struct fidelity_live {
    enum fidelity_live_kind kind;
    enum fidelity_unit unit;
    double n, of;
    double value;
    /* Other views beside it (the formula says which); NAN: none. */
    double second, third;
    int64_t left; /* left out of n and of: censored, without a title, ... */
    int score;    /* proposed; 0: none */
    int32_t from, until;
    double complete;                  /* share of what should have been recorded; NAN: not known */
    int parts;                        /* components in part[]; 0: none are told */
    signed char part[FIDELITY_PARTS]; /* 1 there, 0 not, -1 not recorded */
    double series[4];                 /* G13: the four shares; NAN elsewhere */
};

/* A row of evidence: what it is about, and its share in n and of. */
struct fidelity_row {
    int worker;                                   /* -1 */
    const struct fidelity_trajectory *trajectory; /* NULL */
    const struct fidelity_job *job;               /* NULL */
    int32_t day;                                  /* DAY_NONE */
    double n, of;
    const char *what;                 /* team of a meeting or of a treatment; NULL */
    int64_t meeting_id;               /* of one's own, feature/meeting; 0 */
    int64_t employer_id;              /* G5: who was met; 0 */
    const struct fidelity_lead *lead; /* and what was said of the employer; NULL */
};
struct fidelity_rows {
    struct arena *arena;
    struct fidelity_row *at;
    size_t n, cap;
};

/* One item on the day T (its window ends before T). rows may be NULL. */
struct fidelity_live fidelity_live(const struct fidelity_world *w, int item, int32_t t,
                                   struct fidelity_rows *rows);
/* Is this item about clients and their jobs, so that it can be told of one target group? The others
 * are about specialists, whose time and caseload serve all groups. */
bool fidelity_of_clients(const char *item);
/* Every item, by place in the scale. */
void fidelity_live_all(const struct fidelity_world *w, int32_t t,
                       struct fidelity_live out[FIDELITY_ITEMS]);
/* Whose row of evidence it is on t: its specialist, or that of its client; -1. */
int fidelity_row_worker(const struct fidelity_world *w, const struct fidelity_row *row, int32_t t);
/* Kaplan-Meier median of G4, who had no contact counted until T; NAN: not reached. */
double fidelity_median_search(struct arena *a, const struct fidelity_world *w, int32_t t);

#endif
