/* payroll_months.c: what the deliveries in use say about work, for the outcome engine.
 * Not: the tables of a study (feature/outcome/outcome_sql.c).
 * Start at payroll_work_load(). */
#include "feature/payroll/payroll.h"

#include <sodium.h>

#include "base/embed.h"
#include "core/values.h"

/* ---- definitions ----------------------------------------------------------------------------- */

struct answer {
    int counts;   /* of the kind */
    bool defines; /* the definition is in the list */
};

static struct answer look_up(const char *definition, const char *kind)
{
    const struct embed *file = embed_find("rules/polis/definitions.csv");
    struct csv_column want[] = {
        {"definition", false, -1}, {"employment_kind", false, -1}, {"counts", false, -1}};
    struct arena *a = arena_new();
    struct answer answer = {.counts = -1};
    struct csv_log log;

    if (!file)
        BUG("rules/polis/definitions.csv is not in the program");
    csv_log_init(&log, 1);
    struct csv *c = csv_memory(a, file->path, (const char *)file->at, file->n, &log);
    if (!csv_columns(c, want, COUNT(want)))
        BUG("%s", log.text.at);
    while (csv_next(c)) {
        if (!csv_is(c, want[0].at, definition))
            continue;
        answer.defines = true;
        if (csv_is(c, want[1].at, kind))
            answer.counts = csv_is(c, want[2].at, "yes") ? 1 : csv_is(c, want[2].at, "no") ? 0 : -1;
    }
    if (log.refused)
        BUG("%s", log.text.at);
    csv_log_free(&log);
    arena_free(a);
    return answer;
}

bool payroll_defines(const char *definition)
{
    return look_up(definition, "").defines;
}

int payroll_counts(const char *definition, const char *employment_kind)
{
    return look_up(definition, employment_kind).counts;
}

/* ---- loading --------------------------------------------------------------------------------- */

enum { KINDS = 24 };

struct kinds { /* looked up once per kind */
    const char *definition;
    struct arena *a;
    struct {
        const char *code;
        bool counts;
    } of[KINDS];
    size_t n;
};

static bool counts(struct kinds *k, const char *code)
{
    for (size_t i = 0; i < k->n; i++)
        if (!strcmp(k->of[i].code, code))
            return k->of[i].counts;
    bool yes = payroll_counts(k->definition, code) == 1;
    if (k->n < KINDS) {
        k->of[k->n].code = arena_str(k->a, code);
        k->of[k->n++].counts = yes;
    }
    return yes;
}

/* The number of a job is made from the name the employer has in the delivery, so that it is the
 * same in every month; of one that began anew also from its first month. */
static int64_t job_of(const char *employer)
{
    unsigned char hash[crypto_generichash_BYTES_MIN];
    uint64_t id;

    crypto_generichash(hash, sizeof(hash), (const unsigned char *)employer, strlen(employer), NULL,
                       0);
    memcpy(&id, hash, sizeof(id));
    return (int64_t)(id >> 1);
}

static int64_t job_again(int64_t job, int32_t month)
{
    char name[64];

    snprintf(name, sizeof(name), "%" PRId64 " %d", job, month);
    return job_of(name);
}

/* The groups of table B2, by employment kind (column report_group of the list). */
static const char *contract_of(const char *kind)
{
    return !strcmp(kind, "1") || !strcmp(kind, "18") ? "1" : !strcmp(kind, "11") ? "2" : "3";
}

static void load_spans(struct db *db, struct arena *a, struct payroll_work *work)
{
    struct db_rows q =
        db_query(db,
                 SQL("select t.id, i.first_month, i.last_month from trajectory t"
                     " join payroll_person p on p.client_id = t.client_id"
                     " join payroll_import i on i.request_id = p.request_id and i.state = 'done'"
                     " where t.started_on is not null"
                     " and exists (select 1 from payroll_month m where m.client_id = p.client_id"
                     " and m.import_id = i.id) order by t.id, i.id"),
                 NO_ARGS);

    while (db_next(&q)) {
        struct payroll_span span = {db_int(&q, 0), payroll_month_number(db_text(&q, 1)),
                                    payroll_month_number(db_text(&q, 2))};

        ARENA_PUSH(a, &work->spans, span);
    }
}

static bool same_job(const struct payroll_job_month *x, const struct payroll_job_month *y)
{
    return x->trajectory_id == y->trajectory_id && x->job_id == y->job_id;
}

/* Employments with one employer in one month add up; the first of them says the rest. */
static void add_month(struct arena *a, struct payroll_work *work, const struct payroll_job_month *m)
{
    struct payroll_job_month *last = work->months.n ? &work->months.at[work->months.n - 1] : NULL;

    if (!last || !same_job(last, m) || last->month != m->month) {
        ARENA_PUSH(a, &work->months, *m);
        return;
    }
    last->hours += m->hours;
    last->wage += m->wage;
    if (m->contract_hours != NUMBER_NONE)
        last->contract_hours =
            m->contract_hours + (last->contract_hours == NUMBER_NONE ? 0 : last->contract_hours);
}

static void load_months(struct db *db, struct arena *a, struct kinds *kinds,
                        struct payroll_work *work)
{
    struct db_rows q = db_query(
        db,
        SQL("select t.id, m.employer, m.month, m.hours_paid, coalesce(m.wage_sv, m.wage_lbph),"
            " m.contract_hours, m.employment_kind, m.permanent, m.sbi_version, m.sbi_section,"
            " m.ikv_start, t.started_on from payroll_now m"
            " join trajectory t on t.client_id = m.client_id"
            " where t.started_on is not null"
            " and m.ikv_kind in ('11', '13', '15')"
            " order by t.id, m.employer, m.month, m.ikv_start, m.ikv_id"),
        NO_ARGS);

    while (db_next(&q)) {
        if (!counts(kinds, db_text(&q, 6)))
            continue;
        int64_t week = db_null(&q, 5) ? 0 : db_int(&q, 5);
        struct payroll_job_month m = {
            .trajectory_id = db_int(&q, 0),
            .job_id = job_of(db_text(&q, 1)),
            .month = payroll_month_number(db_text(&q, 2)),
            .hours = db_int(&q, 3),
            .wage = db_int(&q, 4),
            .contract_hours = week ? (week * 52 + 6) / 12 : NUMBER_NONE,
            .contract = contract_of(db_text(&q, 6)),
            .permanent = db_int(&q, 7) == 1,
            .sector = strcmp(db_text(&q, 8), "2008") ? "" : db_text_copy(&q, 9, a),
            .start = day_at(&q, 10),
            .at_start = day_at(&q, 10) == day_at(&q, 11)};

        add_month(a, work, &m);
    }
}

/* ---- what counts ----------------------------------------------------------------------------- */

struct total { /* of a trajectory in a month, all jobs together */
    int64_t trajectory_id;
    int32_t month;
    int64_t hours, wage;
};

static int by_month(const void *x, const void *y)
{
    const struct total *a = x, *b = y;

    if (a->trajectory_id != b->trajectory_id)
        return a->trajectory_id < b->trajectory_id ? -1 : 1;
    return a->month - b->month;
}

/* A month of few hours is not worked, which is what a month of none is. */
static void clear_few_hours(struct arena *a, const struct payroll_limits *limits,
                            struct payroll_work *work)
{
    struct total *total = ARENA_ARRAY(a, struct total, work->months.n);
    size_t n = 0;

    for (size_t i = 0; i < work->months.n; i++) {
        const struct payroll_job_month *m = &work->months.at[i];

        total[i] = (struct total){m->trajectory_id, m->month, m->hours, m->wage};
    }
    qsort(total, work->months.n, sizeof(*total), by_month);
    for (size_t i = 0; i < work->months.n; i++) {
        if (i && !by_month(&total[n - 1], &total[i])) {
            total[n - 1].hours += total[i].hours;
            total[n - 1].wage += total[i].wage;
        } else {
            total[n++] = total[i];
        }
    }
    for (size_t i = 0; i < work->months.n; i++) {
        struct payroll_job_month *m = &work->months.at[i];
        struct total key = {.trajectory_id = m->trajectory_id, .month = m->month};
        const struct total *sum = bsearch(&key, total, n, sizeof(key), by_month);

        if (sum->hours > 0 && !payroll_worked(limits, sum->hours, sum->wage))
            m->hours = m->wage = 0;
    }
}

static int covered_between(const struct payroll_work *work, const struct payroll_job_month *x,
                           const struct payroll_job_month *y)
{
    int n = 0;

    for (int32_t month = x->month + 1; month < y->month; month++)
        n += payroll_covers(work, x->trajectory_id, month);
    return n;
}

/* Months of one employer become jobs. A month without pay in between is of the job before it. */
static void part_jobs(struct payroll_work *work, int ends_after)
{
    struct payroll_job_month employer = {0};
    const struct payroll_job_month *paid = NULL;
    int64_t job_id = 0;
    bool at_start = false;

    for (size_t i = 0; i < work->months.n; i++) {
        struct payroll_job_month *m = &work->months.at[i];
        bool pays = m->hours > 0 || m->wage > 0;

        if (!i || !same_job(&employer, m)) {
            employer = *m;
            paid = NULL;
            job_id = m->job_id;
            at_start = m->at_start;
        } else if (pays && paid && covered_between(work, paid, m) >= ends_after) {
            job_id = job_again(employer.job_id, m->month);
            at_start = m->at_start;
        }
        m->job_id = job_id;
        m->at_start = at_start;
        paid = pays ? m : paid;
    }
}

struct payroll_work payroll_work_load(struct db *db, struct arena *a, const char *definition,
                                      int ends_after)
{
    struct payroll_work work = {0};
    struct kinds kinds = {.definition = definition, .a = a};
    struct payroll_limits limits;

    if (!payroll_defines(definition))
        return work;
    limits = payroll_limits(db);
    work.paid_above = limits.paid_above;
    load_spans(db, a, &work);
    if (!work.spans.n)
        return work;
    load_months(db, a, &kinds, &work);
    clear_few_hours(a, &limits, &work);
    part_jobs(&work, ends_after);
    for (size_t i = 0; i < work.months.n; i++) {
        struct payroll_job_month *m = &work.months.at[i];

        m->hours = MAX(m->hours, 0);
        m->wage = MAX(m->wage, 0);
    }
    return work;
}

bool payroll_covers(const struct payroll_work *work, int64_t trajectory_id, int32_t month)
{
    size_t low = 0, high = work->spans.n;

    while (low < high) { /* the first of this trajectory */
        size_t middle = (low + high) / 2;

        if (work->spans.at[middle].trajectory_id < trajectory_id)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < work->spans.n && work->spans.at[low].trajectory_id == trajectory_id; low++)
        if (month >= work->spans.at[low].from && month <= work->spans.at[low].to)
            return true;
    return false;
}
