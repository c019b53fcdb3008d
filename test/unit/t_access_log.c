/* t_access_log.c: what someone who edits the database cannot hide from `spil verify log`, twice.
 * Not: which requests are logged (test/web).
 * Start at main(). */
#include "core/access_log.h"

#include <sodium.h>
#include <sys/stat.h>

#include "base/date.h"
#include "base/id.h"
#include "core/access_month.h"

#define WORLD_SETUP begin
static int begin(void **state);
#include "db_world.h"

enum { LINES = 20, MONTHS = 3 };

/* The first of August 2026; the log of a test has ten lines of each of three months. */
static const int64_t START = 1785535200000;
static const unsigned char key[ACCESS_KEY_BYTES] = "a key of thirty-two bytes";

struct log {
    struct access_chain chain;
    struct id_maker ids;
};

/* One test's: the world of db_world.h, the seals beside it, and a log of three months. */
static struct log mine;
static int64_t id[MONTHS][LINES];
static char seals[128];

static int64_t add_line(struct db *db, struct log *l, struct access_line line, const char *words)
{
    db_begin_write(db);
    line.id = id_next(&l->ids);
    if (access_chain_is_over(&l->chain, line.id)) {
        access_chain_begin(db, &l->chain, line.id, NULL);
        line.id = id_next(&l->ids);
    }
    if (words)
        access_log_add_text(db, &l->chain, line, words);
    else
        access_log_add(db, &l->chain, line);
    db_commit(db);
    access_log_settle(&l->chain, true);
    return line.id;
}

static int64_t add(struct db *db, struct log *l, int64_t client_id)
{
    return add_line(db, l,
                    (struct access_line){.staff_id = 7,
                                         .client_id = client_id,
                                         .action = ACCESS_READ,
                                         .route = 1,
                                         .relation = 3,
                                         .role = 1},
                    NULL);
}

static void log_start(struct log *l, int slot)
{
    *l = (struct log){0};
    memcpy(l->chain.key, key, sizeof(key));
    id_start(&l->ids, slot, 0);
}

/* The schema of the log, as the migration makes it. */
static void make_tables(struct world *w)
{
    static const char columns[] =
        "create table setting (name text primary key, value text not null);"
        "create table access_line (id %1$s primary key, staff_id %1$s, client_id %1$s,"
        " what %1$s not null, grant_id %1$s, object_id %1$s, mac %2$s not null);"
        "create table access_text (id %1$s primary key, words text not null);"
        "create table access_signal (line_id %1$s);"
        "create table access_month (month text primary key, lines %1$s, digest %2$s,"
        " dropped_at %1$s, staff_id %1$s, mac %2$s)";
    bool pg = w->engine == DB_PG;

    db_exec_text(w->db, arena_fmt(w->a, columns, pg ? "bigint" : "integer", pg ? "bytea" : "blob"));
}

static int begin(void **state)
{
    world_open(state);
    struct world *w = *state;

    make_tables(w);
    snprintf(seals, sizeof(seals), "%s/other", w->folder);
    log_start(&mine, 3);
    for (int month = 0; month < MONTHS; month++) {
        now_set(local_to_ms(day_from_ymd(2026, 8 + month, 1), 0) + 1);
        for (int i = 0; i < LINES; i++)
            id[month][i] = add(w->db, &mine, 100 + i);
        access_log_seal(&mine.chain, seals);
    }
    return 0;
}

/* ---- what is found --------------------------------------------------------------------------- */

static int verify(struct world *w, char *text, size_t size)
{
    FILE *out = fmemopen(text, size, "w");
    int n = access_log_verify(w->db, key, seals, out, true);

    fclose(out);
    return n;
}

static void well(struct world *w)
{
    char text[4096] = "";
    int n = verify(w, text, sizeof(text));

    if (n || *text)
        fail_msg("%d findings: %s", n, text);
}

/* So many findings (0: one or more), of which one says this about this line. */
static void finds(struct world *w, int want, int64_t line, const char *about)
{
    char text[65536] = "", words[200];
    int n = verify(w, text, sizeof(text));

    snprintf(words, sizeof(words), "line %" PRId64 "%s", line, about);
    if (want ? n != want : n == 0)
        fail_msg("%d findings: %.900s", n, text);
    if (!strstr(text, words))
        fail_msg("not \"%s\" but %.900s", words, text);
}

/* The hand of someone with the password of the database. */
static void PRINTF(2, 3) edit(struct world *w, const char *fmt, ...)
{
    char sql[512];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(sql, sizeof(sql), fmt, ap);
    va_end(ap);
    db_exec_text(w->db, sql);
}

static void whole(void **state)
{
    well(*state);
}

static void altered(void **state)
{
    static const char *const changes[] = {"client_id = 5",   "client_id = null", "staff_id = 8",
                                          "what = what + 1", "grant_id = 4",     "object_id = 9"};
    struct world *w = *state;

    for (size_t i = 0; i < COUNT(changes); i++) {
        const char *column = arena_fmt(w->a, "%.*s", (int)strcspn(changes[i], " "), changes[i]);
        int64_t line = id[1][5];
        int64_t was = strstr(changes[i], "client") ? 105 : 7;

        edit(w, "update access_line set %s where id = %" PRId64, changes[i], line);
        finds(w, 1, line, ": altered");
        if (!strcmp(column, "what"))
            edit(w, "update access_line set what = what - 1 where id = %" PRId64, line);
        else if (!strcmp(column, "grant_id") || !strcmp(column, "object_id"))
            edit(w, "update access_line set %s = null where id = %" PRId64, column, line);
        else
            edit(w, "update access_line set %s = %" PRId64 " where id = %" PRId64, column, was,
                 line);
        well(w);
    }
}

static void dropped(void **state)
{
    struct world *w = *state;

    edit(w, "delete from access_line where id = %" PRId64, id[0][9]);
    /* The next line does not fit, and the seal counts one line more. */
    finds(w, 2, id[0][10], ": altered, or a line before it is missing");
}

static void reordered(void **state)
{
    struct world *w = *state;

    edit(w, "update access_line set id = -1 where id = %" PRId64, id[0][4]);
    edit(w, "update access_line set id = %" PRId64 " where id = %" PRId64, id[0][4], id[0][5]);
    edit(w, "update access_line set id = %" PRId64 " where id = -1", id[0][5]);
    finds(w, 0, id[0][4], ": altered");
}

static void cut(void **state)
{
    struct world *w = *state;

    edit(w, "delete from access_line where id >= %" PRId64, id[2][15]);
    finds(w, 1, id[2][LINES - 1], " was sealed and is not there: dropped or cut");
}

static void whole_log_gone(void **state)
{
    edit(*state, "delete from access_line");
    finds(*state, MONTHS, id[2][LINES - 1], " was sealed and is not there: dropped or cut");
}

/* Whoever edits the database makes the chain fit again, with a key of their own. */
static void recomputed_without_the_key(void **state)
{
    struct world *w = *state;
    struct log forged;

    edit(w, "delete from access_line where id >= %" PRId64, id[2][0] - 1);
    log_start(&forged, 3);
    memcpy(forged.chain.key, "another", 8);
    id_start(&forged.ids, 3, local_to_ms(day_from_ymd(2026, 10, 1), 0) + 1);
    for (int i = 0; i < LINES; i++)
        add(w->db, &forged, 500 + i);
    finds(w, 0, id[2][LINES - 1], ": altered");
}

/* The last line again, with a key of their own: the seal does not fit either. */
static void last_line_recomputed(void **state)
{
    struct world *w = *state;
    struct access_line line = {.id = id[2][LINES - 1], .client_id = 5, .action = ACCESS_READ};
    unsigned char mac[ACCESS_MAC_BYTES];

    access_line_mac((const unsigned char *)"another key of thirty-two bytes.", mine.chain.head.mac,
                    &line, mac);
    db_begin_write(w->db);
    db_run(w->db, SQL("update access_line set mac = $2 where id = $1"),
           ARGS(I(line.id), B(mac, sizeof(mac))));
    db_commit(w->db);
    finds(w, 2, line.id, " is not the one that was sealed");
}

static void forged_seal(void **state)
{
    FILE *f = fopen(seals, "ae");
    char text[4096] = "";

    fputs("5 5 00112233445566778899aabbccddeeff 00112233445566778899aabbccddeeff\n", f);
    fclose(f);
    assert_int_equal(verify(*state, text, sizeof(text)), 1);
    assert_non_null(strstr(text, "line 4: not a seal made with this key"));
}

/* ---- words ----------------------------------------------------------------------------------- */

static void words(void **state)
{
    struct world *w = *state;
    int64_t line = add_line(w->db, &mine, (struct access_line){.staff_id = 7}, "mil");
    char text[4096] = "";

    well(w);
    edit(w, "update access_text set words = 'jan' where id = %" PRId64, line);
    finds(w, 1, line, ": its words were altered");
    edit(w, "delete from access_text where id = %" PRId64, line);
    assert_int_equal(verify(w, text, sizeof(text)), 0);
    assert_string_equal(text, "1 lines have lost their words: taken away, as an erasure does\n");
    edit(w, "insert into access_text (id, words) values (%" PRId64 ", 'mil'), (%" PRId64 ", 'x')",
         line, id[1][1]);
    finds(w, 1, id[1][1], ": words were added");
    edit(w, "update access_text set id = 12 where id = %" PRId64, id[1][1]);
    assert_int_equal(verify(w, text, sizeof(text)), 1);
    assert_non_null(strstr(text, "words without a line"));
}

/* ---- months ---------------------------------------------------------------------------------- */

static int month_of(int month)
{
    return 12 * 2026 + 7 + month;
}

static void month_gone(void **state)
{
    struct world *w = *state;

    edit(w, "delete from access_line where id < %" PRId64, id[1][0] - 1);
    finds(w, 0, id[0][LINES - 1], " was sealed and is not there: dropped or cut");
}

/* The lines of August stand in September and the other way round: what someone did on one day now
 * seems done on another. */
static void months_swapped(void **state)
{
    struct world *w = *state;
    int64_t august = access_month_first(month_of(0)), september = access_month_first(month_of(1));
    int64_t october = access_month_first(month_of(2)), shift = september - august;

    edit(w, "update access_line set id = -id where id < %" PRId64, september);
    edit(w,
         "update access_line set id = id - %" PRId64 " where id >= %" PRId64 " and id < %" PRId64,
         shift, september, october);
    edit(w, "update access_line set id = -id + %" PRId64 " where id < 0", shift);
    finds(w, 0, id[0][1], ": altered");
    finds(w, 0, id[1][1], ": altered");
}

static void drop_august(struct world *w)
{
    int64_t lines;

    db_begin_write(w->db);
    access_month_drop(w->db, key, month_of(0), 9, START, &lines);
    db_commit(w->db);
    assert_int_equal(lines, LINES + 1); /* and the beginning of its chain */
}

static void month_dropped(void **state)
{
    struct world *w = *state;
    char text[4096] = "";
    int month;

    drop_august(w);
    assert_int_equal(verify(w, text, sizeof(text)), 0);
    assert_string_equal(text, "month 2026-08 was dropped, 21 lines\n");
    assert_true(access_month_oldest(w->db, &month));
    assert_int_equal(month, month_of(1));
    edit(w, "delete from access_line where id = %" PRId64, id[1][9]);
    finds(w, 2, id[1][10], ": altered, or a line before it is missing");
}

/* Another month is said to have been dropped, or another number of lines. */
static void record_of_dropping_changed(void **state)
{
    struct world *w = *state;
    char text[65536] = "";

    drop_august(w);
    edit(w, "update access_month set lines = 4");
    assert_int_equal(verify(w, text, sizeof(text)), 2);
    assert_non_null(
        strstr(text, "month 2026-08: its record of dropping was not made with this key"));
    edit(w, "update access_month set lines = 21, month = '2026-09'");
    edit(w, "delete from access_line where id < %" PRId64, id[2][0] - 1);
    assert_true(verify(w, text, sizeof(text)) >= 3);
    assert_non_null(
        strstr(text, "month 2026-09: its record of dropping was not made with this key"));
    edit(w, "delete from access_month");
    finds(w, 0, id[0][LINES - 1], " was sealed and is not there: dropped or cut");
}

static void line_put_in_dropped_month(void **state)
{
    struct world *w = *state;

    drop_august(w);
    edit(w,
         "insert into access_line select %" PRId64
         ", staff_id, client_id, what, grant_id, object_id,"
         " mac from access_line where id = %" PRId64,
         id[0][3], id[1][3]);
    finds(w, 0, id[0][3], " is of a month that was dropped");
}

/* The end of August is taken away together with its seal: September says that there was more. */
static void end_of_a_month_cut(void **state)
{
    struct world *w = *state;

    edit(w, "delete from access_line where id >= %" PRId64 " and id < %" PRId64, id[0][15],
         id[1][0] - 1);
    FILE *f = fopen(seals, "we");
    fclose(f);
    char text[4096] = "";
    assert_int_equal(verify(w, text, sizeof(text)), 1);
    assert_non_null(strstr(text, ": the end of the chain before it is missing"));
}

static void month_texts(void **state)
{
    char text[ACCESS_MONTH_TEXT];
    int month;

    assert_string_equal(access_month_text(month_of(0), text), "2026-08");
    assert_true(access_month_parse("2026-08", &month));
    assert_int_equal(month, month_of(0));
    for (const char *const *bad =
             (const char *const[]){"", "2026", "2026-13", "2026-00", "2026-8", "2026-08-01", NULL};
         *bad; bad++)
        assert_false(access_month_parse(*bad, &month));
    /* Five years are kept: on 23 November 2026 all from November 2021 on. */
    assert_int_equal(
        access_month_kept_from(((struct world *)*state)->db, day_from_ymd(2026, 11, 23)),
        12 * 2021 + 10);
    edit(*state, "insert into setting values ('access_log_years', '7')");
    assert_int_equal(
        access_month_kept_from(((struct world *)*state)->db, day_from_ymd(2026, 11, 23)),
        12 * 2019 + 10);
}

/* ---- several processes ----------------------------------------------------------------------- */

/* Lines of two processes mix; each has its own chain. */
static void two_chains(void **state)
{
    struct world *w = *state;
    struct log other;

    log_start(&other, 4);
    for (int i = 0; i < 5; i++) {
        add(w->db, &other, i);
        add(w->db, &mine, i);
    }
    access_log_seal(&other.chain, seals);
    access_log_seal(&mine.chain, seals);
    well(w);
}

/* A process that slept and lost its slot goes on in another. */
static void another_slot(void **state)
{
    struct world *w = *state;

    mine.ids.slot = 9;
    add(w->db, &mine, 1);
    add(w->db, &mine, 2);
    access_log_seal(&mine.chain, seals);
    well(w);
}

static void write_many(struct world *w, int slot, int lines)
{
    struct db *db = db_open(w->url, DB_LOG, false);
    struct log l;

    log_start(&l, slot);
    for (int i = 0; i < lines; i++) {
        if (i % 3 == 0) {
            add(db, &l, i);
            continue;
        }
        /* As a read does: a transaction of its own. */
        access_log_add(db, &l.chain,
                       (struct access_line){.id = id_next(&l.ids), .action = ACCESS_READ});
        access_log_settle(&l.chain, true);
    }
    access_log_seal(&l.chain, seals);
    db_close(db);
}

/* Two processes at once, and one that is killed in the midst of it. */
static void processes_at_once(void **state)
{
    struct world *w = *state;
    pid_t pid[3];
    int status;

    db_close(w->db);
    for (int i = 0; i < 3; i++) {
        pid[i] = fork();
        if (pid[i] == 0) {
            write_many(w, 20 + i, i == 2 ? INT32_MAX : 300);
            _exit(0);
        }
    }
    for (int i = 0; i < 3; i++) {
        if (i == 2)
            kill(pid[2], SIGKILL); /* in the midst of a line */
        assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
        assert_true(i == 2 || (WIFEXITED(status) && WEXITSTATUS(status) == 0));
    }
    w->db = db_open(w->url, DB_WRITE, false);
    well(w);
    assert_true(db_one_int(w->db, SQL("select count(*) from access_line"), NO_ARGS, 0) >=
                MONTHS * (LINES + 1) + 2 * 301);
}

/* A rolled back write leaves no gap. */
static void rolled_back(void **state)
{
    struct world *w = *state;

    db_begin_write(w->db);
    access_log_add(w->db, &mine.chain,
                   (struct access_line){.id = id_next(&mine.ids), .action = ACCESS_CHANGE});
    db_rollback(w->db);
    access_log_settle(&mine.chain, false);
    add(w->db, &mine, 1);
    well(w);
}

/* Every part of a line at its highest: nothing runs over into another. */
static void packed(void **state)
{
    struct access_line line = {.action = (enum access_action)63, .route = 0x7fffffff},
                       back = {.id = 1};

    assert_int_equal(access_pack(&line), (INT64_C(0x7fffffff) << 32) + 63);
    line = (struct access_line){.action = ACCESS_READ,
                                .relation = 31,
                                .role = 1,
                                .session = 1023,
                                .object = OBJECT_EMPLOYER,
                                .result = RESULT_REFUSED};
    /* 2 + 31 * 2^6 + 1 * 2^11 + 2 * 2^15 + 1 * 2^20 + 1023 * 2^22 */
    assert_int_equal(access_pack(&line), INT64_C(2) + 1984 + 2048 + 65536 + 1048576 + 4290772992);
    access_unpack(access_pack(&line), &back);
    assert_int_equal(back.id, 1);
    back.id = 0;
    assert_memory_equal(&back, &line, sizeof(line));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(whole),
        BOTH(altered),
        BOTH(dropped),
        BOTH(reordered),
        BOTH(cut),
        BOTH(whole_log_gone),
        BOTH(recomputed_without_the_key),
        BOTH(last_line_recomputed),
        BOTH(forged_seal),
        BOTH(words),
        BOTH(month_gone),
        BOTH(months_swapped),
        BOTH(month_dropped),
        BOTH(record_of_dropping_changed),
        BOTH(line_put_in_dropped_month),
        BOTH(end_of_a_month_cut),
        BOTH(month_texts),
        BOTH(two_chains),
        BOTH(another_slot),
        BOTH(processes_at_once),
        BOTH(rolled_back),
        SQLITE(packed),
    };

    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
