/* payroll_rows_web.c: months of people: those of a delivery under its names, for a researcher, and
 * those of one client on the page of that client.
 * Not: what differs (payroll_pairs.c).
 * Start at payroll_rows_page() and payroll_block(). */
#include "feature/payroll/payroll_pages.h"

enum { ROWS_SHOWN = 200, MONTHS_SHOWN = 24 };

static const char *hours_words(struct req *r, int64_t hours)
{
    return hours == NUMBER_NONE ? "-" : page_hundredths(r, hours);
}

static const char *money_words(struct req *r, int64_t wage)
{
    return wage == NUMBER_NONE ? "-" : page_money(r, wage);
}

/* ---- of a delivery --------------------------------------------------------------------------- */

static void table_begin(struct req *r, const char *caption, const enum text_id *heads, size_t n)
{
    html(r->out, "<table class=\"data cards\"><caption class=\"sr\">%s</caption><thead><tr>",
         caption);
    for (size_t i = 0; i < n; i++)
        html(r->out, "<th scope=\"col\">%s</th>", text(r->lang, heads[i]));
    html(r->out, "</tr></thead><tbody>");
}

static void cell(struct req *r, enum text_id label, const char *words)
{
    html(r->out, "<td data-label=\"%s\">%s</td>", text(r->lang, label), words);
}

/* On one line: an amount that parts from its sign is hard to read. */
static void whole_cell(struct req *r, enum text_id label, const char *words)
{
    html(r->out, "<td class=\"day\" data-label=\"%s\">%s</td>", text(r->lang, label), words);
}

/* A name of 33 signs is for machines; its first nine tell people apart. */
static const char *short_name(struct req *r, const char *pseudonym)
{
    return strlen(pseudonym) > 12 ? arena_fmt(r->arena, "%.9s…", pseudonym) : pseudonym;
}

static const char *odd_words(struct req *r, const struct payroll_import *im, unsigned odd)
{
    const char *all = "";

    for (int i = 0; i < PAYROLL_ODDS; i++)
        if (odd >> i & 1)
            all = arena_fmt(r->arena, "%s%s%s", all, *all ? "; " : "",
                            payroll_odd_words(r->arena, r->lang, i, &im->judged));
    return all;
}

static void show_more(struct req *r, int64_t n)
{
    if (n > 0)
        html(r->out, "<p class=\"small\">%s</p>",
             text_count(r->arena, r->lang, TEXT_payroll_more, n));
}

static void show_odd_rows(struct req *r, const struct payroll_import *im)
{
    static const enum text_id heads[] = {TEXT_payroll_person, TEXT_payroll_month, TEXT_payroll_line,
                                         TEXT_payroll_hours,  TEXT_payroll_wage,  TEXT_payroll_odd};
    struct payroll_odd_months list = payroll_odd_list(r->db, r->arena, im->id, ROWS_SHOWN);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(payroll_odd));
    if (!list.n) {
        html(r->out, "<p class=\"empty\">%s</p></section>", T(payroll_nothing));
        return;
    }
    table_begin(r, T(payroll_odd), heads, COUNT(heads));
    for (size_t i = 0; i < list.n; i++) {
        const struct payroll_odd_month *m = &list.at[i];

        html(r->out, "<tr><th scope=\"row\">%s</th>", short_name(r, m->pseudonym));
        whole_cell(r, TEXT_payroll_month, payroll_month_words(r, payroll_month_number(m->month)));
        cell(r, TEXT_payroll_line, arena_fmt(r->arena, "%" PRId64, m->first_line));
        cell(r, TEXT_payroll_hours, hours_words(r, m->hours));
        whole_cell(r, TEXT_payroll_wage, money_words(r, m->wage));
        cell(r, TEXT_payroll_odd, odd_words(r, im, m->odd));
        html(r->out, "</tr>");
    }
    html(r->out, "</tbody></table>");
    show_more(r, payroll_odd_months(r->db, im->id) - (int64_t)list.n);
    html(r->out, "</section>");
}

/* Hours and wage, each on one line. */
static void side_cell(struct req *r, enum text_id label, const struct payroll_side *side)
{
    if (!side->works) {
        cell(r, label, T(payroll_no_work));
        return;
    }
    html(r->out,
         "<td data-label=\"%s\"><span><span class=\"day\">%s</span>, <span class=\"day\">%s</span>"
         "</span></td>",
         text(r->lang, label),
         text_fill(r->arena, r->lang, TEXT_payroll_side, hours_words(r, side->hours), NULL, NULL,
                   NULL),
         money_words(r, side->wage));
}

static void show_pair(struct req *r, const struct payroll_pair *pair)
{
    side_cell(r, TEXT_payroll_there, &pair->there);
    side_cell(r, TEXT_payroll_here, &pair->here);
    cell(r, TEXT_payroll_difference,
         code_text(r->lang, payroll_differences, payroll_differences[pair->differs].code));
    html(r->out, "</tr>");
}

static void show_different(struct req *r, const struct payroll_import *im)
{
    static const enum text_id heads[] = {TEXT_payroll_person, TEXT_payroll_month,
                                         TEXT_payroll_there, TEXT_payroll_here,
                                         TEXT_payroll_difference};
    struct payroll_pairs pairs = payroll_pairs_load(r->db, r->arena, im->id, 0, r->today);
    size_t shown = MIN(pairs.n, (size_t)ROWS_SHOWN);

    html(r->out, "<section class=\"card\"><h2>%s</h2><p class=\"small\">%s</p>",
         T(payroll_differences), T(payroll_differences_about));
    if (!shown) {
        html(r->out, "<p class=\"empty\">%s</p></section>", T(payroll_nothing));
        return;
    }
    table_begin(r, T(payroll_differences), heads, COUNT(heads));
    for (size_t i = 0; i < shown; i++) {
        html(r->out, "<tr><th scope=\"row\">%s</th>", short_name(r, pairs.at[i].pseudonym));
        whole_cell(r, TEXT_payroll_month, payroll_month_words(r, pairs.at[i].month));
        show_pair(r, &pairs.at[i]);
    }
    html(r->out, "</tbody></table>");
    show_more(r, (int64_t)(pairs.n - shown));
    html(r->out, "</section>");
}

void payroll_rows_page(struct req *r)
{
    struct payroll_import im;

    if (!payroll_find(r, &im))
        return;
    if (!strcmp(im.state, "undone")) {
        req_redirect(r, "/loongegevens/%" PRId64, im.id);
        return;
    }
    payroll_page_begin(r, &im, T(payroll_rows));
    html(r->out, "<p class=\"lead\">%s</p>", T(payroll_rows_about));
    show_odd_rows(r, &im);
    show_different(r, &im);
    page_end(r);
}

/* ---- of a client ----------------------------------------------------------------------------- */

void payroll_block(struct req *r)
{
    static const enum text_id heads[] = {TEXT_payroll_month, TEXT_payroll_there, TEXT_payroll_here,
                                         TEXT_payroll_difference};
    struct payroll_pairs pairs = payroll_pairs_load(r->db, r->arena, 0, r->client_id, r->today);
    size_t shown = 0;

    if (!pairs.n) {
        html(r->out, "<p class=\"empty\">%s</p>", T(payroll_block_none));
        return;
    }
    html(r->out, "<p class=\"small\">%s</p>", T(payroll_block_about));
    table_begin(r, T(payroll_block), heads, COUNT(heads));
    for (size_t i = pairs.n; i-- > 0 && shown < MONTHS_SHOWN; shown++) {
        html(r->out, "<tr><th scope=\"row\" class=\"day\">%s</th>",
             payroll_month_words(r, pairs.at[i].month));
        show_pair(r, &pairs.at[i]);
    }
    html(r->out, "</tbody></table>");
    show_more(r, (int64_t)(pairs.n - shown));
}
