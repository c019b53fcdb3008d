# The list of clients: whoever is to be seen first stands on top, by name is one click away.

# Aisha and Lotte were never seen: what counts is where they began, 12 October and 2 November. Milou was
# seen on 10 November and has no next step. Milan's next step was for 20 November.
login noor
get /deelnemers
expect 200 match "Yilmaz, Aisha[^]*Smit, Lotte[^]*Bergman, Milou[^]*Berg, Milan" no text "Klaar, Piet"
  text "Bovenaan staat wie het eerst aan de beurt is." text "Zet op naam" html "fase=&amp;q=&amp;volgorde=naam"
get "/deelnemers?team=0&fase=&q=&volgorde=naam"
expect 200 match "Berg, Milan[^]*Bergman, Milou[^]*Smit, Lotte[^]*Yilmaz, Aisha" text "Op volgorde van naam."
  text "Zet bovenaan wie het eerst aan de beurt is" no text "Bovenaan staat"
# The order stays with another phase and with a search.
expect 200 html "fase=working&amp;q=&amp;volgorde=naam" field volgorde "naam"
get /deelnemers?q=berg
expect 200 match "Bergman, Milou[^]*Berg, Milan" no text "Smit, Lotte" html "q=berg&amp;volgorde=naam"
get "/deelnemers?q=berg&volgorde=naam"
expect 200 match "Berg, Milan[^]*Bergman, Milou" no text "Smit, Lotte"
# Seen today without a next step: last. A step for tomorrow comes after that again.
get /vandaag
submit /contact who=1002 minutes=15
expect 303
get /deelnemers
expect 200 match "Smit, Lotte[^]*Bergman, Milou[^]*Berg, Milan[^]*Yilmaz, Aisha"
get /vandaag
submit /contact who=1006 minutes=15 next_step="Bellen" next_step_on=24-11-2026
expect 303
get /deelnemers
expect 200 match "Bergman, Milou[^]*Berg, Milan[^]*Yilmaz, Aisha[^]*Smit, Lotte"
# What is over has no hurry, and who waits for an employer has an order already.
get /deelnemers?fase=all
expect 200 match "Berg, Milan[^]*Klaar, Piet[^]*Yilmaz, Aisha" no text "Bovenaan" no text "Op volgorde"
get /deelnemers?fase=closed
expect 200 text "Klaar, Piet" no text "Bovenaan" no text "Op volgorde"
get /deelnemers?fase=waiting
expect 200 text "Bovenaan staat wie het langst wacht." no text "Zet op naam"
get "/deelnemers?fase=closed&q=zzz"
expect 200 text "Niemand gevonden" no text "Bovenaan"

# A supervisor sees the same of the team: Joris was seen on 19 November; one phase has the order too.
login sanne
get /deelnemers
expect 200 match "Bergman, Milou[^]*Vries, Joris de[^]*Berg, Milan[^]*Yilmaz, Aisha[^]*Smit, Lotte" text "Bovenaan staat wie"
sql "update trajectory_fact set next_step_on = '2026-11-25' where trajectory_id = 2007"
get "/deelnemers?team=21&fase=working"
expect 200 match "Vries, Joris de[^]*Bergman, Milou" no text "Berg, Milan"
get "/deelnemers?team=21&fase=working&volgorde=naam"
expect 200 match "Bergman, Milou[^]*Vries, Joris de" no text "Berg, Milan"

# A colleague does not see when somebody was last seen, so the order does not tell it either.
login bart
get /deelnemers?team=21
expect 200 match "Berg, Milan[^]*Bergman, Milou[^]*Smit, Lotte[^]*Vries, Joris de[^]*Yilmaz, Aisha" no text "Bovenaan"
# The office sees no next step.
login olga
get /deelnemers?team=21
expect 200 match "Berg, Milan[^]*Bergman, Milou[^]*Yilmaz, Aisha" no text "Bovenaan"
