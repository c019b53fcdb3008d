/* income.h: work and income, without calculating: who advised when, what the client understood,
 * what is still open; and the card of the first pay.
 *
 * Each time a job that pays begins, or its hours or pay change, is a moment. Advice belongs to a
 * moment when it is about that job or about work in general, and was given after the moment before
 * it; to a start also when it was given at most ADVICE_DAYS before. It is in time on the day of the
 * moment or earlier. A moment without advice needs a reason: until there is one of the two, there
 * is a reminder (kinds income_start and income_change). Moments that were over ADVICE_DAYS ago when
 * they were first seen remind nobody. Sources: fidelity item G1 (before the start and at later
 * changes of hours or pay), issue 4 part 13, seed 001 section 2.5.
 */
#ifndef SPIL_FEATURE_INCOME_INCOME_H
#define SPIL_FEATURE_INCOME_INCOME_H

#include "core/req.h"
#include "feature/profile/question.h"

enum { ADVICE_DAYS = 90 };

struct income_moment {
    int64_t placement_id;
    int64_t number; /* 1: the start; the others: a change */
    int32_t from_on;
    int64_t hours_week, wage_month; /* as they became; NUMBER_NONE */
    const char *reason;             /* why there was no advice; "" */
    /* Only when read. */
    const char *employer; /* or what the job is */
    bool over;            /* the job has ended */
};
struct income_moments {
    struct income_moment *at; /* per job, in order */
    size_t n, cap;
};

struct income_advice {
    int64_t id;
    int64_t client_id;
    int64_t placement_id; /* 0: in general */
    int32_t advised_on;
    const char *adviser_kind;
    const char *adviser;
    const char *summary;
    const char *open_questions;
    int64_t version;
    const char *employer; /* only when read; "" */
};
struct income_advices {
    struct income_advice *at; /* newest first */
    size_t n, cap;
};

extern const struct code income_advisers[];

/* ---- rules: income.c ------------------------------------------------------------------------- */

/* The first advice that belongs to moment i, or NULL. */
const struct income_advice *income_advice_of(const struct income_moments *moments, size_t i,
                                             const struct income_advices *advices);
/* Neither advice nor a reason, and the job is not over. */
bool income_is_open(const struct income_moments *moments, size_t i,
                    const struct income_advices *advices);

/* ---- storage: income_sql.c ------------------------------------------------------------------- */

struct income_moments income_moment_list(struct db *db, struct arena *a, int64_t trajectory_id,
                                         int32_t today);
/* Of the client of this trajectory. */
struct income_advices income_advice_list(struct db *db, struct arena *a, int64_t trajectory_id);
enum rc income_advice_get(struct req *r, int64_t id, struct income_advice *advice) MUST_USE;
void income_advice_add(struct req *r, struct income_advice *advice);
enum rc income_advice_change(struct req *r, const struct income_advice *advice) MUST_USE;
/* For the moments of this job that are open. */
void income_give_reason(struct req *r, int64_t placement_id, const char *reason);
/* route.h: new moments, and the reminders of all. */
void income_work_changed(struct db *db, int64_t trajectory_id, int32_t today);

struct income_card {
    int64_t id;
    int64_t placement_id; /* 0: no job yet */
    int64_t version;
    struct answers answers; /* empty in a list */
    const char *employer;   /* only when read; "" */
    int32_t started_on;     /* of the job */
};
struct income_cards {
    struct income_card *at; /* newest first */
    size_t n, cap;
};
struct income_cards income_card_list(struct db *db, struct arena *a, int64_t client_id);
enum rc income_card_get(struct req *r, int64_t id, struct income_card *card) MUST_USE;
enum rc income_card_add(struct req *r, struct income_card *card) MUST_USE; /* CONFLICT: has one */
enum rc income_card_change(struct req *r, const struct income_card *card) MUST_USE;

/* income_card.c: pages of the card. */
void income_card_block(struct req *r);
void income_card_form(struct req *r);
void income_card_save(struct req *r);
void income_card_sheet(struct req *r);
void income_card_mine(struct req *r);

#endif
