/* time_lock.c: closing a week, opening it again with a reason, the weeks of a team, and how much of
 * the hours of a scheme was used.
 * Not: what a closed week refuses (feature/contact, contact_week.c).
 * Start at time_lock_save(). */
#include "feature/time/pages.h"
#include "html/svg.h"

/* ---- one's own week -------------------------------------------------------------------------- */

static int32_t week_of(struct req *r)
{
    int32_t day = day_from_iso(req_query(r, "week"));

    return day_monday(day == DAY_NONE ? r->today : day);
}

static const char *week_words(struct req *r, int32_t monday)
{
    struct iso_week week = day_iso_week(monday);

    return text_fill(r->arena, r->lang, TEXT_time_week_of, arena_fmt(r->arena, "%d", week.week),
                     page_day(r, monday), NULL, NULL);
}

static void show_history(struct req *r, int64_t staff_id, int32_t monday)
{
    struct contact_locks list = contact_week_history(r->db, r->arena, staff_id, monday);

    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++) {
        const struct contact_lock *l = &list.at[i];

        html(r->out, "<li><div class=\"what\"><p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_time_locked_by,
                       page_day(r, local_from_ms(l->locked_at).day), l->locked_by, NULL, NULL));
        if (l->opened_at)
            html(r->out, "<p class=\"small\">%s</p>",
                 text_fill(r->arena, r->lang, TEXT_time_opened_by,
                           page_day(r, local_from_ms(l->opened_at).day), l->opened_by, l->reason,
                           NULL));
        html(r->out, "</div></li>");
    }
    html(r->out, "</ul>");
}

void time_lock_show(struct req *r, int32_t monday, bool locked)
{
    char day[DAY_TEXT];

    html(r->out, "<section class=\"card no-print\" id=\"afsluiten\"><h2>%s</h2><p>%s</p>",
         T(time_lock), locked ? T(time_locked_what) : T(time_lock_what));
    show_history(r, r->user->id, monday);
    if (!locked && monday <= r->today) {
        page_form_begin(r, "buttons", "/uren/afsluiten?week=%s", day_iso(monday, day));
        html(r->out, "<button class=\"quiet\">%s</button></form>", T(time_lock));
    }
    if (user_may(r->user, PERM_TEAM_READ))
        html(r->out, "<p><a href=\"/uren/team?week=%s\">%s</a></p>", day_iso(monday, day),
             T(time_team));
    html(r->out, "</section>");
}

void time_lock_save(struct req *r)
{
    int32_t monday = week_of(r);
    char day[DAY_TEXT];

    if (monday > r->today || contact_week_locked(r->db, r->user->id, monday)) {
        req_error_page(r, 422, TEXT_time_lock,
                       monday > r->today ? TEXT_time_lock_early : TEXT_contact_week_locked);
        return;
    }
    if (contact_week_lock(r, r->user->id, monday) != OK)
        BUG("a week that is open is refused");
    req_flash(r, TEXT_time_lock_saved);
    req_redirect(r, "/uren?week=%s", day_iso(monday, day));
}

/* ---- the weeks of a team --------------------------------------------------------------------- */

/* $1 supervises the other's team, or the whole programme. */
#define SUPERVISES                                                                                 \
    " exists (select 1 from staff_role o join staff_role u on u.programme_id = o.programme_id"     \
    " and (u.team_id is null or u.team_id = o.team_id) where o.staff_id = s.id"                    \
    " and (o.role = 'specialist' or o.role = 'supervisor') and u.staff_id = $1"                    \
    " and u.role = 'supervisor' and u.from_on <= $2 and (u.to_on is null or u.to_on >= $2))"

static bool supervises(struct req *r, int64_t staff_id, const char **name)
{
    char day[DAY_TEXT];

    *name = db_one_text(r->db, r->arena,
                        SQL("select s.name from staff s where s.id = $3 and" SUPERVISES),
                        ARGS(I(r->user->id), S(day_iso(r->today, day)), I(staff_id)), NULL);
    return *name != NULL;
}

static void show_member(struct req *r, const struct db_rows *q, int32_t monday)
{
    int64_t id = db_int(q, 0), minutes = db_int(q, 3), norm = db_int(q, 2) * 60 / 100;
    bool locked = db_int(q, 4);
    const char *name = db_text_copy(q, 1, r->arena);
    char day[DAY_TEXT];

    html(r->out, "<li><div class=\"what\"><strong>%s</strong><p>%s · %s</p></div>", name,
         text_fill(r->arena, r->lang, TEXT_time_of, page_hours(r, minutes), page_hours(r, norm),
                   NULL, NULL),
         locked ? T(time_is_locked) : T(time_is_open));
    if (locked)
        html(r->out,
             "<a class=\"button quiet\" href=\"/uren/team/%" PRId64
             "?week=%s\">%s<span class=\"sr\">: %s</span></a>",
             id, day_iso(monday, day), T(time_open), name);
    html(r->out, "</li>");
}

void time_team_page(struct req *r)
{
    int32_t monday = week_of(r);
    char day[DAY_TEXT], first[DAY_TEXT], last[DAY_TEXT];
    struct frame_link crumbs[] = {{"/uren", T(time), NULL, 0}};
    struct frame frame = page_frame(r, T(time_team));

    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    frame.subtitle = week_words(r, monday);
    page_begin_frame(r, &frame);
    html(r->out, "<nav class=\"buttons\" aria-label=\"%s\">", T(time_team));
    html(r->out, "<a class=\"button quiet\" href=\"/uren/team?week=%s\">%s</a>",
         day_iso(monday - 7, day), T(time_previous));
    html(r->out, "<a class=\"button quiet\" href=\"/uren/team?week=%s\">%s</a></nav>",
         day_iso(monday + 7, day), T(time_next));
    html(r->out, "<section class=\"card\"><ul class=\"rows\">");
    struct db_rows q =
        db_query(r->db,
                 SQL("select s.id, s.name, s.hours_week, cast(coalesce((select sum(c.minutes +"
                     " c.travel_minutes) from contact c where c.staff_id = s.id and c.day >= $3"
                     " and c.day <= $4), 0) + coalesce((select sum(e.minutes) from time_entry e"
                     " where e.staff_id = s.id and e.day >= $3 and e.day <= $4), 0) as bigint),"
                     " (select count(*) from week_lock w where w.staff_id = s.id and w.monday = $3"
                     " and w.opened_at is null) from staff s where s.active = 1 and" SUPERVISES
                     " order by s.sort_key, s.id limit 200"),
                 ARGS(I(r->user->id), S(day_iso(r->today, day)), S(day_iso(monday, first)),
                      S(day_iso(monday + 6, last))));
    while (db_next(&q))
        show_member(r, &q, monday);
    html(r->out, "</ul></section>");
    page_end(r);
}

/* ---- opening again --------------------------------------------------------------------------- */

struct opening {
    const char *reason;
};
static const struct field open_fields[] = {
    F_TEXT(struct opening, reason, TEXT_time_open_reason, REQUIRED | AUTOFOCUS, 200), F_END};

/* The name of somebody of the own teams; else that has been answered. */
static const char *load_member(struct req *r)
{
    const char *name;

    if (supervises(r, r->id, &name))
        return name;
    req_not_found(r);
    return NULL;
}

static void show_open(struct req *r, struct form *f, const char *name)
{
    int32_t monday = week_of(r);
    struct frame_link crumbs[] = {{"/uren", T(time), NULL, 0},
                                  {"/uren/team", T(time_team), NULL, 0}};
    struct frame frame = page_frame(r, T(time_open));
    char day[DAY_TEXT];

    frame.crumbs = crumbs;
    frame.n_crumbs = 2;
    frame.errors = form_error_count(f);
    frame.subtitle = arena_fmt(r->arena, "%s · %s", name, week_words(r, monday));
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    show_history(r, r->id, monday);
    page_form_begin(r, "fields", "/uren/team/%" PRId64 "?week=%s", r->id, day_iso(monday, day));
    form_show_fields(r->out, f);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/uren/team?week=%s\">%s</a></div>"
         "</form>",
         T(time_open), day_iso(monday, day), T(cancel));
    page_end(r);
}

void time_open_form(struct req *r)
{
    struct opening o = {""};
    const char *name = load_member(r);

    if (name)
        show_open(r, req_form(r, open_fields, &o), name);
}

void time_open_save(struct req *r)
{
    struct opening o = {""};
    const char *name = load_member(r);
    char day[DAY_TEXT];

    if (!name)
        return;
    struct form *f = req_form(r, open_fields, &o);
    if (req_form_read(r, f) && contact_week_open(r, r->id, week_of(r), o.reason) != OK)
        form_error(f, NULL, TEXT_time_open_not);
    if (form_error_count(f)) {
        req_invalid(r);
        show_open(r, f, name);
        return;
    }
    req_flash(r, TEXT_time_opened);
    req_redirect(r, "/uren/team?week=%s", day_iso(week_of(r), day));
}

/* ---- the hours of a client ------------------------------------------------------------------- */

void time_budget_block(struct req *r)
{
    struct contact_budget b = contact_budget(r->db, r->arena, r->trajectory_id);
    int64_t minutes[TIME_ACTIVITIES], total = 0;
    struct svg_part parts[TIME_ACTIVITIES];

    contact_minutes_by_activity(r->db, r->trajectory_id, minutes);
    for (int i = 0; i < TIME_ACTIVITIES; i++) {
        total += minutes[i];
        parts[i] =
            (struct svg_part){time_row_name(r->lang, i), minutes[i], page_hours(r, minutes[i])};
    }
    if (!total) {
        html(r->out, "<p class=\"empty\">%s</p>", T(time_budget_none));
        return;
    }
    html(r->out, "<p><strong>%s</strong> %s</p>", page_hours(r, total),
         b.minutes ? text_fill(r->arena, r->lang, TEXT_time_budget_of, page_hours(r, b.minutes),
                               arena_fmt(r->arena, "%" PRId64, total * 100 / b.minutes), NULL, NULL)
                   : T(time_budget_free));
    if (b.minutes && total >= b.warn)
        html(r->out, "<p class=\"warn\">%s</p>",
             total > b.minutes ? T(time_budget_over) : T(time_budget_near));
    svg_stack(r->out, parts, COUNT(parts), MAX(total, b.minutes));
    html(r->out, "<p class=\"small muted\">%s</p>", T(time_budget_source));
}
