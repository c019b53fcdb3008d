# Cover with an end, for one client or the whole caseload; a team discussion for a few hours.

login zara
get /deelnemers/1001
expect 404
login noor
get /deelnemers/1001/waarneming
expect 200 text "Wie waarneemt, ziet het hele dossier" field from_on "23-11-2026" field until_on "07-12-2026"
  no text "Otto Prins" no text "Kees Weg"
submit /deelnemers/1001/waarneming
expect 422 error staff_id "" error reason "Vul dit in."
submit /deelnemers/1001/waarneming staff_id=103 reason="vakantie" until_on=22-11-2026
expect 422 error until_on "Deze dag is voorbij."
submit /deelnemers/1001/waarneming from_on=25-11-2026 until_on=24-11-2026
expect 422 error until_on "Deze dag ligt voor de eerste dag."
submit /deelnemers/1001/waarneming until_on=25-6-2027
expect 422 error until_on "Kies een dag binnen drie maanden."
submit /deelnemers/1001/waarneming staff_id=104 until_on=27-11-2026
expect 422 error staff_id "Kies een"
submit /deelnemers/1001/waarneming staff_id=101
expect 422 error staff_id "Kies een"
submit /deelnemers/1001/waarneming staff_id=103 from_on=24-11-2026
expect 303 /deelnemers/1001
follow
expect 200 text "De waarneming is geregeld." text "Zara Vos kijkt mee (waarneming), van 24-11-2026 tot en met 27-11-2026." text "Reden: vakantie"
let cover sql "select id from access_grant where kind = 'cover'"
# not before its first day, and not after its last
login zara
get /deelnemers/1001
expect 404
restart now=2026-11-24T09:00
login zara
get /deelnemers/1001
expect 200 text "Samen naar de fietsenmaker gekeken."
get /deelnemers/1001/gegevens
expect 200
restart now=2026-11-27T23:00
login zara
get /deelnemers/1001
expect 200
restart now=2026-11-28T00:01
login zara
get /deelnemers/1001
expect 404

# A whole caseload, by the supervisor; it ends by hand.
sql "update access_grant set ended_at = from_at where id = $cover"
restart now=2026-11-23T09:00
login zara
get /deelnemers/1002
expect 404
login sanne
get /waarneming
expect 200 text "Niemand wordt waargenomen." text "Noor de Wit" text "Bart Smit" no text "Otto Prins"
submit /waarneming from_staff=101 staff_id=101 reason=ziek
expect 422 error staff_id "Kies iemand anders"
submit /waarneming from_staff=103 staff_id=102
expect 422 error from_staff "Kies een"
submit /waarneming from_staff=101 staff_id=103
expect 303 /waarneming
follow
expect 200 text "Milan van den Berg" text "Aisha Yilmaz" text "Zara Vos, tot en met 07-12-2026: ziek" no text "Piet Klaar" no text "Joris"
sql "select count(*) from access_grant where kind = 'cover' and staff_id = 103 and given_by = 105" expect 4
login zara
get /deelnemers/1002
expect 200
get /deelnemers/1003
expect 404
login sanne
let one sql "select id from access_grant where client_id = 1002 and kind = 'cover'"
post /deelnemers/1002/meekijken/$one/einde
expect 303
login zara
get /deelnemers/1002
expect 404
# a specialist only her own
login bart
get /waarneming
expect 200 no text "Noor de Wit, tot"
post /waarneming from_staff=101 staff_id=103 from_on=23-11-2026 until_on=24-11-2026 reason=grap
expect 422
post /deelnemers/1001/waarneming staff_id=102 from_on=23-11-2026 until_on=24-11-2026 reason=grap
expect 404
post /deelnemers/1001/meekijken/$cover/einde
expect 404
# and nobody ends one of another client through an own one
login noor
post /deelnemers/1007/meekijken/$cover/einde
expect 404
post /deelnemers/1007/meekijken/9502/einde
expect 404
post /deelnemers/1001/meekijken/9501/einde
expect 404
get /deelnemers/1009/waarneming
submit /deelnemers/1009/waarneming staff_id=103 reason=x
expect 422 summary "er is niets waar te nemen"

# A discussion: who attend read the record, for three hours, with the reason.
login noor
get /deelnemers/1006/bespreking
expect 200 text "Wie erbij is, kan het dossier 3 uur lezen." text "Zara Vos" text "Sanne Kok" no text "Otto Prins"
submit /deelnemers/1006/bespreking
expect 422 error who "Kies wie erbij zijn." error reason "Vul dit in."
submit /deelnemers/1006/bespreking _who_102=1 _who_104=1 reason="Hoe verder na het ontslag?"
expect 303 /deelnemers/1006
follow
expect 200 text "Bart Smit kijkt mee (teambespreking)" text "Reden: Hoe verder na het ontslag? · geregeld door Noor de Wit" no text "Otto"
sql "select staff_id, until_at - from_at from access_grant where kind = 'discussion'" expect "102|10800000"
login bart
get /deelnemers/1006
expect 200 text "teambespreking"
restart now=2026-11-23T12:01
login bart
get /deelnemers/1006
expect 200 no text "teambespreking"
