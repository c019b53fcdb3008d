# Logging in and out, and what happens to those who guess.

# Without a session every page leads to the log-in, and back again afterwards.
get /vandaag
expect 303 "/inloggen?naar=%2Fvandaag"
follow
expect 200 text "Gebruikersnaam" text "Wachtzin" title "Inloggen"
submit /inloggen name=noor passphrase="welkom bij spil"
expect 303 "/inloggen/code?naar=%2Fvandaag" header set-cookie "spil_half=" no header set-cookie "spil_session="
code noor
expect 303 /vandaag header set-cookie "spil_session=" header set-cookie "HttpOnly" header set-cookie "SameSite=Lax"
follow
expect 200 text "Noor de Wit · Team Noord" title "Vandaag"
sql "select count(*) from access_log where action = 7 and staff_id = 101" expect 1
# who is logged in needs no log-in page
get /inloggen
expect 303 /

# A wrong passphrase and an unknown name get the same answer; what was typed stays, the passphrase not.
browser guesser
get /inloggen
submit /inloggen name=noor passphrase="welkom bij mij"
expect 403 summary "Deze naam en wachtzin horen niet bij elkaar" field name noor no html "welkom bij mij"
  no header set-cookie spil_session
submit /inloggen name=niemand passphrase="welkom bij spil"
expect 403 summary "Deze naam en wachtzin horen niet bij elkaar" field name niemand
# someone who left cannot come in
submit /inloggen name=kees passphrase="welkom bij spil"
expect 403 summary "Deze naam en wachtzin horen niet bij elkaar"
submit /inloggen name="" passphrase=""
expect 422 error name "Vul dit in." error passphrase "Vul dit in."
submit /inloggen name={n*201} passphrase=x
expect 422 error name "Maak de tekst korter: 201 tekens, er mogen er 200."
sql "select count(*) from access_log where action = 8" expect 3
sql "select count(*) from session" expect 1

# Never to another site.
get "/inloggen?naar=//elders.example/x"
expect 200 field _back "/"
get "/inloggen?naar=https://elders.example/"
expect 200 field _back "/"
post /inloggen name=noor passphrase="welkom bij spil" _back=//elders.example
expect 303 "/inloggen/code?naar=%2F"
get "/inloggen/code?naar=//elders.example"
expect 200 field _back "/"
submit /inloggen/code code=000000 _back=//elders.example
expect 403 field _back "/"
sql "delete from login_attempt"
post /inloggen name=noor passphrase="welkom bij spil"
code noor
expect 303 /
browser guesser2
post /inloggen name=noor passphrase="welkom bij spil" _back=/\\elders.example
expect 303 "/inloggen/code?naar=%2F"
browser guesser3
post /inloggen name=noor passphrase="welkom bij spil" _back="/\t/elders.example"
expect 303 "/inloggen/code?naar=%2F"
browser guesser4
post /inloggen name=noor passphrase="welkom bij spil" _back="/vandaag\r\nset-cookie: spil_session=x"
expect 303 "/inloggen/code?naar=%2F" no header set-cookie "spil_session"
# a log-in in a browser that had a session gets a new one: a planted cookie is worth nothing
sql "delete from session"
browser guesser5
get /inloggen
submit /inloggen name=noor passphrase="welkom bij spil"
code noor
expect 303 /
sql "select count(*) from session" expect 1

# Logging out ends the session on the server, and only with the token of the page.
browser guesser5
post /uitloggen _csrf=wrong
expect 403 text "Deze pagina was te oud om op te slaan"
sql "select count(*) from session" expect 1
get /vandaag
submit /uitloggen
expect 303 /inloggen
sql "select count(*) from session" expect 0
follow
expect 200 text "U bent uitgelogd."
get /vandaag
expect 303 "/inloggen?naar=%2Fvandaag"

# A session ends after twelve hours.
login bart
get /vandaag
expect 200
sql "update session set ends_at = seen_at - 1"
get /vandaag
expect 303 "/inloggen?naar=%2Fvandaag"
# and a cookie that is none is no session
browser forger
request GET /vandaag cookie:spil_session=zzzz
expect 303 "/inloggen?naar=%2Fvandaag"
request GET /vandaag "cookie:spil_session={A*4000}"
expect 303 "/inloggen?naar=%2Fvandaag"
# a part of a page asked by the script says so instead of redirecting
request GET /zoek?q=ber x-spil:part
expect 401
