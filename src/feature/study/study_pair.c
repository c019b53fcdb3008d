/* study_pair.c: two cohorts side by side: the tests that are allowed.
 * Not: the formulas (src/stat), the page (study_web.c).
 * Start at study_pair(). */
#include "feature/study/study.h"

#include <math.h>

#include "base/vec.h"
#include "html/form.h"
#include "stat/dist.h"
#include "stat/multiple.h"
#include "stat/table.h"
#include "stat/test.h"

struct pairing {
    struct study_pairs out;
    struct arena *a;
    const struct study *x, *y;
    bool apart, same_scheme;
};

static struct study_pair pair_of(enum study_block block, const char *item, enum study_answer answer)
{
    return (struct study_pair){block, item, "", NAN, NAN, NAN, NAN, NAN, answer};
}

static void put(struct pairing *p, struct study_pair pair)
{
    ARENA_PUSH(p->a, &p->out, pair);
}

/* Filled in later, when all are known: Holm. */
static void put_tested(struct pairing *p, struct study_pair pair, const char *method, double value)
{
    pair.method = method;
    pair.p = value;
    put(p, pair);
}

static bool put_refused(struct pairing *p, enum study_block block, const char *item, int64_t n,
                        int64_t m)
{
    bool few = n < DISCLOSE_TEST_MIN || m < DISCLOSE_TEST_MIN;

    if (p->apart && !few)
        return false;
    put(p, pair_of(block, item, p->apart ? STUDY_ANSWER_FEW : STUDY_ANSWER_OVERLAP));
    return true;
}

/* ---- shares -----------------------------------------------------------------------------------
 */

/* Pearson without correction; Fisher where the expected counts are small. Rows are levels. */
static void test_table(struct pairing *p, struct study_pair pair, const int64_t *n, int rows)
{
    struct table t = {rows, 2, n, NULL};
    struct table_test result;
    struct table_exact exact;

    if (table_compute(p->a, &t, &result) != STAT_OK) {
        pair.answer = STUDY_ANSWER_NO_SPREAD;
        put(p, pair);
        return;
    }
    if (!result.small) {
        put_tested(p, pair, "pearson", result.pearson_p);
        return;
    }
    if (table_fisher_exact(p->a, &t, TABLE_WORK, 1, TABLE_DRAWS, &exact) != STAT_OK) {
        pair.answer = STUDY_ANSWER_FEW;
        put(p, pair);
        return;
    }
    put_tested(p, pair, "fisher", exact.p);
}

/* Difference of two shares with the limits of Newcombe (1998), method 10: from Wilson limits. */
static void difference_of(struct study_pair *pair, const struct study_row *x,
                          const struct study_row *y)
{
    double d = x->value - y->value;

    pair->difference = d;
    pair->low = d - sqrt(pow(x->value - x->low, 2) + pow(y->high - y->value, 2));
    pair->high = d + sqrt(pow(x->high - x->value, 2) + pow(y->value - y->low, 2));
}

static void pair_share(struct pairing *p, const char *item)
{
    const struct study_row *x = study_find(p->x, STUDY_FOUND, item, "", 0);
    const struct study_row *y = study_find(p->y, STUDY_FOUND, item, "", 0);
    struct study_pair pair = pair_of(STUDY_FOUND, item, STUDY_ANSWER_SAME);

    if (!x || !y || put_refused(p, STUDY_FOUND, item, x->n, y->n))
        return;
    int64_t n[] = {x->k, y->k, x->n - x->k, y->n - y->k};
    difference_of(&pair, x, y);
    test_table(p, pair, n, 2);
}

enum { LEVELS = 64 };

struct level {
    const char *name;
    int64_t n[2];
};

static int collect_levels(const struct study *s, const char *item, int which, struct level *level,
                          int count)
{
    for (size_t i = 0; i < s->n; i++) {
        const struct study_row *r = &s->at[i];
        int k = 0;

        if (r->block != STUDY_WHO || !*r->level || strcmp(r->item, item) != 0)
            continue;
        while (k < count && strcmp(level[k].name, r->level) != 0)
            k++;
        if (k == LEVELS)
            continue;
        if (k == count)
            level[count++] = (struct level){.name = r->level};
        level[k].n[which] = r->k;
    }
    return count;
}

/* Cohorts that were chosen differently can have a level that the other could not have: such a zero
 * is refused, not tested (C.6). */
static void pair_levels(struct pairing *p, const char *item, bool by_choice)
{
    struct level level[LEVELS];
    int64_t n[2 * LEVELS], sum[2] = {0};
    int count = collect_levels(p->x, item, 0, level, 0);
    bool zero = false;

    count = collect_levels(p->y, item, 1, level, count);
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < 2; k++) {
            n[2 * i + k] = level[i].n[k];
            sum[k] += level[i].n[k];
        }
        zero = zero || !level[i].n[0] || !level[i].n[1];
    }
    if (!count || put_refused(p, STUDY_WHO, item, sum[0], sum[1]))
        return;
    if (by_choice && !p->same_scheme && zero)
        put(p, pair_of(STUDY_WHO, item, STUDY_ANSWER_STRUCTURAL));
    else
        test_table(p, pair_of(STUDY_WHO, item, STUDY_ANSWER_SAME), n, count);
}

/* ---- means, curves ----------------------------------------------------------------------------
 */

static void pair_mean(struct pairing *p, enum study_block block, const char *item,
                      const char *level)
{
    const struct study_row *x = study_find(p->x, block, item, level, 0);
    const struct study_row *y = study_find(p->y, block, item, level, 0);
    struct study_pair pair = pair_of(block, item, STUDY_ANSWER_SAME);
    struct test_t t;

    if (!x || !y || put_refused(p, block, item, x->n, y->n))
        return;
    struct moments m = desc_from_sd(x->n, x->value, x->sd);
    struct moments k = desc_from_sd(y->n, y->value, y->sd);

    if (test_t_welch(m, k, 0.95, &t) != STAT_OK) {
        pair.answer = STUDY_ANSWER_NO_SPREAD;
        put(p, pair);
        return;
    }
    pair.difference = t.difference;
    pair.low = t.limits.low;
    pair.high = t.limits.high;
    put_tested(p, pair, "welch", t.p);
}

/* The log-rank test over months: the records of both have the same first jobs and persons at risk
 * by month (C.2). Months after which one of them has nobody left say nothing. */
static void pair_curves(struct pairing *p)
{
    const struct study_row *x = study_find(p->x, STUDY_EVER, "all", "", 1);
    const struct study_row *y = study_find(p->y, STUDY_EVER, "all", "", 1);
    struct study_pair pair = pair_of(STUDY_EVER, "all", STUDY_ANSWER_NO_SPREAD);
    double surplus = 0, variance = 0;

    if (!x || !y || put_refused(p, STUDY_EVER, "all", x->n, y->n))
        return;
    for (int month = 1; x && y; month++) {
        double n = (double)(x->n + y->n), d = (double)(x->k + y->k), share = (double)x->n / n;

        if (x->n > 0 && y->n > 0) {
            surplus += (double)x->k - d * share;
            variance += n > 1 ? d * share * (1 - share) * (n - d) / (n - 1) : 0;
        }
        x = study_find(p->x, STUDY_EVER, "all", "", month + 1);
        y = study_find(p->y, STUDY_EVER, "all", "", month + 1);
    }
    if (!(variance > 0)) {
        put(p, pair);
        return;
    }
    pair.answer = STUDY_ANSWER_SAME;
    put_tested(p, pair, "logrank", dist_chi2_upper(surplus * surplus / variance, 1));
}

/* ---- the whole --------------------------------------------------------------------------------
 */

static void correct(struct pairing *p)
{
    struct study_pairs *out = &p->out;
    double *value = ARENA_ARRAY(p->a, double, out->n), *holm = ARENA_ARRAY(p->a, double, out->n);
    int n = 0;

    for (size_t i = 0; i < out->n; i++)
        if (*out->at[i].method)
            value[n++] = out->at[i].p;
    out->tests = n;
    if (!n)
        return;
    (void)multiple_holm(p->a, value, n, holm);
    n = 0;
    for (size_t i = 0; i < out->n; i++) {
        struct study_pair *pair = &out->at[i];

        if (!*pair->method)
            continue;
        pair->p_holm = holm[n++];
        pair->answer = pair->p_holm < 0.05 ? STUDY_ANSWER_DIFFERS : STUDY_ANSWER_SAME;
    }
}

struct study_pairs study_pair(struct arena *a, const struct study *x, const struct study *y,
                              bool apart, bool same_scheme)
{
    static const char *const shares[] = {"ever", "within_60", "end", "trial"};
    static const char *const means[] = {"months", "longest", "jobs", "hours", "wage"};
    static const struct {
        const char *item;
        bool by_choice;
    } levels[] = {{"sex", false},       {"age", false},       {"married", false},
                  {"education", false}, {"diagnosis", true},  {"benefit", true},
                  {"scheme", true},     {"experience", false}};
    struct pairing p = {.a = a, .x = x, .y = y, .apart = apart, .same_scheme = same_scheme};

    for (size_t i = 0; i < COUNT(shares); i++)
        pair_share(&p, shares[i]);
    pair_curves(&p);
    for (size_t i = 0; i < COUNT(means); i++)
        pair_mean(&p, STUDY_AMOUNT, means[i], "");
    pair_mean(&p, STUDY_TIME, "total", "");
    for (size_t i = 0; i < COUNT(levels); i++)
        pair_levels(&p, levels[i].item, levels[i].by_choice);
    pair_mean(&p, STUDY_WHO, "age_mean", "mean");
    correct(&p);
    return p.out;
}

bool study_pair_hidden(const struct study *s, const struct study_pair *p)
{
    bool found = false;

    for (size_t i = 0; i < s->n; i++) {
        const struct study_row *row = &s->at[i];

        found = found || (row->hidden && row->block == p->block && row->block != STUDY_EVER &&
                          !strcmp(row->item, p->item));
    }
    return found;
}
