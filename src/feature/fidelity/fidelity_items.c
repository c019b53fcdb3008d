/* fidelity_items.c: the live estimate: items about clients and jobs.
 * Not: items about specialists and their time (fidelity_live.c).
 * Start at fidelity_search(). */
#include "feature/fidelity/fidelity_items.h"

#include <math.h>

#include "stat/km.h"

static bool within(int32_t day, const struct fidelity_live *out)
{
    return day != DAY_NONE && day >= out->from && day < out->until;
}

/* The touches of a trajectory: a range of w->touch. */
static size_t first_touch(const struct fidelity_world *w, size_t trajectory)
{
    size_t low = 0, high = w->touches;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (w->touch[mid].trajectory < trajectory)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Is there a day in [from, until) on which one of these happened? */
static bool touched(const struct fidelity_world *w, size_t trajectory, int what, int32_t from,
                    int32_t until)
{
    for (size_t i = first_touch(w, trajectory);
         i < w->touches && w->touch[i].trajectory == trajectory; i++)
        if (w->touch[i].day >= from && w->touch[i].day < until && (w->touch[i].what & what))
            return true;
    return false;
}

/* ---- G4: days to the first employer -----------------------------------------------------------
 */

static int32_t clock_of(const struct fidelity_trajectory *x)
{
    return x->first_talk_on != DAY_NONE ? x->first_talk_on : x->started_on;
}

void fidelity_search(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    out->unit = UNIT_DAYS;
    for (size_t i = 0; i < ask->w->trajectories; i++) {
        const struct fidelity_trajectory *x = &ask->w->trajectory[i];
        int32_t from = clock_of(x);

        if (!within(from, out))
            continue;
        bool met = x->first_employer_on != DAY_NONE && x->first_employer_on < ask->t;
        double days = met ? MAX(0, x->first_employer_on - from) : ask->t - from;
        out->n += met ? days : 0;
        out->of += met;
        out->left += !met;
        fidelity_push(ask, (struct fidelity_row){fidelity_worker_of(ask->w, i, ask->t), x, NULL,
                                                 from, days, met});
    }
    if (out->of <= 0)
        return;
    out->kind = LIVE_SCORE;
    out->value = out->n / out->of;
    out->complete = out->of / (out->of + (double)out->left);
    out->score = fidelity_score_upper(ask->item, floor(out->value));
}

double fidelity_median_search(struct arena *a, const struct fidelity_world *w, int32_t t)
{
    struct fidelity_rows rows = {.arena = a};
    struct km_table table;
    struct km_curve curve;
    int item = fidelity_item_place(w->scale, "G4");

    fidelity_live(w, item, t, &rows);
    double *time = ARENA_ARRAY(a, double, rows.n + 1);
    uint8_t *event = ARENA_ARRAY(a, uint8_t, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++) {
        time[i] = rows.at[i].n;
        event[i] = rows.at[i].of > 0;
    }
    if (km_count(a, time, event, (int64_t)rows.n, &table) != STAT_OK ||
        km_estimate(a, &table, &curve) != STAT_OK)
        return NAN;
    return km_quantile(&curve, 0.5);
}

/* ---- G5: employers that match the wishes ------------------------------------------------------
 */

/* Does the client work there, or is on trial, on the day of the contact? `job` is the first of this
 * trajectory. */
static bool works_there(const struct fidelity_world *w, size_t job, const struct fidelity_search *s)
{
    for (; job < w->jobs && w->job[job].trajectory == s->trajectory; job++)
        if (s->employer_id && w->job[job].employer_id == s->employer_id &&
            fidelity_job_runs(&w->job[job], s->day))
            return true;
    return false;
}

/* The lead with the best answer of this client and employer; NULL. `lead` is the first of this
 * trajectory. */
static const struct fidelity_lead *lead_of(const struct fidelity_world *w, size_t lead,
                                           const struct fidelity_search *s, int32_t since)
{
    const struct fidelity_lead *best = NULL;

    for (; lead < w->leads && w->lead[lead].trajectory == s->trajectory; lead++) {
        const struct fidelity_lead *l = &w->lead[lead];

        if (s->employer_id && l->employer_id == s->employer_id && l->moved_on >= since &&
            (!best || l->fit > best->fit))
            best = l;
    }
    return best;
}

/* Both lists are by trajectory, so that each is walked once. Second: of all contacts, also those of
 * which it is not known. Third: matches in full. */
void fidelity_fitting(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;
    int32_t since = day_add_months(ask->t, -(int)fidelity_number(ask->item, "lead"));
    enum fidelity_fit least = fidelity_number(ask->item, "partly") > 0 ? FIT_PARTLY : FIT_YES;
    size_t job = 0, lead = 0;
    double full = 0;

    out->unit = UNIT_PERCENT;
    for (size_t i = 0; i < w->searches; i++) {
        const struct fidelity_search *s = &w->search[i];

        while (job < w->jobs && w->job[job].trajectory < s->trajectory)
            job++;
        while (lead < w->leads && w->lead[lead].trajectory < s->trajectory)
            lead++;
        if (!within(s->day, out) || works_there(w, job, s))
            continue;
        const struct fidelity_lead *l = lead_of(w, lead, s, since);
        bool known = l && l->fit != FIT_UNKNOWN, match = known && l->fit >= least;
        out->n += match;
        out->of += known;
        out->left += !known;
        full += known && l->fit == FIT_YES;
        fidelity_push(ask, (struct fidelity_row){.worker = s->worker,
                                                 .trajectory = &w->trajectory[s->trajectory],
                                                 .day = s->day,
                                                 .n = match,
                                                 .of = known,
                                                 .employer_id = s->employer_id,
                                                 .lead = l});
    }
    double all = out->of + (double)out->left;
    if (all > 0)
        out->complete = out->of / all;
    if (out->of <= 0)
        return;
    out->kind = LIVE_COUNT;
    out->value = 100 * out->n / out->of;
    out->second = 100 * out->n / all;
    out->third = 100 * full / out->of;
    if (100 * out->of < fidelity_number(ask->item, "share") * all)
        return;
    out->kind = LIVE_SCORE;
    out->score = MIN(fidelity_score_lower(ask->item, out->value), FIDELITY_SCORES - 1);
}

/* ---- G8, G9, G10, G2: jobs --------------------------------------------------------------------
 */

/* Paid, and running on T or started in the window. */
static bool job_counts(const struct fidelity_ask *ask, const struct fidelity_live *out,
                       const struct fidelity_job *j)
{
    return j->paid && j->started_on <= ask->t &&
           (fidelity_job_runs(j, ask->t) || within(j->started_on, out));
}

static void push_job(const struct fidelity_ask *ask, const struct fidelity_job *j, double n)
{
    fidelity_push(
        ask, (struct fidelity_row){-1, &ask->w->trajectory[j->trajectory], j, j->started_on, n, 1});
}

static bool same_title(const struct fidelity_job *a, const struct fidelity_job *b)
{
    return !strcmp(a->title, b->title); /* folded when loaded */
}

static bool same_employer(const struct fidelity_job *a, const struct fidelity_job *b)
{
    return a->employer_id && a->employer_id == b->employer_id;
}

static bool same_establishment(const struct fidelity_job *a, const struct fidelity_job *b)
{
    return same_employer(a, b) && a->establishment_id == b->establishment_id;
}

static void different(const struct fidelity_ask *ask, struct fidelity_live *out,
                      bool (*same)(const struct fidelity_job *, const struct fidelity_job *),
                      bool titled)
{
    const struct fidelity_world *w = ask->w;

    out->unit = UNIT_PERCENT;
    for (size_t i = 0; i < w->jobs; i++) {
        bool fresh = true;

        if (!job_counts(ask, out, &w->job[i]))
            continue;
        if (titled && !*w->job[i].title) {
            out->left++;
            continue;
        }
        for (size_t k = 0; k < i && fresh; k++)
            fresh = !job_counts(ask, out, &w->job[k]) || !same(&w->job[i], &w->job[k]);
        out->n += fresh;
        out->of++;
        push_job(ask, &w->job[i], fresh);
    }
    if (out->of <= 0)
        return;
    out->kind = LIVE_SCORE;
    out->value = 100 * out->n / out->of;
    out->complete = out->of / (out->of + (double)out->left);
    out->score = fidelity_score_lower(ask->item, out->value);
}

void fidelity_job_titles(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    different(ask, out, same_title, true);
}

void fidelity_employers(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    bool place = fidelity_number(ask->item, "establishment") > 0;

    different(ask, out, place ? same_establishment : same_employer, false);
}

void fidelity_competitive(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;

    out->unit = UNIT_PERCENT;
    for (size_t i = 0; i < w->jobs; i++) {
        const struct fidelity_job *j = &w->job[i];

        if (!job_counts(ask, out, j))
            continue;
        if (j->competitive < 0) { /* the definition does not say */
            out->left++;
            continue;
        }
        out->n += j->competitive && j->permanent;
        out->of++;
        push_job(ask, j, j->competitive && j->permanent);
    }
    if (out->of <= 0)
        return;
    out->kind = LIVE_SCORE;
    out->value = 100 * out->n / out->of;
    out->score = out->of < fidelity_number(ask->item, "jobs")
                     ? 1
                     : fidelity_score_lower(ask->item, out->value);
}

void fidelity_disclosure(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;

    out->unit = UNIT_PERCENT;
    for (size_t i = 0; i < w->jobs; i++) {
        if (!job_counts(ask, out, &w->job[i]))
            continue;
        out->n += w->job[i].disclosure;
        out->of++;
        push_job(ask, &w->job[i], w->job[i].disclosure);
    }
    if (out->of <= 0)
        return;
    out->kind = LIVE_COUNT;
    out->value = 100 * out->n / out->of;
}

/* ---- G1, G3: advice on income before a job, a profile soon after the first talk ---------------
 */

void fidelity_advice(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;

    out->unit = UNIT_PERCENT;
    for (size_t i = 0; i < w->jobs; i++) {
        if (!w->job[i].paid || !within(w->job[i].started_on, out))
            continue;
        out->n += w->job[i].advised;
        out->of++;
        push_job(ask, &w->job[i], w->job[i].advised);
    }
    if (out->of <= 0)
        return;
    out->kind = LIVE_COUNT;
    out->value = 100 * out->n / out->of;
}

/* Who had the first talk so short ago that there is time left counts nowhere yet. */
void fidelity_profile(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    int32_t days = (int32_t)fidelity_number(ask->item, "days");

    out->unit = UNIT_PERCENT;
    for (size_t i = 0; i < ask->w->trajectories; i++) {
        const struct fidelity_trajectory *x = &ask->w->trajectory[i];

        if (!within(x->first_talk_on, out) || x->first_talk_on + days >= ask->t)
            continue;
        bool soon = x->profile_on != DAY_NONE && x->profile_on <= x->first_talk_on + days;

        out->n += soon;
        out->of++;
        fidelity_push(ask, (struct fidelity_row){fidelity_worker_of(ask->w, i, ask->t), x, NULL,
                                                 x->first_talk_on, soon, 1});
    }
    if (out->of <= 0)
        return;
    out->kind = LIVE_COUNT;
    out->value = 100 * out->n / out->of;
}

/* ---- G13: the rhythm around and after a start -------------------------------------------------
 */

enum { BEFORE, SOON, WEEKLY, MONTHLY, RHYTHMS };
enum { SEEN_MONTHS = 4, YEAR_MONTHS = 12 };

struct rhythm {
    bool kept[RHYTHMS];
    bool four_months, after_month;
};

static struct rhythm rhythm_of(const struct fidelity_ask *ask, const struct fidelity_job *j)
{
    const struct fidelity_world *w = ask->w;
    int32_t start = j->started_on,
            end = j->ended_on != DAY_NONE ? MIN(j->ended_on, ask->t) : ask->t;
    size_t x = j->trajectory;
    struct rhythm r = {.kept = {touched(w, x, TOUCH_SEEN, start - 7, start),
                                touched(w, x, TOUCH_SEEN, start, start + 4) || end < start + 4,
                                true, true}};

    for (int week = 0; week < 4 && start + 7 * (week + 1) <= end; week++)
        if (!touched(w, x, TOUCH_SEEN, start + 7 * week, start + 7 * (week + 1)))
            r.kept[WEEKLY] = false;
    int months = 0;
    for (int month = 1; month < YEAR_MONTHS && day_add_months(start, month + 1) <= end; month++) {
        bool seen = touched(w, x, TOUCH_SEEN, day_add_months(start, month),
                            day_add_months(start, month + 1));

        months += seen;
        r.kept[MONTHLY] = r.kept[MONTHLY] && seen;
    }
    r.after_month = touched(w, x, TOUCH_SEEN, day_add_months(start, 1), ask->t);
    r.four_months = months >= SEEN_MONTHS - 1 || (r.kept[WEEKLY] && r.kept[MONTHLY]);
    return r;
}

void fidelity_follow(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    double kept[RHYTHMS] = {0}, monthly = 0, four = 0, after = 0;

    out->unit = UNIT_PERCENT;
    for (size_t i = 0; i < ask->w->jobs; i++) {
        const struct fidelity_job *j = &ask->w->job[i];

        if (!j->paid || !within(j->started_on, out))
            continue;
        struct rhythm r = rhythm_of(ask, j);
        bool all = true;
        for (int k = 0; k < RHYTHMS; k++) {
            kept[k] += r.kept[k];
            all = all && r.kept[k];
        }
        monthly += r.kept[WEEKLY] && r.kept[MONTHLY];
        four += r.four_months;
        after += r.after_month;
        out->n += all;
        out->of++;
        push_job(ask, j, all);
    }
    if (out->of <= 0)
        return;
    double share = fidelity_number(ask->item, "share");
    for (int k = 0; k < RHYTHMS; k++)
        out->series[k] = 100 * kept[k] / out->of;
    out->kind = LIVE_SCORE;
    out->value = 100 * out->n / out->of;
    out->score = out->value >= share                ? 5
                 : 100 * monthly / out->of >= share ? 4
                 : 2 * four >= out->of              ? 3
                 : after > 0                        ? 2
                                                    : 1;
}

/* ---- G11, G12, G15, B3: kinds of contact ------------------------------------------------------
 */

static int touch_kinds(const struct fidelity_world *w, size_t trajectory, int32_t from,
                       int32_t until)
{
    int what = 0;

    for (size_t i = first_touch(w, trajectory);
         i < w->touches && w->touch[i].trajectory == trajectory; i++)
        if (w->touch[i].day >= from && w->touch[i].day < until)
            what |= w->touch[i].what;
    return what;
}

void fidelity_support(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;
    size_t last = SIZE_MAX;

    out->unit = UNIT_PERCENT;
    for (size_t i = 0; i < w->jobs; i++) { /* by trajectory: each client once */
        const struct fidelity_job *j = &w->job[i];

        if (!j->paid || !fidelity_job_runs(j, ask->t) || j->trajectory == last)
            continue;
        last = j->trajectory;
        int what = touch_kinds(w, last, MAX(out->from, j->started_on), out->until);
        int kinds = !!(what & TOUCH_CLIENT) + !!(what & TOUCH_COACHING) +
                    !!(what & TOUCH_EMPLOYER) + !!(what & TOUCH_RELATIVE) + !!(what & TOUCH_CARE);
        out->n += kinds >= 3;
        out->of++;
        fidelity_push(ask, (struct fidelity_row){fidelity_worker_of(w, last, ask->t),
                                                 &w->trajectory[last], j, j->started_on, kinds, 1});
    }
    if (out->of <= 0)
        return;
    out->kind = LIVE_COUNT;
    out->value = 100 * out->n / out->of;
}

/* Second: without such a contact and not wanting it, or without relatives: the client's own wish is
 * not a fault of the programme (report 002 paragraph 5.2). */
void fidelity_network(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;
    double refused = 0;

    out->unit = UNIT_PERCENT;
    for (size_t i = 0; i < w->trajectories; i++) {
        if (!fidelity_runs(&w->trajectory[i], ask->t))
            continue;
        bool met = touched(w, i, TOUCH_RELATIVE, out->from, out->until);

        out->n += met;
        out->of++;
        refused += !met && w->trajectory[i].no_relative;
        fidelity_push(ask, (struct fidelity_row){fidelity_worker_of(w, i, ask->t),
                                                 &w->trajectory[i], NULL, DAY_NONE, met, 1});
    }
    if (out->of <= 0)
        return;
    out->kind = LIVE_COUNT;
    out->value = 100 * out->n / out->of;
    out->second = refused;
}

static void parts_begin(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    out->kind = LIVE_PARTS;
    out->unit = UNIT_PARTS;
    out->of = out->parts = ask->item->parts;
    for (int i = 0; i < FIDELITY_PARTS; i++)
        out->part[i] = 0;
}

static void parts_end(struct fidelity_live *out)
{
    for (int i = 0; i < FIDELITY_PARTS; i++)
        out->n += out->part[i] == 1;
}

void fidelity_outreach(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;
    bool given_up = false;

    parts_begin(ask, out);
    for (size_t i = 0; i < w->trajectories; i++) {
        const struct fidelity_trajectory *x = &w->trajectory[i];

        if (!x->given_up || !within(x->closed_on, out))
            continue;
        given_up = true;
        fidelity_push(ask, (struct fidelity_row){-1, x, NULL, x->closed_on, 0, 1});
    }
    for (size_t i = 0; i < w->touches; i++) {
        const struct fidelity_touch *x = &w->touch[i];

        if (!within(x->day, out))
            continue;
        out->part[1] |= !!(x->what & TOUCH_OUTREACH);
        out->part[2] |= (x->what & TOUCH_OUTREACH) && (x->what & TOUCH_OTHER);
        out->part[3] |= !!(x->what & TOUCH_HOME);
        out->part[5] |= !!(x->what & TOUCH_RELATIVE);
        if (x->what & TOUCH_OUTREACH)
            fidelity_push(
                ask, (struct fidelity_row){-1, &w->trajectory[x->trajectory], NULL, x->day, 1, 1});
    }
    out->part[0] = !given_up;
    out->part[4] = -1;
    parts_end(out);
}

void fidelity_phases(const struct fidelity_ask *ask, struct fidelity_live *out)
{
    const struct fidelity_world *w = ask->w;

    parts_begin(ask, out);
    out->part[2] = -1;
    for (size_t i = 0; i < w->trajectories; i++)
        out->part[0] |= within(w->trajectory[i].first_talk_on, out);
    for (size_t i = 0; i < w->jobs; i++) {
        const struct fidelity_job *j = &w->job[i];

        out->part[3] |= within(j->started_on, out);
        if (!out->part[5] && j->paid && j->started_on < out->until)
            out->part[5] = touched(w, j->trajectory, TOUCH_CLIENT | TOUCH_COACHING,
                                   MAX(out->from, j->started_on), out->until);
    }
    for (size_t i = 0; i < w->touches; i++) {
        if (!within(w->touch[i].day, out))
            continue;
        out->part[1] |= !!(w->touch[i].what & TOUCH_CLIENT);
        out->part[4] |= !!(w->touch[i].what & TOUCH_COACHING);
    }
    parts_end(out);
}
