/* quarter_report.c: the return as a file for a spreadsheet, and the command `spil quarter`.
 * Not: pages (quarter_web.c).
 * Start at quarter_view_load(). */
#include "feature/quarter/quarter.h"

#include <math.h>

#include "base/csv.h"
#include "base/id.h"
#include "core/sheet.h"
#include "core/site.h"
#include "pdf/pdf.h"

int quarter_command(int argc, char **argv); /* the table in quarter_web.c */

static struct quarter_figures figures_of(struct db *db, struct arena *a, int64_t programme_id,
                                         struct quarter q, struct quarter_world *world)
{
    size_t n;
    struct quarter_indicator *indicators = quarter_indicators(a, q.last, &n);

    *world = quarter_load(db, a, programme_id, q);
    return quarter_count(a, world, indicators, n);
}

struct quarter_view quarter_view_load(struct db *db, struct arena *a, int64_t programme_id,
                                      const char *programme, struct quarter q, int32_t today)
{
    struct quarter_world before;

    if (q.first > today)
        q = quarter_of_day(today);
    struct quarter_view v = {
        .programme_id = programme_id, .programme = programme, .quarter = q, .over = q.last < today};
    v.threshold = quarter_threshold(db, a);
    v.quarter.last = MIN(q.last, today);
    v.now = figures_of(db, a, programme_id, v.quarter, &v.world);
    v.then = figures_of(db, a, programme_id, quarter_step(q, -1), &before);
    v.returns = quarter_returns_of(db, a, programme_id, q);
    v.signed_before = v.returns.n > 0;
    if (v.signed_before && !quarter_from_json(a, v.returns.at[0].figures, &v.newest))
        die("the signed return of quarter %s cannot be read", v.now.quarter);
    return v;
}

void quarter_view_as_signed(struct quarter_view *v, struct arena *a,
                            const struct quarter_return *one)
{
    struct quarter_figures was;

    if (!quarter_from_json(a, one->figures, &was))
        die("the signed return of quarter %s cannot be read", v->now.quarter);
    struct quarter_indicator *all = ARENA_ARRAY(a, struct quarter_indicator, was.rows);
    for (size_t row = 0; row < was.rows; row++) {
        const struct quarter_indicator *i = &was.indicator[row];

        all[row] = (struct quarter_indicator){.rule = i->rule,
                                              .code = i->code,
                                              .version = i->version,
                                              .name = {"", ""},
                                              .formula = {"", ""},
                                              .source = "",
                                              .status = "",
                                              .definition_code = ""};
        for (size_t k = 0; k < v->now.rows; k++)
            if (!strcmp(v->now.indicator[k].code, i->code) &&
                !strcmp(v->now.indicator[k].version, i->version))
                all[row] = v->now.indicator[k];
    }
    was.indicator = all;
    v->now = was;
    v->revision = one->revision;
}

/* ---- files ----------------------------------------------------------------------------------- */

static const enum text_id headings[] = {
    TEXT_quarter_programme,  TEXT_quarter_quarter, TEXT_quarter_state,  TEXT_quarter_code,
    TEXT_quarter_version,    TEXT_quarter_figure,  TEXT_quarter_work,   TEXT_quarter_group,
    TEXT_quarter_n,          TEXT_quarter_of,      TEXT_quarter_value,  TEXT_quarter_previous,
    TEXT_quarter_difference, TEXT_quarter_formula, TEXT_quarter_status, TEXT_quarter_public};
enum { TEXTS_BEFORE = 8, NUMBERS = 5, TEXTS_AFTER = 3 };

struct line {
    const char *before[TEXTS_BEFORE];
    double number[NUMBERS]; /* NAN: empty */
    const char *after[TEXTS_AFTER];
};

static bool changed_since(const struct quarter_view *v)
{
    for (size_t row = 0; row < v->now.rows; row++) {
        const struct quarter_indicator *i = &v->now.indicator[row];

        for (size_t column = 0; column <= v->now.groups; column++) {
            const char *group = column ? v->now.group[column - 1] : "";
            const struct quarter_value *was = quarter_find_like(&v->newest, i, group);

            if (!was || !quarter_same(*was, *quarter_find(&v->now, i->code, group)))
                return true;
        }
    }
    return false;
}

/* Of the figures in the file: nobody signed those of now when they have changed since. */
static const char *state(const struct quarter_view *v, enum lang lang, struct arena *a)
{
    if (!v->over)
        return text(lang, TEXT_quarter_state_running);
    if (!v->signed_before)
        return text(lang, TEXT_quarter_state_open);
    int revision = v->revision ? v->revision : v->returns.at[0].revision;
    bool changed = !v->revision && changed_since(v);
    return text_fill(a, lang, changed ? TEXT_quarter_state_changed : TEXT_quarter_state_signed,
                     arena_fmt(a, "%d", revision), NULL, NULL, NULL);
}

/* A return of long ago may hold what this program no longer counts. */
static enum quarter_kind kind_of(const struct quarter_indicator *i)
{
    return i->rule ? i->rule->kind : QUARTER_AMOUNT;
}

static bool divided(const struct quarter_indicator *i)
{
    return i->rule && i->rule->of != QUARTER_NOTHING;
}

/* Of people: fewer than may be made public, or the rest of these is. */
static bool is_small(const struct quarter_view *v, const struct quarter_indicator *i,
                     struct quarter_value now)
{
    double most = (double)v->threshold;
    bool people = i->rule && !quarter_set_staff(i->rule->n);
    bool of_people = people && divided(i) && !quarter_set_staff(i->rule->of);
    double rest = of_people ? now.of - now.n : 0;

    return (people && now.n > 0 && now.n < most) || (of_people && now.of > 0 && now.of < most) ||
           (rest > 0 && rest < most);
}

static const char *status_words(enum lang lang, const char *status)
{
    return !strcmp(status, "confirmed")  ? text(lang, TEXT_quarter_status_confirmed)
           : !strcmp(status, "proposed") ? text(lang, TEXT_quarter_status_proposed)
                                         : status;
}

static struct line line_of(const struct quarter_view *v, enum lang lang, struct arena *a,
                           size_t row, size_t column)
{
    const struct quarter_indicator *i = &v->now.indicator[row];
    const char *group = column ? v->now.group[column - 1] : "";
    const struct quarter_value *now = quarter_find(&v->now, i->code, group);
    const struct quarter_value *then = quarter_find_like(&v->then, i, group);
    double value = quarter_result(kind_of(i), *now);
    double before = then ? quarter_result(kind_of(i), *then) : NAN;

    return (struct line){{v->programme, v->now.quarter, state(v, lang, a), i->code, i->version,
                          i->name[lang], i->definition_code,
                          column ? group : text(lang, TEXT_quarter_all)},
                         {now->n, divided(i) ? now->of : NAN, value, before, value - before},
                         {i->formula[lang], status_words(lang, i->status),
                          is_small(v, i, *now) ? text(lang, TEXT_quarter_public_no) : ""}};
}

void quarter_csv(const struct quarter_view *v, enum lang lang, struct arena *a, struct buf *out)
{
    struct csv_writer w;

    csv_writer_init(&w, out, ',', true); /* 20.6 between semicolons is a day to Dutch Excel */
    for (size_t i = 0; i < COUNT(headings); i++)
        csv_put(&w, text(lang, headings[i]));
    csv_end(&w);
    for (size_t row = 0; row < v->now.rows; row++) {
        for (size_t column = 0; column <= v->now.groups; column++) {
            struct line line = line_of(v, lang, a, row, column);

            for (size_t i = 0; i < TEXTS_BEFORE; i++)
                csv_put(&w, line.before[i]);
            for (size_t i = 0; i < NUMBERS; i++)
                csv_put_number(&w, line.number[i]);
            for (size_t i = 0; i < TEXTS_AFTER; i++)
                csv_put(&w, line.after[i]);
            csv_end(&w);
        }
    }
}

static void sheet_line(lxw_worksheet *sheet, lxw_row_t at, const struct line *line)
{
    lxw_col_t column = 0;

    for (size_t i = 0; i < TEXTS_BEFORE; i++)
        worksheet_write_string(sheet, at, column++, line->before[i], NULL);
    for (size_t i = 0; i < NUMBERS; i++, column++)
        if (!isnan(line->number[i]))
            worksheet_write_number(sheet, at, column, line->number[i], NULL);
    for (size_t i = 0; i < TEXTS_AFTER; i++)
        worksheet_write_string(sheet, at, column++, line->after[i], NULL);
}

struct book {
    const struct quarter_view *view;
    enum lang lang;
    struct arena *arena;
};

static void book_fill(lxw_workbook *book, const void *of)
{
    const struct book *b = of;
    const struct quarter_view *v = b->view;
    lxw_worksheet *sheet = workbook_add_worksheet(book, v->now.quarter);
    lxw_format *bold = workbook_add_format(book);
    lxw_row_t at = 0;

    format_set_bold(bold);
    worksheet_set_column(sheet, 0, COUNT(headings) - 1, 16, NULL);
    worksheet_freeze_panes(sheet, 1, 0);
    for (size_t i = 0; i < COUNT(headings); i++)
        worksheet_write_string(sheet, at, (lxw_col_t)i, text(b->lang, headings[i]), bold);
    for (size_t row = 0; row < v->now.rows; row++) {
        for (size_t column = 0; column <= v->now.groups; column++) {
            struct line line = line_of(v, b->lang, b->arena, row, column);

            sheet_line(sheet, ++at, &line);
        }
    }
}

void quarter_xlsx(const struct quarter_view *v, enum lang lang, struct arena *a, struct buf *out)
{
    sheet_book(a, out, book_fill, &(struct book){v, lang, a});
}

/* ---- on paper -------------------------------------------------------------------------------- */

enum { PAPER_COLUMNS = 5 };

static const char *share_text(struct arena *a, enum lang lang, const struct quarter_indicator *i,
                              struct quarter_value v, char decimal)
{
    if (!divided(i))
        return "";
    enum quarter_kind of = quarter_set_staff(i->rule->of) ? QUARTER_AMOUNT : QUARTER_COUNT;
    return arena_fmt(a, "%s %s %s",
                     quarter_value_text(a, QUARTER_COUNT, (struct quarter_value){v.n, 0}, decimal),
                     text(lang, TEXT_quarter_n_of),
                     quarter_value_text(a, of, (struct quarter_value){v.of, 0}, decimal));
}

/* A figure of all clients or of one group; those of a group without anybody are left out. */
static bool paper_row(const struct quarter_view *v, enum lang lang, struct arena *a, size_t row,
                      size_t column, const char **cells)
{
    const struct quarter_indicator *i = &v->now.indicator[row];
    const char *group = column ? v->now.group[column - 1] : "";
    const struct quarter_value now = *quarter_find(&v->now, i->code, group);
    const struct quarter_value *then = quarter_find_like(&v->then, i, group);
    char decimal = lang == LANG_NL ? ',' : '.';

    if (column && !(now.n > 0) && !(now.of > 0) && !(then && then->n > 0))
        return false;
    cells[0] = column ? arena_fmt(a, "\t%s", group) : i->name[lang];
    cells[1] = quarter_value_text(a, kind_of(i), now, decimal);
    cells[2] = share_text(a, lang, i, now, decimal);
    cells[3] = then ? quarter_value_text(a, kind_of(i), *then, decimal) : "";
    cells[4] = then ? quarter_change_text(a, kind_of(i), now, *then, decimal) : "";
    return true;
}

static void paper_figures(struct pdf *p, const struct quarter_view *v, enum lang lang,
                          struct arena *a)
{
    const struct pdf_column columns[PAPER_COLUMNS] = {
        {text(lang, TEXT_quarter_figure), 44, false},
        {text(lang, TEXT_quarter_value), 12, true},
        {text(lang, TEXT_quarter_n_column), 18, true},
        {text(lang, TEXT_quarter_previous), 14, true},
        {text(lang, TEXT_quarter_difference), 12, true}};
    const char **cells =
        ARENA_ARRAY(a, const char *, PAPER_COLUMNS * v->now.rows * (v->now.groups + 1));
    size_t n = 0;

    for (size_t row = 0; row < v->now.rows; row++)
        for (size_t column = 0; column <= v->now.groups; column++)
            n += paper_row(v, lang, a, row, column, cells + PAPER_COLUMNS * n);
    pdf_table(p, columns, PAPER_COLUMNS, cells, n);
}

static void paper_formulas(struct pdf *p, const struct quarter_view *v, enum lang lang,
                           struct arena *a)
{
    const struct pdf_column columns[] = {{text(lang, TEXT_quarter_figure), 34, false},
                                         {text(lang, TEXT_quarter_formula), 66, false}};
    const char **cells = ARENA_ARRAY(a, const char *, 2 * v->now.rows);

    for (size_t row = 0; row < v->now.rows; row++) {
        const struct quarter_indicator *i = &v->now.indicator[row];

        cells[2 * row] = arena_fmt(a, "%s (%s·%s%s%s)", i->name[lang], i->code, i->version,
                                   *i->definition_code ? ", " : "", i->definition_code);
        cells[2 * row + 1] = i->formula[lang];
    }
    pdf_table(p, columns, COUNT(columns), cells, v->now.rows);
}

void quarter_pdf(const struct quarter_view *v, enum lang lang, struct arena *a, int64_t made_at,
                 struct buf *out)
{
    const char *title = arena_fmt(a, "%s %s", text(lang, TEXT_quarter_paper), v->now.quarter);
    struct ymd made = day_ymd(local_from_ms(made_at).day);
    const char *foot =
        arena_fmt(a, "%s · %s · %d-%d-%d", v->programme, title, made.day, made.month, made.year);
    struct pdf *p = pdf_begin(a, out, title, foot, text(lang, TEXT_quarter_page), made_at);

    pdf_text(p, arena_fmt(a, "%s · %s", v->programme, state(v, lang, a)));
    pdf_heading(p, text(lang, TEXT_quarter_figures));
    paper_figures(p, v, lang, a);
    pdf_small(p, text_fill(a, lang, TEXT_quarter_exact, arena_fmt(a, "%" PRId64, v->threshold),
                           NULL, NULL, NULL));
    pdf_heading(p, text(lang, TEXT_quarter_meaning));
    paper_formulas(p, v, lang, a);
    pdf_signature(p, text(lang, TEXT_quarter_signature));
    pdf_end(p);
}

/* ---- the command ----------------------------------------------------------------------------- */

static void print_text(const struct quarter_view *v, struct arena *a, struct buf *out)
{
    buf_fmt(out, "%s, %s (%s)\n\n", v->programme, v->now.quarter, state(v, LANG_EN, a));
    buf_fmt(out, "%-18s %-2s %-32s %10s %10s %10s %10s %10s\n", "code", "v", "indicator", "n", "of",
            "value", "previous", "change");
    for (size_t row = 0; row < v->now.rows; row++) {
        for (size_t column = 0; column <= v->now.groups; column++) {
            const struct quarter_indicator *i = &v->now.indicator[row];
            const char *group = column ? v->now.group[column - 1] : "";
            const struct quarter_value now = *quarter_find(&v->now, i->code, group);
            const struct quarter_value *then = quarter_find_like(&v->then, i, group);

            if (column)
                buf_fmt(out, "%-18s %-2s   %-30s", "", "", group);
            else
                buf_fmt(out, "%-18s %-2s %-32s", i->code, i->version, i->name[LANG_EN]);
            buf_fmt(out, " %10.10g", now.n);
            if (i->rule->of)
                buf_fmt(out, " %10.6g", now.of);
            else
                buf_fmt(out, " %10s", "");
            buf_fmt(out, " %10s %10s %10s\n", quarter_value_text(a, i->rule->kind, now, '.'),
                    then ? quarter_value_text(a, i->rule->kind, *then, '.') : "",
                    then ? quarter_change_text(a, i->rule->kind, now, *then, '.') : "");
        }
    }
}

static int64_t programme_find(struct db *db, struct arena *a, const char *wish, const char **name)
{
    int64_t id = 0;

    if (!id_parse(wish, &id))
        id = db_one_int(db, SQL("select id from programme where name = $1 order by id limit 1"),
                        ARGS(S(wish)), 0);
    *name = db_one_text(db, a, SQL("select name from programme where id = $1"), ARGS(I(id)), NULL);
    if (!*name)
        die("there is no programme \"%s\"", wish);
    return id;
}

int quarter_command(int argc, char **argv)
{
    const char *programme = NULL, *name;
    struct quarter q = quarter_of_day(today());
    bool json = false;
    int i, n;
    struct config config = config_read(argc, argv, &i);

    for (; i < argc; i++) {
        if (!strcmp(argv[i], "--json"))
            json = true;
        else if (!strcmp(argv[i], "--programme") && i + 1 < argc)
            programme = argv[++i];
        else if (!strcmp(argv[i], "--quarter") && i + 1 < argc && quarter_parse(argv[i + 1], &q))
            i++;
        else
            die("say: spil quarter --db ... --programme NAME --quarter 2026Q3 [--json]");
    }
    if (!programme)
        die("spil quarter needs --programme NAME or its number");
    struct arena *a = arena_new();
    struct db *db = db_open(config.db, DB_READ, false);
    struct buf out;
    const struct migration *migrations = site_migrations(a, &n);

    db_require_current(db, migrations, n);
    buf_init(&out, 1 << 20);
    db_begin_read(db);
    int64_t id = programme_find(db, a, programme, &name);
    struct quarter_view v = quarter_view_load(db, a, id, name, q, today());
    db_rollback(db);
    if (json) {
        quarter_json(&v.now, &out);
        buf_ch(&out, '\n');
    } else {
        print_text(&v, a, &out);
    }
    if (fwrite(out.at, 1, out.len, stdout) != out.len || fflush(stdout))
        die("cannot write the figures");
    buf_free(&out);
    db_close(db);
    arena_free(a);
    return 0;
}
