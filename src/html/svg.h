/* svg.h: charts drawn on the server, as SVG inside the page.
 *
 * Sizes follow the page without a script: positions from left to right are percentages of the
 * width, positions from top to bottom are pixels, and text keeps its size on a phone. Colours come
 * from the stylesheet (tone-1 .. tone-5, tone-rest), so dark mode and print work. Every chart
 * carries its words: a name for screen readers and a table or list with the same figures.
 */
#ifndef SPIL_HTML_SVG_H
#define SPIL_HTML_SVG_H

#include "base/arena.h"
#include "base/base.h"
#include "base/buf.h"
#include "text/text.h"

/* From a value to hundredths of a percent of the width. */
struct svg_scale {
    int64_t from, to; /* from < to */
};
/* 0..10000; values outside are put on the edge. */
int svg_place(struct svg_scale scale, int64_t value);
/* Writes an attribute: x="12.34%". The name is a literal. */
void svg_percent(struct buf *o, const char *name, int place);

struct svg_strip {
    int32_t from, to;  /* first and last day; to DAY_NONE: still going on */
    const char *label; /* "Drogisterij · 20 uur per week" */
    bool strong;       /* the job of now */
};

/* The trajectory at a glance: a bar from start to end, jobs as strips on it, contacts with
 * employers as dots under it, today as a line. */
struct svg_trajectory {
    enum lang lang;
    const char *title; /* what it says, in words, for who does not see it */
    int32_t start, end, today;
    const struct svg_strip *strips;
    size_t n_strips;
    const int32_t *contacts; /* days */
    size_t n_contacts;
};
void svg_trajectory(struct buf *o, struct arena *a, const struct svg_trajectory *t);

struct svg_part {
    const char *label;
    int64_t amount;    /* in any unit, the same for all; 0 or more */
    const char *words; /* "12,5 uur" */
};
/* One bar of parts, then what is left up to whole; under it the list with the same figures. At most
 * five parts. */
void svg_stack(struct buf *o, const struct svg_part *parts, size_t n, int64_t whole);

/* Lines over equal steps of time, each named at its end: at most three. The title says what is to
 * be seen, in a sentence, and stands above the chart; the figures stand in a table behind it. */
enum { SVG_LINES_MOST = 3 };
struct svg_line {
    const char *label;
    const double *value;      /* n; NAN: none */
    const char *const *words; /* n: the values as text; "" where there is none */
};
struct svg_lines {
    enum lang lang;
    const char *title;
    const struct svg_line *line;
    size_t lines;
    const char *const *step; /* n: "2026Q3" */
    size_t n;
};
void svg_lines(struct buf *o, const struct svg_lines *c);

#endif
