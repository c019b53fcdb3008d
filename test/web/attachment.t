# Attachments: what is taken in, who sees it, how it goes out.
login noor
get /deelnemers/1001/bijlagen
expect 200 text "Er zijn nog geen bijlagen." text "hooguit 10 MB"

# A PDF, with a name that would break a header.
upload /deelnemers/1001/bijlagen "CV van Milán\".pdf" "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n" kind=cv
expect 303 /deelnemers/1001/bijlagen
follow
expect 200 text "Bijlage bewaard" text "CV van Milán" text "door Noor de Wit op 23-11-2026" text "1 kB"
let id = /bijlagen\/(\d+)"/
sql "select kind, type, bytes, staff_id from attachment" expect "cv|pdf|81|101"
sql "select action from access_log where client_id = 1001 order by id desc limit 2" expect "2" "4"
get /deelnemers/1001/bijlagen/$id
expect 200 header content-type "application/pdf" header content-disposition "attachment; filename=" header content-disposition "filename*=UTF-8''CV%20van%20Mil%C3%A1n" no header content-disposition "\r"
  header content-security-policy "sandbox" header x-content-type-options "nosniff" header cache-control "no-store" html "startxref"
sql "select action from access_log where client_id = 1001 order by id desc limit 1" expect "15"
get /deelnemers/1001/dossier
expect 200 title "Dossier" text "CV van Milán"

# A picture, and a file of several pieces.
get /deelnemers/1001/bijlagen
upload /deelnemers/1001/bijlagen foto.png "\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00cccc\x00\x00\x00\x02IDAT\x00\x00cccc\x00\x00\x00\x00IEND\xae\x42\x60\x82" kind=contract
expect 303
get /deelnemers/1001/bijlagen
upload /deelnemers/1001/bijlagen groot.pdf "%PDF-1.7 {abcdefghij*90000} startxref 9 %%EOF" kind=decision
expect 303
sql "select count(*), max(part) from attachment_chunk c join attachment a on a.id = c.attachment_id where a.file_name = 'groot.pdf'" expect "4|3"
get /deelnemers/1001/bijlagen
let large = /bijlagen\/(\d+)" download>groot/
get /deelnemers/1001/bijlagen/$large
expect 200 header content-length "900" html "abcdefghij startxref 9 %%EOF"

# What is not taken in, and why.
get /deelnemers/1001/bijlagen
upload /deelnemers/1001/bijlagen brief.docx "%PDF-1.4 startxref 9 %%EOF"
expect 422 error file "De naam van het bestand past niet bij wat erin zit"
upload /deelnemers/1001/bijlagen brief.pdf "PK\x03\x04 geen zip"
expect 422 error file "De naam van het bestand past niet"
upload /deelnemers/1001/bijlagen brief.docx "PK\x03\x04 geen zip"
expect 422 error file "niet heel"
upload /deelnemers/1001/bijlagen brief.pdf "%PDF-1.4 startxref 9 %%EOF<script>alert(1)</script>"
expect 422 error file "niet heel, of er zit iets anders aan vast"
upload /deelnemers/1001/bijlagen plaatje.svg "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"
expect 422 error file "geen PDF, Word-bestand (docx), JPEG of PNG"
upload /deelnemers/1001/bijlagen leeg.pdf ""
expect 422 error file "leeg"
upload /deelnemers/1001/bijlagen "" ""
expect 422 error file "Kies een bestand"
upload /deelnemers/1001/bijlagen brief.pdf "%PDF-1.4 startxref 9 %%EOF" kind=roman
expect 422 error kind "Kies een van"
# between the limit of a file and that of a body: said at the field; above: said at once
upload /deelnemers/1001/bijlagen groot.pdf "%PDF-1.4 {aaaaaaaaaa*1000000} %%EOF"
expect 422 error file "groter dan 10 MB"
upload /deelnemers/1001/bijlagen groot.pdf "%PDF-1.4 {aaaaaaaaaa*1100000} %%EOF"
expect 413 text "hooguit 10 MB"
# no other page takes so much
get /deelnemers/1001/gegevens
submit /deelnemers/1001/gegevens given_name={x*1100000}
expect 413
sql "select count(*) from attachment" expect "3"

# Who sees what: the part of the record a file belongs to decides.
login sanne
get /deelnemers/1001/bijlagen
expect 200 text "CV van Milán" no text "Bijlage toevoegen" no text "Verwijderen"
sql "update attachment set kind = 'report' where id = $id"
get /deelnemers/1001/bijlagen
expect 200 no text "CV van Milán"
get /deelnemers/1001/bijlagen/$id
expect 404
get /deelnemers/1001/bijlagen/$large
expect 200
post /deelnemers/1001/bijlagen/$large/verwijder
expect 403
login bart
get /deelnemers/1001/bijlagen
expect 404
get /deelnemers/1001/bijlagen/$id
expect 404
get /deelnemers/1003/bijlagen/$id
expect 404
sql "insert into access_grant (id, client_id, staff_id, kind, reason, from_at, until_at, given_by, created_at) values (9101, 1001, 102, 'discussion', 'vast', 1, 9000000000000, 105, 1)"
get /deelnemers/1001/bijlagen
expect 200 text "CV van Milán" text "groot.pdf" no text "Bijlage toevoegen" no text "Verwijderen"
post /deelnemers/1001/bijlagen
expect 404
post /deelnemers/1001/bijlagen/$id/verwijder
expect 404

# Removing asks first, and takes the content along.
login noor
get /deelnemers/1001/bijlagen/$id/verwijder
expect 200 text "Wilt u deze bijlage verwijderen?"
submit /deelnemers/1001/bijlagen/$id/verwijder
expect 303 /deelnemers/1001/bijlagen
follow
expect 200 text "Bijlage verwijderd" no text "CV van"
sql "select count(*) from attachment_chunk where attachment_id = $id" expect "0"
get /deelnemers/1001/bijlagen/$id
expect 404
get /deelnemers/1001/bijlagen/$id/verwijder
expect 404
post /deelnemers/1001/bijlagen/$id/verwijder
expect 404
get /taal?naar=en&terug=/deelnemers/1001/bijlagen
follow
expect 200 text "Attachments" text "at most 10 MB"
