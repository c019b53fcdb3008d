/* table_exact.c: Fisher's exact test of r x c tables.
 * Not: the chi-square family and 2 x 2 (table.c).
 * Start at table_fisher_exact().
 *
 * Given its margins a table is a product of multinomial splits: each category (the longer side)
 * divides its people over the groups (the shorter side), and the splits must add up to the group
 * totals. The categories are dealt over two halves. All splits of one half are listed with the
 * groups they fill (packed in one number, `key`) and their log weight, sorted, with running sums.
 * Then the splits of the other half pass by: each completes with those whose key is the total less
 * its own, and halving finds how many of these make a table no more likely than the observed one.
 * Meeting in the middle makes the work about the root of the number of tables. */
#include "base/base.h"

#include <math.h>

#include "stat/dist.h"
#include "stat/table_inner.h"

enum { MAX_GROUPS = 16 };

/* Beginnings of tables that together have less than e^-48 (1e-21) of the probability of the
 * observed table are left out: with fewer than 1e8 of them the p-value keeps 12 digits. */
static const double LEAVE_OUT = 48;

struct half_table {
    uint64_t key;
    double weight; /* log */
};

/* Half tables with the same key, from begin to end in the list. */
struct run {
    uint64_t key;
    int64_t begin;
    int64_t end;
};

/* One half, sorted by key and weight. */
struct half {
    struct half_table *list;
    int64_t n;
    int64_t room;
    struct run *run;
    int64_t runs;
    double *running; /* sums within the run so far, of exp(weight - heaviest weight of the run) */
};

/* The table with categories as rows and groups as columns, without empty ones. */
struct problem {
    struct arena *arena;
    int64_t n;
    int categories;
    int groups;
    int64_t *category; /* totals */
    int64_t *group;
    int64_t *cell; /* categories x groups */
    double *log_factorial;
    double log_total; /* product of group totals! over n! */
    double floor;     /* log mass below which tables are left out */
    int64_t work;
    uint64_t radix[MAX_GROUPS]; /* of each group in a key; 0 for the last, which follows */
    int64_t fill[MAX_GROUPS];   /* of the groups, while a half is listed */
    const int *chosen;          /* categories of the half that is listed or passes by */
    int n_chosen;
    int64_t passed; /* half tables so far, of both halves */
    bool joining;   /* one half is listed, the other passes by */
    struct half half;
    uint64_t total;  /* key of a whole table */
    double limit;    /* weight of the observed table, with tolerance */
    long double sum; /* probability of the tables that are no more likely */
};

static void transpose_without_empty(const struct table *t, const struct table_margins *m,
                                    struct problem *p)
{
    bool rows_long = m->rows >= m->cols;
    int outer = rows_long ? t->rows : t->cols, inner = rows_long ? t->cols : t->rows;
    const int64_t *outer_sum = rows_long ? m->row : m->col;
    const int64_t *inner_sum = rows_long ? m->col : m->row;

    p->category = ARENA_ARRAY(p->arena, int64_t, (size_t)outer);
    p->group = ARENA_ARRAY(p->arena, int64_t, (size_t)inner);
    p->cell = ARENA_ARRAY(p->arena, int64_t, (size_t)(outer * inner));
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

/* Log weight of a whole table: each category has category! / product of its cells! ways. */
static double weight_of(const struct problem *p, const int64_t *cell)
{
    double sum = 0;

    for (int i = 0; i < p->categories; i++)
        sum += p->log_factorial[p->category[i]];
    for (int i = 0; i < p->categories * p->groups; i++)
        sum -= p->log_factorial[cell[i]];
    return sum;
}

/* ---- exact ---- */

/* The probability of all tables that begin as filled so far: the `rest` of the people can divide in
 * rest! / product of (room left in each group)! ways. */
static double log_mass(const struct problem *p, int64_t rest, double weight)
{
    double mass = p->log_total + weight + p->log_factorial[rest];

    for (int g = 0; g < p->groups; g++)
        mass -= p->log_factorial[p->group[g] - p->fill[g]];
    return mass;
}

static void add_half_table(struct problem *p, struct half_table t)
{
    struct half *h = &p->half;

    if (h->n == h->room) {
        int64_t room = MAX(1024, 2 * h->room);
        h->list = arena_grow(p->arena, h->list, (size_t)h->room * sizeof(*h->list),
                             (size_t)room * sizeof(*h->list));
        h->room = room;
    }
    h->list[h->n++] = t;
}

static const struct run *find_run(const struct half *h, uint64_t key)
{
    int64_t low = 0, high = h->runs;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (h->run[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < h->runs && h->run[low].key == key ? &h->run[low] : NULL;
}

/* Adds the probability of all tables of which t is a half and that are within the limit. */
static void join_half_table(struct problem *p, struct half_table t)
{
    const struct half *h = &p->half;
    const struct run *run = find_run(h, p->total - t.key);

    if (!run)
        return;
    int64_t low = run->begin, high = run->end;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (t.weight + h->list[middle].weight <= p->limit)
            low = middle + 1;
        else
            high = middle;
    }
    if (low > run->begin)
        p->sum += exp(p->log_total + t.weight + h->list[run->end - 1].weight) * h->running[low - 1];
}

/* Goes through all ways to divide the people of chosen[at] and later ones; of chosen[at] itself
 * `left` are still to be placed in groups g and up. `rest` counts all people not yet placed and not
 * of chosen[at]. Stops after `work` half tables. */
static void walk_half(struct problem *p, int at, int g, int64_t left, int64_t rest,
                      struct half_table so_far)
{
    int64_t most = MIN(left, p->group[g] - p->fill[g]), x = g == p->groups - 1 ? left : 0;

    for (; x <= most && p->passed <= p->work; x++) {
        struct half_table next = {so_far.key + (uint64_t)x * p->radix[g],
                                  so_far.weight - p->log_factorial[x]};
        p->fill[g] += x;
        if (g < p->groups - 1) {
            walk_half(p, at, g + 1, left - x, rest, next);
        } else if (log_mass(p, rest, next.weight) >= p->floor) {
            if (at + 1 == p->n_chosen) {
                p->passed++;
                (p->joining ? join_half_table : add_half_table)(p, next);
            } else {
                int64_t people = p->category[p->chosen[at + 1]];
                next.weight += p->log_factorial[people];
                walk_half(p, at + 1, 0, people, rest - people, next);
            }
        }
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

static void walk(struct problem *p, const int *chosen, int n, bool joining)
{
    int64_t people = p->category[chosen[0]];

    p->chosen = chosen;
    p->n_chosen = n;
    p->joining = joining;
    walk_half(p, 0, 0, people, p->n - people, (struct half_table){0, p->log_factorial[people]});
}

/* Sorts what is listed and makes runs and running sums. */
static void index_half(struct problem *p)
{
    struct half *h = &p->half;

    qsort(h->list, (size_t)h->n, sizeof(*h->list), compare_halves);
    h->run = ARENA_ARRAY(p->arena, struct run, (size_t)h->n);
    h->running = ARENA_ARRAY(p->arena, double, (size_t)h->n);
    for (int64_t begin = 0, end; begin < h->n; begin = end) {
        for (end = begin; end < h->n && h->list[end].key == h->list[begin].key;)
            end++;
        h->run[h->runs++] = (struct run){h->list[begin].key, begin, end};
        double sum = 0;
        for (int64_t i = begin; i < end; i++)
            h->running[i] = sum += exp(h->list[i].weight - h->list[end - 1].weight);
    }
}

/* Deals the categories, largest first, each to the half with the fewer tables so far; a category of
 * c people has about min(c + 1, 10 sqrt(c)) likely counts in each group. */
static void deal(const struct problem *p, int *side[2], int n[2], double size[2])
{
    bool *dealt = ARENA_ARRAY(p->arena, bool, (size_t)p->categories);

    size[0] = size[1] = 1;

    for (int round = 0; round < p->categories; round++) {
        int largest = -1, to = size[0] <= size[1] ? 0 : 1;
        for (int i = 0; i < p->categories; i++)
            if (!dealt[i] && (largest < 0 || p->category[i] > p->category[largest]))
                largest = i;
        double people = (double)p->category[largest];
        dealt[largest] = true;
        side[to][n[to]++] = largest;
        size[to] *= pow(fmin(people + 1, 10 * sqrt(people)), p->groups - 1);
    }
}

/* False when the keys do not fit in 53 bits or it takes more than `work` half tables. */
static bool exact_p(struct problem *p, double *result)
{
    int *side[2], n[2] = {0};
    double keys = 1, size[2];

    for (int s = 0; s < 2; s++)
        side[s] = ARENA_ARRAY(p->arena, int, (size_t)p->categories);
    for (int g = 0; g + 1 < p->groups; g++) {
        p->radix[g] = (uint64_t)keys;
        keys *= (double)p->group[g] + 1;
        if (keys > 0x1p53) /* a double would no longer count them exactly */
            return false;
        p->total += (uint64_t)p->group[g] * p->radix[g];
    }
    p->limit = weight_of(p, p->cell) + 1e-7;
    p->floor = p->log_total + p->limit - LEAVE_OUT;
    deal(p, side, n, size);
    int small = size[0] <= size[1] ? 0 : 1; /* this half is listed, the other passes by */
    walk(p, side[small], n[small], false);
    if (p->passed > p->work)
        return false;
    index_half(p);
    walk(p, side[1 - small], n[1 - small], true);
    *result = (double)fminl(1, p->sum);
    return p->passed <= p->work;
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

/* A random number of white balls among `drawn`: from the most likely number outwards, each possible
 * one takes its probability off a uniform number until that is used up. */
static int64_t draw_hyper(uint64_t *state, int64_t white, int64_t black, int64_t drawn)
{
    int64_t least = MAX(0, drawn - black), most = MIN(white, drawn);
    int64_t mode =
        (int64_t)((double)(white + 1) * (double)(drawn + 1) / (double)(white + black + 2));
    double left = draw_uniform(state);

    mode = MAX(least, MIN(most, mode));
    int64_t up = mode, down = mode;
    double p_up = dist_hyper_pmf(mode, white, black, drawn), p_down = p_up;
    left -= p_up;
    while (left > 0 && (up < most || down > least)) {
        if (up < most) {
            p_up *= (double)(white - up) / (double)(up + 1) *
                    ((double)(drawn - up) / (double)(black - drawn + up + 1));
            up++;
            left -= p_up;
            if (left <= 0)
                return up;
        }
        if (down > least) {
            p_down *= (double)down / (double)(white - down + 1) *
                      ((double)(black - drawn + down) / (double)(drawn - down + 1));
            down--;
            left -= p_down;
            if (left <= 0)
                return down;
        }
    }
    return mode; /* at once, or when only rounding was left */
}

/* A random table with the same margins: each cell is hypergeometric given those before it. */
static void draw_table(const struct problem *p, uint64_t *state, int64_t *left, int64_t *cell)
{
    int64_t rest = p->n;

    memcpy(left, p->group, (size_t)p->groups * sizeof(*left));
    for (int i = 0; i < p->categories; i++) {
        int64_t people = p->category[i], others = rest;
        for (int g = 0; g < p->groups; g++) {
            others -= left[g];
            int64_t x = draw_hyper(state, left[g], others, people);
            cell[i * p->groups + g] = x;
            people -= x;
            left[g] -= x;
        }
        rest -= p->category[i];
    }
}

static void simulate(const struct problem *p, uint64_t seed, int64_t draws,
                     struct table_exact *result)
{
    int64_t *cell = ARENA_ARRAY(p->arena, int64_t, (size_t)(p->categories * p->groups));
    int64_t *left = ARENA_ARRAY(p->arena, int64_t, (size_t)p->groups);
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
    p.arena = arena;
    p.n = m.n;
    p.work = work;
    transpose_without_empty(t, &m, &p);
    p.log_factorial = ARENA_ARRAY(arena, double, (size_t)m.n + 1);
    for (int64_t i = 1; i <= m.n; i++)
        p.log_factorial[i] = dist_log_gamma((double)i + 1);
    p.log_total = -p.log_factorial[m.n];
    for (int g = 0; g < p.groups; g++)
        p.log_total += p.log_factorial[p.group[g]];
    double exact;
    if (exact_p(&p, &exact))
        *result = (struct table_exact){.p = exact, .exact = true};
    else
        simulate(&p, seed, draws, result);
    return STAT_OK;
}
