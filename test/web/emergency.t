# Emergency access: a reason, four hours, seen by the own specialist and the client.

# Fenna is of the other team: as if she were not there.
login noor
get /deelnemers/1004
expect 404
get /noodtoegang
expect 200 text "Alleen als het niet kan wachten." text "4 uur lang" text "wordt altijd beoordeeld"
submit /noodtoegang
expect 422 error name "Vul dit in." error birth_on "Vul dit in." error reason "Vul dit in."
submit /noodtoegang name="Fenna Jansen" birth_on=20-7-2001 reason="spoed"
expect 422 error reason "ten minste 20 tekens"
submit /noodtoegang name="Fenna Jansens" reason="Fenna belt in paniek, Zara is ziek"
expect 422 error name "In uw programma is niemand met deze naam en geboortedatum"
submit /noodtoegang name="Fenna Jansen" birth_on=21-7-2001
expect 422 error name "Ook deze poging staat in het logboek."
# nobody of another programme or organisation, whatever the reason
submit /noodtoegang name="Tom Bakker" birth_on=28-2-1979
expect 422 error name "In uw programma is niemand"
submit /noodtoegang name="Elsa Elders" birth_on=8-8-1988
expect 422 error name "In uw programma is niemand"
sql "select count(*) from access_grant where kind = 'emergency'" expect 0
sql "select count(*) from access_log where staff_id = 101 and action = 6 and client_id is null" expect 6
submit /noodtoegang name="jansen fenna" birth_on=20-7-2001
expect 303 /deelnemers/1004
follow
expect 200 text "U heeft noodtoegang." text "Fenna Jansen" text "Noor de Wit kijkt mee (noodtoegang), van 23-11-2026 09:00 tot en met 23-11-2026 13:00."
  text "Fenna belt in paniek" text "Stoppen met meekijken"
let look sql "select id from access_grant where kind = 'emergency'"
sql "select client_id, staff_id, until_at - from_at, given_by from access_grant where id = $look" expect "1004|101|14400000|101"
sql "select emergency_id from trajectory_fact where client_id = 1004" expect $look
# to read, not to write
get /deelnemers/1004/gegevens
expect 404
post /deelnemers/1004/toestemming/nieuw _party=relative
expect 404

# The own specialist is told, with the reason, until she took note; a colleague is not.
login bart
get /vandaag
expect 200 no text "Noodtoegang."
post /deelnemers/1004/meekijken/$look/gezien
expect 404
login zara
get /vandaag
expect 200 text "Noodtoegang. Noor de Wit opende op 23-11-2026 09:00 het dossier van Fenna Jansen. Reden: Fenna belt in paniek, Zara is ziek"
submit /deelnemers/1004/meekijken/$look/gezien
expect 303 /vandaag
follow
expect 200 no text "Noodtoegang."
get /deelnemers/1004/toestemming
expect 200 text "Noor de Wit kijkt mee (noodtoegang)"

# It ends by hand, by who looks or by the own specialist; and by itself.
login noor
get /deelnemers/1004
submit /meekijken/$look/einde
expect 303 /vandaag
get /deelnemers/1004
expect 404
login bart
post /meekijken/$look/einde
expect 404
login zara
get /deelnemers/1004/toestemming
expect 200 text "Noor de Wit keek mee (noodtoegang)" no text "Beëindigen"

# A colleague of the team is known by name already; the form asks only why.
login noor
get /deelnemers/1003
expect 200 html "/noodtoegang?wie=1003"
get /noodtoegang?wie=1003
expect 200 text "Joris de Vries" no text "Geboortedatum"
submit /noodtoegang reason="<script>alert(1)</script> Joris zit vast"
expect 303 /deelnemers/1003
follow
expect 200 text "Geheim van Joris" no html "<script>alert"
let second sql "select max(id) from access_grant where kind = 'emergency'"
login bart
get /vandaag
expect 200 text "<script>alert(1)</script> Joris zit vast" no html "<script>alert"
post /deelnemers/1003/meekijken/$second/einde
expect 303
login noor
get /deelnemers/1003
expect 200 no text "Geheim van Joris"
# of a stranger the form tells nothing
get /noodtoegang?wie=1004
expect 200 no text "Fenna" text "Geboortedatum"
# one's own needs none
get /noodtoegang?wie=1001
submit /noodtoegang reason="ik weet niet meer hoe het moet"
expect 303 /deelnemers/1001
sql "select count(*) from access_grant where client_id = 1001 and kind = 'emergency'" expect 0

# The hours are a setting; after them the record is gone.
sql "insert into setting (name, value) values ('emergency_hours', '2')"
get /noodtoegang
expect 200 text "2 uur lang"
submit /noodtoegang name="Fenna Jansen" birth_on=20-7-2001 reason="Fenna is onwel geworden op straat"
expect 303
get /deelnemers/1004
expect 200
restart now=2026-11-23T10:59
login noor
get /deelnemers/1004
expect 200
restart now=2026-11-23T11:01
login noor
get /deelnemers/1004
expect 404
sql "update setting set value = 'veel' where name = 'emergency_hours'"
get /noodtoegang
expect 200 text "4 uur lang"

# Who has no clients has no emergencies.
login ad
get /noodtoegang
expect 403
login pim
get /noodtoegang
expect 403
