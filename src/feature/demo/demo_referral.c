/* demo_referral.c: who referred and what came of it, the inclusion committee of the NAH pilot (25
 * discussed, 15 included: report 000 section 4.1), and what a trajectory brought at its end.
 * Not: the trajectories themselves (demo_path.c). Start at demo_referrals_make(). */
#include "feature/demo/demo_inner.h"

#include "base/fold.h"
#include "core/values.h"
#include "feature/trajectory/due.h"

enum { RECENT = 365, INCLUDED = 15, LEFT_OUT = 10, REFUSED_EACH = 3 };

/* ---- those who did not begin ----------------------------------------------------------------- */

/* Why the pilot's ten others did not take part (report 000 section 4.1), and three more refusals in
 * every team. */
static const struct {
    const char *outcome, *reason, *explanation;
} ended[] = {
    {"withdrawn", "", "Wil bij nader inzien niet meedoen."},
    {"refused", "criteria", "Krijgt nu psychiatrische behandeling. Daarna opnieuw aanmelden kan."},
    {"withdrawn", "", "Wil zich eerst op de behandeling richten."},
    {"refused", "criteria", "Het letsel is nog geen zes maanden geleden."},
    {"withdrawn", "", "Vindt de vragenlijsten te zwaar."},
    {"refused", "no_wish", "Zoekt dagbesteding, geen betaald werk."},
    {"refused", "elsewhere", "Heeft al een begeleider van UWV naar werk."},
    {"refused", "full", "De caseloads zijn vol tot januari."},
};

static int ended_path(struct demo *d, struct demo_org *o, int staff, int group, int32_t referred,
                      const char *outcome)
{
    struct demo_path p = {.id = id_next(&d->ids),
                          .staff = staff,
                          .before = -1,
                          .handed_on = DAY_NONE,
                          .group = group,
                          .scheme = "NONE",
                          .financier = "",
                          .funding = "none",
                          .referred_by = "practitioner",
                          .goal = random_word(&o->r, demo_goals),
                          .close_reason = outcome,
                          .destination = "",
                          .referred = referred,
                          .talk = DAY_NONE,
                          .started = DAY_NONE,
                          .ends = DAY_NONE,
                          .closed = referred + 9 + random_below(&o->r, 20),
                          .quiet_after = DAY_NONE,
                          .last_talk = -1,
                          .newest = -1,
                          .last_contact = DAY_NONE,
                          .first_employer = DAY_NONE,
                          .last_employer = DAY_NONE};

    p.until = p.closed;
    p.client = demo_client_make(d, o, referred);
    o->clients.at[p.client].group = group;
    ARENA_PUSH(o->a, &o->paths, p);
    return (int)o->paths.n - 1;
}

/* By chance of its own: nothing else moves. */
void demo_referrals_make(struct demo *d, struct demo_org *o)
{
    struct demo_random kept = o->r;

    o->r.state = d->wish->seed * 104729 + (uint64_t)o->id;
    o->n_seat_paths = (int)o->paths.n;
    for (int s = 0; s < (int)o->staff.n; s++) {
        if (!o->staff.at[s].n_seats)
            continue;
        for (int i = 0; i < REFUSED_EACH; i++)
            ended_path(d, o, s, random_below(&o->r, 2),
                       d->today - 40 - random_below(&o->r, RECENT - 60), ended[5 + i].outcome);
    }
    o->n_refused_paths = (int)o->paths.n;
    for (int s = 0; s < (int)o->staff.n && !d->org; s++) /* the pilot is of the first */
        if (o->staff.at[s].n_seats) {
            for (int i = 0; i < LEFT_OUT; i++)
                ended_path(d, o, s, GROUP_NAH, d->today - 300 + 12 * i, ended[i % 5].outcome);
            break;
        }
    o->r = kept;
}

/* ---- tables ---------------------------------------------------------------------------------- */

static const char *const care_teams[] = {"FACT-team Centrum", "FACT-team Noord",
                                         "FACT-team Zuid",    "Poli stemming en angst",
                                         "Revalidatie NAH",   NULL};
static const char *const referrers[] = {"casemanager", "psychiater", "verpleegkundig specialist",
                                        "maatschappelijk werker", NULL};
static const char *const own_words[] = {
    "Ik wil weer onder de mensen zijn.",
    "Thuis zitten maakt het erger. Ik wil iets doen.",
    "Vroeger werkte ik graag. Ik weet niet of ik het nog kan, maar ik wil het proberen.",
    "Ik wil mijn eigen geld verdienen.",
    "Ik ben goed met mijn handen.",
    NULL};

static struct val moment(int32_t day)
{
    return I(local_to_ms(day, 14 * 60));
}

/* Those that a page of today can show. */
static bool shown(const struct demo *d, const struct demo_path *p)
{
    return p->closed == DAY_NONE || p->referred >= d->today - RECENT - 31;
}

static void put_referrals(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(
        d->db, "referral", "trajectory_id, referrer, care_team, care_team_key, own_words", 5);

    for (size_t i = 0; i < o->paths.n; i++) {
        const struct demo_path *p = &o->paths.at[i];
        bool care = !strcmp(p->referred_by, "practitioner");

        if (!shown(d, p))
            continue;
        const char *team = !care                   ? ""
                           : p->group == GROUP_NAH ? care_teams[4]
                           : p->group == GROUP_CMD ? care_teams[3]
                                                   : care_teams[random_below(&o->r, 3)];
        const char *who = !care ? ""
                                : arena_fmt(o->a, "%s, %s", demo_person_make(&o->r, o->a).name,
                                            random_word(&o->r, referrers));
        db_bulk_row(b, (struct val[]){I(p->id), S(who), S(team), S(fold_text(o->a, team)),
                                      S(random_word(&o->r, own_words))});
    }
    d->done.rows += db_bulk_end(b);
}

static void put_outcome(struct db_bulk *b, struct demo *d, const struct demo_org *o,
                        const struct demo_path *p, int how)
{
    bool accepted = how < 0;

    db_bulk_row(b,
                (struct val[]){
                    I(id_next(&d->ids)), I(p->id), S(accepted ? "accepted" : ended[how].outcome),
                    S(accepted ? "" : ended[how].reason), S(accepted ? "" : ended[how].explanation),
                    S(how == 7 ? "Staat op de lijst; de casemanager belt in januari." : ""),
                    S(demo_day(d, accepted ? p->started : p->closed)), I(o->staff.at[p->staff].id),
                    moment(accepted ? p->started : p->closed)});
}

static void put_outcomes(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(d->db, "referral_outcome",
                                      "id, trajectory_id, outcome, reason, explanation, instead,"
                                      " decided_on, recorded_by, recorded_at",
                                      9);

    for (int i = 0; i < (int)o->paths.n; i++) {
        const struct demo_path *p = &o->paths.at[i];

        if (i >= o->n_refused_paths)
            put_outcome(b, d, o, p, (i - o->n_refused_paths) % 5);
        else if (i >= o->n_seat_paths)
            put_outcome(b, d, o, p, 5 + (i - o->n_seat_paths) % REFUSED_EACH);
        else if (shown(d, p) && p->started != DAY_NONE)
            put_outcome(b, d, o, p, -1);
    }
    d->done.rows += db_bulk_end(b);
    b = db_bulk_begin(d->db, "due", "trajectory_id, rule, ref_id, day, words", 5);
    for (int i = 0; i < o->n_seat_paths; i++) {
        const struct demo_path *p = &o->paths.at[i];

        if (p->closed == DAY_NONE && p->started == DAY_NONE)
            db_bulk_row(b, (struct val[]){I(p->id), S("referral_open"), I(p->id),
                                          S(demo_day(d, p->referred)), S("")});
    }
    d->done.rows += db_bulk_end(b);
}

/* ---- the committee of the NAH pilot ---------------------------------------------------------- */

/* Report 000 section 2.1, each written so that somebody can meet it. */
static const char *const criteria[] = {
    "Hersenletsel dat minstens zes maanden geleden ontstond",
    "Tussen 18 en 62 jaar",
    "Geen werkgever",
    "Gemotiveerd om te gaan werken",
    "Geen licht traumatisch hoofd- of hersenletsel (commotio)",
    "Genoeg Nederlands om vragenlijsten te beantwoorden",
    "Geen psychiatrische behandeling nu",
};
enum { CRITERIA = COUNT(criteria) };

static const char members[] = "Revalidatiearts\nIPS-trajectbegeleider\nTeammanager\nOnderzoeker\n"
                              "Onderzoeker";

struct discussed {
    int path, how; /* how: of `ended`, -1 included */
    int64_t id;
};

/* The last fifteen with NAH of the programme who began; then the ten who did not. */
static int discussed_make(struct demo *d, const struct demo_org *o,
                          struct discussed list[INCLUDED + LEFT_OUT])
{
    int n = 0;

    for (int i = o->n_seat_paths - 1; i >= 0 && n < INCLUDED; i--) {
        const struct demo_path *p = &o->paths.at[i];

        if (p->group == GROUP_NAH && p->started != DAY_NONE && o->staff.at[p->staff].programme == 0)
            list[n++] = (struct discussed){i, -1, id_next(&d->ids)};
    }
    for (int i = o->n_refused_paths; i < (int)o->paths.n; i++)
        list[n++] = (struct discussed){i, (i - o->n_refused_paths) % 5, id_next(&d->ids)};
    return n;
}

static const char *answer_of(const struct discussed *one, int criterion)
{
    if (one->how >= 0 && !strcmp(ended[one->how].reason, "criteria") &&
        criterion == (one->how == 1 ? 6 : 0))
        return "not_met";
    return one->how >= 0 && criterion == 3 ? "unknown" : "met";
}

static void put_committee(struct demo *d, struct demo_org *o)
{
    struct discussed list[INCLUDED + LEFT_OUT];
    int64_t ids[CRITERIA];
    int n = d->org ? 0 : discussed_make(d, o, list);
    struct db_bulk *b =
        db_bulk_begin(d->db, "inclusion_criterion", "id, programme_id, position, words", 4);

    for (int i = 0; i < CRITERIA && n; i++) {
        ids[i] = id_next(&d->ids);
        db_bulk_row(b, (struct val[]){I(ids[i]), I(o->programmes[0]), I(i), S(criteria[i])});
    }
    d->done.rows += db_bulk_end(b);
    b = db_bulk_begin(d->db, "inclusion",
                      "id, trajectory_id, discussed_on, members, decision, reason, recorded_by,"
                      " recorded_at",
                      8);
    for (int i = 0; i < n; i++) {
        const struct demo_path *p = &o->paths.at[list[i].path];
        const char *outcome = list[i].how < 0 ? "" : ended[list[i].how].outcome;
        int32_t day = list[i].how < 0 ? p->referred + 3 : p->closed;

        db_bulk_row(b, (struct val[]){I(list[i].id), I(p->id), S(demo_day(d, day)), S(members),
                                      S(!*outcome                     ? "included"
                                        : !strcmp(outcome, "refused") ? "not_included"
                                                                      : "declined"),
                                      S(*outcome ? ended[list[i].how].explanation : ""),
                                      I(o->staff.at[p->staff].id), moment(day)});
    }
    d->done.rows += db_bulk_end(b);
    b = db_bulk_begin(d->db, "inclusion_answer", "inclusion_id, criterion_id, answer", 3);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < CRITERIA; k++)
            db_bulk_row(b, (struct val[]){I(list[i].id), I(ids[k]), S(answer_of(&list[i], k))});
    d->done.rows += db_bulk_end(b);
}

/* ---- closings -------------------------------------------------------------------------------- */

static const char *const gain_words[] = {"Ik word voor vol aangezien.",
                                         "Ik durf weer te bellen.",
                                         "Ik weet nu wat bij me past.",
                                         "Ik heb weer een reden om op te staan.",
                                         "",
                                         NULL};
static const char *const betters[] = {"Vaker bellen in het begin.", "Het had sneller gekund.", "",
                                      "", NULL};
static const char *const withouts_worked[] = {"no_work", "no_work", "on_own", NULL};
static const char *const withouts_not[] = {"no_insight", "not_feasible", "unknown",
                                           "no_volunteering", NULL};
static const char *const aftercares[] = {"Mag altijd bellen. Wij bellen na drie maanden.",
                                         "Gesprek met de casemanager in het nieuwe jaar.", "",
                                         NULL};

static struct val yes(struct demo_random *r, double p)
{
    return I(random_chance(r, p));
}

/* Nobody could be asked: no contact any more, or died. */
static void put_gone(struct db_bulk *b, struct demo *d, struct demo_org *o,
                     const struct demo_path *p)
{
    db_bulk_row(b, (struct val[]){I(id_next(&d->ids)),
                                  I(p->id),
                                  S(demo_day(d, p->closed)),
                                  S(p->close_reason),
                                  S(p->destination),
                                  S("not_needed"),
                                  S(""),
                                  S(""),
                                  I(0),
                                  I(0),
                                  I(0),
                                  I(0),
                                  I(0),
                                  I(0),
                                  I(0),
                                  S(""),
                                  S("not_reached"),
                                  NIL,
                                  NIL,
                                  S(""),
                                  S(""),
                                  S("unknown"),
                                  I(o->staff.at[p->staff].id),
                                  moment(p->closed)});
}

static void put_asked(struct db_bulk *b, struct demo *d, struct demo_org *o,
                      const struct demo_path *p, bool worked)
{
    struct demo_random *r = &o->r;
    const char *who = arena_fmt(o->a, "%s, casemanager", demo_person_make(r, o->a).name);
    int64_t happy = 6 + random_below(r, 4);

    db_bulk_row(b, (struct val[]){I(id_next(&d->ids)),
                                  I(p->id),
                                  S(demo_day(d, p->closed)),
                                  S(p->close_reason),
                                  S(p->destination),
                                  S(worked ? "specialist" : "practitioner"),
                                  S(worked ? "" : who),
                                  S(random_word(r, aftercares)),
                                  yes(r, 0.4),
                                  yes(r, 0.6),
                                  yes(r, 0.4),
                                  yes(r, 0.3),
                                  yes(r, 0.5),
                                  yes(r, 0.4),
                                  yes(r, 0.35),
                                  S(random_word(r, gain_words)),
                                  S("asked"),
                                  I(happy),
                                  I(happy - (worked ? 0 : 2)),
                                  S(happy > 6 ? "yes" : "depends"),
                                  S(random_word(r, betters)),
                                  S(random_word(r, worked ? withouts_worked : withouts_not)),
                                  I(o->staff.at[p->staff].id),
                                  moment(p->closed)});
}

static void put_closings(struct demo *d, struct demo_org *o)
{
    struct db_bulk *b = db_bulk_begin(
        d->db, "closing",
        "id, trajectory_id, closed_on, close_reason, destination, support, support_who, aftercare,"
        " gain_growth, gain_confidence, gain_distance, gain_network, gain_fit, gain_rhythm,"
        " gain_citizen, gain_words, asked, satisfied_support, satisfied_result, recommend, better,"
        " without_ips, recorded_by, recorded_at",
        24);

    for (int i = 0; i < o->n_seat_paths; i++) {
        const struct demo_path *p = &o->paths.at[i];

        if (p->closed == DAY_NONE || p->closed < d->today - RECENT)
            continue;
        if (!strcmp(p->close_reason, "no_contact") || !strcmp(p->close_reason, "death"))
            put_gone(b, d, o, p);
        else
            put_asked(b, d, o, p, !strcmp(p->close_reason, "goal"));
    }
    d->done.rows += db_bulk_end(b);
}

void demo_referrals_write(struct demo *d, struct demo_org *o)
{
    struct demo_random kept = o->r;

    o->r.state = d->wish->seed * 15485863 + (uint64_t)o->id;
    put_referrals(d, o);
    put_outcomes(d, o);
    put_committee(d, o);
    put_closings(d, o);
    o->r = kept;
}
