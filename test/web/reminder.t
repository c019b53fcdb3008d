# The reminder of an appointment shows on Vandaag, and the form says that it does.

login noor
get /agenda/nieuw?wie=1001
expect 200 text "U ziet de herinnering op Vandaag: op de dag zelf, of een dag eerder als u dat kiest."
    text "Een melding op uw telefoon krijgt u pas als u bij Agenda uw eigen agenda koppelt."
# Tomorrow at ten, a day before: today. Wednesday, an hour before: not yet. Wednesday, a day before: tomorrow.
submit /agenda/nieuw who=1001 day=24-11-2026 time=10:00 subject="Samen naar Bos" remind=1440
expect 303
get /agenda/nieuw?wie=1001
submit /agenda/nieuw who=1001 day=25-11-2026 time=11:00 subject="Langs de winkel" remind=60
expect 303
get /agenda/nieuw?wie=1002
submit /agenda/nieuw who=1002 day=25-11-2026 time=13:00 subject="Over het cv" remind=1440
expect 303
get /agenda/nieuw?wie=1002
submit /agenda/nieuw who=1002 day=24-11-2026 time=15:00 subject="Zonder herinnering"
expect 303
get /vandaag
expect 200 match "Afspraken[^]*morgen 10:00[^]*Milan van den Berg herinnering[^]*Samen naar Bos[^]*Gepland"
    no text "Langs de winkel" no text "Over het cv" no text "Zonder herinnering"
    match "Gepland[^]*morgen 15:00[^]*Aisha Yilmaz"
# It stands in one place, not in two.
expect no match "Gepland[^]*morgen 10:00"
# A day later: the one of today without its row of tomorrow, and the next one.
restart now=2026-11-24T08:00
login noor
get /vandaag
expect 200 match "10:00 – 11:00[^]*herinnering[^]*Samen naar Bos" match "morgen 13:00[^]*Aisha Yilmaz[^]*herinnering[^]*Over het cv"
    no text "Langs de winkel"
# On the day itself an hour before shows from the morning on. What was called off reminds of nothing.
restart now=2026-11-25T08:00
login noor
get /vandaag
expect 200 match "11:00 – 12:00[^]*herinnering[^]*Langs de winkel" match "13:00 – 14:00[^]*herinnering"
let two sql "select id from appointment where subject = 'Langs de winkel'"
get /agenda/$two/niet?naar=agenda
submit /agenda/$two/niet?naar=agenda reason=client
expect 303
get /vandaag
expect 200 no match "Milan van den Berg herinnering" match "Aisha Yilmaz herinnering"
# Who connected a calendar is told of both.
get /agenda/koppeling
submit /agenda/koppeling
get /agenda/nieuw?wie=1001
expect 200 text "U krijgt ook een melding in de agenda die u hebt gekoppeld."
