/* network_sql.c: every SQL text about the network as a whole, and what hangs on one employer.
 * Not: merging (network_merge_sql.c).
 * Start at network_introduced(). */
#include "core/values.h"
#include "feature/network/network.h"

struct network_colleague *network_colleagues(struct db *db, struct arena *a, int64_t employer_id,
                                             size_t *n)
{
    enum { MOST = 20 };
    struct network_colleague *list = ARENA_ARRAY(a, struct network_colleague, MOST);
    struct db_rows q = db_query(db,
                                SQL("select s.name, count(*), max(c.day) from contact c"
                                    " join staff s on s.id = c.staff_id where c.employer_id = $1"
                                    " group by s.id, s.name order by 3 desc, 2 desc, 1 limit $2"),
                                ARGS(I(employer_id), I(MOST)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] =
            (struct network_colleague){db_text_copy(&q, 0, a), db_int(&q, 1), day_at(&q, 2)};
    return list;
}

struct network_introduced *network_introduced(struct db *db, struct arena *a, int64_t employer_id,
                                              int limit, size_t *n)
{
    struct network_introduced *list = ARENA_ARRAY(a, struct network_introduced, limit);
    struct db_rows q = db_query(
        db,
        SQL("select x.trajectory_id, max(x.day), max(x.lead), max(x.talk) from"
            " (select l.trajectory_id as trajectory_id, l.stage_on as day, 1 as lead, 0 as talk"
            " from lead l where l.employer_id = $1 and exists (select 1 from lead_stage g"
            " where g.lead_id = l.id and g.stage <> 'idea' and g.stage <> 'dropped')"
            " union all select k.trajectory_id, k.day, 0, 1 from contact c"
            " join contact_client k on k.contact_id = c.id where c.employer_id = $1"
            " union all select v.trajectory_id, v.day, 0, 1 from client_visit v"
            " where v.employer_id = $1) x where not exists (select 1 from placement p"
            " where p.employer_id = $1 and p.trajectory_id = x.trajectory_id)"
            " group by x.trajectory_id order by 2 desc, 1 limit $2"),
        ARGS(I(employer_id), I(limit)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = (struct network_introduced){.trajectory_id = db_int(&q, 0),
                                                   .on = day_at(&q, 1),
                                                   .lead = db_int(&q, 2),
                                                   .talk = db_int(&q, 3)};
    return list;
}

struct network_sector *network_sectors(struct db *db, struct arena *a, int64_t organisation_id,
                                       size_t *n)
{
    enum { MOST = 40 };
    struct network_sector *list = ARENA_ARRAY(a, struct network_sector, MOST);
    struct db_rows q = db_query(db,
                                SQL("select sector, count(*), count(last_contact_on),"
                                    " count(*) filter (where open_need <> '') from employer"
                                    " where organisation_id = $1 and merged_into is null"
                                    " group by sector order by 2 desc, 1 limit $2"),
                                ARGS(I(organisation_id), I(MOST)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = (struct network_sector){db_text_copy(&q, 0, a), db_int(&q, 1), db_int(&q, 2),
                                               db_int(&q, 3)};
    return list;
}

#define BEGUN                                                                                      \
    " from placement where organisation_id = $1 and started_on >= $2 and started_on <= $3"         \
    " and job_title <> ''"

struct network_job *network_jobs(struct db *db, struct arena *a, int64_t organisation_id,
                                 int32_t from, int32_t to, size_t *n, struct network_job *all,
                                 int64_t *titles)
{
    enum { MOST = 60 };
    struct network_job *list = ARENA_ARRAY(a, struct network_job, MOST);
    char first[DAY_TEXT], last[DAY_TEXT];
    struct args args = ARGS(I(organisation_id), S(day_iso(from, first)), S(day_iso(to, last)));
    struct db_rows q = db_query(db,
                                SQL("select job_title, count(*), count(distinct employer_id)" BEGUN
                                    " group by job_title order by 2 desc, 1 limit $4"),
                                ARGS(I(organisation_id), S(first), S(last), I(MOST)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = (struct network_job){db_text_copy(&q, 0, a), db_int(&q, 1), db_int(&q, 2)};
    q = db_query(
        db, SQL("select count(distinct job_title), count(*), count(distinct employer_id)" BEGUN),
        args);
    while (db_next(&q)) {
        *titles = db_int(&q, 0);
        *all = (struct network_job){"", db_int(&q, 1), db_int(&q, 2)};
    }
    return list;
}
