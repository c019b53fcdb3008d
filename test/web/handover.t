# A caseload handed over at once: choose, confirm, undo on the same day; ahead: by itself on its day.

login noor
get /overdragen
expect 403
login sanne
get /overdragen
expect 200 text "Noor de Wit" no text "Otto Prins" text "Nog niets."
get /overdragen?van=101
expect 200 text "Berg, Milan van den" text "Smit, Lotte" no text "Klaar, Piet" no text "Vries, Joris de"
submit /overdragen _t_2001! _t_2002! _t_2006! _t_2007! to_staff=101 reason=
expect 422 summary "Vink aan wie er overgaat." error to_staff "" error reason "Vul dit in."
submit /overdragen _t_2001=1 _t_2006=1 to_staff=103 from_on=1-1-2020 reason="Noor gaat minder werken"
expect 422 error from_on "een maand terug"
# someone else's client is no part of the caseload
post /overdragen/bevestigen _t_2003=1 from_staff=101 to_staff=103 from_on=23-11-2026 reason=x
expect 422
post /overdragen/bevestigen _t_2005=1 from_staff=104 to_staff=103 from_on=23-11-2026 reason=x
expect 422
get /overdragen?van=101
submit /overdragen _t_2002! _t_2007! to_staff=103 from_on=23-11-2026 reason="Noor gaat minder werken"
expect 200 text "Klopt dit?" text "2 deelnemers van Noor de Wit naar Zara Vos, vanaf maandag 23 november"
  text "Milan van den Berg" text "Lotte Smit" no text "Aisha"
sql "select count(*) from handover" expect 0
sql "insert into appointment (id, programme_id, staff_id, day, minutes, kind, party, mode, place, trajectory_id,
  created_at, changed_at) values (8801, 11, 101, '2026-11-30', 60, 'talk', 'client', 'phone', 'office', 2001, 1, 1),
  (8802, 11, 101, '2026-11-20', 60, 'talk', 'client', 'phone', 'office', 2001, 1, 1)"
submit /overdragen/bevestigen
expect 303 /overdragen
follow
expect 200 text "De caseload is overgedragen." text "Noor de Wit → Zara Vos, vanaf 23-11-2026" text "2 deelnemers · Noor gaat minder werken"
sql "select staff_id, from_on, to_on from assignment where trajectory_id = 2001 order by from_on" expect
  "101|2026-06-01|2026-11-22" "103|2026-11-23|"
sql "select staff_id from appointment order by id" expect 103 101
sql "select count(*) from access_log where staff_id = 105 and client_id in (1001, 1006) and action = 5" expect 2
let one sql "select id from handover"
login noor
get /deelnemers/1001/gegevens
expect 404
login sara
post /overdragen/$one/terug
expect 404
login sanne
get /overdragen
submit /overdragen/$one/terug
expect 303
follow
expect 200 text "De overdracht is ongedaan gemaakt." text "ongedaan gemaakt"
sql "select staff_id, from_on, to_on from assignment where trajectory_id = 2001" expect "101|2026-06-01|"
sql "select staff_id from appointment order by id" expect 101 101
sql "select staff_id from trajectory_fact where trajectory_id = 2006" expect 101
post /overdragen/$one/terug
expect 422 text "alleen op de dag zelf"
# On the day an assignment began it is replaced, and comes back with the undo; who was handed on stays.
get /overdragen?van=102
submit /overdragen to_staff=101 from_on=1-11-2026 reason=ruil
sql "update assignment set from_on = '2026-11-10' where trajectory_id = 2003"
submit /overdragen/bevestigen
let two sql "select id from handover where reason = 'ruil'"
sql "select staff_id, from_on from assignment where trajectory_id = 2003" expect "101|2026-11-01"
post /overdragen/$two/terug
expect 303
sql "select staff_id, from_on, to_on from assignment where trajectory_id = 2003" expect "102|2026-11-10|"
get /overdragen?van=102
submit /overdragen to_staff=101 reason=nogmaals
submit /overdragen/bevestigen
let three sql "select id from handover where reason = 'nogmaals'"
get /deelnemers/1003/overdragen
submit /deelnemers/1003/overdragen staff=102
post /overdragen/$three/terug
expect 303
follow
expect 200 text "behalve voor wie intussen weer is overgedragen"

# Ahead: it waits, can be taken back, and happens by itself.
get /overdragen?van=101
submit /overdragen _t_2001! _t_2006! _t_2007! to_staff=102 from_on=25-11-2026 reason=verlof
submit /overdragen/bevestigen
expect 303
follow
expect 200 text "gebeurt op die dag"
sql "select staff_id from trajectory_fact where trajectory_id = 2002" expect 101
restart now=2026-11-25T06:00
until "select staff_id from trajectory_fact where trajectory_id = 2002" expect 102
sql "select count(*) from access_log where client_id = 1002 and staff_id = 105 and action = 5" expect 1
