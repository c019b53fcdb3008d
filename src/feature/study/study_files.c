/* study_files.c: a release of a cohort as files: CSV, its codebook, XLSX, PDF.
 * Not: what may be in them (disclose.c), nor pages.
 * Start at sheet_of(). */
#include "feature/study/study_store.h"

#include <math.h>

#include "base/date.h"
#include "core/sheet.h"
#include "pdf/pdf.h"

/* ---- the table --------------------------------------------------------------------------------
 */

static const struct {
    const char *name;
    enum text_id meaning;
} columns[] = {{"block", TEXT_study_c_block},   {"item", TEXT_study_c_item},
               {"level", TEXT_study_c_level},   {"month", TEXT_study_c_month},
               {"label", TEXT_study_c_label},   {"text", TEXT_study_c_text},
               {"hidden", TEXT_study_c_hidden}, {"k", TEXT_study_c_k},
               {"n", TEXT_study_c_n},           {"missing", TEXT_study_c_missing},
               {"value", TEXT_study_c_value},   {"low", TEXT_study_c_low},
               {"high", TEXT_study_c_high},     {"sd", TEXT_study_c_sd},
               {"q25", TEXT_study_c_q25},       {"median", TEXT_study_c_median},
               {"q75", TEXT_study_c_q75},       {"expected", TEXT_study_c_expected},
               {"p", TEXT_study_c_p},           {"p_holm", TEXT_study_c_p_holm}};
enum { COLUMNS = COUNT(columns), COUNTS_AT = 7, COUNTS = 3, REALS_AT = 10, REALS = 10 };

static const enum text_id block_texts[STUDY_BLOCKS] = {
    [STUDY_ABOUT] = TEXT_study_block_about,   [STUDY_FLOW] = TEXT_study_block_flow,
    [STUDY_WHO] = TEXT_study_block_who,       [STUDY_FOUND] = TEXT_study_block_found,
    [STUDY_AMOUNT] = TEXT_study_block_amount, [STUDY_EVER] = TEXT_study_block_ever,
    [STUDY_NOW] = TEXT_study_block_now,       [STUDY_DAYS] = TEXT_study_block_days,
    [STUDY_STATUS] = TEXT_study_block_status, [STUDY_JOBS] = TEXT_study_block_jobs,
    [STUDY_TEST] = TEXT_study_block_test,     [STUDY_MODEL] = TEXT_study_block_model,
    [STUDY_COX] = TEXT_study_block_cox,       [STUDY_PHASE] = TEXT_study_block_phase,
    [STUDY_TIME] = TEXT_study_block_time,     [STUDY_REFUSED] = TEXT_study_block_refused,
};

static struct sheet_cell text_cell(const char *text)
{
    return (struct sheet_cell){.text = text};
}

static struct sheet_cell real_cell(double x)
{
    return (struct sheet_cell){.real = isfinite(x) ? x : NAN, .is_real = true};
}

static void fill_row(const struct study_row *x, enum lang lang, struct arena *a,
                     struct sheet_cell *cell)
{
    const int64_t count[COUNTS] = {x->k, x->n, x->missing};
    const double real[REALS] = {x->value,  x->low, x->high,     x->sd, x->q25,
                                x->median, x->q75, x->expected, x->p,  x->p_holm};

    cell[0] = text_cell(study_block_code[x->block]);
    cell[1] = text_cell(x->item);
    cell[2] = text_cell(x->level);
    cell[3] = (struct sheet_cell){.number = x->month};
    cell[4] = text_cell(study_label(a, lang, x));
    cell[5] = text_cell(x->text);
    cell[6] = (struct sheet_cell){.number = x->hidden};
    for (int i = 0; i < COUNTS; i++)
        cell[COUNTS_AT + i] =
            count[i] == NUMBER_NONE ? real_cell(NAN) : (struct sheet_cell){.number = count[i]};
    for (int i = 0; i < REALS; i++)
        cell[REALS_AT + i] = real_cell(real[i]);
}

static struct sheet sheet_of(const struct study *s, enum lang lang, struct arena *a)
{
    struct sheet_cell *cells = ARENA_ARRAY(a, struct sheet_cell, (s->n + 1) * COLUMNS);

    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = text_cell(columns[i].name);
    for (size_t i = 0; i < s->n; i++)
        fill_row(&s->at[i], lang, a, cells + (i + 1) * COLUMNS);
    return (struct sheet){"cohort", COLUMNS, s->n + 1, cells};
}

void study_csv(const struct study *s, enum lang lang, struct arena *a, struct buf *out)
{
    struct sheet sheet = sheet_of(s, lang, a);

    sheet_csv(&sheet, out);
}

void study_xlsx(const struct study *s, enum lang lang, struct arena *a, struct buf *out)
{
    struct sheet sheet = sheet_of(s, lang, a);

    sheet_xlsx(&sheet, a, out);
}

/* The columns, then the blocks that occur. */
void study_codebook(const struct study *s, enum lang lang, struct arena *a, struct buf *out)
{
    struct sheet_cell *cells = ARENA_ARRAY(a, struct sheet_cell, 2 * (1 + COLUMNS + STUDY_BLOCKS));
    size_t rows = 0;

    cells[2 * rows] = text_cell(text(lang, TEXT_study_column));
    cells[2 * rows++ + 1] = text_cell(text(lang, TEXT_study_meaning));
    for (size_t i = 0; i < COLUMNS; i++) {
        cells[2 * rows] = text_cell(columns[i].name);
        cells[2 * rows++ + 1] = text_cell(text(lang, columns[i].meaning));
    }
    for (int block = 0; block < STUDY_BLOCKS; block++) {
        bool found = false;

        for (size_t i = 0; i < s->n; i++)
            found = found || s->at[i].block == (enum study_block)block;
        if (!found)
            continue;
        cells[2 * rows] = text_cell(arena_fmt(a, "block = %s", study_block_code[block]));
        cells[2 * rows++ + 1] = text_cell(text(lang, block_texts[block]));
    }
    struct sheet sheet = {"codebook", 2, rows, cells};
    sheet_csv(&sheet, out);
}

/* ---- on paper ---------------------------------------------------------------------------------
 */

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
    return ratios || x->k != NUMBER_NONE || x->hidden;
}

/* Rows of a block (of one item of it, or all) as bars of their share, or as intervals of ratios. */
static void paper_bars(const struct paper *w, enum text_id heading, enum study_block block,
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
    if (heading) /* else under the one before */
        pdf_heading(w->p, text(w->lang, heading));
    pdf_bars(w->p, &bars);
}

static void paper_status(const struct paper *w)
{
    static const char *const level[] = {"same", "other", "stopped"};
    static const enum text_id part[] = {TEXT_outcome_same, TEXT_outcome_other,
                                        TEXT_outcome_stopped};
    struct pdf_bar_row *row = ARENA_ARRAY(w->a, struct pdf_bar_row, STUDY_MONTHS_MAX);
    struct pdf_bars bars = {.label_head = text(w->lang, TEXT_outcome_month),
                            .words_head = arena_fmt(w->a, "%s · %s · %s", text(w->lang, part[0]),
                                                    text(w->lang, part[1]), text(w->lang, part[2])),
                            .parts = 3,
                            .row = row};

    for (int month = 3; month <= STUDY_MONTHS_MAX + 3; month += 3) {
        int at = month > STUDY_MONTHS_MAX ? 0 : month; /* the last is month 0 */
        struct pdf_bar_row one = {.label = at ? arena_fmt(w->a, "%d", at)
                                              : text(w->lang, TEXT_outcome_last_month),
                                  .words = ""};
        bool known = true;

        for (int i = 0; i < 3; i++) {
            const struct study_row *x = study_find(w->s, STUDY_STATUS, "status", level[i], at);

            known = known && x;
            if (!x)
                continue;
            one.share[i] = x->hidden ? NAN : x->value;
            one.words = arena_fmt(w->a, "%s%s%s", one.words, i ? " · " : "",
                                  x->hidden ? text(w->lang, TEXT_study_hidden)
                                            : study_percent(w->a, w->lang, x->value, 0));
        }
        if (known)
            row[bars.n++] = one;
        if (!at)
            break;
    }
    if (!bars.n)
        return;
    pdf_heading(w->p, text(w->lang, TEXT_outcome_status_heading));
    pdf_small(w->p, text(w->lang, TEXT_outcome_status_note));
    pdf_bars(w->p, &bars);
}

static void paper_curve(const struct paper *w)
{
    struct study_line ever = study_line(w->a, w->s, STUDY_EVER, "all", "");
    struct study_line now = study_line(w->a, w->s, STUDY_NOW, "all", "");
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

/* False: there is nothing to say. */
static bool paper_means(const struct paper *w, enum text_id heading, enum study_block block)
{
    const struct pdf_column head[] = {{text(w->lang, TEXT_outcome_value), 40, false},
                                      {text(w->lang, TEXT_study_number), 10, true},
                                      {text(w->lang, TEXT_study_missing), 12, true},
                                      {text(w->lang, TEXT_outcome_mean), 14, true},
                                      {text(w->lang, TEXT_outcome_limits), 20, true},
                                      {text(w->lang, TEXT_outcome_sd), 12, true}};
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
    const struct pdf_column head[] = {{text(w->lang, TEXT_outcome_who), 22, false},
                                      {text(w->lang, TEXT_study_group_of), 18, false},
                                      {text(w->lang, TEXT_outcome_p), 10, true},
                                      {text(w->lang, TEXT_outcome_p_holm), 14, true},
                                      {text(w->lang, TEXT_outcome_test_says), 36, false}};
    const char **cells = ARENA_ARRAY(w->a, const char *, COUNT(head) * (w->s->n + 1)), **at = cells;

    for (size_t i = 0; i < w->s->n; i++) {
        const struct study_row *x = &w->s->at[i];

        if (x->block != STUDY_TEST)
            continue;
        at[0] = study_label(w->a, w->lang, x);
        at[1] = study_groups(w->lang, x->level);
        at[2] = study_has_p(x) ? study_p(w->a, w->lang, x->p) : "–";
        at[3] = study_has_p(x) ? study_p(w->a, w->lang, x->p_holm) : "–";
        at[4] = study_test_says(w->a, w->lang, x);
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
    paper_curve(w);
    paper_flow(w);
    paper_bars(w, TEXT_study_found_heading, STUDY_FOUND, NULL, false);
    (void)paper_means(w, TEXT_study_amount_heading, STUDY_AMOUNT);
    paper_bars(w, TEXT_outcome_days_heading, STUDY_DAYS, "workers", false);
    paper_status(w);
    paper_bars(w, TEXT_outcome_sector, STUDY_JOBS, "sector", false);
    pdf_small(w->p, text(lang, TEXT_study_agency));
    paper_bars(w, TEXT_outcome_contract, STUDY_JOBS, "contract", false);
    bool headed = paper_means(w, TEXT_study_who_heading, STUDY_WHO);
    paper_bars(w, headed ? TEXT_NONE : TEXT_study_who_heading, STUDY_WHO, NULL, false);
    paper_tests(w);
    paper_bars(w, TEXT_outcome_model_heading, STUDY_MODEL, NULL, true);
    paper_bars(w, TEXT_outcome_cox_heading, STUDY_COX, NULL, true);
    (void)paper_means(w, TEXT_study_time_heading, STUDY_TIME);
    pdf_heading(w->p, text(lang, TEXT_study_method_heading));
    pdf_text(w->p, study_method(a, lang, s));
    pdf_end(w->p);
}
