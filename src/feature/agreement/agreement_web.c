/* agreement_web.c: making work agreements, the sheet on screen, on paper and as PDF, the client's
 * answer per line, and the blocks.
 * Not: which words are refused (agreement.c). Start at sheet_page(). */
#include "feature/agreement/agreement.h"

#include "base/utf8.h"
#include "feature/client/client.h"
#include "feature/follow/follow.h"
#include "pdf/pdf.h"

static bool is_mine(const struct req *r)
{
    return r->route->scope == SCOPE_MINE;
}

static const char *employer_of(struct req *r, const struct placement *p)
{
    return *p->employer_name ? p->employer_name : T(placement_no_employer);
}

/* The placement of the path, of this trajectory; else that has been answered. */
static bool load(struct req *r, struct placement *p)
{
    if (placement_get(r->db, r->arena, r->id, p) == OK && p->trajectory_id == r->trajectory_id)
        return true;
    req_not_found(r);
    return false;
}

/* ---- the form -------------------------------------------------------------------------------- */

struct paper {
    const char *tasks, *hours, *adjustments;
    const char *notice_1, *then_1, *notice_2, *then_2, *notice_3, *then_3, *notice_4, *then_4;
    const char *mentor, *coach;
    int64_t version;
};

#define NOTICE(n)                                                                                  \
    F_TEXT(struct paper, notice_##n, TEXT_agreement_notice, NARROW, AGREEMENT_LENGTH),             \
        F_TEXT(struct paper, then_##n, TEXT_agreement_then, NARROW, AGREEMENT_LENGTH)

static const struct field fields[] = {
    F_NOTE(struct paper, tasks, TEXT_agreement_task, REQUIRED, 1000),
    F_NOTE(struct paper, hours, TEXT_agreement_hours, 0, 600),
    F_NOTE(struct paper, adjustments, TEXT_agreement_adjustment, 0, 1000),
    NOTICE(1),
    NOTICE(2),
    NOTICE(3),
    NOTICE(4),
    F_TEXT(struct paper, mentor, TEXT_agreement_mentor, NARROW, AGREEMENT_LENGTH),
    F_TEXT(struct paper, coach, TEXT_agreement_coach, NARROW | REQUIRED, AGREEMENT_LENGTH),
    F_HIDDEN_ID(struct paper, version),
    F_END};

/* Where each part of the paper stands. */
static const struct {
    enum agreement_part part;
    const char *name;
    size_t offset, then;
    size_t most; /* lines */
} places[] = {
    {PART_TASK, "tasks", offsetof(struct paper, tasks), 0, 6},
    {PART_HOURS, "hours", offsetof(struct paper, hours), 0, 4},
    {PART_ADJUSTMENT, "adjustments", offsetof(struct paper, adjustments), 0, 6},
    {PART_NOTICE, "notice_1", offsetof(struct paper, notice_1), offsetof(struct paper, then_1), 1},
    {PART_NOTICE, "notice_2", offsetof(struct paper, notice_2), offsetof(struct paper, then_2), 1},
    {PART_NOTICE, "notice_3", offsetof(struct paper, notice_3), offsetof(struct paper, then_3), 1},
    {PART_NOTICE, "notice_4", offsetof(struct paper, notice_4), offsetof(struct paper, then_4), 1},
    {PART_MENTOR, "mentor", offsetof(struct paper, mentor), 0, 1},
    {PART_COACH, "coach", offsetof(struct paper, coach), 0, 1},
};

static const char **member(struct paper *paper, size_t offset)
{
    return (const char **)((char *)paper + offset);
}

/* The lines that are there, as the form shows them. */
static void fill_paper(struct req *r, struct paper *paper, const struct agreement *g)
{
    bool taken[AGREEMENT_PARTS * 20] = {false};

    for (size_t k = 0; k < COUNT(places); k++) {
        const char **text = member(paper, places[k].offset);

        for (size_t i = 0; i < g->n; i++) {
            if (g->line[i].part != places[k].part || taken[i] || (places[k].most == 1 && **text))
                continue;
            taken[i] = true;
            *text =
                **text ? arena_fmt(r->arena, "%s\n%s", *text, g->line[i].words) : g->line[i].words;
            if (places[k].then)
                *member(paper, places[k].then) = g->line[i].then_words;
        }
    }
}

/* What is known already, so that no fact is typed twice. */
static void suggest_paper(struct req *r, struct paper *paper, const struct placement *p)
{
    size_t n, at = 0;
    const struct placement_hours *rows = placement_build_up(r->db, r->arena, p->id, &n);
    struct follow_owns own = follow_own_list(r);

    for (size_t i = 0; i < n && i < 4; i++)
        if (rows[i].planned != NUMBER_NONE)
            paper->hours = arena_fmt(r->arena, "%s%s%s", paper->hours, *paper->hours ? "\n" : "",
                                     text_fill(r->arena, r->lang, TEXT_agreement_from,
                                               page_day(r, rows[i].from_on),
                                               page_hundredths(r, rows[i].planned), NULL, NULL));
    if (!*paper->hours && p->hours_week != NUMBER_NONE)
        paper->hours = text_fill(r->arena, r->lang, TEXT_placement_a_week,
                                 page_hundredths(r, p->hours_week), NULL, NULL, NULL);
    paper->adjustments = p->adjustments;
    paper->mentor = p->mentor;
    paper->coach = agreement_last_coach(r);
    for (size_t k = 0; k < COUNT(places); k++) {
        while (places[k].then && at < own.n && own.at[at].ended_on != DAY_NONE)
            at++;
        if (!places[k].then || at == own.n)
            continue;
        *member(paper, places[k].offset) = own.at[at].words;
        *member(paper, places[k].then) = own.at[at++].helps;
    }
}

static struct form *make_form(struct req *r, struct paper *paper)
{
    struct form *f = req_form(r, fields, paper);

    form_help(f, "tasks", TEXT_agreement_per_line);
    form_help(f, "hours", TEXT_agreement_per_line);
    form_help(f, "adjustments", TEXT_agreement_per_line);
    form_help(f, "notice_1", TEXT_agreement_notice_help);
    form_help(f, "then_1", TEXT_agreement_then_help);
    form_help(f, "coach", TEXT_agreement_coach_help);
    return f;
}

static void show_form(struct req *r, const struct placement *p, struct form *f)
{
    client_page_begin(r, T(agreement_make), f);
    html(r->out, "<p class=\"lead\"><strong>%s</strong>%s%s</p><p>%s</p>", employer_of(r, p),
         *p->job_title ? " · " : "", p->job_title, T(agreement_lead));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/werk/%" PRId64 "/afspraken/maken",
                    r->client_id, p->id);
    form_show_fields(r->out, f);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/deelnemers/%" PRId64
         "/werk\">%s</a></div></form>",
         T(save), r->client_id, T(cancel));
    page_end(r);
}

static struct paper paper_empty(void)
{
    struct paper paper;

    form_empty(fields, &paper);
    paper.version = 0;
    return paper;
}

static void form_page(struct req *r)
{
    struct placement p;

    if (!load(r, &p))
        return;
    struct agreement g = agreement_get(r, p.id);
    struct paper paper = paper_empty();
    if (g.id)
        fill_paper(r, &paper, &g);
    else
        suggest_paper(r, &paper, &p);
    paper.version = g.version;
    show_form(r, &p, make_form(r, &paper));
}

/* ---- what was sent --------------------------------------------------------------------------- */

static void check_words(struct req *r, struct form *f, const char *name, const char *text)
{
    const char *word = agreement_forbidden(r->arena, text);

    if (word)
        form_error_text(
            f, name,
            text_fill(r->arena, r->lang, TEXT_agreement_forbidden, word, NULL, NULL, NULL));
}

/* The lines of one place, checked. */
static void take_lines(struct req *r, struct form *f, struct paper *paper, size_t k,
                       struct agreement *g)
{
    const char *then = places[k].then ? *member(paper, places[k].then) : "";
    const char *text = *member(paper, places[k].offset);
    size_t n;
    const char **lines = agreement_split(r->arena, text, &n);

    check_words(r, f, places[k].name, text);
    check_words(r, f, places[k].name, then);
    if (*then && !n)
        form_error(f, places[k].name, TEXT_agreement_notice_missing);
    if (n > places[k].most)
        form_error_text(f, places[k].name,
                        text_fill(r->arena, r->lang, TEXT_agreement_too_many,
                                  arena_fmt(r->arena, "%zu", places[k].most), NULL, NULL, NULL));
    for (size_t i = 0; i < n && i < places[k].most; i++) {
        if (utf8_length(lines[i]) > AGREEMENT_LENGTH)
            form_error(f, places[k].name, TEXT_agreement_too_long);
        g->line[g->n++] = (struct agreement_line){
            .part = places[k].part, .words = lines[i], .then_words = then, .answer = ""};
    }
}

static void form_save(struct req *r)
{
    struct placement p;
    struct paper paper = paper_empty();

    if (!load(r, &p))
        return;
    struct form *f = make_form(r, &paper);
    struct agreement g = {.placement_id = p.id,
                          .line = ARENA_ARRAY(r->arena, struct agreement_line, 100)};
    if (req_form_read(r, f))
        for (size_t k = 0; k < COUNT(places); k++)
            take_lines(r, f, &paper, k, &g);
    g.version = paper.version;
    if (!form_error_count(f) && agreement_save(r, &g) == STALE)
        form_error(f, NULL, TEXT_agreement_stale);
    if (form_error_count(f)) {
        req_invalid(r);
        show_form(r, &p, f);
        return;
    }
    req_flash(r, TEXT_agreement_saved);
    req_redirect(r, "/deelnemers/%" PRId64 "/werk/%" PRId64 "/afspraken", r->client_id, p.id);
}

/* ---- the sheet ------------------------------------------------------------------------------- */

static bool approved(const struct agreement_line *line)
{
    return !strcmp(line->answer, "yes");
}

static const char *state_words(struct req *r, const struct agreement_line *line)
{
    if (!*line->answer)
        return T(agreement_open);
    if (!approved(line))
        return *line->answer_words ? text_fill(r->arena, r->lang, TEXT_agreement_no_why,
                                               line->answer_words, NULL, NULL, NULL)
                                   : T(agreement_no);
    return *line->together ? text_fill(r->arena, r->lang, TEXT_agreement_together,
                                       page_day(r, line->answered_on), line->together, NULL, NULL)
                           : text_fill(r->arena, r->lang, TEXT_agreement_yes,
                                       page_day(r, line->answered_on), NULL, NULL, NULL);
}

static void show_words(struct req *r, const struct agreement_line *line)
{
    html(r->out, "%s", line->words);
    if (*line->then_words)
        html(r->out, "<br><strong>%s</strong> %s", T(agreement_then_short), line->then_words);
}

/* The client chooses per line; a line that was said no to can be chosen again. */
static void show_choice(struct req *r, const struct agreement_line *line)
{
    html(r->out,
         "<fieldset class=\"field radios no-print\"><legend class=\"sr\">%s</legend>"
         "<label><input type=\"radio\" name=\"_line_%" PRId64 "\" value=\"yes\">%s</label>"
         "<label><input type=\"radio\" name=\"_line_%" PRId64 "\" value=\"no\">%s</label>"
         "<label for=\"why-%" PRId64 "\">%s</label>"
         "<input id=\"why-%" PRId64 "\" name=\"_why_%" PRId64 "\" maxlength=\"300\"></fieldset>",
         line->words, line->id, T(agreement_choose_yes), line->id, T(agreement_choose_no), line->id,
         T(agreement_why), line->id, line->id);
}

static void show_line(struct req *r, const struct agreement_line *line, bool ask)
{
    bool yes = approved(line);

    html(r->out, "<li class=\"%s\"><div class=\"what\"><p class=\"say\">", yes ? "" : "no-print");
    show_words(r, line);
    html(r->out, "</p><p class=\"small no-print%s\">%s</p>", yes ? "" : " warn",
         state_words(r, line));
    if (ask && !yes && is_mine(r))
        show_choice(r, line);
    html(r->out, "</div>");
    if (ask && !yes && !is_mine(r))
        html(r->out,
             "<label class=\"yes no-print\"><input type=\"checkbox\" name=\"_line_%" PRId64
             "\" value=\"yes\"><span>%s<span class=\"sr\">: %s</span></span></label>",
             line->id, T(agreement_tick), line->words);
    html(r->out, "</li>");
}

static void show_part(struct req *r, const struct agreement *g, enum agreement_part part, bool ask)
{
    size_t n = 0, yes = 0;

    for (size_t i = 0; i < g->n; i++)
        if (g->line[i].part == part) {
            n++;
            yes += approved(&g->line[i]);
        }
    if (!n)
        return;
    html(r->out, "<section class=\"card%s\"><h2>%s</h2><ul class=\"rows\">", yes ? "" : " no-print",
         text(r->lang, agreement_parts[part].label));
    for (size_t i = 0; i < g->n; i++)
        if (g->line[i].part == part)
            show_line(r, &g->line[i], ask);
    html(r->out, "</ul></section>");
}

static void show_links(struct req *r, const struct placement *p, const struct agreement *g)
{
    html(r->out, "<div class=\"buttons no-print\">");
    if (agreement_count(g, "yes")) {
        html(r->out, "<a class=\"button quiet\" href=\"");
        if (is_mine(r))
            html(r->out, "/mijn/werkafspraken/%" PRId64 "/pdf", p->id);
        else
            html(r->out, "/deelnemers/%" PRId64 "/werk/%" PRId64 "/afspraken/pdf", r->client_id,
                 p->id);
        html(r->out, "\">%s</a>", T(agreement_pdf));
    }
    if (!is_mine(r) && gate_may_change(&r->gate, GROUP_ADJUSTMENTS))
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/werk/%" PRId64
             "/afspraken/maken\">%s</a>",
             r->client_id, p->id, T(agreement_change));
    html(r->out, "</div>");
}

static const char *progress_words(struct req *r, const struct agreement *g)
{
    return text_fill(r->arena, r->lang, TEXT_agreement_progress,
                     arena_fmt(r->arena, "%zu", agreement_count(g, "yes")),
                     arena_fmt(r->arena, "%zu", g->n), NULL, NULL);
}

static void begin_sheet(struct req *r, const struct placement *p, const struct agreement *g)
{
    const char *title =
        text_fill(r->arena, r->lang, TEXT_agreement_at, employer_of(r, p), NULL, NULL, NULL);

    if (is_mine(r)) {
        page_begin(r, title);
    } else {
        client_page_begin(r, title, NULL);
    }
    html(r->out, "<p class=\"lead no-print\">%s</p>", progress_words(r, g));
    if (!is_mine(r) && strcmp(p->disclosure, "partly") != 0 && strcmp(p->disclosure, "full") != 0 &&
        p->employer_id)
        html(r->out, "<div class=\"next-step no-print\"><p>%s</p></div>", T(agreement_undisclosed));
}

/* Which button ends the form, when there is something left to say. */
static void sheet_page(struct req *r)
{
    struct placement p;

    if (!load(r, &p))
        return;
    struct agreement g = agreement_get(r, p.id);
    if (!g.id) {
        req_not_found(r);
        return;
    }
    bool ask = agreement_count(&g, "yes") < g.n &&
               (is_mine(r) || gate_may_change(&r->gate, GROUP_ADJUSTMENTS));
    begin_sheet(r, &p, &g);
    show_links(r, &p, &g);
    if (ask && is_mine(r))
        page_form_begin(r, "sheet", "/mijn/werkafspraken/%" PRId64, p.id);
    else if (ask)
        page_form_begin(r, "sheet", "/deelnemers/%" PRId64 "/werk/%" PRId64 "/afspraken/samen",
                        r->client_id, p.id);
    for (enum agreement_part part = 0; part < AGREEMENT_PARTS; part++)
        show_part(r, &g, part, ask);
    if (ask)
        html(r->out, "<div class=\"buttons no-print\"><button>%s</button></div></form>",
             is_mine(r) ? T(agreement_send) : T(agreement_together_save));
    page_end(r);
}

/* ---- answers --------------------------------------------------------------------------------- */

/* Only what was chosen; the rest stays open. */
static void answer(struct req *r)
{
    struct placement p;
    size_t answered = 0;

    if (!load(r, &p))
        return;
    struct agreement g = agreement_get(r, p.id);
    for (size_t i = 0; i < g.n; i++) {
        int64_t id = g.line[i].id;
        const char *chosen = req_value(r, arena_fmt(r->arena, "_line_%" PRId64, id));
        const char *why = req_value(r, arena_fmt(r->arena, "_why_%" PRId64, id));
        bool yes = !strcmp(chosen, "yes");

        if ((!yes && (strcmp(chosen, "no") != 0 || !is_mine(r))) || strlen(why) > 1200)
            continue;
        if (agreement_answer(r, &g, id, chosen, yes ? "" : why, !is_mine(r)) != OK)
            BUG("a line that was read in this transaction is gone");
        answered++;
    }
    req_flash(r, !answered    ? TEXT_agreement_nothing
                 : is_mine(r) ? TEXT_agreement_answered
                              : TEXT_agreement_ticked);
    if (is_mine(r))
        req_redirect(r, "/mijn/werkafspraken/%" PRId64, p.id);
    else
        req_redirect(r, "/deelnemers/%" PRId64 "/werk/%" PRId64 "/afspraken", r->client_id, p.id);
}

/* ---- as PDF ---------------------------------------------------------------------------------- */

static void pdf_notices(struct req *r, struct pdf *pdf, const struct agreement *g)
{
    const struct pdf_column columns[] = {{T(agreement_notice), 50, false},
                                         {T(agreement_then), 50, false}};
    const char **cells = ARENA_ARRAY(r->arena, const char *, 2 * g->n);
    size_t n = 0;

    for (size_t i = 0; i < g->n; i++)
        if (g->line[i].part == PART_NOTICE && approved(&g->line[i])) {
            cells[2 * n] = g->line[i].words;
            cells[2 * n++ + 1] = g->line[i].then_words;
        }
    if (n)
        pdf_table(pdf, columns, COUNT(columns), cells, n);
}

static void pdf_part(struct req *r, struct pdf *pdf, const struct agreement *g,
                     enum agreement_part part)
{
    const char *words = "";

    for (size_t i = 0; i < g->n; i++)
        if (g->line[i].part == part && approved(&g->line[i]))
            words = arena_fmt(r->arena, "%s%s%s%s", words, *words ? "\n" : "",
                              part < PART_NOTICE ? "– " : "", g->line[i].words);
    if (!*words)
        return;
    pdf_heading(pdf, text(r->lang, agreement_parts[part].label));
    pdf_text(pdf, words);
}

/* Only what was approved. */
static void pdf_page(struct req *r)
{
    struct placement p;
    struct client c;

    if (!load(r, &p))
        return;
    struct agreement g = agreement_get(r, p.id);
    if (!agreement_count(&g, "yes")) {
        req_not_found(r);
        return;
    }
    if (client_get(r->db, r->arena, r->client_id, &c) != OK)
        BUG("the gate let through a client that is not there");
    const char *title =
        text_fill(r->arena, r->lang, TEXT_agreement_at, employer_of(r, &p), NULL, NULL, NULL);
    req_type(r, "application/pdf", "werkafspraken.pdf");
    struct pdf *pdf = pdf_begin(r->arena, r->out, title,
                                arena_fmt(r->arena, "%s · %s", T(agreement), page_day(r, r->today)),
                                T(agreement_page), r->now);
    pdf_text(pdf, arena_fmt(r->arena, "%s%s%s", client_name(r->arena, &c),
                            *p.job_title ? " · " : "", p.job_title));
    for (enum agreement_part part = 0; part < AGREEMENT_PARTS; part++)
        if (part == PART_NOTICE)
            pdf_notices(r, pdf, &g);
        else
            pdf_part(r, pdf, &g, part);
    pdf_end(pdf);
}

/* ---- blocks ---------------------------------------------------------------------------------- */

static void show_one(struct req *r, const struct placement *p)
{
    struct agreement g = agreement_get(r, p->id);

    html(r->out, "<li><div class=\"what\"><strong>%s</strong><p>%s</p></div>", employer_of(r, p),
         g.id ? progress_words(r, &g) : T(agreement_none_yet));
    if (g.id)
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/werk/%" PRId64
             "/afspraken\">%s<span class=\"sr\">: %s</span></a>",
             r->client_id, p->id, T(agreement_look), employer_of(r, p));
    else if (gate_may_change(&r->gate, GROUP_ADJUSTMENTS))
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/werk/%" PRId64
             "/afspraken/maken\">%s<span class=\"sr\">: %s</span></a>",
             r->client_id, p->id, T(agreement_make_short), employer_of(r, p));
    html(r->out, "</li>");
}

static void client_block(struct req *r)
{
    struct placements all = placement_by_trajectory(r->db, r->arena, r->trajectory_id);
    size_t shown = 0;

    html(r->out, "<ul class=\"rows\">");
    for (size_t i = all.n; i-- > 0;)
        if (all.at[i].ended_on == DAY_NONE) {
            show_one(r, &all.at[i]);
            shown++;
        }
    html(r->out, "</ul>");
    if (!shown)
        html(r->out, "<p class=\"empty\">%s</p>", T(agreement_empty));
}

static void mine_block(struct req *r)
{
    struct placements all = placement_by_trajectory(r->db, r->arena, r->trajectory_id);
    size_t shown = 0;

    html(r->out, "<ul class=\"rows\">");
    for (size_t i = all.n; i-- > 0;) {
        const struct placement *p = &all.at[i];
        struct agreement g = agreement_get(r, p->id);

        if (!g.id || p->ended_on != DAY_NONE)
            continue;
        shown++;
        html(r->out,
             "<li><div class=\"what\"><strong>%s</strong><p>%s</p></div><a class=\"button%s\""
             " href=\"/mijn/werkafspraken/%" PRId64 "\">%s<span class=\"sr\">: %s</span></a></li>",
             employer_of(r, p), progress_words(r, &g),
             agreement_count(&g, "yes") < g.n ? "" : " quiet", p->id,
             agreement_count(&g, "yes") < g.n ? T(agreement_mine_check) : T(agreement_mine_look),
             employer_of(r, p));
    }
    html(r->out, "</ul>");
    if (!shown)
        html(r->out, "<p class=\"empty\">%s</p>", T(agreement_mine_empty));
}

static const struct route routes[] = {
    {GET, "/deelnemers/:client/werk/:id/afspraken", sheet_page, SCOPE_CLIENT, PERM_CLIENT_READ,
     READ, ACCESS_READ, TEXT_agreement, GROUP_ADJUSTMENTS},
    {GET, "/deelnemers/:client/werk/:id/afspraken/pdf", pdf_page, SCOPE_CLIENT, PERM_CLIENT_READ,
     READ, ACCESS_EXPORT, TEXT_agreement_pdf, GROUP_ADJUSTMENTS},
    {GET, "/deelnemers/:client/werk/:id/afspraken/maken", form_page, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, READ, ACCESS_READ, TEXT_agreement_make, GROUP_ADJUSTMENTS},
    {POST, "/deelnemers/:client/werk/:id/afspraken/maken", form_save, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CHANGE, TEXT_agreement_make, GROUP_ADJUSTMENTS},
    {POST, "/deelnemers/:client/werk/:id/afspraken/samen", answer, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     WRITE, ACCESS_CHANGE, TEXT_agreement_together_save, GROUP_ADJUSTMENTS},

    {GET, "/mijn/werkafspraken/:id", sheet_page, SCOPE_MINE, PERM_MINE, READ, ACCESS_READ,
     TEXT_agreement, GROUP_ADJUSTMENTS},
    {POST, "/mijn/werkafspraken/:id", answer, SCOPE_MINE, PERM_MINE, WRITE, ACCESS_CHANGE,
     TEXT_agreement, GROUP_ADJUSTMENTS},
    {GET, "/mijn/werkafspraken/:id/pdf", pdf_page, SCOPE_MINE, PERM_MINE, READ, ACCESS_EXPORT,
     TEXT_agreement_pdf, GROUP_ADJUSTMENTS},
    {0}};

static const struct client_block blocks[] = {{.draw = client_block,
                                              .title = TEXT_agreement,
                                              .group = GROUP_ADJUSTMENTS,
                                              .tab = TAB_WORK,
                                              .order = 15,
                                              .name = "werkafspraken"},
                                             {0}};

const struct feature agreement_feature = {.name = "agreement",
                                          .routes = routes,
                                          .client_blocks = blocks,
                                          .mine_block = mine_block,
                                          .mine_group = GROUP_ADJUSTMENTS,
                                          .mine_order = 15,
                                          .mine_title = TEXT_agreement_mine};
