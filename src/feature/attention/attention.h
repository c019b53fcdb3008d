/* attention.h: who needs attention today, each with a plain reason and one action.
 *
 * The rules are data (rules/attention.csv): a measure, in which phase, how long after the job
 * began, and from how many days on it shows or is urgent. The measures are few and live here; they
 * use only the facts of a trajectory and what a feature said becomes due
 * (feature/trajectory/due.h).
 */
#ifndef SPIL_FEATURE_ATTENTION_ATTENTION_H
#define SPIL_FEATURE_ATTENTION_ATTENTION_H

#include "feature/trajectory/due.h"
#include "feature/trajectory/trajectory.h"

/* What a rule counts in days. Those from MEASURE_DUE_AHEAD on count down to a day: fewer is more
 * urgent. */
enum attention_measure {
    MEASURE_DUE, /* since the day of a row in `due` */
    MEASURE_WAITING,
    MEASURE_NO_EMPLOYER,
    MEASURE_SILENT,
    MEASURE_NOT_SINCE_START,
    MEASURE_AGREED,
    MEASURE_STEP_PASSED,
    MEASURE_DISCLOSURE_OPEN,
    MEASURE_DUE_AHEAD,
    MEASURE_CONTRACT_ENDS,
    MEASURE_UNPAID_ENDS,
    MEASURE_JOB_BEGINS,
    MEASURE_SCHEME_ENDS,
    MEASURE_CONSENT_ENDS
};

struct attention_rule {
    const char *rule;
    enum attention_measure measure;
    const char *phase;                /* "" any */
    int32_t working_from, working_to; /* days since the job began; DAY_NONE: no bound */
    int32_t limit_days, urgent_days;
    const char *action; /* contact, visit, employer, plan, consent, job, or a /path of the client */
    int32_t from_on, to_on;
    /* The heavier goes first, however urgent another is: what somebody told us does not wait behind
     * a count of days (2). Who has work and still waits for an employer also stands among those who
     * wait, on the same page, so any other matter of this client goes first (0). The others: 1. */
    int32_t weight;
};

/* The rules of a day; read once per process. */
const struct attention_rule *attention_rules(size_t *n);

struct attention {
    const struct attention_rule *rule;
    const struct trajectory_fact *fact;
    const struct due *due; /* NULL: the measure needs none */
    int32_t days;          /* of the measure */
    int32_t beyond;        /* days past the limit: how long it could have been seen already */
    bool urgent;
};

/* The days a measure counts for this trajectory, or DAY_NONE when it does not apply. `due` only for
 * the measures of a row that is due. */
int32_t attention_days(enum attention_measure measure, const struct trajectory_fact *f,
                       const struct due *due, int32_t today);
/* Whether a rule holds for a trajectory today; fills a. d: what is due by this rule, or NULL when
 * its measure needs none (attention_of_due). */
bool attention_applies(const struct attention_rule *rule, const struct trajectory_fact *f,
                       const struct due *d, int32_t today, struct attention *a);
bool attention_of_due(const struct attention_rule *rule);

/* A matter that would show today, but was put off. */
struct attention_later {
    const struct attention_rule *rule;
    const struct trajectory_fact *fact;
    int32_t until_on;
    const char *reason;
};

struct attention_list {
    struct attention *at; /* most urgent first; one per trajectory: its weightiest rule */
    size_t n;             /* at most limit */
    size_t more;          /* left out by the limit */
    struct attention_later *later;
    size_t n_later;
};
/* Of a caseload: the running trajectories of one specialist. */
struct attention_list attention_for(struct db *db, struct arena *a, int64_t staff_id,
                                    const struct trajectory_facts *caseload, int32_t today,
                                    size_t limit);
/* The reason in plain words. */
const char *attention_reason(struct arena *arena, enum lang lang, const struct attention *a);

#endif
