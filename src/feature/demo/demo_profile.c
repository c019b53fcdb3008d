/* demo_profile.c: profiles, worksheets about openness and advice about income of the clients of
 * now. Not: their jobs (demo_job.c) or consents (demo_consent.c). Start at demo_profiles_write().
 */
#include "feature/demo/demo_inner.h"
#include "feature/income/income.h"
#include "html/form.h"

enum { LONGEST_AGO = 400 };

static const char *const hours[] = {"16 uur, verdeeld over vier ochtenden. Later misschien 24.",
                                    "Beginnen met 12 uur en dan rustig opbouwen.",
                                    "20 tot 24 uur, liefst drie vaste dagen.",
                                    "Zo veel als mijn uitkering toelaat, ongeveer 18 uur.",
                                    "32 uur, zoals ik gewend was.",
                                    "Eerst acht uur kijken hoe het gaat.",
                                    NULL};
static const char *const day_lists[] = {"mon tue thu", "mon tue wed thu fri", "tue wed thu",
                                        "mon wed fri", "thu fri sat",         NULL};
static const char *const day_parts[] = {"morning", "morning afternoon", "afternoon", "evening",
                                        NULL};
static const char *const travels[] = {
    "Op de fiets, hooguit twintig minuten.",
    "Met de bus, maximaal drie kwartier en liever niet overstappen.",
    "Ik heb een auto. Een half uur is prima.", "Lopend of met de fiets, in mijn eigen dorp.", NULL};
static const char *const surroundings[] = {"Een rustige plek met een paar vaste collega's.",
                                           "Buiten, met mijn handen bezig. Niet stilzitten.",
                                           "Een klein team waar het duidelijk is wie wat doet.",
                                           "Afwisseling, en af en toe met klanten praten.",
                                           "Liever achter de schermen dan aan de balie.",
                                           NULL};
static const char *const skills[] = {"Netjes en precies werken\nOp tijd komen\nRekenen",
                                     "Goed met mensen praten\nRustig blijven als het druk is",
                                     "Fietsen en kleine machines repareren\nDoorwerken",
                                     "Koken voor een groep\nPlannen\nSchoonmaken",
                                     "Computers aansluiten\nUitzoeken hoe iets werkt",
                                     "Met dieren omgaan\nZwaar werk\nVroeg opstaan",
                                     NULL};
static const char *const abouts[] = {
    "Ik ben een harde werker die graag iets leert. Op mij kunt u rekenen.",
    "Ik werk het liefst in een vast team en ik houd van orde.",
    "Ik ben praktisch ingesteld en zie snel wat er moet gebeuren.",
    "Na een tijd thuis heb ik veel zin om weer mee te doen.", NULL};
static const char *const languages[] = {"Nederlands", "Nederlands en Engels",
                                        "Nederlands, Engels en een beetje Duits",
                                        "Nederlands en Turks", NULL};
static const char *const licences[] = {"rijbewijs B", "heftruckcertificaat", "rijbewijs AM",
                                       "VCA basis", NULL};
static const char *const helps[] = {"Een vaste plek, en één ding tegelijk.",
                                    "Weten wat er vandaag moet gebeuren, het liefst op papier.",
                                    "Na anderhalf uur even naar buiten.",
                                    "Een collega aan wie ik alles mag vragen.",
                                    "Dat iemand zegt wat goed ging.",
                                    NULL};
static const char *const hinders[] = {
    "Als de planning steeds verandert.", "Drukte om mij heen, dan raak ik het overzicht kwijt.",
    "Vroeg beginnen na een slechte nacht.", "Bellen met mensen die ik niet ken.", NULL};
static const char *const supports[] = {"Elke week even bellen, ook als het goed gaat.",
                                       "Zeg het eerlijk als u twijfelt.", "Ga de eerste dag mee.",
                                       NULL};
static const char *const capacities[] = {
    "Drie uur gaat goed, dan heb ik een half uur rust nodig. De dag erna doe ik thuis weinig.",
    "Thuis merk ik het niet, op het werk na twee uur. Een volle week lukt nog niet.", NULL};
static const char *const network[] = {"Mijn zus doet de post en helpt met de app.",
                                      "Mijn woonbegeleider, elke dinsdag.",
                                      "Mijn vriendin. Zij maakt mij op tijd wakker.", NULL};
static const char *const trouble[] = {"Een vriend die 's avonds lang blijft hangen.",
                                      "Mijn oom zegt dat werk niets voor mij is.", NULL};
static const char *const explains[] = {"Voordoen, en mij het laten nadoen.",
                                       "Korte zinnen. Vraag of ik het nog een keer kan zeggen.",
                                       "Schrijf het op met plaatjes.", NULL};
static const char *const reaches[] = {"Appen. Niet voor tien uur.",
                                      "Bellen, en anders mijn woonbegeleider bellen.", NULL};
static const char *const wishes[] = {"Een heftruckcertificaat.", "Beter Nederlands schrijven.",
                                     "Mbo niveau 2, als het met werk samengaat.", NULL};

static const char *const tells[] = {
    "Dat ik soms even een pauze nodig heb, en dat het dan weer gaat.",
    "Dat ik een tijd ziek ben geweest en nu weer kan werken.", "Alleen dat ik begeleiding krijg.",
    NULL};
static const char *const keeps[] = {"Mijn medicijnen, en wat er thuis is gebeurd.",
                                    "De naam van wat ik heb.", NULL};
static const char *const good[] = {"Ik hoef niets te verbergen, dat scheelt energie.",
                                   "Mijn chef snapt waarom ik een rustige plek vraag.", NULL};
static const char *const bad[] = {"Dat ze anders naar mij gaan kijken.",
                                  "Dat ik geen contract krijg.", NULL};
static const char *const earlier[] = {"Bij mijn vorige baan vertelde ik alles op de eerste dag. "
                                      "Dat doe ik niet meer.",
                                      "Mijn collega's reageerden toen goed.", NULL};
static const char *const says[] = {"\"Ik werk het best op een vaste plek. Mag dat?\"",
                                   "\"Als ik stil word, heb ik vijf minuten nodig.\"", NULL};

static const char *const summaries[] = {
    "Mijn loon gaat van mijn uitkering af, maar ik houd elke maand iets over.",
    "De eerste maand krijg ik mijn uitkering nog. Dat geld moet later terug, dus ik zet het apart.",
    "Ik moet elke maand mijn loonstrook sturen, voor de tiende.",
    "Meer uren werken is niet minder geld. Dat dacht ik eerst wel.", NULL};
static const char *const open_questions[] = {"Wat gebeurt er met de zorgtoeslag?",
                                             "Vervalt de kwijtschelding van de gemeente?", NULL};

enum {
    PROFILE,
    ANSWER,
    HISTORY,
    STUDY,
    SHEET,
    SHEET_ANSWER,
    MOMENT,
    ADVICE,
    DUE,
    CARD,
    CARD_ANSWER
};

static int64_t client_id(const struct demo_making *m)
{
    return m->o->clients.at[m->p->client].id;
}

static const char *day(const struct demo_making *m, int32_t on)
{
    return demo_day(m->d, on);
}

static int64_t at(int32_t on)
{
    return local_to_ms(on, 14 * 60);
}

/* ---- the profile ----------------------------------------------------------------------------- */

static int64_t revision(struct demo_making *m, int64_t number, int32_t on)
{
    int64_t id = id_next(&m->d->ids);

    demo_put(m, PROFILE,
             (struct demo_row){
                 {I(id), I(client_id(m)), I(number), S(day(m, on)), I(m->staff_id), I(at(on))}});
    return id;
}

static void answer(struct demo_making *m, int64_t profile_id, int64_t seen, const char *question,
                   const char *body)
{
    demo_put(m, ANSWER,
             (struct demo_row){{I(id_next(&m->d->ids)), I(profile_id), I(client_id(m)), S(question),
                                I(seen), S(body)}});
}

static void of_list(struct demo_making *m, int64_t id, const char *question,
                    const char *const *list)
{
    answer(m, id, 0, question, random_word(&m->r, list));
}

static void of_group(struct demo_making *m, int64_t id)
{
    if (m->p->group == GROUP_NAH) {
        of_list(m, id, "capacity", capacities);
        answer(m, id, 0, "stimuli", random_chance(&m->r, 0.5) ? "auditory" : "auditory visual");
        answer(m, id, 0, "injury_cause", random_chance(&m->r, 0.5) ? "accident" : "infarct");
        answer(m, id, 0, "injury_on", day(m, m->p->talk - 30));
        answer(m, id, 0, "cognitive",
               random_chance(&m->r, 0.5) ? "attention load stimuli" : "memory load speed");
        answer(m, id, 0, "mood", random_chance(&m->r, 0.5) ? "initiative" : "moods fear");
        answer(m, id, 0, "physical", "fatigue");
        answer(m, id, 0, "injury_insight", random_chance(&m->r, 0.6) ? "good" : "partly");
    }
    if (m->p->group == GROUP_LVB) {
        of_list(m, id, "network_helps", network);
        if (random_chance(&m->r, 0.5))
            of_list(m, id, "network_hinders", trouble);
        of_list(m, id, "explain", explains);
        of_list(m, id, "reach", reaches);
    }
}

static void profile(struct demo_making *m)
{
    int32_t on = demo_workday(m->d, m->o, m->p->staff, m->p->talk + random_below(&m->r, 20));
    int64_t id;

    if (on > m->d->today)
        return;
    id = revision(m, 1, on);
    answer(m, id, 0, "work_type", m->p->goal);
    of_list(m, id, "hours", hours);
    of_list(m, id, "days", day_lists);
    of_list(m, id, "day_parts", day_parts);
    of_list(m, id, "travel", travels);
    of_list(m, id, "surroundings", surroundings);
    of_list(m, id, "skills", skills);
    of_list(m, id, "languages", languages);
    of_list(m, id, "about", abouts);
    if (random_chance(&m->r, 0.5))
        of_list(m, id, "licences", licences);
    if (random_chance(&m->r, 0.4))
        of_list(m, id, "learn", wishes);
    of_list(m, id, "helps", helps);
    of_list(m, id, "hinders", hinders);
    of_list(m, id, "support", supports);
    of_group(m, id);
}

static void history(struct demo_making *m)
{
    int n = random_below(&m->r, 3);
    int64_t year = day_ymd(m->p->referred).year - 1;

    for (int i = 0; i < n; i++) {
        const struct demo_firm *firm = &m->o->firms.at[random_below(&m->r, (int)m->o->firms.n)];
        int64_t years = 1 + random_below(&m->r, 5);

        demo_put(m, HISTORY,
                 (struct demo_row){{I(id_next(&m->d->ids)), I(client_id(m)),
                                    S(random_word(&m->r, firm->trade->jobs)), S(firm->name),
                                    I(year - years), I(year), I(at(m->p->talk))}});
        year -= years + 1;
    }
    if (random_chance(&m->r, 0.2))
        demo_put(m, STUDY,
                 (struct demo_row){
                     {I(id_next(&m->d->ids)), I(client_id(m)), S("Noorderpoort"),
                      S(random_chance(&m->r, 0.5) ? "Mbo 2 logistiek" : "Mbo 2 zorg en welzijn"),
                      S("Naast werk mijn diploma halen."), S(day(m, m->d->today - 80)), NIL, S(""),
                      I(800), I(at(m->d->today - 80))}});
    else if (random_chance(&m->r, 0.5))
        demo_put(m, STUDY,
                 (struct demo_row){{I(id_next(&m->d->ids)), I(client_id(m)), S(""), S("Vmbo"),
                                    S(""), NIL, NIL, S("diploma"), NIL, I(at(m->p->talk))}});
}

/* ---- openness -------------------------------------------------------------------------------- */

static void worksheet(struct demo_making *m)
{
    static const char *const decisions[] = {"none", "partly", "partly", "full", "later", NULL};
    const struct demo_job *job = demo_job_on(m->o, m->p, m->d->today);
    const char *decision =
        job && *job->disclosure ? job->disclosure : random_word(&m->r, decisions);
    int32_t on = demo_workday(m->d, m->o, m->p->staff, m->p->talk + 20 + random_below(&m->r, 60));
    int32_t ahead = m->d->today + random_below(&m->r, 90) - 4, review = MAX(ahead, on + 14);
    int64_t id = id_next(&m->d->ids);
    const char *bodies[][2] = {
        {"what", random_word(&m->r, tells)},      {"keep", random_word(&m->r, keeps)},
        {"pros", random_word(&m->r, good)},       {"cons", random_word(&m->r, bad)},
        {"earlier", random_word(&m->r, earlier)}, {"words", random_word(&m->r, says)}};

    if (on > m->d->today)
        return;
    demo_put(m, SHEET,
             (struct demo_row){{I(id), I(client_id(m)), I(m->p->id), ID(job ? job->id : 0),
                                S(demo_groups[m->p->group]), S(day(m, on)), S(decision),
                                S(day(m, review)), I(m->staff_id), I(at(on))}});
    for (size_t i = 0; i < COUNT(bodies); i++)
        demo_put(m, SHEET_ANSWER, (struct demo_row){{I(id), S(bodies[i][0]), S(bodies[i][1])}});
    demo_put(m, DUE,
             (struct demo_row){
                 {I(m->p->id), S("worksheet_review"), I(client_id(m)), S(day(m, review)), S("")}});
}

/* ---- income ---------------------------------------------------------------------------------- */

static void advice(struct demo_making *m, const struct demo_job *job, int32_t on)
{
    static const char *const kinds[] = {"uwv", "municipality", "counsel", "specialist", NULL};

    demo_put(m, ADVICE,
             (struct demo_row){
                 {I(id_next(&m->d->ids)), I(client_id(m)), I(m->p->id), I(job->id), S(day(m, on)),
                  S(random_word(&m->r, kinds)), S(random_word(&m->r, summaries)),
                  S(random_chance(&m->r, 0.3) ? random_word(&m->r, open_questions) : ""),
                  I(m->staff_id), I(at(on))}});
}

/* Half known: that is how it goes. */
static void card(struct demo_making *m, const struct demo_job *job)
{
    int64_t id = id_next(&m->d->ids);
    const char *bodies[][2] = {
        {"pay_when", "Rond de 25e van de maand."},
        {"benefit_first", "Ja. De uitkering van de eerste maand moet later terug."},
        {"tell", "Elke maand de loonstrook, voor de tiende."},
        {"set_aside", "De hele uitkering van de eerste maand, tot de brief komt."},
        {"call_help", "Mijn begeleider."}};

    demo_put(
        m, CARD,
        (struct demo_row){{I(id), I(client_id(m)), I(job->id), I(m->staff_id), I(at(job->from))}});
    for (size_t i = 0; i < COUNT(bodies); i++)
        demo_put(m, CARD_ANSWER, (struct demo_row){{I(id), S(bodies[i][0]), S(bodies[i][1])}});
}

static const char *firm_of(const struct demo_making *m, const struct demo_job *job)
{
    return job->firm >= 0 ? m->o->firms.at[job->firm].name : job->title;
}

static void income(struct demo_making *m)
{
    for (int i = 0; i < m->p->n_jobs; i++) {
        const struct demo_job *job = &m->o->jobs.at[m->p->first_job + i];
        int32_t ended = job->ended;

        if (ended != DAY_NONE && ended <= m->d->today && ended > m->d->today - 20)
            demo_put(m, DUE,
                     (struct demo_row){{I(m->p->id), S("profile_job"), I(job->id), S(day(m, ended)),
                                        S(firm_of(m, job))}});
        if (job->unpaid || job->from < m->d->today - LONGEST_AGO ||
            (ended != DAY_NONE && ended <= m->d->today))
            continue;
        demo_put(m, MOMENT,
                 (struct demo_row){{I(job->id), I(1), S(day(m, job->from)),
                                    job->hours == NUMBER_NONE ? NIL : I(job->hours),
                                    job->wage == NUMBER_NONE ? NIL : I(job->wage)}});
        if (random_chance(&m->r, 0.6))
            card(m, job);
        if (job->from < m->d->today - ADVICE_DAYS || random_chance(&m->r, 0.8))
            advice(m, job, MIN(m->d->today, job->from - random_below(&m->r, 20)));
        else
            demo_put(m, DUE,
                     (struct demo_row){{I(m->p->id), S("income_start"), I(job->id),
                                        S(day(m, job->from)), S(firm_of(m, job))}});
    }
}

/* ---- all ------------------------------------------------------------------------------------- */

int64_t demo_profiles_write(struct demo *d, struct demo_org *o)
{
    struct demo_making m = {
        .d = d,
        .o = o,
        .r = {d->wish->seed * 104729 + (uint64_t)o->id}, /* of its own: nothing moves */
        .table = {
            [PROFILE] = {"profile",
                         "id, client_id, revision, recorded_on, recorded_by, recorded_at", 6},
            [ANSWER] = {"profile_answer", "id, profile_id, client_id, question, seen, body", 6},
            [HISTORY] = {"work_history",
                         "id, client_id, job_title, employer, from_year, to_year, created_at", 7},
            [STUDY] = {"enrolment",
                       "id, client_id, school, course, goal, started_on, ended_on, result,"
                       " hours_week, created_at",
                       10},
            [SHEET] = {"worksheet",
                       "id, client_id, trajectory_id, placement_id, target_group, talked_on,"
                       " decision, review_on, recorded_by, recorded_at",
                       10},
            [SHEET_ANSWER] = {"worksheet_answer", "worksheet_id, question, body", 3},
            [MOMENT] = {"income_moment", "placement_id, number, from_on, hours_week, wage_month",
                        5},
            [ADVICE] = {"income_advice",
                        "id, client_id, trajectory_id, placement_id, advised_on, adviser_kind,"
                        " summary, open_questions, recorded_by, recorded_at",
                        10},
            [DUE] = {"due", "trajectory_id, rule, ref_id, day, words", 5},
            [CARD] = {"income_card", "id, client_id, placement_id, recorded_by, recorded_at", 5},
            [CARD_ANSWER] = {"income_card_answer", "card_id, question, body", 3}}};

    for (size_t i = 0; i < o->paths.n; i++) {
        m.p = &o->paths.at[i];
        if (m.p->closed != DAY_NONE || m.p->talk == DAY_NONE || m.p->talk > d->today)
            continue;
        m.staff_id = o->staff.at[m.p->staff].id;
        if (random_chance(&m.r, 0.9)) {
            profile(&m);
            history(&m);
        }
        if (random_chance(&m.r, 0.6))
            worksheet(&m);
        income(&m);
    }
    return demo_tables_write(&m);
}
