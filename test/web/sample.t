# A sample of records for the reviewers of a planned review: by chance, with consent, for a while.

# Before: Rita has a sample of an earlier review (world.sql); this story begins without.
sql "update access_grant set ended_at = 1 where kind = 'sample'"
sql "insert into staff (id, organisation_id, login, name, sort_key, password_hash) select 901, 1, 'tess', 'Tess Toets', 'toets tess', password_hash from staff where id = 101"
sql "insert into staff (id, organisation_id, login, name, sort_key, password_hash) select 902, 1, 'toon', 'Toon Toets', 'toets toon', password_hash from staff where id = 101"
sql "insert into staff_role (id, staff_id, role, programme_id, from_on) values (951, 901, 'reviewer', 11, '2020-01-01'), (952, 902, 'reviewer', 11, '2020-01-01')"
login sanne
get /modeltrouw/plannen?programma=11
submit /modeltrouw/plannen bezoek=30-11-2026 toetser1=118 toetser2=901
expect 303
let now sql "select max(id) from fidelity_review"
follow
expect 200 text "Steekproef van dossiers"

sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, note, next_step, next_step_on, created_at) values (5900, 11, 101, '2026-11-19', 30, 'one_to_one', 'phone', 'office', 'client', 'Qwoorden', '', null, 1)"
sql "insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer) values (5900, 2002, '2026-11-19', 30, 0)"
login noor
get /deelnemers/1002
expect 200 text "Qwoorden"
login sanne
# Nobody agreed yet: nothing to give.
get /modeltrouw/meting/$now/steekproef
expect 200 title "Steekproef van dossiers" text "0 deelnemers in deze meting vinden goed" text "Er zijn nu geen dossiers in de steekproef." no text "Trekken en geven"
post /modeltrouw/meting/$now/steekproef aantal=5 tot=10-12-2026
expect 422 text "Nog niemand vindt goed dat een toetser leest"

# Milan agrees to both parts, Aisha only to the plan; Milou's is prepared, not signed; Joris, of
# Bart, agreed once and took it back.
login noor
get /deelnemers/1001/toestemming/nieuw
expect 200 text "Toetser van de modeltrouw" text "nagaan of wij u goed begeleiden"
get /deelnemers/1001/toestemming/nieuw?partij=reviewer
expect 200 field party_name "de toetser van de modeltrouw" text "Wie de toetser wordt, is nu nog niet bekend."
  text "dat gaat op toeval" text "Versie reviewer-2026-11-01" text "welk werk Milan wil" no text "waar en hoeveel Milan werkt"
submit /deelnemers/1001/toestemming/nieuw _share_plan=1 _share_notes=1 how=paper valid_until=5-12-2026
expect 303
follow
expect 200 text "Milan vindt goed dat de toetser van de modeltrouw weet welk werk Milan wil en wat de volgende stap is en wat Milan in de gesprekken vertelt, tot en met 5 december 2026."
let milans sql "select id from consent where client_id = 1001 and party = 'reviewer'"
get /deelnemers/1002/toestemming/nieuw?partij=reviewer
submit /deelnemers/1002/toestemming/nieuw _share_plan=1 _share_bsn=1 how=paper
expect 303
let aishas sql "select id from consent where client_id = 1002 and party = 'reviewer'"
sql "select shares from consent where id = $aishas" expect "plan"
get /deelnemers/1007/toestemming/nieuw?partij=reviewer
submit /deelnemers/1007/toestemming/nieuw _share_notes=1 how=paper _asked=1
expect 303 /deelnemers/1007/toestemming/*/blad
follow
expect 200 text "Milou Bergman vindt goed dat de toetser van de modeltrouw weet:" text "wat Milou in de gesprekken vertelt"
login bart
get /deelnemers/1003/toestemming/nieuw?partij=reviewer
submit /deelnemers/1003/toestemming/nieuw _share_notes=1 how=paper
expect 303
let joris sql "select id from consent where client_id = 1003 and party = 'reviewer'"
get /deelnemers/1003/toestemming/$joris/intrekken
submit /deelnemers/1003/toestemming/$joris/intrekken withdrawn_by=client
expect 303

# Before the sample is given, a reviewer sees nobody.
login rita
get /deelnemers
expect 200 no text "Milan" no text "Aisha"
get /deelnemers/1001
expect 404
get /modeltrouw/meting/$now/steekproef
expect 200 text "Deze dossiers mag u lezen voor deze meting" text "Er zijn nu geen dossiers in de steekproef." no text "Trekken en geven"
post /modeltrouw/meting/$now/steekproef aantal=5 tot=10-12-2026
expect 403

# A manager gives it without seeing a name; how many and until when are bounded.
login mira
get /modeltrouw/meting/$now/steekproef
expect 200 text "2 deelnemers in deze meting vinden goed" field tot "14-12-2026"
submit /modeltrouw/meting/$now/steekproef aantal=21 tot=24-02-2027
expect 422 error aantal "Vul 20 of minder in."
submit /modeltrouw/meting/$now/steekproef aantal=20 tot=24-02-2027
expect 422 error tot "Kies een dag binnen drie maanden."
submit /modeltrouw/meting/$now/steekproef tot=22-11-2026
expect 422
sql "select count(*) from access_grant where kind = 'sample' and ended_at is null" expect 0
submit /modeltrouw/meting/$now/steekproef aantal=1 tot=10-12-2026
expect 303 /modeltrouw/meting/$now/steekproef
sql "select count(distinct client_id), count(distinct staff_id), count(*) from access_grant where review_id = $now and ended_at is null" expect "1|2|2"
sql "select count(*) from access_grant where review_id = $now and client_id in (1001, 1002)" expect 2
follow
expect 200 text "De toetsers kunnen de dossiers nu lezen." text "Een deelnemer: de naam hoort niet bij uw taak." no text "Milan" no text "Aisha"
submit /modeltrouw/meting/$now/steekproef aantal=20 tot=10-12-2026
expect 303
# Milan's until his consent ends (5 December), Aisha's until the day that was given.
sql "select client_id, staff_id, shares, consent_id, until_at from access_grant where review_id = $now and ended_at is null order by client_id, staff_id"
  expect "1001|118|plan notes|$milans|1796511600000" "1001|901|plan notes|$milans|1796511600000" "1002|118|plan|$aishas|1796943600000" "1002|901|plan|$aishas|1796943600000"
# Once more changes nothing.
get /modeltrouw/meting/$now/steekproef
submit /modeltrouw/meting/$now/steekproef aantal=20 tot=10-12-2026
expect 303
sql "select count(*) from access_grant where review_id = $now" expect 4
get /deelnemers/1001
expect 403

# The reviewer's list leads to just what was agreed; a plan without the notes for Aisha.
login rita
get /modeltrouw/meting/$now/steekproef
expect 200 text "Milan van den Berg" text "tot en met 05-12-2026" text "Aisha Yilmaz" text "tot en met 10-12-2026"
get /deelnemers
expect 200 text "Milan" text "Aisha" no text "Milou" no text "Joris"
get /deelnemers/1001
expect 200 text "U ziet dit als: toetser, in de steekproef, met toestemming." text "Iets met fietsen" text "fietsenmaker" no text "03-04-1997"
get /deelnemers/1002
expect 200 text "In de zorg" no text "Qwoorden"
get /deelnemers/1001/toestemming
expect 404
get /deelnemers/1001/gegevens
expect 403

# Milan reads in his own log who was let in and who read, and on his page that they may.
login milan
get /mijn
expect 200 text "Rita Toets kijkt mee (steekproef), van 23 november 2026 tot en met 5 december 2026." text "modeltrouwmeting van 30-11-2026"
  text "dat de toetser van de modeltrouw weet welk werk"
get /mijn/inzage
expect 200 text "Rita Toets" text "toetser, in de steekproef, met toestemming: modeltrouwmeting van 30-11-2026" text "Mira"

# Given again with less: the sample goes on within the new words, at once.
login noor
get /deelnemers/1001/toestemming/$milans
submit /deelnemers/1001/toestemming/$milans _share_notes! how=paper valid_until=31-12-2026
expect 303
sql "select staff_id, shares, until_at from access_grant where client_id = 1001 and review_id = $now and ended_at is null order by staff_id" expect "118|plan|1796511600000" "901|plan|1796511600000"
login rita
get /deelnemers/1001
expect 200 text "Iets met fietsen" no text "fietsenmaker"

# Withdrawn by the client: over at once, for both.
login milan
get /mijn
submit /mijn/toestemming/$milans/intrekken
expect 303
login rita
get /deelnemers/1001
expect 404
get /deelnemers
expect 200 no text "Milan"
get /modeltrouw/meting/$now/steekproef
expect 200 no text "Milan" text "Aisha Yilmaz"
login tess
get /deelnemers/1001
expect 404
get /deelnemers/1002
expect 200

# Who is replaced reads no more; who comes is given the same on the next draw.
login sanne
get /modeltrouw/meting/$now
submit /modeltrouw/meting/$now/toetser _wie=901 _nieuw=902 _reden=Ziek
expect 303
login tess
get /deelnemers/1002
expect 404
login sanne
get /modeltrouw/meting/$now/steekproef
expect 200 text "Aisha Yilmaz" text "1 deelnemer in deze meting vindt goed"
submit /modeltrouw/meting/$now/steekproef aantal=1 tot=10-12-2026
expect 303
login toon
get /deelnemers/1002
expect 200

# A restricted record is not drawn; another group is not of this review.
sql "update trajectory_fact set restricted = 1 where client_id = 1002"
login sanne
get /modeltrouw/meting/$now/steekproef
expect 200 text "0 deelnemers in deze meting"
sql "update trajectory_fact set restricted = 0 where client_id = 1002"
sql "update fidelity_review set target_group = 'NAH' where id = $now"
get /modeltrouw/meting/$now/steekproef
expect 200 text "0 deelnemers in deze meting"
sql "update fidelity_review set target_group = '' where id = $now"

# Stopped by hand, and by cancelling the review; a review of strangers is none of ours.
get /modeltrouw/meting/$now/steekproef
submit /modeltrouw/meting/$now/steekproef/einde
expect 303
follow
expect 200 text "De toetsers kunnen de dossiers niet meer lezen." text "Er zijn nu geen dossiers in de steekproef."
login toon
get /deelnemers/1002
expect 404
login sanne
get /modeltrouw/meting/$now/steekproef
submit /modeltrouw/meting/$now/steekproef aantal=1 tot=10-12-2026
expect 303
get /modeltrouw/meting/$now
submit /modeltrouw/meting/$now/intrekken _reden="Te weinig mensen"
expect 303
sql "select count(*) from access_grant where review_id = $now and ended_at is null" expect 0
login toon
get /deelnemers/1002
expect 404
login sanne
post /modeltrouw/meting/$now/steekproef aantal=1 tot=10-12-2026
expect 422 text "Iemand anders heeft dit net veranderd"
login bart
get /modeltrouw/meting/$now/steekproef
expect 404
login otto
get /modeltrouw/meting/$now/steekproef
expect 404
