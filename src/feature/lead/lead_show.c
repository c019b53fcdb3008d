/* lead_show.c: leads on other pages: who waits for an employer, on Vandaag; the client's own page.
 * Not: the record of a client (lead_web.c).
 * Start at lead_waiting_show(). */
#include "feature/lead/lead.h"

enum { WAITING_SHOWN = 5 };

static const char *fill(struct req *r, enum text_id id, const char *a, const char *b)
{
    return text_fill(r->arena, r->lang, id, a, b, NULL, NULL);
}

/* ---- Vandaag --------------------------------------------------------------------------------- */

static int longest_first(const void *x, const void *y)
{
    const struct trajectory_fact *const *a = x, *const *b = y;

    if ((*a)->started_on != (*b)->started_on)
        return (*a)->started_on < (*b)->started_on ? -1 : 1;
    return (*a)->trajectory_id < (*b)->trajectory_id ? -1 : 1;
}

void lead_waiting_show(struct req *r, const struct trajectory_facts *caseload)
{
    const struct trajectory_fact **list =
        ARENA_ARRAY(r->arena, const struct trajectory_fact *, caseload->n);
    size_t n = 0;
    bool met;

    for (size_t i = 0; i < caseload->n; i++)
        if (lead_waits(&caseload->at[i]))
            list[n++] = &caseload->at[i];
    if (!n)
        return;
    qsort(list, n, sizeof(*list), longest_first);
    html(r->out, "<section class=\"card\" id=\"wacht\"><h2>%s</h2><ul class=\"rows\">",
         T(lead_waiting));
    for (size_t i = 0; i < MIN(n, (size_t)WAITING_SHOWN); i++)
        html(r->out,
             "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64
             "/zoeken\">%s</a><p class=\"small\"><strong>%s</strong> %s</p></div></li>",
             list[i]->client_id, list[i]->name,
             text_count(r->arena, r->lang, TEXT_days, lead_clock(list[i], r->today, &met)),
             T(lead_waiting_since));
    html(r->out,
         "</ul><p class=\"small\"><a href=\"/deelnemers?fase=waiting\">%s</a></p></section>",
         text_count(r->arena, r->lang, TEXT_lead_waiting_all, (int64_t)n));
}

/* ---- the client's own page ------------------------------------------------------------------- */

static const char *mine_words(struct req *r, const struct lead *l)
{
    static const struct code words[] = {
        {"idea", TEXT_lead_mine_idea},       {"contacted", TEXT_lead_mine_contacted},
        {"applied", TEXT_lead_mine_applied}, {"interview", TEXT_lead_mine_interview},
        {"offer", TEXT_lead_mine_offer},     {"started", TEXT_lead_mine_started},
        {"dropped", TEXT_lead_mine_dropped}, {0}};

    return code_text(r->lang, words, l->stage);
}

/* What stopped stays for a month; why it stopped is talked about, not read. */
void lead_mine_block(struct req *r)
{
    struct leads all = lead_by_trajectory(r->db, r->arena, r->trajectory_id);
    size_t shown = 0;

    for (size_t i = 0; i < all.n; i++) {
        const struct lead *l = &all.at[i];

        if (!strcmp(l->stage, "dropped") && l->stage_on < r->today - 31)
            continue;
        if (!shown++)
            html(r->out, "<ul class=\"rows\">");
        html(r->out, "<li><div class=\"what\"><strong>%s</strong><p>%s %s</p>",
             lead_title(r->arena, l), mine_words(r, l),
             fill(r, TEXT_lead_mine_since, page_day_long(r, l->stage_on), NULL));
        if (*l->next_step)
            html(r->out, "<p>%s%s%s</p>", fill(r, TEXT_lead_mine_next, l->next_step, NULL),
                 l->next_on == DAY_NONE ? "" : ", ",
                 l->next_on == DAY_NONE ? "" : page_day_long(r, l->next_on));
        html(r->out, "</div></li>");
    }
    if (shown)
        html(r->out, "</ul>");
    else
        html(r->out, "<p>%s</p>", T(lead_mine_none));
}
