/* review_pdf.c: the report of a finished review as a document on A4.
 * Not: the page with the same contents (review_report.c).
 * Start at review_pdf_page(). */
#include "feature/review/review_pages.h"

#include <math.h>

#include "pdf/pdf.h"

struct report {
    const struct review *v;
    struct review_scores scores;
    struct review_comparison c;
    struct fidelity_total total;
    struct pdf *p;
};

static const char *whole(struct req *r, int64_t n)
{
    return arena_fmt(r->arena, "%" PRId64, n);
}

static const char *item_words(struct req *r, const struct review *v, int item)
{
    return arena_fmt(r->arena, "%s  %s", v->scale->item[item].id,
                     v->scale->item[item].name[r->lang]);
}

/* ---- what it is about, and the result ---------------------------------------------------------
 */

static const char *mode_words(struct req *r, const struct review *v)
{
    return arena_fmt(r->arena, "%s · %s", code_text(r->lang, review_reasons, v->reason),
                     code_text(r->lang, review_modes, v->mode));
}

static void put_about(struct req *r, struct report *t)
{
    const struct review *v = t->v;
    const struct pdf_column columns[] = {{"", 26, false}, {"", 74, false}};
    struct reviewers list = review_reviewers(r, v->id);
    const char *names = v->reviewers;

    for (size_t i = 0; i < list.n; i++)
        if (!*list.at[i].withdrawn)
            names = arena_fmt(r->arena, "%s%s%s", names, *names ? ", " : "", list.at[i].name);
    const char *cells[] = {T(review_programme),
                           v->programme,
                           T(review_scope),
                           review_scope_words(r, v->target_group),
                           T(review_visit_on),
                           page_day(r, v->visit_on),
                           T(review_reason),
                           mode_words(r, v),
                           T(review_reviewer_names),
                           names,
                           T(review_next_due),
                           text_fill(r->arena, r->lang, TEXT_review_before,
                                     page_day(r, review_next_due(v->visit_on)), NULL, NULL, NULL),
                           T(review_organisations),
                           v->organisations};
    pdf_table(t->p, columns, COUNT(columns), cells, COUNT(cells) / 2 - !*v->organisations);
}

static void put_total(struct req *r, struct report *t)
{
    const struct pdf_column columns[] = {{T(review_rubric), 40, false},
                                         {T(review_points), 20, true},
                                         {T(review_of_points), 20, true},
                                         {T(review_scored), 20, true}};
    const char *cells[4 * FIDELITY_RUBRICS];

    pdf_heading(t->p, T(review_total));
    if (t->total.rated)
        pdf_text(t->p, arena_fmt(r->arena, "%s (%s %d)", review_result_words(r, t->v, &t->scores),
                                 T(review_of_most), FIDELITY_SCORES * t->total.items));
    else
        pdf_text(t->p,
                 text_fill(r->arena, r->lang, TEXT_review_total_none, whole(r, t->total.valid),
                           whole(r, t->total.items), whole(r, t->v->scale->prorate_from), NULL));
    if (t->total.valid < t->total.items)
        pdf_text(t->p, text_fill(r->arena, r->lang, TEXT_review_total_range,
                                 review_number(r, t->total.low), review_number(r, t->total.high),
                                 NULL, NULL));
    if (t->v->reported_total != NUMBER_NONE)
        pdf_text(t->p,
                 text_fill(r->arena, r->lang, TEXT_review_reported_is,
                           review_number(r, (double)t->v->reported_total / 100),
                           t->total.rated ? review_number(r, t->total.total) : "–", NULL, NULL));
    for (int i = 0; i < FIDELITY_RUBRICS; i++) {
        cells[4 * i] = text(r->lang, review_rubric_text((enum fidelity_rubric)i));
        cells[4 * i + 1] = review_number(r, t->total.rubric_sum[i]);
        cells[4 * i + 2] = whole(r, FIDELITY_SCORES * t->total.rubric_valid[i]);
        cells[4 * i + 3] =
            text_fill(r->arena, r->lang, TEXT_review_total_is, whole(r, t->total.rubric_valid[i]),
                      whole(r, t->total.rubric_items[i]), NULL, NULL);
    }
    pdf_table(t->p, columns, COUNT(columns), cells, FIDELITY_RUBRICS);
    pdf_small(t->p,
              arena_fmt(r->arena, "%s; %s %s (%s)", t->v->scale->name[r->lang], T(review_bands),
                        t->v->bands->code, review_bands_words(r, t->v->bands)));
}

/* ---- the items --------------------------------------------------------------------------------
 */

static double value_of(struct fidelity_rating rating)
{
    int value = fidelity_value(rating);

    return value ? value : NAN;
}

static void put_items(struct req *r, struct report *t)
{
    const struct fidelity_scale *scale = t->v->scale;
    struct pdf_dot_row rows[FIDELITY_ITEMS + FIDELITY_RUBRICS];
    size_t n = 0;
    int rubric = -1;

    for (int i = 0; i < scale->items; i++) {
        if ((int)scale->item[i].rubric != rubric) {
            rubric = (int)scale->item[i].rubric;
            rows[n++] = (struct pdf_dot_row){
                text(r->lang, review_rubric_text(scale->item[i].rubric)), NULL, NAN, NAN};
        }
        double now = value_of(t->scores.at[i].rating);
        double then = t->c.has_before ? value_of(t->c.then.at[i].rating) : NAN;
        const char *words = review_rating_words(r, t->scores.at[i].rating);

        if (!isnan(then) && !isnan(now) && then != now)
            words = arena_fmt(r->arena, "%.0f → %s", then, words);
        rows[n++] = (struct pdf_dot_row){item_words(r, t->v, i), words, now, then};
    }
    pdf_heading(t->p, T(review_plot));
    pdf_dots(t->p, &(struct pdf_dots){1, FIDELITY_SCORES,
                                      t->c.has_before ? T(review_legend) : T(review_legend_one),
                                      T(review_item), rows, n});
}

static void put_extremes(struct req *r, struct report *t, bool weakest)
{
    const struct pdf_column columns[] = {{T(review_score), 10, true}, {T(review_item), 90, false}};
    int items[FIDELITY_ITEMS], n = review_extremes(t->v, &t->scores, weakest, items);
    const char *cells[2 * FIDELITY_ITEMS];

    for (int i = 0; i < n; i++) {
        cells[2 * i] = review_rating_words(r, t->scores.at[items[i]].rating);
        cells[2 * i + 1] = item_words(r, t->v, items[i]);
    }
    pdf_heading(t->p, weakest ? T(review_weakest) : T(review_strongest));
    if (n)
        pdf_table(t->p, columns, COUNT(columns), cells, (size_t)n);
    else
        pdf_text(t->p, T(none));
}

/* ---- beside others ----------------------------------------------------------------------------
 */

static void put_change(struct req *r, struct report *t, const struct review *than,
                       const struct review_scores *then, enum text_id title)
{
    const struct pdf_column columns[] = {{T(review_item), 64, false},
                                         {page_day(r, than->visit_on), 12, true},
                                         {page_day(r, t->v->visit_on), 12, true},
                                         {T(review_difference), 12, true}};
    struct review_change change = review_change(t->v->scale, then, &t->scores);
    const char *cells[4 * FIDELITY_ITEMS];

    pdf_heading(t->p, text(r->lang, title));
    pdf_text(t->p, arena_fmt(r->arena, "%s · %s · %s", page_day(r, than->visit_on),
                             review_scope_words(r, than->target_group),
                             review_result_words(r, than, then)));
    pdf_text(t->p, text_fill(r->arena, r->lang, TEXT_review_change_up, whole(r, change.up),
                             whole(r, change.down), whole(r, change.same), NULL));
    for (int i = 0; i < change.n; i++) {
        cells[4 * i] = item_words(r, t->v, change.at[i].item);
        cells[4 * i + 1] = whole(r, change.at[i].then);
        cells[4 * i + 2] = whole(r, change.at[i].now);
        cells[4 * i + 3] = arena_fmt(r->arena, "%+d", change.at[i].now - change.at[i].then);
    }
    if (change.n)
        pdf_table(t->p, columns, COUNT(columns), cells, (size_t)change.n);
}

static void put_errata(struct req *r, struct report *t)
{
    const struct pdf_column columns[] = {{T(review_item), 44, false},
                                         {T(review_score), 12, true},
                                         {T(review_score_reason), 44, false}};
    struct review_errata errata = review_errata(r, t->v);
    const char **cells = ARENA_ARRAY(r->arena, const char *, 3 * errata.n + 1);

    for (size_t i = 0; i < errata.n; i++) {
        cells[3 * i] = item_words(r, t->v, errata.at[i].item);
        cells[3 * i + 1] = review_rating_words(r, errata.at[i].rating);
        cells[3 * i + 2] = arena_fmt(r->arena, "%s (%s, %s)", errata.at[i].reason, errata.at[i].by,
                                     page_day(r, local_from_ms(errata.at[i].at).day));
    }
    if (!errata.n)
        return;
    pdf_heading(t->p, T(review_erratum));
    pdf_table(t->p, columns, COUNT(columns), cells, errata.n);
}

/* ---- what comes next --------------------------------------------------------------------------
 */

static void put_actions(struct req *r, struct report *t)
{
    const struct pdf_column columns[] = {{T(review_item), 8, false},
                                         {T(review_goal), 50, false},
                                         {T(review_owner), 22, false},
                                         {T(review_due), 20, false}};
    struct review_actions actions = review_actions(r, t->v->programme_id, false);
    const char **cells = ARENA_ARRAY(r->arena, const char *, 4 * actions.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < actions.n; i++) {
        const struct review_action *a = &actions.at[i];

        if (a->review_id != t->v->id)
            continue;
        cells[4 * n] = a->item;
        cells[4 * n + 1] =
            *a->progress ? arena_fmt(r->arena, "%s\n%s", a->goal, a->progress) : a->goal;
        cells[4 * n + 2] = a->owner;
        cells[4 * n + 3] = a->done_on == DAY_NONE
                               ? page_day(r, a->due_on)
                               : text_fill(r->arena, r->lang, TEXT_review_done_on,
                                           page_day(r, a->done_on), NULL, NULL, NULL);
        n++;
    }
    if (!n)
        return;
    pdf_heading(t->p, T(review_actions));
    pdf_table(t->p, columns, COUNT(columns), cells, n);
}

static void put_all(struct req *r, struct report *t)
{
    put_about(r, t);
    put_total(r, t);
    put_items(r, t);
    put_extremes(r, t, false);
    put_extremes(r, t, true);
    if (t->c.has_before)
        put_change(r, t, &t->c.before, &t->c.then, TEXT_review_change);
    if (t->c.has_scope)
        put_change(r, t, &t->c.scope, &t->c.other, TEXT_review_change_scope);
    pdf_heading(t->p, T(review_others));
    pdf_text(t->p, review_others_words(r, &t->c));
    if (t->c.agreed) {
        pdf_heading(t->p, T(review_agreement));
        pdf_text(t->p, review_agreement_words(r, &t->c));
        pdf_small(t->p, review_kappa_words(r, &t->c));
    }
    put_errata(r, t);
    if (*t->v->recommendations) {
        pdf_heading(t->p, T(review_recommendations));
        pdf_text(t->p, t->v->recommendations);
    }
    if (user_may(r->user, PERM_FIDELITY)) /* the plan is the programme's */
        put_actions(r, t);
}

void review_pdf_page(struct req *r)
{
    struct review v;

    if (!review_here(r, PERM_FIDELITY_READ, &v))
        return;
    if (strcmp(v.state, "final")) {
        req_not_found(r);
        return;
    }
    struct report t = {.v = &v, .scores = review_scores_now(r, &v)};
    const char *title = arena_fmt(r->arena, "%s %s", T(review_pdf_title), v.programme);
    const char *foot = arena_fmt(r->arena, "%s · %s", title, page_day(r, v.visit_on));

    t.total = review_total(&v, &t.scores);
    review_compare(r, &v, &t.c);
    req_type(r, "application/pdf", "modeltrouw.pdf");
    t.p = pdf_begin(r->arena, r->out, title, foot, T(review_page_word), r->now);
    put_all(r, &t);
    pdf_end(t.p);
}
