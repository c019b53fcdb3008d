# The weekly caseload meeting: the agenda fills itself, one save books decisions and hours.

login sanne
get /teamoverleg
expect 200 title "Teamoverleg" text "Nieuwe aanmeldingen" text "Lotte Smit 21 dagen geleden aangemeld"
  text "Wacht op een werkgever" text "Milan van den Berg nog geen werkgever gesproken"
  text "Milou Bergman contract loopt over 14 dagen af" text "Wie zijn erbij" text "Noor de Wit" text "Bart Smit"
  text "Sanne Kok teamleider" text "Nog geen overleg gehad." no text "Otto Prins" no text "Zara Vos" no text "Fenna"
post /teamoverleg _p_101=1 _t_2001=1
expect 422 text "minstens twee mensen"
post /teamoverleg _p_101=1 _p_102=1
expect 422 text "minstens één deelnemer"
get /teamoverleg?team=23
expect 404
post /teamoverleg?team=23 _p_104=1 _p_101=1 _t_2005=1
expect 404
# before it bart reads no record of noor's; during it he does, with the reason in the log
login bart
get /deelnemers/1001
expect 200 no text "Samen naar de fietsenmaker"
login sanne
# the nightly work, which also runs at the start, found that nobody asked what Joris' employer may know
until "select disclosure_open from trajectory_fact where trajectory_id = 2003" expect 1
get /teamoverleg
post /teamoverleg _p_101=1 _p_102=1 _p_105=1 _t_2001=1 _t_2006=1 _t_2003=1 _t_2005=1
expect 303 /teamoverleg/*
let id sql "select id from team_meeting"
sql "select trajectory_id, why from team_meeting_item order by trajectory_id" expect "2001|no_employer" "2003|disclosure" "2006|first_talk"
sql "select client_id, staff_id from access_grant where kind = 'discussion' and reason = 'Teamoverleg' order by client_id, staff_id"
  expect "1001|102" "1001|105" "1003|101" "1003|105" "1006|102" "1006|105"
sql "select count(*) from access_log where action = 21 and staff_id = 105" expect 3
post /teamoverleg _p_101=1 _p_102=1 _t_2001=1
expect 422 text "Er loopt al een overleg"
get /teamoverleg
expect 200 text "Het overleg van 23-11-2026 loopt nog."
login bart
get /deelnemers/1001
expect 200 text "Samen naar de fietsenmaker" text "teambespreking"
login zara
get /teamoverleg/$id
expect 404
post /teamoverleg/$id minutes=60
expect 404

# Saving: what is missing is said, nothing is booked twice.
login noor
get /teamoverleg/$id
expect 200 text "Milan van den Berg" text "nog geen werkgever gesproken, 168 dagen na het eerste gesprek" text "Joris de Vries"
  text "Wie kent een werkgever voor Milan van den Berg?" html "/werkgevers/wie-kent?voor=1001"
  field owner_0 101 field due_0 "30-11-2026"
submit /teamoverleg/$id decision_1="Bellen met de fietsenmaker" owner_1= due_1=
expect 422 error owner_1 "Kies wie het doet." error due_1 "Kies de dag"
submit /teamoverleg/$id _p_101! _p_102! _p_105! owner_1=102 due_1=27-11-2026
expect 422 summary "Vink aan wie erbij waren."
sql "insert into week_lock (id, staff_id, monday, locked_by, locked_at) values (1, 102, '2026-11-23', 102, 1)"
submit /teamoverleg/$id _p_101=1 _p_102=1
expect 422 summary "De week van Bart Smit is al afgesloten."
sql "delete from week_lock"
let name sql "select place from team_meeting_item where trajectory_id = 2001"
get /teamoverleg/$id
submit /teamoverleg/$id minutes=75 goals=1 _w_101=1 decision_1="Bellen met de fietsenmaker" owner_1=102 due_1=27-11-2026
  discussed_0=1 discussed_2=1 _p_105!
expect 303 /teamoverleg/$id
follow
expect 200 text "Het overleg is afgesloten." text "Bellen met de fietsenmaker" text "Bart Smit, 27-11-2026"
  text "2 deelnemers zijn besproken zonder besluit." text "Noor de Wit · werkgeverscontacten doorgenomen"
  text "Resultaten en doelen zijn besproken." no text "Sanne Kok ·"
# 75 minutes for each who was there; noor's two clients share hers (38 for the first of the agenda, and 37), bart's one has all of his
sql "select c.staff_id, c.minutes, c.activity, c.party, k.trajectory_id, k.minutes from contact c
  left join contact_client k on k.contact_id = c.id where c.day = '2026-11-23' and c.activity = 'team'
  order by c.staff_id, k.trajectory_id" expect "101|75|team|colleague|2001|37" "101|75|team|colleague|2006|38"
  "102|75|team|colleague|2003|75"
sql "select sum(team) from contact_tally where day = '2026-11-23'" expect 2
sql "select goals, minutes from team_meeting" expect "1|75"
sql "select staff_id, present, leads, employer_log from team_meeting_person order by staff_id" expect
  "101|1|0|1" "102|1|0|0" "105|0|1|0"
sql "select count(*) from access_grant where reason = 'Teamoverleg' and ended_at is null" expect 0
# who was talked about was not talked with
sql "select trajectory_id, last_contact_on from trajectory_fact where trajectory_id in (2001, 2003, 2006) order by 1"
  expect "2001|2026-11-18" "2003|2026-11-19" "2006|"
# what was agreed with the client stays the next step
sql "select count(*) from trajectory_fact where trajectory_id = 2001 and next_step <> ''" expect 1
post /teamoverleg/$id minutes=60 _p_101=1
expect 422 summary "al afgesloten"
login bart
get /deelnemers/1001
expect 200 no text "Samen naar de fietsenmaker" text "Bellen met de fietsenmaker"

# The decision: with its owner, on Vandaag of the own specialist, done and undone.
get /teamoverleg
expect 200 text "Mijn besluiten" text "Bellen met de fietsenmaker" text "1 besluit, 1 nog open"
let item sql "select id from team_meeting_item where decision <> ''"
sql "select rule, day from due where ref_id = $item" expect "decision|2026-11-27"
restart now=2026-11-28T09:00
login noor
get /deelnemers/1001
expect 200 text "Besluiten uit het teamoverleg" text "Bellen met de fietsenmaker" text "Bart Smit, 27-11-2026"
login zara
post /teamoverleg/besluit/$item
expect 404
login bart
get /teamoverleg
submit /teamoverleg/besluit/$item
expect 303 /teamoverleg
follow
expect 200 text "Vastgelegd dat het gedaan is." text "Er staat niets op uw naam."
sql "select count(*) from due where ref_id = $item" expect 0
post "/teamoverleg/besluit/$item?terug=1"
expect 303
sql "select count(*) from due where ref_id = $item" expect 1

# A specialist sees the names of colleagues' clients, not why they need attention.
get /teamoverleg
expect 200 text "Joris de Vries" text "Milan van den Berg zoekt werk · Noor de Wit" no text "nog geen werkgever gesproken, 173"
# Who knows an employer: the search of the network
expect html "href=\"/werkgevers/wie-kent\""
