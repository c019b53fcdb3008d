-- Where a client may come to work, from an idea to a start or a stop; and whom the client spoke alone.

create table lead (
    id @id,
    trajectory_id @int not null references trajectory (id),
    employer_id @int references employer (id), -- null: only an idea yet
    job_title text not null default '',
    stage text not null check (stage = 'idea' or stage = 'contacted' or stage = 'applied' or
        stage = 'interview' or stage = 'offer' or stage = 'started' or stage = 'dropped'),
    stage_on text not null check (length(stage_on) = 10), -- of its last row in lead_stage
    reason text not null default '', -- dropped: why
    source text not null default '' check (source = '' or source = 'specialist' or
        source = 'client' or source = 'network' or source = 'vacancy' or source = 'agency' or
        source = 'other'),
    disclosure text not null default '' check (disclosure = '' or disclosure = 'none' or
        disclosure = 'partly' or disclosure = 'full'),
    fits text not null default '' check (fits = '' or fits = 'yes' or fits = 'partly' or
        fits = 'no'), -- the preferences of the client
    why_on text not null default '', -- does not fit: why go on
    note text not null default '',
    next_step text not null default '',
    next_on text check (length(next_on) = 10),
    placement_id @int references placement (id), -- what it became
    created_at @int not null,
    version @int not null default 1,
    check (job_title <> '' or employer_id is not null),
    check (stage = 'idea' or stage = 'dropped' or employer_id is not null),
    check (fits <> 'no' or why_on <> ''),
    check ((stage = 'dropped') = (reason <> ''))
)@strict;
create index lead_trajectory on lead (trajectory_id, stage_on);
create index lead_employer on lead (employer_id);
create index lead_placement on lead (placement_id) where placement_id is not null;

-- Each stage it was in; the last one holds. A stage that was a mistake is taken away again.
create table lead_stage (
    id @id,
    lead_id @int not null references lead (id),
    stage text not null,
    from_on text not null check (length(from_on) = 10),
    reason text not null default '',
    staff_id @int not null references staff (id),
    created_at @int not null
)@strict;
create index lead_stage_lead on lead_stage (lead_id, id);

-- An employer the client spoke without a colleague: no minutes of anybody, but it stops the clock of
-- principle 6 just as well.
create table client_visit (
    id @id,
    trajectory_id @int not null references trajectory (id),
    employer_id @int not null references employer (id),
    day text not null check (length(day) = 10),
    mode text not null check (mode = 'face_to_face' or mode = 'video' or mode = 'phone' or
        mode = 'message'),
    note text not null default '',
    recorded_by @int not null references staff (id),
    recorded_at @int not null
)@strict;
create index client_visit_trajectory on client_visit (trajectory_id, day);
create index client_visit_met on client_visit (trajectory_id, day) where mode = 'face_to_face';
create index client_visit_employer on client_visit (employer_id, day);
