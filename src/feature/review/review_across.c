/* review_across.c: reviews of all programmes together: over time, items, agreement of reviewers,
 * and fidelity against work. Not: one review (review_report.c). Start at review_across_page().
 * Programmes of others have a number and no name, and are shown from five programmes on. */
#include "base/vec.h"

#include <math.h>

#include "feature/placement/placement.h"
#include "feature/review/review_pages.h"
#include "stat/corr.h"

enum { PROGRAMMES_MIN = 5, PAIRS_MIN = 2, SCALE_FROM = 26, SCALE_TO = 130, HEIGHT = 180 };

/* ---- what is read -----------------------------------------------------------------------------
 */

struct visit { /* a final review of all clients */
    int64_t id, programme_id;
    const char *name; /* of one's own programme; NULL: of another */
    int number;       /* of the programme, in order of its first visit */
    int32_t on;
    const struct fidelity_scale *scale;
    double score[FIDELITY_ITEMS]; /* NAN: none */
    struct fidelity_total total;
};
struct visits {
    struct visit *at;
    size_t n, cap;
};

struct across {
    struct visits visits; /* by programme, oldest first */
    int programmes, own;  /* how many; of which are the reader's */
    bool others;          /* there are enough to show those of others */
};

static const char *own_name(struct req *r, int64_t programme_id)
{
    size_t n;
    struct req_programme *mine = req_programmes(r, PERM_FIDELITY, &n);

    for (size_t i = 0; i < n; i++)
        if (mine[i].id == programme_id)
            return mine[i].name;
    return NULL;
}

static void begin_visit(struct req *r, struct visits *list, const struct db_rows *q)
{
    struct visit one = {.id = db_int(q, 0),
                        .programme_id = db_int(q, 1),
                        .on = day_from_iso(db_text(q, 2)),
                        .scale = fidelity_scale_find(db_text(q, 3))};

    for (int i = 0; i < FIDELITY_ITEMS; i++)
        one.score[i] = NAN;
    ARENA_PUSH(r->arena, list, one);
}

/* The scores that hold now: an erratum later in time goes before. */
static struct visits load_visits(struct req *r)
{
    struct visits list = {0};
    struct db_rows q = db_query(
        r->db,
        SQL("select v.id, v.programme_id, v.visit_on, v.scale, x.item, x.status, x.score"
            " from fidelity_review v join (select review_id, item, status, score, 0 as at"
            " from fidelity_score union all select review_id, item, status, score, id as at"
            " from fidelity_erratum) x on x.review_id = v.id where v.state = 'final'"
            " and v.target_group = '' order by v.programme_id, v.visit_on, v.id, x.at"),
        NO_ARGS);

    while (db_next(&q)) {
        if (!list.n || list.at[list.n - 1].id != db_int(&q, 0))
            begin_visit(r, &list, &q);
        struct visit *last = &list.at[list.n - 1];
        struct fidelity_rating rating = {.score = (int)db_int(&q, 6)};
        int place = last->scale ? fidelity_item_place(last->scale, db_text(&q, 4)) : -1;

        if (place < 0 || !fidelity_status_from(db_text(&q, 5), &rating.status))
            die("review %" PRId64 " has a score that is not of its scale", last->id);
        int value = fidelity_value(rating);
        last->score[place] = value ? value : NAN;
    }
    return list;
}

static void load(struct req *r, struct across *a)
{
    size_t kept = 0;

    *a = (struct across){.visits = load_visits(r)};
    for (size_t i = 0; i < a->visits.n; i++) {
        struct visit *v = &a->visits.at[i];
        bool fresh = !i || v[-1].programme_id != v->programme_id;

        a->programmes += fresh;
        v->number = a->programmes;
        v->name = fresh ? own_name(r, v->programme_id) : v[-1].name;
        a->own += fresh && v->name;
        v->total = fidelity_add_scores(v->scale, v->score);
    }
    a->others = a->programmes >= PROGRAMMES_MIN;
    for (size_t i = 0; i < a->visits.n; i++) /* too few: only one's own */
        if (a->others || a->visits.at[i].name)
            a->visits.at[kept++] = a->visits.at[i];
    a->visits.n = kept;
}

static const char *whole(struct req *r, int64_t n)
{
    return arena_fmt(r->arena, "%" PRId64, n);
}

static const char *programme_name(struct req *r, const struct visit *v)
{
    return v->name ? v->name
                   : text_fill(r->arena, r->lang, TEXT_across_programme, whole(r, v->number), NULL,
                               NULL, NULL);
}

/* ---- over time --------------------------------------------------------------------------------
 */

static int across_x(const struct across *a, int32_t day)
{
    int32_t first = INT32_MAX, last = INT32_MIN;

    for (size_t i = 0; i < a->visits.n; i++) {
        first = MIN(first, a->visits.at[i].on);
        last = MAX(last, a->visits.at[i].on);
    }
    return last > first ? 4 + (int)((int64_t)(day - first) * 92 / (last - first)) : 50;
}

static int total_y(double total)
{
    return 10 + (int)lround((SCALE_TO - total) * (HEIGHT - 20) / (SCALE_TO - SCALE_FROM));
}

static void show_chart(struct req *r, const struct across *a)
{
    static const int lines[] = {26, 74, 100, 115, 130};

    html(r->out,
         "<figure class=\"chart\"><figcaption>%s</figcaption><svg width=\"100%%\" height=\"%d\""
         " role=\"img\" aria-label=\"%s\">",
         T(across_chart), HEIGHT, T(across_chart));
    for (size_t i = 0; i < COUNT(lines); i++)
        html(r->out,
             "<line class=\"axis\" x1=\"0\" x2=\"100%%\" y1=\"%d\" y2=\"%d\"/>"
             "<text x=\"0\" y=\"%d\">%d</text>",
             total_y(lines[i]), total_y(lines[i]), total_y(lines[i]) - 3, lines[i]);
    for (int own = 0; own < 2; own++) /* one's own on top */
        for (size_t i = 0; i < a->visits.n; i++) {
            const struct visit *v = &a->visits.at[i];

            if (!v->total.rated || (v->name != NULL) != own)
                continue;
            if (i && v[-1].programme_id == v->programme_id && v[-1].total.rated)
                html(r->out,
                     "<line class=\"plot-line\" x1=\"%d%%\" y1=\"%d\" x2=\"%d%%\" y2=\"%d\"/>",
                     across_x(a, v[-1].on), total_y(v[-1].total.total), across_x(a, v->on),
                     total_y(v->total.total));
            html(r->out,
                 own ? "<circle class=\"plot-last\" cx=\"%d%%\" cy=\"%d\" r=\"5\"/>"
                     : "<circle class=\"plot-before\" cx=\"%d%%\" cy=\"%d\" r=\"4\"/>",
                 across_x(a, v->on), total_y(v->total.total));
        }
    html(r->out, "</svg></figure>");
}

static void show_visits(struct req *r, const struct across *a)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(across_time));
    if (!a->others)
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_across_few, whole(r, a->programmes),
                       whole(r, PROGRAMMES_MIN), NULL, NULL));
    show_chart(r, a);
    html(r->out,
         "<details class=\"small\"><summary>%s</summary><div class=\"scroll\" tabindex=\"0\""
         " role=\"region\" aria-label=\"%s\"><table class=\"data dense\"><thead><tr>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s"
         "</th></tr></thead><tbody>",
         T(across_table), T(across_time), T(review_programme), T(across_year), T(review_total));
    for (size_t i = 0; i < a->visits.n; i++) {
        const struct visit *v = &a->visits.at[i];

        html(r->out, "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"number\">%s</td></tr>",
             programme_name(r, v), v->name ? page_day(r, v->on) : whole(r, day_ymd(v->on).year),
             v->total.rated ? review_number(r, v->total.total) : "–");
    }
    html(r->out, "</tbody></table></div></details></section>");
}

/* ---- items ------------------------------------------------------------------------------------
 */

static void item_means(const struct across *a, const struct fidelity_scale *scale,
                       struct fidelity_mean *mean)
{
    for (size_t k = 0; k < a->visits.n; k++)
        for (int i = 0; i < scale->items && a->visits.at[k].scale == scale; i++)
            if (!isnan(a->visits.at[k].score[i])) {
                mean[i].sum += llround(a->visits.at[k].score[i]);
                mean[i].n++;
            }
}

static const char *mean_words(struct req *r, struct fidelity_mean mean)
{
    return mean.n ? review_number(r, (double)mean.sum / (double)mean.n) : "–";
}

/* The three that are called an average, each by its own name (research fidelity.md 3.4). */
static void show_averages(struct req *r, const struct across *a, const struct fidelity_scale *scale,
                          const struct fidelity_mean *mean)
{
    double full = 0, rated = 0;
    int64_t fulls = 0, rateds = 0;

    for (size_t i = 0; i < a->visits.n; i++) {
        const struct fidelity_total *t = &a->visits.at[i].total;

        if (a->visits.at[i].scale != scale || !t->rated)
            continue;
        rated += t->total;
        rateds++;
        full += t->valid == t->items ? t->total : 0;
        fulls += t->valid == t->items;
    }
    html(r->out, "<dl><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s (%" PRId64 ")</dd>",
         T(across_sum_of_means),
         review_number(r, (double)fidelity_sum_of_means(mean, scale->items, false) / 100),
         T(across_mean_full), fulls ? review_number(r, full / (double)fulls) : "–", fulls);
    html(r->out, "<dt>%s</dt><dd>%s (%" PRId64 ")</dd></dl>", T(across_mean_rated),
         rateds ? review_number(r, rated / (double)rateds) : "–", rateds);
}

static void show_items(struct req *r, const struct across *a, const struct fidelity_scale *scale)
{
    struct fidelity_mean mean[FIDELITY_ITEMS] = {{0}};

    item_means(a, scale, mean);
    html(r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p>", T(across_items),
         a->others ? T(across_items_all) : T(across_items_own));
    show_averages(r, a, scale, mean);
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards dense plot-table\"><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "<th scope=\"col\" class=\"plot\"><span class=\"plot-scale\"><span>1</span><span>2</span>"
         "<span>3</span><span>4</span><span>5</span></span></th></tr></thead><tbody>",
         T(across_items), T(review_item), T(across_mean), T(across_n));
    for (int i = 0; i < scale->items; i++) {
        html(r->out,
             "<tr><th scope=\"row\"><span class=\"muted small\">%s</span> %s</th>"
             "<td class=\"number\" data-label=\"%s\">%s</td>"
             "<td class=\"number\" data-label=\"%s\">%" PRId64 "</td><td class=\"plot\">"
             "<svg class=\"plot-row\" width=\"100%%\" height=\"28\" aria-hidden=\"true\">"
             "<line class=\"axis\" x1=\"6%%\" x2=\"94%%\" y1=\"14\" y2=\"14\"/>",
             scale->item[i].id, scale->item[i].name[r->lang], T(across_mean),
             mean_words(r, mean[i]), T(across_n), mean[i].n);
        if (mean[i].n)
            html(r->out, "<circle class=\"plot-last\" cx=\"%d%%\" cy=\"14\" r=\"5\"/>",
                 6 + (int)lround(22.0 * ((double)mean[i].sum / (double)mean[i].n - 1)));
        html(r->out, "</svg></td></tr>");
    }
    html(r->out, "</tbody></table></div></section>");
}

/* ---- agreement over visits --------------------------------------------------------------------
 */

struct pairs { /* of two sealed sheets of a final review: numbers, no names */
    int64_t table[FIDELITY_ITEMS][FIDELITY_CELLS];
    double *total; /* 2 per visit that both scored wholly */
    int64_t visits, wholes;
};

static void end_visit(struct pairs *p, const struct fidelity_scale *scale, const double sum[2],
                      int scored)
{
    p->visits += scored > 0;
    if (scored < scale->items)
        return;
    p->total[2 * p->wholes] = sum[0];
    p->total[2 * p->wholes + 1] = sum[1];
    p->wholes++;
}

/* The first of two is who comes first by number: pairs change from visit to visit, so that ICC(1,1)
 * is the one to read. */
static void load_pairs(struct req *r, const struct fidelity_scale *scale, struct pairs *p)
{
    int64_t visit = 0,
            n = db_one_int(r->db, SQL("select count(*) from fidelity_review"), NO_ARGS, 0);
    double sum[2] = {0};
    int scored = 0;

    p->total = ARENA_ARRAY(r->arena, double, (size_t)(2 * n + 2));
    struct db_rows q = db_query(
        r->db,
        SQL("select v.id, a.item, a.score, b.score from fidelity_review v join fidelity_reviewer x"
            " on x.review_id = v.id join fidelity_reviewer y on y.review_id = v.id"
            " and y.staff_id > x.staff_id join fidelity_sheet a on a.review_id = v.id"
            " and a.staff_id = x.staff_id join fidelity_sheet b on b.review_id = v.id"
            " and b.staff_id = y.staff_id and b.item = a.item where v.state = 'final'"
            " and v.scale = $1 and x.sealed_at is not null and y.sealed_at is not null"
            " and x.withdrawn_at is null and y.withdrawn_at is null and a.score is not null"
            " and b.score is not null order by v.id"),
        ARGS(S(scale->code)));

    while (db_next(&q)) {
        int item = fidelity_item_place(scale, db_text(&q, 1));
        int64_t first = db_int(&q, 2), second = db_int(&q, 3);

        if (db_int(&q, 0) != visit) {
            end_visit(p, scale, sum, scored);
            visit = db_int(&q, 0);
            sum[0] = sum[1] = scored = 0;
        }
        p->table[item][FIDELITY_SCORES * (first - 1) + second - 1]++;
        sum[0] += (double)first;
        sum[1] += (double)second;
        scored++;
    }
    end_visit(p, scale, sum, scored);
}

static void show_icc(struct req *r, const struct pairs *p)
{
    struct icc icc;

    if (p->wholes < PAIRS_MIN || agree_icc(p->total, p->wholes, 2, 0.95, &icc) != STAT_OK) {
        html(r->out, "<p>%s</p>", T(across_icc_few));
        return;
    }
    html(r->out,
         "<dl><dt>ICC(1,1)</dt><dd>%s</dd><dt>ICC(2,1)</dt><dd>%s (95%%: %s – %s)</dd>"
         "<dt>ICC(3,1)</dt><dd>%s</dd>",
         review_share_words(r, icc.icc1_1), review_share_words(r, icc.icc2_1),
         review_share_words(r, icc.icc2_1_limits.low),
         review_share_words(r, icc.icc2_1_limits.high), review_share_words(r, icc.icc3_1));
    html(r->out, "<dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd></dl><p class=\"small\">%s</p>",
         T(across_sem), review_share_words(r, icc.sem), T(across_sdc),
         review_share_words(r, icc.smallest_detectable_change),
         text_fill(r->arena, r->lang, TEXT_across_sdc_note,
                   review_share_words(r, icc.smallest_detectable_change), NULL, NULL, NULL));
}

static void show_agreement(struct req *r, const struct fidelity_scale *scale)
{
    struct pairs *p = ARENA_ARRAY(r->arena, struct pairs, 1);

    *p = (struct pairs){.visits = 0};
    load_pairs(r, scale, p);
    html(r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p>", T(across_agreement),
         text_count(r->arena, r->lang, TEXT_across_visits, p->visits));
    if (p->visits < PAIRS_MIN) {
        html(r->out, "<p>%s</p></section>", T(across_agreement_few));
        return;
    }
    show_icc(r, p);
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data dense\"><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">AC2</th>"
         "<th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>",
         T(across_agreement), T(review_item), T(across_same), T(across_linear), T(across_quadratic),
         T(across_n));
    for (int i = 0; i < scale->items; i++) {
        struct agreement g;

        if (agree_kappa(p->table[i], FIDELITY_SCORES, &g) != STAT_OK)
            continue;
        html(
            r->out,
            "<tr><th scope=\"row\"><span class=\"muted small\">%s</span> %s</th>"
            "<td class=\"number\">%s%%</td><td class=\"number\">%s</td><td class=\"number\">%s</td>"
            "<td class=\"number\">%s</td><td class=\"number\">%" PRId64 "</td></tr>",
            scale->item[i].id, scale->item[i].name[r->lang],
            arena_fmt(r->arena, "%.0f", 100 * g.exact), review_share_words(r, g.linear),
            review_share_words(r, g.quadratic), review_share_words(r, fidelity_ac2(p->table[i])),
            g.n);
    }
    html(r->out, "</tbody></table></div><p class=\"small muted\">%s</p></section>",
         T(across_kappa_note));
}

/* ---- fidelity against work --------------------------------------------------------------------
 */

/* Of who was in a trajectory in the year before the visit: how many had a competitive job in it. */
static double work_rate(struct req *r, const struct visit *v, const char *definition)
{
    char from[DAY_TEXT], to[DAY_TEXT];
    int64_t served = 0, working = 0, last = 0;
    bool counted = false;
    struct db_rows q =
        db_query(r->db,
                 SQL("select t.id, coalesce(p.kind, '') from trajectory t left join placement p"
                     " on p.trajectory_id = t.id and p.started_on < $3 and (p.ended_on is null"
                     " or p.ended_on >= $2) where t.programme_id = $1 and t.started_on < $3"
                     " and (t.closed_on is null or t.closed_on >= $2) order by t.id"),
                 ARGS(I(v->programme_id), S(day_iso(day_add_months(v->on, -12), from)),
                      S(day_iso(v->on, to))));

    while (db_next(&q)) {
        if (db_int(&q, 0) != last) {
            served++;
            counted = false;
            last = db_int(&q, 0);
        }
        if (!counted && *db_text(&q, 1) && placement_counts(definition, db_text(&q, 1)) == 1) {
            working++;
            counted = true;
        }
    }
    return served ? (double)working / (double)served : NAN;
}

static void show_outcome(struct req *r, const struct across *a, const struct fidelity_scale *scale)
{
    const struct fidelity_item *g10 = &scale->item[fidelity_item_place(scale, "G10")];
    const char *definition = fidelity_choice(g10, "definition");
    double *x = ARENA_ARRAY(r->arena, double, a->visits.n + 1),
           *y = ARENA_ARRAY(r->arena, double, a->visits.n + 1);
    int64_t n = 0;
    struct corr corr;

    for (size_t i = 0; i < a->visits.n; i++) { /* the last of each programme */
        const struct visit *v = &a->visits.at[i];
        double rate;

        if ((i + 1 < a->visits.n && v[1].programme_id == v->programme_id) || !v->total.rated ||
            isnan(rate = work_rate(r, v, definition)))
            continue;
        x[n] = v->total.total;
        y[n++] = rate;
    }
    html(r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p>", T(across_outcome),
         T(across_outcome_what));
    if (n < PROGRAMMES_MIN || corr_pearson(r->arena, x, y, n, 0.95, &corr) != STAT_OK)
        html(r->out, "<p><strong>%s</strong></p>",
             text_fill(r->arena, r->lang, TEXT_across_outcome_few, whole(r, n),
                       whole(r, PROGRAMMES_MIN), NULL, NULL));
    else
        html(r->out, "<p class=\"lead\"><strong>r = %s</strong> (95%%: %s – %s), %s</p><p>%s</p>",
             review_share_words(r, corr.r), review_share_words(r, corr.limits.low),
             review_share_words(r, corr.limits.high),
             text_count(r->arena, r->lang, TEXT_across_programmes, n),
             corr.limits.low > 0 || corr.limits.high < 0 ? T(across_outcome_some)
                                                         : T(across_outcome_none));
    html(r->out, "<p class=\"small muted\">%s</p></section>", T(across_outcome_known));
}

void review_across_page(struct req *r)
{
    const struct fidelity_scale *scale = fidelity_scale_find("nl26_2022");
    struct frame_link crumb = {"/modeltrouw", T(review_title), NULL, 0};
    struct frame frame = page_frame(r, T(across_title));
    struct across a;

    load(r, &a);
    frame.crumbs = &crumb;
    frame.n_crumbs = 1;
    frame.wide = true;
    page_begin_frame(r, &frame);
    html(r->out, "<p>%s</p>", T(across_intro));
    if (a.visits.n) {
        show_visits(r, &a);
        show_items(r, &a, scale);
    } else {
        html(r->out, "<p class=\"empty\">%s</p>", T(across_none));
    }
    show_agreement(r, scale);
    show_outcome(r, &a, scale);
    page_end(r);
}
