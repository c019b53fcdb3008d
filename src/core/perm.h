/* perm.h: who may do what. A route or a command names one permission; a role holds a set of them.
 * Zero is nobody: a route that forgets its permission is closed.
 *
 * Permissions say what kind of thing someone may do; scope (route.h) says on whose record. The
 * rules come from domain.md section 7 and research/standards.md section 4.1.
 */
#ifndef SPIL_CORE_PERM_H
#define SPIL_CORE_PERM_H

#include "base/base.h"

enum perm {
    PERM_NOBODY,
    PERM_PUBLIC,        /* no log-in: log-in page, assets, health */
    PERM_SELF,          /* anyone who is logged in */
    PERM_CLIENT_LIST,   /* the lists of clients: own caseload, team, by grant */
    PERM_CLIENT_READ,   /* records: the gate says whose, and which parts */
    PERM_CLIENT_WRITE,  /* change records: the gate says whose, and which parts */
    PERM_CLIENT_CREATE, /* register a referral */
    PERM_CLIENT_ASSIGN, /* hand over to another specialist */
    PERM_CLIENT_GRANT,  /* cover, team discussion, emergency access */
    PERM_MINE,          /* one's own record, as the client it is about */
    PERM_EMPLOYER_READ,
    PERM_EMPLOYER_WRITE,
    PERM_CONTACT_WRITE, /* log contacts and one's own hours */
    PERM_TEAM_READ,     /* figures and lists of the own teams */
    PERM_STAFF_ADMIN,   /* users, roles, teams: sees no client */
    PERM_PUBLISHED,     /* published figures: no person of ours */
    PERM_FIGURES,       /* aggregated figures of the own programme */
    PERM_FIGURES_SIGN,  /* sign the quarterly return of a programme */
    PERM_STUDY,         /* cohorts of the own programmes */
    PERM_FIDELITY,      /* the live fidelity estimate with its evidence, reviews, action plan */
    PERM_FIDELITY_READ, /* the scale and finished reviews; a reviewer only the own ones */
    PERM_FIDELITY_PLAN, /* plan and record reviews, write the action plan */
    PERM_REVIEW,        /* score as a reviewer from outside the programme */
    PERM_FUNDER,        /* the applications at this funder */
    PERM_PRIVACY,       /* the access log and its signals, requests of clients */
    PERM_RIGHTS,        /* decide on requests of clients, restriction, legal hold, erasing */
    PERM_RETENTION,     /* destroy records whose term has passed */
    PERM_MOVING,        /* bring in the files of a team that worked without Spil */
    PERM_PAYROLL,       /* bring in payroll deliveries: counts and lines of the file */
    PERM_PAYROLL_ROWS,  /* their months, under the names of the delivery */
    PERM_OPERATOR,      /* commands: whoever may read the files of the installation */
    PERM_COUNT
};

enum role {
    ROLE_SPECIALIST,
    ROLE_SUPERVISOR,
    ROLE_MANAGER,
    ROLE_ADMINISTRATOR,
    ROLE_OFFICE,
    ROLE_PRACTITIONER,
    ROLE_CLIENT,
    ROLE_FUNDER,
    ROLE_REVIEWER,
    ROLE_RESEARCHER,
    ROLE_PRIVACY,
    ROLES
};

/* Does this permission change a record? Then the gate must open for writing, also for the form. */
bool perm_changes(enum perm perm);
bool perm_of_role(enum role role, enum perm perm);
const char *perm_name(enum perm perm); /* "client.read": for `spil routes` and the golden matrix */
const char *role_code(enum role role);
/* False when the code is unknown. */
bool role_from_code(const char *code, enum role *role) MUST_USE;

#endif
