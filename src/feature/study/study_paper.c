/* study_paper.c: a release of a cohort, or two side by side, as PDF.
 * Not: what may be in it (disclose.c), nor the drawing (pdf/pdf.h).
 * Start at study_pdf(). */
#include "feature/study/study_store.h"

#include <math.h>

#include "html/chart.h"
#include "pdf/pdf.h"

struct paper {
    struct pdf *p;
    struct arena *a;
    enum lang lang;
    const struct study *s;
};

static const char *percent(const struct paper *w, double x)
{
    return study_percent(w->a, w->lang, x, 1);
}

static const char *share_words(const struct paper *w, const struct study_row *x)
{
    if (x->hidden)
        return text(w->lang, TEXT_study_hidden);
    return arena_fmt(w->a, "%s · %s (%s)",
                     text_fill(w->a, w->lang, TEXT_outcome_n_of_n, study_whole(w->a, x->k),
                               study_whole(w->a, x->n), NULL, NULL),
                     percent(w, x->value),
                     study_limits(w->a, w->lang, 100 * x->low, 100 * x->high, 1));
}

static const char *ratio_words(const struct paper *w, const struct study_row *x)
{
    if (x->hidden)
        return text(w->lang, TEXT_study_hidden);
    return arena_fmt(w->a, "%s (%s) · p %s", study_number(w->a, w->lang, x->value, 2),
                     study_limits(w->a, w->lang, x->low, x->high, 2), study_p(w->a, w->lang, x->p));
}

static bool has_bar(const struct study_row *x, enum study_block block, const char *item,
                    bool ratios)
{
    if (x->block != block || (item && strcmp(x->item, item) != 0) || !strcmp(x->level, "mean"))
        return false;
    return strcmp(x->item, "median_days") != 0 && (ratios || x->k != NUMBER_NONE || x->hidden);
}

/* Rows of a block (of one item of it, or all) as bars of their share, or as intervals of ratios.
 * NULL as heading: under the one before. */
static void paper_bars(const struct paper *w, const char *heading, enum study_block block,
                       const char *item, bool ratios)
{
    struct pdf_bar_row *row = ARENA_ARRAY(w->a, struct pdf_bar_row, w->s->n + 1);
    struct pdf_bars bars = {.label_head = text(w->lang, TEXT_outcome_value),
                            .words_head =
                                text(w->lang, ratios ? TEXT_outcome_limits : TEXT_study_bar_head),
                            .parts = ratios ? 0 : 1,
                            .from = 0.5,
                            .to = 2,
                            .row = row};

    for (size_t i = 0; i < w->s->n; i++) {
        const struct study_row *x = &w->s->at[i];

        if (!has_bar(x, block, item, ratios))
            continue;
        row[bars.n++] = (struct pdf_bar_row){study_label(w->a, w->lang, x),
                                             ratios ? ratio_words(w, x) : share_words(w, x),
                                             {x->value},
                                             x->value,
                                             x->low,
                                             x->high};
        bars.from = ratios && isfinite(x->low) ? MIN(bars.from, MAX(x->low, 0.1)) : bars.from;
        bars.to = ratios && isfinite(x->high) ? MAX(bars.to, MIN(x->high, 10)) : bars.to;
    }
    if (!bars.n)
        return;
    bars.from_words = study_number(w->a, w->lang, bars.from, 1);
    bars.to_words = study_number(w->a, w->lang, bars.to, 1);
    if (heading)
        pdf_heading(w->p, heading);
    pdf_bars(w->p, &bars);
}

/* The bar of a month, 0 for the last. False: there is none, or nothing in it is shown. */
static bool status_bar(const struct paper *w, int month, struct pdf_bar_row *row)
{
    static const char *const level[] = {"same", "other", "stopped"};
    bool some = false;

    *row = (struct pdf_bar_row){.label = month ? arena_fmt(w->a, "%d", month)
                                               : text(w->lang, TEXT_outcome_last_month),
                                .words = ""};
    for (int i = 0; i < 3; i++) {
        const struct study_row *x = study_find(w->s, STUDY_STATUS, "status", level[i], month);

        if (!x)
            return false;
        some = some || !x->hidden;
        row->share[i] = x->hidden ? NAN : x->value;
        row->words = arena_fmt(w->a, "%s%s%s", row->words, i ? " · " : "",
                               x->hidden ? text(w->lang, TEXT_study_hidden)
                                         : study_percent(w->a, w->lang, x->value, 0));
    }
    return some;
}

static void paper_status(const struct paper *w)
{
    static const enum text_id part[] = {TEXT_outcome_same, TEXT_outcome_other,
                                        TEXT_outcome_stopped};
    struct pdf_bar_row *row = ARENA_ARRAY(w->a, struct pdf_bar_row, STUDY_MONTHS_MAX);
    struct pdf_bars bars = {.label_head = text(w->lang, TEXT_outcome_month),
                            .words_head = arena_fmt(w->a, "%s · %s · %s", text(w->lang, part[0]),
                                                    text(w->lang, part[1]), text(w->lang, part[2])),
                            .parts = 3,
                            .row = row};

    for (int month = 3; month <= STUDY_MONTHS_MAX; month += 3)
        bars.n += status_bar(w, month, &row[bars.n]);
    bars.n += status_bar(w, 0, &row[bars.n]);
    if (!bars.n)
        return;
    pdf_heading(w->p, study_card_title(w->a, w->lang, w->s, STUDY_STATUS));
    pdf_small(w->p, text(w->lang, TEXT_outcome_status_note));
    pdf_bars(w->p, &bars);
    if (study_find(w->s, STUDY_ABOUT, "threshold", "", 0))
        pdf_small(w->p, text(w->lang, TEXT_study_months_hidden));
}

static void paper_curve(const struct paper *w)
{
    struct study_line ever = study_line(w->a, w->s, STUDY_EVER, "all", "");
    struct study_line now = study_now(w->a, w->s, &ever);
    const struct pdf_curve curve[] = {
        {text_fill(w->a, w->lang, TEXT_outcome_ever_label,
                   study_percent(w->a, w->lang, ever.last, 0), NULL, NULL, NULL),
         ever.y, ever.low, ever.high},
        {text_fill(w->a, w->lang, TEXT_outcome_now_label, study_percent(w->a, w->lang, now.last, 0),
                   NULL, NULL, NULL),
         now.y, NULL, NULL}};

    if (!isfinite(ever.last))
        return;
    pdf_heading(w->p, study_finding(w->a, w->lang, w->s));
    pdf_curves(w->p, &(struct pdf_curves){.words = text_fill(w->a, w->lang, TEXT_study_curve_note,
                                                             arena_fmt(w->a, "%d", STUDY_LINE_MIN),
                                                             NULL, NULL, NULL),
                                          .n = ever.n,
                                          .curve = curve,
                                          .curves = isfinite(now.last) ? 2 : 1,
                                          .under_label = text(w->lang, TEXT_study_at_risk),
                                          .under = ever.at_risk});
}

static void paper_curve_table(const struct paper *w)
{
    const struct pdf_column head[] = {{text(w->lang, TEXT_outcome_month), 9, true},
                                      {text(w->lang, TEXT_study_at_risk), 15, true},
                                      {text(w->lang, TEXT_outcome_first_jobs), 14, true},
                                      {text(w->lang, TEXT_outcome_ever), 14, true},
                                      {text(w->lang, TEXT_outcome_limits), 16, true},
                                      {text(w->lang, TEXT_outcome_observed), 15, true},
                                      {text(w->lang, TEXT_outcome_working), 19, true}};
    const char **cells = ARENA_ARRAY(w->a, const char *, COUNT(head) * STUDY_MONTHS_MAX),
               **at = cells;

    for (int month = 1; month <= STUDY_MONTHS_MAX; month++) {
        const struct study_row *ever = study_find(w->s, STUDY_EVER, "all", "", month);
        const struct study_row *now = study_find(w->s, STUDY_NOW, "all", "", month);

        if (!ever || !now)
            break;
        if (ever->hidden && now->hidden)
            continue; /* says nothing, and takes the room of what does */
        at[0] = arena_fmt(w->a, "%d", month);
        at[1] = ever->hidden ? text(w->lang, TEXT_study_hidden) : study_whole(w->a, ever->n);
        at[2] = study_whole(w->a, ever->k);
        at[3] = percent(w, ever->value);
        at[4] = study_limits(w->a, w->lang, 100 * ever->low, 100 * ever->high, 1);
        at[5] = now->hidden ? text(w->lang, TEXT_study_hidden) : study_whole(w->a, now->n);
        at[6] = now->hidden
                    ? "–"
                    : arena_fmt(w->a, "%s (%s)", study_whole(w->a, now->k), percent(w, now->value));
        at += COUNT(head);
    }
    if (at > cells)
        pdf_table(w->p, head, COUNT(head), cells, (size_t)(at - cells) / COUNT(head));
    if (study_find(w->s, STUDY_ABOUT, "threshold", "", 0))
        pdf_small(w->p, arena_fmt(w->a, "%s %s", text(w->lang, TEXT_study_bridged),
                                  text(w->lang, TEXT_study_months_hidden)));
}

static void paper_groups(const struct paper *w, const char *item)
{
    struct study_group g[STUDY_GROUPS_MAX];
    struct pdf_curve curve[STUDY_GROUPS_MAX];
    const struct study_row *test = study_find(w->s, STUDY_TEST, "logrank", item, 0);
    int n = study_groups_drawn(w->a, w->lang, w->s, item, g);

    if (n < 2)
        return;
    for (int i = 0; i < n; i++)
        curve[i] = (struct pdf_curve){
            arena_fmt(w->a, "%s %s", study_percent(w->a, w->lang, g[i].line.last, 0), g[i].name),
            g[i].line.y, NULL, NULL};
    pdf_heading(w->p, study_groups_finding(w->a, w->lang, item, g, n));
    pdf_curves(w->p,
               &(struct pdf_curves){.words = text_fill(w->a, w->lang, TEXT_study_curve_groups_note,
                                                       arena_fmt(w->a, "%d", STUDY_LINE_MIN), NULL,
                                                       NULL, NULL),
                                    .n = g[0].line.n,
                                    .curve = curve,
                                    .curves = n});
    if (test && !test->hidden)
        pdf_text(w->p,
                 arena_fmt(w->a, "%s: p %s. %s", text(w->lang, TEXT_study_test_logrank),
                           study_p(w->a, w->lang, test->p), study_test_says(w->a, w->lang, test)));
}

/* Of who found work, and of all. */
static void paper_days(const struct paper *w)
{
    struct pdf_bar_row *row = ARENA_ARRAY(w->a, struct pdf_bar_row, w->s->n + 1);
    struct pdf_bars bars = {.label_head = text(w->lang, TEXT_outcome_days),
                            .words_head =
                                arena_fmt(w->a, "%s · %s", text(w->lang, TEXT_study_share_workers),
                                          text(w->lang, TEXT_study_share_all)),
                            .parts = 1,
                            .row = row};

    for (size_t i = 0; i < w->s->n; i++) {
        const struct study_row *x = &w->s->at[i];

        if (!has_bar(x, STUDY_DAYS, "workers", false))
            continue;
        const struct study_row *all = study_find(w->s, STUDY_DAYS, "all", x->level, 0);
        row[bars.n].label = x->level;
        row[bars.n].share[0] = x->value;
        row[bars.n++].words =
            x->hidden ? text(w->lang, TEXT_study_hidden)
                      : arena_fmt(w->a, "%s (%s) · %s", study_whole(w->a, x->k),
                                  percent(w, x->value), percent(w, all ? all->value : NAN));
    }
    if (!bars.n)
        return;
    pdf_heading(w->p, study_card_title(w->a, w->lang, w->s, STUDY_DAYS));
    pdf_small(w->p, text(w->lang, TEXT_study_days_note));
    pdf_bars(w->p, &bars);
}

static void paper_found(const struct paper *w)
{
    const struct study_row *median = study_find(w->s, STUDY_FOUND, "median_days", "", 0);

    if (!study_find(w->s, STUDY_FOUND, "ever", "", 0))
        return;
    paper_bars(w, text(w->lang, TEXT_study_found_heading), STUDY_FOUND, NULL, false);
    pdf_text(w->p, arena_fmt(w->a, "%s: %s", text(w->lang, TEXT_study_median_days),
                             !median          ? text(w->lang, TEXT_outcome_not_reached)
                             : median->hidden ? text(w->lang, TEXT_study_hidden)
                                              : study_number(w->a, w->lang, median->value, 0)));
}

static void paper_jobs(const struct paper *w)
{
    const struct study_row *jobs = study_find(w->s, STUDY_ABOUT, "jobs", "", 0);

    if (!jobs || !study_find(w->s, STUDY_FOUND, "ever", "", 0))
        return;
    paper_bars(w, study_card_title(w->a, w->lang, w->s, STUDY_JOBS), STUDY_JOBS, "sector", false);
    pdf_small(w->p, text_fill(w->a, w->lang, TEXT_outcome_jobs_note,
                              jobs->hidden ? text(w->lang, TEXT_study_hidden)
                                           : study_whole(w->a, jobs->k),
                              NULL, NULL, NULL));
    paper_bars(w, study_contract_title(w->a, w->lang, w->s), STUDY_JOBS, "contract", false);
    paper_bars(w, NULL, STUDY_JOBS, "permanent", false);
}

static void paper_model(const struct paper *w, enum study_block block, const char *note)
{
    bool some = false;

    for (size_t i = 0; i < w->s->n; i++)
        some = some || (w->s->at[i].block == block && !w->s->at[i].hidden);
    if (!some)
        return;
    pdf_heading(w->p, study_card_title(w->a, w->lang, w->s, block));
    pdf_small(w->p, note);
    if (study_few_events(w->s))
        pdf_text(w->p, text(w->lang, TEXT_study_events_warning));
    paper_bars(w, NULL, block, NULL, true);
    pdf_small(w->p, study_reference(w->a, w->lang, w->s, block));
}

static void paper_models(const struct paper *w)
{
    const struct study_row *first = NULL;

    for (size_t i = 0; i < w->s->n && !first; i++)
        if (w->s->at[i].block == STUDY_MODEL && !w->s->at[i].hidden)
            first = &w->s->at[i];
    if (first)
        paper_model(w, STUDY_MODEL,
                    text_fill(w->a, w->lang, TEXT_outcome_model_note, study_whole(w->a, first->n),
                              study_whole(w->a, first->missing), NULL, NULL));
    paper_model(w, STUDY_COX, text(w->lang, TEXT_outcome_cox_note));
}

static void paper_phases(const struct paper *w)
{
    const struct pdf_column head[] = {{text(w->lang, TEXT_outcome_period), 40, false},
                                      {text(w->lang, TEXT_outcome_actual), 12, true},
                                      {text(w->lang, TEXT_outcome_expected), 14, true},
                                      {text(w->lang, TEXT_outcome_ratio), 14, true},
                                      {text(w->lang, TEXT_outcome_limits), 20, true}};
    const char **cells = ARENA_ARRAY(w->a, const char *, COUNT(head) * (w->s->n + 1)), **at = cells;

    for (size_t i = 0; i < w->s->n; i++) {
        const struct study_row *x = &w->s->at[i];

        if (x->block != STUDY_PHASE)
            continue;
        at[0] = study_label(w->a, w->lang, x);
        at[1] = x->hidden ? text(w->lang, TEXT_study_hidden) : study_whole(w->a, x->k);
        at[2] = study_number(w->a, w->lang, x->expected, 1);
        at[3] = study_number(w->a, w->lang, x->value, 2);
        at[4] = study_limits(w->a, w->lang, x->low, x->high, 2);
        at += COUNT(head);
    }
    if (at == cells)
        return;
    pdf_heading(w->p, study_card_title(w->a, w->lang, w->s, STUDY_PHASE));
    pdf_small(w->p, text(w->lang, TEXT_outcome_phases_note));
    pdf_table(w->p, head, COUNT(head), cells, (size_t)(at - cells) / COUNT(head));
}

static void paper_refused(const struct paper *w)
{
    const char *words = "";

    for (size_t i = 0; i < w->s->n; i++) {
        const struct study_row *x = &w->s->at[i];

        if (x->block == STUDY_REFUSED)
            words = arena_fmt(w->a, "%s%s%s: %s.", words, *words ? "\n" : "",
                              study_label(w->a, w->lang, x), study_why(w->lang, x->text));
    }
    if (!*words)
        return;
    pdf_heading(w->p, text(w->lang, TEXT_study_refused_heading));
    pdf_text(w->p, words);
}

/* False: there is nothing to say. */
static bool paper_means(const struct paper *w, enum text_id heading, enum study_block block)
{
    const struct pdf_column head[] = {{text(w->lang, TEXT_outcome_value), 26, false},
                                      {text(w->lang, TEXT_study_number), 9, true},
                                      {text(w->lang, TEXT_study_missing), 11, true},
                                      {text(w->lang, TEXT_outcome_mean), 12, true},
                                      {text(w->lang, TEXT_outcome_limits), 17, true},
                                      {text(w->lang, TEXT_outcome_sd), 10, true},
                                      {text(w->lang, TEXT_outcome_median), 9, true},
                                      {text(w->lang, TEXT_outcome_middle), 17, true}};
    const char **cells = ARENA_ARRAY(w->a, const char *, COUNT(head) * (w->s->n + 1)), **at = cells;

    for (size_t i = 0; i < w->s->n; i++) {
        const struct study_row *x = &w->s->at[i];
        int decimals = study_decimals(x->item);

        if (x->block != block || (block == STUDY_WHO && strcmp(x->level, "mean") != 0))
            continue;
        at[0] = study_label(w->a, w->lang, x);
        at[1] = x->hidden ? text(w->lang, TEXT_study_hidden) : study_whole(w->a, x->n);
        at[2] = study_whole(w->a, x->missing);
        at[3] = study_number(w->a, w->lang, x->value, decimals);
        at[4] = study_limits(w->a, w->lang, x->low, x->high, decimals);
        at[5] = study_number(w->a, w->lang, x->sd, decimals);
        at[6] = study_number(w->a, w->lang, x->median, decimals);
        at[7] = study_limits(w->a, w->lang, x->q25, x->q75, decimals);
        at += COUNT(head);
    }
    if (at == cells)
        return false;
    pdf_heading(w->p, text(w->lang, heading));
    pdf_table(w->p, head, COUNT(head), cells, (size_t)(at - cells) / COUNT(head));
    return true;
}

static void paper_tests(const struct paper *w)
{
    const struct pdf_column head[] = {{text(w->lang, TEXT_outcome_who), 19, false},
                                      {text(w->lang, TEXT_study_group_of), 14, false},
                                      {text(w->lang, TEXT_study_kind), 16, false},
                                      {text(w->lang, TEXT_outcome_p), 11, true},
                                      {text(w->lang, TEXT_outcome_p_holm), 11, true},
                                      {text(w->lang, TEXT_outcome_test_says), 29, false}};
    const char **cells = ARENA_ARRAY(w->a, const char *, COUNT(head) * (w->s->n + 1)), **at = cells;

    for (size_t i = 0; i < w->s->n; i++) {
        const struct study_row *x = &w->s->at[i];

        if (x->block != STUDY_TEST)
            continue;
        at[0] = study_label(w->a, w->lang, x);
        at[1] = study_groups(w->lang, x->level);
        at[2] = x->hidden ? "" : study_test_method(w->lang, x->text);
        at[3] = study_has_p(x) ? study_p(w->a, w->lang, x->p) : "–";
        at[4] = study_has_p(x) ? study_p(w->a, w->lang, x->p_holm) : "–";
        at[5] = study_test_says(w->a, w->lang, x);
        at += COUNT(head);
    }
    if (at == cells)
        return;
    pdf_heading(w->p, text(w->lang, TEXT_outcome_tests_heading));
    pdf_table(w->p, head, COUNT(head), cells, (size_t)(at - cells) / COUNT(head));
}

static void paper_flow(const struct paper *w)
{
    const struct pdf_column head[] = {{text(w->lang, TEXT_outcome_value), 80, false},
                                      {text(w->lang, TEXT_study_number), 20, true}};
    const char **cells = ARENA_ARRAY(w->a, const char *, 2 * (w->s->n + 1));
    size_t rows = 0;

    for (size_t i = 0; i < w->s->n; i++) {
        const struct study_row *x = &w->s->at[i];

        if (x->block != STUDY_FLOW || (x->k == 0 && !x->hidden))
            continue;
        cells[2 * rows] = study_label(w->a, w->lang, x);
        cells[2 * rows++ + 1] =
            x->hidden ? text(w->lang, TEXT_study_hidden) : study_whole(w->a, x->k);
    }
    pdf_heading(w->p, text(w->lang, TEXT_study_flow_heading));
    pdf_table(w->p, head, 2, cells, rows);
}

void study_pdf(const struct study *s, enum lang lang, struct arena *a, int64_t made_at,
               struct buf *out)
{
    const struct study_row *name = study_find(s, STUDY_ABOUT, "name", "", 0);
    const char *title = text(lang, TEXT_study_paper);
    const char *foot = arena_fmt(a, "%s · %s", title, name ? name->text : "");
    struct paper paper = {pdf_begin(a, out, title, foot, text(lang, TEXT_study_page), made_at), a,
                          lang, s};
    const struct paper *w = &paper;

    pdf_text(w->p, name ? name->text : "");
    pdf_small(w->p, study_made(a, lang, s));
    paper_curve(w);
    paper_curve_table(w);
    paper_flow(w);
    paper_found(w);
    (void)paper_means(w, TEXT_study_amount_heading, STUDY_AMOUNT);
    paper_groups(w, "scheme");
    paper_groups(w, "experience");
    paper_days(w);
    paper_status(w);
    paper_jobs(w);
    bool headed = paper_means(w, TEXT_study_who_heading, STUDY_WHO);
    paper_bars(w, headed ? NULL : text(lang, TEXT_study_who_heading), STUDY_WHO, NULL, false);
    paper_tests(w);
    paper_models(w);
    paper_phases(w);
    (void)paper_means(w, TEXT_study_time_heading, STUDY_TIME);
    paper_refused(w);
    pdf_heading(w->p, text(lang, TEXT_study_method_heading));
    pdf_text(w->p, study_method(a, lang, s));
    pdf_end(w->p);
}

/* ---- two side by side -------------------------------------------------------------------------
 */

static const char *two_words(const struct paper *w, const struct study *s, int month)
{
    const struct study_row *x = study_find(s, STUDY_EVER, "all", "", month);

    if (!x || x->hidden)
        return text(w->lang, TEXT_study_hidden);
    return arena_fmt(w->a, "%s (%s)", percent(w, x->value),
                     study_limits(w->a, w->lang, 100 * x->low, 100 * x->high, 1));
}

/* Months that are hidden in both say nothing, and take the room of those that do. */
static void paper_two_table(const struct paper *w, const struct study_side *x,
                            const struct study_side *y, int months)
{
    const struct pdf_column head[] = {
        {text(w->lang, TEXT_outcome_month), 12, true},
        {text_fill(w->a, w->lang, TEXT_study_compare_share, x->wish->name, NULL, NULL, NULL), 44,
         true},
        {text_fill(w->a, w->lang, TEXT_study_compare_share, y->wish->name, NULL, NULL, NULL), 44,
         true}};
    const char **cells = ARENA_ARRAY(w->a, const char *, COUNT(head) * (size_t)months),
               **at = cells;

    for (int month = 1; month <= months; month++) {
        const struct study_row *one = study_find(&x->s, STUDY_EVER, "all", "", month);
        const struct study_row *two = study_find(&y->s, STUDY_EVER, "all", "", month);

        if ((!one || one->hidden) && (!two || two->hidden))
            continue;
        at[0] = arena_fmt(w->a, "%d", month);
        at[1] = two_words(w, &x->s, month);
        at[2] = two_words(w, &y->s, month);
        at += COUNT(head);
    }
    if (at > cells)
        pdf_table(w->p, head, COUNT(head), cells, (size_t)(at - cells) / COUNT(head));
    pdf_small(w->p, text(w->lang, TEXT_study_months_hidden));
}

static void paper_two(const struct paper *w, const struct study_side *x, const struct study_side *y)
{
    struct study_line one = study_line(w->a, &x->s, STUDY_EVER, "all", "");
    struct study_line two = study_line(w->a, &y->s, STUDY_EVER, "all", "");
    const char *label[] = {
        arena_fmt(w->a, "%s %s", study_percent(w->a, w->lang, one.last, 0), x->wish->name),
        arena_fmt(w->a, "%s %s", study_percent(w->a, w->lang, two.last, 0), y->wish->name)};
    const struct pdf_curve curve[] = {{label[0], one.y, one.low, one.high},
                                      {label[1], two.y, NULL, NULL}};
    int n = MIN(one.n, two.n);

    if (!isfinite(one.last) || !isfinite(two.last) || n < 1)
        return;
    pdf_heading(w->p, study_two_finding(w->a, w->lang, &one, x->wish->name, &two, y->wish->name));
    pdf_curves(w->p, &(struct pdf_curves){.words = arena_fmt(w->a, "%s %s",
                                                             text(w->lang, TEXT_study_compare_note),
                                                             text(w->lang, TEXT_study_bridged)),
                                          .n = n,
                                          .curve = curve,
                                          .curves = 2});
    paper_two_table(w, x, y, n);
}

static void paper_pairs(const struct paper *w, const struct study_side *x,
                        const struct study_side *y)
{
    const struct pdf_column head[] = {{text(w->lang, TEXT_outcome_value), 18, false},
                                      {x->wish->name, 14, true},
                                      {y->wish->name, 14, true},
                                      {text(w->lang, TEXT_study_difference), 16, true},
                                      {text(w->lang, TEXT_outcome_p), 11, true},
                                      {text(w->lang, TEXT_outcome_p_holm), 11, true},
                                      {text(w->lang, TEXT_outcome_test_says), 24, false}};
    struct study_pairs pairs = study_pair_sides(w->a, x, y);
    const char **cells = ARENA_ARRAY(w->a, const char *, COUNT(head) * (pairs.n + 1)), **at = cells;

    for (size_t i = 0; i < pairs.n; i++) {
        const struct study_pair *p = &pairs.at[i];
        bool hidden;
        struct study_pair told = study_pair_told(x, y, p, &hidden);

        at[0] = study_pair_label(w->a, w->lang, p);
        at[1] = study_pair_value(w->a, w->lang, &x->s, p);
        at[2] = study_pair_value(w->a, w->lang, &y->s, p);
        at[3] = study_difference(w->a, w->lang, &told);
        at[4] = study_p(w->a, w->lang, told.p);
        at[5] = study_p(w->a, w->lang, told.p_holm);
        at[6] = hidden ? text(w->lang, TEXT_study_hidden) : study_pair_answer(w->a, w->lang, p);
        at += COUNT(head);
    }
    pdf_heading(w->p, text(w->lang, TEXT_outcome_tests_heading));
    pdf_small(w->p, arena_fmt(w->a, "%s %s", study_tests_words(w->a, w->lang, pairs.tests),
                              text(w->lang, TEXT_outcome_plain_no_control)));
    pdf_table(w->p, head, COUNT(head), cells, pairs.n);
}

void study_pair_pdf(const struct study_side *x, const struct study_side *y, enum lang lang,
                    struct arena *a, int64_t made_at, struct buf *out)
{
    const char *title = text(lang, TEXT_study_compare_title);
    const char *names = arena_fmt(a, "%s · %s", x->wish->name, y->wish->name);
    struct paper paper = {pdf_begin(a, out, title, names, text(lang, TEXT_study_page), made_at), a,
                          lang, &x->s};
    const struct paper *w = &paper;

    pdf_text(w->p, names);
    if (!study_apart(x->wish, y->wish))
        pdf_text(w->p, text(lang, TEXT_study_compare_overlap));
    if (!study_same_count(x, y))
        pdf_text(w->p, text(lang, TEXT_study_compare_definitions));
    paper_two(w, x, y);
    paper_pairs(w, x, y);
    pdf_heading(w->p, text(lang, TEXT_study_method_heading));
    pdf_text(w->p, study_method(a, lang, &x->s));
    pdf_text(w->p, study_method(a, lang, &y->s));
    pdf_end(w->p);
}
