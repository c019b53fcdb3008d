/* fidelity_live.c: the live estimate: items about specialists and their time.
 * Not: items about clients and jobs (fidelity_items.c), nor SQL (fidelity_sql.c).
 * Start at fidelity_live(). */
#include "feature/fidelity/fidelity_live.h"

#include <math.h>

#include "feature/fidelity/fidelity_items.h"

/* ---- shared -----------------------------------------------------------------------------------
 */

void fidelity_push(const struct fidelity_ask *ask, struct fidelity_row row)
{
    if (ask->rows)
        ARENA_PUSH(ask->rows->arena, ask->rows, row);
}

bool fidelity_runs(const struct fidelity_trajectory *x, int32_t t)
{
    return x->started_on != DAY_NONE && x->started_on <= t &&
           (x->closed_on == DAY_NONE || x->closed_on > t);
}

bool fidelity_job_runs(const struct fidelity_job *j, int32_t t)
{
    return j->started_on <= t && (j->ended_on == DAY_NONE || j->ended_on > t);
}

int fidelity_worker_of(const struct fidelity_world *w, size_t trajectory, int32_t t)
{
    size_t low = 0, high = w->assignments;

    while (low < high) { /* the first of this trajectory */
        size_t mid = (low + high) / 2;

        if (w->assignment[mid].trajectory < trajectory)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < w->assignments && w->assignment[low].trajectory == trajectory; low++) {
        const struct fidelity_assignment *a = &w->assignment[low];

        if (a->from <= t && (a->to == DAY_NONE || a->to >= t))
            return a->worker;
    }
    return -1;
}

int fidelity_row_worker(const struct fidelity_world *w, const struct fidelity_row *row, int32_t t)
{
    if (row->worker >= 0 || !row->trajectory)
        return row->worker;
    return fidelity_worker_of(w, (size_t)(row->trajectory - w->trajectory), t);
}

bool fidelity_has_caseload(const struct fidelity_world *w, int worker, int32_t t)
{
    for (size_t i = 0; i < w->assignments; i++) {
        const struct fidelity_assignment *a = &w->assignment[i];

        if (a->worker == worker && a->from <= t && (a->to == DAY_NONE || a->to >= t) &&
            fidelity_runs(&w->trajectory[a->trajectory], t))
            return true;
    }
    return false;
}

int fidelity_score_upper(const struct fidelity_item *item, double value)
{
    static const char *const names[] = {"upper2", "upper3", "upper4", "upper5"};

    for (int score = FIDELITY_SCORES; score > 1; score--)
        if (value <= fidelity_number(item, names[score - 2]))
            return score;
    return 1;
}

int fidelity_score_lower(const struct fidelity_item *item, double percent)
{
    static const char *const names[] = {"lower2", "lower3", "lower4", "lower5"};

    for (int score = FIDELITY_SCORES; score > 1; score--)
        if (percent >= fidelity_number(item, names[score - 2]))
            return score;
    return 1;
}

/* ---- B1: caseload -----------------------------------------------------------------------------
 */

static void caseload(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;

    out->unit = UNIT_RATIO;
    for (size_t i = 0; i < w->trajectories; i++) {
        int worker =
            fidelity_runs(&w->trajectory[i], ask->t) ? fidelity_worker_of(w, i, ask->t) : -1;

        if (worker < 0) {
            out->left += fidelity_runs(&w->trajectory[i], ask->t);
            continue;
        }
        out->n++;
        fidelity_push(ask, (struct fidelity_row){worker, &w->trajectory[i], NULL,
                                                 w->trajectory[i].started_on, 1, 0});
    }
    for (size_t i = 0; i < w->workers; i++)
        if (fidelity_has_caseload(w, (int)i, ask->t))
            out->of += (double)w->worker[i].fte / 100;
    if (out->of <= 0)
        return;
    out->kind = LIVE_SCORE;
    out->value = out->n / out->of;
    out->score = fidelity_score_upper(ask->item, out->value);
}

/* ---- B2 and G14: time -------------------------------------------------------------------------
 */

struct hours {
    double ips, worked, community, away, travel;
};

/* The days of a worker: a range of w->day. */
static size_t first_day(const struct fidelity_world *w, int worker)
{
    size_t low = 0, high = w->days;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (w->day[mid].worker < worker)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static struct hours hours_of(const struct fidelity_world *w, int worker, int32_t from,
                             int32_t until)
{
    struct hours h = {0};

    for (size_t i = first_day(w, worker); i < w->days && w->day[i].worker == worker; i++) {
        const struct fidelity_day *d = &w->day[i];

        if (d->day < from || d->day >= until)
            continue;
        h.ips += (double)(d->minutes + d->travel + d->desk);
        h.worked += (double)(d->minutes + d->travel + d->desk + d->other);
        h.community += (double)d->community;
        h.travel += (double)d->travel;
        h.away += (double)d->away;
    }
    return h;
}

/* Recorded against contract hours, leave taken off. */
static double completeness(const struct fidelity_world *w, const struct fidelity_live *out)
{
    double worked = 0, due = 0;

    for (size_t i = 0; i < w->workers; i++) {
        struct hours h = hours_of(w, (int)i, out->from, out->until);

        if (h.worked <= 0)
            continue;
        worked += h.worked;
        due += (double)w->worker[i].hours_week * 0.6 * (out->until - out->from) / 7 - h.away;
    }
    return due > 0 ? fmin(1, worked / due) : NAN;
}

static void share_of_time(const struct fidelity_ask *ask, struct fidelity_live *out, bool community)
{
    const struct fidelity_world *w = ask->w;
    double weighted = 0, other = 0, fte = 0;

    out->unit = UNIT_PERCENT;
    for (size_t i = 0; i < w->workers; i++) {
        struct hours h = hours_of(w, (int)i, out->from, out->until);
        double of = community ? h.worked - h.travel : h.worked, n = community ? h.community : h.ips;
        double weight = (double)w->worker[i].fte / 100;

        if (of <= 0 || w->worker[i].supervisor)
            continue;
        out->n += n;
        out->of += of;
        weighted += weight * n / of;
        other += weight * (n + h.travel) / h.worked; /* G14 with travel time */
        fte += weight;
        fidelity_push(ask, (struct fidelity_row){(int)i, NULL, NULL, DAY_NONE, n, of});
    }
    if (fte <= 0)
        return;
    out->kind = LIVE_SCORE;
    out->value = 100 * weighted / fte;
    out->second = community ? 100 * other / fte : NAN;
    out->score = fidelity_score_lower(ask->item, out->value);
    out->complete = completeness(w, out);
}

/* ---- O3, G6: counting contacts ----------------------------------------------------------------
 */

static void experts(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    double contacts = 0, weeks = (out->until - out->from) / 7.0;

    out->unit = UNIT_MONTH;
    out->of = fidelity_number(ask->item, "window");
    for (size_t i = 0; i < ask->w->days; i++) {
        const struct fidelity_day *d = &ask->w->day[i];

        if (d->day < out->from || d->day >= out->until || !d->experts)
            continue;
        out->n += d->meetings;
        contacts += d->experts;
        fidelity_push(
            ask, (struct fidelity_row){d->worker, NULL, NULL, d->day, d->meetings, d->experts});
    }
    out->kind = LIVE_SCORE;
    out->value = out->n / out->of;
    out->second = contacts / weeks;
    out->score = out->value >= 1 && out->second >= 1         ? 5
                 : out->value >= 1 / 3.0 || out->second >= 1 ? 4
                 : contacts >= out->of                       ? 3
                 : contacts >= out->of / 3                   ? 2
                                                             : 1;
}

/* Away the whole of the week that begins on monday: what was recorded as leave or sick is at least
 * the contract. */
static bool week_off(const struct fidelity_world *w, int worker, int32_t monday)
{
    struct hours h = hours_of(w, worker, monday, monday + 7);

    return h.away > 0 && h.away >= (double)w->worker[worker].hours_week * 0.6;
}

/* Raw: every specialist with a caseload on T, every week. Second: per full post, weeks off left
 * out. Third: the percentage of weeks in which the log was talked over in the caseload meeting; a 5
 * asks that of (nearly) every week. */
static void visits(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;
    double full = 0, logs = 0;
    int weeks = (int)fidelity_number(ask->item, "window"), workers = 0;

    out->unit = UNIT_WEEK;
    out->until = day_monday(ask->t);
    out->from = out->until - 7 * weeks;
    for (size_t i = 0; i < w->workers; i++) {
        double n = 0;

        if (!fidelity_has_caseload(w, (int)i, ask->t))
            continue;
        for (size_t k = first_day(w, (int)i); k < w->days && w->day[k].worker == (int)i; k++)
            if (w->day[k].day >= out->from && w->day[k].day < out->until)
                n += w->day[k].visits_client + w->day[k].visits_other;
        for (int32_t monday = out->from; monday < out->until; monday += 7)
            full += week_off(w, (int)i, monday) ? 0 : (double)w->worker[i].fte / 100;
        out->n += n;
        out->of += weeks;
        logs += fidelity_log_share(w, (int)i, out->from, out->until);
        workers++;
        fidelity_push(ask, (struct fidelity_row){(int)i, NULL, NULL, DAY_NONE, n, weeks});
    }
    if (out->of <= 0)
        return;
    out->kind = LIVE_SCORE;
    out->value = out->n / out->of;
    out->second = full > 0 ? out->n / full : NAN;
    out->third = 100 * logs / workers;
    bool weekly = out->third >= fidelity_number(ask->item, "share");
    out->score = out->value >= fidelity_number(ask->item, "lower5")   ? 4 + weekly
                 : out->value >= fidelity_number(ask->item, "lower3") ? 3
                 : out->value >= fidelity_number(ask->item, "lower2") ? 2
                                                                      : 1;
}

/* ---- O7 ---------------------------------------------------------------------------------------
 */

void fidelity_parts_unknown(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    out->kind = LIVE_PARTS;
    out->unit = UNIT_PARTS;
    out->of = out->parts = ask->item->parts;
    for (int i = 0; i < FIDELITY_PARTS; i++)
        out->part[i] = -1;
}

static void focus(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    int referred = 0, asked = 0;

    fidelity_parts_unknown(ask, out);
    for (size_t i = 0; i < ask->w->trajectories; i++) {
        const struct fidelity_trajectory *x = &ask->w->trajectory[i];

        if (x->referred_on < out->from || x->referred_on >= out->until)
            continue;
        referred++;
        asked += x->goal;
        fidelity_push(ask, (struct fidelity_row){-1, x, NULL, x->referred_on, x->goal, 1});
    }
    out->part[0] = (signed char)(referred ? asked * 5 >= referred * 4 : -1);
    out->part[4] = 0;
    for (size_t i = 0; i < ask->w->returns; i++)
        out->part[4] |= ask->w->returned[i] >= out->from && ask->w->returned[i] < out->until;
    out->n = (out->part[0] == 1) + (out->part[4] == 1);
}

/* ---- which formula ----------------------------------------------------------------------------
 */

static void community(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    share_of_time(ask, out, true);
}

static void service(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    share_of_time(ask, out, false);
}

static const struct {
    const char *id;
    void (*compute)(const struct fidelity_ask *ask, struct fidelity_live *out);
    bool clients; /* about clients, not specialists */
} formulas[] = {
    {"B1", caseload, false},
    {"B2", service, false},
    {"B3", fidelity_phases, true},
    {"O1", fidelity_integration, false},
    {"O2", fidelity_team_contact, false},
    {"O3", experts, false},
    {"O4", fidelity_unit, false},
    {"O5", fidelity_supervision, false},
    {"O7", focus, true},
    {"G1", fidelity_advice, true},
    {"G2", fidelity_disclosure, true},
    {"G3", fidelity_profile, true},
    {"G4", fidelity_search, true},
    {"G5", fidelity_fitting, true},
    {"G6", visits, false},
    {"G8", fidelity_job_titles, true},
    {"G9", fidelity_employers, true},
    {"G10", fidelity_competitive, true},
    {"G11", fidelity_support, true},
    {"G12", fidelity_network, true},
    {"G13", fidelity_follow, true},
    {"G14", community, false},
    {"G15", fidelity_outreach, true},
};

bool fidelity_of_clients(const char *item)
{
    for (size_t i = 0; i < COUNT(formulas); i++)
        if (!strcmp(formulas[i].id, item))
            return formulas[i].clients;
    return false;
}

struct fidelity_live fidelity_live(const struct fidelity_world *w, int item, int32_t t,
                                   struct fidelity_rows *rows)
{
    struct fidelity_ask ask = {w, &w->scale->item[item], t, rows};
    struct fidelity_live out = {.kind = LIVE_NONE,
                                .from = t,
                                .until = t,
                                .value = NAN,
                                .second = NAN,
                                .third = NAN,
                                .complete = NAN,
                                .series = {NAN, NAN, NAN, NAN}};
    const char *window = fidelity_choice(ask.item, "window");

    if (*window)
        out.from = day_add_months(t, -(int)fidelity_number(ask.item, "window"));
    for (size_t i = 0; i < COUNT(formulas); i++)
        if (!strcmp(formulas[i].id, ask.item->id)) {
            out.kind = LIVE_EMPTY;
            formulas[i].compute(&ask, &out);
        }
    return out;
}

void fidelity_live_all(const struct fidelity_world *w, int32_t t,
                       struct fidelity_live out[FIDELITY_ITEMS])
{
    for (int i = 0; i < w->scale->items; i++)
        out[i] = fidelity_live(w, i, t, NULL);
}
