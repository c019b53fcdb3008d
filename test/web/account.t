# Mijn account: language, passphrase, sessions, and the code at log-in.

login noor
get /vandaag
expect 200 html "<a href=\"/account\">Noor de Wit · Team Noord</a>"
get /account
expect 200 title "Mijn account" text "Noor de Wit" text "trajectbegeleider Team Noord" text "Dit apparaat"
  text "Ingelogd op 23-11-2026 09:0" no text "Overal elders uitloggen" text "Sinds 01-01-1970 vraagt Spil"

# The language stays with the person, in every browser, and goes before what this browser remembered.
request GET /taal?naar=nl
expect 303 /
get /account
submit /account/taal language=en
expect 303 /account header set-cookie "spil_lang=; Path=/; Max-Age=0"
follow
expect 200 title "My account" text "Your choice was saved."
sql "select language from staff where id = 101" expect en
submit /account/taal language=fr
expect 422 error language "Choose one of"
submit /account/taal language=nl
expect 303

# Sessions: listed, ended one by one, or all others at once; never somebody else's.
browser telefoon
get /inloggen
submit /inloggen name=noor passphrase="welkom bij spil"
code noor
expect 303
browser tablet
get /inloggen
submit /inloggen name=noor passphrase="welkom bij spil"
code noor
expect 303
login bart
get /account
let barts sql "select token_hash from session where staff_id = 102"
login noor
get /account
expect 200 text "Een ander apparaat of een andere browser" text "Overal elders uitloggen"
submit /account/sessie
expect 303 /account
follow
expect 200 text "Daar bent u nu uitgelogd."
sql "select count(*) from session where staff_id = 101" expect 2
get /account
let other = /name="_session" value="([^"]*)"/
login bart
post /account/sessie _session=$other
expect 303
post /account/sessie _session=xyz
expect 303
sql "select count(*) from session" expect 3
login noor
submit /account/sessies
expect 303 /account
follow
expect 200 text "Dit apparaat" no text "Een ander apparaat"
sql "select staff_id, count(*) from session group by staff_id order by staff_id" expect "101|1" "102|1"
browser telefoon
get /vandaag
expect 303 "/inloggen?naar=%2Fvandaag"
browser tablet
get /vandaag
expect 303 "/inloggen?naar=%2Fvandaag"

# A new passphrase: what is refused, and why, in words.
login noor
get /account/wachtzin
expect 200 text "van 12 tot 128 tekens"
submit /account/wachtzin old="welkom bij spil" fresh="elf tekens." again="elf tekens."
expect 422 error fresh "te kort" no html "elf tekens."
submit /account/wachtzin old="welkom bij spil" fresh="Welkom-2026!!" again="Welkom-2026!!"
expect 422 error fresh "makkelijk te raden"
submit /account/wachtzin old="welkom bij spil" fresh="Noor de Wit 1985" again="Noor de Wit 1985"
expect 422 error fresh "Uw naam is geen goede wachtzin"
submit /account/wachtzin old="soep fiets lantaarn" fresh="soep fiets lantaarn" again="soep fiets lantaarn"
expect 422 error fresh "die u al had"
submit /account/wachtzin old="welkom bij spil" fresh="soep fiets lantaarn" again="soep fiets"
expect 422 error again "niet hetzelfde"
submit /account/wachtzin old="" fresh="" again=""
expect 422 error old "Vul dit in." error fresh "Vul dit in."
submit /account/wachtzin old="welkom bij spil" fresh={q*129} again={q*129}
expect 422 error fresh "129"
# the old one must be right, and guessing gets slower as at log-in
sql "select count(*) from login_attempt" expect 0
submit /account/wachtzin old="welkom bij mij" fresh="soep fiets lantaarn" again="soep fiets lantaarn"
expect 403 error old "niet uw wachtzin van nu"
sql "select max(failures) from login_attempt" expect 1
sql "update login_attempt set failures = 20"
submit /account/wachtzin old="welkom bij spil" fresh="soep fiets lantaarn" again="soep fiets lantaarn"
expect 429 error old "Wacht "
sql "delete from login_attempt"
browser telefoon
get /inloggen
submit /inloggen name=noor passphrase="welkom bij spil"
code noor
expect 303
login noor
get /account/wachtzin
submit /account/wachtzin old="welkom bij spil" fresh="soep fiets lantaarn" again="soep fiets lantaarn"
expect 303 /account header set-cookie "spil_session="
follow
expect 200 text "Uw wachtzin is gewijzigd."
sql "select count(*) from session where staff_id = 101" expect 1
sql "select count(*) from access_log where action = 10 and staff_id = 101" expect 1
browser telefoon
get /vandaag
expect 303 "/inloggen?naar=%2Fvandaag"
get /inloggen
submit /inloggen name=noor passphrase="welkom bij spil"
expect 403
submit /inloggen name=noor passphrase="soep fiets lantaarn"
expect 303 "/inloggen/code?naar=%2F"
sql "delete from login_attempt"
sql "delete from login_half"

# Setting up the code again, for a new phone: the passphrase first, then a key, then a code of it.
login noor
get /account/code
expect 200 text "Vul eerst uw wachtzin in."
submit /account/code passphrase=""
expect 422 error passphrase "Vul dit in."
submit /account/code passphrase="welkom bij spil"
expect 403 error passphrase "niet uw wachtzin van nu"
sql "select count(*) from second_factor where pending is not null" expect 0
post /account/code/bevestigen code=123456
expect 303 /account/code
browser telefoon
get /inloggen
submit /inloggen name=noor passphrase="soep fiets lantaarn"
code noor
expect 303
login noor
get /account/code
submit /account/code passphrase="soep fiets lantaarn"
expect 303 /account/code
follow
expect 200 text "Richt de camera op dit plaatje." html "otpauth://totp/Spil:noor?secret="
  match "[A-Z2-7]{4}( [A-Z2-7]{4}){7}" no text "oefenomgeving"
let secret = /secret=([A-Z2-7]{32})&amp;issuer=Spil/
submit /account/code/bevestigen code=""
expect 422 error code "Vul dit in."
let late totp $secret -90
submit /account/code/bevestigen code=$late
expect 422 error code "Deze code klopt niet."
# until it is confirmed the old one holds
sql "select since from second_factor where staff_id = 101" expect 1
sql "select count(*) from session where staff_id = 101" expect 2
let before sql "select max(created_at) from session where staff_id = 101"
let code totp $secret
submit /account/code/bevestigen code=$code
expect 200 title "Uw herstelcodes" text "U ziet ze alleen nu." header set-cookie "spil_session="
# the session goes on under another token; on other devices she is logged out
sql "select count(*) from session where staff_id = 101 and created_at > $before" expect 1
sql "select count(*) from session where staff_id = 101" expect 1
let recovery = /<code>([a-z2-7]{5}-[a-z2-7]{5})<\/code>/
sql "select count(*) from recovery_code where staff_id = 101" expect 10
sql "select count(*) from access_log where action = 11 and staff_id = 101" expect 1
get /account
expect 200 text "Sinds 23-11-2026 vraagt Spil" text "U hebt nog 10 herstelcodes."
get /account/code
expect 200 no text "Richt de camera"

# Logging in now takes two steps; after the first there is no session yet.
browser telefoon2
get "/inloggen?naar=/uren"
submit /inloggen name=noor passphrase="soep fiets lantaarn"
expect 303 "/inloggen/code?naar=%2Furen" header set-cookie "spil_half=" no header set-cookie "spil_session="
get /vandaag
expect 303 "/inloggen?naar=%2Fvandaag"
get "/inloggen/code?naar=%2Furen"
expect 200 title "Code invullen" text "de zes cijfers"
# the code that confirmed is used up, and a wrong one says no more than that
submit /inloggen/code code=$code
expect 403 summary "Deze code klopt niet of is al gebruikt."
submit /inloggen/code code=abc
expect 403 summary "Deze code klopt niet of is al gebruikt."
submit /inloggen/code code=""
expect 422 error code "Vul dit in."
submit /inloggen/code code={1*41}
expect 422 error code "41"
let code totp $secret 30
submit /inloggen/code code=$code
expect 303 /uren header set-cookie "spil_session="
follow
expect 200
sql "select count(*) from login_half" expect 0
get /inloggen/code
expect 303 /
# the same code again, from another place
browser dief
get /inloggen
submit /inloggen name=noor passphrase="soep fiets lantaarn"
expect 303 "/inloggen/code?naar=%2F"
follow
submit /inloggen/code code=$code
expect 403
# without the first step there is no second
browser vreemde
get /inloggen/code
expect 303 /inloggen
post /inloggen/code code=$code
expect 303 /inloggen
request GET /inloggen/code cookie:spil_half=zzzz
expect 303 /inloggen
# A recovery code works once.
browser dief
submit /inloggen/code code="$recovery"
expect 303 /
sql "select count(*) from recovery_code where staff_id = 101" expect 9
browser dief2
get /inloggen
submit /inloggen name=noor passphrase="soep fiets lantaarn"
follow
submit /inloggen/code code="$recovery"
expect 403
# Guessing codes gets slower, also from the next half log-in; the right code is not looked at either.
sql "update login_attempt set failures = 9"
let code totp $secret 30
submit /inloggen/code code=$code
expect 429 summary "Er is te vaak een verkeerde code gebruikt" match "Wacht (3[0-2]|2[0-9]) seconden"
browser dief3
get /inloggen
sql "delete from login_attempt where failures < 9"
submit /inloggen name=noor passphrase="soep fiets lantaarn"
expect 429
sql "select count(*) from access_log where action = 8 and staff_id is null" expect 7
sql "delete from login_attempt"

# Five minutes, no more; and the half log-in dies with the passphrase.
submit /inloggen name=noor passphrase="soep fiets lantaarn"
expect 303
restart now=2026-11-23T09:20 stay
browser dief3
let code totp $secret
post /inloggen/code code=$code
expect 303 /inloggen
follow
expect 200 text "Het duurde te lang. Log opnieuw in."
submit /inloggen name=noor passphrase="soep fiets lantaarn"
expect 303 "/inloggen/code?naar=%2F"
login ad
post /beheer/medewerker/101/wachtzin
expect 200
let link = /sleutel=([\w-]{43})</
browser dief3
get /inloggen/code
expect 303 /inloggen
# a new passphrase does not take the code away
get /inloggen
submit /inloggen name=noor passphrase="soep fiets lantaarn"
expect 403
get "/inloggen/wachtzin?sleutel=$link"
submit /inloggen/wachtzin fresh="paars hek dorp" again="paars hek dorp"
expect 303 "/inloggen/code?naar=%2F"
follow
submit /inloggen/code code=$code
expect 303 /

# An administrator takes the code away from who lost phone and paper; never in another organisation.
login ad
get /beheer/medewerker/101
submit /beheer/medewerker/101/code
expect 303 /beheer/medewerker/101
follow
expect 200 text "De code bij het inloggen is weggehaald." no text "Code bij het inloggen weghalen"
sql "select count(*) from second_factor where staff_id = 101" expect 0
sql "select count(*) from recovery_code" expect 0
sql "select staff_id, object_id from access_log where action = 12" expect "107|101"
post /beheer/medewerker/108/code
expect 404

# Without a code nobody gets further than the page that sets it up.
browser weer
get "/inloggen?naar=/uren"
submit /inloggen name=noor passphrase="paars hek dorp"
expect 303 "/inloggen/instellen?naar=%2Furen" header set-cookie "Max-Age=900" no header set-cookie "spil_session="
get /vandaag
expect 303 "/inloggen?naar=%2Fvandaag"
get /inloggen/code
expect 303 "/inloggen/instellen?naar=%2F"
post /inloggen/code code=123456
expect 303 "/inloggen/instellen?naar=%2F"
get "/inloggen/instellen?naar=/uren"
expect 200 title "Code instellen" text "Dat hoeft maar één keer." html "otpauth://totp/Spil:noor?secret=" field _back /uren
  html "<svg class=\"qr\"" no text "oefenomgeving" no html "data-csrf"
let secret = /secret=([A-Z2-7]{32})&amp;issuer=Spil/
# the same page shows the same key; another browser gets another one
get /inloggen/instellen
expect 200 html "secret=$secret&amp;"
browser ander
get /inloggen
submit /inloggen name=noor passphrase="paars hek dorp"
follow
expect 200 no html "secret=$secret&amp;"
let code totp $secret
submit /inloggen/instellen code=$code
expect 422 error code "Deze code klopt niet."
submit /inloggen/instellen code=""
expect 422 error code "Vul dit in."
sql "select count(*) from second_factor where staff_id = 101" expect 0
browser weer
get "/inloggen/instellen?naar=/uren"
submit /inloggen/instellen code=$code
expect 200 title "Uw herstelcodes" text "U ziet ze alleen nu." html "href=\"/uren\">Ik heb ze bewaard" header set-cookie "spil_session="
sql "select count(*) from recovery_code where staff_id = 101" expect 10
get /uren
expect 200
get /inloggen/instellen
expect 303 /
# who was setting it up elsewhere shows a code now
browser ander
get /inloggen/instellen
expect 303 "/inloggen/code?naar=%2F"
post /inloggen/instellen code=$code
expect 303 "/inloggen/code?naar=%2F"
# without the first step there is no such page
browser vreemde
get /inloggen/instellen
expect 303 /inloggen
post /inloggen/instellen code=$code
expect 303 /inloggen

# An hour without a request ends the session; the page knows, so that it can warn.
browser weer
get /account
expect 200 html "data-idle=\"3630\""
restart now=2026-11-23T10:05 stay
browser weer
get /account
expect 200
restart now=2026-11-23T11:04 stay
browser weer
get /account
expect 200 text "voor het laatst gezien op 23-11-2026 11:04"
restart now=2026-11-23T12:06 stay
browser weer
get /account
expect 303 "/inloggen?naar=%2Faccount"
# what was being set up is forgotten after a quarter of an hour
login zara
get /account/code
submit /account/code passphrase="welkom bij spil"
follow
expect 200 text "Richt de camera"
restart now=2026-11-23T12:22 stay
browser zara
get /account/code
expect 200 text "Vul eerst uw wachtzin in."
