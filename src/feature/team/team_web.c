/* team_web.c: the page Team of a supervisor, once a week and whenever: figures per specialist, what
 * stands out, who was not spoken to, what is late, the action plan. Not: the figures (team.c) and
 * how they are drawn (team_show.c). Start at team_page(). */
#include "base/vec.h"
#include "core/values.h"
#include "feature/attention/attention.h"
#include "feature/framework/framework.h"
#include "feature/review/review_pages.h"
#include "feature/team/team_pages.h"
#include "feature/trajectory/due.h"

enum { TEAM_MOST = 1000 };

/* ---- what is read -----------------------------------------------------------------------------
 */

struct staff_list {
    struct team_staff *at;
    size_t n, cap;
};

/* The caseload of one specialist, as trajectory_norm() wants it. */
static int64_t norm_of(struct req *r, const struct trajectory_facts *facts, int64_t id, int64_t fte)
{
    struct trajectory_facts own = {.at =
                                       ARENA_ARRAY(r->arena, struct trajectory_fact, facts->n + 1)};

    for (size_t i = 0; i < facts->n; i++)
        if (facts->at[i].staff_id == id)
            own.at[own.n++] = facts->at[i];
    return trajectory_norm(&own, fte);
}

/* Specialists of the team: by their role in it, or in the whole programme. */
static struct staff_list staff_of(struct req *r, const struct team_page *p)
{
    struct staff_list list = {0};
    char day[DAY_TEXT];
    struct db_rows q =
        db_query(r->db,
                 SQL("select s.id, s.fte from staff s where s.active = 1 and exists (select 1 from"
                     " staff_role o where o.staff_id = s.id and o.programme_id = $1"
                     " and o.role = 'specialist' and (o.team_id = $2 or o.team_id is null)"
                     " and o.from_on <= $3 and (o.to_on is null or o.to_on >= $3))"
                     " order by s.sort_key, s.id limit 200"),
                 ARGS(I(p->programme_id), I(p->team_id), S(day_iso(r->today, day))));

    while (db_next(&q)) {
        struct team_staff one = {db_int(&q, 0), db_int(&q, 1)};

        ARENA_PUSH(r->arena, &list, one);
    }
    for (size_t i = 0; i < list.n; i++)
        list.at[i].norm = norm_of(r, &p->facts, list.at[i].id, list.at[i].norm);
    return list;
}

static bool leads(struct req *r, int64_t programme_id, int64_t team_id)
{
    for (size_t i = 0; i < r->user->n_roles; i++) {
        const struct user_role *role = &r->user->roles[i];

        if (role->role == ROLE_SUPERVISOR && role->programme_id == programme_id &&
            (!role->team_id || role->team_id == team_id))
            return true;
    }
    return false;
}

/* The team of the address; the first without one. */
static bool find_team(struct req *r, const struct trajectory_team *teams, size_t n,
                      struct team_page *p)
{
    int64_t wanted = req_query_id(r, "team");
    size_t i = 0;

    *p = (struct team_page){0};
    while (*req_query(r, "team") && i < n && teams[i].id != wanted)
        i++;
    if (i >= n)
        return false;
    p->team_id = teams[i].id;
    p->name = teams[i].name;
    p->programme_id = db_one_int(r->db, SQL("select programme_id from team where id = $1"),
                                 ARGS(I(p->team_id)), 0);
    p->leads = leads(r, p->programme_id, p->team_id);
    return true;
}

static void load(struct req *r, struct team_page *p)
{
    struct trajectory_filter filter = {
        .team_id = p->team_id, .phase = "", .find = "", .limit = TEAM_MOST};
    struct fidelity_world *w = ARENA_ARRAY(r->arena, struct fidelity_world, 1);

    p->facts = trajectory_list(r->db, r->arena, r->user, filter);
    *w = fidelity_load(r->db, r->arena, p->programme_id, "",
                       day_add_months(r->today, -FIDELITY_MONTHS) - 7, r->today);
    struct staff_list staff = staff_of(r, p);
    p->now = team_measure(r->arena, w, staff.at, staff.n, r->today);
    p->before = team_measure(r->arena, w, staff.at, staff.n, r->today - 7);
}

/* ---- what is late -----------------------------------------------------------------------------
 */

static const struct trajectory_fact *fact_of(const struct team_page *p, int64_t trajectory_id)
{
    for (size_t i = 0; i < p->facts.n; i++)
        if (p->facts.at[i].trajectory_id == trajectory_id)
            return &p->facts.at[i];
    return NULL;
}

/* The reason as it stands on Vandaag; NULL: no rule says this shows. */
static const char *reason_of(struct req *r, const struct due *due,
                             const struct trajectory_fact *fact)
{
    size_t n;
    const struct attention_rule *rules = attention_rules(&n);
    struct attention a;

    for (size_t i = 0; i < n; i++)
        if (!strcmp(rules[i].rule, due->rule) && attention_of_due(&rules[i]) &&
            attention_applies(&rules[i], fact, due, r->today, &a))
            return attention_reason(r->arena, r->lang, &a);
    return NULL;
}

struct late_list {
    struct late {
        const struct trajectory_fact *fact;
        const char *staff, *reason;
    } * at;
    size_t n, cap;
};

/* Unpaid work past its last day, also when it was put off: the promise has to be kept. */
static void find_unpaid(struct req *r, const struct team_page *p, const struct team_member *m,
                        struct late_list *list)
{
    size_t n;
    const struct attention_rule *rules = attention_rules(&n);
    struct attention a;

    for (size_t i = 0; i < p->facts.n; i++)
        for (size_t j = 0; j < n; j++)
            if (p->facts.at[i].staff_id == m->id && !p->facts.at[i].restricted &&
                rules[j].measure == MEASURE_UNPAID_ENDS &&
                attention_applies(&rules[j], &p->facts.at[i], NULL, r->today, &a) && a.days < 0)
                ARENA_PUSH(r->arena, list,
                           ((struct late){&p->facts.at[i], m->name,
                                          attention_reason(r->arena, r->lang, &a)}));
}

static void find_late(struct req *r, const struct team_page *p, const struct team_member *m,
                      struct late_list *list)
{
    size_t n;

    find_unpaid(r, p, m, list);
    struct due *due = due_of_staff(r->db, r->arena, m->id, r->today - 1, &n);

    for (size_t i = 0; i < n; i++) {
        const struct trajectory_fact *fact = fact_of(p, due[i].trajectory_id);
        const char *reason = fact && !fact->restricted ? reason_of(r, &due[i], fact) : NULL;

        if (!reason)
            continue;
        ARENA_PUSH(r->arena, list, ((struct late){fact, m->name, reason}));
    }
}

static void show_late(struct req *r, const struct team_page *p)
{
    struct late_list list = {0};

    for (size_t i = 0; i < p->now.n; i++)
        find_late(r, p, &p->now.at[i], &list);
    html(r->out, "<section class=\"card\" id=\"telaat\"><h2>%s</h2><ul class=\"rows\">",
         T(team_late));
    for (size_t i = 0; i < list.n; i++) {
        team_fold(r, i, list.n);
        html(r->out,
             "<li><span class=\"mark urgent\"></span><div class=\"what\"><a "
             "href=\"/deelnemers/%" PRId64
             "\">%s</a> <span class=\"muted\">%s</span><p>%s</p></div></li>",
             list.at[i].fact->client_id, list.at[i].fact->name, list.at[i].staff,
             list.at[i].reason);
    }
    html(r->out, list.n > TEAM_UNFOLDED ? "</ul></details>" : "</ul>");
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(team_late_none));
    html(r->out, "</section>");
}

/* ---- the programme ----------------------------------------------------------------------------
 */

static void show_review(struct req *r, const struct review_list *list)
{
    const struct review *last = review_last(list, NULL);

    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->at[i].state, "final") && list->at[i].visit_on >= r->today)
            html(r->out, "<p><a href=\"/modeltrouw/meting/%" PRId64 "\">%s</a></p>", list->at[i].id,
                 text_fill(r->arena, r->lang, TEXT_team_visit, page_day(r, list->at[i].visit_on),
                           NULL, NULL, NULL));
    if (!last) {
        html(r->out, "<p>%s</p>", T(framework_no_review));
        return;
    }
    int32_t due = review_next_due(last->visit_on);
    html(r->out, due <= r->today + REVIEW_SOON_DAYS ? "<p class=\"warn\">%s</p>" : "<p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_framework_review, page_day(r, last->visit_on),
                   page_day(r, due), NULL, NULL));
}

/* Whose training is missing is for who sees to it. */
static void show_framework(struct req *r, int64_t programme_id)
{
    struct framework_reminders reminders = framework_reminders(r, programme_id);

    html(r->out, "<h3><a href=\"/kwaliteitskader?programma=%" PRId64 "\">%s</a></h3>", programme_id,
         T(framework_title));
    if (reminders.n)
        framework_show_reminders(r, &reminders);
    else
        html(r->out, "<p class=\"empty\">%s</p>", T(team_framework_none));
}

static void show_programme(struct req *r, const struct team_page *p)
{
    struct review_list list = review_of_programme(r, p->programme_id, false);
    struct review_actions actions = review_actions(r, p->programme_id, true);

    html(r->out,
         "<section class=\"card\" id=\"verbeterplan\"><h2><a "
         "href=\"/modeltrouw/verbeterplan?programma=%" PRId64 "\">%s</a></h2>",
         p->programme_id, T(review_actions));
    if (actions.n)
        review_show_actions(r, &actions, false);
    else
        html(r->out, "<p class=\"empty\">%s</p>", T(team_actions_none));
    html(r->out, "<h3><a href=\"/modeltrouw?programma=%" PRId64 "\">%s</a></h3>", p->programme_id,
         T(review_title));
    show_review(r, &list);
    if (p->leads)
        show_framework(r, p->programme_id);
    html(r->out, "</section>");
}

/* ---- the page ---------------------------------------------------------------------------------
 */

static void show_teams(struct req *r, const struct trajectory_team *teams, size_t n, int64_t chosen)
{
    if (n < 2)
        return;
    html(r->out, "<nav class=\"chips no-print\" aria-label=\"%s\">", T(team_teams));
    for (size_t i = 0; i < n; i++)
        html(r->out,
             teams[i].id == chosen ? "<a href=\"/team?team=%" PRId64
                                     "\" aria-current=\"page\">%s</a>"
                                   : "<a href=\"/team?team=%" PRId64 "\">%s</a>",
             teams[i].id, teams[i].name);
    html(r->out, "</nav>");
}

static void team_page(struct req *r)
{
    struct team_page p;
    size_t n;
    struct trajectory_team *teams = trajectory_teams(r->db, r->arena, r->user, &n);

    if (!find_team(r, teams, n, &p)) {
        req_not_found(r);
        return;
    }
    load(r, &p);
    struct frame frame = page_frame(r, T(team_title));
    frame.wide = true;
    frame.subtitle = p.name;
    page_begin_frame(r, &frame);
    show_teams(r, teams, n, p.team_id);
    team_show_signals(r, &p);
    team_show_members(r, &p);
    html(r->out, "<div class=\"columns\"><div>");
    show_late(r, &p);
    team_show_silent(r, &p);
    html(r->out, "</div><div>");
    show_programme(r, &p);
    html(r->out, "</div></div>");
    page_end(r);
}

static const struct route routes[] = {
    {GET, "/team", team_page, SCOPE_NONE, PERM_CONTACT_WRITE, READ, ACCESS_LIST, TEXT_team_title},
    {0}};

const struct feature team_feature = {.name = "team", .routes = routes};
