/* team_show.c: the parts of the page Team: signals, a row per specialist, who was not spoken to.
 * Not: the figures (team.c) or what is read for them (team_web.c).
 * Start at team_show_members(). */
#include "core/codes.h"
#include "feature/team/team_pages.h"

#include <math.h>

enum { SILENT_DAYS = 14, LONG_DAYS = 30, SILENT_SHOWN = 60, STRIP_DAYS = 180 };

static const char *number(struct req *r, double x)
{
    return page_hundredths(r, llround(x * 10) * 10);
}

/* ---- words ------------------------------------------------------------------------------------
 */

static const char *value_words(struct req *r, enum team_figure figure, const struct team_value *x)
{
    static const enum text_id words[TEAM_FIGURES] = {TEXT_team_of_norm, TEXT_team_a_week,
                                                     TEXT_team_days,    TEXT_team_percent,
                                                     TEXT_team_n_of,    TEXT_team_meetings};
    double result = team_result(figure, x);
    const char *a, *b = arena_fmt(r->arena, "%.0f", x->of);

    if (isnan(result))
        return figure == TEAM_FIRST && x->waiting ? T(team_none_yet) : "–";
    if (figure == TEAM_CASELOAD || figure == TEAM_RHYTHM || figure == TEAM_CARE)
        a = arena_fmt(r->arena, "%.0f", x->n);
    else if (figure == TEAM_COMMUNITY)
        a = arena_fmt(r->arena, "%.0f", result);
    else
        a = number(r, result);
    return text_fill(r->arena, r->lang, words[figure], a, b, NULL, NULL);
}

static const struct team_member *find(const struct team_members *list, int64_t id)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].id == id)
            return &list->at[i];
    return NULL;
}

/* ---- signals ----------------------------------------------------------------------------------
 */

static void link_to(struct req *r, const struct team_page *p, const struct team_member *m,
                    enum team_figure figure, const char *words)
{
    bool contacts = figure == TEAM_VISITS || figure == TEAM_COMMUNITY;

    html(r->out,
         "<a href=\"/modeltrouw/stand/%s?programma=%" PRId64 "&amp;punt=%s&amp;wie=%" PRId64
         "\">%s</a>",
         contacts ? "contacten" : "punt", p->programme_id, team_items[figure], m->id, words);
}

static int show_signal(struct req *r, const struct team_page *p, const struct team_member *m,
                       enum team_figure figure)
{
    const char *signal = team_signal(figure, &m->value[figure]);
    const struct team_member *then = find(&p->before, m->id);
    const char *was = then ? team_signal(figure, &then->value[figure]) : NULL;

    if (!signal)
        return 0;
    html(r->out, "<li><span class=\"mark %s\"></span><div class=\"what\"><strong>%s</strong> %s: ",
         strcmp(signal, "caseload_low") ? "urgent" : "calm", m->name,
         codes_label("team_signals", r->lang, signal));
    link_to(r, p, m, figure, value_words(r, figure, &m->value[figure]));
    if (!was || strcmp(was, signal))
        html(r->out, " <span class=\"chip\">%s</span>", T(team_new));
    html(r->out, "</div></li>");
    return 1;
}

void team_show_signals(struct req *r, const struct team_page *p)
{
    int shown = 0;

    html(r->out,
         "<section class=\"card\" id=\"signalen\"><h2>%s</h2><p class=\"muted small\">%s</p><ul "
         "class=\"rows\">",
         text_fill(r->arena, r->lang, TEXT_team_signals,
                   arena_fmt(r->arena, "%d", day_iso_week(r->today).week), NULL, NULL, NULL),
         p->leads ? T(team_signals_what) : T(team_signals_own));
    for (size_t i = 0; i < p->now.n; i++)
        for (int figure = 0; figure < TEAM_FIGURES; figure++)
            if (p->leads || p->now.at[i].id == r->user->id)
                shown += show_signal(r, p, &p->now.at[i], (enum team_figure)figure);
    html(r->out, "</ul>");
    if (!shown)
        html(r->out, "<p class=\"empty\">%s</p>", T(team_signals_none));
    html(r->out, "</section>");
}

/* ---- a row per specialist ---------------------------------------------------------------------
 */

static int place(double days)
{
    return 2 + (int)lround(fmin(days, STRIP_DAYS) / STRIP_DAYS * 96);
}

/* A dot per client: filled when there was a talk with an employer, open while there is none. */
static void show_strip(struct req *r, const struct team_member *m)
{
    double norm = (double)codes_number("team_signals", "first_employer", "limit", 0);

    html(r->out,
         "<svg class=\"plot-row strip\" width=\"100%%\" height=\"28\" aria-hidden=\"true\">"
         "<line class=\"axis\" x1=\"2%%\" x2=\"98%%\" y1=\"14\" y2=\"14\"/>"
         "<line class=\"plot-line\" x1=\"%d%%\" x2=\"%d%%\" y1=\"3\" y2=\"25\"/>",
         place(norm), place(norm));
    for (size_t i = 0; i < m->rows; i++)
        html(r->out,
             m->row[i].of > 0 ? "<circle class=\"plot-last\" cx=\"%d%%\" cy=\"14\" r=\"4\"/>"
                              : "<circle class=\"plot-before\" cx=\"%d%%\" cy=\"14\" r=\"4\"/>",
             place(m->row[i].n));
    html(r->out, "</svg>");
}

static void silent_of(const struct team_page *p, int64_t id, int32_t today, int64_t *some,
                      int64_t *many, int64_t *working)
{
    *some = *many = *working = 0;
    for (size_t i = 0; i < p->facts.n; i++) {
        const struct trajectory_fact *f = &p->facts.at[i];
        int32_t last = f->last_contact_on != DAY_NONE ? f->last_contact_on : f->started_on;

        if (f->staff_id != id || f->restricted)
            continue;
        *some += last != DAY_NONE && today - last >= SILENT_DAYS;
        *many += last != DAY_NONE && today - last >= LONG_DAYS;
        *working += !strcmp(f->phase, "working");
    }
}

static const enum text_id heads[TEAM_FIGURES] = {TEXT_team_caseload, TEXT_team_visits,
                                                 TEXT_team_first,    TEXT_team_community,
                                                 TEXT_team_rhythm,   TEXT_team_care};

static void show_figure(struct req *r, const struct team_page *p, const struct team_member *m,
                        enum team_figure figure)
{
    const struct team_value *x = &m->value[figure];
    const char *signal = p->leads || m->id == r->user->id ? team_signal(figure, x) : NULL;

    html(r->out,
         figure == TEAM_FIRST ? "<td class=\"strip-cell\" data-label=\"%s\"><div>"
                              : "<td data-label=\"%s\"><div>",
         text(r->lang, heads[figure]));
    if (signal)
        html(r->out, "<span class=\"mark %s\"><span class=\"sr\">%s: </span></span>",
             strcmp(signal, "caseload_low") ? "urgent" : "calm",
             codes_label("team_signals", r->lang, signal));
    link_to(r, p, m, figure, value_words(r, figure, x));
    if (figure == TEAM_VISITS)
        html(r->out, " <span class=\"small muted\">%s</span>",
             text_fill(r->arena, r->lang, TEXT_team_last_week,
                       arena_fmt(r->arena, "%" PRId64, m->visits_week), NULL, NULL, NULL));
    if (figure == TEAM_FIRST && x->waiting)
        html(r->out, " <span class=\"small muted\">%s</span>",
             text_count(r->arena, r->lang, TEXT_team_waiting, x->waiting));
    if (figure == TEAM_FIRST && m->rows)
        show_strip(r, m);
    html(r->out, "</div></td>");
}

static void show_member(struct req *r, const struct team_page *p, const struct team_member *m)
{
    int64_t some, many, working;

    silent_of(p, m->id, r->today, &some, &many, &working);
    html(r->out, "<tr><th scope=\"row\">%s</th>", m->name);
    for (int figure = 0; figure < TEAM_FIGURES; figure++)
        show_figure(r, p, m, (enum team_figure)figure);
    html(r->out,
         "<td class=\"number\" data-label=\"%s\">%" PRId64 "</td><td class=\"number\""
         " data-label=\"%s\"><a href=\"#stil\">%" PRId64 " / %" PRId64 "</a></td></tr>",
         T(team_working), working, T(team_silent_n), some, many);
}

void team_show_members(struct req *r, const struct team_page *p)
{
    html(r->out,
         "<section class=\"card\"><h2>%s</h2><p class=\"small muted\">%s</p>"
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards dense\"><thead><tr><th scope=\"col\">%s</th>",
         T(team_members), T(team_members_what), T(team_members), T(team_member));
    for (int figure = 0; figure < TEAM_FIGURES; figure++)
        html(r->out, "<th scope=\"col\">%s</th>", text(r->lang, heads[figure]));
    html(r->out,
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "</tr></thead><tbody>",
         T(team_working), T(team_silent_n));
    for (size_t i = 0; i < p->now.n; i++) /* one's own first */
        if (p->now.at[i].id == r->user->id)
            show_member(r, p, &p->now.at[i]);
    for (size_t i = 0; i < p->now.n; i++)
        if (p->now.at[i].id != r->user->id)
            show_member(r, p, &p->now.at[i]);
    html(r->out, "</tbody></table></div><p class=\"small muted\">%s</p></section>",
         text_fill(r->arena, r->lang, TEXT_team_strip_note, arena_fmt(r->arena, "%d", STRIP_DAYS),
                   NULL, NULL, NULL));
}

void team_fold(struct req *r, size_t i, size_t n)
{
    if (i == TEAM_UNFOLDED)
        html(r->out, "</ul><details><summary>%s</summary><ul class=\"rows\">",
             text_count(r->arena, r->lang, TEXT_team_more, (int64_t)(n - i)));
}

/* ---- nobody spoke to them ---------------------------------------------------------------------
 */

struct silent {
    const struct trajectory_fact *fact;
    int32_t days;
};

static int by_silence(const void *a, const void *b)
{
    const struct silent *x = a, *y = b;

    return x->days != y->days ? y->days - x->days : strcmp(x->fact->list_name, y->fact->list_name);
}

void team_show_silent(struct req *r, const struct team_page *p)
{
    struct silent *list = ARENA_ARRAY(r->arena, struct silent, p->facts.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < p->facts.n; i++) {
        const struct trajectory_fact *f = &p->facts.at[i];
        int32_t last = f->last_contact_on != DAY_NONE ? f->last_contact_on : f->started_on;

        if (!f->restricted && last != DAY_NONE && r->today - last >= SILENT_DAYS)
            list[n++] = (struct silent){f, r->today - last};
    }
    qsort(list, n, sizeof(*list), by_silence);
    html(r->out, "<section class=\"card\" id=\"stil\"><h2>%s</h2>",
         text_count(r->arena, r->lang, TEXT_team_silent, (int64_t)n));
    if (!n)
        html(r->out, "<p class=\"empty\">%s</p>", T(team_silent_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < MIN(n, (size_t)SILENT_SHOWN); i++) {
        team_fold(r, i, n);
        html(r->out,
             "<li><span class=\"mark %s\"></span><div class=\"what\"><a href=\"/deelnemers/%" PRId64
             "\">%s</a> <span class=\"muted\">%s</span></div><span class=\"%s\">%s</span></li>",
             list[i].days >= LONG_DAYS ? "urgent" : "calm", list[i].fact->client_id,
             list[i].fact->name, list[i].fact->staff_name,
             list[i].days >= LONG_DAYS ? "warn" : "muted",
             text_count(r->arena, r->lang, TEXT_days, list[i].days));
    }
    html(r->out, "</ul>");
    if (n > SILENT_SHOWN)
        html(r->out, "<p class=\"left-out\">%s</p>",
             text_count(r->arena, r->lang, TEXT_team_more, (int64_t)(n - SILENT_SHOWN)));
    html(r->out, n > TEAM_UNFOLDED ? "</details></section>" : "</section>");
}
