/* framework.h: the quality framework of a programme: the implementation plan of eight criteria, the
 * partners of the coalition, dated records with a day to do it again; and the self-rating of the
 * principles. Criteria, kinds of record and principles are data: rules/framework_criteria.csv,
 * rules/framework_records.csv, rules/principles.csv. Source: report 000 paragraphs 4.4 and 10.1.1.
 */
#ifndef SPIL_FEATURE_FRAMEWORK_FRAMEWORK_H
#define SPIL_FEATURE_FRAMEWORK_FRAMEWORK_H

#include "core/req.h"

enum { FRAMEWORK_CRITERIA_MAX = 16, FRAMEWORK_SOON_DAYS = 60 };

/* ---- the plan ---------------------------------------------------------------------------------
 */

struct framework_plan {
    const char *criterion; /* code */
    const char *how, *evidence, *nah;
    int64_t owner_id;
    const char *owner; /* only when read */
    int32_t due_on;
    const char *status; /* open, busy, met */
    int64_t version;    /* 0: not written yet */
};
extern const struct code framework_statuses[], framework_roles[];

/* May it be called met? It says how and by what; for a programme with clients with brain injury the
 * stricter criteria also say what was asked for them. */
bool framework_may_be_met(const struct framework_plan *plan, bool strict) MUST_USE;

struct framework_plan framework_plan_get(struct req *r, int64_t programme_id,
                                         const char *criterion);
/* CONFLICT, STALE: somebody else wrote it. */
enum rc framework_plan_save(struct req *r, int64_t programme_id,
                            const struct framework_plan *plan) MUST_USE;
bool framework_serves_nah(struct req *r, int64_t programme_id);

/* ---- partners ---------------------------------------------------------------------------------
 */

struct framework_partner {
    int64_t id;
    const char *name, *role, *task;
    int32_t from_on, to_on;
    int64_t version;
};
struct framework_partners {
    struct framework_partner *at;
    size_t n, cap;
};
struct framework_partners framework_partners(struct req *r, int64_t programme_id);
void framework_partner_add(struct req *r, int64_t programme_id, struct framework_partner *partner);
enum rc framework_partner_change(struct req *r, int64_t programme_id,
                                 const struct framework_partner *partner) MUST_USE;

/* ---- records ----------------------------------------------------------------------------------
 */

struct framework_record {
    int64_t id;
    const char *kind;
    int64_t staff_id;
    const char *staff; /* "" of nobody in particular */
    int32_t on_day, again_on;
    const char *note;
};
struct framework_records {
    struct framework_record *at;
    size_t n, cap;
};
struct framework_records framework_records(struct req *r, int64_t programme_id); /* newest first */
void framework_record_add(struct req *r, int64_t programme_id, struct framework_record *record);
/* Of this programme; false: there was none, perhaps because somebody else removed it just now. */
bool framework_record_remove(struct req *r, int64_t programme_id, int64_t id);

/* What has to be done: the newest record of a kind (and person) has a day to do it again within 60
 * days or passed; or there is none of a kind that is needed. */
struct framework_reminder {
    const char *what; /* "Stuurgroep", "Scholing van een begeleider: Noor de Wit" */
    int32_t day;      /* DAY_NONE: never recorded */
};
struct framework_reminders {
    struct framework_reminder *at;
    size_t n, cap;
};
struct framework_reminders framework_reminders(struct req *r, int64_t programme_id);

/* ---- the principles ---------------------------------------------------------------------------
 */

/* "2026H2" of a day. */
const char *framework_half(struct arena *a, int32_t day);

/* The list, what is late in red. */
void framework_show_reminders(struct req *r, const struct framework_reminders *list);

/* "nog niet vastgelegd", "had klaar moeten zijn op 1 november 2026". */
const char *framework_reminder_words(struct req *r, const struct framework_reminder *one);
/* On Vandaag: one's own actions that are due, and for who plans reviews what the programme owes. */
void framework_today_show(struct req *r);

void framework_principles_page(struct req *r); /* GET /kwaliteitskader/principes */
void framework_principles_save(struct req *r);

#endif
