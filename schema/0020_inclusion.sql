-- An inclusion committee: only in programmes that have criteria for it (the NAH pilot; report 000,
-- sections 2.1 and 4.1). Each criterion is met, not met, or not known: unknown is no refusal.

create table inclusion_criterion (
    id @id,
    programme_id @int not null references programme (id),
    position @int not null,
    words text not null check (words <> ''),
    ended_at @int -- no longer asked; answers given stay
)@strict;
create index inclusion_criterion_programme on inclusion_criterion (programme_id, position);

create table inclusion (
    id @id,
    trajectory_id @int not null references trajectory (id),
    discussed_on text not null check (length(discussed_on) = 10),
    members text not null check (members <> ''), -- who decided, one a line
    decision text not null check (decision = 'included' or decision = 'not_included' or
        decision = 'declined' or decision = 'postponed'),
    reason text not null default '',
    recorded_by @int not null references staff (id),
    recorded_at @int not null,
    check (decision = 'included' or reason <> '')
)@strict;
create index inclusion_trajectory on inclusion (trajectory_id, discussed_on);

create table inclusion_answer (
    inclusion_id @int not null references inclusion (id),
    criterion_id @int not null references inclusion_criterion (id),
    answer text not null check (answer = 'met' or answer = 'not_met' or answer = 'unknown'),
    primary key (inclusion_id, criterion_id)
)@strict;
