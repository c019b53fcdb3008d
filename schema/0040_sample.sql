-- A sample for a fidelity reviewer: the client agrees, per party 'reviewer'; the sample is of one review.
-- destructive: three tables are made again, because a check cannot be changed; their rows are copied

create table consent_wide (
    id @id,
    client_id @int not null references client (id),
    first_id @int not null references consent_wide (id), -- its first row, itself included
    number @int not null check (number >= 1), -- two people who change one consent: the second is told
    event text not null check (event = 'asked' or event = 'given' or event = 'withdrawn'),
    party text not null check (party = 'practitioner' or party = 'relative' or
        party = 'employer' or party = 'researcher' or party = 'reviewer'),
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
insert into consent_wide (id, client_id, first_id, number, event, party, party_name, party_role,
    staff_id, placement_id, is_primary, purpose, shares, how, witness, given_on, text_version,
    valid_until, withdrawn_on, withdrawn_by, recorded_by, recorded_at)
    select id, client_id, first_id, number, event, party, party_name, party_role, staff_id,
    placement_id, is_primary, purpose, shares, how, witness, given_on, text_version, valid_until,
    withdrawn_on, withdrawn_by, recorded_by, recorded_at from consent;

create table one_time_link_wide (
    id @id,
    client_id @int not null references client (id),
    token_hash @blob not null,
    consent_id @int references consent_wide (id), -- the very row: a consent that was changed ends it
    placement_id @int references placement (id), -- the work agreements of one job
    for_name text not null check (for_name <> ''),
    made_by @int not null references staff (id),
    made_at @int not null,
    until_at @int not null check (until_at > made_at),
    opened_at @int,
    ended_at @int,
    ended_by @int references staff (id),
    purpose text not null default 'read' check (purpose = 'read' or purpose = 'report'),
    check ((consent_id is null) <> (placement_id is null)),
    check ((ended_at is null) = (ended_by is null))
)@strict;
insert into one_time_link_wide (id, client_id, token_hash, consent_id, placement_id, for_name,
    made_by, made_at, until_at, opened_at, ended_at, ended_by, purpose)
    select id, client_id, token_hash, consent_id, placement_id, for_name, made_by, made_at,
    until_at, opened_at, ended_at, ended_by, purpose from one_time_link;

create table follow_signal_wide (
    id @id,
    trajectory_id @int not null references trajectory (id),
    noticed_on text not null check (length(noticed_on) = 10),
    signs text not null default '', -- rules/warning_signs.csv, and "own-ID": "fatigue own-12"
    words text not null default '',
    reporter text not null check (reporter = 'specialist' or reporter = 'client' or
        reporter = 'relative' or reporter = 'employer'),
    reporter_name text not null default '',
    link_id @int references one_time_link_wide (id), -- through which it came
    recorded_by @int references staff (id), -- null: by who noticed it
    recorded_at @int not null,
    done_words text not null default '',
    done_on text check (length(done_on) = 10),
    done_by @int references staff (id),
    check (signs <> '' or words <> ''),
    check ((done_on is null) = (done_words = '')),
    check ((done_on is null) = (done_by is null))
)@strict;
insert into follow_signal_wide (id, trajectory_id, noticed_on, signs, words, reporter,
    reporter_name, link_id, recorded_by, recorded_at, done_words, done_on, done_by)
    select id, trajectory_id, noticed_on, signs, words, reporter, reporter_name, link_id,
    recorded_by, recorded_at, done_words, done_on, done_by from follow_signal;

drop table follow_signal;
drop table one_time_link;
drop table consent;
alter table consent_wide rename to consent;
alter table one_time_link_wide rename to one_time_link;
alter table follow_signal_wide rename to follow_signal;
create unique index consent_number on consent (first_id, number);
create index consent_client on consent (client_id, first_id);
create index consent_placement on consent (placement_id) where placement_id is not null;
create unique index one_time_link_token on one_time_link (token_hash);
create index one_time_link_client on one_time_link (client_id, made_at);
create index follow_signal_trajectory on follow_signal (trajectory_id, noticed_on);

alter table access_grant add column review_id @int references fidelity_review (id); -- of kind sample
create index access_grant_review on access_grant (review_id) where review_id is not null;
