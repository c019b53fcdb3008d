# The live items about treatment teams and team meetings, of IPS Noord on 23 November 2026, counted by hand:
# Noor has Milan and Milou, Bart has Joris, Zara (the other team) Fenna. Thirteen whole weeks: 24 August
# until 22 November.

spil fidelity @db
expect exit 0

# ---- O1: which treatment team has the clients ----------------------------------------------------
# FACT Noord treats Milan and Milou, FACT Oost Fenna; of Joris nobody knows. Noor 2 of 2 is a 5, Bart 0
# of 1 a 2, Zara 1 of 1 a 5: mean share 66.7%, mean score 4.
sql "insert into care_team (id, programme_id, name, sort_key) values (71, 11, 'FACT Noord', 'fact noord'), (72, 11, 'FACT Oost', 'fact oost'), (73, 11, 'FACT West', 'fact west')"
sql "insert into client_care_team (id, client_id, care_team_id, from_on, to_on) values (711, 1001, 71, '2026-01-05', null), (712, 1007, 71, '2026-01-05', null), (713, 1004, 72, '2026-01-05', null), (714, 1003, 71, '2026-01-05', '2026-11-01')"
login sanne
get /modeltrouw/stand/punt?programma=11&punt=O1
expect 200 text "66,7%" text "3 van 4" text "Voorstel: 4" text "Gemiddelde score van de begeleiders: 4."
    text "Vastgelegd: 75%" text "Berg, Milan van den FACT Noord" text "Vries, Joris de Bart Smit" no text "FACT West"
# Until 1 November Joris was treated by FACT Noord: then it was all of them.
expect text "01-11-2026 100% 5"
# Joris has no practitioner, and said so: he is left out.
sql "insert into party_wish (id, client_id, party, wish, words, said_on, again_on, recorded_by, recorded_at) values (721, 1003, 'practitioner', 'nobody', '', '2026-11-02', '2027-05-02', 102, 1)"
get /modeltrouw/stand/punt?programma=11&punt=O1
expect 200 text "100%" text "3 van 3" text "Voorstel: 5" text "Niet meegeteld: 1"
# A second and a third team in the caseload of Noor: a 2 for her, whatever the share.
sql "insert into client_care_team (id, client_id, care_team_id, from_on) values (715, 1001, 72, '2026-06-01'), (716, 1007, 73, '2026-06-01')"
get /modeltrouw/stand/punt?programma=11&punt=O1
expect 200 text "100%" text "Voorstel: 4" text "Gemiddelde score van de begeleiders: 3,5."
sql "delete from client_care_team where id = 715 or id = 716"

# ---- O2: at the meetings of the treatment teams --------------------------------------------------
# FACT Noord met twice, Noor was there once; FACT Oost once, with Zara. 2 of 3. Two whole weeks of
# thirteen had such a meeting. Noor suggested work for two who were not referred yet.
sql "insert into care_meeting (id, programme_id, kind, care_team_id, day, recorded_by, recorded_at) values (731, 11, 'team', 71, '2026-11-03', 101, 1), (732, 11, 'team', 71, '2026-11-17', 101, 1), (733, 11, 'team', 72, '2026-11-10', 103, 1), (734, 11, 'team', 71, '2026-08-18', 101, 1)"
sql "insert into care_meeting_staff (meeting_id, staff_id, attended, before_referral) values (731, 101, 1, 2), (732, 101, 0, 0), (733, 103, 1, 0), (734, 101, 1, 5)"
get /modeltrouw/stand/punt?programma=11&punt=O2
expect 200 text "66,7%" text "2 van 3" text "Weken met een contact met een behandelteam: 15,4%."
    text "voordat er een aanmelding was: 2." text "elke week teamoverleg niets gevonden"
    text "denkt mee over wie nog niet is verwezen vastgelegd" text "gedeeld dossier wordt niet vastgelegd"
    text "FACT Noord contacten Noor de Wit 17-11-2026 0 1" no text "18-08-2026"
get /team
expect 200 text "Noor de Wit te weinig overleg met het behandelteam: 1 van 2 overleggen"
    html "/modeltrouw/stand/punt?programma=11&amp;punt=O2&amp;wie=101"
get /modeltrouw/stand/punt?programma=11&punt=O2&wie=103
expect 200 text "FACT Oost contacten Zara Vos 10-11-2026 1 1" no text "FACT Noord"

# ---- O4, O5: the meeting of the own team ---------------------------------------------------------
# Team Noord: two in one week count once; Noor alone, and a meeting without clients, do not count; the one
# that still goes on is not there. The other team met once with its supervisor. 2 of 26 weeks of teams.
sql "insert into team_meeting (id, programme_id, team_id, day, begun_by, begun_at, minutes, goals, closed_at, closed_by) values (741, 11, 21, '2026-11-03', 105, 1, 60, 0, 2, 105), (742, 11, 21, '2026-11-05', 105, 1, 60, 0, 2, 105), (743, 11, 21, '2026-11-10', 105, 1, 60, 0, 2, 105), (744, 11, 21, '2026-11-17', 105, 1, 60, 0, 2, 105), (745, 11, 22, '2026-10-06', 111, 1, 60, 0, 2, 111), (746, 11, 21, '2026-11-23', 105, 1, null, 0, null, null)"
sql "insert into team_meeting_person (meeting_id, staff_id, present, leads, employer_log) values (741, 101, 1, 0, 1), (741, 102, 1, 0, 0), (741, 105, 1, 1, 0), (742, 101, 1, 0, 0), (742, 102, 1, 0, 0), (743, 101, 1, 0, 1), (743, 102, 0, 0, 0), (744, 101, 1, 0, 0), (744, 102, 1, 0, 0), (745, 103, 1, 0, 0), (745, 111, 1, 1, 0), (746, 101, 1, 0, 1), (746, 102, 1, 0, 1)"
sql "insert into team_meeting_item (id, meeting_id, trajectory_id, place, discussed) values (751, 741, 2001, 1, 1), (752, 742, 2003, 1, 1), (753, 743, 2001, 1, 1), (754, 744, 2001, 1, 0), (755, 745, 2004, 1, 1), (756, 746, 2001, 1, 1)"
get /modeltrouw/stand/punt?programma=11&punt=O4
expect 200 text "7,7%" text "2 van 26" text "24-08-2026 – 22-11-2026" text "teamoverleg als contact vastlegden: 0%."
    text "een ander dan de eigen begeleider: 0." html "<a href=\"/teamoverleg/741\">Teamoverleg Team Noord</a>"
    text "Teamoverleg Team Noord 17-11-2026 0 1"
# To the meeting itself, with its clients: the second click.
get /teamoverleg/741
expect 200 text "Milan van den Berg"
# Bart spoke with Milan, who is Noor's: cover.
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, created_at) values (5701, 11, 102, '2026-11-12', 30, 'one_to_one', 'phone', 'office', 'client', 1)"
sql "insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer) values (5701, 2001, '2026-11-12', 30, 0)"
spil fidelity @db
expect exit 0
get /modeltrouw/stand/punt?programma=11&punt=O4
expect 200 text "een ander dan de eigen begeleider: 1."
# O5: two supervisors for four specialists; with a supervisor in 2 of 26 weeks; nobody at a treatment
# team; no goals.
get /modeltrouw/stand/punt?programma=11&punt=O5
expect 200 text "1 van 5 onderdelen vastgelegd" text "waar een coördinator bij was: 7,7%."
    text "1 fte op hoogstens 10 begeleiders vastgelegd" text "elke week begeleiding van begeleiders niets gevonden"
    text "overleg met leiding van de behandelteams niets gevonden" text "elke maand mee op pad wordt niet vastgelegd"
    text "elk kwartaal resultaten en doelen niets gevonden"
# Goals were talked over; Sanne went to both treatment teams.
sql "update team_meeting set goals = 1 where id = 744"
sql "insert into care_meeting_staff (meeting_id, staff_id, attended) values (731, 105, 1), (733, 105, 1)"
get /modeltrouw/stand/punt?programma=11&punt=O5
expect 200 text "3 van 5 onderdelen vastgelegd" text "behandelteams vastgelegd" text "resultaten en doelen vastgelegd"
    text "FACT Oost contacten Sanne Kok 10-11-2026"
# Her being there does not change who should have been: still 2 of 3.
get /modeltrouw/stand/punt?programma=11&punt=O2
expect 200 text "2 van 3"
# For who may not open meetings there is no way to one.
login mira
get /modeltrouw/stand/punt?programma=11&punt=O4
expect 200 text "Teamoverleg Team Noord" no html "/teamoverleg/741"

# ---- G6: six employers a week, and the log talked over -------------------------------------------
# Eight weeks, three specialists. The log of Noor was talked over in two of eight weeks: (25 + 0 + 0) / 3.
login sanne
get /modeltrouw/stand/punt?programma=11&punt=G6
expect 200 text "1 van 24" text "in het teamoverleg is besproken: 8,3%. Bij een 5 hoort minstens 75%."
# Six visits a week each: 144 and the one that was there. A 4, for the log is not talked over.
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, created_at) select 580000 + w.n * 1000 + v.n * 10 + s.id - 100, 11, s.id, w.day, 20, 'employer', 'face_to_face', 'work', 'employer', 1 from (select 1 as n, '2026-09-28' as day union all select 2, '2026-10-07' union all select 3, '2026-10-12' union all select 4, '2026-10-25' union all select 5, '2026-10-26' union all select 6, '2026-11-05' union all select 7, '2026-11-11' union all select 8, '2026-11-22') w cross join (select 1 as n union all select 2 union all select 3 union all select 4 union all select 5 union all select 6) v cross join staff s where s.id = 101 or s.id = 102 or s.id = 103"
spil fidelity @db
expect exit 0
get /modeltrouw/stand/punt?programma=11&punt=G6
expect 200 text "145 van 24" text "Voorstel: 4"
# Talked over with all three in six of the eight weeks: three quarters, a 5.
sql "update team_meeting_person set employer_log = 0"
sql "insert into team_meeting (id, programme_id, team_id, day, begun_by, begun_at, minutes, closed_at, closed_by) values (761, 11, 22, '2026-09-29', 105, 1, 60, 2, 105), (762, 11, 22, '2026-10-05', 105, 1, 60, 2, 105), (763, 11, 22, '2026-10-18', 105, 1, 60, 2, 105), (764, 11, 22, '2026-10-20', 105, 1, 60, 2, 105), (765, 11, 22, '2026-10-27', 105, 1, 60, 2, 105), (766, 11, 22, '2026-11-03', 105, 1, 60, 2, 105)"
sql "insert into team_meeting_person (meeting_id, staff_id, present, employer_log) select m.id, s.id, 1, 1 from team_meeting m cross join staff s where m.id > 760 and s.id < 104"
get /modeltrouw/stand/punt?programma=11&punt=G6
expect 200 text "is besproken: 75%" text "Voorstel: 5"
# A week of leave, 36 hours: one of 24 weeks of full posts less. 145 in 23.
sql "update staff set hours_week = 3600 where id = 102"
sql "insert into time_entry (id, programme_id, staff_id, day, minutes, kind) values (7911, 11, 102, '2026-10-13', 1440, 'leave'), (7912, 11, 102, '2026-10-15', 720, 'leave')"
get /modeltrouw/stand/punt?programma=11&punt=G6
expect 200 text "zonder weken met verlof: 6,3 per week" text "145 van 24"

# ---- G12: who does not want it -------------------------------------------------------------------
sql "insert into party_wish (id, client_id, party, wish, words, said_on, again_on, recorded_by, recorded_at) values (722, 1001, 'relative', 'not_wanted', 'Liever niet', '2026-10-01', '2027-04-01', 101, 1), (723, 1007, 'relative', 'not_wanted', 'Nee', '2026-09-01', '2027-03-01', 101, 1)"
sql "insert into party_wish (id, client_id, party, wish, words, said_on, again_on, recorded_by, recorded_at) values (724, 1007, 'relative', 'wanted', '', '2026-11-01', null, 101, 1)"
get /modeltrouw/stand/punt?programma=11&punt=G12
expect 200 text "0 van 4" text "die het niet willen of niemand hebben: 1."
