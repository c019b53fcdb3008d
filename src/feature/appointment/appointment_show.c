/* appointment_show.c: appointments shown: on Vandaag, in the week, with a client and on the
 * client's own page. Not: forms, and what became of an appointment (appointment_web.c). Start at
 * appointment_today_show(). */
#include "feature/appointment/pages.h"

#include "feature/contact/contact.h"

enum { MINE_SHOWN = 3 };

/* ---- words ----------------------------------------------------------------------------------- */

static const char *fill(struct req *r, enum text_id id, const char *one, const char *two)
{
    return text_fill(r->arena, r->lang, id, one, two, NULL, NULL);
}

const char *appointment_words(struct req *r, const struct appointment *a)
{
    const char *kind = code_text(r->lang, appointment_kinds, a->kind);
    const char *client = !a->client_id ? "" : *a->client ? a->client : T(appointment_former);
    const char *who = *a->employer ? a->employer : *a->colleague ? a->colleague : "";

    return arena_fmt(r->arena, "%s%s%s%s%s", kind, *client ? " · " : "", client, *who ? " · " : "",
                     who);
}

/* 10:00 – 11:00, or "hele dag". */
const char *appointment_time_words(struct req *r, const struct appointment *a)
{
    if (a->minute == NUMBER_NONE)
        return T(appointment_some_time);
    return arena_fmt(r->arena, "%s – %s", appointment_time_text(r->arena, a->minute),
                     appointment_time_text(r->arena, (a->minute + a->minutes) % (24 * 60)));
}

const char *appointment_where_words(struct req *r, const struct appointment *a)
{
    if (strcmp(a->mode, "face_to_face") != 0)
        return code_text(r->lang, appointment_modes, a->mode);
    return *a->address ? a->address : code_text(r->lang, contact_places, a->place);
}

static const char *outcome_words(struct req *r, const struct appointment *a)
{
    if (*a->off_reason)
        return arena_fmt(r->arena, "%s: %s%s%s", T(appointment_off_was),
                         code_text(r->lang, appointment_off_reasons, a->off_reason),
                         *a->off_note ? ", " : "", a->off_note);
    return a->contact_id ? T(appointment_done) : "";
}

bool appointment_is_due(const struct req *r, const struct appointment *a)
{
    return appointment_is_open(a) && a->day <= r->today && a->staff_id == r->user->id;
}

/* ---- one row --------------------------------------------------------------------------------- */

/* Took place, or not: two presses at most. `back` is where it leads to: "vandaag", "agenda". */
void appointment_acts_show(struct req *r, const struct appointment *a, const char *back)
{
    const char *words = appointment_words(r, a);

    html(r->out, "<div class=\"acts wrap\">");
    page_form_begin(r, "", "/agenda/%" PRId64 "/door?naar=%s", a->id, back);
    html(r->out, "<button class=\"quiet\">%s<span class=\"sr\">: %s</span></button></form>",
         T(appointment_took_place), words);
    html(r->out,
         "<a class=\"later\" href=\"/agenda/%" PRId64 "/niet?naar=%s\">%s<span class=\"sr\">: "
         "%s</span></a></div>",
         a->id, back, T(appointment_did_not), words);
}

/* What was logged can still get its note. */
void appointment_outcome_show(struct req *r, const struct appointment *a)
{
    html(r->out, "<p class=\"small %s\">%s", a->contact_id && !*a->off_reason ? "done" : "muted",
         outcome_words(r, a));
    if (a->contact_id && a->client_id && gate_may_change(&a->gate, GROUP_NOTES))
        html(r->out,
             " · <a href=\"/deelnemers/%" PRId64 "/contact/%" PRId64 "\">%s<span class=\"sr\">: "
             "%s</span></a>",
             a->client_id, a->contact_id, T(appointment_note), appointment_words(r, a));
    html(r->out, "</p>");
}

bool appointment_reminds(const struct req *r, const struct appointment *a)
{
    int32_t on = appointment_reminds_on(a);

    return on != DAY_NONE && on <= r->today && a->day >= r->today && appointment_is_open(a);
}

static void show_row(struct req *r, const struct appointment *a, const char *back)
{
    html(r->out, "<li><time>%s</time><div class=\"what\">",
         a->day == r->today ? appointment_time_words(r, a)
                            : arena_fmt(r->arena, "%s %s",
                                        a->day == r->today + 1 ? T(tomorrow) : page_day(r, a->day),
                                        appointment_time_text(r->arena, a->minute)));
    html(r->out, "<a href=\"/agenda/%" PRId64 "\">%s</a>", a->id, appointment_words(r, a));
    if (appointment_reminds(r, a))
        html(r->out, " <span class=\"chip\">%s</span>", T(appointment_reminder));
    html(r->out, "<p class=\"small\">%s%s%s</p>", appointment_where_words(r, a),
         *a->subject ? " · " : "", a->subject);
    if (!appointment_is_open(a))
        appointment_outcome_show(r, a);
    html(r->out, "</div>");
    if (appointment_is_due(r, a))
        appointment_acts_show(r, a, back);
    html(r->out, "</li>");
}

/* ---- on Vandaag ------------------------------------------------------------------------------ */

struct appointments appointment_around(struct req *r)
{
    return appointment_list(r, r->user->id, r->today - APPOINTMENT_BACK,
                            r->today + APPOINTMENT_AHEAD, r->today);
}

void appointment_today_show(struct req *r, const struct appointments *list)
{
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++) {
        if (list->at[i].day > r->today && !appointment_reminds(r, &list->at[i]))
            continue;
        if (!n++)
            html(r->out,
                 "<section class=\"card\" id=\"afspraken\"><h2>%s</h2>"
                 "<ul class=\"rows agenda\" data-rows>",
                 T(appointment_today));
        show_row(r, &list->at[i], "vandaag");
    }
    if (n)
        html(r->out, "</ul></section>");
}

/* ---- the week -------------------------------------------------------------------------------- */

static void show_slot(struct req *r, const struct appointment *a)
{
    html(r->out,
         "<li class=\"slot%s\"><p class=\"when\">%s</p><a href=\"/agenda/%" PRId64
         "\">%s</a><p class=\"small\">%s%s%s</p>",
         appointment_is_open(a) ? "" : " past", appointment_time_words(r, a), a->id,
         appointment_words(r, a), appointment_where_words(r, a), *a->subject ? " · " : "",
         a->subject);
    if (!appointment_is_open(a))
        appointment_outcome_show(r, a);
    if (appointment_is_due(r, a))
        appointment_acts_show(r, a, "agenda");
    html(r->out, "</li>");
}

static void show_day(struct req *r, int32_t day, const struct appointments *list, bool weekend)
{
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++)
        n += list->at[i].day == day;
    if (!n && weekend)
        return;
    html(r->out, "<li%s><h2>%s%s%s</h2>", day == r->today ? " class=\"now\"" : "",
         page_day_long(r, day), day == r->today ? " · " : "", day == r->today ? T(today) : "");
    html(r->out, "<ul class=\"slots\">");
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].day == day)
            show_slot(r, &list->at[i]);
    html(r->out, "</ul>");
    if (!n)
        html(r->out, "<p class=\"muted small\">%s</p>", T(appointment_free));
    html(r->out, "</li>");
}

static void show_week_links(struct req *r, int32_t monday, int32_t now)
{
    char day[DAY_TEXT];

    html(r->out,
         "<nav class=\"buttons\" aria-label=\"%s\"><a class=\"button\" data-new "
         "href=\"/agenda/nieuw\">%s</a>",
         T(appointment_agenda), T(appointment_new));
    html(r->out, "<a class=\"button quiet\" href=\"/agenda?week=%s\">%s</a>",
         day_iso(monday - 7, day), T(time_previous));
    if (monday != now)
        html(r->out, "<a class=\"button quiet\" href=\"/agenda\">%s</a>", T(appointment_this_week));
    html(r->out, "<a class=\"button quiet\" href=\"/agenda?week=%s\">%s</a></nav>",
         day_iso(monday + 7, day), T(time_next));
}

void appointment_agenda(struct req *r)
{
    int32_t asked = day_from_iso(req_query(r, "week"));
    int32_t now = day_monday(r->today + (day_weekday(r->today) > 5 ? 2 : 0)); /* what comes */
    int32_t monday = asked == DAY_NONE ? now : day_monday(asked);
    struct appointments list = appointment_list(r, r->user->id, monday, monday + 6, DAY_NONE);
    struct frame frame =
        page_frame(r, arena_fmt(r->arena, "%s · %s", T(appointment_agenda),
                                fill(r, TEXT_time_week,
                                     arena_fmt(r->arena, "%d", day_iso_week(monday).week), NULL)));
    bool weekend = list.n && list.at[list.n - 1].day > monday + 4;

    frame.wide = true;
    frame.subtitle = text_count(r->arena, r->lang, TEXT_appointment_n, (int64_t)list.n);
    page_begin_frame(r, &frame);
    show_week_links(r, monday, now);
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(appointment_none));
    html(r->out, "<ol class=\"week%s\">", weekend ? " seven" : "");
    for (int32_t day = monday; day < monday + 7; day++)
        show_day(r, day, &list, day > monday + 4);
    html(r->out, "</ol><p class=\"muted no-print\"><a href=\"/agenda/koppeling\">%s</a>",
         T(feed_link));
    if (user_may(r->user, PERM_CLIENT_ASSIGN))
        html(r->out, " · <a href=\"/overdragen\">%s</a>", T(handover_many));
    html(r->out, "</p>");
    page_end(r);
}

/* ---- on the page of a client, and on the client's own ---------------------------------------- */

void appointment_client_block(struct req *r)
{
    struct appointments list =
        appointment_by_trajectory(r, r->trajectory_id, r->today - APPOINTMENT_BACK, 6);
    bool notes = gate_sees(&r->gate, GROUP_NOTES);

    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(appointment_none_client));
    html(r->out, "<ul class=\"rows agenda\">");
    for (size_t i = 0; i < list.n; i++) {
        const struct appointment *a = &list.at[i];

        html(r->out, "<li><time>%s %s</time><div class=\"what\"><strong>%s%s%s</strong>",
             page_day(r, a->day), appointment_time_text(r->arena, a->minute),
             code_text(r->lang, appointment_kinds, a->kind), *a->employer ? " · " : "",
             a->employer);
        html(r->out, "<p class=\"small\">%s · %s%s%s</p></div>", a->staff_name,
             appointment_where_words(r, a), notes && *a->subject ? " · " : "",
             notes ? a->subject : "");
        if (appointment_is_due(r, a))
            appointment_acts_show(r, a, "dossier");
        else if (a->staff_id == r->user->id)
            html(r->out,
                 "<a class=\"later\" href=\"/agenda/%" PRId64 "\">%s<span class=\"sr\">: %s"
                 "</span></a>",
                 a->id, T(change), page_day(r, a->day));
        html(r->out, "</li>");
    }
    html(r->out, "</ul>");
    if (gate_may_change(&r->gate, GROUP_NOTES))
        html(r->out,
             "<p class=\"no-print\"><a class=\"button quiet\" href=\"/agenda/nieuw?wie=%" PRId64
             "&amp;terug=dossier\">%s</a></p>",
             r->client_id, T(appointment_new));
}

void appointment_mine_block(struct req *r)
{
    struct appointments list = appointment_by_trajectory(r, r->trajectory_id, r->today, 20);
    int shown = 0;

    for (size_t i = 0; i < list.n && shown < MINE_SHOWN; i++) {
        const struct appointment *a = &list.at[i];

        if (strcmp(a->party, "client") != 0 && !appointment_client_there(a))
            continue;
        html(r->out, shown++ ? "<p>%s" : "<p class=\"lead\">%s", page_day_long(r, a->day));
        if (a->minute != NUMBER_NONE)
            html(r->out, " %s",
                 fill(r, TEXT_appointment_mine_at, appointment_time_text(r->arena, a->minute),
                      NULL));
        html(r->out, "<br>%s</p>",
             text_fill(r->arena, r->lang, TEXT_appointment_mine,
                       code_text(r->lang, appointment_kinds, a->kind), a->staff_name,
                       appointment_where_words(r, a), NULL));
    }
    if (!shown)
        html(r->out, "<p>%s</p>", T(appointment_mine_none));
}
