-- Work changes while it goes on. Each row is what was agreed from a day on; without a row nothing
-- changed yet. The columns of placement hold what is in force today.
create table placement_terms (
    id @id,
    placement_id @int not null references placement (id),
    from_on text not null check (length(from_on) = 10), -- the first row: the day the work began
    hours_week @int check (hours_week between 0 and 6000), -- hundredths of an hour
    wage_month @int check (wage_month >= 0), -- gross, cents
    permanent @int not null default 0 check (permanent in (0, 1)),
    ends_on text check (length(ends_on) = 10), -- agreed end; null: none agreed
    why text not null default '',
    recorded_by @int not null references staff (id),
    recorded_at @int not null
)@strict;
create unique index placement_terms_from on placement_terms (placement_id, from_on);
create index placement_terms_day on placement_terms (from_on); -- for the nightly job

alter table placement add column expectations text not null default ''; -- of client and employer
alter table placement add column responsible text not null default ''; -- for this person at work

alter table trajectory_fact add column begins_on text; -- the first work that is still to begin
