-- Clients and their trajectories. A client belongs to an organisation, a trajectory to a programme.
-- Codes are checked as `x = 'a' or x = 'b'`: for `x in (...)` of three or more, SQLite 3.40 builds a
-- table per check and row, and writing takes three to five times as long.

create table client (
    id @id,
    organisation_id @int not null references organisation (id),
    given_name text not null check (given_name <> ''),
    name_prefix text not null default '', -- tussenvoegsel
    family_name text not null check (family_name <> ''),
    sort_key text not null,
    birth_on text not null check (length(birth_on) = 10),
    sex text not null default 'unknown' check (sex = 'female' or sex = 'male' or sex = 'other' or
        sex = 'unknown'),
    phone text not null default '',
    email text not null default '',
    postcode text not null default '',
    municipality text not null default '', -- rules/municipalities.csv
    marital_status text not null default 'unknown'
        check (marital_status = 'married' or marital_status = 'not_married' or
            marital_status = 'unknown'),
    education text not null default 'ONBEKEND', -- rules/education_levels.csv
    diagnosis_chapter text not null default '', -- rules/diagnosis_dsm5_chapters.csv; own access right
    experience_years @int check (experience_years between 0 and 7000), -- hundredths of a year
    worked_share @int check (worked_share between 0 and 100), -- % of months in the last three years
    created_at @int not null,
    version @int not null default 1
)@strict;
create index client_organisation on client (organisation_id, sort_key);

-- Benefits are dated records: they change while someone is with us.
create table client_benefit (
    id @id,
    client_id @int not null references client (id),
    benefit text not null, -- rules/benefit_types.csv
    from_on text not null check (length(from_on) = 10),
    to_on text check (length(to_on) = 10 and to_on >= from_on)
)@strict;
create index client_benefit_client on client_benefit (client_id, from_on);

create table trajectory (
    id @id,
    organisation_id @int not null references organisation (id),
    programme_id @int not null references programme (id),
    team_id @int not null references team (id),
    client_id @int not null references client (id),
    target_group text not null, -- rules/target_groups.csv
    scheme text not null default '', -- rules/schemes.csv: the name; the rules come later
    financier text not null default '' check (financier = '' or financier = 'uwv' or
        financier = 'municipality' or financier = 'insurer' or financier = 'other'),
    referred_on text not null check (length(referred_on) = 10),
    referred_by text not null check (referred_by = 'practitioner' or referred_by = 'self' or
        referred_by = 'uwv' or referred_by = 'municipality' or referred_by = 'other'),
    work_goal text not null default '', -- in the client's words
    first_talk_on text check (length(first_talk_on) = 10),
    started_on text check (length(started_on) = 10),
    ends_on text check (length(ends_on) = 10), -- the scheme's last day
    funding text not null default 'none' check (funding = 'none' or funding = 'applied' or
        funding = 'granted' or funding = 'refused' or funding = 'ended'), -- a track of its own, never a phase
    closed_on text check (length(closed_on) = 10),
    close_reason text not null default '',
    destination text not null default '',
    version @int not null default 1,
    check (closed_on is null or close_reason <> ''),
    check (closed_on is null or closed_on >= referred_on)
)@strict;
create index trajectory_client on trajectory (client_id, referred_on);
-- Never two running at the same programme at the same time.
create unique index trajectory_running on trajectory (programme_id, client_id) where closed_on is null;

create table assignment (
    id @id,
    trajectory_id @int not null references trajectory (id),
    staff_id @int not null references staff (id),
    from_on text not null check (length(from_on) = 10),
    to_on text check (length(to_on) = 10 and to_on >= from_on)
)@strict;
create index assignment_staff on assignment (staff_id, to_on);
create unique index assignment_open on assignment (trajectory_id) where to_on is null;
create index assignment_trajectory on assignment (trajectory_id, from_on);

-- What follows from the records of one trajectory, kept by trajectory_refresh() in the same
-- transaction as each write, so that a list opens in one statement. Can be rebuilt from nothing.
create table trajectory_fact (
    trajectory_id @id,
    client_id @int not null references client (id),
    programme_id @int not null references programme (id),
    team_id @int not null references team (id),
    staff_id @int references staff (id), -- the specialist now; null: nobody
    phase text not null check (phase = 'referred' or phase = 'orientation' or phase = 'searching' or
        phase = 'working' or phase = 'closed'),
    sort_key text not null, -- of the client
    started_on text, -- first talk, else start, else referral: the clock of principle 6
    last_contact_on text,
    first_employer_on text, -- first face-to-face employer contact for this trajectory
    last_employer_on text,
    placement_id @int, -- the running one that matters most
    working_since text,
    placement_ends_on text,
    unpaid @int not null default 0 check (unpaid in (0, 1)),
    next_step text not null default '',
    next_step_on text
)@strict;
create index trajectory_fact_staff on trajectory_fact (staff_id, phase, sort_key);
create index trajectory_fact_team on trajectory_fact (team_id, phase, sort_key);
create index trajectory_fact_client on trajectory_fact (client_id);

-- Search as you type: folded words, found by prefix as a range (never `like`).
create table search_token (
    scope_id @int not null, -- programme for clients, organisation for employers
    token text not null,
    kind text not null check (kind in ('client', 'employer')),
    target_id @int not null,
    primary key (scope_id, kind, token, target_id)
)@strict;
create index search_token_target on search_token (target_id);

-- "Later" on the attention list: who put it off, until when, why.
create table attention_later (
    id @id,
    trajectory_id @int not null references trajectory (id),
    rule text not null,
    until_on text not null check (length(until_on) = 10),
    reason text not null default '',
    staff_id @int not null references staff (id),
    created_at @int not null
)@strict;
create unique index attention_later_rule on attention_later (trajectory_id, rule);
