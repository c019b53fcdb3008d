/* inclusion_sql.c: every SQL text about the inclusion committee.
 * Not: the outcome that follows from a decision (referral_sql.c).
 * Start at inclusion_add(). */
#include "core/values.h"
#include "base/vec.h"
#include "feature/referral/referral.h"

enum { CRITERIA_MOST = 30 };

static struct criteria read_criteria(struct db_rows q, struct arena *a)
{
    struct criteria list = {.at = ARENA_ARRAY(a, struct criterion, CRITERIA_MOST)};

    while (db_next(&q))
        list.at[list.n++] =
            (struct criterion){db_int(&q, 0), db_text_copy(&q, 1, a), db_text_copy(&q, 2, a)};
    return list;
}

struct criteria inclusion_criteria(struct db *db, struct arena *a, int64_t programme_id)
{
    return read_criteria(db_query(db,
                                  SQL("select id, words, '' from inclusion_criterion"
                                      " where programme_id = $1 and ended_at is null"
                                      " order by position, id limit $2"),
                                  ARGS(I(programme_id), I(CRITERIA_MOST))),
                         a);
}

struct criteria inclusion_answered(struct db *db, struct arena *a, int64_t inclusion_id)
{
    return read_criteria(
        db_query(db,
                 SQL("select c.id, c.words, a.answer from inclusion_answer a"
                     " join inclusion_criterion c on c.id = a.criterion_id"
                     " where a.inclusion_id = $1 order by c.position, c.id limit $2"),
                 ARGS(I(inclusion_id), I(CRITERIA_MOST))),
        a);
}

struct inclusions inclusion_history(struct db *db, struct arena *a, int64_t trajectory_id)
{
    struct {
        struct inclusion *at;
        size_t n, cap;
    } list = {0};
    struct db_rows q =
        db_query(db,
                 SQL("select i.id, i.discussed_on, i.members, i.decision, i.reason, s.name"
                     " from inclusion i join staff s on s.id = i.recorded_by"
                     " where i.trajectory_id = $1 order by i.id desc limit 20"),
                 ARGS(I(trajectory_id)));

    while (db_next(&q)) {
        struct inclusion i = {.id = db_int(&q, 0),
                              .trajectory_id = trajectory_id,
                              .discussed_on = day_at(&q, 1),
                              .members = db_text_copy(&q, 2, a),
                              .decision = db_text_copy(&q, 3, a),
                              .reason = db_text_copy(&q, 4, a),
                              .recorder = db_text_copy(&q, 5, a)};
        ARENA_PUSH(a, &list, i);
    }
    return (struct inclusions){list.at, list.n};
}

/* What the committee decided is the outcome of the referral: nobody types it twice. */
static enum rc outcome_of(struct req *r, const struct inclusion *i)
{
    struct referral_outcome o = {.trajectory_id = i->trajectory_id,
                                 .outcome = "accepted",
                                 .reason = "",
                                 .explanation = i->reason,
                                 .instead = "",
                                 .decided_on = i->discussed_on};

    if (!strcmp(i->decision, "postponed") || *referral_recorded(r->db, r->arena, i->trajectory_id))
        return OK;
    if (!strcmp(i->decision, "not_included")) {
        o.outcome = "refused";
        o.reason = "criteria";
    } else if (!strcmp(i->decision, "declined")) {
        o.outcome = "withdrawn";
    }
    return referral_decide(r, &o);
}

enum rc inclusion_add(struct req *r, struct inclusion *i, const struct criteria *c)
{
    char day[DAY_TEXT];

    i->id = req_new_id(r);
    enum rc rc = db_write(
        r->db,
        SQL("insert into inclusion (id, trajectory_id, discussed_on, members, decision, reason,"
            " recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)"),
        ARGS(I(i->id), I(i->trajectory_id), S(day_iso(i->discussed_on, day)), S(i->members),
             S(i->decision), S(i->reason), I(r->user->id), I(r->now)));
    for (size_t k = 0; k < c->n && rc == OK; k++)
        rc = db_write(r->db,
                      SQL("insert into inclusion_answer (inclusion_id, criterion_id, answer)"
                          " values ($1, $2, $3)"),
                      ARGS(I(i->id), I(c->at[k].id), S(c->at[k].answer)));
    if (rc == OK)
        rc = outcome_of(r, i);
    if (rc == OK)
        client_substantive(r->db, i->trajectory_id, r->today);
    return rc;
}

struct inclusion_counts inclusion_count(struct db *db, int64_t programme_id)
{
    struct inclusion_counts counts = {0};
    struct db_rows q =
        db_query(db,
                 SQL("select i.decision, count(*) from inclusion i join trajectory t"
                     " on t.id = i.trajectory_id where t.programme_id = $1 and i.id ="
                     " (select max(l.id) from inclusion l where l.trajectory_id = i.trajectory_id)"
                     " group by i.decision"),
                 ARGS(I(programme_id)));

    while (db_next(&q)) {
        const char *decision = db_text(&q, 0);
        int64_t n = db_int(&q, 1);

        counts.discussed += n;
        if (!strcmp(decision, "included"))
            counts.included = n;
        else if (!strcmp(decision, "not_included"))
            counts.not_included = n;
        else if (!strcmp(decision, "declined"))
            counts.declined = n;
        else
            counts.postponed = n;
    }
    return counts;
}

void inclusion_set_criteria(struct req *r, int64_t programme_id, const char *const *lines, size_t n)
{
    struct criteria old = inclusion_criteria(r->db, r->arena, programme_id);

    /* What was asked before stays with its answers: a line that is the same is the same one. */
    db_run(r->db,
           SQL("update inclusion_criterion set ended_at = $2 where programme_id = $1"
               " and ended_at is null"),
           ARGS(I(programme_id), I(r->now)));
    for (size_t i = 0; i < n; i++) {
        int64_t id = 0;

        for (size_t k = 0; k < old.n; k++)
            if (!strcmp(old.at[k].words, lines[i]))
                id = old.at[k].id;
        if (id)
            db_run(r->db,
                   SQL("update inclusion_criterion set position = $2, ended_at = null"
                       " where id = $1"),
                   ARGS(I(id), I((int64_t)i)));
        else
            db_run(r->db,
                   SQL("insert into inclusion_criterion (id, programme_id, position, words)"
                       " values ($1, $2, $3, $4)"),
                   ARGS(I(req_new_id(r)), I(programme_id), I((int64_t)i), S(lines[i])));
    }
}

const char *inclusion_last_members(struct db *db, struct arena *a, int64_t programme_id)
{
    return db_one_text(db, a,
                       SQL("select i.members from inclusion i join trajectory t"
                           " on t.id = i.trajectory_id where t.programme_id = $1"
                           " order by i.id desc limit 1"),
                       ARGS(I(programme_id)), "");
}
