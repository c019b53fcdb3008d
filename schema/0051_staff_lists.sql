-- Vandaag asks of each open request whether it is of a client of this specialist; the index answers it
-- alone, where the rows lie all over a large file.
-- destructive: an index is made anew, no data go
drop index trajectory_fact_client;
create index trajectory_fact_client on trajectory_fact (client_id, staff_id);
