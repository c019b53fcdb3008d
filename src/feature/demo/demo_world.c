/* demo_world.c: an organisation of the demo: programmes, teams, staff, employers; and its people.
 * Not: trajectories (demo_path.c).
 * Start at demo_org_make(). */
#include "feature/demo/demo_inner.h"

#include "base/fold.h"
#include "html/form.h"

/* ---- people ---------------------------------------------------------------------------------- */

static const struct demo_names *name_group(struct demo_random *r)
{
    int at = random_below(r, 100), i = 0;

    while (at >= demo_name_groups[i].weight)
        at -= demo_name_groups[i++].weight;
    return &demo_name_groups[i];
}

struct demo_person demo_person_make(struct demo_random *r, struct arena *a)
{
    const struct demo_names *names = name_group(r);
    struct demo_person p = {.female = random_chance(r, 0.58)};
    const char *family = random_word(r, names->family);

    p.given = random_word(r, p.female ? names->female : names->male);
    name_split_prefix(a, family, &p.prefix, &p.family);
    p.name = arena_fmt(a, "%s %s", p.given, family);
    return p;
}

/* ---- clients: table B1 (tableB1_characteristics.csv, EPA and CMD), others in the spirit ------ */

const char *const demo_groups[GROUPS] = {"EPA", "CMD", "NAH", "LVB"};
const char *const demo_benefits[] = {"IVA",      "NWAJONG", "OWAJONG", "WAO",  "WGA3580",
                                     "WGA80100", "PW",      "ZW",      "GEEN", NULL};
enum { BENEFITS = 9, EDUCATIONS = 12, AGES = 5, SHARES = 5, DIAGNOSES = 10 };

static const double benefit_weights[GROUPS][BENEFITS] = {
    [GROUP_EPA] = {2, 0, 40, 8, 9, 23, 0, 19, 0},
    [GROUP_CMD] = {0, 3, 2, 5, 5, 17, 45, 23, 0},
    [GROUP_NAH] = {3, 2, 6, 4, 22, 28, 10, 22, 3},
    [GROUP_LVB] = {0, 15, 35, 0, 2, 3, 40, 2, 3},
};
static const char *const educations[EDUCATIONS] = {"BAO",    "VMBO_BK", "VMBO_GT", "HAVOVWO",
                                                   "MBO1",   "MBO2",    "MBO3",    "MBO4",
                                                   "HBO_BA", "WO_BA",   "WO_MA",   "ONBEKEND"};
static const double education_weights[GROUPS][EDUCATIONS] = {
    [GROUP_EPA] = {14, 9, 9, 9, 5, 9, 6, 14, 8, 1, 3, 15},
    [GROUP_CMD] = {14, 11, 13, 5, 5, 10, 6, 20, 12, 1, 4, 0},
    [GROUP_NAH] = {8, 8, 12, 8, 2, 10, 10, 22, 14, 1, 5, 0},
    [GROUP_LVB] = {40, 30, 2, 0, 18, 6, 0, 0, 0, 0, 0, 4},
};
static const double age_weights[GROUPS][AGES] = {
    [GROUP_EPA] = {10, 39, 30, 18, 3},
    [GROUP_CMD] = {16, 33, 28, 17, 7},
    [GROUP_NAH] = {8, 22, 28, 30, 12},
    [GROUP_LVB] = {40, 32, 16, 10, 2},
};
static const int age_from[AGES + 1] = {18, 26, 36, 46, 56, 65};
static const double female_share[GROUPS] = {0.64, 0.52, 0.45, 0.45};
static const double married_share[GROUPS] = {0.11, 0.13, 0.4, 0.06};
static const double never_worked[GROUPS] = {0.72, 0.45, 0.3, 0.6}; /* in the last three years */
static const char *const diagnoses[DIAGNOSES] = {"01", "02", "03", "04", "05",
                                                 "06", "07", "16", "17", "18"};
static const double diagnosis_weights[GROUPS][DIAGNOSES] = {
    [GROUP_EPA] = {8, 34, 12, 12, 5, 3, 10, 4, 0, 12},
    [GROUP_CMD] = {9, 0, 2, 29, 22, 4, 18, 3, 0, 8},
    [GROUP_NAH] = {0, 0, 0, 4, 2, 0, 2, 0, 92, 0},
    [GROUP_LVB] = {88, 0, 0, 4, 4, 0, 4, 0, 0, 0},
};

/* A letter of the alphabet for each; others fall away. */
static const char *mail_name(struct arena *a, const struct demo_person *p)
{
    char *text = arena_fmt(a, "%s.%s", fold_text(a, p->given), fold_text(a, p->family));
    char *to = text;

    for (const char *from = text; *from; from++)
        if ((*from >= 'a' && *from <= 'z') || *from == '.')
            *to++ = *from;
    *to = '\0';
    return text;
}

static void client_ways(struct demo_org *o, struct demo_client *c)
{
    struct demo_random *r = &o->r;

    c->phone =
        random_chance(r, 0.95) ? arena_fmt(o->a, "+31600%06d", random_below(r, 1000000)) : "";
    c->email =
        random_chance(r, 0.7) ? arena_fmt(o->a, "%s@example.org", mail_name(o->a, &c->who)) : "";
    c->postcode = random_chance(r, 0.8) ? "1234 AB" : "";
    c->municipality = o->region->at[random_below(r, 4)].code;
}

int demo_client_make(struct demo *d, struct demo_org *o, int32_t since)
{
    static const double group_weights[GROUPS] = {46, 38, 8, 8};
    struct demo_random *r = &o->r;
    struct demo_client c = {.id = id_next(&d->ids), .since_on = since};

    c.group = random_weighted(r, group_weights, GROUPS);
    c.who = demo_person_make(r, o->a);
    if (c.who.female != random_chance(r, female_share[c.group])) /* towards the group's share */
        c.who = demo_person_make(r, o->a);
    c.sex = random_chance(r, 0.005) ? "other" : c.who.female ? "female" : "male";
    c.sort_key = fold_sort_key(
        o->a, *c.who.prefix ? arena_fmt(o->a, "%s %s", c.who.prefix, c.who.family) : c.who.family,
        c.who.given);
    int age = random_weighted(r, age_weights[c.group], AGES);
    c.birth_on =
        since -
        (int32_t)(365.25 * (age_from[age] + random_real(r) * (age_from[age + 1] - age_from[age])));
    c.marital = random_chance(r, married_share[c.group]) ? "married" : "not_married";
    c.education = educations[random_weighted(r, education_weights[c.group], EDUCATIONS)];
    c.diagnosis = random_chance(r, 0.25)
                      ? ""
                      : diagnoses[random_weighted(r, diagnosis_weights[c.group], DIAGNOSES)];
    c.benefit = random_weighted(r, benefit_weights[c.group], BENEFITS);
    double years = random_wait(r, 10), most = (since - c.birth_on) / 365.25 - 16;
    c.experience_years = random_chance(r, 0.1) ? NUMBER_NONE : (int64_t)(2 * MIN(years, most)) * 50;
    c.worked_share = random_chance(r, never_worked[c.group]) ? 0 : 1 + random_below(r, 100);
    client_ways(o, &c);
    ARENA_PUSH(o->a, &o->clients, c);
    return (int)o->clients.n - 1;
}

/* ---- staff ----------------------------------------------------------------------------------- */

static void staff_add(struct demo *d, struct demo_org *o, const char *role, int number,
                      int programme, int team)
{
    static const int64_t week[] = {3600, 3600, 3200, 2800};
    const char *login = !strcmp(role, "administrator") ? "admin" : role;
    struct demo_staff s = {
        .id = id_next(&d->ids), .role = role, .programme = programme, .team = team};

    s.name = demo_person_make(&o->r, o->a).name;
    s.login = arena_fmt(o->a, "%s%d", login, number);
    s.hours_week = week[random_below(&o->r, COUNT(week))];
    s.fte = s.hours_week / 36;
    ARENA_PUSH(o->a, &o->staff, s);
}

/* By chance of its own: the others stay who they are. */
static void practitioner_add(struct demo *d, struct demo_org *o, int number, int programme)
{
    struct demo_random chance = o->r;

    o->r.state += 77 + (uint64_t)number;
    staff_add(d, o, "practitioner", number, programme, -1);
    o->r = chance;
}

/* Specialists and seats of the whole country are dealt out evenly over the programmes. */
static int64_t part(int64_t all, int64_t at, int64_t of)
{
    return all * at / of;
}

static void programme_staff(struct demo *d, struct demo_org *o, int programme, int number)
{
    int64_t first = part(d->specialists, number, d->programmes);
    int64_t past = part(d->specialists, number + 1, d->programmes);

    if (number == 1)
        d->done.second_specialist = first + 1;
    staff_add(d, o, "supervisor", number + 1, programme, -1);
    staff_add(d, o, "manager", number + 1, programme, -1);
    practitioner_add(d, o, number + 1, programme);
    for (int64_t s = first; s < past; s++) {
        int team = (int)((s - first) * o->n_teams / (past - first));

        staff_add(d, o, "specialist", (int)s + 1, programme, programme * o->n_teams + team);
        struct demo_staff *me = &o->staff.at[o->staff.n - 1];
        me->n_seats = (int)(part(d->wish->clients, s + 1, d->specialists) -
                            part(d->wish->clients, s, d->specialists));
    }
}

/* ---- employers ------------------------------------------------------------------------------- */

static void firm_add(struct demo *d, struct demo_org *o)
{
    struct demo_random *r = &o->r;
    int at = random_below(r, 101), i = 0;
    struct demo_firm f = {.id = id_next(&d->ids), .establishment_id = id_next(&d->ids)};

    while (demo_trades[i + 1].weight && at >= demo_trades[i].weight)
        at -= demo_trades[i++].weight;
    f.trade = &demo_trades[i];
    const char *form = random_word(r, f.trade->firms), *name = random_word(r, demo_firm_names);
    const char *gap = strstr(form, "%s");
    f.name = arena_fmt(o->a, "%.*s%s%s", (int)(gap - form), form, name, gap + 2);
    f.place = o->region->at[random_below(r, 4)].place;
    f.need = random_chance(r, 0.2) ? random_word(r, f.trade->needs) : "";
    f.agreement = random_chance(r, 0.2) ? random_word(r, demo_agreements) : "";
    f.not_before_on = f.last_on = DAY_NONE;
    f.not_before_reason = "";
    if (random_chance(r, 0.04)) {
        f.not_before_on = d->today + 5 + random_below(r, 80);
        f.not_before_reason = random_word(r, demo_not_before);
    }
    ARENA_PUSH(o->a, &o->firms, f);
}

/* ---- all together ---------------------------------------------------------------------------- */

static void seats_number(struct demo_org *o)
{
    int seats = 0, specialists = 0;

    for (size_t s = 0; s < o->staff.n; s++) {
        if (!o->staff.at[s].n_seats)
            continue;
        o->staff.at[s].first_seat = seats;
        o->staff.at[s].firms_from = specialists++ * DEMO_FIRMS;
        seats += o->staff.at[s].n_seats;
    }
    o->n_seats = seats;
    o->seats = ARENA_ARRAY(o->a, int, (size_t)seats + 1);
}

int demo_firm_pick(struct demo_org *o, int staff)
{
    int known = random_chance(&o->r, 0.5) ? DEMO_FIRMS / 3 : DEMO_FIRMS;

    return o->staff.at[staff].firms_from + random_below(&o->r, known);
}

void demo_org_make(struct demo *d, struct demo_org *o, int number)
{
    static const char *const programme_words[] = {"IPS %s", "IPS %s Jong en Werk"};
    int regions = 0, first = number * 2, past = MIN(first + 2, d->programmes);

    while (demo_regions[regions].name)
        regions++;
    o->id = id_next(&d->ids);
    o->name = demo_organisations[number % (int)demo_words_count(demo_organisations)];
    o->client_word = number % 4 == 3 ? "client" : "deelnemer";
    o->region = &demo_regions[number % regions];
    o->n_programmes = past - first;
    o->n_teams = d->specialists / d->programmes > 8 ? 2 : 1;
    o->programmes = ARENA_ARRAY(o->a, int64_t, 2);
    o->programme_names = ARENA_ARRAY(o->a, const char *, 2);
    o->teams = ARENA_ARRAY(o->a, int64_t, 2 * 2);
    for (int p = 0; p < o->n_programmes; p++) {
        o->programmes[p] = id_next(&d->ids);
        o->programme_names[p] = arena_fmt(o->a, "%.4s%s%s", programme_words[p], o->region->name,
                                          programme_words[p] + 6);
        for (int t = 0; t < o->n_teams; t++)
            o->teams[p * o->n_teams + t] = id_next(&d->ids);
    }
    staff_add(d, o, "administrator", number + 1, -1, -1);
    for (int p = first; p < past; p++)
        programme_staff(d, o, p - first, p);
    seats_number(o);
    if (!number)
        demo_near_make(d, o);
    for (size_t s = 0; s < o->staff.n; s++)
        for (int i = 0; o->staff.at[s].n_seats && i < DEMO_FIRMS; i++)
            firm_add(d, o);
}
