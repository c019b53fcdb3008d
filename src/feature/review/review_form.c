/* review_form.c: the form of all items, and small words the pages of reviews share.
 * Not: what may be saved when (the handlers).
 * Start at review_form_items(). */
#include "feature/review/review_pages.h"

#include "core/codes.h"

/* ---- words ------------------------------------------------------------------------------------
 */

enum text_id review_rubric_text(enum fidelity_rubric rubric)
{
    static const enum text_id words[FIDELITY_RUBRICS] = {
        TEXT_review_staffing, TEXT_review_organisation, TEXT_review_services};

    return words[rubric];
}

static enum text_id status_text(enum fidelity_status status)
{
    static const enum text_id words[] = {TEXT_review_open, TEXT_NONE, TEXT_review_no_fit,
                                         TEXT_review_insufficient, TEXT_review_not_applicable};

    return words[status];
}

const char *review_rating_words(struct req *r, struct fidelity_rating rating)
{
    if (rating.status == FIDELITY_SCORED)
        return arena_fmt(r->arena, "%d", rating.score);
    return text(r->lang, status_text(rating.status));
}

const char *review_scope_words(struct req *r, const char *target_group)
{
    if (!*target_group)
        return T(review_scope_all);
    return text_fill(r->arena, r->lang, TEXT_review_scope_only, target_group, NULL, NULL, NULL);
}

enum text_id review_state_text(const char *state)
{
    return !strcmp(state, "planned")     ? TEXT_review_state_planned
           : !strcmp(state, "consensus") ? TEXT_review_state_consensus
           : !strcmp(state, "final")     ? TEXT_review_state_final
                                         : TEXT_review_state_cancelled;
}

const char *review_number(struct req *r, double x)
{
    char *text = arena_fmt(r->arena, "%.2f", x), *point = strchr(text, '.');

    if (!strcmp(point, ".00"))
        *point = 0;
    else if (r->lang == LANG_NL)
        *point = ',';
    return text;
}

struct choice *review_target_groups(struct req *r, size_t *n)
{
    size_t groups;
    const struct choice *all = codes_choices("target_groups", r->lang, &groups);
    struct choice *list = ARENA_ARRAY(r->arena, struct choice, groups + 1);

    list[0] = (struct choice){"all", T(review_scope_all), NULL};
    for (size_t i = 0; i < groups; i++)
        list[i + 1] = (struct choice){
            all[i].value,
            text_fill(r->arena, r->lang, TEXT_review_scope_only, all[i].label, NULL, NULL, NULL),
            NULL};
    *n = groups + 1;
    return list;
}

void review_page(struct req *r, enum text_id title, const struct review *v, size_t errors)
{
    struct frame frame = page_frame(r, text(r->lang, title));
    struct frame_link *crumb = ARENA_ARRAY(r->arena, struct frame_link, 2);

    crumb[0] = (struct frame_link){"/modeltrouw", T(review_title), NULL, 0};
    frame.crumbs = crumb;
    frame.n_crumbs = 1;
    frame.wide = true;
    frame.errors = errors;
    if (v) {
        const char *when = page_day(r, v->visit_on);

        frame.subtitle = arena_fmt(r->arena, "%s · %s · %s", v->programme, when,
                                   review_scope_words(r, v->target_group));
        if (title != TEXT_review_meting_title)
            crumb[frame.n_crumbs++] = (struct frame_link){
                arena_fmt(r->arena, "/modeltrouw/meting/%" PRId64, v->id),
                text_fill(r->arena, r->lang, TEXT_review_of, when, NULL, NULL, NULL), NULL, 0};
    }
    page_begin_frame(r, &frame);
}

void review_problem(struct req *r, enum text_id problem)
{
    if (problem)
        html(r->out, "<div class=\"errors\" role=\"alert\"><p>%s</p></div>",
             text(r->lang, problem));
}

bool review_here(struct req *r, enum perm perm, struct review *v)
{
    if (review_get(r, r->id, perm, v) == OK)
        return true;
    req_not_found(r);
    return false;
}

bool review_plans(struct req *r, int64_t programme_id)
{
    for (size_t i = 0; i < r->user->n_roles; i++)
        if (r->user->roles[i].programme_id == programme_id &&
            perm_of_role(r->user->roles[i].role, PERM_FIDELITY_PLAN))
            return true;
    return false;
}

bool review_scores_it(struct req *r, const struct review *v)
{
    struct reviewers list = review_reviewers(r, v->id);

    for (size_t i = 0; i < list.n; i++)
        if (list.at[i].staff_id == r->user->id && !*list.at[i].withdrawn)
            return user_may(r->user, PERM_REVIEW);
    return false;
}

/* ---- the form ---------------------------------------------------------------------------------
 */

void review_form_from(struct review_form *f, const struct fidelity_scale *scale,
                      const struct review_scores *scores)
{
    *f = (struct review_form){.scale = scale, .scores = *scores};
    for (int i = 0; i < scale->items; i++) {
        f->choice[i] = review_choice_of(scores->at[i].rating);
        f->reason[i] = scores->at[i].reason ? scores->at[i].reason : "";
    }
}

void review_form_wrong(struct review_form *f, int item, enum text_id message)
{
    if (f->wrong[item])
        return;
    f->wrong[item] = message;
    f->errors++;
}

static const char *name_of(struct req *r, char what, const char *id)
{
    return arena_fmt(r->arena, "_%c_%s", what, id);
}

void review_form_sent(struct req *r, struct review_form *f, const struct fidelity_scale *scale,
                      bool complete)
{
    *f = (struct review_form){.scale = scale};
    for (int i = 0; i < scale->items; i++) {
        struct review_score *s = &f->scores.at[i];

        f->choice[i] = req_value(r, name_of(r, 's', scale->item[i].id));
        f->reason[i] = req_value(r, name_of(r, 'r', scale->item[i].id));
        s->reason = strlen(f->reason[i]) <= 2000 ? f->reason[i] : "";
        if (!review_choice(f->choice[i], &s->rating))
            review_form_wrong(f, i, TEXT_review_score_wrong);
        else if (complete && s->rating.status == FIDELITY_OPEN)
            review_form_wrong(f, i, TEXT_review_score_missing);
        else if (complete && review_needs_reason(s->rating) && !*s->reason)
            review_form_wrong(f, i, TEXT_review_reason_missing);
    }
}

void review_form_errors(struct req *r, const struct review_form *f)
{
    if (!f->errors)
        return;
    html(r->out,
         "<div class=\"errors\" id=\"punten\" tabindex=\"-1\" role=\"group\""
         " aria-labelledby=\"punten-kop\"><h2 id=\"punten-kop\">%s: %zu</h2><ul>",
         T(review_wrong_count), f->errors);
    for (int i = 0; i < f->scale->items; i++)
        if (f->wrong[i])
            html(r->out, "<li><a href=\"#f-_s_%s\">%s %s: %s</a></li>", f->scale->item[i].id,
                 f->scale->item[i].id, f->scale->item[i].name[r->lang], text(r->lang, f->wrong[i]));
    html(r->out, "</ul></div>");
}

static void show_option(struct req *r, const char *value, const char *label, const char *chosen)
{
    html(r->out,
         strcmp(value, chosen) ? "<option value=\"%s\">%s</option>"
                               : "<option value=\"%s\" selected>%s</option>",
         value, label);
}

static void show_anchors(struct req *r, const struct fidelity_item *item)
{
    html(r->out, "<details class=\"small\"><summary>%s</summary><dl class=\"anchors\">",
         item->measures[r->lang]);
    for (int score = FIDELITY_SCORES; score; score--)
        if (*item->anchor[score][r->lang])
            html(r->out, "<dt>%d</dt><dd>%s</dd>", score, item->anchor[score][r->lang]);
    for (int i = 0; i < item->parts; i++)
        html(r->out, "<dt>·</dt><dd>%s</dd>", item->part[i][r->lang]);
    html(r->out, "</dl></details>");
}

void review_form_item(struct req *r, const struct review_form *f, int i)
{
    const struct fidelity_item *item = &f->scale->item[i];
    const char *id = item->id;

    html(r->out,
         "<div class=\"field item%s\"><label for=\"f-_s_%s\"><strong>%s</strong> %s</label>",
         f->wrong[i] ? " wrong" : "", id, id, item->name[r->lang]);
    if (f->wrong[i])
        html(r->out, "<p class=\"error\" id=\"e-_s_%s\">%s</p>", id, text(r->lang, f->wrong[i]));
    html(r->out, "<select id=\"f-_s_%s\" name=\"_s_%s\"", id, id);
    if (f->wrong[i])
        html(r->out, " aria-invalid=\"true\" aria-describedby=\"e-_s_%s\"", id);
    html(r->out, ">");
    show_option(r, "", T(review_choose), f->choice[i]);
    for (int score = 1; score <= FIDELITY_SCORES; score++) {
        struct fidelity_rating rating = {FIDELITY_SCORED, score};
        const char *value = review_choice_of(rating);

        show_option(r, value, value, f->choice[i]);
    }
    for (int status = FIDELITY_NO_FIT; status <= FIDELITY_NOT_APPLICABLE; status++)
        show_option(r, fidelity_status_code((enum fidelity_status)status),
                    text(r->lang, status_text((enum fidelity_status)status)), f->choice[i]);
    html(r->out,
         "</select><input name=\"_r_%s\" maxlength=\"500\" aria-label=\"%s, %s\""
         " placeholder=\"%s\" value=\"%s\">",
         id, T(review_score_reason), id, T(review_score_reason), f->reason[i]);
    show_anchors(r, item);
    html(r->out, "</div>");
}

void review_form_items(struct req *r, const struct review_form *f)
{
    int rubric = -1;

    for (int i = 0; i < f->scale->items; i++) {
        if ((int)f->scale->item[i].rubric != rubric) {
            html(r->out,
                 rubric < 0 ? "<section class=\"card items\"><h2>%s</h2>"
                            : "</section><section class=\"card items\"><h2>%s</h2>",
                 text(r->lang, review_rubric_text(f->scale->item[i].rubric)));
            rubric = (int)f->scale->item[i].rubric;
        }
        review_form_item(r, f, i);
    }
    html(r->out, "</section>");
}
