-- People around a client: who treats, who helps, what the client wants of each, and the meetings
-- where the client is spoken of. What somebody is, is data: rules/person_kinds.csv.

create table care_team (
    id @id,
    programme_id @int not null references programme (id),
    name text not null check (name <> ''),
    sort_key text not null
)@strict;
create unique index care_team_name on care_team (programme_id, sort_key);

-- Which team treats the client, over time: fidelity item O1 counts the teams of a caseload.
create table client_care_team (
    id @id,
    client_id @int not null references client (id),
    care_team_id @int not null references care_team (id),
    from_on text not null check (length(from_on) = 10),
    to_on text check (length(to_on) = 10 and to_on >= from_on),
    version @int not null default 1
)@strict;
create unique index client_care_team_open on client_care_team (client_id, care_team_id) where to_on is null;
create index client_care_team_client on client_care_team (client_id, from_on);
create index client_care_team_team on client_care_team (care_team_id) where to_on is null;

create table client_person (
    id @id,
    client_id @int not null references client (id),
    kind text not null check (kind <> ''), -- rules/person_kinds.csv
    name text not null check (name <> ''),
    works_at text not null default '',
    phone text not null default '',
    email text not null default '',
    part text not null default '' check (part = '' or part = 'helps' or part = 'worries' or
        part = 'hinders'), -- of a relative
    how text not null default '', -- with what, in plain words
    is_primary @int not null default 0 check (is_primary in (0, 1)), -- of the practitioners: one at a time
    from_on text not null check (length(from_on) = 10),
    to_on text check (length(to_on) = 10 and to_on >= from_on),
    treatment_ends_on text check (length(treatment_ends_on) = 10), -- expected
    successor text not null default '', -- who takes over then
    created_at @int not null,
    version @int not null default 1
)@strict;
create index client_person_client on client_person (client_id, from_on);
create unique index client_person_primary on client_person (client_id) where is_primary = 1 and to_on is null;

-- What the client wants of a party, in own words. Rows are only ever added: the newest of a party holds.
create table party_wish (
    id @id,
    client_id @int not null references client (id),
    party text not null check (party = 'practitioner' or party = 'relative' or
        party = 'employer' or party = 'expert' or party = 'researcher'),
    wish text not null check (wish = 'wanted' or wish = 'agreed' or wish = 'not_wanted' or
        wish = 'nobody'), -- nobody: there is no such person
    words text not null default '',
    said_on text not null check (length(said_on) = 10),
    again_on text check (length(again_on) = 10), -- ask again on
    recorded_by @int not null references staff (id),
    recorded_at @int not null,
    check (wish <> 'not_wanted' or words <> ''),
    check ((wish = 'not_wanted' or wish = 'nobody') = (again_on is not null))
)@strict;
create index party_wish_client on party_wish (client_id, party, id);

-- team: a meeting of a treatment team, whoever of ours was there. three_way: with the municipality or
-- UWV, and the client present.
create table care_meeting (
    id @id,
    programme_id @int not null references programme (id),
    kind text not null check (kind = 'team' or kind = 'three_way'),
    care_team_id @int references care_team (id),
    client_id @int references client (id),
    with_whom text not null default '',
    day text not null check (length(day) = 10),
    recorded_by @int not null references staff (id),
    recorded_at @int not null,
    check ((kind = 'team') = (care_team_id is not null)),
    check ((kind = 'three_way') = (client_id is not null))
)@strict;
create unique index care_meeting_team on care_meeting (care_team_id, day) where care_team_id is not null;
create index care_meeting_client_id on care_meeting (client_id, day) where client_id is not null;

-- Per worker of ours: there or not. contact_id: the hours of it; no reference, a contact can be removed.
create table care_meeting_staff (
    meeting_id @int not null references care_meeting (id),
    staff_id @int not null references staff (id),
    attended @int not null check (attended in (0, 1)),
    before_referral @int not null default 0 check (before_referral between 0 and 99), -- people for whom work was suggested
    contact_id @int,
    primary key (meeting_id, staff_id)
)@strict;
create index care_meeting_staff_staff on care_meeting_staff (staff_id, meeting_id);

-- Whom it was about, and what was agreed.
create table care_agreement (
    id @id,
    meeting_id @int not null references care_meeting (id),
    trajectory_id @int not null references trajectory (id),
    staff_id @int not null references staff (id), -- who spoke of this client
    day text not null, -- of the meeting
    words text not null default '', -- "": discussed, nothing agreed
    owner text not null default '' check (owner = '' or owner = 'specialist' or
        owner = 'practitioner' or owner = 'client' or owner = 'relative' or owner = 'other'),
    due_on text check (length(due_on) = 10),
    done_on text check (length(done_on) = 10),
    version @int not null default 1
)@strict;
create index care_agreement_trajectory on care_agreement (trajectory_id, day);
create index care_agreement_meeting on care_agreement (meeting_id);
