# The week: hours come from contacts; other time is added by hand.

login noor
get /uren
expect 200 title "Week 48" text "1,0 uur van 32,0 uur" text "administratie: post"
get /uren?week=2026-11-18
expect 200 title "Week 47" text "Milan van den Berg 0,8 uur" text "1,3 uur van 32,0 uur" no text "van Bart"
get /uren?week=onzin
expect 200 title "Week 48"
get /uren
submit /uren day=24-11-2026 minutes=1:30 kind=training note="<b>cursus</b>"
expect 303 /uren?week=2026-11-23
follow
expect 200 text "De uren zijn opgeslagen." text "scholing: <b>cursus</b>" no html "<b>cursus" text "2,5 uur van 32,0 uur"
sql "select staff_id, day, minutes, kind, programme_id from time_entry where note = '<b>cursus</b>'" expect
  "101|2026-11-24|90|training|11"
let id sql "select id from time_entry where note = '<b>cursus</b>'"
submit /uren day=31-02-2026 minutes="" kind!
expect 422 error day "Deze dag bestaat niet" error minutes "Vul dit in." error kind "Maak een keuze." field day 31-02-2026
submit /uren day=24-11-2026 minutes=23:00 kind=leave note={n*301}
expect 422 error note "301"
submit /uren day=24-11-2026 minutes=23:00 kind=leave note=x
expect 422 error minutes "meer dan 24 uur" field minutes "23:00"
submit /uren day=25-11-2062 minutes=22:30
expect 422 error day "meer dan een jaar vooruit" field day 25-11-2062
submit /uren day=24-11-2026 minutes=22:30
expect 303
# one's own only
login bart
post /uren/$id/verwijder
expect 404
login noor
post /uren/7002/verwijder
expect 404
post /uren/$id/verwijder
expect 303 /uren
sql "select count(*) from time_entry where id = $id" expect 0
