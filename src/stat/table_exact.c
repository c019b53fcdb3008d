/* table_exact.c: Fisher's exact test of r x c tables.
 * Not: the chi-square family and 2 x 2 (table.c).
 * Start at table_fisher_exact().
 *
 * Given its margins a table is a product of multinomial splits: each category (the longer side)
 * divides its people over the groups (the shorter side), and the splits must add up to the group
 * totals. The categories are dealt over two halves; all splits of each half are listed with the
 * groups they fill (packed in one number, `key`) and their log weight. A half table of the left
 * completes with those of the right whose key is the total less its own; per key both lists are
 * sorted by weight, so that one walk with running sums adds all tables that are no more likely than
 * the observed one. Meeting in the middle makes the work the root of the number of tables. */
#include <math.h>

#include "stat/dist.h"
#include "stat/table_inner.h"

enum { MAX_GROUPS = 16 };

struct half_table {
    uint64_t key;
    double weight; /* log */
};

struct half {
    struct half_table *list;
    int64_t n;
};

/* The table with categories as rows and groups as columns, without empty ones. */
struct problem {
    int categories;
    int groups;
    int64_t *category; /* totals */
    int64_t *group;
    int64_t *cell;              /* categories x groups */
    uint64_t radix[MAX_GROUPS]; /* of each group in a key; the last group needs none */
    int64_t fill[MAX_GROUPS];   /* groups while a half is listed */
    double *log_factorial;
    struct half *into;
    const int *chosen; /* categories of the half being listed */
    int n_chosen;
};

static void transpose_without_empty(struct arena *arena, const struct table *t,
                                    const struct table_margins *m, struct problem *p)
{
    bool rows_long = m->rows >= m->cols;
    int outer = rows_long ? t->rows : t->cols, inner = rows_long ? t->cols : t->rows;
    const int64_t *outer_sum = rows_long ? m->row : m->col;
    const int64_t *inner_sum = rows_long ? m->col : m->row;

    p->category = ARENA_ARRAY(arena, int64_t, (size_t)outer);
    p->group = ARENA_ARRAY(arena, int64_t, (size_t)inner);
    p->cell = ARENA_ARRAY(arena, int64_t, (size_t)(outer * inner));
    for (int j = 0; j < inner; j++)
        if (inner_sum[j] > 0)
            p->group[p->groups++] = inner_sum[j];
    for (int i = 0; i < outer; i++) {
        int to = p->categories * p->groups;
        if (outer_sum[i] == 0)
            continue;
        for (int j = 0; j < inner; j++)
            if (inner_sum[j] > 0)
                p->cell[to++] = rows_long ? t->n[i * t->cols + j] : t->n[j * t->cols + i];
        p->category[p->categories++] = outer_sum[i];
    }
}

/* Log weight of the whole table: the sum over its cells of -log(cell!), category totals apart. */
static double weight_of(const struct problem *p, const int64_t *cell)
{
    double sum = 0;

    for (int i = 0; i < p->categories * p->groups; i++)
        sum -= p->log_factorial[cell[i]];
    return sum;
}

/* ---- exact ---- */

/* Number of ways to divide `people` over `groups`, as a double because it may be huge. */
static double count_splits(int64_t people, int groups)
{
    double ways = 1;

    for (int j = 1; j < groups; j++)
        ways *= (double)(people + j) / j;
    return ways;
}

/* Splits the people of chosen[at] over groups g.., `left` still to place, then goes on. */
static void list_half(struct problem *p, int at, int g, int64_t left, uint64_t key, double weight)
{
    if (at == p->n_chosen) {
        p->into->list[p->into->n++] = (struct half_table){key, weight};
        return;
    }
    if (g == p->groups - 1) {
        if (left > p->group[g] - p->fill[g])
            return;
        p->fill[g] += left;
        list_half(p, at + 1, 0, at + 1 < p->n_chosen ? p->category[p->chosen[at + 1]] : 0, key,
                  weight - p->log_factorial[left]);
        p->fill[g] -= left;
        return;
    }
    int64_t most = MIN(left, p->group[g] - p->fill[g]);
    for (int64_t x = 0; x <= most; x++) {
        p->fill[g] += x;
        list_half(p, at, g + 1, left - x, key + (uint64_t)x * p->radix[g],
                  weight - p->log_factorial[x]);
        p->fill[g] -= x;
    }
}

static int compare_halves(const void *a, const void *b)
{
    const struct half_table *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->weight > y->weight) - (x->weight < y->weight);
}

static struct half make_half(struct arena *arena, struct problem *p, const int *chosen, int n,
                             double size)
{
    struct half half = {.list = ARENA_ARRAY(arena, struct half_table, (size_t)size + 1)};

    p->into = &half;
    p->chosen = chosen;
    p->n_chosen = n;
    list_half(p, 0, 0, n ? p->category[chosen[0]] : 0, 0, 0);
    qsort(half.list, (size_t)half.n, sizeof(*half.list), compare_halves);
    return half;
}

/* Sum of exp(log_total + left weight + right weight) over the pairs that complete each other and
 * whose weight is at most `limit`. Left keys ascend, so the right keys that fit descend. */
static double join_halves(struct arena *arena, const struct half *left, const struct half *right,
                          uint64_t total, double limit, double log_total)
{
    double *running = ARENA_ARRAY(arena, double, (size_t)right->n + 1), sum = 0;
    int64_t end = right->n;

    for (int64_t from = 0, to; from < left->n; from = to) {
        uint64_t key = left->list[from].key;
        for (to = from; to < left->n && left->list[to].key == key;)
            to++;
        while (end > 0 && right->list[end - 1].key > total - key)
            end--;
        int64_t begin = end;
        while (begin > 0 && right->list[begin - 1].key == total - key)
            begin--;
        /* relative to the heaviest of the right, so that nothing overflows */
        double top = begin < end ? right->list[end - 1].weight : 0;
        running[begin] = 0;
        for (int64_t j = begin; j < end; j++)
            running[j + 1] = running[j] + exp(right->list[j].weight - top);
        int64_t fits = end;
        for (int64_t i = from; i < to && begin < end; i++) {
            while (fits > begin && left->list[i].weight + right->list[fits - 1].weight > limit)
                fits--;
            sum += exp(log_total + left->list[i].weight + top) * running[fits];
        }
    }
    return sum;
}

/* Deals the categories, largest first, each to the half that is smaller so far. */
static double deal(struct arena *arena, const struct problem *p, int *side[2], int n[2],
                   double size[2])
{
    bool *dealt = ARENA_ARRAY(arena, bool, (size_t)p->categories);

    for (int round = 0; round < p->categories; round++) {
        int largest = -1, to = size[0] <= size[1] ? 0 : 1;
        for (int i = 0; i < p->categories; i++)
            if (!dealt[i] && (largest < 0 || p->category[i] > p->category[largest]))
                largest = i;
        dealt[largest] = true;
        side[to][n[to]++] = largest;
        size[to] *= count_splits(p->category[largest], p->groups);
    }
    return size[0] + size[1];
}

/* False when the keys do not fit in 64 bits or the lists would be longer than `work`. */
static bool exact_p(struct arena *arena, struct problem *p, int64_t work, double log_total,
                    double *result)
{
    int *side[2], n[2] = {0};
    double size[2] = {1, 1}, keys = 1;
    uint64_t total = 0;

    for (int s = 0; s < 2; s++)
        side[s] = ARENA_ARRAY(arena, int, (size_t)p->categories);
    for (int g = 0; g + 1 < p->groups; g++) {
        p->radix[g] = (uint64_t)keys;
        keys *= (double)p->group[g] + 1;
        if (keys > 9e15) /* whole numbers stay exact in a double below 2^53 */
            return false;
        total += (uint64_t)p->group[g] * p->radix[g];
    }
    if (deal(arena, p, side, n, size) > (double)work)
        return false;
    struct half left = make_half(arena, p, side[0], n[0], size[0]);
    struct half right = make_half(arena, p, side[1], n[1], size[1]);
    double limit = weight_of(p, p->cell) + 1e-7;
    *result = fmin(1, join_halves(arena, &left, &right, total, limit, log_total));
    return true;
}

/* ---- Monte Carlo ---- */

/* SplitMix64 (Steele, Lea and Flood 2014): a whole period from any seed, the same everywhere. */
static double draw_uniform(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (double)((z ^ z >> 31) >> 11) * 0x1p-53;
}

/* A random table with the same margins: each cell is hypergeometric given those before it. */
static void draw_table(const struct problem *p, uint64_t *state, int64_t *left, int64_t *cell)
{
    int64_t rest = 0;

    for (int g = 0; g < p->groups; g++)
        rest += left[g] = p->group[g];
    for (int i = 0; i < p->categories; i++) {
        int64_t people = p->category[i], others = rest;
        for (int g = 0; g < p->groups; g++) {
            others -= left[g];
            int64_t x = dist_hyper_quantile(draw_uniform(state), left[g], others, people);
            cell[i * p->groups + g] = x;
            people -= x;
            left[g] -= x;
        }
        rest -= p->category[i];
    }
}

static void simulate(struct arena *arena, const struct problem *p, uint64_t seed, int64_t draws,
                     struct table_exact *result)
{
    int64_t *cell = ARENA_ARRAY(arena, int64_t, (size_t)(p->categories * p->groups));
    int64_t *left = ARENA_ARRAY(arena, int64_t, (size_t)p->groups);
    double limit = weight_of(p, p->cell) + 1e-7;
    int64_t rarer = 0;

    for (int64_t i = 0; i < draws; i++) {
        draw_table(p, &seed, left, cell);
        rarer += weight_of(p, cell) <= limit;
    }
    double p_value = (double)(rarer + 1) / (double)(draws + 1);
    *result = (struct table_exact){
        .p = p_value,
        .draws = draws,
        .p_se = sqrt(p_value * (1 - p_value) / (double)(draws + 1)),
    };
}

enum stat_rc table_fisher_exact(struct arena *arena, const struct table *t, int64_t work,
                                uint64_t seed, int64_t draws, struct table_exact *result)
{
    struct table_margins m;
    struct problem p = {0};
    enum stat_rc rc = table_margins(arena, t, &m);

    if (rc != STAT_OK)
        return rc;
    if (MIN(m.rows, m.cols) > MAX_GROUPS || draws < 1)
        return STAT_BAD_INPUT;
    transpose_without_empty(arena, t, &m, &p);
    p.log_factorial = ARENA_ARRAY(arena, double, (size_t)m.n + 1);
    for (int64_t i = 1; i <= m.n; i++)
        p.log_factorial[i] = dist_log_gamma((double)i + 1);
    /* probability of a table: product of all margins! over n! and the cells! */
    double log_total = -p.log_factorial[m.n];
    for (int i = 0; i < p.categories; i++)
        log_total += p.log_factorial[p.category[i]];
    for (int g = 0; g < p.groups; g++)
        log_total += p.log_factorial[p.group[g]];
    double exact;
    if (exact_p(arena, &p, work, log_total, &exact))
        *result = (struct table_exact){.p = exact, .exact = true};
    else
        simulate(arena, &p, seed, draws, result);
    return STAT_OK;
}
