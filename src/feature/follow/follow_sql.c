/* follow_sql.c: every SQL text about signs, the rhythm, changes and balance, with the reminders
 * that go with them (trajectory/due.h). Not: the rules (follow.c) or pages. Start at
 * follow_signal_add(). */
#include "core/codes.h"
#include "core/values.h"
#include "feature/client/client.h"
#include "feature/follow/follow.h"
#include "feature/trajectory/due.h"

/* Who wrote it: the specialist; nobody of staff on the client's own page or through a link. */
static struct val recorder(const struct req *r)
{
    return r->route->scope == SCOPE_CLIENT ? I(r->user->id) : NIL;
}

/* ---- own signs ------------------------------------------------------------------------------- */

struct follow_owns follow_own_list(struct req *r)
{
    enum { MOST = 50 };
    struct follow_owns list = {.at = ARENA_ARRAY(r->arena, struct follow_own, MOST)};
    struct db_rows q = db_query(r->db,
                                SQL("select id, words, helps, recorded_by, ended_on from follow_own"
                                    " where trajectory_id = $1 order by id limit $2"),
                                ARGS(I(r->trajectory_id), I(MOST)));

    while (db_next(&q))
        list.at[list.n++] = (struct follow_own){.id = db_int(&q, 0),
                                                .words = db_text_copy(&q, 1, r->arena),
                                                .helps = db_text_copy(&q, 2, r->arena),
                                                .by_client = db_null(&q, 3),
                                                .ended_on = day_at(&q, 4)};
    return list;
}

void follow_own_add(struct req *r, const struct follow_own *own)
{
    db_run(r->db,
           SQL("insert into follow_own (id, trajectory_id, words, helps, recorded_by, recorded_at)"
               " values ($1, $2, $3, $4, $5, $6)"),
           ARGS(I(req_new_id(r)), I(r->trajectory_id), S(own->words), S(own->helps), recorder(r),
                I(r->now)));
    client_substantive(r->db, r->trajectory_id, r->today);
}

enum rc follow_own_end(struct req *r, int64_t id)
{
    char day[DAY_TEXT];

    return db_update(r->db,
                     SQL("update follow_own set ended_on = coalesce(ended_on, $3) where id = $1"
                         " and trajectory_id = $2"),
                     ARGS(I(id), I(r->trajectory_id), S(day_iso(r->today, day)))) == OK
               ? OK
               : NOT_FOUND;
}

static const char *own_code(struct arena *a, int64_t id)
{
    return arena_fmt(a, "own-%" PRId64, id);
}

struct choice *follow_choices(struct req *r, const struct follow_owns *own, size_t *n)
{
    size_t twelve, owns = own ? own->n : 0;
    const struct choice *list = codes_choices("warning_signs", r->lang, &twelve);
    struct choice *all = ARENA_ARRAY(r->arena, struct choice, twelve + owns);

    for (*n = 0; *n < twelve; ++*n)
        all[*n] = list[*n];
    for (size_t i = 0; i < owns; i++)
        if (own->at[i].ended_on == DAY_NONE)
            all[(*n)++] =
                (struct choice){own_code(r->arena, own->at[i].id), own->at[i].words, NULL};
    return all;
}

const char *follow_sign_words(struct req *r, const struct follow_owns *own, const char *signs)
{
    size_t n;
    const struct choice *twelve = codes_choices("warning_signs", r->lang, &n);
    struct buf words;

    buf_init(&words, 16384);
    for (size_t i = 0; i < n; i++)
        if (follow_has_sign(signs, twelve[i].value))
            buf_fmt(&words, "%s%s", words.len ? ", " : "", twelve[i].label);
    for (size_t i = 0; own && i < own->n; i++)
        if (follow_has_sign(signs, own_code(r->arena, own->at[i].id)))
            buf_fmt(&words, "%s%s", words.len ? ", " : "", own->at[i].words);
    const char *all = arena_str(r->arena, words.at);
    buf_free(&words);
    return all;
}

/* ---- signals --------------------------------------------------------------------------------- */

struct follow_signals follow_signal_list(struct req *r)
{
    enum { MOST = 100 };
    struct follow_signals list = {.at = ARENA_ARRAY(r->arena, struct follow_signal, MOST)};
    struct db_rows q =
        db_query(r->db,
                 SQL("select f.id, f.trajectory_id, f.noticed_on, f.signs, f.words, f.reporter,"
                     " f.reporter_name, f.link_id, f.recorded_by, f.done_words, f.done_on,"
                     " coalesce(s.name, '') from follow_signal f"
                     " left join staff s on s.id = f.done_by where f.trajectory_id = $1"
                     " order by case when f.done_on is null then 0 else 1 end,"
                     " f.noticed_on desc, f.id desc limit $2"),
                 ARGS(I(r->trajectory_id), I(MOST)));

    while (db_next(&q))
        list.at[list.n++] = (struct follow_signal){.id = db_int(&q, 0),
                                                   .trajectory_id = db_int(&q, 1),
                                                   .noticed_on = day_from_iso(db_text(&q, 2)),
                                                   .signs = db_text_copy(&q, 3, r->arena),
                                                   .words = db_text_copy(&q, 4, r->arena),
                                                   .reporter = db_text_copy(&q, 5, r->arena),
                                                   .reporter_name = db_text_copy(&q, 6, r->arena),
                                                   .link_id = db_int(&q, 7),
                                                   .recorded_by = db_int(&q, 8),
                                                   .done_words = db_text_copy(&q, 9, r->arena),
                                                   .done_on = day_at(&q, 10),
                                                   .done_by = db_text_copy(&q, 11, r->arena)};
    return list;
}

void follow_signal_add(struct req *r, struct follow_signal *s, const char *short_words)
{
    char day[DAY_TEXT];

    s->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into follow_signal (id, trajectory_id, noticed_on, signs, words, reporter,"
               " reporter_name, link_id, recorded_by, recorded_at)"
               " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"),
           ARGS(I(s->id), I(s->trajectory_id), S(day_iso(s->noticed_on, day)), S(s->signs),
                S(s->words), S(s->reporter), S(s->reporter_name), ID(s->link_id), recorder(r),
                I(r->now)));
    due_set(r->db, s->trajectory_id, "signal", s->id, s->noticed_on, short_words);
    client_substantive(r->db, s->trajectory_id, r->today);
}

enum rc follow_signal_done(struct req *r, int64_t id, const char *words)
{
    char day[DAY_TEXT];

    if (db_update(r->db,
                  SQL("update follow_signal set done_words = $3, done_on = $4, done_by = $5"
                      " where id = $1 and trajectory_id = $2 and done_on is null"),
                  ARGS(I(id), I(r->trajectory_id), S(words), S(day_iso(r->today, day)),
                       I(r->user->id))) != OK)
        return NOT_FOUND;
    due_clear(r->db, r->trajectory_id, "signal", id);
    return OK;
}

enum rc follow_signal_again(struct req *r, int64_t id)
{
    if (db_update(r->db,
                  SQL("update follow_signal set done_words = '', done_on = null, done_by = null"
                      " where id = $1 and trajectory_id = $2 and done_on is not null"),
                  ARGS(I(id), I(r->trajectory_id))) != OK)
        return NOT_FOUND;
    struct follow_owns own = follow_own_list(r);
    struct follow_signals all = follow_signal_list(r);
    for (size_t i = 0; i < all.n; i++)
        if (all.at[i].id == id)
            due_set(r->db, r->trajectory_id, "signal", id, all.at[i].noticed_on,
                    *all.at[i].signs ? follow_sign_words(r, &own, all.at[i].signs)
                                     : all.at[i].words);
    return OK;
}

enum rc follow_signal_remove(struct req *r, int64_t id)
{
    db_run(r->db,
           SQL("delete from follow_signal where id = $1 and trajectory_id = $2"
               " and done_on is null and recorded_by = $3 and recorded_at >= $4"),
           ARGS(I(id), I(r->trajectory_id), I(r->user->id), I(local_to_ms(r->today, 0))));
    if (!db_touched(r->db))
        return NOT_FOUND;
    due_clear(r->db, r->trajectory_id, "signal", id);
    return OK;
}

/* ---- rhythm ---------------------------------------------------------------------------------- */

struct follow_rhythm follow_rhythm_get(struct req *r)
{
    struct follow_rhythm rhythm = {.days = NUMBER_NONE, .words = "", .from_on = DAY_NONE};
    struct db_rows q = db_query(r->db,
                                SQL("select days, words, from_on from follow_rhythm"
                                    " where trajectory_id = $1 and ended_on is null"),
                                ARGS(I(r->trajectory_id)));

    while (db_next(&q))
        rhythm = (struct follow_rhythm){.days = db_int(&q, 0),
                                        .words = db_text_copy(&q, 1, r->arena),
                                        .from_on = day_from_iso(db_text(&q, 2))};
    return rhythm;
}

void follow_rhythm_set(struct req *r, const struct follow_rhythm *rhythm)
{
    char day[DAY_TEXT];

    db_run(r->db,
           SQL("update follow_rhythm set ended_on = $2 where trajectory_id = $1"
               " and ended_on is null"),
           ARGS(I(r->trajectory_id), S(day_iso(r->today, day))));
    if (rhythm->days != NUMBER_NONE)
        db_run(r->db,
               SQL("insert into follow_rhythm (id, trajectory_id, days, words, from_on,"
                   " recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7)"),
               ARGS(I(req_new_id(r)), I(r->trajectory_id), I(rhythm->days), S(rhythm->words),
                    S(day), I(r->user->id), I(r->now)));
    db_run(r->db, SQL("update trajectory_fact set rhythm_days = $2 where trajectory_id = $1"),
           ARGS(I(r->trajectory_id), val_number(rhythm->days)));
    client_substantive(r->db, r->trajectory_id, r->today);
}

int32_t *follow_contact_days(struct req *r, int32_t from, size_t *n)
{
    enum { MOST = 500 };
    int32_t *days = ARENA_ARRAY(r->arena, int32_t, MOST);
    char day[DAY_TEXT];
    struct db_rows q =
        db_query(r->db,
                 SQL("select k.day from contact_client k join contact c on c.id = k.contact_id"
                     " where k.trajectory_id = $1 and k.day >= $2 and c.reached = 1"
                     " and (c.party = 'client' or c.client_there = 1)"
                     " order by k.day, k.contact_id limit $3"),
                 ARGS(I(r->trajectory_id), S(day_iso(from, day)), I(MOST)));

    *n = 0;
    while (db_next(&q))
        days[(*n)++] = day_from_iso(db_text(&q, 0));
    return days;
}

/* ---- changes --------------------------------------------------------------------------------- */

#define CHANGE_COLUMNS                                                                             \
    "select id, what, on_day, before_words, before_on, after_words, after_on, recorded_by"         \
    " from follow_change"

static struct follow_change change_row(const struct db_rows *q, struct arena *a)
{
    return (struct follow_change){.id = db_int(q, 0),
                                  .what = db_text_copy(q, 1, a),
                                  .on_day = day_from_iso(db_text(q, 2)),
                                  .before_words = db_text_copy(q, 3, a),
                                  .before_on = day_at(q, 4),
                                  .after_words = db_text_copy(q, 5, a),
                                  .after_on = day_at(q, 6),
                                  .by_client = db_null(q, 7)};
}

struct follow_changes follow_change_list(struct req *r)
{
    enum { MOST = 50 };
    struct follow_changes list = {.at = ARENA_ARRAY(r->arena, struct follow_change, MOST)};
    struct db_rows q =
        db_query(r->db,
                 SQL(CHANGE_COLUMNS " where trajectory_id = $1"
                                    " order by case when after_on is null then 0 else 1 end,"
                                    " on_day desc, id desc limit $2"),
                 ARGS(I(r->trajectory_id), I(MOST)));

    while (db_next(&q))
        list.at[list.n++] = change_row(&q, r->arena);
    return list;
}

enum rc follow_change_get(struct req *r, int64_t id, struct follow_change *c)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q = db_query(r->db, SQL(CHANGE_COLUMNS " where id = $1 and trajectory_id = $2"),
                                ARGS(I(id), I(r->trajectory_id)));

    while (db_next(&q)) {
        rc = OK;
        *c = change_row(&q, r->arena);
    }
    return rc;
}

void follow_change_add(struct req *r, struct follow_change *c)
{
    char day[DAY_TEXT];

    c->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into follow_change (id, trajectory_id, what, on_day, recorded_by,"
               " recorded_at) values ($1, $2, $3, $4, $5, $6)"),
           ARGS(I(c->id), I(r->trajectory_id), S(c->what), S(day_iso(c->on_day, day)), recorder(r),
                I(r->now)));
    due_set(r->db, r->trajectory_id, "change_before", c->id, c->on_day, c->what);
    due_set(r->db, r->trajectory_id, "change_after", c->id, c->on_day, c->what);
    client_substantive(r->db, r->trajectory_id, r->today);
}

void follow_change_talked(struct req *r, const struct follow_change *c, bool after,
                          const char *words)
{
    char day[DAY_TEXT];

    day_iso(r->today, day);
    if (after)
        db_run(r->db, SQL("update follow_change set after_words = $2, after_on = $3 where id = $1"),
               ARGS(I(c->id), S(words), S(day)));
    else
        db_run(r->db,
               SQL("update follow_change set before_words = $2, before_on = $3 where id = $1"),
               ARGS(I(c->id), S(words), S(day)));
    due_clear(r->db, r->trajectory_id, "change_before", c->id);
    if (after)
        due_clear(r->db, r->trajectory_id, "change_after", c->id);
}

/* ---- balance --------------------------------------------------------------------------------- */

struct follow_balance *follow_balance_list(struct req *r, size_t *n)
{
    enum { MOST = 24 };
    struct follow_balance *list = ARENA_ARRAY(r->arena, struct follow_balance, MOST);
    struct db_rows q =
        db_query(r->db,
                 SQL("select id, day, score, words, reporter from (select id, day, score, words,"
                     " reporter from follow_balance where trajectory_id = $1"
                     " order by day desc, id desc limit $2) newest order by day, id"),
                 ARGS(I(r->trajectory_id), I(MOST)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = (struct follow_balance){.id = db_int(&q, 0),
                                               .day = day_from_iso(db_text(&q, 1)),
                                               .score = db_int(&q, 2),
                                               .words = db_text_copy(&q, 3, r->arena),
                                               .reporter = db_text_copy(&q, 4, r->arena)};
    return list;
}

void follow_balance_add(struct req *r, const struct follow_balance *b)
{
    char day[DAY_TEXT];

    db_run(r->db,
           SQL("insert into follow_balance (id, trajectory_id, day, score, words, reporter,"
               " recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)"),
           ARGS(I(req_new_id(r)), I(r->trajectory_id), S(day_iso(b->day, day)), I(b->score),
                S(b->words), S(b->reporter), recorder(r), I(r->now)));
    client_substantive(r->db, r->trajectory_id, r->today);
}
