-- What the program itself needs: people who log in, their sessions, the access log, jobs.
-- Days are ISO text, instants UTC milliseconds, money integer cents, yes/no 0 or 1. Ids are made by
-- the program (base/id.h); a slot is leased so that two processes never make the same one.

create table id_slot (
    slot @int primary key check (slot between 0 and 1023),
    reserved_until @int not null, -- no id of this slot is later than this instant
    holder @int not null default 0 -- a random number of the process that has it
)@strict;

create table setting (
    name text primary key,
    value text not null
)@strict;

create table organisation (
    id @id,
    name text not null check (name <> ''),
    sort_key text not null,
    client_word text not null default 'deelnemer' check (client_word in ('deelnemer', 'client')),
    version @int not null default 1
)@strict;

create table programme (
    id @id,
    organisation_id @int not null references organisation (id),
    name text not null check (name <> ''),
    sort_key text not null,
    version @int not null default 1
)@strict;
create index programme_organisation on programme (organisation_id, sort_key);

create table team (
    id @id,
    programme_id @int not null references programme (id),
    name text not null check (name <> ''),
    sort_key text not null,
    version @int not null default 1
)@strict;
create index team_programme on team (programme_id, sort_key);

create table staff (
    id @id,
    organisation_id @int not null references organisation (id),
    login text not null unique,
    name text not null check (name <> ''),
    sort_key text not null,
    password_hash text not null default '', -- '' cannot log in
    language text not null default 'nl' check (language in ('nl', 'en')),
    hours_week @int not null default 3600, -- hundredths of an hour
    fte @int not null default 100, -- hundredths of a full-time post spent on IPS
    active @int not null default 1 check (active in (0, 1)),
    version @int not null default 1
)@strict;
create index staff_organisation on staff (organisation_id, sort_key);

-- A role holds in one programme, and for a specialist or supervisor in one team of it.
create table staff_role (
    id @id,
    staff_id @int not null references staff (id),
    role text not null check (role in ('specialist', 'supervisor', 'manager', 'administrator')),
    programme_id @int references programme (id),
    team_id @int references team (id),
    from_on text not null check (length(from_on) = 10),
    to_on text check (length(to_on) = 10 and to_on >= from_on),
    check (role = 'administrator' or programme_id is not null)
)@strict;
create index staff_role_staff on staff_role (staff_id);
create index staff_role_team on staff_role (team_id, role);

create table session (
    token_hash @blob primary key, -- BLAKE2b-32 of the cookie: the database cannot log in as anyone
    staff_id @int not null references staff (id),
    created_at @int not null,
    seen_at @int not null,
    ends_at @int not null
)@strict;
create index session_staff on session (staff_id);

-- Failed log-ins per name as typed (hashed) and per address, for slowing down guesses.
create table login_attempt (
    subject @blob primary key,
    failures @int not null,
    last_at @int not null
)@strict;

-- One line per record read, list shown, write, refusal. Lines of one slot form a chain: mac is a
-- keyed hash over this line and the mac before it, the key stands outside the database.
-- Codes of `action` are in core/access_log.h; route is the stable number of the route's name.
create table access_log (
    id @id, -- carries instant, slot and sequence
    staff_id @int,
    client_id @int,
    action @int not null,
    route @int not null,
    mac @blob not null
)@strict;
create index access_log_client on access_log (client_id, id);

create table access_route (
    id @id,
    name text not null unique
)@strict;

create table job (
    id @id,
    kind text not null,
    argument text not null default '',
    staff_id @int references staff (id),
    state text not null default 'waiting'
        check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
    due_at @int not null,
    leased_until @int not null default 0,
    attempts @int not null default 0,
    progress @int not null default 0 check (progress between 0 and 100),
    message text not null default '',
    finished_at @int
)@strict;
create index job_due on job (state, due_at);

-- What someone is typing: survives a closed browser, goes when it is saved.
create table draft (
    staff_id @int not null references staff (id),
    name text not null,
    body text not null,
    saved_at @int not null,
    primary key (staff_id, name)
)@strict;

-- A form sent twice (a second press, a retry without connection) is saved once.
create table once (
    staff_id @int not null references staff (id),
    token text not null check (length(token) <= 64),
    at @int not null,
    primary key (staff_id, token)
)@strict;
create index once_at on once (at);
