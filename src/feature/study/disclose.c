/* disclose.c: what of the figures of a cohort may leave the programme.
 * Not: who asks (study_web.c), or where releases are kept (study_sql.c).
 * Start at disclose_study(). */
#include "feature/study/study.h"

#include <math.h>

#include "html/form.h"
#include "stat/round.h"

/* ---- tables of counts -------------------------------------------------------------------------
 */

/* The smallest above 0 goes along; a 0 only when there is nothing else. */
static bool goes_first(int64_t n, int64_t other)
{
    return (n > 0 && other == 0) || (n < other && (n > 0 || other == 0));
}

/* One line of a table: `cells` counts, `step` apart. True when a cell was hidden. */
static bool hide_second(int64_t threshold, const int64_t *n, const bool *known, bool *hidden,
                        int cells, int step)
{
    int best = -1, count = 0;
    int64_t sum = 0;

    for (int i = 0; i < cells; i++) {
        int at = i * step;

        if (hidden[at]) {
            count++;
            sum += n[at];
        } else if (!(known && known[at]) && (best < 0 || goes_first(n[at], n[best]))) {
            best = at;
        }
    }
    if (best < 0 || !count || (count > 1 && (sum >= threshold || !n[best])))
        return false;
    hidden[best] = true;
    return true;
}

void disclose_cells(int64_t threshold, int rows, int cols, const int64_t *n, const bool *known,
                    bool *hidden)
{
    bool changed = true;

    for (int i = 0; i < rows * cols; i++)
        hidden[i] = hidden[i] || (n[i] > 0 && n[i] < threshold);
    while (changed) {
        changed = false;
        for (int r = 0; r < rows; r++)
            changed |= hide_second(threshold, n + r * cols, known ? known + r * cols : NULL,
                                   hidden + r * cols, cols, 1);
        for (int c = 0; c < cols; c++)
            changed |=
                hide_second(threshold, n + c, known ? known + c : NULL, hidden + c, rows, cols);
    }
}

/* ---- rows -------------------------------------------------------------------------------------
 */

struct hiding {
    struct study *s;
    struct arena *a;
    int64_t threshold;
    const struct study *before;
    size_t befores;
};

static void hide(struct study_row *r, enum study_hidden why)
{
    if (r && !r->hidden)
        r->hidden = why;
}

static struct study_row *find(const struct hiding *h, enum study_block block, const char *item,
                              const char *level, int month)
{
    return (struct study_row *)(uintptr_t)study_find(h->s, block, item, level, month);
}

static bool is_hidden(const struct hiding *h, enum study_block block, const char *item,
                      const char *level, int month)
{
    const struct study_row *r = find(h, block, item, level, month);

    return r && r->hidden;
}

static bool small(const struct hiding *h, int64_t n)
{
    return n > 0 && n < h->threshold;
}

/* Does a release say this count already, of the same people? It hides nothing then. */
static bool is_known(const struct hiding *h, const struct study_row *r)
{
    const struct study_row *taken = find(h, STUDY_FLOW, "taken", "", 0);

    for (size_t b = 0; b < h->befores && taken; b++) {
        const struct study_row *people = study_find(&h->before[b], STUDY_FLOW, "taken", "", 0);
        const struct study_row *was =
            study_find(&h->before[b], r->block, r->item, r->level, r->month);

        if (people && people->k == taken->k && was && !was->hidden && was->k == r->k)
            return true;
    }
    return false;
}

static bool same_table(const struct study_row *x, const struct study_row *y)
{
    return x->block == y->block && x->month == y->month && !strcmp(x->item, y->item);
}

/* Rows that stand together and whose counts add up to one number. */
static bool is_part(const struct study_row *r)
{
    bool block = r->block == STUDY_WHO || r->block == STUDY_DAYS || r->block == STUDY_STATUS ||
                 r->block == STUDY_PHASE || (r->block == STUDY_JOBS && *r->level);

    return block && r->k != NUMBER_NONE;
}

static size_t parts_from(const struct study *s, size_t first)
{
    size_t n = 0;

    while (first + n < s->n && is_part(&s->at[first + n]) &&
           same_table(&s->at[first], &s->at[first + n]))
        n++;
    return n;
}

static void apply(struct study_row *r, bool was_small, bool hidden)
{
    if (hidden)
        hide(r, was_small ? STUDY_SMALL : STUDY_SECOND);
}

static void hide_parts(struct hiding *h)
{
    for (size_t i = 0, n; i < h->s->n; i += MAX(n, 1)) {
        struct study_row *r = &h->s->at[i];

        n = parts_from(h->s, i);
        if (!n)
            continue;
        bool jobs =
            r->block == STUDY_JOBS; /* of some the kind is not known: no row, but n has them */
        int64_t *k = ARENA_ARRAY(h->a, int64_t, n + 1), rest = jobs ? r->n : 0;
        bool *hidden = ARENA_ARRAY(h->a, bool, n + 1), *known = ARENA_ARRAY(h->a, bool, n + 1);
        for (size_t j = 0; j < n; j++) {
            k[j] = r[j].k;
            known[j] = is_known(h, &r[j]);
            hidden[j] = r[j].hidden;
            rest -= jobs ? r[j].k : 0;
        }
        k[n] = rest;
        disclose_cells(h->threshold, 1, (int)n + (rest > 0), k, known, hidden);
        for (size_t j = 0; j < n; j++)
            apply(&r[j], small(h, r[j].k), hidden[j]);
    }
}

/* Who was left out. How many came in stands in every table, so all that was seen would give away
 * a reason that is hidden; and as another cohort of these programmes may tell it, a second reason
 * is hidden too. */
static void hide_flow(struct hiding *h)
{
    struct study_row *rows[16];
    int64_t n[COUNT(rows)] = {0};
    bool hidden[COUNT(rows)] = {false}, known[COUNT(rows)] = {false}, any = false;
    int count = 0;

    for (size_t i = 0; i < h->s->n; i++) {
        struct study_row *r = &h->s->at[i];

        if (r->block != STUDY_FLOW || !strcmp(r->item, "taken") || !strcmp(r->item, "seen"))
            continue;
        if (count == (int)COUNT(rows))
            BUG("more than %d reasons", count);
        rows[count] = r;
        n[count] = r->k;
        known[count] = is_known(h, r);
        hidden[count++] = r->hidden;
    }
    disclose_cells(h->threshold, 1, count, n, known, hidden);
    for (int i = 0; i < count; i++) {
        apply(rows[i], small(h, n[i]), hidden[i]);
        any = any || hidden[i];
    }
    if (any)
        hide(find(h, STUDY_FLOW, "seen", "", 0), STUDY_SECOND);
}

/* k of n: who did not is a count too. */
static void hide_yes_no(struct hiding *h)
{
    const struct study_row *taken = find(h, STUDY_FLOW, "taken", "", 0);

    for (size_t i = 0; i < h->s->n; i++) {
        struct study_row *r = &h->s->at[i];
        bool share = r->block == STUDY_NOW || (r->block == STUDY_FOUND && r->k != NUMBER_NONE) ||
                     (r->block == STUDY_JOBS && !*r->level);

        bool unknown = share && taken && !strcmp(r->item, "trial") && small(h, taken->k - r->n);
        if (share && (small(h, r->k) || small(h, r->n - r->k) || unknown))
            hide(r, STUDY_SMALL);
    }
}

/* Schemes by whether people ever worked: a table of two columns. */
static void hide_schemes(struct hiding *h)
{
    struct study_row *rows[64];
    int64_t n[COUNT(rows) * 2] = {0};
    bool hidden[COUNT(rows) * 2] = {false}, known[COUNT(rows) * 2] = {false};
    const struct study_row *ever = find(h, STUDY_FOUND, "ever", "", 0);
    int64_t rest_k = ever ? ever->k : 0, rest_n = ever ? ever->n : 0;
    int count = 0;

    for (size_t i = 0; i < h->s->n; i++) {
        struct study_row *r = &h->s->at[i];

        if (r->block != STUDY_FOUND || strcmp(r->item, "ever_scheme") != 0)
            continue;
        if (count == (int)COUNT(rows) - 1) /* one place for who has none */
            BUG("more than %d schemes", count);
        if (is_hidden(h, STUDY_WHO, "scheme", r->level, 0))
            hide(r, STUDY_SECOND);
        rows[count] = r;
        n[2 * count] = r->k;
        n[2 * count + 1] = r->n - r->k;
        hidden[2 * count] = hidden[2 * count + 1] = r->hidden;
        known[2 * count] = known[2 * count + 1] = is_known(h, r);
        rest_k -= r->k;
        rest_n -= r->n;
        count++;
    }
    if (rest_n > 0) { /* of no scheme: all less the others */
        n[2 * count] = rest_k;
        n[2 * count + 1] = rest_n - rest_k;
        hidden[2 * count] = hidden[2 * count + 1] = is_hidden(h, STUDY_WHO, "scheme", "", 0);
    }
    disclose_cells(h->threshold, count + (rest_n > 0), 2, n, known, hidden);
    for (int i = 0; i < count; i++)
        apply(rows[i], false, hidden[2 * i] || hidden[2 * i + 1]);
}

/* ---- what adds up across tables ---------------------------------------------------------------
 */

static bool any_hidden(const struct hiding *h, enum study_block block, const char *item, int month)
{
    bool found = false;

    for (size_t i = 0; i < h->s->n; i++) {
        const struct study_row *r = &h->s->at[i];

        found = found ||
                (r->block == block && r->month == month && !strcmp(r->item, item) && r->hidden);
    }
    return found;
}

static void hide_all(const struct hiding *h, enum study_block block, const char *item, int month)
{
    for (size_t i = 0; i < h->s->n; i++) {
        struct study_row *r = &h->s->at[i];

        if (r->block == block && (month < 0 || r->month == month) &&
            (!*item || !strcmp(r->item, item)))
            hide(r, STUDY_SECOND);
    }
}

/* Both tables of days have the same counts; the first two classes are two months. */
static void hide_days(struct hiding *h)
{
    for (size_t i = 0; i < h->s->n; i++) {
        const struct study_row *r = &h->s->at[i];

        if (r->block == STUDY_DAYS && r->hidden) {
            hide(find(h, STUDY_DAYS, "workers", r->level, 0), STUDY_SECOND);
            hide(find(h, STUDY_DAYS, "all", r->level, 0), STUDY_SECOND);
        }
    }
    bool early = is_hidden(h, STUDY_DAYS, "workers", "0-30", 0) ||
                 is_hidden(h, STUDY_DAYS, "workers", "31-60", 0);
    if (early)
        hide(find(h, STUDY_FOUND, "within_60", "", 0), STUDY_SECOND);
    else if (is_hidden(h, STUDY_FOUND, "within_60", "", 0))
        hide_all(h, STUDY_DAYS, "", -1);
}

/* The last month in which (nearly) all were in view: who was at work then was so at the end. */
static struct study_row *at_end(const struct hiding *h)
{
    const struct study_row *end = find(h, STUDY_FOUND, "end", "", 0);
    struct study_row *last = NULL;

    for (int month = 1; month <= STUDY_MONTHS_MAX; month++) {
        struct study_row *r = find(h, STUDY_NOW, "all", "", month);

        last = r ? r : last;
    }
    return last && end && end->n - last->n < h->threshold ? last : NULL;
}

/* Same and other job together are those at work. */
static void hide_sums(struct hiding *h)
{
    struct study_row *last = at_end(h);

    if (any_hidden(h, STUDY_STATUS, "status", 0) || is_hidden(h, STUDY_FOUND, "end", "", 0) ||
        (last && last->hidden)) {
        hide(find(h, STUDY_FOUND, "end", "", 0), STUDY_SECOND);
        hide(last, STUDY_SECOND);
        hide_all(h, STUDY_STATUS, "status", 0);
    }
    for (int month = 3; month <= STUDY_MONTHS_MAX; month += 3)
        if (any_hidden(h, STUDY_STATUS, "status", month) ||
            is_hidden(h, STUDY_NOW, "all", "", month)) {
            hide(find(h, STUDY_NOW, "all", "", month), STUDY_SECOND);
            hide_all(h, STUDY_STATUS, "status", month);
        }
    hide_days(h);
    if (is_hidden(h, STUDY_FOUND, "ever", "", 0)) { /* how many worked stands in all of these */
        hide_all(h, STUDY_DAYS, "", -1);
        hide_all(h, STUDY_AMOUNT, "", -1);
        hide_all(h, STUDY_STATUS, "", -1);
        hide_all(h, STUDY_FOUND, "ever_scheme", -1);
        hide_all(h, STUDY_EVER, "", -1);
    }
}

/* ---- means, tests, models ---------------------------------------------------------------------
 */

static void round_wage(struct study_row *r)
{
    double *x[] = {&r->value, &r->low, &r->high, &r->sd, &r->q25, &r->median, &r->q75};

    for (size_t i = 0; i < COUNT(x); i++)
        *x[i] = 10 * round_decimal(*x[i] / 10, 0);
}

static void hide_means(struct hiding *h)
{
    for (size_t i = 0; i < h->s->n; i++) {
        struct study_row *r = &h->s->at[i];
        bool mean = r->block == STUDY_AMOUNT || r->block == STUDY_TIME ||
                    (r->k == NUMBER_NONE && (r->block == STUDY_WHO || r->block == STUDY_FOUND));

        if (!mean)
            continue;
        if (r->n < h->threshold)
            hide(r, STUDY_SMALL);
        if (r->n < 4 * h->threshold) {
            r->q25 = r->median = r->q75 = NAN;
            if (r->block == STUDY_FOUND) /* the median of the days */
                hide(r, STUDY_SMALL);
        }
        if (!strcmp(r->item, "wage") && r->n < DISCLOSE_WAGE_MIN)
            round_wage(r);
        if (r->missing != NUMBER_NONE && small(h, r->missing)) /* all less n would tell */
            r->missing = r->n = NUMBER_NONE;
    }
}

/* The smallest group of an item of B1, of those that have anybody. */
static int64_t smallest_group(const struct hiding *h, const char *item)
{
    int64_t least = INT64_MAX;

    for (size_t i = 0; i < h->s->n; i++) {
        const struct study_row *r = &h->s->at[i];

        if (r->block == STUDY_WHO && r->k > 0 && *r->level && !strcmp(r->item, item))
            least = MIN(least, r->k);
    }
    return least;
}

/* Is it hidden of how many this item (NULL: any) is not known? */
static bool unknown_hidden(const struct hiding *h, const char *item)
{
    bool found = false;

    for (size_t i = 0; i < h->s->n; i++) {
        const struct study_row *r = &h->s->at[i];

        found = found || (r->block == STUDY_WHO && !*r->level && r->hidden &&
                          (!item || !strcmp(r->item, item)));
    }
    return found;
}

static void hide_term(struct hiding *h, struct study_row *r)
{
    if (r->n < DISCLOSE_TEST_MIN || (*r->level && is_hidden(h, STUDY_WHO, r->item, r->level, 0)))
        hide(r, STUDY_SMALL);
    bool told = unknown_hidden(h, NULL) || (r->missing != NUMBER_NONE && small(h, r->missing));

    if (told)
        r->missing = r->n = NUMBER_NONE;
}

/* A test counts who is known in both: the others may be a hidden few. */
static void hide_test(struct hiding *h, struct study_row *r)
{
    const struct study_row *taken = find(h, STUDY_FLOW, "taken", "", 0);

    if (smallest_group(h, r->level) < DISCLOSE_TEST_MIN)
        hide(r, STUDY_SMALL);
    if (unknown_hidden(h, r->item) || unknown_hidden(h, r->level) ||
        (taken && r->n != NUMBER_NONE && small(h, taken->k - r->n)))
        r->n = NUMBER_NONE;
}

/* A number about the cohort that counts people. */
static bool counts_people(const struct study_row *r)
{
    static const char *const others[] = {"programmes", "months", "tests",      "draws",
                                         "confidence", "seed",   "ends_after", "paid_above"};

    for (size_t i = 0; i < COUNT(others); i++)
        if (!strcmp(r->item, others[i]))
            return false;
    return r->k != NUMBER_NONE;
}

static void hide_estimates(struct hiding *h)
{
    for (size_t i = 0; i < h->s->n; i++) {
        struct study_row *r = &h->s->at[i];

        if (r->block == STUDY_TEST)
            hide_test(h, r);
        if (r->block == STUDY_MODEL || r->block == STUDY_COX)
            hide_term(h, r);
        if (r->block == STUDY_ABOUT && counts_people(r) && small(h, r->k))
            hide(r, STUDY_SMALL);
    }
}

/* ---- curves -----------------------------------------------------------------------------------
 */

int64_t disclose_found(const struct study *s, const struct study_row *wanted)
{
    int64_t sum = 0;

    for (size_t i = 0; i < s->n; i++) {
        const struct study_row *r = &s->at[i];

        if (r->block != STUDY_EVER || strcmp(r->item, wanted->item) != 0 ||
            strcmp(r->level, wanted->level) != 0 || r->hidden)
            continue;
        sum += r->k;
        if (r->month == wanted->month)
            return sum;
    }
    return -1;
}

static bool tells_before(const struct hiding *h, const struct study_row *r, int64_t found)
{
    bool tells = false;

    for (size_t i = 0; i < h->befores; i++) {
        int64_t was = disclose_found(&h->before[i], r);

        tells = tells || (was >= 0 && small(h, llabs(found - was)));
    }
    return tells;
}

/* A curve; without rows, those who are in none of the others. */
struct line {
    struct study_row *row[STUDY_MONTHS_MAX];
    int64_t k[STUDY_MONTHS_MAX];  /* who found work, as counted */
    int64_t found, since, last_k; /* in all; after, and in, the last month that stays */
    int64_t from;                 /* at risk when `since` began; 0 not yet */
};

/* How many months it has. */
static int line_fill(const struct hiding *h, const char *item, const char *level, struct line *l)
{
    int months = 0;

    *l = (struct line){0};
    while (months < STUDY_MONTHS_MAX &&
           (l->row[months] = find(h, STUDY_EVER, item, level, months + 1))) {
        l->k[months] = l->row[months]->k;
        months++;
    }
    return months;
}

static void line_hide(struct line *l, int from)
{
    for (int m = from; m < STUDY_MONTHS_MAX; m++)
        hide(l->row[m], STUDY_SECOND);
}

static bool line_may_show(const struct hiding *h, const struct line *l, int m)
{
    return !l->row[m] || (l->row[m]->n >= h->threshold && !tells_before(h, l->row[m], l->found));
}

static void line_take(struct line *l, int m)
{
    l->since += l->k[m];
    l->found += l->k[m];
    if (!l->from && l->row[m])
        l->from = l->row[m]->n;
}

/* At risk is when the months began that stand together: later it would tell the first of them. */
static void line_show(struct line *l, int m, int64_t k, int64_t from)
{
    if (l->row[m]) {
        l->row[m]->k = k;
        l->row[m]->n = from;
        l->row[m]->hidden = STUDY_SHOWN;
    }
    l->last_k = k;
    l->since = l->from = 0;
}

/* Elsewhere stands how many found work in all: the end takes the place of the last month. */
static void thin_end(const struct hiding *h, struct line *l, int lines, int last, int end,
                     bool good)
{
    bool some = false, few = false;

    for (int i = 0; i < lines; i++) {
        some = some || l[i].since > 0;
        few = few || small(h, l[i].since);
        good = good && line_may_show(h, &l[i], end);
    }
    for (int i = 0; i < lines && (good || few); i++) {
        int64_t from = some && l[i].row[last] ? l[i].row[last]->n : l[i].from;

        if (some)
            hide(l[i].row[last], STUDY_SECOND);
        if (good)
            line_show(&l[i], end, l[i].since + (some ? l[i].last_k : 0), from);
    }
}

/* The months of curves that add up: which stay, each with the first jobs since the one before. All
 * of them or none, so that what is hidden in one is not the rest of the others. allowed: of the
 * curve of all of them, or NULL. */
static void thin(const struct hiding *h, struct line *l, int lines, int months, const bool *allowed)
{
    int last = -1;

    for (int m = 0; m < months; m++) {
        bool some = false, good = !allowed || allowed[m];

        for (int i = 0; i < lines; i++) {
            line_take(&l[i], m);
            some = some || l[i].since >= h->threshold;
            good = good && !small(h, l[i].since) && line_may_show(h, &l[i], m);
        }
        for (int i = 0; i < lines; i++)
            if (some && good)
                line_show(&l[i], m, l[i].since, l[i].from);
            else
                hide(l[i].row[m], STUDY_SMALL);
        last = some && good ? m : last;
    }
    if (last >= 0 && last < months - 1)
        thin_end(h, l, lines, last, months - 1, !allowed || allowed[months - 1]);
}

/* The curves of the groups of an item, next to the one of all. */
static void hide_family(const struct hiding *h, const char *item, const struct line *all,
                        int months, const bool *allowed)
{
    size_t groups = 0;
    int lines = 0;

    for (size_t i = 0; i < h->s->n; i++)
        groups += h->s->at[i].block == STUDY_EVER && h->s->at[i].month == 1;
    struct line *l = ARENA_ARRAY(h->a, struct line, groups + 1);
    for (size_t i = 0; i < h->s->n; i++) {
        const struct study_row *r = &h->s->at[i];

        if (r->block != STUDY_EVER || r->month != 1 || strcmp(r->item, item) != 0)
            continue;
        int has = line_fill(h, item, r->level, &l[lines]);
        if (r->hidden || is_hidden(h, STUDY_WHO, item, r->level, 0)) {
            line_hide(&l[lines], 0);
            continue;
        }
        line_hide(&l[lines], months);
        months = MIN(months, has);
        lines++;
    }
    if (!lines)
        return;
    l[lines] = (struct line){0}; /* the rest */
    for (int m = 0; m < months; m++) {
        l[lines].k[m] = all->k[m];
        for (int i = 0; i < lines; i++)
            l[lines].k[m] -= l[i].k[m];
    }
    for (int i = 0; i < lines; i++)
        line_hide(&l[i], months);
    thin(h, l, lines + 1, months, allowed);
}

/* Who found work up to a month stands beside the curve too: as all of whom is told what became of
 * the job, and, with who is at work, as those who are not any more. */
static void hide_beside(const struct hiding *h, const struct line *all, int months,
                        const bool *shown)
{
    const struct study_row *ever = find(h, STUDY_FOUND, "ever", "", 0);
    int64_t before = 0, found = 0;

    for (int m = 0; m < months; m++) {
        const struct study_row *status = find(h, STUDY_STATUS, "status", "same", m + 1);
        struct study_row *now = find(h, STUDY_NOW, "all", "", m + 1);
        int64_t after = ever ? ever->k : 0, sum = found;

        for (int i = m; i < months; i++) {
            sum += all->k[i];
            if (shown[i]) {
                after = sum;
                break;
            }
        }
        found += all->k[m];
        before = shown[m] ? found : before;
        if (status && (small(h, llabs(status->n - before)) || small(h, llabs(after - status->n))))
            hide_all(h, STUDY_STATUS, "status", m + 1);
        if (now && shown[m] && small(h, llabs(found - now->k)))
            hide(now, STUDY_SMALL);
    }
}

static void hide_curves(struct hiding *h)
{
    struct line *all = ARENA_ARRAY(h->a, struct line, 1);
    bool shown[STUDY_MONTHS_MAX] = {false};
    int months = line_fill(h, "all", "", all);

    if (!months)
        return;
    if (!all->row[0]->hidden) /* else all of it is */
        thin(h, all, 1, months, NULL);
    for (int m = 0; m < months; m++)
        shown[m] = !all->row[m]->hidden;
    hide_family(h, "scheme", all, months, shown);
    hide_family(h, "experience", all, months, shown);
    hide_beside(h, all, months, shown);
}

/* ---- against what was released ----------------------------------------------------------------
 */

/* Do two counts differ, but by so few that the difference would be about them? */
static bool differs_little(const struct hiding *h, int64_t x, int64_t y)
{
    return x != NUMBER_NONE && y != NUMBER_NONE && small(h, llabs(x - y));
}

/* Who are counted, of how many, and the others. */
static bool row_differs_little(const struct hiding *h, const struct study_row *x,
                               const struct study_row *y)
{
    bool others = x->k != NUMBER_NONE && x->n != NUMBER_NONE && y->k != NUMBER_NONE &&
                  y->n != NUMBER_NONE && differs_little(h, x->n - x->k, y->n - y->k);

    return others || differs_little(h, x->k, y->k) || differs_little(h, x->n, y->n);
}

static bool hide_differences(struct hiding *h)
{
    const struct study_row *taken = find(h, STUDY_FLOW, "taken", "", 0);

    if (!taken || taken->k < h->threshold)
        return false;
    for (size_t b = 0; b < h->befores; b++) {
        const struct study_row *was = study_find(&h->before[b], STUDY_FLOW, "taken", "", 0);

        if (was && differs_little(h, was->k, taken->k))
            return false;
        for (size_t i = 0; i < h->s->n; i++) {
            struct study_row *r = &h->s->at[i];

            if (r->block == STUDY_EVER || r->block == STUDY_ABOUT)
                continue;
            was = study_find(&h->before[b], r->block, r->item, r->level, r->month);
            if (was && row_differs_little(h, was, r))
                hide(r, STUDY_BEFORE);
        }
    }
    return true;
}

static void wipe(struct study_row *r)
{
    if (!r->hidden && r->n != NUMBER_NONE && r->n < DISCLOSE_PERCENT_MIN)
        r->value = r->low = r->high = NAN;
    if (!r->hidden)
        return;
    r->k = r->n = r->missing = NUMBER_NONE;
    r->value = r->low = r->high = r->sd = r->q25 = r->median = r->q75 = NAN;
    r->expected = r->p = r->p_holm = NAN;
}

bool disclose_study(struct arena *a, struct study *s, int64_t threshold, const struct study *before,
                    size_t befores)
{
    struct hiding h = {s, a, threshold, before, befores};
    int64_t count = -1;

    if (!hide_differences(&h))
        return false;
    while (count != disclose_hidden(s)) { /* what one table hides another may give away */
        count = disclose_hidden(s);
        hide_flow(&h);
        hide_yes_no(&h);
        hide_parts(&h);
        hide_schemes(&h);
        hide_sums(&h);
    }
    hide_estimates(&h);
    hide_means(&h);
    hide_curves(&h);
    for (size_t i = 0; i < s->n; i++)
        wipe(&s->at[i]);
    return true;
}

int64_t disclose_hidden(const struct study *s)
{
    int64_t n = 0;

    for (size_t i = 0; i < s->n; i++)
        n += s->at[i].hidden != STUDY_SHOWN;
    return n;
}
