# One's own appointments in another calendar: a secret address, no names unless asked for, logged.

login noor
get "/agenda/nieuw?wie=1001"
submit /agenda/nieuw day=24-11-2026 time=10:00 subject="geheim" remind=15
get "/agenda/nieuw?wie=4001"
submit /agenda/nieuw day=25-11-2026 time= kind=visit
get /agenda/koppeling
expect 200 text "Gewoonlijk staan er geen namen in." no text "Er is een geheim adres"
submit /agenda/koppeling
expect 200 text "u ziet het maar één keer"
let secret = /agenda\.ics\?s=([A-Za-z0-9_-]{43})/
sql "select count(*) from calendar_feed where staff_id = 101 and ended_at is null and names = 0" expect 1
browser other
get /agenda.ics?s=$secret
expect 200 header content-type "text/calendar; charset=utf-8" html "BEGIN:VCALENDAR" html "SUMMARY:IPS: gesprek"
  html "DTSTART:20261124T090000Z" html "DTEND:20261124T100000Z" html "TRIGGER:-PT15M" html "DTSTART;VALUE=DATE:20261125"
  no html "Milan" no html "geheim" no html "Bos"
sql "select count(*) from access_log where staff_id = 101 and action = 15" expect 1
get /agenda.ics
expect 410
get /agenda.ics?s=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
expect 410
# with names: of whom the gate shows the name, and no more after a hand-over
browser main
login noor
get /agenda/koppeling
expect 200 text "Er is een geheim adres, gemaakt op 23-11-2026." text "Er staan geen namen in."
submit /agenda/koppeling names=1
let named = /agenda\.ics\?s=([A-Za-z0-9_-]{43})/
get /agenda/koppeling
expect 200 text "Er staan voornamen en werkgevers in."
browser other
get /agenda.ics?s=$secret
expect 410
get /agenda.ics?s=$named
expect 200 html "SUMMARY:IPS: gesprek · Milan" html "Bakkerij Bos" no html "van den Berg"
sql "update trajectory_fact set staff_id = 103, team_id = 22 where trajectory_id = 2001"
get /agenda.ics?s=$named
expect 200 html "SUMMARY:IPS: gesprek" no html "Milan"
# ended by its owner, and with the account
sql "update staff set active = 0 where id = 101"
get /agenda.ics?s=$named
expect 410
sql "update staff set active = 1 where id = 101"
browser main
login noor
get /agenda/koppeling
submit /agenda/koppeling/einde
expect 303 /agenda/koppeling
follow
expect 200 text "Het adres werkt niet meer."
post /agenda/koppeling/einde
expect 303
browser other
get /agenda.ics?s=$named
expect 410
