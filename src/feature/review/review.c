/* review.c: rules of a fidelity review that need no database.
 * Not: totals and bands (feature/fidelity).
 * Start at review_choice(). */
#include "feature/review/review.h"

const struct code review_reasons[] = {{"first", TEXT_review_first},
                                      {"regular", TEXT_review_regular},
                                      {"extra", TEXT_review_extra},
                                      {"study", TEXT_review_study},
                                      {0}};
const struct code review_modes[] = {
    {"visit", TEXT_review_visit}, {"online", TEXT_review_online}, {0}};
const struct code review_kinds[] = {
    {"interview", TEXT_review_interview}, {"team_meeting", TEXT_review_team_meeting},
    {"documents", TEXT_review_documents}, {"observation", TEXT_review_observation},
    {"break", TEXT_review_break},         {0}};

static const char *const scores[] = {"", "1", "2", "3", "4", "5"};

bool review_choice(const char *choice, struct fidelity_rating *rating)
{
    *rating = (struct fidelity_rating){0};
    if (!*choice)
        return true;
    for (int score = 1; score <= FIDELITY_SCORES; score++) {
        if (!strcmp(choice, scores[score])) {
            *rating = (struct fidelity_rating){FIDELITY_SCORED, score};
            return true;
        }
    }
    return fidelity_status_from(choice, &rating->status) && rating->status > FIDELITY_SCORED;
}

const char *review_choice_of(struct fidelity_rating rating)
{
    if (rating.status == FIDELITY_OPEN)
        return "";
    return rating.status == FIDELITY_SCORED ? scores[rating.score]
                                            : fidelity_status_code(rating.status);
}

bool review_needs_reason(struct fidelity_rating rating)
{
    return rating.status > FIDELITY_SCORED;
}

bool review_same(struct fidelity_rating a, struct fidelity_rating b)
{
    return a.status == b.status && (a.status != FIDELITY_SCORED || a.score == b.score);
}

struct fidelity_total review_total(const struct review *v, const struct review_scores *s)
{
    struct fidelity_rating rating[FIDELITY_ITEMS];

    for (int i = 0; i < v->scale->items; i++)
        rating[i] = s->at[i].rating;
    return fidelity_add(v->scale, rating);
}

int32_t review_next_due(int32_t last_visit_on)
{
    return day_add_months(last_visit_on, REVIEW_EVERY_MONTHS);
}

const struct review *review_last(const struct review_list *list, const struct review *than)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct review *v = &list->at[i];

        if (strcmp(v->state, "final") || *v->target_group)
            continue;
        if (!than || (v->visit_on < than->visit_on && v->scale->items == than->scale->items))
            return v;
    }
    return NULL;
}
