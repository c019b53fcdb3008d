/* review_compare.c: what a finished review is set beside: the one before, another group, other
 * programmes, and the agreement of its two reviewers. Not: how that is shown (review_report.c,
 * review_pdf.c). Start at review_compare(). */
#include "feature/review/review_pages.h"

#include <math.h>

enum { OTHERS_MIN = 5 };

/* ---- reviews of the same programme ------------------------------------------------------------
 */

/* The final review of this group before this one; and of another group the nearest in time. */
static void find_same(struct req *r, const struct review *v, struct review_comparison *c)
{
    struct review_list list = review_of_programme(r, v->programme_id, false);

    for (size_t i = 0; i < list.n; i++) { /* newest first */
        const struct review *one = &list.at[i];
        bool same = !strcmp(one->target_group, v->target_group);

        if (one->id == v->id || strcmp(one->state, "final") || one->scale->items != v->scale->items)
            continue;
        if (same && !c->has_before && one->visit_on < v->visit_on) {
            c->has_before = true;
            c->before = *one;
        }
        if (!same && (!c->has_scope ||
                      abs(one->visit_on - v->visit_on) < abs(c->scope.visit_on - v->visit_on))) {
            c->has_scope = true;
            c->scope = *one;
        }
    }
    if (c->has_before)
        c->then = review_scores_now(r, &c->before);
    if (c->has_scope)
        c->other = review_scores_now(r, &c->scope);
}

static int by_size(const void *a, const void *b)
{
    const struct review_step *x = a, *y = b;
    int left = abs(x->now - x->then), right = abs(y->now - y->then);

    return left != right ? right - left : x->item - y->item;
}

struct review_change review_change(const struct fidelity_scale *scale,
                                   const struct review_scores *then,
                                   const struct review_scores *now)
{
    struct review_change change = {0};

    for (int i = 0; i < scale->items; i++) {
        int a = fidelity_value(then->at[i].rating), b = fidelity_value(now->at[i].rating);

        if (!a || !b)
            continue;
        change.up += b > a;
        change.down += b < a;
        change.same += a == b;
        if (a != b)
            change.at[change.n++] = (struct review_step){i, a, b};
    }
    qsort(change.at, (size_t)change.n, sizeof(*change.at), by_size);
    return change;
}

/* ---- other programmes -------------------------------------------------------------------------
 */

/* The last final review of each other programme, all clients, without names. */
static void find_others(struct req *r, const struct review *v, struct review_comparison *c)
{
    double sum = 0;
    struct db_rows q = db_query(
        r->db,
        SQL("select cast(sum(case when s.status = 'scored' then s.score when s.status = 'no_fit'"
            " then 1 else 0 end) as bigint), count(case when s.status = 'scored' or"
            " s.status = 'no_fit' then 1 end) from fidelity_review v join fidelity_score s"
            " on s.review_id = v.id where v.programme_id <> $1 and v.state = 'final'"
            " and v.target_group = '' and v.scale = $2 and not exists (select 1 from"
            " fidelity_review w where w.programme_id = v.programme_id and w.state = 'final'"
            " and w.target_group = '' and w.visit_on > v.visit_on) group by v.id"),
        ARGS(I(v->programme_id), S(v->scale->code)));

    while (db_next(&q)) {
        if (db_int(&q, 1) < v->scale->prorate_from)
            continue;
        sum += v->scale->items * (double)db_int(&q, 0) / (double)db_int(&q, 1);
        c->n_others++;
    }
    c->others = c->n_others < OTHERS_MIN ? NAN : sum / (double)c->n_others;
}

/* ---- the two reviewers ------------------------------------------------------------------------
 */

/* Only what the two sheets have in common, as numbers: the sheets stay with the reviewers. */
static void find_agreement(struct req *r, const struct review *v, struct review_comparison *c)
{
    int64_t table[FIDELITY_CELLS] = {0};
    struct db_rows q =
        db_query(r->db,
                 SQL("select a.score, b.score from fidelity_reviewer x join fidelity_reviewer y"
                     " on y.review_id = x.review_id and y.staff_id > x.staff_id"
                     " join fidelity_sheet a on a.review_id = x.review_id"
                     " and a.staff_id = x.staff_id join fidelity_sheet b"
                     " on b.review_id = x.review_id and b.staff_id = y.staff_id"
                     " and b.item = a.item where x.review_id = $1 and x.sealed_at is not null"
                     " and y.sealed_at is not null and x.withdrawn_at is null"
                     " and y.withdrawn_at is null and a.score is not null"
                     " and b.score is not null"),
                 ARGS(I(v->id)));

    while (db_next(&q))
        table[FIDELITY_SCORES * (db_int(&q, 0) - 1) + db_int(&q, 1) - 1]++;
    c->agreed = agree_kappa(table, FIDELITY_SCORES, &c->agreement) == STAT_OK;
    c->ac2 = fidelity_ac2(table);
}

void review_compare(struct req *r, const struct review *v, struct review_comparison *c)
{
    *c = (struct review_comparison){0};
    find_same(r, v, c);
    find_others(r, v, c);
    find_agreement(r, v, c);
}

/* ---- in words ---------------------------------------------------------------------------------
 */

static const char *whole(struct req *r, int64_t n)
{
    return arena_fmt(r->arena, "%" PRId64, n);
}

const char *review_bands_words(struct req *r, const struct fidelity_bands *bands)
{
    const char *words = "";

    for (int i = 1; i < bands->n; i++) /* below the second is the first */
        words = arena_fmt(r->arena, "%s%s%s", words, i > 1 ? ", " : "",
                          text_fill(r->arena, r->lang, TEXT_review_band_from,
                                    bands->band[i].label[r->lang], whole(r, bands->band[i].lower),
                                    NULL, NULL));
    return words;
}

const char *review_result_words(struct req *r, const struct review *v,
                                const struct review_scores *scores)
{
    struct fidelity_total t = review_total(v, scores);
    int band = fidelity_band_of(v->bands, &t);

    return band < 0 ? "–"
                    : arena_fmt(r->arena, "%s · %s", review_number(r, t.total),
                                v->bands->band[band].label[r->lang]);
}

const char *review_others_words(struct req *r, const struct review_comparison *c)
{
    if (isnan(c->others))
        return T(review_others_few);
    return text_fill(r->arena, r->lang, TEXT_review_others_are, review_number(r, c->others),
                     whole(r, c->n_others), NULL, NULL);
}

const char *review_agreement_words(struct req *r, const struct review_comparison *c)
{
    const struct agreement *g = &c->agreement;

    return text_fill(r->arena, r->lang, TEXT_review_agreement_is,
                     whole(r, llround(g->exact * (double)g->n)), whole(r, g->n),
                     arena_fmt(r->arena, "%.0f%%", 100 * g->exact),
                     whole(r, llround(g->within_one * (double)g->n)));
}

const char *review_share_words(struct req *r, double x)
{
    return isnan(x) ? T(review_undefined) : review_number(r, x);
}

const char *review_kappa_words(struct req *r, const struct review_comparison *c)
{
    return text_fill(r->arena, r->lang, TEXT_review_kappa,
                     review_share_words(r, c->agreement.quadratic), review_share_words(r, c->ac2),
                     NULL, NULL);
}
