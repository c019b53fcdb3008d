/* closing.c: codes and rules of the end of a trajectory.
 * Not: SQL (closing_sql.c) or pages (closing_web.c).
 * Start at closing_gains(). */
#include "feature/closing/closing.h"

#include "core/codes.h"

/* Those of trajectory_close_reasons but for a referral that did not lead to a start. */
const struct code closing_reasons[] = {
    {"goal", TEXT_close_goal},         {"own_request", TEXT_close_own_request},
    {"moved", TEXT_close_moved},       {"illness", TEXT_close_illness},
    {"death", TEXT_close_death},       {"maximum", TEXT_close_maximum},
    {"transfer", TEXT_close_transfer}, {"no_contact", TEXT_close_no_contact},
    {"other", TEXT_referrer_other},    {0}};

const struct code closing_supports[] = {{"specialist", TEXT_support_specialist},
                                        {"practitioner", TEXT_support_practitioner},
                                        {"job_coach", TEXT_support_job_coach},
                                        {"municipality", TEXT_referrer_municipality},
                                        {"uwv", TEXT_referrer_uwv},
                                        {"relative", TEXT_support_relative},
                                        {"other", TEXT_support_other},
                                        {"not_needed", TEXT_support_not_needed},
                                        {"nobody", TEXT_support_nobody},
                                        {0}};

const struct code closing_askeds[] = {{"asked", TEXT_asked_asked},
                                      {"declined", TEXT_asked_declined},
                                      {"not_reached", TEXT_asked_not_reached},
                                      {0}};

const struct code closing_recommends[] = {{"yes", TEXT_recommend_yes},
                                          {"depends", TEXT_recommend_depends},
                                          {"hard_to_say", TEXT_recommend_hard},
                                          {"no", TEXT_recommend_no},
                                          {0}};

const struct code closing_withouts[] = {{"no_work", TEXT_without_no_work},
                                        {"no_volunteering", TEXT_without_no_volunteering},
                                        {"no_insight", TEXT_without_no_insight},
                                        {"not_feasible", TEXT_without_not_feasible},
                                        {"on_own", TEXT_without_on_own},
                                        {"unknown", TEXT_without_unknown},
                                        {0}};

const enum text_id *closing_gains(const struct closing *c, struct arena *a, size_t *n)
{
    const struct {
        bool ticked;
        enum text_id label;
    } gains[] = {{c->gain_growth, TEXT_closing_gain_growth},
                 {c->gain_confidence, TEXT_closing_gain_confidence},
                 {c->gain_distance, TEXT_closing_gain_distance},
                 {c->gain_network, TEXT_closing_gain_network},
                 {c->gain_fit, TEXT_closing_gain_fit},
                 {c->gain_rhythm, TEXT_closing_gain_rhythm},
                 {c->gain_citizen, TEXT_closing_gain_citizen}};
    enum text_id *labels = ARENA_ARRAY(a, enum text_id, COUNT(gains));

    *n = 0;
    for (size_t i = 0; i < COUNT(gains); i++)
        if (gains[i].ticked)
            labels[(*n)++] = gains[i].label;
    return labels;
}

const char *closing_satisfied(struct arena *a, enum lang lang, int64_t mark)
{
    enum text_id band = mark <= 3   ? TEXT_satisfied_very_low
                        : mark <= 5 ? TEXT_satisfied_low
                        : mark <= 7 ? TEXT_satisfied_enough
                                    : TEXT_satisfied_well;

    return mark == NUMBER_NONE ? "" : arena_fmt(a, "%" PRId64 " (%s)", mark, text(lang, band));
}

int32_t closing_return_until(int32_t closed_on)
{
    return day_add_months(closed_on, (int)codes_number("closing", "return_months", "value", 0));
}

int64_t closing_outreach_needed(void)
{
    return codes_number("closing", "outreach_days", "value", 0);
}
