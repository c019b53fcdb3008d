# Work agreements on one A4: in words of work, approved line by line, and only what was approved is on paper.

login noor
sql "update placement set trajectory_id = 2001, adjustments = 'Om het uur vijf minuten pauze', mentor = 'Els' where id = 6001"
sql "insert into placement_hours (id, placement_id, from_on, planned) values (8801, 6001, '2026-03-02', 1200), (8802, 6001, '2026-12-01', 2400)"
sql "insert into follow_own (id, trajectory_id, words, helps, recorded_at) values (8803, 2001, 'ik word stil', 'even naar buiten', 1)"
get /deelnemers/1001/werk
expect 200 text "Werkafspraken" text "Nog geen werkafspraken."
get /deelnemers/1001/werk/6001/afspraken
expect 404
browser milan
login milan
get /mijn
expect 200 text "Mijn werkafspraken" text "U kijkt ze regel voor regel na."
get /mijn/werkafspraken/6001
expect 404
browser noor
login noor

# What is known is there already: hours, what is needed, the mentor, own signs.
get /deelnemers/1001/werk/6001/afspraken/maken
expect 200 field hours "vanaf 02-03-2026: 12 uur per week\nvanaf 01-12-2026: 24 uur per week" field adjustments "Om het uur vijf minuten pauze"
  field mentor Els field notice_1 "ik word stil" field then_1 "even naar buiten" field notice_2 ""
submit /deelnemers/1001/werk/6001/afspraken/maken tasks=""
expect 422 error tasks "Vul dit in." error coach "Vul dit in."

# No diagnosis, treatment or target group, however it is written; the word is named and the rest stays.
submit /deelnemers/1001/werk/6001/afspraken/maken tasks="Brood snijden" coach="Noor, 06 11112222" adjustments="rust vanwege zijn Depressie"
expect 422 error adjustments "Haal “depressie” weg." field tasks "Brood snijden"
submit /deelnemers/1001/werk/6001/afspraken/maken adjustments="rust" then_1="vraag of de medicijnen genomen zijn"
expect 422 error notice_1 "Haal “medicijn” weg."
submit /deelnemers/1001/werk/6001/afspraken/maken then_1="even naar buiten" tasks="werkt bij ADD beter alleen"
expect 422 error tasks "Haal “add” weg."
submit /deelnemers/1001/werk/6001/afspraken/maken tasks="Brood snijden\nTafel 1\nTafel 2\nTafel 3\nTafel 4\nTafel 5\nTafel 6"
expect 422 error tasks "Kies er hoogstens 6"
submit /deelnemers/1001/werk/6001/afspraken/maken tasks="{x*121}"
expect 422 error tasks "hoogstens 120 tekens"
submit /deelnemers/1001/werk/6001/afspraken/maken tasks="Brood snijden" then_2="bellen"
expect 422 error notice_2 "Schrijf ook op waar u op let."
sql "select count(*) from agreement" expect 0
submit /deelnemers/1001/werk/6001/afspraken/maken tasks="Brood snijden\n- Adressen plakken\n" then_2=""
expect 303 /deelnemers/1001/werk/6001/afspraken
follow
expect 200 text "De werkafspraken zijn opgeslagen." text "Werkafspraken bij Bakkerij Bos" text "0 van 8 regels goedgekeurd" text "Adressen plakken"
  text "Dan: even naar buiten" text "nog niet goedgekeurd: komt niet op papier" no text "Als PDF" text "Geef dit blad dan niet aan de werkgever."
sql "select part, words from agreement_line order by part, place" expect "adjustment|rust" "coach|Noor, 06 11112222" "hours|vanaf 02-03-2026: 12 uur per week"
  "hours|vanaf 01-12-2026: 24 uur per week" "mentor|Els" "notice|ik word stil" "task|Brood snijden" "task|Adressen plakken"
get /deelnemers/1001/werk/6001/afspraken/pdf
expect 404

# At the table: what is ticked is approved, by name of who was there.
let bread sql "select id from agreement_line where words = 'Brood snijden'"
let rest sql "select id from agreement_line where words = 'rust'"
let stil sql "select id from agreement_line where words = 'ik word stil'"
get /deelnemers/1001/werk/6001/afspraken
submit /deelnemers/1001/werk/6001/afspraken/samen
expect 303
follow
expect 200 text "Er is niets gekozen."
post /deelnemers/1001/werk/6001/afspraken/samen _line_$bread=yes _line_$rest=no
expect 303
get /deelnemers/1001/werk/6001/afspraken
expect 200 text "De regels zijn goedgekeurd." text "goedgekeurd op 23-11-2026, samen besproken met Noor de Wit" text "1 van 8 regels goedgekeurd"
sql "select answer, together_by from agreement_line where id = $bread" expect "yes|101"
sql "select answer from agreement_line where id = $rest" expect ""

# The client, alone: right, or not right and why.
browser milan
login milan
get /mijn
expect 200 text "Bakkerij Bos" text "1 van 8 regels goedgekeurd"
get /mijn/werkafspraken/6001
expect 200 text "ik word stil" text "klopt niet" no text "Aangekruiste regels"
post /mijn/werkafspraken/6001 _line_$rest=no "_why_$rest=liever een half uur" _line_$stil=yes
expect 303 /mijn/werkafspraken/6001
follow
expect 200 text "Dank u. Uw begeleider ziet wat u koos." text "klopt niet: liever een half uur" text "2 van 8 regels goedgekeurd"
get /mijn/werkafspraken/6001/pdf
expect 200 header content-type application/pdf
get /mijn/werkafspraken/6003
expect 404
post /mijn/werkafspraken/6003
expect 404

# A line that changes has to be approved again; the others keep their answer. The coach is remembered.
browser noor
login noor
get /deelnemers/1001/werk
expect 200 text "2 van 8 regels goedgekeurd"
get /deelnemers/1001/werk/6001/afspraken/maken
expect 200 field tasks "Brood snijden\nAdressen plakken" field adjustments rust
submit /deelnemers/1001/werk/6001/afspraken/maken tasks="Adressen plakken\nBrood snijden" adjustments="om het half uur rust" notice_1="ik word stil" then_1="even naar buiten, daarna bellen"
expect 303
sql "select words, answer from agreement_line where part <> 'hours' order by part, place" expect "om het half uur rust|" "Noor, 06 11112222|" "Els|"
  "ik word stil|" "Adressen plakken|" "Brood snijden|yes"
get /deelnemers/1001/werk/6001/afspraken/pdf
expect 200 header content-type application/pdf
# a colleague was first
get /deelnemers/1001/werk/6001/afspraken/maken
sql "update agreement set version = version + 1"
submit /deelnemers/1001/werk/6001/afspraken/maken tasks="Iets anders"
expect 422 summary "Een collega heeft deze afspraken intussen gewijzigd." field tasks "Iets anders"
get /deelnemers/1007/werk/6001/afspraken/maken
expect 404
get /deelnemers/1003/werk/6003/afspraken
expect 404

# For the next job the number of the coach is there; in English too. When it stops, so do the agreements.
sql "update placement set disclosure = 'partly' where id = 6001"
get /deelnemers/1001/werk/6001/afspraken
expect 200 no text "Geef dit blad dan niet"
sql "update placement set ended_on = '2026-11-20', end_reason = 'other' where id = 6001"
get /deelnemers/1001/werk
expect 200 text "Loopt er werk, dan maakt u hier de afspraken"
get /deelnemers/1001/werk/nieuw?soort=competitive
submit /deelnemers/1001/werk/nieuw employer_id=4002 _employer_id="Bouwbedrijf Bosman" _employer_id_was="Bouwbedrijf Bosman" started_on=23-11-2026 hours_week=16 contract_type=employment
let next sql "select max(id) from placement"
get /deelnemers/1001/werk/$next/afspraken/maken
expect 200 field coach "Noor, 06 11112222" field hours "16 uur per week"
get "/taal?naar=en&terug=/deelnemers/1001/werk/6001/afspraken"
follow
expect 200 text "Work agreements with Bakkerij Bos" text "not approved yet: not on paper" text "Approve the ticked lines"
