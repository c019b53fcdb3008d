-- Referral: what is known beside the trajectory it opened, what came of it, and two files of one person.

create table referral (
    trajectory_id @id references trajectory (id),
    referrer text not null default '', -- who referred: a name, and of where
    referrer_phone text not null default '',
    care_team text not null default '', -- the treatment team it came from, as people call it
    care_team_key text not null default '', -- folded, to count by
    own_words text not null default '', -- what the client says about work
    version @int not null default 1
)@strict;

-- What came of it. Rows are never changed but to say that they no longer hold: who decided otherwise,
-- and why. So a refusal stays on the list of refusals. Without a row: open, or accepted when the
-- trajectory started.
create table referral_outcome (
    id @id,
    trajectory_id @int not null references trajectory (id),
    outcome text not null check (outcome = 'accepted' or outcome = 'refused' or outcome = 'withdrawn'),
    reason text not null default '', -- of a refusal: codes in feature/referral
    explanation text not null default '',
    instead text not null default '', -- what was offered instead
    decided_on text not null check (length(decided_on) = 10),
    recorded_by @int not null references staff (id),
    recorded_at @int not null,
    undone_at @int,
    undone_by @int references staff (id),
    undone_why text not null default '',
    check ((outcome = 'refused') = (reason <> '')),
    check (outcome <> 'refused' or explanation <> ''),
    check ((undone_at is null) = (undone_by is null))
)@strict;
create unique index referral_outcome_holds on referral_outcome (trajectory_id) where undone_at is null;
create index referral_outcome_trajectory on referral_outcome (trajectory_id, id);

-- The list of a team, and its counts: by the day of referral.
create index trajectory_team_referred on trajectory (team_id, referred_on);

-- Two files that turned out to be one person. Both stay as they are, so that it can be undone.
create table client_link (
    id @id,
    client_id @int not null references client (id),
    other_id @int not null references client (id),
    reason text not null check (reason <> ''),
    linked_by @int not null references staff (id),
    linked_at @int not null,
    ended_at @int,
    ended_by @int references staff (id),
    check (client_id <> other_id),
    check ((ended_at is null) = (ended_by is null))
)@strict;
create unique index client_link_holds on client_link (client_id, other_id) where ended_at is null;
create index client_link_other on client_link (other_id);
