/* income_sql.c: every SQL text about advice and cards, and the reminders.
 * Not: which advice belongs to which moment (income.c).
 * Start at income_work_changed(). */
#include "base/vec.h"
#include "core/values.h"
#include "feature/client/client.h"
#include "feature/income/income.h"
#include "feature/placement/placement.h"
#include "feature/trajectory/due.h"

/* ---- moments --------------------------------------------------------------------------------- */

struct income_moments income_moment_list(struct db *db, struct arena *a, int64_t trajectory_id,
                                         int32_t today)
{
    struct income_moments list = {0};
    struct db_rows q =
        db_query(db,
                 SQL("select m.placement_id, m.number, m.from_on, m.hours_week, m.wage_month,"
                     " m.reason, coalesce(e.name, p.job_title), p.ended_on from income_moment m"
                     " join placement p on p.id = m.placement_id"
                     " left join employer e on e.id = p.employer_id where p.trajectory_id = $1"
                     " order by p.started_on, m.placement_id, m.number limit 1000"),
                 ARGS(I(trajectory_id)));

    while (db_next(&q)) {
        int32_t ended = day_at(&q, 7);
        struct income_moment m = {.placement_id = db_int(&q, 0),
                                  .number = db_int(&q, 1),
                                  .from_on = day_at(&q, 2),
                                  .hours_week = number_at(&q, 3),
                                  .wage_month = number_at(&q, 4),
                                  .reason = db_text_copy(&q, 5, a),
                                  .employer = db_text_copy(&q, 6, a),
                                  .over = ended != DAY_NONE && ended <= today};
        ARENA_PUSH(a, &list, m);
    }
    return list;
}

static const struct income_moment *last_of(const struct income_moments *list, int64_t placement_id)
{
    const struct income_moment *last = NULL;

    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].placement_id == placement_id)
            last = &list->at[i];
    return last;
}

/* The start, and each time hours or pay are no longer what they were. A start that was recorded
 * with another day moves. */
static void note_moment(struct db *db, const struct placement *p, const struct income_moment *last,
                        int32_t today)
{
    char from[DAY_TEXT];
    int32_t on = last ? MAX(today, last->from_on) : p->started_on;

    if (last && last->number == 1 && last->from_on != p->started_on)
        db_run(db,
               SQL("update income_moment set from_on = $2 where placement_id = $1 and number = 1"),
               ARGS(I(p->id), S(day_iso(p->started_on, from))));
    if (last && last->hours_week == p->hours_week && last->wage_month == p->wage_month)
        return;
    if (last && p->started_on > today) { /* not begun: it is still the same start */
        db_run(db,
               SQL("update income_moment set hours_week = $2, wage_month = $3"
                   " where placement_id = $1 and number = 1"),
               ARGS(I(p->id), val_number(p->hours_week), val_number(p->wage_month)));
        return;
    }
    db_run(db,
           SQL("insert into income_moment (placement_id, number, from_on, hours_week, wage_month)"
               " values ($1, $2, $3, $4, $5)"),
           ARGS(I(p->id), I(last ? last->number + 1 : 1), S(day_iso(on, from)),
                val_number(p->hours_week), val_number(p->wage_month)));
}

/* One reminder of each kind per job: that of the last moment that is open. */
static void remind(struct db *db, int64_t trajectory_id, const struct income_moments *moments,
                   const struct income_advices *advices, int32_t today)
{
    for (size_t i = 0; i < moments->n; i++) {
        const struct income_moment *m = &moments->at[i];
        const char *kind = m->number == 1 ? "income_start" : "income_change";
        bool open = income_is_open(moments, i, advices);

        if (!open)
            due_clear(db, trajectory_id, kind, m->placement_id);
        else if (m->from_on >= today - ADVICE_DAYS)
            due_set(db, trajectory_id, kind, m->placement_id, m->from_on, m->employer);
    }
}

void income_work_changed(struct db *db, int64_t trajectory_id, int32_t today)
{
    struct arena *a = arena_new();
    struct placements jobs = placement_by_trajectory(db, a, trajectory_id);
    struct income_moments moments = income_moment_list(db, a, trajectory_id, today);

    for (size_t i = 0; i < jobs.n; i++) {
        const struct placement *p = &jobs.at[i];

        if (!placement_unpaid(p->kind) && (p->ended_on == DAY_NONE || p->ended_on > today))
            note_moment(db, p, last_of(&moments, p->id), today);
    }
    moments = income_moment_list(db, a, trajectory_id, today);
    struct income_advices advices = income_advice_list(db, a, trajectory_id);
    remind(db, trajectory_id, &moments, &advices, today);
    arena_free(a);
}

void income_give_reason(struct req *r, int64_t placement_id, const char *reason)
{
    struct income_moments moments = income_moment_list(r->db, r->arena, r->trajectory_id, r->today);
    struct income_advices advices = income_advice_list(r->db, r->arena, r->trajectory_id);
    char day[DAY_TEXT];

    for (size_t i = 0; i < moments.n; i++)
        if (moments.at[i].placement_id == placement_id && income_is_open(&moments, i, &advices))
            db_run(r->db,
                   SQL("update income_moment set reason = $3, reason_by = $4, reason_on = $5"
                       " where placement_id = $1 and number = $2"),
                   ARGS(I(placement_id), I(moments.at[i].number), S(reason), I(r->user->id),
                        S(day_iso(r->today, day))));
    income_work_changed(r->db, r->trajectory_id, r->today);
}

/* ---- advice ---------------------------------------------------------------------------------- */

#define ADVICE_COLUMNS                                                                             \
    "select a.id, a.client_id, a.placement_id, a.advised_on, a.adviser_kind, a.adviser, "          \
    "a.summary,"                                                                                   \
    " a.open_questions, a.version, coalesce(e.name, p.job_title, '') from income_advice a"         \
    " left join placement p on p.id = a.placement_id"                                              \
    " left join employer e on e.id = p.employer_id"

static struct income_advice advice_row(const struct db_rows *q, struct arena *a)
{
    return (struct income_advice){.id = db_int(q, 0),
                                  .client_id = db_int(q, 1),
                                  .placement_id = db_int(q, 2),
                                  .advised_on = day_at(q, 3),
                                  .adviser_kind = db_text_copy(q, 4, a),
                                  .adviser = db_text_copy(q, 5, a),
                                  .summary = db_text_copy(q, 6, a),
                                  .open_questions = db_text_copy(q, 7, a),
                                  .version = db_int(q, 8),
                                  .employer = db_text_copy(q, 9, a)};
}

struct income_advices income_advice_list(struct db *db, struct arena *a, int64_t trajectory_id)
{
    struct income_advices list = {0};
    struct db_rows q = db_query(
        db,
        SQL(ADVICE_COLUMNS " where a.client_id = (select client_id from trajectory where id = $1)"
                           " order by a.advised_on desc, a.id desc limit 500"),
        ARGS(I(trajectory_id)));

    while (db_next(&q)) {
        struct income_advice advice = advice_row(&q, a);
        ARENA_PUSH(a, &list, advice);
    }
    return list;
}

enum rc income_advice_get(struct req *r, int64_t id, struct income_advice *advice)
{
    struct db_rows q = db_query(r->db, SQL(ADVICE_COLUMNS " where a.id = $1 and a.client_id = $2"),
                                ARGS(I(id), I(r->client_id)));
    enum rc rc = NOT_FOUND;

    while (db_next(&q)) {
        *advice = advice_row(&q, r->arena);
        rc = OK;
    }
    return rc;
}

static void follow(struct req *r)
{
    client_substantive(r->db, r->trajectory_id, r->today);
    income_work_changed(r->db, r->trajectory_id, r->today);
}

void income_advice_add(struct req *r, struct income_advice *advice)
{
    char day[DAY_TEXT];

    advice->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into income_advice (id, client_id, trajectory_id, placement_id, advised_on,"
               " adviser_kind, adviser, summary, open_questions, recorded_by, recorded_at)"
               " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"),
           ARGS(I(advice->id), I(r->client_id), I(r->trajectory_id), ID(advice->placement_id),
                S(day_iso(advice->advised_on, day)), S(advice->adviser_kind), S(advice->adviser),
                S(advice->summary), S(advice->open_questions), I(r->user->id), I(r->now)));
    follow(r);
}

enum rc income_advice_change(struct req *r, const struct income_advice *advice)
{
    char day[DAY_TEXT];
    enum rc rc = db_update(
        r->db,
        SQL("update income_advice set placement_id = $4, advised_on = $5, adviser_kind = $6,"
            " adviser = $7, summary = $8, open_questions = $9, version = version + 1"
            " where id = $1 and client_id = $2 and version = $3"),
        ARGS(I(advice->id), I(r->client_id), I(advice->version), ID(advice->placement_id),
             S(day_iso(advice->advised_on, day)), S(advice->adviser_kind), S(advice->adviser),
             S(advice->summary), S(advice->open_questions)));

    if (rc == OK)
        follow(r);
    return rc;
}

/* ---- cards ----------------------------------------------------------------------------------- */

#define CARD_COLUMNS                                                                               \
    "select c.id, c.placement_id, c.version, coalesce(e.name, p.job_title, ''), p.started_on"      \
    " from income_card c left join placement p on p.id = c.placement_id"                           \
    " left join employer e on e.id = p.employer_id"

static struct income_card card_row(const struct db_rows *q, struct arena *a)
{
    return (struct income_card){.id = db_int(q, 0),
                                .placement_id = db_int(q, 1),
                                .version = db_int(q, 2),
                                .employer = db_text_copy(q, 3, a),
                                .started_on = day_at(q, 4)};
}

struct income_cards income_card_list(struct db *db, struct arena *a, int64_t client_id)
{
    struct income_cards list = {0};
    struct db_rows q =
        db_query(db, SQL(CARD_COLUMNS " where c.client_id = $1 order by c.id desc limit 100"),
                 ARGS(I(client_id)));

    while (db_next(&q)) {
        struct income_card card = card_row(&q, a);
        ARENA_PUSH(a, &list, card);
    }
    return list;
}

enum rc income_card_get(struct req *r, int64_t id, struct income_card *card)
{
    struct db_rows q = db_query(r->db, SQL(CARD_COLUMNS " where c.id = $1 and c.client_id = $2"),
                                ARGS(I(id), I(r->client_id)));
    enum rc rc = NOT_FOUND;

    while (db_next(&q)) {
        *card = card_row(&q, r->arena);
        rc = OK;
    }
    if (rc != OK)
        return rc;
    q = db_query(r->db, SQL("select question, body from income_card_answer where card_id = $1"),
                 ARGS(I(id)));
    card->answers = answers_of("wage_card", "", GROUP_NONE);
    while (db_next(&q))
        answers_set(&card->answers, db_text_copy(&q, 0, r->arena), db_text_copy(&q, 1, r->arena));
    return OK;
}

static void put_answers(struct req *r, const struct income_card *card)
{
    for (size_t i = 0; i < card->answers.n; i++) {
        const char *question = card->answers.of[i]->code;

        db_run(r->db, SQL("delete from income_card_answer where card_id = $1 and question = $2"),
               ARGS(I(card->id), S(question)));
        if (*card->answers.text[i])
            db_run(r->db,
                   SQL("insert into income_card_answer (card_id, question, body)"
                       " values ($1, $2, $3)"),
                   ARGS(I(card->id), S(question), S(card->answers.text[i])));
    }
    client_substantive(r->db, r->trajectory_id, r->today);
}

enum rc income_card_add(struct req *r, struct income_card *card)
{
    card->id = req_new_id(r);
    enum rc rc = db_write(
        r->db,
        SQL("insert into income_card (id, client_id, placement_id, recorded_by,"
            " recorded_at) values ($1, $2, $3, $4, $5)"),
        ARGS(I(card->id), I(r->client_id), ID(card->placement_id), I(r->user->id), I(r->now)));

    if (rc == OK)
        put_answers(r, card);
    return rc;
}

enum rc income_card_change(struct req *r, const struct income_card *card)
{
    enum rc rc =
        db_update(r->db,
                  SQL("update income_card set recorded_by = $4, recorded_at = $5,"
                      " version = version + 1"
                      " where id = $1 and client_id = $2 and version = $3"),
                  ARGS(I(card->id), I(r->client_id), I(card->version), I(r->user->id), I(r->now)));

    if (rc == OK)
        put_answers(r, card);
    return rc;
}
