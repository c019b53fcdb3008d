/* follow_web.c: the routes, and the blocks on the tab Werk and on the client's own page: signals,
 * contact after the start, changes that are coming, the balance.
 * Not: the forms (follow_form.c), nor links (follow_link.c). Start at signal_block(). */
#include "feature/follow/follow_pages.h"

#include "feature/placement/placement.h"
#include "html/svg.h"

static void act(struct req *r, enum field_group group, const char *path, enum text_id label)
{
    if (gate_may_change(&r->gate, group))
        html(r->out, "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/%s\">%s</a>",
             r->client_id, path, text(r->lang, label));
}

/* ---- signals --------------------------------------------------------------------------------- */

static const char *who_words(struct req *r, const struct follow_signal *s)
{
    const char *kind = code_text(r->lang, follow_reporters, s->reporter);

    return *s->reporter_name ? arena_fmt(r->arena, "%s (%s)", s->reporter_name, kind) : kind;
}

static void show_signal(struct req *r, const struct follow_owns *own, const struct follow_signal *s)
{
    bool open = s->done_on == DAY_NONE;

    html(r->out, "<li>");
    if (open)
        html(r->out, "<span class=\"mark urgent\"></span>");
    html(r->out, "<div class=\"what\"><strong>%s</strong><p>%s</p>",
         *s->signs ? follow_sign_words(r, own, s->signs) : T(follow_signal),
         text_fill(r->arena, r->lang, TEXT_follow_noticed, page_day(r, s->noticed_on),
                   who_words(r, s), NULL, NULL));
    html_lines(r->out, s->words);
    if (!open)
        html(r->out, "<p class=\"say\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_follow_was_done, page_day(r, s->done_on), s->done_by,
                       s->done_words, NULL));
    html(r->out, "</div>");
    if (open && gate_may_change(&r->gate, GROUP_ADJUSTMENTS))
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/signaal/%" PRId64
             "\">%s<span class=\"sr\">: %s</span></a>",
             r->client_id, s->id, T(follow_follow_up), page_day(r, s->noticed_on));
    html(r->out, "</li>");
}

static void show_closed(struct req *r, const struct follow_owns *own,
                        const struct follow_signals *all, size_t open)
{
    if (all->n == open)
        return;
    html(r->out, "<details><summary>%s</summary><ul class=\"rows\">",
         text_count(r->arena, r->lang, TEXT_follow_closed, (int64_t)(all->n - open)));
    for (size_t i = open; i < all->n; i++)
        show_signal(r, own, &all->at[i]);
    html(r->out, "</ul></details>");
}

static void show_own(struct req *r, const struct follow_owns *own)
{
    bool mine = r->route->scope == SCOPE_MINE;

    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < own->n; i++) {
        const struct follow_own *o = &own->at[i];

        if (o->ended_on != DAY_NONE)
            continue;
        html(r->out, "<li><div class=\"what\"><p class=\"say\">%s</p>", o->words);
        if (*o->helps)
            html(r->out, "<p>%s</p>",
                 text_fill(r->arena, r->lang, TEXT_follow_helps, o->helps, NULL, NULL, NULL));
        html(r->out, "</div>");
        if (mine || gate_may_change(&r->gate, GROUP_ADJUSTMENTS)) {
            if (mine)
                page_form_begin(r, "no-print", "/mijn/eigen-signaal/%" PRId64 "/einde", o->id);
            else
                page_form_begin(r, "no-print",
                                "/deelnemers/%" PRId64 "/eigen-signaal/%" PRId64 "/einde",
                                r->client_id, o->id);
            html(r->out, "<button class=\"quiet\">%s<span class=\"sr\">: %s</span></button></form>",
                 T(follow_own_remove), o->words);
        }
        html(r->out, "</li>");
    }
    html(r->out, "</ul>");
}

static size_t own_running(const struct follow_owns *own)
{
    size_t n = 0;

    for (size_t i = 0; i < own->n; i++)
        n += own->at[i].ended_on == DAY_NONE;
    return n;
}

static void signal_block(struct req *r)
{
    struct follow_owns own = follow_own_list(r);
    struct follow_signals all = follow_signal_list(r);
    size_t open = 0;

    while (open < all.n && all.at[open].done_on == DAY_NONE)
        open++;
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < open; i++)
        show_signal(r, &own, &all.at[i]);
    html(r->out, "</ul>");
    if (!open)
        html(r->out, "<p class=\"empty\">%s</p>",
             all.n ? T(follow_signals_none_open) : T(follow_signals_none));
    show_closed(r, &own, &all, open);
    if (own_running(&own)) {
        html(r->out, "<h3>%s</h3>", T(follow_own_title));
        show_own(r, &own);
    }
    html(r->out, "<div class=\"buttons no-print\">");
    act(r, GROUP_ADJUSTMENTS, "signaal", TEXT_follow_signal_new);
    act(r, GROUP_ADJUSTMENTS, "eigen-signaal", TEXT_follow_own_new);
    html(r->out, "</div>");
    follow_ask_show(r);
}

/* ---- contact after the start ----------------------------------------------------------------- */

static const char *met_words(struct req *r, const struct follow_met *met, bool once)
{
    if (!met->asked)
        return T(follow_to_come);
    if (once)
        return met->met ? T(yes) : T(no);
    return text_fill(r->arena, r->lang, TEXT_follow_of, arena_fmt(r->arena, "%d", met->met),
                     arena_fmt(r->arena, "%d", met->asked), NULL, NULL);
}

static void show_norm(struct req *r, const struct placement *p)
{
    static const enum text_id labels[FOLLOW_STEPS] = {[FOLLOW_BEFORE] = TEXT_follow_norm_before,
                                                      [FOLLOW_DAYS] = TEXT_follow_norm_days,
                                                      [FOLLOW_WEEKS] = TEXT_follow_norm_weeks,
                                                      [FOLLOW_MONTHS] = TEXT_follow_norm_months};
    struct follow_met met[FOLLOW_STEPS];
    size_t n;
    const int32_t *days = follow_contact_days(r, p->started_on - 7, &n);

    follow_norm(days, n, p->started_on, r->today, met);
    html(r->out, "<h3>%s</h3><dl>",
         text_fill(r->arena, r->lang, TEXT_follow_after_start,
                   *p->employer_name ? p->employer_name : T(placement_no_employer),
                   page_day(r, p->started_on), NULL, NULL));
    for (int i = 0; i < FOLLOW_STEPS; i++)
        html(r->out, "<dt>%s</dt><dd class=\"%s\">%s</dd>", text(r->lang, labels[i]),
             met[i].met < met[i].asked ? "warn" : "", met_words(r, &met[i], i < FOLLOW_WEEKS));
    html(r->out, "</dl>");
}

static void rhythm_block(struct req *r)
{
    struct follow_rhythm rhythm = follow_rhythm_get(r);
    struct placements all = placement_by_trajectory(r->db, r->arena, r->trajectory_id);
    size_t shown = 0;

    if (rhythm.days == NUMBER_NONE)
        html(r->out, "<p>%s</p>", T(follow_norm_holds));
    else
        html(r->out, "<p><strong>%s</strong></p><p>%s%s%s</p>",
             text_fill(r->arena, r->lang, TEXT_follow_agreed,
                       text_count(r->arena, r->lang, TEXT_days, rhythm.days), NULL, NULL, NULL),
             rhythm.words, *rhythm.words ? " · " : "",
             text_fill(r->arena, r->lang, TEXT_follow_agreed_since, page_day(r, rhythm.from_on),
                       NULL, NULL, NULL));
    for (size_t i = all.n; i-- > 0;)
        if (all.at[i].ended_on == DAY_NONE && all.at[i].started_on - 7 <= r->today) {
            show_norm(r, &all.at[i]);
            shown++;
        }
    if (!shown)
        html(r->out, "<p class=\"empty\">%s</p>", T(follow_norm_none));
    html(r->out, "<div class=\"buttons no-print\">");
    act(r, GROUP_TIME, "ritme", TEXT_follow_rhythm_change);
    html(r->out, "</div>");
}

/* ---- changes --------------------------------------------------------------------------------- */

static void show_talked(struct req *r, enum text_id label, int32_t on, const char *words)
{
    if (on == DAY_NONE)
        return;
    html(r->out, "<p><strong>%s</strong> (%s)</p>", text(r->lang, label), page_day(r, on));
    html_lines(r->out, words);
}

static void show_change(struct req *r, const struct follow_change *c)
{
    bool after = c->before_on != DAY_NONE || c->on_day < r->today;

    html(r->out, "<li><div class=\"what\"><strong>%s</strong><p>%s%s</p>", c->what,
         page_day(r, c->on_day), c->by_client ? T(follow_told_by_client) : "");
    show_talked(r, TEXT_follow_talk_before, c->before_on, c->before_words);
    show_talked(r, TEXT_follow_talk_after, c->after_on, c->after_words);
    html(r->out, "</div>");
    if (c->after_on == DAY_NONE && gate_may_change(&r->gate, GROUP_ADJUSTMENTS))
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/verandering/%" PRId64
             "\">%s<span class=\"sr\">: %s</span></a>",
             r->client_id, c->id, after ? T(follow_talk_after) : T(follow_talk_before), c->what);
    html(r->out, "</li>");
}

static void change_block(struct req *r)
{
    struct follow_changes list = follow_change_list(r);

    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++)
        show_change(r, &list.at[i]);
    html(r->out, "</ul>");
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(follow_changes_none));
    html(r->out, "<div class=\"buttons no-print\">");
    act(r, GROUP_ADJUSTMENTS, "verandering", TEXT_follow_change_new);
    html(r->out, "</div>");
}

/* ---- balance --------------------------------------------------------------------------------- */

enum { LEVELS = 5, LEVEL = 24, TOP = 14, FIRST = 3400, LAST = 9700 };

static const char *score_words(struct req *r, int64_t score)
{
    return code_text(r->lang, follow_scores, arena_fmt(r->arena, "%" PRId64, score));
}

static void show_figure(struct req *r, const struct follow_balance *list, size_t n)
{
    const char *title = text(r->lang, follow_balance_finding(list, n));
    struct svg_scale time = {list[0].day, MAX(list[n - 1].day, list[0].day + 1)};

    html(r->out,
         "<figure class=\"chart\"><figcaption>%s</figcaption><svg role=\"img\" aria-label=\"%s\""
         " height=\"%d\">",
         title, title, TOP + LEVELS * LEVEL);
    for (int level = 0; level < LEVELS; level++) {
        int y = TOP + level * LEVEL;

        html(r->out,
             "<text x=\"0\" y=\"%d\">%s</text><line class=\"%s\" x2=\"100%%\" y1=\"%d\""
             " y2=\"%d\"",
             y + 4, score_words(r, 2 - level), level == 2 ? "axis" : "grid-line", y, y);
        svg_percent(r->out, "x1", FIRST - 200);
        html(r->out, "/>");
    }
    for (size_t i = 0; i < n; i++) {
        html(r->out, "<circle class=\"%s\" r=\"5\" cy=\"%d\"",
             !strcmp(list[i].reporter, "client") ? "dot-1" : "dot-2",
             TOP + (2 - (int)list[i].score) * LEVEL);
        svg_percent(r->out, "cx",
                    n == 1 ? LAST : FIRST + svg_place(time, list[i].day) * (LAST - FIRST) / 10000);
        html(r->out, "/>");
    }
    html(r->out, "</svg><p class=\"chart-key\">%s</p>", T(follow_balance_key));
}

static void show_scores(struct req *r, const struct follow_balance *list, size_t n)
{
    html(r->out,
         "<details><summary>%s</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\""
         " aria-label=\"%s\"><table><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>",
         T(chart_as_table), T(follow_balance), T(follow_score_day), T(follow_score), T(follow_says),
         T(follow_score_words));
    for (size_t i = n; i-- > 0;)
        html(r->out,
             "<tr><th scope=\"row\" class=\"day\">%s</th><td>%s</td><td>%s</td><td>%s</td></tr>",
             page_day(r, list[i].day), score_words(r, list[i].score),
             code_text(r->lang, follow_reporters, list[i].reporter), list[i].words);
    html(r->out, "</tbody></table></div></details></figure>");
}

static void balance_block(struct req *r)
{
    size_t n;
    const struct follow_balance *list = follow_balance_list(r, &n);

    if (n) {
        show_figure(r, list, n);
        show_scores(r, list, n);
    } else {
        html(r->out, "<p class=\"empty\">%s</p>", T(follow_balance_none));
    }
    html(r->out, "<div class=\"buttons no-print\">");
    act(r, GROUP_ADJUSTMENTS, "balans", TEXT_follow_balance_new);
    html(r->out, "</div>");
}

/* ---- the client's own page ------------------------------------------------------------------- */

static void show_mine_signals(struct req *r, const struct follow_owns *own)
{
    struct follow_signals all = follow_signal_list(r);
    size_t shown = 0;

    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < all.n && shown < 5; i++, shown++) {
        const struct follow_signal *s = &all.at[i];

        html(r->out, "<li><div class=\"what\"><p class=\"say\">%s</p><p>%s</p><p>%s</p></div></li>",
             *s->signs ? follow_sign_words(r, own, s->signs) : s->words,
             text_fill(r->arena, r->lang, TEXT_follow_noticed, page_day(r, s->noticed_on),
                       who_words(r, s), NULL, NULL),
             s->done_on == DAY_NONE
                 ? T(follow_mine_open)
                 : text_fill(r->arena, r->lang, TEXT_follow_was_done, page_day(r, s->done_on),
                             s->done_by, s->done_words, NULL));
    }
    html(r->out, "</ul>");
}

static void mine_block(struct req *r)
{
    static const struct {
        const char *path;
        enum text_id label;
    } asks[] = {{"signaal", TEXT_follow_mine_signal},
                {"verandering", TEXT_follow_mine_change},
                {"balans", TEXT_follow_mine_balance},
                {"eigen-signaal", TEXT_follow_mine_own}};
    struct follow_owns own = follow_own_list(r);

    html(r->out, "<p>%s</p><p class=\"buttons no-print\">", T(follow_mine_what));
    for (size_t i = 0; i < COUNT(asks); i++)
        html(r->out, "<a class=\"button quiet\" href=\"/mijn/%s\">%s</a>", asks[i].path,
             text(r->lang, asks[i].label));
    html(r->out, "</p>");
    show_mine_signals(r, &own);
    if (own_running(&own)) {
        html(r->out, "<h3>%s</h3>", T(follow_mine_own_title));
        show_own(r, &own);
    }
}

/* ---- routes ---------------------------------------------------------------------------------- */

#define FORM(path, form, save, group, title)                                                       \
    {GET,                                                                                          \
     "/deelnemers/:client/" path,                                                                  \
     form,                                                                                         \
     SCOPE_CLIENT,                                                                                 \
     PERM_CLIENT_WRITE,                                                                            \
     READ,                                                                                         \
     ACCESS_READ,                                                                                  \
     title,                                                                                        \
     group},                                                                                       \
    {                                                                                              \
        POST, "/deelnemers/:client/" path, save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,           \
            ACCESS_CHANGE, title, group                                                            \
    }
#define PRESS(path, save, title)                                                                   \
    {                                                                                              \
        POST, "/deelnemers/:client/" path, save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,           \
            ACCESS_CHANGE, title, GROUP_ADJUSTMENTS                                                \
    }
#define MINE(path, form, save, title)                                                              \
    {                                                                                              \
        GET,  "/mijn/" path, form,  SCOPE_MINE,       PERM_MINE,                                   \
        READ, ACCESS_READ,   title, GROUP_ADJUSTMENTS},                                            \
    {                                                                                              \
        POST, "/mijn/" path, save, SCOPE_MINE, PERM_MINE, WRITE, ACCESS_CHANGE, title,             \
            GROUP_ADJUSTMENTS                                                                      \
    }

static const struct route routes[] = {
    FORM("signaal", follow_signal_form, follow_signal_save, GROUP_ADJUSTMENTS,
         TEXT_follow_signal_new),
    FORM("signaal/:id", follow_done_form, follow_done_save, GROUP_ADJUSTMENTS,
         TEXT_follow_follow_up),
    PRESS("signaal/:id/open", follow_done_undo, TEXT_follow_follow_up),
    PRESS("signaal/:id/weg", follow_signal_undo, TEXT_follow_signal_new),
    FORM("eigen-signaal", follow_own_form, follow_own_save, GROUP_ADJUSTMENTS, TEXT_follow_own_new),
    PRESS("eigen-signaal/:id/einde", follow_own_stop, TEXT_follow_own_new),
    FORM("ritme", follow_rhythm_form, follow_rhythm_save, GROUP_TIME, TEXT_follow_rhythm_change),
    FORM("verandering", follow_change_form, follow_change_save, GROUP_ADJUSTMENTS,
         TEXT_follow_change_new),
    FORM("verandering/:id", follow_talk_form, follow_talk_save, GROUP_ADJUSTMENTS,
         TEXT_follow_change),
    FORM("balans", follow_balance_form, follow_balance_save, GROUP_ADJUSTMENTS,
         TEXT_follow_balance_new),
    FORM("toestemming/:id/merken", follow_link_form, follow_link_save, GROUP_CONSENT,
         TEXT_follow_link_title),

    MINE("signaal", follow_signal_form, follow_signal_save, TEXT_follow_mine_signal),
    MINE("eigen-signaal", follow_own_form, follow_own_save, TEXT_follow_mine_own),
    MINE("verandering", follow_change_form, follow_change_save, TEXT_follow_mine_change),
    MINE("balans", follow_balance_form, follow_balance_save, TEXT_follow_mine_balance),
    {POST, "/mijn/eigen-signaal/:id/einde", follow_own_stop, SCOPE_MINE, PERM_MINE, WRITE,
     ACCESS_CHANGE, TEXT_follow_mine_own, GROUP_ADJUSTMENTS},

    {GET, "/merken", follow_report_form, SCOPE_NONE, PERM_PUBLIC, READ, ACCESS_NOTHING,
     TEXT_follow_report_title},
    {POST, "/merken", follow_report_save, SCOPE_NONE, PERM_PUBLIC, WRITE, ACCESS_CREATE,
     TEXT_follow_report_title},
    {0}};

static const struct client_block blocks[] = {{.draw = signal_block,
                                              .title = TEXT_follow_signals_title,
                                              .group = GROUP_ADJUSTMENTS,
                                              .tab = TAB_WORK,
                                              .order = 20,
                                              .name = "signalen"},
                                             {.draw = rhythm_block,
                                              .title = TEXT_follow_rhythm,
                                              .group = GROUP_TIME,
                                              .tab = TAB_WORK,
                                              .order = 30,
                                              .aside = true,
                                              .name = "ritme"},
                                             {.draw = change_block,
                                              .title = TEXT_follow_change,
                                              .group = GROUP_ADJUSTMENTS,
                                              .tab = TAB_WORK,
                                              .order = 40,
                                              .aside = true,
                                              .name = "verandering"},
                                             {.draw = balance_block,
                                              .title = TEXT_follow_balance,
                                              .group = GROUP_ADJUSTMENTS,
                                              .tab = TAB_WORK,
                                              .order = 50,
                                              .aside = true,
                                              .name = "balans"},
                                             {0}};

const struct feature follow_feature = {.name = "follow",
                                       .routes = routes,
                                       .client_blocks = blocks,
                                       .mine_block = mine_block,
                                       .mine_group = GROUP_ADJUSTMENTS,
                                       .mine_order = 20,
                                       .mine_title = TEXT_follow_mine_title};
