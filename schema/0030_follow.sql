-- Staying at work: an agreed rhythm, signs that something goes wrong, changes that are coming, and
-- whether too much or too little is asked.

-- A rhythm that was agreed with the client; without one the norm of rules/attention.csv holds.
create table follow_rhythm (
    id @id,
    trajectory_id @int not null references trajectory (id),
    days @int not null check (days between 1 and 180), -- a contact every so many days
    words text not null default '',
    from_on text not null check (length(from_on) = 10),
    ended_on text check (length(ended_on) = 10),
    recorded_by @int not null references staff (id),
    recorded_at @int not null
)@strict;
create unique index follow_rhythm_open on follow_rhythm (trajectory_id) where ended_on is null;
create index follow_rhythm_trajectory on follow_rhythm (trajectory_id, id);

-- Signs of the client's own, in own words.
create table follow_own (
    id @id,
    trajectory_id @int not null references trajectory (id),
    words text not null check (words <> ''),
    helps text not null default '', -- what helps then
    recorded_by @int references staff (id), -- null: the client, on the own page
    recorded_at @int not null,
    ended_on text check (length(ended_on) = 10)
)@strict;
create index follow_own_trajectory on follow_own (trajectory_id, id);

-- What somebody noticed. What was done about it closes it.
create table follow_signal (
    id @id,
    trajectory_id @int not null references trajectory (id),
    noticed_on text not null check (length(noticed_on) = 10),
    signs text not null default '', -- rules/warning_signs.csv, and "own-ID": "fatigue own-12"
    words text not null default '',
    reporter text not null check (reporter = 'specialist' or reporter = 'client' or
        reporter = 'relative' or reporter = 'employer'),
    reporter_name text not null default '',
    link_id @int references one_time_link (id), -- through which it came
    recorded_by @int references staff (id), -- null: by who noticed it
    recorded_at @int not null,
    done_words text not null default '',
    done_on text check (length(done_on) = 10),
    done_by @int references staff (id),
    check (signs <> '' or words <> ''),
    check ((done_on is null) = (done_words = '')),
    check ((done_on is null) = (done_by is null))
)@strict;
create index follow_signal_trajectory on follow_signal (trajectory_id, noticed_on);

-- A change is coming: look at it before, and after.
create table follow_change (
    id @id,
    trajectory_id @int not null references trajectory (id),
    what text not null check (what <> ''),
    on_day text not null check (length(on_day) = 10),
    before_words text not null default '',
    before_on text check (length(before_on) = 10),
    after_words text not null default '',
    after_on text check (length(after_on) = 10),
    recorded_by @int references staff (id), -- null: the client
    recorded_at @int not null,
    check ((before_on is null) = (before_words = '')),
    check ((after_on is null) = (after_words = ''))
)@strict;
create index follow_change_trajectory on follow_change (trajectory_id, on_day);

-- Is too much asked, or too little? -2 far too little .. 0 right .. 2 far too much.
create table follow_balance (
    id @id,
    trajectory_id @int not null references trajectory (id),
    day text not null check (length(day) = 10),
    score @int not null check (score between -2 and 2),
    words text not null default '',
    reporter text not null check (reporter = 'specialist' or reporter = 'client' or
        reporter = 'employer'),
    recorded_by @int references staff (id), -- null: the client
    recorded_at @int not null
)@strict;
create index follow_balance_trajectory on follow_balance (trajectory_id, day);

alter table trajectory_fact add column rhythm_days @int; -- the agreed rhythm; null: the norm

-- A link is to read once, or to tell once what one noticed.
alter table one_time_link add column purpose text not null default 'read'
    check (purpose = 'read' or purpose = 'report');
