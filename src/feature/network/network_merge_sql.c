/* network_merge_sql.c: every SQL text about two employers that turn out to be one.
 * Not: the pages (network_merge.c).
 * Start at network_merge(). */
#include "base/fold.h"
#include "core/values.h"
#include "feature/network/network.h"

/* Every table that points at an employer, and moves with it. A new one belongs in this list. */
#define MOVES(X)                                                                                   \
    X(establishment)                                                                               \
    X(employer_person)                                                                             \
    X(contact)                                                                                     \
    X(placement)                                                                                   \
    X(lead)                                                                                        \
    X(client_visit)

struct network_counts network_count(struct db *db, int64_t employer_id)
{
    struct network_counts c = {0};
    struct db_rows q =
        db_query(db,
                 SQL("select (select count(*) from establishment where employer_id = $1),"
                     " (select count(*) from employer_person where employer_id = $1),"
                     " (select count(*) from contact where employer_id = $1),"
                     " (select count(*) from placement where employer_id = $1),"
                     " (select count(*) from lead where employer_id = $1)"),
                 ARGS(I(employer_id)));

    while (db_next(&q))
        c = (struct network_counts){db_int(&q, 0), db_int(&q, 1), db_int(&q, 2), db_int(&q, 3),
                                    db_int(&q, 4)};
    return c;
}

/* ---- what the kept one takes over ------------------------------------------------------------ */

enum part { PART_KVK, PART_SECTOR, PART_PLACE, PART_NEED, PART_AGREEMENT, PARTS };
static const char *const part_names[PARTS] = {"kvk", "sector", "place", "need", "agreement"};

static const char **part_of(struct employer *e, enum part part)
{
    const char **members[PARTS] = {&e->kvk, &e->sector, &e->place, &e->open_need, &e->agreement};

    return members[part];
}

/* Two texts that both say something stand under each other; of the rest the kept one's holds. */
static const char *joined(struct arena *a, enum part part, const char *kept, const char *other)
{
    if (!*kept)
        return other;
    if (!*other || !strcmp(kept, other) || (part != PART_NEED && part != PART_AGREEMENT))
        return kept;
    return arena_fmt(a, "%s%s%s", kept, part == PART_NEED ? "; " : "\n", other);
}

/* The other way round: what came from the other goes, as far as it was not changed since. */
static const char *parted(struct arena *a, enum part part, const char *now, const char *other)
{
    const char *tail = arena_fmt(a, "%s%s", part == PART_NEED ? "; " : "\n", other);
    size_t n = strlen(now), n_tail = strlen(tail);

    if (!strcmp(now, other))
        return "";
    if (n > n_tail && !strcmp(now + n - n_tail, tail))
        return arena_strn(a, now, n - n_tail);
    return now;
}

/* That one must not be called, and a visit that is planned, hold for both. */
static const char *take_days(struct req *r, struct employer *whole, const struct employer *other,
                             const char *filled)
{
    if (whole->not_before_on == DAY_NONE && other->not_before_on != DAY_NONE) {
        whole->not_before_on = other->not_before_on;
        whole->not_before_reason = other->not_before_reason;
        filled = arena_fmt(r->arena, "%s quiet", filled);
    }
    if (whole->visit_on == DAY_NONE && other->visit_on != DAY_NONE) {
        employer_plan_visit(r, whole->id, other->visit_on, other->visit_by, other->visit_why);
        filled = arena_fmt(r->arena, "%s visit", filled);
    }
    return filled;
}

static void give_days(struct req *r, struct employer *kept, const struct employer *gone,
                      const char *filled)
{
    if (strstr(filled, "quiet") && kept->not_before_on == gone->not_before_on) {
        kept->not_before_on = DAY_NONE;
        kept->not_before_reason = "";
    }
    if (strstr(filled, "visit") && kept->visit_on == gone->visit_on &&
        kept->visit_by == gone->visit_by)
        employer_plan_visit(r, kept->id, DAY_NONE, 0, "");
}

/* ---- there ----------------------------------------------------------------------------------- */

/* The lists of clients name where someone works. */
static void rename_facts(struct db *db, int64_t employer_id)
{
    db_run(db,
           SQL("update trajectory_fact set employer = (select name from employer where id = $1)"
               " where trajectory_id in (select trajectory_id from placement"
               "  where employer_id = $1)"
               " and placement_id in (select id from placement where employer_id = $1)"),
           ARGS(I(employer_id)));
}

static void refresh(struct req *r, int64_t employer_id)
{
    employer_index(r->db, r->arena, employer_id);
    employer_refresh(r->db, employer_id);
    rename_facts(r->db, employer_id);
}

static void move_all(struct req *r, int64_t merge_id, int64_t from, int64_t to)
{
#define MOVE(table)                                                                                \
    db_run(r->db,                                                                                  \
           SQL("insert into employer_merge_row (merge_id, kind, row_id)"                           \
               " select cast($1 as bigint), '" #table "', id from " #table                         \
               " where employer_id = $2"),                                                         \
           ARGS(I(merge_id), I(from)));                                                            \
    db_run(r->db, SQL("update " #table " set employer_id = $2 where employer_id = $1"),            \
           ARGS(I(from), I(to)));
    MOVES(MOVE)
#undef MOVE
}

enum rc network_merge(struct req *r, const struct employer *kept, const struct employer *other,
                      int64_t *merge_id)
{
    struct employer whole = *kept, gone = *other;
    const char *filled = "";

    if (kept->organisation_id != other->organisation_id || kept->id == other->id ||
        kept->merged_into || other->merged_into)
        BUG("these two employers cannot be merged");
    for (enum part p = 0; p < PARTS; p++) {
        const char *was = *part_of(&whole, p);

        *part_of(&whole, p) = joined(r->arena, p, was, *part_of(&gone, p));
        if (strcmp(was, *part_of(&whole, p)) != 0)
            filled = arena_fmt(r->arena, "%s %s", filled, part_names[p]);
    }
    filled = take_days(r, &whole, &gone, filled);
    /* First it leaves the lists: its KVK number may then stand at the kept one. */
    enum rc rc = db_update(r->db,
                           SQL("update employer set merged_into = $3, version = version + 1"
                               " where id = $1 and version = $2"),
                           ARGS(I(other->id), I(other->version), I(kept->id)));
    if (rc == OK)
        rc = employer_change(r, &whole);
    if (rc != OK)
        return rc;
    *merge_id = req_new_id(r);
    db_run(r->db,
           SQL("insert into employer_merge (id, organisation_id, kept_id, gone_id, filled,"
               " merged_at, merged_by) values ($1, $2, $3, $4, $5, $6, $7)"),
           ARGS(I(*merge_id), I(kept->organisation_id), I(kept->id), I(other->id), S(filled),
                I(r->now), I(r->user->id)));
    move_all(r, *merge_id, other->id, kept->id);
    refresh(r, kept->id);
    refresh(r, other->id);
    return OK;
}

/* ---- and back -------------------------------------------------------------------------------- */

static void move_back(struct req *r, int64_t merge_id, int64_t from, int64_t to)
{
#define BACK(table)                                                                                \
    db_run(r->db,                                                                                  \
           SQL("update " #table " set employer_id = $3 where employer_id = $2 and id in"           \
               " (select row_id from employer_merge_row where merge_id = $1"                       \
               "  and kind = '" #table "')"),                                                      \
           ARGS(I(merge_id), I(from), I(to)));
    MOVES(BACK)
#undef BACK
}

enum rc network_unmerge(struct req *r, int64_t merge_id)
{
    struct employer kept, gone;
    int64_t kept_id = 0, gone_id = 0;
    const char *filled = "";
    bool undone = true;
    struct db_rows q = db_query(r->db,
                                SQL("select kept_id, gone_id, filled, undone_at from employer_merge"
                                    " where id = $1 and organisation_id = $2"),
                                ARGS(I(merge_id), I(r->user->organisation_id)));

    while (db_next(&q)) {
        kept_id = db_int(&q, 0);
        gone_id = db_int(&q, 1);
        filled = db_text_copy(&q, 2, r->arena);
        undone = !db_null(&q, 3);
    }
    if (!kept_id)
        return NOT_FOUND;
    if (undone || employer_get(r->db, r->arena, kept_id, &kept) != OK || kept.merged_into ||
        employer_get(r->db, r->arena, gone_id, &gone) != OK || gone.merged_into != kept_id)
        return CONFLICT;
    for (enum part p = 0; p < PARTS; p++)
        if (strstr(filled, part_names[p]))
            *part_of(&kept, p) = parted(r->arena, p, *part_of(&kept, p), *part_of(&gone, p));
    give_days(r, &kept, &gone, filled);
    if (employer_change(r, &kept) != OK)
        return CONFLICT;
    enum rc rc = db_write(r->db,
                          SQL("update employer set merged_into = null, version = version + 1"
                              " where id = $1"),
                          ARGS(I(gone_id)));
    if (rc != OK)
        return rc;
    move_back(r, merge_id, kept_id, gone_id);
    db_run(r->db, SQL("update employer_merge set undone_at = $2, undone_by = $3 where id = $1"),
           ARGS(I(merge_id), I(r->now), I(r->user->id)));
    refresh(r, kept_id);
    refresh(r, gone_id);
    return OK;
}

/* ---- lists ----------------------------------------------------------------------------------- */

struct network_merge *network_merges(struct db *db, struct arena *a, int64_t organisation_id,
                                     size_t *n)
{
    enum { MOST = 50 };
    struct network_merge *list = ARENA_ARRAY(a, struct network_merge, MOST);
    struct db_rows q =
        db_query(db,
                 SQL("select m.id, m.kept_id, k.name, g.name, s.name, m.merged_at"
                     " from employer_merge m join employer k on k.id = m.kept_id"
                     " join employer g on g.id = m.gone_id join staff s on s.id = m.merged_by"
                     " where m.organisation_id = $1 and m.undone_at is null"
                     " order by m.id desc limit $2"),
                 ARGS(I(organisation_id), I(MOST)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = (struct network_merge){.id = db_int(&q, 0),
                                              .kept_id = db_int(&q, 1),
                                              .kept = db_text_copy(&q, 2, a),
                                              .other = db_text_copy(&q, 3, a),
                                              .staff_name = db_text_copy(&q, 4, a),
                                              .on = local_from_ms(db_int(&q, 5)).day};
    return list;
}

static bool same_place(struct arena *a, const struct employer *x, const struct employer *y)
{
    return !*x->place || !*y->place || !strcmp(fold_text(a, x->place), fold_text(a, y->place));
}

struct network_pair *network_doubles(struct db *db, struct arena *a, int64_t organisation_id,
                                     size_t *n)
{
    enum { MOST = 50 };
    struct network_pair *list = ARENA_ARRAY(a, struct network_pair, MOST);
    struct db_rows q = db_query(
        db,
        SQL("select x.id, y.id from employer x join employer y"
            " on y.organisation_id = x.organisation_id and y.sort_key = x.sort_key and y.id > x.id"
            " where x.organisation_id = $1 and x.merged_into is null and y.merged_into is null"
            " and (x.kvk = '' or y.kvk = '') order by x.sort_key, x.id, y.id limit $2"),
        ARGS(I(organisation_id), I(4 * MOST)));

    *n = 0;
    while (db_next(&q)) {
        struct network_pair pair;

        if (*n == MOST || employer_get(db, a, db_int(&q, 0), &pair.at[0]) != OK ||
            employer_get(db, a, db_int(&q, 1), &pair.at[1]) != OK ||
            !same_place(a, &pair.at[0], &pair.at[1]))
            continue;
        if (pair.at[1].last_contact_on > pair.at[0].last_contact_on)
            pair = (struct network_pair){{pair.at[1], pair.at[0]}};
        list[(*n)++] = pair;
    }
    return list;
}
