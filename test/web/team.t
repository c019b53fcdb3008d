# Team on 23 November 2026, by hand from world.sql. Noor: Milan and Milou run (started), so 2 of a norm
# of 20; Bart: Joris; Zara is of the other team. Noor met one employer in eight weeks, 105 of 105 minutes
# outside the office; Bart 30 minutes by phone.

spil fidelity @db
expect exit 0
login sanne
get /team
expect 200 title "Team" text "Signalen van week 48" text "Noor de Wit ruimte voor nieuwe deelnemers: 2 van 20"
    text "Noor de Wit te weinig gesprekken met werkgevers: 0,1 per week"
    text "Bart Smit te weinig tijd buiten kantoor: 0% nieuw deze week" no text "Zara Vos ruimte"
    text "0,1 per week vorige week 1" text "Op naam, niet op volgorde" no text "Noor de Wit te weinig tijd"
    text "Er staat niets open" text "Scholing van een begeleider: Zara Vos nog niet vastgelegd"
expect html "/modeltrouw/stand/contacten?programma=11&amp;punt=G6&amp;wie=101"
    html "/modeltrouw/stand/punt?programma=11&amp;punt=B1&amp;wie=102"
# From the signal to the very contacts in one click; and the client of a contact by name, for who may.
get /modeltrouw/stand/contacten?programma=11&punt=G6&wie=101
expect 200 text "18-11-2026 werkgever Bakkerij Bos" no text "10-11-2026"
get /modeltrouw/stand/contacten?programma=11&punt=G14&wie=101
expect 200 text "10-11-2026" text "Berg, Milan van den"
get /modeltrouw/stand/contacten?programma=11&punt=O2&wie=101
expect 200 text "Geen contacten van deze soort in deze periode"
get /modeltrouw/stand/punt?programma=11&punt=B1&wie=101
expect 200 text "Alleen van Noor de Wit" text "Het bewijs: 2" text "Bergman, Milou" no text "Vries, Joris"
get /modeltrouw/stand/punt?programma=11&punt=B1&wie=104
expect 404

# Nobody spoke to Joris since 19 November; put back to October he is on the list, in red after 30 days.
get /team
expect 200 no text "Joris"
sql "update trajectory_fact set last_contact_on = '2026-10-20' where trajectory_id = 2003"
sql "update trajectory_fact set last_contact_on = '2026-11-05' where trajectory_id = 2001"
get /team
expect 200 text "Joris de Vries Bart Smit 34 dagen" text "Milan van den Berg Noor de Wit 18 dagen"
# What is overdue, in the words of Vandaag; what is put away for another day is not.
expect text "Niets is te laat"
# A reminder that passed, of Joris: on the page of the team in the words of Vandaag; gone when it is done.
sql "insert into due (trajectory_id, rule, ref_id, day, words) values (2003, 'care_agreement', 7999, '2026-11-20', 'Bellen met de werkmeester')"
get /team
expect 200 text "afspraak uit overleg: Bellen met de werkmeester" no text "Niets is te laat"
sql "delete from due where ref_id = 7999"
get /team
expect 200 text "Niets is te laat"
# The strip: Milan had an employer after 20 days, Joris not yet.
sql "update trajectory_fact set first_employer_on = '2026-06-28' where trajectory_id = 2001"
get /team
expect 200 text "20 dagen" html "class=\"plot-last\"" html "class=\"plot-before\""
# A year of nothing: a specialist without caseload has room, not a mistake.
sql "update trajectory set closed_on = '2026-11-20', close_reason = 'moved' where id = 2003"
get /team
expect 200 text "Bart Smit ruimte voor nieuwe deelnemers: 0 van 20"

# ---- who --------------------------------------------------------------------------------------
# A specialist: the own row first and only the own signals.
login bart
get /team
expect 200 text "Waar uw eigen cijfer buiten de norm ligt" text "Bart Smit ruimte voor nieuwe" no text "Noor de Wit te weinig"
login zara
get /team?team=21
expect 404
get /team
expect 200 text "Zara Vos" no text "Noor de Wit"
login mira
get /team
expect 403
login vera
get /team?team=21
expect 404
