# The live items that count kinds of contact and parts, of IPS Noord on 23 November 2026, by hand: where
# fidelity.t and fidelity-team.t see them at nought or once, here they change. Noor (101) has Milan (2001) and
# Milou (2007, at work since 2 March), Bart (102) Joris (2003), Zara Fenna (2004). Six months are 184 days.

spil fidelity @db
expect exit 0
login sanne

# ---- O3: UWV, municipality, schools --------------------------------------------------------------
# Two calls in six months, one that was not answered and one a day before the window: contact each quarter.
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, reached, created_at) values (5801, 11, 101, '2026-05-23', 10, 'expert', 'phone', 'office', 'expert', 1, 1), (5802, 11, 101, '2026-08-10', 10, 'expert', 'phone', 'office', 'expert', 1, 1), (5803, 11, 102, '2026-08-11', 10, 'expert', 'phone', 'office', 'expert', 0, 1), (5804, 11, 102, '2026-05-22', 10, 'expert', 'phone', 'office', 'expert', 1, 1)"
spil fidelity @db
expect exit 0
get /modeltrouw/stand/punt?programma=11&punt=O3
expect 200 text "0 per maand" text "0 van 6" text "Voorstel: 2 elk kwartaal contact" text "samen: 0,1 per week."
# Six calls: each month.
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, created_at) select 5810 + d.n, 11, 102, d.day, 10, 'expert', 'phone', 'office', 'expert', 1 from (select 1 as n, '2026-06-10' as day union all select 2, '2026-07-10' union all select 3, '2026-09-10' union all select 4, '2026-10-10') d"
spil fidelity @db
expect exit 0
get /modeltrouw/stand/punt?programma=11&punt=O3
expect 200 text "Voorstel: 3 elke maand contact" text "samen: 0,2 per week."
# Two talks at a table beside them: one a quarter. Eight contacts in 26.3 weeks.
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, created_at) values (5821, 11, 101, '2026-06-15', 30, 'expert', 'face_to_face', 'office', 'expert', 1), (5822, 11, 101, '2026-09-15', 30, 'expert', 'face_to_face', 'office', 'expert', 1)"
spil fidelity @db
expect exit 0
get /modeltrouw/stand/punt?programma=11&punt=O3
expect 200 text "0,3 per maand" text "2 van 6" text "Voorstel: 4" text "samen: 0,3 per week."
# A talk each month is still a 4; with 27 contacts, once a week, a 5.
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, created_at) select 5830 + d.n, 11, 101, d.day, 30, 'expert', 'face_to_face', 'office', 'expert', 1 from (select 1 as n, '2026-07-15' as day union all select 2, '2026-08-17' union all select 3, '2026-10-15' union all select 4, '2026-11-16') d"
spil fidelity @db
expect exit 0
get /modeltrouw/stand/punt?programma=11&punt=O3
expect 200 text "1 per maand" text "6 van 6" text "Voorstel: 4" text "samen: 0,5 per week."
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, created_at) select 5840 + d.n * 3 + e.n, 11, 103, d.day, 10, 'expert', 'phone', 'office', 'expert', 1 from (select 1 as n, '2026-06-01' as day union all select 2, '2026-07-01' union all select 3, '2026-08-03' union all select 4, '2026-09-01' union all select 5, '2026-10-01') d cross join (select 1 as n union all select 2 union all select 3) e"
spil fidelity @db
expect exit 0
get /modeltrouw/stand/punt?programma=11&punt=O3
expect 200 text "Voorstel: 5" text "samen: 1 per week." text "contacten Zara Vos 01-10-2026 0 3"
get /modeltrouw/stand/contacten?programma=11&punt=O3&wie=102
expect 200 text "10-06-2026 externe deskundige" no text "11-08-2026" no text "22-05-2026"

# ---- O7: work asked, outcomes shared -------------------------------------------------------------
# Referred in a year: Milan, Aisha and Joris with a goal, Fenna and Lotte without. 3 of 5, with Fenna 4 of 5.
get /modeltrouw/stand/punt?programma=11&punt=O7
expect 200 text "0 van 5 onderdelen" text "vraag naar werk bij de intake niets gevonden" text "Het bewijs: 5" no text "Milou"
sql "update trajectory set work_goal = 'Iets met dieren' where id = 2004"
# Signed on 22 November 2025, a day before the window; then on 1 November 2026.
sql "insert into quarter_return (id, programme_id, quarter, revision, staff_id, signed_at, figures) values (7701, 11, '2025Q3', 1, 105, 1763809200000, '{}')"
get /modeltrouw/stand/punt?programma=11&punt=O7
expect 200 text "1 van 5 onderdelen" text "bij de intake vastgelegd" text "gemeten en gedeeld niets gevonden"
sql "insert into quarter_return (id, programme_id, quarter, revision, staff_id, signed_at, figures) values (7702, 11, '2026Q3', 1, 105, 1793487600000, '{}')"
get /modeltrouw/stand/punt?programma=11&punt=O7
expect 200 text "2 van 5 onderdelen" text "gemeten en gedeeld vastgelegd"
# A month is told by what had happened then: the return was signed on the day its window ended.
sql "delete from quarter_return where id = 7701"
get /modeltrouw/stand/punt?programma=11&punt=O7
expect 200 text "23-11-2026 2 van 5 onderdelen" text "01-11-2026 1 van 5 onderdelen"

# ---- G2: what the employer is told ---------------------------------------------------------------
# Two paid jobs in a year; of one it is decided, also when the decision is to tell nothing.
sql "insert into placement (id, organisation_id, trajectory_id, employer_id, kind, started_on, ended_on, end_reason, created_at) values (6951, 1, 2003, 4002, 'competitive', '2025-11-24', '2026-01-05', 'other', 1), (6952, 1, 2003, 4002, 'competitive', '2025-11-22', '2026-01-05', 'other', 1)"
get /modeltrouw/stand/punt?programma=11&punt=G2
expect 200 text "0 van 2"
sql "update placement set disclosure = 'none' where id = 6001"
get /modeltrouw/stand/punt?programma=11&punt=G2
expect 200 text "1 van 2" text "50%"
sql "delete from placement where id > 6950"

# ---- G11: three kinds of support at work ---------------------------------------------------------
# Milou was spoken on 10 November: one kind. With coaching two, with her employer three.
get /modeltrouw/stand/punt?programma=11&punt=G11
expect 200 text "0 van 1" text "Bergman, Milou Noor de Wit 02-03-2026 1 1"
sql "update contact set coaching = 1 where id = 5004"
spil fidelity @db
expect exit 0
get /modeltrouw/stand/punt?programma=11&punt=G11
expect 200 text "0 van 1" text "02-03-2026 2 1"
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, employer_id, created_at) values (5861, 11, 101, '2026-05-23', 15, 'employer', 'phone', 'office', 'employer', 4001, 1)"
sql "insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer) values (5861, 2007, '2026-05-23', 15, 0)"
spil fidelity @db
expect exit 0
get /modeltrouw/stand/punt?programma=11&punt=G11
expect 200 text "1 van 1" text "100%"
# Before the window it counts no more.
sql "update contact set day = '2026-05-22' where id = 5861"
sql "update contact_client set day = '2026-05-22' where contact_id = 5861"
get /modeltrouw/stand/punt?programma=11&punt=G11
expect 200 text "0 van 1"

# ---- B3: phases, of which assessment is not recorded ---------------------------------------------
get /modeltrouw/stand/punt?programma=11&punt=B3
expect 200 text "5 van 6 onderdelen" text "begeleiden op het werk vastgelegd" text "inschatten van mogelijkheden wordt niet vastgelegd"
sql "update contact set coaching = 0 where id = 5004"
sql "update placement set started_on = '2026-05-22' where id = 6003"
spil fidelity @db
expect exit 0
get /modeltrouw/stand/punt?programma=11&punt=B3
expect 200 text "3 van 6 onderdelen" text "begeleiden op het werk niets gevonden" text "plaatsen niets gevonden"

# ---- G12, G15: relatives, and going after who stays away -----------------------------------------
# Bart tried to reach Milan, who is Noor's; his mother was spoken once, and once nobody answered.
get /modeltrouw/stand/punt?programma=11&punt=G15
expect 200 text "2 van 6 onderdelen" text "pogingen vastgelegd niets gevonden" text "contact met naasten niets gevonden"
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, initiative, reached, created_at) values (5871, 11, 101, '2026-11-05', 5, 'one_to_one', 'phone', 'office', 'client', 'outreach', 0, 1), (5872, 11, 101, '2026-11-06', 10, 'one_to_one', 'phone', 'office', 'relative', 'planned', 0, 1)"
sql "insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer) values (5871, 2001, '2026-11-05', 5, 0), (5872, 2001, '2026-11-06', 10, 0)"
spil fidelity @db
expect exit 0
get /modeltrouw/stand/punt?programma=11&punt=G15
expect 200 text "3 van 6 onderdelen" text "pogingen vastgelegd vastgelegd" text "ook pogingen door anderen niets gevonden" text "Milan van den Noor de Wit 05-11-2026 1 1"
get /modeltrouw/stand/punt?programma=11&punt=G12
expect 200 text "0 van 4"
sql "update contact set staff_id = 102 where id = 5871"
sql "update contact set reached = 1 where id = 5872"
spil fidelity @db
expect exit 0
get /modeltrouw/stand/punt?programma=11&punt=G15
expect 200 text "5 van 6 onderdelen" text "ook pogingen door anderen vastgelegd" text "contact met naasten vastgelegd" text "samen op bezoek wordt niet vastgelegd"
get /modeltrouw/stand/punt?programma=11&punt=G12
expect 200 text "1 van 4" text "25%"
# Fenna's trajectory is closed because she could not be reached: one part less, and the reason is a click away.
sql "update trajectory set closed_on = '2026-11-20', close_reason = 'no_contact' where id = 2004"
get /modeltrouw/stand/punt?programma=11&punt=G15
expect 200 text "4 van 6 onderdelen" text "een termijn niets gevonden" text "20-11-2026 0 1"
