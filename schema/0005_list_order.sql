-- The lists of clients in their order: a page reads what it shows, however long the history is.
-- Those of one phase have trajectory_fact_staff and trajectory_fact_team. Of the two that fit a list
-- of who runs, SQLite takes the narrower and newer: the partial one, which is why it is last and has
-- no trajectory_id (there the end of each index anyway).

create index trajectory_fact_staff_all on trajectory_fact (staff_id, sort_key, trajectory_id);
create index trajectory_fact_team_all on trajectory_fact (team_id, sort_key, trajectory_id);
create index trajectory_fact_staff_running on trajectory_fact (staff_id, sort_key)
    where phase <> 'closed';
create index trajectory_fact_team_running on trajectory_fact (team_id, sort_key)
    where phase <> 'closed';

-- What a line of a list shows, in the row of its trajectory: five tables less per line.
alter table trajectory_fact add column given_name text not null default '';
alter table trajectory_fact add column name_prefix text not null default '';
alter table trajectory_fact add column family_name text not null default '';
alter table trajectory_fact add column target_group text not null default '';
alter table trajectory_fact add column employer text not null default ''; -- of placement_id
alter table trajectory_fact add column ends_on text; -- the scheme's last day

update trajectory_fact set
    given_name = (select c.given_name from client c where c.id = trajectory_fact.client_id),
    name_prefix = (select c.name_prefix from client c where c.id = trajectory_fact.client_id),
    family_name = (select c.family_name from client c where c.id = trajectory_fact.client_id),
    target_group = (select t.target_group from trajectory t
        where t.id = trajectory_fact.trajectory_id),
    ends_on = (select t.ends_on from trajectory t where t.id = trajectory_fact.trajectory_id),
    employer = coalesce((select e.name from placement p join employer e on e.id = p.employer_id
        where p.id = trajectory_fact.placement_id), '');
