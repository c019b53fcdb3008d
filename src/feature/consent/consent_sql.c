/* consent_sql.c: every SQL text about consents, and what they mean for grants and facts.
 * Not: the other grants (grant_sql.c) or links (link_sql.c).
 * Start at consent_add(). */
#include "base/vec.h"
#include "core/values.h"
#include "feature/consent/pages.h"

#define CONSENT_NEWEST                                                                             \
    "not exists (select 1 from consent n where n.first_id = c.first_id and n.number > c.number)"
#define CONSENT_COLUMNS                                                                            \
    "select c.id, c.client_id, c.first_id, c.number, c.event, c.party, c.party_name,"              \
    " c.party_role, c.staff_id, c.placement_id, c.is_primary, c.purpose, c.shares, c.how,"         \
    " c.witness, c.given_on, c.text_version, c.valid_until, c.withdrawn_on, c.withdrawn_by,"       \
    " c.recorded_by, c.recorded_at, s.name, coalesce(e.name, ''), coalesce(p.disclosure, ''),"     \
    " case when " CONSENT_NEWEST " then 1 else 0 end"                                              \
    " from consent c join staff s on s.id = c.recorded_by"                                         \
    " left join placement p on p.id = c.placement_id"                                              \
    " left join employer e on e.id = p.employer_id"

static struct consent consent_row(const struct db_rows *q, struct arena *a)
{
    return (struct consent){
        .id = db_int(q, 0),
        .client_id = db_int(q, 1),
        .first_id = db_int(q, 2),
        .number = db_int(q, 3),
        .event = db_text_copy(q, 4, a),
        .party = db_text_copy(q, 5, a),
        .party_name = db_text_copy(q, 6, a),
        .party_role = db_text_copy(q, 7, a),
        .staff_id = db_int(q, 8),
        .placement_id = db_int(q, 9),
        .is_primary = db_int(q, 10),
        .purpose = db_text_copy(q, 11, a),
        .shares = db_text_copy(q, 12, a),
        .how = db_text_copy(q, 13, a),
        .witness = db_text_copy(q, 14, a),
        .given_on = day_at(q, 15),
        .text_version = db_text_copy(q, 16, a),
        .valid_until = day_at(q, 17),
        .withdrawn_on = day_at(q, 18),
        .withdrawn_by = db_text_copy(q, 19, a),
        .recorded_by = db_int(q, 20),
        .recorded_at = db_int(q, 21),
        .recorder = db_text_copy(q, 22, a),
        .employer = db_text_copy(q, 23, a),
        .disclosure = db_text_copy(q, 24, a),
        .newest = db_int(q, 25),
    };
}

static struct consents read_all(struct db_rows q, struct arena *a)
{
    struct consents list = {0};
    size_t room = 0;

    while (db_next(&q)) {
        if (list.n == room) {
            list.at =
                arena_grow(a, list.at, room * sizeof(*list.at), (2 * room + 4) * sizeof(*list.at));
            room = 2 * room + 4;
        }
        list.at[list.n++] = consent_row(&q, a);
    }
    return list;
}

struct consents consent_current(struct db *db, struct arena *a, int64_t client_id)
{
    return read_all(db_query(db,
                             SQL(CONSENT_COLUMNS " where c.client_id = $1 and " CONSENT_NEWEST
                                                 " order by c.first_id limit 200"),
                             ARGS(I(client_id))),
                    a);
}

struct consents consent_history(struct db *db, struct arena *a, int64_t client_id)
{
    return read_all(
        db_query(db,
                 SQL(CONSENT_COLUMNS " where c.client_id = $1"
                                     " order by c.recorded_at desc, c.id desc limit 500"),
                 ARGS(I(client_id))),
        a);
}

enum rc consent_get(struct db *db, struct arena *a, int64_t client_id, int64_t first_id,
                    struct consent *c)
{
    struct consents list =
        read_all(db_query(db,
                          SQL(CONSENT_COLUMNS " where c.first_id = $1 and c.client_id = $2"
                                              " and " CONSENT_NEWEST),
                          ARGS(I(first_id), I(client_id))),
                 a);

    if (!list.n)
        return NOT_FOUND;
    *c = list.at[0];
    return OK;
}

enum rc consent_row_get(struct db *db, struct arena *a, int64_t id, struct consent *c)
{
    struct consents list =
        read_all(db_query(db, SQL(CONSENT_COLUMNS " where c.id = $1"), ARGS(I(id))), a);

    if (!list.n)
        return NOT_FOUND;
    *c = list.at[0];
    return OK;
}

/* A sample that rests on a consent: given again, it goes on within the new words; else it is over.
 */
static void sample_follows(struct req *r, const struct consent *c, int64_t until)
{
    enum { MOST = 20 };
    struct {
        int64_t staff_id, until_at, review_id, given_by;
        const char *reason;
    } kept[MOST];
    size_t n = 0;
    struct db_rows q =
        db_query(r->db,
                 SQL("select g.staff_id, g.until_at, g.review_id, g.given_by, g.reason"
                     " from access_grant g join consent c on c.id = g.consent_id"
                     " where g.kind = 'sample' and c.first_id = $1 and g.ended_at = $2"
                     " and g.until_at > $2 order by g.id limit $3"),
                 ARGS(I(c->first_id), I(r->now), I(MOST)));

    while (db_next(&q)) {
        kept[n].staff_id = db_int(&q, 0);
        kept[n].until_at = MIN(db_int(&q, 1), until);
        kept[n].review_id = db_int(&q, 2);
        kept[n].given_by = db_int(&q, 3);
        kept[n++].reason = db_text_copy(&q, 4, r->arena);
    }
    for (size_t i = 0; i < n; i++)
        db_run(r->db,
               SQL("insert into access_grant (id, client_id, staff_id, kind, reason, from_at,"
                   " until_at, consent_id, given_by, created_at, shares, review_id)"
                   " values ($1, $2, $3, 'sample', $4, $5, $6, $7, $8, $5, $9, $10)"),
               ARGS(I(req_new_id(r)), I(c->client_id), I(kept[i].staff_id), S(kept[i].reason),
                    I(r->now), I(kept[i].until_at), I(c->id), I(kept[i].given_by), S(c->shares),
                    ID(kept[i].review_id)));
}

/* Until the end of the last day; nothing when that has passed, or the practitioner has no account.
 */
static void grant_follows(struct req *r, const struct consent *c)
{
    int64_t until = local_to_ms(c->valid_until + 1, 0);

    db_run(r->db,
           SQL("update access_grant set ended_at = $2 where ended_at is null and consent_id in"
               " (select id from consent where first_id = $1)"),
           ARGS(I(c->first_id), I(r->now)));
    if (strcmp(c->event, "given") != 0 || until <= r->now)
        return;
    sample_follows(r, c, until);
    if (!c->staff_id)
        return;
    db_run(r->db,
           SQL("insert into access_grant (id, client_id, staff_id, kind, reason, from_at, until_at,"
               " consent_id, given_by, created_at, shares)"
               " values ($1, $2, $3, 'consent', $4, $5, $6, $7, $8, $5, $9)"),
           ARGS(I(req_new_id(r)), I(c->client_id), I(c->staff_id), S(c->purpose), I(r->now),
                I(until), I(c->id), I(r->user->id), S(c->shares)));
}

enum rc consent_add(struct req *r, struct consent *c)
{
    char given[DAY_TEXT], until[DAY_TEXT], withdrawn[DAY_TEXT];

    c->id = req_new_id(r);
    c->first_id = c->first_id ? c->first_id : c->id;
    c->number++;
    enum rc rc = db_write(
        r->db,
        SQL("insert into consent (id, client_id, first_id, number, event, party, party_name,"
            " party_role, staff_id, placement_id, is_primary, purpose, shares, how, witness,"
            " given_on, text_version, valid_until, withdrawn_on, withdrawn_by, recorded_by,"
            " recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,"
            " $15, $16, $17, $18, $19, $20, $21, $22)"),
        ARGS(I(c->id), I(c->client_id), I(c->first_id), I(c->number), S(c->event), S(c->party),
             S(c->party_name), S(c->party_role), ID(c->staff_id), ID(c->placement_id),
             I(c->is_primary), S(c->purpose), S(c->shares), S(c->how), S(c->witness),
             S(day_iso(c->given_on, given)), S(c->text_version), S(day_iso(c->valid_until, until)),
             val_day(c->withdrawn_on, withdrawn), S(c->withdrawn_by), I(r->user->id), I(r->now)));

    if (rc == CONFLICT)
        return STALE;
    if (rc != OK)
        return rc;
    grant_follows(r, c);
    consent_refresh(r->db, c->client_id);
    return OK;
}

const char *consent_other_primary(struct req *r, int64_t first_id)
{
    char day[DAY_TEXT];

    return db_one_text(r->db, r->arena,
                       SQL("select c.party_name from consent c where c.client_id = $1"
                           " and c.is_primary = 1 and c.event = 'given' and c.first_id <> $2"
                           " and c.valid_until >= $3 and " CONSENT_NEWEST " limit 1"),
                       ARGS(I(r->client_id), I(first_id), S(day_iso(r->today, day))), NULL);
}

bool consent_has_account(struct req *r, int64_t first_id, int64_t staff_id)
{
    return db_exists(r->db,
                     SQL("select 1 from access_grant g join consent c on c.id = g.consent_id"
                         " where g.client_id = $1 and g.staff_id = $2 and g.kind = 'consent'"
                         " and g.ended_at is null and g.until_at > $3 and c.first_id <> $4"),
                     ARGS(I(r->client_id), I(staff_id), I(r->now), I(first_id)));
}

void consent_refresh(struct db *db, int64_t client_id)
{
    db_run(db,
           SQL("update trajectory_fact set consent_ends_on = (select min(c.valid_until)"
               "  from consent c where c.client_id = $1 and c.event = 'given'"
               "  and " CONSENT_NEWEST
               "  and not exists (select 1 from party_wish w where w.client_id = c.client_id"
               "   and w.party = c.party and (w.wish = 'not_wanted' or w.wish = 'nobody')"
               "   and not exists (select 1 from party_wish v where v.client_id = w.client_id"
               "    and v.party = w.party and v.id > w.id))),"
               " emergency_id = (select max(g.id) from access_grant g"
               "  where g.client_id = $1 and g.kind = 'emergency' and not exists"
               "  (select 1 from emergency_seen s where s.grant_id = g.id))"
               " where client_id = $1"),
           ARGS(I(client_id)));
}

/* ---- who can be chosen ----------------------------------------------------------------------- */

struct choice *consent_choices(struct req *r, struct db_rows q, size_t *n)
{
    enum { MOST = 200 };
    struct choice *list = ARENA_ARRAY(r->arena, struct choice, MOST);

    *n = 0;
    while (db_next(&q)) {
        const char *more = db_text(&q, 2);

        list[*n].value = arena_fmt(r->arena, "%" PRId64, db_int(&q, 0));
        list[(*n)++].label = arena_fmt(r->arena, "%s%s%s", db_text(&q, 1), *more ? ", " : "", more);
    }
    return list;
}

struct choice *consent_jobs(struct req *r, size_t *n)
{
    char day[DAY_TEXT];

    return consent_choices(
        r,
        db_query(r->db,
                 SQL("select p.id, e.name, p.job_title from placement p"
                     " join employer e on e.id = p.employer_id"
                     " join trajectory t on t.id = p.trajectory_id"
                     " where t.client_id = $1 and (p.disclosure = 'partly' or"
                     " p.disclosure = 'full') and (p.ended_on is null or p.ended_on > $2)"
                     " order by p.started_on desc, p.id limit 200"),
                 ARGS(I(r->client_id), S(day_iso(r->today, day)))),
        n);
}

struct choice *consent_practitioners(struct req *r, size_t *n)
{
    char day[DAY_TEXT];

    return consent_choices(
        r,
        db_query(r->db,
                 SQL("select distinct s.id, s.name, '', s.sort_key from staff s"
                     " join staff_role o on o.staff_id = s.id"
                     " join trajectory t on t.programme_id = o.programme_id"
                     " where t.id = $1 and s.active = 1 and o.role = 'practitioner'"
                     " and o.from_on <= $2 and (o.to_on is null or o.to_on >= $2)"
                     " order by s.sort_key, s.id limit 200"),
                 ARGS(I(r->trajectory_id), S(day_iso(r->today, day)))),
        n);
}

/* ---- whom the record knows already ----------------------------------------------------------- */

struct knowns known_people(struct req *r)
{
    char day[DAY_TEXT];
    struct knowns list = {0};
    struct db_rows q = db_query(r->db,
                                SQL("select p.id, p.kind, p.name, p.is_primary from client_person p"
                                    " where p.client_id = $1 and (p.to_on is null or p.to_on >= $2)"
                                    " order by p.is_primary desc, p.from_on desc, p.id limit 50"),
                                ARGS(I(r->client_id), S(day_iso(r->today, day))));

    while (db_next(&q)) {
        struct known k = {.key = arena_fmt(r->arena, "%" PRId64, db_int(&q, 0)),
                          .party = "",
                          .role = db_text_copy(&q, 1, r->arena),
                          .name = db_text_copy(&q, 2, r->arena),
                          .is_primary = db_int(&q, 3),
                          .employer = ""};
        ARENA_PUSH(r->arena, &list, k);
    }
    return list;
}

struct knowns known_at_work(struct req *r)
{
    char day[DAY_TEXT];
    struct knowns list = {0};
    struct db_rows q = db_query(
        r->db,
        SQL("select w.id, w.name, w.employer, w.person_id from"
            " (select p.id, k.name, e.name as employer, k.id as person_id"
            "  from placement p join trajectory t on t.id = p.trajectory_id"
            "  join employer e on e.id = p.employer_id"
            "  join employer_person k on k.employer_id = e.id and k.active = 1"
            "  where t.client_id = $1 and (p.disclosure = 'partly' or p.disclosure = 'full')"
            "  and (p.ended_on is null or p.ended_on > $2)"
            "  union all select p.id, p.mentor, e.name, 0 from placement p"
            "  join trajectory t on t.id = p.trajectory_id"
            "  join employer e on e.id = p.employer_id where t.client_id = $1 and p.mentor <> ''"
            "  and (p.disclosure = 'partly' or p.disclosure = 'full')"
            "  and (p.ended_on is null or p.ended_on > $2)) w"
            " order by w.id desc, w.person_id desc limit 50"),
        ARGS(I(r->client_id), S(day_iso(r->today, day))));

    while (db_next(&q)) {
        struct known k = {.party = "employer",
                          .role = "",
                          .placement_id = db_int(&q, 0),
                          .name = db_text_copy(&q, 1, r->arena),
                          .employer = db_text_copy(&q, 2, r->arena)};
        k.key = arena_fmt(r->arena, "%" PRId64 "-%" PRId64, k.placement_id, db_int(&q, 3));
        ARENA_PUSH(r->arena, &list, k);
    }
    return list;
}
