/* quarter.c: the rules of the quarterly return: who belongs to which number.
 * Not: SQL (quarter_sql.c), names of indicators and JSON (quarter_figures.c) or pages.
 * Start at quarter_next(). */
#include "feature/quarter/quarter.h"

const char *const quarter_definitions[QUARTER_DEFINITIONS] = {"ips25_strict", "published_2022",
                                                              "vgn_broad", "nah_pilot"};

const struct quarter_rule quarter_rules[] = {
    {"served", QUARTER_COUNT, QUARTER_SERVED, QUARTER_NOTHING},
    {"started", QUARTER_COUNT, QUARTER_STARTED, QUARTER_NOTHING},
    {"ended", QUARTER_COUNT, QUARTER_ENDED, QUARTER_NOTHING},
    {"running_end", QUARTER_COUNT, QUARTER_RUNNING, QUARTER_NOTHING},
    {"working_end", QUARTER_COUNT, QUARTER_WORKING, QUARTER_NOTHING},
    {"sustained", QUARTER_COUNT, QUARTER_SUSTAINED, QUARTER_NOTHING},
    {"job_starts", QUARTER_COUNT, QUARTER_JOB_STARTS, QUARTER_NOTHING},
    {"job_starts_first", QUARTER_COUNT, QUARTER_JOB_FIRSTS, QUARTER_NOTHING},
    {"job_endings", QUARTER_COUNT, QUARTER_JOB_ENDINGS, QUARTER_NOTHING},
    {"fte", QUARTER_AMOUNT, QUARTER_FTE, QUARTER_NOTHING},
    {"caseload_fte", QUARTER_RATIO, QUARTER_RUNNING, QUARTER_FTE},
    {"capacity", QUARTER_AMOUNT, QUARTER_CAPACITY, QUARTER_NOTHING},
    {"occupancy", QUARTER_RATE, QUARTER_RUNNING, QUARTER_CAPACITY},
    {"retention", QUARTER_RATE, QUARTER_KEPT, QUARTER_MATURED},
    {"rate_ilc", QUARTER_RATE, QUARTER_WORKED, QUARTER_SERVED},
    {"rate_nl", QUARTER_RATE, QUARTER_WORKING, QUARTER_RUNNING},
    {"rate_uk", QUARTER_RATE, QUARTER_FIRST_JOB, QUARTER_WITHOUT_WORK},
    {0}};

const struct quarter_rule quarter_left_out[] = {
    {"not_started", QUARTER_COUNT, QUARTER_NOT_STARTED, QUARTER_NOTHING, QUARTER_STRICT},
    {"uncounted", QUARTER_COUNT, QUARTER_UNCOUNTED, QUARTER_NOTHING, QUARTER_STRICT},
    {"uncounted_published", QUARTER_COUNT, QUARTER_UNCOUNTED, QUARTER_NOTHING, QUARTER_PUBLISHED},
    {"unknown_kind", QUARTER_COUNT, QUARTER_UNKNOWN_KIND, QUARTER_NOTHING, QUARTER_STRICT},
    {"unknown_kind_published", QUARTER_COUNT, QUARTER_UNKNOWN_KIND, QUARTER_NOTHING,
     QUARTER_PUBLISHED},
    {"unknown_end", QUARTER_COUNT, QUARTER_UNKNOWN_END, QUARTER_NOTHING, QUARTER_STRICT},
    {0}};

const struct quarter_rule quarter_mend[] = {
    {"mend_start", QUARTER_COUNT, QUARTER_MEND_START, QUARTER_NOTHING},
    {"mend_order", QUARTER_COUNT, QUARTER_MEND_ORDER, QUARTER_NOTHING},
    {"mend_overdue", QUARTER_COUNT, QUARTER_MEND_OVERDUE, QUARTER_NOTHING},
    {"mend_nobody", QUARTER_COUNT, QUARTER_MEND_NOBODY, QUARTER_NOTHING},
    {"mend_job_end", QUARTER_COUNT, QUARTER_MEND_JOB_END, QUARTER_NOTHING},
    {"mend_role", QUARTER_COUNT, QUARTER_MEND_ROLE, QUARTER_NOTHING},
    {0}};

/* ---- quarters -------------------------------------------------------------------------------- */

static struct quarter quarter_make(int year, int number)
{
    int32_t first = day_from_ymd(year, 3 * number - 2, 1);

    return (struct quarter){year, number, first, day_add_months(first, 3) - 1};
}

struct quarter quarter_of_day(int32_t day)
{
    struct ymd d = day_ymd(day);

    return quarter_make(d.year, (d.month + 2) / 3);
}

struct quarter quarter_step(struct quarter q, int steps)
{
    int n = 4 * q.year + q.number - 1 + steps;

    return quarter_make(n / 4, n % 4 + 1);
}

bool quarter_parse(const char *text, struct quarter *q)
{
    int year = 0;

    if (strlen(text) != 6 || text[4] != 'Q' || text[5] < '1' || text[5] > '4')
        return false;
    for (int i = 0; i < 4; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        year = 10 * year + text[i] - '0';
    }
    if (year < 1990 || year > 2150)
        return false;
    *q = quarter_make(year, text[5] - '0');
    return true;
}

const char *quarter_text(struct quarter q, char out[QUARTER_TEXT])
{
    snprintf(out, QUARTER_TEXT, "%04dQ%d", q.year, q.number);
    return out;
}

/* ---- trajectories ---------------------------------------------------------------------------- */

static bool set(int32_t day)
{
    return day != DAY_NONE;
}

static bool within(int32_t day, struct quarter q)
{
    return set(day) && day >= q.first && day <= q.last;
}

static bool started(const struct quarter_trajectory *t, struct quarter q)
{
    return set(t->started_on) && t->started_on <= q.last;
}

static bool served(const struct quarter_trajectory *t, struct quarter q)
{
    return started(t, q) && (!set(t->closed_on) || t->closed_on >= q.first);
}

static bool running(const struct quarter_trajectory *t, struct quarter q)
{
    return started(t, q) && (!set(t->closed_on) || t->closed_on > q.last);
}

/* Still open on the last day, started or not. */
static bool open(const struct quarter_trajectory *t, struct quarter q)
{
    return !set(t->closed_on) || t->closed_on > q.last;
}

static bool job_runs(const struct quarter_job *j, int32_t day)
{
    return j->started_on <= day && (!set(j->ended_on) || j->ended_on > day);
}

/* The days on which job and trajectory both run, cut at the quarter: at least one? */
static bool job_touches(const struct quarter_trajectory *t, const struct quarter_job *j,
                        struct quarter q)
{
    int32_t from = MAX(MAX(j->started_on, t->started_on), q.first);
    int32_t end = q.last + 1; /* the first day that no longer counts */

    if (set(j->ended_on))
        end = MIN(end, j->ended_on);
    if (set(t->closed_on))
        end = MIN(end, t->closed_on);
    return from < end;
}

/* Within the trajectory; what ran at the start already is no start of ours. */
static bool job_began(const struct quarter_trajectory *t, const struct quarter_job *j)
{
    return set(t->started_on) && j->started_on >= t->started_on &&
           (!set(t->closed_on) || j->started_on <= t->closed_on);
}

static bool works(const struct quarter_walk *w, const struct quarter_trajectory *t, int days)
{
    struct quarter q = w->world->quarter;

    for (size_t i = 0; i < t->jobs; i++)
        if (t->job[i].counts[w->definition] == 1 && job_runs(&t->job[i], q.last) &&
            t->job[i].started_on <= q.last - days)
            return true;
    return false;
}

static bool worked(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    for (size_t i = 0; i < t->jobs; i++)
        if (t->job[i].counts[w->definition] == 1 && job_touches(t, &t->job[i], w->world->quarter))
            return true;
    return false;
}

static bool worked_at_start(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    for (size_t i = 0; i < t->jobs; i++)
        if (t->job[i].counts[w->definition] == 1 && job_runs(&t->job[i], t->started_on - 1))
            return true;
    return false;
}

/* The first job that counts and began within the trajectory; NULL: none by the last day. */
static const struct quarter_job *first_job(const struct quarter_walk *w,
                                           const struct quarter_trajectory *t)
{
    for (size_t i = 0; i < t->jobs; i++)
        if (t->job[i].counts[w->definition] == 1 && job_began(t, &t->job[i]))
            return t->job[i].started_on <= w->world->quarter.last ? &t->job[i] : NULL;
    return NULL;
}

enum { TALK_DAYS = 91 }; /* after a quarter of talking, a start is expected or the closing */

static bool start_missing(const struct quarter_trajectory *t, struct quarter q)
{
    if (set(t->started_on))
        return false;
    if (t->jobs && t->job[0].started_on <= q.last)
        return true;
    return open(t, q) && set(t->first_talk_on) && t->first_talk_on <= q.last - TALK_DAYS;
}

static bool in_served(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    return served(t, w->world->quarter);
}

static bool in_running(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    return running(t, w->world->quarter);
}

static bool in_working(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    return in_running(w, t) && works(w, t, 0);
}

static bool in_sustained(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    return in_running(w, t) && works(w, t, w->days);
}

static bool in_worked(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    return in_served(w, t) && worked(w, t);
}

static bool in_without_work(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    return in_served(w, t) && !worked_at_start(w, t);
}

static bool in_first_job(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    return in_without_work(w, t) && first_job(w, t);
}

static bool in_started(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    return within(t->started_on, w->world->quarter);
}

static bool in_ended(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    return started(t, w->world->quarter) && within(t->closed_on, w->world->quarter);
}

static bool in_not_started(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    struct quarter q = w->world->quarter;

    return !started(t, q) && (!set(t->closed_on) || t->closed_on >= q.first);
}

static bool in_mend_start(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    return start_missing(t, w->world->quarter);
}

static bool in_mend_order(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    return set(t->started_on) && set(t->closed_on) && t->closed_on < t->started_on;
}

static bool in_mend_overdue(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    return in_running(w, t) && !set(t->closed_on) && set(t->ends_on) &&
           t->ends_on <= w->world->quarter.last;
}

static bool in_mend_nobody(const struct quarter_walk *w, const struct quarter_trajectory *t)
{
    return in_running(w, t) && !t->staff_id;
}

static bool (*const trajectory_in[QUARTER_SETS])(const struct quarter_walk *,
                                                 const struct quarter_trajectory *) = {
    [QUARTER_SERVED] = in_served,
    [QUARTER_RUNNING] = in_running,
    [QUARTER_WORKING] = in_working,
    [QUARTER_SUSTAINED] = in_sustained,
    [QUARTER_WORKED] = in_worked,
    [QUARTER_WITHOUT_WORK] = in_without_work,
    [QUARTER_FIRST_JOB] = in_first_job,
    [QUARTER_STARTED] = in_started,
    [QUARTER_ENDED] = in_ended,
    [QUARTER_NOT_STARTED] = in_not_started,
    [QUARTER_MEND_START] = in_mend_start,
    [QUARTER_MEND_ORDER] = in_mend_order,
    [QUARTER_MEND_OVERDUE] = in_mend_overdue,
    [QUARTER_MEND_NOBODY] = in_mend_nobody,
};

/* ---- jobs ------------------------------------------------------------------------------------ */

/* Would have lasted w->days on a day of this quarter, and began within the trajectory. */
static bool matures(const struct quarter_walk *w, const struct quarter_trajectory *t,
                    const struct quarter_job *j)
{
    return job_began(t, j) && within(j->started_on + w->days, w->world->quarter);
}

static bool kept(const struct quarter_walk *w, const struct quarter_job *j)
{
    return !set(j->ended_on) || j->ended_on >= j->started_on + w->days;
}

/* Nobody looked on that day: the trajectory had closed, and no end was recorded before. */
static bool end_unknown(const struct quarter_walk *w, const struct quarter_trajectory *t,
                        const struct quarter_job *j)
{
    return set(t->closed_on) && t->closed_on < j->started_on + w->days && kept(w, j);
}

/* Rules about jobs that count by the definition ... */

static bool in_starts(const struct quarter_walk *w, const struct quarter_trajectory *t,
                      const struct quarter_job *j)
{
    return job_began(t, j) && within(j->started_on, w->world->quarter);
}

static bool in_firsts(const struct quarter_walk *w, const struct quarter_trajectory *t,
                      const struct quarter_job *j)
{
    return in_starts(w, t, j) && first_job(w, t) == j && !worked_at_start(w, t);
}

static bool in_endings(const struct quarter_walk *w, const struct quarter_trajectory *t,
                       const struct quarter_job *j)
{
    return started(t, w->world->quarter) && within(j->ended_on, w->world->quarter) &&
           j->ended_on >= t->started_on && (!set(t->closed_on) || j->ended_on <= t->closed_on);
}

static bool in_matured(const struct quarter_walk *w, const struct quarter_trajectory *t,
                       const struct quarter_job *j)
{
    return matures(w, t, j) && !end_unknown(w, t, j);
}

static bool in_kept(const struct quarter_walk *w, const struct quarter_trajectory *t,
                    const struct quarter_job *j)
{
    return in_matured(w, t, j) && kept(w, j);
}

static bool in_unknown_end(const struct quarter_walk *w, const struct quarter_trajectory *t,
                           const struct quarter_job *j)
{
    return matures(w, t, j) && end_unknown(w, t, j);
}

/* ... about those that do not, or of which it does not say; and about any. */

static bool in_left_out(const struct quarter_walk *w, const struct quarter_trajectory *t,
                        const struct quarter_job *j)
{
    return in_served(w, t) && job_touches(t, j, w->world->quarter);
}

static bool in_mend_job_end(const struct quarter_walk *w, const struct quarter_trajectory *t,
                            const struct quarter_job *j)
{
    return in_served(w, t) && set(j->ends_on) && j->ends_on <= w->world->quarter.last &&
           !set(j->ended_on);
}

enum { ANY = 2 }; /* beside 1, 0 and -1 of quarter_job.counts */

static const struct {
    bool (*in)(const struct quarter_walk *, const struct quarter_trajectory *,
               const struct quarter_job *);
    int counts;
} job_rules[QUARTER_SETS] = {
    [QUARTER_JOB_STARTS] = {in_starts, 1},
    [QUARTER_JOB_FIRSTS] = {in_firsts, 1},
    [QUARTER_JOB_ENDINGS] = {in_endings, 1},
    [QUARTER_MATURED] = {in_matured, 1},
    [QUARTER_KEPT] = {in_kept, 1},
    [QUARTER_UNKNOWN_END] = {in_unknown_end, 1},
    [QUARTER_UNCOUNTED] = {in_left_out, 0},
    [QUARTER_UNKNOWN_KIND] = {in_left_out, -1},
    [QUARTER_MEND_JOB_END] = {in_mend_job_end, ANY},
};

static bool job_in(const struct quarter_walk *w, const struct quarter_trajectory *t,
                   const struct quarter_job *j)
{
    int counts = job_rules[w->set].counts;

    return (counts == ANY || counts == j->counts[w->definition]) && job_rules[w->set].in(w, t, j);
}

bool quarter_set_jobs(enum quarter_set members)
{
    return members >= QUARTER_JOB_STARTS && members <= QUARTER_MEND_JOB_END;
}

bool quarter_set_staff(enum quarter_set members)
{
    return members >= QUARTER_FTE;
}

/* ---- walking and measuring ------------------------------------------------------------------- */

static bool next_trajectory(struct quarter_walk *w)
{
    const struct quarter_world *world = w->world;
    bool per_client = w->set < QUARTER_STARTED;

    for (size_t i = w->begun ? w->trajectory + 1 : 0; i < world->trajectories; i++) {
        const struct quarter_trajectory *t = &world->trajectory[i];

        if (w->group >= 0 && t->group != w->group)
            continue;
        if ((per_client && w->begun && t->client_id == w->client_id) ||
            !trajectory_in[w->set](w, t))
            continue;
        w->begun = true;
        w->trajectory = i;
        w->client_id = t->client_id;
        return true;
    }
    return false;
}

static bool next_job(struct quarter_walk *w)
{
    const struct quarter_world *world = w->world;
    size_t job = w->begun ? w->job + 1 : 0;

    for (size_t i = w->trajectory; i < world->trajectories; i++, job = 0) {
        const struct quarter_trajectory *t = &world->trajectory[i];

        if (w->group >= 0 && t->group != w->group)
            continue;
        for (; job < t->jobs; job++) {
            if (!job_in(w, t, &t->job[job]))
                continue;
            w->begun = true;
            w->trajectory = i;
            w->job = job;
            return true;
        }
    }
    return false;
}

bool quarter_next(struct quarter_walk *w)
{
    return quarter_set_jobs(w->set) ? next_job(w) : next_trajectory(w);
}

double quarter_staff_share(const struct quarter_world *w, size_t staff, int group, bool capacity)
{
    const struct quarter_staff *s = &w->staff[staff];
    double share = 0;
    size_t caseload = 0;

    if (s->role_open)
        return 0;
    for (size_t i = 0; i < w->trajectories; i++) {
        const struct quarter_trajectory *t = &w->trajectory[i];

        if (t->staff_id != s->id || !running(t, w->quarter))
            continue;
        caseload++;
        if (group < 0 || t->group == group)
            share += capacity ? w->group[t->group].norm : 1;
    }
    if (caseload)
        return s->fte * share / (double)caseload;
    return group >= 0 ? 0 : s->fte * (capacity ? w->norm_without : 1);
}

static double measure_staff(const struct quarter_world *w, enum quarter_set members, int group)
{
    double sum = 0;

    for (size_t i = 0; i < w->staffs; i++) {
        if (members == QUARTER_MEND_ROLE)
            sum += w->staff[i].role_open && group < 0;
        else
            sum += quarter_staff_share(w, i, group, members == QUARTER_CAPACITY);
    }
    return sum;
}

double quarter_measure(const struct quarter_world *w, enum quarter_set members, int definition,
                       int days, int group)
{
    struct quarter_walk walk = {
        .world = w, .set = members, .definition = MAX(definition, 0), .days = days, .group = group};
    double n = 0;

    if (members == QUARTER_NOTHING)
        return 0;
    if (quarter_set_staff(members))
        return measure_staff(w, members, group);
    while (quarter_next(&walk))
        n++;
    return n;
}
