/* profile_cv.c: what is printed: the profile on one A4 in plain words, and a CV.
 * Not: health: the sheet leaves that part out, and a CV is made of the questions that are marked
 * for it, earlier work and education alone (question.c insists that none of them is about health).
 * Start at cv_of(). */
#include "base/vec.h"
#include "core/codes.h"
#include "feature/profile/profile_pages.h"
#include "pdf/pdf.h"

/* ---- one A4 ---------------------------------------------------------------------------------- */

static void show_work_lines(struct req *r)
{
    struct work_histories list = work_history_list(r, gate_sees(&r->gate, GROUP_WORK));

    if (!list.n)
        return;
    html(r->out, "<h3>%s</h3><ul class=\"points\">", T(profile_sheet_work));
    for (size_t i = 0; i < list.n; i++) {
        const struct work_history *w = &list.at[i];
        const char *years = work_history_years(r->arena, r->lang, w->from_year, w->to_year);

        html(r->out, "<li>%s%s%s%s%s</li>", w->job_title, *w->employer ? ", " : "", w->employer,
             *years ? ", " : "", years);
    }
    html(r->out, "</ul>");
}

static void show_course_lines(struct req *r)
{
    struct enrolments list = enrolment_list(r->db, r->arena, r->client_id);

    if (!list.n)
        return;
    html(r->out, "<h3>%s</h3><ul class=\"points\">", T(enrolments));
    for (size_t i = 0; i < list.n; i++)
        html(r->out, "<li>%s%s%s%s%s</li>", list.at[i].course, *list.at[i].school ? ", " : "",
             list.at[i].school, *list.at[i].result ? ": " : "",
             code_text(r->lang, enrolment_results, list.at[i].result));
    html(r->out, "</ul>");
}

void profile_sheet(struct req *r)
{
    struct client c = profile_client(r);
    struct profile now = profile_load(r->db, r->arena, r->client_id);
    const char *group = profile_target_group(r);
    struct answers wishes = profile_answers(&now, group, GROUP_PLAN);
    struct answers help = profile_answers(&now, group, GROUP_ADJUSTMENTS);

    profile_page_begin(r, text_fill(r->arena, r->lang, TEXT_profile_sheet_of,
                                    client_name(r->arena, &c), NULL, NULL, NULL));
    html(r->out,
         "<p class=\"lead no-print\">%s</p><section class=\"card sheet\">"
         "<h2 class=\"sr\">%s</h2>",
         T(profile_sheet_lead), T(record_profile));
    if (!now.revision)
        html(r->out, "<p class=\"empty\">%s</p>", T(profile_never));
    answers_show(r, &wishes, NULL);
    show_work_lines(r);
    show_course_lines(r);
    if (gate_sees(&r->gate, GROUP_ADJUSTMENTS))
        answers_show(r, &help, NULL);
    if (now.revision)
        html(r->out, "<p class=\"small muted\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_profile_sheet_day, page_day(r, now.on), NULL, NULL,
                       NULL));
    html(r->out, "</section>");
    page_end(r);
}

/* ---- the CV ---------------------------------------------------------------------------------- */

struct cv_line {
    const char *years, *what, *more;
};
struct cv_lines {
    struct cv_line *at;
    size_t n, cap;
};
struct cv {
    const char *name;
    const char *reach; /* phone, mail, place */
    struct answers answers;
    struct cv_lines work, courses;
};

static const char *joined(struct req *r, const char *a, const char *between, const char *b)
{
    return arena_fmt(r->arena, "%s%s%s", a, *a && *b ? between : "", b);
}

static const char *reach_of(struct req *r, const struct client *c)
{
    const char *words = "";

    if (gate_sees(&r->gate, GROUP_NAME) && *c->phone)
        words = page_phone(r, c->phone);
    if (!gate_sees(&r->gate, GROUP_DETAILS))
        return words;
    words = joined(r, words, " · ", c->email);
    return joined(r, words, " · ", codes_label("municipalities", r->lang, c->municipality));
}

static struct cv_lines cv_work(struct req *r)
{
    struct work_histories list = work_history_list(r, gate_sees(&r->gate, GROUP_WORK));
    struct cv_lines lines = {0};

    for (size_t i = 0; i < list.n; i++) {
        const struct work_history *w = &list.at[i];

        if (!w->on_cv)
            continue;
        struct cv_line line = {work_history_years(r->arena, r->lang, w->from_year, w->to_year),
                               joined(r, w->job_title, ", ", w->employer), w->tasks};
        ARENA_PUSH(r->arena, &lines, line);
    }
    return lines;
}

static int64_t year_of(int32_t day)
{
    return day == DAY_NONE ? NUMBER_NONE : day_ymd(day).year;
}

/* What was wished for only, or stopped early, is no line of a CV. */
static struct cv_lines cv_courses(struct req *r)
{
    struct enrolments list = enrolment_list(r->db, r->arena, r->client_id);
    struct cv_lines lines = {0};

    for (size_t i = 0; i < list.n; i++) {
        const struct enrolment *e = &list.at[i];
        bool runs = !*e->result && e->started_on != DAY_NONE && e->started_on <= r->today;

        if (!e->on_cv || !strcmp(e->result, "stopped") || (!runs && !*e->result))
            continue;
        struct cv_line line = {
            work_history_years(r->arena, r->lang, year_of(e->started_on), year_of(e->ended_on)),
            joined(r, e->course, ", ", e->school),
            code_text(r->lang, enrolment_results, e->result)};
        ARENA_PUSH(r->arena, &lines, line);
    }
    return lines;
}

static struct cv cv_of(struct req *r)
{
    struct client c = profile_client(r);
    struct profile now = profile_load(r->db, r->arena, r->client_id);
    struct answers all = profile_answers(&now, profile_target_group(r), GROUP_PLAN);
    struct cv cv = {.name = client_name(r->arena, &c), .reach = reach_of(r, &c)};

    for (size_t i = 0; i < all.n; i++) {
        if (!all.of[i]->cv || !*all.text[i])
            continue;
        cv.answers.of[cv.answers.n] = all.of[i];
        cv.answers.text[cv.answers.n++] = all.text[i];
    }
    cv.work = cv_work(r);
    cv.courses = cv_courses(r);
    return cv;
}

/* Which answers stand at the top, and which below the work. */
static bool on_top(const struct question *q)
{
    return !strcmp(q->code, "about");
}

static const struct {
    const char *code;
    enum text_id title;
} headings[] = {{"skills", TEXT_cv_skills},
                {"languages", TEXT_cv_languages},
                {"licences", TEXT_cv_licences},
                {"interests", TEXT_cv_interests}};

static void show_lines(struct req *r, const struct cv_lines *lines, enum text_id title)
{
    if (!lines->n)
        return;
    html(r->out, "<h2>%s</h2><dl class=\"cv\">", text(r->lang, title));
    for (size_t i = 0; i < lines->n; i++) {
        html(r->out, "<dt>%s</dt><dd><strong>%s</strong>", lines->at[i].years, lines->at[i].what);
        html_lines(r->out, lines->at[i].more);
        cv_health_show(r, lines->at[i].more);
        html(r->out, "</dd>");
    }
    html(r->out, "</dl>");
}

/* The one who makes it sees what is still missing; on paper it is simply not there. */
static void show_missing(struct req *r, const struct cv *cv)
{
    bool mine = r->route->scope == SCOPE_MINE;

    if (cv->answers.n && cv->work.n)
        return;
    html(r->out, "<p class=\"empty no-print\">%s</p>", mine ? T(cv_missing_mine) : T(cv_missing));
}

void profile_cv(struct req *r)
{
    struct cv cv = cv_of(r);
    bool mine = r->route->scope == SCOPE_MINE;

    profile_page_begin(r, mine ? T(profile_mine_cv) : T(profile_cv));
    html(r->out, "<p class=\"lead no-print\">%s</p><p class=\"buttons\">", T(cv_lead));
    if (mine)
        html(r->out, "<a class=\"button\" href=\"/mijn/cv.pdf\" download>%s</a></p>", T(cv_pdf));
    else
        html(r->out,
             "<a class=\"button\" href=\"/deelnemers/%" PRId64 "/profiel/cv.pdf\" download>%s</a>"
             "<a href=\"/deelnemers/%" PRId64 "/profiel\">%s</a></p>",
             r->client_id, T(cv_pdf), r->client_id, T(profile_back));
    show_missing(r, &cv);
    html(
        r->out,
        "<section class=\"card sheet curriculum\"><p class=\"big\">%s</p><p class=\"muted\">%s</p>",
        cv.name, cv.reach);
    for (size_t i = 0; i < cv.answers.n; i++)
        if (on_top(cv.answers.of[i])) {
            html_lines(r->out, cv.answers.text[i]);
            cv_health_show(r, cv.answers.text[i]);
        }
    show_lines(r, &cv.work, TEXT_cv_work);
    show_lines(r, &cv.courses, TEXT_cv_courses);
    for (size_t i = 0; i < COUNT(headings); i++) {
        const char *text_of = answers_get(&cv.answers, headings[i].code);

        if (!*text_of)
            continue;
        html(r->out, "<h2>%s</h2>", text(r->lang, headings[i].title));
        html_lines(r->out, text_of);
        cv_health_show(r, text_of);
    }
    html(r->out, "</section>");
    page_end(r);
}

static void pdf_lines(struct req *r, struct pdf *p, const struct cv_lines *lines,
                      enum text_id title)
{
    const struct pdf_column columns[] = {{T(cv_years), 1, false}, {text(r->lang, title), 4, false}};
    const char **cells = ARENA_ARRAY(r->arena, const char *, 2 * lines->n + 1);

    if (!lines->n)
        return;
    pdf_heading(p, text(r->lang, title));
    for (size_t i = 0; i < lines->n; i++) {
        cells[2 * i] = lines->at[i].years;
        cells[2 * i + 1] = joined(r, lines->at[i].what, "\n", lines->at[i].more);
    }
    pdf_table(p, columns, 2, cells, lines->n);
}

void profile_cv_pdf(struct req *r)
{
    struct cv cv = cv_of(r);

    req_type(r, "application/pdf", "cv.pdf");
    struct pdf *p =
        pdf_begin(r->arena, r->out, cv.name, cv.name, text(r->lang, TEXT_cv_page), r->now);
    if (*cv.reach)
        pdf_small(p, cv.reach);
    for (size_t i = 0; i < cv.answers.n; i++)
        if (on_top(cv.answers.of[i]))
            pdf_text(p, cv.answers.text[i]);
    pdf_lines(r, p, &cv.work, TEXT_cv_work);
    pdf_lines(r, p, &cv.courses, TEXT_cv_courses);
    for (size_t i = 0; i < COUNT(headings); i++) {
        const char *text_of = answers_get(&cv.answers, headings[i].code);

        if (!*text_of)
            continue;
        pdf_heading(p, text(r->lang, headings[i].title));
        pdf_text(p, text_of);
    }
    pdf_end(p);
}
