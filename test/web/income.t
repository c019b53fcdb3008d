# Work and income: when advice is needed, who gave it, why not, and the card of the first pay.

login noor
get /deelnemers/1001/inkomen
expect 200 text "Er is nog geen betaalde baan." text "Er is nog geen advies vastgelegd." text "Maak een kaart"
get /deelnemers/1001/werk/nieuw?soort=competitive
submit /deelnemers/1001/werk/nieuw employer_id=4001 _employer_id="Bakkerij Bos" _employer_id_was="Bakkerij Bos" started_on=1-12-2026
  hours_week=16 wage_month=1000 contract_type=employment
expect 303
let job sql "select id from placement where trajectory_id = 2001"
sql "select number, from_on, hours_week, wage_month from income_moment where placement_id = $job" expect "1|2026-12-01|1600|100000"
sql "select rule, day, words from due where trajectory_id = 2001 and ref_id = $job" expect "income_start|2026-12-01|Bakkerij Bos"
sql "update trajectory_fact set first_employer_on = '2026-06-20', last_contact_on = '2026-11-22', next_step_on = null where trajectory_id = 2001"
get /vandaag
expect 200 text "Bakkerij Bos: begint over 8 dagen, nog geen advies over inkomen" html "/deelnemers/1001/inkomen"
get /deelnemers/1001/inkomen
expect 200 text "Begin bij Bakkerij Bos, 01-12-2026" text "Nog geen advies over inkomen." text "Geen advies: waarom"

# The hours change before it begins: still one moment, and its day moves with the job.
get /deelnemers/1001/werk/$job
submit /deelnemers/1001/werk/$job hours_week=20 started_on=30-11-2026
expect 303
sql "select number, from_on, hours_week from income_moment where placement_id = $job" expect "1|2026-11-30|2000"

# Advice that was given long ago, or about another job, is not for this one.
get /deelnemers/1001/inkomen/advies/nieuw?baan=$job
expect 200 field placement_id $job field advised_on "23-11-2026" text "Spil rekent niets uit."
submit /deelnemers/1001/inkomen/advies/nieuw
expect 422 error adviser_kind "Maak een keuze." error summary "Vul dit in."
submit /deelnemers/1001/inkomen/advies/nieuw advised_on=24-11-2026 adviser_kind=uwv summary="Ik hou over"
expect 422 error advised_on "Deze dag ligt in de toekomst."
submit /deelnemers/1001/inkomen/advies/nieuw advised_on=1-9-2026 placement_id=""
expect 303 /deelnemers/1001/inkomen
follow
expect 200 text "Het advies is vastgelegd." text "Advies op 01-09-2026, op tijd." text "Ik hou over"
let advice sql "select id from income_advice"
sql "select count(*) from due where trajectory_id = 2001 and rule = 'income_start'" expect 0
# 30 November less 90 days is 1 September: the day before is too early
get /deelnemers/1001/inkomen/advies/$advice
submit /deelnemers/1001/inkomen/advies/$advice advised_on=31-8-2026
expect 303
follow
expect 200 text "Nog geen advies over inkomen." text "Ik hou over"
sql "select count(*) from due where trajectory_id = 2001 and rule = 'income_start'" expect 1
get /deelnemers/1001/inkomen/advies/$advice
submit /deelnemers/1001/inkomen/advies/$advice version=1 summary="Later getypt"
expect 422 summary "Een collega heeft dit intussen gewijzigd." field summary "Later getypt"
get /deelnemers/1001/inkomen/advies/$advice
submit /deelnemers/1001/inkomen/advies/$advice advised_on=20-11-2026 adviser="Karin de Boer" placement_id=$job open_questions="Wat gebeurt er met de zorgtoeslag?"
expect 303
follow
expect 200 text "Advies op 20-11-2026, op tijd." text "UWV, Karin de Boer · Bakkerij Bos" text "Wat gebeurt er met de zorgtoeslag?"

# More hours once it runs: a moment of its own; without advice a reason.
restart now=2026-12-14T09:00
login noor
get /deelnemers/1001/werk/$job
submit /deelnemers/1001/werk/$job hours_week=24
expect 303
sql "select number, from_on, hours_week from income_moment where placement_id = $job order by number" expect "1|2026-11-30|2000" "2|2026-12-14|2400"
sql "update trajectory_fact set last_contact_on = '2026-12-13', disclosure_open = 0 where trajectory_id = 2001"
sql "select day from due where trajectory_id = 2001 and rule = 'income_change'" expect 2026-12-14
sql "update due set day = '2026-12-11' where rule = 'income_change'"
get /vandaag
expect 200 text "Bakkerij Bos: 3 dagen geleden andere uren of ander loon, nog geen advies"
get /deelnemers/1001/inkomen
expect 200 text "Andere uren of ander loon bij Bakkerij Bos, 14-12-2026"
get /deelnemers/1001/inkomen/werk/$job/reden
expect 200 text "Zonder advies is een reden nodig."
submit /deelnemers/1001/inkomen/werk/$job/reden
expect 422 error reason "Vul dit in."
submit /deelnemers/1001/inkomen/werk/$job/reden reason="Geen uitkering meer"
expect 303 /deelnemers/1001/inkomen
follow
expect 200 text "De reden is vastgelegd." text "Geen advies: Geen uitkering meer" text "Advies op 20-11-2026, op tijd."
sql "select count(*) from due where trajectory_id = 2001 and rule = 'income_change'" expect 0
sql "select number, reason, reason_by, reason_on from income_moment where placement_id = $job order by number" expect "1|||" "2|Geen uitkering meer|101|2026-12-14"
get /deelnemers/1001/inkomen/werk/6001/reden
expect 404
post /deelnemers/1001/inkomen/werk/6001/reden reason=x
expect 404
get /deelnemers/1007/inkomen/advies/$advice
expect 404
post /deelnemers/1007/inkomen/advies/$advice summary=x
expect 404
# advice afterwards is better than none, and said to be late
get /deelnemers/1007/werk/6001
submit /deelnemers/1007/werk/6001 hours_week=25
expect 303
sql "select count(*) from due where trajectory_id = 2007 and rule like 'income%'" expect 0
get /deelnemers/1007/inkomen/advies/nieuw
submit /deelnemers/1007/inkomen/advies/nieuw adviser_kind=specialist summary="Duidelijk" placement_id=6001
expect 303
follow
expect 200 text "Advies op 14-12-2026, daarna pas."
# an unpaid place asks for nothing
get /deelnemers/1002/werk/nieuw?soort=trial
submit /deelnemers/1002/werk/nieuw employer_id=4002 _employer_id="Bouwbedrijf Bosman" _employer_id_was="Bouwbedrijf Bosman" started_on=14-12-2026
  ends_on=11-1-2027 promise="contract" promise_by="de chef"
expect 303
sql "select count(*) from income_moment m join placement p on p.id = m.placement_id where p.trajectory_id = 2002" expect 0

# The card of the first pay: what is not known is printed as such.
get /deelnemers/1001/inkomen
expect 200 text "Maak een kaart voor Bakkerij Bos"
get /deelnemers/1001/inkomen/kaart/nieuw?baan=$job
expect 200 text "Wanneer komt mijn eerste loon?" text "Wat zet ik apart?"
submit /deelnemers/1001/inkomen/kaart/nieuw pay_when="25 januari" set_aside="300 euro, tot maart" call_pay="Ben, 050 1234567"
expect 303 /deelnemers/1001/inkomen/kaart/*/blad
let card sql "select id from income_card"
follow
expect 200 title "Eerste-loonkaart" text "Mijn werk bij Bakkerij Bos, vanaf 30-11-2026" text "25 januari" text "300 euro, tot maart" text "Dit weten we nog niet."
  text "Dan moet dat geld vaak terug." text "Wat stopt er, en wanneer?"
get /deelnemers/1001/inkomen/kaart/nieuw?baan=$job
submit /deelnemers/1001/inkomen/kaart/nieuw
expect 422 summary "Voor deze baan is er al een kaart."
get /deelnemers/1001/inkomen/kaart/$card
expect 200 field pay_when "25 januari"
submit /deelnemers/1001/inkomen/kaart/$card stops="De Ziektewet stopt op 1 januari" pay_when=""
expect 303
sql "select question, body from income_card_answer where card_id = $card order by question" expect "call_pay|Ben, 050 1234567" "set_aside|300 euro, tot maart" "stops|De Ziektewet stopt op 1 januari"
get /deelnemers/1001/inkomen/kaart/$card
submit /deelnemers/1001/inkomen/kaart/$card version=1
expect 422 summary "Een collega heeft dit intussen gewijzigd."
get /deelnemers/1007/inkomen/kaart/$card
expect 404
get /deelnemers/1007/inkomen/kaart/$card/blad
expect 404
get /deelnemers/1007/inkomen/kaart/nieuw?baan=$job
expect 404
post /deelnemers/1007/inkomen/kaart/nieuw placement_id=$job
expect 404
get /deelnemers/1002/inkomen/kaart/nieuw
submit /deelnemers/1002/inkomen/kaart/nieuw allowances="Nog vragen"
expect 303
get /deelnemers/1002/inkomen
expect 200 text "nog zonder baan"

# A job that has ended asks for nothing any more.
get /deelnemers/1001/werk/$job
submit /deelnemers/1001/werk/$job hours_week=28
sql "select count(*) from due where trajectory_id = 2001 and rule = 'income_change'" expect 1
get /deelnemers/1001/werk/$job
submit /deelnemers/1001/werk/$job ended_on=14-12-2026 end_reason=own_choice
expect 303
sql "select count(*) from due where trajectory_id = 2001 and rule = 'income_change'" expect 0

# The client: the own words and the card.
login milan
get /mijn
expect 200 text "Mijn werk en geld" text "Uitleg op 20 november 2026. Zo zei u het zelf:" text "Ik hou over" text "Dit wordt nog uitgezocht:"
get /mijn/loonkaart
expect 200 text "De Ziektewet stopt op 1 januari"
sql "delete from income_card_answer where card_id = $card"
sql "delete from income_card where id = $card"
get /mijn/loonkaart
expect 200 text "Er is nog geen kaart."
sql "delete from income_advice where client_id = 1001"
get /mijn
expect 200 text "U heeft nog geen uitleg gekregen"
login sanne
get /deelnemers/1007/inkomen
expect 200 text "Duidelijk" no text "Advies vastleggen"
login bart
get /deelnemers/1007/inkomen
expect 200 no text "Duidelijk"
