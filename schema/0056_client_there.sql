-- A talk with somebody else at which the client sat too: a three-way talk, an interview for a job that the
-- specialist went along to. It is a contact with the client, as contact_refresh() counts them.
alter table contact add column client_there @int not null default 0 check (client_there in (0, 1));
update contact set client_there = 1 where party <> 'client' and (
    id in (select s.contact_id from care_meeting m join care_meeting_staff s on s.meeting_id = m.id
        where m.kind = 'three_way') or
    id in (select contact_id from appointment where kind = 'three_way' or kind = 'interview'));
update trajectory_fact set last_contact_on = (select k.day from contact_client k
    join contact c on c.id = k.contact_id where k.trajectory_id = trajectory_fact.trajectory_id
    and (c.party = 'client' or c.client_there = 1) and c.reached = 1
    order by k.day desc, k.contact_id desc limit 1)
    where trajectory_id in (select k.trajectory_id from contact c
        join contact_client k on k.contact_id = c.id where c.client_there = 1);
