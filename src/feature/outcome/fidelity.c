/* fidelity.c: model fidelity of the programmes and its relation to outcomes (C.11, C.12).
 * Not: fidelity reviews in the program (their own feature).
 * Start at block_fidelity(). */
#include "feature/outcome/block.h"

#include <math.h>

enum { SCORES = 5, VALID_MIN = 24, PROGRAMMES_MIN = 5 };

enum { AGREED = RATERS }; /* what the raters agreed on: rater 0 of the file, place RATERS here */

/* The scores of one programme; 0 is missing. */
struct audits {
    const char *programme;
    int8_t score[WAVES][RATERS + 1][ITEMS];
    bool there[WAVES][RATERS + 1][ITEMS]; /* a line was read, even without a score */
};

struct reading {
    struct outcome *o;
    struct csv *csv;
    struct arena *arena;
    int programme, wave, rater, item, score;
    size_t n, room;
    struct audits *of;
    struct lookup by_name;
};

/* ---- reading ----------------------------------------------------------------------------------
 */

static struct audits *find_programme(struct reading *r)
{
    struct csv *c = r->csv;
    uint32_t hash = lookup_hash(csv_text(c, r->programme), csv_len(c, r->programme), 0), i;
    struct lookup_walk w = lookup_begin(&r->by_name, hash);

    while (lookup_next(&r->by_name, &w, &i)) {
        if (csv_is(c, r->programme, r->of[i].programme))
            return &r->of[i];
    }
    if (r->n == r->room) {
        r->room = 2 * r->n + 64;
        r->of = arena_grow(r->arena, r->of, r->n * sizeof(*r->of), r->room * sizeof(*r->of));
    }
    lookup_add(&r->by_name, hash, (uint32_t)r->n);
    r->of[r->n].programme =
        arena_strn(r->arena, csv_text(c, r->programme), csv_len(c, r->programme));
    return &r->of[r->n++];
}

static bool read_within(struct csv *c, int column, int64_t low, int64_t high, int64_t *value)
{
    if (csv_integer(c, column, value) && *value >= low && *value <= high)
        return true;
    csv_refuse(c, column, "'%s' is not a whole number from %d to %d", csv_show(c, column), (int)low,
               (int)high);
    return false;
}

static void read_score(struct reading *r)
{
    struct csv *c = r->csv;
    int64_t wave, rater, item, score = 0;

    if (csv_missing(c, r->programme)) {
        csv_refuse(c, r->programme, "there is no programme");
        return;
    }
    if (!read_within(c, r->wave, 1, WAVES, &wave) || !read_within(c, r->rater, 0, RATERS, &rater) ||
        !read_within(c, r->item, 1, ITEMS, &item) ||
        (!csv_missing(c, r->score) && !read_within(c, r->score, 1, SCORES, &score)))
        return;
    struct audits *a = find_programme(r);
    int64_t place = rater ? rater - 1 : AGREED;
    bool *there = &a->there[wave - 1][place][item - 1];
    if (*there) {
        csv_refuse(c, -1, "this item is there already for programme, wave and rater");
        return;
    }
    *there = true;
    a->score[wave - 1][place][item - 1] = (int8_t)score;
}

/* ---- scores -----------------------------------------------------------------------------------
 */

/* What was agreed on, else the mean of the raters present (C.11); NAN when nobody scored. */
static double consensus(const struct audits *a, int wave, int item)
{
    int first = a->score[wave][0][item], second = a->score[wave][1][item];

    if (a->there[wave][AGREED][item])
        return a->score[wave][AGREED][item] ? a->score[wave][AGREED][item] : NAN;
    if (!first && !second)
        return NAN;
    return (first + second) / (first && second ? 2.0 : 1.0);
}

/* Total of 26 items: the sum, prorated when one or two are missing, else NAN. */
static double prorated(double sum, int valid)
{
    return valid >= VALID_MIN ? ITEMS * sum / valid : NAN;
}

static double audit_total(const struct audits *a, int wave)
{
    double sum = 0;
    int valid = 0;

    for (int item = 0; item < ITEMS; item++) {
        double score = consensus(a, wave, item);

        if (!isnan(score)) {
            sum += score;
            valid++;
        }
    }
    return prorated(sum, valid);
}

static double rater_total(const struct audits *a, int wave, int rater)
{
    int sum = 0, valid = 0;

    for (int item = 0; item < ITEMS; item++) {
        sum += a->score[wave][rater][item];
        valid += a->score[wave][rater][item] > 0;
    }
    return prorated(sum, valid);
}

static void item_means(const struct reading *r, struct fidelity_figures *f)
{
    for (int wave = 0; wave < WAVES; wave++) {
        f->total_of_means[wave] = 0;
        for (int item = 0; item < ITEMS; item++) {
            double sum = 0;

            for (size_t i = 0; i < r->n; i++) {
                double score = consensus(&r->of[i], wave, item);

                if (!isnan(score)) {
                    sum += score;
                    f->item_n[wave][item]++;
                }
            }
            f->item_mean[wave][item] =
                f->item_n[wave][item] ? sum / (double)f->item_n[wave][item] : NAN;
            f->total_of_means[wave] += f->item_mean[wave][item];
        }
    }
}

/* Bands on the unrounded total, lower bound inclusive: below 74, 100 and 115. */
static int band_of(double total)
{
    return (total >= 74) + (total >= 100) + (total >= 115);
}

static void totals(const struct reading *r, struct fidelity_figures *f)
{
    for (int wave = 0; wave < WAVES; wave++) {
        long double sum = 0;
        int n = 0;

        for (size_t i = 0; i < r->n; i++) {
            double total = audit_total(&r->of[i], wave);

            if (isnan(total))
                continue;
            sum += total;
            n++;
            if (wave == 1)
                f->band[band_of(total)]++;
        }
        f->mean_prorated[wave] = n ? (double)(sum / n) : NAN;
    }
}

/* ---- raters -----------------------------------------------------------------------------------
 */

static void agreement(struct reading *r, struct fidelity_figures *f)
{
    int64_t table[SCORES * SCORES] = {0};
    struct agreement *a = arena_alloc(r->o->arena, sizeof(*a));

    for (size_t i = 0; i < r->n; i++) {
        for (int wave = 0; wave < WAVES; wave++) {
            for (int item = 0; item < ITEMS; item++) {
                int first = r->of[i].score[wave][0][item], second = r->of[i].score[wave][1][item];

                if (first && second)
                    table[(first - 1) * SCORES + second - 1]++;
            }
        }
    }
    if (block_good(r->o, "agreement", agree_kappa(table, SCORES, a)))
        f->agreement = a;
}

static void intraclass(struct reading *r, struct fidelity_figures *f)
{
    double *rows = ARENA_ARRAY(r->arena, double, r->n *WAVES *RATERS);
    struct icc *icc = arena_alloc(r->o->arena, sizeof(*icc));
    int64_t n = 0;

    for (size_t i = 0; i < r->n; i++) {
        for (int wave = 0; wave < WAVES; wave++) {
            double first = rater_total(&r->of[i], wave, 0),
                   second = rater_total(&r->of[i], wave, 1);

            if (isnan(first) || isnan(second))
                continue;
            rows[2 * n] = first;
            rows[2 * n + 1] = second;
            n++;
        }
    }
    if (block_good(r->o, "icc", agree_icc(rows, n, RATERS, 0.95, icc)))
        f->icc = icc;
}

/* ---- outcome ----------------------------------------------------------------------------------
 */

static int by_name(const void *a, const void *b)
{
    const struct audits *x = a, *y = b;

    return id_compare(x->programme, y->programme);
}

/* Persons, and persons ever employed, per programme of the cohort. */
static void count_programmes(const struct outcome *o, struct arena *a, int64_t **n, int64_t **ever)
{
    *n = ARENA_ARRAY(a, int64_t, (size_t)o->cohort.programmes);
    *ever = ARENA_ARRAY(a, int64_t, (size_t)o->cohort.programmes);
    for (int64_t i = 0; i < o->cohort.n; i++) {
        const struct person *p = &o->cohort.person[i];

        if (p->programme < 0)
            continue;
        (*n)[p->programme]++;
        (*ever)[p->programme] += p->group[GROUP_EVER];
    }
}

static double mean_total(const struct audits *a)
{
    double first = audit_total(a, 0), second = audit_total(a, 1);

    return isnan(first) ? second : isnan(second) ? first : (first + second) / 2;
}

static void with_outcome(struct reading *r, struct fidelity_figures *f)
{
    struct outcome *o = r->o;
    size_t room = (size_t)o->cohort.programmes;
    double *total = ARENA_ARRAY(r->arena, double, room),
           *share = ARENA_ARRAY(r->arena, double, room);
    double *weight = ARENA_ARRAY(r->arena, double, room);
    struct corr *pearson = arena_alloc(o->arena, sizeof(*pearson));
    struct corr *spearman = arena_alloc(o->arena, sizeof(*spearman));
    int64_t *n, *ever;
    int k = 0;

    count_programmes(o, r->arena, &n, &ever);
    for (int i = 0; i < o->cohort.programmes; i++) {
        struct audits key = {.programme = o->cohort.programme[i]};
        const struct audits *a = r->n ? bsearch(&key, r->of, r->n, sizeof(*r->of), by_name) : NULL;

        if (!a || !n[i] || isnan(mean_total(a)))
            continue;
        total[k] = mean_total(a);
        share[k] = (double)ever[i] / (double)n[i];
        weight[k++] = (double)n[i];
    }
    f->programmes = k;
    f->weighted = NAN;
    if (!block_good(o, "fidelity_outcome", k < PROGRAMMES_MIN ? STAT_TOO_FEW : STAT_OK))
        return;
    if (block_good(o, "pearson", corr_pearson(r->arena, total, share, k, 0.95, pearson)))
        f->pearson = pearson;
    if (block_good(o, "spearman", corr_spearman(r->arena, total, share, k, spearman)))
        f->spearman = spearman;
    if (!block_good(o, "weighted", corr_weighted(total, share, weight, k, &f->weighted)))
        f->weighted = NAN;
}

void block_fidelity(struct outcome *o, struct csv *c)
{
    struct csv_column wanted[] = {{"programme"}, {"wave"}, {"rater"}, {"item"}, {"score"}};
    struct reading r = {.o = o, .csv = c, .arena = arena_new()};

    if (csv_columns(c, wanted, COUNT(wanted))) {
        struct fidelity_figures *f = arena_alloc(o->arena, sizeof(*f));

        r.programme = wanted[0].at;
        r.wave = wanted[1].at;
        r.rater = wanted[2].at;
        r.item = wanted[3].at;
        r.score = wanted[4].at;
        lookup_init(&r.by_name, r.arena, 100);
        while (csv_next(c))
            read_score(&r);
        if (r.n)
            qsort(r.of, r.n, sizeof(*r.of), by_name);
        item_means(&r, f);
        totals(&r, f);
        agreement(&r, f);
        intraclass(&r, f);
        with_outcome(&r, f);
        o->fidelity = f;
    }
    arena_free(r.arena);
}

void block_funnel(struct outcome *o)
{
    struct funnel_block *b = &o->funnel;
    struct funnel *funnel = arena_alloc(o->arena, sizeof(*funnel));
    int64_t *n, *ever;

    count_programmes(o, o->arena, &n, &ever);
    b->programmes = o->cohort.programmes;
    b->n = n;
    b->ever = ever;
    b->programme = ARENA_ARRAY(o->arena, int32_t, (size_t)b->programmes);
    for (int i = 0; i < b->programmes; i++)
        b->programme[i] = i;
    if (block_good(o, "funnel", funnel_compute(o->arena, ever, n, b->programmes, funnel)))
        b->funnel = funnel;
}
