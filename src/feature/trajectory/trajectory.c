/* trajectory.c: the codes of a trajectory.
 * Not: SQL (trajectory_sql.c) or pages (trajectory_web.c).
 * Start at the phases. */
#include "feature/trajectory/trajectory.h"

#include "core/codes.h"

const struct code trajectory_phases[] = {
    {"referred", TEXT_phase_referred},   {"orientation", TEXT_phase_orientation},
    {"searching", TEXT_phase_searching}, {"working", TEXT_phase_working},
    {"closed", TEXT_phase_closed},       {0}};

const struct code trajectory_referrers[] = {{"practitioner", TEXT_referrer_practitioner},
                                            {"self", TEXT_referrer_self},
                                            {"uwv", TEXT_referrer_uwv},
                                            {"municipality", TEXT_referrer_municipality},
                                            {"other", TEXT_referrer_other},
                                            {0}};

const struct code trajectory_financiers[] = {{"uwv", TEXT_referrer_uwv},
                                             {"municipality", TEXT_referrer_municipality},
                                             {"insurer", TEXT_financier_insurer},
                                             {"other", TEXT_referrer_other},
                                             {0}};

const struct code trajectory_fundings[] = {
    {"none", TEXT_funding_none},       {"applied", TEXT_funding_applied},
    {"granted", TEXT_funding_granted}, {"refused", TEXT_funding_refused},
    {"ended", TEXT_funding_ended},     {0}};

/* "Missed appointments" is not offered: nobody is excluded (principle 2). The last two are not
 * chosen: they follow from the outcome of a referral. */
const struct code trajectory_close_reasons[] = {
    {"goal", TEXT_close_goal},           {"own_request", TEXT_close_own_request},
    {"moved", TEXT_close_moved},         {"illness", TEXT_close_illness},
    {"death", TEXT_close_death},         {"maximum", TEXT_close_maximum},
    {"transfer", TEXT_close_transfer},   {"no_contact", TEXT_close_no_contact},
    {"other", TEXT_referrer_other},      {"refused", TEXT_close_refused},
    {"withdrawn", TEXT_close_withdrawn}, {0}};

enum { NORM_UNKNOWN_GROUP = 20 }; /* fidelity item B1, score 5 */

int64_t trajectory_norm(const struct trajectory_facts *caseload, int64_t fte)
{
    const char *group = "";
    int64_t norm = NORM_UNKNOWN_GROUP, sum = 0;

    for (size_t i = 0; i < caseload->n; i++) {
        if (strcmp(group, caseload->at[i].target_group)) { /* most caseloads are of one group */
            group = caseload->at[i].target_group;
            norm = codes_number("target_groups", group, "caseload_norm", NORM_UNKNOWN_GROUP);
        }
        sum += norm;
    }
    return caseload->n ? fte * sum / (int64_t)caseload->n : fte * NORM_UNKNOWN_GROUP;
}

bool trajectory_waits(const struct trajectory_fact *f)
{
    bool looks = !strcmp(f->phase, "orientation") || !strcmp(f->phase, "searching") ||
                 (!strcmp(f->phase, "working") && f->seeks);

    return looks && f->started_on != DAY_NONE && f->first_employer_on == DAY_NONE;
}
