/* staff_sql.c: every SQL text about staff, roles, programmes and teams.
 * Not: sessions (core/user.c).
 * Start at staff_all(). */
#include "core/job.h"
#include "core/mail.h"
#include "core/site.h"
#include "core/values.h"
#include "base/fold.h"
#include "feature/staff/staff.h"

struct staff_list staff_all(struct req *r)
{
    struct arena *a = r->arena;
    struct staff_list list = {0};
    size_t room = 0;
    char day[DAY_TEXT];
    struct db_rows q = db_query(
        r->db,
        SQL("select s.id, s.login, s.name, s.active, coalesce(r.role, ''), coalesce(t.name, '')"
            " from staff s left join staff_role r on r.staff_id = s.id"
            "  and (r.to_on is null or r.to_on >= $2)"
            " left join team t on t.id = r.team_id where s.organisation_id = $1"
            " order by s.active desc, s.sort_key, s.id, r.id limit 2000"),
        ARGS(I(r->user->organisation_id), S(day_iso(r->today, day))));

    while (db_next(&q)) {
        const char *role = arena_fmt(a, "%s%s%s", code_text(r->lang, staff_roles, db_text(&q, 4)),
                                     *db_text(&q, 5) ? ", " : "", db_text(&q, 5));

        if (list.n && list.at[list.n - 1].id == db_int(&q, 0)) { /* a second role */
            struct staff *same = &list.at[list.n - 1];

            same->roles = arena_fmt(a, "%s; %s", same->roles, role);
            continue;
        }
        if (list.n == room) {
            list.at =
                arena_grow(a, list.at, room * sizeof(*list.at), (2 * room + 32) * sizeof(*list.at));
            room = 2 * room + 32;
        }
        list.at[list.n++] = (struct staff){.id = db_int(&q, 0),
                                           .login = db_text_copy(&q, 1, a),
                                           .name = db_text_copy(&q, 2, a),
                                           .gone = !db_int(&q, 3),
                                           .roles = role};
    }
    return list;
}

enum rc staff_get(struct db *db, struct arena *a, int64_t organisation_id, int64_t id,
                  struct staff *s)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q =
        db_query(db,
                 SQL("select id, login, name, language, hours_week, fte, active, version, email"
                     " from staff"
                     " where id = $1 and organisation_id = $2"),
                 ARGS(I(id), I(organisation_id)));

    while (db_next(&q)) {
        rc = OK;
        *s = (struct staff){.id = db_int(&q, 0),
                            .login = db_text_copy(&q, 1, a),
                            .name = db_text_copy(&q, 2, a),
                            .language = db_text_copy(&q, 3, a),
                            .hours_week = db_int(&q, 4),
                            .fte = db_int(&q, 5),
                            .gone = !db_int(&q, 6),
                            .roles = "",
                            .version = db_int(&q, 7),
                            .email = db_text_copy(&q, 8, a)};
    }
    return rc;
}

static const char *sort_key(struct arena *a, const char *name)
{
    char *given = arena_str(a, name);
    char *space = strchr(given, ' ');

    if (!space)
        return fold_sort_key(a, name, "");
    *space = '\0';
    return fold_sort_key(a, space + 1, given);
}

enum rc staff_add(struct req *r, struct staff *s)
{
    s->id = req_new_id(r);
    return db_write(r->db,
                    SQL("insert into staff (id, organisation_id, login, name, sort_key, email,"
                        " language, hours_week, fte) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
                    ARGS(I(s->id), I(r->user->organisation_id), S(s->login), S(s->name),
                         S(sort_key(r->arena, s->name)), S(s->email), S(s->language),
                         I(s->hours_week), I(s->fte)));
}

enum rc staff_change(struct req *r, const struct staff *s)
{
    enum rc rc = db_update(
        r->db,
        SQL("update staff set login = $3, name = $4, sort_key = $5, language = $6, hours_week = $7,"
            " fte = $8, active = $9, email = $10, version = version + 1"
            " where id = $1 and version = $2"),
        ARGS(I(s->id), I(s->version), S(s->login), S(s->name), S(sort_key(r->arena, s->name)),
             S(s->language), I(s->hours_week), I(s->fte), I(!s->gone), S(s->email)));

    if (rc == OK && s->gone) {
        db_run(r->db, SQL("delete from session where staff_id = $1"), ARGS(I(s->id)));
        login_links_end(r->db, s->id);
    }
    return rc;
}

const char *staff_invite(struct req *r, const struct staff *s)
{
    char token[SESSION_TOKEN_TEXT];

    staff_set_passphrase(r, s->id, "");
    if (mail_on(&r->site->config) && *s->email) {
        job_add(r->site, "account_mail", arena_fmt(r->arena, "invite %" PRId64, s->id), r->user->id,
                r->now);
        return "";
    }
    login_link_new(r->db, s->id, r->now, INVITE_SECONDS, token);
    return arena_fmt(r->arena, "%s/inloggen/wachtzin?sleutel=%s", r->site->config.url, token);
}

void staff_set_passphrase(struct req *r, int64_t staff_id, const char *hash)
{
    db_run(r->db, SQL("update staff set password_hash = $2 where id = $1"),
           ARGS(I(staff_id), S(hash)));
    db_run(r->db, SQL("delete from session where staff_id = $1"), ARGS(I(staff_id)));
    db_run(r->db, SQL("delete from login_half where staff_id = $1"), ARGS(I(staff_id)));
    login_links_end(r->db, staff_id);
}

enum staff_provider staff_provider_of(struct db *db, int64_t staff_id)
{
    return (enum staff_provider)db_one_int(
        db,
        SQL("select case when subject = '' then 1 else 2 end from login_provider"
            " where staff_id = $1"),
        ARGS(I(staff_id)), PROVIDER_NOT);
}

void staff_provider_set(struct req *r, int64_t staff_id, bool allowed)
{
    db_run(r->db, SQL("delete from login_provider where staff_id = $1"), ARGS(I(staff_id)));
    if (allowed)
        db_run(r->db,
               SQL("insert into login_provider (staff_id, issuer, since) values ($1, $2, $3)"),
               ARGS(I(staff_id), S(r->site->config.provider), I(r->now)));
}

bool staff_has_factor(struct db *db, int64_t staff_id)
{
    return db_exists(db,
                     SQL("select 1 from second_factor where staff_id = $1 and secret is not null"),
                     ARGS(I(staff_id)));
}

void staff_remove_factor(struct req *r, int64_t staff_id)
{
    db_run(r->db, SQL("delete from second_factor where staff_id = $1"), ARGS(I(staff_id)));
    db_run(r->db, SQL("delete from recovery_code where staff_id = $1"), ARGS(I(staff_id)));
}

/* ---- roles ----------------------------------------------------------------------------------- */

struct staff_role_row *staff_roles_of(struct db *db, struct arena *a, int64_t staff_id, size_t *n)
{
    struct staff_role_row *list = NULL;
    struct db_rows q =
        db_query(db,
                 SQL("select r.id, r.role, r.programme_id, r.team_id, coalesce(t.name, p.name, ''),"
                     " r.client_id, r.funder, r.from_on, r.to_on from staff_role r"
                     " left join team t on t.id = r.team_id"
                     " left join programme p on p.id = r.programme_id where r.staff_id = $1"
                     " order by r.from_on, r.id"),
                 ARGS(I(staff_id)));

    *n = 0;
    while (db_next(&q)) {
        list = arena_grow(a, list, *n * sizeof(*list), (*n + 1) * sizeof(*list));
        list[(*n)++] = (struct staff_role_row){.id = db_int(&q, 0),
                                               .role = db_text_copy(&q, 1, a),
                                               .programme_id = db_int(&q, 2),
                                               .team_id = db_int(&q, 3),
                                               .place = db_text_copy(&q, 4, a),
                                               .client_id = db_int(&q, 5),
                                               .funder = db_text_copy(&q, 6, a),
                                               .from_on = day_from_iso(db_text(&q, 7)),
                                               .to_on = day_at(&q, 8)};
    }
    return list;
}

void staff_role_add(struct req *r, int64_t staff_id, const struct staff_role_row *role)
{
    enum staff_role_needs needs = staff_role_needs(role->role);
    bool place = needs == STAFF_NEEDS_PLACE;
    char from[DAY_TEXT], to[DAY_TEXT];

    db_run(r->db,
           SQL("insert into staff_role (id, staff_id, role, programme_id, team_id, client_id,"
               " funder, from_on, to_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
           ARGS(I(req_new_id(r)), I(staff_id), S(role->role), ID(place ? role->programme_id : 0),
                ID(place ? role->team_id : 0),
                ID(needs == STAFF_NEEDS_CLIENT ? role->client_id : 0),
                S(needs == STAFF_NEEDS_FUNDER ? role->funder : ""), S(day_iso(role->from_on, from)),
                val_day(role->to_on, to)));
}

bool staff_client_known(struct req *r, int64_t client_id)
{
    return db_exists(r->db, SQL("select 1 from client where id = $1 and organisation_id = $2"),
                     ARGS(I(client_id), I(r->user->organisation_id)));
}

/* The role of today ends yesterday, so that it is over at once; a role that began today goes. */
enum rc staff_role_end(struct req *r, int64_t staff_id, int64_t role_id)
{
    char today_text[DAY_TEXT], yesterday[DAY_TEXT];

    db_run(r->db, SQL("delete from staff_role where id = $1 and staff_id = $2 and from_on >= $3"),
           ARGS(I(role_id), I(staff_id), S(day_iso(r->today, today_text))));
    if (db_touched(r->db))
        return OK;
    db_run(r->db,
           SQL("update staff_role set to_on = $3 where id = $1 and staff_id = $2"
               " and (to_on is null or to_on > $3)"),
           ARGS(I(role_id), I(staff_id), S(day_iso(r->today - 1, yesterday))));
    return db_touched(r->db) ? OK : NOT_FOUND;
}

/* ---- programmes and teams -------------------------------------------------------------------- */

struct teams staff_teams(struct db *db, struct arena *a, int64_t organisation_id)
{
    struct teams list = {0};
    struct db_rows q =
        db_query(db,
                 SQL("select t.id, p.id, t.name, p.name from programme p left join team t"
                     " on t.programme_id = p.id where p.organisation_id = $1"
                     " order by p.sort_key, p.id, t.sort_key, t.id limit 1000"),
                 ARGS(I(organisation_id)));

    while (db_next(&q)) {
        list.at =
            arena_grow(a, list.at, list.n * sizeof(*list.at), (list.n + 1) * sizeof(*list.at));
        list.at[list.n++] = (struct team){.id = db_int(&q, 0),
                                          .programme_id = db_int(&q, 1),
                                          .name = db_text_copy(&q, 2, a),
                                          .programme = db_text_copy(&q, 3, a)};
    }
    return list;
}

void staff_programme_add(struct req *r, const char *name)
{
    db_run(
        r->db,
        SQL("insert into programme (id, organisation_id, name, sort_key) values ($1, $2, $3, $4)"),
        ARGS(I(req_new_id(r)), I(r->user->organisation_id), S(name), S(fold_text(r->arena, name))));
}

enum rc staff_team_add(struct req *r, int64_t programme_id, const char *name)
{
    if (!db_exists(r->db, SQL("select 1 from programme where id = $1 and organisation_id = $2"),
                   ARGS(I(programme_id), I(r->user->organisation_id))))
        return NOT_FOUND;
    db_run(r->db,
           SQL("insert into team (id, programme_id, name, sort_key) values ($1, $2, $3, $4)"),
           ARGS(I(req_new_id(r)), I(programme_id), S(name), S(fold_text(r->arena, name))));
    return OK;
}

struct staff_list staff_specialists(struct db *db, struct arena *a, int64_t team_id, int32_t today)
{
    struct staff_list list = {0};
    char day[DAY_TEXT];
    struct db_rows q = db_query(
        db,
        SQL("select distinct s.id, s.name, s.sort_key from staff_role r join staff s"
            " on s.id = r.staff_id where r.team_id = $1 and r.role = 'specialist' and s.active = 1"
            " and r.from_on <= $2 and (r.to_on is null or r.to_on >= $2) order by s.sort_key, "
            "s.id"),
        ARGS(I(team_id), S(day_iso(today, day))));

    while (db_next(&q)) {
        list.at =
            arena_grow(a, list.at, list.n * sizeof(*list.at), (list.n + 1) * sizeof(*list.at));
        list.at[list.n++] = (struct staff){.id = db_int(&q, 0), .name = db_text_copy(&q, 1, a)};
    }
    return list;
}
