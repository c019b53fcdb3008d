/* income_card.c: Eerste-loonkaart: one A4 about the first pay, in plain words.
 * Not: any calculation: amounts are what somebody else told.
 * Start at card_form(). */
#include "feature/client/client.h"
#include "feature/income/income.h"
#include "feature/placement/placement.h"

struct page {
    struct income_card card;
    int64_t version;
    int64_t placement_id;
    struct form *f;
};

static bool load(struct req *r, struct page *page)
{
    static const struct field hidden[] = {F_HIDDEN_ID(struct page, version),
                                          F_HIDDEN_ID(struct page, placement_id)};
    struct field *fields = ARENA_ARRAY(r->arena, struct field, QUESTIONS_MOST + 3);
    struct placement p;

    *page = (struct page){.card = {.answers = answers_of("wage_card", "", GROUP_NONE),
                                   .employer = "",
                                   .started_on = DAY_NONE}};
    if (r->id) {
        if (income_card_get(r, r->id, &page->card) != OK)
            return false;
    } else {
        page->card.placement_id = http_method(r->x) == HTTP_POST ? req_value_id(r, "placement_id")
                                                                 : req_query_id(r, "baan");
        if (page->card.placement_id) {
            if (placement_get(r->db, r->arena, page->card.placement_id, &p) != OK ||
                p.trajectory_id != r->trajectory_id)
                return false;
            page->card.employer = *p.employer_name ? p.employer_name : p.job_title;
            page->card.started_on = p.started_on;
        }
    }
    page->version = page->card.version;
    page->placement_id = page->card.placement_id;
    fields[0] = hidden[0];
    fields[1] = hidden[1];
    answers_fields(r, &page->card.answers,
                   offsetof(struct page, card) + offsetof(struct income_card, answers), fields + 2);
    page->f = req_form(r, fields, page);
    answers_choices(r, &page->card.answers, page->f);
    return true;
}

static void show_form(struct req *r, const struct page *page)
{
    client_page_begin(r, T(income_card), page->f);
    html(r->out, "<p class=\"lead\">%s</p>", T(income_card_lead));
    if (*page->card.employer)
        html(r->out, "<p><strong>%s</strong></p>", page->card.employer);
    if (r->id)
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/inkomen/kaart/%" PRId64, r->client_id,
                        r->id);
    else
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/inkomen/kaart/nieuw", r->client_id);
    form_show_field(r->out, page->f, "version");
    form_show_field(r->out, page->f, "placement_id");
    answers_show_fields(r, &page->card.answers, page->f);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button>"
         "<a href=\"/deelnemers/%" PRId64 "/inkomen\">%s</a></div></form>",
         T(save), r->client_id, T(cancel));
    page_end(r);
}

void income_card_form(struct req *r)
{
    struct page page;

    if (load(r, &page))
        show_form(r, &page);
    else
        req_not_found(r);
}

void income_card_save(struct req *r)
{
    struct page page;

    if (!load(r, &page)) {
        req_not_found(r);
        return;
    }
    if (req_form_read(r, page.f)) {
        answers_take(r, &page.card.answers);
        page.card.version = page.version;
        enum rc rc = r->id ? income_card_change(r, &page.card) : income_card_add(r, &page.card);

        if (rc != OK)
            form_error(page.f, NULL, rc == CONFLICT ? TEXT_income_card_twice : TEXT_income_stale);
    }
    if (form_error_count(page.f)) {
        req_invalid(r);
        show_form(r, &page);
        return;
    }
    req_flash(r, TEXT_income_card_saved);
    req_redirect(r, "/deelnemers/%" PRId64 "/inkomen/kaart/%" PRId64 "/blad", r->client_id,
                 page.card.id);
}

/* ---- the sheet ------------------------------------------------------------------------------- */

static void show_sheet(struct req *r, const struct income_card *card)
{
    html(r->out, "<section class=\"card sheet\"><h2 class=\"sr\">%s</h2>", T(income_card));
    if (*card->employer)
        html(r->out, "<p class=\"lead\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_income_card_of, card->employer,
                       page_day(r, card->started_on), NULL, NULL));
    html(r->out, "<div class=\"next-step\"><p><strong>%s</strong> %s</p></div>",
         T(income_card_mind), T(income_card_mind_why));
    answers_show(r, &card->answers, T(income_card_unknown));
    html(r->out, "<p class=\"small muted\">%s</p></section>", T(income_card_foot));
}

void income_card_sheet(struct req *r)
{
    struct income_card card;

    if (income_card_get(r, r->id, &card) != OK) {
        req_not_found(r);
        return;
    }
    client_page_begin(r, T(income_card), NULL);
    html(r->out, "<p class=\"buttons\">");
    if (gate_may_change(&r->gate, GROUP_WORK))
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/inkomen/kaart/%" PRId64
             "\">%s</a>",
             r->client_id, card.id, T(change));
    html(r->out, "<a href=\"/deelnemers/%" PRId64 "/inkomen\">%s</a></p>", r->client_id,
         T(income_back));
    show_sheet(r, &card);
    page_end(r);
}

void income_card_mine(struct req *r)
{
    struct income_cards list = income_card_list(r->db, r->arena, r->client_id);
    struct income_card card;

    page_begin(r, T(income_card));
    if (list.n && income_card_get(r, list.at[0].id, &card) == OK)
        show_sheet(r, &card);
    else
        html(r->out, "<p class=\"empty\">%s</p>", T(income_card_mine_none));
    page_end(r);
}

/* ---- on the tab ------------------------------------------------------------------------------ */

static void show_card_line(struct req *r, const struct income_card *card)
{
    html(r->out,
         "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64 "/inkomen/kaart/%" PRId64
         "/blad\">%s</a></div></li>",
         r->client_id, card->id, *card->employer ? card->employer : T(income_card_no_job));
}

static bool has_card(const struct income_cards *list, int64_t placement_id)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].placement_id == placement_id)
            return true;
    return false;
}

/* For a job that pays, is not over and has no card yet: the button that begins one. */
static void show_begin(struct req *r, const struct income_cards *list)
{
    struct placements jobs = placement_by_trajectory(r->db, r->arena, r->trajectory_id);
    size_t shown = 0;

    html(r->out, "<p class=\"buttons\">");
    for (size_t i = jobs.n; i-- > 0;) {
        const struct placement *p = &jobs.at[i];

        if (placement_unpaid(p->kind) || (p->ended_on != DAY_NONE && p->ended_on <= r->today) ||
            has_card(list, p->id))
            continue;
        shown++;
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64
             "/inkomen/kaart/nieuw?baan=%" PRId64 "\">%s</a>",
             r->client_id, p->id,
             text_fill(r->arena, r->lang, TEXT_income_card_for,
                       *p->employer_name ? p->employer_name : p->job_title, NULL, NULL, NULL));
    }
    if (!shown && !list->n)
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64
             "/inkomen/kaart/nieuw\">%s</a>",
             r->client_id, T(income_card_begin));
    html(r->out, "</p>");
}

void income_card_block(struct req *r)
{
    struct income_cards list = income_card_list(r->db, r->arena, r->client_id);

    html(r->out, "<p>%s</p><ul class=\"rows\">", T(income_card_what));
    for (size_t i = 0; i < list.n; i++)
        show_card_line(r, &list.at[i]);
    html(r->out, "</ul>");
    if (gate_may_change(&r->gate, GROUP_WORK))
        show_begin(r, &list);
}
