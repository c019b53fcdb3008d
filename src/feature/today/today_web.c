/* today_web.c: Vandaag: quick log, who needs attention, what is planned, the week so far.
 * Not: the rules behind the list (feature/attention).
 * Start at today_page(). */
#include "feature/appointment/appointment.h"
#include "feature/attention/attention.h"
#include "feature/consent/consent.h"
#include "feature/contact/contact.h"
#include "feature/contact/quick.h"
#include "feature/employer/employer.h"
#include "feature/framework/framework.h"
#include "feature/lead/lead.h"
#include "feature/rights/rights.h"
#include "feature/time/time.h"
#include "html/svg.h"

enum { ATTENTION_SHOWN = 7, PLANNED_SHOWN = 8, CASELOAD_LIMIT = 300 };

/* ---- attention ------------------------------------------------------------------------------- */

static void show_act(struct req *r, const struct attention *a)
{
    static const struct {
        const char *action;
        enum text_id label;
        const char *before, *after; /* the client's id in the address */
    } acts[] = {{"contact", TEXT_attention_act_contact, "contact?wie=", ""},
                {"visit", TEXT_attention_act_visit, "deelnemers/", "/contact?met=werkgever"},
                {"employer", TEXT_attention_act_employer, "deelnemers/", "/contact?met=werkgever"},
                {"consent", TEXT_attention_act_consent, "deelnemers/", "/toestemming"},
                {"job", TEXT_attention_act_job, "deelnemers/", "/mensen#consent"},
                {"plan", TEXT_attention_act_plan, "deelnemers/", ""}};

    bool own = a->fact->staff_id == r->user->id; /* a supervisor looks, the specialist acts */
    const char *action = own ? a->rule->action : "plan";

    for (size_t i = 0; i < COUNT(acts); i++)
        if (!strcmp(acts[i].action, action))
            html(r->out,
                 "<a class=\"button quiet\" href=\"/%s%" PRId64
                 "%s\">%s<span class=\"sr\">: %s</span></a>",
                 acts[i].before, a->fact->client_id, acts[i].after, text(r->lang, acts[i].label),
                 a->fact->name);
    if (*action == '/')
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64
             "%s\">%s<span class=\"sr\">: %s</span></a>",
             a->fact->client_id, action, T(attention_act_plan), a->fact->name);
}

/* What was put off stays within reach: until when, why, and back on the list with one press. */
static void show_later(struct req *r, const struct attention_list *list)
{
    html(r->out, "<details class=\"later-list\"><summary>%s</summary><ul class=\"rows\">",
         text_count(r->arena, r->lang, TEXT_attention_later_n, (int64_t)list->n_later));
    for (size_t i = 0; i < list->n_later; i++) {
        const struct attention_later *l = &list->later[i];

        html(r->out,
             "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64 "\">%s</a>"
             "<p class=\"small\">%s %s: %s</p></div>",
             l->fact->client_id, l->fact->name, T(attention_later_to), page_day(r, l->until_on),
             l->reason);
        page_form_begin(r, "acts", "/deelnemers/%" PRId64 "/later/einde?regel=%s",
                        l->fact->client_id, l->rule->rule);
        html(r->out,
             "<button class=\"button quiet\">%s<span class=\"sr\">: %s</span></button></form></li>",
             T(attention_later_back), l->fact->name);
    }
    html(r->out, "</ul></details>");
}

/* Nobody to support yet: the first thing to do is to begin. */
static void show_nobody(struct req *r)
{
    html(r->out, "<div class=\"empty\"><p>%s</p>", T(list_empty));
    if (user_may(r->user, PERM_CLIENT_CREATE))
        html(r->out, "<a class=\"button quiet\" href=\"/deelnemers/nieuw\">%s</a>",
             T(trajectory_new));
    html(r->out, "</div>");
}

static void show_attention(struct req *r, const struct trajectory_facts *caseload)
{
    struct attention_list list =
        attention_for(r->db, r->arena, r->user->id, caseload, r->today, ATTENTION_SHOWN);

    html(r->out, "<section class=\"card\" id=\"aandacht\"><h2>%s</h2>", T(attention));
    if (!caseload->n)
        show_nobody(r);
    else if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(attention_none));
    html(r->out, "<ul class=\"rows attention\" data-rows>");
    for (size_t i = 0; i < list.n; i++) {
        const struct attention *a = &list.at[i];

        html(r->out,
             "<li><span class=\"mark %s\"><span class=\"sr\">%s</span></span><div class=\"what\">"
             "<a href=\"/deelnemers/%" PRId64 "\">%s</a><p>%s</p></div><div class=\"acts\">",
             a->urgent ? "urgent" : "calm", a->urgent ? T(attention_urgent) : T(attention_calm),
             a->fact->client_id, a->fact->name, attention_reason(r->arena, r->lang, a));
        show_act(r, a);
        if (a->fact->staff_id == r->user->id)
            html(r->out,
                 "<a class=\"later\" href=\"/deelnemers/%" PRId64 "/later?regel=%s\">%s"
                 "<span class=\"sr\">: %s</span></a>",
                 a->fact->client_id, a->rule->rule, T(attention_later_link), a->fact->name);
        html(r->out, "</div></li>");
    }
    html(r->out, "</ul>");
    if (list.more)
        html(r->out, "<p class=\"muted\"><a href=\"/deelnemers\">%s</a></p>",
             text_count(r->arena, r->lang, TEXT_attention_more, (int64_t)list.more));
    if (list.n_later)
        show_later(r, &list);
    html(r->out, "</section>");
}

/* ---- planned --------------------------------------------------------------------------------- */

static const char *planned_day(struct req *r, int32_t day)
{
    return day == r->today ? T(today) : day == r->today + 1 ? T(tomorrow) : page_day(r, day);
}

static void show_step(struct req *r, const struct trajectory_fact *f)
{
    html(r->out,
         "<li><time>%s</time><div class=\"what\"><a href=\"/deelnemers/%" PRId64 "\">%s</a>"
         "<p class=\"small\">%s</p></div>",
         planned_day(r, f->next_step_on), f->client_id, f->name, f->next_step);
    if (f->next_step_on == r->today)
        html(r->out,
             "<a class=\"button quiet\" href=\"/contact?wie=%" PRId64 "\">%s"
             "<span class=\"sr\">: %s</span></a>",
             f->client_id, T(today_done), f->name);
    html(r->out, "</li>");
}

static void show_appointment(struct req *r, const struct appointment *a)
{
    html(r->out,
         "<li><time>%s %s</time><div class=\"what\"><a href=\"/agenda/%" PRId64
         "\">%s</a></div></li>",
         planned_day(r, a->day), appointment_time_text(r->arena, a->minute), a->id,
         appointment_words(r, a));
}

/* Next steps of clients, and appointments of the days to come; those of today stand on top. */
static void show_planned(struct req *r, const struct trajectory_facts *caseload,
                         const struct appointments *appointments)
{
    size_t shown = 0;

    html(r->out, "<section class=\"card\" id=\"gepland\"><h2>%s</h2><ul class=\"rows agenda\">",
         T(today_planned));
    for (int32_t day = r->today; day <= r->today + APPOINTMENT_AHEAD; day++) {
        for (size_t i = 0; i < appointments->n && shown < PLANNED_SHOWN; i++) {
            if (appointments->at[i].day != day || day == r->today ||
                appointment_reminds(r, &appointments->at[i])) /* stands on top too */
                continue;
            shown++;
            show_appointment(r, &appointments->at[i]);
        }
        for (size_t i = 0; i < caseload->n && shown < PLANNED_SHOWN; i++) {
            if (caseload->at[i].next_step_on != day)
                continue;
            shown++;
            show_step(r, &caseload->at[i]);
        }
    }
    html(r->out, "</ul>");
    if (!shown)
        html(r->out, "<p class=\"empty\">%s</p>", T(today_planned_none));
    html(r->out, "<p class=\"small no-print\"><a href=\"/agenda\">%s</a></p></section>",
         T(appointment_agenda));
}

/* ---- the week -------------------------------------------------------------------------------- */

static void show_week(struct req *r)
{
    struct time_week w;
    struct svg_part parts[TIME_ACTIVITIES];
    int64_t norm = r->user->hours_week * 60 / 100, shown = 0;

    time_week_read(r->db, r->arena, r->user->id, day_monday(r->today), &w);
    for (int row = 0; row < TIME_ACTIVITIES; row++) {
        int64_t minutes = time_row_total(&w, row);

        shown += minutes;
        parts[row] =
            (struct svg_part){time_row_name(r->lang, row), minutes, page_hours(r, minutes)};
    }
    html(r->out, "<section class=\"card\"><h2><a href=\"/uren\">%s</a></h2>",
         text_fill(r->arena, r->lang, TEXT_today_week, page_hours(r, time_total(&w)),
                   page_hours(r, norm), NULL, NULL));
    svg_stack(r->out, parts, COUNT(parts), MAX(norm, time_total(&w)));
    html(r->out, "<p class=\"small muted\">%s: %s</p>", T(today_other),
         page_hours(r, time_total(&w) - shown));
    html(r->out, "</section>");
}

/* ---- the page -------------------------------------------------------------------------------- */

/* One's own; for who has none, the first of the teams. */
static struct trajectory_facts caseload_of(struct req *r)
{
    struct trajectory_filter filter = {.phase = "", .find = "", .limit = CASELOAD_LIMIT};
    size_t n = 0;
    const struct trajectory_team *teams = user_has_role(r->user, ROLE_SPECIALIST)
                                              ? NULL
                                              : trajectory_teams(r->db, r->arena, r->user, &n);

    if (n)
        filter.team_id = teams[0].id;
    else
        filter.staff_id = r->user->id;
    struct trajectory_facts all = trajectory_list(r->db, r->arena, r->user, filter);
    size_t used = 0;
    for (size_t i = 0; i < all.n; i++) /* a restricted record is kept and not used */
        if (!all.at[i].restricted)
            all.at[used++] = all.at[i];
    all.n = used;
    return all;
}

static void today_page(struct req *r)
{
    struct frame frame = page_frame(r, T(core_today));
    struct trajectory_facts caseload = caseload_of(r);
    struct appointments appointments = appointment_around(r);

    frame.subtitle =
        arena_fmt(r->arena, "%s · %s", page_day_long(r, r->today), trajectory_meter(r, &caseload));
    page_begin_frame(r, &frame);
    consent_looks_show(r, &caseload);
    contact_quick_show(r, req_query_id(r, "wie"));
    appointment_today_show(r, &appointments);
    html(r->out, "<div class=\"columns\">");
    show_attention(r, &caseload);
    html(r->out, "<div>");
    show_planned(r, &caseload, &appointments);
    employer_visits_show(r);
    lead_waiting_show(r, &caseload);
    rights_show_due(r);
    framework_today_show(r);
    show_week(r);
    html(r->out, "</div></div>");
    page_end(r);
}

static const struct route routes[] = {{GET, "/vandaag", today_page, SCOPE_NONE, PERM_CONTACT_WRITE,
                                       READ, ACCESS_LIST, TEXT_core_today},
                                      {0}};

const struct feature today_feature = {.name = "today", .routes = routes};
