# Work: recording it changes the phase and shows in the bar; unpaid work asks what was promised.

login noor
get /deelnemers/1001/werk/nieuw
expect 200 text "Wat voor werk is het?" text "proefplaatsing"
get /deelnemers/1001/werk/nieuw?soort=competitive
expect 200 text "Soort contract" text "Telt dit mee als werk?"
submit /deelnemers/1001/werk/nieuw employer_id=4001 _employer_id="Bakkerij Bos" _employer_id_was="Bakkerij Bos"
  job_title=fietsenmaker started_on=16-11-2026 ends_on=15-5-2027 hours_week=16,5 contract_type=employment
  wage_month=1234,50 job_level=lower disclosure=partly found_by=network
expect 303 /deelnemers/1001/werk
let id sql "select id from placement where job_title = 'fietsenmaker'"
follow
expect 200 text "Het werk is vastgelegd."
get /deelnemers/1001
expect 200 text "werkt, 7 dagen" text "16,5 uur per week" text "€ 1.234,50 bruto per maand"
  html "Bakkerij Bos · 16,5"
sql "select kind, trajectory_id, employer_id, started_on, ends_on, hours_week, wage_month, disclosure from placement where id = $id"
  expect "competitive|2001|4001|2026-11-16|2027-05-15|1650|123450|partly"
sql "select phase, placement_id, working_since, placement_ends_on from trajectory_fact where trajectory_id = 2001"
  expect "working|$id|2026-11-16|2027-05-15"
get /deelnemers?fase=working
expect 200 text "Berg, Milan van den" text "Bakkerij Bos"
get /werkgevers/4001
expect 200 text "Plaatsingen"

# What cannot be; everything typed stays.
get /deelnemers/1002/werk/nieuw?soort=competitive
submit /deelnemers/1002/werk/nieuw employer_id="" _employer_id="" started_on="" hours_week=""
expect 422 error employer_id "" error started_on "Vul dit in." error hours_week "Vul dit in."
submit /deelnemers/1002/werk/nieuw employer_id="" _employer_id="Onbekend Bv" started_on=30-9-2026 ends_on=29-9-2026 hours_week=20
  contract_type=employment note="<img src=x onerror=alert(1)>"
expect 422 error employer_id "Deze werkgever staat er nog niet" error started_on "Deze dag ligt voor de aanmelding"
  error ends_on "Deze dag ligt voor het begin" text "Onbekend Bv toevoegen als nieuwe werkgever" no html "<img"
  field note "<img src=x onerror=alert(1)>"
# The tick adds nothing while something else is wrong.
submit /deelnemers/1002/werk/nieuw _employer_id="Onbekend Bv" _add=1
expect 422 error employer_id "Deze werkgever staat er nog niet"
sql "select count(*) from employer where name = 'Onbekend Bv'" expect 0
submit /deelnemers/1002/werk/nieuw _add="" _employer_id=bos started_on=1-11-2026 ends_on=""
expect 422 error employer_id "Er zijn er meer met deze naam" text "Bakkerij Bos, Groningen"
submit /deelnemers/1002/werk/nieuw employer_id=4003
expect 422 error employer_id "Kies een" no text "Elders Fietsen"
submit /deelnemers/1002/werk/nieuw employer_id=4001 ended_on=31-10-2026 end_reason=""
expect 422 error ended_on "Deze dag ligt voor het begin"
submit /deelnemers/1002/werk/nieuw ended_on="" end_reason=other_job
expect 422 error ended_on "Vul ook in op welke dag"
submit /deelnemers/1002/werk/nieuw ended_on="" end_reason="" hours_week=61 wage_month=-1 wage_value=101
expect 422 error hours_week "60" error wage_month "" error wage_value "100"
submit /deelnemers/1002/werk/nieuw kind=slavernij
expect 422
sql "select count(*) from placement where trajectory_id = 2002" expect 0

# Unpaid: a last day and a promise, or it is not recorded.
get /deelnemers/1002/werk/nieuw?soort=trial
submit /deelnemers/1002/werk/nieuw employer_id=4002 started_on=16-11-2026
expect 422 error ends_on "Vul dit in." error promise "Vul dit in." error promise_by "Vul dit in."
submit /deelnemers/1002/werk/nieuw employer_id=4002 ends_on=30-11-2026 promise="een contract, 16 uur" promise_by="de chef"
expect 303 /deelnemers/1002/werk
follow
expect 200 text "nog 7 dagen" text "Daarna: een contract, 16 uur. Beslist: de chef."
post /contact who=1002 minutes=15
get /vandaag
expect 200 text "onbetaalde plaats stopt over 7 dagen: wat is er beloofd?"
let trial sql "select id from placement where trajectory_id = 2002"
# it became a job: the promise goes, the rest stays
get /deelnemers/1002/werk/$trial?soort=competitive
submit /deelnemers/1002/werk/$trial hours_week=20 contract_type=employment ends_on=""
expect 303 /deelnemers/1002/werk
sql "select kind, promise, promise_by, hours_week, version from placement where id = $trial" expect "competitive|||2000|2"
get /deelnemers/1002/werk/$trial?soort=anders
expect 200 text "Wat voor werk is het?"
# own business has no employer
get /deelnemers/1006/werk/nieuw?soort=own_business
submit /deelnemers/1006/werk/nieuw job_title=hovenier started_on=16-11-2026 hours_week=8
expect 303 /deelnemers/1006/werk
sql "select count(*) from placement where kind = 'own_business' and employer_id is null" expect 1

# Stopped: the phase goes back, and the reason stands there.
get /deelnemers/1002/werk/$trial
submit /deelnemers/1002/werk/$trial ended_on=22-11-2026 end_reason=""
expect 422 error end_reason "Kies ook waarom het stopte."
submit /deelnemers/1002/werk/$trial ended_on=22-11-2026 end_reason=own_choice lesson="te ver reizen"
expect 303 /deelnemers/1002/werk
follow
expect 200 text "gestopt op 22-11-2026: eigen keuze" text "te ver reizen"
get /deelnemers/1002
expect 200 text "oriëntatie"
# a colleague was first
get /deelnemers/1002/werk/$trial
sql "update placement set version = version + 1 where id = $trial"
submit /deelnemers/1002/werk/$trial lesson="andere les"
expect 422 summary "Een collega heeft dit werk intussen gewijzigd" field lesson "andere les"

# The build-up of hours.
get /deelnemers/1001/werk/$id
expect 200 text "Opbouw van de uren" field job_title fietsenmaker
submit /deelnemers/1001/werk/$id/uren from_on=16-11-2026 planned=8 actual=6,5
expect 303 "/deelnemers/1001/werk/$id#opbouw"
get /deelnemers/1001/werk/$id
submit /deelnemers/1001/werk/$id/uren from_on=16-11-2026 planned=10 actual=""
sql "select from_on, planned, coalesce(actual, -1) from placement_hours where placement_id = $id" expect "2026-11-16|1000|-1"
get /deelnemers/1001/werk/$id?vanaf=2026-11-16
expect 200 field planned 10
submit /deelnemers/1001/werk/$id/uren from_on=15-11-2026 planned=10
expect 422 error from_on "Deze dag ligt voor het begin"
submit /deelnemers/1001/werk/$id/uren from_on=20-11-2026 planned="" actual=""
expect 422 error planned "Vul afgesproken of gewerkte uren in."
submit /deelnemers/1001/werk/$id/uren from_on=16-11-2026 planned="" actual=""
expect 303
sql "select count(*) from placement_hours where placement_id = $id" expect 0

# After closing nothing new; and the work of others is not there.
get /deelnemers/1009/werk/nieuw?soort=competitive
expect 200 text "Dit traject is afgesloten op 31-12-2025"
submit /deelnemers/1009/werk/nieuw employer_id=4001 started_on=1-6-2026 hours_week=10 contract_type=employment
expect 422 error started_on "Deze dag ligt na het afsluiten"
get /deelnemers/1001/werk/6003
expect 404
get /deelnemers/1001/werk/6001
expect 404
post /deelnemers/1001/werk/6003 kind=competitive
expect 404
post /deelnemers/1001/werk/6003/uren from_on=16-11-2026 planned=3
expect 404
post /deelnemers/1003/werk/6003 kind=competitive
expect 404

# At night the work that begins tomorrow begins: the job worker keeps the facts.
get /deelnemers/1006/werk/nieuw?soort=competitive
sql "update trajectory_fact set placement_id = null, working_since = null, phase = 'referred' where trajectory_id = 2006"
until "select min(1) from job where kind = 'placement_nightly'" expect 1
sql "update job set due_at = 0, state = 'waiting' where kind = 'placement_nightly'"
until "select phase from trajectory_fact where trajectory_id = 2006" expect working
