-- Work and income, without calculating: which advice was given when, and the card of the first pay.

-- A job that pays begins, or its hours or pay change: each time somebody explains what that means for
-- the income. Kept by income_work_changed(). A moment without advice needs a reason.
create table income_moment (
    placement_id @int not null references placement (id),
    number @int not null check (number >= 1), -- 1: the start; the others: a change
    from_on text not null check (length(from_on) = 10),
    hours_week @int check (hours_week between 0 and 6000), -- hundredths, as it became
    wage_month @int check (wage_month >= 0), -- cents, as it became
    reason text not null default '', -- why there was no advice
    reason_by @int references staff (id),
    reason_on text check (length(reason_on) = 10),
    primary key (placement_id, number),
    check ((reason = '') = (reason_by is null))
)@strict;

create table income_advice (
    id @id,
    client_id @int not null references client (id),
    trajectory_id @int not null references trajectory (id),
    placement_id @int references placement (id), -- null: in general
    advised_on text not null check (length(advised_on) = 10),
    adviser_kind text not null check (adviser_kind = 'uwv' or adviser_kind = 'municipality' or
        adviser_kind = 'counsel' or adviser_kind = 'specialist' or adviser_kind = 'other'),
    adviser text not null default '', -- name
    summary text not null check (summary <> ''), -- in the words of the client
    open_questions text not null default '',
    recorded_by @int not null references staff (id),
    recorded_at @int not null,
    version @int not null default 1
)@strict;
create index income_advice_client on income_advice (client_id, advised_on);

-- Eerste-loonkaart: one page per job. What is not known yet has no answer, and is printed as such.
create table income_card (
    id @id,
    client_id @int not null references client (id),
    placement_id @int references placement (id), -- null: no job yet
    recorded_by @int not null references staff (id),
    recorded_at @int not null,
    version @int not null default 1
)@strict;
create index income_card_client on income_card (client_id, id);
create unique index income_card_placement on income_card (placement_id) where placement_id is not null;

create table income_card_answer (
    card_id @int not null references income_card (id),
    question text not null check (question <> ''), -- rules/questions.csv, form wage_card
    body text not null check (body <> ''),
    primary key (card_id, question)
)@strict;
