/* rights_export.c: all my data: what the system holds about one client, to read and as JSON.
 * Not: which tables those are (tables.h), nor erasing them (rights_erase.c).
 * Start at rights_all_page(). */
#include "feature/rights/rights.h"

#include "base/json.h"
#include "core/codes.h"
#include "feature/agreement/agreement.h"
#include "feature/appointment/appointment.h"
#include "feature/attachment/attachment.h"
#include "feature/document/document.h"
#include "feature/client/client.h"
#include "feature/closing/closing.h"
#include "feature/consent/consent.h"
#include "feature/contact/contact.h"
#include "feature/income/income.h"
#include "feature/people/people.h"
#include "feature/follow/follow.h"
#include "feature/lead/lead.h"
#include "feature/placement/placement.h"
#include "feature/profile/profile.h"
#include "feature/referral/referral.h"
#include "feature/trajectory/trajectory.h"
#include "feature/worksheet/worksheet.h"

/* ---- the tables ------------------------------------------------------------------------------ */

static const struct holding holdings[] = {
#define HOLDS(table, title, rows, order, columns) {#table, title, columns},
#define KEEPS(table, title, rows, order, columns) {#table, title, columns},
#include "feature/rights/tables.h"
#undef HOLDS
#undef KEEPS
};

enum { LOG_MOST = 10000 }; /* days and people together: equal looks of a day are one */

enum {
#define HOLDS(table, title, rows, order, columns) HOLDING_##table,
#define KEEPS(table, title, rows, order, columns) HOLDING_##table,
#include "feature/rights/tables.h"
#undef HOLDS
#undef KEEPS
};

const struct holding *rights_holdings(size_t *n)
{
    *n = COUNT(holdings);
    return holdings;
}

struct db_rows rights_holding_rows(struct db *db, size_t holding, int64_t client_id)
{
    const struct sql *sql = NULL;

#define HOLDS(table, title, rows, order, columns)                                                  \
    if (holding == HOLDING_##table)                                                                \
        sql = SQL("select " columns " from " #table " where " rows " order by " order);
#define KEEPS HOLDS
#include "feature/rights/tables.h"
#undef HOLDS
#undef KEEPS
    if (!sql)
        BUG("no holding %zu", holding);
    return db_query(db, sql, ARGS(I(client_id)));
}

/* ---- what a column means --------------------------------------------------------------------- */

enum meaning {
    WORDS,
    DAY,
    INSTANT,
    YES,
    NUMBER,
    HUNDREDTHS,
    CENTS,
    STAFF,
    EMPLOYER,
    CARE_TEAM,
    HIDDEN
};

/* By "column", or "table.column" where a name means several things. codes or list: what the stored
 * code is called. Numbers that only join tables are in the JSON and not on the page. */
static const struct column {
    const char *name;
    enum text_id label;
    enum meaning meaning;
    const struct code *codes;
    const char *list;
} columns[] = {
    {"id", TEXT_NONE, HIDDEN},
    {"client_id", TEXT_NONE, HIDDEN},
    {"trajectory_id", TEXT_NONE, HIDDEN},
    {"organisation_id", TEXT_NONE, HIDDEN},
    {"programme_id", TEXT_NONE, HIDDEN},
    {"team_id", TEXT_NONE, HIDDEN},
    {"placement_id", TEXT_NONE, HIDDEN},
    {"establishment_id", TEXT_NONE, HIDDEN},
    {"contact_id", TEXT_NONE, HIDDEN},
    {"consent_id", TEXT_NONE, HIDDEN},
    {"first_id", TEXT_NONE, HIDDEN},
    {"grant_id", TEXT_NONE, HIDDEN},
    {"review_id", TEXT_NONE, HIDDEN},
    {"emergency_id", TEXT_NONE, HIDDEN},
    {"ref_id", TEXT_NONE, HIDDEN},
    {"lead_id", TEXT_NONE, HIDDEN},
    {"import_key.number", TEXT_client_number, WORDS},
    {"number", TEXT_NONE, HIDDEN},
    {"profile_id", TEXT_NONE, HIDDEN},
    {"worksheet_id", TEXT_NONE, HIDDEN},
    {"card_id", TEXT_NONE, HIDDEN},
    {"revision", TEXT_NONE, HIDDEN},
    {"seen", TEXT_NONE, HIDDEN},
    {"recorded_on", TEXT_rights_c_recorded_on, DAY},
    {"question", TEXT_rights_c_question, WORDS, NULL, "questions"},
    {"body", TEXT_rights_c_answer, WORDS},
    {"from_year", TEXT_profile_work_from, NUMBER},
    {"to_year", TEXT_profile_work_to, NUMBER},
    {"tasks", TEXT_profile_work_tasks, WORDS},
    {"went_well", TEXT_profile_work_well, WORDS},
    {"stopped", TEXT_profile_work_stopped, WORDS},
    {"on_cv", TEXT_profile_on_cv, YES},
    {"school", TEXT_enrolment_school, WORDS},
    {"course", TEXT_enrolment_course, WORDS},
    {"goal", TEXT_enrolment_goal, WORDS},
    {"enrolment.started_on", TEXT_enrolment_started_on, DAY},
    {"enrolment.ends_on", TEXT_enrolment_ends_on, DAY},
    {"enrolment.ended_on", TEXT_enrolment_ended_on, DAY},
    {"result", TEXT_enrolment_result, WORDS, enrolment_results},
    {"enrolment.hours_week", TEXT_enrolment_hours, HUNDREDTHS},
    {"talked_on", TEXT_worksheet_talked_on, DAY},
    {"worksheet.decision", TEXT_worksheet_decision, WORDS, worksheet_decisions},
    {"review_on", TEXT_worksheet_review_on, DAY},
    {"reason_by", TEXT_rights_c_recorded_by, STAFF},
    {"reason_on", TEXT_rights_c_recorded_on, DAY},
    {"advised_on", TEXT_income_advised_on, DAY},
    {"adviser_kind", TEXT_income_adviser_kind, WORDS, income_advisers},
    {"adviser", TEXT_income_adviser, WORDS},
    {"summary", TEXT_income_summary, WORDS},
    {"open_questions", TEXT_income_open, WORDS},
    {"import_id", TEXT_NONE, HIDDEN},
    {"line", TEXT_NONE, HIDDEN},
    {"request_id", TEXT_NONE, HIDDEN},
    {"pseudonym", TEXT_payroll_person, WORDS},
    {"raw", TEXT_payroll_c_raw, WORDS},
    {"payroll_line.lines", TEXT_NONE, HIDDEN},
    {"month", TEXT_payroll_month, WORDS},
    {"payroll_month.employer", TEXT_payroll_c_employer, WORDS},
    {"ikv_id", TEXT_payroll_c_ikv, WORDS},
    {"ikv_start", TEXT_payroll_c_ikv_start, DAY},
    {"ikv_end", TEXT_payroll_c_ikv_end, DAY},
    {"ikv_kind", TEXT_payroll_c_ikv_kind, WORDS, NULL, "polis/income_kinds"},
    {"employment_kind", TEXT_payroll_c_employment, WORDS, NULL, "polis/employment_kinds"},
    {"contract_hours", TEXT_payroll_c_contract, HUNDREDTHS},
    {"hours_paid", TEXT_payroll_c_hours, HUNDREDTHS},
    {"wage_lbph", TEXT_payroll_c_lbph, CENTS},
    {"wage_sv", TEXT_payroll_c_sv, CENTS},
    {"sbi_version", TEXT_payroll_c_sbi_version, WORDS},
    {"sbi_section", TEXT_payroll_c_sbi, WORDS},
    {"payroll_month.end_reason", TEXT_payroll_c_end_reason, WORDS, NULL, "polis/end_reasons"},
    {"delivery_version", TEXT_payroll_c_version, WORDS},
    {"first_line", TEXT_NONE, HIDDEN},
    {"payroll_month.lines", TEXT_NONE, HIDDEN},
    {"odd", TEXT_NONE, HIDDEN},
    {"what", TEXT_NONE, HIDDEN},
    {"before", TEXT_moving_before_words, WORDS},
    {"event", TEXT_rights_c_event, WORDS},
    {"care_team_id", TEXT_people_team_name, CARE_TEAM},
    {"meeting_id", TEXT_NONE, HIDDEN},
    {"handover_id", TEXT_NONE, HIDDEN},
    {"client_person.kind", TEXT_people_kind, WORDS, NULL, "person_kinds"},
    {"works_at", TEXT_people_works_at, WORDS},
    {"part", TEXT_people_part, WORDS, person_parts},
    {"client_person.how", TEXT_people_how, WORDS},
    {"client_person.is_primary", TEXT_people_primary, YES},
    {"treatment_ends_on", TEXT_people_treatment_ends, DAY},
    {"successor", TEXT_people_successor, WORDS},
    {"party_wish.party", TEXT_rights_c_party, WORDS, people_parties},
    {"party_wish.wish", TEXT_people_wish_what, WORDS, people_wishes},
    {"client_person.name", TEXT_people_name, WORDS},
    {"party_wish.words", TEXT_people_words, WORDS},
    {"care_agreement.words", TEXT_people_agreement, WORDS},
    {"said_on", TEXT_people_said_on, DAY},
    {"again_on", TEXT_people_again_on, DAY},
    {"care_meeting.kind", TEXT_NONE, HIDDEN},
    {"with_whom", TEXT_people_talk_whom, WORDS},
    {"owner", TEXT_people_agreement_owner, WORDS, care_agreement_owners},
    {"care_agreement.due_on", TEXT_people_agreement_due, DAY},
    {"care_agreement.done_on", TEXT_people_agreement_done_on, DAY},
    {"dossier_copy.at", TEXT_rights_c_created, INSTANT},
    {"consent.party", TEXT_rights_c_party, WORDS, consent_parties},
    {"party_name", TEXT_staff_name, WORDS},
    {"party_role", TEXT_staff_role, WORDS},
    {"is_primary", TEXT_rights_c_primary, YES},
    {"purpose", TEXT_rights_c_purpose, WORDS},
    {"shares", TEXT_rights_c_shares, WORDS},
    {"how", TEXT_rights_c_how, WORDS, consent_hows},
    {"witness", TEXT_rights_c_witness, WORDS},
    {"text_version", TEXT_rights_c_text, WORDS},
    {"valid_until", TEXT_rights_c_to, DAY},
    {"withdrawn_on", TEXT_rights_c_withdrawn, DAY},
    {"withdrawn_by", TEXT_rights_c_withdrawn_by, WORDS, consent_withdrawers},
    {"consent_ends_on", TEXT_rights_c_consent_ends, DAY},
    {"disclosure_open", TEXT_rights_c_disclosure_open, YES},
    {"adjustments", TEXT_rights_c_adjustments, WORDS},
    {"for_name", TEXT_rights_c_for, WORDS},
    {"made_by", TEXT_rights_c_recorded_by, STAFF},
    {"made_at", TEXT_rights_c_created, INSTANT},
    {"opened_at", TEXT_rights_c_opened, INSTANT},
    {"seen_at", TEXT_rights_c_checked, INSTANT},
    {"scope_id", TEXT_NONE, HIDDEN},
    {"target_id", TEXT_NONE, HIDDEN},
    {"search_token.kind", TEXT_NONE, HIDDEN},
    {"sort_key", TEXT_NONE, HIDDEN},
    {"version", TEXT_NONE, HIDDEN},
    {"staff.hours_week", TEXT_NONE, HIDDEN},
    {"staff.fte", TEXT_NONE, HIDDEN},
    {"given_name", TEXT_client_given_name, WORDS},
    {"name_prefix", TEXT_client_name_prefix, WORDS},
    {"family_name", TEXT_client_family_name, WORDS},
    {"birth_on", TEXT_client_birth_on, DAY},
    {"sex", TEXT_client_sex, WORDS, client_sexes},
    {"phone", TEXT_client_phone, WORDS},
    {"email", TEXT_client_email, WORDS},
    {"postcode", TEXT_client_postcode, WORDS},
    {"municipality", TEXT_client_municipality, WORDS, NULL, "municipalities"},
    {"marital_status", TEXT_client_marital_status, WORDS, client_marital_statuses},
    {"education", TEXT_client_education, WORDS, NULL, "education_levels"},
    {"diagnosis_chapter", TEXT_client_diagnosis, WORDS, NULL, "diagnosis_dsm5_chapters"},
    {"experience_years", TEXT_client_experience, HUNDREDTHS},
    {"worked_share", TEXT_client_worked_share, NUMBER},
    {"created_at", TEXT_rights_c_created, INSTANT},
    {"substantive_on", TEXT_rights_c_substantive, DAY},
    {"recorded_by", TEXT_rights_c_recorded_by, STAFF},
    {"recorded_at", TEXT_rights_c_created, INSTANT},
    {"about", TEXT_rights_about, WORDS},
    {"client_statement.body", TEXT_rights_statement, WORDS},
    {"given_on", TEXT_rights_given_on, DAY},
    {"benefit", TEXT_rights_t_benefit, WORDS, NULL, "benefit_types"},
    {"from_on", TEXT_staff_from, DAY},
    {"to_on", TEXT_rights_c_to, DAY},
    {"target_group", TEXT_trajectory_target_group, WORDS, NULL, "target_groups"},
    {"scheme", TEXT_trajectory_scheme, WORDS, NULL, "schemes"},
    {"referrer", TEXT_referral_referrer, WORDS},
    {"referrer_phone", TEXT_referral_referrer_phone, WORDS},
    {"care_team", TEXT_referral_care_team, WORDS},
    {"care_team_key", TEXT_NONE, HIDDEN},
    {"own_words", TEXT_referral_own_words, WORDS},
    {"outcome", TEXT_referral_outcome, WORDS, referral_states},
    {"referral_outcome.reason", TEXT_rights_reason, WORDS, referral_reasons},
    {"explanation", TEXT_referral_explanation, WORDS},
    {"instead", TEXT_referral_instead, WORDS},
    {"referral_outcome.decided_on", TEXT_referral_decided_on, DAY},
    {"undone_at", TEXT_rights_c_undone, INSTANT},
    {"undone_by", TEXT_rights_c_undone_by, STAFF},
    {"undone_why", TEXT_referral_undo_why, WORDS},
    {"client_link.reason", TEXT_files_reason, WORDS},
    {"linked_by", TEXT_rights_c_recorded_by, STAFF},
    {"linked_at", TEXT_rights_c_created, INSTANT},
    {"discussed_on", TEXT_inclusion_discussed_on, DAY},
    {"members", TEXT_inclusion_members, WORDS},
    {"inclusion.decision", TEXT_inclusion_decision, WORDS, inclusion_decisions},
    {"inclusion_id", TEXT_NONE, HIDDEN},
    {"criterion_id", TEXT_NONE, HIDDEN},
    {"answer", TEXT_rights_c_answer, WORDS, inclusion_answers},
    {"support", TEXT_closing_support, WORDS, closing_supports},
    {"support_who", TEXT_closing_support_who, WORDS},
    {"aftercare", TEXT_closing_aftercare, WORDS},
    {"aftercare_until", TEXT_closing_aftercare_until, DAY},
    {"gain_growth", TEXT_closing_gain_growth, YES},
    {"gain_confidence", TEXT_closing_gain_confidence, YES},
    {"gain_distance", TEXT_closing_gain_distance, YES},
    {"gain_network", TEXT_closing_gain_network, YES},
    {"gain_fit", TEXT_closing_gain_fit, YES},
    {"gain_rhythm", TEXT_closing_gain_rhythm, YES},
    {"gain_citizen", TEXT_closing_gain_citizen, YES},
    {"gain_words", TEXT_closing_gain_words, WORDS},
    {"asked", TEXT_closing_asked, WORDS, closing_askeds},
    {"satisfied_support", TEXT_closing_satisfied_support, NUMBER},
    {"satisfied_result", TEXT_closing_satisfied_result, NUMBER},
    {"recommend", TEXT_closing_recommend, WORDS, closing_recommends},
    {"better", TEXT_closing_better, WORDS},
    {"without_ips", TEXT_closing_without, WORDS, closing_withouts},
    {"without_words", TEXT_closing_without_words, WORDS},
    {"reopened_on", TEXT_closing_reopened_on, DAY},
    {"reopened_by", TEXT_rights_c_reopened_by, STAFF},
    {"reopened_why", TEXT_closing_reopened_why, WORDS},
    {"financier", TEXT_trajectory_financier, WORDS, trajectory_financiers},
    {"referred_on", TEXT_trajectory_referred_on, DAY},
    {"referred_by", TEXT_trajectory_referred_by, WORDS, trajectory_referrers},
    {"work_goal", TEXT_trajectory_work_goal, WORDS},
    {"first_talk_on", TEXT_trajectory_first_talk_on, DAY},
    {"started_on", TEXT_trajectory_started_on, DAY},
    {"ends_on", TEXT_trajectory_ends_on, DAY},
    {"funding", TEXT_trajectory_funding, WORDS, trajectory_fundings},
    {"closed_on", TEXT_trajectory_closed_on, DAY},
    {"close_reason", TEXT_trajectory_close_reason, WORDS, trajectory_close_reasons},
    {"destination", TEXT_trajectory_destination, WORDS},
    {"staff_id", TEXT_rights_c_staff, STAFF},
    {"phase", TEXT_rights_c_phase, WORDS, trajectory_phases},
    {"last_contact_on", TEXT_rights_c_last_contact, DAY},
    {"first_employer_on", TEXT_rights_c_first_employer, DAY},
    {"last_employer_on", TEXT_rights_c_last_employer, DAY},
    {"employer", TEXT_contact_employer, WORDS},
    {"working_since", TEXT_rights_c_working, DAY},
    {"placement_ends_on", TEXT_placement_ends_on, DAY},
    {"unpaid", TEXT_rights_c_unpaid, YES},
    {"seeks", TEXT_rights_c_seeks, YES},
    {"next_step", TEXT_contact_next_step, WORDS},
    {"next_step_on", TEXT_contact_next_step_on, DAY},
    {"restricted", TEXT_rights_restricted, YES},
    {"rule", TEXT_rights_c_rule, WORDS},
    {"until_on", TEXT_rights_c_to, DAY},
    {"reason", TEXT_rights_reason, WORDS},
    {"wish", TEXT_rights_wish, WORDS},
    {"employer_id", TEXT_contact_employer, EMPLOYER},
    {"placement.kind", TEXT_placement_kind, WORDS, placement_kinds},
    {"contract_type", TEXT_placement_contract_type, WORDS, placement_contract_types},
    {"permanent", TEXT_placement_permanent, YES},
    {"placement.started_on", TEXT_placement_started_on, DAY},
    {"placement.ends_on", TEXT_placement_ends_on, DAY},
    {"ended_on", TEXT_placement_ended_on, DAY},
    {"end_reason", TEXT_placement_end_reason, WORDS, placement_end_reasons},
    {"lesson", TEXT_placement_lesson, WORDS},
    {"hours_week", TEXT_placement_hours_week, HUNDREDTHS},
    {"wage_month", TEXT_placement_wage, CENTS},
    {"job_title", TEXT_placement_job_title, WORDS},
    {"job_level", TEXT_placement_job_level, WORDS, placement_job_levels},
    {"sector", TEXT_placement_sector, WORDS, NULL, "sbi2008_sections"},
    {"subsidy", TEXT_placement_subsidy, WORDS, placement_subsidies},
    {"wage_value", TEXT_placement_wage_value, NUMBER},
    {"target_register", TEXT_placement_register, WORDS, placement_registers},
    {"job_coach", TEXT_placement_job_coach, WORDS, placement_job_coaches},
    {"no_risk", TEXT_placement_no_risk, WORDS, placement_no_risks},
    {"mentor", TEXT_placement_mentor, WORDS},
    {"disclosure", TEXT_placement_disclosure, WORDS, placement_disclosures},
    {"found_by", TEXT_placement_found_by, WORDS, placement_found_bys},
    {"promise", TEXT_placement_promise, WORDS},
    {"promise_by", TEXT_placement_promise_by, WORDS},
    {"stage", TEXT_lead_stage, WORDS, lead_stages},
    {"stage_on", TEXT_lead_stage_on, DAY},
    {"lead.reason", TEXT_rights_reason, WORDS, lead_drop_reasons},
    {"lead_stage.reason", TEXT_rights_reason, WORDS, lead_drop_reasons},
    {"source", TEXT_lead_source, WORDS, lead_sources},
    {"lead.disclosure", TEXT_lead_disclosure, WORDS, lead_disclosures},
    {"fits", TEXT_lead_fits, WORDS, lead_fits},
    {"why_on", TEXT_lead_why_on, WORDS},
    {"next_on", TEXT_lead_next_on, DAY},
    {"lead.note", TEXT_lead_note, WORDS},
    {"client_visit.note", TEXT_lead_visit_note, WORDS},
    {"note", TEXT_contact_note, WORDS},
    {"planned", TEXT_rights_c_planned, HUNDREDTHS},
    {"actual", TEXT_rights_c_actual, HUNDREDTHS},
    {"day", TEXT_contact_day, DAY},
    {"minutes", TEXT_contact_minutes, NUMBER},
    {"travel_minutes", TEXT_contact_travel, NUMBER},
    {"activity", TEXT_contact_activity, WORDS, contact_activities},
    {"mode", TEXT_contact_mode, WORDS, contact_modes},
    {"place", TEXT_contact_place, WORDS, contact_places},
    {"party", TEXT_contact_party, WORDS, contact_parties},
    {"initiative", TEXT_contact_initiative, WORDS, contact_initiatives},
    {"reached", TEXT_rights_c_reached, YES},
    {"coaching", TEXT_contact_coaching, YES},
    {"client_there", TEXT_people_talk_client, YES},
    {"urgent", TEXT_contact_urgent, YES},
    {"answer_minutes", TEXT_contact_answer, NUMBER},
    {"met_employer", TEXT_rights_c_met, YES},
    {"touch", TEXT_rights_c_touch, NUMBER},
    {"appointment.kind", TEXT_appointment_kind, WORDS, appointment_kinds},
    {"minute", TEXT_rights_c_minute, NUMBER},
    {"colleague_id", TEXT_rights_c_colleague, STAFF},
    {"address", TEXT_appointment_address, WORDS},
    {"subject", TEXT_appointment_subject, WORDS},
    {"remind", TEXT_rights_c_remind, NUMBER},
    {"series_id", TEXT_NONE, HIDDEN},
    {"off_reason", TEXT_appointment_off_reason, WORDS, appointment_off_reasons},
    {"off_note", TEXT_appointment_off_note, WORDS},
    {"changed_at", TEXT_rights_c_changed, INSTANT},
    {"was_from", TEXT_rights_c_was_from, DAY},
    {"team_meeting_item.place", TEXT_NONE, HIDDEN},
    {"why", TEXT_rights_c_why, WORDS},
    {"why_days", TEXT_rights_c_why_days, NUMBER},
    {"discussed", TEXT_rights_c_discussed, YES},
    {"team_meeting_item.decision", TEXT_rights_decision, WORDS},
    {"owner_id", TEXT_rights_c_owner, STAFF},
    {"done_at", TEXT_rights_c_done_at, INSTANT},
    {"document.kind", TEXT_document_kind, WORDS, document_kinds},
    {"reader", TEXT_document_reader, WORDS, document_readers},
    {"reader_name", TEXT_staff_name, WORDS},
    {"attachment.kind", TEXT_attachment_kind, WORDS, attachment_kinds},
    {"file_name", TEXT_attachment_file, WORDS},
    {"type", TEXT_rights_c_type, WORDS},
    {"bytes", TEXT_rights_c_bytes, NUMBER},
    {"rights_request.kind", TEXT_rights_kind, WORDS, rights_kinds},
    {"asked_on", TEXT_rights_asked_on, DAY},
    {"due_on", TEXT_rights_due, DAY},
    {"extended_why", TEXT_rights_extended_why, WORDS},
    {"decision", TEXT_rights_decision, WORDS, rights_decisions},
    {"decided_on", TEXT_rights_c_decided, DAY},
    {"decided_by", TEXT_rights_c_decided_by, STAFF},
    {"done_on", TEXT_rights_c_done, DAY},
    {"done_by", TEXT_rights_c_done_by, STAFF},
    {"client_flag.kind", TEXT_rights_kind, WORDS, rights_flag_kinds},
    {"from_at", TEXT_staff_from, INSTANT},
    {"until_at", TEXT_rights_c_to, INSTANT},
    {"set_by", TEXT_rights_c_recorded_by, STAFF},
    {"ended_at", TEXT_rights_c_ended, INSTANT},
    {"ended_by", TEXT_rights_c_ended_by, STAFF},
    {"class", TEXT_rights_class, WORDS, NULL, "retention"},
    {"listed_on", TEXT_rights_c_listed, DAY},
    {"checked_by", TEXT_rights_c_checked_by, STAFF},
    {"checked_at", TEXT_rights_c_checked, INSTANT},
    {"later_on", TEXT_rights_c_to, DAY},
    {"later_why", TEXT_rights_reason, WORDS},
    {"access_grant.kind", TEXT_rights_c_grant, WORDS},
    {"given_by", TEXT_rights_c_given_by, STAFF},
    {"words", TEXT_rights_c_words, WORDS},
    {"expectations", TEXT_placement_expectations, WORDS},
    {"responsible", TEXT_placement_responsible, WORDS},
    {"begins_on", TEXT_placement_started_on, DAY},
    {"rhythm_days", TEXT_follow_rhythm_days, NUMBER},
    {"one_time_link.purpose", TEXT_NONE, HIDDEN},
    {"agreement_id", TEXT_NONE, HIDDEN},
    {"placement_terms.why", TEXT_placement_terms_why, WORDS},
    {"follow_change.what", TEXT_follow_change_what, WORDS},
    {"agreement_line.answer", TEXT_agreement_choose_yes, WORDS},
    {"agreement_line.part", TEXT_agreement, WORDS, agreement_parts},
    {"agreement_line.place", TEXT_NONE, HIDDEN},
    {"agreement_line.words", TEXT_agreement, WORDS},
    {"then_words", TEXT_agreement_then, WORDS},
    {"answer_words", TEXT_agreement_why, WORDS},
    {"answered_on", TEXT_contact_day, DAY},
    {"together_by", TEXT_agreement_tick, STAFF},
    {"days", TEXT_follow_rhythm_days, NUMBER},
    {"follow_rhythm.words", TEXT_follow_rhythm_words, WORDS},
    {"follow_own.words", TEXT_follow_own_words, WORDS},
    {"helps", TEXT_follow_own_helps, WORDS},
    {"noticed_on", TEXT_follow_noticed_on, DAY},
    {"signs", TEXT_follow_signs, WORDS},
    {"follow_signal.words", TEXT_follow_words, WORDS},
    {"reporter", TEXT_follow_reporter, WORDS, follow_reporters},
    {"reporter_name", TEXT_follow_reporter_name, WORDS},
    {"link_id", TEXT_NONE, HIDDEN},
    {"done_words", TEXT_follow_done, WORDS},
    {"on_day", TEXT_follow_change_day, DAY},
    {"before_words", TEXT_follow_talk_before, WORDS},
    {"before_on", TEXT_contact_day, DAY},
    {"after_words", TEXT_follow_talk_after, WORDS},
    {"after_on", TEXT_contact_day, DAY},
    {"score", TEXT_follow_score, NUMBER},
    {"follow_balance.words", TEXT_follow_score_words, WORDS},
    {"line_id", TEXT_NONE, HIDDEN},
    {"access_signal.kind", TEXT_rights_kind, WORDS},
    {"lines", TEXT_rights_c_lines, NUMBER},
    {"judgement", TEXT_rights_c_judgement, WORDS},
    {"remark", TEXT_rights_c_remark, WORDS},
    {"judged_at", TEXT_rights_c_checked, INSTANT},
    {"judged_by", TEXT_rights_c_checked_by, STAFF},
    {"token", TEXT_rights_c_token, WORDS},
    {"staff.name", TEXT_staff_name, WORDS},
    {"login", TEXT_staff_login, WORDS},
    {"language", TEXT_staff_language, WORDS},
    {"active", TEXT_rights_c_active, YES},
};

static const struct column *column_of(const char *table, const char *name)
{
    size_t n = strlen(table);

    for (int exact = 1; exact >= 0; exact--)
        for (size_t i = 0; i < COUNT(columns); i++) {
            const char *known = columns[i].name;
            bool of_table = !strncmp(known, table, n) && known[n] == '.';

            if (exact ? of_table && !strcmp(known + n + 1, name) : !strcmp(known, name))
                return &columns[i];
        }
    return NULL;
}

bool rights_column_known(const char *table, const char *name)
{
    return column_of(table, name) != NULL;
}

bool rights_column_in_words(const char *table, const char *name)
{
    const struct column *c = column_of(table, name);

    return c && c->meaning == WORDS && !c->codes && !c->list;
}

/* ---- names of columns ------------------------------------------------------------------------ */

enum { COLUMNS_MOST = 48 };

struct names {
    const char *at[COLUMNS_MOST];
    size_t n;
};

static struct names names_of(struct arena *a, const char *list)
{
    struct names names = {.n = 0};

    while (*list) {
        size_t n = strcspn(list, ",");

        if (names.n == COLUMNS_MOST)
            BUG("more than %d columns", COLUMNS_MOST);
        names.at[names.n++] = arena_strn(a, list, n);
        list += n;
        list += strspn(list, ", ");
    }
    return names;
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static bool is_id(const char *name)
{
    size_t n = strlen(name);

    return !strcmp(name, "id") || (n > 3 && !strcmp(name + n - 3, "_id")) ||
           (n > 3 && !strcmp(name + n - 3, "_by"));
}

/* Numbers as they stand, ids as text; everything comes as text from the database. */
static void json_value(struct json *j, const char *table, const char *name, const char *value)
{
    const struct column *c = column_of(table, name);
    bool number = c && (c->meaning == INSTANT || c->meaning == YES || c->meaning == NUMBER ||
                        c->meaning == HUNDREDTHS || c->meaning == CENTS);

    if (!is_id(name) && number && *value)
        json_int(j, strtoll(value, NULL, 10));
    else
        json_str(j, value);
}

static void json_log(struct json *j, const struct access_own_list *log)
{
    json_key(j, "access_log");
    json_array_open(j);
    for (size_t i = 0; i < log->n; i++) {
        const struct access_own *o = &log->at[i];
        char day[DAY_TEXT];

        json_object_open(j);
        json_key(j, "day"), json_str(j, day_iso(o->day, day));
        json_key(j, "who"), json_str(j, o->staff);
        json_key(j, "role"), json_str(j, o->role);
        json_key(j, "organisation"), json_str(j, o->organisation);
        json_key(j, "did"), json_str(j, o->action);
        json_key(j, "what"), json_str(j, o->data);
        json_key(j, "under_rule"), json_str(j, o->rule);
        json_key(j, "emergency"), json_bool(j, o->emergency);
        json_key(j, "times"), json_int(j, o->times);
        json_object_close(j);
    }
    json_array_close(j);
}

void rights_json(struct db *db, int64_t client_id, int64_t now, const struct access_own_list *log,
                 struct buf *out)
{
    struct arena *a = arena_new();
    struct json j;

    json_begin(&j, out);
    json_object_open(&j);
    json_key(&j, "format"), json_str(&j, "spil.all_my_data.1");
    json_key(&j, "made_at"), json_int(&j, now);
    for (size_t i = 0; i < COUNT(holdings); i++) {
        struct names names = names_of(a, holdings[i].columns);
        struct db_rows q = rights_holding_rows(db, i, client_id);

        json_key(&j, holdings[i].table);
        json_array_open(&j);
        while (db_next(&q)) {
            json_object_open(&j);
            for (size_t k = 0; k < names.n; k++) {
                json_key(&j, names.at[k]);
                if (db_null(&q, (int)k))
                    json_none(&j);
                else
                    json_value(&j, holdings[i].table, names.at[k], db_text(&q, (int)k));
            }
            json_object_close(&j);
        }
        json_array_close(&j);
    }
    json_log(&j, log);
    json_object_close(&j);
    json_end(&j);
    arena_free(a);
}

/* From before the first version on: all that is kept. */
static struct access_own_list own_log(struct req *r)
{
    return access_own_log(r, r->client_id, day_from_ymd(2020, 1, 1), r->today, LOG_MOST);
}

void rights_all_json(struct req *r)
{
    req_type(r, "application/json", "alles.json");
    struct access_own_list log = own_log(r);

    rights_json(r->db, r->client_id, r->now, &log, r->out);
}

/* ---- the page -------------------------------------------------------------------------------- */

/* The same names come again and again: of staff, and of employers. */
struct last_name {
    int64_t id;
    const char *name;
};

static const char *staff_name(struct req *r, struct last_name *last, int64_t id)
{
    if (last->id != id)
        *last = (struct last_name){id, db_one_text(r->db, r->arena,
                                                   SQL("select name from staff where id = $1"),
                                                   ARGS(I(id)), "")};
    return last->name;
}

static const char *employer_name(struct req *r, struct last_name *last, int64_t id)
{
    if (last->id != id)
        *last = (struct last_name){id, db_one_text(r->db, r->arena,
                                                   SQL("select name from employer where id = $1"),
                                                   ARGS(I(id)), "")};
    return last->name;
}

static const char *instant_words(struct req *r, int64_t ms)
{
    struct local at = local_from_ms(ms);

    return arena_fmt(r->arena, "%s %02d:%02d", page_day(r, at.day), at.minute / 60, at.minute % 60);
}

/* A text as a text; a number by what it means. */
static const char *number_words(struct req *r, const struct column *c, int64_t value,
                                struct last_name last[2])
{
    switch (c->meaning) {
    case INSTANT:
        return instant_words(r, value);
    case YES:
        return value ? T(yes) : T(no);
    case HUNDREDTHS:
        return page_hundredths(r, value);
    case CENTS:
        return page_money(r, value);
    case STAFF:
        return staff_name(r, &last[0], value);
    case EMPLOYER:
        return employer_name(r, &last[1], value);
    case CARE_TEAM:
        return care_team_name(r->db, r->arena, value);
    case NUMBER:
    case WORDS:
    case DAY:
    case HIDDEN:
    default:
        return arena_fmt(r->arena, "%" PRId64, value);
    }
}

static const char *value_words(struct req *r, const struct column *c, const struct db_rows *q,
                               int at, struct last_name last[2])
{
    if (c->meaning != WORDS && c->meaning != DAY)
        return number_words(r, c, db_int(q, at), last);
    const char *value = db_text(q, at);
    if (c->meaning == DAY)
        return page_day(r, day_from_iso(value));
    if (c->codes && *value)
        return code_text(r->lang, c->codes, value);
    return c->list ? codes_label(c->list, r->lang, value) : arena_str(r->arena, value);
}

static void show_value(struct req *r, const char *table, const char *name, const struct db_rows *q,
                       int at, struct last_name last[2])
{
    const struct column *c = column_of(table, name);

    if (db_null(q, at) || (c && c->meaning == HIDDEN))
        return;
    const char *words = c ? value_words(r, c, q, at, last) : db_text(q, at);
    if (!*words)
        return;
    html(r->out, "<dt>%s</dt><dd>", c ? text(r->lang, c->label) : name);
    html_lines(r->out, words);
    html(r->out, "</dd>");
}

/* One table: a list of rows, or nothing when there are none. Returns how many. */
static size_t show_holding(struct req *r, size_t i)
{
    struct names names = names_of(r->arena, holdings[i].columns);
    struct db_rows q = rights_holding_rows(r->db, i, r->client_id);
    struct last_name last[2] = {{0, ""}, {0, ""}};
    size_t rows = 0;

    while (db_next(&q)) {
        if (rows++ == 0)
            html(r->out, "<section class=\"card all-data\"><h2>%s</h2>",
                 text(r->lang, holdings[i].title));
        html(r->out, "<dl>");
        for (size_t k = 0; k < names.n; k++)
            show_value(r, holdings[i].table, names.at[k], &q, (int)k, last);
        html(r->out, "</dl>");
    }
    if (rows)
        html(r->out, "</section>");
    return rows;
}

/* The technical tables have no title: they are in the JSON. */
static void show_all(struct req *r)
{
    struct buf none;

    buf_init(&none, 8192);
    for (size_t i = 0; i < COUNT(holdings); i++) {
        if (holdings[i].title == TEXT_NONE || show_holding(r, i))
            continue;
        buf_fmt(&none, "%s%s", none.len ? ", " : "", text(r->lang, holdings[i].title));
    }
    if (none.len)
        html(r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p></section>", T(rights_all_none),
             none.at);
    buf_free(&none);
}

void rights_all_page(struct req *r)
{
    bool mine = r->route->scope == SCOPE_MINE;

    if (mine)
        page_begin(r, T(rights_all_mine));
    else
        client_page_begin(r, T(rights_all), NULL);
    html(r->out, "<p class=\"lead\">%s</p>",
         text_fill(r->arena, r->lang, mine ? TEXT_rights_all_lead_mine : TEXT_rights_all_lead,
                   page_day(r, r->today), NULL, NULL, NULL));
    html(r->out, "<p class=\"buttons\"><a class=\"button quiet\" href=\"");
    if (mine)
        html(r->out, "/mijn/alles.json");
    else
        html(r->out, "/deelnemers/%" PRId64 "/alles.json", r->client_id);
    html(r->out, "\" download>%s</a></p>", T(rights_all_json));
    show_all(r);
    struct access_own_list log = own_log(r);
    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(rights_log));
    access_show_own(r, &log);
    html(r->out, "</section>");
    page_end(r);
}
