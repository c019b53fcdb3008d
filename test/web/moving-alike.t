# Moving in somebody who is nearly a client that is there: a conflict to choose, never silently a second
# person. Sanne leads Team Noord and sees the names of its clients.

login sanne
let none sql "select count(*) from client"
get /overzetten
# 2: Milán, without his prefix. 3: Aisha, one digit of the day. 4: Joris, one letter. 5: Lotte, one digit
# of the year. 6: of another name and day: nobody. 7: Fenna, of Team Oost.
upload /overzetten bijna.csv "Voornaam;Achternaam;Geboortedatum;Telefoon;Aangemeld;Doelgroep\nMil\xc3\xa1n;Berg;03-04-1997;0655500001;2-11-2026;CMD\nAisha;Yilmaz;25-1-1990;;2-11-2026;EPA\nJoris;de Vrees;31-12-1985;;2-11-2026;EPA\nLotte;Smit;09-09-1998;;2-11-2026;EPA\nIemand;Anders;5-5-1955;;2-11-2026;EPA\nFena;Jansen;20-07-2001;;2-11-2026;EPA\n" kind=clients team_id=21
expect 303 /overzetten/*/kolommen
let id = /overzetten\/(\d+)\/kolommen/
get /overzetten/$id/kolommen
submit /overzetten/$id/kolommen
expect 303 /overzetten/$id
follow
expect 200 text "nieuw 1" text "wijkt af 5" text "staat er al 0"
    text "Lijkt op Milan van den Berg, geboren op 03-04-1997, die al in Spil staat. Is het dezelfde persoon?"
    text "Lijkt op Aisha Yilmaz, geboren op 15-01-1990" text "Lijkt op Joris de Vries, geboren op 31-12-1985"
    text "Lijkt op Lotte Smit, geboren op 09-09-1999" text "Lijkt op iemand die al in Spil staat, bij een team waarvan u de namen niet ziet."
    no text "Fenna Jansen" text "deze regel overslaan" text "het is iemand anders: toevoegen als nieuwe deelnemer"
sql "select count(*) from client" expect "$none"
# Skipped when nothing is chosen (line 2); the same person (4); another person (5); skipped (7).
submit /overzetten/$id _k4=fill _k5=new
expect 303 /overzetten/$id
sql "select count(*) from client where family_name = 'Berg'" expect 1
sql "select phone from client where id = 1001" expect "06 12345678"
sql "select count(*) from trajectory where client_id = 1001" expect 1
sql "select given_name, name_prefix, family_name, birth_on from client where birth_on = '1985-12-31'" expect "Joris|de|Vries|1985-12-31"
sql "select birth_on from client where family_name = 'Smit' order by birth_on" expect "1998-09-09" "1999-09-09"
sql "select count(*) from client where birth_on = '2001-07-20' or family_name = 'Yilmaz'" expect 2
sql "select count(*) - $none from client" expect 2
# Moved in again: who was said to be another is there now; the rest is asked again.
get /overzetten
upload /overzetten weer.csv "Voornaam;Achternaam;Geboortedatum;Telefoon;Aangemeld;Doelgroep\nMil\xc3\xa1n;Berg;03-04-1997;0655500001;2-11-2026;CMD\nLotte;Smit;09-09-1998;;2-11-2026;EPA\n" kind=clients team_id=21
let two = /overzetten\/(\d+)\/kolommen/
get /overzetten/$two/kolommen
submit /overzetten/$two/kolommen
follow
expect 200 text "wijkt af 1" text "staat er al 1" text "nieuw 0"
# The same person: what the file says is taken, the prefix and the phone too.
submit /overzetten/$two _k2=take
expect 303
sql "select given_name, name_prefix, phone from client where id = 1001" expect "Milán||+31655500001"
# One press takes the first back; who was there before stays.
get /overzetten/$id
submit /overzetten/$id/terug
expect 303
sql "select birth_on from client where family_name = 'Smit'" expect "1999-09-09"

# Without a browser: the line, and no name, as whoever gives the command has no role. Nothing is added.
spil import clients test/web/moving-alike.csv @db --programme "IPS Noord" --team "Team Noord"
expect exit 0 output "2: Looks like somebody who is in Spil already" output "conflict 1" output "new 0" no output "Yilmaz"
sql "select count(*) from client where family_name = 'Yilmaz'" expect 1
