-- Consents, links that are opened once, and what was seen of emergency access.

-- One row per word said about one consent: prepared to be signed, given, changed (given again),
-- withdrawn. Rows are only ever added: the newest of one first_id is what holds, the others are its
-- history. What may be shared is a list of field groups, "work plan" (rules/consent_shares.csv).
create table consent (
    id @id,
    client_id @int not null references client (id),
    first_id @int not null references consent (id), -- its first row, itself included
    number @int not null check (number >= 1), -- two people who change one consent: the second is told
    event text not null check (event = 'asked' or event = 'given' or event = 'withdrawn'),
    party text not null check (party = 'practitioner' or party = 'relative' or
        party = 'employer' or party = 'researcher'),
    party_name text not null check (party_name <> ''),
    party_role text not null default '', -- begeleider, moeder
    staff_id @int references staff (id), -- a practitioner with an account here
    placement_id @int references placement (id), -- an employer's: disclosure is a choice per job
    is_primary @int not null default 0 check (is_primary in (0, 1)), -- the leading practitioner
    purpose text not null check (purpose <> ''),
    shares text not null check (shares <> ''),
    how text not null check (how = 'paper' or how = 'screen' or how = 'spoken'),
    witness text not null default '',
    given_on text not null check (length(given_on) = 10),
    text_version text not null check (text_version <> ''), -- rules/consent_texts.csv
    valid_until text not null check (length(valid_until) = 10), -- the last day it holds
    withdrawn_on text check (length(withdrawn_on) = 10),
    withdrawn_by text not null default '' check (withdrawn_by = '' or withdrawn_by = 'client' or
        withdrawn_by = 'representative' or withdrawn_by = 'party' or withdrawn_by = 'programme'),
    recorded_by @int not null references staff (id),
    recorded_at @int not null,
    check (valid_until >= given_on),
    check ((event = 'withdrawn') = (withdrawn_on is not null)),
    check ((event = 'withdrawn') = (withdrawn_by <> '')),
    check (how <> 'spoken' or witness <> ''),
    check ((party = 'employer') = (placement_id is not null)),
    check (staff_id is null or party = 'practitioner'),
    check (is_primary = 0 or party = 'practitioner')
)@strict;
create unique index consent_number on consent (first_id, number);
create index consent_client on consent (client_id, first_id);
create index consent_placement on consent (placement_id) where placement_id is not null;

-- A relative or an employer has no account: a link shows a fixed list of fields, once. Of the token
-- only the hash is kept.
create table one_time_link (
    id @id,
    client_id @int not null references client (id),
    token_hash @blob not null,
    consent_id @int references consent (id), -- the very row: a consent that was changed ends it
    placement_id @int references placement (id), -- the work agreements of one job
    for_name text not null check (for_name <> ''),
    made_by @int not null references staff (id),
    made_at @int not null,
    until_at @int not null check (until_at > made_at),
    opened_at @int,
    ended_at @int,
    ended_by @int references staff (id),
    check ((consent_id is null) <> (placement_id is null)),
    check ((ended_at is null) = (ended_by is null))
)@strict;
create unique index one_time_link_token on one_time_link (token_hash);
create index one_time_link_client on one_time_link (client_id, made_at);

-- Emergency access that the own specialist has taken note of.
create table emergency_seen (
    grant_id @int primary key references access_grant (id),
    staff_id @int not null references staff (id),
    seen_at @int not null
)@strict;

-- What lists and rules need of all this.
alter table trajectory_fact add column consent_ends_on text; -- the first consent to end
alter table trajectory_fact add column disclosure_open @int not null default 0
    check (disclosure_open in (0, 1)); -- the running job has an employer and no choice yet
alter table trajectory_fact add column emergency_id @int references access_grant (id); -- not seen yet

-- What someone needs at work, in words of work: the only free text an employer is ever shown.
alter table placement add column adjustments text not null default '';

-- A consent opens what was agreed to and no more: field groups, as in consent.shares.
alter table access_grant add column shares text not null default '';
-- Emergency access is asked by name and birth day.
create index client_born on client (organisation_id, birth_on);
