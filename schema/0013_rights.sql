-- Rights of the client (AVG chapter III, Wgbo art. 7:454-456): the own number apart, requests and
-- their decisions, the own statement, restriction and legal hold, what is to be destroyed.

-- The number stands alone and sealed (crypto_secretbox, key outside the database): no list, search
-- or export can come upon it, and a copy of the database holds none.
create table client_bsn (
    client_id @id references client (id),
    bsn @blob not null,
    recorded_by @int not null references staff (id),
    recorded_at @int not null
)@strict;

-- One request and what came of it. due_on: a month after it was asked, or three when it is said why.
create table rights_request (
    id @id,
    client_id @int not null references client (id),
    kind text not null check (kind = 'correction' or kind = 'restriction' or kind = 'objection' or
        kind = 'erasure' or kind = 'copy'),
    asked_on text not null check (length(asked_on) = 10),
    wish text not null check (wish <> ''), -- what, in the words of who asks
    due_on text not null check (length(due_on) = 10),
    extended_why text not null default '',
    decision text not null default '' check (decision = '' or decision = 'granted' or
        decision = 'partly' or decision = 'refused'),
    decided_on text check (length(decided_on) = 10),
    decided_by @int references staff (id),
    reason text not null default '',
    done_on text check (length(done_on) = 10), -- what was decided is carried out
    done_by @int references staff (id),
    recorded_by @int not null references staff (id),
    recorded_at @int not null,
    version @int not null default 1,
    check ((decision = '') = (decided_on is null)),
    check (decision = '' or decision = 'granted' or reason <> '')
)@strict;
create index rights_request_client on rights_request (client_id, id);
create index rights_request_open on rights_request (due_on) where done_on is null;

-- What the client wants to stand beside the record, in the own words; never changed, only followed.
create table client_statement (
    id @id,
    client_id @int not null references client (id),
    about text not null default '',
    body text not null check (body <> ''),
    given_on text not null check (length(given_on) = 10),
    recorded_by @int not null references staff (id),
    recorded_at @int not null
)@strict;
create index client_statement_client on client_statement (client_id, id);

-- restriction: kept but not used; hold: not to be destroyed, whatever is asked or due.
create table client_flag (
    id @id,
    client_id @int not null references client (id),
    kind text not null check (kind = 'restriction' or kind = 'hold'),
    reason text not null check (reason <> ''),
    from_at @int not null,
    set_by @int not null references staff (id),
    ended_at @int,
    ended_by @int references staff (id),
    check ((ended_at is null) = (ended_by is null))
)@strict;
create unique index client_flag_open on client_flag (client_id, kind) where ended_at is null;

-- The restriction once more, where lists and the gate see it without another read.
alter table trajectory_fact add column restricted @int not null default 0 check (restricted in (0, 1));

-- When something of substance was last added to the record or changed in it: terms begin here. A new
-- address or telephone number does not count (research/standards.md 4.3). Kept by
-- client_substantive().
alter table client add column substantive_on text check (length(substantive_on) = 10);
update client set substantive_on = (select max(x.day) from (
    select k.day as day from contact_client k join trajectory t on t.id = k.trajectory_id
        where t.client_id = client.id
    union all select coalesce(t.closed_on, t.started_on, t.first_talk_on, t.referred_on)
        from trajectory t where t.client_id = client.id
    union all select coalesce(p.ended_on, p.started_on) from placement p
        join trajectory t on t.id = p.trajectory_id where t.client_id = client.id) x);
create index client_substantive on client (organisation_id, substantive_on);

-- The list to be destroyed: put on it by the nightly job, looked at by one person, approved by another.
create table destruction (
    client_id @id references client (id),
    class text not null, -- rules/retention.csv
    due_on text not null check (length(due_on) = 10),
    listed_on text not null check (length(listed_on) = 10),
    checked_by @int references staff (id), -- who looked and agrees
    checked_at @int,
    later_on text check (length(later_on) = 10), -- kept until then, with a reason
    later_why text not null default '',
    check ((checked_by is null) = (checked_at is null)),
    check ((later_on is null) = (later_why = ''))
)@strict;

-- What is left of a record that was erased or destroyed: that it happened. Nothing of whom.
create table certificate (
    id @id,
    organisation_id @int not null references organisation (id),
    kind text not null check (kind = 'erasure' or kind = 'retention'),
    basis text not null, -- the law or class it rests on
    done_on text not null check (length(done_on) = 10),
    first_by @int not null references staff (id), -- who decided or looked
    second_by @int not null references staff (id), -- who carried it out
    n_rows @int not null, -- rows deleted or emptied
    n_files @int not null,
    check (first_by <> second_by)
)@strict;
create index certificate_organisation on certificate (organisation_id, id);
