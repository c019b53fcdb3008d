/* review_sample.c: giving the reviewers of a planned review a sample of records, and their list.
 * Not: who agreed to it (review_sample_sql.c); asking for it (feature/consent).
 * Start at review_sample_page(). */
#include "feature/review/review_sample.h"

#include <sodium.h>

#include "core/access_req.h"
#include "feature/consent/consent.h"
#include "feature/review/review_pages.h"

struct sample {
    int64_t aantal;
    int32_t tot;
};

static const struct field fields[] = {
    F_INT(struct sample, aantal, TEXT_sample_count, REQUIRED | NARROW, 1, SAMPLE_MOST),
    F_DAY(struct sample, tot, TEXT_sample_until, REQUIRED | NARROW | FUTURE_ONLY), F_END};

static bool is_open(const struct review *v)
{
    return !strcmp(v->origin, "spil") &&
           (!strcmp(v->state, "planned") || !strcmp(v->state, "consensus"));
}

static struct form *make_form(struct req *r, const struct review *v, struct sample *s)
{
    *s = (struct sample){.aantal = 5,
                         .tot = MIN(MAX(v->visit_on, r->today) + 14, r->today + SAMPLE_LONGEST)};
    return req_form(r, fields, s);
}

/* ---- the page -------------------------------------------------------------------------------- */

/* A reviewer sees the own list with a link; who plans sees the names this user sees anyway. */
static void show_list(struct req *r, const struct review *v, bool scores)
{
    struct sample_clients list = sample_now(r, v);
    size_t shown = 0;

    html(r->out, "<section class=\"card\"><h2>%s</h2><ul class=\"rows\">", T(sample_list));
    for (size_t i = 0; i < list.n; i++) {
        const struct sample_client *one = &list.at[i];
        struct gate gate = gate_client(r->db, r->user, one->client_id, r->now);

        if (scores && !sample_has(r, v, one->client_id, r->user->id))
            continue;
        shown++;
        html(r->out, "<li><div class=\"what\">");
        if (gate_sees(&gate, GROUP_NAME))
            html(r->out, "<a href=\"/deelnemers/%" PRId64 "\">%s</a>", one->client_id, one->name);
        else
            html(r->out, "%s", T(sample_nameless));
        html(r->out, " <span class=\"muted\">%s</span></div></li>",
             text_fill(r->arena, r->lang, TEXT_sample_ends, page_day(r, one->until), NULL, NULL,
                       NULL));
    }
    html(r->out, "</ul>");
    if (!shown)
        html(r->out, "<p class=\"empty\">%s</p>", T(sample_none));
    html(r->out, "</section>");
}

static void show_form(struct req *r, const struct review *v, struct form *f)
{
    struct sample_clients agreed = sample_agreed(r, v);
    bool given = false;

    for (size_t i = 0; i < agreed.n; i++)
        given = given || agreed.at[i].until != DAY_NONE;
    html(r->out, "<section class=\"card no-print\"><h2>%s</h2><p>%s</p><p>%s</p>", T(sample_give),
         T(sample_how), text_count(r->arena, r->lang, TEXT_sample_agreed, (int64_t)agreed.n));
    if (agreed.n) {
        page_form_begin(r, "fields", "/modeltrouw/meting/%" PRId64 "/steekproef", v->id);
        form_show_fields(r->out, f);
        html(r->out, "<div class=\"buttons\"><button>%s</button></div></form>", T(sample_draw));
    }
    if (given) {
        page_form_begin(r, "fields", "/modeltrouw/meting/%" PRId64 "/steekproef/einde", v->id);
        html(r->out, "<div class=\"buttons\"><button class=\"quiet\">%s</button></div></form>",
             T(sample_stop));
    }
    html(r->out, "</section>");
}

static void show_page(struct req *r, const struct review *v, struct form *f)
{
    bool plans = review_plans(r, v->programme_id);

    review_page(r, TEXT_sample_title, v, form_error_count(f));
    form_show_errors(r->out, f);
    html(r->out, "<p class=\"lead\">%s</p>", plans ? T(sample_what) : T(sample_what_reviewer));
    show_list(r, v, !plans);
    if (plans && is_open(v))
        show_form(r, v, f);
    page_end(r);
}

void review_sample_page(struct req *r)
{
    struct review v;
    struct sample s;

    if (!review_here(r, PERM_FIDELITY_READ, &v))
        return;
    if (!review_plans(r, v.programme_id) && !review_scores_it(r, &v)) {
        req_not_found(r);
        return;
    }
    show_page(r, &v, make_form(r, &v, &s));
}

/* ---- giving ---------------------------------------------------------------------------------- */

/* Draws by chance until so many are in the sample; how many are. */
static size_t draw(struct sample_clients *all, size_t wanted)
{
    size_t in = 0;

    for (size_t i = 0; i < all->n; i++) /* those in it first, in any order */
        if (all->at[i].until != DAY_NONE) {
            struct sample_client kept = all->at[i];

            all->at[i] = all->at[in];
            all->at[in++] = kept;
        }
    for (; in < wanted && in < all->n; in++) {
        size_t drawn = in + randombytes_uniform((uint32_t)(all->n - in));
        struct sample_client swapped = all->at[in];

        all->at[in] = all->at[drawn];
        all->at[drawn] = swapped;
    }
    return in;
}

static void give(struct req *r, const struct review *v, const struct sample_client *one,
                 int64_t staff_id, int32_t until)
{
    struct grant g = {.client_id = one->client_id,
                      .staff_id = staff_id,
                      .kind = "sample",
                      .reason = text_fill(r->arena, LANG_NL, TEXT_sample_reason,
                                          page_day(r, v->visit_on), NULL, NULL, NULL),
                      .from_at = r->now,
                      .until_at = local_to_ms(MIN(until, one->valid_until) + 1, 0),
                      .consent_id = one->consent_id,
                      .shares = one->shares,
                      .review_id = v->id};

    grant_add(r, &g);
    r->client_id = one->client_id; /* a line for each: each client may ask who looks along */
    access_req_add(r, ACCESS_GRANT);
    r->client_id = 0;
    r->access = ACCESS_NOTHING;
}

void review_sample_save(struct req *r)
{
    struct review v;
    struct sample s;

    if (!review_here(r, PERM_FIDELITY_PLAN, &v))
        return;
    struct form *f = make_form(r, &v, &s);
    struct sample_clients agreed = sample_agreed(r, &v);
    struct reviewers list = review_reviewers(r, v.id);

    if (req_form_read(r, f) && s.tot > r->today + SAMPLE_LONGEST)
        form_error(f, "tot", TEXT_sample_long);
    if (!is_open(&v))
        form_error(f, NULL, TEXT_review_stale);
    else if (!agreed.n)
        form_error(f, NULL, TEXT_sample_nobody);
    if (form_error_count(f)) {
        req_invalid(r);
        show_page(r, &v, f);
        return;
    }
    size_t n = draw(&agreed, (size_t)s.aantal);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < list.n; k++)
            if (!*list.at[k].withdrawn &&
                !sample_has(r, &v, agreed.at[i].client_id, list.at[k].staff_id))
                give(r, &v, &agreed.at[i], list.at[k].staff_id, s.tot);
    req_flash(r, TEXT_sample_given);
    req_redirect(r, "/modeltrouw/meting/%" PRId64 "/steekproef", v.id);
}

void review_sample_stop(struct req *r)
{
    struct review v;

    if (!review_here(r, PERM_FIDELITY_PLAN, &v))
        return;
    sample_end(r, v.id, 0);
    req_flash(r, TEXT_sample_stopped);
    req_redirect(r, "/modeltrouw/meting/%" PRId64 "/steekproef", v.id);
}
