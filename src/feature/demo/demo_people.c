/* demo_people.c: people around the clients of the demo, team meetings, wishes, what was handed
 * over. Not: consents (demo_consent.c), whose people come back here under the same name. Start at
 * demo_people_write(). */
#include "base/fold.h"
#include "feature/demo/demo_inner.h"

enum { WEEKS = 13, HANDED_DAYS = 16, OLDEST_DAYS = 90, BIG_DEMO = 1000, TEAMS = 4 };

static const char *const practitioner_kinds[] = {"psychiatrist", "psychologist", "case_manager",
                                                 "counsellor", NULL};
static const char *const relative_kinds[] = {"parent", "partner", "sibling", "friend", NULL};
static const char *const works_at[] = {"GGZ, polikliniek", "FACT-team", "wijkteam",
                                       "begeleid wonen", NULL};
static const char *const helps[] = {
    "belt op maandag of het opstaan is gelukt", "rijdt mee naar sollicitaties",
    "helpt met formulieren en brieven", "let op dat er genoeg rust is na het werk", NULL};
static const char *const worries[] = {"is bang dat het te snel gaat",
                                      "vraagt zich af of de uitkering doorloopt", NULL};
static const char *const hinders[] = {"vindt dat werken te zwaar is en zegt dat ook", NULL};
static const char *const agreements[] = {
    "Behandelaar bespreekt de medicatietijden met het oog op de ochtenddienst.",
    "Begeleider meldt zich bij de behandelaar als er twee keer verzuim is.",
    "Samen een gesprek over wat de werkgever mag weten.",
    "Tempo van opbouw: elke twee weken vier uur erbij.",
    "Vader wordt uitgenodigd bij het volgende gesprek.",
    "Behandeling en werkdagen beter op elkaar afstemmen.",
    NULL};
static const char *const refusals[] = {"Mijn moeder bemoeit zich al genoeg met alles.",
                                       "Ik wil dit zelf doen.",
                                       "Thuis weten ze niet dat ik behandeld word.", NULL};
static const char *const nobody[] = {"De behandeling is klaar, ik heb niemand meer.",
                                     "Na de revalidatie is het gestopt.", NULL};
static const char *const team_names[TEAMS] = {"FACT %s", "Poli stemming en angst %s", "Hersenz %s",
                                              "Begeleid wonen %s"};

struct rows { /* made first, written table by table */
    struct demo_random r;
    int64_t written;
    int64_t *teams; /* TEAMS of each programme */
    struct {
        struct care_row {
            int path, team;
            int32_t from;
        } * at;
        size_t n, cap;
    } care;
    struct {
        struct person_row {
            int64_t id;
            int path;
            const char *kind, *name, *works_at, *part, *how, *successor;
            bool primary;
            int32_t from, to, ends;
        } * at;
        size_t n, cap;
    } people;
    struct {
        struct wish_row {
            int path;
            const char *party, *wish, *words;
            int32_t said, again;
        } * at;
        size_t n, cap;
    } wishes;
    struct {
        struct meeting_row {
            int64_t id, team_id;
            int32_t day;
            int staff;
            bool attended;
            int before;
        } * at;
        size_t n, cap;
    } meetings;
    struct {
        struct agreement_row {
            int64_t id, meeting_id;
            int path, staff;
            int32_t day, due, done;
            const char *words, *owner;
        } * at;
        size_t n, cap;
    } agreed;
    struct {
        struct due_row {
            int path;
            const char *kind, *words;
            int64_t ref;
            int32_t day;
        } * at;
        size_t n, cap;
    } dues;
};

static int programme_of(const struct demo_org *o, const struct demo_path *p)
{
    return o->staff.at[p->staff].programme;
}

/* ---- who ------------------------------------------------------------------------------------- */

/* The consent of this path for a party, so that one person has one name. */
static const struct demo_consent *consent_of(const struct demo_org *o, int path, const char *party)
{
    for (size_t i = 0; i < o->consents.n; i++)
        if (o->consents.at[i].path == path && !strcmp(o->consents.at[i].party, party) &&
            !o->consents.at[i].withdrawn)
            return &o->consents.at[i];
    return NULL;
}

static void add_due(struct demo_org *o, struct rows *x, int path, const char *kind, int64_t ref,
                    int32_t day, const char *words)
{
    struct due_row due = {path, kind, words, ref, day};

    ARENA_PUSH(o->a, &x->dues, due);
}

static void add_wish(struct demo *d, struct demo_org *o, struct rows *x, int path,
                     const char *party, const char *wish, const char *words)
{
    bool silences = strcmp(wish, "wanted") != 0 && strcmp(wish, "agreed") != 0;
    struct wish_row w = {path, party, wish, words, d->today - random_below(&x->r, 120), DAY_NONE};

    w.again = silences ? day_add_months(w.said, 6) : DAY_NONE;
    if (silences)
        add_due(o, x, path, "ask_wish", !strcmp(party, "practitioner") ? 1 : 2, w.again, "");
    ARENA_PUSH(o->a, &x->wishes, w);
}

static void add_practitioner(struct demo *d, struct demo_org *o, struct rows *x, int path,
                             const struct demo_consent *c)
{
    const struct demo_path *p = &o->paths.at[path];
    struct person_row one = {.id = id_next(&d->ids),
                             .path = path,
                             .kind = random_word(&x->r, practitioner_kinds),
                             .name = c ? c->name : demo_person_make(&x->r, o->a).name,
                             .works_at = random_word(&x->r, works_at),
                             .part = "",
                             .how = "",
                             .successor = "",
                             .primary = true,
                             .from = p->referred - random_below(&x->r, 300),
                             .to = DAY_NONE,
                             .ends = DAY_NONE};

    if (random_chance(&x->r, 0.25)) {
        one.ends = d->today + 10 + random_below(&x->r, 200);
        one.successor = random_chance(&x->r, 0.3) ? "huisarts" : "";
        if (!*one.successor)
            add_due(o, x, path, "takes_over", one.id, one.ends, one.name);
    }
    ARENA_PUSH(o->a, &x->people, one);
}

static void add_relative(struct demo *d, struct demo_org *o, struct rows *x, int path,
                         const struct demo_consent *c)
{
    const struct demo_path *p = &o->paths.at[path];
    double at = random_real(&x->r);
    const char *const *how = at < 0.65 ? helps : at < 0.88 ? worries : hinders;
    struct person_row one = {.id = id_next(&d->ids),
                             .path = path,
                             .kind = random_word(&x->r, relative_kinds),
                             .name = c ? c->name : demo_person_make(&x->r, o->a).name,
                             .works_at = "",
                             .part = at < 0.65   ? "helps"
                                     : at < 0.88 ? "worries"
                                                 : "hinders",
                             .how = random_word(&x->r, how),
                             .successor = "",
                             .from = p->referred,
                             .to = DAY_NONE,
                             .ends = DAY_NONE};

    ARENA_PUSH(o->a, &x->people, one);
}

static void around(struct demo *d, struct demo_org *o, struct rows *x, int path)
{
    static const double treated[GROUPS] = {0.95, 0.65, 0.35, 0.8};
    static const double near[GROUPS] = {0.35, 0.3, 0.6, 0.8};
    const struct demo_path *p = &o->paths.at[path];
    const struct demo_consent *practitioner = consent_of(o, path, "practitioner");
    const struct demo_consent *relative = consent_of(o, path, "relative");

    if (practitioner || random_chance(&x->r, treated[p->group])) {
        struct care_row care = {path, programme_of(o, p) * TEAMS + p->group,
                                p->referred - random_below(&x->r, 200)};

        add_practitioner(d, o, x, path, practitioner);
        ARENA_PUSH(o->a, &x->care, care);
    } else if (random_chance(&x->r, 0.5)) {
        add_wish(d, o, x, path, "practitioner", "nobody", random_word(&x->r, nobody));
    } else {
        add_due(o, x, path, "no_practitioner", 0, p->talk, "");
    }
    if (relative || random_chance(&x->r, near[p->group]))
        add_relative(d, o, x, path, relative);
    else if (random_chance(&x->r, 0.2))
        add_wish(d, o, x, path, "relative", "not_wanted", random_word(&x->r, refusals));
    if (relative)
        add_wish(d, o, x, path, "relative", "wanted", "");
}

/* ---- team meetings --------------------------------------------------------------------------- */

/* About two clients of this worker, each with something agreed most of the time. */
static void speak_of(struct demo *d, struct demo_org *o, struct rows *x,
                     const struct meeting_row *m)
{
    size_t first = (size_t)random_below(&x->r, (int)x->care.n);
    int spoken = 0;

    for (size_t i = 0; i < x->care.n && spoken < 2; i++) {
        const struct care_row *c = &x->care.at[(first + i) % x->care.n];
        const struct demo_path *p = &o->paths.at[c->path];

        if (x->teams[c->team] != m->team_id || p->staff != m->staff || m->day < p->talk)
            continue;
        bool agreed = random_chance(&x->r, 0.7);
        struct agreement_row g = {.id = id_next(&d->ids),
                                  .meeting_id = m->id,
                                  .path = c->path,
                                  .staff = m->staff,
                                  .day = m->day,
                                  .due = agreed ? m->day + 7 + random_below(&x->r, 21) : DAY_NONE,
                                  .done = DAY_NONE,
                                  .words = agreed ? random_word(&x->r, agreements) : "",
                                  .owner = !agreed                     ? ""
                                           : random_chance(&x->r, 0.6) ? "specialist"
                                                                       : "practitioner"};

        if (agreed && g.due < d->today + 3 && random_chance(&x->r, 0.9))
            g.done = MIN(g.due, d->today);
        else if (agreed)
            add_due(o, x, c->path, "care_agreement", g.id, g.due, g.words);
        ARENA_PUSH(o->a, &x->agreed, g);
        spoken++;
    }
}

static void meet(struct demo *d, struct demo_org *o, struct rows *x, int staff)
{
    const struct demo_staff *s = &o->staff.at[staff];
    int64_t team = x->teams[s->programme * TEAMS + GROUP_EPA];

    for (int week = WEEKS; week > 0; week--) {
        int32_t day = day_monday(d->today) - 7 * week + s->programme % 5;
        int64_t id = 0;

        for (size_t i = 0; i < x->meetings.n && !id; i++)
            if (x->meetings.at[i].team_id == team && x->meetings.at[i].day == day)
                id = x->meetings.at[i].id;
        struct meeting_row m = {.id = id ? id : id_next(&d->ids),
                                .team_id = team,
                                .day = day,
                                .staff = staff,
                                .attended =
                                    !demo_on_leave(d, s->id, day) && random_chance(&x->r, 0.9),
                                .before = random_chance(&x->r, 0.15)};

        ARENA_PUSH(o->a, &x->meetings, m);
        if (m.attended && x->care.n)
            speak_of(d, o, x, &m);
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

static int64_t client_id(const struct demo_org *o, int path)
{
    return o->clients.at[o->paths.at[path].client].id;
}

static void put_teams(struct demo *d, struct demo_org *o, struct rows *x)
{
    struct db_bulk *b = db_bulk_begin(d->db, "care_team", "id, programme_id, name, sort_key", 4);

    x->teams = ARENA_ARRAY(o->a, int64_t, o->n_programmes * TEAMS);
    for (int p = 0; p < o->n_programmes; p++)
        for (int t = 0; t < TEAMS; t++) {
            const char *place = o->region->at[p % 4].place, *pattern = team_names[t];
            const char *name =
                arena_fmt(o->a, "%.*s%s", (int)strcspn(pattern, "%"), pattern, place);

            x->teams[p * TEAMS + t] = id_next(&d->ids);
            db_bulk_row(b, (struct val[]){I(x->teams[p * TEAMS + t]), I(o->programmes[p]), S(name),
                                          S(fold_text(o->a, name))});
        }
    x->written += db_bulk_end(b);
}

static void put_people(struct demo *d, struct demo_org *o, struct rows *x)
{
    struct db_bulk *b =
        db_bulk_begin(d->db, "client_care_team", "id, client_id, care_team_id, from_on", 4);

    for (size_t i = 0; i < x->care.n; i++)
        db_bulk_row(b, (struct val[]){I(id_next(&d->ids)), I(client_id(o, x->care.at[i].path)),
                                      I(x->teams[x->care.at[i].team]), on(d, x->care.at[i].from)});
    x->written += db_bulk_end(b);
    b = db_bulk_begin(d->db, "client_person",
                      "id, client_id, kind, name, works_at, part, how, is_primary, from_on, to_on,"
                      " treatment_ends_on, successor, created_at",
                      13);
    for (size_t i = 0; i < x->people.n; i++) {
        const struct person_row *p = &x->people.at[i];

        db_bulk_row(b, (struct val[]){I(p->id), I(client_id(o, p->path)), S(p->kind), S(p->name),
                                      S(p->works_at), S(p->part), S(p->how), I(p->primary),
                                      on(d, p->from), on(d, p->to), on(d, p->ends), S(p->successor),
                                      at(o->paths.at[p->path].referred)});
    }
    x->written += db_bulk_end(b);
    b = db_bulk_begin(d->db, "party_wish",
                      "id, client_id, party, wish, words, said_on, again_on, recorded_by,"
                      " recorded_at",
                      9);
    for (size_t i = 0; i < x->wishes.n; i++) {
        const struct wish_row *w = &x->wishes.at[i];

        db_bulk_row(b, (struct val[]){I(id_next(&d->ids)), I(client_id(o, w->path)), S(w->party),
                                      S(w->wish), S(w->words), on(d, w->said), on(d, w->again),
                                      I(o->staff.at[o->paths.at[w->path].staff].id), at(w->said)});
    }
    x->written += db_bulk_end(b);
}

static bool first_of_meeting(const struct rows *x, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (x->meetings.at[k].id == x->meetings.at[i].id)
            return false;
    return true;
}

static void put_meetings(struct demo *d, struct demo_org *o, struct rows *x)
{
    struct db_bulk *b =
        db_bulk_begin(d->db, "care_meeting",
                      "id, programme_id, kind, care_team_id, day, recorded_by, recorded_at", 7);

    for (size_t i = 0; i < x->meetings.n; i++) {
        const struct meeting_row *m = &x->meetings.at[i];
        const struct demo_staff *s = &o->staff.at[m->staff];

        if (first_of_meeting(x, i))
            db_bulk_row(b, (struct val[]){I(m->id), I(o->programmes[s->programme]), S("team"),
                                          I(m->team_id), on(d, m->day), I(s->id), at(m->day)});
    }
    x->written += db_bulk_end(b);
    b = db_bulk_begin(d->db, "care_meeting_staff",
                      "meeting_id, staff_id, attended, before_referral", 4);
    for (size_t i = 0; i < x->meetings.n; i++) {
        const struct meeting_row *m = &x->meetings.at[i];

        db_bulk_row(b, (struct val[]){I(m->id), I(o->staff.at[m->staff].id), I(m->attended),
                                      I(m->attended ? m->before : 0)});
    }
    x->written += db_bulk_end(b);
    b = db_bulk_begin(d->db, "care_agreement",
                      "id, meeting_id, trajectory_id, staff_id, day, words, owner, due_on, done_on",
                      9);
    for (size_t i = 0; i < x->agreed.n; i++) {
        const struct agreement_row *g = &x->agreed.at[i];

        db_bulk_row(b, (struct val[]){I(g->id), I(g->meeting_id), I(o->paths.at[g->path].id),
                                      I(o->staff.at[g->staff].id), on(d, g->day), S(g->words),
                                      S(g->owner), on(d, g->due), on(d, g->done)});
    }
    x->written += db_bulk_end(b);
}

/* Of half the clients the notes until two weeks ago stand in the care record. Not in a large demo.
 */
static void put_handovers(struct demo *d, struct demo_org *o, struct rows *x)
{
    int64_t *handover = ARENA_ARRAY(o->a, int64_t, o->paths.n);
    int32_t last = d->today - HANDED_DAYS;
    struct db_bulk *b = db_bulk_begin(d->db, "dossier_copy", "id, trajectory_id, staff_id, at", 4);

    for (size_t i = 0; i < o->paths.n; i++) {
        const struct demo_path *p = &o->paths.at[i];

        if (d->wish->clients >= BIG_DEMO || i % 2 || p->closed != DAY_NONE || p->talk > last)
            continue;
        handover[i] = id_next(&d->ids);
        db_bulk_row(
            b, (struct val[]){I(handover[i]), I(p->id), I(o->staff.at[p->staff].id), at(last)});
    }
    x->written += db_bulk_end(b);
    b = db_bulk_begin(d->db, "dossier_note", "trajectory_id, contact_id, handover_id, version", 4);
    for (size_t i = 0; i < o->talks.n; i++) {
        const struct demo_talk *t = &o->talks.at[i];

        if (t->day > last || (!*t->note && !*t->next))
            continue;
        for (int k = t->first_link; k < t->first_link + t->n_links; k++)
            if (handover[o->links.at[k].path])
                db_bulk_row(b, (struct val[]){I(o->paths.at[o->links.at[k].path].id), I(t->id),
                                              I(handover[o->links.at[k].path]), I(1)});
    }
    x->written += db_bulk_end(b);
}

static void put_dues(struct demo *d, struct demo_org *o, struct rows *x)
{
    struct db_bulk *b = db_bulk_begin(d->db, "due", "trajectory_id, rule, ref_id, day, words", 5);

    for (size_t i = 0; i < x->dues.n; i++) {
        const struct due_row *due = &x->dues.at[i];

        db_bulk_row(b, (struct val[]){I(o->paths.at[due->path].id), S(due->kind), I(due->ref),
                                      on(d, due->day), S(due->words)});
    }
    x->written += db_bulk_end(b);
}

int64_t demo_people_write(struct demo *d, struct demo_org *o)
{
    struct rows x = {.r = {d->wish->seed * 104729 + (uint64_t)o->id}}; /* of its own */

    put_teams(d, o, &x);
    for (int i = 0; i < (int)o->paths.n; i++)
        if (o->paths.at[i].closed == DAY_NONE && o->paths.at[i].talk != DAY_NONE)
            around(d, o, &x, i);
    for (int s = 0; s < (int)o->staff.n; s++)
        if (o->staff.at[s].n_seats)
            meet(d, o, &x, s);
    put_people(d, o, &x);
    put_meetings(d, o, &x);
    put_dues(d, o, &x);
    put_handovers(d, o, &x);
    return x.written;
}
