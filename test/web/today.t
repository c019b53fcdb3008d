# Vandaag: who needs attention and why, what is planned, the week so far, and putting something off.

login noor
get /vandaag
expect 200
  text "Lotte Smit 21 dagen geleden aangemeld, nog geen eerste gesprek"
  text "Milou Bergman contract loopt over 14 dagen af"
  text "Aisha Yilmaz nog geen enkel contact, 42 dagen na het eerste gesprek"
  text "Milan van den Berg nog geen werkgever gesproken, 168 dagen na het eerste gesprek"
  no text "Joris de Vries" no text "Piet Klaar" no text "Tom Bakker"
  text "maandag 23 november"
  text "Mijn week: 1,0 uur van 32,0 uur"
# a day later a reason counts on, and the contract comes nearer
restart now=2026-11-24T09:00
login noor
get /vandaag
expect 200 text "Lotte Smit 22 dagen geleden aangemeld, nog geen eerste gesprek"
restart
login noor

# Later: a day and a reason; then it is gone from the list until that day.
get "/deelnemers/1006/later?regel=first_talk"
expect 200 text "Waarom kan het wachten?" field until_on 30-11-2026
submit /deelnemers/1006/later until_on=22-11-2026 reason=""
expect 422 error until_on "Deze dag is voorbij" error reason "Vul dit in." field until_on 22-11-2026
submit /deelnemers/1006/later until_on=25-11-2026 reason="Zij is met vakantie <i>"
expect 303 /vandaag
follow
expect 200 text "U ziet dit weer op de dag die u koos." no text "21 dagen geleden aangemeld"
  text "1 staat op later" text "Lotte Smit Tot 25-11-2026: Zij is met vakantie <i>"
sql "select rule, until_on, reason, staff_id from attention_later" expect
  "first_talk|2026-11-25|Zij is met vakantie <i>|101"
# again: the new day replaces the old one
get "/deelnemers/1006/later?regel=first_talk"
submit /deelnemers/1006/later until_on=26-11-2026 reason="nog steeds"
sql "select until_on from attention_later" expect 2026-11-26
restart now=2026-11-26T09:00
login noor
get /vandaag
expect 200 text "Lotte Smit 24 dagen geleden aangemeld"
# back on the list before its day: the undo of the message, and a button in the list of what was put off
restart
login noor
get /vandaag
expect 200 text "1 staat op later" no text "21 dagen geleden aangemeld"
submit "/deelnemers/1006/later/einde?regel=first_talk"
expect 303 /vandaag
follow
expect 200 text "Staat weer op uw lijst." text "21 dagen geleden aangemeld" no text "staat op later"
sql "select count(*) from attention_later" expect 0
get "/deelnemers/1006/later?regel=first_talk"
submit /deelnemers/1006/later until_on=26-11-2026 reason="nog steeds"
# a rule that is none
get "/deelnemers/1006/later?regel=first_talk'--"
expect 404
post /deelnemers/1006/later _rule=none until_on=30-11-2026 reason=x
expect 404
sql "select count(*) from attention_later" expect 1

# A contact takes someone off the list and shows under planned what comes next.
restart
login noor
get "/vandaag?wie=1001"
expect 200 text "volgende stap" field who 1001
submit /contact who=1001 minutes=30 next_step="Samen naar de winkel" next_step_on=24-11-2026
expect 303 /vandaag
follow
expect 200 text "morgen Milan van den Berg Samen naar de winkel" text "Mijn week: 1,5 uur van 32,0 uur"
  no text "3 dagen geleden gepland"
