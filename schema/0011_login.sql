-- Accounts by invitation, a lost passphrase by mail, and logging in through the organisation's own
-- provider (OpenID Connect).

alter table staff add column email text not null default ''; -- '': no mail is sent

-- A link to choose a passphrase with. Works once, by POST only: mail scanners open links.
create table login_link (
    token_hash @blob primary key, -- as in session: the database cannot make the link
    staff_id @int not null references staff (id),
    made_at @int not null,
    ends_at @int not null
)@strict;
create index login_link_staff on login_link (staff_id);

-- Who at the provider is whom here. subject '': an administrator allows it, and the first log-in with
-- this e-mail address, which the provider must have verified, fills it in.
create table login_provider (
    staff_id @int primary key references staff (id),
    issuer text not null check (issuer <> ''),
    subject text not null default '',
    since @int not null
)@strict;
create unique index login_provider_subject on login_provider (issuer, subject) where subject <> '';
