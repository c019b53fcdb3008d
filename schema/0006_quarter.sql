-- The quarterly return of a programme as it was signed: never changed, corrected by a next revision.

create table quarter_return (
    id @id,
    programme_id @int not null references programme (id),
    quarter text not null check (length(quarter) = 6), -- 2026Q3
    revision @int not null check (revision >= 1),
    staff_id @int not null references staff (id), -- who signed
    signed_at @int not null,
    reason text not null default '', -- why it was corrected
    figures text not null, -- JSON, exactly as shown
    check (revision = 1 or reason <> '')
)@strict;
create unique index quarter_return_revision on quarter_return (programme_id, quarter, revision);

-- All trajectories of a programme that matter to a quarter.
create index trajectory_programme on trajectory (programme_id, closed_on);
