-- Papers made about a client: which, for whom, by whom, when. What stood in one follows from the
-- record and rules/document_fields.csv; a paper is made anew from them when it is opened again.

create table document (
    id @id,
    client_id @int not null references client (id),
    trajectory_id @int not null references trajectory (id),
    kind text not null check (kind = 'plan' or kind = 'progress' or kind = 'closing'),
    reader text not null check (reader = 'client' or reader = 'practitioner' or
        reader = 'funder' or reader = 'employer'),
    reader_name text not null default '', -- of whom the consent is; "" for the client and the funder
    consent_id @int, -- the consent it rests on: its first_id
    from_on text check (length(from_on) = 10), -- the time a progress report is about
    to_on text check (length(to_on) = 10),
    staff_id @int not null references staff (id),
    made_at @int not null,
    check ((consent_id is null) = (reader = 'client' or reader = 'funder')),
    check ((from_on is null) = (to_on is null)),
    check (to_on is null or to_on >= from_on)
)@strict;
create index document_client on document (client_id, id);
