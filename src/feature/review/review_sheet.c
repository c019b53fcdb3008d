/* review_sheet.c: the sealed sheets, the consensus on them, signing, and errata.
 * Not: who may read a sheet (review_sheet() in review_sql.c).
 * Start at review_sheet_page(). */
#include "feature/review/review_pages.h"

#include "html/html.h"

/* ---- one's own sheet --------------------------------------------------------------------------
 */

static bool my_seal(struct req *r, const struct review *v)
{
    struct reviewers list = review_reviewers(r, v->id);

    for (size_t i = 0; i < list.n; i++)
        if (list.at[i].staff_id == r->user->id)
            return list.at[i].sealed_at != 0;
    return false;
}

static void show_sheet(struct req *r, const struct review *v, const struct review_form *f,
                       enum text_id problem)
{
    review_page(r, TEXT_review_sheet_title, v, f->errors + (problem != TEXT_NONE));
    review_problem(r, problem);
    review_form_errors(r, f);
    html(r->out, "<p>%s</p>", T(review_sheet_what));
    page_form_begin(r, "review", "/modeltrouw/meting/%" PRId64 "/formulier", v->id);
    review_form_items(r, f);
    html(r->out,
         "<p>%s</p><div class=\"buttons\"><button name=\"_doen\" value=\"opslaan\">%s</button>",
         r->today < v->visit_on ? T(review_seal_early) : T(review_sheet_seal_what),
         T(review_sheet_save));
    if (r->today >= v->visit_on)
        html(r->out, "<button class=\"quiet\" name=\"_doen\" value=\"verzegelen\">%s</button>",
             T(review_sheet_seal));
    html(r->out, "</div></form>");
    page_end(r);
}

static void show_sealed(struct req *r, const struct review *v, const struct review_scores *sheet)
{
    review_page(r, TEXT_review_sheet_title, v, 0);
    html(r->out, "<p>%s</p>", T(review_sheet_done));
    if (!strcmp(v->state, "planned"))
        html(r->out, "<p>%s</p>", T(review_wait));
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data\"><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
         "<th scope=\"col\">%s</th></tr></thead><tbody>",
         T(review_sheet), T(review_item), T(review_score), T(review_score_reason));
    for (int i = 0; i < v->scale->items; i++)
        html(r->out, "<tr><th scope=\"row\">%s %s</th><td>%s</td><td>%s</td></tr>",
             v->scale->item[i].id, v->scale->item[i].name[r->lang],
             review_rating_words(r, sheet->at[i].rating), sheet->at[i].reason);
    html(r->out, "</tbody></table></div>");
    page_end(r);
}

void review_sheet_page(struct req *r)
{
    struct review v;
    struct review_scores sheet;
    struct review_form f;

    if (!review_here(r, PERM_REVIEW, &v))
        return;
    if (review_sheet(r, &v, r->user->id, &sheet) != OK) {
        req_not_found(r);
        return;
    }
    if (my_seal(r, &v)) {
        show_sealed(r, &v, &sheet);
        return;
    }
    review_form_from(&f, v.scale, &sheet);
    show_sheet(r, &v, &f, TEXT_NONE);
}

void review_sheet_post(struct req *r)
{
    struct review v;
    struct review_form f;
    bool seal = !strcmp(req_value(r, "_doen"), "verzegelen");
    enum text_id problem = TEXT_NONE;

    if (!review_here(r, PERM_REVIEW, &v))
        return;
    review_form_sent(r, &f, v.scale, seal);
    if (my_seal(r, &v) || strcmp(v.state, "planned"))
        problem = TEXT_review_sheet_locked;
    else if (seal && r->today < v.visit_on)
        problem = TEXT_review_seal_early;
    else if (!f.errors && review_sheet_save(r, &v, &f.scores) != OK)
        problem = TEXT_review_sheet_locked;
    else if (!f.errors && seal && review_sheet_seal(r, &v) != OK)
        problem = TEXT_review_sheet_locked;
    if (problem || f.errors) {
        req_invalid(r);
        show_sheet(r, &v, &f, problem);
        return;
    }
    req_flash(r, seal ? TEXT_review_sheet_done : TEXT_review_sheet_saved);
    req_redirect(r, "/modeltrouw/meting/%" PRId64 "%s", v.id, seal ? "" : "/formulier");
}

/* ---- the consensus ----------------------------------------------------------------------------
 */

struct pair {
    struct reviewer who[REVIEWERS];
    struct review_scores sheet[REVIEWERS];
};

/* False: not yet for these eyes; answered with 404. */
static bool load_pair(struct req *r, const struct review *v, struct pair *pair)
{
    struct reviewers list = review_reviewers(r, v->id);
    int n = 0;

    for (size_t i = 0; i < list.n && n < REVIEWERS; i++)
        if (!*list.at[i].withdrawn)
            pair->who[n++] = list.at[i];
    if (n == REVIEWERS && review_both_sealed(&list) &&
        review_sheet(r, v, pair->who[0].staff_id, &pair->sheet[0]) == OK &&
        review_sheet(r, v, pair->who[1].staff_id, &pair->sheet[1]) == OK)
        return true;
    req_not_found(r);
    return false;
}

static bool differs(const struct pair *pair, int item)
{
    return !review_same(pair->sheet[0].at[item].rating, pair->sheet[1].at[item].rating);
}

static void show_pair_item(struct req *r, const struct pair *pair, const struct review_form *f,
                           int item)
{
    for (int k = 0; k < REVIEWERS; k++)
        html(r->out, "<p class=\"small pair\"><strong>%s: %s</strong> %s</p>", pair->who[k].name,
             review_rating_words(r, pair->sheet[k].at[item].rating),
             pair->sheet[k].at[item].reason);
    review_form_item(r, f, item);
}

static void show_sign(struct req *r, const struct review *v, const struct pair *pair)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p><ul>", T(review_sign),
         T(review_sign_what));
    for (int k = 0; k < REVIEWERS; k++) {
        int64_t at = pair->who[k].signed_at;

        html(r->out, "<li>%s: %s</li>", pair->who[k].name,
             at ? text_fill(r->arena, r->lang, TEXT_review_sheet_signed,
                            page_day(r, local_from_ms(at).day), NULL, NULL, NULL)
                : T(review_open));
    }
    html(r->out, "</ul>");
    page_form_begin(r, "", "/modeltrouw/meting/%" PRId64 "/akkoord", v->id);
    html(r->out,
         "<input type=\"hidden\" name=\"_versie\" value=\"%" PRId64 "\"><div class=\"buttons\">"
         "<button>%s</button></div></form></section>",
         v->version, T(review_sign));
}

static void show_consensus(struct req *r, const struct review *v, const struct pair *pair,
                           const struct review_form *f, enum text_id problem)
{
    int differences = 0;

    review_page(r, TEXT_review_consensus_title, v, f->errors + (problem != TEXT_NONE));
    review_problem(r, problem);
    review_form_errors(r, f);
    html(r->out, "<p>%s</p>", T(review_consensus_what));
    page_form_begin(r, "review", "/modeltrouw/meting/%" PRId64 "/overleg", v->id);
    html(r->out, "<input type=\"hidden\" name=\"_versie\" value=\"%" PRId64 "\">", v->version);
    for (int i = 0; i < v->scale->items; i++)
        differences += differs(pair, i);
    html(r->out, "<section class=\"card items\"><h2>%s: %d</h2>", T(review_differ), differences);
    for (int i = 0; i < v->scale->items; i++)
        if (differs(pair, i))
            show_pair_item(r, pair, f, i);
    html(r->out, "</section><section class=\"card items\"><h2>%s: %d</h2>", T(review_equal),
         v->scale->items - differences);
    for (int i = 0; i < v->scale->items; i++)
        if (!differs(pair, i))
            review_form_item(r, f, i);
    html(r->out, "</section><div class=\"buttons\"><button>%s</button></div></form>",
         T(review_consensus_save));
    show_sign(r, v, pair);
    page_end(r);
}

/* Equal pairs are filled in beforehand, still to be saved; differing ones stay open. */
static void prefill(const struct review *v, const struct pair *pair, struct review_scores *scores)
{
    for (int i = 0; i < v->scale->items; i++)
        if (scores->at[i].rating.status == FIDELITY_OPEN && !differs(pair, i)) {
            scores->at[i].rating = pair->sheet[0].at[i].rating;
            scores->at[i].reason =
                review_needs_reason(scores->at[i].rating) ? pair->sheet[0].at[i].reason : "";
        }
}

void review_consensus_page(struct req *r)
{
    struct review v;
    struct pair pair;
    struct review_form f;

    if (!review_here(r, PERM_REVIEW, &v) || !load_pair(r, &v, &pair))
        return;
    struct review_scores scores = review_consensus(r, &v);
    prefill(&v, &pair, &scores);
    review_form_from(&f, v.scale, &scores);
    show_consensus(r, &v, &pair, &f, TEXT_NONE);
}

void review_consensus_post(struct req *r)
{
    struct review v;
    struct pair pair;
    struct review_form f;
    enum text_id problem = TEXT_NONE;

    if (!review_here(r, PERM_REVIEW, &v) || !load_pair(r, &v, &pair))
        return;
    review_form_sent(r, &f, v.scale, true);
    for (int i = 0; i < v.scale->items; i++)
        if (differs(&pair, i) && !*f.scores.at[i].reason)
            review_form_wrong(&f, i, TEXT_review_difference_reason);
    if (strcmp(v.state, "consensus"))
        problem = TEXT_review_sheet_locked;
    else if (req_value_id(r, "_versie") != v.version)
        problem = TEXT_review_consensus_changed;
    else if (!f.errors && review_change_state(r, &v, "consensus", "") != OK)
        problem = TEXT_review_consensus_changed;
    if (problem || f.errors) {
        req_invalid(r);
        show_consensus(r, &v, &pair, &f, problem);
        return;
    }
    review_consensus_save(r, &v, &f.scores);
    req_flash(r, TEXT_review_consensus_saved);
    req_redirect(r, "/modeltrouw/meting/%" PRId64 "/overleg", v.id);
}

void review_sign_post(struct req *r)
{
    struct review v;
    struct pair pair;
    struct review_form f;
    enum text_id problem = TEXT_NONE;

    if (!review_here(r, PERM_REVIEW, &v) || !load_pair(r, &v, &pair))
        return;
    struct review_scores scores = review_consensus(r, &v);
    if (strcmp(v.state, "consensus"))
        problem = TEXT_review_sheet_locked;
    else if (req_value_id(r, "_versie") != v.version)
        problem = TEXT_review_consensus_changed;
    for (int i = 0; i < v.scale->items && !problem; i++)
        if (scores.at[i].rating.status == FIDELITY_OPEN)
            problem = TEXT_review_sign_open;
    if (problem) {
        req_invalid(r);
        prefill(&v, &pair, &scores);
        review_form_from(&f, v.scale, &scores);
        show_consensus(r, &v, &pair, &f, problem);
        return;
    }
    review_sign(r, &v);
    if (review_get(r, r->id, PERM_REVIEW, &v) != OK)
        BUG("the review went while it was signed");
    req_flash(r, strcmp(v.state, "final") ? TEXT_review_signed : TEXT_review_final_now);
    req_redirect(r, "/modeltrouw/meting/%" PRId64, v.id);
}

/* ---- after the signatures ---------------------------------------------------------------------
 */

/* By a reviewer; of an external review, which has none here, by whoever recorded it. */
static const struct field erratum_fields[] = {
    F_CODE(struct review_erratum_entry, punt, TEXT_review_item, REQUIRED, NULL),
    F_TEXT(struct review_erratum_entry, score, TEXT_review_score, REQUIRED | NARROW, 1),
    F_TEXT(struct review_erratum_entry, reden, TEXT_review_withdraw_reason, REQUIRED, 500), F_END};

struct form *review_erratum_form(struct req *r, const struct review *v,
                                 struct review_erratum_entry *e)
{
    struct choice *items = ARENA_ARRAY(r->arena, struct choice, (size_t)v->scale->items);

    for (int i = 0; i < v->scale->items; i++)
        items[i] = (struct choice){
            v->scale->item[i].id,
            arena_fmt(r->arena, "%s %s", v->scale->item[i].id, v->scale->item[i].name[r->lang]),
            NULL};
    *e = (struct review_erratum_entry){.punt = "", .score = "", .reden = ""};
    struct form *f = req_form(r, erratum_fields, e);
    form_choices(f, "punt", items, (size_t)v->scale->items);
    return f;
}

void review_erratum_show(struct req *r, const struct review *v, struct form *f)
{
    page_form_begin(r, "fields", "/modeltrouw/meting/%" PRId64 "/correctie", v->id);
    form_show_fields(r->out, f);
    html(r->out, "<div class=\"buttons\"><button class=\"quiet\">%s</button></div></form>",
         T(review_erratum_add));
}

void review_erratum_post(struct req *r)
{
    struct review v;
    struct fidelity_rating rating;
    struct review_erratum_entry e;

    if (!review_here(r, PERM_FIDELITY_READ, &v))
        return;
    bool external = !strcmp(v.origin, "external");
    if (strcmp(v.state, "final") ||
        (external ? !review_plans(r, v.programme_id) : !review_scores_it(r, &v))) {
        req_not_found(r);
        return;
    }
    struct form *f = review_erratum_form(r, &v, &e);
    bool good = req_form_read(r, f);
    if (!form_wrong(f, "score") &&
        (!review_choice(e.score, &rating) || rating.status == FIDELITY_OPEN))
        form_error(f, "score", TEXT_review_score_wrong);
    if (!good || form_error_count(f)) {
        req_invalid(r);
        review_page(r, TEXT_review_erratum, &v, form_error_count(f));
        form_show_errors(r->out, f);
        review_erratum_show(r, &v, f);
        page_end(r);
        return;
    }
    review_erratum_add(r, &v, fidelity_item_place(v.scale, e.punt), rating, e.reden);
    req_flash(r, TEXT_review_erratum_added);
    req_redirect(r, "/modeltrouw/meting/%" PRId64, v.id);
}

void review_describe_post(struct req *r)
{
    struct review v;

    if (!review_here(r, PERM_FIDELITY_READ, &v))
        return;
    if (!review_plans(r, v.programme_id) && !review_scores_it(r, &v)) {
        req_not_found(r);
        return;
    }
    v.report_at = req_value(r, "_rapport");
    v.recommendations = req_value(r, "_aanbevelingen");
    v.version = req_value_id(r, "_versie");
    if (strlen(v.report_at) > 300 || strlen(v.recommendations) > 8000 ||
        review_describe(r, &v) != OK) {
        req_invalid(r);
        review_page(r, TEXT_review_describe, &v, 1);
        review_problem(r, TEXT_review_stale);
        page_end(r);
        return;
    }
    req_flash(r, TEXT_review_described);
    req_redirect(r, "/modeltrouw/meting/%" PRId64, v.id);
}
