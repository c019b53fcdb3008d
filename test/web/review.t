# Fidelity reviews: one recorded afterwards, one done by two reviewers with sealed sheets.

# ---- a finished external review, in one form ---------------------------------------------------
login sanne
get /modeltrouw
expect 200 title "Modeltrouw" text "Er is nog geen meting" text "Gedane meting vastleggen"
get /modeltrouw/vastleggen
expect 200 text "Snel zoeken naar regulier, betaald werk" text "hoogstens 20 per fte"
# Nothing filled in: every item asks for its score, and so does the day.
submit /modeltrouw/vastleggen toetsers=Phrenos
expect 422 text "Nog niet opgeslagen: kijk deze punten na: 26" error bezoek "Fout: Vul dit in."
    field toetsers "Phrenos"
sql "select count(*) from fidelity_review" expect 0
# Reviewer 1 of fidelity.md 3.5: 103 in all. A half score, a six, a day to come: said at the item.
submit /modeltrouw/vastleggen bezoek=24-11-2026 totaal=103
    _s_B1=4 _s_B2=5 _s_B3=5 _s_O1=4 _s_O2=3 _s_O3=4 _s_O4=4 _s_O5=3 _s_O6=5 _s_O7=4 _s_O8=3
    _s_G1=4 _s_G2=5 _s_G3=5 _s_G4=3 _s_G5=5 _s_G6=4 _s_G7=4 _s_G8=5 _s_G9=4 _s_G10=2 _s_G11=4
    _s_G12=2 _s_G13=4 _s_G14=3.5 _s_G15=6
expect 422 text "kijk deze punten na: 2" text "Halve punten bestaan niet" text "Deze datum is nog niet geweest"
sql "select count(*) from fidelity_review" expect 0
submit /modeltrouw/vastleggen bezoek=10-01-2025 _s_G14=insufficient _s_G15=4
expect 422 text "kijk deze punten na: 1" text "Schrijf waarom er geen score is"
submit /modeltrouw/vastleggen _s_G14=4
expect 303 /modeltrouw/meting/*
follow
expect 200 text "103 van 130" text "goede modeltrouw" text "Dat is hetzelfde totaal als in het rapport"
    text "Bezetting 14 van 15" text "Organisatie 30 van 40" text "Begeleiding 59 van 75"
    text "Zwakste punten 2 · G10"
sql "select state, origin, scale, bands, reported_total from fidelity_review" expect "final|external|nl26_2022|N1|10300"
# The same scope on the same day is one review; another scope is another.
get /modeltrouw/vastleggen
submit /modeltrouw/vastleggen bezoek=10-01-2025 totaal=98,17 organisaties=Heliomare groep=CMD
    _s_B1=4 _s_B2=5 _s_B3=5 _s_O1=3 _s_O2=3 _s_O3=4 _s_O4=5 _s_O5=3 _s_O6=4 _s_O7=4 _s_O8=4
    _s_G1=4 _s_G2=5 _s_G3=4 _s_G4=3 _s_G5=5 _s_G6=3 _s_G7=4 _s_G8=5 _s_G9=4 _s_G10=1 _s_G11=4
    _s_G12=3 _s_G13=4 _s_G14=3 _s_G15=insufficient _r_G15="geen gegevens"
expect 303
follow
# 96 in 25 items: 26 x 96 / 25 = 99.84; with the last item between 97 and 101.
expect 200 text "99,84 van 130" text "redelijke modeltrouw" text "25 van 26 punten hebben een score"
    text "tussen 97 en 101" text "Het rapport zegt 98,17. Spil telt 99,84." text "Heliomare" text "alleen CMD"
get /modeltrouw/vastleggen
submit /modeltrouw/vastleggen bezoek=10-01-2025 groep=CMD
    _s_B1=4 _s_B2=5 _s_B3=5 _s_O1=3 _s_O2=3 _s_O3=4 _s_O4=5 _s_O5=3 _s_O6=4 _s_O7=4 _s_O8=4
    _s_G1=4 _s_G2=5 _s_G3=4 _s_G4=3 _s_G5=5 _s_G6=3 _s_G7=4 _s_G8=5 _s_G9=4 _s_G10=1 _s_G11=4
    _s_G12=3 _s_G13=4 _s_G14=3 _s_G15=3
expect 422 text "Er is al een meting voor dezelfde groep op deze dag"
# Three items missing: no total.
submit /modeltrouw/vastleggen bezoek=10-01-2024 groep=all _s_G15=not_applicable _r_G15=a
    _s_G14=insufficient _r_G14=b _s_G13=insufficient _r_G13=c
expect 303
follow
expect 200 text "Geen totaal: maar 23 van 26 punten hebben een score. Er zijn er 24 nodig" text "tussen 92 en 104"

# ---- the first page, what is due, the proof -----------------------------------------------------
get /modeltrouw
expect 200 text "103 · goede modeltrouw" text "vóór 10-01-2027" text "De volgende meting moet binnen 48 dagen"
    text "G12" text "Vorige meting"
let done sql "select id from fidelity_review where reported_total = 10300"
get /modeltrouw/meting/$done/bewijs
expect 200 text "Geldig tot" text "10-01-2027" text "goede modeltrouw" text "IPS Noord"
get /modeltrouw/meting/$done/bewijs?soort=csv
expect 200 header content-type "text/csv; charset=utf-8" match "103.;.goede modeltrouw"
get /modeltrouw/meting/$done/papier
expect 200 text "☐ 1 ☐ 2" no text "☒"
get /modeltrouw/meting/$done/papier?gevuld=1
expect 200 text "☒ 2"
# A correction stands beside the first score.
get /modeltrouw/meting/$done
submit /modeltrouw/meting/$done/correctie punt=G10 score=3 reden="Banen dubbel geteld"
expect 303
get /modeltrouw/meting/$done
expect 200 text "104 van 130" text "(was 2)" text "Banen dubbel geteld" text "Het rapport zegt 103. Spil telt 104."
post /modeltrouw/meting/$done/correctie punt=G10 score=9 reden=x
expect 422
sql "select score from fidelity_score where item = 'G10' and review_id = $done" expect 2
post /modeltrouw/meting/$done/correctie punt=G10 score=4
expect 422
get /modeltrouw/meting/$done
submit /modeltrouw/meting/$done/rapport _aanbevelingen="Vaker naar werkgevers" _rapport="Kast 4"
expect 303
post /modeltrouw/meting/$done/rapport _versie=1 _aanbevelingen=oud
expect 422 text "Iemand anders heeft dit net veranderd"

# ---- who may ------------------------------------------------------------------------------------
login noor
get /modeltrouw/meting/$done
expect 200 text "Vaker naar werkgevers" no text "Correctie toevoegen"
get /modeltrouw/vastleggen
expect 403
post /modeltrouw/meting/$done/correctie punt=B1 score=1 reden=x
expect 404
login otto
get /modeltrouw/meting/$done
expect 404
login rita
get /modeltrouw
expect 200 text "nog bij geen meting ingedeeld"
get /modeltrouw/meting/$done
expect 404
login ad
get /modeltrouw
expect 403

# ---- a review by two reviewers ------------------------------------------------------------------
# Rita reviews; Tess is the second, Toon the third; Zara works in the programme and reviews too.
sql "insert into staff (id, organisation_id, login, name, sort_key, password_hash) select 901, 1, 'tess', 'Tess Toets', 'toets tess', password_hash from staff where id = 101"
sql "insert into staff (id, organisation_id, login, name, sort_key, password_hash) select 902, 1, 'toon', 'Toon Toets', 'toets toon', password_hash from staff where id = 101"
sql "insert into staff_role (id, staff_id, role, programme_id, from_on) values (951, 901, 'reviewer', 11, '2020-01-01'), (952, 902, 'reviewer', 11, '2020-01-01'), (953, 103, 'reviewer', 11, '2020-01-01')"
login sanne
get /modeltrouw/plannen?programma=11
expect 200 text "Rita Toets" text "Tess Toets" no text "Zara Vos"
submit /modeltrouw/plannen bezoek=20-11-2026 toetser1=118 toetser2=118
expect 422 text "Kies twee verschillende toetsers" text "Deze datum is voorbij"
submit /modeltrouw/plannen bezoek=30-11-2026 toetser1=118 toetser2=103
expect 422 text "Deze toetser werkt zelf in het programma"
submit /modeltrouw/plannen toetser2=902
expect 303 /modeltrouw/meting/*
let now sql "select max(id) from fidelity_review"
follow
expect 200 text "Toon Toets · nog niet ingeleverd" text "gepland: toetsers scoren" text "Nog geen dagindeling"
submit /modeltrouw/meting/$now/agenda begint=9:30 onderdeel=interview wat="Twee deelnemers" punten="G2 G4"
expect 303
post /modeltrouw/meting/$now/agenda begint=25:00 onderdeel=interview wat=x
expect 422 text "Schrijf een tijd als 9:30"
get /modeltrouw/plannen?programma=11
submit /modeltrouw/plannen bezoek=30-11-2026 toetser1=118 toetser2=901
expect 422 text "Er is al een meting voor dezelfde groep op deze dag"
# Toon cannot come: Tess does.
get /modeltrouw/meting/$now
submit /modeltrouw/meting/$now/toetser _wie=902 _nieuw=103 _reden=Ziek
expect 422 text "Deze toetser werkt zelf in het programma"
get /modeltrouw/meting/$now
submit /modeltrouw/meting/$now/toetser _wie=902 _nieuw=901 _reden=Ziek
expect 303
follow
expect 200 text "Toon Toets · gestopt: Ziek" text "Tess Toets · nog niet ingeleverd"
# The programme sees no sheet; who was replaced sees nothing any more.
get /modeltrouw/meting/$now/formulier
expect 403
get /modeltrouw/meting/$now/overleg
expect 403
get /modeltrouw/meting/$now/bewijs
expect 404
login toon
get /modeltrouw/meting/$now
expect 404
get /modeltrouw/meting/$now/formulier
expect 404

login rita
get /modeltrouw/meting/$now
expect 200 text "09:30" text "Twee deelnemers" text "Mijn scoreformulier"
let part sql "select id from fidelity_agenda"
post /modeltrouw/meting/$now/notitie _deel=$part _notitie="Heel open gesprek"
expect 303
post /modeltrouw/meting/$now/notitie _deel=$done _notitie=x
expect 404
get /modeltrouw/meting/$now/formulier
submit /modeltrouw/meting/$now/formulier _doen=opslaan _s_B1=4 _r_B1="Alleen Rita weet dit"
expect 303
follow
expect 200 text "nog niet verzegeld"
submit /modeltrouw/meting/$now/formulier _doen=verzegelen
expect 422 text "kijk deze punten na: 25"
get /modeltrouw/meting/$now/papier?gevuld=1
expect 200 text "☒ 4" text "Alleen Rita weet dit"
# Before the day of the visit nothing is sealed; what was filled in stays.
get /modeltrouw/meting/$now/formulier
expect 200 text "Verzegelen kan vanaf de dag van het bezoek" no html "value=\"verzegelen\""
submit /modeltrouw/meting/$now/formulier _doen=verzegelen
    _s_B2=5 _s_B3=5 _s_O1=4 _s_O2=3 _s_O3=4 _s_O4=4 _s_O5=3 _s_O6=5 _s_O7=4 _s_O8=3
    _s_G1=4 _s_G2=5 _s_G3=5 _s_G4=3 _s_G5=5 _s_G6=4 _s_G7=4 _s_G8=5 _s_G9=4 _s_G10=2 _s_G11=4
    _s_G12=2 _s_G13=4 _s_G14=4 _s_G15=4
expect 422 text "Verzegelen kan vanaf de dag van het bezoek" html "<option value=\"5\" selected>5"
sql "select count(*) from fidelity_reviewer where sealed_at is not null" expect 0
restart now=2026-11-30T16:00
login rita
get /modeltrouw/meting/$now/formulier
submit /modeltrouw/meting/$now/formulier _doen=verzegelen
    _s_B2=5 _s_B3=5 _s_O1=4 _s_O2=3 _s_O3=4 _s_O4=4 _s_O5=3 _s_O6=5 _s_O7=4 _s_O8=3
    _s_G1=4 _s_G2=5 _s_G3=5 _s_G4=3 _s_G5=5 _s_G6=4 _s_G7=4 _s_G8=5 _s_G9=4 _s_G10=2 _s_G11=4
    _s_G12=2 _s_G13=4 _s_G14=4 _s_G15=4
expect 303
get /modeltrouw/meting/$now/formulier
expect 200 text "Uw formulier is verzegeld" text "Wacht op het formulier van de andere toetser" text "Alleen Rita weet dit"
post /modeltrouw/meting/$now/formulier _doen=opslaan _s_B1=1
expect 422 text "Dit formulier is verzegeld"
# Sealed: neither sees the other's, by any road; the programme nothing at all.
get /modeltrouw/meting/$now/overleg
expect 404
login tess
get /modeltrouw/meting/$now
expect 200 no text "Alleen Rita weet dit"
get /modeltrouw/meting/$now/formulier
expect 200 no text "Alleen Rita weet dit"
get /modeltrouw/meting/$now/formulier?toetser=118&staff_id=118
expect 200 no text "Alleen Rita weet dit"
get /modeltrouw/meting/$now/overleg
expect 404
post /modeltrouw/meting/$now/overleg _versie=1 _s_B1=1
expect 404
post /modeltrouw/meting/$now/akkoord _versie=1
expect 404
get /modeltrouw/meting/$now/papier?gevuld=1
expect 200 no text "Alleen Rita weet dit"
login sanne
get /modeltrouw/meting/$now
expect 200 no text "Alleen Rita weet dit" no text "Heel open gesprek" text "Rita Toets · verzegeld op 30-11-2026"
get /modeltrouw/meting/$now/papier?gevuld=1
expect 200 no text "☒" no text "Alleen Rita weet dit"

login tess
get /modeltrouw/meting/$now/formulier
submit /modeltrouw/meting/$now/formulier _doen=verzegelen
    _s_B1=4 _s_B2=5 _s_B3=5 _s_O1=3 _s_O2=3 _s_O3=4 _s_O4=5 _s_O5=3 _s_O6=4 _s_O7=4 _s_O8=4
    _s_G1=4 _s_G2=5 _s_G3=4 _s_G4=3 _s_G5=5 _s_G6=3 _s_G7=4 _s_G8=5 _s_G9=4 _s_G10=1 _s_G11=4
    _s_G12=3 _s_G13=4 _s_G14=3 _s_G15=3
expect 303
get /modeltrouw/meting/$now/overleg
# 16 of 26 are the same.
expect 200 text "Verschillend gescoord: 10" text "Gelijk gescoord: 16" text "Rita Toets: 4"
submit /modeltrouw/meting/$now/akkoord
expect 422 text "Nog niet alle punten hebben een besluit"
get /modeltrouw/meting/$now/overleg
submit /modeltrouw/meting/$now/overleg
    _s_O1=4 _s_O4=4 _s_O6=5 _s_O8=3 _s_G3=5 _s_G6=3 _s_G10=1 _s_G12=2 _s_G14=4 _s_G15=4
expect 422 text "kijk deze punten na: 10" text "Schrijf waarom het deze is geworden"
submit /modeltrouw/meting/$now/overleg _r_O1=a _r_O4=b _r_O6=c _r_O8=d _r_G3=e _r_G6=f _r_G10=g
    _r_G12=h _r_G14=i _r_G15=j
expect 303
follow
submit /modeltrouw/meting/$now/akkoord
expect 303
sql "select state from fidelity_review where id = $now" expect consensus
# Somebody else saved meanwhile: the old page does not overwrite it. A change takes signatures away.
login rita
post /modeltrouw/meting/$now/akkoord _versie=1
expect 422 text "De andere toetser heeft intussen iets opgeslagen"
get /modeltrouw/meting/$now/overleg
expect 200 text "Tess Toets: akkoord op 30-11-2026"
submit /modeltrouw/meting/$now/akkoord
expect 303
follow
expect 200 text "vastgesteld" text "101 van 130" text "goede modeltrouw"
    text "Op 16 van 26 punten gaven beiden dezelfde score (62%); op 26 punten scheelde het hoogstens één"
    text "0,76" text "0 hoger, 2 lager, 24 gelijk" text "-1 G6" text "(4 → 3)"
    text "Verschil met een andere groep" text "alleen CMD" no text "Het zegel klopt niet meer"
get /modeltrouw/meting/$now/pdf
expect 200 header content-type "application/pdf"
get /modeltrouw/meting/$now/overleg
expect 200
post /modeltrouw/meting/$now/overleg _versie=4 _s_B1=1
expect 422
# Both sheets are still there, with their seals; the consensus stands beside them.
sql "select count(*) from fidelity_sheet where review_id = $now" expect 52
sql "select count(*) from fidelity_reviewer where review_id = $now and seal <> ''" expect 2
sql "select sum(score) from fidelity_sheet where review_id = $now and staff_id = 118" expect 103
# A sheet that somebody changed behind the program's back: the seal says so.
sql "update fidelity_sheet set score = 1 where review_id = $now and staff_id = 118 and item = 'B1'"
get /modeltrouw/meting/$now
expect 200 text "Het zegel klopt niet meer"
sql "update fidelity_sheet set score = 4 where review_id = $now and staff_id = 118 and item = 'B1'"
get /modeltrouw/meting/$now
expect 200 no text "Het zegel klopt niet meer"
login sanne
post /modeltrouw/meting/$now/correctie punt=B1 score=5 reden="Fte verkeerd gelezen"
expect 404

# ---- the action plan ----------------------------------------------------------------------------
login sanne
get /modeltrouw/verbeterplan?programma=11
expect 200 text "Nog geen verbeterpunten"
submit /modeltrouw/verbeterplan punt=G10 doel="" wie=101 klaar_op=01-03-2027
expect 422 error doel "Fout: Vul dit in."
submit /modeltrouw/verbeterplan doel="Vaste banen vragen"
expect 303
follow
expect 200 text "Vaste banen vragen" text "Noor de Wit · klaar op 01-03-2027"
submit /modeltrouw/voortgang _voortgang="Twee werkgevers gesproken" _klaar=1
expect 303
follow
expect 200 text "Twee werkgevers gesproken" text "klaar sinds 30-11-2026"
let action sql "select id from fidelity_action"
post /modeltrouw/voortgang _programma=11 _actie=$action _versie=1 _voortgang=oud
expect 422 text "Iemand anders heeft dit net veranderd"
post /modeltrouw/voortgang _programma=11 _actie=1 _versie=1
expect 404
post /modeltrouw/voortgang _programma=12 _actie=$action _versie=2
expect 404
login noor
get /modeltrouw/verbeterplan?programma=11
expect 200 text "Vaste banen vragen" no text "Verbeterpunt toevoegen"

# ---- another version of the scale in mid-review ---------------------------------------------------
# A review keeps the version it was planned with: here 25 items without G12, while new ones have 26.
login sanne
get /modeltrouw/plannen?programma=11
submit /modeltrouw/plannen bezoek=14-12-2026 groep=LVB toetser1=118 toetser2=901
expect 303
let old sql "select max(id) from fidelity_review"
sql "update fidelity_review set scale = 'ips25_2008', bands = 'I1' where id = $old"
login rita
get /modeltrouw/meting/$old/formulier
expect 200 html "_s_G11" no html "_s_G12" html "_s_G15"
submit /modeltrouw/meting/$old/formulier _doen=opslaan _s_B1=4
expect 303
get /modeltrouw/meting/$old/papier
expect 200 no text "Inzet van externe resources"
get /modeltrouw/meting/$now
expect 200 text "101 van 130" text "G12"
login sanne
get /modeltrouw/plannen?programma=11
submit /modeltrouw/plannen bezoek=16-12-2026 groep=LVB toetser1=118 toetser2=901
expect 303
sql "select scale from fidelity_review where visit_on = '2026-12-16'" expect nl26_2022
sql "select scale from fidelity_review where id = $old" expect ips25_2008

# ---- cancelled, and the scale -------------------------------------------------------------------
login sanne
get /modeltrouw/plannen?programma=11
submit /modeltrouw/plannen bezoek=15-12-2026 groep=CMD toetser1=118 toetser2=901
expect 303
let off sql "select max(id) from fidelity_review"
follow
submit /modeltrouw/meting/$off/intrekken _reden=""
expect 422
get /modeltrouw/meting/$off
submit /modeltrouw/meting/$off/intrekken _reden=Uitgesteld
expect 303
sql "select state from fidelity_review where id = $off" expect cancelled
post /modeltrouw/meting/$now/intrekken _reden=x
expect 422
get /modeltrouw/schaal
expect 200 text "IPS-25 internationaal" text "ankers niet gevonden: niets ingevuld" text "niet in deze versie"
get /modeltrouw/schaal?a=ips25_2008&b=nl27
expect 404

# ---- all programmes together --------------------------------------------------------------------
login sanne
get /modeltrouw/overzicht
expect 200 title "Alle metingen" text "Andere programma's staan hier vanaf 5 programma's met een meting; nu zijn het er 1."
    text "Over 1 meting met twee verzegelde formulieren" text "Daarvoor zijn minstens twee metingen nodig"
    text "Geen conclusie: er zijn 1 programma's"
# Four more programmes, each with the same score on every item: 104, 78, 130 and 52.
sql "insert into programme (id, organisation_id, name, sort_key) values (14, 1, 'IPS Veertien', 'v'), (15, 1, 'IPS Vijftien', 'w')"
sql "insert into team (id, programme_id, name, sort_key) values (34, 14, 'T', 't'), (35, 15, 'T', 't')"
sql "insert into fidelity_review (id, programme_id, scale, bands, reason, mode, origin, visit_on, state, created_by, created_at, final_at) select 800 + id, id, 'nl26_2022', 'N1', 'regular', 'visit', 'external', '2026-11-01', 'final', 105, 1, 1 from programme where id > 11"
sql "insert into fidelity_score (review_id, item, status, score) select 800 + p.id, s.item, 'scored', case p.id when 12 then 4 when 13 then 3 when 14 then 5 else 2 end from fidelity_score s join programme p on p.id > 11 where s.review_id = $now"
get /modeltrouw/overzicht
# B1 in seven reviews: 4 4 4 4 3 5 2 is 26/7. Three programmes have clients: no conclusion.
expect 200 text "B1 Aantal cliënten 3,71 7" text "IPS Noord" text "programma 2" no text "IPS Oost" no text "IPS Veertien"
    text "Geen conclusie: er zijn 3 programma's"
# With a client each: x = 101 104 78 130 52 against 1/5, 0, 0, 1 and 0 gives r = 38.6 / sqrt(3460 * 0.752).
sql "insert into client (id, organisation_id, given_name, family_name, sort_key, birth_on, created_at) values (1914, 1, 'V', 'V', 'v', '1990-01-01', 1), (1915, 1, 'W', 'W', 'w', '1990-01-01', 1)"
sql "insert into trajectory (id, organisation_id, programme_id, team_id, client_id, target_group, referred_on, referred_by, started_on) values (2914, 1, 14, 34, 1914, 'EPA', '2026-01-05', 'self', '2026-01-05'), (2915, 1, 15, 35, 1915, 'EPA', '2026-01-05', 'self', '2026-01-05')"
sql "insert into placement (id, organisation_id, trajectory_id, employer_id, kind, started_on, created_at) values (6914, 1, 2914, 4001, 'competitive', '2026-05-01', 1)"
get /modeltrouw/overzicht
expect 200 text "r = 0,76 (95%: -0,38 – 0,98), 5 programma's" text "nul ligt binnen de grenzen"
# A second visit, with all fives from both: (103, 99) and (130, 130). ICC(1,1) = 837/845, SEM 2, SDC 5.54;
# O1 was 4 and 3, then 5 and 5: linear 1 - 0.125/0.25, quadratic 1 - 1/3.
sql "insert into fidelity_reviewer (review_id, staff_id, sealed_at, signed_at) values (814, 118, 1, 1), (814, 901, 1, 1)"
sql "insert into fidelity_sheet (review_id, staff_id, item, status, score) select 814, w.staff_id, s.item, 'scored', 5 from fidelity_score s join fidelity_reviewer w on w.review_id = 814 where s.review_id = 814"
get /modeltrouw/overzicht
expect 200 text "Over 2 metingen met twee verzegelde formulieren" text "ICC(1,1) 0,99" text "(SEM) 2"
    text "iets zegt 5,54" text "GGZ-behandelteam 50% 0,50 0,67"
login rita
get /modeltrouw/overzicht
expect 200 no text "IPS Noord" text "programma 1"
login ruben
get /modeltrouw/overzicht
expect 403
