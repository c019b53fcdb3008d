# A database of real people never becomes one that shows codes.

spil demo @db --clients 20 --seed 1
expect exit 1 output "this database holds an organisation already; the demo wants an empty one"
sql "select count(*) from setting where name = 'practice'" expect 0
spil init @db
expect exit 0
sql "select count(*) from setting where name = 'practice'" expect 0
get /inloggen
submit /inloggen name=noor passphrase="welkom bij spil"
follow
expect 200 title "Code invullen" no text "oefenomgeving" no match "[0-9]{6}"
# not by a hand in the database either: the mark needs the key of the installation
sql "insert into setting (name, value) values ('practice', '1')"
get /inloggen/code
expect 200 no text "oefenomgeving" no match "[0-9]{6}"
sql "update setting set value = '{A*43}' where name = 'practice'"
get /inloggen/code
expect 200 no text "oefenomgeving" no match "[0-9]{6}"
get /inloggen
submit /inloggen name=noor passphrase="welkom bij spil"
code noor
expect 303 /
