/* quarter_list.c: the list behind a number: who or what was counted.
 * Not: counting (quarter.c). Names only where the row gate allows; others have a number.
 * Start at quarter_list(). */
#include "feature/quarter/quarter_pages.h"

#include "core/codes.h"
#include "feature/client/client.h"

enum { PAGE_ROWS = 100 };

static const struct {
    const char *code;
    enum text_id words;
} row_texts[] = {
    {"not_started", TEXT_quarter_not_started},
    {"uncounted", TEXT_quarter_uncounted},
    {"uncounted_published", TEXT_quarter_uncounted_published},
    {"unknown_kind_published", TEXT_quarter_unknown_kind_published},
    {"unknown_kind", TEXT_quarter_unknown_kind},
    {"unknown_end", TEXT_quarter_unknown_end},
    {"mend_start", TEXT_quarter_mend_start},
    {"mend_order", TEXT_quarter_mend_order},
    {"mend_overdue", TEXT_quarter_mend_overdue},
    {"mend_nobody", TEXT_quarter_mend_nobody},
    {"mend_job_end", TEXT_quarter_mend_job_end},
    {"mend_role", TEXT_quarter_mend_role},
};

enum text_id quarter_row_text(const char *code)
{
    for (size_t i = 0; i < COUNT(row_texts); i++)
        if (!strcmp(row_texts[i].code, code))
            return row_texts[i].words;
    BUG("no words for the row %s", code);
}

void quarter_list_link(struct req *r, const struct quarter_view *v, const char *code,
                       const char *group, bool of, const char *label)
{
    html(r->out,
         "<a href=\"/monitor/lijst?programma=%" PRId64 "&amp;kwartaal=%s&amp;cijfer=%s&amp;deel=%s"
         "&amp;groep=",
         v->programme_id, v->now.quarter, code, of ? "van" : "aantal");
    html_url_arg(r->out, group);
    html(r->out, "\">%s</a>", label);
}

/* What the address asks for: one side of one figure, in one group. */
struct asked {
    struct quarter_walk walk;
    const char *title;
    const char *code, *group;
    bool of;
    size_t from; /* rows to skip */
};

/* Exclusions are those of the definition of the first rate; missing dates ask none. */
static void find_row(struct req *r, const struct quarter_rule *rules, struct asked *asked)
{
    for (const struct quarter_rule *rule = rules; rule->code; rule++) {
        if (strcmp(rule->code, asked->code))
            continue;
        asked->walk.set = rule->n;
        asked->walk.days = QUARTER_KEPT_DAYS;
        asked->walk.definition = rule->definition;
        asked->title = text(r->lang, quarter_row_text(rule->code));
    }
}

static bool read_asked(struct req *r, const struct quarter_view *v, struct asked *asked)
{
    int64_t from = req_query_id(r, "na");

    *asked = (struct asked){.walk = {.world = &v->world, .group = -1},
                            .code = *req_query(r, "cijfer") ? req_query(r, "cijfer") : "served",
                            .group = req_query(r, "groep"),
                            .of = !strcmp(req_query(r, "deel"), "van"),
                            .from = from > 0 && from < 1000000 ? (size_t)from : 0};
    for (size_t g = 0; g < v->world.groups; g++)
        if (!strcmp(v->world.group[g].code, asked->group))
            asked->walk.group = (int)g;
    if (*asked->group && asked->walk.group < 0)
        return false;
    for (size_t row = 0; row < v->now.rows; row++) {
        const struct quarter_indicator *i = &v->now.indicator[row];

        if (strcmp(i->code, asked->code))
            continue;
        asked->walk.set = asked->of ? i->rule->of : i->rule->n;
        asked->walk.definition = MAX(i->definition, 0);
        asked->walk.days = i->days;
        asked->title = i->name[r->lang];
    }
    find_row(r, quarter_left_out, asked);
    find_row(r, quarter_mend, asked);
    return asked->walk.set != QUARTER_NOTHING;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void name_cell(struct req *r, int64_t client_id, size_t number)
{
    struct gate gate = {.relation = RELATION_NONE};
    struct client c = {0};

    if (user_may(r->user, PERM_CLIENT_READ))
        gate = gate_client(r->db, r->user, client_id, r->now);
    if (gate_sees(&gate, GROUP_NAME) && client_get(r->db, r->arena, client_id, &c) == OK)
        html(r->out, "<th scope=\"row\"><a href=\"/deelnemers/%" PRId64 "\">%s</a></th>", client_id,
             client_list_name(r->arena, &c));
    else
        html(r->out, "<th scope=\"row\" class=\"muted\">%s</th>",
             text_fill(r->arena, r->lang, TEXT_quarter_person, arena_fmt(r->arena, "%zu", number),
                       NULL, NULL, NULL));
}

static void day_cell(struct req *r, enum text_id label, int32_t day)
{
    html(r->out, "<td class=\"day\" data-label=\"%s\">%s</td>", text(r->lang, label),
         page_day(r, day));
}

static void show_member(struct req *r, const struct asked *asked, size_t number)
{
    const struct quarter_trajectory *t = &asked->walk.world->trajectory[asked->walk.trajectory];

    html(r->out, "<tr>");
    name_cell(r, t->client_id, number);
    html(r->out, "<td data-label=\"%s\">%s</td>", T(quarter_group),
         asked->walk.world->group[t->group].code);
    day_cell(r, TEXT_quarter_start, t->started_on);
    day_cell(r, TEXT_quarter_closed, t->closed_on);
    if (quarter_set_jobs(asked->walk.set)) {
        const struct quarter_job *j = &t->job[asked->walk.job];

        day_cell(r, TEXT_quarter_job_from, j->started_on);
        day_cell(r, TEXT_quarter_job_agreed, j->ends_on);
        day_cell(r, TEXT_quarter_job_to, j->ended_on);
    }
    html(r->out, "</tr>");
}

/* The last `numbers` of them stand above numbers. */
static void headings(struct req *r, const enum text_id *labels, size_t n, size_t numbers)
{
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards\"><thead><tr>",
         T(quarter_list_title));
    for (size_t i = 0; i < n; i++)
        html(r->out,
             i + numbers < n ? "<th scope=\"col\">%s</th>"
                             : "<th scope=\"col\" class=\"number\">%s</th>",
             text(r->lang, labels[i]));
    html(r->out, "</tr></thead><tbody>");
}

/* Returns how many rows there are in all. */
static size_t show_members(struct req *r, struct asked *asked)
{
    const enum text_id labels[] = {TEXT_core_client_participant, TEXT_quarter_group,
                                   TEXT_quarter_start,           TEXT_quarter_closed,
                                   TEXT_quarter_job_from,        TEXT_quarter_job_agreed,
                                   TEXT_quarter_job_to};
    size_t n = 0;

    headings(r, labels, quarter_set_jobs(asked->walk.set) ? COUNT(labels) : 4, 0);
    while (quarter_next(&asked->walk)) {
        n++;
        if (n > asked->from && n <= asked->from + PAGE_ROWS)
            show_member(r, asked, n);
    }
    html(r->out, "</tbody></table></div>");
    return n;
}

static size_t show_staff(struct req *r, const struct asked *asked)
{
    const struct quarter_world *w = asked->walk.world;
    const enum text_id labels[] = {TEXT_quarter_staff, TEXT_quarter_fte, TEXT_quarter_capacity};
    size_t n = 0;

    headings(r, labels, COUNT(labels), 2);
    for (size_t i = 0; i < w->staffs; i++) {
        double fte = quarter_staff_share(w, i, asked->walk.group, false);
        double capacity = quarter_staff_share(w, i, asked->walk.group, true);

        if (w->staff[i].role_open != (asked->walk.set == QUARTER_MEND_ROLE) ||
            (fte <= 0 && !w->staff[i].role_open))
            continue;
        n++;
        html(r->out, "<tr><th scope=\"row\">%s</th><td class=\"number\" data-label=\"%s\">%s</td>",
             w->staff[i].name, T(quarter_fte), page_hundredths(r, (int64_t)(fte * 100 + .5)));
        html(r->out, "<td class=\"number\" data-label=\"%s\">%s</td></tr>", T(quarter_capacity),
             page_hundredths(r, (int64_t)(capacity * 100 + .5)));
    }
    html(r->out, "</tbody></table></div>");
    return n;
}

static void show_more(struct req *r, const struct quarter_view *v, const struct asked *asked,
                      size_t n)
{
    size_t next = asked->from + PAGE_ROWS;

    if (n <= next)
        return;
    html(r->out,
         "<p class=\"buttons\"><a class=\"button quiet\" href=\"/monitor/lijst?programma=%" PRId64
         "&amp;kwartaal=%s&amp;cijfer=%s&amp;deel=%s&amp;na=%zu&amp;groep=",
         v->programme_id, v->now.quarter, asked->code, asked->of ? "van" : "aantal", next);
    html_url_arg(r->out, asked->group);
    html(r->out, "\">%s</a></p>",
         text_fill(r->arena, r->lang, TEXT_quarter_more,
                   arena_fmt(r->arena, "%zu", MIN(n - next, PAGE_ROWS)), NULL, NULL, NULL));
}

void quarter_list(struct req *r)
{
    struct quarter_view v;
    struct asked asked;

    if (!quarter_asked(r, PERM_FIGURES, req_query(r, "programma"), req_query(r, "kwartaal"), &v))
        return;
    if (!read_asked(r, &v, &asked)) {
        req_not_found(r);
        return;
    }
    struct frame_link crumb = {arena_fmt(r->arena, "/monitor?programma=%" PRId64 "&kwartaal=%s",
                                         v.programme_id, v.now.quarter),
                               T(quarter_title), NULL, 0};
    char *title = arena_str(r->arena, asked.title);
    if (*title >= 'a' && *title <= 'z') /* of what is left out: the end of a sentence elsewhere */
        *title = (char)(*title - 'a' + 'A');
    struct frame frame = page_frame(r, title);

    frame.crumbs = &crumb;
    frame.n_crumbs = 1;
    frame.wide = true;
    frame.subtitle = arena_fmt(r->arena, "%s · %s%s%s%s", v.programme, quarter_words(r, v.quarter),
                               *asked.group ? " · " : "", asked.group,
                               asked.of ? arena_fmt(r->arena, " · %s", T(quarter_of)) : "");
    page_begin_frame(r, &frame);
    bool staff = quarter_set_staff(asked.walk.set);
    if (!staff)
        html(r->out, "<p>%s</p>",
             user_may(r->user, PERM_CLIENT_LIST) ? T(quarter_list_names) : T(quarter_list_numbers));
    size_t n = staff ? show_staff(r, &asked) : show_members(r, &asked);
    if (!n)
        html(r->out, "<p class=\"empty\">%s</p>", T(quarter_list_empty));
    else
        html(r->out, "<p class=\"left-out\">%s: %zu</p>", T(quarter_n), n);
    show_more(r, &v, &asked, n);
    page_end(r);
}
