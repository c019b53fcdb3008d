# A closed week takes no hours and no contacts; the supervisor opens it again with a reason; files; budget.

login noor
get /uren?week=2026-11-16
expect 200 text "Week afsluiten" text "Klopt alles?"
submit "/uren/afsluiten?week=2026-11-16"
expect 303 /uren?week=2026-11-16
follow
expect 200 text "De week is afgesloten." text "Afgesloten op 23-11-2026 door Noor de Wit" no text "Andere uren toevoegen"
post "/uren/afsluiten?week=2026-11-16"
expect 422 text "Deze week is afgesloten"
post "/uren/afsluiten?week=2026-12-07"
expect 422 text "moet nog beginnen"
get /uren
submit /uren day=18-11-2026 minutes=60 kind=training
expect 422 error day "Deze week is afgesloten."
get /contact
submit /contact who=1001 minutes=30 day=18-11-2026
expect 422 error day "Deze week is afgesloten."
let mine sql "select id from contact where staff_id = 101 and day >= '2026-11-16' and day < '2026-11-23' limit 1"
let whose sql "select t.client_id from contact_client k join trajectory t on t.id = k.trajectory_id where k.contact_id = $mine limit 1"
get /deelnemers/$whose/contact/$mine
submit /deelnemers/$whose/contact/$mine minutes=99
expect 422 error day "Deze week is afgesloten."
submit /deelnemers/$whose/contact/$mine day=23-11-2026
expect 422 error day "Deze week is afgesloten."
sql "insert into time_entry (id, programme_id, staff_id, day, minutes, kind) values (7101, 11, 101, '2026-11-17', 60, 'training')"
get /uren/7101
submit /uren/7101 minutes=90
expect 422 error day "Deze week is afgesloten."
post /uren/7101/verwijder
expect 422 text "Deze week is afgesloten"
# a contact of yesterday is not undone either
sql "insert into week_lock (id, staff_id, monday, locked_by, locked_at) values (77, 102, '2026-11-23', 102, 1)"
login bart
get /contact
submit /contact who=1003 minutes=30
expect 422 error day "Deze week is afgesloten."
sql "delete from week_lock where id = 77"
submit /contact who=1003 minutes=30
let last sql "select id from contact where staff_id = 102 and day = '2026-11-23'"
sql "insert into week_lock (id, staff_id, monday, locked_by, locked_at) values (77, 102, '2026-11-23', 102, 1)"
post /contact/$last/verwijder
expect 422 text "Deze week is afgesloten"

# The supervisor of the team, with a reason.
login noor
get /uren/team
expect 403
login sara
get /uren/team/101?week=2026-11-16
expect 404
login sanne
get /uren/team?week=2026-11-16
expect 200 text "Noor de Wit" text "afgesloten" text "Bart Smit" no text "Otto Prins" no text "Zara Vos"
get /uren/team/101?week=2026-11-16
expect 200 text "Waarom moet de week weer open" text "Afgesloten op 23-11-2026"
submit /uren/team/101?week=2026-11-16
expect 422 error reason "Vul dit in."
submit /uren/team/101?week=2026-11-16 reason="Reistijd vergeten"
expect 303 /uren/team?week=2026-11-16
follow
expect 200 text "De week staat weer open."
post /uren/team/101?week=2026-11-16 reason=x
expect 422 summary "niet afgesloten"
login noor
get /uren?week=2026-11-16
expect 200 text "Weer opengezet op 23-11-2026 door Sanne Kok: Reistijd vergeten" text "Week afsluiten"
get /uren/7101
submit /uren/7101 minutes=90 note="=1+1"
expect 303
sql "select minutes, note, version from time_entry where id = 7101" expect "90|=1+1|2"
post /uren/7101 day=17-11-2026 minutes=60 kind=training version=1
expect 422 summary "intussen gewijzigd"
get /uren/7002
expect 404

# Files: one's own, without names of clients, a formula is a text.
get "/uren/bestand?soort=week&dag=2026-11-16&als=csv"
expect 200 header content-type "text/csv; charset=utf-8" html "2026-11-17,2026-W47,scholing,90,0,0,'=1+1" no html "Milan"
  no html "2026-11-23"
get "/uren/bestand?soort=maand&dag=2026-11-16&als=csv"
expect 200 header content-disposition "attachment; filename=\"uren-2026-11-01.csv\"" html "2026-11-23"
get "/uren/bestand?soort=jaar&dag=2026-11-16&als=xlsx"
expect 200 header content-disposition "attachment; filename=\"uren-2026-01-01.xlsx\""

# The budget of a scheme: said from 80 % on (40 of 50 hours), gone when a contact is mended.
get /deelnemers/1001/uren
expect 200 text "Uren in dit traject" text "Deze regeling kent geen vast aantal uren."
sql "update trajectory set scheme = 'NAH_PILOT' where id = 2006"
get /deelnemers/1006/contact
submit /deelnemers/1006/contact minutes=1430 travel_minutes=600
get /deelnemers/1006/contact
submit /deelnemers/1006/contact minutes=930
sql "select count(*) from due where rule = 'budget'" expect 0
get /deelnemers/1006/contact
submit /deelnemers/1006/contact minutes=45
sql "select words from due where rule = 'budget' and trajectory_id = 2006" expect "80 %"
get /deelnemers/1006/uren
expect 200 text "van 50,0 uur in de regeling (80 %)" text "De uren van de regeling raken op."
get /vandaag
expect 200 text "Lotte Smit"
let three sql "select max(id) from contact where minutes = 45 and day = '2026-11-23'"
get /deelnemers/1006/contact/$three
submit /deelnemers/1006/contact/$three minutes=30
sql "select count(*) from due where rule = 'budget'" expect 0
get /deelnemers/1006/contact
submit /deelnemers/1006/contact minutes=700
get /deelnemers/1006/uren
expect 200 text "De uren van de regeling zijn op."
