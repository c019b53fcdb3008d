/* t_fidelity_live.c: what is kept per contact for the live estimate is what counting anew gives,
 * whatever was added, changed and taken away, on both engines; and individual job search (G5),
 * counted by hand.
 * Not: the numbers of the other items; those are counted by hand in the story fidelity.t.
 * Start at test_same_both_ways. */
#include "base/base.h"
#define WORLD_SETUP with_schema
#include "db_world.h"

#include <math.h>

#include "core/route.h"
#include "core/site.h"
#include "feature/contact/contact.h"
#include "feature/fidelity/fidelity_load.h"

const struct feature *const features[] = {NULL};

enum { FIRST_DAY = 20500, DAYS = 40, STAFF = 3, STEPS = 400 };

static int with_schema(void **state)
{
    int n;

    world_open(state);
    struct world *w = *state;
    struct migration *all = site_migrations(w->a, &n);
    assert_int_equal(db_migrate(w->db, all, n), n);
    db_exec_text(w->db,
                 "insert into organisation (id, name, sort_key) values (1, 'O', 'o');"
                 "insert into programme (id, organisation_id, name, sort_key) values"
                 " (1, 1, 'P', 'p'), (2, 1, 'Q', 'q');"
                 "insert into team (id, programme_id, name, sort_key) values (1, 1, 'T', 't');"
                 "insert into staff (id, organisation_id, login, name, sort_key) values"
                 " (1, 1, 'a', 'A', 'a'), (2, 1, 'b', 'B', 'b'), (3, 1, 'c', 'C', 'c');"
                 "insert into staff_role (id, staff_id, role, programme_id, from_on) values"
                 " (1, 1, 'specialist', 1, '2020-01-01'), (2, 2, 'specialist', 1, '2020-01-01'),"
                 " (3, 3, 'specialist', 1, '2020-01-01');"
                 "insert into client (id, organisation_id, given_name, family_name, sort_key,"
                 " birth_on, created_at) values (1, 1, 'C', 'C', 'c', '1990-01-01', 1);"
                 "insert into trajectory (id, organisation_id, programme_id, team_id, client_id,"
                 " target_group, referred_on, referred_by, first_talk_on, started_on) values"
                 " (1, 1, 1, 1, 1, 'EPA', '2026-01-01', 'self', '2026-01-05', '2026-01-12');"
                 "insert into trajectory_fact (trajectory_id, client_id, programme_id, team_id,"
                 " staff_id, phase, sort_key) values (1, 1, 1, 1, 1, 'searching', 'c');"
                 "insert into assignment (id, trajectory_id, staff_id, from_on) values"
                 " (1, 1, 1, '2026-01-01');"
                 "insert into placement (id, organisation_id, trajectory_id, kind, started_on,"
                 " created_at) values (1, 1, 1, 'competitive', '2026-03-02', 1);"
                 "insert into employer (id, organisation_id, name, sort_key, created_at) values"
                 " (1, 1, 'E', 'e', 1), (2, 1, 'F', 'f', 1), (3, 1, 'G', 'g', 1);"
                 "insert into lead (id, trajectory_id, employer_id, stage, stage_on, fits, why_on,"
                 " created_at) values (1, 1, 1, 'contacted', '2026-02-20', 'yes', '', 1),"
                 " (2, 1, 2, 'applied', '2026-02-21', 'no', 'near', 1);");
    return 0;
}

static uint64_t chance(uint64_t *seed, uint64_t below)
{
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (*seed >> 33) % below;
}

static const char *const modes[] = {"face_to_face", "phone"};
static const char *const places[] = {"community", "office", "home"};
static const char *const parties[] = {"client", "employer", "expert", "practitioner"};
static const char *const activities[] = {"one_to_one", "employer", "expert", "care", "team"};

static void add(struct world *w, uint64_t *seed, int64_t id, int64_t staff, int32_t day)
{
    char text[DAY_TEXT];
    const char *mode = modes[chance(seed, 2)], *party = parties[chance(seed, 4)];
    int64_t reached = (int64_t)chance(seed, 4) > 0;
    bool employer = !strcmp(party, "employer");

    db_run(w->db,
           SQL("insert into contact (id, programme_id, staff_id, day, minutes, travel_minutes,"
               " activity, mode, place, party, reached, coaching, employer_id, created_at)"
               " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)"),
           ARGS(I(id), I(1 + (int64_t)chance(seed, 8) / 7), I(staff), S(day_iso(day, text)),
                I(10 + (int64_t)chance(seed, 90)), I((int64_t)chance(seed, 30)),
                S(activities[chance(seed, 5)]), S(mode), S(places[chance(seed, 3)]), S(party),
                I(reached), I((int64_t)chance(seed, 2)),
                ID(employer ? (int64_t)chance(seed, 4) : 0)));
    if (chance(seed, 2))
        db_run(w->db,
               SQL("insert into contact_client (contact_id, trajectory_id, day, minutes,"
                   " met_employer) values ($1, 1, $2, 10, $3)"),
               ARGS(I(id), S(text), I(employer && reached && !strcmp(mode, "face_to_face"))));
}

static void take_away(struct world *w, int64_t id)
{
    db_run(w->db, SQL("delete from contact_client where contact_id = $1 and trajectory_id = 1"),
           ARGS(I(id)));
    db_run(w->db, SQL("delete from contact where id = $1"), ARGS(I(id)));
}

/* Every row as text. */
static const char *tally(struct world *w)
{
    struct buf out;
    struct db_rows q =
        db_query(w->db,
                 SQL("select staff_id, day, programme_id, contacts, minutes, travel, community,"
                     " visits_client, visits_other, meetings, experts, care, team, coaching"
                     " from contact_tally order by staff_id, day, programme_id"),
                 NO_ARGS);

    buf_init(&out, 1 << 20);
    while (db_next(&q)) {
        buf_fmt(&out, "%" PRId64 " %s", db_int(&q, 0), db_text(&q, 1));
        for (int i = 2; i < 14; i++)
            buf_fmt(&out, " %" PRId64, db_int(&q, i));
        buf_ch(&out, '\n');
    }
    q = db_query(w->db,
                 SQL("select contact_id, touch, staff_id from contact_client order by contact_id"),
                 NO_ARGS);
    while (db_next(&q))
        buf_fmt(&out, "%" PRId64 " %" PRId64 " %" PRId64 "\n", db_int(&q, 0), db_int(&q, 1),
                db_int(&q, 2));
    const char *text = arena_str(w->a, out.at);
    buf_free(&out);
    return text;
}

/* Every item on the last day, as text. */
static const char *items(struct world *w)
{
    struct fidelity_live live[FIDELITY_ITEMS];
    int32_t t = FIRST_DAY + DAYS;
    struct fidelity_world f =
        fidelity_load(w->db, w->a, 1, "", day_add_months(t, -FIDELITY_MONTHS), t);
    const char *text = "";

    fidelity_live_all(&f, t, live);
    assert_true(f.touches > 0 && live[fidelity_item_place(f.scale, "G5")].of > 0 &&
                live[fidelity_item_place(f.scale, "G5")].left > 0);
    for (int i = 0; i < f.scale->items; i++) {
        const struct fidelity_live *x = &live[i];

        text = arena_fmt(w->a, "%s%d %d %.12g %.12g %" PRId64 " %.12g %.12g %.12g %d %d%d%d%d%d%d|",
                         text, (int)x->kind, x->score, x->n, x->of, x->left, x->value, x->second,
                         x->third, x->parts, x->part[0], x->part[1], x->part[2], x->part[3],
                         x->part[4], x->part[5]);
    }
    return text;
}

static void test_same_both_ways(void **state)
{
    struct world *w = *state;
    struct {
        int64_t staff;
        int32_t day;
        bool there;
    } contact[STEPS + 1] = {0};
    uint64_t seed = 20261122;

    db_begin_write(w->db);
    for (int64_t id = 1; id <= STEPS; id++) {
        int64_t staff = 1 + (int64_t)chance(&seed, STAFF),
                old = 1 + (int64_t)chance(&seed, (uint64_t)id);
        int32_t day = FIRST_DAY + (int32_t)chance(&seed, DAYS);

        add(w, &seed, id, staff, day);
        contact[id].staff = staff;
        contact[id].day = day;
        contact[id].there = true;
        contact_tally_refresh(w->db, staff, day, day);
        if (!contact[old].there || chance(&seed, 3))
            continue;
        take_away(w, old); /* and sometimes back on another day: a change */
        if (chance(&seed, 2)) {
            int32_t moved = FIRST_DAY + (int32_t)chance(&seed, DAYS);

            add(w, &seed, old, contact[old].staff, moved);
            contact_tally_refresh(w->db, contact[old].staff, moved, moved);
            contact_tally_refresh(w->db, contact[old].staff, contact[old].day, contact[old].day);
            contact[old].day = moved;
        } else {
            contact_tally_refresh(w->db, contact[old].staff, contact[old].day, contact[old].day);
            contact[old].there = false;
        }
    }
    const char *kept = tally(w), *live = items(w);
    assert_true(strlen(kept) > 1000);
    assert_int_equal(fidelity_rebuild(w->db, w->a, 1, FIRST_DAY + DAYS), 0);
    assert_string_equal(tally(w), kept);
    db_run(w->db, SQL("delete from contact_tally"), NO_ARGS);
    db_run(w->db, SQL("update contact_client set touch = 0, staff_id = null"), NO_ARGS);
    assert_string_not_equal(items(w), live);
    assert_int_equal(fidelity_rebuild(w->db, w->a, 1, FIRST_DAY + DAYS), STAFF);
    assert_string_equal(tally(w), kept);
    assert_string_equal(items(w), live);
    db_commit(w->db);
}

/* ---- G5, counted by hand ----------------------------------------------------------------------
 */

enum { A_CLIENT, B_CLIENT, SHOP = 71, FARM, SHED, CLUB, NOWHERE = 0 };

/* One contact with an employer, `ago` days before T. */
#define MET(who, ago, where)                                                                       \
    {                                                                                              \
        who, T_DAY - (ago), 0, where, 0                                                            \
    }
#define LEAD(id, who, where, ago, fit)                                                             \
    {                                                                                              \
        id, who, where, T_DAY - (ago), fit                                                         \
    }
enum { T_DAY = 20680 }; /* 15 August 2026; the window begins on 15 February, 181 days before */

static struct fidelity_live search_of(const struct fidelity_search *search, size_t searches,
                                      const struct fidelity_lead *lead, size_t leads,
                                      struct fidelity_rows *rows)
{
    static const struct fidelity_trajectory people[] = {
        {.id = 1, .started_on = T_DAY - 400, .closed_on = DAY_NONE},
        {.id = 2, .started_on = T_DAY - 400, .closed_on = DAY_NONE}};
    /* A worked at the club from 100 to 50 days ago; B is on trial at the shed since 30 days. */
    static const struct fidelity_job jobs[] = {{.trajectory = A_CLIENT,
                                                .employer_id = CLUB,
                                                .started_on = T_DAY - 100,
                                                .ended_on = T_DAY - 50,
                                                .paid = true},
                                               {.trajectory = B_CLIENT,
                                                .employer_id = SHED,
                                                .started_on = T_DAY - 30,
                                                .ended_on = DAY_NONE}};
    struct fidelity_world w = {.scale = fidelity_scale_find("nl26_2022"),
                               .trajectory = people,
                               .trajectories = COUNT(people),
                               .job = jobs,
                               .jobs = COUNT(jobs),
                               .search = search,
                               .searches = searches,
                               .lead = lead,
                               .leads = leads};

    return fidelity_live(&w, fidelity_item_place(w.scale, "G5"), T_DAY, rows);
}

/* Eight talks count: A at the shop (in full) twice, at the farm (in part) and at the club after the
 * work there had ended (no); B at the shop (no), at the farm (in full, beside a lead that does not
 * match), at the shed before the trial (no answer) and somewhere that was not said. */
static void test_search(void **state)
{
    static const struct fidelity_search search[] = {
        MET(A_CLIENT, 182, SHOP), /* a day before the window */
        MET(A_CLIENT, 181, SHOP),  MET(A_CLIENT, 120, FARM), MET(A_CLIENT, 60, CLUB), /* at work */
        MET(A_CLIENT, 50, CLUB),   MET(A_CLIENT, 1, SHOP),   MET(A_CLIENT, 0, SHOP),  /* today */
        MET(B_CLIENT, 90, SHOP),   MET(B_CLIENT, 80, FARM),  MET(B_CLIENT, 31, SHED),
        MET(B_CLIENT, 30, SHED), /* on trial */
        MET(B_CLIENT, 20, NOWHERE)};
    static const struct fidelity_lead lead[] = {
        LEAD(11, A_CLIENT, SHOP, 200, FIT_YES),    LEAD(12, A_CLIENT, FARM, 100, FIT_PARTLY),
        LEAD(13, A_CLIENT, CLUB, 49, FIT_NO),      LEAD(14, B_CLIENT, SHOP, 90, FIT_NO),
        LEAD(15, B_CLIENT, FARM, 80, FIT_NO),      LEAD(16, B_CLIENT, FARM, 70, FIT_YES),
        LEAD(17, B_CLIENT, SHED, 31, FIT_UNKNOWN), LEAD(18, B_CLIENT, CLUB, 10, FIT_YES)};
    struct arena *a = arena_new();
    struct fidelity_rows rows = {.arena = a};
    struct fidelity_live x = search_of(search, COUNT(search), lead, COUNT(lead), &rows);

    assert_int_equal(x.kind, LIVE_SCORE); /* known of 6 in 8 is 75% */
    assert_true(x.n == 4 && x.of == 6 && x.left == 2);
    assert_float_equal(x.value, 400 / 6.0, 1e-9);
    assert_int_equal(x.score, 3);           /* 50 to 75% */
    assert_float_equal(x.second, 50, 1e-9); /* 4 of all 8 */
    assert_float_equal(x.third, 50, 1e-9);  /* 3 of 6 in full */
    assert_float_equal(x.complete, 0.75, 1e-9);
    assert_int_equal(rows.n, 8);
    assert_int_equal(rows.at[1].lead->id, 12);
    assert_int_equal(rows.at[5].lead->id, 16); /* the best answer of two */
    assert_true(rows.at[7].lead == NULL && rows.at[7].of == 0);
    arena_free(a);
}

/* A lead that last moved a year ago still speaks, a day longer not: then nothing is known. */
static void test_search_old_lead(void **state)
{
    static const struct fidelity_search search[] = {MET(A_CLIENT, 10, SHOP)};
    static const struct fidelity_lead year[] = {LEAD(11, A_CLIENT, SHOP, 365, FIT_YES)},
                                      more[] = {LEAD(11, A_CLIENT, SHOP, 366, FIT_YES)};
    struct fidelity_live x = search_of(search, 1, year, 1, NULL);

    assert_true(x.kind == LIVE_SCORE && x.n == 1 && x.of == 1);
    x = search_of(search, 1, more, 1, NULL);
    assert_true(x.kind == LIVE_EMPTY && x.of == 0 && x.left == 1 && x.complete == 0);
    x = search_of(NULL, 0, NULL, 0, NULL);
    assert_true(x.kind == LIVE_EMPTY && x.left == 0 && isnan(x.complete));
}

/* The score on and under each bound; never a 5; and none when of more than a quarter nothing is
 * known. Of `of` talks with an answer n match, `unknown` are without. */
static void search_scores(int n, int of, int unknown, enum fidelity_live_kind kind, int score)
{
    struct fidelity_search search[40];
    static const struct fidelity_lead lead[] = {LEAD(1, A_CLIENT, SHOP, 10, FIT_YES),
                                                LEAD(2, A_CLIENT, FARM, 10, FIT_NO)};

    for (int i = 0; i < of + unknown; i++)
        search[i] = (struct fidelity_search)MET(A_CLIENT, 5, i < n ? SHOP : i < of ? FARM : SHED);
    struct fidelity_live x = search_of(search, (size_t)(of + unknown), lead, 2, NULL);
    assert_int_equal(x.kind, kind);
    assert_int_equal(x.score, score);
}

static void test_search_bounds(void **state)
{
    search_scores(20, 20, 0, LIVE_SCORE, 4);
    search_scores(15, 20, 0, LIVE_SCORE, 4);
    search_scores(14, 20, 0, LIVE_SCORE, 3);
    search_scores(10, 20, 0, LIVE_SCORE, 3);
    search_scores(9, 20, 0, LIVE_SCORE, 2);
    search_scores(5, 20, 0, LIVE_SCORE, 2);
    search_scores(4, 20, 0, LIVE_SCORE, 1);
    search_scores(9, 9, 3, LIVE_SCORE, 4);
    search_scores(8, 8, 3, LIVE_COUNT, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {BOTH(test_same_both_ways), cmocka_unit_test(test_search),
                                       cmocka_unit_test(test_search_old_lead),
                                       cmocka_unit_test(test_search_bounds)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
