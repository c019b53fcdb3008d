# Accounts by invitation, and a lost passphrase: a link by mail that works once.

# Without a mail server the page says whom to ask; it works the same for everybody.
get /inloggen
expect 200 html "href=\"/inloggen/vergeten\""
get /inloggen/vergeten
expect 200 text "Vraag uw beheerder om een link."
post /inloggen/vergeten name=noor
expect 422
sql "select count(*) from job where kind = 'account_mail'" expect 0

catcher
login ad
get /beheer/medewerker
submit /beheer/medewerker name="Lies Nieuw" login=lies email="lies" language=nl
expect 422 error email "mail"
# no other header by way of an address
submit /beheer/medewerker name="Lies Nieuw" login=lies email="lies@example.org\r\nBcc: dief@example.org" language=nl
expect 422 error email "niet te lezen"
submit /beheer/medewerker name="Lies Nieuw" login=lies email=lies@example.org language=nl
expect 200 text "Er gaat een mail naar lies@example.org" no text "sleutel="
let id sql "select id from staff where login = 'lies'"
mail lies@example.org
expect 250 title "Uw account bij Spil" text "Uw gebruikersnaam is: lies" text "From: Spil" text "spil@example.org" no text "Bcc"
let key = /\/inloggen\/wachtzin\?sleutel=([\w-]{43})\s/
# the link is nowhere in the database
sql "select count(*) from job where argument like '%$key%' or message like '%$key%'" expect 0
until "select state, message from job where kind = 'account_mail'" expect "done|sent"

# A scanner that opens the link does not use it up.
browser scanner
get "/inloggen/wachtzin?sleutel=$key"
expect 200 title "Wachtzin kiezen" text "Uw gebruikersnaam is lies"
get "/inloggen/wachtzin?sleutel=$key"
expect 200
browser lies
get "/inloggen/wachtzin?sleutel=$key"
submit /inloggen/wachtzin fresh=kort again=kort
expect 422 error fresh "te kort" no html "value=\"kort\""
submit /inloggen/wachtzin fresh="welkom welkom" again="welkom welkom"
expect 422 error fresh "makkelijk te raden"
submit /inloggen/wachtzin fresh="Lies Nieuw 12" again="Lies Nieuw 12"
expect 422 error fresh "Uw naam is geen goede wachtzin"
submit /inloggen/wachtzin fresh="paars hek dorp" again="paars hek torp"
expect 422 error again "niet hetzelfde"
sql "select count(*) from staff where password_hash <> '' and id = $id" expect 0
submit /inloggen/wachtzin fresh="paars hek dorp" again="paars hek dorp"
expect 303 "/inloggen/instellen?naar=%2F" no header set-cookie "spil_session"
code lies
expect 200 title "Uw herstelcodes" header set-cookie "spil_session="
sql "select count(*) from access_log where action = 10 and staff_id = $id" expect 1
# once is once
browser dief
get "/inloggen/wachtzin?sleutel=$key"
expect 410 title "Deze link werkt niet meer"
post /inloggen/wachtzin _sleutel=$key fresh="groen hek dorp" again="groen hek dorp"
expect 410
post /inloggen/wachtzin fresh="groen hek dorp" again="groen hek dorp"
expect 410
get "/inloggen/wachtzin?sleutel=zzz"
expect 410
get /inloggen/wachtzin
expect 410

# A lost passphrase: the same answer for who is there, who is not, and who left.
sql "update staff set email = 'noor@example.org', language = 'en' where id = 101"
sql "update staff set email = 'kees@example.org' where id = 110"
browser noor
get /inloggen/vergeten
submit /inloggen/vergeten name=""
expect 422 error name "Vul dit in."
submit /inloggen/vergeten name=niemand
expect 200 text "Hoort bij deze naam een account met een mailadres?"
get /inloggen/vergeten
submit /inloggen/vergeten name=kees
expect 200 text "Hoort bij deze naam een account met een mailadres?"
get /inloggen/vergeten
submit /inloggen/vergeten name=bart
expect 200 text "Hoort bij deze naam een account met een mailadres?"
get /inloggen/vergeten
# the mail server puts it off; it is tried again, with another link
refuse 1
submit /inloggen/vergeten name=noor
expect 200 text "Hoort bij deze naam een account met een mailadres?"
until "select count(*) from job where kind = 'account_mail' and attempts = 1 and state = 'waiting'" expect 1
sql "select count(*) from login_link" expect 0
mail noor@example.org
expect 250 title "A new passphrase for Spil" text "for the user name: noor"
let key = /sleutel=([\w-]{43})\s/
until "select count(*) from job where kind = 'account_mail' and message = 'nothing to send'" expect 3
# asked again at once: no second mail
get /inloggen/vergeten
submit /inloggen/vergeten name=noor
expect 200
until "select count(*) from job where message = 'sent a moment ago'" expect 1
# the present passphrase works until another is chosen
get /inloggen
submit /inloggen name=noor passphrase="welkom bij spil"
expect 303 "/inloggen/code?naar=%2F"
login noor
get /vandaag
expect 200
browser elders
get "/inloggen/wachtzin?sleutel=$key"
submit /inloggen/wachtzin fresh="paars hek dorp" again="paars hek dorp"
expect 303 "/inloggen/code?naar=%2F"
code noor
expect 303 /
# everybody else who had her session is out
sql "select count(*) from session where staff_id = 101" expect 1
login noor
get /vandaag
expect 303 "/inloggen?naar=%2Fvandaag"
# asking often helps nobody: after a handful no mail is planned, the answer stays the same
let before sql "select count(*) from job where kind = 'account_mail'"
sql "update login_attempt set failures = 20"
get /inloggen/vergeten
submit /inloggen/vergeten name=bart
expect 200 text "Hoort bij deze naam een account met een mailadres?"
sql "select count(*) - $before from job where kind = 'account_mail'" expect 0
sql "delete from login_attempt"

# Thirty minutes, a week.
sql "update staff set email = 'bart@example.org' where id = 102"
get /inloggen/vergeten
submit /inloggen/vergeten name=bart
mail bart@example.org
let key = /sleutel=([\w-]{43})\s/
get "/inloggen/wachtzin?sleutel=$key"
expect 200
sql "select (ends_at - made_at) / 60000 from login_link" expect 30
sql "update login_link set ends_at = made_at"
get "/inloggen/wachtzin?sleutel=$key"
expect 410
login ad
post /beheer/medewerker/102/wachtzin
expect 200 text "Er gaat een mail naar bart@example.org"
mail bart@example.org
expect 250 title "Uw account bij Spil"
let key = /sleutel=([\w-]{43})\s/
sql "select (ends_at - made_at) / 86400000 from login_link" expect 7
# who is deactivated is out at once, link and sessions
get /beheer/medewerker/102
submit /beheer/medewerker/102 gone=1
expect 303
get "/inloggen/wachtzin?sleutel=$key"
expect 410
sql "select count(*) from login_link" expect 0
login zara
get /vandaag
expect 200
login ad
get /beheer/medewerker/103
submit /beheer/medewerker/103 gone=1
expect 303
login zara
get /vandaag
expect 303 "/inloggen?naar=%2Fvandaag"
