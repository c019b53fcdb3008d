/* referral_sql.c: every SQL text about referrals and what came of them.
 * Not: the inclusion committee (inclusion_sql.c), links (link_files.c), who is alike (alike.c).
 * Start at referral_decide(). */
#include "core/values.h"
#include "base/fold.h"
#include "base/vec.h"
#include "feature/referral/referral.h"
#include "feature/trajectory/due.h"

enum { TEAMS_MOST = 300 };

/* ---- what is known of it --------------------------------------------------------------------- */

struct referral referral_get(struct db *db, struct arena *a, int64_t trajectory_id)
{
    struct referral f = {.trajectory_id = trajectory_id,
                         .referrer = "",
                         .referrer_phone = "",
                         .care_team = "",
                         .own_words = ""};
    struct db_rows q =
        db_query(db,
                 SQL("select referrer, referrer_phone, care_team, own_words, version from referral"
                     " where trajectory_id = $1"),
                 ARGS(I(trajectory_id)));

    while (db_next(&q)) {
        f.referrer = db_text_copy(&q, 0, a);
        f.referrer_phone = db_text_copy(&q, 1, a);
        f.care_team = db_text_copy(&q, 2, a);
        f.own_words = db_text_copy(&q, 3, a);
        f.version = db_int(&q, 4);
    }
    return f;
}

const char **referral_care_teams(struct db *db, struct arena *a, int64_t programme_id, size_t *n)
{
    const char **list = ARENA_ARRAY(a, const char *, TEAMS_MOST);
    struct db_rows q = db_query(db,
                                SQL("select min(f.care_team) from referral f"
                                    " join trajectory t on t.id = f.trajectory_id"
                                    " where t.programme_id = $1 and f.care_team_key <> ''"
                                    " group by f.care_team_key order by f.care_team_key limit $2"),
                                ARGS(I(programme_id), I(TEAMS_MOST)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = db_text_copy(&q, 0, a);
    return list;
}

/* One team has one spelling: the counts are per team. */
static const char *known_spelling(struct req *r, int64_t programme_id, const char *care_team)
{
    size_t n;
    const char **teams = referral_care_teams(r->db, r->arena, programme_id, &n);
    const char *key = fold_text(r->arena, care_team);

    for (size_t i = 0; i < n; i++)
        if (!strcmp(fold_text(r->arena, teams[i]), key))
            return teams[i];
    return care_team;
}

enum rc referral_save(struct req *r, struct referral *f, int64_t programme_id)
{
    f->care_team = known_spelling(r, programme_id, f->care_team);
    struct args args =
        ARGS(I(f->trajectory_id), S(f->referrer), S(f->referrer_phone), S(f->care_team),
             S(fold_text(r->arena, f->care_team)), S(f->own_words), I(f->version));

    client_substantive(r->db, f->trajectory_id, r->today);
    if (f->version)
        return db_update(
            r->db,
            SQL("update referral set referrer = $2, referrer_phone = $3, care_team = $4,"
                " care_team_key = $5, own_words = $6, version = version + 1"
                " where trajectory_id = $1 and version = $7"),
            args);
    args.n--;
    enum rc rc = db_write(r->db,
                          SQL("insert into referral (trajectory_id, referrer, referrer_phone,"
                              " care_team, care_team_key, own_words)"
                              " values ($1, $2, $3, $4, $5, $6)"),
                          args);
    return rc == CONFLICT ? STALE : rc; /* a colleague made it since the form was opened */
}

/* ---- what came of it ------------------------------------------------------------------------- */

struct referral_outcomes referral_history(struct db *db, struct arena *a, int64_t trajectory_id)
{
    struct {
        struct referral_outcome *at;
        size_t n, cap;
    } list = {0};
    struct db_rows q =
        db_query(db,
                 SQL("select o.id, o.outcome, o.reason, o.explanation, o.instead, o.decided_on,"
                     " s.name, o.undone_at, coalesce(u.name, ''), o.undone_why"
                     " from referral_outcome o join staff s on s.id = o.recorded_by"
                     " left join staff u on u.id = o.undone_by"
                     " where o.trajectory_id = $1 order by o.id desc limit 50"),
                 ARGS(I(trajectory_id)));

    while (db_next(&q)) {
        struct referral_outcome o = {.id = db_int(&q, 0),
                                     .trajectory_id = trajectory_id,
                                     .outcome = db_text_copy(&q, 1, a),
                                     .reason = db_text_copy(&q, 2, a),
                                     .explanation = db_text_copy(&q, 3, a),
                                     .instead = db_text_copy(&q, 4, a),
                                     .decided_on = day_at(&q, 5),
                                     .recorder = db_text_copy(&q, 6, a),
                                     .undone_at = db_int(&q, 7),
                                     .undoer = db_text_copy(&q, 8, a),
                                     .undone_why = db_text_copy(&q, 9, a)};
        ARENA_PUSH(a, &list, o);
    }
    return (struct referral_outcomes){list.at, list.n};
}

const char *referral_recorded(struct db *db, struct arena *a, int64_t trajectory_id)
{
    return db_one_text(db, a,
                       SQL("select outcome from referral_outcome"
                           " where trajectory_id = $1 and undone_at is null"),
                       ARGS(I(trajectory_id)), "");
}

static struct trajectory trajectory_of(struct req *r, int64_t trajectory_id)
{
    struct trajectory t;

    if (trajectory_get(r->db, r->arena, trajectory_id, &t) != OK)
        BUG("an outcome of a trajectory that is not there");
    return t;
}

/* Who did not begin is closed on that day: no list shows somebody waiting who is not. */
static enum rc close_with(struct req *r, const struct referral_outcome *o)
{
    struct trajectory t = trajectory_of(r, o->trajectory_id);

    if (!strcmp(o->outcome, "accepted"))
        return OK;
    t.closed_on = o->decided_on;
    t.close_reason = o->outcome;
    t.destination = o->instead;
    return trajectory_change(r, &t);
}

enum rc referral_decide(struct req *r, struct referral_outcome *o)
{
    char day[DAY_TEXT];

    o->id = req_new_id(r);
    enum rc rc =
        db_write(r->db,
                 SQL("insert into referral_outcome (id, trajectory_id, outcome, reason,"
                     " explanation, instead, decided_on, recorded_by, recorded_at)"
                     " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
                 ARGS(I(o->id), I(o->trajectory_id), S(o->outcome), S(o->reason), S(o->explanation),
                      S(o->instead), S(day_iso(o->decided_on, day)), I(r->user->id), I(r->now)));

    if (rc == OK)
        rc = close_with(r, o);
    if (rc == OK) {
        due_clear(r->db, o->trajectory_id, "referral_open", o->trajectory_id);
        client_substantive(r->db, o->trajectory_id, r->today);
    }
    return rc;
}

enum rc referral_undo(struct req *r, int64_t trajectory_id, const char *why)
{
    struct trajectory t = trajectory_of(r, trajectory_id);
    const char *outcome = referral_recorded(r->db, r->arena, trajectory_id);

    if (!*outcome)
        return NOT_FOUND;
    if (t.closed_on != DAY_NONE && !strcmp(t.close_reason, outcome)) {
        t.closed_on = DAY_NONE;
        t.close_reason = t.destination = "";
        enum rc rc = trajectory_change(r, &t);
        if (rc != OK)
            return rc;
    }
    db_run(r->db,
           SQL("update referral_outcome set undone_at = $2, undone_by = $3, undone_why = $4"
               " where trajectory_id = $1 and undone_at is null"),
           ARGS(I(trajectory_id), I(r->now), I(r->user->id), S(why)));
    due_set(r->db, trajectory_id, "referral_open", trajectory_id, t.referred_on, "");
    client_substantive(r->db, trajectory_id, r->today);
    return OK;
}

int64_t referral_talks(struct db *db, int64_t trajectory_id, int32_t *first)
{
    int64_t n = 0;
    struct db_rows q =
        db_query(db,
                 SQL("select count(*), min(k.day) from contact_client k join contact c on c.id = "
                     "k.contact_id join trajectory t on t.id = k.trajectory_id"
                     " where k.trajectory_id = $1 and c.party = 'client' and c.reached = 1"
                     " and c.mode <> 'message' and (t.started_on is null or k.day < t.started_on)"),
                 ARGS(I(trajectory_id)));

    *first = DAY_NONE;
    while (db_next(&q)) {
        n = db_int(&q, 0);
        *first = day_at(&q, 1);
    }
    return n;
}

/* ---- the list of a team ---------------------------------------------------------------------- */

#define ROW_COLUMNS                                                                                \
    "select t.id, t.client_id, f.staff_id, t.programme_id, t.team_id, f.given_name,"               \
    " f.name_prefix, f.family_name, coalesce(s.name, ''), t.target_group, t.referred_by,"          \
    " coalesce(e.care_team, ''), coalesce(o.outcome, ''), coalesce(o.reason, ''),"                 \
    " coalesce(o.explanation, ''), coalesce(o.instead, ''), coalesce(d.name, ''), t.referred_on,"  \
    " t.first_talk_on, t.started_on, t.closed_on, o.decided_on, o.undone_at"                       \
    " from trajectory t join trajectory_fact f on f.trajectory_id = t.id"                          \
    " left join staff s on s.id = f.staff_id left join referral e on e.trajectory_id = t.id"       \
    " left join referral_outcome o on o.trajectory_id = t.id"
#define HOLDS " and o.undone_at is null"
/* $1 team, $2 key of the treatment team, $3 whether only of that one. */
#define ROW_OF                                                                                     \
    " left join staff d on d.id = o.recorded_by where t.team_id = $1"                              \
    " and (coalesce(e.care_team_key, '') = $2 or cast($3 as bigint) = 0)"
#define NEWEST_FIRST " and t.referred_on >= $5 order by t.referred_on desc, t.id limit $4"

static struct db_rows rows_query(struct db *db, const char *state, struct args args)
{
    if (!strcmp(state, "accepted"))
        return db_query(db,
                        SQL(ROW_COLUMNS HOLDS ROW_OF
                            " and (o.outcome = 'accepted' or (o.id is null and"
                            " t.started_on is not null))" NEWEST_FIRST),
                        args);
    if (!strcmp(state, "refused"))
        return db_query(db, SQL(ROW_COLUMNS HOLDS ROW_OF " and o.outcome = 'refused'" NEWEST_FIRST),
                        args);
    if (!strcmp(state, "undone"))
        return db_query(db,
                        SQL(ROW_COLUMNS " and o.undone_at is not null" ROW_OF
                                        " and o.outcome = 'refused'" NEWEST_FIRST),
                        args);
    if (!strcmp(state, "withdrawn"))
        return db_query(
            db, SQL(ROW_COLUMNS HOLDS ROW_OF " and o.outcome = 'withdrawn'" NEWEST_FIRST), args);
    if (!strcmp(state, "unrecorded"))
        return db_query(db,
                        SQL(ROW_COLUMNS HOLDS ROW_OF " and o.id is null and t.started_on is null"
                                                     " and t.closed_on is not null" NEWEST_FIRST),
                        args);
    args.n--; /* who waits is shown, however long ago the referral was; the longest first */
    return db_query(db,
                    SQL(ROW_COLUMNS HOLDS ROW_OF
                        " and f.phase in ('referred', 'orientation', 'working') and o.id is null"
                        " and t.started_on is null order by t.referred_on, t.id limit $4"),
                    args);
}

static struct referral_row row_of(const struct db_rows *q, struct arena *a)
{
    struct referral_row row = {
        .trajectory_id = db_int(q, 0),
        .client_id = db_int(q, 1),
        .staff_id = db_int(q, 2),
        .programme_id = db_int(q, 3),
        .team_id = db_int(q, 4),
        .client = {.given_name = db_text_copy(q, 5, a),
                   .name_prefix = db_text_copy(q, 6, a),
                   .family_name = db_text_copy(q, 7, a)},
        .staff = db_text_copy(q, 8, a),
        .target_group = db_text_copy(q, 9, a),
        .referred_by = db_text_copy(q, 10, a),
        .care_team = db_text_copy(q, 11, a),
        .outcome = db_text_copy(q, 12, a),
        .reason = db_text_copy(q, 13, a),
        .explanation = db_text_copy(q, 14, a),
        .instead = db_text_copy(q, 15, a),
        .recorder = db_text_copy(q, 16, a),
        .referred_on = day_at(q, 17),
        .first_talk_on = day_at(q, 18),
        .started_on = day_at(q, 19),
        .decided_on = day_at(q, 21),
        .undone = !db_null(q, 22),
    };

    row.state = row.undone ? "open" : referral_state(row.outcome, row.started_on, day_at(q, 20));
    return row;
}

struct referral_rows referral_rows(struct db *db, struct arena *a, int64_t team_id,
                                   const char *state, const char *care_team, int32_t since,
                                   int limit)
{
    struct referral_rows list = {.at = ARENA_ARRAY(a, struct referral_row, limit)};
    char day[DAY_TEXT];
    struct db_rows q = rows_query(db, state,
                                  ARGS(I(team_id), S(fold_text(a, care_team)), I(*care_team != 0),
                                       I(limit + 1), S(day_iso(since, day))));

    while (db_next(&q)) {
        list.more = list.n == (size_t)limit;
        if (!list.more)
            list.at[list.n++] = row_of(&q, a);
    }
    return list;
}

/* ---- counts per treatment team --------------------------------------------------------------- */

static int compare_days(const void *a, const void *b)
{
    return *(const int32_t *)a - *(const int32_t *)b;
}

struct waits {
    int32_t *at;
    size_t n, cap;
};

static void end_count(struct referral_count *c, struct waits *waits)
{
    c->talked = (int64_t)waits->n;
    if (waits->n) {
        qsort(waits->at, waits->n, sizeof(waits->at[0]), compare_days);
        c->median_days = 50 * ((int64_t)waits->at[(waits->n - 1) / 2] + waits->at[waits->n / 2]);
    }
    waits->n = 0;
}

static void count_row(struct arena *a, const struct db_rows *q, struct referral_count *c,
                      struct waits *waits)
{
    const char *state = referral_state(db_text(q, 2), day_at(q, 5), day_at(q, 6));

    c->referred++;
    c->open += !strcmp(state, "open");
    c->accepted += !strcmp(state, "accepted");
    c->refused += !strcmp(state, "refused");
    c->withdrawn += !strcmp(state, "withdrawn");
    c->unrecorded += !strcmp(state, "unrecorded");
    if (!db_null(q, 4))
        ARENA_PUSH(a, waits, day_at(q, 4) - day_at(q, 3));
}

struct referral_count *referral_counts(struct db *db, struct arena *a, int64_t team_id,
                                       int32_t since, size_t *n)
{
    struct {
        struct referral_count *at;
        size_t n, cap;
    } list = {0};
    struct waits waits = {0};
    const char *key = NULL;
    char day[DAY_TEXT];
    struct db_rows q =
        db_query(db,
                 SQL("select coalesce(e.care_team_key, ''), coalesce(e.care_team, ''),"
                     " coalesce(o.outcome, ''), t.referred_on, t.first_talk_on, t.started_on,"
                     " t.closed_on from trajectory t left join referral e on e.trajectory_id = t.id"
                     " left join referral_outcome o on o.trajectory_id = t.id"
                     " and o.undone_at is null where t.team_id = $1 and t.referred_on >= $2"
                     " order by 1, t.id"),
                 ARGS(I(team_id), S(day_iso(since, day))));

    while (db_next(&q)) {
        if (!key || strcmp(key, db_text(&q, 0)) != 0) {
            if (list.n)
                end_count(&list.at[list.n - 1], &waits);
            key = db_text_copy(&q, 0, a);
            struct referral_count fresh = {.care_team = db_text_copy(&q, 1, a)};
            ARENA_PUSH(a, &list, fresh);
        }
        count_row(a, &q, &list.at[list.n - 1], &waits);
    }
    if (list.n)
        end_count(&list.at[list.n - 1], &waits);
    *n = list.n;
    return list.at;
}
