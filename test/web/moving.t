# Moving in, by the manager of IPS Noord, who sees no record: the files of a team as they are.

login mira
get /overzetten
expect 200 title "Overzetten" text "Er is nog niets overgezet." field kind "clients"
submit /overzetten kind=clients team_id=21
expect 422 error file "Kies een bestand."
upload /overzetten niets.csv "" kind=clients team_id=21
expect 422 error file "Dit bestand is leeg."
upload /overzetten oud.xls "\xd0\xcf\x11\xe0 oud" kind=clients team_id=21
expect 422 error file "Dit is een oud Excel-bestand (xls)"
upload /overzetten stuk.xlsx "PK\x03\x04 stuk" kind=clients team_id=21
expect 422 error file "Dit bestand kunnen we niet lezen."
upload /overzetten breed.csv "a;b{;x*120}\n1;2{;x*120}\n" kind=clients team_id=21
expect 422 error file "Dit bestand heeft meer dan 100 kolommen."
get /overzetten/voorbeeld?soort=clients
expect 200 header content-type "text/csv; charset=utf-8" text "Voornaam;Tussenvoegsel;Achternaam;Geboortedatum"
get /overzetten/voorbeeld?soort=paarden
expect 404

# Windows-1252 (\xeb is e with two dots), a title above the table, names on two lines as merged cells
# leave them, Dutch days, a number in the old system. Line 4: new; 5: Milan, as he is in Spil but for his
# phone; 6: no such day; 7: no such specialist; 8: unknown word; 9: the person of line 4 again.
let none sql "select count(*) from client"
get /overzetten
upload /overzetten deelnemers.csv "Deelnemers team Noord;;;;;;;;;\nDeelnemer;;;;;Traject;;;;\nNr;Achternaam;Voornaam;Geboren;Tel;Aangemeld;Einddatum;Doelgroep;Begeleider;Opmerking\nA1;van der Zo\xeb;Loes;3-4-1998;612345678;01-09-2026;;EPA;noor;x\nA2;van den Berg;Milan;03-04-1997;06 99999999;1 juni 2026;;CMD;Noor de Wit;\nA3;Fout;Frits;31-02-1990;;1-9-2026;;EPA;;\nA4;Wie;Wim;1-2-1990;;1-9-2026;;EPA;Niemand;\nA5;Wat;Wouter;1-2-1991;;1-9-2026;;XYZ;;\nA1;van der Zo\xeb;Loes;3-4-1998;;1-1-2024;30-6-2025;EPA;;\n" kind=clients team_id=21
expect 303 /overzetten/*/kolommen
follow
expect 200 title "Kolommen" text "kolom 2: Achternaam" text "van der Zo\xc3\xab · van den Berg · Fout"
    field _c0 "number" field _c1 "family_name" field _c3 "birth_on" field _c5 "referred_on" field _c6 "closed_on"
    field _c8 "specialist" field _c9 ""
let id = /overzetten\/(\d+)\/kolommen/
get /overzetten/$id
expect 303 /overzetten/$id/kolommen
get /overzetten/$id/kolommen?kop=1
expect 200 field _c0 "full_name"
get /overzetten/$id/kolommen
submit /overzetten/$id/kolommen _c3=
expect 422 text "Kies nog welke kolom dit is: Geboortedatum."
submit /overzetten/$id/kolommen _c3=birth_on _c9=birth_on
expect 422 text "Geboortedatum is twee keer gekozen."
submit /overzetten/$id/kolommen _c3=birth_on _c9=work_goal
expect 303 /overzetten/$id
follow
expect 200 title "Wat gebeurt er met iedere regel?" text "nieuw 2" text "staat er al 0" text "wijkt af 1" text "kan niet mee 3"
    text "Deze dag bestaat niet of is niet te lezen" text "(kolom 4: Geboren)" text "'Niemand' is geen trajectbegeleider van dit programma. (kolom 9: Begeleider)"
    text "'XYZ' kennen we niet bij Doelgroep. (kolom 8: Doelgroep)" text "Regel 5: A2"
    text "Telefoon bestand: 06 99999999; Spil: iets anders (u ziet dit deel van het dossier niet)" no text "12345678"
    text "3 regels kunnen niet mee."
sql "select count(*) from client" expect "$none"
get /overzetten/$id?uitkomst=new
expect 200 text "4 A1 · van der Zo"
get /overzetten/$id/regels
expect 200 header content-type "text/csv; charset=utf-8" text "4;nieuw;;A1;van der Zo" text "6;kan niet mee;"
# The file is Mira's: nobody else sees its rows.
login sanne
get /overzetten
expect 200 text "deelnemers.csv" no html "/overzetten/$id"
get /overzetten/$id
expect 404
login mira
get /overzetten/$id
submit /overzetten/$id _k5=take
expect 303 /overzetten/$id
follow
expect 200 text "Alles is overgezet." text "Dit is overgezet op 23-11-2026."
sql "select given_name, name_prefix, family_name, birth_on, phone from client where family_name like 'Zo%'"
    expect "Loes|van der|Zoë|1998-04-03|+31612345678"
sql "select t.referred_on, t.closed_on, t.close_reason, f.phase, s.login, t.target_group from trajectory t join client c on c.id = t.client_id join trajectory_fact f on f.trajectory_id = t.id left join staff s on s.id = f.staff_id where c.family_name like 'Zo%' order by t.referred_on"
    expect "2024-01-01|2025-06-30|other|closed||EPA" "2026-09-01|||referred|noor|EPA"
sql "select phone, version from client where id = 1001" expect "+31699999999|2"
sql "select number from import_key order by number" expect "A1" "A2"
sql "select count(*) from import_row where import_id = $id" expect 3
# Each record has its line in the log: Loes twice (a line of the file each), Milan once.
sql "select action, count(*) from access_log where staff_id = 106 and client_id is not null group by action order by action"
    expect "4|2" "5|1"
login noor
get /deelnemers
expect 200 text "Zoë, Loes van der"

# The same file once more: nothing is new; what was chosen for the columns is remembered.
login mira
get /overzetten
upload /overzetten weer.csv "Nr;Achternaam;Voornaam;Geboren;Aangemeld;Doelgroep;Opmerking\nA1;van der Zoë;Loes;3-4-1998;1-9-2026;EPA;x\n" kind=clients team_id=21
follow
expect 200 field _c6 "work_goal"
let again = /overzetten\/(\d+)\/kolommen/
submit /overzetten/$again/kolommen
follow
expect 200 text "staat er al 1" text "nieuw 0"
submit /overzetten/$again/weg
expect 303 /overzetten
follow
expect 200 text "Er is niets overgezet." no text "weer.csv"

# A mistake, undone at once: nobody is left of it.
get /overzetten
upload /overzetten fout.csv "Nr;Achternaam;Voornaam;Geboren;Aangemeld;Doelgroep;Opmerking\nA9;Nieuwland;Nora;5-5-1995;1-9-2026;EPA;x\n" kind=clients team_id=21
follow
let one = /overzetten\/(\d+)\/kolommen/
submit /overzetten/$one/kolommen
follow
expect 200 text "nieuw 1"
submit /overzetten/$one
expect 303 /overzetten/$one
sql "select count(*) from client where family_name = 'Nieuwland'" expect 1
get /overzetten/$one
submit /overzetten/$one/terug
expect 303 /overzetten/$one
follow
expect 200 text "Ongedaan gemaakt."
sql "select count(*) from client where family_name = 'Nieuwland'" expect 0

# Someone worked with Loes since: undoing asks first, then leaves her and takes the rest back.
let loes sql "select id from client where family_name like 'Zo%'"
sql "update client set version = version + 1 where id = $loes" expect
get /overzetten/$id
submit /overzetten/$id/terug
expect 422 text "Niets is ongedaan gemaakt: 1 regel is na het overzetten gewijzigd of gebruikt." text "Regels: 4"
sql "select phone from client where id = 1001" expect "+31699999999"
submit /overzetten/$id/terug
expect 303 /overzetten/$id
follow
expect 200 text "Ongedaan gemaakt." text "ongedaan gemaakt op 23-11-2026"
sql "select phone from client where id = 1001" expect "06 12345678"
sql "select c.given_name, t.referred_on from client c join trajectory t on t.client_id = c.id where c.id = $loes" expect "Loes|2026-09-01"
sql "select count(*) from import_item" expect 0

# Employers with their contact persons, by the supervisor, who sees what stands in Spil.
login sanne
get /overzetten
upload /overzetten w.csv "Bedrijf;KVK;Branche;Plaats;Contactpersoon;Telefoon;Email\nBakkerij Bos;;C;Groningen;Ben Bos;050-7654321;\nFietsen Jan;1234567;Handel;Assen;Jan;06-12345678;jan@voorbeeld.nl\nFietsen Jan;1234567;;Assen;Piet;;\nBouwbedrijf Bosman;12345678;;Assen;;;\n" kind=employers
follow
let em = /overzetten\/(\d+)\/kolommen/
submit /overzetten/$em/kolommen
follow
expect 200 text "nieuw 1" text "staat er al 1" text "wijkt af 1" text "kan niet mee 1"
    text "Telefoon bestand: +31507654321; Spil: 050 1234567" text "'Handel' kennen we niet bij Branche. (kolom 3: Branche)"
submit /overzetten/$em _k2=fill
expect 303 /overzetten/$em
follow
sql "select e.name, e.kvk, p.name, p.phone from employer e join employer_person p on p.employer_id = e.id where e.organisation_id = 1 order by e.name, p.name"
    expect "Bakkerij Bos||Ben Bos|050 1234567" "Fietsen Jan|01234567|Piet|"
submit /overzetten/$em/terug
follow
expect 200 text "Ongedaan gemaakt."
sql "select count(*) from employer where name = 'Fietsen Jan'" expect 0
get /overzetten
upload /overzetten w2.csv "Bedrijf;KVK;Plaats;Zoekt;Contactpersoon;Functie\nBakkerij Bos;;Groningen;een bakker;Ben Bos;baas\nKapper Kim;;Zwolle;;;\n" kind=employers team_id=21
follow
let em = /overzetten\/(\d+)\/kolommen/
submit /overzetten/$em/kolommen
follow
expect 200 text "Zoekt nu bestand: een bakker; Spil: hulp in de winkel" text "bestand: baas; Spil: eigenaar"
submit /overzetten/$em _k2=take
sql "select e.open_need, p.job_title from employer e join employer_person p on p.employer_id = e.id where e.id = 4001" expect "een bakker|baas"
get /overzetten/$em
submit /overzetten/$em/terug
sql "select e.open_need, p.job_title from employer e join employer_person p on p.employer_id = e.id where e.id = 4001" expect "hulp in de winkel|eigenaar"

# Contacts: by name and birth day, by name alone, by the number of the old system.
get /overzetten
upload /overzetten c.csv "Client;Geb. datum;Datum;Minuten;Met wie;Bedrijf;Verslag;Coach\nBerg, Milan van den;3-4-1997;02-11-2026 09:30;1:15;Werkgever;Bakkerij Bos;Samen langs geweest;\nMilan van den Berg;;3-11-2026;45;;;Gebeld;Bart Smit\nMilan van den Berg;;18-11-2026;45;cli\xc3\xabnt;;;noor\nMilan van den Berg;;1-1-2020;45;;;;\nIe Mand;;3-11-2026;45;;;;\nMilan van den Berg;;3-11-2026;;;;;\nMilan van den Berg;;3-11-2026;20;;Onbekend BV;;\n\"open\n" kind=contacts team_id=21
follow
let co = /overzetten\/(\d+)\/kolommen/
submit /overzetten/$co/kolommen
follow
expect 200 text "nieuw 2" text "staat er al 1" text "kan niet mee 5" text "Op deze dag liep er geen traject"
    text "Deze deelnemer staat niet in dit programma." text "De duur ontbreekt. (kolom 4: Minuten)"
    text "Werkgever 'Onbekend BV' staat niet in Spil" text "Deze regel is niet te lezen"
submit /overzetten/$co
sql "select c.day, c.minutes, c.party, c.activity, c.mode, coalesce(c.employer_id, 0), c.staff_id, k.met_employer from contact c join contact_client k on k.contact_id = c.id where k.trajectory_id = 2001 and c.day < '2026-11-10' order by c.day"
    expect "2026-11-02|75|employer|employer|face_to_face|4001|101|1" "2026-11-03|45|client|one_to_one|face_to_face|0|102|0"
sql "select first_employer_on from trajectory_fact where trajectory_id = 2001" expect "2026-11-02"
get /overzetten/$co
submit /overzetten/$co/terug
sql "select count(*) from contact where day in ('2026-11-02', '2026-11-03')" expect 0
sql "select coalesce(first_employer_on, '-') from trajectory_fact where trajectory_id = 2001" expect "-"

# A closed week takes no contacts: that row stays behind with the reason, the others go.
sql "insert into week_lock (id, staff_id, monday, locked_by, locked_at) values (1, 102, '2026-11-02', 102, 1)"
get /overzetten
upload /overzetten w.csv "Client;Datum;Minuten;Coach\nMilan van den Berg;3-11-2026;45;Bart Smit\nMilan van den Berg;10-11-2026;30;Bart Smit\n" kind=contacts team_id=21
follow
let we = /overzetten\/(\d+)\/kolommen/
submit /overzetten/$we/kolommen
follow
expect 200 text "nieuw 1" text "kan niet mee 1" text "Deze week is afgesloten."
submit /overzetten/$we
sql "select c.day, c.minutes from contact c where c.staff_id = 102 and c.day < '2026-11-11' and c.day > '2026-11-01'" expect "2026-11-10|30"
get /overzetten/$we
submit /overzetten/$we/terug
sql "delete from week_lock" expect

# Placements: one is new, one differs, one is before the trajectory, one has no employer that we know.
get /overzetten
upload /overzetten p.csv "Naam;Geboortedatum;Werkgever;Plaats;Soort;Start;Einddatum;Uren;Functie;Bruto loon\nBerg, Milan van den;3-4-1997;Bouwbedrijf Bosman;;betaald;1-9-2026;30-9-2026;12,5;hulp;1.234,56\nJoris de Vries;;Bouwbedrijf Bosman;Assen;proefplaatsing;2-11-2026;;12;;\nMilan van den Berg;;Bakkerij Bos;;betaald;1-1-2026;;20;;\nMilan van den Berg;;Nergens;;betaald;1-9-2026;;20;;\n" kind=placements team_id=21
follow
let pl = /overzetten\/(\d+)\/kolommen/
submit /overzetten/$pl/kolommen
follow
expect 200 text "nieuw 1" text "wijkt af 1" text "kan niet mee 2" text "Uren per week bestand: 12; Spil: nog niets"
# Milan was referred on 1 June: what began on 1 January is the fourth line of the file, its column the sixth.
expect 200 match "4 [^]*Op de begindatum liep er geen traject van deze deelnemer. \\(kolom 6: Start\\)"
submit /overzetten/$pl _k3=fill
sql "select started_on, ended_on, end_reason, hours_week, wage_month, contract_type from placement where trajectory_id = 2001"
    expect "2026-09-01|2026-09-30|other|1250|123456|employment"
sql "select hours_week from placement where id = 6003" expect 1200
get /overzetten/$pl
submit /overzetten/$pl/terug
sql "select count(*) from placement where trajectory_id = 2001" expect 0
sql "select coalesce(hours_week, 0) from placement where id = 6003" expect 0

# Only what is empty is filled in; a closed trajectory of before is added to who runs now.
get /overzetten
upload /overzetten v.csv "Naam;Geboortedatum;Aangemeld op;Afgesloten op;Reden;Telefoon;Hoogste opleiding;Doelgroep\nMilan van den Berg;3-4-1997;1-2-2020;1-2-2021;doel bereikt;06-11111111;MBO niveau 2;CMD\n" kind=clients team_id=21
follow
let v = /overzetten\/(\d+)\/kolommen/
submit /overzetten/$v/kolommen
follow
expect 200 text "wijkt af 1" text "Telefoon bestand: 06 11111111; Spil: 06 12345678" text "Hoogste opleiding bestand: MBO niveau 2; Spil: Onbekend"
sql "select count(*) from access_log where staff_id = 105 and client_id = 1001 and action = 2" expect 1
submit /overzetten/$v _k2=fill
sql "select phone, education from client where id = 1001" expect "06 12345678|MBO2"
sql "select referred_on, coalesce(closed_on, '-'), close_reason from trajectory where client_id = 1001 order by referred_on"
    expect "2020-02-01|2021-02-01|goal" "2026-06-01|-|"

# A colleague did the same between looking and carrying out: the rows are shown once more.
get /overzetten
upload /overzetten s.csv "Bedrijf;Plaats\nSlager Smit;Assen\n" kind=employers team_id=21
follow
let s = /overzetten\/(\d+)\/kolommen/
submit /overzetten/$s/kolommen
follow
expect 200 text "nieuw 1"
sql "insert into employer (id, organisation_id, name, sort_key, place, created_at) values (4009, 1, 'Slager Smit', 'slager smit', 'Assen', 1)" expect
submit /overzetten/$s
expect 303 /overzetten/$s
follow
expect 200 text "Er is intussen iets veranderd in Spil." text "staat er al 1" text "nieuw 0"
submit /overzetten/$s
follow
expect 200 text "Alles is overgezet."
sql "select count(*) from employer where name = 'Slager Smit'" expect 1
# A second press does nothing; a programme of others does not exist; a month later the texts are gone.
post /overzetten/$s
expect 303 /overzetten/$s
post /overzetten/$s/weg
expect 303 /overzetten/$s
post /overzetten/$s/kolommen
expect 303 /overzetten/$s
get /overzetten/$s/kolommen
expect 303 /overzetten/$s
sql "select count(*) from import_row where import_id = $id" expect 3
sql "update import set created_at = 1 where id = $id" expect
sql "delete from job where kind = 'moving'" expect
until "select count(*) from import_row where import_id = $id" expect 0

# The same without a browser: nothing goes when a row is refused, unless that is said.
spil import clients test/web/moving.csv @db --programme "IPS Noord" --team "Team Zuid" --group EPA
expect exit 1 output "4:3: " output "new 2" output "refused 1" output "nothing was written"
sql "select count(*) from client where family_name = 'Terp'" expect 0
spil import clients test/web/moving.csv @db --programme "IPS Noord" --team "Team Zuid" --group EPA --dry-run
expect exit 0 output "new 2" output "nothing was written"
spil import clients test/web/moving.csv @db --programme "IPS Noord" --team "Team Zuid" --group EPA --leave-refused
expect exit 0 output "new 2" output "import "
sql "select c.given_name, c.name_prefix, f.team_id, f.phase from client c join trajectory_fact f on f.client_id = c.id where c.family_name = 'Terp' order by c.given_name"
    expect "Anna||22|referred" "Bert|van der|22|orientation"
spil import paarden test/web/moving.csv @db
expect exit 1
login mira
get /overzetten
expect 200 text "moving.csv" text "door de systeembeheerder"

# A row that the database refuses, while the page shows what differs: nothing is moved in, and the page says so.
sql "create unique index one_number on client (phone) where phone <> ''"
login sanne
get /overzetten
upload /overzetten r.csv "Naam;Geboortedatum;Telefoon;Doelgroep;Aangemeld op\nMilan van den Berg;3-4-1997;06-22222222;EPA;1-10-2026\nRoos Nieuw;3-4-1990;06-33333333;EPA;1-10-2026\nRob Nieuw;3-5-1990;06-33333333;EPA;1-10-2026\n" kind=clients team_id=21
follow
let re = /overzetten\/(\d+)\/kolommen/
submit /overzetten/$re/kolommen
follow
expect 200 text "nieuw 2" text "wijkt af 1"
submit /overzetten/$re
expect 422 text "Een regel werd geweigerd door de database. Er is niets overgezet." text "Telefoon bestand: 06 22222222"
sql "select count(*) from client where family_name = 'Nieuw'" expect 0
sql "select count(*) from access_log where client_id = 1001 and action = 2 and route = (select id from access_route where name = 'POST /overzetten/:id')" expect 1
sql "drop index one_number"

# The same of a trajectory. Then all of them go in, the second trajectory of Roos too: lists, reminders, terms and
# the search say what follows from their records, and the log is whole. And all of it is taken back.
sql "create unique index one_goal on trajectory (work_goal) where work_goal = 'Dubbel'"
get /overzetten
upload /overzetten g.csv "Nr;Naam;Geboortedatum;Werkwens;Doelgroep;Aangemeld op;Gesprek;Start;Afgesloten op;Coach\nG1;Roos Nieuw;3-4-1990;Dubbel;EPA;1-10-2026;;;;noor\nG2;Rob van der Nieuw;3-5-1990;Dubbel;EPA;1-9-2026;8-9-2026;;;\nG3;Ria Nieuw;3-6-1990;Kas;CMD;1-8-2026;8-8-2026;15-8-2026;;\nG3;Ron Nieuw;3-7-1990;Hout;EPA;1-7-2026;;9-7-2026;1-10-2026;\nG1;Roos Nieuw;3-4-1990;;EPA;1-2-2024;;;1-3-2025;\n" kind=clients team_id=21
follow
let g = /overzetten\/(\d+)\/kolommen/
submit /overzetten/$g/kolommen _c0=number _c6=first_talk_on _c7=started_on
follow
expect 200 text "nieuw 5"
submit /overzetten/$g
expect 422 text "Een regel werd geweigerd door de database. Er is niets overgezet."
sql "select count(*) from client where family_name = 'Nieuw'" expect 0
sql "drop index one_goal"
get /overzetten/$g
submit /overzetten/$g
expect 303 /overzetten/$g
sql "select c.given_name, f.phase, f.started_on, coalesce(s.login, '-'), f.team_id, f.target_group, f.name_prefix, f.family_name, c.substantive_on from client c join trajectory_fact f on f.client_id = c.id and f.sort_key = c.sort_key left join staff s on s.id = f.staff_id where c.family_name = 'Nieuw' order by f.started_on"
    expect "Roos|closed|2024-02-01|-|21|EPA||Nieuw|2026-11-23" "Ron|closed|2026-07-09|-|21|EPA||Nieuw|2026-11-23" "Ria|searching|2026-08-08|-|21|CMD||Nieuw|2026-11-23" "Rob|orientation|2026-09-08|-|21|EPA|van der|Nieuw|2026-11-23" "Roos|referred|2026-10-01|noor|21|EPA||Nieuw|2026-11-23"
sql "select d.rule, d.day from due d join trajectory t on t.id = d.trajectory_id join client c on c.id = t.client_id where c.given_name = 'Rob' order by d.rule"
    expect "no_practitioner|2026-09-01" "referral_open|2026-09-01"
sql "select token from search_token k join client c on c.id = k.target_id where c.given_name = 'Rob' order by token" expect "der" "nieuw" "rob" "van"
sql "select a.from_on from assignment a join trajectory t on t.id = a.trajectory_id join client c on c.id = t.client_id where c.family_name = 'Nieuw'" expect "2026-10-01"
sql "select k.number, c.given_name from import_key k join client c on c.id = k.client_id where k.number in ('G1', 'G2', 'G3') order by k.number" expect "G1|Roos" "G2|Rob" "G3|Ria"
sql "select count(*) from access_log l join client c on c.id = l.client_id where c.family_name = 'Nieuw' and l.action = 4" expect 5
spil verify log @db
expect exit 0 output "0 findings"
get /overzetten/$g
submit /overzetten/$g/terug
follow
expect 200 text "Ongedaan gemaakt."
sql "select count(*) from client where family_name = 'Nieuw'" expect 0
sql "select count(*) from import_key where number in ('G1', 'G2', 'G3')" expect 0
sql "select count(*) from search_token where token = 'nieuw'" expect 0
