# Who looked at this person, why, and was it right? The privacy officer, the client, the commands.

# The log is gone through at the start of a server, before anybody does what follows.
until "select count(*) from job where kind = 'access_review' and state = 'done'" expect 1

# Nina is the privacy officer. Noor looks at her client Milan, her colleague at the same, and a
# stranger tries; Elsa Vera's are of another organisation.
sql "insert into staff_role (id, staff_id, role, programme_id, team_id, from_on, to_on)
  values (301, 112, 'privacy', null, null, '2020-01-01', null)"
login noor
get /deelnemers/1001
expect 200
get /deelnemers/1001
expect 200
get /deelnemers/1001/gegevens
expect 200
get /deelnemers/1001/afgedrukt
expect 204
get /zoek?q=mil
expect 200
get /deelnemers/1004
expect 404
sql "select l.action, l.relation, l.role, case when l.session > 0 then 1 else 0 end, l.result, l.grant_id from access_log l
  where l.client_id = 1001 order by l.id" expect "2|11|1|1|0|" "2|11|1|1|0|" "2|11|1|1|0|" "14|11|1|1|0|"
sql "select action, relation, result from access_log where client_id = 1004" expect "6|0|1"
sql "select t.words from access_log l join access_text t on t.id = l.id where l.action = 13" expect "mil"
# Where someone was is kept with the log-in, and its number leads there.
sql "select t.words from access_log l join access_text t on t.id = l.id where l.action = 7 and l.staff_id = 101" expect "127.0.0.1"
sql "select count(distinct session) from access_log where staff_id = 101" expect 1
get /toezicht
expect 403
get /deelnemers/1001/inzage
expect 403
get /mijn/inzage
expect 403
login bart
get /deelnemers/1001
expect 200

# She finds him by name; that is a search as any other, and reading the log is logged.
login nina
get /
expect 303 /toezicht
get /toezicht
expect 200 title "Review of access" text "Nothing stands out that was not judged yet." text "Last gone through on 23-11-2026 09:0"
get /taal?naar=nl&terug=/toezicht
get /toezicht
expect 200 title "Toezicht op inzage" text "In de nacht gekeken: minstens 1, van 23:00 tot 06:00"
  text "Veel dossiers in korte tijd: minstens 30 binnen 60 minuten" text "Geen band met deze deelnemer op die dag: minstens 1"
get "/toezicht/zoek?q=berg+mil"
expect 200 text "Milan van den Berg" text "deelnemer, geboren 03-04-1997" no text "Joris" html "/deelnemers/1001/inzage"
  text "Ook dit zoeken staat in het logboek."
get "/toezicht/zoek?q=noor"
expect 200 text "Noor de Wit" text "medewerker, logt in als noor" html "/toezicht/medewerker/101"
get "/toezicht/zoek?q=elsa"
expect 200 text "Niemand gevonden met deze naam."
get "/toezicht/zoek?q="
expect 200 text "Niemand gevonden"
sql "select t.words from access_log l join access_text t on t.id = l.id where l.action = 13 and l.staff_id = 112 order by t.words"
  expect "berg mil" "elsa" "noor"

# The answer: who, when, what, on what ground.
get /deelnemers/1001/inzage
expect 200 title "Wie keek bij Milan van den Berg?" match "23-11-2026 09:0\d Noor de Wit trajectbegeleider bekeek \(2×\) het dossier eigen begeleider"
  text "drukte af" text "Bart Smit" text "collega in het team"
sql "select count(*) from access_log where action = 22 and client_id = 1001 and staff_id = 112 and relation = 1" expect 1
get /deelnemers/1001/inzage?door=102
expect 200 text "collega in het team" no text "eigen begeleider"
get /deelnemers/1001/inzage?van=01-10-2026&tot=31-10-2026
expect 200 text "In deze periode keek niemand."
get /deelnemers/1001/inzage?van=morgen&tot=onzin
expect 200 text "collega in het team"
get /deelnemers/1008/inzage
expect 404
get /deelnemers/1001
expect 200 text "functionaris gegevensbescherming" no text "fietsenmaker"
get /deelnemers/1001/dossier
expect 200 text "Wie keek in dit dossier, en wat daaraan opvalt" no text "fietsenmaker"
get /toezicht/medewerker/101
expect 200 title "Waar keek Noor de Wit?" text "Milan van den Berg" text "zocht" text "“mil”" text "wilde openen en werd geweigerd"
  text "november 2026"
get /toezicht/medewerker/108
expect 404

# What stands out. Kees, of another team for a day, looked in the night; Bart has a client of his name.
sql "update client set family_name = 'Smit' where id = 1003"
login bart
get /deelnemers/1003
expect 200
login noor
get /deelnemers/1004
expect 404
get /deelnemers/1005
expect 404
login nina
get /toezicht
submit /toezicht/nu
expect 303 /toezicht
follow
expect 200 text "Spil kijkt het logboek na."
until "select count(*) from access_signal where kind = 'namesake'" expect 1
get /toezicht
expect 200 text "Zelfde achternaam als de deelnemer" text "Bart Smit" text "Joris de Smit" match "Vaak geweigerd \(\d×\) 23-11-2026 · Noor de Wit"
sql "select kind from access_signal order by kind" expect "namesake" "refused"
let signal sql "select id from access_signal where kind = 'namesake'"
get /toezicht/signaal/$signal
expect 200 title "Wat opvalt: Zelfde achternaam als de deelnemer" text "Wat Bart Smit die dag deed"
submit /toezicht/signaal/$signal judgement=
expect 422 error judgement "Maak een keuze."
submit /toezicht/signaal/$signal judgement=explained remark=
expect 422 error remark "Schrijf kort op wat u navroeg"
get /toezicht/signaal/$signal
submit /toezicht/signaal/$signal judgement=explained remark="Geen familie, gevraagd aan Bart"
expect 303 /toezicht
follow
expect 200 text "Uw oordeel is vastgelegd." no text "Joris de Smit"
get /toezicht?beoordeeld=1
expect 200 text "Zelfde achternaam als de deelnemer" match "Terecht na navraag op \d\d-\d\d-2026: Nina Nieuw"
sql "select count(*) from access_log where action = 23 and client_id = 1003 and object_id = $signal" expect 1
get /deelnemers/1003/inzage
expect 200 text "Zelfde achternaam als de deelnemer: Terecht na navraag"
post /toezicht/signaal/$signal judgement=right remark= version=1
expect 422 summary "Iemand anders beoordeelde dit intussen."
get /toezicht/signaal/1
expect 404

# A night, without a link, and an emergency: the review of the whole past.
sql "update staff set language = 'nl' where id = 112"
restart now=2026-11-24T02:30
until "select count(*) from job where kind = 'access_review' and state = 'done'" expect 3
login noor
get /deelnemers/1001
expect 200
sql "insert into access_grant (id, client_id, staff_id, kind, reason, from_at, until_at, given_by, created_at)
  values (901, 1004, 101, 'emergency', 'Fenna belde in nood', 1, 4000000000000, 101, 1)"
get /deelnemers/1004
expect 200
sql "select relation, grant_id from access_log where client_id = 1004 and action = 2" expect "9|901"
sql "update trajectory set team_id = 22 where client_id = 1001"
sql "update assignment set from_on = '2025-01-01', to_on = '2025-02-01' where trajectory_id = 2001"
login nina
get /toezicht
submit /toezicht/nu
expect 303
until "select count(*) from access_signal where kind = 'no_link'" expect 1
get /toezicht
expect 200 text "In de nacht gekeken" text "Noodtoegang" text "Geen band met deze deelnemer op die dag" text "Fenna Jansen"
get /deelnemers/1004/inzage
expect 200 text "noodtoegang: Fenna belde in nood" text "Noodtoegang"

# The client reads the own log in plain words; the own specialist gives it on paper.
login milan
get /mijn/inzage
expect 200 title "Wie keek in uw dossier" text "24 november 2026" text "Noor de Wit" text "bekeek" text "eigen begeleider" text "GGZ Noord"
  no text "Fenna" no text "namesake"
get /mijn
expect 200 text "Wie keek in uw dossier? Bekijk de lijst"
get /mijn/inzage?van=01-01-2020&tot=02-01-2020
expect 200 text "In deze periode keek niemand in uw dossier."
sql "update assignment set from_on = '2026-01-01', to_on = null where trajectory_id = 2001"
login noor
get /deelnemers/1001/wie-keek
expect 200 title "Wie keek in het dossier van Milan van den Berg" text "om samen te bekijken of af te drukken" text "Bart Smit"
get /deelnemers/1004/wie-keek
expect 200

# Months that are older than the term: proposed, approved by a person, done by a job.
login nina
get /toezicht/bewaren
expect 200 text "Het logboek wordt 5 jaar bewaard." text "Er is nog niets oud genoeg om weg te doen."

# The words of NEN 7513, in a file; that is logged before the first line goes out.
spil access export @db --client 1001 --from 2026-11-23 --until 2026-11-24
expect exit 0 output "EventID,EventActionCode,EventDateTime" output "GET /deelnemers/:client,R,2026-11-23T08:0"
  output ",0,read,101,noor,Noor de Wit,true,specialist,guidance,2,127.0.0.1,1,1,6,2,rules/access.csv "
sql "select count(*) from access_log l join access_text t on t.id = l.id where l.action = 22 and t.words = 'spil access export'" expect 1
spil access repair @db --reason "double contact 5001 removed"
expect exit 0
sql "select t.words from access_log l join access_text t on t.id = l.id where l.action = 26" expect "double contact 5001 removed"
spil access repair @db
expect exit 1 output "needs --reason"
spil access drop @db --before 2026-01
expect exit 1 output "the log is kept for 5 years"
spil access drop @db --before januari
expect exit 1
spil access lezen @db
expect exit 1 output "not \"lezen\""
spil verify log @db
expect exit 0 output "0 findings"
restart now=2032-02-24T02:30
login nina
get /toezicht/bewaren
expect 200 text "Van november 2026 tot en met januari 2027 mag weg."
submit /toezicht/bewaren
expect 303 /toezicht/bewaren
until "select month from access_month" expect "2026-11"
get /toezicht/bewaren
expect 200 match "november 2026: \d+ regels, verwijderd op 24-02-2032"
sql "select count(*) from access_log where client_id = 1001 and action = 2" expect 0
spil verify log @db
expect exit 0 output "month 2026-11 was dropped" output "0 findings"
spil verify @db
expect exit 0
