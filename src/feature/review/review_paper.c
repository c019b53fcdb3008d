/* review_paper.c: the score sheet on paper, and the proof of fidelity for a funder.
 * Not: the report (review_report.c).
 * Start at review_paper_page(). */
#include "feature/review/review_pages.h"

/* The scores to print: of a final review, or one's own sheet. False: empty. */
static bool filled_in(struct req *r, const struct review *v, struct review_scores *scores)
{
    if (!strcmp(v->state, "final")) {
        *scores = review_scores_now(r, v);
        return true;
    }
    return review_scores_it(r, v) && review_sheet(r, v, r->user->id, scores) == OK;
}

static void show_item(struct req *r, const struct fidelity_item *item,
                      const struct review_score *score)
{
    html(r->out, "<tr><th scope=\"row\"><div>%s %s</div><div class=\"small muted\">", item->id,
         item->name[r->lang]);
    for (int s = FIDELITY_SCORES; s; s--)
        if (*item->anchor[s][r->lang])
            html(r->out, "%d: %s. ", s, item->anchor[s][r->lang]);
    html(r->out, "</div></th><td class=\"boxes\">");
    for (int s = 1; s <= FIDELITY_SCORES; s++)
        html(r->out,
             score && fidelity_value(score->rating) == s ? "<strong>☒ %d</strong> " : "☐ %d ", s);
    html(r->out, "</td><td>%s%s%s</td></tr>",
         score && score->rating.status > FIDELITY_SCORED ? review_rating_words(r, score->rating)
                                                         : "",
         score && score->rating.status > FIDELITY_SCORED ? ". " : "", score ? score->reason : "");
}

void review_paper_page(struct req *r)
{
    struct review v;
    struct review_scores scores;

    if (!review_here(r, PERM_FIDELITY_READ, &v))
        return;
    bool filled = !strcmp(req_query(r, "gevuld"), "1") && filled_in(r, &v, &scores);

    review_page(r, TEXT_review_paper_title, &v, 0);
    html(r->out,
         "<p>%s</p><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data score-sheet\"><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>",
         T(review_paper_name), T(review_paper_title), T(review_item), T(review_score),
         T(review_score_reason));
    for (int i = 0; i < v.scale->items; i++)
        show_item(r, &v.scale->item[i], filled ? &scores.at[i] : NULL);
    html(r->out, "</tbody></table></div>");
    page_end(r);
}

/* ---- the proof --------------------------------------------------------------------------------
 */

enum { PROOF_FIELDS = 8 };
struct proof {
    struct {
        enum text_id label;
        const char *value;
    } at[PROOF_FIELDS];
};

static struct proof proof_of(struct req *r, const struct review *v)
{
    struct review_scores scores = review_scores_now(r, v);
    struct fidelity_total t = review_total(v, &scores);
    int band = fidelity_band_of(v->bands, &t);

    return (struct proof){{{TEXT_review_programme, v->programme},
                           {TEXT_review_scope, review_scope_words(r, v->target_group)},
                           {TEXT_review_visit_on, page_day(r, v->visit_on)},
                           {TEXT_review_scale, v->scale->name[r->lang]},
                           {TEXT_review_total, t.rated ? review_number(r, t.total) : "–"},
                           {TEXT_review_band, band < 0 ? "–" : v->bands->band[band].label[r->lang]},
                           {TEXT_review_bands, review_bands_words(r, v->bands)},
                           {TEXT_review_valid_until, page_day(r, review_next_due(v->visit_on))}}};
}

void review_proof_page(struct req *r)
{
    struct review v;

    if (!review_here(r, PERM_FIDELITY_READ, &v))
        return;
    if (strcmp(v.state, "final")) {
        req_not_found(r);
        return;
    }
    struct proof proof = proof_of(r, &v);

    if (!strcmp(req_query(r, "soort"), "csv")) {
        req_type(r, "text/csv; charset=utf-8", "modeltrouw.csv");
        for (int i = 0; i < PROOF_FIELDS; i++)
            buf_fmt(r->out, "\"%s\"%s", text(r->lang, proof.at[i].label),
                    i < PROOF_FIELDS - 1 ? ";" : "\r\n");
        for (int i = 0; i < PROOF_FIELDS; i++) {
            buf_ch(r->out, '"');
            for (const char *s = proof.at[i].value; *s; s++) {
                buf_ch(r->out, *s);
                if (*s == '"')
                    buf_ch(r->out, '"');
            }
            buf_str(r->out, i < PROOF_FIELDS - 1 ? "\";" : "\"\r\n");
        }
        return;
    }
    review_page(r, TEXT_review_proof_title, &v, 0);
    html(r->out, "<p>%s</p><section class=\"card\"><dl>", T(review_proof_what));
    for (int i = 0; i < PROOF_FIELDS; i++)
        html(r->out, "<dt>%s</dt><dd>%s</dd>", text(r->lang, proof.at[i].label), proof.at[i].value);
    html(r->out,
         "</dl></section><p class=\"buttons no-print\"><a class=\"button quiet\""
         " href=\"/modeltrouw/meting/%" PRId64 "/bewijs?soort=csv\">%s</a></p>",
         v.id, T(review_proof_file));
    page_end(r);
}
