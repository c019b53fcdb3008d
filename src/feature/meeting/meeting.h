/* meeting.h: the weekly caseload meeting of a team: an agenda that fills itself from the rules of
 * attention, one decision with owner and day per client, the employer log talked over, and one save
 * that books everyone's hours.
 *
 * Who attends may read the records on the agenda for the time of the meeting: a grant of kind
 * discussion (core/gate.h) with the meeting as its reason, given by who begins it for the clients
 * whom that person may assign, ended when the meeting is closed.
 *
 * Hours: each attendee gets one contact of activity team with all the minutes of the meeting,
 * shared equally among the attendee's own clients who were talked over (contact_share()); without
 * any it is time of the programme.
 *
 * Evidence for fidelity (research fidelity.md 1.1, items O4 and O5). The contacts above feed
 * contact_tally.team, from which the live estimate takes O4 (weeks in which two or more specialists
 * met) as it is. More can be read from these tables, of meetings with closed_at in the window:
 *   O4  client-based group supervision in a week: a team_meeting with at least two
 *       team_meeting_person.present = 1 and at least one team_meeting_item.discussed = 1;
 *   O5b weekly supervision: the same with a present person who leads = 1 (a supervisor of the
 * team); O5e outcomes and goals every quarter: a team_meeting with goals = 1. Employer contacts
 * talked over with each specialist (the employer log): employer_log = 1.
 */
#ifndef SPIL_FEATURE_MEETING_MEETING_H
#define SPIL_FEATURE_MEETING_MEETING_H

#include "core/req.h"
#include "feature/attention/attention.h"

struct meeting {
    int64_t id;
    int64_t programme_id;
    int64_t team_id;
    int32_t day;
    int64_t begun_by, begun_at;
    int64_t minutes; /* NUMBER_NONE: still going on */
    bool goals;
    int64_t closed_at;
    int64_t version;
    const char *team;    /* name, only when read */
    int64_t items, open; /* decisions, and those not done; only when read */
};
struct meetings {
    struct meeting *at;
    size_t n;
};

struct meeting_person {
    int64_t staff_id;
    const char *name;
    bool present;
    bool leads;
    int64_t visits; /* employers met in the four weeks before */
    bool employer_log;
};
struct meeting_people {
    struct meeting_person *at;
    size_t n;
};

struct meeting_item {
    int64_t id;
    int64_t meeting_id;
    int64_t trajectory_id;
    int64_t client_id;
    const char *why; /* rule of rules/attention.csv, or "" */
    int64_t why_days;
    bool discussed;
    const char *decision;
    int64_t owner_id;
    int32_t due_on;
    int64_t done_at;
    /* Only when read. */
    const char *name;  /* of the client; "" when this reader does not see it */
    const char *owner; /* name */
    int64_t staff_id;  /* the client's specialist */
    int32_t day;       /* of the meeting */
    struct gate gate;
};
struct meeting_items {
    struct meeting_item *at;
    size_t n, cap;
};

enum { MEETING_ITEMS_MOST = 40, MEETING_PEOPLE_MOST = 40, MEETING_VISIT_DAYS = 28 };

/* ---- rules: meeting.c ------------------------------------------------------------------------ */

/* Under which heading of the agenda a rule stands. */
enum meeting_part { PART_NEW, PART_EMPLOYER, PART_UNPAID, PART_OTHER, PART_ADDED, PARTS };
enum meeting_part meeting_part_of(const char *rule);
enum text_id meeting_part_text(enum meeting_part part);

/* ---- storage: meeting_sql.c ------------------------------------------------------------------ */

int64_t meeting_programme(struct db *db, int64_t team_id); /* of this team */
/* The people of a team now: specialists, and supervisors as leads. */
struct meeting_people meeting_team(struct req *r, int64_t programme_id, int64_t team_id);
/* Sets id; with its people and items, and the grants. CONFLICT: a meeting of this team goes on. */
enum rc meeting_begin(struct req *r, struct meeting *m, const struct meeting_people *people,
                      const struct meeting_items *items) MUST_USE;
enum rc meeting_get(struct db *db, struct arena *a, int64_t id, struct meeting *m) MUST_USE;
/* The one that goes on, or NOT_FOUND. */
enum rc meeting_open(struct db *db, struct arena *a, int64_t team_id, struct meeting *m) MUST_USE;
/* Closed ones, newest first; at most 12. */
struct meetings meeting_past(struct db *db, struct arena *a, int64_t team_id);
struct meeting_people meeting_people(struct db *db, struct arena *a, int64_t meeting_id);
struct meeting_items meeting_items(struct req *r, int64_t meeting_id);
/* Decisions not done yet of which this person is the owner; at most 50. */
struct meeting_items meeting_mine(struct req *r);
/* Decisions about one client, newest first; at most 5. */
struct meeting_items meeting_of_client(struct req *r, int64_t trajectory_id);
/* Closes it: decisions, ticks, and the contacts of all who were present. STALE: somebody else did.
 * DENIED: the week of somebody present is locked; *who is the name. */
enum rc meeting_close(struct req *r, const struct meeting *m, const struct meeting_people *people,
                      const struct meeting_items *items, const char **who) MUST_USE;
enum rc meeting_item_get(struct req *r, int64_t id, struct meeting_item *item) MUST_USE;
void meeting_item_done(struct req *r, const struct meeting_item *item, bool done);

#endif
