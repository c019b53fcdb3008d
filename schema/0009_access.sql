-- Roles for everyone who comes near a record, and rights to one client's record for a time.
-- destructive: staff_role is made again with more roles; its rows are copied

create table staff_role_wide (
    id @id,
    staff_id @int not null references staff (id),
    role text not null check (role in ('specialist', 'supervisor', 'manager', 'administrator',
        'office', 'practitioner', 'client', 'funder', 'reviewer', 'researcher', 'privacy')),
    programme_id @int references programme (id),
    team_id @int references team (id), -- null: the whole programme
    client_id @int references client (id), -- of role client: who it is
    funder text not null default '', -- of role funder: uwv, or a code of rules/municipalities.csv
    from_on text not null check (length(from_on) = 10),
    to_on text check (length(to_on) = 10 and to_on >= from_on),
    check (programme_id is not null or
        role in ('administrator', 'client', 'funder', 'privacy')), -- those are of the organisation
    check ((role = 'client') = (client_id is not null)),
    check ((role = 'funder') = (funder <> ''))
)@strict;
insert into staff_role_wide (id, staff_id, role, programme_id, team_id, from_on, to_on)
    select id, staff_id, role, programme_id, team_id, from_on, to_on from staff_role;
drop table staff_role;
alter table staff_role_wide rename to staff_role;
create index staff_role_staff on staff_role (staff_id);
create index staff_role_team on staff_role (team_id, role);
create index staff_role_client on staff_role (client_id) where client_id is not null;

-- More than a role gives, of one client, until an instant: written by features, read by the gate
-- (core/gate.h), never deleted. Counts while from_at <= now < until_at and ended_at is null.
create table access_grant (
    id @id,
    client_id @int not null references client (id),
    staff_id @int not null references staff (id), -- who may look
    kind text not null check (kind in ('cover', 'discussion', 'emergency', 'consent', 'sample')),
    reason text not null default '',
    from_at @int not null,
    until_at @int not null,
    ended_at @int, -- ended before its time: consent withdrawn, colleague back
    consent_id @int, -- the consent it rests on, when it rests on one
    given_by @int not null references staff (id),
    created_at @int not null,
    check (until_at > from_at),
    check (kind <> 'consent' or consent_id is not null)
)@strict;
create index access_grant_staff on access_grant (staff_id, client_id) where ended_at is null;
create index access_grant_client on access_grant (client_id, from_at);
create index access_grant_consent on access_grant (consent_id) where consent_id is not null;
