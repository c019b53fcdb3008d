/* pdf.h: a document on A4 that people print, sign and keep: headings, paragraphs, tables, from top
 * to bottom; pages break by themselves, each with a foot that says what it is and which page.
 *
 * Drawn with cairo and pango. The parts are tagged, so that a screen reader knows a heading from a
 * cell. Texts are UTF-8 and never markup. Sizes are points (1/72 inch).
 */
#ifndef SPIL_PDF_PDF_H
#define SPIL_PDF_PDF_H

#include "base/arena.h"
#include "base/base.h"
#include "base/buf.h"

struct pdf;

/* Begins a document that is written into out. foot stands at the bottom of each page, left of the
 * word for page ("pagina") and its number; made_at in ms. pdf_end() must follow: it frees what
 * cairo holds. */
struct pdf *pdf_begin(struct arena *a, struct buf *out, const char *title, const char *foot,
                      const char *page_word, int64_t made_at);
void pdf_end(struct pdf *p);

void pdf_heading(struct pdf *p, const char *text); /* of a section; never last on a page */
void pdf_text(struct pdf *p, const char *text);    /* a paragraph; lines end with \n */
void pdf_small(struct pdf *p, const char *text);   /* the same, smaller and grey */
void pdf_space(struct pdf *p, double points);

struct pdf_column {
    const char *title;
    double share; /* of the width, among the columns */
    bool number;  /* right */
};
/* rows * n texts, row after row; NULL is "". The head is repeated on each page; a row stays
 * together. A row whose first text begins with a tab is set in, for what belongs to the row above.
 */
void pdf_table(struct pdf *p, const struct pdf_column *columns, size_t n, const char *const *cells,
               size_t rows);

/* Scores side by side: a row per thing, a dot on a scale of whole numbers, the dot of before
 * hollow. A row with a NULL for words is the heading of those under it. */
struct pdf_dot_row {
    const char *label, *words; /* words: the same in figures, for who does not see the dots */
    double at, before;         /* NAN: none */
};
struct pdf_dots {
    int from, to;           /* the scale */
    const char *legend;     /* what the two dots are */
    const char *label_head; /* over the labels */
    const struct pdf_dot_row *row;
    size_t n;
};
void pdf_dots(struct pdf *p, const struct pdf_dots *d);

/* Shares (0..1) against 1 .. n, at most three curves, each named at its end; NAN draws nothing. The
 * same drawing as chart_curves() makes for a page (html/chart.h). */
struct pdf_curve {
    const char *label;
    const double *y;
    const double *low, *high; /* a band around it, or NULL */
};
struct pdf_curves {
    const char *words; /* what it says, for who does not see it */
    int n;
    const struct pdf_curve *curve;
    int curves;
    const char *under_label; /* before the row of numbers under the axis; NULL: none */
    const int64_t *under;    /* n; below 0: none */
};
enum { PDF_CURVES_MAX = 3, PDF_PARTS_MAX = 3 };
void pdf_curves(struct pdf *p, const struct pdf_curves *c);

/* A table of which the second column is drawn: a bar of up to three parts of a whole, or, with
 * parts 0, an estimate with its limits on a scale of ratios around 1. */
struct pdf_bar_row {
    const char *label, *words;
    double share[PDF_PARTS_MAX]; /* bars: 0..1 */
    double at, low, high;        /* intervals; NAN draws nothing */
};
struct pdf_bars {
    const char *label_head, *words_head;
    int parts;
    double from, to; /* of the scale of ratios; above 0 */
    const char *from_words, *to_words;
    const struct pdf_bar_row *row;
    size_t n;
};
void pdf_bars(struct pdf *p, const struct pdf_bars *b);

/* A line to write on, with its label under it: where people sign. */
void pdf_signature(struct pdf *p, const char *label);

#endif
