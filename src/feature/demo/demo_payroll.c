/* demo_payroll.c: a payroll delivery about the people of the first programme, read as any file is.
 * Not: their placements (demo_job.c). In a database that has been filled.
 * Start at demo_payroll_make(). */
#include "feature/demo/demo_inner.h"

#include "base/map.h"
#include "feature/payroll/payroll.h"

enum { PEOPLE_MOST = 60, MONTHS_BACK = 18, HASH_TEXT = 65, ODD_LINE = 8 };

struct working {
    int64_t client_id;
    int32_t start, end;
    int64_t hours_week, wage; /* hundredths; wage of a month */
    const char *sector;
    bool agency;
};
struct workers {
    struct working *at;
    size_t n, cap;
};

struct making {
    struct db *db;
    struct arena *a;
    struct demo_random r;
    struct id_maker ids;
    int32_t today;
    struct workers workers;
    struct map *people;
    int64_t request_id, programme_id;
    int lines;
};

static void load_workers(struct making *m)
{
    struct db_rows q = db_query(
        m->db,
        SQL("select f.client_id, p.started_on, p.ended_on, p.hours_week,"
            " coalesce(p.wage_month, p.hours_week * 62), p.sector,"
            " case when p.kind = 'agency' then 1 else 0 end, f.programme_id from trajectory_fact f"
            " join placement p on p.trajectory_id = f.trajectory_id where f.phase > 'closed'"
            " and f.restricted = 0 and f.programme_id = (select min(id) from programme)"
            " and (p.kind = 'competitive' or p.kind = 'agency') and p.hours_week > 0"
            " order by f.client_id, p.id"),
        NO_ARGS);

    while (db_next(&q)) {
        struct working w = {.client_id = db_int(&q, 0),
                            .start = day_from_iso(db_text(&q, 1)),
                            .end = db_null(&q, 2) ? m->today : day_from_iso(db_text(&q, 2)),
                            .hours_week = db_int(&q, 3),
                            .wage = db_int(&q, 4),
                            .sector = db_text_copy(&q, 5, m->a),
                            .agency = db_int(&q, 6) == 1};

        m->programme_id = db_int(&q, 7);
        ARENA_PUSH(m->a, &m->workers, w);
    }
}

static const char *pseudonym_of(struct making *m, int64_t client_id)
{
    struct payroll_person *person = arena_alloc(m->a, sizeof(*person));

    person->pseudonym =
        arena_fmt(m->a, "P%016" PRIx64 "%016" PRIx64, random_next(&m->r), random_next(&m->r));
    person->client_id = client_id;
    person->request_id = m->request_id;
    person->programme_id = m->programme_id;
    map_put(m->people, person->pseudonym, person);
    db_run(m->db,
           SQL("insert into payroll_person (pseudonym, request_id, client_id)"
               " values ($1, $2, $3)"),
           ARGS(S(person->pseudonym), I(m->request_id), I(client_id)));
    return person->pseudonym;
}

/* Most months are as Spil has them; some have other hours, some are not there, one has far too
 * many. */
static void put_job_month(struct making *m, struct buf *file, const char *pseudonym,
                          const struct working *w, int number, int32_t first)
{
    struct ymd d = day_ymd(first);
    char start[DAY_TEXT];
    int chance = random_below(&m->r, 24), share = 97 + random_below(&m->r, 7);
    int32_t next = day_add_months(first, 1), from = MAX(first, w->start), to = MIN(next, w->end);

    if (chance == 0 || to <= from)
        return;
    if (chance == 1)
        share = 55;
    int64_t hours = w->hours_week * (to - from) * share / 700;
    int64_t wage = w->wage * (to - from) / (next - first) * share / 100;
    if (++m->lines == ODD_LINE)
        hours = 32050;
    buf_fmt(file, "%s;%04d-%02d;%d;%s%03d;%s;;;;15;%s;N;J;N;%d,%02d;%d,%02d;;%d,%02d;%d,%02d;;",
            pseudonym, d.year, d.month, number, w->agency ? "U" : "W",
            (int)(w->client_id % 900) + number, day_iso(w->start, start), w->agency ? "11" : "1",
            (int)(w->hours_week / 100), (int)(w->hours_week % 100), (int)(hours / 100),
            (int)(hours % 100), (int)(wage / 100), (int)(wage % 100), (int)(wage / 100),
            (int)(wage % 100));
    buf_fmt(file, "%s;%s;;;;final\n", *w->sector ? "2008" : "", w->sector);
}

static void put_person(struct making *m, struct buf *file, size_t i, size_t end)
{
    const char *pseudonym = pseudonym_of(m, m->workers.at[i].client_id);
    struct ymd d = day_ymd(m->today);
    int32_t this_month = day_from_ymd(d.year, d.month, 1);

    for (int back = MONTHS_BACK; back > 1; back--) {
        int32_t first = day_add_months(this_month, -back);
        struct ymd month = day_ymd(first);

        for (size_t k = i; k < end; k++)
            put_job_month(m, file, pseudonym, &m->workers.at[k], (int)(k - i) + 1, first);
        if (i % 3 == 0)
            buf_fmt(file,
                    "%s;%04d-%02d;9;UWV;2019-03-01;;;;40;;;;;;;22;412,30;412,30;;2008;O;"
                    "8430;;;final\n",
                    pseudonym, month.year, month.month);
    }
}

static void put_file(struct making *m, struct buf *file)
{
    int people = 0;
    size_t end;

    for (int i = 0; i < PAYROLL_COLUMNS; i++)
        buf_fmt(file, "%s%s", i ? ";" : "", payroll_columns[i]);
    buf_ch(file, '\n');
    for (size_t i = 0; i < m->workers.n && people < PEOPLE_MOST; i = end, people++) {
        for (end = i;
             end < m->workers.n && m->workers.at[end].client_id == m->workers.at[i].client_id;)
            end++;
        put_person(m, file, i, end);
    }
    buf_str(file, "P0;2026-01;1;W001;2026-01-05;;;;15;1;N;J;N;;20,00;;300,00;300,00;;;;;;;final\n");
}

static void take_file(struct making *m, const struct buf *file)
{
    char hash[HASH_TEXT];
    struct payroll_refused first;
    struct csv_log log;
    struct payroll_import im = {.file_name = "levering-polis.csv", .file_hash = hash};

    csv_log_init(&log, 1);
    payroll_hash(file->at, file->len, hash);
    struct payroll_take take = {.db = m->db,
                                .arena = m->a,
                                .id = id_next(&m->ids),
                                .csv = csv_memory(m->a, "demo", file->at, file->len, &log),
                                .people = m->people,
                                .now = local_to_ms(m->today - 4, 10 * 60),
                                .today = m->today};
    if (!payroll_take(&take, &im, &first))
        BUG("the delivery of the demo is of no use: line %" PRId64 " %s", first.line,
            first.problem);
    payroll_import_done(m->db, im.id, take.now);
    csv_log_free(&log);
}

void demo_payroll_make(struct db *db, int32_t today, uint64_t seed)
{
    struct making m = {
        .db = db, .a = arena_new(), .r = {seed * 31 + 7}, .today = today, .people = NULL};
    struct buf file;

    m.people = map_new(m.a);
    now_set(local_to_ms(today, 0));
    id_start(&m.ids, ID_SLOTS - 4, 0);
    buf_init(&file, 16 << 20);
    db_begin_write(db);
    load_workers(&m);
    if (m.workers.n) {
        m.request_id = id_next(&m.ids);
        db_run(db,
               SQL("insert into payroll_request (id, programme_id, made_at) values ($1, $2, $3)"),
               ARGS(I(m.request_id), I(m.programme_id), I(local_to_ms(today - 40, 10 * 60))));
        put_file(&m, &file);
        take_file(&m, &file);
    }
    db_commit(db);
    buf_free(&file);
    now_set(0);
    arena_free(m.a);
}
