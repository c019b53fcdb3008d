/* lead.h: job leads: where a client may come to work, from an idea to a start or a stop, and which
 * employers the client spoke alone (domain.md section 3, principles 4 and 6).
 *
 * A lead keeps each stage it was in with its day; the last one holds. It starts by recording the
 * work (feature/placement), which takes employer and job from the lead. Contacts with its employer
 * are those of the trajectory with that employer: nothing is entered twice.
 */
#ifndef SPIL_FEATURE_LEAD_LEAD_H
#define SPIL_FEATURE_LEAD_LEAD_H

#include "core/req.h"
#include "feature/trajectory/trajectory.h"

struct lead {
    int64_t id;
    int64_t trajectory_id;
    int64_t employer_id; /* 0: only an idea yet */
    const char *job_title;
    const char *stage;
    int32_t stage_on;
    const char *reason; /* dropped: why */
    const char *source;
    const char *disclosure; /* as of a placement; "" not decided */
    const char *fits;       /* yes, partly, no; "" not asked */
    const char *why_on;     /* does not fit: why go on */
    const char *note;
    const char *next_step;
    int32_t next_on;
    int64_t placement_id; /* what it became; 0 */
    int64_t version;
    /* Only when read. */
    const char *employer_name;
    const char *employer_place;
};
struct leads {
    struct lead *at;
    size_t n, cap;
};

struct lead_stage {
    const char *stage;
    int32_t from_on;
    const char *reason;
    const char *staff_name;
};

extern const struct code lead_stages[];      /* all seven */
extern const struct code lead_open_stages[]; /* idea to offer: those that are set by hand */
extern const struct code lead_drop_reasons[];
extern const struct code lead_sources[]; /* the codes of placement_found_bys */
extern const struct code lead_disclosures[];
extern const struct code lead_fits[];

/* ---- rules: lead.c --------------------------------------------------------------------------- */

bool lead_is_open(const struct lead *l); /* neither started nor dropped */
/* The stage that usually follows an open one; "started" after an offer. */
const char *lead_next_stage(const char *stage);
/* "Bakkerij Bos · verkoper", whichever of the two is known. In the arena. */
const char *lead_title(struct arena *a, const struct lead *l);

/* Principle 6: days from the first talk with the client (else start, else referral) to the first
 * face-to-face contact with an employer, by whoever; until today while there was none. Never below
 * 0. *met: did it happen? */
int32_t lead_clock(const struct trajectory_fact *f, int32_t today, bool *met);

/* ---- storage: lead_sql.c --------------------------------------------------------------------- */

/* NOT_FOUND also when it is of another trajectory. */
enum rc lead_get(struct db *db, struct arena *a, int64_t trajectory_id, int64_t id,
                 struct lead *l) MUST_USE;
/* The furthest first, stopped ones last; at most 300. */
struct leads lead_by_trajectory(struct db *db, struct arena *a, int64_t trajectory_id);
/* The oldest first; at most 100. */
struct lead_stage *lead_history(struct db *db, struct arena *a, int64_t lead_id, size_t *n);

void lead_add(struct req *r, struct lead *l);                      /* sets id */
enum rc lead_change(struct req *r, const struct lead *l) MUST_USE; /* all but the stage */
/* Takes this stage from a day on; l is as it was read. */
void lead_step(struct req *r, struct lead *l, const char *stage, int32_t on, const char *reason);
/* Takes the last stage away; of a lead that has but one, and was never changed, the lead. INVALID:
 * the only stage of a lead that was changed since. */
enum rc lead_step_back(struct req *r, const struct lead *l) MUST_USE;
/* The work it became was recorded: the lead starts on its first day. */
void lead_placed(struct req *r, struct lead *l, int64_t placement_id, int32_t started_on);

/* ---- employers spoken for a client ------------------------------------------------------------
 */

struct client_visit {
    int64_t id;
    int64_t trajectory_id;
    int64_t employer_id;
    int32_t day;
    const char *mode; /* contact_modes */
    const char *note;
};
void client_visit_add(struct req *r, struct client_visit *v); /* sets id; the facts follow */
/* Of r->trajectory_id; on /mijn only what one recorded oneself. */
enum rc client_visit_remove(struct req *r, int64_t id) MUST_USE;
/* The last ones this client recorded, newest first; their talks have staff_name "". */
struct lead_talks client_visit_own(struct req *r, int limit);

/* With an employer for this client: a contact of a colleague, or a visit of the client alone. */
struct lead_talk {
    int64_t id;
    bool alone; /* the client, without a colleague */
    int32_t day;
    int64_t employer_id;       /* 0 not said */
    const char *employer_name; /* "" */
    const char *mode;
    const char *staff_name; /* who was there, or who recorded it */
    const char *note;
};
struct lead_talks {
    struct lead_talk *at;
    size_t n;
    bool more;
};
/* Newest first. */
struct lead_talks lead_talks(struct db *db, struct arena *a, int64_t trajectory_id, int limit);

/* ---- on other pages -------------------------------------------------------------------------- */

/* Who of this caseload waits for the first employer, longest first, for Vandaag; draws nothing when
 * nobody does. */
void lead_waiting_show(struct req *r, const struct trajectory_facts *caseload);
/* The block of /mijn, and recording there an employer one spoke alone. An unknown company is added
 * to the employers, by its name and place: a client never sees the list. */
void lead_mine_block(struct req *r);
void lead_mine_visit_form(struct req *r);
void lead_mine_visit_save(struct req *r);
void lead_mine_visit_remove(struct req *r);

#endif
