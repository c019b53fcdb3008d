# Papers about Milan: what each reader gets is fixed. His diagnosis group is 07 (Angststoornissen), his talk
# of 18 November took 45 minutes.

login noor
get /deelnemers/1001/dossier
expect 200 text "Er is nog geen document gemaakt." html "/deelnemers/1001/document"
get /deelnemers/1001/document
expect 200 title "Document maken" text "behandelaar: Pim Dokter (psychiater)" field from_on "23-08-2026" field to_on "23-11-2026"
submit /deelnemers/1001/document kind=plan
expect 422 error reader "Maak een keuze"
submit /deelnemers/1001/document kind=closing reader=funder
expect 422 error kind "Dit traject loopt nog."
submit /deelnemers/1001/document kind=progress reader=funder from_on=1-11-2026 to_on=1-10-2026
expect 422 error to_on "Deze dag ligt voor het begin van de periode."
submit /deelnemers/1001/document kind=progress reader=funder from_on= to_on=
expect 422 error from_on "" error to_on ""

# The funder: hours, no next step, no talks, no diagnosis.
submit /deelnemers/1001/document kind=progress reader=funder from_on=1-11-2026 to_on=23-11-2026
expect 303 /deelnemers/1001/document/*
follow
expect 200 title "Voortgangsverslag van 01-11-2026 tot en met 23-11-2026" text "Voor: financier (UWV, gemeente of zorgverzekeraar). Gemaakt op 23-11-2026 door Noor de Wit."
    text "Naam Milan van den Berg" text "Werkwens, in eigen woorden Iets met fietsen" text "Start traject 15-06-2026"
    text "IPS CMD, perceel UWV" text "één op één 0,8 uur (contacten: 1)" text "Samen 0,8 uur"
    no text "fietsenmaker" no text "Bellen met Bakkerij Bos" no text "ngst"
let funder = /document\/(\d+)\/pdf/
get /deelnemers/1001/document/$funder/pdf
expect 200 header content-type "application/pdf" html "%PDF-1."

# The practitioner, with consent: talks and diagnosis; no hours.
get /deelnemers/1001/document
submit /deelnemers/1001/document kind=progress reader=9601 from_on=1-11-2026 to_on=23-11-2026
follow
expect 200 text "Voor: behandelaar: Pim Dokter (psychiater)." text "18-11-2026 Samen naar de fietsenmaker gekeken."
    text "Volgende stap Bellen met Bakkerij Bos (20-11-2026)" no text "Samen 0,8 uur" no text "perceel UWV"
let pim = /document\/(\d+)\/pdf/
get /deelnemers/1001/document
submit /deelnemers/1001/document kind=plan reader=9601
follow
expect 200 title "Trajectplan" text "Hoofddiagnose (groep)"
# The client: a plan to sign, with money and next step, without talks or diagnosis.
get /deelnemers/1001/document
submit /deelnemers/1001/document kind=plan reader=client
follow
expect 200 title "Trajectplan" text "Geboortedatum 03-04-1997" text "Volgende stap Bellen" no text "diagnose" no text "fietsenmaker"
let plan = /document\/(\d+)\/pdf/
get /deelnemers/1001/document/$plan/pdf
expect 200 header content-type "application/pdf"
get /deelnemers/1001/dossier
expect 200 text "Trajectplan Voor: deelnemer. Gemaakt op 23-11-2026 door Noor de Wit." html "/deelnemers/1001/document/$plan"
sql "select kind, reader, count(*), max(staff_id) from document group by kind, reader order by kind, reader"
    expect "plan|client|1|101" "plan|practitioner|1|101" "progress|funder|1|101" "progress|practitioner|1|101"
# Each opening of one is in the log as something that may leave the house.
sql "select count(*) from access_log where client_id = 1001 and action = 15" expect 6

# Another client's document, and a consent that was withdrawn.
get /deelnemers/1002/document/$plan
expect 404
sql "insert into consent (id, client_id, first_id, number, event, party, party_name, party_role, staff_id, purpose, shares, how, given_on, text_version, valid_until, withdrawn_on, withdrawn_by, recorded_by, recorded_at) values (9699, 1001, 9601, 2, 'withdrawn', 'practitioner', 'Pim Dokter', 'psychiater', 114, 'x', 'plan', 'paper', '2026-11-01', 'practitioner-2026-01-01', '2026-12-30', '2026-11-22', 'client', 101, 1795000000000)" expect
get /deelnemers/1001/document/$pim
expect 409 text "De deelnemer heeft de toestemming voor deze lezer ingetrokken"
get /deelnemers/1001/document
expect 200 no text "Pim Dokter"

# A closed trajectory: why, and how it goes on. The supervisor sees the list, and opens none.
get /deelnemers/1009/document
submit /deelnemers/1009/document kind=closing reader=client
follow
expect 200 title "Eindverslag" text "Afgesloten op 31-12-2025" text "Reden van afsluiten verhuisd"
login sanne
get /deelnemers/1001/dossier
expect 200 text "Trajectplan" text "Voor: deelnemer." no html "/deelnemers/1001/document/$plan"
get /deelnemers/1001/document/$plan
expect 403

# An employer with consent reads of the own job, and nothing else.
login noor
sql "update placement set disclosure = 'full', adjustments = 'Rustige plek' where id = 6001" expect
sql "insert into consent (id, client_id, first_id, number, event, party, party_name, party_role, placement_id, purpose, shares, how, given_on, text_version, valid_until, recorded_by, recorded_at) values (9698, 1007, 9698, 1, 'given', 'employer', 'Ben Bos', 'eigenaar', 6001, 'x', 'work adjustments', 'paper', '2026-11-01', 'employer-2026-01-01', '2026-12-30', 101, 1795000000000)" expect
sql "insert into placement (id, organisation_id, trajectory_id, employer_id, kind, started_on, ended_on, end_reason, job_title, created_at) values (6009, 1, 2007, 4002, 'competitive', '2025-10-01', '2025-12-01', 'health', 'metselaar', 1)" expect
get /deelnemers/1007/document
submit /deelnemers/1007/document kind=plan reader=9698
follow
expect 200 text "Voor: werkgever: Ben Bos" text "verkoopmedewerker, Bakkerij Bos, vanaf 02-03-2026, 24 uur per week" text "Rustige plek"
    no text "metselaar" no text "Bakkerij;" no text "Geboortedatum" no text "Werkwens"

# Of the search the client reads where, the funder only how much; the practitioner what he may know. What was
# agreed at work reaches the employer line by line, as far as the client said yes.
sql "insert into lead (id, trajectory_id, employer_id, job_title, stage, stage_on, next_step, created_at) values (7101, 2001, 4002, 'stratenmaker', 'applied', '2026-11-10', 'nabellen', 1)" expect
get /deelnemers/1001/document
submit /deelnemers/1001/document kind=progress reader=client from_on=1-11-2026 to_on=23-11-2026
follow
expect 200 text "Werk zoeken" text "stratenmaker" text "Volgende stap: nabellen"
get /deelnemers/1001/document
submit /deelnemers/1001/document kind=progress reader=funder from_on=1-11-2026 to_on=23-11-2026
follow
expect 200 text "Banen en kansen waar we mee bezig zijn 1" no text "stratenmaker" no text "nabellen"
sql "insert into agreement (id, placement_id, made_by, made_at, changed_at) values (7201, 6001, 101, 1, 1)" expect
sql "insert into agreement_line (id, agreement_id, part, place, words, then_words, answer, answered_on) values (7202, 7201, 'task', 0, 'Brood inpakken', '', 'yes', '2026-11-01'), (7203, 7201, 'notice', 1, 'Stiller dan anders', 'Even vragen', 'yes', '2026-11-01'), (7204, 7201, 'adjustment', 2, 'Niet op zaterdag', '', '', null)" expect
sql "insert into follow_signal (id, trajectory_id, noticed_on, signs, words, reporter, recorded_at) values (7301, 2007, '2026-11-20', '', 'Slaapt slecht', 'client', 1)" expect
get /deelnemers/1007/document
submit /deelnemers/1007/document kind=progress reader=9698 from_on=1-11-2026 to_on=23-11-2026
follow
expect 200 text "Afspraken op het werk" text "Brood inpakken" text "Stiller dan anders. Dan: Even vragen" no text "zaterdag"
    no text "Slaapt slecht" no text "Openheid"
get /deelnemers/1007/document
submit /deelnemers/1007/document kind=progress reader=client from_on=1-11-2026 to_on=23-11-2026
follow
expect 200 text "Signalen die nog openstaan 20-11-2026 Slaapt slecht" no text "zaterdag"
