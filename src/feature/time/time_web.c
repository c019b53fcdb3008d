/* time_web.c: the week grid, filled from contacts, and adding other time.
 * Not: closing weeks (time_lock.c) and files (time_export.c).
 * Start at week_page(). */
#include "feature/time/pages.h"

#include "base/number.h"

enum { AHEAD = 366 }; /* days: leave is planned, but not for a year that was mistyped */

static const struct field fields[] = {
    F_DAY(struct time_entry, day, TEXT_time_day, REQUIRED | NARROW),
    F_MINUTES(struct time_entry, minutes, TEXT_time_minutes, REQUIRED | NARROW, 1, 1440),
    F_CODE(struct time_entry, kind, TEXT_time_kind, REQUIRED | NARROW, time_kinds),
    F_TEXT(struct time_entry, note, TEXT_time_note, 0, 300),
    F_HIDDEN_ID(struct time_entry, version),
    F_END};

static struct time_entry entry_empty(const struct req *r, int32_t day)
{
    return (struct time_entry){.programme_id = r->user->programme_id,
                               .staff_id = r->user->id,
                               .day = day,
                               .minutes = NUMBER_NONE,
                               .kind = "",
                               .note = ""};
}

/* ---- the grid -------------------------------------------------------------------------------- */

/* Hours and minutes: sums of rounded hours would not add up. */
static void show_minutes(struct req *r, int64_t minutes, const char *css_class)
{
    char n[NUMBER_TEXT];

    html(r->out, "<td class=\"number %s\">%s</td>", css_class,
         minutes ? number_text_minutes(n, minutes) : "");
}

static void show_grid(struct req *r, const struct time_week *w)
{
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table "
         "class=\"grid\">"
         "<caption class=\"sr\">%s</caption><thead><tr><th scope=\"col\">%s</th>",
         T(time), T(time), T(time_row));
    for (int day = 0; day < 7; day++)
        html(r->out, "<th scope=\"col\" class=\"number\">%s %d</th>",
             text(r->lang, (enum text_id)(TEXT_weekday_short_1 + day)),
             day_ymd(w->monday + day).day);
    html(r->out, "<th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>", T(time_total));
    for (int row = 0; row < TIME_ROWS; row++) {
        int64_t total = time_row_total(w, row);

        if (row >= TIME_TRAVEL && !total)
            continue; /* the five of table B4 always, the others when there is something */
        html(r->out, "<tr><th scope=\"row\">%s</th>", time_row_name(r->lang, row));
        for (int day = 0; day < 7; day++)
            show_minutes(r, w->minutes[row][day], "");
        show_minutes(r, total, "strong");
        html(r->out, "</tr>");
    }
    html(r->out, "</tbody><tfoot><tr><th scope=\"row\">%s</th>", T(time_total));
    for (int day = 0; day < 7; day++)
        show_minutes(r, time_day_total(w, day), "strong");
    show_minutes(r, time_total(w), "strong");
    html(r->out, "</tr></tfoot></table></div><p class=\"muted\">%s</p>", T(time_source));
}

static void show_entries(struct req *r, const struct time_entries *list, bool locked)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(time_entries));
    if (!list->n)
        html(r->out, "<p class=\"empty\">%s</p>", T(time_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list->n; i++) {
        const struct time_entry *e = &list->at[i];

        html(r->out, "<li><div class=\"what\"><strong>%s · %s</strong><p>%s%s%s</p></div>",
             page_day(r, e->day), page_hours(r, e->minutes),
             code_text(r->lang, time_kinds, e->kind), *e->note ? ": " : "", e->note);
        if (locked) {
            html(r->out, "</li>");
            continue;
        }
        html(r->out,
             "<div class=\"acts\"><a href=\"/uren/%" PRId64
             "\">%s<span class=\"sr\">: %s</span></a>",
             e->id, T(change), page_day(r, e->day));
        page_form_begin(r, "", "/uren/%" PRId64 "/verwijder", e->id);
        html(r->out,
             "<button class=\"link\">%s<span class=\"sr\">: %s</span></button></form></div></li>",
             T(remove), page_day(r, e->day));
    }
    html(r->out, "</ul></section>");
}

static void show_clients(struct req *r, int32_t monday)
{
    size_t n;
    struct time_client *list = time_by_client(r->db, r->arena, r->user->id, monday, monday + 6, &n);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(time_per_client));
    if (!n)
        html(r->out, "<p class=\"empty\">%s</p>", T(time_per_client_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < n; i++) {
        struct gate gate = gate_client(r->db, r->user, list[i].client_id, r->now);

        html(r->out, "<li><div class=\"what\">");
        if (gate_sees(&gate, GROUP_NAME))
            html(r->out, "<a href=\"/deelnemers/%" PRId64 "\">%s</a>", list[i].client_id,
                 list[i].name);
        else /* handed over since: the hours stay, the name does not */
            html(r->out, "%s", T(time_former));
        html(r->out, "</div><span>%s</span></li>", page_hours(r, list[i].minutes));
    }
    html(r->out, "</ul></section>");
}

static void show_week_links(struct req *r, int32_t monday)
{
    char day[DAY_TEXT];

    html(r->out,
         "<nav class=\"buttons\" aria-label=\"%s\"><a class=\"button quiet\" "
         "href=\"/uren?week=%s\">%s</a>",
         T(time), day_iso(monday - 7, day), T(time_previous));
    html(r->out, "<a class=\"button quiet\" href=\"/uren?week=%s\">%s</a></nav>",
         day_iso(monday + 7, day), T(time_next));
}

static void show_page(struct req *r, int32_t monday, struct form *f)
{
    struct time_week w;
    struct time_entries entries = time_entries_of(r->db, r->arena, r->user->id, monday, monday + 6);
    struct iso_week week = day_iso_week(monday);
    bool locked = contact_week_locked(r->db, r->user->id, monday);
    struct frame frame =
        page_frame(r, arena_fmt(r->arena, "%s · %s", T(time),
                                text_fill(r->arena, r->lang, TEXT_time_week,
                                          arena_fmt(r->arena, "%d", week.week), NULL, NULL, NULL)));

    time_week_read(r->db, r->arena, r->user->id, monday, &w);
    frame.wide = true;
    frame.errors = form_error_count(f);
    frame.subtitle = text_fill(r->arena, r->lang, TEXT_time_of, page_hours(r, time_total(&w)),
                               page_hours(r, r->user->hours_week * 60 / 100), NULL, NULL);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    show_week_links(r, monday);
    html(r->out, "<section class=\"card\">");
    show_grid(r, &w);
    html(r->out, "</section><div class=\"columns\"><div>");
    show_clients(r, monday);
    time_lock_show(r, monday, locked);
    html(r->out, "</div><div>");
    show_entries(r, &entries, locked);
    if (!locked || form_error_count(f)) {
        html(r->out, "<section class=\"card no-print\"><h2>%s</h2>", T(time_add_title));
        page_form_begin(r, "fields", "/uren");
        form_show_fields(r->out, f);
        html(r->out, "<div class=\"buttons\"><button>%s</button></div></form></section>", T(save));
    }
    time_export_links(r, monday);
    html(r->out, "</div></div>");
    page_end(r);
}

static void week_page(struct req *r)
{
    int32_t day = day_from_iso(req_query(r, "week"));
    int32_t monday = day_monday(day == DAY_NONE ? r->today : day);
    struct time_entry e = entry_empty(r, monday == day_monday(r->today) ? r->today : monday);

    show_page(r, monday, req_form(r, fields, &e));
}

/* was: the minutes and the day it had, of an entry that is changed. */
static void check_entry(struct req *r, struct form *f, const struct time_entry *e,
                        const struct time_entry *was)
{
    struct time_week w;
    int64_t before = was && was->day == e->day ? was->minutes : 0;

    time_week_read(r->db, r->arena, r->user->id, day_monday(e->day), &w);
    if (time_day_total(&w, day_weekday(e->day) - 1) - before + e->minutes > 24 * 60)
        form_error(f, "minutes", TEXT_time_too_much);
    if (e->day > r->today + AHEAD)
        form_error(f, "day", TEXT_time_too_far);
    if (contact_week_locked(r->db, r->user->id, e->day) ||
        (was && contact_week_locked(r->db, r->user->id, was->day)))
        form_error(f, "day", TEXT_contact_week_locked);
}

static void entry_save(struct req *r)
{
    struct time_entry e = entry_empty(r, r->today);
    struct form *f = req_form(r, fields, &e);
    char day[DAY_TEXT];

    if (req_form_read(r, f))
        check_entry(r, f, &e, NULL);
    if (form_error_count(f)) {
        req_invalid(r);
        show_page(r, day_monday(e.day == DAY_NONE ? r->today : e.day), f);
        return;
    }
    if (time_add(r, &e) != OK)
        BUG("hours that were checked are refused");
    req_flash(r, TEXT_time_saved);
    req_redirect(r, "/uren?week=%s", day_iso(day_monday(e.day), day));
}

/* ---- mending an entry ------------------------------------------------------------------------ */

static void show_edit(struct req *r, struct form *f)
{
    struct frame_link crumbs[] = {{"/uren", T(time), NULL, 0}};
    struct frame frame = page_frame(r, T(time_change));

    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    page_form_begin(r, "fields", "/uren/%" PRId64, r->id);
    form_show_fields(r->out, f);
    html(r->out, "<div class=\"buttons\"><button>%s</button><a href=\"/uren\">%s</a></div></form>",
         T(save), T(cancel));
    page_end(r);
}

static void edit_page(struct req *r)
{
    struct time_entry e;

    if (time_get(r, r->id, &e) != OK) {
        req_not_found(r);
        return;
    }
    show_edit(r, req_form(r, fields, &e));
}

static void edit_save(struct req *r)
{
    struct time_entry e, was;
    char day[DAY_TEXT];

    if (time_get(r, r->id, &e) != OK) {
        req_not_found(r);
        return;
    }
    was = e;
    struct form *f = req_form(r, fields, &e);
    if (req_form_read(r, f))
        check_entry(r, f, &e, &was);
    if (!form_error_count(f) && time_change(r, &e, was.day) != OK)
        form_error(f, NULL, TEXT_time_stale);
    if (form_error_count(f)) {
        req_invalid(r);
        show_edit(r, f);
        return;
    }
    req_flash(r, TEXT_time_saved);
    req_redirect(r, "/uren?week=%s", day_iso(day_monday(e.day), day));
}

static void entry_remove(struct req *r)
{
    enum rc rc = time_remove(r, r->id);

    if (rc == DENIED) {
        req_error_page(r, 422, TEXT_remove, TEXT_contact_week_locked);
        return;
    }
    if (rc != OK) {
        req_not_found(r);
        return;
    }
    req_flash(r, TEXT_time_removed);
    req_redirect(r, "/uren");
}

static const struct route routes[] = {
    {GET, "/uren", week_page, SCOPE_NONE, PERM_CONTACT_WRITE, READ, ACCESS_LIST, TEXT_time},
    {POST, "/uren", entry_save, SCOPE_NONE, PERM_CONTACT_WRITE, WRITE, ACCESS_NOTHING, TEXT_time},
    {POST, "/uren/:id/verwijder", entry_remove, SCOPE_NONE, PERM_CONTACT_WRITE, WRITE,
     ACCESS_NOTHING, TEXT_remove},
    {GET, "/uren/:id", edit_page, SCOPE_NONE, PERM_CONTACT_WRITE, READ, ACCESS_NOTHING,
     TEXT_time_change},
    {POST, "/uren/:id", edit_save, SCOPE_NONE, PERM_CONTACT_WRITE, WRITE, ACCESS_NOTHING,
     TEXT_time_change},
    {POST, "/uren/afsluiten", time_lock_save, SCOPE_NONE, PERM_CONTACT_WRITE, WRITE, ACCESS_NOTHING,
     TEXT_time_lock},
    {GET, "/uren/bestand", time_export, SCOPE_NONE, PERM_CONTACT_WRITE, READ, ACCESS_NOTHING,
     TEXT_time_export_title},
    {GET, "/uren/team", time_team_page, SCOPE_NONE, PERM_TEAM_READ, READ, ACCESS_NOTHING,
     TEXT_time_team},
    {GET, "/uren/team/:id", time_open_form, SCOPE_NONE, PERM_TEAM_READ, READ, ACCESS_NOTHING,
     TEXT_time_open},
    {POST, "/uren/team/:id", time_open_save, SCOPE_NONE, PERM_TEAM_READ, WRITE, ACCESS_CHANGE,
     TEXT_time_open},
    {0}};

static const struct client_block blocks[] = {{.draw = time_budget_block,
                                              .title = TEXT_time_budget,
                                              .group = GROUP_TIME,
                                              .tab = TAB_HOURS,
                                              .order = 20,
                                              .name = "uren"},
                                             {0}};

const struct feature time_feature = {.name = "time", .routes = routes, .client_blocks = blocks};
