/* lead.c: the stages of a lead, and the clock of principle 6.
 * Not: SQL (lead_sql.c) or pages (lead_web.c).
 * Start at lead_clock(). */
#include "feature/lead/lead.h"

const struct code lead_stages[] = {
    {"idea", TEXT_lead_idea},       {"contacted", TEXT_lead_contacted},
    {"applied", TEXT_lead_applied}, {"interview", TEXT_lead_interview},
    {"offer", TEXT_lead_offer},     {"started", TEXT_lead_started},
    {"dropped", TEXT_lead_dropped}, {0}};

const struct code lead_open_stages[] = {
    {"idea", TEXT_lead_idea},       {"contacted", TEXT_lead_contacted},
    {"applied", TEXT_lead_applied}, {"interview", TEXT_lead_interview},
    {"offer", TEXT_lead_offer},     {0}};

const struct code lead_drop_reasons[] = {{"employer_no", TEXT_lead_drop_employer},
                                         {"filled", TEXT_lead_drop_filled},
                                         {"no_reply", TEXT_lead_drop_no_reply},
                                         {"client_no", TEXT_lead_drop_client},
                                         {"no_fit", TEXT_lead_drop_no_fit},
                                         {"travel", TEXT_lead_drop_travel},
                                         {"hours", TEXT_lead_drop_hours},
                                         {"health", TEXT_lead_drop_health},
                                         {"other_job", TEXT_lead_drop_other_job},
                                         {"other", TEXT_lead_drop_other},
                                         {0}};

const struct code lead_sources[] = {{"specialist", TEXT_placement_found_specialist},
                                    {"client", TEXT_placement_found_client},
                                    {"network", TEXT_placement_found_network},
                                    {"vacancy", TEXT_placement_found_vacancy},
                                    {"agency", TEXT_placement_found_agency},
                                    {"other", TEXT_placement_found_other},
                                    {0}};

const struct code lead_disclosures[] = {{"none", TEXT_lead_disclosure_none},
                                        {"partly", TEXT_lead_disclosure_partly},
                                        {"full", TEXT_lead_disclosure_full},
                                        {0}};

const struct code lead_fits[] = {
    {"yes", TEXT_lead_fits_yes}, {"partly", TEXT_lead_fits_partly}, {"no", TEXT_lead_fits_no}, {0}};

bool lead_is_open(const struct lead *l)
{
    return code_known(lead_open_stages, l->stage);
}

const char *lead_next_stage(const char *stage)
{
    for (const struct code *c = lead_open_stages; c->code; c++)
        if (!strcmp(c->code, stage))
            return c[1].code ? c[1].code : "started";
    return "";
}

const char *lead_title(struct arena *a, const struct lead *l)
{
    if (!*l->employer_name || !*l->job_title)
        return *l->employer_name ? l->employer_name : l->job_title;
    return arena_fmt(a, "%s · %s", l->employer_name, l->job_title);
}

int32_t lead_clock(const struct trajectory_fact *f, int32_t today, bool *met)
{
    *met = f->first_employer_on != DAY_NONE;
    if (f->started_on == DAY_NONE)
        return 0;
    return MAX((*met ? f->first_employer_on : today) - f->started_on, 0);
}
