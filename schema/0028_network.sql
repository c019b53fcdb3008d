-- The network of the team: the next visit, words to find an employer by, two records made one.
-- destructive: an index goes and comes back, for those that are not merged into another

alter table employer add column need_on text check (length(need_on) = 10); -- when open_need was said
alter table employer add column visit_on text check (length(visit_on) = 10); -- the next one
alter table employer add column visit_by @int references staff (id);
alter table employer add column visit_why text not null default '';
-- The one it was merged into: then this one is in no list.
alter table employer add column merged_into @int references employer (id);
create index employer_visit on employer (visit_by, visit_on) where visit_on is not null;
drop index employer_kvk;
create unique index employer_kvk on employer (organisation_id, kvk)
    where kvk <> '' and merged_into is null;

-- Folded words of what an employer looks for and of jobs clients had there: who knows one for ...?
-- Names and places stand in search_token.
create table employer_word (
    organisation_id @int not null references organisation (id),
    token text not null,
    source text not null check (source = 'need' or source = 'job'),
    employer_id @int not null references employer (id),
    primary key (organisation_id, token, source, employer_id)
)@strict;
create index employer_word_employer on employer_word (employer_id);

-- One employer that stood there twice: what moved, so that it can move back.
create table employer_merge (
    id @id,
    organisation_id @int not null references organisation (id),
    kept_id @int not null references employer (id),
    gone_id @int not null references employer (id),
    filled text not null default '', -- columns of the kept one that came from the other
    merged_at @int not null,
    merged_by @int not null references staff (id),
    undone_at @int,
    undone_by @int references staff (id),
    check (kept_id <> gone_id),
    check ((undone_at is null) = (undone_by is null))
)@strict;
create index employer_merge_organisation on employer_merge (organisation_id, id);

create table employer_merge_row (
    merge_id @int not null references employer_merge (id),
    kind text not null, -- the table
    row_id @int not null,
    primary key (merge_id, kind, row_id)
)@strict;

-- What began at which employers of an organisation, for the spread of its network.
create index placement_organisation on placement (organisation_id, started_on);
