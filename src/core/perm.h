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
    PERM_PUBLIC,         /* no log-in: log-in page, assets, health */
    PERM_SELF,           /* anyone who is logged in */
    PERM_CLIENT_LIST,    /* the lists of clients: own caseload and team */
    PERM_CLIENT_TEAM,    /* a team's need: name, phone, phase, work goal, next step, agreements */
    PERM_CLIENT_READ,    /* the whole record */
    PERM_CLIENT_WRITE,   /* the record of one's own client */
    PERM_CLIENT_CREATE,  /* register a referral */
    PERM_CLIENT_ASSIGN,  /* hand over to another specialist */
    PERM_DIAGNOSIS_READ, /* the main diagnosis group: own access right */
    PERM_EMPLOYER_READ,
    PERM_EMPLOYER_WRITE,
    PERM_CONTACT_WRITE, /* log contacts and one's own hours */
    PERM_TEAM_READ,     /* figures and lists of the own teams */
    PERM_STAFF_ADMIN,   /* users, roles, teams: sees no client */
    PERM_FIGURES,       /* published and aggregated figures */
    PERM_FIGURES_SIGN,  /* sign the quarterly return of a programme */
    PERM_OPERATOR,      /* commands: whoever may read the files of the installation */
    PERM_COUNT
};

enum role { ROLE_SPECIALIST, ROLE_SUPERVISOR, ROLE_MANAGER, ROLE_ADMINISTRATOR, ROLES };

bool perm_of_role(enum role role, enum perm perm);
const char *perm_name(enum perm perm); /* "client.read": for `spil routes` and the golden matrix */
const char *role_code(enum role role);
/* False when the code is unknown. */
bool role_from_code(const char *code, enum role *role) MUST_USE;

#endif
