-- One row for each employment and month is most of what a delivery writes. It lies under its key now, and
-- the references to the person and the delivery stand in payroll_line alone, which has a row for both of
-- every month that is here: they cost more than the months themselves.
-- destructive: the table is made anew, with the same rows
drop view payroll_now;
create table payroll_month_keyed (
    import_id @int not null, -- payroll_line of this delivery and person has the references
    client_id @int not null,
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
)@keyed;
insert into payroll_month_keyed (import_id, client_id, month, employer, ikv_id, ikv_start, ikv_end, ikv_kind, employment_kind,
    permanent, contract_hours, hours_paid, wage_lbph, wage_sv, sbi_version, sbi_section, end_reason, delivery_version,
    first_line, lines, odd)
select import_id, client_id, month, employer, ikv_id, ikv_start, ikv_end, ikv_kind, employment_kind,
    permanent, contract_hours, hours_paid, wage_lbph, wage_sv, sbi_version, sbi_section, end_reason, delivery_version,
    first_line, lines, odd
from payroll_month;
drop table payroll_month;
alter table payroll_month_keyed rename to payroll_month;
create index payroll_month_odd on payroll_month (import_id, client_id, month) where odd > 0;

create view payroll_now as
select m.import_id, m.client_id, m.month, m.employer, m.ikv_id, m.ikv_start, m.ikv_end, m.ikv_kind,
    m.employment_kind, m.permanent, m.contract_hours, m.hours_paid, m.wage_lbph, m.wage_sv,
    m.sbi_version, m.sbi_section, m.end_reason, m.first_line, m.odd
from payroll_month m join payroll_import i on i.id = m.import_id
where i.state = 'done' and not exists (select 1 from payroll_month n
    join payroll_import j on j.id = n.import_id where n.client_id = m.client_id
    and n.month = m.month and n.import_id > m.import_id and j.state = 'done');
