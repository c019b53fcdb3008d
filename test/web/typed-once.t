# No fact is typed twice: what a page knows already is there on the next, and reminds of nothing.

login noor
# The first talk of who was referred is the first contact in person that was logged.
get /deelnemers/nieuw
submit /deelnemers/nieuw given_name=Anja family_name=Proef birth_on=1-1-1990 referred_on=2-11-2026 referred_by=practitioner
  referrer="Dokter Vos" referrer_phone="050 7654321" care_team="FACT Oost" target_group=EPA
expect 303 /deelnemers/*
let anja = /deelnemers\/(\d+)/
get /vandaag
expect 200 text "Anja Proef 21 dagen geleden aangemeld, nog geen eerste gesprek"
# a call, or a visit to a closed door, is no first talk
get /vandaag
submit /contact who=$anja day=5-11-2026 minutes=15 mode=phone
get /deelnemers/$anja/contact
submit /deelnemers/$anja/contact day=6-11-2026 minutes=15 not_reached=1
sql "select coalesce(first_talk_on, 'none') from trajectory where client_id = $anja" expect none
get /vandaag
submit /contact who=$anja day=22-11-2026 minutes=45
get /deelnemers/$anja
expect 200 text "oriëntatie"
sql "select first_talk_on, version from trajectory where client_id = $anja" expect "2026-11-22|2"
get /vandaag
expect 200 no text "nog geen eerste gesprek, Anja" no text "Anja Proef 21 dagen"
# an earlier one that is logged later was the first; taken away, the other is it again
submit /contact who=$anja day=20-11-2026 minutes=30
sql "select first_talk_on from trajectory where client_id = $anja" expect 2026-11-22
let second sql "select max(id) from contact where day = '2026-11-22'"
get /deelnemers/$anja/contact/$second
submit /deelnemers/$anja/contact/$second day=23-11-2026
sql "select first_talk_on from trajectory where client_id = $anja" expect 2026-11-20
# a day that was typed stays
get /deelnemers/$anja/traject
submit /deelnemers/$anja/traject first_talk_on=9-11-2026
get /vandaag
submit /contact who=$anja minutes=15
expect 303 /vandaag
sql "select first_talk_on from trajectory where client_id = $anja" expect 2026-11-09
# the only one was a mistake: taken away, there was no first talk
get /vandaag
submit /contact who=1006 minutes=15
expect 303 /vandaag
sql "select first_talk_on from trajectory where id = 2006" expect 2026-11-23
let wrong sql "select max(contact_id) from contact_client where trajectory_id = 2006"
post /contact/$wrong/verwijder
sql "select coalesce(first_talk_on, 'none') from trajectory where id = 2006" expect none
sql "select phase from trajectory_fact where trajectory_id = 2006" expect referred

# Who referred is the first practitioner one adds, and so is the team; a second one is not.
get /deelnemers/$anja/mensen/nieuw?soort=practitioner
expect 200 field name "Dokter Vos" field phone "+31507654321" field works_at "FACT Oost" field is_primary 1
submit /deelnemers/$anja/mensen/nieuw kind=psychiatrist
expect 303
get /deelnemers/$anja/mensen/nieuw?soort=practitioner
expect 200 field name ""
get /deelnemers/$anja/mensen/nieuw?soort=relative
expect 200 field name ""
get /deelnemers/$anja/mensen/team
expect 200 field name "FACT Oost"
submit /deelnemers/$anja/mensen/team
expect 303
get /deelnemers/$anja/mensen/team
expect 200 field name ""
get /deelnemers/1001/mensen/nieuw?soort=practitioner
expect 200 field name ""

# Whom the record names is chosen for a consent, and the other way round; somebody else comes last.
get /deelnemers/nieuw
submit /deelnemers/nieuw given_name=Bas family_name=Proef birth_on=1-1-1991 referred_on=2-11-2026 referred_by=practitioner
  referrer="Dokter Vos" care_team="FACT Oost" target_group=EPA
let bas = /deelnemers\/(\d+)/
get /deelnemers/$bas/toestemming/nieuw
expect 200 match "Uit het dossier Dokter Vos Behandelaar of begeleider · regiebehandelaar Iemand anders Behandelaar of begeleider"
get /deelnemers/$bas/toestemming/nieuw?bekend=verwijzer
expect 200 field party_name "Dokter Vos" field party_role "" field is_primary 1
# once there is a practitioner in the record, that is who is offered
get /deelnemers/$bas/mensen/nieuw?soort=practitioner
submit /deelnemers/$bas/mensen/nieuw kind=psychiatrist name="Dokter Vos-Prins"
get /deelnemers/$bas/mensen/nieuw?soort=relative
submit /deelnemers/$bas/mensen/nieuw kind=parent name="Ria <b>Proef"
get /deelnemers/$bas/mensen/nieuw?soort=expert
submit /deelnemers/$bas/mensen/nieuw kind=municipality name="Mevrouw Boer"
get /deelnemers/$bas/mensen/nieuw?soort=relative
submit /deelnemers/$bas/mensen/nieuw kind=partner name="Ex van Bas" from_on=1-1-2020 to_on=22-11-2026
get /deelnemers/$bas/toestemming/nieuw
expect 200 match "Uit het dossier Dokter Vos-Prins psychiater · regiebehandelaar Ria <b>Proef ouder Iemand anders"
  no text "Mevrouw Boer" no text "Ex van Bas"
let prins = /bekend=(\d+)">Dokter Vos-Prins/
let ria = /bekend=(\d+)">Ria/
get /deelnemers/$bas/toestemming/nieuw?bekend=$ria
expect 200 text "Naaste" field party_name "Ria <b>Proef" field party_role ouder no html "<b>Proef"
submit /deelnemers/$bas/toestemming/nieuw _share_plan=1 how=screen
expect 303
get /deelnemers/$bas/toestemming/nieuw?bekend=$prins
expect 200 field party_name "Dokter Vos-Prins" field party_role psychiater field is_primary 1
submit /deelnemers/$bas/toestemming/nieuw _share_plan=1 how=paper
expect 303
sql "select party, party_name, party_role, is_primary from consent where client_id = $bas order by id"
  expect "relative|Ria <b>Proef|ouder|0" "practitioner|Dokter Vos-Prins|psychiater|1"
# who has a consent is changed there; a key of nobody, or of another's client, fills in nothing
get /deelnemers/$bas/toestemming/nieuw
expect 200 no text "Uit het dossier" no text "Iemand anders" text "Behandelaar of begeleider"
get /deelnemers/$anja/toestemming/nieuw?bekend=$ria
expect 200 text "Uit het dossier Dokter Vos psychiater" no text "Ria"
# the other way round: a consent names the aunt, and the people around do not ask it again
get /deelnemers/$bas/toestemming/nieuw?partij=relative
submit /deelnemers/$bas/toestemming/nieuw party_name="Tante Wil" party_role="andere naaste" _share_plan=1 how=screen
get /deelnemers/$bas/mensen/nieuw?soort=practitioner
expect 200 no text "Uit de toestemmingen"
get /deelnemers/$bas/mensen/nieuw?soort=relative
expect 200 text "Uit de toestemmingen: Tante Wil (andere naaste)" no text "Ria"
let wil = /bekend=(\d+)">Tante/
get "/deelnemers/$bas/mensen/nieuw?soort=relative&bekend=$wil"
expect 200 field name "Tante Wil" field kind other_relative
submit /deelnemers/$bas/mensen/nieuw
expect 303
get /deelnemers/$bas/mensen/nieuw?soort=relative
expect 200 no text "Tante Wil"
get "/deelnemers/$anja/mensen/nieuw?soort=relative&bekend=$wil"
expect 200 field name ""
# the name in a consent is a fact of its moment: it stays as it was when the person is renamed
get /deelnemers/$bas/mensen/$ria
submit /deelnemers/$bas/mensen/$ria name="Ria Proef"
sql "select party_name from consent where client_id = $bas and party_role = 'ouder'" expect "Ria <b>Proef"
# an employer: the contact person and the mentor of a job of which something may be told, once each
sql "update placement set disclosure = 'partly', mentor = 'ben BOS' where id = 6001"
get /deelnemers/1007/toestemming/nieuw
expect 200 match "Uit het dossier Ben Bos Bakkerij Bos Iemand anders" no text "ben BOS"
get /deelnemers/1007/toestemming/nieuw?bekend=6001-4201
expect 200 field placement_id 6001 field party_name "Ben Bos"
sql "update placement set mentor = 'Chef Ali' where id = 6001"
get /deelnemers/1007/toestemming/nieuw
expect 200 text "Chef Ali Bakkerij Bos"
get /deelnemers/1007/toestemming/nieuw?bekend=6001-0
expect 200 field party_name "Chef Ali" field placement_id 6001
sql "update placement set disclosure = '', mentor = '' where id = 6001"

# A talk with somebody around the client begins on the tab where they stand, with what is usual.
get /deelnemers/$anja/mensen
expect 200 text "Behandelaar gesproken" text "Naaste gesproken" text "UWV of gemeente gesproken"
get /deelnemers/$anja/contact?met=behandelaar
expect 200 field party practitioner field activity care
get /deelnemers/$anja/contact?met=naaste
expect 200 field party relative
get /deelnemers/$anja/contact?met=deskundige
expect 200 field party expert field activity expert
submit /deelnemers/$anja/contact minutes=30
expect 303
sql "select activity, party from contact order by id desc limit 1" expect "expert|expert"
login sanne
get /deelnemers/$anja/mensen
expect 200 no text "Naaste gesproken"

# A contract that was extended, though that comes into force later, no longer reminds of its end.
login noor
post /contact who=1007 minutes=15
get /vandaag
expect 200 text "contract loopt over 14 dagen af"
get /deelnemers/1007/werk/6001/contract
submit /deelnemers/1007/werk/6001/contract from_on=8-12-2026 ends_on=7-12-2027
expect 303
get /vandaag
expect 200 no text "contract loopt over"
sql "select ends_on from placement where id = 6001" expect 2026-12-07
get /deelnemers/1007/werk/6001
post /deelnemers/1007/werk/6001/contract/terug
sql "select placement_ends_on from trajectory_fact where trajectory_id = 2007" expect 2026-12-07
# nor does one of which it is written already when it stops
get /deelnemers/1007/werk/6001/stop
submit /deelnemers/1007/werk/6001/stop ended_on=7-12-2026 end_reason=contract_end lesson=geen
expect 303
get /vandaag
expect 200 no text "contract loopt over"

# Who has work that is still to begin does not read that work is sought, and reads until when.
sql "insert into placement (id, organisation_id, trajectory_id, employer_id, kind, contract_type, started_on, ends_on, hours_week, created_at)
  values (6150, 1, 2001, 4001, 'competitive', 'employment', '2026-12-14', '2027-06-13', 1600, 1)"
sql "update trajectory_fact set begins_on = '2026-12-14' where trajectory_id = 2001"
get /deelnemers/1001/werk/6150/afspraken/maken
submit /deelnemers/1001/werk/6150/afspraken/maken tasks="Brood snijden" coach="Noor, 06 11112222"
browser milan
login milan
get /mijn
expect 200 text "U heeft werk. U begint op maandag 14 december." text "Vanaf 14 december 2026. Tot 13 juni 2027." text "Nakijken" no text "U zoekt werk"
get "/taal?naar=en&terug=/mijn"
follow
expect 200 text "You have a job. You start on"

# Ids made after the summer of 2027 have nineteen digits; a form takes them like all others.
restart now=2027-12-01T09:00
login noor
get /werkgevers/nieuw
submit /werkgevers/nieuw name="Kringloop Het Goed"
let shop sql "select id from employer where name = 'Kringloop Het Goed'"
sql "select length(cast(id as text)) from employer where id = $shop" expect 19
get "/deelnemers/1001/contact?met=werkgever&werkgever=$shop"
submit /deelnemers/1001/contact minutes=30
expect 303
sql "select count(*) from contact where employer_id = $shop" expect 1
