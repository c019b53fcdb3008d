-- What was put in the care record: one row per time, and which notes in which version.
create table handover (
    id @id,
    trajectory_id @int not null references trajectory (id),
    staff_id @int not null references staff (id),
    at @int not null
)@strict;
create index handover_trajectory on handover (trajectory_id, id);

create table handover_note (
    trajectory_id @int not null references trajectory (id),
    contact_id @int not null, -- no reference: a contact can be removed
    handover_id @int not null references handover (id),
    version @int not null, -- of the contact: a note that changed since is to be handed over again
    primary key (trajectory_id, contact_id)
)@strict;
create index handover_note_handover on handover_note (handover_id);
