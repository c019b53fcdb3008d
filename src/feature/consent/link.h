/* link.h: a page for a relative or an employer without an account, opened once.
 *
 * The link carries 32 random bytes, of which only the hash is stored. Asking for it shows nothing
 * but a button, since scanners of mail fetch links; the button spends it. It is dead when it is
 * used, ended or older than LINK_DAYS; when its consent was changed, withdrawn or is over; when the
 * choice for the job is to tell nothing, or the job has ended; and when no trajectory runs.
 *
 * What it shows is a fixed list of columns (link_sql.c), never a record: a new column is not shown
 * by accident, and diagnosis and notes are in none of its statements.
 */
#ifndef SPIL_FEATURE_CONSENT_LINK_H
#define SPIL_FEATURE_CONSENT_LINK_H

#include "feature/consent/consent.h"

enum { LINK_DAYS = 7 };

struct link {
    int64_t id;
    int64_t client_id;
    int64_t consent_id;   /* for a consent: the very row; or 0 and */
    int64_t placement_id; /* for the work agreements of one job */
    const char *purpose;  /* "read", or "report": to tell once what one notices */
    const char *for_name;
    const char *maker;
    int64_t made_at, until_at, opened_at, ended_at; /* ms; the last two 0: not */
    bool alive;
};
struct links {
    struct link *at;
    size_t n;
};

/* The consent of the path, when a link can be made of it; else that has been answered. */
bool link_consent_load(struct req *r, struct consent *c);
/* The page with the address that was made, to send: /PATH?s=TOKEN. Shown once. */
void link_made_show(struct req *r, const struct link *l, const char *path, const char *token);
/* The running trajectory of who the link is about; it lives only while there is one. */
int64_t link_trajectory(struct req *r, int64_t client_id);

/* Newest first; at most 50. */
struct links link_by_client(struct req *r, int64_t client_id);
/* The link of a token, alive or not; NOT_FOUND. */
enum rc link_find(struct req *r, const char *token, struct link *l) MUST_USE;
/* Writes the token that goes into the address. */
void link_add(struct req *r, struct link *l, char token[SESSION_TOKEN_TEXT]);
void link_opened(struct req *r, int64_t id);
/* NOT_FOUND: another client's. What is ended already stays so. */
enum rc link_end(struct req *r, int64_t id) MUST_USE;

/* All that a link can ever show. Texts "" and days DAY_NONE are left out. */
struct shown {
    const char *given_name;
    const char *full_name;
    const char *specialist;
    const char *organisation;
    const char *work_goal;
    const char *adjustments;
    const char *employer;
    const char *job_title;
    const char *mentor;
    const char *responsible;
    const char *promise, *promise_by; /* of unpaid work: what follows, and who decides */
    int32_t started_on, ends_on;
    int64_t hours_week;
    struct placement_hours *build_up;
    size_t n_build_up;
};
/* Of a consent c (then just what it shares), or with c NULL the work agreements of the job. */
struct shown link_shown(struct req *r, int64_t client_id, const struct consent *c,
                        int64_t placement_id);

#endif
