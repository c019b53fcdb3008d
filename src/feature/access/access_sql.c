/* access_sql.c: reading lines of the access log with the names that belong to them; people; months.
 * Not: signals (access_signal_sql.c), nor adding lines (core).
 * Start at access_read(). */
#include "base/fold.h"
#include "base/vec.h"
#include "core/access_month.h"
#include "feature/access/access.h"

/* ---- lines ----------------------------------------------------------------------------------- */

#define LINE_COLUMNS                                                                               \
    "select l.id, l.staff_id, l.client_id, l.what, l.grant_id, l.object_id, s.name, c.given_name," \
    " c.name_prefix, c.family_name, o.name, t.words, g.reason from access_line l"                  \
    " left join staff s on s.id = l.staff_id left join organisation o on o.id = s.organisation_id" \
    " left join client c on c.id = l.client_id left join access_text t on t.id = l.id"             \
    " left join access_grant g on g.id = l.grant_id"

static const char *joined(struct arena *a, const char *given, const char *prefix,
                          const char *family)
{
    return arena_fmt(a, "%s%s%s%s%s", given, *prefix ? " " : "", prefix, *family ? " " : "",
                     family);
}

static void entry_row(const struct db_rows *q, struct arena *a, struct access_entry *e)
{
    *e = (struct access_entry){.line = {.id = db_int(q, 0),
                                        .staff_id = db_int(q, 1),
                                        .client_id = db_int(q, 2),
                                        .grant_id = db_int(q, 4),
                                        .object_id = db_int(q, 5)},
                               .times = 1,
                               .staff_name = db_text_copy(q, 6, a),
                               .client_name = joined(a, db_text_copy(q, 7, a),
                                                     db_text_copy(q, 8, a), db_text_copy(q, 9, a)),
                               .organisation = db_text_copy(q, 10, a),
                               .words = db_text_copy(q, 11, a),
                               .grant_reason = db_text_copy(q, 12, a)};
    access_unpack(db_int(q, 3), &e->line);
}

/* By the index of the client, or of the person: the key of the index first in the order. */
static struct db_rows lines_of(struct db *db, const struct access_filter *f)
{
    if (f->client_id)
        return db_query(
            db,
            SQL(LINE_COLUMNS " where l.client_id = $1 and l.id >= $2 and l.id < $3"
                             " and l.id >> 54 <= $3 >> 54 and (l.staff_id = $4 or $4 = 0)"
                             " order by l.id >> 54 desc, l.id desc limit $5"),
            ARGS(I(f->client_id), I(f->from), I(f->to), I(f->staff_id), I(f->limit + 1)));
    return db_query(db,
                    SQL(LINE_COLUMNS " where l.staff_id = $1 and l.id >= $2 and l.id < $3"
                                     " and l.id >> 48 <= $3 >> 48"
                                     " order by l.id >> 48 desc, l.id desc limit $4"),
                    ARGS(I(f->staff_id), I(f->from), I(f->to), I(f->limit + 1)));
}

struct access_entries access_read(struct db *db, struct arena *a, const struct access_filter *f)
{
    struct access_entries list = {.at = ARENA_ARRAY(a, struct access_entry, f->limit)};
    struct db_rows q = lines_of(db, f);

    while (db_next(&q)) {
        if (list.n == (size_t)f->limit)
            list.before = list.at[list.n - 1].line.id;
        else
            entry_row(&q, a, &list.at[list.n++]);
    }
    return list;
}

/* ---- people ---------------------------------------------------------------------------------- */

enum { FOUND_MAX = 30 };

static void person_add(struct arena *a, struct access_people *list, struct access_person p)
{
    if (list->n == 2 * FOUND_MAX)
        return;
    if (!list->at)
        list->at = ARENA_ARRAY(a, struct access_person, 2 * FOUND_MAX);
    list->at[list->n++] = p;
}

/* Every word typed begins a word of the name. */
static bool fits(struct arena *a, const char *name, const char *const *words, size_t n)
{
    const char *folded = fold_text(a, name);

    for (size_t i = 0; i < n; i++) {
        const char *at = folded;
        bool found = false;

        while (at && !found) {
            found = !strncmp(at, words[i], strlen(words[i]));
            at = strchr(at, ' ');
            at = at ? at + 1 : NULL;
        }
        if (!found)
            return false;
    }
    return true;
}

static void find_staff(struct db *db, struct arena *a, int64_t organisation_id,
                       const char *const *words, size_t n, struct access_people *list)
{
    struct db_rows q = db_query(
        db, SQL("select id, name, login from staff where organisation_id = $1 order by sort_key"),
        ARGS(I(organisation_id)));

    while (db_next(&q))
        if (fits(a, db_text(&q, 1), words, n))
            person_add(a, list,
                       (struct access_person){.id = db_int(&q, 0),
                                              .name = db_text_copy(&q, 1, a),
                                              .about = db_text_copy(&q, 2, a)});
}

struct access_people access_people_find(struct db *db, struct arena *a, int64_t organisation_id,
                                        const char *typed)
{
    struct access_people list = {0};
    size_t n;
    const char **words = fold_tokens(a, typed, &n);

    if (!n)
        return list;
    /* The longest word leads the way. */
    const char *lead = words[0];
    for (size_t i = 1; i < n; i++)
        if (strlen(words[i]) > strlen(lead))
            lead = words[i];
    struct db_rows q =
        db_query(db,
                 SQL("select c.id, c.given_name, c.name_prefix, c.family_name, c.birth_on"
                     " from client c where c.organisation_id = $1 and c.id in (select k.target_id"
                     " from search_token k join programme p on p.id = k.scope_id"
                     " where p.organisation_id = $1 and k.kind = 'client' and k.token >= $2"
                     " and k.token < $3) order by c.sort_key"),
                 ARGS(I(organisation_id), S(lead), S(arena_fmt(a, "%s\xf4\x8f\xbf\xbf", lead))));
    while (db_next(&q)) {
        const char *name =
            joined(a, db_text_copy(&q, 1, a), db_text_copy(&q, 2, a), db_text_copy(&q, 3, a));

        if (list.n < FOUND_MAX && fits(a, name, words, n))
            person_add(a, &list,
                       (struct access_person){.id = db_int(&q, 0),
                                              .client = true,
                                              .name = name,
                                              .about = db_text_copy(&q, 4, a)});
    }
    find_staff(db, a, organisation_id, words, n, &list);
    return list;
}

const char *access_staff_name(struct db *db, struct arena *a, int64_t organisation_id,
                              int64_t staff_id)
{
    return db_one_text(db, a, SQL("select name from staff where id = $1 and organisation_id = $2"),
                       ARGS(I(staff_id), I(organisation_id)), "");
}

const char *access_client_name(struct db *db, struct arena *a, int64_t client_id)
{
    struct db_rows q =
        db_query(db, SQL("select given_name, name_prefix, family_name from client where id = $1"),
                 ARGS(I(client_id)));
    const char *name = "";

    while (db_next(&q))
        name = joined(a, db_text_copy(&q, 0, a), db_text_copy(&q, 1, a), db_text_copy(&q, 2, a));
    return name;
}

struct access_people access_people_of_client(struct db *db, struct arena *a, int64_t client_id)
{
    struct access_people list = {0};
    struct db_rows q = db_query(db,
                                SQL("select s.id, s.name, s.login from staff s where s.id in"
                                    " (select l.staff_id from access_line l where l.client_id = $1)"
                                    " order by s.sort_key"),
                                ARGS(I(client_id)));

    while (db_next(&q))
        person_add(a, &list,
                   (struct access_person){.id = db_int(&q, 0),
                                          .name = db_text_copy(&q, 1, a),
                                          .about = db_text_copy(&q, 2, a)});
    return list;
}

/* ---- over time ------------------------------------------------------------------------------- */

struct access_count *access_counts(struct db *db, struct arena *a, int64_t staff_id, int this_month,
                                   size_t *n)
{
    enum { MONTHS = 13 };
    struct access_count *list = ARENA_ARRAY(a, struct access_count, MONTHS);

    *n = 0;
    for (int month = this_month; month > this_month - MONTHS; month--) {
        struct db_rows q = db_query(
            db,
            SQL("select count(*), count(distinct client_id) from access_line"
                " where staff_id = $1 and id >= $2 and id < $3"
                " and id >> 48 >= $2 >> 48 and id >> 48 <= $3 >> 48"),
            ARGS(I(staff_id), I(access_month_first(month)), I(access_month_first(month + 1))));

        while (db_next(&q))
            if (db_int(&q, 0))
                list[(*n)++] = (struct access_count){month, db_int(&q, 0), db_int(&q, 1)};
    }
    return list;
}

/* ---- months that may go ---------------------------------------------------------------------- */

struct access_term access_term(struct db *db, int32_t today)
{
    struct access_term term = {.kept_from = access_month_kept_from(db, today),
                               .years = access_years_kept(db)};

    if (!access_month_oldest(db, &term.oldest))
        term.oldest = 0;
    return term;
}
