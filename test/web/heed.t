# Before an employer is approached the form says what was agreed with them, which colleague spoke them
# last, and whether this client wants to: once, before it is saved, with and without script.

# Bart plans to call Bouwbedrijf Bosman, where nobody has been: nothing to say.
login bart
get /deelnemers/1003/kansen/nieuw
submit /deelnemers/1003/kansen/nieuw employer_id="" _employer_id=bouwbedrijf job_title=timmerman stage=contacted
expect 303 /deelnemers/1003/zoeken
# Noor spoke Bakkerij Bos five days ago: a message, and what is known; nothing is saved yet.
get /deelnemers/1003/kansen/nieuw
submit /deelnemers/1003/kansen/nieuw employer_id="" _employer_id=bakkerij job_title=bakker stage=contacted
expect 422 error employer_id "Lees eerst" text "Let op bij Bakkerij Bos"
    text "Noor de Wit had het laatst contact met hen op 18-11-2026." field job_title bakker
sql "select count(*) from lead where employer_id = 4001" expect 0
# Once more saves it.
submit /deelnemers/1003/kansen/nieuw
expect 303 /deelnemers/1003/zoeken
sql "select count(*) from lead where employer_id = 4001" expect 1
# What was shown of one employer is not taken for another.
sql "update employer set not_before_on = '2026-12-01', not_before_reason = 'Bel alleen Noor <b>',
    agreement = 'Een contactpersoon: Noor' where id = 4002"
get "/deelnemers/1003/kansen/nieuw?werkgever=4001"
expect 200 text "Let op bij Bakkerij Bos" text "Noor de Wit had het laatst contact"
submit /deelnemers/1003/kansen/nieuw employer_id=4002 _employer_id="Bouwbedrijf Bosman" job_title=metselaar
expect 422 error employer_id "Lees eerst" text "Let op bij Bouwbedrijf Bosman" no text "Noor de Wit had het laatst"
    text "Niet bellen voor 01-12-2026: Bel alleen Noor <b>" text "Afspraken: Een contactpersoon: Noor"
submit /deelnemers/1003/kansen/nieuw
expect 303
# Who comes from the page of the employer sees it at once, and saves once. One's own talk is no news.
login noor
get "/deelnemers/1001/kansen/nieuw?werkgever=4001"
expect 200 no text "Let op bij"
submit /deelnemers/1001/kansen/nieuw job_title=winkelhulp
expect 303
get "/deelnemers/1001/kansen/nieuw?werkgever=4002"
expect 200 text "Let op bij Bouwbedrijf Bosman" text "Bel alleen Noor <b>"
submit /deelnemers/1001/kansen/nieuw job_title=opperman
expect 303
# On the day itself one may call again; the agreement stays.
restart now=2026-12-01T09:00
login noor
get "/deelnemers/1001/kansen/nieuw?werkgever=4002"
expect 200 no text "Niet bellen voor" text "Een contactpersoon: Noor"
restart

# While typing: beside the name.
login noor
get /werkgevers/zoek?q=bouw
expect 200 text "Bouwbedrijf Bosman Assen · Niet bellen voor 01-12-2026: Bel alleen Noor <b>"
get /zoek?q=bouw
expect 200 text "werkgever, Assen · Niet bellen voor 01-12-2026"

# A planned visit, from the page of the employer and from the calendar.
get /werkgevers/4002/bezoek
expect 200 text "Niet bellen voor 01-12-2026"
get /agenda/nieuw?wie=4002
expect 200 text "Let op bij Bouwbedrijf Bosman"
get /agenda/nieuw
submit /agenda/nieuw who="" _who=bouwbedrijf kind=visit day=25-11-2026 time=10:00
expect 422 error who "Lees eerst" text "Niet bellen voor 01-12-2026"
sql "select count(*) from appointment where employer_id = 4002" expect 0
submit /agenda/nieuw
expect 303
sql "select count(*) from appointment where employer_id = 4002" expect 1
get /contact?wie=4002
expect 200 text "Niet bellen voor 01-12-2026"

# A talk that was is logged; only what forbids the call is said first, once.
get "/deelnemers/1001/contact?met=werkgever"
submit /deelnemers/1001/contact employer_id="" _employer_id=bouwbedrijf minutes=15 mode=phone
expect 422 error employer_id "Lees eerst" text "Niet bellen voor 01-12-2026"
submit /deelnemers/1001/contact
expect 303
login bart
get "/deelnemers/1003/contact?met=werkgever"
submit /deelnemers/1003/contact employer_id="" _employer_id=bakkerij minutes=15 mode=phone
expect 303

# A client who did not want to work there, and one who wants no contact with employers.
login noor
sql "update lead set stage = 'dropped', reason = 'client_no', stage_on = '2026-11-20' where trajectory_id = 2001
    and employer_id = 4001"
sql "insert into party_wish (id, client_id, party, wish, words, said_on, again_on, recorded_by, recorded_at) values
    (9901, 1001, 'employer', 'not_wanted', 'Ik bel zelf wel.', '2026-11-20', '2027-05-20', 101, 1)"
get /deelnemers/1001/kansen/nieuw
submit /deelnemers/1001/kansen/nieuw employer_id="" _employer_id=bakkerij job_title=afwasser
expect 422 error employer_id "Lees eerst" text "De deelnemer wilde hier niet werken. Deze kans is gestopt op 20-11-2026."
    text "De deelnemer wil geen contact met werkgevers: Ik bel zelf wel."
submit /deelnemers/1001/kansen/nieuw
expect 303
# of this client only, and not after the client said otherwise
sql "insert into party_wish (id, client_id, party, wish, words, said_on, again_on, recorded_by, recorded_at) values
    (9902, 1001, 'employer', 'wanted', '', '2026-11-21', null, 101, 1)"
get "/deelnemers/1001/kansen/nieuw?werkgever=4001"
expect 200 text "wilde hier niet werken" no text "wil geen contact met werkgevers"
get "/deelnemers/1002/kansen/nieuw?werkgever=4001"
expect 200 no text "wilde hier niet werken"
# An employer of another organisation is none.
get "/agenda/nieuw?wie=4003"
expect 200 no text "Let op bij"
get "/taal?naar=en&terug=/deelnemers/1001/kansen/nieuw"
get "/deelnemers/1001/kansen/nieuw?werkgever=4001"
expect 200 text "Note about Bakkerij Bos" text "The client did not want to work here."
