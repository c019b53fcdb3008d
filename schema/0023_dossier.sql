-- What was put in the care record: one row per time, and which notes in which version.
create table dossier_copy (
    id @id,
    trajectory_id @int not null references trajectory (id),
    staff_id @int not null references staff (id),
    at @int not null
)@strict;
create index dossier_copy_trajectory on dossier_copy (trajectory_id, id);

create table dossier_note (
    trajectory_id @int not null references trajectory (id),
    contact_id @int not null, -- no reference: a contact can be removed
    handover_id @int not null references dossier_copy (id),
    version @int not null, -- of the contact: a note that changed since is to be handed over again
    primary key (trajectory_id, contact_id)
)@strict;
create index dossier_note_copy on dossier_note (handover_id);
