-- Payroll deliveries: monthly records of the payroll register about people whom a programme asked for.

-- Who was asked for, under what name. The name is drawn at random, for one request: without this
-- table nobody can go from it to a person, and two deliveries cannot be laid side by side.
create table payroll_request (
    id @id,
    programme_id @int not null references programme (id),
    made_at @int not null
)@strict;
create table payroll_person (
    pseudonym text not null primary key,
    request_id @int not null references payroll_request (id),
    client_id @int not null references client (id)
)@strict;
create index payroll_person_client on payroll_person (client_id);
create index payroll_person_request on payroll_person (request_id);

-- A file. open: judged and stored, and used nowhere until somebody agrees.
create table payroll_import (
    id @id, -- a newer one has a higher number
    request_id @int not null references payroll_request (id),
    file_name text not null,
    file_hash text not null check (length(file_hash) = 64), -- SHA-256
    separator text not null, -- how the file was found to be written
    decimal_sign text not null,
    day_form text not null,
    byte_order_mark @int not null check (byte_order_mark in (0, 1)),
    state text not null default 'open' check (state = 'open' or state = 'done' or state = 'undone'),
    staff_id @int references staff (id), -- null: a command
    created_at @int not null,
    done_at @int,
    undone_at @int,
    undone_by @int references staff (id), -- null: a command, or not undone
    lines @int not null default 0, -- used
    refused @int not null default 0,
    people @int not null default 0,
    months @int not null default 0, -- of a person
    replaced @int not null default 0, -- of these, that stood in an older delivery
    incomplete @int not null default 0, -- left out: another line of it was refused
    first_month text not null default '' check (length(first_month) in (0, 7)),
    last_month text not null default ''
)@strict;
create index payroll_import_request on payroll_import (request_id, id);
create index payroll_import_hash on payroll_import (file_hash);

-- Every line that is about a known person, as it stood in the file.
create table payroll_line (
    import_id @int not null references payroll_import (id),
    line @int not null, -- of the file, from 1
    client_id @int not null references client (id),
    raw text not null,
    primary key (import_id, line)
)@strict;
create index payroll_line_client on payroll_line (client_id);

-- Lines that were not used. Not their text: it may be about somebody who is none of ours.
create table payroll_refused (
    import_id @int not null references payroll_import (id),
    number @int not null,
    line @int not null,
    place @int not null, -- column of the file, from 1; 0: the line
    problem text not null,
    primary key (import_id, number)
)@strict;

-- What one employment came to in one month: its lines added up, the rest from the first of them. Of
-- one person and month only the newest delivery that is in use holds (payroll_now).
create table payroll_month (
    import_id @int not null references payroll_import (id),
    client_id @int not null references client (id),
    month text not null check (length(month) = 7),
    employer text not null,
    ikv_id text not null,
    ikv_start text not null check (length(ikv_start) = 10),
    ikv_end text check (length(ikv_end) = 10),
    ikv_kind text not null, -- rules/polis/income_kinds.csv
    employment_kind text not null, -- rules/polis/employment_kinds.csv; '' for a benefit
    permanent @int check (permanent in (0, 1)), -- null: not said, which is not no
    contract_hours @int, -- hundredths of an hour a week
    hours_paid @int, -- hundredths
    wage_lbph @int, -- cents, gross
    wage_sv @int,
    sbi_version text not null,
    sbi_section text not null,
    end_reason text not null, -- rules/polis/end_reasons.csv
    delivery_version text not null,
    first_line @int not null,
    lines @int not null,
    odd @int not null, -- what looks wrong: bits of enum payroll_odd
    primary key (client_id, month, import_id, employer, ikv_id)
)@strict;
create index payroll_month_odd on payroll_month (import_id, client_id, month) where odd > 0;

create view payroll_now as
select m.import_id, m.client_id, m.month, m.employer, m.ikv_id, m.ikv_start, m.ikv_end, m.ikv_kind,
    m.employment_kind, m.permanent, m.contract_hours, m.hours_paid, m.wage_lbph, m.wage_sv,
    m.sbi_version, m.sbi_section, m.end_reason, m.first_line, m.odd
from payroll_month m join payroll_import i on i.id = m.import_id
where i.state = 'done' and not exists (select 1 from payroll_month n
    join payroll_import j on j.id = n.import_id where n.client_id = m.client_id
    and n.month = m.month and n.import_id > m.import_id and j.state = 'done');
