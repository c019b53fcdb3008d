/* payroll_pairs.c: what the payroll says and what Spil says, month by month.
 * Not: when they differ (payroll_compare() in payroll.c), pages (payroll_rows_web.c).
 * Start at payroll_pairs_load(). */
#include "feature/payroll/payroll.h"

#include "core/values.h"
#include "feature/placement/placement.h"

#define NO_HOURS SIZE_MAX

struct there { /* a month of a person in the payroll */
    int64_t client_id;
    int32_t month;
    struct payroll_side side;
};
struct stretch { /* months that a delivery covers, or in which Spil follows somebody */
    int64_t client_id;
    int32_t from, to;
    const char *pseudonym;
};
struct job {
    int64_t id, client_id;
    int32_t start, end;
    int64_t hours_week, wage;
    size_t first_hours; /* of its build-up */
};
struct hours_from {
    int64_t placement_id;
    int32_t day;
    int64_t hours;
};

struct comparing {
    struct db *db;
    struct arena *a;
    int64_t import_id, client_id;
    int32_t this_month;
    struct {
        struct there *at;
        size_t n, cap;
    } there;
    struct {
        struct stretch *at;
        size_t n, cap;
    } spans, paths;
    struct {
        struct job *at;
        size_t n, cap;
    } jobs;
    struct {
        struct hours_from *at;
        size_t n, cap;
    } hours;
    struct payroll_limits limits;
    struct payroll_pairs *pairs;
};

static int32_t month_of(int32_t day)
{
    struct ymd d = day_ymd(day);

    return 12 * d.year + d.month - 1;
}

static int32_t first_day(int32_t month)
{
    return day_from_ymd(month / 12, month % 12 + 1, 1);
}

/* ---- loading, all in the order of the client ------------------------------------------------- */

#define THERE_SUMS                                                                                 \
    "client_id, month, cast(sum(case when ikv_kind in ('11', '13', '15')"                          \
    " then hours_paid end) as bigint), cast(sum(case when ikv_kind in ('11', '13', '15')"          \
    " then coalesce(wage_sv, wage_lbph) end) as bigint)"

static void load_there(struct comparing *c)
{
    struct db_rows q =
        c->import_id ? db_query(c->db,
                                SQL("select " THERE_SUMS " from payroll_month where import_id = $1"
                                    " group by client_id, month order by client_id, month"),
                                ARGS(I(c->import_id)))
                     : db_query(c->db,
                                SQL("select " THERE_SUMS " from payroll_now where client_id = $1"
                                    " group by client_id, month order by client_id, month"),
                                ARGS(I(c->client_id)));

    while (db_next(&q)) {
        struct there one = {.client_id = db_int(&q, 0),
                            .month = payroll_month_number(db_text(&q, 1)),
                            .side = {.hours = number_at(&q, 2), .wage = number_at(&q, 3)}};

        one.side.works = payroll_worked(&c->limits, one.side.hours, one.side.wage);
        ARENA_PUSH(c->a, &c->there, one);
    }
}

static void load_spans(struct comparing *c)
{
    struct db_rows q = db_query(
        c->db,
        SQL("select p.client_id, i.first_month, i.last_month, p.pseudonym from payroll_import i"
            " join payroll_person p on p.request_id = i.request_id"
            " where (i.id = $1 or (p.client_id = $2 and i.state = 'done')) and i.first_month <> ''"
            " and exists (select 1 from payroll_line l where l.client_id = p.client_id"
            " and l.import_id = i.id) order by p.client_id, i.id"),
        ARGS(I(c->import_id), I(c->client_id)));

    while (db_next(&q)) {
        struct stretch span = {db_int(&q, 0), payroll_month_number(db_text(&q, 1)),
                               payroll_month_number(db_text(&q, 2)), db_text_copy(&q, 3, c->a)};

        ARENA_PUSH(c->a, &c->spans, span);
    }
}

#define THESE_PEOPLE                                                                               \
    "(t.client_id = $2 or t.client_id in (select l.client_id from payroll_line l"                  \
    " where l.import_id = $1))"

static void load_paths(struct comparing *c)
{
    struct db_rows q = db_query(
        c->db,
        SQL("select t.client_id, t.started_on, t.closed_on from trajectory t"
            " where t.started_on is not null and " THESE_PEOPLE " order by t.client_id, t.id"),
        ARGS(I(c->import_id), I(c->client_id)));

    while (db_next(&q)) {
        int32_t closed = day_at(&q, 2);
        struct stretch path = {
            .client_id = db_int(&q, 0), .from = month_of(day_at(&q, 1)), .to = c->this_month - 1};

        if (closed != DAY_NONE)
            path.to = MIN(path.to, month_of(closed));
        ARENA_PUSH(c->a, &c->paths, path);
    }
}

static void load_build_up(struct comparing *c)
{
    size_t job = 0;
    struct db_rows q =
        db_query(c->db,
                 SQL("select h.placement_id, h.from_on, coalesce(h.actual, h.planned), t.client_id"
                     " from placement_hours h join placement p on p.id = h.placement_id"
                     " join trajectory t on t.id = p.trajectory_id where " THESE_PEOPLE
                     " and coalesce(h.actual, h.planned) is not null"
                     " order by t.client_id, h.placement_id, h.from_on"),
                 ARGS(I(c->import_id), I(c->client_id)));

    while (db_next(&q)) {
        struct hours_from h = {db_int(&q, 0), day_at(&q, 1), db_int(&q, 2)};
        int64_t client_id = db_int(&q, 3);

        ARENA_PUSH(c->a, &c->hours, h);
        while (job < c->jobs.n &&
               (c->jobs.at[job].client_id < client_id ||
                (c->jobs.at[job].client_id == client_id && c->jobs.at[job].id < h.placement_id)))
            job++;
        if (job < c->jobs.n && c->jobs.at[job].id == h.placement_id &&
            c->jobs.at[job].first_hours == NO_HOURS)
            c->jobs.at[job].first_hours = c->hours.n - 1;
    }
}

static void load_jobs(struct comparing *c)
{
    struct db_rows q = db_query(
        c->db,
        SQL("select p.id, t.client_id, p.started_on, p.ended_on, p.hours_week, p.wage_month, p.kind"
            " from placement p join trajectory t on t.id = p.trajectory_id where " THESE_PEOPLE
            " order by t.client_id, p.id"),
        ARGS(I(c->import_id), I(c->client_id)));

    while (db_next(&q)) {
        struct job job = {.id = db_int(&q, 0),
                          .client_id = db_int(&q, 1),
                          .start = day_at(&q, 2),
                          .end = day_at(&q, 3),
                          .hours_week = number_at(&q, 4),
                          .wage = number_at(&q, 5),
                          .first_hours = NO_HOURS};

        if (placement_counts(PAYROLL_DEFINITION, db_text(&q, 6)) == 1)
            ARENA_PUSH(c->a, &c->jobs, job);
    }
    load_build_up(c);
}

/* ---- one month ------------------------------------------------------------------------------- */

/* Hours a week at the end of the month: of the build-up, else those of the contract. */
static int64_t week_hours(const struct comparing *c, const struct job *job, int32_t last_day)
{
    int64_t week = job->hours_week;

    for (size_t i = job->first_hours; i < c->hours.n; i++) {
        const struct hours_from *h = &c->hours.at[i];

        if (h->placement_id != job->id || h->day > last_day)
            break;
        week = h->hours;
    }
    return week;
}

static void side_add(int64_t *sum, int64_t more)
{
    *sum = *sum == NUMBER_NONE || more == NUMBER_NONE ? NUMBER_NONE : *sum + more;
}

/* All jobs of this person in this month; what one of them does not say, the sum does not say. */
static struct payroll_side side_here(const struct comparing *c, size_t first, int64_t client_id,
                                     int32_t month)
{
    struct payroll_side side = {0};

    for (size_t i = first; i < c->jobs.n && c->jobs.at[i].client_id == client_id; i++) {
        const struct job *job = &c->jobs.at[i];
        int32_t from = MAX(job->start, first_day(month)), to = first_day(month + 1);
        int32_t whole = to - first_day(month);

        if (job->end != DAY_NONE)
            to = MIN(to, job->end);
        if (to <= from)
            continue;
        int64_t week = week_hours(c, job, to - 1);
        side.works = true;
        side_add(&side.hours, week == NUMBER_NONE ? week : (week * (to - from) + 3) / 7);
        side_add(&side.wage, job->wage == NUMBER_NONE
                                 ? job->wage
                                 : (job->wage * (to - from) + whole / 2) / whole);
    }
    return side;
}

static void month_compare(struct comparing *c, const struct stretch *span, size_t first_there,
                          size_t first_job, int32_t month)
{
    struct payroll_pair pair = {
        .client_id = span->client_id, .pseudonym = span->pseudonym, .month = month};

    for (size_t i = first_there; i < c->there.n && c->there.at[i].client_id == span->client_id; i++)
        if (c->there.at[i].month == month)
            pair.there = c->there.at[i].side;
    pair.here = side_here(c, first_job, span->client_id, month);
    pair.differs = payroll_compare(&pair.there, &pair.here);
    bool tells = c->client_id ? pair.there.works || pair.here.works : pair.differs != PAYROLL_SAME;
    if (tells)
        ARENA_PUSH(c->a, c->pairs, pair);
}

static bool followed(const struct comparing *c, size_t first, int64_t client_id, int32_t month)
{
    for (size_t i = first; i < c->paths.n && c->paths.at[i].client_id == client_id; i++)
        if (month >= c->paths.at[i].from && month <= c->paths.at[i].to)
            return true;
    return false;
}

/* The deliveries of one person, from the first of them: a month is looked at once. */
static void person_compare(struct comparing *c, size_t span, size_t end, size_t there, size_t path,
                           size_t job)
{
    int32_t from = INT32_MAX, to = 0;

    for (size_t i = span; i < end; i++) {
        from = MIN(from, c->spans.at[i].from);
        to = MAX(to, c->spans.at[i].to);
    }
    for (int32_t month = from; month <= to; month++) {
        bool covered = false;

        for (size_t i = span; i < end; i++)
            covered |= month >= c->spans.at[i].from && month <= c->spans.at[i].to;
        if (covered && followed(c, path, c->spans.at[span].client_id, month))
            month_compare(c, &c->spans.at[end - 1], there, job, month);
    }
}

struct payroll_pairs payroll_pairs_load(struct db *db, struct arena *a, int64_t import_id,
                                        int64_t client_id, int32_t today)
{
    struct payroll_pairs pairs = {0};
    struct comparing c = {.db = db,
                          .a = a,
                          .import_id = import_id,
                          .client_id = client_id,
                          .this_month = month_of(today),
                          .limits = payroll_limits(db),
                          .pairs = &pairs};
    size_t there = 0, path = 0, job = 0, end;

    load_there(&c);
    load_spans(&c);
    load_paths(&c);
    load_jobs(&c);
    for (size_t i = 0; i < c.spans.n; i = end) {
        int64_t who = c.spans.at[i].client_id;

        for (end = i; end < c.spans.n && c.spans.at[end].client_id == who;)
            end++;
        while (there < c.there.n && c.there.at[there].client_id < who)
            there++;
        while (path < c.paths.n && c.paths.at[path].client_id < who)
            path++;
        while (job < c.jobs.n && c.jobs.at[job].client_id < who)
            job++;
        person_compare(&c, i, end, there, path, job);
    }
    return pairs;
}
