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
upload /overzetten lang.csv "a;b\n{1;2\n*20001}" kind=clients team_id=21
expect 422 error file "Dit bestand is te groot"
get /overzetten/voorbeeld?soort=clients
expect 200 header content-type "text/csv; charset=utf-8" text "Voornaam;Tussenvoegsel;Achternaam;Geboortedatum"
get /overzetten/voorbeeld?soort=paarden
expect 404

# Windows-1252 (\xeb is e with two dots), a title above the table, names on two lines as merged cells
# leave them, Dutch days, a number in the old system. Line 4: new; 5: Milan, as he is in Spil but for his
# phone; 6: no such day; 7: no such specialist; 8: unknown word; 9: the person of line 4 again.
let none sql "select count(*) from client"
upload /overzetten deelnemers.csv "Deelnemers team Noord;;;;;;;;;\nDeelnemer;;;;;Traject;;;;\nNr;Achternaam;Voornaam;Geboren;Tel;Aangemeld;Einddatum;Doelgroep;Begeleider;Opmerking\nA1;van der Zo\xeb;Loes;3-4-1998;612345678;01-09-2026;;EPA;noor;x\nA2;van den Berg;Milan;03-04-1997;06 99999999;1 juni 2026;;CMD;Noor de Wit;\nA3;Fout;Frits;31-02-1990;;1-9-2026;;EPA;;\nA4;Wie;Wim;1-2-1990;;1-9-2026;;EPA;Niemand;\nA5;Wat;Wouter;1-2-1991;;1-9-2026;;XYZ;;\nA1;van der Zo\xeb;Loes;3-4-1998;;1-1-2024;30-6-2025;EPA;;\n" kind=clients team_id=21
expect 303 /overzetten/*/kolommen
follow
expect 200 title "Kolommen" text "(kolom 2, Achternaam)" text "van der Zo\xc3\xab · van den Berg · Fout"
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
    text "Dit is geen datum" text "(kolom 4, Geboren)" text "'Niemand' is geen trajectbegeleider van dit programma. (kolom"
    text "'XYZ' kennen we niet bij Doelgroep. (kolom 8, Doelgroep)" text "Regel 5: A2"
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
submit /overzetten/*/kolommen
follow
expect 200 text "staat er al 1" text "nieuw 0"
let again = /action="\/overzetten\/(\d+)\/weg/
submit /overzetten/$again/weg
expect 303 /overzetten
follow
expect 200 text "Er is niets overgezet." no text "weer.csv"

# Someone worked with Loes since: undoing asks first, then leaves her and takes the rest back.
let loes sql "select id from client where family_name like 'Zo%'"
sql "update client set version = version + 1 where id = $loes" expect
get /overzetten/$id
submit /overzetten/$id/terug
expect 422 text "Niets is ongedaan gemaakt: 2 regels zijn na het overzetten gewijzigd of gebruikt." text "Regels: 9,4"
sql "select phone from client where id = 1001" expect "+31699999999"
submit /overzetten/$id/terug
expect 303 /overzetten/$id
follow
expect 200 text "Ongedaan gemaakt." text "ongedaan gemaakt op 23-11-2026"
sql "select phone from client where id = 1001" expect "06 12345678"
sql "select count(*) from client where id = $loes" expect 1
sql "select count(*) from import_item" expect 0
