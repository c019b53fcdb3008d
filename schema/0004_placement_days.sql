-- Which placements begin or end around a day: for the nightly job.

create index placement_started on placement (started_on, trajectory_id);
create index placement_ended on placement (ended_on, trajectory_id) where ended_on is not null;
