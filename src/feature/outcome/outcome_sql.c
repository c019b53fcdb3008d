/* outcome_sql.c: the five tables of a study, from the database.
 * Not: what is computed with them (outcome.c), the files of an export (outcome_export.c).
 * Start at outcome_tables(); the definitions stand in outcome_data.h. */
#include "feature/outcome/outcome_data.h"

#include "base/csv.h"
#include "base/embed.h"
#include "base/id.h"
#include "base/map.h"
#include "base/vec.h"
#include "core/values.h"
#include "feature/payroll/payroll.h"
#include "feature/placement/placement.h"

enum { TABLE_MAX = 1 << 30 };

struct participant {
    int64_t id;          /* of the trajectory */
    int32_t first_month; /* 12 * year + month - 1 */
    int32_t last_month;  /* observed */
};
struct participants {
    struct participant *at;
    size_t n, cap;
};
struct programmes {
    int64_t *at;
    size_t n, cap;
};

struct making {
    struct db *db;
    const struct outcome_data *data;
    struct arena *arena;
    struct participants participants; /* by id */
    struct programmes programmes;
    bool *used; /* programmes with a participant; of others nothing is read */
    struct payroll_work payroll;
    struct outcome_left left;
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

static const struct participant *find_participant(const struct making *m, int64_t id)
{
    size_t low = 0, high = m->participants.n;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (m->participants.at[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < m->participants.n && m->participants.at[low].id == id;
    return found ? &m->participants.at[low] : NULL;
}

static void put_name(const struct making *m, struct csv_writer *w, int64_t id)
{
    char name[OUTCOME_NAME], number[ID_TEXT];

    csv_put(w, m->data->name ? m->data->name(m->data->key, id, name) : id_text(id, number));
}

static void put_month(struct csv_writer *w, int32_t month)
{
    char text[16];

    snprintf(text, sizeof(text), "%04d-%02d", month / 12, month % 12 + 1);
    csv_put(w, text);
}

/* A hundredth as a decimal; negative: empty. */
static void put_hundredths(struct csv_writer *w, int64_t n)
{
    char text[32];

    snprintf(text, sizeof(text), "%" PRId64 ".%02d", n / 100, (int)(n % 100));
    csv_put(w, n < 0 ? "" : text);
}

/* ---- participants ------------------------------------------------------------------------------
 */

struct pair {
    const char *code, *word;
};

/* The word of a code; lower case of the code when the list has none. */
static const char *word_of(const struct pair *list, const char *code, char out[OUTCOME_NAME])
{
    size_t i = 0;

    for (; list->code; list++)
        if (!strcmp(list->code, code))
            return list->word;
    for (; code[i] && i < OUTCOME_NAME - 1; i++)
        out[i] = code[i] >= 'A' && code[i] <= 'Z' ? (char)(code[i] - 'A' + 'a') : code[i];
    out[i] = '\0';
    return out;
}

static const struct pair sexes[] = {
    {"female", "v"}, {"male", "m"}, {"other", "x"}, {"unknown", ""}, {NULL, NULL}};
static const struct pair yes_no[] = {
    {"married", "1"}, {"not_married", "0"}, {"unknown", ""}, {NULL, NULL}};
static const struct pair educations[] = {{"BAO", "basis"},  {"HAVOVWO", "havo_vwo"},  {"HO", "hbo"},
                                         {"HBO_BA", "hbo"}, {"ONBEKEND", "onbekend"}, {NULL, NULL}};
static const struct pair diagnoses[] = {{"", "onbekend"},          {"01", "neurobiologisch"},
                                        {"02", "psychose"},        {"03", "bipolair"},
                                        {"04", "depressie"},       {"05", "angst"},
                                        {"07", "trauma_ptss"},     {"16", "verslaving"},
                                        {"18", "persoonlijkheid"}, {NULL, NULL}};
static const struct pair financiers[] = {{"uwv", "UWV"},
                                         {"municipality", "gemeente"},
                                         {"insurer", "verzekeraar"},
                                         {"other", "anders"},
                                         {"", ""},
                                         {NULL, NULL}};

static size_t programme_number(struct making *m, int64_t id)
{
    size_t i = 0;

    while (i < m->programmes.n && m->programmes.at[i] != id)
        i++;
    return i + 1;
}

static void load_programmes(struct making *m)
{
    struct db_rows q = db_query(m->db, SQL("select id from programme order by id"), NO_ARGS);

    while (db_next(&q))
        ARENA_PUSH(m->arena, &m->programmes, db_int(&q, 0));
    m->used = ARENA_ARRAY(m->arena, bool, m->programmes.n + 1);
}

static void put_person(struct making *m, struct csv_writer *w, const struct db_rows *q,
                       const struct participant *p)
{
    char out[OUTCOME_NAME];

    size_t programme = programme_number(m, db_int(q, 1));

    m->used[programme - 1] = true;
    put_name(m, w, p->id);
    csv_put_integer(w, (int64_t)programme);
    csv_put(w, word_of(&(struct pair){NULL, NULL}, db_text(q, 2), out));
    csv_put(w, word_of(sexes, db_text(q, 3), out));
    csv_put(w, arena_fmt(m->arena, "%.4s-07-01", db_text(q, 4)));
    csv_put(w, word_of(yes_no, db_text(q, 5), out));
    csv_put(w, word_of(educations, db_text(q, 6), out));
    bool named = !*db_text(q, 7);
    for (const struct pair *d = diagnoses; d->code; d++)
        named |= !strcmp(d->code, db_text(q, 7));
    csv_put(w, named ? word_of(diagnoses, db_text(q, 7), out) : "overig");
    csv_put(w, word_of(&(struct pair){NULL, NULL}, db_text(q, 12), out));
    put_hundredths(w, db_null(q, 8) ? -1 : db_int(q, 8));
    csv_put(w, word_of(financiers, db_text(q, 9), out));
    csv_put(w, db_text(q, 10));
    csv_put_integer(w, p->last_month - p->first_month + 1);
    csv_put_integer(w, db_int(q, 13) > 0);
    csv_end(w);
}

static bool is_chosen_programme(const struct outcome_choice *c, int64_t id)
{
    bool found = !c || !c->programmes;

    for (size_t i = 0; !found && i < c->programmes; i++)
        found = c->programme[i] == id;
    return found;
}

/* The part of the choice that a started trajectory does not meet. */
static enum outcome_reason not_chosen(const struct outcome_choice *c, const struct db_rows *q,
                                      int32_t started)
{
    if ((c->from != DAY_NONE && started < c->from) || (c->to != DAY_NONE && started > c->to))
        return OUTCOME_OTHER_PERIOD;
    if (*c->target_group && strcmp(c->target_group, db_text(q, 2)))
        return OUTCOME_OTHER_GROUP;
    if (*c->scheme && strcmp(c->scheme, db_text(q, 14)))
        return OUTCOME_OTHER_SCHEME;
    return OUTCOME_TAKEN;
}

/* The first reason why a trajectory stays out; OUTCOME_TAKEN when there is none. */
static enum outcome_reason reason_of(const struct making *m, const struct db_rows *q,
                                     const struct participant *p)
{
    int32_t started = day_at(q, 10);

    if (started == DAY_NONE)
        return OUTCOME_NOT_STARTED;
    enum outcome_reason reason =
        m->data->choice ? not_chosen(m->data->choice, q, started) : OUTCOME_TAKEN;
    if (reason != OUTCOME_TAKEN)
        return reason;
    if (db_int(q, 15) > 0)
        return OUTCOME_RESTRICTED;
    if (db_int(q, 16) > 0)
        return OUTCOME_OBJECTED;
    return p->last_month < p->first_month ? OUTCOME_NO_MONTH : OUTCOME_TAKEN;
}

static struct db_rows query_participants(struct making *m, int64_t programme)
{
    return db_query(
        m->db,
        SQL("select t.id, t.programme_id, t.target_group, c.sex, c.birth_on, c.marital_status,"
            " c.education, c.diagnosis_chapter, c.experience_years, t.financier, t.started_on,"
            " t.closed_on, coalesce((select min(b.benefit) from client_benefit b"
            " where b.client_id = c.id and b.from_on <= t.started_on"
            " and (b.to_on is null or b.to_on >= t.started_on)), ''),"
            " (select count(*) from placement p where p.trajectory_id = t.id and p.kind = 'trial'),"
            " t.scheme, (select count(*) from trajectory_fact f where f.trajectory_id = t.id"
            " and f.restricted = 1), (select count(*) from consent w where w.client_id = c.id"
            " and w.party = 'researcher' and w.event = 'withdrawn' and not exists (select 1"
            " from consent g where g.client_id = c.id and g.party = 'researcher'"
            " and g.event = 'given' and g.recorded_at > w.recorded_at))"
            " from trajectory t join client c on c.id = t.client_id where t.programme_id = $1"
            " order by t.id"),
        ARGS(I(programme)));
}

static void programme_participants(struct making *m, struct csv_writer *w, int64_t programme)
{
    int32_t whole = month_of(m->data->today) - 1; /* the last month that is over */
    struct db_rows q = query_participants(m, programme);

    while (db_next(&q)) {
        struct participant p = {.id = db_int(&q, 0), .last_month = whole};

        if (!db_null(&q, 10))
            p.first_month = month_of(day_at(&q, 10));
        if (day_at(&q, 11) != DAY_NONE)
            p.last_month = MIN(whole, month_of(day_at(&q, 11)));
        enum outcome_reason reason = reason_of(m, &q, &p);
        m->left.seen++;
        if (reason != OUTCOME_TAKEN) {
            m->left.n[reason]++;
            continue;
        }
        ARENA_PUSH(m->arena, &m->participants, p);
        put_person(m, w, &q, &p);
    }
}

static int by_id(const void *x, const void *y)
{
    int64_t a = ((const struct participant *)x)->id, b = ((const struct participant *)y)->id;

    return (a > b) - (a < b);
}

static void make_participants(struct making *m, struct buf *table)
{
    struct csv_writer w;

    csv_writer_init(&w, table, ',', false);
    buf_str(table, "pid,programme,cohort,sex,birth_date,married,education,diagnosis,benefit,"
                   "exp_years,scheme,start_date,followup_months,trial_placement\r\n");
    for (size_t i = 0; i < m->programmes.n; i++)
        if (is_chosen_programme(m->data->choice, m->programmes.at[i]))
            programme_participants(m, &w, m->programmes.at[i]);
    if (m->participants.n)
        qsort(m->participants.at, m->participants.n, sizeof(*m->participants.at), by_id);
}

/* ---- job records -------------------------------------------------------------------------------
 */

struct job_row {
    int64_t id, trajectory_id;
    int32_t start, end; /* end: the day it ended, or DAY_NONE */
    int64_t hours_week; /* hundredths; NUMBER_NONE */
    int64_t wage;       /* cents a month; NUMBER_NONE */
    const char *contract, *sector;
    bool permanent;
};

/* The build-up of one placement: hours a week in hundredths from a day on. */
struct hours_from {
    int64_t placement_id;
    int32_t day;
    int64_t hours;
};
struct build_up {
    struct hours_from *at;
    size_t n, cap;
};

/* Of all placements at once: per programme the database would go through all of them each time. */
static void load_build_up(struct making *m, struct build_up *list)
{
    struct db_rows q = db_query(
        m->db,
        SQL("select h.placement_id, h.from_on, coalesce(h.actual, h.planned) from placement_hours h"
            " where h.actual is not null or h.planned is not null"
            " order by h.placement_id, h.from_on"),
        NO_ARGS);

    while (db_next(&q)) {
        struct hours_from h = {db_int(&q, 0), day_at(&q, 1), db_int(&q, 2)};

        ARENA_PUSH(m->arena, list, h);
    }
}

/* Hundredths of hours worked from a day up to, not on, another; NUMBER_NONE when not known. */
static int64_t hours_between(const struct job_row *job, const struct build_up *list, size_t first,
                             int32_t from, int32_t to)
{
    int64_t sevenths = 0;
    bool known = job->hours_week != NUMBER_NONE;

    for (int32_t day = from; day < to; day++) {
        int64_t week = job->hours_week == NUMBER_NONE ? 0 : job->hours_week;

        for (size_t i = first; i < list->n && list->at[i].placement_id == job->id; i++) {
            if (list->at[i].day > day)
                break;
            week = list->at[i].hours;
            known = true;
        }
        sevenths += week;
    }
    return known ? (sevenths + 3) / 7 : NUMBER_NONE;
}

static void put_job_month(const struct making *m, struct csv_writer *w, const struct job_row *job,
                          int32_t month, int64_t hours, int32_t days)
{
    char text[DAY_TEXT];
    int32_t whole = first_day(month + 1) - first_day(month);
    int64_t wage = job->wage == NUMBER_NONE ? 0 : (job->wage * days + whole / 2) / whole;
    bool contract = job->hours_week != NUMBER_NONE && job->hours_week > 0;

    put_name(m, w, job->trajectory_id);
    put_name(m, w, job->id);
    put_month(w, month);
    put_hundredths(w, hours == NUMBER_NONE ? wage == 0 : hours);
    put_hundredths(w, wage);
    put_hundredths(w, contract ? (job->hours_week * 52 * days + 6 * whole) / (12 * whole) : -1);
    csv_put(w, job->contract);
    csv_put_integer(w, job->permanent);
    csv_put(w, job->sector);
    csv_put(w, day_iso(job->start, text));
    csv_end(w);
}

static void put_job(const struct making *m, struct csv_writer *w, const struct job_row *job,
                    const struct build_up *list, size_t first)
{
    const struct participant *p = find_participant(m, job->trajectory_id);

    if (!p)
        return;
    for (int32_t month = month_of(job->start); month <= p->last_month; month++) {
        int32_t from = MAX(job->start, first_day(month)), to = first_day(month + 1);

        if (job->end != DAY_NONE)
            to = MIN(to, job->end);
        if (to <= from)
            break;
        if (payroll_covers(&m->payroll, job->trajectory_id, month))
            continue;
        put_job_month(m, w, job, month, hours_between(job, list, first, from, to), to - from);
    }
}

/* A job of the payroll that began on the day of the start is counted and not written. */
static void put_payroll(struct making *m, struct csv_writer *w)
{
    const struct payroll_job_month *left_out = NULL;
    char text[DAY_TEXT];

    for (size_t i = 0; i < m->payroll.months.n; i++) {
        const struct payroll_job_month *j = &m->payroll.months.at[i];
        const struct participant *p = find_participant(m, j->trajectory_id);

        if (!p || j->month > p->last_month)
            continue;
        if (j->at_start) {
            m->left.at_start += !left_out || left_out->trajectory_id != j->trajectory_id ||
                                left_out->job_id != j->job_id;
            left_out = j;
            continue;
        }
        put_name(m, w, j->trajectory_id);
        put_name(m, w, j->job_id);
        put_month(w, j->month);
        put_hundredths(w, j->hours);
        put_hundredths(w, j->wage);
        put_hundredths(w, j->contract_hours == NUMBER_NONE ? -1 : j->contract_hours);
        csv_put(w, j->contract);
        csv_put_integer(w, j->permanent);
        csv_put(w, j->sector);
        csv_put(w, day_iso(j->start, text));
        csv_end(w);
    }
}

/* 1 employment, 2 agency, 3 other; by the contract, else by the kind of work. */
static const char *contract_code(const char *type, const char *kind)
{
    if (!strcmp(type, "employment") || !strcmp(type, "public"))
        return "1";
    if (!strcmp(type, "agency") || (!*type && !strcmp(kind, "agency")))
        return "2";
    return !*type && !strcmp(kind, "competitive") ? "1" : "3";
}

/* What counts as work, looked up once per kind. */
static bool counts(struct making *m, struct map *kinds, const char *kind)
{
    static const char yes[] = "yes", no[] = "no";
    const char *known = map_get(kinds, kind);

    if (!known) {
        known = placement_counts(m->data->definition, kind) == 1 ? yes : no;
        map_put(kinds, arena_str(m->arena, kind), (void *)(uintptr_t)known);
    }
    return known == yes;
}

static void programme_jobs(struct making *m, struct csv_writer *w, struct map *kinds,
                           const struct build_up *list, int64_t programme)
{
    size_t first = 0;
    struct db_rows q = db_query(
        m->db,
        SQL("select p.id, p.trajectory_id, p.started_on, p.ended_on, p.hours_week, p.wage_month,"
            " p.contract_type, p.kind, p.permanent, p.sector from trajectory t"
            " join placement p on p.trajectory_id = t.id"
            " where t.programme_id = $1 and t.started_on is not null order by p.id"),
        ARGS(I(programme)));
    while (db_next(&q)) {
        struct job_row job = {.id = db_int(&q, 0),
                              .trajectory_id = db_int(&q, 1),
                              .start = day_at(&q, 2),
                              .end = day_at(&q, 3),
                              .hours_week = number_at(&q, 4),
                              .wage = number_at(&q, 5),
                              .contract = contract_code(db_text(&q, 6), db_text(&q, 7)),
                              .permanent = db_int(&q, 8) == 1,
                              .sector = db_text(&q, 9)};

        if (!counts(m, kinds, db_text(&q, 7)))
            continue;
        while (first < list->n && list->at[first].placement_id < job.id)
            first++;
        put_job(m, w, &job, list, first);
    }
}

static void make_jobs(struct making *m, struct buf *table)
{
    struct map *kinds = map_new(m->arena);
    struct build_up list = {0};
    struct csv_writer w;

    load_build_up(m, &list);
    m->payroll = payroll_work_load(m->db, m->arena, m->data->definition,
                                   m->data->ends_after ? m->data->ends_after : ENDS_AFTER);
    m->left.paid_above = -1;
    for (size_t i = 0; i < m->payroll.spans.n; i++)
        if (find_participant(m, m->payroll.spans.at[i].trajectory_id))
            m->left.paid_above = m->payroll.paid_above;
    csv_writer_init(&w, table, ',', false);
    buf_str(table,
            "pid,job_id,month,hours,wage,contract_hours,contract,permanent,sector,job_start\r\n");
    for (size_t i = 0; i < m->programmes.n; i++)
        if (m->used[i])
            programme_jobs(m, &w, kinds, &list, m->programmes.at[i]);
    put_payroll(m, &w);
}

/* ---- time --------------------------------------------------------------------------------------
 */

struct month_minutes {
    bool seen;
    int64_t minutes[ACTIVITIES];
};

static void put_minutes(const struct making *m, struct csv_writer *w, const struct participant *p,
                        const struct month_minutes *months)
{
    for (int32_t month = p->first_month; month <= p->last_month; month++, months++) {
        if (!months->seen)
            continue;
        put_name(m, w, p->id);
        put_month(w, month);
        for (int k = 0; k < ACTIVITIES; k++)
            csv_put_integer(w, months->minutes[k]);
        csv_end(w);
    }
}

/* Added up here, not sorted by the database: of a whole country there are millions of contacts. */
static void programme_time(struct making *m, struct csv_writer *w, int64_t programme)
{
    static const char *const activities[ACTIVITIES] = {"one_to_one", "care", "employer", "team",
                                                       "expert"};
    struct arena *a = arena_new();
    struct month_minutes **of = ARENA_ARRAY(a, struct month_minutes *, m->participants.n);
    const struct participant *p = NULL;
    struct db_rows q = db_query(
        m->db,
        SQL("select l.trajectory_id, l.day, c.activity, l.minutes from trajectory t"
            " join contact_client l on l.trajectory_id = t.id join contact c on c.id = l.contact_id"
            " where t.programme_id = $1 and t.started_on is not null"),
        ARGS(I(programme)));

    while (db_next(&q)) {
        int64_t trajectory_id = db_int(&q, 0);
        int32_t month = month_of(day_at(&q, 1));
        const char *activity = db_text(&q, 2);

        if (!p || p->id != trajectory_id)
            p = find_participant(m, trajectory_id);
        if (!p || month < p->first_month || month > p->last_month)
            continue;
        struct month_minutes **months = &of[p - m->participants.at];
        if (!*months)
            *months =
                ARENA_ARRAY(a, struct month_minutes, (size_t)(p->last_month - p->first_month) + 1);
        struct month_minutes *sum = &(*months)[month - p->first_month];
        sum->seen = true;
        for (int k = 0; k < ACTIVITIES; k++)
            if (!strcmp(activity, activities[k]))
                sum->minutes[k] += db_int(&q, 3);
    }
    for (size_t i = 0; i < m->participants.n; i++)
        if (of[i])
            put_minutes(m, w, &m->participants.at[i], of[i]);
    arena_free(a);
}

static void make_time(struct making *m, struct buf *table)
{
    struct csv_writer w;

    csv_writer_init(&w, table, ',', false);
    buf_str(table, "pid,month,act1,act2,act3,act4,act5\r\n");
    for (size_t i = 0; i < m->programmes.n; i++)
        if (m->used[i])
            programme_time(m, &w, m->programmes.at[i]);
}

/* ---- the whole ---------------------------------------------------------------------------------
 */

int64_t outcome_tables(struct db *db, const struct outcome_data *data,
                       struct buf tables[OUTCOME_FILES])
{
    struct making m = {.db = db, .data = data, .arena = arena_new()};

    for (int i = 0; i < OUTCOME_FILES; i++)
        buf_init(&tables[i], TABLE_MAX);
    load_programmes(&m);
    make_participants(&m, &tables[OUTCOME_PARTICIPANTS]);
    make_jobs(&m, &tables[OUTCOME_JOBS]);
    make_time(&m, &tables[OUTCOME_TIME]);
    outcome_audits(db, m.arena, m.programmes.at, m.used, m.programmes.n, &tables[OUTCOME_FIDELITY]);
    buf_str(&tables[OUTCOME_QUESTIONNAIRE], "pid,score0,score1\r\n");
    arena_free(m.arena);
    if (data->left)
        *data->left = m.left;
    return m.left.n[OUTCOME_NO_MONTH];
}
