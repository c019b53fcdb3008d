/* employer_sql.c: every SQL text about employers, their establishments and people.
 * Not: contacts with them (feature/contact).
 * Start at employer_list(). */
#include "core/values.h"
#include "base/fold.h"
#include "feature/employer/employer.h"

#define EMPLOYER_COLUMNS                                                                           \
    "e.id, e.organisation_id, e.name, e.kvk, e.sector, e.place, e.open_need, e.agreement,"         \
    " e.not_before_on, e.not_before_reason, e.last_contact_on, coalesce(s.name, ''), e.version,"   \
    " e.need_on, e.visit_on, e.visit_by, coalesce(v.name, ''), e.visit_why, e.merged_into"
#define EMPLOYER_FROM                                                                              \
    " from employer e left join staff s on s.id = e.last_contact_by"                               \
    " left join staff v on v.id = e.visit_by"

static struct employer employer_row(const struct db_rows *q, struct arena *a)
{
    return (struct employer){
        .id = db_int(q, 0),
        .organisation_id = db_int(q, 1),
        .name = db_text_copy(q, 2, a),
        .kvk = db_text_copy(q, 3, a),
        .sector = db_text_copy(q, 4, a),
        .place = db_text_copy(q, 5, a),
        .open_need = db_text_copy(q, 6, a),
        .agreement = db_text_copy(q, 7, a),
        .not_before_on = day_at(q, 8),
        .not_before_reason = db_text_copy(q, 9, a),
        .last_contact_on = day_at(q, 10),
        .last_contact_by = db_text_copy(q, 11, a),
        .version = db_int(q, 12),
        .need_on = day_at(q, 13),
        .visit_on = day_at(q, 14),
        .visit_by = db_int(q, 15),
        .visit_by_name = db_text_copy(q, 16, a),
        .visit_why = db_text_copy(q, 17, a),
        .merged_into = db_int(q, 18),
    };
}

enum rc employer_get(struct db *db, struct arena *a, int64_t id, struct employer *e)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q =
        db_query(db, SQL("select " EMPLOYER_COLUMNS EMPLOYER_FROM " where e.id = $1"), ARGS(I(id)));

    while (db_next(&q)) {
        rc = OK;
        *e = employer_row(&q, a);
    }
    return rc;
}

static void index_words(struct db *db, struct arena *a, const struct employer *e,
                        const char *source, const char *text)
{
    size_t n;
    const char **words = fold_tokens(a, text, &n);

    for (size_t i = 0; i < n; i++)
        db_run(db,
               SQL("insert into employer_word (organisation_id, token, source, employer_id)"
                   " values ($1, $2, $3, $4) on conflict do nothing"),
               ARGS(I(e->organisation_id), S(words[i]), S(source), I(e->id)));
}

static void index_jobs(struct db *db, struct arena *a, const struct employer *e)
{
    const char *jobs = "";
    struct db_rows q = db_query(db,
                                SQL("select distinct job_title from placement"
                                    " where employer_id = $1 and job_title <> '' limit 200"),
                                ARGS(I(e->id)));

    while (db_next(&q))
        jobs = arena_fmt(a, "%s %s", jobs, db_text(&q, 0));
    index_words(db, a, e, "job", jobs);
}

/* By name and place: what a colleague remembers of them; and by need and job for who asks round. */
void employer_index(struct db *db, struct arena *a, int64_t employer_id)
{
    struct employer e;
    size_t n;

    if (employer_get(db, a, employer_id, &e) != OK)
        return;
    db_run(db,
           SQL("delete from search_token where target_id = $1 and scope_id = $2"
               " and kind = 'employer'"),
           ARGS(I(e.id), I(e.organisation_id)));
    db_run(db, SQL("delete from employer_word where employer_id = $1"), ARGS(I(e.id)));
    if (e.merged_into)
        return;
    const char **words = fold_tokens(a, arena_fmt(a, "%s %s", e.name, e.place), &n);
    for (size_t i = 0; i < n; i++)
        db_run(db,
               SQL("insert into search_token (scope_id, token, kind, target_id)"
                   " values ($1, $2, 'employer', $3) on conflict do nothing"),
               ARGS(I(e.organisation_id), S(words[i]), I(e.id)));
    index_words(db, a, &e, "need", e.open_need);
    index_jobs(db, a, &e);
}

enum rc employer_add(struct req *r, struct employer *e)
{
    char not_before[DAY_TEXT], need[DAY_TEXT];

    e->id = req_new_id(r);
    e->organisation_id = r->user->organisation_id;
    e->need_on = *e->open_need ? r->today : DAY_NONE;
    enum rc rc =
        db_write(r->db,
                 SQL("insert into employer (id, organisation_id, name, sort_key, kvk, sector, "
                     "place, open_need,"
                     " agreement, not_before_on, not_before_reason, need_on, created_at)"
                     " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"),
                 ARGS(I(e->id), I(e->organisation_id), S(e->name), S(fold_text(r->arena, e->name)),
                      S(e->kvk), S(e->sector), S(e->place), S(e->open_need), S(e->agreement),
                      val_day(e->not_before_on, not_before), S(e->not_before_reason),
                      val_day(e->need_on, need), I(r->now)));
    if (rc == OK)
        employer_index(r->db, r->arena, e->id);
    return rc;
}

enum rc employer_change(struct req *r, const struct employer *e)
{
    char not_before[DAY_TEXT], today[DAY_TEXT];
    enum rc rc = db_update(
        r->db,
        SQL("update employer set name = $3, sort_key = $4, kvk = $5, sector = $6, place = $7,"
            " need_on = case when $8 = '' then null when open_need = $8 then need_on else $12 end,"
            " open_need = $8, agreement = $9, not_before_on = $10, not_before_reason = $11,"
            " version = version + 1 where id = $1 and version = $2"),
        ARGS(I(e->id), I(e->version), S(e->name), S(fold_text(r->arena, e->name)), S(e->kvk),
             S(e->sector), S(e->place), S(e->open_need), S(e->agreement),
             val_day(e->not_before_on, not_before), S(e->not_before_reason),
             S(day_iso(r->today, today))));

    if (rc != OK)
        return rc;
    employer_index(r->db, r->arena, e->id);
    /* The lists of clients name where someone works. */
    db_run(r->db,
           SQL("update trajectory_fact set employer = $2 where trajectory_id in"
               " (select trajectory_id from placement where employer_id = $1)"
               " and placement_id in (select id from placement where employer_id = $1)"),
           ARGS(I(e->id), S(e->name)));
    return OK;
}

void employer_plan_visit(struct req *r, int64_t employer_id, int32_t on, int64_t staff_id,
                         const char *why)
{
    char day[DAY_TEXT];

    db_run(r->db,
           SQL("update employer set visit_on = $2, visit_by = $3, visit_why = $4 where id = $1"),
           ARGS(I(employer_id), val_day(on, day), ID(on == DAY_NONE ? 0 : staff_id),
                S(on == DAY_NONE ? "" : why)));
}

struct employers employer_visits(struct db *db, struct arena *a, int64_t staff_id, int32_t until)
{
    enum { MOST = 20 };
    struct employers list = {.at = ARENA_ARRAY(a, struct employer, MOST)};
    char day[DAY_TEXT];
    struct db_rows q =
        db_query(db,
                 SQL("select " EMPLOYER_COLUMNS EMPLOYER_FROM
                     " where e.visit_by = $1 and e.visit_on <= $2 and e.merged_into is null"
                     " order by e.visit_on, e.id limit $3"),
                 ARGS(I(staff_id), S(day_iso(until, day)), I(MOST)));

    while (db_next(&q))
        list.at[list.n++] = employer_row(&q, a);
    return list;
}

#define EMPLOYER_FINDS(from, to)                                                                   \
    " and (" from " = '' or exists (select 1 from search_token k where k.target_id = e.id"         \
    " and k.kind = 'employer' and k.token >= " from " and k.token < " to "))"

#define EMPLOYER_FITS                                                                              \
    " and e.merged_into is null"                                                                   \
    " and ($6 = '' or e.sector = $6) and ($7 = '' or e.place = $7)"                                \
    " and (cast($8 as bigint) = 0 or e.open_need <> '')"

/* An index has this order (schema/0060). */
#define VISIT_FIRST "coalesce(e.visit_on, '9999-12-31')"

/* With words typed the first one leads the way through search_token; else an index in the order
 * wanted. */
static struct db_rows employer_find(struct db *db, const struct employer_filter *filter, bool words,
                                    struct args args)
{
    if (words)
        return db_query(db,
                        SQL("select " EMPLOYER_COLUMNS EMPLOYER_FROM
                            " where e.id in (select target_id from search_token"
                            "  where scope_id = $1 and kind = 'employer' and token >= $2"
                            "  and token < $3)" EMPLOYER_FINDS("$4", "$5") EMPLOYER_FITS
                            " and (cast($10 as bigint) <> 1 or e.last_contact_on is not null)"
                            " order by case when cast($10 as bigint) = 1 then e.last_contact_on "
                            "else '' end desc,"
                            " case when cast($10 as bigint) = 2 then " VISIT_FIRST " else '' end,"
                            " e.sort_key, e.id limit $9"),
                        args);
    if (filter->order == EMPLOYER_RECENT)
        return db_query(db,
                        SQL("select " EMPLOYER_COLUMNS EMPLOYER_FROM
                            " where e.organisation_id = $1 and $2 = '' and $3 <> '' and $4 = ''"
                            " and $5 <> '' and cast($10 as bigint) = 1 and e.last_contact_on is "
                            "not null" EMPLOYER_FITS
                            " order by e.last_contact_on desc, e.id limit $9"),
                        args);
    if (filter->order == EMPLOYER_BY_VISIT)
        return db_query(db,
                        SQL("select " EMPLOYER_COLUMNS EMPLOYER_FROM
                            " where e.organisation_id = $1 and $2 = '' and $3 <> '' and $4 = ''"
                            " and $5 <> '' and cast($10 as bigint) = 2" EMPLOYER_FITS
                            " order by " VISIT_FIRST ", e.sort_key, e.id limit $9"),
                        args);
    return db_query(db,
                    SQL("select " EMPLOYER_COLUMNS EMPLOYER_FROM
                        " where e.organisation_id = $1 and $2 = '' and $3 <> '' and $4 = ''"
                        " and $5 <> '' and cast($10 as bigint) = 0" EMPLOYER_FITS
                        " order by e.sort_key, e.id limit $9"),
                    args);
}

struct employers employer_list(struct db *db, struct arena *a, struct employer_filter filter)
{
    struct employers list = {.at = ARENA_ARRAY(a, struct employer, filter.limit)};
    size_t n;
    const char **words = fold_tokens(a, filter.find, &n);
    const char *first = n > 0 ? words[0] : "";
    const char *second = n > 1 ? words[1] : "";
    struct db_rows q = employer_find(
        db, &filter, n > 0,
        ARGS(I(filter.organisation_id), S(first), S(arena_fmt(a, "%s\xf4\x8f\xbf\xbf", first)),
             S(second), S(arena_fmt(a, "%s\xf4\x8f\xbf\xbf", second)), S(filter.sector),
             S(filter.place), I(filter.open_need), I(filter.limit + 1), I(filter.order)));

    while (db_next(&q)) {
        list.more = list.n == (size_t)filter.limit;
        if (!list.more)
            list.at[list.n++] = employer_row(&q, a);
    }
    return list;
}

/* From each place to the next one by an index (schema/0065): there are few among thousands of
 * employers. */
const char **employer_places(struct db *db, struct arena *a, int64_t organisation_id, size_t *n)
{
    enum { MOST = 300 };
    const char **places = ARENA_ARRAY(a, const char *, MOST);
    struct db_rows q = db_query(
        db,
        SQL("with recursive p (place) as (select min(place) from employer"
            " where organisation_id = $1 and place > '' and merged_into is null"
            " union all select (select min(e.place) from employer e where e.organisation_id = $1"
            " and e.place > p.place and e.merged_into is null) from p where p.place is not null)"
            " select place from p where place is not null order by place limit $2"),
        ARGS(I(organisation_id), I(MOST)));

    *n = 0;
    while (db_next(&q))
        places[(*n)++] = db_text_copy(&q, 0, a);
    return places;
}

enum rc employer_same_kvk(struct db *db, struct arena *a, const struct employer *e,
                          struct employer *other)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q = db_query(db,
                                SQL("select " EMPLOYER_COLUMNS EMPLOYER_FROM
                                    " where e.organisation_id = $1 and e.kvk = $2 and e.kvk <> ''"
                                    " and e.id <> $3 and e.merged_into is null"),
                                ARGS(I(e->organisation_id), S(e->kvk), I(e->id)));

    while (db_next(&q)) {
        rc = OK;
        *other = employer_row(&q, a);
    }
    return rc;
}

enum rc employer_same_name(struct db *db, struct arena *a, const struct employer *e,
                           struct employer *other)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q = db_query(db,
                                SQL("select " EMPLOYER_COLUMNS EMPLOYER_FROM
                                    " where e.organisation_id = $1 and e.sort_key = $2"
                                    " and e.id <> $3 and e.merged_into is null"
                                    " order by e.id limit 100"),
                                ARGS(I(e->organisation_id), S(fold_text(a, e->name)), I(e->id)));

    while (db_next(&q)) {
        struct employer found = employer_row(&q, a);

        if (rc != OK && !strcmp(fold_text(a, found.place), fold_text(a, e->place))) {
            rc = OK;
            *other = found;
        }
    }
    return rc;
}

/* ---- establishments and people --------------------------------------------------------------- */

#define ESTABLISHMENT_COLUMNS "id, employer_id, name, number, street, postcode, place, version"

static struct establishment establishment_row(const struct db_rows *q, struct arena *a)
{
    return (struct establishment){.id = db_int(q, 0),
                                  .employer_id = db_int(q, 1),
                                  .name = db_text_copy(q, 2, a),
                                  .number = db_text_copy(q, 3, a),
                                  .street = db_text_copy(q, 4, a),
                                  .postcode = db_text_copy(q, 5, a),
                                  .place = db_text_copy(q, 6, a),
                                  .version = db_int(q, 7)};
}

struct establishment *employer_establishments(struct db *db, struct arena *a, int64_t employer_id,
                                              size_t *n)
{
    struct establishment *list = ARENA_ARRAY(a, struct establishment, 200);
    struct db_rows q =
        db_query(db,
                 SQL("select " ESTABLISHMENT_COLUMNS " from establishment where employer_id = $1"
                     " order by place, id limit 200"),
                 ARGS(I(employer_id)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = establishment_row(&q, a);
    return list;
}

enum rc establishment_get(struct db *db, struct arena *a, int64_t employer_id, int64_t id,
                          struct establishment *e)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q = db_query(db,
                                SQL("select " ESTABLISHMENT_COLUMNS
                                    " from establishment where id = $1 and employer_id = $2"),
                                ARGS(I(id), I(employer_id)));

    while (db_next(&q)) {
        rc = OK;
        *e = establishment_row(&q, a);
    }
    return rc;
}

enum rc establishment_add(struct req *r, struct establishment *e)
{
    e->id = req_new_id(r);
    return db_write(
        r->db,
        SQL("insert into establishment (id, employer_id, name, number, street, postcode,"
            " place) values ($1, $2, $3, $4, $5, $6, $7)"),
        ARGS(I(e->id), I(e->employer_id), S(e->name), S(e->number), S(e->street), S(e->postcode),
             S(e->place)));
}

enum rc establishment_change(struct req *r, const struct establishment *e)
{
    return db_update(
        r->db,
        SQL("update establishment set name = $3, number = $4, street = $5, postcode = $6,"
            " place = $7, version = version + 1 where id = $1 and version = $2"),
        ARGS(I(e->id), I(e->version), S(e->name), S(e->number), S(e->street), S(e->postcode),
             S(e->place)));
}

#define PERSON_COLUMNS                                                                             \
    "id, employer_id, establishment_id, name, job_title, phone, email, active, version"

static struct employer_person person_row(const struct db_rows *q, struct arena *a)
{
    return (struct employer_person){.id = db_int(q, 0),
                                    .employer_id = db_int(q, 1),
                                    .establishment_id = db_int(q, 2),
                                    .name = db_text_copy(q, 3, a),
                                    .job_title = db_text_copy(q, 4, a),
                                    .phone = db_text_copy(q, 5, a),
                                    .email = db_text_copy(q, 6, a),
                                    .gone = !db_int(q, 7),
                                    .version = db_int(q, 8)};
}

struct employer_person *employer_people(struct db *db, struct arena *a, int64_t employer_id,
                                        size_t *n)
{
    struct employer_person *list = ARENA_ARRAY(a, struct employer_person, 200);
    struct db_rows q =
        db_query(db,
                 SQL("select " PERSON_COLUMNS " from employer_person where employer_id = $1"
                     " order by active desc, name, id limit 200"),
                 ARGS(I(employer_id)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = person_row(&q, a);
    return list;
}

enum rc employer_person_get(struct db *db, struct arena *a, int64_t employer_id, int64_t id,
                            struct employer_person *p)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q = db_query(
        db,
        SQL("select " PERSON_COLUMNS " from employer_person where id = $1 and employer_id = $2"),
        ARGS(I(id), I(employer_id)));

    while (db_next(&q)) {
        rc = OK;
        *p = person_row(&q, a);
    }
    return rc;
}

enum rc employer_person_add(struct req *r, struct employer_person *p)
{
    p->id = req_new_id(r);
    return db_write(
        r->db,
        SQL("insert into employer_person (id, employer_id, establishment_id, name,"
            " job_title, phone, email, active) values ($1, $2, $3, $4, $5, $6, $7, $8)"),
        ARGS(I(p->id), I(p->employer_id), ID(p->establishment_id), S(p->name), S(p->job_title),
             S(p->phone), S(p->email), I(!p->gone)));
}

enum rc employer_person_change(struct req *r, const struct employer_person *p)
{
    return db_update(r->db,
                     SQL("update employer_person set establishment_id = $3, name = $4,"
                         " job_title = $5, phone = $6, email = $7, active = $8,"
                         " version = version + 1 where id = $1 and version = $2"),
                     ARGS(I(p->id), I(p->version), ID(p->establishment_id), S(p->name),
                          S(p->job_title), S(p->phone), S(p->email), I(!p->gone)));
}

void employer_refresh(struct db *db, int64_t employer_id)
{
    db_run(db,
           SQL("update employer set"
               " last_contact_on = (select max(day) from contact where employer_id = $1),"
               " last_contact_by = (select staff_id from contact where employer_id = $1"
               "  order by day desc, id desc limit 1) where id = $1"),
           ARGS(I(employer_id)));
    /* Who was spoken to on the day of the visit or after it, was visited. */
    db_run(db,
           SQL("update employer set visit_on = null, visit_by = null, visit_why = ''"
               " where id = $1 and visit_on <= last_contact_on"),
           ARGS(I(employer_id)));
}
