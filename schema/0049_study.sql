-- Cohorts: which trajectories, what came out of them (computed by the job worker), and what of that
-- was released: the log of what left, so that a next release cannot be subtracted from it.

create table study (
    id @id,
    staff_id @int not null references staff (id), -- who made it
    name text not null check (name <> ''),
    programmes text not null check (programmes <> ''), -- their numbers, a space between
    from_on text check (length(from_on) = 10),
    to_on text check (length(to_on) = 10),
    target_group text not null default '',
    scheme text not null default '',
    definition text not null check (definition <> ''), -- rules/definitions.csv
    months @int not null check (months between 1 and 120),
    during_from text check (length(during_from) = 10),
    during_to text check (length(during_to) = 10),
    created_at @int not null,
    computed_at @int, -- null: not yet
    figures text not null default '', -- as study_write() has them
    check (from_on is null or to_on is null or from_on <= to_on),
    check ((during_from is null) = (during_to is null)),
    check (during_from is null or during_from <= during_to)
)@strict;

create table study_release (
    id @id,
    study_id @int not null references study (id),
    staff_id @int not null references staff (id),
    released_at @int not null,
    computed_at @int not null, -- of the figures that were released
    threshold @int not null,
    figures text not null, -- after disclosure control: exactly what left
    unique (study_id, computed_at)
)@strict;

-- Counts of fewer people than this do not leave a programme.
insert into setting (name, value) values ('disclosure_threshold', '10');
