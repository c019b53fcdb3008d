# Log-in as an attacker would use it: sessions that somebody else chose, and addresses to elsewhere.

# A session that stood in the browser before is never the one of who logs in; the old one of the
# same browser is over; and the one after log-out is worth nothing.
browser noor
request GET /inloggen cookie:spil_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
expect 200 no header set-cookie spil_session=AAAA
request POST /inloggen cookie:spil_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA content-type:application/x-www-form-urlencoded
  "name=noor&passphrase=welkom+bij+spil"
expect 303 no header set-cookie AAAAAAAA
sql "select count(*) from session" expect 0
login noor
get /vandaag
expect 200
let first sql "select token_hash from session where staff_id = 101"
submit /uitloggen
expect 303
sql "select count(*) from session where staff_id = 101" expect 0
get /vandaag
expect 303 /inloggen?naar=%2Fvandaag

# Where to go after log-in stays on this site, however it is written.
browser away0
get "/inloggen?naar=https://elders.nl/"
expect 200
submit /inloggen name=noor passphrase="welkom bij spil"
expect 303 no header location elders.nl/ no header set-cookie elders
code noor
expect 303 / no header location elders no header set-cookie elders
browser away1
get "/inloggen?naar=//elders.nl/"
expect 200
submit /inloggen name=noor passphrase="welkom bij spil"
expect 303 no header location elders.nl/ no header set-cookie elders
code noor
expect 303 / no header location elders no header set-cookie elders
browser away2
get "/inloggen?naar=/%5Celders.nl/"
expect 200
submit /inloggen name=noor passphrase="welkom bij spil"
expect 303 no header location elders.nl/ no header set-cookie elders
code noor
expect 303 / no header location elders no header set-cookie elders
browser away3
get "/inloggen?naar=/%09/elders.nl/"
expect 200
submit /inloggen name=noor passphrase="welkom bij spil"
expect 303 no header location elders.nl/ no header set-cookie elders
code noor
expect 303 / no header location elders no header set-cookie elders
browser away4
get "/inloggen?naar=%5C%5Celders.nl/"
expect 200
submit /inloggen name=noor passphrase="welkom bij spil"
expect 303 no header location elders.nl/ no header set-cookie elders
code noor
expect 303 / no header location elders no header set-cookie elders
browser away5
get "/inloggen?naar=javascript:alert(1)//elders.nl"
expect 200
submit /inloggen name=noor passphrase="welkom bij spil"
expect 303 no header location elders.nl/ no header set-cookie elders
code noor
expect 303 / no header location elders no header set-cookie elders
browser away6
get "/inloggen?naar=/vandaag%0d%0aset-cookie:x=elders.nl"
expect 200
submit /inloggen name=noor passphrase="welkom bij spil"
expect 303 no header location elders.nl/ no header set-cookie elders
code noor
expect 303 / no header location elders no header set-cookie elders
browser away7
get "/inloggen?naar=/%2F/elders.nl"
expect 200
submit /inloggen name=noor passphrase="welkom bij spil"
expect 303 no header location elders.nl/ no header set-cookie elders
code noor
expect 303 / no header location elders no header set-cookie elders
get "/taal?naar=en&terug=https://elders.nl"
expect 303 /
get "/taal?naar=en&terug=//elders.nl"
expect 303 /
get "/taal?naar=en&terug=/%5Celders.nl"
expect 303 /
request GET /taal?naar=en referer:https://elders.nl/x
expect 303 /
request GET /taal?naar=en host:elders.nl
expect 303 /

# Generic: whoever guesses a name learns nothing from the words.
browser guess
post /inloggen _csrf="" name=noor passphrase="dit is hem niet"
let known = /<div class="errors"[\s\S]*?<\/div>/
post /inloggen _csrf="" name=bestaat-niet passphrase="dit is hem niet"
expect 403 html $known
