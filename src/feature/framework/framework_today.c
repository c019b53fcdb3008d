/* framework_today.c: on Vandaag: what the programme has to do for its fidelity and quality, and
 * one's own actions. Not: the pages it leads to. Start at framework_today_show(). Nothing due: no
 * card. */
#include "feature/framework/framework.h"
#include "feature/review/review.h"

enum { ACTION_SOON_DAYS = 14 };

struct card { /* opened by its first row */
    bool open;
};

static void row_begin(struct req *r, struct card *card, bool late)
{
    if (!card->open)
        html(r->out, "<section class=\"card\" id=\"kwaliteit\"><h2>%s</h2><ul class=\"rows\">",
             T(framework_today));
    card->open = true;
    html(r->out, "<li><span class=\"mark %s\"></span><div class=\"what\">",
         late ? "urgent" : "calm");
}

static void show_actions(struct req *r, struct card *card, int64_t programme_id)
{
    struct review_actions list = review_actions(r, programme_id, true);

    for (size_t i = 0; i < list.n; i++) {
        const struct review_action *a = &list.at[i];
        bool late = a->due_on < r->today;

        if (a->owner_id != r->user->id || a->due_on > r->today + ACTION_SOON_DAYS)
            continue;
        row_begin(r, card, late);
        html(r->out,
             "<a href=\"/modeltrouw/verbeterplan?programma=%" PRId64 "\">%s</a> "
             "<span class=\"%s\">%s</span></div></li>",
             programme_id, a->goal, late ? "warn" : "muted",
             text_fill(r->arena, r->lang, late ? TEXT_framework_late : TEXT_framework_due_is,
                       page_day(r, a->due_on), NULL, NULL, NULL));
    }
}

static void show_review(struct req *r, struct card *card, int64_t programme_id)
{
    struct review_list list = review_of_programme(r, programme_id, false);
    const struct review *last = review_last(&list, NULL);
    int32_t due = last ? review_next_due(last->visit_on) : r->today;

    if (due > r->today + REVIEW_SOON_DAYS)
        return;
    row_begin(r, card, due <= r->today);
    html(r->out, "<a href=\"/modeltrouw?programma=%" PRId64 "\">%s</a></div></li>", programme_id,
         last ? text_fill(r->arena, r->lang, TEXT_framework_review, page_day(r, last->visit_on),
                          page_day(r, due), NULL, NULL)
              : T(framework_no_review));
}

static void show_records(struct req *r, struct card *card, int64_t programme_id)
{
    struct framework_reminders list = framework_reminders(r, programme_id);

    for (size_t i = 0; i < list.n; i++) {
        const struct framework_reminder *one = &list.at[i];
        bool late = one->day == DAY_NONE || one->day < r->today;

        row_begin(r, card, late);
        html(r->out,
             "<a href=\"/kwaliteitskader?programma=%" PRId64 "\">%s</a> "
             "<span class=\"%s\">%s</span></div></li>",
             programme_id, one->what, late ? "warn" : "muted", framework_reminder_words(r, one));
    }
}

void framework_today_show(struct req *r)
{
    struct card card = {false};
    size_t all, planned;
    const struct req_programme *mine = req_programmes(r, PERM_FIDELITY, &all),
                               *lead = req_programmes(r, PERM_FIDELITY_PLAN, &planned);

    for (size_t i = 0; i < all; i++)
        show_actions(r, &card, mine[i].id);
    for (size_t i = 0; i < planned; i++) {
        show_review(r, &card, lead[i].id);
        show_records(r, &card, lead[i].id);
    }
    if (card.open)
        html(r->out, "</ul></section>");
}
