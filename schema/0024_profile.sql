-- The career profile of a client: answers in own words, earlier work, education.

-- One row each time somebody wrote in the profile, or looked it through and found it still right.
create table profile (
    id @id,
    client_id @int not null references client (id),
    revision @int not null check (revision >= 1),
    recorded_on text not null check (length(recorded_on) = 10),
    recorded_by @int not null references staff (id),
    recorded_at @int not null
)@strict;
create unique index profile_revision on profile (client_id, revision);

-- Answers are only ever added: the newest of a question is what holds. seen: the newest revision that
-- the writer had read. When another wrote about the same question after that, both texts stand here
-- and somebody chooses: which adds an answer that has seen them both.
create table profile_answer (
    id @id,
    profile_id @int not null references profile (id),
    client_id @int not null references client (id),
    question text not null check (question <> ''), -- rules/questions.csv, form profile
    seen @int not null check (seen >= 0),
    body text not null
)@strict;
create unique index profile_answer_question on profile_answer (profile_id, question);
create index profile_answer_client on profile_answer (client_id, question);

-- Work before and beside Spil; a placement that was told more about has its id here.
create table work_history (
    id @id,
    client_id @int not null references client (id),
    placement_id @int references placement (id),
    job_title text not null check (job_title <> ''),
    employer text not null default '',
    from_year @int check (from_year between 1940 and 2100),
    to_year @int check (to_year between 1940 and 2100), -- null: still there, or unknown
    tasks text not null default '', -- goes on the CV
    went_well text not null default '', -- and why it stopped: for the profile only
    stopped text not null default '',
    on_cv @int not null default 1 check (on_cv in (0, 1)),
    created_at @int not null,
    version @int not null default 1,
    check (to_year is null or from_year is null or to_year >= from_year)
)@strict;
create index work_history_client on work_history (client_id, from_year);
create unique index work_history_placement on work_history (placement_id);

-- Education beside work (IPS-O), and what was learned before: outside every rate of jobs.
create table enrolment (
    id @id,
    client_id @int not null references client (id),
    school text not null default '',
    course text not null check (course <> ''),
    goal text not null default '', -- what for, in the words of the client
    started_on text check (length(started_on) = 10),
    ends_on text check (length(ends_on) = 10), -- expected
    ended_on text check (length(ended_on) = 10),
    result text not null default '' check (result = '' or result = 'diploma' or
        result = 'certificate' or result = 'part' or result = 'stopped'),
    hours_week @int check (hours_week between 0 and 6000), -- hundredths
    on_cv @int not null default 1 check (on_cv in (0, 1)),
    created_at @int not null,
    version @int not null default 1,
    check (ended_on is null or result <> ''),
    check (started_on is null or ended_on is null or ended_on >= started_on)
)@strict;
create index enrolment_client on enrolment (client_id, started_on);
