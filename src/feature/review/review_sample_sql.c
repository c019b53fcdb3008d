/* review_sample_sql.c: who agreed to be read by a reviewer, and who is in the sample.
 * Not: giving (review_sample.c); what a grant opens (core/gate.c).
 * Start at sample_agreed(). */
#include "feature/review/review_sample.h"

#include "base/vec.h"
#include "core/values.h"
#include "feature/client/client.h"

static const char *name_of(const struct db_rows *q, int first, struct arena *a)
{
    struct client c = {.given_name = db_text_copy(q, first, a),
                       .name_prefix = db_text_copy(q, first + 1, a),
                       .family_name = db_text_copy(q, first + 2, a)};

    return client_name(a, &c);
}

struct sample_clients sample_agreed(struct req *r, const struct review *v)
{
    struct sample_clients list = {0};
    char day[DAY_TEXT];
    struct db_rows q = db_query(
        r->db,
        SQL("select f.client_id, c.id, c.shares, c.valid_until, f.given_name, f.name_prefix,"
            " f.family_name, (select max(g.until_at) from access_grant g"
            "  where g.review_id = $1 and g.client_id = f.client_id and g.ended_at is null"
            "  and g.until_at > $2)"
            " from trajectory_fact f join consent c on c.client_id = f.client_id"
            " where f.programme_id = $3 and f.phase <> 'closed' and f.restricted = 0"
            " and (f.target_group = $4 or $4 = '') and c.party = 'reviewer' and c.event = 'given'"
            " and c.valid_until >= $5 and not exists (select 1 from consent n"
            "  where n.first_id = c.first_id and n.number > c.number)"
            " order by f.sort_key, f.client_id, c.id desc limit 2000"),
        ARGS(I(v->id), I(r->now), I(v->programme_id), S(v->target_group),
             S(day_iso(r->today, day))));

    while (db_next(&q)) {
        struct sample_client one = {.client_id = db_int(&q, 0),
                                    .consent_id = db_int(&q, 1),
                                    .shares = db_text_copy(&q, 2, r->arena),
                                    .valid_until = day_at(&q, 3),
                                    .name = name_of(&q, 4, r->arena),
                                    .until = DAY_NONE};

        if (list.n && list.at[list.n - 1].client_id == one.client_id)
            continue; /* agreed twice: the later holds */
        if (db_int(&q, 7))
            one.until = local_from_ms(db_int(&q, 7) - 1).day;
        ARENA_PUSH(r->arena, &list, one);
    }
    return list;
}

struct sample_clients sample_now(struct req *r, const struct review *v)
{
    struct sample_clients list = {0};
    struct db_rows q =
        db_query(r->db,
                 SQL("select f.client_id, f.given_name, f.name_prefix, f.family_name,"
                     " max(g.until_at), f.sort_key from access_grant g join trajectory_fact f"
                     " on f.client_id = g.client_id and f.programme_id = $3"
                     " where g.review_id = $1 and g.ended_at is null and g.until_at > $2"
                     " group by f.client_id, f.given_name, f.name_prefix, f.family_name, f.sort_key"
                     " order by f.sort_key, f.client_id limit 200"),
                 ARGS(I(v->id), I(r->now), I(v->programme_id)));

    while (db_next(&q)) {
        struct sample_client one = {.client_id = db_int(&q, 0),
                                    .name = name_of(&q, 1, r->arena),
                                    .until = local_from_ms(db_int(&q, 4) - 1).day};

        ARENA_PUSH(r->arena, &list, one);
    }
    return list;
}

bool sample_has(struct req *r, const struct review *v, int64_t client_id, int64_t staff_id)
{
    return db_exists(r->db,
                     SQL("select 1 from access_grant where review_id = $1 and client_id = $2"
                         " and staff_id = $3 and ended_at is null and until_at > $4"),
                     ARGS(I(v->id), I(client_id), I(staff_id), I(r->now)));
}

void sample_end(struct req *r, int64_t review_id, int64_t staff_id)
{
    db_run(r->db,
           SQL("update access_grant set ended_at = $2 where review_id = $1 and ended_at is null"
               " and (staff_id = $3 or $3 = 0)"),
           ARGS(I(review_id), I(r->now), I(staff_id)));
}
