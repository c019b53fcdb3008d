/* placement_block.c: work on the page of a client: short on the overview, whole on the tab Werk,
 * and on the tab Werk zoeken what earlier work taught. Not: recording it (placement_web.c,
 * placement_change.c). Start at placement_work_block(). */
#include "feature/placement/placement_pages.h"

#include <math.h>

#include "html/svg.h"

/* ---- one line about a placement -------------------------------------------------------------- */

static bool is_over(const struct req *r, const struct placement *p)
{
    return p->ended_on != DAY_NONE && p->ended_on <= r->today;
}

static const char *when_words(struct req *r, const struct placement *p)
{
    if (is_over(r, p))
        return text_fill(r->arena, r->lang, TEXT_placement_from_to, page_day(r, p->started_on),
                         page_day(r, p->ended_on), NULL, NULL);
    return text_fill(r->arena, r->lang,
                     p->started_on > r->today ? TEXT_placement_begins : TEXT_placement_since,
                     page_day(r, p->started_on), NULL, NULL, NULL);
}

void placement_countdown(struct req *r, const struct placement *p)
{
    int32_t left = p->ends_on - r->today;
    const char *words = T(placement_last_day);

    if (p->ends_on == DAY_NONE || is_over(r, p) || !placement_unpaid(p->kind))
        return;
    if (left)
        words = text_fill(
            r->arena, r->lang, left > 0 ? TEXT_placement_days_left : TEXT_placement_days_over,
            text_count(r->arena, r->lang, TEXT_days, left > 0 ? left : -left), NULL, NULL, NULL);
    html(r->out, "<p><strong class=\"%s\">%s</strong> (%s)</p><p>%s</p>", left <= 14 ? "warn" : "",
         words, page_day(r, p->ends_on),
         text_fill(r->arena, r->lang, TEXT_placement_then, p->promise, p->promise_by, NULL, NULL));
}

static void show_terms(struct req *r, const struct placement *p)
{
    html(r->out, "<p>%s%s%s · %s", p->job_title, *p->job_title ? " · " : "",
         code_text(r->lang, placement_kinds, p->kind), when_words(r, p));
    if (!is_over(r, p) && p->ends_on != DAY_NONE && !placement_unpaid(p->kind))
        html(r->out, ", %s",
             text_fill(r->arena, r->lang, TEXT_placement_until, page_day(r, p->ends_on), NULL, NULL,
                       NULL));
    if (p->hours_week != NUMBER_NONE)
        html(r->out, " · %s",
             text_fill(r->arena, r->lang, TEXT_placement_a_week, page_hundredths(r, p->hours_week),
                       NULL, NULL, NULL));
    if (p->permanent)
        html(r->out, " · %s", T(placement_is_permanent));
    if (p->wage_month != NUMBER_NONE)
        html(r->out, " · %s",
             text_fill(r->arena, r->lang, TEXT_placement_a_month, page_money(r, p->wage_month),
                       NULL, NULL, NULL));
    html(r->out, "</p>");
    if (p->ended_on != DAY_NONE)
        html(r->out, "<p>%s%s%s</p>",
             text_fill(r->arena, r->lang,
                       is_over(r, p) ? TEXT_placement_stopped : TEXT_placement_stops,
                       page_day(r, p->ended_on),
                       code_text(r->lang, placement_end_reasons, p->end_reason), NULL, NULL),
             *p->lesson ? " · " : "", p->lesson);
}

static void show_name(struct req *r, const struct placement *p)
{
    const char *name = *p->employer_name ? p->employer_name : T(placement_no_employer);

    if (gate_may_change(&r->gate, GROUP_WORK))
        html(r->out, "<a href=\"/deelnemers/%" PRId64 "/werk/%" PRId64 "\">%s</a>", r->client_id,
             p->id, name);
    else
        html(r->out, "<strong>%s</strong>", name);
}

static void show_row(struct req *r, const struct placement *p)
{
    html(r->out, "<li><div class=\"what\">");
    show_name(r, p);
    show_terms(r, p);
    placement_countdown(r, p);
    html(r->out, "</div></li>");
}

/* What runs, what is to come, what is over; of each the newest first. */
static int place_in_list(const struct req *r, const struct placement *p)
{
    return placement_runs(p, r->today) ? 0 : p->started_on > r->today ? 1 : 2;
}

static size_t show_rows(struct req *r, const struct placements *all, int first, int last)
{
    size_t shown = 0;

    html(r->out, "<ul class=\"rows\">");
    for (int place = first; place <= last; place++)
        for (size_t i = all->n; i-- > 0;)
            if (place_in_list(r, &all->at[i]) == place) {
                show_row(r, &all->at[i]);
                shown++;
            }
    html(r->out, "</ul>");
    return shown;
}

static void show_new(struct req *r)
{
    if (gate_may_change(&r->gate, GROUP_WORK))
        html(r->out,
             "<p><a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/werk/nieuw\">%s</a></p>",
             r->client_id, T(placement_new));
}

void placement_overview_block(struct req *r)
{
    struct placements all = placement_by_trajectory(r->db, r->arena, r->trajectory_id);

    if (!show_rows(r, &all, 0, 1))
        html(r->out, "<p class=\"empty\">%s</p>",
             all.n ? T(placement_none_now) : T(placement_empty));
    if (all.n)
        html(r->out, "<p class=\"no-print\"><a href=\"/deelnemers/%" PRId64 "/werk\">%s</a></p>",
             r->client_id, T(placement_all));
    else
        show_new(r);
}

/* ---- the build-up as lines ------------------------------------------------------------------- */

enum { STEPS_MOST = 30, DAYS_A_WEEK = 7 };

/* Hours in force on a day: of the last line before that fills them in. */
static int64_t hours_on(const struct placement_hours *rows, size_t n, int32_t day, bool actual)
{
    int64_t hours = NUMBER_NONE;

    for (size_t i = 0; i < n && rows[i].from_on <= day; i++) {
        int64_t these = actual ? rows[i].actual : rows[i].planned;

        hours = these == NUMBER_NONE ? hours : these;
    }
    return hours;
}

/* What is to be seen, as a sentence. */
static const char *finding(struct req *r, const struct placement_hours *rows, size_t n)
{
    int64_t actual = hours_on(rows, n, r->today, true);
    int64_t planned = hours_on(rows, n, actual == NUMBER_NONE ? INT32_MAX : r->today, false);
    enum text_id words = actual == NUMBER_NONE                         ? TEXT_placement_hours_plan
                         : planned == NUMBER_NONE || actual == planned ? TEXT_placement_hours_even
                         : actual < planned                            ? TEXT_placement_hours_less
                                                                       : TEXT_placement_hours_more;

    return text_fill(r->arena, r->lang, words,
                     page_hundredths(r, actual == NUMBER_NONE ? planned : actual),
                     planned == NUMBER_NONE ? "" : page_hundredths(r, planned), NULL, NULL);
}

static void fill_line(struct req *r, const struct placement_hours *rows, size_t n, int32_t day,
                      bool actual, double *value, const char **words)
{
    int64_t hours = actual && day > r->today ? NUMBER_NONE : hours_on(rows, n, day, actual);

    *value = hours == NUMBER_NONE ? (double)NAN : (double)hours / 100;
    *words = hours == NUMBER_NONE ? "" : page_hundredths(r, hours);
}

static void show_build_up(struct req *r, const struct placement *p)
{
    size_t n, steps = 0;
    const struct placement_hours *rows = placement_build_up(r->db, r->arena, p->id, &n);

    if (n < 2)
        return;
    int32_t first = rows[0].from_on, last = MAX(rows[n - 1].from_on, r->today);
    int32_t step = DAYS_A_WEEK * (1 + (last - first) / (DAYS_A_WEEK * (STEPS_MOST - 1)));
    double planned[STEPS_MOST + 1], actual[STEPS_MOST + 1];
    const char *planned_words[STEPS_MOST + 1], *actual_words[STEPS_MOST + 1];
    const char *days[STEPS_MOST + 1];
    for (int32_t day = first; steps <= STEPS_MOST; day += step, steps++) {
        day = MIN(day, last);
        fill_line(r, rows, n, day, false, &planned[steps], &planned_words[steps]);
        fill_line(r, rows, n, day, true, &actual[steps], &actual_words[steps]);
        days[steps] = page_day(r, day);
        if (day == last) {
            steps++;
            break;
        }
    }
    const struct svg_line lines[] = {{T(placement_line_actual), actual, actual_words},
                                     {T(placement_line_planned), planned, planned_words}};
    struct svg_lines chart = {.lang = r->lang,
                              .title = finding(r, rows, n),
                              .line = lines,
                              .lines = COUNT(lines),
                              .step = days,
                              .n = steps};
    svg_lines(r->out, &chart);
}

/* ---- one placement, whole -------------------------------------------------------------------- */

static void fact(struct req *r, enum text_id label, const char *value)
{
    if (!*value)
        return;
    html(r->out, "<dt>%s</dt><dd>", text(r->lang, label));
    html_lines(r->out, value);
    html(r->out, "</dd>");
}

static void show_support(struct req *r, const struct placement *p)
{
    html(r->out, "<dl>");
    fact(r, TEXT_placement_responsible, p->responsible);
    fact(r, TEXT_placement_mentor, p->mentor);
    fact(r, TEXT_placement_expectations, p->expectations);
    if (gate_sees(&r->gate, GROUP_ADJUSTMENTS))
        fact(r, TEXT_placement_adjustments_short, p->adjustments);
    if (p->employer_id)
        fact(r, TEXT_placement_disclosure,
             *p->disclosure ? code_text(r->lang, placement_disclosures, p->disclosure)
                            : T(placement_disclosure_open));
    if (*p->subsidy && strcmp(p->subsidy, "none") != 0)
        fact(r, TEXT_placement_subsidy, code_text(r->lang, placement_subsidies, p->subsidy));
    if (*p->job_coach && strcmp(p->job_coach, "none") != 0)
        fact(r, TEXT_placement_job_coach, code_text(r->lang, placement_job_coaches, p->job_coach));
    if (!strcmp(p->no_risk, "yes"))
        fact(r, TEXT_placement_no_risk, T(yes));
    if (*p->target_register)
        fact(r, TEXT_placement_register,
             code_text(r->lang, placement_registers, p->target_register));
    html(r->out, "</dl>");
}

static void show_term(struct req *r, const struct placement_terms *t, bool unpaid)
{
    html(r->out,
         "<tr><th scope=\"row\" class=\"day\">%s</th><td class=\"number\">%s</td>"
         "<td class=\"number\">%s</td><td>%s</td><td>%s%s%s</td></tr>",
         page_day(r, t->from_on),
         t->hours_week == NUMBER_NONE ? "" : page_hundredths(r, t->hours_week),
         t->wage_month == NUMBER_NONE ? "" : page_money(r, t->wage_month),
         t->permanent             ? T(placement_is_permanent)
         : t->ends_on != DAY_NONE ? text_fill(r->arena, r->lang, TEXT_placement_until,
                                              page_day(r, t->ends_on), NULL, NULL, NULL)
         : unpaid                 ? ""
                                  : T(placement_no_end),
         t->why, *t->why ? " · " : "", t->recorder);
}

static void show_history(struct req *r, const struct placement *p)
{
    size_t n;
    const struct placement_terms *list = placement_history(r->db, r->arena, p->id, &n);

    if (!n)
        return;
    html(r->out,
         "<h4>%s</h4><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data\"><caption class=\"sr\">%s</caption><thead><tr><th scope=\"col\">%s"
         "</th><th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>",
         T(placement_history), T(placement_history), T(placement_history),
         T(placement_build_up_from), T(placement_hours_week), T(placement_wage),
         T(placement_terms_kind), T(placement_terms_why));
    for (size_t i = n; i-- > 0;)
        show_term(r, &list[i], placement_unpaid(p->kind));
    html(r->out, "</tbody></table></div>");
}

static void show_coaching(struct req *r, const struct placement *p)
{
    size_t n;
    int64_t minutes = 0;

    if (!gate_sees(&r->gate, GROUP_TIME))
        return;
    const struct placement_coaching *list = placement_coached(r->db, r->arena, p, &n);
    for (size_t i = 0; i < n; i++)
        minutes += list[i].minutes;
    html(r->out, "<h4>%s</h4>", T(contact_coaching));
    if (!n)
        html(r->out, "<p class=\"empty\">%s</p>", T(placement_coaching_none));
    else
        html(r->out, "<details><summary>%s</summary><ul class=\"points\">",
             text_fill(r->arena, r->lang, TEXT_placement_coaching_sum,
                       text_count(r->arena, r->lang, TEXT_placement_times, (int64_t)n),
                       page_hours(r, minutes), page_day(r, list[0].day), NULL));
    for (size_t i = 0; i < n; i++)
        html(r->out, "<li>%s · %s · %s</li>", page_day(r, list[i].day),
             text_fill(r->arena, r->lang, TEXT_placement_minutes,
                       arena_fmt(r->arena, "%" PRId64, list[i].minutes), NULL, NULL, NULL),
             list[i].staff);
    if (n)
        html(r->out, "</ul></details>");
}

static void show_acts(struct req *r, const struct placement *p)
{
    static const struct {
        const char *path;
        enum text_id label;
    } acts[] = {{"#opbouw", TEXT_placement_act_hours},
                {"/contract", TEXT_placement_act_terms},
                {"/stop", TEXT_placement_act_stop}};
    const char *about = *p->employer_name ? p->employer_name : T(placement_no_employer);

    if (!gate_may_change(&r->gate, GROUP_WORK))
        return;
    html(r->out, "<div class=\"buttons no-print\">");
    for (size_t i = 0; i < COUNT(acts); i++)
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/werk/%" PRId64
             "%s\">%s<span class=\"sr\">: %s</span></a>",
             r->client_id, p->id, acts[i].path, text(r->lang, acts[i].label), about);
    if (gate_may_change(&r->gate, GROUP_NOTES))
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64
             "/contact?werkplek=1\">%s<span class=\"sr\">: %s</span></a>",
             r->client_id, T(placement_act_coaching), about);
    html(r->out, "</div>");
}

static void show_whole(struct req *r, const struct placement *p)
{
    html(r->out, "<article class=\"item\"><h3>");
    show_name(r, p);
    html(r->out, "</h3>");
    show_terms(r, p);
    placement_countdown(r, p);
    show_support(r, p);
    show_build_up(r, p);
    show_history(r, p);
    show_coaching(r, p);
    show_acts(r, p);
    html(r->out, "</article>");
}

void placement_work_block(struct req *r)
{
    struct placements all = placement_by_trajectory(r->db, r->arena, r->trajectory_id);
    size_t over = 0, now = 0;

    for (int place = 0; place < 2; place++)
        for (size_t i = all.n; i-- > 0;)
            if (place_in_list(r, &all.at[i]) == place) {
                show_whole(r, &all.at[i]);
                now++;
            }
    for (size_t i = 0; i < all.n; i++)
        over += place_in_list(r, &all.at[i]) == 2;
    if (!now)
        html(r->out, "<p class=\"empty\">%s</p>",
             all.n ? T(placement_none_now) : T(placement_empty));
    if (over) {
        html(r->out, "<h3>%s</h3>", T(placement_before));
        (void)show_rows(r, &all, 2, 2);
    }
    show_new(r);
}

/* ---- what earlier work taught, where one searches on ----------------------------------------- */

void placement_lessons_block(struct req *r)
{
    struct placements all = placement_by_trajectory(r->db, r->arena, r->trajectory_id);
    size_t shown = 0;

    html(r->out, "<ul class=\"rows\">");
    for (size_t i = all.n; i-- > 0;) {
        const struct placement *p = &all.at[i];

        if (!is_over(r, p) || !*p->lesson)
            continue;
        shown++;
        html(r->out, "<li><div class=\"what\"><strong>%s</strong><p class=\"say\">",
             *p->employer_name ? p->employer_name : T(placement_no_employer));
        html_text(r->out, p->lesson);
        html(r->out, "</p><p class=\"small\">%s</p></div></li>",
             text_fill(r->arena, r->lang, TEXT_placement_stopped, page_day(r, p->ended_on),
                       code_text(r->lang, placement_end_reasons, p->end_reason), NULL, NULL));
    }
    html(r->out, "</ul>");
    if (!shown)
        html(r->out, "<p class=\"empty\">%s</p>", T(placement_lessons_none));
}
