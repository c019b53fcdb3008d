# The quick log: with a client, an employer or a colleague, chosen or typed.

login noor
get /vandaag
submit /contact who=1001 _who="Milan van den Berg" _who_was="Milan van den Berg" minutes=45
  note="<b>Koffie</b> & plan" next_step=bellen next_step_on=26-11-2026
expect 303 /vandaag
follow
expect 200 text "Het contact is vastgelegd."
let id sql "select id from contact where note like '<b>%'"
# everything that was left open follows from with whom
sql "select staff_id, day, minutes, activity, mode, party, initiative, reached, next_step, next_step_on from contact where id = $id"
  expect "101|2026-11-23|45|one_to_one|face_to_face|client|planned|1|bellen|2026-11-26"
sql "select trajectory_id, minutes, met_employer from contact_client where contact_id = $id" expect "2001|45|0"
sql "select last_contact_on, next_step, next_step_on from trajectory_fact where trajectory_id = 2001" expect
  "2026-11-23|bellen|2026-11-26"
# the line of the log goes with the write
sql "select count(*) from access_log where staff_id = 101 and client_id = 1001 and action = 4" expect 1
get /deelnemers/1001
expect 200 html "&lt;b&gt;Koffie&lt;/b&gt; &amp; plan" no html "<b>Koffie" text "bellen, 26-11-2026"
get /uren
expect 200 text "Milan van den Berg 0,8 uur"

# Typed and not chosen (no script): one find is meant.
get /contact
submit /contact _who=aisha minutes! _minutes=20 note=getypt
expect 303 /vandaag
sql "select trajectory_id from contact_client k join contact c on c.id = k.contact_id where c.note = 'getypt'"
  expect 2002
# Several finds: a choice, and nothing that was typed is lost.
get /contact
submit /contact _who=berg minutes! _minutes=25 note="met een Berg" next_step=x
expect 422 error who "Er zijn er meer met deze naam" text "Milan van den Berg (deelnemer)"
  text "Milou Bergman (deelnemer)" field note "met een Berg" field _minutes 25 field next_step x
submit /contact who=1007
expect 303 /vandaag
sql "select k.trajectory_id, c.minutes from contact_client k join contact c on c.id = k.contact_id where c.note = 'met een Berg'"
  expect "2007|25"
# No find, nothing typed.
get /contact
submit /contact _who=Zebedeus note=niemand
expect 422 error who "Deze naam staat niet bij uw deelnemers" field note niemand field _who Zebedeus
submit /contact _who="" 
expect 422 error who "Vul dit in."

# An employer and a colleague.
submit /contact _who=bakkerij minutes=60 note="Bij Bos"
expect 303 /vandaag
sql "select party, employer_id, activity, mode from contact where note = 'Bij Bos'" expect
  "employer|4001|employer|face_to_face"
sql "select last_contact_on, last_contact_by from employer where id = 4001" expect "2026-11-23|101"
get /contact?wie=4001
expect 200 field who 4001 field _who "Bakkerij Bos"
get /contact
submit /contact _who=sanne minutes=15 note="Met Sanne"
expect 303 /vandaag
sql "select party, activity from contact where note = 'Met Sanne'" expect "colleague|team"

# Minutes in every spelling.
get /contact
submit /contact who=1001 minutes! _minutes=1u30 note=anderhalf
expect 303
sql "select minutes from contact where note = 'anderhalf'" expect 90
get /contact
submit /contact who=1001 minutes=15 _back=record note=terug
expect 303 /deelnemers/1001

# Days that cannot be.
get /contact
submit /contact who=1001 minutes=15 day=31-02-2026 note=dag
expect 422 error day "Deze dag bestaat niet" field day 31-02-2026 field note dag
submit /contact who=1001 day=24-11-2026
expect 422 error day "Deze dag ligt in de toekomst"
submit /contact who=1001 day=31-05-2026
expect 422 error day "Deze dag ligt voor de aanmelding"
submit /contact who=1001 day=vandaag next_step="" next_step_on=30-11-2026
expect 422 error next_step "Schrijf ook wat de volgende stap is." field note dag
submit /contact who=1001 minutes=0
expect 422 error minutes "1"
submit /contact who=1001 minutes=1441
expect 422 error minutes "24:00"
submit /contact who=1001 minutes=abc
expect 422 error minutes "45, 1:30 of 1,5 uur" field note dag

# Someone else's client, another organisation's employer and staff, and ids that are none: nobody
# learns whether they are there.
submit /contact who=1003 minutes=15
expect 422 error who "Deze naam staat niet bij uw deelnemers" no text "Joris"
submit /contact who=1008
expect 422 error who "Deze naam staat niet bij uw deelnemers" no text "Elsa"
submit /contact who=4003
expect 422 error who "Deze naam staat niet bij uw deelnemers" no text "Elders"
submit /contact who=108
expect 422 error who "Deze naam staat niet bij uw deelnemers" no text "Vera"
submit /contact who=9223372036854775808
expect 422 error who "Kies een"
submit /contact who=-1
expect 422 error who "Kies een"
submit /contact who="1001; drop table contact"
expect 422 error who "Kies een"
get /contact?wie=1003
expect 200 no text "Joris"
get /contact?wie=999999
expect 200

# Search as you type: own clients, employers, colleagues, never another's client.
get /zoek?q=ber
expect 200 html "data-value=\"1001\"" html "data-value=\"1007\"" no html "data-value=\"1008\""
get /zoek?q=vries
expect 200 no html "data-value"
get /zoek?q=
expect 200 no html "<li"
get /zoek?q=%25
expect 200 no html "1003" no html "1008"
get "/zoek?q=ber'%20or%20'1'='1"
expect 200 no html "1003"

# Within reach of the thumb on every page of who logs contacts; of a client whose record is open, of that client.
login noor
get /werkgevers
expect 200 html "<li class=\"add\"><a href=\"/contact\">"
get /deelnemers/1001/zoeken
expect 200 html "<li class=\"add\"><a href=\"/contact?wie=1001\">"
get /deelnemers/999999
expect 404 html "<li class=\"add\"><a href=\"/contact\">"
login petra
get /toezicht
expect 200 no html "class=\"add\""
