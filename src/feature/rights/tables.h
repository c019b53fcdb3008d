/* tables.h: every table that holds something about a client: its title in the export, which rows
 * ($1 is the client), their order, and the columns that are shown. HOLDS: erased by deleting these
 * rows, the last of this list first. KEEPS: rights_erase.c empties it by hand. test/unit/t_rights.c
 * holds this list against the schema, table by table and column by column. Included several times.
 */
#define MY_TRAJECTORIES "(select id from trajectory where client_id = $1)"
#define MY_PLACEMENTS   "(select id from placement where trajectory_id in " MY_TRAJECTORIES ")"
#define MY_ACCOUNT      "(select staff_id from staff_role where client_id = $1)"
#define MY_CONTACTS                                                                                \
    "(select contact_id from contact_client where trajectory_id in " MY_TRAJECTORIES ")"

HOLDS(client, TEXT_rights_t_client, "id = $1", "id",
      "id, organisation_id, given_name, name_prefix, family_name, sort_key, birth_on, sex, phone,"
      " email, postcode, municipality, marital_status, education, diagnosis_chapter,"
      " experience_years, worked_share, created_at, substantive_on, version")
HOLDS(client_bsn, TEXT_rights_bsn, "client_id = $1", "client_id",
      "client_id, recorded_by, recorded_at")
HOLDS(client_statement, TEXT_rights_statements, "client_id = $1", "given_on, id",
      "id, client_id, about, body, given_on, recorded_by, recorded_at")
HOLDS(client_benefit, TEXT_rights_t_benefit, "client_id = $1", "from_on, id",
      "id, client_id, benefit, from_on, to_on")
HOLDS(trajectory, TEXT_trajectory, "client_id = $1", "referred_on, id",
      "id, organisation_id, programme_id, team_id, client_id, target_group, scheme, financier,"
      " referred_on, referred_by, work_goal, first_talk_on, started_on, ends_on, funding,"
      " closed_on, close_reason, destination, version")
HOLDS(assignment, TEXT_rights_t_assignment, "trajectory_id in " MY_TRAJECTORIES, "from_on, id",
      "id, trajectory_id, staff_id, from_on, to_on")
HOLDS(due, TEXT_rights_t_due, "trajectory_id in " MY_TRAJECTORIES, "day, rule, ref_id",
      "trajectory_id, rule, ref_id, day, words")
HOLDS(referral, TEXT_referral_title, "trajectory_id in " MY_TRAJECTORIES, "trajectory_id",
      "trajectory_id, referrer, referrer_phone, care_team, care_team_key, own_words, version")
HOLDS(referral_outcome, TEXT_referral_outcome, "trajectory_id in " MY_TRAJECTORIES, "id",
      "id, trajectory_id, outcome, reason, explanation, instead, decided_on, recorded_by,"
      " recorded_at, undone_at, undone_by, undone_why")
HOLDS(client_link, TEXT_files_title, "client_id = $1 or other_id = $1", "id",
      "id, reason, linked_by, linked_at, ended_at, ended_by")
HOLDS(inclusion, TEXT_committee_title, "trajectory_id in " MY_TRAJECTORIES, "id",
      "id, trajectory_id, discussed_on, members, decision, reason, recorded_by, recorded_at")
HOLDS(inclusion_answer, TEXT_inclusion_criteria,
      "inclusion_id in (select id from inclusion where trajectory_id in " MY_TRAJECTORIES ")",
      "inclusion_id, criterion_id", "inclusion_id, criterion_id, answer")
HOLDS(closing, TEXT_closing_block, "trajectory_id in " MY_TRAJECTORIES, "id",
      "id, trajectory_id, closed_on, close_reason, destination, support, support_who, aftercare,"
      " aftercare_until, gain_growth, gain_confidence, gain_distance, gain_network, gain_fit,"
      " gain_rhythm, gain_citizen, gain_words, asked, satisfied_support, satisfied_result,"
      " recommend, better, without_ips, without_words, recorded_by, recorded_at, reopened_on,"
      " reopened_by, reopened_why")
HOLDS(attention_later, TEXT_rights_t_later, "trajectory_id in " MY_TRAJECTORIES, "created_at, id",
      "id, trajectory_id, rule, until_on, reason, staff_id, created_at")
HOLDS(placement, TEXT_rights_t_placement, "trajectory_id in " MY_TRAJECTORIES, "started_on, id",
      "id, organisation_id, trajectory_id, employer_id, establishment_id, kind, contract_type,"
      " permanent, started_on, ends_on, ended_on, end_reason, lesson, hours_week, wage_month,"
      " job_title, job_level, sector, subsidy, wage_value, target_register, job_coach, no_risk,"
      " mentor, disclosure, found_by, promise, promise_by, note, adjustments, expectations, "
      "responsible,"
      " created_at, version")
HOLDS(
    lead, TEXT_lead_title, "trajectory_id in " MY_TRAJECTORIES, "created_at, id",
    "id, trajectory_id, employer_id, job_title, stage, stage_on, reason, source, disclosure, fits,"
    " why_on, note, next_step, next_on, placement_id, created_at, version")
HOLDS(lead_stage, TEXT_lead_steps,
      "lead_id in (select id from lead where trajectory_id in " MY_TRAJECTORIES ")", "lead_id, id",
      "id, lead_id, stage, from_on, reason, staff_id, created_at")
HOLDS(client_visit, TEXT_lead_visit_new, "trajectory_id in " MY_TRAJECTORIES, "day, id",
      "id, trajectory_id, employer_id, day, mode, note, recorded_by, recorded_at")
HOLDS(consent, TEXT_rights_t_consent, "client_id = $1", "first_id, number",
      "id, client_id, first_id, number, event, party, party_name, party_role, staff_id,"
      " placement_id, is_primary, purpose, shares, how, witness, given_on, text_version,"
      " valid_until, withdrawn_on, withdrawn_by, recorded_by, recorded_at")
HOLDS(one_time_link, TEXT_rights_t_link, "client_id = $1", "made_at, id",
      "id, client_id, consent_id, placement_id, for_name, made_by, made_at, until_at, opened_at,"
      " ended_at, ended_by, purpose")
HOLDS(client_care_team, TEXT_people_team, "client_id = $1", "from_on, id",
      "id, client_id, care_team_id, from_on, to_on, version")
HOLDS(client_person, TEXT_people_mine, "client_id = $1", "from_on, id",
      "id, client_id, kind, name, works_at, phone, email, part, how, is_primary, from_on, to_on,"
      " treatment_ends_on, successor, created_at, version")
HOLDS(party_wish, TEXT_people_wishes_title, "client_id = $1", "said_on, id",
      "id, client_id, party, wish, words, said_on, again_on, recorded_by, recorded_at")
HOLDS(care_meeting, TEXT_rights_t_talk, "client_id = $1", "day, id",
      "id, programme_id, kind, care_team_id, client_id, with_whom, day, recorded_by, recorded_at")
HOLDS(care_meeting_staff, TEXT_NONE,
      "meeting_id in (select id from care_meeting where client_id = $1)", "meeting_id, staff_id",
      "meeting_id, staff_id, attended, before_referral, contact_id")
HOLDS(care_agreement, TEXT_people_meetings_title, "trajectory_id in " MY_TRAJECTORIES, "day, id",
      "id, meeting_id, trajectory_id, staff_id, day, words, owner, due_on, done_on, version")
HOLDS(dossier_copy, TEXT_dossier_before, "trajectory_id in " MY_TRAJECTORIES, "at, id",
      "id, trajectory_id, staff_id, at")
HOLDS(dossier_note, TEXT_NONE, "trajectory_id in " MY_TRAJECTORIES, "contact_id",
      "trajectory_id, contact_id, handover_id, version")
HOLDS(placement_hours, TEXT_rights_t_hours, "placement_id in " MY_PLACEMENTS,
      "placement_id, from_on", "id, placement_id, from_on, planned, actual")
HOLDS(placement_terms, TEXT_placement_history, "placement_id in " MY_PLACEMENTS,
      "placement_id, from_on",
      "id, placement_id, from_on, hours_week, wage_month, permanent, ends_on, why, recorded_by,"
      " recorded_at")
HOLDS(agreement, TEXT_agreement, "placement_id in " MY_PLACEMENTS, "id",
      "id, placement_id, made_by, made_at, changed_at, version")
HOLDS(agreement_line, TEXT_agreement,
      "agreement_id in (select id from agreement where placement_id in " MY_PLACEMENTS ")",
      "agreement_id, part, place, id",
      "id, agreement_id, part, place, words, then_words, answer, answer_words, answered_on,"
      " together_by")
HOLDS(follow_rhythm, TEXT_follow_rhythm, "trajectory_id in " MY_TRAJECTORIES, "id",
      "id, trajectory_id, days, words, from_on, ended_on, recorded_by, recorded_at")
HOLDS(follow_own, TEXT_follow_own_title, "trajectory_id in " MY_TRAJECTORIES, "id",
      "id, trajectory_id, words, helps, recorded_by, recorded_at, ended_on")
HOLDS(follow_signal, TEXT_follow_signals_title, "trajectory_id in " MY_TRAJECTORIES,
      "noticed_on, id",
      "id, trajectory_id, noticed_on, signs, words, reporter, reporter_name, link_id, recorded_by,"
      " recorded_at, done_words, done_on, done_by")
HOLDS(follow_change, TEXT_follow_change, "trajectory_id in " MY_TRAJECTORIES, "on_day, id",
      "id, trajectory_id, what, on_day, before_words, before_on, after_words, after_on,"
      " recorded_by, recorded_at")
HOLDS(follow_balance, TEXT_follow_balance, "trajectory_id in " MY_TRAJECTORIES, "day, id",
      "id, trajectory_id, day, score, words, reporter, recorded_by, recorded_at")
KEEPS(contact, TEXT_rights_t_contact, "id in " MY_CONTACTS, "day, id",
      "id, programme_id, staff_id, day, minutes, travel_minutes, activity, mode, place, party,"
      " initiative, reached, coaching, urgent, answer_minutes, employer_id, note, next_step,"
      " next_step_on, created_at, version, client_there")
HOLDS(contact_client, TEXT_rights_t_share, "trajectory_id in " MY_TRAJECTORIES, "day, contact_id",
      "contact_id, trajectory_id, day, minutes, met_employer, touch, staff_id")
HOLDS(profile, TEXT_rights_t_profile, "client_id = $1", "revision",
      "id, client_id, revision, recorded_on, recorded_by, recorded_at")
HOLDS(profile_answer, TEXT_rights_t_profile_answer, "client_id = $1", "question, id",
      "id, profile_id, client_id, question, seen, body")
HOLDS(work_history, TEXT_profile_work, "client_id = $1", "id",
      "id, client_id, placement_id, job_title, employer, from_year, to_year, tasks, went_well,"
      " stopped, on_cv, created_at, version")
HOLDS(enrolment, TEXT_enrolments, "client_id = $1", "id",
      "id, client_id, school, course, goal, started_on, ends_on, ended_on, result, hours_week,"
      " on_cv, created_at, version")
HOLDS(worksheet, TEXT_worksheet, "client_id = $1", "talked_on, id",
      "id, client_id, trajectory_id, placement_id, target_group, talked_on, decision, review_on,"
      " recorded_by, recorded_at, version")
HOLDS(worksheet_answer, TEXT_rights_t_worksheet_answer,
      "worksheet_id in (select id from worksheet where client_id = $1)", "worksheet_id, question",
      "worksheet_id, question, body")
HOLDS(income_moment, TEXT_income_moments, "placement_id in " MY_PLACEMENTS, "placement_id, number",
      "placement_id, number, from_on, hours_week, wage_month, reason, reason_by, reason_on")
HOLDS(income_advice, TEXT_income_advice, "client_id = $1", "advised_on, id",
      "id, client_id, trajectory_id, placement_id, advised_on, adviser_kind, adviser, summary,"
      " open_questions, recorded_by, recorded_at, version")
HOLDS(income_card, TEXT_income_card, "client_id = $1", "id",
      "id, client_id, placement_id, recorded_by, recorded_at, version")
HOLDS(income_card_answer, TEXT_rights_t_card_answer,
      "card_id in (select id from income_card where client_id = $1)", "card_id, question",
      "card_id, question, body")
HOLDS(appointment, TEXT_rights_t_appointment, "trajectory_id in " MY_TRAJECTORIES, "day, id",
      "id, programme_id, staff_id, day, minute, minutes, kind, party, mode, place, trajectory_id,"
      " employer_id, colleague_id, address, subject, remind, series_id, contact_id, off_reason,"
      " off_note, created_at, changed_at, version")
HOLDS(handover_client, TEXT_rights_t_handover, "trajectory_id in " MY_TRAJECTORIES, "handover_id",
      "handover_id, trajectory_id, was_from")
HOLDS(team_meeting_item, TEXT_rights_t_meeting, "trajectory_id in " MY_TRAJECTORIES, "id",
      "id, meeting_id, trajectory_id, place, why, why_days, discussed, decision, owner_id, due_on,"
      " done_at, done_by")
HOLDS(attachment, TEXT_attachment, "client_id = $1", "id",
      "id, client_id, kind, file_name, type, bytes, staff_id, created_at")
HOLDS(attachment_chunk, TEXT_NONE,
      "attachment_id in (select id from attachment where client_id = $1)", "attachment_id, part",
      "attachment_id, part")
HOLDS(rights_request, TEXT_rights_requests, "client_id = $1", "asked_on, id",
      "id, client_id, kind, asked_on, wish, due_on, extended_why, decision, decided_on, decided_by,"
      " reason, done_on, done_by, recorded_by, recorded_at, version")
HOLDS(client_flag, TEXT_rights_t_flag, "client_id = $1", "from_at, id",
      "id, client_id, kind, reason, from_at, set_by, ended_at, ended_by")
HOLDS(destruction, TEXT_rights_t_destruction, "client_id = $1", "client_id",
      "client_id, class, due_on, listed_on, checked_by, checked_at, later_on, later_why")
HOLDS(access_grant, TEXT_rights_t_grant, "client_id = $1", "from_at, id",
      "id, client_id, staff_id, kind, reason, from_at, until_at, ended_at, consent_id, given_by,"
      " created_at, shares, review_id")
HOLDS(emergency_seen, TEXT_NONE, "grant_id in (select id from access_grant where client_id = $1)",
      "grant_id", "grant_id, staff_id, seen_at")
HOLDS(trajectory_fact, TEXT_rights_t_fact, "client_id = $1", "trajectory_id",
      "trajectory_id, client_id, programme_id, team_id, staff_id, phase, sort_key, given_name,"
      " name_prefix, family_name, target_group, started_on, last_contact_on, first_employer_on,"
      " last_employer_on, placement_id, employer, working_since, placement_ends_on, unpaid,"
      " next_step, next_step_on, ends_on, restricted, consent_ends_on, disclosure_open,"
      " emergency_id, begins_on, rhythm_days, seeks")
HOLDS(access_text, TEXT_rights_t_words, "id in (select id from access_line where client_id = $1)",
      "id", "id, words")
KEEPS(access_signal, TEXT_rights_t_signal, "client_id = $1", "line_id",
      "id, kind, line_id, staff_id, client_id, day, lines, judgement, remark, judged_at, judged_by,"
      " version")
HOLDS(document, TEXT_documents, "client_id = $1", "id",
      "id, client_id, trajectory_id, kind, reader, reader_name, consent_id, from_on, to_on,"
      " staff_id, made_at")
HOLDS(import_item, TEXT_rights_t_import, "client_id = $1", "import_id, number",
      "import_id, number, line, what, target_id, client_id, version, before")
HOLDS(import_key, TEXT_rights_t_import_key, "client_id = $1", "programme_id, number",
      "programme_id, number, client_id")
HOLDS(payroll_person, TEXT_payroll_t_person, "client_id = $1", "request_id",
      "pseudonym, request_id, client_id")
HOLDS(payroll_line, TEXT_payroll_t_line, "client_id = $1", "import_id, line",
      "import_id, line, client_id, raw, lines")
HOLDS(payroll_month, TEXT_payroll_t_month, "client_id = $1", "month, import_id, employer, ikv_id",
      "import_id, client_id, month, employer, ikv_id, ikv_start, ikv_end, ikv_kind,"
      " employment_kind, permanent, contract_hours, hours_paid, wage_lbph, wage_sv, sbi_version,"
      " sbi_section, end_reason, delivery_version, first_line, lines, odd")
HOLDS(search_token, TEXT_rights_t_search, "target_id = $1 and kind = 'client'", "scope_id, token",
      "scope_id, token, kind, target_id")
KEEPS(staff, TEXT_rights_t_account, "id in " MY_ACCOUNT, "id",
      "id, organisation_id, login, name, sort_key, email, language, hours_week, fte, active,"
      " version")
HOLDS(staff_role, TEXT_NONE, "client_id = $1", "from_on, id",
      "id, staff_id, role, programme_id, team_id, client_id, funder, from_on, to_on")
HOLDS(session, TEXT_NONE, "staff_id in " MY_ACCOUNT, "created_at",
      "staff_id, created_at, seen_at, ends_at")
HOLDS(draft, TEXT_NONE, "staff_id in " MY_ACCOUNT, "name", "staff_id, name, body, saved_at")
HOLDS(once, TEXT_NONE, "staff_id in " MY_ACCOUNT, "at", "staff_id, at")
HOLDS(second_factor, TEXT_NONE, "staff_id in " MY_ACCOUNT, "staff_id", "staff_id, since")
HOLDS(recovery_code, TEXT_NONE, "staff_id in " MY_ACCOUNT, "staff_id", "staff_id")
HOLDS(login_link, TEXT_NONE, "staff_id in " MY_ACCOUNT, "staff_id", "staff_id, made_at, ends_at")
HOLDS(login_provider, TEXT_NONE, "staff_id in " MY_ACCOUNT, "staff_id",
      "staff_id, issuer, subject, since")
HOLDS(login_half, TEXT_NONE, "staff_id in " MY_ACCOUNT, "staff_id", "staff_id, ends_at")

#undef MY_TRAJECTORIES
#undef MY_PLACEMENTS
#undef MY_ACCOUNT
#undef MY_CONTACTS
