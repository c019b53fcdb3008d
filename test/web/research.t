# Cohorts: choosing, what comes out, who sees small counts, downloads, two side by side.
# IPS Noord has seven trajectories: two never started (Aisha, Lotte); of the five others (Milan, Joris,
# Fenna, Milou, Piet) only Milou found work.

login mira
get /onderzoek
expect 200 title "Onderzoek" text "Nog geen cohort."
get /onderzoek/vergelijk
expect 200 text "Maak eerst twee cohorten"
get /onderzoek/nieuw
expect 200 title "Nieuw cohort" field months 25 field ends_after 2

# What cannot be; everything typed stays.
submit /onderzoek/nieuw name=""
expect 422 error name "Vul dit in."
submit /onderzoek/nieuw name="Alles" from_on=1-2-2026 to_on=1-1-2026 months=25
expect 422 error to_on "Deze dag ligt voor de eerste dag." field name "Alles"
submit /onderzoek/nieuw name="Alles" from_on="" to_on="" during_from=1-1-2026
expect 422 error during_to "Vul beide dagen in, of geen van beide."
submit /onderzoek/nieuw name="Alles" from_on="" to_on="" during_from=1-3-2026 during_to=1-2-2026
expect 422 error during_to "Deze dag ligt voor de eerste dag."
submit /onderzoek/nieuw name="Alles" from_on="" to_on="" during_from="" during_to="" ends_after=13
expect 422 error ends_after "Vul 12 of minder in."
submit /onderzoek/nieuw name="Alles" from_on="" to_on="" during_from="" during_to="" ends_after=2
expect 303
let all sql "select id from study where name = 'Alles'"
sql "select programmes, definition, months, ends_after from study" expect "11|published_2022|25|2"
until "select count(*) from study where computed_at is not null" expect 1
get /onderzoek/cohort?cohort=$all
expect 200 title "Alles" text "1 programma · gestart op welke dag ook" text "Berekend op 23-11-2026 om 09:0"
    text "Trajecten in deze programma's 7" text "Niet gestart 2" text "Deelnemers in dit cohort 5"
    text "Ooit betaald werk 1 van 5 20,0%" text "Niet berekend, en waarom"
    text "Regressie (kans op werk): " text "Toets van Geslacht tussen" text "er zijn geen twee groepen om te vergelijken"
    text "Van 7 trajecten zijn 5 opgenomen. Weggelaten: Niet gestart: 2." text "Er is geen controlegroep"
    text "Een periode van werk eindigt na 2 maanden of meer zonder werk" no text "Waar loongegevens zijn"
    no html "nan" no html "-0,0"

# The counts that fall out add up: 7 = 2 not started + 1 before 2025-06 + 2 EPA + 2 CMD.
get /onderzoek/nieuw
submit /onderzoek/nieuw name="CMD" programmes=11 from_on=1-6-2025 to_on=22-11-2026 target_group=CMD months=12
expect 303
let cmd sql "select id from study where name = 'CMD'"
until "select count(*) from study where computed_at is not null" expect 2
get /onderzoek/cohort?cohort=$cmd
expect 200 text "Niet gestart 2" text "Gestart buiten de gekozen periode 1" text "Andere doelgroep 2"
    text "Deelnemers in dit cohort 2" text "gestart van 01-06-2025 tot en met 22-11-2026 · CMD" text "12 maanden gevolgd"

# A cohort of nobody: reasons, no figures, no download.
get /onderzoek/nieuw
submit /onderzoek/nieuw name="Niemand" scheme=EPA_UWV from_on=1-1-2019 months=25
expect 303
let nobody sql "select id from study where name = 'Niemand'"
until "select count(*) from study where computed_at is not null" expect 3
get /onderzoek/cohort?cohort=$nobody
expect 200 text "Er is niemand in dit cohort" text "Andere regeling 5" text "Deelnemers in dit cohort 0"
    no text "Maak een download" no html "nan"

# Too few to leave the programme: refused in a sentence, and nothing is kept.
get /onderzoek/cohort?cohort=$all
submit /onderzoek/uitgave
expect 303
follow
expect 200 text "Hiervan kan geen download worden gemaakt."
sql "select count(*) from study_release" expect 0
login ruben
get /onderzoek
expect 200 text "Alles" text "Vergelijk"
get /onderzoek/cohort?cohort=$all
expect 200 text "Dit cohort heeft minder dan 10 deelnemers." no text "Deelnemers in dit cohort 5"
get /onderzoek/vergelijk?een=$all&twee=$cmd
expect 200 text "Dit cohort heeft minder dan 10 deelnemers." no text "1 van 5"

# Same people may be in both: no test. Two of the same is no comparison.
login mira
get /onderzoek/vergelijk?een=$all&twee=$cmd
expect 200 title "Twee cohorten naast elkaar" text "Dezelfde mensen kunnen in beide cohorten zitten."
    text "tellen werk of maanden niet op dezelfde manier" text "Niet getoetst: mensen kunnen in beide zitten." text "Er is niet getoetst."
get /onderzoek/vergelijk?een=$all&twee=$all
expect 200 text "Kies twee verschillende cohorten."
get /onderzoek/vergelijk?een=$all&twee=1
expect 404
get /onderzoek/vergelijk
expect 200 text "Eerste cohort"

# Sixty more: thirty of EPA of whom 24 worked from June on, thirty of CMD of whom 12 did.
sql "insert into client (id, organisation_id, given_name, family_name, sort_key, birth_on, sex, created_at)
    with recursive n (i) as (select 1 union all select i + 1 from n where i < 60)
    select 7000 + i, 1, 'P', 'P', 'p', '1990-01-01', case when i % 2 = 0 then 'male' else 'female' end, 1 from n"
sql "insert into trajectory (id, organisation_id, programme_id, team_id, client_id, target_group, referred_on,
    referred_by, started_on) select id + 1000, 1, 11, 21, id, case when id <= 7030 then 'EPA' else 'CMD' end,
    '2026-01-02', 'self', '2026-01-15' from client where id > 7000 and id <= 7060"
sql "insert into placement (id, organisation_id, trajectory_id, kind, started_on, end_reason, hours_week, wage_month,
    sector, created_at) select id + 2000, 1, id + 1000, 'competitive', '2026-06-01', '', 2000, 100000, 'G', 1
    from client where id > 7000 and id <= 7042 and (id <= 7024 or id > 7030)"
get /onderzoek/cohort?cohort=$all
submit /onderzoek/opnieuw
expect 303
until "select count(*) from job where kind = 'study' and state = 'done'" expect 4
get /onderzoek/cohort?cohort=$all
expect 200 text "Deelnemers in dit cohort 65" text "Ooit betaald werk 37 van 65"
submit /onderzoek/uitgave
expect 303
let release sql "select id from study_release"
follow
expect 200 title "Download" text "Ooit betaald werk: 37 van 65 deelnemers" text "Aantallen onder 10"
get /onderzoek/bestand?uitgave=$release&soort=csv
expect 200 header content-type "text/csv; charset=utf-8" text "found,ever,,0,Ooit betaald werk,,0,37,65" text "flow,taken"
    text "flow,not_started,,0,Niet gestart,,1,,," text "about,threshold,,0,Drempel voor kleine aantallen,,0,10"
get /onderzoek/bestand?uitgave=$release&soort=codeboek
expect 200 text "tabel B1: wie deden mee" text "block = found"
get /onderzoek/bestand?uitgave=$release&soort=xlsx
expect 200
get /onderzoek/bestand?uitgave=$release&soort=pdf
expect 200 header content-type "application/pdf"
get /onderzoek/bestand?uitgave=$release&soort=exe
expect 404
get /onderzoek/bestand?uitgave=1&soort=csv
expect 404

# The same figures once more are the same download; four people more are no new one.
get /onderzoek/cohort?cohort=$all
submit /onderzoek/uitgave
expect 303
sql "select count(*) from study_release" expect 1
sql "update trajectory set started_on = null where id > 8056 and id <= 8060"
get /onderzoek/cohort?cohort=$all
submit /onderzoek/opnieuw
expect 303
until "select count(*) from job where kind = 'study' and state = 'done'" expect 5
get /onderzoek/cohort?cohort=$all
expect 200 text "Deelnemers in dit cohort 61"
submit /onderzoek/uitgave
expect 303
follow
expect 200 text "verschilt zo weinig van een eerdere download" text "Wat er al is getoond of gedownload" text "door Mira"
sql "select count(*) from study_release" expect 1
sql "update trajectory set started_on = '2026-01-15' where id > 8056 and id <= 8060"

# The researcher sees what left: the 65 of the download, not the 61 of today that could be subtracted from it.
login ruben
get /onderzoek/cohort?cohort=$all
expect 200 text "zonder toegang tot de dossiers" text "Ooit betaald werk 37 van 65" text "Niet gestart verborgen"
    no text "37 van 61" no text "Deelnemers in dit cohort 61" text "Er zijn nieuwere cijfers" no text "Maak een download"
submit /onderzoek/uitgave
expect 303 /onderzoek/cohort?cohort=$all
follow
expect 200 text "het aantal verschilt zo weinig van wat al is getoond of gedownload" text "37 van 65" no text "37 van 61" no text "Deelnemers in dit cohort 61"
sql "select count(*) from study_release" expect 1

# A cohort of nearly the same people, made by the researcher, is not shown either: only one older trajectory less.
get /onderzoek/nieuw
submit /onderzoek/nieuw name="Bijna alles" from_on=1-6-2025 months=25
expect 303
let near sql "select id from study where name = 'Bijna alles'"
until "select count(*) from job where kind = 'study' and state = 'done'" expect 6
get /onderzoek/cohort?cohort=$near
expect 200 text "De cijfers van dit cohort zijn berekend" text "Toon de cijfers" no text "Deelnemers in dit cohort"
    no text "Ooit betaald werk"
submit /onderzoek/uitgave
expect 303
follow
expect 200 text "Deze cijfers kan Spil niet tonen" no text "Deelnemers in dit cohort"
sql "select count(*) from study_release" expect 1
login mira
get /onderzoek/cohort?cohort=$near
expect 200 text "Deelnemers in dit cohort 6" no text "Toon de cijfers"
login ruben
get /onderzoek/cohort?cohort=$all
expect 200
get /onderzoek/bestand?uitgave=$release&soort=csv
expect 200 text "found,ever"
login noor
get /onderzoek
expect 403

# Two cohorts that exclude each other: 24 of 33 with EPA (Joris, Fenna, Piet), 13 of 32 with CMD (Milan, Milou).
login mira
get /onderzoek/nieuw
submit /onderzoek/nieuw name="EPA" target_group=EPA months=25 during_from=1-6-2026 during_to=30-6-2026
expect 303
let epa sql "select id from study where name = 'EPA'"
get /onderzoek/nieuw
submit /onderzoek/nieuw name="Alle CMD" target_group=CMD months=25
expect 303
let two sql "select id from study where name = 'Alle CMD'"
until "select count(*) from job where kind = 'study' and state = 'done'" expect 8
sql "update study set ends_after = 1 where id = $two"
get /onderzoek/vergelijk?een=$epa&twee=$two
expect 200 text "tellen werk of maanden niet op dezelfde manier"
sql "update study set ends_after = 2 where id = $two"
get /onderzoek/vergelijk?een=$epa&twee=$two
expect 200 text "24 van 33 (72,7%)" text "13 van 32 (40,6%)" text "32,1 (" no text "Dezelfde mensen" no text "niet op dezelfde manier"
    text "Verloop tot de eerste baan" text "maakt u eerst van beide cohorten een download"
get /onderzoek/vergelijk/bestand?een=$epa&twee=$two
expect 404

# 9 of 33 did not find work: hidden from the researcher. And 28 of 65 in the download less 19 of 32 here would
# say so too: hidden as well, and the difference with them. The paper has what the page has.
login ruben
get /onderzoek/vergelijk?een=$epa&twee=$two
expect 200 text "Toon eerst de cijfers van EPA" no text "van 33" no text "van 32"
get /onderzoek/cohort?cohort=$epa
submit /onderzoek/uitgave
expect 303
follow
expect 200 text "De cijfers staan hieronder." text "Deelnemers in dit cohort 33" no text "24 van 33" no text "Toon de"
get /onderzoek/cohort?cohort=$two
submit /onderzoek/uitgave
expect 303
sql "select c.name, s.name from study_release l join study c on c.id = l.study_id join staff s on s.id = l.staff_id
    where l.id <> $release order by l.id" expect "EPA|Ruben Studie" "Alle CMD|Ruben Studie"
get /onderzoek/vergelijk?een=$epa&twee=$two
expect 200 text "Ooit betaald werk verborgen" no text "24 van 33" no text "13 van 32" no text "32,1 ("
    text "Verloop tot de eerste baan" text "PDF van deze vergelijking"
get /onderzoek/vergelijk/bestand?een=$epa&twee=$two
expect 200 header content-type "application/pdf"
get /onderzoek/vergelijk/bestand?een=$epa&twee=$epa
expect 404
login mira
get /onderzoek/cohort?cohort=$epa
expect 200 text "Starts van werk, in de periode 24" text "Ooit betaald werk 24 van 33" no html "nan"
get /taal?naar=en&terug=/onderzoek
get /onderzoek/cohort?cohort=$epa
expect 200 text "Ever paid work 24 of 33" text "Not started" text "no proof of being equal"
get /taal?naar=nl&terug=/onderzoek

# Whoever took back consent to research is left out.
sql "insert into consent (id, client_id, first_id, number, event, party, party_name, purpose, shares, how, witness,
    given_on, text_version, valid_until, withdrawn_on, withdrawn_by, recorded_by, recorded_at) values
    (9990, 7001, 9990, 1, 'withdrawn', 'researcher', 'UMC', 'x', 'work', 'paper', '', '2026-01-01', '1', '2027-01-01',
    '2026-06-01', 'client', 101, 5)"
get /onderzoek/cohort?cohort=$epa
submit /onderzoek/opnieuw
expect 303
until "select count(*) from job where kind = 'study' and state = 'done'" expect 9
get /onderzoek/cohort?cohort=$epa
expect 200 text "Toestemming voor onderzoek ingetrokken 1" text "Deelnemers in dit cohort 32"
get /onderzoek/cohort?cohort=1
expect 404
