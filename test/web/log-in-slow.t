# Guessing gets slower: after five failures each next one waits twice as long, for the name and for
# the address. Another name from another place is not held up; a good log-in forgets the failures.

browser guesser
get /inloggen
submit /inloggen name=bart passphrase=1
expect 403
submit /inloggen name=bart passphrase=2
expect 403
submit /inloggen name=bart passphrase=3
expect 403
submit /inloggen name=bart passphrase=4
expect 403
submit /inloggen name=bart passphrase=5
expect 403
sql "select max(failures) from login_attempt" expect 5
# at the tenth it is 2 + 30 seconds; the clock of the server runs on while we ask
sql "update login_attempt set failures = 9"
submit /inloggen name=bart passphrase=6
expect 429 summary "Er is te vaak een verkeerde wachtzin gebruikt" match "Wacht (3[0-2]|2[0-9]) seconden"
# the right one is not looked at either
submit /inloggen name=bart passphrase="welkom bij spil"
expect 429 field name bart
# a refused try is not counted: nobody can lock a colleague out for longer
sql "select max(failures) from login_attempt" expect 9

# Two minutes later it works again, and one more failure doubles the wait.
restart now=2026-11-23T09:02
browser guesser
get /inloggen
submit /inloggen name=bart passphrase=7
expect 403
submit /inloggen name=bart passphrase=8
expect 429 match "Wacht (6[0-4]|5[0-9]) seconden"
restart now=2026-11-23T09:04
browser guesser
get /inloggen
submit /inloggen name=bart passphrase="welkom bij spil"
expect 303 "/inloggen/code?naar=%2F"
# the failures of the name are forgotten, those of the address stay until a day has passed
sql "select count(*) from login_attempt" expect 1
restart now=2026-11-24T10:30
browser guesser
get /inloggen
submit /inloggen name=bart passphrase=1
expect 403
sql "select max(failures) from login_attempt" expect 1

# Nobody keeps the owner of a name out: guesses count apart for a browser in which bart has logged in.
restart now=2026-11-25T10:00
browser eigen
get /inloggen
submit /inloggen name=bart passphrase="welkom bij spil"
expect 303 "/inloggen/code?naar=%2F" no header set-cookie "spil_device"
code bart
expect 303 / header set-cookie "spil_device=" header set-cookie "HttpOnly"
get /vandaag
submit /uitloggen
browser guesser
get /inloggen
submit /inloggen name=bart passphrase=1
expect 403
sql "update login_attempt set failures = 500"
submit /inloggen name=bart passphrase=1
expect 429
browser vreemd
get /inloggen
submit /inloggen name=bart passphrase="welkom bij spil"
expect 429
browser eigen
get /inloggen
submit /inloggen name=bart passphrase="welkom bij spil"
expect 303 "/inloggen/code?naar=%2F"
code bart
expect 303 /
get /vandaag
submit /uitloggen
# his own mistakes count there, and only there
get /inloggen
submit /inloggen name=bart passphrase=1
expect 403
sql "select count(*) from login_attempt where failures = 1" expect 1
# it is bart's alone
submit /inloggen name=noor passphrase="welkom bij spil"
expect 429
browser forger
request POST /inloggen cookie:spil_device={A*43} content-type:application/x-www-form-urlencoded "name=bart&passphrase=x"
expect 429
# and without that browser it is never more than five minutes
restart now=2026-11-25T10:07
browser vreemd
get /inloggen
submit /inloggen name=bart passphrase="welkom bij spil"
expect 303 "/inloggen/code?naar=%2F"
