-- The quality framework of a programme: per criterion how it is met, the partners of the coalition with
-- their dated roles, and dated records (training, steering group, consultation) with a day to do it again.

create table framework_plan (
    programme_id @int not null references programme (id),
    criterion text not null, -- rules/framework_criteria.csv
    how text not null default '',
    evidence text not null default '',
    nah text not null default '', -- the stricter attention of brain injury
    owner_id @int references staff (id),
    due_on text check (length(due_on) = 10),
    status text not null check (status in ('open', 'busy', 'met')),
    changed_by @int not null references staff (id),
    changed_at @int not null,
    version @int not null default 1,
    primary key (programme_id, criterion)
)@strict;

create table coalition_partner (
    id @id,
    programme_id @int not null references programme (id),
    name text not null check (name <> ''),
    role text not null check (role in ('lead', 'subcontractor', 'care', 'employs')),
    task text not null default '',
    from_on text not null check (length(from_on) = 10),
    to_on text check (length(to_on) = 10 and to_on >= from_on),
    version @int not null default 1
)@strict;
create index coalition_partner_programme on coalition_partner (programme_id, from_on);

create table framework_record (
    id @id,
    programme_id @int not null references programme (id),
    kind text not null, -- rules/framework_records.csv
    staff_id @int references staff (id), -- of whom, when it is about one person
    on_day text not null check (length(on_day) = 10),
    again_on text check (length(again_on) = 10),
    note text not null default '',
    recorded_by @int not null references staff (id),
    recorded_at @int not null
)@strict;
create index framework_record_programme on framework_record (programme_id, kind, on_day);
