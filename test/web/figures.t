# The published figures, computed again; and the commands of the program.

login mira
get /cijfers/gepubliceerd
expect 200
spil published --check
expect exit 0
spil routes
expect exit 0 output "GET /vandaag"
spil help
expect exit 0 output "sqlcheck"
spil bestaat-niet
expect exit 1 output "there is no command \"bestaat-niet\""
spil serve
expect exit 1 output "which database?"
spil serve @db --workers 0
expect exit 1 output "workers must be a whole number from 1 to 64"
spil serve @db --now gisteren
expect exit 1 output "now must look like"
# one server at a time
spil serve @db --port 0
expect exit 1 output "another server already serves this database"
# a first administrator, who can log in
spil user add @db --login baas --name "De Baas"
expect exit 0 output "passphrase:"
sql "select count(*) from staff where login = 'baas' and password_hash like '\$argon2id\$%'" expect 1
spil user add @db --login baas --name "Nog een"
expect exit 1 output "there is someone with the login"
spil user add @db --login x
expect exit 1 output "user add needs --login and --name"
sql "select count(*) from staff where login = 'baas'" expect 1
spil verify @db
expect exit 0
spil sqlcheck @db
expect exit 0
spil init @db
expect exit 0 output "0 of"
