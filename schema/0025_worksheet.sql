-- What to tell at work, and what not: a worksheet in own words, one per conversation. None is written
-- over: the next conversation begins with a copy of the last, and the last stays.

create table worksheet (
    id @id,
    client_id @int not null references client (id),
    trajectory_id @int not null references trajectory (id),
    placement_id @int references placement (id), -- about this job; null: in general
    target_group text not null, -- whose questions these are (rules/questions.csv, form worksheet)
    talked_on text not null check (length(talked_on) = 10),
    decision text not null default '' check (decision = '' or decision = 'none' or
        decision = 'partly' or decision = 'full' or decision = 'later'),
    review_on text check (length(review_on) = 10),
    recorded_by @int not null references staff (id),
    recorded_at @int not null,
    version @int not null default 1,
    check (review_on is null or review_on >= talked_on)
)@strict;
create index worksheet_client on worksheet (client_id, talked_on);
create index worksheet_trajectory on worksheet (trajectory_id, talked_on);

create table worksheet_answer (
    worksheet_id @int not null references worksheet (id),
    question text not null check (question <> ''),
    body text not null check (body <> ''),
    primary key (worksheet_id, question)
)@strict;
