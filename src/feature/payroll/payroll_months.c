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

/* One job per employer (standards.md 1.4, rule 7): its number is made from the name the employer
 * has in the delivery, so that it is the same in every month. */
static int64_t job_of(const char *employer)
{
    unsigned char hash[crypto_generichash_BYTES_MIN];
    uint64_t id;

    crypto_generichash(hash, sizeof(hash), (const unsigned char *)employer, strlen(employer), NULL,
                       0);
    memcpy(&id, hash, sizeof(id));
    return (int64_t)(id >> 1);
}

/* The groups of table B2, by employment kind (column report_group of the list). */
static const char *contract_of(const char *kind)
{
    return !strcmp(kind, "1") || !strcmp(kind, "18") ? "1" : !strcmp(kind, "11") ? "2" : "3";
}

static void load_spans(struct db *db, struct arena *a, int64_t programme_id,
                       struct payroll_work *work)
{
    struct db_rows q =
        db_query(db,
                 SQL("select t.id, i.first_month, i.last_month from trajectory t"
                     " join payroll_person p on p.client_id = t.client_id"
                     " join payroll_import i on i.request_id = p.request_id and i.state = 'done'"
                     " where t.started_on is not null and (t.programme_id = $1 or $1 = 0)"
                     " and exists (select 1 from payroll_month m where m.client_id = p.client_id"
                     " and m.import_id = i.id) order by t.id, i.id"),
                 ARGS(I(programme_id)));

    while (db_next(&q)) {
        struct payroll_span span = {db_int(&q, 0), payroll_month_number(db_text(&q, 1)),
                                    payroll_month_number(db_text(&q, 2))};

        ARENA_PUSH(a, &work->spans, span);
    }
}

static void load_months(struct db *db, struct arena *a, int64_t programme_id, struct kinds *kinds,
                        struct payroll_work *work)
{
    struct db_rows q = db_query(
        db,
        SQL("select t.id, m.employer, m.month, m.hours_paid, coalesce(m.wage_sv, m.wage_lbph),"
            " m.contract_hours, m.employment_kind, m.permanent, m.sbi_version, m.sbi_section,"
            " m.ikv_start from payroll_now m join trajectory t on t.client_id = m.client_id"
            " where t.started_on is not null and (t.programme_id = $1 or $1 = 0)"
            " and m.ikv_kind in ('11', '13', '15')"
            " order by t.id, m.employer, m.month, m.ikv_start, m.ikv_id"),
        ARGS(I(programme_id)));

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
            .start = day_at(&q, 10)};

        ARENA_PUSH(a, &work->months, m);
    }
}

struct payroll_work payroll_work_load(struct db *db, struct arena *a, int64_t programme_id,
                                      const char *definition)
{
    struct payroll_work work = {0};
    struct kinds kinds = {.definition = definition, .a = a};

    if (!payroll_defines(definition))
        return work;
    load_spans(db, a, programme_id, &work);
    if (work.spans.n)
        load_months(db, a, programme_id, &kinds, &work);
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
