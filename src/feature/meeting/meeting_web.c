/* meeting_web.c: the weekly caseload meeting: agenda, one page to go through, one save.
 * Not: what is booked by that save (meeting_sql.c).
 * Start at team_page(). */
#include "feature/meeting/meeting.h"

#include "base/vec.h"
#include "core/codes.h"
#include "core/draft.h"
#include "feature/contact/contact.h"
#include "feature/employer/employer.h"

enum { TICKED = 12, TEAM_MOST = 300, WEEK = 7 };

static const char *fill(struct req *r, enum text_id id, const char *one, const char *two)
{
    return text_fill(r->arena, r->lang, id, one, two, NULL, NULL);
}

static const char *id_of(struct req *r, int64_t id)
{
    return arena_fmt(r->arena, "%" PRId64, id);
}

/* ---- whose meeting --------------------------------------------------------------------------- */

/* The team asked for, of those this person works in; the first one otherwise. NULL: none. */
static const struct trajectory_team *team_of(struct req *r, int64_t id)
{
    size_t n;
    const struct trajectory_team *teams = trajectory_teams(r->db, r->arena, r->user, &n);

    for (size_t i = 0; i < n; i++)
        if (teams[i].id == id)
            return &teams[i];
    return n && !id ? &teams[0] : NULL;
}

static void show_teams(struct req *r, int64_t now)
{
    size_t n;
    const struct trajectory_team *teams = trajectory_teams(r->db, r->arena, r->user, &n);

    if (n < 2)
        return;
    html(r->out, "<nav class=\"chips\" aria-label=\"%s\">", T(meeting_teams));
    for (size_t i = 0; i < n; i++) {
        html(r->out, "<a href=\"/teamoverleg?team=%" PRId64 "\"", teams[i].id);
        if (teams[i].id == now)
            html(r->out, " aria-current=\"true\"");
        html(r->out, ">%s</a>", teams[i].name);
    }
    html(r->out, "</nav>");
}

/* ---- the agenda fills itself ----------------------------------------------------------------- */

struct matter {
    const struct trajectory_fact *fact;
    const struct attention *why; /* NULL: nothing due */
    enum meeting_part part;
};
struct matters {
    struct matter *at;
    size_t n, cap;
};

static int by_part(const void *x, const void *y)
{
    const struct matter *a = x, *b = y;

    if (a->part != b->part)
        return (int)a->part - (int)b->part;
    if (a->why && b->why && a->why->urgent != b->why->urgent)
        return a->why->urgent ? -1 : 1;
    return strcmp(a->fact->list_name, b->fact->list_name);
}

static const struct attention *found_for(const struct attention_list *list,
                                         const struct trajectory_fact *f)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].fact->trajectory_id == f->trajectory_id)
            return &list->at[i];
    return NULL;
}

/* The clients of one specialist with what is due; what this reader may not see stays out. */
static void add_caseload(struct req *r, struct matters *all, int64_t staff_id,
                         struct trajectory_facts *caseload)
{
    struct attention_list list =
        attention_for(r->db, r->arena, staff_id, caseload, r->today, caseload->n);

    for (size_t i = 0; i < caseload->n; i++) {
        const struct trajectory_fact *f = &caseload->at[i];
        const struct attention *why = gate_sees(&f->gate, GROUP_PLAN) ? found_for(&list, f) : NULL;
        struct matter m = {f, why, meeting_part_of(why ? why->rule->rule : "")};

        ARENA_PUSH(r->arena, all, m);
    }
}

/* Everybody of the team, in the order of the agenda: due first. */
static struct matters matters_of(struct req *r, int64_t team_id)
{
    struct matters all = {0};
    struct trajectory_facts team =
        trajectory_list(r->db, r->arena, r->user,
                        (struct trajectory_filter){
                            .team_id = team_id, .phase = "", .find = "", .limit = TEAM_MOST});
    bool *taken = ARENA_ARRAY(r->arena, bool, team.n);

    memset(taken, 0, team.n * sizeof(*taken));
    for (size_t i = 0; i < team.n; i++) {
        struct trajectory_facts own = {.at = ARENA_ARRAY(r->arena, struct trajectory_fact, team.n)};

        if (taken[i])
            continue;
        for (size_t k = i; k < team.n; k++)
            if (team.at[k].staff_id == team.at[i].staff_id) {
                taken[k] = true;
                if (!team.at[k].restricted) /* kept, and not used */
                    own.at[own.n++] = team.at[k];
            }
        add_caseload(r, &all, team.at[i].staff_id, &own);
    }
    if (all.n)
        qsort(all.at, all.n, sizeof(*all.at), by_part);
    return all;
}

/* ---- beginning ------------------------------------------------------------------------------- */

static void show_box(struct req *r, const char *kind, int64_t id, bool ticked, const char *label,
                     const char *more)
{
    html(r->out,
         "<label class=\"yes\"><input type=\"checkbox\" name=\"_%s_%" PRId64
         "\" value=\"1\"%s><span>%s <span class=\"muted small\">%s</span></span></label>",
         kind, id, ticked ? " checked" : "", label, more);
}

static void show_matter(struct req *r, const struct matter *m, bool ticked)
{
    const char *why = m->why ? attention_reason(r->arena, r->lang, m->why)
                             : code_text(r->lang, trajectory_phases, m->fact->phase);

    show_box(r, "t", m->fact->trajectory_id, ticked, m->fact->name,
             *m->fact->staff_name ? arena_fmt(r->arena, "%s · %s", why, m->fact->staff_name) : why);
}

static void show_agenda(struct req *r, const struct matters *all)
{
    size_t ticked = 0, due = 0;

    for (int part = 0; part < PART_ADDED; part++) {
        bool any = false;

        for (size_t i = 0; i < all->n; i++) {
            if (all->at[i].part != (enum meeting_part)part)
                continue;
            if (!any)
                html(r->out, "<fieldset class=\"field\"><legend>%s</legend>",
                     text(r->lang, meeting_part_text((enum meeting_part)part)));
            any = true;
            show_matter(r, &all->at[i], ticked++ < TICKED);
        }
        if (any)
            html(r->out, "</fieldset>");
    }
    due = ticked;
    if (!due)
        html(r->out, "<p class=\"empty\">%s</p>", T(meeting_nothing_due));
    if (due == all->n)
        return;
    html(r->out,
         "<details%s><summary>%s</summary><fieldset class=\"field\"><legend "
         "class=\"sr\">%s</legend>",
         due ? "" : " open", T(meeting_somebody_else), T(meeting_somebody_else));
    for (size_t i = due; i < all->n; i++)
        show_matter(r, &all->at[i], false);
    html(r->out, "</fieldset></details>");
}

static void show_begin(struct req *r, const struct trajectory_team *team)
{
    struct meeting_people people = meeting_team(r, meeting_programme(r->db, team->id), team->id);
    struct matters all = matters_of(r, team->id);

    page_form_begin(r, "card", "/teamoverleg?team=%" PRId64, team->id);
    html(r->out, "<h2>%s</h2>", T(meeting_agenda));
    show_agenda(r, &all);
    html(r->out, "<fieldset class=\"field\"><legend>%s</legend>", T(meeting_present));
    for (size_t i = 0; i < people.n; i++)
        show_box(r, "p", people.at[i].staff_id, true, people.at[i].name,
                 people.at[i].leads ? T(meeting_leads) : "");
    html(r->out,
         "</fieldset><p class=\"muted\">%s</p><div class=\"buttons\"><button>%s</button></div>"
         "</form>",
         T(meeting_begin_what), T(meeting_begin));
}

/* ---- decisions ------------------------------------------------------------------------------- */

static void show_decision(struct req *r, const struct meeting_item *item, bool with_name)
{
    html(r->out, "<li><div class=\"what\">");
    if (with_name && *item->name)
        html(r->out, "<a href=\"/deelnemers/%" PRId64 "\">%s</a>", item->client_id, item->name);
    html(r->out, "<p class=\"say\">%s</p><p class=\"small\">%s%s%s · %s</p></div>", item->decision,
         item->owner, item->due_on == DAY_NONE ? "" : ", ", page_day(r, item->due_on),
         item->done_at ? T(meeting_done)
                       : fill(r, TEXT_meeting_from, page_day(r, item->day), NULL));
    if (!item->done_at && (item->owner_id == r->user->id || item->staff_id == r->user->id)) {
        page_form_begin(r, "acts", "/teamoverleg/besluit/%" PRId64, item->id);
        html(r->out, "<button class=\"quiet\">%s<span class=\"sr\">: %s</span></button></form>",
             T(meeting_mark_done), item->decision);
    }
    html(r->out, "</li>");
}

static void show_mine(struct req *r)
{
    struct meeting_items list = meeting_mine(r);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(meeting_mine));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(meeting_mine_none));
    html(r->out, "<ul class=\"rows\" data-rows>");
    for (size_t i = 0; i < list.n; i++)
        show_decision(r, &list.at[i], true);
    html(r->out, "</ul></section>");
}

static const char *decided(struct req *r, const struct meeting *m)
{
    const char *decisions = text_count(r->arena, r->lang, TEXT_meeting_decided_n, m->items);

    return !m->items  ? T(meeting_decided_none)
           : !m->open ? fill(r, TEXT_meeting_decided_done, decisions, NULL)
                      : fill(r, TEXT_meeting_decided_open, decisions, id_of(r, m->open));
}

static void show_past(struct req *r, int64_t team_id)
{
    struct meetings list = meeting_past(r->db, r->arena, team_id);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(meeting_past));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(meeting_past_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++)
        html(r->out,
             "<li><div class=\"what\"><a href=\"/teamoverleg/%" PRId64
             "\">%s</a><p class=\"small\">%s</p></div></li>",
             list.at[i].id, page_day(r, list.at[i].day), decided(r, &list.at[i]));
    html(r->out, "</ul></section>");
}

static void team_page(struct req *r)
{
    const struct trajectory_team *team = team_of(r, req_query_id(r, "team"));
    struct meeting open;

    if (!team) {
        req_not_found(r);
        return;
    }
    struct frame frame = page_frame(r, T(meeting_title));
    frame.subtitle = arena_fmt(r->arena, "%s · %s", team->name, page_day_long(r, r->today));
    page_begin_frame(r, &frame);
    show_teams(r, team->id);
    html(r->out, "<div class=\"columns\"><div>");
    if (meeting_open(r->db, r->arena, team->id, &open) == OK)
        html(r->out,
             "<div class=\"next-step\"><p>%s</p><a class=\"button\" href=\"/teamoverleg/%" PRId64
             "\">%s</a></div>",
             fill(r, TEXT_meeting_goes_on, page_day(r, open.day), NULL), open.id, T(meeting_go_on));
    else
        show_begin(r, team);
    html(r->out, "</div><div>");
    show_mine(r);
    show_past(r, team->id);
    html(r->out,
         "<section class=\"card\"><h2>%s</h2><p><a href=\"/werkgevers/wie-kent\">%s</a></p>"
         "</section></div></div>",
         T(meeting_who_knows), T(meeting_who_knows_open));
    page_end(r);
}

static bool ticked(struct req *r, const char *kind, int64_t id)
{
    return *req_value(r, arena_fmt(r->arena, "_%s_%" PRId64, kind, id)) != '\0';
}

static void begin_save(struct req *r)
{
    const struct trajectory_team *team = team_of(r, req_query_id(r, "team"));
    struct meeting_items items = {0};

    if (!team) {
        req_not_found(r);
        return;
    }
    struct meeting m = {.programme_id = meeting_programme(r->db, team->id),
                        .team_id = team->id,
                        .day = r->today,
                        .begun_by = r->user->id,
                        .begun_at = r->now};
    struct meeting_people people = meeting_team(r, m.programme_id, team->id);
    struct matters all = matters_of(r, team->id);
    size_t here = 0;
    for (size_t i = 0; i < people.n; i++)
        if (ticked(r, "p", people.at[i].staff_id))
            people.at[here++] = people.at[i];
    people.n = here;
    for (size_t i = 0; i < all.n && items.n < MEETING_ITEMS_MOST; i++) {
        const struct matter *a = &all.at[i];
        struct meeting_item item = {.trajectory_id = a->fact->trajectory_id,
                                    .client_id = a->fact->client_id,
                                    .staff_id = a->fact->staff_id,
                                    .why = a->why ? a->why->rule->rule : "",
                                    .why_days = a->why ? a->why->days : 0,
                                    .gate = a->fact->gate};

        if (ticked(r, "t", item.trajectory_id))
            ARENA_PUSH(r->arena, &items, item);
    }
    if (people.n < 2 || !items.n) {
        req_error_page(r, 422, TEXT_meeting_title, TEXT_meeting_too_small);
        return;
    }
    if (meeting_begin(r, &m, &people, &items) != OK) {
        req_error_page(r, 422, TEXT_meeting_title, TEXT_meeting_already);
        return;
    }
    req_flash(r, TEXT_meeting_begun);
    req_redirect(r, "/teamoverleg/%" PRId64, m.id);
}

/* ---- the meeting itself ---------------------------------------------------------------------- */

struct entry {
    int64_t minutes;
    bool goals;
    int64_t version;
    struct {
        const char *decision;
        int64_t owner;
        int32_t due;
        bool discussed;
    } item[MEETING_ITEMS_MOST];
};

/* Fields of one client, numbered: decision_0, owner_0, due_0, discussed_0. */
static struct field *fields_of(struct req *r, size_t items)
{
    static const struct field head[] = {
        F_MINUTES(struct entry, minutes, TEXT_meeting_minutes, REQUIRED, 5, 600),
        F_YES(struct entry, goals, TEXT_meeting_goals), F_HIDDEN_ID(struct entry, version)};
    struct field *list = ARENA_ARRAY(r->arena, struct field, COUNT(head) + 4 * items + 1);
    size_t n = 0;

    for (; n < COUNT(head); n++)
        list[n] = head[n];
    for (size_t i = 0; i < items; i++) {
        size_t at = offsetof(struct entry, item) + i * sizeof(((struct entry *)0)->item[0]);
        size_t first = offsetof(struct entry, item[0]);

        list[n++] = (struct field){arena_fmt(r->arena, "decision_%zu", i),
                                   FIELD_TEXT,
                                   at + offsetof(struct entry, item[0].decision) - first,
                                   TEXT_meeting_decision,
                                   TEXT_NONE,
                                   0,
                                   0,
                                   300,
                                   NULL};
        list[n++] = (struct field){arena_fmt(r->arena, "owner_%zu", i),
                                   FIELD_ID,
                                   at + offsetof(struct entry, item[0].owner) - first,
                                   TEXT_meeting_owner,
                                   TEXT_NONE,
                                   NARROW,
                                   0,
                                   INT64_MAX,
                                   NULL};
        list[n++] = (struct field){arena_fmt(r->arena, "due_%zu", i),
                                   FIELD_DAY,
                                   at + offsetof(struct entry, item[0].due) - first,
                                   TEXT_meeting_due,
                                   TEXT_NONE,
                                   NARROW,
                                   0,
                                   0,
                                   NULL};
        list[n++] = (struct field){arena_fmt(r->arena, "discussed_%zu", i),
                                   FIELD_YES,
                                   at + offsetof(struct entry, item[0].discussed) - first,
                                   TEXT_meeting_discussed,
                                   TEXT_NONE,
                                   0,
                                   0,
                                   1,
                                   NULL};
    }
    list[n] = (struct field)F_END;
    return list;
}

static struct form *form_of(struct req *r, struct entry *e, const struct meeting *m,
                            const struct meeting_people *people, const struct meeting_items *items)
{
    static const struct choice chips[] = {
        {"45", "45", NULL}, {"60", "60", NULL}, {"90", "90", NULL}, {"120", "120", NULL}};
    struct choice *owners = ARENA_ARRAY(r->arena, struct choice, people->n);

    *e = (struct entry){.minutes = 60, .version = m->version};
    for (size_t i = 0; i < items->n; i++) {
        e->item[i].decision = "";
        e->item[i].owner = items->at[i].staff_id;
        e->item[i].due = r->today + WEEK;
    }
    for (size_t i = 0; i < people->n; i++)
        owners[i] = (struct choice){id_of(r, people->at[i].staff_id), people->at[i].name, NULL};
    struct form *f = req_form(r, fields_of(r, items->n), e);
    form_choices(f, "minutes", chips, COUNT(chips));
    for (size_t i = 0; i < items->n; i++)
        form_choices(f, arena_fmt(r->arena, "owner_%zu", i), owners, people->n);
    return f;
}

/* The reason of a rule about something that is due, with what it is about; NULL: it is done since.
 */
static const char *due_words(struct req *r, const struct meeting_item *item,
                             const struct attention_rule *rule, const struct trajectory_fact *f)
{
    enum { AHEAD = 92 };
    size_t n;
    const struct due *due = due_of_staff(r->db, r->arena, item->staff_id, item->day + AHEAD, &n);
    struct attention a;

    for (size_t i = 0; i < n; i++)
        if (due[i].trajectory_id == item->trajectory_id && !strcmp(due[i].rule, rule->rule) &&
            attention_applies(rule, f, &due[i], item->day, &a))
            return attention_reason(r->arena, r->lang, &a);
    return NULL;
}

/* Why it is on the agenda, as Vandaag says it, of whom this reader may know: with the days as they
 * were when the meeting began; of what is due, with what it is about. */
static const char *why_words(struct req *r, const struct meeting_item *item)
{
    size_t n;
    const struct attention_rule *rules = attention_rules(&n);
    struct trajectory_fact f;

    if (!gate_sees(&item->gate, GROUP_PLAN))
        return "";
    if (!*item->why || trajectory_fact_get(r->db, r->arena, item->trajectory_id, &f) != OK)
        return T(meeting_part_added);
    for (size_t i = 0; i < n; i++) {
        const char *words = NULL;

        if (strcmp(rules[i].rule, item->why) != 0)
            continue;
        if (!attention_of_due(&rules[i]))
            return attention_reason(r->arena, r->lang,
                                    &(struct attention){.rule = &rules[i],
                                                        .fact = &f,
                                                        .days = (int32_t)item->why_days});
        words = due_words(r, item, &rules[i], &f);
        if (words)
            return words;
    }
    return text(r->lang, meeting_part_text(meeting_part_of(item->why)));
}

/* The network, searched with what this client wants. */
static void show_who_knows(struct req *r, const struct meeting_item *item)
{
    if (gate_sees(&item->gate, GROUP_PLAN) && *item->name)
        html(r->out,
             "<p class=\"small no-print\"><a href=\"/werkgevers/wie-kent?voor=%" PRId64
             "\" target=\"_blank\" rel=\"noopener\">%s</a></p>",
             item->client_id, fill(r, TEXT_meeting_who_knows_for, item->name, NULL));
}

static void show_item(struct req *r, const struct form *f, const struct meeting_item *item,
                      size_t i)
{
    html(r->out,
         "<fieldset class=\"item fields\"><legend><a href=\"/deelnemers/%" PRId64
         "\">%s</a></legend><p class=\"muted small\">%s</p>",
         item->client_id, *item->name ? item->name : T(meeting_no_name), why_words(r, item));
    show_who_knows(r, item);
    form_show_field(r->out, f, arena_fmt(r->arena, "decision_%zu", i));
    html(r->out, "<div class=\"columns even\">");
    form_show_field(r->out, f, arena_fmt(r->arena, "owner_%zu", i));
    form_show_field(r->out, f, arena_fmt(r->arena, "due_%zu", i));
    html(r->out, "</div>");
    form_show_field(r->out, f, arena_fmt(r->arena, "discussed_%zu", i));
    html(r->out, "</fieldset>");
}

static void show_people(struct req *r, const struct meeting_people *people, bool posted)
{
    html(r->out, "<section class=\"card\"><fieldset class=\"field\"><legend>%s</legend>",
         T(meeting_present));
    for (size_t i = 0; i < people->n; i++)
        show_box(r, "p", people->at[i].staff_id, !posted || ticked(r, "p", people->at[i].staff_id),
                 people->at[i].name, people->at[i].leads ? T(meeting_leads) : "");
    html(r->out, "</fieldset><fieldset class=\"field\"><legend>%s</legend><p class=\"help\">%s</p>",
         T(meeting_employer_log), T(meeting_employer_log_help));
    for (size_t i = 0; i < people->n; i++)
        if (!people->at[i].leads)
            show_box(r, "w", people->at[i].staff_id,
                     posted && ticked(r, "w", people->at[i].staff_id), people->at[i].name,
                     text_count(r->arena, r->lang, TEXT_meeting_visits, people->at[i].visits));
    html(r->out, "</fieldset></section>");
}

static struct frame begin_frame(struct req *r, const struct meeting *m, size_t errors)
{
    struct frame_link *crumbs = ARENA_ARRAY(r->arena, struct frame_link, 1);
    struct frame frame = page_frame(r, T(meeting_title));

    crumbs[0] = (struct frame_link){arena_fmt(r->arena, "/teamoverleg?team=%" PRId64, m->team_id),
                                    T(meeting_title), NULL, 0};
    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    frame.errors = errors;
    frame.subtitle = arena_fmt(r->arena, "%s · %s", m->team, page_day_long(r, m->day));
    page_begin_frame(r, &frame);
    return frame;
}

static void show_running(struct req *r, struct form *f, const struct meeting *m,
                         const struct meeting_people *people, const struct meeting_items *items)
{
    begin_frame(r, m, form_error_count(f));
    form_show_errors(r->out, f);
    html(r->out,
         "<p class=\"no-print\"><a href=\"/werkgevers/wie-kent\" target=\"_blank\" "
         "rel=\"noopener\">%s</a></p>",
         T(meeting_who_knows));
    html(r->out,
         "<form method=\"post\" action=\"/teamoverleg/%" PRId64
         "\" data-guard data-draft=\"overleg%" PRId64 "\">",
         m->id, m->id);
    page_csrf(r);
    html(r->out, "<section class=\"card\">");
    for (size_t i = 0; i < items->n; i++)
        show_item(r, f, &items->at[i], i);
    html(r->out, "</section>");
    show_people(r, people, http_method(r->x) == HTTP_POST);
    html(r->out, "<section class=\"card\">");
    form_show_field(r->out, f, "minutes");
    form_show_field(r->out, f, "goals");
    form_show_field(r->out, f, "version");
    html(r->out,
         "<p class=\"muted\">%s</p><div class=\"buttons\"><button>%s</button></div></section>"
         "</form>",
         T(meeting_close_what), T(meeting_close));
    page_end(r);
}

/* Who was talked over without a decision, by name for who sees the name. */
static void show_without(struct req *r, const struct meeting_items *items, size_t discussed)
{
    html(r->out, "<p class=\"muted\">%s",
         text_count(r->arena, r->lang, TEXT_meeting_without, (int64_t)discussed));
    for (size_t i = 0; i < items->n; i++)
        if (items->at[i].discussed && !*items->at[i].decision && *items->at[i].name)
            html(r->out, " <a href=\"/deelnemers/%" PRId64 "\">%s</a>", items->at[i].client_id,
                 items->at[i].name);
    html(r->out, "</p>");
}

static void show_closed(struct req *r, const struct meeting *m, const struct meeting_people *people,
                        const struct meeting_items *items)
{
    size_t discussed = 0;

    begin_frame(r, m, 0);
    html(r->out, "<p>%s</p><ul class=\"facts\">",
         fill(r, TEXT_meeting_took, page_hours(r, m->minutes),
              m->goals ? T(meeting_goals_were) : ""));
    for (size_t i = 0; i < people->n; i++)
        if (people->at[i].present)
            html(r->out, "<li>%s%s%s</li>", people->at[i].name,
                 people->at[i].employer_log ? " · " : "",
                 people->at[i].employer_log ? T(meeting_employer_log_was) : "");
    html(r->out, "</ul><section class=\"card\"><h2>%s</h2><ul class=\"rows\" data-rows>",
         T(meeting_decisions));
    for (size_t i = 0; i < items->n; i++) {
        discussed += items->at[i].discussed && !*items->at[i].decision;
        if (*items->at[i].decision)
            show_decision(r, &items->at[i], true);
    }
    html(r->out, "</ul>");
    if (discussed)
        show_without(r, items, discussed);
    html(r->out, "</section>");
    page_end(r);
}

/* A meeting of a team of one's own; else that has been answered. */
static bool load(struct req *r, struct meeting *m, struct meeting_people *people,
                 struct meeting_items *items)
{
    if (meeting_get(r->db, r->arena, r->id, m) != OK || !team_of(r, m->team_id)) {
        req_not_found(r);
        return false;
    }
    *people = meeting_people(r->db, r->arena, m->id);
    *items = meeting_items(r, m->id);
    return true;
}

static const char *draft_name(struct req *r, const struct meeting *m)
{
    return arena_fmt(r->arena, "overleg%" PRId64, m->id);
}

static void show_draft(struct req *r, const struct meeting *m, const struct meeting_people *people,
                       const struct meeting_items *items)
{
    struct entry e;
    struct form *f = form_of(r, &e, m, people, items);

    draft_read(r, draft_name(r, m), fields_of(r, items->n), &e);
    e.version = m->version;
    show_running(r, f, m, people, items);
}

static void meeting_page(struct req *r)
{
    struct meeting m;
    struct meeting_people people;
    struct meeting_items items;

    if (!load(r, &m, &people, &items))
        return;
    if (m.closed_at)
        show_closed(r, &m, &people, &items);
    else
        show_draft(r, &m, &people, &items);
}

static void take_entry(struct req *r, const struct entry *e, struct meeting *m,
                       struct meeting_people *people, struct meeting_items *items)
{
    m->minutes = e->minutes;
    m->goals = e->goals;
    m->version = e->version;
    for (size_t i = 0; i < people->n; i++) {
        people->at[i].present = ticked(r, "p", people->at[i].staff_id);
        people->at[i].employer_log = ticked(r, "w", people->at[i].staff_id);
    }
    for (size_t i = 0; i < items->n; i++) {
        items->at[i].decision = e->item[i].decision;
        items->at[i].owner_id = e->item[i].owner;
        items->at[i].due_on = e->item[i].due;
        items->at[i].discussed = e->item[i].discussed;
    }
}

static void check_entry(struct req *r, struct form *f, const struct entry *e,
                        const struct meeting_people *people, size_t items)
{
    size_t present = 0;

    for (size_t i = 0; i < items; i++) {
        if (*e->item[i].decision && !e->item[i].owner)
            form_error(f, arena_fmt(r->arena, "owner_%zu", i), TEXT_meeting_owner_missing);
        if (*e->item[i].decision && e->item[i].due == DAY_NONE)
            form_error(f, arena_fmt(r->arena, "due_%zu", i), TEXT_meeting_due_missing);
    }
    for (size_t i = 0; i < people->n; i++)
        present += ticked(r, "p", people->at[i].staff_id);
    if (!present)
        form_error(f, NULL, TEXT_meeting_present_missing);
}

static void meeting_save(struct req *r)
{
    struct meeting m;
    struct meeting_people people;
    struct meeting_items items;
    struct entry e;
    const char *who = "";

    if (!load(r, &m, &people, &items))
        return;
    struct form *f = form_of(r, &e, &m, &people, &items);
    if (req_form_read(r, f))
        check_entry(r, f, &e, &people, items.n);
    if (!form_error_count(f)) {
        struct meeting done = m;

        take_entry(r, &e, &done, &people, &items);
        enum rc rc = meeting_close(r, &done, &people, &items, &who);
        if (rc == DENIED)
            form_error_text(f, NULL, fill(r, TEXT_meeting_locked, who, NULL));
        else if (rc != OK)
            form_error(f, NULL, TEXT_meeting_stale);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_running(r, f, &m, &people, &items);
        return;
    }
    draft_forget(r, draft_name(r, &m));
    req_flash(r, TEXT_meeting_closed);
    req_redirect(r, "/teamoverleg/%" PRId64, m.id);
}

static void done_save(struct req *r)
{
    struct meeting_item item;

    if (meeting_item_get(r, r->id, &item) != OK ||
        (item.owner_id != r->user->id && item.staff_id != r->user->id)) {
        req_not_found(r);
        return;
    }
    bool again = *req_query(r, "terug");
    r->client_id = item.client_id;
    meeting_item_done(r, &item, !again);
    if (again)
        req_flash(r, TEXT_meeting_done_undone);
    else
        req_flash_undo(r, TEXT_meeting_done_saved,
                       arena_fmt(r->arena, "/teamoverleg/besluit/%" PRId64 "?terug=1", item.id));
    req_redirect(r, "/teamoverleg");
}

/* ---- on the page of a client ----------------------------------------------------------------- */

static void client_block(struct req *r)
{
    struct meeting_items list = meeting_of_client(r, r->trajectory_id);

    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(meeting_none_client));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++)
        show_decision(r, &list.at[i], false);
    html(r->out, "</ul>");
}

static const struct route routes[] = {{GET, "/teamoverleg", team_page, SCOPE_NONE,
                                       PERM_CLIENT_GRANT, READ, ACCESS_LIST, TEXT_meeting_title},
                                      {POST, "/teamoverleg", begin_save, SCOPE_NONE,
                                       PERM_CLIENT_GRANT, WRITE, ACCESS_CREATE, TEXT_meeting_begin},
                                      {GET, "/teamoverleg/:id", meeting_page, SCOPE_NONE,
                                       PERM_CLIENT_GRANT, READ, ACCESS_LIST, TEXT_meeting_title},
                                      {POST, "/teamoverleg/:id", meeting_save, SCOPE_NONE,
                                       PERM_CLIENT_GRANT, WRITE, ACCESS_CHANGE, TEXT_meeting_close},
                                      {POST, "/teamoverleg/besluit/:id", done_save, SCOPE_NONE,
                                       PERM_CLIENT_GRANT, WRITE, ACCESS_CHANGE,
                                       TEXT_meeting_mark_done},
                                      {0}};

static const struct client_block blocks[] = {{.draw = client_block,
                                              .title = TEXT_meeting_block,
                                              .group = GROUP_TEAM,
                                              .tab = TAB_OVERVIEW,
                                              .order = 60,
                                              .aside = true,
                                              .name = "teamoverleg"},
                                             {0}};

const struct feature meeting_feature = {
    .name = "meeting", .routes = routes, .client_blocks = blocks};
