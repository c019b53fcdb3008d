# One-time links: a fixed list of fields, once, dead as soon as the consent is.

# Planted where no link may ever look.
sql "update client set diagnosis_chapter = '07', sex = 'female' where id = 1007"
sql "update contact set note = 'Diagnose depressie, slikt lithium', next_step = 'GGZ-afspraak' where id = 5004"
sql "update trajectory_fact set next_step = 'GGZ-afspraak' where client_id = 1007"
sql "update placement set note = 'Diagnose depressie', lesson = 'lithium', adjustments = 'Om het uur vijf minuten pauze', mentor = 'Ben Bos', wage_month = 123456 where id = 6001"

# An employer's: not while the choice for the job is open, or to tell nothing.
login noor
get /deelnemers/1007/werk/6001/link
expect 422 text "Hiervan kan geen link worden gemaakt"
sql "update placement set disclosure = 'none' where id = 6001"
post /deelnemers/1007/werk/6001/link
expect 422
sql "update placement set disclosure = 'partly' where id = 6001"
get /deelnemers/1007/werk/6001/link
expect 200 text "Dit krijgt Bakkerij Bos te zien, en niets anders:" text "verkoopmedewerker" text "24" no text "pauze"
  no text "lithium" no text "depressie" no text "1.234" no text "GGZ-afspraak"
submit /deelnemers/1007/werk/6001/link
expect 200 text "De link is klaar" html "/delen?s="
let token = /delen\?s=([A-Za-z0-9_-]+)/
sql "select count(*), count(opened_at) from one_time_link where placement_id = 6001" expect "1|0"

# Asking shows a button and nothing else, however often; pressing it spends the link.
browser employer
get /delen?s=$token
expect 200 text "Er is iets met u gedeeld" no text "Milou" no text "Bakkerij" no text "Noor"
get /delen?s=$token
expect 200 text "Openen"
submit /delen
expect 200 no html "/taal?naar" text "Over het werk van Milou Bergman" text "verkoopmedewerker" text "02-03-2026" text "Ben Bos" text "Vraag het aan Noor de Wit (GGZ Noord)"
  no text "pauze" no text "lithium" no text "depressie" no text "1.234" no text "GGZ-afspraak" no text "Bakkerij werk"
sql "select action, coalesce(staff_id, 0), client_id from access_log where staff_id is null and client_id = 1007" expect "2|0|1007"
post /delen _s=$token
expect 410 text "Deze link werkt niet meer" no text "Milou"
get /delen?s=$token
expect 410 no text "Milou"
get /delen
expect 410
get /delen?s=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
expect 410
post /delen _s=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
expect 410
post /delen
expect 410

# With consent the employer also reads what is needed, in words of work.
login noor
get /deelnemers/1007/toestemming
expect 200 text "geopend op 23-11-2026"
get /deelnemers/1007/toestemming/nieuw?partij=employer
submit /deelnemers/1007/toestemming/nieuw placement_id=6001 party_name="Ben Bos" _share_adjustments=1 _share_diagnosis=1 _share_notes=1 how=paper
expect 303
let consent sql "select id from consent where party_name = 'Ben Bos'"
sql "select shares from consent where id = $consent" expect adjustments
get /deelnemers/1007/toestemming/$consent/link
expect 200 text "Om het uur vijf minuten pauze" no text "verkoopmedewerker" no text "depressie"
submit /deelnemers/1007/toestemming/$consent/link
let token = /delen\?s=([A-Za-z0-9_-]+)/
# the choice becomes: tell nothing. The open link is dead, and alive when the choice is taken back
sql "update placement set disclosure = 'none' where id = 6001"
browser employer
get /delen?s=$token
expect 410
sql "update placement set disclosure = 'full' where id = 6001"
get /delen?s=$token
expect 200
# withdrawn: dead at once, and for good
login noor
get /deelnemers/1007/toestemming/$consent/intrekken
submit /deelnemers/1007/toestemming/$consent/intrekken
expect 303
browser employer
get /delen?s=$token
expect 410
post /delen _s=$token
expect 410 no text "pauze"
login noor
get /deelnemers/1007/toestemming/$consent
submit /deelnemers/1007/toestemming/$consent how=paper
expect 303
browser employer
post /delen _s=$token
expect 410
login noor
get /deelnemers/1007/toestemming
expect 200 text "nooit geopend, werkt niet meer"

# A relative: the work goal and what is needed, with the first name; never the job or the wage.
get /deelnemers/1007/toestemming/nieuw?partij=relative
expect 200 no html "_share_work" no html "_share_diagnosis" no html "_share_notes"
submit /deelnemers/1007/toestemming/nieuw party_name="Anna Bergman" party_role=moeder _share_plan=1 _share_adjustments=1 _share_work=1 how=screen
expect 303
let relative sql "select id from consent where party_name = 'Anna Bergman'"
sql "select shares from consent where id = $relative" expect "plan adjustments"
get /deelnemers/1007/toestemming/$relative/link
submit /deelnemers/1007/toestemming/$relative/link
let token = /delen\?s=([A-Za-z0-9_-]+)/
browser mother
get /delen?s=$token
submit /delen
expect 200 text "Over het werk van Milou" text "Bakkerij" text "Om het uur vijf minuten pauze" no text "Bergman te" no text "verkoopmedewerker"
  no text "Bakkerij Bos" no text "lithium" no text "GGZ-afspraak"

# Too old; ended by hand; the trajectory closed.
login noor
get /deelnemers/1007/toestemming/$relative/link
submit /deelnemers/1007/toestemming/$relative/link
let token = /delen\?s=([A-Za-z0-9_-]+)/
let id sql "select max(id) from one_time_link"
post /deelnemers/1001/link/$id/einde
expect 404
sql "update trajectory_fact set phase = 'closed' where client_id = 1007"
browser mother
get /delen?s=$token
expect 410
sql "update trajectory_fact set phase = 'working' where client_id = 1007"
get /delen?s=$token
expect 200
restart now=2026-11-30T08:59
get /delen?s=$token
expect 200
restart now=2026-11-30T09:01
get /delen?s=$token
expect 410
restart now=2026-11-23T09:00
login noor
get /deelnemers/1007/toestemming
submit /deelnemers/1007/link/$id/einde
expect 303
browser mother
post /delen _s=$token
expect 410
# not for a practitioner, not of another's client, not for who only reads
login noor
post /deelnemers/1001/toestemming/$relative/link
expect 404
post /deelnemers/1001/toestemming/9601/link
expect 404
get /deelnemers/1001/werk/6001/link
expect 404
login sanne
post /deelnemers/1007/toestemming/$relative/link
expect 403
