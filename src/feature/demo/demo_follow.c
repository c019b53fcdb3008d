/* demo_follow.c: what happens around work that runs now: contracts that changed, work agreements,
 * signals, changes that are coming, and whether too much is asked.
 * Not: the jobs themselves (demo_job.c). Start at demo_follow_write(). */
#include "feature/demo/demo_inner.h"

enum { TERMS, SHEET, LINE, OWN, SIGNAL, CHANGE, BALANCE, DUE, RHYTHM };

static struct val on(const struct demo_making *m, int32_t day)
{
    return S(demo_day(m->d, day));
}

static struct val at(int32_t day)
{
    return I(local_to_ms(day, 15 * 60));
}

static struct val number(int64_t n)
{
    return n == INT64_MIN ? NIL : I(n);
}

/* Extended after three months with the hours of now. */
static void terms(struct demo_making *m, const struct demo_job *j)
{
    int32_t from = day_add_months(j->from, 3);

    if (j->unpaid || from > m->d->today - 7 || j->hours < 800)
        return;
    demo_put(m, TERMS,
             (struct demo_row){{I(id_next(&m->d->ids)), I(j->id), on(m, j->from), I(j->hours - 400),
                                number(j->wage), I(0), on(m, from - 1), S(""), I(m->staff_id),
                                at(j->from)}});
    demo_put(m, TERMS,
             (struct demo_row){{I(id_next(&m->d->ids)), I(j->id), on(m, from), I(j->hours),
                                number(j->wage), I(j->permanent), on(m, j->ends),
                                S("verlengd, vier uur erbij"), I(m->staff_id), at(from)}});
}

static void line(struct demo_making *m, int64_t sheet, const char *part, int64_t place,
                 const char *words, const char *then, bool yes)
{
    demo_put(m, LINE,
             (struct demo_row){{I(id_next(&m->d->ids)), I(sheet), S(part), I(place), S(words),
                                S(then), S(yes ? "yes" : ""), yes ? on(m, m->d->today - 5) : NIL,
                                yes ? I(m->staff_id) : NIL}});
}

static void agreement(struct demo_making *m, const struct demo_job *j)
{
    static const char *const tasks[] = {"Bestellingen klaarzetten", "De werkplek schoonhouden",
                                        "Voorraad bijvullen", "Post sorteren", NULL};
    static const char *const needs[] = {"Elk uur vijf minuten pauze op een rustige plek",
                                        "De taken van de dag op papier",
                                        "Eén persoon die de opdrachten geeft", NULL};
    int64_t sheet = id_next(&m->d->ids);

    demo_put(m, SHEET,
             (struct demo_row){
                 {I(sheet), I(j->id), I(m->staff_id), at(m->d->today - 6), at(m->d->today - 6)}});
    line(m, sheet, "task", 0, random_word(&m->r, tasks), "", true);
    line(m, sheet, "task", 1, "Meehelpen bij drukte, met een collega erbij", "", true);
    line(m, sheet, "adjustment", 2, random_word(&m->r, needs), "", true);
    line(m, sheet, "notice", 3, "Stiller dan anders", "Even apart vragen hoe het gaat", true);
    line(m, sheet, "notice", 4, "Twee keer te laat in een week", "De begeleider bellen",
         random_chance(&m->r, 0.5));
    if (*j->mentor)
        line(m, sheet, "mentor", 5, j->mentor, "", true);
    line(m, sheet, "coach", 6,
         arena_fmt(m->o->a, "%s, 06 12345678", m->o->staff.at[m->p->staff].name), "",
         random_chance(&m->r, 0.7));
}

static void signal(struct demo_making *m, bool open)
{
    static const char *const signs[] = {"fatigue",  "absence fatigue", "stimuli",
                                        "mistakes", "withdrawal",      NULL};
    static const char *const said[] = {"Vaker moe", "Vaker kort ziek en moe",
                                       "Snel last van drukte", "Meer fouten dan anders",
                                       "Eet niet meer mee in de kantine"};
    static const char *const who[] = {"client", "employer", "specialist", "relative", NULL};
    int which = random_below(&m->r, 5);
    int32_t day = m->d->today - (open ? 1 + random_below(&m->r, 3) : 30 + random_below(&m->r, 60));
    int64_t id = id_next(&m->d->ids);

    demo_put(m, SIGNAL,
             (struct demo_row){
                 {I(id), I(m->p->id), on(m, day), S(signs[which]), S(said[which]),
                  S(random_word(&m->r, who)), I(m->staff_id), at(day),
                  S(open ? "" : "Samen gesproken, pauzes aangepast, over twee weken weer."),
                  open ? NIL : on(m, day + 2), open ? NIL : I(m->staff_id)}});
    if (open)
        demo_put(m, DUE,
                 (struct demo_row){{I(m->p->id), S("signal"), I(id), on(m, day), S(said[which])}});
}

static void change(struct demo_making *m)
{
    static const char *const what[] = {"nieuwe leidinggevende", "ander kassasysteem", "verhuizing",
                                       "andere werktijden", NULL};
    const char *words = random_word(&m->r, what);
    int32_t day = m->d->today + 3 + random_below(&m->r, 20);
    int64_t id = id_next(&m->d->ids);

    demo_put(m, CHANGE,
             (struct demo_row){
                 {I(id), I(m->p->id), S(words), on(m, day), I(m->staff_id), at(m->d->today - 2)}});
    demo_put(m, DUE,
             (struct demo_row){{I(m->p->id), S("change_before"), I(id), on(m, day), S(words)}});
    demo_put(m, DUE,
             (struct demo_row){{I(m->p->id), S("change_after"), I(id), on(m, day), S(words)}});
}

static void balance(struct demo_making *m, const struct demo_job *j)
{
    for (int32_t day = MAX(j->from + 7, m->d->today - 150); day < m->d->today; day += 30)
        demo_put(
            m, BALANCE,
            (struct demo_row){{I(id_next(&m->d->ids)), I(m->p->id), on(m, day),
                               I(random_below(&m->r, 4) - 1), S(""),
                               S(random_chance(&m->r, 0.7) ? "client" : "employer"), at(day)}});
}

static void work(struct demo_making *m, const struct demo_job *j)
{
    static const char *const own[] = {"Ik praat dan niet meer", "Ik vergeet te eten",
                                      "Ik ga overal over twijfelen", "Ik slaap slecht", NULL};
    static const char *const helps[] = {"Even naar buiten", "Een dag rust", "Samen de week plannen",
                                        NULL};

    terms(m, j);
    if (j->firm >= 0 && random_chance(&m->r, 0.5))
        agreement(m, j);
    if (random_chance(&m->r, 0.4))
        demo_put(m, OWN,
                 (struct demo_row){{I(id_next(&m->d->ids)), I(m->p->id), S(random_word(&m->r, own)),
                                    S(random_word(&m->r, helps)), at(j->from)}});
    if (random_chance(&m->r, 0.35))
        signal(m, false);
    if (random_chance(&m->r, 0.12))
        signal(m, true);
    if (random_chance(&m->r, 0.15))
        change(m);
    if (m->p->group == GROUP_LVB || random_chance(&m->r, 0.1))
        demo_put(m, RHYTHM,
                 (struct demo_row){{I(id_next(&m->d->ids)), I(m->p->id), I(14),
                                    S("Om de week bellen, op dinsdag na het werk."),
                                    on(m, MAX(j->from, m->d->today - 60)), I(m->staff_id),
                                    at(MAX(j->from, m->d->today - 60))}});
    if (m->p->group == GROUP_NAH || random_chance(&m->r, 0.15))
        balance(m, j);
}

int64_t demo_follow_write(struct demo *d, struct demo_org *o)
{
    struct demo_making m = {
        .d = d,
        .o = o,
        .r = {d->wish->seed * 15485863 + (uint64_t)o->id}, /* of its own: nothing moves */
        .table = {
            [TERMS] = {"placement_terms",
                       "id, placement_id, from_on, hours_week, wage_month, permanent, ends_on, why,"
                       " recorded_by, recorded_at",
                       10},
            [SHEET] = {"agreement", "id, placement_id, made_by, made_at, changed_at", 5},
            [LINE] = {"agreement_line",
                      "id, agreement_id, part, place, words, then_words, answer, answered_on,"
                      " together_by",
                      9},
            [OWN] = {"follow_own", "id, trajectory_id, words, helps, recorded_at", 5},
            [SIGNAL] = {"follow_signal",
                        "id, trajectory_id, noticed_on, signs, words, reporter, recorded_by,"
                        " recorded_at, done_words, done_on, done_by",
                        11},
            [CHANGE] = {"follow_change",
                        "id, trajectory_id, what, on_day, recorded_by, recorded_at", 6},
            [BALANCE] = {"follow_balance",
                         "id, trajectory_id, day, score, words, reporter, recorded_at", 7},
            [RHYTHM] = {"follow_rhythm",
                        "id, trajectory_id, days, words, from_on, recorded_by, recorded_at", 7},
            [DUE] = {"due", "trajectory_id, rule, ref_id, day, words", 5}}};

    for (size_t i = 0; i < o->paths.n; i++) {
        m.p = &o->paths.at[i];
        const struct demo_job *j = m.p->closed == DAY_NONE ? demo_job_on(o, m.p, d->today) : NULL;
        if (!j)
            continue;
        m.staff_id = o->staff.at[m.p->staff].id;
        work(&m, j);
    }
    return demo_tables_write(&m);
}
