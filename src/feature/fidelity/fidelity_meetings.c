/* fidelity_meetings.c: the live estimate: items about treatment teams and about meetings.
 * Not: what a meeting is (feature/meeting, feature/people).
 * Start at fidelity_integration(). */
#include "feature/fidelity/fidelity_items.h"

#include <math.h>

enum { TEAMS_MOST = 64, WEEKS_MAX = 60, WORKERS_MOST = 1024 };

static bool treats(const struct fidelity_care *c, int32_t t)
{
    return c->from <= t && (c->to == DAY_NONE || c->to >= t);
}

static int32_t window_monday(const struct fidelity_live *out) /* the first whole week */
{
    return day_monday(out->from + 6);
}

/* ---- O1: the treatment teams of a caseload ----------------------------------------------------
 */

struct teams {
    int64_t id[TEAMS_MOST];
    int clients[TEAMS_MOST];
    int n;
};

static void count_team(struct teams *teams, int64_t id)
{
    int i = 0;

    while (i < teams->n && teams->id[i] != id)
        i++;
    if (i == TEAMS_MOST)
        return; /* far past the two that count */
    if (i == teams->n) {
        teams->id[i] = id;
        teams->clients[i] = 0;
        teams->n++;
    }
    teams->clients[i]++;
}

/* The episodes of a trajectory: a range of w->care. */
static size_t first_care(const struct fidelity_world *w, size_t trajectory)
{
    size_t low = 0, high = w->cares;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (w->care[mid].trajectory < trajectory)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool is_own(const struct fidelity_ask *ask, size_t trajectory, int worker)
{
    return fidelity_runs(&ask->w->trajectory[trajectory], ask->t) &&
           fidelity_worker_of(ask->w, trajectory, ask->t) == worker;
}

static struct teams teams_of(const struct fidelity_ask *ask, int worker)
{
    const struct fidelity_world *w = ask->w;
    struct teams teams = {.n = 0};

    for (size_t i = 0; i < w->cares; i++)
        if (treats(&w->care[i], ask->t) && is_own(ask, w->care[i].trajectory, worker))
            count_team(&teams, w->care[i].team_id);
    return teams;
}

/* The two with the most clients first. */
static void largest_first(struct teams *teams)
{
    for (int place = 0; place < 2; place++)
        for (int i = place + 1; i < teams->n; i++)
            if (teams->clients[i] > teams->clients[place]) {
                int64_t id = teams->id[i];
                int clients = teams->clients[i];

                teams->id[i] = teams->id[place];
                teams->clients[i] = teams->clients[place];
                teams->id[place] = id;
                teams->clients[place] = clients;
            }
}

static bool supplied(const struct fidelity_ask *ask, size_t trajectory, const struct teams *teams,
                     const char **team)
{
    const struct fidelity_world *w = ask->w;
    bool in = false;

    *team = NULL;
    for (size_t i = first_care(w, trajectory); i < w->cares && w->care[i].trajectory == trajectory;
         i++) {
        if (!treats(&w->care[i], ask->t))
            continue;
        bool here = w->care[i].team_id == teams->id[0] ||
                    (teams->n > 1 && w->care[i].team_id == teams->id[1]);
        if (here || !*team)
            *team = w->care[i].team;
        in = in || here;
    }
    return in;
}

struct caseload {
    int clients, in, with;
};

static struct caseload caseload_of(const struct fidelity_ask *ask, int worker,
                                   const struct teams *teams, int64_t *left)
{
    struct caseload sum = {0};

    for (size_t i = 0; i < ask->w->trajectories; i++) {
        const struct fidelity_trajectory *x = &ask->w->trajectory[i];
        const char *team;

        if (!is_own(ask, i, worker))
            continue;
        bool in = supplied(ask, i, teams, &team);
        if (!team && x->no_practitioner) {
            ++*left;
            continue;
        }
        sum.clients++;
        sum.in += in;
        sum.with += team != NULL;
        fidelity_push(ask, (struct fidelity_row){worker, x, NULL, x->started_on, in, 1, team, 0});
    }
    return sum;
}

/* Of each specialist the share of clients whom one of the specialist's two largest treatment teams
 * treats; scored per specialist, then averaged (second) and rounded. A client of whom no team is
 * known counts as not supplied by it, unless the client wants or has no practitioner. */
void fidelity_integration(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;
    double shares = 0, scores = 0, workers = 0, with = 0;
    int most = (int)fidelity_number(ask->item, "teams");

    out->unit = UNIT_PERCENT;
    if (!w->cares)
        return;
    for (size_t i = 0; i < w->workers; i++) {
        struct teams teams = teams_of(ask, (int)i);

        largest_first(&teams);
        struct caseload own = caseload_of(ask, (int)i, &teams, &out->left);
        if (!own.clients)
            continue;
        double share = 100.0 * own.in / own.clients;
        out->n += own.in;
        out->of += own.clients;
        with += own.with;
        shares += share;
        scores += teams.n > most ? 2 : fidelity_score_lower(ask->item, share);
        workers++;
    }
    if (workers <= 0 || with <= 0)
        return;
    out->kind = LIVE_SCORE;
    out->value = shares / workers;
    out->second = scores / workers;
    out->score = (int)floor(out->second + 0.5);
    out->complete = with / out->of;
}

/* ---- O2: meetings of the treatment teams ------------------------------------------------------
 */

struct served { /* a set of workers */
    uint64_t bits[WORKERS_MOST / 64];
};

static void put(struct served *set, int worker)
{
    if (worker >= 0 && worker < WORKERS_MOST)
        set->bits[worker / 64] |= (uint64_t)1 << worker % 64;
}

static bool has(const struct served *set, int worker)
{
    return worker < WORKERS_MOST && (set->bits[worker / 64] >> worker % 64 & 1);
}

static bool in_window(const struct fidelity_live *out, int32_t day)
{
    return day >= out->from && day < out->until;
}

/* Who belongs at the meetings of this team: who has a client there now, or met it in the window. */
static struct served served_by(const struct fidelity_ask *ask, const struct fidelity_live *out,
                               int64_t team_id)
{
    const struct fidelity_world *w = ask->w;
    struct served set = {{0}};

    for (size_t i = 0; i < w->cares; i++)
        if (w->care[i].team_id == team_id && treats(&w->care[i], ask->t) &&
            fidelity_runs(&w->trajectory[w->care[i].trajectory], ask->t))
            put(&set, fidelity_worker_of(w, w->care[i].trajectory, ask->t));
    for (size_t i = 0; i < w->presences; i++) {
        const struct fidelity_meeting *m = &w->meeting[w->presence[i].meeting];

        if (m->care && m->team_id == team_id && in_window(out, m->day))
            put(&set, w->presence[i].worker);
    }
    return set;
}

static bool was_there(const struct fidelity_world *w, size_t meeting, int worker)
{
    for (size_t i = 0; i < w->presences; i++)
        if (w->presence[i].meeting == meeting && w->presence[i].worker == worker)
            return w->presence[i].there;
    return false;
}

static bool first_of_team(const struct fidelity_ask *ask, const struct fidelity_live *out, size_t k)
{
    const struct fidelity_meeting *m = ask->w->meeting;

    for (size_t i = 0; i < k; i++)
        if (m[i].care && m[i].team_id == m[k].team_id && in_window(out, m[i].day))
            return false;
    return true;
}

static void count_attendance(const struct fidelity_ask *ask, struct fidelity_live *out,
                             int64_t team_id)
{
    const struct fidelity_world *w = ask->w;
    struct served set = served_by(ask, out, team_id);

    for (size_t k = 0; k < w->meetings; k++) {
        const struct fidelity_meeting *m = &w->meeting[k];

        if (!m->care || m->team_id != team_id || !in_window(out, m->day))
            continue;
        for (size_t i = 0; i < w->workers; i++) {
            if (w->worker[i].supervisor || !has(&set, (int)i))
                continue;
            bool there = was_there(w, k, (int)i);

            out->n += there;
            out->of++;
            fidelity_push(ask,
                          (struct fidelity_row){(int)i, NULL, NULL, m->day, there, 1, m->team, 0});
        }
    }
}

/* Whole weeks of the window in which somebody spoke with a treatment team: a contact, or a meeting
 * that was attended. In percent; NAN without a whole week. */
static double weeks_of_care(const struct fidelity_ask *ask, const struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;
    bool met[WEEKS_MAX] = {false};
    int32_t monday = window_monday(out);
    int weeks = MIN((day_monday(out->until) - monday) / 7, WEEKS_MAX), n = 0;

    for (size_t i = 0; i < w->days; i++)
        if (w->day[i].care && w->day[i].day >= monday && w->day[i].day < monday + 7 * weeks)
            met[(w->day[i].day - monday) / 7] = true;
    for (size_t i = 0; i < w->presences; i++) {
        const struct fidelity_meeting *m = &w->meeting[w->presence[i].meeting];

        if (m->care && w->presence[i].there && m->day >= monday && m->day < monday + 7 * weeks)
            met[(m->day - monday) / 7] = true;
    }
    for (int i = 0; i < weeks; i++)
        n += met[i];
    return weeks > 0 ? 100.0 * n / weeks : NAN;
}

/* Second: weeks with any contact with a treatment team. Third: people for whom work was suggested
 * before there was a referral. */
void fidelity_team_contact(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;

    fidelity_parts_unknown(ask, out);
    out->of = 0;
    for (size_t k = 0; k < w->meetings; k++)
        if (w->meeting[k].care && in_window(out, w->meeting[k].day) && first_of_team(ask, out, k))
            count_attendance(ask, out, w->meeting[k].team_id);
    out->second = weeks_of_care(ask, out);
    out->part[0] = out->second >= fidelity_number(ask->item, "share");
    if (out->of <= 0) { /* no meeting was recorded: only the components */
        out->of = out->parts;
        out->n = out->part[0] == 1;
        return;
    }
    out->third = 0;
    for (size_t i = 0; i < w->presences; i++) {
        const struct fidelity_meeting *m = &w->meeting[w->presence[i].meeting];

        out->third += m->care && in_window(out, m->day) ? w->presence[i].suggested : 0;
    }
    out->part[4] = out->third > 0;
    out->kind = LIVE_COUNT;
    out->unit = UNIT_PERCENT;
    out->value = 100 * out->n / out->of;
}

/* ---- O4, O5: the caseload meeting of one's own team -------------------------------------------
 */

static int people_at(const struct fidelity_world *w, size_t meeting, bool leads)
{
    int n = 0;

    for (size_t i = 0; i < w->presences; i++)
        n += w->presence[i].meeting == meeting && w->presence[i].there &&
             (!leads || w->presence[i].leads);
    return n;
}

/* Group supervision about clients; with leads also by a supervisor. */
static bool is_group(const struct fidelity_world *w, size_t meeting, bool leads)
{
    return w->meeting[meeting].discussed > 0 && people_at(w, meeting, false) >= 2 &&
           (!leads || people_at(w, meeting, true) > 0);
}

/* Has this team met like that before in the same week? */
static bool again(const struct fidelity_world *w, size_t meeting, bool leads)
{
    const struct fidelity_meeting *m = &w->meeting[meeting];

    for (size_t i = 0; i < meeting; i++)
        if (!w->meeting[i].care && w->meeting[i].team_id == m->team_id &&
            day_monday(w->meeting[i].day) == day_monday(m->day) && is_group(w, i, leads))
            return true;
    return false;
}

struct group_weeks {
    int n, of; /* weeks of teams */
    bool any;  /* a meeting was recorded */
};

/* In how many of the whole weeks each team met; a team that never met counts too. */
static struct group_weeks weeks_met(const struct fidelity_ask *ask, const struct fidelity_live *out,
                                    bool leads)
{
    const struct fidelity_world *w = ask->w;
    int32_t monday = window_monday(out), end = day_monday(out->until);
    struct teams teams = {.n = 0};
    struct group_weeks sum = {0};

    for (size_t i = 0; i < w->meetings; i++) {
        const struct fidelity_meeting *m = &w->meeting[i];

        if (m->care || m->day < monday || m->day >= end)
            continue;
        sum.any = true;
        count_team(&teams, m->team_id);
        sum.n += is_group(w, i, leads) && !again(w, i, leads);
    }
    sum.of = MAX(teams.n, w->teams) * MAX(0, (end - monday) / 7);
    return sum;
}

static void push_meetings(const struct fidelity_ask *ask, const struct fidelity_live *out,
                          bool leads)
{
    const struct fidelity_world *w = ask->w;

    for (size_t i = 0; i < w->meetings; i++) {
        const struct fidelity_meeting *m = &w->meeting[i];

        if (!m->care && in_window(out, m->day))
            fidelity_push(ask, (struct fidelity_row){-1, NULL, NULL, m->day, is_group(w, i, leads),
                                                     1, m->team, m->id});
    }
}

/* Weeks in which two or more specialists had a contact of the kind team meeting, in percent. */
static double weeks_of_contacts(const struct fidelity_ask *ask, const struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;
    int present[WEEKS_MAX] = {0}, who[WEEKS_MAX], n = 0;
    int32_t monday = window_monday(out);
    int weeks = MIN((day_monday(out->until) - monday) / 7, WEEKS_MAX);

    for (int i = 0; i < WEEKS_MAX; i++)
        who[i] = -1;
    for (size_t i = 0; i < w->days; i++) { /* by worker: a week counts a worker once */
        const struct fidelity_day *d = &w->day[i];
        int week = (d->day - monday) / 7;

        if (d->day < monday || week >= weeks || !d->team || who[week] == d->worker)
            continue;
        who[week] = d->worker;
        present[week]++;
        fidelity_push(ask, (struct fidelity_row){d->worker, NULL, NULL, d->day, 1, 0});
    }
    for (int i = 0; i < weeks; i++)
        n += present[i] >= 2;
    return weeks > 0 ? 100.0 * n / weeks : NAN;
}

/* Second: weeks with a team meeting by the contacts, whatever it was about. Third: contacts with a
 * client by somebody else than the own specialist: cover. */
void fidelity_unit(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;
    struct group_weeks sum = weeks_met(ask, out, false);

    out->unit = UNIT_PERCENT;
    out->from = window_monday(out);
    out->until = day_monday(out->until);
    push_meetings(ask, out, false);
    out->second = weeks_of_contacts(ask, out);
    out->third = 0;
    for (size_t i = 0; i < w->touches; i++)
        out->third += in_window(out, w->touch[i].day) && (w->touch[i].what & TOUCH_OTHER) &&
                      (w->touch[i].what & TOUCH_CLIENT);
    if (sum.of <= 0)
        return;
    out->kind = LIVE_COUNT;
    out->n = sum.n;
    out->of = sum.of;
    out->value = 100 * out->n / out->of;
}

static bool team_seen(const struct fidelity_ask *ask, const struct fidelity_live *out,
                      int64_t team_id)
{
    const struct fidelity_world *w = ask->w;

    for (size_t i = 0; i < w->presences; i++) {
        const struct fidelity_meeting *m = &w->meeting[w->presence[i].meeting];

        if (m->care && m->team_id == team_id && in_window(out, m->day) && w->presence[i].there &&
            w->presence[i].worker >= 0 && w->worker[w->presence[i].worker].supervisor)
            return true;
    }
    return false;
}

/* Did a supervisor attend a meeting of every treatment team of the running clients? -1 when no
 * meeting of a treatment team was recorded. */
static signed char leaders_met(const struct fidelity_ask *ask, const struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;
    bool recorded = false, all = true;

    for (size_t i = 0; i < w->presences; i++) {
        const struct fidelity_presence *p = &w->presence[i];
        const struct fidelity_meeting *m = &w->meeting[p->meeting];

        if (!m->care || !in_window(out, m->day))
            continue;
        recorded = true;
        if (p->there && p->worker >= 0 && w->worker[p->worker].supervisor)
            fidelity_push(ask, (struct fidelity_row){p->worker, NULL, NULL, m->day, 1, 0, m->team});
    }
    for (size_t i = 0; i < w->cares && all; i++)
        if (treats(&w->care[i], ask->t) &&
            fidelity_runs(&w->trajectory[w->care[i].trajectory], ask->t))
            all = team_seen(ask, out, w->care[i].team_id);
    return (signed char)(recorded ? all : -1);
}

void fidelity_supervision(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;
    struct group_weeks sum = weeks_met(ask, out, true);
    double leaders = 0, workers = 0;

    fidelity_parts_unknown(ask, out);
    for (size_t i = 0; i < w->workers; i++) {
        const struct fidelity_worker *x = &w->worker[i];

        leaders += x->supervisor ? (double)x->fte / 100 : 0;
        workers += !x->supervisor;
        if (x->supervisor)
            fidelity_push(
                ask, (struct fidelity_row){(int)i, NULL, NULL, DAY_NONE, (double)x->fte / 100, 0});
    }
    out->part[0] = leaders > 0 && workers <= 10 * leaders;
    if (sum.any) {
        out->second = 100.0 * sum.n / sum.of;
        out->part[1] = out->second >= fidelity_number(ask->item, "share");
        out->part[4] = 0;
    }
    push_meetings(ask, out, true);
    for (size_t i = 0; i < w->meetings; i++)
        if (!w->meeting[i].care && in_window(out, w->meeting[i].day) && w->meeting[i].goals)
            out->part[4] = 1;
    out->part[2] = leaders_met(ask, out);
    out->n = 0;
    for (int i = 0; i < out->parts; i++)
        out->n += out->part[i] == 1;
}

/* ---- G6: the log of employers -----------------------------------------------------------------
 */

double fidelity_log_share(const struct fidelity_world *w, int worker, int32_t from, int32_t until)
{
    bool talked[WEEKS_MAX] = {false}, any = false;
    int weeks = MIN((until - from) / 7, WEEKS_MAX), n = 0;

    for (size_t i = 0; i < w->presences; i++) {
        const struct fidelity_presence *p = &w->presence[i];
        const struct fidelity_meeting *m = &w->meeting[p->meeting];

        if (m->care || m->day < from || m->day >= from + 7 * weeks)
            continue;
        any = true;
        if (p->worker == worker && p->there && p->log)
            talked[(m->day - from) / 7] = true;
    }
    for (int i = 0; i < weeks; i++)
        n += talked[i];
    return any ? (double)n / weeks : NAN;
}
