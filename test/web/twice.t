# A form sent twice is saved once; and what is being typed is kept on the server.

login noor
get /contact
post /contact who=1001 minutes=15 note=eens _once=abc123
expect 303 /vandaag
post /contact who=1001 minutes=15 note=eens _once=abc123
expect 303 /
sql "select count(*) from contact where note = 'eens'" expect 1
# a refused form may come again with the same mark
post /contact who=1001 minutes=0 note=fout _once=def456
expect 422
post /contact who=1001 minutes=15 note=goed _once=def456
expect 303 /vandaag
sql "select count(*) from contact where note = 'goed'" expect 1
# the mark of a colleague is another one
login bart
post /contact who=1003 minutes=15 note=bart _once=abc123
expect 303 /vandaag
# a mark that is none of ours
post /contact who=1003 minutes=15 note=lang _once={o*65}
expect 303 /vandaag
sql "select count(*) from contact where note = 'lang'" expect 1

# Drafts: of one person, for one form, back in the form, gone when saved.
login noor
post /concept key=contact text="who=1001&minutes=40&note=half+getypt&next_step_on=31-02&_csrf=x&vreemd=1"
expect 204
get /vandaag
expect 200 field note "half getypt" field who 1001 no text "Fout:"
login bart
get /vandaag
expect 200 no field note "half getypt"
login noor
post /concept key=contact text="note=verder"
expect 204
get /vandaag
expect 200 field note "verder" no field note "half getypt"
sql "select count(*) from draft" expect 1
post /contact who=1001 minutes=15 note=verder
expect 303 /vandaag
sql "select count(*) from draft" expect 0
post /concept key=contact text={x*40000}
expect 422 text "Dit concept is te lang om te bewaren."
post /concept key="" text=x
expect 422
post /concept key={k*129} text=x
expect 422
# Any form with room for a text: what was typed is given back to who typed it, until it is saved.
post /concept key=/deelnemers/1001/doel text="goal=half&_once=1"
expect 204
get /concept?key=%2Fdeelnemers%2F1001%2Fdoel
expect 200 text "goal=half" header content-type "text/plain; charset=utf-8"
get /concept?key=niets
expect 204
login bart
get /concept?key=%2Fdeelnemers%2F1001%2Fdoel
expect 204
login noor
post /contact who= note=x _draft=/deelnemers/1001/doel
expect 422
sql "select count(*) from draft where name = '/deelnemers/1001/doel'" expect 1
post /contact who=1001 minutes=15 note=x _draft=/deelnemers/1001/doel
expect 303
sql "select count(*) from draft where name = '/deelnemers/1001/doel'" expect 0
post /concept key=weg text=x
expect 204
post /concept key=weg text=
expect 204
sql "select count(*) from draft where name = 'weg'" expect 0
post /concept key=contact text="%%%"
expect 204
get /vandaag
expect 200
post /concept key=contact text="note=%00%ff"
expect 204
get /vandaag
expect 200
post /concept _csrf=wrong key=contact text=x
expect 403
