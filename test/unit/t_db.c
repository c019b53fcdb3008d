/* t_db.c: statements, values, errors and transactions: the same assertions on both engines.
 * Not: opening, migrations and several processes (t_db_open.c).
 * Start at the list in main(). */
#include "base/base.h"
#define WORLD_SETUP with_tables
#include "db_world.h"
#include <float.h>
#include <math.h>

static const struct migration tables[] = {
    {1, "tables",
     "create table team (id @id, name text not null unique check (name <> ''))@strict;"
     "create table item (id @id, team_id @int references team (id), name text, size @int,"
     " weight @real, body @blob, version @int not null default 1)@strict;"},
};

static int with_tables(void **state)
{
    world_open(state);
    struct world *w = *state;
    assert_int_equal(db_migrate(w->db, tables, COUNT(tables)), 1);
    return 0;
}

#define INSERT_TEAM SQL("insert into team (id, name) values ($1, $2)")
#define INSERT_ITEM                                                                                \
    SQL("insert into item (id, team_id, name, size, weight, body) values ($1, $2, $3, $4, $5, "    \
        "$6)")

static void add_team(struct db *db, int64_t id, const char *name)
{
    db_run(db, INSERT_TEAM, ARGS(I(id), S(name)));
}

static int64_t count_teams(struct db *db)
{
    return db_one_int(db, SQL("select count(*) from team"), NO_ARGS, -1);
}

static void three_teams(struct db *db)
{
    db_begin_write(db);
    add_team(db, 1, "Noord");
    add_team(db, 2, "Oost");
    add_team(db, 3, "Zuid");
    db_commit(db);
}

/* ---- values ---------------------------------------------------------------------------------- */

static void values_come_back_as_they_went_in(void **state)
{
    static const int64_t ints[] = {0, 1, -1, INT64_MAX, INT64_MIN, INT64_C(1) << 53};
    static const double reals[] = {0, -0.5, 0.1, DBL_MAX, DBL_MIN, 1.0 / 3};
    static const char *const texts[] = {
        "", "O'Brien \"x\"", "één – 雪 😀", "tab\tnl\nend", "\\x41 \\N $1 @id ;--", " "};
    struct world *w = *state;
    unsigned char bytes[256];

    for (int i = 0; i < 256; i++)
        bytes[i] = (unsigned char)i;
    db_begin_write(w->db);
    for (int i = 0; i < 6; i++)
        db_run(
            w->db, INSERT_ITEM,
            ARGS(I(i), NIL, S(texts[i]), I(ints[i]), R(reals[i]), B(bytes, 256 - 51 * (size_t)i)));
    db_commit(w->db);
    struct db_rows q = db_query(
        w->db, SQL("select id, name, size, weight, body, team_id from item order by id"), NO_ARGS);
    for (int i = 0; i < 6; i++) {
        size_t n;

        assert_true(db_next(&q));
        assert_int_equal(db_int(&q, 0), i);
        assert_string_equal(db_text(&q, 1), texts[i]);
        assert_true(db_int(&q, 2) == ints[i]);
        assert_true(db_real(&q, 3) == reals[i]);
        const void *body = db_blob(&q, 4, &n);
        assert_int_equal(n, 256 - 51 * i);
        assert_memory_equal(body, bytes, n);
        assert_true(db_null(&q, 5));
        assert_false(db_null(&q, 1));
    }
    assert_false(db_next(&q));
    assert_false(db_next(&q));
}

static void null_reads_as_nothing(void **state)
{
    struct world *w = *state;
    size_t n = 9;

    db_begin_write(w->db);
    db_run(w->db, INSERT_ITEM, ARGS(I(7), ID(0), S(NULL), NIL, R(NAN), NIL));
    db_commit(w->db);
    struct db_rows q = db_query(
        w->db, SQL("select team_id, name, size, weight, body from item where id = $1"), ARGS(I(7)));
    assert_true(db_next(&q));
    for (int i = 0; i < 5; i++)
        assert_true(db_null(&q, i));
    assert_int_equal(db_int(&q, 0), 0);
    assert_string_equal(db_text(&q, 1), "");
    assert_true(isnan(db_real(&q, 3)));
    db_blob(&q, 4, &n);
    assert_int_equal(n, 0);
    db_end(&q);
}

static void parameters_go_by_number(void **state)
{
    struct world *w = *state;

    db_begin_write(w->db);
    db_run(w->db, SQL("insert into item (name, size, id, version) values ($3, $2, $1, $2)"),
           ARGS(I(10), I(20), S("thirty")));
    db_commit(w->db);
    struct db_rows q =
        db_query(w->db, SQL("select id, size, name, version from item where name = $2 and id = $1"),
                 ARGS(I(10), S("thirty")));
    assert_true(db_next(&q));
    assert_int_equal(db_int(&q, 0), 10);
    assert_int_equal(db_int(&q, 1), 20);
    assert_string_equal(db_text(&q, 2), "thirty");
    assert_int_equal(db_int(&q, 3), 20);
    db_end(&q);
}

static void one_value_or_otherwise(void **state)
{
    static const char nobody[] = "nobody";
    struct world *w = *state;

    three_teams(w->db);
    assert_int_equal(count_teams(w->db), 3);
    assert_int_equal(
        db_one_int(w->db, SQL("select id from team where name = $1"), ARGS(S("West")), -5), -5);
    const char *text =
        db_one_text(w->db, w->a, SQL("select name from team where id = $1"), ARGS(I(3)), nobody);
    assert_int_equal(count_teams(w->db), 3); /* another statement: the text lives on */
    assert_string_equal(text, "Zuid");
    text =
        db_one_text(w->db, w->a, SQL("select name from team where id = $1 "), ARGS(I(4)), nobody);
    assert_ptr_equal(text, nobody);
    assert_true(db_exists(w->db, SQL("select 1 from team where id = $1"), ARGS(I(1))));
    assert_false(db_exists(w->db, SQL("select 1 from team where id = $1 "), ARGS(I(9))));
}

static int64_t chains_below(struct db *db, int64_t id)
{
    struct db_rows q =
        db_query(db, SQL("select id from team where id < $1 order by id"), ARGS(I(id)));
    int64_t n = 1;

    while (db_next(&q))
        n += chains_below(db, db_int(&q, 0));
    return n;
}

/* The same SQL() within itself: subsets of {1, 2, 3} by their descending chains, 2^3 = 8. */
static void statement_within_itself(void **state)
{
    struct world *w = *state;

    three_teams(w->db);
    assert_int_equal(chains_below(w->db, 4), 8);
    assert_int_equal(chains_below(w->db, 4), 8);
}

/* ---- what users cause ------------------------------------------------------------------------ */

static void refused_and_then_on(void **state)
{
    struct world *w = *state;
    struct db *db = w->db;

    three_teams(db);
    db_begin_write(db);
    add_team(db, 4, "West");
    assert_int_equal(db_write(db, INSERT_TEAM, ARGS(I(5), S("Oost"))), CONFLICT);
    assert_int_equal(db_touched(db), 0);
    assert_int_equal(count_teams(db), 4);
    assert_int_equal(db_write(db, INSERT_TEAM, ARGS(I(1), S("Nieuw"))), CONFLICT);
    assert_int_equal(db_write(db, INSERT_TEAM, ARGS(I(6), S(""))), INVALID);
    assert_int_equal(db_write(db, INSERT_TEAM, ARGS(I(6), NIL)), INVALID);
    assert_int_equal(db_write(db, INSERT_ITEM, ARGS(I(1), I(99), NIL, NIL, NIL, NIL)), RELATED);
    assert_int_equal(db_write(db, INSERT_ITEM, ARGS(I(1), I(1), NIL, S("veel"), NIL, NIL)),
                     INVALID);
    assert_int_equal(db_write(db, INSERT_ITEM, ARGS(I(1), I(1), S("a"), I(2), R(3), NIL)), OK);
    assert_int_equal(db_touched(db), 1);
    assert_int_equal(db_write(db, SQL("delete from team where id = $1"), ARGS(I(1))), RELATED);
    assert_int_equal(db_write(db, SQL("update team set name = 'Oost' where id > $1"), ARGS(I(2))),
                     CONFLICT);
    db_commit(db);
    assert_int_equal(count_teams(db), 4);
    assert_int_equal(db_one_int(db, SQL("select count(*) from item"), NO_ARGS, -1), 1);
    assert_string_equal(
        db_one_text(db, w->a, SQL("select name from team where id = 3"), NO_ARGS, ""), "Zuid");
}

static void stale_when_a_colleague_was_first(void **state)
{
    struct world *w = *state;
    const struct sql *update = SQL("update item set name = $3, version = version + 1"
                                   " where id = $1 and version = $2");

    db_begin_write(w->db);
    db_run(w->db, INSERT_ITEM, ARGS(I(1), NIL, S("first"), NIL, NIL, NIL));
    assert_int_equal(db_update(w->db, update, ARGS(I(1), I(1), S("second"))), OK);
    assert_int_equal(db_update(w->db, update, ARGS(I(1), I(1), S("third"))), STALE);
    assert_int_equal(db_write(w->db, update, ARGS(I(1), I(1), S("third"))), OK);
    assert_int_equal(db_touched(w->db), 0);
    db_commit(w->db);
    assert_string_equal(
        db_one_text(w->db, w->a, SQL("select name from item where id = 1"), NO_ARGS, ""), "second");
}

static void run_refused(struct world *w)
{
    struct db *db = db_open(w->url, DB_WRITE, false);

    db_begin_write(db);
    add_team(db, 1, "Geheim");
    add_team(db, 2, "Geheim");
}

/* db_run() dies of it, and the message holds no value. */
static void run_dies_without_telling_values(void **state)
{
    struct world *w = *state;
    const char *said;

    assert_dies(w, run_refused, "t_db.c:");
    child(w, run_refused, &said);
    assert_null(strstr(said, "Geheim"));
    assert_int_equal(count_teams(w->db), 0);
}

/* ---- transactions ---------------------------------------------------------------------------- */

static void rollback_undoes_commit_shows(void **state)
{
    struct world *w = *state;
    struct db *other = db_open(w->url, DB_READ, false);

    three_teams(w->db);
    db_begin_write(w->db);
    assert_true(db_in_transaction(w->db));
    add_team(w->db, 4, "West");
    assert_int_equal(count_teams(w->db), 4);
    assert_int_equal(count_teams(other), 3);
    db_rollback(w->db);
    assert_false(db_in_transaction(w->db));
    assert_int_equal(count_teams(w->db), 3);
    db_rollback(w->db);
    db_begin_write(w->db);
    add_team(w->db, 4, "West");
    db_commit(w->db);
    assert_int_equal(count_teams(other), 4);
    db_close(other);
}

static void reader_keeps_its_snapshot(void **state)
{
    struct world *w = *state;
    struct db *reader = db_open(w->url, DB_READ, false);

    three_teams(w->db);
    db_begin_read(reader);
    assert_int_equal(count_teams(reader), 3);
    db_begin_write(w->db);
    add_team(w->db, 4, "West");
    db_commit(w->db);
    assert_int_equal(count_teams(reader), 3);
    db_commit(reader);
    assert_int_equal(count_teams(reader), 4);
    db_begin_read(reader); /* nothing asked, and again */
    db_commit(reader);
    db_begin_read(reader);
    db_rollback(reader);
    assert_int_equal(count_teams(reader), 4);
    db_close(reader);
}

static void rollback_closes_open_rows(void **state)
{
    struct world *w = *state;

    three_teams(w->db);
    db_begin_write(w->db);
    struct db_rows q = db_query(w->db, SQL("select id from team order by id"), NO_ARGS);
    assert_true(db_next(&q));
    db_rollback(w->db); /* as after a die() in a handler: nobody ends q */
    db_begin_write(w->db);
    add_team(w->db, 4, "West");
    db_commit(w->db);
    assert_int_equal(count_teams(w->db), 4);
}

static void write_on_a_read_connection(struct world *w)
{
    db_exec_text(db_open(w->url, DB_READ, false), "insert into team (id, name) values (1, 'x')");
}

static void write_in_a_read_transaction(struct world *w)
{
    struct db *db = db_open(w->url, DB_WRITE, false);

    db_begin_read(db);
    add_team(db, 1, "x");
}

static void write_without_a_transaction(struct world *w)
{
    add_team(db_open(w->url, DB_WRITE, false), 1, "x");
}

static void too_few_arguments(struct world *w)
{
    db_query(db_open(w->url, DB_READ, false), SQL("select name from team where id = $1 or id = $2"),
             ARGS(I(1)));
}

static void too_many_arguments(struct world *w)
{
    db_query(db_open(w->url, DB_READ, false), SQL("select name from team where id = $1"),
             ARGS(I(1), I(2)));
}

static void skipped_parameter(struct world *w)
{
    db_query(db_open(w->url, DB_READ, false), SQL("select name from team where id = $2"),
             ARGS(I(1), I(2)));
}

static void text_as_integer(struct world *w)
{
    struct db *db = db_open(w->url, DB_READ, false);

    db_one_int(db, SQL("select cast('12x' as text)"), NO_ARGS, 0);
}

static void column_that_is_not(struct world *w)
{
    struct db *db = db_open(w->url, DB_READ, false);

    db_run(db, SQL("select nothing_such from team"), NO_ARGS);
}

static void malformed(struct world *w)
{
    db_query(db_open(w->url, DB_READ, false), SQL("select nothing_such from team"), NO_ARGS);
}

static void write_on_two_connections(struct world *w)
{
    struct db *first = db_open(w->url, DB_WRITE, false), *log = db_open(w->url, DB_LOG, false);

    db_begin_write(first);
    db_begin_write(log);
}

static void would_wait_for_itself(void **state)
{
    struct world *w = *state;

    assert_bug(w, write_on_two_connections, "open on another connection");
    three_teams(w->db); /* and a holder that died is no obstacle */
    assert_int_equal(count_teams(w->db), 3);
}

static void mistakes_of_ours_are_bugs(void **state)
{
    struct world *w = *state;

    assert_bug(w, write_in_a_read_transaction, "outside a write transaction");
    assert_bug(w, write_without_a_transaction, "outside a write transaction");
    assert_bug(w, too_few_arguments, "1 arguments for 2 parameters");
    assert_bug(w, too_many_arguments, "2 arguments for 1 parameters");
    assert_bug(w, skipped_parameter, "not every parameter");
    assert_bug(w, text_as_integer, "is not an integer");
    assert_bug(w, column_that_is_not, "outside a write transaction");
    assert_dies(w, malformed, "nothing_such");
    assert_dies(w, write_on_a_read_connection, "read");
    assert_int_equal(count_teams(w->db), 0);
}

static jmp_buf after_death; /* a hook has no argument */

static void go_on(const char *message)
{
    longjmp(after_death, 1);
}

/* As a worker does: a statement kills the request, the transaction is undone, others go on. */
static void go_on_after_death(struct world *w)
{
    struct db *db = db_open(w->url, DB_WRITE, false);

    db_begin_write(db);
    add_team(db, 1, "Noord");
    if (setjmp(after_death) == 0) {
        die_hook_set(go_on);
        add_team(db, 1, "Noord");
    }
    die_hook_set(quit);
    db_rollback(db);
    three_teams(db);
    die("%" PRId64 " teams", count_teams(db));
}

static void death_leaves_a_working_connection(void **state)
{
    struct world *w = *state;
    const char *said;

    child(w, go_on_after_death, &said);
    assert_non_null(strstr(said, "3 teams"));
    assert_int_equal(count_teams(w->db), 3);
}

/* ---- bulk ------------------------------------------------------------------------------------ */

static void bulk_writes_what_was_given(void **state)
{
    static const char *const names[] = {"plain", "", "tab\t \\N \\ nl\n cr\r \\.", "\\.", "één 😀"};
    struct world *w = *state;

    db_begin_write(w->db);
    struct db_bulk *b = db_bulk_begin(w->db, "item", "id, name, size, weight, body, version", 6);
    for (int i = 0; i < 5000; i++)
        db_bulk_row(b, (const struct val[]){I(i), S(names[i % 5]), i % 3 ? I(-i) : NIL, R(i / 8.0),
                                            B("a\0\\b", 4), I(1)});
    assert_int_equal(db_bulk_end(b), 5000);
    db_commit(w->db);
    struct db_rows q =
        db_query(w->db, SQL("select id, name, size, weight, body from item order by id "), NO_ARGS);
    for (int i = 0; i < 5000; i++) {
        size_t n;

        assert_true(db_next(&q));
        assert_int_equal(db_int(&q, 0), i);
        assert_string_equal(db_text(&q, 1), names[i % 5]);
        assert_int_equal(db_null(&q, 2), i % 3 == 0);
        assert_int_equal(db_int(&q, 2), i % 3 ? -i : 0);
        assert_true(db_real(&q, 3) == i / 8.0);
        assert_memory_equal(db_blob(&q, 4, &n), "a\0\\b", 4);
        assert_int_equal(n, 4);
    }
    assert_false(db_next(&q));
}

static void bulk_with_a_double(struct world *w)
{
    struct db *db = db_open(w->url, DB_BULK, false);

    db_begin_write(db);
    struct db_bulk *b = db_bulk_begin(db, "team", "id, name", 2);
    db_bulk_row(b, (const struct val[]){I(1), S("Geheim")});
    db_bulk_row(b, (const struct val[]){I(2), S("Geheim")});
    db_bulk_end(b);
}

static void query_during_bulk(struct world *w)
{
    struct db *db = db_open(w->url, DB_BULK, false);

    db_begin_write(db);
    (void)db_bulk_begin(db, "team", "id, name", 2);
    count_teams(db);
}

static void bulk_refused_leaves_nothing(void **state)
{
    struct world *w = *state;

    assert_dies(w, bulk_with_a_double, "");
    assert_bug(w, query_during_bulk, "while a bulk is open");
    assert_int_equal(count_teams(w->db), 0);
    db_begin_write(w->db); /* a rollback in the middle of a bulk leaves a working connection */
    struct db_bulk *b = db_bulk_begin(w->db, "team", "id, name", 2);
    db_bulk_row(b, (const struct val[]){I(1), S("Noord")});
    db_rollback(w->db);
    assert_int_equal(count_teams(w->db), 0);
    three_teams(w->db);
    assert_int_equal(count_teams(w->db), 3);
}

/* What is refused of a bulk: nothing of it is there, what was before it and comes after it is. */
static void bulk_that_may_be_refused(void **state)
{
    struct world *w = *state;

    db_begin_write(w->db);
    struct db_bulk *b = db_bulk_try(w->db, "team", "id, name", 2);
    db_bulk_row(b, (const struct val[]){I(1), S("Noord")});
    assert_int_equal(db_bulk_close(b), OK);
    b = db_bulk_try(w->db, "team", "id, name", 2);
    for (int i = 2; i < 5; i++)
        db_bulk_row(b, (const struct val[]){I(i), S(i == 3 ? "Noord" : i == 2 ? "Oost" : "Zuid")});
    assert_int_equal(db_bulk_close(b), CONFLICT);
    b = db_bulk_try(w->db, "team", "id, name", 2);
    db_bulk_row(b, (const struct val[]){I(5), S("")}); /* against a check */
    assert_int_equal(db_bulk_close(b), INVALID);
    b = db_bulk_try(w->db, "item", "id, team_id, name, version", 4);
    db_bulk_row(b, (const struct val[]){I(1), I(99), S("x"), I(1)});
    assert_int_equal(db_bulk_close(b), RELATED);
    b = db_bulk_try(w->db, "team", "id, name", 2);
    db_bulk_row(b, (const struct val[]){I(6), S("West")});
    assert_int_equal(db_bulk_close(b), OK);
    db_commit(w->db);
    assert_int_equal(count_teams(w->db), 2);
    assert_true(db_exists(w->db, SQL("select 1 from team where id = 6"), NO_ARGS));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        BOTH(values_come_back_as_they_went_in),  BOTH(null_reads_as_nothing),
        BOTH(parameters_go_by_number),           BOTH(one_value_or_otherwise),
        BOTH(statement_within_itself),           BOTH(refused_and_then_on),
        BOTH(stale_when_a_colleague_was_first),  BOTH(run_dies_without_telling_values),
        BOTH(rollback_undoes_commit_shows),      BOTH(reader_keeps_its_snapshot),
        BOTH(rollback_closes_open_rows),         BOTH(mistakes_of_ours_are_bugs),
        BOTH(death_leaves_a_working_connection), SQLITE(would_wait_for_itself),
        BOTH(bulk_writes_what_was_given),        BOTH(bulk_refused_leaves_nothing),
        BOTH(bulk_that_may_be_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
