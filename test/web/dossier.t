# For the care record: notes as plain text, ticked off, and what is still open. Works without script.

login noor
get /deelnemers/1001/dossier
expect 200 text "Voor het dossier" text "1 notitie nog niet in het zorgdossier, de oudste van 18-11-2026."
get /dossiertekst
expect 200 text "Milan van den Berg 1 notitie, de oudste van 18-11-2026" text "Milou Bergman 1 notitie, de oudste van 10-11-2026" no text "Joris"
get /deelnemers/1001/dossiertekst
expect 200 text "Nog niet in het dossier" text "IPS-begeleiding Milan van den Berg, 18-11-2026 tot en met 18-11-2026. Overgezet door Noor de Wit."
  text "18-11-2026, deelnemer (gesprek), Noor de Wit" text "kies alles (Ctrl en A) en kopieer (Ctrl en C)" text "Staat in het dossier: vink af"
  text "Volgende stap: Bellen met Bakkerij Bos, 20-11-2026"
submit /deelnemers/1001/dossiertekst/gedaan
expect 303 /deelnemers/1001/dossiertekst
let first sql "select id from handover"
follow
expect 200 text "Afgevinkt: dit staat in het dossier." text "Ongedaan maken" text "Alles staat in het dossier. Voor het laatst op 23-11-2026, door Noor de Wit."
  text "Eerder overgezet 23-11-2026" text "1 notitie · Noor de Wit" no text "Tekst voor het zorgdossier"
sql "select trajectory_id, contact_id, version from handover_note" expect "2001|5001|1"
get /deelnemers/1001/dossier
expect 200 text "Alles staat in het dossier."
get /dossiertekst
expect 200 no text "Milan van den Berg"

# Changed since: open again, and it says so.
get /deelnemers/1001/contact/5001
submit /deelnemers/1001/contact/5001 note="Toch anders & <b>vet"
expect 303
get /deelnemers/1001/dossiertekst
expect 200 text "gewijzigd na 23-11-2026, toen het in het dossier kwam" text "Toch anders & <b>vet"
submit /deelnemers/1001/dossiertekst/gedaan
expect 303
let second sql "select max(id) from handover"
# taken back: open again; not by another, not twice
login bart
post /deelnemers/1001/dossiertekst/$second/terug
expect 404
login noor
post /deelnemers/1001/dossiertekst/$second/terug
expect 303
follow
expect 200 text "Deze notities staan weer open." text "Toch anders"
post /deelnemers/1001/dossiertekst/$second/terug
expect 404
get /deelnemers/1001/dossiertekst
submit /deelnemers/1001/dossiertekst/gedaan
expect 303

# A period of one's own: what was handed over is shown, and not chosen; chosen by hand it comes along.
get /deelnemers/1001/dossiertekst?from=1-11-2026&to=30-11-2026
expect 200 text "Notities in deze periode" text "staat in het dossier sinds 23-11-2026" no text "Tekst voor het zorgdossier"
get /deelnemers/1001/dossiertekst?from=1-11-2026&to=30-11-2026&kies=1&n_5001=1
expect 200 text "Tekst van 1 notitie" text "Tekst voor het zorgdossier"
get /deelnemers/1001/dossiertekst?to=1-11-2026
expect 200 text "Geen notities. Kies een andere periode."
get /deelnemers/1001/dossiertekst?from=30-11-2026&to=1-11-2026
expect 200 error to "Deze dag ligt voor de eerste dag."
get /deelnemers/1001/dossiertekst?from=rommel
expect 200 error from ""
# nothing to tick off: another client's note, rubbish, nothing
post /deelnemers/1001/dossiertekst/gedaan n_5002=1
expect 303
post /deelnemers/1001/dossiertekst/gedaan n_rommel=1 n_5001=x
expect 303
follow
expect 200 text "Er was niets om af te vinken."
sql "select count(*) from handover_note" expect 1

# A note about two clients is not chosen beforehand. What was agreed in a meeting goes along.
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, note, created_at) values (5077, 11, 101, '2026-11-20', 60, 'one_to_one', 'phone', 'office', 'client', 'Samen met Milou', 1)"
sql "insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer) values (5077, 2001, '2026-11-20', 30, 0), (5077, 2007, '2026-11-20', 30, 0)"
get /deelnemers/1001/dossiertekst
expect 200 text "Gaat over meer deelnemers." no text "Tekst voor het zorgdossier"
get /deelnemers/1001/mensen/driegesprek
submit /deelnemers/1001/mensen/driegesprek with_whom="gemeente" words="Plan doorgesproken" client=1 owner=specialist due_on=1-12-2026
expect 303
get /deelnemers/1001/dossiertekst
expect 200 text "Driegesprek met gemeente. Afspraak: Plan doorgesproken (de begeleider, 01-12-2026)"

# Nothing ever written, and only old notes.
get /deelnemers/1006/dossiertekst
expect 200 text "Er is nog niets om over te zetten."
sql "update contact_client set day = '2026-03-01' where contact_id = 5004"
sql "update contact set day = '2026-03-01' where id = 5004"
sql "delete from contact_client where contact_id = 5077"
get /deelnemers/1007/dossiertekst
expect 200 text "Daarvoor nog 1 notitie, vanaf 01-03-2026: kies die periode."
get /dossiertekst
expect 200 no text "Milou"
sql "update contact set note = '', next_step = '' where staff_id = 101"
get /dossiertekst
expect 200 text "Niets: alles van de laatste drie maanden staat in het dossier."

# Who reads no notes does not come here; the same words in English.
login sanne
get /deelnemers/1001/dossiertekst
expect 403
get /deelnemers/1001/dossier
expect 200 no text "Voor het dossier"
