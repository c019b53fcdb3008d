/* svg.c: the charts that more than one page draws.
 * Not: the figures in them (the features), PDF drawings.
 * Start at svg_trajectory(). */
#include "html/svg.h"

#include <math.h>

#include "base/date.h"
#include "html/html.h"

enum {
    BAR_TOP = 28,
    BAR_HEIGHT = 36,
    DOTS_AT = 80,
    AXIS_AT = 93,
    WORDS_AT = 112,
    HEIGHT = 120,
    LABEL_NEEDS = 800, /* a strip narrower than 8% of the bar has no room for its words */
};

int svg_place(struct svg_scale scale, int64_t value)
{
    if (scale.from >= scale.to)
        BUG("scale without length");
    value = MAX(scale.from, MIN(value, scale.to));
    return (int)((value - scale.from) * 10000 / (scale.to - scale.from));
}

void svg_percent(struct buf *o, const char *name, int place)
{
    html(o, " %s=\"%d.%c%c%%\"", name, place / 100, '0' + place / 10 % 10, '0' + place % 10);
}

static const char *month_year(struct arena *a, enum lang lang, int32_t day, bool year)
{
    struct ymd d = day_ymd(day);
    const char *month = text(lang, (enum text_id)(TEXT_month_short_1 + d.month - 1));

    return year ? arena_fmt(a, "%s %02d", month, d.year % 100) : month;
}

static void show_tick(struct buf *o, int place, const char *anchor, const char *label)
{
    html(o, "<line class=\"axis\"");
    svg_percent(o, "x1", place);
    svg_percent(o, "x2", place);
    html(o, " y1=\"%d\" y2=\"%d\"/><text text-anchor=\"%s\"", AXIS_AT - 3, AXIS_AT + 3, anchor);
    svg_percent(o, "x", place);
    html(o, " y=\"%d\">%s</text>", WORDS_AT, label);
}

/* The first and the last day, and the first of a month between them: at most three. */
static void show_axis(struct buf *o, struct arena *a, const struct svg_trajectory *t,
                      struct svg_scale scale)
{
    static const int steps[] = {1, 2, 3, 6, 12, 24, 60};
    int months = day_months_between(t->start, t->end);
    size_t s = 0;

    while (s + 1 < COUNT(steps) && months > 4 * steps[s])
        s++;
    html(o, "<line class=\"axis\" x1=\"0\" x2=\"100%%\" y1=\"%d\" y2=\"%d\"/>", AXIS_AT, AXIS_AT);
    show_tick(o, 0, "start", month_year(a, t->lang, t->start, true));
    for (int m = steps[s];; m += steps[s]) {
        int32_t day = day_add_months(t->start, m);
        int place = svg_place(scale, day);
        if (day >= t->end || place > 8500)
            break;
        bool new_year = day_ymd(day).year != day_ymd(day_add_months(day, -steps[s])).year;
        if (place >= 1500)
            show_tick(o, place, "middle", month_year(a, t->lang, day, new_year));
    }
    show_tick(o, 10000, "end", month_year(a, t->lang, t->end, true));
}

static void show_strip(struct buf *o, const struct svg_trajectory *t, struct svg_scale scale,
                       const struct svg_strip *strip)
{
    int32_t last = strip->to == DAY_NONE ? t->today : strip->to;
    int from = svg_place(scale, strip->from);
    int width = MAX(svg_place(scale, (int64_t)last + 1) - from, 60);

    from = MIN(from, 10000 - width);
    html(o, "<svg y=\"%d\" height=\"%d\"", BAR_TOP, BAR_HEIGHT);
    svg_percent(o, "x", from);
    svg_percent(o, "width", width);
    html(o, "><title>%s</title><rect class=\"%s\" width=\"100%%\" height=\"100%%\" rx=\"5\"/>",
         strip->label, strip->strong ? "tone-1" : "tone-3");
    if (width >= LABEL_NEEDS) /* HTML inside, because SVG text cannot shorten itself */
        html(o,
             "<foreignObject width=\"100%%\" height=\"100%%\"><div class=\"strip%s\">%s</div>"
             "</foreignObject>",
             strip->strong ? " now" : "", strip->label);
    html(o, "</svg>");
}

static void show_today(struct buf *o, const struct svg_trajectory *t, struct svg_scale scale)
{
    int place = svg_place(scale, t->today);
    const char *anchor = place < 700 ? "start" : place > 9300 ? "end" : "middle";

    if (t->today < t->start || t->today > t->end)
        return;
    html(o, "<line class=\"today\" y1=\"%d\" y2=\"%d\"", BAR_TOP - 10, AXIS_AT);
    svg_percent(o, "x1", place);
    svg_percent(o, "x2", place);
    html(o, "/><text class=\"strong\" y=\"12\" text-anchor=\"%s\"", anchor);
    svg_percent(o, "x", place);
    html(o, ">%s</text>", text(t->lang, TEXT_today));
}

static void show_day(struct buf *o, int32_t day)
{
    struct ymd d = day_ymd(day);

    html(o, "%s%d-%s%d-%d", d.day < 10 ? "0" : "", d.day, d.month < 10 ? "0" : "", d.month, d.year);
}

static void show_table(struct buf *o, const struct svg_trajectory *t)
{
    html(o,
         "<details><summary>%s</summary><div class=\"scroll\"><table><thead><tr>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead>"
         "<tbody>",
         text(t->lang, TEXT_chart_as_table), text(t->lang, TEXT_chart_what),
         text(t->lang, TEXT_chart_from), text(t->lang, TEXT_chart_to));
    html(o, "<tr><th scope=\"row\">%s</th><td>", text(t->lang, TEXT_chart_trajectory));
    show_day(o, t->start);
    html(o, "</td><td>");
    show_day(o, t->end);
    html(o, "</td></tr>");
    for (size_t i = 0; i < t->n_strips; i++) {
        html(o, "<tr><th scope=\"row\">%s</th><td>", t->strips[i].label);
        show_day(o, t->strips[i].from);
        html(o, "</td><td>");
        if (t->strips[i].to != DAY_NONE)
            show_day(o, t->strips[i].to);
        html(o, "</td></tr>");
    }
    for (size_t i = 0; i < t->n_contacts; i++) {
        html(o, "<tr><th scope=\"row\">%s</th><td>", text(t->lang, TEXT_chart_employer_contact));
        show_day(o, t->contacts[i]);
        html(o, "</td><td></td></tr>");
    }
    html(o, "</tbody></table></div></details>");
}

void svg_trajectory(struct buf *o, struct arena *a, const struct svg_trajectory *t)
{
    /* A trajectory that has no end yet, or none to come, still gets a bar. */
    struct svg_scale scale = {t->start, MAX((int64_t)t->end, (int64_t)t->start + 1)};

    html(o, "<figure class=\"chart\"><svg role=\"img\" aria-label=\"%s\" height=\"%d\">", t->title,
         HEIGHT);
    html(o, "<rect class=\"tone-rest\" y=\"%d\" width=\"100%%\" height=\"%d\" rx=\"5\"/>", BAR_TOP,
         BAR_HEIGHT);
    for (size_t i = 0; i < t->n_strips; i++)
        show_strip(o, t, scale, &t->strips[i]);
    for (size_t i = 0; i < t->n_contacts; i++) {
        html(o, "<circle class=\"tone-dot\" cy=\"%d\" r=\"3.5\"", DOTS_AT);
        svg_percent(o, "cx", svg_place(scale, t->contacts[i]));
        html(o, "/>");
    }
    show_axis(o, a, t, scale);
    show_today(o, t, scale);
    html(o, "</svg>");
    if (t->n_contacts)
        html(o,
             "<p class=\"chart-key\"><svg width=\"10\" height=\"10\" aria-hidden=\"true\" "
             "class=\"key\"><circle class=\"tone-dot\" cx=\"5\" cy=\"5\" r=\"3.5\"/></svg> %s</p>",
             text(t->lang, TEXT_chart_employer_contact));
    show_table(o, t);
    html(o, "</figure>");
}

void svg_stack(struct buf *o, const struct svg_part *parts, size_t n, int64_t whole)
{
    int64_t sum = 0;
    int64_t from = 0;

    if (n > 5)
        BUG("a bar of %zu parts", n);
    for (size_t i = 0; i < n; i++)
        sum += parts[i].amount;
    struct svg_scale scale = {0, MAX(MAX(sum, whole), 1)};
    html(o, "<figure class=\"chart\"><svg height=\"16\" aria-hidden=\"true\">"
            "<rect class=\"tone-rest\" width=\"100%%\" height=\"16\" rx=\"2\"/>");
    for (size_t i = 0; i < n; i++) {
        int left = svg_place(scale, from);
        from += parts[i].amount;
        if (!parts[i].amount)
            continue;
        html(o, "<rect class=\"tone-%zu\" height=\"16\" rx=\"2\"", i + 1);
        svg_percent(o, "x", left);
        svg_percent(o, "width", MAX(svg_place(scale, from) - left - 40, 20)); /* a gap between */
        html(o, "/>");
    }
    html(o, "</svg><dl class=\"legend\">");
    for (size_t i = 0; i < n; i++)
        html(o, "<div><dt><span class=\"swatch tone-%zu\"></span>%s</dt><dd>%s</dd></div>", i + 1,
             parts[i].label, parts[i].words);
    html(o, "</dl></figure>");
}

/* ---- lines over time ------------------------------------------------------------------------- */

enum {
    LINES_TOP = 16,
    LINES_HEIGHT = 150, /* of the plot */
    LINES_FIRST = 200,  /* hundredths of a percent of the width */
    LINES_LAST = 5800,  /* behind it stand the names */
    NAME_HEIGHT = 17,
};

static double highest(const struct svg_lines *c)
{
    double most = 0;

    for (size_t l = 0; l < c->lines; l++)
        for (size_t i = 0; i < c->n; i++)
            if (c->line[l].value[i] > most) /* false for NAN */
                most = c->line[l].value[i];
    return most;
}

static int step_place(const struct svg_lines *c, size_t i)
{
    return c->n < 2 ? LINES_LAST : LINES_FIRST + (int)((LINES_LAST - LINES_FIRST) * i / (c->n - 1));
}

static int value_y(double value, double most)
{
    return LINES_TOP + (int)lround(LINES_HEIGHT * (1 - value / most));
}

static void show_line(struct buf *o, const struct svg_lines *c, size_t l, double most)
{
    const double *value = c->line[l].value;

    for (size_t i = 0; i < c->n; i++) {
        if (isnan(value[i]))
            continue;
        html(o, "<circle class=\"dot-%zu\" r=\"3.5\" cy=\"%d\"", l + 1, value_y(value[i], most));
        svg_percent(o, "cx", step_place(c, i));
        html(o, "/>");
        if (i + 1 == c->n || isnan(value[i + 1]))
            continue;
        html(o, "<line class=\"line-%zu\" y1=\"%d\" y2=\"%d\"", l + 1, value_y(value[i], most),
             value_y(value[i + 1], most));
        svg_percent(o, "x1", step_place(c, i));
        svg_percent(o, "x2", step_place(c, i + 1));
        html(o, "/>");
    }
}

/* The names stand at the height of their last value, and never on each other: from the top down,
 * each at least a line lower than the one before. */
static void show_names(struct buf *o, const struct svg_lines *c, double most)
{
    bool shown[SVG_LINES_MOST] = {false};
    int lowest = LINES_TOP - NAME_HEIGHT;

    for (size_t turn = 0; turn < c->lines; turn++) {
        size_t next = c->lines;
        double best = -1;

        for (size_t l = 0; l < c->lines; l++) {
            double last = c->line[l].value[c->n - 1];

            last = isnan(last) ? 0 : last;
            if (!shown[l] && last > best) {
                best = last;
                next = l;
            }
        }
        shown[next] = true;
        lowest = MAX(value_y(best, most), lowest + NAME_HEIGHT);
        html(o, "<text class=\"strong\" y=\"%d\"", lowest + 4);
        svg_percent(o, "x", LINES_LAST + 250);
        html(o, ">%s %s</text>", c->line[next].words[c->n - 1], c->line[next].label);
    }
}

static void show_lines_table(struct buf *o, const struct svg_lines *c)
{
    html(o, "<details><summary>%s</summary><div class=\"scroll\"><table><thead><tr><td></td>",
         text(c->lang, TEXT_chart_as_table));
    for (size_t i = 0; i < c->n; i++)
        html(o, "<th scope=\"col\" class=\"number\">%s</th>", c->step[i]);
    html(o, "</tr></thead><tbody>");
    for (size_t l = 0; l < c->lines; l++) {
        html(o, "<tr><th scope=\"row\">%s</th>", c->line[l].label);
        for (size_t i = 0; i < c->n; i++)
            html(o, "<td class=\"number\">%s</td>", c->line[l].words[i]);
        html(o, "</tr>");
    }
    html(o, "</tbody></table></div></details>");
}

void svg_lines(struct buf *o, const struct svg_lines *c)
{
    double most = highest(c);

    if (c->lines < 1 || c->lines > SVG_LINES_MOST || c->n < 1)
        BUG("a chart of %zu lines over %zu steps", c->lines, c->n);
    if (!(most > 0))
        most = 1;
    html(o,
         "<figure class=\"chart\"><figcaption>%s</figcaption><svg role=\"img\" aria-label=\"%s\""
         " height=\"%d\"><line class=\"axis\" y1=\"%d\" y2=\"%d\"",
         c->title, c->title, LINES_TOP + LINES_HEIGHT + 22, LINES_TOP + LINES_HEIGHT,
         LINES_TOP + LINES_HEIGHT);
    svg_percent(o, "x1", 0);
    svg_percent(o, "x2", LINES_LAST + 200);
    html(o, "/>");
    for (size_t l = 0; l < c->lines; l++)
        show_line(o, c, l, most);
    show_names(o, c, most);
    for (size_t i = 0; i<c->n; i += c->n> 1 ? c->n - 1 : 1) { /* the first and the last */
        html(o, "<text y=\"%d\" text-anchor=\"%s\"", LINES_TOP + LINES_HEIGHT + 16,
             i ? "end" : "start");
        svg_percent(o, "x", i ? LINES_LAST + 200 : 0);
        html(o, ">%s</text>", c->step[i]);
    }
    html(o, "</svg>");
    show_lines_table(o, c);
    html(o, "</figure>");
}
