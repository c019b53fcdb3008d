# The network of the team: who knows an employer for ...?, planned visits, how it spreads, and
# employers that stand there twice.

login noor
# Who knows one: by what they look for, by jobs clients had there, by name, place and sector.
get /werkgevers/wie-kent
expect 200 title "Wie kent een werkgever" text "Laatst gesproken eerst" match "Bakkerij Bos[^]*Bouwbedrijf Bosman" no text "Elders"
get "/werkgevers/wie-kent?q=iemand+voor+in+de+WINKEL"
expect 200 text "Bakkerij Bos" text "zoekt nu: hulp in de winkel" text "gesproken door Noor de Wit (1)" no text "Bosman"
get "/werkgevers/wie-kent?q=verkoop"
expect 200 text "Bakkerij Bos" text "hier werkte al eens een deelnemer als: verkoopmedewerker" no text "Bosman"
get "/werkgevers/wie-kent?q=bos"
expect 200 text "Bakkerij Bos" text "Bouwbedrijf Bosman" text "nog door niemand gesproken"
get "/werkgevers/wie-kent?q=assen"
expect 200 text "Bouwbedrijf Bosman" no text "Bakkerij Bos"
get "/werkgevers/wie-kent?q=bouwnijverheid"
expect 200 text "Bouwbedrijf Bosman" no text "Bakkerij Bos"
# Two words weigh more than one: the need and the name before the name alone.
get "/werkgevers/wie-kent?q=bos+hulp"
expect 200 match "Bakkerij Bos[^]*Bouwbedrijf Bosman" text "Best passend eerst"
# Who must not be called comes last and says so.
get /werkgevers/4001/wijzig
submit /werkgevers/4001/wijzig not_before_on=1-12-2026 not_before_reason="Noor belt ze zelf"
get "/werkgevers/wie-kent?q=bos+hulp"
expect 200 match "Bouwbedrijf Bosman[^]*Bakkerij Bos" text "Niet bellen voor 01-12-2026: Noor belt ze zelf"
get "/werkgevers/wie-kent?q=bos&branche=F"
expect 200 text "Bouwbedrijf Bosman" no text "Bakkerij Bos"
get "/werkgevers/wie-kent?q=bos&plaats=Groningen"
expect 200 text "Bakkerij Bos" no text "Bouwbedrijf Bosman"
get "/werkgevers/wie-kent?zoekt=1"
expect 200 text "Bakkerij Bos" no text "Bouwbedrijf Bosman"
get "/werkgevers/wie-kent?q=%3Cb%3Eraketten"
expect 200 text "Niemand van ons kent hiervoor een werkgever." no html "<b>raket"
get "/werkgevers/wie-kent?q=bos&voor=1001"
expect 200 html "/deelnemers/1001/kansen/nieuw?werkgever=4002"
# Work that is recorded is found from then on, and a need that changed too.
get /deelnemers/1001/werk/nieuw?soort=competitive
submit /deelnemers/1001/werk/nieuw employer_id=4002 _employer_id="Bouwbedrijf Bosman" _employer_id_was="Bouwbedrijf Bosman"
    job_title="hulp in de bouw" started_on=16-11-2026 hours_week=16 contract_type=employment
get "/werkgevers/wie-kent?q=hulp"
expect 200 text "hier werkte al eens een deelnemer als: hulp in de bouw" text "zoekt nu: hulp in de winkel"
get /werkgevers/4002/wijzig
submit /werkgevers/4002/wijzig open_need="leerling schilder"
get "/werkgevers/wie-kent?q=schilder"
expect 200 text "zoekt nu: leerling schilder"
get /werkgevers/4002
expect 200 text "Zoekt nu (gehoord op 23-11-2026)"
login vera
get "/werkgevers/wie-kent?q=bos"
expect 200 no text "Bakkerij" no text "Bosman"
login ad
get /werkgevers/wie-kent
expect 403

# A visit that is planned: everybody sees who goes, so nobody calls twice; it is on the Vandaag of who goes.
login noor
get /werkgevers/4002/bezoek
submit /werkgevers/4002/bezoek visit_on=22-11-2026
expect 422 error visit_on "voorbij"
submit /werkgevers/4002/bezoek visit_on=25-11-2026 visit_by=""
expect 422 error visit_by "Maak een keuze"
submit /werkgevers/4002/bezoek visit_by=108
expect 422 error visit_by "mogelijkheden"
submit /werkgevers/4002/bezoek visit_by=102 visit_why="proefdag bespreken"
expect 303 /werkgevers/4002
follow
expect 200 text "Bart Smit gaat langs op 25-11-2026: proefdag bespreken" text "Het bezoek is gepland."
get /vandaag
expect 200 no text "Werkgevers bezoeken"
login bart
get /vandaag
expect 200 text "Werkgevers bezoeken" text "Bouwbedrijf Bosman" text "proefdag bespreken"
# The visit took place: a contact on that day or later ends it.
restart now=2026-11-25T15:00
login bart
post /contact who=4002 minutes=30 mode=face_to_face note="Proefdag afgesproken."
expect 303
get /werkgevers/4002
expect 200 no text "gaat langs" text "Bart Smit: 1×, laatst 25-11-2026" text "Proefdag afgesproken."
get /werkgevers/4002/bezoek
submit /werkgevers/4002/bezoek visit_on=27-11-2026 visit_by=101
get /werkgevers/4002
expect 200 text "Noor de Wit gaat langs op 27-11-2026."
get /werkgevers/4002/bezoek
submit /werkgevers/4002/bezoek visit_on="" visit_by=""
follow
expect 200 text "Er is geen bezoek meer gepland." no text "gaat langs"

# How it spreads: each number opens its list. 26 November 2025 to 25 November 2026: Milou's job, Joris'
# trial has no title, Milan's job.
get /werkgevers/netwerk
expect 200 text "2 werkgevers in 2 branches, waarvan 2 gesproken." html "/werkgevers?branche=C"
    text "2 keer begon een deelnemer ergens, in 2 verschillende functies bij 2 werkgevers." text "verkoopmedewerker"
    text "tussen 26-11-2025 en 25-11-2026" no text "Elders"
login vera
get /werkgevers/netwerk
expect 200 text "1 werkgever in 1 branche, waarvan 0 gesproken." text "Het laatste jaar begon nog niemand ergens."

# The same employer twice. A KVK number that is there already offers to make them one.
login noor
get /werkgevers/nieuw
submit /werkgevers/nieuw name="Bosman Bouw Assen" place=Assen agreement="Altijd eerst mailen" open_need="timmerman"
    not_before_on=15-12-2026 not_before_reason="bouwvak"
let twin sql "select id from employer where name = 'Bosman Bouw Assen'"
get /werkgevers/$twin/personen/nieuw
submit /werkgevers/$twin/personen/nieuw name="Kees Bosman"
get /werkgevers/$twin/vestigingen/nieuw
submit /werkgevers/$twin/vestigingen/nieuw place=Assen street="Bouwlaan 1"
post /contact who=$twin minutes=20 note="Over een leerling gepraat."
get /deelnemers/1001/kansen/nieuw?werkgever=$twin
submit /deelnemers/1001/kansen/nieuw job_title=timmerman stage=contacted stage_on=25-11-2026
get /deelnemers/1001/gesproken
submit /deelnemers/1001/gesproken employer_id=$twin day=25-11-2026
get /deelnemers/1002/werk/nieuw?soort=competitive
submit /deelnemers/1002/werk/nieuw employer_id=$twin _employer_id="Bosman Bouw Assen" _employer_id_was="Bosman Bouw Assen"
    job_title=timmerman started_on=23-11-2026 hours_week=16 contract_type=employment
get /werkgevers/$twin/wijzig
submit /werkgevers/$twin/wijzig kvk=12345678
expect 422 error kvk "staat er al" html "/werkgevers/4002/samenvoegen?met=$twin"
get /werkgevers/4002/samenvoegen?met=$twin
expect 200 text "Bouwbedrijf Bosman" text "Bosman Bouw Assen" text "1 vestiging, 1 contactpersoon, 1 contact, 1 plaatsing, 1 kans"
    html "/werkgevers/$twin/samenvoegen?met=4002"
submit /werkgevers/4002/samenvoegen
expect 303 /werkgevers/4002
follow
expect 200 text "De werkgevers zijn samengevoegd." text "Kees Bosman" text "Bouwlaan 1" text "Over een leerling gepraat."
    text "Altijd eerst mailen" text "leerling schilder; timmerman" text "Niet bellen voor 15-12-2026: bouwvak" text "Aisha Yilmaz"
let merge sql "select id from employer_merge"
get /werkgevers/$twin
expect 303 /werkgevers/4002
get "/werkgevers?q=bosman"
expect 200 text "Bouwbedrijf Bosman" no text "Bosman Bouw Assen"
get "/werkgevers/wie-kent?q=timmerman"
expect 200 text "Bouwbedrijf Bosman" no text "Bosman Bouw Assen"
sql "select employer from trajectory_fact where trajectory_id = 2002" expect "Bouwbedrijf Bosman"
get "/werkgevers/4002/samenvoegen?met=$twin"
expect 409 text "Misschien voegde een collega ze al samen"
get "/werkgevers/4002/samenvoegen?met=4002"
expect 409
get "/werkgevers/4002/samenvoegen?met=4003"
expect 409 no text "Elders"
get "/deelnemers/1001/kansen/nieuw?werkgever=$twin"
expect 200 field _employer_id ""
# What came since stays with the one that was kept; the rest goes back.
get /werkgevers/4002/personen/nieuw
submit /werkgevers/4002/personen/nieuw name="Later Gekomen"
get /werkgevers/dubbel
expect 200 text "met Bosman Bouw Assen, door Noor de Wit op 25-11-2026"
submit /werkgevers/samenvoegen/$merge/ongedaan
expect 303 /werkgevers/dubbel
follow
expect 200 text "Het samenvoegen is ongedaan gemaakt." no text "met Bosman Bouw Assen"
get /werkgevers/$twin
expect 200 text "Kees Bosman" text "Bouwlaan 1" text "Over een leerling gepraat." text "Altijd eerst mailen" text "Aisha Yilmaz" no text "Later Gekomen"
    text "Milan van den Berg" text "Niet bellen voor 15-12-2026"
get /werkgevers/4002
expect 200 text "Later Gekomen" no text "Kees Bosman" no text "Altijd eerst mailen" text "leerling schilder" no text "timmerman" no text "Niet bellen"
sql "select employer from trajectory_fact where trajectory_id = 2002" expect "Bosman Bouw Assen"
post /werkgevers/samenvoegen/$merge/ongedaan
expect 409 text "Het is al ongedaan gemaakt"
# The other way round: the number comes along, and goes back.
get /werkgevers/$twin/samenvoegen?met=4002
submit /werkgevers/$twin/samenvoegen
expect 303 /werkgevers/$twin
sql "select kvk, sector from employer where id = $twin" expect "12345678|F"
let other sql "select max(id) from employer_merge"
login vera
post /werkgevers/samenvoegen/$other/ongedaan
expect 404
login noor
post /werkgevers/samenvoegen/$other/ongedaan
expect 303
sql "select id, kvk from employer where kvk = '12345678' and organisation_id = 1" expect "4002|12345678"
# The same name in one place is found by itself; another place is another employer.
get /werkgevers/nieuw
submit /werkgevers/nieuw name="bakkerij BÓS" place=Groningen
submit /werkgevers/nieuw _anyway=1
get /werkgevers/nieuw
submit /werkgevers/nieuw name="Bakkerij Bos" place=Haren
get /werkgevers/dubbel
expect 200 match "Bakkerij Bos Groningen\s+bakkerij BÓS Groningen" no text "Haren"
login vera
get /werkgevers/dubbel
expect 200 text "Er zijn geen werkgevers met dezelfde naam."

# English.
login noor
get "/taal?naar=en&terug=/werkgevers/netwerk"
get /werkgevers/netwerk
expect 200 text "Employers per sector" text "Jobs of the last year"
