# Ids of others in a form that is right in all else: of another programme, another organisation,
# another client of one's own. Each is refused, or left out, and nothing of theirs is named or touched.
# (t_forged.mjs tries every form as it stands; perm.mjs every address.)

# Of Elsa, of strangers: a job, a consent, a lead. Of Aisha, also Noor's: a job.
sql "insert into placement (id, organisation_id, trajectory_id, employer_id, kind, contract_type, started_on, hours_week, job_title, created_at) values (6908, 2, 2008, 4003, 'competitive', 'employment', '2026-03-02', 2400, 'Qbaan', 1), (6902, 1, 2002, 4002, 'trial', '', '2026-11-02', null, 'Qbaan', 1)"
# As the job of the night would, whenever it comes by: a refusal changes no facts.
sql "update trajectory_fact set placement_id = case trajectory_id when 2008 then 6908 else 6902 end where trajectory_id in (2002, 2008)"
sql "insert into consent (id, client_id, first_id, number, event, party, party_name, purpose, shares, how, given_on, text_version, valid_until, recorded_by, recorded_at) values (9908, 1008, 9908, 1, 'given', 'practitioner', 'Qdokter', 'x', 'work plan', 'paper', '2026-11-01', 'practitioner-2026-01-01', '2027-11-01', 108, 1)"
sql "insert into care_team (id, programme_id, name, sort_key) values (9908, 13, 'Qteam', 'qteam')"

# An appointment with a client of strangers, about one, with one of another programme.
login noor
get /agenda/nieuw
submit /agenda/nieuw who=1008 time=10:00
expect 422 error who "" no text "Elsa"
submit /agenda/nieuw who=1005 time=10:00
expect 422 error who "" no text "Tom Bakker"
get /agenda/nieuw
submit /agenda/nieuw who=4001 kind=visit about=1008 time=10:00
expect 422 error about "" no text "Elsa"
submit /agenda/nieuw who=4003 kind=visit about= time=10:00
expect 422 error who "" no text "Elders"
submit /agenda/nieuw who=108 kind=meeting time=10:00
expect 422 error who "" no text "Vera"
sql "select count(*) from appointment" expect 0

# A lead, a talk and a job with an employer of strangers.
get /deelnemers/1001/kansen/nieuw
submit /deelnemers/1001/kansen/nieuw employer_id=4003 job_title=Fietsenmaker
expect 422 error employer_id "" no text "Elders"
sql "select count(*) from lead where employer_id = 4003" expect 0
get /deelnemers/1001/gesproken
submit /deelnemers/1001/gesproken employer_id=4003 day=20-11-2026 mode=phone note=x
expect 422 error employer_id "" no text "Elders"
sql "select count(*) from client_visit" expect 0
get /deelnemers/1001/werk/nieuw?soort=competitive
submit /deelnemers/1001/werk/nieuw employer_id=4003 contract_type=employment started_on=2-11-2026 hours_week=24 disclosure=none
expect 422 no text "Elders"
submit /deelnemers/1001/werk/nieuw employer_id=4001 establishment_id=4103
expect 422
sql "select count(*) from placement where trajectory_id = 2001" expect 0

# Earlier work, a worksheet, advice and a card about the job of somebody else.
get /deelnemers/1001/profiel/ervaring/nieuw?baan=6902
expect 404
get /deelnemers/1001/profiel/ervaring/nieuw
submit /deelnemers/1001/profiel/ervaring/nieuw placement_id=6902 job_title=x
expect 404
get /deelnemers/1001/profiel/ervaring/nieuw
submit /deelnemers/1001/profiel/ervaring/nieuw placement_id=6908 job_title=x
expect 404
sql "select count(*) from work_history" expect 0
get /deelnemers/1001/openheid/nieuw
submit /deelnemers/1001/openheid/nieuw placement_id=6902 decision=later
expect 422 no text "Qbaan"
get /deelnemers/1001/inkomen/advies/nieuw?baan=6902
expect 200 no text "Qbaan"
submit /deelnemers/1001/inkomen/advies/nieuw placement_id=6902 adviser_kind=uwv summary=x
expect 422 no text "Qbaan"
get /deelnemers/1001/inkomen/kaart/nieuw?baan=6908
expect 404
get /deelnemers/1001/inkomen/kaart/nieuw
submit /deelnemers/1001/inkomen/kaart/nieuw placement_id=6902
expect 404
get /deelnemers/1001/inkomen/werk/6902/reden
expect 404
sql "select count(*) from worksheet" expect 0
sql "select count(*) from income_advice" expect 0
sql "select count(*) from income_card" expect 0

# A document for who has the consent of somebody else; a note of somebody else ticked off.
get /deelnemers/1001/document
submit /deelnemers/1001/document kind=plan reader=9908
expect 422 error reader "" no text "Qdokter"
sql "select count(*) from document" expect 0
post /deelnemers/1001/dossiertekst/gedaan n_5002=1
expect 303
sql "select count(*) from dossier_note" expect 0

# A meeting of a care team of strangers; files linked to a stranger's number.
get /behandeloverleg/nieuw
submit /behandeloverleg/nieuw team_id=9908 day=20-11-2026 minutes=60
expect 422 no text "Qteam"
sql "select count(*) from care_meeting" expect 0
get /deelnemers/1001/koppelen
submit /deelnemers/1001/koppelen number=1008 reason=dubbel
expect 422 error number "" no text "Elsa"
submit /deelnemers/1001/koppelen number=1005 reason=dubbel
expect 422 error number "" no text "Tom Bakker"
sql "select count(*) from client_link" expect 0

# Employers: together with one of strangers, a visit by somebody of strangers.
get /werkgevers/4001/samenvoegen?met=4003
expect 409 no text "Elders"
post /werkgevers/4001/samenvoegen met=4003
expect 409 no text "Elders"
get /werkgevers/4001/bezoek
submit /werkgevers/4001/bezoek visit_on=1-12-2026 visit_by=108
expect 422 error visit_by ""
sql "select count(*) from employer where visit_by = 108 or merged_into is not null" expect 0

# A team meeting of another team, with a client of another team on it.
post /teamoverleg?team=22 _p_101=1 _p_102=1 _t_2004=1
expect 404
post /teamoverleg?team=21 _p_101=1 _p_102=1 _t_2004=1 _t_2008=1
expect 422
sql "select count(*) from team_meeting" expect 0

# A caseload of another team, to somebody of another programme; the clients of strangers.
login sanne
post /overdragen from_staff=103 to_staff=101 from_on=23-11-2026 reason=x _t_2004=1
expect 422 no text "Fenna"
post /overdragen from_staff=101 to_staff=104 from_on=23-11-2026 reason=x _t_2001=1
expect 422
post /overdragen/bevestigen from_staff=101 to_staff=104 from_on=23-11-2026 reason=x _t_2001=1
expect 422
post /overdragen/bevestigen from_staff=103 to_staff=101 from_on=23-11-2026 reason=x _t_2004=1 _t_2008=1
expect 422
sql "select count(*) from handover" expect 0
post /deelnemers/1001/overdragen staff=104 from_on=23-11-2026
expect 422
post /deelnemers/1001/overdragen staff=108 from_on=23-11-2026
expect 422
sql "select count(*) from assignment where staff_id in (104, 108) and trajectory_id = 2001" expect 0
get /overzetten
upload /overzetten deelnemers.csv "voornaam;achternaam\nX;Y\n" kind=clients team_id=24
expect 422
sql "select count(*) from import" expect 0
# Only of the own programme: a supervisor of two does not hand the clients of one to the other.
sql "insert into staff_role (id, staff_id, role, programme_id, team_id, from_on) values (981, 105, 'supervisor', 12, 23, '2020-01-01')"
get /overdragen?van=104
expect 200 no text "Tom"
post /overdragen/bevestigen from_staff=104 to_staff=101 from_on=23-11-2026 reason=x _t_2005=1
expect 422
sql "select count(*) from handover" expect 0
