# The end of a trajectory: why, who goes on, what it brought; no contact needs attempts first; coming back.

login noor
# Who has not begun is not closed: what came of the referral is asked instead.
get /deelnemers/1006/afsluiten
expect 200 text "Dit traject is nog niet begonnen" no text "Wie gaat verder?"
post /deelnemers/1006/afsluiten closed_on=23-11-2026 close_reason=moved support=nobody asked=declined
expect 422 summary "Dit traject is nog niet begonnen"
# An episode that runs.
get /deelnemers/1001/afsluiten
expect 200 text "Gemiste afspraken zijn geen reden" no text "gemiste afspraken:" no text "no-show" text "Wat zonder IPS?"
submit /deelnemers/1001/afsluiten close_reason! support! asked!
expect 422 error close_reason "Maak een keuze" error support "Maak een keuze" error asked "Maak een keuze"
submit /deelnemers/1001/afsluiten close_reason=missed support=practitioner asked=asked
expect 422 error close_reason "Kies een van"
submit /deelnemers/1001/afsluiten close_reason=refused
expect 422 error close_reason "Kies een van"
submit /deelnemers/1001/afsluiten close_reason=goal closed_on=24-11-2026
expect 422 error closed_on "toekomst"
submit /deelnemers/1001/afsluiten closed_on=31-5-2026
expect 422 error closed_on "voor de aanmelding" error support_who "Vul in wie dat is" error asked "Vul in wat de deelnemer antwoordde"
submit /deelnemers/1001/afsluiten closed_on=10-6-2026
expect 422 error closed_on "voor de start"
submit /deelnemers/1001/afsluiten closed_on=17-11-2026
expect 422 error closed_on "Op 18-11-2026 was er nog contact"
submit /deelnemers/1001/afsluiten closed_on=20-11-2026 satisfied_support=11 satisfied_result=-1
expect 422 error satisfied_support "10" error satisfied_result "0"
submit /deelnemers/1001/afsluiten satisfied_support=8 satisfied_result=5 asked=declined
expect 422 error asked "Kies dan hier"
submit /deelnemers/1001/afsluiten asked=asked support=nobody support_who=""
expect 422 error aftercare "Niemand gaat verder"
submit /deelnemers/1001/afsluiten support=practitioner support_who="Pim Dokter, 050 1234567" aftercare="Belt in januari."
  aftercare_until=19-11-2026
expect 422 error aftercare_until "voor de afsluiting"
# No contact: first sought out, on three days after the last talk, and not reached.
submit /deelnemers/1001/afsluiten aftercare_until=31-1-2027 close_reason=no_contact
expect 422 error close_reason "Nodig zijn 3 dagen" error close_reason "Er zijn er nu 0"
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, initiative, reached, created_at) values
  (5811, 11, 101, '2026-11-17', 10, 'one_to_one', 'phone', 'office', 'client', 'outreach', 0, 1),
  (5812, 11, 101, '2026-11-19', 10, 'one_to_one', 'phone', 'office', 'client', 'outreach', 0, 1),
  (5813, 11, 101, '2026-11-19', 10, 'one_to_one', 'message', 'office', 'client', 'outreach', 0, 1),
  (5814, 11, 101, '2026-11-20', 60, 'one_to_one', 'face_to_face', 'home', 'client', 'outreach', 0, 1)"
sql "insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer)
  select id, 2001, day, minutes, 0 from contact where id between 5811 and 5814"
submit /deelnemers/1001/afsluiten
expect 422 error close_reason "Er zijn er nu 2"
# What it brought, and what was thought.
submit /deelnemers/1001/afsluiten close_reason=goal destination="Werkt bij de fietsenmaker." gain_confidence=1 gain_citizen=1
  gain_words="Ik word voor vol aangezien." recommend=depends better="Sneller." without_ips=no_work without_words="Durfde niet te bellen."
expect 303 /deelnemers/1001/dossier
follow
expect 200 text "Het traject is afgesloten." html "/afsluiten/einde" text "doel bereikt" text "Werkt bij de fietsenmaker."
  text "behandelaar of begeleider: Pim Dokter, 050 1234567" text "Belt in januari. (tot en met 31-01-2027)"
  text "meer zelfvertrouwen" text "telt mee: gezien en serieus genomen" no text "een groter eigen netwerk"
  text "8 (ruime voldoende)" text "5 (onvoldoende)" text "hangt van de persoon af" text "had geen werk gevonden"
sql "select phase from trajectory_fact where trajectory_id = 2001" expect closed
sql "select closed_on, close_reason, destination from trajectory where id = 2001" expect
  "2026-11-20|goal|Werkt bij de fietsenmaker."
# corrected, without asking again; a colleague was first
get /deelnemers/1001/afsluiten
expect 200 title "Afsluiting wijzigen" field closed_on 20-11-2026 field satisfied_support 8
sql "update trajectory set version = version + 1 where id = 2001"
submit /deelnemers/1001/afsluiten better="Vaker bellen."
expect 422 summary "Een collega heeft dit traject intussen gewijzigd" field better "Vaker bellen."
get /deelnemers/1001/afsluiten
submit /deelnemers/1001/afsluiten better="Vaker bellen." gain_network=1
expect 303
follow
expect 200 text "Vaker bellen." text "een groter eigen netwerk"
sql "select count(*) from closing" expect 1
# only the own specialist
login bart
get /deelnemers/1001/afsluiten
expect 404
login sanne
get /deelnemers/1001/afsluiten
expect 403
get /deelnemers/1001/dossier
expect 200 text "Pim Dokter, 050 1234567" no html "/afsluiten"
# the client reads who helps now, and until when coming back is simple
browser milan
login milan
get /mijn
expect 200 text "Einde van uw traject" text "Pim Dokter, 050 1234567" text "Belt in januari."
  text "20 mei"
browser noor
login noor

# Back within half a year: the same trajectory; what was said at the closing stays.
get /deelnemers/1001/heropenen
expect 200 text "op 20-11-2026 afgesloten. Tot en met 20-05-2027"
submit /deelnemers/1001/heropenen reopened_why=""
expect 422 error reopened_why "Vul dit in"
submit /deelnemers/1001/heropenen reopened_why="De baan stopt." reopened_on=19-11-2026
expect 422 error reopened_on "voor de afsluiting"
submit /deelnemers/1001/heropenen reopened_on=24-11-2026
expect 422 error reopened_on "toekomst"
submit /deelnemers/1001/heropenen reopened_on=23-11-2026
expect 303 /deelnemers/1001
sql "select phase, staff_id from trajectory_fact where trajectory_id = 2001" expect "searching|101"
sql "select count(*) from trajectory where client_id = 1001" expect 1
get /deelnemers/1001/dossier
expect 200 text "Was afgesloten op 20-11-2026 (doel bereikt), daarna teruggekomen." text "De baan stopt." text "Dit traject loopt."
get /deelnemers/1001/heropenen
expect 422 text "Dit traject loopt."
# closed again, and that was a mistake: taken back by the same person on the same day
get /deelnemers/1001/afsluiten
submit /deelnemers/1001/afsluiten close_reason=own_request support=not_needed asked=not_reached closed_on=23-11-2026
expect 303
post /deelnemers/1001/afsluiten/einde
expect 303 /deelnemers/1001/dossier
follow
expect 200 text "Het traject loopt weer."
post /deelnemers/1001/afsluiten/einde
expect 422 text "niets afgesloten dat terug kan"
sql "select count(*) from closing" expect 1
# two colleagues close at the same time
get /deelnemers/1001/afsluiten
sql "update trajectory set version = version + 1 where id = 2001"
submit /deelnemers/1001/afsluiten close_reason=own_request support=not_needed asked=not_reached closed_on=23-11-2026
expect 422 summary "Een collega"
sql "select count(*) from trajectory where id = 2001 and closed_on is null" expect 1
# taken back while another trajectory runs: not possible
get /deelnemers/1001/afsluiten
submit /deelnemers/1001/afsluiten close_reason=own_request support=not_needed asked=not_reached closed_on=23-11-2026
expect 303
sql "insert into trajectory (id, organisation_id, programme_id, team_id, client_id, target_group, referred_on, referred_by)
  values (2098, 1, 11, 21, 1001, 'CMD', '2026-11-23', 'self')"
post /deelnemers/1001/afsluiten/einde
expect 422 text "al een lopend traject"
get /deelnemers/1001/heropenen
submit /deelnemers/1001/heropenen reopened_why="Terug"
expect 422 summary "al een lopend traject"
sql "delete from trajectory where id = 2098"

# Too long ago: a new trajectory. Piet was closed on 31-12-2025, before this form was there.
get /deelnemers/1009/heropenen
expect 200 text "Begin nu een nieuw traject" html "/deelnemers/1009/traject/nieuw" no html "name=\"reopened_why\""
post /deelnemers/1009/heropenen reopened_why=x reopened_on=23-11-2026
expect 422 summary "te lang geleden"
get /deelnemers/1009/dossier
expect 200 text "verhuisd" text "Afsluiting wijzigen"
sql "update trajectory set closed_on = '2026-10-31' where id = 2009"
get /deelnemers/1009/heropenen
submit /deelnemers/1009/heropenen reopened_why="Terugverhuisd"
expect 303 /deelnemers/1009
get /deelnemers/1009/dossier
expect 200 text "Was afgesloten op 31-10-2026 (verhuisd)" text "Terugverhuisd"
# in English
get /taal?naar=en
get /deelnemers/1009/afsluiten
expect 200 text "Who goes on?" text "would not have found work"
