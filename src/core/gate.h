/* gate.h: the row gate: which parts of this client's record may this user see or change?
 *
 * One place, passed by pages, blocks, lists, search and exports. How somebody stands to a client is
 * a relation; what of the record a relation sees is rules/access.csv: a field group in each row,
 * a relation in each column. A relation follows from the roles of the user and the facts of the
 * client's trajectories (whose client, which team, which programme), or from a grant.
 *
 * A grant is a row of access_grant: more than a role gives, of one client, until an instant. It
 * counts only for who holds a fitting role in the programme of a trajectory of that client: cover,
 * discussion and emergency a specialist or supervisor, consent a practitioner, sample a reviewer.
 * So no grant opens another programme. It is used, and named in the access log, only when it shows
 * more than the roles alone.
 *
 * Sources: research/standards.md section 4.1, domain.md section 7.
 */
#ifndef SPIL_CORE_GATE_H
#define SPIL_CORE_GATE_H

#include "base/base.h"
#include "core/user.h"
#include "db/db.h"
#include "text/text.h"

/* The weakest first: of two trajectories the one with the stronger relation is shown. Stored in the
 * access log: never renumber. */
enum relation {
    RELATION_NONE,    /* as if there were no such client */
    RELATION_PRIVACY, /* privacy officer of the organisation: the log, consents, requests */
    RELATION_TEAM,    /* a colleague in the team */
    RELATION_OFFICE,  /* applications, hours and money */
    RELATION_SAMPLE,  /* grant: fidelity reviewer, this client is in the sample */
    RELATION_SAMPLE_CONSENTED, /* ... and agreed that notes are read */
    RELATION_PRACTITIONER,     /* grant: with the client's consent */
    RELATION_SUPERVISOR,       /* of the team */
    RELATION_DISCUSSION,       /* grant: team discussion */
    RELATION_EMERGENCY,        /* grant: emergency access */
    RELATION_COVER,            /* grant: covers for the own specialist */
    RELATION_OWN,              /* the client's own specialist */
    RELATION_CLIENT,           /* the client; only on pages with SCOPE_MINE */
    RELATIONS
};
const char *relation_code(enum relation relation);
enum text_id relation_text(enum relation relation); /* for people: "eigen begeleider" */

/* Parts of a record. Zero is no part at all: a route or block that forgot its group is closed. */
enum field_group {
    GROUP_NONE,
    GROUP_NAME,           /* name and phone */
    GROUP_TEAM,           /* phase, work goal, next step, agreements: what a team needs */
    GROUP_DETAILS,        /* birth day, address, mail, education, experience */
    GROUP_BSN,            /* shown on a click of its own */
    GROUP_DIAGNOSIS,      /* never to employer, UWV or municipality */
    GROUP_NOTES,          /* contacts: what was said */
    GROUP_PLAN,           /* course and plan: days of the trajectory, wishes, preferences */
    GROUP_WORK,           /* jobs, hours, wages */
    GROUP_ADJUSTMENTS,    /* needed at work */
    GROUP_TIME,           /* contacts: when, how long, by whom */
    GROUP_QUESTIONNAIRES, /* totals */
    GROUP_MONEY,          /* scheme, funding, applications, claims */
    GROUP_CONSENT,
    GROUP_ASSIGNMENT, /* whose client: hand over, cover, team discussion */
    GROUP_FILES,      /* attachments */
    GROUP_RIGHTS,     /* correction, own statement, restriction, erasure */
    GROUP_LOG,        /* who looked */
    GROUPS_COUNT
};
const char *group_code(enum field_group group);

struct gate {
    enum relation relation;
    int64_t grant_id;      /* of access_grant; 0: by role */
    int64_t trajectory_id; /* the one shown: of the strongest relation, running before closed */
    uint32_t see;          /* bit per group */
    uint32_t change;       /* a part of see */
};

/* now: ms. One query; one more when the roles alone do not open everything. */
struct gate gate_client(struct db *db, const struct user *u, int64_t client_id, int64_t now);
/* The client with a log-in of their own: u's role says who. */
struct gate gate_mine(struct db *db, const struct user *u);
/* By roles alone, for a line of a list that has the facts at hand; no query. */
struct gate gate_row(const struct user *u, int64_t staff_id, int64_t programme_id, int64_t team_id);

/* What a relation opens, of nobody in particular: rules/access.csv. */
struct gate gate_of_relation(enum relation relation);

bool gate_sees(const struct gate *gate, enum field_group group);
bool gate_may_change(const struct gate *gate, enum field_group group);

#endif
