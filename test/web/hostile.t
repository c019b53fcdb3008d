# Requests that no page of ours sends.

login noor
# addresses and methods
get /bestaat-niet
expect 404 text "Deze pagina is er niet"
get /deelnemers/
expect 404
get /../../etc/passwd
expect 404
get /assets/../schema/0001_core.sql
expect 404
get /%2e%2e/
expect 404
request POST /vandaag content-type:application/x-www-form-urlencoded ""
expect 405 header allow GET
request DELETE /deelnemers/1001
expect 405
request PUT /contact
expect 405
request HEAD /health
expect 200
get /health
expect 200 header content-type text/plain
get /deelnemers/1001?q=%00
expect 200
get /deelnemers?q=%ff%fe
expect 200
get "/deelnemers?q=%zz"
expect 400

# The token: missing, wrong, of someone else, from another site.
post /contact _csrf="" who=1001 minutes=15 note=vals
expect 403 text "Deze pagina was te oud om op te slaan"
post /contact _csrf=AAAA who=1001 minutes=15 note=vals
expect 403
login bart
let other = /name="_csrf" value="([^"]*)"/
login noor
post /contact _csrf=$other who=1001 minutes=15 note=vals
expect 403
post /contact who=1001 minutes=15 note=vals sec-fetch-site:cross-site
expect 403
post /contact who=1001 minutes=15 note=vals sec-fetch-site:same-site
expect 403
sql "select count(*) from contact where note = 'vals'" expect 0

# Fields twice, fields that do not belong here, bytes that are no text.
post /contact who=1001 who=1007 minutes=15 note=vals
expect 422 error who "Dit is twee keer verstuurd." field note vals
post /contact who=1001 minutes=15 note=vals staff_id=102
expect 422 summary "Het formulier stuurde iets mee wat hier niet hoort (staff_id)" field note vals
post /contact who=1001 minutes=15 note=vals created_at=1 programme_id=12 id=5001
expect 422
post /contact who=1001 minutes=15 note="ervoor \xff\xfe erna"
expect 422 error note "niet te lezen" field note "ervoor �� erna"
post /contact who=1001 minutes=15 note="a\x00b"
expect 422 error note "niet te lezen" field minutes 15
post /contact who=1001 minutes=15 note="\xed\xa0\x80"
expect 422 error note "niet te lezen"
post /contact who=1001 minutes=15 note="\xc0\xaf"
expect 422 error note "niet te lezen"
post /contact who=1001 minutes=15 "not\x00e=x"
expect 400 text "tekens of velden mee die niet te lezen zijn"
post /contact who=1001 minutes=15 note="a\x01b"
expect 422
post /deelnemers/1001/gegevens id=1003 organisation_id=2 given_name=A family_name=B birth_on=1-1-1990 version=1
expect 422 summary "Het formulier stuurde iets mee wat hier niet hoort"
post /werkgevers/4001/wijzig name=X organisation_id=2 version=1
expect 422
sql "select count(*) from contact where note like 'vals%'" expect 0

# Bodies.
request POST /contact content-type:application/json "{}"
expect 400
request POST /contact content-type:application/x-www-form-urlencoded "who=%zz"
expect 400
request POST /contact content-type:application/x-www-form-urlencoded "a={x*1100000}"
expect 413
request POST /contact content-type:text/plain "who=1001"
expect 400

# Stored script and SQL: kept as typed, shown as text.
post /contact who=1001 minutes=15 note="<script>alert('x')</script>\"'&" next_step="</title><script>" 
expect 303 /vandaag
get /deelnemers/1001
expect 200 text "<script>alert('x')</script>\"'&" no html "<script>alert" no html "</title><script>"
get /vandaag
expect 200 no html "</title><script>"
post /contact who=1001 minutes=15 note="'); drop table contact; --" next_step="\$\$" next_step_on=30-11-2026
expect 303 /vandaag
sql "select count(*) from contact where note = '''); drop table contact; --'" expect 1
get "/werkgevers?q=%27%3B+drop+table+employer%3B--&branche=%27&plaats=%27%20or%201%3D1&zoekt=%27&volgorde=%27"
expect 200
get "/uren?week=2026-11-23%27--"
expect 200
get "/deelnemers/1001?voor=%27"
expect 200
get "/contact?wie=1001%27"
expect 200
get "/deelnemers/1001/werk/nieuw?soort=%3Cscript%3E"
expect 200 no html "<script>"
get "/werkgevers/nieuw?naam=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E"
expect 200 no html "<script>alert"
get "/taal?naar=en%0d%0ax:y&terug=/vandaag%0d%0ax-evil:%20y"
expect 303 / no header x-evil y
login vera
get /deelnemers/1008
expect 200

# Names that hold everything.
login ad
post /beheer/medewerker name="<b>O'Neill & \"zoon\"</b>" login=oneill language=nl hours_week=1 fte=1
expect 200 no html "<b>O'Neill"
get /beheer
expect 200 text "<b>O'Neill & \"zoon\"</b>" no html "<b>O'Neill"
