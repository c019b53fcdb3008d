/* review_report.c: the page of one review: state, scores, comparison, agreement, what comes next.
 * Not: scoring (review_sheet.c).
 * Start at review_report_page(). */
#include "feature/review/review_pages.h"

#include <math.h>

enum { EXTREMES = 3 };

/* ---- total and band ---------------------------------------------------------------------------
 */

static const char *whole(struct req *r, int64_t n)
{
    return arena_fmt(r->arena, "%" PRId64, n);
}

static void show_reported(struct req *r, const struct review *v, const struct fidelity_total *t)
{
    if (v->reported_total == NUMBER_NONE)
        return;
    const char *says = review_number(r, (double)v->reported_total / 100);

    if (t->rated && llround(t->total * 100) == v->reported_total)
        html(r->out, "<p>%s</p>", T(review_reported_same));
    else
        html(r->out, "<p class=\"warn\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_review_reported_is, says,
                       t->rated ? review_number(r, t->total) : "–", NULL, NULL));
}

static void show_rubrics(struct req *r, const struct fidelity_total *t)
{
    html(r->out, "<dl>");
    for (int i = 0; i < FIDELITY_RUBRICS; i++)
        html(r->out, "<dt>%s</dt><dd>%s</dd>",
             text(r->lang, review_rubric_text((enum fidelity_rubric)i)),
             text_fill(r->arena, r->lang, TEXT_review_total_is, review_number(r, t->rubric_sum[i]),
                       whole(r, FIDELITY_SCORES * t->rubric_valid[i]), NULL, NULL));
    html(r->out, "</dl>");
}

void review_show_total(struct req *r, const struct review *v, const struct review_scores *scores)
{
    struct fidelity_total t = review_total(v, scores);
    int band = fidelity_band_of(v->bands, &t);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(review_total));
    if (t.rated)
        html(r->out, "<p class=\"lead\"><strong>%s</strong> %s · <strong>%s</strong></p>",
             review_number(r, t.total),
             text_fill(r->arena, r->lang, TEXT_review_total_is, "",
                       whole(r, FIDELITY_SCORES * t.items), NULL, NULL),
             v->bands->band[band].label[r->lang]);
    else
        html(r->out, "<p>%s %s</p>",
             text_fill(r->arena, r->lang, TEXT_review_total_none, whole(r, t.valid),
                       whole(r, t.items), whole(r, v->scale->prorate_from), NULL),
             text_fill(r->arena, r->lang, TEXT_review_total_range, review_number(r, t.low),
                       review_number(r, t.high), NULL, NULL));
    if (t.rated && t.valid < t.items)
        html(r->out, "<p>%s. %s</p>",
             text_fill(r->arena, r->lang, TEXT_review_total_prorated, whole(r, t.valid),
                       whole(r, t.items), NULL, NULL),
             text_fill(r->arena, r->lang, TEXT_review_total_range, review_number(r, t.low),
                       review_number(r, t.high), NULL, NULL));
    if (t.rated && t.total >= 74 && t.total < 75)
        html(r->out, "<p class=\"warn\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_review_between, review_number(r, t.total), NULL,
                       NULL, NULL));
    show_reported(r, v, &t);
    show_rubrics(r, &t);
    html(r->out, "<p class=\"small muted\">%s; %s %s (%s)</p></section>", v->scale->name[r->lang],
         T(review_bands), v->bands->code, review_bands_words(r, v->bands));
}

/* ---- strongest, weakest, change ---------------------------------------------------------------
 */

int review_extremes(const struct review *v, const struct review_scores *scores, bool weakest,
                    int items[FIDELITY_ITEMS])
{
    int n = 0;

    for (int step = 0; step < FIDELITY_SCORES && n < EXTREMES; step++) {
        int wanted = weakest ? 1 + step : FIDELITY_SCORES - step;

        for (int i = 0; i < v->scale->items && (wanted <= 3) == weakest; i++)
            if (fidelity_value(scores->at[i].rating) == wanted && (weakest || n < EXTREMES))
                items[n++] = i;
    }
    return n;
}

static void show_extremes(struct req *r, const struct review *v, const struct review_scores *scores,
                          bool weakest)
{
    int items[FIDELITY_ITEMS], n = review_extremes(v, scores, weakest, items);

    html(r->out, "<section class=\"card\"><h2>%s</h2><ul>",
         weakest ? T(review_weakest) : T(review_strongest));
    for (int i = 0; i < n; i++)
        html(r->out, "<li>%d · %s %s</li>", fidelity_value(scores->at[items[i]].rating),
             v->scale->item[items[i]].id, v->scale->item[items[i]].name[r->lang]);
    html(r->out, n ? "</ul></section>" : "<li>%s</li></ul></section>", T(none));
}

/* What went up, down and stayed, and which: for a review before, and for one of another group. */
static void show_change(struct req *r, const struct review *v, const struct review_scores *now,
                        const struct review *than, const struct review_scores *then,
                        enum text_id title)
{
    struct review_change change = review_change(v->scale, then, now);
    const char *result = review_result_words(r, than, then);

    html(r->out,
         "<section class=\"card\"><h2>%s</h2><p><a href=\"/modeltrouw/meting/%" PRId64 "\">%s</a>"
         " · %s · %s</p><p>%s</p>",
         text(r->lang, title), than->id, page_day(r, than->visit_on),
         review_scope_words(r, than->target_group), result,
         text_fill(r->arena, r->lang, TEXT_review_change_up, whole(r, change.up),
                   whole(r, change.down), whole(r, change.same), NULL));
    html(r->out, change.n ? "<ul class=\"changes\">" : "<ul>");
    for (int i = 0; i < change.n; i++) {
        const struct fidelity_item *item = &v->scale->item[change.at[i].item];

        html(r->out, "<li><strong>%s</strong> %s %s (%d → %d)</li>",
             arena_fmt(r->arena, "%+d", change.at[i].now - change.at[i].then), item->id,
             item->name[r->lang], change.at[i].then, change.at[i].now);
    }
    html(r->out, "</ul></section>");
}

static void show_others(struct req *r, const struct review_comparison *c)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p></section>", T(review_others),
         review_others_words(r, c));
}

/* ---- the two reviewers ------------------------------------------------------------------------
 */

static void show_agreement(struct req *r, const struct review_comparison *c)
{
    if (c->agreed)
        html(r->out,
             "<section class=\"card\"><h2>%s</h2><p>%s</p><p class=\"small muted\">%s</p>"
             "</section>",
             T(review_agreement), review_agreement_words(r, c), review_kappa_words(r, c));
}

static void show_reviewers(struct req *r, const struct review *v, bool plans)
{
    struct reviewers list = review_reviewers(r, v->id);

    if (!list.n)
        return;
    html(r->out, "<section class=\"card\"><h2>%s</h2><ul>", T(review_reviewer_names));
    for (size_t i = 0; i < list.n; i++) {
        const struct reviewer *one = &list.at[i];

        html(r->out, "<li>%s · %s</li>", one->name,
             *one->withdrawn ? text_fill(r->arena, r->lang, TEXT_review_withdrawn, one->withdrawn,
                                         NULL, NULL, NULL)
             : one->sealed_at
                 ? text_fill(r->arena, r->lang, TEXT_review_sheet_sealed,
                             page_day(r, local_from_ms(one->sealed_at).day), NULL, NULL, NULL)
                 : T(review_sheet_open));
        if (one->sealed_at && *one->seal && !review_seal_holds(r, v, one))
            html(r->out, "<li class=\"warn\">%s</li>", T(review_seal_broken));
    }
    html(r->out, "</ul>");
    if (plans && !strcmp(v->state, "planned")) {
        size_t n;
        struct choice *people = review_candidates(r, v->programme_id, &n);

        html(r->out, "<details class=\"no-print\"><summary>%s</summary>", T(review_withdraw));
        page_form_begin(r, "fields", "/modeltrouw/meting/%" PRId64 "/toetser", v->id);
        html(r->out,
             "<div class=\"field\"><label for=\"f-_wie\">%s</label><select id=\"f-_wie\""
             " name=\"_wie\">",
             T(review_withdraw_who));
        for (size_t i = 0; i < list.n; i++)
            if (!*list.at[i].withdrawn)
                html(r->out, "<option value=\"%" PRId64 "\">%s</option>", list.at[i].staff_id,
                     list.at[i].name);
        html(r->out,
             "</select></div><div class=\"field\"><label for=\"f-_nieuw\">%s</label>"
             "<select id=\"f-_nieuw\" name=\"_nieuw\">",
             T(review_withdraw_new));
        for (size_t i = 0; i < n; i++)
            html(r->out, "<option value=\"%s\">%s</option>", people[i].value, people[i].label);
        html(r->out,
             "</select></div><div class=\"field\"><label for=\"f-_reden\">%s</label>"
             "<input id=\"f-_reden\" name=\"_reden\" maxlength=\"300\" required></div>"
             "<div class=\"buttons\"><button class=\"quiet\">%s</button></div></form></details>",
             T(review_withdraw_reason), T(review_withdraw));
    }
    html(r->out, "</section>");
}

/* ---- the visit day ----------------------------------------------------------------------------
 */

static enum text_id kind_text(const char *kind)
{
    const struct code *code = review_kinds;

    while (code->code && strcmp(code->code, kind))
        code++;
    return code->label;
}

static void show_agenda(struct req *r, const struct review *v, bool plans, bool scores)
{
    struct review_agenda list = review_agenda(r, v->id);

    if (!strcmp(v->origin, "external"))
        return;
    html(r->out, "<section class=\"card\" id=\"dag\"><h2>%s</h2>", T(review_agenda));
    if (!list.n)
        html(r->out, "<p>%s</p>", T(review_agenda_none));
    html(r->out, "<ul class=\"rows agenda\">");
    for (size_t i = 0; i < list.n; i++) {
        const struct review_part *part = &list.at[i];

        html(r->out,
             "<li><time>%s</time><div class=\"what\"><strong>%s</strong> <span class=\"muted\">%s"
             " %s</span>",
             part->begins, part->what, text(r->lang, kind_text(part->kind)), part->items);
        if (scores) { /* notes of the reviewers stay with them */
            page_form_begin(r, "no-print", "/modeltrouw/meting/%" PRId64 "/notitie", v->id);
            html(r->out,
                 "<input type=\"hidden\" name=\"_deel\" value=\"%" PRId64 "\"><textarea"
                 " name=\"_notitie\" rows=\"2\" aria-label=\"%s: %s\">%s</textarea>"
                 "<button class=\"quiet\">%s</button></form>",
                 part->id, T(review_note), part->what, part->note, T(review_sheet_save));
        }
        html(r->out, "</div></li>");
    }
    html(r->out, "</ul>");
    if ((plans || scores) && !strcmp(v->state, "planned")) {
        page_form_begin(r, "fields no-print", "/modeltrouw/meting/%" PRId64 "/agenda", v->id);
        html(r->out,
             "<div class=\"field\"><label for=\"f-begint\">%s</label><input id=\"f-begint\""
             " name=\"begint\" maxlength=\"5\"></div><div class=\"field\">"
             "<label for=\"f-onderdeel\">%s</label><select id=\"f-onderdeel\" name=\"onderdeel\">",
             T(review_begins), T(review_part));
        for (const struct code *code = review_kinds; code->code; code++)
            html(r->out, "<option value=\"%s\">%s</option>", code->code,
                 text(r->lang, code->label));
        html(r->out,
             "</select></div><div class=\"field\"><label for=\"f-wat\">%s</label>"
             "<input id=\"f-wat\" name=\"wat\" maxlength=\"200\"></div><div class=\"field\">"
             "<label for=\"f-punten\">%s</label><input id=\"f-punten\" name=\"punten\""
             " maxlength=\"100\"></div><div class=\"buttons\"><button class=\"quiet\">%s</button>"
             "</div></form>",
             T(review_what), T(review_items), T(review_part_add));
    }
    html(r->out, "</section>");
}

/* ---- forms under the report -------------------------------------------------------------------
 */

static void show_errata(struct req *r, const struct review *v, bool may)
{
    struct review_errata errata = review_errata(r, v);
    struct review_scores was = review_consensus(r, v);
    struct review_erratum_entry entry;

    if (!errata.n && !may)
        return;
    html(r->out, "<section class=\"card\"><h2>%s</h2><ul>", T(review_erratum));
    for (size_t i = 0; i < errata.n; i++) {
        const struct review_erratum *e = &errata.at[i];

        html(r->out, "<li>%s %s: <strong>%s</strong> (%s) · %s · %s, %s</li>",
             v->scale->item[e->item].id, v->scale->item[e->item].name[r->lang],
             review_rating_words(r, e->rating),
             text_fill(r->arena, r->lang, TEXT_review_erratum_was,
                       review_rating_words(r, was.at[e->item].rating), NULL, NULL, NULL),
             e->reason, e->by, page_day(r, local_from_ms(e->at).day));
        was.at[e->item].rating = e->rating;
    }
    html(r->out, "</ul>");
    if (may) {
        html(r->out, "<details class=\"no-print\"><summary>%s</summary><p>%s</p>",
             T(review_erratum_add), T(review_erratum_what));
        review_erratum_show(r, v, review_erratum_form(r, v, &entry));
        html(r->out, "</details>");
    }
    html(r->out, "</section>");
}

static void show_describe(struct req *r, const struct review *v, bool may)
{
    if (!may && !*v->recommendations && !*v->report_at)
        return;
    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(review_describe));
    html_lines(r->out, v->recommendations);
    if (*v->report_at)
        html(r->out, "<p>%s %s</p>", T(review_report_at), v->report_at);
    if (may) {
        html(r->out, "<details class=\"no-print\"><summary>%s</summary>", T(change));
        page_form_begin(r, "fields", "/modeltrouw/meting/%" PRId64 "/rapport", v->id);
        html(r->out,
             "<input type=\"hidden\" name=\"_versie\" value=\"%" PRId64 "\"><div class=\"field\">"
             "<label for=\"f-_aanb\">%s</label><textarea id=\"f-_aanb\" name=\"_aanbevelingen\""
             " rows=\"5\" maxlength=\"4000\">%s</textarea></div><div class=\"field\">"
             "<label for=\"f-_rapport\">%s</label><input id=\"f-_rapport\" name=\"_rapport\""
             " maxlength=\"300\" value=\"%s\"></div><div class=\"buttons\">"
             "<button class=\"quiet\">%s</button></div></form></details>",
             v->version, T(review_recommendations), v->recommendations, T(review_report_at),
             v->report_at, T(review_sheet_save));
    }
    html(r->out, "</section>");
}

static void show_cancel(struct req *r, const struct review *v)
{
    html(r->out, "<details class=\"no-print\"><summary>%s</summary>", T(review_cancel));
    page_form_begin(r, "fields", "/modeltrouw/meting/%" PRId64 "/intrekken", v->id);
    html(r->out,
         "<div class=\"field\"><label for=\"f-_reden3\">%s</label><input id=\"f-_reden3\""
         " name=\"_reden\" maxlength=\"300\" required></div><div class=\"buttons\">"
         "<button class=\"danger\">%s</button></div></form></details>",
         T(review_withdraw_reason), T(review_cancel));
}

/* ---- the page ---------------------------------------------------------------------------------
 */

static void link_button(struct req *r, const struct review *v, const char *path, enum text_id label)
{
    html(r->out, "<a class=\"button quiet\" href=\"/modeltrouw/meting/%" PRId64 "/%s\">%s</a> ",
         v->id, path, text(r->lang, label));
}

static void show_buttons(struct req *r, const struct review *v, bool plans, bool scores)
{
    html(r->out, "<p class=\"buttons no-print\">");
    if (scores)
        link_button(r, v, "formulier", TEXT_review_sheet);
    if (scores && !strcmp(v->state, "consensus"))
        link_button(r, v, "overleg", TEXT_review_consensus);
    if ((plans || scores) && !strcmp(v->origin, "spil") && strcmp(v->state, "final") != 0)
        link_button(r, v, "steekproef", TEXT_sample_title);
    link_button(r, v, "papier", TEXT_review_paper);
    if (!strcmp(v->state, "final")) {
        link_button(r, v, "pdf", TEXT_review_pdf);
        link_button(r, v, "papier?gevuld=1", TEXT_review_paper_filled);
        link_button(r, v, "bewijs", TEXT_review_proof);
    }
    if (user_may(r->user, PERM_FIDELITY))
        html(r->out,
             "<a class=\"button quiet\" href=\"/modeltrouw/verbeterplan?programma=%" PRId64
             "\">%s</a>",
             v->programme_id, T(review_actions));
    html(r->out, "</p>");
}

static void show_final(struct req *r, const struct review *v)
{
    struct review_scores scores = review_scores_now(r, v);
    struct review_comparison c;
    struct review_plot plot = {.scale = v->scale, .last = &scores};

    review_compare(r, v, &c);
    html(r->out, "<div class=\"columns\"><div>");
    review_show_total(r, v, &scores);
    html(r->out, "</div><div>");
    show_extremes(r, v, &scores, true);
    show_extremes(r, v, &scores, false);
    html(r->out, "</div></div>");
    if (c.has_before) {
        plot.before = &c.then;
        show_change(r, v, &scores, &c.before, &c.then, TEXT_review_change);
    }
    if (c.has_scope)
        show_change(r, v, &scores, &c.scope, &c.other, TEXT_review_change_scope);
    review_show_plot(r, &plot);
    show_agreement(r, &c);
    show_others(r, &c);
}

void review_report_page(struct req *r)
{
    struct review v;

    if (!review_here(r, PERM_FIDELITY_READ, &v))
        return;
    bool plans = review_plans(r, v.programme_id), scores = review_scores_it(r, &v);
    bool final = !strcmp(v.state, "final"), external = !strcmp(v.origin, "external");

    review_page(r, TEXT_review_meting_title, &v, 0);
    html(r->out, "<p>%s", text(r->lang, review_state_text(v.state)));
    if (*v.reviewers)
        html(r->out, " · %s: %s", T(review_reviewer_names), v.reviewers);
    html(r->out, "</p>");
    if (*v.organisations)
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_review_organisations_list, v.organisations, NULL,
                       NULL, NULL));
    show_buttons(r, &v, plans, scores);
    if (final)
        show_final(r, &v);
    show_describe(r, &v, plans || scores);
    if (final)
        show_errata(r, &v, external ? plans : scores);
    show_reviewers(r, &v, plans);
    show_agenda(r, &v, plans, scores);
    if (plans && !final && strcmp(v.state, "cancelled"))
        show_cancel(r, &v);
    page_end(r);
}
