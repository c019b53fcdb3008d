/* referral_list.c: the referrals of a team: who waits and how long, what came of them, and the
 * counts per treatment team. Not: one referral (referral_web.c).
 * Start at referral_list_page(). */
#include "feature/referral/referral.h"

enum { LIST_LIMIT = 200, MONTHS = 12, LATE = 7, VERY_LATE = 14 };

/* "undone": a refusal on which somebody decided otherwise. */
static const struct code views[] = {{"open", TEXT_referral_open_many},
                                    {"accepted", TEXT_referral_accepted_many},
                                    {"refused", TEXT_referral_refused_many},
                                    {"withdrawn", TEXT_referral_withdrawn_many},
                                    {"undone", TEXT_referral_undone_many},
                                    {"unrecorded", TEXT_referral_unrecorded},
                                    {0}};

struct view {
    struct trajectory_team *teams;
    size_t n_teams;
    int64_t team_id;
    const char *state;
    const char *care_team; /* "" all, "-" those without */
    int32_t since;
};

static struct view view_of(struct req *r)
{
    struct view v = {.state = "open", .since = day_add_months(r->today, -MONTHS)};
    int64_t wanted = req_query_id(r, "team");

    v.teams = trajectory_teams(r->db, r->arena, r->user, &v.n_teams);
    for (size_t i = 0; i < v.n_teams; i++)
        if (!v.team_id || v.teams[i].id == wanted)
            v.team_id = v.teams[i].id;
    if (code_known(views, req_query(r, "uitkomst")))
        v.state = req_query(r, "uitkomst");
    v.care_team = strlen(req_query(r, "behandelteam")) <= 400 ? req_query(r, "behandelteam") : "";
    return v;
}

/* ---- choosing -------------------------------------------------------------------------------- */

static void chip(struct req *r, const struct view *v, int64_t team_id, const char *state,
                 const char *label)
{
    html(r->out, "<a href=\"/aanmeldingen?team=%" PRId64 "&amp;uitkomst=%s\"%s>%s</a>", team_id,
         state, team_id == v->team_id && !strcmp(state, v->state) ? " aria-current=\"true\"" : "",
         label);
}

static void show_tools(struct req *r, const struct view *v)
{
    html(r->out, "<div class=\"tools\"><a class=\"button\" href=\"/deelnemers/nieuw\">%s</a>",
         T(trajectory_new));
    if (user_may(r->user, PERM_CLIENT_ASSIGN))
        html(r->out, "<a href=\"/aanmeldingen/commissie\">%s</a>", T(committee_title));
    html(r->out, "</div>");
    if (v->n_teams > 1) {
        html(r->out, "<nav class=\"chips\" aria-label=\"%s\">", T(list_whose));
        for (size_t i = 0; i < v->n_teams; i++)
            chip(r, v, v->teams[i].id, v->state, v->teams[i].name);
        html(r->out, "</nav>");
    }
    html(r->out, "<nav class=\"chips\" aria-label=\"%s\">", T(referral_outcome));
    for (const struct code *c = views; c->code; c++)
        chip(r, v, v->team_id, c->code, text(r->lang, c->label));
    html(r->out, "</nav>");
}

/* ---- the table ------------------------------------------------------------------------------- */

static bool open_view(const struct view *v)
{
    return !strcmp(v->state, "open");
}

static void cell(struct req *r, enum text_id head, const char *css_class, const char *value)
{
    html(r->out, "<td class=\"%s\" data-label=\"%s\">%s</td>", css_class, text(r->lang, head),
         value);
}

static void show_name(struct req *r, const struct referral_row *row)
{
    html(r->out, "<tr><th scope=\"row\"><a href=\"/deelnemers/%" PRId64 "/dossier\">%s</a></th>",
         row->client_id, client_list_name(r->arena, &row->client));
}

static void show_open(struct req *r, const struct referral_row *row)
{
    bool plan = gate_sees(&row->gate, GROUP_PLAN);
    int32_t days = r->today - row->referred_on;
    bool talked = row->first_talk_on != DAY_NONE;

    show_name(r, row);
    cell(r, TEXT_referral_age, !talked && days >= VERY_LATE ? "number warn" : "number",
         text_count(r->arena, r->lang, TEXT_days, days));
    cell(r, TEXT_trajectory_first_talk_on, "",
         !plan    ? ""
         : talked ? text_fill(r->arena, r->lang, TEXT_referral_talk_after,
                              text_count(r->arena, r->lang, TEXT_days,
                                         row->first_talk_on - row->referred_on),
                              NULL, NULL, NULL)
                  : T(list_never));
    cell(r, TEXT_trajectory_referred_by, "",
         plan ? code_text(r->lang, trajectory_referrers, row->referred_by) : "");
    cell(r, TEXT_referral_care_team, "", plan ? row->care_team : "");
    cell(r, TEXT_list_specialist, "", *row->staff ? row->staff : T(trajectory_none_assigned));
    html(r->out, "<td>");
    if (gate_may_change(&row->gate, GROUP_ASSIGNMENT))
        html(r->out,
             "<a class=\"no-print\" href=\"/deelnemers/%" PRId64 "/uitkomst\">%s"
             "<span class=\"sr\">: %s</span></a>",
             row->client_id, T(referral_outcome), client_name(r->arena, &row->client));
    html(r->out, "</td></tr>");
}

static void show_decided(struct req *r, const struct referral_row *row)
{
    show_name(r, row);
    cell(r, TEXT_trajectory_referred_on, "day", page_day(r, row->referred_on));
    cell(r, TEXT_referral_decided_on, "day",
         page_day(r, row->decided_on != DAY_NONE ? row->decided_on : row->started_on));
    html(r->out, "<td data-label=\"%s\">", T(referral_why));
    if (*row->reason)
        html(r->out, "%s", code_text(r->lang, referral_reasons, row->reason));
    if (referral_excludes(row->reason))
        html(r->out, "<br><span class=\"warn\">%s</span>", T(referral_excludes));
    if (*row->explanation)
        html(r->out, "<br>%s", row->explanation);
    if (*row->instead)
        html(r->out, "<br>%s %s", T(referral_instead_was), row->instead);
    html(r->out, "</td>");
    cell(r, TEXT_referral_care_team, "", row->care_team);
    cell(r, TEXT_referral_by, "", *row->recorder ? row->recorder : row->staff);
    html(r->out, "<td>");
    if (*row->outcome && !row->undone && gate_may_change(&row->gate, GROUP_ASSIGNMENT))
        html(r->out,
             "<a class=\"no-print\" href=\"/deelnemers/%" PRId64 "/uitkomst/einde\">%s"
             "<span class=\"sr\">: %s</span></a>",
             row->client_id, T(referral_undo), client_name(r->arena, &row->client));
    html(r->out, "</td></tr>");
}

static void show_heads(struct req *r, const struct view *v)
{
    static const enum text_id open[] = {TEXT_list_name,
                                        TEXT_referral_age,
                                        TEXT_trajectory_first_talk_on,
                                        TEXT_trajectory_referred_by,
                                        TEXT_referral_care_team,
                                        TEXT_list_specialist};
    static const enum text_id decided[] = {TEXT_list_name,           TEXT_trajectory_referred_on,
                                           TEXT_referral_decided_on, TEXT_referral_why,
                                           TEXT_referral_care_team,  TEXT_referral_by};
    const enum text_id *heads = open_view(v) ? open : decided;

    for (size_t i = 0; i < COUNT(open); i++)
        html(r->out, "<th scope=\"col\" class=\"%s\">%s</th>",
             heads[i] == TEXT_referral_age ? "number" : "", text(r->lang, heads[i]));
    html(r->out, "<td></td>");
}

/* Of an open one a colleague knows that it waits; what came of others is for who sees the plan. */
static bool may_list(const struct req *r, const struct view *v, struct referral_row *row)
{
    row->gate = gate_row(r->user, row->staff_id, row->programme_id, row->team_id);
    return gate_sees(&row->gate, GROUP_NAME) &&
           gate_sees(&row->gate, open_view(v) ? GROUP_TEAM : GROUP_PLAN);
}

static void show_rows(struct req *r, const struct view *v, const struct referral_rows *list)
{
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards\"><caption class=\"sr\">%s</caption><thead><tr>",
         T(referral_list), code_text(r->lang, views, v->state));
    show_heads(r, v);
    html(r->out, "</tr></thead><tbody data-rows>");
    for (size_t i = 0; i < list->n; i++) {
        if (open_view(v))
            show_open(r, &list->at[i]);
        else
            show_decided(r, &list->at[i]);
    }
    html(r->out, "</tbody></table></div>");
}

static void show_list(struct req *r, const struct view *v)
{
    struct referral_rows list =
        referral_rows(r->db, r->arena, v->team_id, v->state, v->care_team, v->since, LIST_LIMIT);
    size_t seen = 0, all = list.n;

    for (size_t i = 0; i < list.n; i++)
        if (may_list(r, v, &list.at[i]))
            list.at[seen++] = list.at[i];
    list.n = seen;
    html(r->out, "<section class=\"card\" id=\"lijst\"><h2>%s: %s%s%s</h2>", T(referral_list),
         code_text(r->lang, views, v->state), *v->care_team ? ": " : "",
         !strcmp(v->care_team, "-") ? T(referral_no_team) : v->care_team);
    if (!open_view(v))
        html(r->out, "<p class=\"muted\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_referral_since, page_day(r, v->since), NULL, NULL,
                       NULL));
    if (list.n)
        show_rows(r, v, &list);
    else
        html(r->out, "<p class=\"empty\">%s</p>",
             open_view(v) ? T(referral_none_open) : T(referral_none));
    if (all > seen)
        html(r->out, "<p class=\"left-out\">%s</p>",
             text_count(r->arena, r->lang, TEXT_referral_left_out, (int64_t)(all - seen)));
    if (list.more)
        html(r->out, "<p class=\"left-out\">%s</p>", T(referral_more));
    html(r->out, "</section>");
}

/* ---- counts ---------------------------------------------------------------------------------- */

static void count_cell(struct req *r, const struct view *v, const struct referral_count *c,
                       const char *state, enum text_id head, int64_t n)
{
    html(r->out, "<td class=\"number\" data-label=\"%s\">", text(r->lang, head));
    if (n) {
        html(r->out, "<a href=\"/aanmeldingen?team=%" PRId64 "&amp;uitkomst=%s&amp;behandelteam=",
             v->team_id, state);
        html_url_arg(r->out, *c->care_team ? c->care_team : "-");
        html(r->out, "\">%" PRId64 "</a></td>", n);
    } else {
        html(r->out, "0</td>");
    }
}

static void show_count(struct req *r, const struct view *v, const struct referral_count *c)
{
    html(r->out, "<tr><th scope=\"row\">%s</th>",
         *c->care_team ? c->care_team : T(referral_no_team));
    cell(r, TEXT_referral_referred, "number", arena_fmt(r->arena, "%" PRId64, c->referred));
    count_cell(r, v, c, "open", TEXT_referral_open_many, c->open);
    count_cell(r, v, c, "accepted", TEXT_referral_accepted_many, c->accepted);
    count_cell(r, v, c, "refused", TEXT_referral_refused_many, c->refused);
    count_cell(r, v, c, "withdrawn", TEXT_referral_withdrawn_many, c->withdrawn);
    count_cell(r, v, c, "unrecorded", TEXT_referral_unrecorded, c->unrecorded);
    cell(r, TEXT_referral_median, "number", c->talked ? page_hundredths(r, c->median_days) : "–");
    html(r->out, "</tr>");
}

static void show_counts(struct req *r, const struct view *v)
{
    static const enum text_id heads[] = {TEXT_referral_referred,       TEXT_referral_open_many,
                                         TEXT_referral_accepted_many,  TEXT_referral_refused_many,
                                         TEXT_referral_withdrawn_many, TEXT_referral_unrecorded,
                                         TEXT_referral_median};
    size_t n;
    struct referral_count *counts = referral_counts(r->db, r->arena, v->team_id, v->since, &n);

    html(
        r->out, "<section class=\"card\"><h2>%s</h2><p class=\"muted\">%s</p>", T(referral_counts),
        text_fill(r->arena, r->lang, TEXT_referral_since, page_day(r, v->since), NULL, NULL, NULL));
    if (!n) {
        html(r->out, "<p class=\"empty\">%s</p></section>", T(referral_none));
        return;
    }
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards\"><caption class=\"sr\">%s</caption><thead><tr>"
         "<th scope=\"col\">%s</th>",
         T(referral_counts), T(referral_counts), T(referral_care_team));
    for (size_t i = 0; i < COUNT(heads); i++)
        html(r->out, "<th scope=\"col\" class=\"number\">%s</th>", text(r->lang, heads[i]));
    html(r->out, "</tr></thead><tbody>");
    for (size_t i = 0; i < n; i++)
        show_count(r, v, &counts[i]);
    html(r->out, "</tbody></table></div></section>");
}

static void show_committee(struct req *r)
{
    struct inclusion_counts c = inclusion_count(r->db, r->user->programme_id);

    if (!c.discussed)
        return;
    html(r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p><p class=\"muted\">%s</p></section>",
         T(committee_title),
         text_fill(r->arena, r->lang, TEXT_committee_counts,
                   arena_fmt(r->arena, "%" PRId64, c.discussed),
                   arena_fmt(r->arena, "%" PRId64, c.included),
                   arena_fmt(r->arena, "%" PRId64, c.not_included),
                   arena_fmt(r->arena, "%" PRId64, c.declined)),
         text_fill(r->arena, r->lang, TEXT_committee_postponed,
                   arena_fmt(r->arena, "%" PRId64, c.postponed), NULL, NULL, NULL));
}

/* ---- the page -------------------------------------------------------------------------------- */

void referral_list_page(struct req *r)
{
    struct view v = view_of(r);
    struct frame frame = page_frame(r, T(referral_list));

    frame.wide = true;
    page_begin_frame(r, &frame);
    show_tools(r, &v);
    show_list(r, &v);
    show_counts(r, &v);
    show_committee(r);
    page_end(r);
}
