/* appointment.h: when somebody sees whom: one day, perhaps a time, with a client, an employer or a
 * colleague; and what became of it. An appointment that took place is a contact, made with one
 * press from what was planned (appointment_took_place()); one that did not has a reason.
 *
 * A series (follow-along: every week, every month, until a day) is written out as rows of their
 * own, so that each can be moved or called off.
 *
 * Times are local (Europe/Amsterdam): an appointment at ten stays at ten when the clock goes back.
 */
#ifndef SPIL_FEATURE_APPOINTMENT_APPOINTMENT_H
#define SPIL_FEATURE_APPOINTMENT_APPOINTMENT_H

#include "core/req.h"
#include "feature/trajectory/trajectory.h"

struct appointment {
    int64_t id;
    int64_t programme_id;
    int64_t staff_id;
    int32_t day;
    int64_t minute;  /* of the day; NUMBER_NONE: some time that day */
    int64_t minutes; /* how long */
    const char *kind;
    const char *party; /* as of a contact */
    const char *mode;
    const char *place;
    int64_t trajectory_id; /* 0: about no client */
    int64_t employer_id;
    int64_t colleague_id;
    const char *address;
    const char *subject;
    int64_t remind; /* minutes before; NUMBER_NONE: not */
    int64_t series_id;
    int64_t contact_id; /* it took place */
    const char *off_reason;
    const char *off_note;
    int64_t changed_at;
    int64_t version;
    /* Only when read. */
    const char *staff_name;
    int64_t client_id;
    const char *client;   /* name as spoken; "" without, or not for this reader */
    const char *given;    /* given name, the same */
    const char *employer; /* name; "" without */
    const char *colleague;
    struct gate gate; /* what the reader sees of the client; empty without one */
};
struct appointments {
    struct appointment *at;
    size_t n, cap;
    bool more;
};

extern const struct code appointment_kinds[];
extern const struct code appointment_modes[];
extern const struct code appointment_off_reasons[];
extern const struct code appointment_repeats[];
extern const struct code appointment_reminders[];

/* ---- rules: appointment.c -------------------------------------------------------------------- */

bool appointment_is_open(const struct appointment *a); /* neither took place nor called off */
/* "10:00", "10.30", "14u", "1430", "9": minutes of the day. "" is NUMBER_NONE. False: no time. */
bool appointment_time_parse(const char *typed, int64_t *minute) MUST_USE;
const char *appointment_time_text(struct arena *a, int64_t minute); /* "10:00"; "" for none */
/* The day on which its reminder shows; DAY_NONE without one. Of an appointment without a time the
 * reminder counts back from the end of the day: a day before is the day before. */
int32_t appointment_reminds_on(const struct appointment *a);
/* The days of a series from its first day until a last day, both included; at most `most`. repeat
 * is of appointment_repeats: week, weeks_2, weeks_4, month (the same day of the month, or its
 * last). */
enum { APPOINTMENT_SERIES_MOST = 60 };
size_t appointment_series_days(int32_t first, const char *repeat, int32_t until, int32_t *days,
                               size_t most);
/* The activity of table B4 that its contact is, and the party, given the kind and with whom. */
const char *appointment_activity(const struct appointment *a);
const char *appointment_party(const char *kind, const char *who_party);
/* With somebody else, and the client sits at it too. */
bool appointment_client_there(const struct appointment *a);

/* ---- storage: appointment_sql.c -------------------------------------------------------------- */

/* Sets id. */
enum rc appointment_add(struct req *r, struct appointment *a) MUST_USE;
enum rc appointment_change(struct req *r, const struct appointment *a) MUST_USE; /* STALE */
/* NOT_FOUND also when it is somebody else's. */
enum rc appointment_get(struct req *r, int64_t id, struct appointment *a) MUST_USE;
/* Of one person, from..to, in order; names only of clients this reader sees. only_open_but: those
 * of another day than this one only when they are open (DAY_NONE: all). At most 1,000. */
struct appointments appointment_list(struct req *r, int64_t staff_id, int32_t from, int32_t to,
                                     int32_t only_open_but);
/* Those with or about this client that are open, from a day on; at most `limit`. */
struct appointments appointment_by_trajectory(struct req *r, int64_t trajectory_id, int32_t from,
                                              int limit);
/* The first of a series belongs to it too. */
void appointment_begins_series(struct req *r, int64_t id);
/* Does another open one of this person overlap it? */
bool appointment_overlaps(struct req *r, const struct appointment *a);
/* Takes this one away, and with later those of its series after it; only open ones. How many. */
int64_t appointment_remove(struct req *r, const struct appointment *a, bool later);

/* It took place: logs the contact and keeps its id. DENIED: the week is locked; INVALID: its day is
 * still to come; CONFLICT: it is not open. */
enum rc appointment_took_place(struct req *r, struct appointment *a) MUST_USE;
/* It did not: reason and words; attempt: it is logged as an attempt that did not reach anybody. */
enum rc appointment_called_off(struct req *r, struct appointment *a, bool attempt) MUST_USE;
/* Undo of the two: open again; its contact goes, when contact_remove() lets it (else that rc). */
enum rc appointment_open_again(struct req *r, struct appointment *a) MUST_USE;

/* Open ones of a client from a day on go along to another specialist. */
void appointment_hand_over(struct db *db, int64_t trajectory_id, int64_t from_staff,
                           int64_t to_staff, int32_t from, int64_t now);

/* ---- pages ----------------------------------------------------------------------------------- */

/* What it is, in words of the reader: "gesprek met Milan van den Berg". */
const char *appointment_words(struct req *r, const struct appointment *a);
/* Does its reminder show today: of one that is still to come? */
bool appointment_reminds(const struct req *r, const struct appointment *a);
/* Appointments of today, open ones before, and those whose reminder shows today, for the top of
 * Vandaag; draws nothing without. The list is appointment_list() of today's surroundings, read once
 * for both. */
enum { APPOINTMENT_BACK = 14, APPOINTMENT_AHEAD = 7 };
struct appointments appointment_around(struct req *r);
void appointment_today_show(struct req *r, const struct appointments *list);

/* ---- a caseload handed over at once: handover_web.c, handover_sql.c -------------------------- */

struct handover {
    int64_t id;
    int64_t programme_id;
    int64_t from_staff, to_staff;
    int32_t from_on;
    const char *reason;
    int64_t made_by, made_at;
    int64_t done_at; /* 0: its day has not come */
    int64_t undone_at;
    const char *from_name, *to_name, *by_name; /* only when read */
    int64_t clients;
};
struct handovers {
    struct handover *at;
    size_t n;
};
/* Makes it for these trajectories, whose specialist is from_staff, and does it when its day has
 * come. Sets id. Writes a line of the access log per client. */
enum rc handover_add(struct req *r, struct handover *h, const int64_t *trajectories,
                     size_t n) MUST_USE;
/* Newest first, of one programme; at most 50. */
struct handovers handover_list(struct req *r, int64_t programme_id);
enum rc handover_get(struct db *db, struct arena *a, int64_t id, struct handover *h) MUST_USE;
int64_t *handover_trajectories(struct db *db, struct arena *a, int64_t id, size_t *n);
/* On the day it was made, or before its day has come: each client goes back who was not handed on
 * since. DENIED: too late. *left: how many stayed. */
enum rc handover_undo(struct req *r, const struct handover *h, size_t *left) MUST_USE;
/* Does those whose day has come; in an open write transaction. How many clients. r may have no
 * user: it is the job of every hour. */
int64_t handover_do_waiting(struct req *r);
/* Who may get clients: specialists of this programme now, in order of name; at most 200. */
struct choice *handover_specialists(struct req *r, int64_t programme_id, size_t *n);

#endif
