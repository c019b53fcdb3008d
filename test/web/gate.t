# Who is near a record without being of the team, and what each of them sees. The whole grid is
# test/perm; this is how it looks.

# Office: hours and money, no notes and no phase.
login olga
get /
expect 303 /deelnemers
follow
expect 200 text "Berg, Milan van den" text "15-06-2027" no text "zoekt werk" no text "Bellen met Bakkerij Bos"
get /deelnemers?team=21&fase=searching
expect 200 text "Niemand gevonden" no text "Milan"
get /deelnemers?team=22
expect 200 text "Jansen" no text "Milan"
get /deelnemers?team=23
expect 200 no text "Bakker, Tom"
get /deelnemers/1001
expect 200 text "U ziet dit als: administratie." text "18-11-2026 · 45 min · Noor de Wit"
  text "03-04-1997" text "Financiering" no text "fietsenmaker" no text "Iets met fietsen"
  no text "Hoofddiagnose" no text "zoekt werk" no html "/gegevens"
get /deelnemers/1001/gegevens
expect 403
get /deelnemers/1005
expect 404
get /vandaag
expect 403

# A practitioner: with consent, and never longer than the consent.
login pim
get /
expect 303 /deelnemers
follow
expect 200 text "Berg, Milan van den" no text "Vries"
get /deelnemers?q=jor
expect 200 text "Niemand gevonden"
get /deelnemers/1001
expect 200 text "U ziet dit als: behandelaar, met toestemming." text "fietsenmaker" text "Hoofddiagnose" no text "45 min"
get /deelnemers/1003
expect 404
sql "update access_grant set ended_at = 1795400000000 where id = 9501"
get /deelnemers/1001
expect 404
get /deelnemers
expect 200 text "Op dit moment heeft niemand u toegang gegeven." no text "Milan"
sql "update access_grant set ended_at = null, until_at = 1795400000000 where id = 9501"
get /deelnemers/1001
expect 404
# and not without the role
sql "update access_grant set until_at = 1798671600000 where id = 9501"
get /deelnemers/1001
expect 200
sql "update staff_role set to_on = '2026-11-22' where staff_id = 114"
get /deelnemers/1001
expect 403

# Grants for colleagues: Zara of the other team covers, discusses, has emergency access.
login zara
get /deelnemers/1001
expect 404
get /deelnemers
expect 200 no text "Tijdelijke toegang"
sql "insert into access_grant (id, client_id, staff_id, kind, reason, from_at, until_at, given_by, created_at)
  values (9511, 1001, 103, 'discussion', 'casus', 1795300000000, 1798671600000, 105, 1795300000000)"
get /deelnemers
expect 200 text "Tijdelijke toegang"
get /deelnemers?team=toegang
expect 200 text "Berg, Milan van den"
get /deelnemers/1001
expect 200 text "U ziet dit als: casusbespreking." text "fietsenmaker" text "Hoofddiagnose" no html "/gegevens"
get /deelnemers/1001/gegevens
expect 404
get /deelnemers/1001/contact
expect 404
sql "update access_grant set kind = 'cover' where id = 9511"
get /deelnemers/1001
expect 200 text "U ziet dit als: waarnemer." html "/deelnemers/1001/gegevens"
get /deelnemers/1001/contact
expect 200
get /contact?wie=1001
expect 200 html "Milan van den Berg"
sql "update access_grant set kind = 'emergency' where id = 9511"
get /deelnemers/1001
expect 200 text "U ziet dit als: noodtoegang." text "Hoofddiagnose" no html "/gegevens"
# a grant that has not begun
sql "update access_grant set from_at = 1798000000000 where id = 9511"
get /deelnemers/1001
expect 404
# a grant opens no other programme
sql "update access_grant set from_at = 1795300000000, client_id = 1005 where id = 9511"
get /deelnemers/1005
expect 404
get /deelnemers?team=toegang
expect 200 no text "Bakker, Tom"

# A supervisor sees the notes by a discussion only.
login sanne
get /deelnemers/1001
expect 200 no text "fietsenmaker" text "U ziet dit als: teamleider."
sql "update access_grant set client_id = 1001, staff_id = 105, kind = 'discussion' where id = 9511"
get /deelnemers/1001
expect 200 text "fietsenmaker" text "U ziet dit als: casusbespreking." html "/deelnemers/1001/overdragen"

# The client's own page, in plain words.
login milan
get /
expect 303 /mijn
follow
expect 200 title "Mijn traject" text "Dag Milan. Dit is uw eigen pagina." text "U zoekt werk. Uw begeleider helpt daarbij."
  text "Uw begeleider is Noor de Wit." text "Bellen met Bakkerij Bos" text "Iets met fietsen"
  text "Noor de Wit, 45 minuten" text "3 april 1997" no text "fietsenmaker"
get /deelnemers/1001
expect 403
get /mijn?client=1002
expect 200 no text "Aisha"
sql "update staff_role set client_id = 1007 where staff_id = 115"
get /mijn
expect 200 text "Dag Milou." text "Bakkerij Bos" text "24 uur per week" text "U werkt."
get /taal?naar=en&terug=/mijn
get /mijn
expect 200 text "Hello Milou." text "24 hours a week"

# A client without a trajectory, a funder without applications, a privacy officer, a researcher.
sql "insert into client (id, organisation_id, given_name, family_name, sort_key, birth_on, created_at) values (1010, 1, 'Nog', 'Niets', 'niets  nog', '1990-01-01', 1)"
sql "update staff_role set client_id = 1010 where staff_id = 115"
get /mijn
expect 404
login uwe
get /
expect 303 /aanvragen
follow
expect 200 text "Er is nog geen aanvraag bij UWV." no text "Milan"
login greet
get /aanvragen
expect 200 text "Er is nog geen aanvraag bij Groningen."
get /deelnemers
expect 403
login petra
get /deelnemers/1001
expect 200 text "Milan van den Berg" text "06 12345678" no text "03-04-1997" no text "fietsenmaker" no text "Iets met fietsen"
get /deelnemers/1008
expect 404
login ruben
get /
expect 303 /onderzoek
get /monitor
expect 403
login rita
get /deelnemers
expect 200 text "Berg, Milan van den" text "Bergman, Milou" no text "Vries"
get /deelnemers/1001
expect 200 text "U ziet dit als: toetser, in de steekproef." text "Iets met fietsen" no text "fietsenmaker" no text "03-04-1997"
get /deelnemers/1007
expect 200 text "Op de werkvloer." no text "Bakkerij Bos"

# Hours stay with who made them, the name goes with the hand-over to another programme.
sql "insert into staff_role (id, staff_id, role, programme_id, team_id, from_on) values (230, 101, 'specialist', 12, 23, '2026-11-23')"
sql "update staff_role set to_on = '2026-11-22' where id = 201"
login noor
get /uren?week=2026-11-16
expect 200 text "iemand die u niet meer begeleidt" no text "Milan"
get /deelnemers
expect 200 no text "Milan"
get /vandaag
expect 200 no text "Milan"
get /zoek?q=mil
expect 200 no text "Milan"
