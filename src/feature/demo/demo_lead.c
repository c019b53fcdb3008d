/* demo_lead.c: job leads of who runs today, with their stages; employers clients spoke alone;
 * visits that are planned; the words by which an employer is found. Not: employers and placements
 * themselves (demo_world.c, demo_job.c). Start at demo_leads_write(). */
#include "feature/demo/demo_inner.h"

#include "base/fold.h"

static const char *const stages[] = {"idea",  "contacted", "applied", "interview",
                                     "offer", "started",   "dropped"};
enum { IDEA, CONTACTED, APPLIED, INTERVIEW, OFFER, STARTED, DROPPED };

static const char *const steps[] = {
    "bellen over een proefdag",     "samen langsgaan",    "brief afmaken",
    "antwoord op de sollicitatie",  "rooster bespreken",  "navragen wie er beslist",
    "vragen of een meeloopdag mag", "reistijd uitzoeken", NULL};
static const char *const whys[] = {"past niet bij de uren, wel bij het soort werk",
                                   "ver weg, maar er rijdt een bus", "een eerste stap, dichtbij",
                                   NULL};
static const char *const drops[] = {"employer_no", "filled", "no_reply", "client_no",
                                    "no_fit",      "travel", "hours",    NULL};
static const char *const visit_notes[] = {"Ging zelf naar binnen en liet een cv achter.",
                                          "Sprak de bedrijfsleider na een open dag.", "", NULL};
static const char *const visit_whys[] = {"kennismaken", "nieuwe vacatures bespreken",
                                         "hoe gaat het met de proefplaatsing?", NULL};

struct lead_rows {
    struct demo *d;
    struct demo_org *o;
    struct demo_random r; /* of its own: with or without leads, all others stay as they are */
    struct {
        struct demo_lead {
            int64_t id;
            const struct demo_path *path;
            const struct demo_job *job; /* NULL: not started */
            int firm, stage, before;    /* before: the last stage until it was dropped */
            int32_t from, on, next_on;
            const char *title, *next, *reason;
        } * at;
        size_t n, cap;
    } leads;
    size_t wanted;            /* so many were thought of; those after them came from a visit */
    struct demo_random later; /* of those: all others stay as they are */
};

enum { VISITED_DAYS = 183, FRESH_DAYS = 12 };

static void add_open(struct lead_rows *l, const struct demo_path *p)
{
    static const double weights[] = {20, 28, 20, 12, 5, 0, 22};
    struct demo_random *r = &l->r;
    struct demo_lead lead = {.id = id_next(&l->d->ids),
                             .path = p,
                             .stage = random_weighted(r, weights, COUNT(weights)),
                             .next_on = DAY_NONE,
                             .next = "",
                             .reason = ""};

    lead.firm = l->o->staff.at[p->staff].firms_from + random_below(r, DEMO_FIRMS);
    lead.title = random_word(r, l->o->firms.at[lead.firm].trade->jobs);
    lead.on = l->d->today - (random_chance(r, 0.85) ? random_below(r, 13) : random_below(r, 40));
    lead.from = lead.on - random_below(r, 30);
    lead.from = MAX(lead.from, p->talk);
    lead.on = MAX(lead.on, lead.from);
    if (lead.stage == DROPPED) {
        lead.before = random_below(r, INTERVIEW + 1);
        lead.reason = random_word(r, drops);
    } else if (random_chance(r, 0.45)) {
        lead.next = random_word(r, steps);
        lead.next_on = l->d->today - 1 + random_below(r, 14);
    }
    ARENA_PUSH(l->o->a, &l->leads, lead);
}

static void add_started(struct lead_rows *l, const struct demo_path *p, const struct demo_job *job)
{
    struct demo_lead lead = {.id = id_next(&l->d->ids),
                             .path = p,
                             .job = job,
                             .firm = job->firm,
                             .stage = STARTED,
                             .on = job->from,
                             .from = MAX(p->talk, job->from - 20 - random_below(&l->r, 40)),
                             .next_on = DAY_NONE,
                             .title = job->title,
                             .next = "",
                             .reason = ""};

    lead.from = MIN(lead.from, lead.on);
    ARENA_PUSH(l->o->a, &l->leads, lead);
}

static void leads_make(struct lead_rows *l)
{
    for (size_t i = 0; i < l->o->paths.n; i++) {
        const struct demo_path *p = &l->o->paths.at[i];

        if (p->closed != DAY_NONE || p->talk == DAY_NONE)
            continue;
        const struct demo_job *job = demo_job_on(l->o, p, l->d->today);
        if (job && job->firm >= 0)
            add_started(l, p, job);
        for (int n = job ? random_below(&l->r, 2) : 1 + random_below(&l->r, 4); n > 0; n--)
            add_open(l, p);
    }
}

/* An employer that was met for a client became a lead, most of the time; an older one led to
 * nothing.
 */
static void add_visited(struct lead_rows *l, const struct demo_talk *t, const struct demo_path *p)
{
    struct demo_random *r = &l->later;
    const struct demo_job *job = demo_job_on(l->o, p, t->day);
    bool fresh = t->day > l->d->today - FRESH_DAYS;

    if (p->closed != DAY_NONE || p->talk == DAY_NONE || (job && job->firm == t->firm) ||
        !random_chance(r, 0.95))
        return;
    struct demo_lead lead = {.id = id_next(&l->d->ids),
                             .path = p,
                             .firm = t->firm,
                             .stage = fresh ? CONTACTED : DROPPED,
                             .before = CONTACTED,
                             .from = MAX(p->talk, t->day - random_below(r, 7)),
                             .on = MIN(l->d->today, t->day + (fresh ? 0 : random_below(r, 21))),
                             .next_on = DAY_NONE,
                             .title = random_word(r, l->o->firms.at[t->firm].trade->jobs),
                             .next = "",
                             .reason = fresh ? "" : random_word(r, drops)};

    lead.on = MAX(lead.on, lead.from);
    ARENA_PUSH(l->o->a, &l->leads, lead);
}

static void leads_of_visits(struct lead_rows *l)
{
    l->wanted = l->leads.n;
    for (size_t i = 0; i < l->o->talks.n; i++) {
        const struct demo_talk *t = &l->o->talks.at[i];

        if (strcmp(t->party, "employer") != 0 || strcmp(t->mode, "face_to_face") != 0 ||
            t->missed || t->firm < 0 || t->day < l->d->today - VISITED_DAYS)
            continue;
        for (int k = 0; k < t->n_links; k++)
            add_visited(l, t, &l->o->paths.at[l->o->links.at[t->first_link + k].path]);
    }
}

/* ---- writing --------------------------------------------------------------------------------- */

static struct val on(const struct demo *d, int32_t day)
{
    return S(demo_day(d, day));
}

static struct val at(int32_t day)
{
    return I((int64_t)day * 86400000 + 59400000);
}

static const char *lead_words(struct lead_rows *l, const struct demo_lead *lead)
{
    return arena_fmt(l->o->a, "%s · %s", l->o->firms.at[lead->firm].name, lead->title);
}

static int64_t put_leads(struct lead_rows *l)
{
    static const char *const fits[] = {"yes", "partly", "no", ""};
    static const char *const sources[] = {"specialist", "client", "network", "vacancy", "agency"};
    static const char *const disclosures[] = {"", "none", "partly", "full"};
    static const double fit_weights[] = {66, 20, 6, 8}, source_weights[] = {40, 22, 14, 18, 6};
    static const double disclosure_weights[] = {45, 25, 20, 10};
    struct db_bulk *b = db_bulk_begin(
        l->d->db, "lead",
        "id, trajectory_id, employer_id, job_title, stage, stage_on, reason, source, disclosure,"
        " fits, why_on, next_step, next_on, placement_id, created_at",
        15);

    for (size_t i = 0; i < l->leads.n; i++) {
        const struct demo_lead *lead = &l->leads.at[i];
        struct demo_random *r = i < l->wanted ? &l->r : &l->later;
        int fit = random_weighted(r, fit_weights, COUNT(fits));
        int source = random_weighted(r, source_weights, COUNT(sources));
        int tells = random_weighted(r, disclosure_weights, COUNT(disclosures));

        db_bulk_row(
            b, (struct val[]){
                   I(lead->id), I(lead->path->id), I(l->o->firms.at[lead->firm].id), S(lead->title),
                   S(stages[lead->stage]), on(l->d, lead->on), S(lead->reason),
                   S(lead->job && *lead->job->found_by ? lead->job->found_by : sources[source]),
                   S(lead->job ? lead->job->disclosure : disclosures[tells]), S(fits[fit]),
                   S(fit == 2 ? random_word(r, whys) : ""), S(lead->next), on(l->d, lead->next_on),
                   ID(lead->job ? lead->job->id : 0), at(lead->from)});
    }
    return db_bulk_end(b);
}

/* From the first stage to the last, evenly spread over the days. */
static int64_t put_stages(struct lead_rows *l)
{
    struct db_bulk *b = db_bulk_begin(
        l->d->db, "lead_stage", "id, lead_id, stage, from_on, reason, staff_id, created_at", 7);

    for (size_t i = 0; i < l->leads.n; i++) {
        const struct demo_lead *lead = &l->leads.at[i];
        int last = lead->stage == DROPPED ? lead->before + 1 : lead->stage;

        for (int s = 0; s <= last; s++) {
            int32_t day = lead->from + (lead->on - lead->from) * s / MAX(last, 1);
            bool end = s == last;

            db_bulk_row(b,
                        (struct val[]){I(id_next(&l->d->ids)), I(lead->id),
                                       S(stages[end ? lead->stage : s]),
                                       on(l->d, end ? lead->on : day), S(end ? lead->reason : ""),
                                       I(l->o->staff.at[lead->path->staff].id), at(day)});
        }
    }
    return db_bulk_end(b);
}

static int64_t put_dues(struct lead_rows *l)
{
    struct db_bulk *b =
        db_bulk_begin(l->d->db, "due", "trajectory_id, rule, ref_id, day, words", 5);

    for (size_t i = 0; i < l->leads.n; i++) {
        const struct demo_lead *lead = &l->leads.at[i];
        const char *words = lead_words(l, lead);

        if (lead->stage >= STARTED || (lead->stage == IDEA && lead->next_on == DAY_NONE))
            continue;
        if (lead->next_on != DAY_NONE)
            words = arena_fmt(l->o->a, "%s (%s)", lead->next, words);
        db_bulk_row(b,
                    (struct val[]){
                        I(lead->path->id),
                        S(lead->next_on == DAY_NONE ? "lead_quiet" : "lead_step"), I(lead->id),
                        on(l->d, lead->next_on == DAY_NONE ? lead->on : lead->next_on), S(words)});
    }
    return db_bulk_end(b);
}

/* Between the first and the last employer that was met, so that no clock changes. */
static int64_t put_visits(struct lead_rows *l)
{
    struct db_bulk *b = db_bulk_begin(
        l->d->db, "client_visit",
        "id, trajectory_id, employer_id, day, mode, note, recorded_by, recorded_at", 8);

    for (size_t i = 0; i < l->o->paths.n; i++) {
        const struct demo_path *p = &l->o->paths.at[i];
        const struct demo_staff *s = &l->o->staff.at[p->staff];

        if (p->closed != DAY_NONE || p->first_employer == DAY_NONE ||
            p->last_employer <= p->first_employer || !random_chance(&l->r, 0.15))
            continue;
        int32_t day =
            p->first_employer + random_below(&l->r, p->last_employer - p->first_employer) + 1;
        const struct demo_firm *f =
            &l->o->firms.at[s->firms_from + random_below(&l->r, DEMO_FIRMS)];
        db_bulk_row(b, (struct val[]){I(id_next(&l->d->ids)), I(p->id), I(f->id), on(l->d, day),
                                      S(random_chance(&l->r, 0.7) ? "face_to_face" : "phone"),
                                      S(random_word(&l->r, visit_notes)), I(s->id), at(day)});
    }
    return db_bulk_end(b);
}

/* ---- employers ------------------------------------------------------------------------------- */

static int64_t put_words(struct lead_rows *l)
{
    struct demo_org *o = l->o;
    const char **jobs = ARENA_ARRAY(o->a, const char *, o->firms.n);
    struct db_bulk *b =
        db_bulk_begin(l->d->db, "employer_word", "organisation_id, token, source, employer_id", 4);

    for (size_t i = 0; i < o->jobs.n; i++) {
        const struct demo_job *j = &o->jobs.at[i];

        if (j->firm >= 0 && (!jobs[j->firm] || !strstr(jobs[j->firm], j->title)))
            jobs[j->firm] = arena_fmt(o->a, "%s %s", jobs[j->firm] ? jobs[j->firm] : "", j->title);
    }
    for (size_t i = 0; i < o->firms.n; i++)
        for (int need = 0; need < 2; need++) {
            const char *text = need ? o->firms.at[i].need : jobs[i] ? jobs[i] : "";
            size_t n;
            const char **words = fold_tokens(o->a, text, &n);

            for (size_t k = 0; k < n; k++)
                db_bulk_row(b, (struct val[]){I(o->id), S(words[k]), S(need ? "need" : "job"),
                                              I(o->firms.at[i].id)});
        }
    return db_bulk_end(b);
}

/* Two visits of each specialist in the coming days. */
static void plan_visits(struct lead_rows *l)
{
    db_run(l->d->db,
           SQL("update employer set need_on = last_contact_on where organisation_id = $1"
               " and open_need <> ''"),
           ARGS(I(l->o->id)));
    for (size_t i = 0; i < l->o->staff.n; i++) {
        const struct demo_staff *s = &l->o->staff.at[i];

        for (int n = 0; s->n_seats && n < 2; n++)
            db_run(l->d->db,
                   SQL("update employer set visit_on = $2, visit_by = $3, visit_why = $4"
                       " where id = $1"),
                   ARGS(I(l->o->firms.at[s->firms_from + random_below(&l->r, DEMO_FIRMS)].id),
                        on(l->d, l->d->today + 1 + random_below(&l->r, 9)), I(s->id),
                        S(random_word(&l->r, visit_whys))));
    }
}

int64_t demo_leads_write(struct demo *d, struct demo_org *o)
{
    struct lead_rows l = {.d = d,
                          .o = o,
                          .r = {d->wish->seed * 6007 + (uint64_t)d->org},
                          .later = {d->wish->seed * 6011 + (uint64_t)d->org}};
    int64_t rows;

    leads_make(&l);
    leads_of_visits(&l);
    rows = put_leads(&l) + put_stages(&l) + put_dues(&l) + put_visits(&l) + put_words(&l);
    plan_visits(&l);
    return rows;
}
