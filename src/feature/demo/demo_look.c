/* demo_look.c: some weeks of access log, with a few looks that stand out: in the night, without a
 * link with the client, by emergency access, and refusals. Not: finding them (feature/access does).
 * Start at demo_looks_make(). */
#include "feature/demo/demo_inner.h"

#include "core/gate.h"
#include "core/perm.h"

enum { LOOK_SLOT = ID_SLOTS - 2, DAYS = 14, CLIENTS = 6 };

struct looks {
    struct db *db;
    struct access_chain chain;
    struct id_maker ids;
    int64_t clients[CLIENTS], own, other;
};

/* The instants of a chain only rise, so a day is written from morning to night. */
static void look(struct looks *l, int64_t at, struct access_line line, const char *words)
{
    now_set(at);
    line.id = id_next(&l->ids);
    line.session = (int)(at / (24 * 3600 * 1000) % 1000) + 1;
    if (access_chain_is_over(&l->chain, line.id)) {
        access_chain_begin(l->db, &l->chain, line.id, NULL);
        line.id = id_next(&l->ids);
    }
    if (words)
        access_log_add_text(l->db, &l->chain, line, words);
    else
        access_log_add(l->db, &l->chain, line);
}

static struct access_line of(const struct looks *l, int client, enum relation relation,
                             enum access_action action)
{
    bool list = action == ACCESS_LOGIN || action == ACCESS_LIST;

    return (struct access_line){
        .staff_id = relation == RELATION_OWN ? l->own : l->other,
        .client_id = list ? 0 : l->clients[client],
        .action = action,
        .route = access_route_number(list ? "GET /deelnemers" : "GET /deelnemers/:client"),
        .relation = list || action == ACCESS_REFUSED ? RELATION_NONE : (int)relation,
        .role = 1 + (int)ROLE_SPECIALIST,
        .result = action == ACCESS_REFUSED ? RESULT_REFUSED : RESULT_DONE};
}

/* The usual: the specialist comes in, sees the list and opens some records. */
static void usual_day(struct looks *l, int32_t day)
{
    look(l, local_to_ms(day, 8 * 60 + 42), of(l, 0, RELATION_OWN, ACCESS_LOGIN), "127.0.0.1");
    look(l, local_to_ms(day, 8 * 60 + 43), of(l, 0, RELATION_OWN, ACCESS_LIST), NULL);
    for (int i = 0; i < 3; i++)
        look(l, local_to_ms(day, 9 * 60 + 50 * i),
             of(l, (i + day) % CLIENTS, RELATION_OWN, ACCESS_READ), NULL);
}

/* A colleague of another programme who has nothing to do with the client: what may not happen. */
static void odd_looks(struct looks *l, int32_t day, int32_t today)
{
    if (day == today - 9)
        look(l, local_to_ms(day, 16 * 60 + 5), of(l, 0, RELATION_TEAM, ACCESS_READ), NULL);
    if (day == today - 5)
        for (int i = 0; i < 4; i++)
            look(l, local_to_ms(day, 17 * 60 + i), of(l, i, RELATION_TEAM, ACCESS_REFUSED), NULL);
}

static void early_looks(struct looks *l, int32_t day, int32_t today)
{
    if (day == today - 6)
        look(l, local_to_ms(day, 2 * 60 + 13), of(l, 1, RELATION_OWN, ACCESS_READ), NULL);
}

static void emergency(struct looks *l, struct id_maker *ids, int32_t day)
{
    int64_t at = local_to_ms(day, 18 * 60 + 20);
    struct access_line line = of(l, 2, RELATION_EMERGENCY, ACCESS_READ);

    now_set(at);
    line.grant_id = id_next(ids);
    db_run(l->db,
           SQL("insert into access_grant (id, client_id, staff_id, kind, reason, from_at, until_at,"
               " given_by, created_at) values ($1, $2, $3, 'emergency', $4, $5, $6, $3, $5)"),
           ARGS(I(line.grant_id), I(line.client_id), I(line.staff_id),
                S("De deelnemer belde in paniek vanaf het werk; de eigen begeleider was niet te"
                  " bereiken"),
                I(at), I(at + 4 * 3600 * 1000)));
    look(l, at + 60 * 1000, line, NULL);
}

/* The first specialist with clients, and one of another programme of the same organisation. */
static bool cast_find(struct looks *l)
{
    int n = 0;
    struct db_rows q = db_query(l->db,
                                SQL("select f.client_id, f.staff_id from trajectory_fact f"
                                    " join staff s on s.id = f.staff_id where s.login ="
                                    " 'specialist1' and f.phase <> 'closed'"
                                    " order by f.trajectory_id limit 6"),
                                NO_ARGS);

    while (db_next(&q)) {
        l->clients[n++] = db_int(&q, 0);
        l->own = db_int(&q, 1);
    }
    l->other =
        db_one_int(l->db,
                   SQL("select r.staff_id from staff_role r join staff s on s.id = r.staff_id"
                       " join staff o on o.id = $1 where r.role = 'specialist'"
                       " and s.organisation_id = o.organisation_id and r.programme_id not in"
                       " (select p.programme_id from staff_role p where p.staff_id = $1)"
                       " order by r.staff_id limit 1"),
                   ARGS(I(l->own)), 0);
    return n == CLIENTS && l->other;
}

bool demo_looks_make(struct db *db, const unsigned char key[ACCESS_KEY_BYTES], int32_t today,
                     const char *seal)
{
    struct looks l = {.db = db};
    struct id_maker grants;

    memcpy(l.chain.key, key, ACCESS_KEY_BYTES);
    id_start(&l.ids, LOOK_SLOT, 0);
    id_start(&grants, LOOK_SLOT, 0);
    if (!cast_find(&l))
        return false;
    db_begin_write(db);
    for (int32_t day = today - DAYS; day < today; day++) {
        early_looks(&l, day, today);
        if (day_weekday(day) <= 5)
            usual_day(&l, day);
        odd_looks(&l, day, today);
        if (day == today - 3)
            emergency(&l, &grants, day);
    }
    db_commit(db);
    access_log_settle(&l.chain, true);
    access_log_seal(&l.chain, seal);
    now_set(0);
    return true;
}
