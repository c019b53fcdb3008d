/* demo_quality.c: the quality framework of the invented programmes: plan, partners, records; and
 * how the principles succeed. Not: fidelity reviews (demo_review.c). Start at demo_quality_make().
 * Ids are low ones, as those of the reviews. */
#include "core/values.h"
#include "feature/demo/demo_inner.h"

enum { FIRST_ID = 1000, PER_PROGRAMME = 20, PEOPLE_MOST = 40 };

struct place { /* one programme */
    int64_t id, number, leader;
    int64_t worker[PEOPLE_MOST];
    int workers;
    int32_t today;
    int64_t now;
};

static void write_plan(struct db *db, const struct place *p)
{
    static const char *const plan[][5] = {
        {"1", "De inclusiecommissie vraagt bij elke aanmelding hoe lang de zorg nog duurt.",
         "Verslagen van de commissie",
         "Met de huisarts en de wijkverpleging is afgesproken wie het overneemt.", "met"},
        {"2",
         "Elk traject duurt twee jaar; loopt het geld eerder af, dan betaalt de instelling door.",
         "Besluit van de directie", "Voor mensen met NAH staat dit ook in het contract.", "met"},
        {"3", "De directie opent elk jaar de IPS-dag; teamleiders vertellen wat lukte.",
         "Programma van de IPS-dag", "", "met"},
        {"4", "Elke begeleider zit elke week bij het overleg van één of twee behandelteams.",
         "Agenda's en notulen", "", "busy"},
        {"5", "In elk team is iemand het vaste aanspreekpunt voor IPS.",
         "Lijst van aanspreekpunten", "", "met"},
        {"6", "De coördinator kijkt elke maand naar de caseload op de pagina Team.",
         "Overzicht per maand", "", "met"},
        {"7", "Vier keer per jaar overleg met UWV, gemeente en twee grote werkgevers.", "", "",
         "busy"}};

    for (size_t i = 0; i < COUNT(plan); i++) {
        char due[DAY_TEXT];

        db_run(db,
               SQL("insert into framework_plan (programme_id, criterion, how, evidence, nah,"
                   " owner_id, due_on, status, changed_by, changed_at)"
                   " values ($1, $2, $3, $4, $5, $6, $7, $8, $6, $9)"),
               ARGS(I(p->id), S(plan[i][0]), S(plan[i][1]), S(plan[i][2]), S(plan[i][3]),
                    I(p->leader), S(day_iso(p->today + 40 + 15 * (int32_t)i, due)), S(plan[i][4]),
                    I(p->now)));
    }
}

static void write_partners(struct db *db, const struct place *p)
{
    static const char *const partners[][3] = {
        {"Stichting Werk in de Wijk", "subcontractor",
         "Jobcoaching op de werkplek na het eerste jaar"},
        {"Revalidatiecentrum De Haven", "care", "Denkt mee over belastbaarheid"}};

    for (size_t i = 0; i < COUNT(partners); i++) {
        char from[DAY_TEXT];

        db_run(db,
               SQL("insert into coalition_partner (id, programme_id, name, role, task, from_on)"
                   " values ($1, $2, $3, $4, $5, $6)"),
               ARGS(I(FIRST_ID + PER_PROGRAMME * p->number + (int64_t)i), I(p->id),
                    S(partners[i][0]), S(partners[i][1]), S(partners[i][2]),
                    S(day_iso(p->today - 700 + 300 * (int32_t)i, from))));
    }
}

struct fact {
    const char *kind, *note;
    int32_t ago, again; /* days; again 0: no day for a next time */
};

static void write_fact(struct db *db, const struct place *p, int64_t id, int64_t staff_id,
                       struct fact fact)
{
    char on[DAY_TEXT], again[DAY_TEXT];

    db_run(db,
           SQL("insert into framework_record (id, programme_id, kind, staff_id, on_day, again_on,"
               " note, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
           ARGS(I(id), I(p->id), S(fact.kind), ID(staff_id), S(day_iso(p->today - fact.ago, on)),
                val_day(fact.again ? p->today + fact.again : DAY_NONE, again), S(fact.note),
                I(p->leader), I(p->now)));
}

static void write_facts(struct db *db, const struct place *p)
{
    static const struct fact facts[] = {
        {"admission", "Toegelaten door het kenniscentrum", 1100, 0},
        {"baseline", "Nulmeting bij de start", 1000, 0},
        {"steering", "Besproken: wachttijd en caseload", 190, -8},
        {"consult_care", "Met de leiding van drie behandelteams", 60, 122},
        {"consult_uwv", "Met de arbeidsdeskundige en de inkoper", 150, 32},
        {"contract", "Raamovereenkomst met UWV", 500, 230}};
    int64_t id = FIRST_ID * FIRST_ID + p->number * (PEOPLE_MOST + PER_PROGRAMME);

    for (size_t i = 0; i < COUNT(facts); i++)
        write_fact(db, p, id++, 0, facts[i]);
    for (int i = 0; i < p->workers; i++)
        if (i % 5 != 4) /* one in five has the training before him still */
            write_fact(db, p, id++, p->worker[i],
                       (struct fact){"training", "Opleiding IPS-trajectbegeleider",
                                     300 + 40 * (i % 7), 0});
}

static void write_ratings(struct db *db, const struct place *p)
{
    static const struct {
        const char *principle;
        int about;
    } six[] = {{"paid_work", 8}, {"integration", 7}, {"preferences", 9},
               {"income", 7},    {"rapid", 7},       {"development", 5}};

    for (int before = 0; before < 2; before++) {
        struct ymd d = day_ymd(before ? day_add_months(p->today, -6) : p->today);
        char half[8];

        snprintf(half, sizeof(half), "%04dH%d", d.year % 10000, d.month > 6 ? 2 : 1);
        for (int i = 0; i < p->workers; i++)
            for (size_t k = 0; k < COUNT(six); k++)
                db_run(db,
                       SQL("insert into principle_rating (programme_id, staff_id, half, principle,"
                           " score, rated_at) values ($1, $2, $3, $4, $5, $6)"),
                       ARGS(I(p->id), I(p->worker[i]), S(half), S(six[k].principle),
                            I(MAX(1, MIN(10, six[k].about - before + (i + (int)k) % 3 - 1))),
                            I(p->now)));
    }
}

static void make_one(struct db *db, struct place p)
{
    struct db_rows q =
        db_query(db,
                 SQL("select distinct staff_id from staff_role where programme_id = $1"
                     " and role = 'specialist' order by staff_id limit 40"),
                 ARGS(I(p.id)));

    while (db_next(&q))
        p.worker[p.workers++] = db_int(&q, 0);
    p.leader = db_one_int(db,
                          SQL("select min(staff_id) from staff_role where programme_id = $1"
                              " and role = 'supervisor'"),
                          ARGS(I(p.id)), 0);
    if (!p.leader)
        return;
    write_plan(db, &p);
    write_partners(db, &p);
    write_facts(db, &p);
    write_ratings(db, &p);
}

void demo_quality_make(struct db *db, int32_t today)
{
    enum { PROGRAMMES = 200 };
    int64_t id[PROGRAMMES], n = 0;

    db_begin_write(db);
    struct db_rows q = db_query(db, SQL("select id from programme order by id limit 200"), NO_ARGS);
    while (db_next(&q))
        id[n++] = db_int(&q, 0);
    for (int64_t i = 0; i < n; i++)
        make_one(db, (struct place){.id = id[i],
                                    .number = i + 1,
                                    .today = today,
                                    .now = local_to_ms(today, 9 * 60)});
    db_commit(db);
}
