-- Weeks whose hours are closed. Each closing is a row; opening again ends it with a reason.

create table week_lock (
    id @id,
    staff_id @int not null references staff (id), -- whose week
    monday text not null check (length(monday) = 10),
    locked_by @int not null references staff (id),
    locked_at @int not null,
    opened_by @int references staff (id),
    opened_at @int,
    reason text not null default '',
    check ((opened_at is null) = (opened_by is null) and (opened_at is null) = (reason = ''))
)@strict;
create unique index week_lock_open on week_lock (staff_id, monday) where opened_at is null;
create index week_lock_week on week_lock (staff_id, monday);
