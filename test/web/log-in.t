# Logging in and out, and what happens to those who guess.

get /vandaag
expect 303 "/inloggen?naar=%2Fvandaag"
follow
expect 200 text "Gebruikersnaam" text "Wachtzin" title "Inloggen"
submit /inloggen name=noor passphrase="welkom bij spil"
expect 303 /vandaag header set-cookie "HttpOnly" header set-cookie "SameSite=Lax"
follow
expect 200 text "Noor de Wit · Team Noord" title "Vandaag"
sql "select count(*) from access_log where action = 7 and staff_id = 101" expect 1
