# Where a name is typed, those the record names already are offered; any other can be typed too.

login noor
get /deelnemers/1001/mensen/driegesprek
expect 200 no html "<datalist"
get /deelnemers/1001/mensen/nieuw?soort=expert
submit /deelnemers/1001/mensen/nieuw kind=municipality name="Mevrouw <b>Boer"
expect 303
get /deelnemers/1001/mensen/nieuw?soort=expert
submit /deelnemers/1001/mensen/nieuw kind=work_expert name="Wim Werk" from_on=1-9-2026 to_on=22-11-2026
expect 303
get /deelnemers/1001/mensen/nieuw?soort=practitioner
submit /deelnemers/1001/mensen/nieuw kind=case_manager name="Carla Case"
expect 303
get /deelnemers/1001/mensen/nieuw?soort=relative
submit /deelnemers/1001/mensen/nieuw kind=friend name="Vera Vriend"
expect 303
get /deelnemers/1001/mensen/nieuw?soort=work
submit /deelnemers/1001/mensen/nieuw kind=mentor name="Chef Ali"
expect 303

# A three-way talk: the experts who are there still, and whom one spoke with before.
get /deelnemers/1001/mensen/driegesprek
expect 200 html "list=\"o-with_whom\"" html "<option value=\"Mevrouw &lt;b&gt;Boer\">klantmanager (gemeente)</option>"
  no html "Wim Werk" no html "Carla Case" no html "Chef Ali"
submit /deelnemers/1001/mensen/driegesprek with_whom="Jan van het UWV" words="Uitkering loopt door" client=1
expect 303
get /deelnemers/1001/mensen/driegesprek
expect 200 html "<option value=\"Jan van het UWV\">" html "<option value=\"Mevrouw &lt;b&gt;Boer\">"
submit /deelnemers/1001/mensen/driegesprek with_whom="Jan van het UWV" words="Nog eens" client=1 day=20-11-2026
expect 303
get /deelnemers/1001/mensen/driegesprek
expect 200 no match "Jan van het UWV[^]*Jan van het UWV"

# Advice about income: the experts, and who advised before.
get /deelnemers/1001/inkomen/advies/nieuw
expect 200 html "list=\"o-adviser\"" html "<option value=\"Mevrouw &lt;b&gt;Boer\">" no html "Jan van het UWV"
submit /deelnemers/1001/inkomen/advies/nieuw adviser_kind=uwv adviser="Karin de Boer" summary="Ik hou over"
expect 303
get /deelnemers/1001/inkomen/advies/nieuw
expect 200 html "<option value=\"Karin de Boer\">UWV</option>" html "<option value=\"Mevrouw &lt;b&gt;Boer\">"

# Who goes on after closing: everybody who is around the client now.
get /deelnemers/1001/afsluiten
expect 200 html "list=\"o-support_who\"" html "<option value=\"Carla Case\">casemanager</option>"
  html "<option value=\"Vera Vriend\">vriend of vriendin</option>" html "<option value=\"Mevrouw &lt;b&gt;Boer\">"
  html "<option value=\"Chef Ali\">mentor of maatje op het werk</option>" no html "Wim Werk"
# Not those around somebody else.
get /deelnemers/1002/afsluiten
expect 200 no html "<datalist" no html "Carla Case"
