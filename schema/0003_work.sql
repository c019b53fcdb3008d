-- Employers, contacts, placements, hours.

create table employer (
    id @id,
    organisation_id @int not null references organisation (id),
    name text not null check (name <> ''),
    sort_key text not null,
    kvk text not null default '',
    sector text not null default '', -- rules/sbi2008_sections.csv
    place text not null default '',
    open_need text not null default '', -- what they look for, in a line
    agreement text not null default '', -- what was agreed with them
    not_before_on text check (length(not_before_on) = 10), -- do not call before this day
    not_before_reason text not null default '',
    last_contact_on text, -- kept by employer_refresh()
    last_contact_by @int references staff (id),
    created_at @int not null,
    version @int not null default 1
)@strict;
create index employer_organisation on employer (organisation_id, sort_key);
create index employer_recent on employer (organisation_id, last_contact_on);
create unique index employer_kvk on employer (organisation_id, kvk) where kvk <> '';

create table establishment (
    id @id,
    employer_id @int not null references employer (id),
    name text not null default '',
    number text not null default '', -- 12 digits, KVK
    street text not null default '',
    postcode text not null default '',
    place text not null check (place <> ''),
    version @int not null default 1
)@strict;
create index establishment_employer on establishment (employer_id);

create table employer_person (
    id @id,
    employer_id @int not null references employer (id),
    establishment_id @int references establishment (id),
    name text not null check (name <> ''),
    job_title text not null default '',
    phone text not null default '',
    email text not null default '',
    active @int not null default 1 check (active in (0, 1)),
    version @int not null default 1
)@strict;
create index employer_person_employer on employer_person (employer_id);

-- A contact is one event of one specialist; whom it served stands in contact_client.
create table contact (
    id @id,
    programme_id @int not null references programme (id),
    staff_id @int not null references staff (id),
    day text not null check (length(day) = 10),
    minutes @int not null check (minutes between 1 and 1440),
    travel_minutes @int not null default 0 check (travel_minutes between 0 and 1440),
    activity text not null check (activity = 'one_to_one' or activity = 'care' or
        activity = 'employer' or activity = 'team' or activity = 'expert'), -- exactly the five of table B4
    mode text not null check (mode = 'face_to_face' or mode = 'video' or mode = 'phone' or
        mode = 'message'),
    place text not null check (place = 'community' or place = 'work' or place = 'home' or
        place = 'office'),
    party text not null check (party = 'client' or party = 'practitioner' or party = 'relative' or
        party = 'employer' or party = 'colleague' or party = 'expert'),
    initiative text not null default 'planned' check (initiative = 'client' or
        initiative = 'planned' or initiative = 'outreach'),
    reached @int not null default 1 check (reached in (0, 1)),
    coaching @int not null default 0 check (coaching in (0, 1)), -- on the job
    urgent @int not null default 0 check (urgent in (0, 1)),
    answer_minutes @int check (answer_minutes between 0 and 100000),
    employer_id @int references employer (id),
    note text not null default '',
    next_step text not null default '',
    next_step_on text check (length(next_step_on) = 10),
    created_at @int not null,
    version @int not null default 1
)@strict;
create index contact_staff on contact (staff_id, day);
create index contact_employer on contact (employer_id, day);
create index contact_next on contact (staff_id, next_step_on);

create table contact_client (
    contact_id @int not null references contact (id),
    trajectory_id @int not null references trajectory (id),
    day text not null, -- of the contact
    minutes @int not null check (minutes >= 0), -- this client's share
    met_employer @int not null check (met_employer in (0, 1)), -- face to face with an employer
    primary key (trajectory_id, day, contact_id)
)@strict;
create index contact_client_contact on contact_client (contact_id);
create index contact_client_employer on contact_client (trajectory_id, day) where met_employer = 1;

create table placement (
    id @id,
    organisation_id @int not null references organisation (id),
    trajectory_id @int not null references trajectory (id),
    employer_id @int references employer (id), -- null: own business
    establishment_id @int references establishment (id),
    kind text not null check (kind = 'competitive' or kind = 'agency' or kind = 'payroll' or
        kind = 'own_business' or kind = 'participation' or kind = 'trial' or
        kind = 'work_experience' or kind = 'day_along' or kind = 'supported' or
        kind = 'sheltered_firm' or kind = 'day_activities' or kind = 'volunteering' or
        kind = 'internship'),
    contract_type text not null default '' check (contract_type = '' or
        contract_type = 'employment' or contract_type = 'agency' or contract_type = 'payroll' or
        contract_type = 'public' or contract_type = 'other'),
    permanent @int not null default 0 check (permanent in (0, 1)),
    started_on text not null check (length(started_on) = 10),
    ends_on text check (length(ends_on) = 10), -- agreed end; null: none agreed
    ended_on text check (length(ended_on) = 10),
    end_reason text not null default '',
    lesson text not null default '',
    hours_week @int check (hours_week between 0 and 6000), -- hundredths of an hour
    wage_month @int check (wage_month >= 0), -- gross, cents
    job_title text not null default '',
    job_level text not null default '' check (job_level = '' or job_level = 'elementary' or
        job_level = 'lower' or job_level = 'middle' or job_level = 'higher'),
    sector text not null default '',
    subsidy text not null default '' check (subsidy = '' or subsidy = 'none' or
        subsidy = 'subsidy' or subsidy = 'dispensation'),
    wage_value @int check (wage_value between 0 and 100), -- loonwaarde, %
    target_register text not null default '' check (target_register = '' or
        target_register = 'yes' or target_register = 'no' or target_register = 'requested'),
    job_coach text not null default '' check (job_coach = '' or job_coach = 'none' or
        job_coach = 'internal' or job_coach = 'external'),
    no_risk text not null default '' check (no_risk = '' or no_risk = 'yes' or no_risk = 'no'),
    mentor text not null default '',
    disclosure text not null default '' check (disclosure = '' or disclosure = 'none' or
        disclosure = 'partly' or disclosure = 'full'),
    found_by text not null default '' check (found_by = '' or found_by = 'specialist' or
        found_by = 'client' or found_by = 'network' or found_by = 'vacancy' or
        found_by = 'agency' or found_by = 'other'),
    promise text not null default '', -- unpaid: what follows when it goes well
    promise_by text not null default '', -- and who decides
    note text not null default '',
    created_at @int not null,
    version @int not null default 1,
    check (ends_on is null or ends_on >= started_on),
    check (ended_on is null or (ended_on >= started_on and end_reason <> ''))
)@strict;
create index placement_trajectory on placement (trajectory_id, started_on);
create index placement_employer on placement (employer_id, started_on);

-- Build-up: planned and actual hours a week from a day on.
create table placement_hours (
    id @id,
    placement_id @int not null references placement (id),
    from_on text not null check (length(from_on) = 10),
    planned @int check (planned between 0 and 6000), -- hundredths of an hour a week
    actual @int check (actual between 0 and 6000)
)@strict;
create unique index placement_hours_from on placement_hours (placement_id, from_on);

-- Time that is no contact: leave, training, administration.
create table time_entry (
    id @id,
    programme_id @int not null references programme (id),
    staff_id @int not null references staff (id),
    day text not null check (length(day) = 10),
    minutes @int not null check (minutes between 1 and 1440),
    kind text not null check (kind = 'administration' or kind = 'training' or kind = 'travel' or
        kind = 'leave' or kind = 'sick' or kind = 'other'),
    note text not null default '',
    version @int not null default 1
)@strict;
create index time_entry_staff on time_entry (staff_id, day);
