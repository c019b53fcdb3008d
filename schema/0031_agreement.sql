-- Work agreements on one A4, of one placement: lines that the client approves one by one.

create table agreement (
    id @id,
    placement_id @int not null references placement (id),
    made_by @int not null references staff (id),
    made_at @int not null,
    changed_at @int not null,
    version @int not null default 1
)@strict;
create unique index agreement_placement on agreement (placement_id);

create table agreement_line (
    id @id,
    agreement_id @int not null references agreement (id),
    part text not null check (part = 'task' or part = 'hours' or part = 'adjustment' or
        part = 'notice' or part = 'mentor' or part = 'coach'),
    place @int not null, -- its order within the part
    words text not null check (words <> ''),
    then_words text not null default '', -- of a notice: what then
    answer text not null default '' check (answer = '' or answer = 'yes' or answer = 'no'),
    answer_words text not null default '', -- the client's: why not
    answered_on text check (length(answered_on) = 10),
    together_by @int references staff (id), -- discussed together, with whom; null: on the own page
    check ((answer = '') = (answered_on is null)),
    check (together_by is null or answer <> '')
)@strict;
create index agreement_line_agreement on agreement_line (agreement_id, part, place);
