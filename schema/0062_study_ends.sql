-- After how many months without work somebody who works again begins anew: part of what a cohort calls work.
alter table study add column ends_after @int not null default 2 check (ends_after between 1 and 12);
