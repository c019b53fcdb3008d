/* agreement_sql.c: every SQL text about work agreements.
 * Not: what may be in them (agreement.c).
 * Start at agreement_save(). */
#include "core/values.h"
#include "feature/agreement/agreement.h"
#include "feature/client/client.h"

static enum agreement_part part_of(const char *code)
{
    for (enum agreement_part part = 0; part < AGREEMENT_PARTS; part++)
        if (!strcmp(agreement_parts[part].code, code))
            return part;
    BUG("no part %s", code);
}

static void read_lines(struct req *r, struct agreement *g)
{
    enum { MOST = 100 };
    struct db_rows q = db_query(
        r->db,
        SQL("select l.id, l.part, l.words, l.then_words, l.answer, l.answer_words, l.answered_on,"
            " coalesce(s.name, '') from agreement_line l left join staff s on s.id = l.together_by"
            " where l.agreement_id = $1 order by case l.part when 'task' then 0 when 'hours' then 1"
            " when 'adjustment' then 2 when 'notice' then 3 when 'mentor' then 4 else 5 end,"
            " l.place, l.id limit $2"),
        ARGS(I(g->id), I(MOST)));

    g->line = ARENA_ARRAY(r->arena, struct agreement_line, MOST);
    while (db_next(&q))
        g->line[g->n++] = (struct agreement_line){.id = db_int(&q, 0),
                                                  .part = part_of(db_text(&q, 1)),
                                                  .words = db_text_copy(&q, 2, r->arena),
                                                  .then_words = db_text_copy(&q, 3, r->arena),
                                                  .answer = db_text_copy(&q, 4, r->arena),
                                                  .answer_words = db_text_copy(&q, 5, r->arena),
                                                  .answered_on = day_at(&q, 6),
                                                  .together = db_text_copy(&q, 7, r->arena)};
}

struct agreement agreement_get(struct req *r, int64_t placement_id)
{
    struct agreement g = {.placement_id = placement_id};
    struct db_rows q =
        db_query(r->db, SQL("select id, version from agreement where placement_id = $1"),
                 ARGS(I(placement_id)));

    while (db_next(&q)) {
        g.id = db_int(&q, 0);
        g.version = db_int(&q, 1);
    }
    if (g.id)
        read_lines(r, &g);
    return g;
}

static bool same(const struct agreement_line *a, const struct agreement_line *b)
{
    return a->part == b->part && !strcmp(a->words, b->words) &&
           !strcmp(a->then_words, b->then_words);
}

/* What goes on unchanged keeps its row, each row once. */
static int64_t kept_row(struct agreement *old, const struct agreement_line *line)
{
    for (size_t i = 0; i < old->n; i++)
        if (old->line[i].id && same(&old->line[i], line)) {
            int64_t id = old->line[i].id;

            old->line[i].id = 0; /* taken */
            return id;
        }
    return 0;
}

static void write_lines(struct req *r, const struct agreement *g, struct agreement *old)
{
    for (size_t i = 0; i < g->n; i++) {
        const struct agreement_line *line = &g->line[i];
        int64_t id = kept_row(old, line);

        if (id)
            db_run(r->db, SQL("update agreement_line set place = $2 where id = $1"),
                   ARGS(I(id), I((int64_t)i)));
        else
            db_run(r->db,
                   SQL("insert into agreement_line (id, agreement_id, part, place, words,"
                       " then_words) values ($1, $2, $3, $4, $5, $6)"),
                   ARGS(I(req_new_id(r)), I(g->id), S(agreement_parts[line->part].code),
                        I((int64_t)i), S(line->words), S(line->then_words)));
    }
    for (size_t i = 0; i < old->n; i++)
        if (old->line[i].id)
            db_run(r->db, SQL("delete from agreement_line where id = $1"),
                   ARGS(I(old->line[i].id)));
}

enum rc agreement_save(struct req *r, const struct agreement *g)
{
    struct agreement old = agreement_get(r, g->placement_id), saved = *g;
    enum rc rc = OK;

    saved.id = old.id ? old.id : req_new_id(r);
    if (old.id)
        rc = db_update(r->db,
                       SQL("update agreement set changed_at = $3, version = version + 1"
                           " where id = $1 and version = $2"),
                       ARGS(I(old.id), I(g->version), I(r->now)));
    else
        db_run(r->db,
               SQL("insert into agreement (id, placement_id, made_by, made_at, changed_at)"
                   " values ($1, $2, $3, $4, $4)"),
               ARGS(I(saved.id), I(g->placement_id), I(r->user->id), I(r->now)));
    if (rc != OK)
        return rc;
    write_lines(r, &saved, &old);
    client_substantive(r->db, r->trajectory_id, r->today);
    return OK;
}

enum rc agreement_answer(struct req *r, const struct agreement *g, int64_t line_id,
                         const char *answer, const char *words, bool together)
{
    char day[DAY_TEXT];

    return db_update(r->db,
                     SQL("update agreement_line set answer = $3, answer_words = $4,"
                         " answered_on = $5, together_by = $6 where id = $1 and agreement_id = $2"),
                     ARGS(I(line_id), I(g->id), S(answer), S(words), S(day_iso(r->today, day)),
                          together ? I(r->user->id) : NIL)) == OK
               ? OK
               : NOT_FOUND;
}

const char *agreement_last_coach(struct req *r)
{
    return db_one_text(r->db, r->arena,
                       SQL("select l.words from agreement g join agreement_line l"
                           " on l.agreement_id = g.id and l.part = 'coach' where g.made_by = $1"
                           " order by g.changed_at desc, g.id desc limit 1"),
                       ARGS(I(r->user->id)), "");
}
