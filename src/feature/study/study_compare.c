/* study_compare.c: two cohorts side by side: the page, and what is asked for its PDF.
 * Not: the tests (study_pair.c), the paper (study_paper.c), one cohort (study_web.c).
 * Start at study_compare_page(). */
#include "feature/study/study_store.h"

#include <math.h>

/* ---- what may be told ------------------------------------------------------------------------ */

struct study_pairs study_pair_sides(struct arena *a, const struct study_side *x,
                                    const struct study_side *y)
{
    const struct study_wish *one = x->wish, *two = y->wish;
    bool same = !strcmp(one->target_group, two->target_group) && !strcmp(one->scheme, two->scheme);

    return study_pair(a, &x->full, &y->full, study_apart(one, two), same);
}

bool study_same_count(const struct study_side *x, const struct study_side *y)
{
    const struct study_wish *a = x->wish, *b = y->wish;
    const struct study_row *of_x = study_find(&x->full, STUDY_ABOUT, "paid_above", "", 0);
    const struct study_row *of_y = study_find(&y->full, STUDY_ABOUT, "paid_above", "", 0);

    return !strcmp(a->definition, b->definition) && a->months == b->months &&
           a->ends_after == b->ends_after && (!of_x || !of_y || of_x->k == of_y->k);
}

struct study_pair study_pair_told(const struct study_side *x, const struct study_side *y,
                                  const struct study_pair *p, bool *hidden)
{
    bool controlled = x->controlled || y->controlled;
    struct study_pair told = *p;

    *hidden = controlled && (study_pair_hidden(&x->s, p) || study_pair_hidden(&y->s, p));
    if (*hidden || (controlled && p->answer == STUDY_ANSWER_FEW))
        told.difference = told.p = told.p_holm = NAN;
    return told;
}

/* ---- the page -------------------------------------------------------------------------------- */

static void pair_cell(struct req *r, const char *label, const char *words)
{
    html(r->out, "<td class=\"number\" data-label=\"%s\">%s</td>", label, words);
}

/* "-6,2 (-12,5 – 0,0)" on two lines, so that the table fits beside the menu. */
static void difference_cell(struct req *r, const struct study_pair *told)
{
    const char *words = study_difference(r->arena, r->lang, told), *space = strchr(words, ' ');

    html(r->out,
         "<td class=\"number\" data-label=\"%s\">%s <div class=\"small muted\">%s</div></td>",
         T(study_difference), space ? arena_strn(r->arena, words, (size_t)(space - words)) : words,
         space ? space + 1 : "");
}

static void pair_row(struct req *r, const struct study_side *x, const struct study_side *y,
                     const struct study_pair *p)
{
    bool hidden;
    struct study_pair told = study_pair_told(x, y, p, &hidden);

    html(r->out, "<tr><th scope=\"row\"><div>%s</div><div class=\"small muted\">%s</div></th>",
         study_pair_label(r->arena, r->lang, p),
         hidden ? T(study_hidden) : study_pair_answer(r->arena, r->lang, p));
    pair_cell(r, x->wish->name, study_pair_value(r->arena, r->lang, &x->s, p));
    pair_cell(r, y->wish->name, study_pair_value(r->arena, r->lang, &y->s, p));
    difference_cell(r, &told);
    pair_cell(r, T(outcome_p), study_p(r->arena, r->lang, told.p));
    pair_cell(r, T(outcome_p_holm), study_p(r->arena, r->lang, told.p_holm));
    html(r->out, "</tr>");
}

static void pair_table(struct req *r, const struct study_side *x, const struct study_side *y,
                       const struct study_pairs *pairs)
{
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards named\"><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th>",
         T(study_compare_title), T(outcome_value), x->wish->name, y->wish->name);
    html(r->out,
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>",
         T(study_difference), T(outcome_p), T(outcome_p_holm));
    for (size_t i = 0; i < pairs->n; i++)
        pair_row(r, x, y, &pairs->at[i]);
    html(r->out, "</tbody></table></div>");
}

static void show_pair(struct req *r, const struct study_side *x, const struct study_side *y)
{
    const struct study_wish *a = x->wish, *b = y->wish;

    if (!study_apart(a, b))
        html(r->out, "<p class=\"warn\">%s</p>", T(study_compare_overlap));
    if (!study_same_count(x, y))
        html(r->out, "<p class=\"warn\">%s</p>", T(study_compare_definitions));
    study_show_two(r, &x->s, a->name, &y->s, b->name);
    struct study_pairs pairs = study_pair_sides(r->arena, x, y);
    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(outcome_tests_heading));
    html(r->out, "<p class=\"muted\">%s %s</p>", study_tests_words(r->arena, r->lang, pairs.tests),
         T(outcome_plain_no_control));
    pair_table(r, x, y, &pairs);
    html(r->out, "</section>");
}

static struct study figures_read(struct req *r, const char *figures)
{
    struct study s;

    if (!study_read(r->arena, figures, &s))
        die("figures of a cohort cannot be read");
    return s;
}

/* False: one of them has no figures for this reader yet, and the page says why. */
static bool may_compare(struct req *r, const struct study_cohort *c, const struct study_seen *seen)
{
    if (!c->computed_at)
        html(r->out, "<p>%s</p>", T(study_waiting));
    else if (seen->refused)
        study_too_small(r);
    else if (seen->asks)
        html(r->out, "<p><a href=\"/onderzoek/cohort?cohort=%" PRId64 "\">%s</a></p>", c->id,
             text_fill(r->arena, r->lang, TEXT_study_outside_compare, c->wish.name, NULL, NULL,
                       NULL));
    return seen->computed_at > 0;
}

static void pdf_link(struct req *r, const struct study_cohort *one, const struct study_cohort *two)
{
    struct study_release x, y;

    if (study_release_last(r->db, r->arena, one->id, &x) &&
        study_release_last(r->db, r->arena, two->id, &y))
        html(r->out,
             "<p class=\"no-print\"><a class=\"button quiet\" href=\"/onderzoek/vergelijk/bestand"
             "?een=%" PRId64 "&amp;twee=%" PRId64 "\">%s</a></p>"
             "<p class=\"small muted no-print\">%s</p>",
             one->id, two->id, T(study_compare_pdf), T(study_compare_pdf_note));
    else
        html(r->out, "<p class=\"small muted no-print\">%s</p>", T(study_compare_pdf_first));
}

static void show_chosen(struct req *r, const struct study_cohort *one,
                        const struct study_cohort *two)
{
    struct study_seen a = study_seen_of(r, one), b = study_seen_of(r, two);

    if (one->id == two->id) {
        html(r->out, "<p>%s</p>", T(study_compare_same));
        return;
    }
    if (!may_compare(r, one, &a) || !may_compare(r, two, &b))
        return;
    struct study_side x = {&one->wish, a.s, figures_read(r, a.counted), a.controlled > 0};
    struct study_side y = {&two->wish, b.s, figures_read(r, b.counted), b.controlled > 0};
    show_pair(r, &x, &y);
    pdf_link(r, one, two);
}

void study_compare_page(struct req *r)
{
    struct study_cohorts list = study_mine(r);
    struct study_cohort one, two;
    bool chosen = *req_query(r, "een") || *req_query(r, "twee");

    if (chosen &&
        (!study_asked(r, req_query(r, "een"), &one) || !study_asked(r, req_query(r, "twee"), &two)))
        return;
    study_page_begin(r, T(study_compare_title),
                     chosen ? arena_fmt(r->arena, "%s · %s", one.wish.name, two.wish.name) : NULL);
    if (list.n < 2)
        html(r->out,
             "<div class=\"empty\"><p>%s</p></div><p class=\"buttons\"><a class=\"button\" "
             "href=\"/onderzoek/nieuw\">%s</a></p>",
             T(study_compare_few), T(study_new));
    else
        study_choice(r, &list, chosen ? one.id : list.at[0].id, chosen ? two.id : list.at[1].id);
    if (chosen)
        show_chosen(r, &one, &two);
    page_end(r);
}

/* ---- on paper -------------------------------------------------------------------------------- */

/* Only what was released of both: the paper leaves. */
void study_compare_file(struct req *r)
{
    struct study_cohort one, two;
    struct study_release x, y;

    if (!study_asked(r, req_query(r, "een"), &one) || !study_asked(r, req_query(r, "twee"), &two))
        return;
    if (one.id == two.id || !study_release_last(r->db, r->arena, one.id, &x) ||
        !study_release_last(r->db, r->arena, two.id, &y)) {
        req_not_found(r);
        return;
    }
    struct study_side a = {&one.wish, figures_read(r, x.figures), figures_read(r, x.counted), true};
    struct study_side b = {&two.wish, figures_read(r, y.figures), figures_read(r, y.counted), true};
    req_type(r, "application/pdf", "cohorten.pdf");
    study_pair_pdf(&a, &b, r->lang, r->arena, MAX(x.computed_at, y.computed_at), r->out);
}
