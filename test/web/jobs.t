# Work that changes: a contract from a day on, unpaid work that counts down for all three, coaching on
# the job, and stopping: straight on to the next search.

login noor
get /deelnemers/1007/werk
expect 200 text "24 uur per week" text "Contract verandert" text "Nog geen coaching op de werkplek" no text "Zo veranderde het contract"
get /deelnemers/1007/werk/6001/contract
expect 200 field hours_week 24 text "Vul in wat vanaf die dag geldt."

# What cannot be; everything typed stays.
submit /deelnemers/1007/werk/6001/contract from_on="" hours_week=28
expect 422 error from_on "Vul dit in."
submit /deelnemers/1007/werk/6001/contract from_on=2-3-2026
expect 422 error from_on "Kies een dag na het begin van het werk op 02-03-2026." field hours_week 28
submit /deelnemers/1007/werk/6001/contract from_on=2-11-2026 hours_week=24
expect 422 summary "Er verandert niets."
submit /deelnemers/1007/werk/6001/contract hours_week=28 ends_on=1-10-2026
expect 422 error ends_on "De laatste dag ligt voor de dag waarop dit ingaat."
submit /deelnemers/1007/werk/6001/contract ends_on=7-6-2027 permanent=1
expect 422 error ends_on "Een vast contract heeft geen laatste dag."
sql "select count(*) from placement_terms" expect 0

# In force at once; how it began stays; correcting the work corrects what is in force.
submit /deelnemers/1007/werk/6001/contract permanent! why="verlengd, vier uur erbij"
expect 303 /deelnemers/1007/werk
follow
expect 200 text "De verandering is vastgelegd." text "28 uur per week" text "Zo veranderde het contract" text "verlengd, vier uur erbij · Noor de Wit"
sql "select from_on, hours_week from placement_terms where placement_id = 6001 order by from_on" expect "2026-03-02|2400" "2026-11-02|2800"
sql "select hours_week, ends_on from placement where id = 6001" expect "2800|2027-06-07"
sql "select placement_ends_on from trajectory_fact where trajectory_id = 2007" expect 2027-06-07
get /deelnemers/1007/werk/6001/contract
submit /deelnemers/1007/werk/6001/contract from_on=2-11-2026 hours_week=30
expect 422 error from_on "Op deze dag verandert het contract al."
get /deelnemers/1007/werk/6001
expect 200 text "Hier verbetert u wat verkeerd staat."
submit /deelnemers/1007/werk/6001 hours_week=27
expect 303 /deelnemers/1007/werk
sql "select from_on, hours_week from placement_terms where placement_id = 6001 order by from_on" expect "2026-03-02|2400" "2026-11-02|2700"
get /deelnemers/1007/werk/6001
submit /deelnemers/1007/werk/6001 started_on=3-11-2026
expect 422 error started_on "Op 02-11-2026 veranderde het contract al."
submit /deelnemers/1007/werk/6001 started_on=1-3-2026
expect 303
sql "select min(from_on) from placement_terms where placement_id = 6001" expect 2026-03-01
# a change that is still to come waits, and is taken back with one press; without a change no history
get /deelnemers/1007/werk/6001/contract
submit /deelnemers/1007/werk/6001/contract from_on=1-12-2026 hours_week=32
expect 303
sql "select hours_week from placement where id = 6001" expect 2700
follow
submit /deelnemers/1007/werk/6001/contract/terug
expect 303
follow
expect 200 text "De verandering is teruggedraaid."
post /deelnemers/1007/werk/6001/contract/terug
expect 303
sql "select hours_week, (select count(*) from placement_terms) from placement where id = 6001" expect "2400|0"
post /deelnemers/1007/werk/6001/contract/terug
expect 404
get /deelnemers/1001/werk/6001/contract
expect 404
get /deelnemers/1001/werk/6001/stop
expect 404

# Coaching on the job: logged as a contact, shown with the work.
get /deelnemers/1007/contact?werkplek=1
submit /deelnemers/1007/contact day=20-11-2026 minutes=90 note="Samen de vitrine gevuld."
expect 303
get /deelnemers/1007/werk
expect 200 text "Coaching op de werkplek" text "1 keer, samen 1,5 uur, laatst op 20-11-2026" text "90 min"

# Build-up: the title says what it means. With one line there is nothing to draw.
get /deelnemers/1007/werk/6001
submit /deelnemers/1007/werk/6001/uren from_on=2-3-2026 planned=12 actual=12
get /deelnemers/1007/werk
expect 200 no text "De opbouw loopt zoals afgesproken"
get /deelnemers/1007/werk/6001
submit /deelnemers/1007/werk/6001/uren from_on=1-9-2026 planned=24 actual=20
get /deelnemers/1007/werk
expect 200 text "Nu 20 uur per week, afgesproken was 24. Bespreek wat haalbaar is." html "<svg"
get /deelnemers/1007/werk/6001?vanaf=2026-09-01
submit /deelnemers/1007/werk/6001/uren actual=24
get /deelnemers/1007/werk
expect 200 text "De opbouw loopt zoals afgesproken: nu 24 uur per week."
get /deelnemers/1007/werk/6001?vanaf=2026-09-01
submit /deelnemers/1007/werk/6001/uren actual=26
get /deelnemers/1007/werk
expect 200 text "Nu 26 uur per week, meer dan de afgesproken 24."
get /deelnemers/1007/werk/6001?vanaf=2026-03-02
submit /deelnemers/1007/werk/6001/uren actual=""
get /deelnemers/1007/werk/6001?vanaf=2026-09-01
submit /deelnemers/1007/werk/6001/uren actual=""
get /deelnemers/1007/werk
expect 200 text "De opbouw gaat naar 24 uur per week."

# Unpaid counts down: for the specialist, the client and the employer alike.
get /deelnemers/1001/werk/nieuw?soort=trial
submit /deelnemers/1001/werk/nieuw employer_id=4001 _employer_id="Bakkerij Bos" _employer_id_was="Bakkerij Bos" started_on=16-11-2026
  ends_on=4-12-2026 promise="bij goed verloop een contract, 16 uur" promise_by="de chef" disclosure=partly mentor=Els responsible="Ben Bos"
  expectations="Bellen bij ziekte"
expect 303 /deelnemers/1001/werk
let trial sql "select id from placement where trajectory_id = 2001"
follow
expect 200 text "nog 11 dagen" text "Daarna: bij goed verloop een contract, 16 uur. Beslist: de chef." text "Ben Bos" text "Bellen bij ziekte"
get /deelnemers/1001
expect 200 text "nog 11 dagen" text "Alles over het werk"
get /deelnemers/1001/werk/$trial/link
expect 200 text "Verantwoordelijk op het werk" text "Nog te gaan" text "11 dagen" text "de chef"
# it always has a last day
get /deelnemers/1001/werk/$trial/contract
expect 200 no html "wage_month"
submit /deelnemers/1001/werk/$trial/contract from_on=20-11-2026 ends_on=""
expect 422 error ends_on "Een onbetaalde plaats heeft altijd een laatste dag."
browser milan
login milan
get /mijn
expect 200 text "nog 11 dagen" text "Daarna: bij goed verloop een contract, 16 uur. Beslist: de chef."
browser noor

# Stopping asks why and what was learned, and goes on to the search; undone with one press.
login noor
get /deelnemers/1007/werk/6001/stop
expect 200 field ended_on 23-11-2026
submit /deelnemers/1007/werk/6001/stop end_reason=""
expect 422 error end_reason "Maak een keuze."
submit /deelnemers/1007/werk/6001/stop ended_on=1-2-2026 end_reason=no_work
expect 422 error ended_on "Deze dag ligt voor het begin"
submit /deelnemers/1007/werk/6001/stop ended_on=22-11-2026 end_reason=no_work lesson="Kleine bakkerij past, vroeg beginnen niet"
expect 303 /deelnemers/1007/zoeken
follow
expect 200 text "Het werk is gestopt. Hier zoekt u verder." text "Geleerd van eerder werk" text "Kleine bakkerij past, vroeg beginnen niet"
sql "select phase from trajectory_fact where trajectory_id = 2007" expect searching
submit /deelnemers/1007/werk/6001/weer
expect 303 /deelnemers/1007/werk
follow
expect 200 text "Het werk loopt weer."
sql "select phase from trajectory_fact where trajectory_id = 2007" expect working
post /deelnemers/1007/werk/6001/weer
expect 404
# of two, one goes on
get /deelnemers/1007/werk/nieuw?soort=volunteering
submit /deelnemers/1007/werk/nieuw employer_id=4002 _employer_id="Bouwbedrijf Bosman" _employer_id_was="Bouwbedrijf Bosman" started_on=2-11-2026
  ends_on=1-6-2027 promise="een referentie" promise_by="de beheerder"
expect 303
get /deelnemers/1007/werk/6001/stop
submit /deelnemers/1007/werk/6001/stop end_reason=no_work
expect 303 /deelnemers/1007/werk
follow
expect 200 text "Het werk is gestopt." text "Eerder werk"
get /deelnemers/1009/zoeken
expect 200 text "Stopt er werk, dan staat hier wat u ervan leerde."

# A week before work begins, who was not spoken to stands on Vandaag (after what weighs more).
get /deelnemers/1006/werk/nieuw?soort=competitive
submit /deelnemers/1006/werk/nieuw employer_id=4001 _employer_id="Bakkerij Bos" _employer_id_was="Bakkerij Bos" started_on=28-11-2026 hours_week=12 contract_type=employment
expect 303
sql "select begins_on from trajectory_fact where trajectory_id = 2006" expect 2026-11-28
sql "delete from due where trajectory_id = 2006"
sql "update trajectory_fact set last_contact_on = '2026-11-20', started_on = '2026-11-20', phase = 'searching' where trajectory_id = 2006"
get /vandaag
expect 200 text "werk begint over 5 dagen: nog niet gesproken in de week ervoor"
sql "update trajectory_fact set last_contact_on = '2026-11-21' where trajectory_id = 2006"
get /vandaag
expect 200 no text "werk begint over 5 dagen"

# In English too; and the change that waits takes effect at night. After its last day unpaid work is urgent.
get /deelnemers/1001/werk/$trial/contract
submit /deelnemers/1001/werk/$trial/contract from_on=1-12-2026 hours_week=12
expect 303
get "/taal?naar=en&terug=/deelnemers/1001/werk"
follow
expect 200 text "How the contract changed" text "11 days left"
restart now=2026-12-06T09:00
until "select min(1) from job where kind = 'placement_nightly'" expect 1
sql "update job set due_at = 0, state = 'waiting' where kind = 'placement_nightly'"
until "select hours_week from placement where id = $trial" expect 1200
login noor
get "/taal?naar=nl&terug=/vandaag"
get /vandaag
expect 200 text "onbetaalde plaats stopte 2 dagen geleden"
get /deelnemers/1001/werk
expect 200 text "2 dagen geleden afgelopen"
# ... and stands on the page of the team among what is overdue
login sanne
get /team
expect 200 text "onbetaalde plaats stopte 2 dagen geleden"
