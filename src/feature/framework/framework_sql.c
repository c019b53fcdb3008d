/* framework_sql.c: what the database knows of the quality framework.
 * Not: pages (framework_web.c, principle_web.c).
 * Start at framework_plan_get(). */
#include "base/vec.h"
#include "core/codes.h"
#include "core/values.h"
#include "feature/framework/framework.h"

/* ---- the plan ---------------------------------------------------------------------------------
 */

struct framework_plan framework_plan_get(struct req *r, int64_t programme_id, const char *criterion)
{
    struct framework_plan plan = {.criterion = criterion,
                                  .how = "",
                                  .evidence = "",
                                  .nah = "",
                                  .owner = "",
                                  .due_on = DAY_NONE,
                                  .status = "open"};
    struct db_rows q =
        db_query(r->db,
                 SQL("select p.how, p.evidence, p.nah, p.owner_id, coalesce(s.name, ''), p.due_on,"
                     " p.status, p.version from framework_plan p left join staff s"
                     " on s.id = p.owner_id where p.programme_id = $1 and p.criterion = $2"),
                 ARGS(I(programme_id), S(criterion)));

    if (!db_next(&q))
        return plan;
    plan.how = db_text_copy(&q, 0, r->arena);
    plan.evidence = db_text_copy(&q, 1, r->arena);
    plan.nah = db_text_copy(&q, 2, r->arena);
    plan.owner_id = db_int(&q, 3);
    plan.owner = db_text_copy(&q, 4, r->arena);
    plan.due_on = day_at(&q, 5);
    plan.status = db_text_copy(&q, 6, r->arena);
    plan.version = db_int(&q, 7);
    db_end(&q);
    return plan;
}

enum rc framework_plan_save(struct req *r, int64_t programme_id, const struct framework_plan *plan)
{
    char due[DAY_TEXT];

    if (!plan->version)
        return db_write(
            r->db,
            SQL("insert into framework_plan (programme_id, criterion, how, evidence, nah, owner_id,"
                " due_on, status, changed_by, changed_at)"
                " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"),
            ARGS(I(programme_id), S(plan->criterion), S(plan->how), S(plan->evidence), S(plan->nah),
                 ID(plan->owner_id), val_day(plan->due_on, due), S(plan->status), I(r->user->id),
                 I(r->now)));
    return db_update(
        r->db,
        SQL("update framework_plan set how = $4, evidence = $5, nah = $6, owner_id = $7,"
            " due_on = $8, status = $9, changed_by = $10, changed_at = $11, version = version + 1"
            " where programme_id = $1 and criterion = $2 and version = $3"),
        ARGS(I(programme_id), S(plan->criterion), I(plan->version), S(plan->how), S(plan->evidence),
             S(plan->nah), ID(plan->owner_id), val_day(plan->due_on, due), S(plan->status),
             I(r->user->id), I(r->now)));
}

bool framework_serves_nah(struct req *r, int64_t programme_id)
{
    return db_exists(r->db,
                     SQL("select 1 from trajectory where programme_id = $1"
                         " and target_group = 'NAH' and closed_on is null"),
                     ARGS(I(programme_id)));
}

/* ---- partners ---------------------------------------------------------------------------------
 */

struct framework_partners framework_partners(struct req *r, int64_t programme_id)
{
    struct framework_partners list = {0};
    struct db_rows q = db_query(r->db,
                                SQL("select id, name, role, task, from_on, to_on, version"
                                    " from coalition_partner where programme_id = $1"
                                    " order by to_on nulls first, from_on, id limit 100"),
                                ARGS(I(programme_id)));

    while (db_next(&q)) {
        struct framework_partner one = {.id = db_int(&q, 0),
                                        .name = db_text_copy(&q, 1, r->arena),
                                        .role = db_text_copy(&q, 2, r->arena),
                                        .task = db_text_copy(&q, 3, r->arena),
                                        .from_on = day_at(&q, 4),
                                        .to_on = day_at(&q, 5),
                                        .version = db_int(&q, 6)};

        ARENA_PUSH(r->arena, &list, one);
    }
    return list;
}

void framework_partner_add(struct req *r, int64_t programme_id, struct framework_partner *p)
{
    char from[DAY_TEXT], to[DAY_TEXT];

    p->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into coalition_partner (id, programme_id, name, role, task, from_on, to_on)"
               " values ($1, $2, $3, $4, $5, $6, $7)"),
           ARGS(I(p->id), I(programme_id), S(p->name), S(p->role), S(p->task),
                S(day_iso(p->from_on, from)), val_day(p->to_on, to)));
}

enum rc framework_partner_change(struct req *r, int64_t programme_id,
                                 const struct framework_partner *p)
{
    char from[DAY_TEXT], to[DAY_TEXT];

    return db_update(r->db,
                     SQL("update coalition_partner set name = $4, role = $5, task = $6,"
                         " from_on = $7, to_on = $8, version = version + 1"
                         " where id = $1 and programme_id = $2 and version = $3"),
                     ARGS(I(p->id), I(programme_id), I(p->version), S(p->name), S(p->role),
                          S(p->task), S(day_iso(p->from_on, from)), val_day(p->to_on, to)));
}

/* ---- records ----------------------------------------------------------------------------------
 */

struct framework_records framework_records(struct req *r, int64_t programme_id)
{
    struct framework_records list = {0};
    struct db_rows q =
        db_query(r->db,
                 SQL("select f.id, f.kind, f.staff_id, coalesce(s.name, ''), f.on_day, f.again_on,"
                     " f.note from framework_record f left join staff s on s.id = f.staff_id"
                     " where f.programme_id = $1 order by f.on_day desc, f.id desc limit 500"),
                 ARGS(I(programme_id)));

    while (db_next(&q)) {
        struct framework_record one = {.id = db_int(&q, 0),
                                       .kind = db_text_copy(&q, 1, r->arena),
                                       .staff_id = db_int(&q, 2),
                                       .staff = db_text_copy(&q, 3, r->arena),
                                       .on_day = day_at(&q, 4),
                                       .again_on = day_at(&q, 5),
                                       .note = db_text_copy(&q, 6, r->arena)};

        ARENA_PUSH(r->arena, &list, one);
    }
    return list;
}

void framework_record_add(struct req *r, int64_t programme_id, struct framework_record *f)
{
    char on[DAY_TEXT], again[DAY_TEXT];

    f->id = req_new_id(r);
    db_run(r->db,
           SQL("insert into framework_record (id, programme_id, kind, staff_id, on_day, again_on,"
               " note, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
           ARGS(I(f->id), I(programme_id), S(f->kind), ID(f->staff_id), S(day_iso(f->on_day, on)),
                val_day(f->again_on, again), S(f->note), I(r->user->id), I(r->now)));
}

bool framework_record_remove(struct req *r, int64_t programme_id, int64_t id)
{
    db_run(r->db, SQL("delete from framework_record where id = $1 and programme_id = $2"),
           ARGS(I(id), I(programme_id)));
    return db_touched(r->db) > 0;
}

/* ---- reminders --------------------------------------------------------------------------------
 */

static const struct framework_record *newest(const struct framework_records *list, const char *kind,
                                             int64_t staff_id)
{
    for (size_t i = 0; i < list->n; i++)
        if (!strcmp(list->at[i].kind, kind) && list->at[i].staff_id == staff_id)
            return &list->at[i];
    return NULL;
}

static void remind(struct req *r, struct framework_reminders *to,
                   const struct framework_record *last, bool needed, const char *what)
{
    struct framework_reminder one = {what, last ? last->again_on : DAY_NONE};

    if (last ? last->again_on != DAY_NONE && last->again_on <= r->today + FRAMEWORK_SOON_DAYS
             : needed)
        ARENA_PUSH(r->arena, to, one);
}

struct framework_reminders framework_reminders(struct req *r, int64_t programme_id)
{
    struct framework_reminders list = {0};
    struct framework_records records = framework_records(r, programme_id);
    size_t n;
    const struct choice *kinds = codes_choices("framework_records", r->lang, &n);
    char day[DAY_TEXT];

    for (size_t i = 0; i < n; i++)
        if (!codes_number("framework_records", kinds[i].value, "per_staff", 0))
            remind(r, &list, newest(&records, kinds[i].value, 0),
                   codes_number("framework_records", kinds[i].value, "needed", 0) == 1,
                   kinds[i].label);
    struct db_rows q =
        db_query(r->db,
                 SQL("select s.id, s.name from staff s where s.active = 1 and exists (select 1"
                     " from staff_role o where o.staff_id = s.id and o.programme_id = $1"
                     " and o.role = 'specialist' and o.from_on <= $2 and (o.to_on is null"
                     " or o.to_on >= $2)) order by s.sort_key, s.id limit 200"),
                 ARGS(I(programme_id), S(day_iso(r->today, day))));
    while (db_next(&q)) {
        int64_t id = db_int(&q, 0);
        const char *name = db_text_copy(&q, 1, r->arena);

        for (size_t i = 0; i < n; i++)
            if (codes_number("framework_records", kinds[i].value, "per_staff", 0))
                remind(r, &list, newest(&records, kinds[i].value, id),
                       codes_number("framework_records", kinds[i].value, "needed", 0) == 1,
                       arena_fmt(r->arena, "%s: %s", kinds[i].label, name));
    }
    return list;
}
