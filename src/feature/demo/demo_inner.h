/* demo_inner.h: what the files of the demo share. One organisation at a time is made in memory,
 * then written table by table; nothing is read back.
 */
#ifndef SPIL_FEATURE_DEMO_DEMO_INNER_H
#define SPIL_FEATURE_DEMO_DEMO_INNER_H

#include "base/arena.h"
#include "base/date.h"
#include "base/id.h"
#include "base/vec.h"
#include "core/access_log.h"
#include "feature/account/account.h"
#include "feature/demo/demo.h"
#include "feature/demo/demo_words.h"

/* ---- chance: splitmix64 (Steele, Lea, Flood 2014), the same everywhere ----------------------- */

struct demo_random {
    uint64_t state;
};
uint64_t random_next(struct demo_random *r);
int random_below(struct demo_random *r, int n); /* 0 .. n-1 */
double random_real(struct demo_random *r);      /* 0 <= x < 1 */
bool random_chance(struct demo_random *r, double p);
double random_wait(struct demo_random *r, double mean); /* exponential */
/* An index, by weights; n of them. */
int random_weighted(struct demo_random *r, const double *weights, int n);
const char *random_word(struct demo_random *r, const char *const *list);

/* ---- one organisation ------------------------------------------------------------------------ */

struct demo_person {
    const char *given, *prefix, *family; /* "Milan", "van den", "Berg" */
    const char *name;                    /* "Milan van den Berg" */
    bool female;
};

struct demo_client {
    int64_t id;
    struct demo_person who;
    const char *sort_key;
    int32_t birth_on;
    int group, benefit, place;
    const char *sex, *phone, *email, *postcode, *marital, *education, *diagnosis;
    const char *municipality;
    int64_t experience_years, worked_share; /* NUMBER_NONE unknown */
    int32_t since_on;                       /* first referral */
    int32_t consent_ends;                   /* the first of them; DAY_NONE: no consent */
    int64_t emergency_id;                   /* not taken note of yet */
};

struct demo_staff {
    int64_t id;
    const char *login, *name, *role;
    int programme, team; /* -1: none */
    int firms_from;      /* where this specialist's part of the employers begins */
    int first_seat, n_seats;
    int64_t hours_week, fte;
};

struct demo_firm { /* employer */
    int64_t id, establishment_id;
    const struct demo_trade *trade;
    const char *name, *place, *need, *agreement, *not_before_reason;
    int32_t not_before_on;
    int32_t last_on;
    int64_t last_by;
};

struct demo_job { /* placement */
    int64_t id;
    int path, firm; /* firm -1: own business */
    const char *kind, *contract, *end_reason, *title, *level, *promise, *promise_by, *lesson;
    const char *disclosure, *found_by, *coach, *subsidy, *no_risk, *mentor;
    bool permanent, unpaid;
    int32_t from, ends, ended; /* DAY_NONE: none */
    int64_t hours, wage;       /* NUMBER_NONE unknown */
};

struct demo_path { /* trajectory */
    int64_t id;
    int client, staff, before; /* before: the specialist until handed_on, -1 without */
    int32_t handed_on;
    int group;
    const char *scheme, *financier, *referred_by, *goal, *funding, *close_reason, *destination;
    int32_t referred, talk, started, ends, closed; /* DAY_NONE: none */
    int32_t until;                                 /* the last day with contacts: closed or today */
    int32_t quiet_after; /* a running one nobody spoke to after this day; DAY_NONE: no */
    double effort;       /* this client's share of the usual minutes */
    int first_job, n_jobs;
    bool busy;     /* the one with 2,000 contacts */
    int note;      /* next note of a list: no two alike in a row */
    int last_talk; /* contact, -1 none: to fill in its next step */
    /* facts */
    int32_t last_contact, first_employer, last_employer;
    int newest; /* contact in order of day and id, -1 none */
    int agreed; /* the same without team meetings: its next step holds */
};

struct demo_talk { /* contact */
    int64_t id;
    int staff, firm; /* firm -1: none */
    int32_t day, next_on;
    int order, first_link, n_links;
    int16_t minutes, travel, answer; /* answer -1: not asked */
    const char *activity, *mode, *place, *party, *initiative, *note, *next;
    bool missed, coaching, urgent;
};

struct demo_link {
    int path;
};

struct demo_entry { /* time_entry */
    int staff;
    int32_t day;
    int minutes;
    const char *kind, *note;
};

struct demo_consent {
    int64_t id;
    int path, job; /* job -1: none */
    const char *party, *name, *role, *purpose, *shares, *how;
    int64_t staff_id; /* 0: no account */
    int32_t given, until;
    bool primary, withdrawn;
};

struct demo_grant {
    int64_t id, staff_id, by, from, until;
    int path;
    const char *kind, *reason;
};

struct demo_org {
    int64_t id;
    struct arena *a;
    struct demo_random r;
    const char *name, *client_word;
    const struct demo_region *region;
    int n_programmes, n_teams; /* teams per programme */
    int64_t *programmes, *teams;
    const char **programme_names;
    struct {
        struct demo_staff *at;
        size_t n, cap;
    } staff;
    struct {
        struct demo_firm *at;
        size_t n, cap;
    } firms;
    struct {
        struct demo_client *at;
        size_t n, cap;
    } clients;
    struct {
        struct demo_path *at;
        size_t n, cap;
    } paths;
    struct {
        struct demo_job *at;
        size_t n, cap;
    } jobs;
    struct {
        struct demo_talk *at;
        size_t n, cap;
    } talks;
    struct {
        struct demo_link *at;
        size_t n, cap;
    } links;
    struct {
        struct demo_entry *at;
        size_t n, cap;
    } entries;
    struct {
        struct demo_consent *at;
        size_t n, cap;
    } consents;
    struct {
        struct demo_grant *at;
        size_t n, cap;
    } grants;
    int *seats; /* the first path of each seat; one more at the end */
    int n_seats;
    int n_seat_paths, n_refused_paths; /* after those of seats: refused ones, those of the pilot */
};

struct demo { /* the whole filling */
    struct db *db;
    const struct demo_wish *wish;
    struct demo_done done;
    struct id_maker ids;
    int32_t today, from;          /* the history begins at from */
    const char (*days)[DAY_TEXT]; /* ISO texts from first_day on */
    int32_t first_day;
    struct arena *a;
    int programmes, organisations;
    int64_t specialists;
    int64_t unsaved; /* rows since the last commit */
    int org;         /* the one being made */
};

enum { GROUP_EPA, GROUP_CMD, GROUP_NAH, GROUP_LVB, GROUPS };

/* ISO text of a day, NULL for DAY_NONE: lives as long as the filling. */
const char *demo_day(const struct demo *d, int32_t day);
/* This day or the next one on which this person works: no weekend, no leave. */
int32_t demo_workday(const struct demo *d, const struct demo_org *o, int staff, int32_t day);
enum { DEMO_SPRING = 10 }; /* an ISO week: whoever is away before it, is ill */
bool demo_on_leave(const struct demo *d, int64_t staff_id, int32_t day);

struct demo_person demo_person_make(struct demo_random *r, struct arena *a);
int demo_client_make(struct demo *d, struct demo_org *o, int32_t since);
extern const char *const demo_groups[GROUPS], *const demo_benefits[];

/* demo_world.c */
enum { DEMO_FIRMS = 60 }; /* employers per specialist */
/* One of this specialist's own employers, half the time one of the twenty known best. */
int demo_firm_pick(struct demo_org *o, int staff);
void demo_org_make(struct demo *d, struct demo_org *o, int number);
/* demo_near.c: office, practitioner and others; written last. */
void demo_near_make(struct demo *d, struct demo_org *o);
int64_t demo_near_write(struct demo *d, struct demo_org *o); /* rows */
/* demo_path.c: all trajectories of one seat, from the beginning until today. */
void demo_seat_fill(struct demo *d, struct demo_org *o, int staff, int seat);
/* demo_job.c */
struct demo_plan {
    int32_t first_job;  /* DAY_NONE: no paid work */
    int32_t begin, end; /* when unpaid placements can be */
};
void demo_jobs_make(struct demo *d, struct demo_org *o, int path, struct demo_plan plan);
const struct demo_job *demo_job_on(const struct demo_org *o, const struct demo_path *p,
                                   int32_t day);
/* The first day on which work is still to begin; DAY_NONE: none. */
/* Does work run on this day, and none of it ordinary paid work? */
bool demo_job_seeks(const struct demo_org *o, const struct demo_path *p, int32_t day);
int32_t demo_job_begins(const struct demo_org *o, const struct demo_path *p, int32_t day);
/* demo_talk.c */
void demo_talks_make(struct demo *d, struct demo_org *o, int path);
void demo_week_make(struct demo *d, struct demo_org *o, int staff); /* without clients, and hours */
void demo_facts_make(struct demo *d, struct demo_org *o); /* sorts the contacts, gives them ids */
/* demo_referral.c: those who did not begin; and the tables, after those of the paths. */
void demo_referrals_make(struct demo *d, struct demo_org *o);
void demo_referrals_write(struct demo *d, struct demo_org *o);
/* demo_consent.c */
void demo_consents_make(struct demo *d, struct demo_org *o);
/* demo_profile.c: written after the jobs; returns the rows. */
int64_t demo_profiles_write(struct demo *d, struct demo_org *o);
/* demo_lead.c: leads, visits of clients alone, words to find employers by; written last. */
int64_t demo_leads_write(struct demo *d, struct demo_org *o); /* rows */
/* demo_follow.c: as well. */
int64_t demo_follow_write(struct demo *d, struct demo_org *o);
/* demo_people.c: after the consents; as well. */
int64_t demo_people_write(struct demo *d, struct demo_org *o);
/* demo_look.c: the log of the last two weeks, in a chain of its own with its seal; false when there
 * are too few people for it. Outside a transaction; leaves the clock at that of the machine. */
bool demo_looks_make(struct db *db, const unsigned char key[ACCESS_KEY_BYTES], int32_t today,
                     const char *seal);
/* demo_sql.c */
void demo_org_write(struct demo *d, struct demo_org *o);
struct db_bulk;
void demo_table_done(struct demo *d, struct db_bulk *b); /* commits now and then */
/* demo_review.c: fidelity reviews of every programme, in a database that has been filled. */
void demo_reviews_make(struct db *db, int32_t today, const unsigned char *installation);
/* demo_plan.c: appointments, team meetings and closed weeks, in a database that has been filled. */
void demo_plans_make(struct db *db, int32_t today);
/* demo_papers.c: documents of the first specialist, files moved in; as above. */
void demo_papers_make(struct db *db, int32_t today);
/* demo_quality.c: the quality framework of every programme and how the principles succeed. */
void demo_quality_make(struct db *db, int32_t today);
/* demo_payroll.c: a payroll delivery about the first programme, likewise. */
void demo_payroll_make(struct db *db, int32_t today, uint64_t seed);
/* demo_study.c: cohorts for the pages of research. */
void demo_studies_make(struct db *db, int32_t today);
/* The sealed secret of a code at log-in. */
void demo_factor(const unsigned char *installation, int64_t staff_id,
                 unsigned char sealed[FACTOR_SEALED]);

/* ---- tables side by side: one bulk at a time, so rows are kept until then -------------------- */

struct demo_row {
    struct val at[13];
};
struct demo_table {
    const char *name, *columns;
    int n;
    struct demo_row *row;
    size_t used, cap;
};
/* What is made around the paths of an organisation, one path after the other. */
struct demo_making {
    struct demo *d;
    struct demo_org *o;
    struct demo_random r;        /* of its own: nothing else moves */
    struct demo_table table[12]; /* those without a name are not used */
    const struct demo_path *p;
    int64_t staff_id;
};

void demo_put(struct demo_making *m, int table, struct demo_row row);
int64_t demo_tables_write(struct demo_making *m); /* rows */

#endif
