-- Codes that admit one workstation, workstations that prove themselves by a key, and people who are signed in at
-- the server. A program from before it must not open this file: it knows workstations by their tokens alone.

-- Codes that admit a workstation once. Only digests are kept.
create table enrolment_code (
    digest text primary key,
    -- The facility that it admits to; absent where whoever joins says which.
    facility text,
    made_at text not null, until text not null, used_at text, used_by text,
    check ((used_at is null) = (used_by is null))
) strict, without rowid;

-- A workstation is known by its public key, or, until it has handed one in, by the token that it was given before
-- there were keys: never by both.
create table device_with_key (
    id text primary key, code text not null unique, name text not null,
    token_digest text unique, public_key text unique check (length(public_key) = 64),
    enrolled_at text not null, seen_at text,
    state text not null default 'active' check (state in ('active', 'revoked')),
    facility text, wipe integer not null default 0 check (wipe in (0, 1)),
    check ((token_digest is null) <> (public_key is null))
) strict;
insert into device_with_key (id, code, name, token_digest, enrolled_at, seen_at, state, facility, wipe)
    select id, code, name, token_digest, enrolled_at, seen_at, state, facility, wipe from device;
drop table device;
alter table device_with_key rename to device;

-- Sign-ins at the server, each a family of refresh tokens that follow one another.
create table session (
    id text primary key, person text not null, device text not null, facility text not null,
    begun_at text not null, used_at text not null, ends_at text not null,
    -- Of the verifier that the person proved themselves against: another password ends it.
    proven text not null,
    -- From it and a token that was handed in follows the token that is handed back, so that a repeat gets the same.
    secret text not null,
    ended_at text, ended_by text check (ended_by in ('signed_out', 'sent_away', 'reused', 'account', 'age')),
    check ((ended_at is null) = (ended_by is null))
) strict;
create index session_person on session (person, begun_at);

-- Each token of a family, used ones too: one that comes again is noticed. Only digests are kept.
create table refresh_token (
    digest text primary key, session text not null, given_at text not null, used_at text
) strict, without rowid;
create index refresh_token_session on refresh_token (session);
