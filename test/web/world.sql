-- The world every story begins in, on Monday 23 November 2026. Portable: SQLite and PostgreSQL.
-- Everybody's passphrase is "welkom bij spil" (argon2id with libsodium's smallest parameters).
-- Two organisations. GGZ Noord has two programmes: IPS Noord with the teams Noord and Zuid, and
-- IPS Oost. GGZ Elders is a stranger.

insert into organisation (id, name, sort_key, client_word) values
    (1, 'GGZ Noord', 'ggz noord', 'deelnemer'),
    (2, 'GGZ Elders', 'ggz elders', 'client');
insert into programme (id, organisation_id, name, sort_key) values
    (11, 1, 'IPS Noord', 'ips noord'),
    (12, 1, 'IPS Oost', 'ips oost'),
    (13, 2, 'IPS Elders', 'ips elders');
insert into team (id, programme_id, name, sort_key) values
    (21, 11, 'Team Noord', 'team noord'),
    (22, 11, 'Team Zuid', 'team zuid'),
    (23, 12, 'Team Oost', 'team oost'),
    (24, 13, 'Team Elders', 'team elders');

-- noor and bart work in one team, zara in the other team of the programme, otto in the other
-- programme; sanne supervises Noord and sara Zuid; mira manages IPS Noord; ad administers; kees
-- has left; vera and wim are of the other organisation; nina has no role yet.
-- olga is the office of IPS Noord; pim a practitioner, with consent of Milan (1001), and of Joris
-- (1003) until it was withdrawn; milan is Milan's own log-in; uwe looks for UWV, greet for the
-- municipality of Groningen; rita reviews, with Milan in the sample, and Milou who agreed that notes
-- are read; ruben does research; petra is the privacy officer.
insert into staff (id, organisation_id, login, name, sort_key, password_hash, language, hours_week,
    active) values
    (101, 1, 'noor', 'Noor de Wit', 'noor de wit', 'HASH', 'nl', 3200, 1),
    (102, 1, 'bart', 'Bart Smit', 'bart smit', 'HASH', 'nl', 3600, 1),
    (103, 1, 'zara', 'Zara Vos', 'zara vos', 'HASH', 'nl', 3600, 1),
    (104, 1, 'otto', 'Otto Prins', 'otto prins', 'HASH', 'nl', 3600, 1),
    (105, 1, 'sanne', 'Sanne Kok', 'sanne kok', 'HASH', 'nl', 3600, 1),
    (106, 1, 'mira', 'Mira Baas', 'mira baas', 'HASH', 'nl', 3600, 1),
    (107, 1, 'ad', 'Ad Mulder', 'ad mulder', 'HASH', 'nl', 3600, 1),
    (108, 2, 'vera', 'Vera Elders', 'vera elders', 'HASH', 'nl', 3600, 1),
    (109, 2, 'wim', 'Wim Elders', 'wim elders', 'HASH', 'nl', 3600, 1),
    (110, 1, 'kees', 'Kees Weg', 'kees weg', 'HASH', 'nl', 3600, 0),
    (111, 1, 'sara', 'Sara Leider', 'sara leider', 'HASH', 'nl', 3600, 1),
    (112, 1, 'nina', 'Nina Nieuw', 'nina nieuw', 'HASH', 'en', 3600, 1),
    (113, 1, 'olga', 'Olga Kantoor', 'kantoor  olga', 'HASH', 'nl', 3600, 1),
    (114, 1, 'pim', 'Pim Dokter', 'dokter  pim', 'HASH', 'nl', 3600, 1),
    (115, 1, 'milan', 'Milan van den Berg', 'berg  milan  van den', 'HASH', 'nl', 3600, 1),
    (116, 1, 'uwe', 'Uwe Verzekering', 'verzekering  uwe', 'HASH', 'nl', 3600, 1),
    (117, 1, 'greet', 'Greet Gemeente', 'gemeente  greet', 'HASH', 'nl', 3600, 1),
    (118, 1, 'rita', 'Rita Toets', 'toets  rita', 'HASH', 'nl', 3600, 1),
    (119, 1, 'ruben', 'Ruben Studie', 'studie  ruben', 'HASH', 'nl', 3600, 1),
    (120, 1, 'petra', 'Petra Privacy', 'privacy  petra', 'HASH', 'nl', 3600, 1);
update staff set password_hash =
    '$argon2id$v=19$m=8,t=1,p=1$Vg8Z0E2ac/XLoo2UXHiscw$McspxECY8e+USILX2oKEgn4x+jUl8R6+m18JEgK9U30';
-- Everybody's code at log-in: the secret is SHA-1 of "spil test NAME", sealed by factor_seal()
-- (feature/account) under the key of world.mjs, which also writes @hex(...) as each engine wants it.
insert into second_factor (staff_id, secret, since) values
    (101, @hex(2e6ee99ab293f3bd60003c9a54729b5c4a140b7827f4d961534733e3c91851965465bd308636b0360a816b5e3f57fc2f9658428275d716f992623af1), 1),
    (102, @hex(5b9b450b95f38ca42d8a5f42cf4a66a4447d87dec4c4a54edf28abf9141a6741623987d1d362336fe80bb189e4894e6a9b156d3ecbe1765a5b8bfc07), 1),
    (103, @hex(1de3def1bda93ad557695c8d86d8db8bb5b22916fb03cd8be3e28f1bdd85306b12ef691d488a9c10d406381599768eda5b8a273b2763bd9667e42ae9), 1),
    (104, @hex(bdab3c0a1c001d6e68d3f4507393c4d7cb566743132939c00d34c280a7360c92266d680eacc0a02867b0933de96a27c1a8fcb8c69ad1eb406fb9ff8d), 1),
    (105, @hex(e79fd6ad2871878fd5734338d3c1d22650481429e5a824991c433f1aff57fa37e1a475330f537af3c48c29219022e0bd02649aaa5037feff30012fcd), 1),
    (106, @hex(b42a353fedd3a159c53de7fe2a0d09692ec42c50660e97f31a4ae7a514d24a938c069db84e88f7577fb9e0eafb07a787a2c34bab4c3d02b8a57fbe46), 1),
    (107, @hex(794d6c591f1f1cc967c5fd2f26c17e38f1dc1b8a18410b9c582091bc6d3c91a0c85a9b603f455988e825db5a385f64cc98ca00b4c02169af60e55273), 1),
    (108, @hex(1df0eb130e68e98b345414f3e56a40176d4f6be1b3b1b4f884a8c39cce71f7a52243a3efd0b984ca6ef6c9dfad7524edec2172b5b24924fdbce12b3e), 1),
    (109, @hex(b48842f6e6ef6922f7daf6a16326b99ae6db6050a00275410df87c6a1309981fd4212f20fb132b3a85a2b2d1db55e6d97a1f4ef2fb62f7c64233a917), 1),
    (110, @hex(b0653bc040d6110132c89d47b4f67714b3a92e9adb0c03531ecd99deb49902a3176f3bfddb52e3517c48d921376e248b5da6c17b82dc706f62d9f20f), 1),
    (111, @hex(78022415f2fe76b69595ddd824ba810583c1ecdcabe577d99da21f7c96f49c864654a48b694ccceef3e2c2108c67b1f4905abffed0c2e524f3737fc2), 1),
    (112, @hex(8f1cfe20572a58f9424e2b7fadb24220ae3bca4d3a06dbc920d7622d3ee4813fa6502fe64e93339d5c84f864fdcedd36066e7a89b0a789d590152167), 1);
insert into staff_role (id, staff_id, role, programme_id, team_id, from_on, to_on) values
    (201, 101, 'specialist', 11, 21, '2020-01-01', null),
    (202, 102, 'specialist', 11, 21, '2020-01-01', null),
    (203, 103, 'specialist', 11, 22, '2020-01-01', null),
    (204, 104, 'specialist', 12, 23, '2020-01-01', null),
    (205, 105, 'supervisor', 11, 21, '2020-01-01', null),
    (206, 106, 'manager', 11, null, '2020-01-01', null),
    (207, 107, 'administrator', null, null, '2020-01-01', null),
    (208, 108, 'specialist', 13, 24, '2020-01-01', null),
    (209, 109, 'administrator', null, null, '2020-01-01', null),
    (210, 110, 'specialist', 11, 21, '2020-01-01', null),
    (211, 111, 'supervisor', 11, 22, '2020-01-01', null),
    (213, 113, 'office', 11, null, '2020-01-01', null),
    (214, 114, 'practitioner', 11, null, '2020-01-01', null),
    (218, 118, 'reviewer', 11, null, '2020-01-01', null),
    (219, 119, 'researcher', 11, null, '2020-01-01', null),
    (220, 120, 'privacy', null, null, '2020-01-01', null);

-- Noor's own: Milan zoekt werk, Aisha is in oriëntatie, Lotte is aangemeld, Milou werkt, Piet is
-- afgesloten. Joris is Bart's, Fenna Zara's, Tom Otto's, Elsa Vera's.
insert into client (id, organisation_id, given_name, name_prefix, family_name, sort_key, birth_on,
    phone, diagnosis_chapter, created_at) values
    (1001, 1, 'Milan', 'van den', 'Berg', 'berg  milan  van den', '1997-04-03', '06 12345678', '07', 1),
    (1002, 1, 'Aisha', '', 'Yilmaz', 'yilmaz  aisha', '1990-01-15', '', '', 1),
    (1003, 1, 'Joris', 'de', 'Vries', 'vries  joris  de', '1985-12-31', '06 87654321', '04', 1),
    (1004, 1, 'Fenna', '', 'Jansen', 'jansen  fenna', '2001-07-20', '', '', 1),
    (1005, 1, 'Tom', '', 'Bakker', 'bakker  tom', '1979-02-28', '', '', 1),
    (1006, 1, 'Lotte', '', 'Smit', 'smit  lotte', '1999-09-09', '', '', 1),
    (1007, 1, 'Milou', '', 'Bergman', 'bergman  milou', '1993-03-03', '', '', 1),
    (1008, 2, 'Elsa', '', 'Elders', 'elders  elsa', '1988-08-08', '', '', 1),
    (1009, 1, 'Piet', '', 'Klaar', 'klaar  piet', '1970-10-10', '', '', 1);
insert into staff_role (id, staff_id, role, client_id, funder, from_on) values
    (215, 115, 'client', 1001, '', '2020-01-01'),
    (216, 116, 'funder', null, 'uwv', '2020-01-01'),
    (217, 117, 'funder', null, '0014', '2020-01-01');
-- From 1 November until 31 December 2026.
insert into access_grant (id, client_id, staff_id, kind, reason, from_at, until_at, ended_at,
    consent_id, given_by, created_at) values
    (9501, 1001, 114, 'consent', '', 1793487600000, 1798671600000, null, 9601, 101, 1793487600000),
    (9502, 1003, 114, 'consent', '', 1793487600000, 1798671600000, 1795000000000, 9602, 102,
        1793487600000),
    (9503, 1001, 118, 'sample', 'Modeltrouwmeting', 1793487600000, 1798671600000, null, null, 105,
        1793487600000),
    (9504, 1007, 118, 'sample', 'Modeltrouwmeting', 1793487600000, 1798671600000, null, 9603, 105,
        1793487600000);
insert into trajectory (id, organisation_id, programme_id, team_id, client_id, target_group, scheme,
    referred_on, referred_by, work_goal, first_talk_on, started_on, ends_on, closed_on,
    close_reason) values
    (2001, 1, 11, 21, 1001, 'CMD', 'CMD_UWV', '2026-06-01', 'practitioner', 'Iets met fietsen',
        '2026-06-08', '2026-06-15', '2027-06-15', null, ''),
    (2002, 1, 11, 21, 1002, 'EPA', 'NONE', '2026-10-01', 'self', 'In de zorg', '2026-10-12', null,
        null, null, ''),
    (2003, 1, 11, 21, 1003, 'EPA', 'NONE', '2026-05-01', 'self', 'Magazijn', '2026-05-11',
        '2026-05-20', null, null, ''),
    (2004, 1, 11, 22, 1004, 'EPA', 'NONE', '2026-05-01', 'self', '', '2026-05-11', '2026-05-20',
        null, null, ''),
    (2005, 1, 12, 23, 1005, 'LVB', 'NONE', '2026-05-01', 'self', '', '2026-05-11', '2026-05-20',
        null, null, ''),
    (2006, 1, 11, 21, 1006, 'NAH', 'NONE', '2026-11-02', 'uwv', '', null, null, null, null, ''),
    (2007, 1, 11, 21, 1007, 'CMD', 'NONE', '2025-09-01', 'self', 'Bakkerij', '2025-09-08',
        '2025-09-15', null, null, ''),
    (2008, 2, 13, 24, 1008, 'CMD', 'NONE', '2026-05-01', 'self', '', '2026-05-11', '2026-05-20',
        null, null, ''),
    (2009, 1, 11, 21, 1009, 'EPA', 'NONE', '2025-01-06', 'self', '', '2025-01-13', '2025-01-20',
        null, '2025-12-31', 'moved');
insert into assignment (id, trajectory_id, staff_id, from_on) values
    (3001, 2001, 101, '2026-06-01'),
    (3002, 2002, 101, '2026-10-01'),
    (3003, 2003, 102, '2026-05-01'),
    (3004, 2004, 103, '2026-05-01'),
    (3005, 2005, 104, '2026-05-01'),
    (3006, 2006, 101, '2026-11-02'),
    (3007, 2007, 101, '2025-09-01'),
    (3008, 2008, 108, '2026-05-01'),
    (3009, 2009, 101, '2025-01-06');

insert into employer (id, organisation_id, name, sort_key, sector, place, open_need, kvk,
    last_contact_on, last_contact_by, created_at) values
    (4001, 1, 'Bakkerij Bos', 'bakkerij bos', 'C', 'Groningen', 'hulp in de winkel', '',
        '2026-11-18', 101, 1),
    (4002, 1, 'Bouwbedrijf Bosman', 'bouwbedrijf bosman', 'F', 'Assen', '', '12345678', null, null, 1),
    (4003, 2, 'Elders Fietsen', 'elders fietsen', 'G', 'Zwolle', '', '', null, null, 1);
insert into establishment (id, employer_id, name, street, postcode, place) values
    (4101, 4001, 'Winkel', 'Dorpsstraat 1', '9711 AA', 'Groningen'),
    (4103, 4003, 'Werkplaats', '', '', 'Zwolle');
insert into employer_person (id, employer_id, establishment_id, name, job_title, phone) values
    (4201, 4001, 4101, 'Ben Bos', 'eigenaar', '050 1234567'),
    (4203, 4003, null, 'Fiets Elders', '', '');

insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party,
    employer_id, note, next_step, next_step_on, created_at) values
    (5001, 11, 101, '2026-11-18', 45, 'one_to_one', 'face_to_face', 'community', 'client', null,
        'Samen naar de fietsenmaker gekeken.', 'Bellen met Bakkerij Bos', '2026-11-20', 1),
    (5002, 11, 102, '2026-11-19', 30, 'one_to_one', 'phone', 'office', 'client', null,
        'Geheim van Joris', '', null, 1),
    (5003, 11, 101, '2026-11-18', 30, 'employer', 'face_to_face', 'work', 'employer', 4001,
        'Kennisgemaakt.', '', null, 1),
    (5004, 11, 101, '2026-11-10', 30, 'one_to_one', 'face_to_face', 'work', 'client', null,
        'Op de werkvloer.', '', null, 1),
    (5008, 13, 108, '2026-11-18', 30, 'one_to_one', 'phone', 'office', 'client', null,
        'Elders', '', null, 1);
insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer) values
    (5001, 2001, '2026-11-18', 45, 0),
    (5002, 2003, '2026-11-19', 30, 0),
    (5004, 2007, '2026-11-10', 30, 0),
    (5008, 2008, '2026-11-18', 30, 0);
insert into placement (id, organisation_id, trajectory_id, employer_id, kind, contract_type,
    started_on, ends_on, hours_week, job_title, created_at) values
    (6001, 1, 2007, 4001, 'competitive', 'employment', '2026-03-02', '2026-12-07', 2400,
        'verkoopmedewerker', 1),
    (6003, 1, 2003, 4002, 'trial', '', '2026-11-02', '2026-12-18', null, '', 1);
update placement set promise = 'een contract', promise_by = 'de chef' where id = 6003;
-- What the grants above rest on: Pim may know all of Milan, and knew all of Joris until it was withdrawn.
insert into consent (id, client_id, first_id, number, event, party, party_name, party_role, staff_id,
    purpose, shares, how, given_on, text_version, valid_until, withdrawn_on, withdrawn_by,
    recorded_by, recorded_at) values
    (9601, 1001, 9601, 1, 'given', 'practitioner', 'Pim Dokter', 'psychiater', 114,
        'samenwerken aan het plan', 'details work plan adjustments notes questionnaires bsn diagnosis',
        'paper', '2026-11-01', 'practitioner-2026-01-01', '2026-12-30', null, '', 101, 1793487600000),
    (9602, 1003, 9602, 1, 'given', 'practitioner', 'Pim Dokter', 'psychiater', 114,
        'samenwerken aan het plan', 'details work plan adjustments notes questionnaires bsn diagnosis',
        'paper', '2026-11-01', 'practitioner-2026-01-01', '2026-12-30', null, '', 102, 1793487600000),
    (9612, 1003, 9602, 2, 'withdrawn', 'practitioner', 'Pim Dokter', 'psychiater', 114,
        'samenwerken aan het plan', 'details work plan adjustments notes questionnaires bsn diagnosis',
        'paper', '2026-11-01', 'practitioner-2026-01-01', '2026-12-30', '2026-11-18', 'client', 102,
        1795000000000);
update access_grant set shares = 'details work plan adjustments notes questionnaires bsn diagnosis'
    where kind = 'consent';
update access_grant set shares = 'plan notes' where id = 9504;
insert into time_entry (id, programme_id, staff_id, day, minutes, kind, note) values
    (7001, 11, 101, '2026-11-23', 60, 'administration', 'post'),
    (7002, 11, 102, '2026-11-23', 60, 'administration', 'van Bart');

insert into trajectory_fact (trajectory_id, client_id, programme_id, team_id, staff_id, phase,
    sort_key, started_on, last_contact_on, placement_id, working_since, placement_ends_on, unpaid,
    next_step, next_step_on) values
    (2001, 1001, 11, 21, 101, 'searching', 'berg  milan  van den', '2026-06-08', '2026-11-18', null,
        null, null, 0, 'Bellen met Bakkerij Bos', '2026-11-20'),
    (2002, 1002, 11, 21, 101, 'orientation', 'yilmaz  aisha', '2026-10-12', null, null, null, null,
        0, '', null),
    (2003, 1003, 11, 21, 102, 'working', 'vries  joris  de', '2026-05-11', '2026-11-19', 6003,
        '2026-11-02', '2026-12-18', 1, '', null),
    (2004, 1004, 11, 22, 103, 'searching', 'jansen  fenna', '2026-05-11', null, null, null, null, 0,
        '', null),
    (2005, 1005, 12, 23, 104, 'searching', 'bakker  tom', '2026-05-11', null, null, null, null, 0,
        '', null),
    (2006, 1006, 11, 21, 101, 'referred', 'smit  lotte', '2026-11-02', null, null, null, null, 0,
        '', null),
    (2007, 1007, 11, 21, 101, 'working', 'bergman  milou', '2025-09-08', '2026-11-10', 6001, '2026-03-02',
        '2026-12-07', 0, '', null),
    (2008, 1008, 13, 24, 108, 'searching', 'elders  elsa', '2026-05-11', '2026-11-18', null, null,
        null, 0, '', null),
    (2009, 1009, 11, 21, 101, 'closed', 'klaar  piet', '2025-01-13', null, null, null, null, 0, '',
        null);
insert into search_token (scope_id, token, kind, target_id) values
    (11, 'berg', 'client', 1001), (11, 'den', 'client', 1001), (11, 'milan', 'client', 1001),
    (11, 'van', 'client', 1001), (11, 'aisha', 'client', 1002), (11, 'yilmaz', 'client', 1002),
    (11, 'de', 'client', 1003), (11, 'joris', 'client', 1003), (11, 'vries', 'client', 1003),
    (11, 'fenna', 'client', 1004), (11, 'jansen', 'client', 1004),
    (12, 'bakker', 'client', 1005), (12, 'tom', 'client', 1005),
    (11, 'lotte', 'client', 1006), (11, 'smit', 'client', 1006),
    (11, 'bergman', 'client', 1007), (11, 'milou', 'client', 1007),
    (13, 'elders', 'client', 1008), (13, 'elsa', 'client', 1008),
    (11, 'klaar', 'client', 1009), (11, 'piet', 'client', 1009),
    (1, 'bakkerij', 'employer', 4001), (1, 'bos', 'employer', 4001), (1, 'groningen', 'employer', 4001),
    (1, 'assen', 'employer', 4002), (1, 'bosman', 'employer', 4002), (1, 'bouwbedrijf', 'employer', 4002),
    (2, 'elders', 'employer', 4003), (2, 'fietsen', 'employer', 4003), (2, 'zwolle', 'employer', 4003);
insert into employer_word (organisation_id, token, source, employer_id) values
    (1, 'de', 'need', 4001), (1, 'hulp', 'need', 4001), (1, 'in', 'need', 4001),
    (1, 'winkel', 'need', 4001), (1, 'verkoopmedewerker', 'job', 4001);

update trajectory_fact set
    given_name = (select c.given_name from client c where c.id = trajectory_fact.client_id),
    name_prefix = (select c.name_prefix from client c where c.id = trajectory_fact.client_id),
    family_name = (select c.family_name from client c where c.id = trajectory_fact.client_id),
    target_group = (select t.target_group from trajectory t
        where t.id = trajectory_fact.trajectory_id),
    ends_on = (select t.ends_on from trajectory t where t.id = trajectory_fact.trajectory_id);
update trajectory_fact set employer = 'Bakkerij Bos' where placement_id = 6001;
update trajectory_fact set employer = 'Bouwbedrijf Bosman' where placement_id = 6003;
