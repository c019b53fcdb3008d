# Beheer: people, roles, teams and passphrases, of one's own organisation.

login ad
get /beheer
expect 200 text "Noor de Wit" text "noor" text "Kees Weg" no text "Vera"
get /beheer/medewerker
submit /beheer/medewerker name="Lies <i>Nieuw</i>" login=lies language=nl hours_week=32 fte=0,8
expect 200 text "Met deze link kiest Lies <i>Nieuw</i> een wachtzin:" no html "<i>Nieuw"
let link = /\/inloggen\/wachtzin\?sleutel=([\w-]{43})</
let id sql "select id from staff where login = 'lies'"
sql "select organisation_id, hours_week, fte, active from staff where id = $id" expect "1|3200|80|1"
sql "select password_hash from staff where id = $id and password_hash <> ''" expect
# the name is taken, also by someone of another organisation; what was typed stays
get /beheer/medewerker
submit /beheer/medewerker name="Nog een" login=noor language=nl hours_week=32 fte=1
expect 422 error login "Deze gebruikersnaam is al in gebruik." field name "Nog een"
submit /beheer/medewerker login=vera
expect 422 error login "Deze gebruikersnaam is al in gebruik."
submit /beheer/medewerker login="" name="" hours_week=61 fte=2,01 language=fr
expect 422 error login "Vul dit in." error name "Vul dit in." error hours_week "60" error fte "2" error language "Kies een van"

# Roles.
get /beheer/medewerker/$id
expect 200 text "Nog geen rol" text "Team Noord" no text "Team Elders"
submit /beheer/medewerker/$id/rol role=specialist place! from_on=1-11-2026
expect 422 error place "Kies een team"
submit /beheer/medewerker/$id/rol role=specialist place=24
expect 422 error place "Kies een"
submit /beheer/medewerker/$id/rol role=koning place=21
expect 422 error role "Kies een van"
submit /beheer/medewerker/$id/rol role=specialist place=21 from_on=1-11-2026
expect 303 /beheer/medewerker/$id
sql "select role, programme_id, team_id, from_on from staff_role where staff_id = $id" expect "specialist|11|21|2026-11-01"
browser lies
get /inloggen
submit /inloggen name=lies passphrase=""
expect 422
submit /inloggen name=lies passphrase=x
expect 403
get "/inloggen/wachtzin?sleutel=$link"
expect 200 text "Uw gebruikersnaam is lies"
submit /inloggen/wachtzin fresh="paars hek dorp" again="paars hek dorp"
expect 303 "/inloggen/instellen?naar=%2F"
code lies
expect 200 title "Uw herstelcodes"
get /vandaag
expect 200 text "Team Noord"
login ad
let role sql "select id from staff_role where staff_id = $id"
get /beheer/medewerker/$id
submit /beheer/medewerker/$id/rol/einde
expect 303 /beheer/medewerker/$id
browser lies
get /vandaag
expect 403
login ad
post /beheer/medewerker/$id/rol/einde _role=999999
expect 404
post /beheer/medewerker/108/rol/einde _role=208
expect 404
post /beheer/medewerker/$id/rol role=administrator from_on=23-11-2026
expect 303
# Roles of a whole programme, of a client, of a funder, of the organisation; with a last day.
post /beheer/medewerker/$id/rol role=office place=11 from_on=23-11-2026 to_on=31-12-2026
expect 303
post /beheer/medewerker/$id/rol role=reviewer place=13 from_on=23-11-2026
expect 422 error place "Kies een"
post /beheer/medewerker/$id/rol role=client from_on=23-11-2026
expect 422 error client "geen deelnemer met dit nummer"
post /beheer/medewerker/$id/rol role=client client=1008 from_on=23-11-2026
expect 422 error client "geen deelnemer met dit nummer" no text "Elsa"
post /beheer/medewerker/$id/rol role=client client=1002 place=11 funder=uwv from_on=23-11-2026
expect 303
post /beheer/medewerker/$id/rol role=funder from_on=23-11-2026
expect 422 error funder "Kies UWV of een gemeente"
post /beheer/medewerker/$id/rol role=funder funder=0014 client=1002 from_on=23-11-2026
expect 303
post /beheer/medewerker/$id/rol role=privacy place=21 from_on=25-11-2026 to_on=24-11-2026
expect 422 error to_on "ligt voor de eerste"
post /beheer/medewerker/$id/rol role=privacy place=21 from_on=23-11-2026
expect 303
sql "select role, coalesce(programme_id, 0), coalesce(team_id, 0), coalesce(client_id, 0), funder, coalesce(to_on, '-')
  from staff_role where staff_id = $id and role <> 'specialist' order by role" expect "administrator|0|0|0||-"
  "client|0|0|1002||-" "funder|0|0|0|0014|-" "office|11|0|0||2026-12-31" "privacy|0|0|0||-"
get /beheer/medewerker/$id
expect 200 text "IPS Noord 23-11-2026 tot 31-12-2026" text "Nummer 1002" text "Groningen" no text "Aisha"
get /beheer
expect 200 text "trajectbegeleider, Team Noord" text "administratie" no text "office"
# A new passphrase: the old one no longer works, nor does the first link.
post /beheer/medewerker/$id/wachtzin
expect 200 text "U ziet hem alleen nu."
browser old
get /inloggen
submit /inloggen name=lies passphrase="paars hek dorp"
expect 403
get "/inloggen/wachtzin?sleutel=$link"
expect 410 text "Deze link werkt niet meer"

# Changing, with a colleague meanwhile; leaving.
login ad
get /beheer/medewerker/$id
submit /beheer/medewerker/$id name="Lies Oud" gone=1
expect 303 /beheer
sql "select name, active from staff where id = $id" expect "Lies Oud|0"
get /beheer/medewerker/102
sql "update staff set version = version + 1 where id = 102"
submit /beheer/medewerker/102 name="Bart Anders"
expect 422 summary "Iemand anders heeft deze medewerker intussen gewijzigd" field name "Bart Anders"
get /beheer/medewerker/102
submit /beheer/medewerker/102 login=noor
expect 422 error login "Deze gebruikersnaam is al in gebruik."

# Programmes and teams.
get /beheer/teams
expect 200 text "IPS Noord" text "Team Zuid" no text "Elders"
post /beheer/teams name="IPS West"
expect 303 /beheer/teams
let programme sql "select id from programme where name = 'IPS West'"
post /beheer/teams name="Team West" _programme=$programme
expect 303 /beheer/teams
sql "select count(*) from team where programme_id = $programme" expect 1
sql "select organisation_id from programme where id = $programme" expect 1
post /beheer/teams name="Team Inbreker" _programme=13
expect 404
post /beheer/teams name=""
expect 422 error name "Vul dit in."
post /beheer/teams name={n*151}
expect 422 error name "151"

# Another organisation's people are not there.
get /beheer/medewerker/108
expect 404
post /beheer/medewerker/108 name=Gekaapt login=vera language=nl hours_week=1 fte=1
expect 404
post /beheer/medewerker/108/wachtzin
expect 404
post /beheer/medewerker/108/rol role=administrator from_on=23-11-2026
expect 404
sql "select name from staff where id = 108" expect "Vera Elders"
# nobody else comes here
login noor
get /beheer
expect 403
post /beheer/medewerker/$id/wachtzin
expect 403
post /beheer/medewerker/101/rol role=administrator from_on=23-11-2026
expect 403
