/* trajectory_sql.c: every SQL text about trajectories, assignments and the facts of this feature.
 * Not: the columns of the facts that contact and placement keep.
 * Start at trajectory_list(). */
#include "base/fold.h"
#include "base/vec.h"
#include "core/values.h"
#include "feature/client/client.h"
#include "feature/trajectory/due.h"
#include "feature/trajectory/trajectory.h"

enum rc trajectory_get(struct db *db, struct arena *a, int64_t id, struct trajectory *t)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q = db_query(
        db,
        SQL("select id, organisation_id, programme_id, team_id, client_id, target_group, scheme,"
            " financier, referred_on, referred_by, work_goal, first_talk_on, started_on, ends_on,"
            " funding, closed_on, close_reason, destination, version from trajectory where id = "
            "$1"),
        ARGS(I(id)));

    while (db_next(&q)) {
        rc = OK;
        *t = (struct trajectory){
            .id = db_int(&q, 0),
            .organisation_id = db_int(&q, 1),
            .programme_id = db_int(&q, 2),
            .team_id = db_int(&q, 3),
            .client_id = db_int(&q, 4),
            .target_group = db_text_copy(&q, 5, a),
            .scheme = db_text_copy(&q, 6, a),
            .financier = db_text_copy(&q, 7, a),
            .referred_on = day_from_iso(db_text(&q, 8)),
            .referred_by = db_text_copy(&q, 9, a),
            .work_goal = db_text_copy(&q, 10, a),
            .first_talk_on = day_from_iso(db_text(&q, 11)),
            .started_on = day_from_iso(db_text(&q, 12)),
            .ends_on = day_from_iso(db_text(&q, 13)),
            .funding = db_text_copy(&q, 14, a),
            .closed_on = day_from_iso(db_text(&q, 15)),
            .close_reason = db_text_copy(&q, 16, a),
            .destination = db_text_copy(&q, 17, a),
            .version = db_int(&q, 18),
        };
    }
    return rc;
}

static void assign(struct req *r, int64_t trajectory_id, int64_t staff_id, int32_t from)
{
    char day[DAY_TEXT];

    db_run(r->db,
           SQL("insert into assignment (id, trajectory_id, staff_id, from_on) values ($1, $2, $3, "
               "$4)"),
           ARGS(I(req_new_id(r)), I(trajectory_id), I(staff_id), S(day_iso(from, day))));
}

/* Two files of one person (feature/referral) count as one. */
static bool runs_in_linked_file(struct db *db, int64_t client_id, int64_t programme_id)
{
    return db_exists(db,
                     SQL("select 1 from client_link l join trajectory t on t.client_id ="
                         " case when l.client_id = $1 then l.other_id else l.client_id end"
                         " where (l.client_id = $1 or l.other_id = $1) and l.ended_at is null"
                         " and t.programme_id = $2 and t.closed_on is null"),
                     ARGS(I(client_id), I(programme_id)));
}

enum rc trajectory_add(struct req *r, struct trajectory *t, int64_t staff_id)
{
    char referred[DAY_TEXT], talk[DAY_TEXT], started[DAY_TEXT], ends[DAY_TEXT], closed[DAY_TEXT];

    if (runs_in_linked_file(r->db, t->client_id, t->programme_id))
        return CONFLICT;
    t->id = req_new_id(r);
    enum rc rc = db_write(
        r->db,
        SQL("insert into trajectory (id, organisation_id, programme_id, team_id, client_id,"
            " target_group, scheme, financier, referred_on, referred_by, work_goal, first_talk_on,"
            " started_on, ends_on, funding, closed_on, close_reason, destination)"
            " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,"
            " $18)"),
        ARGS(I(t->id), I(t->organisation_id), I(t->programme_id), I(t->team_id), I(t->client_id),
             S(t->target_group), S(t->scheme), S(t->financier),
             S(day_iso(t->referred_on, referred)), S(t->referred_by), S(t->work_goal),
             val_day(t->first_talk_on, talk), val_day(t->started_on, started),
             val_day(t->ends_on, ends), S(t->funding), val_day(t->closed_on, closed),
             S(t->close_reason), S(t->destination)));
    if (rc != OK)
        return rc;
    db_run(
        r->db,
        SQL("insert into trajectory_fact (trajectory_id, client_id, programme_id, team_id, phase,"
            " sort_key, given_name, name_prefix, family_name)"
            " select t.id, t.client_id, t.programme_id, t.team_id, 'referred', c.sort_key,"
            " c.given_name, c.name_prefix, c.family_name"
            " from trajectory t join client c on c.id = t.client_id where t.id = $1"),
        ARGS(I(t->id)));
    if (staff_id)
        assign(r, t->id, staff_id, t->referred_on);
    trajectory_refresh(r->db, t->id);
    if (!db_exists(r->db, SQL("select 1 from client_person where client_id = $1 and to_on is null"),
                   ARGS(I(t->client_id))))
        due_set(r->db, t->id, "no_practitioner", 0, t->referred_on, ""); /* feature/people clears */
    due_set(r->db, t->id, "referral_open", t->id, t->referred_on, ""); /* until it has an outcome */
    client_substantive(r->db, t->id, r->today);
    client_index(r->db, r->arena, t->programme_id, t->client_id);
    return OK;
}

/* ---- many at once ---------------------------------------------------------------------------- */

static enum rc put_trajectories(struct req *r, const struct trajectory_start *list, size_t n)
{
    char referred[DAY_TEXT], talk[DAY_TEXT], started[DAY_TEXT], ends[DAY_TEXT], closed[DAY_TEXT];
    struct db_bulk *b = db_bulk_try(
        r->db, "trajectory",
        "id, organisation_id, programme_id, team_id, client_id, target_group, scheme, financier,"
        " referred_on, referred_by, work_goal, first_talk_on, started_on, ends_on, funding,"
        " closed_on, close_reason, destination",
        18);

    for (size_t i = 0; i < n; i++) {
        const struct trajectory *t = list[i].trajectory;

        db_bulk_row(b, (struct val[]){
                           I(t->id), I(t->organisation_id), I(t->programme_id), I(t->team_id),
                           I(t->client_id), S(t->target_group), S(t->scheme), S(t->financier),
                           S(day_iso(t->referred_on, referred)), S(t->referred_by), S(t->work_goal),
                           val_day(t->first_talk_on, talk), val_day(t->started_on, started),
                           val_day(t->ends_on, ends), S(t->funding), val_day(t->closed_on, closed),
                           S(t->close_reason), S(t->destination)});
    }
    return db_bulk_close(b);
}

static const char *first_phase(const struct trajectory *t)
{
    return t->closed_on != DAY_NONE       ? "closed"
           : t->started_on != DAY_NONE    ? "searching"
           : t->first_talk_on != DAY_NONE ? "orientation"
                                          : "referred";
}

/* What trajectory_refresh() says of a trajectory that has nothing yet. */
static void put_facts(struct req *r, const struct trajectory_start *list, size_t n)
{
    char started[DAY_TEXT], ends[DAY_TEXT];
    struct db_bulk *b = db_bulk_begin(
        r->db, "trajectory_fact",
        "trajectory_id, client_id, programme_id, team_id, staff_id, phase, sort_key, given_name,"
        " name_prefix, family_name, target_group, ends_on, started_on",
        13);

    for (size_t i = 0; i < n; i++) {
        const struct trajectory *t = list[i].trajectory;
        const struct client *c = list[i].client;
        int32_t since = t->first_talk_on != DAY_NONE ? t->first_talk_on
                        : t->started_on != DAY_NONE  ? t->started_on
                                                     : t->referred_on;

        db_bulk_row(b, (struct val[]){I(t->id), I(t->client_id), I(t->programme_id), I(t->team_id),
                                      ID(list[i].staff_id), S(first_phase(t)),
                                      S(client_sort_key(r->arena, c)), S(c->given_name),
                                      S(c->name_prefix), S(c->family_name), S(t->target_group),
                                      val_day(t->ends_on, ends), S(day_iso(since, started))});
    }
    db_bulk_end(b);
}

static void put_assignments(struct req *r, const struct trajectory_start *list, size_t n)
{
    int64_t *ids = ARENA_ARRAY(r->arena, int64_t, n);
    char day[DAY_TEXT];

    for (size_t i = 0; i < n; i++)
        ids[i] = list[i].staff_id ? req_new_id(r) : 0;
    struct db_bulk *b =
        db_bulk_begin(r->db, "assignment", "id, trajectory_id, staff_id, from_on", 4);
    for (size_t i = 0; i < n; i++)
        if (ids[i])
            db_bulk_row(b, (struct val[]){I(ids[i]), I(list[i].trajectory->id), I(list[i].staff_id),
                                          S(day_iso(list[i].trajectory->referred_on, day))});
    db_bulk_end(b);
}

static void put_due(struct db *db, const struct trajectory_start *list, size_t n)
{
    char day[DAY_TEXT];
    struct db_bulk *b = db_bulk_begin(db, "due", "trajectory_id, rule, ref_id, day", 4);

    for (size_t i = 0; i < n; i++) {
        const struct trajectory *t = list[i].trajectory;

        day_iso(t->referred_on, day);
        db_bulk_row(b, (struct val[]){I(t->id), S("no_practitioner"), I(0), S(day)});
        db_bulk_row(b, (struct val[]){I(t->id), S("referral_open"), I(t->id), S(day)});
    }
    db_bulk_end(b);
}

static void put_words(struct req *r, const struct trajectory_start *list, size_t n)
{
    struct db_bulk *b = db_bulk_begin(r->db, "search_token", "scope_id, token, kind, target_id", 4);

    for (size_t i = 0; i < n; i++) {
        size_t words;
        const char **word = fold_tokens(r->arena, client_name(r->arena, list[i].client), &words);

        for (size_t k = 0; k < words; k++)
            db_bulk_row(b, (struct val[]){I(list[i].trajectory->programme_id), S(word[k]),
                                          S("client"), I(list[i].client->id)});
    }
    db_bulk_end(b);
}

enum rc trajectory_add_all(struct req *r, const struct trajectory_start *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        list[i].trajectory->id = req_new_id(r);
        list[i].trajectory->client_id = list[i].client->id;
    }
    enum rc rc = put_trajectories(r, list, n);
    if (rc != OK)
        return rc;
    put_facts(r, list, n);
    put_assignments(r, list, n);
    put_due(r->db, list, n);
    put_words(r, list, n);
    return OK;
}

enum rc trajectory_change(struct req *r, const struct trajectory *t)
{
    char referred[DAY_TEXT], talk[DAY_TEXT], started[DAY_TEXT], ends[DAY_TEXT], closed[DAY_TEXT];

    if (t->closed_on == DAY_NONE &&
        db_exists(r->db, SQL("select 1 from trajectory where id = $1 and closed_on is not null"),
                  ARGS(I(t->id))) &&
        runs_in_linked_file(r->db, t->client_id, t->programme_id))
        return CONFLICT;
    enum rc rc =
        db_update(r->db,
                  SQL("update trajectory set target_group = $3, scheme = $4, financier = $5, "
                      "referred_on = $6,"
                      " referred_by = $7, work_goal = $8, first_talk_on = $9, started_on = $10, "
                      "ends_on = $11,"
                      " funding = $12, closed_on = $13, close_reason = $14, destination = $15,"
                      " version = version + 1 where id = $1 and version = $2"),
                  ARGS(I(t->id), I(t->version), S(t->target_group), S(t->scheme), S(t->financier),
                       S(day_iso(t->referred_on, referred)), S(t->referred_by), S(t->work_goal),
                       val_day(t->first_talk_on, talk), val_day(t->started_on, started),
                       val_day(t->ends_on, ends), S(t->funding), val_day(t->closed_on, closed),
                       S(t->close_reason), S(t->destination)));

    if (rc == OK) {
        trajectory_refresh(r->db, t->id);
        client_substantive(r->db, t->id, r->today);
    }
    return rc;
}

enum rc trajectory_assign(struct req *r, int64_t trajectory_id, int64_t staff_id, int32_t from)
{
    char day[DAY_TEXT], before[DAY_TEXT];

    if (!db_exists(r->db, SQL("select 1 from staff where id = $1 and active = 1"),
                   ARGS(I(staff_id))))
        return RELATED;
    /* A hand-over on the day an assignment began replaces it. */
    db_run(
        r->db,
        SQL("delete from assignment where trajectory_id = $1 and to_on is null and from_on >= $2"),
        ARGS(I(trajectory_id), S(day_iso(from, day))));
    db_run(r->db,
           SQL("update assignment set to_on = $2 where trajectory_id = $1 and to_on is null"),
           ARGS(I(trajectory_id), S(day_iso(from - 1, before))));
    assign(r, trajectory_id, staff_id, from);
    trajectory_refresh(r->db, trajectory_id);
    return OK;
}

/* The specialist of now is the open assignment, or the last one when the trajectory is closed. */
void trajectory_refresh(struct db *db, int64_t trajectory_id)
{
    db_run(db,
           SQL("update trajectory_fact set"
               " staff_id = (select a.staff_id from assignment a where a.trajectory_id = $1"
               "  order by a.from_on desc, a.id desc limit 1),"
               " team_id = (select t.team_id from trajectory t where t.id = $1),"
               " target_group = (select t.target_group from trajectory t where t.id = $1),"
               " ends_on = (select t.ends_on from trajectory t where t.id = $1),"
               " started_on = (select coalesce(t.first_talk_on, t.started_on, t.referred_on)"
               "  from trajectory t where t.id = $1),"
               " phase = (select case when t.closed_on is not null then 'closed'"
               "  when trajectory_fact.placement_id is not null then 'working'"
               "  when t.started_on is not null then 'searching'"
               "  when t.first_talk_on is not null then 'orientation'"
               "  else 'referred' end from trajectory t where t.id = $1)"
               " where trajectory_id = $1"),
           ARGS(I(trajectory_id)));
}

static bool has_team(const struct trajectory_team *list, size_t n, int64_t team_id)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].id == team_id)
            return true;
    return false;
}

struct trajectory_team *trajectory_teams(struct db *db, struct arena *a, const struct user *u,
                                         size_t *n)
{
    struct trajectory_team *list = NULL;

    *n = 0;
    for (size_t i = 0; i < u->n_roles; i++) {
        const struct user_role *role = &u->roles[i];

        if (role->role != ROLE_SPECIALIST && role->role != ROLE_SUPERVISOR &&
            role->role != ROLE_OFFICE)
            continue;
        struct db_rows q =
            db_query(db,
                     SQL("select id, name from team where programme_id = $1"
                         " and (id = $2 or cast($2 as bigint) = 0) order by sort_key, id"),
                     ARGS(I(role->programme_id), I(role->team_id)));
        while (db_next(&q)) {
            if (has_team(list, *n, db_int(&q, 0)))
                continue;
            list = arena_grow(a, list, *n * sizeof(*list), (*n + 1) * sizeof(*list));
            list[(*n)++] =
                (struct trajectory_team){db_int(&q, 0), role->programme_id, db_text_copy(&q, 1, a)};
        }
    }
    return list;
}

/* ---- lists ----------------------------------------------------------------------------------- */

/* All a list shows stands in the facts: one row of one table per line of the page. */
#define FACT_COLUMNS                                                                               \
    "select f.trajectory_id, f.client_id, f.programme_id, f.staff_id, f.given_name,"               \
    " f.name_prefix, f.family_name, coalesce(s.name, ''), f.phase, f.target_group, f.employer,"    \
    " f.next_step, f.next_step_on, f.started_on, f.last_contact_on, f.first_employer_on,"          \
    " f.last_employer_on, f.placement_id, f.working_since, f.placement_ends_on, f.unpaid,"         \
    " f.ends_on, f.team_id, f.consent_ends_on, f.disclosure_open, f.emergency_id,"                 \
    " f.restricted, f.begins_on, f.rhythm_days, f.seeks"                                           \
    " from trajectory_fact f left join staff s on s.id = f.staff_id"

/* Up to three typed words, each the beginning of a word of the name. An empty word finds all. Not
 * `exists`: PostgreSQL would rather read the words of everybody once than look up a few. */
#define FACT_FINDS(from, to)                                                                       \
    " and (" from " = '' or (select 1 from search_token k where k.target_id = f.client_id"         \
    " and k.kind = 'client' and k.scope_id = f.programme_id and k.token >= " from                  \
    " and k.token < " to " limit 1) = 1)"

/* $1 whose, $2 to $7 the words, $8 the limit. The phase is part of the text: for each of the three
 * kinds an index has the rows in the order of the list, so that only what is shown is read. */
#define FACT_LIST(whose, phase) FACT_COLUMNS " where f." whose " = $1" FACT_REST(phase)
#define FACT_FOUND              FACT_FINDS("$2", "$3") FACT_FINDS("$4", "$5") FACT_FINDS("$6", "$7")
#define FACT_REST(phase)        phase FACT_FOUND " order by f.sort_key, f.trajectory_id limit $8"
/* trajectory_waits(), longest first (principle 6). */
#define FACT_WAITING(whose)                                                                        \
    FACT_COLUMNS " where f." whose " = $1 and (f.phase = 'orientation' or f.phase = 'searching'"   \
                 " or (f.phase = 'working' and f.seeks = 1))"                                      \
                 " and f.first_employer_on is null" FACT_FOUND                                     \
                 " order by f.started_on, f.trajectory_id limit $8"
/* Whoever is to be seen first, of those who run: an index has this order, and this
 * `not` (schema/0054). */
#define FACT_URGENT(whose)                                                                         \
    FACT_COLUMNS " where f." whose " = $1 and not (f.phase = 'closed')"                            \
                 " and ($9 = '' or f.phase = $9)" FACT_FOUND                                       \
                 " order by coalesce(f.next_step_on, f.last_contact_on, f.started_on),"            \
                 " f.trajectory_id limit $8"
#define RUNNING   " and f.phase <> 'closed'"
#define ONE_PHASE " and f.phase = $9"
/* $1 whose grants, $9 now. */
#define GRANTED                                                                                    \
    " where f.client_id in (select g.client_id from access_grant g where g.staff_id = $1"          \
    " and g.ended_at is null and g.from_at <= $9 and g.until_at > $9)"

static struct trajectory_fact fact_row(const struct db_rows *q, struct arena *a)
{
    struct client c = {.given_name = db_text_copy(q, 4, a),
                       .name_prefix = db_text_copy(q, 5, a),
                       .family_name = db_text_copy(q, 6, a)};

    return (struct trajectory_fact){
        .trajectory_id = db_int(q, 0),
        .client_id = db_int(q, 1),
        .programme_id = db_int(q, 2),
        .staff_id = db_int(q, 3),
        .name = client_name(a, &c),
        .list_name = client_list_name(a, &c),
        .staff_name = db_text_copy(q, 7, a),
        .phase = db_text_copy(q, 8, a),
        .target_group = db_text_copy(q, 9, a),
        .employer = db_text_copy(q, 10, a),
        .next_step = db_text_copy(q, 11, a),
        .next_step_on = day_at(q, 12),
        .started_on = day_at(q, 13),
        .last_contact_on = day_at(q, 14),
        .first_employer_on = day_at(q, 15),
        .last_employer_on = day_at(q, 16),
        .placement_id = db_int(q, 17),
        .working_since = day_at(q, 18),
        .placement_ends_on = day_at(q, 19),
        .unpaid = db_int(q, 20),
        .ends_on = day_at(q, 21),
        .team_id = db_int(q, 22),
        .consent_ends_on = day_at(q, 23),
        .disclosure_open = db_int(q, 24),
        .emergency_id = db_int(q, 25),
        .restricted = db_int(q, 26),
        .begins_on = day_at(q, 27),
        .rhythm_days = db_int(q, 28),
        .seeks = db_int(q, 29),
    };
}

enum { FIND_WORDS = 3 };

/* [word, word + the last code point there is) holds exactly what begins with word. */
static const char *after_prefix(struct arena *a, const char *word)
{
    return arena_fmt(a, "%s\xf4\x8f\xbf\xbf", word);
}

static struct db_rows urgent_query(struct db *db, struct trajectory_filter filter, struct args args)
{
    if (filter.staff_id)
        return db_query(db, SQL(FACT_URGENT("staff_id")), args);
    return db_query(db, SQL(FACT_URGENT("team_id")), args);
}

static struct db_rows list_query(struct db *db, struct trajectory_filter filter, struct args args)
{
    bool waiting = !strcmp(filter.phase, "waiting");
    bool one = *filter.phase && strcmp(filter.phase, "all") != 0 && !waiting;

    if (filter.granted) /* few: the phase is not asked */
        return db_query(db, SQL(FACT_COLUMNS GRANTED FACT_REST("")), args);
    if (filter.urgent)
        return urgent_query(db, filter, args);
    args.n -= !one; /* the last is the phase */
    if (waiting && filter.staff_id)
        return db_query(db, SQL(FACT_WAITING("staff_id")), args);
    if (waiting)
        return db_query(db, SQL(FACT_WAITING("team_id")), args);
    if (filter.staff_id && one)
        return db_query(db, SQL(FACT_LIST("staff_id", ONE_PHASE)), args);
    if (filter.staff_id && *filter.phase)
        return db_query(db, SQL(FACT_LIST("staff_id", "")), args);
    if (filter.staff_id)
        return db_query(db, SQL(FACT_LIST("staff_id", RUNNING)), args);
    if (one)
        return db_query(db, SQL(FACT_LIST("team_id", ONE_PHASE)), args);
    if (*filter.phase)
        return db_query(db, SQL(FACT_LIST("team_id", "")), args);
    return db_query(db, SQL(FACT_LIST("team_id", RUNNING)), args);
}

bool trajectory_granted(struct db *db, const struct user *u, int64_t now)
{
    return db_exists(db,
                     SQL("select 1 from access_grant where staff_id = $1 and ended_at is null"
                         " and from_at <= $2 and until_at > $2"),
                     ARGS(I(u->id), I(now)));
}

/* What this reader does not see of the record is not in the list. */
static void narrow(struct trajectory_fact *f)
{
    const struct gate *gate = &f->gate;

    if (!gate_sees(gate, GROUP_TEAM)) {
        f->phase = f->next_step = "";
        f->next_step_on = DAY_NONE;
    }
    if (!gate_sees(gate, GROUP_PLAN)) {
        f->target_group = "";
        f->started_on = f->first_employer_on = f->last_employer_on = DAY_NONE;
    }
    if (!gate_sees(gate, GROUP_WORK)) {
        f->employer = "";
        f->working_since = f->placement_ends_on = f->begins_on = DAY_NONE;
        f->placement_id = 0;
        f->unpaid = f->seeks = f->disclosure_open = false;
    }
    if (!gate_sees(gate, GROUP_TIME)) {
        f->last_contact_on = DAY_NONE;
        f->rhythm_days = 0;
    }
    if (!gate_sees(gate, GROUP_MONEY))
        f->ends_on = DAY_NONE;
    if (!gate_sees(gate, GROUP_CONSENT))
        f->consent_ends_on = DAY_NONE;
}

static bool may_list(struct db *db, const struct user *u, const struct trajectory_filter *filter,
                     struct trajectory_fact *f)
{
    if (filter->granted)
        f->gate = gate_client(db, u, f->client_id, filter->now);
    else
        f->gate = gate_row(u, f->staff_id, f->programme_id, f->team_id);
    if (filter->granted && f->gate.trajectory_id != f->trajectory_id)
        return false;
    if (!strcmp(filter->phase, "waiting") && !gate_sees(&f->gate, GROUP_PLAN))
        return false; /* that someone waits says something of the plan */
    return gate_sees(&f->gate, GROUP_NAME) &&
           (gate_sees(&f->gate, GROUP_TEAM) || !*filter->phase ||
            !strcmp(filter->phase, "closed") || !strcmp(filter->phase, "all"));
}

struct trajectory_facts trajectory_list(struct db *db, struct arena *a, const struct user *u,
                                        struct trajectory_filter filter)
{
    struct trajectory_facts list = {0};
    const char *from[FIND_WORDS] = {"", "", ""}, *to[FIND_WORDS] = {"", "", ""};
    size_t n_words = 0;
    const char **words = fold_tokens(a, filter.find, &n_words);

    for (size_t i = 0; i < MIN(n_words, FIND_WORDS); i++) {
        from[i] = words[i];
        to[i] = after_prefix(a, words[i]);
    }
    int64_t whose = filter.granted ? u->id : filter.staff_id ? filter.staff_id : filter.team_id;
    struct db_rows q =
        list_query(db, filter,
                   ARGS(I(whose), S(from[0]), S(to[0]), S(from[1]), S(to[1]), S(from[2]), S(to[2]),
                        I(filter.limit + 1), filter.granted ? I(filter.now) : S(filter.phase)));
    while (db_next(&q)) {
        struct trajectory_fact f = fact_row(&q, a);

        if (!may_list(db, u, &filter, &f))
            continue;
        list.more = list.n == (size_t)filter.limit;
        if (list.more)
            continue;
        narrow(&f);
        ARENA_PUSH(a, &list, f);
    }
    return list;
}

enum rc trajectory_fact_get(struct db *db, struct arena *a, int64_t trajectory_id,
                            struct trajectory_fact *f)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q =
        db_query(db, SQL(FACT_COLUMNS " where f.trajectory_id = $1"), ARGS(I(trajectory_id)));

    while (db_next(&q)) {
        rc = OK;
        *f = fact_row(&q, a);
    }
    return rc;
}
