# Is it somebody we know? By name and day of birth, as people mistype them; and linking two files of one person.

login noor
# The same name and day of birth: prefix, case and accents do not matter. Nothing is made without a tick.
get /deelnemers/nieuw
submit /deelnemers/nieuw given_name=MILAN family_name="Van Den berg" birth_on=3-4-1997 referred_by=self target_group=CMD
expect 422 summary "Er is al iemand met deze naam en geboortedatum" text "Kennen we deze persoon al?"
  text "Milan van den Berg" text "03-04-1997 · Noor de Wit · zoekt werk"
sql "select count(*) from client where organisation_id = 1" expect 8
sql "select count(*) from access_log where staff_id = 101 and action = 13 and client_id is null" expect 1
# one letter differs, day and month change places, the given name is cut: alike
submit /deelnemers/nieuw given_name=Milan family_name=Bergh birth_on=3-4-1997
expect 422 summary "Er is al iemand die hierop lijkt" text "Milan van den Berg"
submit /deelnemers/nieuw given_name=Milan family_name=Berg birth_on=4-3-1997
expect 422 summary "Er is al iemand die hierop lijkt" text "Milan van den Berg"
submit /deelnemers/nieuw given_name=M. family_name=Berg birth_on=3-4-1998
expect 422 summary "Er is al iemand die hierop lijkt" text "Milan van den Berg"
# married: another family name
submit /deelnemers/nieuw given_name=Aïsha name_prefix=de family_name=Wit birth_on=15-1-1990
expect 422 summary "hierop lijkt" text "Aisha Yilmaz"
# of a colleague only the name and what the team knows; of another team that there is somebody
submit /deelnemers/nieuw given_name=Joris name_prefix=de family_name=Vriess birth_on=31-12-1985
expect 422 text "Joris de Vries" text "zelfde geboortedatum · Bart Smit" no text "31-12-1985 ·"
submit /deelnemers/nieuw given_name=Fenna name_prefix="" family_name=Jansen birth_on=20-7-2001
expect 422 text "Bij een ander team of programma is iemand met dezelfde geboortedatum" no html "/deelnemers/1004"
# another organisation is never mentioned
submit /deelnemers/nieuw given_name=Elsa family_name=Elders birth_on=8-8-1988
expect 303 /deelnemers/*
# somebody else with another name and day: no question
get /deelnemers/nieuw
submit /deelnemers/nieuw given_name=Milan family_name=Bergman birth_on=1-1-1970 referred_by=self target_group=CMD
expect 303 /deelnemers/*
let second = /deelnemers\/(\d+)/
# with the tick it is made
get /deelnemers/nieuw
submit /deelnemers/nieuw given_name=Milan name_prefix="v.d." family_name=Berg birth_on=3-4-1997 referred_by=self target_group=CMD
expect 422
submit /deelnemers/nieuw _same=1
expect 303 /deelnemers/*
let twin = /deelnemers\/(\d+)/

# While typing: the part of the page that the script asks for.
get /deelnemers/nieuw/lijkt?given_name=Yilmas&family_name=
expect 200 no text "Aisha"
get /deelnemers/nieuw/lijkt?given_name=Ais&family_name=Yilmaz&name_prefix=&birth_on=
expect 200 text "Aisha Yilmaz"
get /deelnemers/nieuw/lijkt?given_name=&family_name=&birth_on=15-1-1990
expect 200 no text "Aisha"
get /deelnemers/nieuw/lijkt?given_name=Fenna&family_name=Jansen&birth_on=
expect 200 no text "ander team"
get /deelnemers/nieuw/lijkt?given_name=x&family_name={a*5000}&birth_on=morgen
expect 200
# ij and y are one letter; a double name is known by a part
sql "update client set given_name = 'Sjoerd', family_name = 'Dijkstra-Bouma', sort_key = 'dijkstra bouma  sjoerd' where id = 1002"
get /deelnemers/nieuw/lijkt?given_name=Sjoerd&family_name=Dykstra&birth_on=15-01-1990
expect 200 text "Sjoerd Dijkstra-Bouma"

# Linking two files of one person.
get /deelnemers/$twin/koppelen
expect 200 text "Milan van den Berg" html "?nummer=1001"
get /deelnemers/$twin/koppelen?nummer=1001
expect 200 field number 1001
submit /deelnemers/$twin/koppelen reason=""
expect 422 error reason "Vul dit in"
submit /deelnemers/$twin/koppelen number=$twin reason="zelfde"
expect 422 error number "Dit is het nummer van dit dossier zelf"
submit /deelnemers/$twin/koppelen number=1008
expect 422 error number "Dit nummer kennen we niet, of u mag dat dossier niet zien"
submit /deelnemers/$twin/koppelen number=1004
expect 422 error number "Dit nummer kennen we niet"
submit /deelnemers/$twin/koppelen number=999999
expect 422 error number "Dit nummer kennen we niet"
submit /deelnemers/$twin/koppelen number="drie"
expect 422 error number "Dit nummer kennen we niet"
submit /deelnemers/$twin/koppelen number=1001 reason="Dezelfde telefoon, en hij zegt het zelf."
expect 303 /deelnemers/$twin/dossier
follow
expect 200 text "De dossiers zijn gekoppeld." text "Gekoppeld door Noor de Wit op 23-11-2026: Dezelfde telefoon" html "/einde"
get /deelnemers/1001/dossier
expect 200 html "/deelnemers/$twin"
# once is enough, from either side
get /deelnemers/1001/koppelen
submit /deelnemers/1001/koppelen number=$twin reason="nog eens"
expect 422 error number "al gekoppeld"
# one person has one running trajectory in a programme, whichever file it is in
sql "update trajectory set closed_on = '2026-11-23', close_reason = 'moved' where client_id = $twin"
sql "update trajectory_fact set phase = 'closed' where client_id = $twin"
get /deelnemers/$twin/traject/nieuw
submit /deelnemers/$twin/traject/nieuw referred_by=self target_group=CMD
expect 422 summary "al een lopend traject"
get /deelnemers/$twin/heropenen
submit /deelnemers/$twin/heropenen reopened_why="Toch weer"
expect 422 summary "al een lopend traject"
# undone; both files are as they were
let link sql "select id from client_link where ended_at is null"
login bart
post /deelnemers/1003/koppelen/$link/einde
expect 404
login noor
post /deelnemers/$twin/koppelen/$link/einde
expect 303 /deelnemers/$twin/dossier
follow
expect 200 text "De koppeling is opgeheven." text "Er is geen ander dossier van deze persoon bekend."
# pressed twice: it is undone, all is well
post /deelnemers/$twin/koppelen/$link/einde
expect 303
post /deelnemers/1002/koppelen/$link/einde
expect 404
get /deelnemers/$twin/traject/nieuw
submit /deelnemers/$twin/traject/nieuw referred_by=self target_group=CMD
expect 303
# who may not see the other file sees that there is one
sql "insert into client_link (id, client_id, other_id, reason, linked_by, linked_at) values (9900, 1001, 1004, 'x', 105, 1)"
get /deelnemers/1001/dossier
expect 200 text "Een dossier bij een ander team of programma." no text "Fenna"
