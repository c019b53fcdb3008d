# Work of a client: recording it, its build-up, its end, and what follows from it.
# Today is Monday 23 November 2026. Milan's trajectory was referred on 1 June 2026.

login noor
get /deelnemers/1001
expect 200 text "Hier komt al het werk" text "zoekt werk" html "/deelnemers/1001/werk/nieuw"

# First the kind, then only the questions that fit it.
get /deelnemers/1001/werk/nieuw
expect 200 text "Wat voor werk is het?" text "meeloopdag" html "werk/nieuw?soort=supported"
get /deelnemers/1001/werk/nieuw?soort=own_business
expect 200 text "eigen bedrijf" html "name=\"hours_week\"" no html "name=\"employer_id\""
    no html "name=\"contract_type\"" no html "name=\"promise\""
get /deelnemers/1001/werk/nieuw?soort=trial
expect 200 html "name=\"promise\"" html "name=\"promise_by\"" no html "name=\"contract_type\""
    no html "name=\"wage_month\""
submit /deelnemers/1001/werk/nieuw
expect 422 error employer_id "Vul dit in." error started_on "Vul dit in." error ends_on "Vul dit in."
    error promise "Vul dit in." error promise_by "Vul dit in." no html "id=\"f-hours_week-error\""
get /deelnemers/1001/werk/nieuw?soort=competitive
expect 200 html "name=\"contract_type\"" html "name=\"wage_month\"" no html "name=\"promise\""
submit /deelnemers/1001/werk/nieuw contract_type=""
expect 422 error employer_id "Vul dit in." error started_on "Vul dit in." error hours_week "Vul dit in."
    error contract_type "Maak een keuze." title "4 fouten"
submit /deelnemers/1001/werk/nieuw contract_type=employment hours_week=veel started_on=31-02-2026 wage_month=12,345
    wage_value=101 note={n*4001} _employer_id=Bosman
expect 422 error hours_week "twee cijfers" error started_on "Deze dag bestaat niet" error wage_month "bedrag"
    error wage_value "100 of minder" error note "Maak de tekst korter" field hours_week veel
    field _employer_id Bosman
submit /deelnemers/1001/werk/nieuw hours_week=60,5 started_on=31-5-2026 wage_month="" wage_value="" note=""
expect 422 error hours_week "60 of minder"
submit /deelnemers/1001/werk/nieuw hours_week=20 ends_on=30-5-2026 ended_on=29-5-2026
expect 422 error started_on "voor de aanmelding" error ends_on "voor het begin"
    error ended_on "voor het begin" error end_reason "waarom het stopte"
submit /deelnemers/1001/werk/nieuw started_on=1-6-2026 ends_on="" ended_on="" end_reason=health
expect 422 error ended_on "op welke dag het stopte"

# The employer: unknown is a tick to add it, more than one is a choice, one is enough.
submit /deelnemers/1001/werk/nieuw end_reason="" _employer_id="Fietsen & Zo"
expect 422 error employer_id "staat er nog niet" html "name=\"_add\" value=\"1\""
    text "Fietsen & Zo toevoegen als nieuwe werkgever" field _employer_id "Fietsen & Zo"
submit /deelnemers/1001/werk/nieuw _employer_id=bos
expect 422 error employer_id "meer met deze naam" text "Bakkerij Bos, Groningen" text "Bouwbedrijf Bosman, Assen"
submit /deelnemers/1001/werk/nieuw employer_id=4003
expect 422 error employer_id "Kies een naam uit de lijst"
submit /deelnemers/1001/werk/nieuw started_on=16-11-2026 hours_week=16,5 ends_on=16-5-2027 employer_id=""
    _employer_id=bouwbedrijf _employer_id_was="" job_title="<i>hulp</i>" wage_month=1.050,00 disclosure=partly
expect 303 /deelnemers/1001/werk
follow
expect 200 text "Het werk is vastgelegd." text "Bouwbedrijf Bosman" html "&lt;i&gt;hulp&lt;/i&gt;"
    text "sinds 16-11-2026, tot 16-05-2027" text "16,5 uur per week" text "€ 1.050,00 bruto per maand"
get /deelnemers/1001
expect 200 text "werkt, 7 dagen"
let job sql "select id from placement where trajectory_id = 2001"
sql "select count(*) from trajectory_fact where trajectory_id = 2001 and phase = 'working'
    and placement_id = $job and unpaid = 0 and working_since = '2026-11-16'
    and placement_ends_on = '2027-05-16'" expect 1
get "/deelnemers?fase=working"
expect 200 text "Milan" text "Bouwbedrijf Bosman"

# A trial placement beside it counts down; paid work stays the work of now.
get /deelnemers/1001/werk/nieuw?soort=trial
submit /deelnemers/1001/werk/nieuw started_on=20-11-2026 ends_on=4-12-2026 _employer_id=bakkerij
    promise="contract, 16 uur" promise_by="Ben Bos"
expect 303 /deelnemers/1001/werk
follow
expect 200 text "proefplaatsing" text "nog 11 dagen (04-12-2026)"
    text "Daarna: contract, 16 uur. Beslist: Ben Bos."
sql "select placement_id from trajectory_fact where trajectory_id = 2001" expect $job
# 11 days before its end it is on the list, with paid work beside it too
let trial sql "select id from placement where trajectory_id = 2001 and kind = 'trial'"
sql "select rule, ref_id, day, words from due where trajectory_id = 2001 and rule like 'beside%'" expect
    "beside_unpaid|$trial|2026-12-04|Bakkerij Bos"
# of each client the list shows what is most urgent: without the rest this is
sql "delete from due where trajectory_id = 2001 and rule not like 'beside%'"
sql "update trajectory_fact set last_contact_on = '2026-11-22', next_step_on = null, disclosure_open = 0
    where trajectory_id = 2001"
get /vandaag
expect 200 text "Bakkerij Bos: onbetaalde plaats stopt over 11 dagen: wat is er beloofd?"

# Work that begins later does not run yet; the night before it does not either.
get /deelnemers/1001/werk/nieuw?soort=own_business
submit /deelnemers/1001/werk/nieuw started_on=1-12-2026 hours_week=8
expect 303 /deelnemers/1001/werk
follow
expect 200 text "Zelfstandig" text "begint 01-12-2026"
sql "select placement_id from trajectory_fact where trajectory_id = 2001" expect $job

# What counts is a definition, not a constant: day activities nowhere, supported work not everywhere.
get /deelnemers/1001/werk/nieuw?soort=day_activities
expect 200 text "IPS-25, streng nee zoals gepubliceerd in 2022 nee VGN, breed nee NAH-pilot nee"
get /deelnemers/1001/werk/nieuw?soort=supported
expect 200 text "IPS-25, streng nee zoals gepubliceerd in 2022 ja VGN, breed ja NAH-pilot onbekend"
get /deelnemers/1001/werk/nieuw?soort=internship
expect 200 text "IPS-25, streng nee zoals gepubliceerd in 2022 ja VGN, breed nee NAH-pilot nee"
get /deelnemers/1001/werk/$job
expect 200 text "IPS-25, streng ja zoals gepubliceerd in 2022 ja VGN, breed ja NAH-pilot ja"
    field hours_week 16,5 field _employer_id "Bouwbedrijf Bosman"

# Build-up: a day again corrects its line, no hours removes it.
submit /deelnemers/1001/werk/$job/uren from_on=15-11-2026 planned=8
expect 422 error from_on "voor het begin van het werk"
submit /deelnemers/1001/werk/$job/uren from_on=16-11-2026 planned="" actual=""
expect 422 error planned "Vul afgesproken of gewerkte uren in."
submit /deelnemers/1001/werk/$job/uren planned=8
expect 303 "/deelnemers/1001/werk/$job#opbouw"
get /deelnemers/1001/werk/$job
submit /deelnemers/1001/werk/$job/uren from_on=16-11-2026 planned=8 actual=6,5
expect 303 "/deelnemers/1001/werk/$job#opbouw"
get /deelnemers/1001/werk/$job
submit /deelnemers/1001/werk/$job/uren from_on=30-11-2026 planned=12
expect 303 "/deelnemers/1001/werk/$job#opbouw"
sql "select from_on, planned, coalesce(actual, -1) from placement_hours where placement_id = $job
    order by from_on" expect "2026-11-16|800|650" "2026-11-30|1200|-1"
get /deelnemers/1001/werk/$job?vanaf=2026-11-30
expect 200 text "16-11-2026 8 6,5" field from_on 30-11-2026 field planned 12
submit /deelnemers/1001/werk/$job/uren planned=""
expect 303 "/deelnemers/1001/werk/$job#opbouw"
sql "select count(*) from placement_hours where placement_id = $job" expect 1

# Two windows: the second is told, and overwrites nothing.
get /deelnemers/1001/werk/$job
submit /deelnemers/1001/werk/$job hours_week=24
expect 303 /deelnemers/1001/werk
get /deelnemers/1001/werk/$job
submit /deelnemers/1001/werk/$job hours_week=32 version=1
expect 422 summary "intussen gewijzigd" field hours_week 32
sql "select hours_week, version from placement where id = $job" expect "2400|2"

# The end: a day, a reason, a lesson. Then the trial placement is the work of now.
get /deelnemers/1001/werk/$job
submit /deelnemers/1001/werk/$job ended_on=vandaag
expect 422 error end_reason "waarom het stopte"
submit /deelnemers/1001/werk/$job end_reason=health lesson="Kortere dagen"
expect 303 /deelnemers/1001/werk
follow
expect 200 text "gestopt op 23-11-2026: gezondheid · Kortere dagen" text "van 16-11-2026 tot 23-11-2026"
sql "select count(*) from trajectory_fact where trajectory_id = 2001 and unpaid = 1
    and working_since = '2026-11-20'" expect 1

# A trial that becomes a job: the kind is chosen anew, what no longer fits goes.
let trial sql "select id from placement where trajectory_id = 2001 and kind = 'trial'"
get /deelnemers/1001/werk/$trial?soort=anders
expect 200 text "Wat voor werk is het?" html "/werk/$trial?soort=competitive"
get /deelnemers/1001/werk/$trial?soort=competitive
submit /deelnemers/1001/werk/$trial hours_week=16 contract_type=employment
expect 303 /deelnemers/1001/werk
sql "select kind, promise, promise_by, hours_week from placement where id = $trial"
    expect "competitive|||1600"

# A closed trajectory takes no new work.
get /deelnemers/1009/werk/nieuw?soort=own_business
expect 200 text "Dit traject is afgesloten op 31-12-2025"
submit /deelnemers/1009/werk/nieuw started_on=1-3-2025 hours_week=8
expect 422 summary "Dit traject is afgesloten op 31-12-2025" field hours_week 8

# A field of another kind, a field twice, and no kind at all are refused.
post /deelnemers/1001/werk/nieuw kind=own_business started_on=1-6-2026 hours_week=8 promise=x
expect 422 summary "promise"
post /deelnemers/1001/werk/nieuw kind=own_business started_on=1-6-2026 hours_week=8 hours_week=9
expect 422 error hours_week "twee keer"
post /deelnemers/1001/werk/nieuw kind=koning started_on=1-6-2026
expect 422 text "Wat voor werk is het?"

# Only the own specialist writes; a supervisor reads; a placement of another client is not there.
get /deelnemers/1001/werk/6003
expect 404
get /deelnemers/1007/werk/$job
expect 404
login sanne
get /deelnemers/1001
expect 200 text "Bakkerij Bos" no html "/werk/"
get /deelnemers/1001/werk/$job
expect 403
login bart
get /deelnemers/1001/werk/$job
expect 404
post /deelnemers/1001/werk/nieuw kind=own_business started_on=1-6-2026 hours_week=8
expect 404
get /deelnemers/1001
expect 200 no text "Kortere dagen"
get /deelnemers/1003
expect 200 text "proefplaatsing" text "nog 25 dagen (18-12-2026)"

# At night: what begins or ends by the calendar alone shows the next day.
login noor
get /deelnemers/1001/werk/$trial
submit /deelnemers/1001/werk/$trial ended_on=1-12-2026 end_reason=no_work
expect 303 /deelnemers/1001/werk
follow
expect 200 text "stopt op 01-12-2026: te weinig werk" no text "gestopt op 01-12-2026" text "begint 01-12-2026"
sql "select placement_id from trajectory_fact where trajectory_id = 2001" expect $trial
restart now=2026-12-02T08:00
until "select count(*) from trajectory_fact f join placement p on p.id = f.placement_id
    where f.trajectory_id = 2001 and p.kind = 'own_business' and f.working_since = '2026-12-01'" expect 1

# English.
login noor
get "/taal?naar=en&terug=/vandaag"
get /deelnemers/1001/werk/nieuw
expect 200 title "Record work" text "trial placement"
