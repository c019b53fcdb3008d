-- How well the principles of IPS succeed, 1 to 10, as specialists themselves say, twice a year. Another
-- instrument than the fidelity scale: never added to it.

create table principle_rating (
    programme_id @int not null references programme (id),
    staff_id @int not null references staff (id),
    half text not null check (length(half) = 6), -- 2026H2
    principle text not null, -- rules/principles.csv
    score @int not null check (score between 1 and 10),
    rated_at @int not null,
    primary key (programme_id, half, staff_id, principle)
)@strict;
