# Who waits for the first talk with an employer goes on waiting behind volunteering, day activities and
# sheltered work: only ordinary paid work ends it (principle 6).

login noor
get /deelnemers/1001/werk/nieuw?soort=volunteering
submit /deelnemers/1001/werk/nieuw started_on=16-11-2026 ends_on=30-6-2027 _employer_id=bakkerij hours_week=6
    promise="praten over betaalde uren" promise_by="Ben Bos"
expect 303 /deelnemers/1001/werk
sql "select phase, unpaid, seeks from trajectory_fact where trajectory_id = 2001" expect "working|1|1"
# 8 June to 23 November is 168 days: in the list, in its filter, with the leads, and as a reason on Vandaag.
get /deelnemers?fase=waiting
expect 200 match "Berg, Milan[^]*Yilmaz, Aisha" text "168 dagen, nog niet"
get /deelnemers/1001/zoeken
expect 200 text "168 dagen, nog niet" html "class=\"big warn\""
get /deelnemers/1001
expect 200 text "nog geen werkgever gesproken, 168 dagen na de start"
get /vandaag
expect 200 text "Milan van den Berg 168 dagen sinds het eerste gesprek" text "Bekijk alle 2"
# What is more urgent goes first; without the rest this is the reason.
sql "delete from due where trajectory_id = 2001"
sql "update trajectory_fact set last_contact_on = '2026-11-22', next_step_on = null, disclosure_open = 0
    where trajectory_id = 2001"
get /vandaag
expect 200 text "Milan van den Berg nog geen werkgever gesproken, 168 dagen na het eerste gesprek"

# A wage alone does not end it: sheltered work is no ordinary work.
get /deelnemers/1001/werk/nieuw?soort=sheltered_firm
submit /deelnemers/1001/werk/nieuw started_on=17-11-2026 _employer_id=bakkerij hours_week=16 disclosure=partly
    contract_type=employment
expect 303 /deelnemers/1001/werk
sql "select unpaid, seeks from trajectory_fact where trajectory_id = 2001" expect "0|1"
get /deelnemers?fase=waiting
expect 200 text "Berg, Milan"

# Ordinary work does, with fewer hours too.
get /deelnemers/1001/werk/nieuw?soort=competitive
submit /deelnemers/1001/werk/nieuw started_on=20-11-2026 _employer_id=bouwbedrijf hours_week=8 disclosure=partly
    contract_type=employment
expect 303 /deelnemers/1001/werk
let job sql "select id from placement where trajectory_id = 2001 and kind = 'competitive'"
sql "select phase, seeks from trajectory_fact where trajectory_id = 2001" expect "working|0"
get /deelnemers?fase=waiting
expect 200 no text "Berg, Milan" text "Yilmaz, Aisha"
get /vandaag
expect 200 no text "Milan van den Berg 168 dagen sinds het eerste gesprek"

# When it stops, the wait goes on, until somebody meets an employer.
get /deelnemers/1001/werk/$job/stop
submit /deelnemers/1001/werk/$job/stop ended_on=22-11-2026 end_reason=no_work
expect 303
get /deelnemers?fase=waiting
expect 200 text "Berg, Milan"
get "/deelnemers/1001/contact?met=werkgever&werkgever=4001"
submit /deelnemers/1001/contact day=22-11-2026 mode=face_to_face minutes=40
expect 303
get /deelnemers?fase=waiting
expect 200 no text "Berg, Milan"
