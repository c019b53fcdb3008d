# The employer network: shared by the teams of an organisation, and by nobody else.

login noor
get /werkgevers
expect 200 title "Werkgevers" text "Bakkerij Bos" text "hulp in de winkel" text "18-11-2026, Noor de Wit"
    text "Bouwbedrijf Bosman" text "nog niet" no text "Elders Fietsen"
get "/werkgevers?q=bos"
expect 200 text "Bakkerij Bos" text "Bouwbedrijf Bosman"
get "/werkgevers?q=bos+bakk"
expect 200 text "Bakkerij Bos" no text "Bouwbedrijf Bosman"
get "/werkgevers?q=assen"
expect 200 no text "Bakkerij Bos" text "Bouwbedrijf Bosman"
get "/werkgevers?branche=F"
expect 200 no text "Bakkerij Bos" text "Bouwbedrijf Bosman"
get "/werkgevers?plaats=Groningen"
expect 200 text "Bakkerij Bos" no text "Bouwbedrijf Bosman"
get "/werkgevers?zoekt=1"
expect 200 text "Bakkerij Bos" no text "Bouwbedrijf Bosman"
get "/werkgevers?volgorde=contact"
expect 200 text "Bakkerij Bos" no text "Bouwbedrijf Bosman" text "Werkgevers zonder contact staan niet"
get "/werkgevers?q=bosm&volgorde=contact"
expect 200 no text "Bouwbedrijf Bosman" text "Geen werkgever gevonden"
get "/werkgevers?q=zzz"
expect 200 text "Geen werkgever gevonden" html "/werkgevers/nieuw?naam=zzz"

# While typing: the place tells two of one name apart.
get "/werkgevers/zoek?q=bos"
expect 200 html "<li data-value=\"4001\" data-label=\"Bakkerij Bos\">" html "<small>Assen</small>"
get "/werkgevers/zoek?q="
expect 200 no html "<li"

# A new one; what is typed cannot become mark-up.
get /werkgevers/nieuw
submit /werkgevers/nieuw name="Café <b>Zon</b> & Zn" place=groningen kvk=87654321 sector=I
    not_before_on=1-12-2026 not_before_reason="verbouwing"
expect 303 /werkgevers/*
follow
expect 200 title "Café" html "Café &lt;b&gt;Zon&lt;/b&gt; &amp; Zn" text "De werkgever is toegevoegd."
    text "Niet bellen voor 01-12-2026: verbouwing" text "87654321"
    text "Nog niemand sprak deze werkgever" text "Hier werkte nog geen deelnemer"
get "/werkgevers?plaats=Groningen"
expect 200 text "Café" text "Niet bellen voor 01-12-2026: verbouwing"
get "/werkgevers?q=cafe"
expect 200 html "Café &lt;b&gt;"

# The same KVK number: a link to the one that is there. Nothing typed is lost.
get /werkgevers/nieuw
submit /werkgevers/nieuw name="Bosman Bouw" kvk="12 34 56 78" agreement="Niet op maandag"
expect 422 error kvk "staat er al" html "<a href=\"/werkgevers/4002\">Bouwbedrijf Bosman</a>"
    field name "Bosman Bouw" field agreement "Niet op maandag"
# A KVK number of another organisation is no secret of ours to tell.
login vera
get /werkgevers/nieuw
submit /werkgevers/nieuw name="Bosman Bouw" kvk=12345678
expect 303 /werkgevers/*
login noor
# The same name in the same place: a warning that can be answered.
get /werkgevers/nieuw
submit /werkgevers/nieuw name="bakkerij  BÓS" place=GRONINGEN
expect 422 error name "Is het een andere?" html "<a href=\"/werkgevers/4001\">Bakkerij Bos</a>"
submit /werkgevers/nieuw _anyway=1
expect 303 /werkgevers/*
get /werkgevers/nieuw
submit /werkgevers/nieuw name="Bakkerij Bos" place=Haren
expect 303 /werkgevers/*

# Bad input: each message at its field, all in the summary, nothing written.
get /werkgevers/nieuw
submit /werkgevers/nieuw name="" kvk=1234567 not_before_on=31-02-2026 sector=ZZ
expect 422 error name "Vul dit in." error kvk "acht cijfers" error not_before_on "Deze dag bestaat niet"
    error sector "mogelijkheden" field kvk 1234567 field not_before_on 31-02-2026
submit /werkgevers/nieuw name={x*201} kvk="" not_before_on="" sector=""
expect 422 error name "Maak de tekst korter"
submit /werkgevers/nieuw name=Goed not_before_on=1-12-2026
expect 422 error not_before_reason "Schrijf ook waarom"
submit /werkgevers/nieuw name=Goed not_before_on="" not_before_reason=druk
expect 422 error not_before_on "tot welke dag"
submit /werkgevers/nieuw name=Goed not_before_reason="" zomaar=1
expect 422 summary "zomaar"
submit /werkgevers/nieuw name="a\xffb"
expect 422 error name "niet te lezen" field name "a�b"

# A colleague was first: nothing is overwritten and nothing typed is lost.
get /werkgevers/4001/wijzig
expect 200 field name "Bakkerij Bos" field open_need "hulp in de winkel"
login bart
get /werkgevers/4001/wijzig
submit /werkgevers/4001/wijzig open_need="bezorger"
expect 303 /werkgevers/4001
login noor
submit /werkgevers/4001/wijzig open_need="inpakker"
expect 422 summary "Een collega heeft dit intussen gewijzigd" field open_need inpakker
sql "select open_need, version from employer where id = 4001" expect "bezorger|2"

# Establishments and people.
get /werkgevers/4001/vestigingen/nieuw
submit /werkgevers/4001/vestigingen/nieuw street="Laan 2" number=123 postcode="0000 AA"
expect 422 error place "Vul dit in." error postcode "postcode" field street "Laan 2"
submit /werkgevers/4001/vestigingen/nieuw place=Assen postcode=9401ab
expect 422 error number "twaalf cijfers"
submit /werkgevers/4001/vestigingen/nieuw number="0000 1234 5678"
expect 303 /werkgevers/4001
follow
expect 200 text "De vestiging is opgeslagen." text "9401 AB Assen" text "Ben Bos" text "eigenaar"
    html "tel:0501234567"
sql "select number from establishment where employer_id = 4001 and place = 'Assen'" expect 000012345678
get /werkgevers/4001/vestigingen/4101
submit /werkgevers/4001/vestigingen/4101 postcode=9411ab
expect 303 /werkgevers/4001
sql "select postcode from establishment where id = 4101" expect "9411 AB"
get /werkgevers/4001/personen/nieuw
submit /werkgevers/4001/personen/nieuw name="Ina Bos" phone=12 email=ina@
expect 422 error phone "telefoonnummer" error email "e-mailadres" field name "Ina Bos"
submit /werkgevers/4001/personen/nieuw phone="050-7654321" email=ina@bos.example establishment_id=4101
expect 303 /werkgevers/4001
get /werkgevers/4001/personen/nieuw
submit /werkgevers/4001/personen/nieuw name="Sluip" establishment_id=4103
expect 422 error establishment_id "mogelijkheden"
get /werkgevers/4001/personen/4201
expect 200 field name "Ben Bos"
submit /werkgevers/4001/personen/4201 gone=1
expect 303 /werkgevers/4001
follow
expect 200 text "werkt hier niet meer" no html "tel:0501234567" text "Ina Bos" html "tel:+31507654321"
get /werkgevers/4001/vestigingen/4101
expect 200 field street "Dorpsstraat 1"

# The page of an employer: who sees which client's name. Milou is Noor's; where somebody works is not
# for the team, so Bart counts as little as Zara of the other team.
get /werkgevers/4001
expect 200 text "Kennisgemaakt." text "Milou Bergman" html "/contact?wie=4001"
login zara
get /werkgevers/4001
expect 200 no text "Milou" text "1 plaatsing van een deelnemer die u niet begeleidt"
login bart
get /werkgevers/4001
expect 200 no text "Milou" text "1 plaatsing van een deelnemer die u niet begeleidt"
login sanne
get /werkgevers/4001
expect 200 text "Milou Bergman"

# What was agreed for a client is not for every colleague.
login noor
get /deelnemers/1001/contact
submit /deelnemers/1001/contact party=employer activity=employer mode=phone place=office minutes=20
    _employer_id="" employer_id=4002 note="Over Milans rug"
expect 303 /deelnemers/1001
get /werkgevers/4002
expect 200 text "Over Milans rug"
login bart
get /werkgevers/4002
expect 200 no text "Over Milans rug" text "Wat is afgesproken staat in dat dossier"

# Not of another organisation, not without the right to it.
login noor
get /werkgevers/4003
expect 404
get /werkgevers/4003/wijzig
expect 404
get /werkgevers/4003/personen/4203
expect 404
get /werkgevers/4001/personen/4203
expect 404
get /werkgevers/4001/vestigingen/4103
expect 404
post /werkgevers/4003/wijzig name=Gekaapt version=1
expect 404
login vera
get "/werkgevers/zoek?q=bakkerij"
expect 200 no html "<li"
get /werkgevers
expect 200 no text "Bakkerij Bos" text "Elders Fietsen"
login ad
get /werkgevers
expect 403
login sanne
get /werkgevers/4001
expect 200 text "Bakkerij Bos"

# English.
login noor
get "/taal?naar=en&terug=/werkgevers"
get /werkgevers
expect 200 title "Employers" text "Search by name or place"
