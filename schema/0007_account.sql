-- The second factor of staff: the code that is asked after the passphrase.

-- secret and pending are sealed under a key that stands outside the database (account.h), so a copy
-- of the database makes no codes. pending is what someone is setting up; it counts once a code from
-- it was shown.
create table second_factor (
    staff_id @int primary key references staff (id),
    secret @blob, -- null: not asked yet
    since @int, -- when secret was confirmed
    last_step @int not null default 0, -- the newest step of 30 s a code was accepted for
    pending @blob,
    pending_at @int not null default 0,
    check ((secret is null) = (since is null))
)@strict;

-- Keyed hashes; a used code is gone.
create table recovery_code (
    staff_id @int not null references staff (id),
    code_hash @blob not null,
    primary key (staff_id, code_hash)
)@strict;

-- Between the right passphrase and the code: no session, only the right to show a code.
create table login_half (
    token_hash @blob primary key, -- as in session
    staff_id @int not null references staff (id),
    ends_at @int not null
)@strict;
create index login_half_staff on login_half (staff_id);
