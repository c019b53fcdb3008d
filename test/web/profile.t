# The profile: answers in own words, two colleagues at once, earlier work and education, one A4, a CV.

login noor
get /deelnemers/1006/profiel
expect 200 title "Profiel en wensen" text "Wensen en wat ik kan" text "Hier komt welk werk past" text "Er is nog geen profiel."
  text "Over het letsel en de gevolgen staat hier nog niets." text "Nog geen werkervaring." text "Nog geen opleiding."
get /deelnemers/1006/profiel/wensen
expect 200 text "Dit werk wil ik doen" text "Welk werk, en waarom juist dat?" text "maandag" no text "Zo'n baas" field work_type ""
submit /deelnemers/1006/profiel/wensen work_type="Iets met planten" days=wed hours="12 uur, later 20" skills="Precies werken"
  travel="{x*251}"
expect 422 error travel "Maak de tekst korter: 251 tekens, er mogen er 250." field work_type "Iets met planten"
submit /deelnemers/1006/profiel/wensen travel="fiets, 20 minuten" days=doomsday
expect 422 error days "Kies een van de mogelijkheden."
post /deelnemers/1006/profiel/wensen seen=0 days=wed days=mon work_type="Iets met planten" hours="12 uur, later 20"
  skills="Precies werken" travel="fiets, 20 minuten"
expect 303 /deelnemers/1006/profiel
follow
expect 200 text "Het profiel is opgeslagen." text "Iets met planten" text "maandag, woensdag" text "Bijgewerkt op 23-11-2026 door Noor de Wit."
sql "select question, body, seen from profile_answer where client_id = 1006 order by question"
  expect "days|mon wed|0" "hours|12 uur, later 20|0" "skills|Precies werken|0" "travel|fiets, 20 minuten|0" "work_type|Iets met planten|0"
# the same again says only that it is still right
get /deelnemers/1006/profiel/wensen
expect 200 field work_type "Iets met planten" field seen 1
submit /deelnemers/1006/profiel/wensen
expect 303
sql "select count(*) from profile_answer where client_id = 1006" expect 5
sql "select max(revision) from profile where client_id = 1006" expect 2

# What a target group is asked is data: brain injury has its own questions, another group has not.
get /deelnemers/1006/profiel/steun
expect 200 text "Dit helpt mij op het werk" text "Zoveel kan ik aan op een dag" text "geluid" no text "Zo leg je mij iets uit"
submit /deelnemers/1006/profiel/steun helps="Een vaste plek" capacity="Drie uur, dan een pauze" stimuli=auditory
expect 303
get /deelnemers/1006/profiel/gezondheid
expect 200 text "Dit zijn gezondheidsgegevens." text "geheugenstoornissen" text "krachtsvermindering" text "ontremd gedrag"
submit /deelnemers/1006/profiel/gezondheid injury_cause=accident injury_on=1-7-2027 cognitive=memory
expect 422 error injury_on "Deze dag ligt in de toekomst."
post /deelnemers/1006/profiel/gezondheid seen=3 injury_cause=accident injury_on=1-7-2019 cognitive=speed cognitive=memory physical=fatigue
  injury_insight=partly
expect 303
follow
expect 200 text "traumatisch: ongeval of klap" text "01-07-2019" text "geheugenstoornissen, tempo van informatieverwerking"
  text "voor een deel" text "Drie uur, dan een pauze"
get /deelnemers/1001/profiel/gezondheid
expect 200 text "Voor deze doelgroep zijn er geen vragen van deze soort."
get /deelnemers/1001/profiel
expect 200 no text "gevolgen staat"
login otto
get /deelnemers/1005/profiel/steun
expect 200 text "Deze mensen helpen mij" text "Deze mensen maken het soms moeilijk" text "Zo leg je mij iets uit" text "Zo kun je mij bereiken"
  no text "Zoveel kan ik aan"

# Two colleagues at once: what only one of them changed is saved; of the same question both texts stay.
sql "insert into access_grant (id, client_id, staff_id, kind, reason, from_at, until_at, given_by, created_at) values (8100, 1006, 102, 'cover', 'vakantie', 1793487600000, 1798671600000, 101, 1793487600000)"
login bart
get /deelnemers/1006/profiel/wensen
submit /deelnemers/1006/profiel/wensen work_type="Kwekerij of tuincentrum" interests="koken"
expect 303
login noor
post /deelnemers/1006/profiel/wensen seen=4 work_type="Iets met planten, buiten" days=mon days=wed days=fri hours="12 uur, later 20"
  skills="Precies werken" travel="fiets, 20 minuten"
expect 303
follow
expect 200 text "Een collega schreef intussen over hetzelfde. Beide teksten zijn bewaard." text "Dit werk wil ik doen: er zijn twee teksten. Welke blijft?"
  text "Kwekerij of tuincentrum" text "Iets met planten, buiten" text "Bart Smit, 23-11-2026" text "maandag, woensdag, vrijdag" text "koken"
sql "select body from profile_answer where client_id = 1006 and question = 'work_type' order by id" expect "Iets met planten" "Kwekerij of tuincentrum" "Iets met planten, buiten"
# a supervisor reads both, and chooses nothing
login sanne
get /deelnemers/1006/profiel
expect 200 text "Iets met planten, buiten" no text "Welke blijft?" no text "01-07-2019" no text "geheugen"
get /deelnemers/1006/profiel/gezondheid
expect 403
login noor
post /deelnemers/1006/profiel/wensen/keuze _vraag=work_type _gezien=6 _houd=99
expect 422
post /deelnemers/1006/profiel/wensen/keuze _vraag=helps _gezien=6 _houd=6
expect 422 text "Er is niets gekozen"
get /deelnemers/1006/profiel
post /deelnemers/1006/profiel/wensen/keuze _vraag=work_type _gezien=5 _houd=5
expect 303
follow
expect 200 text "Een collega heeft net ook gekozen of geschreven." text "Welke blijft?"
post /deelnemers/1006/profiel/wensen/keuze _vraag=work_type _gezien=6 _tekst="Kwekerij of tuincentrum, iets met planten"
expect 303
follow
expect 200 no text "Welke blijft?" text "Kwekerij of tuincentrum, iets met planten"
sql "select count(*) from profile_answer where client_id = 1006 and question = 'work_type'" expect 4
# of what is ticked: keep one
login bart
post /deelnemers/1006/profiel/wensen seen=6 days=sat hours="12 uur, later 20" skills="Precies werken" travel="fiets, 20 minuten"
  work_type="Kwekerij of tuincentrum, iets met planten" interests=koken
expect 303
login noor
post /deelnemers/1006/profiel/wensen seen=7 days=sun hours="12 uur, later 20" skills="Precies werken" travel="fiets, 20 minuten"
  work_type="Kwekerij of tuincentrum, iets met planten" interests=koken
expect 303
follow
expect 200 text "Neem alles over" text "zaterdag" text "zondag"
post /deelnemers/1006/profiel/wensen/keuze _vraag=days _gezien=9 _houd=8
expect 303
follow
expect 200 text "zaterdag" no text "zondag" no text "Neem alles over"
post /deelnemers/1006/profiel/klopt
expect 303
follow
expect 200 text "Genoteerd: het profiel klopt nog."
sql "select max(revision) from profile where client_id = 1006" expect 11

# Earlier work.
get /deelnemers/1007/profiel
expect 200 text "verkoopmedewerker" text "Bakkerij Bos · sinds 2026 · op het cv"
get /deelnemers/1007/profiel/ervaring/nieuw?baan=6001
expect 200 field job_title verkoopmedewerker field employer "Bakkerij Bos" field from_year 2026
submit /deelnemers/1007/profiel/ervaring/nieuw tasks="Klanten helpen, kassa" went_well="Het praatje" stopped="Geheime reden"
expect 303 /deelnemers/1007/profiel
post /deelnemers/1007/profiel/ervaring/nieuw placement_id=6001 job_title=nogeens on_cv=1
expect 422 summary "Over deze baan staat er al een regel."
get /deelnemers/1007/profiel/ervaring/nieuw
submit /deelnemers/1007/profiel/ervaring/nieuw job_title="" from_year=2012 to_year=2009
expect 422 error job_title "Vul dit in."
submit /deelnemers/1007/profiel/ervaring/nieuw job_title="<b>Tuinman</b>"
expect 422 error to_year "Dit jaar ligt voor het begin."
submit /deelnemers/1007/profiel/ervaring/nieuw to_year=2015 employer="De Groene Hof" tasks="Snoeien"
expect 303
let old sql "select id from work_history where from_year = 2012"
get /deelnemers/1007/profiel
expect 200 no html "<b>Tuinman" text "De Groene Hof · 2012–2015 · op het cv" text "Goed: Het praatje" text "Gestopt: Geheime reden"
get /deelnemers/1007/profiel/ervaring/$old
expect 200 field to_year 2015
submit /deelnemers/1007/profiel/ervaring/$old job_title=Tuinman
expect 303
get /deelnemers/1007/profiel/ervaring/$old
submit /deelnemers/1007/profiel/ervaring/$old version=1 job_title=Hovenier
expect 422 summary "Een collega heeft dit intussen gewijzigd." field job_title Hovenier
get /deelnemers/1001/profiel/ervaring/$old
expect 404
get /deelnemers/1001/profiel/ervaring/nieuw?baan=6001
expect 404
# day activities are not on a CV by themselves
sql "insert into placement (id, organisation_id, trajectory_id, employer_id, kind, started_on, ends_on, job_title, created_at) values (6110, 1, 2007, 4002, 'day_activities', '2025-02-03', '2027-02-03', 'inpakken', 1)"
get /deelnemers/1007/profiel
expect 200 text "Bouwbedrijf Bosman · sinds 2025 · niet op het cv"

# Education beside work.
get /deelnemers/1007/profiel/opleiding/nieuw
submit /deelnemers/1007/profiel/opleiding/nieuw course="Mbo 2 banketbakker" school="Noorderpoort" goal="Zelf taarten maken" started_on=1-9-2026
  ends_on=1-7-2028 hours_week=8 ended_on=1-8-2026
expect 422 error ended_on "Deze dag ligt voor het begin." error result "Kies ook wat het geworden is."
submit /deelnemers/1007/profiel/opleiding/nieuw ended_on=""
expect 303
follow
expect 200 text "De opleiding is opgeslagen." text "Noorderpoort · sinds 01-09-2026, tot ongeveer 01-07-2028 · 8 uur" text "Waarvoor: Zelf taarten maken"
let study sql "select id from enrolment where client_id = 1007"
get /deelnemers/1007/profiel/opleiding/nieuw
submit /deelnemers/1007/profiel/opleiding/nieuw course="Taalcursus"
expect 303
get /deelnemers/1007/profiel/opleiding/nieuw
submit /deelnemers/1007/profiel/opleiding/nieuw course="Vmbo" started_on=1-9-2007 ended_on=1-7-2011 result=diploma
expect 303
follow
expect 200 text "een wens" text "01-07-2011: diploma gehaald"
get /deelnemers/1001/profiel/opleiding/$study
expect 404
get /deelnemers/1007/profiel/opleiding/$study
submit /deelnemers/1007/profiel/opleiding/$study version=7
expect 422 summary "Een collega heeft dit intussen gewijzigd."
get /deelnemers/1007/profiel/opleiding/$study
submit /deelnemers/1007/profiel/opleiding/$study result=part
expect 303
follow
expect 200 text "Noorderpoort · een deel gehaald"

# A CV without a word about health, on the page and as PDF; and the A4.
get /deelnemers/1007/profiel/wensen
submit /deelnemers/1007/profiel/wensen about="Ik werk graag met mensen." languages="Nederlands en Pools" licences="rijbewijs B"
  interests="zingen" work_type="Verkoop" skills="Rekenen"
get /deelnemers/1007/profiel/steun
submit /deelnemers/1007/profiel/steun helps="Geheime steun" hinders="Geheim ongemak" support="Geheime hulp"
get /deelnemers/1007/profiel/cv
expect 200 text "Milou Bergman" text "Ik werk graag met mensen." text "verkoopmedewerker, Bakkerij Bos" text "Klanten helpen, kassa" text "Tuinman, De Groene Hof"
  text "2012–2015" text "Vmbo" text "2007–2011" text "Nederlands en Pools" text "rijbewijs B" text "zingen" text "Rekenen" text "een deel gehaald"
  no text "Geheim" no text "inpakken" no text "Taalcursus" no text "het praatje" no text "Zelf taarten"
expect no text "Gaat dit over gezondheid"
get /deelnemers/1007/profiel/cv.pdf
expect 200 header content-type "application/pdf" match "^%PDF"
# Words of health in what an employer reads are said: when saved, beside the field, and on the screen of the
# CV. Never refused; what is not for the CV, and the word for where somebody worked, is left in peace.
get /deelnemers/1007/profiel/wensen
submit /deelnemers/1007/profiel/wensen about="Na mijn depressie en ADHD werk ik weer." work_type="Zorg in een ziekenhuis, geen trauma"
expect 303
follow
expect 200 text "in een tekst voor het cv staat misschien iets over gezondheid"
get /deelnemers/1007/profiel/wensen
expect 200 field about "Na mijn depressie en ADHD werk ik weer." text "Gaat dit over gezondheid (adhd, depressie)?" no text "trauma)"
get /deelnemers/1007/profiel/cv
expect 200 text "Na mijn depressie en ADHD werk ik weer. Gaat dit over gezondheid (adhd, depressie)? Een werkgever leest dit."
get /deelnemers/1007/profiel/wensen
submit /deelnemers/1007/profiel/wensen about="Ik werk graag met mensen, ook in een ziekenhuis." work_type="Verkoop"
expect 303
follow
expect 200 text "Het profiel is opgeslagen." no text "iets over gezondheid"
get /deelnemers/1007/profiel/cv
expect 200 no text "Gaat dit over gezondheid"
get /deelnemers/1007/profiel/blad
expect 200 title "Profiel van Milou Bergman" text "Verkoop" text "Geheime steun" text "Daar heb ik gewerkt" text "Vmbo: diploma gehaald" text "Bijgewerkt op 23-11-2026."
get /deelnemers/1006/profiel/blad
expect 200 text "Een vaste plek" text "Drie uur, dan een pauze" no text "ongeval" no text "geheugen"
get /deelnemers/1002/profiel/cv
expect 200 text "Het cv is nog niet vol."
get /deelnemers/1002/profiel/blad
expect 200 text "Er is nog geen profiel."
get /deelnemers/1007
get /deelnemers/1007/profiel
post /deelnemers/1007/profiel/ervaring/$old/verwijder
expect 303
post /deelnemers/1007/profiel/opleiding/$study/verwijder
expect 303
sql "select count(*) from work_history where client_id = 1007" expect 1
sql "select count(*) from enrolment where client_id = 1007" expect 2

# After a job has ended: a reminder, until the profile was looked at.
get /deelnemers/1007/werk/6001
submit /deelnemers/1007/werk/6001 ended_on=16-11-2026 end_reason=own_choice lesson="Te druk"
expect 303
sql "select rule, ref_id, day, words from due where trajectory_id = 2007 and rule = 'profile_job'" expect ""
get /deelnemers/1001/werk/nieuw?soort=competitive
submit /deelnemers/1001/werk/nieuw employer_id=4001 _employer_id="Bakkerij Bos" _employer_id_was="Bakkerij Bos" started_on=2-11-2026
  hours_week=16 contract_type=employment ended_on=16-11-2026 end_reason=own_choice
expect 303
sql "select rule, day, words from due where trajectory_id = 2001 and rule = 'profile_job'" expect "profile_job|2026-11-16|Bakkerij Bos"
sql "update trajectory_fact set first_employer_on = '2026-06-20', last_contact_on = '2026-11-22', next_step_on = null where trajectory_id = 2001"
get /vandaag
expect 200 text "Bakkerij Bos: werk stopte 7 dagen geleden, het profiel is nog niet bijgewerkt" html "/deelnemers/1001/profiel"
get /deelnemers/1001/profiel/wensen
submit /deelnemers/1001/profiel/wensen surroundings="Rustiger dan de bakkerij"
expect 303
sql "select count(*) from due where trajectory_id = 2001 and rule = 'profile_job'" expect 0
get /vandaag
expect 200 no text "werk stopte"

# The client reads it; a colleague in the team does not.
login milan
get /mijn
expect 200 text "Mijn profiel" text "Hier staat wat u wilt en kunt. Bijgewerkt op 23 november 2026." html "/mijn/cv"
get /mijn/profiel
expect 200 text "Rustiger dan de bakkerij"
get /mijn/cv
expect 200 text "Milan van den Berg" text "Uw cv is nog niet vol."
get /mijn/cv.pdf
expect 200 match "^%PDF"
sql "delete from profile_answer where client_id = 1001"
sql "delete from profile where client_id = 1001"
get /mijn
expect 200 text "Uw profiel is nog leeg."
login bart
get /deelnemers/1001/profiel/cv
expect 404
get /deelnemers/1001/profiel/wensen
expect 404
login nina
get /deelnemers/1001/profiel/cv.pdf
expect 403
