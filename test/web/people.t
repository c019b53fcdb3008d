# The people around a client: practitioners over time, teams, family, what the client wants, meetings.

# Nobody yet: the tab says what belongs there.
login noor
get /deelnemers/1001/mensen
expect 200 text "Milan heeft geen behandelaar. Met wie stemt u zorg en werk op elkaar af?"
  text "Nog geen contact met een behandelaar vastgelegd." text "Wie ziet Milan vaak" text "Hier staan de arbeidsdeskundige"
  text "Milan is nog niet in een overleg besproken." text "Nog niet gevraagd: naasten." text "Contact met het netwerk: 0 van 1 contacten (0 %)"
get /deelnemers/1001/mensen/nieuw?soort=rommel
expect 404

# A practitioner; one primary at a time.
get /deelnemers/1001/mensen/nieuw?soort=practitioner
expect 200 field from_on 23-11-2026 text "Met wie u als eerste afstemt."
submit /deelnemers/1001/mensen/nieuw
expect 422 error kind "Maak een keuze." error name "Vul dit in."
submit /deelnemers/1001/mensen/nieuw kind=psychiatrist name="Dokter <i>Bos" works_at="GGZ Noord" phone="06 12345678" is_primary=1
  from_on=1-6-2026 to_on=31-5-2026
expect 422 error to_on "Deze dag ligt voor de eerste dag."
submit /deelnemers/1001/mensen/nieuw to_on="" treatment_ends_on=31-5-2026
expect 422 error treatment_ends_on "Deze dag ligt voor de eerste dag."
submit /deelnemers/1001/mensen/nieuw treatment_ends_on=4-1-2027
expect 303 /deelnemers/1001/mensen
let bos sql "select id from client_person where client_id = 1001"
follow
expect 200 text "Toegevoegd." text "psychiater · GGZ Noord · 06 12345678" text "sinds 01-06-2026 · eerste behandelaar"
  text "Behandeling stopt naar verwachting op 04-01-2027, over 42 dagen. Wie neemt het over?" no text "Milan heeft geen behandelaar" no html "<i>Bos"
sql "select rule, ref_id, day, words from due where trajectory_id = 2001" expect "takes_over|$bos|2027-01-04|Dokter <i>Bos"
get /deelnemers/1001/mensen/nieuw?soort=practitioner
submit /deelnemers/1001/mensen/nieuw kind=case_manager name="Carla Case" is_primary=1
expect 422 error is_primary "Dokter <i>Bos is al de eerste behandelaar, sinds 01-06-2026."
# ... also when it is to begin on the very last day of the other, and not when a day later
get /deelnemers/1001/mensen/$bos
submit /deelnemers/1001/mensen/$bos to_on=30-11-2026
expect 303
get /deelnemers/1001/mensen/nieuw?soort=practitioner
submit /deelnemers/1001/mensen/nieuw kind=case_manager name="Carla Case" is_primary=1 from_on=30-11-2026
expect 422 error is_primary "is al de eerste behandelaar"
submit /deelnemers/1001/mensen/nieuw from_on=1-12-2026
expect 303
let carla sql "select id from client_person where name = 'Carla Case'"
# two colleagues: the second is told
get /deelnemers/1001/mensen/$carla
submit /deelnemers/1001/mensen/$carla version=9 name=Karla
expect 422 summary "Een collega heeft dit intussen gewijzigd."
get /deelnemers/1002/mensen/$carla
expect 404
post /deelnemers/1001/mensen/$carla/verwijder
expect 303
sql "select count(*) from client_person where client_id = 1001" expect 1

# On Vandaag, six weeks before: not of who has a successor.
get /deelnemers/1001/mensen/$bos
submit /deelnemers/1001/mensen/$bos to_on=""
expect 303
sql "update trajectory_fact set first_employer_on = '2026-07-01', last_contact_on = '2026-11-22', next_step_on = null where trajectory_id = 2001"
get /vandaag
expect 200 text "Milan van den Berg behandeling bij Dokter <i>Bos stopt over 42 dagen: wie neemt het over?" html "/deelnemers/1001/mensen"
get /deelnemers/1001/mensen/$bos
submit /deelnemers/1001/mensen/$bos successor="de huisarts"
expect 303
sql "select count(*) from due where trajectory_id = 2001" expect 0
get /vandaag
expect 200 no text "wie neemt het over"
get /deelnemers/1001/mensen
expect 200 text "Behandeling stopt naar verwachting op 04-01-2027. Daarna: de huisarts."
# over: he stands behind "Eerder", and the client has nobody again since that day
get /deelnemers/1001/mensen/$bos
submit /deelnemers/1001/mensen/$bos to_on=20-11-2026
expect 303
sql "select rule, day from due where trajectory_id = 2001" expect "no_practitioner|2026-11-20"
get /deelnemers/1001/mensen
expect 200 text "Eerder (1)" text "01-06-2026 tot en met 20-11-2026" text "Milan heeft geen behandelaar."

# Not wanted: own words and a day; it silences.
get /deelnemers/1001/mensen/wens?partij=rommel
expect 404
get /deelnemers/1001/mensen/wens?partij=practitioner
expect 200 text "Wil Milan dat wij contact hebben met behandelaars?"
submit /deelnemers/1001/mensen/wens
expect 422 error wish "Maak een keuze."
submit /deelnemers/1001/mensen/wens wish=not_wanted
expect 422 error words "Schrijf op wat de deelnemer erover zegt."
submit /deelnemers/1001/mensen/wens words="Ik doe dit <b>zelf" again_on=1-1-2029
expect 422 error again_on "Kies een dag binnen twee jaar."
submit /deelnemers/1001/mensen/wens again_on=1-2-2027
expect 303
follow
expect 200 text "Er komen geen herinneringen" text "Milan wil niet dat wij contact hebben met behandelaars. „Ik doe dit <b>zelf” Vraag het weer op 01-02-2027."
  text "Gezegd op 23-11-2026, vastgelegd door Noor de Wit." no text "Milan heeft geen behandelaar."
sql "select rule, ref_id, day from due where trajectory_id = 2001" expect "ask_wish|1|2027-02-01"
# asked again: a row more, and nothing to remind of; nobody is said without words, and asked again in six months
get /deelnemers/1001/mensen/wens?partij=practitioner
expect 200 field words "Ik doe dit <b>zelf"
submit /deelnemers/1001/mensen/wens wish=wanted words=""
expect 303
sql "select rule, day from due where trajectory_id = 2001" expect "no_practitioner|2026-11-20"
get /deelnemers/1001/mensen/wens?partij=practitioner
submit /deelnemers/1001/mensen/wens wish=nobody
expect 303
follow
expect 200 text "Milan heeft geen behandelaars. Vraag het weer op 23-05-2027."
sql "select wish, coalesce(again_on, '-') from party_wish where client_id = 1001 order by id"
  expect "not_wanted|2027-02-01" "wanted|-" "nobody|2027-05-23"
# a consent of a party that is not wanted is not asked again: Pim's ends in 37 days
sql "update trajectory_fact set consent_ends_on = '2026-12-30' where trajectory_id = 2001"
get /deelnemers/1001/mensen/wens?partij=practitioner
submit /deelnemers/1001/mensen/wens wish=not_wanted words="Nee"
expect 303
sql "select coalesce(consent_ends_on, '-') from trajectory_fact where trajectory_id = 2001" expect -
get /deelnemers/1001/mensen/wens?partij=practitioner
submit /deelnemers/1001/mensen/wens wish=agreed words=""
expect 303
sql "select consent_ends_on from trajectory_fact where trajectory_id = 2001" expect 2026-12-30

# Family: helps, worries, hinders; the coordinator sees who, not that.
get /deelnemers/1001/mensen/nieuw?soort=relative
submit /deelnemers/1001/mensen/nieuw kind=parent name="Anna van den Berg" part=hinders how="vindt werken te zwaar"
expect 303
get /deelnemers/1001/mensen
expect 200 text "Anna van den Berg" text "werkt tegen: vindt werken te zwaar"
get /deelnemers/1001/mensen/nieuw?soort=relative
submit /deelnemers/1001/mensen/nieuw kind=friend name="Vriend" how="belt elke maandag"
expect 303
get /deelnemers/1001/mensen
expect 200 text "belt elke maandag"
login sanne
get /deelnemers/1001/mensen
expect 200 text "Anna van den Berg" no text "werkt tegen" no text "Toevoegen"
get /deelnemers/1001/mensen/nieuw?soort=relative
expect 403
login noor
get /deelnemers/1001/mensen/nieuw?soort=expert
submit /deelnemers/1001/mensen/nieuw kind=municipality name="Mevrouw Boer"
expect 303
get /deelnemers/1001/mensen/nieuw?soort=work
submit /deelnemers/1001/mensen/nieuw kind=mentor name="Chef Ali"
expect 303
get /deelnemers/1001/mensen
expect 200 text "klantmanager (gemeente)" text "mentor of maatje op het werk"

# The client reads who we know, in plain words, and never what is thought of them.
login milan
get /mijn
expect 200 text "Mensen om u heen" text "Anna van den Berg" text "ouder" no text "werkt tegen" no text "vindt werken te zwaar"
  text "U vindt het goed dat wij contact hebben met behandelaars, als het nodig is."
get /mijn/alles
expect 200 text "Anna van den Berg" text "vindt werken te zwaar"

# A treatment team, over time; the same name in other capitals is the same team.
login noor
get /deelnemers/1001/mensen/team
submit /deelnemers/1001/mensen/team name=""
expect 422 error name "Vul dit in."
submit /deelnemers/1001/mensen/team name="FACT Noord" from_on=1-9-2026 to_on=31-8-2026
expect 422 error to_on "Deze dag ligt voor de eerste dag."
submit /deelnemers/1001/mensen/team to_on=""
expect 303
follow
expect 200 text "FACT Noord" text "behandelteam" text "sinds 01-09-2026"
get /deelnemers/1001/mensen/team
submit /deelnemers/1001/mensen/team name="fact NOORD"
expect 422 error name "Dit team staat er al."
let fact sql "select id from care_team"
let treats sql "select id from client_care_team"
get /deelnemers/1001/mensen/team/$treats
submit /deelnemers/1001/mensen/team/$treats version=7
expect 422 summary "Een collega heeft dit intussen gewijzigd."
submit /deelnemers/1001/mensen/team/$treats version=1 to_on=22-11-2026
expect 303
get /deelnemers/1001/mensen
expect 200 text "01-09-2026 tot en met 22-11-2026"
get /deelnemers/1001/mensen/team
submit /deelnemers/1001/mensen/team name="FACT Noord"
expect 303
get /deelnemers/1002/mensen/team/$treats
expect 404
get /behandelteams/zoek?q=fac
expect 200 text "FACT Noord"

# A meeting of that team: those it treats first; hours and agreements in one go.
get /behandeloverleg
expect 200 text "Nog geen overleg vastgelegd." text "Nog geen overleg van uw behandelteams"
get /behandeloverleg/nieuw?team=$fact
expect 200 field team_id $fact text "Milan van den Berg" text "Andere deelnemers van u"
submit /behandeloverleg/nieuw team_id="" day=24-11-2026
expect 422 error day "Deze dag ligt in de toekomst."
submit /behandeloverleg/nieuw day=23-11-2026
expect 422 error team_id "Kies een team, of typ de naam."
submit /behandeloverleg/nieuw team_id=$fact _a_1001="Medicatie <u>bespreken" _d_1001="ergens" _d_1002=1-12-2026 _a_1006="{x*2100}"
expect 422 summary "De dag bij Milan van den Berg is niet te lezen." summary "Bij Aisha Yilmaz staat een dag, maar geen afspraak."
  summary "De afspraak bij Lotte Smit is te lang."
sql "select count(*) from care_meeting" expect 0
sql "select count(*) from contact where note like 'Behandeloverleg%'" expect 0
submit /behandeloverleg/nieuw _d_1001=25-11-2026 _d_1002="" _a_1006="" _c_1006! _c_1002=1 minutes! _minutes=45 before_referral=2
expect 303 /behandeloverleg
let meeting sql "select id from care_meeting"
follow
expect 200 text "Het overleg is vastgelegd, met de uren." text "1 van 1 overleggen" text "2 deelnemers besproken · 2 mensen zonder aanmelding aangedragen"
sql "select activity, party, minutes, note from contact where id = (select contact_id from care_meeting_staff)" expect "care|practitioner|45|Behandeloverleg FACT Noord."
sql "select trajectory_id, minutes from contact_client where contact_id = (select contact_id from care_meeting_staff) order by trajectory_id" expect "2001|23" "2002|22"
sql "select trajectory_id, words, owner, coalesce(due_on, '-') from care_agreement order by trajectory_id" expect "2001|Medicatie <u>bespreken|specialist|2026-11-25" "2002|||-"
# the meeting answers nobody's next step
sql "select next_step, next_step_on from trajectory_fact where trajectory_id = 2001" expect "Bellen met Bakkerij Bos|2026-11-20"
get /deelnemers/1001/mensen
expect 200 text "23-11-2026 · FACT Noord · Noor de Wit" text "Medicatie <u>bespreken" text "de begeleider, 25-11-2026"
  text "Laatste contact met een behandelaar: 23-11-2026, 0 dagen geleden." text "1 van 2 contacten (50 %)"
get /deelnemers/1002/mensen
expect 200 text "besproken, niets afgesproken"
# the same meeting twice is told; a colleague joins it
get /behandeloverleg/nieuw?team=$fact
submit /behandeloverleg/nieuw
expect 422 error day "U legde dit overleg op deze dag al vast."
login bart
get /behandeloverleg/nieuw
submit /behandeloverleg/nieuw new_team="Fact noord" missed=1
expect 303
follow
expect 200 text "0 van 1 overleggen" text "niet aanwezig"
sql "select count(*) from care_meeting" expect 1
sql "select staff_id, attended, before_referral from care_meeting_staff order by staff_id" expect "101|1|2" "102|0|0"
# other people's clients are not to be spoken of in one's own name
get /behandeloverleg/nieuw
submit /behandeloverleg/nieuw new_team="Poli" _a_1001="niet van mij"
expect 303
sql "select count(*) from care_agreement" expect 2

# An agreement: on Vandaag when its day comes, changed, done.
login noor
let agreed sql "select id from care_agreement where trajectory_id = 2001"
get /deelnemers/1001/mensen/afspraak/$agreed
expect 200 text "FACT Noord, 23-11-2026" field due_on 25-11-2026
submit /deelnemers/1001/mensen/afspraak/$agreed words=""
expect 422 error words "Vul dit in."
submit /deelnemers/1001/mensen/afspraak/$agreed words="Tijden bespreken" owner=practitioner due_on=22-11-2026
expect 303
sql "update trajectory_fact set next_step_on = null, first_employer_on = '2026-07-01', consent_ends_on = null where trajectory_id = 2001"
get /vandaag
expect 200 text "Milan van den Berg afspraak uit overleg: Tijden bespreken"
post /deelnemers/1001/mensen/afspraak/$agreed/gedaan
expect 303 /deelnemers/1001/mensen
follow
expect 200 text "gedaan op 23-11-2026"
post /deelnemers/1001/mensen/afspraak/$agreed/gedaan
expect 303
sql "select count(*) from due where rule = 'care_agreement'" expect 0
get /deelnemers/1002/mensen/afspraak/$agreed
expect 404
get /deelnemers/1001/mensen/afspraak/$agreed
submit /deelnemers/1001/mensen/afspraak/$agreed version=1
expect 422 summary "Een collega heeft dit intussen gewijzigd."

# A three-way talk needs the client.
get /deelnemers/1001/mensen/driegesprek
expect 200 text "Over Milan praten zij niet zonder Milan."
submit /deelnemers/1001/mensen/driegesprek
expect 422 error with_whom "Vul dit in." error words "Vul dit in."
submit /deelnemers/1001/mensen/driegesprek with_whom="klantmanager Boer" words="Uitkering loopt door" practitioner=1
expect 422 error client "Dit gesprek voert u samen met Milan. Was Milan er niet bij?"
submit /deelnemers/1001/mensen/driegesprek client=1
expect 303
follow
expect 200 text "gesprek met klantmanager Boer · Noor de Wit" text "Uitkering loopt door" text "Laatste contact met een deskundige: 23-11-2026"
sql "select note, party, activity from contact where party = 'expert'" expect "Driegesprek met klantmanager Boer en de behandelaar.|expert|expert"
get /deelnemers/1002/mensen/driegesprek
submit /deelnemers/1002/mensen/driegesprek with_whom="UWV" words="Wajong nagevraagd" client=1
expect 303
sql "select note from contact where note like '%UWV%'" expect "Driegesprek met UWV."
# the client sat at it: it is a contact with the client, until it is taken back
sql "select last_contact_on from trajectory_fact where trajectory_id = 2002" expect 2026-11-23
let talk sql "select id from care_meeting where with_whom = 'UWV'"
post /behandeloverleg/$talk/verwijder
expect 303
sql "select coalesce(last_contact_on, 'none') from trajectory_fact where trajectory_id = 2002" expect none

# The share of the network: the list behind the number. Joris is LVB: his usual share stands beside it.
get /deelnemers/1001/mensen/netwerk
expect 200 text "1 van 2 contacten (50 %)" text "In tijd: 0,4 uur van 1,1 uur." text "23-11-2026 · behandelaar" text "Noor de Wit · 23 min" text "Niet meegeteld: werkgevers"
sql "update trajectory set target_group = 'LVB' where id = 2006"
get /deelnemers/1006/mensen
expect 200 text "Contact met het netwerk: nog geen contacten. Bij LVB is ongeveer 30 % gewoon."
get /deelnemers/1006/mensen/netwerk
expect 200 text "nog geen contacten."
login sanne
get /deelnemers/1001/mensen/netwerk
expect 404
get /deelnemers/1001/mensen
expect 200 text "1 van 2 contacten (50 %)."

# Taken back today: meeting, agreements, hours; Bart's part stays.
login noor
post /behandeloverleg/$meeting/verwijder
expect 303
follow
expect 200 text "Het overleg is verwijderd."
sql "select count(*) from care_agreement where meeting_id = $meeting" expect 0
sql "select staff_id from care_meeting_staff where meeting_id = $meeting" expect 102
sql "select count(*) from contact where note = 'Behandeloverleg FACT Noord.'" expect 0
post /behandeloverleg/$meeting/verwijder
expect 404 text "Dit overleg is niet verwijderd"

# A new referral reminds of a practitioner after four weeks.
get /deelnemers/nieuw
expect 200
sql "select count(*) from due where rule = 'no_practitioner' and trajectory_id = 2006" expect 0
