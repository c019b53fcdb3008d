# Job leads: from an idea to a first day at work, each stage with its day. And the clock of principle 6:
# days from the first talk with the client to the first talk with an employer, by whoever.

login noor
# 8 June to 23 November is 168 days, 12 October to 23 November 42. Lotte had no talk yet, Milou works.
get /deelnemers
expect 200 text "168 dagen, nog niet" text "42 dagen, nog niet" no text "21 dagen, nog niet"
get /vandaag
expect 200 text "Wacht op de eerste werkgever" text "168 dagen sinds het eerste gesprek" text "Bekijk alle 2"
# Who waits longest comes first, whatever the funding.
sql "update trajectory_fact set started_on = '2026-05-01' where trajectory_id = 2002"
sql "update trajectory set funding = 'applied' where id = 2002"
get "/deelnemers?fase=waiting"
expect 200 match "Yilmaz, Aisha[^]*Berg, Milan" text "206 dagen, nog niet" no text "Smit, Lotte" no text "Bergman, Milou"
sql "update trajectory_fact set started_on = '2026-10-12' where trajectory_id = 2002"
get /deelnemers/1001/zoeken
expect 200 text "168 dagen, nog niet" text "Nog geen werkgever gesproken. Begonnen op 08-06-2026."
    text "Hier staan de banen en kansen" html "/werkgevers/wie-kent?voor=1001"
# A team sees who waits only as far as it may see the plan.
login bart
get "/deelnemers?fase=waiting&team=21"
expect 200 no text "Milan" no text "Aisha"
login sanne
get "/deelnemers?fase=waiting&team=21"
expect 200 text "Milan" text "Aisha"

# What cannot be; what was typed stays.
login noor
get /deelnemers/1001/kansen/nieuw
submit /deelnemers/1001/kansen/nieuw fits=no next_on=1-12-2026
expect 422 error job_title "Vul een werkgever of een functie in." error why_on "waarom u toch verdergaat"
    error next_step "volgende stap" field next_on "1-12-2026"
submit /deelnemers/1001/kansen/nieuw job_title="<b>fietsenmaker</b>" stage=applied fits=yes next_on="" stage_on=31-5-2026
expect 422 error employer_id "Alleen een idee" error stage_on "voor de aanmelding" no html "<b>fietsen"
submit /deelnemers/1001/kansen/nieuw stage_on=24-11-2026
expect 422 error stage_on "toekomst"
submit /deelnemers/1001/kansen/nieuw stage_on=20-11-2026 stage=started
expect 422 error stage "mogelijkheden"
submit /deelnemers/1001/kansen/nieuw stage=contacted employer_id=4003
expect 422 error employer_id "Kies een naam" no text "Elders Fietsen"
submit /deelnemers/1001/kansen/nieuw employer_id="" _employer_id="Rijwielhal Haren" job_title="leerling fietsenmaker"
expect 422 error employer_id "staat er nog niet" text "Rijwielhal Haren toevoegen als nieuwe werkgever"
submit /deelnemers/1001/kansen/nieuw employer_id="" _employer_id=bo
expect 422 error employer_id "Er zijn er meer" text "Bakkerij Bos, Groningen"
sql "select count(*) from lead" expect 0
# One press adds the employer with it.
submit /deelnemers/1001/kansen/nieuw employer_id="" _employer_id="Rijwielhal Haren" _add=1 source=client disclosure=none
    next_step="bellen over een proefdag" next_on=25-11-2026
expect 303 /deelnemers/1001/zoeken
follow
expect 200 text "De kans is toegevoegd." text "Rijwielhal Haren · leerling fietsenmaker" text "contact gelegd sinds 20-11-2026"
    text "past bij de wensen" text "openheid: nee" text "zelf" text "bellen over een proefdag, 25-11-2026"
let lead sql "select id from lead"
let hall sql "select id from employer where name = 'Rijwielhal Haren'"
get /werkgevers/$hall
expect 200 text "Kennisgemaakt met deelnemers" text "Milan van den Berg"
login bart
get /werkgevers/$hall
expect 200 no text "Milan" text "1 deelnemer die u niet begeleidt"

# The usual next stage with one press, and back again.
login noor
get /deelnemers/1001/zoeken
submit /deelnemers/1001/kansen/$lead/stap
expect 303 /deelnemers/1001/zoeken
follow
expect 200 text "De stap is vastgelegd." text "gesolliciteerd sinds 23-11-2026" html "/deelnemers/1001/kansen/$lead/terug" no text "bellen over een proefdag"
submit /deelnemers/1001/kansen/$lead/terug
expect 303 /deelnemers/1001/zoeken
follow
expect 200 text "De laatste stap is ongedaan gemaakt." text "contact gelegd sinds 20-11-2026"
# With a day and a reason, on its own page.
get /deelnemers/1001/kansen/$lead
expect 200 field job_title "leerling fietsenmaker" html "/contact?met=werkgever&amp;werkgever=$hall"
submit /deelnemers/1001/kansen/$lead/stap stage=dropped reason="" on=19-11-2026
expect 422 error reason "Kies waarom" error on "voor de vorige stap"
submit /deelnemers/1001/kansen/$lead/stap stage=contacted on=21-11-2026 reason=travel
expect 422 error stage "Zo ver was het al" error reason "hoort bij"
submit /deelnemers/1001/kansen/$lead/stap stage=dropped reason=no_reply on=21-11-2026
expect 303 /deelnemers/1001/zoeken
follow
expect 200 text "1 kans ging niet door" text "gaat niet door (geen antwoord gekregen) sinds 21-11-2026"
# A colleague was first: nothing moves by a form that is out of date.
get /deelnemers/1001/kansen/$lead
sql "update lead set version = version + 1 where id = $lead"
submit /deelnemers/1001/kansen/$lead note="ook dit blijft staan"
expect 422 summary "Een collega heeft deze kans intussen gewijzigd" field note "ook dit blijft staan"
get /deelnemers/1001/kansen/$lead
sql "update lead set version = version + 1 where id = $lead"
submit /deelnemers/1001/kansen/$lead/stap stage=applied on=22-11-2026
expect 422 summary "Een collega heeft deze kans intussen gewijzigd" text "gaat niet door (geen antwoord gekregen) sinds 21-11-2026"
# They called after all: it goes on.
get /deelnemers/1001/kansen/$lead
submit /deelnemers/1001/kansen/$lead fits=partly
expect 303 /deelnemers/1001/zoeken
get /deelnemers/1001/kansen/$lead
submit /deelnemers/1001/kansen/$lead/stap stage=offer on=22-11-2026
expect 303 /deelnemers/1001/zoeken
get /deelnemers/1001/kansen/$lead
expect 200 match "22-11-2026, door Noor de Wit\s+aanbod gekregen[^]*21-11-2026, door Noor de Wit\s+gaat niet door: geen antwoord gekregen[^]*20-11-2026, door Noor de Wit\s+contact gelegd"
sql "select stage, stage_on, reason, fits from lead where id = $lead" expect "offer|2026-11-22||partly"

# The client went there alone: no hours of anybody, and the clock stops. 8 June to 12 November: 157 days.
get /deelnemers/1001/gesproken
submit /deelnemers/1001/gesproken
expect 422 error employer_id "Vul dit in."
submit /deelnemers/1001/gesproken employer_id=$hall day=31-5-2026
expect 422 error day "voor de aanmelding"
submit /deelnemers/1001/gesproken employer_id="" _employer_id="Fietsplein" day=12-11-2026
expect 422 error employer_id "staat er nog niet"
submit /deelnemers/1001/gesproken _employer_id="rijwielhal" day=10-11-2026 mode=phone note="Milan belde zelf."
expect 303 /deelnemers/1001/zoeken
follow
expect 200 text "168 dagen, nog niet" text "Milan belde zelf." text "1 gesprek met deze werkgever"
get /deelnemers/1001/gesproken
submit /deelnemers/1001/gesproken employer_id=$hall day=12-11-2026
expect 303 /deelnemers/1001/zoeken
follow
expect 200 text "157 dagen" text "Op 12-11-2026 sprak de deelnemer zelf voor het eerst een werkgever." no text "nog niet"
    text "2 gesprekken met deze werkgever" text "Het gesprek is vastgelegd."
let visit sql "select id from client_visit where mode = 'face_to_face'"
sql "select first_employer_on, last_employer_on from trajectory_fact where trajectory_id = 2001" expect "2026-11-12|2026-11-12"
get /deelnemers/1001
expect 200 text "eerste werkgever na 157 dagen"
get "/deelnemers?fase=waiting"
expect 200 no text "Milan"
# Noor had been there before: the earlier day counts. 8 June to 2 November: 147 days.
get "/deelnemers/1001/contact?met=werkgever&werkgever=$hall"
expect 200 field _employer_id "Rijwielhal Haren"
submit /deelnemers/1001/contact day=2-11-2026 mode=face_to_face minutes=40
expect 303
get /deelnemers/1001/zoeken
expect 200 text "147 dagen" text "Op 02-11-2026 sprak Noor de Wit voor het eerst een werkgever."
submit /deelnemers/1001/gesproken/$visit/verwijder
expect 303 /deelnemers/1001/zoeken
follow
expect 200 text "Het gesprek is weggehaald." text "147 dagen"
post /deelnemers/1001/gesproken/$visit/verwijder
expect 404

# An offer leads straight to the work, with everything that is known; it starts when that is recorded.
get /deelnemers/1001/zoeken
expect 200 html "/deelnemers/1001/werk/nieuw?kans=$lead"
get /deelnemers/1001/werk/nieuw?kans=$lead
expect 200 text "Wat voor werk is het?" html "soort=competitive&amp;kans=$lead"
get "/deelnemers/1001/werk/nieuw?soort=competitive&kans=$lead"
expect 200 field _employer_id "Rijwielhal Haren" field job_title "leerling fietsenmaker" field disclosure none field found_by client
submit /deelnemers/1001/werk/nieuw?kans=$lead started_on=30-11-2026 hours_week=20
expect 303
sql "select l.stage, l.stage_on, p.employer_id, p.job_title, p.found_by from lead l join placement p on p.id = l.placement_id"
    expect "started|2026-11-30|$hall|leerling fietsenmaker|client"
get /deelnemers/1001/zoeken
expect 200 text "begonnen sinds 30-11-2026" text "Bekijk het werk"
# Used once; another job of the same lead does not begin by itself.
get "/deelnemers/1001/werk/nieuw?soort=competitive&kans=$lead"
expect 200 field job_title ""
# Undone: the work that was recorded stays, and the lead is an offer again.
get /deelnemers/1001/kansen/$lead
expect 200 text "Het werk dat is vastgelegd blijft staan."
submit /deelnemers/1001/kansen/$lead/terug
expect 303
sql "select stage, placement_id from lead where id = $lead" expect "offer|"
# By hand, too, the way goes through the work.
get /deelnemers/1001/kansen/$lead
submit /deelnemers/1001/kansen/$lead/stap stage=started
expect 303 /deelnemers/1001/werk/nieuw?kans=$lead

# Added by mistake: gone again; but not what was changed since.
get "/deelnemers/1001/kansen/nieuw?werkgever=4001&functie=bakkershulp"
expect 200 field _employer_id "Bakkerij Bos" field job_title bakkershulp
submit /deelnemers/1001/kansen/nieuw
expect 303
let wrong sql "select max(id) from lead"
follow
submit /deelnemers/1001/kansen/$wrong/terug
expect 303
follow
expect 200 text "De kans is weggehaald." no text "bakkershulp"
get /deelnemers/1001/kansen/nieuw
submit /deelnemers/1001/kansen/nieuw job_title=tuinman
let tuin sql "select max(id) from lead"
get /deelnemers/1001/kansen/$tuin
submit /deelnemers/1001/kansen/$tuin note="in het groen"
post /deelnemers/1001/kansen/$tuin/terug
expect 409 text "Er is sindsdien iets aan gewijzigd"
# An idea needs no employer; whatever follows does.
get /deelnemers/1001/kansen/$tuin
submit /deelnemers/1001/kansen/$tuin/stap stage=applied
expect 422 error stage "Alleen een idee"

# A closed trajectory takes no leads, and says so.
get /deelnemers/1009/zoeken
expect 200 text "Dit traject is afgesloten op 31-12-2025. Er kan geen kans meer bij." no text "Baan of kans toevoegen"
get /deelnemers/1009/kansen/nieuw
expect 200 text "Er kan geen kans meer bij."
submit /deelnemers/1009/kansen/nieuw job_title=tuinman
expect 422 summary "Dit traject is afgesloten op 31-12-2025"
get /deelnemers/1009/gesproken
submit /deelnemers/1009/gesproken employer_id=4001 day=5-1-2026
expect 422 summary "Dit traject is afgesloten op 31-12-2025"
sql "update trajectory set closed_on = '2026-11-22', close_reason = 'moved' where id = 2001"
get /deelnemers/1001/kansen/$tuin
expect 200 no text "Volgende stap zetten"
post /deelnemers/1001/kansen/$tuin/stap stage=dropped reason=other on=23-11-2026 version=2
expect 422 summary "Dit traject is afgesloten op 22-11-2026"
sql "update trajectory set closed_on = null, close_reason = '' where id = 2001"

# Who may read it sees it, who may not sees nothing; nobody reaches it by another record.
login sanne
get /deelnemers/1001/kansen/$lead
expect 200 text "Tot nu toe" no html "name=\"job_title\"" no text "Volgende stap zetten"
get /deelnemers/1001/kansen/nieuw
expect 403
login bart
get /deelnemers/1001/kansen/$lead
expect 404
get /deelnemers/1003/kansen/$lead
expect 404
post /deelnemers/1003/kansen/$lead/terug
expect 404
login olga
get /deelnemers/1001/kansen/$lead
expect 404

# The client reads it in plain words: what and how far, not why something stopped.
login milan
get /mijn
expect 200 text "Waar u aan het zoeken bent" text "Rijwielhal Haren · leerling fietsenmaker" text "U kunt hier aan het werk."
    text "tuinman" text "Een idee voor werk."
sql "update lead set stage = 'dropped', reason = 'health', stage_on = '2026-11-20' where id = $tuin"
get /mijn
expect 200 text "Dit gaat niet door." no text "gezondheid"
sql "update lead set stage_on = '2026-10-01' where id = $tuin"
get /mijn
expect 200 no text "tuinman"

# Vandaag reminds of a next step on its day, and of a lead in which nothing moves for two weeks.
login noor
post /contact who=1001 minutes=15
get /deelnemers/1001/kansen/$lead
submit /deelnemers/1001/kansen/$lead next_step="contract nalezen" next_on=25-11-2026
get /vandaag
expect 200 no text "contract nalezen"
restart now=2026-11-25T09:00
# (one matter per client: the work that begins asks for advice on income too, also at night)
sql "update income_moment set reason = 'nog geen loon', reason_by = 101 where placement_id in (select id from placement where trajectory_id = 2001)"
sql "delete from due where trajectory_id = 2001 and rule <> 'lead_step' and rule <> 'lead_quiet'"
login noor
get /vandaag
expect 200 text "nu aan de beurt: contract nalezen (Rijwielhal Haren · leerling fietsenmaker)"
get /deelnemers/1001/kansen/$lead
submit /deelnemers/1001/kansen/$lead next_step="" next_on=""
restart now=2026-12-21T09:00
login noor
post /contact who=1001 minutes=15
sql "delete from due where trajectory_id = 2001 and rule <> 'lead_step' and rule <> 'lead_quiet'"
get /vandaag
expect 200 text "al 29 dagen geen stap verder: Rijwielhal Haren"
get /deelnemers/1001/kansen/$lead
submit /deelnemers/1001/kansen/$lead/stap stage=dropped reason=other_job
get /vandaag
expect 200 no text "Rijwielhal"

# English.
login noor
get "/taal?naar=en&terug=/deelnemers/1001/zoeken"
get /deelnemers/1001/zoeken
expect 200 text "Jobs and leads" text "Employers met" text "dropped (found other work) since 21-12-2026"

# The client records an employer met alone: known by name, or new; undone by the client, never by another.
restart
login noor
sql "select count(*) from employer where name = 'Kwekerij De Roos'" expect 0
sql "delete from client_visit" expect
login milan
get /mijn
expect 200 html "/mijn/gesproken"
get /mijn/gesproken
expect 200 title "Ik sprak zelf een werkgever" field day "23-11-2026"
submit /mijn/gesproken employer=""
expect 422 error employer "Vul dit in"
submit /mijn/gesproken employer="Kwekerij De Roos" day=1-1-2020
expect 422 error day ""
submit /mijn/gesproken employer="bakkerij bos" day=20-11-2026 note="Broodje gekocht en gevraagd."
expect 303 /mijn
get /mijn/gesproken
submit /mijn/gesproken employer="Kwekerij De Roos" place=Assen day=21-11-2026
expect 303 /mijn
get /mijn
expect 200 text "Zelf gesproken" text "Kwekerij De Roos21 november 2026, gesprek" text "Bakkerij Bos20 november 2026"
sql "select e.name, e.place, v.trajectory_id, v.mode from client_visit v join employer e on e.id = v.employer_id order by v.day" expect "Bakkerij Bos|Groningen|2001|face_to_face" "Kwekerij De Roos|Assen|2001|face_to_face"
let roos sql "select v.id from client_visit v join employer e on e.id = v.employer_id where e.name = 'Kwekerij De Roos'"
login noor
get /deelnemers/1001/zoeken
expect 200 text "Kwekerij De Roos" text "Broodje gekocht en gevraagd."
sql "insert into client_visit (id, trajectory_id, employer_id, day, mode, recorded_by, recorded_at) values (7777, 2001, 4002, '2026-11-19', 'phone', 101, 1)" expect
login milan
get /mijn
post /mijn/gesproken/7777/verwijder
expect 404
get /mijn
submit /mijn/gesproken/$roos/verwijder
expect 303 /mijn
sql "select count(*) from client_visit" expect 2

# The wishes stand beside the form of a lead.
login noor
get /deelnemers/1001/kansen/nieuw
expect 200 html "id=\"wensen\"" text "Wensen en wat ik kan" no text "Met wie mogen wij contact"
