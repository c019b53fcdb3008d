/* demo_talk.c: contacts: with clients, around them, with employers, in the team; and the facts that
 * follow from them.
 * Not: hours that are no contact (demo_week.c).
 * Start at demo_talks_make(). */
#include "feature/demo/demo_inner.h"

#include "feature/contact/contact.h"

/* Table B4, minutes a month per client in months 0-6, 7-12, 13-18 and 19-25; one to one first. The
 * published mean of 142 minutes weighs the four phases alike; here most months are first ones, so
 * all are scaled to end at the same mean. */
enum { PHASES = 4, ONE_TO_ONE = 0, CARE, EMPLOYER, TEAM, EXPERT };
static const double month_minutes[5][PHASES] = {{129.1, 87.6, 75.1, 70.1},
                                                {12.1, 12.4, 13.7, 11.8},
                                                {28.1, 19.9, 19.9, 17.2},
                                                {12.3, 10.4, 9.2, 9.3},
                                                {8.8, 8.5, 7.5, 8.4}};
static const double SCALE = 0.94;
static const double MONTH = 365.2425 / 12;

static double minutes_a_day(const struct demo_path *p, int activity, int32_t day)
{
    int phase = MAX(0, MIN((int)((day - p->talk) / (6 * MONTH)), PHASES - 1));

    return month_minutes[activity][phase] * p->effort * SCALE / MONTH;
}

static int fives(double minutes, int least, int most)
{
    int n = 5 * (int)(minutes / 5 + 0.5);

    return MAX(least, MIN(n, most));
}

/* ---- one contact ----------------------------------------------------------------------------- */

static const char *next_note(struct demo_path *p, const char *const *list)
{
    return list[p->note++ % (int)demo_words_count(list)];
}

static struct demo_talk talk_new(const struct demo_path *p, int32_t day, int minutes)
{
    return (struct demo_talk){.staff = p->before >= 0 && day < p->handed_on ? p->before : p->staff,
                              .firm = -1,
                              .day = day,
                              .next_on = DAY_NONE,
                              .minutes = (int16_t)minutes,
                              .answer = -1,
                              .activity = "one_to_one",
                              .mode = "face_to_face",
                              .place = "community",
                              .party = "client",
                              .initiative = "planned",
                              .note = "",
                              .next = ""};
}

static int talk_push(struct demo_org *o, struct demo_talk t, int path)
{
    t.order = (int)o->talks.n;
    t.first_link = (int)o->links.n;
    t.n_links = path >= 0;
    if (!strcmp(t.mode, "face_to_face") && !t.missed && strcmp(t.place, "office"))
        t.travel = (int16_t)(5 * random_below(&o->r, 10));
    ARENA_PUSH(o->a, &o->talks, t);
    if (path >= 0)
        ARENA_PUSH(o->a, &o->links, (struct demo_link){path});
    return t.order;
}

static void missed(struct demo_random *r, struct demo_talk *t, struct demo_path *p)
{
    t->missed = true;
    t->minutes = (int16_t)(5 + 5 * random_below(r, 2));
    t->mode = random_chance(r, 0.7) ? "phone" : "message";
    t->place = "office";
    t->initiative = "outreach";
    t->note = next_note(p, demo_notes_missed);
}

static void client_mode(struct demo_random *r, struct demo_talk *t, const struct demo_job *job)
{
    double at = random_real(r);

    if (t->minutes < 30 && at < 0.8) {
        t->mode = at < 0.6 ? "phone" : "message";
        t->place = "office";
    } else if (at < 0.08) {
        t->mode = "video";
        t->place = "office";
    } else if (job && at < 0.4) {
        t->place = "work";
        t->coaching = true;
    } else if (at > 0.82) {
        t->place = at > 0.92 ? "home" : "office";
    }
    if (random_chance(r, 0.12))
        t->initiative = "client";
    if (random_chance(r, 0.02)) {
        t->urgent = true;
        t->answer = (int16_t)(5 + random_below(r, 120));
    }
}

/* The step agreed last time was for this day. */
static void answers_step(struct demo_org *o, struct demo_path *p, int32_t day)
{
    struct demo_talk *before = p->last_talk < 0 ? NULL : &o->talks.at[p->last_talk];

    if (!before || before->day >= day || !random_chance(&o->r, 0.6))
        return;
    before->next_on = day;
    before->next = next_note(p, demo_job_on(o, p, day)                       ? demo_steps_work
                                : p->started != DAY_NONE && day > p->started ? demo_steps_search
                                                                             : demo_steps_intake);
}

static void client_talk(struct demo_org *o, int path, int32_t day, int minutes)
{
    struct demo_path *p = &o->paths.at[path];
    const struct demo_job *job = demo_job_on(o, p, day);
    struct demo_talk t = talk_new(p, day, minutes);
    struct demo_random *r = &o->r;

    answers_step(o, p, day);
    if (!p->busy && random_chance(r, 0.04)) {
        missed(r, &t, p);
    } else {
        client_mode(r, &t, job);
        if (random_chance(r, 0.03)) {
            t.party = "relative";
            t.note = next_note(p, demo_notes_relative);
        } else if (!random_chance(r, 0.1)) {
            t.note = next_note(p, job && !job->unpaid                          ? demo_notes_work
                                  : p->started == DAY_NONE || day < p->started ? demo_notes_intake
                                                                               : demo_notes_search);
        }
        if (job)
            t.firm = t.coaching ? job->firm : -1;
    }
    p->last_talk = talk_push(o, t, path);
}

/* ---- one to one ------------------------------------------------------------------------------ */

/* Days until the next talk: the rhythm of principle 8 after a job began (3 days, weekly for a
 * month, monthly after), else every few weeks. */
static int32_t next_talk(struct demo_org *o, const struct demo_path *p, int32_t day)
{
    const struct demo_job *job = demo_job_on(o, p, day);
    int32_t next = day + 18 + random_below(&o->r, 20);

    if (p->busy)
        return day + 1;
    if (job && !job->unpaid)
        next = day - job->from < 31 ? day + 5 + random_below(&o->r, 3)
                                    : day + 24 + random_below(&o->r, 7);
    for (int i = p->first_job; i < p->first_job + p->n_jobs; i++) {
        const struct demo_job *j = &o->jobs.at[i];

        if (!j->unpaid && j->from > day && j->from + 3 < next)
            next = j->from + 3;
    }
    return next;
}

/* A running one that is not quiet was spoken to as often as the rules ask. */
static void speak_lately(struct demo *d, struct demo_org *o, int path, int32_t last)
{
    const struct demo_path *p = &o->paths.at[path];
    const struct demo_job *job = demo_job_on(o, p, d->today);
    int working = job && !job->unpaid ? d->today - job->from : -1;
    int limit = working < 0 ? 12 : working < 3 ? 30 : working < 32 ? MIN(6, working) : 26;

    if (p->closed != DAY_NONE || p->quiet_after != DAY_NONE || d->today - last <= limit)
        return;
    int32_t day = d->today - random_below(&o->r, limit);
    while (day_weekday(day) > 5)
        day--;
    if (day >= p->talk)
        client_talk(o, path, day, fives(minutes_a_day(p, ONE_TO_ONE, day) * 14, 20, 90));
}

static void one_to_one(struct demo *d, struct demo_org *o, int path)
{
    const struct demo_path *p = &o->paths.at[path];
    int32_t last = p->talk - 20, end = p->quiet_after != DAY_NONE ? p->quiet_after : p->until;

    for (int32_t day = p->talk; day <= end;) {
        double minutes = minutes_a_day(p, ONE_TO_ONE, day) * (day - last);

        client_talk(o, path, day,
                    p->busy ? 10 : fives(minutes * (0.75 + 0.5 * random_real(&o->r)), 10, 180));
        p = &o->paths.at[path];
        last = day;
        int32_t next = next_talk(o, p, day);
        day = p->busy ? next + (day_weekday(next) == 6 ? 2 : 0)
                      : demo_workday(d, o, p->staff, MAX(next, day + 1));
    }
    speak_lately(d, o, path, last);
}

/* ---- around the client ----------------------------------------------------------------------- */

static void employer_talk(struct demo_org *o, int path, int32_t day, int minutes, bool first)
{
    struct demo_path *p = &o->paths.at[path];
    const struct demo_job *job = demo_job_on(o, p, day);
    struct demo_talk t = talk_new(p, day, minutes);

    t.activity = "employer";
    t.party = "employer";
    t.place = "work";
    t.firm = job && job->firm >= 0 ? job->firm : demo_firm_pick(o, t.staff);
    if (!first && random_chance(&o->r, 0.3)) {
        t.mode = random_chance(&o->r, 0.8) ? "phone" : "message";
        t.place = "office";
    }
    if (random_chance(&o->r, 0.03))
        t.answer = (int16_t)(60 + random_below(&o->r, 1300));
    t.note = next_note(p, job && !job->unpaid ? demo_notes_employer_work : demo_notes_employer);
    (void)talk_push(o, t, path);
}

static void other_talk(struct demo_org *o, int path, int32_t day, int minutes, int activity)
{
    struct demo_path *p = &o->paths.at[path];
    struct demo_talk t = talk_new(p, day, minutes);
    bool care = activity == CARE;

    t.activity = care ? "care" : "expert";
    t.party = care ? "practitioner" : "expert";
    t.mode = random_chance(&o->r, 0.5)   ? "phone"
             : random_chance(&o->r, 0.3) ? "video"
                                         : "face_to_face";
    t.place = "office";
    t.note = next_note(p, care ? demo_notes_care : demo_notes_expert);
    (void)talk_push(o, t, path);
}

/* Every so many days on average; the minutes make up for it. */
static void around(struct demo *d, struct demo_org *o, int path, int activity, double every)
{
    const struct demo_path *p = &o->paths.at[path];
    int32_t end = p->quiet_after != DAY_NONE ? p->quiet_after : p->until;
    bool first = activity == EMPLOYER && !p->busy && random_chance(&o->r, 0.9);
    int32_t day = first ? p->talk + 9 + random_below(&o->r, 17)
                        : p->talk + (int32_t)(random_wait(&o->r, every));

    for (day = demo_workday(d, o, p->staff, day); day <= end;) {
        double minutes =
            minutes_a_day(p, activity, day) * every * (0.75 + 0.5 * random_real(&o->r));

        if (activity == EMPLOYER)
            employer_talk(o, path, day, fives(first ? minutes / 2 : minutes, 15, 150), first);
        else
            other_talk(o, path, day, fives(minutes * 1.1, 10, 150), activity);
        first = false;
        p = &o->paths.at[path];
        day = demo_workday(d, o, p->staff, day + 4 + (int32_t)random_wait(&o->r, every - 5));
    }
}

void demo_talks_make(struct demo *d, struct demo_org *o, int path)
{
    if (o->paths.at[path].talk == DAY_NONE)
        return;
    one_to_one(d, o, path);
    around(d, o, path, CARE, 130);
    around(d, o, path, EMPLOYER, 95);
    around(d, o, path, EXPERT, 165);
}

/* ---- facts ----------------------------------------------------------------------------------- */

static int by_day(const void *x, const void *y)
{
    const struct demo_talk *a = x, *b = y;

    return a->day != b->day ? (a->day < b->day ? -1 : 1) : a->order - b->order;
}

static bool met_employer(const struct demo_talk *t)
{
    return !strcmp(t->party, "employer") && !strcmp(t->mode, "face_to_face") && !t->missed;
}

static void facts_of_talk(struct demo_org *o, int talk)
{
    const struct demo_talk *t = &o->talks.at[talk];

    for (int i = t->first_link; i < t->first_link + t->n_links; i++) {
        struct demo_path *p = &o->paths.at[o->links.at[i].path];

        if (!strcmp(t->party, "client") && !t->missed)
            p->last_contact = t->day;
        p->newest = talk;
        if (t->n_links == 1 || *t->next) /* as contact_refresh() */
            p->agreed = talk;
        if (met_employer(t)) {
            p->first_employer = p->first_employer == DAY_NONE ? t->day : p->first_employer;
            p->last_employer = t->day;
        }
    }
    if (t->firm >= 0) {
        o->firms.at[t->firm].last_on = t->day;
        o->firms.at[t->firm].last_by = o->staff.at[t->staff].id;
    }
}

/* What is agreed for the days to come; some of it is late, for some there is nothing. */
static void step_ahead(struct demo *d, struct demo_org *o, struct demo_path *p)
{
    struct demo_random *r = &o->r;
    struct demo_talk *t = p->newest < 0 ? NULL : &o->talks.at[p->newest];
    double at = random_real(r);

    if (!t || p->closed != DAY_NONE || t->n_links > 1)
        return;
    t->next = "";
    t->next_on = DAY_NONE;
    if (at < 0.12)
        return;
    t->next = next_note(p, demo_job_on(o, p, d->today) ? demo_steps_work
                           : p->started == DAY_NONE    ? demo_steps_intake
                                                       : demo_steps_search);
    t->next_on = at < 0.21   ? MAX(t->day + 1, d->today - 1 - random_below(r, 8))
                 : at < 0.85 ? d->today + random_below(r, 8)
                             : d->today + 8 + random_below(r, 20);
    while (day_weekday(t->next_on) > 5)
        t->next_on++;
}

void demo_facts_make(struct demo *d, struct demo_org *o)
{
    qsort(o->talks.at, o->talks.n, sizeof(*o->talks.at), by_day);
    for (size_t i = 0; i < o->talks.n; i++) {
        o->talks.at[i].id = id_next(&d->ids);
        facts_of_talk(o, (int)i);
    }
    for (size_t i = 0; i < o->paths.n; i++)
        step_ahead(d, o, &o->paths.at[i]);
}
