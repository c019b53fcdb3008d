/* t_db_subset.c: every construct that docs/sql.md allows gives the same rows on both engines. The
 * rows were counted by hand from the eight of fill().
 * Not: values, errors and transactions (t_db.c).
 * Start at fill(). */
#include "base/base.h"

#define WORLD_SETUP filled
#include "base/buf.h"
#include "db_world.h"
#include <math.h>

static const struct migration tables[] = {
    {1, "tables",
     "create table team (id @id, name text not null)@strict;"
     "create table work (id @id, team_id @int references team (id), day text not null,"
     " kind text not null, minutes @int, score @real)@strict;"
     "create table tally (kind text primary key, n @int not null)@keyed;"},
};

/* team 1 Noord, 2 Oost, 3 Zuid (no work)
 * id team day         kind     minutes score
 *  1   1  2026-01-05  visit        60   0.5
 *  2   1  2026-01-06  call         15   1.5
 *  3   1  2026-02-01  visit        45   null
 *  4   2  2026-01-05  visit        30   2
 *  5   2  2026-02-02  Call         null 0.25
 *  6   2  2026-02-03  éclair       20   4
 *  7  null 2026-03-01 call         10   null
 *  8   1  2026-03-02  zeal          7   1   */
static void fill(struct db *db)
{
    static const struct {
        int team;
        const char *day, *kind;
        int minutes; /* -1 is null */
        double score;
    } rows[] = {
        {1, "2026-01-05", "visit", 60, 0.5}, {1, "2026-01-06", "call", 15, 1.5},
        {1, "2026-02-01", "visit", 45, NAN}, {2, "2026-01-05", "visit", 30, 2},
        {2, "2026-02-02", "Call", -1, 0.25}, {2, "2026-02-03", "éclair", 20, 4},
        {0, "2026-03-01", "call", 10, NAN},  {1, "2026-03-02", "zeal", 7, 1},
    };

    db_begin_write(db);
    db_run(db, SQL("insert into team (id, name) values (1, 'Noord'), (2, 'Oost'), (3, 'Zuid')"),
           NO_ARGS);
    for (int i = 0; i < (int)COUNT(rows); i++)
        db_run(db,
               SQL("insert into work (id, team_id, day, kind, minutes, score)"
                   " values ($1, $2, $3, $4, $5, $6)"),
               ARGS(I(i + 1), ID(rows[i].team), S(rows[i].day), S(rows[i].kind),
                    rows[i].minutes < 0 ? NIL : I(rows[i].minutes), R(rows[i].score)));
    db_commit(db);
}

static int filled(void **state)
{
    world_open(state);
    struct world *w = *state;
    db_migrate(w->db, tables, COUNT(tables));
    fill(w->db);
    return 0;
}

/* Rows as text "1|a 2|b"; a letter per column: i integer, t text, r real. Null is "-". */
static void check_rows(struct db *db, const struct sql *sql, struct args args, const char *letters,
                       const char *wanted)
{
    struct db_rows q = db_query(db, sql, args);
    struct buf got;

    buf_init(&got, 65536);
    while (db_next(&q)) {
        assert_int_equal(q.columns, strlen(letters));
        for (int i = 0; i < q.columns; i++) {
            if (i)
                buf_ch(&got, '|');
            else if (q.row > 1)
                buf_ch(&got, ' ');
            if (db_null(&q, i))
                buf_ch(&got, '-');
            else if (letters[i] == 'i')
                buf_int(&got, db_int(&q, i));
            else if (letters[i] == 'r')
                buf_fmt(&got, "%.15g", db_real(&q, i));
            else
                buf_str(&got, db_text(&q, i));
        }
    }
    if (strcmp(got.at, wanted) != 0)
        fail_msg("%s: got \"%s\", wanted \"%s\"", sql->where, got.at, wanted);
    buf_free(&got);
}

#define ROWS(text, args, letters, wanted) check_rows(db, SQL(text), args, letters, wanted)

static void choosing_and_joining(void **state)
{
    struct db *db = ((struct world *)*state)->db;

    ROWS("select w.id, t.name from work w left join team t on t.id = w.team_id"
         " where w.kind = 'call' order by w.id",
         NO_ARGS, "it", "2|Noord 7|-");
    ROWS("select t.name, w.id from work w right join team t on t.id = w.team_id and w.minutes > 40"
         " order by t.name, w.id",
         NO_ARGS, "ti", "Noord|1 Noord|3 Oost|- Zuid|-");
    ROWS("select t.id, w.id from team t full join work w on w.team_id = t.id and w.id < 2"
         " where w.id is null or w.id in (1, 7) order by t.id nulls first, w.id",
         NO_ARGS, "ii", "-|7 1|1 2|- 3|-");
    ROWS("select t.id from team t where not exists (select 1 from work w where w.team_id = t.id)",
         NO_ARGS, "i", "3");
    ROWS("select id from work where team_id in (select id from team where name > $1) order by id",
         ARGS(S("Noord")), "i", "4 5 6");
    ROWS("select id from work where kind in ($1, $2) order by id", ARGS(S("zeal"), S("Call")), "i",
         "5 8");
    ROWS("select kind from work where team_id = 1 union select kind from work where team_id = 2"
         " order by kind",
         NO_ARGS, "t", "Call call visit zeal éclair");
    ROWS("select kind from work where team_id = 1 intersect select kind from work where"
         " team_id = 2",
         NO_ARGS, "t", "visit");
    ROWS("select kind from work where team_id = 1 except select kind from work where team_id = 2"
         " order by kind",
         NO_ARGS, "t", "call zeal");
    ROWS("select id from work where day between $1 and $2 order by id",
         ARGS(S("2026-02-01"), S("2026-02-28")), "i", "3 5 6");
    ROWS("select distinct day from work where team_id is not null and id < 5 order by day", NO_ARGS,
         "t", "2026-01-05 2026-01-06 2026-02-01");
}

static void optional_filters_and_paging(void **state)
{
    struct db *db = ((struct world *)*state)->db;

    for (int i = 0; i < 2; i++)
        ROWS("select id from work where (kind = $1 or $1 = '') and (team_id = $2 or $2 = 0)"
             " order by id",
             ARGS(S(i ? "" : "visit"), I(i ? 2 : 0)), "i", i ? "4 5 6" : "1 3 4");
    ROWS("select id from work where (cast($1 as bigint) = 0 or team_id = $1) order by id",
         ARGS(I(INT64_MAX)), "i", "");
    ROWS("select id from work where (day, id) > ($1, $2) order by day, id limit $3",
         ARGS(S("2026-01-05"), I(1), I(3)), "i", "4 2 3");
    ROWS("select id from work order by id desc limit $1 offset $2", ARGS(I(2), I(3)), "i", "5 4");
    ROWS("select minutes from work where id in (4, 5, 6) order by minutes nulls last", NO_ARGS, "i",
         "20 30 -");
    ROWS("select minutes from work where id in (4, 5, 6) order by minutes desc nulls first",
         NO_ARGS, "i", "- 30 20");
    ROWS("select id from work where kind is not distinct from $1 and team_id is distinct from $2"
         " order by id",
         ARGS(S("call"), I(1)), "i", "7");
    ROWS("select id from work where team_id is not distinct from $1 order by id", ARGS(NIL), "i",
         "7");
}

static void counting_and_windows(void **state)
{
    struct db *db = ((struct world *)*state)->db;

    ROWS("select team_id, count(*), count(minutes), cast(sum(minutes) as bigint), min(day),"
         " max(kind), count(distinct kind) from work group by team_id having count(*) > 1"
         " order by team_id",
         NO_ARGS, "iiiitti", "1|4|4|127|2026-01-05|zeal|3 2|3|2|50|2026-01-05|éclair|3");
    ROWS("select count(*) filter (where kind = 'visit'), count(*) filter (where minutes > $1),"
         " cast(coalesce(sum(minutes) filter (where id > 90), 0) as bigint) from work",
         ARGS(I(20)), "iii", "3|3|0");
    ROWS("select avg(cast(minutes as double precision)), sum(score), avg(score) from work"
         " where team_id = 2",
         NO_ARGS, "rrr", "25|6.25|2.08333333333333");
    ROWS("select id, row_number() over (partition by team_id order by day desc, id),"
         " cast(sum(minutes) over (partition by team_id order by id) as bigint),"
         " lag(id) over (order by id), lead(id) over (order by id) from work where team_id = 1"
         " order by id",
         NO_ARGS, "iiiii", "1|4|60|-|2 2|3|75|1|3 3|2|120|2|8 8|1|127|3|-");
    ROWS("select id, rank() over (order by day) from work where id < 5 order by id", NO_ARGS, "ii",
         "1|1 2|3 3|4 4|1");
    ROWS("with v (x) as (values (1), (2), (5)) select cast(sum(x) as bigint) from v", NO_ARGS, "i",
         "8");
    ROWS("with recursive n (i) as (select 1 union all select i + 1 from n where i < 5)"
         " select i from n order by i",
         NO_ARGS, "i", "1 2 3 4 5");
}

static void computing(void **state)
{
    struct db *db = ((struct world *)*state)->db;

    ROWS("select minutes / 2, minutes % 7, -minutes / 2, minutes + 1, minutes - 20, minutes * 3,"
         " abs(5 - minutes), minutes & 6, minutes | 1, minutes << 2, minutes >> 1"
         " from work where id = 2",
         NO_ARGS, "iiiiiiiiiii", "7|1|-7|16|-5|45|10|6|15|60|7");
    ROWS("select score / 2, score * minutes from work where id = 1", NO_ARGS, "rr", "0.25|30");
    ROWS("select 10 / nullif(minutes - 20, 0), coalesce(minutes, 3), nullif(kind, 'éclair')"
         " from work where id = 6",
         NO_ARGS, "iit", "-|20|-");
    ROWS("select kind || '/' || day, substr(kind, 1, 2), length(kind), replace(kind, 'c', 'k'),"
         " trim('  a b ') from work where id = 6",
         NO_ARGS, "ttitt", "éclair/2026-02-03|éc|6|éklair|a b");
    ROWS("select case when minutes > 40 then 'long' when minutes is null then 'open' else 'short'"
         " end, case kind when 'visit' then 1 else 0 end from work where id in (1, 4, 5)"
         " order by id",
         NO_ARGS, "ti", "long|1 short|1 open|0");
    ROWS("select cast($1 as bigint), cast($2 as text), cast($3 as double precision)",
         ARGS(I(INT64_MIN), S("één"), R(0.1)), "itr", "-9223372036854775808|één|0.1");
    ROWS("select kind from work where id in (2, 5, 6, 8) order by kind", NO_ARGS, "t",
         "Call call zeal éclair"); /* by bytes */
}

static void writing(void **state)
{
    struct db *db = ((struct world *)*state)->db;

    db_begin_write(db);
    ROWS("insert into tally (kind, n) values ($1, $2) returning kind, n", ARGS(S("call"), I(1)),
         "ti", "call|1");
    for (int i = 0; i < 2; i++)
        ROWS("insert into tally (kind, n) values ($1, 5) on conflict (kind) do update"
             " set n = tally.n + excluded.n returning n",
             ARGS(S("call")), "i", i ? "11" : "6");
    assert_int_equal(db_write(db,
                              SQL("insert into tally (kind, n) values ('call', 9)"
                                  " on conflict (kind) do nothing"),
                              NO_ARGS),
                     OK);
    assert_int_equal(db_touched(db), 0);
    db_run(db,
           SQL("insert into tally (kind, n) select kind, count(*) from work where kind <> 'call'"
               " group by kind"),
           NO_ARGS);
    assert_int_equal(db_touched(db), 4);
    db_run(db,
           SQL("update tally set n = c.n * 10 from (select kind, count(*) as n from work"
               " group by kind) c where c.kind = tally.kind and c.n > 1"),
           NO_ARGS);
    assert_int_equal(db_touched(db), 2);
    ROWS("update tally set n = n + 1 where kind = 'zeal' returning kind, n", NO_ARGS, "ti",
         "zeal|2");
    ROWS("delete from tally where kind = 'Call' returning n", NO_ARGS, "i", "1");
    db_commit(db);
    ROWS("select kind, n from tally order by kind", NO_ARGS, "ti",
         "call|20 visit|30 zeal|2 éclair|1");
}

/* One SQL() with each trap: sqlcheck must complain of exactly these. They are prepared, not run. */
static void traps(struct db *db)
{
    db_query(db, SQL("select id from work where ($1 = 0 or team_id = $1)"), NO_ARGS); /* 32 bits */
    db_query(db, SQL("select sum(minutes) from work"), NO_ARGS);                      /* numeric */
    db_query(db, SQL("select minutes > 5 from work"), NO_ARGS);                       /* boolean */
    db_query(db, SQL("select id from work where kind like 'V%'"), NO_ARGS);
    db_query(db, SQL("select upper(kind) from work"), NO_ARGS);
    db_query(db, SQL("select nothing_such from work"), NO_ARGS);
    db_query(db, SQL("select \"nothing such\" from work"), NO_ARGS);
    db_query(db, SQL("select id from work where like_ = lower"), NO_ARGS); /* no such columns */
}

static void check_sees_the_traps(void **state)
{
    struct world *w = *state;
    char said[65536];
    FILE *out = tmpfile();
    void (*volatile not_called)(struct db *) = traps;

    assert_non_null(not_called);
    /* on SQLite: like, upper and three unknown columns; on PostgreSQL three more */
    assert_int_equal(db_check_all(w->db, out), w->engine == DB_SQLITE ? 5 : 8);
    read_back(out, said, sizeof(said));
    assert_non_null(strstr(said, "t_db_subset.c:"));
    assert_non_null(strstr(said, "like"));
    assert_non_null(strstr(said, "upper"));
    if (w->engine == DB_PG) {
        assert_non_null(strstr(said, "32-bit"));
        assert_non_null(strstr(said, "numeric"));
        assert_non_null(strstr(said, "boolean"));
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        BOTH(choosing_and_joining),
        BOTH(optional_filters_and_paging),
        BOTH(counting_and_windows),
        BOTH(computing),
        BOTH(writing),
        BOTH(check_sees_the_traps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
