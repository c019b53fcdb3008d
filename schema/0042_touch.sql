-- What a contact means for each client of it, so that a year of them is read without the contacts: bits of
-- feature/contact/touch.h. Kept by contact_tally_refresh() in the transaction of each write.

alter table contact_client add column touch @int not null default 0;
alter table contact_client add column staff_id @int references staff (id); -- of the contact
update contact_client set touch = c.reached * (case c.party when 'client' then 256 + case
    when c.mode <> 'face_to_face' then 0 when c.place = 'home' or c.place = 'community' then 65 else 1 end
    when 'relative' then 2 when 'employer' then 4 when 'practitioner' then 8 else 0 end + 16 * c.coaching)
    + case c.initiative when 'outreach' then 32 else 0 end, staff_id = c.staff_id
    from contact c where c.id = contact_client.contact_id;
create index contact_client_touch on contact_client (trajectory_id, day, touch, staff_id);
