/* t_demo.c: the invented data: the same on both engines, its facts as the features would compute
 * them, its aggregates near the published ones, its identifiers nobody's.
 * Not: how it looks. Start at the list in main(). */
#include "base/base.h"
#define WORLD_SETUP with_schema
#include "db_world.h"
#include <sodium.h>

#include "base/date.h"
#include "base/embed.h"
#include "core/codes.h"
#include "core/route.h"
#include "core/site.h"
#include "feature/client/client.h"
#include "feature/consent/consent.h"
#include "feature/contact/contact.h"
#include "feature/demo/demo.h"
#include "feature/employer/employer.h"
#include "feature/placement/placement.h"

const struct feature *const features[] = {NULL};
int demo_command(int argc, char **argv);

static int with_schema(void **state)
{
    int n;

    world_open(state);
    struct world *w = *state;
    struct migration *all = site_migrations(w->a, &n);
    assert_int_equal(db_migrate(w->db, all, n), n);
    return 0;
}

static int32_t demo_day(void)
{
    return day_from_ymd(2026, 11, 24); /* a Tuesday */
}

static struct demo_done fill(struct world *w, int64_t clients, uint64_t seed)
{
    struct demo_wish wish = {.clients = clients,
                             .seed = seed,
                             .today = demo_day(),
                             .hash = "not a hash: nobody logs in"};

    db_close(w->db);
    w->db = db_open(w->url, DB_BULK, false);
    return demo_fill(w->db, &wish);
}

/* ---- a hash over all rows of all tables ------------------------------------------------------ */

typedef crypto_generichash_state hashing;

/* types: a letter per column; i number, t text. */
static void hash_rows(hashing *h, struct db_rows q, const char *types)
{
    while (db_next(&q)) {
        assert_int_equal(q.columns, strlen(types)); /* also the column that was added last */
        for (int i = 0; types[i]; i++) {
            bool null = db_null(&q, i);
            int64_t n = !null && types[i] == 'i' ? db_int(&q, i) : 0;
            const char *text = !null && types[i] == 't' ? db_text(&q, i) : "";

            crypto_generichash_update(h, (const unsigned char *)&null, sizeof(null));
            crypto_generichash_update(h, (const unsigned char *)&n, sizeof(n));
            crypto_generichash_update(h, (const unsigned char *)text, strlen(text) + 1);
        }
    }
}

#define ROWS(table, order, types)                                                                  \
    hash_rows(h, db_query(db, SQL("select * from " table " order by " order), NO_ARGS), types)

static void hash_kept(hashing *h, struct db *db) /* what the features keep up to date */
{
    ROWS("trajectory_fact", "trajectory_id", "iiiiittttttittitttttttttiiitii");
    ROWS("employer", "id", "iittttttttttiiittiti");
    ROWS("search_token", "scope_id, kind, target_id, token", "itti");
}

static void hash_rest(hashing *h, struct db *db)
{
    ROWS("organisation", "id", "ittti");
    ROWS("programme", "id", "iitti");
    ROWS("team", "id", "iitti");
    ROWS("staff", "id", "iitttttiiiit");
    ROWS("staff_role", "id", "iitiiittt");
    ROWS("access_grant", "id", "iiittiiiiiiti");
    ROWS("consent", "id", "iiiittttiiitttttttttii");
    ROWS("client", "id", "iitttttttttttttiiiit");
    ROWS("client_benefit", "id", "iittt");
    ROWS("trajectory", "id", "iiiiittttttttttttti");
    ROWS("assignment", "id", "iiitt");
    ROWS("attention_later", "id", "iitttii");
    ROWS("establishment", "id", "iittttti");
    ROWS("employer_person", "id", "iiittttii");
    ROWS("contact", "id", "iiitiitttttiiiiitttiii");
    ROWS("contact_client", "contact_id, trajectory_id", "iitiiii");
    ROWS("placement", "id", "iiiiittitttttiittttitttttttttiittt");
    ROWS("placement_hours", "id", "iitii");
    ROWS("time_entry", "id", "iiititti");
}

struct digest {
    unsigned char bytes[32];
};

static struct digest digest_of(struct db *db, bool all)
{
    struct digest d;
    hashing h;

    crypto_generichash_init(&h, NULL, 0, sizeof(d.bytes));
    hash_kept(&h, db);
    if (all)
        hash_rest(&h, db);
    crypto_generichash_final(&h, d.bytes, sizeof(d.bytes));
    return d;
}

static struct digest filled_on(const enum db_engine *engine, uint64_t seed)
{
    void *state = (void *)(uintptr_t)engine;

    with_schema(&state);
    struct world *w = state;
    fill(w, 40, seed);
    struct digest d = digest_of(w->db, true);
    world_close(&state);
    return d;
}

static void a_seed_gives_the_same_rows_on_both_engines(void **state)
{
    struct digest lite = filled_on(&engine_sqlite, 7), pg = filled_on(&engine_pg, 7);
    struct digest other = filled_on(&engine_sqlite, 8);

    assert_memory_equal(lite.bytes, pg.bytes, sizeof(lite.bytes));
    assert_memory_not_equal(lite.bytes, other.bytes, sizeof(lite.bytes));
}

/* ---- facts ----------------------------------------------------------------------------------- */

static int64_t *ids(struct world *w, struct db_rows q, size_t *n)
{
    int64_t *list = ARENA_ARRAY(w->a, int64_t, 4000);

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = db_int(&q, 0);
    return list;
}

static void refresh_everything(struct world *w)
{
    size_t n;
    int64_t *list = ids(w, db_query(w->db, SQL("select id from trajectory"), NO_ARGS), &n);

    assert_in_range(n, 200, 4000);
    for (size_t i = 0; i < n; i++) {
        contact_refresh(w->db, list[i]);
        placement_refresh(w->db, list[i], demo_day()); /* and the trajectory's own */
    }
    list = ids(w, db_query(w->db, SQL("select id from employer"), NO_ARGS), &n);
    for (size_t i = 0; i < n; i++)
        employer_refresh(w->db, list[i]);
    struct db_rows q =
        db_query(w->db, SQL("select distinct programme_id, client_id from trajectory"), NO_ARGS);
    while (db_next(&q))
        client_index(w->db, w->a, db_int(&q, 0), db_int(&q, 1));
    list = ids(w, db_query(w->db, SQL("select id from client"), NO_ARGS), &n);
    for (size_t i = 0; i < n; i++)
        consent_refresh(w->db, list[i]);
}

static void refreshing_changes_nothing(void **state)
{
    struct world *w = *state;

    fill(w, 40, 3);
    /* While filling nobody checked: on PostgreSQL always, on SQLite only now. */
    assert_false(db_exists(
        w->db, SQL2("select 1 from pragma_foreign_key_check", "select 1 where 1 = 0"), NO_ARGS));
    struct digest before = digest_of(w->db, false);
    db_begin_write(w->db);
    refresh_everything(w);
    struct digest after = digest_of(w->db, false);
    db_commit(w->db);
    assert_memory_equal(before.bytes, after.bytes, sizeof(before.bytes));
}

/* ---- a database from before -------------------------------------------------------------------
 */

/* Beside the work of now: unpaid and paid; stopped already on a day to come; still to begin;
 * without an end; and extended by a change that comes into force later. */
static const struct beside {
    const char *kind, *from, *ends, *ended, *terms;
} besides[] = {
    {"volunteering", "2026-01-05", "2027-02-01", NULL, NULL},
    {"agency", "2026-01-05", "2027-03-01", NULL, NULL},
    {"volunteering", "2026-01-05", "2027-02-01", "2026-12-24", NULL},
    {"volunteering", "2027-01-05", "2027-02-01", NULL, NULL},
    {"supported", "2026-01-05", NULL, NULL, NULL},
    {"trial", "2026-01-05", "2026-12-31", NULL, "2027-01-31"},
};

static void plant_besides(struct world *w)
{
    size_t n;
    int64_t *list = ids(w,
                        db_query(w->db,
                                 SQL("select trajectory_id from trajectory_fact"
                                     " where phase = 'working' or phase = 'searching'"
                                     " order by phase desc, trajectory_id"),
                                 NO_ARGS),
                        &n);

    assert_true(n > 2 * COUNT(besides));
    for (size_t i = 0; i < n; i++) {
        const struct beside *b = &besides[i % COUNT(besides)];
        int64_t id = 100 + (int64_t)i;

        db_run(w->db,
               SQL("insert into placement (id, organisation_id, trajectory_id, kind, contract_type,"
                   " started_on, ends_on, ended_on, end_reason, hours_week, job_title, created_at)"
                   " select $1, organisation_id, id, $3, $4, $5, $6, $7, $8, 1, $9, 1"
                   " from trajectory where id = $2"),
               ARGS(I(id), I(list[i]), S(b->kind), S(placement_unpaid(b->kind) ? "" : "agency"),
                    S(b->from), b->ends ? S(b->ends) : NIL, b->ended ? S(b->ended) : NIL,
                    S(b->ended ? "own_choice" : ""), S(arena_fmt(w->a, "beside %zu", i))));
        if (b->terms)
            db_run(w->db,
                   SQL("insert into placement_terms (id, placement_id, from_on, ends_on,"
                       " recorded_by, recorded_at) select $1, $1, $2, $3, min(id), 1 from staff"),
                   ARGS(I(id), S("2026-12-30"), S(b->terms)));
    }
}

/* One line per fact that schema/0057 fills in. */
static const char *filled_in(struct world *w, int *lines)
{
    const char *all = "";
    struct db_rows q = db_query(
        w->db,
        SQL("select trajectory_id, rule, ref_id, day, words from due where rule = 'beside_unpaid'"
            " or rule = 'beside_contract' union all select trajectory_id, 'seeks', 0, '', ''"
            " from trajectory_fact where seeks = 1 and phase <> 'closed' order by 1, 2, 3"),
        NO_ARGS);

    for (*lines = 0; db_next(&q); ++*lines)
        all = arena_fmt(w->a, "%s%" PRId64 " %s %" PRId64 " %s %s\n", all, db_int(&q, 0),
                        db_text(&q, 1), db_int(&q, 2), db_text(&q, 3), db_text(&q, 4));
    return all;
}

static void an_older_database_gets_what_refreshing_gives(void **state)
{
    struct world *w = *state;
    const struct embed *file = embed_find("schema/0057_search_goes_on.sql");
    int lines, again;

    fill(w, 40, 3);
    db_begin_write(w->db);
    plant_besides(w);
    refresh_everything(w);
    const char *refreshed = filled_in(w, &lines);
    assert_true(lines > 20);
    assert_non_null(strstr(refreshed, "beside_unpaid"));
    assert_non_null(strstr(refreshed, "beside_contract"));
    assert_non_null(strstr(refreshed, "seeks"));
    assert_non_null(strstr(refreshed, "2027-01-31"));
    db_run(w->db, SQL("delete from due where rule = 'beside_unpaid' or rule = 'beside_contract'"),
           NO_ARGS);
    db_run(w->db, SQL("update trajectory_fact set seeks = 0"), NO_ARGS);
    const char *script = arena_strn(w->a, (const char *)file->at, file->n);
    db_exec_text(w->db, strstr(script, "update trajectory_fact")); /* without its new column */
    assert_string_equal(filled_in(w, &again), refreshed);
    assert_int_equal(again, lines);
    db_commit(w->db);
}

/* ---- aggregates ------------------------------------------------------------------------------ */

static double ratio(struct db_rows q)
{
    double part, whole;

    assert_true(db_next(&q));
    part = (double)db_int(&q, 0);
    whole = (double)db_int(&q, 1);
    db_end(&q);
    assert_true(whole > 0);
    return part / whole;
}

static void assert_between(const char *what, double x, double low, double high)
{
    if (x < low || x > high)
        fail_msg("%s is %.3f, not %.2f to %.2f", what, x, low, high);
}

/* "Ever worked" as published: the kinds that published_2022 counts (rules/definitions.csv). */
static double ever_worked(struct db *db)
{
    return ratio(db_query(
        db,
        SQL("select count(distinct p.trajectory_id), count(distinct t.id) from trajectory t"
            " left join placement p on p.trajectory_id = t.id and p.started_on <= $1 and p.kind in"
            " ('competitive', 'agency', 'payroll', 'supported', 'sheltered_firm', 'internship')"
            " where t.started_on is not null"),
        ARGS(S("2026-11-24"))));
}

static double share(struct db *db, const char *activity)
{
    return ratio(db_query(
        db,
        SQL("select cast(sum(case when c.activity = $1 then k.minutes else 0 end) as bigint),"
            " cast(sum(k.minutes) as bigint) from contact_client k"
            " join contact c on c.id = k.contact_id"),
        ARGS(S(activity))));
}

/* Minutes and months of everyone, in each half year since the first talk. */
static void minutes_by_phase(struct db *db, double minutes[4], double months[4])
{
    struct db_rows q = db_query(db,
                                SQL("select t.first_talk_on, k.day, k.minutes from contact_client k"
                                    " join trajectory t on t.id = k.trajectory_id"),
                                NO_ARGS);

    memset(minutes, 0, 4 * sizeof(*minutes));
    memset(months, 0, 4 * sizeof(*months));
    while (db_next(&q)) {
        int days = day_from_iso(db_text(&q, 1)) - day_from_iso(db_text(&q, 0));

        minutes[MIN(days / 183, 3)] += (double)db_int(&q, 2);
    }
    q = db_query(db,
                 SQL("select first_talk_on, coalesce(closed_on, $1) from trajectory"
                     " where first_talk_on is not null"),
                 ARGS(S("2026-11-24")));
    while (db_next(&q)) {
        int days = day_from_iso(db_text(&q, 1)) - day_from_iso(db_text(&q, 0)) + 1;

        for (int phase = 0; phase < 4; phase++) {
            int here = phase == 3 ? days - 549 : MIN(days - phase * 183, 183);

            months[phase] += MAX(here, 0) / 30.44;
        }
    }
}

static void aggregates_are_near_the_published_ones(void **state)
{
    struct world *w = *state;
    struct demo_done done = fill(w, 300, 1);
    double minutes[4], months[4], all_minutes = 0, all_months = 0;

    assert_int_equal(done.specialists, 14);
    assert_between("ever worked (45 %)", ever_worked(w->db), 0.40, 0.50);
    assert_between("one to one (64 %)", share(w->db, "one_to_one"), 0.60, 0.68);
    assert_between("care (9 %)", share(w->db, "care"), 0.06, 0.12);
    assert_between("employers (14 %)", share(w->db, "employer"), 0.11, 0.19);
    assert_between("team (7 %)", share(w->db, "team"), 0.04, 0.10);
    assert_between("experts (6 %)", share(w->db, "expert"), 0.03, 0.09);
    minutes_by_phase(w->db, minutes, months);
    for (int i = 0; i < 4; i++) {
        all_minutes += minutes[i];
        all_months += months[i];
    }
    assert_between("hours a month (2.4)", all_minutes / all_months / 60, 2.1, 2.7);
    assert_true(minutes[0] / months[0] > minutes[1] / months[1]);
    assert_true(minutes[1] / months[1] > minutes[3] / months[3]);
    assert_between("permanent (7 %)",
                   ratio(db_query(w->db,
                                  SQL("select cast(sum(permanent) as bigint), count(*)"
                                      " from placement where contract_type <> ''"),
                                  NO_ARGS)),
                   0.03, 0.11);
    assert_between("agency (22 to 24 %)",
                   ratio(db_query(w->db,
                                  SQL("select cast(sum(case when contract_type = 'agency' then 1"
                                      " else 0 end) as bigint), count(*)"
                                      " from placement where contract_type <> ''"),
                                  NO_ARGS)),
                   0.16, 0.28);
}

/* ---- today ----------------------------------------------------------------------------------- */

static void everyone_has_something_to_do_today(void **state)
{
    struct world *w = *state;

    fill(w, 100, 5);
    int64_t specialists = db_one_int(
        w->db, SQL("select count(*) from staff_role where role = 'specialist'"), NO_ARGS, -1);
    assert_int_equal(db_one_int(w->db,
                                SQL("select count(*) from trajectory where closed_on is null"),
                                NO_ARGS, -1),
                     100);
    assert_int_equal(
        db_one_int(w->db,
                   SQL("select count(distinct staff_id) from trajectory_fact"
                       " where phase <> 'closed' and next_step_on >= $1 and next_step_on <= $2"),
                   ARGS(S("2026-11-24"), S("2026-12-01")), -1),
        specialists);
    assert_int_equal(db_one_int(w->db,
                                SQL("select count(distinct staff_id) from contact where day >= $1"),
                                ARGS(S("2026-11-16")), -1),
                     specialists);
    assert_int_equal(db_one_int(w->db, SQL("select count(*) from contact where day > $1"),
                                ARGS(S("2026-11-24")), -1),
                     0);
}

/* ---- nobody's identifiers -------------------------------------------------------------------- */

#define NONE_OF(sql) assert_int_equal(db_one_int(w->db, sql, NO_ARGS, -1), 0)

static void identifiers_are_nobodys(void **state)
{
    struct world *w = *state;

    fill(w, 40, 4);
    /* 06-00... and a subscriber number that begins with 0 are not given out */
    NONE_OF(
        SQL("select count(*) from client where phone <> '' and substr(phone, 1, 6) <> '+31600'"));
    NONE_OF(SQL("select count(*) from employer_person"
                " where phone <> '' and substr(phone, 1, 6) <> '+31200'"));
    NONE_OF(SQL("select count(*) from client where email <> ''"
                " and substr(email, length(email) - 11, 12) <> '@example.org'"));
    NONE_OF(SQL("select count(*) from client where postcode <> '' and postcode <> '1234 AB'"));
    NONE_OF(SQL("select count(*) from establishment where postcode <> '1234 AB'"));
    NONE_OF(SQL("select count(*) from employer where kvk <> '' and kvk <> '12345678'"));
    NONE_OF(
        SQL("select count(*) from establishment where number <> '' and number <> '000012345678'"));
    assert_true(db_exists(w->db, SQL("select 1 from client where email <> ''"), NO_ARGS));
}

static void codes_are_in_the_lists(void **state)
{
    struct world *w = *state;
    struct db_rows q;

    fill(w, 100, 6);
    q = db_query(w->db,
                 SQL("select distinct c.municipality, c.education, c.diagnosis_chapter, b.benefit"
                     " from client c join client_benefit b on b.client_id = c.id"),
                 NO_ARGS);
    while (db_next(&q)) {
        assert_true(codes_known("municipalities", db_text(&q, 0)));
        assert_true(codes_known("education_levels", db_text(&q, 1)));
        assert_true(!*db_text(&q, 2) || codes_known("diagnosis_dsm5_chapters", db_text(&q, 2)));
        assert_true(codes_known("benefit_types", db_text(&q, 3)));
    }
    q = db_query(w->db, SQL("select distinct scheme, target_group from trajectory"), NO_ARGS);
    while (db_next(&q)) {
        assert_true(codes_known("schemes", db_text(&q, 0)));
        assert_true(codes_known("target_groups", db_text(&q, 1)));
    }
    q = db_query(w->db, SQL("select distinct sector from employer"), NO_ARGS);
    while (db_next(&q))
        assert_true(codes_known("sbi2008_sections", db_text(&q, 0)));
}

/* ---- refusal --------------------------------------------------------------------------------- */

static void fill_again(struct world *w)
{
    char url[512], *argv[] = {(char[]){"demo"}, (char[]){"--db"}, url, NULL};

    snprintf(url, sizeof(url), "%s", w->url);
    demo_command(3, argv);
}

static void a_database_with_data_is_left_alone(void **state)
{
    struct world *w = *state;

    assert_true(demo_is_empty(w->db));
    fill(w, 20, 1);
    assert_false(demo_is_empty(w->db));
    assert_dies(w, fill_again, "holds an organisation already");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_seed_gives_the_same_rows_on_both_engines),
        BOTH(refreshing_changes_nothing),
        BOTH(an_older_database_gets_what_refreshing_gives),
        SQLITE(aggregates_are_near_the_published_ones),
        BOTH(everyone_has_something_to_do_today),
        SQLITE(identifiers_are_nobodys),
        SQLITE(codes_are_in_the_lists),
        BOTH(a_database_with_data_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
