# Openness: a worksheet per conversation, in own words; the job knows only the decision.

login noor
get /deelnemers/1007/openheid
expect 200 text "Er is nog niet over openheid gesproken." text "Besluit per baan" text "Bakkerij Bos, verkoopmedewerker" text "nog niet gevraagd"
get /deelnemers/1007/openheid/nieuw
expect 200 text "Wat wil ik vertellen?" text "Vertellen is nooit verplicht." no text "letsel" no text "mijn baas" field talked_on "23-11-2026"
submit /deelnemers/1007/openheid/nieuw what="Dat ik soms een pauze neem" placement_id=6001 review_on=1-10-2026
expect 422 error decision "Maak een keuze." field what "Dat ik soms een pauze neem"
submit /deelnemers/1007/openheid/nieuw decision=partly
expect 422 error review_on "Deze dag ligt voor het gesprek."
submit /deelnemers/1007/openheid/nieuw placement_id=6003
expect 422 error placement_id "Kies een"
submit /deelnemers/1007/openheid/nieuw placement_id=6001 review_on=30-11-2026 keep="De rest" pros="Rust" cons="Praatjes" earlier="Ging mis"
  values="Eerlijk zijn" words="Ik werk het best met een pauze." talked_on=16-11-2026
expect 303 /deelnemers/1007/openheid
follow
expect 200 text "Het gesprek is vastgelegd." text "Gesprek op 16-11-2026, opgeschreven door Noor de Wit · 1 gesprek" text "een deel vertellen · Bakkerij Bos"
  text "Opnieuw bespreken op 30-11-2026." text "Eerlijk zijn" no text "Eerdere gesprekken"
let first sql "select id from worksheet where client_id = 1007"
sql "select disclosure from placement where id = 6001" expect partly
sql "select count(*) from worksheet_answer where worksheet_id = $first" expect 7
# the job, and what an employer may be told, hold the decision alone
get /deelnemers/1007/werk/6001
expect 200 field disclosure partly no text "pauze"
get /deelnemers/1007/mensen
expect 200 text "Bakkerij Bos: de werkgever weet een deel." no text "pauze"

# The reminder, a week ahead.
sql "select day from due where trajectory_id = 2007 and rule = 'worksheet_review'" expect 2026-11-30
sql "update trajectory_fact set placement_ends_on = null, last_contact_on = '2026-11-22' where trajectory_id = 2007"
get /vandaag
expect 200 text "over 7 dagen opnieuw over openheid praten" html "/deelnemers/1007/openheid"

# The next conversation begins with the last one, which stays.
get /deelnemers/1007/openheid/nieuw
expect 200 field what "Dat ik soms een pauze neem" field placement_id ""
submit /deelnemers/1007/openheid/nieuw what="Toch alles" placement_id=6001 decision=full review_on=""
expect 303
follow
expect 200 text "2 gesprekken" text "Toch alles" text "Eerdere gesprekken" text "16-11-2026" text "een deel vertellen"
sql "select disclosure from placement where id = 6001" expect full
sql "select count(*) from due where trajectory_id = 2007 and rule = 'worksheet_review'" expect 0
get /deelnemers/1007/openheid/$first/blad
expect 200 text "Dat ik soms een pauze neem" text "een deel vertellen" text "Dit blad is van de deelnemer."
# an earlier conversation that is mended does not change the job
get /deelnemers/1007/openheid/$first
expect 200 field decision partly field placement_id 6001
submit /deelnemers/1007/openheid/$first decision=none cons=""
expect 303
sql "select disclosure from placement where id = 6001" expect full
sql "select count(*) from worksheet_answer where worksheet_id = $first" expect 6
get /deelnemers/1007/openheid/$first
submit /deelnemers/1007/openheid/$first version=1 what="Later getypt"
expect 422 summary "Een collega heeft dit gesprek intussen gewijzigd." field what "Later getypt"
get /deelnemers/1001/openheid/$first
expect 404
get /deelnemers/1001/openheid/$first/blad
expect 404
post /deelnemers/1001/openheid/$first what=x
expect 404
# not decided yet: the job stays as it was
get /deelnemers/1007/openheid/nieuw
submit /deelnemers/1007/openheid/nieuw placement_id=6001 decision=later
expect 303
sql "select disclosure from placement where id = 6001" expect full

# Brain injury and mild intellectual disability have questions of their own.
get /deelnemers/1006/openheid/nieuw
expect 200 text "Wat wil ik vertellen over de gevolgen van mijn letsel?" text "Wat zien mensen niet aan mij?" text "Aan wie heb ik wat verteld?"
login otto
get /deelnemers/1005/openheid/nieuw
expect 200 text "Wat mag mijn baas over mij weten?" text "Wie helpt mij om het te vertellen?"
get /deelnemers/1005/openheid
expect 200 text "Er is nu geen baan bij een werkgever."

# Health: the supervisor sees the decision per job, not the sheet; the client reads the own one.
login sanne
get /deelnemers/1007/openheid
expect 200 text "Besluit per baan" text "de werkgever weet het" no text "Toch alles" no text "Werkblad openheid"
get /deelnemers/1007/openheid/$first/blad
expect 404
login milan
get /mijn
expect 200 text "Wat vertel ik op het werk?" text "U hoeft op het werk niets te vertellen."
get /mijn/openheid
expect 200 text "U heeft hier nog niet over gesproken."
login noor
get /deelnemers/1001/openheid/nieuw
submit /deelnemers/1001/openheid/nieuw what="Niets over vroeger" decision=none
expect 303
login milan
get /mijn
expect 200 text "U sprak hierover op 23 november 2026. Dit besloot u:" text "niets vertellen"
get /mijn/openheid
expect 200 text "Niets over vroeger"
