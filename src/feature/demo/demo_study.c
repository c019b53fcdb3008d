/* demo_study.c: three cohorts of the first programme, made by its manager; the job worker computes
 * them. Not: what comes out of them (feature/study).
 * Start at demo_studies_make(). Ids are low ones, as those of the reviews. */
#include "core/values.h"
#include "feature/demo/demo_inner.h"

enum { FIRST_ID = 1001, AGO = 240, LONG = 120 };

void demo_studies_make(struct db *db, int32_t today)
{
    static const char *const cohort[][2] = {{"Alle trajecten", ""}, {"EPA", "EPA"}, {"CMD", "CMD"}};
    int64_t staff = 0, programme = 0, now = local_to_ms(today, 0);
    char number[ID_TEXT], from[DAY_TEXT], to[DAY_TEXT];

    db_begin_write(db);
    struct db_rows q =
        db_query(db,
                 SQL("select s.id, r.programme_id from staff s join staff_role r on r.staff_id ="
                     " s.id where r.role = 'manager' and r.programme_id is not null order by s.id"
                     " limit 1"),
                 NO_ARGS);
    while (db_next(&q)) {
        staff = db_int(&q, 0);
        programme = db_int(&q, 1);
    }
    for (size_t i = 0; staff && i < COUNT(cohort); i++)
        db_run(db,
               SQL("insert into study (id, staff_id, name, programmes, target_group, definition,"
                   " months, during_from, during_to, created_at)"
                   " values ($1, $2, $3, $4, $5, 'published_2022', 25, $6, $7, $8)"),
               ARGS(I(FIRST_ID + (int64_t)i), I(staff), S(cohort[i][0]),
                    S(id_text(programme, number)), S(cohort[i][1]), S(day_iso(today - AGO, from)),
                    S(day_iso(today - LONG, to)), I(now - (int64_t)i)));
    db_commit(db);
}
