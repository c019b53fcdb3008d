# Logging in through the provider of the organisation. More cases: test/browser/t_provider.mjs.

# Without one there is nothing to see.
get /inloggen
expect 200 no html "/inloggen/aanbieder"
get /inloggen/aanbieder
expect 303 /
get /inloggen/terug
expect 303 /

provider
get /inloggen
expect 200 text "Inloggen via de proef"
# nobody is let in unless an administrator allows it
sql "update staff set email = login || '@example.org'"
get /inloggen/aanbieder
expect 303 header location "code_challenge_method=S256" header set-cookie "spil_away=" header set-cookie "HttpOnly"
back sub=n1 email=noor@example.org
expect 403 title "Inloggen is niet gelukt" text "Vraag uw beheerder"
sql "select count(*) from access_log where action = 8" expect 1
login ad
get /beheer/medewerker/101
expect 200 text "Deze medewerker logt in met een wachtzin, niet via de proef."
submit /beheer/medewerker/101/aanbieder
expect 303 /beheer/medewerker/101
follow
expect 200 text "Deze medewerker mag inloggen via de proef."
post /beheer/medewerker/108/aanbieder _mag=ja
expect 404

# The first time by mail address, with our code; then by who the provider says it is.
browser noor
get /inloggen/aanbieder
back sub=n1 email=noor@example.org amr=pwd
expect 303 "/inloggen/code?naar=%2F" no header set-cookie "spil_session="
code noor
expect 303 / header set-cookie "spil_session="
sql "select subject from login_provider where staff_id = 101" expect n1
browser again
get /inloggen/aanbieder
back sub=n1 email=elders@example.org amr=pwd,mfa
expect 303 / header set-cookie "spil_session="
get /vandaag
expect 200 text "Noor de Wit"
get /inloggen/aanbieder
expect 303 /
# another at the provider with her address is not her
browser other
get /inloggen/aanbieder
back sub=n2 email=noor@example.org amr=mfa
expect 403 title "Inloggen is niet gelukt" no header set-cookie "spil_session="

# The same address twice is nobody's.
sql "insert into login_provider (staff_id, issuer, since) select 102, issuer, 1 from login_provider where staff_id = 101"
sql "insert into login_provider (staff_id, issuer, since) select 103, issuer, 1 from login_provider where staff_id = 101"
sql "update staff set email = 'samen@example.org' where id in (102, 103)"
get /inloggen/aanbieder
back sub=b1 email=samen@example.org
expect 403

# No longer allowed: out, also for who is linked.
login ad
get /beheer/medewerker/101
expect 200 text "Deze medewerker logt in via de proef."
submit /beheer/medewerker/101/aanbieder
expect 303
browser later
get /inloggen/aanbieder
back sub=n1 email=noor@example.org amr=mfa
expect 403
# a path back that nobody asked for
get "/inloggen/terug?code=x&state=y"
expect 403
