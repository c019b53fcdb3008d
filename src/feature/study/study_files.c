/* study_files.c: a release of a cohort as files: CSV, its codebook, XLSX.
 * Not: what may be in them (disclose.c), nor its PDF (study_paper.c).
 * Start at sheet_of(). */
#include "feature/study/study_store.h"

#include <math.h>

#include "core/sheet.h"

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

/* The columns, then the blocks that occur, then the figures that are one number. */
void study_codebook(const struct study *s, enum lang lang, struct arena *a, struct buf *out)
{
    struct sheet_cell *cells =
        ARENA_ARRAY(a, struct sheet_cell, 2 * (1 + COLUMNS + STUDY_BLOCKS + s->n));
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
    for (size_t i = 0; i < s->n; i++) {
        const struct study_row *x = &s->at[i];

        if (*x->level || x->month)
            continue;
        cells[2 * rows] =
            text_cell(arena_fmt(a, "item = %s (%s)", x->item, study_block_code[x->block]));
        cells[2 * rows++ + 1] = text_cell(study_label(a, lang, x));
    }
    struct sheet sheet = {"codebook", 2, rows, cells};
    sheet_csv(&sheet, out);
}
