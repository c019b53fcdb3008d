/* t_access_log.c: what someone who can edit the database cannot hide from `spil verify`.
 * Not: which requests are logged (test/web).
 * Start at main(). */
#include "core/access_log.h"

#include <sodium.h>
#include <sys/stat.h>

#include "base/id.h"

#include <setjmp.h>

#include <cmocka.h>

enum { LINES = 20 };

static char folder[64], url[96], seals[96];
static const unsigned char key[ACCESS_KEY_BYTES] = "a key of thirty-two bytes";

struct log {
    struct db *db;
    struct access_chain chain;
    struct id_maker ids;
    int64_t id[LINES];
};

static void add(struct log *l, int64_t client_id, enum access_action action, int64_t *id)
{
    *id = id_next(&l->ids);
    db_begin_write(l->db);
    access_log_add(
        l->db, &l->chain,
        (struct access_line){
            .id = *id, .staff_id = 7, .client_id = client_id, .action = action, .route = 1});
    db_commit(l->db);
    access_log_settle(&l->chain, true);
}

/* A chain of LINES lines, its head sealed. */
static int begin(void **state)
{
    static struct log l;

    snprintf(folder, sizeof(folder), "/tmp/spil-log-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(url, sizeof(url), "sqlite:%s/a.db", folder);
    snprintf(seals, sizeof(seals), "%s/a.seal", folder);
    l = (struct log){.db = db_open(url, DB_WRITE, true)};
    memcpy(l.chain.key, key, sizeof(key));
    id_start(&l.ids, 3, 1800000000000);
    db_exec_text(l.db, "create table access_log (id integer primary key, staff_id integer,"
                       " client_id integer, action integer, route integer, mac blob)");
    for (int i = 0; i < LINES; i++)
        add(&l, 100 + i, i ? ACCESS_READ : ACCESS_CHAIN, &l.id[i]);
    access_log_seal(&l.chain, seals);
    *state = &l;
    return 0;
}

static int end(void **state)
{
    struct log *l = *state;
    char file[128];

    db_close(l->db);
    for (const char *const *name =
             (const char *const[]){"a.db", "a.db-wal", "a.db-shm", "a.db.lock", "a.seal", NULL};
         *name; name++) {
        snprintf(file, sizeof(file), "%s/%s", folder, *name);
        unlink(file);
    }
    return rmdir(folder);
}

static int findings(struct log *l, char *text, size_t size)
{
    FILE *out = fmemopen(text, size, "w");
    int n = access_log_verify(l->db, key, seals, out);

    fclose(out);
    return n;
}

static void edit(struct log *l, const char *fmt, int64_t one, int64_t two)
{
    char sql[256];
    const char *at = strstr(fmt, "$2");

    /* $1 and $2 become the ids: this is the attacker's hand, not ours. */
    snprintf(sql, sizeof(sql), "%.*s%" PRId64 "%.*s", (int)(strstr(fmt, "$1") - fmt), fmt, one,
             (int)(at ? at - strstr(fmt, "$1") - 2 : (long)strlen(strstr(fmt, "$1") + 2)),
             strstr(fmt, "$1") + 2);
    if (at) {
        size_t n = strlen(sql);
        snprintf(sql + n, sizeof(sql) - n, "%" PRId64 "%s", two, at + 2);
    }
    db_exec_text(l->db, sql);
}

static void finds(struct log *l, int want, const char *about, int64_t id)
{
    char text[4096] = "", number[24];

    assert_int_equal(findings(l, text, sizeof(text)), want);
    snprintf(number, sizeof(number), "%" PRId64, id);
    assert_non_null(strstr(text, about));
    assert_non_null(strstr(text, number));
}

static void whole(void **state)
{
    char text[256] = "";

    assert_int_equal(findings(*state, text, sizeof(text)), 0);
    assert_string_equal(text, "");
}

static void altered(void **state)
{
    struct log *l = *state;

    edit(l, "update access_log set client_id = 5 where id = $1", l->id[9], 0);
    finds(l, 1, "altered", l->id[9]);
}

static void dropped(void **state)
{
    struct log *l = *state;

    edit(l, "delete from access_log where id = $1", l->id[9], 0);
    /* The next line does not fit, and the seal counts one line more. */
    finds(l, 2, "a line before it is missing", l->id[10]);
}

static void reordered(void **state)
{
    struct log *l = *state;

    edit(l, "update access_log set id = -1 where id = $1", l->id[4], 0);
    edit(l, "update access_log set id = $1 where id = $2", l->id[4], l->id[5]);
    edit(l, "update access_log set id = $1 where id = -1", l->id[5], 0);
    char text[4096] = "";
    assert_true(findings(l, text, sizeof(text)) >= 2);
}

static void cut(void **state)
{
    struct log *l = *state;

    edit(l, "delete from access_log where id >= $1", l->id[15], 0);
    finds(l, 1, "dropped or cut", l->id[LINES - 1]);
}

static void whole_log_gone(void **state)
{
    struct log *l = *state;

    edit(l, "delete from access_log where id > $1", 0, 0);
    finds(l, 1, "dropped or cut", l->id[LINES - 1]);
}

/* Whoever edits the database makes the chain fit again, with a key of their own. */
static void recomputed_without_the_key(void **state)
{
    struct log *l = *state;
    struct access_chain forged = {.key = "another"};
    unsigned char mac[ACCESS_MAC_BYTES];

    access_line_mac(forged.key, l->chain.head.mac,
                    &(struct access_line){.id = l->id[LINES - 1], .action = ACCESS_READ}, mac);
    db_begin_write(l->db);
    db_run(l->db, SQL("update access_log set mac = $2 where id = $1"),
           ARGS(I(l->id[LINES - 1]), B(mac, sizeof(mac))));
    db_commit(l->db);
    finds(l, 2, "not the one that was sealed", l->id[LINES - 1]);
}

static void forged_seal(void **state)
{
    struct log *l = *state;
    FILE *f = fopen(seals, "ae");

    fputs("5 5 00112233445566778899aabbccddeeff 00112233445566778899aabbccddeeff\n", f);
    fclose(f);
    finds(l, 1, "not a seal made with this key", 2);
}

/* Lines of two processes mix; each has its own chain. */
static void two_chains(void **state)
{
    struct log *l = *state;
    struct log other = {.db = l->db};
    int64_t id;
    char text[256] = "";

    memcpy(other.chain.key, key, sizeof(key));
    id_start(&other.ids, 4, 1800000000000);
    add(&other, 0, ACCESS_CHAIN, &id);
    add(l, 1, ACCESS_READ, &id);
    add(&other, 2, ACCESS_READ, &id);
    access_log_seal(&other.chain, seals);
    access_log_seal(&l->chain, seals);
    assert_int_equal(findings(l, text, sizeof(text)), 0);
}

/* A rolled back write leaves no gap. */
static void rolled_back(void **state)
{
    struct log *l = *state;
    int64_t id;
    char text[256] = "";

    db_begin_write(l->db);
    access_log_add(l->db, &l->chain,
                   (struct access_line){.id = id_next(&l->ids), .action = ACCESS_CHANGE});
    db_rollback(l->db);
    access_log_settle(&l->chain, false);
    add(l, 1, ACCESS_READ, &id);
    assert_int_equal(findings(l, text, sizeof(text)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(whole, begin, end),
        cmocka_unit_test_setup_teardown(altered, begin, end),
        cmocka_unit_test_setup_teardown(dropped, begin, end),
        cmocka_unit_test_setup_teardown(reordered, begin, end),
        cmocka_unit_test_setup_teardown(cut, begin, end),
        cmocka_unit_test_setup_teardown(whole_log_gone, begin, end),
        cmocka_unit_test_setup_teardown(recomputed_without_the_key, begin, end),
        cmocka_unit_test_setup_teardown(forged_seal, begin, end),
        cmocka_unit_test_setup_teardown(two_chains, begin, end),
        cmocka_unit_test_setup_teardown(rolled_back, begin, end),
    };

    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
