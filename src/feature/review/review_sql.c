/* review_sql.c: what the database knows of fidelity reviews, and who may read a sheet.
 * Not: pages (review_web.c and its neighbours).
 * Start at review_get(); the seal is review_sheet(). */
#include "feature/review/review.h"
#include "feature/review/review_sample.h"

#include <sodium.h>

#include "base/vec.h"
#include "core/values.h"

/* ---- reviews ----------------------------------------------------------------------------------
 */

#define REVIEW_COLUMNS                                                                             \
    "v.id, v.programme_id, p.name, v.scale, v.bands, v.target_group, v.organisations, v.reason,"   \
    " v.mode, v.origin, v.visit_on, v.state, v.reviewers, v.reported_total, v.report_at,"          \
    " v.recommendations, v.cancel_reason, v.version"

static struct review review_row(const struct db_rows *q, struct arena *a)
{
    struct review v = {.id = db_int(q, 0),
                       .programme_id = db_int(q, 1),
                       .programme = db_text_copy(q, 2, a),
                       .scale = fidelity_scale_find(db_text(q, 3)),
                       .bands = fidelity_bands_find(db_text(q, 4)),
                       .target_group = db_text_copy(q, 5, a),
                       .organisations = db_text_copy(q, 6, a),
                       .reason = db_text_copy(q, 7, a),
                       .mode = db_text_copy(q, 8, a),
                       .origin = db_text_copy(q, 9, a),
                       .visit_on = day_at(q, 10),
                       .state = db_text_copy(q, 11, a),
                       .reviewers = db_text_copy(q, 12, a),
                       .reported_total = number_at(q, 13),
                       .report_at = db_text_copy(q, 14, a),
                       .recommendations = db_text_copy(q, 15, a),
                       .cancel_reason = db_text_copy(q, 16, a),
                       .version = db_int(q, 17)};

    if (!v.scale || !v.bands)
        die("review %" PRId64 " has a scale or bands this program does not know", v.id);
    return v;
}

/* By a role in the programme; a reviewer by being one of the two. */
static bool may_see(struct req *r, const struct review *v, enum perm perm)
{
    for (size_t i = 0; i < r->user->n_roles; i++) {
        const struct user_role *role = &r->user->roles[i];

        if (role->programme_id != v->programme_id || !perm_of_role(role->role, perm))
            continue;
        if (role->role != ROLE_REVIEWER ||
            db_exists(r->db,
                      SQL("select 1 from fidelity_reviewer where review_id = $1 and staff_id = $2"
                          " and withdrawn_at is null"),
                      ARGS(I(v->id), I(r->user->id))))
            return true;
    }
    return false;
}

enum rc review_get(struct req *r, int64_t id, enum perm perm, struct review *v)
{
    struct db_rows q =
        db_query(r->db,
                 SQL("select " REVIEW_COLUMNS
                     " from fidelity_review v join programme p on p.id = v.programme_id"
                     " where v.id = $1"),
                 ARGS(I(id)));
    bool found = db_next(&q);

    if (!found)
        return NOT_FOUND;
    *v = review_row(&q, r->arena);
    db_end(&q);
    return may_see(r, v, perm) ? OK : NOT_FOUND;
}

struct review_list review_of_programme(struct req *r, int64_t programme_id, bool cancelled)
{
    struct review_list list = {0};
    struct db_rows q = db_query(
        r->db,
        SQL("select " REVIEW_COLUMNS
            " from fidelity_review v join programme p on p.id = v.programme_id"
            " where v.programme_id = $1 and (v.state <> 'cancelled' or cast($2 as bigint) = 1)"
            " order by v.visit_on desc, v.id desc limit 200"),
        ARGS(I(programme_id), I(cancelled)));

    while (db_next(&q))
        ARENA_PUSH(r->arena, &list, review_row(&q, r->arena));
    return list;
}

struct review_list review_of_reviewer(struct req *r)
{
    struct review_list list = {0}, mine = {0};
    struct db_rows q =
        db_query(r->db,
                 SQL("select " REVIEW_COLUMNS
                     " from fidelity_reviewer w join fidelity_review v on v.id = w.review_id"
                     " join programme p on p.id = v.programme_id"
                     " where w.staff_id = $1 and w.withdrawn_at is null and v.state <> 'cancelled'"
                     " order by v.visit_on desc, v.id desc limit 200"),
                 ARGS(I(r->user->id)));

    while (db_next(&q))
        ARENA_PUSH(r->arena, &list, review_row(&q, r->arena));
    for (size_t i = 0; i < list.n; i++)
        if (may_see(r, &list.at[i], PERM_REVIEW))
            ARENA_PUSH(r->arena, &mine, list.at[i]);
    return mine;
}

enum rc review_add(struct req *r, struct review *v)
{
    char day[DAY_TEXT];
    bool final = !strcmp(v->state, "final");

    v->id = req_new_id(r);
    return db_write(
        r->db,
        SQL("insert into fidelity_review (id, programme_id, scale, bands, target_group,"
            " organisations, reason, mode, origin, visit_on, state, reviewers, reported_total,"
            " report_at, recommendations, created_by, created_at, final_at)"
            " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,"
            " $18)"),
        ARGS(I(v->id), I(v->programme_id), S(v->scale->code), S(v->bands->code), S(v->target_group),
             S(v->organisations), S(v->reason), S(v->mode), S(v->origin),
             S(day_iso(v->visit_on, day)), S(v->state), S(v->reviewers),
             val_number(v->reported_total), S(v->report_at), S(v->recommendations), I(r->user->id),
             I(r->now), final ? I(r->now) : NIL));
}

enum rc review_change_state(struct req *r, const struct review *v, const char *state,
                            const char *cancel_reason)
{
    return db_update(r->db,
                     SQL("update fidelity_review set state = $3, cancel_reason = $4, final_at = $5,"
                         " version = version + 1 where id = $1 and version = $2"),
                     ARGS(I(v->id), I(v->version), S(state), S(cancel_reason),
                          !strcmp(state, "final") ? I(r->now) : NIL));
}

enum rc review_describe(struct req *r, const struct review *v)
{
    return db_update(r->db,
                     SQL("update fidelity_review set report_at = $3, recommendations = $4,"
                         " version = version + 1 where id = $1 and version = $2"),
                     ARGS(I(v->id), I(v->version), S(v->report_at), S(v->recommendations)));
}

/* ---- reviewers --------------------------------------------------------------------------------
 */

struct reviewers review_reviewers(struct req *r, int64_t review_id)
{
    struct reviewers list = {0};
    struct db_rows q = db_query(
        r->db,
        SQL("select w.staff_id, s.name, w.withdrawn_reason, w.sealed_at, w.signed_at,"
            " w.seal from fidelity_reviewer w join staff s on s.id = w.staff_id"
            " where w.review_id = $1 order by w.withdrawn_at nulls first, s.sort_key, s.id"),
        ARGS(I(review_id)));

    while (db_next(&q)) {
        struct reviewer one = {.staff_id = db_int(&q, 0),
                               .name = db_text_copy(&q, 1, r->arena),
                               .withdrawn = db_text_copy(&q, 2, r->arena),
                               .sealed_at = db_int(&q, 3),
                               .signed_at = db_int(&q, 4),
                               .seal = db_text_copy(&q, 5, r->arena)};

        ARENA_PUSH(r->arena, &list, one);
    }
    return list;
}

bool review_both_sealed(const struct reviewers *list)
{
    int sealed = 0;

    for (size_t i = 0; i < list->n; i++)
        sealed += !*list->at[i].withdrawn && list->at[i].sealed_at;
    return sealed == REVIEWERS;
}

struct choices {
    struct choice *at;
    size_t n, cap;
};

struct choice *review_candidates(struct req *r, int64_t programme_id, size_t *n)
{
    struct choices list = {0};
    char day[DAY_TEXT];
    struct db_rows q = db_query(
        r->db,
        SQL("select s.id, s.name from staff s join staff_role o on o.staff_id = s.id"
            " where o.role = 'reviewer' and o.programme_id = $1 and o.from_on <= $2"
            " and (o.to_on is null or o.to_on >= $2) and s.active = 1 and not exists (select 1"
            " from staff_role w where w.staff_id = s.id and w.programme_id = $1"
            " and w.role <> 'reviewer' and (w.to_on is null or w.to_on >= $2))"
            " order by s.sort_key, s.id limit 100"),
        ARGS(I(programme_id), S(day_iso(r->today, day))));

    while (db_next(&q)) {
        struct choice one = {arena_fmt(r->arena, "%" PRId64, db_int(&q, 0)),
                             db_text_copy(&q, 1, r->arena), NULL};

        ARENA_PUSH(r->arena, &list, one);
    }
    *n = list.n;
    return list.at;
}

void review_reviewer_add(struct req *r, int64_t review_id, int64_t staff_id)
{
    db_run(r->db, SQL("insert into fidelity_reviewer (review_id, staff_id) values ($1, $2)"),
           ARGS(I(review_id), I(staff_id)));
}

void review_reviewer_withdraw(struct req *r, int64_t review_id, int64_t staff_id,
                              const char *reason)
{
    db_run(r->db,
           SQL("update fidelity_reviewer set withdrawn_at = $3, withdrawn_reason = $4"
               " where review_id = $1 and staff_id = $2 and withdrawn_at is null"),
           ARGS(I(review_id), I(staff_id), I(r->now), S(reason)));
}

/* ---- sheets -----------------------------------------------------------------------------------
 */

static void score_row(const struct review *v, const struct db_rows *q, struct arena *a,
                      struct review_scores *to)
{
    int place = fidelity_item_place(v->scale, db_text(q, 0));
    struct fidelity_rating rating = {.score = (int)db_int(q, 2)};

    if (place < 0 || !fidelity_status_from(db_text(q, 1), &rating.status))
        die("review %" PRId64 " has a score that is not of its scale", v->id);
    to->at[place] = (struct review_score){rating, db_text_copy(q, 3, a)};
}

static struct review_scores no_scores(void)
{
    struct review_scores none = {0};

    for (int i = 0; i < FIDELITY_ITEMS; i++)
        none.at[i].reason = "";
    return none;
}

static struct review_scores read_sheet(struct req *r, const struct review *v, int64_t staff_id)
{
    struct review_scores sheet = no_scores();
    struct db_rows q = db_query(r->db,
                                SQL("select item, status, score, reason from fidelity_sheet"
                                    " where review_id = $1 and staff_id = $2"),
                                ARGS(I(v->id), I(staff_id)));

    while (db_next(&q))
        score_row(v, &q, r->arena, &sheet);
    return sheet;
}

enum rc review_sheet(struct req *r, const struct review *v, int64_t staff_id,
                     struct review_scores *sheet)
{
    struct reviewers list = review_reviewers(r, v->id);
    bool one_of_two = false, theirs = false;

    for (size_t i = 0; i < list.n; i++) {
        if (*list.at[i].withdrawn)
            continue;
        one_of_two = one_of_two || list.at[i].staff_id == r->user->id;
        theirs = theirs || list.at[i].staff_id == staff_id;
    }
    if (!one_of_two || !theirs || (staff_id != r->user->id && !review_both_sealed(&list)))
        return DENIED;
    *sheet = read_sheet(r, v, staff_id);
    return OK;
}

static bool sealed(struct req *r, const struct review *v)
{
    return db_exists(r->db,
                     SQL("select 1 from fidelity_reviewer where review_id = $1 and staff_id = $2"
                         " and sealed_at is not null"),
                     ARGS(I(v->id), I(r->user->id)));
}

static struct val score_value(struct fidelity_rating rating)
{
    return rating.status == FIDELITY_SCORED ? I(rating.score) : NIL;
}

enum rc review_sheet_save(struct req *r, const struct review *v, const struct review_scores *sheet)
{
    if (sealed(r, v))
        return STALE;
    for (int i = 0; i < v->scale->items; i++) {
        const struct review_score *s = &sheet->at[i];

        db_run(r->db,
               SQL("insert into fidelity_sheet (review_id, staff_id, item, status, score, reason)"
                   " values ($1, $2, $3, $4, $5, $6) on conflict (review_id, staff_id, item)"
                   " do update set status = excluded.status, score = excluded.score,"
                   " reason = excluded.reason"),
               ARGS(I(v->id), I(r->user->id), S(v->scale->item[i].id),
                    S(fidelity_status_code(s->rating.status)), score_value(s->rating),
                    S(s->reason)));
    }
    return OK;
}

/* BLAKE2b over what the sheet says, in the order of the scale. */
static const char *seal_of(struct req *r, const struct review *v, int64_t staff_id)
{
    struct review_scores sheet = read_sheet(r, v, staff_id);
    unsigned char hash[32];
    char hex[65];
    struct buf text;

    buf_init(&text, 1 << 20);
    buf_fmt(&text, "%" PRId64 " %" PRId64 " %s\n", v->id, staff_id, v->scale->code);
    for (int i = 0; i < v->scale->items; i++)
        buf_fmt(&text, "%s %s %s\n", v->scale->item[i].id, review_choice_of(sheet.at[i].rating),
                sheet.at[i].reason);
    crypto_generichash(hash, sizeof(hash), (const unsigned char *)text.at, text.len, NULL, 0);
    buf_free(&text);
    return arena_str(r->arena, sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash)));
}

bool review_seal_holds(struct req *r, const struct review *v, const struct reviewer *one)
{
    return !strcmp(one->seal, seal_of(r, v, one->staff_id));
}

enum rc review_sheet_seal(struct req *r, const struct review *v)
{
    db_run(r->db,
           SQL("update fidelity_reviewer set sealed_at = $3, seal = $4 where review_id = $1"
               " and staff_id = $2 and sealed_at is null and withdrawn_at is null"),
           ARGS(I(v->id), I(r->user->id), I(r->now), S(seal_of(r, v, r->user->id))));
    if (!db_touched(r->db))
        return STALE;
    struct reviewers list = review_reviewers(r, v->id);
    return review_both_sealed(&list) ? review_change_state(r, v, "consensus", "") : OK;
}

/* ---- the consensus ----------------------------------------------------------------------------
 */

struct review_scores review_consensus(struct req *r, const struct review *v)
{
    struct review_scores scores = no_scores();
    struct db_rows q = db_query(r->db,
                                SQL("select item, status, score, reason from fidelity_score"
                                    " where review_id = $1"),
                                ARGS(I(v->id)));

    while (db_next(&q))
        score_row(v, &q, r->arena, &scores);
    return scores;
}

void review_consensus_save(struct req *r, const struct review *v,
                           const struct review_scores *scores)
{
    for (int i = 0; i < v->scale->items; i++) {
        const struct review_score *s = &scores->at[i];

        if (s->rating.status == FIDELITY_OPEN)
            continue;
        db_run(r->db,
               SQL("insert into fidelity_score (review_id, item, status, score, reason)"
                   " values ($1, $2, $3, $4, $5) on conflict (review_id, item)"
                   " do update set status = excluded.status, score = excluded.score,"
                   " reason = excluded.reason"),
               ARGS(I(v->id), S(v->scale->item[i].id), S(fidelity_status_code(s->rating.status)),
                    score_value(s->rating), S(s->reason)));
    }
    /* A signature is for what it stands under. */
    db_run(r->db, SQL("update fidelity_reviewer set signed_at = null where review_id = $1"),
           ARGS(I(v->id)));
}

void review_sign(struct req *r, const struct review *v)
{
    db_run(r->db,
           SQL("update fidelity_reviewer set signed_at = $3 where review_id = $1"
               " and staff_id = $2 and withdrawn_at is null"),
           ARGS(I(v->id), I(r->user->id), I(r->now)));
    if (db_one_int(r->db,
                   SQL("select count(*) from fidelity_reviewer where review_id = $1"
                       " and withdrawn_at is null and signed_at is not null"),
                   ARGS(I(v->id)), 0) < REVIEWERS)
        return;
    db_run(r->db,
           SQL("update fidelity_review set state = 'final', final_at = $2, version = version + 1"
               " where id = $1"),
           ARGS(I(v->id), I(r->now)));
    sample_end(r, v->id, 0);
}

struct review_errata review_errata(struct req *r, const struct review *v)
{
    struct review_errata list = {0};
    struct db_rows q =
        db_query(r->db,
                 SQL("select e.item, e.status, e.score, e.reason, s.name, e.created_at"
                     " from fidelity_erratum e join staff s on s.id = e.staff_id"
                     " where e.review_id = $1 order by e.id limit 500"),
                 ARGS(I(v->id)));

    while (db_next(&q)) {
        struct review_scores one = no_scores();
        int place = fidelity_item_place(v->scale, db_text(&q, 0));

        score_row(v, &q, r->arena, &one);
        struct review_erratum erratum = {place, one.at[place].rating, one.at[place].reason,
                                         db_text_copy(&q, 4, r->arena), db_int(&q, 5)};
        ARENA_PUSH(r->arena, &list, erratum);
    }
    return list;
}

struct review_scores review_scores_now(struct req *r, const struct review *v)
{
    struct review_scores scores = review_consensus(r, v);
    struct review_errata errata = review_errata(r, v);

    for (size_t i = 0; i < errata.n; i++)
        scores.at[errata.at[i].item].rating = errata.at[i].rating;
    return scores;
}

void review_erratum_add(struct req *r, const struct review *v, int item,
                        struct fidelity_rating rating, const char *reason)
{
    db_run(r->db,
           SQL("insert into fidelity_erratum (id, review_id, item, status, score, reason, staff_id,"
               " created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)"),
           ARGS(I(req_new_id(r)), I(v->id), S(v->scale->item[item].id),
                S(fidelity_status_code(rating.status)), score_value(rating), S(reason),
                I(r->user->id), I(r->now)));
}

/* ---- the visit day ----------------------------------------------------------------------------
 */

struct review_agenda review_agenda(struct req *r, int64_t review_id)
{
    struct review_agenda list = {0};
    struct db_rows q =
        db_query(r->db,
                 SQL("select id, begins, kind, what, items, note from fidelity_agenda"
                     " where review_id = $1 order by begins, id limit 100"),
                 ARGS(I(review_id)));

    while (db_next(&q)) {
        struct review_part part = {db_int(&q, 0),
                                   db_text_copy(&q, 1, r->arena),
                                   db_text_copy(&q, 2, r->arena),
                                   db_text_copy(&q, 3, r->arena),
                                   db_text_copy(&q, 4, r->arena),
                                   db_text_copy(&q, 5, r->arena)};

        ARENA_PUSH(r->arena, &list, part);
    }
    return list;
}

void review_part_add(struct req *r, int64_t review_id, const struct review_part *part)
{
    db_run(r->db,
           SQL("insert into fidelity_agenda (id, review_id, begins, kind, what, items, note)"
               " values ($1, $2, $3, $4, $5, $6, $7)"),
           ARGS(I(req_new_id(r)), I(review_id), S(part->begins), S(part->kind), S(part->what),
                S(part->items), S(part->note)));
}

enum rc review_part_note(struct req *r, int64_t review_id, int64_t id, const char *note)
{
    return db_update(r->db,
                     SQL("update fidelity_agenda set note = $3 where review_id = $1 and id = $2"),
                     ARGS(I(review_id), I(id), S(note)));
}

/* ---- the action plan --------------------------------------------------------------------------
 */

struct review_actions review_actions(struct req *r, int64_t programme_id, bool open_only)
{
    struct review_actions list = {0};
    struct db_rows q = db_query(
        r->db,
        SQL("select a.id, a.programme_id, a.review_id, a.item, a.goal, a.owner_id, s.name,"
            " a.due_on, a.progress, a.done_on, a.version from fidelity_action a"
            " join staff s on s.id = a.owner_id where a.programme_id = $1"
            " and (a.done_on is null or cast($2 as bigint) = 0) order by a.due_on, a.id limit 300"),
        ARGS(I(programme_id), I(open_only)));

    while (db_next(&q)) {
        struct review_action one = {.id = db_int(&q, 0),
                                    .programme_id = db_int(&q, 1),
                                    .review_id = db_int(&q, 2),
                                    .item = db_text_copy(&q, 3, r->arena),
                                    .goal = db_text_copy(&q, 4, r->arena),
                                    .owner_id = db_int(&q, 5),
                                    .owner = db_text_copy(&q, 6, r->arena),
                                    .due_on = day_at(&q, 7),
                                    .progress = db_text_copy(&q, 8, r->arena),
                                    .done_on = day_at(&q, 9),
                                    .version = db_int(&q, 10)};

        ARENA_PUSH(r->arena, &list, one);
    }
    return list;
}

void review_action_add(struct req *r, struct review_action *action)
{
    char due[DAY_TEXT];

    action->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into fidelity_action (id, programme_id, review_id, item, goal, owner_id,"
               " due_on) values ($1, $2, $3, $4, $5, $6, $7)"),
           ARGS(I(action->id), I(action->programme_id), ID(action->review_id), S(action->item),
                S(action->goal), I(action->owner_id), S(day_iso(action->due_on, due))));
}

enum rc review_action_change(struct req *r, const struct review_action *action)
{
    char done[DAY_TEXT];

    return db_update(r->db,
                     SQL("update fidelity_action set progress = $3, done_on = $4,"
                         " version = version + 1 where id = $1 and version = $2"),
                     ARGS(I(action->id), I(action->version), S(action->progress),
                          val_day(action->done_on, done)));
}
