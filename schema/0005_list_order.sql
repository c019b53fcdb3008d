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
