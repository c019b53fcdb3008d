/* principle_web.c: specialists say themselves, twice a year, how well the principles succeed.
 * Not: the fidelity scale; this is another instrument and is never added to it.
 * Start at framework_principles_page(). Source: report 000 paragraph 4.4, figure 1. */
#include "core/codes.h"
#include "feature/framework/framework_pages.h"

#include <math.h>

enum { PRINCIPLES = 8, SCORES = 10, RATERS_MIN = 3 };

/* The principles that are asked, in the order of the list. */
struct asked {
    const struct choice *at[PRINCIPLES];
    size_t n;
};

static struct asked asked_of(struct req *r)
{
    struct asked asked = {.n = 0};
    size_t n;
    const struct choice *all = codes_choices("principles", r->lang, &n);

    for (size_t i = 0; i < n && asked.n < PRINCIPLES; i++)
        if (codes_number("principles", all[i].value, "asked", 0) == 1)
            asked.at[asked.n++] = &all[i];
    return asked;
}

/* ---- what was said ----------------------------------------------------------------------------
 */

struct rated {
    int64_t n;  /* who answered */
    double sum; /* of their scores */
    int64_t own;
};

static void load(struct req *r, int64_t programme_id, const char *half, const struct asked *asked,
                 struct rated rated[PRINCIPLES])
{
    struct db_rows q = db_query(
        r->db,
        SQL("select principle, count(*), cast(sum(score) as bigint), max(case when staff_id = $3"
            " then score else 0 end) from principle_rating where programme_id = $1 and half = $2"
            " group by principle"),
        ARGS(I(programme_id), S(half), I(r->user->id)));

    memset(rated, 0, PRINCIPLES * sizeof(*rated));
    while (db_next(&q))
        for (size_t i = 0; i < asked->n; i++)
            if (!strcmp(asked->at[i]->value, db_text(&q, 0)))
                rated[i] = (struct rated){db_int(&q, 1), (double)db_int(&q, 2), db_int(&q, 3)};
}

static double mean_of(const struct rated *x)
{
    return x->n >= RATERS_MIN ? x->sum / (double)x->n : NAN;
}

static const char *mean_words(struct req *r, double mean)
{
    if (isnan(mean))
        return "–";
    return page_hundredths(r, llround(mean * 10) * 10);
}

/* ---- the figure -------------------------------------------------------------------------------
 */

static void show_bar(struct req *r, double mean, int64_t own)
{
    html(r->out, "<svg class=\"plot-row\" width=\"100%%\" height=\"28\" aria-hidden=\"true\">"
                 "<line class=\"axis\" x1=\"6%%\" x2=\"94%%\" y1=\"14\" y2=\"14\"/>");
    if (!isnan(mean))
        html(r->out, "<line class=\"plot-mean\" x1=\"6%%\" x2=\"%d%%\" y1=\"14\" y2=\"14\"/>",
             6 + (int)lround((mean - 1) * 88 / (SCORES - 1)));
    if (own)
        html(r->out, "<circle class=\"plot-before\" cx=\"%d%%\" cy=\"14\" r=\"5\"/>",
             6 + (int)((own - 1) * 88 / (SCORES - 1)));
    html(r->out, "</svg>");
}

static void show_figure(struct req *r, const struct asked *asked, const struct rated *now,
                        const struct rated *before, const char *half, const char *half_before)
{
    int64_t raters = 0, then = 0;

    for (size_t i = 0; i < asked->n; i++) {
        raters = MAX(raters, now[i].n);
        then = MAX(then, before[i].n);
    }
    html(r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_principle_figure, half, NULL, NULL, NULL),
         text_count(r->arena, r->lang, TEXT_principle_raters, raters));
    if (raters < RATERS_MIN)
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_principle_few, arena_fmt(r->arena, "%d", RATERS_MIN),
                       NULL, NULL, NULL));
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data dense plot-table\"><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"plot\">"
         "<span class=\"plot-scale\"><span>1</span><span>10</span></span></th></tr></thead><tbody>",
         T(principle_title), T(principle_principle), half_before, half, T(principle_own));
    for (size_t i = 0; i < asked->n; i++) {
        html(r->out,
             "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td><td class=\"number\">"
             "<strong>%s</strong></td>",
             asked->at[i]->label, mean_words(r, mean_of(&before[i])),
             mean_words(r, mean_of(&now[i])));
        html(r->out,
             now[i].own ? "<td class=\"number\">%d</td><td class=\"plot\">"
                        : "<td class=\"number\">–</td><td class=\"plot\">",
             (int)now[i].own);
        show_bar(r, mean_of(&now[i]), now[i].own);
        html(r->out, "</td></tr>");
    }
    html(r->out, "</tbody></table></div><p class=\"small muted\">%s</p></section>",
         T(principle_note));
}

/* ---- the form ---------------------------------------------------------------------------------
 */

static bool rates(struct req *r, int64_t programme_id)
{
    size_t n;
    struct req_programme *mine = req_programmes(r, PERM_CLIENT_WRITE, &n);

    for (size_t i = 0; i < n; i++)
        if (mine[i].id == programme_id)
            return true;
    return false;
}

static void show_form(struct req *r, const struct framework_here *here, const struct asked *asked,
                      const int64_t *chosen, const char *half)
{
    html(r->out, "<section class=\"card no-print\"><h2>%s</h2><p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_principle_yours, half, NULL, NULL, NULL),
         T(principle_question));
    page_form_begin(r, "fields", "/kwaliteitskader/principes");
    html(r->out, "<input type=\"hidden\" name=\"_programma\" value=\"%" PRId64 "\">",
         here->programme.id);
    for (size_t i = 0; i < asked->n; i++) {
        const char *code = asked->at[i]->value;

        html(r->out,
             "<div class=\"field\"><label for=\"f-_p_%s\">%s</label><select id=\"f-_p_%s\""
             " name=\"_p_%s\"><option value=\"\">%s</option>",
             code, asked->at[i]->label, code, code, T(review_choose));
        for (int score = 1; score <= SCORES; score++)
            html(r->out,
                 chosen[i] == score ? "<option value=\"%d\" selected>%d</option>"
                                    : "<option value=\"%d\">%d</option>",
                 score, score);
        html(r->out, "</select></div>");
    }
    html(r->out, "<div class=\"buttons\"><button>%s</button></div></form></section>", T(save));
}

static void show_page(struct req *r, const struct framework_here *here, const int64_t *sent,
                      enum text_id problem)
{
    struct asked asked = asked_of(r);
    struct rated now[PRINCIPLES], before[PRINCIPLES];
    int64_t chosen[PRINCIPLES] = {0};
    const char *half = framework_half(r->arena, r->today);
    const char *then = framework_half(r->arena, day_add_months(r->today, -6));

    load(r, here->programme.id, half, &asked, now);
    load(r, here->programme.id, then, &asked, before);
    for (size_t i = 0; i < asked.n; i++)
        chosen[i] = sent ? sent[i] : now[i].own;
    framework_page_begin(r, here, TEXT_principle_title, problem != TEXT_NONE);
    if (problem)
        html(r->out, "<div class=\"errors\" role=\"alert\" tabindex=\"-1\"><p>%s</p></div>",
             text(r->lang, problem));
    html(r->out, "<p>%s</p>", T(principle_intro));
    if (rates(r, here->programme.id))
        show_form(r, here, &asked, chosen, half);
    show_figure(r, &asked, now, before, half, then);
    page_end(r);
}

void framework_principles_page(struct req *r)
{
    struct framework_here here;

    if (framework_find(r, req_query(r, "programma"), PERM_FIDELITY, &here))
        show_page(r, &here, NULL, TEXT_NONE);
}

void framework_principles_save(struct req *r)
{
    struct framework_here here;
    struct asked asked = asked_of(r);
    int64_t sent[PRINCIPLES];
    bool good = true;

    if (!framework_find(r, req_value(r, "_programma"), PERM_CLIENT_WRITE, &here))
        return;
    for (size_t i = 0; i < asked.n; i++) {
        const char *name = arena_fmt(r->arena, "_p_%s", asked.at[i]->value);
        const char *typed = req_value(r, name);
        char *end;

        sent[i] = strtol(typed, &end, 10);
        good = good && *typed && !*end && sent[i] >= 1 && sent[i] <= SCORES;
    }
    if (!good) {
        req_invalid(r);
        show_page(r, &here, sent, TEXT_principle_wrong);
        return;
    }
    for (size_t i = 0; i < asked.n; i++)
        db_run(r->db,
               SQL("insert into principle_rating (programme_id, staff_id, half, principle, score,"
                   " rated_at) values ($1, $2, $3, $4, $5, $6)"
                   " on conflict (programme_id, half, staff_id, principle)"
                   " do update set score = excluded.score, rated_at = excluded.rated_at"),
               ARGS(I(here.programme.id), I(r->user->id), S(framework_half(r->arena, r->today)),
                    S(asked.at[i]->value), I(sent[i]), I(r->now)));
    req_flash(r, TEXT_principle_saved);
    req_redirect(r, "/kwaliteitskader/principes?programma=%" PRId64, here.programme.id);
}
