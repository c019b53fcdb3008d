# Payroll deliveries: what a file says, line by line; whose it is; what differs from Spil; taking it back.
# payroll.csv is in semicolons, decimal commas, days without dashes, with a byte order mark. Line 2: Milou in April;
# 3 and 4: two pay periods in May, together 60 hours; 5: Milan through an agency, 320,5 hours for 800 euro on a
# contract of 8 hours a week; 6: his benefit; 7: the record of Fenna is restricted; 8: nobody of ours; 9: Tom is of
# another programme; 10: no month; 11: a code that ended in 2021, for Joris, whose line 12 is fine but whose June is
# now half; 13: a decimal point; 14: a citizen service number; 15: a quote; 16: a correction below nothing.

sql "insert into payroll_request (id, programme_id, made_at) values (7001, 11, 1), (7003, 12, 1)"
sql "insert into payroll_person (pseudonym, request_id, client_id) values ('PMILAN', 7001, 1001), ('PMILOU', 7001, 1007), ('PJORIS', 7001, 1003), ('PFENNA', 7001, 1004), ('PTOM', 7003, 1005)"
sql "insert into client_flag (id, client_id, kind, reason, from_at, set_by) values (7009, 1004, 'restriction', 'gevraagd', 1, 105)"

# Asking: who has a number in Spil. (What is in the file, and what comes back: test/fault/t_payroll.mjs.)
spil export payroll /nergens/lijst.csv @db --programme "IPS Noord"
expect exit 1 output "nobody here began and has a citizen service number"
login noor
get /deelnemers/1001/bsn
submit /deelnemers/1001/bsn bsn=123456782
expect 303
spil export payroll /nergens/lijst.csv @db --programme "IPS Noord"
expect exit 1 output "/nergens/lijst.csv"
spil export payroll /nergens/lijst.csv @db
expect exit 1 output "say --programme"
spil export payroll
expect exit 1 output "say: spil export payroll FILE"
sql "select count(*) from payroll_request" expect "2"
let before sql "select count(*) from access_line where client_id in (1001, 1003, 1007)"

# The command: first a trial, which writes nothing.
spil import payroll test/web/payroll.csv @db --dry-run
expect exit 0 output "separator ;, decimal sign ,, days YYYYMMDD, with byte order mark" output "lines 7"
    output "refused 8" output "people 3" output "months 4 from 2026-04 to 2026-08, of which 0 take the place" output "left out 1 months"
    output "payroll.csv:7:1: person_pseudonym: the record of this person is restricted" output "payroll.csv:8:1: person_pseudonym: this pseudonym is not known"
    output "payroll.csv:9:1: person_pseudonym: this pseudonym is of another request" output "payroll.csv:10:8: period: this is no month"
    output "payroll.csv:11:36: employment_kind: this code did not hold in that year" output "payroll.csv:13:50: hours_paid: another decimal sign"
    output "payroll.csv:14:1: person_pseudonym: this looks like a citizen service number" output "payroll.csv:15:14: a quote stands inside"
    output "looks wrong: more than 300 hours in a month: 1" output "looks wrong: less than 3 or more than 100 euro an hour: 1"
    output "looks wrong: paid hours above 300 % of the contract: 1" output "looks wrong: less than nothing after adding up: 1"
    output "differs from Spil: only in the payroll: 1" output "differs from Spil: only in Spil: 3" output "differs from Spil: the hours differ: 1"
    output "nothing was written" no output "123456782"
sql "select count(*) from payroll_import" expect "0"
spil import payroll test/web/payroll.csv @db
expect exit 1 output "refused: nothing was written"
spil import payroll test/web/payroll.t @db
expect exit 1 output "column 'person_pseudonym' is missing" output "nothing of this file is of use"
spil import payroll /nergens @db
expect exit 1 output "cannot be opened"
spil import payroll
expect exit 1 output "say: spil import payroll FILE"
spil import payroll test/web/payroll.csv @db --snel
expect exit 1 output "does not know"
spil import payroll test/web/payroll.csv @db --leave-refused
expect exit 0 output "lines 7" output "import "
sql "select state, lines, refused, months, incomplete from payroll_import" expect "done|7|8|4|1"
# Every line that was used, as it stood in the file, in rows of lines about one person right behind each other.
sql "select line, lines from payroll_line order by line" expect "2|3" "5|2" "12|1" "16|1"
sql "select substr(raw, length(raw) - 99), length(raw) from payroll_line where line = 2" expect "PMILOU;2026-05;1;W1;20260302;;20260518;20260531;15;1;;;;;20,00;22;300,00;300,00;;2008;G;4711;;;final|321"
sql "select month, hours_paid, wage_sv, contract_hours, lines from payroll_month where client_id = 1007 order by month" expect "2026-04|10400|150000|2400|1" "2026-05|6000|90000|2400|2" "2026-08|-200|-5000|2400|1"
sql "select line, place, problem from payroll_refused order by number" expect "7|1|restricted" "8|1|unknown" "9|1|other_request" "10|2|no_month" "11|10|code_year" "13|15|decimal" "14|1|bsn" "15|0|unreadable"
# Everybody in it has a line in the log: Milan, Milou and Joris.
sql "select count(*) - $before from access_line where client_id in (1001, 1003, 1007)" expect "3"
spil import payroll test/web/payroll.csv @db --leave-refused
expect exit 1 output "this very file is in Spil already"

# On the page of Milou, for her own specialist: May was 31 days of 24 hours a week, 106,29 hours.
login noor
get /deelnemers/1007/werk
expect 200 text "Loongegevens naast Spil" text "mei 2026" text "60 uur, € 900,00" text "106,29 uur, -" text "de uren verschillen"
    text "juni 2026" text "alleen in Spil" text "104 uur, € 1.500,00" text "gelijk"
get /deelnemers/1001/werk
expect 200 text "320,5 uur, € 800,00" text "alleen in de loongegevens" no text "655,10"
get /deelnemers/1002/werk
expect 200 text "Er zijn geen loongegevens ontvangen over maanden in dit traject."
# All her data: the months, and every line as it was.
get /deelnemers/1007/alles
expect 200 text "PMILOU;2026-05;1;W1" text "Betaalde uren"

# The manager sees counts and lines of the file, and no month of anybody.
login mira
get /loongegevens
expect 200 title "Loongegevens" text "payroll.csv · IPS Noord" text "7 regels over 3 personen"
let first = /loongegevens\/(\d+)/
get /loongegevens/$first
expect 200 title "Levering" text "Deze levering is overgenomen." text "kolommen gescheiden door een puntkomma, decimalen met een komma, dagen als 20260331, met een byte order mark vooraan"
    text "april 2026 tot en met augustus 2026" text "8 regels zijn geweigerd" text "deze code gold niet in dit jaar" text "meer dan 300 uur in een maand" text "alleen in Spil"
    no text "PMILOU" no html "/maanden"
get /loongegevens/$first/maanden
expect 403
get /loongegevens/$first/geweigerd
expect 200 header content-type "text/csv; charset=utf-8" text "11;10;deze code gold niet in dit jaar" text "15;;deze regel is niet te lezen" no text "PJORIS"

# The researcher sees the months, under the names of the delivery.
login ruben
get /loongegevens/$first/maanden
expect 200 title "Maanden bekijken" text "PMILAN" text "320,5" text "€ 800,00" text "meer dan 300 uur in een maand; minder dan 3 of meer dan 100 euro per uur; betaalde uren boven 300 % van het contract"
    text "minder dan nul na optellen" text "106,29 uur, -" no text "Milou Bergman" no text "Milan van"
get /loongegevens/1
expect 404

# In the browser: what cannot be used, and then a newer delivery for one month of Milou.
login mira
get /loongegevens
submit /loongegevens
expect 422 error file "Kies een bestand."
upload /loongegevens leeg.csv ""
expect 422 error file "De kolommen zijn niet de 25 van de levering"
upload /loongegevens anders.csv "naam;uren\nMilou;60\n"
expect 422 error file "De kolommen zijn niet de 25 van de levering"
upload /loongegevens meer.csv "person_pseudonym;period;ikv_id;employer_pseudonym;ikv_start;ikv_end;iko_start;iko_end;ikv_kind;employment_kind;contract_permanent;contract_written;contract_oncall;contract_hours_week;hours_paid;sv_days;wage_lbph;wage_sv;cao_code;sbi_version;sbi_section;sbi_code;sector_uwv;end_reason;delivery_version;naam\n"
expect 422 error file "De kolommen zijn niet de 25 van de levering"
upload /loongegevens tom.csv "person_pseudonym;period;ikv_id;employer_pseudonym;ikv_start;ikv_end;iko_start;iko_end;ikv_kind;employment_kind;contract_permanent;contract_written;contract_oncall;contract_hours_week;hours_paid;sv_days;wage_lbph;wage_sv;cao_code;sbi_version;sbi_section;sbi_code;sector_uwv;end_reason;delivery_version\nPTOM;2026-06;1;W1;20260302;;;;15;1;N;J;N;24,00;80,00;22;900,00;900,00;;2008;G;4711;;;final\n"
expect 422 error file "Geen enkele regel is bruikbaar. Regel 2: dit pseudoniem kennen we niet."
upload /loongegevens mei.csv "person_pseudonym;period;ikv_id;employer_pseudonym;ikv_start;ikv_end;iko_start;iko_end;ikv_kind;employment_kind;contract_permanent;contract_written;contract_oncall;contract_hours_week;hours_paid;sv_days;wage_lbph;wage_sv;cao_code;sbi_version;sbi_section;sbi_code;sector_uwv;end_reason;delivery_version\nPMILOU;2026-05;1;W1;20260302;;;;15;1;N;J;N;24,00;100,00;22;1500,00;1500,00;;2008;G;4711;;;final\n"
expect 303 /loongegevens/*
follow
expect 200 text "Dit is een proef." text "Daarvan in plaats van een oudere levering 1" text "Niets." text "kolommen gescheiden door een puntkomma, decimalen met een komma"
let second = /loongegevens\/(\d+)\/weg/
get /loongegevens
upload /loongegevens mei.csv "person_pseudonym;period;ikv_id;employer_pseudonym;ikv_start;ikv_end;iko_start;iko_end;ikv_kind;employment_kind;contract_permanent;contract_written;contract_oncall;contract_hours_week;hours_paid;sv_days;wage_lbph;wage_sv;cao_code;sbi_version;sbi_section;sbi_code;sector_uwv;end_reason;delivery_version\nPMILOU;2026-05;1;W1;20260302;;;;15;1;N;J;N;24,00;100,00;22;1500,00;1500,00;;2008;G;4711;;;final\n"
expect 422 error file "Dit bestand staat al in Spil."
login noor
get /deelnemers/1007/werk
expect 200 text "60 uur, € 900,00"
login mira
get /loongegevens/$second
submit /loongegevens/$second
expect 303 /loongegevens/$second
post /loongegevens/$second
expect 303 /loongegevens/$second
post /loongegevens/$second/weg
expect 303 /loongegevens/$second
get /loongegevens/$second
expect 200 text "Deze levering is overgenomen."
sql "select count(*) from access_line where client_id = 1007 and what % 64 = 4" expect "2"
login noor
get /deelnemers/1007/werk
expect 200 text "100 uur, € 1.500,00" no text "60 uur, € 900,00" text "104 uur, € 1.500,00"
# The old lines stay.
sql "select sum(lines) from payroll_line where client_id = 1007" expect "5"
login mira
get /loongegevens/$second
submit /loongegevens/$second/terug
expect 303 /loongegevens/$second
follow
expect 200 text "Deze levering is ongedaan gemaakt. De regels zijn weg." no text "Wat er vreemd uitziet"
post /loongegevens/$second/terug
expect 303 /loongegevens/$second
login ruben
get /loongegevens/$second/maanden
expect 303 /loongegevens/$second
login noor
get /deelnemers/1007/werk
expect 200 text "60 uur, € 900,00"
# The same file may come again after that, and be thrown away, and come once more.
login mira
get /loongegevens
upload /loongegevens mei.csv "person_pseudonym;period;ikv_id;employer_pseudonym;ikv_start;ikv_end;iko_start;iko_end;ikv_kind;employment_kind;contract_permanent;contract_written;contract_oncall;contract_hours_week;hours_paid;sv_days;wage_lbph;wage_sv;cao_code;sbi_version;sbi_section;sbi_code;sector_uwv;end_reason;delivery_version\nPMILOU;2026-05;1;W1;20260302;;;;15;1;N;J;N;24,00;100,00;22;1500,00;1500,00;;2008;G;4711;;;final\n"
expect 303 /loongegevens/*
follow
let third = /loongegevens\/(\d+)\/weg/
submit /loongegevens/$third/weg
expect 303 /loongegevens
follow
expect 200 text "Het bestand is weggegooid."
get /loongegevens/$third
expect 404
post /loongegevens/$third
expect 404
post /loongegevens/$third/terug
expect 404
post /loongegevens/$third/weg
expect 404
get /loongegevens/$third/geweigerd
expect 404
sql "select count(*), max(case when state = 'undone' then 1 else 0 end) from payroll_import" expect "2|1"
# What nobody agreed to is gone after a month. And the report of a study reads what is in use.
get /loongegevens
upload /loongegevens mei.csv "person_pseudonym;period;ikv_id;employer_pseudonym;ikv_start;ikv_end;iko_start;iko_end;ikv_kind;employment_kind;contract_permanent;contract_written;contract_oncall;contract_hours_week;hours_paid;sv_days;wage_lbph;wage_sv;cao_code;sbi_version;sbi_section;sbi_code;sector_uwv;end_reason;delivery_version\nPMILOU;2026-05;1;W1;20260302;;;;15;1;N;J;N;24,00;100,00;22;1500,00;1500,00;;2008;G;4711;;;final\n"
expect 303 /loongegevens/*
sql "update payroll_import set created_at = 1 where state = 'open'" expect
sql "delete from job where kind = 'payroll'" expect
until "select count(*) from payroll_import where state = 'open'" expect "0"
spil outcomes @db
expect exit 0 output "There is no control group"

# The limits are settings of the installation: an administrator sets them, the log says what changed, and what
# came in before is looked at again. 320,5 hours, 2,50 euro an hour and 924 % of the contract look wrong until then.
login mira
get /loongegevens
expect 200 text "Een maand telt als gewerkt als er uren zijn betaald, of als er alleen loon is." text "meer dan 300 uur in een maand" text "minder dan 3 of meer dan 100 euro per uur"
    text "betaalde uren boven 300 % van het contract" text "Een beheerder stelt deze grenzen in"
get /onderzoek/nieuw
submit /onderzoek/nieuw name="Loon" from_on="" to_on="" during_from="" during_to=""
expect 303
let study sql "select id from study where name = 'Loon'"
until "select count(*) from study where computed_at is not null" expect 1
get /onderzoek/cohort?cohort=$study
expect 200 text "telt een maand met meer dan 0 betaalde uren in alle banen samen, of met alleen loon"
sql "select odd from payroll_month where month = '2026-07' and employer = 'U9'" expect "7"
sql "insert into setting (name, value) values ('payroll_wage_most', 'veel')"
login ad
get /beheer
expect 200 html "href=\"/beheer/loongegevens\"" text "Grenzen voor loongegevens"
get /beheer/loongegevens
expect 200 title "Grenzen voor loongegevens" field paid_above "0" field hours_most "300" field wage_least "3,00" field wage_most "100,00" field ratio_most "300"
submit /beheer/loongegevens hours_most="" wage_least="5,00" wage_most="4,00" ratio_most="50"
expect 422 error hours_most "Vul dit in." error ratio_most "Vul 100 of meer in." field wage_most "4,00"
submit /beheer/loongegevens hours_most="330" wage_least="5,00" wage_most="4,00" ratio_most="300"
expect 422 error wage_most "Dit moet meer zijn dan het laagste loon per uur."
sql "select name, value from setting where name like 'payroll%'" expect "payroll_wage_most|veel"
submit /beheer/loongegevens paid_above="65" hours_most="330" wage_least="2,45" wage_most="100,00" ratio_most="1.000"
expect 303 /beheer
follow
expect 200 text "De grenzen zijn bewaard."
sql "select name, value from setting where name like 'payroll%' order by name" expect "payroll_hours_most|330" "payroll_paid_above|65" "payroll_ratio_most|1000" "payroll_wage_least|245" "payroll_wage_most|veel"
sql "select t.words from access_log l join access_text t on t.id = l.id where l.action = 5 and l.staff_id = 107" expect "payroll_hours_most 300 to 330; payroll_wage_least 300 to 245; payroll_ratio_most 300 to 1000; payroll_paid_above 0 to 65"
# The same again changes nothing, and so is not in the log as a change of limits.
get /beheer/loongegevens
submit /beheer/loongegevens
expect 303
sql "select count(*) from access_log l join access_text t on t.id = l.id where l.action = 5 and l.staff_id = 107" expect "1"
until "select odd from payroll_month where month = '2026-07' and employer = 'U9'" expect "0"
login mira
get /loongegevens/$first
expect 200 text "minder dan nul na optellen" no text "uur in een maand" no text "wordt zo opnieuw bekeken"
get /loongegevens
expect 200 text "meer dan 65 uur is betaald" text "meer dan 330 uur in een maand" text "minder dan 2,45 of meer dan 100 euro per uur" text "boven 1000 % van het contract"
# Milou's 60 hours of May are no work by the payroll now.
login noor
get /deelnemers/1007/werk
expect 200 no text "60 uur, € 900,00" text "104 uur, € 1.500,00" text "geen betaald werk"
# A cohort says by which limit it was computed, and follows when it is computed again.
login mira
get /onderzoek/cohort?cohort=$study
expect 200 text "telt een maand met meer dan 0 betaalde uren"
let once sql "select computed_at from study where id = $study"
submit /onderzoek/opnieuw
expect 303
until "select case when computed_at > $once then 1 else 0 end from study" expect "1"
get /onderzoek/cohort?cohort=$study
expect 200 text "telt een maand met meer dan 65 betaalde uren"
# Judged by other limits than hold: the page says so until the job worker has been there.
sql "update payroll_import set hours_most = 299 where state = 'done'"
get /loongegevens/$first
expect 200 text "De grenzen zijn veranderd. Deze levering wordt zo opnieuw bekeken."
# So do the commands that compute and export.
spil outcomes @db
expect exit 0 output "payroll data: a month counts when more than 65 hours were paid"
