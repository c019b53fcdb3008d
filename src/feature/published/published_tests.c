/* published_tests.c: the tests that report 002 prints or could have printed: chi-squares of B1 and
 * B2, the UWV-municipal comparisons (whose tables are not printed, so they are searched), F and
 * logistic coefficients, ranges and Welch tests of B2.
 * Not: percentages and sums (published_tables.c).
 * Start at published_chi_squares(). */
#include "feature/published/published_inner.h"

#include <math.h>

#include "stat/desc.h"
#include "stat/dist.h"
#include "stat/round.h"
#include "stat/table.h"
#include "stat/test.h"

/* k of n against another k of n. */
struct two_shares {
    int64_t k1, n1, k2, n2;
};

static bool test_shares(struct report *r, struct two_shares s, struct table_test *test,
                        struct table_fisher *fisher)
{
    const int64_t cell[] = {s.k1, s.n1 - s.k1, s.k2, s.n2 - s.k2};
    struct table t = {2, 2, cell, NULL};

    return table_compute(r->arena, &t, test) == STAT_OK &&
           table_fisher_2x2(cell, fisher) == STAT_OK;
}

static struct two_shares shares_of_row(struct report *r, enum sheet_name s, const char *group,
                                       const char *category)
{
    int row = published_find(r, s, group, category), n = s == B1 ? B1_N : B2_N;

    return (struct two_shares){
        published_count(r, s, row, n),
        published_count(r, s, row, n + 2),
        published_count(r, s, row, n + EPA),
        published_count(r, s, row, n + EPA + 2),
    };
}

/* ---- chi-squares that are printed ---- */

/* Rule: the printed value is Pearson's without correction; failing that, with Yates' correction. */
static void add_chi(struct report *r, const char *id, const char *printed, struct two_shares s)
{
    struct table_test t;
    struct table_fisher f;
    const char *verdict = "no", *reason = "neither Pearson nor Yates", *computed = "not computable";

    if (test_shares(r, s, &t, &f)) {
        double n = (double)t.n;
        computed = arena_fmt(r->arena,
                             "Pearson %.4f; Yates %.4f; G %.3f; (N-1) %.4f; p %.3g; min expected "
                             "%.2f; Fisher p %.3g",
                             t.pearson, t.yates, t.g, t.pearson * (n - 1) / n, t.pearson_p,
                             t.min_expected, f.p);
        if (published_prints(t.pearson, printed)) {
            verdict = "yes";
            reason = "Pearson without Yates";
        } else if (published_prints(t.yates, printed)) {
            verdict = "other convention";
            reason = "Pearson with Yates' correction";
        }
    }
    published_add(r, (struct published_row){id, "3.2.3", printed, computed, verdict, reason});
}

static int64_t sum_of_group(const struct report *r, const char *group, int n_col)
{
    int64_t sum = 0;

    for (int i = 0; i < r->sheet[B1].rows; i++)
        if (!strcmp(published_cell(r, B1, i, B_GROUP), group))
            sum += published_count(r, B1, i, n_col);
    return sum;
}

static void chi_recent(struct report *r)
{
    struct two_shares none = shares_of_row(r, B1, "werkhistorie_3jr", "0%");
    const char *printed = published_figure(r, "chi_recent");
    int64_t cmd = sum_of_group(r, "werkhistorie_3jr", B1_N),
            epa = sum_of_group(r, "werkhistorie_3jr", B1_N + EPA);

    add_chi(r, "chi.recent(92 of 168 vs 456 of 1607)", printed,
            (struct two_shares){none.n1 - none.k1, none.n1, none.n2 - none.k2, none.n2});
    add_chi(r, "chi.recent(92 of 168 vs 458 of 1609)", printed,
            (struct two_shares){cmd - none.k1, cmd, epa - none.k2, epa});
}

static void chi_printed(struct report *r)
{
    struct two_shares wajong = shares_of_row(r, B1, "uitkering", "Wajong oude wet"), both = wajong,
                      nwajong = shares_of_row(r, B1, "uitkering", "nWAJONG"),
                      pwet = shares_of_row(r, B1, "uitkering", "WWB / P-Wet uitkering");
    int64_t all_epa =
        published_count(r, B1, published_find(r, B1, "sekse", "vrouw"), B1_TOTAL + EPA);

    both.k1 += nwajong.k1;
    both.k2 += nwajong.k2;
    add_chi(r, "chi.sex", published_figure(r, "chi_sex"), shares_of_row(r, B1, "sekse", "vrouw"));
    add_chi(r, "chi.unknown", published_figure(r, "chi_unknown"),
            shares_of_row(r, B1, "opleiding", "Onbekend"));
    add_chi(r, "chi.wajong.3+5 of 168 vs 638 of 1606", published_figure(r, "chi_wajong"), both);
    add_chi(r, "chi.wajong.3 of 168 vs 638 of 1606", published_figure(r, "chi_wajong"), wajong);
    wajong.n2 = all_epa;
    add_chi(r, "chi.wajong.3 of 168 vs 638 of 1607", published_figure(r, "chi_wajong"), wajong);
    add_chi(r, "chi.pwet", published_figure(r, "chi_pwet"), pwet);
    pwet.n2 = all_epa;
    add_chi(r, "chi.pwet.1607", published_figure(r, "chi_pwet"), pwet);
    add_chi(r, "chi.young", published_figure(r, "chi_young"),
            shares_of_row(r, B1, "leeftijd", "18-25 jaar"));
    chi_recent(r);
}

/* ---- chi-squares that are not printed ---- */

static void add_possible(struct report *r, const char *id, const char *place, const char *printed,
                         struct two_shares s, const char *reason)
{
    struct table_test t;
    struct table_fisher f;

    if (!test_shares(r, s, &t, &f)) {
        r->missing = arena_fmt(r->arena, "%s cannot be tested", id);
        return;
    }
    published_add(
        r, (struct published_row){
               id, place, printed,
               arena_fmt(r->arena, "Pearson %.3f p %.3g; %.1f%% vs %.1f%%", t.pearson, t.pearson_p,
                         100 * (double)s.k1 / (double)s.n1, 100 * (double)s.k2 / (double)s.n2),
               "info", reason});
}

/* Rule: a row without the mark S should not be significant at 5%, one with it should. */
static void chi_married(struct report *r)
{
    int row = published_find(r, B1, "burgerlijke_staat", "gehuwd");
    bool marked = strchr(published_cell(r, B1, row, B1_MARKER), 'S') != NULL, significant;
    struct table_test t;
    struct table_fisher f;

    if (!test_shares(r, shares_of_row(r, B1, "burgerlijke_staat", "gehuwd"), &t, &f)) {
        r->missing = "chi.married cannot be tested";
        return;
    }
    significant = t.pearson_p < 0.05;
    published_add(r, (struct published_row){
                         "chi.married", "B1 (no S)", marked ? "significant" : "n.s.",
                         arena_fmt(r->arena, "Pearson %.3f p %.3g", t.pearson, t.pearson_p),
                         published_yes(marked == significant),
                         marked ? "flagged as significant" : "not flagged as significant"});
}

static void add_whole_table(struct report *r, const char *id, const char *group)
{
    int64_t *cell = ARENA_ARRAY(r->arena, int64_t, 2 * (size_t)r->sheet[B1].rows);
    struct table t = {.rows = 0, .cols = 2, .n = cell};
    struct table_test test;

    for (int i = 0; i < r->sheet[B1].rows; i++) {
        if (strcmp(published_cell(r, B1, i, B_GROUP), group) != 0)
            continue;
        cell[2 * t.rows] = published_count(r, B1, i, B1_N);
        cell[2 * t.rows++ + 1] = published_count(r, B1, i, B1_N + EPA);
    }
    if (table_compute(r->arena, &t, &test) != STAT_OK) {
        r->missing = arena_fmt(r->arena, "%s cannot be tested", id);
        return;
    }
    published_add(r, (struct published_row){id, "B1", "not given",
                                            arena_fmt(r->arena, "%.3f df %d p %.3g min exp %.2f",
                                                      test.pearson, test.df, test.pearson_p,
                                                      test.min_expected),
                                            "info", "full table test"});
}

void published_chi_squares(struct report *r)
{
    struct two_shares soon = shares_of_row(r, B2, "tijd_tot_werk", "Binnen 30 dagen (<1 maand)"),
                      next = shares_of_row(r, B2, "tijd_tot_werk",
                                           "Tussen 31 en 60 dagen (1-2 maanden)"),
                      ever = shares_of_row(r, B2, "betaald_werk",
                                           "Aantal (%) op enig moment betaald gewerkt"),
                      trial = shares_of_row(r, B2, "proefplaatsing",
                                            "Aantal (%) proefplaatsingen op enig moment");

    chi_printed(r);
    chi_married(r);
    add_possible(r, "chi.ever", "4.1.3", "equal, untested", ever,
                 "test is possible from published counts");
    add_possible(r, "chi.trial", "4.1.3", "untested", trial, "trial placement");
    soon.k1 += next.k1;
    soon.k2 += next.k2;
    add_possible(r, "chi.2months", "4.1.3", "untested", soon, "within two months among workers");
    soon.n1 = ever.n1;
    soon.n2 = ever.n2;
    add_possible(r, "chi.2months.all", "4.1.3", "untested", soon,
                 "within two months among all starters");
    add_whole_table(r, "chi.full.leeftijd", "leeftijd");
    add_whole_table(r, "chi.full.uitkering", "uitkering");
}

/* ---- UWV against municipal: only margins and the statistic are printed ---- */

/* Rule: "possible" when an integer table with these margins prints as the statistic, else "no". */
static void add_search(struct report *r, const char *id, const char *printed, int64_t k,
                       int64_t uwv, int64_t municipal, bool yates)
{
    const char *computed = "no integer table";

    for (int64_t at_uwv = MAX(0, k - municipal); at_uwv <= MIN(k, uwv); at_uwv++) {
        struct table_test t;
        struct table_fisher f;
        struct two_shares s = {at_uwv, uwv, k - at_uwv, municipal};
        if (!test_shares(r, s, &t, &f) || !published_prints(yates ? t.yates : t.pearson, printed))
            continue;
        computed =
            arena_fmt(r->arena, "%" PRId64 "/%" PRId64 " UWV vs %" PRId64 "/%" PRId64 " gem (%.3f)",
                      s.k1, s.n1, s.k2, s.n2, yates ? t.yates : t.pearson);
    }
    published_add(r,
                  (struct published_row){id, "3.2.2", printed, computed,
                                         strncmp(computed, "no ", 3) ? "possible" : "no",
                                         "search over all 2x2 tables with the published margins"});
}

static void search_tables(struct report *r, int64_t uwv, int64_t municipal)
{
    struct two_shares married = shares_of_row(r, B1, "burgerlijke_staat", "gehuwd"),
                      young = shares_of_row(r, B1, "leeftijd", "18-25 jaar");
    const char *printed = published_figure(r, "chi_married_scheme"),
               *young_printed = published_figure(r, "chi_young_scheme");
    int64_t unknown = uwv + municipal - married.n1; /* of unknown marital state: on either side */

    add_search(r, "chi.married.scheme(93/74).pearson", printed, married.k1, uwv,
               municipal - unknown, false);
    add_search(r, "chi.married.scheme(93/74).yates", printed, married.k1, uwv, municipal - unknown,
               true);
    add_search(r, "chi.married.scheme(92/75).pearson", printed, married.k1, uwv - unknown,
               municipal, false);
    add_search(r, "chi.married.scheme(92/75).yates", printed, married.k1, uwv - unknown, municipal,
               true);
    add_search(r, "chi.young.scheme.pearson", young_printed, young.k1, uwv, municipal, false);
    add_search(r, "chi.young.scheme.yates", young_printed, young.k1, uwv, municipal, true);
}

/* The upper end of the printed "p<0.05", and the lower end that goes with it: they print p<0.01
 * where they can, so p<0.05 means 0.01 <= p < 0.05. */
static struct stat_interval printed_p(struct report *r, const char *figure)
{
    const char *note =
        published_cell(r, FIGURES, published_find(r, FIGURES, figure, NULL), FIGURE_NOTE);
    double below = strncmp(note, "p<", 2) ? (double)NAN : strtod(note + 2, NULL);

    return (struct stat_interval){below > 0.01 ? 0.01 : 0, below};
}

static const char *with_p(struct report *r, const char *figure)
{
    int row = published_find(r, FIGURES, figure, NULL);

    return arena_fmt(r->arena, "%s, %s", published_cell(r, FIGURES, row, FIGURE_VALUE),
                     published_cell(r, FIGURES, row, FIGURE_NOTE));
}

/* Rule: with the degrees of freedom of the printed classes p must lie where it is printed; other
 * degrees of freedom are for information. */
static void experience_chi(struct report *r)
{
    struct stat_interval p_printed = printed_p(r, "chi_exp_scheme");
    double chi = strtod(published_figure(r, "chi_exp_scheme"), NULL);
    int classes = 0;

    for (int i = 0; i < r->sheet[B1].rows; i++)
        classes += !strcmp(published_cell(r, B1, i, B_GROUP), "werkervaring");
    for (int df = 3; df <= 8; df++) {
        double p = dist_chi2_upper(chi, df);
        bool fits = p >= p_printed.low && p < p_printed.high;
        published_add(r, (struct published_row){
                             arena_fmt(r->arena, "chi.exp.scheme.df%d", df), "3.2.2",
                             with_p(r, "chi_exp_scheme"), arena_fmt(r->arena, "p = %.4f", p),
                             df != classes - 1 ? "info"
                             : fits            ? "consistent"
                                               : "inconsistent",
                             df != classes - 1 ? ""
                                               : "the printed classes give these degrees of "
                                                 "freedom; p < 0.01 is printed as such elsewhere"});
    }
}

/* From F and the total SD: SSB = SST F / (F + df2). Rule: consistent when p is below the printed
 * bound. */
static void add_f(struct report *r, const char *id, const char *figure, const char *variable,
                  double share_uwv)
{
    int row = published_find(r, B1_MEANS, variable, NULL);
    double f = strtod(published_figure(r, figure), NULL),
           n = published_number(r, B1_MEANS, row, B1_MEANS_N),
           sd = published_number(r, B1_MEANS, row, MEANS_SD), df2 = n - 2,
           p = dist_f_upper(f, 1, df2), between = (n - 1) * sd * sd * f / (f + df2),
           difference = sqrt(between * (1 / (n * share_uwv) + 1 / (n * (1 - share_uwv))));

    published_add(
        r,
        (struct published_row){
            id, "3.2.2", with_p(r, figure),
            arena_fmt(r->arena,
                      "df 1,%.0f p=%.2g; implied difference about %.2f years (total SD %g)", df2, p,
                      difference, sd),
            p < printed_p(r, figure).high ? "consistent" : "inconsistent", "SSB = SST F/(F+df2)"});
}

/* ---- logistic coefficients ---- */

struct coefficient {
    double b;
    double logit_se; /* the smallest it can be */
    double linear_se;
};

/* Rule: "no" when even the smallest standard error leaves p above the printed bound. */
static void add_logit(struct report *r, const char *id, const char *figure, struct coefficient c)
{
    double z = c.b / c.logit_se, linear = c.b / c.linear_se, p = 2 * dist_normal_upper(fabs(z));
    bool fits = p < printed_p(r, figure).high;

    published_add(r, (struct published_row){
                         id, "4.1.2", arena_fmt(r->arena, "B=%s", with_p(r, figure)),
                         arena_fmt(r->arena,
                                   "smallest possible logit SE %.3f -> z=%.2f p=%.2f; as linear "
                                   "probability SE %.3f -> z=%.2f p=%.2g",
                                   c.logit_se, z, p, c.linear_se, linear,
                                   2 * dist_normal_upper(fabs(linear))),
                         fits ? "yes" : "no",
                         "the smallest standard error a logit can have here leaves no p below the "
                         "printed bound; the value fits a linear-probability coefficient"});
}

/* Per year the coefficient could be significant; then it must also be believable. Rule: an odds
 * ratio above 3 per ten years is "implausible". */
static void logit_per_year(struct report *r, double b)
{
    int row = published_find(r, B1_MEANS, "Jaren werkervaring", NULL);
    double n = published_number(r, B1_MEANS, row, B1_MEANS_N),
           sd = published_number(r, B1_MEANS, row, MEANS_SD), se = 2 / (sd * sqrt(n - 1)),
           decade = exp(10 * b);
    bool fits = 2 * dist_normal_upper(fabs(b / se)) < printed_p(r, "logit_exp").high;

    published_add(r, (struct published_row){
                         "logit.exp(per year)", "4.1.2",
                         arena_fmt(r->arena, "B=%s", with_p(r, "logit_exp")),
                         arena_fmt(r->arena, "logit SE >= %.4f z <= %.1f; OR per 10 years %.1f", se,
                                   b / se, decade),
                         !fits        ? "no"
                         : decade > 3 ? "implausible"
                                      : "yes",
                         "an odds ratio above 3 per ten years of experience is hard to believe"});
}

static void logistic(struct report *r, double uwv, double municipal)
{
    struct two_shares ever =
        shares_of_row(r, B2, "betaald_werk", "Aantal (%) op enig moment betaald gewerkt");
    double p = (double)ever.k1 / (double)ever.n1, n = 0, sum = 0, squares = 0, code = 0;

    /* smallest when both schemes have the same share: then 1/(n p q) in each */
    struct coefficient scheme = {
        .b = strtod(published_figure(r, "logit_scheme"), NULL),
        .logit_se = sqrt((1 / uwv + 1 / municipal) / (p * (1 - p))),
        .linear_se = sqrt(p * (1 - p) * (1 / uwv + 1 / municipal)),
    };
    add_logit(r, "logit.scheme", "logit_scheme", scheme);
    for (int i = 0; i < r->sheet[B1].rows; i++) {
        if (strcmp(published_cell(r, B1, i, B_GROUP), "werkervaring") != 0)
            continue;
        double count = published_number(r, B1, i, B1_N);
        code++;
        n += count;
        sum += count * code;
        squares += count * code * code;
    }
    double spread = squares - sum * sum / n;
    struct coefficient experience = {
        .b = strtod(published_figure(r, "logit_exp"), NULL),
        .logit_se = 2 / sqrt(spread), /* p (1-p) is at most 1/4 */
        .linear_se = sqrt(p * (1 - p) / spread),
    };
    add_logit(r, "logit.exp(class 1-4)", "logit_exp", experience);
    logit_per_year(r, experience.b);
}

void published_schemes(struct report *r)
{
    int64_t uwv = strtoll(published_figure(r, "uwv"), NULL, 10),
            municipal = strtoll(published_figure(r, "municipal"), NULL, 10);
    double share = (double)uwv / (double)(uwv + municipal);

    search_tables(r, uwv, municipal);
    experience_chi(r);
    add_f(r, "F.age", "F_age_scheme", "Leeftijd", share);
    add_f(r, "F.exp", "F_exp_scheme", "Jaren werkervaring", share);
    logistic(r, (double)uwv, (double)municipal);
}

/* ---- means of B2 ---- */

/* The first 32 letters of a variable's name, as the record has it. */
static const char *short_name(struct report *r, int row)
{
    const char *name = published_cell(r, B2_MEANS, row, MEANS_NAME);
    size_t bytes = 0;

    for (int letters = 0; name[bytes] && letters < 32; letters++)
        for (bytes++; ((unsigned char)name[bytes] & 0xc0) == 0x80;)
            bytes++;
    return arena_strn(r->arena, name, bytes);
}

/* Rule: can n values from min to max with this mean have this SD? When not, but a tenth of the
 * maximum can, a decimal comma was lost. */
static void add_range(struct report *r, int row, bool epa)
{
    int at = epa ? EPA_MEANS : 0;
    double mean = published_number(r, B2_MEANS, row, MEANS_MEAN + at),
           sd = published_number(r, B2_MEANS, row, MEANS_SD + at),
           min = published_number(r, B2_MEANS, row, B2_MEANS_MIN + at),
           max = published_number(r, B2_MEANS, row, B2_MEANS_MAX + at);
    int64_t n = published_count(r, B2_MEANS, row, B2_MEANS_N + at);
    struct stat_interval can = desc_sd_range(n, mean, min, max),
                         tenth = desc_sd_range(n, mean, min, max / 10);
    bool feasible = sd >= can.low && sd <= can.high;
    const char *reason = "";

    if (!feasible && sd >= tenth.low && sd <= tenth.high)
        reason =
            arena_fmt(r->arena,
                      "with max %g the SD would be at least %.0f; %.1f gives at least %.1f, so "
                      "a lost decimal comma",
                      max, can.low, max / 10, tenth.low);
    published_add(
        r, (struct published_row){
               arena_fmt(r->arena, "B2.range.%s.%s", short_name(r, row), epa ? "epa" : "cmd"), "B2",
               arena_fmt(r->arena, "mean %g SD %g range %g-%g n %" PRId64, mean, sd, min, max, n),
               arena_fmt(r->arena, "SD must lie in [%.1f, %.1f]", can.low, can.high),
               feasible ? "feasible" : "impossible", reason});
}

static struct moments moments_of_row(const struct report *r, int row, int at)
{
    return desc_from_sd(published_count(r, B2_MEANS, row, B2_MEANS_N + at),
                        published_number(r, B2_MEANS, row, MEANS_MEAN + at),
                        published_number(r, B2_MEANS, row, MEANS_SD + at));
}

static void add_welch(struct report *r, int row)
{
    struct test_t t;

    if (test_t_welch(moments_of_row(r, row, 0), moments_of_row(r, row, EPA_MEANS), 0.95, &t) !=
        STAT_OK) {
        r->missing = arena_fmt(r->arena, "%s cannot be tested", short_name(r, row));
        return;
    }
    published_add(r, (struct published_row){
                         arena_fmt(r->arena, "B2.welch.%s", short_name(r, row)), "7.1 / 4.1.3",
                         "not tested / 'significant'",
                         arena_fmt(r->arena, "diff %.2f [%.2f, %.2f] t %.3f df %.1f p %.3g",
                                   t.difference, t.limits.low, t.limits.high, t.t, t.df, t.p),
                         "info", "Welch test is possible from the published means and SDs"});
}

void published_means(struct report *r)
{
    for (int i = 0; i < r->sheet[B2_MEANS].rows; i++)
        for (int epa = 0; epa < 2; epa++)
            add_range(r, i, epa);
    for (int i = 0; i < r->sheet[B2_MEANS].rows; i++)
        add_welch(r, i);
}
