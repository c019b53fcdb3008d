/* placement.c: the codes of a placement, simple rules about it, and what counts under a definition.
 * Not: SQL (placement_sql.c) or pages (placement_web.c).
 * Start at placement_runs(). */
#include "feature/placement/placement.h"

#include "base/csv.h"
#include "base/embed.h"

const struct code placement_kinds[] = {{"competitive", TEXT_placement_competitive},
                                       {"agency", TEXT_placement_agency},
                                       {"payroll", TEXT_placement_payroll},
                                       {"own_business", TEXT_placement_own_business},
                                       {"participation", TEXT_placement_participation},
                                       {"trial", TEXT_placement_trial},
                                       {"work_experience", TEXT_placement_work_experience},
                                       {"day_along", TEXT_placement_day_along},
                                       {"supported", TEXT_placement_supported},
                                       {"sheltered_firm", TEXT_placement_sheltered_firm},
                                       {"day_activities", TEXT_placement_day_activities},
                                       {"volunteering", TEXT_placement_volunteering},
                                       {"internship", TEXT_placement_internship},
                                       {0}};

const struct code placement_contract_types[] = {
    {"employment", TEXT_placement_contract_employment}, {"agency", TEXT_placement_contract_agency},
    {"payroll", TEXT_placement_contract_payroll},       {"public", TEXT_placement_contract_public},
    {"other", TEXT_placement_contract_other},           {0}};

const struct code placement_end_reasons[] = {{"contract_end", TEXT_placement_end_contract},
                                             {"other_job", TEXT_placement_end_other_job},
                                             {"next_step", TEXT_placement_end_next_step},
                                             {"own_choice", TEXT_placement_end_own_choice},
                                             {"dismissed", TEXT_placement_end_dismissed},
                                             {"trial_period", TEXT_placement_end_trial_period},
                                             {"no_work", TEXT_placement_end_no_work},
                                             {"health", TEXT_placement_end_health},
                                             {"education", TEXT_placement_end_education},
                                             {"private", TEXT_placement_end_private},
                                             {"not_started", TEXT_placement_end_not_started},
                                             {"other", TEXT_placement_end_other},
                                             {0}};

const struct code placement_job_levels[] = {{"elementary", TEXT_placement_level_elementary},
                                            {"lower", TEXT_placement_level_lower},
                                            {"middle", TEXT_placement_level_middle},
                                            {"higher", TEXT_placement_level_higher},
                                            {0}};

const struct code placement_subsidies[] = {{"none", TEXT_placement_subsidy_none},
                                           {"subsidy", TEXT_placement_subsidy_subsidy},
                                           {"dispensation", TEXT_placement_subsidy_dispensation},
                                           {0}};

const struct code placement_registers[] = {{"yes", TEXT_placement_register_yes},
                                           {"no", TEXT_placement_register_no},
                                           {"requested", TEXT_placement_register_requested},
                                           {0}};

const struct code placement_job_coaches[] = {{"none", TEXT_placement_coach_none},
                                             {"internal", TEXT_placement_coach_internal},
                                             {"external", TEXT_placement_coach_external},
                                             {0}};

const struct code placement_no_risks[] = {{"yes", TEXT_yes}, {"no", TEXT_no}, {0}};

const struct code placement_disclosures[] = {{"none", TEXT_placement_disclosure_none},
                                             {"partly", TEXT_placement_disclosure_partly},
                                             {"full", TEXT_placement_disclosure_full},
                                             {0}};

const struct code placement_found_bys[] = {{"specialist", TEXT_placement_found_specialist},
                                           {"client", TEXT_placement_found_client},
                                           {"network", TEXT_placement_found_network},
                                           {"vacancy", TEXT_placement_found_vacancy},
                                           {"agency", TEXT_placement_found_agency},
                                           {"other", TEXT_placement_found_other},
                                           {0}};

const struct code placement_definitions[] = {{"ips25_strict", TEXT_placement_def_ips25},
                                             {"published_2022", TEXT_placement_def_published},
                                             {"vgn_broad", TEXT_placement_def_vgn},
                                             {"nah_pilot", TEXT_placement_def_nah},
                                             {0}};

bool placement_unpaid(const char *kind)
{
    static const char *const unpaid[] = {"trial",          "work_experience", "day_along",
                                         "day_activities", "volunteering",    "internship",
                                         "participation"};

    for (size_t i = 0; i < COUNT(unpaid); i++)
        if (!strcmp(unpaid[i], kind))
            return true;
    return false;
}

bool placement_ordinary(const char *kind)
{
    return !placement_unpaid(kind) && strcmp(kind, "supported") != 0 &&
           strcmp(kind, "sheltered_firm") != 0;
}

bool placement_runs(const struct placement *p, int32_t day)
{
    return p->started_on <= day && (p->ended_on == DAY_NONE || p->ended_on > day);
}

/* Fifty lines, read when they are asked for: cheaper than keeping what is derived from them right.
 */
int placement_counts(const char *definition, const char *kind)
{
    const struct embed *file = embed_find("rules/definitions.csv");
    struct csv_column want[] = {
        {"definition", false, -1}, {"kind", false, -1}, {"counts", false, -1}};
    struct arena *a = arena_new();
    struct csv_log log;
    int counts = -1;

    if (!file)
        BUG("rules/definitions.csv is not in the program");
    csv_log_init(&log, 1);
    struct csv *c = csv_memory(a, file->path, (const char *)file->at, file->n, &log);
    if (!csv_columns(c, want, COUNT(want)))
        BUG("%s", log.text.at);
    while (csv_next(c))
        if (csv_is(c, want[0].at, definition) && csv_is(c, want[1].at, kind))
            counts = csv_is(c, want[2].at, "yes") ? 1 : csv_is(c, want[2].at, "no") ? 0 : -1;
    if (log.refused)
        BUG("%s", log.text.at);
    csv_log_free(&log);
    arena_free(a);
    return counts;
}
