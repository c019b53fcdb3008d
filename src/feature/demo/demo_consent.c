/* demo_consent.c: who may look along: consents, the practitioner's account, a cover, one emergency.
 * Not: links without an account: of those nobody would have the address.
 * Start at demo_consents_make(). */
#include "feature/demo/demo_inner.h"

enum { YEAR = 365 };

static const char *const practitioner_roles[] = {"psychiater", "begeleider", "casemanager",
                                                 "maatschappelijk werker", NULL};
static const char *const relative_roles[] = {"moeder", "vader", "partner", "zus", "vriend", NULL};
static const char *const practitioner_shares[] = {"work plan adjustments", "work",
                                                  "details work plan adjustments notes", NULL};

/* Given within the year, so that a few end in the coming weeks. */
static struct demo_consent begun(struct demo *d, struct demo_org *o, struct demo_random *r,
                                 int path)
{
    const struct demo_path *p = &o->paths.at[path];
    struct demo_consent c = {.id = id_next(&d->ids), .path = path, .job = -1};

    c.given = MAX(p->talk, d->today - random_below(r, YEAR - 14));
    c.until = c.given + YEAR;
    c.how = random_chance(r, 0.6) ? "paper" : "screen";
    c.name = demo_person_make(r, o->a).name;
    return c;
}

static void add(struct demo *d, struct demo_org *o, struct demo_consent c)
{
    struct demo_client *who = &o->clients.at[o->paths.at[c.path].client];

    ARENA_PUSH(o->a, &o->consents, c);
    if (!c.withdrawn && (who->consent_ends == DAY_NONE || c.until < who->consent_ends))
        who->consent_ends = c.until;
}

/* The account of the practitioner of this programme, for one in ten. */
static const struct demo_staff *account_of(const struct demo_org *o, const struct demo_path *p)
{
    for (size_t i = 0; i < o->staff.n; i++)
        if (!strcmp(o->staff.at[i].role, "practitioner") &&
            o->staff.at[i].programme == o->staff.at[p->staff].programme)
            return &o->staff.at[i];
    return NULL;
}

static void for_practitioner(struct demo *d, struct demo_org *o, struct demo_random *r, int path)
{
    struct demo_consent c = begun(d, o, r, path);
    const struct demo_staff *s = random_chance(r, 0.15) ? account_of(o, &o->paths.at[path]) : NULL;

    c.party = "practitioner";
    c.role = random_word(r, practitioner_roles);
    c.purpose = "samenwerken aan het plan";
    c.shares = random_word(r, practitioner_shares);
    c.primary = true;
    c.withdrawn = random_chance(r, 0.05);
    if (s) {
        c.name = s->name;
        c.staff_id = s->id;
    }
    add(d, o, c);
}

static void for_others(struct demo *d, struct demo_org *o, struct demo_random *r, int path)
{
    const struct demo_job *job = demo_job_on(o, &o->paths.at[path], d->today);

    if (random_chance(r, 0.3)) {
        struct demo_consent c = begun(d, o, r, path);

        c.party = "relative";
        c.role = random_word(r, relative_roles);
        c.purpose = "thuis kunnen meehelpen";
        c.shares = random_chance(r, 0.5) ? "plan adjustments" : "plan";
        add(d, o, c);
    }
    if (job && job->firm >= 0 && *job->disclosure && strcmp(job->disclosure, "none") != 0 &&
        random_chance(r, 0.5)) {
        struct demo_consent c = begun(d, o, r, path);

        c.party = "employer";
        c.role = "";
        c.purpose = "een goede start op het werk";
        c.shares = "work adjustments";
        c.job = (int)(job - o->jobs.at);
        add(d, o, c);
    }
    if (random_chance(r, 0.2)) {
        struct demo_consent c = begun(d, o, r, path);

        c.party = "researcher";
        c.name = "Onderzoek IPS in Nederland";
        c.role = "";
        c.purpose = "leren wat helpt bij het vinden van werk";
        c.shares = "work time";
        add(d, o, c);
    }
}

/* To be read by who reviews fidelity: by a chance of its own. */
static void for_reviewer(struct demo *d, struct demo_org *o, struct demo_random *r, int path)
{
    if (!random_chance(r, 0.4))
        return;
    struct demo_consent c = begun(d, o, r, path);

    c.party = "reviewer";
    c.name = "de toetser van de modeltrouw";
    c.role = "";
    c.purpose = "nagaan of wij u goed begeleiden";
    c.shares = random_chance(r, 0.7) ? "plan notes" : "plan";
    add(d, o, c);
}

/* Another specialist of the programme, or else its supervisor. */
static const struct demo_staff *colleague_of(const struct demo_org *o, const struct demo_path *p)
{
    const struct demo_staff *own = &o->staff.at[p->staff], *found = NULL;

    for (size_t i = 0; i < o->staff.n; i++) {
        const struct demo_staff *s = &o->staff.at[i];

        if (s->programme != own->programme || s == own)
            continue;
        if (!strcmp(s->role, "specialist"))
            return s;
        if (!strcmp(s->role, "supervisor"))
            found = s;
    }
    return found;
}

/* The first specialist goes on leave next week, and yesterday there was an emergency. */
static void looks_make(struct demo *d, struct demo_org *o, int path, int found)
{
    enum { DAY_MS = 86400000, HOUR_MS = 3600000 };
    const struct demo_path *p = &o->paths.at[path];
    const struct demo_staff *who = colleague_of(o, p);
    int64_t now = local_to_ms(d->today, 0);
    struct demo_grant g = {.path = path};

    if (!who || found > 1)
        return;
    g.id = id_next(&d->ids);
    g.staff_id = who->id;
    if (found) {
        g.kind = "emergency";
        g.reason = "Belde overstuur naar kantoor, de eigen begeleider was niet bereikbaar.";
        g.from = now - 10 * HOUR_MS;
        g.until = g.from + 4 * HOUR_MS;
        g.by = who->id;
        o->clients.at[p->client].emergency_id = g.id;
    } else {
        g.kind = "cover";
        g.reason = "vakantie";
        g.from = now;
        g.until = now + 12 * (int64_t)DAY_MS;
        g.by = o->staff.at[p->staff].id;
    }
    ARENA_PUSH(o->a, &o->grants, g);
}

void demo_consents_make(struct demo *d, struct demo_org *o)
{
    struct demo_random r = {d->wish->seed * 7919 + (uint64_t)o->id}; /* of its own: nothing moves */
    struct demo_random reviews = {d->wish->seed * 7919 + 5 + (uint64_t)o->id};
    int first = -1, found = 0;

    for (size_t i = 0; i < o->clients.n; i++)
        o->clients.at[i].consent_ends = DAY_NONE;
    for (int i = 0; i < (int)o->paths.n; i++) {
        const struct demo_path *p = &o->paths.at[i];

        if (p->closed != DAY_NONE || p->talk == DAY_NONE)
            continue;
        if (random_chance(&r, 0.5))
            for_practitioner(d, o, &r, i);
        for_others(d, o, &r, i);
        for_reviewer(d, o, &reviews, i);
        first = first < 0 ? p->staff : first;
        if (p->staff == first)
            looks_make(d, o, i, found++);
    }
}
