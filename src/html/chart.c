/* chart.c: curves, bars, intervals, funnels.
 * Not: the strip of a trajectory (svg.c), the figures.
 * Start at chart_curves(). */
#include "html/chart.h"

#include <math.h>

#include "html/html.h"
#include "html/svg.h"

enum {
    TOP = 12,
    PLOT = 240,   /* height of the curves */
    LEFT = 900,   /* hundredths of a percent: the numbers of the axis */
    RIGHT = 2300, /* the names of the curves */
    WIDTH = 10000 - LEFT - RIGHT,
    AXIS_TEXT = TOP + PLOT + 18,
    UNDER_TEXT = TOP + PLOT + 36,
    LABEL_GAP = 16, /* between the names of two curves */
};

/* From 0 to the top of the axis in steps of 5, 10, 20 or 25 percent. */
static int axis_step(double highest, int *top)
{
    static const int steps[] = {5, 10, 20, 25};
    int percent = (int)ceil(100 * highest);
    size_t i = 0;

    while (i + 1 < COUNT(steps) && percent > 4 * steps[i])
        i++;
    *top = MAX((percent + steps[i] - 1) / steps[i], 1) * steps[i];
    return steps[i];
}

static double highest_of(const double *y, int n, double before)
{
    for (int i = 0; y && i < n; i++)
        if (isfinite(y[i]))
            before = MAX(before, y[i]);
    return before;
}

/* Pixels from the top of the plot. */
static int pixel(double share, int top)
{
    double at = 100 * share / top;

    return (int)lround(PLOT * (1 - MAX(0, MIN(at, 1))));
}

static void show_grid(struct buf *o, int top, int step)
{
    for (int percent = 0; percent <= top; percent += step) {
        int y = TOP + pixel(percent / 100.0, top);

        html(o, "<line class=\"grid-line\"");
        svg_percent(o, "x1", LEFT);
        svg_percent(o, "x2", LEFT + WIDTH);
        html(o, " y1=\"%d\" y2=\"%d\"/><text text-anchor=\"end\"", y, y);
        svg_percent(o, "x", LEFT - 100);
        html(o, " y=\"%d\">%d%%</text>", y + 4, percent);
    }
}

/* A box over the plot in which 1000 by PLOT units are the whole, stretched with the page. */
static void begin_box(struct buf *o)
{
    html(o, "<svg");
    svg_percent(o, "x", LEFT);
    svg_percent(o, "width", WIDTH);
    html(o, " y=\"%d\" height=\"%d\" viewBox=\"0 0 1000 %d\" preserveAspectRatio=\"none\">", TOP,
         PLOT, PLOT);
}

static int across(int i, int n)
{
    return n > 1 ? 1000 * i / (n - 1) : 500;
}

static void show_band(struct buf *o, const struct chart_curves *c, const struct chart_curve *curve,
                      int top)
{
    bool begun = false;

    html(o, "<path class=\"band\" d=\"");
    for (int i = 0; i < c->n; i++)
        if (isfinite(curve->high[i])) {
            html(o, "%c%d %d", begun ? 'L' : 'M', across(i, c->n), pixel(curve->high[i], top));
            begun = true;
        }
    for (int i = c->n - 1; i >= 0; i--)
        if (isfinite(curve->low[i]) && isfinite(curve->high[i]))
            html(o, "%c%d %d", 'L', across(i, c->n), pixel(curve->low[i], top));
    html(o, "%s\"/>", begun ? "Z" : "");
}

static void show_curve(struct buf *o, const struct chart_curves *c, int k, int top)
{
    const double *y = c->curve[k].y;
    bool drawing = false;

    html(o, "<path class=\"curve-%d\" d=\"", k + 1);
    for (int i = 0; i < c->n; i++) {
        if (isfinite(y[i]))
            html(o, "%c%d %d", drawing ? 'L' : 'M', across(i, c->n), pixel(y[i], top));
        drawing = isfinite(y[i]);
    }
    html(o, "\"/>");
}

/* The last point of each curve, from high to low, so that names do not lie on each other. */
static void show_labels(struct buf *o, const struct chart_curves *c, int top)
{
    int order[CHART_CURVES_MAX], at[CHART_CURVES_MAX], end[CHART_CURVES_MAX], below = -LABEL_GAP;

    for (int k = 0; k < c->curves; k++) {
        int last = c->n - 1, place = k;

        while (last > 0 && !isfinite(c->curve[k].y[last]))
            last--;
        end[k] = last;
        at[k] = isfinite(c->curve[k].y[last]) ? pixel(c->curve[k].y[last], top) : PLOT;
        for (; place > 0 && at[order[place - 1]] > at[k]; place--)
            order[place] = order[place - 1];
        order[place] = k;
    }
    for (int i = 0; i < c->curves; i++) {
        int k = order[i];

        below = MAX(at[k], below + LABEL_GAP);
        if (end[k] < c->n - 1) { /* it stops before the axis does: a thread leads to its name */
            html(o, "<line class=\"leader\"");
            svg_percent(o, "x1", LEFT + across(end[k], c->n) * WIDTH / 1000 + 60);
            svg_percent(o, "x2", LEFT + WIDTH + 60);
            html(o, " y1=\"%d\" y2=\"%d\"/>", TOP + at[k], TOP + below);
        }
        html(o, "<text class=\"%s\"", k ? "" : "strong");
        svg_percent(o, "x", LEFT + WIDTH + 120);
        html(o, " y=\"%d\">%s</text>", TOP + below + 4, c->curve[k].label);
    }
}

static void show_words(struct buf *o, int place, int y, const char *words)
{
    html(o, "<text");
    svg_percent(o, "x", place);
    html(o, " y=\"%d\">%s</text>", y, words);
}

/* Numbers under the axis: the first, the last, and every sixth between that has room. */
static void show_months(struct buf *o, const struct chart_curves *c)
{
    bool wide = c->under && c->n > 12 && c->under[0] >= 10000; /* numbers that would touch */
    int step = c->n > 36 || wide ? 12 : c->n > 12 ? 6 : 3;

    if (c->under_label)
        show_words(o, LEFT + WIDTH + 600, UNDER_TEXT, c->under_label);
    for (int month = 1; month <= c->n; month++) {
        bool end = month == 1 || month == c->n;
        bool between = month % step == 0 && month >= 1 + step / 2 && month <= c->n - step / 2;
        int x = LEFT + across(month - 1, c->n) * WIDTH / 1000;

        if (!end && !between)
            continue;
        html(o, "<text text-anchor=\"middle\"");
        svg_percent(o, "x", x);
        html(o, " y=\"%d\">%d</text>", AXIS_TEXT, month);
        if (!c->under || c->under[month - 1] < 0)
            continue;
        html(o, "<text text-anchor=\"middle\"");
        svg_percent(o, "x", x);
        html(o, " y=\"%d\">%" PRId64 "</text>", UNDER_TEXT, c->under[month - 1]);
    }
}

void chart_curves(struct buf *o, const struct chart_curves *c)
{
    double highest = 0.05;
    int top;

    if (c->curves > CHART_CURVES_MAX)
        BUG("%d curves in one chart", c->curves);
    for (int k = 0; k < c->curves; k++) {
        highest = highest_of(c->curve[k].y, c->n, highest);
        highest = highest_of(c->curve[k].high, c->n, highest);
    }
    int step = axis_step(highest, &top);
    html(o, "<figure class=\"chart curves\"><svg role=\"img\" aria-label=\"%s\" height=\"%d\">",
         c->title, UNDER_TEXT + 8);
    show_grid(o, top, step);
    begin_box(o);
    for (int k = 0; k < c->curves; k++)
        if (c->curve[k].low)
            show_band(o, c, &c->curve[k], top);
    for (int k = 0; k < c->curves; k++)
        show_curve(o, c, k, top);
    html(o, "</svg>");
    show_labels(o, c, top);
    show_months(o, c);
    html(o, "</svg></figure>");
}

/* ---- cells of tables ---------------------------------------------------------------------------
 */

void chart_bar(struct buf *o, const double *share, int n)
{
    static const int tone[] = {1, 3, 5};
    double from = 0;

    html(o, "<svg class=\"bar-cell\" height=\"14\" aria-hidden=\"true\">"
            "<rect class=\"tone-rest\" width=\"100%%\" height=\"14\" rx=\"2\"/>");
    for (int i = 0; i < n; i++) {
        double to = MIN(from + (isfinite(share[i]) ? share[i] : 0), 1);

        html(o, "<rect class=\"tone-%d\" height=\"14\" rx=\"2\"", tone[i]);
        svg_percent(o, "x", (int)lround(10000 * from));
        svg_percent(o, "width", (int)lround(10000 * (to - from)));
        html(o, "/>");
        from = to;
    }
    html(o, "</svg>");
}

static int place_on(const struct chart_scale *s, double x)
{
    double from = s->log ? log(s->from) : s->from, to = s->log ? log(s->to) : s->to;
    double at = ((s->log ? log(x) : x) - from) / (to - from);

    return (int)lround(10000 * MAX(0, MIN(at, 1)));
}

void chart_interval(struct buf *o, const struct chart_scale *s, double at, double low, double high)
{
    html(o, "<svg class=\"bar-cell\" height=\"20\" aria-hidden=\"true\"><line class=\"grid-line\"");
    svg_percent(o, "x1", place_on(s, s->none));
    svg_percent(o, "x2", place_on(s, s->none));
    html(o, " y1=\"0\" y2=\"20\"/>");
    if (isfinite(at)) {
        html(o, "<line class=\"interval\"");
        svg_percent(o, "x1", place_on(s, isnan(low) ? at : low));
        svg_percent(o, "x2", place_on(s, isnan(high) ? at : high));
        html(o, " y1=\"10\" y2=\"10\"/><circle class=\"tone-1\" cy=\"10\" r=\"4.5\"");
        svg_percent(o, "cx", place_on(s, at));
        html(o, "/>");
    }
    html(o, "</svg>");
}

void chart_scale_words(struct buf *o, const struct chart_scale *s, const char *from,
                       const char *none, const char *to)
{
    html(o,
         "<svg class=\"bar-cell\" height=\"14\" aria-hidden=\"true\">"
         "<text x=\"0\" y=\"11\">%s</text><text text-anchor=\"middle\" y=\"11\"",
         from);
    svg_percent(o, "x", place_on(s, s->none));
    html(o, ">%s</text><text x=\"100%%\" y=\"11\" text-anchor=\"end\">%s</text></svg>", none, to);
}

/* ---- funnel ------------------------------------------------------------------------------------
 */

struct by_size {
    double size;
    int i;
};

static int compare_sizes(const void *a, const void *b)
{
    const struct by_size *x = a, *y = b;

    return (x->size > y->size) - (x->size < y->size);
}

static void show_limit(struct buf *o, const struct chart_funnel *f, const struct by_size *order,
                       const double *limit, const char *class, double widest, int top)
{
    html(o, "<path class=\"%s\" d=\"", class);
    for (int i = 0; i < f->n; i++)
        html(o, "%c%d %d", i ? 'L' : 'M', (int)lround(1000 * order[i].size / widest),
             pixel(limit[order[i].i], top));
    html(o, "\"/>");
}

void chart_funnel(struct buf *o, struct arena *a, const struct chart_funnel *f)
{
    struct by_size *order = ARENA_ARRAY(a, struct by_size, (size_t)f->n);
    double highest = highest_of(f->high998, f->n, highest_of(f->share, f->n, 0.05)), widest = 1;
    int top, step = axis_step(highest, &top);

    for (int i = 0; i < f->n; i++) {
        order[i] = (struct by_size){f->size[i], i};
        widest = MAX(widest, f->size[i]);
    }
    qsort(order, (size_t)f->n, sizeof(*order), compare_sizes);
    html(o, "<figure class=\"chart\"><svg role=\"img\" aria-label=\"%s\" height=\"%d\">", f->title,
         UNDER_TEXT + 8);
    show_grid(o, top, step);
    begin_box(o);
    show_limit(o, f, order, f->low998, "curve-3", widest, top);
    show_limit(o, f, order, f->high998, "curve-3", widest, top);
    show_limit(o, f, order, f->low95, "curve-2", widest, top);
    show_limit(o, f, order, f->high95, "curve-2", widest, top);
    html(o, "<path class=\"pooled\" d=\"M0 %dH1000\"/></svg>", pixel(f->pooled, top));
    for (int i = 0; i < f->n; i++) {
        html(o, "<circle class=\"tone-1\" r=\"4\" cy=\"%d\"", TOP + pixel(f->share[i], top));
        svg_percent(o, "cx", LEFT + (int)lround(WIDTH * f->size[i] / widest));
        html(o, "/>");
    }
    int last = order[f->n - 1].i;
    show_words(o, LEFT + WIDTH + 120, TOP + pixel(f->high95[last], top) + 8, f->label95);
    show_words(o, LEFT + WIDTH + 120, TOP + pixel(f->high998[last], top) - 4, f->label998);
    show_words(o, LEFT + WIDTH + 120, TOP + pixel(f->pooled, top) + 8, f->pooled_label);
    html(o, "<text text-anchor=\"middle\"");
    svg_percent(o, "x", LEFT);
    html(o, " y=\"%d\">0</text><text text-anchor=\"middle\"", AXIS_TEXT);
    svg_percent(o, "x", LEFT + WIDTH);
    html(o, " y=\"%d\">%d</text><text text-anchor=\"middle\"", AXIS_TEXT, (int)widest);
    svg_percent(o, "x", LEFT + WIDTH / 2);
    html(o, " y=\"%d\">%s</text></svg></figure>", AXIS_TEXT, f->size_label);
}
