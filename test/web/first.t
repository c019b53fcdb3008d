# A new installation: an empty database, the first administrator, and from there in the browser.
world empty

get /inloggen
expect 200
spil user add @db --login baas --name "De Baas" --organisation "GGZ Nieuw"
expect exit 0 output "login: baas"
sql "select name from organisation" expect "GGZ Nieuw"
sql "update staff set password_hash = '\$argon2id\$v=19\$m=8,t=1,p=1\$Vg8Z0E2ac/XLoo2UXHiscw\$McspxECY8e+USILX2oKEgn4x+jUl8R6+m18JEgK9U30'"
login baas
get /beheer/teams
expect 200 text "Er is nog geen team."
submit /beheer/teams name="IPS Nieuw"
expect 303 /beheer/teams
let programme sql "select id from programme"
post /beheer/teams name="Team Een" _programme=$programme
expect 303 /beheer/teams
let team sql "select id from team"
let id sql "select id from staff"
post /beheer/medewerker/$id/rol role=specialist place=$team from_on=23-11-2026
expect 303
get /vandaag
expect 200 text "Begin met een aanmelding." html "href=\"/deelnemers/nieuw\"" no text "Niemand wacht op u." text "Er staat niets gepland."
get /deelnemers
expect 200 text "Hier staan de mensen die u begeleidt."
get /werkgevers
expect 200 text "Voeg de eerste toe."
get /uren
expect 200 text "Nog geen andere uren deze week."
get /deelnemers/nieuw
submit /deelnemers/nieuw given_name=Eerste family_name=Mens birth_on=1-1-1990 referred_by=self target_group=EPA
expect 303 /deelnemers/*
follow
expect 200 text "Hier komt alles wat u vastlegt"
get /vandaag
expect 200 text "Niemand wacht op u." no text "Begin met een aanmelding."
