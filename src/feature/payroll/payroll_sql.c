/* payroll_sql.c: deliveries, who is in them, agreeing to one and taking it back.
 * Not: filling one (payroll_import.c), comparing with placements (payroll_pairs.c).
 * Start at payroll_imports(). */
#include "feature/payroll/payroll.h"

#include "base/map.h"
#include "core/site.h"
#include "feature/payroll/payroll_pages.h"

void payroll_people(struct db *db, struct arena *a, int64_t programme_id, struct map *people)
{
    struct db_rows q =
        db_query(db,
                 SQL("select p.pseudonym, p.client_id, p.request_id, r.programme_id,"
                     " (select count(*) from client_flag f where f.client_id = p.client_id"
                     " and f.kind = 'restriction' and f.ended_at is null) from payroll_person p"
                     " join payroll_request r on r.id = p.request_id"
                     " where (r.programme_id = $1 or $1 = 0)"),
                 ARGS(I(programme_id)));

    while (db_next(&q)) {
        struct payroll_person *person = arena_alloc(a, sizeof(*person));

        *person = (struct payroll_person){.pseudonym = db_text_copy(&q, 0, a),
                                          .client_id = db_int(&q, 1),
                                          .request_id = db_int(&q, 2),
                                          .programme_id = db_int(&q, 3),
                                          .restricted = db_int(&q, 4) > 0};
        map_put(people, person->pseudonym, person);
    }
}

/* ---- deliveries ------------------------------------------------------------------------------ */

#define IMPORT_COLUMNS                                                                             \
    "i.id, i.request_id, r.programme_id, p.name, i.file_name, i.file_hash, i.state, i.separator,"  \
    " i.decimal_sign, i.day_form, i.byte_order_mark, i.staff_id, coalesce(s.name, ''),"            \
    " i.created_at, i.done_at, i.undone_at, i.lines, i.refused, i.people, i.months, i.replaced,"   \
    " i.incomplete, i.first_month, i.last_month, i.hours_most, i.wage_least, i.wage_most,"         \
    " i.ratio_most from payroll_import i"                                                          \
    " join payroll_request r on r.id = i.request_id join programme p on p.id = r.programme_id"     \
    " left join staff s on s.id = i.staff_id"

static struct payroll_import import_row(const struct db_rows *q, struct arena *a)
{
    return (struct payroll_import){.id = db_int(q, 0),
                                   .request_id = db_int(q, 1),
                                   .programme_id = db_int(q, 2),
                                   .programme = db_text_copy(q, 3, a),
                                   .file_name = db_text_copy(q, 4, a),
                                   .file_hash = db_text_copy(q, 5, a),
                                   .state = db_text_copy(q, 6, a),
                                   .form = {.separator = *db_text(q, 7),
                                            .decimal = *db_text(q, 8),
                                            .day = *db_text(q, 9),
                                            .mark = db_int(q, 10) == 1},
                                   .staff_id = db_int(q, 11),
                                   .staff_name = db_text_copy(q, 12, a),
                                   .created_at = db_int(q, 13),
                                   .done_at = db_int(q, 14),
                                   .undone_at = db_int(q, 15),
                                   .lines = db_int(q, 16),
                                   .refused = db_int(q, 17),
                                   .people = db_int(q, 18),
                                   .months = db_int(q, 19),
                                   .replaced = db_int(q, 20),
                                   .incomplete = db_int(q, 21),
                                   .first_month = db_text_copy(q, 22, a),
                                   .last_month = db_text_copy(q, 23, a),
                                   .judged = {.hours_most = db_int(q, 24),
                                              .wage_least = db_int(q, 25),
                                              .wage_most = db_int(q, 26),
                                              .ratio_most = db_int(q, 27)}};
}

struct payroll_imports payroll_imports(struct db *db, struct arena *a, int64_t programme_id)
{
    struct payroll_imports list = {0};
    struct db_rows q =
        db_query(db, SQL("select " IMPORT_COLUMNS " where r.programme_id = $1 order by i.id desc"),
                 ARGS(I(programme_id)));

    while (db_next(&q))
        ARENA_PUSH(a, &list, import_row(&q, a));
    return list;
}

enum rc payroll_import_get(struct db *db, struct arena *a, int64_t id, struct payroll_import *im)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q = db_query(db, SQL("select " IMPORT_COLUMNS " where i.id = $1"), ARGS(I(id)));

    while (db_next(&q)) {
        *im = import_row(&q, a);
        rc = OK;
    }
    return rc;
}

int64_t payroll_same_file(struct db *db, const char *hash)
{
    return db_one_int(db,
                      SQL("select max(id) from payroll_import where file_hash = $1"
                          " and state <> 'undone'"),
                      ARGS(S(hash)), 0);
}

void payroll_import_done(struct db *db, int64_t id, int64_t now)
{
    db_run(db,
           SQL("update payroll_import set state = 'done', done_at = $2"
               " where id = $1 and state = 'open'"),
           ARGS(I(id), I(now)));
}

/* By way of the people in it: the key of payroll_month begins with them. */
static void forget_lines(struct db *db, int64_t id)
{
    db_run(db,
           SQL("delete from payroll_month where import_id = $1 and client_id in"
               " (select client_id from payroll_line where import_id = $1)"),
           ARGS(I(id)));
    db_run(db, SQL("delete from payroll_line where import_id = $1"), ARGS(I(id)));
    db_run(db, SQL("delete from payroll_refused where import_id = $1"), ARGS(I(id)));
}

void payroll_import_undo(struct db *db, const struct payroll_import *im, int64_t staff_id,
                         int64_t now)
{
    forget_lines(db, im->id);
    db_run(db,
           SQL("update payroll_import set state = 'undone', undone_at = $2, undone_by = $3"
               " where id = $1"),
           ARGS(I(im->id), I(now), ID(staff_id)));
}

void payroll_import_remove(struct db *db, int64_t id)
{
    forget_lines(db, id);
    db_run(db, SQL("delete from payroll_import where id = $1"), ARGS(I(id)));
}

void payroll_clean(struct db *db, int64_t before)
{
    int64_t id;

    while ((id = db_one_int(db,
                            SQL("select min(id) from payroll_import where state = 'open'"
                                " and created_at < $1"),
                            ARGS(I(before)), 0)))
        payroll_import_remove(db, id);
}

/* ---- what was refused, what looks wrong ------------------------------------------------------ */

struct payroll_refusals payroll_refusals(struct db *db, struct arena *a, int64_t import_id,
                                         int64_t after, int64_t most)
{
    struct payroll_refusals list = {0};
    struct db_rows q =
        db_query(db,
                 SQL("select line, place, problem from payroll_refused where import_id = $1"
                     " and number >= $2 order by number limit $3"),
                 ARGS(I(import_id), I(after), I(most)));

    while (db_next(&q))
        ARENA_PUSH(
            a, &list,
            ((struct payroll_refused){db_int(&q, 0), db_int(&q, 1), db_text_copy(&q, 2, a)}));
    return list;
}

static int64_t wage_of(const struct db_rows *q, int sv, int lbph)
{
    return !db_null(q, sv) ? db_int(q, sv) : !db_null(q, lbph) ? db_int(q, lbph) : NUMBER_NONE;
}

struct payroll_odd_months payroll_odd_list(struct db *db, struct arena *a, int64_t import_id,
                                           int64_t most)
{
    struct payroll_odd_months list = {0};
    struct db_rows q = db_query(
        db,
        SQL("select p.pseudonym, m.month, m.first_line, m.hours_paid, m.wage_sv, m.wage_lbph,"
            " m.contract_hours, m.odd from payroll_month m"
            " join payroll_import i on i.id = m.import_id join payroll_person p"
            " on p.request_id = i.request_id and p.client_id = m.client_id"
            " where m.import_id = $1 and m.odd > 0 order by m.first_line limit $2"),
        ARGS(I(import_id), I(most)));

    while (db_next(&q)) {
        struct payroll_odd_month one = {.pseudonym = db_text_copy(&q, 0, a),
                                        .month = db_text_copy(&q, 1, a),
                                        .first_line = db_int(&q, 2),
                                        .hours = db_null(&q, 3) ? NUMBER_NONE : db_int(&q, 3),
                                        .wage = wage_of(&q, 4, 5),
                                        .contract_hours =
                                            db_null(&q, 6) ? NUMBER_NONE : db_int(&q, 6),
                                        .odd = (unsigned)db_int(&q, 7)};

        ARENA_PUSH(a, &list, one);
    }
    return list;
}

int64_t payroll_odd_months(struct db *db, int64_t import_id)
{
    return db_one_int(db,
                      SQL("select count(*) from payroll_month where import_id = $1 and odd > 0"),
                      ARGS(I(import_id)), 0);
}

void payroll_odd_counts(struct db *db, int64_t import_id, int64_t count[PAYROLL_ODDS])
{
    struct db_rows q = db_query(db,
                                SQL("select odd, count(*) from payroll_month where import_id = $1"
                                    " and odd > 0 group by odd"),
                                ARGS(I(import_id)));

    memset(count, 0, PAYROLL_ODDS * sizeof(*count));
    while (db_next(&q))
        for (int i = 0; i < PAYROLL_ODDS; i++)
            if (db_int(&q, 0) >> i & 1)
                count[i] += db_int(&q, 1);
}

/* ---- the access log -------------------------------------------------------------------------- */

void payroll_log_people(struct site *site, const struct payroll_import *im, int64_t staff_id,
                        enum access_action action, uint32_t route)
{
    struct arena *a = arena_new();
    struct people {
        int64_t *at;
        size_t n, cap;
    } people = {0};
    struct db_rows q = db_query(
        site->write, SQL("select distinct client_id from payroll_line where import_id = $1"),
        ARGS(I(im->id)));

    while (db_next(&q))
        ARENA_PUSH(a, &people, db_int(&q, 0));
    for (size_t i = 0; i < people.n; i++)
        site_log_line(site, site->write,
                      (struct access_line){.staff_id = staff_id,
                                           .client_id = people.at[i],
                                           .action = action,
                                           .route = route,
                                           .object = OBJECT_RECORD,
                                           .object_id = im->id},
                      NULL);
    arena_free(a);
}
