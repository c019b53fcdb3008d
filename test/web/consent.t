# Consent: recorded per party, shown as a sentence, never overwritten; access follows at once.

# Milou agreed to nothing yet; a sentence says what a colleague sees.
login noor
get /deelnemers/1007/mensen
expect 200 text "Wie mag meekijken?" text "Collega's in het team zien naam, telefoon, fase"
  text "Wat Bakkerij Bos mag weten, is nog niet gevraagd."
get /deelnemers/1007/toestemming
expect 200 text "Milou gaf nog niemand toestemming." no text "Geschiedenis"
get /deelnemers/1007/toestemming/nieuw
expect 200 text "Voor wie is de toestemming?" text "Behandelaar of begeleider" text "Onderzoeker"
get /deelnemers/1007/toestemming/nieuw?partij=rommel
expect 200 text "Voor wie is de toestemming?"

# A practitioner with an account: Pim sees nothing of Milou, then just what was ticked.
login pim
get /deelnemers/1007
expect 404
login noor
get /deelnemers/1007/toestemming/nieuw?partij=practitioner
expect 200 text "Wat mag er van Milou gedeeld worden?" text "waar en hoeveel Milou werkt" field given_on "23-11-2026"
  field valid_until "23-11-2027" text "Ik hoef dit niet goed te vinden." text "Versie practitioner-2026-01-01"
submit /deelnemers/1007/toestemming/nieuw
expect 422 error party_name "Vul dit in." error shares "Kies wat er gedeeld mag worden." error how "Maak een keuze."
submit /deelnemers/1007/toestemming/nieuw party_name="mevrouw Jansen" party_role=begeleider staff_id=114
  is_primary=1 _share_work=1 _share_adjustments=1 how=spoken valid_until=1-5-2027
expect 422 error witness "Schrijf op wie erbij was."
submit /deelnemers/1007/toestemming/nieuw witness="Bart Smit" valid_until=22-11-2026
expect 422 error valid_until "Deze dag ligt voor de dag waarop de toestemming is gegeven."
submit /deelnemers/1007/toestemming/nieuw given_on=20-11-2026 valid_until=22-11-2026
expect 422 error valid_until "Deze dag is voorbij."
submit /deelnemers/1007/toestemming/nieuw given_on=24-11-2026 valid_until=1-5-2027
expect 422 error given_on "Deze dag ligt in de toekomst."
submit /deelnemers/1007/toestemming/nieuw given_on=23-11-2026 valid_until=1-5-2032
expect 422 error valid_until "Kies een dag binnen vijf jaar."
submit /deelnemers/1007/toestemming/nieuw valid_until=1-5-2027 staff_id=103
expect 422 error staff_id "Kies een"
submit /deelnemers/1007/toestemming/nieuw staff_id=114
expect 303 /deelnemers/1007/toestemming
let first sql "select id from consent where party_name = 'mevrouw Jansen'"
follow
expect 200 text "De toestemming is vastgelegd en geldt meteen."
  text "Milou vindt goed dat mevrouw Jansen (begeleider) weet waar en hoeveel Milou werkt en wat Milou nodig heeft op het werk, tot en met 1 mei 2027."
  text "Regiebehandelaar." text "Toestemming voor mevrouw Jansen (begeleider), gegeven op 23-11-2026" text "mondeling, met een getuige, Bart Smit"
sql "select event, shares, how, witness, given_on, text_version, valid_until, recorded_by from consent where first_id = $first"
  expect "given|work adjustments|spoken|Bart Smit|2026-11-23|practitioner-2026-01-01|2027-05-01|101"
sql "select staff_id, kind, shares, given_by, case when ended_at is null then 0 else 1 end from access_grant where consent_id = $first"
  expect "114|consent|work adjustments|101|0"
get /deelnemers/1007/mensen
expect 200 text "Milou vindt goed dat mevrouw Jansen (begeleider) weet"
login pim
get /deelnemers/1007
expect 200 text "Milou Bergman" text "Bakkerij Bos" no text "Op de werkvloer." no text "03-03-1993"
get /deelnemers/1007/mensen
expect 200 text "Uw taak vraagt niet dat u dit deel" no text "Wie mag meekijken?"
get /deelnemers/1007/toestemming
expect 404

# A woman is "zij". One leading practitioner at a time; one consent per account.
login noor
sql "update client set sex = 'female' where id = 1007"
get /deelnemers/1007/toestemming
expect 200 text "weet waar en hoeveel zij werkt en wat zij nodig heeft op het werk"
get /deelnemers/1007/toestemming/nieuw?partij=practitioner
submit /deelnemers/1007/toestemming/nieuw party_name="dokter Bos" is_primary=1 _share_plan=1 how=paper
expect 422 error is_primary "Er is al een regiebehandelaar: mevrouw Jansen."
submit /deelnemers/1007/toestemming/nieuw is_primary! staff_id=114
expect 422 error staff_id "Deze persoon heeft al toestemming"
submit /deelnemers/1007/toestemming/nieuw staff_id=""
expect 303
sql "select count(*) from access_grant where client_id = 1007 and kind = 'consent'" expect 1

# Changing adds a row and replaces the access; who is later is told.
get /deelnemers/1007/toestemming/$first
expect 200 field party_name "mevrouw Jansen" field given_on "23-11-2026"
submit /deelnemers/1007/toestemming/$first _share_adjustments! _share_work! _share_notes=1 how=screen
expect 303
sql "select number, event, shares, valid_until from consent where first_id = $first order by number"
  expect "1|given|work adjustments|2027-05-01" "2|given|notes|2027-11-23"
sql "select shares, case when ended_at is null then 'open' else 'over' end from access_grant where client_id = 1007 and kind = 'consent' order by id"
  expect "work adjustments|over" "notes|open"
get /deelnemers/1007/toestemming/$first
submit /deelnemers/1007/toestemming/$first number=1 how=paper
expect 422 summary "Een collega heeft deze toestemming intussen gewijzigd"
login pim
get /deelnemers/1007
expect 200 text "Op de werkvloer." no text "Bakkerij Bos"

# Withdrawing ends the access in the same breath; the history stays; once is enough.
login noor
get /deelnemers/1007/toestemming/$first/intrekken
expect 200 text "Milou vindt goed dat mevrouw Jansen" field withdrawn_on "23-11-2026"
submit /deelnemers/1007/toestemming/$first/intrekken withdrawn_on=22-11-2026
expect 422 error withdrawn_on "Deze dag ligt voor de dag waarop de toestemming is gegeven."
submit /deelnemers/1007/toestemming/$first/intrekken withdrawn_on=23-11-2026 withdrawn_by=client
expect 303 /deelnemers/1007/toestemming
follow
expect 200 text "De toestemming is ingetrokken." text "Ingetrokken: Milou vond eerst goed dat mevrouw Jansen (begeleider) wist"
  text "Toestemming voor mevrouw Jansen (begeleider) ingetrokken op 23-11-2026" text "gegeven op 23-11-2026"
sql "select count(*) from consent where first_id = $first" expect 3
sql "select count(*) from access_grant where client_id = 1007 and kind = 'consent' and ended_at is null" expect 0
login pim
get /deelnemers/1007
expect 404
login noor
get /deelnemers/1007/mensen
expect 200 no text "mevrouw Jansen"
get /deelnemers/1007/toestemming/$first/intrekken
submit /deelnemers/1007/toestemming/$first/intrekken
expect 422 summary "Deze toestemming is al ingetrokken op 23-11-2026."
sql "select count(*) from consent where first_id = $first" expect 3
# ... and it can be given again: a fourth row
get /deelnemers/1007/toestemming/$first
submit /deelnemers/1007/toestemming/$first how=paper
expect 303
sql "select count(*) from consent where first_id = $first" expect 4

# First printed, then signed: until then nothing is shared.
get /deelnemers/1002/toestemming/nieuw?partij=practitioner
submit /deelnemers/1002/toestemming/nieuw party_name="Pim Dokter" staff_id=114 _share_plan=1 how=paper _asked=1
expect 303 /deelnemers/1002/toestemming/*/blad
let asked sql "select id from consent where client_id = 1002"
follow
expect 200 text "Aisha Yilmaz vindt goed dat Pim Dokter weet:" text "welk werk Aisha wil en wat de volgende stap is"
  text "Handtekening" text "Ik hoef dit niet goed te vinden." no text "waar en hoeveel"
sql "select count(*) from access_grant where client_id = 1002" expect 0
get /deelnemers/1002/toestemming
expect 200 text "Nog niet getekend: Aisha vindt goed dat Pim Dokter weet" text "Is getekend"
login pim
get /deelnemers/1002
expect 404
login noor
get /deelnemers/1002/toestemming/$asked
submit /deelnemers/1002/toestemming/$asked how=paper
expect 303
login pim
get /deelnemers/1002
expect 200 text "Aisha Yilmaz" text "In de zorg"
# ... and no longer than the trajectory runs
sql "update trajectory_fact set phase = 'closed' where client_id = 1002"
get /deelnemers/1002
expect 404
sql "update trajectory_fact set phase = 'orientation' where client_id = 1002"
sql "update client set given_name = '<b>Aisha</b>' where id = 1002"
login noor
get /deelnemers/1002/toestemming
expect 200 no html "<b>Aisha" text "<b>Aisha</b> vindt goed"

# An employer: only for a job whose disclosure was chosen; a new job is asked anew.
get /deelnemers/1007/toestemming/nieuw?partij=employer
expect 200 text "Milou heeft bij geen enkele baan gekozen" no text "Toestemming vastleggen Eerst"
post /deelnemers/1007/toestemming/nieuw _party=employer placement_id=6001 party_name="Ben Bos" _share_work=1 purpose=werk
  given_on=23-11-2026 valid_until=1-5-2027 how=paper number=0
expect 422
sql "update placement set disclosure = 'partly' where id = 6001"
get /deelnemers/1007/toestemming/nieuw?partij=employer
submit /deelnemers/1007/toestemming/nieuw placement_id=6001 party_name="Ben Bos" _share_work=1 how=paper
expect 303
get /deelnemers/1007/mensen
expect 200 text "dat Ben Bos (Bakkerij Bos) weet welke werkafspraken zij voor deze baan heeft" text "Bakkerij Bos: de werkgever weet een deel."
sql "update placement set disclosure = 'none' where id = 6001"
get /deelnemers/1007/mensen
expect 200 text "Geldt nu niet: Milou koos dat deze werkgever niets hoort" text "Bakkerij Bos hoort niets: zo is gekozen."
# nobody else's job
get /deelnemers/1001/toestemming/nieuw?partij=employer
expect 200 text "Milan heeft bij geen enkele baan gekozen"

# A new job: the question is asked anew, at the form and, until there is an answer, on Vandaag.
get /deelnemers/1002/werk/nieuw?soort=competitive
expect 200 text "Vraag het bij elke baan opnieuw." field disclosure ""
submit /deelnemers/1002/werk/nieuw employer_id=4001 _employer_id="Bakkerij Bos" _employer_id_was="Bakkerij Bos"
  started_on=10-11-2026 hours_week=16 contract_type=employment adjustments="Rustige plek"
expect 303
let job sql "select id from placement where trajectory_id = 2002"
sql "select disclosure_open from trajectory_fact where trajectory_id = 2002" expect 1
sql "update trajectory_fact set last_contact_on = '2026-11-22' where trajectory_id = 2002"
sql "update income_moment set reason = 'nog geen loon', reason_by = 101 where placement_id = $job"
sql "delete from due where trajectory_id = 2002"
get /vandaag
expect 200 text "13 dagen geleden begonnen met werk: wat mag de werkgever weten?"
get /deelnemers/1002/mensen
expect 200 text "Wat Bakkerij Bos mag weten, is nog niet gevraagd."
get /deelnemers/1002/werk/$job
expect 200 field adjustments "Rustige plek"
submit /deelnemers/1002/werk/$job disclosure=none
expect 303
sql "select disclosure_open from trajectory_fact where trajectory_id = 2002" expect 0
get /deelnemers/1002/mensen
expect 200 text "Bakkerij Bos hoort niets: zo is gekozen."

# A closed trajectory: nothing new, but withdrawing can always be done.
get /deelnemers/1009/toestemming/nieuw?partij=relative
submit /deelnemers/1009/toestemming/nieuw party_name="moeder" _share_plan=1 how=screen
expect 422 summary "Dit traject is afgesloten op 31-12-2025."
sql "update trajectory set closed_on = null where id = 2009"
submit /deelnemers/1009/toestemming/nieuw
expect 303
sql "update trajectory set closed_on = '2026-11-22' where id = 2009"
let closed sql "select id from consent where client_id = 1009"
get /deelnemers/1009/toestemming/$closed/intrekken
submit /deelnemers/1009/toestemming/$closed/intrekken
expect 303

# Near its end it is asked again, on Vandaag; a stale one too.
restart now=2026-11-23T09:00
login noor
get /deelnemers/1006/toestemming/nieuw?partij=relative
submit /deelnemers/1006/toestemming/nieuw party_name="Anna Smit" party_role=moeder _share_plan=1 how=screen valid_until=20-12-2026
expect 303
sql "select consent_ends_on from trajectory_fact where trajectory_id = 2006" expect 2026-12-20
sql "update trajectory_fact set started_on = '2026-11-20' where trajectory_id = 2006"
get /vandaag
expect 200 text "een toestemming loopt over 27 dagen af" html "/deelnemers/1006/toestemming"
restart now=2026-12-24T09:00
login noor
get /deelnemers/1006/mensen
expect 200 text "Afgelopen: Lotte vond goed dat Anna Smit (moeder) wist welk werk Lotte wil, tot en met 20 december 2026."

# The client reads the same, and withdraws without asking anyone. Not those of somebody else.
login milan
get /mijn
expect 200 text "Wie mag meekijken?" text "Milan vindt goed dat Pim Dokter (psychiater) weet"
submit /mijn/toestemming/9601/intrekken
expect 303 /mijn
sql "select event, withdrawn_by, recorded_by from consent where first_id = 9601 order by number desc limit 1" expect "withdrawn|client|115"
sql "select count(*) from access_grant where client_id = 1001 and kind = 'consent' and ended_at is null" expect 0
follow
expect 200 text "Ingetrokken: Milan vond eerst goed"
post /mijn/toestemming/9602/intrekken
expect 404
post /mijn/toestemming/$first/intrekken
expect 404

# Others: a colleague sees no consents, a supervisor reads them, of somebody else they are not there.
login bart
get /deelnemers/1007/toestemming
expect 404
post /deelnemers/1007/toestemming/$first/intrekken withdrawn_on=24-12-2026 withdrawn_by=client number=4
expect 404
login sanne
get /deelnemers/1007/toestemming
expect 200 text "mevrouw Jansen" no text "Toestemming vastleggen"
get /deelnemers/1007/toestemming/$first/blad
expect 200
get /deelnemers/1007/toestemming/$first
expect 403
login noor
get /deelnemers/1001/toestemming/$first
expect 404
get /deelnemers/1001/toestemming/$first/blad
expect 404
get /deelnemers/1001/toestemming/$first/intrekken
expect 404
post /deelnemers/1001/toestemming/$first how=paper
expect 404
