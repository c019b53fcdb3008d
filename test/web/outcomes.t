# The report of a study from the database, and a delivery for research.

spil outcomes @db
expect exit 0 output "Er is geen controlegroep"
spil outcomes @db --lang en
expect exit 0 output "There is no control group"
spil outcomes @db --format html --lang en
expect exit 0 output "Paid work"
spil outcomes @db --format html
expect exit 0 output "Betaald werk"
spil outcomes --help
expect exit 0 output "Exit: 0 all was used"
spil outcomes
expect exit 2 output "usage: outcomes DIR|--db URL"
spil outcomes @db /nergens
expect exit 2 output "usage: outcomes DIR|--db URL"
spil outcomes /nergens
expect exit 2 output "participants.csv: cannot be opened"
spil export research
expect exit 1 output "say: spil export research"
spil export research /nergens/levering @db
expect exit 1 output "/nergens/levering"
spil export research map @db --pseudonyms map/sleutel
expect exit 1 output "keep the key outside the folder"
