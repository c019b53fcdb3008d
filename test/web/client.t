# The list of clients, the page of one, personal details and the trajectory.

login noor
get /deelnemers
expect 200 text "Berg, Milan van den" text "zoekt werk" text "Bergman, Milou" text "Bakkerij Bos" text "Smit, Lotte"
  no text "Vries, Joris" no text "Klaar, Piet" no text "Jansen" no text "Elders, Elsa"
get /deelnemers?fase=closed
expect 200 text "Klaar, Piet" no text "Milan"
get /deelnemers?fase=all
expect 200 text "Klaar, Piet" text "Milan"
get /deelnemers?fase=rommel
expect 200 text "Milan" no text "Klaar, Piet"
get /deelnemers?team=21
expect 200 text "Vries, Joris de" text "Bart Smit" text "Milan" no text "Jansen" no text "Bakker, Tom"
get /deelnemers?team=21&fase=searching
expect 200 text "Milan"
get /deelnemers?team=21&fase=all
expect 200 text "Klaar, Piet"
get "/deelnemers?q=%3Cscript%3Ealert(1)%3C/script%3E"
expect 200 text "Niemand gevonden" no html "<script>alert"
get "/deelnemers?q=%27%20or%20%271%27%3D%271"
expect 200 no text "Joris"
get /deelnemers?q=berg
expect 200 text "Berg, Milan van den" text "Bergman, Milou" no text "Lotte"
# Seven lists, three of them for words that were typed and are kept apart; and Vandaag after logging in.
sql "select count(*) from access_log where action = 3 and staff_id = 101" expect 8
sql "select t.words from access_log l join access_text t on t.id = l.id where l.action = 13 order by t.words"
  expect "' or '1'='1" "<script>alert(1)</script>" "berg"

# The page: who, which phase, the clocks, the timeline, the blocks; one line in the log.
get /deelnemers/1001
expect 200 title "Milan van den Berg" text "29 jaar" text "CMD" text "15-06-2027" text "zoekt werk"
  text "nog geen werkgever gesproken, 168 dagen na de start" text "Bellen met Bakkerij Bos, 20-11-2026"
  text "18-11-2026 · 45 min · Noor de Wit" text "Samen naar de fietsenmaker gekeken." text "06 12345678" text "Iets met fietsen"
sql "select count(*) from access_log where action = 2 and client_id = 1001 and staff_id = 101" expect 1
get /deelnemers/1007
expect 200 text "werkt, 8 maanden" text "Bakkerij Bos" text "24 uur per week" text "tot 07-12-2026" html "<svg"
get /deelnemers/1009
expect 200 text "afgesloten"
get /deelnemers/1001?voor=2026-11-18
expect 200 no text "fietsenmaker"

# More contacts than fit: the rest stands on the next page, none lost between.
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, note, created_at)
  select 900000 + c.id, 11, 101, '2026-09-01', 5, 'care', 'phone', 'office', 'practitioner', 'reeks', 1 from client c"
sql "insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer)
  select id, 2001, '2026-09-01', 5, 0 from contact where note = 'reeks'"
sql "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party, note, created_at)
  select 910000 + a.id * 10 + (b.id - 1000), 11, 101, '2026-10-0' || (b.id - 1000), 5, 'care', 'phone', 'office', 'practitioner', 'zwerm', 1 from client a, client b where a.id < 1006"
sql "insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer)
  select id, 2001, day, 5, 0 from contact where note = 'zwerm'"
get /deelnemers/1001
expect 200 text "Eerdere contacten" no text "reeks"
let older = /href="(\?voor=[^"#]*)/
get /deelnemers/1001$older
expect 200 text "zwerm" text "Nieuwste contacten"
get /deelnemers/1001?voor=2026-09-02
expect 200 text "reeks" no text "zwerm"

# Personal details: every field goes in and comes back.
get /deelnemers/1001/gegevens
expect 200 field given_name Milan field birth_on 03-04-1997 field diagnosis_chapter 07
submit /deelnemers/1001/gegevens given_name=Milan name_prefix=van family_name=Bergen birth_on=4-4-1997 sex=male
  phone="+31 6 11111111" email=milan@voorbeeld.nl postcode=9711aa municipality=0014 marital_status=not_married
  education=KONING diagnosis_chapter=07 experience_years=3,25 worked_share=40
expect 422 error education "Kies een van" field experience_years 3,25 field email milan@voorbeeld.nl
let school = /<select id="f-education"[\s\S]*?<option value="([A-Z0-9_]+)"/
submit /deelnemers/1001/gegevens education=$school
expect 303 /deelnemers/1001
sql "select name_prefix, family_name, birth_on, sex, email, municipality, marital_status, education, experience_years, worked_share, version from client where id = 1001"
  expect "van|Bergen|1997-04-04|male|milan@voorbeeld.nl|0014|not_married|$school|325|40|2"
sql "select postcode from client where id = 1001" expect "9711 AA"
get /deelnemers?q=bergen
expect 200 text "Bergen, Milan van"
get /deelnemers?q=den
expect 200 text "Niemand gevonden"
# A colleague changed it meanwhile.
get /deelnemers/1001/gegevens
sql "update client set version = 3, family_name = 'Anders' where id = 1001"
submit /deelnemers/1001/gegevens phone="06 22222222"
expect 422 summary "Een collega heeft deze gegevens intussen gewijzigd" field phone "06 22222222"
sql "select family_name from client where id = 1001" expect Anders
get /deelnemers/1001/gegevens
submit /deelnemers/1001/gegevens email=geen postcode=12 birth_on=2030-01-01 experience_years=70,001 worked_share=101
  municipality=9999
expect 422 error email "Vul een e-mailadres in" error postcode "Vul een postcode in" error birth_on "toekomst"
  error experience_years "" error worked_share "100" error municipality "Kies een van"
# the version cannot be forged away
submit /deelnemers/1001/gegevens email=a@b.nl postcode="" birth_on=1-1-1990 experience_years="" worked_share=""
  municipality="" version=x
expect 422

# The trajectory.
get /deelnemers/1002/traject
expect 200 field referred_on 01-10-2026 field target_group EPA
submit /deelnemers/1002/traject started_on=1-11-2026 scheme=EPA_UWV financier=uwv funding=granted ends_on=1-11-2029
expect 303 /deelnemers/1002
follow
expect 200 text "Het traject is opgeslagen." text "zoekt werk" text "01-11-2029"
get /deelnemers/1002/traject
submit /deelnemers/1002/traject started_on=30-9-2026 ends_on=29-9-2026
expect 422 error started_on "Deze datum ligt voor de aanmelding" error ends_on "De einddatum ligt voor de start"
# changed by a colleague meanwhile
get /deelnemers/1006/traject
sql "update trajectory set version = version + 1 where id = 2006"
submit /deelnemers/1006/traject work_goal="mijn tekst"
expect 422 summary "Een collega heeft dit traject intussen gewijzigd" field work_goal "mijn tekst"
# A closed trajectory keeps its days in order.
get /deelnemers/1009/traject
submit /deelnemers/1009/traject referred_on=1-1-2026 first_talk_on="" started_on=""
expect 422 error referred_on "na de afsluiting"
# Never two running trajectories of one client at one programme.
sql "insert into trajectory (id, organisation_id, programme_id, team_id, client_id, target_group, referred_on, referred_by)
  values (2010, 1, 11, 21, 1009, 'EPA', '2026-11-01', 'self')"
get /deelnemers/1009/traject/nieuw
submit /deelnemers/1009/traject/nieuw referred_by=self target_group=EPA
expect 422 summary "Deze deelnemer heeft in dit programma al een lopend traject"
# an address with nobody behind it
get /deelnemers/999999
expect 404 text "Deze pagina is er niet"
get /deelnemers/abc
expect 404
get /deelnemers/0
expect 404
get /deelnemers/99999999999999999999999
expect 404
get /deelnemers/-1001
expect 404
