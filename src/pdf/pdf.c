/* pdf.c: documents on A4, with cairo for the page and pango for the letters.
 * Not: what stands in them; features say that.
 * Start at pdf_begin() and room(). */
#include "pdf/pdf.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "base/date.h"

static const double WIDTH = 595.276, HEIGHT = 841.89; /* A4 */
static const double MARGIN = 51, FOOT = 34;           /* 18 and 12 mm */
static const double GAP = 6, CELL = 5;                /* under a block; around a cell */
static const double INDENT = 10;

enum size { TITLE, HEADING, BODY, SMALL };
static const struct {
    double points;
    PangoWeight weight;
    double grey;
} sizes[] = {
    [TITLE] = {19, PANGO_WEIGHT_BOLD, 0.1},
    [HEADING] = {12.5, PANGO_WEIGHT_BOLD, 0.1},
    [BODY] = {9.5, PANGO_WEIGHT_NORMAL, 0.1},
    [SMALL] = {8, PANGO_WEIGHT_NORMAL, 0.35},
};

struct pdf {
    struct arena *a;
    cairo_surface_t *surface;
    cairo_t *cr;
    const char *foot, *page_word;
    double y; /* where the next block begins */
    int page;
};

/* ---- pages ----------------------------------------------------------------------------------- */

static cairo_status_t to_buf(void *out, const unsigned char *bytes, unsigned n)
{
    buf_add(out, bytes, n);
    return CAIRO_STATUS_SUCCESS;
}

static PangoLayout *layout_of(struct pdf *p, const char *text, enum size size, double width)
{
    PangoLayout *layout = pango_cairo_create_layout(p->cr);
    PangoFontDescription *font = pango_font_description_new();

    pango_font_description_set_family(font, "DejaVu Sans, Liberation Sans, sans-serif");
    pango_font_description_set_absolute_size(font, sizes[size].points * PANGO_SCALE);
    pango_font_description_set_weight(font, sizes[size].weight);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, (int)lround(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_spacing(layout, PANGO_SCALE * 3 / 2);
    pango_layout_set_text(layout, text, -1);
    return layout;
}

static double height_of(PangoLayout *layout)
{
    int height;

    pango_layout_get_size(layout, NULL, &height);
    return (double)height / PANGO_SCALE;
}

static void draw(struct pdf *p, PangoLayout *layout, enum size size, double x, double y)
{
    cairo_set_source_rgb(p->cr, sizes[size].grey, sizes[size].grey, sizes[size].grey);
    cairo_move_to(p->cr, x, y);
    pango_cairo_show_layout(p->cr, layout);
}

static void line(struct pdf *p, double from, double to, double y, double grey)
{
    cairo_set_source_rgb(p->cr, grey, grey, grey);
    cairo_set_line_width(p->cr, 0.6);
    cairo_move_to(p->cr, from, y);
    cairo_line_to(p->cr, to, y);
    cairo_stroke(p->cr);
}

static void page_end(struct pdf *p)
{
    double width = WIDTH - 2 * MARGIN;
    const char *text = arena_fmt(p->a, "%s · %s %d", p->foot, p->page_word, p->page);
    PangoLayout *layout = layout_of(p, text, SMALL, width);

    line(p, MARGIN, WIDTH - MARGIN, HEIGHT - FOOT - 6, 0.8);
    draw(p, layout, SMALL, MARGIN, HEIGHT - FOOT);
    g_object_unref(layout);
    cairo_show_page(p->cr);
    p->page++;
    p->y = MARGIN;
}

/* Begins a new page when less than this height is left. True: a page was begun. */
static bool room(struct pdf *p, double height)
{
    if (p->y + height <= HEIGHT - MARGIN - FOOT / 2 || p->y == MARGIN)
        return false;
    page_end(p);
    return true;
}

/* A table of no more than this stays on one page. */
enum { KEEP = 110 };

/* What must fit for row r to stand on this page: a small table as a whole, and nowhere one row
 * alone.
 */
static double needed(const double *height, size_t rows, size_t r)
{
    double all = 0;

    for (size_t i = 0; r == 0 && i < rows && all <= KEEP; i++)
        all += height[i];
    if (r == 0 && all <= KEEP)
        return all;
    return height[r] + ((r == 0 || r + 2 == rows) && r + 1 < rows ? height[r + 1] : 0);
}

/* ---- blocks ---------------------------------------------------------------------------------- */

/* Line by line, so that a long text goes on on the next page. */
static void block(struct pdf *p, const char *text, enum size size, const char *tag)
{
    PangoLayout *layout = layout_of(p, text, size, WIDTH - 2 * MARGIN);
    PangoLayoutIter *at = pango_layout_get_iter(layout);
    double grey = sizes[size].grey;
    int lines = pango_layout_get_line_count(layout), at_line = 0;

    cairo_tag_begin(p->cr, tag, NULL);
    do {
        PangoRectangle box;
        int baseline = pango_layout_iter_get_baseline(at);

        pango_layout_iter_get_line_extents(at, NULL, &box);
        double height = (double)box.height / PANGO_SCALE;
        room(p, ++at_line == lines - 1 ? 2 * height : height); /* the last is never alone */
        cairo_set_source_rgb(p->cr, grey, grey, grey);
        cairo_move_to(p->cr, MARGIN, p->y + (double)(baseline - box.y) / PANGO_SCALE);
        pango_cairo_show_layout_line(p->cr, pango_layout_iter_get_line_readonly(at));
        p->y += height;
    } while (pango_layout_iter_next_line(at));
    cairo_tag_end(p->cr, tag);
    pango_layout_iter_free(at);
    g_object_unref(layout);
    p->y += GAP;
}

struct pdf *pdf_begin(struct arena *a, struct buf *out, const char *title, const char *foot,
                      const char *page_word, int64_t made_at)
{
    struct pdf *p = ARENA_ARRAY(a, struct pdf, 1);
    struct local made = local_from_ms(made_at);
    char day[DAY_TEXT];

    *p = (struct pdf){.a = a, .foot = foot, .page_word = page_word, .y = MARGIN, .page = 1};
    p->surface = cairo_pdf_surface_create_for_stream(to_buf, out, WIDTH, HEIGHT);
    p->cr = cairo_create(p->surface);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR, "Spil");
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   arena_fmt(a, "%sT%02d:%02d:00", day_iso(made.day, day),
                                             made.minute / 60, made.minute % 60));
    block(p, title, TITLE, "H1");
    return p;
}

void pdf_end(struct pdf *p)
{
    page_end(p);
    cairo_destroy(p->cr);
    cairo_surface_finish(p->surface);
    if (cairo_surface_status(p->surface) != CAIRO_STATUS_SUCCESS)
        die("a document cannot be made: %s",
            cairo_status_to_string(cairo_surface_status(p->surface)));
    cairo_surface_destroy(p->surface);
}

void pdf_heading(struct pdf *p, const char *text)
{
    if (!room(p, KEEP + 60)) /* with what must not stand apart from it */
        p->y += GAP;
    block(p, text, HEADING, "H2");
}

void pdf_text(struct pdf *p, const char *text)
{
    block(p, text, BODY, "P");
}

void pdf_small(struct pdf *p, const char *text)
{
    block(p, text, SMALL, "P");
}

void pdf_space(struct pdf *p, double points)
{
    p->y += points;
}

void pdf_signature(struct pdf *p, const char *label)
{
    room(p, 60);
    p->y += 40;
    line(p, MARGIN, MARGIN + 220, p->y, 0.35);
    p->y += 3;
    block(p, label, SMALL, "P");
}

/* ---- tables ---------------------------------------------------------------------------------- */

struct row {
    PangoLayout **cells;
    double height;
    bool inset;
};

static double width_of(const struct pdf_column *columns, size_t n, size_t i)
{
    double sum = 0;

    for (size_t k = 0; k < n; k++)
        sum += columns[k].share;
    return (WIDTH - 2 * MARGIN) * columns[i].share / sum;
}

static struct row row_lay(struct pdf *p, const struct pdf_column *columns, size_t n,
                          const char *const *cells, bool head)
{
    struct row row = {.cells = ARENA_ARRAY(p->a, PangoLayout *, n),
                      .inset = cells[0] && *cells[0] == '\t'};

    for (size_t i = 0; i < n; i++) {
        const char *text = cells[i] ? cells[i] : "";
        double inset = i == 0 && row.inset ? INDENT : 0;

        row.cells[i] = layout_of(p, i == 0 && row.inset ? text + 1 : text, head ? SMALL : BODY,
                                 width_of(columns, n, i) - CELL - inset);
        if (columns[i].number)
            pango_layout_set_alignment(row.cells[i], PANGO_ALIGN_RIGHT);
        row.height = MAX(row.height, height_of(row.cells[i]));
    }
    row.height += CELL;
    return row;
}

static void row_draw(struct pdf *p, const struct pdf_column *columns, size_t n, struct row *row,
                     bool head)
{
    double x = MARGIN;

    cairo_tag_begin(p->cr, "TR", NULL);
    for (size_t i = 0; i < n; i++) {
        const char *tag = head ? "TH" : "TD";

        cairo_tag_begin(p->cr, tag, NULL);
        draw(p, row->cells[i], head ? SMALL : BODY, x + (i == 0 && row->inset ? INDENT : 0),
             p->y + CELL / 2);
        cairo_tag_end(p->cr, tag);
        x += width_of(columns, n, i);
    }
    cairo_tag_end(p->cr, "TR");
    p->y += row->height;
    line(p, MARGIN, WIDTH - MARGIN, p->y, head ? 0.35 : 0.85);
}

static void row_free(struct row *row, size_t n)
{
    for (size_t i = 0; i < n; i++)
        g_object_unref(row->cells[i]);
}

enum { FAMILY_MOST = 220 };

/* Of a row and the indented ones under it, which stay on one page when there are not too many. */
static double family_height(const double *height, const char *const *cells, size_t n, size_t rows,
                            size_t r)
{
    double all = height[r];

    if (*cells[r * n] == '\t')
        return all;
    while (++r < rows && *cells[r * n] == '\t')
        all += height[r];
    return MIN(all, FAMILY_MOST);
}

static double *row_heights(struct pdf *p, const struct pdf_column *columns, size_t n,
                           const char *const *cells, size_t rows)
{
    double *height = ARENA_ARRAY(p->a, double, rows + 1);

    for (size_t r = 0; r < rows; r++) {
        struct row row = row_lay(p, columns, n, cells + r * n, false);

        height[r] = row.height;
        row_free(&row, n);
    }
    return height;
}

void pdf_table(struct pdf *p, const struct pdf_column *columns, size_t n, const char *const *cells,
               size_t rows)
{
    const char **titles = ARENA_ARRAY(p->a, const char *, n);

    for (size_t i = 0; i < n; i++)
        titles[i] = columns[i].title;
    struct row head = row_lay(p, columns, n, titles, true);
    const double *height = row_heights(p, columns, n, cells, rows);
    cairo_tag_begin(p->cr, "Table", NULL);
    for (size_t r = 0; r < rows; r++) {
        struct row row = row_lay(p, columns, n, cells + r * n, false);

        double fit = MAX(needed(height, rows, r), family_height(height, cells, n, rows, r));

        if (room(p, fit + (r ? 0 : head.height)) || r == 0)
            row_draw(p, columns, n, &head, true);
        row_draw(p, columns, n, &row, false);
        row_free(&row, n);
    }
    cairo_tag_end(p->cr, "Table");
    row_free(&head, n);
    p->y += 2 * GAP;
}

/* ---- dots ------------------------------------------------------------------------------------ */

static const double DOT = 3, DOTS_LABEL = 0.54, DOTS_WORDS = 0.14; /* shares of the width */

static double dots_x(const struct pdf_dots *d, double at)
{
    double width = WIDTH - 2 * MARGIN, left = MARGIN + width * (DOTS_LABEL + DOTS_WORDS) + 4 * DOT;
    double right = WIDTH - MARGIN - 2 * DOT;

    return left + (right - left) * (at - d->from) / (d->to - d->from);
}

static void dot(struct pdf *p, double x, double y, bool hollow)
{
    cairo_new_path(p->cr);
    cairo_arc(p->cr, x, y, DOT, 0, 2 * M_PI);
    cairo_set_source_rgb(p->cr, hollow ? 1 : 0.1, hollow ? 1 : 0.1, hollow ? 1 : 0.1);
    cairo_fill_preserve(p->cr);
    cairo_set_source_rgb(p->cr, 0.35, 0.35, 0.35);
    cairo_set_line_width(p->cr, 0.9);
    cairo_stroke(p->cr);
}

static void dots_text(struct pdf *p, const char *text, enum size size, double x, double width,
                      bool right)
{
    PangoLayout *layout = layout_of(p, text, size, width);

    if (right)
        pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
    draw(p, layout, size, x, p->y + CELL / 2);
    g_object_unref(layout);
}

static void dots_head(struct pdf *p, const struct pdf_dots *d)
{
    double width = WIDTH - 2 * MARGIN;

    cairo_tag_begin(p->cr, "TR", NULL);
    cairo_tag_begin(p->cr, "TH", NULL);
    dots_text(p, d->label_head, SMALL, MARGIN, width * DOTS_LABEL, false);
    cairo_tag_end(p->cr, "TH");
    for (int i = d->from; i <= d->to; i++)
        dots_text(p, arena_fmt(p->a, "%d", i), SMALL, dots_x(d, i) - 2.5, 20, false);
    cairo_tag_end(p->cr, "TR");
    p->y += 15;
    line(p, MARGIN, WIDTH - MARGIN, p->y, 0.35);
}

static double dots_height(struct pdf *p, const struct pdf_dot_row *row)
{
    PangoLayout *layout = layout_of(p, row->label, BODY, (WIDTH - 2 * MARGIN) * DOTS_LABEL - CELL);
    double height = height_of(layout) + CELL;

    g_object_unref(layout);
    return height;
}

static void dots_row(struct pdf *p, const struct pdf_dots *d, const struct pdf_dot_row *row,
                     double height)
{
    double width = WIDTH - 2 * MARGIN, middle = p->y + height / 2;

    cairo_tag_begin(p->cr, "TR", NULL);
    cairo_tag_begin(p->cr, row->words ? "TD" : "TH", NULL);
    dots_text(p, row->label, row->words ? BODY : SMALL, MARGIN, width * DOTS_LABEL - CELL, false);
    cairo_tag_end(p->cr, row->words ? "TD" : "TH");
    if (row->words) {
        cairo_tag_begin(p->cr, "TD", NULL);
        dots_text(p, row->words, BODY, MARGIN + width * DOTS_LABEL, width * DOTS_WORDS, true);
        cairo_tag_end(p->cr, "TD");
        line(p, dots_x(d, d->from), dots_x(d, d->to), middle, 0.85);
        if (!isnan(row->at) && !isnan(row->before))
            line(p, dots_x(d, row->before), dots_x(d, row->at), middle, 0.35);
        if (!isnan(row->before))
            dot(p, dots_x(d, row->before), middle, true);
        if (!isnan(row->at))
            dot(p, dots_x(d, row->at), middle, false);
    }
    cairo_tag_end(p->cr, "TR");
    p->y += height;
    line(p, MARGIN, WIDTH - MARGIN, p->y, 0.93);
}

void pdf_dots(struct pdf *p, const struct pdf_dots *d)
{
    if (*d->legend)
        pdf_small(p, d->legend);
    cairo_tag_begin(p->cr, "Table", NULL);
    for (size_t i = 0; i < d->n; i++) {
        double height = dots_height(p, &d->row[i]);
        double more = d->row[i].words ? 0 : 2 * height; /* a heading is never the last */

        if (room(p, height + more + (i ? 0 : 15)) || i == 0)
            dots_head(p, d);
        dots_row(p, d, &d->row[i], height);
    }
    cairo_tag_end(p->cr, "Table");
    p->y += 2 * GAP;
}

/* ---- curves -----------------------------------------------------------------------------------
 */

static const double PLOT_LEFT = 34, PLOT_RIGHT = 105, PLOT_HEIGHT = 170, PLOT_FOOT = 34;

struct plot {
    const struct pdf_curves *c;
    double left, width, top; /* of the plot */
    double highest;          /* the share at its top */
    double step;
};

static double plot_x(const struct plot *at, int i)
{
    return at->left + (at->c->n > 1 ? at->width * i / (at->c->n - 1) : at->width / 2);
}

static double plot_y(const struct plot *at, double share)
{
    return at->top + PLOT_HEIGHT * (1 - MAX(0, MIN(share / at->highest, 1)));
}

static double highest_of(const double *y, int n, double before)
{
    for (int i = 0; y && i < n; i++)
        if (isfinite(y[i]))
            before = MAX(before, y[i]);
    return before;
}

static struct plot plot_of(struct pdf *p, const struct pdf_curves *c)
{
    static const int steps[] = {5, 10, 20, 25};
    struct plot at = {.c = c, .left = MARGIN + PLOT_LEFT, .top = p->y + 8};
    double highest = 0.05;
    size_t i = 0;

    at.width = WIDTH - 2 * MARGIN - PLOT_LEFT - PLOT_RIGHT;
    for (int k = 0; k < c->curves; k++)
        highest = highest_of(c->curve[k].high, c->n, highest_of(c->curve[k].y, c->n, highest));
    int percent = (int)ceil(100 * highest);
    while (i + 1 < COUNT(steps) && percent > 4 * steps[i])
        i++;
    at.step = steps[i] / 100.0;
    at.highest = at.step * MAX((percent + steps[i] - 1) / steps[i], 1);
    return at;
}

static void label_at(struct pdf *p, const char *text, double x, double y, double width, bool right)
{
    PangoLayout *layout = layout_of(p, text, SMALL, width);

    if (right)
        pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
    draw(p, layout, SMALL, x, y - height_of(layout) / 2);
    g_object_unref(layout);
}

static void plot_grid(struct pdf *p, const struct plot *at)
{
    for (double share = 0; share <= at->highest + at->step / 2; share += at->step) {
        double y = plot_y(at, share);

        line(p, at->left, at->left + at->width, y, 0.85);
        label_at(p, arena_fmt(p->a, "%d%%", (int)lround(100 * share)), MARGIN, y, PLOT_LEFT - 6,
                 true);
    }
}

static void plot_band(struct pdf *p, const struct plot *at, const struct pdf_curve *c)
{
    bool begun = false;

    cairo_new_path(p->cr);
    for (int i = 0; i < at->c->n; i++) {
        if (!isfinite(c->high[i]) || !isfinite(c->low[i]))
            continue;
        if (begun)
            cairo_line_to(p->cr, plot_x(at, i), plot_y(at, c->high[i]));
        else
            cairo_move_to(p->cr, plot_x(at, i), plot_y(at, c->high[i]));
        begun = true;
    }
    for (int i = at->c->n - 1; i >= 0; i--)
        if (isfinite(c->high[i]) && isfinite(c->low[i]))
            cairo_line_to(p->cr, plot_x(at, i), plot_y(at, c->low[i]));
    if (begun)
        cairo_close_path(p->cr);
    cairo_set_source_rgb(p->cr, 0.886, 0.937, 0.918);
    cairo_fill(p->cr);
}

/* The first in full, the second in dashes, the third in dots: apart on a black and white printer.
 */
static void plot_curve(struct pdf *p, const struct plot *at, int k)
{
    static const double dashes[] = {4, 3}, dots[] = {1, 2.5};
    const double *y = at->c->curve[k].y;
    bool drawing = false;

    cairo_new_path(p->cr);
    for (int i = 0; i < at->c->n; i++) {
        if (isfinite(y[i]) && drawing)
            cairo_line_to(p->cr, plot_x(at, i), plot_y(at, y[i]));
        else if (isfinite(y[i]))
            cairo_move_to(p->cr, plot_x(at, i), plot_y(at, y[i]));
        drawing = isfinite(y[i]);
    }
    if (k)
        cairo_set_dash(p->cr, k == 1 ? dashes : dots, 2, 0);
    cairo_set_line_width(p->cr, k ? 1.4 : 1.8);
    cairo_set_source_rgb(p->cr, k ? 0.3 : 0.043, k ? 0.3 : 0.392, k ? 0.3 : 0.329);
    cairo_stroke(p->cr);
    cairo_set_dash(p->cr, NULL, 0, 0);
}

/* From the end of a curve that stops before the axis does to its name. */
static void thread(struct pdf *p, double x1, double y1, double x2, double y2)
{
    static const double dots[] = {1, 2};

    cairo_move_to(p->cr, x1, y1);
    cairo_line_to(p->cr, x2, y2);
    cairo_set_dash(p->cr, dots, 2, 0);
    cairo_set_line_width(p->cr, 0.6);
    cairo_set_source_rgb(p->cr, 0.6, 0.6, 0.6);
    cairo_stroke(p->cr);
    cairo_set_dash(p->cr, NULL, 0, 0);
}

/* At the last point of each, from high to low, so that names do not lie on each other. */
static void plot_labels(struct pdf *p, const struct plot *at)
{
    int order[PDF_CURVES_MAX];
    double y[PDF_CURVES_MAX], x[PDF_CURVES_MAX], below = at->top - 13;

    for (int k = 0; k < at->c->curves; k++) {
        int last = at->c->n - 1, place = k;

        while (last > 0 && !isfinite(at->c->curve[k].y[last]))
            last--;
        x[k] = plot_x(at, last);
        y[k] = plot_y(at, isfinite(at->c->curve[k].y[last]) ? at->c->curve[k].y[last] : 0);
        for (; place > 0 && y[order[place - 1]] > y[k]; place--)
            order[place] = order[place - 1];
        order[place] = k;
    }
    for (int i = 0; i < at->c->curves; i++) {
        below = MAX(y[order[i]], below + 22);
        if (x[order[i]] < at->left + at->width - 1)
            thread(p, x[order[i]] + 4, y[order[i]], at->left + at->width + 3, below);
        label_at(p, at->c->curve[order[i]].label, at->left + at->width + 6, below, PLOT_RIGHT - 6,
                 false);
    }
}

static void plot_months(struct pdf *p, const struct plot *at)
{
    const struct pdf_curves *c = at->c;
    int step = c->n > 36 ? 12 : c->n > 12 ? 6 : 3;

    if (c->under_label)
        label_at(p, c->under_label, at->left + at->width + 14, at->top + PLOT_HEIGHT + 24,
                 PLOT_RIGHT - 14, false);
    for (int month = 1; month <= c->n; month++) {
        bool between = month % step == 0 && month >= 1 + step / 2 && month <= c->n - step / 2;

        if (month != 1 && month != c->n && !between)
            continue;
        double x = plot_x(at, month - 1) - 30;
        const char *text = arena_fmt(p->a, "%d", month);
        for (int row = 0; row < (c->under && c->under[month - 1] >= 0 ? 2 : 1); row++) {
            PangoLayout *layout = layout_of(
                p, row ? arena_fmt(p->a, "%" PRId64, c->under[month - 1]) : text, SMALL, 60);

            pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
            draw(p, layout, SMALL, x, at->top + PLOT_HEIGHT + 5 + 13 * row);
            g_object_unref(layout);
        }
    }
}

void pdf_curves(struct pdf *p, const struct pdf_curves *c)
{
    if (c->curves > PDF_CURVES_MAX)
        BUG("%d curves in one chart", c->curves);
    room(p, PLOT_HEIGHT + PLOT_FOOT + 10);
    struct plot at = plot_of(p, c);
    cairo_tag_begin(p->cr, "Figure", NULL);
    plot_grid(p, &at);
    for (int k = 0; k < c->curves; k++)
        if (c->curve[k].low)
            plot_band(p, &at, &c->curve[k]);
    for (int k = 0; k < c->curves; k++)
        plot_curve(p, &at, k);
    plot_labels(p, &at);
    plot_months(p, &at);
    cairo_tag_end(p->cr, "Figure");
    p->y = at.top + PLOT_HEIGHT + PLOT_FOOT + 6;
    pdf_small(p, c->words);
}

/* ---- bars and intervals -----------------------------------------------------------------------
 */

static const double BAR_LABEL = 0.35, BAR_WIDTH = 0.22; /* shares of the width */

static void box(struct pdf *p, double x, double y, double width, double grey, bool strong)
{
    cairo_rectangle(p->cr, x, y, width, 8);
    cairo_set_source_rgb(p->cr, strong ? 0.043 : grey, strong ? 0.392 : grey,
                         strong ? 0.329 : grey);
    cairo_fill(p->cr);
}

static double ratio_x(const struct pdf_bars *b, double left, double width, double ratio)
{
    double at = (log(ratio) - log(b->from)) / (log(b->to) - log(b->from));

    return left + width * MAX(0, MIN(at, 1));
}

static void bar_draw(struct pdf *p, const struct pdf_bars *b, const struct pdf_bar_row *row,
                     double left, double width, double middle)
{
    static const double grey[PDF_PARTS_MAX] = {0, 0.55, 0.78};
    double from = 0;

    if (b->parts) {
        box(p, left, middle - 4, width, 0.93, false);
        for (int i = 0; i < b->parts; i++) {
            double share = isfinite(row->share[i]) ? row->share[i] : 0;

            box(p, left + width * from, middle - 4, width * share, grey[i], i == 0);
            from += share;
        }
        return;
    }
    double none = ratio_x(b, left, width, 1);
    cairo_set_source_rgb(p->cr, 0.6, 0.6, 0.6);
    cairo_set_line_width(p->cr, 0.6);
    cairo_move_to(p->cr, none, middle - 7);
    cairo_line_to(p->cr, none, middle + 7);
    cairo_stroke(p->cr);
    if (!isfinite(row->at))
        return;
    line(p, ratio_x(b, left, width, isfinite(row->low) ? row->low : row->at),
         ratio_x(b, left, width, isfinite(row->high) ? row->high : row->at), middle, 0.2);
    dot(p, ratio_x(b, left, width, row->at), middle, false);
}

static double bar_height(struct pdf *p, const struct pdf_bar_row *row)
{
    double width = WIDTH - 2 * MARGIN;
    PangoLayout *label = layout_of(p, row->label, BODY, width * BAR_LABEL - CELL);
    PangoLayout *words = layout_of(p, row->words, BODY, width * (1 - BAR_LABEL - BAR_WIDTH) - CELL);
    double height = MAX(height_of(label), height_of(words)) + CELL;

    g_object_unref(label);
    g_object_unref(words);
    return height;
}

static void bar_row(struct pdf *p, const struct pdf_bars *b, const struct pdf_bar_row *row,
                    double height)
{
    double width = WIDTH - 2 * MARGIN, words = width * (BAR_LABEL + BAR_WIDTH) + 2 * CELL;

    cairo_tag_begin(p->cr, "TR", NULL);
    cairo_tag_begin(p->cr, "TH", NULL);
    dots_text(p, row->label, BODY, MARGIN, width * BAR_LABEL - CELL, false);
    cairo_tag_end(p->cr, "TH");
    bar_draw(p, b, row, MARGIN + width * BAR_LABEL, width * BAR_WIDTH, p->y + height / 2);
    cairo_tag_begin(p->cr, "TD", NULL);
    dots_text(p, row->words, BODY, MARGIN + words, width - words, true);
    cairo_tag_end(p->cr, "TD");
    cairo_tag_end(p->cr, "TR");
    p->y += height;
    line(p, MARGIN, WIDTH - MARGIN, p->y, 0.9);
}

static void bar_head(struct pdf *p, const struct pdf_bars *b)
{
    double width = WIDTH - 2 * MARGIN, words = width * (BAR_LABEL + BAR_WIDTH) + 2 * CELL;

    cairo_tag_begin(p->cr, "TR", NULL);
    dots_text(p, b->label_head, SMALL, MARGIN, width * BAR_LABEL, false);
    dots_text(p, b->words_head, SMALL, MARGIN + words, width - words, true);
    if (!b->parts) {
        double left = MARGIN + width * BAR_LABEL, long_ = width * BAR_WIDTH;

        dots_text(p, b->from_words, SMALL, left, 30, false);
        dots_text(p, "1", SMALL, ratio_x(b, left, long_, 1) - 3, 20, false);
        dots_text(p, b->to_words, SMALL, left + long_ - 30, 30, true);
    }
    cairo_tag_end(p->cr, "TR");
    p->y += 15;
    line(p, MARGIN, WIDTH - MARGIN, p->y, 0.35);
}

void pdf_bars(struct pdf *p, const struct pdf_bars *b)
{
    double *height = ARENA_ARRAY(p->a, double, b->n + 1);

    for (size_t i = 0; i < b->n; i++)
        height[i] = bar_height(p, &b->row[i]);
    cairo_tag_begin(p->cr, "Table", NULL);
    for (size_t i = 0; i < b->n; i++) {
        if (room(p, needed(height, b->n, i) + (i ? 0 : 15)) || i == 0)
            bar_head(p, b);
        bar_row(p, b, &b->row[i], height[i]);
    }
    cairo_tag_end(p->cr, "Table");
    p->y += 2 * GAP;
}
