# All fields of a contact, mending it, taking it away; and the contacts of others.

login noor
get /deelnemers/1001/contact
expect 200 text "Coaching op de werkplek" field party client field initiative planned
submit /deelnemers/1001/contact day=22-11-2026 minutes! _minutes=50 party=employer activity=employer
  mode=face_to_face place=work employer_id=4001 _employer_id="Bakkerij Bos" _employer_id_was="Bakkerij Bos"
  travel_minutes=20 initiative=outreach coaching=1 urgent=1 answer_minutes=30 note="Met de chef"
  next_step="" next_step_on=""
expect 303 /deelnemers/1001
let id sql "select id from contact where note = 'Met de chef'"
sql "select travel_minutes, initiative, reached, coaching, urgent, answer_minutes, employer_id from contact where id = $id"
  expect "20|outreach|1|1|1|30|4001"
# the first meeting with an employer stops the clock of principle 6: 167 days after the first talk
sql "select met_employer from contact_client where contact_id = $id" expect 1
sql "select first_employer_on from trajectory_fact where trajectory_id = 2001" expect 2026-11-22
# and is no contact with the client: that was on the 18th
sql "select last_contact_on from trajectory_fact where trajectory_id = 2001" expect 2026-11-18
follow
expect 200 text "eerste werkgever na 167 dagen" text "werkgever: Bakkerij Bos"
get /uren
expect 200

# Changing it.
get /deelnemers/1001/contact/$id
expect 200 field note "Met de chef" field travel_minutes 20 field urgent 1 field _employer_id "Bakkerij Bos"
submit /deelnemers/1001/contact/$id minutes! _minutes=55 urgent! not_reached=1 note="Met de chef zelf"
expect 303 /deelnemers/1001
sql "select minutes, urgent, reached, version from contact where id = $id" expect "55|0|0|2"
sql "select minutes from contact_client where contact_id = $id" expect 55
sql "select count(*) from access_log where action = 5 and client_id = 1001" expect 1
# A colleague was first: what is typed stays, nothing is overwritten.
get /deelnemers/1001/contact/$id
sql "update contact set version = version + 1, note = 'van een ander' where id = $id"
submit /deelnemers/1001/contact/$id note="mijn tekst"
expect 422 summary "Dit contact is intussen gewijzigd" field note "mijn tekst"
sql "select note from contact where id = $id" expect "van een ander"
# An employer typed: one of ours, several, none, another organisation's.
get /deelnemers/1001/contact/$id
submit /deelnemers/1001/contact/$id employer_id="" _employer_id=Bouwbedrijf _employer_id_was=""
expect 303 /deelnemers/1001
sql "select employer_id from contact where id = $id" expect 4002
get /deelnemers/1001/contact/$id
submit /deelnemers/1001/contact/$id employer_id="" _employer_id=bos _employer_id_was=""
expect 422 error employer_id "meer met deze naam" text "Bakkerij Bos, Groningen" text "Bouwbedrijf Bosman, Assen"
submit /deelnemers/1001/contact/$id employer_id="" _employer_id="Fietsen & Zo" _employer_id_was=""
expect 422 error employer_id "staat er nog niet" text "Fietsen & Zo toevoegen als nieuwe werkgever" field _employer_id "Fietsen & Zo"
# The tick adds nothing while something else is wrong, and stays.
submit /deelnemers/1001/contact/$id employer_id="" _employer_id="Fietsen & Zo" _employer_id_was="" _add=1 next_step="" next_step_on=1-12-2026
expect 422 error next_step "" text "Fietsen & Zo toevoegen als nieuwe werkgever"
sql "select count(*) from employer where name = 'Fietsen & Zo'" expect 0
submit /deelnemers/1001/contact/$id employer_id="" _employer_id="Fietsen & Zo" _employer_id_was="" _add=1 next_step_on=""
expect 303 /deelnemers/1001
sql "select e.name, e.organisation_id from contact c join employer e on e.id = c.employer_id where c.id = $id" expect "Fietsen & Zo|1"
get /deelnemers/1001/contact/$id
submit /deelnemers/1001/contact/$id employer_id=4003 _employer_id=x _employer_id_was=x
expect 422 error employer_id "Kies een naam uit de lijst." no text "Elders"

# Everything wrong at once; all of it is said, all of it is still there.
get /deelnemers/1001/contact
submit /deelnemers/1001/contact day=32-13-2026 minutes=x party=koning activity=niets mode=rook place=maan
  travel_minutes=-5 initiative=nee answer_minutes=1,5 note={n*4001} next_step={s*301} next_step_on=nooit
expect 422 error day "Deze dag bestaat niet" error minutes "minuten" error party "Kies een van"
  error activity "Kies een van" error mode "Kies een van" error place "Kies een van" error initiative "Kies een van"
  error travel_minutes "" error answer_minutes "Vul een heel getal in"
  error note "Maak de tekst korter: 4001 tekens, er mogen er 4000." error next_step "301"
  error next_step_on "Deze dag bestaat niet" field day 32-13-2026 field note {n*4001}
  title "12 fouten"
# on whose initiative is asked too: an empty answer is a message
get /deelnemers/1001/contact
submit /deelnemers/1001/contact minutes=30 activity=one_to_one mode=phone place=office initiative=
expect 422 error initiative "Maak een keuze"

# Taking away: one's own only, and only of today and yesterday.
post /contact/5001/verwijder
expect 404
get /deelnemers/1001/contact/5002
expect 404
post /deelnemers/1001/contact/5002 day=19-11-2026 minutes=5
expect 404
get /deelnemers/1003/contact/5002
expect 404
get /deelnemers/1002/contact/$id
expect 404
post /contact/5002/verwijder
expect 404
post /contact/99999/verwijder
expect 404
post /contact/$id/verwijder
expect 303 /vandaag
follow
expect 200 text "Het contact is verwijderd."
sql "select count(*) from contact where id = $id" expect 0
sql "select count(*) from contact_client where contact_id = $id" expect 0
# what followed from it is taken back
sql "select last_contact_on, coalesce(first_employer_on, 'geen') from trajectory_fact where trajectory_id = 2001"
  expect "2026-11-18|geen"
post /contact/$id/verwijder
expect 404

# What must be one of a list is not empty in a trajectory either.
get /deelnemers/1001/traject
submit /deelnemers/1001/traject funding= financier= scheme=
expect 422 error funding "Maak een keuze"

# A call that nobody answers is no contact with the client either; a talk is.
login noor
get /deelnemers/1001/contact
submit /deelnemers/1001/contact day=22-11-2026 minutes! _minutes=5 party=client mode=phone not_reached=1 note="Nam niet op"
  next_step="" next_step_on=""
expect 303 /deelnemers/1001
sql "select last_contact_on from trajectory_fact where trajectory_id = 2001" expect 2026-11-18
let id sql "select id from contact where note = 'Nam niet op'"
get /deelnemers/1001/contact/$id
submit /deelnemers/1001/contact/$id not_reached!
expect 303 /deelnemers/1001
sql "select last_contact_on from trajectory_fact where trajectory_id = 2001" expect 2026-11-22
# With somebody else it is none, unless the client was there too.
get /deelnemers/1001/contact/$id
submit /deelnemers/1001/contact/$id party=practitioner activity=care
expect 303
sql "select last_contact_on from trajectory_fact where trajectory_id = 2001" expect 2026-11-18
get /deelnemers/1001/contact/$id
expect 200 text "De deelnemer was erbij"
submit /deelnemers/1001/contact/$id client_there=1
expect 303
sql "select last_contact_on from trajectory_fact where trajectory_id = 2001" expect 2026-11-22
get /deelnemers/1001/contact/$id
expect 200 field client_there 1
submit /deelnemers/1001/contact/$id client_there!
expect 303
sql "select last_contact_on from trajectory_fact where trajectory_id = 2001" expect 2026-11-18
