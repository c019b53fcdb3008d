/* worksheet.h: what a client wants to tell at work, and what not: one worksheet per conversation,
 * in own words, with questions per target group (rules/questions.csv, form worksheet).
 *
 * It is about health, so it is of the part diagnosis: the own specialist, whoever covers, a
 * practitioner with consent, and the client; never an employer, UWV or municipality. Of a
 * conversation about one job only the decision goes to that job (placement.disclosure). On the day
 * it is to be looked at again there is a reminder (kind worksheet_review).
 * Sources: domain.md 7 (disclosure decision aid), seed 000 section 12.1 (NAH needs its own),
 * fidelity item G2: discussed more than once.
 */
#ifndef SPIL_FEATURE_WORKSHEET_WORKSHEET_H
#define SPIL_FEATURE_WORKSHEET_WORKSHEET_H

#include "core/req.h"
#include "feature/profile/question.h"

struct worksheet {
    int64_t id;
    int64_t client_id;
    int64_t trajectory_id;
    int64_t placement_id; /* 0: in general */
    const char *target_group;
    int32_t talked_on;
    const char *decision;
    int32_t review_on;
    int64_t version;
    struct answers answers; /* empty in a list */
    /* Only when read. */
    const char *by;       /* who wrote it down */
    const char *employer; /* of the job; "" */
};
struct worksheets {
    struct worksheet *at;
    size_t n, cap;
};

extern const struct code worksheet_decisions[];

struct worksheets worksheet_list(struct db *db, struct arena *a,
                                 int64_t client_id); /* newest first */
enum rc worksheet_get(struct req *r, int64_t id, struct worksheet *w) MUST_USE;
void worksheet_add(struct req *r, struct worksheet *w); /* sets id */
enum rc worksheet_change(struct req *r, const struct worksheet *w) MUST_USE;

#endif
