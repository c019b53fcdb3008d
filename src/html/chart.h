/* chart.h: curves, bars and intervals of a report, as SVG inside the page.
 *
 * As in svg.h: positions from left to right are percentages, from top to bottom pixels; colours
 * come from the stylesheet; at most three curves, named where they end. The bars and intervals are
 * cells of a table, so that the table beside the chart is the chart.
 */
#ifndef SPIL_HTML_CHART_H
#define SPIL_HTML_CHART_H

#include "base/arena.h"
#include "base/base.h"
#include "base/buf.h"

struct chart_curve {
    const char *label;        /* where it ends: "45% ooit" */
    const double *y;          /* shares; NAN: not drawn */
    const double *low, *high; /* a band around it, or NULL */
};

enum { CHART_CURVES_MAX = 3, CHART_TICKS_MAX = 8 };

/* Shares (0..1) against 1 .. n. */
struct chart_curves {
    const char *title; /* what it says, in words, for who does not see it */
    int n;
    const struct chart_curve *curve;
    int curves;
    const char *under_label; /* "in beeld": before the row of numbers under the axis; NULL: none */
    const int64_t *under;    /* n: those numbers; below 0: none */
};
void chart_curves(struct buf *o, const struct chart_curves *c);

/* One bar of parts, as shares of a whole of 1: tone-1, tone-3, tone-5. What is left stays empty. */
void chart_bar(struct buf *o, const double *share, int n);

/* An estimate with its limits on a scale that is cut at from and to; a line at `none` (no
 * difference). With `log` all are above 0. NAN draws nothing. */
struct chart_scale {
    double from, to, none;
    bool log;
};
void chart_interval(struct buf *o, const struct chart_scale *scale, double at, double low,
                    double high);

/* The ends of that scale, and the line between them, as numbers above it. */
void chart_scale_words(struct buf *o, const struct chart_scale *scale, const char *from,
                       const char *none, const char *to);

/* Shares by size, and the limits that chance explains. */
struct chart_funnel {
    const char *title;
    int n;
    const double *size, *share;                      /* n */
    const double *low95, *high95, *low998, *high998; /* n, at the same sizes */
    double pooled;
    const char *label95, *label998, *pooled_label;
    const char *size_label; /* under the axis */
};
void chart_funnel(struct buf *o, struct arena *a, const struct chart_funnel *f);

#endif
