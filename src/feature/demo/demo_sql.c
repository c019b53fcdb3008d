/* demo_sql.c: writes one organisation of the demo, table by table, in bulk.
 * Not: what is in it.
 * Start at demo_org_write(). */
#include "feature/demo/demo_inner.h"

#include <sodium.h>

#include "base/fold.h"
#include "html/form.h"
#include "feature/attachment/attachment.h"
#include "feature/contact/contact.h"
#include "feature/rights/rights.h"

enum { COMMIT_ROWS = 100000, FILES = 12 };

static void table_done(struct demo *d, struct db_bulk *b)
{
    int64_t rows = db_bulk_end(b);

    d->done.rows += rows;
    d->unsaved += rows;
    if (d->unsaved < COMMIT_ROWS)
        return;
    db_commit(d->db);
    db_begin_write(d->db);
    d->unsaved = 0;
}

void demo_put(struct demo_making *m, int table, struct demo_row row)
{
    struct demo_table *t = &m->table[table];

    if (t->used == t->cap)
        t->row = vec_grow(m->o->a, t->row, sizeof(*t->row), &t->cap);
    t->row[t->used++] = row;
}

int64_t demo_tables_write(struct demo_making *m)
{
    int64_t rows = 0;

    for (size_t i = 0; i < COUNT(m->table) && m->table[i].name; i++) {
        const struct demo_table *t = &m->table[i];
        struct db_bulk *b = db_bulk_begin(m->d->db, t->name, t->columns, t->n);

        for (size_t k = 0; k < t->used; k++)
            db_bulk_row(b, t->row[k].at);
        rows += db_bulk_end(b);
    }
    return rows;
}

static struct val number(int64_t n)
{
    return n == NUMBER_NONE ? NIL : I(n);
}

static struct val on(const struct demo *d, int32_t day)
{
    return S(demo_day(d, day));
}

/* Half past four in the afternoon, UTC: nobody looks at the minute. */
static struct val at(int32_t day)
{
    return I((int64_t)day * 86400000 + 59400000);
}

/* ---- organisation ---------------------------------------------------------------------------- */

static void put_frame(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(d->db, "organisation", "id, name, sort_key, client_word", 4);

    db_bulk_row(
        b, (struct val[]){I(o->id), S(o->name), S(fold_text(o->a, o->name)), S(o->client_word)});
    table_done(d, b);
    b = db_bulk_begin(d->db, "programme", "id, organisation_id, name, sort_key", 4);
    for (int p = 0; p < o->n_programmes; p++)
        db_bulk_row(b, (struct val[]){I(o->programmes[p]), I(o->id), S(o->programme_names[p]),
                                      S(fold_text(o->a, o->programme_names[p]))});
    table_done(d, b);
    b = db_bulk_begin(d->db, "team", "id, programme_id, name, sort_key", 4);
    for (int t = 0; t < o->n_programmes * o->n_teams; t++) {
        const char *name = arena_fmt(o->a, "Team %s", o->region->at[t].place);

        db_bulk_row(b, (struct val[]){I(o->teams[t]), I(o->programmes[t / o->n_teams]), S(name),
                                      S(fold_text(o->a, name))});
    }
    table_done(d, b);
}

/* As the staff feature does: what stands before the first space is the given name. */
static const char *staff_sort_key(struct arena *a, const char *name)
{
    const char *space = strchr(name, ' ');

    return fold_sort_key(a, space + 1, arena_strn(a, name, (size_t)(space - name)));
}

void demo_factor(const unsigned char *installation, int64_t staff_id,
                 unsigned char sealed[FACTOR_SEALED])
{
    unsigned char key[FACTOR_KEY], secret[TOTP_SECRET];

    randombytes_buf(secret, sizeof(secret)); /* where the key comes from, chance may too */
    factor_key(installation, staff_id, key);
    factor_seal(key, secret, sealed);
}

/* A code at log-in for everyone. */
static void put_factors(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(d->db, "second_factor", "staff_id, secret, since", 3);

    for (size_t i = 0; i < o->staff.n; i++) {
        unsigned char sealed[FACTOR_SEALED];
        int64_t id = o->staff.at[i].id;

        demo_factor(d->wish->key, id, sealed);
        db_bulk_row(b, (struct val[]){I(id), B(sealed, sizeof(sealed)), at(d->from)});
    }
    table_done(d, b);
}

static void put_staff(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(d->db, "staff",
                                      "id, organisation_id, login, name, sort_key, password_hash,"
                                      " hours_week, fte",
                                      8);

    for (size_t i = 0; i < o->staff.n; i++) {
        const struct demo_staff *s = &o->staff.at[i];

        db_bulk_row(b, (struct val[]){I(s->id), I(o->id), S(s->login), S(s->name),
                                      S(staff_sort_key(o->a, s->name)), S(d->wish->hash),
                                      I(s->hours_week), I(s->fte)});
    }
    table_done(d, b);
    if (d->wish->key)
        put_factors(d, o);
    b = db_bulk_begin(d->db, "staff_role", "id, staff_id, role, programme_id, team_id, from_on", 6);
    for (size_t i = 0; i < o->staff.n; i++) {
        const struct demo_staff *s = &o->staff.at[i];

        if (!strcmp(s->role, "client")) /* when there are clients: demo_near_write() */
            continue;
        db_bulk_row(b, (struct val[]){I(id_next(&d->ids)), I(s->id), S(s->role),
                                      s->programme < 0 ? NIL : I(o->programmes[s->programme]),
                                      s->team < 0 ? NIL : I(o->teams[s->team]), on(d, d->from)});
    }
    table_done(d, b);
}

/* ---- employers ------------------------------------------------------------------------------- */

static void put_firms(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(
        d->db, "employer",
        "id, organisation_id, name, sort_key, kvk, sector, place, open_need, agreement,"
        " not_before_on, not_before_reason, last_contact_on, last_contact_by, created_at",
        14);

    for (size_t i = 0; i < o->firms.n; i++) {
        const struct demo_firm *f = &o->firms.at[i];

        db_bulk_row(b, (struct val[]){I(f->id), I(o->id), S(f->name), S(fold_text(o->a, f->name)),
                                      S(i ? "" : "12345678"), S(f->trade->sector), S(f->place),
                                      S(f->need), S(f->agreement), on(d, f->not_before_on),
                                      S(f->not_before_reason), on(d, f->last_on), ID(f->last_by),
                                      at(d->from)});
    }
    table_done(d, b);
    b = db_bulk_begin(d->db, "establishment",
                      "id, employer_id, name, number, street, postcode, place", 7);
    for (size_t i = 0; i < o->firms.n; i++) {
        const struct demo_firm *f = &o->firms.at[i];
        const char *street = arena_fmt(o->a, "%s %d", random_word(&o->r, demo_streets),
                                       1 + random_below(&o->r, 120));

        db_bulk_row(b, (struct val[]){I(f->establishment_id), I(f->id), S(f->name),
                                      S(i ? "" : "000012345678"), S(street), S("1234 AB"),
                                      S(f->place)});
    }
    table_done(d, b);
}

static void put_firm_people(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(
        d->db, "employer_person",
        "id, employer_id, establishment_id, name, job_title, phone, email, active", 8);

    for (size_t i = 0; i < o->firms.n; i++) {
        const struct demo_firm *f = &o->firms.at[i];

        for (int n = 1 + random_chance(&o->r, 0.4); n > 0; n--) {
            struct demo_person p = demo_person_make(&o->r, o->a);
            const char *phone = arena_fmt(o->a, "+31200%06d", random_below(&o->r, 1000000));

            db_bulk_row(b, (struct val[]){I(id_next(&d->ids)), I(f->id), I(f->establishment_id),
                                          S(p.name), S(random_word(&o->r, demo_contact_titles)),
                                          S(phone), S(""), I(!random_chance(&o->r, 0.06))});
        }
    }
    table_done(d, b);
}

/* ---- clients and trajectories ---------------------------------------------------------------- */

static void put_clients(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(
        d->db, "client",
        "id, organisation_id, given_name, name_prefix, family_name, sort_key, birth_on, sex, phone,"
        " email, postcode, municipality, marital_status, education, diagnosis_chapter,"
        " experience_years, worked_share, created_at",
        18);

    for (size_t i = 0; i < o->clients.n; i++) {
        const struct demo_client *c = &o->clients.at[i];

        db_bulk_row(b, (struct val[]){I(c->id), I(o->id), S(c->who.given), S(c->who.prefix),
                                      S(c->who.family), S(c->sort_key), on(d, c->birth_on),
                                      S(c->sex), S(c->phone), S(c->email), S(c->postcode),
                                      S(c->municipality), S(c->marital), S(c->education),
                                      S(c->diagnosis), number(c->experience_years),
                                      number(c->worked_share), at(c->since_on)});
    }
    table_done(d, b);
    b = db_bulk_begin(d->db, "client_benefit", "id, client_id, benefit, from_on", 4);
    for (size_t i = 0; i < o->clients.n; i++) {
        const struct demo_client *c = &o->clients.at[i];

        db_bulk_row(b, (struct val[]){I(id_next(&d->ids)), I(c->id), S(demo_benefits[c->benefit]),
                                      on(d, c->since_on - 30 - random_below(&o->r, 900))});
    }
    table_done(d, b);
}

static void put_paths(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(
        d->db, "trajectory",
        "id, organisation_id, programme_id, team_id, client_id, target_group, scheme, financier,"
        " referred_on, referred_by, work_goal, first_talk_on, started_on, ends_on, funding,"
        " closed_on, close_reason, destination",
        18);

    for (size_t i = 0; i < o->paths.n; i++) {
        const struct demo_path *p = &o->paths.at[i];
        const struct demo_staff *s = &o->staff.at[p->staff];

        db_bulk_row(b, (struct val[]){
                           I(p->id), I(o->id), I(o->programmes[s->programme]), I(o->teams[s->team]),
                           I(o->clients.at[p->client].id), S(demo_groups[p->group]), S(p->scheme),
                           S(p->financier), on(d, p->referred), S(p->referred_by), S(p->goal),
                           on(d, p->talk), on(d, p->started), on(d, p->ends), S(p->funding),
                           on(d, p->closed), S(p->close_reason), S(p->destination)});
    }
    table_done(d, b);
}

static void put_assignments(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b =
        db_bulk_begin(d->db, "assignment", "id, trajectory_id, staff_id, from_on, to_on", 5);

    for (size_t i = 0; i < o->paths.n; i++) {
        const struct demo_path *p = &o->paths.at[i];
        int32_t from = p->referred;

        if (p->before >= 0) {
            db_bulk_row(b,
                        (struct val[]){I(id_next(&d->ids)), I(p->id), I(o->staff.at[p->before].id),
                                       on(d, from), on(d, p->handed_on - 1)});
            from = p->handed_on;
        }
        db_bulk_row(b, (struct val[]){I(id_next(&d->ids)), I(p->id), I(o->staff.at[p->staff].id),
                                      on(d, from), on(d, p->closed)});
    }
    table_done(d, b);
}

static const char *phase_of(const struct demo_path *p, const struct demo_job *job)
{
    return p->closed != DAY_NONE    ? "closed"
           : job                    ? "working"
           : p->started != DAY_NONE ? "searching"
           : p->talk != DAY_NONE    ? "orientation"
                                    : "referred";
}

static void put_facts(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(
        d->db, "trajectory_fact",
        "trajectory_id, client_id, programme_id, team_id, staff_id, phase, sort_key, started_on,"
        " last_contact_on, first_employer_on, last_employer_on, placement_id, working_since,"
        " placement_ends_on, unpaid, next_step, next_step_on, given_name, name_prefix,"
        " family_name, target_group, employer, ends_on, consent_ends_on, disclosure_open,"
        " emergency_id, begins_on, seeks",
        28);

    for (size_t i = 0; i < o->paths.n; i++) {
        const struct demo_path *p = &o->paths.at[i];
        const struct demo_staff *s = &o->staff.at[p->staff];
        const struct demo_client *c = &o->clients.at[p->client];
        const struct demo_job *job = demo_job_on(o, p, d->today);
        const struct demo_talk *t = p->agreed < 0 ? NULL : &o->talks.at[p->agreed];

        db_bulk_row(b, (struct val[]){I(p->id),
                                      I(c->id),
                                      I(o->programmes[s->programme]),
                                      I(o->teams[s->team]),
                                      I(s->id),
                                      S(phase_of(p, job)),
                                      S(c->sort_key),
                                      on(d, p->talk != DAY_NONE      ? p->talk
                                            : p->started != DAY_NONE ? p->started
                                                                     : p->referred),
                                      on(d, p->last_contact),
                                      on(d, p->first_employer),
                                      on(d, p->last_employer),
                                      ID(job ? job->id : 0),
                                      on(d, job ? job->from : DAY_NONE),
                                      on(d, job ? job->ends : DAY_NONE),
                                      I(job && job->unpaid),
                                      S(t ? t->next : ""),
                                      on(d, t ? t->next_on : DAY_NONE),
                                      S(c->who.given),
                                      S(c->who.prefix),
                                      S(c->who.family),
                                      S(demo_groups[p->group]),
                                      S(job && job->firm >= 0 ? o->firms.at[job->firm].name : ""),
                                      on(d, p->ends),
                                      on(d, c->consent_ends),
                                      I(job && job->firm >= 0 && !*job->disclosure),
                                      ID(c->emergency_id),
                                      on(d, demo_job_begins(o, p, d->today)),
                                      I(demo_job_seeks(o, p, d->today))});
    }
    table_done(d, b);
}

/* ---- search ---------------------------------------------------------------------------------- */

static void put_words(struct db_bulk *b, struct demo_org *o, int64_t scope, const char *text,
                      const char *kind, int64_t target)
{
    size_t n;
    const char **words = fold_tokens(o->a, text, &n);

    for (size_t i = 0; i < n; i++)
        db_bulk_row(b, (struct val[]){I(scope), S(words[i]), S(kind), I(target)});
}

static void put_search(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(d->db, "search_token", "scope_id, token, kind, target_id", 4);

    for (size_t i = 0; i < o->firms.n; i++) {
        const struct demo_firm *f = &o->firms.at[i];

        put_words(b, o, o->id, arena_fmt(o->a, "%s %s", f->name, f->place), "employer", f->id);
    }
    /* A client stays in one programme here, so the first trajectory says which. */
    int seen = -1;
    for (size_t i = 0; i < o->paths.n; i++) {
        const struct demo_path *p = &o->paths.at[i];
        const struct demo_client *c = &o->clients.at[p->client];

        if (p->client <= seen)
            continue;
        seen = p->client;
        put_words(b, o, o->programmes[o->staff.at[p->staff].programme], c->who.name, "client",
                  c->id);
    }
    table_done(d, b);
}

/* ---- placements ------------------------------------------------------------------------------ */

/* What an employer may know who knows something, in words of work. */
static const char *adjustments_of(const struct demo_job *j)
{
    static const char *const words[] = {
        "Elk uur vijf minuten pauze op een rustige plek.",
        "Een vaste taak tegelijk, de volgende pas als die af is.",
        "Beginnen om tien uur. Bij wisseling van rooster een week van tevoren weten.",
        "Opdrachten ook op papier.", ""};

    if (!*j->disclosure || !strcmp(j->disclosure, "none"))
        return "";
    return words[(uint64_t)j->id % COUNT(words)];
}

static void put_jobs(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(
        d->db, "placement",
        "id, organisation_id, trajectory_id, employer_id, establishment_id, kind, contract_type,"
        " permanent, started_on, ends_on, ended_on, end_reason, lesson, hours_week, wage_month,"
        " job_title, job_level, sector, subsidy, job_coach, no_risk, mentor, disclosure, found_by,"
        " promise, promise_by, created_at, adjustments",
        28);

    for (size_t i = 0; i < o->jobs.n; i++) {
        const struct demo_job *j = &o->jobs.at[i];
        const struct demo_firm *f = j->firm < 0 ? NULL : &o->firms.at[j->firm];

        db_bulk_row(b, (struct val[]){I(j->id),
                                      I(o->id),
                                      I(o->paths.at[j->path].id),
                                      ID(f ? f->id : 0),
                                      ID(f ? f->establishment_id : 0),
                                      S(j->kind),
                                      S(j->contract),
                                      I(j->permanent),
                                      on(d, j->from),
                                      on(d, j->ends),
                                      on(d, j->ended),
                                      S(j->end_reason),
                                      S(j->lesson),
                                      number(j->hours),
                                      number(j->wage),
                                      S(j->title),
                                      S(j->level),
                                      S(f ? f->trade->sector : ""),
                                      S(j->subsidy),
                                      S(j->coach),
                                      S(j->no_risk),
                                      S(j->mentor),
                                      S(j->disclosure),
                                      S(j->found_by),
                                      S(j->promise),
                                      S(j->promise_by),
                                      at(MIN(j->from, d->today)),
                                      S(adjustments_of(j))});
    }
    table_done(d, b);
}

/* Four in ten begin with fewer hours and add to them every five weeks. */
static void put_build_up(struct demo *d, struct demo_org *o)
{
    enum { STEPS = 3, WEEKS = 35 };
    struct db_bulk *b =
        db_bulk_begin(d->db, "placement_hours", "id, placement_id, from_on, planned, actual", 5);

    for (size_t i = 0; i < o->jobs.n; i++) {
        const struct demo_job *j = &o->jobs.at[i];

        if (j->unpaid || j->hours < 1200 || !random_chance(&o->r, 0.4))
            continue;
        for (int step = 0; step < STEPS; step++) {
            int32_t from = j->from + step * WEEKS;
            int64_t planned = j->hours * (step + 1) / STEPS / 100 * 100;
            int64_t actual = planned - 100 * random_below(&o->r, 3);

            if (j->ended != DAY_NONE && from >= j->ended)
                break;
            db_bulk_row(b, (struct val[]){I(id_next(&d->ids)), I(j->id), on(d, from), I(planned),
                                          from > d->today ? NIL : I(actual)});
        }
    }
    table_done(d, b);
}

/* ---- contacts and hours ---------------------------------------------------------------------- */

static void put_talks(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(
        d->db, "contact",
        "id, programme_id, staff_id, day, minutes, travel_minutes, activity, mode, place, party,"
        " initiative, reached, coaching, urgent, answer_minutes, employer_id, note, next_step,"
        " next_step_on, created_at",
        20);

    for (size_t i = 0; i < o->talks.n; i++) {
        const struct demo_talk *t = &o->talks.at[i];
        const struct demo_staff *s = &o->staff.at[t->staff];

        db_bulk_row(b, (struct val[]){I(t->id),
                                      I(o->programmes[s->programme]),
                                      I(s->id),
                                      on(d, t->day),
                                      I(t->minutes),
                                      I(t->travel),
                                      S(t->activity),
                                      S(t->mode),
                                      S(t->place),
                                      S(t->party),
                                      S(t->initiative),
                                      I(!t->missed),
                                      I(t->coaching),
                                      I(t->urgent),
                                      t->answer < 0 ? NIL : I(t->answer),
                                      ID(t->firm < 0 ? 0 : o->firms.at[t->firm].id),
                                      S(t->note),
                                      S(t->next),
                                      on(d, t->next_on),
                                      at(t->day)});
    }
    table_done(d, b);
}

static void put_shares(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(d->db, "contact_client",
                                      "contact_id, trajectory_id, day, minutes, met_employer", 5);

    for (size_t i = 0; i < o->talks.n; i++) {
        const struct demo_talk *t = &o->talks.at[i];
        bool met = !strcmp(t->party, "employer") && !strcmp(t->mode, "face_to_face") && !t->missed;

        for (int k = 0; k < t->n_links; k++)
            db_bulk_row(
                b, (struct val[]){I(t->id), I(o->paths.at[o->links.at[t->first_link + k].path].id),
                                  on(d, t->day),
                                  I(contact_share(t->minutes, (size_t)t->n_links, (size_t)k)),
                                  I(met)});
    }
    table_done(d, b);
}

static void put_entries(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(d->db, "time_entry",
                                      "id, programme_id, staff_id, day, minutes, kind, note", 7);

    for (size_t i = 0; i < o->entries.n; i++) {
        const struct demo_entry *e = &o->entries.at[i];
        const struct demo_staff *s = &o->staff.at[e->staff];

        db_bulk_row(b, (struct val[]){I(id_next(&d->ids)), I(o->programmes[s->programme]), I(s->id),
                                      on(d, e->day), I(e->minutes), S(e->kind), S(e->note)});
    }
    table_done(d, b);
}

/* A few are put off, so that the list shows what that looks like. */
static void put_near(struct demo *d, struct demo_org *o)
{
    d->done.rows += demo_near_write(d, o);
}

static void put_leads(struct demo *d, struct demo_org *o)
{
    d->done.rows += demo_leads_write(d, o);
}

static void put_later(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b =
        db_bulk_begin(d->db, "attention_later",
                      "id, trajectory_id, rule, until_on, reason, staff_id, created_at", 7);

    for (size_t i = 0; i < o->paths.n; i++) {
        const struct demo_path *p = &o->paths.at[i];

        if (p->closed != DAY_NONE || p->quiet_after == DAY_NONE || !random_chance(&o->r, 0.2))
            continue;
        db_bulk_row(b, (struct val[]){I(id_next(&d->ids)), I(p->id), S("silent"),
                                      on(d, d->today + 3 + random_below(&o->r, 7)),
                                      S("is op vakantie"), I(o->staff.at[p->staff].id),
                                      at(d->today - 2)});
    }
    table_done(d, b);
}

/* ---- consents -------------------------------------------------------------------------------- */

static void put_consent(struct db_bulk *b, struct demo *d, struct demo_org *o,
                        const struct demo_consent *c, bool withdrawn)
{
    const struct demo_path *p = &o->paths.at[c->path];
    int32_t since = MIN(c->given + 40, d->today);

    db_bulk_row(b, (struct val[]){I(withdrawn ? id_next(&d->ids) : c->id),
                                  I(o->clients.at[p->client].id),
                                  I(c->id),
                                  I(1 + withdrawn),
                                  S(withdrawn ? "withdrawn" : "given"),
                                  S(c->party),
                                  S(c->name),
                                  S(c->role),
                                  ID(c->staff_id),
                                  ID(c->job < 0 ? 0 : o->jobs.at[c->job].id),
                                  I(c->primary),
                                  S(c->purpose),
                                  S(c->shares),
                                  S(c->how),
                                  on(d, c->given),
                                  S(arena_fmt(o->a, "%s-2026-01-01", c->party)),
                                  on(d, c->until),
                                  on(d, withdrawn ? since : DAY_NONE),
                                  S(withdrawn ? "client" : ""),
                                  I(o->staff.at[p->staff].id),
                                  at(withdrawn ? since : c->given)});
}

static void put_consents(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(
        d->db, "consent",
        "id, client_id, first_id, number, event, party, party_name, party_role, staff_id,"
        " placement_id, is_primary, purpose, shares, how, given_on, text_version, valid_until,"
        " withdrawn_on, withdrawn_by, recorded_by, recorded_at",
        21);

    for (size_t i = 0; i < o->consents.n; i++) {
        put_consent(b, d, o, &o->consents.at[i], false);
        if (o->consents.at[i].withdrawn)
            put_consent(b, d, o, &o->consents.at[i], true);
    }
    table_done(d, b);
}

static void put_grants(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(
        d->db, "access_grant",
        "id, client_id, staff_id, kind, reason, from_at, until_at, consent_id, given_by,"
        " created_at, shares",
        11);

    for (size_t i = 0; i < o->consents.n; i++) {
        const struct demo_consent *c = &o->consents.at[i];
        const struct demo_path *p = &o->paths.at[c->path];

        if (c->staff_id && !c->withdrawn)
            db_bulk_row(b, (struct val[]){I(id_next(&d->ids)), I(o->clients.at[p->client].id),
                                          I(c->staff_id), S("consent"), S(c->purpose), at(c->given),
                                          I(local_to_ms(c->until + 1, 0)), I(c->id),
                                          I(o->staff.at[p->staff].id), at(c->given), S(c->shares)});
    }
    for (size_t i = 0; i < o->grants.n; i++) {
        const struct demo_grant *g = &o->grants.at[i];

        db_bulk_row(b, (struct val[]){I(g->id), I(o->clients.at[o->paths.at[g->path].client].id),
                                      I(g->staff_id), S(g->kind), S(g->reason), I(g->from),
                                      I(g->until), NIL, I(g->by), I(g->from), S("")});
    }
    table_done(d, b);
}

/* A PDF of one line, for every attachment. */
static const char pdf[] = "%PDF-1.4\n"
                          "1 0 obj\n"
                          "<</Type/Catalog/Pages 2 0 R>>\n"
                          "endobj\n"
                          "2 0 obj\n"
                          "<</Type/Pages/Kids[3 0 R]/Count 1>>\n"
                          "endobj\n"
                          "3 0 obj\n"
                          "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 "
                          "R/Resources<</Font<</F 5 0 R>>>>>>\n"
                          "endobj\n"
                          "4 0 obj\n"
                          "<</Length 60>>\n"
                          "stream\n"
                          "BT /F 16 Tf 72 760 Td (Voorbeeld uit de demo van Spil) Tj ET\n"
                          "endstream\n"
                          "endobj\n"
                          "5 0 obj\n"
                          "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\n"
                          "endobj\n"
                          "xref\n"
                          "0 6\n"
                          "0000000000 65535 f \n"
                          "0000000009 00000 n \n"
                          "0000000054 00000 n \n"
                          "0000000105 00000 n \n"
                          "0000000216 00000 n \n"
                          "0000000324 00000 n \n"
                          "trailer\n"
                          "<</Size 6/Root 1 0 R>>\n"
                          "startxref\n"
                          "387\n"
                          "%%EOF\n";

/* A few have a CV or a contract. */
static void put_files(struct demo *d, struct demo_org *o)
{
    unsigned char hash[ATTACHMENT_HASH];
    size_t n = sizeof(pdf) - 1, files = 0;
    int64_t ids[FILES];
    struct db_bulk *b =
        db_bulk_begin(d->db, "attachment",
                      "id, client_id, kind, file_name, type, bytes, hash, staff_id, created_at", 9);

    crypto_generichash(hash, sizeof(hash), (const unsigned char *)pdf, n, NULL, 0);
    for (size_t i = 0; i < o->paths.n && files < FILES; i++) {
        const struct demo_path *p = &o->paths.at[i];
        bool works = p->n_jobs > 0;

        if (p->closed != DAY_NONE)
            continue;
        ids[files] = id_next(&d->ids);
        db_bulk_row(b, (struct val[]){I(ids[files++]), I(o->clients.at[p->client].id),
                                      S(works ? "contract" : "cv"),
                                      S(works ? "arbeidscontract.pdf" : "cv.pdf"), S("pdf"),
                                      I((int64_t)n), B(hash, sizeof(hash)),
                                      I(o->staff.at[p->staff].id), at(d->today - 20)});
    }
    table_done(d, b);
    b = db_bulk_begin(d->db, "attachment_chunk", "attachment_id, part, content", 3);
    for (size_t i = 0; i < files; i++)
        db_bulk_row(b, (struct val[]){I(ids[i]), I(0), B(pdf, n)});
    table_done(d, b);
}

/* One asks for a correction, so that Vandaag shows what that looks like. */
static void put_request(struct demo *d, struct demo_org *o)
{
    const struct demo_path *p = NULL;
    struct db_bulk *b =
        db_bulk_begin(d->db, "rights_request",
                      "id, client_id, kind, asked_on, wish, due_on, recorded_by, recorded_at", 8);

    for (size_t i = 0; i < o->paths.n && !p; i++)
        if (o->paths.at[i].closed == DAY_NONE)
            p = &o->paths.at[i];
    if (p)
        db_bulk_row(b,
                    (struct val[]){I(id_next(&d->ids)), I(o->clients.at[p->client].id),
                                   S("correction"), on(d, d->today - 6),
                                   S("Mijn opleiding staat er niet goed in: ik heb mbo 3 gehaald."),
                                   on(d, rights_due(d->today - 6, false)),
                                   I(o->staff.at[p->staff].id), at(d->today - 6)});
    table_done(d, b);
}

static void put_profiles(struct demo *d, struct demo_org *o)
{
    d->done.rows += demo_profiles_write(d, o) + demo_follow_write(d, o) + demo_people_write(d, o);
}

void demo_org_write(struct demo *d, struct demo_org *o)
{
    static void (*const puts_in_order[])(struct demo *, struct demo_org *) = {
        put_frame,       put_staff,
        put_firms,       put_firm_people,
        put_clients,     put_paths,
        put_assignments, put_facts,
        put_search,      put_jobs,
        put_build_up,    put_talks,
        put_shares,      put_entries,
        put_later,       put_near,
        put_consents,    put_grants,
        put_files,       put_request,
        put_profiles,    demo_referrals_write,
        put_leads};

    for (int i = 0; i < (int)COUNT(puts_in_order); i++) {
        puts_in_order[i](d, o);
        if (d->wish->progress)
            d->wish->progress((d->org * (int)COUNT(puts_in_order) + i + 1) * 100 /
                              (d->organisations * (int)COUNT(puts_in_order)));
    }
}
