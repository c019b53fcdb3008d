/* record_web.c: the page of one client: the whole trajectory in one view, and its timeline.
 * Not: the blocks of other features, which they draw themselves.
 * Start at record_page(). */
#include "core/codes.h"
#include "feature/client/client.h"
#include "feature/consent/consent.h"
#include "feature/contact/contact.h"
#include "feature/placement/placement.h"
#include "feature/rights/rights.h"
#include "feature/trajectory/trajectory.h"
#include "html/svg.h"

enum { TIMELINE = 15 };

static bool sees(const struct req *r, enum field_group group)
{
    return gate_sees(&r->gate, group);
}

/* ---- the head -------------------------------------------------------------------------------- */

static void fact(struct req *r, const char *words)
{
    if (*words)
        html(r->out, "<li>%s</li>", words);
}

static const char *days_words(struct req *r, int32_t n)
{
    return text_count(r->arena, r->lang, TEXT_days, MAX(n, 0));
}

/* The clock of principle 6 as a plain number of days. */
static const char *first_employer_words(struct req *r, const struct trajectory_fact *f)
{
    bool met = f->first_employer_on != DAY_NONE;
    int32_t until = met ? f->first_employer_on : r->today;

    return text_fill(r->arena, r->lang,
                     met ? TEXT_client_page_first_employer : TEXT_client_page_no_employer,
                     days_words(r, until - f->started_on), NULL, NULL, NULL);
}

static const char *phase_words(struct req *r, const struct trajectory_fact *f)
{
    int months;

    if (f->working_since == DAY_NONE || !sees(r, GROUP_WORK))
        return code_text(r->lang, trajectory_phases, f->phase);
    months = day_months_between(f->working_since, r->today);
    return text_fill(r->arena, r->lang, TEXT_client_page_working_since,
                     months > 0 ? text_count(r->arena, r->lang, TEXT_months, months)
                                : days_words(r, r->today - f->working_since),
                     NULL, NULL, NULL);
}

static void show_facts(struct req *r, const struct client *c, const struct trajectory *t,
                       const struct trajectory_fact *f)
{
    html(r->out, "<ul class=\"facts\">");
    if (sees(r, GROUP_DETAILS))
        fact(r, text_fill(r->arena, r->lang, TEXT_client_page_age,
                          arena_fmt(r->arena, "%d", day_age(c->birth_on, r->today)), NULL, NULL,
                          NULL));
    if (sees(r, GROUP_PLAN))
        fact(r, t->target_group);
    if (sees(r, GROUP_MONEY))
        fact(r, t->ends_on == DAY_NONE ? codes_label("schemes", r->lang, t->scheme)
                                       : text_fill(r->arena, r->lang, TEXT_client_page_until,
                                                   codes_label("schemes", r->lang, t->scheme),
                                                   page_day(r, t->ends_on), NULL, NULL));
    fact(r, f->staff_name);
    if (sees(r, GROUP_TEAM))
        html(r->out, "<li><strong>%s</strong></li>", phase_words(r, f));
    if (sees(r, GROUP_PLAN))
        fact(r, first_employer_words(r, f));
    html(r->out, "</ul>");
}

static void show_bar(struct req *r, const struct trajectory *t, const struct trajectory_fact *f)
{
    struct placements jobs = placement_by_trajectory(r->db, r->arena, t->id);
    struct svg_strip *strips = ARENA_ARRAY(r->arena, struct svg_strip, jobs.n);
    struct svg_trajectory bar = {.lang = r->lang, .today = r->today, .strips = strips};

    for (size_t i = 0; i < jobs.n; i++) {
        const struct placement *p = &jobs.at[i];
        const char *name =
            *p->employer_name ? p->employer_name : code_text(r->lang, placement_kinds, p->kind);

        strips[bar.n_strips++] = (struct svg_strip){
            .from = p->started_on,
            .to = p->ended_on,
            .label =
                p->hours_week == NUMBER_NONE
                    ? name
                    : arena_fmt(r->arena, "%s · %s", name,
                                text_fill(r->arena, r->lang, TEXT_core_hours_n,
                                          page_hundredths(r, p->hours_week), NULL, NULL, NULL)),
            .strong = !placement_unpaid(p->kind)};
    }
    bar.start = f->started_on;
    bar.end = t->closed_on != DAY_NONE                         ? t->closed_on
              : t->ends_on != DAY_NONE && sees(r, GROUP_MONEY) ? t->ends_on
                                                               : day_add_months(f->started_on, 24);
    bar.end = MAX(bar.end, t->closed_on != DAY_NONE ? bar.end : r->today + 30);
    bar.contacts = contact_employer_days(r->db, r->arena, t->id, &bar.n_contacts);
    bar.title = text_fill(r->arena, r->lang, TEXT_record_bar, page_day(r, bar.start),
                          page_day(r, bar.end), NULL, NULL);
    html(r->out, "<section class=\"card\" aria-label=\"%s\">", T(trajectory));
    svg_trajectory(r->out, r->arena, &bar);
    html(r->out, "</section>");
}

static void show_next_step(struct req *r, const struct trajectory_fact *f)
{
    bool can = gate_may_change(&r->gate, GROUP_NOTES);

    html(r->out, "<div class=\"next-step\"><p>");
    if (*f->next_step)
        html(r->out, "<strong>%s</strong> %s%s%s", T(client_page_next_step), f->next_step,
             f->next_step_on == DAY_NONE ? "" : ", ", page_day(r, f->next_step_on));
    else
        html(r->out, "<strong>%s</strong> %s", T(client_page_next_step), T(record_no_step));
    html(r->out, "</p>");
    if (can)
        html(r->out, "<a class=\"button\" data-new href=\"/contact?wie=%" PRId64 "\">%s</a>",
             r->client_id, T(contact_new));
    html(r->out, "</div>");
}

/* ---- the timeline ---------------------------------------------------------------------------- */

static bool has_timeline(const struct req *r)
{
    return sees(r, GROUP_NOTES) || sees(r, GROUP_TIME);
}

static void show_contact(struct req *r, const struct contact *c)
{
    html(r->out, "<li><p class=\"when\">%s", page_day(r, c->day));
    if (sees(r, GROUP_TIME))
        html(r->out, " · %s",
             text_fill(r->arena, r->lang, TEXT_record_minutes,
                       arena_fmt(r->arena, "%" PRId64, c->minutes), NULL, NULL, NULL));
    html(r->out, " · %s%s%s</p>", c->staff_name, c->not_reached ? " · " : "",
         c->not_reached ? T(record_not_reached) : "");
    if (!sees(r, GROUP_NOTES)) { /* hours without what was said, or with whom */
        html(r->out, "<h3>%s</h3></li>", code_text(r->lang, contact_activities, c->activity));
        return;
    }
    html(r->out, "<h3>%s%s%s, %s</h3>", code_text(r->lang, contact_parties, c->party),
         *c->employer_name ? ": " : "", c->employer_name,
         code_text(r->lang, contact_modes, c->mode));
    html_lines(r->out, c->note);
    if (*c->next_step)
        html(r->out, "<p class=\"muted\">%s %s %s</p>", T(client_page_next_step), c->next_step,
             page_day(r, c->next_step_on));
    if (c->staff_id == r->user->id && gate_may_change(&r->gate, GROUP_NOTES))
        html(r->out,
             "<p class=\"no-print\"><a class=\"small\" href=\"/deelnemers/%" PRId64
             "/contact/%" PRId64 "\">%s"
             "<span class=\"sr\">: %s</span></a></p>",
             r->client_id, c->id, T(contact_edit), page_day(r, c->day));
    html(r->out, "</li>");
}

static void show_timeline(struct req *r)
{
    int32_t before = day_from_iso(req_query(r, "voor"));
    struct contacts list =
        contact_by_trajectory(r->db, r->arena, r->trajectory_id, before, TIMELINE);

    html(r->out,
         "<section id=\"tijdlijn\" aria-labelledby=\"h-tijdlijn\"><h2 id=\"h-tijdlijn\">%s</h2>",
         T(record_timeline));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(record_empty));
    html(r->out, "<ol class=\"timeline\">");
    for (size_t i = 0; i < list.n; i++)
        show_contact(r, &list.at[i]);
    html(r->out, "</ol>");
    if (list.more) {
        char day[DAY_TEXT];

        /* The whole last day again rather than a contact lost between two pages. */
        html(r->out, "<p class=\"older\"><a href=\"?voor=%s#tijdlijn\">%s</a></p>",
             day_iso(list.at[list.n - 1].day + (list.at[0].day != list.at[list.n - 1].day), day),
             T(record_older));
    }
    if (before != DAY_NONE)
        html(r->out, "<p><a href=\"/deelnemers/%" PRId64 "#tijdlijn\">%s</a></p>", r->client_id,
             T(record_newest));
    html(r->out, "</section>");
}

/* ---- tabs and blocks ------------------------------------------------------------------------- */

static const struct tab {
    const char *path; /* below the client */
    enum text_id title;
} tabs[TABS_COUNT] = {
    [TAB_OVERVIEW] = {"", TEXT_record_overview},
    [TAB_PROFILE] = {"/profiel", TEXT_record_profile},
    [TAB_SEARCH] = {"/zoeken", TEXT_record_search},
    [TAB_WORK] = {"/werk", TEXT_record_work},
    [TAB_PEOPLE] = {"/mensen", TEXT_record_people},
    [TAB_DISCLOSURE] = {"/openheid", TEXT_record_disclosure},
    [TAB_INCOME] = {"/inkomen", TEXT_record_income},
    [TAB_HOURS] = {"/uren", TEXT_record_hours},
    [TAB_FILE] = {"/dossier", TEXT_record_file},
};

enum { MAX_BLOCKS = 48 };

struct blocks {
    const struct client_block *at[MAX_BLOCKS];
    size_t n;
};

/* Of one tab, what this reader sees of it, in order. */
static struct blocks blocks_of(const struct req *r, enum client_tab tab, bool aside)
{
    struct blocks list = {0};

    for (const struct feature *const *f = features; *f; f++)
        for (const struct client_block *b = (*f)->client_blocks; b && b->draw; b++) {
            if (b->tab != tab || b->aside != aside || !sees(r, b->group) || list.n == MAX_BLOCKS)
                continue;
            size_t at = list.n++;
            for (; at > 0 && list.at[at - 1]->order > b->order; at--)
                list.at[at] = list.at[at - 1];
            list.at[at] = b;
        }
    return list;
}

static void show_blocks(struct req *r, enum client_tab tab, bool aside)
{
    struct blocks list = blocks_of(r, tab, aside);

    for (size_t i = 0; i < list.n; i++) {
        html(r->out, "<section class=\"card\" id=\"%s\"><h2>%s</h2>", list.at[i]->name,
             text(r->lang, list.at[i]->title));
        list.at[i]->draw(r);
        html(r->out, "</section>");
    }
}

static bool has_blocks(const struct req *r, enum client_tab tab)
{
    return blocks_of(r, tab, false).n || blocks_of(r, tab, true).n;
}

static void show_tabs(struct req *r, enum client_tab current)
{
    html(r->out, "<nav class=\"tabs\" aria-label=\"%s\"><ul>", T(record_sections));
    for (enum client_tab tab = TAB_OVERVIEW; tab < TABS_COUNT; tab++)
        if (tab == TAB_OVERVIEW || has_blocks(r, tab)) {
            html(r->out, "<li><a href=\"/deelnemers/%" PRId64 "%s\"", r->client_id, tabs[tab].path);
            if (tab == current)
                html(r->out, " aria-current=\"page\"");
            html(r->out, ">%s</a></li>", text(r->lang, tabs[tab].title));
        }
    html(r->out, "</ul></nav>");
}

static void show_tab(struct req *r, enum client_tab tab)
{
    bool aside = blocks_of(r, tab, true).n > 0;

    client_page_begin(r, text(r->lang, tabs[tab].title), NULL);
    show_tabs(r, tab);
    rights_show_banner(r);
    if (!has_blocks(r, tab))
        html(r->out, "<p class=\"empty\">%s</p>", T(record_nothing));
    if (aside)
        html(r->out, "<div class=\"columns\"><div>");
    show_blocks(r, tab, false);
    if (aside) {
        html(r->out, "</div><div>");
        show_blocks(r, tab, true);
        html(r->out, "</div></div>");
    }
    page_end(r);
}

/* The route says which: /deelnemers/:client/TAB. */
static void tab_page(struct req *r)
{
    const char *path = strrchr(r->route->path, '/');

    for (enum client_tab tab = TAB_PROFILE; tab < TABS_COUNT; tab++)
        if (!strcmp(tabs[tab].path, path)) {
            show_tab(r, tab);
            return;
        }
    BUG("no tab %s", path);
}

/* ---- the page -------------------------------------------------------------------------------- */

static void show_day(struct req *r, enum text_id label, int32_t day)
{
    if (day != DAY_NONE)
        html(r->out, "<dt>%s</dt><dd class=\"day\">%s</dd>", text(r->lang, label),
             page_day(r, day));
}

static void show_trajectory_block(struct req *r, const struct trajectory *t)
{
    bool plan = sees(r, GROUP_PLAN), money = sees(r, GROUP_MONEY), team = sees(r, GROUP_TEAM);

    if (!plan && !money && !team)
        return;
    html(r->out, "<section class=\"card\" id=\"traject\"><h2>%s</h2><dl>", T(trajectory));
    if (plan || money) {
        show_day(r, TEXT_trajectory_referred_on, t->referred_on);
        show_day(r, TEXT_trajectory_first_talk_on, t->first_talk_on);
        show_day(r, TEXT_trajectory_started_on, t->started_on);
        show_day(r, TEXT_trajectory_closed_on, t->closed_on);
    }
    if (money)
        html(r->out, "<dt>%s</dt><dd>%s</dd>", T(trajectory_funding),
             code_text(r->lang, trajectory_fundings, t->funding));
    if (plan || team)
        html(r->out, "<dt>%s</dt><dd>%s</dd>", T(client_page_goal),
             *t->work_goal ? t->work_goal : T(unknown));
    html(r->out, "</dl>");
    if (gate_may_change(&r->gate, GROUP_PLAN))
        html(r->out, "<p class=\"no-print\"><a href=\"/deelnemers/%" PRId64 "/traject\">%s</a></p>",
             r->client_id, T(record_change_trajectory));
    if (t->closed_on != DAY_NONE && gate_may_change(&r->gate, GROUP_PLAN))
        html(r->out,
             "<p><a class=\"button quiet\" href=\"/deelnemers/%" PRId64
             "/traject/nieuw\">%s</a></p>",
             r->client_id, T(trajectory_again));
    html(r->out, "</section>");
}

/* On what ground this reader is here; nothing to say to the own specialist. */
static void show_why(struct req *r, const struct client *c)
{
    if (r->gate.relation == RELATION_TEAM)
        html(r->out, "<p class=\"muted\">%s <a href=\"/noodtoegang?wie=%" PRId64 "\">%s</a></p>",
             text_fill(r->arena, r->lang, TEXT_client_page_team_view, c->given_name, NULL, NULL,
                       NULL),
             c->id, T(grant_emergency_title));
    else if (r->gate.relation != RELATION_OWN)
        html(r->out, "<p class=\"muted\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_record_you_see_as,
                       text(r->lang, relation_text(r->gate.relation)), NULL, NULL, NULL));
}

static void record_page(struct req *r)
{
    struct frame_link crumbs[] = {{"/deelnemers", page_client_word(r, true, true), NULL, 0}};
    struct client c;
    struct trajectory t;
    struct trajectory_fact f;

    if (client_get(r->db, r->arena, r->client_id, &c) != OK ||
        trajectory_get(r->db, r->arena, r->trajectory_id, &t) != OK ||
        trajectory_fact_get(r->db, r->arena, r->trajectory_id, &f) != OK)
        BUG("the gate let through a client that is not there");
    struct frame frame = page_frame(r, client_name(r->arena, &c));
    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    page_begin_frame(r, &frame);
    show_tabs(r, TAB_OVERVIEW);
    rights_show_banner(r);
    show_why(r, &c);
    consent_show_watching(r);
    show_facts(r, &c, &t, &f);
    if (sees(r, GROUP_PLAN) && sees(r, GROUP_WORK))
        show_bar(r, &t, &f);
    if (sees(r, GROUP_TEAM))
        show_next_step(r, &f);
    html(r->out, "<div class=\"columns\"><div>");
    show_blocks(r, TAB_OVERVIEW, false);
    if (has_timeline(r))
        show_timeline(r);
    html(r->out, "</div><div>");
    show_trajectory_block(r, &t);
    show_blocks(r, TAB_OVERVIEW, true);
    html(r->out, "</div></div>");
    page_end(r);
}

static const struct route routes[] = {
    {GET, "/deelnemers/:client", record_page, SCOPE_CLIENT, PERM_CLIENT_READ, READ, ACCESS_READ,
     TEXT_core_client_participant, GROUP_NAME},
    {GET, "/deelnemers/:client/profiel", tab_page, SCOPE_CLIENT, PERM_CLIENT_READ, READ,
     ACCESS_READ, TEXT_record_profile, GROUP_NAME},
    {GET, "/deelnemers/:client/zoeken", tab_page, SCOPE_CLIENT, PERM_CLIENT_READ, READ, ACCESS_READ,
     TEXT_record_search, GROUP_NAME},
    {GET, "/deelnemers/:client/werk", tab_page, SCOPE_CLIENT, PERM_CLIENT_READ, READ, ACCESS_READ,
     TEXT_record_work, GROUP_NAME},
    {GET, "/deelnemers/:client/mensen", tab_page, SCOPE_CLIENT, PERM_CLIENT_READ, READ, ACCESS_READ,
     TEXT_record_people, GROUP_NAME},
    {GET, "/deelnemers/:client/openheid", tab_page, SCOPE_CLIENT, PERM_CLIENT_READ, READ,
     ACCESS_READ, TEXT_record_disclosure, GROUP_NAME},
    {GET, "/deelnemers/:client/inkomen", tab_page, SCOPE_CLIENT, PERM_CLIENT_READ, READ,
     ACCESS_READ, TEXT_record_income, GROUP_NAME},
    {GET, "/deelnemers/:client/uren", tab_page, SCOPE_CLIENT, PERM_CLIENT_READ, READ, ACCESS_READ,
     TEXT_record_hours, GROUP_NAME},
    {GET, "/deelnemers/:client/dossier", tab_page, SCOPE_CLIENT, PERM_CLIENT_READ, READ,
     ACCESS_READ, TEXT_record_file, GROUP_NAME},
    {0}};

const struct feature record_feature = {.name = "record", .routes = routes};
