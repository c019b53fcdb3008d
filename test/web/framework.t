# The quality framework: the plan of eight criteria, the coalition, dated records with reminders; and
# how specialists rate the principles themselves.

login sanne
get /kwaliteitskader
expect 200 title "Kwaliteitskader" text "0 van 8 criteria zijn in orde" text "IPS Noord"
    text "hoogstens 25 deelnemers op een volledige baan" text "extra aandacht bij NAH"
    text "Er is nog geen modeltrouwmeting" text "Nog niets vastgelegd"
    text "Stuurgroep nog niet vastgelegd" text "Scholing van een begeleider: Noor de Wit nog niet vastgelegd"
    no text "Certificaat van een begeleider: Noor"
# IPS Noord has a client with brain injury (Lotte): criterion 4 is not met without saying how.
get /kwaliteitskader/criterium?programma=11&criterium=4
expect 200 text "Met wie is er vast overleg als er geen behandelteam is?"
submit /kwaliteitskader/criterium stand=met
expect 422 error stand "Fout: Schrijf eerst hoe u voldoet"
submit /kwaliteitskader/criterium hoe="Elke week in het FACT-overleg" bewijs="Notulen" stand=met
expect 422 error stand "Fout: Schrijf ook hoe dit gaat bij mensen met NAH" field hoe "Elke week in het FACT-overleg"
sql "select count(*) from framework_plan" expect 0
submit /kwaliteitskader/criterium nah="Vast overleg met de neuropsycholoog" wie=105 klaar_op=01-03-2027
expect 303
follow
expect 200 text "1 van 8 criteria zijn in orde" text "Elke week in het FACT-overleg" text "Sanne Kok"
    text "Vast overleg met de neuropsycholoog"
# Somebody else saved meanwhile.
post /kwaliteitskader/criterium _programma=11 _criterium=4 hoe=oud bewijs=x nah=y stand=busy versie=7
expect 422 text "Iemand anders heeft dit net veranderd"
post /kwaliteitskader/criterium _programma=11 _criterium=4 hoe=oud bewijs=x nah=y stand=busy versie=0
expect 422 text "Iemand anders heeft dit net veranderd"
get /kwaliteitskader/criterium?programma=11&criterium=4
submit /kwaliteitskader/criterium stand=busy klaar_op=01-11-2026
expect 303
follow
expect 200 text "0 van 8 criteria" text "had klaar moeten zijn op 01-11-2026"
get /kwaliteitskader/criterium?programma=11&criterium=9
expect 404
post /kwaliteitskader/criterium _programma=11 _criterium=9 stand=busy
expect 404
# A criterion without stricter attention needs only how and by what.
get /kwaliteitskader/criterium?programma=11&criterium=8
expect 200 no text "neuropsycholoog" no text "Bij mensen met NAH"
submit /kwaliteitskader/criterium hoe=Ruimte bewijs=Agenda stand=met
expect 303
sql "select status from framework_plan where criterion = '8'" expect met

# ---- partners -----------------------------------------------------------------------------------
get /kwaliteitskader/partner?programma=11
submit /kwaliteitskader/partner naam="Stichting Hersenletsel" rol=care van=01-02-2026 tot=01-01-2026
expect 422 error tot "Fout: Het einde ligt voor het begin."
submit /kwaliteitskader/partner tot="" taak="Behandelt na het traject"
expect 303
follow
expect 200 text "Stichting Hersenletsel zorgpartner" text "sinds 01-02-2026" text "Behandelt na het traject"
let partner sql "select id from coalition_partner"
get /kwaliteitskader/partner?programma=11&partner=$partner
expect 200 field naam "Stichting Hersenletsel"
submit /kwaliteitskader/partner tot=01-11-2026
expect 303
follow
expect 200 text "tot en met 01-11-2026"
post /kwaliteitskader/partner _programma=11 _partner=$partner naam=x rol=lead van=01-02-2026 versie=1
expect 422 text "Iemand anders heeft dit net veranderd"
get /kwaliteitskader/partner?programma=11&partner=1
expect 404

# ---- records, and what comes of them ------------------------------------------------------------
get /kwaliteitskader/feit?programma=11
submit /kwaliteitskader/feit soort=training op=02-11-2026
expect 422 error wie "Fout: Kies van wie de scholing of het certificaat is."
submit /kwaliteitskader/feit wie=101 notitie="Opleiding IPS"
expect 303
follow
expect 200 text "02-11-2026 Scholing van een begeleider Noor de Wit Opleiding IPS"
    no text "Scholing van een begeleider: Noor de Wit nog niet" text "Scholing van een begeleider: Bart Smit nog niet vastgelegd"
# The steering group meets twice a year: the day for the next is counted; that of January is past.
get /kwaliteitskader/feit?programma=11
submit /kwaliteitskader/feit soort=steering op=10-01-2026
expect 303
follow
expect 200 text "Stuurgroep had klaar moeten zijn op 10-07-2026"
# The same on Vandaag of the supervisor, with the review that is missing; not of a specialist.
get /vandaag
expect 200 text "Modeltrouw en kwaliteitskader Er is nog geen modeltrouwmeting" text "Stuurgroep had klaar moeten zijn op 10-07-2026"
    html "/kwaliteitskader?programma=11"
# An action of Noor that is due within two weeks is on hers; one that is done, or later, is not.
sql "insert into fidelity_action (id, programme_id, item, goal, owner_id, due_on, done_on) values (81, 11, 'G10', 'Vaste banen vragen', 101, '2026-12-07', null), (82, 11, 'G9', 'Andere werkgevers', 101, '2026-12-08', null), (83, 11, 'G8', 'Ander werk', 101, '2026-11-30', '2026-11-20')"
login noor
get /vandaag
expect 200 text "Modeltrouw en kwaliteitskader Vaste banen vragen klaar op 07-12-2026" no text "Andere werkgevers"
    no text "Ander werk" no text "Stuurgroep"
login sanne
get /kwaliteitskader/feit?programma=11
submit /kwaliteitskader/feit soort=steering op=20-11-2026
expect 303
follow
expect 200 no text "Stuurgroep had klaar" no text "Stuurgroep nog niet"
get /kwaliteitskader/feit?programma=11
submit /kwaliteitskader/feit soort=contract op=01-01-2025 opnieuw=31-12-2026
expect 303
follow
expect 200 text "Contract met UWV of gemeente klaar op 31-12-2026"
get /kwaliteitskader/feit?programma=11
submit /kwaliteitskader/feit soort=steering op=24-11-2026
expect 422 error op "Fout: Deze dag ligt in de toekomst. Vul vandaag in of een dag daarvoor."
let record sql "select min(id) from framework_record where kind = 'steering'"
post /kwaliteitskader/feit/weg _programma=11 _feit=$record
expect 303
sql "select count(*) from framework_record where kind = 'steering'" expect 1
post /kwaliteitskader/feit/weg _programma=11 _feit=$record
expect 303
post /kwaliteitskader/feit/weg _programma=12 _feit=$record
expect 404
# The last review decides on the contract.
sql "insert into fidelity_review (id, programme_id, scale, bands, reason, mode, origin, visit_on, state, created_by, created_at, final_at) values (77, 11, 'nl26_2022', 'N1', 'regular', 'visit', 'external', '2024-11-01', 'final', 105, 1, 1)"
get /kwaliteitskader
expect 200 text "ouder dan 24 maanden. Het contract kan in gevaar komen"
sql "update fidelity_review set visit_on = '2025-11-01' where id = 77"
get /kwaliteitskader
expect 200 text "Laatste modeltrouwmeting: 01-11-2025. Volgende vóór 01-11-2027."
get /kwaliteitskader?programma=12
expect 404

# ---- a specialist reads, and rates the principles -----------------------------------------------
login noor
get /kwaliteitskader
expect 200 text "Stichting Hersenletsel" no text "Partner toevoegen" no html "/kwaliteitskader/criterium"
get /kwaliteitskader/criterium?programma=11&criterium=4
expect 403
get /kwaliteitskader/principes
expect 200 title "Hoe lukken de principes?" text "Uw cijfers voor 2026H2" text "Baan(kans)ontwikkeling"
    no text "Niemand wordt uitgesloten" text "Een gemiddelde komt er vanaf 3 begeleiders"
submit /kwaliteitskader/principes _p_paid_work=8 _p_integration=7 _p_preferences=9 _p_income=6 _p_rapid=7
expect 422 text "Geef elk principe een cijfer van 1 tot en met 10" html "<option value=\"9\" selected>9"
post /kwaliteitskader/principes _programma=11 _p_paid_work=8 _p_integration=7 _p_preferences=9 _p_income=6 _p_rapid=7 _p_development=11
expect 422
sql "select count(*) from principle_rating" expect 0
get /kwaliteitskader/principes
submit /kwaliteitskader/principes _p_paid_work=8 _p_integration=7 _p_preferences=9 _p_income=6 _p_rapid=7 _p_development=3
expect 303
follow
expect 200 text "1 begeleider heeft dit ingevuld" text "Baan(kans)ontwikkeling – – 3"
# Changed in the same half-year: one answer per person.
submit /kwaliteitskader/principes _p_development=4
expect 303
sql "select score from principle_rating where principle = 'development'" expect 4
login bart
get /kwaliteitskader/principes
expect 200 text "Baan(kans)ontwikkeling – – –"
submit /kwaliteitskader/principes _p_paid_work=8 _p_integration=7 _p_preferences=9 _p_income=6 _p_rapid=7 _p_development=5
login zara
get /kwaliteitskader/principes
submit /kwaliteitskader/principes _p_paid_work=7 _p_integration=7 _p_preferences=9 _p_income=6 _p_rapid=7 _p_development=4
expect 303
follow
# 4, 5 and 4: 4.33; 8, 8 and 7: 7.67.
expect 200 text "Baan(kans)ontwikkeling – 4,3 4" text "doel – 7,7 7" text "3 begeleiders hebben dit ingevuld"
login sanne
get /kwaliteitskader/principes
expect 200 text "Baan(kans)ontwikkeling – 4,3 –" no text "Uw cijfers voor"
post /kwaliteitskader/principes _programma=11 _p_paid_work=8
expect 403
login vera
get /kwaliteitskader?programma=11
expect 404
