-- What becomes due on a day: kept by the feature whose row it is, read by the attention rules.
create table due (
    trajectory_id @int not null references trajectory (id),
    rule text not null check (rule <> ''), -- of rules/attention.csv
    ref_id @int not null, -- the row it is about; of which table, the rule says
    day text not null check (length(day) = 10),
    words text not null default '', -- what it is about, as part of the reason on Vandaag
    primary key (trajectory_id, rule, ref_id)
)@strict;
