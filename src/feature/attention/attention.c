/* attention.c: the rules, judged on the facts of a trajectory.
 * Not: SQL (attention_sql.c) or pages (attention_web.c).
 * Start at attention_days(). */
#include "feature/attention/attention.h"

#include "base/csv.h"
#include "base/embed.h"

enum { MAX_RULES = 64 };

/* Days since `from`; DAY_NONE when there is no such day. */
static int32_t since(int32_t from, int32_t today)
{
    return from == DAY_NONE ? DAY_NONE : today - from;
}

static int32_t until(int32_t day, int32_t today)
{
    return day == DAY_NONE ? DAY_NONE : day - today;
}

/* By which rules/attention.csv and the words below call a measure. */
static const char *const measures[] = {[MEASURE_DUE] = "due",
                                       [MEASURE_WAITING] = "waiting",
                                       [MEASURE_NO_EMPLOYER] = "no_employer",
                                       [MEASURE_SILENT] = "silent",
                                       [MEASURE_NOT_SINCE_START] = "not_since_start",
                                       [MEASURE_AGREED] = "agreed",
                                       [MEASURE_STEP_PASSED] = "step_passed",
                                       [MEASURE_DISCLOSURE_OPEN] = "disclosure_open",
                                       [MEASURE_DUE_AHEAD] = "due_ahead",
                                       [MEASURE_CONTRACT_ENDS] = "contract_ends",
                                       [MEASURE_UNPAID_ENDS] = "unpaid_ends",
                                       [MEASURE_JOB_BEGINS] = "job_begins",
                                       [MEASURE_SCHEME_ENDS] = "scheme_ends",
                                       [MEASURE_CONSENT_ENDS] = "consent_ends"};

/* The day that a measure which looks ahead counts down to. */
static int32_t day_ahead(enum attention_measure measure, const struct trajectory_fact *f,
                         const struct due *due)
{
    bool spoken = f->begins_on != DAY_NONE && f->last_contact_on != DAY_NONE &&
                  f->last_contact_on >= f->begins_on - 7; /* in the week before the job */

    switch ((int)measure) {
    case MEASURE_DUE_AHEAD:
        return due->day;
    case MEASURE_CONTRACT_ENDS:
        return f->unpaid ? DAY_NONE : f->placement_ends_on;
    case MEASURE_UNPAID_ENDS:
        return f->unpaid ? f->placement_ends_on : DAY_NONE;
    case MEASURE_JOB_BEGINS:
        return spoken ? DAY_NONE : f->begins_on;
    case MEASURE_SCHEME_ENDS:
        return f->ends_on;
    case MEASURE_CONSENT_ENDS:
        return f->consent_ends_on;
    default:
        BUG("measure %d does not look ahead", (int)measure);
    }
}

static int32_t quiet_days(const struct trajectory_fact *f, int32_t today)
{
    return since(f->last_contact_on == DAY_NONE ? f->started_on : f->last_contact_on, today);
}

/* Contact as agreed with the client takes the place of the norms. */
static int32_t contact_days(enum attention_measure measure, const struct trajectory_fact *f,
                            int32_t today)
{
    int32_t quiet = quiet_days(f, today);

    if (measure == MEASURE_AGREED)
        return f->rhythm_days && quiet != DAY_NONE ? quiet - (int32_t)f->rhythm_days : DAY_NONE;
    if (f->rhythm_days > 0)
        return DAY_NONE;
    if (measure == MEASURE_SILENT)
        return quiet;
    return f->last_contact_on != DAY_NONE && f->last_contact_on >= f->working_since
               ? DAY_NONE
               : since(f->working_since, today);
}

int32_t attention_days(enum attention_measure measure, const struct trajectory_fact *f,
                       const struct due *due, int32_t today)
{
    if (measure >= MEASURE_DUE_AHEAD)
        return until(day_ahead(measure, f, due), today);
    switch ((int)measure) {
    case MEASURE_DUE:
        return since(due->day, today);
    case MEASURE_WAITING:
        return since(f->started_on, today);
    case MEASURE_NO_EMPLOYER:
        return trajectory_waits(f) ? since(f->started_on, today) : DAY_NONE;
    case MEASURE_STEP_PASSED:
        return since(f->next_step_on, today);
    case MEASURE_DISCLOSURE_OPEN:
        return f->disclosure_open ? since(f->working_since, today) : DAY_NONE;
    default:
        return contact_days(measure, f, today);
    }
}

static bool in_time(const struct attention_rule *rule, const struct trajectory_fact *f,
                    int32_t today)
{
    int32_t working = since(f->working_since, today);

    if (rule->from_on > today || (rule->to_on != DAY_NONE && rule->to_on < today))
        return false;
    if (rule->working_from != DAY_NONE && (working == DAY_NONE || working < rule->working_from))
        return false;
    return rule->working_to == DAY_NONE || (working != DAY_NONE && working <= rule->working_to);
}

bool attention_of_due(const struct attention_rule *rule)
{
    return rule->measure == MEASURE_DUE || rule->measure == MEASURE_DUE_AHEAD;
}

bool attention_applies(const struct attention_rule *rule, const struct trajectory_fact *f,
                       const struct due *d, int32_t today, struct attention *a)
{
    bool down = rule->measure >= MEASURE_DUE_AHEAD;

    if (!strcmp(f->phase, "closed") || (*rule->phase && strcmp(rule->phase, f->phase)) ||
        !in_time(rule, f, today))
        return false;
    int32_t days = attention_days(rule->measure, f, d, today);
    if (days == DAY_NONE)
        return false;
    int32_t beyond = down ? rule->limit_days - days : days - rule->limit_days;
    if (beyond < 0)
        return false;
    *a = (struct attention){.rule = rule,
                            .fact = f,
                            .due = d,
                            .days = days,
                            .beyond = beyond,
                            .urgent = down ? days <= rule->urgent_days : days >= rule->urgent_days};
    return true;
}

/* ---- words ----------------------------------------------------------------------------------- */

/* {1} days, or when it is; {2} what is due. */
static const struct {
    const char *measure;         /* or, of what is due, the rule */
    enum text_id reason, passed; /* passed: what counted down is over */
    bool ahead;                  /* the reason says when: today, in 3 days */
} words[] = {
    {"waiting", TEXT_attention_waiting, TEXT_NONE},
    {"no_employer", TEXT_attention_no_employer, TEXT_NONE},
    {"silent", TEXT_attention_silent, TEXT_NONE},
    {"not_since_start", TEXT_attention_not_since_start, TEXT_NONE},
    {"step_passed", TEXT_attention_step_passed, TEXT_NONE},
    {"contract_ends", TEXT_attention_contract_ends, TEXT_attention_contract_ended, true},
    {"unpaid_ends", TEXT_attention_unpaid_ends, TEXT_attention_unpaid_ended, true},
    {"beside_contract", TEXT_attention_beside_ends, TEXT_attention_beside_ended, true},
    {"beside_unpaid", TEXT_attention_beside_unpaid, TEXT_attention_beside_stopped, true},
    {"job_begins", TEXT_attention_job_begins, TEXT_NONE, true},
    {"agreed", TEXT_attention_agreed, TEXT_NONE},
    {"signal", TEXT_attention_signal, TEXT_NONE},
    {"change_before", TEXT_attention_change_before, TEXT_attention_change_passed, true},
    {"change_after", TEXT_attention_change_after, TEXT_NONE},
    {"scheme_ends", TEXT_attention_scheme_ends, TEXT_attention_scheme_ended, true},
    {"consent_ends", TEXT_attention_consent_ends, TEXT_attention_consent_ended, true},
    {"disclosure_open", TEXT_attention_disclosure_open, TEXT_NONE},
    {"profile_job", TEXT_attention_profile_job, TEXT_NONE},
    {"worksheet_review", TEXT_attention_worksheet, TEXT_attention_worksheet_passed, true},
    {"income_start", TEXT_attention_income_start, TEXT_attention_income_started, true},
    {"income_change", TEXT_attention_income_change, TEXT_NONE},
    {"no_practitioner", TEXT_attention_no_practitioner, TEXT_NONE},
    {"takes_over", TEXT_attention_takes_over, TEXT_attention_took_over, true},
    {"ask_wish", TEXT_attention_ask_wish, TEXT_NONE},
    {"care_agreement", TEXT_attention_care_agreement, TEXT_NONE},
    {"lead_step", TEXT_attention_lead_step, TEXT_NONE},
    {"lead_quiet", TEXT_attention_lead_quiet, TEXT_NONE},
    {"budget", TEXT_attention_budget, TEXT_NONE},
    {"decision", TEXT_attention_decision, TEXT_attention_decision_passed, true},
    {"referral_open", TEXT_attention_referral_open, TEXT_NONE},
};

const char *attention_reason(struct arena *arena, enum lang lang, const struct attention *a)
{
    const char *key = a->due ? a->rule->rule : measures[a->rule->measure];
    const char *days = text_count(arena, lang, TEXT_days, labs(a->days));
    enum text_id id = TEXT_NONE;

    for (size_t i = 0; i < COUNT(words); i++) {
        if (strcmp(words[i].measure, key) != 0)
            continue;
        id = a->days < 0 ? words[i].passed : words[i].reason;
        if (words[i].ahead && a->days >= 0)
            days = text_ahead(arena, lang, a->days);
    }
    if (id == TEXT_attention_silent && a->fact->last_contact_on == DAY_NONE)
        id = TEXT_attention_never;
    return text_fill(arena, lang, id, days, a->due ? a->due->words : NULL, NULL, NULL);
}

/* ---- the rules ------------------------------------------------------------------------------- */

static int32_t number_or_none(const struct csv *c, int column)
{
    int64_t n;

    if (csv_missing(c, column))
        return DAY_NONE;
    if (!csv_integer(c, column, &n) || n < 0 || n > 100000)
        BUG("rules/attention.csv line %" PRIu64 ": not a number of days", c->line);
    return (int32_t)n;
}

static int32_t day_or_none(const struct csv *c, int column)
{
    int32_t day;

    if (csv_missing(c, column))
        return DAY_NONE;
    if (!csv_date(c, column, &day))
        BUG("rules/attention.csv line %" PRIu64 ": not a day", c->line);
    return day;
}

static enum attention_measure measure_named(const char *name)
{
    for (size_t i = 0; i < COUNT(measures); i++)
        if (!strcmp(measures[i], name))
            return (enum attention_measure)i;
    BUG("rules/attention.csv: no measure %s", name);
}

static size_t read_rules(struct attention_rule rules[MAX_RULES])
{
    struct csv_column want[] = {
        {"rule", false, -1},         {"measure", false, -1},    {"phase", false, -1},
        {"working_from", false, -1}, {"working_to", false, -1}, {"limit_days", false, -1},
        {"urgent_days", false, -1},  {"action", false, -1},     {"from_on", false, -1},
        {"to_on", false, -1},        {"weight", false, -1}};
    struct arena *a = arena_new(); /* kept: the rules live as long as the process */
    const struct embed *file = embed_find("rules/attention.csv");
    struct csv_log log;
    size_t n = 0;

    csv_log_init(&log, 1);
    struct csv *c = csv_memory(a, file->path, (const char *)file->at, file->n, &log);
    if (!csv_columns(c, want, COUNT(want)))
        BUG("%s", log.text.at);
    while (csv_next(c) && n < MAX_RULES) {
        const char *text[COUNT(want)];

        for (size_t i = 0; i < COUNT(want); i++)
            text[i] = arena_strn(a, csv_text(c, want[i].at), csv_len(c, want[i].at));
        rules[n++] = (struct attention_rule){.rule = text[0],
                                             .measure = measure_named(text[1]),
                                             .phase = text[2],
                                             .working_from = number_or_none(c, want[3].at),
                                             .working_to = number_or_none(c, want[4].at),
                                             .limit_days = number_or_none(c, want[5].at),
                                             .urgent_days = number_or_none(c, want[6].at),
                                             .action = text[7],
                                             .from_on = day_or_none(c, want[8].at),
                                             .to_on = day_or_none(c, want[9].at),
                                             .weight = number_or_none(c, want[10].at)};
    }
    if (log.refused)
        BUG("%s", log.text.at);
    csv_log_free(&log);
    return n;
}

const struct attention_rule *attention_rules(size_t *n)
{
    static struct attention_rule rules[MAX_RULES];
    static size_t n_rules;

    if (!n_rules)
        n_rules = read_rules(rules);
    *n = n_rules;
    return rules;
}
