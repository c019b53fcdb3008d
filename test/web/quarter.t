# The quarterly return of IPS Noord: figures, the lists behind them, signing, correcting.
# Third quarter of 2026, counted by hand in world.sql: Milan, Joris, Fenna and Milou are served; nobody
# started (Milan, Joris and Fenna did in the second quarter) or ended; Milou has a job since 2 March.
# Noor, Bart and Zara have a full post each; Kees has gone, but his role has no end.

login mira
get /monitor
expect 200 title "Monitor" text "IPS Noord · 3e kwartaal 2026" text "Begeleid served·1 4 4 0"
    text "Gestart started·1 0 3 −3" text "Gestopt ended·1 0 0 0" text "Loopt aan het eind running_end·1 4"
    text "Werkt aan het eind working_end·1 (ips25_strict) 1" text "Werkt duurzaam sustained·1 (ips25_strict) 1"
    text "Fte trajectbegeleiders fte·1 3,00" text "Caseload per fte caseload_fte·1 1,3 4 van 3,00"
    text "Capaciteit capacity·1 60,00" text "Bezetting occupancy·1 6,7% 4 van 60,00"
    text "Plaatsingspercentage ILC rate_ilc·1 (ips25_strict) 25,0% 1 van 4"
    text "Plaatsingspercentage werkmonitor rate_nl·1 (published_2022) 25,0% 1 van 4"
    text "Plaatsingspercentage IPS Grow rate_uk·1 (ips25_strict) 25,0% 1 van 4"
    text "1 medewerker is weg, maar de rol heeft geen einddatum" text "nog niet ingediend"
    html "/monitor/lijst?programma=11&amp;kwartaal=2026Q3&amp;cijfer=rate_nl&amp;deel=van&amp;groep=EPA"
    no html "kwartaal=2026Q3&amp;cijfer=served&amp;deel=aantal&amp;groep=LVB"

# The feedback sheet: two years of one's own, and what they say. Piet was served from January 2025 up to
# its end, Milou from September 2025, three more from June 2026.
get /monitor/terugkoppeling?programma=11&kwartaal=2026Q3
expect 200 title "Terugkoppeling" text "IPS Noord · twee jaar tot en met 3e kwartaal 2026"
    text "Plaatsingspercentage werkmonitor: 25,0%, een jaar eerder 0,0%. Dat is meer."
    text "Loopt aan het eind: 4, een jaar eerder 2. Dat is meer." text "gaat het om 4 deelnemers"
    text "Banen begonnen: 0, net als een jaar eerder." text "25,0% werkmonitor"
    text "Begeleid served·1 0 1 1 2 2 1 4 4"
get /monitor/terugkoppeling?programma=11&kwartaal=2024Q4
expect 200 text "Plaatsingspercentage werkmonitor: nog geen cijfer." no html "nan"
get /monitor/terugkoppeling?programma=11&kwartaal=2025Q3
expect 200 text "Plaatsingspercentage werkmonitor: 0,0%. Van een jaar eerder is er geen cijfer." no html "nan"
get /monitor/terugkoppeling?programma=13
expect 404

# A manager sees numbers and days, no names; a specialist the own team; a supervisor the own team.
get /monitor/lijst?programma=11&kwartaal=2026Q3&cijfer=served&deel=aantal&groep=
expect 200 title "Begeleid" text "nr. 1 CMD 15-06-2026" text "nr. 4 CMD 15-09-2025" text "Aantal: 4"
    no text "Berg" no text "Bergman" no html "/deelnemers/1001"
get /monitor/lijst?programma=11&kwartaal=2026Q3&cijfer=rate_ilc&deel=aantal&groep=CMD
expect 200 text "nr. 1 CMD 15-09-2025" text "Aantal: 1"
get /monitor/lijst?programma=11&kwartaal=2026Q3&cijfer=fte&deel=aantal&groep=
expect 200 text "Bart Smit 1 20" text "Aantal: 3" no text "Kees"
get /monitor/lijst?programma=11&kwartaal=2026Q3&cijfer=mend_role&deel=aantal&groep=
expect 200 text "Kees Weg" text "Aantal: 1"
get /monitor/lijst?programma=11&kwartaal=2026Q4&cijfer=not_started&deel=aantal&groep=
expect 200 text "Aantal: 2"
get /monitor/lijst?programma=11&kwartaal=2026Q3&cijfer=job_starts&deel=aantal&groep=
expect 200 text "Niemand telt mee in dit cijfer."
get /monitor/lijst?programma=11&kwartaal=2026Q3&cijfer=geheim
expect 404
get /monitor/lijst?programma=11&kwartaal=2026Q3&cijfer=served&groep=XXX
expect 404
get /monitor/lijst?programma=11&kwartaal=2026Q5
expect 404
login noor
get /monitor/lijst?programma=11&kwartaal=2026Q3&cijfer=served&deel=aantal&groep=
expect 200 text "Berg, Milan van den CMD" text "Vries, Joris de EPA" text "nr. 3 EPA" no text "Jansen"
    html "/deelnemers/1001"
sql "select count(*) from access_log where staff_id = 101 and action = 3" expect 2
get /monitor/lijst?programma=11&kwartaal=2026Q3&cijfer=running_end&deel=aantal&groep=EPA
expect 200 text "Vries, Joris de"
sql "select count(*) from access_log where staff_id = 101 and action = 3" expect 3
get /monitor
expect 200 no text "Ondertekenen en indienen"
post /monitor/indienen _programma=11 _kwartaal=2026Q3
expect 403
login sanne
get /monitor/lijst?programma=11&kwartaal=2026Q3&cijfer=served&deel=aantal&groep=
expect 200 text "Vries, Joris de" text "nr. 3" no text "Jansen"
login otto
get /monitor?programma=11
expect 404
get /monitor/lijst?programma=11&kwartaal=2026Q3&cijfer=served
expect 404
login vera
get /monitor/bestand?programma=11&kwartaal=2026Q3&soort=csv
expect 404
login ad
get /monitor
expect 403

# A quarter that still runs cannot be signed; the figures go up to today.
login mira
get /monitor?programma=11&kwartaal=2026Q4
expect 200 text "Dit kwartaal loopt nog" text "vanaf 01-01-2027" no text "Ondertekenen en indienen"
    text "2 aangemeld, maar aan het eind van het kwartaal nog niet gestart"
    text "1 werk dat volgens IPS-25 streng niet meetelt"
    text "1 werk dat zoals gepubliceerd in 2022 niet meetelt"
get /monitor/lijst?programma=11&kwartaal=2026Q4&cijfer=uncounted_published
expect 200 text "nr. 1 EPA 20-05-2026 02-11-2026 18-12-2026" text "Aantal: 1"
post /monitor/indienen _programma=11 _kwartaal=2026Q4 _versie=0
expect 422 text "nog niet voorbij"

# Two people sign at once: the second is told, and nothing is overwritten.
get /monitor
login sanne
get /monitor
submit /monitor/indienen
expect 303 "/monitor?programma=11&kwartaal=2026Q3"
follow
expect 200 text "De kwartaalopgave is ingediend." text "Versie 1, ingediend op 23-11-2026 door Sanne Kok"
    text "Sinds de indiening is er niets veranderd." no text "Verbeterde versie indienen"
login mira
submit /monitor/indienen
expect 422 text "Iemand anders heeft dit kwartaal net ingediend"
sql "select revision, staff_id from quarter_return" expect "1|105"

# What was signed stays. A later change shows, and asks for a correction with a reason.
sql "update trajectory set closed_on = '2026-09-15', close_reason = 'moved' where id = 2004"
get /monitor
expect 200 text "Gewijzigd sinds de indiening" text "Gestopt · Alle ingediend 0 → nu 1"
    text "Gestopt · EPA ingediend 0 → nu 1" text "Loopt aan het eind · Alle ingediend 4 → nu 3"
    no text "Begeleid · Alle ingediend"
# a file of now says that nobody signed these figures; one of the return has those that were signed
get /monitor/bestand?programma=11&kwartaal=2026Q3&soort=csv
expect 200 html "IPS Noord,2026Q3,niet ingediend: veranderd na versie 1,ended,1,Gestopt,,Alle,1,,1,0,1,"
get /monitor/ingediend?programma=11&kwartaal=2026Q3&versie=1
expect 200 html "/monitor/bestand?programma=11&amp;kwartaal=2026Q3&amp;soort=csv&amp;versie=1"
get /monitor/bestand?programma=11&kwartaal=2026Q3&soort=csv&versie=1
expect 200 header content-disposition "kwartaal-2026Q3-versie-1.csv"
    html "IPS Noord,2026Q3,\"ingediend, versie 1\",ended,1,Gestopt,,Alle,0,,0,0,0,"
get /monitor/bestand?programma=11&kwartaal=2026Q3&soort=pdf&versie=1
expect 200 header content-type "application/pdf" html "%PDF-"
get /monitor/bestand?programma=11&kwartaal=2026Q3&soort=xlsx&versie=1
expect 200 header content-disposition "kwartaal-2026Q3-versie-1.xlsx" html "PK"
get /monitor/bestand?programma=11&kwartaal=2026Q3&soort=csv&versie=2
expect 404
get /monitor
submit /monitor/indienen
expect 422 text "Schrijf kort waarom u de opgave verbetert."
get /monitor
sql "update trajectory set close_reason = 'goal', closed_on = '2026-09-16' where id = 2003"
submit /monitor/indienen reden="Joris en Fenna waren al klaar"
expect 422 text "De cijfers zijn veranderd sinds u deze pagina opende."
submit /monitor/indienen reden="Joris en Fenna waren al klaar"
expect 303 "/monitor?programma=11&kwartaal=2026Q3"
follow
expect 200 text "Versie 2" text "Joris en Fenna waren al klaar" text "Versie 1"
    text "Sinds de indiening is er niets veranderd."
get /monitor/ingediend?programma=11&kwartaal=2026Q3&versie=1
expect 200 text "Gestopt ended·1 0" text "running_end·1 4" text "rate_ilc·1 25,0% 1 van 4"
get /monitor/ingediend?programma=11&kwartaal=2026Q3
expect 200 text "ended·1 2" text "running_end·1 2"
get /monitor/ingediend?programma=11&kwartaal=2026Q3&versie=3
expect 404

# Files and the command give the same figures.
get /monitor/bestand?programma=11&kwartaal=2026Q3&soort=csv
expect 200 header content-type "text/csv" header content-disposition "kwartaal-2026Q3.csv"
    html "IPS Noord,2026Q3,\"ingediend, versie 2\",ended,1,Gestopt,,Alle,2,,2,0,2,"
    html ",Openbaar maken\r\n" match "ended,1,Gestopt,,Alle,2,[^\\n]*\"nee, klein aantal\""
get /monitor/bestand?programma=11&kwartaal=2026Q3&soort=xlsx
expect 200 header content-type "spreadsheetml" header content-disposition "kwartaal-2026Q3.xlsx" html "PK"
get /monitor/bestand?programma=11&kwartaal=2026Q3&soort=pdf
expect 200 header content-type "application/pdf" header content-disposition "kwartaal-2026Q3.pdf" html "%PDF-"
spil quarter @db --programme "IPS Noord" --quarter 2026Q3 --json
expect exit 0 output "{\"code\":\"ended\",\"version\":\"1\",\"n\":[2,2,0,0,0],\"of\":[0,0,0,0,0]}"
spil quarter @db --programme 11 --quarter 2026Q3
expect exit 0 output "Employment rate ILC"
spil quarter @db --programme Nergens --quarter 2026Q3
expect exit 1 output "there is no programme"
spil quarter @db --programme 11 --quarter 2026K3
expect exit 1 output "say: spil quarter"

# English.
get "/taal?naar=en&terug=/monitor"
get /monitor
expect 200 text "Quarter 3 of 2026" text "Served served·1" text "Version 2, signed on 23-11-2026" no text "Begeleid"
