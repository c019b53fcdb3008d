/* published.c: reads the published tables, has every part computed, compares, writes.
 * Not: the computations (published_tables.c, published_tests.c, published_figures.c), the command
 * and the page.
 * Start at published_compute(). */
#include "feature/published/published_inner.h"

#include <math.h>

#include "base/embed.h"
#include "base/json.h"
#include "stat/round.h"

/* The columns a file must have, in our order; a file may hold them in any order. Kinds: t text, n a
 * number, o a number or nothing. */
static const struct layout {
    const char *kinds;
    const char *columns[11];
} layouts[PUBLISHED_FILES] = {
    [TABLE1] = {"tttnnnnnn",
                {"rubric", "item_no", "item_nl", "cmd_baseline", "cmd_followup", "cmd_change",
                 "cmd_all", "regular_all", "diff_cmd_regular"}},
    [TOTALS] = {"tn", {"measure", "published"}},
    [B1] = {"ttttnnnooo",
            {"group", "category", "parent", "marker", "cmd_n", "cmd_pct", "cmd_total", "epa_n",
             "epa_pct", "epa_total"}},
    [B1_MEANS] = {"tnnn", {"variable", "cmd_mean", "cmd_sd", "cmd_n"}},
    [B2] = {"ttnnnnnn",
            {"group", "category", "cmd_n", "cmd_pct", "cmd_total", "epa_n", "epa_pct",
             "epa_total"}},
    [B2_MEANS] = {"tnnnnnnnnnn",
                  {"variable", "cmd_mean", "cmd_sd", "cmd_min", "cmd_max", "cmd_n", "epa_mean",
                   "epa_sd", "epa_min", "epa_max", "epa_n"}},
    [B3] = {"ttttnnnn",
            {"event", "period", "period_start", "period_end", "n_months", "actual", "expected",
             "pct_diff"}},
    [B4] = {"totnnnnn",
            {"activity", "client_bound", "phase", "mean_min", "sd_min", "min_min", "max_min", "n"}},
    [FIGURES] = {"tttntt", {"id", "section", "quantity", "published", "unit", "note"}},
    [LVB] = {"tn", {"quantity", "published"}},
    [NAH] = {"ttnn", {"group", "category", "n", "total"}},
    [NAH_VALUES] = {"ttnooo", {"variable", "stat", "value", "min", "max", "n"}},
    [CLAIMS] = {"tttt", {"id", "place", "published", "value"}},
    [RECORD] = {"tttttt", {"id", "place", "published", "computed", "verdict", "convention"}},
};

void published_files(struct published_file file[PUBLISHED_FILES])
{
    static const char *const paths[PUBLISHED_FILES] = {
        [TABLE1] = "rules/published/table1_fidelity.csv",
        [TOTALS] = "rules/published/table1_totals.csv",
        [B1] = "rules/published/tableB1_characteristics.csv",
        [B1_MEANS] = "rules/published/tableB1_continuous.csv",
        [B2] = "rules/published/tableB2_outcomes.csv",
        [B2_MEANS] = "rules/published/tableB2_continuous.csv",
        [B3] = "rules/published/tableB3_phase_adjusted.csv",
        [B4] = "rules/published/tableB4_time.csv",
        [FIGURES] = "rules/published/cmd_text_figures.csv",
        [LVB] = "rules/published/lvb.csv",
        [NAH] = "rules/published/nah_pilot.csv",
        [NAH_VALUES] = "rules/published/nah_continuous.csv",
        [CLAIMS] = "rules/published/claims.csv",
        [RECORD] = "rules/published/reproduction.csv",
    };

    for (int i = 0; i < PUBLISHED_FILES; i++) {
        const struct embed *e = embed_find(paths[i]);
        if (!e)
            BUG("%s is not in the program", paths[i]);
        file[i] = (struct published_file){e->path, (const char *)e->at, e->n};
    }
}

/* ---- reading ---- */

/* Rows without the header: an upper bound is enough. */
static size_t count_lines(const struct published_file *file)
{
    size_t lines = 1;

    for (size_t i = 0; i < file->n; i++)
        lines += file->text[i] == '\n';
    return lines;
}

static enum rc read_sheet(struct arena *arena, const struct published_file *file,
                          const struct layout *layout, struct csv_log *log, struct sheet *sheet)
{
    struct csv_column wanted[COUNT(layout->columns)] = {0};
    struct csv *csv = csv_memory(arena, file->path, file->text, file->n, log);
    uint64_t refused = log->refused;

    *sheet = (struct sheet){.path = file->path};
    while ((size_t)sheet->cols < COUNT(layout->columns) && layout->columns[sheet->cols]) {
        wanted[sheet->cols].name = layout->columns[sheet->cols];
        sheet->cols++;
    }
    if (!csv || !csv_columns(csv, wanted, (size_t)sheet->cols))
        return INVALID;
    sheet->cell = ARENA_ARRAY(arena, const char *, count_lines(file) * (size_t)sheet->cols);
    for (; csv_next(csv); sheet->rows++)
        for (int j = 0; j < sheet->cols; j++) {
            int at = wanted[j].at;
            double number;
            bool may_be_empty = layout->kinds[j] != 'n' && csv_len(csv, at) == 0;
            if (layout->kinds[j] != 't' && !may_be_empty && !csv_number(csv, at, &number, NULL))
                csv_refuse(csv, at, "%s is not a number", csv_show(csv, at));
            sheet->cell[sheet->rows * sheet->cols + j] =
                arena_strn(arena, csv_text(csv, at), csv_len(csv, at));
        }
    if (sheet->rows == 0)
        csv_refuse_file(log, file->path, "no rows");
    return log->refused == refused ? OK : INVALID;
}

const char *published_cell(const struct report *r, enum sheet_name s, int row, int col)
{
    const struct sheet *sheet = &r->sheet[s];

    if (row < 0 || row >= sheet->rows || col < 0 || col >= sheet->cols)
        BUG("%s has no cell %d,%d", sheet->path, row, col);
    return sheet->cell[row * sheet->cols + col];
}

double published_number(const struct report *r, enum sheet_name s, int row, int col)
{
    const char *text = published_cell(r, s, row, col);
    char *end;
    double x = strtod(text, &end);

    return end == text || *end ? (double)NAN : x;
}

int64_t published_count(const struct report *r, enum sheet_name s, int row, int col)
{
    double x = published_number(r, s, row, col);

    return fabs(x) < 1e15 ? (int64_t)x : 0;
}

int published_find(struct report *r, enum sheet_name s, const char *a, const char *b)
{
    for (int i = 0; i < r->sheet[s].rows; i++)
        if (!strcmp(published_cell(r, s, i, 0), a) &&
            (!b || !strcmp(published_cell(r, s, i, 1), b)))
            return i;
    r->missing = arena_fmt(r->arena, "%s: no row for %s %s", r->sheet[s].path, a, b ? b : "");
    return 0;
}

const char *published_figure(struct report *r, const char *id)
{
    return published_cell(r, FIGURES, published_find(r, FIGURES, id, NULL), FIGURE_VALUE);
}

double published_claim(struct report *r, const char *id)
{
    return published_number(r, CLAIMS, published_find(r, CLAIMS, id, NULL), CLAIM_VALUE);
}

void published_add(struct report *r, struct published_row row)
{
    if (r->rows == r->room) {
        int room = MAX(256, 2 * r->room);
        r->row = arena_grow(r->arena, r->row, (size_t)r->room * sizeof(*r->row),
                            (size_t)room * sizeof(*r->row));
        r->room = room;
    }
    if (!row.reason)
        row.reason = "";
    r->row[r->rows++] = row;
}

/* ---- rules ---- */

int published_decimals(const char *printed)
{
    const char *point = strchr(printed, '.');

    return point ? (int)strspn(point + 1, "0123456789") : 0;
}

bool published_prints(double value, const char *printed)
{
    return round_decimal(value, published_decimals(printed)) == strtod(printed, NULL);
}

bool published_prints_ratio(int64_t a, int64_t b, int64_t scale, const char *printed)
{
    int decimals = published_decimals(printed);

    return b > 0 &&
           round_ratio(a, b, scale, decimals) == llround(strtod(printed, NULL) * pow(10, decimals));
}

const char *published_yes(bool yes)
{
    return yes ? "yes" : "no";
}

/* ---- all together ---- */

enum rc published_compute(struct arena *arena, const struct published_file file[PUBLISHED_FILES],
                          struct csv_log *log, struct published_result *result)
{
    struct report r = {.arena = arena};

    for (int i = 0; i < PUBLISHED_FILES; i++)
        if (read_sheet(arena, &file[i], &layouts[i], log, &r.sheet[i]) != OK)
            return INVALID;
    published_table1(&r);
    published_percentages(&r);
    published_sums(&r);
    published_chi_squares(&r);
    published_schemes(&r);
    published_means(&r);
    published_text_figures(&r);
    published_phases(&r);
    published_time(&r);
    published_other_sources(&r);
    if (r.missing) {
        csv_refuse_file(log, "rules/published", "%s", r.missing);
        return INVALID;
    }
    *result = (struct published_result){.row = r.row, .rows = r.rows};
    result->records = r.sheet[RECORD].rows;
    result->recorded = ARENA_ARRAY(arena, struct published_row, (size_t)result->records);
    for (int i = 0; i < result->records; i++)
        result->recorded[i] = (struct published_row){
            .id = published_cell(&r, RECORD, i, 0),
            .place = published_cell(&r, RECORD, i, 1),
            .published = published_cell(&r, RECORD, i, 2),
            .computed = published_cell(&r, RECORD, i, 3),
            .verdict = published_cell(&r, RECORD, i, 4),
            .reason = published_cell(&r, RECORD, i, 5),
        };
    return OK;
}

/* The row with the id and place of another; NULL when there is none. */
static const struct published_row *find_row(const struct published_row *row, int rows,
                                            const struct published_row *like)
{
    for (int i = 0; i < rows; i++)
        if (!strcmp(row[i].id, like->id) && !strcmp(row[i].place, like->place))
            return &row[i];
    return NULL;
}

int published_check(const struct published_result *result, struct buf *out)
{
    int differences = 0;

    for (int i = 0; i < result->rows; i++) {
        const struct published_row *now = &result->row[i],
                                   *then = find_row(result->recorded, result->records, now);
        if (then && !strcmp(then->verdict, now->verdict))
            continue;
        differences++;
        buf_fmt(out, "%s (%s): published %s, computed %s, verdict %s, recorded %s\n", now->id,
                now->place, now->published, now->computed, now->verdict,
                then ? then->verdict : "nowhere");
    }
    for (int i = 0; i < result->records; i++) {
        const struct published_row *then = &result->recorded[i];
        if (find_row(result->row, result->rows, then))
            continue;
        differences++;
        buf_fmt(out, "%s (%s): recorded as %s, no longer computed\n", then->id, then->place,
                then->verdict);
    }
    return differences;
}

/* ---- writing ---- */

void published_text(const struct published_result *result, struct buf *out)
{
    for (int i = 0; i < result->rows; i++) {
        const struct published_row *row = &result->row[i];
        buf_fmt(out, "%s  (%s)\n    published  %s\n    computed   %s\n    verdict    %s\n", row->id,
                row->place, row->published, row->computed, row->verdict);
        if (*row->reason)
            buf_fmt(out, "    because    %s\n", row->reason);
    }
}

void published_json(const struct published_result *result, struct buf *out)
{
    struct buf nowhere;
    struct json j;

    buf_init(&nowhere, 1 << 20);
    json_begin(&j, out);
    json_object_open(&j);
    json_key(&j, "rows"), json_array_open(&j);
    for (int i = 0; i < result->rows; i++) {
        const struct published_row *row = &result->row[i],
                                   *then = find_row(result->recorded, result->records, row);
        json_object_open(&j);
        json_key(&j, "id"), json_str(&j, row->id);
        json_key(&j, "place"), json_str(&j, row->place);
        json_key(&j, "published"), json_str(&j, row->published);
        json_key(&j, "computed"), json_str(&j, row->computed);
        json_key(&j, "verdict"), json_str(&j, row->verdict);
        json_key(&j, "recorded"), json_str(&j, then ? then->verdict : NULL);
        json_key(&j, "reason"), json_str(&j, row->reason);
        json_object_close(&j);
    }
    json_array_close(&j);
    json_key(&j, "rows_n"), json_int(&j, result->rows);
    json_key(&j, "differences"), json_int(&j, published_check(result, &nowhere));
    json_object_close(&j);
    json_end(&j);
    buf_free(&nowhere);
}
