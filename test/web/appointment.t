# Appointments: made, moved, called off, logged with one press; the client reads the next one.

login noor
get /agenda
expect 200 title "Week 48" text "Nog geen afspraken in deze week" text "maandag 23 november · vandaag"
get "/agenda/nieuw?wie=1001&terug=dossier"
expect 200 field who 1001 field day 24-11-2026
submit /agenda/nieuw who=1001 day=22-11-2026 time=25:00
expect 422 error day "Deze dag is voorbij" error time "Dit is geen tijd." field time 25:00
submit /agenda/nieuw day=23-11-2026 time=14u minutes=45 subject="Samen het cv" address="Bibliotheek"
expect 303 /deelnemers/1001
follow
expect 200 text "De afspraak staat in uw agenda." text "23-11-2026 14:00" text "Noor de Wit · Bibliotheek · Samen het cv"
let one sql "select id from appointment where minute = 840"
sql "select staff_id, day, minutes, kind, party, mode, place, trajectory_id, programme_id from appointment" expect
  "101|2026-11-23|45|talk|client|face_to_face|office|2001|11"
get /agenda
expect 200 text "14:00 – 14:45" text "gesprek · Milan van den Berg" text "1 afspraak"

# On Vandaag one press logs the contact; it can be undone, and said that it did not take place.
get /vandaag
expect 200 text "14:00 – 14:45" text "gesprek · Milan van den Berg"
submit "/agenda/$one/door?naar=vandaag"
expect 303 /vandaag
follow
expect 200 text "Het contact is vastgelegd." text "Ging door, het contact is vastgelegd · Notitie erbij"
sql "select c.minutes, c.activity, c.party, c.mode, c.place, c.day, k.trajectory_id, k.minutes from contact c
  join appointment a on a.contact_id = c.id join contact_client k on k.contact_id = c.id" expect
  "45|one_to_one|client|face_to_face|office|2026-11-23|2001|45"
post "/agenda/$one/door"
expect 422 text "al vastgelegd hoe het ging"
get /agenda/$one
expect 200 text "Ging door" no html "name=\"kind\""
post "/agenda/$one"
expect 422
post "/agenda/$one/weg"
expect 422
post "/agenda/$one/terug?naar=vandaag"
expect 303 /vandaag
sql "select count(*) from contact where day = '2026-11-23' and minutes = 45" expect 0
get "/agenda/$one/niet?naar=vandaag"
expect 200 text "Waarom niet"
submit "/agenda/$one/niet?naar=vandaag"
expect 422 error reason "Maak een keuze."
submit "/agenda/$one/niet?naar=vandaag" reason=us attempt=1
expect 422 error attempt "niemand kwam of bereikt"
submit "/agenda/$one/niet?naar=vandaag" reason=absent note="Deur bleef dicht" attempt=1
expect 303 /vandaag
follow
expect 200 text "Ging niet door: niemand gekomen of bereikt, Deur bleef dicht"
sql "select reached, initiative, note, minutes from contact where note <> '' and day = '2026-11-23'" expect
  "0|outreach|Deur bleef dicht|45"
get /agenda/$one
submit /agenda/$one/terug
expect 303
sql "select off_reason, coalesce(contact_id, 0) from appointment where id = $one" expect "|0"

# A moved one asks for the new day; nobody sees or changes another's.
get /agenda/$one/niet
submit "/agenda/$one/niet?naar=agenda" reason=moved
expect 303 /agenda/nieuw?wie=1001
follow
expect 200 text "Kies nu de nieuwe dag." field who 1001
login bart
get /agenda/$one
expect 404
post /agenda/$one/door
expect 404
login noor
post /agenda/$one/terug

# With an employer about a client: it is the first employer contact, face to face.
get "/agenda/nieuw?wie=4001"
expect 200 field kind visit field place work
submit /agenda/nieuw day=23-11-2026 time=14:30 about=1002
expect 303 /agenda?week=2026-11-23
follow
expect 200 text "u heeft op dat moment nog een afspraak" text "werkgeversbezoek · Aisha Yilmaz · Bakkerij Bos"
let visit sql "select id from appointment where employer_id = 4001"
sql "select coalesce(first_employer_on, 'none') from trajectory_fact where trajectory_id = 2002" expect none
get /agenda
submit "/agenda/$visit/door?naar=agenda"
expect 303
sql "select first_employer_on from trajectory_fact where trajectory_id = 2002" expect 2026-11-23
# somebody who was typed and not chosen
get /agenda/nieuw
submit /agenda/nieuw _who=zzz day=24-11-2026
expect 422 error who "staat niet bij"
submit /agenda/nieuw _who=bart kind=meeting day=24-11-2026 time=9 about!
expect 303
sql "select colleague_id, party, minute from appointment where kind = 'meeting'" expect "102|colleague|540"
get /agenda/nieuw
submit /agenda/nieuw who=1003 day=24-11-2026
expect 422 error who ""
get /agenda/nieuw
submit /agenda/nieuw who=1001 kind=care day=1-3-2028
expect 422 error day "meer dan een jaar vooruit"

# A series is written out until its last day, each can be moved, and the rest goes at once.
get /agenda/nieuw?wie=1007
submit /agenda/nieuw kind=follow day=30-11-2026 time=10:00 minutes=30 repeat=week
expect 422 error until "laatste dag"
submit /agenda/nieuw until=30-11-2026
expect 422 error until "niet na de eerste"
submit /agenda/nieuw until=20-12-2026 remind=60
expect 303
sql "select day from appointment where trajectory_id = 2007 order by day" expect "2026-11-30" "2026-12-07" "2026-12-14"
sql "select count(distinct series_id), min(remind) from appointment where trajectory_id = 2007" expect "1|60"
let second sql "select id from appointment where day = '2026-12-07'"
post /agenda/$second/door
expect 422 text "Deze dag moet nog komen."
get /agenda/$second
expect 200 text "U wijzigt alleen deze afspraak." field time 10:00 field remind 60
submit /agenda/$second time=11:15 day=8-12-2026
expect 303
post /agenda/$second subject=x version=1 who=1007 kind=follow day=8-12-2026 minutes=30 mode=phone place=office
expect 422 summary "intussen gewijzigd"
sql "select day, minute from appointment where id = $second" expect "2026-12-08|675"
post "/agenda/$second/weg?reeks=1"
expect 303
sql "select day from appointment where trajectory_id = 2007" expect 2026-11-30
get /vandaag
expect 200 text "30-11-2026 10:00 begeleiding bij werk · Milou Bergman" no text "23-11-2026 14:00"

# The client reads when, with whom and where; never what it is about.
login milan
get /mijn
expect 200 text "Uw volgende afspraak" text "maandag 23 november om 14:00 uur" text "gesprek met Noor de Wit, Bibliotheek"
  no text "Samen het cv"
# the team sees that there is one, not what about
login bart
get /deelnemers/1001
expect 200 text "23-11-2026 14:00" no text "Samen het cv"
# what was not said how it went stays on Vandaag
restart now=2026-11-25T09:00
login noor
get /vandaag
expect 200 text "23-11-2026 14:00"
submit "/agenda/$one/door?naar=vandaag"
expect 303 /vandaag
sql "select c.day from contact c join appointment a on a.contact_id = c.id where a.id = $one" expect 2026-11-23
post "/agenda/$one/terug"
expect 422 text "vandaag"

# Nobody spoke with Aisha yet. A talk about her is none; at a three-way talk and at an interview she sits too.
sql "select coalesce(last_contact_on, 'none') from trajectory_fact where trajectory_id = 2002" expect none
get "/agenda/nieuw?wie=1002"
submit /agenda/nieuw who=1002 kind=care day=25-11-2026 time=10:00
expect 303
let talk sql "select id from appointment where trajectory_id = 2002 and kind = 'care'"
get /vandaag
submit "/agenda/$talk/door?naar=vandaag"
expect 303
sql "select coalesce(last_contact_on, 'none') from trajectory_fact where trajectory_id = 2002" expect none
get "/agenda/nieuw?wie=1002"
submit /agenda/nieuw who=1002 kind=three_way day=25-11-2026 time=11:00
expect 303
let talk sql "select id from appointment where trajectory_id = 2002 and kind = 'three_way'"
get /vandaag
submit "/agenda/$talk/door?naar=vandaag"
expect 303
sql "select last_contact_on from trajectory_fact where trajectory_id = 2002" expect 2026-11-25
post "/agenda/$talk/terug"
expect 303
sql "select coalesce(last_contact_on, 'none') from trajectory_fact where trajectory_id = 2002" expect none
get "/agenda/nieuw?wie=1002"
submit /agenda/nieuw who=1002 kind=interview day=25-11-2026 time=12:00
expect 303
let talk sql "select id from appointment where trajectory_id = 2002 and kind = 'interview'"
get /vandaag
submit "/agenda/$talk/door?naar=vandaag"
expect 303
sql "select last_contact_on from trajectory_fact where trajectory_id = 2002" expect 2026-11-25
