/* framework_web.c: the quality framework as a page, that prints as the plan an organisation hands
 * in. Not: its forms (framework_forms.c) or the principles (principle_web.c). Start at
 * framework_page(). */
#include "core/codes.h"
#include "feature/framework/framework_pages.h"

/* ---- the eight criteria -----------------------------------------------------------------------
 */

static void show_plan_texts(struct req *r, const struct framework_plan *plan, bool strict)
{
    html(r->out, "<dl><dt>%s</dt><dd>", T(framework_how));
    html_lines(r->out, *plan->how ? plan->how : T(framework_not_yet));
    html(r->out, "</dd><dt>%s</dt><dd>", T(framework_evidence));
    html_lines(r->out, *plan->evidence ? plan->evidence : T(framework_not_yet));
    html(r->out, "</dd>");
    if (strict || *plan->nah) {
        html(r->out, "<dt>%s</dt><dd>", codes_label("framework_nah", r->lang, plan->criterion));
        html_lines(r->out, *plan->nah ? plan->nah : T(framework_not_yet));
        html(r->out, "</dd>");
    }
    html(r->out, "</dl>");
}

static void show_criterion(struct req *r, const struct framework_here *here,
                           const struct choice *criterion)
{
    struct framework_plan plan = framework_plan_get(r, here->programme.id, criterion->value);
    bool strict = here->nah && codes_known("framework_nah", criterion->value);
    bool late = plan.due_on != DAY_NONE && plan.due_on < r->today;

    html(r->out, "<section class=\"card criterion\"><h3>%s. %s</h3>", criterion->value,
         criterion->label);
    html(r->out, "<p><span class=\"mark %s\"></span> <strong>%s</strong>",
         strcmp(plan.status, "met") ? "urgent" : "calm",
         code_text(r->lang, framework_statuses, plan.status));
    if (*plan.owner)
        html(r->out, " · %s", plan.owner);
    if (plan.due_on != DAY_NONE && strcmp(plan.status, "met"))
        html(r->out, late ? " · <span class=\"warn\">%s</span>" : " · %s",
             text_fill(r->arena, r->lang, late ? TEXT_framework_late : TEXT_framework_due_is,
                       page_day(r, plan.due_on), NULL, NULL, NULL));
    if (strict)
        html(r->out, " · %s", T(framework_strict));
    html(r->out, "</p>");
    show_plan_texts(r, &plan, strict);
    if (here->writes)
        html(r->out,
             "<p class=\"no-print\"><a class=\"button quiet\" href=\"/kwaliteitskader/criterium?"
             "programma=%" PRId64 "&amp;criterium=%s\">%s<span class=\"sr\"> %s</span></a></p>",
             here->programme.id, criterion->value, T(change), criterion->value);
    html(r->out, "</section>");
}

static void show_criteria(struct req *r, const struct framework_here *here)
{
    size_t n, met = 0;
    const struct choice *criteria = codes_choices("framework_criteria", r->lang, &n);

    for (size_t i = 0; i < n; i++)
        met += !strcmp(framework_plan_get(r, here->programme.id, criteria[i].value).status, "met");
    html(r->out, "<h2>%s</h2><p class=\"lead\"><strong>%s</strong></p>", T(framework_criteria),
         text_fill(r->arena, r->lang, TEXT_framework_met_of, arena_fmt(r->arena, "%zu", met),
                   arena_fmt(r->arena, "%zu", n), NULL, NULL));
    if (here->nah)
        html(r->out, "<p>%s</p>", T(framework_nah_intro));
    for (size_t i = 0; i < n; i++)
        show_criterion(r, here, &criteria[i]);
}

/* ---- partners ---------------------------------------------------------------------------------
 */

static void show_partners(struct req *r, const struct framework_here *here)
{
    struct framework_partners list = framework_partners(r, here->programme.id);

    html(r->out, "<section class=\"card\" id=\"partners\"><h2>%s</h2>", T(framework_partners));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(framework_partners_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++) {
        const struct framework_partner *p = &list.at[i];

        html(r->out,
             "<li><div class=\"what\"><strong>%s</strong> <span class=\"muted\">%s</span>"
             "<p class=\"small\">%s · %s",
             p->name, code_text(r->lang, framework_roles, p->role),
             text_fill(r->arena, r->lang, TEXT_framework_since, page_day(r, p->from_on), NULL, NULL,
                       NULL),
             p->task);
        if (p->to_on != DAY_NONE)
            html(r->out, " · %s",
                 text_fill(r->arena, r->lang, TEXT_framework_until, page_day(r, p->to_on), NULL,
                           NULL, NULL));
        html(r->out, "</p></div>");
        if (here->writes)
            html(r->out,
                 "<a class=\"button quiet no-print\" "
                 "href=\"/kwaliteitskader/partner?programma=%" PRId64 "&amp;partner=%" PRId64
                 "\">%s<span class=\"sr\">: %s</span></a>",
                 here->programme.id, p->id, T(change), p->name);
        html(r->out, "</li>");
    }
    html(r->out, "</ul>");
    if (here->writes)
        html(r->out,
             "<p class=\"no-print\"><a class=\"button quiet\" href=\"/kwaliteitskader/partner?"
             "programma=%" PRId64 "\">%s</a></p>",
             here->programme.id, T(framework_partner_add));
    html(r->out, "</section>");
}

/* ---- reminders and records --------------------------------------------------------------------
 */

const char *framework_reminder_words(struct req *r, const struct framework_reminder *one)
{
    if (one->day == DAY_NONE)
        return T(framework_never);
    return text_fill(r->arena, r->lang,
                     one->day < r->today ? TEXT_framework_late : TEXT_framework_due_is,
                     page_day(r, one->day), NULL, NULL, NULL);
}

void framework_show_reminders(struct req *r, const struct framework_reminders *list)
{
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list->n; i++) {
        const struct framework_reminder *one = &list->at[i];
        bool late = one->day == DAY_NONE || one->day < r->today;

        html(r->out,
             "<li><span class=\"mark %s\"></span><div class=\"what\">%s <span "
             "class=\"%s\">%s</span></div></li>",
             late ? "urgent" : "calm", one->what, late ? "warn" : "muted",
             framework_reminder_words(r, one));
    }
    html(r->out, "</ul>");
}

/* The contract asks for a review in the last 24 months (report 000, paragraph 10.1.2). */
static void show_contract(struct req *r, int64_t programme_id)
{
    struct review_list list = review_of_programme(r, programme_id, false);
    const struct review *last = review_last(&list, NULL);

    if (!last)
        html(r->out, "<p class=\"warn\">%s</p>", T(framework_no_review));
    else if (review_next_due(last->visit_on) <= r->today)
        html(r->out, "<p class=\"warn\">%s</p>", T(review_overdue));
    else
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_framework_review, page_day(r, last->visit_on),
                       page_day(r, review_next_due(last->visit_on)), NULL, NULL));
}

static void show_record(struct req *r, const struct framework_here *here,
                        const struct framework_record *one)
{
    html(r->out,
         "<tr><td class=\"day\" data-label=\"%s\">%s</td><td data-label=\"%s\">%s</td>"
         "<td data-label=\"%s\">%s</td>",
         T(framework_on), page_day(r, one->on_day), T(framework_kind),
         codes_label("framework_records", r->lang, one->kind), T(framework_of), one->staff);
    html(r->out, "<td data-label=\"%s\">%s</td><td class=\"day\" data-label=\"%s\">%s</td>",
         T(framework_note), one->note, T(framework_again), page_day(r, one->again_on));
    if (here->writes) {
        html(r->out, "<td class=\"no-print\">");
        page_form_begin(r, "acts", "/kwaliteitskader/feit/weg");
        html(r->out,
             "<input type=\"hidden\" name=\"_programma\" value=\"%" PRId64 "\">"
             "<input type=\"hidden\" name=\"_feit\" value=\"%" PRId64 "\">"
             "<button class=\"quiet\">%s<span class=\"sr\">: %s %s</span></button></form></td>",
             here->programme.id, one->id, T(framework_remove),
             codes_label("framework_records", r->lang, one->kind), page_day(r, one->on_day));
    }
    html(r->out, "</tr>");
}

static void show_records(struct req *r, const struct framework_here *here)
{
    struct framework_records list = framework_records(r, here->programme.id);
    struct framework_reminders reminders = framework_reminders(r, here->programme.id);

    html(r->out, "<section class=\"card\" id=\"feiten\"><h2>%s</h2>", T(framework_records));
    show_contract(r, here->programme.id);
    if (reminders.n) {
        html(r->out, "<h3>%s</h3>", T(framework_todo));
        framework_show_reminders(r, &reminders);
    }
    if (list.n) {
        html(r->out,
             "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
             "<table class=\"data cards dense\"><thead><tr><th scope=\"col\">%s</th>"
             "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
             "<th scope=\"col\">%s</th>",
             T(framework_records), T(framework_on), T(framework_kind), T(framework_of),
             T(framework_note), T(framework_again));
        if (here->writes)
            html(r->out, "<th scope=\"col\" class=\"no-print\"><span class=\"sr\">%s</span></th>",
                 T(framework_remove));
        html(r->out, "</tr></thead><tbody>");
        for (size_t i = 0; i < list.n; i++)
            show_record(r, here, &list.at[i]);
        html(r->out, "</tbody></table></div>");
    } else {
        html(r->out, "<p class=\"empty\">%s</p>", T(framework_records_none));
    }
    if (here->writes)
        html(r->out,
             "<p class=\"no-print\"><a class=\"button quiet\" href=\"/kwaliteitskader/feit?"
             "programma=%" PRId64 "\">%s</a></p>",
             here->programme.id, T(framework_record_add));
    html(r->out, "</section>");
}

/* ---- the page ---------------------------------------------------------------------------------
 */

static void show_programmes(struct req *r, int64_t chosen)
{
    size_t n;
    struct req_programme *mine = req_programmes(r, PERM_FIDELITY, &n);

    if (n < 2)
        return;
    html(r->out, "<nav class=\"chips no-print\" aria-label=\"%s\">", T(review_programme));
    for (size_t i = 0; i < n; i++)
        html(r->out,
             mine[i].id == chosen ? "<a href=\"/kwaliteitskader?programma=%" PRId64
                                    "\" aria-current=\"page\">%s</a>"
                                  : "<a href=\"/kwaliteitskader?programma=%" PRId64 "\">%s</a>",
             mine[i].id, mine[i].name);
    html(r->out, "</nav>");
}

static void framework_page(struct req *r)
{
    struct framework_here here;

    if (!framework_find(r, req_query(r, "programma"), PERM_FIDELITY, &here))
        return;
    struct frame frame = page_frame(r, T(framework_title));
    frame.subtitle = here.programme.name;
    frame.wide = true;
    page_begin_frame(r, &frame);
    show_programmes(r, here.programme.id);
    html(r->out, "<p>%s</p>", T(framework_intro));
    html(
        r->out,
        "<p class=\"buttons no-print\"><a class=\"button quiet\" href=\"/kwaliteitskader/principes?"
        "programma=%" PRId64
        "\">%s</a><a class=\"button quiet\" href=\"/modeltrouw?programma=%" PRId64 "\">%s</a></p>",
        here.programme.id, T(principle_title), here.programme.id, T(review_title));
    show_criteria(r, &here);
    show_partners(r, &here);
    show_records(r, &here);
    page_end(r);
}

#define KADER "/kwaliteitskader"
static const struct route routes[] = {
    {GET, KADER, framework_page, SCOPE_NONE, PERM_FIDELITY, READ, ACCESS_NOTHING,
     TEXT_framework_title},
    {GET, KADER "/criterium", framework_criterion_page, SCOPE_NONE, PERM_FIDELITY_PLAN, READ,
     ACCESS_NOTHING, TEXT_framework_criterion},
    {POST, KADER "/criterium", framework_criterion_save, SCOPE_NONE, PERM_FIDELITY_PLAN, WRITE,
     ACCESS_CHANGE, TEXT_framework_criterion},
    {GET, KADER "/partner", framework_partner_page, SCOPE_NONE, PERM_FIDELITY_PLAN, READ,
     ACCESS_NOTHING, TEXT_framework_partner},
    {POST, KADER "/partner", framework_partner_save, SCOPE_NONE, PERM_FIDELITY_PLAN, WRITE,
     ACCESS_CHANGE, TEXT_framework_partner},
    {GET, KADER "/feit", framework_record_page, SCOPE_NONE, PERM_FIDELITY_PLAN, READ,
     ACCESS_NOTHING, TEXT_framework_record_add},
    {POST, KADER "/feit", framework_record_save, SCOPE_NONE, PERM_FIDELITY_PLAN, WRITE,
     ACCESS_CREATE, TEXT_framework_record_add},
    {POST, KADER "/feit/weg", framework_record_drop, SCOPE_NONE, PERM_FIDELITY_PLAN, WRITE,
     ACCESS_CHANGE, TEXT_framework_remove},
    {GET, KADER "/principes", framework_principles_page, SCOPE_NONE, PERM_FIDELITY, READ,
     ACCESS_NOTHING, TEXT_principle_title},
    {POST, KADER "/principes", framework_principles_save, SCOPE_NONE, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CREATE, TEXT_principle_title},
    {0}};

const struct feature framework_feature = {.name = "framework", .routes = routes};
