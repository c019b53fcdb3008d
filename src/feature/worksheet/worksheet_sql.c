/* worksheet_sql.c: every SQL text of the worksheet, and what follows from a decision.
 * Not: the pages (worksheet_web.c).
 * Start at follow(). */
#include "base/vec.h"
#include "core/values.h"
#include "feature/client/client.h"
#include "feature/placement/placement.h"
#include "feature/trajectory/due.h"
#include "feature/worksheet/worksheet.h"

const struct code worksheet_decisions[] = {{"none", TEXT_worksheet_none},
                                           {"partly", TEXT_worksheet_partly},
                                           {"full", TEXT_worksheet_full},
                                           {"later", TEXT_worksheet_later},
                                           {0}};

#define WORKSHEET_COLUMNS                                                                          \
    "select w.id, w.client_id, w.trajectory_id, w.placement_id, w.target_group, w.talked_on,"      \
    " w.decision, w.review_on, w.version, s.name, coalesce(e.name, '')"                            \
    " from worksheet w join staff s on s.id = w.recorded_by"                                       \
    " left join placement p on p.id = w.placement_id"                                              \
    " left join employer e on e.id = p.employer_id"

static struct worksheet worksheet_row(const struct db_rows *q, struct arena *a)
{
    return (struct worksheet){.id = db_int(q, 0),
                              .client_id = db_int(q, 1),
                              .trajectory_id = db_int(q, 2),
                              .placement_id = db_int(q, 3),
                              .target_group = db_text_copy(q, 4, a),
                              .talked_on = day_at(q, 5),
                              .decision = db_text_copy(q, 6, a),
                              .review_on = day_at(q, 7),
                              .version = db_int(q, 8),
                              .by = db_text_copy(q, 9, a),
                              .employer = db_text_copy(q, 10, a)};
}

struct worksheets worksheet_list(struct db *db, struct arena *a, int64_t client_id)
{
    struct worksheets list = {0};
    struct db_rows q = db_query(db,
                                SQL(WORKSHEET_COLUMNS " where w.client_id = $1"
                                                      " order by w.talked_on desc, w.id desc"
                                                      " limit 200"),
                                ARGS(I(client_id)));

    while (db_next(&q)) {
        struct worksheet w = worksheet_row(&q, a);
        ARENA_PUSH(a, &list, w);
    }
    return list;
}

enum rc worksheet_get(struct req *r, int64_t id, struct worksheet *w)
{
    struct db_rows q =
        db_query(r->db, SQL(WORKSHEET_COLUMNS " where w.id = $1 and w.client_id = $2"),
                 ARGS(I(id), I(r->client_id)));
    enum rc rc = NOT_FOUND;

    while (db_next(&q)) {
        *w = worksheet_row(&q, r->arena);
        rc = OK;
    }
    if (rc != OK)
        return rc;
    w->answers = answers_of("worksheet", w->target_group, GROUP_NONE);
    q = db_query(r->db, SQL("select question, body from worksheet_answer where worksheet_id = $1"),
                 ARGS(I(id)));
    while (db_next(&q))
        answers_set(&w->answers, db_text_copy(&q, 0, r->arena), db_text_copy(&q, 1, r->arena));
    return OK;
}

/* The job knows what the last conversation about it decided; the reminder is that of the last
 * conversation of all. */
static void follow(struct req *r, const struct worksheet *w)
{
    struct worksheets all = worksheet_list(r->db, r->arena, r->client_id);
    struct placement p;

    if (all.n && all.at[0].review_on != DAY_NONE)
        due_set(r->db, r->trajectory_id, "worksheet_review", r->client_id, all.at[0].review_on, "");
    else
        due_clear(r->db, r->trajectory_id, "worksheet_review", r->client_id);
    client_substantive(r->db, r->trajectory_id, r->today);
    for (size_t i = 0; i < all.n; i++)
        if (all.at[i].placement_id == w->placement_id) { /* the last one about it */
            if (all.at[i].id != w->id)
                return;
            break;
        }
    if (!w->placement_id || !strcmp(w->decision, "later") ||
        placement_get(r->db, r->arena, w->placement_id, &p) != OK ||
        !strcmp(p.disclosure, w->decision))
        return;
    p.disclosure = w->decision;
    if (placement_change(r, &p) != OK)
        BUG("a job that was read in this transaction is stale");
}

static void put_answers(struct req *r, const struct worksheet *w)
{
    for (size_t i = 0; i < w->answers.n; i++)
        if (*w->answers.text[i])
            db_run(r->db,
                   SQL("insert into worksheet_answer (worksheet_id, question, body)"
                       " values ($1, $2, $3)"),
                   ARGS(I(w->id), S(w->answers.of[i]->code), S(w->answers.text[i])));
}

void worksheet_add(struct req *r, struct worksheet *w)
{
    char talked[DAY_TEXT], review[DAY_TEXT];

    w->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into worksheet (id, client_id, trajectory_id, placement_id, target_group,"
               " talked_on, decision, review_on, recorded_by, recorded_at)"
               " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"),
           ARGS(I(w->id), I(r->client_id), I(r->trajectory_id), ID(w->placement_id),
                S(w->target_group), S(day_iso(w->talked_on, talked)), S(w->decision),
                val_day(w->review_on, review), I(r->user->id), I(r->now)));
    put_answers(r, w);
    follow(r, w);
}

enum rc worksheet_change(struct req *r, const struct worksheet *w)
{
    char talked[DAY_TEXT], review[DAY_TEXT];
    enum rc rc = db_update(
        r->db,
        SQL("update worksheet set placement_id = $4, talked_on = $5, decision = $6,"
            " review_on = $7, version = version + 1"
            " where id = $1 and client_id = $2 and version = $3"),
        ARGS(I(w->id), I(r->client_id), I(w->version), ID(w->placement_id),
             S(day_iso(w->talked_on, talked)), S(w->decision), val_day(w->review_on, review)));

    if (rc != OK)
        return rc;
    for (size_t i = 0; i < w->answers.n; i++) /* what is not asked any more stays */
        db_run(r->db, SQL("delete from worksheet_answer where worksheet_id = $1 and question = $2"),
               ARGS(I(w->id), S(w->answers.of[i]->code)));
    put_answers(r, w);
    follow(r, w);
    return OK;
}
