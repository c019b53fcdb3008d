/* quarter_trend.c: the feedback sheet: a programme's own figures over two years.
 * Not: the figures of one quarter (quarter_web.c), other programmes.
 * Start at quarter_trend(). */
#include "feature/quarter/quarter_pages.h"

#include <math.h>

#include "html/svg.h"

enum { STEPS = 8, YEAR = 4 };
static const double SMALL = 50; /* clients: below it a few people move a percentage visibly */

struct trend {
    struct quarter_view at[STEPS]; /* the oldest first; each counts `now` only */
};

static const struct chart {
    enum text_id title;
    struct {
        const char *code;
        enum text_id label;
    } line[SVG_LINES_MOST];
} charts[] = {
    {TEXT_trend_rates,
     {{"rate_nl", TEXT_trend_line_rate_nl},
      {"rate_ilc", TEXT_trend_line_rate_ilc},
      {"rate_uk", TEXT_trend_line_rate_uk}}},
    {TEXT_trend_jobs,
     {{"job_starts", TEXT_trend_line_job_starts}, {"job_endings", TEXT_trend_line_job_endings}}},
    {TEXT_trend_people,
     {{"running_end", TEXT_trend_line_running_end},
      {"working_end", TEXT_trend_line_working_end},
      {"capacity", TEXT_trend_line_capacity}}},
};

/* The indicator of a quarter by its code; NULL when that quarter has none. */
static const struct quarter_indicator *indicator_of(const struct quarter_view *v, const char *code)
{
    for (size_t i = 0; i < v->now.rows; i++)
        if (!strcmp(v->now.indicator[i].code, code))
            return &v->now.indicator[i];
    return NULL;
}

/* Only of the version that the newest quarter uses: others are not to be compared. */
static double value_at(const struct trend *t, int step, const char *code)
{
    const struct quarter_indicator *i = indicator_of(&t->at[STEPS - 1], code);
    const struct quarter_value *v = i ? quarter_find_like(&t->at[step].now, i, "") : NULL;

    return v ? quarter_result(i->rule->kind, *v) : NAN;
}

static const char *words_at(struct req *r, const struct trend *t, int step, const char *code)
{
    const struct quarter_indicator *i = indicator_of(&t->at[STEPS - 1], code);
    const struct quarter_value *v = i ? quarter_find_like(&t->at[step].now, i, "") : NULL;

    return v ? quarter_value_text(r->arena, i->rule->kind, *v, r->lang == LANG_NL ? ',' : '.') : "";
}

/* What the first line says, in a sentence: now, and a year before. */
static const char *finding(struct req *r, const struct trend *t, const char *code)
{
    const struct quarter_indicator *i = indicator_of(&t->at[STEPS - 1], code);
    const char *now = words_at(r, t, STEPS - 1, code);
    const char *then = words_at(r, t, STEPS - 1 - YEAR, code);
    double change = value_at(t, STEPS - 1, code) - value_at(t, STEPS - 1 - YEAR, code);
    enum text_id said = TEXT_trend_same;

    if (!i || isnan(value_at(t, STEPS - 1, code)))
        said = TEXT_trend_none;
    else if (isnan(change))
        said = TEXT_trend_new;
    else if (strcmp(now, then)) /* as they are read: 41,2% and 41,2% are the same */
        said = change > 0 ? TEXT_trend_up : TEXT_trend_down;
    return text_fill(r->arena, r->lang, said, i ? i->name[r->lang] : code, now, then, NULL);
}

static void show_chart(struct req *r, const struct trend *t, const struct chart *chart)
{
    struct svg_line lines[SVG_LINES_MOST];
    const char *steps[STEPS];
    size_t n = 0;

    for (int s = 0; s < STEPS; s++)
        steps[s] = t->at[s].now.quarter;
    for (; n < SVG_LINES_MOST && chart->line[n].code; n++) {
        double *value = ARENA_ARRAY(r->arena, double, STEPS);
        const char **words = ARENA_ARRAY(r->arena, const char *, STEPS);

        for (int s = 0; s < STEPS; s++) {
            value[s] = value_at(t, s, chart->line[n].code);
            words[s] = words_at(r, t, s, chart->line[n].code);
        }
        lines[n] = (struct svg_line){text(r->lang, chart->line[n].label), value, words};
    }
    struct svg_lines c = {.lang = r->lang,
                          .title = finding(r, t, chart->line[0].code),
                          .line = lines,
                          .lines = n,
                          .step = steps,
                          .n = STEPS};
    html(r->out, "<section class=\"card\"><h2>%s</h2>", text(r->lang, chart->title));
    svg_lines(r->out, &c);
    html(r->out, "</section>");
}

static void show_all(struct req *r, const struct trend *t)
{
    const struct quarter_view *last = &t->at[STEPS - 1];

    html(r->out,
         "<section class=\"card\"><h2>%s</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\""
         " aria-label=\"%s\"><table class=\"data dense\"><thead><tr><th scope=\"col\">%s</th>",
         T(trend_all), T(trend_all), T(quarter_figure));
    for (int s = 0; s < STEPS; s++)
        html(r->out, "<th scope=\"col\" class=\"number\">%s</th>", t->at[s].now.quarter);
    html(r->out, "</tr></thead><tbody>");
    for (size_t row = 0; row < last->now.rows; row++) {
        const struct quarter_indicator *i = &last->now.indicator[row];

        html(r->out, "<tr><th scope=\"row\">%s <span class=\"small muted\">%s·%s</span></th>",
             i->name[r->lang], i->code, i->version);
        for (int s = 0; s < STEPS; s++)
            html(r->out, "<td class=\"number\">%s</td>", words_at(r, t, s, i->code));
        html(r->out, "</tr>");
    }
    html(r->out, "</tbody></table></div></section>");
}

void quarter_trend(struct req *r)
{
    struct trend t;
    struct quarter_view *last = &t.at[STEPS - 1];
    struct frame frame = page_frame(r, T(trend_title));

    if (!quarter_asked(r, PERM_FIGURES, req_query(r, "programma"), req_query(r, "kwartaal"), last))
        return;
    for (int s = 0; s + 1 < STEPS; s++)
        t.at[s] = quarter_view_load(r->db, r->arena, last->programme_id, last->programme,
                                    quarter_step(last->quarter, s + 1 - STEPS), r->today);
    struct frame_link crumb = {arena_fmt(r->arena, "/monitor?programma=%" PRId64 "&kwartaal=%s",
                                         last->programme_id, last->now.quarter),
                               T(quarter_title), NULL, 0};
    frame.crumbs = &crumb;
    frame.n_crumbs = 1;
    frame.wide = true;
    frame.subtitle = text_fill(r->arena, r->lang, TEXT_trend_subtitle, last->programme,
                               quarter_words(r, last->quarter), NULL, NULL);
    page_begin_frame(r, &frame);
    html(r->out, "<section class=\"card\"><p>%s</p>", T(trend_what));
    const struct quarter_value *served = quarter_find(&last->now, "served", "");
    if (served && served->n < SMALL)
        html(r->out, "<p class=\"muted\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_trend_small, arena_fmt(r->arena, "%.0f", served->n),
                       NULL, NULL, NULL));
    html(r->out, "</section>");
    for (size_t i = 0; i < COUNT(charts); i++)
        show_chart(r, &t, &charts[i]);
    show_all(r, &t);
    page_end(r);
}
