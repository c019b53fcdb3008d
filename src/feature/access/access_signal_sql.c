/* access_signal_sql.c: signals in the database, and what the rules ask of other tables.
 * Not: the rules themselves (access_find_in()).
 * Start at access_review_day(). */
#include "base/vec.h"
#include "core/access_month.h"
#include "feature/access/access.h"

/* ---- finding --------------------------------------------------------------------------------- */

struct finds {
    struct access_find *at;
    size_t n, cap;
    struct arena *a;
};

static void keep(void *with, const struct access_find *find)
{
    struct finds *list = with;

    ARENA_PUSH(list->a, list, *find);
}

/* Had this person anything to do with this client on that day? The client's specialist then or in
 * the month before, a role in the team or the office of the programme, or a grant that is no
 * emergency. */
static bool had_link(struct db *db, int64_t staff_id, int64_t client_id, int32_t day)
{
    enum { AFTER_DAYS = 30 };
    char on[DAY_TEXT], before[DAY_TEXT];

    day_iso(day, on);
    day_iso(day - AFTER_DAYS, before);
    return db_exists(
        db,
        SQL("select 1 where exists (select 1 from assignment a join trajectory t"
            " on t.id = a.trajectory_id where t.client_id = $1 and a.staff_id = $2"
            " and a.from_on <= $3 and (a.to_on is null or a.to_on >= $4))"
            " or exists (select 1 from staff_role r join trajectory t"
            " on t.programme_id = r.programme_id and (r.team_id is null or r.team_id = t.team_id)"
            " where t.client_id = $1 and r.staff_id = $2 and r.from_on <= $3"
            " and (r.to_on is null or r.to_on >= $3)"
            " and r.role in ('specialist', 'supervisor', 'office'))"
            " or exists (select 1 from access_grant g where g.client_id = $1 and g.staff_id = $2"
            " and g.kind <> 'emergency' and g.from_at <= $6 and g.until_at >= $5)"),
        ARGS(I(client_id), I(staff_id), S(on), S(before), I(local_to_ms(day, 0)),
             I(local_to_ms(day + 1, 0))));
}

static bool same_name(struct db *db, struct arena *a, int64_t staff_id, int64_t client_id)
{
    struct db_rows q = db_query(
        db,
        SQL("select s.name, c.family_name from staff s, client c where s.id = $1 and c.id = $2"),
        ARGS(I(staff_id), I(client_id)));
    bool same = false;

    while (db_next(&q))
        same = access_is_namesake(a, db_text(&q, 0), db_text(&q, 1));
    return same;
}

/* A find that needs other tables is only a question until here. */
static bool holds(struct db *db, struct arena *a, const struct access_find *find, int32_t day)
{
    if (!strcmp(find->kind, "no_link"))
        return !had_link(db, find->staff_id, find->client_id, day);
    if (!strcmp(find->kind, "namesake"))
        return same_name(db, a, find->staff_id, find->client_id);
    return true;
}

struct lines {
    struct access_line *at;
    size_t n, cap;
};

static void find_all(struct db *db, struct finds *finds, const struct access_rules *rules,
                     int32_t day)
{
    struct lines one = {0};
    struct db_rows q =
        db_query(db,
                 SQL("select id, staff_id, client_id, what from access_line where id >= $1"
                     " and id < $2 and staff_id is not null order by staff_id, id"),
                 ARGS(I(id_first(local_to_ms(day, 0))), I(id_first(local_to_ms(day + 1, 0)))));

    while (db_next(&q)) {
        struct access_line line = {
            .id = db_int(&q, 0), .staff_id = db_int(&q, 1), .client_id = db_int(&q, 2)};

        access_unpack(db_int(&q, 3), &line);
        if (one.n && one.at[0].staff_id != line.staff_id) {
            access_find_in(finds->a, rules, day, one.at, one.n, keep, finds);
            one.n = 0;
        }
        ARENA_PUSH(finds->a, &one, line);
    }
    if (one.n)
        access_find_in(finds->a, rules, day, one.at, one.n, keep, finds);
}

static void store(struct site *site, const struct access_find *find, int32_t day)
{
    char on[DAY_TEXT];

    db_run(site->write,
           SQL("insert into access_signal (id, kind, line_id, staff_id, client_id, day, lines)"
               " values ($1, $2, $3, $4, $5, $6, $7) on conflict (kind, staff_id, client_id, day)"
               " do update set lines = excluded.lines"),
           ARGS(I(site_new_id(site)), S(find->kind), I(find->line_id), I(find->staff_id),
                I(find->client_id), S(day_iso(day, on)), I(find->lines)));
}

int access_review_day(struct site *site, int32_t day)
{
    struct finds finds = {.a = arena_new()};
    struct access_rules rules = access_rules_read(finds.a);
    int n = 0;

    db_begin_read(site->read);
    find_all(site->read, &finds, &rules, day);
    for (size_t i = 0; i < finds.n; i++)
        if (holds(site->read, finds.a, &finds.at[i], day))
            finds.at[n++] = finds.at[i];
    db_commit(site->read);
    db_begin_write(site->write);
    for (int i = 0; i < n; i++)
        store(site, &finds.at[i], day);
    db_commit(site->write);
    arena_free(finds.a);
    return n;
}

/* From the day the last review was on: lines of that day may have come after it. */
bool access_review_job(struct job *j)
{
    struct db *db = j->site->read;
    int32_t to = local_from_ms(now_ms()).day;
    const char *last = db_one_text(
        db, j->arena, SQL("select value from setting where name = 'access_reviewed'"), NO_ARGS, "");
    int32_t from = day_from_iso(last);
    int month, found = 0;
    char iso[DAY_TEXT];

    if (from == DAY_NONE)
        from = access_month_oldest(db, &month) ? day_from_ymd(month / 12, month % 12 + 1, 1) : to;
    for (int32_t day = from; day <= to; day++) {
        found += access_review_day(j->site, day);
        if (!job_progress(j, (int)(100 * (day - from + 1) / (to - from + 1))))
            return false;
    }
    db_begin_write(j->site->write);
    db_run(j->site->write,
           SQL("insert into setting (name, value) values ('access_reviewed', $1)"
               " on conflict (name) do update set value = excluded.value"),
           ARGS(S(day_iso(to, iso))));
    db_commit(j->site->write);
    j->message = arena_fmt(j->arena, "%d signals", found);
    return true;
}

/* ---- showing and judging --------------------------------------------------------------------- */

#define SIGNAL_COLUMNS                                                                             \
    "select g.id, g.kind, g.line_id, g.staff_id, g.client_id, s.name, c.given_name, "              \
    "c.name_prefix,"                                                                               \
    " c.family_name, g.day, g.lines, g.judgement, g.remark, j.name, g.judged_at, g.version"        \
    " from access_signal g join staff s on s.id = g.staff_id"                                      \
    " left join client c on c.id = g.client_id left join staff j on j.id = g.judged_by"

static void signal_row(const struct db_rows *q, struct arena *a, struct access_signal *s)
{
    const char *prefix = db_text(q, 7);

    *s = (struct access_signal){
        .id = db_int(q, 0),
        .kind = db_text_copy(q, 1, a),
        .line_id = db_int(q, 2),
        .staff_id = db_int(q, 3),
        .client_id = db_int(q, 4),
        .staff_name = db_text_copy(q, 5, a),
        .client_name = db_int(q, 4) ? arena_fmt(a, "%s%s%s %s", db_text(q, 6), *prefix ? " " : "",
                                                prefix, db_text(q, 8))
                                    : "",
        .day = day_from_iso(db_text(q, 9)),
        .lines = db_int(q, 10),
        .judgement = db_text_copy(q, 11, a),
        .remark = db_text_copy(q, 12, a),
        .judged_by = db_text_copy(q, 13, a),
        .judged_at = db_int(q, 14),
        .version = db_int(q, 15)};
}

static struct db_rows signals_query(struct db *db, const struct access_signal_filter *f)
{
    int64_t before = f->before ? f->before : INT64_MAX;

    if (f->client_id)
        return db_query(db,
                        SQL(SIGNAL_COLUMNS " where g.client_id = $1 and g.line_id < $2"
                                           " order by g.line_id desc, g.id desc limit $3"),
                        ARGS(I(f->client_id), I(before), I(f->limit + 1)));
    if (f->staff_id)
        return db_query(db,
                        SQL(SIGNAL_COLUMNS " where g.staff_id = $1 and g.line_id < $2"
                                           " order by g.line_id desc, g.id desc limit $3"),
                        ARGS(I(f->staff_id), I(before), I(f->limit + 1)));
    if (f->open)
        return db_query(db,
                        SQL(SIGNAL_COLUMNS
                            " where g.judgement = '' and g.line_id < $2 and s.organisation_id = $1"
                            " order by g.line_id desc, g.id desc limit $3"),
                        ARGS(I(f->organisation_id), I(before), I(f->limit + 1)));
    return db_query(db,
                    SQL(SIGNAL_COLUMNS
                        " where g.judgement <> '' and g.line_id < $2 and s.organisation_id = $1"
                        " order by g.line_id desc, g.id desc limit $3"),
                    ARGS(I(f->organisation_id), I(before), I(f->limit + 1)));
}

struct access_signals access_signals_list(struct db *db, struct arena *a,
                                          const struct access_signal_filter *f)
{
    struct access_signals list = {.at = ARENA_ARRAY(a, struct access_signal, f->limit)};
    struct db_rows q = signals_query(db, f);

    while (db_next(&q)) {
        if (list.n == (size_t)f->limit)
            list.more = true;
        else
            signal_row(&q, a, &list.at[list.n++]);
    }
    return list;
}

enum rc access_signal_get(struct db *db, struct arena *a, int64_t organisation_id, int64_t id,
                          struct access_signal *s)
{
    struct db_rows q =
        db_query(db, SQL(SIGNAL_COLUMNS " where g.id = $1 and s.organisation_id = $2"),
                 ARGS(I(id), I(organisation_id)));
    enum rc rc = NOT_FOUND;

    while (db_next(&q)) {
        signal_row(&q, a, s);
        rc = OK;
    }
    return rc;
}

enum rc access_signal_judge(struct req *r, const struct access_signal *s)
{
    return db_update(
        r->db,
        SQL("update access_signal set judgement = $3, remark = $4, judged_at = $5,"
            " judged_by = $6, version = version + 1 where id = $1 and version = $2"),
        ARGS(I(s->id), I(s->version), S(s->judgement), S(s->remark), I(r->now), I(r->user->id)));
}
