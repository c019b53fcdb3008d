-- On top of test/web/world.sql: in every record, values that stand nowhere else: Qname1001, Qnote1001
-- and so on. Three clients of the other team, whom Noor covers (1021), discusses (1022) and opened in
-- an emergency (1023). Aisha (1002) withdrew the consent for Pim.
insert into client (id, organisation_id, given_name, name_prefix, family_name, sort_key, birth_on,
    created_at) values
    (1021, 1, 'Q', '', 'Q', 'q', '1980-01-01', 1),
    (1022, 1, 'Q', '', 'Q', 'q', '1980-01-01', 1),
    (1023, 1, 'Q', '', 'Q', 'q', '1980-01-01', 1);
insert into trajectory (id, organisation_id, programme_id, team_id, client_id, target_group, scheme,
    referred_on, referred_by, first_talk_on, started_on) values
    (2021, 1, 11, 22, 1021, 'EPA', 'NONE', '2026-05-01', 'self', '2026-05-11', '2026-05-20'),
    (2022, 1, 11, 22, 1022, 'EPA', 'NONE', '2026-05-01', 'self', '2026-05-11', '2026-05-20'),
    (2023, 1, 11, 22, 1023, 'EPA', 'NONE', '2026-05-01', 'self', '2026-05-11', '2026-05-20');
insert into assignment (id, trajectory_id, staff_id, from_on) values
    (3021, 2021, 103, '2026-05-01'), (3022, 2022, 103, '2026-05-01'), (3023, 2023, 103, '2026-05-01');
insert into trajectory_fact (trajectory_id, client_id, programme_id, team_id, staff_id, phase, sort_key,
    started_on, target_group) values
    (2021, 1021, 11, 22, 103, 'working', 'q', '2026-05-11', 'EPA'),
    (2022, 1022, 11, 22, 103, 'working', 'q', '2026-05-11', 'EPA'),
    (2023, 1023, 11, 22, 103, 'working', 'q', '2026-05-11', 'EPA');
insert into access_grant (id, client_id, staff_id, kind, reason, from_at, until_at, ended_at,
    consent_id, given_by, created_at) values
    (9521, 1021, 101, 'cover', 'Verlof', 1793487600000, 1798671600000, null, null, 105, 1793487600000),
    (9522, 1022, 101, 'discussion', 'Casus', 1793487600000, 1798671600000, null, null, 105,
        1793487600000),
    (9523, 1023, 101, 'emergency', 'Nood', 1793487600000, 1798671600000, null, null, 101,
        1793487600000),
    (9524, 1002, 114, 'consent', '', 1793487600000, 1798671600000, 1795000000000, 9604, 101,
        1793487600000);

-- Chapters 09 to 21 of the diagnoses: one per record, of own clients those that no table of a cohort names. What ends in 2031 says whose it is by its day.
update client set given_name = 'Qname' || id, name_prefix = '', family_name = 'Qname' || id,
    sort_key = 'qname' || id, phone = '+3161000' || id, email = 'qmail' || id || '@example.org',
    diagnosis_chapter = substr('00' || case when id < 1020 then id - 992 else id - 1002 end, -2);
update trajectory set work_goal = 'Qgoal' || client_id,
    ends_on = '2031-05-' || substr('00' || (client_id % 29 + 1), -2);
update trajectory_fact set given_name = 'Qname' || client_id, name_prefix = '',
    family_name = 'Qname' || client_id, sort_key = 'qname' || client_id,
    next_step = 'Qnext' || client_id, next_step_on = '2026-11-25',
    ends_on = '2031-05-' || substr('00' || (client_id % 29 + 1), -2);
delete from search_token where kind = 'client';
insert into search_token (scope_id, token, kind, target_id)
    select programme_id, 'qname' || client_id, 'client', client_id from trajectory_fact;
insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, employer_id,
    note, next_step, next_step_on, created_at)
    select 5100 + client_id % 100, programme_id, staff_id, '2026-11-23', 600 + client_id % 100,
        'one_to_one', 'phone', 'office', 'client', case when programme_id = 11 then 4002 end,
        'Qnote' || client_id, 'Qnext' || client_id, '2026-11-25', 1 from trajectory_fact;
insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer)
    select 5100 + client_id % 100, trajectory_id, '2026-11-23', 600 + client_id % 100, 0
    from trajectory_fact;
insert into placement (id, organisation_id, trajectory_id, employer_id, kind, contract_type, started_on,
    ends_on, hours_week, wage_month, ended_on, end_reason,
    lesson, job_title, created_at)
    select 6100 + f.client_id % 100, t.organisation_id, t.id, case when t.programme_id = 11 then 4001 end,
        'competitive', 'employment', '2026-10-05', '2026-12-31', 1600, 700000 + f.client_id,
        '2026-12-31', 'contract_end', 'Qjob' || f.client_id, 'Qtitle' || f.client_id, 1
    from trajectory_fact f join trajectory t on t.id = f.trajectory_id;
-- And one that runs on.
insert into placement (id, organisation_id, trajectory_id, employer_id, kind, contract_type, started_on,
    hours_week, wage_month, job_title, created_at)
    select 6200 + f.client_id % 100, t.organisation_id, t.id, case when t.programme_id = 11 then 4001 end,
        'competitive', 'employment', '2026-10-05', 1600, 700000 + f.client_id, 'Qtitle' || f.client_id, 1
    from trajectory_fact f join trajectory t on t.id = f.trajectory_id;
update trajectory_fact set placement_id = 6100 + client_id % 100, working_since = '2026-10-05',
    placement_ends_on = '2026-12-31', phase = case when phase = 'closed' then phase else 'working' end,
    employer = 'Qjob' || client_id;
-- Of each: a consent, a look along that opens nothing (Nina has no role), a link; and two looks of
-- Noor's and Vera's own.
update placement set disclosure = 'partly' where id >= 6100;
insert into consent (id, client_id, first_id, number, event, party, party_name, purpose, shares, how,
    given_on, text_version, valid_until, recorded_by, recorded_at)
    select 9700 + client_id % 100, client_id, 9700 + client_id % 100, 1, 'given', 'relative', 'Anna',
        'thuis', 'plan', 'paper', '2026-11-01', 'relative-2026-01-01', '2027-11-01', staff_id, 1
    from trajectory_fact;
insert into access_grant (id, client_id, staff_id, kind, reason, from_at, until_at, given_by, created_at)
    select 9800 + client_id % 100, client_id, 112, 'cover', 'Verlof', 1793487600000, 1798671600000,
        staff_id, 1 from trajectory_fact
    union all values (9831, 1001, 101, 'discussion', 'Casus', 1793487600000, 1798671600000, 101, 1),
        (9838, 1008, 108, 'discussion', 'Casus', 1793487600000, 1798671600000, 108, 1);
insert into one_time_link (id, client_id, token_hash, consent_id, for_name, made_by, made_at, until_at)
    select 9900 + client_id % 100, client_id, randomblob(32), 9700 + client_id % 100, 'Anna', staff_id,
        1, 1798671600000 from trajectory_fact;

-- Of each: a lead with a stage, an employer spoken alone; and in each organisation two employers merged.
insert into employer_word (organisation_id, token, source, employer_id)
    select 1, 'qtitle' || client_id, 'job', 4001 from trajectory_fact where programme_id = 11;
insert into lead (id, trajectory_id, employer_id, job_title, stage, stage_on, next_step, created_at)
    select client_id + 60000, trajectory_id, case when programme_id = 13 then 4003 else 4002 end,
        'Qlead' || client_id, 'contacted', '2026-11-20', 'Qlead' || client_id, 1 from trajectory_fact;
insert into lead_stage (id, lead_id, stage, from_on, staff_id, created_at)
    select client_id + 60000, client_id + 60000, 'contacted', '2026-11-20', 101, 1 from trajectory_fact;
insert into client_visit (id, trajectory_id, employer_id, day, mode, note, recorded_by, recorded_at)
    select client_id + 50000, trajectory_id, case when programme_id = 13 then 4003 else 4002 end,
        '2026-11-20', 'phone', 'Qnote' || client_id, 101, 1 from trajectory_fact;
insert into employer (id, organisation_id, name, sort_key, merged_into, created_at) values
    (4004, 1, 'Bos Bakkers', 'bos bakkers', 4001, 1), (4005, 2, 'Elders Rijwielen', 'elders rijwielen', 4003, 1);
insert into employer_merge (id, organisation_id, kept_id, gone_id, merged_at, merged_by) values
    (102, 1, 4001, 4004, 1, 101), (108, 2, 4003, 4005, 1, 108);

-- Something that stands out in each organisation, numbered as the staff of /beheer/medewerker/:id.
insert into access_signal (id, kind, line_id, staff_id, client_id, day, lines) values
    (102, 'night', 1, 102, 1001, '2026-11-20', 1),
    (108, 'night', 2, 108, 1008, '2026-11-20', 1);

-- A request, a file and a citizen service number (that nobody can open) in every record: for the
-- addresses that have their number.
insert into rights_request (id, client_id, kind, asked_on, wish, due_on, recorded_by, recorded_at)
    select id + 70000, id, 'correction', '2026-11-16', 'verbeteren', '2026-12-16', 101, 1 from client;
insert into attachment (id, client_id, kind, file_name, type, bytes, hash, staff_id, created_at)
    select id + 80000, id, 'cv', 'cv.pdf', 'pdf', 1, x'd161d71145abeec5ef15abcf0459cec60a27321e2f0ac0ef7ace5254f5944476', 101, 1 from client;
insert into attachment_chunk (attachment_id, part, content)
    select id + 80000, 0, x'78' from client;
insert into client_bsn (client_id, bsn, recorded_by, recorded_at)
    select id, x'00', 101, 1 from client;
-- A finished fidelity review of IPS Noord by Rita and Roos, and one of strangers.
insert into staff (id, organisation_id, login, name, sort_key) values
    (9900, 1, 'roos', 'Roos Smit', 'smit roos');
insert into fidelity_review (id, programme_id, scale, bands, reason, mode, origin, visit_on, state,
    created_by, created_at, final_at) values
    (9901, 11, 'nl26_2022', 'N1', 'regular', 'visit', 'spil', '2026-10-01', 'final', 105, 1, 1),
    (9902, 13, 'nl26_2022', 'N1', 'regular', 'visit', 'external', '2026-10-01', 'final', 109, 1, 1);
insert into fidelity_reviewer (review_id, staff_id, sealed_at, seal, signed_at) values
    (9901, 118, 1, 'x', 1), (9901, 9900, 1, 'x', 1);
insert into fidelity_agenda (id, review_id, begins, kind, what) values
    (9911, 9901, '09:00', 'interview', 'Noor');
insert into fidelity_action (id, programme_id, review_id, item, goal, owner_id, due_on) values
    (9921, 11, 9901, 'G10', 'Vaste banen', 101, '2027-01-01');

-- A profile, a worksheet, advice and a card in every record, with numbers of the client.
insert into profile (id, client_id, revision, recorded_on, recorded_by, recorded_at)
    select id + 110000, id, 1, '2026-11-02', 101, 1 from client;
insert into profile_answer (id, profile_id, client_id, question, seen, body)
    select id + 120000, id + 110000, id, 'work_type', 0, 'Qplan' || id from client
    union all select id + 130000, id + 110000, id, 'helps', 0, 'Qhelp' || id from client;
insert into work_history (id, client_id, job_title, created_at)
    select id + 140000, id, 'Qplan' || id, 1 from client;
insert into enrolment (id, client_id, course, created_at)
    select id + 150000, id, 'Qplan' || id, 1 from client;
insert into worksheet (id, client_id, trajectory_id, target_group, talked_on, decision, recorded_by,
    recorded_at) select client_id + 160000, client_id, trajectory_id, 'CMD', '2026-11-02', 'later', 101,
    1 from trajectory_fact;
insert into worksheet_answer (worksheet_id, question, body)
    select client_id + 160000, 'what', 'Qsheet' || client_id from trajectory_fact;
insert into income_advice (id, client_id, trajectory_id, advised_on, adviser_kind, summary,
    recorded_by, recorded_at) select client_id + 170000, client_id, trajectory_id, '2026-11-02', 'uwv',
    'Qincome' || client_id, 101, 1 from trajectory_fact;
insert into income_card (id, client_id, recorded_by, recorded_at)
    select id + 180000, id, 101, 1 from client;
insert into income_card_answer (card_id, question, body)
    select id + 180000, 'stops', 'Qincome' || id from client;
-- Around each client: a practitioner, a team, a meeting with an agreement, and a text that was handed
-- over by Noor, who also was at the meeting (of strangers: Vera).
insert into client_person (id, client_id, kind, name, part, how, from_on, created_at)
    select id + 90000, id, 'parent', 'Anna', 'hinders', 'zegt nee', '2026-01-01', 1 from client;
insert into care_team (id, programme_id, name, sort_key) values (9951, 11, 'FACT', 'fact');
insert into client_care_team (id, client_id, care_team_id, from_on)
    select id + 100000, id, 9951, '2026-01-01' from client;
insert into care_meeting (id, programme_id, kind, client_id, with_whom, day, recorded_by, recorded_at)
    select id + 130000, 11, 'three_way', id, 'gemeente', '2026-11-16', 101, 1 from client;
insert into care_meeting_staff (meeting_id, staff_id, attended)
    select id + 130000, case when id = 1008 then 108 else 101 end, 1 from client;
insert into care_agreement (id, meeting_id, trajectory_id, staff_id, day, words)
    select client_id + 110000, client_id + 130000, trajectory_id, 101, '2026-11-16', 'verder zoeken'
    from trajectory_fact;
insert into dossier_copy (id, trajectory_id, staff_id, at)
    select client_id + 120000, trajectory_id, 101, 1 from trajectory_fact;
-- In every record a contract that changed, agreements, work that stopped, signals (open, followed up,
-- and one that Noor wrote just now), a sign of their own and a change.
insert into placement_terms (id, placement_id, from_on, hours_week, wage_month, ends_on, recorded_by, recorded_at)
    select id * 10 + 70000, id, started_on, hours_week, wage_month, ends_on, 101, 1 from placement where id >= 6100
    union all select id * 10 + 70001, id, '2026-11-02', hours_week, wage_month, ends_on, 101, 1 from placement where id >= 6100;
insert into agreement (id, placement_id, made_by, made_at, changed_at)
    select id + 90000, id, 101, 1, 1 from placement where id >= 6100;
insert into agreement_line (id, agreement_id, part, place, words, answer, answered_on)
    select id + 90000, id + 90000, 'task', 0, 'vegen', 'yes', '2026-11-20' from placement where id >= 6100;
insert into placement (id, organisation_id, trajectory_id, kind, started_on, ended_on, end_reason, created_at)
    select client_id + 64000, organisation_id, id, 'own_business', '2026-10-01', '2026-10-02', 'other', 1 from trajectory;
insert into follow_signal (id, trajectory_id, noticed_on, signs, reporter, recorded_by, recorded_at)
    select client_id + 60000, id, '2026-11-20', 'fatigue', 'client', 101, 1 from trajectory
    union all select client_id + 62000, id, '2026-11-20', 'fatigue', 'client', 101, 1798671600000 from trajectory;
insert into follow_signal (id, trajectory_id, noticed_on, signs, reporter, recorded_at, done_words, done_on, done_by)
    select client_id + 61000, id, '2026-11-20', 'fatigue', 'client', 1, 'gebeld', '2026-11-21', 101 from trajectory;
insert into follow_own (id, trajectory_id, words, recorded_at)
    select client_id + 60000, id, 'stil', 1 from trajectory;
insert into follow_change (id, trajectory_id, what, on_day, recorded_at)
    select client_id + 60000, id, 'nieuwe chef', '2026-12-01', 1 from trajectory;
-- Of each: an appointment that was called off and one to come, a decision of the team; a caseload handed
-- over and taken back.
insert into appointment (id, programme_id, staff_id, day, minute, minutes, kind, party, mode, place,
    trajectory_id, subject, off_reason, created_at, changed_at)
    select 8800 + client_id % 100, programme_id, staff_id, '2026-11-23', 600, 60, 'talk', 'client', 'phone',
        'office', trajectory_id, 'Qnote' || client_id, 'us', 1, 1 from trajectory_fact;
insert into appointment (id, programme_id, staff_id, day, minute, minutes, kind, party, mode, place,
    trajectory_id, subject, created_at, changed_at)
    select 8900 + client_id % 100, programme_id, staff_id, '2026-11-27', 600, 60, 'talk', 'client', 'phone',
        'office', trajectory_id, 'Qnote' || client_id, 1, 1 from trajectory_fact;
insert into team_meeting (id, programme_id, team_id, day, begun_by, begun_at, minutes, closed_at, closed_by)
    values (9941, 11, 21, '2026-11-17', 105, 1, 60, 1, 105), (9948, 13, 24, '2026-11-17', 108, 1, 60, 1, 108);
insert into team_meeting_person (meeting_id, staff_id) values (9941, 101), (9941, 102), (9948, 108);
insert into team_meeting_item (id, meeting_id, trajectory_id, place, discussed, decision, owner_id, due_on)
    select 9950 + client_id % 100, case when client_id = 1008 then 9948 else 9941 end, trajectory_id, 1, 1,
        'Qnext' || client_id, staff_id, '2026-12-01' from trajectory_fact where client_id < 1010
    union all select 9970 + client_id % 100, 9941, trajectory_id, 1, 1, 'Qnext' || client_id, staff_id,
        '2026-12-01' from trajectory_fact where client_id > 1010;
insert into handover (id, programme_id, from_staff, to_staff, from_on, reason, made_by, made_at, done_at,
    undone_at, undone_by) values
    (9931, 11, 102, 103, '2026-11-01', 'Ruil', 105, 1, 1, 1, 105),
    (9938, 13, 108, 109, '2026-11-01', 'Ruil', 109, 1, 1, 1, 109);
-- What was moved in: by Mira for Team Noord, and in the other organisation.
insert into import (id, programme_id, team_id, kind, file_name, sheet, header_at, headings, fields,
    state, staff_id, created_at, done_at, rows_refused) values
    (9951, 11, 21, 'clients', 'lijst.csv', 0, 0, 'Naam', '', 'done', 106, 1795000000000, 1795000000000, 1),
    (9952, 13, 24, 'clients', 'lijst.csv', 0, 0, 'Naam', '', 'done', 109, 1795000000000, 1795000000000, 0);
insert into import_row (import_id, line, cells, fate, problem) values (9951, 2, 'iets', 'refused', 'fout');

-- A paper about each client, for the client; all were made by Noor.
insert into document (id, client_id, trajectory_id, kind, reader, staff_id, made_at)
    select c.id + 90000, c.id, min(t.id), 'plan', 'client', 101, 1 from client c
    join trajectory t on t.client_id = c.id group by c.id;
-- Each record is linked to Piet's; and every programme has an inclusion committee.
insert into client_link (id, client_id, other_id, reason, linked_by, linked_at)
    select id + 60000, id, 1009, 'zelfde', 101, 1 from client where id <> 1009;
insert into inclusion_criterion (id, programme_id, position, words) values
    (9931, 11, 0, 'wil werken'), (9932, 12, 0, 'wil werken'), (9933, 13, 0, 'wil werken');
-- A payroll delivery of IPS Noord about Milan, and one in the other organisation.
insert into payroll_request (id, programme_id, made_at) values (9951, 11, 1), (9952, 13, 1);
insert into payroll_person (pseudonym, request_id, client_id) values ('P1', 9951, 1001), ('P2', 9952, 1008);
insert into payroll_import (id, request_id, file_name, file_hash, separator, decimal_sign, day_form, byte_order_mark,
    state, created_at, done_at, lines, refused, people, months, first_month, last_month) values
    (9951, 9951, 'polis.csv', '1111111111111111111111111111111111111111111111111111111111111111', ';', ',', '-', 0,
        'done', 1795000000000, 1795000000000, 1, 1, 1, 1, '2026-07', '2026-08'),
    (9952, 9952, 'polis.csv', '2222222222222222222222222222222222222222222222222222222222222222', ';', ',', '-', 0,
        'done', 1795000000000, 1795000000000, 1, 1, 1, 1, '2026-07', '2026-08');
insert into payroll_line (import_id, line, client_id, raw) values (9951, 2, 1001, 'P1;2026-07'), (9952, 2, 1008, 'P2;2026-07');
insert into payroll_month (import_id, client_id, month, employer, ikv_id, ikv_start, ikv_kind, employment_kind, hours_paid,
    wage_sv, sbi_version, sbi_section, end_reason, delivery_version, first_line, lines, odd) values
    (9951, 1001, '2026-07', 'W1', '1', '2026-07-01', '15', '1', 40000, 90000, '', '', '', '', 2, 1, 1),
    (9952, 1008, '2026-07', 'W1', '1', '2026-07-01', '15', '1', 40000, 90000, '', '', '', '', 2, 1, 1);
-- A dated record of the quality framework, to be removed.
insert into framework_record (id, programme_id, kind, on_day, recorded_by, recorded_at) values
    (9931, 11, 'steering', '2026-11-02', 105, 1);
-- Two cohorts of IPS Noord and a download of the first.
insert into study (id, staff_id, name, programmes, definition, months, created_at, computed_at, figures) values
    (9981, 106, 'Alles', '11', 'published_2022', 25, 1, 1, 'block,item,level,month,text,hidden,k,n,missing,value,low,high,sd,q25,median,q75,expected,p,p_holm
flow,taken,,0,,0,12,,,,,,,,,,,,
'),
    (9982, 106, 'Ook alles', '11', 'published_2022', 25, 1, 1, 'block,item,level,month,text,hidden,k,n,missing,value,low,high,sd,q25,median,q75,expected,p,p_holm
flow,taken,,0,,0,12,,,,,,,,,,,,
');
insert into study_release (id, study_id, staff_id, released_at, computed_at, threshold, figures, counted)
    select id + 2, id, 106, 1, 0, 10, figures, figures from study where id in (9981, 9982);
