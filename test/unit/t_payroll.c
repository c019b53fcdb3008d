/* t_payroll.c: the rules for the reader of payroll deliveries (research/standards.md 1.4), on both
 * engines, each in a small world counted by hand: from the lines of a file to what the outcome
 * engine says. Not: what is refused, pages and commands (test/web/payroll.t), crashes
 * (test/fault/t_payroll.mjs). Start at the list in main(). */
#include "base/base.h"
#define WORLD_SETUP with_schema
#include "db_world.h"

#include "base/date.h"
#include "base/map.h"
#include "core/route.h"
#include "core/site.h"
#include "feature/outcome/outcome_data.h"
#include "feature/payroll/payroll.h"

const struct feature *const features[] = {NULL};

#define TODAY day_from_ymd(2026, 11, 24)

/* Two people; support began on 15 January 2026, and ten months of it were observed. */
static int with_schema(void **state)
{
    int n;

    world_open(state);
    struct world *w = *state;
    struct migration *all = site_migrations(w->a, &n);
    assert_int_equal(db_migrate(w->db, all, n), n);
    db_exec_text(
        w->db,
        "insert into organisation (id, name, sort_key) values (1, 'O', 'o');"
        "insert into programme (id, organisation_id, name, sort_key) values (6, 1, 'Q', 'q');"
        "insert into team (id, programme_id, name, sort_key) values (7, 6, 'T', 't');"
        "insert into staff (id, organisation_id, login, name, sort_key, password_hash) values"
        " (8, 1, 'n', 'N', 'n', '');"
        "insert into client (id, organisation_id, given_name, family_name, sort_key, birth_on, sex,"
        " created_at) values (10, 1, 'A', 'B', 'b', '1990-06-03', 'female', 1),"
        " (11, 1, 'C', 'D', 'd', '1991-06-03', 'male', 1);"
        "insert into trajectory (id, organisation_id, programme_id, team_id, client_id,"
        " target_group, financier, referred_on, referred_by, started_on) values"
        " (20, 1, 6, 7, 10, 'EPA', 'uwv', '2026-01-02', 'self', '2026-01-15'),"
        " (21, 1, 6, 7, 11, 'EPA', 'uwv', '2026-01-02', 'self', '2026-01-15');"
        "insert into payroll_request (id, programme_id, made_at) values (60, 6, 1);"
        "insert into payroll_person (pseudonym, request_id, client_id) values ('P1', 60, 10),"
        " ('P2', 60, 11);");
    return 0;
}

/* ---- deliveries ------------------------------------------------------------------------------ */

#define HEADER                                                                                     \
    "person_pseudonym;period;ikv_id;employer_pseudonym;ikv_start;ikv_end;iko_start;iko_end;"       \
    "ikv_kind;employment_kind;contract_permanent;contract_written;contract_oncall;"                \
    "contract_hours_week;hours_paid;sv_days;wage_lbph;wage_sv;cao_code;sbi_version;sbi_section;"   \
    "sbi_code;sector_uwv;end_reason;delivery_version\n"
/* Person, month, number, employer and the day it began; hours a week, hours and wage of the month.
 */
#define LINE(person, month, ikv, employer, start, week, hours, wage)                               \
    person ";" month ";" ikv ";" employer ";" start ";;;;15;1;N;J;N;" week ";" hours ";;" wage     \
           ";" wage ";;2008;G;;;;final\n"
/* Somebody who got a benefit in these two months: the delivery covers them and all between. */
#define COVERS(person, first, last)                                                                \
    person ";" first ";9;UWV;2019-03-01;;;;40;;;;;;;22;400.00;400.00;;2008;O;;;;final\n"           \
           "" person ";" last ";9;UWV;2019-03-01;;;;40;;;;;;;22;400.00;400.00;;2008;O;;;;final\n"

static const char *file_of(struct world *w, const char *const *line)
{
    const char *file = HEADER;

    for (; *line; line++)
        file = arena_fmt(w->a, "%s%s", file, *line);
    return file;
}
#define FILE_OF(...) file_of(w, (const char *const[]){__VA_ARGS__, NULL})

static struct payroll_import taken(struct world *w, int64_t id, const char *file, bool done)
{
    char hash[65];
    struct csv_log log;
    struct payroll_refused first;
    struct payroll_import im = {.file_name = "f"};

    payroll_hash(file, strlen(file), hash);
    im.file_hash = arena_str(w->a, hash);
    csv_log_init(&log, 100);
    struct payroll_take take = {.db = w->db,
                                .id = id,
                                .arena = w->a,
                                .csv = csv_memory(w->a, "f", file, strlen(file), &log),
                                .people = map_new(w->a),
                                .now = 1000,
                                .today = TODAY};
    db_begin_write(w->db);
    payroll_people(w->db, w->a, 6, take.people);
    if (!payroll_take(&take, &im, &first))
        fail_msg("nothing of use: line %d %s", (int)first.line, first.problem);
    if (done)
        payroll_import_done(w->db, id, 2000);
    db_commit(w->db);
    csv_log_free(&log);
    return im;
}

static void assert_rows(struct world *w, struct db_rows q, int columns, const char *wanted)
{
    const char *all = "";

    while (db_next(&q)) {
        for (int i = 0; i < columns; i++)
            all =
                arena_fmt(w->a, "%s%s%s", all, i ? "|" : "", db_null(&q, i) ? "-" : db_text(&q, i));
        all = arena_fmt(w->a, "%s\n", all);
    }
    assert_string_equal(all, wanted);
}
/* Texts, so that both engines give them alike. */
#define ASSERT_ROWS(columns, sql, wanted)                                                          \
    assert_rows(w, db_query(w->db, SQL(sql), NO_ARGS), columns, wanted)
#define MONTHS                                                                                     \
    "select month, employer, ikv_id, cast(hours_paid as text), cast(wage_sv as text),"             \
    " cast(lines as text), cast(odd as text)"

/* ---- what came of it ------------------------------------------------------------------------- */

struct report {
    struct outcome o;
    struct outcome_left left;
    struct buf tables[OUTCOME_FILES];
    struct arena *a;
};

/* parts: months without work that end a job in the tables; ends: that end a spell in the engine. */
static void report_begin(struct world *w, int parts, int ends, struct report *r)
{
    struct outcome_data data = {
        .today = TODAY, .definition = "published_2022", .ends_after = parts, .left = &r->left};
    struct outcome_options options = {
        .folder = "", .tables = r->tables, .ends_after = ends, .show = 5};

    r->a = arena_new();
    db_begin_read(w->db);
    (void)outcome_tables(w->db, &data, r->tables);
    db_rollback(w->db);
    assert_int_equal(outcome_run(&options, r->a, &r->o), OK);
    assert_int_equal(r->o.log.refused, 0);
}

static void report_end(struct report *r)
{
    outcome_free(&r->o);
    for (int i = 0; i < OUTCOME_FILES; i++)
        buf_free(&r->tables[i]);
    arena_free(r->a);
}

static void set(struct world *w, const char *name, const char *value)
{
    db_begin_write(w->db);
    db_run(w->db,
           SQL("insert into setting (name, value) values ($1, $2)"
               " on conflict (name) do update set value = excluded.value"),
           ARGS(S(name), S(value)));
    db_commit(w->db);
}

/* ---- the rules ------------------------------------------------------------------------------- */

/* Rules 1 and 2: the same two lines in either hand come to the same. */
static void a_file_in_either_hand(void **state)
{
    static const char plain[] =
        "P1,2021-03,1,W1,2021-03-08,,2021-03-08,2021-03-31,15,11,N,J,N,24.00,78.50,18,1012.40,"
        "1012.40,,2008,N,7820,52,,final\n"
        "P1,2021-03,2,U1,2020-09-01,,2021-03-01,2021-03-31,40,,,,,,0.00,23,655.10,655.10,,2008,O,"
        "8430,,,final\n";
    static const char wanted[] =
        "1|W1|2021-03-08|7850|101240|2400|2\n2|U1|2020-09-01|0|65510|-|3\n";
    struct world *w = *state;
    char *header = arena_str(w->a, HEADER);
    struct buf other;

    for (char *c = header; *c; c++)
        *c = *c == ';' ? ',' : *c;
    struct payroll_import im = taken(w, 61, arena_fmt(w->a, "%s%s", header, plain), false);
    assert_int_equal(im.form.separator, ',');
    assert_int_equal(im.form.decimal, '.');
    assert_int_equal(im.form.day, '-');
    assert_false(im.form.mark);
#define FORM                                                                                       \
    "select ikv_id, employer, ikv_start, cast(hours_paid as text), cast(wage_sv as text),"         \
    " cast(contract_hours as text), cast(first_line as text) from payroll_month"
    ASSERT_ROWS(7, FORM " where import_id = 61 order by ikv_id", wanted);

    /* Semicolons, decimal commas, days without dashes, CRLF, a byte order mark. */
    buf_init(&other, 1 << 16);
    buf_str(&other, "\xef\xbb\xbf");
    for (const char *c = arena_fmt(w->a, "%s%s", header, plain); *c; c++) {
        if (*c == '\n')
            buf_str(&other, "\r\n");
        else if (*c == ',' || *c == '.')
            buf_ch(&other, *c == ',' ? ';' : ',');
        else if (*c != '-')
            buf_ch(&other, *c);
    }
    assert_non_null(strstr(other.at, "P1;202103;1;W1;20210308;;20210308;20210331;15"));
    assert_non_null(strstr(other.at, ";24,00;78,50;"));
    im = taken(w, 62, other.at, false);
    assert_int_equal(im.form.separator, ';');
    assert_int_equal(im.form.decimal, ',');
    assert_int_equal(im.form.day, '8');
    assert_true(im.form.mark);
    ASSERT_ROWS(7, FORM " where import_id = 62 order by ikv_id", wanted);
    /* The line is kept as it stood, and its end is no part of it. */
    ASSERT_ROWS(2,
                "select cast(lines as text), substr(raw, length(raw) - 4) from payroll_line"
                " where import_id = 62",
                "2|final\n");
    ASSERT_ROWS(1, "select substr(raw, 1, 29) from payroll_line where import_id = 62",
                "P1;202103;1;W1;20210308;;2021\n");
    buf_free(&other);
}

/* Rules 3 and 9. March of W1: 100 and a correction of -20 under one key, and 10 in a second pay
 * period: 90 hours and 1350 euro from three lines. The newer delivery knows W2 only: W1 is gone
 * from March, and April stays. Undone as a whole, all is as before. */
static void newer_replaces_and_is_undone(void **state)
{
    struct world *w = *state;
    struct payroll_import im;

    (void)taken(
        w, 61,
        FILE_OF(LINE("P1", "2026-03", "1", "W1", "2026-02-02", "24.00", "100.00", "1500.00"),
                LINE("P1", "2026-03", "1", "W1", "2026-02-02", "24.00", "-20.00", "-300.00"),
                LINE("P1", "2026-03", "1", "W2", "2026-03-02", "8.00", "30.00", "450.00"),
                LINE("P1", "2026-04", "1", "W1", "2026-02-02", "24.00", "104.00", "1560.00"),
                "P1;2026-03;1;W1;2026-02-02;;2026-03-23;2026-03-31;15;"
                "1;N;J;N;24.00;10.00;;150.00;150.00;;2008;G;;;;final\n"),
        true);
    ASSERT_ROWS(7, MONTHS " from payroll_month where import_id = 61 order by month, employer",
                "2026-03|W1|1|9000|135000|3|0\n2026-03|W2|1|3000|45000|1|0\n"
                "2026-04|W1|1|10400|156000|1|0\n");
#define HOLDS                                                                                      \
    "select month, employer, cast(hours_paid as text), cast(wage_sv as text) from payroll_now"     \
    " order by month, employer"
    static const char before[] =
        "2026-03|W1|9000|135000\n2026-03|W2|3000|45000\n2026-04|W1|10400|156000\n";
    ASSERT_ROWS(4, HOLDS, before);

    /* A trial does not hold; once agreed to, it does. */
    im = taken(w, 62,
               FILE_OF(LINE("P1", "2026-03", "1", "W2", "2026-03-02", "8.00", "32.00", "480.00"),
                       LINE("P1", "2026-05", "1", "W2", "2026-03-02", "8.00", "36.00", "540.00"),
                       LINE("P3", "2026-05", "1", "W2", "2026-03-02", "8.00", "36.00", "540.00")),
               false);
    assert_int_equal(im.replaced, 1);
    assert_int_equal(im.refused, 1);
    ASSERT_ROWS(4, HOLDS, before);
    db_begin_write(w->db);
    payroll_import_done(w->db, 62, 3000);
    db_commit(w->db);
    ASSERT_ROWS(4, HOLDS,
                "2026-03|W2|3200|48000\n2026-04|W1|10400|156000\n2026-05|W2|3600|54000\n");
    /* The old lines stay readable. */
    ASSERT_ROWS(2,
                "select cast(import_id as text), cast(sum(lines) as text) from payroll_line"
                " group by import_id order by import_id",
                "61|5\n62|2\n");

    db_begin_write(w->db);
    assert_int_equal(payroll_import_get(w->db, w->a, 62, &im), OK);
    payroll_import_undo(w->db, &im, 8, 4000);
    db_commit(w->db);
    ASSERT_ROWS(4, HOLDS, before);
    ASSERT_ROWS(3,
                "select (select cast(count(*) as text) from payroll_line where import_id = 62),"
                " (select cast(count(*) as text) from payroll_month where import_id = 62),"
                " (select cast(count(*) as text) from payroll_refused where import_id = 62)",
                "0|0|0\n");
    ASSERT_ROWS(3,
                "select state, cast(undone_by as text), cast(undone_at as text)"
                " from payroll_import where id = 62",
                "undone|8|4000\n");
}

/* Rule 4. P1: 40 hours in March; wage alone in April (no hours said, 300 euro); neither in May; 8
 * hours in June; 6 and 6 in July. Worked: March, April, June, July. Above 10 hours: not June, and
 * July by both jobs together; W1 then has two empty months, so that in July it is a new job. Above
 * 12: not July either; April counts whatever the limit. */
static void worked_by_hours_or_wage(void **state)
{
    static const struct {
        const char *above;
        int limit, months, jobs;
        double hours; /* a month */
    } limits[] = {{"0", 0, 4, 2, (40 + 0 + 8 + 12) / 4.0},
                  {"10", 10, 3, 3, (40 + 0 + 12) / 3.0},
                  {"12", 12, 2, 1, (40 + 0) / 2.0},
                  {"many", 0, 4, 2, (40 + 0 + 8 + 12) / 4.0}};
    struct world *w = *state;

    (void)taken(w, 61,
                FILE_OF(LINE("P1", "2026-03", "1", "W1", "2026-03-02", "10.00", "40.00", "600.00"),
                        LINE("P1", "2026-04", "1", "W1", "2026-03-02", "10.00", "", "300.00"),
                        LINE("P1", "2026-05", "1", "W1", "2026-03-02", "10.00", "0.00", "0.00"),
                        LINE("P1", "2026-06", "1", "W1", "2026-03-02", "10.00", "8.00", "120.00"),
                        LINE("P1", "2026-07", "1", "W1", "2026-03-02", "10.00", "6.00", "90.00"),
                        LINE("P1", "2026-07", "1", "W2", "2026-07-01", "10.00", "6.00", "90.00")),
                true);
    /* The month of wage alone is flagged, and no other. */
    ASSERT_ROWS(7, MONTHS " from payroll_month where odd > 0",
                arena_fmt(w->a, "2026-04|W1|1|-|30000|1|%d\n", PAYROLL_ODD_NO_HOURS));
    for (size_t i = 0; i < COUNT(limits); i++) {
        struct report r;
        int worked = 0;

        set(w, "payroll_paid_above", limits[i].above);
        report_begin(w, 0, 0, &r);
        assert_int_equal(r.left.paid_above, limits[i].limit);
        assert_int_equal(r.o.ever.k, 1);
        assert_float_equal(r.o.work.months.mean, limits[i].months, 1e-12);
        assert_float_equal(r.o.work.hours.mean, limits[i].hours, 1e-12);
        assert_int_equal(r.o.record.outcome_jobs, limits[i].jobs);
        report_end(&r);
        /* Beside Spil, which has no job, the same months say that there was work. */
        struct payroll_pairs pairs = payroll_pairs_load(w->db, w->a, 61, 0, TODAY);
        for (size_t k = 0; k < pairs.n; k++)
            worked += pairs.at[k].there.works;
        /* Of April the payroll does not know the hours: that is not none. */
        assert_int_equal(pairs.at[1].month, 12 * 2026 + 3);
        assert_int_equal(pairs.at[1].there.hours, NUMBER_NONE);
        assert_int_equal(pairs.at[1].there.wage, 30000);
        assert_int_equal(worked, limits[i].months);
    }
}

/* Rule 5. March 100 hours, 1500 euro; April -1.50 hours, 20.50 euro after adding up: only wage, so
 * worked, and its hours are no part of the sums; May -8 hours, -120 euro: not worked. Hours (100 +
 * 0) / 2, wage (1500 + 20.50) / 2. */
static void below_nothing(void **state)
{
    struct world *w = *state;
    struct report r;

    (void)taken(
        w, 61,
        FILE_OF(LINE("P1", "2026-03", "1", "W1", "2026-03-02", "24.00", "100.00", "1500.00"),
                LINE("P1", "2026-04", "1", "W1", "2026-03-02", "24.00", "8.50", "120.50"),
                LINE("P1", "2026-04", "1", "W1", "2026-03-02", "24.00", "-10.00", "-100.00"),
                LINE("P1", "2026-05", "1", "W1", "2026-03-02", "24.00", "-8.00", "-120.00")),
        true);
    /* Kept as it is, and flagged. */
    ASSERT_ROWS(7, MONTHS " from payroll_month order by month",
                arena_fmt(w->a,
                          "2026-03|W1|1|10000|150000|1|0\n2026-04|W1|1|-150|2050|2|%d\n"
                          "2026-05|W1|1|-800|-12000|1|%d\n",
                          PAYROLL_ODD_NEGATIVE | PAYROLL_ODD_NO_HOURS, PAYROLL_ODD_NEGATIVE));
    report_begin(w, 0, 0, &r);
    assert_null(strstr(r.tables[OUTCOME_JOBS].at, "-1.50"));
    assert_float_equal(r.o.work.months.mean, 2, 1e-12);
    assert_float_equal(r.o.work.hours.mean, 50, 1e-12);
    assert_float_equal(r.o.work.wage.mean, 760.25, 1e-9);
    assert_float_equal(r.o.work.hourly_wage, 15.205, 1e-9);
    report_end(&r);
}

/* Rules 7 and 8. P1 worked at W1 before the start and until February; from 8 June again, under
 * another number: after three empty months that is a new job, found 144 days after 15 January. When
 * only four end a job, it is the old one, which nobody found. P2 began at W3 on the very day of the
 * start, which is not found, and at W4 a day later, which is: March and May, one empty month. */
static void jobs_that_begin(void **state)
{
    struct world *w = *state;
    struct report r;
    struct payroll_import im =
        taken(w, 61,
              FILE_OF(COVERS("P1", "2026-01", "2026-10"), COVERS("P2", "2026-01", "2026-10"),
                      LINE("P1", "2026-01", "1", "W1", "2025-03-03", "24.00", "100.00", "1500.00"),
                      LINE("P1", "2026-02", "1", "W1", "2025-03-03", "24.00", "100.00", "1500.00"),
                      LINE("P1", "2026-06", "2", "W1", "2026-06-08", "24.00", "70.00", "1050.00"),
                      LINE("P1", "2026-07", "2", "W1", "2026-06-08", "24.00", "100.00", "1500.00"),
                      LINE("P2", "2026-01", "1", "W3", "2026-01-15", "8.00", "20.00", "300.00"),
                      LINE("P2", "2026-02", "1", "W3", "2026-01-15", "8.00", "35.00", "525.00"),
                      LINE("P2", "2026-03", "1", "W4", "2026-01-16", "8.00", "35.00", "525.00"),
                      LINE("P2", "2026-05", "1", "W4", "2026-01-16", "8.00", "35.00", "525.00"),
                      LINE("P2", "2026-06", "1", "W5", "", "8.00", "35.00", "525.00")),
              true);

    /* Without a day there is no telling what was found: such a line is not used. */
    assert_int_equal(im.refused, 1);
    ASSERT_ROWS(3, "select cast(line as text), cast(place as text), problem from payroll_refused",
                "14|5|empty\n");

    report_begin(w, 2, 0, &r);
    assert_int_equal(r.o.ever.k, 2);
    assert_int_equal(r.o.record.outcome_jobs, 2);
    assert_int_equal(r.o.record.work[0].days, 144);
    assert_int_equal(r.o.record.work[0].first_month, 6);
    assert_int_equal(r.o.record.work[0].months, 2);
    assert_int_equal(r.o.record.work[1].days, 1);
    assert_int_equal(r.o.record.work[1].first_month, 3);
    assert_int_equal(r.o.record.flags.running_at_start, 1); /* W1, first time */
    assert_int_equal(r.left.at_start, 1);                   /* W3 */
    /* One empty month at W4 is bridged: three months. */
    assert_int_equal(r.o.record.work[1].longest, 3);
    assert_int_equal(r.o.record.job_spells, 2);
    assert_int_equal(r.o.record.employment_spells, 2);
    report_end(&r);

    /* The same tables, when one empty month ends a spell. */
    report_begin(w, 2, 1, &r);
    assert_int_equal(r.o.record.outcome_jobs, 2);
    assert_int_equal(r.o.record.work[1].longest, 1);
    assert_int_equal(r.o.record.job_spells, 3);
    assert_int_equal(r.o.record.employment_spells, 3);
    report_end(&r);

    /* One empty month ends a job: W4 is two. Three do: as with two. Four do: W1 is one. */
    report_begin(w, 1, 1, &r);
    assert_int_equal(r.o.record.outcome_jobs, 3);
    report_end(&r);
    report_begin(w, 3, 0, &r);
    assert_int_equal(r.o.record.outcome_jobs, 2);
    report_end(&r);
    report_begin(w, 4, 0, &r);
    assert_int_equal(r.o.ever.k, 1);
    assert_int_equal(r.o.record.outcome_jobs, 1);
    assert_int_equal(r.o.record.flags.running_at_start, 1);
    report_end(&r);
}

/* Months of which nothing was delivered are no gap: W1 in February and, from another delivery, in
 * July, with nothing said about March to June. */
static void what_is_not_covered_is_no_gap(void **state)
{
    struct world *w = *state;
    struct report r;

    (void)taken(
        w, 61,
        FILE_OF(LINE("P1", "2026-02", "1", "W1", "2026-02-02", "24.00", "100.00", "1500.00")),
        true);
    (void)taken(
        w, 62,
        FILE_OF(LINE("P1", "2026-07", "1", "W1", "2026-02-02", "24.00", "100.00", "1500.00")),
        true);
    report_begin(w, 2, 0, &r);
    assert_int_equal(r.o.record.outcome_jobs, 1);
    assert_int_equal(r.o.record.job_spells, 2); /* the engine sees no work in between */
    report_end(&r);
}

/* At a limit nothing looks wrong, a hundredth beyond it does. February to April: 300 and 300,01
 * hours. At 100 hours: 300 and 299,99 euro, 10000 and 10000,01 euro. On 10 hours a week, which are
 * 130 in three months' worth: 130 and 130,01. */
static void limits_are_settings(void **state)
{
    enum { H = PAYROLL_ODD_HOURS, W = PAYROLL_ODD_WAGE, R = PAYROLL_ODD_RATIO };
    static const struct {
        int64_t hours, wage, week;
        unsigned usual, other;
    } months[] = {{30000, 450000, NUMBER_NONE, 0, H},  {30001, 450000, NUMBER_NONE, H, H},
                  {25000, 375000, NUMBER_NONE, 0, 0},  {25001, 375015, NUMBER_NONE, 0, H},
                  {10000, 30000, NUMBER_NONE, 0, W},   {10000, 29999, NUMBER_NONE, W, W},
                  {10000, 50000, NUMBER_NONE, 0, 0},   {10000, 49999, NUMBER_NONE, 0, W},
                  {10000, 1000000, NUMBER_NONE, 0, W}, {10000, 1000001, NUMBER_NONE, W, W},
                  {10000, 500000, NUMBER_NONE, 0, 0},  {10000, 500001, NUMBER_NONE, 0, W},
                  {13000, 195000, 1000, 0, R},         {13001, 195015, 1000, R, R},
                  {6500, 97500, 1000, 0, 0},           {6501, 97515, 1000, 0, R}};
    struct world *w = *state;
    struct payroll_limits usual = payroll_limits(w->db), other;

    assert_int_equal(usual.hours_most, 300);
    assert_int_equal(usual.wage_least, 300);
    assert_int_equal(usual.wage_most, 10000);
    assert_int_equal(usual.ratio_most, 300);
    assert_int_equal(usual.paid_above, 0);
    set(w, "payroll_hours_most", "250");
    set(w, "payroll_wage_least", "500");
    set(w, "payroll_wage_most", "5000");
    set(w, "payroll_ratio_most", "150");
    other = payroll_limits(w->db);
    for (size_t i = 0; i < COUNT(months); i++) {
        struct payroll_month m = {.month = 12 * 2020,
                                  .ikv_start = day_from_ymd(2019, 1, 1),
                                  .wage = true,
                                  .contract_hours = months[i].week,
                                  .hours = months[i].hours,
                                  .wage_lbph = months[i].wage,
                                  .wage_sv = NUMBER_NONE};

        assert_int_equal(payroll_odd(&m, &usual), months[i].usual);
        assert_int_equal(payroll_odd(&m, &other), months[i].other);
    }
    assert_string_equal(payroll_odd_words(w->a, LANG_NL, 0, &other),
                        "meer dan 250 uur in een maand");
    other.wage_least = 1440;
    assert_string_equal(payroll_odd_words(w->a, LANG_NL, 1, &other),
                        "minder dan 14,40 of meer dan 50 euro per uur");
    assert_string_equal(payroll_odd_words(w->a, LANG_EN, 2, &other),
                        "paid hours above 150 % of the contract");
    /* What is no limit is as if it were not there. */
    set(w, "payroll_hours_most", "0");
    set(w, "payroll_wage_least", "drie");
    set(w, "payroll_wage_most", "");
    set(w, "payroll_ratio_most", "99");
    other = payroll_limits(w->db);
    assert_memory_equal(&other, &usual, sizeof(other));
}

/* 200 hours for 3000 euro on 24 hours a week (104 a month, 192 %), without the contract flags that
 * there must be: only that looks wrong, until the limits change; and again when they change back.
 */
static void judged_again(void **state)
{
    struct world *w = *state;
    struct payroll_import im;

    (void)taken(
        w, 61,
        FILE_OF("P1;2026-03;1;W1;2026-03-02;;;;15;1;;;;24.00;200.00;;3000.00;3000.00;;2008;"
                "G;;;;final\n",
                LINE("P2", "2026-03", "1", "W1", "2026-03-02", "24.00", "100.00", "1500.00")),
        false);
#define ODD                                                                                        \
    "select cast(client_id as text), cast(odd as text) from payroll_month order by client_id"
    ASSERT_ROWS(2, ODD, arena_fmt(w->a, "10|%d\n11|0\n", PAYROLL_ODD_FLAGS));
    set(w, "payroll_hours_most", "150");
    set(w, "payroll_ratio_most", "150");
    set(w, "payroll_wage_least", "1501");
    payroll_judge(w->db);
    ASSERT_ROWS(
        2, ODD,
        arena_fmt(w->a, "10|%d\n11|%d\n",
                  PAYROLL_ODD_FLAGS | PAYROLL_ODD_HOURS | PAYROLL_ODD_RATIO | PAYROLL_ODD_WAGE,
                  PAYROLL_ODD_WAGE));
    assert_int_equal(payroll_import_get(w->db, w->a, 61, &im), OK);
    assert_int_equal(im.judged.hours_most, 150);
    assert_int_equal(im.judged.wage_least, 1501);
    set(w, "payroll_hours_most", "300");
    set(w, "payroll_ratio_most", "300");
    set(w, "payroll_wage_least", "300");
    payroll_judge(w->db);
    ASSERT_ROWS(2, ODD, arena_fmt(w->a, "10|%d\n11|0\n", PAYROLL_ODD_FLAGS));
    /* A new delivery is judged by what holds when it comes. */
    set(w, "payroll_hours_most", "150");
    im =
        taken(w, 62,
              FILE_OF(LINE("P2", "2026-04", "1", "W1", "2026-03-02", "50.00", "200.00", "3000.00")),
              false);
    assert_int_equal(im.judged.hours_most, 150);
    ASSERT_ROWS(2,
                "select cast(import_id as text), cast(odd as text) from payroll_month"
                " where import_id = 62",
                arena_fmt(w->a, "62|%d\n", PAYROLL_ODD_HOURS));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        BOTH(a_file_in_either_hand),   BOTH(newer_replaces_and_is_undone),
        BOTH(worked_by_hours_or_wage), BOTH(below_nothing),
        BOTH(jobs_that_begin),         BOTH(what_is_not_covered_is_no_gap),
        BOTH(limits_are_settings),     BOTH(judged_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
