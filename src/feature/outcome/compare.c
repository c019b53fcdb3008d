/* compare.c: groups compared (C.6), and the table that disclosure control is shown on (C.15).
 * Not: regressions (models.c).
 * Start at block_comparisons(). */
#include "feature/outcome/block.h"

#include <math.h>

#include "feature/outcome/as_r.h"
#include "stat/multiple.h"

enum { FISHER_PERSONS_MAX = 400 };

/* ---- tables -----------------------------------------------------------------------------------
 */

/* Counts per pair of levels among those `wanted` (all when NULL), without empty rows and columns.
 */
static void count_pairs(const struct outcome *o, enum person_group row, enum person_group col,
                        const bool *wanted, struct crossing *x)
{
    struct arena *temporary = arena_new();
    int64_t *n = ARENA_ARRAY(temporary, int64_t, (LEVEL_NONE + 1) * (LEVEL_NONE + 1));
    uint8_t rows[LEVELS_MAX], cols[LEVELS_MAX];
    bool row_occurs[LEVEL_NONE + 1] = {0}, col_occurs[LEVEL_NONE + 1] = {0};

    for (int64_t i = 0; i < o->cohort.n; i++) {
        const uint8_t *group = o->cohort.person[i].group;

        if (group[row] == LEVEL_NONE || group[col] == LEVEL_NONE || (wanted && !wanted[i]))
            continue;
        n[group[row] * (LEVEL_NONE + 1) + group[col]]++;
        row_occurs[group[row]] = col_occurs[group[col]] = true;
    }
    x->rows = x->cols = 0;
    for (int i = 0; i < LEVELS_MAX; i++) {
        if (row_occurs[i]) {
            x->row[x->rows] = o->cohort.levels[row].name[i];
            rows[x->rows++] = (uint8_t)i;
        }
        if (col_occurs[i]) {
            x->col[x->cols] = o->cohort.levels[col].name[i];
            cols[x->cols++] = (uint8_t)i;
        }
    }
    x->n = ARENA_ARRAY(o->arena, int64_t, (size_t)(x->rows * x->cols));
    for (int i = 0; i < x->rows; i++) {
        for (int k = 0; k < x->cols; k++)
            x->n[i * x->cols + k] = n[rows[i] * (LEVEL_NONE + 1) + cols[k]];
    }
    arena_free(temporary);
}

static void fisher(struct outcome *o, struct crossing *x)
{
    struct table t = {x->rows, x->cols, x->n, NULL};
    struct table_fisher two;
    struct table_exact exact;

    bool few = x->test.n <= FISHER_PERSONS_MAX;

    x->fisher_p = x->odds_ratio = NAN;
    x->p = x->test.pearson_p;
    if (x->rows == 2 && x->cols == 2) {
        if (block_good(o, x->name, table_fisher_2x2(x->n, &two))) {
            x->fisher_p = two.p;
            x->odds_ratio = as_r_odds_ratio(x->n);
            x->exact = x->test.small;
            x->p = x->exact ? two.p : x->p;
        }
    } else if (x->test
                   .small) { /* of a large cohort it is drawn, and only for who reads the report */
        if (block_good(o, x->name,
                       table_fisher_exact(o->arena, &t, few ? TABLE_WORK : 0, FISHER_SEED,
                                          TABLE_DRAWS, &exact))) {
            x->fisher_p = few ? exact.p : NAN;
            x->drawn = exact.draws;
            x->exact = true;
            x->p = exact.p;
        }
    }
}

static void crossings(struct outcome *o, enum person_group by)
{
    static const struct {
        const char *name;
        enum person_group group;
    } test[CROSSINGS] = {
        {"sex", GROUP_SEX},         {"married", GROUP_MARRIED},       {"age_class", GROUP_AGE},
        {"young", GROUP_YOUNG},     {"education", GROUP_EDUCATION},   {"diagnosis", GROUP_DIAG},
        {"benefit", GROUP_BENEFIT}, {"experience", GROUP_EXPERIENCE}, {"trial", GROUP_TRIAL},
        {"ever", GROUP_EVER},
    };
    struct comparisons *c = &o->comparisons;
    double p[CROSSINGS], holm[CROSSINGS], bh[CROSSINGS];
    double read[CROSSINGS], read_holm[CROSSINGS];

    c->crossing = ARENA_ARRAY(o->arena, struct crossing, CROSSINGS);
    for (int i = 0; i < CROSSINGS; i++) {
        struct crossing *x = &c->crossing[c->crossings];

        x->name = test[i].name;
        count_pairs(o, test[i].group, test[i].group == by ? GROUP_TRIAL : by, NULL, x);
        struct table t = {x->rows, x->cols, x->n, NULL};
        if (!block_good(o, x->name, table_compute(o->arena, &t, &x->test))) {
            c->refused_name[c->refused++] = test[i].name;
            continue;
        }
        fisher(o, x);
        read[c->crossings] = x->p;
        p[c->crossings++] = x->test.pearson_p;
    }
    multiple_holm(o->arena, read, c->crossings, read_holm);
    multiple_holm(o->arena, p, c->crossings, holm);
    multiple_bh(o->arena, p, c->crossings, bh);
    for (int i = 0; i < c->crossings; i++) {
        c->crossing[i].holm = holm[i];
        c->crossing[i].bh = bh[i];
        c->crossing[i].p_holm = read_holm[i];
    }
}

/* ---- means ------------------------------------------------------------------------------------
 */

enum number { NUMBER_AGE, NUMBER_EXPERIENCE, NUMBER_HOURS };

static double number_of(const struct outcome *o, int64_t i, enum number number)
{
    return number == NUMBER_AGE          ? o->cohort.person[i].age
           : number == NUMBER_EXPERIENCE ? o->cohort.person[i].experience
                                         : o->record.work[i].hours;
}

/* The known numbers of the persons of one level; *n how many. */
static double *numbers_of(const struct outcome *o, struct arena *a, enum number number,
                          enum person_group g, uint8_t level, int64_t *n)
{
    double *x = ARENA_ARRAY(a, double, (size_t)o->cohort.n);

    *n = 0;
    for (int64_t i = 0; i < o->cohort.n; i++) {
        double value = number_of(o, i, number);

        if (o->cohort.person[i].group[g] == level && !isnan(value))
            x[(*n)++] = value;
    }
    return x;
}

static struct comparison *compare_means(struct outcome *o, const char *name, enum number number,
                                        enum person_group g)
{
    struct comparison *c = arena_alloc(o->arena, sizeof(*c));
    uint8_t level[LEVELS_MAX];
    int levels = block_levels(o, g, level);

    c->name = name;
    for (int i = 0; i < levels; i++) {
        struct arena *temporary = arena_new();
        int64_t n;
        const double *x = numbers_of(o, temporary, number, g, level[i], &n);

        if (n) {
            c->level[c->groups] = o->cohort.levels[g].name[level[i]];
            c->moments[c->groups++] = desc_moments(x, n);
        }
        arena_free(temporary);
    }
    return block_good(o, name, test_anova(c->moments, c->groups, &c->anova)) ? c : NULL;
}

static struct two_groups *compare_two(struct outcome *o, const char *name, enum number number,
                                      enum person_group g)
{
    struct two_groups *c = arena_alloc(o->arena, sizeof(*c));
    struct arena *temporary = arena_new();
    uint8_t level[LEVELS_MAX];
    bool good = false;

    c->name = name;
    if (block_levels(o, g, level) == 2) {
        int64_t n_a, n_b;
        const double *a = numbers_of(o, temporary, number, g, level[0], &n_a);
        const double *b = numbers_of(o, temporary, number, g, level[1], &n_b);
        struct moments m_a = desc_moments(a, n_a), m_b = desc_moments(b, n_b);

        c->level[0] = o->cohort.levels[g].name[level[0]];
        c->level[1] = o->cohort.levels[g].name[level[1]];
        good = block_good(o, name, test_t_welch(m_a, m_b, 0.95, &c->welch)) &&
               block_good(o, name, test_t_student(m_a, m_b, 0.95, &c->student)) &&
               block_good(o, name, test_rank_sum(temporary, a, n_a, b, n_b, &c->rank));
    } else {
        (void)!block_good(o, name, STAT_TOO_FEW);
    }
    arena_free(temporary);
    return good ? c : NULL;
}

void block_comparisons(struct outcome *o)
{
    struct comparisons *c = &o->comparisons;
    enum person_group by = block_compare_by(o);
    static const char *const anova_name[ANOVAS] = {"age_by_group", "age_by_education",
                                                   "experience_by_group"};
    static const char *const t_name[T_TESTS] = {"age_by_group", "age_by_ever", "hours_by_group"};

    c->by_scheme = by == GROUP_SCHEME;
    crossings(o, by);
    memcpy(c->anova_name, anova_name, sizeof(anova_name));
    memcpy(c->t_name, t_name, sizeof(t_name));
    c->anova[0] = compare_means(o, anova_name[0], NUMBER_AGE, by);
    c->anova[1] = compare_means(o, anova_name[1], NUMBER_AGE, GROUP_EDUCATION);
    c->anova[2] = compare_means(o, anova_name[2], NUMBER_EXPERIENCE, by);
    c->t[0] = compare_two(o, t_name[0], NUMBER_AGE, by);
    c->t[1] = compare_two(o, t_name[1], NUMBER_AGE, GROUP_EVER);
    c->t[2] = compare_two(o, t_name[2], NUMBER_HOURS, by);
}

/* ---- disclosure -------------------------------------------------------------------------------
 */

/* In a line with exactly one hidden cell hides the smallest other positive one, else the smallest
 * other. The cells of the line are at first + i * step. */
static bool hide_second(struct disclosure *d, int first, int step, int cells)
{
    int hidden = 0, best = -1;

    for (int i = 0; i < cells; i++) {
        int at = first + i * step;

        if (d->suppressed[at]) {
            hidden++;
            continue;
        }
        bool better = best < 0 || (d->n[at] > 0 && (d->n[best] == 0 || d->n[at] < d->n[best]));
        best = better ? at : best;
    }
    if (hidden != 1 || best < 0)
        return false;
    d->suppressed[best] = true;
    return true;
}

void block_disclosure(struct outcome *o)
{
    struct disclosure *d = &o->disclosure;
    struct crossing *x = arena_alloc(o->arena, sizeof(*x));
    bool *worked = ARENA_ARRAY(o->arena, bool, (size_t)o->cohort.n);
    bool changed = true;

    for (int64_t i = 0; i < o->cohort.n; i++)
        worked[i] = o->record.work[i].first_job != JOB_NONE;
    count_pairs(o, GROUP_EDUCATION, GROUP_SCHEME, worked, x);
    d->rows = x->rows;
    d->cols = x->cols;
    memcpy(d->row, x->row, sizeof(d->row));
    memcpy(d->col, x->col, sizeof(d->col));
    d->n = x->n;
    d->suppressed = ARENA_ARRAY(o->arena, bool, (size_t)(x->rows * x->cols));
    for (int i = 0; i < d->rows * d->cols; i++)
        d->suppressed[i] = d->n[i] >= 1 && d->n[i] <= 4;
    while (changed) {
        changed = false;
        for (int i = 0; i < d->rows; i++)
            changed |= hide_second(d, i * d->cols, 1, d->cols);
        for (int k = 0; k < d->cols; k++)
            changed |= hide_second(d, k, d->cols, d->rows);
    }
}
