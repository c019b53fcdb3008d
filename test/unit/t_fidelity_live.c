/* t_fidelity_live.c: what is kept per contact for the live estimate is what counting anew gives,
 * whatever was added, changed and taken away; on both engines.
 * Not: the numbers themselves; those are counted by hand in the story fidelity.t.
 * Start at test_same_both_ways. */
#include "base/base.h"
#define WORLD_SETUP with_schema
#include "db_world.h"

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
                 " created_at) values (1, 1, 1, 'competitive', '2026-03-02', 1);");
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

    db_run(w->db,
           SQL("insert into contact (id, programme_id, staff_id, day, minutes, travel_minutes,"
               " activity, mode, place, party, reached, coaching, created_at)"
               " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)"),
           ARGS(I(id), I(1 + (int64_t)chance(seed, 8) / 7), I(staff), S(day_iso(day, text)),
                I(10 + (int64_t)chance(seed, 90)), I((int64_t)chance(seed, 30)),
                S(activities[chance(seed, 5)]), S(modes[chance(seed, 2)]),
                S(places[chance(seed, 3)]), S(parties[chance(seed, 4)]),
                I((int64_t)chance(seed, 4) > 0), I((int64_t)chance(seed, 2))));
    if (chance(seed, 2))
        db_run(w->db,
               SQL("insert into contact_client (contact_id, trajectory_id, day, minutes,"
                   " met_employer) values ($1, 1, $2, 10, 0)"),
               ARGS(I(id), S(text)));
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
    assert_true(f.touches > 0);
    for (int i = 0; i < f.scale->items; i++) {
        const struct fidelity_live *x = &live[i];

        text =
            arena_fmt(w->a, "%s%d %d %.12g %.12g %.12g %.12g %.12g %d %d%d%d%d%d%d|", text,
                      (int)x->kind, x->score, x->n, x->of, x->value, x->second, x->third, x->parts,
                      x->part[0], x->part[1], x->part[2], x->part[3], x->part[4], x->part[5]);
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

int main(void)
{
    const struct CMUnitTest tests[] = {BOTH(test_same_both_ways)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
