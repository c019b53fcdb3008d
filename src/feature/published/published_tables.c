/* published_tables.c: Table 1 (fidelity), the percentages of B1 and B2, the sums of B1.
 * Not: tests and searches (published_tests.c).
 * Start at published_table1(). */
#include "feature/published/published_inner.h"

#include <math.h>

#include "stat/round.h"

enum { AUDITS = 4, REGULAR_AUDITS = 6 }; /* programmes per wave; audits of the regular programmes */

/* ---- Table 1 ---- */

/* A printed item mean, taken back to the whole scores it came from: sum / n. */
struct item_mean {
    int64_t sum;
    int64_t n; /* 0 when no whole number of points gives what is printed */
};

/* All four audits if that fits, else three: then one programme has no score for the item. */
static struct item_mean recover_mean(const char *printed)
{
    for (int n = AUDITS; n >= AUDITS - 1; n--) {
        int64_t sum = llround(strtod(printed, NULL) * n);
        if (published_prints_ratio(sum, n, 1, printed))
            return (struct item_mean){sum, n};
    }
    return (struct item_mean){0, 0};
}

struct table1 {
    int items;
    int three_base; /* an item with three audits, -1 when there is none */
    int three_follow;
    int unexplained; /* means that no audits give */
    int all_right, all_right_to_even, change_right, sixths, diff_right, diff_of_rounded;
    int lower, higher, equal;
    double base_mean, follow_mean, all_mean, regular_mean; /* sums of unrounded item means */
    double raw_sum;                                        /* of all available scores */
};

/* R's round(): a tie goes to the even digit. Hundredths of a/b. */
static int64_t hundredths_to_even(int64_t a, int64_t b)
{
    int64_t down = 100 * a / b, rest = 100 * a % b;

    return down + (2 * rest > b || (2 * rest == b && down % 2));
}

static int64_t hundredths_printed(const struct report *r, int row, int col)
{
    return llround(published_number(r, TABLE1, row, col) * 100);
}

static void read_item(const struct report *r, int i, struct table1 *t)
{
    struct item_mean base = recover_mean(published_cell(r, TABLE1, i, T1_BASE)),
                     follow = recover_mean(published_cell(r, TABLE1, i, T1_FOLLOW));
    int64_t all = hundredths_printed(r, i, T1_ALL), regular = hundredths_printed(r, i, T1_REGULAR),
            diff = hundredths_printed(r, i, T1_DIFF), sixths = llround((double)regular * 0.06);

    t->lower += diff < 0;
    t->higher += diff > 0;
    t->equal += diff == 0;
    t->diff_of_rounded += all - regular == diff;
    bool is_sixth = round_ratio(sixths, REGULAR_AUDITS, 100, 0) == regular;
    t->sixths += is_sixth;
    t->regular_mean += (double)sixths / REGULAR_AUDITS;
    if (base.n == 0 || follow.n == 0) {
        t->unexplained++;
        return;
    }
    if (base.n < AUDITS)
        t->three_base = i;
    if (follow.n < AUDITS)
        t->three_follow = i;
    int64_t sum = base.sum + follow.sum, n = base.n + follow.n;
    t->all_right += round_ratio(sum, n, 100, 0) == all;
    t->all_right_to_even += hundredths_to_even(sum, n) == all;
    t->change_right += round_ratio(follow.sum * base.n - base.sum * follow.n, base.n * follow.n,
                                   100, 0) == hundredths_printed(r, i, T1_CHANGE);
    t->diff_right += is_sixth && round_ratio(REGULAR_AUDITS * sum - sixths * n, REGULAR_AUDITS * n,
                                             100, 0) == diff;
    t->base_mean += (double)base.sum / (double)base.n;
    t->follow_mean += (double)follow.sum / (double)follow.n;
    t->all_mean += (double)sum / (double)n;
    t->raw_sum += (double)sum;
}

static void add_total(struct report *r, const char *id, const char *measure, double computed,
                      const char *reason)
{
    const char *printed = published_cell(r, TOTALS, published_find(r, TOTALS, measure, NULL), 1);
    bool yes = published_prints(computed, printed);

    if (!yes)
        reason = arena_fmt(r->arena, "%s gives %.6g; difference %.2f", reason, computed,
                           computed - strtod(printed, NULL));
    published_add(r, (struct published_row){id, "Tabel 1", printed,
                                            arena_fmt(r->arena, "%#.6g", computed),
                                            published_yes(yes), reason});
}

static void add_count(struct report *r, const char *id, int right, int of, const char *reason)
{
    published_add(r, (struct published_row){id, "Tabel 1", arena_fmt(r->arena, "%d values", of),
                                            arena_fmt(r->arena, "%d", right),
                                            published_yes(right == of), reason});
}

static void table1_items(struct report *r, struct table1 *t)
{
    static const struct {
        const char *id, *measure;
        int column;
    } totals[] = {
        {"T1.total.cmd_baseline", "cmd_baseline", T1_BASE},
        {"T1.total.cmd_followup", "cmd_followup", T1_FOLLOW},
        {"T1.total.cmd_all", "cmd_all", T1_ALL},
        {"T1.total.regular_all", "regular_all", T1_REGULAR},
    };

    for (size_t k = 0; k < COUNT(totals); k++) {
        int64_t sum = 0;
        for (int i = 0; i < t->items; i++)
            sum += hundredths_printed(r, i, totals[k].column);
        add_total(r, totals[k].id, totals[k].measure, (double)sum / 100,
                  "sum of the 26 published item means");
    }
    published_add(
        r,
        (struct published_row){
            "T1.denominators", "Tabel 1", "-",
            arena_fmt(
                r->arena, "baseline n=3 for items: %s | follow-up n=3 for: %s",
                t->three_base < 0 ? "none" : published_cell(r, TABLE1, t->three_base, T1_NAME),
                t->three_follow < 0 ? "none" : published_cell(r, TABLE1, t->three_follow, T1_NAME)),
            published_yes(t->unexplained == 0),
            "every printed mean is a whole sum of scores over four audits, or over three: then "
            "one programme has no score"});
    add_count(r, "T1.cmd_all.items", t->all_right, t->items,
              "pooled over audits (sum of scores / number of scores), half away from zero");
    add_count(r, "T1.cmd_all.items.bankers", t->all_right_to_even, t->items,
              "the same with halves to the even digit");
    add_count(r, "T1.change", t->change_right, t->items, "difference of unrounded means");
    add_count(r, "T1.regular.sixths", t->sixths, t->items,
              "every regular mean is a multiple of 1/6: six audits over the four programmes");
    add_count(r, "T1.diff", t->diff_right, t->items,
              "unrounded pooled mean minus unrounded sixths, half away from zero");
    add_count(r, "T1.diff.rounded", t->diff_of_rounded, t->items,
              "difference of the two rounded columns");
}

static void table1_totals(struct report *r, const struct table1 *t)
{
    add_total(r, "T1.total.baseline.unrounded", "cmd_baseline", t->base_mean,
              "sum of 26 unrounded item means");
    add_total(r, "T1.total.followup.unrounded", "cmd_followup", t->follow_mean,
              "sum of 26 unrounded item means");
    add_total(r, "T1.total.all.unrounded", "cmd_all", t->all_mean, "sum of 26 pooled item means");
    add_total(r, "T1.total.all.meanoftotals", "cmd_all", (t->base_mean + t->follow_mean) / 2,
              "mean of the two wave totals");
    add_total(r, "T1.total.all.minus.missing", "cmd_all", t->raw_sum / (2 * AUDITS),
              "raw sum of available scores / 8 audits (a missing item counts as 0)");
    add_total(r, "T1.total.regular.unrounded", "regular_all", t->regular_mean, "sum of sixths");
}

/* ---- Table 1 in the text of chapter 5 ---- */

static void add_claimed_count(struct report *r, const char *id, int count, const char *reason)
{
    int claim = published_find(r, CLAIMS, id, NULL);

    published_add(
        r, (struct published_row){
               id, published_cell(r, CLAIMS, claim, CLAIM_PLACE),
               published_cell(r, CLAIMS, claim, CLAIM_PRINTED), arena_fmt(r->arena, "%d", count),
               published_yes(published_number(r, CLAIMS, claim, CLAIM_VALUE) == count), reason});
}

/* Rows of Table 1 by a column, lowest first, in the order of the table when equal. */
static void order_items(const struct report *r, int column, int items, int *order)
{
    for (int i = 0; i < items; i++) {
        int at = i;
        for (; at > 0 &&
               hundredths_printed(r, order[at - 1], column) > hundredths_printed(r, i, column);
             at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

/* Is row i of Table 1 among the four that the text names? */
static bool is_named_lowest(struct report *r, int i)
{
    static const char *const names[] = {"T1.lowest4.a", "T1.lowest4.b", "T1.lowest4.c",
                                        "T1.lowest4.d"};
    const char *mine = arena_fmt(r->arena, "%s %s", published_cell(r, TABLE1, i, T1_RUBRIC),
                                 published_cell(r, TABLE1, i, T1_ITEM));

    for (size_t k = 0; k < COUNT(names); k++)
        if (!strcmp(
                published_cell(r, CLAIMS, published_find(r, CLAIMS, names[k], NULL), CLAIM_VALUE),
                mine))
            return true;
    return false;
}

static void table1_rankings(struct report *r, const struct table1 *t)
{
    int *order = ARENA_ARRAY(r->arena, int, (size_t)t->items), named = 0;
    int behind = (int)published_claim(r, "T1.most_behind");
    const char *printed = "", *lowest = "", *most = "";

    add_claimed_count(r, "T1.lower", t->lower, "count of negative differences");
    add_claimed_count(r, "T1.higher", t->higher,
                      arena_fmt(r->arena, "count of positive differences; %d are equal", t->equal));
    if (t->items <= MAX(4, behind)) {
        r->missing = "Table 1 has too few items";
        return;
    }
    order_items(r, T1_ALL, t->items, order);
    for (int i = 0; i < 4; i++) {
        static const char *const names[] = {"T1.lowest4.a", "T1.lowest4.b", "T1.lowest4.c",
                                            "T1.lowest4.d"};
        int claim = published_find(r, CLAIMS, names[i], NULL);
        named += is_named_lowest(r, order[i]);
        printed = arena_fmt(r->arena, "%s%s%s", printed, i ? "; " : "",
                            published_cell(r, CLAIMS, claim, CLAIM_PRINTED));
        lowest = arena_fmt(r->arena, "%s%s%s", lowest, i ? "; " : "",
                           published_cell(r, TABLE1, order[i], T1_NAME));
    }
    published_add(r, (struct published_row){"T1.lowest4", "5.1", printed, lowest,
                                            published_yes(named == 4),
                                            "four smallest of the combined column"});
    order_items(r, T1_DIFF, t->items, order);
    for (int i = 0; i <= behind; i++)
        most = arena_fmt(r->arena, "%s%s%s %s", most, i ? "; " : "",
                         published_cell(r, TABLE1, order[i], T1_NAME),
                         published_cell(r, TABLE1, order[i], T1_DIFF));
    published_add(r, (struct published_row){
                         "T1.most_behind", "5.1", arena_fmt(r->arena, "%d items", behind), most,
                         published_yes(hundredths_printed(r, order[behind - 1], T1_DIFF) <
                                       hundredths_printed(r, order[behind], T1_DIFF)),
                         "the five most negative differences stand apart from the sixth"});
}

void published_table1(struct report *r)
{
    struct table1 t = {.items = r->sheet[TABLE1].rows, .three_base = -1, .three_follow = -1};

    for (int i = 0; i < t.items; i++)
        read_item(r, i, &t);
    table1_items(r, &t);
    table1_totals(r, &t);
    table1_rankings(r, &t);
}

/* ---- percentages of B1 and B2 ---- */

/* One more decimal first, then the printed ones: 15.4762 -> 15.5 -> 16. */
static bool prints_doubly(double value, const char *printed)
{
    return published_prints(round_decimal(value, published_decimals(printed) + 1), printed);
}

/* A total of the same study in the same table, other than the stated one, that gives what is
 * printed; 0 when there is none. The most common totals of a table come first. */
static int64_t other_denominator(const struct report *r, enum sheet_name s, int total_col,
                                 int64_t n, int64_t stated, const char *printed)
{
    for (int i = 0; i < r->sheet[s].rows; i++) {
        int64_t total = published_count(r, s, i, total_col);
        if (total != stated && total > 0 && published_prints_ratio(n, total, 100, printed))
            return total;
    }
    return 0;
}

/* One percentage; with only_odd rows that print as they should are not added. True when it does. */
static bool add_percentage(struct report *r, enum sheet_name s, int row, int n_col, bool epa,
                           bool only_odd)
{
    int at = n_col + (epa ? EPA : 0);
    const char *printed = published_cell(r, s, row, at + 1), *place = s == B1 ? "B1" : "B2";
    int64_t n = published_count(r, s, row, at), total = published_count(r, s, row, at + 2);
    double value = 100 * (double)n / (double)total;
    bool yes = published_prints_ratio(n, total, 100, printed);
    const char *verdict = published_yes(yes), *reason = "";

    if (yes && only_odd)
        return true;
    if (!yes) {
        int64_t other = other_denominator(r, s, at + 2, n, total, printed);
        if (prints_doubly(value, printed)) {
            verdict = "other convention";
            reason = arena_fmt(r->arena, "only by double rounding (%.4f -> %.*f -> %s)", value,
                               published_decimals(printed) + 1,
                               round_decimal(value, published_decimals(printed) + 1), printed);
        } else if (other > 0) {
            verdict = "other convention";
            reason = arena_fmt(
                r->arena, "reproduced with denominator %" PRId64 " instead of the stated %" PRId64,
                other, total);
        }
    }
    published_add(r,
                  (struct published_row){
                      arena_fmt(r->arena, "%s.%s.%s.%s", place, published_cell(r, s, row, B_GROUP),
                                published_cell(r, s, row, B_CATEGORY), epa ? "epa" : "cmd"),
                      place, printed, arena_fmt(r->arena, "%#.6g", value), verdict, reason});
    return yes;
}

void published_percentages(struct report *r)
{
    int right = 0, odd = 0;

    for (int i = 0; i < r->sheet[B1].rows; i++)
        for (int epa = 0; epa < 2; epa++) {
            if (!*published_cell(r, B1, i, B1_N + (epa ? EPA : 0)))
                continue;
            if (add_percentage(r, B1, i, B1_N, epa, true))
                right++;
            else
                odd++;
        }
    published_add(
        r, (struct published_row){"B1.percentages.ok", "B1", "all others",
                                  arena_fmt(r->arena, "%d", right), published_yes(right > odd),
                                  "100*n/N, half away from zero, 0 decimals (12.5 -> 13 twice)"});
    for (int i = 0; i < r->sheet[B2].rows; i++)
        for (int epa = 0; epa < 2; epa++)
            (void)add_percentage(r, B2, i, B2_N, epa, false);
}

/* ---- sums of B1 ---- */

static void add_sum(struct report *r, const char *id, int64_t sum, int64_t total, const char *right)
{
    const char *reason =
        sum == total
            ? right
            : arena_fmt(r->arena, "categories add to %" PRId64 ": %s %" PRId64, sum,
                        sum > total ? "excess" : "short", sum > total ? sum - total : total - sum);

    published_add(r, (struct published_row){id, "B1", arena_fmt(r->arena, "%" PRId64, total),
                                            arena_fmt(r->arena, "%" PRId64, sum),
                                            published_yes(sum == total), reason});
}

/* The categories of a group that have no parent: their number, sum and total. */
static int64_t group_sum(const struct report *r, const char *group, int n_col, int *categories,
                         int64_t *total)
{
    int64_t sum = 0;

    *categories = 0;
    for (int i = 0; i < r->sheet[B1].rows; i++) {
        if (strcmp(published_cell(r, B1, i, B_GROUP), group) != 0 ||
            *published_cell(r, B1, i, B1_PARENT) || !*published_cell(r, B1, i, n_col))
            continue;
        ++*categories;
        sum += published_count(r, B1, i, n_col);
        *total = published_count(r, B1, i, n_col + 2);
    }
    return sum;
}

static void add_group_sums(struct report *r)
{
    static const char *const groups[] = {"opleiding", "uitkering", "leeftijd", "werkhistorie_3jr",
                                         "werkervaring"};

    for (size_t g = 0; g < COUNT(groups); g++)
        for (int epa = 0; epa < 2; epa++) {
            int categories;
            int64_t total = 0,
                    sum = group_sum(r, groups[g], B1_N + (epa ? EPA : 0), &categories, &total);
            if (categories > 1)
                add_sum(r, arena_fmt(r->arena, "B1.sum.%s.%s", groups[g], epa ? "epa" : "cmd"), sum,
                        total, "categories add to the total");
        }
}

static void add_parent_sums(struct report *r)
{
    for (int i = 0; i < r->sheet[B1].rows; i++) {
        const char *parent = published_cell(r, B1, i, B_CATEGORY);
        int64_t sum = 0;
        bool any = false;
        for (int j = 0; j < r->sheet[B1].rows; j++)
            if (!strcmp(published_cell(r, B1, j, B1_PARENT), parent)) {
                any = true;
                sum += published_count(r, B1, j, B1_N);
            }
        if (any)
            add_sum(r, arena_fmt(r->arena, "B1.parent.%s", parent), sum,
                    published_count(r, B1, i, B1_N), "sum of sub-levels");
    }
}

/* Were the EPA counts of a group made from its printed percentages? */
static void add_backcalc(struct report *r, const char *id, const char *group, const char *yes,
                         const char *no)
{
    const char *printed = "", *back = "";
    bool same = true;

    for (int i = 0; i < r->sheet[B1].rows; i++) {
        if (strcmp(published_cell(r, B1, i, B_GROUP), group) != 0 ||
            !*published_cell(r, B1, i, B1_N + EPA))
            continue;
        int64_t n = published_count(r, B1, i, B1_N + EPA),
                made = round_ratio(published_count(r, B1, i, B1_PCT + EPA) *
                                       published_count(r, B1, i, B1_TOTAL + EPA),
                                   100, 1, 0);
        same = same && n == made;
        printed = arena_fmt(r->arena, "%s%s%" PRId64, printed, *printed ? "/" : "", n);
        back = arena_fmt(r->arena, "%s%s%" PRId64, back, *back ? "/" : "", made);
    }
    published_add(
        r, (struct published_row){id, "B1", printed, back, published_yes(same), same ? yes : no});
}

void published_sums(struct report *r)
{
    add_group_sums(r);
    add_parent_sums(r);
    add_backcalc(r, "B1.epa.education.backcalc", "opleiding",
                 "EPA education counts equal round(published % x 1607): they were derived from "
                 "percentages that add to 102%",
                 "not derived from the percentages");
    add_backcalc(r, "B1.epa.history.backcalc", "werkhistorie_3jr",
                 "counts equal round(published % x total)",
                 "not derived from the percentages, yet the categories do not add up");
}
