# The list of employers: whom somebody should visit first stands on top, by name is a press away.

login noor
get /werkgevers
expect 200 match "Bakkerij Bos[^]*Bouwbedrijf Bosman" text "Bovenaan staat bij wie een bezoek gepland is"
sql "update employer set visit_on = '2026-11-27', visit_by = 101, visit_why = 'open dag' where id = 4002"
get /werkgevers
expect 200 match "Bouwbedrijf Bosman[^]*Bakkerij Bos" text "Volgend bezoek: 27-11-2026"
# What is overdue comes before what is still to come.
sql "update employer set visit_on = '2026-11-20', visit_by = 102, visit_why = 'kennismaken' where id = 4001"
get /werkgevers
expect 200 match "Bakkerij Bos[^]*Bouwbedrijf Bosman" text "Volgend bezoek: had al op 20-11-2026 gemoeten"
sql "update employer set visit_on = '2026-12-20' where id = 4001"
get /werkgevers
expect 200 match "Bouwbedrijf Bosman[^]*Bakkerij Bos"
# By name; the filters go along, and the order stays in the form.
get "/werkgevers?q=bo&plaats=&zoekt="
expect 200 match "Bouwbedrijf Bosman[^]*Bakkerij Bos" html "name=\"q\" value=\"bo\"" html "name=\"volgorde\" value=\"naam\"" text "Zet op naam"
get "/werkgevers?q=bo&branche=&plaats=&zoekt=&volgorde=naam"
expect 200 match "Bakkerij Bos[^]*Bouwbedrijf Bosman" text "Op volgorde van naam." field volgorde naam
get /werkgevers?volgorde=naam
expect 200 match "Bakkerij Bos[^]*Bouwbedrijf Bosman" text "Zet het volgende bezoek bovenaan"
# Last visited first leaves out who never was; without the words of the other orders.
get /werkgevers?volgorde=contact
expect 200 text "Bakkerij Bos" no text "Bouwbedrijf Bosman" no text "Op volgorde van naam" no text "Bovenaan staat"
get "/werkgevers?q=bo&volgorde=contact"
expect 200 text "Bakkerij Bos" no text "Bouwbedrijf Bosman"
get /werkgevers?plaats=Assen
expect 200 text "Bouwbedrijf Bosman" no text "Bakkerij Bos" html "name=\"plaats\" value=\"Assen\""
get /werkgevers?q=niemandhier
expect 200 text "Geen werkgever gevonden" no text "Bovenaan staat"
