/* demo_review.c: fidelity reviews of the invented programmes: an older one from elsewhere, a
 * finished one by two reviewers, and one that is being prepared; and an action plan. Not: the live
 * estimate, which follows from the invented contacts. Start at demo_reviews_make(). */
#include "core/values.h"
#include "feature/demo/demo_inner.h"
#include "feature/fidelity/fidelity.h"

enum { OLDER = 0, NEWER = 1, RUNNING = 2, FIRST_ID = 1000, OLDER_MONTHS = 34, NEWER_MONTHS = 10 };

/* What most programmes get, item by item; the older review has less. */
static const int usual[FIDELITY_ITEMS] = {4, 5, 5, 4, 4, 4, 4, 3, 5, 4, 4, 5, 5,
                                          4, 4, 5, 4, 4, 5, 5, 3, 5, 2, 4, 4, 4};

static int score_of(int64_t programme, int item, int back)
{
    int chance = (int)((programme * 7 + item * 13 + back * 5) % 6);
    int score = usual[item] - (back && item % 3 == 1) + (chance == 5) - (chance == 0);

    return MIN(MAX(score, 1), FIDELITY_SCORES);
}

struct programme {
    int64_t id, number;
    int64_t reviewer[2], leader, worker;
};

static int64_t staff_with(struct db *db, int64_t programme_id, const char *role, int64_t after)
{
    return db_one_int(db,
                      SQL("select min(staff_id) from staff_role where programme_id = $1"
                          " and role = $2 and staff_id > $3"),
                      ARGS(I(programme_id), S(role), I(after)), 0);
}

static void write_review(struct db *db, const struct programme *p, int which, int32_t visit_on,
                         int64_t now)
{
    char day[DAY_TEXT];
    bool final = which != RUNNING;

    db_run(db,
           SQL("insert into fidelity_review (id, programme_id, scale, bands, reason, mode, origin,"
               " visit_on, state, reviewers, created_by, created_at, final_at)"
               " values ($1, $2, 'nl26_2022', 'N1', $3, 'visit', $4, $5, $6, $7, $8, $9, $10)"),
           ARGS(I(FIRST_ID + 10 * p->number + which), I(p->id),
                S(which == OLDER ? "first" : "regular"), S(which == OLDER ? "external" : "spil"),
                S(day_iso(visit_on, day)), S(final ? "final" : "planned"),
                S(which == OLDER ? "Phrenos" : ""), I(p->leader), I(now), final ? I(now) : NIL));
}

static void write_scores(struct db *db, const struct fidelity_scale *scale,
                         const struct programme *p, int which)
{
    int64_t review = FIRST_ID + 10 * p->number + which;

    for (int i = 0; i < scale->items; i++) {
        int score = score_of(p->number, i, which == OLDER);

        db_run(db,
               SQL("insert into fidelity_score (review_id, item, status, score, reason)"
                   " values ($1, $2, 'scored', $3, $4)"),
               ARGS(I(review), S(scale->item[i].id), I(score),
                    S(which == NEWER && i % 5 == 2 ? "Na overleg: zo stond het in de dossiers."
                                                   : "")));
        for (int k = 0; which == NEWER && k < 2; k++)
            db_run(db,
                   SQL("insert into fidelity_sheet (review_id, staff_id, item, status, score)"
                       " values ($1, $2, $3, 'scored', $4)"),
                   ARGS(I(review), I(p->reviewer[k]), S(scale->item[i].id),
                        I(k && i % 5 == 2 ? MAX(score - 1, 1) : score)));
    }
}

static void write_reviewers(struct db *db, const struct programme *p, int which, int64_t now)
{
    for (int k = 0; k < 2; k++)
        db_run(db,
               SQL("insert into fidelity_reviewer (review_id, staff_id, sealed_at, signed_at)"
                   " values ($1, $2, $3, $4)"),
               ARGS(I(FIRST_ID + 10 * p->number + which), I(p->reviewer[k]),
                    which == NEWER ? I(now) : NIL, which == NEWER ? I(now) : NIL));
}

static void write_agenda(struct db *db, const struct programme *p)
{
    static const char *const parts[][4] = {
        {"09:00", "team_meeting", "Overleg met behandelteam Noord", "O1 O2"},
        {"10:30", "interview", "Drie deelnemers", "G2 G4 G5"},
        {"11:30", "interview", "Begeleiders", "B3 O4 G6"},
        {"13:00", "documents", "Overzicht van werkgeverscontacten", "G6 G7"},
        {"14:30", "interview", "Coördinator en leiding", "O5 O8"}};

    for (size_t i = 0; i < COUNT(parts); i++)
        db_run(db,
               SQL("insert into fidelity_agenda (id, review_id, begins, kind, what, items)"
                   " values ($1, $2, $3, $4, $5, $6)"),
               ARGS(I(FIRST_ID + 10 * p->number + (int64_t)i),
                    I(FIRST_ID + 10 * p->number + RUNNING), S(parts[i][0]), S(parts[i][1]),
                    S(parts[i][2]), S(parts[i][3])));
}

static void write_actions(struct db *db, const struct programme *p, int32_t today)
{
    static const char *const goals[][2] = {
        {"G12", "Bij elke intake vragen wie uit het netwerk mag meedenken"},
        {"G10", "Met werkgevers praten over vaste contracten, ook na een proefplaatsing"}};

    for (size_t i = 0; i < COUNT(goals); i++) {
        char due[DAY_TEXT];

        db_run(db,
               SQL("insert into fidelity_action (id, programme_id, review_id, item, goal, owner_id,"
                   " due_on, progress) values ($1, $2, $3, $4, $5, $6, $7, $8)"),
               ARGS(I(FIRST_ID + 10 * p->number + (int64_t)i), I(p->id),
                    I(FIRST_ID + 10 * p->number + NEWER), S(goals[i][0]), S(goals[i][1]),
                    I(i ? p->worker : p->leader), S(day_iso(today + 60 - 90 * (int32_t)i, due)),
                    S(i ? "Besproken in de caseloadbespreking" : "")));
    }
}

/* The demo has one reviewer; a review takes two. The second has the passphrase of the first. */
static int64_t second_reviewer(struct db *db, const struct programme *p,
                               const unsigned char *installation, int64_t now)
{
    unsigned char sealed[FACTOR_SEALED];
    int64_t id = db_one_int(db, SQL("select max(id) + 1 from staff"), NO_ARGS, 0);
    char login[32];

    snprintf(login, sizeof(login), "reviewer2-%d", (int)p->number);
    db_run(db,
           SQL("insert into staff (id, organisation_id, login, name, sort_key, password_hash)"
               " select $1, organisation_id, $2, 'Tessa Toets', 'toets tessa', password_hash"
               " from staff where id = $3"),
           ARGS(I(id), S(login), I(p->reviewer[0])));
    db_run(db,
           SQL("insert into staff_role (id, staff_id, role, programme_id, from_on)"
               " select max(id) + 1, cast($1 as bigint), 'reviewer', cast($2 as bigint),"
               " '2020-01-01' from staff_role"),
           ARGS(I(id), I(p->id)));
    demo_factor(installation, id, sealed);
    db_run(db, SQL("insert into second_factor (staff_id, secret, since) values ($1, $2, $3)"),
           ARGS(I(id), B(sealed, sizeof(sealed)), I(now)));
    return id;
}

static void make_one(struct db *db, const struct fidelity_scale *scale, struct programme p,
                     int32_t today, const unsigned char *installation)
{
    int64_t now = local_to_ms(today, 9 * 60);

    p.leader = staff_with(db, p.id, "supervisor", 0);
    p.worker = staff_with(db, p.id, "specialist", 0);
    p.reviewer[0] = staff_with(db, p.id, "reviewer", 0);
    if (!p.leader || !p.worker)
        return;
    write_review(db, &p, OLDER, day_add_months(today, -OLDER_MONTHS), now);
    write_scores(db, scale, &p, OLDER);
    if (!p.reviewer[0])
        return;
    p.reviewer[1] = second_reviewer(db, &p, installation, now);
    write_review(db, &p, NEWER, day_add_months(today, -NEWER_MONTHS), now);
    write_scores(db, scale, &p, NEWER);
    write_reviewers(db, &p, NEWER, now);
    write_review(db, &p, RUNNING, today + 14, now);
    write_reviewers(db, &p, RUNNING, now);
    db_run(db,
           SQL("update access_grant set review_id = $1 where kind = 'sample' and staff_id = $2"),
           ARGS(I(FIRST_ID + 10 * p.number + RUNNING), I(p.reviewer[0])));
    write_agenda(db, &p);
    write_actions(db, &p, today);
}

void demo_reviews_make(struct db *db, int32_t today, const unsigned char *installation)
{
    enum { PROGRAMMES = 200 };
    struct arena *a = arena_new();
    const struct fidelity_scale *scale = fidelity_scale_find("nl26_2022");
    int64_t *id = ARENA_ARRAY(a, int64_t, PROGRAMMES), n = 0;

    db_begin_write(db);
    struct db_rows q = db_query(db, SQL("select id from programme order by id limit 200"), NO_ARGS);
    while (db_next(&q))
        id[n++] = db_int(&q, 0);
    for (int64_t i = 0; i < n; i++)
        make_one(db, scale, (struct programme){.id = id[i], .number = i + 1}, today, installation);
    db_commit(db);
    arena_free(a);
}
