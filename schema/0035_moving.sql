-- Moving in: files of a team that worked without Spil (feature/moving).

create table import (
    id @id,
    programme_id @int not null references programme (id),
    team_id @int not null references team (id), -- of rows that name none
    kind text not null check (kind = 'clients' or kind = 'employers' or kind = 'contacts' or
        kind = 'placements'),
    target_group text not null default '', -- of rows that name none
    file_name text not null,
    sheet @int not null check (sheet in (0, 1)), -- a workbook: its columns are called by letters
    header_at @int not null, -- which of its lines has the names of the columns, from 0
    headings text not null, -- joined by U+001F
    fields text not null, -- the field of each, '' none; joined likewise
    state text not null default 'open' check (state = 'open' or state = 'done' or state = 'undone'),
    staff_id @int references staff (id), -- null: a command
    created_at @int not null,
    done_at @int,
    undone_at @int,
    undone_by @int references staff (id),
    rows_new @int not null default 0,
    rows_same @int not null default 0,
    rows_conflict @int not null default 0,
    rows_refused @int not null default 0
)@strict;
create index import_programme on import (programme_id, id);

-- The lines of the file, and what becomes of each. Their texts are no part of any record: only who
-- brought them sees them, and they go when the import is carried out, or after a month.
create table import_row (
    import_id @int not null references import (id),
    line @int not null, -- in the file
    cells text, -- joined by U+001F; null: it could not be read
    fate text not null default 'new' check (fate = 'new' or fate = 'same' or fate = 'conflict' or
        fate = 'refused'),
    problem text not null default '',
    problem_at @int not null default 0, -- column of the file, from 1; 0: the row
    primary key (import_id, line)
)@strict;

-- What was made or changed, in order: for undoing it.
create table import_item (
    import_id @int not null references import (id),
    number @int not null,
    line @int not null,
    what text not null check (what = 'client' or what = 'trajectory' or what = 'employer' or
        what = 'person' or what = 'contact' or what = 'placement' or what = 'key'),
    target_id @int not null,
    client_id @int references client (id), -- null: of no client
    version @int not null, -- after the import: another one was changed since
    before text, -- what stood there, name=value joined by U+001F; null: it was made
    primary key (import_id, number)
)@strict;
create index import_item_client on import_item (client_id);

-- By which number the old files of a programme know a client.
create table import_key (
    programme_id @int not null references programme (id),
    number text not null,
    client_id @int not null references client (id),
    primary key (programme_id, number)
)@strict;
create index import_key_client on import_key (client_id);

-- What a programme chose for a column of this name: asked once.
create table import_heading (
    programme_id @int not null references programme (id),
    kind text not null,
    heading text not null, -- folded
    field text not null, -- '' none
    primary key (programme_id, kind, heading)
)@strict;
