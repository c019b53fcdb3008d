-- What the live fidelity estimate adds up: the contacts of one specialist on one day, kept by
-- contact_tally_refresh() in the same transaction as each write. Can be rebuilt from nothing.

create table contact_tally (
    staff_id @int not null references staff (id),
    day text not null check (length(day) = 10),
    programme_id @int not null references programme (id),
    contacts @int not null,
    minutes @int not null, -- without travel
    travel @int not null,
    community @int not null, -- minutes face to face outside the office
    visits_client @int not null, -- with an employer, face to face, for a client
    visits_other @int not null, -- the same without a client
    meetings @int not null, -- with an expert (UWV, municipality, education), face to face
    experts @int not null, -- with an expert, any
    care @int not null, -- with a treatment team
    team @int not null, -- team meetings
    coaching @int not null,
    primary key (staff_id, day, programme_id)
)@strict;
