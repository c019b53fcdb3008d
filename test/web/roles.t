# Who sees what of whom. Every refusal leaves a line.

# A colleague of the team sees what a team needs, and no more.
login bart
get /deelnemers/1001
expect 200 text "06 12345678" text "Iets met fietsen" text "zoekt werk" text "Bellen met Bakkerij Bos"
  text "U ziet alleen wat het team nodig heeft." no text "fietsenmaker" no text "29 jaar" no text "03-04-1997" no html "/gegevens"
get /deelnemers/1001/gegevens
expect 404
get /deelnemers/1001/contact
expect 404
get /deelnemers/1001/traject
expect 404
get /deelnemers/1001/overdragen
expect 403
sql "select count(*) from access_log where action = 6 and staff_id = 102" expect 4
# own client: all of it, the diagnosis too
get /deelnemers/1003
expect 200 text "Geheim van Joris" text "Hoofddiagnose"

# The other team, the other programme, the other organisation: not there.
login zara
get /deelnemers/1001
expect 404
get /deelnemers/1004
expect 200 text "Fenna"
get /deelnemers?team=22
expect 200 text "Jansen" no text "Milan"
# not one's own team: back to one's own clients
get /deelnemers?team=21
expect 200 no text "Milan"
login otto
get /deelnemers/1001
expect 404
get /werkgevers/4001
expect 200 text "Bakkerij Bos"
login vera
get /deelnemers/1001
expect 404 no text "Milan"
get /werkgevers/4001
expect 404
get /werkgevers
expect 200 text "Elders Fietsen" no text "Bakkerij"
get /werkgevers/zoek?q=bak
expect 200 no html "4001"

# The supervisor reads the team's records, without diagnosis and notes, and writes none.
login sanne
get /deelnemers
expect 200 text "Vries, Joris de" text "Berg, Milan van den" no text "Jansen"
get /deelnemers/1003
expect 200 text "U ziet dit als: teamleider." text "19-11-2026 · 30 min · Bart Smit" text "31-12-1985"
  no text "Geheim van Joris" no text "Hoofddiagnose" no html "/gegevens"
get /deelnemers/1003/gegevens
expect 403
get /deelnemers/1004
expect 404
login sara
get /deelnemers/1003
expect 404
get /deelnemers/1004
expect 200

# Manager and administrator see no client at all.
login mira
get /
expect 303 /monitor
follow
expect 200
get /cijfers/gepubliceerd
expect 200
get /deelnemers
expect 403 text "Dit mag u niet zien"
get /deelnemers/1001
expect 403 no text "Milan"
get /vandaag
expect 403
get /beheer
expect 403
login ad
get /
expect 303 /beheer
get /deelnemers/1001
expect 403 no text "Milan"
get /werkgevers
expect 403
get /zoek?q=mil
expect 403
# without a role there is nothing
login nina
get /deelnemers/1001
expect 403
get /beheer
expect 403
get /cijfers/gepubliceerd
expect 403

# A role that ended yesterday gives nothing today.
sql "update staff_role set to_on = '2026-11-22' where staff_id = 102"
login bart
get /deelnemers/1003
expect 403
# and who is sent away is out at once
sql "update staff set active = 0 where id = 103"
login zara
get /deelnemers/1004
expect 303 "/inloggen?naar=%2Fdeelnemers%2F1004"

# Handing over: the supervisor chooses someone of the team; the old one keeps the team's view only.
sql "update staff_role set to_on = null where staff_id = 102"
login sanne
get /deelnemers/1001/overdragen
expect 200 text "Bart Smit" no text "Zara" no text "Otto" no text "Kees"
submit /deelnemers/1001/overdragen staff! from_on=31-02-2026
expect 422 error staff "" error from_on "Deze dag bestaat niet"
submit /deelnemers/1001/overdragen staff=103 from_on=23-11-2026
expect 422 error staff "Kies een van"
submit /deelnemers/1001/overdragen staff=108
expect 422 error staff "Kies een van"
submit /deelnemers/1001/overdragen staff=102
expect 303 /deelnemers/1001
sql "select staff_id, from_on, coalesce(to_on, '-') from assignment where trajectory_id = 2001 order by from_on" expect
  "101|2026-06-01|2026-11-22" "102|2026-11-23|-"
login bart
get /deelnemers/1001
expect 200 text "fietsenmaker"
login noor
get /deelnemers/1001
expect 200 no text "fietsenmaker" text "U ziet alleen wat het team nodig heeft."
get /deelnemers
expect 200 no text "Milan"
