/* profile_web.c: the tab with the profile: answers shown, changed, and chosen between.
 * Not: earlier work and education (profile_list.c), or what is printed (profile_cv.c).
 * Start at form_page(). */
#include "feature/profile/profile_pages.h"

struct client profile_client(struct req *r)
{
    struct client c;

    if (client_get(r->db, r->arena, r->client_id, &c) != OK)
        BUG("the gate let through a client that is not there");
    return c;
}

const char *profile_target_group(struct req *r)
{
    struct trajectory t;

    if (trajectory_get(r->db, r->arena, r->trajectory_id, &t) != OK)
        BUG("the gate let through a trajectory that is not there");
    return t.target_group;
}

void profile_to_tab(struct req *r)
{
    req_redirect(r, "/deelnemers/%" PRId64 "/profiel", r->client_id);
}

void profile_page_begin(struct req *r, const char *title)
{
    if (r->route->scope == SCOPE_MINE)
        page_begin(r, title);
    else
        client_page_begin(r, title, NULL);
}

/* ---- the three forms, by the part of the record ---------------------------------------------- */

static const struct part {
    enum field_group group;
    const char *path; /* under /deelnemers/12/profiel/ */
    enum text_id title;
} parts[] = {{GROUP_PLAN, "wensen", TEXT_profile_wishes},
             {GROUP_ADJUSTMENTS, "steun", TEXT_profile_help},
             {GROUP_DIAGNOSIS, "gezondheid", TEXT_profile_health}};

static const struct part *part_of(enum field_group group)
{
    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i].group == group)
            return &parts[i];
    BUG("no part of the profile for group %d", group);
}

struct page {
    struct answers answers;
    int64_t seen;
    const struct part *part;
    struct profile now;
    struct form *f;
};

static void load(struct req *r, struct page *page)
{
    static const struct field seen = F_HIDDEN_ID(struct page, seen);
    struct field *fields = ARENA_ARRAY(r->arena, struct field, QUESTIONS_MOST + 2);

    *page = (struct page){.part = part_of(r->route->group)};
    page->now = profile_load(r->db, r->arena, r->client_id);
    page->seen = page->now.revision;
    page->answers = profile_answers(&page->now, profile_target_group(r), page->part->group);
    fields[0] = seen;
    answers_fields(r, &page->answers, offsetof(struct page, answers), fields + 1);
    page->f = req_form(r, fields, page);
    answers_choices(r, &page->answers, page->f);
}

static void show_form(struct req *r, const struct page *page)
{
    client_page_begin(r, text(r->lang, page->part->title), page->f);
    if (!page->answers.n) {
        html(r->out, "<p class=\"empty\">%s</p>", T(profile_nothing_asked));
        page_end(r);
        return;
    }
    html(r->out, "<p class=\"lead\">%s</p>",
         page->part->group == GROUP_DIAGNOSIS ? T(profile_health_lead) : T(profile_form_lead));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/profiel/%s", r->client_id,
                    page->part->path);
    form_show_field(r->out, page->f, "seen");
    answers_show_fields(r, &page->answers, page->f);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button>"
         "<a href=\"/deelnemers/%" PRId64 "/profiel\">%s</a></div></form>",
         T(save), r->client_id, T(cancel));
    page_end(r);
}

static void form_page(struct req *r)
{
    struct page page;

    load(r, &page);
    show_form(r, &page);
}

/* Of what employers read: it is said, never refused. */
static bool cv_speaks_of_health(struct req *r, const struct answers *a)
{
    for (size_t i = 0; i < a->n; i++)
        if (a->of[i]->cv && *cv_health_words(r->arena, a->text[i]))
            return true;
    return false;
}

static void save(struct req *r)
{
    struct page page;

    load(r, &page);
    if (!req_form_read(r, page.f)) {
        req_invalid(r);
        show_form(r, &page);
        return;
    }
    answers_take(r, &page.answers);
    if (profile_save(r, &page.now, &page.answers, MIN(page.seen, page.now.revision)))
        req_flash(r, TEXT_profile_saved_beside);
    else
        req_flash(r, cv_speaks_of_health(r, &page.answers) ? TEXT_profile_saved_health
                                                           : TEXT_profile_saved);
    profile_to_tab(r);
}

/* Looked through, nothing to change: that is a revision too. */
static void still_right(struct req *r)
{
    struct profile now = profile_load(r->db, r->arena, r->client_id);
    struct answers none = {.n = 0};

    if (profile_save(r, &now, &none, now.revision))
        BUG("nothing was written, and stands beside something");
    req_flash(r, TEXT_profile_right_saved);
    profile_to_tab(r);
}

/* ---- two texts: choose ----------------------------------------------------------------------- */

static void choice_begin(struct req *r, const struct part *part, const struct question *q,
                         int64_t newest)
{
    html(r->out, "<form method=\"post\" action=\"/deelnemers/%" PRId64 "/profiel/%s/keuze\">",
         r->client_id, part->path);
    page_csrf(r);
    html(r->out,
         "<input type=\"hidden\" name=\"_vraag\" value=\"%s\">"
         "<input type=\"hidden\" name=\"_gezien\" value=\"%" PRId64 "\">",
         q->code, newest);
}

/* One text of both, to be edited; of what is ticked, all that somebody ticked. */
static void show_together(struct req *r, const struct question *q, const struct profile_text **list,
                          size_t n)
{
    const char *all = "";

    for (size_t i = 0; i < n; i++)
        all = arena_fmt(r->arena, "%s%s%s", all,
                        *all ? q->kind == QUESTION_NOTE ? "\n\n" : " " : "", list[i]->body);
    if (q->kind == QUESTION_MANY)
        html(r->out, "<input type=\"hidden\" name=\"_tekst\" value=\"%s\">", all);
    else
        html(r->out,
             "<div class=\"field\"><label for=\"t-%s\">%s</label>"
             "<textarea id=\"t-%s\" name=\"_tekst\" rows=\"4\">%s</textarea></div>",
             q->code, T(profile_together), q->code, all);
    html(r->out, "<button class=\"quiet\">%s</button></form>",
         q->kind == QUESTION_MANY ? T(profile_take_both) : T(profile_take_together));
}

static void show_choice(struct req *r, const struct part *part, const struct question *q,
                        const struct profile_text **list, size_t n)
{
    int64_t newest = list[n - 1]->revision;

    html(r->out, "<div class=\"choose\" id=\"keuze-%s\"><p class=\"warn\">%s</p>", q->code,
         text_fill(r->arena, r->lang, TEXT_profile_choose, q->words[r->lang], NULL, NULL, NULL));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < n; i++) {
        struct local at = local_from_ms(list[i]->at);
        const char *time = arena_fmt(r->arena, "%02d:%02d", at.minute / 60, at.minute % 60);

        html(r->out, "<li><div class=\"what\"><p class=\"small\">%s, %s %s</p>", list[i]->by,
             page_day(r, at.day), time);
        html_lines(r->out, *list[i]->body ? answer_words(r, q, list[i]->body) : T(profile_emptied));
        html(r->out, "</div>");
        choice_begin(r, part, q, newest);
        html(r->out,
             "<input type=\"hidden\" name=\"_houd\" value=\"%" PRId64 "\">"
             "<button class=\"quiet\">%s<span class=\"sr\"> %s</span></button></form></li>",
             list[i]->revision, T(profile_keep), list[i]->by);
    }
    html(r->out, "</ul>");
    if (q->kind == QUESTION_NOTE || q->kind == QUESTION_TEXT || q->kind == QUESTION_MANY) {
        choice_begin(r, part, q, newest);
        show_together(r, q, list, n);
    }
    html(r->out, "</div>");
}

static void show_choices(struct req *r, const struct profile *now, const struct answers *a,
                         const struct part *part)
{
    for (size_t i = 0; i < a->n && gate_may_change(&r->gate, part->group); i++) {
        const struct profile_text **list;
        size_t n = profile_rivals(now, a->of[i]->code, r->arena, &list);

        if (n)
            show_choice(r, part, a->of[i], list, n);
    }
}

/* What was chosen: one of the texts, or one made of them; NULL: neither. */
static const char *chosen(struct req *r, const struct profile *now, const struct question *q)
{
    int64_t keep = req_value_id(r, "_houd");

    if (keep) {
        const struct profile_text *text = profile_text_at(now, q->code, keep);

        return text && text->revision == keep ? text->body : NULL;
    }
    struct answers one = {.n = 1, .of = {q}, .text = {""}, .day = {DAY_NONE}};
    struct field fields[2];
    struct form_input typed = {q->code, req_value(r, "_tekst")};

    answers_fields(r, &one, 0, fields);
    struct form *f = req_form(r, fields, &one);
    answers_choices(r, &one, f);
    if (!form_read(f, &typed, 1))
        return NULL;
    answers_take(r, &one);
    return one.text[0];
}

static void choose(struct req *r)
{
    struct page page;
    const char *code = req_value(r, "_vraag");

    load(r, &page);
    for (size_t i = 0; i < page.answers.n; i++) {
        const struct question *q = page.answers.of[i];

        if (strcmp(q->code, code) != 0)
            continue;
        const char *body = chosen(r, &page.now, q);
        if (!body)
            break;
        req_flash(r, profile_choose(r, &page.now, code, req_value_id(r, "_gezien"), body) == OK
                         ? TEXT_profile_saved
                         : TEXT_profile_choose_stale);
        profile_to_tab(r);
        return;
    }
    req_error_page(r, 422, TEXT_profile_choose_not, TEXT_profile_choose_why);
}

/* ---- the tab --------------------------------------------------------------------------------- */

static void link_to(struct req *r, const char *path, enum text_id label)
{
    html(r->out, "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/profiel/%s\">%s</a> ",
         r->client_id, path, text(r->lang, label));
}

static void show_part(struct req *r, const struct profile *now, const struct part *part)
{
    struct answers a = profile_answers(now, profile_target_group(r), part->group);
    bool any = answers_any(&a);

    if (!a.n || !gate_sees(&r->gate, part->group))
        return;
    show_choices(r, now, &a, part);
    if (any)
        answers_show(r, &a, NULL);
    else
        html(r->out, "<p class=\"empty\">%s</p>",
             part->group == GROUP_PLAN          ? T(profile_empty_wishes)
             : part->group == GROUP_ADJUSTMENTS ? T(profile_empty_help)
                                                : T(profile_empty_health));
    if (gate_may_change(&r->gate, part->group)) {
        html(r->out, "<p class=\"buttons\">");
        link_to(r, part->path,
                part->group == GROUP_DIAGNOSIS ? TEXT_profile_change_health
                : any                          ? TEXT_change
                                               : TEXT_profile_begin);
        html(r->out, "</p>");
    }
}

static void wishes_block(struct req *r)
{
    struct profile now = profile_load(r->db, r->arena, r->client_id);

    show_part(r, &now, &parts[0]);
}

/* What is needed at work, and, for who may see it, what lies behind it. */
static void help_block(struct req *r)
{
    struct profile now = profile_load(r->db, r->arena, r->client_id);

    show_part(r, &now, &parts[1]);
    if (gate_sees(&r->gate, GROUP_DIAGNOSIS) &&
        answers_asked("profile", profile_target_group(r), GROUP_DIAGNOSIS))
        html(r->out, "<hr>");
    show_part(r, &now, &parts[2]);
}

/* When it was written last, what can be printed, and the button after a job. */
static void paper_block(struct req *r)
{
    struct profile now = profile_load(r->db, r->arena, r->client_id);

    if (now.revision)
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_profile_updated, page_day(r, now.on), now.by, NULL,
                       NULL));
    else
        html(r->out, "<p>%s</p>", T(profile_never));
    html(r->out, "<p class=\"buttons\">");
    link_to(r, "blad", TEXT_profile_sheet);
    link_to(r, "cv", TEXT_profile_cv);
    html(r->out, "</p>");
    if (!now.revision || !gate_may_change(&r->gate, GROUP_PLAN))
        return;
    html(r->out, "<p class=\"small muted no-print\">%s</p>", T(profile_right_help));
    html(r->out,
         "<form class=\"no-print\" method=\"post\" action=\"/deelnemers/%" PRId64
         "/profiel/klopt\">",
         r->client_id);
    page_csrf(r);
    html(r->out, "<button class=\"quiet\">%s</button></form>", T(profile_right));
}

static void mine_block(struct req *r)
{
    struct profile now = profile_load(r->db, r->arena, r->client_id);

    if (now.revision)
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_profile_mine_updated, page_day(r, now.on), NULL,
                       NULL, NULL));
    else
        html(r->out, "<p class=\"empty\">%s</p>", T(profile_mine_none));
    html(r->out,
         "<p class=\"buttons\"><a class=\"button quiet\" href=\"/mijn/profiel\">%s</a>"
         "<a class=\"button quiet\" href=\"/mijn/cv\">%s</a></p>",
         T(profile_mine_sheet), T(profile_mine_cv));
}

static const struct route routes[] = {
    {GET, "/deelnemers/:client/profiel/wensen", form_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_profile_wishes, GROUP_PLAN},
    {POST, "/deelnemers/:client/profiel/wensen", save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_profile_wishes, GROUP_PLAN},
    {POST, "/deelnemers/:client/profiel/wensen/keuze", choose, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     WRITE, ACCESS_CHANGE, TEXT_profile_wishes, GROUP_PLAN},
    {GET, "/deelnemers/:client/profiel/steun", form_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_profile_help, GROUP_ADJUSTMENTS},
    {POST, "/deelnemers/:client/profiel/steun", save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_profile_help, GROUP_ADJUSTMENTS},
    {POST, "/deelnemers/:client/profiel/steun/keuze", choose, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     WRITE, ACCESS_CHANGE, TEXT_profile_help, GROUP_ADJUSTMENTS},
    {GET, "/deelnemers/:client/profiel/gezondheid", form_page, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     READ, ACCESS_READ, TEXT_profile_health, GROUP_DIAGNOSIS},
    {POST, "/deelnemers/:client/profiel/gezondheid", save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_profile_health, GROUP_DIAGNOSIS},
    {POST, "/deelnemers/:client/profiel/gezondheid/keuze", choose, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     WRITE, ACCESS_CHANGE, TEXT_profile_health, GROUP_DIAGNOSIS},
    {POST, "/deelnemers/:client/profiel/klopt", still_right, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_profile_right, GROUP_PLAN},
    {GET, "/deelnemers/:client/profiel/ervaring/nieuw", work_history_form, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, READ, ACCESS_READ, TEXT_profile_work_new, GROUP_PLAN},
    {POST, "/deelnemers/:client/profiel/ervaring/nieuw", work_history_save, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CREATE, TEXT_profile_work_new, GROUP_PLAN},
    {GET, "/deelnemers/:client/profiel/ervaring/:id", work_history_form, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, READ, ACCESS_READ, TEXT_profile_work_change, GROUP_PLAN},
    {POST, "/deelnemers/:client/profiel/ervaring/:id", work_history_save, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CHANGE, TEXT_profile_work_change, GROUP_PLAN},
    {POST, "/deelnemers/:client/profiel/ervaring/:id/verwijder", work_history_delete, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_DELETE, TEXT_profile_work_change, GROUP_PLAN},
    {GET, "/deelnemers/:client/profiel/opleiding/nieuw", enrolment_form, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, READ, ACCESS_READ, TEXT_enrolment_new, GROUP_PLAN},
    {POST, "/deelnemers/:client/profiel/opleiding/nieuw", enrolment_save, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CREATE, TEXT_enrolment_new, GROUP_PLAN},
    {GET, "/deelnemers/:client/profiel/opleiding/:id", enrolment_form, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, READ, ACCESS_READ, TEXT_enrolment_change, GROUP_PLAN},
    {POST, "/deelnemers/:client/profiel/opleiding/:id", enrolment_save, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CHANGE, TEXT_enrolment_change, GROUP_PLAN},
    {POST, "/deelnemers/:client/profiel/opleiding/:id/verwijder", enrolment_delete, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_DELETE, TEXT_enrolment_change, GROUP_PLAN},
    {GET, "/deelnemers/:client/profiel/blad", profile_sheet, SCOPE_CLIENT, PERM_CLIENT_READ, READ,
     ACCESS_READ, TEXT_profile_sheet, GROUP_PLAN},
    {GET, "/deelnemers/:client/profiel/cv", profile_cv, SCOPE_CLIENT, PERM_CLIENT_READ, READ,
     ACCESS_READ, TEXT_profile_cv, GROUP_PLAN},
    {GET, "/deelnemers/:client/profiel/cv.pdf", profile_cv_pdf, SCOPE_CLIENT, PERM_CLIENT_READ,
     READ, ACCESS_EXPORT, TEXT_profile_cv, GROUP_PLAN},
    {GET, "/mijn/profiel", profile_sheet, SCOPE_MINE, PERM_MINE, READ, ACCESS_READ,
     TEXT_profile_mine_sheet, GROUP_PLAN},
    {GET, "/mijn/cv", profile_cv, SCOPE_MINE, PERM_MINE, READ, ACCESS_READ, TEXT_profile_mine_cv,
     GROUP_PLAN},
    {GET, "/mijn/cv.pdf", profile_cv_pdf, SCOPE_MINE, PERM_MINE, READ, ACCESS_EXPORT,
     TEXT_profile_mine_cv, GROUP_PLAN},
    {0}};

static const struct client_block blocks[] = {{.draw = wishes_block,
                                              .title = TEXT_profile_wishes,
                                              .group = GROUP_PLAN,
                                              .tab = TAB_PROFILE,
                                              .order = 10,
                                              .name = "wensen"},
                                             {.draw = help_block,
                                              .title = TEXT_profile_help,
                                              .group = GROUP_ADJUSTMENTS,
                                              .tab = TAB_PROFILE,
                                              .order = 20,
                                              .name = "steun"},
                                             {.draw = paper_block,
                                              .title = TEXT_profile_paper,
                                              .group = GROUP_PLAN,
                                              .tab = TAB_PROFILE,
                                              .order = 30,
                                              .aside = true,
                                              .name = "papier"},
                                             {.draw = work_history_block,
                                              .title = TEXT_profile_work,
                                              .group = GROUP_PLAN,
                                              .tab = TAB_PROFILE,
                                              .order = 40,
                                              .aside = true,
                                              .name = "ervaring"},
                                             {.draw = enrolment_block,
                                              .title = TEXT_enrolments,
                                              .group = GROUP_PLAN,
                                              .tab = TAB_PROFILE,
                                              .order = 50,
                                              .aside = true,
                                              .name = "opleiding"},
                                             {0}};

const struct feature profile_feature = {.name = "profile",
                                        .routes = routes,
                                        .client_blocks = blocks,
                                        .work_changed = profile_work_changed,
                                        .mine_block = mine_block,
                                        .mine_group = GROUP_PLAN,
                                        .mine_order = 20,
                                        .mine_title = TEXT_profile_mine};
