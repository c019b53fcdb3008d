/* access_words.c: lines of the access log in plain words; and the client's own log.
 * Not: pages of the privacy officer (access_web.c).
 * Start at access_own_log(). */
#include "base/date.h"
#include "base/id.h"
#include "core/access_month.h"
#include "core/run.h"
#include "feature/access/access.h"
#include "feature/staff/staff.h"

enum text_id access_verb(enum access_action action)
{
    static const enum text_id verbs[ACCESS_ACTIONS] = {
        [ACCESS_CHAIN] = TEXT_access_did_chain,
        [ACCESS_READ] = TEXT_access_did_read,
        [ACCESS_BSN] = TEXT_access_did_read,
        [ACCESS_LIST] = TEXT_access_did_list,
        [ACCESS_CREATE] = TEXT_access_did_create,
        [ACCESS_CHANGE] = TEXT_access_did_change,
        [ACCESS_REFUSED] = TEXT_access_did_refused,
        [ACCESS_LOGIN] = TEXT_access_did_login,
        [ACCESS_LOGIN_FAILED] = TEXT_access_did_login_failed,
        [ACCESS_LOGOUT] = TEXT_access_did_logout,
        [ACCESS_PASSPHRASE] = TEXT_access_did_passphrase,
        [ACCESS_FACTOR_ON] = TEXT_access_did_factor_on,
        [ACCESS_FACTOR_OFF] = TEXT_access_did_factor_off,
        [ACCESS_SEARCH] = TEXT_access_did_search,
        [ACCESS_PRINT] = TEXT_access_did_print,
        [ACCESS_EXPORT] = TEXT_access_did_export,
        [ACCESS_DELETE] = TEXT_access_did_delete,
        [ACCESS_ROLE] = TEXT_access_did_role,
        [ACCESS_ACCOUNT] = TEXT_access_did_account,
        [ACCESS_CONSENT] = TEXT_access_did_consent,
        [ACCESS_EMERGENCY] = TEXT_access_did_emergency,
        [ACCESS_GRANT] = TEXT_access_did_grant,
        [ACCESS_LOG_READ] = TEXT_access_did_log_read,
        [ACCESS_REVIEW] = TEXT_access_did_review,
        [ACCESS_CHAIN_END] = TEXT_access_did_chain_end,
        [ACCESS_DROP] = TEXT_access_did_drop,
        [ACCESS_REPAIR] = TEXT_access_did_repair,
        [ACCESS_RIGHT] = TEXT_access_did_right};

    return (size_t)action < COUNT(verbs) ? verbs[action] : TEXT_NONE;
}

static enum text_id group_words(enum field_group group)
{
    static const enum text_id words[GROUPS_COUNT] = {
        [GROUP_NAME] = TEXT_access_of_name,
        [GROUP_TEAM] = TEXT_access_of_team,
        [GROUP_DETAILS] = TEXT_access_of_details,
        [GROUP_BSN] = TEXT_access_of_bsn,
        [GROUP_DIAGNOSIS] = TEXT_access_of_diagnosis,
        [GROUP_NOTES] = TEXT_access_of_notes,
        [GROUP_PLAN] = TEXT_access_of_plan,
        [GROUP_WORK] = TEXT_access_of_work,
        [GROUP_ADJUSTMENTS] = TEXT_access_of_adjustments,
        [GROUP_TIME] = TEXT_access_of_time,
        [GROUP_QUESTIONNAIRES] = TEXT_access_of_questionnaires,
        [GROUP_MONEY] = TEXT_access_of_money,
        [GROUP_CONSENT] = TEXT_access_of_consent,
        [GROUP_ASSIGNMENT] = TEXT_access_of_assignment,
        [GROUP_FILES] = TEXT_access_of_files,
        [GROUP_RIGHTS] = TEXT_access_of_rights,
        [GROUP_LOG] = TEXT_access_of_log};

    return words[group];
}

struct sought {
    uint32_t number;
    const struct route *route;
};

static void compare(const struct route *route, void *with)
{
    struct sought *s = with;
    char name[128];

    if (!s->route && access_route_number(run_route_name(route, name, sizeof(name))) == s->number)
        s->route = route;
}

const char *access_subject(struct req *r, const struct access_line *line)
{
    struct sought s = {.number = line->route};

    if (!line->route)
        return T(access_by_command);
    run_each_route(compare, &s);
    if (!s.route)
        return T(access_route_gone);
    return text(r->lang, s.route->group ? group_words(s.route->group) : s.route->title);
}

const char *access_role(struct req *r, const struct access_line *line)
{
    return line->role ? code_text(r->lang, staff_roles, role_code((enum role)(line->role - 1)))
                      : "";
}

const char *access_ground(struct req *r, const struct access_entry *e)
{
    const char *relation = text(r->lang, relation_text((enum relation)e->line.relation));

    return *e->grant_reason ? arena_fmt(r->arena, "%s: %s", relation, e->grant_reason) : relation;
}

const char *access_moment(struct req *r, int64_t ms)
{
    struct local l = local_from_ms(ms);

    return arena_fmt(r->arena, "%s %02d:%02d", page_day(r, l.day), l.minute / 60, l.minute % 60);
}

/* ---- the client's own log -------------------------------------------------------------------- */

/* What concerns the client: no lines of the review itself, which is about staff. */
static bool is_for_client(const struct access_line *line)
{
    return line->action != ACCESS_REVIEW;
}

static struct access_own own_of(struct req *r, const struct access_entry *e)
{
    return (struct access_own){.day = local_from_ms(id_ms(e->line.id)).day,
                               .staff = *e->staff_name ? e->staff_name : T(access_nobody),
                               .role = access_role(r, &e->line),
                               .organisation = e->organisation,
                               .action = text(r->lang, access_verb(e->line.action)),
                               .data = access_subject(r, &e->line),
                               .rule = access_ground(r, e),
                               .emergency = e->line.relation == RELATION_EMERGENCY ||
                                            e->line.action == ACCESS_EMERGENCY,
                               .times = e->times};
}

struct access_own_list access_own_log(struct req *r, int64_t client_id, int32_t from, int32_t to,
                                      int limit)
{
    struct access_filter filter = {.client_id = client_id,
                                   .from = id_first(local_to_ms(from, 0)),
                                   .to = id_first(local_to_ms(to + 1, 0)),
                                   .limit = limit};
    struct access_entries lines = access_read(r->db, r->arena, &filter);
    struct access_own_list list = {.more = lines.before != 0};

    access_merge(&lines);
    list.at = ARENA_ARRAY(r->arena, struct access_own, lines.n);
    for (size_t i = 0; i < lines.n; i++)
        if (is_for_client(&lines.at[i].line))
            list.at[list.n++] = own_of(r, &lines.at[i]);
    return list;
}

static void own_row(struct req *r, const struct access_own *o)
{
    html(r->out,
         "<tr><th scope=\"row\" class=\"day\">%s</th><td data-label=\"%s\">%s<br><small>%s%s%s"
         "</small></td><td data-label=\"%s\">%s%s</td><td data-label=\"%s\">%s</td>"
         "<td data-label=\"%s\">%s</td></tr>",
         page_day(r, o->day), T(access_who), o->staff, o->role, *o->role ? ", " : "",
         o->organisation, T(access_what), o->action,
         o->times > 1 ? arena_fmt(r->arena, " (%d×)", o->times) : "", T(access_data), o->data,
         T(access_ground),
         o->emergency ? arena_fmt(r->arena, "%s · %s", T(access_emergency), o->rule) : o->rule);
}

void access_show_own(struct req *r, const struct access_own_list *list)
{
    static const enum text_id heads[] = {TEXT_access_day, TEXT_access_who, TEXT_access_what,
                                         TEXT_access_data, TEXT_access_ground};

    if (!list->n) {
        html(r->out, "<p class=\"empty\">%s</p>", T(access_own_none));
        return;
    }
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards\"><caption class=\"sr\">%s</caption><thead><tr>",
         T(access_own), T(access_own));
    for (size_t i = 0; i < COUNT(heads); i++)
        html(r->out, "<th scope=\"col\">%s</th>", text(r->lang, heads[i]));
    html(r->out, "</tr></thead><tbody data-rows>");
    for (size_t i = 0; i < list->n; i++)
        own_row(r, &list->at[i]);
    html(r->out, "</tbody></table></div>");
    if (list->more)
        html(r->out, "<p>%s</p>", T(access_own_more));
}
