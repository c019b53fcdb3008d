/* demo_path.c: trajectories: one seat of a caseload from the beginning of history until today.
 * Not: their placements (demo_job.c) and contacts (demo_talk.c).
 * Start at demo_seat_fill(). */
#include "feature/demo/demo_inner.h"

/* Who finds work at all, and how long a trajectory lasts, is tuned so that 45 % of those who
 * started ever worked (B2: 45.2 % and 44.4 %) while ten trajectories fit in eight years of a seat.
 */
static const double works[GROUPS] = {0.50, 0.52, 0.46, 0.44};

enum { JOB_CLASSES = 5 };
static const double class_weights[2][JOB_CLASSES] = {{1.7, 6.0, 26.2, 17.6, 48.6}, /* EPA */
                                                     {13.2, 5.3, 21.1, 15.8, 44.8}};
static const int class_from[JOB_CLASSES] = {5, 31, 61, 151, 271};
static const int class_to[JOB_CLASSES] = {30, 60, 150, 270, 420};

/* Days from the start to the first job: B2, classes of time to work. */
static int days_to_job(struct demo_random *r, int group)
{
    int c = random_weighted(r, class_weights[group != GROUP_EPA], JOB_CLASSES);

    return class_from[c] + random_below(r, class_to[c] - class_from[c] + 1);
}

/* ---- money and words ------------------------------------------------------------------------- */

static const struct {
    const char *scheme, *financier;
    int months; /* 0: no end known */
    double weight;
} schemes[GROUPS][3] = {
    [GROUP_EPA] = {{"EPA_UWV", "uwv", 36, 70},
                   {"OTHER", "municipality", 24, 25},
                   {"NONE", "", 0, 5}},
    [GROUP_CMD] = {{"CMD_UWV", "uwv", 24, 50},
                   {"CMD_2019", "municipality", 36, 45},
                   {"NONE", "", 0, 5}},
    [GROUP_NAH] = {{"NAH_PILOT", "insurer", 12, 60}, {"OTHER", "uwv", 24, 35}, {"NONE", "", 0, 5}},
    [GROUP_LVB] = {{"LVB_PROJECT", "municipality", 0, 80},
                   {"OTHER", "uwv", 24, 15},
                   {"NONE", "", 0, 5}},
};

static const char *funding(struct demo_random *r, const struct demo_path *p)
{
    if (p->closed != DAY_NONE)
        return random_chance(r, 0.06) ? "refused" : "ended";
    if (!strcmp(p->scheme, "NONE"))
        return "none";
    if (p->started == DAY_NONE)
        return random_chance(r, 0.5) ? "applied" : "none";
    return random_chance(r, 0.12) ? "applied" : "granted";
}

static const char *close_reason(struct demo_random *r, bool worked, bool at_the_end)
{
    static const char *const reasons[] = {"own_request", "illness", "no_contact", "moved",
                                          "transfer",    "maximum", "other",      "death"};
    static const double weights[] = {38, 20, 12, 8, 10, 5, 6, 1};

    if (worked && random_chance(r, 0.85))
        return "goal";
    return at_the_end ? "maximum" : reasons[random_weighted(r, weights, COUNT(weights))];
}

static void words(struct demo_org *o, struct demo_path *p)
{
    static const char *const referrers[] = {"practitioner", "self", "uwv", "municipality", "other"};
    static const double weights[] = {55, 12, 15, 14, 4};
    double share[3];

    for (int i = 0; i < 3; i++)
        share[i] = schemes[p->group][i].weight;
    int at = random_weighted(&o->r, share, 3);
    p->scheme = schemes[p->group][at].scheme;
    p->financier = schemes[p->group][at].financier;
    if (p->started != DAY_NONE && schemes[p->group][at].months)
        p->ends = day_add_months(p->started, schemes[p->group][at].months) - 1;
    p->referred_by = referrers[random_weighted(&o->r, weights, COUNT(weights))];
    p->goal = random_chance(&o->r, 0.95) ? random_word(&o->r, demo_goals) : "";
}

/* ---- one trajectory -------------------------------------------------------------------------- */

/* Someone who was here before comes back, once in twelve. */
static int client_of(struct demo *d, struct demo_org *o, int seat, int32_t referred)
{
    int first = o->seats[seat], past = (int)o->paths.n;

    if (past - first > 2 && random_chance(&o->r, 0.08))
        return o->paths.at[first + random_below(&o->r, past - first - 1)].client;
    return demo_client_make(d, o, referred);
}

/* A colleague of the same team who had this client first. */
static void handed_over(struct demo_org *o, struct demo_path *p)
{
    int colleague = random_below(&o->r, (int)o->staff.n);
    const struct demo_staff *a = &o->staff.at[colleague], *b = &o->staff.at[p->staff];
    int32_t last = p->until - 30;

    if (!random_chance(&o->r, 0.3) || colleague == p->staff || !a->n_seats || a->team != b->team ||
        p->talk == DAY_NONE || last < p->talk + 30)
        return;
    p->before = colleague;
    p->handed_on = p->talk + 30 + random_below(&o->r, last - p->talk - 29);
}

/* Days of the plan that lie behind today, or behind the end, fall away. */
static void cut(struct demo_path *p, int32_t today)
{
    p->until = p->closed == DAY_NONE ? today : p->closed;
    if (p->talk > p->until)
        p->talk = DAY_NONE;
    if (p->started > p->until)
        p->started = p->ends = DAY_NONE;
}

/* When nobody spoke to someone who runs for a while: what the attention list is for. */
static void quiet(struct demo_random *r, struct demo_path *p, int32_t today)
{
    if (p->closed == DAY_NONE && p->talk != DAY_NONE && random_chance(r, 0.19))
        p->quiet_after = MAX(p->talk, today - 15 - random_below(r, 16));
}

static void plan_days(struct demo *d, struct demo_org *o, struct demo_path *p, int32_t *first_job)
{
    struct demo_random *r = &o->r;
    bool worker = random_chance(r, works[p->group]);
    int orientation = p->group == GROUP_LVB ? 0 : 10 + random_below(r, 32);

    p->talk = demo_workday(d, o, p->staff, p->referred + 3 + random_below(r, 12));
    p->started = demo_workday(d, o, p->staff, p->talk + orientation);
    words(o, p);
    *first_job = worker ? p->started + days_to_job(r, p->group) : DAY_NONE;
    int32_t end = worker ? *first_job + 60 + (int32_t)random_wait(r, 140)
                         : p->talk + 25 + (int32_t)random_wait(r, 165);
    bool at_the_end = p->ends != DAY_NONE && end >= p->ends;
    if (at_the_end)
        end = p->ends;
    if (*first_job != DAY_NONE && *first_job >= end)
        *first_job = DAY_NONE;
    end = demo_workday(d, o, p->staff, end);
    if (end < d->today) {
        bool worked = *first_job != DAY_NONE;

        p->closed = end;
        p->close_reason = close_reason(r, worked, at_the_end);
        p->destination = worked                  ? demo_destinations[0]
                         : random_chance(r, 0.7) ? random_word(r, demo_destinations + 1)
                                                 : "";
    }
}

/* Every working day a short message, for measuring: 2,800 days are 2,000 working days. */
static void plan_busy(struct demo *d, struct demo_path *p, int32_t *first_job)
{
    p->busy = true;
    p->talk = d->today - 2800;
    p->started = p->talk + 20;
    p->scheme = "NONE";
    p->financier = "";
    p->ends = DAY_NONE;
    *first_job = p->started + 120;
}

static struct demo_path path_new(struct demo *d, int staff, int32_t referred)
{
    return (struct demo_path){.id = id_next(&d->ids),
                              .staff = staff,
                              .before = -1,
                              .handed_on = DAY_NONE,
                              .referred = referred,
                              .ends = DAY_NONE,
                              .closed = DAY_NONE,
                              .quiet_after = DAY_NONE,
                              .close_reason = "",
                              .destination = "",
                              .last_talk = -1,
                              .newest = -1,
                              .agreed = -1,
                              .last_contact = DAY_NONE,
                              .first_employer = DAY_NONE,
                              .last_employer = DAY_NONE};
}

static int32_t path_add(struct demo *d, struct demo_org *o, int staff, int seat, int32_t referred)
{
    struct demo_random *r = &o->r;
    struct demo_path p = path_new(d, staff, referred);
    int32_t first_job;

    p.client = client_of(d, o, seat, referred);
    p.group = o->clients.at[p.client].group;
    plan_days(d, o, &p, &first_job);
    if (d->wish->clients >= 1000 && !d->org && !seat && o->seats[0] == (int)o->paths.n &&
        !d->done.busy_client) {
        p.closed = DAY_NONE;
        p.close_reason = p.destination = "";
        plan_busy(d, &p, &first_job);
        d->done.busy_client = o->clients.at[p.client].id;
    }
    cut(&p, d->today);
    p.funding = funding(r, &p);
    p.effort = 0.35 + random_wait(r, 0.65);
    p.note = random_below(r, 1000);
    quiet(r, &p, d->today);
    handed_over(o, &p);
    ARENA_PUSH(o->a, &o->paths, p);
    demo_jobs_make(d, o, (int)o->paths.n - 1, (struct demo_plan){first_job, p.talk, p.until});
    return p.closed;
}

void demo_seat_fill(struct demo *d, struct demo_org *o, int staff, int seat)
{
    int32_t referred = d->from + random_below(&o->r, 90);

    o->seats[seat] = (int)o->paths.n;
    while (referred != DAY_NONE)
        referred = path_add(d, o, staff, seat, referred);
    o->seats[seat + 1] = (int)o->paths.n;
}
