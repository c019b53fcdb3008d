-- Files of a client: a CV, a contract, a decision, a report.

-- The content stands in a table of its own, in pieces, and not beside the database in a folder: so
-- a file and its line are there both or neither, also after kill -9, are in every backup and every
-- replica, and go in one transaction when a client is erased. Lists never touch the pieces.
create table attachment (
    id @id,
    client_id @int not null references client (id),
    kind text not null check (kind = 'cv' or kind = 'contract' or kind = 'decision' or
        kind = 'report'),
    file_name text not null check (file_name <> ''),
    type text not null check (type = 'pdf' or type = 'docx' or type = 'jpeg' or type = 'png'),
    bytes @int not null check (bytes between 1 and 10000000),
    hash @blob not null, -- BLAKE2b-32 of the content
    staff_id @int not null references staff (id),
    created_at @int not null
)@strict;
create index attachment_client on attachment (client_id, id);

create table attachment_chunk (
    attachment_id @int not null references attachment (id),
    part @int not null check (part >= 0),
    content @blob not null,
    primary key (attachment_id, part)
)@strict;
