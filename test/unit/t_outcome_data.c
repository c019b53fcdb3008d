/* t_outcome_data.c: the tables of a study from the records: what the demo exports and computes
 * again from pseudonyms equals what the records give; and a small world counted by hand. Not: the
 * engine itself (t_outcome_reference.c). Start at the list in main(). */
#include "base/base.h"
#define WORLD_SETUP with_schema
#include "db_world.h"
#include <jansson.h>
#include <math.h>
#include <sodium.h>

#include "base/date.h"
#include "core/route.h"
#include "core/site.h"
#include "feature/demo/demo.h"
#include "feature/outcome/outcome_data.h"

const struct feature *const features[] = {NULL};

static int with_schema(void **state)
{
    int n;

    world_open(state);
    struct world *w = *state;
    struct migration *all = site_migrations(w->a, &n);
    assert_int_equal(db_migrate(w->db, all, n), n);
    return 0;
}

/* Another order than that of the numbers, as pseudonyms have. */
static const char *turned(const void *key, int64_t id, char out[OUTCOME_NAME])
{
    snprintf(out, OUTCOME_NAME, "%016" PRIx64, (uint64_t)id * 0x9e3779b97f4a7c15u);
    return out;
}

static void tables_of(struct world *w, const char *(*name)(const void *, int64_t, char *),
                      struct buf tables[OUTCOME_FILES])
{
    struct outcome_data data = {
        .today = day_from_ymd(2026, 11, 24), .definition = OUTCOME_DEFINITION, .name = name};

    db_begin_read(w->db);
    (void)outcome_tables(w->db, &data, tables);
    db_rollback(w->db);
}

static json_t *report_of(struct buf tables[OUTCOME_FILES], uint64_t *refused, uint64_t *noted)
{
    struct outcome_options options = {.folder = "", .tables = tables, .show = 5};
    struct arena *a = arena_new();
    struct outcome o;
    struct buf out;

    buf_init(&out, 8 << 20);
    assert_int_equal(outcome_run(&options, a, &o), OK);
    outcome_json(&o, &out);
    *refused = o.log.refused;
    *noted = o.log.noted;
    json_t *json = json_loads(out.at, 0, NULL);
    assert_non_null(json);
    outcome_free(&o);
    buf_free(&out);
    arena_free(a);
    for (int i = 0; i < OUTCOME_FILES; i++)
        buf_free(&tables[i]);
    return json;
}

static int compare(const json_t *x, const json_t *y, const char *at)
{
    int numbers = 0;

    if (json_is_object(x)) {
        const char *key;
        json_t *value;

        assert_int_equal(json_object_size(x), json_object_size(y));
        json_object_foreach((json_t *)(uintptr_t)x, key, value)
        {
            numbers += compare(value, json_object_get(y, key), key);
        }
    } else if (json_is_array(x)) {
        assert_int_equal(json_array_size(x), json_array_size(y));
        for (size_t i = 0; i < json_array_size(x); i++)
            numbers += compare(json_array_get(x, i), json_array_get(y, i), at);
    } else if (json_is_number(x)) {
        double a = json_number_value(x), b = json_number_value(y);

        if (fabs(a - b) > 1e-9 * fabs(a) + 1e-12)
            fail_msg("%s: %.17g and %.17g", at, a, b);
        numbers++;
    } else {
        assert_true(json_equal(x, y));
    }
    return numbers;
}

static void exported_and_computed_again(void **state)
{
    struct world *w = *state;
    struct demo_wish wish = {.clients = 60,
                             .seed = 3,
                             .today = day_from_ymd(2026, 11, 24),
                             .hash = "not a hash: nobody logs in"};
    struct buf own[OUTCOME_FILES], other[OUTCOME_FILES];
    uint64_t refused, noted;

    db_close(w->db);
    w->db = db_open(w->url, DB_BULK, false);
    (void)demo_fill(w->db, &wish);
    tables_of(w, NULL, own);
    tables_of(w, turned, other);
    assert_int_not_equal(strcmp(own[0].at, other[0].at), 0);
    json_t *a = report_of(own, &refused, &noted);
    assert_int_equal(refused, 0);
    json_t *b = report_of(other, &refused, &noted);
    assert_int_equal(refused, 0);
    assert_true(compare(a, b, "") > 1000);
    json_decref(a);
    json_decref(b);
}

/* In the world of a_world_by_hand: the consensus with its erratum, both sheets, the first and the
 * last review; not the one that is only planned, nor that of a programme without participants. */
static void reviews_by_hand(struct world *w)
{
    struct buf tables[OUTCOME_FILES];

    db_exec_text(
        w->db,
        "insert into staff (id, organisation_id, login, name, sort_key, password_hash) values"
        " (9, 1, 'm', 'M', 'm', '');"
        "insert into fidelity_review (id, programme_id, scale, bands, reason, mode, origin, "
        "visit_on,"
        " state, created_by, created_at, final_at) values"
        " (60, 6, 'nl26_2022', 'N1', 'first', 'visit', 'spil', '2026-02-01', 'final', 8, 1, 2),"
        " (61, 6, 'nl26_2022', 'N1', 'regular', 'visit', 'spil', '2026-08-01', 'final', 8, 1, 2),"
        " (62, 5, 'nl26_2022', 'N1', 'first', 'visit', 'spil', '2026-02-01', 'final', 8, 1, 2),"
        " (63, 6, 'nl26_2022', 'N1', 'extra', 'visit', 'spil', '2026-09-01', 'planned', 8, 1, "
        "null),"
        " (64, 6, 'nl26_2022', 'N1', 'extra', 'visit', 'spil', '2026-05-01', 'final', 8, 1, 2);"
        "insert into fidelity_reviewer (review_id, staff_id, sealed_at) values (60, 8, 1),"
        " (60, 9, 1), (61, 8, null);"
        "insert into fidelity_sheet (review_id, staff_id, item, status, score) values"
        " (60, 8, 'B1', 'scored', 3), (60, 9, 'B1', 'scored', 5), (60, 8, 'G15', 'no_fit', null),"
        " (61, 8, 'B2', 'scored', 1);"
        "insert into fidelity_score (review_id, item, status, score) values"
        " (60, 'B1', 'scored', 4), (60, 'G15', 'no_fit', null), (61, 'B2', 'scored', 2),"
        " (62, 'B1', 'scored', 1), (63, 'B1', 'scored', 1), (64, 'B1', 'scored', 1);"
        "insert into fidelity_erratum (id, review_id, item, status, score, reason, staff_id,"
        " created_at) values (70, 61, 'B2', 'scored', 3, 'typing', 8, 5);");
    tables_of(w, NULL, tables);
    assert_string_equal(strchr(tables[OUTCOME_FIDELITY].at, '\n') + 1,
                        "2,1,0,1,4\r\n2,1,0,26,\r\n2,1,1,1,3\r\n2,1,1,26,\r\n2,1,2,1,5\r\n"
                        "2,2,0,2,3\r\n");
    for (int i = 0; i < OUTCOME_FILES; i++)
        buf_free(&tables[i]);
}

static int lines_of(const char *text)
{
    int n = 0;

    for (; (text = strchr(text, '\n')); text++)
        n++;
    return n;
}

/* A delivery covers April to June: April as paid, by its employer; May was not worked, whatever
 * Spil says; June as the newer delivery has it, a trainee with a correction below nothing and a
 * letter of SBI 2025, which is none of ours. A benefit is no work, an open delivery is not used,
 * and March and October are as Spil has them. */
static void payroll_goes_first(struct world *w)
{
    struct buf tables[OUTCOME_FILES];

    db_exec_text(
        w->db,
        "insert into payroll_request (id, programme_id, made_at) values (60, 6, 1);"
        "insert into payroll_person (pseudonym, request_id, client_id) values ('Pa', 60, 10);"
        "insert into payroll_import (id, request_id, file_name, file_hash, separator, decimal_sign,"
        " day_form, byte_order_mark, state, created_at, first_month, last_month) select x.id, 60,"
        " 'f', '0123456789012345678901234567890123456789012345678901234567890123', ';', ',', '-',"
        " 0, x.state, 1, x.from_month, x.to_month from (select 61 as id, 'done' as state,"
        " '2026-04' as from_month, '2026-06' as to_month union all"
        " select 62, 'done', '2026-06', '2026-06' union all"
        " select 63, 'open', '2026-03', '2026-10') x;"
        "insert into payroll_month (import_id, client_id, month, employer, ikv_id, ikv_start,"
        " ikv_kind, employment_kind, permanent, contract_hours, hours_paid, wage_lbph, wage_sv,"
        " sbi_version, sbi_section, end_reason, delivery_version, first_line, lines, odd) values"
        " (61, 10, '2026-04', 'W1', '1', '2026-04-01', '15', '1', 1, 2000, 5000, 80000, 75000,"
        " '2008', 'G', '', '', 2, 1, 0),"
        " (61, 10, '2026-04', 'UWV', '2', '2020-01-01', '40', '', null, null, 0, 65000, 65000,"
        " '2008', 'O', '', '', 3, 1, 0),"
        " (61, 10, '2026-06', 'U9', '1', '2026-06-01', '15', '11', 0, 800, 9999, 1, 1, '2008', 'N',"
        " '', '', 4, 1, 0),"
        " (62, 10, '2026-06', 'U9', '1', '2026-06-01', '15', '7', null, null, -150, 2050, null,"
        " '2025', 'P', '', '', 2, 1, 0),"
        " (63, 10, '2026-05', 'W1', '1', '2026-04-01', '15', '1', 1, 2000, 1111, 1, 1, '2008', 'G',"
        " '', '', 2, 1, 0);");
    tables_of(w, NULL, tables);
    const char *jobs = strchr(tables[OUTCOME_JOBS].at, '\n') + 1;
    assert_int_equal(lines_of(jobs), 4);
    assert_non_null(strstr(jobs, "20,30,2026-03,62.86,709.68,61.51,1,0,G,2026-03-10\r\n"));
    assert_non_null(strstr(jobs, "20,33,2026-10,0.01,0.00,,2,0,N,2026-10-28\r\n"));
    assert_non_null(strstr(jobs, ",2026-04,50.00,750.00,86.67,1,1,G,2026-04-01\r\n"));
    assert_non_null(strstr(jobs, ",2026-06,0.00,20.50,,3,0,,2026-06-01\r\n"));
    for (int i = 0; i < OUTCOME_FILES; i++)
        buf_free(&tables[i]);
}

/* Counted by hand: 22 days of March at 20 hours a week, April and ten days of May at 28; a trial
 * and a trajectory that did not start give no records; the contact of before the start does not
 * count. */
static void a_world_by_hand(void **state)
{
    struct world *w = *state;
    struct buf tables[OUTCOME_FILES];

    db_exec_text(
        w->db,
        "insert into organisation (id, name, sort_key) values (1, 'O', 'o');"
        "insert into programme (id, organisation_id, name, sort_key) values (5, 1, 'P', 'p'),"
        " (6, 1, 'Q', 'q');"
        "insert into team (id, programme_id, name, sort_key) values (7, 6, 'T', 't');"
        "insert into staff (id, organisation_id, login, name, sort_key, password_hash) values"
        " (8, 1, 'n', 'N', 'n', '');"
        "insert into client (id, organisation_id, given_name, family_name, sort_key, birth_on, sex,"
        " marital_status, education, diagnosis_chapter, experience_years, created_at) values"
        " (10, 1, 'A', 'B', 'b', '1990-06-03', 'female', 'not_married', 'MBO2', '04', 250, 1);"
        "insert into client_benefit (id, client_id, benefit, from_on) values"
        " (11, 10, 'PW', '2020-01-01');"
        "insert into trajectory (id, organisation_id, programme_id, team_id, client_id,"
        " target_group, financier, referred_on, referred_by, started_on, closed_on, close_reason)"
        " values (20, 1, 6, 7, 10, 'CMD', 'municipality', '2026-01-02', 'self', '2026-01-15', null,"
        " ''), (21, 1, 5, 7, 10, 'EPA', 'uwv', '2026-01-02', 'self', null, null, '');"
        "insert into placement (id, organisation_id, trajectory_id, kind, started_on, ended_on,"
        " end_reason, hours_week, wage_month, sector, created_at) values"
        " (30, 1, 20, 'competitive', '2026-03-10', '2026-05-11', 'x', 2000, 100000, 'G', 1),"
        " (31, 1, 20, 'trial', '2026-02-01', '2026-02-20', 'x', 1000, null, 'G', 1),"
        " (32, 1, 21, 'competitive', '2026-03-10', null, '', 2000, 100000, 'G', 1),"
        " (33, 1, 20, 'agency', '2026-10-28', null, '', null, null, 'N', 1);"
        "insert into placement_hours (id, placement_id, from_on, planned, actual) values"
        " (40, 30, '2026-04-01', 3600, 2800);"
        "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place,"
        " party, created_at) values"
        " (50, 6, 8, '2026-02-03', 60, 'one_to_one', 'phone', 'office', 'client', 1),"
        " (51, 6, 8, '2026-02-28', 30, 'employer', 'phone', 'office', 'employer', 1),"
        " (52, 6, 8, '2025-12-28', 30, 'employer', 'phone', 'office', 'employer', 1);"
        "insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer) values"
        " (50, 20, '2026-02-03', 60, 0), (51, 20, '2026-02-28', 25, 0),"
        " (52, 20, '2025-12-28', 30, 0);");
    tables_of(w, NULL, tables);
    assert_string_equal(
        strchr(tables[OUTCOME_PARTICIPANTS].at, '\n') + 1,
        "20,2,cmd,v,1990-07-01,0,mbo2,depressie,pw,2.50,gemeente,2026-01-15,10,1\r\n");
    assert_string_equal(strchr(tables[OUTCOME_JOBS].at, '\n') + 1,
                        "20,30,2026-03,62.86,709.68,61.51,1,0,G,2026-03-10\r\n"
                        "20,30,2026-04,120.00,1000.00,86.67,1,0,G,2026-03-10\r\n"
                        "20,30,2026-05,40.00,322.58,27.96,1,0,G,2026-03-10\r\n"
                        "20,33,2026-10,0.01,0.00,,2,0,N,2026-10-28\r\n");
    assert_string_equal(strchr(tables[OUTCOME_TIME].at, '\n') + 1, "20,2026-02,60,0,25,0,0\r\n");
    assert_string_equal(strchr(tables[OUTCOME_FIDELITY].at, '\n'), "\n");
    for (int i = 0; i < OUTCOME_FILES; i++)
        buf_free(&tables[i]);
    reviews_by_hand(w);
    payroll_goes_first(w);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        BOTH(exported_and_computed_again),
        BOTH(a_world_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
