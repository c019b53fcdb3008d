/* review_plot.c: the 26 items as a table in which each row draws its scores as dots.
 * Not: the scores themselves.
 * Start at review_show_plot(). A table, so that it reads without eyes and prints; the dots are an
 * extra in each row. */
#include "feature/review/review_pages.h"

/* From 6% to 94% of the width for scores 1 to 5. */
static int place_of(int score)
{
    return 6 + (score - 1) * 22;
}

static void show_dot(struct req *r, const char *css, int score)
{
    if (score && !strcmp(css, "live")) /* a square: the shape tells it apart too */
        html(r->out, "<rect class=\"plot-live\" x=\"%d%%\" y=\"9\" width=\"10\" height=\"10\"/>",
             place_of(score));
    else if (score)
        html(r->out, "<circle class=\"plot-%s\" cx=\"%d%%\" cy=\"14\" r=\"5\"/>", css,
             place_of(score));
}

static int value_at(const struct review_scores *scores, int item)
{
    return scores ? fidelity_value(scores->at[item].rating) : 0;
}

static void show_row_dots(struct req *r, int before, int last, int live)
{
    html(r->out, "<svg class=\"plot-row\" width=\"100%%\" height=\"28\" aria-hidden=\"true\">"
                 "<line class=\"axis\" x1=\"6%%\" x2=\"94%%\" y1=\"14\" y2=\"14\"/>");
    if (before && last && before != last)
        html(r->out, "<line class=\"plot-line\" x1=\"%d%%\" x2=\"%d%%\" y1=\"14\" y2=\"14\"/>",
             place_of(before), place_of(last));
    show_dot(r, "before", before);
    show_dot(r, "last", last);
    show_dot(r, "live", live);
    html(r->out, "</svg>");
}

static void show_cell(struct req *r, const char *mark, enum text_id label, int score)
{
    html(r->out, "<td class=\"number\" data-label=\"%s %s\">", mark, text(r->lang, label));
    html(r->out, score ? "%d</td>" : "–</td>", score);
}

static void show_row(struct req *r, const struct review_plot *p, int item)
{
    const struct fidelity_item *one = &p->scale->item[item];
    int before = value_at(p->before, item), last = value_at(p->last, item);
    int live = p->live ? p->live[item] : 0;

    html(r->out, "<tr><th scope=\"row\"><div><span class=\"muted small\">%s</span> ", one->id);
    if (p->live)
        html(r->out, "<a href=\"/modeltrouw/stand/punt?programma=%" PRId64 "&amp;punt=%s\">%s</a>",
             p->programme_id, one->id, one->name[r->lang]);
    else
        html(r->out, "%s", one->name[r->lang]);
    html(r->out, "</div></th>");
    if (p->before)
        show_cell(r, "○", TEXT_review_previous, before);
    if (p->last)
        show_cell(r, "●", TEXT_review_last, last);
    if (p->live)
        show_cell(r, "■", TEXT_review_today, live);
    html(r->out, "<td class=\"plot\">");
    show_row_dots(r, before, last, live);
    html(r->out, "</td></tr>");
}

static void show_head(struct req *r, enum text_id label, const char *mark)
{
    html(r->out, "<th scope=\"col\" class=\"number\"><span aria-hidden=\"true\">%s</span> %s</th>",
         mark, text(r->lang, label));
}

void review_show_plot(struct req *r, const struct review_plot *p)
{
    int rubric = -1, columns = 2 + (p->before != NULL) + (p->last != NULL) + (p->live != NULL);

    html(r->out,
         "<section class=\"card\"><h2>%s</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\""
         " aria-label=\"%s\"><table class=\"data cards dense plot-table\"><thead><tr>"
         "<th scope=\"col\">%s</th>",
         T(review_plot), T(review_plot), T(review_item));
    if (p->before)
        show_head(r, TEXT_review_previous, "○");
    if (p->last)
        show_head(r, TEXT_review_last, "●");
    if (p->live)
        show_head(r, TEXT_review_today, "■");
    html(r->out, "<th scope=\"col\" class=\"plot\"><span class=\"plot-scale\"><span>1</span>"
                 "<span>2</span><span>3</span><span>4</span><span>5</span></span></th></tr>"
                 "</thead><tbody>");
    for (int i = 0; i < p->scale->items; i++) {
        if ((int)p->scale->item[i].rubric != rubric) {
            rubric = (int)p->scale->item[i].rubric;
            html(r->out, "<tr><th scope=\"rowgroup\" colspan=\"%d\" class=\"muted\">%s</th></tr>",
                 columns, text(r->lang, review_rubric_text(p->scale->item[i].rubric)));
        }
        show_row(r, p, i);
    }
    html(r->out, "</tbody></table></div>");
    if (p->live)
        html(r->out, "<p class=\"small muted\">%s: %s.</p>", T(review_today), T(review_today_note));
    html(r->out, "</section>");
}
