/* framework.c: rules of the quality framework that need no database.
 * Not: what is asked in which criterion (rules/framework_criteria.csv).
 * Start at framework_may_be_met(). */
#include "feature/framework/framework.h"

const struct code framework_statuses[] = {
    {"open", TEXT_framework_open}, {"busy", TEXT_framework_busy}, {"met", TEXT_framework_met}, {0}};
const struct code framework_roles[] = {{"lead", TEXT_framework_lead},
                                       {"subcontractor", TEXT_framework_subcontractor},
                                       {"care", TEXT_framework_care},
                                       {"employs", TEXT_framework_employs},
                                       {0}};

bool framework_may_be_met(const struct framework_plan *plan, bool strict)
{
    return *plan->how && *plan->evidence && (!strict || *plan->nah);
}

const char *framework_half(struct arena *a, int32_t day)
{
    struct ymd d = day_ymd(day);

    return arena_fmt(a, "%dH%d", d.year, d.month > 6 ? 2 : 1);
}
