# Dutch and English: of the person, of the browser, and by choice.

get /inloggen
expect 200 title "Inloggen" html "<html lang=\"nl\">" text "English"
get /inloggen accept-language:en-GB,en;q=0.9
expect 200 title "Log in" html "<html lang=\"en\">"
get "/taal?naar=en&terug=%2Finloggen%3Fnaar%3D%252Fvandaag"
expect 303 "/inloggen?naar=%2Fvandaag" header set-cookie "spil_lang=en"
follow
expect 200 title "Log in" text "Passphrase"
# a language that is none is Dutch; another site is the start
get "/taal?naar=de&terug=//elders.example"
expect 303 / header set-cookie "spil_lang=nl"
get "/taal?naar=en&terug=/x%0d%0aset-cookie:%20a=b"
expect 303 / no header set-cookie "a=b"

# Noor reads Dutch; in her browser she may choose English, which changes nothing for others.
login noor
get /vandaag
expect 200 title "Vandaag" text "Aandacht nodig"
get "/taal?naar=en&terug=/vandaag"
follow
expect 200 title "Today" text "Needs attention" text "referred 21 days ago, no first talk yet"
  text "contract ends in 14 days"
get /deelnemers/1001
expect 200 text "searching" text "29 years old" text "no employer met yet, 168 days after the start"
get /uren
expect 200 text "Hours" text "administration" text "1.0"
submit /uren day=31-02 minutes=30 kind=leave
expect 422 error day "There is no such day" title "1 error"
login bart
get /vandaag
expect 200 title "Vandaag"
# the other organisation says cliënt
login vera
get /deelnemers
expect 200 title "Cliënten" text "Elders, Elsa" no text "Deelnemers"
# someone whose own language is English
login nina
get /
expect 303 /account
