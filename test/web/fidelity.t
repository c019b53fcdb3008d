# The live fidelity estimate of IPS Noord on 23 November 2026, counted by hand in world.sql.
# Noor (2), Bart (1) and Zara (1) have four running clients on three full posts. Noor had 105 minutes
# of contact, all in the community, Bart 30 by phone; Noor saw one employer.

# The job of the night, which also runs at the start of a server, counts nothing anew behind our back.
until "select count(*) from job where kind = 'fidelity_nightly' and state = 'done'" expect 1
spil fidelity @db
expect exit 0
sql "select staff_id, day, contacts, minutes, community, visits_client, visits_other from contact_tally where programme_id = 11 order by staff_id, day"
    expect "101|2026-11-10|1|30|30|0|0" "101|2026-11-18|2|75|75|0|1" "102|2026-11-19|1|30|0|0|0"
spil fidelity @db
expect exit 0 output "0 specialists were counted anew"

login sanne
get /modeltrouw/stand
expect 200 title "Stand van vandaag" text "geen officiële score" no text "Totaal"
    text "B1 Aantal cliënten 1,3 per fte 5" text "B2 Begeleiding door IPS-trajectbegeleiders 100% 5"
    text "B3 Algemene deskundigheid 4 van 6 onderdelen vastgelegd –"
    text "O1 Integratie met het GGZ-behandelteam nog niets in deze periode –"
    text "afstemmen op de cliënt nog niets in deze periode –"
    text "opleidingsdeskundigen 0 per maand 1" text "O5 Rol van de teamcoördinator 1 van 5 onderdelen"
    text "O6 Geen exclusiecriteria beoordelen toetsers –" text "opleidingen 0 van 5 onderdelen"
    text "openheid bij de werkgever 0% –" text "betaald werk nog niets in deze periode –"
    text "G8 Diversiteit bij IPS-A 100% 5" text "G9 Verscheidenheid aan werkgevers 100% 5"
    text "G10 Reguliere, betaalde banen 0% 1" text "G12 Inzet van externe resources 0% –"
    text "volgondersteuning voor de cliënten 0% 2" text "G14 Hulpverlening in de maatschappij 50% 4"
    text "outreach 2 van 6 onderdelen"

# From a low item to the clients and the contacts behind it, within two clicks.
get /modeltrouw/stand/punt?programma=11&punt=B1
expect 200 text "4 van 3" text "Voorstel: 5 hoogstens 20 per fte" text "Berg, Milan van den" text "Het bewijs: 4"
    text "Noor de Wit 15-06-2026" html "/deelnemers/1001" no text "Jansen, Fenna"
get /modeltrouw/stand/punt?programma=11&punt=G6
expect 200 text "0 per week" text "1 van 24" text "28-09-2026 – 22-11-2026" text "hoogstens 4"
get /modeltrouw/stand/contacten?programma=11&punt=G6&wie=101
expect 200 text "18-11-2026 werkgever Bakkerij Bos" text "Noor de Wit" no text "Kennisgemaakt" no text "Milan"
get /modeltrouw/stand/punt?programma=11&punt=G10
expect 200 text "Minder dan 10 banen" text "0 van 1"
get /modeltrouw/stand/punt?programma=11&punt=G5
expect 200 text "nog niets in deze periode" text "Er is niets geteld." no text "Niet meegeteld"
get /modeltrouw/stand/punt?programma=11&punt=O6
expect 200 text "beoordelen toetsers" no text "Het bewijs"
get /modeltrouw/stand/punt?programma=11&punt=G14
expect 200 text "105 van 135" text "Vastgelegd"

# G3: first talks of Milan, Aisha, Joris and Fenna over 30 days ago; a profile after 12 days, and one
# after 70. G1: Milou's job began on 2 March; advice before it counts, advice in April does not.
get /modeltrouw/stand/punt?programma=11&punt=G3
expect 200 text "0 van 4"
sql "insert into profile (id, client_id, revision, recorded_on, recorded_by, recorded_at) values (7801, 1001, 1, '2026-06-20', 101, 1), (7802, 1003, 1, '2026-07-20', 102, 1)"
get /modeltrouw/stand/punt?programma=11&punt=G3
expect 200 text "25%" text "1 van 4"
sql "insert into income_advice (id, client_id, trajectory_id, advised_on, adviser_kind, summary, recorded_by, recorded_at) values (7811, 1007, 2007, '2026-04-01', 'uwv', 'a', 101, 1)"
get /modeltrouw/stand/punt?programma=11&punt=G1
expect 200 text "0 van 1" text "Bergman, Milou"
sql "update income_advice set advised_on = '2026-02-20' where id = 7811"
get /modeltrouw/stand/punt?programma=11&punt=G1
expect 200 text "1 van 1"

# Of one target group: Milan and Milou are CMD. What is about specialists stays the whole programme's.
get /modeltrouw/stand/punt?programma=11&punt=G12
expect 200 text "0 van 4" text "Het bewijs: 4"
get /modeltrouw/stand/punt?programma=11&punt=G12&groep=CMD
expect 200 text "0 van 2" text "Het bewijs: 2" text "Bergman, Milou" no text "Vries, Joris"
get /modeltrouw/stand?groep=CMD
expect 200 text "B1 Aantal cliënten 1,3 per fte 5 hele programma" html "punt=G12&amp;groep=CMD"
get /modeltrouw/stand?groep=XYZ
expect 404

# Two had their first talk with an employer, after 20 and 50 days; Fenna (196 days) and Aisha (42)
# not yet. Mean 35; Kaplan-Meier: 3/4 after 20, half of that after 50.
sql "update trajectory_fact set first_employer_on = '2026-06-28' where trajectory_id = 2001"
sql "update trajectory_fact set first_employer_on = '2026-06-30' where trajectory_id = 2003"
get /modeltrouw/stand/punt?programma=11&punt=G4
expect 200 text "35 dagen" text "70 van 2" text "Voorstel: 4 31 tot en met 60 dagen" text "Vastgelegd: 50%"
    text "2 deelnemers hebben nog geen gesprek" text "binnen 50 dagen (Kaplan-Meier)"
    text "22-11-2026" no text "02-11-2025"

# Part of a post: Bart works half the hours. 4 clients on 2.5 fte; the mean of B2 and G14 weighs him half.
sql "update staff set fte = 50 where id = 102"
get /modeltrouw/stand
expect 200 text "1,6 per fte 5" text "maatschappij 66,7% 5"
sql "update staff set fte = 100 where id = 102"
# Hours of another kind, and leave: 45 minutes of 150 are no IPS; leave is not worked.
sql "insert into time_entry (id, programme_id, staff_id, day, minutes, kind) values (7901, 11, 101, '2026-11-17', 45, 'other'), (7902, 11, 101, '2026-11-16', 480, 'leave')"
get /modeltrouw/stand/punt?programma=11&punt=B2
expect 200 text "135 van 180" text "85%" text "Voorstel: 3 75 tot 90%"
sql "delete from time_entry where id > 7900"
# Noor and Bart swapped Milan on 1 November: he counts with Bart now, with Noor before.
sql "update assignment set to_on = '2026-10-31' where id = 3001"
sql "insert into assignment (id, trajectory_id, staff_id, from_on) values (3901, 2001, 102, '2026-11-01')"
get /modeltrouw/stand/punt?programma=11&punt=B1
expect 200 text "Milan van den Bart Smit" no text "Milan van den Noor de Wit"
# One employer with two places is one employer; a job of a kind that only a broad definition counts
# is paid, but not competitive.
sql "insert into establishment (id, employer_id, name, place) values (4901, 4001, 'Bakkerij', 'Assen')"
sql "insert into placement (id, organisation_id, trajectory_id, employer_id, establishment_id, kind, permanent, started_on, job_title, created_at) values (6901, 1, 2004, 4001, 4901, 'supported', 1, '2026-08-03', 'Inpakker', 1), (6902, 1, 2001, 4002, null, 'competitive', 1, '2026-09-01', 'Verkoopmedewerker', 1)"
get /modeltrouw/stand/punt?programma=11&punt=G9
expect 200 text "2 van 3" text "66,7%" text "Voorstel: 3 60 tot 70%"
get /modeltrouw/stand/punt?programma=11&punt=G8
expect 200 text "2 van 3"
get /modeltrouw/stand/punt?programma=11&punt=G10
expect 200 text "1 van 3" text "33,3%"

# Follow-along of the job that began on 1 September: the week before, the day itself, each week, each
# month; and the one of 3 August was never visited.
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, created_at) values (5901, 11, 102, '2026-08-27', 30, 'one_to_one', 'face_to_face', 'work', 'client', 1), (5902, 11, 102, '2026-09-01', 30, 'one_to_one', 'face_to_face', 'work', 'client', 1), (5903, 11, 102, '2026-09-08', 30, 'one_to_one', 'face_to_face', 'work', 'client', 1), (5904, 11, 102, '2026-09-15', 30, 'one_to_one', 'face_to_face', 'work', 'client', 1), (5905, 11, 102, '2026-09-22', 30, 'one_to_one', 'face_to_face', 'work', 'client', 1), (5906, 11, 102, '2026-10-10', 30, 'one_to_one', 'face_to_face', 'work', 'client', 1)"
sql "insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer) select id, 2001, day, 30, 0 from contact where id > 5900 and id < 5910"
spil fidelity @db
expect exit 0 output "1 specialists were counted anew"
get /modeltrouw/stand/punt?programma=11&punt=G13
expect 200 text "1 van 3" text "in de week voor de start 33,3%" text "de eerste vier weken elke week 33,3%"

# G5: employers met face to face for a client, 23 May to 22 November. Milan's lead at the bakery matches
# in full (met twice), Aisha's there in part (the second of those talks was for her too), Joris' at
# Bosman not; the bakery and an employer nobody named were met for Joris without a lead, Bosman for Aisha
# with a lead that does not say. That is 7, known of 4, of which 3 match and 2 in full. Not counted: Bosman
# for Milan, who works there since 1 September, and for Joris on trial; a day before the window; by phone.
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, employer_id, created_at) values (5921, 11, 101, '2026-07-01', 30, 'employer', 'face_to_face', 'work', 'employer', 4001, 1), (5922, 11, 101, '2026-10-20', 30, 'employer', 'face_to_face', 'work', 'employer', 4001, 1), (5923, 11, 101, '2026-10-01', 30, 'employer', 'face_to_face', 'work', 'employer', 4002, 1), (5924, 11, 102, '2026-10-05', 30, 'employer', 'face_to_face', 'work', 'employer', 4002, 1), (5925, 11, 102, '2026-11-03', 30, 'employer', 'face_to_face', 'work', 'employer', 4002, 1)"
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, employer_id, created_at) values (5926, 11, 102, '2026-05-22', 30, 'employer', 'face_to_face', 'work', 'employer', 4001, 1), (5927, 11, 102, '2026-06-10', 30, 'employer', 'face_to_face', 'work', 'employer', 4001, 1), (5928, 11, 101, '2026-10-21', 30, 'employer', 'face_to_face', 'work', 'employer', 4002, 1), (5929, 11, 102, '2026-06-11', 30, 'employer', 'face_to_face', 'work', 'employer', null, 1), (5930, 11, 101, '2026-10-22', 30, 'employer', 'phone', 'office', 'employer', 4001, 1)"
sql "insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer) values (5921, 2001, '2026-07-01', 30, 1), (5922, 2001, '2026-10-20', 15, 1), (5922, 2002, '2026-10-20', 15, 1), (5923, 2001, '2026-10-01', 30, 1), (5924, 2003, '2026-10-05', 30, 1), (5925, 2003, '2026-11-03', 30, 1), (5926, 2003, '2026-05-22', 30, 1), (5927, 2003, '2026-06-10', 30, 1), (5928, 2002, '2026-10-21', 30, 1), (5929, 2003, '2026-06-11', 30, 1), (5930, 2001, '2026-10-22', 30, 0)"
sql "insert into lead (id, trajectory_id, employer_id, stage, stage_on, fits, why_on, created_at) values (7951, 2001, 4001, 'contacted', '2026-07-01', 'yes', '', 1), (7952, 2002, 4001, 'contacted', '2026-10-20', 'partly', '', 1), (7953, 2003, 4002, 'applied', '2026-10-05', 'no', 'dichtbij', 1), (7954, 2002, 4002, 'contacted', '2026-10-21', '', '', 1)"
sql "insert into lead_stage (id, lead_id, stage, from_on, staff_id, created_at) select id + 10, id, stage, stage_on, 101, 1 from lead where id > 7950"
spil fidelity @db
expect exit 0 output "2 specialists were counted anew"
get /modeltrouw/stand
expect 200 text "afstemmen op de cliënt 75% – 23-05-2026 – 22-11-2026 57,1%"
get /modeltrouw/stand/punt?programma=11&punt=G5
expect 200 text "3 van 4" text "Vastgelegd: 57,1%" text "Van alle contacten samen, ook waarvan het niet bekend is: 42,9%."
    text "Past helemaal: 50%." text "Niet meegeteld: 3" text "van minstens 75% van de contacten" no text "Voorstel:"
    text "Het bewijs: 7" text "Berg, Milan van den Bakkerij Bos past bij de wensen Noor de Wit 01-07-2026 1 1"
    text "Yilmaz, Aisha Bakkerij Bos past voor een deel Noor de Wit 20-10-2026 1 1"
    text "Vries, Joris de Bouwbedrijf Bosman past niet bij de wensen Bart Smit 05-10-2026 0 1"
    text "Yilmaz, Aisha Bouwbedrijf Bosman kans zonder antwoord of het past Noor de Wit 21-10-2026 0"
    text "Vries, Joris de Bakkerij Bos geen kans bij deze werkgever Bart Smit 10-06-2026 0"
    html "/deelnemers/1001/kansen/7951" html "/deelnemers/1002/kansen/7954" no text "dichtbij" no text "22-05-2026"
get /modeltrouw/stand/punt?programma=11&punt=G5&groep=CMD
expect 200 text "2 van 2" text "Voorstel: 4" text "Het bewijs: 2" no text "Aisha"
get /modeltrouw/stand/punt?programma=11&punt=G5&wie=102
expect 200 text "Alleen van Bart Smit." text "Het bewijs: 3" no text "Milan"
get /modeltrouw/stand/contacten?programma=11&punt=G5&wie=102
expect 200 text "05-10-2026 werkgever Bouwbedrijf Bosman" no text "19-11-2026"
# One answer more: 4 of 5, known of 5 in 7 is too few for a score. A second one: 5 of 6, known of 6 in 7.
login noor
get /deelnemers/1002/kansen/7954
submit /deelnemers/1002/kansen/7954 fits=yes
expect 303
get /modeltrouw/stand/punt?programma=11&punt=G5
expect 200 text "80%" text "4 van 5" text "Vastgelegd: 71,4%" no text "Voorstel:"
login bart
get /deelnemers/1003/kansen/nieuw?werkgever=4001
submit /deelnemers/1003/kansen/nieuw stage=contacted fits=yes
expect 303
login sanne
get /modeltrouw/stand/punt?programma=11&punt=G5
expect 200 text "83,3%" text "5 van 6" text "Vastgelegd: 85,7%" text "Voorstel: 4 75 tot 90%" text "Niet meegeteld: 1"

# Contacts logged, changed and taken back in the program keep what is added up: counted anew it is the
# same, with nothing to mend.
login noor
get /vandaag
submit /contact who=1001 _who="Milan van den Berg" _who_was="Milan van den Berg" minutes=45
expect 303
sql "select minutes from contact_tally where staff_id = 101 and day = '2026-11-23'" expect 45
get /modeltrouw/stand/punt?programma=11&punt=B2
expect 200
spil fidelity @db
expect exit 0 output "0 specialists were counted anew"

# ---- who may, and nonsense ----------------------------------------------------------------------
login mira
get /modeltrouw/stand/punt?programma=11&punt=B1
expect 200 text "nr. 1" no text "Milan" no html "/deelnemers/1001"
get /modeltrouw/stand/punt?programma=11&punt=G5
expect 200 match "nr\. [1-7] Bakkerij Bos past bij de wensen" no html "/kansen/" no text "Aisha"
login noor
get /modeltrouw/stand/punt?programma=11&punt=X9
expect 404
get /modeltrouw/stand?programma=12
expect 404
get /modeltrouw/stand/contacten?programma=11&punt=G6&wie=104
expect 404
get /modeltrouw/stand/contacten?programma=11&punt=&wie=101
expect 404
login rita
get /modeltrouw/stand
expect 403
login vera
get /modeltrouw/stand?programma=11
expect 404
get /modeltrouw/stand
expect 200 text "1 per fte 5"
