-- The access log after NEN 7513, narrow: at most 150 bytes a line with its indexes.
-- destructive: nothing was released; lines of before have another form, and another chain
drop table access_log;

-- what packs the small numbers (core/access_log.h); the view access_log shows them apart. The month
-- of a line is that of its id.
create table access_line (
    id @id, -- carries instant, worker and sequence
    staff_id @int, -- null: nobody logged in
    client_id @int, -- null: no single client
    what @int not null,
    grant_id @int, -- access_grant that gave the relation
    object_id @int, -- a record that is no client, or the hash of the words in access_text
    mac @blob not null
)@strict;
-- By client and by person, newest first. Ids of some days share a key, so that PostgreSQL keeps one
-- key and a list of places: a third of the size. 2^54 of an id is fifty days, 2^48 eighteen hours.
create index access_line_client on access_line (client_id, (id >> 54)) where client_id is not null;
create index access_line_staff on access_line (staff_id, (id >> 48)) where staff_id is not null;

create view access_log as
    select id, staff_id, client_id, what & 63 as action, (what >> 6) & 31 as relation,
        (what >> 11) & 15 as role, (what >> 15) & 31 as object, (what >> 20) & 3 as result,
        (what >> 22) & 1023 as session, (what >> 32) & 2147483647 as route, grant_id, object_id, mac
    from access_line;

-- Words of a line: what was searched, from where someone logged in, why a repair. Personal data, so
-- they stand apart and can go before the line does.
create table access_text (
    id @int primary key, -- of the line
    words text not null
)@strict;

-- What is left of a month that was dropped (core/access_month.h).
create table access_month (
    month text primary key check (length(month) = 7),
    lines @int not null,
    digest @blob not null,
    dropped_at @int not null,
    staff_id @int, -- null: with the command
    mac @blob not null
)@strict;

-- What the automatic review noticed (rules/access_signals.csv), one per kind, person, client and
-- day; and how someone judged it.
create table access_signal (
    id @id,
    kind text not null,
    line_id @int not null, -- the first line it is about
    staff_id @int not null, -- 0: nobody logged in
    client_id @int not null, -- 0: no single client
    day text not null check (length(day) = 10),
    lines @int not null, -- how many lines, or clients, it is about
    judgement text not null default '' check (judgement = '' or judgement = 'right' or
        judgement = 'explained' or judgement = 'wrong'),
    remark text not null default '',
    judged_at @int,
    judged_by @int references staff (id),
    version @int not null default 1,
    check ((judgement = '') = (judged_at is null))
)@strict;
create unique index access_signal_once on access_signal (kind, staff_id, client_id, day);
create index access_signal_open on access_signal (line_id) where judgement = '';
create index access_signal_client on access_signal (client_id, line_id);
create index access_signal_staff on access_signal (staff_id, line_id);
create index access_signal_line on access_signal (line_id);
