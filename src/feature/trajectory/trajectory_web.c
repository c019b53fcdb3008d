/* trajectory_web.c: the list of clients, changing a trajectory, a new one for somebody we know.
 * Not: the page of one client (feature/record), a referral (feature/referral).
 * Start at list_page(). */
#include "core/codes.h"
#include "feature/client/client.h"
#include "feature/trajectory/trajectory.h"

enum { LIST_LIMIT = 100 };

/* ---- the list -------------------------------------------------------------------------------- */

struct view {
    bool own;     /* has a caseload to look at */
    bool granted; /* may see someone by a grant */
    bool orders;  /* may choose the order, and the phase has one to choose */
    uint32_t see; /* what is seen of somebody in the list: the columns */
    struct trajectory_team *teams;
    size_t n_teams;
    struct trajectory_filter filter;
};

/* ?team=ID is one of the teams this person may see, ?team=toegang whom a grant opens; without it
 * the own caseload, the first team, or those of the grants. */
static const char *const by_grant = "toegang";
/* ?volgorde=naam; without it whoever is to be seen first. */
static const char *const by_name = "naam";

/* In order of what this reader may see of everybody in the list; a list of the past, or of who
 * waits, has one order. */
static bool can_order(struct req *r, const struct view *v)
{
    struct gate gate = {0};

    if (v->filter.granted || !strcmp(v->filter.phase, "closed") ||
        !strcmp(v->filter.phase, "all") || !strcmp(v->filter.phase, "waiting"))
        return false;
    if (v->filter.staff_id)
        return true;
    for (size_t i = 0; i < v->n_teams; i++)
        if (v->teams[i].id == v->filter.team_id)
            gate = gate_row(r->user, 0, v->teams[i].programme_id, v->teams[i].id);
    return gate_sees(&gate, GROUP_TEAM) && gate_sees(&gate, GROUP_TIME);
}

static struct view view_of(struct req *r)
{
    struct view v = {.own = user_has_role(r->user, ROLE_SPECIALIST)};
    int64_t wanted = req_query_id(r, "team");
    const char *phase = req_query(r, "fase");

    v.teams = trajectory_teams(r->db, r->arena, r->user, &v.n_teams);
    v.granted = trajectory_granted(r->db, r->user, r->now);
    v.filter = (struct trajectory_filter){.find = req_query(r, "q"),
                                          .phase = "",
                                          .limit = LIST_LIMIT,
                                          .now = r->now,
                                          .granted = (!v.own && !v.n_teams) ||
                                                     !strcmp(req_query(r, "team"), by_grant)};
    if (code_known(trajectory_phases, phase) || !strcmp(phase, "all") || !strcmp(phase, "waiting"))
        v.filter.phase = phase;
    for (size_t i = 0; i < v.n_teams && !v.filter.granted; i++)
        if (v.teams[i].id == wanted || (!v.own && !v.filter.team_id))
            v.filter.team_id = v.teams[i].id;
    if (!v.filter.team_id && !v.filter.granted)
        v.filter.staff_id = r->user->id;
    v.orders = can_order(r, &v);
    v.filter.urgent = v.orders && strcmp(req_query(r, "volgorde"), by_name) != 0;
    return v;
}

static const char *team_now(struct req *r, const struct view *v)
{
    return v->filter.granted ? by_grant : arena_fmt(r->arena, "%" PRId64, v->filter.team_id);
}

static const char *order_now(struct req *r)
{
    return strcmp(req_query(r, "volgorde"), by_name) ? "" : by_name;
}

static void link_begin(struct req *r, const struct view *v, const char *team, const char *phase,
                       const char *order)
{
    html(r->out, "<a href=\"/deelnemers?team=%s&amp;fase=%s&amp;q=", team, phase);
    html_url_arg(r->out, v->filter.find);
    html(r->out, "%s%s\"", *order ? "&volgorde=" : "", order);
}

static void chip(struct req *r, const struct view *v, const char *team, const char *phase,
                 const char *label)
{
    bool on = !strcmp(team, team_now(r, v)) && !strcmp(phase, v->filter.phase);

    link_begin(r, v, team, phase, order_now(r));
    if (on)
        html(r->out, " aria-current=\"true\"");
    html(r->out, ">%s</a>", label);
}

/* Office sees no phase; that somebody's trajectory is over, it needs to know. */
static void show_phases(struct req *r, const struct view *v)
{
    bool office =
        user_has_role(r->user, ROLE_OFFICE) && !v->own && !user_has_role(r->user, ROLE_SUPERVISOR);

    html(r->out, "<nav class=\"chips\" aria-label=\"%s\">", T(phase));
    chip(r, v, team_now(r, v), "", T(list_running));
    if (!office)
        chip(r, v, team_now(r, v), "waiting", T(list_waiting));
    for (const struct code *c = trajectory_phases; c->code; c++)
        if (!office || !strcmp(c->code, "closed"))
            chip(r, v, team_now(r, v), c->code, text(r->lang, c->label));
    html(r->out, "</nav>");
}

static void show_tools(struct req *r, const struct view *v)
{
    html(r->out,
         "<form class=\"tools\" method=\"get\" action=\"/deelnemers\" data-live=\"lijst\""
         " role=\"search\"><input type=\"hidden\" name=\"team\" value=\"%s\">"
         "<input type=\"hidden\" name=\"fase\" value=\"%s\"><div class=\"field\">"
         "<label for=\"f-q\">%s</label><input type=\"search\" id=\"f-q\" name=\"q\" value=\"%s\""
         " autocomplete=\"off\" data-search></div><button class=\"quiet\">%s</button>",
         team_now(r, v), v->filter.phase, T(list_find), v->filter.find, T(search));
    if (*order_now(r))
        html(r->out, "<input type=\"hidden\" name=\"volgorde\" value=\"%s\">", by_name);
    if (user_may(r->user, PERM_CLIENT_CREATE))
        html(r->out, "<a class=\"button\" href=\"/deelnemers/nieuw\">%s</a>", T(trajectory_new));
    html(r->out, "</form>");
    if (v->own + v->n_teams + v->granted > 1) {
        html(r->out, "<nav class=\"chips\" aria-label=\"%s\">", T(list_whose));
        if (v->own)
            chip(r, v, "0", v->filter.phase, T(list_own));
        for (size_t i = 0; i < v->n_teams; i++)
            chip(r, v, arena_fmt(r->arena, "%" PRId64, v->teams[i].id), v->filter.phase,
                 v->teams[i].name);
        if (v->granted)
            chip(r, v, by_grant, "", T(list_granted));
        html(r->out, "</nav>");
    }
    if (!v->filter.granted)
        show_phases(r, v);
}

/* Why this one is on top, and the other order one click away. */
static void show_order(struct req *r, const struct view *v)
{
    bool waiting = !strcmp(v->filter.phase, "waiting");

    if (!v->orders && !waiting)
        return;
    html(r->out, "<p class=\"muted\">%s",
         waiting            ? T(list_order_waiting)
         : v->filter.urgent ? T(list_order_urgent)
                            : T(list_order_name));
    if (v->orders) {
        html(r->out, " ");
        link_begin(r, v, team_now(r, v), v->filter.phase, v->filter.urgent ? by_name : "");
        html(r->out, ">%s</a>", v->filter.urgent ? T(list_to_name) : T(list_to_urgent));
    }
    html(r->out, "</p>");
}

static const char *days_ago(struct req *r, int32_t day)
{
    if (day == DAY_NONE)
        return T(list_never);
    if (day == r->today)
        return T(today);
    if (day == r->today - 1)
        return T(list_yesterday);
    if (day > r->today)
        return page_day(r, day);
    return text_fill(r->arena, r->lang, TEXT_list_days_ago,
                     text_count(r->arena, r->lang, TEXT_days, r->today - day), NULL, NULL, NULL);
}

/* The columns after the name, and the part of the record each belongs to. */
static const struct column {
    enum text_id head;
    enum field_group group;
    const char *css_class;
} columns[] = {{TEXT_phase, GROUP_TEAM, ""},
               {TEXT_list_since, GROUP_PLAN, "number"},
               {TEXT_list_first_employer, GROUP_PLAN, "number wraps"},
               {TEXT_list_last_contact, GROUP_TIME, ""},
               {TEXT_list_next, GROUP_TEAM, ""},
               {TEXT_list_job, GROUP_WORK, ""},
               {TEXT_list_ends, GROUP_MONEY, "day"},
               {TEXT_list_specialist, GROUP_NAME, ""}};

/* In a list of one's own, the specialist is oneself. */
static bool has_column(const struct view *v, const struct column *c)
{
    struct gate any = {.see = v->see};

    return gate_sees(&any, c->group) && (c->head != TEXT_list_specialist || !v->filter.staff_id);
}

/* Principle 6 as a plain number of days: how long it took, or how long it has been. */
static void show_first_employer(struct req *r, const struct trajectory_fact *f)
{
    bool met = f->first_employer_on != DAY_NONE;
    int32_t until = met ? f->first_employer_on : r->today;

    if (f->started_on == DAY_NONE || (!met && !strcmp(f->phase, "referred")))
        return;
    const char *days = text_count(r->arena, r->lang, TEXT_days, MAX(until - f->started_on, 0));
    if (met)
        html(r->out, "%s", days);
    else
        html(r->out, "<span class=\"warn\">%s</span>",
             text_fill(r->arena, r->lang, TEXT_list_not_yet, days, NULL, NULL, NULL));
}

/* Nothing at all when there is none: an empty cell takes no room on a phone. */
static void show_next(struct req *r, const struct trajectory_fact *f)
{
    if (f->next_step_on != DAY_NONE)
        html(r->out, "<span class=\"day\">%s</span> ", page_day(r, f->next_step_on));
    html(r->out, "%s", f->next_step);
}

static void show_cell(struct req *r, const struct column *c, const struct trajectory_fact *f)
{
    html(r->out, "<td class=\"%s\" data-label=\"%s\">", c->css_class, text(r->lang, c->head));
    if (!gate_sees(&f->gate, c->group)) {
        html(r->out, "</td>");
        return;
    }
    if (c->head == TEXT_phase)
        html(r->out, "%s", code_text(r->lang, trajectory_phases, f->phase));
    else if (c->head == TEXT_list_since)
        html(r->out, "%s", text_count(r->arena, r->lang, TEXT_days, r->today - f->started_on));
    else if (c->head == TEXT_list_first_employer)
        show_first_employer(r, f);
    else if (c->head == TEXT_list_last_contact)
        html(r->out, "%s", days_ago(r, f->last_contact_on));
    else if (c->head == TEXT_list_next)
        show_next(r, f);
    else if (c->head == TEXT_list_job)
        html(r->out, "%s", f->employer);
    else if (c->head == TEXT_list_ends)
        html(r->out, "%s", page_day(r, f->ends_on));
    else
        html(r->out, "%s", *f->staff_name ? f->staff_name : T(trajectory_none_assigned));
    html(r->out, "</td>");
}

static void show_row(struct req *r, const struct view *v, const struct trajectory_fact *f)
{
    html(r->out, "<tr><th scope=\"row\"><a href=\"/deelnemers/%" PRId64 "\">%s</a></th>",
         f->client_id, f->list_name);
    for (size_t i = 0; i < COUNT(columns); i++)
        if (has_column(v, &columns[i]))
            show_cell(r, &columns[i], f);
    html(r->out, "</tr>");
}

static void show_table(struct req *r, const struct view *v, const struct trajectory_facts *list)
{
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards\"><caption class=\"sr\">%s</caption><thead><tr>"
         "<th scope=\"col\">%s</th>",
         page_client_word(r, true, true), page_client_word(r, true, true), T(list_name));
    for (size_t i = 0; i < COUNT(columns); i++)
        if (has_column(v, &columns[i]))
            html(r->out, "<th scope=\"col\" class=\"%s\">%s</th>",
                 !strncmp(columns[i].css_class, "number", 6) ? "number" : "",
                 text(r->lang, columns[i].head));
    html(r->out, "</tr></thead><tbody data-rows>");
    for (size_t i = 0; i < list->n; i++)
        show_row(r, v, &list->at[i]);
    html(r->out, "</tbody></table></div>");
}

const char *trajectory_meter(struct req *r, const struct trajectory_facts *caseload)
{
    return text_fill(
        r->arena, r->lang, TEXT_list_caseload,
        text_count(r->arena, r->lang, TEXT_list_clients, (int64_t)caseload->n),
        arena_fmt(r->arena, "%" PRId64, (trajectory_norm(caseload, r->user->fte) + 50) / 100), NULL,
        NULL);
}

static void list_page(struct req *r)
{
    struct view v = view_of(r);
    struct trajectory_facts list = trajectory_list(r->db, r->arena, r->user, v.filter);
    struct frame frame = page_frame(r, page_client_word(r, true, true));

    for (size_t i = 0; i < list.n; i++)
        v.see |= list.at[i].gate.see;
    frame.wide = true;
    if (v.filter.staff_id && !*v.filter.phase && !*v.filter.find)
        frame.subtitle = trajectory_meter(r, &list);
    page_begin_frame(r, &frame);
    show_tools(r, &v);
    html(r->out, "<div id=\"lijst\" class=\"card\">");
    if (list.n) {
        show_order(r, &v);
        show_table(r, &v, &list);
    } else {
        bool searched = *v.filter.find || *v.filter.phase;

        html(r->out, "<div class=\"empty\"><p>%s</p>",
             searched           ? T(list_empty_found)
             : v.filter.granted ? T(list_empty_granted)
                                : T(list_empty));
        if (!searched && user_may(r->user, PERM_CLIENT_CREATE))
            html(r->out, "<a class=\"button quiet\" href=\"/deelnemers/nieuw\">%s</a>",
                 T(trajectory_new));
        html(r->out, "</div>");
    }
    if (list.more)
        html(r->out, "<p class=\"left-out\">%s</p>", T(list_more));
    html(r->out, "</div>");
    if (user_may(r->user, PERM_CLIENT_GRANT))
        html(r->out,
             "<p class=\"muted\"><a href=\"/waarneming\">%s</a> · <a "
             "href=\"/noodtoegang\">%s</a></p>",
             T(list_cover), T(list_emergency));
    page_end(r);
}

/* ---- what all forms share -------------------------------------------------------------------- */

struct trajectory trajectory_new(const struct req *r)
{
    return (struct trajectory){.organisation_id = r->user->organisation_id,
                               .programme_id = r->user->programme_id,
                               .team_id = r->user->team_id,
                               .target_group = "",
                               .scheme = "NONE",
                               .financier = "",
                               .referred_on = r->today,
                               .referred_by = "",
                               .work_goal = "",
                               .first_talk_on = DAY_NONE,
                               .started_on = DAY_NONE,
                               .ends_on = DAY_NONE,
                               .funding = "none",
                               .closed_on = DAY_NONE,
                               .close_reason = "",
                               .destination = ""};
}

static void add_code_choices(struct req *r, struct form *f, const char *field, const char *list)
{
    size_t n;
    const struct choice *choices = codes_choices(list, r->lang, &n);

    form_choices(f, field, choices, n);
}

void trajectory_check_order(struct form *f, const struct trajectory *t)
{
    if (t->first_talk_on != DAY_NONE && t->first_talk_on < t->referred_on)
        form_error(f, "first_talk_on", TEXT_trajectory_order);
    if (t->started_on != DAY_NONE && t->started_on < t->referred_on)
        form_error(f, "started_on", TEXT_trajectory_order);
    if (t->ends_on != DAY_NONE && t->started_on != DAY_NONE && t->ends_on < t->started_on)
        form_error(f, "ends_on", TEXT_trajectory_end_before_start);
}

/* ---- the form of one trajectory -------------------------------------------------------------- */

static void show_trajectory_form(struct req *r, struct form *f, const char *title,
                                 const char *where)
{
    client_page_begin(r, title, f);
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/%s", r->client_id, where);
    form_show_fields(r->out, f);
    client_form_end(r);
    page_end(r);
}

/* ---- again: a new trajectory of someone we know ---------------------------------------------- */

static const struct field again_fields[] = {
    F_DAY(struct trajectory, referred_on, TEXT_trajectory_referred_on,
          REQUIRED | PAST_ONLY | NARROW),
    F_DAY(struct trajectory, first_talk_on, TEXT_trajectory_first_talk_on, NARROW),
    F_CODE(struct trajectory, referred_by, TEXT_trajectory_referred_by, REQUIRED,
           trajectory_referrers),
    F_CODE(struct trajectory, target_group, TEXT_trajectory_target_group, REQUIRED, NULL),
    F_NOTE(struct trajectory, work_goal, TEXT_trajectory_work_goal, 0, 2000),
    F_END};

static struct form *again_of(struct req *r, struct trajectory *t)
{
    *t = trajectory_new(r);
    t->client_id = r->client_id;
    struct form *f = req_form(r, again_fields, t);
    add_code_choices(r, f, "target_group", "target_groups");
    return f;
}

static void again_form(struct req *r)
{
    struct trajectory t;

    show_trajectory_form(r, again_of(r, &t), T(trajectory_again), "traject/nieuw");
}

static void again_save(struct req *r)
{
    struct trajectory t;
    struct form *f = again_of(r, &t);

    if (req_form_read(r, f)) {
        trajectory_check_order(f, &t);
        if (!form_error_count(f) && trajectory_add(r, &t, r->user->id) == CONFLICT)
            form_error(f, NULL, TEXT_trajectory_running_already);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_trajectory_form(r, f, T(trajectory_again), "traject/nieuw");
        return;
    }
    req_flash(r, TEXT_trajectory_added);
    req_redirect(r, "/deelnemers/%" PRId64, r->client_id);
}

/* ---- changing a trajectory ------------------------------------------------------------------- */

static const struct field change_fields[] = {
    F_CODE(struct trajectory, target_group, TEXT_trajectory_target_group, REQUIRED, NULL),
    F_CODE(struct trajectory, scheme, TEXT_trajectory_scheme, NARROW, NULL),
    F_CODE(struct trajectory, financier, TEXT_trajectory_financier, 0, trajectory_financiers),
    F_CODE(struct trajectory, funding, TEXT_trajectory_funding, REQUIRED, trajectory_fundings),
    F_DAY(struct trajectory, referred_on, TEXT_trajectory_referred_on,
          REQUIRED | PAST_ONLY | NARROW),
    F_CODE(struct trajectory, referred_by, TEXT_trajectory_referred_by, REQUIRED,
           trajectory_referrers),
    F_DAY(struct trajectory, first_talk_on, TEXT_trajectory_first_talk_on, NARROW),
    F_DAY(struct trajectory, started_on, TEXT_trajectory_started_on, NARROW),
    F_DAY(struct trajectory, ends_on, TEXT_trajectory_ends_on, NARROW),
    F_NOTE(struct trajectory, work_goal, TEXT_trajectory_work_goal, 0, 2000),
    F_HIDDEN_ID(struct trajectory, version),
    F_END};

static struct form *change_of(struct req *r, struct trajectory *t)
{
    if (trajectory_get(r->db, r->arena, r->trajectory_id, t) != OK)
        BUG("the gate let through a trajectory that is not there");
    struct form *f = req_form(r, change_fields, t);
    add_code_choices(r, f, "target_group", "target_groups");
    add_code_choices(r, f, "scheme", "schemes");
    return f;
}

static void change_form(struct req *r)
{
    struct trajectory t;

    show_trajectory_form(r, change_of(r, &t), T(trajectory_change), "traject");
}

static void change_save(struct req *r)
{
    struct trajectory t;
    struct form *f = change_of(r, &t);

    if (req_form_read(r, f)) {
        trajectory_check_order(f, &t);
        if (t.closed_on != DAY_NONE && t.closed_on < t.referred_on)
            form_error(f, "referred_on", TEXT_trajectory_after_closing);
    }
    if (!form_error_count(f)) {
        enum rc rc = trajectory_change(r, &t);

        if (rc == STALE)
            form_error(f, NULL, TEXT_trajectory_stale);
        else if (rc != OK)
            BUG("a trajectory that was checked is refused");
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_trajectory_form(r, f, T(trajectory_change), "traject");
        return;
    }
    req_flash(r, TEXT_trajectory_saved);
    req_redirect(r, "/deelnemers/%" PRId64, r->client_id);
}

static const struct route routes[] = {
    {GET, "/deelnemers", list_page, SCOPE_NONE, PERM_CLIENT_LIST, READ, ACCESS_LIST,
     TEXT_core_clients_participant},
    {GET, "/deelnemers/:client/traject", change_form, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_trajectory_change, GROUP_PLAN},
    {GET, "/deelnemers/:client/traject/nieuw", again_form, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_trajectory_again, GROUP_PLAN},
    {POST, "/deelnemers/:client/traject/nieuw", again_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CREATE, TEXT_trajectory_again, GROUP_PLAN},
    {POST, "/deelnemers/:client/traject", change_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_trajectory_change, GROUP_PLAN},
    {0}};

const struct feature trajectory_feature = {.name = "trajectory", .routes = routes};
