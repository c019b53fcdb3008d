/* disclose_sets.c: what earlier releases say together of the people of a cohort: of parts that make
 * it up, and of a whole less its other parts.
 * Not: what is hidden because of it (disclose.c).
 * Start at disclose_before(). */
#include "feature/study/study.h"

#include "base/vec.h"
#include "html/form.h"

enum {
    PARTS_MAX = 8,
    TOGETHER_MAX = 100, /* beyond these nothing is made: each is read for every row */
};

struct making {
    struct arena *a;
    const struct study_wish *wish; /* of the cohort that is to leave */
    const struct study_told *told;
    size_t n;
    const struct study_told *whole; /* of which parts are taken off; NULL: the parts add up */
    const struct study_told *part[PARTS_MAX];
    int parts;
    struct studies *to;
    size_t together;
};

/* A level that nobody has is no row in a table that is there. */
static bool is_there(const struct study *s, const struct study_row *like)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->at[i].block == like->block && !strcmp(s->at[i].item, like->item))
            return true;
    return false;
}

/* Adds what s says of this row; false: it does not say. */
static bool add_row(const struct study *s, const struct study_row *like, int sign, int64_t *k,
                    int64_t *n)
{
    const struct study_row *r = study_find(s, like->block, like->item, like->level, like->month);
    bool levels = *like->level && (like->block == STUDY_WHO || like->block == STUDY_JOBS);

    if (!r)
        return levels && is_there(s, like);
    if (r->hidden)
        return false;
    if (like->block == STUDY_EVER)
        *k += sign * disclose_found(s, like);
    else if (r->k != NUMBER_NONE && *k != NUMBER_NONE)
        *k += sign * r->k;
    else
        *k = NUMBER_NONE;
    if (r->n != NUMBER_NONE && *n != NUMBER_NONE)
        *n += sign * r->n;
    else
        *n = NUMBER_NONE;
    return true;
}

/* The row of all of them, as `like` of one of them. Of a curve k is all who found work so far. */
static bool join_row(const struct making *m, const struct study_row *like, struct study_row *to)
{
    int64_t k = 0, n = 0;
    bool said = !m->whole || add_row(&m->whole->s, like, 1, &k, &n);

    for (int i = 0; i < m->parts && said; i++)
        said = add_row(&m->part[i]->s, like, m->whole ? -1 : 1, &k, &n);
    *to = study_share(like->block, like->item, like->level, 0, 0);
    to->month = like->month;
    to->k = said ? k : NUMBER_NONE;
    to->n = said ? n : NUMBER_NONE;
    to->hidden = said ? STUDY_SHOWN : STUDY_SECOND;
    return said;
}

static void join_rows_of(struct making *m, const struct study *s, struct study *to)
{
    const struct study_row *curve = NULL;
    int64_t so_far = 0;

    for (size_t i = 0; i < s->n; i++) {
        const struct study_row *like = &s->at[i];
        struct study_row row;

        if (like->block == STUDY_ABOUT ||
            study_find(to, like->block, like->item, like->level, like->month))
            continue;
        bool said = join_row(m, like, &row);
        if (like->block == STUDY_EVER) {
            if (!curve || strcmp(curve->item, like->item) || strcmp(curve->level, like->level))
                so_far = 0;
            curve = like;
            if (said) {
                row.k -= so_far;
                so_far += row.k;
            }
        }
        ARENA_PUSH(m->a, to, row);
    }
}

static void join(struct making *m)
{
    struct study s = {0};

    if (m->whole)
        join_rows_of(m, &m->whole->s, &s);
    for (int i = 0; i < m->parts; i++)
        join_rows_of(m, &m->part[i]->s, &s);
    ARENA_PUSH(m->a, m->to, s);
    m->together++;
}

static bool is_part(const struct making *m, const struct study_told *t)
{
    const struct study_wish *whole = m->whole ? m->whole->wish : m->wish;
    bool good = study_inside(t->wish, whole) && !study_inside(whole, t->wish) &&
                (!m->whole || study_apart(t->wish, m->wish));

    for (int i = 0; i < m->parts && good; i++)
        good = study_apart(t->wish, m->part[i]->wish);
    return good;
}

/* Every set of parts that exclude each other. One part alone is no more than a release is. */
static void join_parts(struct making *m, size_t from)
{
    if (m->parts >= (m->whole ? 1 : 2))
        join(m);
    for (size_t i = from; i < m->n && m->parts < PARTS_MAX && m->together < TOGETHER_MAX; i++) {
        if (!is_part(m, &m->told[i]))
            continue;
        m->part[m->parts++] = &m->told[i];
        join_parts(m, i + 1);
        m->parts--;
    }
}

struct studies disclose_before(struct arena *a, const struct study_wish *wish,
                               const struct study_told *told, size_t n)
{
    struct studies before = {0};
    struct making m = {.a = a, .wish = wish, .told = told, .n = n, .to = &before};

    for (size_t i = 0; i < n; i++)
        if (!study_apart(told[i].wish, wish))
            ARENA_PUSH(a, &before, told[i].s);
    join_parts(&m, 0);
    for (size_t i = 0; i < n; i++) {
        m.whole = &told[i];
        if (study_inside(wish, told[i].wish) && !study_inside(told[i].wish, wish))
            join_parts(&m, 0);
    }
    return before;
}
