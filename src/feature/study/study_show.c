/* study_show.c: the figures of a cohort as a page: cards with a table, and a chart where it says
 * more. Not: routes and forms (study_web.c), files (study_files.c), the drawing (html/chart.c).
 * Start at study_show(). */
#include "feature/study/study_store.h"

#include <math.h>

#include "html/chart.h"

enum { CARDS_MAX = 24, BODY_MAX = 8 << 20 };

struct show {
    struct req *r;
    const struct study *s;
    bool controlled;
    const char *name[CARDS_MAX]; /* of the cards so far: their ids are deel-1, deel-2 ... */
    int cards;
};

/* ---- pieces ---------------------------------------------------------------------------------- */

/* name: what the table of contents says; TEXT_NONE: the heading. */
static void card(struct show *w, enum text_id name, const char *heading, const char *note)
{
    if (w->cards == CARDS_MAX)
        BUG("more than %d cards", CARDS_MAX);
    w->name[w->cards++] = name ? text(w->r->lang, name) : heading;
    html(w->r->out, "<section class=\"card\" id=\"deel-%d\"><h2>%s</h2>", w->cards, heading);
    if (note)
        html(w->r->out, "<p class=\"muted\">%s</p>", note);
}

static void card_end(struct show *w)
{
    html(w->r->out, "</section>\n");
}

static const char *number(struct show *w, double x, int decimals)
{
    return study_number(w->r->arena, w->r->lang, x, decimals);
}

/* Headings end with TEXT_NONE; after the first a column of charts when bars, with
 * their scale above it, then numbers. */
static void table_with_scale(struct show *w, const char *name, const enum text_id *headings,
                             bool bars, const struct chart_scale *scale)
{
    struct req *r = w->r;

    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data%s\"><thead><tr>",
         name, bars ? " bars" : "");
    for (int i = 0; headings[i] != TEXT_NONE; i++) {
        html(r->out, i ? "<th scope=\"col\" class=\"number\">%s</th>" : "<th scope=\"col\">%s</th>",
             text(r->lang, headings[i]));
        if (!bars || i > 0)
            continue;
        html(r->out, "<th scope=\"col\" class=\"bar-column\"><span class=\"sr\">%s</span>",
             scale ? name : T(outcome_share));
        if (scale)
            chart_scale_words(r->out, scale, number(w, scale->from, 1), number(w, scale->none, 0),
                              number(w, scale->to, 1));
        html(r->out, "</th>");
    }
    html(r->out, "</tr></thead><tbody>");
}

static void table(struct show *w, const char *name, const enum text_id *headings, bool bars)
{
    table_with_scale(w, name, headings, bars, NULL);
}

static void table_end(struct show *w)
{
    html(w->r->out, "</tbody></table></div>");
}

static void row(struct show *w, const struct study_row *x)
{
    html(w->r->out, "<tr><th scope=\"row\">%s</th>", study_label(w->r->arena, w->r->lang, x));
}

static void cell(struct show *w, const char *words)
{
    html(w->r->out, "<td class=\"number\">%s</td>", words);
}

/* The rest of a row of which the numbers are hidden. */
static bool hidden(struct show *w, const struct study_row *x, int cells)
{
    struct req *r = w->r;

    if (!x->hidden)
        return false;
    for (int i = 0; i < cells; i++)
        html(r->out, "<td class=\"number muted\">%s</td>", i == cells - 1 ? T(study_hidden) : "");
    html(r->out, "</tr>");
    return true;
}

static const char *percent(struct show *w, double x, int decimals)
{
    return study_percent(w->r->arena, w->r->lang, x, decimals);
}

static const char *limits(struct show *w, const struct study_row *x, double scale, int decimals)
{
    return study_limits(w->r->arena, w->r->lang, scale * x->low, scale * x->high, decimals);
}

static const char *fill(struct show *w, enum text_id id, const char *one, const char *two)
{
    return text_fill(w->r->arena, w->r->lang, id, one, two, NULL, NULL);
}

static const char *title(struct show *w, enum study_block block)
{
    return study_card_title(w->r->arena, w->r->lang, w->s, block);
}

static bool has(const struct study *s, enum study_block block)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->at[i].block == block)
            return true;
    return false;
}

/* ---- tables of shares and of means ----------------------------------------------------------- */

/* Of outcomes, and of what people are. */
static const enum text_id share_headings[] = {TEXT_outcome_value, TEXT_study_number,
                                              TEXT_outcome_share, TEXT_outcome_limits, TEXT_NONE};
static const enum text_id who_headings[] = {TEXT_outcome_who, TEXT_study_number, TEXT_outcome_share,
                                            TEXT_outcome_limits, TEXT_NONE};
static const enum text_id sector_headings[] = {TEXT_outcome_sector, TEXT_study_number,
                                               TEXT_outcome_share, TEXT_outcome_limits, TEXT_NONE};
static const enum text_id contract_headings[] = {
    TEXT_outcome_contract, TEXT_study_number, TEXT_outcome_share, TEXT_outcome_limits, TEXT_NONE};
static const enum text_id mean_headings[] = {
    TEXT_outcome_value,  TEXT_study_number,   TEXT_study_missing,
    TEXT_outcome_mean,   TEXT_outcome_limits, TEXT_outcome_sd,
    TEXT_outcome_median, TEXT_outcome_middle, TEXT_NONE};

static void share_row(struct show *w, const struct study_row *x)
{
    struct req *r = w->r;

    row(w, x);
    if (hidden(w, x, 4))
        return;
    html(r->out, "<td>");
    chart_bar(r->out, &x->value, 1);
    html(r->out, "</td>");
    cell(w, fill(w, TEXT_outcome_n_of_n, study_whole(r->arena, x->k), study_whole(r->arena, x->n)));
    cell(w, percent(w, x->value, 1));
    cell(w, limits(w, x, 100, 1));
    html(r->out, "</tr>");
}

static bool wanted(const struct study_row *x, enum study_block block, const char *item)
{
    return x->block == block && (!item || !strcmp(x->item, item));
}

/* Shares of a block, or of one item of it. */
static void share_table(struct show *w, const char *name, const enum text_id *headings,
                        enum study_block block, const char *item)
{
    table(w, name, headings, true);
    for (size_t i = 0; i < w->s->n; i++)
        if (wanted(&w->s->at[i], block, item) && strcmp(w->s->at[i].level, "mean") != 0 &&
            strcmp(w->s->at[i].item, "median_days") != 0)
            share_row(w, &w->s->at[i]);
    table_end(w);
}

static void mean_row(struct show *w, const struct study_row *x)
{
    int decimals = study_decimals(x->item);

    row(w, x);
    if (hidden(w, x, 7))
        return;
    cell(w, study_whole(w->r->arena, x->n));
    cell(w, study_whole(w->r->arena, x->missing));
    cell(w, number(w, x->value, decimals));
    cell(w, limits(w, x, 1, decimals));
    cell(w, number(w, x->sd, decimals));
    cell(w, number(w, x->median, decimals));
    cell(w, study_limits(w->r->arena, w->r->lang, x->q25, x->q75, decimals));
    html(w->r->out, "</tr>");
}

static void mean_table(struct show *w, const char *name, enum study_block block, const char *level)
{
    table(w, name, mean_headings, false);
    for (size_t i = 0; i < w->s->n; i++)
        if (w->s->at[i].block == block && (!level || !strcmp(w->s->at[i].level, level)))
            mean_row(w, &w->s->at[i]);
    table_end(w);
}

/* ---- who counts ------------------------------------------------------------------------------ */

static void show_flow(struct show *w)
{
    static const enum text_id headings[] = {TEXT_outcome_value, TEXT_study_number, TEXT_NONE};
    struct req *r = w->r;

    card(w, TEXT_NONE, T(study_flow_heading), T(study_flow_note));
    table(w, T(study_flow_heading), headings, false);
    for (size_t i = 0; i < w->s->n; i++) {
        const struct study_row *x = &w->s->at[i];

        if (x->block != STUDY_FLOW || (x->k == 0 && !x->hidden && strcmp(x->item, "taken") != 0))
            continue;
        row(w, x);
        if (hidden(w, x, 1))
            continue;
        cell(w, study_whole(r->arena, x->k));
        html(r->out, "</tr>");
    }
    table_end(w);
    card_end(w);
}

/* ---- curves ---------------------------------------------------------------------------------- */

static void curve_table(struct show *w)
{
    static const enum text_id headings[] = {
        TEXT_outcome_month,  TEXT_study_at_risk,    TEXT_outcome_first_jobs, TEXT_outcome_ever,
        TEXT_outcome_limits, TEXT_outcome_observed, TEXT_outcome_working,    TEXT_NONE};
    struct req *r = w->r;

    html(r->out, "<details><summary>%s</summary>", T(outcome_as_table));
    table(w, T(outcome_as_table), headings, false);
    for (int month = 1;; month++) {
        const struct study_row *ever = study_find(w->s, STUDY_EVER, "all", "", month);
        const struct study_row *now = study_find(w->s, STUDY_NOW, "all", "", month);

        if (!ever || !now)
            break;
        html(r->out, "<tr><th scope=\"row\">%d</th>", month);
        cell(w, ever->hidden ? T(study_hidden) : study_whole(r->arena, ever->n));
        cell(w, study_whole(r->arena, ever->k));
        cell(w, percent(w, ever->value, 1));
        cell(w, limits(w, ever, 100, 1));
        cell(w, now->hidden ? T(study_hidden) : study_whole(r->arena, now->n));
        cell(w, now->hidden ? "–"
                            : arena_fmt(r->arena, "%s (%s)", study_whole(r->arena, now->k),
                                        percent(w, now->value, 1)));
        html(r->out, "</tr>");
    }
    table_end(w);
    html(r->out, "</details>");
}

static void show_curve(struct show *w)
{
    struct req *r = w->r;
    struct study_line ever = study_line(r->arena, w->s, STUDY_EVER, "all", "");
    struct study_line now = study_now(r->arena, w->s, &ever);
    const char *finding = study_finding(r->arena, r->lang, w->s);
    struct chart_curve curve[] = {
        {fill(w, TEXT_outcome_ever_label, percent(w, ever.last, 0), NULL), ever.y, ever.low,
         ever.high},
        {fill(w, TEXT_outcome_now_label, percent(w, now.last, 0), NULL), now.y, NULL, NULL}};

    if (!has(w->s, STUDY_EVER) || !isfinite(ever.last))
        return;
    card(w, TEXT_study_curve_whole, finding,
         fill(w, TEXT_study_curve_note, arena_fmt(r->arena, "%d", STUDY_LINE_MIN), NULL));
    chart_curves(r->out, &(struct chart_curves){.title = finding,
                                                .n = ever.n,
                                                .curve = curve,
                                                .curves = isfinite(now.last) ? 2 : 1,
                                                .under_label = T(study_at_risk),
                                                .under = ever.at_risk});
    if (w->controlled)
        html(r->out, "<p class=\"small muted\">%s</p>", T(study_bridged));
    curve_table(w);
    card_end(w);
}

static void group_table(struct show *w, const char *item, const struct study_group *g, int n)
{
    static const enum text_id headings[] = {
        TEXT_study_group_of, TEXT_outcome_month,  TEXT_study_at_risk, TEXT_outcome_first_jobs,
        TEXT_outcome_ever,   TEXT_outcome_limits, TEXT_NONE};
    struct req *r = w->r;

    html(r->out, "<details><summary>%s</summary>", T(outcome_as_table));
    table(w, w->name[w->cards - 1], headings, false);
    for (int i = 0; i < n; i++) {
        for (int month = 1; month <= g[i].line.n; month++) {
            const struct study_row *x = study_find(w->s, STUDY_EVER, item, g[i].level, month);

            if (!x || x->hidden || (month % 3 && month != g[i].line.n))
                continue;
            html(r->out, "<tr><th scope=\"row\">%s</th>",
                 study_label(r->arena, r->lang, study_find(w->s, STUDY_WHO, item, x->level, 0)));
            cell(w, arena_fmt(r->arena, "%d", month));
            cell(w, study_whole(r->arena, x->n));
            cell(w, study_whole(r->arena, x->k));
            cell(w, percent(w, x->value, 1));
            cell(w, limits(w, x, 100, 1));
            html(r->out, "</tr>");
        }
    }
    table_end(w);
    html(r->out, "</details>");
}

static void show_groups(struct show *w, const char *item)
{
    struct study_group g[STUDY_GROUPS_MAX];
    struct chart_curve curve[STUDY_GROUPS_MAX];
    struct req *r = w->r;
    int n = study_groups_drawn(r->arena, r->lang, w->s, item, g);

    if (n < 2)
        return;
    for (int i = 0; i < n; i++)
        curve[i] = (struct chart_curve){
            arena_fmt(r->arena, "%s %s", percent(w, g[i].line.last, 0), g[i].name), g[i].line.y,
            NULL, NULL};
    const char *words = study_groups_finding(r->arena, r->lang, item, g, n);
    card(w, strcmp(item, "scheme") ? TEXT_study_curve_by_experience : TEXT_study_curve_by_scheme,
         words,
         fill(w, TEXT_study_curve_groups_note, arena_fmt(r->arena, "%d", STUDY_LINE_MIN), NULL));
    chart_curves(r->out, &(struct chart_curves){
                             .title = words, .n = g[0].line.n, .curve = curve, .curves = n});
    const struct study_row *test = study_find(w->s, STUDY_TEST, "logrank", item, 0);
    if (test && !test->hidden)
        html(r->out, "<p>%s: p %s. %s</p>", T(study_test_logrank),
             study_p(r->arena, r->lang, test->p), study_test_says(r->arena, r->lang, test));
    group_table(w, item, g, n);
    card_end(w);
}

static void two_cell(struct show *w, const struct study *s, int month)
{
    const struct study_row *x = study_find(s, STUDY_EVER, "all", "", month);

    cell(w, !x ? "–"
            : x->hidden
                ? text(w->r->lang, TEXT_study_hidden)
                : arena_fmt(w->r->arena, "%s (%s)", percent(w, x->value, 1), limits(w, x, 100, 1)));
}

static void two_table(struct show *w, const struct study *x, const char *x_name,
                      const struct study *y, const char *y_name, int months)
{
    struct req *r = w->r;

    html(r->out,
         "<details><summary>%s</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" "
         "aria-label=\"%s\"><table class=\"data\"><thead><tr><th scope=\"col\">%s</th>",
         T(outcome_as_table), T(outcome_as_table), T(outcome_month));
    html(r->out,
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "</tr></thead><tbody>",
         fill(w, TEXT_study_compare_share, x_name, NULL),
         fill(w, TEXT_study_compare_share, y_name, NULL));
    for (int month = 1; month <= months; month++) {
        html(r->out, "<tr><th scope=\"row\">%d</th>", month);
        two_cell(w, x, month);
        two_cell(w, y, month);
        html(r->out, "</tr>");
    }
    table_end(w);
    html(r->out, "</details>");
}

void study_show_two(struct req *r, const struct study *x, const char *x_name, const struct study *y,
                    const char *y_name)
{
    struct study_line one = study_line(r->arena, x, STUDY_EVER, "all", "");
    struct study_line two = study_line(r->arena, y, STUDY_EVER, "all", "");
    struct show w = {.r = r, .s = x};
    const char *a = arena_fmt(r->arena, "%s %s", percent(&w, one.last, 0), x_name);
    const char *b = arena_fmt(r->arena, "%s %s", percent(&w, two.last, 0), y_name);
    const char *finding = study_two_finding(r->arena, r->lang, &one, x_name, &two, y_name);
    int n = MIN(one.n, two.n);
    struct chart_curve curve[] = {{a, one.y, one.low, one.high}, {b, two.y, NULL, NULL}};

    if (!isfinite(one.last) || !isfinite(two.last) || n < 1)
        return;
    card(&w, TEXT_NONE, finding, T(study_compare_note));
    chart_curves(r->out,
                 &(struct chart_curves){.title = finding, .n = n, .curve = curve, .curves = 2});
    two_table(&w, x, x_name, y, y_name, n);
    card_end(&w);
}

/* ---- work ------------------------------------------------------------------------------------ */

static void show_found(struct show *w)
{
    struct req *r = w->r;
    const struct study_row *median = study_find(w->s, STUDY_FOUND, "median_days", "", 0);

    card(w, TEXT_NONE, T(study_found_heading), NULL);
    share_table(w, T(study_found_heading), share_headings, STUDY_FOUND, NULL);
    html(r->out, "<p>%s: %s</p>", T(study_median_days),
         median ? (median->hidden ? T(study_hidden) : number(w, median->value, 0))
                : T(outcome_not_reached));
    card_end(w);
    card(w, TEXT_NONE, T(study_amount_heading), T(outcome_amount_note));
    mean_table(w, T(study_amount_heading), STUDY_AMOUNT, NULL);
    card_end(w);
}

static void show_days(struct show *w)
{
    static const enum text_id headings[] = {TEXT_outcome_days, TEXT_study_share_workers,
                                            TEXT_study_share_all, TEXT_outcome_limits, TEXT_NONE};
    struct req *r = w->r;

    if (!has(w->s, STUDY_DAYS))
        return;
    card(w, TEXT_outcome_days_heading, title(w, STUDY_DAYS), T(study_days_note));
    table(w, T(outcome_days_heading), headings, true);
    for (size_t i = 0; i < w->s->n; i++) {
        const struct study_row *x = &w->s->at[i];

        if (!wanted(x, STUDY_DAYS, "workers"))
            continue;
        const struct study_row *all = study_find(w->s, STUDY_DAYS, "all", x->level, 0);
        html(r->out, "<tr><th scope=\"row\">%s</th>", x->level);
        if (hidden(w, x, 4))
            continue;
        html(r->out, "<td>");
        chart_bar(r->out, &x->value, 1);
        html(r->out, "</td>");
        cell(w,
             arena_fmt(r->arena, "%s (%s)", study_whole(r->arena, x->k), percent(w, x->value, 1)));
        cell(w, percent(w, all ? all->value : NAN, 1));
        cell(w, limits(w, x, 100, 1));
        html(r->out, "</tr>");
    }
    table_end(w);
    card_end(w);
}

static void status_row(struct show *w, int month)
{
    static const char *const level[] = {"same", "other", "stopped"};
    struct req *r = w->r;
    const struct study_row *x[3];
    double share[3];
    bool all = true, none = true;

    for (int i = 0; i < 3; i++) {
        x[i] = study_find(w->s, STUDY_STATUS, "status", level[i], month);
        if (!x[i])
            return;
        all = all && !x[i]->hidden;
        none = none && x[i]->hidden;
        share[i] = x[i]->value;
    }
    if (none)
        return;
    html(r->out, "<tr><th scope=\"row\">%s</th><td>",
         month ? arena_fmt(r->arena, "%d", month) : T(outcome_last_month));
    if (all)
        chart_bar(r->out, share, 3);
    html(r->out, "</td>");
    for (int i = 0; i < 3; i++)
        cell(w, x[i]->hidden ? T(study_hidden)
                             : arena_fmt(r->arena, "%s (%s)", study_whole(r->arena, x[i]->k),
                                         percent(w, x[i]->value, 0)));
    html(r->out, "</tr>");
}

static void show_status(struct show *w)
{
    static const enum text_id part[] = {TEXT_outcome_same, TEXT_outcome_other,
                                        TEXT_outcome_stopped};
    static const int tone[] = {1, 3, 5};
    struct req *r = w->r;

    if (!study_find(w->s, STUDY_STATUS, "status", "same", 0))
        return;
    card(w, TEXT_outcome_status_heading, title(w, STUDY_STATUS), T(outcome_status_note));
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data bars\"><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\" class=\"bar-column\"><span class=\"sr\">%s</span></th>",
         T(outcome_status_heading), T(outcome_month), T(outcome_share));
    for (int i = 0; i < 3; i++)
        html(r->out,
             "<th scope=\"col\" class=\"number\"><span class=\"swatch tone-%d\"></span>%s</th>",
             tone[i], text(r->lang, part[i]));
    html(r->out, "</tr></thead><tbody>");
    for (int month = 3; month <= STUDY_MONTHS_MAX; month += 3)
        status_row(w, month);
    status_row(w, 0);
    table_end(w);
    if (w->controlled)
        html(r->out, "<p class=\"small muted\">%s</p>", T(study_months_hidden));
    card_end(w);
}

static void show_jobs(struct show *w)
{
    struct req *r = w->r;
    const struct study_row *jobs = study_find(w->s, STUDY_ABOUT, "jobs", "", 0);

    if (!has(w->s, STUDY_JOBS))
        return;
    card(w, TEXT_outcome_jobs_heading, title(w, STUDY_JOBS),
         fill(w, TEXT_outcome_jobs_note,
              jobs && !jobs->hidden ? study_whole(r->arena, jobs->k) : T(study_hidden), NULL));
    share_table(w, T(outcome_sector), sector_headings, STUDY_JOBS, "sector");
    card_end(w);
    card(w, TEXT_outcome_contract, study_contract_title(r->arena, r->lang, w->s), NULL);
    table(w, T(outcome_contract), contract_headings, true);
    for (size_t i = 0; i < w->s->n; i++)
        if (wanted(&w->s->at[i], STUDY_JOBS, "contract") ||
            wanted(&w->s->at[i], STUDY_JOBS, "permanent"))
            share_row(w, &w->s->at[i]);
    table_end(w);
    card_end(w);
}

/* ---- who, time ------------------------------------------------------------------------------- */

static void show_who(struct show *w)
{
    struct req *r = w->r;
    const struct study_row *taken = study_find(w->s, STUDY_FLOW, "taken", "", 0);

    if (!has(w->s, STUDY_WHO))
        return;
    card(w, TEXT_NONE, T(study_who_heading),
         fill(w, TEXT_study_who_note, study_whole(r->arena, taken ? taken->k : NUMBER_NONE), NULL));
    mean_table(w, T(outcome_mean), STUDY_WHO, "mean");
    share_table(w, T(study_who_heading), who_headings, STUDY_WHO, NULL);
    card_end(w);
}

static void show_time(struct show *w)
{
    struct req *r = w->r;

    if (!has(w->s, STUDY_TIME))
        return;
    card(w, TEXT_NONE, T(study_time_heading), T(study_time_note));
    mean_table(w, T(study_time_heading), STUDY_TIME, NULL);
    card_end(w);
}

/* ---- tests, models --------------------------------------------------------------------------- */

static void test_cell(struct show *w, const char *class, enum text_id label, const char *words)
{
    html(w->r->out, "<td class=\"%s\" data-label=\"%s\">%s</td>", class, text(w->r->lang, label),
         words);
}

static void show_tests(struct show *w)
{
    struct req *r = w->r;

    if (!has(w->s, STUDY_TEST))
        return;
    card(w, TEXT_NONE, T(outcome_tests_heading), T(outcome_tests_note));
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards\"><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
         "<th scope=\"col\">%s</th>",
         T(outcome_tests_heading), T(outcome_who), T(study_group_of), T(study_kind));
    html(r->out,
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "<th scope=\"col\">%s</th></tr></thead><tbody>",
         T(outcome_p), T(outcome_p_holm), T(outcome_test_says));
    for (size_t i = 0; i < w->s->n; i++) {
        const struct study_row *x = &w->s->at[i];

        if (x->block != STUDY_TEST)
            continue;
        bool has_p = study_has_p(x);
        row(w, x);
        test_cell(w, "", TEXT_study_group_of, study_groups(r->lang, x->level));
        test_cell(w, "", TEXT_study_kind, x->hidden ? "" : study_test_method(r->lang, x->text));
        test_cell(w, "number", TEXT_outcome_p, has_p ? study_p(r->arena, r->lang, x->p) : "–");
        test_cell(w, "number", TEXT_outcome_p_holm,
                  has_p ? study_p(r->arena, r->lang, x->p_holm) : "–");
        html(r->out, "<td>%s</td></tr>", study_test_says(r->arena, r->lang, x));
    }
    table_end(w);
    card_end(w);
}

/* From the smallest to the largest limit, but no further than a tenth or ten times. */
static struct chart_scale ratio_scale(const struct study *s, enum study_block block)
{
    struct chart_scale c = {.from = 0.5, .to = 2, .none = 1, .log = true};

    for (size_t i = 0; i < s->n; i++) {
        const struct study_row *x = &s->at[i];

        if (x->block != block)
            continue;
        c.from = isfinite(x->low) ? MIN(c.from, MAX(x->low, 0.1)) : c.from;
        c.to = isfinite(x->high) ? MAX(c.to, MIN(x->high, 10)) : c.to;
    }
    return c;
}

static const struct study_row *first_of(const struct study *s, enum study_block block)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->at[i].block == block && !s->at[i].hidden)
            return &s->at[i];
    return NULL;
}

static void forest(struct show *w, enum study_block block, enum text_id ratio)
{
    const enum text_id headings[] = {TEXT_outcome_who, ratio, TEXT_outcome_limits, TEXT_outcome_p,
                                     TEXT_NONE};
    struct chart_scale scale = ratio_scale(w->s, block);
    struct req *r = w->r;

    table_with_scale(w, text(r->lang, ratio), headings, true, &scale);
    for (size_t i = 0; i < w->s->n; i++) {
        const struct study_row *x = &w->s->at[i];

        if (x->block != block)
            continue;
        row(w, x);
        if (hidden(w, x, 4))
            continue;
        html(r->out, "<td>");
        chart_interval(r->out, &scale, x->value, x->low, x->high);
        html(r->out, "</td>");
        cell(w, number(w, x->value, 2));
        cell(w, limits(w, x, 1, 2));
        cell(w, study_p(r->arena, r->lang, x->p));
        html(r->out, "</tr>");
    }
    table_end(w);
    html(r->out, "<p class=\"small muted\">%s</p>",
         study_reference(r->arena, r->lang, w->s, block));
}

static void show_models(struct show *w)
{
    struct req *r = w->r;
    const struct study_row *first = first_of(w->s, STUDY_MODEL);

    if (first) {
        card(w, TEXT_study_part_model, title(w, STUDY_MODEL),
             fill(w, TEXT_outcome_model_note, study_whole(r->arena, first->n),
                  study_whole(r->arena, first->missing)));
        if (study_few_events(w->s))
            html(r->out, "<p class=\"warn\">%s</p>", T(study_events_warning));
        forest(w, STUDY_MODEL, TEXT_outcome_odds);
        card_end(w);
    }
    if (first_of(w->s, STUDY_COX)) {
        card(w, TEXT_study_part_cox, title(w, STUDY_COX), T(outcome_cox_note));
        if (study_few_events(w->s))
            html(r->out, "<p class=\"warn\">%s</p>", T(study_events_warning));
        forest(w, STUDY_COX, TEXT_outcome_hazard);
        card_end(w);
    }
}

static void show_phases(struct show *w)
{
    static const enum text_id headings[] = {TEXT_outcome_period,   TEXT_outcome_actual,
                                            TEXT_outcome_expected, TEXT_outcome_ratio,
                                            TEXT_outcome_limits,   TEXT_NONE};
    struct req *r = w->r;

    if (!has(w->s, STUDY_PHASE))
        return;
    card(w, TEXT_outcome_phases_heading, title(w, STUDY_PHASE), T(outcome_phases_note));
    table(w, T(outcome_phases_heading), headings, false);
    for (size_t i = 0; i < w->s->n; i++) {
        const struct study_row *x = &w->s->at[i];

        if (x->block != STUDY_PHASE)
            continue;
        row(w, x);
        if (hidden(w, x, 4))
            continue;
        cell(w, study_whole(r->arena, x->k));
        cell(w, number(w, x->expected, 1));
        cell(w, number(w, x->value, 2));
        cell(w, limits(w, x, 1, 2));
        html(r->out, "</tr>");
    }
    table_end(w);
    card_end(w);
}

static void show_refused(struct show *w)
{
    struct req *r = w->r;

    if (!has(w->s, STUDY_REFUSED))
        return;
    card(w, TEXT_NONE, T(study_refused_heading), NULL);
    html(r->out, "<ul class=\"points\">");
    for (size_t i = 0; i < w->s->n; i++) {
        const struct study_row *x = &w->s->at[i];

        if (x->block == STUDY_REFUSED)
            html(r->out, "<li>%s: %s.</li>", study_label(r->arena, r->lang, x),
                 study_why(r->lang, x->text));
    }
    html(r->out, "</ul>");
    card_end(w);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void show_cards(struct show *w)
{
    show_curve(w);
    show_flow(w);
    if (!has(w->s, STUDY_FOUND))
        return;
    show_found(w);
    show_groups(w, "scheme");
    show_groups(w, "experience");
    show_days(w);
    show_status(w);
    show_jobs(w);
    show_who(w);
    show_tests(w);
    show_models(w);
    show_phases(w);
    show_time(w);
    show_refused(w);
}

static void show_contents(struct show *w)
{
    struct req *r = w->r;

    html(r->out,
         "<nav class=\"card contents no-print\" aria-labelledby=\"inhoudsopgave\">"
         "<h2 id=\"inhoudsopgave\">%s</h2><ul>",
         T(study_contents));
    for (int i = 0; i < w->cards; i++)
        html(r->out, "<li><a href=\"#deel-%d\">%s</a></li>", i + 1, w->name[i]);
    html(r->out,
         "<li><a href=\"#methode-deel\">%s</a></li><li><a href=\"#downloaden\">%s</a></li>"
         "</ul></nav>",
         T(study_method_heading), T(study_release_heading));
}

/* The cards first, for the table of contents above them has their names. */
void study_show(struct req *r, const struct study *s, bool controlled)
{
    struct show w = {.r = r, .s = s, .controlled = controlled};
    struct buf *page = r->out, cards;

    buf_init(&cards, BODY_MAX);
    r->out = &cards;
    show_cards(&w);
    r->out = page;
    show_contents(&w);
    buf_add(page, cards.at, cards.len);
    buf_free(&cards);
}
