-- The last contact of a client is one with the client: a meeting about somebody, a talk with an employer
-- and a call that nobody answered are none. Kept by contact_refresh().
update trajectory_fact set last_contact_on = (select k.day from contact_client k
    join contact c on c.id = k.contact_id where k.trajectory_id = trajectory_fact.trajectory_id
    and c.party = 'client' and c.reached = 1 order by k.day desc, k.contact_id desc limit 1);
