/* published_figures.c: figures in the text of report 002, B3 (phase-adjusted counts), B4 (time),
 * and the reports 000 and 001. Not: Table 1, B1, B2 and their tests. Start at
 * published_text_figures(). */
#include "feature/published/published_inner.h"

#include <math.h>

#include "stat/phase.h"
#include "stat/prop.h"
#include "stat/round.h"

/* A computed number against a printed one; the rule of "yes". */
static void add_number(struct report *r, const char *id, const char *place, const char *printed,
                       double computed, const char *reason)
{
    published_add(
        r, (struct published_row){id, place, printed, arena_fmt(r->arena, "%.6g", computed),
                                  published_yes(published_prints(computed, printed)), reason});
}

static int outcome_row(struct report *r, const char *group, const char *category)
{
    return published_find(r, B2, group, category);
}

static int ever_row(struct report *r)
{
    return outcome_row(r, "betaald_werk", "Aantal (%) op enig moment betaald gewerkt");
}

static int mean_row(struct report *r, const char *variable)
{
    return published_find(r, B2_MEANS, variable, NULL);
}

/* "Almost k times". Rule: yes when the nearest half is k, loose when only the nearest whole is. */
static const char *almost(double computed, double claim)
{
    if (computed >= claim)
        return "no";
    if (round(computed * 2) == claim * 2)
        return "yes";
    return round(computed) == claim ? "loose" : "no";
}

static void wages_and_hours(struct report *r)
{
    int salary = mean_row(r, "Salaris"),
        hours = mean_row(r, "Gemiddeld aantal uur aan het werk per maand"),
        claim = published_find(r, CLAIMS, "salary.ratio", NULL);
    double cmd = published_number(r, B2_MEANS, salary, MEANS_MEAN),
           epa = published_number(r, B2_MEANS, salary, MEANS_MEAN + EPA_MEANS),
           month = published_number(r, B2_MEANS, hours, MEANS_MEAN),
           month_epa = published_number(r, B2_MEANS, hours, MEANS_MEAN + EPA_MEANS);
    const char *printed = published_figure(r, "hours_week");

    published_add(r, (struct published_row){
                         "salary.ratio", "4.1.3", published_cell(r, CLAIMS, claim, CLAIM_PRINTED),
                         arena_fmt(r->arena, "%.6g", cmd / epa),
                         almost(cmd / epa, published_number(r, CLAIMS, claim, CLAIM_VALUE)), ""});
    bool calendar = published_prints(month * 12 / 52, printed),
         four_weeks = published_prints(month / 4, printed);
    published_add(
        r, (struct published_row){
               "hours.week", "7.1", printed,
               arena_fmt(r->arena, "x12/52 = %.2f; /4.33 = %.2f; /4 = %.2f", month * 12 / 52,
                         month / 4.33, month / 4),
               calendar     ? "yes"
               : four_weeks ? "other convention"
                            : "no",
               arena_fmt(r->arena, "four weeks a month give %.1f; the calendar value is %.1f",
                         month / 4, month * 12 / 52)});
    published_add(r, (struct published_row){"wage.hour", "4.1.1", "-",
                                            arena_fmt(r->arena, "CMD %.2f, EPA %.2f euro per hour",
                                                      cmd / month, epa / month_epa),
                                            "info", "ratio of means, not mean of ratios"});
}

/* Rule: n/N prints as the figure; else the sum of the two rounded percentages does. */
static void within_two_months(struct report *r, bool epa)
{
    int first = outcome_row(r, "tijd_tot_werk", "Binnen 30 dagen (<1 maand)"),
        second = outcome_row(r, "tijd_tot_werk", "Tussen 31 en 60 dagen (1-2 maanden)"),
        at = epa ? EPA : 0;
    const char *printed = published_figure(r, epa ? "within2m_epa" : "within2m_cmd");
    int64_t n = published_count(r, B2, first, B2_N + at) +
                published_count(r, B2, second, B2_N + at),
            workers = published_count(r, B2, first, B2_TOTAL + at),
            all = published_count(r, B2, ever_row(r), B2_TOTAL + at);
    double a = published_number(r, B2, first, B2_PCT + at),
           b = published_number(r, B2, second, B2_PCT + at), sum = a + b;

    published_add(
        r, (struct published_row){
               epa ? "text.within2m.epa" : "text.within2m.cmd", "4.1.3", printed,
               arena_fmt(r->arena,
                         "%" PRId64 "/%" PRId64 " = %.3f; %g+%g = %.1f; %" PRId64 "/%" PRId64
                         " = %.3f",
                         n, workers, 100 * (double)n / (double)workers, a, b, sum, n, all,
                         100 * (double)n / (double)all),
               published_prints_ratio(n, workers, 100, printed) ? "yes"
               : published_prints(sum, printed)                 ? "other convention"
                                                                : "no",
               "sum of two rounded percentages, of the workers and not of all participants"});
}

/* The two whole numbers around a percentage that none of them gives. */
static const char *nearest(struct report *r, const char *printed, int64_t of)
{
    double n = (double)of, below = floor(strtod(printed, NULL) * n / 100);

    return arena_fmt(r->arena, "no k of %" PRId64 "; nearest %.0f: %.4f, %.0f: %.4f", of, below,
                     100 * below / n, below + 1, 100 * (below + 1) / n);
}

/* Rule: a whole percentage of N people is right when a whole number of people gives it; when more
 * than one does, it is ambiguous. */
static void add_percentage_of(struct report *r, const char *id, const char *place,
                              const char *printed, int64_t of, const char *reason)
{
    const char *fits = "";
    int found = 0;

    for (int64_t k = 0; k <= of; k++)
        if (published_prints_ratio(k, of, 100, printed)) {
            fits = arena_fmt(r->arena, "%s%s%" PRId64 " of %" PRId64 " = %.4f", fits,
                             found ? " or " : "", k, of, 100 * (double)k / (double)of);
            found++;
        }
    published_add(r,
                  (struct published_row){id, place, printed, found ? fits : nearest(r, printed, of),
                                         found == 0   ? "no"
                                         : found == 1 ? "yes"
                                                      : "ambiguous",
                                         reason});
}

static void sectors(struct report *r)
{
    static const char *const counts[] = {"sector1", "sector2", "sector3"};
    static const char *const shares[] = {"sector1_pct", "sector2_pct", "sector3_pct"};
    int64_t jobs = strtoll(published_figure(r, "jobs"), NULL, 10);
    const char *printed = "", *computed = "";
    bool yes = true;

    for (size_t i = 0; i < COUNT(counts); i++) {
        int64_t n = strtoll(published_figure(r, counts[i]), NULL, 10);
        const char *share = published_figure(r, shares[i]), *slash = i ? "/" : "";
        yes = yes && published_prints_ratio(n, jobs, 100, share);
        printed = arena_fmt(r->arena, "%s%s%s", printed, slash, share);
        computed = arena_fmt(r->arena, "%s%s%.4f", computed, slash, 100 * (double)n / (double)jobs);
    }
    published_add(r, (struct published_row){"text.sectors", "4.1.1", printed, computed,
                                            published_yes(yes), "of all jobs"});
}

/* The number of workers whose share prints as a figure; 0 when there is none. */
static int64_t workers_for(struct report *r, const char *figure, int64_t workers)
{
    for (int64_t k = 0; k <= workers; k++)
        if (published_prints_ratio(k, workers, 100, published_figure(r, figure)))
            return k;
    return 0;
}

static void endings(struct report *r, int64_t workers, int64_t all)
{
    static const struct {
        const char *id, *figure;
    } shares[] = {
        {"text.firstyear", "first_year"}, {"text.first6", "first_6m"},
        {"text.last6", "last_6m"},        {"text.status75", "status_working"},
        {"text.status50", "status_same"}, {"text.status25", "status_other"},
    };

    for (size_t i = 0; i < COUNT(shares); i++)
        add_percentage_of(r, shares[i].id, "4.1.1", published_figure(r, shares[i].figure), workers,
                          "of the workers");
    sectors(r);
    add_number(r, "text.rate6", "4.1.1", published_figure(r, "first_6m_rate"),
               (double)workers_for(r, "first_6m", workers) / 6, "first jobs per month, six months");
    int64_t still = workers_for(r, "status_working", workers);
    published_add(
        r, (struct published_row){
               "text.endworking.all", "0, 4.1.1",
               arena_fmt(r->arena, "%s%% (of workers)", published_figure(r, "status_working")),
               arena_fmt(r->arena, "%" PRId64 "/%" PRId64 " = %.1f%% of all participants", still,
                         all, 100 * (double)still / (double)all),
               "info", "never printed, but the figure a reader needs"});
}

void published_text_figures(struct report *r)
{
    int64_t workers = published_count(r, B2, ever_row(r), B2_N),
            all = published_count(r, B2, ever_row(r), B2_TOTAL);
    int none = published_find(r, B1, "werkhistorie_3jr", "0%"),
        claim = published_find(r, CLAIMS, "text.wajong", NULL);

    wages_and_hours(r);
    within_two_months(r, false);
    within_two_months(r, true);
    endings(r, workers, all);
    add_percentage_of(r, "text.depression", "3.2.1", published_figure(r, "depr_pct"), all,
                      "the count is not published");
    add_number(r, "text.recent", "3.2.1", published_figure(r, "recent_work"),
               100 * (double)(all - published_count(r, B1, none, B1_N)) / (double)all,
               "all less those without work in three years");
    int64_t wajong =
        published_count(r, B1, published_find(r, B1, "uitkering", "Wajong oude wet"), B1_N) +
        published_count(r, B1, published_find(r, B1, "uitkering", "nWAJONG"), B1_N);
    add_number(r, "text.wajong", "3.2.1", published_cell(r, CLAIMS, claim, CLAIM_VALUE),
               100 * (double)wajong / (double)all, "old and new Wajong together");
}

/* ---- B3 ---- */

static const char *b3_id(struct report *r, const char *kind, int row)
{
    return arena_fmt(r->arena, "B3%s.%s.%s", kind, published_cell(r, B3, row, B3_EVENT),
                     published_cell(r, B3, row, B3_PERIOD));
}

static void b3_percentages(struct report *r)
{
    for (int i = 0; i < r->sheet[B3].rows; i++) {
        double actual = published_number(r, B3, i, B3_ACTUAL),
               expected = published_number(r, B3, i, B3_EXPECTED);
        add_number(
            r, b3_id(r, "", i), "B3", published_cell(r, B3, i, B3_PCT),
            100 * (actual / expected - 1),
            arena_fmt(r->arena,
                      "100(actual/expected-1) from the rounded expected; the true value lies "
                      "in [%.1f, %.1f]",
                      100 * (actual / (expected + 0.05) - 1),
                      100 * (actual / (expected - 0.05) - 1)));
    }
}

/* Rule: expected counts of a whole window should be about as many as were seen: "no" when their sum
 * is outside the exact Poisson limits of the sum of the actual ones. */
static void b3_total(struct report *r, const char *event)
{
    const char *actual = "", *expected = "";
    double expected_sum = 0;
    int64_t sum = 0;

    for (int i = 0; i < r->sheet[B3].rows; i++) {
        if (strcmp(published_cell(r, B3, i, B3_EVENT), event) != 0)
            continue;
        const char *plus = sum ? "+" : "";
        sum += published_count(r, B3, i, B3_ACTUAL);
        expected_sum += published_number(r, B3, i, B3_EXPECTED);
        actual = arena_fmt(r->arena, "%s%s%s", actual, plus, published_cell(r, B3, i, B3_ACTUAL));
        expected =
            arena_fmt(r->arena, "%s%s%s", expected, plus, published_cell(r, B3, i, B3_EXPECTED));
    }
    struct stat_interval limits = phase_poisson_limits(sum, 0.95);
    bool fits = expected_sum >= limits.low && expected_sum <= limits.high;
    published_add(r, (struct published_row){
                         arena_fmt(r->arena, "B3.total.%s", event), "B3",
                         arena_fmt(r->arena, "%s vs %s", actual, expected),
                         arena_fmt(r->arena, "%" PRId64 " vs %.1f", sum, expected_sum),
                         fits ? "info" : "no",
                         arena_fmt(r->arena, "expected add to %.0f%% of the actual in the window",
                                   100 * expected_sum / (double)sum)});
}

static void b3_ratio(struct report *r, int i)
{
    int64_t actual = published_count(r, B3, i, B3_ACTUAL);
    double expected = published_number(r, B3, i, B3_EXPECTED);
    struct stat_interval limits = phase_poisson_limits(actual, 0.95);

    published_add(r, (struct published_row){
                         b3_id(r, ".smr", i), "B3", "-",
                         arena_fmt(r->arena, "O/E %.2f, exact Poisson 95%% CI %.2f-%.2f, p=%.2g",
                                   (double)actual / expected, limits.low / expected,
                                   limits.high / expected, prop_poisson_p(actual, expected)),
                         "info", "expected treated as fixed"});
}

void published_phases(struct report *r)
{
    int during = published_find(r, B3, "stop", "tijdens"),
        after = published_find(r, B3, "stop", "na"),
        times = published_find(r, CLAIMS, "B3.stop.tijdens", NULL),
        sign = published_find(r, CLAIMS, "B3.stop.na.sign", NULL);
    double percent = published_number(r, B3, after, B3_PCT),
           ratio = published_number(r, B3, during, B3_ACTUAL) /
                   published_number(r, B3, during, B3_EXPECTED);

    b3_percentages(r);
    published_add(
        r, (struct published_row){
               "B3.stop.na.sign", "4.1.4 vs B3", published_cell(r, CLAIMS, sign, CLAIM_PRINTED),
               arena_fmt(r->arena, "%s against %s expected = %g%% %s",
                         published_cell(r, B3, after, B3_ACTUAL),
                         published_cell(r, B3, after, B3_EXPECTED), fabs(percent),
                         percent > 0 ? "MORE" : "fewer"),
               published_yes(percent * published_number(r, CLAIMS, sign, CLAIM_VALUE) > 0),
               "text and table must have the same sign"});
    published_add(
        r, (struct published_row){"B3.stop.tijdens", "4.1.4",
                                  published_cell(r, CLAIMS, times, CLAIM_PRINTED),
                                  arena_fmt(r->arena, "%.6g", ratio),
                                  almost(ratio, published_number(r, CLAIMS, times, CLAIM_VALUE)),
                                  arena_fmt(r->arena, "%.1f times", ratio)});
    b3_total(r, "start");
    b3_total(r, "stop");
    for (int i = 0; i < r->sheet[B3].rows; i++)
        b3_ratio(r, i);
}

/* ---- B4 ---- */

static bool is_total_row(const struct report *r, int row)
{
    return !strcmp(published_cell(r, B4, row, B4_ACTIVITY), "Totale tijdsbesteding");
}

static int time_row(struct report *r, const char *activity, const char *phase)
{
    for (int i = 0; i < r->sheet[B4].rows; i++)
        if (!strcmp(published_cell(r, B4, i, B4_ACTIVITY), activity) &&
            !strcmp(published_cell(r, B4, i, B4_PHASE), phase))
            return i;
    r->missing = arena_fmt(r->arena, "B4: no row for %s %s", activity, phase);
    return 0;
}

/* Rule: the parts add to the total, or differ by no more than the rounding of parts and total to
 * one decimal can make: 0.05 for each number. */
static void b4_sum(struct report *r, int total)
{
    const char *phase = published_cell(r, B4, total, B4_PHASE);
    int64_t tenths = 0, printed = llround(published_number(r, B4, total, B4_MEAN) * 10);
    int parts = 0;

    for (int i = 0; i < r->sheet[B4].rows; i++)
        if (!is_total_row(r, i) && !strcmp(published_cell(r, B4, i, B4_PHASE), phase)) {
            tenths += llround(published_number(r, B4, i, B4_MEAN) * 10);
            parts++;
        }
    int64_t gap = tenths > printed ? tenths - printed : printed - tenths;
    published_add(
        r, (struct published_row){
               arena_fmt(r->arena, "B4.sum.%s", phase), "B4", published_cell(r, B4, total, B4_MEAN),
               arena_fmt(r->arena, "%.3f", (double)tenths / 10),
               gap == 0               ? "yes"
               : gap * 2 <= parts + 1 ? "within rounding"
                                      : "no",
               arena_fmt(r->arena, "difference %.1f; %d rounded means can differ by %.1f",
                         (double)(tenths - printed) / 10, parts + 1, 0.05 * (parts + 1))});
}

/* Rule: the total must be some mean of the phases: plain, by persons, or by persons and months. */
static void b4_phases(struct report *r, int total)
{
    static const int months[] = {6, 6, 6, 7};
    const char *printed = published_cell(r, B4, total, B4_MEAN);
    double plain = 0, persons = 0, by_persons = 0, person_months = 0, by_months = 0;
    int phase = 0;

    for (int i = 0; i < r->sheet[B4].rows; i++) {
        if (!is_total_row(r, i) || i == total || phase == COUNT(months))
            continue;
        double mean = published_number(r, B4, i, B4_MEAN), n = published_number(r, B4, i, B4_N);
        plain += mean;
        persons += n;
        by_persons += n * mean;
        person_months += n * months[phase];
        by_months += n * months[phase++] * mean;
    }
    plain /= phase;
    by_persons /= persons;
    by_months /= person_months;
    published_add(r,
                  (struct published_row){
                      "B4.total.from.phases", "B4", printed,
                      arena_fmt(r->arena, "unweighted %.2f; by n %.2f; by n x months(6,6,6,7) %.2f",
                                plain, by_persons, by_months),
                      published_yes(published_prints(plain, printed) ||
                                    published_prints(by_persons, printed) ||
                                    published_prints(by_months, printed)),
                      "the total row is a mean over participants, the phase rows over those with "
                      "a registration in the phase"});
}

void published_time(struct report *r)
{
    int total = time_row(r, "Totale tijdsbesteding", "Totaal"),
        first = time_row(r, "Totale tijdsbesteding", "0-6 mnd"),
        one = time_row(r, "Eén op één activiteiten", "Totaal");
    double minutes = published_number(r, B4, total, B4_MEAN),
           one_to_one = published_number(r, B4, one, B4_MEAN), largest = 0;

    for (int i = 0; i < r->sheet[B4].rows; i++)
        if (is_total_row(r, i))
            b4_sum(r, i);
    b4_phases(r, total);
    add_number(r, "time.2.4", "4.1.5", published_figure(r, "time_hours"), minutes / 60,
               "minutes / 60");
    add_number(r, "time.3.2", "4.1.5", published_figure(r, "time_hours_6m"),
               published_number(r, B4, first, B4_MEAN) / 60, "minutes / 60");
    add_number(r, "time.64", "4.1.5", published_figure(r, "time_share_1on1"),
               100 * one_to_one / minutes, "ratio of means");
    for (int i = 0; i < r->sheet[B4].rows; i++)
        if (!is_total_row(r, i) && !strcmp(published_cell(r, B4, i, B4_PHASE), "Totaal"))
            largest = fmax(largest, published_number(r, B4, i, B4_MIN));
    published_add(r,
                  (struct published_row){
                      "time.min.total", "B4", published_cell(r, B4, total, B4_MIN),
                      arena_fmt(r->arena, "largest minimum of an activity %.1f", largest),
                      published_number(r, B4, total, B4_MIN) >= largest ? "feasible" : "impossible",
                      "nobody's total is below the smallest of any activity"});
}

/* ---- reports 001 and 000, and sums between chapters ---- */

static const char *lvb(struct report *r, const char *what)
{
    return published_cell(r, LVB, published_find(r, LVB, what, NULL), LVB_VALUE);
}

static void report_001(struct report *r)
{
    double ips = strtod(lvb(r, "kosten IPS"), NULL),
           other = strtod(lvb(r, "kosten ander traject"), NULL), more = 100 * (ips - other) / other,
           a = strtod(lvb(r, "SE betaald werk"), NULL),
           b = strtod(lvb(r, "vergelijk betaald werk"), NULL),
           arm = strtod(lvb(r, "n Chan Kregel"), NULL) / 2, both = (a + b) / 200,
           se = 100 * sqrt(both * (1 - both) * 2 / arm);
    const char *percent = lvb(r, "verschil kosten pct");

    add_number(r, "cost.diff", "001 note 7", lvb(r, "verschil kosten"), ips - other, "");
    published_add(
        r, (struct published_row){
               "cost.pct", "001 note 7", arena_fmt(r->arena, "krappe %s%%", percent),
               arena_fmt(r->arena, "%.6g", more),
               published_yes(published_prints(more, percent) && more < strtod(percent, NULL)),
               arena_fmt(r->arena,
                         "rounds to it and is below it, relative to the alternative; "
                         "relative to IPS %.2f",
                         100 * (ips - other) / ips)});
    add_number(r, "lvb.max", "001 2.5", lvb(r, "maximum"),
               strtod(lvb(r, "items"), NULL) * strtod(lvb(r, "ankerpunten"), NULL),
               "items x points; the minimum is the number of items");
    published_add(
        r, (struct published_row){
               "se.rr", "001 note 9",
               arena_fmt(r->arena, "%s vs %s", lvb(r, "SE betaald werk"),
                         lvb(r, "vergelijk betaald werk")),
               arena_fmt(r->arena, "difference %.1f points, RR %.3f; with %.0f per arm z=%.1f",
                         a - b, a / b, arm, (a - b) / se),
               "info", "the first is the same number as the pooled IPS rate in 002"});
}

/* Rule: 168 trajectories are those of both schemes, and nobody gets a benefit of municipalities in
 * a trajectory of UWV. */
static void schemes(struct report *r)
{
    const char *uwv = published_figure(r, "uwv"), *municipal = published_figure(r, "municipal");
    int64_t all = published_count(r, B2, ever_row(r), B2_TOTAL),
            sum = strtoll(uwv, NULL, 10) + strtoll(municipal, NULL, 10),
            pwet = published_count(
                r, B1, published_find(r, B1, "uitkering", "WWB / P-Wet uitkering"), B1_N),
            more = pwet - strtoll(municipal, NULL, 10);
    int claim = published_find(r, CLAIMS, "rct.7.1", NULL);
    double pooled = strtod(published_figure(r, "rct_ips"), NULL);

    published_add(
        r,
        (struct published_row){
            "rct.7.1", "7.1", published_cell(r, CLAIMS, claim, CLAIM_PRINTED),
            arena_fmt(r->arena, "%g rounds to %g", pooled, round_decimal(pooled, 0)),
            published_yes(published_prints(pooled, published_cell(r, CLAIMS, claim, CLAIM_VALUE))),
            "the pooled rate of 2.2 rounded"});
    published_add(
        r, (struct published_row){"scheme", "3.2.1", arena_fmt(r->arena, "%s+%s", municipal, uwv),
                                  arena_fmt(r->arena, "%" PRId64, sum), published_yes(sum == all),
                                  "adds to the number of participants"});
    published_add(
        r, (struct published_row){
               "pwet.scheme", "B1 vs 3.2.1",
               arena_fmt(r->arena, "%" PRId64 " P-wet, %s municipal", pwet, municipal),
               arena_fmt(r->arena, "%" PRId64 " P-wet recipients more than municipal trajectories",
                         more),
               more > 0 ? "inconsistent" : "consistent",
               "a P-wet recipient belongs in a municipal trajectory"});
}

static void nah_sums(struct report *r)
{
    for (int i = 0; i < r->sheet[CLAIMS].rows; i++) {
        const char *group = published_cell(r, CLAIMS, i, CLAIM_PRINTED);
        int64_t sum = 0, total = 0;
        if (strcmp(published_cell(r, CLAIMS, i, CLAIM_ID), "nah.adds_up") != 0)
            continue;
        for (int j = 0; j < r->sheet[NAH].rows; j++)
            if (!strcmp(published_cell(r, NAH, j, NAH_GROUP), group)) {
                sum += published_count(r, NAH, j, NAH_N);
                total = published_count(r, NAH, j, NAH_TOTAL);
            }
        published_add(r, (struct published_row){arena_fmt(r->arena, "nah.%s", group), "000",
                                                arena_fmt(r->arena, "%" PRId64, total),
                                                arena_fmt(r->arena, "%" PRId64, sum),
                                                published_yes(sum == total),
                                                "categories add to the total"});
    }
}

/* Rule: "about half" when the Wilson interval of the share holds one half. */
static void nah_half(struct report *r)
{
    int row = published_find(r, NAH, "werkuitkomst", "betaalde baan bij einde"),
        claim = published_find(r, CLAIMS, "nah.half", NULL);
    int64_t k = published_count(r, NAH, row, NAH_N), n = published_count(r, NAH, row, NAH_TOTAL);
    double half = published_number(r, CLAIMS, claim, CLAIM_VALUE);
    struct stat_interval limits;

    if (prop_wilson(k, n, 0.95, &limits) != STAT_OK) {
        r->missing = "nah.half: no limits";
        return;
    }
    published_add(
        r, (struct published_row){
               "nah.half", "000 5.1", published_cell(r, CLAIMS, claim, CLAIM_PRINTED),
               arena_fmt(r->arena, "%" PRId64 "/%" PRId64 " = %.1f%% (Wilson %.0f-%.0f)", k, n,
                         100 * (double)k / (double)n, 100 * limits.low, 100 * limits.high),
               published_yes(half >= limits.low && half <= limits.high),
               "the interval holds one half"});
}

static double nah_value(struct report *r, const char *variable, int column)
{
    return published_number(r, NAH_VALUES, published_find(r, NAH_VALUES, variable, NULL), column);
}

/* Rule: is the claimed share without work that of the WGA, from the shares and work rates printed?
 */
static void nah_wga(struct report *r)
{
    double iva = published_claim(r, "nah.wga.share.iva"),
           full = published_claim(r, "nah.wga.share.wga80100"),
           part = published_claim(r, "nah.wga.share.wga3580"),
           full_works = full * published_claim(r, "nah.wga.works.wga80100"),
           part_works = part * published_claim(r, "nah.wga.works.wga3580"),
           wia = iva * published_claim(r, "nah.wga.works.iva") + full_works + part_works,
           wga = (full_works + part_works) / (full + part);
    int claim = published_find(r, CLAIMS, "nah.wga", NULL);
    double without = published_number(r, CLAIMS, claim, CLAIM_VALUE);

    published_add(r,
                  (struct published_row){
                      "nah.wga", "000 bijlage 1", published_cell(r, CLAIMS, claim, CLAIM_PRINTED),
                      arena_fmt(r->arena, "WIA %.1f%% working, WGA %.1f%%", 100 * wia, 100 * wga),
                      published_yes(round_decimal(1 - wga, 1) == without),
                      round_decimal(1 - wia, 1) == without
                          ? "it fits the WIA as a whole, not the WGA: a word error"
                          : ""});
}

static void report_000(struct report *r)
{
    int age = published_find(r, CLAIMS, "nah.age", NULL),
        total = published_find(r, NAH_VALUES, "UWV_NAH_totaal", NULL);
    double oldest = nah_value(r, "leeftijd", NAHV_MAX);

    nah_sums(r);
    nah_half(r);
    published_add(r, (struct published_row){"nah.age", "000 3.1/4.2",
                                            arena_fmt(r->arena, "%s, range %g-%g",
                                                      published_cell(r, CLAIMS, age, CLAIM_PRINTED),
                                                      nah_value(r, "leeftijd", NAHV_MIN), oldest),
                                            arena_fmt(r->arena, "a participant of %g", oldest),
                                            oldest > published_number(r, CLAIMS, age, CLAIM_VALUE)
                                                ? "inconsistent"
                                                : "consistent",
                                            "nobody is older than the inclusion limit"});
    add_number(r, "nah.uwv", "000 10.3", published_cell(r, NAH_VALUES, total, NAHV_VALUE),
               nah_value(r, "UWV_NAH_WIA", NAHV_VALUE) + nah_value(r, "UWV_NAH_Wajong", NAHV_VALUE),
               "WIA and Wajong");
    nah_wga(r);
    published_add(r,
                  (struct published_row){"nah.budget", "000 3.1",
                                         arena_fmt(r->arena, "%g euro = about %g hours",
                                                   nah_value(r, "budget_per_traject", NAHV_VALUE),
                                                   nah_value(r, "budget_uren", NAHV_VALUE)),
                                         arena_fmt(r->arena, "%.4f",
                                                   nah_value(r, "budget_per_traject", NAHV_VALUE) /
                                                       nah_value(r, "budget_uren", NAHV_VALUE)),
                                         "info", "euro per hour including VAT"});
}

void published_other_sources(struct report *r)
{
    report_001(r);
    schemes(r);
    report_000(r);
}
