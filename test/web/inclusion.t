# The inclusion committee: only where a programme asks criteria; met, not met, not known; what is decided is the outcome.

login noor
get /deelnemers/1006/commissie
expect 404
get /aanmeldingen/commissie
expect 403
login sanne
get /aanmeldingen/commissie
submit /aanmeldingen/commissie criteria={x*201}
expect 422 error criteria "20 regels"
submit /aanmeldingen/commissie criteria="Langer dan zes maanden NAH\n\n  Tussen 18 en 62 jaar  \nWil werken\nWil werken"
expect 303 /aanmeldingen
sql "select position, words from inclusion_criterion order by position" expect "0|Langer dan zes maanden NAH"
  "1|Tussen 18 en 62 jaar" "2|Wil werken"
# lines that stay are the same criterion; one that goes is no longer asked
get /aanmeldingen/commissie
submit /aanmeldingen/commissie criteria="Wil werken\nLanger dan zes maanden NAH\nGeen werkgever"
expect 303
sql "select count(*) from inclusion_criterion" expect 4
sql "select words from inclusion_criterion where ended_at is not null" expect "Tussen 18 en 62 jaar"

login noor
get /deelnemers/1006/commissie
expect 200 text "Geen werkgever" no text "Tussen 18" text "niet bekend"
let wish sql "select id from inclusion_criterion where words = 'Wil werken'"
let long sql "select id from inclusion_criterion where position = 1 and ended_at is null"
submit /deelnemers/1006/commissie decision! members=""
expect 422 error members "Vul dit in" error decision "Maak een keuze"
submit /deelnemers/1006/commissie members="Dokter Vos, revalidatiearts\nNoor de Wit" decision=not_included reason=""
  discussed_on=1-11-2026
expect 422 error reason "Schrijf op waarom" error discussed_on "voor de aanmelding"
submit /deelnemers/1006/commissie discussed_on=24-11-2026 decision=postponed reason="Eerst de neuroloog."
expect 422 error discussed_on "toekomst"
submit /deelnemers/1006/commissie discussed_on=16-11-2026 _c$wish=met _c$long=perhaps
expect 303 /deelnemers/1006/dossier
follow
expect 200 text "later opnieuw bespreken: Eerst de neuroloog." text "Besloten door: Dokter Vos, revalidatiearts, Noor de Wit"
sql "select c.words, a.answer from inclusion_answer a join inclusion_criterion c on c.id = a.criterion_id order by c.position" expect
  "Wil werken|met" "Langer dan zes maanden NAH|unknown" "Geen werkgever|unknown"
sql "select count(*) from referral_outcome" expect 0
# discussed again, by the same people: not included, so refused, so closed; no fact is typed twice
get /deelnemers/1006/commissie
expect 200 field members "Dokter Vos, revalidatiearts\nNoor de Wit"
submit /deelnemers/1006/commissie _c$long=not_met decision=not_included reason="Te kort na het letsel."
expect 303
get /deelnemers/1006/dossier
expect 200 text "afgewezen: voldoet niet aan de criteria. Te kort na het letsel."
sql "select phase from trajectory_fact where trajectory_id = 2006" expect closed
post /deelnemers/1006/commissie discussed_on=23-11-2026 members=x decision=included
expect 422 summary "Dit traject is al afgesloten"
# a started trajectory is not refused by a committee
post /deelnemers/1001/commissie discussed_on=23-11-2026 members=x decision=declined reason=x
expect 422 error decision "Dit traject is al begonnen"
get /deelnemers/1001/commissie
submit /deelnemers/1001/commissie decision=included members=x
expect 303
get /deelnemers/1002/commissie
submit /deelnemers/1002/commissie decision=declined reason="Wil eerst behandeling." members=x
expect 303
sql "select outcome from referral_outcome where trajectory_id = 2002" expect withdrawn
get /aanmeldingen
expect 200 text "3 besproken → 1 kunnen meedoen. Niet: 1. Wilden zelf niet: 1." text "Later opnieuw te bespreken: 0."
# the committee ends: what was decided stays
login sanne
get /aanmeldingen/commissie
submit /aanmeldingen/commissie criteria=""
expect 303
follow
expect 200 text "Er is nu geen inclusiecommissie."
login noor
get /deelnemers/1006/dossier
expect 200 text "Te kort na het letsel." no html "/commissie"
