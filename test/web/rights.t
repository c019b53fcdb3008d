# Rights of the client: requests, own statement, restriction, erasing, the number, all data, terms.
# nina is privacy officer here.
sql "insert into staff_role (id, staff_id, role, from_on) values (290, 112, 'privacy', '2020-01-01')"

# The citizen service number: entered with the eleven-test, shown on a click of its own.
login noor
get /deelnemers/1001/rechten
expect 200 text "Er is geen BSN vastgelegd." text "Er zijn nog geen verzoeken gedaan." no text "Toon het BSN"
get /deelnemers/1001/bsn
submit /deelnemers/1001/bsn bsn=123456789
expect 422 summary "BSN"
submit /deelnemers/1001/bsn bsn=1234.56.782
expect 303 /deelnemers/1001/rechten
follow
expect 200 text "BSN vastgelegd" text "Vastgelegd op 23-11-2026 door Noor de Wit." no html "123456782"
sql "select count(*) from client_bsn" expect "1"
get /deelnemers/1001
expect 200 no html "123456782"
get /deelnemers/1001/rechten
submit /deelnemers/1001/bsn/tonen
expect 200 text "123456782" header cache-control "no-store" text "alleen nu"
sql "select action from access_log where client_id = 1001 order by id desc limit 1" expect "28"
get /deelnemers/1001/bsn/tonen
expect 405
get /zoek?q=123456782
expect 200 no html "1001"
login sanne
post /deelnemers/1001/bsn/tonen
expect 404
get /deelnemers/1001/rechten
expect 200 no text "Burgerservicenummer"
login bart
post /deelnemers/1001/bsn/tonen
expect 404
post /deelnemers/1003/bsn/tonen
expect 404

# A request: recorded, with its term on Vandaag; decided by someone else than who works with it.
login noor
get /deelnemers/1001/rechten/verzoek
submit /deelnemers/1001/rechten/verzoek kind=correction wish! asked_on=31-10-2026
expect 422 error wish "Vul dit in"
submit /deelnemers/1001/rechten/verzoek kind=correction wish="Ik werkte bij Bos, niet bij Bosch" asked_on=31-10-2026
expect 303 /deelnemers/1001/rechten
follow
expect 200 text "Verzoek vastgelegd" text "verbeteren wat niet klopt" text "Antwoord geven uiterlijk op 30-11-2026"
let request sql "select id from rights_request"
get /vandaag
expect 200 text "Milan van den Berg: verbeteren wat niet klopt" text "30-11-2026"
get /deelnemers/1001/dossier
expect 200 text "Antwoord geven uiterlijk op 30-11-2026"
get /deelnemers/1001/rechten/verzoek/$request
expect 200 text "niet bij Bosch" no text "Besluit vastleggen"
post /deelnemers/1001/rechten/verzoek/$request decision=granted version=1
expect 403
login otto
get /deelnemers/1001/rechten/verzoek/$request
expect 404
login sanne
get /verzoeken
expect 200 text "Milan van den Berg: verbeteren wat niet klopt"
get /deelnemers/1001/rechten/verzoek/$request
submit /deelnemers/1001/rechten/verzoek/$request/verlengen extended_why="het archief moet gezocht"
expect 303
follow
expect 200 text "31-01-2027" text "het archief moet gezocht" no text "Twee maanden verlengen"
submit /deelnemers/1001/rechten/verzoek/$request decision=partly
expect 422 error reason "Geef een reden"
submit /deelnemers/1001/rechten/verzoek/$request decision=partly reason="alleen de naam van het bedrijf"
expect 303
follow
expect 200 text "Besluit: voor een deel ingewilligd, op 23-11-2026 door Sanne Kok. Nog uit te voeren"
post /deelnemers/1001/rechten/verzoek/$request decision=granted version=2
expect 422 text "intussen veranderd"
post /deelnemers/1001/rechten/verzoek/$request/verlengen extended_why=nog version=2
expect 422 text "intussen veranderd"
login noor
get /deelnemers/1001/rechten/verzoek/$request
submit /deelnemers/1001/rechten/verzoek/$request/klaar
expect 303
follow
expect 200 text "Klaar op 23-11-2026"
get /vandaag
expect 200 no text "verbeteren wat niet klopt"
get /deelnemers/1001/rechten/verzoek/999
expect 404

# The own statement stands with the record.
get /deelnemers/1001/rechten/verklaring
submit /deelnemers/1001/rechten/verklaring about="Mijn ontslag" body="Ik ging zelf weg.\n\nNiemand stuurde mij weg <b>.</b>"
expect 303
get /deelnemers/1001
expect 200 text "Mijn ontslag" text "Ik ging zelf weg." text "Gegeven op 23-11-2026, vastgelegd door Noor de Wit" no html "<b>.</b>"
post /deelnemers/1001/rechten/verklaring body=
expect 422 error body "Vul dit in"

# All my data: to read and as JSON, and that it was taken out is logged.
get /deelnemers/1001/alles
expect 200 text "Alles wat Spil op 23-11-2026 over deze persoon bewaart" text "fietsenmaker" text "Iets met fietsen" text "Mijn ontslag" text "niet bij Bosch" no html "123456782" text "Hierover is niets vastgelegd" text "Bijlagen"
get /deelnemers/1001/alles.json
expect 200 header content-type "application/json" header content-disposition "attachment" html "fietsenmaker" no html "123456782" no html "Geheim van Joris"
sql "select action from access_log where client_id = 1001 order by id desc limit 2" expect "15" "15"
get /taal?naar=en&terug=/deelnemers/1001/alles
follow
expect 200 text "Everything Spil holds about this person" text "Who it is" text "Name prefix van den"
get /taal?naar=nl&terug=/
login sanne
get /deelnemers/1001/alles
expect 403
login bart
get /deelnemers/1001/alles.json
expect 404

# Restriction: read, not used. Out of search, Vandaag and change; the rights themselves go on.
login noor
get /deelnemers/1001/rechten
expect 200 text "Het dossier wordt gewoon gebruikt." no text "Gebruik beperken"
get /deelnemers/1001/rechten/verzoek
submit /deelnemers/1001/rechten/verzoek kind=restriction wish="Gebruik mijn dossier niet tot het klopt"
let request sql "select max(id) from rights_request"
post /deelnemers/1001/rechten/beperking reason=x
expect 403
login sanne
get /deelnemers/1001/rechten/verzoek/$request
submit /deelnemers/1001/rechten/verzoek/$request decision=granted
expect 303
sql "select restricted from trajectory_fact where client_id = 1001" expect "1"
login noor
get /deelnemers/1001
expect 200 text "Het gebruik van dit dossier is beperkt." text "fietsenmaker" no text "Gegevens wijzigen"
get /deelnemers/1001/gegevens
expect 404
get /deelnemers/1001/alles
expect 404
get /zoek?q=milan
expect 200 no html "1001"
get /vandaag
expect 200 no text "Milan"
get /contact?wie=1001
expect 200 no text "Milan"
get /deelnemers
expect 200 text "Berg, Milan van den"
login sanne
get /deelnemers/1001/rechten
submit /deelnemers/1001/rechten/beperking/einde
expect 303
follow
expect 200 text "De beperking is opgeheven"
submit /deelnemers/1001/rechten/beperking reason=
expect 422 text "Geef een reden"
login noor
get /zoek?q=milan
expect 200 html "1001"
get /deelnemers/1001
expect 200 no text "is beperkt"

# Erasing: decided by one, done by another, never against a legal hold. A contact with somebody else
# there keeps its words but for the name; what a colleague was typing about this person goes too.
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, note, created_at)
  values (5901, 11, 101, '2026-11-17', 60, 'one_to_one', 'face_to_face', 'community', 'client', 'Milan en Joris oefenden samen.', 1)"
sql "insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer)
  values (5901, 2001, '2026-11-17', 30, 0), (5901, 2003, '2026-11-17', 30, 0)"
sql "insert into draft (staff_id, name, body, saved_at) values (102, 'contact', 'note=Milan+belde', 1)"
get /deelnemers/1001/rechten/verzoek
submit /deelnemers/1001/rechten/verzoek kind=erasure wish="Wis alles van mij"
let request sql "select max(id) from rights_request"
login sanne
get /deelnemers/1001/rechten/verzoek/$request
submit /deelnemers/1001/rechten/verzoek/$request decision=granted
expect 303
follow
expect 200 text "een tweede persoon" no text "Nu voorgoed wissen"
post /deelnemers/1001/rechten/verzoek/$request/wissen
expect 422
login nina
get /verzoeken
expect 200 text "Milan van den Berg"
get /deelnemers/1001/rechten
expect 200 no text "fietsenmaker" no text "Citizen service number"
submit /deelnemers/1001/rechten/bewaarplicht reason="klacht loopt"
expect 303
follow
expect 200 text "klacht loopt"
get /deelnemers/1001/rechten/verzoek/$request
expect 200 text "There is a legal hold" no text "Erase for good now"
post /deelnemers/1001/rechten/verzoek/$request/wissen
expect 422
sql "select count(*) from client where id = 1001" expect "1"
get /deelnemers/1001/rechten
submit /deelnemers/1001/rechten/bewaarplicht/einde
expect 303
get /deelnemers/1001/rechten/verzoek/$request
expect 200 text "Contacts" text "Erase for good now"
submit /deelnemers/1001/rechten/verzoek/$request/wissen
expect 303 /verzoeken
follow
expect 200 text "The record is erased." text "Decided: Sanne Kok. Carried out: Nina Nieuw." no text "Milan"
sql "select count(*) from client where id = 1001" expect "0"
sql "select count(*) from trajectory where client_id = 1001" expect "0"
sql "select minutes, note from contact where id = 5001" expect "45|"
sql "select count(*) from contact where id = 5901 and note like '%Joris%oefenden samen.' and note not like '%Milan%'" expect "1"
sql "select count(*) from draft where staff_id = 102" expect "0"
sql "select action from access_log where client_id = 1001 order by id desc limit 1" expect "16"
until "select state from job where kind = 'forget'" expect "done"
get /deelnemers/1001/rechten
expect 404
login noor
get /deelnemers/1001
expect 404
get /deelnemers
expect 200 no text "Milan"

# Terms of keeping: the list is made at night; one checks, another destroys; a certificate stays.
login mira
get /bewaren
expect 200 text "Er is geen dossier waarvan de termijn voorbij is." text "Dossier van een deelnemer bij een zorgaanbieder" text "240 maanden" text "(niet bevestigd)"
sql "update client set substantive_on = '2006-11-23' where id = 1009"
sql "update client set substantive_on = '2006-11-23' where id = 1005"
# 1002 was put on the list before something changed in that record: it goes off again
sql "insert into destruction (client_id, class, due_on, listed_on) values (1002, 'client_record', '2026-11-01', '2026-11-01')"
sql "delete from job where kind = 'retention'"
restart now=2026-11-23T10:00
until "select state from job where kind = 'retention' and state = 'done'" expect "done"
sql "select client_id, class, due_on, listed_on from destruction" expect "1009|client_record|2026-11-23|2026-11-23"
login mira
get /bewaren
expect 200 text "Dossier 1009" text "Geboren in 1970 · IPS Noord · gesloten op 31-12-2025 · laatste wijziging op 23-11-2006" text "Mag weg sinds 23-11-2026" no text "Piet" no text "Klaar"
post /bewaren/1009/vernietigen
expect 422 text "een tweede persoon"
submit /bewaren/1009/nakijken
expect 303 /bewaren
follow
expect 200 text "nagekeken door Mira Baas" no text "Nagekeken: mag weg"
post /bewaren/1009/vernietigen
expect 422
post /bewaren/1002/nakijken
expect 404
login nina
get /bewaren
submit /bewaren/1009/later why=
expect 422 text "Give a reason"
submit /bewaren/1009/later why="a claim may follow"
expect 303
follow
expect 200 no text "1009"
sql "update destruction set later_on = '2026-11-23'"
get /bewaren
submit /bewaren/1009/nakijken
expect 303
# a legal hold takes it off the list
sql "insert into client_flag (id, client_id, kind, reason, from_at, set_by) values (9301, 1009, 'hold', 'klacht', 1, 105)"
login mira
post /bewaren/1009/vernietigen
expect 404
sql "delete from client_flag"
get /bewaren
submit /bewaren/1009/vernietigen
expect 303
follow
expect 200 text "Het dossier is vernietigd." text "Besluit: Nina Nieuw. Uitgevoerd: Mira Baas." text "termijn voorbij"
sql "select count(*) from client where id = 1009" expect "0"
login otto
get /bewaren
expect 403

# The client: the own rights, with the own log-in.
sql "update staff_role set role = 'client', client_id = 1007 where id = 290"
login nina
get /mijn
expect 200 text "All my data"
get /mijn/alles
expect 200 text "Op de werkvloer." no text "Geheim"
get /mijn/alles.json
expect 200 html "Op de werkvloer."
get /mijn/verzoek
submit /mijn/verzoek kind=copy wish="A copy please"
expect 303 /mijn
follow
expect 200 text "access or a copy"
get /mijn/verklaring
submit /mijn/verklaring body="My own words"
expect 303 /mijn
login noor
get /vandaag
expect 200 text "inzage of kopie"
get /deelnemers/1007
expect 200 text "My own words"
