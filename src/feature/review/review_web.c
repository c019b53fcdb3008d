/* review_web.c: the first page of fidelity, the action plan, and the routes.
 * Not: the page of one review (review_report.c).
 * Start at main_page(). */
#include "feature/fidelity/fidelity_load.h"
#include "feature/review/review_pages.h"
#include "feature/review/review_sample.h"

enum { SOON_DAYS = 120 };

/* ---- which programme --------------------------------------------------------------------------
 */

static void show_programmes(struct req *r, int64_t chosen)
{
    size_t n;
    struct req_programme *mine = req_programmes(r, PERM_FIDELITY, &n);

    if (n < 2)
        return;
    html(r->out, "<nav class=\"chips\" aria-label=\"%s\">", T(review_programme));
    for (size_t i = 0; i < n; i++)
        html(r->out,
             mine[i].id == chosen ? "<a href=\"/modeltrouw?programma=%" PRId64
                                    "\" aria-current=\"page\">%s</a>"
                                  : "<a href=\"/modeltrouw?programma=%" PRId64 "\">%s</a>",
             mine[i].id, mine[i].name);
    html(r->out, "</nav>");
}

/* ---- the list ---------------------------------------------------------------------------------
 */

static const char *result_words(struct req *r, const struct review *v)
{
    if (strcmp(v->state, "final"))
        return "";
    struct review_scores scores = review_scores_now(r, v);
    return review_result_words(r, v, &scores);
}

static void show_list(struct req *r, const struct review_list *list, bool programme)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2><ul class=\"rows\">", T(review_list));
    for (size_t i = 0; i < list->n; i++) {
        const struct review *v = &list->at[i];

        html(r->out,
             "<li><div class=\"what\"><a href=\"/modeltrouw/meting/%" PRId64 "\">%s</a>"
             " <span class=\"muted\">%s%s%s · %s</span></div>%s</li>",
             v->id, page_day(r, v->visit_on), programme ? v->programme : "", programme ? " · " : "",
             review_scope_words(r, v->target_group), text(r->lang, review_state_text(v->state)),
             result_words(r, v));
    }
    html(r->out, "</ul></section>");
}

static void show_due(struct req *r, const struct review *last)
{
    int32_t due = review_next_due(last->visit_on);

    html(r->out,
         "<section class=\"card\"><h2>%s</h2><p class=\"lead\"><strong>%s</strong></p>"
         "<p>%s · <a href=\"/modeltrouw/meting/%" PRId64 "\">%s</a></p><p>%s %s</p>",
         T(review_last), result_words(r, last), page_day(r, last->visit_on), last->id,
         T(review_meting_title), T(review_next_due),
         text_fill(r->arena, r->lang, TEXT_review_before, page_day(r, due), NULL, NULL, NULL));
    if (due <= r->today)
        html(r->out, "<p class=\"warn\">%s</p>", T(review_overdue));
    else if (due <= r->today + SOON_DAYS)
        html(r->out, "<p class=\"warn\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_review_due_soon,
                       arena_fmt(r->arena, "%d", (int)(due - r->today)), NULL, NULL, NULL));
    html(r->out, "</section>");
}

/* ---- the action plan --------------------------------------------------------------------------
 */

static void show_progress_form(struct req *r, const struct review_action *a)
{
    html(r->out, "<details class=\"no-print\"><summary>%s</summary>", T(review_progress));
    page_form_begin(r, "fields", "/modeltrouw/voortgang");
    html(r->out,
         "<input type=\"hidden\" name=\"_programma\" value=\"%" PRId64 "\">"
         "<input type=\"hidden\" name=\"_actie\" value=\"%" PRId64 "\">"
         "<input type=\"hidden\" name=\"_versie\" value=\"%" PRId64 "\"><div class=\"field\">"
         "<label for=\"f-v-%" PRId64 "\">%s</label><input id=\"f-v-%" PRId64 "\""
         " name=\"_voortgang\" maxlength=\"500\" value=\"%s\"></div>",
         a->programme_id, a->id, a->version, a->id, T(review_progress), a->id, a->progress);
    html(r->out,
         "<div class=\"field\"><div class=\"yes\"><label><input type=\"checkbox\" name=\"_klaar\""
         " value=\"1\"%s> %s</label></div></div><div class=\"buttons\"><button class=\"quiet\">%s"
         "</button></div></form></details>",
         a->done_on != DAY_NONE ? " checked" : "", T(review_done), T(review_sheet_save));
}

void review_show_actions(struct req *r, const struct review_actions *actions, bool edit)
{
    const struct fidelity_scale *scale = fidelity_scale_find("nl26_2022");

    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < actions->n; i++) {
        const struct review_action *a = &actions->at[i];
        int place = fidelity_item_place(scale, a->item);
        const char *when = page_day(r, a->done_on != DAY_NONE ? a->done_on : a->due_on);

        html(r->out,
             "<li><div class=\"what\"><strong>%s %s</strong><p>%s</p><p class=\"small\">%s · %s",
             a->item, place < 0 ? "" : scale->item[place].name[r->lang], a->goal, a->owner,
             text_fill(r->arena, r->lang,
                       a->done_on != DAY_NONE ? TEXT_review_done_on : TEXT_review_due_is, when,
                       NULL, NULL, NULL));
        html(r->out, "</p>");
        if (a->done_on == DAY_NONE && a->due_on < r->today)
            html(r->out, "<strong class=\"warn small\">%s</strong>", T(review_late));
        if (*a->progress)
            html(r->out, "<p>%s</p>", a->progress);
        if (edit)
            show_progress_form(r, a);
        html(r->out, "</div></li>");
    }
    html(r->out, "</ul>");
}

struct action {
    const char *punt, *doel;
    int64_t wie;
    int32_t klaar_op;
};
static const struct field action_fields[] = {
    F_CODE(struct action, punt, TEXT_review_item, REQUIRED, NULL),
    F_NOTE(struct action, doel, TEXT_review_goal, REQUIRED, 500),
    F_ID(struct action, wie, TEXT_review_owner, REQUIRED | NARROW),
    F_DAY(struct action, klaar_op, TEXT_review_due, REQUIRED | NARROW | FUTURE_ONLY), F_END};

struct choices {
    struct choice *at;
    size_t n, cap;
};

static struct form *action_form(struct req *r, int64_t programme_id, struct action *action)
{
    const struct fidelity_scale *scale = fidelity_scale_find("nl26_2022");
    struct choice *items = ARENA_ARRAY(r->arena, struct choice, FIDELITY_ITEMS);
    struct choice *people = ARENA_ARRAY(r->arena, struct choice, 200);
    size_t n = 0;
    char day[DAY_TEXT];
    struct db_rows q =
        db_query(r->db,
                 SQL("select distinct s.id, s.name, s.sort_key from staff s join staff_role o"
                     " on o.staff_id = s.id where o.programme_id = $1 and (o.role = 'specialist'"
                     " or o.role = 'supervisor' or o.role = 'manager') and s.active = 1"
                     " and (o.to_on is null or o.to_on >= $2) order by s.sort_key, s.id limit 200"),
                 ARGS(I(programme_id), S(day_iso(r->today, day))));

    for (int i = 0; i < scale->items; i++)
        items[i] = (struct choice){
            scale->item[i].id,
            arena_fmt(r->arena, "%s %s", scale->item[i].id, scale->item[i].name[r->lang]), NULL};
    while (db_next(&q))
        people[n++] = (struct choice){arena_fmt(r->arena, "%" PRId64, db_int(&q, 0)),
                                      db_text_copy(&q, 1, r->arena), NULL};
    form_empty(action_fields, action);
    action->punt = req_query(r, "punt");
    struct form *f = req_form(r, action_fields, action);
    form_choices(f, "punt", items, (size_t)scale->items);
    form_choices(f, "wie", people, n);
    return f;
}

static void show_plan(struct req *r, const struct req_programme *programme, struct form *f,
                      enum text_id problem)
{
    bool plans = review_plans(r, programme->id);
    struct review_actions actions = review_actions(r, programme->id, false);
    struct frame_link crumb = {arena_fmt(r->arena, "/modeltrouw?programma=%" PRId64, programme->id),
                               T(review_title), NULL, 0};
    struct frame frame = page_frame(r, T(review_actions_title));

    frame.crumbs = &crumb;
    frame.n_crumbs = 1;
    frame.subtitle = programme->name;
    frame.errors = form_error_count(f) + (problem != TEXT_NONE);
    page_begin_frame(r, &frame);
    review_problem(r, problem);
    form_show_errors(r->out, f);
    html(r->out, "<section class=\"card\">");
    if (!actions.n)
        html(r->out, "<p>%s</p>", T(review_actions_none));
    review_show_actions(r, &actions, plans);
    html(r->out, "</section>");
    if (plans) {
        html(r->out, "<section class=\"card no-print\"><h2>%s</h2>", T(review_action_add));
        page_form_begin(r, "fields", "/modeltrouw/verbeterplan");
        html(r->out, "<input type=\"hidden\" name=\"_programma\" value=\"%" PRId64 "\">",
             programme->id);
        form_show_fields(r->out, f);
        html(r->out, "<div class=\"buttons\"><button>%s</button></div></form></section>",
             T(review_action_add));
    }
    page_end(r);
}

void review_actions_page(struct req *r)
{
    struct req_programme programme;
    struct action action;

    if (req_find_programme(r, req_query(r, "programma"), PERM_FIDELITY, &programme))
        show_plan(r, &programme, action_form(r, programme.id, &action), TEXT_NONE);
}

void review_action_post(struct req *r)
{
    struct req_programme programme;
    struct action action;

    if (!req_find_programme(r, req_value(r, "_programma"), PERM_FIDELITY_PLAN, &programme))
        return;
    struct form *f = action_form(r, programme.id, &action);
    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_plan(r, &programme, f, TEXT_NONE);
        return;
    }
    struct review_list list = review_of_programme(r, programme.id, false);
    const struct review *last = review_last(&list, NULL);
    struct review_action one = {.programme_id = programme.id,
                                .review_id = last ? last->id : 0,
                                .item = action.punt,
                                .goal = action.doel,
                                .owner_id = action.wie,
                                .due_on = action.klaar_op};
    review_action_add(r, &one);
    req_flash(r, TEXT_review_action_added);
    req_redirect(r, "/modeltrouw/verbeterplan?programma=%" PRId64, programme.id);
}

void review_progress_post(struct req *r)
{
    struct req_programme programme;
    struct action action;
    enum rc rc = NOT_FOUND;

    if (!req_find_programme(r, req_value(r, "_programma"), PERM_FIDELITY_PLAN, &programme))
        return;
    struct review_actions all = review_actions(r, programme.id, false);
    for (size_t i = 0; i < all.n; i++) {
        struct review_action *a = &all.at[i];

        if (a->id != req_value_id(r, "_actie"))
            continue;
        a->version = req_value_id(r, "_versie");
        a->progress = req_value(r, "_voortgang");
        if (strcmp(req_value(r, "_klaar"), "1"))
            a->done_on = DAY_NONE;
        else if (a->done_on == DAY_NONE)
            a->done_on = r->today;
        rc = strlen(a->progress) <= 2000 ? review_action_change(r, a) : INVALID;
    }
    if (rc == NOT_FOUND) {
        req_not_found(r);
    } else if (rc != OK) {
        req_invalid(r);
        show_plan(r, &programme, action_form(r, programme.id, &action), TEXT_review_stale);
    } else {
        req_flash(r, TEXT_review_action_saved);
        req_redirect(r, "/modeltrouw/verbeterplan?programma=%" PRId64, programme.id);
    }
}

/* ---- the first page ---------------------------------------------------------------------------
 */

static void show_buttons(struct req *r, int64_t programme_id)
{
    html(r->out, "<p class=\"buttons no-print\">");
    if (review_plans(r, programme_id))
        html(r->out,
             "<a class=\"button\" href=\"/modeltrouw/plannen?programma=%" PRId64 "\">%s</a>"
             "<a class=\"button quiet\" href=\"/modeltrouw/vastleggen\">%s</a>",
             programme_id, T(review_plan), T(review_record));
    html(r->out,
         "<a class=\"button quiet\" href=\"/modeltrouw/stand?programma=%" PRId64 "\">%s</a>"
         "<a class=\"button quiet\" href=\"/modeltrouw/verbeterplan?programma=%" PRId64 "\">%s</a>"
         "<a class=\"button quiet\" href=\"/kwaliteitskader?programma=%" PRId64 "\">%s</a>"
         "<a class=\"button quiet\" href=\"/modeltrouw/overzicht\">%s</a>"
         "<a class=\"button quiet\" href=\"/modeltrouw/schaal\">%s</a></p>",
         programme_id, T(fidelity_live_title), programme_id, T(review_actions), programme_id,
         T(review_framework), T(across_title), T(fidelity_scale_title));
}

/* What the live estimate proposes, 0 where it does not. */
static void live_scores(struct req *r, int64_t programme_id, int *score)
{
    struct fidelity_live live[FIDELITY_ITEMS];
    struct fidelity_world world = fidelity_load(
        r->db, r->arena, programme_id, "", day_add_months(r->today, -FIDELITY_MONTHS), r->today);

    fidelity_live_all(&world, r->today, live);
    for (int i = 0; i < world.scale->items; i++)
        score[i] = live[i].score;
}

static void show_programme(struct req *r, const struct req_programme *programme)
{
    int live[FIDELITY_ITEMS] = {0};
    struct review_list list = review_of_programme(r, programme->id, false);
    const struct review *last = review_last(&list, NULL);
    const struct review *before = last ? review_last(&list, last) : NULL;
    struct review_actions actions = review_actions(r, programme->id, true);
    struct review_scores now, then;
    struct review_plot plot = {.scale = last ? last->scale : fidelity_scale_find("nl26_2022"),
                               .programme_id = programme->id};

    show_programmes(r, programme->id);
    show_buttons(r, programme->id);
    html(r->out, "<div class=\"columns\"><div>");
    if (last) {
        show_due(r, last);
        now = review_scores_now(r, last);
        plot.last = &now;
    } else {
        html(r->out, "<section class=\"card empty\"><p>%s</p></section>", T(review_none));
    }
    if (before) {
        then = review_scores_now(r, before);
        plot.before = &then;
    }
    html(r->out, "</div><div>");
    if (list.n)
        show_list(r, &list, false);
    if (actions.n) {
        html(r->out, "<section class=\"card\"><h2>%s</h2>", T(review_actions));
        review_show_actions(r, &actions, false);
        html(r->out, "</section>");
    }
    html(r->out, "</div></div>");
    live_scores(r, programme->id, live);
    plot.live = live;
    review_show_plot(r, &plot);
}

static void main_page(struct req *r)
{
    size_t n;
    struct req_programme programme = {0};
    bool inside = user_may(r->user, PERM_FIDELITY);
    struct review_list mine = review_of_reviewer(r);

    req_programmes(r, PERM_FIDELITY, &n);
    if (inside && !req_find_programme(r, req_query(r, "programma"), PERM_FIDELITY, &programme))
        return;
    struct frame frame = page_frame(r, T(review_title));
    frame.wide = true;
    frame.subtitle = inside ? programme.name : NULL;
    page_begin_frame(r, &frame);
    html(r->out, "<p>%s</p>", T(review_intro));
    if (mine.n)
        show_list(r, &mine, true);
    else if (!inside)
        html(r->out, "<p class=\"empty\">%s</p><p><a href=\"/modeltrouw/schaal\">%s</a></p>",
             T(review_none_mine), T(fidelity_scale_title));
    if (inside)
        show_programme(r, &programme);
    page_end(r);
}

#define METING "/modeltrouw/meting/:id"
static const struct route routes[] = {
    {GET, "/modeltrouw", main_page, SCOPE_NONE, PERM_FIDELITY_READ, READ, ACCESS_NOTHING,
     TEXT_review_title},
    {GET, "/modeltrouw/overzicht", review_across_page, SCOPE_NONE, PERM_FIDELITY_READ, READ,
     ACCESS_NOTHING, TEXT_across_title},
    {GET, "/modeltrouw/vastleggen", review_record_page, SCOPE_NONE, PERM_FIDELITY_PLAN, READ,
     ACCESS_NOTHING, TEXT_review_record_title},
    {POST, "/modeltrouw/vastleggen", review_record_save, SCOPE_NONE, PERM_FIDELITY_PLAN, WRITE,
     ACCESS_CREATE, TEXT_review_record_title},
    {GET, "/modeltrouw/plannen", review_plan_page, SCOPE_NONE, PERM_FIDELITY_PLAN, READ,
     ACCESS_NOTHING, TEXT_review_plan_title},
    {POST, "/modeltrouw/plannen", review_plan_save, SCOPE_NONE, PERM_FIDELITY_PLAN, WRITE,
     ACCESS_CREATE, TEXT_review_plan_title},
    {GET, "/modeltrouw/verbeterplan", review_actions_page, SCOPE_NONE, PERM_FIDELITY, READ,
     ACCESS_NOTHING, TEXT_review_actions_title},
    {POST, "/modeltrouw/verbeterplan", review_action_post, SCOPE_NONE, PERM_FIDELITY_PLAN, WRITE,
     ACCESS_CREATE, TEXT_review_actions_title},
    {POST, "/modeltrouw/voortgang", review_progress_post, SCOPE_NONE, PERM_FIDELITY_PLAN, WRITE,
     ACCESS_CHANGE, TEXT_review_progress},
    {GET, METING, review_report_page, SCOPE_NONE, PERM_FIDELITY_READ, READ, ACCESS_NOTHING,
     TEXT_review_meting_title},
    {POST, METING "/agenda", review_agenda_save, SCOPE_NONE, PERM_FIDELITY_READ, WRITE,
     ACCESS_CHANGE, TEXT_review_agenda},
    {POST, METING "/notitie", review_note_save, SCOPE_NONE, PERM_REVIEW, WRITE, ACCESS_CHANGE,
     TEXT_review_note},
    {POST, METING "/toetser", review_replace_save, SCOPE_NONE, PERM_FIDELITY_PLAN, WRITE,
     ACCESS_CHANGE, TEXT_review_withdraw},
    {POST, METING "/intrekken", review_cancel_save, SCOPE_NONE, PERM_FIDELITY_PLAN, WRITE,
     ACCESS_CHANGE, TEXT_review_cancel},
    {GET, METING "/formulier", review_sheet_page, SCOPE_NONE, PERM_REVIEW, READ, ACCESS_NOTHING,
     TEXT_review_sheet_title},
    {POST, METING "/formulier", review_sheet_post, SCOPE_NONE, PERM_REVIEW, WRITE, ACCESS_CHANGE,
     TEXT_review_sheet_title},
    {GET, METING "/overleg", review_consensus_page, SCOPE_NONE, PERM_REVIEW, READ, ACCESS_NOTHING,
     TEXT_review_consensus_title},
    {POST, METING "/overleg", review_consensus_post, SCOPE_NONE, PERM_REVIEW, WRITE, ACCESS_CHANGE,
     TEXT_review_consensus_title},
    {POST, METING "/akkoord", review_sign_post, SCOPE_NONE, PERM_REVIEW, WRITE, ACCESS_CHANGE,
     TEXT_review_sign},
    {POST, METING "/correctie", review_erratum_post, SCOPE_NONE, PERM_FIDELITY_READ, WRITE,
     ACCESS_CHANGE, TEXT_review_erratum_title},
    {POST, METING "/rapport", review_describe_post, SCOPE_NONE, PERM_FIDELITY_READ, WRITE,
     ACCESS_CHANGE, TEXT_review_describe},
    {GET, METING "/steekproef", review_sample_page, SCOPE_NONE, PERM_FIDELITY_READ, READ,
     ACCESS_LIST, TEXT_sample_title},
    {POST, METING "/steekproef", review_sample_save, SCOPE_NONE, PERM_FIDELITY_PLAN, WRITE,
     ACCESS_GRANT, TEXT_sample_title},
    {POST, METING "/steekproef/einde", review_sample_stop, SCOPE_NONE, PERM_FIDELITY_PLAN, WRITE,
     ACCESS_GRANT, TEXT_sample_stop},
    {GET, METING "/papier", review_paper_page, SCOPE_NONE, PERM_FIDELITY_READ, READ, ACCESS_NOTHING,
     TEXT_review_paper_title},
    {GET, METING "/pdf", review_pdf_page, SCOPE_NONE, PERM_FIDELITY_READ, READ, ACCESS_NOTHING,
     TEXT_review_pdf},
    {GET, METING "/bewijs", review_proof_page, SCOPE_NONE, PERM_FIDELITY_READ, READ, ACCESS_NOTHING,
     TEXT_review_proof_title},
    {0}};

const struct feature review_feature = {.name = "review", .routes = routes};
