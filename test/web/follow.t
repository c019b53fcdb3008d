# Staying at work: signals from four sides and what was done, own signs, an agreed rhythm, a change that
# is coming, and whether too much is asked.

login noor
get /deelnemers/1007/werk
expect 200 text "Nog geen signalen." text "De norm geldt:" text "Bakkerij Bos, vanaf 02-03-2026" text "Nog niet gevraagd." text "Komt er iets aan"
  text "Met toestemming kan ook een naaste of de werkgever"

# A specialist records what was noticed. It stands on Vandaag until somebody writes what was done.
get /deelnemers/1007/signaal
expect 200 text "vaker moe, en langer nodig om bij te komen" text "een kort lontje" text "meer fouten"
submit /deelnemers/1007/signaal
expect 422 error words "Kruis aan wat opvalt, of schrijf het op."
submit /deelnemers/1007/signaal _sign_absence=1 noticed_on=24-11-2026
expect 422 error noticed_on "Deze dag ligt in de toekomst."
submit /deelnemers/1007/signaal noticed_on=21-11-2026 _sign_fatigue=1 _sign_rommel=1 reporter=employer reporter_name="Ben Bos" words="Twee keer eerder naar huis"
expect 303 /deelnemers/1007/werk
follow
expect 200 text "Het signaal is vastgelegd." text "vaker moe, en langer nodig om bij te komen, vaker kort ziek" text "21-11-2026, gemerkt door Ben Bos (werkgever)" text "Twee keer eerder naar huis"
sql "select signs, reporter, recorded_by from follow_signal" expect "fatigue absence|employer|101"
let signal sql "select id from follow_signal"
get /vandaag
expect 200 text "signaal: vaker moe, en langer nodig om bij te komen, vaker kort ziek"
# removed at once, when it was a mistake
get /deelnemers/1007/signaal
submit /deelnemers/1007/signaal words="vergissing"
follow
let wrong sql "select id from follow_signal where words = 'vergissing'"
submit /deelnemers/1007/signaal/$wrong/weg
expect 303 /deelnemers/1007/werk
sql "select count(*) from follow_signal" expect 1
post /deelnemers/1001/signaal/$signal/weg
expect 404
# followed up: closed, off Vandaag; undone with one press
get /deelnemers/1007/signaal/$signal
expect 200 text "Twee keer eerder naar huis"
submit /deelnemers/1007/signaal/$signal words=""
expect 422 error words "Vul dit in."
submit /deelnemers/1007/signaal/$signal words="Samen gesproken, pauze om het uur"
expect 303
follow
expect 200 text "Het signaal is opgevolgd." text "Opgevolgd op 23-11-2026 door Noor de Wit: Samen gesproken, pauze om het uur" text "Geen open signalen."
get /vandaag
expect 200 no text "signaal: vaker moe"
get /deelnemers/1007/signaal/$signal
expect 404
get /deelnemers/1007/werk
post /deelnemers/1007/signaal/$signal/open
expect 303
get /vandaag
expect 200 text "signaal: vaker moe"
post /deelnemers/1007/signaal/$signal/open
expect 404

# The client: own signs in own words, a signal, a change, how heavy it is.
browser milan
login milan
get /mijn
expect 200 text "Hoe gaat het op het werk?" text "Ik merk iets"
get /mijn/eigen-signaal
submit /mijn/eigen-signaal words=""
expect 422 error words "Vul dit in."
submit /mijn/eigen-signaal words="ik zet de radio uit" helps="even alleen zitten"
expect 303 /mijn
follow
expect 200 text "ik zet de radio uit" text "Wat dan helpt: even alleen zitten"
let own sql "select id from follow_own"
get /mijn/signaal
expect 200 text "ik zet de radio uit" text "Wat merkt u?"
submit /mijn/signaal _sign_own-$own=1
expect 303 /mijn
follow
expect 200 text "Dank u. Uw begeleider ziet het en neemt contact met u op." text "Uw begeleider pakt dit op."
get /mijn/signaal
submit /mijn/signaal
expect 422 error words "Kruis aan"
get /mijn/verandering
submit /mijn/verandering what="nieuwe leidinggevende" on_day=22-11-2026
expect 422 error on_day "Deze dag is voorbij."
submit /mijn/verandering on_day=28-11-2026
expect 303 /mijn
get /mijn/balans
submit /mijn/balans
expect 422 error score "Maak een keuze."
submit /mijn/balans score=1 words="veel klanten"
expect 303 /mijn
sql "select reporter, recorded_by from follow_signal where reporter = 'client'" expect "client|"
browser noor
login noor
get /vandaag
expect 200 text "signaal: ik zet de radio uit"
let mine sql "select id from follow_signal where reporter = 'client'"
get /deelnemers/1001/werk
expect 200 text "gemerkt door deelnemer zelf" text "ik zet de radio uit" text "gemeld door de deelnemer" text "Het werk vraagt nu te veel" text "veel klanten"
get /deelnemers/1001/signaal/$mine
submit /deelnemers/1001/signaal/$mine words="Gebeld: de drukte was eenmalig"
browser milan
login milan
get /mijn
expect 200 text "Opgevolgd op 23 november 2026 door Noor de Wit: Gebeld: de drukte was eenmalig"
submit /mijn/eigen-signaal/$own/einde
expect 303 /mijn
get /mijn/signaal
expect 200 no text "ik zet de radio uit"
post /mijn/eigen-signaal/99/einde
expect 404
browser noor
login noor
get /deelnemers/1001/werk
expect 200 text "ik zet de radio uit"

# A change: a talk before, and one after. Each has its reminder.
sql "update trajectory_fact set first_employer_on = '2026-11-18', last_contact_on = '2026-12-01', next_step_on = null where trajectory_id = 2001"
get /vandaag
expect 200 text "verandering over 5 dagen: nieuwe leidinggevende"
let change sql "select id from follow_change"
get /deelnemers/1001/verandering/$change
expect 200 text "Gesprek vooraf" text "nieuwe leidinggevende"
submit /deelnemers/1001/verandering/$change words=""
expect 422 error words "Vul dit in."
submit /deelnemers/1001/verandering/$change words="Samen kennismaken"
expect 303
get /vandaag
expect 200 no text "verandering over"
get /deelnemers/1007/verandering/$change
expect 404
get /deelnemers/1007/verandering
submit /deelnemers/1007/verandering what="" on_day=""
expect 422 error what "Vul dit in." error on_day "Vul dit in."
submit /deelnemers/1007/verandering what="andere kassa" on_day=5-1-2027
expect 303
get /deelnemers/1007/werk
expect 200 text "andere kassa" text "05-01-2027"

# Agreed with the client: the rhythm takes the place of the norm.
sql "update trajectory_fact set last_contact_on = '2026-10-20', placement_ends_on = null where trajectory_id = 2007"
post /deelnemers/1007/signaal/$signal words=x
get /vandaag
expect 200 text "34 dagen geen contact"
get /deelnemers/1007/ritme
submit /deelnemers/1007/ritme days=181
expect 422 error days "180"
submit /deelnemers/1007/ritme days=60 words="bellen na het werk"
expect 303
follow
expect 200 text "Afgesproken: ten minste elke 60 dagen." text "bellen na het werk"
get /vandaag
expect 200 no text "34 dagen geen contact"
sql "update trajectory_fact set last_contact_on = '2026-09-20' where trajectory_id = 2007"
get /vandaag
expect 200 text "contact is 4 dagen later dan samen afgesproken"
get /deelnemers/1007/ritme
expect 200 html "60" field words "bellen na het werk"
submit /deelnemers/1007/ritme _days="" words=""
expect 303
follow
expect 200 text "De norm geldt weer."
sql "select rhythm_days from trajectory_fact where trajectory_id = 2007" expect ""
sql "select count(*), count(ended_on) from follow_rhythm" expect "1|1"

# The norm against the days one really spoke: of Milou once before, once in the first
# three days, in two weeks of four; and since in no whole month (the tenth of November is in one that runs).
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, created_at) values
  (8901, 11, 101, '2026-02-26', 5, 'one_to_one', 'phone', 'office', 'client', 1), (8902, 11, 101, '2026-03-04', 5, 'one_to_one', 'phone', 'office', 'client', 1),
  (8903, 11, 101, '2026-03-12', 5, 'one_to_one', 'phone', 'office', 'client', 1)"
sql "insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer) values (8901, 2007, '2026-02-26', 5, 0), (8902, 2007, '2026-03-04', 5, 0), (8903, 2007, '2026-03-12', 5, 0)"
get /deelnemers/1007/werk
expect 200 match "Week voor de start\s+ja" match "Binnen drie dagen\s+ja" match "Eerste vier weken\s+2 van 4" match "Maand 2 tot en met 12\s+0 van 7"

# Balance: dated, by whom; too much twice says so.
get /deelnemers/1007/balans
submit /deelnemers/1007/balans score=1 reporter=employer day=1-11-2026
expect 303
get /deelnemers/1007/balans
submit /deelnemers/1007/balans score=2 reporter=client day=20-11-2026 words="elke dag hoofdpijn"
follow
expect 200 text "Het werk vraagt weer te veel" html "<svg" text "elke dag hoofdpijn"
get /deelnemers/1007/balans
submit /deelnemers/1007/balans score=-1
follow
expect 200 text "Het werk vraagt nu te weinig"
get /deelnemers/1007/balans
submit /deelnemers/1007/balans score=-2
follow
expect 200 text "Het werk vraagt weer te weinig"
get /deelnemers/1007/balans
submit /deelnemers/1007/balans score=0
follow
expect 200 text "Het werk vraagt nu precies genoeg"

# An own sign by the specialist, and taken away.
get /deelnemers/1007/eigen-signaal
submit /deelnemers/1007/eigen-signaal words="gaat mompelen"
expect 303
follow
expect 200 text "Eigen signalen, in eigen woorden" text "gaat mompelen"
let murmur sql "select id from follow_own where words = 'gaat mompelen'"
submit /deelnemers/1007/eigen-signaal/$murmur/einde
expect 303
post /deelnemers/1001/eigen-signaal/$murmur/einde
expect 404

# An employer or a relative, by a link that opens once and only while the consent holds.
get /deelnemers/1007/toestemming/nieuw?partij=relative
submit /deelnemers/1007/toestemming/nieuw party_name="Anna Bergman" party_role=moeder _share_plan=1 how=screen
expect 303
let consent sql "select id from consent where party_name = 'Anna Bergman'"
get /deelnemers/1007/werk
expect 200 text "Vraag Anna Bergman (moeder) wat opvalt"
get /deelnemers/1007/toestemming/$consent/merken
expect 200 text "De link toont niets uit het dossier."
submit /deelnemers/1007/toestemming/$consent/merken
expect 200 text "De link is klaar" html "/merken?s="
let token = /merken\?s=([A-Za-z0-9_-]+)/
get /deelnemers/1007/toestemming
expect 200 text "om te vertellen wat opvalt"
browser mother
get /delen?s=$token
expect 410
get /merken?s=$token
expect 200 text "Wat valt u op?" text "een kort lontje" no text "Milou" no text "Anna" no text "mompelen" no html "/taal?naar"
submit /merken
expect 422 error words "Kruis aan"
submit /merken _sign_temper=1 words="Ze is snel boos"
expect 200 text "Dank u" text "Het is opgeslagen." no text "Milou"
sql "select signs, reporter, reporter_name, words, trajectory_id from follow_signal where link_id is not null" expect "temper|relative|Anna Bergman|Ze is snel boos|2007"
post /merken _s=$token words=nogmaals
expect 410 text "Er is niets opgeslagen."
get /merken?s=$token
expect 410
get /merken
expect 410
post /merken
expect 410
# the consent is withdrawn while the page is open: a clear message, and nothing is saved
login noor
get /deelnemers/1007/toestemming/$consent/merken
submit /deelnemers/1007/toestemming/$consent/merken
let token = /merken\?s=([A-Za-z0-9_-]+)/
browser mother
get /merken?s=$token
expect 200
browser noor
login noor
get /deelnemers/1007/toestemming/$consent/intrekken
submit /deelnemers/1007/toestemming/$consent/intrekken
expect 303
browser mother
submit /merken words="te laat"
expect 410 text "Er is niets opgeslagen."
sql "select count(*) from follow_signal where words = 'te laat'" expect 0
browser noor
login noor
get /deelnemers/1007/toestemming/$consent/merken
expect 422 text "Hiervan kan geen link worden gemaakt"
get /deelnemers/1007/werk
expect 200 text "gemerkt door Anna Bergman (naaste)" no text "Vraag Anna Bergman"
# an expired link that is still open
get /deelnemers/1007/toestemming/$consent
submit /deelnemers/1007/toestemming/$consent how=paper
get /deelnemers/1007/toestemming/$consent/merken
submit /deelnemers/1007/toestemming/$consent/merken
let token = /merken\?s=([A-Za-z0-9_-]+)/
restart now=2026-11-30T15:01
get /merken?s=$token
expect 410 text "Er is niets opgeslagen."
post /merken _s=$token words="te laat"
expect 410
# a link to read cannot be used to tell
login noor
sql "update one_time_link set purpose = 'read'"
sql "update one_time_link set until_at = 1900000000000"
get /merken?s=$token
expect 410

# A week after the change: how is it going?
restart now=2026-12-05T09:00
login noor
get /vandaag
expect 200 text "7 dagen na de verandering (nieuwe leidinggevende): hoe gaat het?"
get /deelnemers/1001/verandering/$change
expect 200 text "Gesprek achteraf" text "Samen kennismaken"
submit /deelnemers/1001/verandering/$change words="Ging goed"
expect 303
follow
expect 200 text "Het gesprek achteraf is vastgelegd." text "Ging goed"
get /vandaag
expect 200 no text "na de verandering"
get /deelnemers/1001/verandering/$change
expect 404
# In English too.
get "/taal?naar=en&terug=/deelnemers/1007/werk"
follow
expect 200 text "noticed by Anna Bergman (relative)" text "The norm holds" text "First four weeks"
