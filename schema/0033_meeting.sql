-- The weekly caseload meeting of a team.

create table team_meeting (
    id @id,
    programme_id @int not null references programme (id),
    team_id @int not null references team (id),
    day text not null check (length(day) = 10),
    begun_by @int not null references staff (id),
    begun_at @int not null,
    minutes @int check (minutes between 5 and 600), -- null: still going on
    goals @int not null default 0 check (goals in (0, 1)), -- outcomes and goals were talked over
    closed_at @int,
    closed_by @int references staff (id),
    version @int not null default 1,
    check ((minutes is null) = (closed_at is null) and (closed_at is null) = (closed_by is null))
)@strict;
create index team_meeting_team on team_meeting (team_id, day);
create unique index team_meeting_open on team_meeting (team_id) where closed_at is null;

create table team_meeting_person (
    meeting_id @int not null references team_meeting (id),
    staff_id @int not null references staff (id),
    present @int not null default 1 check (present in (0, 1)),
    leads @int not null default 0 check (leads in (0, 1)), -- a supervisor of the team: group supervision
    visits @int not null default 0, -- employers met in the four weeks before
    employer_log @int not null default 0 check (employer_log in (0, 1)), -- and that log was talked over
    contact_id @int references contact (id) on delete set null, -- the hours that were booked
    primary key (meeting_id, staff_id)
)@strict;
create index team_meeting_person_contact on team_meeting_person (contact_id) where contact_id is not null;

create table team_meeting_item (
    id @id,
    meeting_id @int not null references team_meeting (id),
    trajectory_id @int not null references trajectory (id),
    place @int not null, -- on the agenda, from 1
    why text not null default '', -- rule of rules/attention.csv; '': put on by hand
    why_days @int not null default 0,
    discussed @int not null default 0 check (discussed in (0, 1)),
    decision text not null default '',
    owner_id @int references staff (id),
    due_on text check (length(due_on) = 10),
    done_at @int,
    done_by @int references staff (id)
)@strict;
create unique index team_meeting_item_one on team_meeting_item (meeting_id, trajectory_id);
create index team_meeting_item_trajectory on team_meeting_item (trajectory_id);
create index team_meeting_item_owner on team_meeting_item (owner_id, due_on) where done_at is null;
