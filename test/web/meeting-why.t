# A meeting that was begun says why each client is on the agenda as Vandaag does: the days, and what it is
# about. And the network is searched with what that client wants.

login sanne
# Of Milan only a decision of an earlier meeting is left, three days late; Milou's contract ends.
sql "delete from due where trajectory_id = 2001"
sql "update trajectory_fact set next_step_on = null, last_contact_on = '2026-11-22', first_employer_on = '2026-11-02'
  where trajectory_id = 2001"
sql "insert into due (trajectory_id, rule, ref_id, day, words) values
  (2001, 'decision', 1, '2026-11-20', 'Bellen met de fietsenmaker')"
get /teamoverleg
expect 200 text "Milan van den Berg besluit uit het teamoverleg, 3 dagen te laat: Bellen met de fietsenmaker"
post /teamoverleg _p_101=1 _p_105=1 _t_2001=1 _t_2006=1 _t_2007=1
expect 303 /teamoverleg/*
let id sql "select id from team_meeting"
login noor
get /teamoverleg/$id
expect 200 text "Milan van den Berg besluit uit het teamoverleg, 3 dagen te laat: Bellen met de fietsenmaker"
  text "Lotte Smit 21 dagen geleden aangemeld, nog geen eerste gesprek"
  text "Milou Bergman contract loopt over 14 dagen af" no text "ingebracht door een collega"
# When it is done meanwhile the heading of the agenda stands there.
sql "delete from due where trajectory_id = 2001"
get /teamoverleg/$id
expect 200 text "Milan van den Berg Vraagt aandacht" no text "Bellen met de fietsenmaker"

# Who knows an employer for this client: the wish of the referral, then the work of the profile, near home.
sql "update employer set open_need = 'fietsenmaker gezocht' where id = 4002"
sql "insert into employer_word (organisation_id, token, source, employer_id) values (1, 'fietsen', 'need', 4002)"
get /werkgevers/wie-kent?voor=1001
expect 200 field q "Iets met fietsen" text "Bouwbedrijf Bosman" no text "Bakkerij Bos"
  html "/deelnemers/1001/kansen/nieuw?werkgever=4002"
get /deelnemers/1001/profiel/wensen
submit /deelnemers/1001/profiel/wensen work_type="Winkel, verkoopmedewerker"
expect 303
get /werkgevers/wie-kent?voor=1001
expect 200 field q "Winkel, verkoopmedewerker" text "Bakkerij Bos" no text "Bouwbedrijf Bosman"
# Employers in the client's own municipality (Assen is 0106) go before; without one there, all of them.
sql "update client set municipality = '0106' where id = 1001"
get /werkgevers/wie-kent?voor=1001
expect 200 text "Bakkerij Bos"
sql "update employer set place = 'Assen' where id = 4001"
get /werkgevers/wie-kent?voor=1001
expect 200 field plaats Assen text "Bakkerij Bos"
# What is typed goes before, also nothing.
get "/werkgevers/wie-kent?voor=1001&q=metselaar"
expect 200 field q metselaar no text "Bakkerij Bos"
get "/werkgevers/wie-kent?voor=1001&q=&branche=&plaats="
expect 200 field q "" text "Bakkerij Bos" text "Bouwbedrijf Bosman"
# A colleague who does not see the plan gets no words of it.
login zara
get /werkgevers/wie-kent?voor=1001
expect 200 field q "" no text "Winkel, verkoop"
