# A new referral: the client and the trajectory in one form; the days must be possible.

login noor
get /deelnemers/nieuw
expect 200 text "Voornaam" field referred_on 23-11-2026
submit /deelnemers/nieuw given_name=Zoë name_prefix="van der" family_name="O'Hara-Çelik" birth_on=29-2-2000
  phone="06-12 34 56 78" referred_on=1-11-2026 first_talk_on=10-11-2026 referred_by=self target_group=NAH
  work_goal="Tuinieren\nen bloemen"
expect 303 /deelnemers/*
let id = /deelnemers\/(\d+)/
follow
expect 200 text "De aanmelding is opgeslagen." title "Zoë van der O'Hara-Çelik" text "26 jaar" text "Noor de Wit"
  text "oriëntatie" text "Tuinieren"
sql "select given_name, name_prefix, family_name, birth_on, organisation_id from client where id = $id" expect
  "Zoë|van der|O'Hara-Çelik|2000-02-29|1"
sql "select programme_id, team_id, target_group, referred_on, first_talk_on from trajectory where client_id = $id"
  expect "11|21|NAH|2026-11-01|2026-11-10"
sql "select phase, staff_id from trajectory_fact where client_id = $id" expect "orientation|101"
sql "select count(*) from access_log where client_id = $id and action = 4 and staff_id = 101" expect 1
# found without accents, by the beginning of any word
get /deelnemers?q=celik
expect 200 text "O'Hara-Çelik, Zoë van der"
get /deelnemers?q=zoe+har
expect 200 text "O'Hara-Çelik, Zoë van der"
get /deelnemers?q=hara+berg
expect 200 text "Niemand gevonden"

# Nothing filled in; all of it is said, nothing is made.
get /deelnemers/nieuw
submit /deelnemers/nieuw given_name="" family_name=" " birth_on="" referred_on="" referred_by! target_group!
expect 422 error given_name "Vul dit in." error family_name "Vul dit in." error birth_on "Vul dit in."
  error referred_on "Vul dit in." error referred_by "Maak een keuze." error target_group "Maak een keuze."
  title "6 fouten"
sql "select count(*) from client" expect 10

# Days that cannot be, one after the other; the rest stays as it was typed.
submit /deelnemers/nieuw given_name=Test family_name=Dag birth_on=31-02-2000 referred_on=1-11-2026 referred_by=uwv
  target_group=EPA work_goal="<script>alert(1)</script>"
expect 422 error birth_on "Deze dag bestaat niet" field birth_on 31-02-2000 field family_name Dag field referred_by uwv
  field work_goal "<script>alert(1)</script>" no html "<script>alert"
submit /deelnemers/nieuw birth_on=29-02-2001
expect 422 error birth_on "Deze dag bestaat niet"
submit /deelnemers/nieuw birth_on=24-11-2026
expect 422 error birth_on "Deze dag ligt in de toekomst"
submit /deelnemers/nieuw birth_on=2-11-2026
expect 422 error birth_on "De geboortedatum ligt na de aanmelding"
submit /deelnemers/nieuw birth_on=1-1-1990 first_talk_on=31-10-2026
expect 422 error first_talk_on "Deze datum ligt voor de aanmelding" field first_talk_on 31-10-2026
submit /deelnemers/nieuw first_talk_on="" referred_on=24-11-2026
expect 422 error referred_on "Deze dag ligt in de toekomst"
submit /deelnemers/nieuw referred_on=1-1-99999
expect 422 error referred_on "Deze dag bestaat niet"
submit /deelnemers/nieuw referred_on=1-11-2026 referred_by=koning
expect 422 error referred_by "Kies een van"
submit /deelnemers/nieuw referred_by=uwv target_group=ABC
expect 422 error target_group "Kies een van"
submit /deelnemers/nieuw target_group=EPA phone="bel mij maar"
expect 422 error phone "Vul een telefoonnummer in"
submit /deelnemers/nieuw phone="" given_name={a*101} name_prefix={b*31} family_name={c*151} work_goal={d*2001}
expect 422 error given_name "101 tekens, er mogen er 100" error name_prefix "31" error family_name "151"
  error work_goal "2001" field work_goal {d*2001}
sql "select count(*) from client" expect 10
# exactly as long as may be, with letters of more than one byte
submit /deelnemers/nieuw given_name={é*100} name_prefix={ĳ*30} family_name={Ω*150} work_goal={漢*2000}
expect 303 /deelnemers/*
follow
expect 200 text {漢*2000}

# A supervisor registers too; then nobody is assigned yet.
login sanne
get /deelnemers/nieuw
submit /deelnemers/nieuw given_name=Uit family_name=Team birth_on=1-1-1990 referred_by=municipality target_group=LVB
expect 303 /deelnemers/*
let second = /deelnemers\/(\d+)/
follow
expect 200 text "nog niemand"
sql "select count(*) from trajectory_fact where client_id = $second and staff_id is null and team_id = 21" expect 1
