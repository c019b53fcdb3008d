/* referral.c: the codes of a referral, and what state it is in.
 * Not: SQL (referral_sql.c), pages (referral_web.c), who is alike (alike.c).
 * Start at referral_state(). */
#include "feature/referral/referral.h"

#include "core/codes.h"

const struct code referral_states[] = {{"open", TEXT_referral_open},
                                       {"accepted", TEXT_referral_accepted},
                                       {"refused", TEXT_referral_refused},
                                       {"withdrawn", TEXT_referral_withdrawn},
                                       {"unrecorded", TEXT_referral_unrecorded},
                                       {0}};

const struct code referral_outcome_codes[] = {{"accepted", TEXT_referral_accept},
                                              {"refused", TEXT_referral_refuse},
                                              {"withdrawn", TEXT_referral_withdraw},
                                              {0}};

/* The first four say that IPS is not what is asked for, or not here; the others keep out somebody
 * who wants to work. */
const struct code referral_reasons[] = {{"no_wish", TEXT_refusal_no_wish},
                                        {"elsewhere", TEXT_refusal_elsewhere},
                                        {"region", TEXT_refusal_region},
                                        {"group", TEXT_refusal_group},
                                        {"not_ready", TEXT_refusal_not_ready},
                                        {"symptoms", TEXT_refusal_symptoms},
                                        {"criteria", TEXT_refusal_criteria},
                                        {"funding", TEXT_refusal_funding},
                                        {"full", TEXT_refusal_full},
                                        {"other", TEXT_referrer_other},
                                        {0}};

bool referral_excludes(const char *reason)
{
    static const char *const fitting[] = {"", "no_wish", "elsewhere", "region", "group"};

    for (size_t i = 0; i < COUNT(fitting); i++)
        if (!strcmp(reason, fitting[i]))
            return false;
    return true;
}

const char *referral_state(const char *outcome, int32_t started_on, int32_t closed_on)
{
    if (*outcome)
        return outcome;
    if (started_on != DAY_NONE)
        return "accepted";
    return closed_on == DAY_NONE ? "open" : "unrecorded";
}

int64_t referral_talks_most(const char *target_group)
{
    return codes_number("target_groups", target_group, "orientation_talks", 0);
}

const struct code inclusion_decisions[] = {{"included", TEXT_inclusion_included},
                                           {"not_included", TEXT_inclusion_not_included},
                                           {"declined", TEXT_inclusion_declined},
                                           {"postponed", TEXT_inclusion_postponed},
                                           {0}};

const struct code inclusion_answers[] = {{"met", TEXT_inclusion_met},
                                         {"not_met", TEXT_inclusion_not_met},
                                         {"unknown", TEXT_inclusion_unknown},
                                         {0}};
