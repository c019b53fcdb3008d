-- Appointments, the secret address of a calendar, caseloads that were handed over.

-- A series is written out: each of its appointments is a row, so that one can be moved or called off.
-- Neither a contact nor a reason: still to come, or not yet said how it went.
create table appointment (
    id @id,
    programme_id @int not null references programme (id),
    staff_id @int not null references staff (id), -- whose
    day text not null check (length(day) = 10),
    minute @int check (minute between 0 and 1439), -- of the day, local time; null: some time that day
    minutes @int not null check (minutes between 5 and 1440), -- how long
    kind text not null check (kind = 'talk' or kind = 'follow' or kind = 'visit' or
        kind = 'interview' or kind = 'care' or kind = 'three_way' or kind = 'meeting' or
        kind = 'other'),
    party text not null check (party = 'client' or party = 'practitioner' or party = 'relative' or
        party = 'employer' or party = 'colleague' or party = 'expert'),
    mode text not null check (mode = 'face_to_face' or mode = 'video' or mode = 'phone'),
    place text not null check (place = 'community' or place = 'work' or place = 'home' or
        place = 'office'),
    trajectory_id @int references trajectory (id), -- whom it is with or about; null: no client
    employer_id @int references employer (id),
    colleague_id @int references staff (id),
    address text not null default '', -- where, in words
    subject text not null default '',
    remind @int check (remind between 0 and 2880), -- minutes before; null: not
    series_id @int, -- id of the first one
    contact_id @int references contact (id) on delete set null, -- it took place
    off_reason text not null default '' check (off_reason = '' or off_reason = 'absent' or
        off_reason = 'client' or off_reason = 'other_party' or off_reason = 'us' or
        off_reason = 'moved'),
    off_note text not null default '',
    created_at @int not null,
    changed_at @int not null,
    version @int not null default 1,
    check (contact_id is null or off_reason = '' or off_reason = 'absent') -- absent: an attempt may be logged
)@strict;
create index appointment_staff on appointment (staff_id, day, minute);
create index appointment_trajectory on appointment (trajectory_id, day) where trajectory_id is not null;
create index appointment_series on appointment (series_id, day) where series_id is not null;
create index appointment_contact on appointment (contact_id) where contact_id is not null;

-- The address of one's own calendar in another program. Of its secret only the hash is kept.
create table calendar_feed (
    id @id,
    staff_id @int not null references staff (id),
    token_hash @blob not null,
    names @int not null default 0 check (names in (0, 1)), -- given names and employers in it
    made_at @int not null,
    ended_at @int
)@strict;
create unique index calendar_feed_token on calendar_feed (token_hash);
create unique index calendar_feed_staff on calendar_feed (staff_id) where ended_at is null;

-- A part of a caseload handed over at once. Done when its day has come.
create table handover (
    id @id,
    programme_id @int not null references programme (id),
    from_staff @int not null references staff (id),
    to_staff @int not null references staff (id),
    from_on text not null check (length(from_on) = 10),
    reason text not null check (reason <> ''),
    made_by @int not null references staff (id),
    made_at @int not null,
    done_at @int, -- null: its day has not come
    undone_at @int,
    undone_by @int references staff (id),
    check (from_staff <> to_staff),
    check ((undone_at is null) = (undone_by is null))
)@strict;
create index handover_programme on handover (programme_id, made_at);
create index handover_waiting on handover (from_on) where done_at is null and undone_at is null;

create table handover_client (
    handover_id @int not null references handover (id),
    trajectory_id @int not null references trajectory (id),
    was_from text, -- first day of the assignment that ended; null: not done yet
    primary key (handover_id, trajectory_id)
)@strict;
create index handover_client_trajectory on handover_client (trajectory_id);
