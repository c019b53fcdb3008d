/* study_sql.c: every SQL text of cohorts and releases.
 * Not: the records they are made of (feature/outcome/outcome_sql.c).
 * Start at study_get(). */
#include "feature/study/study_store.h"

#include "base/vec.h"
#include "core/values.h"

#define WISH                                                                                       \
    " c.name, c.programmes, c.from_on, c.to_on, c.target_group, c.scheme, c.definition, c.months," \
    " c.during_from, c.during_to, c.ends_after"

static struct study_wish wish_row(struct arena *a, const struct db_rows *q, int at)
{
    return (struct study_wish){.name = db_text_copy(q, at, a),
                               .programmes = db_text_copy(q, at + 1, a),
                               .from_on = day_at(q, at + 2),
                               .to_on = day_at(q, at + 3),
                               .target_group = db_text_copy(q, at + 4, a),
                               .scheme = db_text_copy(q, at + 5, a),
                               .definition = db_text_copy(q, at + 6, a),
                               .months = db_int(q, at + 7),
                               .during_from = day_at(q, at + 8),
                               .during_to = day_at(q, at + 9),
                               .ends_after = db_int(q, at + 10)};
}

struct study_cohorts study_list(struct db *db, struct arena *a)
{
    struct study_cohorts list = {0};
    struct db_rows q = db_query(db,
                                SQL("select c.id, coalesce(c.computed_at, 0)," WISH
                                    " from study c order by c.created_at desc, c.id desc"),
                                NO_ARGS);

    while (db_next(&q)) {
        struct study_cohort c = {db_int(&q, 0), wish_row(a, &q, 2), db_int(&q, 1), ""};

        ARENA_PUSH(a, &list, c);
    }
    return list;
}

bool study_get(struct db *db, struct arena *a, int64_t id, struct study_cohort *c)
{
    bool found = false;
    struct db_rows q = db_query(db,
                                SQL("select c.id, coalesce(c.computed_at, 0), c.figures," WISH
                                    " from study c where c.id = $1"),
                                ARGS(I(id)));

    while (db_next(&q)) {
        *c = (struct study_cohort){db_int(&q, 0), wish_row(a, &q, 3), db_int(&q, 1),
                                   db_text_copy(&q, 2, a)};
        found = true;
    }
    return found;
}

void study_add(struct db *db, int64_t id, const struct study_wish *w, int64_t staff_id, int64_t now)
{
    char from[DAY_TEXT], to[DAY_TEXT], during_from[DAY_TEXT], during_to[DAY_TEXT];

    db_run(db,
           SQL("insert into study (id, staff_id, name, programmes, from_on, to_on, target_group,"
               " scheme, definition, months, during_from, during_to, created_at, ends_after)"
               " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"),
           ARGS(I(id), I(staff_id), S(w->name), S(w->programmes), val_day(w->from_on, from),
                val_day(w->to_on, to), S(w->target_group), S(w->scheme), S(w->definition),
                I(w->months), val_day(w->during_from, during_from),
                val_day(w->during_to, during_to), I(now), I(w->ends_after)));
}

void study_store(struct db *db, int64_t id, const char *figures, int64_t now)
{
    db_run(db, SQL("update study set figures = $2, computed_at = $3 where id = $1"),
           ARGS(I(id), S(figures), I(now)));
}

bool study_waits(struct db *db, int64_t id)
{
    char text[ID_TEXT];

    return db_exists(db,
                     SQL("select 1 from job where kind = 'study' and argument = $1"
                         " and state in ('waiting', 'running')"),
                     ARGS(S(id_text(id, text))));
}

/* ---- releases ---------------------------------------------------------------------------------
 */

#define RELEASE                                                                                    \
    "select l.id, l.study_id, l.released_at, l.computed_at, l.threshold, s.name, l.figures," WISH  \
    " from study_release l join staff s on s.id = l.staff_id join study c on c.id = l.study_id"

static struct study_release release_row(struct arena *a, const struct db_rows *q)
{
    return (struct study_release){.id = db_int(q, 0),
                                  .study_id = db_int(q, 1),
                                  .released_at = db_int(q, 2),
                                  .computed_at = db_int(q, 3),
                                  .threshold = db_int(q, 4),
                                  .by = db_text_copy(q, 5, a),
                                  .figures = db_text_copy(q, 6, a),
                                  .counted = "",
                                  .wish = wish_row(a, q, 7)};
}

struct study_releases study_releases(struct db *db, struct arena *a)
{
    struct study_releases list = {0};
    struct db_rows q =
        db_query(db, SQL(RELEASE " order by l.released_at desc, l.id desc"), NO_ARGS);

    while (db_next(&q)) {
        struct study_release release = release_row(a, &q);

        ARENA_PUSH(a, &list, release);
    }
    return list;
}

struct study_releases study_releases_of(struct db *db, struct arena *a, int64_t study_id)
{
    struct study_releases list = {0};
    struct db_rows q =
        db_query(db, SQL(RELEASE " where l.study_id = $1 order by l.released_at desc, l.id desc"),
                 ARGS(I(study_id)));

    while (db_next(&q)) {
        struct study_release release = release_row(a, &q);

        ARENA_PUSH(a, &list, release);
    }
    return list;
}

bool study_release_last(struct db *db, struct arena *a, int64_t study_id,
                        struct study_release *release)
{
    bool found = false;
    struct db_rows q = db_query(
        db,
        SQL("select l.id, l.study_id, l.released_at, l.computed_at, l.threshold, l.figures,"
            " l.counted from study_release l where l.study_id = $1 and l.counted <> ''"
            " order by l.computed_at desc limit 1"),
        ARGS(I(study_id)));

    while (db_next(&q)) {
        *release = (struct study_release){.id = db_int(&q, 0),
                                          .study_id = db_int(&q, 1),
                                          .released_at = db_int(&q, 2),
                                          .computed_at = db_int(&q, 3),
                                          .threshold = db_int(&q, 4),
                                          .by = "",
                                          .figures = db_text_copy(&q, 5, a),
                                          .counted = db_text_copy(&q, 6, a)};
        found = true;
    }
    return found;
}

bool study_release_get(struct db *db, struct arena *a, int64_t id, struct study_release *release)
{
    struct db_rows q = db_query(db, SQL(RELEASE " where l.id = $1"), ARGS(I(id)));
    bool found = false;

    while (db_next(&q)) {
        *release = release_row(a, &q);
        found = true;
    }
    return found;
}

void study_release_add(struct db *db, int64_t id, const struct study_cohort *c, int64_t staff_id,
                       int64_t now, int64_t threshold, const char *figures)
{
    db_run(db,
           SQL("insert into study_release (id, study_id, staff_id, released_at, computed_at,"
               " threshold, figures, counted) values ($1, $2, $3, $4, $5, $6, $7, $8)"),
           ARGS(I(id), I(c->id), I(staff_id), I(now), I(c->computed_at), I(threshold), S(figures),
                S(c->figures)));
}
