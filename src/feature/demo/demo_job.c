/* demo_job.c: placements: paid jobs as in table B2, unpaid steps before them.
 * Not: when someone finds work (demo_path.c).
 * Start at demo_jobs_make(). */
#include "feature/demo/demo_inner.h"

#include <math.h>

#include "feature/placement/placement.h"

enum { KNOWN_AHEAD = 12 }; /* days: a job that begins later is not known yet */

static struct demo_job job_new(struct demo *d, struct demo_org *o, int path, const char *kind,
                               int32_t from)
{
    return (struct demo_job){.id = id_next(&d->ids),
                             .path = path,
                             .firm = -1,
                             .kind = kind,
                             .unpaid = placement_unpaid(kind),
                             .contract = "",
                             .end_reason = "",
                             .title = "",
                             .level = "",
                             .promise = "",
                             .promise_by = "",
                             .lesson = "",
                             .disclosure = "",
                             .found_by = "",
                             .coach = "",
                             .subsidy = "",
                             .no_risk = "",
                             .mentor = "",
                             .from = from,
                             .ends = DAY_NONE,
                             .ended = DAY_NONE,
                             .hours = NUMBER_NONE,
                             .wage = NUMBER_NONE};
}

static void at_firm(struct demo_org *o, struct demo_job *j, int staff)
{
    j->firm = random_chance(&o->r, 0.75) ? demo_firm_pick(o, staff)
                                         : random_below(&o->r, (int)o->firms.n);
    j->title = random_word(&o->r, o->firms.at[j->firm].trade->jobs);
}

static void job_push(struct demo_org *o, struct demo_path *p, const struct demo_job *j)
{
    ARENA_PUSH(o->a, &o->jobs, *j);
    p->n_jobs++;
}

/* ---- unpaid ---------------------------------------------------------------------------------- */

static void unpaid_add(struct demo *d, struct demo_org *o, int path, const char *kind, int32_t from,
                       int days)
{
    static const char *const deciders[] = {"bedrijfsleider", "teamleider", "eigenaar",
                                           "personeelszaken", NULL};
    static const char *const reasons[] = {"contract_end", "own_choice", "no_work",
                                          "health",       "other",      NULL};
    struct demo_path *p = &o->paths.at[path];
    struct demo_random *r = &o->r;
    int32_t end = from + days;
    struct demo_job j = job_new(d, o, path, kind, from);

    at_firm(o, &j, p->staff);
    j.ends = end;
    if (days > 30 && random_chance(r, 0.15))
        end = from + 10 + random_below(r, days - 10); /* broken off */
    if (end <= d->today || p->closed != DAY_NONE) {
        j.ended = p->closed == DAY_NONE ? end : MIN(end, MAX(p->closed, from));
        j.end_reason = days ? random_word(r, reasons) : "other";
    }
    j.hours = days ? 100 * (8 + random_below(r, 13)) : 400 + 100 * random_below(r, 5);
    j.promise = random_word(r, demo_promises);
    j.promise_by = random_word(r, deciders);
    j.found_by = random_chance(r, 0.6) ? "specialist" : "network";
    job_push(o, p, &j);
}

static void unpaid_some(struct demo *d, struct demo_org *o, int path, struct demo_plan plan)
{
    static const struct {
        const char *kind;
        double chance[GROUPS];
        int days, spread;
    } kinds[] = {{"day_along", {0.5, 0.5, 0.5, 0.6}, 0, 1},
                 {"day_along", {0.35, 0.35, 0.35, 0.4}, 0, 1},
                 {"work_experience", {0.24, 0.2, 0.35, 0.35}, 40, 80},
                 {"volunteering", {0.16, 0.1, 0.15, 0.1}, 60, 160},
                 {"trial", {0.12, 0.04, 0.1, 0.15}, 45, 30},
                 {"day_activities", {0.05, 0.01, 0.03, 0.08}, 60, 120},
                 {"participation", {0.02, 0.02, 0, 0.03}, 60, 120}};
    const struct demo_path *p = &o->paths.at[path];
    int32_t last = plan.first_job == DAY_NONE ? plan.end : MIN(plan.end, plan.first_job);

    if (plan.begin == DAY_NONE || last < plan.begin + 21)
        return;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        int32_t from = plan.begin + 14 + random_below(&o->r, last - plan.begin - 13);

        if (!random_chance(&o->r, kinds[i].chance[p->group] * 1.1))
            continue;
        from = demo_workday(d, o, p->staff, from);
        if (from < last && from <= p->until)
            unpaid_add(d, o, path, kinds[i].kind, from,
                       kinds[i].days ? kinds[i].days + random_below(&o->r, kinds[i].spread) : 0);
    }
}

/* ---- paid ------------------------------------------------------------------------------------ */

/* B2: 73 % employment, 22 to 24 % agency, the rest payroll and other; 7 % permanent. */
static void paid_contract(struct demo_random *r, struct demo_job *j)
{
    static const struct {
        const char *kind, *contract;
        double weight;
    } kinds[] = {{"competitive", "employment", 71}, {"agency", "agency", 21.5},
                 {"payroll", "payroll", 3},         {"supported", "employment", 2},
                 {"sheltered_firm", "other", 1},    {"internship", "other", 1}};
    double weights[COUNT(kinds)];

    for (size_t i = 0; i < COUNT(kinds); i++)
        weights[i] = kinds[i].weight;
    int at = random_weighted(r, weights, COUNT(kinds));
    j->kind = kinds[at].kind;
    j->contract = kinds[at].contract;
    j->unpaid = placement_unpaid(j->kind);
    j->permanent = !strcmp(j->contract, "employment") && random_chance(r, 0.09);
}

/* B2: hours a month 88.5 (44.9) for CMD, 64.1 (44.4) for EPA; the wage follows the legal minimum of
 * the year, about 10 euro an hour in 2019 and 14.80 in 2026, and a bit. */
static void paid_terms(struct demo_random *r, struct demo_job *j, int group, int year)
{
    static const double mean[GROUPS] = {15.5, 21, 16, 20};
    double bell = random_real(r) + random_real(r) + random_real(r) - 1.5;
    double hours = MAX(4, MIN(38, mean[group] + bell * 20));
    double hourly = (10 + 0.68 * (year - 2019)) * (1 + 0.25 * random_real(r) * random_real(r));

    j->hours = (int64_t)hours * 100;
    j->wage = (int64_t)(hours * 52 / 12 * hourly) * 100;
}

static void paid_words(struct demo_org *o, struct demo_job *j)
{
    static const char *const disclosures[] = {"none", "partly", "full"};
    static const char *const founds[] = {"specialist", "client", "network", "vacancy", "agency"};
    static const char *const levels[] = {"elementary", "lower", "middle", "higher"};
    static const double three[] = {3, 4, 3}, five[] = {38, 24, 12, 18, 8}, four[] = {35, 40, 20, 5};
    struct demo_random *r = &o->r;

    j->disclosure = disclosures[random_weighted(r, three, 3)];
    j->found_by = founds[random_weighted(r, five, 5)];
    j->level = levels[random_weighted(r, four, 4)];
    j->coach = random_chance(r, 0.2) ? "external" : "none";
    j->subsidy = random_chance(r, 0.12) ? "subsidy" : "none";
    j->no_risk = random_chance(r, 0.5) ? "yes" : "";
    j->mentor = random_chance(r, 0.4) ? demo_person_make(r, o->a).given : "";
}

/* The end agreed: half a year or a year, and again while it goes well. */
static void paid_end(struct demo_random *r, struct demo_job *j, int32_t end, int32_t today)
{
    static const int months[] = {6, 7, 12};
    static const char *const reasons[] = {"own_choice", "dismissed", "trial_period", "no_work",
                                          "health",     "private",   "other_job",    "education"};
    static const double weights[] = {22, 8, 12, 14, 20, 6, 14, 4};

    if (!j->permanent) {
        j->ends = day_add_months(j->from, months[random_below(r, 3)]) - 1;
        while (j->ends < MIN(end, today))
            j->ends = day_add_months(j->ends + 1, months[random_below(r, 3)]) - 1;
        if (random_chance(r, 0.4))
            end = j->ends;
        else if (end > today && j->from < today - 60 && random_chance(r, 0.1))
            j->ends = today + 2 + random_below(r, 26); /* ends soon: ask for what follows */
    }
    if (end > today)
        return;
    j->ended = end;
    j->end_reason = !j->permanent && end == j->ends
                        ? "contract_end"
                        : reasons[random_weighted(r, weights, COUNT(weights))];
    j->lesson = random_chance(r, 0.4) ? random_word(r, demo_lessons) : "";
}

/* B2: 1.34 jobs per worker; 11.5 months of work in the two years. Half have the first job at the
 * end of the study, a quarter another one. */
static void paid_some(struct demo *d, struct demo_org *o, int path, int32_t from)
{
    struct demo_path *p = &o->paths.at[path];
    int32_t last =
        MIN(p->until + (p->closed == DAY_NONE ? KNOWN_AHEAD : 60), d->today + KNOWN_AHEAD);

    for (int i = 0; i < 4 && from <= last; i++) {
        struct demo_job j = job_new(d, o, path, "competitive", demo_workday(d, o, p->staff, from));
        bool stays = random_chance(&o->r, 0.5);
        int32_t end = j.from + (stays ? 300 + (int32_t)random_wait(&o->r, 450)
                                      : 25 + (int32_t)random_wait(&o->r, 130));

        if (p->busy)
            end = d->today + 400;
        at_firm(o, &j, p->staff);
        paid_contract(&o->r, &j);
        paid_terms(&o->r, &j, p->group, day_ymd(j.from).year);
        paid_words(o, &j);
        paid_end(&o->r, &j, end, d->today);
        job_push(o, p, &j);
        if (j.ended == DAY_NONE || !random_chance(&o->r, 0.75))
            break;
        from = j.ended + (random_chance(&o->r, 0.6) ? 0 : 10 + random_below(&o->r, 90));
    }
}

void demo_jobs_make(struct demo *d, struct demo_org *o, int path, struct demo_plan plan)
{
    o->paths.at[path].first_job = (int)o->jobs.n;
    unpaid_some(d, o, path, plan);
    if (plan.first_job != DAY_NONE)
        paid_some(d, o, path, plan.first_job);
}

const struct demo_job *demo_job_on(const struct demo_org *o, const struct demo_path *p, int32_t day)
{
    const struct demo_job *best = NULL;

    for (int i = p->first_job; i < p->first_job + p->n_jobs; i++) {
        const struct demo_job *j = &o->jobs.at[i];

        if (j->from > day || (j->ended != DAY_NONE && j->ended <= day))
            continue;
        if (!best || j->unpaid < best->unpaid ||
            (j->unpaid == best->unpaid && j->hours > best->hours) ||
            (j->unpaid == best->unpaid && j->hours == best->hours && j->from < best->from))
            best = j;
    }
    return best;
}

bool demo_job_seeks(const struct demo_org *o, const struct demo_path *p, int32_t day)
{
    for (int i = p->first_job; i < p->first_job + p->n_jobs; i++) {
        const struct demo_job *j = &o->jobs.at[i];

        if (j->from <= day && (j->ended == DAY_NONE || j->ended > day) &&
            placement_ordinary(j->kind))
            return false;
    }
    return demo_job_on(o, p, day) != NULL;
}

int32_t demo_job_begins(const struct demo_org *o, const struct demo_path *p, int32_t day)
{
    int32_t first = DAY_NONE;

    for (int i = p->first_job; i < p->first_job + p->n_jobs; i++) {
        const struct demo_job *j = &o->jobs.at[i];

        if (j->from > day && j->ended == DAY_NONE && (first == DAY_NONE || j->from < first))
            first = j->from;
    }
    return first;
}
