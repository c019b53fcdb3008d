/* perm.c: the table of roles and permissions.
 * Not: whose record; that is the row gate in gate.c.
 * Start at the table. */
#include "core/perm.h"

#define ONLY(x) (1u << (x))

/* Who holds what. PUBLIC and SELF are everybody's and stand in no set. */
static const uint32_t held[ROLES] = {
    [ROLE_SPECIALIST] = ONLY(PERM_CLIENT_GRANT) | ONLY(PERM_CLIENT_LIST) | ONLY(PERM_CLIENT_READ) |
                        ONLY(PERM_CLIENT_WRITE) | ONLY(PERM_CLIENT_CREATE) |
                        ONLY(PERM_EMPLOYER_READ) | ONLY(PERM_EMPLOYER_WRITE) |
                        ONLY(PERM_CONTACT_WRITE) | ONLY(PERM_PUBLISHED) | ONLY(PERM_FIGURES) |
                        ONLY(PERM_FIDELITY) | ONLY(PERM_FIDELITY_READ),
    [ROLE_SUPERVISOR] = ONLY(PERM_RIGHTS) | ONLY(PERM_CLIENT_GRANT) | ONLY(PERM_CLIENT_LIST) |
                        ONLY(PERM_CLIENT_READ) | ONLY(PERM_CLIENT_CREATE) |
                        ONLY(PERM_CLIENT_ASSIGN) | ONLY(PERM_EMPLOYER_READ) |
                        ONLY(PERM_EMPLOYER_WRITE) | ONLY(PERM_CONTACT_WRITE) |
                        ONLY(PERM_TEAM_READ) | ONLY(PERM_PUBLISHED) | ONLY(PERM_FIGURES) |
                        ONLY(PERM_FIGURES_SIGN) | ONLY(PERM_FIDELITY) | ONLY(PERM_FIDELITY_READ) |
                        ONLY(PERM_FIDELITY_PLAN) | ONLY(PERM_MOVING),
    [ROLE_MANAGER] = ONLY(PERM_STUDY) | ONLY(PERM_RETENTION) | ONLY(PERM_PUBLISHED) |
                     ONLY(PERM_FIGURES) | ONLY(PERM_FIGURES_SIGN) | ONLY(PERM_FIDELITY) |
                     ONLY(PERM_FIDELITY_READ) | ONLY(PERM_FIDELITY_PLAN) | ONLY(PERM_MOVING),
    [ROLE_ADMINISTRATOR] = ONLY(PERM_STAFF_ADMIN),
    [ROLE_OFFICE] = ONLY(PERM_CLIENT_LIST) | ONLY(PERM_CLIENT_READ),
    [ROLE_PRACTITIONER] = ONLY(PERM_CLIENT_LIST) | ONLY(PERM_CLIENT_READ),
    [ROLE_CLIENT] = ONLY(PERM_MINE),
    [ROLE_FUNDER] = ONLY(PERM_FUNDER),
    [ROLE_REVIEWER] = ONLY(PERM_CLIENT_LIST) | ONLY(PERM_CLIENT_READ) | ONLY(PERM_PUBLISHED) |
                      ONLY(PERM_FIDELITY_READ) | ONLY(PERM_REVIEW),
    [ROLE_RESEARCHER] = ONLY(PERM_STUDY) | ONLY(PERM_PUBLISHED),
    [ROLE_PRIVACY] =
        ONLY(PERM_CLIENT_READ) | ONLY(PERM_PRIVACY) | ONLY(PERM_RIGHTS) | ONLY(PERM_RETENTION),
};

static const char *const names[PERM_COUNT] = {
    [PERM_NOBODY] = "nobody",
    [PERM_PUBLIC] = "public",
    [PERM_SELF] = "self",
    [PERM_CLIENT_LIST] = "client.list",
    [PERM_CLIENT_READ] = "client.read",
    [PERM_CLIENT_WRITE] = "client.write",
    [PERM_CLIENT_CREATE] = "client.create",
    [PERM_CLIENT_ASSIGN] = "client.assign",
    [PERM_CLIENT_GRANT] = "client.grant",
    [PERM_MINE] = "mine",
    [PERM_EMPLOYER_READ] = "employer.read",
    [PERM_EMPLOYER_WRITE] = "employer.write",
    [PERM_CONTACT_WRITE] = "contact.write",
    [PERM_TEAM_READ] = "team.read",
    [PERM_STAFF_ADMIN] = "staff.admin",
    [PERM_PUBLISHED] = "published",
    [PERM_FIGURES] = "figures",
    [PERM_FIGURES_SIGN] = "figures.sign",
    [PERM_STUDY] = "study",
    [PERM_FIDELITY] = "fidelity",
    [PERM_FIDELITY_READ] = "fidelity.read",
    [PERM_FIDELITY_PLAN] = "fidelity.plan",
    [PERM_REVIEW] = "review",
    [PERM_FUNDER] = "funder",
    [PERM_PRIVACY] = "privacy",
    [PERM_RIGHTS] = "rights",
    [PERM_RETENTION] = "retention",
    [PERM_MOVING] = "moving",
    [PERM_OPERATOR] = "operator",
};

static const char *const role_codes[ROLES] = {
    "specialist", "supervisor", "manager",  "administrator", "office", "practitioner",
    "client",     "funder",     "reviewer", "researcher",    "privacy"};

bool perm_changes(enum perm perm)
{
    return perm == PERM_CLIENT_WRITE || perm == PERM_CLIENT_ASSIGN || perm == PERM_CLIENT_GRANT;
}

bool perm_of_role(enum role role, enum perm perm)
{
    return perm == PERM_SELF || (perm != PERM_NOBODY && (held[role] & ONLY(perm)));
}

const char *perm_name(enum perm perm)
{
    return names[perm];
}

const char *role_code(enum role role)
{
    return role_codes[role];
}

bool role_from_code(const char *code, enum role *role)
{
    for (int i = 0; i < ROLES; i++) {
        if (!strcmp(role_codes[i], code)) {
            *role = (enum role)i;
            return true;
        }
    }
    return false;
}
