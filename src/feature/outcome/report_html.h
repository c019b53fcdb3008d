/* report_html.h: the report as a page: tables and charts with one sentence each. The two halves
 * share the pieces below, and the report as text its words. On the page no identifiers of persons,
 * no smallest and largest values of persons.
 */
#ifndef SPIL_OUTCOME_REPORT_HTML_H
#define SPIL_OUTCOME_REPORT_HTML_H

#include "feature/outcome/outcome.h"
#include "html/html.h"
#include "text/text.h"

struct report {
    const struct outcome *o;
    struct buf *out;
    struct arena *arena;
    enum lang lang;
};

#define T(id) text(r->lang, TEXT_##id) /* the words, with a struct report *r at hand */

/* The report as tables of text. */
void outcome_text(const struct outcome *o, enum lang lang, struct buf *out);
/* A whole page, to be kept as a file: the stylesheet is in it. */
void outcome_html_page(const struct outcome *o, enum lang lang, struct buf *out);
/* The cards of the report, for between a heading and the end of a page. */
void outcome_html(const struct outcome *o, enum lang lang, struct arena *a, struct buf *out);
void report_html_models(struct report *r); /* the second half: comparisons to method */

/* What the programmes beside each other show; only with a funnel. */
const char *report_programmes_title(struct report *r);

/* Numbers as people write them, in the arena; a dash when there is none. */
const char *report_number(struct report *r, double x, int decimals);
const char *report_percent(struct report *r, double share, int decimals);
const char *report_limits(struct report *r, double low, double high, int decimals);
const char *report_p(struct report *r, double p);
const char *report_count(struct report *r, int64_t n);

void report_card(struct report *r, enum text_id heading);
void report_card_end(struct report *r);
/* Headings end with TEXT_NONE; those after the first are of numbers. NULL caption: none. */
void report_table(struct report *r, const char *caption, const enum text_id *headings);
void report_table_end(struct report *r);
void report_row(struct report *r, const char *label); /* opens a row; end it with html "</tr>" */
void report_cell(struct report *r, const char *value);
void report_share_row(struct report *r, const char *label, const struct share *s);
void report_summary_row(struct report *r, const char *label, const struct summary *s, int decimals);
/* What a level of a group is called on the page. */
const char *report_level(struct report *r, enum person_group g, const char *level);
enum text_id report_group(enum person_group g);
const char *report_programmes_title(struct report *r); /* what the funnel of programmes found */
const char *report_contract(struct report *r, const char *code);
const char *report_test(struct report *r, const char *name); /* "age_class" as "Leeftijd" */
const char *report_term(struct report *r, const char *term); /* "schemeUWV": "Regeling: UWV" */

#endif
