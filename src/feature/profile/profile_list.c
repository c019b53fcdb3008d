/* profile_list.c: earlier work and education: lists on the tab, and their forms.
 * Not: jobs found through Spil (feature/placement); here only what is told about them.
 * Start at work_history_save(). */
#include "feature/profile/profile_pages.h"

static void show_buttons(struct req *r, const char *path)
{
    html(r->out,
         "<div class=\"buttons\"><button>%s</button>"
         "<a href=\"/deelnemers/%" PRId64 "/profiel\">%s</a></div></form>",
         T(save), r->client_id, T(cancel));
    if (!r->id)
        return;
    html(r->out,
         "<form method=\"post\" action=\"/deelnemers/%" PRId64 "/profiel/%s/%" PRId64
         "/verwijder\">",
         r->client_id, path, r->id);
    page_csrf(r);
    html(r->out, "<button class=\"danger\">%s</button></form>", T(remove));
}

static void begin_form(struct req *r, const char *path)
{
    if (r->id)
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/profiel/%s/%" PRId64, r->client_id,
                        path, r->id);
    else
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/profiel/%s/nieuw", r->client_id,
                        path);
}

/* The button under a list, for who may add to it. */
static void show_add(struct req *r, const char *path, enum text_id label)
{
    if (gate_may_change(&r->gate, GROUP_PLAN))
        html(r->out,
             "<p class=\"buttons\"><a class=\"button quiet\" href=\"/deelnemers/%" PRId64
             "/profiel/%s/nieuw\">%s</a></p>",
             r->client_id, path, text(r->lang, label));
}

/* ---- earlier work ---------------------------------------------------------------------------- */

static const struct field work_fields[] = {
    F_TEXT(struct work_history, job_title, TEXT_profile_work_title, REQUIRED, 150),
    F_TEXT(struct work_history, employer, TEXT_profile_work_employer, 0, 150),
    F_INT(struct work_history, from_year, TEXT_profile_work_from, NARROW, 1940, 2100),
    F_INT(struct work_history, to_year, TEXT_profile_work_to, NARROW, 1940, 2100),
    F_NOTE(struct work_history, tasks, TEXT_profile_work_tasks, 0, 600),
    F_YES(struct work_history, on_cv, TEXT_profile_on_cv),
    F_NOTE(struct work_history, went_well, TEXT_profile_work_well, 0, 600),
    F_NOTE(struct work_history, stopped, TEXT_profile_work_stopped, 0, 600),
    F_HIDDEN_ID(struct work_history, placement_id),
    F_HIDDEN_ID(struct work_history, version),
    F_END};

static bool work_load(struct req *r, struct work_history *w)
{
    int64_t job =
        http_method(r->x) == HTTP_POST ? req_value_id(r, "placement_id") : req_query_id(r, "baan");

    *w = (struct work_history){.client_id = r->client_id, .on_cv = true};
    form_empty(work_fields, w);
    w->on_cv = true;
    if (r->id)
        return work_history_get(r, r->id, w) == OK;
    return !job || (gate_sees(&r->gate, GROUP_WORK) && work_history_of(r, job, w) == OK);
}

static struct form *work_form_of(struct req *r, struct work_history *w)
{
    struct form *f = req_form(r, work_fields, w);

    form_help(f, "to_year", TEXT_profile_work_to_help);
    form_help(f, "tasks", TEXT_profile_work_tasks_help);
    form_help(f, "stopped", TEXT_profile_work_stopped_help);
    return f;
}

static void work_show(struct req *r, const struct form *f)
{
    client_page_begin(r, r->id ? T(profile_work_change) : T(profile_work_new), f);
    begin_form(r, "ervaring");
    form_show_fields(r->out, f);
    show_buttons(r, "ervaring");
    page_end(r);
}

void work_history_form(struct req *r)
{
    struct work_history w;

    if (work_load(r, &w))
        work_show(r, work_form_of(r, &w));
    else
        req_not_found(r);
}

void work_history_save(struct req *r)
{
    struct work_history w;

    if (!work_load(r, &w)) {
        req_not_found(r);
        return;
    }
    int64_t placement_id = w.placement_id;
    struct form *f = work_form_of(r, &w);
    if (req_form_read(r, f) && w.from_year != NUMBER_NONE && w.to_year != NUMBER_NONE &&
        w.to_year < w.from_year)
        form_error(f, "to_year", TEXT_profile_work_years);
    w.placement_id = placement_id;
    if (!form_error_count(f)) {
        enum rc rc = r->id ? work_history_change(r, &w) : work_history_add(r, &w);

        if (rc != OK)
            form_error(f, NULL, rc == STALE ? TEXT_profile_stale : TEXT_profile_work_twice);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        work_show(r, f);
        return;
    }
    req_flash(r, TEXT_profile_work_saved);
    profile_to_tab(r);
}

void work_history_delete(struct req *r)
{
    work_history_remove(r, r->id);
    req_flash(r, TEXT_profile_removed);
    profile_to_tab(r);
}

static void show_line(struct req *r, enum text_id label, const char *words)
{
    if (*words)
        html(r->out, "<p>%s %s</p>", text(r->lang, label), words);
}

static void work_row(struct req *r, const struct work_history *w)
{
    const char *years = work_history_years(r->arena, r->lang, w->from_year, w->to_year);

    html(r->out, "<li><div class=\"what\">");
    if (!gate_may_change(&r->gate, GROUP_PLAN))
        html(r->out, "<strong>%s</strong>", w->job_title);
    else if (w->id)
        html(r->out, "<a href=\"/deelnemers/%" PRId64 "/profiel/ervaring/%" PRId64 "\">%s</a>",
             r->client_id, w->id, w->job_title);
    else
        html(r->out,
             "<a href=\"/deelnemers/%" PRId64 "/profiel/ervaring/nieuw?baan=%" PRId64 "\">%s</a>",
             r->client_id, w->placement_id, w->job_title);
    html(r->out, "<p>%s%s%s · %s</p>", w->employer, *w->employer && *years ? " · " : "", years,
         w->on_cv ? T(profile_is_on_cv) : T(profile_not_on_cv));
    show_line(r, TEXT_profile_well, w->went_well);
    show_line(r, TEXT_profile_stopped, w->stopped);
    html(r->out, "</div></li>");
}

void work_history_block(struct req *r)
{
    struct work_histories list = work_history_list(r, gate_sees(&r->gate, GROUP_WORK));

    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(profile_work_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++)
        work_row(r, &list.at[i]);
    html(r->out, "</ul>");
    show_add(r, "ervaring", TEXT_profile_work_new);
}

/* ---- education ------------------------------------------------------------------------------- */

static const struct field enrolment_fields[] = {
    F_TEXT(struct enrolment, course, TEXT_enrolment_course, REQUIRED, 150),
    F_TEXT(struct enrolment, school, TEXT_enrolment_school, 0, 150),
    F_NOTE(struct enrolment, goal, TEXT_enrolment_goal, 0, 500),
    F_DAY(struct enrolment, started_on, TEXT_enrolment_started_on, NARROW),
    F_DAY(struct enrolment, ends_on, TEXT_enrolment_ends_on, NARROW),
    F_HUNDREDTHS(struct enrolment, hours_week, TEXT_enrolment_hours, NARROW, 0, 6000),
    F_DAY(struct enrolment, ended_on, TEXT_enrolment_ended_on, NARROW | PAST_ONLY),
    F_CODE(struct enrolment, result, TEXT_enrolment_result, 0, enrolment_results),
    F_YES(struct enrolment, on_cv, TEXT_profile_on_cv),
    F_HIDDEN_ID(struct enrolment, version),
    F_END};

static bool enrolment_load(struct req *r, struct enrolment *e)
{
    *e = (struct enrolment){.client_id = r->client_id};
    form_empty(enrolment_fields, e);
    e->on_cv = true;
    return !r->id || enrolment_get(r, r->id, e) == OK;
}

static void enrolment_show(struct req *r, const struct form *f)
{
    client_page_begin(r, r->id ? T(enrolment_change) : T(enrolment_new), f);
    html(r->out, "<p class=\"lead\">%s</p>", T(enrolment_lead));
    begin_form(r, "opleiding");
    form_show_fields(r->out, f);
    show_buttons(r, "opleiding");
    page_end(r);
}

void enrolment_form(struct req *r)
{
    struct enrolment e;

    if (enrolment_load(r, &e))
        enrolment_show(r, req_form(r, enrolment_fields, &e));
    else
        req_not_found(r);
}

static void enrolment_check(struct form *f, const struct enrolment *e)
{
    if (e->started_on != DAY_NONE && e->ended_on != DAY_NONE && e->ended_on < e->started_on)
        form_error(f, "ended_on", TEXT_enrolment_before);
    if (e->ended_on != DAY_NONE && !*e->result)
        form_error(f, "result", TEXT_enrolment_result_missing);
}

void enrolment_save(struct req *r)
{
    struct enrolment e;

    if (!enrolment_load(r, &e)) {
        req_not_found(r);
        return;
    }
    struct form *f = req_form(r, enrolment_fields, &e);
    if (req_form_read(r, f))
        enrolment_check(f, &e);
    if (!form_error_count(f)) {
        if (!r->id)
            enrolment_add(r, &e);
        else if (enrolment_change(r, &e) != OK)
            form_error(f, NULL, TEXT_profile_stale);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        enrolment_show(r, f);
        return;
    }
    req_flash(r, TEXT_enrolment_saved);
    profile_to_tab(r);
}

void enrolment_delete(struct req *r)
{
    enrolment_remove(r, r->id);
    req_flash(r, TEXT_profile_removed);
    profile_to_tab(r);
}

/* "sinds 01-09-2026, tot ongeveer 01-07-2027", or how it ended. */
static const char *enrolment_when(struct req *r, const struct enrolment *e)
{
    const char *words = "";

    if (e->ended_on != DAY_NONE)
        return text_fill(r->arena, r->lang, TEXT_enrolment_ended, page_day(r, e->ended_on),
                         code_text(r->lang, enrolment_results, e->result), NULL, NULL);
    if (*e->result)
        return code_text(r->lang, enrolment_results, e->result);
    if (e->started_on != DAY_NONE)
        words = text_fill(r->arena, r->lang,
                          e->started_on > r->today ? TEXT_enrolment_from : TEXT_enrolment_since,
                          page_day(r, e->started_on), NULL, NULL, NULL);
    if (e->ends_on != DAY_NONE)
        words = arena_fmt(r->arena, "%s%s%s", words, *words ? ", " : "",
                          text_fill(r->arena, r->lang, TEXT_enrolment_until,
                                    page_day(r, e->ends_on), NULL, NULL, NULL));
    return *words ? words : T(enrolment_wish);
}

static void enrolment_row(struct req *r, const struct enrolment *e)
{
    html(r->out, "<li><div class=\"what\">");
    if (gate_may_change(&r->gate, GROUP_PLAN))
        html(r->out, "<a href=\"/deelnemers/%" PRId64 "/profiel/opleiding/%" PRId64 "\">%s</a>",
             r->client_id, e->id, e->course);
    else
        html(r->out, "<strong>%s</strong>", e->course);
    html(r->out, "<p>%s%s%s%s%s</p>", e->school, *e->school ? " · " : "", enrolment_when(r, e),
         e->hours_week != NUMBER_NONE ? " · " : "",
         e->hours_week != NUMBER_NONE
             ? text_fill(r->arena, r->lang, TEXT_core_hours_n, page_hundredths(r, e->hours_week),
                         NULL, NULL, NULL)
             : "");
    show_line(r, TEXT_enrolment_for, e->goal);
    html(r->out, "</div></li>");
}

void enrolment_block(struct req *r)
{
    struct enrolments list = enrolment_list(r->db, r->arena, r->client_id);

    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(enrolment_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++)
        enrolment_row(r, &list.at[i]);
    html(r->out, "</ul>");
    show_add(r, "opleiding", TEXT_enrolment_new);
}
