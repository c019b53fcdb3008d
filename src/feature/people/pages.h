/* pages.h: what the pages of this feature share. */
#ifndef SPIL_FEATURE_PEOPLE_PAGES_H
#define SPIL_FEATURE_PEOPLE_PAGES_H

#include "feature/client/client.h"
#include "feature/people/people.h"
#include "feature/trajectory/trajectory.h"

/* The client in scope; the gate vouches that there is one. */
struct client people_client(struct req *r);
struct trajectory people_trajectory(struct req *r);
bool people_may_change(const struct req *r);
/* The buttons that end a form: save, and cancel back to the tab. */
void people_form_end(struct req *r);
/* Back to the tab /mensen, with a message. */
void people_back(struct req *r);
const char *people_fill(struct req *r, enum text_id id, const char *one, const char *two);

/* people_show.c: the blocks of the tab */
void people_practitioners_block(struct req *r);
void people_relatives_block(struct req *r);
void people_others_block(struct req *r);
void people_meetings_block(struct req *r);
void people_wishes_block(struct req *r);
void people_mine_block(struct req *r);
void people_network_page(struct req *r);

/* wish_pages.c */
void wish_form_page(struct req *r);
void wish_save(struct req *r);

/* ---- meetings: meeting_sql.c ----------------------------------------------------------------- */

struct meeting {
    int64_t id;
    int64_t programme_id;
    int64_t care_team_id; /* 0: a three-way talk */
    int64_t client_id;    /* of a three-way talk */
    const char *with_whom;
    int32_t day;
    bool attended;
    int64_t before_referral;
    int64_t contact_id; /* the hours; 0 when not attended */
};

/* One worker's part in a meeting. Of a treatment team there is one meeting a day: who comes second
 * joins it. Sets id. CONFLICT: this worker wrote about it already. */
enum rc meeting_add(struct req *r, struct meeting *m) MUST_USE;
void care_agreement_add(struct req *r,
                        struct care_agreement *g); /* sets id; reminds when there is a day */
/* Takes back one's own part, its agreements and, when nobody else was there, the meeting. NOT_FOUND
 * unless it is one's own. *contact_id: the hours, which the caller removes. */
enum rc meeting_remove(struct req *r, int64_t id, int64_t *contact_id) MUST_USE;

/* A part in a meeting, for the list of this worker. */
struct meeting_line {
    int64_t id;
    const char *team;
    int32_t day;
    bool attended;
    int64_t clients;
    int64_t before_referral;
};
struct meeting_lines {
    struct meeting_line *at;
    size_t n, cap;
};
/* Newest first; at most limit. */
struct meeting_lines meeting_list(struct req *r, int limit);

/* Contacts that count for the share of the network: of 40 days a page is enough. */
struct network_line {
    int32_t day;
    const char *party, *mode, *staff;
    int64_t minutes;
};
struct network_lines {
    struct network_line *at;
    size_t n, cap;
};
struct network_lines people_network_list(struct db *db, struct arena *a, int64_t trajectory_id,
                                         int limit);
/* The clients in the caseload of this user whom the team treats now: their trajectories. */
struct team_ids {
    int64_t *at;
    size_t n, cap;
};
struct team_ids meeting_clients_of_team(struct req *r, int64_t care_team_id);

/* ---- meeting_pages.c ------------------------------------------------------------------------- */

void meeting_list_page(struct req *r);
void meeting_form_page(struct req *r);
void meeting_save(struct req *r);
void meeting_remove_own(struct req *r);
void talk_form_page(struct req *r);
void talk_save(struct req *r);
void care_agreement_form_page(struct req *r);
void care_agreement_save(struct req *r);
void care_agreement_done(struct req *r);

#endif
