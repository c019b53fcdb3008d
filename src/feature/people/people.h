/* people.h: the people around a client: practitioners and treatment teams over time, family and
 * friends, experts; what the client wants of each party; the meetings where the client is spoken
 * of.
 *
 * What somebody is, is data: rules/person_kinds.csv, whose group is the party. People belong to the
 * client and outlive a trajectory. Of the practitioners one at a time is the primary one; two whose
 * days overlap are refused, by people_other_primary() and by an index.
 *
 * A wish is a fact of its own, apart from consent (domain.md section 7): "not wanted", in the words
 * of the client, with a day to ask again, silences the reminders of that party: no practitioner,
 * who takes over, a consent that ends (consent_refresh() asks the same table). "Nobody" does the
 * same: there is no such person, as is usual with NAH and after short treatment.
 *
 * Evidence for fidelity (research/fidelity.md section 1.3), to be counted over a window:
 *   O1   client_care_team: which team treats a client on a day; the teams of one caseload.
 *   O2   people_attendance(): meetings of the treatment teams held and attended, clients spoken of,
 * and people for whom work was suggested before there was a referral. Each row of
 *        care_meeting_staff is a line of the evidence list. A client with the newest party_wish
 *        "not_wanted" for party practitioner stands beside the figure.
 *   G12  people_network(): contacts with the network of one client; clients with at least one such
 *        contact are the numerator. Clients whose newest party_wish for party relative is
 * "not_wanted" stand beside it: they refused, the programme did not fail. G15  the joint visits and
 * the contacts with family: contacts with party practitioner or relative.
 */
#ifndef SPIL_FEATURE_PEOPLE_PEOPLE_H
#define SPIL_FEATURE_PEOPLE_PEOPLE_H

#include "core/req.h"

/* ---- people ---------------------------------------------------------------------------------- */

struct person {
    int64_t id;
    int64_t client_id;
    const char *kind; /* code of rules/person_kinds.csv */
    const char *name;
    const char *works_at;
    const char *phone;
    const char *email;
    const char *part; /* of a relative: "" helps worries hinders */
    const char *how;
    bool is_primary;
    int32_t from_on;
    int32_t to_on;             /* the last day; DAY_NONE: still */
    int32_t treatment_ends_on; /* expected */
    const char *successor;
    int64_t version;
};
struct persons {
    struct person *at;
    size_t n, cap;
};

extern const struct code person_parts[];
/* "practitioner", "relative", "expert", "work"; "" for a code that is not in the list. */
const char *person_party(const char *kind);
/* The kinds of one party. */
struct choice *person_kinds(const char *party, enum lang lang, struct arena *a, size_t *n);
/* On this day; a person with from_on after it is still to come. */
bool person_there(const struct person *p, int32_t day);
/* Do the days of these two overlap? The last day counts as there. */
bool person_overlaps(const struct person *p, const struct person *q);

/* Still there first, then by first day, newest first; at most 200. */
struct persons people_of(struct db *db, struct arena *a, int64_t client_id);
/* NOT_FOUND also when it is another client's. */
enum rc person_get(struct db *db, struct arena *a, int64_t client_id, int64_t id,
                   struct person *p) MUST_USE;
/* Sets id. CONFLICT: there is another primary practitioner. */
enum rc person_add(struct req *r, struct person *p) MUST_USE;
enum rc person_change(struct req *r, const struct person *p) MUST_USE; /* STALE, CONFLICT */
void person_remove(struct req *r, int64_t id);
/* A primary practitioner whose days overlap with those of p; NULL: none. */
const struct person *people_other_primary(const struct persons *all, const struct person *p);

/* ---- treatment teams ------------------------------------------------------------------------- */

struct care_team {
    int64_t id; /* of client_care_team */
    int64_t care_team_id;
    const char *name;
    int32_t from_on, to_on;
    int64_t version;
};
struct care_teams {
    struct care_team *at;
    size_t n, cap;
};

/* The teams that treat or treated a client; now first. */
struct care_teams care_teams_of(struct db *db, struct arena *a, int64_t client_id);
enum rc care_team_get(struct db *db, struct arena *a, int64_t client_id, int64_t id,
                      struct care_team *t) MUST_USE;
/* The team of this programme with that name, made when there is none. */
int64_t care_team_named(struct req *r, int64_t programme_id, const char *name);
const char *care_team_name(struct db *db, struct arena *a, int64_t care_team_id);
/* CONFLICT: this team treats the client already. */
enum rc care_team_begin(struct req *r, struct care_team *t) MUST_USE; /* sets id */
enum rc care_team_change(struct req *r, const struct care_team *t) MUST_USE;
/* Every team of a programme, by name; at most 200. */
struct choice *care_team_choices(struct req *r, int64_t programme_id, size_t *n);

/* ---- what the client wants ------------------------------------------------------------------- */

enum { PARTIES = 5 };

struct wish {
    int64_t id; /* 0: never asked */
    const char *party;
    const char *wish; /* wanted agreed not_wanted nobody; "" never asked */
    const char *words;
    int32_t said_on, again_on;
    const char *recorder; /* name; only when read */
};

extern const struct code people_parties[]; /* PARTIES of them */
extern const struct code people_wishes[];
bool wish_silences(const struct wish *w);
/* The newest of each party, in the order of people_parties. */
void wishes_of(struct db *db, struct arena *a, int64_t client_id, struct wish out[PARTIES]);
/* Adds one; brings the facts of the consents up to date too. */
void wish_add(struct req *r, struct wish *w);
/* "Wil geen contact met behandelaars. In eigen woorden: ... Vraag het weer op 1 mei 2027." To the
 * client itself with `mine`. */
const char *wish_sentence(struct req *r, const struct wish *w, const char *name, bool mine);

/* Sets and clears the reminders (feature/trajectory/due.h) of r->trajectory_id that follow from all
 * this. Called after each write. */
void people_remind(struct req *r);

/* ---- meetings -------------------------------------------------------------------------------- */

struct care_agreement {
    int64_t id;
    int64_t meeting_id;
    int64_t trajectory_id;
    int32_t day;
    const char *words;
    const char *owner;
    int32_t due_on, done_on;
    int64_t version;
    /* Only when read. */
    const char *where; /* name of the team, or with whom */
    bool three_way;
    const char *staff; /* who spoke of the client */
};
struct care_agreements {
    struct care_agreement *at;
    size_t n, cap;
};

extern const struct code care_agreement_owners[];

/* Newest first; at most limit. */
struct care_agreements care_agreements_of(struct db *db, struct arena *a, int64_t trajectory_id,
                                          int limit);
enum rc care_agreement_get(struct db *db, struct arena *a, int64_t trajectory_id, int64_t id,
                           struct care_agreement *g) MUST_USE;
enum rc care_agreement_change(struct req *r, const struct care_agreement *g) MUST_USE; /* STALE */
/* What was agreed in the meeting behind this contact about one client; at most a few. For the care
 * record (feature/dossier). */
struct care_agreements care_agreements_of_contact(struct db *db, struct arena *a,
                                                  int64_t trajectory_id, int64_t contact_id);

/* How often meetings were held and attended by one worker, from..to: those of the teams that treat
 * a client of the worker, and of the teams the worker met. Item O2. */
struct attendance {
    const char *team;
    int64_t care_team_id;
    int64_t held, attended;
    int64_t clients;         /* spoken of by this worker, each time counted */
    int64_t before_referral; /* people for whom work was suggested */
    int32_t last_on;         /* attended; DAY_NONE never */
};
struct attendances {
    struct attendance *at;
    size_t n, cap;
};
struct attendances people_attendance(struct db *db, struct arena *a, int64_t staff_id, int32_t from,
                                     int32_t to);

/* ---- contacts with the network --------------------------------------------------------------- */

/* Of the contacts about the support of one client (with the client, relatives or practitioners, and
 * reached): how many were with relatives or practitioners. Employers, colleagues and experts are
 * left out of both. In LVB about 30 % (001 section 2.6, as the coaches estimate it). */
struct network {
    int64_t contacts, of;
    int64_t minutes, of_minutes;
    int32_t last_practitioner, last_relative, last_expert; /* days; DAY_NONE never */
};
struct network people_network(struct db *db, int64_t trajectory_id);
/* "6 van 20 contacten (30 %)"; NULL when there are none. */
const char *network_words(struct req *r, const struct network *n);

#endif
