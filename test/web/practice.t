# A database of invented people is for practising: the page shows the code that a phone would show.
world empty

spil demo @db --clients 20 --seed 1
expect exit 0 output "the page shows it"
sql "select count(*) from staff where id not in (select staff_id from second_factor where secret is not null)" expect 0
# The half minutes below are counted from here, not from before the filling.
restart
get /inloggen
expect 200 no text "oefenomgeving"
submit /inloggen name=specialist1 passphrase="welkom bij spil"
expect 303 "/inloggen/code?naar=%2F"
follow
expect 200 text "Dit is een oefenomgeving: alles is verzonnen. U hebt geen telefoon nodig." match "De code is nu [0-9]{6}\\."
let code = /De code is nu (\d{6})/
submit /inloggen/code code=000000
expect 403 text "Dit is een oefenomgeving"
submit /inloggen/code code=$code
expect 303 /
get /vandaag
expect 200

# No code works twice: the page shows the next one, and after two in half a minute none.
browser two
get /inloggen accept-language:en
submit /inloggen name=specialist1 passphrase="welkom bij spil"
get /inloggen/code accept-language:en
expect 200 text "This is a practice environment: everything is invented." no text "The code is now $code"
let next = /The code is now (\d{6})/
submit /inloggen/code code=$next
expect 303 /
browser three
get /inloggen
submit /inloggen name=specialist1 passphrase="welkom bij spil"
follow
expect 200 text "Wacht een halve minuut"

# A new colleague needs no phone either.
sql "delete from second_factor where staff_id = (select id from staff where login = 'supervisor1')"
browser four
get /inloggen
submit /inloggen name=supervisor1 passphrase="welkom bij spil"
follow
expect 200 title "Code instellen" text "Dit is een oefenomgeving"
let code = /De code is nu (\d{6})/
submit /inloggen/instellen code=$code
expect 200 title "Uw herstelcodes"

# The mark is made with the key of the installation: one that is not shows nothing.
sql "update setting set value = 'A' || substr(value, 2) where name = 'practice' and substr(value, 1, 1) <> 'A'"
sql "update setting set value = 'B' || substr(value, 2) where name = 'practice' and substr(value, 1, 1) = 'B'"
browser three
get /inloggen/code
expect 200 no text "oefenomgeving"
