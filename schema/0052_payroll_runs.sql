-- A delivery has a hundred lines in a row about one person, and their references and keys cost more than
-- what they say: such a run is one row. What stood there is a run of one line.
alter table payroll_line add column lines @int not null default 1; -- in raw, each but the last with a newline
