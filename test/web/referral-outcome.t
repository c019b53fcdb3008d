# What came of a referral: always recorded, a refusal with a reason, and the supervisor sees all refusals.

login noor
get /deelnemers/nieuw
submit /deelnemers/nieuw given_name=Karin family_name=Postma birth_on=5-5-1991 referred_on=2-11-2026 referred_by=practitioner
  referrer="mevrouw Jansen, casemanager" referrer_phone="050 1234567" care_team="FACT Oost" target_group=EPA
  own_words="Ik wil weer onder de mensen." work_goal="Iets met dieren"
expect 303 /deelnemers/*
let karin = /deelnemers\/(\d+)/
get /deelnemers/$karin/dossier
expect 200 text "behandelaar: mevrouw Jansen, casemanager, +31501234567" text "FACT Oost" text "Ik wil weer onder de mensen."
  text "nog niet, na 21 dagen" text "0 van 8" text "nog open"
# who waits, the longest first; the own specialist records what came of it
get /aanmeldingen
expect 200 text "Postma, Karin" text "21 dagen" text "FACT Oost" text "Yilmaz, Aisha" no text "Berg, Milan"
# the same team in another spelling stays one team, also typed by somebody else
get /aanmeldingen/behandelteam?q=oos
expect 200 text "FACT Oost"
get /aanmeldingen/behandelteam?q=zuid
expect 200 no text "FACT"
get /deelnemers/1002/aanmelding
submit /deelnemers/1002/aanmelding care_team="fact oost" own_words="" referrer=""
expect 303 /deelnemers/1002/dossier
sql "select care_team from referral where trajectory_id = 2002" expect "FACT Oost"
# two colleagues change one referral: the second is told
get /deelnemers/1002/aanmelding
sql "update referral set version = version + 1 where trajectory_id = 2002"
submit /deelnemers/1002/aanmelding referrer="dokter De Boer"
expect 422 summary "Een collega heeft dit traject intussen gewijzigd" field referrer "dokter De Boer"
get /deelnemers/1006/aanmelding
sql "insert into referral (trajectory_id) values (2006)"
submit /deelnemers/1006/aanmelding referrer="dokter De Boer"
expect 422 summary "Een collega heeft dit traject intussen gewijzigd"

# Orientation talks are counted: with the client, reached, not by message, before the start.
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, reached, created_at) values
  (5801, 11, 101, '2026-11-03', 45, 'one_to_one', 'face_to_face', 'office', 'client', 1, 1),
  (5802, 11, 101, '2026-11-10', 45, 'one_to_one', 'phone', 'office', 'client', 1, 1),
  (5803, 11, 101, '2026-11-11', 5, 'one_to_one', 'message', 'office', 'client', 1, 1),
  (5804, 11, 101, '2026-11-12', 5, 'one_to_one', 'phone', 'office', 'client', 0, 1),
  (5805, 11, 101, '2026-11-13', 30, 'care', 'phone', 'office', 'practitioner', 1, 1)"
sql "insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer)
  select c.id, t.id, c.day, c.minutes, 0 from contact c, trajectory t where c.id between 5801 and 5805 and t.client_id = $karin"
get /deelnemers/$karin/dossier
expect 200 text "2 van 8"

# A refusal needs a reason and an explanation; days must be possible.
get /deelnemers/$karin/uitkomst
expect 200 text "niemand uitgesloten" text "geen plaats"
submit /deelnemers/$karin/uitkomst outcome!
expect 422 error outcome "Maak een keuze"
submit /deelnemers/$karin/uitkomst outcome=refused reason="" explanation=""
expect 422 error reason "Kies waarom" error explanation "Leg in een paar woorden uit"
submit /deelnemers/$karin/uitkomst outcome=accepted reason=full
expect 422 error reason "Een reden hoort alleen bij afwijzen"
submit /deelnemers/$karin/uitkomst outcome=refused reason=full explanation="Ons team is vol." decided_on=24-11-2026
expect 422 error decided_on "toekomst"
submit /deelnemers/$karin/uitkomst decided_on=1-11-2026
expect 422 error decided_on "voor de aanmelding"
submit /deelnemers/$karin/uitkomst reason=missed decided_on=20-11-2026
expect 422 error reason "Kies een van"
submit /deelnemers/$karin/uitkomst reason=full instead="Wachtlijst, en het UWV gebeld."
expect 303 /deelnemers/$karin/dossier
follow
expect 200 text "De uitkomst is opgeslagen." html "/uitkomst/einde" text "afgewezen: geen plaats. Ons team is vol."
sql "select phase from trajectory_fact where client_id = $karin" expect closed
sql "select closed_on, close_reason from trajectory where client_id = $karin" expect "2026-11-20|refused"
# it is no closing: that form is not for it
get /deelnemers/$karin/afsluiten
expect 404
get /deelnemers/$karin/heropenen
expect 404
# the second of two colleagues
post /deelnemers/$karin/uitkomst outcome=accepted decided_on=20-11-2026
expect 422 summary "Dit traject is al afgesloten"

# The supervisor sees all refusals, and which do not fit; a colleague sees none of another's.
login sanne
get /aanmeldingen?uitkomst=refused
expect 200 text "Postma, Karin" text "geen plaats" text "past niet bij" text "Ons team is vol." text "In plaats daarvan: Wachtlijst"
  text "Noor de Wit"
get /aanmeldingen?uitkomst=refused&behandelteam=FACT+Oost
expect 200 text "Postma, Karin"
get /aanmeldingen?uitkomst=refused&behandelteam=-
expect 200 no text "Postma, Karin"
login bart
get /aanmeldingen?uitkomst=refused
expect 200 no text "Postma" text "1 aanmelding van een collega staat hier niet"
get /aanmeldingen
expect 200 text "Yilmaz, Aisha" no text "FACT Oost,"
get /deelnemers/$karin/uitkomst
expect 404
# another organisation, another team
login vera
get /aanmeldingen?uitkomst=refused
expect 200 no text "Postma"
get /deelnemers/$karin/dossier
expect 404

# The supervisor decides otherwise: open again, and the refusal stays to be seen.
login sanne
get /deelnemers/$karin/uitkomst/einde
submit /deelnemers/$karin/uitkomst/einde why="Bart heeft plaats."
expect 303 /deelnemers/$karin/dossier
follow
expect 200 text "De aanmelding staat weer open." text "Teruggedraaid door Sanne Kok op 23-11-2026. Bart heeft plaats."
sql "select coalesce(closed_on, 'none'), close_reason from trajectory where client_id = $karin" expect "none|"
get /aanmeldingen?uitkomst=undone
expect 200 text "Postma, Karin"
get /aanmeldingen?uitkomst=refused
expect 200 no text "Postma, Karin"
post /deelnemers/$karin/uitkomst/einde why=""
expect 422 summary "Er is geen uitkomst om terug te draaien"

# Accepted; withdrawn; a refusal cannot be taken back while another trajectory runs.
login noor
get /deelnemers/$karin/uitkomst?keuze=accepted
submit /deelnemers/$karin/uitkomst
expect 303 /deelnemers/$karin/dossier
get /aanmeldingen?uitkomst=accepted
expect 200 text "Postma, Karin" text "Berg, Milan van den"
get /deelnemers/1006/uitkomst
submit /deelnemers/1006/uitkomst outcome=withdrawn explanation="Wil eerst verhuizen."
expect 303 /deelnemers/1006/dossier
get /aanmeldingen?uitkomst=withdrawn
expect 200 text "Smit, Lotte" text "Wil eerst verhuizen."
get /deelnemers/1006/traject/nieuw
submit /deelnemers/1006/traject/nieuw referred_by=self target_group=NAH
expect 303
sql "select count(*) from trajectory where client_id = 1006" expect 2
login sanne
# the page is now about the new trajectory, which has no outcome
post /deelnemers/1006/uitkomst/einde why="toch"
expect 422 summary "Er is geen uitkomst"
sql "insert into referral_outcome (id, trajectory_id, outcome, decided_on, recorded_by, recorded_at)
  select 9990, id, 'withdrawn', '2026-11-23', 101, 1 from trajectory where client_id = 1006 and id <> 2006"
sql "update trajectory set closed_on = '2026-11-23', close_reason = 'withdrawn' where client_id = 1006 and id <> 2006"
sql "update trajectory_fact set phase = 'closed' where client_id = 1006"
sql "update trajectory set closed_on = null, close_reason = '' where id = 2006"
post /deelnemers/1006/uitkomst/einde why="toch"
expect 422 summary "al een lopend traject"
# a started trajectory cannot be refused any more
login noor
post /deelnemers/1001/uitkomst outcome=refused reason=full explanation=x decided_on=23-11-2026
expect 422 error outcome "Dit traject is al begonnen"
# closed before it began, in the days before this was asked: the list says so
sql "insert into trajectory (id, organisation_id, programme_id, team_id, client_id, target_group, referred_on, referred_by,
  closed_on, close_reason) values (2099, 1, 11, 21, 1009, 'EPA', '2026-06-01', 'self', '2026-07-01', 'own_request')"
sql "insert into trajectory_fact (trajectory_id, client_id, programme_id, team_id, staff_id, phase, sort_key, given_name, family_name)
  values (2099, 1009, 11, 21, 101, 'closed', 'klaar  piet', 'Piet', 'Klaar')"
get /aanmeldingen?uitkomst=unrecorded
expect 200 text "Klaar, Piet"

# Counts per treatment team: by hand. FACT Oost: Karin (2 Nov, accepted, no first talk), Aisha (1 Oct, talk after
# 11 days, open). No team: Milan 7, Joris 10, Lotte twice (withdrawn), Piet (unrecorded); Milou is of before
# 23 Nov 2025. The middle of 7 and 10 days is 8,5.
get /aanmeldingen
expect 200 match "FACT Oost 2 1 1 0 0 0 11" match "geen behandelteam genoemd 5 0 2 0 2 1 8,5"

# The client reads why, in plain words.
login sanne
sql "insert into referral_outcome (id, trajectory_id, outcome, reason, explanation, decided_on, recorded_by, recorded_at)
  values (9991, 2001, 'refused', 'region', 'U woont te ver weg.', '2026-11-20', 101, 1)"
sql "insert into referral (trajectory_id, own_words) values (2001, 'Ik wil fietsen maken.')"
browser milan
login milan
get /mijn
expect 200 text "Uw aanmelding" text "U woont te ver weg." text "Ik wil fietsen maken."
