/* staff.h: the organisation, its programmes and teams, and the people who work in them.
 *
 * An administrator manages these and sees no client. A passphrase that is set for someone is shown
 * once.
 */
#ifndef SPIL_FEATURE_STAFF_STAFF_H
#define SPIL_FEATURE_STAFF_STAFF_H

#include "core/req.h"

struct staff {
    int64_t id;
    const char *login;
    const char *name;
    const char *email; /* "": no mail is sent */
    const char *language;
    int64_t hours_week; /* hundredths of an hour */
    int64_t fte;        /* hundredths of a full-time post for IPS */
    bool gone;          /* cannot log in any more */
    const char *roles;  /* in words, only when listed: "specialist, Team Noord" */
    int64_t version;
};
struct staff_list {
    struct staff *at;
    size_t n;
};

struct team {
    int64_t id;
    int64_t programme_id;
    const char *name;
    const char *programme;
};
struct teams {
    struct team *at;
    size_t n;
};

extern const struct code staff_roles[];
extern const struct code staff_languages[];

struct staff_list staff_all(struct req *r);
enum rc staff_get(struct db *db, struct arena *a, int64_t organisation_id, int64_t id,
                  struct staff *s) MUST_USE;
/* CONFLICT: the login is taken. Sets id. Nobody can log in with it yet: see staff_invite. */
enum rc staff_add(struct req *r, struct staff *s) MUST_USE;
/* A link for this person to choose a passphrase with: by mail, and then "" comes back, or, when no
 * mail can be sent, to be handed over: the address. What the passphrase was no longer works. */
const char *staff_invite(struct req *r, const struct staff *s);
enum rc staff_change(struct req *r, const struct staff *s) MUST_USE;
/* hash: of the new passphrase. Ends all sessions of this person, and log-ins half way. */
void staff_set_passphrase(struct req *r, int64_t staff_id, const char *hash);
/* The code at log-in (feature/account): whether it is asked, and an administrator's way to take it
 * away from who lost the phone and the recovery codes. */
bool staff_has_factor(struct db *db, int64_t staff_id);
void staff_remove_factor(struct req *r, int64_t staff_id);

/* Logging in through the provider (feature/provider), which an administrator allows per account. */
enum staff_provider { PROVIDER_NOT, PROVIDER_ALLOWED, PROVIDER_LINKED };
enum staff_provider staff_provider_of(struct db *db, int64_t staff_id);
void staff_provider_set(struct req *r, int64_t staff_id, bool allowed);

struct staff_role_row {
    int64_t id;
    const char *role;
    int64_t programme_id; /* 0: administrator, client, funder, privacy officer */
    int64_t team_id;      /* 0: the whole programme */
    const char *place;    /* name of team or programme, "" without */
    int64_t client_id;    /* of role client: who it is */
    const char *funder;   /* of role funder: "uwv" or a code of rules/municipalities.csv */
    int32_t from_on;
    int32_t to_on; /* the last day; DAY_NONE: not known */
};
enum staff_role_needs {
    STAFF_NEEDS_NOTHING,
    STAFF_NEEDS_PLACE,
    STAFF_NEEDS_CLIENT,
    STAFF_NEEDS_FUNDER
};
enum staff_role_needs staff_role_needs(const char *role);
struct staff_role_row *staff_roles_of(struct db *db, struct arena *a, int64_t staff_id, size_t *n);
/* What the role does not need (staff_role_needs) is left out. */
void staff_role_add(struct req *r, int64_t staff_id, const struct staff_role_row *role);
bool staff_client_known(struct req *r, int64_t client_id); /* in the own organisation */
/* Ends a role of someone in the organisation today; NOT_FOUND. */
enum rc staff_role_end(struct req *r, int64_t staff_id, int64_t role_id) MUST_USE;

struct teams staff_teams(struct db *db, struct arena *a, int64_t organisation_id);
void staff_programme_add(struct req *r, const char *name);
/* NOT_FOUND: no such programme here. */
enum rc staff_team_add(struct req *r, int64_t programme_id, const char *name) MUST_USE;

/* Specialists of a team today: to whom a client can be handed over. */
struct staff_list staff_specialists(struct db *db, struct arena *a, int64_t team_id, int32_t today);

/* Made-up words that can be read out: "kadef-linos-..-42"; 73 bits of chance. */
void staff_new_passphrase(char out[64]);

#endif
