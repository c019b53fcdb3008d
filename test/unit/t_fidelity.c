/* t_fidelity.c: the fidelity scale and what scores add up to, against counts made by hand, table 1
 * of report 002 and an independent computation of the example cohort. Not: reviews and pages; those
 * are in the stories fidelity.t and review.t. Start at test_table_1. */
#include "feature/fidelity/fidelity.h"

#include <math.h>
#include <setjmp.h>

#include <cmocka.h>

#include "base/csv.h"

static void near(double got, double want)
{
    if (!(fabs(got - want) <= 1e-12 * fmax(1, fabs(want))))
        fail_msg("%.17g, not %.17g", got, want);
}

/* ---- the scale --------------------------------------------------------------------------------
 */

static void test_scale(void **state)
{
    struct arena *a = arena_new();
    const struct fidelity_scale *dutch = fidelity_scale_find("nl26_2022");
    const struct fidelity_scale *world = fidelity_scale_find("ips25_2008");
    int rubric[FIDELITY_RUBRICS] = {0}, class[128] = {0};

    assert_int_equal(dutch->items, 26);
    assert_int_equal(world->items, 25);
    for (int i = 0; i < dutch->items; i++) {
        rubric[dutch->item[i].rubric]++;
        class[(int)dutch->item[i].computable]++;
        assert_true((fidelity_item_place(world, dutch->item[i].id) < 0) ==
                    !strcmp(dutch->item[i].id, "G12"));
    }
    assert_int_equal(rubric[FIDELITY_STAFFING], 3);
    assert_int_equal(rubric[FIDELITY_ORGANISATION], 8);
    assert_int_equal(rubric[FIDELITY_SERVICES], 15);
    assert_int_equal(class['F'], 11);
    assert_int_equal(class['P'], 12);
    assert_int_equal(class['J'], 3);
    /* No anchors are invented for the Dutch extra item. */
    assert_string_equal(dutch->item[fidelity_item_place(dutch, "G12")].anchor[5][LANG_NL], "");
    assert_null(fidelity_scale_find("nl27"));
    arena_free(a);
}

static void test_scale_wrong(void **state)
{
    struct arena *a = arena_new();
    struct fidelity_scale s = *fidelity_scale_find("nl26_2022");
    struct fidelity_item item[FIDELITY_ITEMS];

    assert_null(fidelity_scale_wrong(a, &s));
    memcpy(item, s.item, sizeof(item));
    s.item = item;
    item[3].id = "B1";
    assert_string_equal(fidelity_scale_wrong(a, &s), "nl26_2022: item B1 stands there twice");
    item[3].id = "O1";
    item[3].anchor[4][LANG_NL] = "";
    assert_string_equal(fidelity_scale_wrong(a, &s), "nl26_2022: item O1: 4 anchors");
    item[3].anchor[4][LANG_NL] = "x";
    item[3].computable = 'X';
    assert_string_equal(fidelity_scale_wrong(a, &s), "nl26_2022: item O1: computable is 'X'");
    item[3].computable = 'F';
    s.prorate_from = 27;
    assert_string_equal(fidelity_scale_wrong(a, &s), "nl26_2022: a total from 27 items");
    arena_free(a);
}

static void test_bands_wrong(void **state)
{
    struct arena *a = arena_new();
    struct fidelity_band band[] = {{26, {"a", "a"}}, {74, {"b", "b"}}, {74, {"c", "c"}}};
    struct fidelity_bands set = {.code = "X", .band = band, .n = 3};
    size_t n;
    const struct fidelity_bands *all = fidelity_band_sets(&n);

    assert_int_equal(n, 3);
    for (size_t i = 0; i < n; i++)
        assert_null(fidelity_bands_wrong(a, &all[i], fidelity_scale_find(all[i].scale)->items));
    assert_string_equal(fidelity_bands_wrong(a, &set, 26), "X: bounds must rise");
    band[2].lower = 131;
    assert_string_equal(fidelity_bands_wrong(a, &set, 26), "X: a band above the highest total");
    band[0].lower = 25; /* the leftover of the scale of 25 items in report 002 */
    assert_non_null(fidelity_bands_wrong(a, &set, 26));
    arena_free(a);
}

/* fidelity.md 2.2: the last column, and where the set of 2022 differs. */
static void test_bands(void **state)
{
    static const struct {
        double score;
        int n1, n2;
    } rows[] = {{26, 0, 0},    {73, 0, 0},     {73.5, 0, 0},   {74, 1, 0},    {74.5, 1, 0},
                {75, 1, 1},    {99.5, 1, 1},   {100, 2, 2},    {114.5, 2, 2}, {115, 3, 3},
                {98.17, 1, 1}, {101.78, 2, 2}, {115.87, 3, 3}, {130, 3, 3}};
    struct arena *a = arena_new();
    const struct fidelity_bands *n1 = fidelity_bands_find("N1");
    const struct fidelity_bands *n2 = fidelity_bands_find("N2");

    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(fidelity_band_at(n1, rows[i].score), rows[i].n1);
        assert_int_equal(fidelity_band_at(n2, rows[i].score), rows[i].n2);
    }
    assert_string_equal(n1->band[3].label[LANG_NL], "voorbeeldige modeltrouw");
    assert_string_equal(n2->band[3].label[LANG_NL], "uitstekende modeltrouw");
    arena_free(a);
}

/* ---- totals -----------------------------------------------------------------------------------
 */

static const int reviewer_1[] = {4, 5, 5, 4, 3, 4, 4, 3, 5, 4, 3, 4, 5,
                                 5, 3, 5, 4, 4, 5, 4, 2, 4, 2, 4, 4, 4};
static const int reviewer_2[] = {4, 5, 5, 3, 3, 4, 5, 3, 4, 4, 4, 4, 5,
                                 4, 3, 5, 3, 4, 5, 4, 1, 4, 3, 4, 3, 3};

static void rate(struct fidelity_rating *to, const int *score)
{
    for (int i = 0; i < FIDELITY_ITEMS; i++)
        to[i] = (struct fidelity_rating){FIDELITY_SCORED, score[i]};
}

static void test_totals(void **state)
{
    struct arena *a = arena_new();
    const struct fidelity_scale *scale = fidelity_scale_find("nl26_2022");
    const struct fidelity_bands *n1 = fidelity_bands_find("N1");
    struct fidelity_rating r[FIDELITY_ITEMS];

    rate(r, reviewer_1);
    struct fidelity_total t = fidelity_add(scale, r);
    assert_true(t.total == 103 && t.low == 103 && t.high == 103 && t.valid == 26);
    assert_true(t.rubric_sum[0] == 14 && t.rubric_sum[1] == 30 && t.rubric_sum[2] == 59);
    rate(r, reviewer_2);
    assert_true(fidelity_add(scale, r).total == 99);

    /* Two missing: 26 x sum / 24; a no-fit is 1 and counts. */
    rate(r, reviewer_1);
    r[0].status = FIDELITY_INSUFFICIENT;
    r[3].status = FIDELITY_NOT_APPLICABLE;
    r[1].status = FIDELITY_NO_FIT;
    t = fidelity_add(scale, r);
    assert_true(t.valid == 24 && t.sum == 103 - 4 - 4 - 4 && t.rated);
    near(t.total, 26 * 91 / 24.0);
    assert_true(t.low == 93 && t.high == 101);
    assert_int_equal(fidelity_band_of(n1, &t), 1);
    /* A third one: no total, but the range stays. */
    r[25].status = FIDELITY_OPEN;
    t = fidelity_add(scale, r);
    assert_true(!t.rated && isnan(t.total) && t.low == 90 && t.high == 102);
    assert_int_equal(fidelity_band_of(n1, &t), -1);
    /* Exactly on a bound, and a point below it. */
    for (int i = 0; i < FIDELITY_ITEMS; i++)
        r[i] = (struct fidelity_rating){FIDELITY_SCORED, i < 22 ? 4 : 3};
    t = fidelity_add(scale, r);
    assert_true(t.total == 100);
    assert_int_equal(fidelity_band_of(n1, &t), 2);
    r[0].score = 3;
    t = fidelity_add(scale, r);
    assert_int_equal(fidelity_band_of(n1, &t), 1);
    arena_free(a);
}

/* ---- table 1 of report 002 --------------------------------------------------------------------
 */

/* Sums of scores per item: CMD at the baseline and at the follow-up (of 4 programmes, 3 where a
 * score is missing) and the regular reviews (of 6): fidelity.md, appendix. */
static const struct {
    int base, base_n, follow, follow_n, regular;
} table_1[FIDELITY_ITEMS] = {
    {13, 4, 11, 3, 27}, {20, 4, 20, 4, 30}, {20, 4, 20, 4, 30}, {13, 4, 16, 4, 30},
    {12, 4, 15, 4, 28}, {18, 4, 15, 4, 26}, {16, 4, 15, 4, 23}, {13, 4, 11, 4, 19},
    {18, 4, 18, 4, 27}, {16, 4, 15, 4, 25}, {15, 4, 13, 4, 27}, {16, 4, 20, 4, 30},
    {20, 4, 20, 4, 30}, {18, 4, 19, 4, 27}, {11, 4, 15, 4, 26}, {20, 4, 20, 4, 29},
    {15, 4, 13, 4, 22}, {17, 4, 17, 4, 26}, {12, 4, 20, 4, 30}, {11, 3, 20, 4, 30},
    {7, 4, 9, 4, 17},   {16, 4, 19, 4, 30}, {10, 4, 7, 4, 22},  {13, 4, 20, 4, 30},
    {14, 4, 14, 4, 25}, {15, 4, 15, 4, 29}};
enum { O1 = 3, O2 = 4, O3 = 5, O4 = 6, G4 = 14, G11 = 21, G12 = 22, G15 = 25 };

/* Sum of the rounded item means first..past, in hundredths. */
static int64_t rubric(const struct fidelity_mean *mean, int first, int past)
{
    return fidelity_sum_of_means(mean + first, past - first, true);
}

/* What the text of report 002 says of its table. */
static void test_table_1_text(void **state)
{
    struct fidelity_mean base[FIDELITY_ITEMS], follow[FIDELITY_ITEMS], cmd[FIDELITY_ITEMS],
        regular[FIDELITY_ITEMS];
    int up = 0, down = 0, base_sum = 0, follow_sum = 0;

    for (int i = 0; i < FIDELITY_ITEMS; i++) {
        base[i] = (struct fidelity_mean){table_1[i].base, table_1[i].base_n};
        follow[i] = (struct fidelity_mean){table_1[i].follow, table_1[i].follow_n};
        cmd[i] = (struct fidelity_mean){base[i].sum + follow[i].sum, base[i].n + follow[i].n};
        regular[i] = (struct fidelity_mean){table_1[i].regular, 6};
        up += fidelity_difference(follow[i], base[i]) > 0;
        down += fidelity_difference(follow[i], base[i]) < 0;
        base_sum += table_1[i].base;
        follow_sum += table_1[i].follow;
    }
    assert_true(up == 11 && down == 7);
    /* A missing score as 0 would cost a point: 97.25 and 104.25 of four programmes. */
    assert_true(base_sum * 100 / 4 == 9725 && follow_sum * 100 / 4 == 10425);
    /* The five largest differences. */
    assert_int_equal(fidelity_difference(cmd[G12], regular[G12]), -154);
    assert_int_equal(fidelity_difference(cmd[O1], regular[O1]), -138);
    assert_int_equal(fidelity_difference(cmd[O2], regular[O2]), -129);
    assert_int_equal(fidelity_difference(cmd[G4], regular[G4]), -108);
    assert_int_equal(fidelity_difference(cmd[G15], regular[G15]), -108);
    /* Per rubric, of printed means. */
    assert_true(rubric(base, 0, 3) == 1325 && rubric(follow, 0, 3) == 1367);
    assert_true(rubric(cmd, 0, 3) == 1343 && rubric(regular, 0, 3) == 1450);
    assert_true(rubric(base, 3, 11) == 3025 && rubric(follow, 3, 11) == 2950);
    assert_true(rubric(cmd, 3, 11) == 2990 && rubric(regular, 3, 11) == 3417);
    assert_true(rubric(base, 11, 26) == 5467 && rubric(follow, 11, 26) == 6200);
    assert_true(rubric(cmd, 11, 26) == 5845 && rubric(regular, 11, 26) == 6716);
}

static void test_table_1(void **state)
{
    struct fidelity_mean base[FIDELITY_ITEMS], follow[FIDELITY_ITEMS], cmd[FIDELITY_ITEMS],
        regular[FIDELITY_ITEMS];
    int lower = 0, higher = 0, same = 0;

    for (int i = 0; i < FIDELITY_ITEMS; i++) {
        base[i] = (struct fidelity_mean){table_1[i].base, table_1[i].base_n};
        follow[i] = (struct fidelity_mean){table_1[i].follow, table_1[i].follow_n};
        cmd[i] = (struct fidelity_mean){table_1[i].base + table_1[i].follow,
                                        table_1[i].base_n + table_1[i].follow_n};
        regular[i] = (struct fidelity_mean){table_1[i].regular, 6};
        int64_t difference = fidelity_difference(cmd[i], regular[i]);
        lower += difference < 0;
        higher += difference > 0;
        same += !difference;
    }
    assert_int_equal(fidelity_sum_of_means(base, 26, false), 9817);
    assert_int_equal(fidelity_sum_of_means(follow, 26, false), 10517);
    assert_int_equal(fidelity_sum_of_means(cmd, 26, false), 10173);
    assert_int_equal(fidelity_sum_of_means(cmd, 26, true), 10178); /* as published */
    /* Published 115.87 does not follow from the items, rounded or not. */
    assert_int_equal(fidelity_sum_of_means(regular, 26, false), 11583);
    assert_int_equal(fidelity_sum_of_means(regular, 26, true), 11583);
    /* Differences are of unrounded means: -0.21 and not -0.20. */
    assert_int_equal(fidelity_difference(cmd[O3], regular[O3]), -21);
    assert_int_equal(fidelity_difference(cmd[O4], regular[O4]), 4);
    assert_int_equal(fidelity_difference(cmd[G11], regular[G11]), -63);
    assert_int_equal(fidelity_difference(cmd[G12], regular[G12]), -154);
    assert_true(lower == 19 && higher == 3 && same == 4);
}

/* When nothing is missing the three ways of averaging give one answer. */
static void test_averages_agree(void **state)
{
    struct arena *a = arena_new();
    const struct fidelity_scale *scale = fidelity_scale_find("nl26_2022");
    struct fidelity_mean mean[FIDELITY_ITEMS] = {0};
    unsigned seed = 7;

    for (int round = 1; round <= 40; round++) {
        double totals = 0;
        int reviews = 1 + round % 7;

        memset(mean, 0, sizeof(mean));
        for (int v = 0; v < reviews; v++) {
            struct fidelity_rating r[FIDELITY_ITEMS];

            for (int i = 0; i < FIDELITY_ITEMS; i++) {
                seed = seed * 1103515245 + 12345;
                r[i] = (struct fidelity_rating){FIDELITY_SCORED, 1 + (int)(seed >> 16) % 5};
                mean[i].sum += r[i].score;
                mean[i].n++;
            }
            totals += fidelity_add(scale, r).total;
        }
        assert_int_equal(fidelity_sum_of_means(mean, 26, false), llround(100 * totals / reviews));
    }
    arena_free(a);
}

/* ---- agreement: fidelity.md 3.5, computed there with exact fractions ---------------------------
 */

static void test_agreement(void **state)
{
    int64_t table[FIDELITY_CELLS] = {0};
    struct agreement g;

    assert_int_equal(agree_count(reviewer_1, reviewer_2, 26, 5, table), STAT_OK);
    assert_int_equal(agree_kappa(table, 5, &g), STAT_OK);
    near(g.exact, 16 / 26.0);
    near(g.within_one, 1);
    near(g.mean_abs_difference, 10 / 26.0);
    near(g.bias, -4 / 26.0);
    near(g.kappa, 199 / 459.0);
    near(g.linear, 94 / 159.0);
    near(g.quadratic, 411 / 541.0);
}

static void icc_is(const double *rows, int n, int k, struct icc *icc)
{
    assert_int_equal(agree_icc(rows, n, k, .95, icc), STAT_OK);
}

static void test_icc(void **state)
{
    static const double totals[] = {96, 94, 103, 105, 110, 108, 118, 117, 89, 92, 101, 100};
    static const double shrout[] = {9, 2, 5, 8, 6,  1, 3, 2, 8, 4, 6, 8,
                                    7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7};
    double items[2 * FIDELITY_ITEMS];
    struct icc icc;

    for (int i = 0; i < FIDELITY_ITEMS; i++) {
        items[2 * i] = reviewer_1[i];
        items[2 * i + 1] = reviewer_2[i];
    }
    icc_is(items, 26, 2, &icc);
    near(icc.icc1_1, 819 / 1069.0);
    near(icc.icc2_1, 411 / 536.0);
    near(icc.icc3_1, 411 / 533.0);
    near(icc.icc2_k, 822 / 947.0);
    icc_is(totals, 6, 2, &icc);
    near(icc.icc1_1, 5623 / 5738.0);
    near(icc.icc2_1, 244 / 249.0);
    near(icc.icc3_1, 5612 / 5749.0);
    icc_is(shrout, 6, 4, &icc);
    assert_int_equal(lround(icc.icc1_1 * 1e4), 1657);
    assert_int_equal(lround(icc.icc2_1 * 1e4), 2898);
    assert_int_equal(lround(icc.icc3_1 * 1e4), 7148);
    assert_int_equal(lround(icc.icc1_k * 1e4), 4428);
    assert_int_equal(lround(icc.icc2_k * 1e4), 6201);
    assert_int_equal(lround(icc.icc3_k * 1e4), 9093);
}

static void test_ceiling(void **state)
{
    int64_t table[FIDELITY_CELLS] = {0};
    struct agreement g;

    table[24] = 26; /* both 5, always: undefined, not 1 */
    assert_int_equal(agree_kappa(table, 5, &g), STAT_OK);
    assert_true(isnan(g.kappa) && isnan(g.linear) && isnan(g.quadratic));
    near(fidelity_ac2(table), 1);
    table[24] = 25; /* one 4 beside a 5: kappa 0 with 96% agreement */
    table[19] = 1;
    assert_int_equal(agree_kappa(table, 5, &g), STAT_OK);
    near(g.kappa, 0);
    near(g.exact, 25 / 26.0);
    /* By hand: agreement 25/26 + 15/16/26 = 415/416; shares 51/52 and 1/52; sum of weights 18.75;
     * chance 18.75/20 x 2 x 51/52/52 = 3825/108160. */
    near(fidelity_ac2(table), (415 / 416.0 - 3825 / 108160.0) / (1 - 3825 / 108160.0));
    memset(table, 0, sizeof(table));
    assert_true(isnan(fidelity_ac2(table)));
}

/* ---- the example cohort: test/stat/cmd168/fidelity.csv ----------------------------------------
 */

enum { PROGRAMMES = 15, WAVES = 2 };

static void cohort(int score[PROGRAMMES][WAVES][2][FIDELITY_ITEMS])
{
    struct arena *a = arena_new();
    struct csv_log log;
    struct csv_column want[] = {{"programme"}, {"wave"}, {"rater"}, {"item"}, {"score"}};
    int64_t v[5];

    csv_log_init(&log, 5);
    struct csv *c = csv_open(a, "test/stat/cmd168/fidelity.csv", "fidelity.csv", &log);
    assert_non_null(c);
    assert_true(csv_columns(c, want, COUNT(want)));
    while (csv_next(c)) {
        for (int i = 0; i < 5; i++)
            if (!csv_integer(c, want[i].at, &v[i]))
                v[i] = 0; /* a missing score */
        assert_true(v[0] >= 1 && v[0] <= PROGRAMMES);
        score[v[0] - 1][v[1] - 1][v[2] - 1][v[3] - 1] = (int)v[4];
    }
    csv_log_free(&log);
    arena_free(a);
}

struct cohort_sums {
    int64_t table[FIDELITY_CELLS];
    double prorated[WAVES], of_means[WAVES], rows[2 * PROGRAMMES * WAVES];
    int band[4], n;
};

/* Both reviewers of one programme: the mean of those who scored, and each one's own total. */
static void add_visit(struct cohort_sums *s, const struct fidelity_scale *scale,
                      const struct fidelity_bands *bands, int score[2][FIDELITY_ITEMS], int wave,
                      struct fidelity_mean *mean)
{
    double both[FIDELITY_ITEMS];
    struct fidelity_rating one[2][FIDELITY_ITEMS] = {0};

    for (int i = 0; i < FIDELITY_ITEMS; i++) {
        const int x = score[0][i], y = score[1][i];

        both[i] = x && y ? (x + y) / 2.0 : x || y ? x + y : NAN;
        if (!isnan(both[i])) { /* halves of a point */
            mean[i].sum += (int64_t)(2 * both[i]);
            mean[i].n += 2;
        }
        one[0][i] = (struct fidelity_rating){x ? FIDELITY_SCORED : FIDELITY_OPEN, x};
        one[1][i] = (struct fidelity_rating){y ? FIDELITY_SCORED : FIDELITY_OPEN, y};
        assert_int_equal(agree_count(&x, &y, 1, 5, s->table), STAT_OK);
    }
    struct fidelity_total t = fidelity_add_scores(scale, both);
    assert_true(t.rated);
    s->prorated[wave] += t.total / PROGRAMMES;
    if (wave)
        s->band[fidelity_band_of(bands, &t)]++;
    for (int k = 0; k < 2; k++)
        s->rows[s->n++] = fidelity_add(scale, one[k]).total;
}

static void add_wave(struct cohort_sums *s, struct arena *a,
                     int score[PROGRAMMES][WAVES][2][FIDELITY_ITEMS], int wave)
{
    struct fidelity_mean mean[FIDELITY_ITEMS] = {0};

    for (int p = 0; p < PROGRAMMES; p++)
        add_visit(s, fidelity_scale_find("nl26_2022"), fidelity_bands_find("N1"), score[p][wave],
                  wave, mean);
    for (int i = 0; i < FIDELITY_ITEMS; i++)
        s->of_means[wave] += (double)mean[i].sum / (double)mean[i].n;
}

/* fidelity, agreement and icc of reference.json. */
static void test_cohort(void **state)
{
    static int score[PROGRAMMES][WAVES][2][FIDELITY_ITEMS];
    struct arena *a = arena_new();
    struct cohort_sums s = {.n = 0};
    struct agreement g;
    struct icc icc;

    cohort(score);
    add_wave(&s, a, score, 0);
    add_wave(&s, a, score, 1);
    near(s.of_means[0], 96.72619047619048);
    near(s.of_means[1], 103.09761904761905);
    near(s.prorated[0], 96.72266666666667);
    near(s.prorated[1], 103.05066666666667);
    assert_true(s.band[0] == 0 && s.band[1] == 6 && s.band[2] == 6 && s.band[3] == 3);
    assert_int_equal(agree_kappa(s.table, 5, &g), STAT_OK);
    assert_int_equal(g.n, 765);
    near(g.exact, 0.665359477124183);
    near(g.kappa, 0.5325255650081637);
    near(g.linear, 0.6862850059164929);
    near(g.quadratic, 0.8252245040898516);
    near(g.quadratic_se, 0.012987747811178816);
    icc_is(s.rows, PROGRAMMES * WAVES, 2, &icc);
    near(icc.msr, 253.499485440613);
    near(icc.mse, 5.920316066411239);
    near(icc.icc2_1, 0.9558010405145692);
    near(icc.icc3_1, 0.9543572539026021);
    near(icc.icc2_k, 0.9774010962414653);
    near(icc.icc3_1_limits.low, 0.9064552098590327);
    near(icc.icc3_1_limits.high, 0.9780127101842656);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scale),        cmocka_unit_test(test_scale_wrong),
        cmocka_unit_test(test_bands_wrong),  cmocka_unit_test(test_bands),
        cmocka_unit_test(test_totals),       cmocka_unit_test(test_table_1),
        cmocka_unit_test(test_table_1_text), cmocka_unit_test(test_averages_agree),
        cmocka_unit_test(test_agreement),    cmocka_unit_test(test_icc),
        cmocka_unit_test(test_ceiling),      cmocka_unit_test(test_cohort),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
