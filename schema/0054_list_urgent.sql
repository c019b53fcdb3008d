-- The list of clients with whoever is to be seen first on top: the day of the next step, else of the
-- last contact, else of the beginning. As in 0005 the index is the order, of those who run; who, in
-- other words than there: SQLite would else take these for the lists by name too, and sort.
create index trajectory_fact_staff_urgent
    on trajectory_fact (staff_id, coalesce(next_step_on, last_contact_on, started_on))
    where not (phase = 'closed');
create index trajectory_fact_team_urgent
    on trajectory_fact (team_id, coalesce(next_step_on, last_contact_on, started_on))
    where not (phase = 'closed');
