/* study_text.c: the figures of a cohort as text, and back.
 * Not: the files that people download (study_files.c).
 * Start at study_write(). */
#include "feature/study/study.h"

#include <math.h>

#include "base/csv.h"
#include "base/vec.h"
#include "html/form.h"

const char *const study_block_code[STUDY_BLOCKS] = {
    "about",  "flow", "who",  "found", "amount", "ever",  "now",  "days",
    "status", "jobs", "test", "model", "cox",    "phase", "time", "refused"};

static const struct csv_column columns[] = {
    {.name = "block"},    {.name = "item"},   {.name = "level"},  {.name = "month"},
    {.name = "text"},     {.name = "hidden"}, {.name = "k"},      {.name = "n"},
    {.name = "missing"},  {.name = "value"},  {.name = "low"},    {.name = "high"},
    {.name = "sd"},       {.name = "q25"},    {.name = "median"}, {.name = "q75"},
    {.name = "expected"}, {.name = "p"},      {.name = "p_holm"}};
enum { COLUMNS = COUNT(columns), COUNTS_AT = 6, COUNTS = 3, REALS_AT = 9, REALS = 10 };

static void put_count(struct csv_writer *w, int64_t n)
{
    if (n == NUMBER_NONE)
        csv_put(w, "");
    else
        csv_put_integer(w, n);
}

void study_write(const struct study *s, struct buf *out)
{
    struct csv_writer w;

    csv_writer_init(&w, out, ',', false);
    for (size_t i = 0; i < COLUMNS; i++)
        csv_put(&w, columns[i].name);
    csv_end(&w);
    for (size_t i = 0; i < s->n; i++) {
        const struct study_row *r = &s->at[i];
        const double real[REALS] = {r->value,  r->low, r->high,     r->sd, r->q25,
                                    r->median, r->q75, r->expected, r->p,  r->p_holm};

        csv_put(&w, study_block_code[r->block]);
        csv_put(&w, r->item);
        csv_put(&w, r->level);
        csv_put_integer(&w, r->month);
        csv_put(&w, r->text);
        csv_put_integer(&w, r->hidden);
        put_count(&w, r->k);
        put_count(&w, r->n);
        put_count(&w, r->missing);
        for (size_t j = 0; j < REALS; j++)
            csv_put_number(&w, isfinite(real[j]) ? real[j] : NAN);
        csv_end(&w);
    }
}

static const char *text_at(struct arena *a, const struct csv *c, int column)
{
    return arena_strn(a, csv_text(c, column), csv_len(c, column));
}

static bool count_at(const struct csv *c, int column, int64_t *n)
{
    *n = NUMBER_NONE;
    return csv_missing(c, column) || csv_integer(c, column, n);
}

static bool row_read(struct arena *a, const struct csv *c, struct study_row *r)
{
    double *real[REALS] = {&r->value,  &r->low, &r->high,     &r->sd, &r->q25,
                           &r->median, &r->q75, &r->expected, &r->p,  &r->p_holm};
    int64_t month = 0, hidden = 0;
    int block = 0;

    while (block < STUDY_BLOCKS && !csv_is(c, 0, study_block_code[block]))
        block++;
    if (block == STUDY_BLOCKS || !csv_integer(c, 3, &month) || !csv_integer(c, 5, &hidden) ||
        !count_at(c, COUNTS_AT, &r->k) || !count_at(c, COUNTS_AT + 1, &r->n) ||
        !count_at(c, COUNTS_AT + 2, &r->missing))
        return false;
    r->block = (enum study_block)block;
    r->item = text_at(a, c, 1);
    r->level = text_at(a, c, 2);
    r->month = (int)month;
    r->text = text_at(a, c, 4);
    r->hidden = (enum study_hidden)hidden;
    for (int i = 0; i < REALS; i++) {
        *real[i] = NAN;
        if (!csv_missing(c, REALS_AT + i) && !csv_number(c, REALS_AT + i, real[i], NULL))
            return false;
    }
    return true;
}

bool study_read(struct arena *a, const char *text, struct study *s)
{
    struct csv_column wanted[COLUMNS];
    struct csv_log log;

    *s = (struct study){0};
    memcpy(wanted, columns, sizeof(wanted));
    csv_log_init(&log, 0);
    struct csv *c = csv_memory(a, "figures", text, strlen(text), &log);
    bool good = csv_columns(c, wanted, COLUMNS);
    for (size_t i = 0; good && i < COLUMNS; i++)
        good = wanted[i].at == (int)i;
    while (good && csv_next(c)) {
        struct study_row row;

        good = row_read(a, c, &row);
        if (good)
            ARENA_PUSH(a, s, row);
    }
    good = good && !log.refused;
    csv_log_free(&log);
    return good;
}

const struct study_row *study_find(const struct study *s, enum study_block block, const char *item,
                                   const char *level, int month)
{
    for (size_t i = 0; i < s->n; i++) {
        const struct study_row *r = &s->at[i];

        if (r->block == block && r->month == month && !strcmp(r->item, item) &&
            !strcmp(r->level, level))
            return r;
    }
    return NULL;
}
