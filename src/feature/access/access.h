/* access.h: reading the access log: who looked at this person, why, and was it right?
 *
 * For the privacy officer: signals (rules/access_signals.csv), which a job finds and a person
 * judges; the log per client and per member of staff; months that may go. For the client: the own
 * log in plain words. Writing lines is core's (core/access_log.h); reading them leaves a line too.
 *
 * Lines are read newest first and paged by key: `before` is the id of the last line shown, 0 at the
 * beginning.
 */
#ifndef SPIL_FEATURE_ACCESS_ACCESS_H
#define SPIL_FEATURE_ACCESS_ACCESS_H

#include "core/access_req.h"
#include "core/job.h"
#include "core/req.h"

/* ---- lines with words ------------------------------------------------------------------------ */

struct access_entry {
    struct access_line line;
    int times;               /* equal lines of one day shown as one; 1 alone */
    const char *staff_name;  /* "" when nobody was logged in, or Spil itself */
    const char *client_name; /* "" without a client */
    const char *organisation;
    const char *words;        /* of access_text, "" */
    const char *grant_reason; /* of the grant that gave the relation, "" */
};
struct access_entries {
    struct access_entry *at;
    size_t n;
    int64_t before; /* key of the next page; 0: this is the end */
};

struct access_filter {
    int64_t client_id; /* of this client; or */
    int64_t staff_id;  /* of this person; both: of this person at this client */
    int64_t from, to;  /* ids: from <= id < to */
    int limit;
};
struct access_entries access_read(struct db *db, struct arena *a, const struct access_filter *f);
/* Joins equal lines (person, action, page, relation, client) of one local day; the newest stays. */
void access_merge(struct access_entries *list);

/* What was done: "bekeek", "wijzigde" ...; of what: the part of the record, or the page. */
enum text_id access_verb(enum access_action action);
const char *access_subject(struct req *r, const struct access_line *line);
const char *access_role(struct req *r, const struct access_line *line);
/* The relation, and the reason of the grant that gave it. */
const char *access_ground(struct req *r, const struct access_entry *e);
/* "01-03-2026 14:05" */
const char *access_moment(struct req *r, int64_t ms);

/* ---- the client's own log -------------------------------------------------------------------- */

struct access_own {
    int32_t day;
    const char *staff;        /* name */
    const char *role;         /* words */
    const char *organisation; /* name */
    const char *action;       /* "bekeek" */
    const char *data;         /* "wat er is besproken" */
    const char *rule;         /* "eigen begeleider" */
    bool emergency;
    int times;
};
struct access_own_list {
    struct access_own *at;
    size_t n;
    bool more; /* there were more lines than the limit */
};
/* What a client may know of who looked, by day, newest first: from the first day up to and with the
 * last. Equal lines of a day are one. In the arena. */
struct access_own_list access_own_log(struct req *r, int64_t client_id, int32_t from, int32_t to,
                                      int limit);
/* The same as a table. */
void access_show_own(struct req *r, const struct access_own_list *list);

/* ---- signals --------------------------------------------------------------------------------- */

struct access_rule {
    const char *kind;
    int64_t limit;  /* so many, at least */
    int64_t window; /* ms within which */
    int from, to;   /* minutes of the day, from <= t or t < to; 0, 0: always */
    int32_t from_on, to_on;
};
struct access_rules {
    struct access_rule *at;
    size_t n;
};
struct access_rules access_rules_read(struct arena *a);
const struct access_rule *access_rule_of(const struct access_rules *rules, const char *kind,
                                         int32_t day); /* NULL: does not hold then */

extern const struct code access_kinds[];      /* words for a kind */
extern const struct code access_judgements[]; /* right explained wrong */

struct access_signal {
    int64_t id;
    const char *kind;
    int64_t line_id, staff_id, client_id;
    const char *staff_name, *client_name;
    int32_t day;
    int64_t lines;
    const char *judgement, *remark, *judged_by;
    int64_t judged_at;
    int64_t version;
};
struct access_signals {
    struct access_signal *at;
    size_t n;
    bool more;
};
struct access_signal_filter {
    int64_t organisation_id;
    int64_t client_id, staff_id; /* 0: any */
    bool judged, open;           /* which */
    int64_t before;              /* line_id of the last one shown; 0: from the newest */
    int limit;
};
struct access_signals access_signals_list(struct db *db, struct arena *a,
                                          const struct access_signal_filter *f);
enum rc access_signal_get(struct db *db, struct arena *a, int64_t organisation_id, int64_t id,
                          struct access_signal *s) MUST_USE;
enum rc access_signal_judge(struct req *r, const struct access_signal *s) MUST_USE;

/* Finds the signals of one local day and stores those that are new. Returns how many. Outside a
 * transaction. */
int access_review_day(struct site *site, int32_t day);
bool access_review_job(struct job *j); /* all days since the last time, today included */

/* What the review finds: the rules over the lines of one person and one day, in order of id. Pure;
 * found() is called for each, client_id 0 when it is about no single client. */
struct access_find {
    const char *kind;
    int64_t line_id, staff_id, client_id;
    int64_t lines;
};
void access_find_in(struct arena *a, const struct access_rules *rules, int32_t day,
                    const struct access_line *lines, size_t n,
                    void (*found)(void *with, const struct access_find *find), void *with);
/* Is the family name of the client a part of the name of the member of staff? "Berg" is of "Jan van
 * den Berg", not of "Els Bergman". */
bool access_is_namesake(struct arena *a, const char *staff_name, const char *family_name);

/* ---- for the commands ------------------------------------------------------------------------ */

/* The whole log of a period in the words of NEN 7513, to out. Returns lines. */
int64_t access_export(struct db *db, int64_t from, int64_t to, int64_t client_id, FILE *out);
/* For the tests: can the program fill this field? */
bool access_nen_known(const char *field);

int access_command(int argc, char **argv);

/* ---- SQL of the pages ------------------------------------------------------------------------ */

struct access_person {
    int64_t id;
    bool client;
    const char *name;
    const char *about; /* birth day of a client; log-in name of staff */
};
struct access_people {
    struct access_person *at;
    size_t n;
};
/* Clients and staff of the organisation, by the beginnings of words of the name. */
struct access_people access_people_find(struct db *db, struct arena *a, int64_t organisation_id,
                                        const char *typed);
/* "" when there is no such person in the organisation. */
const char *access_staff_name(struct db *db, struct arena *a, int64_t organisation_id,
                              int64_t staff_id);
const char *access_client_name(struct db *db, struct arena *a, int64_t client_id);
/* People who looked at this client, for the filter; in order of name. */
struct access_people access_people_of_client(struct db *db, struct arena *a, int64_t client_id);
/* Lines and clients per month of one person, newest first, at most 13. */
struct access_count {
    int month;
    int64_t lines, clients;
};
struct access_count *access_counts(struct db *db, struct arena *a, int64_t staff_id, int this_month,
                                   size_t *n);

/* Months that may go by the term: the oldest that is still there up to the first that is kept. */
struct access_term {
    int oldest, kept_from; /* months; oldest 0: there is no log */
    int years;
};
struct access_term access_term(struct db *db, int32_t today);
/* Drops the months before `before` that are there, oldest first, each in a transaction of its own
 * with a line that says so. Returns lines dropped. */
int64_t access_drop_before(struct site *site, int before, int64_t staff_id);
bool access_drop_job(struct job *j);    /* argument: MONTH STAFF */
bool access_propose_job(struct job *j); /* monthly: is there something to drop? */

/* ---- pages in files of their own ------------------------------------------------------------- */

/* A period of the address (van, tot); without it the last thirty days. */
struct access_period {
    int32_t from, to;
    int64_t before; /* voor: the page after this line; 0 the first */
};
struct access_period access_period_read(struct req *r);
/* The form that chooses it; people (or NULL) to choose one of: door. */
void access_period_show(struct req *r, const char *path, const struct access_period *p,
                        const struct access_people *people);
void access_own_mine(struct req *r);  /* GET /mijn/inzage */
void access_own_block(struct req *r); /* on /mijn */
void access_own_give(struct req *r);  /* GET /deelnemers/:client/wie-keek */
void access_give_block(struct req *r);
void access_signal_page(struct req *r);
void access_signal_save(struct req *r);
void access_signals_show(struct req *r, const struct access_signals *list);
void access_months_page(struct req *r);
void access_months_save(struct req *r);

#endif
