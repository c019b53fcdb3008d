/* outcome_audits.c: the table of fidelity of a study, from the reviews in the database.
 * Not: the other tables (outcome_sql.c), what is computed with it (fidelity.c).
 * Start at outcome_audits(); the definitions stand in outcome_data.h. */
#include "feature/outcome/outcome_data.h"

#include "base/csv.h"
#include "base/embed.h"
#include "base/vec.h"

#define SCALE                                                                                      \
    "nl26_2022" /* the 26 items of the table, in the order of rules/fidelity/items.csv             \
                 */

enum { CONSENSUS, SHEETS, KINDS = SHEETS + RATERS }; /* numbers of raters in the table */

struct audit {
    int64_t review_id;
    size_t programme; /* its number */
    int wave;         /* 0: between the first and the last */
    int64_t reviewer[RATERS];
    int8_t score[KINDS][ITEMS]; /* 0: none */
    bool there[KINDS][ITEMS];
};
struct audit_list {
    struct audit *at;
    size_t n, cap;
};

/* Ids of the items. */
static void load_items(struct arena *a, const char *item[ITEMS])
{
    const struct embed *file = embed_find("rules/fidelity/items.csv");
    struct csv_column wanted[] = {{"scale"}, {"item"}};
    struct csv_log log;
    size_t n = 0;

    csv_log_init(&log, 1);
    if (!file)
        BUG("rules/fidelity/items.csv is not inside");
    struct csv *c = csv_memory(a, file->path, (const char *)file->at, file->n, &log);
    if (!csv_columns(c, wanted, COUNT(wanted)))
        BUG("%s", log.text.at);
    while (csv_next(c)) {
        const char *scales = arena_strn(a, csv_text(c, wanted[0].at), csv_len(c, wanted[0].at));

        if (strstr(scales, SCALE) && n < ITEMS)
            item[n++] = arena_strn(a, csv_text(c, wanted[1].at), csv_len(c, wanted[1].at));
    }
    if (n != ITEMS)
        BUG("%zu items", n);
    csv_log_free(&log);
}

static int item_place(const char *const item[ITEMS], const char *id)
{
    int place = 0;

    while (place < ITEMS && strcmp(item[place], id) != 0)
        place++;
    return place < ITEMS ? place : -1;
}

/* Final reviews in the order of programme and day; the first and the last of each get their wave.
 */
static void load_reviews(struct db *db, struct arena *a, const int64_t *programme, const bool *used,
                         size_t n, struct audit_list *list)
{
    struct db_rows q =
        db_query(db,
                 SQL("select id, programme_id from fidelity_review where state = 'final'"
                     " and target_group = '' and scale = $1 order by programme_id, visit_on, id"),
                 ARGS(S(SCALE)));

    while (db_next(&q)) {
        struct audit one = {.review_id = db_int(&q, 0)};

        for (size_t i = 0; i < n; i++) {
            if (used[i] && programme[i] == db_int(&q, 1))
                one.programme = i + 1;
        }
        if (one.programme)
            ARENA_PUSH(a, list, one);
    }
    for (size_t i = 0; i < list->n; i++) {
        struct audit *one = &list->at[i];

        if (!i || one[-1].programme != one->programme)
            one->wave = 1;
        else if (i + 1 == list->n || one[1].programme != one->programme)
            one->wave = 2;
    }
}

static struct audit *find_audit(const struct audit_list *list, int64_t review_id)
{
    for (size_t i = 0; i < list->n; i++) {
        if (list->at[i].review_id == review_id)
            return &list->at[i];
    }
    return NULL;
}

/* Without a score (0) the item is there and has none: it does not apply, or too little was seen. */
static void keep(struct audit *one, int kind, int place, int64_t score)
{
    if (place < 0)
        return;
    one->score[kind][place] = (int8_t)score;
    one->there[kind][place] = true;
}

/* What was agreed on; an erratum later in time goes before. */
static void load_consensus(struct db *db, const char *const item[ITEMS], struct audit_list *list)
{
    struct db_rows q = db_query(
        db,
        SQL("select x.review_id, x.item, x.score from (select review_id, item, score, 0 as at"
            " from fidelity_score union all select review_id, item, score, id as at"
            " from fidelity_erratum) x order by x.review_id, x.item, x.at"),
        NO_ARGS);

    while (db_next(&q)) {
        struct audit *one = find_audit(list, db_int(&q, 0));

        if (one)
            keep(one, CONSENSUS, item_place(item, db_text(&q, 1)),
                 db_null(&q, 2) ? 0 : db_int(&q, 2));
    }
}

/* The sealed sheets of two reviewers; of a third one nothing is asked. */
static void load_sheets(struct db *db, const char *const item[ITEMS], struct audit_list *list)
{
    struct db_rows q = db_query(
        db,
        SQL("select x.review_id, x.staff_id, x.item, x.score from fidelity_sheet x"
            " join fidelity_reviewer w on w.review_id = x.review_id and w.staff_id = x.staff_id"
            " where w.sealed_at is not null and w.withdrawn_at is null"
            " order by x.review_id, x.staff_id, x.item"),
        NO_ARGS);

    while (db_next(&q)) {
        struct audit *one = find_audit(list, db_int(&q, 0));
        int rater = 0;

        while (one && rater < RATERS && one->reviewer[rater] &&
               one->reviewer[rater] != db_int(&q, 1))
            rater++;
        if (!one || rater == RATERS)
            continue;
        one->reviewer[rater] = db_int(&q, 1);
        keep(one, SHEETS + rater, item_place(item, db_text(&q, 2)),
             db_null(&q, 3) ? 0 : db_int(&q, 3));
    }
}

static void put_audit(struct csv_writer *w, const struct audit *one)
{
    for (int kind = 0; kind < KINDS; kind++) {
        for (int place = 0; place < ITEMS; place++) {
            if (!one->there[kind][place])
                continue;
            csv_put_integer(w, (int64_t)one->programme);
            csv_put_integer(w, one->wave);
            csv_put_integer(w, kind);
            csv_put_integer(w, place + 1);
            if (one->score[kind][place])
                csv_put_integer(w, one->score[kind][place]);
            else
                csv_put(w, "");
            csv_end(w);
        }
    }
}

void outcome_audits(struct db *db, struct arena *a, const int64_t *programme, const bool *used,
                    size_t n, struct buf *table)
{
    const char *item[ITEMS] = {NULL};
    struct audit_list list = {0};
    struct csv_writer w;

    load_items(a, item);
    load_reviews(db, a, programme, used, n, &list);
    load_consensus(db, item, &list);
    load_sheets(db, item, &list);
    csv_writer_init(&w, table, ',', false);
    buf_str(table, "programme,wave,rater,item,score\r\n");
    for (size_t i = 0; i < list.n; i++) {
        if (list.at[i].wave)
            put_audit(&w, &list.at[i]);
    }
}
